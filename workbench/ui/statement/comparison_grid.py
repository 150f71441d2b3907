"""The grid of a comparison: that of a statement, in which Enter and a double-click lead to the figure itself."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from workbench.ui.statement.comparison_model import ComparisonModel
from workbench.ui.statement.frozen_column import paint_column
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

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the requested cells, and nothing else that a table would, nor what the captions cover."""
        dirty, covered = event.rect(), self.columnWidth(0)
        if not self._compared.rows:
            super().paintEvent(event)
            return
        painter = QPainter(self.viewport())
        painter.fillRect(dirty, self.palette().base())
        for column in range(1, self._compared.columnCount()):
            left, width = self.columnViewportPosition(column), self.columnWidth(column)
            if width and left <= dirty.right() and left + width > max(dirty.left(), covered):
                area = QRect(left, dirty.top(), width, dirty.height())
                paint_column(self, self._delegate, painter, column, area)

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
