"""The line above a grid: where the current cell is, and how its figure is worked out, which can be edited there."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from workbench.phrases import say
from workbench.search.places import Place
from workbench.ui.statement.editing_policy import is_editable
from workbench.ui.statement.figure_working import working_of_cell
from workbench.ui.statement.formula_entry import lacks_amount
from workbench.ui.statement.name_box import NameBox
from workbench.ui.statement.statement_grid import StatementGrid
from workbench.ui.toolkit.elided_field import ElidedField
from workbench.ui.toolkit.language import tr, window_words
from workbench.ui.toolkit.refusing_delegate import STAYS
from workbench.ui.toolkit.tool_tips import as_tool_tip

ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FigureLine(QWidget):
    """Follows the current cell of a grid. ``refused`` carries why an entry is refused; empty once it is accepted."""

    refused = Signal(str)

    def __init__(self, find: Callable[[str], Sequence[Place]], parent: QWidget) -> None:
        """``find`` returns the places that a text may mean."""
        super().__init__(parent)
        self.place = NameBox(find, self)
        self.place.refused.connect(self.refused)
        self.working = WorkingField(self)
        self._grid: StatementGrid | None = None
        self._cell = (-1, -1)
        self.working.entered.connect(self._on_entered)
        self.working.cancelled.connect(self._on_cancelled)
        self.working.left.connect(self._on_left)
        self.working.textChanged.connect(lambda _: self._let_point())
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 0, 12, 5)
        layout.addWidget(self.place)
        layout.addWidget(self.working, 1)

    # ---- following

    def show_cell(self, grid: StatementGrid) -> None:
        """Show the current cell of ``grid``; what is being edited here stays."""
        if self.working.isModified():
            return
        self._grid = grid
        index, model = grid.currentIndex(), grid.current_model()
        if not index.isValid():
            self._cell = (-1, -1)
            self.place.show_place("")
            self.working.show_text("", can_be_edited=False)
            return
        row, column = self._cell = index.row(), index.column()
        the_row, the_column = model.rows[row], model.columns[column]
        caption, heading = say(the_row.caption, window_words()), model.heading(column).name
        self.place.show_place(tr("{line} › {column}", line=caption, column=heading) if column else caption)
        can_be_edited = is_editable(model.table, the_row, the_column)
        self.working.show_text(working_of_cell(model, row, column), can_be_edited=can_be_edited)

    def mirror(self, editor: QLineEdit) -> None:
        """Show what is typed into the editor of a cell, as it is typed."""
        self.working.show_text(editor.text(), can_be_edited=True)
        editor.textChanged.connect(lambda text: self.working.show_text(text, can_be_edited=True))

    # ---- entering

    def begin(self) -> None:
        """Edit the working of the current figure here."""
        self.working.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.working.end(False)

    def finish_editing(self) -> bool:
        """Enter what is being edited here; False if it is refused and stays."""
        if not self.working.isModified() or self._grid is None:
            return True
        reason = self._grid.enter_text(*self._cell, self.working.text())
        self.working.mark_refused(reason)
        self.refused.emit(reason)
        if not reason:
            self._show_as_it_is()
        return not reason

    def _show_as_it_is(self) -> None:
        self.working.setModified(False)
        if self._grid is not None:
            self._grid.formula_editor = None
            self.show_cell(self._grid)

    def _let_point(self) -> None:
        """While a formula is typed here, clicks on the cells of the grid put their figures into it."""
        if self._grid is not None and self.working.hasFocus():
            self._grid.formula_editor = self.working

    def _on_entered(self, step: int) -> None:
        if self.finish_editing() and self._grid is not None:
            self._grid.setFocus()
            self._grid.moves.enter(step)

    def _on_cancelled(self) -> None:
        self.refused.emit("")
        self._show_as_it_is()
        if self._grid is not None:
            self._grid.setFocus()

    def _on_left(self) -> None:
        if self.working.isModified() and (lacks_amount(self.working) or not self.finish_editing()):
            QTimer.singleShot(0, self.working, self.working.setFocus)
        elif self._grid is not None:
            self._grid.formula_editor = None


class WorkingField(ElidedField):
    """``entered`` carries +1 for Enter and -1 for Shift+Enter; ``cancelled``: Esc; ``left``: the focus has gone."""

    entered = Signal(int)
    cancelled = Signal()
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("working")
        self.setAccessibleName(tr("Working of the current figure"))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_text(self, text: str, *, can_be_edited: bool) -> None:
        """Show a working; one that is calculated can be selected and copied, but not edited."""
        if can_be_edited is self.isReadOnly():
            self.setReadOnly(not can_be_edited)
            self.style().polish(self)
        if text != self.text():
            self.setText(text)
            self.setCursorPosition(0)
        self.setToolTip(as_tool_tip(text))
        self.mark_refused("")

    def mark_refused(self, reason: str) -> None:
        """Show that the contents are refused, or, without a reason, that they are not."""
        if bool(reason) != bool(self.property("refused")):
            self.setProperty("refused", bool(reason))
            self.style().polish(self)
        self.setAccessibleDescription(reason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTERS:
            self.entered.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in STAYS:
            self.left.emit()
