"""The totals a reader asks for first, live: both frameworks, the difference, and how much that is."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, Qt

from workbench.domain.periods import PeriodId
from workbench.domain.statements import Line, Meaning
from workbench.engine import quotient
from workbench.presentation.key_totals import KEY_MEANINGS, why_no_totals
from workbench.session import Change, Session
from workbench.ui.number_format import DASH, shown
from workbench.ui.session_signals import SessionSignals
from workbench.ui.viewing import Viewing
from workbench.ui.views import ALIGNMENT, DISPLAY, LEFT, NOWHERE, RIGHT, TOOL_TIP, Index

SHORT_NAMES = {
    Meaning.REVENUE: "Revenue",
    Meaning.OPERATING_INCOME: "Operating income",
    Meaning.NET_INCOME: "Net income",
    Meaning.ATTRIBUTABLE_NET_INCOME: "Attributable",
    Meaning.TOTAL_ASSETS: "Total assets",
    Meaning.TOTAL_LIABILITIES: "Total liabilities",
    Meaning.TOTAL_EQUITY: "Total equity",
}
NAME, AS_REPORTED, RESULT, DIFFERENCE, SHARE = range(5)
SHARE_DECIMALS = 1


@dataclass(frozen=True, slots=True)
class KeyLine:
    """A line that is told, in its period; without a period where the statement does not show it."""

    line: Line
    period: PeriodId
    is_reconciled: bool


class TotalsModel(QAbstractTableModel):
    """Reads the current snapshot and results; written figures are kept until they change."""

    def __init__(self, session: Session, signals: SessionSignals, viewing: Viewing, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._viewing = viewing
        self._lines = self._key_lines()
        self._heading = self.headerData(RESULT, Qt.Orientation.Horizontal)
        self._amounts: dict[int, tuple[Decimal | None, Decimal | None]] = {}
        self._texts: dict[tuple[int, int], str] = {}
        signals.changed.connect(self._on_session_changed)
        viewing.changed.connect(self._on_viewing_changed)

    @property
    def key_lines(self) -> tuple[KeyLine, ...]:
        return self._lines

    def amount(self, row: int, column: int) -> Decimal | None:
        """Return the exact figure; None where it is blank, not known, or the period is not reconciled."""
        figure, result = self._both(row)
        if column == AS_REPORTED:
            return figure
        if column == RESULT or figure is None or result is None:
            return result if column == RESULT else None
        return result - figure

    def _both(self, row: int) -> tuple[Decimal | None, Decimal | None]:
        if row not in self._amounts:
            key = self._lines[row]
            figure = self._session.project.statement_of(key.line.id).figure(key.line.id, key.period)
            self._amounts[row] = figure, self._session.results.figure(key.line.id, key.period)
        return self._amounts[row]

    def share(self, row: int) -> Decimal | None:
        """Return the difference in percent of the figure as reported, at one decimal."""
        figure, difference = self.amount(row, AS_REPORTED), self.amount(row, DIFFERENCE)
        if not figure or difference is None:
            return None
        return quotient(difference * 100, abs(figure), SHARE_DECIMALS)

    def text(self, row: int, column: int) -> str:
        """Return what a cell shows, written out once until it changes."""
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
        if role == ALIGNMENT:
            return LEFT if column == NAME else RIGHT
        if role == TOOL_TIP:
            key = self._lines[row]
            return f"{key.line.name}, {self._session.project.periods[key.period].label}"
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section <= SHARE:
            return None
        source, target = self._session.project.frameworks
        result = target if self._session.project.is_complete else "Selected"
        if role == DISPLAY:
            return ("", source, result, "Difference", "%")[section]
        if role != ALIGNMENT:
            return None
        return LEFT if section == NAME else RIGHT

    def _text(self, row: int, column: int) -> str:
        line = self._lines[row].line
        if column == NAME:
            return SHORT_NAMES[line.meaning] if line.meaning else line.name
        if column == SHARE:
            share = self.share(row)
            return "" if share is None else f"({abs(share)})" if share < 0 else str(share) if share else DASH
        return shown(self.amount(row, column), line)

    def _key_lines(self) -> tuple[KeyLine, ...]:
        if why_no_totals(self._session.project):
            return ()
        chosen = self._viewing.reporting_period
        found = []
        for statement in self._session.project.statements:
            period = next((p for p in (chosen.duration, chosen.closing) if p in statement.periods), None)
            for meaning in KEY_MEANINGS.get(statement.kind, ()):
                line = statement.meaning(meaning)
                if line and period:
                    found.append(KeyLine(line, period, period in statement.reconciled))
        return tuple(found)

    def _on_session_changed(self, change: Change) -> None:
        self._amounts.clear()
        if change.is_switch:
            for cell in [cell for cell in self._texts if cell[1] >= RESULT]:
                del self._texts[cell]
            if self._lines:
                self.dataChanged.emit(self.index(0, RESULT), self.index(len(self._lines) - 1, SHARE), [DISPLAY])
            if self.headerData(RESULT, Qt.Orientation.Horizontal) != self._heading:
                self._heading = self.headerData(RESULT, Qt.Orientation.Horizontal)
                self.headerDataChanged.emit(Qt.Orientation.Horizontal, RESULT, RESULT)
        else:
            self._on_viewing_changed()

    def _on_viewing_changed(self) -> None:
        lines = self._key_lines()
        self._amounts.clear()
        if lines == self._lines and lines:
            self._texts.clear()
            self.dataChanged.emit(self.index(0, NAME), self.index(len(lines) - 1, SHARE), [DISPLAY])
            return
        self.beginResetModel()
        self._texts.clear()
        self._lines = lines
        self.endResetModel()
