"""Which line is likely to be the total of others, and in which total a line beside others is likely to count."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import product

from workbench.commands.line_order import block_of
from workbench.domain.ids import LineId
from workbench.domain.periods import PeriodId
from workbench.domain.statements import Line, LineRole, LineUnit, Statement

Weighted = tuple[tuple[LineId, int], ...]
MOST_SIGNED = 8
"""With more parts, the ways to add and subtract them are too many to try, and one adds up by chance."""


def can_be_added_up(line: Line) -> bool:
    """True for a line that can be a total, or a part of one."""
    return line.role is not LineRole.HEADING and line.unit is LineUnit.MONEY


def candidates_for_total(statement: Statement, selected: Sequence[LineId]) -> tuple[LineId, ...]:
    """Return the lines that may be the total of a selection: those below and above it; if it has several, these first.

    The last of them comes first of all.
    """
    places = [statement.place_of[line] for line in selected]
    below, above = max(places) + 1, min(places) - 1
    beside = [statement.lines[place].id for place in (below, above) if 0 <= place < len(statement.lines)]
    lines = dict.fromkeys((*reversed(selected), *beside) if len(selected) > 1 else beside)
    return tuple(line for line in lines if can_be_added_up(statement.line_by_id[line]))


def likely_total(statement: Statement, selected: Sequence[LineId]) -> tuple[LineId, Weighted] | None:
    """Return the line that the other selected ones add up to wherever it has a figure, with their weights.

    Figures come before words: without any, it is the last selected line if that is a total already. None if none is.
    """
    for line in candidates_for_total(statement, selected):
        if weights := _weights_that_add_up(statement, line, [part for part in selected if part != line]):
            return line, weights
    last = selected[-1]
    if len(selected) > 1 and last in statement.total_of:
        return last, tuple((part, 1) for part in selected[:-1])
    return None


def sum_of_parts(statement: Statement, parts: Iterable[tuple[LineId, int]], period: PeriodId) -> Decimal | None:
    """Return the weighted sum as reported; None if all parts are blank."""
    figures = [(statement.figure(part, period), weight) for part, weight in parts]
    stated = [weight * figure for figure, weight in figures if figure is not None]
    return sum(stated, Decimal(0)) if stated else None


def likely_place_in_total(statement: Statement, beside: LineId, *, is_above: bool) -> tuple[LineId, int] | None:
    """Return the total in which a new line above or below another one is likely to count, with its weight there.

    Between a total and its parts that is the total, elsewhere the total in which the other line counts; None if none.
    """
    graph, place = statement.graph, statement.place_of
    parts = sorted(graph.parts(beside), key=lambda part: place[part[0]])
    if parts and is_above == (place[parts[0][0]] < place[beside]):
        return beside, parts[-1 if is_above else 0][1]
    if statement.line_by_id[beside].role is LineRole.HEADING:
        members = [] if is_above else block_of(statement, beside)[1:]
        return next((above[0] for member in members if (above := graph.totals_above(member.id))), None)
    above = graph.totals_above(beside)
    return above[0] if above else None


def _weights_that_add_up(statement: Statement, line: LineId, parts: Sequence[LineId]) -> Weighted | None:
    """Return the signs with which parts add up to a line in each period for which it has a figure; all added first."""
    stated = [period for period in statement.periods if statement.figure(line, period) is not None]
    if not parts or not any(statement.figure(line, period) for period in stated):
        return None
    number = len(parts) if len(parts) <= MOST_SIGNED else 0
    for signs in (*product((1, -1), repeat=number),) if number else ((1,) * len(parts),):
        weights = tuple(zip(parts, signs, strict=True))
        if all(sum_of_parts(statement, weights, period) == statement.figure(line, period) for period in stated):
            return weights
    return None
