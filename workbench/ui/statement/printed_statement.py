"""The statement as the grid shows it, for paper: its columns, rows and texts, without what is folded away."""

from workbench.domain.statements import LineUnit
from workbench.presentation.statement_table import ColumnKind
from workbench.ui.printing.printed_view import PrintedColumn, PrintedRow, PrintedTable
from workbench.ui.statement.statement_grid import NO_LINES, NO_ROWS, StatementGrid
from workbench.ui.toolkit.language import tr
from workbench.wording.names import UNITS


def printed_table(grid: StatementGrid) -> PrintedTable:
    """Return what the grid shows, in the order in which its columns stand."""
    model, heading = grid.current_model(), grid.horizontalHeader()
    shown = [heading.logicalIndex(place) for place in range(model.columnCount())]
    columns = [
        number
        for number in shown
        if model.columns[number].kind is not ColumnKind.CAPTION and not grid.isColumnHidden(number)
    ]
    headings = []
    for number in columns:
        name, state = model.heading(number)
        headings.append(PrintedColumn(name, state, is_result=model.columns[number].kind is ColumnKind.RESULT))
    rows = []
    for number in grid.visible_rows():
        row = model.rows[number]
        is_money = row.is_heading or row.line.unit is LineUnit.MONEY
        rows.append(
            PrintedRow(
                model.display(number, 0).text,
                tuple(model.display(number, column).text for column in columns),
                depth=row.depth,
                unit="" if is_money else tr(UNITS[row.line.unit]),
                is_heading=row.is_heading,
                is_total=row.total is not None and row.remainder is None,
                is_remainder=row.remainder is not None,
                has_rule=row.has_rule_above,
                is_final=row.has_rule_above and row.is_final,
            )
        )
    reason = NO_ROWS if model.statement.lines else NO_LINES
    return PrintedTable(model.heading(0).name, tuple(headings), tuple(rows), if_empty=tr(reason))
