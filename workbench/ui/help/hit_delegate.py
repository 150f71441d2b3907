"""Paints the contents of the help, and its hits: where a hit is, and below it, muted, the words around it."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListWidget, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from workbench.ui.toolkit.theme import Theme

SIDE, ABOVE, MOST_LINES = 10, 5, 3
WRAPPED = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)


class HitDelegate(QStyledItemDelegate):
    """The first line of an item is its name; whatever follows is a snippet, and then the name is bold."""

    def __init__(self, theme: Theme, contents: QListWidget) -> None:
        super().__init__(contents)
        self._theme = theme
        self._contents = contents

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        rect, state = option.rect, option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, self._theme.colour("selection"))
        name, _, snippet = str(index.data()).partition("\n")
        room = rect.adjusted(SIDE, ABOVE, -SIDE, 0)
        painter.save()
        painter.setFont(self._font_of_name(is_hit=bool(snippet)))
        painter.setPen(self._theme.colour("text"))
        height = self._height(name, painter.fontMetrics())
        painter.drawText(QRect(room.topLeft(), QSize(room.width(), height)), WRAPPED, name)
        if snippet:
            painter.setFont(self._contents.font())
            painter.setPen(self._theme.colour("muted"))
            below = QRect(room.left(), room.top() + height, room.width(), self._height(snippet, painter.fontMetrics()))
            painter.drawText(below, WRAPPED, snippet)
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        name, _, snippet = str(index.data()).partition("\n")
        height = self._height(name, QFontMetrics(self._font_of_name(is_hit=bool(snippet))))
        if snippet:
            height += self._height(snippet, self._contents.fontMetrics())
        return QSize(2 * SIDE, height + 2 * ABOVE)

    def _font_of_name(self, *, is_hit: bool) -> QFont:
        font = QFont(self._contents.font())
        font.setWeight(QFont.Weight.DemiBold if is_hit else QFont.Weight.Normal)
        return font

    def _height(self, text: str, metrics: QFontMetrics) -> int:
        """Return how high a text is in the width of the list, up to a few lines."""
        room = QRect(0, 0, self._contents.viewport().width() - 2 * SIDE, 10_000)
        return min(metrics.boundingRect(room, WRAPPED, text).height(), MOST_LINES * metrics.lineSpacing())
