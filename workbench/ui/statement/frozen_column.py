"""One column of a grid, overlaid on it so that it stays when the others scroll sideways."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QHeaderView, QTableView, QWidget

from workbench.ui.statement.cell_delegate import CellDelegate
from workbench.ui.statement.grid_heading import GridHeading
from workbench.ui.statement.painting import Brushes
from workbench.ui.statement.selectable_table import SelectableTable
from workbench.ui.statement.statement_model import StatementModel
from workbench.ui.toolkit.item_roles import Index
from workbench.ui.toolkit.theme import Theme


class FrozenColumn(SelectableTable):
    """Shows the first or the last column of the grid's model. ``widened`` carries its new width."""

    widened = Signal(int)

    def __init__(
        self,
        model: StatementModel,
        theme: Theme,
        is_folded: Callable[[int], bool],
        may_leave: Callable[[Index], bool],
        grid: QTableView,
        *,
        is_last: bool = False,
    ) -> None:
        """``may_leave`` closes an open editor, for a click on a cell; False if the click does something else."""
        super().__init__(grid)
        self._may_leave = may_leave
        self._grid = grid
        self._model = model
        self._is_last = is_last
        self.delegate = CellDelegate(model, is_folded, self)
        self._heading = GridHeading(model, theme, self)
        self.setHorizontalHeader(self._heading)
        self.setModel(model)
        self.setItemDelegate(self.delegate)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setWordWrap(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizeAdjustPolicy(QAbstractScrollArea.SizeAdjustPolicy.AdjustIgnored)
        self.setEditTriggers(grid.editTriggers())
        self._heading.sectionResized.connect(self._on_resized)
        model.modelReset.connect(self._hide_others)
        self._hide_others()

    @property
    def column(self) -> int:
        """The number of the column shown."""
        return self._model.columnCount() - 1 if self._is_last else 0

    def use(self, brushes: Brushes) -> None:
        self.delegate.use(brushes)
        self._heading.use(brushes)

    def mark(self, current: QModelIndex) -> None:
        """Frame the current cell."""
        self.delegate.current = (current.row(), current.column())
        self.viewport().update()

    def set_heading_lines(self, lines: int) -> None:
        self._heading.set_lines(lines)

    def place(self, area: QRect) -> None:
        """Move to where the grid's column would be, or to the edge it must not leave."""
        self.setColumnWidth(self.column, area.width())
        self.setGeometry(area)

    def _hide_others(self) -> None:
        for column in range(self._model.columnCount()):
            self.setColumnHidden(column, column != self.column)

    def dataChanged(self, top_left: Index, bottom_right: Index, roles: Sequence[int] = ()) -> None:
        """Repaint the moved rows on screen if this column is among those that changed."""
        if not top_left.column() <= self.column <= bottom_right.column() or not self.isVisible():
            return
        first, below = max(self.rowAt(0), top_left.row()), self.rowAt(self.viewport().height() - 1)
        for top, bottom in self._model.moved_rows(first, bottom_right.row() if below < 0 else below):
            y = self.rowViewportPosition(top)
            height = self.rowViewportPosition(bottom) + self.rowHeight(bottom) - y
            self.viewport().update(QRect(0, y, self.viewport().width(), height))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the requested rows and nothing else that a table would."""
        painter, column, dirty = QPainter(self.viewport()), self.column, event.rect()
        painter.fillRect(dirty, self.palette().base())
        paint_column(
            self, self.delegate, painter, column, QRect(0, dirty.top(), self.viewport().width(), dirty.height())
        )

    def _on_resized(self, section: int, _old: int, new: int) -> None:
        if section == self.column:
            self.widened.emit(new)

    def closeEditor(self, editor: QWidget, hint: object) -> None:
        super().closeEditor(editor, CellDelegate.EndEditHint.NoHint)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._may_leave(self.indexAt(event.position().toPoint())):
            self._grid.setFocus()
            super().mousePressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Wheel:
            return self._grid.viewportEvent(event)
        return super().viewportEvent(event)


def paint_column(
    view: SelectableTable, delegate: CellDelegate, painter: QPainter, column: int, area: QRect, *, is_cut: bool = False
) -> None:
    """Paint the cells of a column from the left to the right of ``area``, in the rows that it touches.

    ``is_cut``: the column may be too narrow for its figures, or partly covered.
    """
    selected = [span for span in view.selected_areas() if span.left() <= column <= span.right()]
    row, number = max(view.rowAt(area.top()), 0), view.model().rowCount()
    top = view.rowViewportPosition(row)
    while top <= area.bottom() and row < number:
        if height := view.rowHeight(row):  # a collapsed row has none
            is_selected = any(span.top() <= row <= span.bottom() for span in selected)
            rect = QRect(area.left(), top, area.width(), height)
            delegate.paint_cell(painter, rect, row, column, is_selected=is_selected, is_cut=is_cut)
            top += height
        row += 1
