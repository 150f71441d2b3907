"""Posts the journal entries of a file to the differences that it names: all of them, or none."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeAlias

from workbench.commands import AddAdjustment, CompoundCommand, PostEntries
from workbench.commands.compound_command import Edit
from workbench.domain.adjustments import Adjustment, EntryId, FromSource, JournalEntry
from workbench.domain.amounts import format_for_reader
from workbench.domain.facts import fact
from workbench.domain.ids import AdjustmentId
from workbench.domain.ledger import Ledger
from workbench.domain.maps import Map
from workbench.domain.periods import PeriodId
from workbench.domain.project import Project
from workbench.domain.statements import FigureKey
from workbench.errors import WorkbenchError
from workbench.journals.following import brought_forward, why_open, with_result_in_equity
from workbench.journals.lines import LineFinder, LineMatch
from workbench.journals.moments import Moments
from workbench.journals.named_differences import NamedDifferences
from workbench.journals.pasted import ReadLeg
from workbench.journals.posting import CannotBePosted, EntryIds, EntryMaker
from workbench.journals.sheets import EntryOfFile
from workbench.phrases import ENGLISH, Phrase, Value, Words, phrase, phrase_of_count, phrase_of_list
from workbench.wording.periods import short_phrase

UNBALANCED_IN_PYTHON = phrase("pass {argument} to post it as open", argument="unbalanced=True")
SUGGESTED = 3
"""As many lines are suggested for an account that names none."""


@dataclass(frozen=True, slots=True)
class Posting:
    """The step that posts the entries of a file. ``notes``: what was left out or added, and what is open."""

    command: CompoundCommand
    notes: tuple[Phrase, ...]


def posting_of(
    project: Project,
    entries: Iterable[EntryOfFile],
    *,
    unbalanced: bool,
    words: Words = ENGLISH,
    to_post_open: Phrase = UNBALANCED_IN_PYTHON,
) -> Posting:
    """Return the step that posts ``entries`` to ``project``, each to the difference of its name, which may be new.

    A result that balances is taken up in equity. ``unbalanced``: what is open is posted, too. ``words``: the language
    of memos. ``to_post_open``: what else to do about an entry that does not balance. Raises WorkbenchError for the
    first row that cannot be posted, and for entries that the project has already, or the file twice.
    """
    poster = _Poster(project, unbalanced=unbalanced, words=words, to_post_open=to_post_open)
    for entry in entries:
        poster.take(entry)
    return poster.posting()


class _Poster:
    """Takes the entries of a file, one after another."""

    def __init__(self, project: Project, *, unbalanced: bool, words: Words, to_post_open: Phrase) -> None:
        self._project = project
        self._finder = LineFinder(project)
        self._ledger = Ledger(project)
        self._moments = Moments(project)
        self._maker = EntryMaker(project, self._ledger)
        self._unbalanced = unbalanced
        self._words = words
        self._to_post_open = to_post_open
        self._differences = NamedDifferences(project.adjustments)
        self._ids: dict[AdjustmentId, EntryIds] = {}
        self._before: dict[AdjustmentId, _PostedBefore] = {}
        self._in_file: dict[AdjustmentId, _InFile] = {}
        self._posted: dict[AdjustmentId, dict[EntryId, JournalEntry]] = {}
        self._taken: list[EntryOfFile] = []
        self._known: list[EntryOfFile] = []
        self._notes: list[Phrase] = []

    def take(self, entry: EntryOfFile) -> None:
        """Raises WorkbenchError if the entry cannot be posted."""
        for leg in entry.read.legs:
            self._refuse(entry, leg)
        adjustment = self._difference(entry)
        self._taken.append(entry)
        made = self._journal_entry(entry, adjustment)
        settled = with_result_in_equity(made, self._ledger)
        posted = self._posted_before(adjustment)
        if any(_may_be_one(settled, known, entry) for known in posted.by_effects.get(_effects(settled), ())):
            self._known.append(entry)
            return
        self._refuse_number_of_another(entry, settled, posted)
        self._refuse_twice(entry, settled, adjustment)
        self._refuse_open(entry, settled)
        self._note_result(entry, made, settled)
        self._post(adjustment, entry, settled)
        if entry.read.brought_forward_to:
            self._bring_forward(entry, settled, adjustment)

    def posting(self) -> Posting:
        """Raises WorkbenchError if some entries, or all, are in the project already."""
        if self._known and len(self._known) == len(self._taken):
            raise WorkbenchError(
                phrase_of_count(
                    "{file} has been posted before: its entry is in the project. Nothing was posted.",
                    "{file} has been posted before: its {count} entries are in the project. Nothing was posted.",
                    len(self._known),
                    file=self._known[0].file,
                )
            )
        for entry in self._known:
            problem = phrase(
                "{entry} has been posted before. Remove it from the file; nothing was posted.", entry=_name_of(entry)
            )
            raise entry.refusal(problem)
        commands: list[Edit] = []
        for key, entries in self._posted.items():
            if key in self._project.adjustment_by_id:
                commands.append(PostEntries(key, tuple(entries.values())))
            else:
                commands.append(AddAdjustment(self._differences.with_id(key).with_attributes(entries=Map(entries))))
        count = sum(map(len, self._posted.values()))
        description = fact("post-entries", count=count, file=self._taken[0].file)
        return Posting(CompoundCommand(description, tuple(commands)), tuple(self._notes))

    # ---- what is refused

    def _refuse(self, entry: EntryOfFile, leg: ReadLeg) -> None:
        problem = leg.problem or self._problem_of_account(leg)
        if problem is None and not leg.period_text:
            problem = phrase("The row names no period. Add a column headed Period.")
        if problem is None and not entry.read.difference:
            problem = phrase("The row names no difference. Add a column headed Difference.")
        if problem:
            raise entry.refusal(problem, leg)

    def _problem_of_account(self, leg: ReadLeg) -> Phrase | None:
        if len(leg.matches) > 1:
            return phrase(
                "'{account}' may be any of: {choices}. Add the section, or name the line by its id.",
                account=leg.account,
                choices=_choices(leg.matches),
            )
        if leg.matches:
            return None
        if similar := self._finder.search(leg.account, SUGGESTED):
            return phrase(
                "No line is called '{account}'. The closest are: {choices}. Correct the account.",
                account=leg.account,
                choices=_choices(similar),
            )
        return phrase("No line is called '{account}'. Enter the caption of one, or its id.", account=leg.account)

    def _refuse_number_of_another(self, entry: EntryOfFile, made: JournalEntry, posted: "_PostedBefore") -> None:
        """Raise WorkbenchError if the difference has another entry of this number in one of its periods."""
        periods = {leg.period for leg in made.legs}
        for known in posted.by_reference.get(made.reference, ()):
            shared = next((leg.period for leg in known.legs if leg.period in periods), None)
            if shared:
                problem = phrase(
                    "{entry} has been posted before with other lines or amounts ({period}). Change that one, or give "
                    "this one another number.",
                    entry=_name_of(entry),
                    period=self._name_of_period(shared),
                )
                raise entry.refusal(problem)

    def _refuse_twice(self, entry: EntryOfFile, made: JournalEntry, adjustment: Adjustment) -> None:
        """Raise WorkbenchError if the file has an entry twice, or its number for another entry in one period.

        Entries without a number that are alike may be meant on one sheet, which is noted; on two, one is a copy.
        """
        in_file = self._in_file.setdefault(adjustment.id, _InFile())
        number = _number_of(entry)
        if known := in_file.alike.get(_likeness(entry, made)):
            if number or entry.read.reference or known.sheet != entry.sheet:
                problem = phrase(
                    "{entry} is in the file twice, also in {place}. Remove one, or give each a number.",
                    entry=_name_of(entry),
                    place=known.place,
                )
                raise entry.refusal(problem)
            self._notes.append(
                phrase(
                    "{entry} is like the entry of row {row}. Both were posted.",
                    entry=_name_of(entry),
                    row=known.read.row,
                )
            )
        periods = {leg.period for leg in made.legs}
        for known, others in in_file.by_number.get(number, ()) if number else ():
            if periods & others:
                problem = phrase(
                    "Another entry has the number {number}, too, in {place}. Give one of them another number.",
                    number=number,
                    place=known.place,
                )
                raise entry.refusal(problem)

    def _posted_before(self, adjustment: Adjustment) -> "_PostedBefore":
        if adjustment.id not in self._before:
            self._before[adjustment.id] = _PostedBefore(adjustment.entries.values())
        return self._before[adjustment.id]

    # ---- what is posted

    def _difference(self, entry: EntryOfFile) -> Adjustment:
        try:
            return self._differences.find(entry.read.difference)
        except WorkbenchError as error:
            raise entry.refusal(error.sentence) from None

    def _ids_of(self, adjustment: Adjustment) -> EntryIds:
        return self._ids.setdefault(adjustment.id, EntryIds(adjustment.entries))

    def _journal_entry(self, entry: EntryOfFile, adjustment: Adjustment) -> JournalEntry:
        try:
            return self._maker.entry(entry.read, self._ids_of(adjustment), adjustment.nature, FromSource(entry.origin))
        except CannotBePosted as refused:
            raise entry.refusal(refused.sentence, refused.leg) from None

    def _refuse_open(self, entry: EntryOfFile, settled: JournalEntry) -> None:
        """Raise WorkbenchError for what is open, or note it."""
        if not self._unbalanced and (reason := why_open(settled, self._ledger)):
            raise entry.refusal(
                phrase("{problem}. {remedy}, or {to_post_open}.", **reason._asdict(), to_post_open=self._to_post_open)
            )
        for balance in self._ledger.balances(settled.legs):
            values = {"entry": _name_of(entry), "period": self._name_of_period(balance.moment.period)}
            if out_by := abs(balance.open_once_posted):
                values["amount"] = format_for_reader(out_by)
                self._notes.append(phrase("{entry}, {period}: out of balance by {amount}.", **values))
            if balance.of_earlier_periods:
                values["amount"] = format_for_reader(balance.of_earlier_periods)
                self._notes.append(
                    phrase("{entry}, {period}: equity also holds {amount} from earlier periods.", **values)
                )

    def _note_result(self, entry: EntryOfFile, made: JournalEntry, settled: JournalEntry) -> None:
        """Note the legs by which a result was taken up in equity."""
        for leg in settled.legs[len(made.legs) :]:
            values = {
                "entry": _name_of(entry),
                "line": self._project.line(leg.line).name,
                "amount": format_for_reader(abs(leg.amount)),
                "period": self._name_of_period(leg.period),
            }
            is_profit = (self._ledger.debit(leg) or leg.amount) < 0
            self._notes.append(
                phrase("{entry}: the profit of {amount} was transferred to {line} at {period}.", **values)
                if is_profit
                else phrase("{entry}: the loss of {amount} was transferred to {line} at {period}.", **values)
            )

    def _bring_forward(self, entry: EntryOfFile, made: JournalEntry, adjustment: Adjustment) -> None:
        moment = self._moments.moment_of(entry.read.brought_forward_to)
        to = moment.instant if moment else None
        assert to is not None, "a date that no balance sheet shows was refused with its row"
        try:
            forward = brought_forward(made, self._ledger, to, self._words)
        except WorkbenchError as error:
            raise entry.refusal(error.sentence) from None
        key = self._ids_of(adjustment).new(forward.legs[0].cell)
        self._post(adjustment, entry, replace(forward, id=key, origin=made.origin))
        date = self._name_of_period(to)
        self._notes.append(phrase("{entry} was brought forward to {period}.", entry=_name_of(entry), period=date))

    def _post(self, adjustment: Adjustment, entry: EntryOfFile, made: JournalEntry) -> None:
        self._posted.setdefault(adjustment.id, {})[made.id] = made
        self._in_file.setdefault(adjustment.id, _InFile()).add(entry, made)

    def _name_of_period(self, period: PeriodId) -> Value:
        return short_phrase(self._project.periods[period])


Effects: TypeAlias = frozenset[tuple[tuple[FigureKey, Decimal], int]]
Likeness: TypeAlias = tuple[Effects, str, str]
"""The amounts of an entry, its number and what it refers to."""


class _PostedBefore:
    """The entries that a difference has already, by what may show that one of the file is among them."""

    def __init__(self, entries: Iterable[JournalEntry]) -> None:
        self.by_effects: dict[Effects, list[JournalEntry]] = {}
        self.by_reference: dict[str, list[JournalEntry]] = {}
        for entry in entries:
            self.by_effects.setdefault(_effects(entry), []).append(entry)
            if entry.reference:
                self.by_reference.setdefault(entry.reference, []).append(entry)


class _InFile:
    """The entries of a file that are posted to one difference, by what may show that another one repeats them."""

    def __init__(self) -> None:
        self.alike: dict[Likeness, EntryOfFile] = {}
        self.by_number: dict[str, list[tuple[EntryOfFile, frozenset[PeriodId]]]] = {}

    def add(self, entry: EntryOfFile, made: JournalEntry) -> None:
        periods = frozenset(leg.period for leg in made.legs)
        self.alike.setdefault(_likeness(entry, made), entry)
        self.by_number.setdefault(_number_of(entry), []).append((entry, periods))


def _likeness(entry: EntryOfFile, made: JournalEntry) -> Likeness:
    return _effects(made), _number_of(entry), entry.read.reference


def _number_of(entry: EntryOfFile) -> str:
    """Return what tells an entry from others of its file: its id or its number; "" if it has neither."""
    return entry.read.id or entry.read.key


def _effects(entry: JournalEntry) -> Effects:
    """Return the amounts of an entry, however they are ordered."""
    return frozenset(Counter((leg.cell, leg.amount) for leg in entry.legs).items())


def _may_be_one(made: JournalEntry, known: JournalEntry, entry: EntryOfFile) -> bool:
    """True unless the numbers of two entries with the same amounts tell them apart."""
    has_its_id = known.id in (entry.read.id, entry.read.key)
    return has_its_id or not (made.reference and known.reference) or made.reference == known.reference


def _name_of(entry: EntryOfFile) -> Phrase:
    read = entry.read
    if number := read.reference or read.key:
        return phrase("{difference}, {entry}", difference=read.difference, entry=number)
    return phrase("{difference}, row {row}", difference=read.difference, row=read.row)


def _choices(matches: Iterable[LineMatch]) -> Value:
    """Return lines by caption and section, or by id where these do not tell them apart."""
    lines = [match.line for match in matches]
    names = [(line.name, line.section[-1].rstrip(":：") if line.section else "") for line in lines]
    return phrase_of_list(
        [
            phrase("{line} ({section})", line=name, section=section)
            if section and names.count((name, section)) == 1
            else name
            if names.count((name, section)) == 1
            else line.id
            for line, (name, section) in zip(lines, names, strict=True)
        ],
        may_have_commas=True,
    )
