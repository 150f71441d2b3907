"""The header of every sheet, and the format of captions."""

from workbench.domain.review_workbook_marks import WRITTEN_BY
from workbench.domain.statements import Line, LineRole
from workbench.exporting.layout import GREY, CellFormat, PlannedSheet

MOST_ROWS_ON_A_PAGE = 75


def put_header(sheet: PlannedSheet, entity: str, title: str, period: str, unit: str) -> None:
    """Put the entity, title, period and unit of a sheet, and the mark of the program."""
    sheet.put(1, 1, entity, CellFormat(bold=True, size=14))
    sheet.put(2, 1, f"{title} — {period}" if period else title, CellFormat(bold=True, size=11))
    sheet.put(3, 1, f"{unit}. {WRITTEN_BY}.", CellFormat(colour=GREY))


def put_listing_header(sheet: PlannedSheet, title: str) -> None:
    """Put the title of a listing, and the mark of the program."""
    sheet.put(1, 1, title, CellFormat(bold=True, size=14))
    sheet.put(1, 3, WRITTEN_BY, CellFormat(colour=GREY))


def caption_format(line: Line) -> CellFormat:
    """Return the format of a caption: indented by section, bold for totals and headings."""
    is_bold = line.role is not LineRole.LINE
    return CellFormat(bold=is_bold, indent=min(len(line.section), 6), wrap=True)
