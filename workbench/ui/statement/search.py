"""Finding a caption or a figure in a statement."""

from workbench.ui.statement.statement_model import StatementModel

FIRST_FIGURE = 1
"""The column that becomes current when a caption matches."""


def find_row(model: StatementModel, text: str, start: int, step: int) -> tuple[int, int] | None:
    """Return the next (+1) or previous (-1) row from ``start`` that contains ``text``, and its column; None if none.

    Figures are found as shown or as typed: ``253,007``, ``(253,007)``, ``-253007``.
    """
    sought, rows = text.casefold().strip(), model.rowCount()
    for distance in range(1, rows + 1):
        row = (start + step * distance) % rows
        column = _column_with(model, row, sought) if sought else None
        if column is not None:
            return row, column
    return None


def _column_with(model: StatementModel, row: int, sought: str) -> int | None:
    if sought in model.display(row, 0).text.casefold():
        return FIRST_FIGURE
    digits = sought.replace(",", "")
    for column in range(1, model.columnCount()):
        text = model.display(row, column).text.replace(",", "")
        if text and (digits in text or digits in model.typed_text(row, column)):
            return column
    return None
