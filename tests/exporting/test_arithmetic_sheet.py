"""The Arithmetic sheet: exceptions first, the matrix of comparisons, the rounding ledger; and where checks lead."""

from decimal import Decimal
from pathlib import Path

import pytest

from tests.api.samples import STEMS, sample_book
from tests.exporting.planned import planned
from tests.exporting.sheets import cells_of, leads_nowhere, row_with, sheet_of, values_in
from tests.exporting.slips import with_slips
from workbench.checks import CHECKS, add_tallies
from workbench.domain.findings import FindingStatus
from workbench.engine import Results
from workbench.exporting.layout import PlannedSheet, WorkbookLayout
from workbench.phrases import ENGLISH
from workbench.session import Session
from workbench.wording.names import name_of_check, with_capital

COMPARED, PASS, HOLD, FAIL, NOT_APPLICABLE, WHERE = range(6)


def arithmetic(results: Results) -> tuple[WorkbookLayout, PlannedSheet]:
    layout = planned(results).layout
    return layout, sheet_of(layout, "Arithmetic")


def totals_in(sheet: PlannedSheet, row: int) -> list[object]:
    """Return what a row says of all statements together."""
    heads = row_with(sheet, "Comparisons by kind and statement")
    first = next(column for column, value in values_in(sheet, heads).items() if value == "Compared")
    return [values_in(sheet, row).get(first + offset) for offset in range(WHERE + 1)]


def row_of_family(sheet: PlannedSheet, name: str) -> int:
    return next(row for (row, column), cell in cells_of(sheet).items() if column == 1 and cell.value == name)


@pytest.mark.parametrize("stem", STEMS)
def test_the_matrix_counts_what_the_checks_find(stem: str) -> None:
    results = sample_book(stem).results
    _, sheet = arithmetic(results)
    for check in CHECKS:
        counts = check.tally(results).counts
        if counts.total():
            shown = totals_in(sheet, row_of_family(sheet, with_capital(name_of_check(check.name, ENGLISH))))
            assert shown[COMPARED : NOT_APPLICABLE + 1] == [
                counts.total() - counts[FindingStatus.NOT_APPLICABLE],
                counts[FindingStatus.PASS],
                counts[FindingStatus.INFORMATION],
                counts[FindingStatus.FAIL],
                counts[FindingStatus.NOT_APPLICABLE],
            ]
    found = add_tallies(check.tally(results) for check in CHECKS).counts
    together = totals_in(sheet, row_with(sheet, "Together"))
    assert together[PASS : FAIL + 1] == [found[FindingStatus.PASS], found[FindingStatus.INFORMATION], 0]
    assert row_with(sheet, "No exceptions.")


def test_statements_are_told_apart(qifu: Session) -> None:
    _, sheet = arithmetic(qifu.results)
    heads = row_with(sheet, "Comparisons by kind and statement")
    statements = {value: column for column, value in values_in(sheet, heads - 1).items()}
    assert list(statements) == ["IS", "BS", "CF", "OCI", "Non-GAAP"]
    footing = row_of_family(sheet, "Footing")
    counted = values_in(sheet, footing)
    assert [counted[column] for column in statements.values()] == [128, 114, 12, 18, 18]
    formula = str(sheet.cells[footing, statements["BS"] + 1].formula)
    assert formula.startswith("=COUNTIFS('Checks'!$G$")
    assert ',"BS",' in formula
    assert ',"FAIL")' in formula


def test_exceptions_stand_first_each_with_its_link(tmp_path: Path) -> None:
    layout, sheet = arithmetic(with_slips(tmp_path).results)
    first = row_with(sheet, "12 checks FAIL")
    assert first < row_with(sheet, "Comparisons by kind and statement")
    row = row_with(sheet, "Cross-cast: Net income, Six months ended June 30, 2023")
    workbook, expected, difference, verdict, _, where = totals_in(sheet, row)
    assert (workbook, expected, difference, verdict) == (Decimal(1_746_887), Decimal(1_746_894), Decimal(-7), "FAIL")
    assert where == "IS H1 2023!G40"
    assert values_in(sheet_of(layout, "IS H1 2023"), 40)[1] == "Net income"
    footing = row_of_family(sheet, "Footing")
    assert totals_in(sheet, footing)[FAIL] == 4
    (link,) = (cell.link for (at, _), cell in cells_of(sheet).items() if at == footing and cell.link)
    assert values_in(sheet_of(layout, "Checks"), int(link.rpartition("$")[2]))[6] == "FAIL"


def test_the_ledger_lists_what_is_one_unit_apart_and_why(qifu: Session) -> None:
    _, sheet = arithmetic(qifu.results)
    ledger = range(row_with(sheet, "Rounding ledger") + 1, sheet.last_row + 1)
    amounts = [totals_in(sheet, row)[:3] for row in ledger]
    apart = [each for each in amounts if each[0] is not None and abs(Decimal(str(each[2]))) == 1]
    assert [[int(str(amount)) for amount in each] for each in apart] == [
        [1_158, 1_159, -1],
        [-4_451, -4_450, -1],
        [87_061, 87_062, -1],
        [-8_349, -8_350, 1],
        [-36_623, -36_624, 1],
        [2_243, 2_242, 1],
        [19_830, 19_829, 1],
        [37_952, 37_951, 1],
    ]
    assert row_with(sheet, "A tax effect is one more or less than the rate comes to")


@pytest.mark.parametrize("stem", STEMS)
def test_every_link_of_every_sample_leads_to_a_cell(stem: str) -> None:
    assert leads_nowhere(planned(sample_book(stem).results).layout) == []


def test_checks_and_entries_lead_to_the_figures_that_they_are_about(qifu: Session) -> None:
    layout = planned(qifu.results).layout
    checks, entries = cells_of(sheet_of(layout, "Checks")), cells_of(sheet_of(layout, "Entries"))
    last = max(row for row, _ in checks)
    assert all(checks[row, 8].link for row in range(9, last + 1))
    row = next(row for (row, column), cell in entries.items() if column == 7 and cell.value == Decimal(87_062))
    name, _, place = entries[row, 4].link.rpartition("!")
    led_to = cells_of(sheet_of(layout, name.strip("'")))
    assert (name, place[:2]) == ("'IS H1 2023'", "$C")
    assert led_to[int(place.rpartition("$")[2]), 3].value == Decimal(87_062)
