"""What detecting finds on a sheet: tables, bridges and lists of entries, how each cell was read, what was doubtful."""

import re
from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from typing import Any, NamedTuple

from workbench.domain.facts import Told
from workbench.domain.frameworks import Frameworks
from workbench.domain.periods import Period, PeriodId
from workbench.domain.sources import CellRef, FigureRole
from workbench.domain.statements import StatementKind
from workbench.importing.language.period_text import DECEMBER, NO_PERIOD_WORDS, PeriodDefaults, words_in
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


@dataclass(frozen=True, kw_only=True)
class TableFacts:
    """What is known of a table before its columns are read: where it is, which statement, in which units.

    ``scale``, ``share_scale`` and ``currency`` are those of its unit line; None and "" if it names none.
    ``corrected_scale``: the user's, which also overrides units in headings. ``is_across``: its lines run across,
    so that the index of a column is a row of the sheet.
    """

    file: str
    sheet: Sheet
    kind: StatementKind
    title: str
    scale: int | None
    currency: str
    evidence: Told
    alternatives: tuple[Told, ...] = ()
    share_scale: int | None = None
    corrected_scale: int | None = None
    share_scale_of_money: int | None = None
    """The scale of its unit line, if that may also apply to share counts unless figures prove another."""
    is_across: bool = False

    def as_table(
        self, columns: Sequence[Column], rows: Sequence[TableRow], frameworks: Frameworks | None
    ) -> "DetectedTable":
        """Return the table with these columns, and its rows reduced to them; a cell that is not a number is unknown.

        If all columns except translations name one scale, that is the table's.
        """
        indexes = dict.fromkeys(
            sorted(column.index for column in columns)
        )  # few of all, where tables stand side by side
        rows_with_figures = [row.row for row in rows if row.readings]
        rows_outside = {
            row.row
            for row in rows
            if rows_with_figures and not rows_with_figures[0] <= row.row <= rows_with_figures[-1]
        }
        lines = (row for row in rows if not (row.row in rows_outside and _says_something_else(row)))
        scales = {column.scale for column in columns if column.role is not FigureRole.TRANSLATION}
        scale = scales.pop() if len(scales) == 1 else None
        return DetectedTable(
            **self._facts_by_name | {"scale": self.corrected_scale or scale or self.scale},
            columns=tuple(columns),
            rows=tuple(_with_unreadable(row, indexes) for row in lines),
            frameworks=frameworks,
        )

    def as_bridge(self, columns: Sequence[Column], measure: TableRow, frameworks: Frameworks) -> "DetectedBridge":
        """Return the bridge of one measure: each of ``columns`` states one end or difference, in a cell of the row."""
        return DetectedBridge(**self._facts_by_name, columns=tuple(columns), rows=(measure,), frameworks=frameworks)

    def as_entry_list(self, entries: Sequence[ListedEntry], differences: Sequence[str]) -> "DetectedEntryList":
        """Return the entries of one statement; ``differences``: all that the list names."""
        return DetectedEntryList(**self._facts_by_name, entries=tuple(entries), differences=tuple(differences))

    @property
    def _facts_by_name(self) -> dict[str, Any]:
        return {fact.name: getattr(self, fact.name) for fact in fields(TableFacts)}


class _DetectedPart(TableFacts, ABC):
    """What tables, bridges and lists of entries share."""

    @property
    @abstractmethod
    def cells(self) -> Iterator[SheetCell]:
        """The cells that its figures were read from."""

    @property
    @abstractmethod
    def captions(self) -> Iterator[SheetCell]:
        """The cells that name its lines."""

    @property
    @abstractmethod
    def periods(self) -> dict[PeriodId, Period]:
        """The periods for which it states figures, by id."""

    @property
    @abstractmethod
    def is_reconciliation(self) -> bool:
        """True if it states differences between two frameworks."""

    @cached_property
    def area(self) -> Area:
        """The rectangle of its captions and figures."""
        cells = [*self.captions, *self.cells]
        rows, columns = [cell.row for cell in cells], [cell.column for cell in cells]
        return Area(min(rows), min(columns), max(rows), max(columns))

    @property
    def place(self) -> CellRef:
        """Its first cell."""
        return CellRef(self.file, self.sheet.name, self.area.first)


@dataclass(frozen=True, kw_only=True)
class Tabular(_DetectedPart):
    """A part of a sheet that states its figures in rows and columns: a table or a bridge.

    ``frameworks``: between which it reconciles; None for a statement.
    """

    columns: tuple[Column, ...] = ()
    rows: tuple[TableRow, ...] = ()
    frameworks: Frameworks | None = None

    @property
    def cells(self) -> Iterator[SheetCell]:
        return (reading.cell for row in self.rows for reading in row.readings.values())

    @property
    def captions(self) -> Iterator[SheetCell]:
        return (row.caption_cell for row in self.rows if row.caption_cell)

    @property
    def periods(self) -> dict[PeriodId, Period]:
        return {column.period.id: column.period for column in self.columns}

    @property
    def differences(self) -> tuple[str, ...]:
        """The differences that its columns state, each once, in their order."""
        adjustment_columns = (column for column in self.columns if column.role is FigureRole.ADJUSTMENT)
        return tuple(dict.fromkeys(column.adjustment_or_currency for column in adjustment_columns))

    @property
    def is_reconciliation(self) -> bool:
        return self.frameworks is not None


class DetectedTable(Tabular):
    """A statement or a reconciliation."""


class DetectedBridge(Tabular):
    """Rows that lead one measure from one framework to the other, turned into one line.

    Each column represents one cell of the sheet's rows and columns, with its own number: an end or a difference.
    """

    @property
    def measure(self) -> TableRow:
        """The one line: what is measured, with a reading for each end and each difference."""
        return self.rows[0]


@dataclass(frozen=True, kw_only=True)
class DetectedEntryList(_DetectedPart):
    """The entries of one statement in a list, one row each."""

    entries: tuple[ListedEntry, ...]
    differences: tuple[str, ...]
    """All that the list names, in this statement or in another; one without an entry here is nil here."""

    @property
    def cells(self) -> Iterator[SheetCell]:
        return (entry.reading.cell for entry in self.entries)

    @property
    def captions(self) -> Iterator[SheetCell]:
        return (entry.line for entry in self.entries)

    @property
    def periods(self) -> dict[PeriodId, Period]:
        return {entry.period.id: entry.period for entry in self.entries}

    @property
    def is_reconciliation(self) -> bool:
        return True


Detected = Tabular | DetectedEntryList
"""The result of detection for a part of a sheet: a table, a bridge, or the entries of one statement in a list."""


@dataclass(frozen=True, slots=True)
class TableHeadings:
    """What is above the columns of a table, including tables from which nothing was imported.

    ``periods``: as they were read, by column. ``when``: what completes headings that say less than a period.
    """

    area: Area
    headings: Headings
    periods: Mapping[int, Period]
    when: PeriodDefaults
    is_instant: bool

    def period_above(self, index: int) -> Period | None:
        """Return the period of a column before corrections: as it was read, else as its own heading says; else None."""
        when = self.when.with_full_years()
        return self.periods.get(index) or when.period(self.headings.get(index, ()), self.is_instant)

    def words_above(self, index: int) -> str:
        """Return what the headings of a column say about a period, as written, complete or not."""
        return ", ".join(text for text in self.headings.get(index, ()) if words_in(text) != NO_PERIOD_WORDS)

    def parse_period(self, text: str) -> Period | None:
        """Return the period that the user typed for one of its columns; None if it is not understood."""
        return self.when.period([text], self.is_instant)


@dataclass(frozen=True, slots=True)
class ColumnLeftOut:
    """A column of a table whose figures were not imported: its heading, the reason, and where the figures are.

    ``first_row``: of its table.
    """

    index: int
    heading: str
    first_row: int
    reason: LeftOut
    places: tuple[Place, ...]
    is_row: bool = False
    """True if lines run across: then ``index`` is a row of the sheet."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A decision that the user should know about, its basis, and the cells it is about."""

    text: Told
    cells: tuple[str, ...]
    is_about_decimals: bool = False


@dataclass
class SheetReport:
    """What was read on a sheet: its tables, the title lines above them, how each cell was read, what is doubtful."""

    file: str
    sheet: Sheet
    detected: list[Detected] = field(default_factory=list)
    table_headings: list[TableHeadings] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    marks: Marks = field(default_factory=Marks)
    unused_cells: list[SheetCell] = field(default_factory=list)
    lost_figures: bool = False
    left_out: list[ColumnLeftOut] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    remarks: list[Doubt] = field(default_factory=list)
    """Decisions on good evidence, which are reported nevertheless."""
    headings_not_understood: list[tuple[str, str]] = field(default_factory=list)
    """Headings of columns with figures that could not be read, with their cells."""
    other_paper: Told = ""
    """What the sheet contains if that is not a statement: ``a trial balance``; else ""."""
    is_detail: bool = False
    """Whether it is one of the many sheets of an EDGAR report that detail its statements."""

    @property
    def tables(self) -> list[Tabular]:
        """Its tables and bridges, without its lists of entries."""
        return [detected for detected in self.detected if isinstance(detected, Tabular)]


class ImportContext(NamedTuple):
    """What in the whole import affects a sheet.

    ``currency``: the entity's; "" if it is not known. ``year_end``: the month in which its year ends.
    """

    currency: str = ""
    year_end: int = DECEMBER
    is_edgar: bool = False


def _says_something_else(row: TableRow) -> bool:
    """True for ``Auditor's opinion | Unqualified``: words beside words, which are not a line of a statement."""
    words = [cell for cell in row.others if not NO_FIGURE.match(cell.text)]
    is_of_words = bool(words) and not row.readings and not any(re.search(r"\d", cell.text) for cell in words)
    return is_of_words and not kinds_of_line(row.caption)


def _with_unreadable(row: TableRow, kept: Collection[int]) -> TableRow:
    """Return the row with the readings of the columns ``kept``; what is not a number there is unknown, not blank."""
    readings: dict[int, Reading] = {index: row.readings[index] for index in kept if index in row.readings}
    for cell in row.others:
        if cell.column in kept and not NO_FIGURE.match(cell.text):
            readings[cell.column] = Reading(cell, None)
    return replace(row, readings=readings)
