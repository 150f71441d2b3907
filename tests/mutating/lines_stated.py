"""The figures of a book by line and column: where each line is stated, and in what."""

from collections import defaultdict
from decimal import Decimal
from typing import NamedTuple

from tests.mutating.books import Book
from tests.mutating.places import Place
from workbench.domain.ids import LineId
from workbench.domain.periods import PeriodId
from workbench.domain.sources import FigureRole, SourceFigure
from workbench.domain.statements import Concept, LineUnit


class Column(NamedTuple):
    """What the figures of one column have in common: what it states, of which difference or currency, and when."""

    role: FigureRole
    of: str
    period: PeriodId

    def __str__(self) -> str:
        return ", ".join(part for part in (self.role.value, self.of, self.period) if part)


def column_of(stated: SourceFigure) -> Column:
    return Column(stated.role, stated.adjustment_or_currency, stated.period)


def places_of_lines(book: Book) -> dict[LineId, dict[Column, Place]]:
    """Return where each line is stated first, as reported or translated, by column."""
    found: dict[LineId, dict[Column, Place]] = defaultdict(dict)
    for place, stated in book.stated.items():
        if stated.role in (FigureRole.AS_REPORTED, FigureRole.TRANSLATION):
            found[stated.line].setdefault(column_of(stated), place)
    return found


def lines_meaning(book: Book, *meanings: Concept) -> list[LineId]:
    return [line.id for statement in book.project.statements for line in statement.lines_with(*meanings)]


def name_of(book: Book, line: LineId) -> str:
    return book.project.line(line).name


def unit_of(book: Book, line: LineId) -> LineUnit:
    return book.project.line(line).unit


def amount_at(book: Book, place: Place) -> Decimal:
    """Return the amount that an original states at a place that is known to hold one."""
    figure = book.figures[place]
    assert isinstance(figure, Decimal), place
    return figure
