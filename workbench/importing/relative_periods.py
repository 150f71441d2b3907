"""Headings that say when only beside others: ``This year``, ``上期金额``, and months of years as days are written."""

import re
from collections.abc import Mapping, Sequence
from datetime import timedelta

from workbench.domain.periods import Period
from workbench.importing.chinese import Words
from workbench.importing.period_text import MONTH, NOTHING_SAID, When, duration_label, first_day, words_of

Texts = tuple[str, ...]
CURRENT = Words(
    r"^\W*(?:(?:this|current) (?:financial |fiscal )?(?:year|period|quarter|month)|"
    r"(?:本期|本年|本年度|本报告期|期末|年末|本期末|本年末|本年累计)(?:金额|余额|数|发生额|累计数|累计)?)\W*$"
)
BEFORE = Words(
    r"^\W*(?:(?:last|prior|previous|preceding) (?:financial |fiscal )?(?:year|period)|comparatives?|"
    r"(?:上期|上年|上年度|去年|上年同期|去年同期|期初|年初|上期末|上年末|上年年末)(?:金额|余额|数|发生额|累计数)?)\W*$"
)
DAY_OR_YEAR = re.compile(rf"^\W*({MONTH})\.? '?(\d{{2}})\W*$", re.IGNORECASE)
"""``Mar 23``: the 23rd of March, or March 2023."""
SEVERAL = 2
WHOLE_YEAR = 12


def with_relative_periods(headings: Mapping[int, Texts], when: When, is_instant: bool) -> Mapping[int, Texts]:
    """Return the headings with the period of the table in place of ``This year``, and the one before it beside that.

    The period of the table is said by its titles, or above its first column.
    """
    relative = {index: texts for index, texts in headings.items() if _is_relative(texts)}
    current = _current(headings, when, is_instant) if relative else None
    if current is None:
        return headings
    spelled = {True: _spelled(current), False: _spelled(_before(current))}
    return {
        index: (*texts, spelled[any(CURRENT.search(text) for text in texts)]) if index in relative else texts
        for index, texts in headings.items()
    }


def _current(headings: Mapping[int, Texts], when: When, is_instant: bool) -> Period | None:
    named = (texts for texts in headings.values() if any(CURRENT.search(text) for text in texts))
    own = (when.period(texts, is_instant) for texts in named if words_of(texts).year)
    found = next((period for period in own if period), None)
    return found or (when.period((), is_instant) if when.default.year else None)


def _is_relative(texts: Sequence[str]) -> bool:
    says_so = any(CURRENT.search(text) or BEFORE.search(text) for text in texts)
    return says_so and words_of(texts) == NOTHING_SAID


def _before(period: Period) -> Period:
    """Return the same period a year before; of a day the end of the year before, with which it is compared."""
    if period.start is None:
        end = period.end.replace(year=period.end.year - 1, month=12, day=31)
        return Period(None, end, str(end))
    start = first_day(period.start - timedelta(days=1), WHOLE_YEAR)
    end = first_day(period.end, WHOLE_YEAR) - timedelta(days=1)
    return Period(start, end, duration_label(period.months, end))


def _spelled(period: Period) -> str:
    return str(period.end) if period.start is None else f"{period.start} to {period.end}"


def with_months_of_years(headings: Mapping[int, Texts], when: When) -> Mapping[int, Texts]:
    """Return headings such as ``Mar 23 | Mar 22`` as months of years: where no year is said, or it is not by days.

    One day in several months is none that ends them.
    """
    found = [match for texts in headings.values() for text in texts if (match := DAY_OR_YEAR.match(text))]
    months, numbers = {match[1].casefold() for match in found}, {match[2] for match in found}
    nobody_says = not when.default.year and not any(words_of(texts).year for texts in headings.values())
    if len(found) < SEVERAL or not (nobody_says or (len(months) > 1 and len(numbers) == 1)):
        return headings
    return {index: tuple(DAY_OR_YEAR.sub(r"\1 20\2", text) for text in texts) for index, texts in headings.items()}
