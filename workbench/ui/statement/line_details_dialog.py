"""Asking for what a line is besides its caption: what the target framework calls it, its unit, its decimals."""

from PySide6.QtWidgets import QLineEdit, QWidget

from workbench.commands import AnyCommand, DescribeLine
from workbench.domain.statements import Line, LineUnit
from workbench.presentation.figure_texts import HIDDEN_PLACES, places_seen
from workbench.ui.statement.previewed_dialog import Edited, PreviewedDialog
from workbench.ui.statement.unit_combo import UnitCombo
from workbench.ui.toolkit.field_combo import FieldCombo
from workbench.ui.toolkit.language import tr

MOST_DECIMALS = max(unit.most_decimals for unit in LineUnit)


class LineDetailsDialog(PreviewedDialog):
    """Opens with what the line is now."""

    def __init__(self, edited: Edited, line: Line, parent: QWidget) -> None:
        super().__init__(tr("Line details"), line.name, edited, parent)
        self._line = line
        self.target_caption = QLineEdit(line.target_caption, self)
        self.target_caption.setPlaceholderText(tr("Same caption"))
        self.unit = UnitCombo(line.unit, self)
        self.decimals = FieldCombo(self)
        self.decimals.addItems([str(number) for number in range(MOST_DECIMALS + 1)])
        self.decimals.setCurrentIndex(places_seen(line.decimals_shown, line.unit))
        framework = self.project.frameworks.target.name
        self.form.addRow(tr("Caption under {framework}", framework=framework), self.target_caption)
        self.form.addRow(tr("Shows"), self.unit)
        self.form.addRow(tr("Decimals"), self.decimals)
        self.unit.currentIndexChanged.connect(self.refresh)
        self.decimals.currentIndexChanged.connect(self.refresh)
        self.target_caption.textChanged.connect(self.refresh)
        self.refresh()
        self.begin_with(self.target_caption)

    def command(self) -> AnyCommand:
        line, unit, places = self._line, self.unit.unit, self.decimals.currentIndex()
        is_as_before = unit is line.unit and places == places_seen(line.decimals_shown, line.unit)
        decimals = line.decimals_shown if is_as_before else places + HIDDEN_PLACES.get(unit, 0)
        return DescribeLine(line.id, unit, decimals, self.target_caption.text())
