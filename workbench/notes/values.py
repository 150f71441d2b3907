"""What a field comes to: an amount with the figures behind it, or the fact why there is none."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from workbench.domain.facts import Fact, fact
from workbench.domain.ids import AdjustmentId, LineId
from workbench.domain.periods import PeriodId, name_of_period
from workbench.domain.sources import FigureRole
from workbench.domain.statements import Concept, Line, LineUnit, Statement
from workbench.engine import Results, quotient
from workbench.notes.fields import Field, Function, How
from workbench.notes.names import FoundLine, Names

DIGITS_OF_PERCENT = 12
PROFITS = (Concept.NET_INCOME, Concept.ATTRIBUTABLE_NET_INCOME, Concept.COMPREHENSIVE_INCOME, Concept.PRE_TAX_INCOME)
CLAIMS = (Concept.TOTAL_LIABILITIES,)
OWN = (Concept.TOTAL_EQUITY, Concept.TOTAL_ASSETS, Concept.ATTRIBUTABLE_EQUITY, Concept.RETAINED_EARNINGS)
ADDING = (*PROFITS, *OWN, Concept.BASIC_EPS, Concept.DILUTED_EPS)
ROLE_OF_FUNCTION = {
    Function.EFFECT: FigureRole.ADJUSTMENT,
    Function.AS_REPORTED: FigureRole.AS_REPORTED,
    Function.RESULT: FigureRole.RESULT,
    Function.TRANSLATION: FigureRole.TRANSLATION,
}


@dataclass(frozen=True, slots=True)
class FigureAt:
    """One figure of a statement. ``adjustment_or_currency``: of an effect, or of a translation; else empty."""

    role: FigureRole
    line: LineId
    period: PeriodId
    adjustment_or_currency: str = ""


Weighted = tuple[tuple[FigureAt, int], ...]


@dataclass(frozen=True, slots=True)
class Value:
    """``amount``: in the line's displayed sign and unit; a percentage is a fraction.

    ``figures``: what it is the weighted sum of; ``base``: what it is divided by if it is a percentage, else empty.
    ``gain_sign``: +1 if a positive amount is a gain, -1 if it is a loss, 0 if neither is known.
    ``remarks``: what the author should know, though the figure is found.
    """

    amount: Decimal
    figures: Weighted
    line: Line
    statement: Statement
    period: PeriodId
    gain_sign: int
    base: Weighted = ()
    remarks: tuple[Fact, ...] = ()


def value_of(field: Field, results: Results, names: Names) -> Value | Fact:
    """Return what a field comes to in the present state of the switches, or the fact why it comes to nothing."""
    adjustment, remarks = "", tuple[Fact, ...]()
    if field.function is Function.EFFECT:
        difference = names.difference(field.difference)
        if isinstance(difference, Fact):
            return difference
        adjustment, remarks = difference.adjustment, difference.remarks
    elif field.function is Function.TRANSLATION:
        currency = field.currency.casefold()
        printed = results.project.source_figures.translated_into
        adjustment = next((known for known in printed if known.casefold() == currency), "")
        if not adjustment:
            return fact("field-currency-unknown", currency=field.currency)
    lines = names.lines(field.line)
    if isinstance(lines, Fact):
        return lines
    candidates = [_value_on(found, field, adjustment, results, names) for found in lines]
    values = [candidate for candidate in candidates if isinstance(candidate, Value)]
    if not values:
        return _most_telling(candidate for candidate in candidates if isinstance(candidate, Fact))
    if len({candidate.amount for candidate in values}) > 1 and not _are_of_one_concept(values):
        places = (_place_of(candidate) for candidate in values)
        return fact("field-line-ambiguous", line=field.line.text, choices=tuple(dict.fromkeys(places)))
    first = values[0]
    return Value(
        first.amount,
        first.figures,
        first.line,
        first.statement,
        first.period,
        first.gain_sign,
        first.base,
        (*remarks, *first.remarks),
    )


def _are_of_one_concept(values: list[Value]) -> bool:
    """True if all are the same measure, which several statements show: the first of them is meant."""
    concepts = {value.line.concept for value in values}
    statements = {value.statement.id for value in values}
    return None not in concepts and len(concepts) == 1 and len(statements) == len(values)


def _place_of(value: Value) -> Fact | str:
    return value.line.section[-1] if value.line.section else value.statement.title_fact


def _most_telling(reasons: Iterable[Fact]) -> Fact:
    """Return the reason of the statement that comes closest to having the figure."""
    return max(reasons, key=lambda reason: REASONS.index(reason.key) if reason.key in REASONS else len(REASONS))


REASONS = ("field-period-unknown", "field-period-not-shown", "field-not-reconciled")
"""Why a statement has no figure, from afar to close by; other reasons are closer."""


def _value_on(
    found: FoundLine, field: Field, adjustment_or_currency: str, results: Results, names: Names
) -> Value | Fact:
    statement, line = found.statement, found.line
    period = names.period_in(statement, field.period)
    if isinstance(period, Fact):
        return period
    figures = _figures(field.function, line.id, period, adjustment_or_currency, results)
    amount = _sum_of(figures, results)
    if isinstance(amount, Fact):
        return amount
    base: Weighted = ()
    if field.compared_with is not None:
        earlier = names.period_in(statement, field.compared_with)
        if isinstance(earlier, Fact):
            return earlier
        base = _figures(field.function, line.id, earlier, adjustment_or_currency, results)
    elif field.style.how is How.PERCENT:
        base = ((FigureAt(FigureRole.AS_REPORTED, line.id, period), 1),)
        if field.function not in (Function.EFFECT, Function.TOTAL_EFFECT):
            return fact("field-percent-of-nothing")
    if field.compared_with is not None:
        before = _sum_of(base, results)
        if isinstance(before, Fact):
            return before
        amount -= before
        figures = (*figures, *((figure, -weight) for figure, weight in base))
    if field.style.how is How.PERCENT:
        divisor = _sum_of(base, results)
        if isinstance(divisor, Fact):
            return divisor
        if not divisor:
            return fact("field-percent-of-nil")
        amount = quotient(amount, abs(divisor), DIGITS_OF_PERCENT)
    else:
        base = ()
    return Value(amount, figures, line, statement, period, gain_sign(statement, line), base, found.remarks)


def _figures(
    function: Function, line: LineId, period: PeriodId, adjustment_or_currency: str, results: Results
) -> Weighted:
    if function is Function.TOTAL_EFFECT:
        result = FigureAt(FigureRole.RESULT, line, period)
        as_reported = FigureAt(FigureRole.AS_REPORTED, line, period)
        if results.project.statement_of(line).figure(line, period) is None:
            return ((result, 1),)
        return ((result, 1), (as_reported, -1))
    return ((FigureAt(ROLE_OF_FUNCTION[function], line, period, adjustment_or_currency), 1),)


def _sum_of(figures: Weighted, results: Results) -> Decimal | Fact:
    total = Decimal(0)
    for figure, weight in figures:
        amount = amount_at(figure, results)
        if isinstance(amount, Fact):
            return amount
        total += weight * amount
    return total


def amount_at(figure: FigureAt, results: Results) -> Decimal | Fact:
    """Return one figure in the present state of the switches, or the fact why there is none."""
    return READERS[figure.role](figure, results)


def _as_reported(figure: FigureAt, results: Results) -> Decimal | Fact:
    statement = results.project.statement_of(figure.line)
    amount = statement.figure(figure.line, figure.period)
    return _missing("field-not-stated", figure, results) if amount is None else amount


def _effect(figure: FigureAt, results: Results) -> Decimal | Fact:
    statement = results.project.statement_of(figure.line)
    adjustment = AdjustmentId(figure.adjustment_or_currency)
    if figure.period not in statement.reconciled:
        return _missing("field-not-reconciled", figure, results)
    if not results.is_effect_known(adjustment, figure.line, figure.period):
        return _missing("field-effect-unknown", figure, results)
    return results.effect(adjustment, figure.line, figure.period)


def _result(figure: FigureAt, results: Results) -> Decimal | Fact:
    statement = results.project.statement_of(figure.line)
    if figure.period not in statement.reconciled:
        return _missing("field-not-reconciled", figure, results)
    amount = results.figure(figure.line, figure.period)
    return _missing("field-no-result", figure, results) if amount is None else amount


def _translation(figure: FigureAt, results: Results) -> Decimal | Fact:
    translation = results.project.source_figures.translation
    amount = translation(figure.line, figure.period, figure.adjustment_or_currency)
    return _missing("field-not-translated", figure, results) if amount is None else amount


READERS: dict[FigureRole, Callable[[FigureAt, Results], Decimal | Fact]] = {
    FigureRole.AS_REPORTED: _as_reported,
    FigureRole.ADJUSTMENT: _effect,
    FigureRole.RESULT: _result,
    FigureRole.TRANSLATION: _translation,
}


def _missing(key: str, figure: FigureAt, results: Results) -> Fact:
    project = results.project
    return fact(key, line=project.line(figure.line).name, period=name_of_period(project.periods[figure.period]))


def gain_sign(statement: Statement, line: Line) -> int:
    """Return +1 if a positive amount on a line adds to profit or equity, -1 if it takes from it, 0 if neither is known.

    A liability takes from equity.
    """
    return gain_signs(statement).get(line.id, 0)


def gain_signs(statement: Statement) -> dict[LineId, int]:
    """Return the same for each line of a statement of which it is known."""
    lines = [line for line in statement.lines if line.unit in (LineUnit.MONEY, LineUnit.PER_SHARE)]
    if statement.kind.is_bridge:
        return {line.id: 1 for line in lines}
    signs = {line.id: 1 for line in lines if line.concept in ADDING}
    money = {line.id for line in lines}
    for concepts, sign in ((PROFITS, 1), (OWN, 1), (CLAIMS, -1)):
        for total in statement.lines_with(*concepts):
            weights: dict[LineId, set[int]] = {}
            for part, weight in statement.graph.ways_down(total.id):
                weights.setdefault(part, set()).add(weight)
            for part, found in weights.items():
                if len(found) == 1 and part in money:
                    signs.setdefault(part, sign * next(iter(found)))
    return signs
