"""Ticks: signs with which a reviewer says what was done with a figure, a line, a difference or an entry."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from workbench.domain.maps import Map
from workbench.domain.subjects import Subject

TickId = NewType("TickId", str)
LONGEST_SIGN = 3
"""The most characters of a sign, which stands beside a figure."""


class StandardTick(StrEnum):
    """What the signs that every project has mean."""

    AGREED = "agreed"
    """To the published statement, or to another source."""
    CAST = "cast"
    """Cross-cast and footed."""
    ROLLED = "rolled"
    """Rolls forward from the opening to the closing amount."""
    ROUNDING = "rounding"
    """Off by the 1 that rounding leaves."""
    EXCEPTION = "exception"
    OPEN = "open"


SIGNS: Mapping[StandardTick, str] = {
    StandardTick.AGREED: "✓",
    StandardTick.CAST: "^",
    StandardTick.ROLLED: "↔",
    StandardTick.ROUNDING: "≈",
    StandardTick.EXCEPTION: "✗",
    StandardTick.OPEN: "○",
}
"""The signs that every project has."""
STANDARD_TICKS: Mapping[str, StandardTick] = {sign: meaning for meaning, sign in SIGNS.items()}
"""What they mean, by sign."""


@dataclass(frozen=True, slots=True)
class Tick:
    """One sign on ``subject``, by whom and when it was put there.

    ``is_everywhere``: it holds wherever the figure is shown; otherwise only where it stands.
    """

    id: TickId
    sign: str
    subject: Subject
    by: str
    at: datetime
    is_everywhere: bool = False


Ticks = Map[TickId, Tick]
OwnSigns = Map[str, str]
"""What the user's own signs mean, by sign."""
