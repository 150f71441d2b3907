"""What was read from a pasted journal: each row with the line found for it, how, and what is still to be chosen."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from workbench.domain.adjustments import Adjustment, EntryId, JournalEntry
from workbench.domain.amounts import format_for_reader
from workbench.domain.ids import AdjustmentId, LineId
from workbench.domain.ledger import Moment
from workbench.errors import WorkbenchError
from workbench.journals.following import brought_forward, with_result_in_equity
from workbench.journals.moments import Moments
from workbench.journals.named_differences import NamedDifferences
from workbench.journals.pasted import ReadEntry, ReadLeg
from workbench.journals.posting import entries_of
from workbench.phrases import Phrase, phrase, running_text
from workbench.ui.journal.draft_controller import DraftController, refuse_open
from workbench.ui.journal.helper_dialogs import MomentField, accounts_in, name_with_section
from workbench.ui.toolkit.edit_dialog import EditDialog
from workbench.ui.toolkit.field_combo import FieldCombo
from workbench.ui.toolkit.language import tr, tr_count, tr_fact, window_words
from workbench.ui.toolkit.panel_table import set_widths
from workbench.ui.toolkit.screen_room import resize_on_screen
from workbench.ui.toolkit.theme import Theme

HEADINGS = (
    phrase("Row"),
    phrase("Difference"),
    phrase("Entry"),
    phrase("Period"),
    phrase("Account"),
    phrase("Line"),
    phrase("Found by"),
    phrase("Debit"),
    phrase("Credit"),
)
ROW, DIFFERENCE, ENTRY, PERIOD, ACCOUNT, LINE, EVIDENCE, DEBIT, CREDIT = range(len(HEADINGS))
WIDTHS = {ROW: 44, DIFFERENCE: 150, ENTRY: 60, PERIOD: 90, ACCOUNT: 190, EVIDENCE: 180, DEBIT: 90, CREDIT: 90}
SIZE = (1080, 560)
SUGGESTED = 8


class PasteDialog(EditDialog):
    """Asks for the lines of rows that may mean several or none, and for the period, then posts every entry as one step.

    An entry goes to the difference that its rows name, else to that in the editor. Entries that do not balance are
    refused, unless they are pasted as open.
    """

    def __init__(
        self,
        read: Sequence[ReadEntry],
        controller: DraftController,
        moments: Sequence[Moment],
        theme: Theme,
        parent: QWidget,
    ) -> None:
        rows = sum(len(entry.legs) for entry in read)
        entries = tr_count("{count} entry", "{count} entries", len(read))
        about = tr("{entries} in {rows}.", entries=entries, rows=tr_count("{count} row", "{count} rows", rows))
        sentences: list[Phrase | str] = [about]
        if controller.adjustment and not all(entry.difference for entry in read):
            own = controller.adjustment.name
            sentences.append(tr("Entries that name no difference go to '{difference}'.", difference=own))
        sentences.extend(note for entry in read for note in entry.notes)
        super().__init__(tr("Paste a journal"), running_text(sentences, window_words()), parent)
        self._read = read
        self._controller = controller
        self._theme = theme
        resize_on_screen(self, *SIZE)
        self.moment = MomentField(controller, controller.ledger.moments, self)
        if moments:
            self.moment.choose(moments[-1])
        self.if_open = FieldCombo(self)
        self.if_open.addItem(tr("Refuse entries that do not balance"), False)
        self.if_open.addItem(tr("Post entries that do not balance as open"), True)
        self.table = QTableWidget(rows, len(HEADINGS), self)
        self.table.setAccessibleName(tr("Rows of the journal"))
        self.choices: dict[int, FieldCombo] = {}
        """The choice of a line, by row of the journal, where one is to be chosen."""
        self._alike: dict[tuple[str, tuple[LineId, ...]], list[FieldCombo]] = {}
        """The choices of rows that have the same account and are offered the same lines."""
        self._chosen_by_user: set[FieldCombo] = set()
        self._fill()
        self.form.addRow(self.table)
        self.form.addRow(tr("Period of rows without one"), self.moment)
        self.form.addRow(tr("If an entry is open"), self.if_open)
        first = next(iter(self.choices.values()), None)
        (first or self.moment).setFocus()

    def _fill(self) -> None:
        table = self.table
        table.setHorizontalHeaderLabels([tr(heading) for heading in HEADINGS])
        table.verticalHeader().hide()
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.horizontalHeader().setHighlightSections(False)
        table.horizontalHeader().setSectionResizeMode(LINE, QHeaderView.ResizeMode.Stretch)
        set_widths(table, WIDTHS)
        for column, part in ((DIFFERENCE, "difference"), (ENTRY, "key")):
            table.setColumnHidden(column, not any(getattr(entry, part) for entry in self._read))
        table.setColumnHidden(PERIOD, not any(leg.period_text for entry in self._read for leg in entry.legs))
        rows = [(entry, leg) for entry in self._read for leg in entry.legs]
        for number, (entry, leg) in enumerate(rows):
            for column, text in enumerate(self._texts(entry, leg)):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                if column in (DEBIT, CREDIT):
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                if column == EVIDENCE and (leg.problem or leg.line is None):
                    item.setForeground(QBrush(self._theme.colour("warning")))
                table.setItem(number, column, item)
            if leg.line is None and not leg.problem:
                self._offer_lines(number, leg)

    def _texts(self, entry: ReadEntry, leg: ReadLeg) -> tuple[str, ...]:
        """Return what a row shows, by column."""
        line = name_with_section(leg.line.line) if leg.line else ""
        if leg.problem:
            evidence = tr(leg.problem)
        elif leg.line:
            evidence = tr_fact(leg.line.evidence)
        else:
            evidence = tr("several lines: choose one") if leg.matches else tr("no such line: choose one")
        amount = leg.displayed if leg.debit is None else leg.debit
        debit = format_for_reader(amount) if amount is not None and (leg.debit is None or amount >= 0) else ""
        credit = format_for_reader(-amount) if amount is not None and leg.debit is not None and amount < 0 else ""
        of_entry = entry.difference, entry.key, leg.period_text
        return str(leg.row), *of_entry, leg.account, line, evidence, debit, credit

    def _offer_lines(self, number: int, leg: ReadLeg) -> None:
        """Put a choice of lines into a row: those that may be meant, else those most like its account, then all."""
        matches = leg.matches or self._controller.finder.search(leg.account, SUGGESTED)
        lines = {match.line.id: match.line for match in matches}
        if not leg.matches:
            lines |= {account.line.id: account.line for account in accounts_in(self._controller.ledger, lambda _: True)}
        choice = FieldCombo(self.table)
        choice.setAccessibleName(tr("Line of {account}", account=leg.account))
        choice.addItem(tr("Choose a line…"), None)
        for line in lines.values():
            choice.addItem(name_with_section(line), line.id)
        self.table.setCellWidget(number, LINE, choice)
        self.choices[leg.row] = choice
        alike = self._alike.setdefault((leg.account, tuple(lines)), [])
        alike.append(choice)
        choice.activated.connect(lambda chosen: self._on_chosen(choice, alike, chosen))

    def _on_chosen(self, choice: FieldCombo, alike: Sequence[FieldCombo], chosen: int) -> None:
        """Choose the same line in the rows below that are of the same account, unless another was chosen there."""
        self._chosen_by_user.add(choice)
        for below in alike[alike.index(choice) + 1 :]:
            if below not in self._chosen_by_user:
                below.setCurrentIndex(chosen)

    def act(self) -> None:
        posted: dict[AdjustmentId, tuple[JournalEntry, ...]] = {}
        known = self._controller.ledger.project.adjustment_by_id
        for key, read in self._by_difference().items():
            posted[key] = self._entries_for(known[key], read)
        self._controller.post_all(posted)

    def _by_difference(self) -> dict[AdjustmentId, list[ReadEntry]]:
        """Return the entries by the difference to which each goes. Raises WorkbenchError if one names none."""
        known = self._controller.ledger.project.adjustment_by_id
        named, own = NamedDifferences(known.values()), self._controller.adjustment
        found: dict[AdjustmentId, list[ReadEntry]] = {}
        for entry in self._read:
            adjustment = named.find(entry.difference) if entry.difference else own
            if adjustment is None:
                raise WorkbenchError("Choose a difference first.")
            if adjustment.id not in known:
                raise WorkbenchError(
                    "Row {row}: no difference is called '{name}'. Correct the name, or add the difference first.",
                    row=entry.row,
                    name=entry.difference,
                )
            found.setdefault(adjustment.id, []).append(entry)
        return found

    def _entries_for(self, adjustment: Adjustment, read: Sequence[ReadEntry]) -> tuple[JournalEntry, ...]:
        """Return the entries as they are posted to a difference. Raises WorkbenchError."""
        chosen = {row: LineId(key) for row, choice in self.choices.items() if (key := choice.currentData())}
        ledger = self._controller.ledger
        entries = entries_of(
            read,
            ledger.project,
            ledger,
            self.moment.moment,
            nature=adjustment.nature,
            chosen=chosen,
            taken=adjustment.entries,
        )
        if not self.if_open.currentData():
            for one, entry in zip(read, entries, strict=True):
                try:
                    refuse_open(entry, ledger)
                except WorkbenchError as error:
                    raise WorkbenchError("Row {row}: {reason}", row=one.row, reason=error.sentence) from None
        settled = [with_result_in_equity(entry, ledger) for entry in entries]
        return *settled, *self._brought_forward(read, settled, {*adjustment.entries})

    def _brought_forward(
        self, read: Sequence[ReadEntry], entries: Sequence[JournalEntry], taken: set[EntryId]
    ) -> Iterator[JournalEntry]:
        """Yield the entries that are also to stand at a later date."""
        ledger = self._controller.ledger
        moments = Moments(ledger.project)
        taken |= {entry.id for entry in entries}
        for one, entry in zip(read, entries, strict=True):
            moment = moments.moment_of(one.brought_forward_to) if one.brought_forward_to else None
            if moment and moment.instant:
                forward = brought_forward(entry, ledger, moment.instant, window_words(), taken=taken)
                taken.add(forward.id)
                yield forward
