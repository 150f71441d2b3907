"""What a slip is: the workbook after it, and a record of what was changed where."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from random import Random

from tests.mutating.amounts import shown
from tests.mutating.books import Book
from tests.mutating.places import Place, cell_at, with_cells
from workbench.workbooks import SheetCell, SourceWorkbook


class Rows(Enum):
    """What became of whole rows."""

    STAY = "stay"
    DELETED = "deleted"
    REPEATED = "repeated"
    EXCHANGED = "exchanged"
    """Two rows bear each other's captions."""


class Aspect(Enum):
    """What a heading says of the figures it heads."""

    PERIOD = "period"
    SCALE = "scale"
    CURRENCY = "currency"
    NAME = "name"


@dataclass(frozen=True)
class Heading:
    """A cell that says one thing of all figures in its scope."""

    place: Place
    aspect: Aspect
    scope: frozenset[Place]


@dataclass(frozen=True)
class Slip:
    """One slip in a book. ``changed``: the cells that hold something else now; ``place``: the one it is about.

    ``heading``: the heading that says something else, with what it headed in the original. Of whole rows that were
    deleted or repeated ``place`` names one cell, where it stood in the original.
    """

    workbook: SourceWorkbook
    place: Place
    old: str
    new: str
    changed: tuple[Place, ...]
    rows: Rows = Rows.STAY
    heading: Heading | None = None

    @property
    def mutated_rows(self) -> frozenset[int]:
        """The rows where it can be seen; of a deleted or repeated row those beside it, too."""
        row = self.place.row
        match self.rows:
            case Rows.DELETED:
                return frozenset((row - 1, row))
            case Rows.REPEATED:
                return frozenset((row - 1, row, row + 1, row + 2))
            case Rows.STAY | Rows.EXCHANGED:
                return frozenset(place.row for place in self.changed)

    @property
    def mutated_columns(self) -> frozenset[int]:
        """The columns where it can be seen: also those that a heading heads, where it does not head its row."""
        columns = frozenset(place.column for place in self.changed)
        if self.heading and any(place.row != self.place.row for place in self.heading.scope):
            columns |= {place.column for place in self.heading.scope if place.sheet == self.place.sheet}
        return columns


Make = Callable[[Book, Place, Random], Slip | None]
Choose = Callable[[Book], Iterable[Place]]


@dataclass(frozen=True)
class Kind:
    """A kind of slip. ``places``: where it may happen; ``make``: None where it would change nothing there."""

    name: str
    places: Choose
    make: Make


def typed_over(book: Book, place: Place, changes: Mapping[Place, SheetCell | None]) -> Slip:
    """Return the slip of one who typed over some cells of a sheet; ``place`` is the one it is about."""
    return described(book, with_cells(book.workbook, changes), place, tuple(changes))


def described(book: Book, workbook: SourceWorkbook, place: Place, changed: Sequence[Place]) -> Slip:
    """Return the slip that led to ``workbook``, with what its cells said before, and say now."""
    return Slip(workbook, place, _said(book.workbook, changed), _said(workbook, changed), tuple(changed))


def _said(workbook: SourceWorkbook, places: Iterable[Place]) -> str:
    cells = (cell_at(workbook, place) for place in places)
    return " | ".join(shown(cell) if cell else "(empty)" for cell in cells)
