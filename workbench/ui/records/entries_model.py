"""The entries of the differences in one statement and period, as a table with editable memos and references."""

from collections.abc import Collection
from enum import IntEnum
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QObject, Qt, Signal

from workbench.commands import DescribeEntry
from workbench.domain.adjustments import JournalEntry, Leg
from workbench.domain.ids import AdjustmentId, LineId
from workbench.domain.subjects import EntrySubject
from workbench.errors import WorkbenchError
from workbench.phrases import phrase
from workbench.session import Session
from workbench.ui.context.view_state import ViewState
from workbench.ui.toolkit.item_roles import ALIGNMENT, DISPLAY, EDIT, LEFT, NOWHERE, RIGHT, Index, name_of_row
from workbench.ui.toolkit.language import tr, window_words
from workbench.ui.toolkit.number_format import format_amount
from workbench.wording.names import name_of_leg_kind

ENTRY_HEADINGS = (
    phrase("Difference"),
    phrase("Line"),
    phrase("Amount"),
    phrase("State"),
    phrase("Kind"),
    phrase("Memo"),
    phrase("Reference"),
)


class Part(IntEnum):
    """The columns."""

    ADJUSTMENT = 0
    LINE = 1
    AMOUNT = 2
    STATE = 3
    KIND = 4
    MEMO = 5
    REFERENCE = 6


TYPED_INTO = frozenset((Part.MEMO, Part.REFERENCE))


class ListedLeg(NamedTuple):
    """One leg with its entry and its difference."""

    adjustment: AdjustmentId
    entry: JournalEntry
    leg: Leg


class EntriesModel(QAbstractTableModel):
    """Every leg in the statement and period shown, by difference; effects on totals follow from them.

    Memo and reference can be edited. Only ``refresh`` updates it: there may be thousands of legs, usually behind
    another tab; until then it names what it lists as it was. ``refused`` carries a sentence.
    """

    refused = Signal(str)

    def __init__(self, session: Session, view_state: ViewState, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._view_state = view_state
        self._project = session.project
        self._legs: list[ListedLeg] = []

    def leg(self, row: int) -> Leg:
        return self._legs[row].leg

    def adjustment_of(self, row: int) -> AdjustmentId:
        return self._legs[row].adjustment

    def row_of(self, adjustment: AdjustmentId, lines: Collection[LineId]) -> int | None:
        """Return the row of the first leg of a difference on one of ``lines``; None if there is none."""
        rows = (
            row for row, listed in enumerate(self._legs) if listed.adjustment == adjustment and listed.leg.line in lines
        )
        return next(rows, None)

    def entry_subject(self, row: int) -> EntrySubject:
        return EntrySubject(self._legs[row].adjustment, self._legs[row].entry.id)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._legs)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(ENTRY_HEADINGS)

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if not index.isValid():
            return None
        if role == ALIGNMENT:
            return int(RIGHT if index.column() == Part.AMOUNT else LEFT)
        if role == DISPLAY or (role == EDIT and index.column() in TYPED_INTO):
            return self._text(self._legs[index.row()], Part(index.column()))
        return None

    def _text(self, listed: ListedLeg, part: Part) -> str:
        project = self._project
        match part:
            case Part.ADJUSTMENT:
                return project.adjustment_by_id[listed.adjustment].name
            case Part.LINE:
                return project.line(listed.leg.line).name
            case Part.AMOUNT:
                return format_amount(listed.leg.amount, project.line(listed.leg.line))
            case Part.STATE:
                return tr("on") if listed.adjustment in project.enabled else tr("off")
            case Part.KIND:
                return name_of_leg_kind(listed.leg.kind, window_words())
            case Part.MEMO:
                return listed.entry.memo
            case Part.REFERENCE:
                return listed.entry.reference

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() in TYPED_INTO else flags

    def setData(self, index: Index, value: Any, role: int = EDIT) -> bool:
        if role != EDIT or not index.isValid() or index.column() not in TYPED_INTO:
            return False
        adjustment, shown, _ = self._legs[index.row()]
        entry = self._session.settled.adjustment_by_id[adjustment].entries.get(shown.id)
        if entry is None:
            self.refused.emit(tr("This entry is not posted yet. Post it, or discard it with Esc."))
            return False
        is_memo = index.column() == Part.MEMO
        memo, reference = (str(value), entry.reference) if is_memo else (entry.memo, str(value))
        try:
            self._session.execute(DescribeEntry(adjustment, entry.id, memo, reference))
        except WorkbenchError as error:
            self.refused.emit(tr(error.sentence))
            return False
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return name_of_row(self, section, role, Part.LINE)
        if not 0 <= section < len(ENTRY_HEADINGS):
            return None
        if role == DISPLAY:
            return tr(ENTRY_HEADINGS[section])
        if role == ALIGNMENT:
            return RIGHT if section == Part.AMOUNT else LEFT
        return None

    def _current_legs(self) -> list[ListedLeg]:
        """Return the legs in the statement and period shown, by difference and then in the order of lines."""
        statement, period = self._view_state.statement, self._view_state.period
        place = {line.id: number for number, line in enumerate(statement.lines)}
        return [
            listed
            for adjustment in self._project.adjustments_of(statement, period)
            for listed in sorted(
                (
                    ListedLeg(adjustment.id, entry, leg)
                    for entry in adjustment.entries.values()
                    for leg in entry.legs
                    if leg.period == period and leg.line in place
                ),
                key=lambda listed: place[listed.leg.line],
            )
        ]

    def refresh(self) -> None:
        self.beginResetModel()
        self._project = self._session.project
        self._legs = self._current_legs()
        self.endResetModel()

    def refresh_states(self) -> None:
        """Repaint the column that says which differences are on, which is all that has changed."""
        self._project = self._session.project
        if self._legs:
            last = self.index(len(self._legs) - 1, Part.STATE)
            self.dataChanged.emit(self.index(0, Part.STATE), last, [DISPLAY])
