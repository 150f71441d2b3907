"""From entries as they were read to journal entries: each leg on its line, in its displayed sign and its period."""

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from workbench.domain.adjustments import TYPED, EntryId, JournalEntry, Leg, Nature, Origin, entry_id, kind_of_leg
from workbench.domain.ids import LineId
from workbench.domain.ledger import Ledger, Moment
from workbench.domain.maps import Map
from workbench.domain.periods import PeriodId
from workbench.domain.project import Project
from workbench.domain.statements import Line, Statement
from workbench.errors import WorkbenchError
from workbench.journals.moments import Moments
from workbench.journals.pasted import ReadEntry, ReadLeg
from workbench.phrases import phrase_of_list
from workbench.wording.periods import short_phrase

NOTHING_CHOSEN: Mapping[int, LineId] = Map()


def entries_of(
    read: Sequence[ReadEntry],
    project: Project,
    ledger: Ledger,
    moment: Moment | None = None,
    *,
    nature: Nature | None = None,
    chosen: Mapping[int, LineId] = NOTHING_CHOSEN,
    taken: Container[EntryId] = (),
    origin: Callable[[ReadEntry], Origin] = lambda _: TYPED,
) -> tuple[JournalEntry, ...]:
    """Return a journal entry for each of ``read``, in their order; a nil leg is none.

    ``moment``: of the legs that name no period; a leg takes its duration or its instant, whichever its statement shows.
    ``nature``: of the difference, by which the kinds of legs are told that the table does not state. ``chosen``: the
    lines of rows whose account may mean several, by row. ``taken``: ids that are given already.

    Raises WorkbenchError for a row that cannot be posted: its line is unknown or not chosen, or its period unknown.
    """
    legs = _Legs(project, ledger, Moments(project), moment, nature, chosen)
    made: dict[EntryId, JournalEntry] = {}
    for entry in read:
        posted = tuple(leg for row in entry.legs if (leg := legs.leg(row)).amount)
        if not posted:
            raise WorkbenchError("Row {row}: the entry has no amounts. Enter them, or delete its rows.", row=entry.row)
        key = entry_id(*posted[0].cell, made, taken)
        made[key] = JournalEntry(key, posted, entry.memo, reference_of(entry), origin(entry))
    return tuple(made.values())


def reference_of(entry: ReadEntry) -> str:
    """Return what an entry refers to, else its number."""
    return entry.reference or entry.key


@dataclass(frozen=True, slots=True)
class _Legs:
    """What the legs of read rows depend on."""

    project: Project
    ledger: Ledger
    moments: Moments
    moment: Moment | None
    nature: Nature | None
    chosen: Mapping[int, LineId]

    def leg(self, row: ReadLeg) -> Leg:
        key = self._line(row)
        statement = self.project.statement_of(key)
        line = statement.line_by_id[key]
        period = self._period(row, statement, line)
        return Leg(key, period, self._amount(row, line), row.kind or kind_of_leg(line, self.nature))

    def _line(self, row: ReadLeg) -> LineId:
        if row.problem:
            raise WorkbenchError("Row {row}: {problem}", row=row.row, problem=row.problem)
        if row.row in self.chosen:
            return self.chosen[row.row]
        if row.line is None:
            raise WorkbenchError(
                "Row {row}: '{account}' is not one line. Choose one.", row=row.row, account=row.account
            )
        return row.line.line.id

    def _amount(self, row: ReadLeg, line: Line) -> Decimal:
        if row.displayed is not None:
            return row.displayed
        account = self.ledger.account(line.id)
        if account is None or row.debit is None:
            raise WorkbenchError(
                "Row {row}: '{line}' is neither debited nor credited. Enter its effect in a column of amounts.",
                row=row.row,
                line=line.name,
            )
        return account.debit_sign * row.debit

    def _period(self, row: ReadLeg, statement: Statement, line: Line) -> PeriodId:
        moment = self.moments.moment_of(row.period_text) if row.period_text else self.moment
        period = self.moments.period_in(statement, moment) if moment else None
        if period is None:
            raise WorkbenchError(
                "Row {row}: '{line}' needs a period. Choose one of: {choices}.",
                row=row.row,
                line=line.name,
                choices=phrase_of_list([short_phrase(self.project.periods[shown]) for shown in statement.periods]),
            )
        return period
