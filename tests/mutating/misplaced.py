"""Slips of place: the right figures, in the wrong cells."""

from collections.abc import Iterator
from itertools import pairwise
from random import Random

from tests.mutating.amounts import figure_in
from tests.mutating.books import Book
from tests.mutating.lines_stated import amount_at
from tests.mutating.places import Place, cell_at, filled
from tests.mutating.slips import Slip, typed_over
from workbench.domain.sources import FigureRole

LONGEST_WAY = 3
"""How many columns a neighbour stands away at most."""


def swapped_in_row(book: Book, place: Place, chance: Random) -> Slip | None:
    columns = range(place.column + 1, place.column + 1 + LONGEST_WAY)
    return _swapped(book, place, next((p for c in columns if (p := place.at(place.row, c)) in book.stated), None))


def swapped_in_column(book: Book, place: Place, chance: Random) -> Slip | None:
    rows = range(place.row + 1, place.row + 1 + LONGEST_WAY)
    return _swapped(book, place, next((p for r in rows if (p := place.at(r, place.column)) in book.stated), None))


def _swapped(book: Book, place: Place, other: Place | None) -> Slip | None:
    if other is None or book.figures[place] == book.figures[other]:
        return None
    here, there = filled(book.workbook, place), filled(book.workbook, other)
    return typed_over(book, place, {place: there, other: here})


def moved_down(book: Book, place: Place, chance: Random) -> Slip | None:
    return _moved(book, place, place.at(place.row + 1, place.column))


def moved_right(book: Book, place: Place, chance: Random) -> Slip | None:
    return _moved(book, place, place.at(place.row, place.column + 1))


def _moved(book: Book, place: Place, to: Place) -> Slip | None:
    """Cut and pasted one cell off: what stood there is gone."""
    overwritten = figure_in(cell_at(book.workbook, to))
    if not amount_at(book, place) or overwritten == amount_at(book, place) or isinstance(overwritten, str):
        return None
    return typed_over(book, place, {place: None, to: filled(book.workbook, place)})


def column_slipped(book: Book, place: Place, chance: Random) -> Slip | None:
    """From one figure on down to the end of its section, each figure stands a row too low."""
    run = list(_run_below(book, place))
    below = place.at(run[-1].row + 1, place.column)
    if len(run) < 2 or cell_at(book.workbook, below) is not None:
        return None
    changes = {after: filled(book.workbook, before) for before, after in zip(run, [*run[1:], below], strict=True)}
    if all(book.figures.get(after) == book.figures[before] for before, after in pairwise(run)):
        return None
    return typed_over(book, place, {place: None, **changes})


def _run_below(book: Book, place: Place) -> Iterator[Place]:
    while place in book.stated:
        yield place
        place = place.at(place.row + 1, place.column)


def in_another_difference(book: Book, place: Place, chance: Random) -> Slip | None:
    """An effect that was typed into the column of another difference."""
    others = [
        other
        for other, stated in book.stated.items()
        if stated.role is FigureRole.ADJUSTMENT
        and (other.sheet, other.row) == (place.sheet, place.row)
        and other != place
    ]
    empty = [other for other in others if not book.figures[other]]
    if not empty or not amount_at(book, place):
        return None
    other = chance.choice(empty)
    return typed_over(book, place, {place: filled(book.workbook, other), other: filled(book.workbook, place)})
