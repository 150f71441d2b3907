"""The grid of a comparison: that of a statement, in which Enter and a double-click lead to the figure itself."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from workbench.ui.statement.comparison_model import ComparisonModel
from workbench.ui.statement.grid_keys import CONTROL, NONE
from workbench.ui.statement.statement_grid import StatementGrid
from workbench.ui.toolkit.language import tr, window_words
from workbench.ui.toolkit.theme import Theme
from workbench.wording.titles import title_of

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ComparisonGrid(StatementGrid):
    """``goal_wanted`` carries the cell of the statement to go to, a SourceCell."""

    goal_wanted = Signal(object)

    def __init__(self, model: ComparisonModel, theme: Theme, parent: QWidget) -> None:
        super().__init__(model, theme, parent)
        self._compared = model
        self.setAccessibleName(tr("{statement}, compared", statement=title_of(model.statement, window_words())))

    def _place_frozen(self) -> None:
        """Let the last column scroll with the others: a change alone would seem to belong to what it stands beside."""
        super()._place_frozen()
        self._result.hide()

    def current_model(self) -> ComparisonModel:
        return self._compared

    def lead_to_current(self) -> None:
        """Ask for the figure of the statement that the current cell shows."""
        index = self.currentIndex()
        if index.isValid() and (goal := self._compared.goal_of(index.row(), index.column())):
            self.goal_wanted.emit(goal)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in ENTER and modifiers in (NONE, CONTROL) and not self.is_editing:
            self.lead_to_current()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.indexAt(event.position().toPoint()).isValid():
            self.lead_to_current()
