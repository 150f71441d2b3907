"""What a drawn sheet is read as, step by step, in words: its tables, what stands above each column, what each states.

Lines come out in the notation in which sheets go in: ``..*Gross profit | 400 | 350``.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from tests.found import said
from tests.importing.notation import amounts_on, sheet_in
from workbench.domain.amounts import format_exactly
from workbench.domain.sources import FigureRole
from workbench.domain.statements import StatementKind
from workbench.importing.language.frameworks import frameworks_in
from workbench.importing.language.period_text import NO_PERIOD_WORDS, PeriodDefaults, words_in
from workbench.importing.sheets.casts import ReconciliationColumns
from workbench.importing.sheets.columns import Column, ColumnsRead, read_primary_columns, read_reconciliation_columns
from workbench.importing.sheets.corrections import RowRole
from workbench.importing.sheets.headings import HeadingRows, Headings
from workbench.importing.sheets.reconciliation_ends import find_reconciliations
from workbench.importing.sheets.tables import HIDDEN, STRUCK_OUT, Table, TableRow, heading_text, tables
from workbench.phrases import ENGLISH
from workbench.wording.periods import short_label
from workbench.workbooks import Sheet, SheetCell, column_letter, position

NOTHING_CORRECTED: Mapping[int, RowRole] = {}
DRAFT_MARKS = {HIDDEN: "# ", STRUCK_OUT: "~", "": ""}


def tables_on(sheet: Sheet, roles: Mapping[int, RowRole] = NOTHING_CORRECTED) -> list[Table]:
    return tables(sheet, amounts_on(sheet), roles)


def tables_in(text: str, roles: Mapping[int, RowRole] = NOTHING_CORRECTED) -> list[Table]:
    return tables_on(sheet_in(text), roles)


def table_in(text: str, roles: Mapping[int, RowRole] = NOTHING_CORRECTED) -> Table:
    """Return the one table of a drawn sheet."""
    (table,) = tables_in(text, roles)
    return table


def with_formats(sheet: Sheet, **formats: str) -> Sheet:
    """Return a sheet with the number formats of some cells, by their addresses."""
    places = {position(ref): number_format for ref, number_format in formats.items()}
    return replace(sheet, cells=tuple(_formatted(cell, places) for cell in sheet.cells))


def _formatted(cell: SheetCell, places: Mapping[tuple[int, int], str]) -> SheetCell:
    number_format = places.get((cell.row, cell.column), cell.style.number_format)
    return replace(cell, style=replace(cell.style, number_format=number_format))


def titles_of(table: Table) -> list[str]:
    return _texts(table.titles)


def headings_of(table: Table) -> list[str]:
    """Return the heading rows: ``2023 | 2022``."""
    return [" | ".join(_texts(cells)) for cells in table.headings]


def lines_of(table: Table) -> list[str]:
    """Return the rows as they would be drawn, a blank figure as nothing and one that nobody knows as ``?``."""
    columns = sorted({column for row in table.rows for column in row.readings})
    return [_line(row, columns) for row in table.rows]


def _texts(cells: Sequence[SheetCell]) -> list[str]:
    return [heading_text(cell) for cell in cells]


def _line(row: TableRow, columns: Sequence[int]) -> str:
    marks = ".." * row.indent + "*" * row.bold
    figures = [_figure(row, column) for column in columns] if row.readings else []
    return DRAFT_MARKS[row.draft] + " | ".join([marks + row.caption, *figures]).rstrip()


def _figure(row: TableRow, column: int) -> str:
    if column not in row.readings:
        return ""
    amount = row.readings[column].amount
    return "?" if amount is None else format_exactly(amount)


# ---- what stands above columns, and what they state


class DrawnTable(NamedTuple):
    """A drawn table; ``when`` and ``frameworks``: its period, and what it leads between, as its titles name them."""

    rows: list[TableRow]
    headings: Headings
    titles: list[str]
    when: PeriodDefaults
    frameworks: tuple[str, ...]


def read_table(text: str) -> DrawnTable:
    """Return the one table of a drawn sheet with what stands above its columns."""
    sheet = sheet_in(text)
    (table,) = tables_on(sheet)
    columns = sorted({column for row in table.rows for column in row.readings})
    heading_rows = HeadingRows(sheet, table.headings, columns)
    titles = titles_of(table)
    said = next((words for title in reversed(titles) if (words := words_in(title)).year), NO_PERIOD_WORDS)
    named = next((names for title in titles if len(names := frameworks_in(title)) > 1), ())
    headings = {index: heading_rows.above(index) for index in columns}
    return DrawnTable(table.rows, headings, titles, PeriodDefaults(said), named)


def reconciliations_in(text: str) -> list[str]:
    """Return the reconciliations of a drawn table: ``B US GAAP + C D = E IFRS``."""
    table = read_table(text)
    return [_equation(ends) for ends in find_reconciliations(table.headings, table.rows, table.frameworks)]


def _equation(ends: ReconciliationColumns) -> str:
    (first, source), (last, target) = ends.as_reported, ends.result
    between = " ".join(map(column_letter, ends.differences))
    return f"{column_letter(first)} {source.name} + {between} = {column_letter(last)} {target.name}"


def reconciled_columns_in(
    text: str, kind: StatementKind = StatementKind.OPERATIONS, hidden: Collection[int] = ()
) -> list[str]:
    """Return what each column of the reconciliations of a drawn table states, or why it states nothing."""
    return [said for read in read_reconciliations(text, kind, hidden) for said in describe(read)]


def read_reconciliations(
    text: str, kind: StatementKind = StatementKind.OPERATIONS, hidden: Collection[int] = ()
) -> list[ColumnsRead]:
    table = read_table(text)
    return [
        read_reconciliation_columns(table.headings, ends, kind, table.when, table.titles, table.rows, hidden)
        for ends in find_reconciliations(table.headings, table.rows, table.frameworks)
    ]


def primary_columns_in(
    text: str,
    kind: StatementKind = StatementKind.OPERATIONS,
    currency: str = "",
    hidden: Collection[int] = (),
    year_end: int = 12,
) -> list[str]:
    """Return what each column of a drawn primary statement states, or why it states nothing."""
    return describe(columns_of_statement(text, kind, currency, hidden, year_end))


def columns_of_statement(
    text: str,
    kind: StatementKind = StatementKind.OPERATIONS,
    currency: str = "",
    hidden: Collection[int] = (),
    year_end: int = 12,
) -> ColumnsRead:
    table = read_table(text)
    when = PeriodDefaults(table.when.default, year_end)
    return read_primary_columns(table.headings, kind, when, currency, table.rows, hidden)


def describe(read: ColumnsRead) -> list[str]:
    """Return ``B: as reported, FY 2023`` or ``C: adds up the differences beside it`` for each column, left to right."""
    states = {column.index: _statement(column) for column in read.columns}
    states |= {index: said(reason.fact) for index, reason in read.left_out.items()}
    return [f"{column_letter(index)}: {states[index]}" for index in sorted(states)]


def _statement(column: Column) -> str:
    role = "difference" if column.role is FigureRole.ADJUSTMENT else column.role.value.replace("-", " ")
    return f"{' '.join(filter(None, (role, column.adjustment_or_currency)))}, {short_label(column.period, ENGLISH)}"


def column_number(letter: str) -> int:
    """Return the number of a column: ``D`` is 4."""
    return position(f"{letter}1")[1]
