"""The lead schedules, the first thing a reviewer reads: one page for each reporting period, the latest first.

The first of them carries the switches. Below the schedule stand the key totals, a chart, what is open, and the
blocks that are signed by hand.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from workbench.domain.adjustments import Adjustment
from workbench.domain.ids import AdjustmentId
from workbench.domain.sources import FigureRole
from workbench.engine import Results
from workbench.exporting.column_widths import widen_for_figures
from workbench.exporting.formulas import BLANK, DECIMALS_OF_MONEY, reference_keeping_blank, text_literal
from workbench.exporting.layout import (
    BLUE,
    GREY,
    HEADING_FILL,
    RESULT_FILL,
    SWITCH_FILL,
    CellFormat,
    GreyedArea,
    PlannedSheet,
    Tab,
    absolute_reference,
    number_format,
    relative_reference,
)
from workbench.exporting.lead_chart import put_waterfall
from workbench.exporting.lead_columns import (
    CLOSING,
    DIRECT,
    FIRST_DIFFERENCE_ROW,
    HEADING_ROW,
    NAME,
    OPENING,
    PAPER,
    PRE_TAX,
    PROFIT,
    REFERENCE,
    SWITCH,
    UNEXPLAINED,
)
from workbench.exporting.lead_periods import LeadFigure, LeadPeriod
from workbench.exporting.note_numbers import note_number
from workbench.exporting.reconciled_sheet import AS_REPORTED, ReconciledSheet
from workbench.exporting.sheet_headers import put_header
from workbench.exporting.switches import Switches
from workbench.phrases import Phrase, Words, phrase, say
from workbench.presentation.key_totals import key_lines, key_total, why_no_totals
from workbench.presentation.states import heading_of_end
from workbench.wording.names import name_of_difference
from workbench.wording.periods import label, short_label
from workbench.workbooks import column_letter

WIDTHS = {REFERENCE: 6, NAME: 42, SWITCH: 11, **dict.fromkeys(range(OPENING, PRE_TAX + 1), 13), PAPER: 8}
LIGHT_ROW = 5
SHARE_DECIMALS = 12
TICK, CROSS, NOT_COMPARED = "✓", "✗", "—"
SCHEDULE = phrase("Lead schedule")
HEADING = CellFormat(bold=True, fill=HEADING_FILL, wrap=True, align="center", rule_below=True)
HEADING_OF_NAMES = CellFormat(bold=True, fill=HEADING_FILL, wrap=True, rule_below=True)
SWITCH_FORMAT = CellFormat(number_format="0", bold=True, colour=BLUE, fill=SWITCH_FILL, boxed=True, align="center")
REPEATED_SWITCH = CellFormat(number_format="0", colour=GREY, fill=SWITCH_FILL, align="center")
QUIET = CellFormat(colour=GREY)
TOTAL = CellFormat(bold=True, rule=True, fill=RESULT_FILL, wrap=True)


@dataclass(frozen=True)
class LeadColumn:
    """A column of amounts. ``figure``: the line whose figures stand in it; None where it is not available."""

    number: int
    heading: Phrase
    figure: LeadFigure | None


@dataclass(frozen=True)
class LeadSchedule:
    """What is laid out on one lead schedule."""

    results: Results
    lead: LeadPeriod
    sheet: PlannedSheet
    switches: Switches
    has_switches: bool
    differences: Mapping[AdjustmentId, PlannedSheet]
    words: Words

    @property
    def adjustments(self) -> tuple[Adjustment, ...]:
        return self.results.project.adjustments

    @property
    def last_difference_row(self) -> int:
        return FIRST_DIFFERENCE_ROW + len(self.adjustments) - 1

    @property
    def result_row(self) -> int:
        return self.last_difference_row + 1

    def columns(self) -> tuple[LeadColumn, ...]:
        """The columns of figures that a source states: equity at both ends, profit, and profit before tax."""
        project, lead = self.results.project, self.lead
        opening, closing = (
            short_label(project.periods[date], self.words) if date else ""
            for date in (lead.period.opening, lead.period.closing)
        )
        flows = short_label(project.periods[lead.period.duration], self.words)
        equity_of = phrase("Equity, {date}", date=opening) if opening else phrase("Equity, opening")
        equity_at = phrase("Equity, {date}", date=closing) if closing else phrase("Equity, closing")
        return (
            LeadColumn(OPENING, equity_of, lead.opening),
            LeadColumn(PROFIT, phrase("Profit, {period}", period=flows), lead.profit),
            LeadColumn(CLOSING, equity_at, lead.closing),
            LeadColumn(PRE_TAX, phrase("Pre-tax, {period}", period=flows), lead.pre_tax),
        )


def lay_out_lead(schedule: LeadSchedule, reconciled_sheets: Sequence[ReconciledSheet], light: tuple[str, str]) -> int:
    """Lay out one lead schedule, and return the row of its chart, beside which there is room.

    ``light``: the reference of the cell with the check light, and its present text.
    """
    sheet, project, words = schedule.sheet, schedule.results.project, schedule.words
    sheet.tab, sheet.is_printed, sheet.on_one_page = Tab.LEAD, True, True
    sheet.widths = dict(WIDTHS)
    title = phrase("{schedule}: profit and equity", schedule=SCHEDULE)
    put_header(sheet, project, title, label(project.periods[schedule.lead.period_named], words), words)
    sheet.put(LIGHT_ROW, 1, light[1], CellFormat(bold=True), f"={light[0]}")
    sheet.verdicts = ((LIGHT_ROW, 1, LIGHT_ROW, 1),)
    _put_headings(schedule)
    _put_first_row(schedule)
    for row, adjustment in enumerate(schedule.adjustments, FIRST_DIFFERENCE_ROW):
        _put_difference(schedule, row, adjustment)
    row = _put_last_rows(schedule)
    row = _put_key_totals(schedule, reconciled_sheets, row + 1)
    sheet.fit_captions(NAME)
    widen_for_figures(sheet, range(OPENING, PRE_TAX + 1), HEADING_ROW)
    put_waterfall(sheet, schedule.results, schedule.lead, schedule.switches, row + 2)
    sheet.first_unprinted_column = PAPER + 1
    if schedule.adjustments:
        area = (FIRST_DIFFERENCE_ROW, 1, schedule.last_difference_row, PAPER)
        sheet.greyed_area = GreyedArea(area, f"${column_letter(SWITCH)}{FIRST_DIFFERENCE_ROW}<>1")
    return row + 2


def put_switches_alone(sheet: PlannedSheet, results: Results, light: tuple[str, str], words: Words) -> None:
    """Lay out the first sheet of a project that reconciles no period of profit or equity: its switches, if any."""
    project = results.project
    sheet.tab, sheet.is_printed, sheet.widths = Tab.LEAD, True, dict(WIDTHS)
    put_header(sheet, project, SCHEDULE, "", words)
    sheet.put(LIGHT_ROW, 1, light[1], CellFormat(bold=True), f"={light[0]}")
    sheet.verdicts = ((LIGHT_ROW, 1, LIGHT_ROW, 1),)
    for column, heading in ((REFERENCE, phrase("Ref")), (NAME, phrase("Difference")), (SWITCH, phrase("Switch"))):
        sheet.put(HEADING_ROW, column, say(heading, words), HEADING if column == SWITCH else HEADING_OF_NAMES)
    for row, adjustment in enumerate(project.adjustments, FIRST_DIFFERENCE_ROW):
        _put_name_and_switch(sheet, results, row, adjustment, None, words)


def _put_name_and_switch(
    sheet: PlannedSheet, results: Results, row: int, adjustment: Adjustment, repeated: str | None, words: Words
) -> None:
    """Put a difference and its switch; ``repeated``: the cell of the switch, if it is not here."""
    project = results.project
    sheet.put(row, REFERENCE, f"({note_number(project, adjustment)})", CellFormat(align="center"))
    sheet.put(row, NAME, name_of_difference(adjustment, words), CellFormat(wrap=True))
    is_on = int(adjustment.id in project.enabled)
    if repeated is None:
        sheet.put(row, SWITCH, is_on, SWITCH_FORMAT)
        sheet.switch_cells = (*sheet.switch_cells, (row, SWITCH))
    else:
        sheet.put(row, SWITCH, is_on, REPEATED_SWITCH, f"=IF({repeated}=1,1,0)")


def _put_headings(schedule: LeadSchedule) -> None:
    sheet, words = schedule.sheet, schedule.words
    headings: dict[int, Phrase] = {
        REFERENCE: phrase("Ref"),
        NAME: phrase("Difference"),
        SWITCH: phrase("Switch: 1 = on, 0 = off"),
        DIRECT: phrase("Direct to equity"),
        UNEXPLAINED: phrase("Roll-forward difference"),
        PAPER: phrase("W/P"),
        **{column.number: column.heading for column in schedule.columns()},
    }
    for column, heading in headings.items():
        sheet.put(HEADING_ROW, column, say(heading, words), HEADING_OF_NAMES if column == NAME else HEADING)
    sheet.heights[HEADING_ROW] = 42


def _put_first_row(schedule: LeadSchedule) -> None:
    """Put the figures as reported. What went to equity directly is what profit does not explain of its movement."""
    sheet, row = schedule.sheet, FIRST_DIFFERENCE_ROW - 1
    heading = heading_of_end(schedule.results.project.frameworks.source, schedule.words)
    sheet.put(row, NAME, heading, CellFormat(bold=True, wrap=True))
    amounts: dict[int, Decimal] = {}
    for column in schedule.columns():
        if column.figure is None:
            continue
        amount = column.figure.as_reported()
        cell_format = _format(column.figure, bold=True)
        if amount is not None:
            amounts[column.number] = amount
            sheet.put(row, column.number, amount, cell_format, f"={column.figure.cell(AS_REPORTED)}")
    if {OPENING, PROFIT, CLOSING} <= amounts.keys():
        assert schedule.lead.closing
        direct = amounts[CLOSING] - amounts[OPENING] - amounts[PROFIT]
        cell_format = _format(schedule.lead.closing, bold=True)
        sheet.put(row, DIRECT, direct, cell_format, f"={_at(row, CLOSING)}-{_at(row, OPENING)}-{_at(row, PROFIT)}")
    _put_unexplained(schedule, row)


def _put_difference(schedule: LeadSchedule, row: int, adjustment: Adjustment) -> None:
    sheet, results, lead = schedule.sheet, schedule.results, schedule.lead
    repeated = None if schedule.has_switches else schedule.switches.cells[adjustment.id]
    _put_name_and_switch(sheet, results, row, adjustment, repeated, schedule.words)
    for column in schedule.columns():
        figure = column.figure
        amount = figure.effect(results, adjustment.id) if figure else None
        if figure is not None and amount is not None:
            cell = figure.cell(figure.sheet.column_of(adjustment.id))
            sheet.put(row, column.number, amount, _format(figure), f"={cell}")
    if lead.closing and lead.direct_lines():
        direct, formula = lead.direct_effect(results, adjustment.id)
        sheet.put(row, DIRECT, direct, _format(lead.closing), formula)
    _put_unexplained(schedule, row)
    own_sheet = schedule.differences[adjustment.id]
    sheet.put(row, PAPER, own_sheet.paper, CellFormat(colour=BLUE, align="center"), link=own_sheet.ref(1, 1))


def _put_unexplained(schedule: LeadSchedule, row: int, *, is_total: bool = False) -> None:
    """Put opening + profit + direct - closing, where both dates and the flows between them are there."""
    sheet, lead = schedule.sheet, schedule.lead
    if not (lead.opening and lead.profit and lead.closing):
        return
    amounts = {column: _amount(sheet, row, column) for column in (OPENING, PROFIT, DIRECT, CLOSING)}
    unexplained = amounts[OPENING] + amounts[PROFIT] + amounts[DIRECT] - amounts[CLOSING]
    opening, profit, direct, closing = (_at(row, column) for column in (OPENING, PROFIT, DIRECT, CLOSING))
    cell_format = _format_of_result(lead.closing) if is_total else _format(lead.closing)
    # SUM, because a result may be blank, which is a text
    formula = f"=SUM({opening},{profit},{direct})-SUM({closing})"
    sheet.put(row, UNEXPLAINED, unexplained, cell_format, formula)


def _put_last_rows(schedule: LeadSchedule) -> int:
    """Put the results, what the source prints, and whether the two agree; return the last row."""
    sheet, switches, words = schedule.sheet, schedule.switches, schedule.words
    project, row, closing = schedule.results.project, schedule.result_row, schedule.lead.closing
    printed_row, agrees_row = row + 1, row + 2
    target = heading_of_end(project.frameworks.target, words)
    partial = say(phrase("With selected differences (illustrative)"), words)
    heading = f"=IF({switches.all_on},{text_literal(target)},{text_literal(partial)})"
    for column in range(REFERENCE, PAPER + 1):
        sheet.put(row, column, None, TOTAL)
    sheet.put(row, NAME, target if project.is_complete else partial, TOTAL, heading)
    sheet.put(printed_row, NAME, say(phrase("As its source prints it"), words), QUIET)
    sheet.put(agrees_row, NAME, say(phrase("Agrees (compared while every difference is on)"), words), QUIET)
    for lead_column in schedule.columns():
        if lead_column.figure is not None:
            _put_result(schedule, lead_column.number, lead_column.figure)
    if closing and (FIRST_DIFFERENCE_ROW - 1, DIRECT) in sheet.cells:
        direct = _amount(sheet, FIRST_DIFFERENCE_ROW - 1, DIRECT)
        for number, adjustment in enumerate(schedule.adjustments, FIRST_DIFFERENCE_ROW):
            direct += _amount(sheet, number, DIRECT) if adjustment.id in project.enabled else 0
        sheet.put(row, DIRECT, direct, _format_of_result(closing), f"={_sum_of_switched(schedule, DIRECT)}")
    _put_unexplained(schedule, row, is_total=True)
    return agrees_row


def _put_result(schedule: LeadSchedule, column: int, figure: LeadFigure) -> None:
    """Put the result of a column: as reported and the effects that are on, or the sheet's own where one is unknown."""
    sheet, results, row = schedule.sheet, schedule.results, schedule.result_row
    result = results.figure(figure.line.id, figure.sheet.period)
    if figure.sheet.may_be_blank(results, figure.line.id):
        formula = reference_keeping_blank(figure.cell(figure.sheet.result), may_be_blank=True)
    else:
        formula = f"={_sum_of_switched(schedule, column)}"
    sheet.put(row, column, result, _format_of_result(figure), formula)
    printed = _printed_result(results, figure)
    if printed is None:
        return
    sheet.put(row + 1, column, printed, CellFormat(number_format=number_format(figure.line), colour=GREY))
    cell, printed_cell = _at(row, column), _at(row + 1, column)
    holds = f"ROUND({cell}-{printed_cell},{DECIMALS_OF_MONEY})=0"
    agrees = f"IF(COUNT({cell})=0,{BLANK},IF({holds},{text_literal(TICK)},{text_literal(CROSS)}))"
    formula = f"=IF({schedule.switches.all_on},{agrees},{text_literal(NOT_COMPARED)})"
    now = NOT_COMPARED
    if results.project.is_complete:
        now = "" if result is None else TICK if result == printed else CROSS
    sheet.put(row + 2, column, now, CellFormat(align="right", bold=True), formula)


def _printed_result(results: Results, figure: LeadFigure) -> Decimal | None:
    """Return what a source prints as the result of a line; None if none does."""
    stated = results.project.source_figures.by_line_and_period.get((figure.line.id, figure.sheet.period), ())
    return next((source.amount for source in stated if source.role is FigureRole.RESULT), None)


def _put_key_totals(schedule: LeadSchedule, reconciled_sheets: Sequence[ReconciledSheet], row: int) -> int:
    """Put the key totals of the reporting period and at its end under both frameworks; return the last row."""
    results, words, sheet = schedule.results, schedule.words, schedule.sheet
    project, lead = results.project, schedule.lead
    if reason := why_no_totals(project, words):
        sheet.put(row, NAME, reason, CellFormat(bold=True, wrap=True))
        sheet.heights[row] = 42
        return row
    sheet.put(row, REFERENCE, None, HEADING)
    sheet.put(row, NAME, say(phrase("Key totals"), words), HEADING_OF_NAMES)
    headings: dict[int, Phrase | str] = {
        SWITCH: phrase("Period"),
        OPENING: project.frameworks.source.label,
        PROFIT: phrase("Result"),
        DIRECT: phrase("Difference"),
        CLOSING: phrase("Difference, %"),
    }
    for column, heading in headings.items():
        sheet.put(row, column, say(heading, words), HEADING)
    periods = (lead.period.duration, lead.period.closing)
    for reconciled_sheet in reconciled_sheets:
        if reconciled_sheet.period not in periods:
            continue
        for line in key_lines(reconciled_sheet.statement):
            if line.id in reconciled_sheet.row_of:
                row += 1
                _put_key_total(schedule, row, LeadFigure(reconciled_sheet, line))
    return row


def _put_key_total(schedule: LeadSchedule, row: int, figure: LeadFigure) -> None:
    sheet, results, words = schedule.sheet, schedule.results, schedule.words
    total = key_total(results, figure.line, figure.sheet.period)
    cell_format = _format(figure)
    may_be_blank = figure.sheet.may_be_blank(results, figure.line.id)
    sheet.put(row, NAME, total.name, CellFormat(indent=1, wrap=True))
    period = short_label(results.project.periods[figure.sheet.period], words)
    sheet.put(row, SWITCH, period, CellFormat(colour=GREY, align="center"))
    if total.as_reported is not None:
        sheet.put(row, OPENING, total.as_reported, cell_format, f"={figure.cell(AS_REPORTED)}")
    result = reference_keeping_blank(figure.cell(figure.sheet.result), may_be_blank=may_be_blank)
    result_format = CellFormat(number_format=cell_format.number_format, bold=True, fill=RESULT_FILL)
    sheet.put(row, PROFIT, total.result, result_format, result)
    source, target, difference = (_at(row, column) for column in (OPENING, PROFIT, DIRECT))
    formula = f"=IF(COUNT({source},{target})<2,{BLANK},{target}-{source})"
    sheet.put(row, DIRECT, total.difference, cell_format, formula if may_be_blank else f"={target}-{source}")
    if total.as_reported:
        formula = f"=IF(COUNT({difference})=0,{BLANK},ROUND({difference}/ABS({source}),{SHARE_DECIMALS}))"
        percent = CellFormat(number_format='0.0%_);(0.0%);"—"_)')
        sheet.put(row, CLOSING, total.share(SHARE_DECIMALS), percent, formula)


def _sum_of_switched(schedule: LeadSchedule, column: int) -> str:
    """Return as reported and the effects of a column that are on: ``D8+SUMPRODUCT(--($C$9:$C$12=1),D9:D12)``."""
    first, last = FIRST_DIFFERENCE_ROW, schedule.last_difference_row
    as_reported = _at(first - 1, column)
    if not schedule.adjustments:
        return as_reported
    switches = f"{absolute_reference(first, SWITCH)}:{absolute_reference(last, SWITCH)}"
    return f"{as_reported}+SUMPRODUCT(--({switches}=1),{_at(first, column)}:{_at(last, column)})"


def _amount(sheet: PlannedSheet, row: int, column: int) -> Decimal:
    """Return the amount of a planned cell; a blank counts as nil."""
    cell = sheet.cells.get((row, column))
    return cell.value if cell is not None and isinstance(cell.value, Decimal) else Decimal(0)


def _format(figure: LeadFigure, *, bold: bool = False) -> CellFormat:
    return CellFormat(number_format=number_format(figure.line), bold=bold)


def _format_of_result(figure: LeadFigure) -> CellFormat:
    return replace(TOTAL, number_format=number_format(figure.line))


def _at(row: int, column: int) -> str:
    return relative_reference(row, column)
