"""What the cells of a comparison show: figures as in their statement, changes in amount, in percent and in points."""

from workbench.domain.amounts import format_exactly, round_half_up
from workbench.domain.statements import LineUnit
from workbench.number_style import Zero
from workbench.phrases import phrase
from workbench.presentation.compared_columns import ChangeColumn
from workbench.presentation.comparison_table import ComparisonTable
from workbench.presentation.statement_table import Column, ColumnKind, Row, StatementTable
from workbench.ui.statement.cell_displays import CellDisplay, TextStyle, format_cell
from workbench.ui.toolkit.language import tr
from workbench.ui.toolkit.number_format import format_amount, format_for_typing, format_number, format_zero
from workbench.ui.toolkit.number_style import number_style

PLACES_OF_PERCENT = 1
SAYS_NOTHING = phrase("n.m.")
"""Not meaningful: a change in percent of nil, or from one sign to the other."""
NOTHING = CellDisplay("", TextStyle.MUTED)


def format_shown(table: StatementTable, row: Row, column: Column) -> CellDisplay:
    """Return what a cell of any table shows, a statement's own or a comparison."""
    if isinstance(table, ComparisonTable):
        return format_compared(table, row, column)
    return format_cell(table, row, column)


def format_compared(table: ComparisonTable, row: Row, column: Column) -> CellDisplay:
    """Return what a cell of a comparison shows."""
    if isinstance(column, ChangeColumn):
        return NOTHING if row.is_heading else _format_change(table, row, column)
    if cell := table.source_cell(row, column):
        return format_cell(*cell)
    return CellDisplay(format_amount(table.amount(row, column), row.line), TextStyle.MUTED)


def type_compared(table: ComparisonTable, row: Row, column: Column) -> str:
    """Return the figure or the change in a cell as it would be typed; empty if there is none."""
    if isinstance(column, ChangeColumn) and column.kind is ColumnKind.CHANGE_IN_PERCENT:
        share = table.share(row, column)
        if share is None or share.percent is None:
            return ""
        return f"{format_exactly(round_half_up(share.percent, PLACES_OF_PERCENT))}%"
    return format_for_typing(table.shown_amount(row, column), row.line)


def _format_change(table: ComparisonTable, row: Row, column: ChangeColumn) -> CellDisplay:
    if column.kind is ColumnKind.CHANGE_IN_PERCENT:
        return _format_share(table, row, column)
    amount = table.amount(row, column)
    text = format_amount(amount, row.line, table.statement.decimals_shown_of(row.line))
    if amount and row.line.unit is LineUnit.PERCENT:
        text = tr("{amount} pts", amount=text.replace("%", ""))
    return CellDisplay(text, TextStyle.CALCULATED if amount and not row.remainder else TextStyle.MUTED)


def _format_share(table: ComparisonTable, row: Row, column: ChangeColumn) -> CellDisplay:
    share = table.share(row, column)
    if share is None:
        return NOTHING
    if share.percent is None:
        return CellDisplay(tr(SAYS_NOTHING), TextStyle.MUTED)
    if not share.percent and number_style().zero is not Zero.DIGIT:
        return CellDisplay(format_zero(), TextStyle.MUTED)
    style = TextStyle.CALCULATED if share.percent and not row.remainder else TextStyle.MUTED
    return CellDisplay(format_number(share.percent, PLACES_OF_PERCENT, "%"), style)
