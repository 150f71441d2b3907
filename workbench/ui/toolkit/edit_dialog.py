"""A dialog with a form, OK and Cancel that shows in place why an entry cannot be accepted."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLayoutItem,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from workbench.errors import WorkbenchError
from workbench.ui.toolkit.refusals import say_refusal

Role = QFormLayout.ItemRole
WIDTH = 460
FRAME_HEIGHT = 42
"""What a desktop's frame adds to a window's height."""


class EditDialog(QDialog):
    """A form with OK and Cancel; if an entry cannot be accepted, the dialog says why and stays open."""

    def __init__(self, title: str, about: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumWidth(WIDTH)
        self.about = QLabel(about, self)
        self.about.setTextFormat(Qt.TextFormat.PlainText)
        self.about.setWordWrap(True)
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
        layout.addWidget(self.about)
        layout.addLayout(self.form)
        layout.addWidget(self.refusal)
        layout.addWidget(buttons)

    def act(self) -> None:
        """Do what the form asks for, once OK is pressed. Raises WorkbenchError if that cannot be done."""

    def accept(self) -> None:
        try:
            self.act()
        except WorkbenchError as error:
            self.refuse(say_refusal(error))
            return
        super().accept()

    def begin_with(self, field: QLineEdit) -> None:
        """Open with the focus in ``field``, its text selected, instead of on OK."""
        field.setFocus()
        field.selectAll()

    def refuse(self, reason: str) -> None:
        """Show ``reason``, a sentence, in the dialog and make room for it."""
        self.refusal.setText(reason)
        self.refusal.show()
        self.make_room()

    def make_room(self) -> None:
        """Grow until everything that is shown fits, or the screen is full."""
        layout = self.layout()
        assert layout is not None
        layout.activate()
        most = self.screen().availableGeometry().height() - FRAME_HEIGHT
        self.resize(self.width(), max(self.height(), min(layout.totalHeightForWidth(self.width()), most)))

    def _name_fields(self) -> None:
        """Call each field what stands before it, also those beside others, or within a choice, which Qt does not."""
        for row in range(self.form.rowCount()):
            label, field = (self.form.itemAt(row, role) for role in (Role.LabelRole, Role.FieldRole))
            title = label.widget() if label else None
            if field is None or not isinstance(title, QLabel):
                continue
            name = title.text().replace("&", "")
            for widget in _fields_in(field):
                if not widget.accessibleName():
                    widget.setAccessibleName(name)

    def showEvent(self, event: QShowEvent) -> None:
        """Have room from the start: Qt makes a new dialog no higher than two thirds of the screen."""
        self._name_fields()
        self.make_room()
        super().showEvent(event)


def _fields_in(item: QLayoutItem) -> Iterator[QWidget]:
    """Yield the fields of a row of a form, also those of a layout or a widget that holds several."""
    widget, layout = item.widget(), item.layout()
    if layout is not None:
        for inner in filter(None, map(layout.itemAt, range(layout.count()))):
            yield from _fields_in(inner)
    elif widget is not None:
        for field in (widget, *widget.findChildren(QWidget)):
            if isinstance(field, QLineEdit | QComboBox | QAbstractSpinBox):
                yield field
