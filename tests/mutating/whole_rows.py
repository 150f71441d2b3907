"""Slips with whole rows: deleted, repeated, an entry written into its list twice or under another difference."""

from dataclasses import replace
from random import Random

from tests.mutating.amounts import shown, with_text
from tests.mutating.books import Book
from tests.mutating.places import Place, filled
from tests.mutating.rows_moved import with_row_repeated, without_row
from tests.mutating.slips import Aspect, Heading, Rows, Slip, typed_over
from workbench.workbooks import SheetCell


def row_deleted(book: Book, place: Place, chance: Random) -> Slip | None:
    workbook = without_row(book.workbook, place.sheet, place.row)
    return Slip(workbook, place, _row(book, place), "(deleted)", _figures_of_row(book, place), Rows.DELETED)


def row_repeated(book: Book, place: Place, chance: Random) -> Slip | None:
    workbook = with_row_repeated(book.workbook, place.sheet, place.row)
    return Slip(workbook, place, _row(book, place), "(twice)", _figures_of_row(book, place), Rows.REPEATED)


def under_another_difference(book: Book, place: Place, chance: Random) -> Slip | None:
    """An entry that names the wrong one of the differences."""
    names = {one.id: one.name for one in book.project.adjustments}
    name = names[book.stated[place].adjustment_or_currency]
    (named,) = (c for c in _cells_of_row(book, place) if filled(book.workbook, c).text == name)
    other = chance.choice(sorted(set(names.values()) - {name}))
    slip = typed_over(book, named, {named: with_text(filled(book.workbook, named), other)})
    return replace(slip, heading=Heading(named, Aspect.NAME, frozenset((place,))))


def captions_exchanged(book: Book, place: Place, chance: Random) -> Slip | None:
    """The captions of two rows in succession, typed in each other's place."""
    one, other = _caption(book, place), _caption(book, place.at(place.row + 1, place.column))
    if one is None or other is None or filled(book.workbook, one).text == filled(book.workbook, other).text:
        return None
    changes: dict[Place, SheetCell | None] = {
        one: filled(book.workbook, other),
        other: filled(book.workbook, one),
    }
    return replace(typed_over(book, one, changes), rows=Rows.EXCHANGED)


def _caption(book: Book, place: Place) -> Place | None:
    """Return the caption of a row of a statement, if it has one."""
    figures = _figures_of_row(book, place)
    if not figures or figures[0] in book.entries:
        return None
    first = _cells_of_row(book, place)[0]
    return None if first in book.stated else first


def _figures_of_row(book: Book, place: Place) -> tuple[Place, ...]:
    return tuple(p for p in _cells_of_row(book, place) if p in book.stated)


def _cells_of_row(book: Book, place: Place) -> list[Place]:
    sheet = book.workbook.sheet(place.sheet)
    assert sheet is not None
    return [place.at(cell.row, cell.column) for cell in sheet.rows.get(place.row, ())]


def _row(book: Book, place: Place) -> str:
    return " | ".join(shown(filled(book.workbook, cell))[:40] for cell in _cells_of_row(book, place))
