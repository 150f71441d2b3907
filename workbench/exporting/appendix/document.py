"""The page model of the appendix: what stands on its pages, in words. DOCX, PDF and preview are made from it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto
from pathlib import Path
from typing import TypeAlias

from workbench.domain.facts import Fact


class ParagraphKind(Enum):
    TITLE = auto()
    SUBTITLE = auto()
    HEADING = auto()
    BODY = auto()
    BULLET = auto()
    NUMBERED = auto()
    NOTE = auto()
    """The first paragraph of a note, which its number stands before."""


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one format; a line feed in it begins a new line."""

    text: str
    is_bold: bool = False
    is_italic: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """``number``: what stands before it, such as ``(iii)`` or ``2.``."""

    kind: ParagraphKind
    runs: tuple[Run, ...]
    number: str = ""

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


class ColumnRole(Enum):
    """What a column of figures holds, which decides what stands over it."""

    AS_REPORTED = auto()
    DIFFERENCE = auto()
    RESULT = auto()
    PERIOD = auto()
    """Of a bridge, whose rows are the differences."""


@dataclass(frozen=True, slots=True)
class TableColumn:
    """``note``: what refers to the note on it, ``(Note iii)``; ``unit``: of its amounts of money."""

    name: str
    role: ColumnRole
    note: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class HeadingCell:
    """What stands over ``span`` columns from ``first`` on, in one row of the heading. ``is_ruled``: a rule below."""

    text: str
    first: int
    span: int = 1
    role: ColumnRole | None = None
    is_bold: bool = False
    is_ruled: bool = False


@dataclass(frozen=True, slots=True)
class TableRow:
    """A line with a text for each column. ``has_rule``: above its figures; ``is_final``: two rules below them.

    ``unit``: of a line that is no amount of money; ``note``: of a row of a bridge.
    """

    caption: str
    texts: tuple[str, ...]
    depth: int = 0
    unit: str = ""
    note: str = ""
    is_heading: bool = False
    is_total: bool = False
    has_rule: bool = False
    is_final: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One reconciliation. ``period``: stands over all columns; ``spanner``: over those of differences; "" for none.

    ``title``: of the statement, at the foot of the heading; ``unit_line``: the unit of all amounts.
    """

    title: str
    unit_line: str
    period: str
    spanner: str
    columns: tuple[TableColumn, ...]
    rows: tuple[TableRow, ...]

    @property
    def heading_rows(self) -> tuple[tuple[HeadingCell, ...], ...]:
        """What stands over the figures: period, spanner, names, notes, units; the title stands beside all of it."""
        numbered = list(enumerate(self.columns))
        rows: list[tuple[HeadingCell, ...]] = []
        if self.period:
            rows.append((HeadingCell(self.period, 0, len(self.columns), is_bold=True, is_ruled=True),))
        if self.spanner:
            rows.append(tuple(self._spanner_cells()))
        rows.append(tuple(HeadingCell(column.name, place, 1, column.role, True) for place, column in numbered))
        below = ([column.note for column in self.columns], [column.unit for column in self.columns])
        rows += (
            tuple(HeadingCell(texts[place], place, 1, column.role) for place, column in numbered)
            for texts in below
            if any(texts)
        )
        return tuple(rows)

    def _spanner_cells(self) -> Iterator[HeadingCell]:
        """Yield the spanner over the differences, and empty cells over the other columns."""
        differences = [place for place, column in enumerate(self.columns) if column.role is ColumnRole.DIFFERENCE]
        for place, column in enumerate(self.columns):
            if place not in differences:
                yield HeadingCell("", place, 1, column.role)
            elif place == differences[0]:
                yield HeadingCell(self.spanner, place, len(differences), is_bold=True, is_ruled=True)

    def with_columns(self, numbers: tuple[int, ...]) -> "Table":
        """Return the table with some of its columns."""
        rows = tuple(
            replace(row, texts=tuple(row.texts[number] for number in numbers)) if row.texts else row
            for row in self.rows
        )
        return replace(self, columns=tuple(self.columns[number] for number in numbers), rows=rows)


@dataclass(frozen=True, slots=True)
class Contents:
    """The list of the parts with their pages."""


Block: TypeAlias = Paragraph | Table | Contents


@dataclass(frozen=True, slots=True)
class Part:
    """What begins on a page of its own. ``heading``: stands over its first page, ``continued`` over further ones.

    ``name``: in the list of contents, "" if it is not listed. It has text, or a single table, which may follow text.
    """

    name: str
    heading: str
    continued: str
    blocks: tuple[Block, ...]

    @property
    def table(self) -> Table | None:
        return next((block for block in self.blocks if isinstance(block, Table)), None)


@dataclass(frozen=True, slots=True)
class Draft:
    """``mark``: what is written across each page; ``causes``: why it is no more than a draft; ``footer``: below it."""

    mark: str
    causes: tuple[str, ...]
    footer: str

    @property
    def watermark(self) -> str:
        """What is written across a page: ``Draft: 2 checks fail; 3 texts are open``, or no more than ``Draft``."""
        return ": ".join(filter(None, (self.mark, "; ".join(self.causes))))


@dataclass(frozen=True, slots=True)
class Document:
    """``state``: of the switches, in words; ``page``: ``Page {page} of {pages}``; ``contents``: heads their list.

    ``language``: its code, such as ``zh_CN``.
    """

    title: str
    entity: str
    fingerprint: str
    state: str
    language: str
    contents: str
    page: str
    parts: tuple[Part, ...]
    draft: Draft | None = None

    @property
    def tables(self) -> Iterator[Table]:
        return (part.table for part in self.parts if part.table)

    @property
    def listed(self) -> tuple[Part, ...]:
        """The parts in the list of contents."""
        return tuple(part for part in self.parts if part.name)

    def all_texts(self) -> Iterator[str]:
        """Yield every text in it, without its figures."""
        yield from (self.contents, self.page)
        if self.draft:
            yield from (self.draft.watermark, self.draft.footer)
        for part in self.parts:
            yield from (part.heading, part.continued, part.name)
            for block in part.blocks:
                match block:
                    case Paragraph():
                        yield block.text
                    case Table():
                        yield from (block.title, block.period, block.spanner, block.unit_line)
                        for column in block.columns:
                            yield from (column.name, column.note, column.unit)
                        for row in block.rows:
                            yield from (row.caption, row.note, row.unit)


PaintPdf: TypeAlias = Callable[[Document, Path], tuple[Fact, ...]]
"""Writes a document as PDF, and returns which fonts stand in for others."""
