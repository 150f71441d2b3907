"""Amounts written as text, in cells or typed: one parser, driven by tables."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

DASHES = frozenset("-–—−‒―﹣－")
MINUS = str.maketrans(dict.fromkeys("–—−‒―﹣－△▲", "-"))
"""Signs before a negative amount; Japanese accounts print a triangle."""
APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ′´ˈ", "'"))
INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
"""Characters without a width or for the direction of writing. A soft hyphen is not one: it may be a minus."""
CURRENCY = r"(?:rmb|cny|us\$|usd|hk\$|hkd|nt\$|s\$|r\$|ps\.?|rs\.?|rm|eur|gbp|chf|jpy|[$¥€£￥₩₹元])"
CURRENCY_MARK = re.compile(rf"^{CURRENCY}\s*|(?<=[\d)])\s*{CURRENCY}$", re.IGNORECASE)
FOOTNOTES = re.compile(
    r"(?<=[\d)%])\s*(\*+|[†‡§#]+|[⁰¹²³⁴-⁹ᵃ-ᶻ]+|[①-⓿]+|\([a-z]{1,3}\)|\(\d{1,2}\)|\[\w{1,3}\]|(?![kmbdeftx])[a-z])$",
    re.IGNORECASE,
)
"""Marks after a figure; also a single letter, unless it may denote a scale (k, m, b, t) or a side (d)."""
CREDIT, DEBIT = re.compile(r"^cr\.?\s*|\s*cr\.?$", re.IGNORECASE), re.compile(r"^dr\.?\s*|\s*dr\.?$", re.IGNORECASE)
ABBREVIATIONS = {
    "thousand": r"k|thousands?|tsd|千|千元|仟|仟元",
    "million": r"mm|mn|mln|mio|millions?|m(?<=\d{3}m)|m(?<=[.,]\dm)|m(?<=[.,]\d\dm)|百万|百万元",
    "billion": r"bn|billions?|b(?<=\d{3}b)|b(?<=[.,]\db)|b(?<=[.,]\d\db)|十亿",
    "ten thousand": r"万|万元",
    "hundred million": r"亿|亿元",
}
"""Words after a number that multiply it; a single letter after a few digits may refer to a note, or count months."""
ABBREVIATED = tuple(
    (word, re.compile(rf"^[(-]?\s*(?:{CURRENCY}\s*)?[(-]?\d[\d.,]*\s?(?:{letters})\.?\)?$", re.IGNORECASE))
    for word, letters in ABBREVIATIONS.items()
)
ROUND_UNIT = re.compile(rf"^\W*(?:in )?{CURRENCY}\s*10{{0,2}}\s*(?:thousand|million|billion)s?\W*$", re.IGNORECASE)
"""``RMB 100 million`` above a column: its unit, not a figure."""
SHARE_BEHIND = re.compile(r"(?<=[\d)])\s*[(（]\s*-?\d[\d.,]{0,8}\s?%\s*[)）]$")
"""``2,827,248 (51.6%)``: a figure with its share of another."""
UNIT_ZEROS = re.compile(r"^000(?:[,.'’ ]?000)*$")
"""``US$(000)``, ``£000``: the unit of a column, not nil."""
HEADING_OF_A_YEAR = re.compile(
    rf"^(?:19|20)\d{{2}} ?(?:[a-z]|\([a-z]\)|\(\d{{1,2}}\)|%|{CURRENCY}|[*†‡¹²³⁴-⁹]+)$|^{CURRENCY} (?:19|20)\d{{2}}$",
    re.IGNORECASE,
)
"""``2016A``, ``2018E``, ``2015(16)``: years that head columns, not figures with a note."""
NIL_WORDS = frozenset(("nil", "zero", "零"))
LONGEST_DASH = 3
MARKS = frozenset(("<super>", "<sub>", "<fraction>", "<circle>", "<square>"))
"""Unicode's decomposition tags of digits with another meaning, such as a footnote or a half."""
TEXTS_REMEMBERED = 50_000
"""Texts parsed once and cached: names in a list of entries repeat many times."""
LONGEST = 60
"""The most characters of an amount; longer text is words."""

POINT, COMMA = ".", ","
THOUSANDS = {POINT: "[, '’]", COMMA: "[. '’]"}
NUMBER = {
    mark: re.compile(
        rf"^\d{{1,3}}(?:({between})\d{{3}}(?:\1\d{{3}})*)?(?:{re.escape(mark)}\d+)?$"
        rf"|^\d+(?:{re.escape(mark)}\d+)?(?:e[+-]?\d{{1,2}})?$|^{re.escape(mark)}\d+$",
        re.IGNORECASE,
    )
    for mark, between in THOUSANDS.items()
}
INDIAN = re.compile(r"^\d{1,2}(,\d{2})+,\d{3}(\.\d+)?$")
EITHER = re.compile(r"^[1-9]\d{0,2}[.,]\d{3}$")
"""``1.234`` and ``1,234``: more than a thousand or a little over one, depending on the mark."""


@dataclass(frozen=True, slots=True)
class ParsedAmount:
    """An amount as written in a text: its sign, and its digits with their marks, ``1.234,5``.

    ``has_percent``: the amount is a hundredth of the digits.
    """

    digits: str
    is_negative: bool = False
    has_percent: bool = False

    @property
    def decimal_mark(self) -> str | None:
        """The mark before the decimals if the digits prove which it is, else None."""
        possible_marks = [mark for mark in (POINT, COMMA) if NUMBER[mark].match(self.digits)]
        has_mark = any(mark in self.digits for mark in (POINT, COMMA))
        return possible_marks[0] if has_mark and len(possible_marks) == 1 else None

    @property
    def is_ambiguous(self) -> bool:
        """True for ``1.234``; not for ``1.234%``, which is hardly a thousand percent."""
        return bool(EITHER.match(self.digits)) and not (self.has_percent and POINT in self.digits)

    def amount(self, decimal_mark: str) -> Decimal | None:
        """Return the amount; None unless the digits are a number with that mark before its decimals."""
        digits = self.digits
        is_indian = decimal_mark == POINT and bool(INDIAN.match(digits))
        if not (is_indian or NUMBER[decimal_mark].match(digits)):
            return None
        plain = re.sub(THOUSANDS[decimal_mark], "", digits).replace(decimal_mark, ".")
        amount = Decimal(plain)
        if self.has_percent:
            amount = amount.scaleb(-2)
        return -amount if self.is_negative else amount


NIL = ParsedAmount("0")


def to_plain_digits(text: str) -> str:
    """Return ``text`` with plain digits, spaces and apostrophes for their variants, and without invisible marks.

    ¹ and ½ stay: they do not mean 1 and 1⁄2.
    """
    if text.isascii():
        return text
    return "".join(
        character
        if unicodedata.decomposition(character).partition(" ")[0] in MARKS
        else unicodedata.normalize("NFKC", character)
        for character in INVISIBLE.sub("", text.translate(APOSTROPHES))
    )


@lru_cache(maxsize=TEXTS_REMEMBERED)
def parse_amount(text: str, *, alone: bool = False) -> ParsedAmount | None:
    """Return the amount that ``text`` writes, ``NIL`` for a dash; None if it is not an amount.

    ``alone``: the text is known to be meant as an amount: no note follows it, and 2016 is not a heading.

    Reads ``1,234``, ``(1,234)``, ``(1,234 )``, ``-1,234``, ``1,234-``, ``+12``, ``1.2e3``, ``12.5%``, ``1 234``,
    ``1'234``, ``△1,234``, a currency mark before or after, ``1,234 CR`` (negative) and ``1,234 DR``, and footnote marks
    after the figure: ``900*``, ``900 (a)``, ``900 [1]``, ``900¹``, ``900a``.
    """
    if len(text) > LONGEST:
        return None
    plain = to_plain_digits(text).strip()
    if not any(character.isdigit() for character in plain):
        is_dash = plain and len(plain) <= LONGEST_DASH and all(sign in DASHES for sign in plain)
        return NIL if is_dash or plain.casefold() in NIL_WORDS else None
    if not alone and HEADING_OF_A_YEAR.match(plain):
        return None
    plain, side = _without_side(plain.translate(MINUS))
    if not alone:
        plain = FOOTNOTES.sub("", SHARE_BEHIND.sub("", plain))
    plain = CURRENCY_MARK.sub("", plain).strip()
    has_percent = plain.endswith("%")
    plain, signs = _without_signs(plain.removesuffix("%").strip())
    if len(signs) + bool(side) > 1:
        return None  # two signs contradict or cancel: the meaning is unknown
    plain = CURRENCY_MARK.sub("", plain).strip()
    has_percent = has_percent or plain.endswith("%")
    digits = plain.removesuffix("%").strip()
    if not (NUMBER[POINT].match(digits) or NUMBER[COMMA].match(digits) or INDIAN.match(digits)):
        return None
    if not alone and UNIT_ZEROS.match(digits):
        return None
    is_negative = side == "CR" or bool({"-", "("} & set(signs))
    return ParsedAmount(digits, is_negative, has_percent)


def _without_side(plain: str) -> tuple[str, str]:
    """Return the text without CR or DR, and which of them it had; a credit is negative."""
    for pattern, side in ((CREDIT, "CR"), (DEBIT, "DR")):
        remaining = pattern.sub("", plain)
        if remaining != plain:
            return remaining, side
    return plain, ""


def _without_signs(plain: str) -> tuple[str, str]:
    """Return the text without a sign before it, brackets around it or a minus after it, and the signs it had.

    The closing bracket may be missing: pasted tables put it in a separate cell.
    """
    signs = ""
    if plain.startswith(("+", "-", "(")):
        signs, plain = plain[0], plain[1:].strip()
    if signs == "(":
        plain = plain.removesuffix(")").strip()
    if plain.endswith("-"):
        signs, plain = f"{signs}-", plain[:-1].strip()
    return plain, signs


@lru_cache(maxsize=TEXTS_REMEMBERED)
def multiplier_word(text: str) -> str | None:
    """Return the multiplier of a number written as ``1000k`` or ``RMB 1.2 bn``, in a word; None if there is none.

    Such an amount is refused: the sheet has its own unit, and it is unknown whether both apply.
    """
    if len(text) > LONGEST or not any(character.isdigit() for character in text):
        return None
    plain = to_plain_digits(text).translate(MINUS).strip()
    if ROUND_UNIT.match(plain) or HEADING_OF_A_YEAR.match(plain):
        return None
    return next((word for word, pattern in ABBREVIATED if pattern.match(plain)), None)


def names_a_side(text: str) -> bool:
    """True for ``1,000 Cr`` and ``Dr 400``: an amount that states its side rather than its sign."""
    plain = to_plain_digits(text).strip()
    return (
        len(plain) <= LONGEST and bool(CREDIT.search(plain) or DEBIT.search(plain)) and parse_amount(text) is not None
    )


def amount_in(text: str, decimal_mark: str = POINT) -> Decimal | None:
    """Return the amount that ``text`` writes, 0 for a dash; None if it is not an amount."""
    parsed = parse_amount(text)
    return None if parsed is None else parsed.amount(decimal_mark)
