"""What stands at the head and the foot of every sheet, and the format of captions."""

from collections.abc import Iterable

from workbench.domain.project import Project
from workbench.domain.review_workbook_marks import PROGRAM, REVIEW_MARK, WRITTEN_BY
from workbench.domain.statements import Line, LineRole
from workbench.exporting.layout import GREY, HEADING_FILL, PAGE, CellFormat, PlannedSheet
from workbench.phrases import Phrase, Words, phrase, say
from workbench.presentation.states import name_of_reconciliation
from workbench.presentation.units import unit_line

MOST_ROWS_ON_A_PAGE = 75
PRINT = "&10"
"""The size of the head and the foot of a page, which are scaled like the page."""
ENTITY_ROW, TITLE_ROW, UNIT_ROW, STATE_ROW, HEADING_ROW, FIRST_ROW = 1, 2, 3, 4, 6, 7
"""The rows at the head of every sheet; ``STATE_ROW`` says whether it is illustrative and whether checks fail.

``HEADING_ROW`` and ``FIRST_ROW``: those of a list.
"""
HEADING = CellFormat(bold=True, fill=HEADING_FILL, wrap=True, rule_below=True)
LONGEST_HEADER = 200
"""A little less than the characters that a spreadsheet allows in the head of a page."""


def put_header(sheet: PlannedSheet, project: Project, title: Phrase | str, period: Phrase | str, words: Words) -> None:
    """Put the entity, title, period and unit of a sheet, and the mark of the program."""
    heading = phrase("{title} — {period}", title=title, period=period) if period else title
    sheet.put(ENTITY_ROW, 1, project.entity, CellFormat(bold=True, size=14))
    sheet.put(TITLE_ROW, 1, say(heading, words), CellFormat(bold=True, size=11))
    unit_and_mark = phrase("{unit}. {written_by}.", unit=unit_line(project, words), written_by=_written_by(words))
    sheet.put(UNIT_ROW, 1, say(unit_and_mark, words), CellFormat(colour=GREY))


def put_headings(
    sheet: PlannedSheet,
    project: Project,
    title: Phrase,
    headings: tuple[tuple[Phrase, float], ...],
    words: Words,
    row: int = HEADING_ROW,
) -> None:
    """Put the head of a list, with the widths of its columns; freeze the rows above its first row."""
    put_header(sheet, project, title, "", words)
    for column, (heading, width) in enumerate(headings, 1):
        sheet.put(row, column, say(heading, words), HEADING)
        sheet.widths[column] = width
    sheet.freeze = (row + 1, 1)
    sheet.heading_rows = (row, row)


def number_papers(sheets: Iterable[PlannedSheet], letter: str) -> None:
    """Give sheets of one kind their references: ``C1``, ``C2``; the letter alone if there is only one."""
    sheets = tuple(sheets)
    for number, sheet in enumerate(sheets, 1):
        sheet.paper = f"{letter}{number}" if len(sheets) > 1 else letter


def put_page_marks(sheet: PlannedSheet, project: Project, footer: tuple[str, str], words: Words) -> None:
    """Put the reference of a sheet at its top right, and the head and the foot of its pages.

    ``footer``: its two lines beside the names of file and sheet.
    """
    column = sheet.last_printed_column
    paper = say(phrase("W/P {reference}", reference=sheet.paper), words) if sheet.paper else ""
    if paper and (ENTITY_ROW, column) not in sheet.cells:
        sheet.put(ENTITY_ROW, column, paper, CellFormat(colour=GREY, align="right"))
    what = phrase(
        "{entity} — {frameworks}", entity=project.entity, frameworks=name_of_reconciliation(project.frameworks)
    )
    left = _as_page_text(say(what, words))[: LONGEST_HEADER - len(paper)]
    sheet.page_header = f"&L{PRINT} {left}&R{PRINT} {_as_page_text(paper)}"
    sheet.page_footer = f"&L{PRINT} &F\n&A&R{PRINT} {footer[0]}   {say(PAGE, words)}\n{footer[1]}"


def _as_page_text(text: str) -> str:
    """Return a text in which no character is a code of the page."""
    return " ".join(text.replace("&", "&&").split())


def _written_by(words: Words) -> str:
    """Return the mark of the writing program, by which an import recognizes the workbook in every language."""
    said = say(phrase("Review workbook written by {program}", program=PROGRAM), words)
    return said if said == WRITTEN_BY else f"{said} {REVIEW_MARK}"


def caption_format(line: Line) -> CellFormat:
    """Return the format of a caption: indented by section, bold for totals and headings."""
    is_bold = line.role is not LineRole.LINE
    return CellFormat(bold=is_bold, indent=min(len(line.section), 6), wrap=True)
