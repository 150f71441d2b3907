"""A relation: what figures at some places of a book have to do with each other."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import NamedTuple

from tests.mutating.amounts import Figure
from tests.mutating.places import Place
from tests.mutating.slips import Aspect


class Family(StrEnum):
    """Which sort of relation it is."""

    STATED_TWICE = "one figure stated in several places"
    REPEATED = "a line repeated under another name"
    ROW = "as reported + differences = result"
    COLUMN = "a total and its parts"
    BALANCE = "assets = liabilities + equity"
    ENTRIES = "the entries of a difference balance"
    ROLL_FORWARD = "roll-forward of a difference"
    CASH = "cash of the cash flows and of the balance sheet"
    RATIO = "a ratio and what it is made of"
    MULTIPLE = "per ADS a multiple of per share"
    TRANSLATION = "a translation at the rate"


class Contradiction(NamedTuple):
    """What contradicts a slip: which sort of thing, and what exactly, in a sentence."""

    family: str
    said: str


FigureAt = Callable[[Place], Figure]


@dataclass(frozen=True)
class Relation(ABC):
    """Places whose figures belong together. ``name``: said of it in a sentence.

    ``agree_on``: what the headings must say alike of all its places.
    """

    family: Family
    name: str
    agree_on: frozenset[Aspect]

    @property
    @abstractmethod
    def places(self) -> tuple[Place, ...]:
        """Return the places whose figures it speaks of."""

    def broken(self, figure_at: FigureAt) -> str:
        """Return what is wrong, in a sentence; "" where the relation holds, or where it says nothing any more."""
        for place in self.places:
            if isinstance(words := figure_at(place), str):
                return f"{self.name}: an amount belongs at {place}, where '{words}' stands"
        return self._off(figure_at)

    @abstractmethod
    def _off(self, figure_at: FigureAt) -> str:
        """Return what is wrong with figures of which none is words."""


@dataclass(frozen=True)
class Sum(Relation):
    """``total`` = the weighted sum of ``parts``; an empty cell adds nothing, an empty total proves nothing."""

    total: Place
    parts: tuple[tuple[Place, int], ...]

    @property
    def places(self) -> tuple[Place, ...]:
        return (self.total, *(part for part, _ in self.parts))

    def _off(self, figure_at: FigureAt) -> str:
        total = figure_at(self.total)
        amounts = [(figure_at(part), weight) for part, weight in self.parts]
        if total is None or all(amount is None for amount, _ in amounts):
            return ""
        added = sum((amount * weight for amount, weight in amounts if isinstance(amount, Decimal)), Decimal(0))
        return "" if total == added else f"{self.name}: {self.total} says {total}, its parts add up to {added}"


@dataclass(frozen=True)
class Balance(Relation):
    """Weighted terms that add up to nothing; an empty cell is none of them."""

    terms: tuple[tuple[Place, int], ...]

    @property
    def places(self) -> tuple[Place, ...]:
        return tuple(place for place, _ in self.terms)

    def _off(self, figure_at: FigureAt) -> str:
        amounts = [(figure_at(place), weight) for place, weight in self.terms]
        left = sum((amount * weight for amount, weight in amounts if isinstance(amount, Decimal)), Decimal(0))
        return f"{self.name}: {left} is left over" if left else ""


@dataclass(frozen=True)
class Same(Relation):
    """Two places that state one figure, or where one is ``factor`` times the other, to its own decimals."""

    one: Place
    other: Place
    factor: Decimal = Decimal(1)
    decimals: int | None = None
    """Of ``one``, which is rounded to them; None where nothing is rounded."""

    @property
    def places(self) -> tuple[Place, ...]:
        return self.one, self.other

    def _off(self, figure_at: FigureAt) -> str:
        one, other = figure_at(self.one), figure_at(self.other)
        if not isinstance(one, Decimal) or not isinstance(other, Decimal):
            return ""
        expected = rounded(other * self.factor, self.decimals)
        return "" if one == expected else f"{self.name}: {self.one} says {one}, {self.other} says {other}"


@dataclass(frozen=True)
class Quotient(Relation):
    """``ratio`` = numerator x factor / denominator, at the decimals that it has in the original."""

    ratio: Place
    numerator: Place
    denominator: Place
    factor: Decimal
    decimals: int

    @property
    def places(self) -> tuple[Place, ...]:
        return self.ratio, self.numerator, self.denominator

    def _off(self, figure_at: FigureAt) -> str:
        ratio, numerator, denominator = (figure_at(place) for place in self.places)
        if not (isinstance(ratio, Decimal) and isinstance(numerator, Decimal) and isinstance(denominator, Decimal)):
            return ""
        found = rounded(numerator * self.factor / denominator, self.decimals) if denominator else None
        return (
            "" if ratio == found else f"{self.name}: {self.ratio} says {ratio}, {numerator} / {denominator} = {found}"
        )


@dataclass(frozen=True)
class Translated(Relation):
    """A figure and its translation at ``rate``, which may be off by ``slack``."""

    translation: Place
    figure: Place
    rate: Decimal
    slack: Decimal

    @property
    def places(self) -> tuple[Place, ...]:
        return self.translation, self.figure

    def _off(self, figure_at: FigureAt) -> str:
        translation, figure = figure_at(self.translation), figure_at(self.figure)
        if not isinstance(translation, Decimal) or not isinstance(figure, Decimal):
            return ""
        expected = figure / self.rate
        if abs(translation - expected) <= self.slack:
            return ""
        return f"{self.name}: {self.translation} says {translation}, {figure} / {self.rate} = {expected:.2f}"


def rounded(amount: Decimal, decimals: int | None) -> Decimal:
    return amount if decimals is None else amount.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
