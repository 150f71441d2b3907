"""The entries of the differences in one statement and period, as a table."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, Qt

from workbench.domain.adjustments import Leg
from workbench.phrases import phrase
from workbench.session import Session
from workbench.ui.context.view_state import ViewState
from workbench.ui.toolkit.item_roles import ALIGNMENT, DISPLAY, LEFT, NOWHERE, RIGHT, Index
from workbench.ui.toolkit.language import tr
from workbench.ui.toolkit.number_format import format_amount

ENTRY_HEADINGS = (phrase("Difference"), phrase("Line"), phrase("Amount"), phrase("State"))
AMOUNT, STATE = 2, 3


class EntriesModel(QAbstractTableModel):
    """Every entry of the shown statement and period, by difference; effects on totals follow from them.

    It is brought up to date by ``refresh`` alone: there may be thousands, most of the time behind another tab.
    """

    def __init__(self, session: Session, view_state: ViewState, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._view_state = view_state
        self._entries: list[tuple[str, Leg]] = []

    def leg(self, row: int) -> Leg:
        return self._entries[row][1]

    def adjustment_of(self, row: int) -> str:
        return self._entries[row][0]

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._entries)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(ENTRY_HEADINGS)

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if not index.isValid():
            return None
        if role == ALIGNMENT:
            return int(RIGHT if index.column() == AMOUNT else LEFT)
        if role != DISPLAY:
            return None
        adjustment, leg = self._entries[index.row()]
        project = self._session.project
        line = project.line(leg.line)
        state = tr("on") if adjustment in project.enabled else tr("off")
        return (project.adjustment_by_id[adjustment].name, line.name, format_amount(leg.amount, line), state)[
            index.column()
        ]

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(ENTRY_HEADINGS):
            return None
        if role == DISPLAY:
            return tr(ENTRY_HEADINGS[section])
        if role == ALIGNMENT:
            return RIGHT if section == AMOUNT else LEFT
        return None

    def _current_entries(self) -> list[tuple[str, Leg]]:
        """Return the entries of the shown statement and period with their adjustments, each in the order of lines."""
        statement, period = self._view_state.statement, self._view_state.period
        place = {line.id: number for number, line in enumerate(statement.lines)}
        return [
            (adjustment.id, leg)
            for adjustment in self._session.project.adjustments_of(statement, period)
            for leg in sorted(
                (
                    leg
                    for entry in adjustment.entries.values()
                    for leg in entry.legs
                    if leg.period == period and leg.line in place
                ),
                key=lambda leg: place[leg.line],
            )
        ]

    def refresh(self) -> None:
        self.beginResetModel()
        self._entries = self._current_entries()
        self.endResetModel()

    def refresh_states(self) -> None:
        """Repaint the column that says which differences are on."""
        if self._entries:
            self.dataChanged.emit(self.index(0, STATE), self.index(len(self._entries) - 1, STATE), [DISPLAY])
