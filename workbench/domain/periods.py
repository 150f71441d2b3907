"""When a figure applies: at an instant or over a duration."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

PeriodId = str


@dataclass(frozen=True)
class Period:
    """An instant (``start`` is None) or a duration, both ends included."""

    start: date | None
    end: date
    label: str

    @cached_property
    def id(self) -> PeriodId:
        """ISO 8601: ``2023-06-30`` for an instant, ``2023-01-01/2023-06-30`` for a duration."""
        return f"{self.start}/{self.end}" if self.start else str(self.end)

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

    @cached_property
    def short_label(self) -> str:
        """A label short enough for a sheet's tab: ``H1 2023``, ``Q2 2023``, ``FY 2023``, ``30 Jun 2023``."""
        if self.start is None:
            return _format_day(self.end)
        if self.start.day == 1 and ends_a_month(self.end):
            first_month = self.start.month
            if self.months == 12:
                return f"FY {self.end.year}" if first_month == 1 else f"Year to {_format_day(self.end)}"
            if self.months == 6 and first_month in (1, 7):
                return f"H{1 if first_month == 1 else 2} {self.end.year}"
            if self.months == 3 and first_month % 3 == 1:
                return f"Q{first_month // 3 + 1} {self.end.year}"
            if self.months == 9 and first_month == 1:
                return f"9M {self.end.year}"
        return f"{_format_day(self.start)} to {_format_day(self.end)}"


MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def ends_a_month(day: date) -> bool:
    return (day + timedelta(days=1)).day == 1


def _format_day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


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
