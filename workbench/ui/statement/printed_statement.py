"""The statement as the grid shows it, for paper: its columns, rows and texts, without what is folded away."""

from collections.abc import Callable

from workbench.domain.statements import LineUnit
from workbench.phrases import phrase
from workbench.presentation.line_filter import LinesShown
from workbench.presentation.statement_table import Column, ColumnKind, StatementTable
from workbench.progress import Progress
from workbench.ui.context.view_state import ViewState
from workbench.ui.printing.printed_view import PrintedColumn, PrintedRow, PrintedTable
from workbench.ui.statement.compared_displays import format_shown
from workbench.ui.statement.hidden_columns import say_hidden
from workbench.ui.statement.statement_grid import StatementGrid
from workbench.ui.toolkit.language import tr, window_words
from workbench.wording.names import UNITS

READING = phrase("Preparing the pages")
KEPT = {
    LinesShown.AFFECTED: phrase("only lines affected by a difference, and their totals"),
    LinesShown.CHANGED: phrase("only changed lines, and their totals"),
    LinesShown.UNPROVEN: phrase("only lines with an unproven figure, and their totals"),
    LinesShown.FAILING: phrase("only lines with a failing check, and their totals"),
}
ROWS_AT_ONCE = 500


def table_of(grid: StatementGrid) -> Callable[[Progress], PrintedTable]:
    """Return what makes the table of what the grid shows now, in the order of its columns; on any thread."""
    model, heading = grid.current_model(), grid.horizontalHeader()
    table = model.table
    shown = [heading.logicalIndex(place) for place in range(model.columnCount())]
    columns = [model.columns[number] for number in shown if not grid.isColumnHidden(number)]
    rows = grid.visible_rows()
    why_empty = "" if rows else tr(model.why_no_rows)
    return lambda progress: printed_table(table, columns, rows, why_empty, progress)


def left_out(grid: StatementGrid, view_state: ViewState) -> list[str]:
    """Return what a statement has that is not printed, because the grid does not show it; each a part of a heading."""
    said = list(filter(None, [say_hidden(grid.current_model().table.results.project, view_state)]))
    if kept := KEPT.get(view_state.line_filter.shown):
        said.append(tr(kept))
    if words := view_state.line_filter.words.strip():
        said.append(tr("only lines with '{words}' in the caption, and their totals", words=words))
    if len(grid.visible_rows()) < grid.current_model().rowCount():
        said.append(tr("folded lines not shown"))
    return said


def printed_table(
    table: StatementTable, shown: list[Column], numbers: list[int], why_empty: str, progress: Progress
) -> PrintedTable:
    """Return the columns ``shown`` and the rows ``numbers`` of a table as the grid words them."""
    corner, _ = table.heading(table.columns[0], window_words())
    columns = [column for column in shown if column.kind is not ColumnKind.CAPTION]
    rows = []
    for done, number in enumerate(numbers):
        if done % ROWS_AT_ONCE == 0:
            progress.step(done, len(numbers), READING)
        row = table.rows[number]
        is_money = row.is_heading or row.line.unit is LineUnit.MONEY
        rows.append(
            PrintedRow(
                format_shown(table, row, table.columns[0]).text,
                tuple(format_shown(table, row, column).text for column in columns),
                depth=row.depth,
                unit="" if is_money else tr(UNITS[row.line.unit]),
                is_heading=row.is_heading,
                is_total=row.total is not None and row.remainder is None,
                is_remainder=row.remainder is not None,
                has_rule=row.has_rule_above,
                is_final=row.has_rule_above and row.is_final,
            )
        )
    headings = tuple(
        PrintedColumn(*table.heading(column, window_words()), is_result=column.kind is ColumnKind.RESULT)
        for column in columns
    )
    return PrintedTable(corner, headings, tuple(rows), why_empty)
