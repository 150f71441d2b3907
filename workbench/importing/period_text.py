"""Periods as people write them: ``Six months ended June 30, 2023``, ``31 Dec 2022``, ``1H23``, ``截至2023年6月30日止六个月``."""

import re
from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from workbench.domain.periods import Period

MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
MONTH_NUMBERS = {
    name: number
    for number, full in enumerate(MONTH_NAMES, 1)
    for name in {full.lower(), full[:3].lower(), *({"sept"} if number == 9 else ())}
}
COUNTS = {
    "three": 3, "six": 6, "nine": 9, "twelve": 12, "3": 3, "6": 6, "9": 9, "12": 12,
    "三": 3, "六": 6, "九": 9, "十二": 12,
}  # fmt: skip
WEEKS = {"13": 3, "thirteen": 3, "26": 6, "39": 9, "52": 12, "53": 12}
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
CHINESE_DIGITS = {**{digit: number for number, digit in enumerate("零一二三四五六七八九")}, "〇": 0, "○": 0}

MONTH = "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True))
COUNT = "three|six|nine|twelve|12|3|6|9"
YEAR_DIGITS = r"(?:19|20)\d{2}"
ANY_YEAR = r"'?(\d{4}|\d{2})(?!\d)"
CHINESE_NUMBER = r"[零〇○一二三四五六七八九十\d]{1,4}"

EARLIEST_YEAR, LATEST_YEAR = 1950, 2100
TEXTS_REMEMBERED = 20_000
LONGEST_PERIOD = 200
"""What is longer is a paragraph."""


@dataclass(frozen=True, slots=True)
class PeriodWords:
    """What some headings say of a period; each part may be missing.

    ``is_fiscal``: the month is counted from the start of the company's year (``H1``: 6), wherever that begins.
    """

    months: int | None = None
    month: int | None = None
    day: int | None = None
    year: int | None = None
    is_fiscal: bool = False

    def completed_by(self, other: "PeriodWords") -> "PeriodWords":
        """Return these words with gaps filled from ``other``."""
        if self.month is None:
            month, day, is_fiscal = other.month, other.day, other.is_fiscal
        else:
            month, day, is_fiscal = self.month, self.day, self.is_fiscal
        return PeriodWords(self.months or other.months, month, day, self.year or other.year, is_fiscal)


NOTHING_SAID = PeriodWords()
CALENDAR_YEAR = 12
"""The last month of a company's year, where nothing says otherwise."""


def _months(count: str) -> PeriodWords:
    return PeriodWords(months=COUNTS[count.lower()])


def _part_of_year(months: int, number: int, year: str) -> PeriodWords:
    return PeriodWords(months, number * months, None, _full_year(year), is_fiscal=True)


def _day(year: str | None, month: int, day: str) -> PeriodWords:
    return PeriodWords(month=month, day=int(day), year=_full_year(year) if year else None)


def _numeric_day(one: str, other: str, year: str) -> PeriodWords:
    """``30/06/2023`` and ``06/30/2023``; nothing where both orders are dates and neither ends a month."""
    first, second, full_year = int(one), int(other), _full_year(year)
    possible = [(day, month) for day, month in ((first, second), (second, first)) if _is_day(full_year, month, day)]
    ends = [(day, month) for day, month in possible if day == monthrange(full_year, month)[1]]
    chosen = set(ends or possible)
    if len(chosen) != 1:
        return NOTHING_SAID
    day, month = chosen.pop()
    return PeriodWords(month=month, day=day, year=full_year)


def _months_between(first: str, last: str, year: str) -> PeriodWords:
    start, end = _month_number(first), _month_number(last)
    return PeriodWords((end - start) % 12 + 1, end, None, _full_year(year))


def _chinese_day(year: str | None, month: str, day: str) -> PeriodWords:
    number = _chinese(month)
    return (
        _day(str(_chinese_year(year)) if year else None, number, str(_chinese(day))) if number <= 12 else NOTHING_SAID
    )


Say = Callable[..., PeriodWords]
I = re.IGNORECASE  # noqa: E741

EXPRESSIONS: tuple[tuple[re.Pattern[str], Say], ...] = (
    # parts of a year by name, longest expression first
    (re.compile(rf"\bh([12])\s*[-/]?\s*(?:fy)?\s*{ANY_YEAR}", I), lambda half, year: _part_of_year(6, int(half), year)),
    (re.compile(rf"\b([12])h\s*[-/]?\s*(?:fy)?\s*{ANY_YEAR}", I), lambda half, year: _part_of_year(6, int(half), year)),
    (re.compile(rf"\bq([1-4])\s*[-/]?\s*(?:fy)?\s*{ANY_YEAR}", I), lambda q, year: _part_of_year(3, int(q), year)),
    (re.compile(rf"\b([1-4])q\s*[-/]?\s*(?:fy)?\s*{ANY_YEAR}", I), lambda q, year: _part_of_year(3, int(q), year)),
    (re.compile(rf"\b(?:fy)?\s*({YEAR_DIGITS})\s*[-/]?\s*h([12])\b", I), lambda year, half: _part_of_year(6, int(half), year)),
    (re.compile(rf"\b(?:fy)?\s*({YEAR_DIGITS})\s*[-/]?\s*q([1-4])\b", I), lambda year, q: _part_of_year(3, int(q), year)),
    (re.compile(r"\bfy'?(\d{2})\s*[-/]?\s*h([12])\b", I), lambda year, half: _part_of_year(6, int(half), year)),
    (re.compile(r"\bfy'?(\d{2})\s*[-/]?\s*q([1-4])\b", I), lambda year, q: _part_of_year(3, int(q), year)),
    (re.compile(rf"\b(first|second|1st|2nd) half(?:[- ]year)?(?: of)?(?: fiscal| fy)?(?: year)?\s*{ANY_YEAR}", I),
     lambda half, year: _part_of_year(6, ORDINALS[half.lower()], year)),
    (re.compile(rf"\b(first|second|third|fourth|1st|2nd|3rd|4th) quarter(?: of)?(?: fiscal| fy)?(?: year)?\s*{ANY_YEAR}", I),
     lambda q, year: _part_of_year(3, ORDINALS[q.lower()], year)),
    (re.compile(rf"\bhalf[- ]year\s+({YEAR_DIGITS})\b", I), lambda year: _part_of_year(6, 1, year)),
    (re.compile(rf"\b(12|[369])m\s*[-/]?\s*(?:fy)?\s*{ANY_YEAR}", I),
     lambda months, year: PeriodWords(int(months), int(months), None, _full_year(year), is_fiscal=True)),
    (re.compile(rf"\bhy\s*{ANY_YEAR}", I), lambda year: _part_of_year(6, 1, year)),
    (re.compile(r"\bfye?\s*'?(?:\d{4}|\d{2})\s*[-/]\s*(\d{4}|\d{2})\b", I), lambda year: _part_of_year(12, 1, year)),
    (re.compile(rf"\b(?:fye?|cy|fiscal(?: year)?|financial year|full year|calendar year)\s*{ANY_YEAR}a?\b", I),
     lambda year: _part_of_year(12, 1, year)),
    (re.compile(rf"({YEAR_DIGITS})\s*年\s*(?:上半年|半年度)"), lambda year: _part_of_year(6, 1, year)),
    (re.compile(rf"({YEAR_DIGITS})\s*年\s*下半年"), lambda year: _part_of_year(6, 2, year)),
    (re.compile(rf"({YEAR_DIGITS})\s*年\s*第?([一二三四1-4])季度?"), lambda year, q: _part_of_year(3, _chinese(q), year)),
    (re.compile(rf"({YEAR_DIGITS})\s*年\s*(?:1|一)月?\s*[-–—至到]\s*({CHINESE_NUMBER})月"),
     lambda year, last: PeriodWords(_chinese(last), _chinese(last), None, int(year))),
    (re.compile(rf"({YEAR_DIGITS})\s*(?:年(?:全年|年度|度)|[财財]年)"), lambda year: _part_of_year(12, 1, year)),
    (re.compile(r"(二[〇○零][零〇○一二三四五六七八九]{2})\s*年(?:全年|年度|度)"),
     lambda year: _part_of_year(12, 1, str(_chinese_year(year)))),
    (re.compile(rf"\b({MONTH})\.?\s*(?:to|through|[-–—])\s*({MONTH})\.?,?\s*{ANY_YEAR}", I), _months_between),
    # lengths
    (re.compile(rf"\b({COUNT})[\s-]+months?\b", I), _months),
    (re.compile(r"\b(12|[369])\s?m(?:o|os|ths?)?\.?(?=\s+(?:ended|ending|to)\b|$)", I), _months),
    (re.compile(r"\b(13|thirteen|26|39|52|53)[\s-]+weeks?\b", I), lambda weeks: PeriodWords(months=WEEKS[weeks.lower()])),
    (re.compile(r"\bquarters?(?:ly)?(?: period)? (?:ended|ending|to)\b|\bquarter(?=\s+\d{1,2} )", I), lambda: PeriodWords(months=3)),
    (re.compile(r"\bhalf[- ]years?(?: period)? (?:ended|ending|to)\b", I), lambda: PeriodWords(months=6)),
    (re.compile(r"\b(?:fiscal |financial )?years? (?:ended|ending|to)\b|\b(?:fy|y)e\b(?=\s)", I), lambda: PeriodWords(months=12)),
    (re.compile(r"(十二|三|六|九|12|3|6|9)\s*[个個]月(?:期间|期間)?"), _months),
    (re.compile(r"止(?:的)?(?:财政|財政)?年度|止(?:一)?年"), lambda: PeriodWords(months=12)),
    # days
    (re.compile(rf"({YEAR_DIGITS})\s*年\s*(\d{{1,2}})\s*月\s*(\d{{1,2}})\s*日"), _chinese_day),
    (re.compile(rf"(二[〇○零][零〇○一二三四五六七八九]{{2}})\s*年\s*({CHINESE_NUMBER})\s*月\s*({CHINESE_NUMBER})\s*日"), _chinese_day),
    (re.compile(rf"(?<![\d零〇○一二三四五六七八九十])({CHINESE_NUMBER})\s*月\s*({CHINESE_NUMBER})\s*日"), lambda month, day: _chinese_day(None, month, day)),
    (re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)"), lambda year, month, day: _checked_day(year, month, day)),
    (re.compile(rf"\b({YEAR_DIGITS})[/.](\d{{1,2}})[/.](\d{{1,2}})(?!\d)"), lambda year, month, day: _checked_day(year, month, day)),
    (re.compile(r"(?<![\d.,/])(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?![\d.,/])"), _numeric_day),
    (re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?[\s-]+({MONTH})\.?[\s,-]*'?({YEAR_DIGITS}|\d{{2}}(?!\d))", I),
     lambda day, month, year: _day(year, _month_number(month), day)),
    (re.compile(rf"\b({MONTH})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s*(\d{{4}})", I),
     lambda month, day, year: _day(year, _month_number(month), day)),
    (re.compile(rf"\b({MONTH})\.?[\s,-]*'?({YEAR_DIGITS})\b", I), lambda month, year: PeriodWords(month=_month_number(month), year=int(year))),
    (re.compile(rf"(?:^|\b(?:y|fy)e |\bytd )\W*({MONTH})\.?[-'’ ]*[-'’](\d{{2}})\W*$", I), lambda month, year: PeriodWords(month=_month_number(month), year=_full_year(year))),
    (re.compile(rf"\b({MONTH})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?\b", I), lambda month, day: _day(None, _month_number(month), day)),
    (re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?[\s-]+({MONTH})\b", I), lambda day, month: _day(None, _month_number(month), day)),
    # years
    (re.compile(rf"({YEAR_DIGITS})\s*年"), lambda year: PeriodWords(year=int(year))),
    (re.compile(r"(二[〇○零][零〇○一二三四五六七八九]{2})\s*年"), lambda year: PeriodWords(year=_chinese_year(year))),
    (re.compile(rf"(?<![\d,.])({YEAR_DIGITS})(?![\d,]|\.\d)"), lambda year: PeriodWords(year=int(year))),
)  # fmt: skip
"""Each way to say something of a period; an expression that was read is not read again as a shorter one."""

FILLERS = re.compile(
    r"\b(as|at|of|on|the|for|and|to|from|in|period|periods|ended|ending|end|date|year|years|quarter|half|fiscal|financial|"
    r"unaudited|audited|restated|actual|ytd|year-to-date|balance|st|nd|rd|th)\b|截至|截止|止|于|於|期间|年|未经审计|经审计|未經審計|審計",
    re.IGNORECASE,
)
UNREAD = "\x00"
MAY_SAY = re.compile(r"\d|[〇○零一二三四五六七八九十]|month|quarter|year", I)
BETWEEN = re.compile(
    r"^(?P<first>.*?\d.*?)\s*(?:\bto\b|\bthrough\b|\bthru\b|\buntil\b|\s[-–—]\s|–|—|至|到)\s*(?P<last>.*\d.*)$", I
)


def words_in(text: str) -> PeriodWords:
    """Return what ``text`` says of a period; nothing said where it says nothing."""
    return _read(text)[0]


@lru_cache(maxsize=TEXTS_REMEMBERED)
def is_only_a_period(text: str) -> bool:
    """True for ``June 30, 2023`` and ``2023``; false for ``Catch-up of FY2023``, which names something else."""
    said, rest = _read(text)
    return said != NOTHING_SAID and not re.search(r"[^\W\d_]{2,}", FILLERS.sub(" ", rest))


@lru_cache(maxsize=TEXTS_REMEMBERED)
def _read(text: str) -> tuple[PeriodWords, str]:
    """Return what is said of a period, and the text without the words that said it."""
    said, rest = NOTHING_SAID, text
    if len(text) > LONGEST_PERIOD or not MAY_SAY.search(text):
        return said, rest
    between = _between(text)
    if between:
        return between, ""
    for pattern, say in EXPRESSIONS:
        match = pattern.search(rest)
        if match is None:
            continue
        found: Any = say(*match.groups())
        if found.year is None or EARLIEST_YEAR <= found.year <= LATEST_YEAR:
            said = said.completed_by(found)
        rest = rest[: match.start()] + UNREAD + rest[match.end() :]
    return said, rest


def _between(text: str) -> PeriodWords | None:
    """Return what ``from January 1, 2023 to June 30, 2023`` says: whole months between two days; None elsewhere."""
    ends = BETWEEN.match(text)
    if ends is None:
        return None
    first, last = (_read(end)[0] for end in ends.groups())
    if not (first.month and first.day and last.month and last.day and last.year):
        return None
    after = _day_after(last)
    start_year = first.year or (last.year if first.month <= last.month else last.year - 1)
    if after is None or first.day != after.day:
        return None
    months = (after.year - start_year) * 12 + after.month - first.month
    return PeriodWords(months, last.month, last.day, last.year) if months > 0 else None


def _day_after(said: PeriodWords) -> date | None:
    try:
        return date(said.year or 0, said.month or 0, said.day or 0) + timedelta(days=1)
    except ValueError:
        return None


def period_from(
    texts: Sequence[str], is_instant: bool, default: PeriodWords = NOTHING_SAID, year_end: int = CALENDAR_YEAR
) -> Period | None:
    """Return the period that ``texts``, top to bottom, spell together; None where no year or no end is said.

    A statement of financial position shows instants; elsewhere a date without a length is not a period, and a bare
    year is the company's year. ``year_end``: the last month of that.
    """
    words = NOTHING_SAID
    for text in texts:
        words = words_in(text).completed_by(words)
    said = words != NOTHING_SAID
    words = words.completed_by(default)
    if words.year is None or not (said or default.year):
        return None
    year, month, months = words.year, words.month, words.months
    is_fiscal = words.is_fiscal
    if month is None:
        if not is_instant and months not in (None, 12):
            return None
        month, months, is_fiscal = 12, 12, True
    if is_fiscal and words.day is None:
        year, month = _in_calendar(year, month, year_end)
    try:
        end = date(year, month, words.day or monthrange(year, month)[1])
    except ValueError:
        return None
    if is_instant:
        return Period(None, end, _day_label(end))
    if months is None:
        return None
    return Period(first_day(end, months), end, duration_label(months, end))


@dataclass(frozen=True, slots=True)
class When:
    """What a table's headings leave unsaid of periods: the words of its titles, and when the company's year ends."""

    default: PeriodWords = NOTHING_SAID
    year_end: int = CALENDAR_YEAR

    def period(self, texts: Sequence[str], is_instant: bool) -> Period | None:
        """Return the period that headings, top to bottom, and what they leave unsaid spell together."""
        return period_from(texts, is_instant, self.default, self.year_end)


def _in_calendar(year: int, month: int, year_end: int) -> tuple[int, int]:
    """Return the calendar's year and month for the ``month``-th of the company's year that ends in ``year``."""
    index = year * 12 + year_end - 1 - (12 - month)
    return index // 12, index % 12 + 1


def first_day(end: date, months: int) -> date:
    """Return the day after the same day ``months`` earlier: the first of a month where ``end`` is the last of one."""
    after = end + timedelta(days=1)
    index = after.year * 12 + after.month - 1 - months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(after.day, monthrange(year, month)[1]))


def duration_label(months: int, end: date) -> str:
    length = {3: "Three months", 6: "Six months", 9: "Nine months", 12: "Year"}.get(months, f"{months} months")
    return f"{length} ended {_day_label(end)}"


def _day_label(day: date) -> str:
    return f"{MONTH_NAMES[day.month - 1]} {day.day}, {day.year}"


def _month_number(name: str) -> int:
    return MONTH_NUMBERS[name.lower()]


def _full_year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _is_day(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def _checked_day(year: str, month: str, day: str) -> PeriodWords:
    return _day(year, int(month), day) if _is_day(int(year), int(month), int(day)) else NOTHING_SAID


def _chinese(text: str) -> int:
    """Return the number that Chinese or Arabic numerals up to 99 write: ``三十一`` is 31."""
    if text.isdecimal():
        return int(text)
    tens, ten, units = text.rpartition("十")
    if not ten:
        return CHINESE_DIGITS.get(text, 0)
    return (CHINESE_DIGITS.get(tens, 0) if tens else 1) * 10 + (CHINESE_DIGITS.get(units, 0) if units else 0)


def _chinese_year(text: str) -> int:
    return int("".join(str(CHINESE_DIGITS.get(digit, digit)) for digit in text))
