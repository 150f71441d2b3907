"""Finds the terms of ratios and proves them: money / shares, each in its scale, gives the printed per-share amounts.

A relation holds if it gives most of them: one that differs may be a wrong figure, which a check reports.
"""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from workbench.domain.facts import fact
from workbench.domain.statements import Concept, Line, LineUnit, Ratio, Statement
from workbench.engine import quotient

MOST_SHARES = 10**12
"""No company has more shares than this: a larger count is in a different scale."""
AGREEING_PER_OTHER = 2
"""A relation holds if at least this many periods agree for each one that does not."""
SHARE_SCALES = (1, 1_000, 1_000_000)
"""The scales in which share counts may be printed, tried in this order."""


def with_ratios(
    statement: Statement, scale: int, share_scale: int | None, assumed_share_scale: int | None
) -> Statement:
    """Return ``statement`` with the relation of each ratio line that its own figures prove.

    If no source states the scale of share counts (``share_scale`` None), it is the one that proves per-share amounts;
    if none does, ``assumed_share_scale``, unless the counts are too large for that. ``scale``: of money.
    """
    for candidate in (share_scale,) if share_scale else SHARE_SCALES:
        ratios = [
            ratio
            for line in statement.lines
            if line.unit.is_ratio
            and (ratio := next(_prove_ratios(statement, line, scale, candidate), None)) is not None
        ]
        if any(statement.line_by_id[ratio.line].unit is LineUnit.PER_SHARE for ratio in ratios):
            return replace(statement, ratios=tuple(ratios), share_scale=candidate)
    if (
        share_scale is None
        and assumed_share_scale
        and 0 < largest_share_count(statement) * assumed_share_scale < MOST_SHARES
    ):
        return replace(statement, ratios=tuple(ratios), share_scale=assumed_share_scale)
    return replace(statement, ratios=tuple(ratios))


def largest_share_count(statement: Statement) -> Decimal:
    """Return the largest count of shares as printed; 0 if there is none."""
    counts = (statement.figures.get(line.id, ()) for line in statement.lines if line.unit is LineUnit.SHARES)
    return max((abs(count) for row in counts for count in row if count), default=Decimal(0))


def _prove_ratios(statement: Statement, line: Line, scale: int, share_scale: int) -> Iterator[Ratio]:
    """Yield the relations that hold in most periods, those with fewest failures first."""
    failures_and_ratios: list[tuple[int, Ratio]] = []
    for numerator, denominator, factor in _candidate_ratios(statement, line, scale, share_scale):
        agreeing, columns = 0, 0
        for period in statement.periods:
            printed = statement.figure(line.id, period)
            numerator_amount = statement.figure(numerator.id, period)
            denominator_amount = statement.figure(denominator.id, period)
            if printed is None or numerator_amount is None or not denominator_amount:
                continue
            columns += 1
            agreeing += quotient(numerator_amount * factor, denominator_amount, line.decimals) == printed
        if agreeing and agreeing >= AGREEING_PER_OTHER * (columns - agreeing):
            evidence = fact(
                "ratio-gives-figure",
                numerator=numerator.name,
                denominator=denominator.name,
                agreeing=agreeing,
                periods=columns,
            )
            failures_and_ratios.append(
                (columns - agreeing, Ratio(line.id, numerator.id, denominator.id, factor, evidence))
            )
    yield from (ratio for _, ratio in sorted(failures_and_ratios, key=lambda pair: pair[0]))


def _candidate_ratios(
    statement: Statement, line: Line, scale: int, share_scale: int
) -> Iterator[tuple[Line, Line, Decimal]]:
    if line.unit is LineUnit.PER_SHARE:
        for concept in (Concept.ATTRIBUTABLE_NET_INCOME, Concept.NET_INCOME):
            numerator = statement.line_with(concept)
            for denominator in statement.lines:
                if numerator and denominator.unit is LineUnit.SHARES:
                    yield numerator, denominator, Decimal(scale) / share_scale
    elif revenue := statement.line_with(Concept.REVENUE):
        for numerator in statement.lines:
            if numerator.unit is LineUnit.MONEY and numerator.concept not in (None, Concept.REVENUE):
                yield numerator, revenue, Decimal(1)
