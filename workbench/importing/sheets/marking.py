"""Marks every cell of a sheet with what it was read as: in tables, bridges and lists, and outside them."""

from collections.abc import Iterable, Mapping, Sequence

from workbench.domain.facts import Fact, fact
from workbench.domain.import_report import CellUse
from workbench.domain.periods import short_name_of_period
from workbench.domain.sources import FigureRole
from workbench.importing.language.common_facts import figures_fact
from workbench.importing.language.period_text import is_only_a_period
from workbench.importing.language.vocabulary import (
    ITEM_NUMBER,
    NO_FIGURE,
    NOTE_REFERENCE,
    TOTAL_CAPTION,
    currencies_in,
    is_currency_name,
    is_unit_line,
)
from workbench.importing.sheets.bridges import Bridge
from workbench.importing.sheets.columns import LeftOut
from workbench.importing.sheets.corrections import Area
from workbench.importing.sheets.detected import SheetReport, Tabular
from workbench.importing.sheets.entry_lists import EntryList, Part
from workbench.importing.sheets.headings import lowest_name
from workbench.importing.sheets.marks import Mark, shared_mark
from workbench.importing.sheets.tables import Amounts, Table, TableRow, heading_text
from workbench.workbooks import CellKind, Sheet, SheetCell

CAPTION, LINE_OF_ENTRY = Mark.CAPTION.fact, fact("line-of-entry")
WORDS_BELOW, WORDS_OUTSIDE = fact("words-below-table"), fact("words-outside-tables")
BESIDE_FIGURES, SAYS_NO_FIGURE = fact("beside-figures"), fact("says-no-figure")
UNIT_OF_ITS_OWN = fact("unit-of-its-own")
"""Descriptions that many cells share."""


def mark_table(report: SheetReport, table: Table, detected: Sequence[Tabular]) -> None:
    """Mark the cells of a table; ``detected``: the result, whose columns are imported."""
    marks = report.marks
    mark_titles(report, table.titles)
    for part in detected:
        figures = {
            column.index: shared_mark(
                Mark.FIGURE,
                CellUse.FIGURE,
                figures_fact(column.role, column.adjustment_or_currency, short_name_of_period(column.period)),
            )
            for column in part.columns
        }
        for row in part.rows:
            for index, reading in row.readings.items():
                marks.put(reading.cell, figures[index])
    columns = [column for part in detected for column in part.columns]
    names = {text for column in columns if column.role is FigureRole.ADJUSTMENT for text in column.headings}
    caption_headings = [cell for cell in table.caption_headings if cell is not None]
    for cells in (*table.headings, table.repeated, caption_headings):
        for cell in cells:
            marks.mark(cell, *_heading_mark(cell, names))
    imported = {column.index for column in columns}
    for row in table.rows:
        _mark_row(report, row, imported)
    for cell in table.trailing:
        marks.mark(cell, Mark.NOTE, WORDS_BELOW)


def mark_titles(report: SheetReport, cells: Iterable[SheetCell]) -> None:
    """Mark cells above a table as its title, its unit or its period."""
    for cell in cells:
        report.marks.mark(cell, *_title_mark(cell))


def _mark_row(report: SheetReport, row: TableRow, imported: set[int]) -> None:
    """Mark the caption of a row, and what is beside its figures; ``imported``: columns."""
    if row.caption_cell:
        is_total = bool(row.readings) and bool(TOTAL_CAPTION.search(row.caption))
        report.marks.mark(row.caption_cell, Mark.TOTAL if is_total else Mark.CAPTION, CAPTION)
    if row.other_caption_cell:
        report.marks.mark(row.other_caption_cell, Mark.CAPTION, CAPTION)
    for cell in row.others:
        if NO_FIGURE.match(cell.text) and not currencies_in(cell.text):
            mark = Mark.FIGURE if cell.column in imported else Mark.NOTE
            report.marks.mark(cell, mark, SAYS_NO_FIGURE)
        elif currencies_in(cell.text):
            report.marks.mark(cell, Mark.UNIT, UNIT_OF_ITS_OWN)
        elif cell.column not in imported:
            report.marks.mark(cell, Mark.NOTE, BESIDE_FIGURES)


def mark_bridge(report: SheetReport, bridge: Bridge, measure: TableRow, left_out: Mapping[int, LeftOut]) -> None:
    """Mark the rows of a bridge; ``measure``: the line that it was turned into, whose readings are imported."""
    imported = {(reading.cell.row, reading.cell.column) for reading in measure.readings.values()}
    for row in bridge.subtotals:
        for reading in row.readings.values():
            report.marks.mark(reading.cell, Mark.IGNORED, fact("adds-up-differences-above"))
    for row in bridge.rows:
        for index, reading in row.readings.items():
            if index in left_out:
                report.marks.mark(reading.cell, Mark.IGNORED, left_out[index].fact_of_cell)
            elif (reading.cell.row, reading.cell.column) not in imported:
                report.marks.mark(reading.cell, Mark.IGNORED, LeftOut.TRANSLATION.fact)
    for row in bridge.differences:
        if row.caption_cell:
            report.marks.mark(row.caption_cell, Mark.ADJUSTMENT, fact("difference-named", name=row.caption))
    for row in (bridge.as_reported, bridge.result):
        if row.caption_cell:
            report.marks.mark(row.caption_cell, Mark.TOTAL, fact("end-of-bridge", measure=bridge.measure))


REMARK_BESIDE_ENTRY = fact("remark-beside-entry")
MARK_OF_PART = {
    Part.DIFFERENCE: (Mark.ADJUSTMENT, fact("difference-of-entry")),
    Part.PERIOD: (Mark.PERIOD, fact("period-of-entry")),
    Part.STATEMENT: (Mark.HEADING, fact("statement-of-entry")),
    Part.SECTION: (Mark.HEADING, fact("section-of-entry")),
    Part.REFERENCE: (Mark.NOTE, REMARK_BESIDE_ENTRY),
    Part.REMARK: (Mark.NOTE, REMARK_BESIDE_ENTRY),
    None: (Mark.NOTE, REMARK_BESIDE_ENTRY),
}
"""The mark of a cell in a list, and its description, by the content of its column; None: unknown."""


def mark_list(report: SheetReport, sheet: Sheet, entry_list: EntryList) -> None:
    """Mark the cells of a list of entries."""
    marks = report.marks
    for column, cell in entry_list.headings.items():
        marks.mark(cell, Mark.HEADING, fact(f"heads-{entry_list.parts[column].name.lower()}-of-entries"))
    for cell, reason in entry_list.left_out:
        marks.mark(cell, Mark.IGNORED, reason)
    for entry in entry_list.entries:
        description = fact("entry-of", difference=entry.difference, period=short_name_of_period(entry.period))
        marks.mark(entry.reading.cell, Mark.FIGURE, description)
        marks.mark(entry.line, Mark.CAPTION, LINE_OF_ENTRY)
    for row in entry_list.rows:
        for cell in sheet.rows.get(row, ()):
            mark_and_description = MARK_OF_PART.get(entry_list.parts.get(cell.column))
            if mark_and_description:
                marks.mark(cell, *mark_and_description)


def mark_the_rest(report: SheetReport, sheet: Sheet, amounts: Amounts) -> None:
    """Mark the cells outside all tables, words as notes and figures as ignored, and list them in the report."""
    areas = [detected.area for detected in report.detected]
    rest = [cell for cell in sheet.cells if (cell.row, cell.column) not in report.marks]
    report.unused_cells = [cell for cell in rest if not _is_row_number(cell, areas)]
    for cell in rest:
        report.marks.mark(cell, *_mark_of_rest(cell, amounts, areas))
    report.lost_figures = any((cell.row, cell.column) in amounts for cell in report.unused_cells)


def _mark_of_rest(cell: SheetCell, amounts: Amounts, areas: Sequence[Area]) -> tuple[Mark, Fact]:
    if _is_row_number(cell, areas):
        return Mark.NOTE, fact("numbers-row")
    if (cell.row, cell.column) in amounts:
        return Mark.IGNORED, fact("figure-of-no-table")
    if cell.kind is CellKind.TEXT:
        return Mark.NOTE, WORDS_OUTSIDE
    return Mark.IGNORED, fact("date-outside-tables") if cell.kind is CellKind.DATE else fact("cell-outside-tables")


def _is_row_number(cell: SheetCell, areas: Iterable[Area]) -> bool:
    """True for an item number to the left of a table's captions."""
    is_number = ITEM_NUMBER.match(cell.text) or cell.text.strip().rstrip(".").isdecimal()
    if not is_number:
        return False
    return any(area.top <= cell.row <= area.bottom and cell.column < area.left for area in areas)


def _title_mark(cell: SheetCell) -> tuple[Mark, Fact]:
    if is_unit_line(cell.text):
        return Mark.UNIT, fact("unit-of-table")
    if is_only_a_period(cell.text):
        return Mark.PERIOD, fact("period-of-table")
    return Mark.TITLE, fact("a-title")


def _heading_mark(cell: SheetCell, names: Iterable[str]) -> tuple[Mark, Fact]:
    text = heading_text(cell)
    if cell.kind is CellKind.DATE or is_only_a_period(text):
        return Mark.PERIOD, fact("period-of-column")
    if NOTE_REFERENCE.match(text):
        return Mark.NOTE, fact("reference-to-note")
    if is_unit_line(text) or is_currency_name(text):
        return Mark.UNIT, fact("unit-of-column")
    if text in names:
        return Mark.ADJUSTMENT, fact("difference-named", name=lowest_name((text,)) or text)
    return Mark.HEADING, fact("a-heading")
