"""A form with OK and Cancel that refuses in place."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

WIDTH = 460


class EditDialog(QDialog):
    """A form with OK and Cancel; what cannot be accepted is said in the dialog, which stays open."""

    def __init__(self, title: str, about: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumWidth(WIDTH)
        explained = QLabel(about, self)
        explained.setTextFormat(Qt.TextFormat.PlainText)
        explained.setWordWrap(True)
        self.refusal = QLabel(self)
        self.refusal.setObjectName("illustrative")
        self.refusal.setTextFormat(Qt.TextFormat.PlainText)
        self.refusal.setWordWrap(True)
        self.refusal.hide()
        self.form = QFormLayout()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.buttons = buttons
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        layout.addWidget(explained)
        layout.addLayout(self.form)
        layout.addWidget(self.refusal)
        layout.addWidget(buttons)

    def begin_with(self, field: QLineEdit) -> None:
        """Open with the keyboard in ``field`` and its text selected; OK would have it otherwise."""
        field.setFocus()
        field.selectAll()

    def refuse(self, reason: str) -> None:
        self.refusal.setText(reason)
        self.refusal.show()
        layout = self.layout()
        assert layout is not None
        layout.activate()
        self.resize(self.width(), max(self.height(), layout.totalHeightForWidth(self.width())))
