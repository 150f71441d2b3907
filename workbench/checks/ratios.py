"""Ratios: per-share amounts and margins are what they are made of, as reported and as adjusted.

Captions tell little here. Which lines a ratio is made of is found by its figures, in all columns at once.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial

from workbench.checks.check import Check, Look
from workbench.checks.columns import (
    Column,
    RelationByColumn,
    amount_in,
    columns_of,
    figure_in,
    name_of,
    printed_decimals,
    relation_by_column,
)
from workbench.checks.comparison import Comparison, period_label
from workbench.checks.expressions import (
    Constant,
    Expression,
    Figure,
    Product,
    Quotient,
    Rounded,
    SourceCell,
    figure_amount,
    result,
)
from workbench.checks.states import doubtful_adjustments, may_have_result
from workbench.domain.amounts import PRECISE, decimals_of, half_a_digit, round_half_up
from workbench.domain.periods import PeriodId
from workbench.domain.project import Project
from workbench.domain.sources import FigureRole
from workbench.domain.statements import Concept, Line, LineRole, LineUnit, Statement, StatementKind
from workbench.engine import Results

RATIO, RESULT_OF_RATIO = "ratio", "result of a ratio"
NEAR = 40
"""How many lines above a ratio may be its numerator."""
NEGLIGIBLE = Decimal("0.002")
"""Of the last digit printed: where numerator and denominator are not known better, a ratio may be off by that digit."""
PERIODS_THAT_TELL = 3
WORDS, STEM = re.compile(r"[^\W\d_]+"), 5
DILUTION = frozenset(("basic", "diluted"))
COMMON = frozenset(("income", "margin", "ratio", "revenue", "total", "percentage"))
"""What names no numerator."""
NUMERATORS = (Concept.ATTRIBUTABLE_NET_INCOME, Concept.NET_INCOME, Concept.OPERATING_INCOME)
NOT_TRIED = RelationByColumn()


@dataclass(frozen=True, slots=True)
class RatioRelation:
    """How a ratio is made, and in which columns it is: numerator x factor / denominator, at ``decimals``."""

    statement: Statement
    line: Line
    numerator: Line
    denominator: Line
    factor: Decimal
    decimals: int
    where: RelationByColumn = NOT_TRIED

    def decimals_of(self, printed: Decimal) -> int:
        """Return the decimals at which a printed figure is judged: a figure with more of them at its own."""
        return max(self.decimals, decimals_of(printed))


def compare_ratios(results: Results) -> Look:
    """Compare each per-share amount and each percentage with what it is made of, wherever most columns show that."""
    project = results.project
    for statement in project.statements:
        for line in statement.lines:
            if line.unit.is_ratio and (made := ratio_relation(results, statement, line)) is not None:
                for column in made.where.columns:
                    yield _in_column(results, made, column)


def ratio_relation(results: Results, statement: Statement, line: Line) -> RatioRelation | None:
    """Return what a ratio is made of; None where nothing fits in most columns."""
    found = [made for made in _candidates(results, statement, line) if _stands(made)]
    return min(found, key=lambda made: made.where.rank, default=None)


def _stands(made: RatioRelation) -> bool:
    """True where most columns speak for a relation; where concepts promise it, as many as speak against it."""
    if _is_promised(made):
        return 0 < len(made.where.held) >= len(made.where.broken)
    return made.where.stands and _is_told(made)


def _is_promised(made: RatioRelation) -> bool:
    meanings = (made.line.concept, made.denominator.concept)
    return meanings == (Concept.BASIC_EPS, Concept.BASIC_SHARES) and made.numerator.concept in NUMERATORS


def _is_told(made: RatioRelation) -> bool:
    """False for a percentage that comes out in two periods alone, and whose caption does not name its numerator."""
    if made.line.unit is not LineUnit.PERCENT:
        return True
    periods = {column.period for column in made.where.held}
    return len(periods) >= PERIODS_THAT_TELL or bool(_stems(made.line) & _stems(made.numerator))


def _stems(line: Line) -> set[str]:
    return {word[:STEM] for word in WORDS.findall(line.name.casefold()) if len(word) >= STEM and word not in COMMON}


def _candidates(results: Results, statement: Statement, line: Line) -> Iterator[RatioRelation]:
    project, columns = results.project, columns_of(results.project, statement)
    for denominator in _denominators(project, statement, line):
        for numerator in _numerators(project, statement, line):
            if numerator.id == denominator.id:
                continue
            for factor in _factors(project, denominator, line):
                for decimals in printed_decimals(results, line):
                    tried = RatioRelation(statement, line, numerator, denominator, factor, decimals)
                    yield replace(tried, where=relation_by_column(columns, partial(_holds, results, tried)))


def _denominators(project: Project, statement: Statement, line: Line) -> Iterable[Line]:
    """Yield share counts, or revenue: of this statement, else of operations."""
    wanted = (statement, *(other for other in project.of_kind(StatementKind.OPERATIONS) if other is not statement))
    for where in wanted:
        found = [other for other in where.lines if _may_divide(other, line)]
        alike = [other for other in found if _dilution(other) == _dilution(line)]
        yield from alike or found
        if found:
            return


def _dilution(line: Line) -> frozenset[str]:
    """Return whether a caption says basic, diluted, or neither: a diluted amount is divided by the diluted count."""
    return DILUTION.intersection(WORDS.findall(line.name.casefold()))


def _may_divide(other: Line, line: Line) -> bool:
    return other.unit is LineUnit.SHARES if line.unit is LineUnit.PER_SHARE else other.concept is Concept.REVENUE


def _numerators(project: Project, statement: Statement, line: Line) -> Iterable[Line]:
    """Return the lines that stand for a result, then the money above the ratio, nearest first."""
    place = statement.lines.index(line)
    near = [other for other in reversed(statement.lines[max(0, place - NEAR) : place]) if _is_money(other)]
    meant = [found for m in NUMERATORS if (found := statement.line_with(m)) is not None]
    if statement.kind is not StatementKind.OPERATIONS:
        meant += [
            found
            for other in project.of_kind(StatementKind.OPERATIONS)
            for m in NUMERATORS
            if (found := other.line_with(m))
        ]
    return {other.id: other for other in (*meant, *near)}.values()


def _is_money(line: Line) -> bool:
    return line.unit is LineUnit.MONEY and line.role is not LineRole.HEADING


def _factors(project: Project, denominator: Line, line: Line) -> tuple[Decimal, ...]:
    """Return by what a numerator is multiplied: of a percentage, costs may be printed negative."""
    if line.unit is LineUnit.PERCENT:
        return Decimal(1), Decimal(-1)
    return (Decimal(project.scale) / project.statement_of(denominator.id).share_scale,)


def _holds(results: Results, made: RatioRelation, column: Column) -> bool | None:
    printed = figure_amount(results, column.figure(made.line.id))
    above, below = (amount_in(results, column, line) for line in (made.numerator, made.denominator))
    if printed is None or above is None or not below or not (printed or above):
        return None
    exact = PRECISE.divide(above * made.factor, below)
    tolerance = _tolerance(made, exact, below)
    if tolerance is None:
        return None
    return abs(printed - round_half_up(exact, made.decimals_of(printed))) <= tolerance


def _tolerance(made: RatioRelation, exact: Decimal, below: Decimal) -> Decimal | None:
    """Return 0, or one of the last digit where numerator and denominator are printed too coarsely to tell it.

    None where that says nothing any more: a percentage, or a numerator that is no result, is told by its digits.
    """
    unit = Decimal(1).scaleb(-made.decimals)
    slack = half_a_digit(made.numerator.decimals) * abs(made.factor)
    slack += half_a_digit(made.denominator.decimals) * abs(exact)
    if slack <= unit * NEGLIGIBLE * abs(below):
        return Decimal(0)
    is_meant = made.numerator.concept in NUMERATORS and made.line.unit is LineUnit.PER_SHARE
    return unit if is_meant else None


def _in_column(results: Results, made: RatioRelation, column: Column) -> Comparison:
    left, above, below = (figure_in(results, column, line) for line in (made.line, made.numerator, made.denominator))
    amounts = [amount_in(results, column, line) or Decimal(0) for line in (made.numerator, made.denominator)]
    exact = PRECISE.divide(amounts[0] * made.factor, amounts[1])
    heading = column.currency or results.project.frameworks[0]
    what = f"{name_of(made.line)}, {period_label(results.project, column.period)}, {heading}: {_in_words(made)}"
    printed = figure_amount(results, left) or Decimal(0)
    tolerance = _tolerance(made, exact, amounts[1]) or Decimal(0)
    comparison = _compared(
        RATIO, what, replace(made, decimals=made.decimals_of(printed)), (left, above, below), tolerance
    )
    return replace(comparison, broken=made.where.broken_status)


def _in_words(made: RatioRelation) -> str:
    return f"{made.numerator.name} / {name_of(made.denominator)}"


def _compared(
    check: str, what: str, made: RatioRelation, figures: tuple[Figure, Figure, Figure], tolerance: Decimal
) -> Comparison:
    left, above, below = figures
    numerator: Expression = above if made.factor == 1 else Product((above, Constant(made.factor)))
    expected = Rounded(Quotient(numerator, below), made.decimals)
    return Comparison(check, what, left, expected, tolerance, why_apart="within rounding")


def compare_results_of_ratios(results: Results) -> Look:
    """Compare each ratio's result with the adjusted figures that it is made of, or with what a source prints."""
    for statement in results.project.statements:
        for line in statement.lines:
            if not line.unit.is_ratio:
                continue
            for period in statement.periods:
                if period in statement.reconciled and (line.id, period) not in statement.unknown:
                    yield from _result(results, statement, line, period)


def _result(results: Results, statement: Statement, line: Line, period: PeriodId) -> Iterator[Comparison]:
    project = results.project
    what = f"{name_of(line)}, {period_label(project, period)}, {project.frameworks[1]}"
    ratio = results.ratio_at(line.id, period)
    made_of = (line.id, ratio.numerator, ratio.denominator) if ratio else (line.id,)
    doubted = doubtful_adjustments(results, made_of, period)
    for stated in project.source_figures.figures_for(line.id, period, FigureRole.RESULT):
        if stated.amount is not None:
            yield Comparison(
                RESULT_OF_RATIO,
                f"{what} = {stated.cell}",
                result(line.id, period),
                SourceCell(stated),
                unless_on=doubted,
                only_complete=True,
            )
    entered = any((line.id, period) in adjustment.entries for adjustment in project.adjustments)
    if ratio is None or entered:
        return
    lines = [statement.line_by_id[each] for each in (line.id, ratio.numerator, ratio.denominator)]
    if not all(may_have_result(results, each.id, period) for each in lines):
        return
    below = statement.figure(ratio.denominator, period)
    if not below:
        return
    made = RatioRelation(statement, line, lines[1], lines[2], ratio.factor, line.decimals)
    above = statement.figure(ratio.numerator, period) or Decimal(0)
    tolerance = _tolerance(made, PRECISE.divide(above * ratio.factor, below), below) or Decimal(0)
    left, numerator, denominator = (result(each.id, period) for each in lines)
    comparison = _compared(
        RESULT_OF_RATIO, f"{what}: {_in_words(made)}", made, (left, numerator, denominator), tolerance
    )
    yield replace(comparison, unless_on=doubted)


CHECKS = (Check(RATIO, compare_ratios), Check(RESULT_OF_RATIO, compare_results_of_ratios, follows_switches=True))
