"""The choices above a chart: its kind, its line or difference, its period, and what can be made of it."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

from workbench.domain.ids import AdjustmentId, LineId
from workbench.domain.periods import PeriodId, lateness
from workbench.domain.project import Project
from workbench.domain.statements import Statement
from workbench.presentation.bridge import EquityView
from workbench.ui.charts.contents import NAMES, NOT_RECONCILED, ChartKind
from workbench.ui.charts.line_search import LineSearch
from workbench.ui.toolkit.elided_label import ElidedLabel
from workbench.ui.toolkit.field_combo import FieldCombo
from workbench.ui.toolkit.icons import icon
from workbench.ui.toolkit.language import tr, window_words
from workbench.ui.toolkit.theme import Theme
from workbench.wording.names import name_of_difference
from workbench.wording.periods import short_label

WIDEST = 280
"""The width of the choice of a difference; a longer name is cut, and whole in the list."""
ICON = QSize(16, 16)
OF_LINES = (ChartKind.BRIDGE, ChartKind.TREND)


class ChartBar(QWidget):
    """``period_chosen`` carries a period, or an EquityView; ``line_chosen`` a ChartLine."""

    kind_chosen = Signal(int)
    line_chosen = Signal(object)
    difference_chosen = Signal(str)
    period_chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._kinds = QButtonGroup(self)
        self.buttons = [self._button(tr(NAMES[kind]), "kind") for kind in ChartKind]
        for kind, button in zip(ChartKind, self.buttons, strict=True):
            self._kinds.addButton(button, kind)
        self.buttons[ChartKind.BRIDGE].setChecked(True)
        self.lines = LineSearch(self)
        self.differences = self._combo(tr("Difference of the chart"))
        self.differences.setMaximumWidth(WIDEST)
        self.periods = self._combo(tr("Period of the chart"))
        self.unit = ElidedLabel(self, is_whole=True)
        self.unit.setObjectName("quiet")
        self.from_zero = self._button(tr("Start at zero"), "choice")
        self.from_zero.setToolTip(tr("When off, the axis is cut where the differences would be too small to see"))
        self.follows = self._button(tr("Follow"), "choice")
        self.follows.setAccessibleName(tr("Follow the selection"))
        self.follows.setToolTip(
            tr(
                "On: the chart shows the current figure; until you move to one, the main total of the statement. "
                "Off: it stays on what you chose here"
            )
        )
        self.follows.setChecked(True)
        self.copy = self._icon_button("copy", tr("Copy picture"), tr("Copy the chart as a picture (Ctrl+C)"), theme)
        self.save = self._icon_button("picture", tr("Save picture"), tr("Save the chart as PNG or SVG"), theme)
        self._lay_out()
        self._kinds.idClicked.connect(self.kind_chosen)
        self.lines.picked.connect(self.line_chosen)
        self.differences.activated.connect(lambda row: self.difference_chosen.emit(self.differences.itemData(row)))
        self.periods.activated.connect(lambda row: self.period_chosen.emit(self._periods[row]))
        self._periods: list[PeriodId | EquityView] = []

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 6, 8, 0)
        layout.setSpacing(2)
        for button in self.buttons:
            layout.addWidget(button)
        layout.addSpacing(6)
        for field in (self.lines, self.differences, self.periods):
            layout.addWidget(field)
        layout.addSpacing(6)
        layout.addWidget(self.unit, 1)
        for button in (self.from_zero, self.follows, self.copy, self.save):
            layout.addWidget(button)

    def _button(self, text: str, style: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.setObjectName(style)
        button.setCheckable(True)
        return button

    def _icon_button(self, name: str, text: str, help_line: str, theme: Theme) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(icon(name, theme))
        button.setIconSize(ICON)
        button.setAccessibleName(text)
        button.setToolTip(help_line)
        return button

    def _combo(self, name: str) -> FieldCombo:
        combo = FieldCombo(self)
        combo.setAccessibleName(name)
        combo.setSizeAdjustPolicy(FieldCombo.SizeAdjustPolicy.AdjustToContents)
        return combo

    @property
    def kind(self) -> ChartKind:
        return ChartKind(self._kinds.checkedId())

    def choose_kind(self, kind: ChartKind) -> None:
        self.buttons[kind].setChecked(True)

    def stay(self) -> None:
        """Stay on what is chosen, instead of following the selection."""
        self.follows.setChecked(False)

    def say_unit(self, text: str) -> None:
        if text != self.unit.text():
            self.unit.setText(text)

    def offer(
        self,
        project: Project,
        statement: Statement,
        line: LineId,
        period: PeriodId,
        adjustment: AdjustmentId,
        views: Sequence[EquityView],
        equity: EquityView | None,
    ) -> None:
        """Show what is chosen, and what else could be."""
        kind = self.kind
        self.lines.setVisible(kind in OF_LINES)
        self.differences.setVisible(kind is ChartKind.COMPOSITION)
        self.from_zero.setVisible(kind is not ChartKind.COMPOSITION)
        if kind in OF_LINES:
            self.lines.show_line(project, statement, project.line(line).name if line else "")
        if kind is ChartKind.COMPOSITION:
            names = [(name_of_difference(other, window_words()), other.id) for other in project.adjustments]
            self._fill(self.differences, names, adjustment)
        if kind is ChartKind.EQUITY:
            self._offer_periods([(_name_of_view(project, view), view) for view in views], equity)
        else:
            self._offer_periods(_periods(project, statement, period), period)

    def _offer_periods(self, named: list[tuple[str, PeriodId]] | list[tuple[str, EquityView]], chosen: object) -> None:
        self._periods = [choice for _, choice in named]
        row = self._periods.index(chosen) if chosen in self._periods else -1  # type: ignore[arg-type]
        self._fill(self.periods, [(name, number) for number, (name, _) in enumerate(named)], row)
        self.periods.setVisible(bool(named) and self.kind is not ChartKind.TREND)

    def _fill(self, combo: FieldCombo, named: Sequence[tuple[str, object]], chosen: object) -> None:
        if list(named) != [(combo.itemText(row), combo.itemData(row)) for row in range(combo.count())]:
            combo.clear()
            for name, data in named:
                combo.addItem(name, data)
        combo.setCurrentIndex(combo.findData(chosen))


def _periods(project: Project, statement: Statement, period: PeriodId) -> list[tuple[str, PeriodId]]:
    """Return the reconciled periods of a statement, the latest first, and the one that is shown."""
    shown = [key for key in statement.periods if key in statement.reconciled or key == period]
    shown.sort(key=lambda key: lateness(project.periods[key]))
    named = []
    for key in shown:
        name = short_label(project.periods[key], window_words())
        state = "" if key in statement.reconciled else tr(NOT_RECONCILED)
        named.append((tr("{period} ({state})", period=name, state=state) if state else name, key))
    return named


def _name_of_view(project: Project, view: EquityView) -> str:
    closing = short_label(project.periods[view.closing], window_words())
    if view.opening is None:
        return closing
    opening = short_label(project.periods[view.opening], window_words())
    return tr("{opening} → {closing}", opening=opening, closing=closing)
