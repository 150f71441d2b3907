"""Key totals under each set of switches, side by side, with what each differs by from the complete state."""

from dataclasses import dataclass
from decimal import Decimal
from textwrap import wrap
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, Qt

from workbench.domain.periods import PeriodId
from workbench.domain.statements import Line
from workbench.phrases import listing, with_details
from workbench.presentation.key_totals import short_name
from workbench.presentation.scenarios import (
    Scenario,
    ScenarioKind,
    ScenarioTotals,
    compared_totals,
    differences_off,
    scenarios_of,
)
from workbench.presentation.states import all_on_in_words
from workbench.session import Session
from workbench.ui.toolkit.item_roles import (
    ALIGNMENT,
    DISPLAY,
    FOREGROUND,
    LEFT,
    NOWHERE,
    RIGHT,
    TOOL_TIP,
    Index,
    name_of_row,
)
from workbench.ui.toolkit.language import tr, window_words
from workbench.ui.toolkit.number_format import format_amount
from workbench.ui.toolkit.number_style import numbers_as_printed
from workbench.ui.toolkit.theme import Theme
from workbench.wording.periods import label, short_label

TOTAL, PERIOD, FIRST_SCENARIO = range(3)
COMPLETE = 1
"""The place of the complete state among the scenarios."""
LONGEST_LINE, MOST_LINES = 18, 2
"""Of the name of a scenario above its column, in characters; the tool tip has all of a longer name."""


@dataclass(frozen=True, slots=True)
class ScenarioColumn:
    """The amounts of a scenario, or what they differ by from the complete state. ``number``: of its scenario."""

    number: int
    is_difference: bool


class ScenariosModel(QAbstractTableModel):
    """Only ``refresh`` updates it: it is usually behind another tab. Totals already calculated stay until edits."""

    def __init__(self, session: Session, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self._cached = ScenarioTotals()
        self._rows: tuple[tuple[Line, PeriodId], ...] = ()
        self._scenarios: tuple[Scenario, ...] = ()
        self._columns: tuple[ScenarioColumn, ...] = ()

    def refresh(self) -> None:
        """Show the present state; if only switches changed, no row or column comes or goes."""
        project = self._session.project
        rows, scenarios = tuple(compared_totals(project)), scenarios_of(project)
        columns = tuple(_columns(scenarios))
        is_alike = rows == self._rows and _names(scenarios) == _names(self._scenarios)
        if not is_alike:
            self.beginResetModel()
        self._rows, self._scenarios, self._columns = rows, scenarios, columns
        if not is_alike:
            self.endResetModel()
        elif rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, self.columnCount() - 1))

    def scenario_at(self, column: int) -> Scenario | None:
        """Return the scenario of a column; None for the columns of totals and periods."""
        if not FIRST_SCENARIO <= column < self.columnCount():
            return None
        return self._scenarios[self._columns[column - FIRST_SCENARIO].number]

    def column_of(self, name: str) -> int | None:
        """Return the column of the amounts of a scenario that the user keeps."""
        for column, shown in enumerate(self._columns, FIRST_SCENARIO):
            if self._scenarios[shown.number].name == name and not shown.is_difference:
                return column
        return None

    @property
    def kept_now(self) -> str:
        """The name of the scenario with the present switches; empty if none has them."""
        on = self._session.project.enabled
        return next((name for name, kept in self._session.project.scenarios.items() if kept == on), "")

    def is_difference(self, column: int) -> bool:
        return column >= FIRST_SCENARIO and self._columns[column - FIRST_SCENARIO].is_difference

    def amount(self, row: int, column: int) -> Decimal | None:
        """Return the exact total, or what it differs by from the complete state; None if it is blank or unknown."""
        shown, (line, period) = self._columns[column - FIRST_SCENARIO], self._rows[row]
        amount = self._total(shown.number, line, period)
        if not shown.is_difference:
            return amount
        complete = self._total(COMPLETE, line, period)
        return None if amount is None or complete is None else amount - complete

    def _total(self, number: int, line: Line, period: PeriodId) -> Decimal | None:
        return self._cached.totals(self._session.results, self._scenarios[number].on).get((line.id, period))

    def as_text(self) -> list[list[str]]:
        """Return every cell with the headings above them, for a table that is copied."""
        columns = range(self.columnCount())
        headings = [self._name_of_column(column) for column in columns]
        with numbers_as_printed():
            return [headings, *([self._text(row, column) for column in columns] for row in range(self.rowCount()))]

    def _name_of_column(self, column: int) -> str:
        scenario = self.scenario_at(column)
        if scenario is None:
            return tr("Total") if column == TOTAL else tr("Period")
        name, target = self.name_of(scenario), self._session.project.frameworks.target.label
        return (
            tr("{scenario}, from {framework}", scenario=name, framework=target) if self.is_difference(column) else name
        )

    # ---- Qt's questions

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else FIRST_SCENARIO + len(self._columns)

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        if role == DISPLAY:
            return self._text(row, column)
        if role == ALIGNMENT:
            return LEFT if column < FIRST_SCENARIO else RIGHT
        if role == FOREGROUND and (column == PERIOD or self.is_difference(column)):
            return self._theme.colour("muted")
        if role == TOOL_TIP:
            line, period = self._rows[row]
            words = window_words()
            return with_details((line.name, label(self._session.project.periods[period], words)), words)
        return None

    def _text(self, row: int, column: int) -> str:
        line, period = self._rows[row]
        if column == TOTAL:
            return short_name(line, window_words())
        if column == PERIOD:
            return short_label(self._session.project.periods[period], window_words())
        return format_amount(self.amount(row, column), line)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return name_of_row(self, section, role)
        if not 0 <= section < self.columnCount():
            return None
        if role == ALIGNMENT:
            return LEFT if section < FIRST_SCENARIO else RIGHT
        if role not in (DISPLAY, TOOL_TIP):
            return None
        scenario = self.scenario_at(section)
        if scenario is None:
            return self._name_of_column(section)
        if role == TOOL_TIP:
            return self._explain(scenario)
        if self.is_difference(section):
            return self._in_lines(tr("from {framework}", framework=self._session.project.frameworks.target.label))
        return self._in_lines(self.name_of(scenario))

    def _in_lines(self, name: str) -> str:
        return "\n".join(wrap(name, LONGEST_LINE, max_lines=MOST_LINES, placeholder="…"))

    def name_of(self, scenario: Scenario) -> str:
        """Return what heads a scenario."""
        source, target = self._session.project.frameworks
        match scenario.kind:
            case ScenarioKind.AS_REPORTED:
                return tr("{framework}, as reported", framework=source.label)
            case ScenarioKind.COMPLETE:
                return tr("{framework}, complete", framework=target.label)
            case ScenarioKind.NOW:
                return tr("As now")
        return scenario.name

    def _explain(self, scenario: Scenario) -> str:
        """Return the name, and which differences are off."""
        off = differences_off(self._session.project, scenario)
        name, number = self.name_of(scenario), len(self._session.project.adjustments)
        if not off:
            return "\n".join((name, all_on_in_words(number, window_words())))
        names = listing([adjustment.name for adjustment in off], window_words(), may_have_commas=True)
        return "\n".join((name, tr("Off: {names}", names=names)))


def _columns(scenarios: tuple[Scenario, ...]) -> list[ScenarioColumn]:
    columns: list[ScenarioColumn] = []
    for number, scenario in enumerate(scenarios):
        columns.append(ScenarioColumn(number, False))
        if scenario.kind in (ScenarioKind.NOW, ScenarioKind.KEPT):
            columns.append(ScenarioColumn(number, True))
    return columns


def _names(scenarios: tuple[Scenario, ...]) -> list[tuple[ScenarioKind, str]]:
    return [(scenario.kind, scenario.name) for scenario in scenarios]
