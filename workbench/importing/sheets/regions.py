"""Tables side by side on one sheet: each gets a view of its own cells."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from workbench.importing.language.period_text import is_only_a_period
from workbench.importing.language.vocabulary import NO_FIGURE, NOTE_REFERENCE, is_currency_name, is_unit_line
from workbench.importing.sheets.tables import Amounts, is_year
from workbench.workbooks import CellKind, Sheet, SheetCell

FEWEST_CELLS = 4
"""A row of tables side by side has at least two captions and two figures."""
FEWEST_WORDS = 2
"""At least this many cells of such a row are words."""
ENOUGH_ROWS = 3
"""Words right before figures in this many rows of a column are the captions of a separate table."""
MOST_BLANK_ROWS = 3
"""The most blank rows between a table and the words above it; words this close below it belong to it."""
MOST_ROWS_BETWEEN = 12
"""Captioned rows further apart than this belong to two tables: headings and blank rows within one are fewer."""
LEAST_DIFFERENT = 0.5
"""At least this share of the captions of a table are different; remarks repeat."""


@dataclass(frozen=True, slots=True)
class _Band:
    """The place of a table to the right of another: from column ``left`` on, in the rows from ``top`` to ``bottom``."""

    left: int
    top: int
    bottom: int

    def holds(self, cell: SheetCell) -> bool:
        return cell.column >= self.left and self.top <= cell.row <= self.bottom


def regions(sheet: Sheet, amounts: Amounts) -> list[Sheet]:
    """Return views of ``sheet``, each with the cells of tables below one another; the leftmost first."""
    bands = sorted(_bands(sheet, amounts), key=lambda band: band.left)
    if not bands:
        return [sheet]
    cells_of_band: dict[int, list[SheetCell]] = {number: [] for number in range(len(bands) + 1)}
    for cell in sheet.cells:
        number = max((place for place, band in enumerate(bands, 1) if band.holds(cell)), default=0)
        cells_of_band[number].append(cell)
    units = [cell for cell in sheet.cells if cell.kind is CellKind.TEXT and is_unit_line(cell.text)]
    views = ((*_shared_units(units, cells, amounts), *cells) for cells in cells_of_band.values() if cells)
    return [replace(sheet, cells=tuple(sorted(cells, key=_place))) for cells in views]


def _shared_units(units: list[SheetCell], cells: list[SheetCell], amounts: Amounts) -> list[SheetCell]:
    """Return the unit line above tables side by side, for one of them without its own; at most one cell."""
    first_row = min((cell.row for cell in cells if (cell.row, cell.column) in amounts), default=0)
    rows, places = {cell.row for cell in cells}, {_place(cell) for cell in cells}
    if any(_place(unit) in places for unit in units):
        return []
    return [unit for unit in units if unit.row < first_row and unit.row in rows][-1:]


def _place(cell: SheetCell) -> tuple[int, int]:
    return cell.row, cell.column


def _bands(sheet: Sheet, amounts: Amounts) -> Iterator[_Band]:
    rows: dict[int, list[int]] = {}
    words: dict[int, Counter[str]] = {}
    for row, cells in sheet.rows.items():
        if len(cells) < FEWEST_CELLS or sum(cell.kind is CellKind.TEXT for cell in cells) < FEWEST_WORDS:
            continue
        for caption in _captions_after_figures(cells, amounts):
            rows.setdefault(caption.column, []).append(row)
            words.setdefault(caption.column, Counter())[caption.text.strip()] += 1
    lefts = [
        column
        for column, captioned in rows.items()
        if len(captioned) >= ENOUGH_ROWS and len(words[column]) >= LEAST_DIFFERENT * len(captioned)
    ]
    for column in lefts:
        next_left = min((left for left in lefts if left > column), default=None)
        captioned = _captioned_rows(sheet, amounts, column, next_left)
        for first, last in _runs(captioned) if captioned else ():
            yield _extend_band(sheet, amounts, _Band(column, first, last))


def _captioned_rows(sheet: Sheet, amounts: Amounts, left: int, right: int | None) -> list[int]:
    """Return the rows in which words in column ``left`` precede a figure, up to column ``right``."""
    return [
        row
        for row, cells in sheet.rows.items()
        if any(cell.column == left and cell.kind is CellKind.TEXT and not _is_no_caption(cell) for cell in cells)
        and any(
            left < cell.column < (right or cell.column + 1) and (row, cell.column) in amounts and not is_year(cell)
            for cell in cells
        )
    ]


def _runs(rows: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last of the rows that belong together: few others are between them."""
    first = last = rows[0]
    for row in rows[1:]:
        if row - last > MOST_ROWS_BETWEEN:
            yield first, last
            first = row
        last = row
    yield first, last


def _captions_after_figures(cells: tuple[SheetCell, ...], amounts: Amounts) -> Iterator[SheetCell]:
    """Yield the words between two figures, right before the second."""
    seen_figure = seen_words = False
    for cell, following in zip(cells, (*cells[1:], None), strict=True):
        if (cell.row, cell.column) in amounts:
            seen_figure = seen_figure or seen_words
        elif cell.kind is CellKind.TEXT:
            is_before_figure = following is not None and (following.row, following.column) in amounts
            if seen_figure and is_before_figure and not _is_no_caption(cell):
                yield cell
            seen_words = True


def _is_no_caption(cell: SheetCell) -> bool:
    text = cell.text.strip()
    is_unit = is_unit_line(text) or is_currency_name(text)
    is_remark = NO_FIGURE.match(text) or NOTE_REFERENCE.match(text)
    return bool(is_unit or is_remark or is_only_a_period(text)) or not re.search(r"[^\W\d_]{2,}", text)


def _extend_band(sheet: Sheet, amounts: Amounts, band: _Band) -> _Band:
    """Return the band with the headings and titles above, up to the figures of another table, and the words below."""
    inside = {row: tuple(cell for cell in cells if cell.column >= band.left) for row, cells in sheet.rows.items()}
    top, bottom = band.top, band.bottom
    for row in range(band.top - 1, 0, -1):
        cells = inside.get(row, ())
        has_figures = any((row, cell.column) in amounts and not is_year(cell) for cell in cells)
        if has_figures or top - row > MOST_BLANK_ROWS + 1:
            break
        top = row if cells else top
    for row in range(band.bottom + 1, band.bottom + 1 + MOST_BLANK_ROWS):
        if any((row, cell.column) in amounts for cell in inside.get(row, ())):
            break
        bottom = row
    return replace(band, top=top, bottom=bottom)
