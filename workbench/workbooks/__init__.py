"""Safe reading of spreadsheet files. Knows cells, formats and limits; knows no accounting."""

from workbench.workbooks.number_formats import date_shown, decimals_shown, scale_shown, section_of, text_shown
from workbench.workbooks.reading import READABLE, PendingRead, begin_reading
from workbench.workbooks.sheets import CellKind, CellStyle, Sheet, SheetCell, SourceWorkbook, column_letter, position

__all__ = [
    "READABLE",
    "CellKind",
    "CellStyle",
    "PendingRead",
    "Sheet",
    "SheetCell",
    "SourceWorkbook",
    "begin_reading",
    "column_letter",
    "date_shown",
    "decimals_shown",
    "position",
    "scale_shown",
    "section_of",
    "text_shown",
]
