"""The sheet of scenarios: the key totals under each set of switches that the user keeps, whatever is switched here."""

from collections.abc import Sequence
from decimal import Decimal

from workbench.domain.ids import AdjustmentId, LineId
from workbench.domain.periods import PeriodId
from workbench.engine import Results
from workbench.exporting.layout import GREY, HEADING_FILL, CellFormat, PlannedSheet, number_format
from workbench.exporting.reconciled_sheet import AS_REPORTED, ReconciledSheet
from workbench.exporting.sheet_headers import FIRST_ROW, HEADING_ROW, put_header
from workbench.phrases import Words, phrase, say
from workbench.presentation.scenarios import Scenario, ScenarioKind, ScenarioTotals, compared_totals, scenarios_of
from workbench.presentation.states import ColumnState
from workbench.wording.names import name_of_difference
from workbench.wording.periods import short_label

TOTAL, PERIOD, FIRST_SCENARIO = 1, 2, 3
MOST_ADDED = 250
"""The most cells that a spreadsheet adds up in one SUM."""
HEADING = CellFormat(bold=True, fill=HEADING_FILL, wrap=True, align="center", rule_below=True)
HEADING_OF_NAMES = CellFormat(bold=True, fill=HEADING_FILL, rule_below=True)


def lay_out_scenarios(
    results: Results, reconciled_sheets: Sequence[ReconciledSheet], name: str, words: Words
) -> PlannedSheet:
    """Return the sheet: two columns for each scenario, its totals and what they differ by with every difference on.

    Below them stands which differences each scenario has on.
    """
    project = results.project
    sheet, cached = PlannedSheet(name), ScenarioTotals()
    put_header(sheet, project, phrase("Scenarios"), "", words)
    scenarios = [scenario for scenario in scenarios_of(project) if scenario.kind is not ScenarioKind.NOW]
    columns = _put_headings(sheet, scenarios, results, words)
    sheets = {(line, each.period): each for each in reconciled_sheets for line in each.row_of}
    complete = columns[1]
    row = FIRST_ROW
    for line, period in compared_totals(project):
        cell_format = CellFormat(number_format=number_format(line))
        sheet.put(row, TOTAL, line.name, CellFormat())
        sheet.put(row, PERIOD, short_label(project.periods[period], words), CellFormat(colour=GREY))
        for scenario, column in zip(scenarios, columns, strict=True):
            amount = cached.totals(results, scenario.on)[line.id, period]
            formula = _formula(results, sheets.get((line.id, period)), line.id, period, scenario, amount)
            sheet.put(row, column, amount, cell_format, formula)
            of_complete = cached.totals(results, scenarios[1].on)[line.id, period]
            if scenario.kind is ScenarioKind.KEPT and amount is not None and of_complete is not None:
                difference = f"={sheet.ref(row, column)}-{sheet.ref(row, complete)}"
                sheet.put(row, column + 1, amount - of_complete, cell_format, difference)
        row += 1
    row += 1
    sheet.put(row, TOTAL, say(phrase("Differences"), words), HEADING_OF_NAMES)
    for adjustment in project.adjustments:
        row += 1
        sheet.put(row, TOTAL, name_of_difference(adjustment, words), CellFormat())
        for scenario, column in zip(scenarios, columns, strict=True):
            state = ColumnState.ON if adjustment.id in scenario.on else ColumnState.OFF
            sheet.put(row, column, say(state.value, words), CellFormat(align="center"))
    return sheet


def _put_headings(
    sheet: PlannedSheet, scenarios: Sequence[Scenario], results: Results, words: Words
) -> tuple[int, ...]:
    """Put the headings, and return the column of each scenario."""
    source, target = results.project.frameworks
    names = {ScenarioKind.AS_REPORTED: source.label, ScenarioKind.COMPLETE: target.label}
    sheet.put(HEADING_ROW, TOTAL, say(phrase("Total"), words), HEADING_OF_NAMES)
    sheet.put(HEADING_ROW, PERIOD, say(phrase("Period"), words), HEADING_OF_NAMES)
    columns, column = [], FIRST_SCENARIO
    for scenario in scenarios:
        columns.append(column)
        sheet.put(HEADING_ROW, column, names.get(scenario.kind, scenario.name), HEADING)
        if scenario.kind is ScenarioKind.KEPT:
            difference = phrase("Difference from {framework}", framework=target.label)
            sheet.put(HEADING_ROW, column + 1, say(difference, words), HEADING)
        column += 2 if scenario.kind is ScenarioKind.KEPT else 1
    sheet.widths = {TOTAL: 62, PERIOD: 16, **dict.fromkeys(range(FIRST_SCENARIO, column), 17)}
    sheet.heights[HEADING_ROW] = 42
    sheet.freeze, sheet.heading_rows = (FIRST_ROW, FIRST_SCENARIO), (HEADING_ROW, HEADING_ROW)
    return tuple(columns)


def _formula(
    results: Results,
    plan: ReconciledSheet | None,
    line: LineId,
    period: PeriodId,
    scenario: Scenario,
    amount: Decimal | None,
) -> str | None:
    """Return as reported plus the effects that are on; None where that is not the total, or has too many parts."""
    if plan is None or amount is None:
        return None
    added: list[AdjustmentId] = [known.id for known in plan.adjustments if known.id in scenario.on]
    if len(added) >= MOST_ADDED or not all(results.is_effect_known(key, line, period) for key in added):
        return None
    columns = (AS_REPORTED, *(plan.column_of(key) for key in added))
    return f"=SUM({','.join(plan.cell(line, column) for column in columns)})"
