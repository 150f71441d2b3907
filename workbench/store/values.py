"""What a cell of a table may hold, by the name of its column, and what it is read as."""

import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from sys import intern
from typing import Any

from workbench.domain.adjustments import Nature
from workbench.domain.findings import FindingStatus
from workbench.domain.ids import LONGEST_ID
from workbench.domain.import_report import CellUse, InferenceStage
from workbench.domain.sources import FigureRole
from workbench.domain.statements import Concept, LineRole, LineUnit, StatementKind

AMOUNT = re.compile(r"0|-?(?:[1-9][0-9]{0,399}|0(?=\.))(?:\.[0-9]{0,399}[1-9])?")
"""What ``plain`` writes: no exponent. A number of a spreadsheet has at most 309 digits before its point."""
SCALE = re.compile(r"10{0,12}")
"""Units, thousands, millions: a power of ten, up to more than any currency is printed in."""
LIST_OF_WORDS = re.compile(r'\[(?:"(?:[^"\\]|\\.)*+"(?:, (?="))?)*+\]', re.DOTALL)
HALF_A_CHARACTER = re.compile("[\ud800-\udfff]")
ID = re.compile(rf"\w{{0,{LONGEST_ID}}}|\d{{4}}-\d\d-\d\d(?:/\d{{4}}-\d\d-\d\d)?")
"""The ids of periods are their dates; a caption of signs alone gives an empty one."""
DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
MOST_DECIMALS = 18
"""So many digits 64-bit integers hold for certain."""
SHOWN_OF_A_VALUE = 20
"""Characters of a wrong value that a message repeats."""


def _amount(text: str) -> Decimal:
    return Decimal(_matching(AMOUNT, text, "not an amount"))


def _scale(number: str | int) -> int:
    return int(_matching(SCALE, str(number), "not a scale"))


def _matching(pattern: re.Pattern[str], text: str, problem: str) -> str:
    if not pattern.fullmatch(text):
        raise ValueError(f"{_shown(text)} is {problem}")
    return text


def _shown(value: object) -> str:
    text = str(value)
    return repr(text if len(text) <= SHOWN_OF_A_VALUE else f"{text[:SHOWN_OF_A_VALUE]}…")


def _day(text: str) -> date:
    day = date.fromisoformat(_matching(DAY, text, "not a date"))
    if not date.min < day < date.max:  # periods have a day before them and a day after
        raise ValueError(f"{text} is too far away for a period")
    return day


def _words(text: str) -> tuple[str, ...]:
    words = tuple(json.loads(_matching(LIST_OF_WORDS, text, "not a list of words")))
    if HALF_A_CHARACTER.search("".join(words)):  # it can be escaped, and neither shown nor saved
        raise ValueError("a word holds half a character")
    return words


def _one_of(problem: str, *allowed: int) -> Callable[[int], int]:
    """Return the reader of a number that is one of ``allowed``."""

    def read(number: int) -> int:
        if number not in allowed:
            raise ValueError(f"{_shown(number)} is {problem}")
        return number

    return read


def _quantity(number: int) -> int:
    if number < 0:
        raise ValueError(f"{number} is negative")
    return number


def _id(text: str) -> str:
    return _matching(ID, text, "not an id")


_decimals = _one_of("not a number of decimals", *range(MOST_DECIMALS + 1))

READERS: Mapping[str, Callable[[Any], Any]] = {
    "id": _id,
    **dict.fromkeys(("line", "period", "file", "sheet"), intern),  # each is named in row after row, and kept once
    "first_day": _day,
    "last_day": _day,
    "kind": StatementKind,
    "reconciled": bool,
    "section": _words,
    "role": LineRole,
    "unit": LineUnit,
    "decimals": _decimals,
    "meaning": Concept,
    "also_called": _words,
    "partial": bool,
    "weight": _one_of("not a weight", 1, -1),
    "factor": _amount,
    "amount": _amount,
    "nature": Nature,
    "enabled": bool,
    "size": _quantity,
    "sheets": _words,
    "says": FigureRole,
    "evaluated": bool,
    "is_primary": bool,
    "status": FindingStatus,
    "difference": _amount,
    "use": CellUse,
    "areas": _words,
    "count": _quantity,
    "step": InferenceStage,
    "rivals": _words,
    "scale": _scale,
}
"""Raise ValueError where a cell of the column holds something else; the columns that are not here hold any text."""
