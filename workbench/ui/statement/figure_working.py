"""How the figure of a cell is worked out, in one line: as typed, or from other figures."""

from collections.abc import Iterator
from decimal import Decimal

from workbench.phrases import say
from workbench.presentation.statement_table import REPORTED_COLUMN, Column, ColumnKind, Row, StatementTable
from workbench.ui.statement.editing_policy import describe_total, is_editable
from workbench.ui.statement.statement_model import StatementModel
from workbench.ui.toolkit.item_roles import EDIT
from workbench.ui.toolkit.language import tr, window_words
from workbench.ui.toolkit.number_format import format_in_text

MINUS = "−"
MOST_PARTS = 12
"""Of a total that are named in the line; the panel on the figure lists more."""


def working_of_cell(model: StatementModel, row: int, column: int) -> str:
    """Return what can be edited in a cell; for a calculated one, what it is made of: ``= 2,254,620 − 253,007``.

    A result that is not such a sum, like one per share, stands as it is shown.
    """
    the_row, the_column, table = model.rows[row], model.columns[column], model.table
    if is_editable(table, the_row, the_column) or the_column.kind is ColumnKind.CAPTION:
        return str(model.index(row, column).data(EDIT))
    if the_row.is_heading:
        return ""
    if the_row.remainder:
        return tr("= the total as reported less the parts shown")
    if the_row.total:
        parts = describe_total(table.statement, the_row, MOST_PARTS).removeprefix(the_row.line.name).strip()
        remainder = model.row_of(the_row.line.id, of_remainder=True)
        return parts if remainder is None else f"{parts} + {say(model.rows[remainder].caption, window_words())}"
    if the_column.kind is ColumnKind.RESULT:
        cell = model.source_cell(row, column)
        working = _sum_of(cell.table, cell.row) if cell else ""
        return working or model.display(row, column).text
    return model.working(row, column) or model.display(row, column).text


def _sum_of(table: StatementTable, row: Row) -> str:
    """Return as reported plus the effects that are on; empty if the result is not their sum."""
    amount = table.amount(row, Column(ColumnKind.RESULT))
    terms = list(_terms(table, row))
    if amount is None or amount != sum(terms, Decimal(0)):
        return ""
    first, *others = [term for term in terms if term] or terms[:1]
    text = format_in_text(first, row.line)
    for term in others:
        text += f" {MINUS if term < 0 else '+'} {format_in_text(abs(term), row.line)}"
    return f"= {text}"


def _terms(table: StatementTable, row: Row) -> Iterator[Decimal]:
    """Yield the figure as reported, and each effect that is on and not nil."""
    yield table.amount(row, REPORTED_COLUMN) or Decimal(0)
    enabled = table.results.project.enabled
    for column in table.columns:
        if column.adjustment in enabled and (effect := table.amount(row, column)):
            yield effect
