"""Thresholds: from which amount on a difference matters. Empty until somebody sets them."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from workbench.domain.ids import LineId
from workbench.domain.maps import Map
from workbench.domain.periods import PeriodId


class ThresholdKind(StrEnum):
    """Materiality for the statements as a whole, for the work on them, and what is too small to be listed."""

    OVERALL = "overall"
    PERFORMANCE = "performance"
    TRIVIAL = "trivial"


@dataclass(frozen=True, slots=True)
class FixedThreshold:
    """An amount, in the statements' scale."""

    amount: Decimal


@dataclass(frozen=True, slots=True)
class ShareOfFigure:
    """A percentage of the size of a figure of the result with every difference on, whatever the switches say."""

    percent: Decimal
    line: LineId
    period: PeriodId


@dataclass(frozen=True, slots=True)
class ShareOfOverall:
    """A percentage of the overall threshold; that one cannot be one of itself."""

    percent: Decimal


Threshold: TypeAlias = FixedThreshold | ShareOfFigure | ShareOfOverall
Thresholds = Map[ThresholdKind, Threshold]
