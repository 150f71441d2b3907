"""The lead schedules: profit and equity cross-add, agree with what the filing prints, and follow the switches."""

import re
import zipfile
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from tests.exporting.books import books, session_of
from tests.exporting.states import with_switches
from tests.oracle import Oracle, shown_by
from tests.published import EIR
from workbench.clock import present_time
from workbench.commands import SwitchAdjustment
from workbench.exporting.layout import PLAIN, PlannedSheet, Tab
from workbench.exporting.lead_chart import SERIES, WHOLE
from workbench.exporting.page_setup import SMALLEST_PRINT, page_of
from workbench.exporting.review_workbook import lay_out_review_workbook
from workbench.phrases import ENGLISH
from workbench.session import Session

SCHEDULE = "DEFGHI"
"""Equity at the beginning, profit, direct to equity, equity at the end, what is unexplained, pre-tax."""


def row_of(cells: dict[str, object], name: str) -> tuple[object, ...]:
    row = next(ref[1:] for ref, value in cells.items() if ref.startswith("B") and value == name)
    return tuple(cells.get(f"{column}{row}") for column in SCHEDULE)


def test_the_schedule_of_the_filing_cross_adds_and_agrees(qifu_review: Path) -> None:
    lead = shown_by(qifu_review)["Lead"]
    reported = row_of(lead, "Amounts as reported under U.S. GAAP")
    assert reported == (18_931_297, 2_023_199, -68_929, 20_885_567, 0, 2_468_424)
    assert row_of(lead, "Share-based compensation") == (0, 49_337, -49_337, 0, 0, 49_337)
    assert row_of(lead, "Financial guarantee, net of tax") == (292_032, -135_811, 0, 156_221, 0, -159_778)
    result = row_of(lead, "Amounts as reported under IFRSs")
    assert result == (20_119_062, 1_746_887, -118_266, 21_747_683, 0, 2_134_643)
    printed = row_of(lead, "As its source prints it")
    assert [printed[place] for place in (0, 1, 3, 5)] == [result[place] for place in (0, 1, 3, 5)]
    agrees = row_of(lead, "Agrees (compared while every difference is on)")
    assert agrees == ("✓", "✓", None, "✓", None, "✓")


def test_a_period_without_balance_sheets_has_a_schedule_of_its_own_and_says_nothing_of_equity(
    qifu_review: Path,
) -> None:
    lead = shown_by(qifu_review)["Lead H1 2022"]
    assert row_of(lead, "Share-based compensation") == (None, -13_140, None, None, None, -13_140)


def test_switches_move_the_result_and_the_bars_of_the_chart(
    qifu_review: Path, oracle: Oracle, qifu: Session, tmp_path: Path
) -> None:
    on = frozenset(qifu.project.adjustment_by_id) - {EIR}
    (shown,) = oracle.recalculated([with_switches(qifu_review, tmp_path / "off.xlsx", on)], tmp_path)
    lead = shown["Lead"]
    assert row_of(lead, "With selected differences (illustrative)")[1] == 1_746_887 + 215_055
    assert row_of(lead, "Agrees (compared while every difference is on)")[1] == "—"
    whole = [lead[f"{'OPQRST'[WHOLE]}{row}"] for row in (8, 13)]
    assert whole == [2_023_199, 1_961_942]
    assert {lead[f"{column}10"] for column in "OPQRST"[2:]} == {0}, "a difference that is off has no bar"


def test_the_chart_is_native_and_made_of_the_formulas_beside_it(qifu_review: Path) -> None:
    with zipfile.ZipFile(qifu_review) as archive:
        chart = archive.read("xl/charts/chart1.xml").decode()
    ranges = re.findall(r"<c:val><c:numRef><c:f>([^<]*)</c:f>", chart)
    assert len(ranges) == len(SERIES)
    assert ranges[WHOLE] == "Lead!$P$8:$P$13"
    (least,) = re.findall(r'<c:min val="([\d.]+)"', chart)
    lowest = 2_023_199 - 215_055 - 135_811
    assert 0 < float(least) < lowest, "no state of the switches leads below the axis"


@pytest.mark.parametrize("off", [0, 1])
def test_what_is_printed_is_legible_and_a_lead_schedule_takes_one_page(tmp_path: Path, off: int) -> None:
    for path in books(tmp_path):
        session = session_of(path)
        for adjustment in session.project.adjustments[:off]:
            session.execute(SwitchAdjustment(adjustment.id, on=False))
        for sheet in lay_out_review_workbook(session.results, present_time(), ENGLISH).sheets:
            if sheet.is_printed:
                assert page_of(sheet).scale * 10 >= SMALLEST_PRINT, sheet.name
            if sheet.tab is Tab.LEAD:
                assert page_of(sheet).is_single, sheet.name


def test_a_sheet_too_wide_for_a_page_takes_several_and_repeats_its_captions() -> None:
    sheet = PlannedSheet("wide", widths=dict.fromkeys(range(1, 26), 20.0))
    for column in range(1, 26):
        sheet.put(1, column, Decimal(1), PLAIN)
    page = page_of(sheet)
    assert page.scale == pytest.approx(SMALLEST_PRINT / 10)
    assert len(page.breaks) == 3
    assert 0 < page.breaks[0] < page.breaks[1] < page.breaks[2] < 25


def test_concepts_have_names_that_lead_to_their_figures(qifu_review: Path, qifu_review_book: openpyxl.Workbook) -> None:
    shown = shown_by(qifu_review)
    for name, figure in (("net_income_h1_2023_ifrs", 1_746_887), ("total_equity_30_jun_2023_us_gaap", 20_885_567)):
        sheet, cell = qifu_review_book.defined_names[name].attr_text.replace("$", "").split("!")
        assert shown[sheet.strip("'")][cell] == figure


def test_formulas_are_locked_inputs_are_not_and_no_password_keeps_them(qifu_review_book: openpyxl.Workbook) -> None:
    for sheet in qifu_review_book:
        if sheet.sheet_state == "visible":
            assert sheet.protection.sheet
            assert sheet.protection.password is None
    for row in qifu_review_book["IS H1 2023"].iter_rows(min_row=11):
        for cell in row:
            assert cell.value is None or cell.protection.locked == (cell.data_type == "f"), cell.coordinate
    assert not qifu_review_book["Lead"]["C9"].protection.locked, "a switch"


def test_lines_that_no_difference_affects_are_folded_away(qifu_review_book: openpyxl.Workbook) -> None:
    sheet = qifu_review_book["IS H1 2023"]
    shown = [sheet.cell(row, 1).value for row in range(11, 60) if not sheet.row_dimensions[row].hidden]
    assert "Financing income" in shown
    assert "Interest income, net" not in shown
    folded = next(row for row in range(11, 60) if sheet.row_dimensions[row].hidden)
    assert sheet.row_dimensions[folded].outlineLevel == 1
