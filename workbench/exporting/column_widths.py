"""How wide the columns of a statement are: as wide as what stands in them, so that print stays large."""

from collections.abc import Collection
from decimal import Decimal

from workbench.exporting.layout import WIDEST_CHARACTER, PlannedSheet
from workbench.plain_text import text_width

NARROWEST_CAPTION, WIDEST_CAPTION = 34, 46
NARROWEST_FIGURE = 12
BRACKETS, INDENT = 2, 2
"""In digits: around a figure, and of one step of a caption."""


def caption_width(sheet: PlannedSheet, column: int, first_row: int) -> int:
    """Return the width of a column of captions, of which those that are longer than most take several rows."""
    widths = [
        text_width(cell.value) + INDENT * cell.cell_format.indent + WIDEST_CHARACTER
        for (row, cell_column), cell in sheet.cells.items()
        if cell_column == column and row >= first_row and isinstance(cell.value, str)
    ]
    return min(max(*widths, NARROWEST_CAPTION), WIDEST_CAPTION) if widths else NARROWEST_CAPTION


def figure_width(sheet: PlannedSheet, columns: Collection[int], first_row: int) -> int:
    """Return the width of columns of figures, of which the longest may stand in brackets."""
    widths = [
        len(f"{abs(cell.value):,}") + BRACKETS
        for (row, column), cell in sheet.cells.items()
        if column in columns and row >= first_row and isinstance(cell.value, Decimal)
    ]
    return max(*widths, NARROWEST_FIGURE) if widths else NARROWEST_FIGURE
