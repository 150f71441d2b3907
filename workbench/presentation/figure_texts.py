"""Figures as text: as statements print them, or in the style that a user prefers."""

from decimal import Decimal

from workbench.domain.amounts import decimals_of, round_half_up
from workbench.domain.statements import Line, LineUnit
from workbench.number_style import SEPARATORS, Negatives, NumberStyle, Thousands, Zero

DASH = "—"
MINUS = "−"
MONEY, PERCENT = LineUnit.MONEY, LineUnit.PERCENT
"""Looked up once: thousands of cells are formatted at a time."""
HIDDEN_PLACES = {LineUnit.PERCENT: 2}
"""A percentage is held as a fraction: 23.3% shows one decimal, 0.233 has three."""


def places_seen(decimals: int, unit: LineUnit) -> int:
    """Return how many of the decimals of a figure are seen."""
    return max(decimals - HIDDEN_PLACES.get(unit, 0), 0)


def format_in(style: NumberStyle, amount: Decimal | None, line: Line, at_least: int = 0) -> str:
    """Return a figure in ``style``: thousands, brackets or a minus for negatives, zero its own way; "" for blank.

    ``at_least``: the fewest decimals to show, to match the figures beside it.
    """
    if amount is None:
        return ""
    if not amount and style.zero is not Zero.DIGIT:
        return DASH if style.zero is Zero.DASH else ""
    unit = line.unit
    own_places = style.decimals if unit is MONEY else None
    places = places_seen(_places(amount, line, at_least), unit) if own_places is None else own_places
    if unit is PERCENT:
        text = f"{round_half_up(abs(amount) * 100, places):,.{places}f}%"
    else:
        text = f"{round_half_up(abs(amount), places):,.{places}f}"
    return with_sign(style, text, is_negative=amount < 0)


def with_sign(style: NumberStyle, text: str, *, is_negative: bool) -> str:
    """Return an amount, written without its sign and with commas, in ``style``."""
    if style.thousands is not Thousands.COMMA:
        text = text.replace(",", SEPARATORS[style.thousands])
    if not is_negative:
        return text
    return f"({text})" if style.negatives is Negatives.BRACKETS else f"{MINUS}{text}"


def _places(amount: Decimal, line: Line, at_least: int) -> int:
    """Return how many decimals to show: all that the figure has, or the line's own if its figures were cut."""
    own = max(line.decimals_shown, decimals_of(amount)) if line.shown_decimals is None else line.decimals_shown
    return max(own, at_least)
