"""The appendix of the reference case, and one of sixty pages, as Word and as PDF."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtWidgets import QApplication

from tests.appendices import with_texts
from tests.benchmarks.measuring import Measurement, median_seconds
from tests.exporting.appendix.many_differences import made_project
from workbench.api.reading import read
from workbench.checks import run_checks
from workbench.domain.project import Project
from workbench.engine import Engine
from workbench.exporting.appendix.document import Document
from workbench.exporting.appendix.docx_file import write_docx
from workbench.exporting.appendix.publishing import document_of
from workbench.phrases import ENGLISH
from workbench.resources import sample
from workbench.ui.printing.appendix_pages import AppendixPages
from workbench.ui.printing.appendix_pdf import write_appendix_pdf
from workbench.ui.printing.document_fonts import fonts_for

TIMES, SECONDS, KILOBYTES = 3, 1.5, 200
GROUPS, SECONDS_OF_SIXTY = 110, 10
"""So many groups of lines take about sixty pages beside twelve differences."""


def appendix() -> Iterator[Measurement]:
    """Yield seconds of writing, with composing, and the size of the Word document."""
    application = QApplication.instance() or QApplication([])
    for name, project, seconds in (
        ("reference case", with_texts(read(sample()).project), SECONDS),
        ("sixty pages", with_texts(made_project(groups=GROUPS)), SECONDS_OF_SIXTY),
    ):
        yield from _writing(name, project, seconds)
    del application  # it has to be there while fonts are used


def _writing(name: str, project: Project, seconds: float) -> Iterator[Measurement]:
    results = Engine().results(project)
    findings = run_checks(results).findings

    def compose() -> Document:
        return document_of(results, findings, ENGLISH, is_draft=False)

    with tempfile.TemporaryDirectory() as folder:
        word, pdf = Path(folder) / "a.docx", Path(folder) / "a.pdf"
        as_word = median_seconds(lambda: write_docx(compose(), word), TIMES)
        as_pdf = median_seconds(lambda: write_appendix_pdf(compose(), pdf), TIMES)
        size = word.stat().st_size / 1_000
    pages = len(AppendixPages(compose(), fonts_for(()).font).pages)
    yield Measurement(f"appendix, {name}: {pages} pages as Word", as_word, "s", seconds)
    yield Measurement("  as PDF", as_pdf, "s", seconds)
    yield Measurement("  size of the Word document", size, "kB", KILOBYTES if name == "reference case" else None)
