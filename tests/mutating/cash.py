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
from workbench.domain.sources import Says, Stated
from workbench.domain.statements import Meaning


def cash(book: Book) -> Iterator[Relation]:
    """Cash at one day is the same in all cash flows, and the cash and restricted cash of the balance sheet."""
    agree_on = frozenset((Aspect.PERIOD, Aspect.SCALE, Aspect.CURRENCY))
    held = lines_meaning(book, Meaning.CASH, Meaning.RESTRICTED_CASH)
    for (day, says, of), places in _by_day(book).items():
        parts = tuple(
            (place, 1)
            for place, stated in book.stated.items()
            if stated.line in held and (stated.says, stated.of, stated.period) == (says, of, str(day))
        )
        if parts:
            name = f"cash at {day} is that of the balance sheet"
            yield from (Sum(Family.CASH, name, agree_on, place, parts) for place in places)
        for one, other in combinations(places, 2):
            yield Same(Family.CASH, f"cash at {day}", agree_on, one, other)


def _by_day(book: Book) -> dict[tuple[date, Says, str], list[Place]]:
    found: dict[tuple[date, Says, str], list[Place]] = defaultdict(list)
    for place, stated in book.stated.items():
        if day := _day(book, stated):
            found[day, stated.says, stated.of].append(place)
    return found


def _day(book: Book, stated: Stated) -> date | None:
    """Return the day whose cash a figure is; None where it is none of a cash flow's two."""
    period = book.project.periods[stated.period]
    match book.project.line(stated.line).meaning:
        case Meaning.CASH_AT_END:
            return period.end
        case Meaning.CASH_AT_BEGINNING if period.start:
            return period.start - timedelta(days=1)
        case _:
            return None
