"""The list of what a line can show: money, amounts per share, share counts, percentages."""

from PySide6.QtWidgets import QWidget

from workbench.domain.statements import LineUnit
from workbench.ui.toolkit.field_combo import FieldCombo
from workbench.ui.toolkit.language import window_words
from workbench.wording.names import name_of_figures, with_capital

UNITS = tuple(LineUnit)


class UnitCombo(FieldCombo):
    def __init__(self, unit: LineUnit, parent: QWidget) -> None:
        super().__init__(parent)
        self.addItems([with_capital(name_of_figures(known, window_words())) for known in UNITS])
        self.setCurrentIndex(UNITS.index(unit))

    @property
    def unit(self) -> LineUnit:
        return UNITS[self.currentIndex()]
