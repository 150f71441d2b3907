"""Figures that no cell holds exactly: written as text, and what is calculated from them stands as at export."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from workbench.exporting.cell_numbers import in_a_cell
from workbench.exporting.layout import ListedRows, PlannedCell, PlannedRow, PlannedSheet, WorkbookLayout
from workbench.workbooks import position

TEXT = re.compile(r'"[^"]*"')
REFERENCE = re.compile(r"(?:'((?:[^']|'')+)'!)?\$?\b([A-Z]{1,3})\$?(\d+)\b(?::\$?([A-Z]{1,3})\$?(\d+))?")


@dataclass(frozen=True, slots=True)
class _Area:
    """Cells that a formula reads."""

    sheet: str
    first_row: int
    last_row: int
    columns: range


Rows = dict[tuple[str, int], set[int]]
"""Rows by sheet and column."""


def let_stand_as_at_export(layout: WorkbookLayout) -> None:
    """Take from ``layout`` the formulas that read a figure that no cell holds, directly or through others.

    Its sheets are altered themselves, so that the map, which lists their cells, says so too. SUM would leave out the
    text of such a figure, and + would read it as fewer digits: either is a wrong number that looks like a right one.
    """
    standing = _what_reads(layout)

    def stand(sheet: PlannedSheet, row: int, column: int, cell: PlannedCell) -> PlannedCell:
        is_standing = cell.formula is not None and row in standing.get((sheet.name, column), ())
        return replace(cell, formula=None) if is_standing else cell

    def with_standing(sheet: PlannedSheet, listed: ListedRows) -> ListedRows:
        def rows() -> Iterator[PlannedRow]:
            for row, cells in enumerate(listed.rows(), listed.first):
                yield [stand(sheet, row, column, cell) for column, cell in enumerate(cells, 1)]

        return replace(listed, rows=rows)

    for sheet in layout.sheets:
        sheet.cells = {place: stand(sheet, *place, cell) for place, cell in sheet.cells.items()}
        sheet.listed_rows = sheet.listed_rows and with_standing(sheet, sheet.listed_rows)


def _what_reads(layout: WorkbookLayout) -> Rows:
    """Return the cells that no cell can hold, and those that read them; what they say in words is read no further."""
    found: Rows = {}
    reading: list[tuple[str, int, int, PlannedCell, list[_Area]]] = []
    for sheet in layout.sheets:
        for row, column, cell in sheet.cells_in_order():
            if isinstance(cell.value, Decimal | int) and in_a_cell(cell.value) is None:
                found.setdefault((sheet.name, column), set()).add(row)
            elif cell.formula is not None:
                reading.append((sheet.name, row, column, cell, list(_areas_of(cell.formula, sheet.name))))
    words: Rows = {}
    is_complete = False
    while not is_complete:
        rest = []
        for sheet_name, row, column, cell, areas in reading:
            if not _reads(areas, found):
                rest.append((sheet_name, row, column, cell, areas))
            else:
                of_kind = words if isinstance(cell.value, str) else found
                of_kind.setdefault((sheet_name, column), set()).add(row)
        is_complete, reading = len(rest) == len(reading), rest
    return {key: found.get(key, set()) | words.get(key, set()) for key in {*found, *words}}


def _areas_of(formula: str, sheet: str) -> Iterator[_Area]:
    for named, column, row, last_column, last_row in REFERENCE.findall(TEXT.sub("", formula)):
        first, last = position(f"{column}{row}"), position(f"{last_column or column}{last_row or row}")
        yield _Area(named.replace("''", "'") or sheet, first[0], last[0], range(first[1], last[1] + 1))


def _reads(areas: Iterable[_Area], rows: Rows) -> bool:
    return any(
        area.first_row <= row <= area.last_row
        for area in areas
        for column in area.columns
        for row in rows.get((area.sheet, column), ())
    )
