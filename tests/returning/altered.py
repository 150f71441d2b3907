"""Each cell of a review workbook altered, one at a time: does anybody notice?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from tests.returning.cases import Book
from workbench.domain.review_workbook_marks import MAP_SHEET
from workbench.exporting.review_lists import ABOUT, WHERE
from workbench.returning.own_map import MappedSheet
from workbench.returning.returned import merge_of
from workbench.verifying.own_workbook import deviations_of
from workbench.workbooks import CellKind, Sheet, SheetCell, SourceWorkbook, begin_reading

MORE, OTHER = 77_777, "Other words"
OF_REVIEWERS = ("open-items", "uncorrected")
"""The kinds of lists that reviewers fill in, which nobody verifies."""


@dataclass(frozen=True)
class Unnoticed:
    """An alteration that was not told. ``by``: what should have."""

    by: str
    sheet: str
    cell: str
    was: str


def cells_of(book: Book) -> list[tuple[int, int]]:
    """Return every cell that is there, by its sheet and its place among the cells of that."""
    workbook = begin_reading(book.review).workbook()
    return [
        (number, place)
        for number, sheet in enumerate(workbook.sheets)
        if sheet.name != MAP_SHEET
        for place, _ in enumerate(sheet.cells)
    ]


def unnoticed(book: Book, cells: Sequence[tuple[int, int]]) -> Iterator[Unnoticed]:
    """Alter the cells one by one, and yield what neither ``verify`` names nor merging proposes or says."""
    workbook = begin_reading(book.review).workbook()
    mapped_of = {sheet.name: sheet for sheet in book.own.sheets}
    for number, place in cells:
        sheet = workbook.sheets[number]
        cell, mapped = sheet.cells[place], mapped_of[sheet.name]
        if mapped.key_column == cell.column:
            continue  # a key that its row does not agree with says nothing
        copy = _with_cell(workbook, number, place)
        if not _is_of_reviewers(mapped, sheet, cell) and not next(deviations_of(copy, book.own), None):
            yield Unnoticed("verify", sheet.name, cell.ref, cell.text)
        merge = merge_of(book.project, copy)
        is_place = mapped.kind == "open-items" and cell.column in (ABOUT, WHERE)
        if not is_place and not merge.proposals and not merge.remarks:
            yield Unnoticed("merge", sheet.name, cell.ref, cell.text)


def _is_of_reviewers(mapped: MappedSheet, sheet: Sheet, cell: SheetCell) -> bool:
    in_list = mapped.kind in OF_REVIEWERS and (cell.row, cell.column) not in mapped.texts and cell.formula is None
    return in_list or mapped.column_with("tick") == cell.column


def _with_cell(workbook: SourceWorkbook, number: int, place: int) -> SourceWorkbook:
    """Return the workbook with another number, or other words, in place of what a cell holds."""
    sheet = workbook.sheets[number]
    cells = list(sheet.cells)
    cell = replace(cells[place], formula=None)
    if isinstance(cell.value, Decimal):
        amount = cell.value + MORE
        cells[place] = replace(cell, value=amount, text=str(amount), kind=CellKind.NUMBER)
    else:
        cells[place] = replace(cell, value=OTHER, text=OTHER, kind=CellKind.TEXT)
    sheets = [replace(sheet, cells=tuple(cells)) if at == number else each for at, each in enumerate(workbook.sheets)]
    return replace(workbook, sheets=tuple(sheets))
