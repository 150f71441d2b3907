"""What reaches a figure that a reviewer typed over: an effect that nobody has explained, visible as such.

No effect can be entered on a total itself, so one on a total stands on a line of its own among its parts.
"""

from decimal import Decimal

from workbench.commands.entries import EditEntries
from workbench.commands.lines import SetTotal
from workbench.commands.new_adjustments import AddAdjustment
from workbench.commands.statement_lines import InsertLine
from workbench.domain.adjustments import Adjustment, JournalEntry, Leg, Readiness, Returned, entry_id
from workbench.domain.ids import AdjustmentId, LineId
from workbench.domain.maps import Map
from workbench.domain.periods import PeriodId
from workbench.domain.statements import Line
from workbench.merging import Change
from workbench.phrases import phrase, say
from workbench.returning.collected import Collected
from workbench.wording.periods import short_label

UNEXPLAINED = phrase("Unexplained difference")
NAME = phrase("Unexplained: {line}, {period}")


def unexplained_effect(
    collected: Collected,
    line: LineId,
    period: PeriodId,
    adjustment: AdjustmentId | None,
    amount: Decimal,
    place: str,
) -> tuple[Change, ...]:
    """Return what adds ``amount`` to the result of a line: in a difference, or without one, in one of its own."""
    project = collected.project
    origin = Returned(collected.file, collected.cell(place))
    if adjustment is not None:
        known = project.adjustment_by_id.get(adjustment)
        present = known.effects.get((line, period), Decimal(0)) if known else Decimal(0)
        return (EditEntries(adjustment, {(line, period): present + amount}, origin),)
    statement = next((known for known in project.statements if line in known.line_by_id), None)
    caption = statement.line_by_id[line].name if statement else say(UNEXPLAINED, collected.words)
    when = short_label(project.periods[period], collected.words)
    return (_new_difference(collected, line, period, amount, origin, caption, when),)


def _new_difference(
    collected: Collected,
    line: LineId,
    period: PeriodId,
    amount: Decimal,
    origin: Returned,
    caption: str,
    when: str,
) -> AddAdjustment:
    name = say(phrase(NAME.pattern, line=caption, period=when), collected.words)
    key = AdjustmentId(collected.adjustment_ids.new(name, "unexplained"))
    entry = JournalEntry(entry_id(line, period, ()), (Leg(line, period, amount),), origin=origin)
    return AddAdjustment(Adjustment(key, name, entries=Map({entry.id: entry}), readiness=Readiness.DRAFT))


def unexplained_part(
    collected: Collected,
    total: LineId,
    period: PeriodId,
    adjustment: AdjustmentId | None,
    amount: Decimal,
    place: str,
) -> tuple[Change, ...]:
    """Return what adds ``amount`` to a total: a line among its parts, and the effect on that."""
    statement = collected.project.statement_of(total)
    known = statement.total_of[total]
    last = max((part for part, _ in known.parts), key=lambda part: statement.place_of[part])
    caption = say(UNEXPLAINED, collected.words)
    line = Line(LineId(collected.line_ids.new(caption, "unexplained")), caption, statement.line_by_id[last].section)
    parts = (*known.parts, (line.id, 1))
    made = (InsertLine(statement.id, line, last), SetTotal(total, parts, known.partial))
    if adjustment is not None:
        origin = Returned(collected.file, collected.cell(place))
        return (*made, EditEntries(adjustment, {(line.id, period): amount}, origin))
    when = short_label(collected.project.periods[period], collected.words)
    named = statement.line_by_id[total].name
    origin = Returned(collected.file, collected.cell(place))
    return (*made, _new_difference(collected, line.id, period, amount, origin, named, when))
