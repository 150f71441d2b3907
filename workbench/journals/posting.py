"""From entries as they were read to journal entries: each leg on its line, in its displayed sign and its period."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal

from workbench.domain.adjustments import TYPED, EntryId, JournalEntry, Leg, Nature, Origin, entry_id, kind_of_leg
from workbench.domain.ids import LineId
from workbench.domain.ledger import Ledger, Moment
from workbench.domain.maps import Map
from workbench.domain.periods import PeriodId
from workbench.domain.project import Project
from workbench.domain.statements import FigureKey, Line, Statement
from workbench.errors import WorkbenchError
from workbench.journals.moments import Moments
from workbench.journals.pasted import ReadEntry, ReadLeg
from workbench.phrases import Phrase, phrase, phrase_of_list
from workbench.wording.periods import short_phrase

NOTHING_CHOSEN: Mapping[int, LineId] = Map()
NO_AMOUNTS = phrase("The entry has no amounts. Enter them, or delete its rows.")


class CannotBePosted(WorkbenchError):
    """A row that cannot be posted as it was read: ``leg``; the sentence does not name it."""

    def __init__(self, leg: ReadLeg, problem: Phrase) -> None:
        super().__init__(problem)
        self.leg = leg


class EntryIds:
    """Gives entries of one difference ids that no other has, however many begin on one line and period."""

    def __init__(self, taken: Iterable[EntryId] = ()) -> None:
        """``taken``: the ids that are given already."""
        self._taken = set(taken)
        self._last: dict[FigureKey, int] = {}

    def new(self, cell: FigureKey) -> EntryId:
        """Return the id of the next entry on a line and period: ``net_income 2023-06-30 2``."""
        number = self._last.get(cell, 0) + 1
        while (candidate := _id_with_number(cell, number)) in self._taken:
            number += 1
        self._last[cell] = number
        self._taken.add(candidate)
        return candidate


def _id_with_number(cell: FigureKey, number: int) -> EntryId:
    first = entry_id(*cell)
    return first if number == 1 else EntryId(f"{first} {number}")


def entries_of(
    read: Sequence[ReadEntry],
    project: Project,
    ledger: Ledger,
    moment: Moment | None = None,
    *,
    nature: Nature | None = None,
    chosen: Mapping[int, LineId] = NOTHING_CHOSEN,
    taken: Iterable[EntryId] = (),
    origin: Callable[[ReadEntry], Origin] = lambda _: TYPED,
) -> tuple[JournalEntry, ...]:
    """Return a journal entry for each of ``read``, in their order; a nil leg is none.

    ``moment``: of the legs that name no period; a leg takes its duration or its instant, whichever its statement shows.
    ``nature``: of the difference, by which the kinds of legs are told that the table does not state. ``chosen``: the
    lines of rows whose account may mean several, by row. ``taken``: ids that are given already.

    Raises WorkbenchError for a row that cannot be posted: its line is unknown or not chosen, or its period unknown.
    """
    maker, ids = EntryMaker(project, ledger, moment, chosen), EntryIds(taken)
    try:
        return tuple(maker.entry(entry, ids, nature, origin(entry)) for entry in read)
    except CannotBePosted as refused:
        raise WorkbenchError("Row {row}: {problem}", row=refused.leg.row, problem=refused.sentence) from None


def reference_of(entry: ReadEntry) -> str:
    """Return what an entry refers to, else its number."""
    return entry.reference or entry.key


class EntryMaker:
    """Makes journal entries of read ones; see ``entries_of``."""

    def __init__(
        self,
        project: Project,
        ledger: Ledger,
        moment: Moment | None = None,
        chosen: Mapping[int, LineId] = NOTHING_CHOSEN,
    ) -> None:
        self._project = project
        self._ledger = ledger
        self._moments = Moments(project)
        self._moment = moment
        self._chosen = chosen

    def entry(self, read: ReadEntry, ids: EntryIds, nature: Nature | None, origin: Origin) -> JournalEntry:
        """Raises CannotBePosted for a row."""
        legs = tuple(leg for row in read.legs if (leg := self._leg(row, nature)).amount)
        if not legs:
            raise CannotBePosted(read.legs[0], NO_AMOUNTS)
        return JournalEntry(ids.new(legs[0].cell), legs, read.memo, reference_of(read), origin)

    def _leg(self, row: ReadLeg, nature: Nature | None) -> Leg:
        key = self._line(row)
        statement = self._project.statement_of(key)
        line = statement.line_by_id[key]
        period = self._period(row, statement, line)
        return Leg(key, period, self._amount(row, line), row.kind or kind_of_leg(line, nature))

    def _line(self, row: ReadLeg) -> LineId:
        if row.problem:
            raise CannotBePosted(row, row.problem)
        if row.row in self._chosen:
            return self._chosen[row.row]
        if row.line is None:
            problem = phrase("No line matches '{account}', or several do. Choose one.", account=row.account)
            raise CannotBePosted(row, problem)
        return row.line.line.id

    def _amount(self, row: ReadLeg, line: Line) -> Decimal:
        if row.displayed is not None:
            return row.displayed
        account = self._ledger.account(line.id)
        if account is None or row.debit is None:
            problem = phrase(
                "'{line}' is neither debited nor credited. Enter its effect in a column of amounts.", line=line.name
            )
            raise CannotBePosted(row, problem)
        return account.debit_sign * row.debit

    def _period(self, row: ReadLeg, statement: Statement, line: Line) -> PeriodId:
        moment = self._moments.moment_of(row.period_text) if row.period_text else self._moment
        period = self._moments.period_in(statement, moment) if moment else None
        if period is None:
            problem = phrase(
                "'{line}' needs a period. Choose one of: {choices}.",
                line=line.name,
                choices=phrase_of_list([short_phrase(self._project.periods[shown]) for shown in statement.periods]),
            )
            raise CannotBePosted(row, problem)
        return period
