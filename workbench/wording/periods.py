"""Periods in words: as captions, and written out."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from workbench.domain.periods import Period, ends_a_month
from workbench.phrases import Phrase, Words, phrase, phrase_of_count, say

SHORT_MONTHS = (
    phrase("Jan"),
    phrase("Feb"),
    phrase("Mar"),
    phrase("Apr"),
    phrase("May"),
    phrase("Jun"),
    phrase("Jul"),
    phrase("Aug"),
    phrase("Sep"),
    phrase("Oct"),
    phrase("Nov"),
    phrase("Dec"),
)
MONTHS = (
    phrase("January"),
    phrase("February"),
    phrase("March"),
    phrase("April"),
    phrase("May"),
    phrase("June"),
    phrase("July"),
    phrase("August"),
    phrase("September"),
    phrase("October"),
    phrase("November"),
    phrase("December"),
)
DAYS_OF_A_WEEK = 7


def short_label(period: Period, words: Words) -> str:
    """Return a caption for narrow places: ``H1 2023``, ``Q2 2023``, ``FY 2023``, ``30 Jun 2023``."""
    return say(short_phrase(period), words)


def label(period: Period, words: Words) -> str:
    """Return the label of a period: ``Six months ended June 30, 2023``; as its source prints it if that says more."""
    return say(phrase_of_label(period), words)


def with_made_label(period: Period) -> Period:
    """Return a period with the label that the program gives it, which is said in any language."""
    return replace(period, label=str(next(_long_forms(period))))


def phrase_of_label(period: Period) -> Phrase | str:
    return next((form for form in _long_forms(period) if str(form) == period.label), period.label)


def short_phrase(period: Period) -> Phrase:
    """Return the caption of a period, for use within a sentence."""
    if period.start is None:
        return _short_day(period.end)
    year, first_month = period.end.year, period.start.month
    if period.start.day == 1 and ends_a_month(period.end):
        match period.months, first_month:
            case 12, 1:
                return phrase("FY {year}", year=year)
            case 12, _:
                return phrase("Year to {day}", day=_short_day(period.end))
            case 6, 1:
                return phrase("H1 {year}", year=year)
            case 6, 7:
                return phrase("H2 {year}", year=year)
            case 3, 1 | 4 | 7 | 10:
                return phrase("Q{quarter} {year}", quarter=first_month // 3 + 1, year=year)
            case 9, 1:
                return phrase("9M {year}", year=year)
    return phrase("{start} to {end}", start=_short_day(period.start), end=_short_day(period.end))


def _long_forms(period: Period) -> Iterator[Phrase]:
    """Yield what an import may call a period: by its day, its two days, its months or its weeks."""
    end = _day(period.end)
    if period.start is None:
        yield end
        return
    yield _ending(period.months, end)
    yield phrase("{start} to {end}", start=_day(period.start), end=end)
    weeks = ((period.end - period.start).days + 1) // DAYS_OF_A_WEEK
    yield phrase_of_count("{count} week ended {day}", "{count} weeks ended {day}", weeks, day=end)


def _ending(months: int, day: Phrase) -> Phrase:
    match months:
        case 1:
            return phrase("Month ended {day}", day=day)
        case 3:
            return phrase("Three months ended {day}", day=day)
        case 6:
            return phrase("Six months ended {day}", day=day)
        case 9:
            return phrase("Nine months ended {day}", day=day)
        case 12:
            return phrase("Year ended {day}", day=day)
    return phrase_of_count("{count} month ended {day}", "{count} months ended {day}", months, day=day)


def _short_day(day: date) -> Phrase:
    return phrase("{day} {month} {year}", day=day.day, month=SHORT_MONTHS[day.month - 1], year=day.year)


def _day(day: date) -> Phrase:
    return phrase("{month} {day}, {year}", month=MONTHS[day.month - 1], day=day.day, year=day.year)
