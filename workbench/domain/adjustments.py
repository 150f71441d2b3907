"""A difference between the two frameworks, and its entries."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from workbench.domain.ids import AdjustmentId, LineId, StatementId
from workbench.domain.maps import Map
from workbench.domain.periods import PeriodId
from workbench.domain.statements import FigureKey


class Nature(StrEnum):
    MEASUREMENT = "measurement"
    RECLASSIFICATION = "reclassification"


@dataclass(frozen=True, slots=True)
class Entry:
    """One leg of an adjustment, in the line's own displayed sign and the statement's scale.

    On a total that has parts it is an unallocated effect: the amount that the parts do not explain.
    """

    line: LineId
    period: PeriodId
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Adjustment:
    """One difference. ``stated_for``: the statements and periods for which a source states it, nil included.

    ``standards``: the references under the source and the target framework. ``unknown``: cells where the source holds
    an error; the effect there, and on the totals above, is not known.
    """

    id: AdjustmentId
    name: str
    note: str = ""
    standards: tuple[str, str] = ("", "")
    nature: Nature = Nature.MEASUREMENT
    entries: Map[FigureKey, Entry] = Map()
    stated_for: frozenset[tuple[StatementId, PeriodId]] = frozenset()
    unknown: frozenset[FigureKey] = frozenset()
