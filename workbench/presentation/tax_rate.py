"""The rate at which differences bear tax, as far as their own effects tell it: none is assumed."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from workbench.domain.adjustments import Adjustment
from workbench.domain.statements import Concept, Line, Scope, Statement, StatementKind
from workbench.engine import Results
from workbench.engine.recalculate import quotient

RATE_DECIMALS = 3
STEP = Decimal(1).scaleb(-RATE_DECIMALS)
"""Rates are taken to a tenth of a percent."""
TOLERANCE = 2
"""A recorded tax is summed from finer pieces, so that it may differ from a rate by so much in the last place."""
FEWEST = 2
"""How many differences must agree on a rate to tell it for one whose own effects do not."""
LEAST_EVIDENCE = 2 * TOLERANCE * 10**RATE_DECIMALS
"""The least effect before tax, in the last place, that tells a rate from the next."""


@dataclass(frozen=True, slots=True)
class TaxedEffect:
    """What a difference adds to profit before tax, and in tax. ``unit``: one in the last place."""

    scope: Scope
    before_tax: Decimal
    tax: Decimal
    unit: Decimal

    @property
    def rate(self) -> Decimal:
        """The rate: 0.15 if a gain of 100 bears a tax of 15."""
        return quotient(-self.tax, self.before_tax, 6).quantize(STEP, ROUND_HALF_UP)

    @property
    def tells(self) -> bool:
        """True if the effect is large enough to tell a rate from the next."""
        return bool(abs(self.before_tax) >= LEAST_EVIDENCE * self.unit)

    def fits(self, rate: Decimal) -> bool:
        return bool(abs(self.tax + rate * self.before_tax) <= TOLERANCE * self.unit)


@dataclass(frozen=True, slots=True)
class ToldRate:
    """A rate. ``told_by``: the statement and period whose own effects tell it; None if other differences do."""

    rate: Decimal
    told_by: Scope | None


def rate_of_difference(results: Results, adjustment: Adjustment) -> ToldRate | None:
    """Return the rate that the effects of a difference tell, else that of most others if it fits; None if none does.

    No tax at all on an effect before tax is a rate of nil: the difference is permanent, as it is recorded.
    """
    effects = tuple(taxed_effects(results, adjustment))
    if any(effect.tells for effect in effects):
        return _own_rate(effects)
    others = (other for other in results.project.adjustments if other.id != adjustment.id)
    told = (_own_rate(tuple(taxed_effects(results, other))) for other in others)
    rates = Counter(own.rate for own in told if own and own.rate)
    rate, number = next(iter(rates.most_common(1)), (Decimal(0), 0))
    fits = number >= FEWEST and any(effect.tax for effect in effects) and all(effect.fits(rate) for effect in effects)
    return ToldRate(rate, None) if fits else None


def taxed_effects(results: Results, adjustment: Adjustment) -> Iterator[TaxedEffect]:
    """Yield the effects of a difference on profit before tax, with the tax, in each reconciled period."""
    for statement in results.project.of_kind(StatementKind.OPERATIONS):
        lines = lines_of_tax(statement)
        if lines is None:
            continue
        before, tax, sign = lines
        unit = Decimal(1).scaleb(-before.decimals_shown)
        for period in statement.periods:
            if (statement.id, period) in adjustment.stated_for:
                gain = results.effect(adjustment.id, before.id, period)
                if gain:
                    borne = sign * results.effect(adjustment.id, tax.id, period)
                    yield TaxedEffect((statement.id, period), gain, borne, unit)


def lines_of_tax(statement: Statement) -> tuple[Line, Line, int] | None:
    """Return the line of profit before tax, that of tax, and the sign of tax in profit; None if one is missing."""
    before, tax, after = (
        statement.line_with(concept) for concept in (Concept.PRE_TAX_INCOME, Concept.INCOME_TAX, Concept.NET_INCOME)
    )
    if before is None or tax is None or after is None:
        return None
    weights = {leaf.line: weight for leaf, weight in statement.graph.leaves(after.id).items()}
    return before, tax, weights.get(tax.id, 1)


def _own_rate(effects: Sequence[TaxedEffect]) -> ToldRate | None:
    """Return the rate that the largest of some effects tells, if all of them fit it."""
    largest = max(effects, key=lambda effect: abs(effect.before_tax) / effect.unit, default=None)
    if largest is None or not largest.tells:
        return None
    rate = largest.rate
    fits = 0 <= rate < 1 and all(effect.fits(rate) for effect in effects)
    return ToldRate(rate, largest.scope) if fits else None
