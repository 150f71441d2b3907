"""Slips in headings: another year, scale or currency, another name of a difference."""

from dataclasses import replace
from random import Random

from tests.mutating.amounts import with_text
from tests.mutating.books import Book
from tests.mutating.headings import DOLLARS, NOTE, RENMINBI, SCALES, YEAR, difference_in, headings
from tests.mutating.places import Place, filled
from tests.mutating.slips import Aspect, Choose, Slip, typed_over

OTHER_NAMES = ("Leases", "Impairment of goodwill", "Convertible notes", "Business combinations", "Revenue recognition")


def places_of(aspect: Aspect) -> Choose:
    """Return what yields the headings that say one thing."""
    return lambda book: [heading.place for heading in headings(book, aspect)]


def _reworded(book: Book, place: Place, aspect: Aspect, text: str) -> Slip | None:
    cell = filled(book.workbook, place)
    if text == cell.text:
        return None
    (heading,) = (each for each in headings(book, aspect) if each.place == place)
    return replace(typed_over(book, place, {place: with_text(cell, text)}), heading=heading)


def other_year(book: Book, place: Place, chance: Random) -> Slip | None:
    by = chance.choice((-1, 1))
    text = YEAR.sub(lambda year: str(int(year[0]) + by), filled(book.workbook, place).text)
    return _reworded(book, place, Aspect.PERIOD, text)


def other_scale(book: Book, place: Place, chance: Random) -> Slip | None:
    text = filled(book.workbook, place).text
    scale = next(scale for scale in SCALES if scale in text)
    return _reworded(book, place, Aspect.SCALE, text.replace(scale, SCALES[scale]))


def other_currency(book: Book, place: Place, chance: Random) -> Slip | None:
    text = filled(book.workbook, place).text
    text = RENMINBI.sub(chance.choice(("US$", "HK$")), text) if RENMINBI.search(text) else DOLLARS.sub("RMB", text)
    return _reworded(book, place, Aspect.CURRENCY, text)


def other_name(book: Book, place: Place, chance: Random) -> Slip | None:
    """Another name of the same difference, or the name of another one of the book."""
    text = filled(book.workbook, place).text
    note = NOTE.search(text)
    of = difference_in(book, place)
    names = [one.name for one in book.project.adjustments if one.id != of]
    new = chance.choice([chance.choice(OTHER_NAMES), *chance.sample(names, min(1, len(names)))])
    return _reworded(book, place, Aspect.NAME, new + (note[0] if note else ""))


def names_exchanged(book: Book, place: Place, chance: Random) -> Slip | None:
    """The names of two differences over one table, typed in each other's place."""
    named = headings(book, Aspect.NAME)
    (one,) = (each for each in named if each.place == place)
    beside = [each for each in named if each != one and (each.place.sheet, each.place.row) == (place.sheet, place.row)]
    if not beside:
        return None
    other = chance.choice(beside)
    changes = {place: filled(book.workbook, other.place), other.place: filled(book.workbook, place)}
    return replace(typed_over(book, place, changes), heading=replace(one, scope=one.scope | other.scope))
