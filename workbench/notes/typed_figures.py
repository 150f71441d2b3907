"""The figures that an author typed into a note, as opposed to numbers of standards, dates, periods and terms."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from workbench.domain.amounts import half_a_digit

CURRENCIES = (
    r"RMB|CNY|USD|HKD|EUR|GBP|JPY|TWD|SGD|AUD|CAD|CHF|US\$|HK\$|NT\$|S\$|A\$|C\$|\$|€|£|¥|￥|"
    r"人民币|美元|港元|港币|欧元|英镑"
)
SAME_CURRENCY = {
    "US$": "USD", "$": "USD", "美元": "USD", "HK$": "HKD", "港元": "HKD", "港币": "HKD", "€": "EUR", "欧元": "EUR",
    "£": "GBP", "英镑": "GBP", "NT$": "TWD", "S$": "SGD", "A$": "AUD", "C$": "CAD", "CNY": "RMB", "人民币": "RMB",
    "¥": "RMB", "￥": "RMB", "元": "RMB", "元人民币": "RMB",
}  # fmt: skip
"""Other names of currencies, by which two are compared."""
UNIT_WORDS = {
    "thousand": 1_000, "thousands": 1_000, "千": 1_000, "万": 10_000, "十万": 100_000, "百万": 1_000_000,
    "million": 1_000_000, "millions": 1_000_000, "mn": 1_000_000, "千万": 10_000_000, "亿": 100_000_000,
    "billion": 1_000_000_000, "billions": 1_000_000_000, "bn": 1_000_000_000, "十亿": 1_000_000_000,
}  # fmt: skip
SHORT_UNITS = {"k": 1_000, "m": 1_000_000, "b": 1_000_000_000}
"""Units only behind a number with a currency: ``12m`` alone are months."""
LONGEST_FIRST = "|".join(sorted(UNIT_WORDS, key=len, reverse=True))
FIGURE = re.compile(
    rf"(?<![A-Za-z0-9.,/\-−–])(?P<before>{CURRENCIES})?(?P<space>\s?)(?P<minus>[-−](?=[\d]))?"
    rf"(?P<bracket>[(（])?(?P<inner>(?:{CURRENCIES})\s?)?"
    r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<close>[)）])?"
    rf"(?:(?P<percent>\s?[%％])|\s?-?(?P<unit>{LONGEST_FIRST})(?![A-Za-z])|(?P<short>[kmb])(?![A-Za-z]))?"
    rf"(?P<close_after>[)）])?(?:\s?(?P<after>元(?:人民币)?|{CURRENCIES})(?!\s?\d))?",
    re.IGNORECASE,
)
GOES_ON = re.compile(r"[A-Za-z0-9]|[-/.–][A-Za-z0-9]")
"""What follows a number that is part of a code: ``326-20-30-4``, ``12-month``, ``2a``."""
DAY = re.compile(r"(?:19|20)\d{6}$")
LEAST_WITHOUT_MARK = 10_000
"""From here on a whole number without separators is a figure."""
MOST_DIGITS = 18
ABOUT = r"(?:\s(?:about|approximately|around|some|up to|a total of))?\s?$"
TERMS = re.compile(
    r"(?:par value|face value|nominal value|principal amount|exercise price|strike price|conversion price|issue price|"
    r"面值|行权价格?|转换价格?)(?:\s(?:of|was|is|at))?[为是]?" + ABOUT,
    re.IGNORECASE,
)
"""What stands before a term of a contract, which no statement shows."""
TERMS_AFTER = re.compile(r"\s?-?(?:par|face|nominal)\svalue|面值", re.IGNORECASE)
RATE = re.compile(
    rf"(?:{CURRENCIES})\s?\d+(?:\.\d+)?\s?(?:to|=|for|per|兑|对|合)\s?(?:{CURRENCIES})\s?\d*(?:\.\d+)?|"
    rf"(?:{CURRENCIES})\s?1(?:\.0+)?\s?(?:to|=|for|兑|对|合)\s?(?:{CURRENCIES})\s?\d+(?:\.\d+)?",
    re.IGNORECASE,
)
"""A rate of exchange: ``RMB7.2513 to US$1.00``."""
BEFORE = 80
"""The characters before a figure in which a sign word may stand."""


class SignClaim(StrEnum):
    """What the words before a figure say of its sign."""

    GAIN = "gain"
    LOSS = "loss"
    INCREASE = "increase"
    DECREASE = "decrease"

    @property
    def sign(self) -> int:
        return 1 if self in (SignClaim.GAIN, SignClaim.INCREASE) else -1

    @property
    def is_of_profit(self) -> bool:
        return self in (SignClaim.GAIN, SignClaim.LOSS)


CLAIMS = {
    SignClaim.GAIN: rf"(?:\b(?:gains?|profits?)\sof{ABOUT})|(?:(?:收益|利得|利润)(?:为|约|共计)?\s?$)",
    SignClaim.LOSS: rf"(?:\b(?:loss|losses)\sof{ABOUT})|(?:(?:损失|亏损)(?:为|约|共计)?\s?$)",
    SignClaim.INCREASE: (
        rf"(?:\b(?:increas\w+|rose|rises?)\b[^.;,]{{0,60}}?\s?(?:of|by){ABOUT})|"
        r"(?:(?:增加|上升|增长)(?:了|约)?\s?$)"
    ),
    SignClaim.DECREASE: (
        rf"(?:\b(?:decreas\w+|declin\w+|reduc\w+|fell|falls?)\b[^.;,]{{0,60}}?\s?(?:of|by){ABOUT})|"
        r"(?:(?:减少|下降|降低)(?:了|约)?\s?$)"
    ),
}
CLAIM_PATTERNS = {claim: re.compile(pattern, re.IGNORECASE) for claim, pattern in CLAIMS.items()}


@dataclass(frozen=True, slots=True)
class TypedFigure:
    """A figure typed at ``start`` to ``end``. ``number``: without sign; ``decimals``: as many as are typed.

    ``scale``: what the unit word makes of one, None without. ``currency``: as ``SAME_CURRENCY`` calls it, "" without.
    ``is_negative``: in brackets, or after a minus. ``claim``: of the words before it.
    """

    text: str
    start: int
    end: int
    number: Decimal
    decimals: int
    scale: int | None
    currency: str
    is_negative: bool
    is_percent: bool
    claim: SignClaim | None

    @property
    def may_be_off_by(self) -> Decimal:
        """Half of its last digit."""
        return half_a_digit(self.decimals)


def typed_figures(text: str, start: int = 0) -> Iterator[TypedFigure]:
    """Yield the figures in a text that begins at position ``start`` of its note."""
    rates = [rate.span() for rate in RATE.finditer(text)]
    for match in FIGURE.finditer(text):
        if any(first <= match.start("number") < last for first, last in rates):
            continue
        if (figure := _figure(match, text, start)) is not None:
            yield figure


def _figure(match: re.Match[str], text: str, start: int) -> TypedFigure | None:
    typed = match["number"]
    first, last = _span(match)
    currency = (match["before"] or match["inner"] or match["after"] or "").strip()
    unit, short = (match["unit"] or "").casefold(), (match["short"] or "").casefold()
    if short and not currency:
        return None
    if not (match["percent"] or unit or short or match["after"] or match["close"]) and GOES_ON.match(text, last):
        return None
    number = Decimal(typed.replace(",", ""))
    is_percent = bool(match["percent"])
    is_marked = "," in typed or bool(currency or unit or short)
    is_large = typed.isdecimal() and number >= LEAST_WITHOUT_MARK and not DAY.match(typed)
    if not (is_marked or is_large or is_percent) or not number or len(typed) > MOST_DIGITS:
        return None
    before = text[max(0, first - BEFORE) : first]
    if TERMS.search(before) or TERMS_AFTER.match(text, last):
        return None
    return TypedFigure(
        text[first:last],
        start + first,
        start + last,
        number,
        len(typed.partition(".")[2]),
        UNIT_WORDS.get(unit) or SHORT_UNITS.get(short),
        SAME_CURRENCY.get(currency.upper(), currency.upper()),
        bool(match["minus"]) or _is_in_brackets(match),
        is_percent,
        next((claim for claim, pattern in CLAIM_PATTERNS.items() if pattern.search(before)), None),
    )


def _is_in_brackets(match: re.Match[str]) -> bool:
    """True if brackets enclose the number alone, as a negative amount has them."""
    return bool(match["bracket"] and match["close"])


def _span(match: re.Match[str]) -> tuple[int, int]:
    """Return where the figure begins and ends: without brackets of the sentence around it."""
    first, last = match.span()
    while match.string[first].isspace():
        first += 1
    if match["bracket"] and not _is_in_brackets(match) and match["before"] is None:
        first = match.start("bracket") + 1
    if match["close_after"] or (match["close"] and not match["bracket"]):
        last = match.start("close_after") if match["close_after"] else match.start("close")
    return first, last
