"""Cash: what the cash flows end and begin with, and what the balance sheet holds."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations

from tests.mutating.books import Book
from tests.mutating.lines_stated import lines_meaning
from tests.mutating.places import Place
from tests.mutating.relations import Family, Relation, Same, Sum
from tests.mutating.slips import Aspect
from workbench.domain.sources import FigureRole, SourceFigure
from workbench.domain.statements import Concept


def cash(book: Book) -> Iterator[Relation]:
    """Cash at one day is the same in all cash flows, and the cash and restricted cash of the balance sheet."""
    agree_on = frozenset((Aspect.PERIOD, Aspect.SCALE, Aspect.CURRENCY))
    held = lines_meaning(book, Concept.CASH, Concept.RESTRICTED_CASH)
    for (day, role, of), places in _by_day(book).items():
        parts = tuple(
            (place, 1)
            for place, stated in book.stated.items()
            if stated.line in held
            and (stated.role, stated.adjustment_or_currency, stated.period) == (role, of, str(day))
        )
        if parts:
            name = f"cash at {day} is that of the balance sheet"
            yield from (Sum(Family.CASH, name, agree_on, place, parts) for place in places)
        for one, other in combinations(places, 2):
            yield Same(Family.CASH, f"cash at {day}", agree_on, one, other)


def _by_day(book: Book) -> dict[tuple[date, FigureRole, str], list[Place]]:
    found: dict[tuple[date, FigureRole, str], list[Place]] = defaultdict(list)
    for place, stated in book.stated.items():
        if day := _day(book, stated):
            found[day, stated.role, stated.adjustment_or_currency].append(place)
    return found


def _day(book: Book, stated: SourceFigure) -> date | None:
    """Return the day whose cash a figure is; None where it is none of a cash flow's two."""
    period = book.project.periods[stated.period]
    match book.project.line(stated.line).concept:
        case Concept.CASH_AT_END:
            return period.end
        case Concept.CASH_AT_BEGINNING if period.start:
            return period.start - timedelta(days=1)
        case _:
            return None
