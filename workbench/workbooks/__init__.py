"""Safe reading of spreadsheet files. Knows cells, formats and limits; knows no accounting."""

from workbench.workbooks.number_formats import (
    decimals_of_format,
    format_date,
    replacement_text,
    scale_of_format,
    section_of,
)
from workbench.workbooks.reading import READABLE, PendingRead, begin_reading
from workbench.workbooks.sheets import (
    CellComment,
    CellKind,
    CellStyle,
    Sheet,
    SheetCell,
    SourceWorkbook,
    column_letter,
    position,
)

__all__ = [
    "READABLE",
    "CellComment",
    "CellKind",
    "CellStyle",
    "PendingRead",
    "Sheet",
    "SheetCell",
    "SourceWorkbook",
    "begin_reading",
    "column_letter",
    "decimals_of_format",
    "format_date",
    "position",
    "replacement_text",
    "scale_of_format",
    "section_of",
]
