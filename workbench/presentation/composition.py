"""The composition of one difference: which lines it moves in a statement and period, totals apart from their parts."""

from dataclasses import dataclass
from decimal import Decimal

from workbench.domain.ids import AdjustmentId, LineId, StatementId
from workbench.domain.periods import PeriodId
from workbench.domain.statements import LineUnit
from workbench.engine.recalculate import Results
from workbench.phrases import Phrase, Words, phrase, phrase_of_count, say

MOST_LINES = 14
"""More lines are gathered in one, from the smallest on."""


@dataclass(frozen=True, slots=True)
class MovedLine:
    """A line with the effect on it, in its own sign; ``line`` is None for all smaller ones together."""

    line: LineId | None
    name: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Composition:
    """The lines moved, the largest effect first.

    ``others``: how many moved lines are not amounts of money. ``unknown``: on how many lines its effect is an error.
    """

    lines: tuple[MovedLine, ...]
    others: int
    unknown: int
    is_on: bool


def composition(
    results: Results,
    adjustment: AdjustmentId,
    statement: StatementId,
    period: PeriodId,
    words: Words,
    most: int = MOST_LINES,
) -> Composition:
    """Return what a difference moves: lines with entries of their own, and of a total only what its parts leave open.

    At most ``most`` lines are returned, the last of them for the rest together.
    """
    project = results.project
    lines, moving = project.statement_by_id[statement].line_by_id, project.adjustment_by_id[adjustment]
    unknown = {line for line, at in moving.unknown if at == period and line in lines}
    moved = [
        (lines[line], amount)
        for (line, at), amount in moving.effects.items()
        if at == period and line in lines and line not in unknown and amount
    ]
    of_money = [(line, amount) for line, amount in moved if line.unit is LineUnit.MONEY]
    of_money.sort(key=lambda pair: -abs(pair[1]))
    totals = project.statement_by_id[statement].total_of
    named = [
        MovedLine(line.id, say(_name_of_unallocated(line.name), words) if line.id in totals else line.name, amount)
        for line, amount in of_money
    ]
    if len(named) > most:
        shown, rest = named[: most - 1], named[most - 1 :]
        together = say(phrase_of_count("{count} other line", "{count} other lines, together", len(rest)), words)
        named = [*shown, MovedLine(None, together, sum((line.amount for line in rest), Decimal(0)))]
    return Composition(tuple(named), len(moved) - len(of_money), len(unknown), adjustment in project.enabled)


def _name_of_unallocated(name: str) -> Phrase:
    return phrase("{total}, not by its parts", total=name)
