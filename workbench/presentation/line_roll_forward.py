"""How a difference rolls forward line by line: the movement of each line of the balance sheet beside its profit line.

Lines are paired by what they are and by their amounts, never by their names: what has no counterpart stands alone.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from workbench.domain.adjustments import Adjustment, LegKind
from workbench.domain.ids import AdjustmentId, LineId
from workbench.domain.periods import PeriodId, ReportingPeriod
from workbench.domain.statements import Concept, Line, Statement
from workbench.domain.totals_graph import Leaf
from workbench.engine import Results

CLAIMS = {
    Concept.TOTAL_ASSETS: 1,
    Concept.TOTAL_LIABILITIES: -1,
    Concept.MEZZANINE_EQUITY: -1,
}
"""The totals whose parts are the net assets, with their sign in these."""
TAXES = frozenset((Concept.DEFERRED_TAX_ASSETS, Concept.DEFERRED_TAX_LIABILITIES, Concept.INCOME_TAX))
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class SignedLine:
    """A line with its sign in net assets, or in net income. ``opening``, ``closing``: the effects on it as displayed.

    Of a profit line, ``opening`` is nil and ``closing`` the effect on the period. ``is_rest``: not the line itself, but
    what its own parts do not explain.
    """

    line: Line
    sign: int
    opening: Decimal
    closing: Decimal
    is_tax: bool = False
    is_rest: bool = False

    @property
    def movement(self) -> Decimal:
        return self.closing - self.opening

    @property
    def gain(self) -> Decimal:
        """What its movement adds to net assets, or to net income."""
        return self.sign * self.movement


@dataclass(frozen=True, slots=True)
class Articulation:
    """Lines of the balance sheet that move together with lines of profit; either may be none."""

    balances: tuple[SignedLine, ...]
    flows: tuple[SignedLine, ...]

    @property
    def is_paired(self) -> bool:
        return bool(self.balances and self.flows)

    @property
    def rounding(self) -> Decimal:
        """By how much both sides may differ, because each was rounded: one in the last place."""
        return rounding_of((*self.balances, *self.flows))

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


def rounding_of(lines: Iterable[SignedLine]) -> Decimal:
    """Return one in the last place of lines."""
    return Decimal(1).scaleb(-max((shown.line.decimals_shown for shown in lines), default=0))


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
    rounding = rounding_of((*balances, *flows))
    for most in (ZERO, rounding):
        for flow in tuple(flows):
            alike = [line for line in balances if line.movement and abs(line.gain - flow.gain) <= most]
            if len(alike) == 1 and sum(abs(other.gain - flow.gain) <= most for other in flows) == 1:
                pairs.append(Articulation((alike[0],), (flow,)))
                balances.remove(alike[0])
                flows.remove(flow)
    moving = [line for line in balances if line.movement]
    if moving and flows and abs(_gain(moving) - _gain(flows)) <= rounding:
        pairs.append(Articulation(tuple(moving), tuple(flows)))
        balances = [line for line in balances if not line.movement]
        flows = []
    pairs += [Articulation((line,), ()) for line in balances]
    pairs += [Articulation((), (line,)) for line in flows]
    order = {line.id: number for number, line in enumerate(stated.position.lines if stated.position else ())}
    last = len(order)
    return tuple(sorted(pairs, key=lambda pair: min((order[each.line.id] for each in pair.balances), default=last)))


def tax_lines(adjustment: Adjustment, statement: Statement) -> frozenset[LineId]:
    """Return the lines of income tax and deferred tax; taxes on sales are a cost like others."""
    known = {line.id for line in statement.lines_with(*TAXES)}
    legs = (leg for entry in adjustment.entries.values() for leg in entry.legs)
    entered = {leg.line for leg in legs if leg.kind is LegKind.TAX and leg.line in statement.line_by_id}
    return frozenset(known | entered) - {line.id for line in statement.lines_with(Concept.INDIRECT_TAX_PAYABLE)}


def net_asset_leaves(statement: Statement) -> Mapping[Leaf[LineId], int]:
    """Return what net assets are made of, with signs: lines and remainders of totals; none if no total is known."""
    signs: dict[Leaf[LineId], int] = {}
    for concept, sign in CLAIMS.items():
        for total in statement.lines_with(concept):
            for leaf, weight in statement.graph.leaves(total.id).items():
                signs.setdefault(leaf, sign * weight)
    whole, equity = (
        statement.line_with(concept) for concept in (Concept.TOTAL_LIABILITIES_AND_EQUITY, Concept.TOTAL_EQUITY)
    )
    if signs and whole and equity:  # a claim between liabilities and equity that has no total of its own
        own = statement.graph.leaves(equity.id)
        for leaf, weight in statement.graph.leaves(whole.id).items():
            if leaf not in own:
                signs.setdefault(leaf, -weight)
    return signs


def rest_of_effect(results: Results, adjustment: AdjustmentId, total: LineId, period: PeriodId) -> Decimal:
    """Return the part of an effect on a total that its parts do not explain."""
    parts = results.project.statement_of(total).graph.parts(total)
    explained = sum((weight * results.effect(adjustment, part, period) for part, weight in parts), ZERO)
    return results.effect(adjustment, total, period) - explained


def _balances(results: Results, adjustment: Adjustment, stated: StatementsOfPeriod) -> list[SignedLine]:
    position, period = stated.position, stated.period
    if position is None or period.closing is None:
        return []
    leaves = net_asset_leaves(position)
    return list(_leaves_with_effects(results, adjustment, leaves, (period.opening, period.closing), position))


def _flows(results: Results, adjustment: Adjustment, stated: StatementsOfPeriod) -> list[SignedLine]:
    operations = stated.operations
    profit = operations.line_with(Concept.NET_INCOME) if operations else None
    if operations is None or profit is None:
        return []
    leaves = operations.graph.leaves(profit.id)
    return list(_leaves_with_effects(results, adjustment, leaves, (None, stated.period.duration), operations))


def _leaves_with_effects(
    results: Results,
    adjustment: Adjustment,
    leaves: Mapping[Leaf[LineId], int],
    periods: tuple[PeriodId | None, PeriodId],
    statement: Statement,
) -> Iterator[SignedLine]:
    taxes = tax_lines(adjustment, statement)
    for leaf in sorted(leaves, key=lambda leaf: statement.place_of[leaf.line]):
        of_leaf = rest_of_effect if leaf.is_remainder else _effect
        before, after = (
            of_leaf(results, adjustment.id, leaf.line, period) if period and period in statement.column_of else ZERO
            for period in periods
        )
        if before or after:
            line = statement.line_by_id[leaf.line]
            yield SignedLine(line, leaves[leaf], before, after, leaf.line in taxes, leaf.is_remainder)


def _effect(results: Results, adjustment: AdjustmentId, line: LineId, period: PeriodId) -> Decimal:
    return results.effect(adjustment, line, period)


def _gain(lines: Sequence[SignedLine]) -> Decimal:
    return sum((line.gain for line in lines), ZERO)
