"""Uncorrected differences: what was found and left unadjusted, with what it would change."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import NewType

from workbench.domain.maps import Map
from workbench.domain.periods import PeriodId

UncorrectedId = NewType("UncorrectedId", str)
"""The number of an uncorrected difference, which is never given twice."""


@dataclass(frozen=True, slots=True)
class Uncorrected:
    """What ``text`` says would change in ``period`` if it were adjusted; ``reason``: why it is left, by whom and when.

    ``profit`` and ``equity``: the effects on the result, in the statements' scale; None if unknown, which is not nil.
    """

    id: UncorrectedId
    text: str
    period: PeriodId
    reason: str
    by: str
    at: datetime
    profit: Decimal | None = None
    equity: Decimal | None = None


AllUncorrected = Map[UncorrectedId, Uncorrected]
