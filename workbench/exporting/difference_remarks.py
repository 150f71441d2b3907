"""What was shown and said of a difference, its entries and its figures: evidence, and questions with their answers."""

from workbench.domain.comments import Comment
from workbench.domain.project import Project
from workbench.domain.subject_names import name_of_subject
from workbench.domain.subjects import Subject
from workbench.exporting.difference_look import (
    CLOSING,
    DIFFERENCE,
    MOVEMENT,
    NAME,
    OPENING,
    PROFIT_LINE,
    QUIET,
    WIDTH_BESIDE_NAME,
    put_caption,
    put_heading,
)
from workbench.exporting.layout import GREY, PLAIN, CellFormat, PlannedSheet
from workbench.exporting.remark_places import RemarkPlaces, say_author
from workbench.exporting.remark_sheets import KINDS
from workbench.phrases import Phrase, Words, phrase, say
from workbench.presentation.remarks import Remarks
from workbench.wording import say_fact
from workbench.wording.names import with_capital

DIGITS_OF_HASH = 16
"""As many of a file's SHA-256 tell it from others; the list of evidence has all of them."""


def put_evidence(sheet: PlannedSheet, row: int, remarks: Remarks, places: RemarkPlaces, words: Words) -> int:
    """Put the evidence, a row each, with its number among all; return the row after it."""
    headings: dict[int, Phrase | str] = {
        NAME: phrase("Evidence"),
        OPENING: phrase("Kind"),
        MOVEMENT: phrase("Pages"),
        CLOSING: phrase("SHA-256 begins"),
        DIFFERENCE: phrase("When"),
        PROFIT_LINE: phrase("By, and of what"),
    }
    row = put_heading(sheet, row, headings, words)
    if not remarks.evidence:
        sheet.put(row, NAME, say(phrase("None is recorded."), words), QUIET)
        return row + 1
    numbers = {key: number for number, key in enumerate(places.project.evidence, 1)}
    for shown in remarks.evidence:
        place = next(iter(places.of(shown.subject)), None)
        name = f"E{numbers[shown.id]}  {shown.name}"
        put_caption(sheet, row, NAME, name, str(place) if place else "")
        sheet.put(row, OPENING, say(KINDS[shown.kind], words), PLAIN)
        sheet.put(row, MOVEMENT, shown.pages or None, PLAIN)
        sheet.put(row, CLOSING, shown.sha256[:DIGITS_OF_HASH] or None, PLAIN)
        sheet.put(row, DIFFERENCE, f"{shown.at:%Y-%m-%d}", PLAIN)
        by, what = shown.by or phrase("Unknown"), _name(places.project, shown.subject, words)
        sheet.put(row, PROFIT_LINE, say(phrase("{name}: {what}", name=by, what=what), words), QUIET)
        row += 1
    return row


def put_questions(sheet: PlannedSheet, row: int, remarks: Remarks, places: RemarkPlaces, words: Words) -> int:
    """Put the comments with their answers, long ones in several rows; return the row after them."""
    headings = {NAME: phrase("Questions"), OPENING: phrase("By")}
    row = put_heading(sheet, row, headings, words)
    for comment in remarks.comments:
        row = _put_comment(sheet, row, comment, places, words)
    if not remarks.comments:
        sheet.put(row, NAME, say(phrase("None is asked."), words), QUIET)
        row += 1
    return row


def _put_comment(sheet: PlannedSheet, row: int, comment: Comment, places: RemarkPlaces, words: Words) -> int:
    place = next(iter(places.of(comment.subject)), None)
    what = _name(places.project, comment.subject, words)
    put_caption(sheet, row, NAME, what, str(place) if place else "")
    state = phrase("open") if comment.is_open else phrase("closed")
    head = say(phrase("{said} ({state})", said=say_author(comment, words), state=state), words)
    sheet.put(row, OPENING, head, CellFormat(bold=comment.is_open))
    row = sheet.put_lines(row + 1, OPENING, comment.text, WIDTH_BESIDE_NAME, PLAIN)
    for reply in comment.replies:
        sheet.put(row, OPENING, say_author(reply, words), CellFormat(colour=GREY))
        row = sheet.put_lines(row + 1, OPENING, reply.text, WIDTH_BESIDE_NAME, PLAIN)
    return row


def _name(project: Project, subject: Subject, words: Words) -> str:
    return with_capital(say_fact(name_of_subject(project, subject), words))
