"""The rate at which the differences of a project bear tax, as far as their own effects tell it."""

from collections import Counter
from decimal import ROUND_HALF_UP, Decimal

from workbench.domain.project import Project
from workbench.domain.statements import Concept, StatementKind
from workbench.engine import Results
from workbench.engine.recalculate import quotient

STEP = Decimal("0.001")
"""Rates are taken to a tenth of a percent."""
ROUNDING, FEWEST = Decimal(1), 2
"""The most by which a recorded tax may differ from a rate, and how many effects must agree on it."""


def rate_of_differences(results: Results) -> Decimal | None:
    """Return the rate that explains the tax of most differences within rounding; None if fewer than two agree on one.

    The sign: a rate of 0.15 means that a gain of 100 bears a tax of 15.
    """
    effects = list(_taxed_effects(results))
    rates = Counter[Decimal]()
    for pre_tax, tax in effects:
        rate = quotient(-tax, pre_tax, 6).quantize(STEP, ROUND_HALF_UP)
        if 0 < rate < 1:
            rates[rate] = sum(abs(other_tax + rate * other) <= ROUNDING for other, other_tax in effects)
    found = rates.most_common(2)
    if not found or found[0][1] < FEWEST or (len(found) == 2 and found[1][1] == found[0][1]):
        return None
    return found[0][0]


def _taxed_effects(results: Results) -> list[tuple[Decimal, Decimal]]:
    """Return the effects of each difference on profit before tax and, by what they add to profit, on tax."""
    project: Project = results.project
    found = []
    for statement in project.of_kind(StatementKind.OPERATIONS):
        before, tax, after = (
            statement.line_with(concept) for concept in (Concept.PRE_TAX_INCOME, Concept.INCOME_TAX, Concept.NET_INCOME)
        )
        if before is None or tax is None or after is None:
            continue
        signs = {leaf.line: weight for leaf, weight in statement.graph.leaves(after.id).items()}
        for period in statement.reconciled:
            for adjustment in project.adjustments_of(statement, period):
                gain = results.effect(adjustment.id, before.id, period)
                borne = signs.get(tax.id, 1) * results.effect(adjustment.id, tax.id, period)
                if gain and borne:
                    found.append((gain, borne))
    return found
