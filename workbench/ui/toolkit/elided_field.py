"""Fields of one line: what has no room ends in an ellipsis until the field has the keyboard."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QStyle, QStyleOptionFrame, QWidget

BESIDE_TEXT = 2
"""The pixels that Qt leaves beside the text, within the contents of a field."""


class ElidedField(QLineEdit):
    """Shows the beginning of a long text, and an ellipsis; the whole of it, scrolled, while it has the keyboard."""

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        area = self.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, self)
        area.adjust(BESIDE_TEXT, 0, -BESIDE_TEXT, 0)
        if self.hasFocus() or self.fontMetrics().horizontalAdvance(self.text()) <= area.width():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_PanelLineEdit, option, painter, self)
        painter.setPen(self.palette().text().color())
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), text)


class LookupField(ElidedField):
    """A field for a name to go to: the first click, like Tab, selects what stands there, to be typed over."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._is_clicked_into = False

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._is_clicked_into = event.reason() is Qt.FocusReason.MouseFocusReason
        self.selectAll()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self._is_clicked_into and not self.hasSelectedText():  # text that the mouse selected stays so
            self.selectAll()
        self._is_clicked_into = False
