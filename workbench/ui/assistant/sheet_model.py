"""A sheet as it was read, for looking at: its cells where they stand, each with the mark that it got."""

from decimal import Decimal
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, Qt

from workbench.amount_text import amount_in
from workbench.domain.amounts import format_exactly, format_for_reader
from workbench.importing.sheets.marks import CellMark
from workbench.ui.assistant.cell_colours import CellColour
from workbench.ui.assistant.descriptions import short_word
from workbench.ui.assistant.sheet_overlay import SheetOverlay, TablePlacement
from workbench.ui.toolkit.item_roles import ALIGNMENT, DISPLAY, LEFT, NOWHERE, RIGHT, TOOL_TIP, Index
from workbench.workbooks import CellKind, SheetCell, column_letter

CENTRE = int(Qt.AlignmentFlag.AlignCenter)
MOST_ROWS, MOST_COLUMNS = 5_000, 200
"""What is looked at; what lies beyond is imported all the same."""
BESIDE = 1
"""An empty row and column after the last filled ones show where the sheet ends."""
LONGEST_TIP = 400


class SheetModel(QAbstractTableModel):
    """Shows the sheet it is given. Rows and columns count from 0 here and from 1 in the sheet."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._picture: SheetOverlay | None = None
        self._table: TablePlacement | None = None
        self._rows = self._columns = 0

    @property
    def picture(self) -> SheetOverlay | None:
        return self._picture

    def show(self, picture: SheetOverlay | None) -> None:
        """Show another sheet, or the same one with other marks: then the cells stay where they are."""
        before, self._picture = self._picture, picture
        if picture is not None and before is not None and picture.draft.sheet is before.draft.sheet:
            self._table = None
            if self._rows:
                self.dataChanged.emit(self.index(0, 0), self.index(self._rows - 1, self._columns - 1))
                self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self._columns - 1)
                self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, self._rows - 1)
            return
        self.beginResetModel()
        cells = picture.draft.sheet.cells if picture else ()
        self._table = None
        self._rows = min(max((cell.row for cell in cells), default=0) + BESIDE, MOST_ROWS) if cells else 0
        self._columns = min(max((cell.column for cell in cells), default=0) + BESIDE, MOST_COLUMNS) if cells else 0
        self.endResetModel()

    def name_columns_of(self, row: int, column: int) -> None:
        """Let the heading say what the columns of the table at a cell of the sheet state."""
        table = self._picture.nearest_table(row, column) if self._picture else None
        if table is not self._table and self._columns:
            self._table = table
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self._columns - 1)

    def cell(self, row: int, column: int) -> SheetCell | None:
        """Return a cell of the sheet, by its place there."""
        return self._picture.draft.sheet.at.get((row, column)) if self._picture else None

    def lone_text(self, row: int) -> SheetCell | None:
        """Return the only cell of a row where it holds words and is not merged: it may run over what is empty."""
        cells = self._picture.draft.sheet.rows.get(row, ()) if self._picture else ()
        if len(cells) != 1 or self._picture is None or alignment(cells[0]) != LEFT:
            return None
        return cells[0] if len(self._picture.draft.sheet.span(cells[0])) == 1 else None

    def mark(self, row: int, column: int) -> CellMark | None:
        return self._picture.draft.marks.get((row, column)) if self._picture else None

    def shade(self, row: int, column: int) -> CellColour | None:
        return self._picture.cell_colours.get((row, column)) if self._picture else None

    def is_total(self, row: int) -> bool:
        return self._picture is not None and row in self._picture.totals

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else self._rows

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else self._columns

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if not index.isValid():
            return None
        cell = self.cell(index.row() + 1, index.column() + 1)
        if cell is None:
            return None
        if role == DISPLAY:
            return as_in_the_sheet(cell)
        if role == ALIGNMENT:
            return alignment(cell)
        if role == TOOL_TIP:
            mark = self.mark(cell.row, cell.column)
            words = " ".join(cell.text.split())[:LONGEST_TIP]
            return f"{cell.ref}: {words}\n{mark.mark.value}: {mark.description}" if mark else f"{cell.ref}: {words}"
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if role != DISPLAY or self._picture is None:
            return CENTRE if role == ALIGNMENT else None
        if orientation is Qt.Orientation.Vertical:
            hidden = " hidden" if section + 1 in self._picture.draft.sheet.hidden_rows else ""
            return f"{section + 1}{hidden}"
        hidden = " hidden" if section + 1 in self._picture.draft.sheet.hidden_columns else ""
        states = ""
        for column in self._table.columns if self._table and not self._table.part.is_across else ():
            if column.index == section + 1:
                states = short_word(column)
        return f"{column_letter(section + 1)}{hidden}\n{states}"


def as_in_the_sheet(cell: SheetCell) -> str:
    """Return what the spreadsheet program would show, near enough to know the cell again."""
    if cell.kind is not CellKind.NUMBER or not isinstance(cell.value, Decimal):
        return cell.text if cell.kind is CellKind.TEXT else " ".join(cell.text.split())
    number_format = cell.style.number_format
    if "%" in number_format:
        return f"{format_exactly(cell.value * 100)}%"
    if "#,##0" in number_format:
        text = format_for_reader(abs(cell.value))
        if cell.value < 0:
            return f"({text})" if "(" in number_format else f"-{text}"
        return text
    return format_exactly(cell.value)


def alignment(cell: SheetCell) -> int:
    """Return the side that a spreadsheet puts a cell's content on, amounts in text to the right like numbers."""
    if cell.kind in (CellKind.NUMBER, CellKind.DATE) or amount_in(cell.text) is not None:
        return RIGHT
    return CENTRE if cell.kind in (CellKind.BOOLEAN, CellKind.ERROR) else LEFT
