"""Asking for the name of a scenario."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from workbench.ui.toolkit.edit_dialog import EditDialog
from workbench.ui.toolkit.language import tr


class ScenarioDialog(EditDialog):
    """Asks for a name and hands it to ``act_on``, which may refuse it. ``about``: what it is the name of."""

    def __init__(self, title: str, about: str, name: str, act_on: Callable[[str], object], parent: QWidget) -> None:
        super().__init__(title, about, parent)
        self._act_on = act_on
        self.name = QLineEdit(name, self)
        self.form.addRow(tr("Name"), self.name)
        self.begin_with(self.name)

    def act(self) -> None:
        self._act_on(self.name.text())
