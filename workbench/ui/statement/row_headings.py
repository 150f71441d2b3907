"""The numbers before the rows of a grid: a click selects a row, a drag several."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from workbench.ui.statement.painting import Brushes
from workbench.ui.toolkit.item_roles import RIGHT
from workbench.ui.toolkit.theme import Theme

SIDE = 6
FEWEST_DIGITS = 2


class RowHeadings(QHeaderView):
    """Paints numbers; screen readers hear the caption of the row, which the model gives.

    ``dragged_from`` carries the row on which a drag over several began, once it ends.
    """

    dragged_from = Signal(int)

    def __init__(self, theme: Theme, number_of: Callable[[int], str], parent: QWidget) -> None:
        """``number_of`` returns what stands before a row."""
        super().__init__(Qt.Orientation.Vertical, parent)
        self._theme = theme
        self._number_of = number_of
        self._brushes: Brushes | None = None
        self._width = 0
        self._pressed = -1
        self._current = -1
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def use(self, brushes: Brushes) -> None:
        self._brushes = brushes
        self.fit()

    def fit(self) -> None:
        """Take the width of the last number."""
        if self._brushes:
            last = self._number_of(self.count() - 1) if self.count() else ""
            digits = "0" * max(len(last), FEWEST_DIGITS)
            self._width = self._brushes.small_metrics.horizontalAdvance(digits) + 2 * SIDE
            self.updateGeometry()
            self.viewport().update()

    def mark(self, row: int) -> None:
        """Show the number of the current row more strongly."""
        before, self._current = self._current, row
        for number in (before, row):
            if 0 <= number < self.count():
                self.viewport().update(0, self.sectionViewportPosition(number), self.width(), self.sectionSize(number))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        is_plain = event.button() is Qt.MouseButton.LeftButton and event.modifiers() == Qt.KeyboardModifier.NoModifier
        self._pressed = self.logicalIndexAt(event.position().toPoint()) if is_plain else -1
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self._pressed >= 0 and self.logicalIndexAt(event.position().toPoint()) != self._pressed:
            self.dragged_from.emit(self._pressed)
        self._pressed = -1

    def sizeHint(self) -> QSize:
        return QSize(self._width, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self._theme.colour("window"))
        painter.end()
        super().paintEvent(event)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        if self._brushes is None:
            return
        painter.setFont(self._brushes.small)
        painter.setPen(self._brushes.text if section == self._current else self._brushes.muted)
        painter.drawText(rect.adjusted(0, 0, -SIDE, 0), RIGHT, self._number_of(section))
