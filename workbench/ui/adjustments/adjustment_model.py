"""The differences as a list of switches, each with its effect on net income and equity of the reporting period.

Differences of a group stand below its name, whose switch is that of all of them.
"""

from collections.abc import Callable, Iterable
from decimal import Decimal
from itertools import groupby
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QObject, Qt, Signal

from workbench.commands import CompoundCommand, Edit, GroupAdjustments, RenameAdjustment, SwitchAdjustment
from workbench.domain.adjustments import Adjustment, Nature, Readiness
from workbench.domain.amounts import format_for_reader
from workbench.domain.facts import fact
from workbench.domain.ids import AdjustmentId
from workbench.domain.periods import PeriodId
from workbench.domain.statements import Line, StatementKind
from workbench.errors import WorkbenchError
from workbench.phrases import phrase
from workbench.presentation.figure_texts import DASH
from workbench.presentation.key_totals import EFFECTS
from workbench.presentation.spans import runs
from workbench.presentation.states import NOT_RECONCILED
from workbench.session import Change, Session
from workbench.ui.context.session_signals import SessionSignals
from workbench.ui.context.view_state import ViewState
from workbench.ui.toolkit.item_roles import (
    ALIGNMENT,
    CHECK_STATE,
    DISPLAY,
    EDIT,
    LEFT,
    NOWHERE,
    RIGHT,
    TOOL_TIP,
    Index,
    name_of_row,
)
from workbench.ui.toolkit.language import tr, tr_count, window_words
from workbench.ui.toolkit.number_format import format_amount
from workbench.ui.toolkit.number_style import number_style
from workbench.ui.toolkit.read_out import read_out
from workbench.ui.toolkit.refusals import say_refusal
from workbench.wording.names import name_of_difference, name_of_nature, with_capital
from workbench.wording.periods import short_label

CHECKED, PARTLY, UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.PartiallyChecked, Qt.CheckState.Unchecked
NAME, ON_INCOME, ON_EQUITY = range(3)
EFFECT_PLACES = {
    ON_INCOME: ((StatementKind.OPERATIONS, "net_income"), (StatementKind.NET_INCOME_BRIDGE, "net_income")),
    ON_EQUITY: ((StatementKind.FINANCIAL_POSITION, "equity"), (StatementKind.EQUITY_BRIDGE, "equity")),
}
"""The lines whose effects are shown, by statement kind and EFFECTS key: those of a statement, else of a bridge."""
HEADINGS = {NAME: phrase("Difference"), ON_INCOME: phrase("Net income"), ON_EQUITY: phrase("Equity")}


class ListRow(NamedTuple):
    """A difference, or the name of a group with its ``members``; a difference is its only member."""

    members: tuple[Adjustment, ...]
    group: str = ""
    is_heading: bool = False


class AdjustmentModel(QAbstractTableModel):
    """Reads the current snapshot, writes only through commands; caches the texts of effects until they change."""

    refused = Signal(str)

    def __init__(self, session: Session, signals: SessionSignals, view_state: ViewState, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._view_state = view_state
        self._rows = list_rows(session.project.adjustments)
        self._enabled = session.project.enabled
        self._lines = self._find_lines()
        self._texts: dict[tuple[int, int], str] = {}
        self._style = number_style()
        """How the figures in these texts are written."""
        self._readers: dict[int, Callable[[int, int], Any]] = {
            DISPLAY: self.text,
            EDIT: lambda row, _: self._name(row),
            CHECK_STATE: self._check_state,
            TOOL_TIP: self._tool_tip,
            ALIGNMENT: lambda _, column: LEFT if column == NAME else RIGHT,
            Qt.ItemDataRole.AccessibleTextRole.value: self._accessible_text,
        }
        signals.changed.connect(self._on_session_changed)
        view_state.changed.connect(self._on_view_state_changed)

    @property
    def rows(self) -> tuple[ListRow, ...]:
        return self._rows

    def row(self, row: int) -> ListRow:
        return self._rows[row]

    def adjustment(self, row: int) -> Adjustment | None:
        """Return the difference in a row; None for the name of a group."""
        return None if self._rows[row].is_heading else self._rows[row].members[0]

    def row_of(self, adjustment: AdjustmentId) -> int | None:
        """Return the row of a difference; None if it is not there."""
        rows = enumerate(self._rows)
        return next((at for at, row in rows if not row.is_heading and row.members[0].id == adjustment), None)

    def state(self, row: int) -> Qt.CheckState:
        """Return whether a difference is on; of a group, whether all of them are, some or none."""
        on = sum(member.id in self._enabled for member in self._rows[row].members)
        return UNCHECKED if not on else CHECKED if on == len(self._rows[row].members) else PARTLY

    def text(self, row: int, column: int) -> str:
        """Return what a cell shows, a name or an effect; cached until it changes."""
        if self._style is not number_style():
            self._style = number_style()
            self._texts.clear()
        if (row, column) not in self._texts:
            self._texts[row, column] = self._text(row, column)
        return self._texts[row, column]

    def period_label(self, column: int) -> str:
        """Return the label of the period whose effects a column shows; "" if there is none."""
        period = self._period(column)
        return short_label(self._session.project.periods[period], window_words()) if period else ""

    def toggle(self, row: int) -> None:
        """Switch a difference on or off; a group on, unless all of it is on."""
        self._switch(self._rows[row], on=self.state(row) is not CHECKED)

    def _switch(self, row: ListRow, *, on: bool) -> None:
        switches = [SwitchAdjustment(member.id, on) for member in row.members if (member.id in self._enabled) != on]
        if len(switches) == 1:
            self._session.execute(switches[0])
        elif switches:
            key = "switch-group-on" if on else "switch-group-off"
            self._session.execute(CompoundCommand(fact(key, group=row.group), tuple(switches)))

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(HEADINGS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled  # between rows
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled
        if index.column() == NAME:
            flags |= Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEditable
        return flags

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        read = self._readers.get(role)
        if read is None or not index.isValid():
            return None
        return read(index.row(), index.column())

    def setData(self, index: Index, value: Any, role: int = EDIT) -> bool:
        if not index.isValid() or index.column() != NAME:
            return False
        row, name = self._rows[index.row()], str(value).strip()
        try:
            if role == CHECK_STATE:
                self._switch(row, on=Qt.CheckState(value) is CHECKED)
            elif role == EDIT and name != self._name(index.row()):
                self._session.execute(self._rename(row, name))
            else:
                return role == EDIT
        except WorkbenchError as error:
            self.refused.emit(say_refusal(error))
            return False
        return True

    def _rename(self, row: ListRow, name: str) -> Edit:
        if not row.is_heading:
            return RenameAdjustment(row.members[0].id, name)
        if not name:
            raise WorkbenchError("A group needs a name. Enter one, or choose Ungroup.")
        return GroupAdjustments(tuple(member.id for member in row.members), name)

    def _name(self, row: int) -> str:
        return self._rows[row].group if self._rows[row].is_heading else self._rows[row].members[0].name

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return name_of_row(self, section, role, NAME)
        if section not in HEADINGS:
            return None
        if role == DISPLAY:
            heading = tr(HEADINGS[section])
            return heading if section == NAME else f"{heading}\n{self.period_label(section)}"
        if role != ALIGNMENT:
            return None
        return LEFT if section == NAME else RIGHT

    def effect(self, row: int, column: int) -> Decimal | None:
        """Return the effect of a difference, or of a group, whether on or off.

        None if the period is not reconciled for it, or an effect is unknown.
        """
        line_and_period = self._lines[column]
        if line_and_period is None:
            return None
        line, period = line_and_period
        statement = self._session.project.statement_of(line.id)
        stated = [known.id for known in self._rows[row].members if (statement.id, period) in known.stated_for]
        results = self._session.results
        if not stated or not all(results.is_effect_known(known, line.id, period) for known in stated):
            return None
        return sum((results.effect(known, line.id, period) for known in stated), Decimal(0))

    def _text(self, number: int, column: int) -> str:
        row, line_and_period = self._rows[number], self._lines.get(column)
        if column == NAME:
            return row.group if row.is_heading else _with_state(row.members[0])
        effect = self.effect(number, column)
        return DASH if effect is None or line_and_period is None else format_amount(effect, line_and_period[0])

    def _accessible_text(self, row: int, column: int) -> str:
        """Return what a screen reader reads for a cell: its name and state, of a group how many it has."""
        text = self.text(row, column)
        if column != NAME:
            return read_out(text)
        shown = self._rows[row]
        if shown.is_heading:
            text = tr("{group}: {members}", group=text, members=_count(shown.members))
        match self.state(row):
            case Qt.CheckState.Checked:
                return tr("{name}, on", name=text)
            case Qt.CheckState.Unchecked:
                return tr("{name}, off", name=text)
        return tr("{name}, partly on", name=text)

    def _check_state(self, row: int, column: int) -> Any:
        return self.state(row) if column == NAME else None

    def _tool_tip(self, row: int, column: int) -> str:
        if column != NAME:
            effect = self.effect(row, column)
            about = {
                "name": self._name(row),
                "period": self.period_label(column),
                "amount": NOT_RECONCILED if effect is None else format_for_reader(effect),
            }
            return (
                tr("{name}: effect on net income, {period}: {amount}", **about)
                if column == ON_INCOME
                else tr("{name}: effect on equity, {period}: {amount}", **about)
            )
        adjustment = self.adjustment(row)
        if adjustment is None:
            return "\n".join((self._name(row), _count(self._rows[row].members)))
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
        switched, self._enabled = self._enabled ^ self._session.project.enabled, self._session.project.enabled
        rows = self._rows if change.is_switch else list_rows(self._session.project.adjustments)
        if [_layout_of(row) for row in rows] != [_layout_of(row) for row in self._rows]:
            self.beginResetModel()
            self._rows = rows
            self._lines = self._find_lines()
            self._texts.clear()
            self.endResetModel()
            return
        self._rows = rows
        moved = {at for at, row in enumerate(rows) if any(member.id in switched for member in row.members)}
        if not change.is_switch:
            self._lines = self._find_lines()
            moved |= self._rewrite_texts()
        for first, last in runs(moved):
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
            if self._rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, ON_EQUITY))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, NAME, ON_EQUITY)


def list_rows(adjustments: Iterable[Adjustment]) -> tuple[ListRow, ...]:
    """Return a row for each difference, and one for the name of a group above its members."""
    rows: list[ListRow] = []
    for (group, _), run in groupby(adjustments, lambda known: (known.group, known.nature is Nature.ERROR_CORRECTION)):
        members = tuple(run)
        if group:
            rows.append(ListRow(members, group, is_heading=True))
        rows += [ListRow((member,), group) for member in members]
    return tuple(rows)


def _layout_of(row: ListRow) -> tuple[object, ...]:
    """Return what decides where a row stands."""
    return row.group, row.is_heading, tuple(member.id for member in row.members)


def _count(members: tuple[Adjustment, ...]) -> str:
    return tr_count("{count} difference", "{count} differences", len(members))


def _with_state(adjustment: Adjustment) -> str:
    """Return the name of a difference, and that it is a draft."""
    name = name_of_difference(adjustment, window_words())
    return tr("{name} · draft", name=name) if adjustment.readiness is Readiness.DRAFT else name
