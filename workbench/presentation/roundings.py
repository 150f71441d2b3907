"""Where two figures that ought to be one are one unit apart, because each was rounded by itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum

from workbench.checks.expressions import (
    ZERO,
    Constant,
    Expression,
    Figure,
    Product,
    Rounded,
    Sum,
    amount_of,
    as_reported,
    effect,
    figure_amount,
)
from workbench.domain.adjustments import Adjustment
from workbench.domain.periods import PeriodId, ReportingPeriod, reporting_periods
from workbench.domain.statements import Concept, Line, LineRole, LineUnit, Statement, StatementKind
from workbench.engine import Results
from workbench.phrases import Phrase, Words, phrase
from workbench.wording.names import name_of_difference
from workbench.wording.periods import short_label

UNITS_APART = 1
"""In the last digit that the figures show."""
LEAST_UNITS, LEAST_UNITS_TAXED = 100, 10_000
"""Below these, two figures that have nothing to do with each other are often one unit apart."""
STEP_OF_RATES = Decimal("0.005")
"""Rates of tax are whole or half per cents; anything between is an average of several, from which nothing follows."""
SHARES_OF_INCOME = (
    (Concept.NCI, Concept.NCI_SHARE_OF_INCOME),
    (Concept.RETAINED_EARNINGS, Concept.ATTRIBUTABLE_NET_INCOME),
)
"""Parts of equity, each with the part of net income that falls into it."""


class RoundingKind(Enum):
    """Which two figures are apart."""

    MOVEMENT = "movement"
    """A difference moves a balance by nearly as much as profit."""
    EQUITY = "equity"
    """A part of equity moves by nearly its share of net income."""
    TAX = "tax"
    """A difference bears nearly the tax of a rate."""


@dataclass(frozen=True, slots=True)
class Rounding:
    """Two figures one unit apart. ``left``: the one of which ``right`` says what it should be."""

    kind: RoundingKind
    what: Phrase
    left: Expression
    right: Expression


def roundings_of(results: Results, words: Words) -> Iterator[Rounding]:
    """Yield every rounding of the effects of differences, and of the parts of equity as reported."""
    project = results.project
    positions = [each for each in project.statements if each.kind is StatementKind.FINANCIAL_POSITION]
    operations = [each for each in project.statements if each.kind is StatementKind.OPERATIONS]
    for pair in reporting_periods(project.periods.values()):
        for flows in operations:
            if pair.duration not in flows.column_of:
                continue
            for adjustment in project.adjustments_of(flows, pair.duration):
                yield from _of_tax(results, flows, pair.duration, adjustment, words)
            for position in positions:
                if pair.opening in position.column_of and pair.closing in position.column_of:
                    yield from _between(results, position, flows, pair, words)


def _between(
    results: Results, position: Statement, flows: Statement, pair: ReportingPeriod, words: Words
) -> Iterator[Rounding]:
    """Yield what moves a balance by one more or less than it moves profit."""
    assert pair.opening
    assert pair.closing
    project, period = results.project, short_label(results.project.periods[pair.duration], words)
    for part, share in SHARES_OF_INCOME:
        balance, income = position.line_with(part), flows.line_with(share)
        if balance and income:
            moved = _movement(as_reported(balance.id, pair.opening), as_reported(balance.id, pair.closing))
            right = _one_apart(results, moved, as_reported(income.id, pair.duration), balance)
            if right is not None:
                what = phrase("{line} moved, {share}, {period}", line=balance.name, share=income.name, period=period)
                yield Rounding(RoundingKind.EQUITY, what, moved, right)
    for adjustment in project.adjustments_of(flows, pair.duration):
        effects = [line for line in _parts(flows) if results.effect(adjustment.id, line.id, pair.duration)]
        for balance in _parts(position):
            moved = _movement(
                effect(adjustment.id, balance.id, pair.opening), effect(adjustment.id, balance.id, pair.closing)
            )
            if not amount_of(moved, results):
                continue
            for line in effects:
                right = _one_apart(results, moved, effect(adjustment.id, line.id, pair.duration), balance)
                if right is not None:
                    what = phrase(
                        "{difference}: {balance} moved, {line}, {period}",
                        difference=name_of_difference(adjustment, words),
                        balance=balance.name,
                        line=line.name,
                        period=period,
                    )
                    yield Rounding(RoundingKind.MOVEMENT, what, moved, right)


def _parts(statement: Statement) -> list[Line]:
    """Return the lines of money that are no totals."""
    return [
        line
        for line in statement.lines
        if line.unit is LineUnit.MONEY and line.role is LineRole.LINE and line.id not in statement.total_of
    ]


def _movement(opening: Figure, closing: Figure) -> Expression:
    return Sum(((closing, 1), (opening, -1)))


def _one_apart(results: Results, moved: Expression, flow: Figure, line: Line) -> Expression | None:
    """Return ``flow`` in the sign of ``moved`` if the two are one unit apart; None if they are not, or not known."""
    figures = [figure for figure, _ in moved.parts if isinstance(figure, Figure)] if isinstance(moved, Sum) else []
    if any(figure_amount(results, figure) is None for figure in (*figures, flow)):
        return None
    left, right, unit = amount_of(moved, results), amount_of(flow, results), _unit(line)
    if abs(right) < LEAST_UNITS * unit or not _is_rounding(abs(left) - abs(right), unit):
        return None
    return flow if (left > 0) == (right > 0) else Sum(((flow, -1),))


def _of_tax(
    results: Results, flows: Statement, period: PeriodId, adjustment: Adjustment, words: Words
) -> Iterator[Rounding]:
    """Yield the tax effect of a difference if it is one unit off that of a usual rate."""
    tax_line, pre_tax_line = flows.line_with(Concept.INCOME_TAX), flows.line_with(Concept.PRE_TAX_INCOME)
    if tax_line is None or pre_tax_line is None:
        return
    tax, before = effect(adjustment.id, tax_line.id, period), effect(adjustment.id, pre_tax_line.id, period)
    borne, taxed, unit = figure_amount(results, tax), figure_amount(results, before), _unit(tax_line)
    if not borne or not taxed or abs(taxed) < LEAST_UNITS_TAXED * unit:
        return
    rate = (borne / taxed / STEP_OF_RATES).quantize(Decimal(1), ROUND_HALF_UP) * STEP_OF_RATES
    expected = Rounded(Product((Constant(rate), before)), tax_line.decimals_shown)
    if rate and _is_rounding(borne - amount_of(expected, results), unit):
        what = phrase(
            "{difference}: tax at {percent} % of {base}, {period}",
            difference=name_of_difference(adjustment, words),
            percent=f"{(abs(rate) * 100).normalize():f}",
            base=pre_tax_line.name,
            period=short_label(results.project.periods[period], words),
        )
        yield Rounding(RoundingKind.TAX, what, tax, expected)


def _unit(line: Line) -> Decimal:
    return Decimal(1).scaleb(-line.decimals_shown)


def _is_rounding(difference: Decimal, unit: Decimal) -> bool:
    return ZERO < abs(difference) <= UNITS_APART * unit
