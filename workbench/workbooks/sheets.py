"""A spreadsheet file as it was read: sheets of cells with value, formula, format and place."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cached_property, lru_cache

from workbench.domain.facts import Told


class CellKind(StrEnum):
    NUMBER = "n"
    TEXT = "s"
    BOOLEAN = "b"
    DATE = "d"
    ERROR = "e"
    NO_RESULT = "x"
    """A formula for which the file stores no result."""


@dataclass(frozen=True, slots=True)
class CellStyle:
    """The parts of a cell's format that indicate what the cell is."""

    number_format: str = "General"
    bold: bool = False
    indent: int = 0
    struck: bool = False
    """Struck out: the author no longer means what it says."""


@dataclass(frozen=True, slots=True)
class SheetCell:
    """One non-empty cell. Rows and columns count from 1; ``text`` is what the file holds, as text."""

    row: int
    column: int
    kind: CellKind
    value: Decimal | str | bool | date | None
    text: str
    formula: str | None
    style: CellStyle

    @property
    def ref(self) -> str:
        return f"{column_letter(self.column)}{self.row}"


@dataclass(frozen=True, slots=True)
class CellComment:
    """What somebody wrote beside a cell. ``by``: empty, and ``at``: None, if the file does not say.

    ``is_reply``: it answers the comment before it.
    """

    row: int
    column: int
    text: str
    by: str = ""
    at: datetime | None = None
    is_reply: bool = False


@dataclass(frozen=True)
class Sheet:
    """One worksheet. ``merged``: first row, first column, last row, last column of each merged range.

    ``blank_formulas``: (row, column, formula) of each formula whose stored result is an empty text: no cell shows it.
    """

    name: str
    state: str
    cells: tuple[SheetCell, ...]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    comments: tuple[CellComment, ...] = ()
    blank_formulas: tuple[tuple[int, int, str], ...] = ()

    @cached_property
    def at(self) -> dict[tuple[int, int], SheetCell]:
        """The non-empty cells by (row, column)."""
        return {(cell.row, cell.column): cell for cell in self.cells}

    @cached_property
    def rows(self) -> dict[int, tuple[SheetCell, ...]]:
        """The non-empty cells of each row that has any, left to right, rows ascending."""
        rows: dict[int, list[SheetCell]] = {}
        for cell in sorted(self.cells, key=lambda cell: (cell.row, cell.column)):
            rows.setdefault(cell.row, []).append(cell)
        return {row: tuple(cells) for row, cells in rows.items()}

    def span(self, cell: SheetCell) -> range:
        """Return the columns that a cell covers: more than one if it starts a merged range."""
        return range(cell.column, self._last_merged.get((cell.row, cell.column), cell.column) + 1)

    @cached_property
    def _last_merged(self) -> dict[tuple[int, int], int]:
        return {(top, left): right for top, left, _, right in self.merged}


@dataclass(frozen=True, slots=True)
class SourceWorkbook:
    """A file that was read. ``warnings`` are the reader's remarks; ``size`` is in bytes.

    ``properties``: the texts of the document's own properties; ``names``: each defined name with what it refers to.
    Neither is known for files read for their values only. ``folder``: where the file was read.
    """

    name: str
    sha256: str
    size: int
    sheets: tuple[Sheet, ...]
    warnings: tuple[Told, ...] = ()
    properties: tuple[str, ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    folder: str = ""

    def sheet(self, name: str) -> Sheet | None:
        """Return the sheet with this name, ignoring case; None if there is none."""
        return next((sheet for sheet in self.sheets if sheet.name.casefold() == name.casefold()), None)


@lru_cache(maxsize=16_384)  # a sheet has no more columns
def column_letter(column: int) -> str:
    """Return the letters of a column: 1 → A, 27 → AA."""
    letters = ""
    while column:
        column, digit = divmod(column - 1, 26)
        letters = chr(65 + digit) + letters
    return letters


def position(ref: str) -> tuple[int, int]:
    """Return (row, column) of a reference such as ``B12`` or ``$B$12``."""
    letters = "".join(_letters(ref))
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int("".join(character for character in ref if character.isdigit())), column


def _letters(ref: str) -> Iterator[str]:
    return (character for character in ref.upper() if "A" <= character <= "Z")
