"""A line of text that changes with every switch; a QLabel would make Qt lay out the whole window each time."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from workbench.ui.toolkit.theme import Theme

SIDE, ABOVE = 10, 4
LEAST = 90


class StatusLabel(QWidget):
    """Shows a text in the width of its ``widest`` text, in less where there is no room; nothing if the text is empty.

    ``filled``: bold on its own background, so as not to be overlooked; else plain.
    """

    def __init__(self, widest: str, theme: Theme, parent: QWidget, *, filled: bool = False) -> None:
        super().__init__(parent)
        self._theme = theme
        self._filled = filled
        self._widest = widest
        self._text = ""
        self._ink, self._fill = "muted", "raised"
        if filled:
            font = self.font()
            font.setBold(True)
            self.setFont(font)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # else everything behind is painted too
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    @property
    def text(self) -> str:
        return self._text

    def show_message(self, text: str, *, ink: str = "muted", fill: str = "raised") -> None:
        if (text, ink, fill) != (self._text, self._ink, self._fill):
            self._text, self._ink, self._fill = text, ink, fill
            self.setAccessibleName(text)
            self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        sides = 2 * SIDE if self._filled else 4
        return QSize(metrics.horizontalAdvance(self._widest) + sides, metrics.height() + 2 * ABOVE)

    def minimumSizeHint(self) -> QSize:
        """Leave a narrow window its width: what has no room ends in an ellipsis."""
        whole = self.sizeHint()
        return QSize(min(LEAST, whole.width()), whole.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("base"))
        if not self._text:
            return
        area = self.rect()
        if self._filled:
            width = self.fontMetrics().horizontalAdvance(self._text) + 2 * SIDE
            area.setLeft(max(area.right() - width + 1, 0))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour(self._fill))
            painter.drawRoundedRect(area, 5, 5)
        painter.setPen(self._theme.colour(self._ink))
        centre = Qt.AlignmentFlag.AlignCenter if self._filled else Qt.AlignmentFlag.AlignLeft
        room = area.width() - (2 * SIDE if self._filled else 0)
        text = self.fontMetrics().elidedText(
            self._text, Qt.TextElideMode.ElideRight, room + 1
        )  # a pixel may be rounded away
        painter.drawText(area, int(centre | Qt.AlignmentFlag.AlignVCenter), text)
