"""What the parts of a total leave over: a line of its own wherever a statement is shown."""

from dataclasses import dataclass
from decimal import Decimal

from workbench.domain.adjustments import Adjustment
from workbench.domain.ids import AdjustmentId, LineId
from workbench.domain.maps import Map
from workbench.domain.periods import PeriodId
from workbench.domain.statements import Statement, Total
from workbench.engine.recalculate import Results


@dataclass(frozen=True, slots=True)
class Remainder:
    """What the parts of one total leave over in one period: as reported, and of each effect, where it is unallocated.

    Switching does not change what is left over as reported.
    """

    total: LineId
    caption: str
    as_reported: Decimal
    effects: Map[AdjustmentId, Decimal]

    def result(self, enabled: frozenset[AdjustmentId]) -> Decimal:
        return self.as_reported + sum((amount for key, amount in self.effects.items() if key in enabled), Decimal(0))


def remainder_of(results: Results, statement: Statement, total: Total, period: PeriodId) -> Remainder | None:
    """Return what the parts of ``total`` leave over; None where they explain it whole."""
    adjustments = results.project.adjustments_of(statement, period)
    return _remainder(results, statement, total, period, adjustments)


def remainders_by_last_part(results: Results, statement: Statement, period: PeriodId) -> dict[LineId, list[Remainder]]:
    """Return every remainder of a statement, by the line it stands below: the last of all that its total is made of.

    A part may be a total over parts of its own that are printed below it; the remainder does not stand between them.
    """
    adjustments = results.project.adjustments_of(statement, period)
    found: dict[LineId, list[Remainder]] = {}
    for total in statement.totals:
        if remainder := _remainder(results, statement, total, period, adjustments):
            last = max(statement.graph.below(total.line), key=statement.place_of.__getitem__)
            found.setdefault(last, []).append(remainder)
    return found


def _remainder(
    results: Results, statement: Statement, total: Total, period: PeriodId, adjustments: tuple[Adjustment, ...]
) -> Remainder | None:
    as_reported = results.remainder(total.line, period) or Decimal(0)
    cell = (total.line, period)
    effects = {a.id: a.entries[cell].amount if cell in a.entries else Decimal(0) for a in adjustments}
    if not as_reported and not any(effects.values()):
        return None
    lawful = total.partial and not any(effects.values())
    name = statement.line_by_id[total.line].name
    caption = f"Other, not shown (in {name})" if lawful else f"Unexplained difference in {name}"
    return Remainder(total.line, caption, as_reported, Map(effects))
