"""What adds up in a table: rows, columns, both sides of a balance sheet."""

from collections import defaultdict
from collections.abc import Iterator

from tests.mutating.books import Book
from tests.mutating.lines_stated import Column, column_of, name_of
from tests.mutating.places import Place
from tests.mutating.relations import Family, Relation, Same, Sum
from tests.mutating.slips import Aspect
from workbench.domain.ids import LineId
from workbench.domain.periods import PeriodId
from workbench.domain.sources import FigureRole
from workbench.domain.statements import Concept, Statement, StatementKind

IN_ROWS = (FigureRole.AS_REPORTED, FigureRole.ADJUSTMENT, FigureRole.RESULT)
CLAIMS = (Concept.TOTAL_LIABILITIES, Concept.MEZZANINE_EQUITY, Concept.TOTAL_EQUITY)
EVERYTHING = frozenset(Aspect)


def rows(book: Book) -> Iterator[Relation]:
    """As reported + differences = result; in a bridge these stand below one another."""
    found: dict[tuple[str, LineId, PeriodId], list[Place]] = defaultdict(list)
    for place, stated in book.stated.items():
        if stated.role in IN_ROWS:
            found[place.sheet, stated.line, stated.period].append(place)
    for (_, line, period), places in found.items():
        results = [place for place in places if book.stated[place].role is FigureRole.RESULT]
        if len(results) == 1:
            parts = tuple((place, 1) for place in places if place != results[0])
            name = f"{name_of(book, line)}, {period}: as reported + differences = result"
            yield Sum(Family.ROW, name, EVERYTHING - {Aspect.NAME}, results[0], parts)


def columns(book: Book) -> Iterator[Relation]:
    """A total and its parts, in each column of each sheet that has some of them."""
    for statement in book.project.statements:
        for (sheet, column), places in _by_column(book, statement).items():
            for total in statement.totals:
                parts = tuple((places[part], weight) for part, weight in total.parts if part in places)
                if total.line in places and parts:
                    name = f"{name_of(book, total.line)} is a total ({sheet}, {column})"
                    yield Sum(Family.COLUMN, name, EVERYTHING, places[total.line], parts)


def balances(book: Book) -> Iterator[Relation]:
    """Total assets are the printed sum of the other side, and what its sides add up to."""
    for statement in book.project.of_kind(StatementKind.FINANCIAL_POSITION):
        assets = statement.line_with(Concept.TOTAL_ASSETS)
        both_sides = statement.line_with(Concept.TOTAL_LIABILITIES_AND_EQUITY)
        for (sheet, column), places in _by_column(book, statement).items():
            if assets is None or assets.id not in places:
                continue
            name = f"assets = liabilities + equity ({sheet}, {column})"
            if both_sides and both_sides.id in places:
                yield Same(Family.BALANCE, name, EVERYTHING, places[assets.id], places[both_sides.id])
            claims = tuple((places[line.id], 1) for line in statement.lines_with(*CLAIMS) if line.id in places)
            if len(claims) > 1:
                yield Sum(Family.BALANCE, name, EVERYTHING, places[assets.id], claims)


def _by_column(book: Book, statement: Statement) -> dict[tuple[str, Column], dict[LineId, Place]]:
    found: dict[tuple[str, Column], dict[LineId, Place]] = defaultdict(dict)
    for place, stated in book.stated.items():
        if stated.line in statement.line_by_id and stated.role is not FigureRole.ENTRY:
            found[place.sheet, column_of(stated)].setdefault(stated.line, place)
    return found
