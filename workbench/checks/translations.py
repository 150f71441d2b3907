"""Translations: every figure that is no total = the figure as reported at the rate that most of its column give."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from workbench.checks.check import Check, Look
from workbench.checks.columns import Column, columns_of, printed_decimals
from workbench.checks.comparison import Comparison, not_applicable, period_label
from workbench.checks.expressions import Constant, Quotient, Rounded, as_reported, figure_amount
from workbench.domain.amounts import PRECISE, decimals_of, format_exactly, half_a_digit, round_half_up
from workbench.domain.ids import StatementId
from workbench.domain.periods import PeriodId
from workbench.domain.statements import Line, LineUnit, Statement
from workbench.engine import Results

NAME = "translation"
LARGEST = 15
"""How many of the largest amounts are asked for the rate: the larger an amount, the more digits of it tell."""
LEAST_FIGURES = 4
DECIMALS_OF_RATES = range(2, 7)
TRANSLATED = frozenset((LineUnit.MONEY, LineUnit.PER_SHARE))


class Pair(NamedTuple):
    """A figure beside its translation."""

    statement: Statement
    line: Line
    column: Column
    reported: Decimal
    translated: Decimal


def compare_translations(results: Results) -> Look:
    """A column has a rate of its own where most of its figures give one: balance sheets are translated at another."""
    for currency in results.project.source_figures.translated_into:
        pairs = list(_pairs(results, currency))
        common = rate_of(pairs)
        columns: dict[tuple[StatementId, PeriodId], list[Pair]] = {}
        for pair in pairs:
            columns.setdefault((pair.statement.id, pair.column.period), []).append(pair)
        for (_, period), column in columns.items():
            if (rate := _rate_for(column, common)) is not None:
                for pair in column:
                    yield _at_rate(results, pair, rate)
            else:
                title = column[0].statement.title
                what = f"{title}, {period_label(results.project, period)}, {currency}"
                yield not_applicable(NAME, what, "no rate fits most of the figures")


def _rate_for(column: list[Pair], common: Decimal | None) -> Decimal | None:
    """Return the rate that most figures of a column fit: the common one, else its own."""
    if common is not None and _fit_most(column, common):
        return common
    return rate_of(column)


def _at_rate(results: Results, pair: Pair, rate: Decimal) -> Comparison:
    """A figure may be off by one of its last digit: translated totals are made to foot."""
    line, column = pair.line, pair.column
    least = min(printed_decimals(results, line), default=line.decimals)
    decimals = max(least, decimals_of(pair.translated)) if line.unit is LineUnit.PER_SHARE else line.decimals
    label = period_label(results.project, column.period)
    what = f"{line.name}, {label}: {column.currency} at {format_exactly(rate)}"
    expected = Rounded(Quotient(as_reported(line.id, column.period), Constant(rate)), decimals)
    unit = Decimal(1).scaleb(-min(least, decimals))
    return Comparison(NAME, what, column.figure(line.id), expected, unit, why_apart="rounded so that a total foots")


def _pairs(results: Results, currency: str) -> Iterator[Pair]:
    """Yield what is no total here, nor repeats one of another statement: totals are summed, not translated."""
    totals = _totals(results)
    for statement in results.project.statements:
        for column in columns_of(results.project, statement):
            if column.currency != currency:
                continue
            for line in statement.lines:
                if statement.graph.is_total(line.id) or line.unit not in TRANSLATED:
                    continue
                translated = figure_amount(results, column.figure(line.id))
                reported = statement.figure(line.id, column.period)
                if translated is None or reported is None or (column.period, reported) in totals:
                    continue
                yield Pair(statement, line, column, reported, translated)


def _totals(results: Results) -> set[tuple[PeriodId, Decimal]]:
    return {
        (period, figure)
        for statement in results.project.statements
        for total in statement.totals
        for period in statement.periods
        if (figure := statement.figure(total.line, period))
    }


def rate_of(pairs: list[Pair]) -> Decimal | None:
    """Return how much of the reporting currency one unit of the other costs: the rate that most figures give.

    It is stated in few decimals: of all rates within reach of the largest amounts the shortest that fits best.
    """
    told = [pair for pair in pairs if pair.line.unit is LineUnit.MONEY and pair.translated and pair.reported]
    largest = sorted(told, key=lambda pair: -abs(pair.translated))[:LARGEST]
    implied = [PRECISE.divide(pair.reported, pair.translated) for pair in largest]
    candidates = dict.fromkeys(
        round_half_up(rate, decimals) for decimals in DECIMALS_OF_RATES for rate in implied if rate > 0
    )
    best, fitting = None, 0
    for candidate in filter(None, candidates):
        fits = sum(_fits(pair, candidate) for pair in told)
        if fits > fitting:
            best, fitting = candidate, fits
    return best if best is not None and fitting >= LEAST_FIGURES and _fit_most(told, best) else None


def _fit_most(pairs: list[Pair], rate: Decimal) -> bool:
    told = [pair for pair in pairs if pair.line.unit is LineUnit.MONEY] or pairs
    return sum(_fits(pair, rate) for pair in told) * 3 >= len(told) * 2


def _fits(pair: Pair, rate: Decimal) -> bool:
    expected = PRECISE.divide(pair.reported, rate)
    return abs(pair.translated - expected) <= half_a_digit(pair.line.decimals)


CHECK = Check(NAME, compare_translations)
