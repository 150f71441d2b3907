"""The common kinds of differences between frameworks: what names them, and which legs they usually have."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from workbench.catalogue.toml_files import read_catalogue
from workbench.domain.adjustments import KIND_OF_CONCEPT, KIND_OF_NATURE, LegKind, Nature
from workbench.domain.completeness import fact_of_kind
from workbench.domain.facts import Fact
from workbench.domain.ids import KindId
from workbench.domain.statements import Concept, StatementKind

DEBIT, CREDIT = "Dr", "Cr"
CHINESE = "zh"
"""The language of the names that are not in English."""


class Area(StrEnum):
    """What a difference concerns, for lists of kinds in sections."""

    FINANCIAL_INSTRUMENTS = "financial-instruments"
    EQUITY = "equity"
    LEASES = "leases"
    EMPLOYEES = "employees"
    FIXED_ASSETS = "fixed-assets"
    WORKING_CAPITAL = "working-capital"
    TAXES = "taxes"
    GROUPS = "groups"
    PROVISIONS = "provisions"
    PRESENTATION = "presentation"


class Occasion(StrEnum):
    """Which entry has a leg: the one brought in at the opening date, that of a period, or both."""

    BOTH = "both"
    OPENING = "opening"
    MOVEMENT = "movement"


class TaxHabit(StrEnum):
    """What tax usually follows from a difference: none if it is permanent, or is itself one in tax."""

    AT_RATE = "at-rate"
    PERMANENT = "permanent"
    IN_EQUITY = "in-equity"
    IN_OCI = "in-oci"
    SOMETIMES = "sometimes"


class NciHabit(StrEnum):
    """How non-controlling interests usually share in a difference: in income and equity, in equity alone, or not."""

    BY_SHARE = "by-share"
    EQUITY_ONLY = "equity-only"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class UsualLine:
    """A leg that a kind of difference usually has.

    The line is found by ``concept``, else by ``names``, the likeliest first: captions, or words in them, in English and
    Chinese, normalised as the catalogue of captions is. ``is_debit``: its side if the target framework shows the higher
    net assets; of a difference that leaves net assets as they are, its usual side.
    """

    statement: StatementKind
    names: tuple[str, ...]
    concept: Concept | None
    is_debit: bool
    kind: LegKind
    when: Occasion

    def name_in(self, language: str) -> str:
        """Return the likeliest of its names in a language; in English if there is none."""
        is_english = not language.startswith(CHINESE)
        return next((name for name in self.names if name.isascii() == is_english), self.names[0])


@dataclass(frozen=True, slots=True)
class KindOfDifference:
    """A common difference between the frameworks; ``standards`` in the order U.S. GAAP, IFRS.

    ``patterns``: regular expressions of the words that name it; ``gives_way``: they count only where no other kind is
    named. ``lines``: in the order of the entry, without the legs by which non-controlling interests share in others.
    ``is_computable``: a schedule of its inputs gives the amounts. ``note``: what to start a note from, "" if nothing.
    """

    id: KindId
    name: str
    standards: tuple[str, str]
    patterns: tuple[str, ...]
    gives_way: bool
    area: Area
    nature: Nature
    lines: tuple[UsualLine, ...]
    tax: TaxHabit
    nci: NciHabit
    is_computable: bool
    note: str

    def standard_under(self, framework: str) -> str:
        """Return its standard under a framework; "" if the catalogue does not list that framework's."""
        return dict(zip(frameworks_of_standards(), self.standards, strict=True)).get(framework, "")

    @property
    def fact(self) -> Fact:
        """Its name as a fact."""
        return fact_of_kind(self.id)


@cache
def kinds() -> tuple[KindOfDifference, ...]:
    """Return every kind, in the order of the catalogue."""
    catalogue = read_catalogue("differences.toml")
    return tuple(_kind(record, catalogue["line"]) for record in catalogue["difference"])


@cache
def frameworks_of_standards() -> tuple[str, str]:
    """Return the names of the two frameworks whose standards the catalogue lists, in that order."""
    first, second = read_catalogue("differences.toml")["between"]
    return first, second


@cache
def kind_by_id() -> Mapping[KindId, KindOfDifference]:
    """Return every kind by its id."""
    return {kind.id: kind for kind in kinds()}


def _kind(record: Mapping[str, Any], records_of_lines: Mapping[str, Mapping[str, Any]]) -> KindOfDifference:
    nature = Nature(record["nature"])
    source_standard, target_standard = record["standards"]
    return KindOfDifference(
        id=KindId(record["id"]),
        name=record["name"],
        standards=(source_standard, target_standard),
        patterns=tuple(record["names"]),
        gives_way=record.get("gives_way", False),
        area=Area(record["area"]),
        nature=nature,
        lines=tuple(_lines(record, records_of_lines, nature)),
        tax=TaxHabit(record["tax"]),
        nci=NciHabit(record["nci"]),
        is_computable=record["computable"],
        note=record.get("note", ""),
    )


def _lines(
    record: Mapping[str, Any], records_of_lines: Mapping[str, Mapping[str, Any]], nature: Nature
) -> Iterator[UsualLine]:
    for occasion in Occasion:
        for leg in record.get(occasion, ()):
            side, key = leg.split()
            line = records_of_lines[key]
            concept = Concept(line["concept"]) if "concept" in line else None
            yield UsualLine(
                statement=StatementKind(line["statement"]),
                names=tuple(line["names"]),
                concept=concept,
                is_debit={DEBIT: True, CREDIT: False}[side],
                kind=LegKind(line["kind"]) if "kind" in line else _kind_of_leg(concept, nature),
                when=occasion,
            )


def _kind_of_leg(concept: Concept | None, nature: Nature) -> LegKind:
    known = KIND_OF_CONCEPT.get(concept) if concept else None
    return known or KIND_OF_NATURE.get(nature, LegKind.MEASUREMENT)
