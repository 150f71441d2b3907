"""One wrong figure anywhere in the four reconciliation tables makes a check fail that names the cell."""

import random
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from tests.conftest import Workbench
from tests.found import all_findings
from workbench.domain.findings import FindingStatus
from workbench.domain.review_workbook_marks import MAP_SHEET
from workbench.importing import project_from
from workbench.session import Session
from workbench.workbooks import CellKind, Sheet, SheetCell, SourceWorkbook

pytestmark = pytest.mark.long

SHEETS = ("Recon IS 1H22", "Recon IS 1H23", "Recon BS Dec22", "Recon BS Jun23")
AS_REPORTED_AND_ADJUSTMENTS = "BCDEF"
EVERY_FIGURE_PLUS_ONE_AND_EVERY_SIGN = 596
OF_A_SHEET = 18


def mutations(workbook: SourceWorkbook) -> Iterator[tuple[str, SheetCell, Decimal]]:
    """Yield (sheet, cell, wrong amount): each figure by +1 and, where it is not zero, by its sign."""
    for name in SHEETS:
        sheet = workbook.sheet(name)
        assert sheet is not None
        for cell in sheet.cells:
            if cell.kind is CellKind.NUMBER and cell.ref[0] in AS_REPORTED_AND_ADJUSTMENTS:
                assert isinstance(cell.value, Decimal)
                yield name, cell, cell.value + 1
                if cell.value:
                    yield name, cell, -cell.value


def with_amount(workbook: SourceWorkbook, sheet: str, wrong: SheetCell) -> SourceWorkbook:
    def changed(each: Sheet) -> Sheet:
        if each.name != sheet:
            return each
        cells = tuple(wrong if cell.ref == wrong.ref else cell for cell in each.cells)
        return Sheet(each.name, each.state, cells, each.merged, each.hidden_rows, each.hidden_columns)

    return replace(workbook, sheets=tuple(changed(each) for each in workbook.sheets))


def of_the_balance_sheet(workbook: SourceWorkbook) -> Iterator[tuple[str, SheetCell, Decimal]]:
    """Yield (sheet, cell, wrong amount): each figure of the published balance sheet by +1."""
    sheet = workbook.sheet("BS")
    assert sheet is not None
    for cell in sheet.cells:
        if isinstance(cell.value, Decimal):
            yield "BS", cell, cell.value + 1


def pasted_as_values(workbook: SourceWorkbook) -> SourceWorkbook:
    bare = (replace(sheet, cells=tuple(replace(c, formula=None) for c in sheet.cells)) for sheet in workbook.sheets)
    return replace(workbook, sheets=tuple(bare))


def survives(workbook: SourceWorkbook, name: str, cell: SheetCell, amount: Decimal) -> bool:
    """True where no check that fails names the cell of a wrong amount."""
    mutant = with_amount(workbook, name, replace(cell, value=amount, text=str(amount)))
    findings = all_findings(Session(project_from([mutant])).results)
    failing = (finding for finding in findings if finding.status is FindingStatus.FAIL)
    return not any((ref.sheet, ref.cell) == (name, cell.ref) for finding in failing for ref in finding.where)


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_wrong_figure_fails_a_check_that_names_its_cell(qifu_workbook: SourceWorkbook, sheet: str) -> None:
    """A sample; ``tests/sweeps/figures.py`` takes all of them."""
    here = [each for each in mutations(qifu_workbook) if each[0] == sheet]
    chosen = random.Random(sheet).sample(here, OF_A_SHEET)
    assert [(cell.ref, amount) for name, cell, amount in chosen if survives(qifu_workbook, name, cell, amount)] == []


@pytest.mark.parametrize("with_formulas", [True, False], ids=["as it is", "pasted as values"])
def test_a_wrong_figure_of_the_balance_sheet_fails_a_check_that_names_its_cell(
    qifu_workbook: SourceWorkbook, with_formulas: bool
) -> None:
    workbook = qifu_workbook if with_formulas else pasted_as_values(qifu_workbook)
    chosen = random.Random(with_formulas).sample(list(of_the_balance_sheet(workbook)), OF_A_SHEET)
    assert [cell.ref for name, cell, amount in chosen if survives(workbook, name, cell, amount)] == []


def test_there_are_as_many_mutants_as_figures_and_signs(qifu_workbook: SourceWorkbook) -> None:
    assert len(list(mutations(qifu_workbook))) == EVERY_FIGURE_PLUS_ONE_AND_EVERY_SIGN


@pytest.mark.parametrize(
    ("sheet", "ref", "amount"),
    [("Recon IS 1H23", "D11", -253_008), ("Recon BS Jun23", "B25", 1), ("Recon BS Dec22", "C21", -210_087)],
)
def test_the_command_line_says_so_of_a_real_file(
    workbench: Workbench, qifu_path: Path, tmp_path: Path, sheet: str, ref: str, amount: int
) -> None:
    """The copy is saved without stored results, as spreadsheet libraries do."""
    book = openpyxl.load_workbook(qifu_path)
    book[sheet][ref] = amount
    book.save(tmp_path / "mutant.xlsx")
    outcome = workbench("check", tmp_path / "mutant.xlsx")
    assert outcome.status == 1
    assert f"mutant.xlsx!{sheet}!{ref}" in outcome.output
    assert "FAIL" in outcome.output


def test_a_failing_check_still_writes_the_output_and_marks_it(
    workbench: Workbench, qifu_path: Path, tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(qifu_path)
    book["Recon IS 1H23"]["D11"] = -253_008
    book.save(tmp_path / "mutant.xlsx")
    outcome = workbench("reconcile", tmp_path / "mutant.xlsx", "-o", tmp_path / "review.xlsx", "--json")
    assert outcome.status == 1
    review = openpyxl.load_workbook(tmp_path / "review.xlsx", data_only=True)
    for sheet in (sheet for sheet in review if sheet.title != MAP_SHEET):
        assert "checks FAIL" in f"{sheet['A2'].value} {sheet['A4'].value}", sheet.title
