"""The appendix in Word: read back figure by figure, saved again by LibreOffice, its rows where they belong."""

import html
import random
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import docx
import pytest

from tests.appendices import with_texts
from tests.exporting.appendix.conftest import document_from
from tests.exporting.appendix.many_differences import made_project
from tests.exporting.appendix.states import figures_otherwise
from tests.exporting.appendix.word_files import body_rows, paragraphs_in, tables_in
from tests.exporting.chinese_book import chinese_book
from tests.oracle import Oracle
from tests.published import RECONCILIATIONS, rows_of
from workbench.amount_text import amount_in
from workbench.api.reading import read
from workbench.domain.project import Project
from workbench.exporting.appendix.document import Document
from workbench.exporting.appendix.docx_file import write_docx
from workbench.languages import words_in
from workbench.resources import sample

SAMPLES = sorted(path.name for path in sample().parent.glob("*.xlsx"))
PER_SHARE = 2
"""Basic and diluted income per share, which the filing prints elsewhere."""


def test_the_four_tables_are_those_of_the_filing_figure_by_figure(qifu_docx: Path) -> None:
    tables = tables_in(qifu_docx)
    assert len(tables) == len(RECONCILIATIONS)
    for case, table in zip(RECONCILIATIONS, tables, strict=True):
        published, written = rows_of(case), body_rows(table)
        assert len(published) == len(written) - (PER_SHARE if "pl" in case else 0)
        for row, ours in zip(published, written, strict=False):
            assert [amount or Decimal(0) for amount in row.values] == [amount or Decimal(0) for amount in ours.amounts]


def test_headings_and_notes_stand_over_their_columns(qifu_docx: Path) -> None:
    table = tables_in(qifu_docx)[0]
    period, spanner, names, notes, units = (row for row in table if row.repeats)
    assert (period.texts[1], period.spans[1]) == ("Six months ended June 30, 2022", 6)
    assert (spanner.texts[2], spanner.spans[2]) == ("IFRS adjustments", 4)
    assert spanner.texts[1] == spanner.texts[6] == ""
    assert names.texts[1] == "Amounts as reported under U.S. GAAP"
    assert names.texts[6] == "Amounts as reported under IFRSs"
    by_name = dict(zip(names.texts[1:], notes.texts[1:], strict=True))
    assert by_name["Share-based compensation"] == "(Note iii)"
    assert by_name["Expected credit losses, net of tax"] == "(Note i)"
    assert by_name["Amounts as reported under U.S. GAAP"] == ""
    assert set(units.texts[1:]) == {"RMB"}


def test_note_iii_says_a_loss_and_a_gain(qifu_docx: Path) -> None:
    text = "\n".join(paragraphs_in(qifu_docx))
    assert "(iii)\tShare-based compensation" in text
    assert "a loss of RMB13,140 thousand and a gain of RMB49,337 thousand." in text


@pytest.mark.parametrize("name", SAMPLES)
def test_every_cell_of_every_sample_is_written(name: str, tmp_path: Path) -> None:
    document = document_from(read(sample().with_name(name)).project, is_draft=True)
    write_docx(document, tmp_path / "a.docx")
    _assert_same(document, tmp_path / "a.docx")


def test_a_chinese_appendix_is_chinese_and_names_its_font(tmp_path: Path) -> None:
    words = words_in("zh_CN")
    project = read(chinese_book(tmp_path)).project
    document = document_from(project, is_draft=True, words=words)
    write_docx(document, tmp_path / "a.docx")
    _assert_same(document, tmp_path / "a.docx")
    assert "附录 – 调节表" in _part(tmp_path / "a.docx", "word/header")
    assert 'w:eastAsia="SimSun"' in _part(tmp_path / "a.docx", "word/styles.xml")


def test_a_bridge_keeps_its_rows(tmp_path: Path) -> None:
    document = document_from(read(sample().with_name("autohome-bridge.xlsx")).project, is_draft=True)
    write_docx(document, tmp_path / "a.docx")
    income, _ = tables_in(tmp_path / "a.docx")
    assert [row.caption.strip() for row in body_rows(income)] == [
        "Net income under US GAAP", "Preferred shares", "Leases", "Share-based compensations", "Net income under IFRS",
    ]  # fmt: skip
    assert [row.amounts[1] for row in body_rows(income)] == [1_623_349, 301_695, 1_517, -16_985, 1_909_576]


def test_rows_and_figures_hold_together(tmp_path: Path) -> None:
    document = document_from(with_texts(made_project()))
    write_docx(document, tmp_path / "a.docx")
    for table, rows in zip(document.tables, tables_in(tmp_path / "a.docx"), strict=True):
        written = [row for row in rows if not row.repeats]
        assert not any(row.may_break for row in rows)
        assert not any(wraps for row in body_rows(rows) for wraps in row.wraps[1:])
        for place, row in enumerate(table.rows):
            if row.has_rule:
                assert written[place - 1].keeps_next, "a total never starts a page"


def test_libreoffice_reads_the_same_tables_with_repeated_headings(
    qifu_docx: Path, oracle: Oracle, tmp_path: Path
) -> None:
    (again,) = oracle.saved_as("docx", [qifu_docx], tmp_path / "again")
    before, after = tables_in(qifu_docx), tables_in(again)
    assert [[row.texts for row in table] for table in before] == [[row.texts for row in table] for table in after]
    assert [[row.repeats for row in table] for table in before] == [[row.repeats for row in table] for table in after]


def test_fields_pages_and_size(qifu_docx: Path, qifu_document: Document) -> None:
    body, footers = _part(qifu_docx, "word/document.xml"), _part(qifu_docx, "word/footer")
    assert "TOC \\f \\h \\z" in body
    assert body.count("PAGEREF") == len(qifu_document.listed)
    assert "NUMPAGES" in footers
    assert qifu_docx.stat().st_size <= 200_000


def test_the_document_says_what_it_was_written_from(qifu_docx: Path, qifu_document: Document) -> None:
    core = docx.Document(str(qifu_docx)).core_properties
    assert (core.identifier, core.keywords, core.content_status) == (
        qifu_document.fingerprint, "All 4 differences are on", "",
    )  # fmt: skip
    assert qifu_document.fingerprint in _part(qifu_docx, "docProps/custom.xml")
    assert qifu_document.fingerprint not in _part(qifu_docx, "word/footer"), "only a draft says it below its pages"


def test_a_draft_says_so_across_and_below_its_pages(qifu_project: Project, tmp_path: Path) -> None:
    document = document_from(qifu_project, is_draft=True)
    write_docx(document, tmp_path / "a.docx")
    assert 'string="Draft: 6 texts are open"' in _part(tmp_path / "a.docx", "word/header")
    assert document.fingerprint in _part(tmp_path / "a.docx", "word/footer")
    assert docx.Document(str(tmp_path / "a.docx")).core_properties.content_status == "Draft"


def _part(path: Path, beginning: str) -> str:
    with zipfile.ZipFile(path) as archive:
        return "".join(archive.read(name).decode() for name in archive.namelist() if name.startswith(beginning))


def _assert_same(document: Document, path: Path) -> None:
    """Assert that every figure stands in its row and column, in order."""
    written = tables_in(path)
    assert len(written) == len(list(document.tables))
    for table, rows in zip(document.tables, written, strict=True):
        expected = [row.texts for row in table.rows if row.texts]
        assert [row.texts[1:] for row in body_rows(rows)] == [texts for texts in expected if any(texts)]
        assert all(
            amount_in(text) is not None or text in ("", "unknown", "未知") for texts in expected for text in texts
        )


def test_any_characters_of_a_project_can_be_written(written_qifu: Project, tmp_path: Path) -> None:
    odd = 'A "quoted"\\ \x01\u202e\ufffe name'
    named = tuple(known.with_attributes(name=odd, note="A\x02 note\uffff.") for known in written_qifu.adjustments)
    statements = tuple(replace(known, title='Statement of "adjusted" operations') for known in written_qifu.statements)
    project = replace(written_qifu, entity=odd, adjustments=named, statements=statements)
    write_docx(document_from(project, is_draft=True), tmp_path / "a.docx")
    written = docx.Document(str(tmp_path / "a.docx"))
    assert written.core_properties.title.startswith('A "quoted"\\ \ufffd\ufffd\ufffd name')
    with zipfile.ZipFile(tmp_path / "a.docx") as archive:
        body = html.unescape(archive.read("word/document.xml").decode())
    assert 'TC "Statement of \\"adjusted\\" operations, ' in body


@pytest.mark.parametrize("name", SAMPLES)
def test_a_state_by_chance_has_the_figures_of_its_results(name: str, tmp_path: Path) -> None:
    """Every state of every sample is in the sweep ``appendix``."""
    project = read(sample().with_name(name)).project
    names = [known.id for known in project.adjustments]
    on = random.Random(name).sample(names, len(names) - 1)
    printed, otherwise = figures_otherwise(replace(project, enabled=frozenset(on)), tmp_path / "a.docx")
    assert printed > 0
    assert otherwise == []
