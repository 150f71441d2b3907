"""The catalogue shipped with the program: captions with the same meaning, and common kinds of differences."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from workbench import resources
from workbench.domain.facts import Fact, fact
from workbench.domain.statements import Concept, StatementKind
from workbench.importing.language.chinese import simplify
from workbench.importing.language.vocabulary import normalise, spellings

CAPTIONS_REMEMBERED = 50_000


@dataclass(frozen=True, slots=True)
class CatalogueLine:
    """A line of the catalogue. ``name``: the first of its names; ``statements``: those in which it occurs."""

    name: str
    statements: tuple[StatementKind, ...]
    concept: Concept | None


@dataclass(frozen=True, slots=True)
class KindOfDifference:
    """A common difference between the frameworks; ``standards`` in the order U.S. GAAP, IFRS."""

    name: str
    standards: tuple[str, str]

    @property
    def fact(self) -> Fact:
        """Its name as a fact."""
        return fact(f"difference-{self.name.replace(' ', '-')}")


@lru_cache(maxsize=CAPTIONS_REMEMBERED)
def catalogue_line_of(caption: str) -> CatalogueLine | None:
    """Return the line of the catalogue that has ``caption`` among its names; None if there is none."""
    return next((line for spelling in spellings(caption) if (line := catalogue_lines().get(_key(spelling)))), None)


@lru_cache(maxsize=CAPTIONS_REMEMBERED)
def kind_of_difference(name: str) -> KindOfDifference | None:
    """Return the kind of difference whose words cover most of ``name``; None if there is none."""
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
def catalogue_lines() -> Mapping[str, CatalogueLine]:
    """Return the lines of the catalogue by each of their names, as ``normalise`` and ``simplify`` write it."""
    lines_by_name: dict[str, CatalogueLine] = {}
    for record in _read_records("captions.toml", "caption"):
        concept = Concept(record["meaning"]) if "meaning" in record else None
        catalogue_line = CatalogueLine(
            record["names"][0], tuple(StatementKind(kind) for kind in record["statements"]), concept
        )
        for name in record["names"]:
            lines_by_name.setdefault(_key(name), catalogue_line)
    return lines_by_name


@cache
def _kinds_of_differences() -> tuple[tuple[re.Pattern[str], KindOfDifference], ...]:
    return tuple(
        (
            re.compile(_word_pattern(name)),
            KindOfDifference(record["kind"], (record["standards"][0], record["standards"][1])),
        )
        for record in _read_records("differences.toml", "difference")
        for name in record["names"]
    )


def _word_pattern(name: str) -> str:
    return rf"\b(?:{name})\b" if name.isascii() else name


def _read_records(file: str, table: str) -> Iterator[dict[str, Any]]:
    with (resources.root() / "catalogue" / file).open("rb") as catalogue:
        yield from tomllib.load(catalogue)[table]
