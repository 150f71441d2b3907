"""Finding a caption or a figure in a statement."""

from workbench.ui.statement.statement_model import StatementModel

CAPTION_SHOWN_AT = 1
"""A caption is found in its row; the first figure beside it becomes current."""


def find_row(model: StatementModel, text: str, start: int, step: int) -> tuple[int, int] | None:
    """Return the next (+1) or last (-1) row after ``start`` that holds ``text``, and in which column; None if none.

    Figures are found as they are shown or typed: ``253,007``, ``(253,007)``, ``-253007``.
    """
    wanted, rows = text.casefold().strip(), model.rowCount()
    for distance in range(1, rows + 1):
        row = (start + step * distance) % rows
        column = _column_with(model, row, wanted) if wanted else None
        if column is not None:
            return row, column
    return None


def _column_with(model: StatementModel, row: int, wanted: str) -> int | None:
    if wanted in model.rows[row].caption.casefold():
        return CAPTION_SHOWN_AT
    digits = wanted.replace(",", "")
    for column in range(1, model.columnCount()):
        shown = model.display(row, column).text.replace(",", "")
        if shown and (digits in shown or digits in model.typed_text(row, column)):
            return column
    return None
