"""Find how per-share amounts are made, and prove it: money / shares, each in its scale, gives the printed figures.

A relation stands where it gives most of them: the other one may be the wrong figure, and a check says so.
"""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from workbench.domain.statements import Concept, Line, LineUnit, Ratio, Statement
from workbench.engine import quotient

MOST_SHARES = 10**12
"""More shares no company has: such a count is in another scale."""
AGREEING_PER_OTHER = 2
SHARE_SCALES = (1, 1_000, 1_000_000)
"""What share counts may be printed in, beside money in another scale."""


def with_ratios(statement: Statement, scale: int, share_scale: int | None, unproven: int | None) -> Statement:
    """Return ``statement`` with the relation of each ratio line that its own figures prove.

    Where nothing says in which scale share counts are printed (None), the amounts per share that they give tell it;
    where they do not, it is ``unproven``, unless the counts are too large for that.
    """
    for each in (share_scale,) if share_scale else SHARE_SCALES:
        ratios = [
            ratio
            for line in statement.lines
            if line.unit.is_ratio and (ratio := next(_proven(statement, line, scale, each), None)) is not None
        ]
        if any(statement.line_by_id[ratio.line].unit is LineUnit.PER_SHARE for ratio in ratios):
            return replace(statement, ratios=tuple(ratios), share_scale=each)
    if share_scale is None and unproven and 0 < largest_share_count(statement) * unproven < MOST_SHARES:
        return replace(statement, ratios=tuple(ratios), share_scale=unproven)
    return replace(statement, ratios=tuple(ratios))


def largest_share_count(statement: Statement) -> Decimal:
    """Return the largest count of shares as printed; 0 where there is none."""
    counts = (statement.figures.get(line.id, ()) for line in statement.lines if line.unit is LineUnit.SHARES)
    return max((abs(count) for row in counts for count in row if count), default=Decimal(0))


def _proven(statement: Statement, line: Line, scale: int, share_scale: int) -> Iterator[Ratio]:
    """Yield the relations that hold in most periods, those first that fail in none."""
    found: list[tuple[int, Ratio]] = []
    for numerator, denominator, factor in _candidates(statement, line, scale, share_scale):
        agreeing, columns = 0, 0
        for period in statement.periods:
            printed = statement.figure(line.id, period)
            above, below = statement.figure(numerator.id, period), statement.figure(denominator.id, period)
            if printed is None or above is None or not below:
                continue
            columns += 1
            agreeing += quotient(above * factor, below, line.decimals) == printed
        if agreeing and agreeing >= AGREEING_PER_OTHER * (columns - agreeing):
            evidence = (
                f"{numerator.name} / {denominator.name} gives the printed figure in {agreeing} of {columns} periods"
            )
            found.append((columns - agreeing, Ratio(line.id, numerator.id, denominator.id, factor, evidence)))
    yield from (ratio for _, ratio in sorted(found, key=lambda each: each[0]))


def _candidates(statement: Statement, line: Line, scale: int, share_scale: int) -> Iterator[tuple[Line, Line, Decimal]]:
    if line.unit is LineUnit.PER_SHARE:
        for meaning in (Concept.ATTRIBUTABLE_NET_INCOME, Concept.NET_INCOME):
            numerator = statement.line_with(meaning)
            for denominator in statement.lines:
                if numerator and denominator.unit is LineUnit.SHARES:
                    yield numerator, denominator, Decimal(scale) / share_scale
    elif revenue := statement.line_with(Concept.REVENUE):
        for numerator in statement.lines:
            if numerator.unit is LineUnit.MONEY and numerator.concept not in (None, Concept.REVENUE):
                yield numerator, revenue, Decimal(1)
