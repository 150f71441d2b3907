"""Amounts as typed or pasted: whatever an import reads in a cell, and arithmetic; anything else is refused."""

import re
import unicodedata
from decimal import Decimal, DecimalException, localcontext

from workbench.amount_text import MINUS, POINT, multiplier_word, parse_amount, to_plain_digits
from workbench.domain.amounts import decimals_of, format_exactly
from workbench.domain.statements import Line, LineUnit
from workbench.domain.workings import LONGEST_WORKING
from workbench.errors import WorkbenchError
from workbench.phrases import phrase
from workbench.wording.names import MULTIPLIERS
from workbench.wording.scales import phrase_of_scale

MOST_DIGITS = 18
"""The digits that the engine's 64-bit integers can always hold."""
MOST_DECIMALS = 6
LONGEST = 120
"""The most characters of a single amount."""
MOST_PARENTHESES = 40
"""Of arithmetic that a person can still follow."""
UNSEEN = ("Cc", "Cf")
"""Unicode's categories of invisible characters: control and format."""
ARITHMETIC = re.compile(r"=|[+-][^+\-*/]*\d[^+\-*/]*(?<![eE])[+\-*/]+[^+\-*/]*\d")
"""The beginning of arithmetic: an equals sign or, as in a spreadsheet, a signed number and an operation."""
TOKEN = re.compile(
    r"\s*(?:(\d{1,3}(?:[ ']\d{3})+(?:\.\d+)?%?|\d[\d,]*\.?\d*(?:[eE][+-]?\d{1,2})?%?|\.\d+%?)|([-+*/()]))"
)


class NotAnAmount(WorkbenchError):
    """The text typed is not an amount; the message says why, and what to enter instead."""


def parse_typed_amount(text: str, line: Line, scale: int = 1, *, is_pasted: bool = False) -> Decimal | None:
    """Return the amount typed or pasted into ``line`` of a statement in units of ``scale``; None for a blank text.

    Understands what an import reads in a cell: ``1,234``, ``1 234``, ``1'234``, ``(1,234)``, ``-1234``, ``1,234-``,
    ``1.234e3``, ``$ 1,234``, ``5 CR`` (negative), a dash for zero; and ``=1200-34.5`` or ``+5+6``. A percentage needs
    its percent sign: 24.1 might be 24.1% or 2410%. Raises NotAnAmount for everything else.

    ``is_pasted``: the text is of another program, where only an equals sign begins arithmetic: ``+852-2345`` is none.
    """
    plain_text = _plain(text)
    if not plain_text:
        return None
    is_arithmetic = plain_text.startswith("=") if is_pasted else ARITHMETIC.match(plain_text) is not None
    if len(plain_text) > (LONGEST_WORKING if is_arithmetic else LONGEST):
        raise NotAnAmount(
            phrase(
                "'{beginning}…' is too long for an amount ({length:,} characters). Enter a number.",
                beginning=plain_text[:20],
                length=len(plain_text),
            )
        )
    if unseen := next((character for character in plain_text if unicodedata.category(character) in UNSEEN), ""):
        raise NotAnAmount(
            phrase(
                "The text contains the invisible character U+{code:04X}. Delete it, or retype the amount.",
                code=ord(unseen),
            )
        )
    if word := multiplier_word(plain_text):
        raise NotAnAmount(
            phrase(
                (
                    "{amount}: '{multiplier}' is ambiguous because the sheet is already in {scale}. Enter the amount "
                    "in {scale}."
                ),
                amount=plain_text,
                multiplier=MULTIPLIERS[word],
                scale=phrase_of_scale(scale),
            )
        )
    read = _calculate if is_arithmetic else _parse_single_amount
    amount = read(plain_text.removeprefix("="), line)
    if amount and line.unit is LineUnit.PERCENT and "%" not in plain_text:
        as_fraction = format_exactly(amount * 100)
        raise NotAnAmount(
            phrase(
                "'{amount}' could mean {amount}% or {as_fraction}%. Enter it with a percent sign.",
                amount=plain_text,
                as_fraction=as_fraction,
            )
        )
    if len(amount.as_tuple().digits) > MOST_DIGITS or abs(amount) >= Decimal(10) ** MOST_DIGITS:
        raise NotAnAmount(
            phrase("'{amount}' has more than {most} digits. Check the amount.", amount=plain_text, most=MOST_DIGITS)
        )
    if decimals_of(amount) > MOST_DECIMALS:
        raise NotAnAmount(
            phrase("'{amount}' has more than {most} decimals. Round it.", amount=plain_text, most=MOST_DECIMALS)
        )
    return amount


def working_in(text: str) -> str:
    """Return the arithmetic in a typed text, with its equals sign; empty if it is a single amount."""
    plain_text = _plain(text)
    if not ARITHMETIC.match(plain_text):
        return ""
    return plain_text if plain_text.startswith("=") else f"={plain_text}"


def _plain(text: str) -> str:
    return to_plain_digits(text).translate(MINUS).strip()


def _parse_single_amount(text: str, line: Line) -> Decimal:
    amount = _parse_number(text, line) if text.count("(") == text.count(")") else None
    if amount is None:
        raise NotAnAmount(
            phrase("'{text}' is not an amount. Enter a number such as 1,234, (1,234), -1234 or =1200-34.5.", text=text)
        )
    return amount


def _parse_number(token: str, line: Line, *, is_factor: bool = False) -> Decimal | None:
    """Return the amount of a whole cell, or of a number within a formula; None if it is not in the line's unit.

    A percentage may be a factor in any unit.
    """
    parsed = parse_amount(token, alone=True)
    is_wrong_unit = parsed is not None and parsed.has_percent and line.unit is not LineUnit.PERCENT and not is_factor
    return parsed.amount(POINT) if parsed and not is_wrong_unit else None


def _calculate(formula: str, line: Line) -> Decimal:
    if formula.count("(") > MOST_PARENTHESES:
        raise _syntax_error(formula)
    tokens = _tokenise(formula)
    if line.unit is not LineUnit.PERCENT and not all(map(_is_in_place, *_neighbours(tokens))):
        raise _syntax_error(formula)
    with localcontext() as context:
        context.prec = 60
        try:
            amount = _evaluate_sum(tokens, line, formula)
        except DecimalException:
            raise NotAnAmount(
                phrase("'={formula}' has no result. Check it for a division by zero.", formula=formula)
            ) from None
        if tokens:
            raise _syntax_error(formula)
        if decimals_of(amount) > MOST_DECIMALS:
            raise NotAnAmount(
                phrase("'={formula}' has more decimals than this line allows. Enter a rounded amount.", formula=formula)
            )
    return amount


def _neighbours(tokens: list[str]) -> tuple[list[str], list[str], list[str]]:
    """Return each token with the one on either side of it; empty at the ends."""
    return ["", *tokens[:-1]], tokens, [*tokens[1:], ""]


def _is_in_place(before: str, token: str, after: str) -> bool:
    """False for a percentage that is no factor, in a line of another unit."""
    return not token.endswith("%") or bool({before, after} & {"*", "/"})


def _tokenise(formula: str) -> list[str]:
    """Return numbers and operators, last first, so that ``pop`` takes the next."""
    tokens, position = [], 0
    while formula[position:].strip():
        match = TOKEN.match(formula, position)
        if match is None:
            raise _syntax_error(formula)
        tokens.append(match[1] or match[2])
        position = match.end()
    return tokens[::-1]


def _evaluate_sum(tokens: list[str], line: Line, formula: str) -> Decimal:
    amount = _evaluate_product(tokens, line, formula)
    while tokens and tokens[-1] in "+-":
        sign = tokens.pop()
        term = _evaluate_product(tokens, line, formula)
        amount = amount + term if sign == "+" else amount - term
    return amount


def _evaluate_product(tokens: list[str], line: Line, formula: str) -> Decimal:
    amount = _evaluate_factor(tokens, line, formula)
    while tokens and tokens[-1] in "*/":
        sign = tokens.pop()
        factor = _evaluate_factor(tokens, line, formula)
        amount = amount * factor if sign == "*" else amount / factor
    return amount


def _evaluate_factor(tokens: list[str], line: Line, formula: str) -> Decimal:
    if not tokens:
        raise _syntax_error(formula)
    token = tokens.pop()
    if token in "+-":
        factor = _evaluate_factor(tokens, line, formula)
        return -factor if token == "-" else factor
    if token == "(":
        amount = _evaluate_sum(tokens, line, formula)
        if not tokens or tokens.pop() != ")":
            raise _syntax_error(formula)
        return amount
    number = _parse_number(token, line, is_factor=True)
    if number is None:
        raise _syntax_error(formula)
    return number


def _syntax_error(formula: str) -> NotAnAmount:
    return NotAnAmount(
        phrase(
            "'={formula}' cannot be calculated. Use numbers, + - * / and parentheses, such as =1200-34.5.",
            formula=formula,
        )
    )
