"""Figures formatted for reading and for typing."""

from decimal import Decimal

from workbench.domain.amounts import decimals_of, format_exactly, round_half_up
from workbench.domain.statements import Line, LineUnit

DASH = "—"
HIDDEN_PLACES = {LineUnit.PERCENT: 2}
"""A percentage is held as a fraction: 23.3% shows one decimal, 0.233 has three."""


def places_seen(decimals: int, unit: LineUnit) -> int:
    """Return how many of the decimals of a figure are seen."""
    return max(decimals - HIDDEN_PLACES.get(unit, 0), 0)


def format_amount(amount: Decimal | None, line: Line, at_least: int = 0) -> str:
    """Return a figure as statements print it: thousands, brackets for negatives, a dash for zero, "" for blank.

    ``at_least``: the fewest decimals to show, to match the figures beside it.
    """
    if amount is None:
        return ""
    if not amount:
        return DASH
    places = places_seen(_places(amount, line, at_least), line.unit)
    if line.unit is LineUnit.PERCENT:
        text = f"{round_half_up(abs(amount) * 100, places):,.{places}f}%"
    else:
        text = f"{round_half_up(abs(amount), places):,.{places}f}"
    return f"({text})" if amount < 0 else text


def _places(amount: Decimal, line: Line, at_least: int) -> int:
    """Return how many decimals to show: all that the figure has, or the line's own if its figures were cut."""
    own = max(line.decimals_shown, decimals_of(amount)) if line.shown_decimals is None else line.decimals_shown
    return max(own, at_least)


def format_for_typing(amount: Decimal | None, line: Line) -> str:
    """Return a figure as it would be typed: exact, without separators; "" for blank."""
    if amount is None:
        return ""
    return f"{format_exactly(amount * 100)}%" if line.unit is LineUnit.PERCENT else format_exactly(amount)
