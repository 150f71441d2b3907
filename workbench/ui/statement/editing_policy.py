"""Which cells of a statement may be typed into, and in a sentence why the others may not."""

from workbench.domain.statements import Statement
from workbench.presentation.statement_table import Column, ColumnKind, Row, StatementTable


def is_editable(row: Row, column: Column) -> bool:
    """True for captions of lines, and for figures as reported and effects of lines that are no totals."""
    if row.remainder is not None:
        return False
    is_figure = column.kind is not ColumnKind.RESULT and row.total is None and not row.is_heading
    return is_figure or column.kind is ColumnKind.CAPTION


def why_not_editable(table: StatementTable, row: Row, column: Column) -> str:
    """Return why a cell cannot be typed into, and what to do instead; empty where it can."""
    if is_editable(row, column):
        return ""
    if column.kind is ColumnKind.CAPTION:
        return "What a total's parts leave over has no caption of its own."
    if row.is_heading:
        return f"'{row.caption}' is a heading and carries no figures."
    if row.remainder:
        return f"{row.caption} is what the parts leave over: as reported less the parts that are there."
    if column.kind is ColumnKind.RESULT:
        return f"{table.heading(column).name} is calculated: as reported and the differences that are on."
    return f"{describe_total(table.statement, row)}. It is calculated: edit a part, or restate this total."


def describe_total(statement: Statement, row: Row) -> str:
    """Return a total and its parts: ``TOTAL ASSETS = Total current assets + Total non-current assets``.

    Of a row that shows no total, its caption.
    """
    if row.total is None:
        return row.caption
    signed_parts = [
        f"{'−' if weight < 0 else '+'} {statement.line_by_id[part].name}" for part, weight in row.total.parts
    ]
    return f"{row.caption} = {' '.join(signed_parts).removeprefix('+ ')}"
