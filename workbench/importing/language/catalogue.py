"""The catalogue shipped with the program: captions with the same meaning, and words for kinds of differences."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from workbench.catalogue.differences import KindOfDifference, kinds
from workbench.catalogue.toml_files import read_catalogue
from workbench.domain.ids import NO_KIND, KindId
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


@lru_cache(maxsize=CAPTIONS_REMEMBERED)
def catalogue_line_of(caption: str) -> CatalogueLine | None:
    """Return the line of the catalogue that has ``caption`` among its names; None if there is none."""
    return next((line for spelling in spellings(caption) if (line := catalogue_lines().get(_key(spelling)))), None)


@lru_cache(maxsize=CAPTIONS_REMEMBERED)
def kind_of_difference(name: str) -> KindOfDifference | None:
    """Return the kind of difference with this name, else the one whose words cover most of it; None if there is none.

    By its words, a kind that gives way is found only where no other is.
    """
    text = simplify(normalise(name))
    if named := _kind_by_name().get(text):
        return named
    best: tuple[tuple[bool, int], KindOfDifference] | None = None
    for pattern, kind in _patterns_of_differences():
        match = pattern.search(text)
        if match and (best is None or (not kind.gives_way, len(match[0])) > best[0]):
            best = (not kind.gives_way, len(match[0])), kind
    return best[1] if best else None


def kind_named(name: str) -> KindId:
    """Return the id of the kind that a difference's name says; ``NO_KIND`` if it says none."""
    known = kind_of_difference(name)
    return known.id if known else NO_KIND


def _key(caption: str) -> str:
    return (
        simplify(normalise(caption)).replace("noncontrolling", "non controlling").replace("noncurrent", "non current")
    )


@cache
def catalogue_lines() -> Mapping[str, CatalogueLine]:
    """Return the lines of the catalogue by each of their names, as ``normalise`` and ``simplify`` write it."""
    lines_by_name: dict[str, CatalogueLine] = {}
    for record in read_catalogue("captions.toml")["caption"]:
        concept = Concept(record["meaning"]) if "meaning" in record else None
        catalogue_line = CatalogueLine(
            record["names"][0], tuple(StatementKind(kind) for kind in record["statements"]), concept
        )
        for name in record["names"]:
            lines_by_name.setdefault(_key(name), catalogue_line)
    return lines_by_name


@cache
def _kind_by_name() -> Mapping[str, KindOfDifference]:
    return {simplify(normalise(kind.name)): kind for kind in kinds()}


@cache
def _patterns_of_differences() -> tuple[tuple[re.Pattern[str], KindOfDifference], ...]:
    return tuple((re.compile(_word_pattern(pattern)), kind) for kind in kinds() for pattern in kind.patterns)


def _word_pattern(name: str) -> str:
    return rf"\b(?:{name})\b" if name.isascii() else name
