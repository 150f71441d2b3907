"""Captions, names, comments and open items of any Unicode: readers find them as they are, and none of it runs."""

import re
from dataclasses import replace
from pathlib import Path

import openpyxl
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from tests.exporting.books import exported, session_of
from tests.oracle import Oracle, shown_by
from tests.remarks import comment
from tests.reviews import item
from workbench.commands import AddComment, AddOpenItem, RenameAdjustment, RenameLine
from workbench.domain.project import Project
from workbench.domain.subjects import LineSubject
from workbench.exporting.writable_text import text_in_cell
from workbench.phrases import ENGLISH
from workbench.resources import sample
from workbench.session import Session

HOSTILE = st.sampled_from(
    (
        '=HYPERLINK("http://evil.example","x")', "+1+1", "-2", "@SUM(A1)", "\t=1", "{=1}", "http://evil.example",
        "_x0041_ and _x000D_", "a\rb", "a\r\nb", "'quoted'", "<r>bold</r>", "&amp; &P &D", "\u202egnp.exe",
        "😀👩‍👩‍👧", "说明",
        "x" * 33_000, "a\x07b", "{{ effect }}", "%s {0}", "line\u2028feed", "\ufeffmark", "123", "1e5", "TRUE",
    )
)  # fmt: skip
TEXTS = st.one_of(HOSTILE, st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=60)).filter(
    lambda text: bool(text.strip())
)


def with_texts(project: Project, caption: str, name: str, said: str, asked: str) -> Session:
    session = Session(project)
    line = project.statements[0].lines[0]
    session.execute(RenameLine(line.id, caption))
    session.execute(RenameAdjustment(project.adjustments[0].id, name))
    session.execute(AddComment(comment(LineSubject(project.statements[0].id, line.id), said, "1", "Li Na")))
    session.execute(AddOpenItem(replace(item(text=asked), answer="")))
    return session


def as_written(text: str) -> str:
    """Return a text as a spreadsheet keeps it, without what stands for a control character at its ends."""
    return re.sub(r"^[\s\ufffd]+|[\s\ufffd]+$", "", re.sub(r"\r\n?", "\n", text_in_cell(text, ENGLISH)))


UNSHRUNK = (Phase.explicit, Phase.reuse, Phase.generate)
"""Each example is a whole workbook: looking for a smaller one would take longer than a test may."""
PROJECT = session_of(sample().parent / "hutchmed-h1-2024.xlsx").project


@settings(max_examples=6, deadline=None, phases=UNSHRUNK, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TEXTS, TEXTS, TEXTS, TEXTS)
def test_texts_are_read_back_as_they_are(tmp_path: Path, caption: str, name: str, said: str, asked: str) -> None:
    session = with_texts(PROJECT, caption, name, said, asked)
    review = exported(session, tmp_path)
    book = openpyxl.load_workbook(review)
    assert_texts_only(book, (caption, said, asked))
    found = {as_written(str(cell)) for sheet in shown_by(review).values() for cell in sheet.values()}
    assert {as_written(caption), as_written(said), as_written(asked)} <= found
    for sheet in CalamineWorkbook.from_path(str(review)).sheet_names[:3]:
        CalamineWorkbook.from_path(str(review)).get_sheet_by_name(sheet).to_python()


def assert_texts_only(book: openpyxl.Workbook, texts: tuple[str, ...]) -> None:
    """Assert that no formula and no link is what somebody typed, and that links stay in the workbook."""
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    assert not any(cell.value == text for text in texts)
                if cell.hyperlink is not None:
                    assert cell.hyperlink.target is None, "it leads within the workbook"


def test_libreoffice_reads_the_same_texts(oracle: Oracle, tmp_path: Path) -> None:
    texts = ('=HYPERLINK("http://evil.example","x")', "_x0041_", "说明 \u202egnp.exe", "+1+1")
    review = exported(with_texts(PROJECT, *texts), tmp_path)
    (shown,) = oracle.recalculated([review], tmp_path)
    found = {str(cell) for sheet in shown.values() for cell in sheet.values()}
    assert {texts[0], texts[2], texts[3]} <= found
