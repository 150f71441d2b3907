"""Rows of a sheet that are deleted or repeated, as a spreadsheet does it."""

from tests.mutating.rows_moved import with_row_repeated, without_row
from workbench.workbooks import CellKind, CellStyle, Sheet, SheetCell, SourceWorkbook

MERGED = ((1, 1, 1, 3), (2, 1, 4, 1), (3, 2, 3, 3), (5, 1, 6, 2))


def book() -> SourceWorkbook:
    texts = {row: f"row {row}" for row in range(1, 7)}
    cells = tuple(SheetCell(row, 1, CellKind.TEXT, text, text, None, CellStyle()) for row, text in texts.items())
    return SourceWorkbook("b.xlsx", "", 0, (Sheet("S", "visible", cells, MERGED, frozenset((3, 5))),))


def column(sheet: Sheet) -> list[str]:
    """Return what stands in a column from the first row to the last, without gaps."""
    assert [cell.row for cell in sheet.cells] == list(range(1, len(sheet.cells) + 1))
    return [cell.text for cell in sheet.cells]


def test_what_stands_below_a_deleted_row_moves_up() -> None:
    (sheet,) = without_row(book(), "S", 3).sheets
    assert column(sheet) == ["row 1", "row 2", "row 4", "row 5", "row 6"]
    assert sheet.merged == ((1, 1, 1, 3), (2, 1, 3, 1), (4, 1, 5, 2))
    assert sheet.hidden_rows == {4}


def test_what_stands_below_a_repeated_row_moves_down() -> None:
    (sheet,) = with_row_repeated(book(), "S", 3).sheets
    assert column(sheet) == ["row 1", "row 2", "row 3", "row 3", "row 4", "row 5", "row 6"]
    assert sheet.merged == ((1, 1, 1, 3), (2, 1, 5, 1), (3, 2, 3, 3), (6, 1, 7, 2), (4, 2, 4, 3))
    assert sheet.hidden_rows == {3, 4, 6}
