"""What the effects of one difference have to do with each other: entries that balance, effects that roll forward."""

from collections.abc import Iterator
from datetime import timedelta

from tests.mutating.books import Book
from tests.mutating.lines_stated import lines_meaning, name_of
from tests.mutating.places import Place
from tests.mutating.relations import Balance, Family, Relation
from tests.mutating.slips import Aspect
from workbench.domain.ids import LineId
from workbench.domain.periods import PeriodId
from workbench.domain.sources import FigureRole
from workbench.domain.statements import Concept, StatementKind

EQUITY = (Concept.RETAINED_EARNINGS, Concept.ATTRIBUTABLE_EQUITY, Concept.TOTAL_EQUITY)
INCOME = (Concept.ATTRIBUTABLE_NET_INCOME, Concept.NET_INCOME)
Terms = tuple[tuple[Place, int], ...]
"""Places with their weights, +1 or -1."""


def entries_balance(book: Book) -> Iterator[Relation]:
    """Of each difference that a list states: its effects on assets are those on liabilities and equity."""
    for statement in book.project.of_kind(StatementKind.FINANCIAL_POSITION):
        assets = statement.line_with(Concept.TOTAL_ASSETS)
        claims = statement.line_with(Concept.TOTAL_LIABILITIES_AND_EQUITY)
        if assets is None or claims is None:
            continue
        for adjustment in book.project.adjustments:
            for period in statement.periods:
                terms = (
                    *_entries(book, assets.id, adjustment.id, period),
                    *_negative(_entries(book, claims.id, adjustment.id, period)),
                )
                if terms:
                    name = f"the entries of {adjustment.name} balance, {period}"
                    yield Balance(Family.ENTRIES, name, frozenset(Aspect), terms)


def rolled_forward(book: Book) -> Iterator[Relation]:
    """Opening effect + effect on income = closing effect, of each difference, on whatever line of equity it holds."""
    for duration in book.project.periods.values():
        if duration.start is None:
            continue
        opening, closing = str(duration.start - timedelta(days=1)), str(duration.end)
        for adjustment in book.project.adjustments:
            for equity in lines_meaning(book, *EQUITY):
                for income in lines_meaning(book, *INCOME):
                    before, after = (_effect(book, equity, adjustment.id, day) for day in (opening, closing))
                    earned = _effect(book, income, adjustment.id, duration.id)
                    if before and after and earned:
                        name = f"{adjustment.name} rolls forward on {name_of(book, equity)} over {duration.id}"
                        terms = (*after, *_negative(before), *_negative(earned))
                        yield Balance(Family.ROLL_FORWARD, name, frozenset(Aspect), terms)


def _effect(book: Book, line: LineId, adjustment: str, period: PeriodId) -> Terms:
    """Return the cell that states an effect; where none does, the entries it is made of."""
    for place, stated in book.stated.items():
        if (stated.role, stated.adjustment_or_currency, stated.line, stated.period) == (
            FigureRole.ADJUSTMENT,
            adjustment,
            line,
            period,
        ):
            return ((place, 1),)
    return _entries(book, line, adjustment, period)


def _entries(book: Book, line: LineId, adjustment: str, period: PeriodId) -> Terms:
    """Return the entries that make up an effect on a line, those on the parts of a total included."""
    own = [
        (place, 1)
        for place, stated in book.entries.items()
        if (stated.adjustment_or_currency, stated.line, stated.period) == (adjustment, line, period)
    ]
    total = book.project.statement_of(line).total_of.get(line) if book.entries else None
    for part, weight in total.parts if total else ():
        own += [(place, w * weight) for place, w in _entries(book, part, adjustment, period)]
    return tuple(own)


def _negative(terms: Terms) -> Iterator[tuple[Place, int]]:
    return ((place, -weight) for place, weight in terms)
