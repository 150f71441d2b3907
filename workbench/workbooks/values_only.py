"""The second reader: values of ``.xls``, ``.xlsb`` and ``.ods``, and of workbooks that the first one fails on."""

import math
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING

from workbench.workbooks.child_protocol import ReadStream, Told

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

WARNING = (
    "Read for its values only: formulas, number formats, indents and hidden rows are not seen, and a cell that shows "
    "an error cannot be told from an empty one. Save the file as an Excel workbook (.xlsx) to have them read."
)
GENERAL = 0
LARGEST_EXACT = 1e15
"""Below it, a double that is whole was meant to be."""


def read(content: bytes, answer: ReadStream) -> list[str]:
    """Tell ``answer`` every sheet; return the warnings. Raises what a broken file makes its parser raise."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    book = CalamineWorkbook.from_filelike(BytesIO(content))
    for index, about in enumerate(book.sheets_metadata):
        if about.typ != SheetTypeEnum.WorkSheet:
            continue
        answer.sheet(about.name, "visible" if about.visible == SheetVisibleEnum.Visible else "hidden")
        sheet = book.get_sheet_by_index(index)
        for row in _rows(sheet, answer):
            answer.cells(row)
        corners = sheet.merged_cell_ranges or ()
        answer.end((top + 1, left + 1, bottom + 1, right + 1) for (top, left), (bottom, right) in corners)
    return [WARNING]


def _rows(sheet: "CalamineSheet", answer: ReadStream) -> Iterator[list[Told]]:
    if sheet.start is None:
        return
    first_column = sheet.start[1] + 1  # rows come from the first one of the sheet, columns from the first filled one
    for row, values in enumerate(sheet.iter_rows(), start=1):
        yield [
            _told(row, column, value, answer) for column, value in enumerate(values, start=first_column) if value != ""
        ]


def _told(row: int, column: int, value: object, answer: ReadStream) -> Told:
    if isinstance(value, bool):
        return row, column, "b", value, None, GENERAL
    if isinstance(value, int | float):
        if not math.isfinite(value):
            return row, column, "e", "#NUM!", None, GENERAL
        return row, column, "n", _shortest(value), None, GENERAL
    if isinstance(value, date):
        return row, column, "d", value.isoformat(), None, GENERAL
    return row, column, "s", answer.text(str(value)), None, GENERAL


def _shortest(number: float) -> str:
    is_whole = abs(number) < LARGEST_EXACT and number == int(number)
    return str(int(number)) if is_whole else repr(number)
