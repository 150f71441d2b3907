"""Writes a workbook cell by cell as an analyst keeps it, and keeps beside it what every cell states."""

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from tests.importing.analyst_figures import Line, Span, World

Value = str | int | float | Decimal | date
MONEY, PER_SHARE, SHARES, PERCENT = "money", "per-share", "shares", "percent"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that a cell states. ``amount`` is in the unit of the sheet, one of which stands for ``scale``.

    ``effects`` and ``result``: the differences by name, and what they lead to; no result: nothing is reconciled.
    ``heads``: what stands over it, and ``translated``: the same in another currency.
    """

    sheet: str
    row: int
    column: int
    caption: str
    kind: str
    period: str
    amount: Decimal
    scale: int
    unit: str = MONEY
    heads: tuple[str, ...] = ()
    effects: tuple[tuple[str, Decimal], ...] = ()
    result: Decimal | None = None
    translated: tuple[tuple[str, Decimal], ...] = ()

    @property
    def cell(self) -> str:
        return str(xl_rowcol_to_cell(self.row, self.column))


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Cells that are no reported figures. Where there are ``words``, a warning must name the cells or say the words."""

    sheet: str
    top: int
    left: int
    bottom: int
    right: int
    words: tuple[str, ...] = ()


@dataclass
class AnalystBook:
    """A workbook and what it states. ``currency`` None: nothing names one.

    ``told``: patterns that a finding of any kind must match. ``refused``: words of a refusal that is the right answer.
    """

    family: str
    name: str
    scale: int = 1
    currency: str | None = None
    figures: list[Figure] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    refused: tuple[str, ...] = ()
    content: bytes = b""


@dataclass(frozen=True, slots=True)
class Shown:
    """A value with the format that shows it, and the text that a reader then sees."""

    value: Value
    number_format: str = ""
    text: str = ""
    formula: str = ""

    @property
    def seen(self) -> str:
        return self.text or str(self.value)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of figures under one heading or several, upper ones first; ``estimate``: no reported figures.

    ``other``: what stands in it instead of figures, by line and row (a note, a share of revenue).
    """

    heads: tuple[Shown, ...]
    span: Span
    world: World
    estimate: bool = False
    other: Callable[[Line, int], Shown | None] | None = None
    struck: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """How someone lays out a sheet: blank rows above, blank columns, formats, bold totals, formulas for totals."""

    top: int = 0
    left: int = 0
    gap: int = 0
    spacers: bool = False
    number_format: str = "#,##0"
    bold: bool = True
    formulas: bool = True
    airy: bool = False

    def columns(self, count: int) -> list[int]:
        first, step = self.left + 1 + self.gap, 2 if self.spacers else 1
        return [first + step * number for number in range(count)]


FORMATS = ("#,##0", "#,##0_);(#,##0)", "General", "#,##0;(#,##0)", '#,##0_);(#,##0);"-"_)', "#,##0;[Red]-#,##0")


def look_of(chance: Random, *, spacers: bool = True) -> Look:
    return Look(
        top=chance.choice((0, 0, 1, 2)),
        left=chance.choice((0, 0, 1, 2)),
        gap=chance.choice((0, 0, 1)),
        spacers=spacers and chance.random() < 0.2,
        number_format=chance.choice(FORMATS),
        bold=chance.random() < 0.6,
        formulas=chance.random() < 0.6,
        airy=chance.random() < 0.4,
    )


class Writing:
    """A workbook while it is written; ``done`` gives it its content."""

    def __init__(self, book: AnalystBook, chance: Random, look: Look | None = None) -> None:
        self.book, self.chance = book, chance
        self.look = look or look_of(chance)
        self._stream = io.BytesIO()
        self._file: Any = xlsxwriter.Workbook(self._stream, {"in_memory": True})
        self._formats: dict[tuple[object, ...], Any] = {}

    def sheet(self, title: str) -> "Sheet":
        return Sheet(self, title, self._file.add_worksheet(title))

    def format(self, number_format: str, bold: bool, struck: bool) -> Any:
        key = (number_format, bold, struck)
        if key not in self._formats:
            wanted = {"num_format": number_format or "General", "bold": bold, "font_strikeout": struck}
            self._formats[key] = self._file.add_format(wanted)
        return self._formats[key]

    def done(self) -> AnalystBook:
        self._file.close()
        self.book.content = self._stream.getvalue()
        return self.book


class Sheet:
    """One sheet while it is written, downwards; ``row`` is the next free row. Rows and columns count from 0."""

    def __init__(self, writing: Writing, title: str, page: Any) -> None:
        self.writing, self.book, self.look = writing, writing.book, writing.look
        self.title, self.page = title, page
        self.row = self.look.top

    def put(
        self,
        row: int,
        column: int,
        value: Value,
        number_format: str = "",
        *,
        bold: bool = False,
        struck: bool = False,
        formula: str = "",
    ) -> None:
        style = self.writing.format(number_format, bold, struck)
        if formula:
            self.page.write_formula(row, column, formula, style, float(value) if isinstance(value, Decimal) else value)
        elif isinstance(value, str):
            self.page.write_string(row, column, value, style)
        elif isinstance(value, date):
            self.page.write_datetime(row, column, value, style)
        else:
            self.page.write_number(row, column, float(value), style)

    def show(self, row: int, column: int, shown: Shown, *, bold: bool = False) -> None:
        self.put(row, column, shown.value, shown.number_format, bold=bold, formula=shown.formula)

    def titles(self, *texts: str, blank: int = 1) -> None:
        """Write a row for each text, then some blank rows."""
        for text in texts:
            self.put(self.row, self.look.left, text, bold=self.look.bold)
            self.row += 1
        self.row += blank

    def heads(self, columns: Sequence[Column], corner: str = "") -> None:
        """Write the heading rows of columns, aligned at the bottom; the corner stands before the lowest."""
        height = max(len(column.heads) for column in columns)
        for at, column in zip(self.look.columns(len(columns)), columns, strict=True):
            for number, shown in enumerate(reversed(column.heads)):
                if shown.value != "":
                    self.show(self.row + height - 1 - number, at, shown, bold=self.look.bold)
        if corner:
            self.put(self.row + height - 1, self.look.left, corner, bold=self.look.bold)
        self.row += height

    def block(self, kind: str, lines: Sequence[Line], columns: Sequence[Column]) -> None:
        """Write the lines of a statement under headings that stand already."""
        top, rows = self.row, dict[str, int]()
        for line in lines:
            self.put(self.row, self.look.left, line.caption, bold=self.look.bold and bool(line.parts or not line.key))
            if line.key:
                rows[line.key] = self.row
                self._line(kind, line, columns, {each.key: each for each in lines}, rows)
            self.row += 1 + (self.look.airy and bool(line.parts))
        for at, column in zip(self.look.columns(len(columns)), columns, strict=True):
            if column.estimate or column.other:
                words = tuple(shown.seen for shown in column.heads if shown.seen) if column.estimate else ()
                self.leave_out(top, at, self.row - 1, at, words)

    def _line(
        self, kind: str, line: Line, columns: Sequence[Column], lines: dict[str, Line], rows: dict[str, int]
    ) -> None:
        for at, column in zip(self.look.columns(len(columns)), columns, strict=True):
            if column.other:
                shown = column.other(line, self.row)
                if shown is not None:
                    self.show(self.row, at, shown)
                continue
            amount = column.world.shown(line, column.span)
            formula = total_formula(line, lines, rows, at) if self.look.formulas else ""
            style = {"bold": self._is_bold(line), "struck": column.struck}
            self.put(self.row, at, amount, self.look.number_format, formula=formula, **style)
            if not column.estimate:
                heads = tuple(shown.seen for shown in column.heads)
                self.states(self.row, at, line.caption, kind, column.span.period(kind), amount, heads=heads)

    def _is_bold(self, line: Line) -> bool:
        return self.look.bold and bool(line.parts)

    def states(
        self,
        row: int,
        column: int,
        caption: str,
        kind: str,
        period: str,
        amount: int | Decimal,
        *,
        unit: str = MONEY,
        heads: tuple[str, ...] = (),
        effects: Sequence[tuple[str, Decimal]] = (),
        result: int | Decimal | None = None,
        translated: Sequence[tuple[str, Decimal]] = (),
    ) -> None:
        """Keep what a cell states."""
        scale = self.book.scale if unit == MONEY else 1
        self.book.figures.append(
            Figure(
                self.title, row, column, caption, kind, period, Decimal(amount), scale, unit, heads, tuple(effects),
                None if result is None else Decimal(result), tuple(translated),
            )
        )  # fmt: skip

    def leave_out(self, top: int, left: int, bottom: int, right: int, words: Sequence[str] = ()) -> None:
        self.book.left_out.append(LeftOut(self.title, top, left, bottom, right, tuple(words)))


def total_formula(line: Line, lines: dict[str, Line], rows: dict[str, int], column: int) -> str:
    """Return the formula of a total whose parts all stand above it, or nothing."""
    if not line.parts or any(part not in rows for part, _ in line.parts):
        return ""
    terms = list(terms_of(line, lines, rows, column))
    cells = [cell for _, cell in terms]
    adjacent = [rows[part] for part, _ in line.parts] == list(range(rows[line.parts[0][0]], rows[line.key]))
    if adjacent and len(cells) > 1 and all(sign > 0 for sign, _ in terms):
        return f"=SUM({cells[0]}:{cells[-1]})"
    return "=" + "".join(f"{'+' if sign > 0 else '-'}{cell}" for sign, cell in terms).removeprefix("+")


def terms_of(line: Line, lines: dict[str, Line], rows: dict[str, int], column: int) -> Iterator[tuple[int, str]]:
    for part, weight in line.parts:
        yield line.sign * weight * lines[part].sign, xl_rowcol_to_cell(rows[part], column)
