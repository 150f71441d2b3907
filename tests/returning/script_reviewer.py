"""A reviewer's steps carried out by a script: openpyxl keeps formulas and drops every stored result."""

from collections.abc import Sequence
from pathlib import Path

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.returning.office_reviewer import Step

AUTHOR = "Li Na"


def carry_out(workbook: Path, steps: Sequence[Step], saved_as: Path) -> Path:
    """Do ``steps`` to a copy of ``workbook``."""
    book = openpyxl.load_workbook(workbook)
    for step in steps:
        _carry(book, *step)
    book.save(saved_as)
    return saved_as


def _carry(book: Workbook, what: str, name: str, *rest: str) -> None:
    match what, rest:
        case "number", (cell, number):
            value = float(number)
            book[name][cell] = int(value) if value.is_integer() else value
        case "text", (cell, text):
            book[name][cell] = text
            book[name][cell].data_type = "s"
        case "formula", (cell, formula):
            book[name][cell] = formula
        case "comment", (cell, text):
            book[name][cell].comment = Comment(text, AUTHOR)
        case "insert rows", (row,):
            book[name].insert_rows(int(row))
        case "delete rows", (row,):
            book[name].delete_rows(int(row))
        case "insert columns", (column,):
            book[name].insert_cols(int(column))
        case "delete columns", (column,):
            book[name].delete_cols(int(column))
        case "hide rows", (row,):
            book[name].row_dimensions[int(row)].hidden = True
        case "format", (cell,):
            book[name][cell].font = Font(bold=True, color="FF0000")
        case "rename sheet", (new,):
            book[name].title = new
        case "move sheet", (place,):
            book.move_sheet(book[name], int(place) - book.index(book[name]))
        case "delete sheet", ():
            del book[name]
        case "add sheet", ():
            book.create_sheet(name)
        case "sort", (area, column):
            _sort(book[name], area, int(column))
        case _:
            raise AssertionError(what)


def _sort(sheet: Worksheet, area: str, column: int) -> None:
    """Sort rows by a column of numbers, the largest first; formulas come along as they are written."""
    rows = [[cell.value for cell in row] for row in sheet[area]]

    def weight(row: list[object]) -> float:
        value = row[column]
        return float(value) if isinstance(value, int | float) else float("-inf")

    rows.sort(key=weight, reverse=True)
    for cells, values in zip(sheet[area], rows, strict=True):
        for cell, value in zip(cells, values, strict=True):
            cell.value = value
