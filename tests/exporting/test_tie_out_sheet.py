"""Tie-outs: each line of a reconciliation beside the published statement."""

from decimal import Decimal
from pathlib import Path

import pytest

from tests.api.samples import sample_book
from tests.exporting.books import exported, session_of
from tests.exporting.planned import planned, with_numbers
from tests.exporting.sheets import row_with, sheet_of, values_in
from tests.exporting.slips import with_slips
from tests.exporting.states import differences, with_switches
from tests.oracle import Oracle, shown_by
from workbench.commands import EditFigures, SwitchAdjustment
from workbench.domain.ids import LineId
from workbench.domain.periods import PeriodId
from workbench.exporting.sheet_headers import HEADING_ROW
from workbench.exporting.tie_out_sheet import (
    CAPTION,
    DIFFERENCE,
    LINE,
    PUBLISHED,
    PUBLISHED_CELL,
    RECONCILED,
    RECONCILED_CELL,
    RESULT,
    RESULT_DIFFERENCE,
    RESULT_TICK,
    TICK,
)
from workbench.resources import sample
from workbench.session import Session

OPERATIONS, POSITION = "Tie-out IS H1 2023", "Tie-out BS 30 Jun 2023"


@pytest.fixture(scope="module")
def slips(tmp_path_factory: pytest.TempPathFactory) -> Session:
    """The case with slips, which no test changes."""
    return with_slips(tmp_path_factory.mktemp("slips"))


def test_each_line_of_the_reconciliation_stands_beside_the_published_statement(qifu: Session) -> None:
    layout = planned(qifu.results).layout
    names = [sheet.name for sheet in layout.sheets if sheet.name.startswith("Tie-out")]
    assert names == ["Tie-out IS H1 2022", OPERATIONS, "Tie-out BS 31 Dec 2022", POSITION]
    sheet = sheet_of(layout, OPERATIONS)
    assert values_in(sheet, row_with(sheet, "Income tax expense")) == {
        LINE: "Income tax expense",
        RECONCILED: Decimal(-445_225),
        PUBLISHED: Decimal(-445_225),
        DIFFERENCE: Decimal(0),
        TICK: "✓",
        RESULT: Decimal(-387_756),
        RESULT + 1: Decimal(-387_756),
        RESULT_DIFFERENCE: Decimal(0),
        RESULT_TICK: "✓",
        RECONCILED_CELL: "B23",
        PUBLISHED_CELL: "F32",
        CAPTION: "Income taxes expense",
    }
    headings = [sheet.cells[HEADING_ROW, column].value for column in (RECONCILED_CELL, PUBLISHED_CELL)]
    assert headings == ["Cell of Recon IS 1H23", "Cell of IS"]
    agree = row_with(sheet, "Lines that agree")
    assert (values_in(sheet, agree)[DIFFERENCE], values_in(sheet, agree)[RESULT_DIFFERENCE]) == ("15 of 15", "15 of 15")
    assert sheet.cells[row_with(sheet, "Net income"), RECONCILED].formula == "='IS H1 2023'!$B$39"


def test_a_line_that_only_the_reconciliation_prints_is_stated_once_and_not_counted(qifu: Session) -> None:
    sheet = sheet_of(planned(qifu.results).layout, POSITION)
    once = values_in(sheet, row_with(sheet, "Retained earnings"))
    assert (once[RECONCILED], once[TICK], PUBLISHED in once) == (Decimal(14_657_756), "○", False)
    assert values_in(sheet, row_with(sheet, "Lines that agree"))[DIFFERENCE] == "20 of 20"
    assert row_with(sheet, "○ stated once: the published statement does not print the line.")


def test_what_totals_hold_beside_the_lines_of_the_reconciliation_is_tied_out_too(qifu: Session) -> None:
    sheet = sheet_of(planned(qifu.results).layout, POSITION)
    current = values_in(sheet, row_with(sheet, "in Total current assets"))
    assert (current[RECONCILED], current[PUBLISHED], current[TICK]) == (Decimal(13_193_666), Decimal(13_193_666), "✓")
    assert str(current[RESULT]).startswith("Cash and cash equivalents, Restricted cash")
    nobody = values_in(sheet, row_with(sheet, "in TOTAL QIFU TECHNOLOGY INC"))
    assert (nobody[RECONCILED], nobody[TICK], nobody[RESULT]) == (
        Decimal(-42_949), "○", "no source prints these lines",
    )  # fmt: skip


def test_slips_are_exceptions(slips: Session) -> None:
    layout = planned(slips.results).layout
    operations, position = sheet_of(layout, OPERATIONS), sheet_of(layout, POSITION)
    revenue = values_in(operations, row_with(operations, "Credit driven services"))
    assert (revenue[RECONCILED], revenue[PUBLISHED]) == (Decimal(5_419_338), Decimal(5_419_328))
    assert (revenue[DIFFERENCE], revenue[TICK]) == (Decimal(10), "✗")
    net_income = values_in(operations, row_with(operations, "Net income"))
    assert (net_income[TICK], net_income[RESULT_DIFFERENCE], net_income[RESULT_TICK]) == ("✓", Decimal(7), "✗")
    assert values_in(operations, row_with(operations, "Lines that agree"))[DIFFERENCE] == "14 of 15"
    assert values_in(position, row_with(position, "Lines that agree"))[DIFFERENCE] == "17 of 20"


def test_an_edited_figure_agrees_with_no_source(qifu: Session) -> None:
    cell = LineId("sales_and_marketing"), PeriodId("2023-01-01/2023-06-30")
    qifu.execute(EditFigures({cell: Decimal(858_664)}))
    sheet = sheet_of(planned(qifu.results).layout, OPERATIONS)
    edited = values_in(sheet, row_with(sheet, "Sales and marketing"))
    assert (edited[RECONCILED], edited[DIFFERENCE], edited[TICK]) == (Decimal(858_664), Decimal(1), "✗")


def test_results_are_compared_only_while_every_difference_is_on(qifu: Session) -> None:
    qifu.execute(SwitchAdjustment(qifu.project.adjustments[0].id, on=False))
    sheet = sheet_of(planned(qifu.results).layout, OPERATIONS)
    net_income = values_in(sheet, row_with(sheet, "Net income"))
    assert (net_income[TICK], net_income[RESULT_TICK], RESULT_DIFFERENCE in net_income) == ("✓", "—", False)
    assert values_in(sheet, row_with(sheet, "Lines that agree"))[RESULT_DIFFERENCE] == "—"


@pytest.mark.parametrize(("stem", "statements"), [("hutchmed-h1-2024", 2), ("autohome-bridge", 4)])
def test_where_only_one_source_states_a_statement_it_says_so_instead(stem: str, statements: int) -> None:
    layout = planned(sample_book(stem).results).layout
    (sheet,) = (sheet for sheet in layout.sheets if sheet.paper.startswith("C"))
    assert sheet.name == "Tie-out"
    assert len([row for row, column in sheet.cells if column == 3 and isinstance(sheet.cells[row, 3].value, int)]) == (
        statements
    )
    assert row_with(sheet, "Only one source states these figures, and comparing a figure with its own cell proves")


@pytest.mark.long
def test_tie_outs_and_arithmetic_recalculate_to_what_is_stored_and_follow_what_is_typed(
    oracle: Oracle, slips: Session, tmp_path: Path
) -> None:
    whole = session_of(sample())
    review, with_exceptions = exported(whole, tmp_path, "whole.xlsx"), exported(slips, tmp_path, "slips.xlsx")
    some = [adjustment.id for adjustment in whole.project.adjustments[1:]]
    partial = with_switches(review, tmp_path / "partial.xlsx", some)
    layout = planned(whole.results).layout
    stated = str(sheet_of(layout, OPERATIONS).cells[8, RECONCILED].formula).rpartition("!")[2].replace("$", "")
    typed = with_numbers(review, tmp_path / "typed.xlsx", [("IS H1 2023", stated, 2_255_507)])
    shown, after_switch, after = oracle.recalculated([with_exceptions, partial, typed], tmp_path)
    assert differences(shown_by(with_exceptions), shown) == []
    assert (after_switch[OPERATIONS]["D22"], after_switch[OPERATIONS]["H22"]) == ("15 of 15", "—")
    tied, arithmetic = after[OPERATIONS], after["Arithmetic"]
    assert (tied["A8"], tied["D8"], tied["E8"]) == ("Financing income", 887, "✗")
    assert tied["D22"] == "8 of 15"
    assert "FAIL" in str(arithmetic["A8"])
    (together,) = (ref.removeprefix("A") for ref, value in arithmetic.items() if value == "Together")
    fails = [ref for ref, value in arithmetic.items() if value == "Fail"]
    assert int(str(arithmetic[f"{fails[-1][0]}{together}"])) > 0
