"""A sheet in text, as a test draws it: one line a row, ``|`` between cells.

::

    Income statement |              |
                     | 2023         | 2022
    Revenue          | 1,000        | 900
    *Gross profit    | =B3+B4 → 400 | 350

A leading ``*`` makes a cell bold, ``~`` strikes it out, two leading dots indent it by one. A number is written with or
without separators, negative with a minus or in brackets, a share with ``%``; ``'`` before it keeps it a text. ISO dates
are dates, ``#N/A`` is an error, ``=formula → result`` a formula with what the file holds as its result. A line that
starts with ``#`` and a space is a hidden row. Cells that are left empty are not there.
"""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from workbench.importing.sheets.readings import Readings
from workbench.importing.sheets.tables import Amounts
from workbench.workbooks import CellKind, CellStyle, Sheet, SheetCell, SourceWorkbook

FILE = "book.xlsx"
NUMBER = re.compile(r"^\(?-?[\d,]+(?:\.\d+)?\)?%?$")
DAY = re.compile(r"^\d{4}-\d{2}-\d{2}$")
HIDDEN = "# "


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
