"""Completeness: for each kind of difference and each moment, what was concluded, or that the question is open."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from workbench.catalogue.differences import KindOfDifference, kinds
from workbench.commands import Consider
from workbench.domain.adjustments import Adjustment
from workbench.domain.completeness import Conclusion, Consideration
from workbench.domain.ids import KindId
from workbench.domain.ledger import Ledger, Moment
from workbench.domain.periods import PeriodId
from workbench.domain.project import Project


@dataclass(frozen=True, slots=True)
class KindAnswer:
    """What is known about a kind at a moment. ``adjusted_by``: the differences of this kind that have entries then.

    ``considered``: what a user concluded; None if nobody did.
    """

    considered: Consideration | None
    adjusted_by: tuple[Adjustment, ...]

    @property
    def conclusion(self) -> Conclusion | None:
        """The conclusion; None for an open question. Entries change figures, whatever was concluded before them."""
        if self.adjusted_by:
            return Conclusion.ADJUSTED
        return self.considered.conclusion if self.considered else None

    @property
    def is_to_confirm(self) -> bool:
        """True for a conclusion that a roll-forward carried and nobody has confirmed for this period yet."""
        return not self.adjusted_by and self.considered is not None and self.considered.is_carried


def confirmation(kind: KindId, moment: Moment, answer: KindAnswer, by: str, at: datetime) -> Consider:
    """Return the edit that confirms a carried conclusion for its period. ``by`` and ``at``: who confirms it, and when.

    Raises ValueError if there is no conclusion.
    """
    if answer.considered is None:
        raise ValueError("an open question cannot be confirmed")
    return Consider(kind, moment.period, replace(answer.considered, by=by, at=at, is_carried=False))


@dataclass(frozen=True, eq=False)
class CompletenessTable:
    """The kinds of the catalogue by the moments at which something is reconciled; by all moments if nothing is yet."""

    project: Project

    @property
    def kinds(self) -> tuple[KindOfDifference, ...]:
        return kinds()

    @cached_property
    def moments(self) -> tuple[Moment, ...]:
        reconciled = {period for statement in self.project.statements for period in statement.reconciled}
        moments = Ledger(self.project).moments
        durations = [moment for moment in moments if moment.duration in reconciled]
        ends = {moment.instant for moment in durations}
        dates: dict[PeriodId | None, Moment] = {}
        for moment in moments:
            if moment.instant in reconciled - ends:
                dates.setdefault(moment.instant, moment)
        shown = {*durations, *dates.values()}
        return tuple(moment for moment in moments if moment in shown) or moments

    def answer(self, kind: KindId, moment: Moment) -> KindAnswer:
        """Return what is known about a kind at a moment."""
        adjusted_by = tuple(
            adjustment
            for adjustment in self._by_kind.get(kind, ())
            if not adjustment.entered_periods.isdisjoint((moment.duration, moment.instant))
        )
        return KindAnswer(self.project.completeness.get((kind, moment.period)), adjusted_by)

    def open_kinds(self, moment: Moment) -> Iterator[KindOfDifference]:
        """Yield the kinds that nobody has considered for a moment, and that have no entries then."""
        return (kind for kind in self.kinds if self.answer(kind.id, moment).conclusion is None)

    @cached_property
    def _by_kind(self) -> dict[KindId, list[Adjustment]]:
        by_kind: dict[KindId, list[Adjustment]] = {}
        for adjustment in self.project.adjustments:
            if adjustment.kind:
                by_kind.setdefault(adjustment.kind, []).append(adjustment)
        return by_kind
