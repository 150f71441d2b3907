"""Which periods are offered: those that follow, and those that belong to the ones that are there."""

from datetime import date

import pytest

from workbench.domain.period_choices import (
    a_year_earlier,
    durations_of,
    following_durations,
    following_instants,
    instants_of,
)
from workbench.domain.periods import Period, PeriodId, period_of


def ids(periods: tuple[Period, ...]) -> list[str]:
    return [period.id for period in periods]


def periods(*keys: str) -> list[Period]:
    return [period_of(PeriodId(key)) for key in keys]


def test_after_a_half_year_come_the_quarter_the_half_year_the_year_and_the_year_to_date() -> None:
    known = periods("2023-01-01/2023-06-30", "2022-12-31", "2023-06-30")
    assert ids(following_durations(known)) == [
        "2023-07-01/2023-09-30", "2023-01-01/2023-09-30", "2023-07-01/2023-12-31", "2023-01-01/2023-12-31",
        "2023-07-01/2024-06-30",
    ]  # fmt: skip
    assert ids(following_instants(known)) == ["2023-09-30", "2023-12-31", "2024-06-30"]


def test_what_is_there_is_not_offered_again() -> None:
    known = periods("2023-01-01/2023-12-31", "2023-01-01/2023-06-30", "2023-12-31")
    assert "2023-01-01/2023-12-31" not in ids(following_durations(known))
    assert "2023-12-31" not in ids(following_instants(known))
    assert "2022-12-31" in ids(following_instants(known)), "the day before the first"


def test_a_year_is_followed_by_the_parts_of_the_next_and_by_that() -> None:
    assert ids(following_durations(periods("2023-01-01/2023-12-31", "2023-10-01/2023-12-31"))) == [
        "2024-01-01/2024-03-31", "2024-01-01/2024-06-30", "2024-01-01/2024-12-31",
    ]  # fmt: skip


def test_without_periods_nothing_is_offered() -> None:
    assert following_durations([]) == following_instants([]) == ()


def test_balances_belong_to_both_ends_of_a_period() -> None:
    days = ids(instants_of(periods("2023-01-01/2023-06-30", "2023-12-31")))
    assert days == ["2022-12-31", "2023-06-30", "2023-12-31"]


def test_between_balances_lie_the_flows() -> None:
    assert ids(durations_of(periods("2023-06-30", "2022-12-31"))) == ["2023-01-01/2023-06-30"]
    assert ids(durations_of(periods("2022-12-31", "2023-01-01/2023-06-30"))) == ["2023-01-01/2023-06-30"]


@pytest.mark.parametrize(
    ("period", "earlier"),
    [
        ("2023-01-01/2023-06-30", "2022-01-01/2022-06-30"),
        ("2024-03-01/2024-05-31", "2023-03-01/2023-05-31"),
        ("2024-02-29", "2023-02-28"),
        ("2023-02-28", "2022-02-28"),
        ("2025-02-28", "2024-02-29"),
        ("2023-01-15/2023-07-14", "2022-01-15/2022-07-14"),
    ],
)
def test_the_comparative_is_a_year_earlier(period: str, earlier: str) -> None:
    assert a_year_earlier(period_of(PeriodId(period))).id == earlier


def test_a_week_that_ends_within_a_month_is_followed_day_by_day() -> None:
    assert ids(following_durations([Period(date(2023, 1, 2), date(2023, 4, 2), "")]))[0] == "2023-04-03/2023-07-02"
