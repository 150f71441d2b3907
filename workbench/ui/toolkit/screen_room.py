"""Dialogs as large as they would like to be, and no larger than the screen."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

FRAME = QSize(12, 42)
"""What a desktop's frame adds to a window."""


def resize_on_screen(dialog: QWidget, width: int, height: int) -> None:
    """Make a dialog as large as it is given, as far as its screen has room."""
    dialog.resize(QSize(width, height).boundedTo(dialog.screen().availableGeometry().size() - FRAME))
