"""The first sheet: entity, switches, key totals under both frameworks, check light."""

from collections.abc import Sequence

from workbench.engine import Results
from workbench.exporting.formulas import reference_keeping_blank
from workbench.exporting.layout import (
    BLUE,
    HEADING_FILL,
    RESULT_FILL,
    SWITCH_FILL,
    CellFormat,
    GreyedArea,
    PlannedSheet,
    number_format,
)
from workbench.exporting.reconciled_sheet import AS_REPORTED, HEADING_ROW, ReconciledSheet
from workbench.exporting.sheet_headers import put_header
from workbench.exporting.switches import FIRST_SWITCH_ROW, SWITCH_COLUMN
from workbench.phrases import Words, phrase, say
from workbench.presentation.key_totals import EFFECTS, key_totals, why_no_totals
from workbench.presentation.states import heading_of_end, name_of_reconciliation
from workbench.presentation.units import unit_line
from workbench.wording.names import name_of_difference
from workbench.wording.periods import label, short_label
from workbench.workbooks import column_letter

FIRST_EFFECT_COLUMN = 3
LIGHT_ROW = 5
SHARE_DECIMALS = 12
MEASURES = {
    "net_income": phrase("net income"),
    "attributable_net_income": phrase("attributable net income"),
    "equity": phrase("equity"),
}
"""The measures that differences have an effect on, by the key of the effect."""


def fill_summary(
    sheet: PlannedSheet,
    results: Results,
    reconciled_sheets: Sequence[ReconciledSheet],
    light: str,
    light_now: str,
    words: Words,
) -> None:
    """Lay out ``sheet``. ``light``: reference of the cell with the check light; ``light_now``: its present text."""
    project = results.project
    frameworks = name_of_reconciliation(project.frameworks)
    put_header(sheet, project.entity, frameworks, phrase("review workbook"), unit_line(project, words), words)
    sheet.put(LIGHT_ROW, 1, light_now, CellFormat(bold=True), f"={light}")
    sheet.verdicts = ((LIGHT_ROW, 1, LIGHT_ROW, 1),)
    _put_switches(sheet, results, reconciled_sheets, words)
    _put_key_totals(sheet, results, reconciled_sheets, FIRST_SWITCH_ROW + len(project.adjustments) + 2, words)
    sheet.widths = {1: 62, **dict.fromkeys(range(2, sheet.last_column + 1), 17)}
    sheet.heights[FIRST_SWITCH_ROW - 1] = 58
    sheet.on_one_page = True


def _put_switches(
    sheet: PlannedSheet, results: Results, reconciled_sheets: Sequence[ReconciledSheet], words: Words
) -> None:
    project = results.project
    row = FIRST_SWITCH_ROW - 1
    heading_format = CellFormat(bold=True, fill=HEADING_FILL, wrap=True, align="center", rule_below=True)
    sheet.put(row, 1, say(phrase("Differences"), words), CellFormat(bold=True, fill=HEADING_FILL, rule_below=True))
    sheet.put(row, SWITCH_COLUMN, say(phrase("Switch: 1 = on, 0 = off"), words), heading_format)
    columns = [
        (reconciled_sheet, line, MEASURES[measure])
        for reconciled_sheet in reconciled_sheets
        for measure, concept in EFFECTS.get(reconciled_sheet.statement.kind, {}).items()
        if (line := reconciled_sheet.statement.line_with(concept)) is not None
    ]
    for column, (reconciled_sheet, _, measure) in enumerate(columns, FIRST_EFFECT_COLUMN):
        period = short_label(project.periods[reconciled_sheet.period], words)
        heading = phrase("Effect on {measure}, {period}", measure=measure, period=period)
        sheet.put(row, column, say(heading, words), heading_format)
    switch_format = CellFormat(number_format="0", bold=True, colour=BLUE, fill=SWITCH_FILL, boxed=True, align="center")
    for switch_row, adjustment in enumerate(project.adjustments, FIRST_SWITCH_ROW):
        sheet.put(switch_row, 1, name_of_difference(adjustment, words), CellFormat())
        sheet.put(switch_row, SWITCH_COLUMN, int(adjustment.id in project.enabled), switch_format)
        for column, (reconciled_sheet, line, _) in enumerate(columns, FIRST_EFFECT_COLUMN):
            is_known = results.is_effect_known(adjustment.id, line.id, reconciled_sheet.period)
            if adjustment in reconciled_sheet.adjustments and is_known:
                effect = results.effect(adjustment.id, line.id, reconciled_sheet.period)
                formula = f"={reconciled_sheet.cell(line.id, reconciled_sheet.column_of(adjustment.id))}"
                sheet.put(switch_row, column, effect, CellFormat(number_format=number_format(line)), formula)
    if number := len(project.adjustments):
        last = FIRST_SWITCH_ROW + number - 1
        sheet.switch_cells = tuple((switch_row, SWITCH_COLUMN) for switch_row in range(FIRST_SWITCH_ROW, last + 1))
        area = (FIRST_SWITCH_ROW, 1, last, FIRST_EFFECT_COLUMN + len(columns) - 1)
        sheet.greyed_area = GreyedArea(area, f"${column_letter(SWITCH_COLUMN)}{FIRST_SWITCH_ROW}<>1")


def _put_key_totals(
    sheet: PlannedSheet, results: Results, reconciled_sheets: Sequence[ReconciledSheet], row: int, words: Words
) -> None:
    project = results.project
    heading_format = CellFormat(bold=True, fill=HEADING_FILL, wrap=True, align="center", rule_below=True)
    totals = key_totals(results)
    if reason := why_no_totals(project, words):
        sheet.put(row, 1, reason, CellFormat(bold=True, wrap=True))
        sheet.heights[row] = 42
    for reconciled_sheet in reconciled_sheets:
        totals_of_sheet = [
            total for total in totals.get(reconciled_sheet.period, ()) if total.line in reconciled_sheet.row_of
        ]
        if not totals_of_sheet:
            continue
        title = phrase("Key totals, {period}", period=label(project.periods[reconciled_sheet.period], words))
        sheet.put(row, 1, say(title, words), CellFormat(bold=True, fill=HEADING_FILL, rule_below=True))
        result = reconciled_sheet.sheet.cells[HEADING_ROW, reconciled_sheet.result]
        sheet.put(row, 2, heading_of_end(project.frameworks.source, words), heading_format)
        sheet.put(
            row, 3, result.value, heading_format, f"={reconciled_sheet.sheet.ref(HEADING_ROW, reconciled_sheet.result)}"
        )
        sheet.put(row, 4, say(phrase("Difference"), words), heading_format)
        sheet.put(row, 5, say(phrase("Difference, %"), words), heading_format)
        sheet.heights[row] = 42
        for total in totals_of_sheet:
            row += 1
            line = reconciled_sheet.statement.line_by_id[total.line]
            cell_format = CellFormat(number_format=number_format(line))
            sheet.put(row, 1, total.name, CellFormat(indent=1))
            may_be_blank = reconciled_sheet.may_be_blank(results, total.line)
            as_reported = reconciled_sheet.cell(total.line, AS_REPORTED) if total.as_reported is not None else None
            sheet.put(row, 2, total.as_reported, cell_format, as_reported and f"={as_reported}")
            result_format = CellFormat(number_format=cell_format.number_format, bold=True, fill=RESULT_FILL)
            formula = reference_keeping_blank(
                reconciled_sheet.cell(total.line, reconciled_sheet.result), may_be_blank=may_be_blank
            )
            sheet.put(row, 3, total.result, result_format, formula)
            difference = f'=IF(COUNT(B{row},C{row})<2,"",C{row}-B{row})' if may_be_blank else f"=C{row}-B{row}"
            sheet.put(row, 4, total.difference, cell_format, difference)
            if total.as_reported:
                percent_format = CellFormat(number_format='0.0%_);(0.0%);"—"_)')
                formula = f'=IF(COUNT(D{row})=0,"",ROUND(D{row}/ABS(B{row}),{SHARE_DECIMALS}))'
                sheet.put(row, 5, total.share(SHARE_DECIMALS), percent_format, formula)
        row += 2
