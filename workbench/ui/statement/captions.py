"""The captions of a grid: frozen on the left, collapsible if they have rows under them."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from workbench.ui.statement.cell_delegate import begin_editing
from workbench.ui.statement.frozen_column import FrozenColumn
from workbench.ui.statement.painting import FOLD_WIDTH, INDENT, SIDE
from workbench.ui.toolkit.item_roles import Index
from workbench.ui.toolkit.refusing_delegate import open_editor


class Captions(FrozenColumn):
    """``fold_wanted`` carries the row whose triangle was clicked, ``edited`` how an editor was closed."""

    fold_wanted = Signal(int)
    edited = Signal(object)

    def dataChanged(self, top_left: Index, bottom_right: Index, roles: Sequence[int] = ()) -> None:
        """Repaint everything: captions change rarely, and the rows under them change too."""
        if top_left.column() == 0:
            self.viewport().update()

    def edit(self, index: Index, trigger: QAbstractItemView.EditTrigger, event: QEvent) -> bool:  # type: ignore[override]
        is_open = super().edit(index, trigger, event)
        if is_open and (editor := open_editor(self)):
            begin_editing(editor, trigger)
        return is_open

    def closeEditor(self, editor: QWidget, hint: object) -> None:
        super().closeEditor(editor, hint)
        self.edited.emit(hint)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        index = self.indexAt(at)
        if index.isValid() and self._is_on_fold(index.row(), at) and self._may_leave(index):
            self._grid.setFocus()
            self.fold_wanted.emit(index.row())
        else:
            super().mousePressEvent(event)

    def _is_on_fold(self, row: int, at: QPoint) -> bool:
        left = SIDE + INDENT * self._model.rows[row].depth - 4
        return self._model.rows[row].last_child > row and left <= at.x() <= left + FOLD_WIDTH + 4
