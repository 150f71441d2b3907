"""The entry being written: one draft, shown everywhere by trying it out, and posted once it balances."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from workbench.commands import AnyCommand, CompoundCommand, PostEntries
from workbench.domain.adjustments import Adjustment, EntryId, JournalEntry
from workbench.domain.amounts import format_for_reader
from workbench.domain.facts import fact
from workbench.domain.ids import AdjustmentId
from workbench.domain.ledger import Balance, Ledger, Moment, Share
from workbench.errors import WorkbenchError
from workbench.journals.drafts import Draft
from workbench.journals.following import brought_forward, share_without_line, why_open, with_result_in_equity
from workbench.journals.lines import LineFinder
from workbench.phrases import listing
from workbench.session import Change, Session
from workbench.session.session import Way
from workbench.ui.context.session_signals import SessionSignals
from workbench.ui.journal.draft_history import DraftEdit, DraftHistory
from workbench.ui.toolkit.language import tr, tr_count, window_words
from workbench.ui.toolkit.refusals import say_refusal
from workbench.wording.periods import short_label


def refuse_open(entry: JournalEntry, ledger: Ledger) -> None:
    """Raise WorkbenchError if an entry would be open once it is posted."""
    if reason := why_open(entry, ledger):
        raise WorkbenchError("{problem}. {remedy}, or post it as open.", **reason._asdict())


class DraftController(QObject):
    """Holds the draft, and what it stands beside. Each change of it is tried out, and can be undone.

    ``changed``: another draft is shown; ``edited``: the same one has other contents. ``refused`` and ``said`` carry a
    sentence.
    """

    changed = Signal()
    edited = Signal()
    refused = Signal(str)
    said = Signal(str)

    def __init__(self, session: Session, signals: SessionSignals, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._draft: Draft | None = None
        self._as_opened: Draft | None = None
        self._history = DraftHistory()
        self._last_posted: EntryId | None = None
        self._ledger = Ledger(session.settled)
        self._finder: LineFinder | None = None
        self._balances: tuple[Balance, ...] | None = None
        signals.changed.connect(self._on_session_changed)

    # ---- what it is

    @property
    def draft(self) -> Draft | None:
        """The draft; None while no difference is chosen."""
        return self._draft

    @property
    def adjustment(self) -> Adjustment | None:
        """The difference that the draft is an entry of."""
        return self._session.settled.adjustment_by_id.get(self._draft.adjustment) if self._draft else None

    @property
    def is_edited(self) -> bool:
        """True while the draft holds what is not posted."""
        return self._draft is not None and self._draft != self._as_opened

    @property
    def ledger(self) -> Ledger:
        """The accounts of the lines as last settled."""
        if self._ledger.project is not self._session.settled:
            self._ledger = Ledger(self._session.settled, self._ledger)
        return self._ledger

    @property
    def finder(self) -> LineFinder:
        """The search over the lines as last settled."""
        if self._finder is None or self._finder.project is not self._session.settled:
            self._finder = LineFinder(self._session.settled, self._finder)
        return self._finder

    @property
    def balances(self) -> tuple[Balance, ...]:
        """How the draft balances at each moment that it touches."""
        if self._balances is None:
            legs = self._draft.complete_legs(self._session.settled) if self._draft else ()
            self._balances = self.ledger.balances(legs)
        return self._balances

    def is_open(self, balance: Balance) -> bool:
        """True if the draft, posted now, would be open at a moment."""
        return bool(balance.open_amount) or self.share_without_line(balance) is not None

    def share_without_line(self, balance: Balance) -> Share | None:
        """Return a part of the result of the draft that has no line to fall into."""
        return share_without_line(balance, self.ledger)

    # ---- choosing

    def open(self, adjustment: AdjustmentId, entry: EntryId | None = None) -> bool:
        """Show an entry of a difference, or a new one; False if the present draft is not posted yet."""
        if self._draft and self._draft.adjustment == adjustment and self._posted_id == entry:
            return True
        if not self.may_leave():
            return False
        known = self._session.settled.adjustment_by_id[adjustment]
        posted = known.entries.get(entry) if entry else None
        project = self._session.settled
        self._begin(Draft.of(project, adjustment, posted) if posted else Draft(adjustment))
        return True

    def may_leave(self) -> bool:
        """True if the draft is posted or blank; else say what to do with it."""
        try:
            self.refuse_to_leave()
        except WorkbenchError as error:
            self.refused.emit(say_refusal(error))
            return False
        return True

    def refuse_to_leave(self) -> None:
        """Raise WorkbenchError, which says what to do with it, if the draft is not posted.

        A new one of a single row without an amount may be left: nothing is lost.
        """
        draft = self._draft
        if draft is not None and self.is_edited and (draft.posted is not None or draft.has_content):
            raise WorkbenchError("This entry is not posted yet. Post it, or discard it with Esc.")

    def close(self) -> None:
        """Show no difference any more."""
        self._begin(None)

    @property
    def _posted_id(self) -> EntryId | None:
        return self._draft.posted.id if self._draft and self._draft.posted else None

    def _begin(self, draft: Draft | None) -> None:
        self._draft = self._as_opened = draft
        self._history.clear()
        self._last_posted = None
        self._balances = None
        self._session.try_out(None)
        self.changed.emit()

    # ---- editing

    def edit(self, draft: Draft, field: str = "") -> None:
        """Put ``draft`` in place of the present one, and show where it leads.

        ``field``: the text that is typed into; what is typed there without another edit between is one edit.
        """
        if self._draft is not None and draft != self._draft:
            self._history.add(DraftEdit(self._draft, draft, self._session.steps_done, field))
            self._show(draft)

    def edit_with(self, change: Callable[[Draft], Draft], field: str = "") -> bool:
        """Edit the draft as ``change`` says, as ``edit`` does; False if that is refused."""
        if self._draft is None:
            return False
        try:
            self.edit(change(self._draft), field)
        except WorkbenchError as error:
            self.refused.emit(say_refusal(error))
            return False
        return True

    @property
    def can_undo(self) -> bool:
        """True if what was done last is an edit of the draft, not a step."""
        return self._history.is_last(self._session.steps_done)

    @property
    def can_redo(self) -> bool:
        """True if what was undone last is an edit of the draft, not a step."""
        is_step_undone = self._session.step_to_redo is not None
        return self._history.is_next(self._session.steps_done, is_step_undone=is_step_undone)

    def undo(self) -> None:
        """Return to the draft before the last edit. Only if ``can_undo``."""
        self._show(self._history.undo())

    def redo(self) -> None:
        """Return to the draft after the edit undone last. Only if ``can_redo``."""
        self._show(self._history.redo())

    def _show(self, draft: Draft) -> None:
        is_moved = self._draft is None or draft.legs != self._draft.legs  # texts move no figures
        self._draft = draft
        if is_moved:
            self._balances = None
        if not self.is_edited:
            self._try_out(None)
        elif is_moved:
            self._try_out(self._trial())
        self.edited.emit()

    def _trial(self) -> PostEntries | None:
        """Return the command that posts what is complete so far, its result taken up in equity."""
        trial = self._draft.trial(self._session.settled) if self._draft else None
        if trial is None:
            return None
        return replace(trial, entries=tuple(with_result_in_equity(entry, self.ledger) for entry in trial.entries))

    def _try_out(self, command: AnyCommand | None) -> None:
        try:
            self._session.try_out(command)
        except WorkbenchError as error:
            self.refused.emit(say_refusal(error))

    def discard(self) -> None:
        """Return to the entry as posted, or to a blank one; that is an edit, which can be undone."""
        if self._as_opened is not None and self.is_edited:
            self.edit(self._as_opened)
            self.said.emit(tr("What was not posted is discarded. Ctrl+Z brings it back."))

    # ---- posting

    def post(self, *, as_open: bool = False) -> bool:
        """Post the draft, and begin a new one; False if it is refused, which is said.

        ``as_open``: even if it does not balance.
        """
        draft = self._draft
        if draft is None:
            return False
        try:
            entry = draft.entry(self._session.settled)
            if not as_open:
                refuse_open(entry, self.ledger)
            completed = with_result_in_equity(entry, self.ledger)
            self._session.execute(PostEntries(draft.adjustment, (completed,)))
        except WorkbenchError as error:
            self.refused.emit(say_refusal(error))
            return False
        self._say_posted(entry, completed)
        self._begin(Draft(draft.adjustment))
        self._last_posted = completed.id
        return True

    def _say_posted(self, entry: JournalEntry, completed: JournalEntry) -> None:
        open_amounts = [balance.open_once_posted for balance in self.ledger.balances(completed.legs)]
        if any(open_amounts):
            amount = format_for_reader(max(map(abs, open_amounts)))
            self.said.emit(tr("Posted as open: {amount} remains unbalanced.", amount=amount))
        elif len(completed.legs) > len(entry.legs):
            taken_up = completed.legs[len(entry.legs)]
            line = self._session.project.line(taken_up.line).name
            self.said.emit(
                tr("Posted. {amount} was transferred to {line}.", amount=format_for_reader(taken_up.amount), line=line)
            )
        else:
            self.said.emit(tr("Posted."))

    def delete(self) -> None:
        """Delete the posted entry that is shown, unless it has edits that are not posted; discard a new draft."""
        if self._draft is None or self._draft.posted is None:
            self.discard()
        elif self.may_leave():
            adjustment, key = self._draft.adjustment, self._draft.posted.id
            self._begin(Draft(adjustment))
            self._execute(PostEntries(adjustment, removed=(key,)))

    @property
    def later_dates(self) -> tuple[Moment, ...]:
        """The dates to which the entry that is shown, or was just posted, can be brought forward, from early to late.

        Raises WorkbenchError if there is no such entry, or no later balance sheet.
        """
        periods = self._session.project.periods
        first = min(periods[leg.period].end for leg in self._shown_or_last_posted().legs)
        instants = dict.fromkeys(moment.instant for moment in self.ledger.moments if moment.instant)
        later = tuple(Moment(None, instant) for instant in instants if periods[instant].end > first)
        if not later:
            raise WorkbenchError("No statement shows a later balance sheet. Add a period first.")
        return later

    def bring_forward(self, target: Moment) -> None:
        """Post the balance sheet legs of the entry that is shown, or was just posted, at a later date, too.

        Raises WorkbenchError if there is no such entry, or it has none before that date.
        """
        posted = self._shown_or_last_posted()
        if self._draft is not None and target.instant is not None:
            entry = brought_forward(posted, self.ledger, target.instant, window_words())
            self._session.execute(PostEntries(self._draft.adjustment, (entry,)))
            self.said.emit(tr("Brought forward to {period}.", period=self.label_of(target)))

    def _shown_or_last_posted(self) -> JournalEntry:
        key, adjustment = self._posted_id or self._last_posted, self.adjustment
        posted = adjustment.entries.get(key) if adjustment and key else None
        if posted is None:
            raise WorkbenchError("Choose a posted entry first; its balance sheet amounts are brought forward.")
        return posted

    def post_all(self, posted: Mapping[AdjustmentId, tuple[JournalEntry, ...]]) -> None:
        """Post entries that were pasted to their differences, as one step. Raises WorkbenchError."""
        commands = tuple(PostEntries(adjustment, entries) for adjustment, entries in posted.items())
        count = sum(len(entries) for entries in posted.values())
        several = CompoundCommand(fact("paste-entries", count=count), commands)
        self._session.execute(commands[0] if len(commands) == 1 else several)
        if self._draft is not None and (own := posted.get(self._draft.adjustment)):
            self._last_posted = own[-1].id
        names = [self._session.settled.adjustment_by_id[adjustment].name for adjustment in posted]
        self.said.emit(
            tr_count(
                "{count} entry was posted to {differences}.",
                "{count} entries were posted to {differences}.",
                count,
                differences=listing(names, window_words(), may_have_commas=True),
            )
        )

    def _execute(self, command: PostEntries) -> bool:
        try:
            self._session.execute(command)
        except WorkbenchError as error:
            self.refused.emit(say_refusal(error))
            return False
        return True

    def label_of(self, moment: Moment) -> str:
        """Return the name of a moment: ``H1 2023``."""
        return short_label(self._session.project.periods[moment.period], window_words())

    # ---- following the session

    def _on_session_changed(self, change: Change) -> None:
        """Follow what a step did to the difference, to the posted entry and to the lines; an edited draft is kept."""
        if change.way is Way.DONE:
            self._history.forget_undone()
        if change.way is Way.TRIED or change.is_switch or self._draft is None:
            return
        self._balances = None
        adjustment, project = self.adjustment, self._session.settled
        if adjustment is None:
            self._begin(None)
            return
        posted = adjustment.entries.get(self._posted_id) if self._posted_id else None
        as_posted = Draft.of(project, adjustment.id, posted) if posted else Draft(adjustment.id)
        if self.is_edited or self._history:
            self._follow(as_posted)
        elif posted is not self._draft.posted:
            self._begin(as_posted)

    def _follow(self, as_posted: Draft) -> None:
        """Fit the draft, and those before and after it, to lines, periods and the posted entry as they are now."""
        project, before = self._session.settled, self._as_opened

        def fit(draft: Draft) -> Draft:
            return as_posted if draft == before else replace(draft, posted=as_posted.posted).fitted_to(project)

        self._history.fit(fit)
        self._as_opened = as_posted
        draft = fit(self._draft) if self._draft else None
        if draft != self._draft:
            self._draft = draft
            self.changed.emit()
            QTimer.singleShot(0, self, self._try_again)  # once all have followed the step

    def _try_again(self) -> None:
        self._try_out(self._trial() if self.is_edited else None)
