"""Which cells of a statement can be edited, and a sentence saying why the others cannot."""

from workbench.domain.statements import Statement
from workbench.phrases import Phrase, phrase
from workbench.presentation.compared_columns import ChangeColumn, ComparedColumn
from workbench.presentation.statement_table import Column, ColumnKind, Row, StatementTable
from workbench.ui.toolkit.language import window_words
from workbench.wording.periods import short_phrase


def is_editable(table: StatementTable, row: Row, column: Column) -> bool:
    """True for captions, and for figures as reported and effects of lines that are not totals, unless locked."""
    return _is_input(row, column) and (column.kind is ColumnKind.CAPTION or not table.is_locked)


def _is_input(row: Row, column: Column) -> bool:
    if row.remainder is not None or isinstance(column, ComparedColumn | ChangeColumn):
        return False
    is_figure = column.kind is not ColumnKind.RESULT and row.total is None and not row.is_heading
    return is_figure or column.kind is ColumnKind.CAPTION


def why_not_editable(table: StatementTable, row: Row, column: Column) -> Phrase | None:
    """Return why a cell cannot be edited, and what to do instead; None if it can."""
    if is_editable(table, row, column):
        return None
    if _is_input(row, column):
        return phrase(
            "{period} is locked: its figures are those of {file}. To edit them, choose Reconciliation > Unlock "
            "comparatives and give the reason.",
            period=short_phrase(table.results.project.periods[table.period]),
            file=table.results.project.comparatives[table.statement.id, table.period].held_by,
        )
    if isinstance(column, ComparedColumn | ChangeColumn):
        return phrase("Figures are not edited while they are compared. Press Enter to go to this one in the statement.")
    if column.kind is ColumnKind.CAPTION:
        return phrase("The caption of a remainder cannot be changed.")
    if row.is_heading:
        return phrase("'{caption}' is a heading and has no figures.", caption=row.caption)
    if row.remainder:
        return phrase(
            "{remainder} is a remainder: the total as reported less the parts shown.",
            remainder=row.remainder.caption,
        )
    if column.kind is ColumnKind.RESULT:
        result = table.heading(column, window_words()).name
        return phrase("{result} is calculated: as reported plus the differences that are on.", result=result)
    return phrase(
        "This total is calculated: edit a part, or restate the total. {equation}",
        equation=describe_total(table.statement, row),
    )


def describe_total(statement: Statement, row: Row, most: int | None = None) -> str:
    """Return a total and its parts: ``TOTAL ASSETS = Total current assets + Total non-current assets``.

    ``most``: how many parts are named, before an ellipsis. For a row that is not a total, return the name of its line.
    """
    if row.total is None:
        return row.line.name
    signed_parts = [
        f"{'−' if weight < 0 else '+'} {statement.line_by_id[part].name}" for part, weight in row.total.parts[:most]
    ]
    rest = " …" if len(signed_parts) < len(row.total.parts) else ""
    return f"{row.line.name} = {' '.join(signed_parts).removeprefix('+ ')}{rest}"
