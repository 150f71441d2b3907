"""The differences as a list of switches, each with its effect on net income and equity of the reporting period."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, Qt, Signal

from workbench.commands import RenameAdjustment, SwitchAdjustment
from workbench.domain.adjustments import Adjustment
from workbench.domain.amounts import format_for_reader
from workbench.domain.periods import PeriodId
from workbench.domain.statements import Line, StatementKind
from workbench.errors import WorkbenchError
from workbench.phrases import phrase
from workbench.presentation.key_totals import EFFECTS
from workbench.presentation.spans import runs
from workbench.presentation.states import NOT_RECONCILED
from workbench.session import Change, Session
from workbench.ui.context.session_signals import SessionSignals
from workbench.ui.context.view_state import ViewState
from workbench.ui.toolkit.item_roles import ALIGNMENT, CHECK_STATE, DISPLAY, EDIT, LEFT, NOWHERE, RIGHT, TOOL_TIP, Index
from workbench.ui.toolkit.language import tr, window_words
from workbench.ui.toolkit.number_format import DASH, format_amount
from workbench.ui.toolkit.refusals import say_refusal
from workbench.wording.names import name_of_difference, name_of_nature, with_capital
from workbench.wording.periods import short_label

CHECKED, UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked
NAME, ON_INCOME, ON_EQUITY = range(3)
EFFECT_PLACES = {
    ON_INCOME: ((StatementKind.OPERATIONS, "net_income"), (StatementKind.NET_INCOME_BRIDGE, "net_income")),
    ON_EQUITY: ((StatementKind.FINANCIAL_POSITION, "equity"), (StatementKind.EQUITY_BRIDGE, "equity")),
}
"""The lines whose effects are shown, by statement kind and EFFECTS key: those of a statement, else of a bridge."""
HEADINGS = {NAME: phrase("Difference"), ON_INCOME: phrase("Net income"), ON_EQUITY: phrase("Equity")}


class AdjustmentModel(QAbstractTableModel):
    """Reads the current snapshot, writes only through commands; caches the texts of effects until they change."""

    refused = Signal(str)

    def __init__(self, session: Session, signals: SessionSignals, view_state: ViewState, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._view_state = view_state
        self._adjustments = session.project.adjustments
        self._enabled = session.project.enabled
        self._lines = self._find_lines()
        self._texts: dict[tuple[int, int], str] = {}
        self._readers: dict[int, Callable[[int, int], Any]] = {
            DISPLAY: self.text,
            EDIT: lambda row, _: self._adjustments[row].name,
            CHECK_STATE: self._check_state,
            TOOL_TIP: self._tool_tip,
            ALIGNMENT: lambda _, column: LEFT if column == NAME else RIGHT,
            Qt.ItemDataRole.AccessibleTextRole.value: self._accessible_text,
        }
        signals.changed.connect(self._on_session_changed)
        view_state.changed.connect(self._on_view_state_changed)

    def adjustment(self, row: int) -> Adjustment:
        return self._adjustments[row]

    def is_on(self, row: int) -> bool:
        return self._adjustments[row].id in self._enabled

    def text(self, row: int, column: int) -> str:
        """Return what a cell shows, a name or an effect; cached until it changes."""
        if (row, column) not in self._texts:
            self._texts[row, column] = self._text(self._adjustments[row], column)
        return self._texts[row, column]

    def period_label(self, column: int) -> str:
        """Return the label of the period whose effects a column shows; "" if there is none."""
        period = self._period(column)
        return short_label(self._session.project.periods[period], window_words()) if period else ""

    def toggle(self, row: int) -> None:
        adjustment = self._adjustments[row].id
        self._session.execute(SwitchAdjustment(adjustment, adjustment not in self._session.project.enabled))

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._adjustments)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(HEADINGS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() == NAME:
            flags |= Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        read = self._readers.get(role)
        if read is None or not index.isValid():
            return None
        return read(index.row(), index.column())

    def setData(self, index: Index, value: Any, role: int = EDIT) -> bool:
        if not index.isValid() or index.column() != NAME:
            return False
        adjustment = self._adjustments[index.row()]
        try:
            if role == CHECK_STATE:
                self._session.execute(SwitchAdjustment(adjustment.id, Qt.CheckState(value) is CHECKED))
            elif role == EDIT and str(value).strip() != adjustment.name:
                self._session.execute(RenameAdjustment(adjustment.id, str(value)))
            else:
                return role == EDIT
        except WorkbenchError as error:
            self.refused.emit(say_refusal(error))
            return False
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if orientation is not Qt.Orientation.Horizontal or section not in HEADINGS:
            return None
        if role == DISPLAY:
            heading = tr(HEADINGS[section])
            return heading if section == NAME else f"{heading}\n{self.period_label(section)}"
        if role != ALIGNMENT:
            return None
        return LEFT if section == NAME else RIGHT

    def effect(self, adjustment: Adjustment, column: int) -> Decimal | None:
        """Return the effect, whether on or off; None if the period is not reconciled for this difference."""
        line_and_period = self._lines[column]
        if line_and_period is None:
            return None
        line, period = line_and_period
        statement = self._session.project.statement_of(line.id)
        if (statement.id, period) not in adjustment.stated_for:
            return None
        if not self._session.results.is_effect_known(adjustment.id, line.id, period):
            return None
        return self._session.results.effect(adjustment.id, line.id, period)

    def _text(self, adjustment: Adjustment, column: int) -> str:
        if column == NAME:
            return name_of_difference(adjustment, window_words())
        line_and_period, effect = self._lines[column], self.effect(adjustment, column)
        return DASH if line_and_period is None or effect is None else format_amount(effect, line_and_period[0])

    def _accessible_text(self, row: int, column: int) -> str:
        """Return what a screen reader reads for a cell: its name and state."""
        text = self.text(row, column)
        if column != NAME:
            return text
        return tr("{name}, on", name=text) if self.is_on(row) else tr("{name}, off", name=text)

    def _check_state(self, row: int, column: int) -> Any:
        if column != NAME:
            return None
        return CHECKED if self.is_on(row) else UNCHECKED

    def _tool_tip(self, row: int, column: int) -> str:
        adjustment = self._adjustments[row]
        if column != NAME:
            effect = self.effect(adjustment, column)
            about = {
                "name": adjustment.name,
                "period": self.period_label(column),
                "amount": NOT_RECONCILED if effect is None else format_for_reader(effect),
            }
            return (
                tr("{name}: effect on net income, {period}: {amount}", **about)
                if column == ON_INCOME
                else tr("{name}: effect on equity, {period}: {amount}", **about)
            )
        standards = " → ".join(standard for standard in adjustment.standards if standard)
        nature = adjustment.nature and with_capital(name_of_nature(adjustment.nature, window_words()))
        return "\n".join(part for part in (adjustment.name, standards, nature) if part)

    def _period(self, column: int) -> PeriodId | None:
        chosen = self._view_state.reporting_period
        return {ON_INCOME: chosen.duration or None, ON_EQUITY: chosen.closing}.get(column)

    def _find_lines(self) -> dict[int, tuple[Line, PeriodId] | None]:
        """Return, by column, the line and period whose effects it shows; None if none is reconciled."""
        return {column: self._find_line(column) for column in EFFECT_PLACES}

    def _find_line(self, column: int) -> tuple[Line, PeriodId] | None:
        period = self._period(column)
        for kind, effect in EFFECT_PLACES[column]:
            for statement in self._session.project.of_kind(kind):
                line = statement.line_with(EFFECTS[kind][effect])
                if line and period in statement.reconciled:
                    return line, period
        return None

    def _on_session_changed(self, change: Change) -> None:
        now = self._session.project.adjustments
        switched, self._enabled = self._enabled ^ self._session.project.enabled, self._session.project.enabled
        if [adjustment.id for adjustment in now] != [adjustment.id for adjustment in self._adjustments]:
            self.beginResetModel()
            self._adjustments = now
            self._lines = self._find_lines()
            self._texts.clear()
            self.endResetModel()
            return
        self._adjustments = now
        rows = {row for row, adjustment in enumerate(now) if adjustment.id in switched}
        if not change.is_switch:
            self._lines = self._find_lines()
            rows |= self._rewrite_texts()
        for first, last in runs(rows):
            self.dataChanged.emit(self.index(first, NAME), self.index(last, ON_EQUITY))

    def _rewrite_texts(self) -> set[int]:
        """Format the cached texts again and return the rows in which one has changed."""
        before, self._texts = self._texts, {}
        return {row for (row, column), text in before.items() if self.text(row, column) != text}

    def _on_view_state_changed(self) -> None:
        lines = self._find_lines()
        if lines != self._lines:
            self._lines = lines
            self._texts.clear()
            if self._adjustments:
                self.dataChanged.emit(self.index(0, 0), self.index(len(self._adjustments) - 1, ON_EQUITY))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, NAME, ON_EQUITY)
