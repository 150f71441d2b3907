"""One figure in several places: stated twice, or as another line."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from tests.mutating.amounts import decimals_of
from tests.mutating.books import Book
from tests.mutating.lines_stated import Column, amount_at, column_of, name_of, places_of_lines, unit_of
from tests.mutating.places import Place
from tests.mutating.relations import Family, Relation, Same
from tests.mutating.slips import Aspect
from workbench.domain.ids import LineId
from workbench.domain.sources import FigureRole
from workbench.domain.statements import LineUnit

TELLING = 10
"""Whole figures below this are alike by chance."""
LEAST_COLUMNS = 2
"""In so many columns two lines are alike that are one."""


def stated_twice(book: Book) -> Iterator[Relation]:
    """A line, stated in several tables; and share counts and percentages, which no translation changes."""
    groups: dict[tuple[LineId, Column], list[Place]] = defaultdict(list)
    for place, stated in book.stated.items():
        if stated.role is not FigureRole.ENTRY:
            groups[stated.line, column_of(stated)].append(place)
        if stated.role is FigureRole.TRANSLATION and unit_of(book, stated.line) in (LineUnit.SHARES, LineUnit.PERCENT):
            groups[stated.line, Column(FigureRole.AS_REPORTED, "", stated.period)].append(place)
    for (line, column), places in groups.items():
        name = f"{name_of(book, line)}, {column.period}, is stated twice"
        agree_on = frozenset(Aspect if unit_of(book, line) is LineUnit.MONEY else (Aspect.PERIOD, Aspect.NAME))
        yield from (Same(Family.STATED_TWICE, name, agree_on, one, other) for one, other in combinations(places, 2))


def repeated_lines(book: Book) -> Iterator[Relation]:
    """Lines that state the same figures in every column that both have."""
    of_line = places_of_lines(book)
    agree_on = frozenset((Aspect.PERIOD, Aspect.SCALE, Aspect.CURRENCY))
    for one, other in combinations(of_line, 2):
        both = [(of_line[one][column], of_line[other][column]) for column in of_line[one] if column in of_line[other]]
        telling = [a for a, _ in both if abs(amount_at(book, a)) >= TELLING or decimals_of(amount_at(book, a))]
        if len(telling) >= LEAST_COLUMNS and all(book.figures[a] == book.figures[b] for a, b in both):
            name = f"{name_of(book, one)} is repeated as {name_of(book, other)}"
            yield from (Same(Family.REPEATED, name, agree_on, a, b) for a, b in both)
