"""The user's corrections of wrong inferences about a sheet: small records, stored and offered again."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from workbench.domain.sources import FigureRole
from workbench.domain.statements import StatementKind
from workbench.workbooks import column_letter


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells, both corners included; rows and columns count from 1."""

    top: int
    left: int
    bottom: int
    right: int

    def __str__(self) -> str:
        last = f"{column_letter(self.right)}{self.bottom}"
        return last if self.first == last else f"{self.first}:{last}"

    @property
    def first(self) -> str:
        """The address of its top left cell."""
        return f"{column_letter(self.left)}{self.top}"

    def holds(self, row: int, column: int) -> bool:
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    def meets(self, other: "Area") -> bool:
        """True if the two share a cell."""
        return (
            self.top <= other.bottom
            and other.top <= self.bottom
            and self.left <= other.right
            and other.left <= self.right
        )


class RowRole(StrEnum):
    """What a row may be corrected to."""

    HEADING = "heading"
    LINE = "line"
    SECTION = "section"
    TITLE = "title"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class SetRowRole:
    """This row has ``role``: it heads the columns, or is a line, a title, a note."""

    row: int
    role: RowRole


@dataclass(frozen=True, slots=True)
class SetColumnRole:
    """The columns of ``area``, in the table that it meets, have ``role``; None: they contain no figures.

    ``adjustment_or_currency``: the difference's name or the translation's currency. ``period``: as people write
    periods; "" leaves the period as it was read.
    """

    area: Area
    role: FigureRole | None
    adjustment_or_currency: str = ""
    period: str = ""


@dataclass(frozen=True, slots=True)
class IgnoreArea:
    """Nothing in this area is imported."""

    area: Area


@dataclass(frozen=True, slots=True)
class SetStatementKind:
    """The table that meets ``area`` is this kind of statement."""

    area: Area
    kind: StatementKind


@dataclass(frozen=True, slots=True)
class SetTotalParts:
    """This row is the total of those rows, each with weight +1 or -1; without rows it is not a total."""

    row: int
    parts: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class SetDecimalMark:
    """Numbers written as text in this area use ``mark``, a point or a comma, before the decimals."""

    area: Area
    mark: str


@dataclass(frozen=True, slots=True)
class SetLinesAcross:
    """In the table that meets ``area`` each column is a line, and each row a period."""

    area: Area


@dataclass(frozen=True, slots=True)
class SetScale:
    """The table that meets ``area`` prints money in units of ``scale``; without one, every table without a unit."""

    scale: int
    area: Area | None = None


@dataclass(frozen=True, slots=True)
class SetEntity:
    """The company whose statements these are."""

    name: str


@dataclass(frozen=True, slots=True)
class SetCurrency:
    """The currency of all amounts that are not a translation, by its code: ``USD``."""

    code: str


OfTheImport = SetEntity | SetCurrency | SetScale
"""Corrections of the whole import rather than one sheet; of scales, one without an area."""
Correction = (
    SetLinesAcross
    | SetRowRole
    | SetColumnRole
    | IgnoreArea
    | SetStatementKind
    | SetTotalParts
    | SetDecimalMark
    | OfTheImport
)
SheetKey = tuple[str, str]
"""A file's name and a sheet's."""
WHOLE_IMPORT: SheetKey = ("", "")
"""Replaces a sheet's key for corrections of the whole import."""

Corrections = Mapping[SheetKey, tuple[Correction, ...]]
"""The user's corrections, by sheet."""
