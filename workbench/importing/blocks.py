"""Detect: what the tables of a sheet show. Guesses carry their evidence; what nothing was made of is listed."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from workbench.domain.statements import Kind
from workbench.importing.columns import (
    Column,
    Headings,
    ends_of,
    headings_of,
    lowest_name,
    primary_columns,
    reconciliation_columns,
)
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
from workbench.workbooks import Sheet, SheetCell, column_letter


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
    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]
    frameworks: tuple[str, str] | None
    evidence: str

    @property
    def is_reconciliation(self) -> bool:
        return self.frameworks is not None


@dataclass
class SheetReport:
    """What became of a sheet: its tables, the title lines above them, and the cells that nothing was made of.

    ``left_out``: what is said of columns whose figures were not imported, and the places of those figures.
    """

    file: str
    sheet: Sheet
    blocks: list[Block] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    unused: list[SheetCell] = field(default_factory=list)
    lost_figures: bool = False
    left_out: dict[str, set[Place]] = field(default_factory=dict)


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
    used |= {place for places in report.left_out.values() for place in places}
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
    kind, why = _kind(sheet, titles, rows)
    default = _default_period(titles, sheet)
    blocks: list[Block] = []
    left_out: dict[int, str] = {}
    used: set[int] = set()
    all_headings = dict(sorted((headings | _nil_columns(sheet, table, indexes, headings)).items()))
    for ends in ends_of(all_headings, rows):
        columns, reasons = reconciliation_columns(all_headings, ends, kind, default, titles)
        left_out |= reasons
        used |= {column.index for column in columns} | reasons.keys()
        if columns:
            blocks.append(_block(report, kind, why, titles, all_headings, columns, rows, ends.frameworks))
    if used:
        left_out |= dict.fromkeys((i for i in indexes if i not in used), "belongs to no reconciliation of this table")
    else:
        columns, left_out = primary_columns(headings, kind, default, currency)
        if columns:
            blocks.append(_block(report, kind, why, titles, headings, columns, rows, None))
    for index, reason in left_out.items():
        name = f"column {column_letter(index)} of the table from row {rows[0].row}"
        places = {(row.row, index) for row in rows if index in row.readings}
        report.left_out[f"{name} {reason}: its figures were not imported"] = places
    return blocks


def _block(
    report: SheetReport,
    kind: Kind,
    why: str,
    titles: list[str],
    headings: Headings,
    columns: Sequence[Column],
    rows: Sequence[TableRow],
    frameworks: tuple[str, str] | None,
) -> Block:
    words = [*titles, *(text for texts in headings.values() for text in texts)]
    unit_lines = [text for text in words if is_unit_line(text)]
    scale = next((scale for text in reversed(unit_lines) if (scale := scale_in(text))), None)
    currency = next((code for text in reversed(unit_lines) for code in currencies_in(text)), "")
    title = next((text for text in titles if kind_in(text) is kind), report.sheet.name)
    kept = {column.index for column in columns}
    shown = tuple(_with_unreadable(row, kept) for row in rows)
    return Block(report.file, report.sheet, kind, title, scale, currency, tuple(columns), shown, frameworks, why)


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
