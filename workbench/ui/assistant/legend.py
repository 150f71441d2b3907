"""The legend of the cell colors: each with its name and the number of such cells on the sheet."""

from collections import Counter
from collections.abc import Iterable

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from workbench.ui.assistant.cell_colours import COLOUR_NAMES, CellColour, fill_of
from workbench.ui.assistant.descriptions import list_texts
from workbench.ui.toolkit.item_roles import LEFT
from workbench.ui.toolkit.language import tr
from workbench.ui.toolkit.theme import Theme

SWATCH, GAP, BETWEEN, ABOVE = 14, 6, 16, 4


class Legend(QWidget):
    """Swatches in one line, or in several if they do not fit."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._counts: Counter[CellColour] = Counter()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_counts(self, colours: Iterable[CellColour]) -> None:
        """Count ``colours``, one for each colored cell, and show those that occur."""
        self._counts = Counter(colours)
        summary = list_texts(self._text(colour) for colour in CellColour if self._counts[colour])
        self.setAccessibleName(tr("What the cells were read as: {summary}", summary=summary))
        self.setToolTip(summary)
        self.updateGeometry()
        self.update()

    def _text(self, colour: CellColour) -> str:
        """Return ``Figure 450``."""
        return tr("{colour} {number:,}", colour=COLOUR_NAMES[colour], number=self._counts[colour])

    def _entries(self, room: int) -> list[tuple[CellColour, str, QRect]]:
        """Return each color with its text and position, wrapped at ``room`` pixels."""
        entries, left, top = [], 0, ABOVE
        line = self.fontMetrics().height() + ABOVE
        for colour in CellColour:
            if not self._counts[colour]:
                continue
            text = self._text(colour)
            width = SWATCH + GAP + self.fontMetrics().horizontalAdvance(text)
            if left and left + width > room:
                left, top = 0, top + line
            entries.append((colour, text, QRect(left, top, width, line)))
            left += width + BETWEEN
        return entries

    def heightForWidth(self, width: int) -> int:
        entries = self._entries(width)
        return (entries[-1][2].bottom() if entries else self.fontMetrics().height()) + ABOVE

    def sizeHint(self) -> QSize:
        return QSize(300, self.heightForWidth(self.width()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        for colour, text, place in self._entries(self.width()):
            swatch = QRect(place.left(), place.center().y() - SWATCH // 2, SWATCH, SWATCH)
            painter.fillRect(swatch, fill_of(colour, self._theme))
            painter.setPen(self._theme.colour("muted"))
            painter.drawRect(swatch.adjusted(0, 0, -1, -1))
            if colour is CellColour.IGNORED:
                painter.drawLine(swatch.left(), swatch.center().y(), swatch.right(), swatch.center().y())
            painter.setPen(self._theme.colour("text"))
            painter.drawText(place.adjusted(SWATCH + GAP, 0, 0, 0), LEFT, text)
