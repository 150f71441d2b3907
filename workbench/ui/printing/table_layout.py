"""A table laid out on pages: the size of its print, its columns side by side or continued, its rows page by page."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QFont, QFontMetricsF, QPageSize

from workbench.presentation.page_breaks import rows_by_page
from workbench.ui.printing.paper import PER_POINT, SMALLEST, Orientation, font_of, longest_word, room_on, wrap_lines
from workbench.ui.printing.printed_view import PrintedRow, PrintedTable

SIZES = (9.0, 8.5, 8.0, 7.5, SMALLEST)
"""The sizes of print that are tried, in points."""
LEAST_UPRIGHT = 8.0
"""Print that would be smaller on an upright page goes on a wide one."""
SIZE_IF_CONTINUED = 8.0
LEAST_CAPTIONS, MOST_CAPTIONS = 150, 330
"""The width of captions, in points: they are wrapped to no less, and never take more."""
SIDE, INDENT, ABOVE = 4, 9, 2
"""Points beside a figure, for each level of captions, and above and below each row."""
MOST_HEADING_LINES, FEW_HEADING_LINES, WIDEST_STATE = 5, 3, 70
WIDER = 1.1
STATE_SHARE = 0.875
"""The size of the states below headings, compared with that of the table, but never too small."""
DIGITS = str.maketrans("123456789", "000000000")
"""Digits have one width."""


class Fonts(NamedTuple):
    """The fonts of a table in one size."""

    plain: QFont
    bold: QFont
    italic: QFont
    small: QFont


def fonts_of(font: QFont, size: float) -> Fonts:
    return Fonts(
        font_of(font, size),
        font_of(font, size, is_bold=True),
        font_of(font, size, is_italic=True),
        font_of(font, max(size * STATE_SHARE, SMALLEST)),
    )


class TablePage(NamedTuple):
    """The rows and the columns on one page, by number."""

    rows: range
    columns: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class TableLayout:
    """``room``: of a page, within its margins; ``taken``: of its height, by what is above and below the table."""

    table: PrintedTable
    font: QFont
    size: float
    orientation: Orientation
    room: QSizeF
    taken: float

    @cached_property
    def fonts(self) -> Fonts:
        return fonts_of(self.font, self.size)

    @cached_property
    def line_height(self) -> float:
        return QFontMetricsF(self.fonts.bold).height()

    @cached_property
    def _least_widths(self) -> tuple[float, ...]:
        """The width that each column of figures needs."""
        return tuple(self._width(number) for number in range(len(self.table.columns)))

    @cached_property
    def widths(self) -> tuple[float, ...]:
        """The width of each column; what the captions leave over goes to the columns with the longest names."""
        widths = list(self._least_widths)
        spare = self.room.width() - self.natural_captions - sum(widths) if self.fits else 0.0
        bold = QFontMetricsF(self.fonts.bold)
        for number, column in enumerate(self.table.columns):
            beside = 2 * SIDE * PER_POINT + self.bracket
            while len(wrap_lines(column.name, bold, widths[number] - beside)) > FEW_HEADING_LINES:
                wider = widths[number] * (WIDER - 1)
                if wider > spare:
                    break
                widths[number] += wider
                spare -= wider
        return tuple(widths)

    def _width(self, column: int) -> float:
        bold, small = QFontMetricsF(self.fonts.bold), QFontMetricsF(self.fonts.small)
        heading = self.table.columns[column]
        texts = _shapes(row.texts[column] for row in self.table.rows)
        needed = [bold.horizontalAdvance(text) - (self.bracket if text.endswith(")") else 0.0) for text in texts]
        state = min(small.horizontalAdvance(heading.state), WIDEST_STATE * PER_POINT)
        words = [longest_word(heading.name, bold), longest_word(heading.state, small), state]
        beside = 2 * SIDE * PER_POINT + self.bracket
        width = max((*needed, *words), default=0.0) + beside
        while len(wrap_lines(heading.name, bold, width - beside)) > MOST_HEADING_LINES:
            width *= WIDER
        return width

    @cached_property
    def bracket(self) -> float:
        """The width of a closing bracket, which stands to the right of the digits of all figures."""
        return QFontMetricsF(self.fonts.bold).horizontalAdvance(")")

    def inner_width(self, column: int) -> float:
        """Return the room for the name of a column, which ends where its digits do."""
        return self.widths[column] - 2 * SIDE * PER_POINT - self.bracket

    @cached_property
    def natural_captions(self) -> float:
        """The width of the captions in one line each, within limits."""
        bold = QFontMetricsF(self.fonts.bold)
        widths = (
            bold.horizontalAdvance(row.caption) + self.indent(row) + self.unit_width(row) for row in _widest(self.table)
        )
        widest = max(widths, default=0.0)
        return min(widest + 2 * SIDE * PER_POINT, MOST_CAPTIONS * PER_POINT)

    def indent(self, row: PrintedRow) -> float:
        return float(row.depth * INDENT * PER_POINT)

    def unit_width(self, row: PrintedRow) -> float:
        if not row.unit:
            return 0.0
        return QFontMetricsF(self.fonts.small).horizontalAdvance(row.unit) + 2 * SIDE * PER_POINT

    @property
    def fits(self) -> bool:
        """True if all columns are on one page beside captions that need not be narrower than allowed."""
        least = min(self.natural_captions, LEAST_CAPTIONS * PER_POINT)
        return sum(self._least_widths) + least <= self.room.width()

    @cached_property
    def columns_by_page(self) -> tuple[tuple[int, ...], ...]:
        """The columns on each page across; as many as fit beside the captions."""
        if self.fits:
            return (tuple(range(len(self.table.columns))),)
        room = self.room.width() - min(self.natural_captions, LEAST_CAPTIONS * PER_POINT)
        pages: list[list[int]] = [[]]
        for number, width in enumerate(self.widths):
            if pages[-1] and sum(self.widths[other] for other in pages[-1]) + width > room:
                pages.append([])
            pages[-1].append(number)
        return tuple(map(tuple, pages))

    @cached_property
    def captions_width(self) -> float:
        widest = max(sum(self.widths[number] for number in columns) for columns in self.columns_by_page)
        return min(self.natural_captions, self.room.width() - widest)

    def caption_lines(self, row: PrintedRow) -> list[str]:
        """Return a caption in the lines it takes; wrapped rather than cut."""
        font = self.fonts.bold if row.is_total or row.is_heading else self.fonts.plain
        room = self.captions_width - self.indent(row) - self.unit_width(row) - SIDE * PER_POINT
        return wrap_lines(row.caption, QFontMetricsF(font), max(room, 10 * PER_POINT))

    def height(self, row: PrintedRow) -> float:
        return len(self.caption_lines(row)) * self.line_height + 2 * ABOVE * PER_POINT

    def heading_lines(self, column: int) -> list[str]:
        """Return the name of a column in the lines it takes."""
        return wrap_lines(self.table.columns[column].name, QFontMetricsF(self.fonts.bold), self.inner_width(column))

    def state_lines(self, column: int) -> list[str]:
        """Return the state of a column in the lines it takes."""
        state = self.table.columns[column].state
        return wrap_lines(state, QFontMetricsF(self.fonts.small), self.inner_width(column)) if state else []

    @cached_property
    def heading_height(self) -> float:
        """The height of the headings of the columns, with their states."""
        lines = max((len(self.heading_lines(number)) for number in range(len(self.widths))), default=1)
        states = max((len(self.state_lines(number)) for number in range(len(self.widths))), default=0)
        small = QFontMetricsF(self.fonts.small)
        return lines * self.line_height + states * small.height() + 3 * ABOVE * PER_POINT

    @cached_property
    def pages(self) -> tuple[TablePage, ...]:
        """The pages: all columns of some rows one after another, then the next rows."""
        return tuple(TablePage(rows, columns) for rows in self.rows_by_page for columns in self.columns_by_page)

    @cached_property
    def rows_by_page(self) -> tuple[range, ...]:
        rows = self.table.rows
        room = self.room.height() - self.taken - self.heading_height
        return rows_by_page([self.height(row) for row in rows], rows, room)


def lay_out(table: PrintedTable, font: QFont, page: QPageSize, taken: float) -> TableLayout:
    """Return the layout in the largest print that fits: upright if possible, else wide, else with columns continued."""
    upright, wide = Orientation.Portrait, Orientation.Landscape
    tried = [(size, upright) for size in SIZES if size >= LEAST_UPRIGHT] + [(size, wide) for size in SIZES]
    for size, orientation in tried:
        layout = TableLayout(table, font, size, orientation, room_on(page, orientation), taken)
        if layout.fits:
            return layout
    return TableLayout(table, font, SIZE_IF_CONTINUED, wide, room_on(page, wide), taken)


def _shapes(texts: Iterable[str]) -> set[str]:
    """Return the texts with every digit as 0: a book has a million figures, and few shapes of them."""
    return {text.translate(DIGITS) for text in texts}


def _widest(table: PrintedTable) -> list[PrintedRow]:
    """Return the rows whose captions may be the widest."""
    return sorted(table.rows, key=lambda row: -(len(row.caption) + 2 * row.depth + len(row.unit)))[:20]
