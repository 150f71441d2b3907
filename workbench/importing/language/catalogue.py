"""The catalogue that travels with the program: captions that mean the same, and the common kinds of differences."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from workbench import resources
from workbench.domain.statements import Concept, StatementKind
from workbench.importing.language.chinese import simplify
from workbench.importing.language.vocabulary import normalise, spellings

CAPTIONS_REMEMBERED = 50_000


@dataclass(frozen=True, slots=True)
class CatalogueLine:
    """One line of statements under all its names. ``name``: the first of them."""

    name: str
    statements: tuple[StatementKind, ...]
    concept: Concept | None


@dataclass(frozen=True, slots=True)
class KindOfDifference:
    """A common difference between the frameworks; ``standards`` in the order U.S. GAAP, IFRS."""

    name: str
    standards: tuple[str, str]


@lru_cache(maxsize=CAPTIONS_REMEMBERED)
def catalogue_line_of(caption: str) -> CatalogueLine | None:
    """Return the concept that ``caption`` is a name of; None where the catalogue has none."""
    return next((found for each in spellings(caption) if (found := _concepts().get(_key(each)))), None)


@lru_cache(maxsize=CAPTIONS_REMEMBERED)
def kind_of_difference(name: str) -> KindOfDifference | None:
    """Return the kind of difference that ``name`` is about: the one whose words cover most of it."""
    text = simplify(normalise(name))
    best: tuple[int, KindOfDifference] | None = None
    for pattern, kind in _kinds_of_differences():
        match = pattern.search(text)
        if match and (best is None or len(match[0]) > best[0]):
            best = len(match[0]), kind
    return best[1] if best else None


def _key(caption: str) -> str:
    return (
        simplify(normalise(caption)).replace("noncontrolling", "non controlling").replace("noncurrent", "non current")
    )


@cache
def _concepts() -> dict[str, CatalogueLine]:
    found: dict[str, CatalogueLine] = {}
    for record in _records("captions.toml", "caption"):
        meaning = Concept(record["meaning"]) if "meaning" in record else None
        concept = CatalogueLine(
            record["names"][0], tuple(StatementKind(kind) for kind in record["statements"]), meaning
        )
        for name in record["names"]:
            found.setdefault(_key(name), concept)
    return found


@cache
def _kinds_of_differences() -> tuple[tuple[re.Pattern[str], KindOfDifference], ...]:
    return tuple(
        (
            re.compile(_as_words(name)),
            KindOfDifference(record["kind"], (record["standards"][0], record["standards"][1])),
        )
        for record in _records("differences.toml", "difference")
        for name in record["names"]
    )


def _as_words(name: str) -> str:
    return rf"\b(?:{name})\b" if name.isascii() else name


def _records(file: str, table: str) -> Iterator[dict[str, Any]]:
    with (resources.root() / "catalogue" / file).open("rb") as stream:
        yield from tomllib.load(stream)[table]
