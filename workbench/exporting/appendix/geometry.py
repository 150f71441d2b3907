"""How text and tables stand on A4: in which size of print, upright or wide, with which columns side by side.

It measures through a function, so that the window measures with the fonts of its system and files with usual widths.
All lengths are in points.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import NamedTuple

from workbench.exporting.appendix.document import ColumnRole, HeadingCell, ParagraphKind, Table, TableRow
from workbench.exporting.text_lines import in_lines

Measure = Callable[[str, bool], float]
"""The width of a text, bold or not, in ems: in widths of its size of print."""

SHORT_SIDE, LONG_SIDE = 595.3, 841.9
UPRIGHT_MARGIN, WIDE_MARGIN = 54.0, 36.0
"""Left and right of the print; above and below it, ``TOP_MARGIN``."""
TOP_MARGIN = 62.0
BODY_SIZE, FOOTER_SIZE = 10.5, 8.0
TEXT_SIZES = {ParagraphKind.TITLE: 18.0, ParagraphKind.SUBTITLE: 12.0, ParagraphKind.HEADING: 13.0}
"""The sizes of print of paragraphs that are not in that of the body."""
HANGING, AFTER_PARAGRAPH = 22.0, 6.0
"""How far text stands right of its number, and what is free below a paragraph."""
SIZES = (9.0, 8.5, 8.0, 7.5, 7.0)
"""The sizes of print that are tried for a table. Nothing is smaller."""
LEAST_UPRIGHT = 8.0
"""Print that would be smaller on an upright page goes on a wide one."""
LEAST_FOR_ONE_PAGE = 7.5
"""Print is made so small, but not smaller, for all rows of a table to stand on one page."""
SIZE_IF_CONTINUED = 8.0
INEXACT = 0.05
"""What widths may be off by, so that a word as wide as its column is not broken."""
BESIDE = 3.0
"""On each side of a figure."""
INDENT = 0.9
"""For each level of captions, in ems."""
LEAST_CAPTIONS = 13.0
"""The width to which captions are wrapped where room is short, in ems."""
MOST_CAPTIONS = 0.45
"""The share of the print that captions keep before columns are made wider than they need to be."""
MOST_WORDS = 0.35
"""The share of the print to which a column is widened for the words over it; longer words are broken."""
MOST_HEADING_LINES, FEW_HEADING_LINES = 7, 3
SPARE = 14.0
"""What is left free at the foot of a page on which a whole table stands."""
LINE, ABOVE_ROW = 1.22, 0.16
"""The height of a line, and the room above and below a row, in ems."""
WIDER = 1.08


FIRST_WIDE = "\u2e80"
"""From here on characters are as wide as high: Chinese, Japanese, Korean."""
DIGITS, NARROW, BRACKETS, BROAD = "0123456789$", " .,:;'’|!ijlt", "()[]-frI/", "mwMW—%"


class UsualFont(NamedTuple):
    """How wide the characters of a font are, by their kinds, in ems; bold ones are wider by ``bold``."""

    digit: float
    narrow: float
    bracket: float
    broad: float
    capital: float
    small: float
    bold: float

    def measure(self, text: str, is_bold: bool) -> float:
        width = sum(map(self._width_of, text))
        return width * self.bold if is_bold else width

    def _width_of(self, character: str) -> float:
        if character >= FIRST_WIDE:
            return 1.0
        for characters, width in zip((DIGITS, NARROW, BRACKETS, BROAD), self[:4], strict=True):
            if character in characters:
                return width
        return self.capital if character.isupper() else self.small


STAND_IN = UsualFont(0.64, 0.36, 0.42, 0.98, 0.75, 0.61, 1.14)
"""As wide as in the widest of the fonts that stand in for Times New Roman where that is missing."""
TIMES = UsualFont(0.5, 0.28, 0.35, 0.9, 0.7, 0.47, 1.07)
"""As wide as in Times New Roman, for tables that have no room to spare."""
USUAL_MEASURES: tuple[tuple[Measure, Measure], ...] = (
    (STAND_IN.measure, STAND_IN.measure),
    (STAND_IN.measure, TIMES.measure),
    (TIMES.measure, TIMES.measure),
)
"""Words over the figures are the first to be broken where another font stands in; figures are the last."""


@dataclass(frozen=True)
class TableGeometry:
    """A table in one size of print on an upright or a wide page. ``measure_words``: of those over the figures."""

    table: Table
    measure: Measure
    measure_words: Measure
    size: float
    is_wide: bool

    @property
    def room(self) -> float:
        """The width of the print."""
        return LONG_SIDE - 2 * WIDE_MARGIN if self.is_wide else SHORT_SIDE - 2 * UPRIGHT_MARGIN

    @property
    def height(self) -> float:
        """The height of the print."""
        return (SHORT_SIDE if self.is_wide else LONG_SIDE) - 2 * TOP_MARGIN

    def width_of(self, text: str, *, is_bold: bool = False) -> float:
        return self.measure(text, is_bold) * self.size

    @cached_property
    def bracket(self) -> float:
        """The width of a closing bracket, which stands right of the digits of all figures."""
        return self.width_of(")")

    @cached_property
    def _least_widths(self) -> tuple[float, ...]:
        return tuple(self._least_width(number) for number in range(len(self.table.columns)))

    def _least_width(self, number: int) -> float:
        """Return the width that a column needs for its figures and the words over them."""
        column = self.table.columns[number]
        beside = 2 * BESIDE + self.bracket + INEXACT
        figures = (
            self.width_of(row.texts[number].rstrip(")"), is_bold=row.is_total) for row in self.table.rows if row.texts
        )
        words = (self.measure_words(word, True) * self.size for word in _unbroken(column.name))
        others = max((*words, self.width_of(column.note), self.width_of(column.unit)), default=0.0) + beside
        most = self.room * MOST_WORDS
        evenly = self.width_of(column.name, is_bold=True) / MOST_HEADING_LINES + beside
        least = max((*figures, min(max(others, evenly), most) - beside), default=0.0) + beside
        while least < most and len(self.lines(column.name, least - beside, is_bold=True)) > MOST_HEADING_LINES:
            least *= WIDER
        return least

    def lines(self, text: str, room: float, *, is_bold: bool = False) -> list[str]:
        """Return a text in lines of a width."""
        return list(in_lines(text, room, partial(self.width_of, is_bold=is_bold)))

    @cached_property
    def natural_captions(self) -> float:
        """The width of the captions in one line each."""
        widths = [
            self.width_of(caption_of(row), is_bold=row.is_total or row.is_heading) + self.indent(row)
            for row in self.table.rows
        ]
        return max(widths, default=0.0) + 2 * BESIDE

    @property
    def least_captions(self) -> float:
        return min(self.natural_captions, LEAST_CAPTIONS * self.size)

    def indent(self, row: TableRow) -> float:
        return row.depth * INDENT * self.size

    @property
    def fits(self) -> bool:
        """True if all columns stand beside captions that need not be narrower than allowed."""
        return sum(self._least_widths) + self.least_captions <= self.room

    @property
    def is_on_one_page(self) -> bool:
        """True if all rows stand on one page, with a little room to spare."""
        (group,) = self.groups
        captions = self.captions(group)
        rows = sum(self.row_height(row, captions) for row in self.table.rows)
        return self.heading_height(group) + rows + SPARE <= self.height

    @cached_property
    def groups(self) -> tuple[tuple[int, ...], ...]:
        """The columns on each page across; what was reported stands first on each, so that rows are told apart."""
        numbers = range(len(self.table.columns))
        if self.fits:
            return (tuple(numbers),)
        first = [number for number in numbers if self.table.columns[number].role is ColumnRole.AS_REPORTED][:1]
        room = self.room - self.least_captions - sum(self._least_widths[number] for number in first)
        groups: list[list[int]] = [[]]
        used = 0.0
        for number in numbers:
            if number in first:
                continue
            width = self._least_widths[number]
            if groups[-1] and used + width > room:
                groups.append([])
                used = 0.0
            groups[-1].append(number)
            used += width
        return tuple(tuple(first + group) for group in groups)

    def widths(self, group: Sequence[int]) -> tuple[float, ...]:
        """Return the widths of the columns of one page: equal, and with few lines over them, if there is room.

        What captions leave is shared out.
        """
        least = [self._least_widths[number] for number in group]
        captions = min(self.natural_captions, self.room * MOST_CAPTIONS)
        if max(least, default=0.0) * len(least) + captions > self.room:
            spare = max(self.room - captions - sum(least), 0.0)
            return tuple(width + spare / len(least) for width in least)
        equal = max(least, default=0.0)
        while equal * WIDER * len(least) + captions <= self.room and any(
            len(self.heading_lines(number, equal)) > FEW_HEADING_LINES for number in group
        ):
            equal *= WIDER
        return (equal,) * len(least)

    def captions(self, group: Sequence[int]) -> float:
        """Return the width of the captions beside the columns of one page: all that is left."""
        return self.room - sum(self.widths(group))

    def caption_lines(self, row: TableRow, captions: float) -> list[str]:
        """Return a caption in the lines that it takes."""
        room = captions - self.indent(row) - 2 * BESIDE
        return self.lines(caption_of(row), max(room, self.size * 4), is_bold=row.is_total or row.is_heading)

    def row_height(self, row: TableRow, captions: float) -> float:
        return (len(self.caption_lines(row, captions)) * LINE + 2 * ABOVE_ROW) * self.size

    def heading_lines(self, number: int, width: float) -> list[str]:
        """Return the name of a column in the lines that it takes."""
        return self.lines(self.table.columns[number].name, width - 2 * BESIDE - self.bracket, is_bold=True)

    def title_lines(self, captions: float) -> list[str]:
        """Return the title at the foot of the heading in the lines that it takes."""
        return self.lines(self.table.title, captions - 2 * BESIDE, is_bold=True)

    def unit_lines(self, captions: float) -> list[str]:
        """Return the line of the unit below the title in the lines that it takes."""
        return self.lines(self.table.unit_line, captions - 2 * BESIDE) if self.table.unit_line else []

    def heading_height(self, group: Sequence[int]) -> float:
        """Return the height of the heading: its rows, or the title beside them where that takes more."""
        widths, captions = self.widths(group), self.captions(group)
        table = self.table.with_columns(tuple(group))
        rows = [
            max(
                (
                    len(self.lines(cell.text, self.inner_width(widths, cell), is_bold=cell.is_bold))
                    for cell in cells
                    if cell.text
                ),
                default=1,
            )
            for cells in table.heading_rows
        ]
        beside = len(self.title_lines(captions)) + len(self.unit_lines(captions))
        return (max(sum(rows), beside) * LINE + 2 * ABOVE_ROW * len(rows)) * self.size

    def inner_width(self, widths: Sequence[float], cell: HeadingCell) -> float:
        """Return the room for the words of a cell of the heading; those over one column end where its digits do."""
        width = sum(widths[cell.first : cell.first + cell.span]) - 2 * BESIDE
        return width - self.bracket if cell.span == 1 else width


def caption_of(row: TableRow) -> str:
    """Return what stands in the column of captions: ``Leases (Note ii)``, ``Basic (per share)``."""
    return " ".join(filter(None, (row.caption, row.note, f"({row.unit})" if row.unit else "")))


def _unbroken(text: str) -> Iterable[str]:
    """Return the words of a text that are not broken; Chinese breaks anywhere."""
    return (word for word in text.split() if all(character < "\u2e80" for character in word))


def fit(table: Table, measures: Sequence[tuple[Measure, Measure]] = USUAL_MEASURES) -> TableGeometry:
    """Return the geometry in the largest print that fits: upright, else wide, else with columns on further pages.

    ``measures``: of figures, and of words over them; the next are tried where nothing fits on one page by those before.
    """
    tried = [(size, False) for size in SIZES if size >= LEAST_UPRIGHT] + [(size, True) for size in SIZES]
    for pair in measures:
        geometries = (TableGeometry(table, *pair, size, is_wide) for size, is_wide in tried)
        if fitting := [geometry for geometry in geometries if geometry.fits]:
            large = (geometry for geometry in fitting if geometry.size >= LEAST_FOR_ONE_PAGE)
            return next((geometry for geometry in large if geometry.is_on_one_page), fitting[0])
    return TableGeometry(table, *measures[0], SIZE_IF_CONTINUED, is_wide=True)
