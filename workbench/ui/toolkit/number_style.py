"""How figures are shown, as the user prefers: thousands, negatives, zero and decimals.

It changes only what is shown: what is copied, typed, exported or saved stays as it is.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import NamedTuple


class Thousands(StrEnum):
    """What stands between groups of three digits."""

    COMMA = "comma"
    SPACE = "space"
    APOSTROPHE = "apostrophe"
    NONE = "none"


class Negatives(StrEnum):
    """How a negative figure is told from a positive one."""

    BRACKETS = "brackets"
    MINUS = "minus"


class Zero(StrEnum):
    """What a cell shows whose figure is zero."""

    DASH = "dash"
    DIGIT = "digit"
    BLANK = "blank"


SEPARATORS = {Thousands.COMMA: ",", Thousands.SPACE: "\u202f", Thousands.APOSTROPHE: "’", Thousands.NONE: ""}
"""The space is narrow and does not break."""


class NumberStyle(NamedTuple):
    """``decimals``: those of every amount of money; None for as many as its source has."""

    thousands: Thousands = Thousands.COMMA
    negatives: Negatives = Negatives.BRACKETS
    zero: Zero = Zero.DASH
    decimals: int | None = None


AS_PRINTED = NumberStyle()
"""As statements print figures, and as text that leaves the window has them."""


class _Numbers:
    """Holds the style of the window."""

    style: NumberStyle = AS_PRINTED


def show_numbers_as(style: NumberStyle) -> None:
    """Show figures in ``style`` from now on; what is on screen must be refreshed by the caller."""
    _Numbers.style = style


def number_style() -> NumberStyle:
    """Return the style of the window."""
    return _Numbers.style


@contextmanager
def numbers_as_printed() -> Iterator[None]:
    """Read figures inside this block as statements print them: what leaves the window never follows preferences."""
    style = number_style()
    show_numbers_as(AS_PRINTED)
    try:
        yield
    finally:
        show_numbers_as(style)
