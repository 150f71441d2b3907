"""What detecting finds on a sheet: its tables, what each column states, how each cell was read, what was doubtful."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from workbench.domain.periods import Period
from workbench.domain.sources import FigureRole
from workbench.domain.statements import StatementKind
from workbench.importing.language.period_text import NOTHING_SAID, When, words_in
from workbench.importing.language.vocabulary import NO_FIGURE
from workbench.importing.sheets.columns import Column, LeftOut
from workbench.importing.sheets.corrections import Area
from workbench.importing.sheets.entry_lists import ListedEntry
from workbench.importing.sheets.headings import Headings
from workbench.importing.sheets.kinds import kinds_of_line
from workbench.importing.sheets.marks import Marks
from workbench.importing.sheets.readings import Reading
from workbench.importing.sheets.tables import Place, TableRow
from workbench.workbooks import Sheet, SheetCell


@dataclass(frozen=True)
class DetectedTable:
    """What one table of one sheet shows. ``frameworks`` where it is a reconciliation: as reported, and of the result.

    ``scale``, ``share_scale`` and ``currency`` are those of its unit line; None and "" where none names them.
    ``said_scale``: the user's word, which rules over units in headings too. ``entries`` where it is a list of entries,
    which has neither columns nor rows. ``is_across``: its lines run across, and the index of a column is a row's.
    """

    file: str
    sheet: Sheet
    kind: StatementKind
    title: str
    scale: int | None
    currency: str
    evidence: str
    alternatives: tuple[str, ...] = ()
    columns: tuple[Column, ...] = ()
    rows: tuple[TableRow, ...] = ()
    frameworks: tuple[str, str] | None = None
    entries: tuple[ListedEntry, ...] = ()
    share_scale: int | None = None
    differences: tuple[str, ...] = ()
    """All differences that its list of entries names, in this statement or in another: nil here where it has none."""
    said_scale: int | None = None
    share_scale_of_money: int | None = None
    """The scale that its unit line lets hold for share counts, where nothing proves another."""
    is_across: bool = False

    @cached_property
    def area(self) -> Area:
        """The rectangle of its captions and figures."""
        cells = [cell for row in self.rows if (cell := row.caption_cell)]
        cells += [*self.cells, *(entry.line for entry in self.entries)]
        rows, columns = [cell.row for cell in cells], [cell.column for cell in cells]
        return Area(min(rows), min(columns), max(rows), max(columns))

    @property
    def cells(self) -> Iterator[SheetCell]:
        """The cells that its figures were read from."""
        yield from (reading.cell for row in self.rows for reading in row.readings.values())
        yield from (entry.reading.cell for entry in self.entries)

    @property
    def is_reconciliation(self) -> bool:
        return self.frameworks is not None or bool(self.entries)

    def showing(
        self, columns: Sequence[Column], rows: Sequence[TableRow], frameworks: tuple[str, str] | None
    ) -> "DetectedTable":
        """Return this block with columns, and of the rows what stands in these: what is no number there is unknown.

        Where every column but those of a translation names one scale, that is the block's.
        """
        kept = dict.fromkeys(sorted(column.index for column in columns))  # few of all, where tables stand side by side
        stating = [row.row for row in rows if row.readings]
        outside = {row.row for row in rows if stating and not stating[0] <= row.row <= stating[-1]}
        lines = (row for row in rows if not (row.row in outside and _says_something_else(row)))
        shown = tuple(_with_unreadable(row, kept) for row in lines)
        scales = {column.scale for column in columns if column.role is not FigureRole.TRANSLATION}
        scale = scales.pop() if len(scales) == 1 else None
        return replace(
            self,
            columns=tuple(columns),
            rows=shown,
            frameworks=frameworks,
            scale=self.said_scale or scale or self.scale,
        )

    @property
    def periods(self) -> dict[str, Period]:
        """The periods that it states, by id."""
        stated = (*(column.period for column in self.columns), *(entry.period for entry in self.entries))
        return {period.id: period for period in stated}


@dataclass(frozen=True, slots=True)
class TableHeadings:
    """What stands above the columns of a table, also of those of which nothing was made.

    ``periods``: as they were read, by column. ``when``: what the headings leave unsaid.
    """

    area: Area
    headings: Headings
    periods: Mapping[int, Period]
    when: When
    is_instant: bool

    def period_above(self, index: int) -> Period | None:
        """Return the period of a column where nobody says another: as it was read, or as its own heading has it."""
        own = self.when.of_a_year()
        return self.periods.get(index) or own.period(self.headings.get(index, ()), self.is_instant)

    def words_above(self, index: int) -> str:
        """Return what the headings of a column say of a period, as they write it, be it enough or not."""
        return ", ".join(text for text in self.headings.get(index, ()) if words_in(text) != NOTHING_SAID)

    def period_written(self, text: str) -> Period | None:
        """Return the period that somebody writes of one of its columns; None where it is not understood."""
        return self.when.period([text], self.is_instant)


@dataclass(frozen=True, slots=True)
class ColumnLeftOut:
    """A column of a table whose figures were not imported: its heading, which table, why, where the figures stand."""

    index: int
    heading: str
    first_row: int
    reason: LeftOut
    places: tuple[Place, ...]
    is_row: bool = False
    """True where lines run across: then ``index`` is a row of the sheet."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that was decided, and on what; the cells it is about."""

    text: str
    cells: tuple[str, ...]
    is_about_decimals: bool = False


@dataclass
class SheetReport:
    """What became of a sheet: its tables, the title lines above them, how each cell was read, what was doubtful."""

    file: str
    sheet: Sheet
    blocks: list[DetectedTable] = field(default_factory=list)
    headed: list[TableHeadings] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    marks: Marks = field(default_factory=Marks)
    unused: list[SheetCell] = field(default_factory=list)
    lost_figures: bool = False
    left_out: list[ColumnLeftOut] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    remarks: list[Doubt] = field(default_factory=list)
    """What was concluded on good evidence, and is said all the same."""
    not_understood: list[tuple[str, str]] = field(default_factory=list)
    """Headings of columns with figures that could not be read, with their cells."""
    other_paper: str = ""
    """What the sheet holds that states no statement: ``a trial balance``."""
    is_detail: bool = False
    """Whether it is one of the many sheets of an EDGAR report that detail its statements."""


@dataclass(frozen=True, slots=True)
class ImportContext:
    """What of the whole import bears on a sheet: the entity's currency ("" where not known), the end of its year."""

    currency: str = ""
    year_end: int = 12
    is_edgar: bool = False


def _says_something_else(row: TableRow) -> bool:
    """True for ``Auditor's opinion | Unqualified`` above or below the lines: words beside words that are none."""
    words = [cell for cell in row.others if not NO_FIGURE.match(cell.text)]
    is_of_words = bool(words) and not row.readings and not any(re.search(r"\d", cell.text) for cell in words)
    return is_of_words and not kinds_of_line(row.caption)


def _with_unreadable(row: TableRow, kept: Collection[int]) -> TableRow:
    """Return the row with the readings of the columns that are kept; what is no number there is unknown, not blank."""
    readings: dict[int, Reading] = {index: row.readings[index] for index in kept if index in row.readings}
    for cell in row.others:
        if cell.column in kept and not NO_FIGURE.match(cell.text):
            readings[cell.column] = Reading(cell, None)
    return replace(row, readings=readings)
