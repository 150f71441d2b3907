"""What the colours mean: each with its name, and how many cells of the sheet have it."""

from collections import Counter
from collections.abc import Iterable

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from workbench.ui.assistant.cell_colours import CellColour, fill_of
from workbench.ui.toolkit.item_roles import LEFT
from workbench.ui.toolkit.theme import Theme

SWATCH, GAP, BETWEEN, ABOVE = 14, 6, 16, 4


class Legend(QWidget):
    """One line of swatches; more where they do not fit."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._counts: Counter[CellColour] = Counter()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def count(self, shades: Iterable[CellColour]) -> None:
        self._counts = Counter(shades)
        told = ", ".join(f"{shade.value} {self._counts[shade]:,}" for shade in CellColour if self._counts[shade])
        self.setAccessibleName(f"Cells by what they were read as: {told}")
        self.setToolTip(told)
        self.updateGeometry()
        self.update()

    def _entries(self, room: int) -> list[tuple[CellColour, str, QRect]]:
        """Return each look with its words and its place, wrapped where ``room`` ends."""
        found, left, top = [], 0, ABOVE
        line = self.fontMetrics().height() + ABOVE
        for shade in CellColour:
            if not self._counts[shade]:
                continue
            words = f"{shade.value} {self._counts[shade]:,}"
            width = SWATCH + GAP + self.fontMetrics().horizontalAdvance(words)
            if left and left + width > room:
                left, top = 0, top + line
            found.append((shade, words, QRect(left, top, width, line)))
            left += width + BETWEEN
        return found

    def heightForWidth(self, width: int) -> int:
        entries = self._entries(width)
        return (entries[-1][2].bottom() if entries else self.fontMetrics().height()) + ABOVE

    def sizeHint(self) -> QSize:
        return QSize(300, self.heightForWidth(self.width()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        for shade, words, place in self._entries(self.width()):
            swatch = QRect(place.left(), place.center().y() - SWATCH // 2, SWATCH, SWATCH)
            painter.fillRect(swatch, fill_of(shade, self._theme))
            painter.setPen(self._theme.colour("muted"))
            painter.drawRect(swatch.adjusted(0, 0, -1, -1))
            if shade is CellColour.IGNORED:
                painter.drawLine(swatch.left(), swatch.center().y(), swatch.right(), swatch.center().y())
            painter.setPen(self._theme.colour("text"))
            painter.drawText(place.adjusted(SWATCH + GAP, 0, 0, 0), LEFT, words)
