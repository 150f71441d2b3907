"""The lines that the selection of a grid is on."""

from workbench.domain.statements import Line
from workbench.ui.statement.statement_grid import StatementGrid


def current_line(grid: StatementGrid) -> Line | None:
    """Return the line of the current cell; None for a remainder, or if there is no current cell."""
    index = grid.currentIndex()
    row = grid.current_model().rows[index.row()] if index.isValid() else None
    return row.line if row and row.remainder is None else None


def selected_lines(grid: StatementGrid) -> tuple[Line, ...]:
    """Return the lines with a selected cell, from top to bottom, without remainders and lines that are folded away."""
    rows = grid.current_model().rows
    spans = [(area.top(), area.bottom()) for area in grid.selected_areas()]
    chosen = (rows[row] for row in grid.visible_rows() if any(top <= row <= bottom for top, bottom in spans))
    return tuple(row.line for row in chosen if row.remainder is None)
