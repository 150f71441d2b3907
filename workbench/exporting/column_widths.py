"""How wide the columns of a statement are: as wide as what stands in them, so that print stays large."""

import math
from collections.abc import Collection, Iterable
from decimal import Decimal

from workbench.exporting.layout import INDENT, WIDEST_CHARACTER, PlannedSheet
from workbench.plain_text import text_width

NARROWEST_CAPTION, WIDEST_CAPTION = 34, 36
NARROWEST_FIGURE = 11
BRACKETS, SEPARATOR = 1.5, 0.5
"""In digits: around a figure, and between its digits."""
BESIDE_WORD, WIDEST_WORD = 0.75, 18


def caption_width(sheet: PlannedSheet, column: int, first_row: int) -> int:
    """Return the width of a column of captions, of which those that are longer than most take several rows."""
    widths = [
        text_width(cell.value) + INDENT * cell.cell_format.indent + WIDEST_CHARACTER
        for (row, cell_column), cell in sheet.cells.items()
        if cell_column == column and row >= first_row and isinstance(cell.value, str)
    ]
    return min(max(*widths, NARROWEST_CAPTION), WIDEST_CAPTION) if widths else NARROWEST_CAPTION


def figure_width(
    sheet: PlannedSheet, columns: Collection[int], first_row: int, narrowest: float = NARROWEST_FIGURE
) -> float:
    """Return the width of columns of figures, of which the longest may stand in brackets."""
    widths = [
        _width_of(f"{abs(cell.value):,f}")
        for (row, column), cell in sheet.cells.items()
        if column in columns and row >= first_row and isinstance(cell.value, Decimal)
    ]
    return max(*widths, narrowest) if widths else narrowest


def widen_for_figures(sheet: PlannedSheet, columns: Iterable[int], first_row: int) -> None:
    """Widen each column whose longest figure needs more room than it has."""
    for column in columns:
        sheet.widths[column] = figure_width(sheet, (column,), first_row, sheet.widths[column])


def widen_for_headings(sheet: PlannedSheet, columns: Iterable[int], row: int) -> None:
    """Widen each column whose heading has a word that would be broken; Chinese breaks anywhere."""
    for column in columns:
        cell = sheet.cells.get((row, column))
        words = str(cell.value).split() if cell and cell.value else ()
        longest = max((len(word) for word in words if text_width(word) == len(word)), default=0)
        sheet.widths[column] = max(sheet.widths[column], min(longest + BESIDE_WORD, WIDEST_WORD))


def _width_of(figure: str) -> int:
    separators = sum(not character.isdigit() for character in figure)
    return math.ceil(len(figure) - separators + SEPARATOR * separators + BRACKETS)
