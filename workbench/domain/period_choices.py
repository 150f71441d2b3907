"""The periods that are likely to come next, and those that belong to the ones that are there."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise

from workbench.domain.periods import Period, ends_a_month

DAY = timedelta(days=1)
MONTHS_OF_A_YEAR = 12
LENGTHS = (3, 6, 12)
"""Of the durations that are offered, in months."""


def following_durations(periods: Iterable[Period]) -> tuple[Period, ...]:
    """Return the quarter, the half-year and the year after the latest day, and the latest period continued to its end.

    H1 2023 is followed by Q3, the first nine months, H2 and the year 2023. None is among ``periods`` or has a label.
    """
    known = tuple(periods)
    if not known:
        return ()
    latest = max(period.end for period in known)
    following = [_lasting(latest + DAY, months) for months in LENGTHS]
    longest = max(known, key=lambda period: (period.end, period.months))
    if longest.start:
        continued = (Period(longest.start, period.end, "") for period in following)
        following += [period for period in continued if period.months <= MONTHS_OF_A_YEAR]
    taken = {period.id for period in known}
    new = {period.id: period for period in following if period.id not in taken}
    return tuple(sorted(new.values(), key=lambda period: (period.end, period.months)))


def following_instants(periods: Iterable[Period]) -> tuple[Period, ...]:
    """Return the ends of the durations that follow, and the ends of those that are there, latest last."""
    known = tuple(periods)
    days = {period.end for period in (*following_durations(known), *known)}
    days |= {period.start - DAY for period in known if period.start}
    taken = {period.end for period in known if period.is_instant}
    return tuple(Period(None, day, "") for day in sorted(days - taken))


def instants_of(periods: Iterable[Period]) -> tuple[Period, ...]:
    """Return the days at which balances belong to these periods: each day, and both ends of each duration."""
    days = {day for period in periods for day in (period.end, *((period.start - DAY,) if period.start else ()))}
    return tuple(Period(None, day, "") for day in sorted(days))


def durations_of(periods: Iterable[Period]) -> tuple[Period, ...]:
    """Return the durations among these periods; without any, those between one day and the next."""
    known = tuple(periods)
    durations = tuple(period for period in known if not period.is_instant)
    if durations:
        return tuple(sorted(durations, key=lambda period: (period.end, period.months)))
    days = sorted({period.end for period in known})
    return tuple(Period(before + DAY, after, "") for before, after in pairwise(days))


def a_year_earlier(period: Period) -> Period:
    """Return the same period of the year before, without a label."""
    start = _shift(period.start - DAY, -MONTHS_OF_A_YEAR) + DAY if period.start else None
    return Period(start, _shift(period.end, -MONTHS_OF_A_YEAR), "")


def _lasting(start: date, months: int) -> Period:
    return Period(start, _shift(start - DAY, months), "")


def _shift(day: date, months: int) -> date:
    """Return the day some months later; the last day of a month stays the last."""
    number = day.year * MONTHS_OF_A_YEAR + day.month - 1 + months
    year, month = divmod(number, MONTHS_OF_A_YEAR)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, last if ends_a_month(day) else min(day.day, last))
