"""Ratios: per-share amounts, margins, multiples of them, translations at a rate."""

import re
from collections.abc import Iterator
from decimal import Decimal

from tests.mutating.amounts import decimals_of
from tests.mutating.books import Book
from tests.mutating.lines_stated import Column, amount_at, lines_meaning, name_of, places_of_lines, unit_of
from tests.mutating.places import Place
from tests.mutating.relations import Family, Quotient, Relation, Same, Translated, rounded
from tests.mutating.slips import Aspect
from workbench.domain.ids import LineId
from workbench.domain.sources import FigureRole
from workbench.domain.statements import Concept, LineUnit

LEAST_COLUMNS = 2
"""What holds in one column alone may be chance."""
MOST_SHARES_PER_ADS = 30
RATE = re.compile(r"RMB(\d+\.\d+) to US\$1\.00")
OFF_BY = {LineUnit.MONEY: Decimal(1), LineUnit.PER_SHARE: Decimal("0.01")}
"""By how much printed translations are off: half a unit for rounding, as much for what makes their sums come out."""
Places = dict[Column, Place]


def quotients(book: Book) -> Iterator[Relation]:
    """Per-share amounts and margins: of the pairs of lines that make them in every column, the one that fits best."""
    columns = places_of_lines(book)
    money = [line for line in columns if unit_of(book, line) is LineUnit.MONEY]
    shares = [line for line in columns if unit_of(book, line) is LineUnit.SHARES]
    for ratio in columns:
        if not unit_of(book, ratio).is_ratio:
            continue
        is_per_share = unit_of(book, ratio) is LineUnit.PER_SHARE
        below = shares if is_per_share else lines_meaning(book, Concept.REVENUE)
        factor = Decimal(book.project.scale if is_per_share else 1)
        made = [
            _made(book, columns, (ratio, above, line), factor) for above in money for line in below if above != line
        ]
        yield from min((each for each in made if each), key=lambda each: _deviation(book, each), default=())


def _made(
    book: Book, columns: dict[LineId, Places], lines: tuple[LineId, LineId, LineId], factor: Decimal
) -> list[Quotient]:
    """Return how a line is made of two others in each of its columns; nothing where it is not, in one of them."""
    ratio, above, below = lines
    decimals = max(decimals_of(amount_at(book, place)) for place in columns[ratio].values())
    name = f"{name_of(book, ratio)} = {name_of(book, above)} / {name_of(book, below)}"
    agree_on = frozenset((Aspect.PERIOD, Aspect.SCALE, Aspect.CURRENCY))
    made = []
    for column, place in columns[ratio].items():
        if column not in columns[above] or column not in columns[below]:
            return []
        one = Quotient(
            Family.RATIO, name, agree_on, place, columns[above][column], columns[below][column], factor, decimals
        )
        if one.broken(book.figures.get):
            return []
        made.append(one)
    return made if len(made) >= LEAST_COLUMNS else []


def _deviation(book: Book, made: list[Quotient]) -> Decimal:
    """Return how far the unrounded quotients are from what is printed, all columns together."""
    off = (
        amount_at(book, one.ratio) - amount_at(book, one.numerator) * one.factor / amount_at(book, one.denominator)
        for one in made
    )
    return sum(map(abs, off), Decimal(0))


def multiples(book: Book) -> Iterator[Relation]:
    """Amounts per ADS are a whole multiple of those per share, numbers of ADS the same part of numbers of shares."""
    columns = places_of_lines(book)
    lines = [line for line in columns if unit_of(book, line) in (LineUnit.PER_SHARE, LineUnit.SHARES)]
    for one, other in ((one, other) for one in lines for other in lines if one != other):
        unit = unit_of(book, one)
        both = [column for column in columns[one] if column in columns[other]]
        if unit is not unit_of(book, other) or len(both) < LEAST_COLUMNS:
            continue
        for times in range(2, MOST_SHARES_PER_ADS + 1):
            factor, decimals = (Decimal(times), None) if unit is LineUnit.PER_SHARE else (1 / Decimal(times), 0)
            name = f"{name_of(book, one)} is {factor:.2f} x {name_of(book, other)}"
            agree_on = frozenset((Aspect.PERIOD, Aspect.CURRENCY))
            made = [
                Same(Family.MULTIPLE, name, agree_on, columns[one][each], columns[other][each], factor, decimals)
                for each in both
            ]
            if not any(each.broken(book.figures.get) for each in made):
                yield from made


def translations(book: Book) -> Iterator[Relation]:
    """Each translation and its figure, at the rate that the book names, else at that of its largest translation."""
    reported = {
        (place.sheet, stated.line, stated.period): place
        for place, stated in book.stated.items()
        if stated.role is FigureRole.AS_REPORTED
    }
    pairs = [
        (place, reported[key])
        for place, stated in book.stated.items()
        if stated.role is FigureRole.TRANSLATION
        and unit_of(book, stated.line) in OFF_BY
        and (key := (place.sheet, stated.line, stated.period)) in reported
    ]
    if not pairs:
        return
    rate = _rate(book, pairs)
    for place, figure in pairs:
        line = book.stated[place].line
        name, off_by = f"{name_of(book, line)} is translated", OFF_BY[unit_of(book, line)]
        yield Translated(
            Family.TRANSLATION, name, frozenset((Aspect.PERIOD, Aspect.SCALE)), place, figure, rate, off_by
        )


def _rate(book: Book, pairs: list[tuple[Place, Place]]) -> Decimal:
    texts = (cell.text for sheet in book.workbook.sheets for cell in sheet.cells)
    named = next((found for text in texts if (found := RATE.search(text))), None)
    if named:
        return Decimal(named[1])
    translation, figure = max(pairs, key=lambda pair: abs(amount_at(book, pair[0])))
    return rounded(amount_at(book, figure) / amount_at(book, translation), 4)
