"""Asking what to do with copied figures: put them in, with either sign, or add or subtract them."""

from collections.abc import Callable

from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from workbench.ui.statement.clipboard import PasteWay
from workbench.ui.toolkit.edit_dialog import EditDialog
from workbench.ui.toolkit.language import tr


class PasteSpecialDialog(EditDialog):
    """Offers each way, and hands the chosen one to ``paste``."""

    def __init__(self, paste: Callable[[PasteWay], object], parent: QWidget) -> None:
        super().__init__(tr("Paste special"), tr("What to do with the copied figures:"), parent)
        self._paste = paste
        self._group = QButtonGroup(self)
        self.ways = {way: QRadioButton(tr(way.value), self) for way in PasteWay}
        for button in self.ways.values():
            self._group.addButton(button)
            self.form.addRow(button)
        self.ways[PasteWay.ALL].setChecked(True)
        self.ways[PasteWay.ALL].setFocus()

    def act(self) -> None:
        self._paste(next(way for way, button in self.ways.items() if button.isChecked()))
