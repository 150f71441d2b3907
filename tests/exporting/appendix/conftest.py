"""Appendices of the samples and of made cases, as documents."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.appendices import QIFU_NOTE, read_by_author, with_texts
from tests.published import SBC
from workbench.checks import run_checks
from workbench.domain.project import Project
from workbench.engine import Engine
from workbench.exporting.appendix.document import Document
from workbench.exporting.appendix.docx_file import write_docx
from workbench.exporting.appendix.publishing import document_of
from workbench.phrases import ENGLISH, Words

MakeDocument = Callable[..., Document]


def document_from(project: Project, *, is_draft: bool = False, words: Words = ENGLISH) -> Document:
    results = Engine().results(project)
    return document_of(results, run_checks(results).findings, words, is_draft=is_draft)


@pytest.fixture(scope="session")
def written_qifu(qifu_project: Project) -> Project:
    """The reference case with every text, and with the two amounts of note (iii) as fields."""
    adjustments = tuple(
        known.with_attributes(note=QIFU_NOTE) if known.id == SBC else known for known in qifu_project.adjustments
    )
    return read_by_author(with_texts(replace(qifu_project, adjustments=adjustments)))


@pytest.fixture(scope="session")
def qifu_document(written_qifu: Project) -> Document:
    return document_from(written_qifu)


@pytest.fixture(scope="session")
def qifu_docx(qifu_document: Document, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("appendix") / "qifu.docx"
    write_docx(qifu_document, path)
    return path
