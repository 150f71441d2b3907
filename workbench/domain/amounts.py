"""Exact amounts: decimals in, decimals out, never a float."""

from decimal import Decimal


def decimals_of(amount: Decimal) -> int:
    """Return how many digits after the point ``amount`` needs: 0 for 1200, 1 for 3.40."""
    if amount == amount.to_integral_value():
        return 0
    exponent = amount.as_tuple().exponent
    assert isinstance(exponent, int), "an amount is a finite number"
    if exponent >= 0:
        return 0
    _, digits, _ = amount.as_tuple()
    while exponent < 0 and digits and digits[-1] == 0:
        digits, exponent = digits[:-1], exponent + 1
    return max(0, -exponent) if digits else 0


def plain(amount: Decimal) -> str:
    """Write ``amount`` exactly: no exponent, no thousands separators, no trailing zeros."""
    text = format(amount, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def grouped(amount: Decimal) -> str:
    """Write ``amount`` for a reader: thousands separators, brackets for a negative."""
    text = f"{abs(amount):,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return f"({text})" if amount < 0 else text
