"""Numbers as a spreadsheet cell holds them: binary, with 15 digits."""

from decimal import Decimal

NOISE = Decimal("0.000001")
"""The most that the 15 digits of a cell may cut off, finer than any statement prints; Sources keeps the raw text."""


def in_a_cell(amount: Decimal | int) -> float | int | None:
    """Return the number as a cell holds it; None if that would change the amount by more than NOISE."""
    if isinstance(amount, int) and abs(amount) < 10**15:
        return amount
    binary = float(f"{amount:.15g}")
    if abs(Decimal(repr(binary)) - amount) > NOISE:
        return None
    return int(binary) if binary.is_integer() else binary
