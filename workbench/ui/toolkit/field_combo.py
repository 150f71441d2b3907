"""A list of choices in a form."""

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget


class FieldCombo(QComboBox):
    """It ignores the mouse wheel, which could change a choice by accident."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("field")

    def let_type(self) -> None:
        """Take typed text, too. Qt's completion would change it unasked, and Enter would not reach the dialog."""
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setCompleter(None)  # type: ignore[arg-type]

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
