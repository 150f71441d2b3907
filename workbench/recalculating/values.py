"""Values of cells and how spreadsheets convert them: a blank is 0 or an empty text, a text is no number."""

import re
from decimal import Decimal
from enum import Enum

from workbench.domain.amounts import SIGNIFICANT_DIGITS, format_exactly
from workbench.errors import WorkbenchError
from workbench.phrases import Phrase, phrase

NUMBER_TEXT = re.compile(r"\s*[+-]?(?:\d+\.?\d*|\.\d+)\s*", re.ASCII)
"""A text that every spreadsheet takes for a number; others depend on its language."""
LEAST_EXPONENT = -5
"""The exponent of the smallest number that every spreadsheet joins to a text without an exponent."""


class ErrorValue(Enum):
    """What a cell shows in place of a result."""

    VALUE = "#VALUE!"
    DIVISION = "#DIV/0!"
    NAME = "#NAME?"
    REFERENCE = "#REF!"
    NOT_AVAILABLE = "#N/A"
    NUMBER = "#NUM!"
    NULL = "#NULL!"
    CIRCULAR = "#CIRCULAR!"
    """A formula that reads its own result; spreadsheets differ in what they show."""


Value = Decimal | str | bool | ErrorValue | None
"""A number, text, truth value, error, or nothing."""


class Failed(Exception):
    """Evaluation ended in an error value, which every formula that reads it passes on."""

    def __init__(self, error: ErrorValue) -> None:
        super().__init__(error.value)
        self.error = error


class NotOurs(WorkbenchError):
    """A formula that no review workbook contains, or that spreadsheets would evaluate differently.

    ``what``: that which is not ours. ``cell``: where, once it is known.
    """

    def __init__(self, what: Phrase | str, cell: str = "") -> None:
        no_rule = phrase("{cell}: this program does not calculate such a formula ({what}).", cell=cell, what=what)
        super().__init__(no_rule)
        self.what = what
        self.cell = cell


def as_number(value: Value) -> Decimal:
    """Return what a value counts for in arithmetic. Raises Failed if it is a text that is no number, or an error."""
    match value:
        case None:
            return Decimal(0)
        case bool():
            return Decimal(int(value))
        case Decimal():
            return value
        case str() if NUMBER_TEXT.fullmatch(value):
            return Decimal(value.strip())
        case str():
            raise Failed(ErrorValue.VALUE)
        case ErrorValue():
            raise Failed(value)


def as_text(value: Value) -> str:
    """Return how a value reads when it is joined to a text. Raises Failed for an error."""
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case str():
            return value
        case ErrorValue():
            raise Failed(value)
    digits = Decimal(f"{value:.{SIGNIFICANT_DIGITS}g}")
    if digits and not LEAST_EXPONENT < digits.adjusted() < SIGNIFICANT_DIGITS:
        raise NotOurs(phrase("a number with an exponent in a text"))
    return format_exactly(digits)


def as_claim(value: Value) -> bool:
    """Return whether a value counts as true. Raises Failed if it is a text that says neither, or an error."""
    match value:
        case None:
            return False
        case bool():
            return value
        case Decimal():
            return value != 0
        case str() if value.upper() in ("TRUE", "FALSE"):
            return value.upper() == "TRUE"
        case str():
            raise Failed(ErrorValue.VALUE)
        case ErrorValue():
            raise Failed(value)


def compare(left: Value, right: Value) -> int:
    """Return -1, 0 or 1: numbers before texts before truth values; texts ignoring case. Raises Failed for an error."""
    left, right = _unless_blank(left, right), _unless_blank(right, left)
    (left_rank, left_key), (right_rank, right_key) = _sort_key(left), _sort_key(right)
    if left_rank != right_rank:
        return -1 if left_rank < right_rank else 1
    if left_key == right_key:
        return 0
    if left_rank == TEXT_RANK:
        return -1 if str(left_key) < str(right_key) else 1
    return -1 if Decimal(left_key) < Decimal(right_key) else 1


TEXT_RANK = 1


def _unless_blank(value: Value, other: Value) -> Value:
    """Return a value to compare; a blank is whatever nothing is in the kind of the ``other``."""
    if value is not None:
        return value
    return "" if isinstance(other, str) else False if isinstance(other, bool) else Decimal(0)


def _sort_key(value: Value) -> tuple[int, Decimal | str]:
    match value:
        case ErrorValue():
            raise Failed(value)
        case str():
            return TEXT_RANK, value.casefold()
        case bool():
            return 2, Decimal(int(value))
    return 0, value or Decimal(0)
