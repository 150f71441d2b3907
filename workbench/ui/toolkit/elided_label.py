"""A label that shows as much of a text as there is room for, and the whole of it as a tool tip."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


class ElidedLabel(QLabel):
    """Never widens the window: a long text ends in an ellipsis."""

    def __init__(self, parent: QWidget, *, is_whole: bool = False) -> None:
        """``is_whole``: show all of a text or nothing; a few letters of it would say nothing."""
        super().__init__(parent)
        self._is_whole = is_whole
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setToolTip(text)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, room = QPainter(self), self.contentsRect()
        if self._is_whole and self.fontMetrics().horizontalAdvance(self.text()) > room.width():
            return
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width() + 1)
        ink = self.foregroundRole()
        self.style().drawItemText(painter, room, int(self.alignment()), self.palette(), self.isEnabled(), text, ink)
