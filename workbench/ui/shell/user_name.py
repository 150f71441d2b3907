"""Asking for the name under which steps are recorded."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from workbench.ui.toolkit.edit_dialog import EditDialog
from workbench.ui.toolkit.language import tr


class UserNameDialog(EditDialog):
    """Asks for the user's name and passes it to ``take``; an empty one means the system's name."""

    def __init__(self, name: str, take: Callable[[str], None], parent: QWidget) -> None:
        about = tr("Each step is recorded with your name. Leave this empty to use your account name.")
        super().__init__(tr("User name"), about, parent)
        self._take = take
        self.name = QLineEdit(name, self)
        self.form.addRow(tr("Name"), self.name)
        self.begin_with(self.name)

    def act(self) -> None:
        self._take(self.name.text())
