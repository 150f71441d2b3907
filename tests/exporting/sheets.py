"""The sheets of a review workbook before it is written, as tests look at them."""

from workbench.exporting.layout import PlannedCell, PlannedSheet, Value, WorkbookLayout
from workbench.workbooks import position

Cells = dict[tuple[int, int], PlannedCell]


def sheet_of(layout: WorkbookLayout, name: str) -> PlannedSheet:
    return next(sheet for sheet in layout.sheets if sheet.name == name)


def cells_of(sheet: PlannedSheet) -> Cells:
    return {(row, column): cell for row, column, cell in sheet.cells_in_order()}


def row_with(sheet: PlannedSheet, text: str) -> int:
    """Return the first row whose first cell begins with ``text``."""
    return next(row for (row, column), cell in cells_of(sheet).items() if column == 1 and _is(cell.value, text))


def values_in(sheet: PlannedSheet, row: int) -> dict[int, Value]:
    """Return what stands in a row, by column, without blanks."""
    return {
        column: cell.value
        for (cell_row, column), cell in cells_of(sheet).items()
        if cell_row == row and cell.value not in (None, "")
    }


def leads_nowhere(layout: WorkbookLayout) -> list[str]:
    """Return every link that leads to no sheet, or below or right of whatever stands on it."""
    ends = {sheet.name: (sheet.last_row, _last_column(sheet)) for sheet in layout.sheets}
    wrong = []
    for sheet in layout.sheets:
        for _, _, cell in sheet.cells_in_order():
            if cell.link:
                name, _, place = cell.link.rpartition("!")
                last = ends.get(name.strip("'").replace("''", "'"), (0, 0))
                row, column = position(place.replace("$", ""))
                if row > last[0] or column > last[1]:
                    wrong.append(f"{sheet.name}: {cell.link}")
    return wrong


def _last_column(sheet: PlannedSheet) -> int:
    return max((column for _, column, _ in sheet.cells_in_order()), default=1)


def _is(value: Value, text: str) -> bool:
    return isinstance(value, str) and value.startswith(text)
