"""A list below a field of what fits the text that is typed into it."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

VALUE = int(Qt.ItemDataRole.UserRole)


class Suggestions(QListWidget):
    """Lists what fits, the best chosen; it never takes the focus.

    ``picked`` carries the field beside which one was clicked.
    """

    picked = Signal(object)

    def __init__(self, parent: QWidget, name: str) -> None:
        """``name`` is what screen readers call the list."""
        super().__init__(parent)
        self.setObjectName("suggestions")
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._field: QWidget | None = None
        self.itemPressed.connect(lambda _: self.picked.emit(self._field))
        self.hide()

    def show_beside(self, field: QWidget, named: Sequence[tuple[str, Any]]) -> None:
        """List values by their names below ``field``, or above it; hide if there are none."""
        self._field = field
        self.clear()
        for name, value in named:
            item = QListWidgetItem(name)
            item.setData(VALUE, value)
            self.addItem(item)
        if not named:
            self.hide()
            return
        self.setCurrentRow(0)
        height = self.sizeHintForRow(0) * len(named) + 2 * self.frameWidth() + 2
        width = max(field.width(), self.sizeHintForColumn(0) + 24)
        window = self.window()
        below = field.mapTo(window, QPoint(0, field.height()))
        is_room_below = window.height() - below.y() >= height
        top = below.y() if is_room_below else max(field.mapTo(window, QPoint(0, 0)).y() - height, 0)
        self.setGeometry(QRect(below.x(), top, min(width, window.width() - below.x()), height))
        self.raise_()
        self.show()

    @property
    def chosen(self) -> Any:
        """The value that is chosen in the list; None while it is hidden."""
        item = self.currentItem()
        return item.data(VALUE) if self.isVisible() and item else None

    def step(self, by: int) -> None:
        """Choose the next (+1) or the previous (-1), wrapping around."""
        if self.count():
            self.setCurrentRow((self.currentRow() + by) % self.count())
