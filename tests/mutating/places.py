"""Where a figure stands in a workbook, and a workbook with other cells at some places."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from workbench.domain.sources import CellRef
from workbench.workbooks import Sheet, SheetCell, SourceWorkbook, column_letter, position


class Place(NamedTuple):
    """A cell of a workbook. Rows and columns count from 1."""

    sheet: str
    row: int
    column: int

    def __str__(self) -> str:
        return f"{self.sheet}!{column_letter(self.column)}{self.row}"

    @property
    def ref(self) -> str:
        return f"{column_letter(self.column)}{self.row}"

    def at(self, row: int, column: int) -> "Place":
        return Place(self.sheet, row, column)


def place_of(ref: CellRef) -> Place:
    return Place(ref.sheet, *position(ref.cell))


def cell_at(workbook: SourceWorkbook, place: Place) -> SheetCell | None:
    sheet = workbook.sheet(place.sheet)
    return sheet.at.get((place.row, place.column)) if sheet else None


def filled(workbook: SourceWorkbook, place: Place) -> SheetCell:
    """Return the cell at a place that is known to hold something."""
    cell = cell_at(workbook, place)
    assert cell is not None, place
    return cell


def with_sheet(workbook: SourceWorkbook, changed: Sheet) -> SourceWorkbook:
    return replace(workbook, sheets=tuple(changed if one.name == changed.name else one for one in workbook.sheets))


def with_cells(workbook: SourceWorkbook, changes: Mapping[Place, SheetCell | None]) -> SourceWorkbook:
    """Return the workbook with some cells of one sheet replaced, added or, where there is None, emptied."""
    (name,) = {place.sheet for place in changes}
    sheet = workbook.sheet(name)
    assert sheet is not None
    cells = dict(sheet.at)
    for place, cell in changes.items():
        cells.pop((place.row, place.column), None)
        if cell is not None:
            cells[place.row, place.column] = replace(cell, row=place.row, column=place.column)
    return with_sheet(workbook, replace(sheet, cells=in_reading_order(cells.values())))


def in_reading_order(cells: Iterable[SheetCell]) -> tuple[SheetCell, ...]:
    return tuple(sorted(cells, key=lambda cell: (cell.row, cell.column)))


def pasted_as_values(workbook: SourceWorkbook) -> SourceWorkbook:
    """Return the workbook without its formulas: their results stay, and nobody recalculates them."""
    sheets = (replace(s, cells=tuple(replace(cell, formula=None) for cell in s.cells)) for s in workbook.sheets)
    return replace(workbook, sheets=tuple(sheets))
