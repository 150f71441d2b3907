"""A bar above a list, with a field that filters it."""

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget


class FilterField(QLineEdit):
    """The field into which the text to look for is typed. ``name``: as it is read out."""

    def __init__(self, name: str, placeholder: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setClearButtonEnabled(True)


def lay_out_below_bar(panel: QWidget, bar: tuple[QWidget, ...], view: QWidget) -> None:
    """Fill ``panel`` with ``view``, the widgets of a bar above it; a field that filters takes the remaining width."""
    row = QHBoxLayout()
    row.setContentsMargins(8, 6, 12, 6)
    row.setSpacing(8)
    for widget in bar:
        row.addWidget(widget, 1 if isinstance(widget, FilterField) else 0)
    if not any(isinstance(widget, FilterField) for widget in bar):
        row.addStretch(1)
    layout = QVBoxLayout(panel)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    layout.addLayout(row)
    layout.addWidget(view)
