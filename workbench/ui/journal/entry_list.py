"""The entries of one difference as a list: what they record, when, how much, and whether they are open."""

from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, Qt

from workbench.domain.adjustments import EntryId, JournalEntry
from workbench.domain.amounts import format_for_reader
from workbench.domain.ledger import ZERO
from workbench.phrases import listing, phrase
from workbench.presentation.journal_entries import is_part_of_entry, open_amount
from workbench.ui.journal.draft_controller import DraftController
from workbench.ui.toolkit.item_roles import ALIGNMENT, DISPLAY, LEFT, NOWHERE, RIGHT, TOOL_TIP, Index, name_of_row
from workbench.ui.toolkit.language import tr, tr_count, window_words
from workbench.wording.periods import short_label

LIST_HEADINGS = (phrase("Entry"), phrase("Period"), phrase("Amount"), phrase("State"))


class Part(IntEnum):
    """The columns."""

    NAME = 0
    PERIOD = 1
    AMOUNT = 2
    STATE = 3


class EntryListModel(QAbstractTableModel):
    """The posted entries of the difference that ``controller`` writes for, as they were when last refreshed.

    Texts are made when a row is first shown.
    """

    def __init__(self, controller: DraftController, parent: QObject) -> None:
        super().__init__(parent)
        self._controller = controller
        self._ledger = controller.ledger
        self._entries: tuple[JournalEntry, ...] = ()
        self._texts: dict[EntryId, tuple[str, ...]] = {}

    def entry(self, row: int) -> JournalEntry:
        return self._entries[row]

    def row_of(self, entry: EntryId) -> int | None:
        return next((row for row, known in enumerate(self._entries) if known.id == entry), None)

    def refresh(self) -> None:
        """Read the entries again, and what describes them: lines may have other names or concepts."""
        adjustment = self._controller.adjustment
        entries = tuple(adjustment.entries.values()) if adjustment else ()
        if self._ledger is not self._controller.ledger:
            self._ledger = self._controller.ledger
            self._texts.clear()
            if entries == self._entries and entries:
                self.dataChanged.emit(self.index(0, 0), self.index(len(entries) - 1, len(LIST_HEADINGS) - 1))
        if entries != self._entries:
            self.beginResetModel()
            self._entries = entries
            self._texts.clear()
            self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._entries)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(LIST_HEADINGS)

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if not index.isValid():
            return None
        if role == ALIGNMENT:
            return RIGHT if index.column() == Part.AMOUNT else LEFT
        if role in (DISPLAY, TOOL_TIP):
            return self.texts(index.row())[index.column()]
        return None

    def texts(self, row: int) -> tuple[str, ...]:
        """Return what a row shows, by column."""
        entry = self._entries[row]
        if entry.id not in self._texts:
            self._texts[entry.id] = self._describe(entry)
        return self._texts[entry.id]

    def _describe(self, entry: JournalEntry) -> tuple[str, ...]:
        project, words = self._ledger.project, window_words()
        balances = self._ledger.balances(entry.legs)
        lines = list(dict.fromkeys(project.line(leg.line).name for leg in entry.legs))
        name = listing(filter(None, (entry.reference, entry.memo)), words) or lines[0]
        periods = dict.fromkeys(leg.period for leg in entry.legs)
        instants_first = sorted(periods, key=lambda key: not project.periods[key].is_instant)
        ends = {project.periods[period].end: period for period in instants_first}
        sides = [(balance.debited, balance.credited) for balance in balances]
        amount = sum((min(both) or max(both) for both in sides), start=ZERO)  # a result in equity is on one side only
        return (
            name,
            listing([short_label(project.periods[period], words) for period in ends.values()], words),
            format_for_reader(amount) if balances else "",
            self._state_of(entry),
        )

    def _state_of(self, entry: JournalEntry) -> str:
        """Return whether an entry balances, and what is open; one that a cell states is only part of one."""
        if is_part_of_entry(entry, self._ledger.project):
            return tr("from a source")
        if still_open := open_amount(entry, self._ledger):
            return tr("open: {amount}", amount=format_for_reader(still_open))
        balances = self._ledger.balances(entry.legs)
        if balances and all(balance.is_one_sided for balance in balances):
            return tr("result only")
        return tr("balances") if balances else tr_count("{count} leg", "{count} legs", len(entry.legs))

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return name_of_row(self, section, role)
        if not 0 <= section < len(LIST_HEADINGS):
            return None
        if role == DISPLAY:
            return tr(LIST_HEADINGS[section])
        return (RIGHT if section == Part.AMOUNT else LEFT) if role == ALIGNMENT else None
