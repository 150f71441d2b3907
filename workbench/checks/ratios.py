"""Ratios: per-share amounts and margins = numerator / denominator, as reported and as adjusted.

Captions say little here: numerator and denominator are found by their figures, in all columns at once.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial

from workbench.checks.check import Check, CheckItems
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
from workbench.checks.comparison import Comparison
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
from workbench.checks.subjects import describe_figure, subject_of_figure
from workbench.domain.amounts import PRECISE, decimals_of, half_a_digit, round_half_up
from workbench.domain.facts import Fact, fact
from workbench.domain.findings import CheckId
from workbench.domain.periods import PeriodId
from workbench.domain.project import Project
from workbench.domain.sources import FigureRole
from workbench.domain.statements import Concept, Line, LineRole, LineUnit, Statement, StatementKind
from workbench.engine import Results

RATIO, RESULT_OF_RATIO = CheckId("ratio"), CheckId("result-of-ratio")
NEAR = 40
"""The number of lines above a ratio among which its numerator is sought."""
NEGLIGIBLE = Decimal("0.002")
"""The part of the last printed digit up to which the rounding of numerator and denominator is ignored."""
LEAST_PERIODS = 3
WORDS, STEM = re.compile(r"[^\W\d_]+"), 5
DILUTION = frozenset(("basic", "diluted"))
COMMON = frozenset(("income", "margin", "ratio", "revenue", "total", "percentage"))
"""Words that do not identify a numerator."""
NUMERATORS = (Concept.ATTRIBUTABLE_NET_INCOME, Concept.NET_INCOME, Concept.OPERATING_INCOME)
NOT_TRIED = RelationByColumn()


@dataclass(frozen=True, slots=True)
class RatioRelation:
    """A ratio = numerator x factor / denominator, rounded to ``decimals``. ``where``: the columns that confirm it."""

    statement: Statement
    line: Line
    numerator: Line
    denominator: Line
    factor: Decimal
    decimals: int
    where: RelationByColumn = NOT_TRIED

    def decimals_of(self, printed: Decimal) -> int:
        """Return the decimals to which a printed figure is compared: its own if it has more."""
        return max(self.decimals, decimals_of(printed))


def compare_ratios(results: Results) -> CheckItems:
    """Compare each per-share amount and percentage with its quotient, if most columns establish one."""
    project = results.project
    for statement in project.statements:
        for line in statement.lines:
            if line.unit.is_ratio and (relation := ratio_relation(results, statement, line)) is not None:
                for column in relation.where.columns:
                    yield _compare_in_column(results, relation, column)


def ratio_relation(results: Results, statement: Statement, line: Line) -> RatioRelation | None:
    """Return the best relation that gives a ratio; None if none is established by its columns."""
    established = [relation for relation in _candidate_relations(results, statement, line) if _is_established(relation)]
    return min(established, key=lambda relation: relation.where.rank, default=None)


def likeliest_relation(results: Results, statement: Statement, line: Line) -> RatioRelation | None:
    """Return the relation that gives a ratio, else the one that gives it in most columns; None if none does in any."""
    relations = [relation for relation in _candidate_relations(results, statement, line) if relation.where.held]
    established = [relation for relation in relations if _is_established(relation)]
    if established:
        return min(established, key=lambda relation: relation.where.rank)
    return max(relations, key=lambda relation: len(relation.where.held), default=None)


def _is_established(relation: RatioRelation) -> bool:
    """True if most columns confirm a relation; if concepts imply it, at least as many as contradict it."""
    if _is_implied_by_concepts(relation):
        return 0 < len(relation.where.held) >= len(relation.where.broken)
    return relation.where.is_established and _is_conclusive(relation)


def _is_implied_by_concepts(relation: RatioRelation) -> bool:
    concepts = (relation.line.concept, relation.denominator.concept)
    return concepts == (Concept.BASIC_EPS, Concept.BASIC_SHARES) and relation.numerator.concept in NUMERATORS


def _is_conclusive(relation: RatioRelation) -> bool:
    """False for a percentage confirmed in fewer than three periods whose caption does not name its numerator."""
    if relation.line.unit is not LineUnit.PERCENT:
        return True
    periods = {column.period for column in relation.where.held}
    return len(periods) >= LEAST_PERIODS or bool(_stems(relation.line) & _stems(relation.numerator))


def _stems(line: Line) -> set[str]:
    return {word[:STEM] for word in WORDS.findall(line.name.casefold()) if len(word) >= STEM and word not in COMMON}


def _candidate_relations(results: Results, statement: Statement, line: Line) -> Iterator[RatioRelation]:
    project, columns = results.project, columns_of(results.project, statement)
    for denominator in _denominators(project, statement, line):
        for numerator in _numerators(project, statement, line):
            if numerator.id == denominator.id:
                continue
            for factor in _factors(project, denominator, line):
                for decimals in printed_decimals(results, line):
                    relation = RatioRelation(statement, line, numerator, denominator, factor, decimals)
                    yield replace(relation, where=relation_by_column(columns, partial(_holds, results, relation)))


def _denominators(project: Project, statement: Statement, line: Line) -> Iterable[Line]:
    """Yield share counts, or revenue: of this statement, else of operations."""
    statements = (statement, *(other for other in project.of_kind(StatementKind.OPERATIONS) if other is not statement))
    for searched in statements:
        divisors = [other for other in searched.lines if _may_divide(other, line)]
        alike = [other for other in divisors if _dilution_words(other) == _dilution_words(line)]
        yield from alike or divisors
        if divisors:
            return


def _dilution_words(line: Line) -> frozenset[str]:
    """Return the words basic and diluted of a caption: a diluted amount is divided by the diluted number of shares."""
    return DILUTION.intersection(WORDS.findall(line.name.casefold()))


def _may_divide(other: Line, line: Line) -> bool:
    return other.unit is LineUnit.SHARES if line.unit is LineUnit.PER_SHARE else other.concept is Concept.REVENUE


def _numerators(project: Project, statement: Statement, line: Line) -> Iterable[Line]:
    """Return the lines with a concept of income, then the lines of money above the ratio, nearest first."""
    position = statement.lines.index(line)
    money_lines = [other for other in reversed(statement.lines[max(0, position - NEAR) : position]) if _is_money(other)]
    result_lines = [numerator for concept in NUMERATORS if (numerator := statement.line_with(concept)) is not None]
    if statement.kind is not StatementKind.OPERATIONS:
        result_lines += [
            numerator
            for other in project.of_kind(StatementKind.OPERATIONS)
            for concept in NUMERATORS
            if (numerator := other.line_with(concept))
        ]
    return {other.id: other for other in (*result_lines, *money_lines)}.values()


def _is_money(line: Line) -> bool:
    return line.unit is LineUnit.MONEY and line.role is not LineRole.HEADING


def _factors(project: Project, denominator: Line, line: Line) -> tuple[Decimal, ...]:
    """Return the possible factors of a numerator: -1 too for a percentage, because costs may be printed negative."""
    if line.unit is LineUnit.PERCENT:
        return Decimal(1), Decimal(-1)
    return (Decimal(project.scale) / project.statement_of(denominator.id).share_scale,)


def _holds(results: Results, relation: RatioRelation, column: Column) -> bool | None:
    printed = figure_amount(results, column.figure(relation.line.id))
    numerator, denominator = (amount_in(results, column, line) for line in (relation.numerator, relation.denominator))
    if printed is None or numerator is None or not denominator or not (printed or numerator):
        return None
    exact = PRECISE.divide(numerator * relation.factor, denominator)
    tolerance = _tolerance(relation, exact, denominator)
    if tolerance is None:
        return None
    return abs(printed - round_half_up(exact, relation.decimals_of(printed))) <= tolerance


def _tolerance(relation: RatioRelation, exact: Decimal, denominator: Decimal) -> Decimal | None:
    """Return 0, or one unit of the last digit if numerator and denominator are printed too coarsely to determine it.

    None if such a tolerance would prove nothing: for a percentage, or a numerator other than income.
    """
    unit = Decimal(1).scaleb(-relation.decimals)
    slack = half_a_digit(relation.numerator.decimals) * abs(relation.factor)
    slack += half_a_digit(relation.denominator.decimals) * abs(exact)
    if slack <= unit * NEGLIGIBLE * abs(denominator):
        return Decimal(0)
    is_per_share_result = relation.numerator.concept in NUMERATORS and relation.line.unit is LineUnit.PER_SHARE
    return unit if is_per_share_result else None


def _compare_in_column(results: Results, relation: RatioRelation, column: Column) -> Comparison:
    terms = (relation.numerator, relation.denominator)
    left, numerator, denominator = (figure_in(results, column, line) for line in (relation.line, *terms))
    amounts = [amount_in(results, column, term) or Decimal(0) for term in terms]
    exact = PRECISE.divide(amounts[0] * relation.factor, amounts[1])
    heading = column.currency or results.project.frameworks.source.label
    ratio = describe_figure(results.project, name_of(relation.line), column.period, heading)
    printed = figure_amount(results, left) or Decimal(0)
    tolerance = _tolerance(relation, exact, amounts[1]) or Decimal(0)
    comparison = _comparison_with(
        RATIO,
        _describe(ratio, relation),
        replace(relation, decimals=relation.decimals_of(printed)),
        (left, numerator, denominator),
        tolerance,
    )
    subject = subject_of_figure(results.project, left)
    return replace(comparison, broken_status=relation.where.broken_status, subject=subject)


def _describe(ratio: Fact, relation: RatioRelation) -> Fact:
    numerator, denominator = relation.numerator.name, name_of(relation.denominator)
    return fact("ratio-of-lines", figure=ratio, numerator=numerator, denominator=denominator)


def _comparison_with(
    check: CheckId, what: Fact, relation: RatioRelation, figures: tuple[Figure, Figure, Figure], tolerance: Decimal
) -> Comparison:
    left, numerator, denominator = figures
    factor = Constant(relation.factor)
    scaled: Expression = numerator if relation.factor == 1 else Product((numerator, factor))
    expected = Rounded(Quotient(scaled, denominator), relation.decimals)
    return Comparison(check, what, left, expected, tolerance, why_apart=fact("within-rounding"))


def compare_results_of_ratios(results: Results) -> CheckItems:
    """Compare each ratio's result with the quotient of adjusted figures, or with what a source prints."""
    for statement in results.project.statements:
        for line in statement.lines:
            if not line.unit.is_ratio:
                continue
            for period in statement.periods:
                if period in statement.reconciled and (line.id, period) not in statement.unknown:
                    yield from _compare_result(results, statement, line, period)


def _compare_result(results: Results, statement: Statement, line: Line, period: PeriodId) -> Iterator[Comparison]:
    project = results.project
    name = describe_figure(project, name_of(line), period, project.frameworks.target.label)
    subject = subject_of_figure(project, result(line.id, period))
    ratio = results.ratio_at(line.id, period)
    lines_of_ratio = (line.id, ratio.numerator, ratio.denominator) if ratio else (line.id,)
    doubtful = doubtful_adjustments(results, lines_of_ratio, period)
    for source_figure in project.source_figures.figures_for(line.id, period, FigureRole.RESULT):
        if source_figure.amount is not None:
            yield Comparison(
                RESULT_OF_RATIO,
                fact("figure-in-cell", figure=name, cell=str(source_figure.cell)),
                result(line.id, period),
                SourceCell(source_figure),
                unless_on=doubtful,
                only_complete=True,
                subject=subject,
            )
    entered = any((line.id, period) in adjustment.effects for adjustment in project.adjustments)
    if ratio is None or entered:
        return
    lines = [statement.line_by_id[part] for part in (line.id, ratio.numerator, ratio.denominator)]
    if not all(may_have_result(results, part.id, period) for part in lines):
        return
    denominator_amount = statement.figure(ratio.denominator, period)
    if not denominator_amount:
        return
    relation = RatioRelation(statement, line, lines[1], lines[2], ratio.factor, line.decimals)
    numerator_amount = statement.figure(ratio.numerator, period) or Decimal(0)
    exact = PRECISE.divide(numerator_amount * ratio.factor, denominator_amount)
    tolerance = _tolerance(relation, exact, denominator_amount) or Decimal(0)
    left, numerator, denominator = (result(part.id, period) for part in lines)
    figures = (left, numerator, denominator)
    comparison = _comparison_with(RESULT_OF_RATIO, _describe(name, relation), relation, figures, tolerance)
    yield replace(comparison, unless_on=doubtful, subject=subject)


CHECKS = (Check(RATIO, compare_ratios), Check(RESULT_OF_RATIO, compare_results_of_ratios, follows_switches=True))
