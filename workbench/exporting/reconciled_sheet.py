"""One reconciled statement and period as published: caption | as reported | each difference | result.

Its switches are live; lines that no difference affects are folded away.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property

from workbench.domain.adjustments import Adjustment
from workbench.domain.amounts import format_exactly
from workbench.domain.ids import AdjustmentId, LineId
from workbench.domain.periods import ALL_PERIODS, PeriodId
from workbench.domain.project import Project
from workbench.domain.review_workbook_marks import repeat_of_switch
from workbench.domain.statements import Line, LineRole, Statement, Total
from workbench.engine import Results
from workbench.exporting import formulas
from workbench.exporting.column_widths import caption_width, figure_width, widen_for_headings
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
from workbench.exporting.note_numbers import note_reference
from workbench.exporting.sheet_headers import MOST_ROWS_ON_A_PAGE, caption_format, put_header
from workbench.exporting.switches import Switches
from workbench.exporting.writable_text import short_text
from workbench.phrases import Words, phrase, say
from workbench.presentation.line_filter import LineFilter, LinesShown, Verdicts, lines_kept
from workbench.presentation.remainders import Remainder
from workbench.presentation.statement_table import REPORTED_COLUMN, StatementTable, stands_below_its_parts
from workbench.presentation.states import ColumnState, heading_of_end, state_of
from workbench.presentation.ticks import ticks_by_cell
from workbench.wording.names import name_of_difference
from workbench.wording.periods import label
from workbench.wording.titles import title_of
from workbench.workbooks import column_letter

PERIOD_ROW, SPANNER_ROW, HEADING_ROW, NOTE_ROW, MONEY_ROW, SWITCH_ROW, FIRST_ROW = 5, 6, 7, 8, 9, 10, 11
CAPTION, AS_REPORTED, FIRST_EFFECT = 1, 2, 3
TARGET_CAPTION_WIDTH, TICK_WIDTH = 38, 5
MOST_LOOKED_AT = 60
"""So many differences at most are looked at by one formula."""
TICK = CellFormat(bold=True, align="center", colour=BLUE)
KEY = CellFormat(colour=GREY, size=8)
"""The format of the ids of lines."""


@dataclass
class ReconciledSheet:
    """A planned sheet with the rows and columns that other sheets refer to."""

    statement: Statement
    period: PeriodId
    adjustments: tuple[Adjustment, ...]
    sheet: PlannedSheet
    switches: Switches
    row_of: dict[LineId, int] = field(default_factory=dict)
    remainder_row_of: dict[LineId, int] = field(default_factory=dict)
    remainders: list[Remainder] = field(default_factory=list)
    without_result: set[int] = field(default_factory=set)
    """The rows of lines that no source states for this period: their effects are known, their results are not."""

    @property
    def effects(self) -> formulas.Effects:
        return formulas.Effects(FIRST_EFFECT, FIRST_EFFECT + len(self.adjustments) - 1, SWITCH_ROW)

    @property
    def result(self) -> int:
        return self.effects.last + 1

    @cached_property
    def has_target_captions(self) -> bool:
        """True if the target framework calls some lines otherwise: then its captions stand right of the result."""
        return any(line.target_caption for line in self.statement.lines)

    @property
    def tick_column(self) -> int:
        """Where the reviewer's tick marks stand."""
        return self.result + (2 if self.has_target_captions else 1)

    @property
    def key_column(self) -> int:
        """Where the id of each line stands, hidden, right of the verdicts."""
        return self.tick_column + 4

    def column_of(self, adjustment: AdjustmentId) -> int:
        return FIRST_EFFECT + [known.id for known in self.adjustments].index(adjustment)

    def cell(self, line: LineId, column: int) -> str:
        return self.sheet.ref(self.row_of[line], column)

    def switched_effects(self, line: LineId) -> str:
        """Return the sum of a line's effects that are on, for a formula on any sheet; 0 without adjustments."""
        if not self.effects:
            return "0"
        rows = (self.row_of[line], SWITCH_ROW)
        ranges = (
            f"{self.sheet.ref(row, self.effects.first)}:{absolute_reference(row, self.effects.last)}" for row in rows
        )
        return f"SUMPRODUCT({','.join(ranges)})"

    def switch_of(self, adjustment: Adjustment) -> str:
        """Return the cell of this sheet that repeats the adjustment's switch."""
        return absolute_reference(SWITCH_ROW, self.column_of(adjustment.id))

    def doubtful_switches(self, results: Results, line: LineId) -> list[str]:
        """Return the switches of the differences whose effect on ``line`` is an error in its source."""
        return [
            self.switch_of(adjustment)
            for adjustment in self.adjustments
            if not results.is_effect_known(adjustment.id, line, self.period)
        ]

    def may_be_blank(self, results: Results, line: LineId) -> bool:
        """True if the result of ``line`` may be blank under some state of the switches."""
        return (
            self.statement.figure(line, self.period) is None
            or self.statement.line_by_id[line].unit.is_ratio
            or bool(self.doubtful_switches(results, line))
        )


def lay_out_reconciled_sheet(
    results: Results, statement: Statement, period: PeriodId, name: str, switches: Switches, words: Words
) -> ReconciledSheet:
    """Return the sheet of one statement and period."""
    project = results.project
    sheet = PlannedSheet(name, tab=Tab.APPENDIX, is_printed=True)
    plan = ReconciledSheet(statement, period, project.adjustments_of(statement, period), sheet, switches)
    _place_rows(plan, results)
    _put_headings(plan, results, words)
    for line in statement.lines:
        _put_line(plan, results, line)
    for remainder in plan.remainders:
        _put_remainder(plan, results, remainder, words)
    figures = range(AS_REPORTED, plan.result + 1)
    sheet.widths = {
        CAPTION: caption_width(sheet, CAPTION, FIRST_ROW),
        **dict.fromkeys(figures, figure_width(sheet, figures, FIRST_ROW)),
        plan.tick_column: TICK_WIDTH,
    }
    if plan.has_target_captions:
        sheet.widths[plan.result + 1] = TARGET_CAPTION_WIDTH
    sheet.hidden_columns = frozenset((plan.key_column,))
    sheet.first_unprinted_column = plan.tick_column + 1
    widen_for_headings(sheet, figures, HEADING_ROW)
    sheet.fit_headings(HEADING_ROW, figures)
    sheet.freeze = (FIRST_ROW, AS_REPORTED)
    sheet.heading_rows = (PERIOD_ROW, MONEY_ROW)
    if plan.adjustments:
        area = (HEADING_ROW, plan.effects.first, sheet.last_row, plan.effects.last)
        sheet.greyed_area = GreyedArea(area, f"{column_letter(plan.effects.first)}${SWITCH_ROW}=0")
    sheet.folded_rows = _rows_not_affected(plan, results)
    sheet.on_one_page = sheet.last_row - len(sheet.folded_rows) <= MOST_ROWS_ON_A_PAGE
    sheet.fit_captions(CAPTION)
    if plan.has_target_captions:
        sheet.fit_captions(plan.result + 1)
    return plan


def _rows_not_affected(plan: ReconciledSheet, results: Results) -> frozenset[int]:
    """Return the rows of lines that no difference affects, with headings above nothing else; none if all would go."""
    nothing = Verdicts(None, ())
    kept = lines_kept(LineFilter(LinesShown.AFFECTED), results, plan.statement, plan.period, results.project, nothing)
    shown: set[int] = set()
    for row in StatementTable(results, plan.statement, plan.period, kept).rows:
        of_line = plan.remainder_row_of if row.remainder else plan.row_of
        shown.add(of_line[row.line.id])
    every_row = {*plan.row_of.values(), *plan.remainder_row_of.values()}
    return frozenset(every_row - shown) if shown else frozenset()


def _place_rows(plan: ReconciledSheet, results: Results) -> None:
    """Assign a row to each line, and to each remainder of a total after its last part."""
    table = StatementTable(results, plan.statement, plan.period)
    for row, table_row in enumerate(table.rows, FIRST_ROW):
        if table_row.remainder:
            plan.remainder_row_of[table_row.line.id] = row
            plan.remainders.append(table_row.remainder)
        else:
            plan.row_of[table_row.line.id] = row
            if not table.is_known(table_row.line, REPORTED_COLUMN):
                plan.without_result.add(row)


def headings_of_difference(adjustment: Adjustment, words: Words) -> tuple[str, str]:
    """Return what stands above a difference that is on, and above one that is off."""
    name = short_text(name_of_difference(adjustment, words))
    return name, say(phrase("{difference}: {state}", difference=name, state=ColumnState.OFF.value), words)


def _put_headings(plan: ReconciledSheet, results: Results, words: Words) -> None:
    project, sheet, switches = results.project, plan.sheet, plan.switches
    period = label(project.periods[plan.period], words)
    put_header(sheet, project, _title(plan, results, words), "", words)
    _put_spanners(plan, results, period, words)
    heading_format = CellFormat(bold=True, fill=HEADING_FILL, wrap=True, align="center")
    sheet.put(
        HEADING_ROW, CAPTION, title_of(plan.statement, words), CellFormat(bold=True, fill=HEADING_FILL, wrap=True)
    )
    sheet.put(HEADING_ROW, AS_REPORTED, heading_of_end(project.frameworks.source, words), heading_format)
    for column, adjustment in enumerate(plan.adjustments, FIRST_EFFECT):
        name, off = headings_of_difference(adjustment, words)
        switch = relative_reference(SWITCH_ROW, column)
        formula = f"=IF({switch}=1,{formulas.text_literal(name)},{formulas.text_literal(off)})"
        sheet.put(HEADING_ROW, column, name if adjustment.id in project.enabled else off, heading_format, formula)
    state = state_of(project)
    target, partial = heading_of_end(project.frameworks.target, words), state.partial_heading(words)
    formula = f"=IF({switches.all_on},{formulas.text_literal(target)},{formulas.text_literal(partial)})"
    sheet.put(HEADING_ROW, plan.result, target if state.is_complete else partial, heading_format, formula)
    if plan.has_target_captions:
        sheet.put(HEADING_ROW, plan.result + 1, project.frameworks.target.label, heading_format)
    sheet.put(HEADING_ROW, plan.tick_column, say(phrase("Tick"), words), heading_format)
    how_to_switch = phrase("Switch (1 = on, 0 = off; set on the {sheet} sheet)", sheet=switches.sheet)
    sheet.put(SWITCH_ROW, CAPTION, say(how_to_switch, words), CellFormat(italic=True, colour=GREY))
    switch_format = CellFormat(number_format="0", align="center", fill=SWITCH_FILL, colour=GREY)
    for column, adjustment in enumerate(plan.adjustments, FIRST_EFFECT):
        is_on = int(adjustment.id in project.enabled)
        sheet.put(SWITCH_ROW, column, is_on, switch_format, repeat_of_switch(switches.cells[adjustment.id]))


def _title(plan: ReconciledSheet, results: Results, words: Words) -> str:
    """Return the title of the reconciliation: that of its statement, and what it reconciles."""
    if plan.statement.kind.is_bridge:
        return title_of(plan.statement, words)
    ends = results.project.frameworks
    between = phrase(
        "{statement}: reconciliation between {source} and {target}",
        statement=title_of(plan.statement, words),
        source=ends.source.label,
        target=ends.target.label,
    )
    return say(between, words)


def _put_spanners(plan: ReconciledSheet, results: Results, period: str, words: Words) -> None:
    """Put what stands above and below the headings: the period over all, the differences over theirs, notes, units."""
    project, sheet = results.project, plan.sheet
    over_all = CellFormat(bold=True, fill=HEADING_FILL, align="center_across")
    under = CellFormat(fill=HEADING_FILL, align="center", colour=GREY)
    spanner = CellFormat(bold=True, fill=HEADING_FILL, align="center_across", rule_below=True)
    columns = range(AS_REPORTED, plan.result + 1)
    for row in (PERIOD_ROW, SPANNER_ROW, NOTE_ROW, MONEY_ROW):
        is_last = row == MONEY_ROW
        others = (CAPTION, *range(plan.result + 1, plan.tick_column + 1))
        for column in (*others, *columns):
            sheet.put(row, column, None, replace(under, rule_below=is_last))
    for figure_column in columns:
        sheet.put(PERIOD_ROW, figure_column, period if figure_column == AS_REPORTED else None, over_all)
        sheet.put(MONEY_ROW, figure_column, project.currency or None, replace(under, rule_below=True))
    for column, adjustment in enumerate(plan.adjustments, FIRST_EFFECT):
        differences = phrase("{framework} adjustments", framework=project.frameworks.target.label)
        is_first = column == FIRST_EFFECT
        sheet.put(SPANNER_ROW, column, say(differences, words) if is_first else None, spanner)
        sheet.put(NOTE_ROW, column, note_reference(project, adjustment, words) or None, under)


def _put_line(plan: ReconciledSheet, results: Results, line: Line) -> None:
    sheet, row = plan.sheet, plan.row_of[line.id]
    sheet.put(row, CAPTION, line.caption or None, caption_format(line))
    sheet.put(row, plan.key_column, line.id, KEY)
    if plan.has_target_captions:
        target_caption, beside = line.target_caption or line.caption or None, caption_format(line)
        sheet.put(row, plan.result + 1, target_caption, replace(beside, indent=beside.indent + 1))
    if line.role is LineRole.HEADING:
        sheet.put(row, plan.result, None, CellFormat(fill=RESULT_FILL))
        return
    total = plan.statement.total_of.get(line.id)
    figure = plan.statement.figure(line.id, plan.period)
    cell_format = CellFormat(
        number_format=number_format(line, plan.statement),
        bold=total is not None,
        rule=stands_below_its_parts(plan.statement, line.id),
    )
    stated_format = CellFormat(
        number_format=cell_format.number_format, bold=cell_format.bold, rule=cell_format.rule, colour=BLUE
    )
    if total is None:
        sheet.put(row, AS_REPORTED, figure, stated_format)
    else:
        formula = _total_formula(plan, total, AS_REPORTED) if figure is not None else None
        sheet.put(row, AS_REPORTED, figure, cell_format, formula)
    for column, adjustment in enumerate(plan.adjustments, FIRST_EFFECT):
        effect = results.effect(adjustment.id, line.id, plan.period)
        if not results.is_effect_known(adjustment.id, line.id, plan.period):
            sheet.put(row, column, None, cell_format)
        elif total is not None:
            sheet.put(row, column, effect, cell_format, _total_formula(plan, total, column))
        elif not line.unit.is_ratio or effect:
            sheet.put(row, column, effect, stated_format)
    result_format = CellFormat(
        number_format=cell_format.number_format, bold=cell_format.bold, rule=cell_format.rule, fill=RESULT_FILL
    )
    _put_result(plan, results, line, total, figure, result_format)


def _put_result(
    plan: ReconciledSheet,
    results: Results,
    line: Line,
    total: Total | None,
    figure: Decimal | None,
    cell_format: CellFormat,
) -> None:
    row, column = plan.row_of[line.id], plan.result
    value = results.figure(line.id, plan.period)
    formula: str | None
    if row in plan.without_result:
        formula = None
    elif line.unit.is_ratio:
        formula = _ratio_formula(plan, results, line)
    elif total is not None and figure is not None:
        formula = formulas.total_result(column, _rows_of_total(plan, total), plan.without_result, plan.effects)
    elif figure is not None:
        formula = formulas.row_result(row, AS_REPORTED, plan.effects)
    else:
        formula = formulas.row_result_of_blank(row, plan.effects) if plan.effects else None
    if formula:
        formula = formulas.unless_on(plan.doubtful_switches(results, line.id), formula)
    plan.sheet.put(row, column, value, cell_format, formula)


def _total_formula(plan: ReconciledSheet, total: Total, column: int) -> str:
    return formulas.total(column, _rows_of_total(plan, total))


def _rows_of_total(plan: ReconciledSheet, total: Total) -> list[tuple[int, int]]:
    """Return the rows that add up to a total, with their weights: its parts, and its remainder."""
    rows = [(plan.row_of[part], weight) for part, weight in total.parts]
    if total.line in plan.remainder_row_of:
        rows.append((plan.remainder_row_of[total.line], 1))
    return rows


def _ratio_formula(plan: ReconciledSheet, results: Results, line: Line) -> str | None:
    row, statement = plan.row_of[line.id], plan.statement
    calculated = _quotient_formula(plan, results, line)
    switches_with_entries = [
        plan.switch_of(adjustment) for adjustment in plan.adjustments if (line.id, plan.period) in adjustment.effects
    ]
    if switches_with_entries:
        summed = formulas.row_result(row, AS_REPORTED, plan.effects).removeprefix("=")
        calculated = f"IF({'+'.join(switches_with_entries)}>0,{summed},{calculated})"
    as_reported = "" if statement.figure(line.id, plan.period) is None else relative_reference(row, AS_REPORTED)
    printed = results.with_all_on().printed_result(line.id, plan.period)
    return formulas.ratio(
        as_reported, _moved_by(plan, results), calculated, printed, _printed_holds(plan, results, line)
    )


def _moved_by(plan: ReconciledSheet, results: Results) -> list[str]:
    """Return for each difference what is nil while it does not move the statement, also after its effects are edited.

    Of many differences a formula has no room to look at the effects: the switches of those that move it now.
    """
    if len(plan.adjustments) <= MOST_LOOKED_AT:
        rows = range(FIRST_ROW, max(plan.row_of.values()) + 1)
        return [plan.effects.moved_by(plan.column_of(adjustment.id), rows) for adjustment in plan.adjustments]
    lines = [line.id for line in plan.statement.lines if line.role is not LineRole.HEADING]
    return [
        plan.switch_of(adjustment)
        for adjustment in plan.adjustments
        if any(results.effect(adjustment.id, line, plan.period) for line in lines)
    ]


def _quotient_formula(plan: ReconciledSheet, results: Results, line: Line) -> str:
    """Return the quotient of the results, blank unless that of the amounts as reported is the figure as reported."""
    ratio, statement = results.ratio_at(line.id, plan.period), plan.statement
    if ratio is None:
        return formulas.BLANK
    numerator, denominator = plan.row_of[ratio.numerator], plan.row_of[ratio.denominator]
    of_results, as_reported = (
        formulas.quotient(
            relative_reference(numerator, column), relative_reference(denominator, column), ratio.factor, line.decimals
        )
        for column in (plan.result, AS_REPORTED)
    )
    stated = [statement.figure(term, plan.period) for term in (line.id, ratio.numerator, ratio.denominator)]
    if None in stated or not stated[-1]:
        return of_results
    return f"IF({as_reported}={relative_reference(plan.row_of[line.id], AS_REPORTED)},{of_results},{formulas.BLANK})"


def _printed_holds(plan: ReconciledSheet, results: Results, line: Line) -> str:
    """Return the condition under which a printed ratio holds: every switch is on, its numerator as printed."""
    ratio = next((known for known in plan.statement.ratios if known.line == line.id), None)
    printed = results.with_all_on().printed_result(ratio.numerator, plan.period) if ratio else None
    if ratio is None or printed is None:
        return plan.switches.all_on
    numerator = relative_reference(plan.row_of[ratio.numerator], plan.result)
    return f"AND({plan.switches.all_on},ROUND({numerator}-{format_exactly(printed)},{formulas.DECIMALS_OF_MONEY})=0)"


def put_ticks(plans: Sequence[ReconciledSheet], project: Project) -> None:
    """Put the signs of the ticks on a line and its figures beside it, each once."""
    signs: dict[tuple[PeriodId, LineId], list[str]] = {}
    for cell, ticks in ticks_by_cell(project).items():
        signs.setdefault((cell.period, cell.line), []).extend(tick.sign for tick in ticks)
    for plan in plans:
        for line, row in plan.row_of.items():
            found = [*signs.get((plan.period, line), ()), *signs.get((ALL_PERIODS, line), ())]
            if found:
                plan.sheet.put(row, plan.tick_column, " ".join(dict.fromkeys(found)), TICK)


def _put_remainder(plan: ReconciledSheet, results: Results, remainder: Remainder, words: Words) -> None:
    """Put the row of a remainder: lines that the sources do not print, or an unexplained difference."""
    sheet, row = plan.sheet, plan.remainder_row_of[remainder.total]
    line = plan.statement.line_by_id[remainder.total]
    cell_format = CellFormat(number_format=number_format(line, plan.statement), italic=True, colour=BLUE)
    remainder_caption_format = CellFormat(italic=True, colour=GREY, indent=min(len(line.section), 6), wrap=True)
    sheet.put(row, CAPTION, say(remainder.caption, words), remainder_caption_format)
    sheet.put(row, AS_REPORTED, remainder.as_reported, cell_format)
    for column, adjustment in enumerate(plan.adjustments, FIRST_EFFECT):
        sheet.put(row, column, remainder.effects[adjustment.id], cell_format)
    formula = formulas.row_result(row, AS_REPORTED, plan.effects)
    result_format = CellFormat(number_format=cell_format.number_format, italic=True, fill=RESULT_FILL)
    sheet.put(row, plan.result, remainder.result(results.project.enabled), result_format, formula)
