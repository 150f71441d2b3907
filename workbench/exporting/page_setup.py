"""How a sheet is printed: upright or across, and as large as it can be read."""

from collections.abc import Iterator
from dataclasses import dataclass

from workbench.exporting.layout import PlannedSheet

SHORT_SIDE, LONG_SIDE = 595.3, 841.9
"""Of a page of A4, in points."""
POINTS_OF_INCH = 72
BESIDE, ABOVE, BELOW = 0.25, 0.45, 0.55
"""The margins, in inches: on each side, above and below."""
MARK_MARGIN = 0.2
"""Above the head and below the foot of a page, in inches."""
SMALLEST_PRINT = 7.5
"""In points: two pages rather than smaller print."""
USUAL_WIDTH, USUAL_HEIGHT = 8.43, 15.0
"""Of a column, in digits, and of a row, in points."""
PIXELS_OF_DIGIT, PIXELS_AROUND, POINTS_OF_PIXEL = 8.55, 5, 0.75
"""The digit is that of DejaVu Sans, the widest font that stands in for Calibri where that is missing."""
SPARE = 0.99
"""The part of a page that is filled, because programs measure columns a little differently."""


@dataclass(frozen=True, slots=True)
class Page:
    """``scale``: of the print, 1 for its own size. ``is_single``: the whole sheet stands on one page.

    ``breaks``: the columns after which a page ends, if the sheet is wider than one.
    """

    is_landscape: bool
    scale: float
    is_single: bool
    breaks: tuple[int, ...] = ()


def page_of(sheet: PlannedSheet) -> Page:
    """Return how a sheet is printed: on one page if it asks for that and stays legible, else on as many as it takes."""
    width, height = _width(sheet, range(1, sheet.last_printed_column + 1)), _height(sheet)
    least = min(1.0, SMALLEST_PRINT / _smallest_size(sheet))
    for is_single in (True, False) if sheet.on_one_page else (False,):
        scale, is_landscape = max(
            (_scale(width, height if is_single else 0.0, is_landscape=across), across) for across in (False, True)
        )
        upright = _scale(width, height if is_single else 0.0, is_landscape=False)
        if scale >= least:
            return Page(is_landscape and upright < scale, scale, is_single)
    return Page(True, least, is_single=False, breaks=tuple(_breaks(sheet, _room(is_landscape=True)[0] / least)))


def _room(*, is_landscape: bool) -> tuple[float, float]:
    across, down = (LONG_SIDE, SHORT_SIDE) if is_landscape else (SHORT_SIDE, LONG_SIDE)
    return (across - 2 * BESIDE * POINTS_OF_INCH) * SPARE, (down - (ABOVE + BELOW) * POINTS_OF_INCH) * SPARE


def _scale(width: float, height: float, *, is_landscape: bool) -> float:
    across, down = _room(is_landscape=is_landscape)
    return min(1.0, across / width, down / height if height else 1.0)


def _breaks(sheet: PlannedSheet, room: float) -> Iterator[int]:
    """Yield the last column of each page but the last; the repeated ones stand on each."""
    repeated = _width(sheet, range(1, sheet.repeated_columns + 1))
    taken = repeated
    for column in range(sheet.repeated_columns + 1, sheet.last_printed_column + 1):
        width = _width(sheet, (column,))
        if taken + width > room and taken > repeated:
            yield column - 1
            taken = repeated
        taken += width


def _width(sheet: PlannedSheet, columns: range | tuple[int, ...]) -> float:
    shown = (column for column in columns if column not in sheet.hidden_columns)
    digits = (sheet.widths.get(column, USUAL_WIDTH) for column in shown)
    return sum((number * PIXELS_OF_DIGIT + PIXELS_AROUND) * POINTS_OF_PIXEL for number in digits)


def _height(sheet: PlannedSheet) -> float:
    rows = (row for row in range(1, sheet.last_row + 1) if row not in sheet.folded_rows)
    return sum(sheet.heights.get(row, USUAL_HEIGHT) for row in rows)


def _smallest_size(sheet: PlannedSheet) -> int:
    """Return the smallest size of what is printed; that of usual cells if nothing is."""
    last = sheet.last_printed_column
    sizes = (
        cell.cell_format.size
        for (_, column), cell in sheet.cells.items()
        if column <= last and column not in sheet.hidden_columns and cell.value not in (None, "")
    )
    return min(sizes, default=10)
