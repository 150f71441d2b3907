"""A sheet in text, as a test draws it: one line a row, ``|`` between cells; and what is made of such sheets, as text.

::

    Income statement |              |
                     | 2023         | 2022
    Revenue          | 1,000        | 900
    *Gross profit    | =B3+B4 → 400 | 350

A leading ``*`` makes a cell bold, ``~`` strikes it out, two leading dots indent it by one. A number is written with or
without separators, negative with a minus or in brackets, a share with ``%``; ``'`` before it keeps it a text. ISO dates
are dates, ``#N/A`` is an error, ``=formula → result`` a formula with what the file holds as its result. A line that
starts with ``#`` and a space is a hidden row. Cells that are left empty are not there.

Detection and merging are asked in this module alone, so that no test depends on how they are called.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tests.found import said
from workbench.domain.amounts import format_for_reader
from workbench.domain.sources import FigureRole
from workbench.domain.statements import StatementKind
from workbench.importing.assembly.build import merge_parts
from workbench.importing.assembly.merge import CellFigure, MergedRow, MergedStatement
from workbench.importing.assembly.rollup import TotalRelation, find_relations
from workbench.importing.language.vocabulary import unit_of
from workbench.importing.sheets.corrections_by_subject import CorrectionsBySubject
from workbench.importing.sheets.detect import detect
from workbench.importing.sheets.detected import Detected, ImportContext
from workbench.importing.sheets.laying_out import lay_out
from workbench.importing.sheets.readings import Readings
from workbench.importing.sheets.tables import Amounts
from workbench.progress import SILENT, Progress
from workbench.workbooks import CellKind, CellStyle, Sheet, SheetCell, SourceWorkbook

FILE = "book.xlsx"
NUMBER = re.compile(r"^\(?-?[\d,]+(?:\.\d+)?\)?%?$")
DAY = re.compile(r"^\d{4}-\d{2}-\d{2}$")
HIDDEN = "# "
Drawn = Sheet | str
"""A sheet, or the text that draws it."""


def sheet_in(text: str, name: str = "Sheet", state: str = "visible") -> Sheet:
    """Return the sheet that ``text`` draws; its first line that is not empty is row 1."""
    lines = text.strip("\n").splitlines()
    hidden = frozenset(row for row, line in enumerate(lines, 1) if line.lstrip().startswith(HIDDEN))
    return Sheet(name, state, tuple(_cells(lines)), hidden_rows=hidden)


def book_of(*sheets: Sheet, name: str = FILE) -> SourceWorkbook:
    return SourceWorkbook(name, "0" * 64, 1, sheets)


def amounts_on(sheet: Sheet) -> Amounts:
    """Return what each cell of a sheet was read as, by its place; cells of words are not in it."""
    readings = Readings(book_of(sheet), {})
    return {
        (cell.row, cell.column): reading for cell in sheet.cells if (reading := readings.read(sheet, cell)) is not None
    }


def parts_on(*sheets: Drawn) -> list[Detected]:
    """Return what is found on sheets of one workbook: tables, bridges, lists of entries."""
    book = _book(sheets)
    readings = Readings(book)
    nothing_said = CorrectionsBySubject()
    laid_out = [lay_out(book.name, sheet, readings, ImportContext(), nothing_said, SILENT) for sheet in book.sheets]
    return [part for sheet in laid_out for part in detect(sheet, None).detected]


def statement_of(*sheets: Drawn, scale: int = 1, share_scale: int = 1) -> MergedStatement:
    """Return the one statement that the tables of sheets make together, the entries of their lists on its lines."""
    return merge_parts(parts_on(*sheets), scale, share_scale)


def rows_of(statement: MergedStatement) -> list[str]:
    """Return the rows of a statement as ``caption / other spelling | figure``, with what stands in each column.

    Columns: as reported, the latest period first; then differences, results, translations and entries. Sources that
    disagree are written ``10 ≠ 11``, what nobody can read ``?``.
    """
    figures = [figure for row in statement.rows for figure in row.figures]
    columns = sorted(dict.fromkeys(map(_column, figures)), key=lambda column: column[:2])
    return [
        " | ".join((" / ".join(row.captions), *(_amounts(row, column) for column in columns))).rstrip(" |")
        for row in statement.rows
    ]


def lines_of(text: str) -> list[str]:
    """Return what ``rows_of`` is expected to be, drawn with room around the bars."""
    lines = filter(str.strip, text.splitlines())
    return [" | ".join(cell.strip() for cell in line.split("|")).rstrip(" |") for line in lines]


@dataclass(frozen=True, slots=True)
class FoundTotal:
    """How a total is made: ``+ Revenue - Cost of sales``; ``+ …`` at the end where parts are not shown."""

    made_of: str
    evidence: str


def totals_on(*sheets: Drawn, progress: Progress = SILENT) -> dict[str, FoundTotal]:
    """Return the totals that are found in the statement of some sheets, by caption.

    A caption that stands there twice has its section before it: ``Current assets: Other``.
    """
    parts = parts_on(*sheets)
    rows = merge_parts(parts, 1, 1).rows
    readings = Readings(_book(sheets))

    def formula_parts(figure: CellFigure) -> Sequence[tuple[int, int, int]] | None:
        formula = figure.reading.cell.formula
        return readings.parts(formula) if formula else None

    units = [unit_of(row.caption, row.section, row.is_percent) for row in rows]
    may_subtract = all(part.kind is not StatementKind.FINANCIAL_POSITION for part in parts)
    names = _names(rows)
    return {
        names[relation.total]: FoundTotal(_sum(relation, names), said(relation.evidence))
        for relation in find_relations(rows, units, formula_parts, progress, may_subtract=may_subtract)
    }


def made_of(*sheets: Drawn) -> dict[str, str]:
    """Return how each total is made, without the evidence."""
    return {caption: total.made_of for caption, total in totals_on(*sheets).items()}


def _book(sheets: Iterable[Drawn]) -> SourceWorkbook:
    drawn = enumerate(sheets, 1)
    return book_of(
        *(sheet if isinstance(sheet, Sheet) else sheet_in(sheet, f"Sheet {number}") for number, sheet in drawn)
    )


def _column(figure: CellFigure) -> tuple[int, int, FigureRole, str, str]:
    order = list(FigureRole).index(figure.role)
    return order, -figure.period.end.toordinal(), figure.role, figure.adjustment_or_currency, figure.period.id


def _amounts(row: MergedRow, column: tuple[int, int, FigureRole, str, str]) -> str:
    amounts = (figure.amount for figure in row.figures if _column(figure) == column)
    return " ≠ ".join("?" if amount is None else format_for_reader(amount) for amount in dict.fromkeys(amounts))


def _names(rows: Sequence[MergedRow]) -> list[str]:
    times = Counter(row.caption for row in rows)
    return [
        f"{row.section[-1]}: {row.caption}" if row.section and times[row.caption] > 1 else row.caption for row in rows
    ]


def _sum(relation: TotalRelation, names: Sequence[str]) -> str:
    signs = {1: "+", -1: "-"}
    terms = [f"{signs.get(weight, f'{weight:+} x')} {names[part]}" for part, weight in relation.parts]
    return " ".join([*terms, "+ …"] if relation.is_partial else terms)


def _cells(lines: list[str]) -> Iterator[SheetCell]:
    for row, line in enumerate(lines, 1):
        for column, text in enumerate(line.lstrip().removeprefix(HIDDEN).split("|"), 1):
            if text.strip():
                yield _cell(row, column, text.strip())


def _cell(row: int, column: int, text: str) -> SheetCell:
    indent = (len(text) - len(text.lstrip("."))) // 2
    text = text[2 * indent :]
    bold, struck = text.startswith("*"), text.startswith("~")
    text = text.lstrip("*~").strip()
    formula = None
    if text.startswith("="):
        formula, _, text = (part.strip() for part in text.partition("→"))
    kind, value, held, number_format = _value(text)
    return SheetCell(row, column, kind, value, held, formula, CellStyle(number_format, bold, indent, struck))


def _value(text: str) -> tuple[CellKind, Decimal | str | date | None, str, str]:
    """Return the kind, the value, the text and the number format of what is written in a cell."""
    if not text:
        return CellKind.NO_RESULT, None, "", "General"
    if text.startswith("'"):
        return CellKind.TEXT, text[1:], text[1:], "General"
    if text.startswith("#"):
        return CellKind.ERROR, text, text, "General"
    if DAY.match(text):
        return CellKind.DATE, date.fromisoformat(text), text, "yyyy-mm-dd"
    if NUMBER.match(text):
        is_negative, is_share = text.startswith("("), text.endswith("%")
        number = Decimal(text.strip("()%").replace(",", "")) / (100 if is_share else 1)
        number = -number if is_negative else number
        return CellKind.NUMBER, number, str(number), "0.0%" if is_share else "General"
    return CellKind.TEXT, text, text, "General"
