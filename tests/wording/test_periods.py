"""Periods in words: in English as ever, in another language as far as this program words them."""

from datetime import date, timedelta

import pytest

from tests.translation.pseudo_language import english_in, pseudo_language
from workbench.domain.periods import Period, short_name_of_period
from workbench.importing.language.period_text import duration_label, first_day, period_from
from workbench.phrases import ENGLISH
from workbench.wording import say_fact
from workbench.wording.periods import label, short_label

ENDS = [date(2023, 1, 1) + timedelta(days=days) for days in range(0, 800, 13)]
ENDS += [date(2023, month + 1, 1) - timedelta(days=1) for month in range(1, 12)]
DURATIONS = [
    Period(first_day(end, months), end, duration_label(months, end)) for end in ENDS for months in range(1, 19)
]
INSTANTS = [Period(None, end, "") for end in ENDS]


def test_short_labels_are_those_by_which_periods_are_known() -> None:
    for period in (*DURATIONS, *INSTANTS):
        assert say_fact(short_name_of_period(period), ENGLISH) == short_label(period, ENGLISH)
        assert not english_in(short_label(period, pseudo_language()))


def test_labels_that_an_import_words_are_said_in_another_language() -> None:
    for period in DURATIONS:
        assert label(period, ENGLISH) == period.label
        assert not english_in(label(period, pseudo_language()))


@pytest.mark.parametrize(
    ("text", "is_instant"),
    [
        ("June 30, 2023", True),
        ("52 weeks ended June 24, 2023", False),
        ("Period from 3 January 2022 to 30 December 2022", False),
    ],
)
def test_days_weeks_and_ranges_are_worded_too(text: str, is_instant: bool) -> None:
    period = period_from([text], is_instant)
    assert period is not None
    assert label(period, ENGLISH) == period.label
    assert not english_in(label(period, pseudo_language()))


def test_a_label_that_somebody_else_worded_stays() -> None:
    period = Period(None, date(2023, 6, 30), "At the half-year")
    assert label(period, pseudo_language()) == "At the half-year"
