"""A list of choices in a form."""

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget


class FieldCombo(QComboBox):
    """It ignores the mouse wheel, which could change a choice by accident."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("field")

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
