"""The column widths of a grid: figures get what they need, captions the rest. Measured on a sample."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product

from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetrics

from workbench.ui.statement.grid_heading import WRAPPED
from workbench.ui.statement.painting import (
    FOLD_WIDTH,
    INDENT,
    MARK_SIDE,
    SIDE,
    UNPROVEN_MARK,
    Brushes,
    width_of_ticks,
)
from workbench.ui.statement.statement_model import StatementModel

LEAST_CAPTIONS, READABLE_CAPTIONS, WIDEST_CAPTIONS = 230, 280, 560
"""In pixels, like all widths here."""
NARROWEST_FIGURES = 56
FEWEST_LINES, MOST_LINES = 3, 5
"""Lines of a heading: the fewest that keep the captions readable, if any number does."""
CELLS_MEASURED, FEWEST_ROWS_MEASURED = 2_000, 20
"""Measuring every cell of a large statement would be noticeable."""


@dataclass(frozen=True, slots=True)
class Widths:
    """The width of each column, captions first, and the number of lines in the headings."""

    columns: tuple[int, ...]
    heading_lines: int


def widths_of(model: StatementModel, brushes: Brushes, available: int) -> Widths:
    """Return widths that fit ``available`` pixels if possible; otherwise the grid scrolls sideways."""
    cell_widths = [_widest_figure(model, brushes, column) for column in range(1, model.columnCount())]

    @cache  # measured only for the numbers of lines that are tried
    def measure_columns(lines: int) -> list[int]:
        widths = (
            max(cell_width, _heading_width(model, brushes, column, lines))
            for column, cell_width in enumerate(cell_widths, 1)
        )
        return [width + _room_beside(brushes) for width in widths]

    tries = product((READABLE_CAPTIONS, LEAST_CAPTIONS), range(FEWEST_LINES, MOST_LINES + 1))
    fitting = (lines for captions, lines in tries if captions + sum(measure_columns(lines)) <= available)
    lines = next(fitting, FEWEST_LINES)
    columns = measure_columns(lines)
    return Widths((_captions_width(model, brushes, available - sum(columns)), *columns), lines)


def width_of(model: StatementModel, brushes: Brushes, column: int, heading_lines: int) -> int:
    """Return the width that one column needs, regardless of the others."""
    if column == 0:
        return _widest_caption(model, brushes)
    heading = _heading_width(model, brushes, column, heading_lines)
    return max(_widest_figure(model, brushes, column), heading) + _room_beside(brushes)


def widths_of_figures(model: StatementModel, brushes: Brushes, rows: Sequence[int]) -> dict[int, int]:
    """Return the width that the figures in some rows need, by column."""
    room = _room_beside(brushes)
    return {
        column: room + max((_width_of_figure(model, brushes, row, column) for row in rows), default=0)
        for column in range(1, model.columnCount())
    }


def _captions_width(model: StatementModel, brushes: Brushes, left: int) -> int:
    """Return the width of the captions: what the figures leave, but enough to be read; otherwise the figures scroll."""
    needed = min(_widest_caption(model, brushes), WIDEST_CAPTIONS)
    return min(needed, left if left >= LEAST_CAPTIONS else READABLE_CAPTIONS)


def _sample_rows(model: StatementModel) -> range:
    """Return the rows to measure: all of a small statement, some of a large one."""
    number = max(CELLS_MEASURED // max(model.columnCount(), 1), FEWEST_ROWS_MEASURED)
    return range(0, model.rowCount(), max(model.rowCount() // number, 1))


def _widest_figure(model: StatementModel, brushes: Brushes, column: int) -> int:
    widths = (_width_of_figure(model, brushes, row, column) for row in _sample_rows(model))
    return max(widths, default=NARROWEST_FIGURES)


def _width_of_figure(model: StatementModel, brushes: Brushes, row: int, column: int) -> int:
    metrics = brushes.bold_metrics if model.rows[row].total else brushes.plain_metrics
    signs = model.tick_signs(row, column)
    ticks = SIDE + MARK_SIDE + width_of_ticks(brushes, signs) if signs else 0
    return max(NARROWEST_FIGURES, metrics.horizontalAdvance(model.display(row, column).text) + ticks)


def _widest_caption(model: StatementModel, brushes: Brushes) -> int:
    """Return the width that the captions need, with indents and margins."""
    rows = _sample_rows(model)
    beside = FOLD_WIDTH + 2 * SIDE + 6
    advance = brushes.bold_metrics.horizontalAdvance
    widths = (advance(model.display(row, 0).text) + INDENT * model.rows[row].depth + beside for row in rows)
    return max(widths, default=READABLE_CAPTIONS)


def _heading_width(model: StatementModel, brushes: Brushes, column: int, lines: int) -> int:
    """Return the width that the heading needs in any state: its names in at most ``lines`` lines, the state in one."""
    state = brushes.small_metrics.horizontalAdvance(model.heading(column).state)
    names = model.possible_headings(column)
    return max(state, *(_width_in_lines(name, brushes.heading_metrics, lines) for name in names))


def _width_in_lines(name: str, metrics: QFontMetrics, lines: int) -> int:
    """Return the least width in which ``name`` takes no more than ``lines``."""
    width = max((metrics.horizontalAdvance(word) for word in name.split()), default=0)
    most = metrics.horizontalAdvance(name)
    while width < most and _wrapped_height(name, metrics, width) > lines * metrics.lineSpacing():
        width += 4
    return width


def _wrapped_height(name: str, metrics: QFontMetrics, width: int) -> int:
    return metrics.boundingRect(QRect(0, 0, width, 10_000), WRAPPED, name).height()


def _room_beside(brushes: Brushes) -> int:
    """Return the width around a figure: a mark before it, the cell's margins and a closing bracket."""
    before = max(SIDE + 3, MARK_SIDE + brushes.heading_metrics.horizontalAdvance(UNPROVEN_MARK))
    return before + SIDE + brushes.bracket
