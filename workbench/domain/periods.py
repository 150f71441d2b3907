"""When a figure applies: at an instant or over a duration."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import NewType

from workbench.domain.facts import Fact, fact

PeriodId = NewType("PeriodId", str)
ALL_PERIODS = PeriodId("")
"""Represents every period of a statement."""
LABEL_OF_PERIOD, SHORT_LABEL_OF_PERIOD = "label-of-period", "short-label-of-period"
"""The keys of facts that are the names of periods."""


@dataclass(frozen=True)
class Period:
    """An instant (``start`` is None) or a duration, both ends included."""

    start: date | None
    end: date
    label: str

    @cached_property
    def id(self) -> PeriodId:
        """ISO 8601: ``2023-06-30`` for an instant, ``2023-01-01/2023-06-30`` for a duration."""
        return PeriodId(f"{self.start}/{self.end}" if self.start else str(self.end))

    @property
    def is_instant(self) -> bool:
        return self.start is None

    @property
    def months(self) -> int:
        """Length of a duration in calendar months; 0 for an instant."""
        if self.start is None:
            return 0
        after = self.end + timedelta(days=1)
        return (after.year - self.start.year) * 12 + after.month - self.start.month


def ends_a_month(day: date) -> bool:
    return (day + timedelta(days=1)).day == 1


def period_of(key: PeriodId, label: str = "") -> Period:
    """Return the period with this id. Raises ValueError if the id is invalid."""
    *start, end = key.split("/")
    return Period(date.fromisoformat(start[0]) if start else None, date.fromisoformat(end), label)


def name_of_period(period: Period) -> Fact:
    """Return the fact that is the label of a period: ``Six months ended June 30, 2023``."""
    return fact(LABEL_OF_PERIOD, period=period.id, label=period.label)


def short_name_of_period(period: Period) -> Fact:
    """Return the fact that is a caption for a period in narrow places: ``H1 2023``."""
    return fact(SHORT_LABEL_OF_PERIOD, period=period.id)


@dataclass(frozen=True, slots=True)
class ReportingPeriod:
    """A duration with the instants at its two ends; None for an instant that no statement shows."""

    duration: PeriodId
    opening: PeriodId | None
    closing: PeriodId | None


def reporting_periods(periods: Iterable[Period]) -> tuple[ReportingPeriod, ...]:
    """Pair each duration with the instants it runs between: the day before its start, and its end."""
    periods = tuple(periods)
    instants = {period.end: period.id for period in periods if period.is_instant}
    return tuple(
        ReportingPeriod(period.id, instants.get(period.start - timedelta(days=1)), instants.get(period.end))
        for period in periods
        if period.start is not None
    )


def lateness(period: Period) -> tuple[int, int]:
    """Return where a period comes among others: the latest first, and of those that end on one day the longest."""
    return -period.end.toordinal(), -period.months
