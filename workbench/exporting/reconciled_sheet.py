"""One reconciled statement and period: caption | as reported | each difference | result, with live switches."""

from dataclasses import dataclass, field
from decimal import Decimal

from workbench.domain.adjustments import Adjustment
from workbench.domain.ids import AdjustmentId, LineId
from workbench.domain.periods import PeriodId
from workbench.domain.statements import Line, LineRole, Statement, Total
from workbench.engine import Results
from workbench.exporting import formulas
from workbench.exporting.layout import (
    BLUE,
    GREY,
    HEADING_FILL,
    RESULT_FILL,
    SWITCH_FILL,
    CellFormat,
    Greyed,
    PlannedSheet,
    absolute_reference,
    number_format,
    relative_reference,
)
from workbench.exporting.sheet_headers import MOST_ROWS_ON_A_PAGE, caption_format, put_header
from workbench.exporting.switches import Switches
from workbench.presentation.remainders import Remainder
from workbench.presentation.statement_table import REPORTED_COLUMN, StatementTable, stands_below_its_parts
from workbench.presentation.states import state_of
from workbench.presentation.units import unit_line
from workbench.workbooks import column_letter

HEADING_ROW, SWITCH_ROW, FIRST_ROW = 6, 7, 9
CAPTION, AS_REPORTED, FIRST_EFFECT = 1, 2, 3


@dataclass
class ReconciledSheet:
    """A planned sheet with the places that other sheets refer to."""

    statement: Statement
    period: PeriodId
    adjustments: tuple[Adjustment, ...]
    sheet: PlannedSheet
    switches: Switches
    row_of: dict[LineId, int] = field(default_factory=dict)
    remainder_row_of: dict[LineId, int] = field(default_factory=dict)
    remainders: list[Remainder] = field(default_factory=list)
    without_result: set[int] = field(default_factory=set)
    """The rows of lines that nobody states for this period: their effects are known, their results are not."""

    @property
    def effects(self) -> formulas.Effects:
        return formulas.Effects(FIRST_EFFECT, FIRST_EFFECT + len(self.adjustments) - 1, SWITCH_ROW)

    @property
    def result(self) -> int:
        return self.effects.last + 1

    def column_of(self, adjustment: AdjustmentId) -> int:
        return FIRST_EFFECT + [a.id for a in self.adjustments].index(adjustment)

    def cell(self, line: LineId, column: int) -> str:
        return self.sheet.ref(self.row_of[line], column)

    def switched(self, line: LineId) -> str:
        """Return the sum of a line's effects that are on, for a formula on any sheet; 0 where nothing differs."""
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

    def doubted(self, results: Results, line: LineId) -> list[str]:
        """Return the switches of the differences whose effect on ``line`` is an error in its source."""
        return [self.switch_of(a) for a in self.adjustments if not results.is_effect_known(a.id, line, self.period)]

    def may_be_blank(self, results: Results, line: LineId) -> bool:
        """True where the result of ``line`` is blank in some state of the switches."""
        return (
            self.statement.figure(line, self.period) is None
            or self.statement.line_by_id[line].unit.is_ratio
            or bool(self.doubted(results, line))
        )


def reconciled_sheet(
    results: Results, statement: Statement, period: PeriodId, name: str, switches: Switches
) -> ReconciledSheet:
    """Plan the sheet of one statement and period."""
    project = results.project
    planned = ReconciledSheet(
        statement, period, project.adjustments_of(statement, period), PlannedSheet(name), switches
    )
    _place_rows(planned, results)
    _head(planned, results)
    for line in statement.lines:
        _line(planned, results, line)
    for rest in planned.remainders:
        _put_remainder(planned, results, rest)
    sheet = planned.sheet
    sheet.widths = {CAPTION: 66, **dict.fromkeys(range(AS_REPORTED, planned.result + 1), 17)}
    sheet.heights = {HEADING_ROW: 54}
    sheet.freeze = (FIRST_ROW, AS_REPORTED)
    sheet.heading_rows = (HEADING_ROW, SWITCH_ROW)
    if planned.adjustments:
        area = (HEADING_ROW, planned.effects.first, sheet.last_row, planned.effects.last)
        sheet.greyed = Greyed(area, f"{column_letter(planned.effects.first)}${SWITCH_ROW}=0")
    sheet.on_one_page = sheet.last_row <= MOST_ROWS_ON_A_PAGE
    sheet.fit_captions(CAPTION)
    return planned


def _place_rows(planned: ReconciledSheet, results: Results) -> None:
    """Give each line its row, and each total whose parts leave a remainder a row for it: after its last part."""
    table = StatementTable(results, planned.statement, planned.period)
    for row, placed in enumerate(table.rows, FIRST_ROW):
        if placed.remainder:
            planned.remainder_row_of[placed.line.id] = row
            planned.remainders.append(placed.remainder)
        else:
            planned.row_of[placed.line.id] = row
            if not table.is_known(placed.line, REPORTED_COLUMN):
                planned.without_result.add(row)


def _head(planned: ReconciledSheet, results: Results) -> None:
    project, sheet, switches = results.project, planned.sheet, planned.switches
    put_header(
        sheet, project.entity, planned.statement.title, project.periods[planned.period].label, unit_line(project)
    )
    heading = CellFormat(bold=True, fill=HEADING_FILL, wrap=True, align="center", rule_below=True)
    sheet.put(HEADING_ROW, CAPTION, None, heading)
    sheet.put(HEADING_ROW, AS_REPORTED, f"Amounts as reported under {project.frameworks[0]}", heading)
    for column, adjustment in enumerate(planned.adjustments, FIRST_EFFECT):
        sheet.put(HEADING_ROW, column, adjustment.name, heading)
    state = state_of(project)
    target, partial = f"Amounts as reported under {state.complete_heading}", state.partial_heading
    formula = f'=IF({switches.all_on},"{_in_formula(target)}","{_in_formula(partial)}")'
    sheet.put(HEADING_ROW, planned.result, target if state.is_complete else partial, heading, formula)
    sheet.put(
        SWITCH_ROW, CAPTION, "Switch (1 = on, 0 = off; set on the Summary sheet)", CellFormat(italic=True, colour=GREY)
    )
    mirrored = CellFormat(number_format="0", align="center", fill=SWITCH_FILL, colour=GREY)
    for column, adjustment in enumerate(planned.adjustments, FIRST_EFFECT):
        switch = int(adjustment.id in project.enabled)
        sheet.put(SWITCH_ROW, column, switch, mirrored, f"=IF({switches.cells[adjustment.id]}=1,1,0)")


def _in_formula(text: str) -> str:
    return text.replace('"', '""')


def _line(planned: ReconciledSheet, results: Results, line: Line) -> None:
    sheet, row = planned.sheet, planned.row_of[line.id]
    sheet.put(row, CAPTION, line.caption or None, caption_format(line))
    if line.role is LineRole.HEADING:
        sheet.put(row, planned.result, None, CellFormat(fill=RESULT_FILL))
        return
    total = planned.statement.total_of.get(line.id)
    figure = planned.statement.figure(line.id, planned.period)
    look = CellFormat(
        number_format=number_format(line, planned.statement),
        bold=total is not None,
        rule=stands_below_its_parts(planned.statement, line.id),
    )
    given = CellFormat(number_format=look.number_format, bold=look.bold, rule=look.rule, colour=BLUE)
    if total is None:
        sheet.put(row, AS_REPORTED, figure, given)
    else:
        formula = _total_formula(planned, total, AS_REPORTED) if figure is not None else None
        sheet.put(row, AS_REPORTED, figure, look, formula)
    for column, adjustment in enumerate(planned.adjustments, FIRST_EFFECT):
        effect = results.effect(adjustment.id, line.id, planned.period)
        if not results.is_effect_known(adjustment.id, line.id, planned.period):
            sheet.put(row, column, None, look)
        elif total is not None:
            sheet.put(row, column, effect, look, _total_formula(planned, total, column))
        elif not line.unit.is_ratio or effect:
            sheet.put(row, column, effect, given)
    shown = CellFormat(number_format=look.number_format, bold=look.bold, rule=look.rule, fill=RESULT_FILL)
    _result(planned, results, line, total, figure, shown)


def _result(
    planned: ReconciledSheet,
    results: Results,
    line: Line,
    total: Total | None,
    figure: Decimal | None,
    look: CellFormat,
) -> None:
    row, column = planned.row_of[line.id], planned.result
    value = results.figure(line.id, planned.period)
    moved = any(results.effect(a.id, line.id, planned.period) for a in planned.adjustments)
    formula: str | None
    if row in planned.without_result:
        formula = None
    elif line.unit.is_ratio:
        formula = _ratio_formula(planned, results, line)
    elif total is not None and figure is not None:
        formula = formulas.total_result(column, _rows(planned, total), planned.without_result, planned.effects)
    elif figure is not None:
        formula = formulas.row_result(row, AS_REPORTED, planned.effects)
    else:
        formula = formulas.row_result_of_blank(row, planned.effects) if moved else None
    if formula:
        formula = formulas.unless_on(planned.doubted(results, line.id), formula)
    planned.sheet.put(row, column, value, look, formula)


def _total_formula(planned: ReconciledSheet, total: Total, column: int) -> str:
    return formulas.total(column, _rows(planned, total))


def _rows(planned: ReconciledSheet, total: Total) -> list[tuple[int, int]]:
    """Return the rows that a total is made of, with their weights: its parts, and what they leave over."""
    rows = [(planned.row_of[part], weight) for part, weight in total.parts]
    if total.line in planned.remainder_row_of:
        rows.append((planned.remainder_row_of[total.line], 1))
    return rows


def _ratio_formula(planned: ReconciledSheet, results: Results, line: Line) -> str | None:
    row, statement = planned.row_of[line.id], planned.statement
    moving = [
        planned.switch_of(a)
        for a in planned.adjustments
        if any(
            results.effect(a.id, each.id, planned.period)
            for each in statement.lines
            if each.role is not LineRole.HEADING
        )
    ]
    printed = results.with_all_on().printed_result(line.id, planned.period)
    if ratio := results.ratio_at(line.id, planned.period):
        numerator, denominator = (
            relative_reference(planned.row_of[x], planned.result) for x in (ratio.numerator, ratio.denominator)
        )
        derived = formulas.quotient(numerator, denominator, ratio.factor, line.decimals)
    else:
        derived = formulas.BLANK
    entered = [planned.switch_of(a) for a in planned.adjustments if (line.id, planned.period) in a.entries]
    if entered:
        own = formulas.row_result(row, AS_REPORTED, planned.effects).removeprefix("=")
        derived = f"IF({'+'.join(entered)}>0,{own},{derived})"
    as_reported = "" if statement.figure(line.id, planned.period) is None else relative_reference(row, AS_REPORTED)
    return formulas.ratio(as_reported, moving, derived, printed, planned.switches.all_on)


def _put_remainder(planned: ReconciledSheet, results: Results, rest: Remainder) -> None:
    """Write the row of what the parts do not explain: what the sources do not print, or a failure to foot."""
    sheet, row = planned.sheet, planned.remainder_row_of[rest.total]
    line = planned.statement.line_by_id[rest.total]
    look = CellFormat(number_format=number_format(line, planned.statement), italic=True, colour=BLUE)
    caption = CellFormat(italic=True, colour=GREY, indent=min(len(line.section), 6), wrap=True)
    sheet.put(row, CAPTION, rest.caption, caption)
    sheet.put(row, AS_REPORTED, rest.as_reported, look)
    for column, adjustment in enumerate(planned.adjustments, FIRST_EFFECT):
        sheet.put(row, column, rest.effects[adjustment.id], look)
    formula = formulas.row_result(row, AS_REPORTED, planned.effects)
    result_look = CellFormat(number_format=look.number_format, italic=True, fill=RESULT_FILL)
    sheet.put(row, planned.result, rest.result(results.project.enabled), result_look, formula)
