"""Amounts as they are typed and pasted: what an import reads of one cell, and arithmetic; anything else is refused."""

import re
import unicodedata
from decimal import Decimal, DecimalException, localcontext

from workbench.amount_text import MINUS, POINT, multiplier_word, parse_amount, to_plain_digits
from workbench.domain.amounts import decimals_of, format_exactly, scale_in_words
from workbench.domain.statements import Line, LineUnit

MOST_DIGITS = 18
"""What the engine's 64-bit integers hold for certain."""
MOST_DECIMALS = 6
LONGEST = 120
"""Characters of what is typed into one cell."""
UNSEEN = ("Cc", "Cf")
"""What Unicode calls characters that nobody sees: those that control something, those that shape others."""
TOKEN = re.compile(
    r"\s*(?:(\d{1,3}(?:[ ']\d{3})+(?:\.\d+)?%?|\d[\d,]*\.?\d*(?:[eE][+-]?\d{1,2})?%?|\.\d+%?)|([-+*/()]))"
)


class NotAnAmount(Exception):
    """What was typed is no amount; the message says why and what is."""


def parse_typed_amount(text: str, line: Line, scale: int = 1) -> Decimal | None:
    """Return the amount that was typed or pasted into a sheet in units of ``scale``; None where nothing was.

    Understands what an import reads of a cell: ``1,234``, ``1 234``, ``1'234``, ``(1,234)``, ``-1234``, ``1,234-``,
    ``1.234e3``, ``$ 1,234``, ``5 CR`` (negative), a dash for zero; and ``=1200-34.5``. In a line of percentages it
    needs its sign: 24.1 might be 24.1% or 2410%. Raises NotAnAmount for everything else.
    """
    plain_text = to_plain_digits(text).translate(MINUS).strip()
    if not plain_text:
        return None
    if len(plain_text) > LONGEST:
        raise NotAnAmount(f"'{plain_text[:20]}…' is too long for an amount: {len(plain_text):,} characters.")
    if unseen := next((char for char in plain_text if unicodedata.category(char) in UNSEEN), ""):
        raise NotAnAmount(f"It holds the invisible character U+{ord(unseen):04X}. Delete it, or type the amount.")
    if word := multiplier_word(plain_text):
        raise NotAnAmount(f"{plain_text}: {word} of what? The sheet is in {scale_in_words(scale)}.")
    amount = _calculated(plain_text[1:], line) if plain_text.startswith("=") else _one_amount(plain_text, line)
    if amount and line.unit is LineUnit.PERCENT and "%" not in plain_text:
        as_fraction = format_exactly(amount * 100)
        raise NotAnAmount(f"'{plain_text}' may be {plain_text}% or {as_fraction}%. Type it with its percent sign.")
    if len(amount.as_tuple().digits) > MOST_DIGITS or abs(amount) >= Decimal(10) ** MOST_DIGITS:
        raise NotAnAmount(f"'{plain_text}' has more than {MOST_DIGITS} digits. Check the amount.")
    if decimals_of(amount) > MOST_DECIMALS:
        raise NotAnAmount(f"'{plain_text}' has more than {MOST_DECIMALS} decimals. Round it.")
    return amount


def _one_amount(text: str, line: Line) -> Decimal:
    amount = _number(text, line) if text.count("(") == text.count(")") else None
    if amount is None:
        raise NotAnAmount(f"'{text}' is not an amount. Type a number such as 1,234, (1,234), -1234 or =1200-34.5.")
    return amount


def _number(token: str, line: Line) -> Decimal | None:
    """Return the amount that stands alone in a cell or within a formula; None where it is none of the line's unit."""
    found = parse_amount(token, alone=True)
    is_wrong_unit = found is not None and found.has_percent and line.unit is not LineUnit.PERCENT
    return found.amount(POINT) if found and not is_wrong_unit else None


def _calculated(formula: str, line: Line) -> Decimal:
    tokens = _tokens(formula)
    with localcontext() as context:
        context.prec = 60
        try:
            amount = _sum(tokens, line, formula)
        except DecimalException:
            raise NotAnAmount(f"'={formula}' has no result. Do not divide by zero.") from None
        if tokens:
            raise _not_understood(formula)
        if decimals_of(amount) > MOST_DECIMALS:
            raise NotAnAmount(f"'={formula}' does not come out even. Type the rounded amount.")
    return amount


def _tokens(formula: str) -> list[str]:
    """Return numbers and signs, the last first."""
    found, at = [], 0
    while formula[at:].strip():
        match = TOKEN.match(formula, at)
        if match is None:
            raise _not_understood(formula)
        found.append(match[1] or match[2])
        at = match.end()
    return found[::-1]


def _sum(tokens: list[str], line: Line, formula: str) -> Decimal:
    amount = _product(tokens, line, formula)
    while tokens and tokens[-1] in "+-":
        sign = tokens.pop()
        term = _product(tokens, line, formula)
        amount = amount + term if sign == "+" else amount - term
    return amount


def _product(tokens: list[str], line: Line, formula: str) -> Decimal:
    amount = _factor(tokens, line, formula)
    while tokens and tokens[-1] in "*/":
        sign = tokens.pop()
        factor = _factor(tokens, line, formula)
        amount = amount * factor if sign == "*" else amount / factor
    return amount


def _factor(tokens: list[str], line: Line, formula: str) -> Decimal:
    if not tokens:
        raise _not_understood(formula)
    token = tokens.pop()
    if token in "+-":
        factor = _factor(tokens, line, formula)
        return -factor if token == "-" else factor
    if token == "(":
        amount = _sum(tokens, line, formula)
        if not tokens or tokens.pop() != ")":
            raise _not_understood(formula)
        return amount
    number = _number(token, line)
    if number is None:
        raise _not_understood(formula)
    return number


def _not_understood(formula: str) -> NotAnAmount:
    return NotAnAmount(f"'={formula}' cannot be calculated. Use numbers with + - * / and brackets: =1200-34.5.")
