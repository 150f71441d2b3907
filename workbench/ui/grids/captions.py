"""The caption column of a grid, laid over it so that it stays when the figures scroll sideways."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QHeaderView, QTableView, QWidget

from workbench.ui.grids.delegate import CellDelegate, begin_editing, open_editor
from workbench.ui.grids.heading import GridHeading
from workbench.ui.grids.painting import FOLD_WIDTH, INDENT, SIDE, Brushes
from workbench.ui.models.statement_model import StatementModel
from workbench.ui.quiet_table import QuietTable
from workbench.ui.theme import Theme
from workbench.ui.views import Index


class Captions(QuietTable):
    """``widened`` carries the new width of the column, ``fold_wanted`` the row whose triangle was pressed.

    ``edited`` carries how an editor was closed.
    """

    widened = Signal(int)
    fold_wanted = Signal(int)
    edited = Signal(object)

    def __init__(
        self,
        model: StatementModel,
        theme: Theme,
        is_folded: Callable[[int], bool],
        may_leave: Callable[[], bool],
        grid: QTableView,
    ) -> None:
        """``may_leave`` closes an editor that is open; False where what stands in it is refused."""
        super().__init__(grid)
        self._may_leave = may_leave
        self._grid = grid
        self._model = model
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
        model.modelReset.connect(self._hide_figures)
        self._hide_figures()

    def use(self, brushes: Brushes) -> None:
        self.delegate.use(brushes)
        self._heading.use(brushes)

    def mark(self, current: QModelIndex) -> None:
        """Frame the current cell."""
        self.delegate.current = (current.row(), current.column())
        self.viewport().update()

    def set_heading_lines(self, lines: int) -> None:
        self._heading.set_lines(lines)

    def _hide_figures(self) -> None:
        for column in range(1, self._model.columnCount()):
            self.setColumnHidden(column, True)

    def dataChanged(self, top_left: Index, bottom_right: Index, roles: Sequence[int] = ()) -> None:
        if top_left.column() == 0:
            self.viewport().update()

    def _on_resized(self, section: int, _old: int, new: int) -> None:
        if section == 0:
            self.widened.emit(new)

    def edit(self, index: Index, trigger: QAbstractItemView.EditTrigger, event: QEvent) -> bool:  # type: ignore[override]
        is_open = super().edit(index, trigger, event)
        if is_open and (editor := open_editor(self)):
            begin_editing(editor, trigger)
        return is_open

    def closeEditor(self, editor: QWidget, hint: object) -> None:
        super().closeEditor(editor, CellDelegate.EndEditHint.NoHint)
        self.edited.emit(hint)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if not self._may_leave():
            return
        self._grid.setFocus()
        if index.isValid() and self._is_on_fold(index.row(), event.position().toPoint()):
            self.fold_wanted.emit(index.row())
        else:
            super().mousePressEvent(event)

    def _is_on_fold(self, row: int, at: QPoint) -> bool:
        left = SIDE + INDENT * self._model.rows[row].depth - 4
        return self._model.rows[row].last_child > row and left <= at.x() <= left + FOLD_WIDTH + 4

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Wheel:
            return self._grid.viewportEvent(event)
        return super().viewportEvent(event)
