"""The appendix as PDF: read back by pdftotext, every figure once and in order, on paper that suits each table."""

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest
from PySide6.QtGui import QFont

from tests.appendices import TEXTS, with_texts
from tests.exporting.appendix.conftest import document_from
from tests.exporting.appendix.conftest import qifu_document as qifu_document
from tests.exporting.appendix.conftest import written_qifu as written_qifu
from tests.exporting.appendix.many_differences import made_project
from tests.exporting.chinese_book import chinese_book
from workbench.api.reading import read
from workbench.domain.appendix import TextKind
from workbench.exporting.appendix.document import Document, Paragraph, ParagraphKind, Run, Table
from workbench.exporting.appendix.typst_file import write_typst_pdf
from workbench.languages import words_in
from workbench.progress import Cancelled
from workbench.resources import sample
from workbench.ui.printing import document_fonts
from workbench.ui.printing.appendix_pages import AppendixPages, lay_out_text
from workbench.ui.printing.appendix_pdf import write_appendix_pdf
from workbench.ui.printing.document_fonts import fonts_for

SAMPLES = sorted(path.name for path in sample().parent.glob("*.xlsx"))
FIGURE = re.compile(r"\(?\d[\d,.]*%?\)?|—|unknown")

ReadPdf = Callable[[Path], list[str]]


@pytest.fixture
def pages_of() -> ReadPdf:
    """Return the text of each page of a PDF."""
    program = shutil.which("pdftotext")
    if program is None:
        if os.environ.get("CI"):
            pytest.fail("pdftotext is not installed, and CI needs it to read PDF back")
        pytest.skip("pdftotext is not installed: 'apt-get install poppler-utils' lets these tests run")

    def read_pdf(path: Path) -> list[str]:
        done = subprocess.run([program, "-layout", str(path), "-"], check=True, capture_output=True, timeout=60)
        return done.stdout.decode().split("\f")[:-1]

    return read_pdf


def figures_of(table: Table) -> Iterator[list[str]]:
    return ([text for text in row.texts if text] for row in table.rows if any(row.texts))


def assert_figures(document: Document, pages: list[str]) -> None:
    """Assert that the figures of all tables stand on the pages once, in order, row by row."""
    lines = [line for page in pages for line in page.splitlines()]
    place = 0
    for table in document.tables:
        for figures in figures_of(table):
            while place < len(lines) and FIGURE.findall(lines[place])[-len(figures) :] != figures:
                place += 1
            assert place < len(lines), figures
            place += 1


def test_every_figure_stands_once_and_in_order(
    qifu_document: Document, qapp: object, tmp_path: Path, pages_of: ReadPdf
) -> None:
    write_appendix_pdf(qifu_document, tmp_path / "a.pdf")
    pages = pages_of(tmp_path / "a.pdf")
    assert_figures(qifu_document, pages)
    assert len(pages) == 8
    whole = " ".join(" ".join(pages).split())
    assert "a loss of RMB13,140 thousand and a gain of RMB49,337 thousand" in whole
    for amount, times in (("2,254,620", 1), ("2,001,613", 1), ("15,498,177", 1), ("320,845", 2)):
        assert whole.count(amount) == times


@pytest.mark.parametrize("name", SAMPLES)
def test_every_sample_prints(name: str, qapp: object, tmp_path: Path, pages_of: ReadPdf) -> None:
    document = document_from(with_texts(read(sample().with_name(name)).project))  # a watermark has a number in it
    write_appendix_pdf(document, tmp_path / "a.pdf")
    assert_figures(document, pages_of(tmp_path / "a.pdf"))


def test_headings_are_continued_on_further_pages(qapp: object, tmp_path: Path, pages_of: ReadPdf) -> None:
    document = document_from(with_texts(made_project()))
    write_appendix_pdf(document, tmp_path / "a.pdf")
    pages = pages_of(tmp_path / "a.pdf")
    assert_figures(document, pages)
    (first, *further) = [page for page in pages if "IFRS adjustments" in page]
    assert len(further) >= 5, "two tables over three pages each"
    assert "Appendix – Reconciliation statement\n" in first
    assert all("Appendix – Reconciliation statement – continued" in page for page in further)
    assert all("Share-based" in page for page in (first, *further)), "headings repeat"


def test_twelve_differences_stand_wide_in_seven_points(qapp: object) -> None:
    document = document_from(with_texts(made_project()))
    pages = AppendixPages(document, fonts_for(document.all_texts()).font).pages
    assert any(page.is_wide for page in pages)
    assert any(not page.is_wide for page in pages)


def test_a_draft_names_its_causes_on_each_page(
    qifu_project: object, qapp: object, tmp_path: Path, pages_of: ReadPdf
) -> None:
    document = document_from(qifu_project, is_draft=True)
    write_appendix_pdf(document, tmp_path / "a.pdf")
    for page in pages_of(tmp_path / "a.pdf"):
        assert f"fingerprint {document.fingerprint}" in page
    content = (tmp_path / "a.pdf").read_bytes()
    assert f"<dc:identifier>{document.fingerprint}</dc:identifier>".encode() in content
    assert b"Draft: 6 texts are open." in content


def test_a_font_that_stands_in_is_said(monkeypatch: pytest.MonkeyPatch, qapp: object, tmp_path: Path) -> None:
    monkeypatch.setattr(document_fonts, "LATIN", ("No Such Font", QFont().family()))
    monkeypatch.setattr(document_fonts, "CHINESE", ("No Such Chinese",))
    document = document_from(read(chinese_book(tmp_path)).project, is_draft=True, words=words_in("zh_CN"))
    assert [fact.key for fact in fonts_for(document.all_texts()).told] == ["font-replaced", "font-missing"]
    assert [fact.key for fact in fonts_for(["Latin"]).told] == ["font-replaced"]


def test_the_fonts_that_are_said_are_those_in_the_file(qapp: object, tmp_path: Path) -> None:
    """Chinese characters are in the Chinese font that stands in, and not in whatever the system takes for them."""
    document = document_from(read(chinese_book(tmp_path)).project, is_draft=True, words=words_in("zh_CN"))
    families = fonts_for(document.all_texts()).families
    write_appendix_pdf(document, tmp_path / "a.pdf")
    content = (tmp_path / "a.pdf").read_bytes().decode("latin-1")
    embedded = re.findall(r"/FontName /(?:[A-Z]{6}\+)?(\w+)", content)
    for family in families:
        first = family.replace(" ", "").removesuffix("SC")
        assert any(name.startswith(first) for name in embedded), (family, embedded)


def test_bold_begins_where_it_does_after_characters_of_two_units(qapp: object) -> None:
    runs = (Run("\U00020000\U00020001 "), Run("bold", is_bold=True), Run(" rest"))
    layout, _ = lay_out_text(Paragraph(ParagraphKind.BODY, runs), QFont(), 400, is_centred=False)
    (bold,) = (span for span in layout.formats() if span.format.fontWeight() == QFont.Weight.Bold)
    assert (bold.start, bold.length) == (5, 4)


def test_contents_run_on_over_pages(qifu_document: Document, qapp: object, tmp_path: Path, pages_of: ReadPdf) -> None:
    long = replace(qifu_document, parts=(*qifu_document.parts, *qifu_document.parts[1:] * 9))
    write_appendix_pdf(long, tmp_path / "a.pdf")
    pages = pages_of(tmp_path / "a.pdf")
    entries = [line for page in pages[:3] for line in page.splitlines() if re.search(r"\.{4,} \d+$", line)]
    assert len(entries) == len(long.listed)
    assert entries[-1].endswith(f" {len(pages)}")


def test_a_full_disk_is_an_error_and_no_file(qifu_document: Document, qapp: object) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no device that is always full")
    with pytest.raises(OSError, match="No space left"):
        write_appendix_pdf(qifu_document, Path("/dev/full"))


def test_sixty_pages_can_be_stopped(qapp: object, tmp_path: Path) -> None:
    class Stop:
        def step(self, done: int, total: int, what: object) -> None:
            if done:
                raise Cancelled

    with pytest.raises(Cancelled):
        write_appendix_pdf(document_from(with_texts(made_project())), tmp_path / "a.pdf", Stop())


def introductions() -> Iterator[Document]:
    """Yield a table of groups with totals below introductions of ever more lines."""
    project = made_project(2, groups=6)
    for lines in range(0, 48, 6):
        text = "\n".join(f"Line {line} of the introduction." for line in range(lines)) or "See below."
        yield document_from(with_texts(project, {**TEXTS, TextKind.INTRODUCTION: text}))


def assert_no_total_begins_a_page(pages: list[str], document: Document) -> None:
    totals = {row.caption for table in document.tables for row in table.rows if row.has_rule}
    rows = {row.caption for table in document.tables for row in table.rows}
    for page in pages:
        captions = [re.split(r"\s{2,}", line.strip())[0] for line in page.splitlines()]
        first = next((caption for caption in captions if caption in rows), "")
        assert first not in totals


def test_no_total_begins_a_page_below_any_introduction(qapp: object, tmp_path: Path, pages_of: ReadPdf) -> None:
    for document in introductions():
        write_appendix_pdf(document, tmp_path / "a.pdf")
        assert_no_total_begins_a_page(pages_of(tmp_path / "a.pdf"), document)


def test_nor_does_typst_begin_one_with_a_total(tmp_path: Path, pages_of: ReadPdf) -> None:
    pytest.importorskip("typst")
    for document in islice(introductions(), 0, None, 2):
        write_typst_pdf(document, tmp_path / "a.pdf")
        assert_no_total_begins_a_page(pages_of(tmp_path / "a.pdf"), document)


def test_typst_sets_the_same_figures(qifu_document: Document, tmp_path: Path, pages_of: ReadPdf) -> None:
    pytest.importorskip("typst")
    write_typst_pdf(qifu_document, tmp_path / "a.pdf")
    pages = pages_of(tmp_path / "a.pdf")
    assert_figures(qifu_document, pages)
    assert sum("– continued" in page for page in pages) == 4
