"""A workbook before it is written: sheets of cells with value, formula and format. Testable without a file."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import Enum

from workbench.domain.statements import Line, LineUnit, Statement
from workbench.exporting.text_lines import in_lines, lines_in, room_for
from workbench.exporting.writable_text import is_long, text_in_cell, writable
from workbench.phrases import Phrase, Words, phrase, say
from workbench.workbooks import column_letter

Value = Decimal | str | int | bool | None

BLUE, BLACK, GREY = "#1F3FA8", "#000000", "#6B6B6B"
LINE_HEIGHT = 14.0
WIDEST_CHARACTER, INDENT = 2, 2
"""In digits: a Chinese character, and one step of a caption."""
PAGE = phrase("page {page} of {pages}", page="&P", pages="&N")
"""The page numbers of a sheet's footer, in spreadsheet codes."""
HEADING_FILL, RESULT_FILL, SWITCH_FILL = "#E9EDF4", "#F6F8FB", "#FFF6D6"


@dataclass(frozen=True, slots=True)
class CellFormat:
    """The format of a cell. ``number_format`` is Excel's; ``rule`` draws the line above a total."""

    number_format: str = ""
    bold: bool = False
    italic: bool = False
    size: int = 10
    colour: str = BLACK
    fill: str = ""
    rule: bool = False
    rule_below: bool = False
    boxed: bool = False
    indent: int = 0
    align: str = ""
    wrap: bool = False


@dataclass(frozen=True, slots=True)
class PlannedCell:
    """One cell: a value, or a formula with its present value. ``link``: the cell of the workbook to which it leads."""

    value: Value
    formula: str | None
    cell_format: CellFormat
    link: str = ""


@dataclass(frozen=True, slots=True)
class CellNote:
    """What stands beside a cell, as a spreadsheet's comment. ``by``: its author."""

    text: str
    by: str


@dataclass(frozen=True, slots=True)
class GreyedArea:
    """An area (first row, first column, last row, last column) shown grey while ``when`` is true.

    ``when``: a formula for the first cell of the area, as in a spreadsheet's conditional format.
    """

    area: tuple[int, int, int, int]
    when: str


class Tab(Enum):
    """What a sheet is for; the value is the color of its tab."""

    LEAD = "#1F3FA8"
    APPENDIX = "#3E6FB5"
    DIFFERENCE = "#8A5A00"
    PROOF = "#1B6E3C"
    REMARK = "#7A3E8E"
    STATEMENT = "#5B6B7A"
    LISTING = "#A6ADB5"


@dataclass(frozen=True, slots=True)
class Waterfall:
    """A native chart of stacked columns over the formulas of a sheet, which therefore follows the switches.

    ``row``, ``column``: where it stands, as tall as ``rows`` rows, ``width`` in pixels. ``first``, ``last``: the rows
    of its bars on ``sheet``; ``names``: the column of their names, ``series``: the columns of their parts, in the
    order of ``COLOURS``. ``least``: where the axis of amounts begins, which no switch moves; None where that is zero.
    """

    row: int
    column: int
    width: int
    rows: int
    title: str
    sheet: str
    first: int
    last: int
    names: int
    series: tuple[int, ...]
    number_format: str
    least: Decimal | None = None

    @property
    def last_row(self) -> int:
        return self.row + self.rows - 1


PLAIN = CellFormat()
LINK = CellFormat(colour=BLUE, wrap=True)
"""The format of a cell that leads to another."""
LINK_IN_LIST = CellFormat(colour=BLUE)
"""The same in lists of any length, whose rows keep their height."""
PlannedRow = Sequence[PlannedCell]


def planned_cell(
    value: Value, cell_format: CellFormat = PLAIN, formula: str | None = None, link: str = ""
) -> PlannedCell:
    """Return one cell of ``ListedRows``."""
    return PlannedCell(value, formula, cell_format, link)


@dataclass(frozen=True, slots=True)
class ListedRows:
    """Rows from ``first`` on, from column 1, made only when written: there may be hundreds of thousands."""

    first: int
    number: int
    rows: Callable[[], Iterable[PlannedRow]]


@dataclass
class PlannedSheet:
    """One sheet. Rows and columns count from 1; ``heading_rows`` repeat on every printed page.

    ``paper``: its reference among the working papers. ``is_printed``: it belongs to what is printed by default.
    ``verdicts``: areas (first row, first column, last row, last column) in which failures are red and passes green.
    ``first_unprinted_column``: it and all columns to its right are not printed. ``repeated_columns``: as many from the
    left stand on every page if the sheet is wider than one. ``folded_rows``: hidden below an outline symbol.
    ``hidden_columns``: not shown. ``is_very_hidden``: only a program shows the sheet.
    ``is_locked``: its formulas cannot be typed over until the reviewer unlocks the sheet, which takes no password.
    """

    name: str
    paper: str = ""
    tab: Tab = Tab.LISTING
    is_printed: bool = False
    cells: dict[tuple[int, int], PlannedCell] = field(default_factory=dict)
    notes: dict[tuple[int, int], CellNote] = field(default_factory=dict)
    widths: dict[int, float] = field(default_factory=dict)
    heights: dict[int, float] = field(default_factory=dict)
    freeze: tuple[int, int] = (1, 1)
    heading_rows: tuple[int, int] | None = None
    on_one_page: bool = False
    switch_cells: tuple[tuple[int, int], ...] = ()
    verdicts: tuple[tuple[int, int, int, int], ...] = ()
    greyed_area: GreyedArea | None = None
    listed_rows: ListedRows | None = None
    first_unprinted_column: int | None = None
    repeated_columns: int = 1
    folded_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    is_very_hidden: bool = False
    is_locked: bool = True
    waterfalls: list[Waterfall] = field(default_factory=list)
    page_header: str = ""
    page_footer: str = ""

    def put(
        self,
        row: int,
        column: int,
        value: Value,
        cell_format: CellFormat,
        formula: str | None = None,
        link: str = "",
    ) -> None:
        """Plan a cell. ``link``: the cell of the workbook to which it leads."""
        self.cells[row, column] = PlannedCell(value, formula, cell_format, link)

    def put_lines(self, row: int, column: int, text: str, room: int, cell_format: CellFormat) -> int:
        """Put a text that stands over several columns, in as many rows as it takes; return the row after it.

        Joined cells could be neither sorted nor filtered.
        """
        for line in in_lines(text, room):
            self.put(row, column, line or None, cell_format)
            row += 1
        return row

    def ref(self, row: int, column: int) -> str:
        """Return an absolute reference to a cell of this sheet, for formulas on any sheet."""
        return f"{quote_sheet_name(self.name)}!{absolute_reference(row, column)}"

    def fit_captions(self, column: int) -> None:
        """Make rows tall enough for captions wrapped in ``column``."""
        for (row, cell_column), cell in self.cells.items():
            if cell_column == column and cell.cell_format.wrap and isinstance(cell.value, str):
                width = self.widths[column] - INDENT * cell.cell_format.indent
                lines = lines_in(cell.value, room_for(cell.value, width, is_bold=cell.cell_format.bold))
                if lines > 1:
                    self.heights[row] = max(self.heights.get(row, 0.0), LINE_HEIGHT * lines)

    def fit_headings(self, row: int, columns: Iterable[int]) -> None:
        """Make a row of wrapped headings tall enough."""
        lines = [
            lines_in(str(cell.value), int(self.widths[column]) - 2)
            for column in columns
            if (cell := self.cells.get((row, column))) and cell.value
        ]
        self.heights[row] = LINE_HEIGHT * max(lines, default=1)

    def lines_of(self, row: int, column: int, cell: PlannedCell) -> int:
        """Return how many lines a wrapped text of a listed row takes; 1 for any other cell."""
        listed, text = self.listed_rows, cell.value
        is_listed = listed is not None and listed.first <= row < listed.first + listed.number
        if not is_listed or not cell.cell_format.wrap or not isinstance(text, str):
            return 1
        return lines_in(text, int(self.widths[column])) if WIDEST_CHARACTER * len(text) > self.widths[column] else 1

    def cut_texts(self, words: Words) -> None:
        """Cut the texts that are too long for a cell, so that the map of the workbook has them as they stand."""

        def cut(cell: PlannedCell) -> PlannedCell:
            text = cell.value
            return replace(cell, value=text_in_cell(text, words)) if isinstance(text, str) and is_long(text) else cell

        for place, cell in self.cells.items():
            if (shortened := cut(cell)) is not cell:
                self.cells[place] = shortened
        if listed := self.listed_rows:
            self.listed_rows = replace(listed, rows=lambda: ([cut(cell) for cell in row] for row in listed.rows()))

    @property
    def notes_by_row(self) -> dict[int, list[tuple[int, CellNote]]]:
        """Return the notes of each row, each with its column."""
        notes: dict[int, list[tuple[int, CellNote]]] = {}
        for (row, column), note in self.notes.items():
            notes.setdefault(row, []).append((column, note))
        return notes

    @property
    def last_row(self) -> int:
        last = max([row for row, _ in self.cells] + [chart.last_row for chart in self.waterfalls], default=1)
        return max(last, self.listed_rows.first + self.listed_rows.number - 1) if self.listed_rows else last

    def cells_in_order(self) -> Iterator[tuple[int, int, PlannedCell]]:
        """Yield every cell with its row and column, row by row."""
        listed = self.listed_rows
        planned = sorted(self.cells.items(), key=lambda item: item[0])
        above = sum(1 for (row, _), _ in planned if listed is None or row < listed.first)
        for (row, column), cell in planned[:above]:
            yield row, column, cell
        for row, cells in enumerate(listed.rows(), listed.first) if listed else ():
            for column, cell in enumerate(cells, 1):
                yield row, column, cell
        for (row, column), cell in planned[above:]:
            yield row, column, cell

    @property
    def last_column(self) -> int:
        return max((column for _, column in self.cells), default=1)

    @property
    def last_printed_column(self) -> int:
        return self.first_unprinted_column - 1 if self.first_unprinted_column else self.last_column


@dataclass
class WorkbookLayout:
    """A workbook: sheets in order; ``names``: references of the cells with a defined name.

    ``properties``: of the document; ``marks``: its own properties, which other programs keep.
    """

    sheets: list[PlannedSheet]
    names: dict[str, str]
    properties: dict[str, str]
    marks: dict[str, str] = field(default_factory=dict)


def quote_sheet_name(sheet: str) -> str:
    return "'" + sheet.replace("'", "''") + "'"


def relative_reference(row: int, column: int) -> str:
    return f"{column_letter(column)}{row}"


def absolute_reference(row: int, column: int) -> str:
    """Return a reference that does not move when its formula is copied: ``$B$8``."""
    return f"${column_letter(column)}${row}"


def range_on(sheet: str, first_row: int, last_row: int, column: int) -> str:
    """Return a reference to the cells of one column of another sheet: ``'IS H1 2023'!$B$8:$B$20``."""
    return f"{quote_sheet_name(sheet)}!{absolute_reference(first_row, column)}:{absolute_reference(last_row, column)}"


def number_format(line: Line, statement: Statement | None = None) -> str:
    """Return the number format of a line's figures: brackets for negatives, a dash for zero, decimals by unit.

    With ``statement``, as many decimals as all its lines of that unit; else those of the line alone.
    """
    decimals = statement.decimals_shown_of(line) if statement else line.decimals_shown
    if line.unit is LineUnit.PERCENT:
        places = "." + "0" * (decimals - 2) if decimals > 2 else ""
        return f'0{places}%_);(0{places}%);"—"_)'
    places = "." + "0" * decimals if decimals else ""
    return f'#,##0{places}_);(#,##0{places});"—"_)'


class SheetNames:
    """Gives each sheet a unique name that Excel accepts."""

    LONGEST = 31

    def __init__(self, words: Words) -> None:
        self._words = words
        self._taken_names: set[str] = set()

    def new(self, wanted: Phrase | str) -> str:
        said = say(wanted, self._words)
        plain = "".join(" " if character in "[]:*?/\\" else character for character in writable(said)).strip("' ")
        stem = " ".join(plain.split()) or say(phrase("Sheet"), self._words)
        name, number = _cut(stem, self.LONGEST), 1
        while name.casefold() in self._taken_names:
            number += 1
            suffix = f" ({number})"
            name = _cut(stem, self.LONGEST - len(suffix)) + suffix
        self._taken_names.add(name.casefold())
        return name


def _cut(text: str, longest: int) -> str:
    """Return a text that is at most so long, cut between words where it has some.

    Spreadsheets count in UTF-16: a character beyond its first plane counts twice.
    """
    cut = text
    while len(cut.encode("utf-16-le", "replace")) > 2 * longest:
        cut = cut[:-1]
    if cut != text and not text[len(cut)].isspace() and " " in cut:
        cut = cut.rpartition(" ")[0]
    return cut.strip("' ")
