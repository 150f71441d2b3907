"""The differences of an earlier project as they stand in the project that is rolled forward from it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from workbench.domain.adjustments import (
    Adjustment,
    BroughtForward,
    EntryId,
    FromSource,
    JournalEntry,
    Leg,
    entry_id,
)
from workbench.domain.ids import AdjustmentId, LineId, StatementId
from workbench.domain.ledger import Ledger
from workbench.domain.periods import Period, PeriodId
from workbench.domain.statements import FigureKey, Scope, Statement
from workbench.journals.following import memo_before, with_result_in_equity
from workbench.phrases import Words
from workbench.rolling.carried_entries import OpeningEntry, opening_entries
from workbench.rolling.differences_joined import IdsHere
from workbench.rolling.earlier_sources import EarlierSource
from workbench.rolling.joined_statements import Joined
from workbench.rolling.rolled_statements import RolledStatement


class EarlierDifferences:
    """The differences of one earlier project, with its lines and ids as they stand in the rolled one.

    ``ids_here``: of its differences; ``taken``: the statements and periods that are taken from it.
    """

    def __init__(
        self,
        source: EarlierSource,
        rolled_statements: Sequence[RolledStatement],
        ids_here: IdsHere,
        taken: set[Scope],
        opening: Period,
        words: Words,
    ) -> None:
        self._source, self._ids_here, self._taken = source, ids_here, taken
        self._opening, self._words = opening, words
        held = self._held = source.held
        self._line_of: dict[LineId, tuple[StatementId, Joined, Statement]] = {}
        self._statements: dict[StatementId, StatementId] = {}
        for rolled_statement in rolled_statements:
            if held.name in rolled_statement.joined:
                own, joined = rolled_statement.joined[held.name]
                self._statements[own.id] = rolled_statement.statement.id
                self._line_of.update({line.id: (rolled_statement.statement.id, joined, own) for line in own.lines})
        self._ledger = Ledger(held.project)

    def adjustments_of(self, here: AdjustmentId) -> Iterator[Adjustment]:
        """Yield the differences of the project that are this one."""
        return (known for known in self._held.project.adjustments if self._ids_here[known.id] == here)

    def _is_taken(self, line: LineId, period: PeriodId) -> bool:
        return (self._line_of[line][0], period) in self._taken

    def _leg(self, leg: Leg) -> Leg:
        joined = self._line_of[leg.line][1]
        return replace(leg, line=joined.line_of[leg.line], amount=leg.amount * joined.factors[leg.line])

    def entries(self, adjustment: Adjustment, known: Mapping[EntryId, JournalEntry]) -> dict[EntryId, JournalEntry]:
        """Return the entries in the periods that are taken from the project, locked with them."""
        made: dict[EntryId, JournalEntry] = {}
        for entry in adjustment.entries.values():
            taken = [leg for leg in entry.legs if self._is_taken(leg.line, leg.period)]
            if not taken:
                continue
            legs = tuple(self._leg(leg) for leg in taken)
            is_free = entry.id not in known and entry.id not in made
            key = entry.id if is_free else entry_id(*legs[0].cell, known, made)
            first = taken[0]
            cell = self._source.cell(self._line_of[first.line][2], first.period, first.line, adjustment.id)
            made[key] = JournalEntry(key, legs, entry.memo, entry.reference, FromSource(cell))
        return made

    def stated_for(self, adjustment: Adjustment) -> set[Scope]:
        """Return the columns taken from the project for which it states a difference."""
        return {
            (self._statements[key], period)
            for key, period in adjustment.stated_for
            if (self._statements[key], period) in self._taken
        }

    def unknown(self, adjustment: Adjustment) -> set[FigureKey]:
        """Return the lines and periods, as they stand now, on which the effect of a difference is not known."""
        return {
            (self._line_of[line][1].line_of[line], period)
            for line, period in adjustment.unknown
            if self._is_taken(line, period)
        }

    def openings(self, adjustment: Adjustment, rolled: Adjustment) -> Iterator[OpeningEntry]:
        """Yield what the difference has at the opening, if the balance sheet then is taken from this project."""
        opening = self._opening
        full: dict[EntryId, JournalEntry] = {}
        for entry in adjustment.entries.values():
            if not any(self._held.project.periods[leg.period].end == opening.end for leg in entry.legs):
                continue
            is_stated = isinstance(entry.origin, FromSource) and len(entry.legs) == 1
            whole = entry if is_stated else with_result_in_equity(entry, self._ledger)
            legs = tuple(self._leg(leg) for leg in whole.legs if self._is_carried(leg))
            if legs:
                full[entry.id] = replace(whole, legs=legs, memo=self._memo_before(entry))
        before = frozenset(
            key for key, period in self._held.project.periods.items() if period.end == opening.end and period.start
        )
        longest = max(before, key=lambda key: self._held.project.periods[key].months, default=None)
        yield from opening_entries(rolled, full, opening.id, frozenset({longest} if longest else ()))

    def _memo_before(self, entry: JournalEntry) -> str:
        """Return the memo of an entry as it was before an earlier roll-forward carried it."""
        periods = self._held.project.periods
        if not isinstance(entry.origin, BroughtForward) or entry.origin.period not in periods:
            return entry.memo
        return memo_before(entry.memo, periods[entry.origin.period], self._words)

    def _is_carried(self, leg: Leg) -> bool:
        """Return whether a leg is at the opening and taken from this project, or is of a period that ended then."""
        period = self._held.project.periods[leg.period]
        if period.id == self._opening.id:
            return self._is_taken(leg.line, leg.period)
        return period.end == self._opening.end
