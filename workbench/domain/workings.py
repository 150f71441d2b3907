"""The arithmetic that was typed for a figure as reported or for an effect, kept beside its amount."""

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from workbench.domain.ids import NO_ADJUSTMENT, AdjustmentId, LineId
from workbench.domain.maps import Map
from workbench.domain.periods import PeriodId

LONGEST_WORKING = 400
"""The most characters of the arithmetic for one figure."""


class WorkedCell(NamedTuple):
    """Where a working stands. ``adjustment``: empty for a figure as reported."""

    line: LineId
    period: PeriodId
    adjustment: AdjustmentId = NO_ADJUSTMENT


@dataclass(frozen=True, slots=True)
class Working:
    """``typed``: the arithmetic as typed, such as ``=2,254,620+1000``. ``amount``: what it comes to.

    It holds as long as the figure is that amount: whatever else changes the figure leaves it behind.
    """

    typed: str
    amount: Decimal


Workings = Map[WorkedCell, Working]
