"""The first sheet: whose figures, the switches, the key totals under both frameworks, the check light."""

from collections.abc import Sequence

from workbench.domain.review_workbook import SWITCH_HEADING
from workbench.engine import Results
from workbench.exporting.formulas import reference_keeping_blank
from workbench.exporting.layout import (
    BLUE,
    HEADING_FILL,
    RESULT_FILL,
    SWITCH_FILL,
    CellFormat,
    Greyed,
    PlannedSheet,
    number_format,
)
from workbench.exporting.reconciled_sheet import AS_REPORTED, HEADING_ROW, ReconciledSheet
from workbench.exporting.sheet_headers import put_header
from workbench.exporting.switches import FIRST_SWITCH_ROW, SWITCH_COLUMN
from workbench.presentation.key_totals import EFFECTS, key_totals, why_no_totals
from workbench.presentation.units import unit_line
from workbench.workbooks import column_letter

FIRST_EFFECT_COLUMN = 3
LIGHT_ROW = 5
SHARE_DECIMALS = 12


def fill_summary(
    sheet: PlannedSheet, results: Results, reconciled: Sequence[ReconciledSheet], light: str, light_now: str
) -> None:
    """Plan the sheet. ``light``: the cell with the verdict of the checks, ``light_now`` its text."""
    project = results.project
    put_header(
        sheet,
        project.entity,
        f"{project.frameworks[0]} to {project.frameworks[1]}",
        "review workbook",
        unit_line(project),
    )
    sheet.put(LIGHT_ROW, 1, light_now, CellFormat(bold=True), f"={light}")
    sheet.verdicts = ((LIGHT_ROW, 1, LIGHT_ROW, 1),)
    _switches(sheet, results, reconciled)
    _key_totals(sheet, results, reconciled, FIRST_SWITCH_ROW + len(project.adjustments) + 2)
    sheet.widths = {1: 62, **dict.fromkeys(range(2, sheet.last_column + 1), 17)}
    sheet.heights[FIRST_SWITCH_ROW - 1] = 58
    sheet.on_one_page = True


def _switches(sheet: PlannedSheet, results: Results, reconciled: Sequence[ReconciledSheet]) -> None:
    project = results.project
    row = FIRST_SWITCH_ROW - 1
    heading = CellFormat(bold=True, fill=HEADING_FILL, wrap=True, align="center", rule_below=True)
    sheet.put(row, 1, "Differences", CellFormat(bold=True, fill=HEADING_FILL, rule_below=True))
    sheet.put(row, SWITCH_COLUMN, SWITCH_HEADING, heading)
    columns = [
        (planned, line, what.replace("_", " "))
        for planned in reconciled
        for what, meaning in EFFECTS.get(planned.statement.kind, {}).items()
        if (line := planned.statement.line_with(meaning)) is not None
    ]
    for column, (planned, _, what) in enumerate(columns, FIRST_EFFECT_COLUMN):
        period = project.periods[planned.period].short_label
        sheet.put(row, column, f"Effect on {what}, {period}", heading)
    switch = CellFormat(number_format="0", bold=True, colour=BLUE, fill=SWITCH_FILL, boxed=True, align="center")
    for switch_row, adjustment in enumerate(project.adjustments, FIRST_SWITCH_ROW):
        sheet.put(switch_row, 1, adjustment.name, CellFormat())
        sheet.put(switch_row, SWITCH_COLUMN, int(adjustment.id in project.enabled), switch)
        for column, (planned, line, _) in enumerate(columns, FIRST_EFFECT_COLUMN):
            known = results.is_effect_known(adjustment.id, line.id, planned.period)
            if adjustment in planned.adjustments and known:
                effect = results.effect(adjustment.id, line.id, planned.period)
                formula = f"={planned.cell(line.id, planned.column_of(adjustment.id))}"
                sheet.put(switch_row, column, effect, CellFormat(number_format=number_format(line)), formula)
    if number := len(project.adjustments):
        last = FIRST_SWITCH_ROW + number - 1
        sheet.switch_cells = tuple((switch_row, SWITCH_COLUMN) for switch_row in range(FIRST_SWITCH_ROW, last + 1))
        area = (FIRST_SWITCH_ROW, 1, last, FIRST_EFFECT_COLUMN + len(columns) - 1)
        sheet.greyed = Greyed(area, f"${column_letter(SWITCH_COLUMN)}{FIRST_SWITCH_ROW}<>1")


def _key_totals(sheet: PlannedSheet, results: Results, reconciled: Sequence[ReconciledSheet], row: int) -> None:
    project = results.project
    heading = CellFormat(bold=True, fill=HEADING_FILL, wrap=True, align="center", rule_below=True)
    totals = key_totals(results)
    if reason := why_no_totals(project):
        sheet.put(row, 1, reason, CellFormat(bold=True, wrap=True))
        sheet.heights[row] = 42
    for planned in reconciled:
        mine = [total for total in totals.get(planned.period, ()) if total.line in planned.row_of]
        if not mine:
            continue
        label = project.periods[planned.period].label
        sheet.put(row, 1, f"Key totals, {label}", CellFormat(bold=True, fill=HEADING_FILL, rule_below=True))
        result = planned.sheet.cells[HEADING_ROW, planned.result]
        sheet.put(row, 2, f"As reported under {project.frameworks[0]}", heading)
        sheet.put(row, 3, result.value, heading, f"={planned.sheet.ref(HEADING_ROW, planned.result)}")
        sheet.put(row, 4, "Difference", heading)
        sheet.put(row, 5, "Difference, %", heading)
        sheet.heights[row] = 42
        for total in mine:
            row += 1
            line = planned.statement.line_by_id[total.line]
            look = CellFormat(number_format=number_format(line))
            sheet.put(row, 1, total.name, CellFormat(indent=1))
            may_be_blank = planned.may_be_blank(results, total.line)
            as_reported = planned.cell(total.line, AS_REPORTED) if total.as_reported is not None else None
            sheet.put(row, 2, total.as_reported, look, as_reported and f"={as_reported}")
            strong = CellFormat(number_format=look.number_format, bold=True, fill=RESULT_FILL)
            formula = reference_keeping_blank(planned.cell(total.line, planned.result), may_be_blank=may_be_blank)
            sheet.put(row, 3, total.result, strong, formula)
            difference = f'=IF(COUNT(B{row},C{row})<2,"",C{row}-B{row})' if may_be_blank else f"=C{row}-B{row}"
            sheet.put(row, 4, total.difference, look, difference)
            if total.as_reported:
                percent = CellFormat(number_format='0.0%_);(0.0%);"—"_)')
                formula = f'=IF(COUNT(D{row})=0,"",ROUND(D{row}/ABS(B{row}),{SHARE_DECIMALS}))'
                sheet.put(row, 5, total.share(SHARE_DECIMALS), percent, formula)
        row += 2
