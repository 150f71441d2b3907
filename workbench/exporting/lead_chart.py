"""The waterfall of a lead schedule: a native chart over formulas, so that it follows the reviewer's switches."""

from decimal import ROUND_FLOOR, Decimal

from workbench.engine import Results
from workbench.exporting.formulas import text_literal
from workbench.exporting.layout import GREY, CellFormat, PlannedSheet, Waterfall, number_format, relative_reference
from workbench.exporting.lead_columns import CLOSING, FIRST_DIFFERENCE_ROW, NAME, PROFIT, SWITCH
from workbench.exporting.lead_periods import LeadFigure, LeadPeriod
from workbench.exporting.note_numbers import note_number
from workbench.exporting.switches import Switches
from workbench.phrases import phrase, say
from workbench.presentation.states import SELECTED, state_of
from workbench.presentation.units import money_unit
from workbench.wording.periods import short_label

NAMES, START, END, FIRST_SERIES = 12, 13, 14, 15
"""The columns of the chart's own figures, right of what is printed."""
SERIES = (
    phrase("stands on"),
    phrase("whole"),
    phrase("rise"),
    phrase("rise below zero"),
    phrase("fall"),
    phrase("fall below zero"),
)
STANDS_ON, WHOLE, RISE, RISE_BELOW, FALL, FALL_BELOW = range(len(SERIES))
WIDTH, ROWS = 535, 11
SMALL, SMALL_TEXT = 8, CellFormat(size=8, colour=GREY)
ENOUGH_TO_CUT = Decimal("0.4")
"""An axis begins above zero if all bars stay above this part of the highest: steps would be slivers otherwise."""


def put_waterfall(sheet: PlannedSheet, results: Results, lead: LeadPeriod, switches: Switches, row: int) -> None:
    """Put the chart of profit, or of equity if no profit is reconciled, at ``row``."""
    words = switches.words
    figure, column = (lead.profit, PROFIT) if lead.profit else (lead.closing, CLOSING)
    reported = figure.as_reported() if figure else None
    if figure is None or reported is None or not figure.sheet.adjustments:
        return
    first = _put_bars(sheet, results, figure, reported, column, switches)
    last = first + len(results.project.adjustments) + 1
    least = _least(results, figure, reported)
    period = short_label(results.project.periods[figure.sheet.period], words)
    title = phrase(
        "{line}, {period}, {unit}", line=figure.line.name, period=period, unit=money_unit(results.project, words)
    )
    sheet.waterfalls.append(
        Waterfall(
            row, NAME, WIDTH, ROWS, say(title, words), sheet.name, first, last, NAMES,
            tuple(range(FIRST_SERIES, FIRST_SERIES + len(SERIES))), number_format(figure.line), least,
        )
    )  # fmt: skip


def _put_bars(
    sheet: PlannedSheet, results: Results, figure: LeadFigure, reported: Decimal, column: int, switches: Switches
) -> int:
    """Put the figures of the bars beside the rows of the schedule that they are made from; return the first row."""
    project, words, first = results.project, switches.words, FIRST_DIFFERENCE_ROW - 1
    sheet.put(first - 1, NAMES, say(phrase("Figures of the chart"), words), SMALL_TEXT)
    for number, heading in enumerate((phrase("begins at"), phrase("ends at"), *SERIES)):
        sheet.put(first - 1, START + number, say(heading, words), SMALL_TEXT)
    _put_bar(sheet, first, project.frameworks.source.label, Decimal(0), reported, None, _at(first, column))
    level, row = reported, first
    for adjustment in project.adjustments:
        row += 1
        effect = figure.effect(results, adjustment.id) or Decimal(0)
        end = level + (effect if adjustment.id in project.enabled else Decimal(0))
        to = f"{_at(row, START)}+IF({_at(row, SWITCH)}=1,{_at(row, column)},0)"
        _put_bar(sheet, row, f"({note_number(project, adjustment)})", level, end, _at(row - 1, END), to)
        level = end
    row += 1
    state, partial = state_of(project), say(SELECTED, words)
    name = f"=IF({switches.all_on},{text_literal(state.complete_heading)},{text_literal(partial)})"
    _put_bar(sheet, row, state.short_result_heading(words), Decimal(0), level, None, _at(row - 1, END), name)
    return first


def _put_bar(
    sheet: PlannedSheet,
    row: int,
    name: str,
    start: Decimal,
    end: Decimal,
    from_: str | None,
    to: str,
    name_formula: str | None = None,
) -> None:
    """Put one bar; ``from_``: None for one that stands on zero."""
    number = CellFormat(size=SMALL, colour=GREY, number_format="#,##0_);(#,##0)")
    s, e = _at(row, START), _at(row, END)
    sheet.put(row, NAMES, name, SMALL_TEXT, name_formula)
    sheet.put(row, START, start, number, f"={from_}" if from_ else None)
    sheet.put(row, END, end, number, f"={to}")
    zero = Decimal(0)
    parts: dict[int, tuple[Decimal, str]]
    if from_ is None:
        parts = {WHOLE: (end, e)}
    else:
        parts = {
            STANDS_ON: (
                max(zero, min(start, end)) + min(zero, max(start, end)),
                f"MAX(0,MIN({s},{e}))+MIN(0,MAX({s},{e}))",
            ),
            RISE: (max(zero, end) - max(zero, start), f"IF({e}>{s},MAX(0,{e})-MAX(0,{s}),0)"),
            RISE_BELOW: (min(zero, start) - min(zero, end), f"IF({e}>{s},MIN(0,{s})-MIN(0,{e}),0)"),
            FALL: (max(zero, start) - max(zero, end), f"IF({e}<{s},MAX(0,{s})-MAX(0,{e}),0)"),
            FALL_BELOW: (min(zero, end) - min(zero, start), f"IF({e}<{s},MIN(0,{e})-MIN(0,{s}),0)"),
        }
        unused = [*((RISE, RISE_BELOW) if end <= start else ()), *((FALL, FALL_BELOW) if end >= start else ())]
        parts.update({part: (zero, parts[part][1]) for part in unused})
    for part in range(len(SERIES)):
        amount, formula = parts.get(part, (zero, None))
        sheet.put(row, FIRST_SERIES + part, amount, number, formula and f"={formula}")


def _least(results: Results, figure: LeadFigure, reported: Decimal) -> Decimal | None:
    """Return where the axis begins: below the lowest level that any state of the switches leads to."""
    effects = [figure.effect(results, adjustment.id) or Decimal(0) for adjustment in figure.sheet.adjustments]
    lowest = reported + sum((effect for effect in effects if effect < 0), Decimal(0))
    highest = reported + sum((effect for effect in effects if effect > 0), Decimal(0))
    if highest <= 0 or lowest < ENOUGH_TO_CUT * highest:
        return None
    step = Decimal(1).scaleb(highest.adjusted() - 1)
    room = (highest - lowest) / 2
    return max(Decimal(0), ((lowest - room) / step).to_integral_value(ROUND_FLOOR) * step)


def _at(row: int, column: int) -> str:
    return relative_reference(row, column)
