"""One measure in several places, or per share and per ADS: the same figure, or the same multiple, in every column."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

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
from workbench.checks.comparison import Comparison, Relation, period_label
from workbench.checks.expressions import ZERO, Constant, Expression, Figure, Product, Quotient, Rounded
from workbench.domain.amounts import half_a_digit, round_half_up
from workbench.domain.statements import Concept, Line, LineRole, LineUnit, Statement, StatementKind
from workbench.engine import Results

SAME, MULTIPLE, DILUTED = "same measure", "per share and per ADS", "share counts"
MOST_SHARES_PER_ADS = 1_000
WORDS = re.compile(r"[^\W\d_]+")
SMALL = frozenset(("of", "to", "the", "in", "and", "for", "on", "by", "a", "used", "per"))
TELLING = frozenset(
    (
        *("comprehensive", "net", "gross", "non", "adjusted", "pro", "forma", "basic", "diluted", "other", "total"),
        *("before", "after", "excluding", "including"),
        *("continuing", "discontinued", "operating", "current", "deferred"),
    )
)
"""Words that make one measure of another."""
DEPOSITARY = frozenset(("ads", "adss", "adr", "adrs", "gds", "gdr", "cdi", "depositary", *"存托"))
"""Of these words, one in a caption says that it is per depositary share; a text without spaces is read by character."""
LEAST_ALIKE = 0.75
"""Of the words of the shorter caption, so many stand in the longer one too."""
COUNTED = frozenset((LineUnit.SHARES, LineUnit.PER_SHARE))
EXACT_FROM = 5
"""Where so many columns are the exact multiple, the one that is not is no matter of rounding."""
MOST_LINES = 2_000
"""A statement with more lines repeats no measure of another."""
MOST_COUNTED = 200
"""A statement with more share counts and amounts per share than that is a list of something else."""


@dataclass(frozen=True, slots=True)
class Repeated:
    """A line, where else its measure stands, the multiple of that, how far it may be off, and in which columns."""

    line: Line
    base: Line
    multiple: int
    tolerance: Decimal
    where: RelationByColumn


def compare_repeated_measures(results: Results) -> Look:
    """Compare each line with the line of another statement that states the same measure in most columns."""
    for statement, line, others in _lines_to_compare(results):
        if line.concept is Concept.NET_INCOME:
            continue  # it has a check of its own
        tried = (_repeated(results, statement, line, base, 1) for base in others if _are_alike(line, base))
        if (best := _best(tried)) is not None:
            for column in best.where.columns:
                yield _compared(results, SAME, best, column)


def compare_multiples(results: Results) -> Look:
    """Compare amounts per ADS with amounts per share, and counts of ADSs with counts of shares, or the reverse."""
    for statement in results.project.statements:
        counted = [line for line in statement.lines if line.unit in COUNTED]
        for line in counted if len(counted) <= MOST_COUNTED else ():
            bases = [base for base in _earlier(results, statement, line) if _may_be_multiple(line, base)]
            tried = (
                _multiple(results, statement, line, base, multiple)
                for base in bases
                for multiple in _multiples(results, statement, line, base)
            )
            if (best := _best(tried)) is not None:
                for column in best.where.columns:
                    yield _compared(results, MULTIPLE, best, column)


def compare_diluted_counts(results: Results) -> Look:
    """Compare the diluted count of shares with the basic one: it is never less."""
    for statement in results.project.statements:
        basic, diluted = statement.line_with(Concept.BASIC_SHARES), statement.line_with(Concept.DILUTED_SHARES)
        if basic is None or diluted is None:
            continue
        for column in columns_of(results.project, statement):
            amounts = [amount_in(results, column, line) for line in (basic, diluted)]
            if not column.currency and all(amount is not None for amount in amounts):
                what = f"{name_of(diluted)}, {period_label(results.project, column.period)}: no fewer than basic"
                left, right = (figure_in(results, column, line) for line in (diluted, basic))
                yield Comparison(DILUTED, what, left, right, relation=Relation.AT_LEAST)


def _lines_to_compare(results: Results) -> Iterator[tuple[Statement, Line, list[Line]]]:
    """Yield each line with figures, beside the lines of earlier statements that state one of these in its column."""
    stating: dict[tuple[Column, LineUnit, Decimal], list[Line]] = {}
    statements = [each for each in results.project.statements if len(each.lines) <= MOST_LINES]
    for statement in statements if len(statements) > 1 else ():
        columns = columns_of(results.project, statement)
        told = []
        for line in statement.lines:
            if line.role is LineRole.HEADING:
                continue
            amounts = ((column, amount_in(results, column, line)) for column in columns)
            keys = [(column, line.unit, amount) for column, amount in amounts if amount]
            bases = {base.id: base for key in keys for base in stating.get(key, ())}
            yield statement, line, list(bases.values())
            told.append((line, keys))
        for line, keys in told:
            for key in keys:
                stating.setdefault(key, []).append(line)


def _earlier(results: Results, statement: Statement, line: Line) -> Iterator[Line]:
    """Yield the lines above, then those of operations, where that is another statement."""
    yield from statement.lines[: statement.lines.index(line)]
    for operations in results.project.of_kind(StatementKind.OPERATIONS):
        if operations is not statement:
            yield from operations.lines


def _may_be_multiple(line: Line, base: Line) -> bool:
    """True where one of two lines of a unit is per depositary share, or counts them, and the other is not."""
    is_of_depositary = [bool(_words(each) & DEPOSITARY) for each in (line, base)]
    return base.unit is line.unit and is_of_depositary[0] is not is_of_depositary[1]


def _multiples(results: Results, statement: Statement, line: Line, base: Line) -> Iterator[int]:
    """Yield the whole multiple of ``base`` that ``line`` is in some column; negative where it is a whole part of it."""
    found: dict[int, None] = {}
    for column in columns_of(results.project, statement):
        amount, of = amount_in(results, column, line), amount_in(results, column, base)
        if amount and of and (amount > 0) == (of > 0):
            times = round_half_up(amount / of, 0) if abs(amount) > abs(of) else -round_half_up(of / amount, 0)
            if 1 < abs(times) <= MOST_SHARES_PER_ADS:
                found[int(times)] = None
    yield from found


def _multiple(results: Results, statement: Statement, line: Line, base: Line, multiple: int) -> Repeated:
    """Return where a line is the multiple: to the digit, where most columns are; else as far as both are rounded."""
    exact = _repeated(results, statement, line, base, multiple)
    if exact.where.stands and len(exact.where.held) >= EXACT_FROM:
        return exact
    decimals = min(printed_decimals(results, line), default=line.decimals)
    of_base = half_a_digit(min(printed_decimals(results, base), default=base.decimals))
    rounding = half_a_digit(decimals)
    slack = rounding + (of_base * multiple if multiple > 0 else of_base / -multiple + rounding)
    return _repeated(results, statement, line, base, multiple, round_half_up(slack, decimals + 1))


def _repeated(
    results: Results, statement: Statement, line: Line, base: Line, multiple: int, tolerance: Decimal = ZERO
) -> Repeated:
    def holds(column: Column) -> bool | None:
        amount, of = amount_in(results, column, line), amount_in(results, column, base)
        if amount is None or of is None or not (amount or of):
            return None
        return abs(amount - _times(of, multiple, line)) <= tolerance

    return Repeated(line, base, multiple, tolerance, relation_by_column(columns_of(results.project, statement), holds))


def _times(amount: Decimal, multiple: int, line: Line) -> Decimal:
    return amount * multiple if multiple > 0 else round_half_up(amount / -multiple, line.decimals)


def _best(tried: Iterator[Repeated]) -> Repeated | None:
    """Return the relation that breaks least and holds most, the one of the caption that is most alike among equals."""
    standing = [each for each in tried if each.where.stands and _tells(each)]
    return min(standing, key=lambda each: (*each.where.rank, -_likeness(each.line, each.base)), default=None)


def _tells(repeated: Repeated) -> bool:
    """False where a measure is the same in one period alone: that may be chance."""
    return len({column.period for column in repeated.where.held}) > 1


def _compared(results: Results, check: str, repeated: Repeated, column: Column) -> Comparison:
    project, line, base = results.project, repeated.line, repeated.base
    left, right = (figure_in(results, column, each) for each in (line, base))
    heading = column.currency or project.frameworks[0]
    place = project.statement_of(base.id).title
    times = _in_words(repeated.multiple)
    what = f"{name_of(line)}, {period_label(project, column.period)}, {heading}: {times}{name_of(base)} of {place}"
    return Comparison(
        check,
        what,
        left,
        _expected(right, repeated),
        repeated.tolerance,
        broken=repeated.where.broken_status,
        why_apart="within rounding",
    )


def _in_words(multiple: int) -> str:
    return f"{multiple} × " if multiple > 1 else f"1/{-multiple} of " if multiple < 0 else ""


def _expected(base: Figure, repeated: Repeated) -> Expression:
    if repeated.multiple == 1:
        return base
    if repeated.multiple > 1:
        return Product((base, Constant(Decimal(repeated.multiple))))
    return Rounded(Quotient(base, Constant(Decimal(-repeated.multiple))), repeated.line.decimals)


def _are_alike(line: Line, other: Line) -> bool:
    """True where captions, with their headings, name one measure: no telling word stands in one of them alone."""
    if line.concept is not None and line.concept is other.concept:
        return True
    if _words(line) & TELLING != _words(other) & TELLING:
        return False
    return _likeness(line, other) >= LEAST_ALIKE


def _likeness(line: Line, other: Line) -> float:
    one, two = _words(line), _words(other)
    return len(one & two) / min(len(one), len(two)) if one and two else 0.0


def _words(line: Line) -> set[str]:
    """Return the words of a caption and, for shares, of its heading; of a text without spaces, its characters."""
    heading = line.section[-1] if line.section and line.unit in COUNTED else ""
    words = {word.casefold() for word in WORDS.findall(f"{heading} {line.name}")} - SMALL
    return words if all(word.isascii() for word in words) else {character for word in words for character in word}


CHECKS = (
    Check(SAME, compare_repeated_measures),
    Check(MULTIPLE, compare_multiples),
    Check(DILUTED, compare_diluted_counts),
)
