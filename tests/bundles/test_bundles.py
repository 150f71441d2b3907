"""Bundles: reproduced in a clean folder; any changed byte of any member is named."""

import shutil
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.appendices import acceptance, with_texts
from tests.conftest import Workbench
from tests.published import HUTCHMED
from workbench.api.reading import read
from workbench.api.verifying import verify
from workbench.bundles.contents import free_path, wanted_files
from workbench.bundles.manifest import NotAManifest, read_manifest
from workbench.checks import run_checks
from workbench.commands import AcceptChecks, EditFigures
from workbench.domain.findings import FindingStatus
from workbench.domain.project import Project
from workbench.domain.statements import LineRole
from workbench.engine import Engine
from workbench.resources import sample
from workbench.store import save

SAMPLES = sorted(path.name for path in sample().parent.glob("*.xlsx"))
AT = datetime(2024, 8, 1, tzinfo=UTC)


def test_it_holds_everything_where_the_project_finds_it(bundle: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(bundle) as archive:
        assert sorted(archive.namelist()) == [
            "appendix.docx", "appendix.pdf", "hutchmed-h1-2024.xlsx", "manifest.json", "papers/memo.txt",
            "project.recon", "review.xlsx",
        ]  # fmt: skip
        archive.extractall(tmp_path / "out")
    book = read(tmp_path / "out" / "project.recon")
    assert not [finding for finding in book.source_findings if finding.check in ("source-files", "evidence-files")]


def test_it_is_reproduced_in_a_clean_folder(bundle: Path, tmp_path: Path, workbench: Workbench) -> None:
    clean = tmp_path / "clean"
    clean.mkdir()
    outcome = workbench("verify", Path(shutil.copy(bundle, clean)))
    assert outcome.status == 0
    assert outcome.output.startswith("bundle.zip: reproduced.\nCompared: 6 members of the bundle, ")
    assert list(clean.iterdir()) == [clean / "bundle.zip"]


@pytest.mark.parametrize("name", SAMPLES)
def test_every_sample_is_reproduced_as_a_draft(name: str, tmp_path: Path, workbench: Workbench) -> None:
    path = tmp_path / "bundle.zip"
    workbench("export", sample().with_name(name), "-o", path, "--draft")
    verification = verify(path)
    assert verification.is_reproduced, verification.deviations
    assert verification.fingerprint


def test_a_bundle_with_accepted_failures_is_reproduced(tmp_path: Path, workbench: Workbench) -> None:
    source = Path(shutil.copy(HUTCHMED, tmp_path))
    project = with_texts(read(source).project)
    line, period = next(
        (line.id, period)
        for statement in project.statements
        for line in statement.lines
        for period in statement.periods
        if line.role is LineRole.LINE and statement.figure(line.id, period)
    )
    figure = project.statement_of(line).figure(line, period)
    assert figure is not None
    project = EditFigures({(line, period): figure + 5}).apply(project)
    failing = [each for each in run_checks(Engine().results(project)).findings if each.status is FindingStatus.FAIL]
    for subject in dict.fromkeys(each.subject for each in failing):
        project = AcceptChecks(subject, tuple(acceptance(each) for each in failing if each.subject == subject)).apply(
            project
        )
    save(project, tmp_path / "accepted.recon")
    assert workbench("export", tmp_path / "accepted.recon", "-o", tmp_path / "b.zip").status == 0, "all are accepted"
    verification = verify(tmp_path / "b.zip")
    assert verification.is_reproduced, verification.deviations
    with zipfile.ZipFile(tmp_path / "b.zip") as archive:
        assert len(read_manifest(archive.read("manifest.json")).accepted) == len(failing) > 0


def rewritten(bundle: Path, change: Callable[[str, bytes], bytes | None]) -> Path:
    """Return a bundle whose members are as ``change`` says; None leaves one out."""
    path = bundle.with_name("changed.zip")
    with zipfile.ZipFile(bundle) as before, zipfile.ZipFile(path, "w") as after:
        for name in before.namelist():
            if (content := change(name, before.read(name))) is not None:
                after.writestr(name, content)
    return path


def flip_in(member: str, place: int) -> Callable[[str, bytes], bytes]:
    """Return what changes one bit of one member."""

    def change(name: str, content: bytes) -> bytes:
        return content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :] if name == member else content

    return change


def test_a_changed_byte_of_any_member_is_named(bundle: Path) -> None:
    with zipfile.ZipFile(bundle) as archive:
        sizes = {name: archive.getinfo(name).file_size for name in archive.namelist()}
    for member, size in sizes.items():
        for place in {0, size // 3, size - 1}:
            changed = rewritten(bundle, flip_in(member, place))
            (deviation,) = verify(changed).deviations
            assert deviation.file == member
            assert member in str(deviation.message)


def test_what_is_missing_or_was_put_in_is_named(bundle: Path) -> None:
    without = rewritten(bundle, lambda name, content: None if name == "papers/memo.txt" else content)
    assert [str(each.message) for each in verify(without).deviations] == ["papers/memo.txt is missing from the bundle."]
    with zipfile.ZipFile(bundle, "a") as archive:
        archive.writestr("extra.txt", "?")
    assert [each.file for each in verify(bundle).deviations] == ["extra.txt"]


def test_an_archive_of_anything_else_is_refused(tmp_path: Path, workbench: Workbench) -> None:
    path = tmp_path / "other.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "?")
    outcome = workbench("verify", path)
    assert (outcome.status, "no bundle of this program" in outcome.errors) == (2, True)
    path.write_bytes(b"PK\x03\x04 broken")
    assert workbench("verify", path).status == 2


def test_nothing_leaves_without_its_source_but_a_draft(made: Path, tmp_path: Path, workbench: Workbench) -> None:
    alone = tmp_path / "alone"
    alone.mkdir()
    project = Path(shutil.copy(made / "hutchmed.recon", alone))
    moved = made.rename(made.with_name("elsewhere"))
    try:
        outcome = workbench("export", project, "-o", tmp_path / "b.zip")
        assert outcome.status == 2
        assert "would lack hutchmed-h1-2024.xlsx: it was not found" in outcome.errors
        assert not (tmp_path / "b.zip").exists()
        outcome = workbench("export", project, "-o", tmp_path / "b.zip", "--draft")
        assert "The bundle lacks hutchmed-h1-2024.xlsx: it was not found." in outcome.errors
        assert {each.key for each in verify(tmp_path / "b.zip").unverified} >= {"lacking"}
    finally:
        moved.rename(made)


def test_paths_from_a_project_of_anybody_stay_within_the_bundle(qifu_project: Project) -> None:
    hostile = tuple(
        replace(source, name=name)
        for source, name in zip(qifu_project.sources * 3, ("../../etc/x", "C:\\x\\y.xlsx", "a:b?.xlsx"), strict=True)
    )
    for wanted in wanted_files(replace(qifu_project, sources=hostile), (), None):
        assert ".." not in wanted.path.split("/")
        assert not set('<>:"|?*\\') & set(wanted.path)
    assert free_path("a/Memo.txt", ["a/memo.TXT", "a/Memo (2).txt"]) == "a/Memo (3).txt"


def test_a_manifest_is_read_only_as_it_was_written(bundle: Path) -> None:
    with zipfile.ZipFile(bundle) as archive:
        text = archive.read("manifest.json")
    manifest = read_manifest(text)
    assert manifest.entity == "HUTCHMED (China) Limited"
    for changed in (text.replace(b"HUTCHMED", b"HUTCHMEN"), text + b" ", text[:-3], b"{}", b"[" * 100_000):
        with pytest.raises(NotAManifest):
            read_manifest(changed)
