"""Slips in one figure: what was typed is not what was meant."""

from collections.abc import Callable
from decimal import Decimal
from random import Random

from tests.mutating.amounts import decimals_of, shown, with_amount, with_text
from tests.mutating.books import Book
from tests.mutating.lines_stated import amount_at
from tests.mutating.places import Place, filled
from tests.mutating.slips import Slip, typed_over

Retype = Callable[[Decimal, Random], Decimal | None]


def retyped(retype: Retype) -> Callable[[Book, Place, Random], Slip | None]:
    """Return what makes a slip out of what one types for an amount."""

    def make(book: Book, place: Place, chance: Random) -> Slip | None:
        old = amount_at(book, place)
        new = retype(old, chance)
        if new is None or new == old:
            return None
        return typed_over(book, place, {place: with_amount(filled(book.workbook, place), new)})

    return make


def digit_changed(amount: Decimal, chance: Random) -> Decimal | None:
    digits = _digits(amount)
    position = chance.randrange(len(digits))
    others = [digit for digit in "0123456789" if digit != digits[position]]
    return _with_digits(amount, digits[:position] + chance.choice(others) + digits[position + 1 :])


def digits_transposed(amount: Decimal, chance: Random) -> Decimal | None:
    digits = _digits(amount)
    unequal = [i for i in range(len(digits) - 1) if digits[i] != digits[i + 1]]
    if not unequal:
        return None
    i = chance.choice(unequal)
    return _with_digits(amount, digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :])


def digit_lost(amount: Decimal, chance: Random) -> Decimal | None:
    digits = _digits(amount)
    if len(digits) < 2 or decimals_of(amount):
        return None
    i = chance.randrange(len(digits))
    return _with_digits(amount, digits[:i] + digits[i + 1 :])


def sign_flipped(amount: Decimal, chance: Random) -> Decimal | None:
    return -amount


def round_amount_off(amount: Decimal, chance: Random) -> Decimal | None:
    """A total typed anew, off by a round amount."""
    return amount + chance.choice((-1, 1)) * Decimal(10) ** chance.randrange(max(1, len(_digits(amount)) - 1))


def in_another_scale(amount: Decimal, chance: Random) -> Decimal | None:
    return amount * chance.choice((10, 1_000, Decimal("0.001"), Decimal("0.1")))


def note_number_appended(amount: Decimal, chance: Random) -> Decimal | None:
    """A raised note number becomes the last digit, as when a table is pasted from a document."""
    return Decimal(f"{amount:f}{chance.randint(1, 9)}") if amount else None


def blanked(book: Book, place: Place, chance: Random) -> Slip | None:
    return typed_over(book, place, {place: None}) if amount_at(book, place) else None


LOOKS_LIKE = {
    "0": "O",
    "1": "l",
    "2": "Z",
    "3": "E",
    "4": "A",
    "5": "S",
    "6": "G",
    "7": "T",
    "8": "B",
    "9": "g",
}
"""Letters that are taken for digits, as text is recognised in a picture, or typed for them."""


def stray_letter(book: Book, place: Place, chance: Random) -> Slip | None:
    cell = filled(book.workbook, place)
    text = shown(cell)
    i = chance.choice([i for i, sign in enumerate(text) if sign in LOOKS_LIKE])
    return typed_over(book, place, {place: with_text(cell, text[:i] + LOOKS_LIKE[text[i]] + text[i + 1 :])})


def note_in_its_place(book: Book, place: Place, chance: Random) -> Slip | None:
    cell = filled(book.workbook, place)
    number = chance.randint(1, 9)
    return typed_over(book, place, {place: with_text(cell, f"(Note {number})")}) if amount_at(book, place) else None


def _digits(amount: Decimal) -> str:
    return f"{abs(amount):f}".replace(".", "")


def _with_digits(amount: Decimal, digits: str) -> Decimal:
    return Decimal(digits).scaleb(-decimals_of(amount)) * (-1 if amount < 0 else 1)
