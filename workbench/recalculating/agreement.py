"""Whether a stored result is what its formula comes to, as far as a cell that holds binary numbers can tell."""

from decimal import Decimal

from workbench.domain.amounts import SIGNIFICANT_DIGITS
from workbench.recalculating.values import Value

NOISE = Decimal("0.000001")
"""What binary sums of figures leave where exact ones cancel out; finer than any statement prints."""


def agrees(stored: Value, calculated: Value) -> bool:
    """True if a stored value is the calculated one, in the 15 digits that a cell keeps; an empty text is a blank."""
    if isinstance(stored, Decimal) and isinstance(calculated, Decimal):
        last_digit = Decimal(1).scaleb(calculated.adjusted() + 1 - SIGNIFICANT_DIGITS)
        return abs(stored - calculated) < max(NOISE, last_digit)
    one, other = (None if value == "" else value for value in (stored, calculated))
    return type(one) is type(other) and one == other
