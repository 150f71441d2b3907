"""Headings whose period is relative to others: ``This year``, ``上期金额``, and months of years written like days."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

from workbench.domain.periods import Period
from workbench.importing.language.chinese import WordPattern
from workbench.importing.language.period_text import (
    MONTH,
    MONTHS_OF_A_YEAR,
    NO_PERIOD_WORDS,
    PeriodDefaults,
    duration_label,
    first_day,
    words_in,
    words_of,
)

Texts = tuple[str, ...]
LENGTH = r"ytd|mtd|(?:year|month)[ -]to[ -]date|month|quarter|累计"


def _relative_pattern(alternatives: str) -> WordPattern:
    """Return a pattern of relative headings, which may state the length of the period: ``YTD prior year``."""
    return WordPattern(rf"^\W*(?:(?P<length>{LENGTH})\W+)?(?:{alternatives})(?:\W+(?P<length_behind>{LENGTH}))?\W*$")


CURRENT = _relative_pattern(
    r"(?:this|current) (?:financial |fiscal )?(?:year|period|quarter)|cy|actuals?|"
    r"(?:本期|本年|本年度|本报告期|本报告期末|期末|年末|本期末|本年末)(?:金额|余额|数|发生额)?"
)
BEFORE = _relative_pattern(
    r"(?:last|prior|previous|preceding) (?:financial |fiscal )?(?:year|period)|comparatives?|py|"
    r"(?:上期|上年|上年度|去年|上年同期|去年同期|期初|年初|上期末|上年末|上年年末|本报告期初)(?:金额|余额|数|发生额)?"
)
OF_THE_MONTH = WordPattern(r"^\W*(?:(?:this|current) month|本月)(?:金额|数|发生额)?\W*$")
TO_DATE = WordPattern(r"^\W*(?:本年累计|本期累计|累计)(?:金额|数|发生额)?\W*$")
TO_DATE_BEFORE = WordPattern(r"^\W*(?:上年|去年)(?:同期)?累计(?:金额|数|发生额)?\W*$")
DAY_OR_YEAR = re.compile(rf"^\W*({MONTH})\.? '?(\d{{2}})\W*$", re.IGNORECASE)
"""``Mar 23``: the 23rd of March, or March 2023."""
DAY_OF_A_YEAR = re.compile(
    rf"\b(?:{MONTH})\.? \d{{1,2}},? (?:19|20)\d{{2}}\b|\b\d{{1,2}} (?:{MONTH}),? (?:19|20)\d{{2}}\b", re.IGNORECASE
)
SEVERAL = 2
"""From this many headings or days on, they are read together."""


def with_relative_periods(headings: Mapping[int, Texts], when: PeriodDefaults, is_instant: bool) -> Mapping[int, Texts]:
    """Return the headings with the period of the table added to ``This year``, and the one before it to ``Prior year``.

    The titles of the table name its period, or a heading of its own columns.
    """
    headings = {index: tuple(_with_lengths_apart(texts)) for index, texts in headings.items()}
    if not any(_are_relative(texts) or _lasts_as_before(texts) for texts in headings.values()):
        return headings
    period_texts = dict(_period_texts_by_pattern(headings, when, is_instant))
    return {
        index: (
            *texts,
            *(
                _matching_period_text(texts, period_texts)
                if _are_relative(texts)
                else _period_of_the_year_before(texts, when)
            ),
        )
        for index, texts in headings.items()
    }


def _with_lengths_apart(texts: Texts) -> Iterator[str]:
    """Yield ``Month PY`` as ``Month`` over ``PY``, other headings as they are."""
    for text in texts:
        match = (CURRENT.search(text) or BEFORE.search(text)) if words_in(text) == NO_PERIOD_WORDS else None
        length = match and (match["length"] or match["length_behind"])
        yield from (length, text.replace(length, " ").strip()) if length else (text,)


def _lasts_as_before(texts: Sequence[str]) -> bool:
    """True for ``Year to date`` over ``Prior year``: the length of a period, and that it is the prior one."""
    words = words_of(texts)
    return any(BEFORE.search(text) for text in texts) and words.has_length and not (words.year or words.month)


def _period_of_the_year_before(texts: Sequence[str], when: PeriodDefaults) -> Iterator[str]:
    """Yield the period a year before the one that such headings would name for this year."""
    if _lasts_as_before(texts) and (period := when.period(texts, is_instant=False)) is not None:
        yield _spell_period(_one_year_before(period))


def _matching_period_text(texts: Sequence[str], period_texts: Mapping[WordPattern, str]) -> list[str]:
    """Return the period that relative headings mean, as people write periods; nothing if none is known."""
    return [period for pattern, period in period_texts.items() if any(pattern.search(text) for text in texts)][:1]


def _period_texts_by_pattern(
    headings: Mapping[int, Texts], when: PeriodDefaults, is_instant: bool
) -> Iterator[tuple[WordPattern, str]]:
    """Yield for each sort of relative heading the period that it means in this table, as people write periods."""
    end = when.period((), is_instant=True) if when.default.year and when.default.month else None
    if end is not None and not is_instant:
        yield OF_THE_MONTH, f"month ended {end.end}"
        yield TO_DATE, f"YTD {end.end}"
        if to_date := when.period((f"YTD {end.end}",), is_instant=False):
            yield TO_DATE_BEFORE, _spell_period(_one_year_before(to_date))
    current = _current_period(headings, when, is_instant)
    if current is not None:
        yield CURRENT, _spell_period(current)
        yield BEFORE, _spell_period(_one_year_before(current))


def _current_period(headings: Mapping[int, Texts], when: PeriodDefaults, is_instant: bool) -> Period | None:
    current_headings = (texts for texts in headings.values() if any(CURRENT.search(text) for text in texts))
    periods = (when.period(texts, is_instant) for texts in current_headings if words_of(texts).year)
    named_period = next((period for period in periods if period), None)
    return named_period or (when.period((), is_instant) if when.default.year else None)


def is_relative(text: str) -> bool:
    """True for ``This year`` and ``上期金额``."""
    return any(pattern.search(text) for pattern in (CURRENT, BEFORE, OF_THE_MONTH, TO_DATE, TO_DATE_BEFORE))


def _are_relative(texts: Sequence[str]) -> bool:
    return any(map(is_relative, texts)) and words_of(texts) == NO_PERIOD_WORDS


def _one_year_before(period: Period) -> Period:
    """Return the same period a year before; for a day, the end of the year before, with which it is compared."""
    if period.start is None:
        end = period.end.replace(year=period.end.year - 1, month=12, day=31)
        return Period(None, end, str(end))
    start = first_day(period.start - timedelta(days=1), MONTHS_OF_A_YEAR)
    end = first_day(period.end, MONTHS_OF_A_YEAR) - timedelta(days=1)
    return Period(start, end, duration_label(period.months, end))


def _spell_period(period: Period) -> str:
    return str(period.end) if period.start is None else f"{period.start} to {period.end}"


def with_months_of_years(headings: Mapping[int, Texts], when: PeriodDefaults) -> Mapping[int, Texts]:
    """Return headings such as ``Mar 23 | Mar 22`` as months of years, if they cannot be days.

    That is so if no year is named anywhere, and for one number in several months: they do not all end on that day.
    """
    matches = [match for texts in headings.values() for text in texts if (match := DAY_OR_YEAR.match(text))]
    months, numbers = {match[1].casefold() for match in matches}, {match[2] for match in matches}
    no_year_is_named = not when.default.year and not any(words_of(texts).year for texts in headings.values())
    if len(matches) < SEVERAL or not (no_year_is_named or (len(months) > 1 and len(numbers) == 1)):
        return headings
    return {index: tuple(DAY_OR_YEAR.sub(r"\1 20\2", text) for text in texts) for index, texts in headings.items()}


def with_years_of_titles(headings: Mapping[int, Texts], titles: Sequence[str]) -> Mapping[int, Texts]:
    """Return ``June 30 | December 31`` with the years that a title over them names beside these days."""
    days = [words_in(match[0]) for text in titles for match in DAY_OF_A_YEAR.finditer(text)]
    years = {(day.month, day.day): day.year for day in days}
    if len(years) < SEVERAL:
        return headings
    words = {index: words_of(texts) for index, texts in headings.items()}
    years_by_column = {
        index: years.get((day.month, day.day)) for index, day in words.items() if day.day and not day.year
    }
    return {
        index: (*texts, str(year)) if (year := years_by_column.get(index)) else texts
        for index, texts in headings.items()
    }
