"""A project with its source and its evidence, and the bundle of it."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.appendices import with_texts
from tests.published import HUTCHMED
from workbench.__main__ import paint_pdf, show
from workbench.api.reading import read
from workbench.cli import run
from workbench.commands import AddEvidence
from workbench.domain.evidence import Evidence, EvidenceId, EvidenceKind
from workbench.domain.project import Project
from workbench.domain.subjects import PROJECT
from workbench.evidence_files import hash_of_file
from workbench.store import save

AT = datetime(2024, 8, 1, tzinfo=UTC)


def with_papers(project: Project, folder: Path) -> Project:
    """Return a project with a file of evidence beside it, in a folder of its own."""
    paper = folder / "papers" / "memo.txt"
    paper.parent.mkdir(exist_ok=True)
    paper.write_text("We leased an office.", encoding="utf-8")
    shown = Evidence(
        EvidenceId("1"), PROJECT, EvidenceKind.FILE, "papers/memo.txt", "Li Na", AT, sha256=hash_of_file(paper)
    )
    return AddEvidence(shown).apply(project)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a written project, its source and its evidence."""
    folder = tmp_path_factory.mktemp("made")
    source = Path(shutil.copy(HUTCHMED, folder))
    project = with_papers(with_texts(read(source).project), folder)
    save(project, folder / "hutchmed.recon")
    return folder


@pytest.fixture(scope="module")
def packed(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundle of the project, which no test changes."""
    path = tmp_path_factory.mktemp("packed") / "bundle.zip"
    request = ["export", str(made / "hutchmed.recon"), "--format", "zip", "-o", str(path)]
    assert run(request, show, paint=paint_pdf) == 0
    return path


@pytest.fixture
def bundle(packed: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(packed, tmp_path))
