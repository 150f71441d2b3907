"""Comments and evidence leave the program: notes on the figures, sheets of their own, JSON; hostile text stays text."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.exporting.books import exported, session_of
from tests.published import ECL, H1_2023
from tests.remarks import AT, HASH, comment, file, link, remark, subjects_of, with_remarks
from workbench.checks import run_checks
from workbench.commands import AddComment, AddEvidence, CloseComment, InsertLine, RemoveLine
from workbench.domain.comments import CommentId, Reply
from workbench.domain.project import Project
from workbench.domain.sources import FigureRole
from workbench.domain.statements import Line
from workbench.domain.subjects import AdjustmentSubject, FigureSubject, LineSubject
from workbench.exporting.figures_json import write_figures_json
from workbench.exporting.layout import PlannedSheet
from workbench.exporting.reconciled_sheet import HEADING_ROW
from workbench.exporting.review_workbook import lay_out_review_workbook
from workbench.exporting.sheet_headers import FIRST_ROW
from workbench.languages import words_in
from workbench.phrases import ENGLISH
from workbench.resources import sample
from workbench.session import Session

FINANCING = FigureSubject("operations", "financing_income", H1_2023, FigureRole.AS_REPORTED)
ANSWER = Reply("The rates rose", "Jo", AT)
RESULT = replace(FINANCING, role=FigureRole.RESULT)
HOSTILE = (
    "=HYPERLINK(\"http://evil.example\",\"x\")", "+1+1", "@SUM(A1)", "<r>bold</r>", "<b>&amp;</b>", "a\x00\x07b\ud7ff",
    "\u202egnp.exe", "\t=1", "x" * 33_000, "one\ntwo\r\nthree", "'quoted'", "{=1}", "http://evil.example", "说明",
)  # fmt: skip


def rows_of(book: openpyxl.Workbook, sheet: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in book[sheet].iter_rows(min_row=FIRST_ROW, values_only=True) if any(row)]


def notes_of(book: openpyxl.Workbook) -> dict[str, str]:
    """Return the text of each note by its sheet and cell."""
    return {
        f"{sheet.title}!{cell.coordinate}": cell.comment.text
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment
    }


def texts_of(sheet: PlannedSheet) -> list[list[Any]]:
    """Return the values of the rows that a sheet lists."""
    return [[cell.value for cell in row] for row in sheet.listed_rows.rows()] if sheet.listed_rows else []


def opened(session: Session, folder: Path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(exported(session, folder))


@pytest.fixture(scope="module")
def book(qifu_project: Project, tmp_path_factory: pytest.TempPathFactory) -> openpyxl.Workbook:
    """The reference case with three comments and three pieces of evidence, exported and read back."""
    session = Session(qifu_project)
    session.execute(AddComment(replace(comment(FINANCING, "Why so high?"), replies=(ANSWER,))))
    session.execute(AddComment(comment(FINANCING, "Ties to F-12?", "2", "Wang")))
    session.execute(CloseComment(CommentId("2")))
    session.execute(AddComment(comment(AdjustmentSubject(ECL), "Who approved it?", "3")))
    for shown in (file(RESULT), link(RESULT, key="2"), remark(RESULT, key="3")):
        session.execute(AddEvidence(shown))
    return openpyxl.load_workbook(exported(session, tmp_path_factory.mktemp("remarks")))


def test_a_comment_stands_on_its_figure_and_on_its_sheet(book: openpyxl.Workbook) -> None:
    notes = notes_of(book)
    place = next(place for place in notes if "Why so high?" in notes[place])
    assert notes[place] == (
        "Li Na, 2024-03-05 09:30 (open)\nWhy so high?\nJo, 2024-03-05 09:30\nThe rates rose\n\n"
        "Wang, 2024-03-05 09:30 (closed)\nTies to F-12?"
    )
    sheet, cell = place.split("!")
    assert (book[sheet][cell].value, book[sheet][f"A{book[sheet][cell].row}"].value) == (2_254_620, "Financing income")
    assert book[sheet][cell].comment.author == "Li Na"
    assert {place.split("!")[1] for place, text in notes.items() if "Who approved it?" in text} == {f"C{HEADING_ROW}"}
    listed = rows_of(book, "Comments")
    assert listed[0] == (
        "Financing income, H1 2023, US GAAP", place, "open", "Why so high?", "Li Na", "2024-03-05 09:30",
        "Jo, 2024-03-05 09:30\nThe rates rose",
    )  # fmt: skip
    assert [row[2] for row in listed] == ["open", "closed", "open"]
    assert book["Comments"][f"B{FIRST_ROW}"].hyperlink.location == f"'{sheet}'!${cell[0]}${cell[1:]}"


def test_evidence_is_listed_with_its_hash_and_leads_to_its_figure(book: openpyxl.Workbook) -> None:
    name, by = "Financing income, H1 2023, IFRS", ("Jo", "2024-03-05 09:30")
    where = rows_of(book, "Evidence")[0][1]
    assert rows_of(book, "Evidence") == [
        (name, where, "file", None, "papers/confirmation.pdf", "3–4", HASH, *by),
        (name, where, "link", "The report", "https://example.com/report.pdf", "F-12", None, *by),
        (name, where, "remark", None, "Agreed by phone", None, None, *by),
    ]
    sheet, cell = where.split("!")
    assert book[sheet][f"A{book[sheet][cell].row}"].value == "Financing income"
    assert book["Evidence"][f"E{FIRST_ROW + 1}"].hyperlink is None


@pytest.mark.parametrize("path", sorted(sample().parent.glob("*.xlsx")), ids=lambda path: path.stem)
def test_remarks_on_every_kind_of_subject_leave_each_sample(path: Path, tmp_path: Path) -> None:
    session = Session(with_remarks(session_of(path).project))
    subjects = subjects_of(session.project)
    book = opened(session, tmp_path)
    comments, evidence = rows_of(book, "Comments"), rows_of(book, "Evidence")
    assert [row[3] for row in comments] == [f"Question {number}" for number, _ in enumerate(subjects, 1)]
    assert len(evidence) == len(subjects)
    nowhere = {kind for kind, row in zip(subjects, comments, strict=True) if row[1] is None}
    assert nowhere <= {"kind", "project", "source", "result"}
    notes = notes_of(book)
    for row in comments:
        assert row[1] is None or row[3] in notes[row[1]]
    pieces: list[str] = []
    write_figures_json(session.results, run_checks(session.results).findings, 0, pieces.append)
    written = json.loads("".join(pieces))
    assert [each["subject"] for each in written["comments"]] == [subject.key for subject in subjects.values()]
    assert [each["subject"] for each in written["evidence"]] == [subject.key for subject in subjects.values()]


def test_hostile_text_stays_text(qifu: Session, tmp_path: Path) -> None:
    for number, text in enumerate(HOSTILE):
        said = replace(comment(FINANCING, text, str(number), text), replies=(Reply(text, text, AT),))
        shown = replace(remark(FINANCING, text, str(number)), caption=text, pages=text, by=text)
        qifu.execute(AddComment(said))
        qifu.execute(AddEvidence(shown))
    path = exported(qifu, tmp_path)
    book = openpyxl.load_workbook(path)
    for sheet in ("Comments", "Evidence"):
        cells = [cell for row in book[sheet].iter_rows(min_row=FIRST_ROW) for cell in row if cell.value is not None]
        assert {cell.data_type for cell in cells} == {"s"}
        assert all("evil" not in str(cell.hyperlink.target) for cell in cells if cell.hyperlink)
        assert [row[3] for row in rows_of(book, sheet)[:4]] == [*HOSTILE[:3], "<r>bold</r> "]
    (note,) = notes_of(book).values()
    assert HOSTILE[0] in note
    pieces: list[str] = []
    write_figures_json(qifu.results, (), 0, pieces.append)
    assert [each["text"] for each in json.loads("".join(pieces))["comments"]] == [text.strip() for text in HOSTILE]


def test_what_is_no_longer_there_is_listed_and_leads_nowhere(qifu: Session) -> None:
    qifu.execute(InsertLine("operations", Line("grants", "Grants"), None))
    qifu.execute(AddComment(comment(LineSubject("operations", "grants"), "为什么？")))
    qifu.execute(RemoveLine("grants"))
    layout = lay_out_review_workbook(qifu.results, AT, words_in("zh_CN"))
    (listed,) = [row for sheet in layout.sheets for row in texts_of(sheet) if len(row) == 7 and row[3] == "为什么？"]
    assert listed[0].startswith("Grants")
    assert listed[1] is None
    assert not any(sheet.notes for sheet in layout.sheets)


def test_without_any_there_is_no_sheet(qifu: Session) -> None:
    layout = lay_out_review_workbook(qifu.results, AT, ENGLISH)
    assert not {"Comments", "Evidence"} & {sheet.name for sheet in layout.sheets}
