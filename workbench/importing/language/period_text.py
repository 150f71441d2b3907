"""Periods in their many notations: ``Six months ended June 30, 2023``, ``31 Dec 2022``, ``1H23``, ``截至2023年6月30日止六个月``."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

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
SMALL_NUMBERS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
CHINESE_DIGITS = {**{digit: number for number, digit in enumerate("零一二三四五六七八九")}, "〇": 0, "○": 0}

MONTH = "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True))
SMALL_NUMBER = "|".join(sorted(SMALL_NUMBERS, key=len, reverse=True))
COUNT = rf"(?:{'|'.join(TENS)})(?:[\s-](?:{SMALL_NUMBER}))?|{SMALL_NUMBER}|\d{{1,3}}"
"""A number of months or weeks, in words or digits: ``ten``, ``twenty-six``, ``39``."""
MOST_MONTHS, MOST_WEEKS = 36, 160
WEEKS_OF_A_YEAR = (52, 53)
A_LENGTH = rf"(?:(?:{COUNT})[\s-]+(?:months?|weeks?)|quarter)\b"
YEAR_DIGITS = r"(?:19|20)\d{2}"
ANY_YEAR = r"'?(\d{4}|\d{2})(?!\d)"
CHINESE_NUMBER = r"[零〇○一二三四五六七八九十\d]{1,4}"

UNREAD = "\x00"
"""The replacement for words of a text that have been read."""
EARLIEST_YEAR, LATEST_YEAR = 1950, 2100
TEXTS_REMEMBERED = 20_000
LONGEST_PERIOD = 200
"""The most characters of a period; longer text is a paragraph."""


@dataclass(frozen=True, slots=True)
class PeriodWords:
    """What headings state of a period; each part may be missing.

    Its length is stated in ``months`` or ``weeks``, by its first day ``start``, or as all of the fiscal year up to its
    end (``is_to_date``). ``is_fiscal``: ``month`` counts from the start of the fiscal year (``H1``: 6), whenever that
    begins. ``is_unclear``: the words can be read in two ways.
    """

    months: int | None = None
    month: int | None = None
    day: int | None = None
    year: int | None = None
    is_fiscal: bool = False
    weeks: int | None = None
    start: date | None = None
    is_to_date: bool = False
    is_unclear: bool = False
    of_fiscal_year: bool = False
    """The year is a fiscal one: its months after the year end belong to the calendar year before."""

    @property
    def has_length(self) -> bool:
        return bool(self.months or self.weeks or self.start or self.is_to_date)

    @property
    def is_complete(self) -> bool:
        """True if a year, an end and a length are stated."""
        return bool(self.year and self.month) and self.has_length

    @property
    def is_day_of_a_year(self) -> bool:
        """True if an end is stated, but not a length."""
        return bool(self.month and self.year) and not self.has_length

    def fill_gaps_from(self, other: "PeriodWords") -> "PeriodWords":
        """Return these words with gaps filled from ``other``."""
        end = self if self.month else other
        length = self if self.has_length else other
        return PeriodWords(
            months=length.months,
            month=end.month,
            day=end.day,
            year=self.year or other.year,
            is_fiscal=end.is_fiscal,
            weeks=length.weeks,
            start=length.start,
            is_to_date=length.is_to_date,
            is_unclear=self.is_unclear or (other.is_unclear and self.year is None),
            of_fiscal_year=self.of_fiscal_year if self.year else other.of_fiscal_year,
        )


NO_PERIOD_WORDS = PeriodWords()
UNCLEAR = PeriodWords(is_unclear=True)
MONTHS_OF_A_YEAR = 12
DECEMBER = 12
"""The last month of a fiscal year, unless otherwise stated."""


def _months(count: str) -> PeriodWords:
    months = _number(count)
    return PeriodWords(months=months) if 0 < months <= MOST_MONTHS else NO_PERIOD_WORDS


def _weeks(count: str) -> PeriodWords:
    weeks = _number(count)
    return PeriodWords(weeks=weeks) if 0 < weeks <= MOST_WEEKS else NO_PERIOD_WORDS


def _number(count: str) -> int:
    """Return the number of English words, Arabic digits or Chinese numerals: 26 for ``twenty-six``."""
    words = re.split(r"[\s-]+", count.lower())
    if all(word in TENS or word in SMALL_NUMBERS for word in words):
        return sum(TENS.get(word, 0) or SMALL_NUMBERS.index(word) + 1 for word in words)
    return _chinese_number(count)


def _first_months(count: str, year: str) -> PeriodWords:
    """``First nine months 2023``: as many months from the start of the fiscal year."""
    months = _number(count)
    return _part_of_year(months, 1, year) if 0 < months <= MONTHS_OF_A_YEAR else NO_PERIOD_WORDS


def _part_of_year(months: int, number: int, year: str | None = None) -> PeriodWords:
    return PeriodWords(months, number * months, None, _full_year(year) if year else None, is_fiscal=True)


def _year_over_two(first: str, second: str) -> PeriodWords:
    """``2022/23`` is the year that ends in 2023, ``2022-12`` a month of 2022; ``2015/19`` is unclear."""
    last = int(first[: -len(second)] + second)
    if last == int(first) + 1:
        return _part_of_year(12, 1, str(last))
    is_month = len(second) == 2 and 1 <= int(second) <= DECEMBER
    return PeriodWords(month=int(second), year=int(first)) if is_month else UNCLEAR


def _day(year: str | None, month: int, day: str) -> PeriodWords:
    return PeriodWords(month=month, day=int(day), year=_full_year(year) if year else None)


def _numeric_day(first_number: str, second_number: str, year: str) -> PeriodWords:
    """``30/06/2023`` and ``06/30/2023``; unclear if both orders are dates and not exactly one ends a month."""
    first, second, full_year = int(first_number), int(second_number), _full_year(year)
    candidates = [(day, month) for day, month in ((first, second), (second, first)) if _is_day(full_year, month, day)]
    month_ends = [(day, month) for day, month in candidates if day == monthrange(full_year, month)[1]]
    chosen = set(month_ends or candidates)
    if len(chosen) != 1:
        return UNCLEAR if chosen else NO_PERIOD_WORDS
    day, month = chosen.pop()
    return PeriodWords(month=month, day=day, year=full_year)


def _day_of_a_month(first_number: str, second_number: str) -> PeriodWords:
    """``30/09`` under a year; nothing if either number may be the month, and not exactly one order ends a month."""
    orders = ((int(first_number), int(second_number)), (int(second_number), int(first_number)))
    candidates = {(month, day) for day, month in orders if _is_day(LATEST_YEAR, month, day)}
    month_ends = {(month, day) for month, day in candidates if day == monthrange(LATEST_YEAR, month)[1]}
    chosen = month_ends or candidates
    are_years = int(second_number) == int(first_number) + 1  # ``12/13``
    month, day = chosen.pop() if len(chosen) == 1 and not are_years else (None, None)
    return PeriodWords(month=month, day=day)


def _months_between(first: str, last: str, year: str) -> PeriodWords:
    start, end = _month_number(first), _month_number(last)
    return PeriodWords((end - start) % 12 + 1, end, None, _full_year(year))


def _months_alone(first: str, last: str) -> PeriodWords:
    """``Jan-Sep`` under or over a year."""
    return replace(_months_between(first, last, "2000"), year=None)


def _months_of_years(first: str, year: str, last: str, last_year: str) -> PeriodWords:
    """``Jan 23 - Dec 23``; nothing for ``Jan 1 - Mar 31``, whose numbers are days."""
    if len(year) == len(last_year) == 2 and int(last_year) - int(year) not in (0, 1):
        return NO_PERIOD_WORDS
    return _month_to_month((_full_year(year), _month_number(first)), (_full_year(last_year), _month_number(last)))


def _month_to_month(first: tuple[int, int], last: tuple[int, int]) -> PeriodWords:
    """Return the months from ``first`` to ``last``, both (year, month); a thirteenth month of closing counts as 12."""
    (year, month), (last_year, last_month) = first, (last[0], min(last[1], DECEMBER))
    months = (last_year - year) * MONTHS_OF_A_YEAR + last_month - month + 1
    return PeriodWords(months, last_month, None, last_year) if 0 < months <= MOST_MONTHS and month else UNCLEAR


def _month_and_number(month: str, number: str) -> PeriodWords:
    """``12 months to Mar 23`` is a month of 2023, ``Six months ended June 30`` the last day of a month."""
    is_last_day = int(number) in (28, 29, 30, 31)
    return _day(None, _month_number(month), number) if is_last_day else _month_of(month, number)


def _month_of(month: str, year: str) -> PeriodWords:
    return PeriodWords(month=_month_number(month), year=_full_year(year))


def _chinese_day(year: str | None, month: str, day: str) -> PeriodWords:
    number = _chinese_number(month)
    return (
        _day(str(_chinese_year(year)) if year else None, number, str(_chinese_number(day)))
        if number <= 12
        else NO_PERIOD_WORDS
    )


TO_DATE = re.compile(r"\b(?:current )?(?:ytd|year[ -]to[ -]date)\b", re.IGNORECASE)
MakeWords = Callable[..., PeriodWords]
I = re.IGNORECASE  # noqa: E741

EXPRESSIONS: tuple[tuple[re.Pattern[str], MakeWords], ...] = (
    # parts of a year by name, longest expression first
    (re.compile(r"^\W*first (two|three) quarters\W*$", I), lambda count: _part_of_year(3 * _number(count), 1)),
    (re.compile(rf"^\W*first ({COUNT}) months\W*$", I), lambda count: _part_of_year(_number(count), 1)),
    (re.compile(rf"\bfiscal (?:year )?({YEAR_DIGITS})(?=\s+{A_LENGTH})", I), lambda year: PeriodWords(year=int(year), of_fiscal_year=True)),
    (re.compile(rf"\bfy\s*{ANY_YEAR}\s*\(({MONTH})\.?[\s-]*'?(\d{{4}}|\d{{2}})\)", I),
     lambda _, month, year: PeriodWords(12, _month_number(month), None, _full_year(year))),
    (re.compile(rf"\bf?h([12])\s*[-/]?\s*(?:fy)?\s*{ANY_YEAR}", I), lambda half, year: _part_of_year(6, int(half), year)),
    (re.compile(rf"\b([12])h\s*[-/]?\s*(?:fy)?\s*{ANY_YEAR}", I), lambda half, year: _part_of_year(6, int(half), year)),
    (re.compile(rf"\bf?q([1-4])\s*[-/]?\s*(?:fy)?\s*{ANY_YEAR}", I), lambda quarter, year: _part_of_year(3, int(quarter), year)),
    (re.compile(rf"\b([1-4])f?q\s*[-/]?\s*(?:fy)?\s*{ANY_YEAR}", I), lambda quarter, year: _part_of_year(3, int(quarter), year)),
    (re.compile(r"\b(\d{2})q([1-4])\b", I), lambda year, quarter: _part_of_year(3, int(quarter), year)),
    (re.compile(r"\b(\d{2})h([12])\b", I), lambda year, half: _part_of_year(6, int(half), year)),
    (re.compile(rf"\bf?q([1-4])\s*\([^)]*\)\s*({YEAR_DIGITS})", I), lambda quarter, year: _part_of_year(3, int(quarter), year)),
    (re.compile(rf"\b(?:quarter|qtr)\.?\s*([1-4]),?\s*{ANY_YEAR}", I), lambda quarter, year: _part_of_year(3, int(quarter), year)),
    (re.compile(rf"\bhy\s?([12])\s*[-/]?\s*(?:fy)?\s*{ANY_YEAR}", I), lambda half, year: _part_of_year(6, int(half), year)),
    (re.compile(rf"\b([12])hy\s*[-/]?\s*{ANY_YEAR}", I), lambda half, year: _part_of_year(6, int(half), year)),
    (re.compile(rf"\b(?:fy)?\s*({YEAR_DIGITS})\s*[-/]?\s*h([12])\b", I), lambda year, half: _part_of_year(6, int(half), year)),
    (re.compile(rf"\b(?:fy)?\s*({YEAR_DIGITS})\s*[-/]?\s*q([1-4])\b", I), lambda year, quarter: _part_of_year(3, int(quarter), year)),
    (re.compile(r"\bfy\s?'?(\d{2})\s*[-/]?\s*h([12])\b", I), lambda year, half: _part_of_year(6, int(half), year)),
    (re.compile(r"\bfy\s?'?(\d{2})\s*[-/]?\s*q([1-4])\b", I), lambda year, quarter: _part_of_year(3, int(quarter), year)),
    (re.compile(rf"\b(first|second|1st|2nd) half(?:[- ]year)?(?: of)?(?: fiscal| fy)?(?: year)?\s*{ANY_YEAR}", I),
     lambda half, year: _part_of_year(6, ORDINALS[half.lower()], year)),
    (re.compile(rf"\b(first|second|third|fourth|1st|2nd|3rd|4th) (?:quarter|qtr)\.?(?: of)?(?: fiscal| fy)?(?: year)?,?\s*{ANY_YEAR}", I),
     lambda quarter, year: _part_of_year(3, ORDINALS[quarter.lower()], year)),
    (re.compile(rf"\bhalf[- ]year\s+({YEAR_DIGITS})\b", I), lambda year: _part_of_year(6, 1, year)),
    (re.compile(rf"\b(1[0-2]|[1-9])m\s*[-/]?\s*(?:fy)?\s*{ANY_YEAR}", I), lambda months, year: _part_of_year(int(months), 1, year)),
    (re.compile(rf"\b(?:fy)?\s*({YEAR_DIGITS})\s*[-/]?\s*(1[0-2]|[1-9])m\b", I), lambda year, months: _part_of_year(int(months), 1, year)),
    (re.compile(rf"\b[mp](?:eriod )?(0?[1-9]|1[0-2])\s*[-/ ]?\s*({YEAR_DIGITS})\b", I), lambda month, year: _part_of_year(1, int(month), year)),
    (re.compile(rf"\b({YEAR_DIGITS})\s*[-/ ]?[mp](0?[1-9]|1[0-2])\b", I), lambda year, month: _part_of_year(1, int(month), year)),
    (re.compile(rf"\b(?:first )?({COUNT})[\s-]months?\s+(?:of )?({YEAR_DIGITS})\b", I), lambda months, year: _first_months(months, year)),
    (re.compile(r"\bfy\s?(\d{1,2})/(\d{4}|\d{2})(?![\d/])", I),
     lambda month, year: PeriodWords(12, int(month), None, _full_year(year)) if int(month) <= DECEMBER else _year_over_two(str(_full_year(month)), year)),
    (re.compile(rf"\bfy\s?({YEAR_DIGITS})/([1-9]|1[0-2])(?![\d/])", I), lambda year, month: PeriodWords(12, int(month), None, int(year))),
    (re.compile(rf"(?<![\d./-])({YEAR_DIGITS})-(\d{{2}})\s*(?:to|[-–—]|\.\.)\s*({YEAR_DIGITS})-(\d{{2}})(?![\d./-])", I),
     lambda year, first, last_year, last: _month_to_month((int(year), int(first)), (int(last_year), int(last)))),
    (re.compile(rf"(?<![\d/.-])({YEAR_DIGITS})\s*/\s*(\d{{4}}|\d{{2}})(?![\d/.-])"), _year_over_two),
    (re.compile(rf"(?<![\d/.-])({YEAR_DIGITS})\s?-\s?(\d{{2}})(?![\d/.-])"), _year_over_two),
    (re.compile(rf"(?<![\d/.-])({YEAR_DIGITS})\s?[-–]\s?({YEAR_DIGITS})(?!\d|[-/.]\d)"), _year_over_two),
    (re.compile(rf"(?<![\d/.-]){YEAR_DIGITS}\s*\(\d{{2}}\)(?!\d)"), lambda: UNCLEAR),
    (re.compile(r"\b(?:fw|wk|week)\s?\d{1,2}\b", I), lambda: UNCLEAR),
    (re.compile(rf"\bhy\s*{ANY_YEAR}", I), lambda year: _part_of_year(6, 1, year)),
    (re.compile(r"\bfye?\s*'?(?:\d{4}|\d{2})\s*[-/]\s*(\d{4}|\d{2})\b(?![-/.]\d)", I), lambda year: _part_of_year(12, 1, year)),
    (re.compile(rf"\b(?:fye?|cy|fiscal(?: year)?|financial year|full year|calendar year)[-.]?\s*{ANY_YEAR}[aefbp]?\b(?!\s*(?:[/.-]\s*\d|(?:{MONTH})\b|{A_LENGTH}))", I),
     lambda year: _part_of_year(12, 1, year)),
    (re.compile(rf"({YEAR_DIGITS})\s*年?\s*(?:第?(?:一|1)季报)"), lambda year: _part_of_year(3, 1, year)),
    (re.compile(rf"({YEAR_DIGITS})\s*年?\s*(?:中报|半年报)"), lambda year: _part_of_year(6, 1, year)),
    (re.compile(rf"({YEAR_DIGITS})\s*年?\s*(?:第?(?:三|3)季报)"), lambda year: _part_of_year(9, 1, year)),
    (re.compile(rf"({YEAR_DIGITS})\s*年?\s*年报"), lambda year: _part_of_year(12, 1, year)),
    (re.compile(rf"({YEAR_DIGITS})\s*年\s*(?:上半年|半年度)"), lambda year: _part_of_year(6, 1, year)),
    (re.compile(rf"({YEAR_DIGITS})\s*年\s*下半年"), lambda year: _part_of_year(6, 2, year)),
    (re.compile(rf"({YEAR_DIGITS})\s*年\s*第?([一二三四1-4])季度?"), lambda year, quarter: _part_of_year(3, _chinese_number(quarter), year)),
    (re.compile(rf"({YEAR_DIGITS})\s*年\s*前三季度"), lambda year: _part_of_year(9, 1, year)),
    (re.compile(rf"({YEAR_DIGITS})\s*年\s*({CHINESE_NUMBER})月?\s*[-–—至到]\s*({CHINESE_NUMBER})月(?!\s*\d)"),
     lambda year, first, last: _month_to_month((int(year), _chinese_number(first)), (int(year), _chinese_number(last)))),
    (re.compile(rf"({YEAR_DIGITS})\s*(?:年(?:全年|年度|度)|[财財]年)"), lambda year: _part_of_year(12, 1, year)),
    (re.compile(r"(二[〇○零][零〇○一二三四五六七八九]{2})\s*年(?:全年|年度|度)"),
     lambda year: _part_of_year(12, 1, str(_chinese_year(year)))),
    (re.compile(rf"\b({MONTH})\.?\s*(?:to|through|thru|[-–—])\s*({MONTH})\.?[,/]?\s*{ANY_YEAR}", I), _months_between),
    (re.compile(rf"\b({YEAR_DIGITS})\s+({MONTH})\.?\s*(?:to|[-–—])\s*({MONTH})\b", I), lambda year, first, last: _months_between(first, last, year)),
    (re.compile(rf"^\W*({MONTH})\.?\s*(?:to|[-–—])\s*({MONTH})\.?\W*$", I), _months_alone),
    (re.compile(rf"(?<![\d./-])(1[0-2]|0?[1-9])\s?[-–]\s?(1[0-2]|0?[1-9])/({YEAR_DIGITS})(?![\d./-])"),
     lambda first, last, year: _month_to_month((int(year), int(first)), (int(year), int(last)))),
    (re.compile(rf"\b({MONTH})\.?[ '-]*(\d{{4}}|\d{{2}})\s*(?:to|through|thru|[-–—])\s*({MONTH})\.?[ '-]*(\d{{4}}|\d{{2}})(?![\d,])", I),
     _months_of_years),
    (re.compile(rf"(?<![\d./-])(\d{{1,2}})[./]({YEAR_DIGITS})\s*(?:to|[-–—])\s*(\d{{1,2}})[./]({YEAR_DIGITS})(?![\d./-])", I),
     lambda first, year, last, last_year: _month_to_month((int(year), int(first)), (int(last_year), int(last)))),
    # lengths
    (re.compile(rf"\b({COUNT})[\s-]+(?:months?|mths?|mos?)\b\.?", I), _months),
    (re.compile(r"\b(\d{1,2})\s?(?:months?|mths?|mos?|me)\b", I), _months),
    (re.compile(r"\b(12|[369])\s?m(?:o|os|ths?)?\.?(?=\s+(?:ended|ending|to)\b|$)", I), _months),
    (re.compile(rf"\b({COUNT})[\s-]+(?:weeks?|wks?)\b", I), _weeks),
    (re.compile(r"\b(\d{1,3})\s?(?:weeks?|wks?)\b", I), _weeks),
    (TO_DATE, lambda: PeriodWords(is_to_date=True)),
    (re.compile(rf"\bmonth(?:ly)?(?: period)? (?:ended|ending|to(?! date))\b|\bmtd\b|\bmonth[ -]to[ -]date\b|^\W*month\W*$|\bmonth(?= (?:{MONTH})\b)", I), lambda: PeriodWords(months=1)),
    (re.compile(r"\b(?:quarters?(?:ly)?|qtrs?)\.?(?: year)?(?: period)? (?:ended|ending|to)\b|\bquarter(?=\s+\d{1,2} )", I), lambda: PeriodWords(months=3)),
    (re.compile(r"\bhalf[- ]year(?:ly|s)?(?: period)? (?:ended|ending|to|results?|reports?|accounts)\b", I), lambda: PeriodWords(months=6)),
    (re.compile(r"\b(?:fiscal |financial )?years? (?:ended|ending|to)\b|\b(?:fy|y)e\b(?=\s)", I), lambda: PeriodWords(months=12)),
    (re.compile(r"\b(?:current|preceding) year (?:corresponding )?quarter\b", I), lambda: PeriodWords(months=3)),
    (re.compile(r"\bpreceding year corresponding period\b", I), lambda: PeriodWords(is_to_date=True)),
    (re.compile(rf"({CHINESE_NUMBER})\s*[个個]月(?:期间|期間)?"), _months),
    (re.compile(r"止(?:的)?(?:财政|財政)?年度|止(?:一)?年|^\W*(?:末期|全年|年度)\W*$"), lambda: PeriodWords(months=12)),
    (re.compile(r"^\W*中期\W*$"), lambda: PeriodWords(months=6)),
    (re.compile(r"单季"), lambda: PeriodWords(months=3)),
    # days
    (re.compile(rf"({YEAR_DIGITS})\s*年\s*(\d{{1,2}})\s*月\s*(\d{{1,2}})\s*日"), _chinese_day),
    (re.compile(rf"({YEAR_DIGITS})\s*年\s*(1[0-2]|[1-9])\s*月(?:末|底|份)?(?!\s*[\d至到-])"), lambda year, month: PeriodWords(month=int(month), year=int(year))),
    (re.compile(rf"(二[〇○零][零〇○一二三四五六七八九]{{2}})\s*年\s*({CHINESE_NUMBER})\s*月\s*({CHINESE_NUMBER})\s*日"), _chinese_day),
    (re.compile(rf"(?<![\d零〇○一二三四五六七八九十])({CHINESE_NUMBER})\s*月\s*({CHINESE_NUMBER})\s*日"), lambda month, day: _chinese_day(None, month, day)),
    (re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)"), lambda year, month, day: _day_if_valid(year, month, day)),
    (re.compile(rf"\b({YEAR_DIGITS})[/.](\d{{1,2}})[/.](\d{{1,2}})(?!\d)"), lambda year, month, day: _day_if_valid(year, month, day)),
    (re.compile(r"(?<![\d.,/])(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?![\d.,/])"), _numeric_day),
    (re.compile(rf"(?<![\d/.-])(0?[1-9]|1[0-2])/({YEAR_DIGITS})(?![\d/])"), lambda month, year: PeriodWords(month=int(month), year=int(year))),
    (re.compile(r"(?<!\d)((?:19|20)\d{2})(\d{2})(\d{2})(?!\d)"), lambda year, month, day: _day_if_valid(year, month, day)),
    (re.compile(rf"\b(?:to|ended|ending)\s+({MONTH})\.?\s+'?(\d{{2}})\W*$", I), _month_and_number),
    (re.compile(rf"(?<!period )\b(\d{{1,2}})(?:st|nd|rd|th)?[\s-]+({MONTH})\.?[\s,-]*'?({YEAR_DIGITS}|\d{{2}}(?!\d))", I),
     lambda day, month, year: _day(year, _month_number(month), day)),
    (re.compile(rf"\b({MONTH})\.?[\s-]+(\d{{1,2}})(?:st|nd|rd|th)?\s*[,-]?\s*(\d{{4}})", I),
     lambda month, day, year: _day(year, _month_number(month), day)),
    (re.compile(rf"\b({MONTH})\.?\s+(\d{{1,2}}),\s*'?(\d{{2}})(?!\d)", I),
     lambda month, day, year: _day(year, _month_number(month), day)),
    (re.compile(rf"\b({MONTH})\.?[\s,-]*'?({YEAR_DIGITS})(?!\d)", I), lambda month, year: PeriodWords(month=_month_number(month), year=int(year))),
    (re.compile(rf"(?:^|(?<=\s)|(?<={UNREAD}))\W*({MONTH})\.?[-'’ ]*[-'’](\d{{2}})(?!\d)", I), lambda month, year: PeriodWords(month=_month_number(month), year=_full_year(year))),
    (re.compile(rf"\b({MONTH})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?\b", I), lambda month, day: _day(None, _month_number(month), day)),
    (re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?[\s-]+({MONTH})\b", I), lambda day, month: _day(None, _month_number(month), day)),
    (re.compile(r"^\W*(1[0-2]|[1-9])\s?月份?\W*$"), lambda month: PeriodWords(month=int(month))),
    (re.compile(rf"^\W*({MONTH})(\d{{2}})\W*$", I), _month_of),
    (re.compile(rf"^\W*({MONTH})\.?\W*$", I), lambda month: PeriodWords(month=_month_number(month))),
    (re.compile(r"^\W*(\d{1,2})/(\d{1,2})\W*$"), _day_of_a_month),
    # years
    (re.compile(rf"({YEAR_DIGITS})\s*年"), lambda year: PeriodWords(year=int(year))),
    (re.compile(r"(二[〇○零][零〇○一二三四五六七八九]{2})\s*年"), lambda year: PeriodWords(year=_chinese_year(year))),
    (re.compile(rf"(?<![\d,.])({YEAR_DIGITS})(?![\d,]|\.\d)"), lambda year: PeriodWords(year=int(year))),
    # parts of a year that is named elsewhere
    (re.compile(r"^\W*f?q([1-4])\W*$|^\W*([1-4])f?q\W*$", I), lambda number_behind, number_before: _part_of_year(3, int(number_behind or number_before))),
    (re.compile(r"^\W*h([12])\W*$|^\W*([12])h\W*$", I), lambda number_behind, number_before: _part_of_year(6, int(number_behind or number_before))),
    (re.compile(r"^\W*(first|second|third|fourth|1st|2nd|3rd|4th) quarter\W*(?:\(\w\)\W*)?$", I), lambda quarter: _part_of_year(3, ORDINALS[quarter.lower()])),
    (re.compile(r"^\W*(?:fy|full year|year|annual)\W*$", I), lambda: _part_of_year(12, 1)),
    (re.compile(r"^\W*(first|second|1st|2nd) half(?:[- ]year)?\W*$", I), lambda half: _part_of_year(6, ORDINALS[half.lower()])),
)  # fmt: skip
"""The expressions for periods; words read by one are not read again by a later, shorter one."""

FILLERS = re.compile(
    r"\b(as|at|of|on|the|for|and|to|from|in|period|periods|ended|ending|end|date|year|years|quarter|half|fiscal|financial|"
    r"unaudited|audited|restated|actual|amounts?|values?|ytd|year-to-date|balance|st|nd|rd|th)\b|截至|截止|止|于|於|期间|年|未经审计|经审计|未經審計|審計",
    re.IGNORECASE,
)
MAY_SAY = re.compile(
    rf"\d|corresponding period|中期|末期|全年|年度|单季|week|[〇○零一二三四五六七八九十]|month|quarter|year|half|qtr|\bmtd\b|\bytd\b|^\W*(?:fy|annual)\W*$|^\W*(?:{MONTH})\b",
    I,
)
BETWEEN = re.compile(
    r"^(?P<first>.*?\d.*?)\s*(?:\bto\b|\bthrough\b|\bthru\b|\buntil\b|\s[-–—]\s|(?<=\d{4})-(?=\d{1,2} )|–|—|至|到)\s*(?P<last>.*\d.*)$",
    I,
)
YEAR_OF_THE_REPUBLIC = re.compile(
    r"(?:中[华華])?民[国國]\s*(\d{2,3})(?=\s*[年./-])|(?<!\d)(1\d{2})(?=\s*年\s*(?:$|[度第上下前底末及至、]|\d{1,2}\s*月))"
)
"""``民國113年``, which is 2024; also without the era, if three digits precede ``年``."""
FIRST_YEAR_OF_THE_REPUBLIC = 1912
GOES_ON = re.compile(r"\b(?:to|from)\s*$", I)
IN_BRACKETS = re.compile(r"[(（]([^()（）]*\d[^()（）]*)[)）]")
NUMERIC_DAY = r"(\d{1,4})[./-](\d{1,2})[./-](\d{2,4})"
NUMERIC_RANGE = re.compile(
    rf"(?<![\d./-]){NUMERIC_DAY}\s*(?:to|through|thru|until|till|\.\.|/(?=\d{{4}}-)|[-–—~至到])\s*{NUMERIC_DAY}(?![\d./-])",
    I,
)

RANGE_IN_A_YEAR = re.compile(
    r"(?<![\d./-])(\d{1,2})[./](\d{1,2})\.?\s*(?:to|[-–—])\s*(\d{1,2})[./](\d{1,2})[./](\d{4})(?![\d./-])", I
)
"""``1.1.-30.6.2023``."""


def words_in(text: str) -> PeriodWords:
    """Return what ``text`` states about a period; NOTHING_SAID if nothing."""
    return _read(text)[0]


def without_period(text: str) -> str:
    """Return ``text`` without the words on a period: ``£000`` for ``Year ended 31 March 2023 £000``."""
    return " ".join(FILLERS.sub(" ", _read(text)[1].replace(UNREAD, " ")).split())


def beside_period(text: str) -> str:
    """Return ``text`` without the words of its period, every other word kept: ``as restated`` of ``2023, as restated``."""
    return " ".join(_read(text)[1].replace(UNREAD, " ").split()).strip(" ,;:–—-")


@lru_cache(maxsize=TEXTS_REMEMBERED)
def is_only_a_period(text: str) -> bool:
    """True for ``June 30, 2023`` and ``2023``; false for ``Catch-up of FY2023``, which names something else."""
    words, unread = _read(text)
    return words != NO_PERIOD_WORDS and not re.search(r"[^\W\d_]{2,}", FILLERS.sub(" ", unread))


@lru_cache(maxsize=TEXTS_REMEMBERED)
def _read(text: str) -> tuple[PeriodWords, str]:
    """Return what ``text`` states about a period, and the text with these words replaced by UNREAD."""
    if len(text) > LONGEST_PERIOD or not MAY_SAY.search(text):
        return NO_PERIOD_WORDS, text
    text = YEAR_OF_THE_REPUBLIC.sub(_year_of_the_republic, " ".join(text.split()))
    words, unread = NO_PERIOD_WORDS, text
    if range_words := _read_range(text):
        return range_words, ""
    for bracket in IN_BRACKETS.finditer(text):  # ``FY2024 (July 2023 to June 2024)``: the days rule
        if range_words := _read_range(bracket[1]):
            words, unread = range_words, text[: bracket.start()] + UNREAD + text[bracket.end() :]
    for pattern, make_words in EXPRESSIONS:
        match = pattern.search(unread)
        if match is None:
            continue
        new_words: PeriodWords = make_words(*match.groups())
        if new_words.year is None or EARLIEST_YEAR <= new_words.year <= LATEST_YEAR:
            words = words.fill_gaps_from(new_words)
        unread = unread[: match.start()] + UNREAD + unread[match.end() :]
    if words.is_fiscal and TO_DATE.search(text):
        words = replace(words, months=words.month)  # ``YTD Q3 2023``: all of the year up to its third quarter
    return words, unread


def _read_range(text: str) -> PeriodWords | None:
    """Return the period of ``from January 1, 2023 to June 30, 2023``; None if the text is not a range."""
    if numeric_range := NUMERIC_RANGE.search(text):
        return _read_numeric_range(numeric_range.groups())
    if range_in_year := RANGE_IN_A_YEAR.search(text):
        day, month, last_day, last_month, year = range_in_year.groups()
        same_year = _read_numeric_range((day, month, year, last_day, last_month, year))
        year_before = _read_numeric_range((day, month, str(int(year) - 1), last_day, last_month, year))
        return year_before if same_year.is_unclear else same_year
    ends = BETWEEN.match(text)
    if ends is None:
        return None
    first, last = (_read(end)[0] for end in ends.groups())
    year = last.year or first.year
    if first.has_length or last.has_length or not (first.month and last.month and year):
        return None
    in_one_year = first.month <= last.month
    start_year = first.year or (year if in_one_year else year - 1)
    end_year = last.year or (year if in_one_year else year + 1)
    end_day = last.day or monthrange(end_year, last.month)[1]
    if bool(first.day) != bool(last.day) or not (
        _is_day(start_year, first.month, first.day or 1) and _is_day(end_year, last.month, end_day)
    ):
        return None
    return _words_of_range(date(start_year, first.month, first.day or 1), date(end_year, last.month, end_day))


def _read_numeric_range(parts: Sequence[str]) -> PeriodWords:
    """Return the range between two days in digits; unclear unless exactly one order of day and month fits both."""
    starts, ends = _readings_of_day(parts[:3]), _readings_of_day(parts[3:])
    ranges = {(starts[order], ends[order]) for order in starts if order in ends and starts[order] <= ends[order]}
    return _words_of_range(*ranges.pop()) if len(ranges) == 1 else UNCLEAR


def _readings_of_day(parts: Sequence[str]) -> dict[str, date]:
    """Return the possible days of three numbers, by the order of day and month."""
    first, second, third = (int(part) for part in parts)
    year = int(_full_year(parts[2])) if len(parts[2]) in (2, 4) else 0
    orders = {"day first": (year, second, first), "month first": (year, first, second)}
    if len(parts[0]) == 4:
        orders = dict.fromkeys(orders, (first, second, third))
    return {
        order: date(*numbers)
        for order, numbers in orders.items()
        if EARLIEST_YEAR <= numbers[0] <= LATEST_YEAR and _is_day(*numbers)
    }


def _words_of_range(start: date, end: date) -> PeriodWords:
    after = end + timedelta(days=1)
    months = (after.year - start.year) * 12 + after.month - start.month
    words = PeriodWords(month=end.month, day=end.day, year=end.year)
    if start > end:
        return UNCLEAR
    return replace(words, months=months) if after.day == start.day else replace(words, start=start)


def period_from(
    texts: Sequence[str], is_instant: bool, default: PeriodWords = NO_PERIOD_WORDS, year_end: int = DECEMBER
) -> Period | None:
    """Return the period that ``texts``, top to bottom, state together; None without a year or an end.

    A statement of financial position shows instants; elsewhere a date without a length is not a period, and a bare
    year is the fiscal year. ``default``: fills gaps; ``year_end``: the last month of the fiscal year.
    """
    words = words_of(texts)
    has_words, is_year_alone = words != NO_PERIOD_WORDS, words == PeriodWords(year=words.year)
    is_behind_the_end = default.is_complete and (words.month or 0) > (default.month or 0)
    if words.year is None and is_behind_the_end and not words.is_fiscal:
        words = replace(words, year=(default.year or 0) - 1)  # a month of a range that began in the year before
    if is_year_alone and not is_instant and default.month and not default.has_length:
        default = NO_PERIOD_WORDS  # a bare year is a year, even under a title with a day
    words = words.fill_gaps_from(default)
    if words.year is None or words.is_unclear or not (has_words or default.year):
        return None
    year, month, months = words.year, words.month, words.months
    is_fiscal = words.is_fiscal
    if month is None:
        if not is_instant and words.has_length and months != MONTHS_OF_A_YEAR:
            return None
        month, months, is_fiscal = 12, 12, True
    if is_fiscal and words.day is None:
        year, month = _in_calendar(year, month, year_end)
    elif words.of_fiscal_year and month > year_end:
        year -= 1
    try:
        end = date(year, month, words.day or monthrange(year, month)[1])
    except ValueError:
        return None
    if is_instant:
        return Period(None, end, _day_label(end))
    if words.start is not None:
        return Period(words.start, end, f"{_day_label(words.start)} to {_day_label(end)}")
    if words.weeks is not None and is_year_alone and default.year and words.weeks in WEEKS_OF_A_YEAR:
        years = default.year - year
        end = _end_of_default(default) - timedelta(weeks=(years > 0) * (words.weeks - min(WEEKS_OF_A_YEAR)))
        end -= timedelta(weeks=min(WEEKS_OF_A_YEAR) * years)
        words = replace(
            words, weeks=min(WEEKS_OF_A_YEAR) if years else words.weeks
        )  # two long years never follow each other
    if words.weeks is not None:
        return Period(end - timedelta(weeks=words.weeks, days=-1), end, f"{words.weeks} weeks ended {_day_label(end)}")
    if words.is_to_date:
        months = (end.month - year_end - 1) % MONTHS_OF_A_YEAR + 1
    if months is None:
        return None
    return Period(first_day(end, months), end, duration_label(months, end))


def _end_of_default(default: PeriodWords) -> date:
    year, month = default.year or 0, default.month or DECEMBER
    return date(year, month, default.day or monthrange(year, month)[1])


def words_of(texts: Iterable[str]) -> PeriodWords:
    """Return what headings, top to bottom, state of a period together; the lower one prevails."""
    words = NO_PERIOD_WORDS
    for text in _join_ranges(texts):
        words = _combine(words, words_in(text))
    return words


def _join_ranges(texts: Iterable[str]) -> list[str]:
    """Return the texts with continued ones joined: ``Period from`` / ``1 Jan 2022 to`` / ``30 Dec 2022``."""
    joined_texts: list[str] = []
    for text in texts:
        if joined_texts and GOES_ON.search(joined_texts[-1]):
            joined_texts[-1] = f"{joined_texts[-1]} {text}"
        else:
            joined_texts.append(text)
    return joined_texts


def _combine(upper: PeriodWords, lower: PeriodWords) -> PeriodWords:
    """Return what two headings state together; a part of the year below a day, or a year below a length, adds to it."""
    is_part_of_year = lower.is_fiscal and lower.day is None
    if is_part_of_year and lower.year is None and upper.is_day_of_a_year and upper.day:
        return replace(upper, months=lower.months)  # ``2023-10-31`` over ``FY``
    if is_part_of_year and lower.months == MONTHS_OF_A_YEAR and upper.has_length and upper.month and not upper.year:
        return replace(upper, year=lower.year, of_fiscal_year=True)  # ``Three months ended June 30`` over ``FY 2024``
    return lower.fill_gaps_from(upper)


@dataclass(frozen=True, slots=True)
class PeriodDefaults:
    """What a table's headings omit: the words of its titles, and the last month of the fiscal year."""

    default: PeriodWords = NO_PERIOD_WORDS
    year_end: int = DECEMBER

    def with_months(self, months: int | None) -> "PeriodDefaults":
        """Return the same for periods of ``months``, regardless of the titles; itself for None."""
        if months is None:
            return self
        length = replace(self.default, months=months, weeks=None, start=None, is_to_date=False)
        return replace(self, default=length)

    def as_year_to_date(self) -> "PeriodDefaults":
        """Return the same for periods from the start of the fiscal year to their last day."""
        return replace(self, default=replace(self.default, months=None, weeks=None, start=None, is_to_date=True))

    def with_full_years(self) -> "PeriodDefaults":
        """Return the same for years, unless the titles state a length."""
        return self if self.default.has_length else self.with_months(MONTHS_OF_A_YEAR)

    def period(self, texts: Sequence[str], is_instant: bool) -> Period | None:
        """Return the period that headings, top to bottom, state with these defaults; None without a year or an end."""
        return period_from(texts, is_instant, self.default, self.year_end)


def _in_calendar(year: int, month: int, year_end: int) -> tuple[int, int]:
    """Return the calendar year and month of the ``month``-th month of the fiscal year that ends in ``year``."""
    index = year * 12 + year_end - 1 - (12 - month)
    return index // 12, index % 12 + 1


def first_day(end: date, months: int) -> date:
    """Return the first day of the ``months`` that end on ``end``: the first of a month if ``end`` is the last of one."""
    after = end + timedelta(days=1)
    index = after.year * 12 + after.month - 1 - months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(after.day, monthrange(year, month)[1]))


def duration_label(months: int, end: date) -> str:
    length = {1: "Month", 3: "Three months", 6: "Six months", 9: "Nine months", 12: "Year"}.get(months)
    length = length or f"{months} months"
    return f"{length} ended {_day_label(end)}"


def _day_label(day: date) -> str:
    return f"{MONTH_NAMES[day.month - 1]} {day.day}, {day.year}"


def _month_number(name: str) -> int:
    return MONTH_NUMBERS[name.lower()]


def _full_year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _is_day(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def _day_if_valid(year: str, month: str, day: str) -> PeriodWords:
    return _day(year, int(month), day) if _is_day(int(year), int(month), int(day)) else NO_PERIOD_WORDS


def _chinese_number(text: str) -> int:
    """Return the number of Chinese or Arabic numerals up to 99: 31 for ``三十一``."""
    if text.isdecimal():
        return int(text)
    tens, ten, units = text.rpartition("十")
    if not ten:
        return CHINESE_DIGITS.get(text, 0)
    return (CHINESE_DIGITS.get(tens, 0) if tens else 1) * 10 + (CHINESE_DIGITS.get(units, 0) if units else 0)


def _year_of_the_republic(match: re.Match[str]) -> str:
    return str(int(match[1] or match[2]) + FIRST_YEAR_OF_THE_REPUBLIC - 1)


def _chinese_year(text: str) -> int:
    return int("".join(str(CHINESE_DIGITS.get(digit, digit)) for digit in text))
