"""Which cells of a grid a figure is made of, and which are made of it."""

from workbench.domain.ids import LineId
from workbench.presentation.statement_table import ColumnKind
from workbench.ui.statement.statement_model import StatementModel
from workbench.ui.statement.typed_edits import Place


def parts_of_cell(model: StatementModel, row: int, column: int) -> list[Place]:
    """Return the cells whose figures make up a figure: the parts of a total and its remainder, or as reported and the
    effects.
    """
    the_row, column = model.rows[row], _figure_column(model, column)
    kind = model.columns[column].kind
    if the_row.is_heading:
        return []
    if the_row.total and not the_row.remainder:
        rows = [model.row_of(part) for part, _ in the_row.total.parts]
        rows.append(model.row_of(the_row.line.id, of_remainder=True))
        return [(part, column) for part in rows if part is not None]
    if kind is not ColumnKind.RESULT or not model.has_parts_beside:
        return []
    enabled = model.table.results.project.enabled
    return [
        (row, number)
        for number, other in enumerate(model.columns)
        if (other.kind is ColumnKind.AS_REPORTED or other.adjustment in enabled) and model.amount(row, number)
    ]


def dependents_of_cell(model: StatementModel, row: int, column: int) -> list[Place]:
    """Return the cells that a figure is part of: the totals in which its line counts, and the result of its row."""
    the_row, column = model.rows[row], _figure_column(model, column)
    kind = model.columns[column].kind
    if the_row.is_heading:
        return []
    if the_row.remainder:
        total = model.row_of(the_row.line.id)
        return [] if total is None else [(total, column)]
    totals = (model.row_of(total) for total in _totals_with(model, the_row.line.id))
    places = [(total, column) for total in totals if total is not None]
    result = model.column_of(ColumnKind.RESULT) if model.has_parts_beside else None
    if kind is not ColumnKind.RESULT and result is not None and model.amount(row, result) is not None:
        places.append((row, result))
    return places


def _figure_column(model: StatementModel, column: int) -> int:
    """Return the column of the figures that a cell is about: of a caption, those as reported."""
    reported = model.column_of(ColumnKind.AS_REPORTED)
    return reported if model.columns[column].kind is ColumnKind.CAPTION and reported is not None else column


def _totals_with(model: StatementModel, line: LineId) -> list[LineId]:
    return [total.line for total in model.statement.totals if any(part == line for part, _ in total.parts)]
