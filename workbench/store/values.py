"""The values that a cell of a table may hold, by name of its column, and how they are read."""

import json
import re
from collections.abc import Callable, Mapping
from datetime import MAXYEAR, MINYEAR, date, datetime
from decimal import Decimal
from functools import lru_cache
from sys import intern
from typing import Any

from workbench.codec import decode
from workbench.domain.adjustments import LegKind, Nature, Origin, Readiness
from workbench.domain.amounts import MOST_ZEROS
from workbench.domain.appendix import TextKind
from workbench.domain.completeness import Conclusion
from workbench.domain.evidence import EvidenceKind
from workbench.domain.facts import REMARK, Fact, FactValue, Told
from workbench.domain.findings import FindingStatus
from workbench.domain.frameworks import Frameworks
from workbench.domain.ids import LONGEST_ID
from workbench.domain.import_report import CellUse, InferenceStage
from workbench.domain.open_items import OpenItemStatus
from workbench.domain.sources import FigureRole
from workbench.domain.statements import Concept, LineRole, LineUnit, StatementKind
from workbench.domain.subjects import subject_of
from workbench.domain.thresholds import Threshold, ThresholdKind
from workbench.domain.workings import LONGEST_WORKING
from workbench.phrases import ENGLISH, Phrase, phrase
from workbench.store.damage import Damage
from workbench.wording import say_fact

AMOUNT = re.compile(r"0|-?(?:[1-9][0-9]{0,399}|0(?=\.))(?:\.[0-9]{0,399}[1-9])?")
"""An amount as ``format_exactly`` writes it. A spreadsheet's number has at most 309 digits before its point."""
SCALE = re.compile(rf"10{{0,{MOST_ZEROS}}}")
LIST_OF_WORDS = re.compile(r'\[(?:"(?:[^"\\]|\\.)*+"(?:, (?="))?)*+\]', re.DOTALL)
HALF_A_CHARACTER = re.compile("[\ud800-\udfff]")
ID = re.compile(rf"\w{{0,{LONGEST_ID}}}|\d{{4}}-\d\d-\d\d(?:/\d{{4}}-\d\d-\d\d)?")
"""The ids of periods are their dates; a caption of punctuation alone gives an empty id."""
DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]{5,15}[+-][\d:.]{5,15}", re.ASCII)
"""A time as ``isoformat`` writes it, with its offset from UTC."""
MOST_DECIMALS = 18
"""The digits that 64-bit integers can always hold."""
OFTEN_TOLD = 500
"""The most characters of a fact that is likely to be repeated in several rows."""
SHOWN_OF_A_VALUE = 20
"""The most characters of a wrong value that a message repeats."""


def _read_amount(text: str) -> Decimal:
    return Decimal(_match(AMOUNT, text, phrase("not an amount")))


def _read_scale(number: str | int) -> int:
    return int(_match(SCALE, str(number), phrase("not a scale")))


def _match(pattern: re.Pattern[str], text: str, problem: Phrase) -> str:
    if not pattern.fullmatch(text):
        raise Damage(phrase("{value} is {problem}", value=_shorten(text), problem=problem))
    return text


def _shorten(value: object) -> str:
    text = str(value)
    return repr(text if len(text) <= SHOWN_OF_A_VALUE else f"{text[:SHOWN_OF_A_VALUE]}…")


def _read_day(text: str) -> date:
    day = date.fromisoformat(_match(DAY, text, phrase("not a date")))
    if not date.min < day < date.max:  # a period needs a day before and after it
        raise Damage(phrase("{day} is out of range for a period", day=text))
    return day


def _read_words(text: str) -> tuple[str, ...]:
    words = tuple(json.loads(_match(LIST_OF_WORDS, text, phrase("not a list of words"))))
    if HALF_A_CHARACTER.search("".join(words)):  # JSON can escape it, but it can be neither shown nor saved
        raise Damage(phrase("a word contains an incomplete character"))
    return words


def _read_told(text: str) -> Told:
    return _read_often_told(text) if len(text) <= OFTEN_TOLD else _sayable(decode(text, Told))


@lru_cache(maxsize=1_000)
def _read_often_told(text: str) -> Told:
    """Read only once what is repeated in row after row."""
    return _sayable(decode(text, Told))


def _read_fact(text: str) -> Fact:
    told = _read_told(text)
    if isinstance(told, str):
        raise Damage(phrase("{value} is not a fact", value=_shorten(told)))
    return told


def _sayable(told: Told) -> Told:
    """Return the fact if it has the values that its sentence needs; raise Damage if not."""
    try:
        say_fact(told, ENGLISH)
    except (LookupError, ValueError, TypeError, AssertionError, AttributeError):
        raise Damage(phrase("{fact} lacks values that its sentence needs", fact=_shorten(told))) from None
    return told


def _read_value(text: str) -> FactValue:
    value: FactValue = decode(text, FactValue)
    if isinstance(value, Fact | tuple):
        _sayable(Fact(REMARK, (("text", value),)))
    return value


def _read_moment(text: str) -> datetime:
    moment = datetime.fromisoformat(_match(MOMENT, text, phrase("not a time with a UTC offset")))
    if not MINYEAR < moment.year < MAXYEAR:  # any zone must be able to show it
        raise Damage(phrase("{moment} is out of range for a step", moment=_shorten(text)))
    return moment


def _reader_of_one_of(problem: Phrase, *allowed: int) -> Callable[[int], int]:
    """Return the reader of a number that is one of ``allowed``."""

    def read(number: int) -> int:
        if number not in allowed:
            raise Damage(phrase("{value} is {problem}", value=_shorten(number), problem=problem))
        return number

    return read


def _read_quantity(number: int) -> int:
    if number < 0:
        raise Damage(phrase("{number} is negative", number=number))
    return number


def _read_working(text: str) -> str:
    if len(text) > LONGEST_WORKING:
        raise Damage(phrase("{value} is {problem}", value=_shorten(text), problem=phrase("too long for a working")))
    return text


def _read_id(text: str) -> str:
    return _match(ID, text, phrase("not an id"))


def _read_end(text: str) -> str:
    if text not in Frameworks._fields:
        raise Damage(
            phrase("{value} is {problem}", value=_shorten(text), problem=phrase("neither 'source' nor 'target'"))
        )
    return text


_read_decimals = _reader_of_one_of(phrase("not a number of decimals"), *range(MOST_DECIMALS + 1))

READERS: Mapping[str, Callable[[Any], Any]] = {
    "id": _read_id,
    **dict.fromkeys(("line", "period", "file", "sheet"), intern),  # each occurs in row after row, and is kept once
    "first_day": _read_day,
    "last_day": _read_day,
    "kind": StatementKind,
    "reconciled": bool,
    "section": _read_words,
    "role": LineRole,
    "unit": LineUnit,
    "decimals": _read_decimals,
    "concept": Concept,
    "aliases": _read_words,
    "shown_decimals": _read_decimals,
    "share_scale": _read_scale,
    "scale": _read_scale,
    "evidence": _read_told,
    "partial": bool,
    "weight": _reader_of_one_of(phrase("not a weight"), 1, -1),
    "factor": _read_amount,
    "amount": _read_amount,
    "nature": Nature,
    "which_end": _read_end,
    "readiness": Readiness,
    "conclusion": Conclusion,
    "enabled": bool,
    "size": _read_quantity,
    "sheets": _read_words,
    "figure_role": FigureRole,
    "is_evaluated": bool,
    "is_primary": bool,
    "status": FindingStatus,
    "difference": _read_amount,
    "use": CellUse,
    "areas": _read_words,
    "count": _read_quantity,
    "stage": InferenceStage,
    "inferred_from": _read_told,
    "taken_for": _read_told,
    "why": _read_told,
    "alternatives": lambda text: tuple(_sayable(told) for told in decode(text, tuple[Told, ...])),
    "fact": _read_fact,
    "about": subject_of,
    "origin": lambda text: decode(text, Origin),
    "leg_kind": LegKind,
    "slack": _read_amount,
    "done_at": _read_moment,
    "place": _read_quantity,
    "entries": _read_words,
    "evidence_kind": EvidenceKind,
    "is_open": bool,
    "subject": subject_of,
    "typed": _read_working,
    "is_everywhere": bool,
    "leads_to": subject_of,
    "item_status": OpenItemStatus,
    "profit": _read_amount,
    "equity": _read_amount,
    "text_kind": TextKind,
    "is_left_out": bool,
    "figures": _read_words,
    "threshold_kind": ThresholdKind,
    "threshold": lambda text: decode(text, Threshold),
    "old": _read_value,
    "new": _read_value,
}
"""The reader of each column, which raises ValueError for any other value; columns without a reader hold any text."""
