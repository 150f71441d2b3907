"""Where Ctrl+arrow leads: to the edge of the filled cells, as in Excel."""

from collections.abc import Sequence

from workbench.ui.statement.statement_model import StatementModel


def find_edge(filled: Sequence[bool], start: int, step: int) -> int:
    """Return where Ctrl+arrow lands in a row or column of cells, some of which are ``filled``.

    Within a filled run: its last cell; from its end or an empty cell: the next filled cell, else the border.
    """
    last = len(filled) - 1 if step > 0 else 0
    if start == last:
        return start
    position = start + step
    if filled[start] and filled[position]:
        while position != last and filled[position + step]:
            position += step
        return position
    while position != last and not filled[position]:
        position += step
    return position


def is_filled(model: StatementModel, row: int, column: int) -> bool:
    return bool(model.display(row, column).text)
