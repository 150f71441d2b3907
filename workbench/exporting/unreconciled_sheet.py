"""The unreconciled columns of one statement: other periods and translations, with totals as formulas."""

from dataclasses import dataclass, field
from decimal import Decimal

from workbench.domain.ids import LineId
from workbench.domain.periods import PeriodId
from workbench.domain.statements import LineRole, LineUnit, Statement
from workbench.engine import Results
from workbench.exporting import formulas
from workbench.exporting.column_widths import caption_width, figure_width
from workbench.exporting.layout import BLACK, BLUE, HEADING_FILL, CellFormat, PlannedSheet, Tab, number_format
from workbench.exporting.reconciled_sheet import KEY
from workbench.exporting.sheet_headers import MOST_ROWS_ON_A_PAGE, caption_format, put_header
from workbench.phrases import Words, phrase, say
from workbench.presentation.statement_table import stands_below_its_parts
from workbench.presentation.states import HELD_BY_NONE, is_held_by_none
from workbench.wording.periods import label
from workbench.wording.titles import title_of

HEADING_ROW, CURRENCY_ROW, FIRST_ROW, CAPTION = 6, 7, 8, 1


@dataclass
class StatementSheet:
    """A planned sheet with the column of each (period, currency); "" is the reporting currency."""

    statement: Statement
    sheet: PlannedSheet
    column_of: dict[tuple[PeriodId, str], int] = field(default_factory=dict)
    row_of: dict[LineId, int] = field(default_factory=dict)

    @property
    def key_column(self) -> int:
        """Where the id of each line stands, hidden."""
        return len(self.column_of) + 3

    def cell(self, line: LineId, period: PeriodId, currency: str = "") -> str:
        return self.sheet.ref(self.row_of[line], self.column_of[period, currency])


def lay_out_statement_sheet(results: Results, statement: Statement, name: str, words: Words) -> StatementSheet:
    """Return the sheet of the columns that reconciled sheets omit: other periods, and translations."""
    project = results.project
    plan = StatementSheet(statement, PlannedSheet(name, tab=Tab.STATEMENT))
    sheet = plan.sheet
    columns = phrase("other periods and translations")
    put_header(sheet, project, title_of(statement, words), columns, words)
    heading_format = CellFormat(bold=True, fill=HEADING_FILL, wrap=True, align="center")
    sheet.put(HEADING_ROW, CAPTION, None, heading_format)
    sheet.put(CURRENCY_ROW, CAPTION, None, CellFormat(fill=HEADING_FILL, rule_below=True))
    for period, currency in columns_to_show(results, statement):
        column = plan.column_of[period, currency] = len(plan.column_of) + 2
        heading = label(project.periods[period], words)
        if is_held_by_none(project, statement.id, period):
            heading = f"{heading}\n{say(HELD_BY_NONE, words)}"
        sheet.put(HEADING_ROW, column, heading, heading_format)
        currency_name = currency or project.currency
        sheet.put(CURRENCY_ROW, column, currency_name, CellFormat(fill=HEADING_FILL, align="center", rule_below=True))
    for row, line in enumerate(statement.lines, FIRST_ROW):
        plan.row_of[line.id] = row
        sheet.put(row, CAPTION, line.caption or None, caption_format(line))
        sheet.put(row, plan.key_column, line.id, KEY)
    for (period, currency), column in plan.column_of.items():
        _put_column(plan, results, period, currency, column)
    figures = plan.column_of.values()
    sheet.widths = {
        CAPTION: caption_width(sheet, CAPTION, FIRST_ROW),
        **dict.fromkeys(figures, figure_width(sheet, figures, FIRST_ROW)),
    }
    sheet.hidden_columns, sheet.first_unprinted_column = frozenset((plan.key_column,)), plan.key_column - 1
    sheet.heights = {HEADING_ROW: 60 if _says_more(results, statement) else 42}
    sheet.freeze = (FIRST_ROW, 2)
    sheet.heading_rows = (HEADING_ROW, CURRENCY_ROW)
    sheet.on_one_page = sheet.last_row <= MOST_ROWS_ON_A_PAGE
    sheet.fit_captions(CAPTION)
    return plan


def _says_more(results: Results, statement: Statement) -> bool:
    return any(is_held_by_none(results.project, statement.id, period) for period in statement.periods)


def columns_to_show(results: Results, statement: Statement) -> list[tuple[PeriodId, str]]:
    """Return (period, currency) of each column: unreconciled periods as reported, and every printed translation."""
    return [
        (period, currency)
        for period in statement.periods
        for currency in ("", *results.project.source_figures.translated_into)
        if (_is_translated(results, statement, period, currency) if currency else period not in statement.reconciled)
    ]


def _is_translated(results: Results, statement: Statement, period: PeriodId, currency: str) -> bool:
    return any(
        results.project.source_figures.translation(line.id, period, currency) is not None for line in statement.lines
    )


def _put_column(plan: StatementSheet, results: Results, period: PeriodId, currency: str, column: int) -> None:
    statement, project = plan.statement, results.project

    def amount(line: LineId) -> Decimal | None:
        return (
            project.source_figures.translation(line, period, currency) if currency else statement.figure(line, period)
        )

    for line in statement.lines:
        value = amount(line.id)
        if line.role is LineRole.HEADING or value is None:
            continue
        total = statement.total_of.get(line.id)
        formula = None
        if total is not None and line.unit is LineUnit.MONEY:
            parts = sum((weight * (amount(part) or 0) for part, weight in total.parts), Decimal(0))
            if (
                parts == value
            ):  # otherwise the published figure stays, and the Checks sheet reports that it does not foot
                formula = formulas.total(column, [(plan.row_of[part], weight) for part, weight in total.parts])
        cell_format = CellFormat(
            number_format=number_format(line, statement),
            bold=total is not None,
            rule=stands_below_its_parts(statement, line.id),
            colour=BLACK if formula else BLUE,
        )
        plan.sheet.put(plan.row_of[line.id], column, value, cell_format, formula)
