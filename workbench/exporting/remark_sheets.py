"""The sheets of comments and of evidence, each row linked to the cell that it is about."""

from collections.abc import Iterator

from workbench.domain.evidence import EvidenceKind
from workbench.domain.project import Project
from workbench.domain.subject_names import name_of_subject
from workbench.domain.subjects import Subject
from workbench.exporting.layout import (
    LINK,
    CellFormat,
    ListedRows,
    PlannedCell,
    PlannedRow,
    PlannedSheet,
    Tab,
    planned_cell,
)
from workbench.exporting.listing_sheets import QUIET, WRAPPED
from workbench.exporting.remark_places import RemarkPlaces, answers
from workbench.exporting.sheet_headers import FIRST_ROW, put_headings
from workbench.phrases import Words, phrase, say
from workbench.wording import say_fact
from workbench.wording.names import with_capital

COMMENT_HEADINGS = (
    (phrase("Subject"), 44),
    (phrase("Where"), 24),
    (phrase("State"), 10),
    (phrase("Comment"), 60),
    (phrase("By"), 18),
    (phrase("When"), 18),
    (phrase("Answers"), 60),
)
EVIDENCE_HEADINGS = (
    (phrase("Subject"), 44),
    (phrase("Where"), 24),
    (phrase("Kind"), 10),
    (phrase("Name"), 30),
    (phrase("File, link or remark"), 60),
    (phrase("Pages"), 12),
    (phrase("SHA-256"), 66),
    (phrase("By"), 18),
    (phrase("When"), 18),
)
KINDS = {
    EvidenceKind.FILE: phrase("file"),
    EvidenceKind.LINK: phrase("link"),
    EvidenceKind.REMARK: phrase("remark"),
}


def lay_out_comments(places: RemarkPlaces, name: str, words: Words) -> PlannedSheet:
    """Return the sheet of all comments, a row each."""
    sheet, project = PlannedSheet(name, tab=Tab.REMARK), places.project
    put_headings(sheet, project, phrase("Comments"), COMMENT_HEADINGS, words)
    sheet.listed_rows = ListedRows(FIRST_ROW, len(project.comments), lambda: _comment_rows(places, words))
    return sheet


def lay_out_evidence(places: RemarkPlaces, name: str, words: Words) -> PlannedSheet:
    """Return the sheet of all evidence, a row for each piece."""
    sheet, project = PlannedSheet(name, tab=Tab.REMARK), places.project
    put_headings(sheet, project, phrase("Evidence"), EVIDENCE_HEADINGS, words)
    sheet.listed_rows = ListedRows(FIRST_ROW, len(project.evidence), lambda: _evidence_rows(places, words))
    return sheet


def _comment_rows(places: RemarkPlaces, words: Words) -> Iterator[PlannedRow]:
    for comment in places.project.comments.values():
        state = phrase("open") if comment.is_open else phrase("closed")
        yield (
            planned_cell(say_subject(places.project, comment.subject, words), WRAPPED),
            where_cell(places, comment.subject),
            planned_cell(say(state, words), CellFormat(bold=comment.is_open)),
            planned_cell(comment.text, WRAPPED),
            planned_cell(comment.by),
            planned_cell(f"{comment.at:%Y-%m-%d %H:%M}"),
            planned_cell("\n".join(answers(comment, words)), WRAPPED),
        )


def _evidence_rows(places: RemarkPlaces, words: Words) -> Iterator[PlannedRow]:
    for shown in places.project.evidence.values():
        yield (
            planned_cell(say_subject(places.project, shown.subject, words), WRAPPED),
            where_cell(places, shown.subject),
            planned_cell(say(KINDS[shown.kind], words)),
            planned_cell(shown.caption, WRAPPED),
            planned_cell(shown.content, WRAPPED),
            planned_cell(shown.pages),
            planned_cell(shown.sha256, QUIET),
            planned_cell(shown.by),
            planned_cell(f"{shown.at:%Y-%m-%d %H:%M}"),
        )


def say_subject(project: Project, subject: Subject, words: Words) -> str:
    """Return the name of a subject as it stands alone in a cell."""
    return with_capital(say_fact(name_of_subject(project, subject), words))


def where_cell(places: RemarkPlaces, subject: Subject, text: str = "") -> PlannedCell:
    """Return a link to the cell that shows a subject, a blank cell or ``text`` if no sheet does.

    ``text``: what the link says; empty: where it leads.
    """
    place = next(iter(places.of(subject)), None)
    if place is None:
        return planned_cell(text or None, WRAPPED)
    return planned_cell(text or place.in_words, LINK, link=str(place))
