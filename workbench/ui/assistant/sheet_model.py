"""A sheet as it was read: each cell in its place, with its mark."""

from decimal import Decimal
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, Qt

from workbench.amount_text import amount_in
from workbench.domain.amounts import format_exactly, format_for_reader
from workbench.importing.sheets.marks import CellMark
from workbench.ui.assistant.cell_colours import MARK_NAMES, CellColour
from workbench.ui.assistant.descriptions import describe_column_briefly
from workbench.ui.assistant.sheet_overlay import SheetOverlay, TablePlacement
from workbench.ui.toolkit.item_roles import ALIGNMENT, DISPLAY, LEFT, NOWHERE, RIGHT, TOOL_TIP, Index
from workbench.ui.toolkit.language import tr, tr_fact
from workbench.workbooks import CellKind, SheetCell, column_letter

CENTRE = int(Qt.AlignmentFlag.AlignCenter)
MOST_ROWS, MOST_COLUMNS = 5_000, 200
"""The part that is shown; cells beyond it are imported as well."""
MARGIN = 1
"""Empty rows and columns after the last filled ones, to show where the sheet ends."""
LONGEST_TIP = 400


class SheetModel(QAbstractTableModel):
    """Shows one sheet. Rows and columns count from 0 in model indexes, from 1 (as in the sheet) everywhere else."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._overlay: SheetOverlay | None = None
        self._placement: TablePlacement | None = None
        self._rows = self._columns = 0

    @property
    def overlay(self) -> SheetOverlay | None:
        return self._overlay

    def show(self, overlay: SheetOverlay | None) -> None:
        """Show another sheet, or the same one with different marks, in which case the cells stay in place."""
        before, self._overlay = self._overlay, overlay
        if overlay is not None and before is not None and overlay.draft.sheet is before.draft.sheet:
            self._placement = None
            if self._rows:
                self.dataChanged.emit(self.index(0, 0), self.index(self._rows - 1, self._columns - 1))
                self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self._columns - 1)
                self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, self._rows - 1)
            return
        self.beginResetModel()
        cells = overlay.draft.sheet.cells if overlay else ()
        self._placement = None
        self._rows = min(max((cell.row for cell in cells), default=0) + MARGIN, MOST_ROWS) if cells else 0
        self._columns = min(max((cell.column for cell in cells), default=0) + MARGIN, MOST_COLUMNS) if cells else 0
        self.endResetModel()

    def name_columns_of(self, row: int, column: int) -> None:
        """Label the column headings with what the columns of the table nearest a cell state."""
        placement = self._overlay.nearest_placement(row, column) if self._overlay else None
        if placement is not self._placement and self._columns:
            self._placement = placement
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self._columns - 1)

    def cell(self, row: int, column: int) -> SheetCell | None:
        """Return the cell at a place on the sheet; None if it is empty."""
        return self._overlay.draft.sheet.at.get((row, column)) if self._overlay else None

    def lone_text(self, row: int) -> SheetCell | None:
        """Return the only cell of a row if it is unmerged text, which may overflow into the empty cells beside it."""
        cells = self._overlay.draft.sheet.rows.get(row, ()) if self._overlay else ()
        if len(cells) != 1 or self._overlay is None or alignment(cells[0]) != LEFT:
            return None
        return cells[0] if len(self._overlay.draft.sheet.span(cells[0])) == 1 else None

    def mark(self, row: int, column: int) -> CellMark | None:
        return self._overlay.draft.marks.get((row, column)) if self._overlay else None

    def cell_colour(self, row: int, column: int) -> CellColour | None:
        return self._overlay.cell_colours.get((row, column)) if self._overlay else None

    def is_total(self, row: int) -> bool:
        return self._overlay is not None and row in self._overlay.totals

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
            return spreadsheet_text(cell)
        if role == ALIGNMENT:
            return alignment(cell)
        if role == TOOL_TIP:
            return self._tip_of(cell)
        return None

    def _tip_of(self, cell: SheetCell) -> str:
        """Return a cell's contents and, below them, what it was read as."""
        mark = self.mark(cell.row, cell.column)
        content = f"{cell.ref}: {' '.join(cell.text.split())[:LONGEST_TIP]}"
        if mark is None:
            return content
        read_as = tr("{mark}: {description}", mark=MARK_NAMES[mark.mark], description=tr_fact(mark.description))
        return f"{content}\n{read_as}"

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if role != DISPLAY or self._overlay is None:
            return CENTRE if role == ALIGNMENT else None
        if orientation is Qt.Orientation.Vertical:
            is_hidden = section + 1 in self._overlay.draft.sheet.hidden_rows
            return tr("{row} hidden", row=section + 1) if is_hidden else str(section + 1)
        letter = column_letter(section + 1)
        is_hidden = section + 1 in self._overlay.draft.sheet.hidden_columns
        name = tr("{column} hidden", column=letter) if is_hidden else letter
        states = ""
        for column in self._placement.columns if self._placement and not self._placement.part.is_across else ():
            if column.index == section + 1:
                states = describe_column_briefly(column)
        return f"{name}\n{states}"


def spreadsheet_text(cell: SheetCell) -> str:
    """Return what a spreadsheet program would show, close enough to recognize the cell."""
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
    """Return how a spreadsheet aligns a cell; amounts stored as text go to the right, like numbers."""
    if cell.kind in (CellKind.NUMBER, CellKind.DATE) or amount_in(cell.text) is not None:
        return RIGHT
    return CENTRE if cell.kind in (CellKind.BOOLEAN, CellKind.ERROR) else LEFT
