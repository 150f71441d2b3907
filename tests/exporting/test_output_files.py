"""What may be written where: a source is known wherever it lies, and a stranger's project leads nowhere."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.conftest import Workbench
from tests.exporting.books import session_of
from tests.exporting.chinese_book import chinese_book
from tests.found import message
from workbench.commands import AddEvidence
from workbench.domain.evidence import Evidence, EvidenceId, EvidenceKind
from workbench.domain.facts import fact
from workbench.domain.sources import SourceFile
from workbench.domain.subjects import PROJECT
from workbench.errors import WorkbenchError
from workbench.evidence_files import hash_of_file
from workbench.exporting.output_files import possible_paths, refuse_own_files
from workbench.opening import changed_sources

AT = datetime(2024, 8, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("/etc/passwd", "/tmp"), ("../../etc/passwd", "/tmp"), ("..\\secret.xlsx", "/tmp"), ("C:\\secret.xlsx", "/tmp"),
        ("book.xlsx", "//attacker/share"), ("book.xlsx", "\\\\attacker\\share"), ("book.xlsx", ""),
    ],
)  # fmt: skip
def test_a_strangers_project_leads_to_no_other_place(name: str, folder: str) -> None:
    assert possible_paths(SourceFile(name, "0" * 64, 1, (), folder), None) == []


def test_a_source_is_looked_for_beside_the_project_and_where_it_was() -> None:
    source = SourceFile("book.xlsx", "0" * 64, 1, (), "/closing/2023")
    assert possible_paths(source, Path("/projects")) == [Path("/projects/book.xlsx"), Path("/closing/2023/book.xlsx")]


def test_a_source_is_refused_by_its_place_and_by_its_bytes(tmp_path: Path) -> None:
    source = chinese_book(tmp_path)
    project = session_of(source).project
    copy = tmp_path / "copy.xlsx"
    copy.write_bytes(source.read_bytes())
    source.write_bytes(b"edited since")
    for path in (source, copy):
        with pytest.raises(WorkbenchError, match="is a source of this project"):
            refuse_own_files(project, path)
    refuse_own_files(project, tmp_path / "new.xlsx")


def test_evidence_is_refused_where_it_lies(tmp_path: Path) -> None:
    project = session_of(chinese_book(tmp_path)).project
    paper = tmp_path / "papers" / "memo.pdf"
    paper.parent.mkdir()
    paper.write_bytes(b"%PDF-1.4 a contract")
    shown = Evidence(
        EvidenceId("1"), PROJECT, EvidenceKind.FILE, "papers/memo.pdf", "Li Na", AT, sha256=hash_of_file(paper)
    )
    with pytest.raises(WorkbenchError, match="is evidence of this project"):
        refuse_own_files(AddEvidence(shown).apply(project), paper, tmp_path)


def test_only_what_this_program_wrote_and_nobody_changed_is_overwritten(tmp_path: Path, workbench: Workbench) -> None:
    for kind in ("docx", "pdf", "zip"):
        path = tmp_path / f"a.{kind}"
        request = ("export", chinese_book(tmp_path), "-o", path, "--draft")
        path.write_bytes(b"PK or %PDF of somebody else %%EOF")
        refused = workbench(*request)
        assert (refused.status, "was not written by this program" in refused.errors) == (2, True)
        assert workbench(*request, "--force").status != 2
        assert workbench(*request).status != 2
    noted = tmp_path / "a.pdf"
    noted.write_bytes(noted.read_bytes() + b"\n1 0 obj <</Type /Annot>> endobj\n%%EOF\n")
    assert "has been changed since" in workbench("export", chinese_book(tmp_path), "-o", noted, "--draft").errors


@pytest.mark.parametrize(("name", "folder"), [("book.xlsx", "//server/closing"), ("../book.xlsx", "/closing")])
def test_a_source_that_is_not_looked_for_is_not_called_gone(tmp_path: Path, name: str, folder: str) -> None:
    project = session_of(chinese_book(tmp_path)).project
    elsewhere = replace(project, sources=(SourceFile(name, "0" * 64, 1, (), folder),))
    assert changed_sources(elsewhere, tmp_path / "projects" / "p.recon") == ()


def test_a_source_that_has_changed_or_gone_is_a_fact_about_its_file(tmp_path: Path) -> None:
    source = chinese_book(tmp_path)
    project = session_of(source).project
    source.write_bytes(b"edited since")
    (changed,) = changed_sources(project, tmp_path / "p.recon")
    assert (changed.fact, changed.subject.key) == (fact("source-changed", path=str(source)), f"source:{source.name}")
    assert message(changed) == f"{source} has changed since it was imported. Import it again to see the differences."
    source.unlink()
    (gone,) = changed_sources(project, tmp_path / "p.recon")
    assert gone.fact == fact("source-missing", file=source.name, folder=str(tmp_path))
