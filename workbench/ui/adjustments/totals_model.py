"""The totals a reader asks for first: under both frameworks, the difference, and the difference in percent."""

from dataclasses import dataclass
from decimal import Decimal
from textwrap import wrap
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, Qt

from workbench.domain.periods import PeriodId
from workbench.domain.statements import Line
from workbench.phrases import with_details
from workbench.presentation.key_totals import KeyTotal, has_totals, key_lines, key_total, short_name
from workbench.presentation.states import state_of
from workbench.session import Change, Session
from workbench.ui.context.session_signals import SessionSignals
from workbench.ui.context.view_state import ViewState
from workbench.ui.toolkit.item_roles import (
    ACCESSIBLE_TEXT,
    ALIGNMENT,
    DISPLAY,
    LEFT,
    NOWHERE,
    RIGHT,
    TOOL_TIP,
    Index,
    name_of_row,
)
from workbench.ui.toolkit.language import tr, window_words
from workbench.ui.toolkit.number_format import format_amount, format_number, format_zero
from workbench.ui.toolkit.number_style import number_style
from workbench.ui.toolkit.read_out import read_out
from workbench.wording.periods import label

NAME, AS_REPORTED, RESULT, DIFFERENCE, SHARE = range(5)
SHARE_DECIMALS = 1
LONGEST_LINE, MOST_LINES = 12, 3
"""Of the name of a framework, in characters; the tool tip has all of a longer name."""


@dataclass(frozen=True, slots=True)
class KeyLine:
    """A key total, in the period of its statement that belongs to the chosen reporting period."""

    line: Line
    period: PeriodId
    is_reconciled: bool


class TotalsModel(QAbstractTableModel):
    """Reads the current snapshot and results; caches the texts of figures until they change."""

    def __init__(self, session: Session, signals: SessionSignals, view_state: ViewState, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._view_state = view_state
        self._lines = self._key_lines()
        self._headings = self._read_headings()
        self._totals: dict[int, KeyTotal] = {}
        self._texts: dict[tuple[int, int], str] = {}
        self._style = number_style()
        """How the figures in these texts are written."""
        signals.changed.connect(self._on_session_changed)
        view_state.changed.connect(self._on_view_state_changed)

    @property
    def key_lines(self) -> tuple[KeyLine, ...]:
        return self._lines

    def amount(self, row: int, column: int) -> Decimal | None:
        """Return the exact figure; None if it is blank or unknown, or the period is not reconciled."""
        total = self._total(row)
        return {AS_REPORTED: total.as_reported, RESULT: total.result, DIFFERENCE: total.difference}[column]

    def _total(self, row: int) -> KeyTotal:
        if row not in self._totals:
            key = self._lines[row]
            self._totals[row] = key_total(self._session.results, key.line, key.period)
        return self._totals[row]

    def share(self, row: int) -> Decimal | None:
        """Return the difference as a percentage of the figure as reported, to one decimal; None if there is none."""
        share = self._total(row).share(SHARE_DECIMALS + 2)
        return None if share is None else share.scaleb(2)

    def text(self, row: int, column: int) -> str:
        """Return what a cell shows; cached until it changes."""
        if self._style is not number_style():
            self._style = number_style()
            self._texts.clear()
        if (row, column) not in self._texts:
            self._texts[row, column] = self._text(row, column)
        return self._texts[row, column]

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else SHARE + 1

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        if role == DISPLAY:
            return self.text(row, column)
        if role == ACCESSIBLE_TEXT:
            return read_out(self.text(row, column))
        if role == ALIGNMENT:
            return LEFT if column == NAME else RIGHT
        if role == TOOL_TIP:
            key = self._lines[row]
            words = window_words()
            return with_details((key.line.name, label(self._session.project.periods[key.period], words)), words)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return name_of_row(self, section, role, NAME)
        if not 0 <= section <= SHARE:
            return None
        state = state_of(self._session.project)
        if role == ACCESSIBLE_TEXT and section == NAME:
            return tr("Total")  # it needs no heading to be seen
        if role == DISPLAY:
            return self.possible_headings(section)[0 if state.is_complete else -1]
        if role == TOOL_TIP and section in (AS_REPORTED, RESULT):
            return state.frameworks.source.name if section == AS_REPORTED else state.result_heading(window_words())
        if role != ALIGNMENT:
            return None
        return LEFT if section == NAME else RIGHT

    def possible_headings(self, column: int) -> tuple[str, ...]:
        """Return what heads a column while every difference is on, and last what does while some are off."""
        source, target = (in_lines(framework.label) for framework in self._session.project.frameworks)
        return (("",), (source,), (target, tr("Selected")), (tr("Difference"),), (tr("%"),))[column]

    def _read_headings(self) -> list[str]:
        """Return the names of both frameworks as the headings show them."""
        return [self.headerData(section, Qt.Orientation.Horizontal) for section in (AS_REPORTED, RESULT)]

    def _text(self, row: int, column: int) -> str:
        line = self._lines[row].line
        if column == NAME:
            return short_name(line, window_words())
        if column == SHARE:
            share = self.share(row)
            if share is None:
                return ""
            return format_number(share, SHARE_DECIMALS) if share else format_zero()
        return format_amount(self.amount(row, column), line)

    def _key_lines(self) -> tuple[KeyLine, ...]:
        if not has_totals(self._session.project):
            return ()
        chosen = self._view_state.reporting_period
        lines: list[KeyLine] = []
        for statement in self._session.project.statements:
            period = next((period for period in (chosen.duration, chosen.closing) if period in statement.periods), None)
            if period:
                lines += [KeyLine(line, period, period in statement.reconciled) for line in key_lines(statement)]
        return tuple(lines)

    def _on_session_changed(self, change: Change) -> None:
        self._totals.clear()
        if change.is_switch:
            for cell in [cell for cell in self._texts if cell[1] >= RESULT]:
                del self._texts[cell]
            if self._lines:
                self.dataChanged.emit(self.index(0, RESULT), self.index(len(self._lines) - 1, SHARE), [DISPLAY])
        else:
            self._on_view_state_changed()
        if (headings := self._read_headings()) != self._headings:
            self._headings = headings
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, AS_REPORTED, RESULT)

    def _on_view_state_changed(self) -> None:
        lines = self._key_lines()
        self._totals.clear()
        if lines == self._lines and lines:
            self._texts.clear()
            self.dataChanged.emit(self.index(0, NAME), self.index(len(lines) - 1, SHARE), [DISPLAY])
            return
        self.beginResetModel()
        self._texts.clear()
        self._lines = lines
        self.endResetModel()


def in_lines(name: str) -> str:
    """Return the name of a framework in lines as narrow as the figures below it."""
    return "\n".join(wrap(name, LONGEST_LINE, max_lines=MOST_LINES, placeholder="…"))
