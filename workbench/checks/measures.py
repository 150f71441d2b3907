"""A measure in several places, or per share and per ADS: the same figure, or the same multiple, in every column."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

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
from workbench.checks.comparison import Comparison, Relation
from workbench.checks.expressions import ZERO, Constant, Expression, Figure, Product, Quotient, Rounded
from workbench.checks.subjects import describe_figure, period_label, subject_of_figure
from workbench.domain.amounts import half_a_digit, round_half_up
from workbench.domain.facts import Fact, fact
from workbench.domain.findings import CheckId
from workbench.domain.statements import Concept, Line, LineRole, LineUnit, Statement, StatementKind
from workbench.engine import Results

SAME = CheckId("same-measure")
MULTIPLE = CheckId("per-share-and-per-ads")
DILUTED = CheckId("share-counts")
MOST_SHARES_PER_ADS = 1_000
WORDS = re.compile(r"[^\W\d_]+")
SMALL = frozenset(("of", "to", "the", "in", "and", "for", "on", "by", "a", "used", "per"))
DISTINGUISHING_WORDS = frozenset(
    (
        *("comprehensive", "net", "gross", "non", "adjusted", "pro", "forma", "basic", "diluted", "other", "total"),
        *("before", "after", "excluding", "including"),
        *("continuing", "discontinued", "operating", "current", "deferred"),
    )
)
"""Words that distinguish one measure from another."""
DEPOSITARY = frozenset(("ads", "adss", "adr", "adrs", "gds", "gdr", "cdi", "depositary", *"存托"))
"""Words that mark a caption as per depositary share; text without spaces is read character by character."""
LEAST_ALIKE = 0.75
"""The least share of the shorter caption's words that the longer one must contain."""
COUNTED = frozenset((LineUnit.SHARES, LineUnit.PER_SHARE))
EXACT_FROM = 5
"""If this many columns are the exact multiple, a deviation in another is more than rounding."""
MOST_LINES = 2_000
"""Statements with more lines are not searched for repeated measures."""
MOST_COUNTED = 200
"""A statement with more share counts and per-share amounts than this is a list of something else."""


@dataclass(frozen=True, slots=True)
class RepeatedMeasure:
    """A line and the ``base`` line of which it is a multiple, within ``tolerance``; a negative multiple divides."""

    line: Line
    base: Line
    multiple: int
    tolerance: Decimal
    where: RelationByColumn


def compare_repeated_measures(results: Results) -> CheckItems:
    """Compare each line with the line of another statement that states the same measure in most columns."""
    for statement, line, others in _lines_to_compare(results):
        if line.concept is Concept.NET_INCOME:
            continue  # compared by a check of its own
        candidates = (_find_repeat(results, statement, line, base, 1) for base in others if _are_alike(line, base))
        if (best := _best_relation(candidates)) is not None:
            for column in best.where.columns:
                yield _comparison_in(results, SAME, best, column)


def compare_multiples(results: Results) -> CheckItems:
    """Compare amounts per ADS with amounts per share, and numbers of ADSs with numbers of shares, or the reverse."""
    for statement in results.project.statements:
        counted_lines = [line for line in statement.lines if line.unit in COUNTED]
        for line in counted_lines if len(counted_lines) <= MOST_COUNTED else ():
            bases = [base for base in _earlier_lines(results, statement, line) if _may_be_multiple(line, base)]
            candidates = (
                _find_multiple(results, statement, line, base, multiple)
                for base in bases
                for multiple in _possible_multiples(results, statement, line, base)
            )
            if (best := _best_relation(candidates)) is not None:
                for column in best.where.columns:
                    yield _comparison_in(results, MULTIPLE, best, column)


def compare_diluted_counts(results: Results) -> CheckItems:
    """Compare the diluted number of shares with the basic one, which it is never below."""
    for statement in results.project.statements:
        basic, diluted = statement.line_with(Concept.BASIC_SHARES), statement.line_with(Concept.DILUTED_SHARES)
        if basic is None or diluted is None:
            continue
        for column in columns_of(results.project, statement):
            amounts = [amount_in(results, column, line) for line in (basic, diluted)]
            if not column.currency and all(amount is not None for amount in amounts):
                label = period_label(results.project, column.period)
                what = fact("no-fewer-than-basic", line=name_of(diluted), period=label)
                left, right = (figure_in(results, column, line) for line in (diluted, basic))
                subject = subject_of_figure(results.project, left)
                yield Comparison(DILUTED, what, left, right, relation=Relation.AT_LEAST, subject=subject)


def _lines_to_compare(results: Results) -> Iterator[tuple[Statement, Line, list[Line]]]:
    """Yield each line, with the lines of earlier statements that have the same figure in one of its columns."""
    lines_by_key: dict[tuple[Column, LineUnit, Decimal], list[Line]] = {}
    statements = [statement for statement in results.project.statements if len(statement.lines) <= MOST_LINES]
    for statement in statements if len(statements) > 1 else ():
        columns = columns_of(results.project, statement)
        line_keys = []
        for line in statement.lines:
            if line.role is LineRole.HEADING:
                continue
            amounts = ((column, amount_in(results, column, line)) for column in columns)
            keys = [(column, line.unit, amount) for column, amount in amounts if amount]
            bases = {base.id: base for key in keys for base in lines_by_key.get(key, ())}
            yield statement, line, list(bases.values())
            line_keys.append((line, keys))
        for line, keys in line_keys:
            for key in keys:
                lines_by_key.setdefault(key, []).append(line)


def _earlier_lines(results: Results, statement: Statement, line: Line) -> Iterator[Line]:
    """Yield the lines above, then those of operations if that is another statement."""
    yield from statement.lines[: statement.lines.index(line)]
    for operations in results.project.of_kind(StatementKind.OPERATIONS):
        if operations is not statement:
            yield from operations.lines


def _may_be_multiple(line: Line, base: Line) -> bool:
    """True for two lines of the same unit of which exactly one is per depositary share, or counts them."""
    is_depositary, is_base_depositary = (bool(_split_into_words(caption) & DEPOSITARY) for caption in (line, base))
    return base.unit is line.unit and is_depositary is not is_base_depositary


def _possible_multiples(results: Results, statement: Statement, line: Line, base: Line) -> Iterator[int]:
    """Yield the whole multiples of ``base`` that ``line`` is in some column; -n stands for the n-th part of it."""
    multiples: dict[int, None] = {}
    for column in columns_of(results.project, statement):
        amount, base_amount = amount_in(results, column, line), amount_in(results, column, base)
        if amount and base_amount and (amount > 0) == (base_amount > 0):
            is_larger = abs(amount) > abs(base_amount)
            multiple = round_half_up(amount / base_amount, 0) if is_larger else -round_half_up(base_amount / amount, 0)
            if 1 < abs(multiple) <= MOST_SHARES_PER_ADS:
                multiples[int(multiple)] = None
    yield from multiples


def _find_multiple(results: Results, statement: Statement, line: Line, base: Line, multiple: int) -> RepeatedMeasure:
    """Return the relation to ``base``: exact if enough columns are, else within the rounding of both lines."""
    exact = _find_repeat(results, statement, line, base, multiple)
    if exact.where.is_established and len(exact.where.held) >= EXACT_FROM:
        return exact
    decimals = min(printed_decimals(results, line), default=line.decimals)
    base_rounding = half_a_digit(min(printed_decimals(results, base), default=base.decimals))
    rounding = half_a_digit(decimals)
    slack = rounding + (base_rounding * multiple if multiple > 0 else base_rounding / -multiple + rounding)
    return _find_repeat(results, statement, line, base, multiple, round_half_up(slack, decimals + 1))


def _find_repeat(
    results: Results, statement: Statement, line: Line, base: Line, multiple: int, tolerance: Decimal = ZERO
) -> RepeatedMeasure:
    def holds(column: Column) -> bool | None:
        amount, base_amount = amount_in(results, column, line), amount_in(results, column, base)
        if amount is None or base_amount is None or not (amount or base_amount):
            return None
        return abs(amount - _multiply(base_amount, multiple, line)) <= tolerance

    return RepeatedMeasure(
        line, base, multiple, tolerance, relation_by_column(columns_of(results.project, statement), holds)
    )


def _multiply(amount: Decimal, multiple: int, line: Line) -> Decimal:
    return amount * multiple if multiple > 0 else round_half_up(amount / -multiple, line.decimals)


def _best_relation(candidates: Iterator[RepeatedMeasure]) -> RepeatedMeasure | None:
    """Return the established relation that is broken least and holds most, among equals with the most alike caption."""
    established = [relation for relation in candidates if relation.where.is_established and _is_conclusive(relation)]
    return min(
        established, key=lambda relation: (*relation.where.rank, -_likeness(relation.line, relation.base)), default=None
    )


def _is_conclusive(repeated: RepeatedMeasure) -> bool:
    """False if a measure is the same in a single period, which may be chance."""
    return len({column.period for column in repeated.where.held}) > 1


def _comparison_in(results: Results, check: CheckId, repeated: RepeatedMeasure, column: Column) -> Comparison:
    project, line, base = results.project, repeated.line, repeated.base
    left, right = (figure_in(results, column, compared) for compared in (line, base))
    heading = column.currency or project.frameworks.source.label
    figure = describe_figure(project, name_of(line), column.period, heading)
    return Comparison(
        check,
        _describe(figure, repeated, project.statement_of(base.id)),
        left,
        _expected_expression(right, repeated),
        repeated.tolerance,
        broken_status=repeated.where.broken_status,
        why_apart=fact("within-rounding"),
        subject=subject_of_figure(project, left),
    )


def _describe(figure: Fact, repeated: RepeatedMeasure, place: Statement) -> Fact:
    """Return the fact that a figure repeats a line of the statement ``place``, or is a multiple of it."""
    base, multiple = name_of(repeated.base), repeated.multiple
    if multiple > 1:
        return fact("multiple-of-line", figure=figure, multiple=multiple, line=base, statement=place.title_fact)
    if multiple < 0:
        return fact("part-of-line", figure=figure, divisor=-multiple, line=base, statement=place.title_fact)
    return fact("same-as-line", figure=figure, line=base, statement=place.title_fact)


def _expected_expression(base: Figure, repeated: RepeatedMeasure) -> Expression:
    if repeated.multiple == 1:
        return base
    if repeated.multiple > 1:
        return Product((base, Constant(Decimal(repeated.multiple))))
    return Rounded(Quotient(base, Constant(Decimal(-repeated.multiple))), repeated.line.decimals)


def _are_alike(line: Line, other: Line) -> bool:
    """True if captions, with their headings, name the same measure: alike, with the same distinguishing words."""
    if line.concept is not None and line.concept is other.concept:
        return True
    if _split_into_words(line) & DISTINGUISHING_WORDS != _split_into_words(other) & DISTINGUISHING_WORDS:
        return False
    return _likeness(line, other) >= LEAST_ALIKE


def _likeness(line: Line, other: Line) -> float:
    words, other_words = _split_into_words(line), _split_into_words(other)
    return len(words & other_words) / min(len(words), len(other_words)) if words and other_words else 0.0


def _split_into_words(line: Line) -> set[str]:
    """Return the words of a caption and, for shares, of its heading; characters if not every word is ASCII."""
    heading = line.section[-1] if line.section and line.unit in COUNTED else ""
    words = {word.casefold() for word in WORDS.findall(f"{heading} {line.name}")} - SMALL
    return words if all(word.isascii() for word in words) else {character for word in words for character in word}


CHECKS = (
    Check(SAME, compare_repeated_measures),
    Check(MULTIPLE, compare_multiples),
    Check(DILUTED, compare_diluted_counts),
)
