"""A sheet in which a row was deleted or repeated, as a spreadsheet does it: whatever stands below moves."""

from collections.abc import Callable
from dataclasses import replace

from tests.mutating.places import in_reading_order, with_sheet
from workbench.workbooks import Sheet, SourceWorkbook

Merged = tuple[int, int, int, int]


def without_row(workbook: SourceWorkbook, name: str, row: int) -> SourceWorkbook:
    """Return the workbook with one row of a sheet deleted."""
    sheet = _sheet(workbook, name)
    cells = (cell for cell in sheet.cells if cell.row != row)
    moved = (replace(cell, row=cell.row - 1) if cell.row > row else cell for cell in cells)
    merged = tuple(kept for each in sheet.merged if (kept := _merged_without(each, row)) is not None)
    hidden = frozenset(each - (each > row) for each in sheet.hidden_rows if each != row)
    return with_sheet(workbook, replace(sheet, cells=in_reading_order(moved), merged=merged, hidden_rows=hidden))


def with_row_repeated(workbook: SourceWorkbook, name: str, row: int) -> SourceWorkbook:
    """Return the workbook with a copy of one row inserted below it."""
    sheet = _sheet(workbook, name)
    below: Callable[[int], int] = lambda each: each + (each > row)  # noqa: E731
    moved = [replace(cell, row=below(cell.row)) for cell in sheet.cells]
    copies = [replace(cell, row=row + 1) for cell in sheet.cells if cell.row == row]
    merged = [(below(top), left, below(bottom), right) for top, left, bottom, right in sheet.merged]
    merged += [(row + 1, left, row + 1, right) for top, left, bottom, right in sheet.merged if top == bottom == row]
    hidden = frozenset(below(each) for each in sheet.hidden_rows) | ({row + 1} if row in sheet.hidden_rows else set())
    changed = replace(
        sheet, cells=in_reading_order([*moved, *copies]), merged=tuple(merged), hidden_rows=frozenset(hidden)
    )
    return with_sheet(workbook, changed)


def _sheet(workbook: SourceWorkbook, name: str) -> Sheet:
    sheet = workbook.sheet(name)
    assert sheet is not None, name
    return sheet


def _merged_without(merged: Merged, row: int) -> Merged | None:
    """Return what is left of a merged range; None where it was one row, or only one cell is left."""
    top, left, bottom, right = merged
    first, last = top - (top > row), bottom - (bottom >= row)
    return (first, left, last, right) if last >= first and (last > first or right > left) else None
