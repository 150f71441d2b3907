"""Rows of a tree as tall as their text, which is wrapped in one column."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from workbench.ui.toolkit.item_roles import Index

WRAPPED = int(Qt.TextFlag.TextWordWrap)
MOST_LINES = 8
ABOVE_AND_BELOW = 8
BESIDE = 12
"""Pixels that the style leaves on both sides of a text."""


class WrappedRows(QStyledItemDelegate):
    """Gives each row the height of the text in the first column, up to a few lines; the tool tip has all of it."""

    def __init__(self, view: QTreeView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        metrics = self._view.fontMetrics()
        if index.column() != 0:
            return QSize(0, metrics.height() + ABOVE_AND_BELOW)
        indent = self._view.indentation() if index.parent().isValid() else 0
        room = max(self._view.columnWidth(0) - indent - BESIDE, metrics.averageCharWidth() * 10)
        most = QRect(0, 0, room, metrics.lineSpacing() * MOST_LINES)
        text = metrics.boundingRect(most, WRAPPED, str(index.data()))
        return QSize(0, min(text.height(), most.height()) + ABOVE_AND_BELOW)
