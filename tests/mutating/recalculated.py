"""A slip in a part whose totals are formulas: the spreadsheet adds them up anew, and they still look right."""

import re
from collections.abc import Iterator
from decimal import Decimal
from random import Random

from tests.mutating.amounts import with_amount
from tests.mutating.books import Book
from tests.mutating.figures import digit_changed
from tests.mutating.lines_stated import amount_at
from tests.mutating.places import Place, cell_at, filled, with_cells
from tests.mutating.slips import Slip, described
from workbench.workbooks import SourceWorkbook, position

AREA = re.compile(r"([A-Z]+\d+)(?::([A-Z]+\d+))?")


def digit_changed_and_recalculated(book: Book, place: Place, chance: Random) -> Slip | None:
    """Return the workbook with its formulas, one figure retyped, and every sum over it recalculated."""
    new = digit_changed(amount_at(book, place), chance)
    if new is None or not is_added_up(book, place):
        return None
    workbook = with_cells(book.as_read, {place: with_amount(filled(book.as_read, place), new)})
    for total in _formulas(workbook, place.sheet):
        workbook = with_cells(workbook, {total: with_amount(filled(workbook, total), _sum(workbook, total))})
    changed = [other for other in book.stated if cell_at(workbook, other) != cell_at(book.as_read, other)]
    return described(book, workbook, place, changed)


def is_added_up(book: Book, place: Place) -> bool:
    """True of a figure that somebody typed, and that a formula adds up."""
    formulas = _formulas(book.as_read, place.sheet)
    return place not in formulas and any(place in _parts(book.as_read, total) for total in formulas)


def _formulas(workbook: SourceWorkbook, name: str) -> list[Place]:
    """Return the sums of a sheet, each below its parts."""
    sheet = workbook.sheet(name)
    assert sheet is not None
    return [Place(name, cell.row, cell.column) for cell in sheet.cells if cell.formula]


def _parts(workbook: SourceWorkbook, total: Place) -> Iterator[Place]:
    """Yield the places that a formula of plus signs and SUM adds up."""
    for first, last in AREA.findall(filled(workbook, total).formula or ""):
        (top, left), (bottom, right) = position(first), position(last or first)
        yield from (total.at(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1))


def _sum(workbook: SourceWorkbook, total: Place) -> Decimal:
    amounts = (cell.value for part in _parts(workbook, total) if (cell := cell_at(workbook, part)))
    return sum((amount for amount in amounts if isinstance(amount, Decimal)), Decimal(0))
