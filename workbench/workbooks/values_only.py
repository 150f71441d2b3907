"""The second reader: values of ``.xls``, ``.xlsb`` and ``.ods``, and of workbooks that the first reader cannot read."""

import math
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING

from workbench.domain.facts import Fact, fact
from workbench.workbooks.child_protocol import CellRecord, ReadStream

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

GENERAL = 0
LARGEST_EXACT = 1e15
"""Below this, a whole double was meant to be whole."""


def read(content: bytes, output: ReadStream) -> list[Fact]:
    """Write every sheet to ``output``; return the warnings. Raises what a broken file makes its parser raise."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    book = CalamineWorkbook.from_filelike(BytesIO(content))
    for index, metadata in enumerate(book.sheets_metadata):
        if metadata.typ != SheetTypeEnum.WorkSheet:
            continue
        output.sheet(metadata.name, "visible" if metadata.visible == SheetVisibleEnum.Visible else "hidden")
        sheet = book.get_sheet_by_index(index)
        for row in _rows(sheet, output):
            output.cells(row)
        corners = sheet.merged_cell_ranges or ()
        output.end((top + 1, left + 1, bottom + 1, right + 1) for (top, left), (bottom, right) in corners)
    return [fact("read-for-values-only")]


def _rows(sheet: "CalamineSheet", output: ReadStream) -> Iterator[list[CellRecord]]:
    if sheet.start is None:
        return
    first_column = sheet.start[1] + 1  # rows come from the first one of the sheet, columns from the first filled one
    for row, values in enumerate(sheet.iter_rows(), start=1):
        yield [
            _pack_cell(row, column, value, output)
            for column, value in enumerate(values, start=first_column)
            if value != ""
        ]


def _pack_cell(row: int, column: int, value: object, output: ReadStream) -> CellRecord:
    if isinstance(value, bool):
        return row, column, "b", value, None, GENERAL
    if isinstance(value, int | float):
        if not math.isfinite(value):
            return row, column, "e", "#NUM!", None, GENERAL
        return row, column, "n", _format_number(value), None, GENERAL
    if isinstance(value, date):
        return row, column, "d", value.isoformat(), None, GENERAL
    return row, column, "s", output.text(str(value)), None, GENERAL


def _format_number(number: float) -> str:
    """Return the shortest text of this number; a whole one without a decimal point."""
    is_whole = abs(number) < LARGEST_EXACT and number == int(number)
    return str(int(number)) if is_whole else repr(number)
