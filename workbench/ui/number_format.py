"""How figures are written for a reader, and how typed and pasted ones are understood."""

import re
from decimal import Decimal, DecimalException, localcontext

from workbench.domain.amounts import decimals_of, plain, rounded, scale_in_words
from workbench.domain.statements import Line, Unit
from workbench.importing.amount_text import DASHES, MINUS, NUMBER, POINT, abbreviated, in_plain_digits

DASH = "—"
MOST_DIGITS = 18
"""What the engine's 64-bit integers hold for certain."""
MOST_DECIMALS = 6
LONGEST = 120
"""Characters of what is typed into one cell."""
TOKEN = re.compile(r"\s*(?:(\d[\d,]*\.?\d*(?:[eE][+-]?\d{1,2})?%?|\.\d+%?)|([-+*/()]))")


class NotAnAmount(Exception):
    """What was typed is no amount; the message says why and what is."""


def shown(amount: Decimal | None, line: Line) -> str:
    """Write a figure as statements print it: thousands, brackets for negatives, a dash for zero, nothing for blank."""
    if amount is None:
        return ""
    if not amount:
        return DASH
    if line.unit is Unit.PERCENT:
        places = max(_places(amount, line) - 2, 0)
        text = f"{rounded(abs(amount) * 100, places):,.{places}f}%"
    else:
        places = _places(amount, line)
        text = f"{rounded(abs(amount), places):,.{places}f}"
    return f"({text})" if amount < 0 else text


def _places(amount: Decimal, line: Line) -> int:
    """Return how many decimals are shown: all that the figure has, or the line's own where figures were cut."""
    return max(line.places, decimals_of(amount)) if line.shown_decimals is None else line.places


def typed(amount: Decimal | None, line: Line) -> str:
    """Write a figure as one would type it: exact, no separators."""
    if amount is None:
        return ""
    return f"{plain(amount * 100)}%" if line.unit is Unit.PERCENT else plain(amount)


def amount_typed(text: str, line: Line, scale: int = 1) -> Decimal | None:
    """Return the amount that was typed or pasted into a sheet in units of ``scale``; None where nothing was.

    Understands ``1,234``, ``(1,234)``, ``-1234``, ``1.234e3``, a dash for zero, ``=1200-34.5``, and in a line of
    percentages ``23.3%``, with its sign: 24.1 might be either. Raises NotAnAmount for everything else.
    """
    plain_text = in_plain_digits(text).translate(MINUS).strip()
    if not plain_text:
        return None
    if len(plain_text) > LONGEST:
        raise NotAnAmount(f"'{plain_text[:20]}…' is too long for an amount: {len(plain_text):,} characters.")
    if len(plain_text) <= 3 and all(sign in DASHES for sign in plain_text):
        return Decimal(0)
    if word := abbreviated(plain_text):
        raise NotAnAmount(f"{plain_text}: {word} of what? The sheet is in {scale_in_words(scale)}.")
    amount = _calculated(plain_text[1:], line) if plain_text.startswith("=") else _written(plain_text, line)
    if amount and line.unit is Unit.PERCENT and "%" not in plain_text:
        as_fraction = shown(amount, line)
        raise NotAnAmount(f"'{plain_text}' may be {plain_text}% or {as_fraction}. Type it with its percent sign.")
    if len(amount.as_tuple().digits) > MOST_DIGITS or abs(amount) >= Decimal(10) ** MOST_DIGITS:
        raise NotAnAmount(f"'{text.strip()}' has more than {MOST_DIGITS} digits. Check the amount.")
    if decimals_of(amount) > MOST_DECIMALS:
        raise NotAnAmount(f"'{text.strip()}' has more than {MOST_DECIMALS} decimals. Round it.")
    return amount


def _written(text: str, line: Line) -> Decimal:
    digits = text
    negative = False
    if digits.startswith("(") and digits.endswith(")"):
        negative, digits = True, digits[1:-1].strip()
    elif digits.startswith("-"):
        negative, digits = True, digits[1:].strip()
    amount = _number(digits, line)
    if amount is None:
        raise NotAnAmount(f"'{text}' is not an amount. Type a number such as 1,234, (1,234), -1234 or =1200-34.5.")
    return -amount if negative else amount


def _number(digits: str, line: Line) -> Decimal | None:
    is_percentage = digits.endswith("%")
    digits = digits.removesuffix("%").strip()
    if not NUMBER[POINT].match(digits) or (is_percentage and line.unit is not Unit.PERCENT):
        return None
    amount = Decimal(digits.replace(",", ""))
    return amount.scaleb(-2) if is_percentage else amount


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
