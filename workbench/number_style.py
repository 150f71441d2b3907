"""The ways to write figures: as statements print them, or as a user prefers."""

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
