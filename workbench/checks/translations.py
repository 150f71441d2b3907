"""Translations: every figure other than a total = the figure as reported / the rate that most of its column imply."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from workbench.checks.check import Check, CheckItems
from workbench.checks.columns import Column, columns_of, printed_decimals
from workbench.checks.comparison import Comparison, not_applicable
from workbench.checks.expressions import Constant, Quotient, Rounded, as_reported, figure_amount
from workbench.checks.subjects import period_label, subject_of_figure
from workbench.domain.amounts import PRECISE, decimals_of, format_exactly, half_a_digit, round_half_up
from workbench.domain.facts import fact
from workbench.domain.findings import CheckId
from workbench.domain.periods import PeriodId
from workbench.domain.statements import Line, LineUnit, Scope, Statement
from workbench.domain.subjects import StatementSubject
from workbench.engine import Results

NAME = CheckId("translation")
LARGEST = 15
"""The number of largest amounts from which the rate is inferred: the larger an amount, the more exact its rate."""
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


def compare_translations(results: Results) -> CheckItems:
    """Compare translated figures with figures as reported at the rate of their column.

    A column may have a rate of its own: balance sheets may be translated at a different rate from income.
    """
    for currency, column, rate in columns_with_rates(results):
        if rate is not None:
            for pair in column:
                yield _compare_at_rate(results, pair, rate)
        else:
            statement, period = column[0].statement, column[0].column.period
            label = period_label(results.project, period)
            what = fact("statement-in-column", statement=statement.title_fact, period=label, column=currency)
            yield not_applicable(NAME, what, fact("no-rate-fits"), StatementSubject(statement.id, period))


def columns_with_rates(results: Results) -> Iterator[tuple[str, list[Pair], Decimal | None]]:
    """Yield each translated column: its currency, its figures beside their translations, its rate, None if unclear."""
    for currency in results.project.source_figures.translated_into:
        pairs = list(_pairs(results, currency))
        common = rate_of(pairs)
        columns: dict[Scope, list[Pair]] = {}
        for pair in pairs:
            columns.setdefault((pair.statement.id, pair.column.period), []).append(pair)
        for column in columns.values():
            yield currency, column, _rate_for(column, common)


def _rate_for(column: list[Pair], common: Decimal | None) -> Decimal | None:
    """Return the rate that most figures of a column fit: the common one, else its own; None if there is none."""
    if common is not None and _fits_most(column, common):
        return common
    return rate_of(column)


def _compare_at_rate(results: Results, pair: Pair, rate: Decimal) -> Comparison:
    """Return the comparison of a translation, which may be off by one in the last digit so that totals foot."""
    line, column = pair.line, pair.column
    least_decimals = min(printed_decimals(results, line), default=line.decimals)
    decimals = max(least_decimals, decimals_of(pair.translated)) if line.unit is LineUnit.PER_SHARE else line.decimals
    label = period_label(results.project, column.period)
    at_rate = format_exactly(rate)
    what = fact("translated-at-rate", line=line.name, period=label, currency=column.currency, rate=at_rate)
    expected = Rounded(Quotient(as_reported(line.id, column.period), Constant(rate)), decimals)
    unit = Decimal(1).scaleb(-min(least_decimals, decimals))
    figure, why_apart = column.figure(line.id), fact("rounded-so-that-total-foots")
    subject = subject_of_figure(results.project, figure)
    return Comparison(NAME, what, figure, expected, unit, why_apart=why_apart, subject=subject)


def _pairs(results: Results, currency: str) -> Iterator[Pair]:
    """Yield translated figures, except totals and repeats of totals, which are summed rather than translated."""
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
    """Return the price of one unit of the other currency in the reporting one, as most figures imply; None if unclear.

    Rates are quoted in few decimals: of the rates implied by the largest amounts, the shortest that fits most figures.
    """
    money_pairs = [pair for pair in pairs if pair.line.unit is LineUnit.MONEY and pair.translated and pair.reported]
    largest = sorted(money_pairs, key=lambda pair: -abs(pair.translated))[:LARGEST]
    implied = [PRECISE.divide(pair.reported, pair.translated) for pair in largest]
    candidates = dict.fromkeys(
        round_half_up(rate, decimals) for decimals in DECIMALS_OF_RATES for rate in implied if rate > 0
    )
    best, fitting = None, 0
    for candidate in filter(None, candidates):
        fits = sum(_fits(pair, candidate) for pair in money_pairs)
        if fits > fitting:
            best, fitting = candidate, fits
    return best if best is not None and fitting >= LEAST_FIGURES and _fits_most(money_pairs, best) else None


def _fits_most(pairs: list[Pair], rate: Decimal) -> bool:
    money_pairs = [pair for pair in pairs if pair.line.unit is LineUnit.MONEY] or pairs
    return sum(_fits(pair, rate) for pair in money_pairs) * 3 >= len(money_pairs) * 2


def _fits(pair: Pair, rate: Decimal) -> bool:
    expected = PRECISE.divide(pair.reported, rate)
    return abs(pair.translated - expected) <= half_a_digit(pair.line.decimals)


CHECK = Check(NAME, compare_translations)
