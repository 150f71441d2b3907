"""A list of choices in a form, each a value with its name."""

from collections.abc import Mapping
from typing import Generic, TypeVar

from PySide6.QtWidgets import QWidget

from workbench.ui.toolkit.field_combo import FieldCombo

Choice = TypeVar("Choice")


class ChoiceCombo(FieldCombo, Generic[Choice]):
    """Knows its choices as they are; Qt's data of an item would turn an enumeration into its text."""

    def __init__(self, names: Mapping[Choice, str], parent: QWidget) -> None:
        super().__init__(parent)
        self._choices = tuple(names)
        self.addItems(list(names.values()))

    @property
    def chosen(self) -> Choice:
        return self._choices[self.currentIndex()]

    def choose(self, choice: Choice) -> None:
        """Show ``choice``; the first if it is none of the choices."""
        self.setCurrentIndex(self._choices.index(choice) if choice in self._choices else 0)
