"""How a difference rolls forward line by line: the movement of each line of the balance sheet beside its profit line.

Lines are paired by what they are and by their amounts, never by their names: what has no counterpart stands alone.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from workbench.domain.adjustments import Adjustment
from workbench.domain.ids import LineId
from workbench.domain.periods import PeriodId, ReportingPeriod
from workbench.domain.statements import Concept, Line, Statement
from workbench.engine import Results

ROUNDING = Decimal(1)
"""The most by which a movement may differ from its profit line, because both were rounded."""
CLAIMS = {
    Concept.TOTAL_ASSETS: 1,
    Concept.TOTAL_LIABILITIES: -1,
    Concept.MEZZANINE_EQUITY: -1,
}
"""The totals whose parts are the net assets, with their sign in these."""
DEFERRED_TAX = frozenset((Concept.DEFERRED_TAX_ASSETS, Concept.DEFERRED_TAX_LIABILITIES))
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class SignedLine:
    """A line with its sign in net assets, or in net income. ``opening``, ``closing``: the effects on it as displayed.

    Of a profit line, ``opening`` is nil and ``closing`` the effect on the period.
    """

    line: Line
    sign: int
    opening: Decimal
    closing: Decimal

    @property
    def movement(self) -> Decimal:
        return self.closing - self.opening

    @property
    def gain(self) -> Decimal:
        """What its movement adds to net assets, or to net income."""
        return self.sign * self.movement

    @property
    def is_tax(self) -> bool:
        return self.line.concept in DEFERRED_TAX or self.line.concept is Concept.INCOME_TAX


@dataclass(frozen=True, slots=True)
class Articulation:
    """Lines of the balance sheet that move together with lines of profit; either may be none."""

    balances: tuple[SignedLine, ...]
    flows: tuple[SignedLine, ...]

    @property
    def difference(self) -> Decimal:
        """What the movement adds to net assets, less what the flows add to profit."""
        return _gain(self.balances) - _gain(self.flows)


@dataclass(frozen=True, slots=True)
class StatementsOfPeriod:
    """The statements in which a difference is stated over a reporting period; None for one that there is not."""

    period: ReportingPeriod
    position: Statement | None
    operations: Statement | None


def articulations(results: Results, adjustment: Adjustment, stated: StatementsOfPeriod) -> tuple[Articulation, ...]:
    """Return the lines that a difference affects over a reporting period, those that belong together side by side."""
    balances = _balances(results, adjustment, stated)
    flows = _flows(results, adjustment, stated)
    pairs: list[Articulation] = []
    taxes = [line for line in balances if line.is_tax], [line for line in flows if line.is_tax]
    if all(taxes):
        pairs.append(Articulation(tuple(taxes[0]), tuple(taxes[1])))
        balances = [line for line in balances if not line.is_tax]
        flows = [line for line in flows if not line.is_tax]
    for flow in tuple(flows):
        alike = [line for line in balances if line.movement and abs(line.gain - flow.gain) <= ROUNDING]
        if len(alike) == 1 and sum(abs(other.gain - flow.gain) <= ROUNDING for other in flows) == 1:
            pairs.append(Articulation((alike[0],), (flow,)))
            balances.remove(alike[0])
            flows.remove(flow)
    moving = [line for line in balances if line.movement]
    if moving and flows and abs(_gain(moving) - _gain(flows)) <= ROUNDING * max(len(moving), len(flows)):
        pairs.append(Articulation(tuple(moving), tuple(flows)))
        balances = [line for line in balances if not line.movement]
        flows = []
    pairs += [Articulation((line,), ()) for line in balances]
    pairs += [Articulation((), (line,)) for line in flows]
    order = {line.id: number for number, line in enumerate(stated.position.lines if stated.position else ())}
    last = len(order)
    return tuple(sorted(pairs, key=lambda pair: min((order[each.line.id] for each in pair.balances), default=last)))


def net_asset_lines(statement: Statement) -> Mapping[LineId, int]:
    """Return the lines that net assets are made of, with their signs; none if their totals are not known."""
    signs: dict[LineId, int] = {}
    for concept, sign in CLAIMS.items():
        for total in statement.lines_with(concept):
            for leaf, weight in statement.graph.leaves(total.id).items():
                if not leaf.is_remainder:
                    signs.setdefault(leaf.line, sign * weight)
    return signs


def _balances(results: Results, adjustment: Adjustment, stated: StatementsOfPeriod) -> list[SignedLine]:
    position, period = stated.position, stated.period
    if position is None or period.closing is None:
        return []
    signs = net_asset_lines(position)
    lines = (line for line in position.lines if line.id in signs)
    return list(_lines_with_effects(results, adjustment, lines, signs, period.opening, period.closing, position))


def _flows(results: Results, adjustment: Adjustment, stated: StatementsOfPeriod) -> list[SignedLine]:
    operations = stated.operations
    profit = operations.line_with(Concept.NET_INCOME) if operations else None
    if operations is None or profit is None:
        return []
    leaves = operations.graph.leaves(profit.id).items()
    signs = {leaf.line: weight for leaf, weight in leaves if not leaf.is_remainder}
    lines = (line for line in operations.lines if line.id in signs)
    return list(_lines_with_effects(results, adjustment, lines, signs, None, stated.period.duration, operations))


def _lines_with_effects(
    results: Results,
    adjustment: Adjustment,
    lines: Iterable[Line],
    signs: Mapping[LineId, int],
    opening: PeriodId | None,
    closing: PeriodId,
    statement: Statement,
) -> Iterator[SignedLine]:
    for line in lines:
        before, after = (
            results.effect(adjustment.id, line.id, period) if period and period in statement.column_of else ZERO
            for period in (opening, closing)
        )
        if before or after:
            yield SignedLine(line, signs[line.id], before, after)


def _gain(lines: Sequence[SignedLine]) -> Decimal:
    return sum((line.gain for line in lines), ZERO)
