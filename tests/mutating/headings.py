"""Headings of a book: what says one thing of many figures, and of which."""

import re
from collections.abc import Iterator

from tests.mutating.books import Book
from tests.mutating.places import Place, filled
from tests.mutating.ratios import RATE
from tests.mutating.slips import Aspect, Heading
from workbench.domain.sources import FigureRole

YEAR = re.compile(r"\b20\d\d\b")
SCALES = {"thousands": "millions", "'000": " million"}
RENMINBI, DOLLARS = re.compile(r"\b(?:RMB|Renminbi)\b"), re.compile(r"\bUSD\b|US\$")
CURRENCIES = {"RMB": RENMINBI, "USD": DOLLARS, "HKD": re.compile(r"HK\$")}
NOTE = re.compile(r"\s*\(Note \w+\)$")
LONGEST = 60
"""Longer texts are sentences; no heading of one thing is as long."""
FAR = 1_000_000
"""Behind the last row and column of any sheet."""
ABOUT_NO_PERIOD = ("Cover", "Notes")


def headings(book: Book, aspect: Aspect) -> list[Heading]:
    """Return what says one thing of figures, with its scope: the columns up to the next one, down to the next row.

    Where only one cell of a book says it, that holds for all its figures.
    """
    said = [place for place in _words(book) if _says(book, place, aspect)]
    if aspect is Aspect.NAME:
        return [Heading(p, aspect, scope) for p in said if (scope := frozenset(_named(book, p, said)))]
    if len(said) == 1:
        return [Heading(said[0], aspect, frozenset(book.stated))]
    return [Heading(place, aspect, frozenset(_below(book, place, said))) for place in said]


def difference_in(book: Book, place: Place) -> str:
    """Return the id of the difference that a heading names, in whatever case; "" where it names none."""
    return difference_named(book, filled(book.workbook, place).text)


def difference_named(book: Book, text: str) -> str:
    named = NOTE.sub("", text).casefold()
    return next((one.id for one in book.project.adjustments if one.name.casefold() == named), "")


def currencies_in(text: str) -> set[str]:
    return {code for code, written in CURRENCIES.items() if written.search(text)}


def _below(book: Book, place: Place, said: list[Place]) -> Iterator[Place]:
    last_row = min((o.row - 1 for o in said if o.sheet == place.sheet and o.row > place.row), default=FAR)
    beside = sorted(o.column for o in said if (o.sheet, o.row) == (place.sheet, place.row))
    first = place.column if len(beside) > 1 else 1
    last = next((column - 1 for column in beside if column > place.column), FAR)
    for figure in book.stated:
        is_below = figure.sheet == place.sheet and place.row <= figure.row <= last_row
        if is_below and first <= figure.column <= last:
            yield figure


def _named(book: Book, place: Place, said: list[Place]) -> Iterator[Place]:
    """Yield the effects that a name heads: those in its row, else those in its column down to the next names."""
    effects = [
        p for p, stated in book.stated.items() if stated.role is FigureRole.ADJUSTMENT and p.sheet == place.sheet
    ]
    of = difference_in(book, place)
    in_row = [
        figure for figure in effects if figure.row == place.row and book.stated[figure].adjustment_or_currency == of
    ]
    if in_row:
        yield from in_row
        return
    after = min((o.row for o in said if o.sheet == place.sheet and o.row > place.row + 1), default=FAR)
    for figure in effects:
        if (
            figure.column == place.column
            and place.row < figure.row < after
            and book.stated[figure].adjustment_or_currency == of
        ):
            yield figure


def _words(book: Book) -> Iterator[Place]:
    for sheet in book.workbook.sheets:
        for cell in sheet.cells:
            place = Place(sheet.name, cell.row, cell.column)
            if cell.text and place not in book.stated:
                yield place


def _says(book: Book, place: Place, aspect: Aspect) -> bool:
    text = filled(book.workbook, place).text
    match aspect:
        case Aspect.PERIOD:
            return bool(YEAR.search(text)) and place.sheet not in ABOUT_NO_PERIOD and len(text) < LONGEST
        case Aspect.SCALE:
            return any(scale in text for scale in SCALES)
        case Aspect.CURRENCY:
            return len(currencies_in(text)) == 1 and len(text) < LONGEST and not RATE.search(text)
        case Aspect.NAME:
            return bool(difference_named(book, text))
