"""The header of every sheet, and the format of captions."""

from workbench.domain.review_workbook_marks import PROGRAM, REVIEW_MARK, WRITTEN_BY
from workbench.domain.statements import Line, LineRole
from workbench.exporting.layout import GREY, CellFormat, PlannedSheet
from workbench.phrases import Phrase, Words, phrase, say

MOST_ROWS_ON_A_PAGE = 75


def put_header(
    sheet: PlannedSheet, entity: str, title: Phrase | str, period: Phrase | str, unit: str, words: Words
) -> None:
    """Put the entity, title, period and unit of a sheet, and the mark of the program."""
    heading = phrase("{title} — {period}", title=title, period=period) if period else title
    sheet.put(1, 1, entity, CellFormat(bold=True, size=14))
    sheet.put(2, 1, say(heading, words), CellFormat(bold=True, size=11))
    unit_and_mark = phrase("{unit}. {written_by}.", unit=unit, written_by=_written_by(words))
    sheet.put(3, 1, say(unit_and_mark, words), CellFormat(colour=GREY))


def put_listing_header(sheet: PlannedSheet, title: Phrase, words: Words) -> None:
    """Put the title of a listing, and the mark of the program."""
    sheet.put(1, 1, say(title, words), CellFormat(bold=True, size=14))
    sheet.put(1, 3, _written_by(words), CellFormat(colour=GREY))


def _written_by(words: Words) -> str:
    """Return the mark of the writing program, by which an import recognizes the workbook in every language."""
    said = say(phrase("Review workbook written by {program}", program=PROGRAM), words)
    return said if said == WRITTEN_BY else f"{said} {REVIEW_MARK}"


def caption_format(line: Line) -> CellFormat:
    """Return the format of a caption: indented by section, bold for totals and headings."""
    is_bold = line.role is not LineRole.LINE
    return CellFormat(bold=is_bold, indent=min(len(line.section), 6), wrap=True)
