"""Exact amounts: decimals in, decimals out, never a float."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal

SIGNIFICANT_DIGITS = 15
"""The digits that a spreadsheet shows and keeps: any decimal of this many survives as a binary double."""
TOO_LARGE = Decimal(10**SIGNIFICANT_DIGITS)
"""From here on, the last unit of a figure is uncertain."""
SCALES = (1, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000)
"""The named scales: what one unit of an amount represents."""
MOST_ZEROS = 12
"""Of any scale, which is a power of ten: more than that of any currency has."""
PRECISE = Context(prec=60, rounding=ROUND_HALF_UP)
EXACT = Decimal(0)


@dataclass(frozen=True, slots=True)
class CutAmount:
    """A figure as it is kept. ``cut``: the signed amount cut off; ``slack``: half the last digit kept, 0 if uncut."""

    amount: Decimal
    cut: Decimal = EXACT
    slack: Decimal = EXACT


def decimal_as_stored(number: Decimal) -> Decimal:
    """Return the decimal that a stored binary double stands for, with at most 15 significant digits.

    The digits beyond are binary noise: 12566.745000000003 is 12566.745.
    """
    if len(number.as_tuple().digits) <= SIGNIFICANT_DIGITS:
        return number
    return Decimal(f"{float(number):.{SIGNIFICANT_DIGITS}g}")


def round_half_up(amount: Decimal, decimals: int) -> Decimal:
    """Return ``amount`` rounded to at most ``decimals``, halves away from zero."""
    if has_at_most(amount, decimals):
        return amount
    return PRECISE.quantize(amount, Decimal(1).scaleb(-decimals))


def cut_to_decimals(amount: Decimal, decimals: int) -> CutAmount:
    """Return ``amount`` rounded to at most ``decimals``, and what that cuts off."""
    if has_at_most(amount, decimals):
        return CutAmount(amount)
    shorter = round_half_up(amount, decimals)
    return CutAmount(shorter, amount - shorter, half_a_digit(decimals))


def half_a_digit(decimals: int) -> Decimal:
    """Return half of the last digit of a figure with ``decimals``: 0.005 for 2."""
    return Decimal(5).scaleb(-decimals - 1)


def decimals_of(amount: Decimal) -> int:
    """Return how many digits after the point ``amount`` needs: 0 for 1200, 1 for 3.40."""
    text = str(amount)
    if "E" not in text:
        return len(text.partition(".")[2].rstrip("0"))
    _, digits, exponent = amount.as_tuple()
    assert isinstance(exponent, int), "an amount is a finite number"
    needed = max(0, -exponent)
    if needed and not digits[-1]:
        trailing = next((count for count, digit in enumerate(reversed(digits)) if digit), needed)
        needed = max(0, needed - trailing)
    return needed


def has_at_most(amount: Decimal, decimals: int) -> bool:
    """True if ``amount`` needs at most ``decimals`` digits after the point."""
    return decimals_of(amount) <= decimals


def format_exactly(amount: Decimal) -> str:
    """Write ``amount`` exactly: no exponent, no thousands separators, no trailing zeros."""
    text = format(amount, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def format_for_reader(amount: Decimal) -> str:
    """Write ``amount`` for a reader: thousands separators, brackets for a negative."""
    text = f"{abs(amount):,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return f"({text})" if amount < 0 else text
