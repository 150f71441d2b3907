"""Figures formatted for reading and for typing."""

from decimal import Decimal

from workbench.domain.amounts import decimals_of, format_exactly, round_half_up
from workbench.domain.statements import Line, LineUnit
from workbench.ui.toolkit.number_style import SEPARATORS, Negatives, NumberStyle, Thousands, Zero, number_style

DASH = "—"
MINUS = "−"
MONEY, PERCENT = LineUnit.MONEY, LineUnit.PERCENT
"""Looked up once: thousands of cells are formatted at a time."""
HIDDEN_PLACES = {LineUnit.PERCENT: 2}
"""A percentage is held as a fraction: 23.3% shows one decimal, 0.233 has three."""


def places_seen(decimals: int, unit: LineUnit) -> int:
    """Return how many of the decimals of a figure are seen."""
    return max(decimals - HIDDEN_PLACES.get(unit, 0), 0)


def format_amount(amount: Decimal | None, line: Line, at_least: int = 0) -> str:
    """Return a figure as the user prefers it, by default as statements print it; "" for blank.

    ``at_least``: the fewest decimals to show, to match the figures beside it.
    """
    return format_in(number_style(), amount, line, at_least)


def format_in_full(amount: Decimal, line: Line, at_least: int = 0) -> str:
    """Return a figure as the user prefers it, but with every decimal that it has."""
    style, own = number_style(), decimals_of(amount)
    if style.decimals is not None:
        style = style._replace(decimals=max(style.decimals, own))
    return format_in(style, amount, line, max(at_least, own))


def format_in_text(amount: Decimal | None, line: Line, at_least: int = 0) -> str:
    """Return a figure for a sentence or a chart, where a zero that is shown as nothing could not be told from blank."""
    return format_amount(amount, line, at_least) or ("" if amount is None else DASH)


def format_in(style: NumberStyle, amount: Decimal | None, line: Line, at_least: int = 0) -> str:
    """Return a figure in ``style``: thousands, brackets or a minus for negatives, zero its own way; "" for blank."""
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
    return _with_sign(style, text, is_negative=amount < 0)


def format_number(number: Decimal, places: int, suffix: str = "") -> str:
    """Return a number that is of no line, with exactly ``places``, as the user prefers it; ``suffix``: its unit."""
    rounded = round_half_up(number, places)
    return _with_sign(number_style(), f"{abs(rounded):,.{places}f}{suffix}", is_negative=rounded < 0)


def _with_sign(style: NumberStyle, text: str, *, is_negative: bool) -> str:
    """Return an amount, written without its sign and with commas, in ``style``."""
    if style.thousands is not Thousands.COMMA:
        text = text.replace(",", SEPARATORS[style.thousands])
    if not is_negative:
        return text
    return f"({text})" if style.negatives is Negatives.BRACKETS else f"{MINUS}{text}"


def format_zero() -> str:
    """Return what a cell shows for zero whose unit is stated elsewhere."""
    return {Zero.DASH: DASH, Zero.DIGIT: "0", Zero.BLANK: ""}[number_style().zero]


def is_shown_whole(amount: Decimal, line: Line) -> bool:
    """True unless the user prefers fewer decimals than ``amount`` has."""
    decimals = number_style().decimals
    return decimals is None or line.unit is not MONEY or decimals_of(amount) <= decimals


def make_room_for_decimals(pattern: str) -> str:
    """Return ``pattern``, the widest figure expected, with the decimals that the user prefers."""
    decimals = number_style().decimals or 0
    return f"{pattern}.{'0' * decimals}" if decimals else pattern


def _places(amount: Decimal, line: Line, at_least: int) -> int:
    """Return how many decimals to show: all that the figure has, or the line's own if its figures were cut."""
    own = max(line.decimals_shown, decimals_of(amount)) if line.shown_decimals is None else line.decimals_shown
    return max(own, at_least)


def format_for_typing(amount: Decimal | None, line: Line) -> str:
    """Return a figure as it would be typed: exact, without separators; "" for blank."""
    if amount is None:
        return ""
    return f"{format_exactly(amount * 100)}%" if line.unit is LineUnit.PERCENT else format_exactly(amount)
