"""The remainders of totals: lines of their own wherever a statement is shown."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from workbench.domain.adjustments import Adjustment
from workbench.domain.ids import AdjustmentId, LineId
from workbench.domain.maps import Map
from workbench.domain.periods import PeriodId
from workbench.domain.statements import Statement, Total
from workbench.engine.recalculate import Results
from workbench.phrases import Phrase, phrase


@dataclass(frozen=True, slots=True)
class Remainder:
    """The remainder of one total in one period: as reported, and the unallocated part of each effect.

    Switching does not change the remainder as reported.
    """

    total: LineId
    caption: Phrase
    as_reported: Decimal
    effects: Map[AdjustmentId, Decimal]

    def result(self, enabled: frozenset[AdjustmentId]) -> Decimal:
        return self.as_reported + sum((amount for key, amount in self.effects.items() if key in enabled), Decimal(0))


def remainder_of(results: Results, statement: Statement, total: Total, period: PeriodId) -> Remainder | None:
    """Return the remainder of ``total``; None if its parts explain it fully."""
    adjustments = results.project.adjustments_of(statement, period)
    return _remainder(results, statement, total, period, adjustments)


def remainders_of(results: Results, statement: Statement, period: PeriodId) -> Iterator[Remainder]:
    """Yield every remainder of a statement in a period."""
    adjustments = results.project.adjustments_of(statement, period)
    for total in statement.totals:
        if remainder := _remainder(results, statement, total, period, adjustments):
            yield remainder


def by_last_part(statement: Statement, remainders: Iterable[Remainder]) -> dict[LineId, list[Remainder]]:
    """Return remainders by the line below which each is shown: the last that adds up to its total.

    A part may be a total above parts of its own; the remainder is not shown between these.
    """
    found: dict[LineId, list[Remainder]] = {}
    for remainder in remainders:
        last = max(statement.graph.below(remainder.total), key=statement.place_of.__getitem__)
        found.setdefault(last, []).append(remainder)
    return found


def _remainder(
    results: Results, statement: Statement, total: Total, period: PeriodId, adjustments: tuple[Adjustment, ...]
) -> Remainder | None:
    as_reported = results.remainder(total.line, period) or Decimal(0)
    cell = (total.line, period)
    effects = {adjustment.id: adjustment.effects.get(cell, Decimal(0)) for adjustment in adjustments}
    if not as_reported and not any(effects.values()):
        return None
    is_expected = total.partial and not any(effects.values())
    name = statement.line_by_id[total.line].name
    caption = (
        phrase("Other, not shown (in {total})", total=name)
        if is_expected
        else phrase("Unexplained difference in {total}", total=name)
    )
    return Remainder(total.line, caption, as_reported, Map(effects))
