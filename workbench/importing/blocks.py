"""Detect: what the tables of a sheet show. Guesses carry their evidence; what nothing was made of is listed."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from workbench.domain.statements import Kind
from workbench.importing.columns import (
    Column,
    Headings,
    LeftOut,
    ends_of,
    headings_of,
    lowest_name,
    primary_columns,
    reconciliation_columns,
)
from workbench.importing.corrections import Area
from workbench.importing.period_text import PeriodWords, words_in
from workbench.importing.readings import Reading, Readings
from workbench.importing.tables import Place, Table, TableRow, tables
from workbench.importing.vocabulary import (
    KIND_BY_CAPTION,
    NO_FIGURE,
    REVENUE_CAPTION,
    currencies_in,
    is_unit_line,
    kind_in,
    scale_in,
)
from workbench.workbooks import Sheet, SheetCell


@dataclass(frozen=True, slots=True)
class Block:
    """What one table of one sheet shows. ``frameworks`` where it is a reconciliation: as reported, and of the result.

    ``scale`` and ``currency`` are those of its unit line; None and "" where none names them.
    """

    file: str
    sheet: Sheet
    kind: Kind
    title: str
    scale: int | None
    currency: str
    evidence: str
    columns: tuple[Column, ...] = ()
    rows: tuple[TableRow, ...] = ()
    frameworks: tuple[str, str] | None = None

    @property
    def area(self) -> Area:
        """The rectangle of its captions and figures."""
        cells = [cell for row in self.rows if (cell := row.caption_cell)]
        cells += [reading.cell for row in self.rows for reading in row.readings.values()]
        rows, columns = [cell.row for cell in cells], [cell.column for cell in cells]
        return Area(min(rows), min(columns), max(rows), max(columns))

    @property
    def is_reconciliation(self) -> bool:
        return self.frameworks is not None


@dataclass(frozen=True, slots=True)
class ColumnLeftOut:
    """A column of a table whose figures were not imported: which table, why, and where the figures stand."""

    index: int
    first_row: int
    reason: LeftOut
    places: tuple[Place, ...]


@dataclass
class SheetReport:
    """What became of a sheet: its tables, the title lines above them, and what nothing was made of."""

    file: str
    sheet: Sheet
    blocks: list[Block] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    unused: list[SheetCell] = field(default_factory=list)
    lost_figures: bool = False
    left_out: list[ColumnLeftOut] = field(default_factory=list)


def detect(file: str, sheet: Sheet, readings: Readings, currency: str) -> SheetReport:
    """Return the tables of ``sheet``. ``currency`` is the entity's own, where already known ("" where not)."""
    report = SheetReport(file, sheet)
    amounts = {
        (cell.row, cell.column): reading for cell in sheet.cells if (reading := readings.of(sheet, cell)) is not None
    }
    used: set[Place] = set()
    sheet_titles: list[str] = []
    for table in tables(sheet, amounts):
        titles = [cell.text for cell in table.titles]
        blocks = _blocks(report, table, [*sheet_titles, *titles], currency)
        if blocks and not report.blocks:
            sheet_titles = titles
        for block in blocks:
            report.blocks.append(block)
            used |= _used(table, block)
        report.titles += titles
    used |= {place for column in report.left_out for place in column.places}
    report.unused = [cell for cell in sheet.cells if (cell.row, cell.column) not in used]
    report.lost_figures = any((cell.row, cell.column) in amounts for cell in report.unused)
    return report


def _blocks(report: SheetReport, table: Table, titles: list[str], currency: str) -> list[Block]:
    """Return what one table shows: a primary statement, or one reconciliation or several side by side."""
    sheet = report.sheet
    rows = list(table.rows)
    while rows and rows[-1].is_heading and not rows[-1].others:
        rows.pop()
    indexes = sorted({column for row in rows for column in row.readings})
    headings = {index: headings_of(sheet, table.headings, index) for index in indexes}
    if not any(headings.values()):
        return []
    all_headings = dict(sorted((headings | _nil_columns(sheet, table, indexes, headings)).items()))
    unit_lines = [*titles, *(text for texts in all_headings.values() for text in texts)]
    block = _without_columns(report, titles, rows, [text for text in unit_lines if is_unit_line(text)])
    default = _default_period(titles, sheet)
    found: list[Block] = []
    left_out: dict[int, LeftOut] = {}
    for ends in ends_of(all_headings, rows):
        columns, reasons = reconciliation_columns(all_headings, ends, block.kind, default, titles)
        left_out |= reasons
        found.append(_showing(block, columns, rows, ends.frameworks))
    if found:
        taken = left_out.keys() | {column.index for each in found for column in each.columns}
        left_out |= {index: LeftOut.NO_RECONCILIATION for index in indexes if index not in taken}
    else:
        columns, left_out = primary_columns(headings, block.kind, default, currency)
        found.append(_showing(block, columns, rows, None))
    for index, reason in left_out.items():
        places = tuple((row.row, index) for row in rows if index in row.readings)
        report.left_out.append(ColumnLeftOut(index, rows[0].row, reason, places))
    return [each for each in found if each.columns]


def _without_columns(
    report: SheetReport, titles: list[str], rows: Sequence[TableRow], unit_lines: Sequence[str]
) -> Block:
    """Return what is the same for every block of a table; the lowest unit line rules."""
    kind, why = _kind(report.sheet, titles, rows)
    return Block(
        file=report.file,
        sheet=report.sheet,
        kind=kind,
        title=next((text for text in titles if kind_in(text) is kind), report.sheet.name),
        scale=next((scale for text in reversed(unit_lines) if (scale := scale_in(text))), None),
        currency=next((code for text in reversed(unit_lines) for code in currencies_in(text)), ""),
        evidence=why,
    )


def _showing(
    block: Block, columns: Sequence[Column], rows: Sequence[TableRow], frameworks: tuple[str, str] | None
) -> Block:
    kept = {column.index for column in columns}
    shown = tuple(_with_unreadable(row, kept) for row in rows)
    return replace(block, columns=tuple(columns), rows=shown, frameworks=frameworks)


def _nil_columns(sheet: Sheet, table: Table, indexes: Sequence[int], known: Headings) -> dict[int, tuple[str, ...]]:
    """Return the headings of columns that name a difference and hold no figure at all: stated, and nil."""
    found = {}
    for index in range(indexes[0], indexes[-1]):
        named = any(cell.column == index for cells in table.headings for cell in cells)
        if named and index not in known and lowest_name(texts := headings_of(sheet, table.headings, index)):
            found[index] = texts
    return found


def _with_unreadable(row: TableRow, kept: set[int]) -> TableRow:
    """Return the row with the readings of the columns that are kept; what is no number there is unknown, not blank."""
    readings = {index: reading for index, reading in row.readings.items() if index in kept}
    for cell in row.others:
        if cell.column in kept and not NO_FIGURE.match(cell.text):
            readings[cell.column] = Reading(cell, None)
    return replace(row, readings=readings)


def _kind(sheet: Sheet, titles: list[str], rows: Sequence[TableRow]) -> tuple[Kind, str]:
    for text in (*reversed(titles), sheet.name):
        if kind := kind_in(text):
            shows_revenue = any(REVENUE_CAPTION.search(row.caption) for row in rows)
            if kind is Kind.COMPREHENSIVE_INCOME and shows_revenue:
                return Kind.OPERATIONS, f"'{text}', with revenue"
            return kind, f"'{text}'"
    for kind, pattern in KIND_BY_CAPTION:
        for row in rows:
            if pattern.search(row.caption):
                return kind, f"line '{row.caption}'"
    return Kind.OTHER, "nothing names the statement"


def _default_period(titles: list[str], sheet: Sheet) -> PeriodWords:
    for text in (*reversed(titles), sheet.name):
        words = words_in(text)
        if words.year:
            return words
    return PeriodWords()


def _used(table: Table, block: Block) -> set[Place]:
    """Return the places that became a title, a heading, a caption or a figure, or that say there is no figure."""
    kept = {column.index for column in block.columns}
    cells = [*table.titles, *table.trailing, *(cell for cells in table.headings for cell in cells)]
    cells += [row.caption_cell for row in table.rows if row.caption_cell]
    cells += [cell for row in table.rows for cell in row.others if cell.column in kept]
    places = {(cell.row, cell.column) for cell in cells}
    return places | {(row.row, index) for row in block.rows for index in row.readings}
