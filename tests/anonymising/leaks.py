"""What an anonymized file lets through of the original: each text, word and amount of one is sought in the other."""

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.anonymising.treatment import COLUMNS, Treatment, names_in
from workbench.anonymising.neutral_text import OF_CHANGES, WORDS_KEPT
from workbench.anonymising.other_facts import CODES, coded_frameworks
from workbench.catalogue.differences import kind_by_id
from workbench.catalogue.toml_files import read_catalogue
from workbench.checks import CHECKS
from workbench.domain.adjustments import LegKind, Readiness
from workbench.domain.appendix import TextKind
from workbench.domain.completeness import Conclusion
from workbench.domain.evidence import EvidenceKind
from workbench.domain.findings import FindingStatus
from workbench.notes.fields import EXAMPLES, SCALE_NAMES, How, UnitShown
from workbench.notes.typed_figures import CURRENCIES
from workbench.store.schema import TABLES, columns
from workbench.wording.periods import MONTHS, SHORT_MONTHS
from workbench.wording.titles import MADE_TITLES

WORD = re.compile(r"[^\W\d_]{4,}|[\u3400-\u9fff]{2,}")
NUMBER = re.compile(r"(?<![\w.,-])\d+(?:,\d{3})*(?:\.\d+)?(?![\w-])")
MONTH = "|".join(str(month) for month in (*MONTHS, *SHORT_MONTHS))
DATE = re.compile(
    rf"\d{{4}}-\d\d-\d\d(?:T[\d:.+]+)?|(?:{MONTH}) (?:\d\d?, )?\d{{4}}|[HQF]\w? \d{{4}}|9M \d{{4}}|\d\d:\d\d\S*"
)
STANDARD = re.compile("".join(read_catalogue("frameworks.toml")["standard"].splitlines()), re.IGNORECASE)
CELL = re.compile(r"\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?")
OF_THE_COPY = frozenset(
    ("company", "person", "file", "sheet", "scenario", "entry", "line", "statement", "difference", "kind")
)
"""Words that the copy is made of."""
OF_ADDRESSES = frozenset(("https", "example", "xlsx", "recon"))
OF_PERIODS = frozenset(("month", "months", "three", "nine", "twelve", "year", "years", "ended", "week", "weeks"))
NAMES = re.compile(rf"{CURRENCIES}", re.IGNORECASE)


def words_allowed() -> set[str]:
    """Return the words that say nothing: of the checks, of codes, of periods, of the marks of fields, of titles."""
    codes = {str(code.value) for kind in CODES for code in kind} | {*kind_by_id()} | {*coded_frameworks()}
    kinds = (Readiness, Conclusion, EvidenceKind, LegKind, FindingStatus, TextKind)
    codes |= {code.value for kind in kinds for code in kind} | {check.name for check in CHECKS}
    codes |= {"project source figure adjustment comment text"}  # the first words of keys of subjects
    marks = (*EXAMPLES.values(), *How, *SCALE_NAMES, *UnitShown, *map(str, MADE_TITLES.values()), "opening closing")
    months = [str(month) for month in (*MONTHS, *SHORT_MONTHS)]
    texts = " ".join((*codes, *map(str, marks), *months)).casefold()
    return {*WORD.findall(texts.replace("_", " ")), *WORDS_KEPT, *OF_THE_COPY, *OF_ADDRESSES, *OF_PERIODS, "topic"}


def cells_of(path: Path, *treatments: Treatment) -> Iterator[tuple[str, str]]:
    """Yield each text of the columns with some treatment, with table and column; of JSON, each text in it."""
    with closing(sqlite3.connect(path)) as database:
        for table, definitions in TABLES.items():
            by_name = names_in(COLUMNS[table])
            for row in database.execute(f"SELECT * FROM {table}"):
                for name, value in zip(columns(definitions), row, strict=True):
                    if by_name[name] in treatments and isinstance(value, str):
                        if (table, row[0]) == ("project", "currency") or str(row[0]).startswith("fingerprint"):
                            continue
                        yield from ((f"{table}.{name}", text) for text in texts_in(value))


def texts_in(value: str) -> Iterator[str]:
    """Yield a text, or the texts in it if it is JSON."""
    if value[:1] in '[{"':
        try:
            yield from _values(json.loads(value))
        except ValueError:
            yield value
        return
    yield value


def _values(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case list():
            for member in value:
                yield from _values(member)
        case dict():
            for name, member in value.items():
                if name not in ("fact", "is", "key"):
                    yield from _values(member)
        case int() | float():
            yield str(value)


def words_of(text: str) -> Iterator[str]:
    for word in WORD.findall(NAMES.sub(" ", STANDARD.sub(" ", text.replace("_", " ")))):
        yield word.casefold()


def numbers_of(text: str) -> Iterator[Decimal]:
    """Yield the numbers of three digits or more in a text that are no dates, standards or cells."""
    for pattern in (DATE, STANDARD, CELL):
        text = pattern.sub(" ", text)
    for number in NUMBER.findall(text):
        digits = number.replace(",", "").replace(".", "").lstrip("0")
        if len(digits) >= 3 and set(digits) - {*"10"}:
            yield Decimal(number.replace(",", "")).normalize()


def whole_text(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")


def leaks(original: Path, copy: Path) -> dict[str, set[str]]:
    """Return what of the original is found in the copy: whole texts, words, and numbers."""
    replaced = (Treatment.RENAMED, Treatment.TOLD, Treatment.RECALCULATED, Treatment.LEFT_OUT)
    before, after = list(cells_of(original, *replaced)), list(cells_of(copy, *Treatment))
    allowed = words_allowed()

    def is_neutral(text: str) -> bool:
        words = set(words_of(text))
        return all(word in allowed or OF_CHANGES.fullmatch(word) for word in words)

    names = {text.casefold() for _, text in before if len(text) >= 4 and WORD.search(text) and not is_neutral(text)}
    texts = {text for _, text in after}
    everything = "\n".join(texts).casefold()
    words = {word for _, text in before for word in words_of(text)} - allowed
    words_after = {word for text in texts for word in words_of(text)}
    numbers = {number for _, text in before for number in numbers_of(text)}
    numbers_after = {number for text in texts for number in numbers_of(text)}
    return {
        "texts": {name for name in names if name in everything and whole_text(name).search(everything)},
        "words": {word for word in words & words_after if not OF_CHANGES.fullmatch(word)},
        "numbers": set(map(str, numbers & numbers_after)),
    }
