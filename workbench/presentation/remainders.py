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
class Rest:
    """One total's remainder and unallocated effects in one period; switching does not change the remainder."""

    total: LineId
    caption: str
    remainder: Decimal
    effects: Map[AdjustmentId, Decimal]

    def result(self, enabled: frozenset[AdjustmentId]) -> Decimal:
        return self.remainder + sum((amount for key, amount in self.effects.items() if key in enabled), Decimal(0))


def rest_of(results: Results, statement: Statement, total: Total, period: PeriodId) -> Rest | None:
    """Return what the parts of ``total`` leave over; None where they explain it whole."""
    adjustments = results.project.adjustments_of(statement, period)
    return _rest(results, statement, total, period, adjustments)


def rests_by_last_part(results: Results, statement: Statement, period: PeriodId) -> dict[LineId, list[Rest]]:
    """Return every rest of a statement, by the line it stands below: the last of all that its total is made of.

    A part may be a total over parts of its own that are printed below it; the rest does not stand between them.
    """
    order = {line.id: index for index, line in enumerate(statement.lines)}
    adjustments = results.project.adjustments_of(statement, period)
    found: dict[LineId, list[Rest]] = {}
    for total in statement.totals:
        if rest := _rest(results, statement, total, period, adjustments):
            last = max(statement.graph.below(total.line), key=order.__getitem__)
            found.setdefault(last, []).append(rest)
    return found


def _rest(
    results: Results, statement: Statement, total: Total, period: PeriodId, adjustments: tuple[Adjustment, ...]
) -> Rest | None:
    remainder = results.remainder(total.line, period) or Decimal(0)
    cell = (total.line, period)
    effects = {a.id: a.entries[cell].amount if cell in a.entries else Decimal(0) for a in adjustments}
    if not remainder and not any(effects.values()):
        return None
    lawful = total.partial and not any(effects.values())
    name = statement.line_by_id[total.line].name
    caption = f"Other, not shown (in {name})" if lawful else f"Unexplained difference in {name}"
    return Rest(total.line, caption, remainder, Map(effects))
