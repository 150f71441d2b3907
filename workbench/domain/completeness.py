"""Completeness: what was concluded about each kind of difference in each period, so that silence is never nil."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from workbench.domain.facts import Fact, fact
from workbench.domain.ids import KindId
from workbench.domain.maps import Map
from workbench.domain.periods import PeriodId


class Conclusion(StrEnum):
    """What was concluded. A kind of difference without a conclusion is open."""

    ADJUSTED = "adjusted"
    NIL = "nil"
    BELOW_THRESHOLD = "below-threshold"
    NOT_APPLICABLE = "not-applicable"


@dataclass(frozen=True, slots=True)
class Consideration:
    """A conclusion with its reason, by whom and when it was reached.

    ``amount``: the estimated effect of one below the threshold, in the statements' scale; else None.
    ``is_carried``: of an earlier period, carried by a roll-forward, and still to be confirmed for this one.
    """

    conclusion: Conclusion
    reason: str
    by: str
    at: datetime
    amount: Decimal | None = None
    is_carried: bool = False


Considered = tuple[KindId, PeriodId]
"""What a conclusion is about: a kind of difference in one period."""
Completeness = Map[Considered, Consideration]


def fact_of_kind(kind: KindId) -> Fact:
    """Return the name of a kind of difference as a fact: ``leases``."""
    return fact(f"difference-{kind.replace('_', '-')}")


def fact_of_conclusion(conclusion: Conclusion) -> Fact:
    """Return the name of a conclusion as a fact: ``nil``."""
    return fact(f"conclusion-{conclusion.value}")
