"""Dragging in a grid: the corner of the selection fills, its border moves; and what is drawn over the cells for it."""

from enum import Enum, auto

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QItemSelectionRange, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QCursor, QPainter, QPen

from workbench.ui.statement.editing_policy import is_editable
from workbench.ui.statement.grid_edits import GridEdits, SelectedArea
from workbench.ui.statement.selectable_table import SelectableTable
from workbench.ui.statement.statement_model import StatementModel

HANDLE = 7
"""The side of the square in the corner of the selection, in pixels."""
BORDER = 2
"""How near its border a press moves the selection."""


class DragKind(Enum):
    FILL = auto()
    MOVE = auto()


CURSORS = {DragKind.FILL: Qt.CursorShape.CrossCursor, DragKind.MOVE: Qt.CursorShape.SizeAllCursor}


class GridDrags:
    """Fills and moves the selected block of one grid with the mouse."""

    def __init__(self, grid: SelectableTable, model: StatementModel, edits: GridEdits) -> None:
        self._grid = grid
        self._model = model
        self._edits = edits
        self._kind: DragKind | None = None
        self._block: SelectedArea | None = None
        self._pressed_at = (0, 0)
        self._target: SelectedArea | None = None

    @property
    def is_dragging(self) -> bool:
        return self._kind is not None

    # ---- the mouse

    def hover(self, at: QPoint) -> None:
        """Show by the cursor what a press would do."""
        kind = self._kind_at(at)
        viewport = self._grid.viewport()
        if kind is None:
            viewport.unsetCursor()
        else:
            viewport.setCursor(QCursor(CURSORS[kind]))

    def begin(self, at: QPoint) -> bool:
        """Begin to fill or to move if the press is on the corner or on the border of the selection."""
        kind = self._kind_at(at)
        block = self._edits.selected_block() if kind else None
        if kind is None or block is None:
            return False
        self._kind, self._block, self._target = kind, block, block
        self._pressed_at = self._place_at(at)
        return True

    def drag_to(self, at: QPoint) -> None:
        """Show where the block would be filled, or moved to."""
        target = self._target_at(at)
        if target != self._target:
            self._target = target
            self._grid.viewport().update()

    def finish(self) -> None:
        """Fill or move, as one step; nothing if the mouse has come back."""
        kind, block, target = self._kind, self._block, self._target
        self.cancel()
        if kind is None or block is None or target is None or target == block:
            return
        if kind is DragKind.FILL:
            self._edits.fill_to(block, target)
            self._select(target)
        elif self._edits.move_to(block, target):
            self._select(target)

    def _select(self, block: SelectedArea) -> None:
        """Select a block, with its first cell current."""
        (rows, columns), model = block, self._grid.model()
        area = QItemSelection(model.index(rows[0], columns[0]), model.index(rows[-1], columns[-1]))
        flag, selection = QItemSelectionModel.SelectionFlag, self._grid.selectionModel()
        selection.setCurrentIndex(area.indexes()[0], flag.NoUpdate)
        selection.select(area, flag.ClearAndSelect)

    def cancel(self) -> None:
        """Fill and move nothing."""
        self._kind = self._block = self._target = None
        self._grid.viewport().update()

    # ---- places

    def _selected_area(self) -> QItemSelectionRange | None:
        """Return the only selected area, if its figures can be edited."""
        areas = list(self._grid.selected_areas())
        current = self._grid.currentIndex()
        if len(areas) != 1 or areas[0].left() == 0 or not current.isValid():
            return None
        row, column = self._model.rows[current.row()], self._model.columns[current.column()]
        return areas[0] if is_editable(self._model.table, row, column) else None

    def handle(self) -> QRect | None:
        """Return the square in the corner of the selection; None if it has none."""
        area = self._selected_area()
        if area is None:
            return None
        corner = self._grid.visualRect(area.bottomRight()).bottomRight()
        return QRect(corner.x() - HANDLE + 1, corner.y() - HANDLE + 1, HANDLE, HANDLE)

    def _kind_at(self, at: QPoint) -> DragKind | None:
        handle, area = self.handle(), self._selected_area()
        if handle is None or area is None:
            return None
        if handle.contains(at):
            return DragKind.FILL
        whole = self._grid.visualRect(area.topLeft()).united(self._grid.visualRect(area.bottomRight()))
        inner = whole.adjusted(BORDER, BORDER, -BORDER, -BORDER)
        return DragKind.MOVE if whole.contains(at) and not inner.contains(at) else None

    def _place_at(self, at: QPoint) -> tuple[int, int]:
        """Return the row and column nearest to a point."""
        viewport = self._grid.viewport().rect()
        row = self._grid.rowAt(min(max(at.y(), 0), viewport.bottom()))
        column = self._grid.columnAt(min(max(at.x(), 0), viewport.right()))
        last = self._model.columnCount() - 1
        return (row if row >= 0 else self._grid.visible_rows()[-1]), (column if column >= 0 else last)

    def _target_at(self, at: QPoint) -> SelectedArea | None:
        assert self._block is not None
        (rows, columns), (row, column) = self._block, self._place_at(at)
        visible = self._grid.visible_rows()
        if self._kind is DragKind.MOVE:
            return self._block_moved_to(visible, row, column)
        if rows[0] <= row <= rows[-1] and columns[0] <= column <= columns[-1]:
            return self._block
        if row < rows[0] or row > rows[-1]:
            top, bottom = min(row, rows[0]), max(row, rows[-1])
            return [number for number in visible if top <= number <= bottom], columns
        return rows, list(range(min(column, columns[0]), max(column, columns[-1]) + 1))

    def _block_moved_to(self, visible: list[int], row: int, column: int) -> SelectedArea | None:
        """Return the block moved as far as the mouse, within the borders."""
        assert self._block is not None
        rows, columns = self._block
        first = visible.index(rows[0]) + visible.index(row) - visible.index(self._pressed_at[0])
        left = columns[0] + column - self._pressed_at[1]
        first = min(max(first, 0), len(visible) - len(rows))
        left = min(max(left, 1), self._model.columnCount() - len(columns))
        return visible[first : first + len(rows)], list(range(left, left + len(columns)))

    # ---- what is drawn over the cells

    def draw(self, painter: QPainter, accent: QColor, base: QColor) -> None:
        """Draw the handle, the block that is being dragged, and a dashed line around what is marked as copied."""
        if (handle := self.handle()) is not None:
            painter.fillRect(handle, base)
            painter.fillRect(handle.adjusted(1, 1, 0, 0), accent)
        for block, style in ((self._target, Qt.PenStyle.SolidLine), (self._edits.copied, Qt.PenStyle.DashLine)):
            if block is not None:
                pen = QPen(accent, 2, style)
                painter.setPen(pen)
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(self._rect_of(block).adjusted(1, 1, -1, -1))

    def _rect_of(self, block: SelectedArea) -> QRect:
        rows, columns = block
        first = self._grid.visualRect(self._model.index(rows[0], columns[0]))
        return first.united(self._grid.visualRect(self._model.index(rows[-1], columns[-1])))
