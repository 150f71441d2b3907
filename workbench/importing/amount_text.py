"""Amounts that were typed or pasted as text: one parser, driven by tables."""

import re
import unicodedata
from decimal import Decimal

DASHES = frozenset("-–—−‒―﹣－")
MINUS = str.maketrans(dict.fromkeys("–—−‒―﹣－", "-"))
CURRENCY_MARKS = re.compile(r"^(rmb|us\$|hk\$|usd|cny|hkd|eur|gbp|[$¥€£￥])\s*", re.IGNORECASE)
NUMBER = re.compile(r"^\d{1,3}(,\d{3})+(\.\d+)?$|^\d+(\.\d+)?(e[+-]?\d{1,2})?$|^\.\d+$", re.IGNORECASE)
FOOTNOTES = re.compile(r"(?<=[\d)%])\s*(\*+|[†‡§#]+|[⁰¹²³⁴-⁹ᵃ-ᶻ]+|[①-⓿]+|\([a-z]{1,3}\)|\[\w{1,3}\])$", re.IGNORECASE)
MARKS = frozenset(("<super>", "<sub>", "<fraction>", "<circle>", "<square>"))
"""What Unicode calls digits that stand for something else: a footnote, a half."""
LONGEST = 60
"""No amount is longer; what is longer is words."""


def in_plain_digits(text: str) -> str:
    """Return ``text`` with full-width digits and odd spaces made plain; ¹ and ½ stay: they are no 1 and no 1⁄2."""
    if text.isascii():
        return text
    return "".join(
        char if unicodedata.decomposition(char).partition(" ")[0] in MARKS else unicodedata.normalize("NFKC", char)
        for char in text
    )


def amount_in(text: str) -> Decimal | None:
    """Return the amount that ``text`` writes, 0 for a dash, None where it is not an amount.

    Reads ``1,234``, ``(1,234)``, ``-1,234``, ``1,234-``, ``+12``, ``1.2e3``, ``12.5%`` (0.125), a leading currency
    mark, and footnote marks behind the figure: ``900*``, ``900 (a)``, ``900 [1]``, ``900¹``.
    """
    plain = in_plain_digits(text).strip()
    if not plain or len(plain) > LONGEST:
        return None
    if all(sign in DASHES for sign in plain) and len(plain) <= 3:
        return Decimal(0)
    plain = FOOTNOTES.sub("", plain)
    plain = CURRENCY_MARKS.sub("", plain.translate(MINUS)).replace(" ", "").removeprefix("+")
    negative = False
    if plain.startswith("(") and plain.endswith(")"):
        negative, plain = True, CURRENCY_MARKS.sub("", plain[1:-1])
    elif plain.startswith("-"):
        negative, plain = True, CURRENCY_MARKS.sub("", plain[1:])
    elif plain.endswith("-"):
        negative, plain = True, plain[:-1]
    percent = plain.endswith("%")
    digits = plain.removesuffix("%")
    if not NUMBER.match(digits):
        return None
    amount = Decimal(digits.replace(",", ""))
    if percent:
        amount = amount.scaleb(-2)
    return -amount if negative else amount
