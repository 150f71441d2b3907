"""Where the keyboard goes: Excel's jumps to the edge of what is filled."""

from collections.abc import Sequence

from workbench.ui.statement.statement_model import StatementModel


def edge(filled: Sequence[bool], start: int, step: int) -> int:
    """Return where Ctrl+arrow lands in a row or column of cells, of which some are ``filled``.

    Within a filled stretch: its last cell; from its end or an empty cell: the next filled cell, else the border.
    """
    last = len(filled) - 1 if step > 0 else 0
    if start == last:
        return start
    at = start + step
    if filled[start] and filled[at]:
        while at != last and filled[at + step]:
            at += step
        return at
    while at != last and not filled[at]:
        at += step
    return at


def is_filled(model: StatementModel, row: int, column: int) -> bool:
    return bool(model.display(row, column).text)
