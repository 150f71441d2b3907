"""Figures formatted for reading and for typing."""

from decimal import Decimal

from workbench.domain.amounts import decimals_of, format_exactly, round_half_up
from workbench.domain.statements import Line, LineUnit
from workbench.number_style import Zero
from workbench.presentation.figure_texts import DASH, MONEY, format_in, with_sign
from workbench.ui.toolkit.number_style import number_style


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


def format_number(number: Decimal, places: int, suffix: str = "") -> str:
    """Return a number that is of no line, with exactly ``places``, as the user prefers it; ``suffix``: its unit."""
    rounded = round_half_up(number, places)
    return with_sign(number_style(), f"{abs(rounded):,.{places}f}{suffix}", is_negative=rounded < 0)


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


def format_for_typing(amount: Decimal | None, line: Line) -> str:
    """Return a figure as it would be typed: exact, without separators; "" for blank."""
    if amount is None:
        return ""
    return f"{format_exactly(amount * 100)}%" if line.unit is LineUnit.PERCENT else format_exactly(amount)
