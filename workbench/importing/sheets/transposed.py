"""Tables whose lines run across: captions head the columns, and each row is a period."""

import re
from collections.abc import Sequence
from dataclasses import replace

from workbench.importing.language.period_text import is_only_a_period
from workbench.importing.sheets.corrections import Area, SetLinesAcross
from workbench.importing.sheets.detected import SheetReport, Tabular
from workbench.importing.sheets.headings import states_no_report
from workbench.importing.sheets.kinds import kinds_of_line
from workbench.importing.sheets.statement_split import PRIMARY
from workbench.importing.sheets.tables import Amounts, TableRow, heading_text, is_year
from workbench.workbooks import CellKind, Sheet, SheetCell, column_letter, position

FEWEST_LINES, FEWEST_PERIODS = 3, 2
"""The fewest lines, and rows that are periods, of a table whose lines run across."""
FEWEST_KNOWN = 2
"""How many of the words across must be lines of statements, so that daily prices are not read as such."""


def runs_across(region: Sheet, amounts: Amounts, corrections: Sequence[SetLinesAcross]) -> bool:
    """True if the rows of a region are periods and the words above its figures are lines of a statement."""
    if any(correction.area.meets(_area_of(region)) for correction in corrections):
        return True
    rows_with_figures: list[int] = []
    for row, cells in region.rows.items():
        if figures := _figures(cells, amounts):
            if not any(_is_period(cell) for cell in cells if cell.column < figures[0].column):
                return False
            rows_with_figures.append(row)
    if len(rows_with_figures) < FEWEST_PERIODS:
        return False
    lines = _lines_above(region, min(rows_with_figures), amounts)
    kinds_of_lines = [kinds_of_line(heading_text(cell)) for cell in lines]
    return (
        len(lines) >= FEWEST_LINES
        and sum(not set(kinds).isdisjoint(PRIMARY) for kinds in kinds_of_lines) >= FEWEST_KNOWN
    )


def titles_above(region: Sheet, amounts: Amounts) -> list[SheetCell]:
    """Return the words above the row of lines: they are about the whole table, and are not transposed."""
    first = min((row for row, cells in region.rows.items() if _figures(cells, amounts)), default=0)
    lines = _lines_above(region, first, amounts)
    return [cell for cell in region.cells if lines and cell.row < lines[0].row and cell.kind is CellKind.TEXT]


def transpose_sheet(sheet: Sheet) -> Sheet:
    """Return a sheet with its rows as columns and its columns as rows."""
    return replace(
        sheet,
        cells=tuple(transpose_cell(cell) for cell in sheet.cells),
        merged=tuple((left, top, right, bottom) for top, left, bottom, right in sheet.merged),
        hidden_rows=sheet.hidden_columns,
        hidden_columns=sheet.hidden_rows,
    )


def transpose_cell(cell: SheetCell) -> SheetCell:
    return replace(cell, row=cell.column, column=cell.row)


def transpose_amounts(sheet: Sheet, amounts: Amounts) -> Amounts:
    """Return the amounts of ``sheet`` by their places on the transposed sheet."""
    places = ((cell.row, cell.column) for cell in sheet.cells)
    return {
        (column, row): amounts[row, column]._replace(cell=transpose_cell(amounts[row, column].cell))
        for row, column in places
        if (row, column) in amounts
    }


def transpose_area(area: Area) -> Area:
    return Area(area.left, area.top, area.right, area.bottom)


def merge_turned_report(report: SheetReport, turned_report: SheetReport) -> None:
    """Add what was read from a transposed sheet to the report of the original sheet."""
    report.detected += [_turn_table_back(table, report.sheet) for table in turned_report.tables]
    report.titles += turned_report.titles
    for (row, column), mark in turned_report.marks.items():
        report.marks.setdefault((column, row), mark)
    report.left_out += [
        replace(column, places=tuple((right, down) for down, right in column.places), is_row=True)
        for column in turned_report.left_out
    ]
    report.doubts += [replace(doubt, cells=tuple(map(_transpose_ref, doubt.cells))) for doubt in turned_report.doubts]
    report.remarks += [
        replace(remark, cells=tuple(map(_transpose_ref, remark.cells))) for remark in turned_report.remarks
    ]
    report.headings_not_understood += [
        (text, _transpose_ref(ref)) for text, ref in turned_report.headings_not_understood
    ]


def _turn_table_back(table: Tabular, sheet: Sheet) -> Tabular:
    return replace(table, sheet=sheet, rows=tuple(_turn_row_back(row) for row in table.rows), is_across=True)


def _turn_row_back(row: TableRow) -> TableRow:
    return replace(
        row,
        readings={
            index: reading._replace(cell=transpose_cell(reading.cell)) for index, reading in row.readings.items()
        },
        others=tuple(map(transpose_cell, row.others)),
        caption_cell=transpose_cell(row.caption_cell) if row.caption_cell else None,
        other_caption_cell=transpose_cell(row.other_caption_cell) if row.other_caption_cell else None,
    )


def _transpose_ref(ref: str) -> str:
    row, column = position(ref)
    return f"{column_letter(row)}{column}"


def _area_of(region: Sheet) -> Area:
    rows, columns = [cell.row for cell in region.cells], [cell.column for cell in region.cells]
    return Area(min(rows), min(columns), max(rows), max(columns))


def _figures(cells: Sequence[SheetCell], amounts: Amounts) -> list[SheetCell]:
    return [cell for cell in cells if (cell.row, cell.column) in amounts and not is_year(cell)]


def _is_period(cell: SheetCell) -> bool:
    text = heading_text(cell)
    return cell.kind is CellKind.DATE or is_year(cell) or is_only_a_period(text) or states_no_report(text)


def _lines_above(region: Sheet, row: int, amounts: Amounts) -> list[SheetCell]:
    """Return the words in the nearest row above ``row`` that has several, without periods; nothing if none has."""
    for above in sorted((number for number in region.rows if number < row), reverse=True):
        words = [
            cell
            for cell in region.rows[above]
            if cell.kind is CellKind.TEXT
            and (above, cell.column) not in amounts
            and re.search(r"[^\W\d_]{2,}", cell.text)
        ]
        if len(words) >= FEWEST_LINES:
            return [cell for cell in words if not is_only_a_period(heading_text(cell))]
    return []
