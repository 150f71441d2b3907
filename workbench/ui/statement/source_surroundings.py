"""The cell of a source among its neighbors, drawn like a sheet. All text is escaped."""

from collections.abc import Mapping
from decimal import Decimal
from html import escape
from types import MappingProxyType

from workbench.domain.sources import CellRef
from workbench.workbooks.sheets import Sheet, SheetCell, SourceWorkbook, column_letter

SheetsRead = Mapping[str, SourceWorkbook]
"""The sources that have been read, by name."""
NO_SHEETS: SheetsRead = MappingProxyType({})
ROWS_BESIDE, COLUMNS_BESIDE = 3, 1
"""How many rows above and below, and columns to either side, are shown; and the first column with text."""
MOST_CHARACTERS = 26
SOURCE_ANCHOR = "source"
"""The name of the place in an explanation where such a table begins."""
HEADING = "style='color: gray; padding: 1px 5px; white-space: nowrap'"


def draw_surroundings(sheet: Sheet, place: CellRef) -> str:
    """Return a table of the cells around a cell, which is framed; with the first column that holds text beside it."""
    target = next((cell for cell in sheet.cells if cell.ref == place.cell), None)
    if target is None:
        return f"<p>{escape(str(place))}</p>"
    rows = [row for row in range(target.row - ROWS_BESIDE, target.row + ROWS_BESIDE + 1) if row > 0]
    columns = _columns(sheet, target, rows)
    letters = "".join(f"<td align='center' {HEADING}>{column_letter(column)}</td>" for column in columns)
    lines = [f"<tr><td></td>{letters}</tr>"]
    for row in rows:
        cells = "".join(_draw(sheet.at.get((row, column)), target) for column in columns)
        lines.append(f"<tr><td align='right' {HEADING}>{row}</td>{cells}</tr>")
    anchor = f"<a name='{SOURCE_ANCHOR}'></a>"
    return f"<p>{anchor}{escape(str(place))}</p><table cellspacing='0'>{''.join(lines)}</table>"


def _columns(sheet: Sheet, target: SheetCell, rows: list[int]) -> list[int]:
    """Return the columns to show: those beside the cell, and the first one with text in these rows."""
    beside = range(max(target.column - COLUMNS_BESIDE, 1), target.column + COLUMNS_BESIDE + 1)
    texts = [cell.column for row in rows for cell in sheet.rows.get(row, ()) if isinstance(cell.value, str)]
    return sorted({*beside, min(texts, default=target.column)})


def _draw(cell: SheetCell | None, target: SheetCell) -> str:
    if cell is None:
        return "<td></td>"
    text = format(cell.value, ",f") if isinstance(cell.value, Decimal) else cell.text
    text = text if len(text) <= MOST_CHARACTERS else f"{text[:MOST_CHARACTERS]}…"
    align = "left" if isinstance(cell.value, str) else "right"
    shown = f"<b><u>{escape(text)}</u></b>" if cell is target else escape(text)
    return f"<td align='{align}' style='padding: 1px 5px; white-space: nowrap'>{shown}</td>"
