"""Periods as people write them: ``Six months ended June 30, 2023``, ``As of 31 Dec 2022``, ``H1 2023``, ``FY2023``."""

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from workbench.domain.periods import Period

MONTH_NUMBERS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun",
            "july jul", "august aug", "september sept sep", "october oct", "november nov", "december dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
COUNTS = {"three": 3, "six": 6, "nine": 9, "twelve": 12, "3": 3, "6": 6, "9": 9, "12": 12}
MONTH = "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True))

MONTH_DAY = re.compile(rf"\b({MONTH})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?\b(?:\s*,?\s*(\d{{4}}))?", re.IGNORECASE)
DAY_MONTH = re.compile(rf"\b(\d{{1,2}})\s+({MONTH})\.?(?:\s*,?\s*(\d{{4}}))?\b", re.IGNORECASE)
ISO_DAY = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})(?!\d)")
YEAR = re.compile(r"(?<![\d,.])((?:19|20)\d{2})(?![\d,])")
MONTHS_ENDED = re.compile(r"\b(three|six|nine|twelve|3|6|9|12)[\s-]+months?\b", re.IGNORECASE)
QUARTER_ENDED = re.compile(r"\bquarter\s+ended\b", re.IGNORECASE)
YEAR_ENDED = re.compile(r"\byears?\s+ended\b", re.IGNORECASE)
HALF_NAME = re.compile(r"\b(?:h([12])\s*'?(\d{4}|\d{2})|([12])h\s*'?(\d{4}|\d{2}))\b", re.IGNORECASE)
QUARTER_NAME = re.compile(r"\b(?:q([1-4])\s*'?(\d{4}|\d{2})|([1-4])q\s*'?(\d{4}|\d{2}))\b", re.IGNORECASE)
YEAR_NAME = re.compile(r"\bfy\s*'?(\d{4}|\d{2})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PeriodWords:
    """What some headings say of a period; each part may be missing."""

    months: int | None = None
    month: int | None = None
    day: int | None = None
    year: int | None = None

    def completed_by(self, other: "PeriodWords") -> "PeriodWords":
        """Return these words with gaps filled from ``other``."""
        if self.month is None:
            month, day = other.month, other.day
        else:
            month, day = self.month, self.day
        return PeriodWords(self.months or other.months, month, day, self.year or other.year)


def words_in(text: str) -> PeriodWords:
    """Return what ``text`` says of a period; all None where it says nothing."""
    named = _named(text)
    if named:
        return named
    months = None
    if found := MONTHS_ENDED.search(text):
        months = COUNTS[found[1].lower()]
    elif QUARTER_ENDED.search(text):
        months = 3
    elif YEAR_ENDED.search(text):
        months = 12
    if found := ISO_DAY.search(text):
        return PeriodWords(months, int(found[2]), int(found[3]), int(found[1]))
    month = day = year = None
    if found := MONTH_DAY.search(text):
        month, day, year = MONTH_NUMBERS[found[1].lower()], int(found[2]), found[3]
    elif found := DAY_MONTH.search(text):
        month, day, year = MONTH_NUMBERS[found[2].lower()], int(found[1]), found[3]
    if year is None and (found := YEAR.search(text)):
        year = found[1]
    return PeriodWords(months, month, day, int(year) if year else None)


def _named(text: str) -> PeriodWords | None:
    if found := HALF_NAME.search(text):
        half, year = found[1] or found[3], found[2] or found[4]
        return PeriodWords(6, 6 if half == "1" else 12, None, _full_year(year))
    if found := QUARTER_NAME.search(text):
        quarter, year = int(found[1] or found[3]), found[2] or found[4]
        return PeriodWords(3, quarter * 3, None, _full_year(year))
    if found := YEAR_NAME.search(text):
        return PeriodWords(12, 12, None, _full_year(found[1]))
    return None


def _full_year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def period_from(texts: Sequence[str], is_instant: bool, default: PeriodWords = PeriodWords()) -> Period | None:
    """Return the period that ``texts``, top to bottom, spell together; None where no year or no end is said.

    A statement of financial position shows instants; elsewhere a date without a length is not a period,
    and a bare year is that calendar year.
    """
    words = PeriodWords()
    for text in texts:
        words = words_in(text).completed_by(words)
    said = any((words.months, words.month, words.year))
    words = words.completed_by(default)
    if words.year is None or not (said or default.year):
        return None
    month = words.month
    months = words.months
    if month is None:
        month, months = 12, months or 12
        if not is_instant and months != 12:
            return None
    day = words.day or monthrange(words.year, month)[1]
    try:
        end = date(words.year, month, day)
    except ValueError:
        return None
    if is_instant:
        return Period(None, end, f"{_month_name(month)} {day}, {words.year}")
    if months is None:
        return None
    return Period(_first_day(end, months), end, _duration_label(months, end))


def _first_day(end: date, months: int) -> date:
    """Return the day after the same day ``months`` earlier: the first of a month where ``end`` is the last of one."""
    after = end + timedelta(days=1)
    index = after.year * 12 + after.month - 1 - months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(after.day, monthrange(year, month)[1]))


def _month_name(month: int) -> str:
    return [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ][month - 1]


def _duration_label(months: int, end: date) -> str:
    length = {3: "Three months", 6: "Six months", 9: "Nine months", 12: "Year"}.get(months, f"{months} months")
    return f"{length} ended {_month_name(end.month)} {end.day}, {end.year}"
