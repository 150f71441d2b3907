"""The same figures in other layouts: read the same, or reconciled the same."""

import copy
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from itertools import chain, combinations
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from tests.answers import answer_of
from tests.found import all_findings, message
from tests.published import ADJUSTMENTS, RECONCILIATIONS, lines_for, rows_of, statement
from workbench.domain.findings import FindingStatus
from workbench.domain.project import Project
from workbench.importing import import_workbooks
from workbench.session import Session
from workbench.workbooks import begin_reading

STATES = list(chain.from_iterable(combinations(ADJUSTMENTS, size) for size in range(5)))
RECONCILIATION_SHEETS = ("Recon IS 1H22", "Recon IS 1H23", "Recon BS Dec22", "Recon BS Jun23")


def rearranged(sheet: Worksheet, column_of: Mapping[int, int], row_of: Callable[[int], int]) -> None:
    """Move every cell of a sheet, its merged ranges and the references of its formulas along with it."""

    def place(row: int, column: int) -> str:
        return f"{get_column_letter(column_of.get(column, column))}{row_of(row)}"

    def moved(found: re.Match[str]) -> str:
        column = openpyxl.utils.column_index_from_string(found[1])
        return place(int(found[2]), column)

    merged = [area.bounds for area in sheet.merged_cells.ranges]
    for area in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(area))
    everything: list[Any] = [cell for cells in sheet.iter_rows() for cell in cells]
    contents = [(cell.row, cell.column, cell.value, copy.copy(cell._style)) for cell in everything]
    for cell in everything:
        cell.value = None
    for row, column, value, style in contents:
        if value is not None:
            if isinstance(value, str) and value.startswith("="):
                value = re.sub(r"([A-Z]+)(\d+)", moved, value)
            target: Any = sheet[place(row, column)]
            target.value, target._style = value, style
    for left, top, right, bottom in merged:
        columns = [column_of.get(column, column) for column in range(left, right + 1)]
        sheet.merge_cells(
            start_row=row_of(top), end_row=row_of(bottom), start_column=min(columns), end_column=max(columns)
        )


def columns_reordered(book: openpyxl.Workbook) -> None:
    for name in RECONCILIATION_SHEETS:
        rearranged(book[name], {3: 6, 4: 3, 5: 5, 6: 4}, lambda row: row)


def blanks_inserted(book: openpyxl.Workbook) -> None:
    """A blank column before column D, and three blank rows: below the titles, inside the table, before its end."""
    for name in (*RECONCILIATION_SHEETS, "BS", "IS", "CF", "OCI", "Non-GAAP"):
        rearranged(
            book[name],
            {column: column + 1 for column in range(4, 9)},
            lambda row: row + (row > 4) + (row > 12) + (row > 20),
        )


def shifted_below_merged_headings(book: openpyxl.Workbook) -> None:
    """A blank column at B and blank rows at 20, as openpyxl inserts them: merged ranges stay where they were."""
    for name in RECONCILIATION_SHEETS:
        book[name].insert_cols(2)
        book[name].insert_rows(20, 3)


def primary_statements_left_out(book: openpyxl.Workbook) -> None:
    for name in ("BS", "IS", "CF", "OCI", "Non-GAAP"):
        del book[name]


def imported(qifu_path: Path, folder: Path, change: Callable[[openpyxl.Workbook], None]) -> Session:
    book = openpyxl.load_workbook(qifu_path)
    change(book)
    path = folder / "variant.xlsx"
    book.save(path)
    return Session(import_workbooks([begin_reading(path)]))


def fails(session: Session) -> list[str]:
    return [message(f) for f in all_findings(session.results) if f.status is FindingStatus.FAIL]


def assert_reconciliations_are_as_published_in_every_state(session: Session) -> None:
    for state in STATES:
        answer = answer_of(session.results.with_enabled(state))
        for case, (kind, period) in RECONCILIATIONS.items():
            for row, line in lines_for(answer, kind, rows_of(case)):
                as_reported, *effects, _ = (value or Decimal(0) for value in row.values)
                figure = line["figures"][period]
                assert figure["as_reported"] == as_reported, (case, row.label)
                assert [figure["adjustments"][key] for key in ADJUSTMENTS] == effects, (case, row.label)
                on = sum(effect for key, effect in zip(ADJUSTMENTS, effects, strict=True) if key in state)
                assert figure["result"] == as_reported + on, (case, row.label, state)


@pytest.mark.parametrize("change", [columns_reordered, blanks_inserted, shifted_below_merged_headings])
def test_a_rearranged_workbook_gives_the_same_figures(
    qifu_path: Path, qifu_project: Project, tmp_path: Path, change: Callable[[openpyxl.Workbook], None]
) -> None:
    session = imported(qifu_path, tmp_path, change)
    assert fails(session) == []
    assert_reconciliations_are_as_published_in_every_state(session)
    for before, after in zip(qifu_project.statements, session.project.statements, strict=True):
        assert before.lines == after.lines
        assert before.figures == after.figures
        assert [(t.line, t.parts) for t in before.totals] == [(t.line, t.parts) for t in after.totals]


def test_without_the_primary_statements_remainders_stand_for_what_is_not_printed(
    qifu_path: Path, tmp_path: Path
) -> None:
    session = imported(qifu_path, tmp_path, primary_statements_left_out)
    assert fails(session) == []
    assert_reconciliations_are_as_published_in_every_state(session)
    answer = answer_of(session.results)
    remainders = {
        line["caption"]: figure["remainder"]
        for line in statement(answer, "operations")["lines"]
        if (figure := line["figures"].get("2023-01-01/2023-06-30")) and figure.get("remainder")
    }
    assert remainders == {
        "Credit driven services": 3_164_708,
        "Total net revenue": 2_094_170,
        "Total operating costs and expenses": 369_218,
        "Income before income tax expense": 279_894,
        "Net income attributable to ordinary shareholders of the Company": 8_350,
    }


def test_total_net_revenue_is_not_taken_for_a_sum_that_holds_financing_income_twice(
    qifu_path: Path, tmp_path: Path
) -> None:
    project = imported(qifu_path, tmp_path, primary_statements_left_out).project
    operations = project.statements[0]
    assert operations.total_of["total_net_revenue"].parts == (("credit_driven_services", 1),)
    assert operations.total_of["credit_driven_services"].parts == (("financing_income", 1),)


def test_an_error_cell_makes_its_line_and_the_totals_above_unknown_never_zero(qifu_path: Path, tmp_path: Path) -> None:
    def broken(book: openpyxl.Workbook) -> None:
        book["Recon IS 1H23"]["D11"] = "=1/0"
        book["Recon IS 1H23"]["D11"].data_type = "e"
        book["Recon IS 1H23"]["D11"].value = "#DIV/0!"

    session = imported(qifu_path, tmp_path, broken)
    period = "2023-01-01/2023-06-30"
    assert session.results.figure("financing_income", period) is None
    assert session.results.figure("net_income", period) is None
    assert session.results.figure("total_operating_costs_and_expenses", period) == 5_405_742
    assert any("#DIV/0!" in message and "D11" in message for message in fails(session))


def test_sums_without_a_stored_result_are_worked_out_and_said(qifu_path: Path, tmp_path: Path) -> None:
    session = imported(qifu_path, tmp_path, lambda book: None)
    worked_out = [f for f in session.project.import_findings if "were calculated from the cells" in message(f)]
    assert len(worked_out) == 1
    assert len(worked_out[0].where) == 24
    assert session.results.project.statements[1].figure("total_assets", "2023-06-30") == 43_402_113


def test_a_formula_that_is_no_sum_and_has_no_result_is_unknown(qifu_path: Path, tmp_path: Path) -> None:
    def multiplied(book: openpyxl.Workbook) -> None:
        book["BS"]["C9"] = "=2628187*2+1"

    session = imported(qifu_path, tmp_path, multiplied)
    assert session.project.statements[1].figure("cash_and_cash_equivalents", "2023-06-30") is None
    assert any("BS!C9" in message and "not a sum" in message for message in fails(session))


def test_what_is_not_imported_is_said(qifu_path: Path, tmp_path: Path) -> None:
    def annotated(book: openpyxl.Workbook) -> None:
        book.create_sheet("Scratch")["B7"] = 1234
        book["IS"]["J3"] = 99

    session = imported(qifu_path, tmp_path, annotated)
    said = {(ref.sheet, ref.cell) for finding in session.project.import_findings for ref in finding.where}
    assert ("Scratch", "B7") in said
    assert ("IS", "J3") in said
