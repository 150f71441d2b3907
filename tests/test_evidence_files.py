"""Files of evidence on disk: their paths move with the project; a changed or missing one is said."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from tests.conftest import Workbench
from tests.published import ECL
from tests.remarks import HASH, file, link
from workbench.commands import AddEvidence
from workbench.domain.evidence import Evidence, EvidenceId
from workbench.domain.findings import FindingStatus
from workbench.domain.maps import Map
from workbench.domain.project import Project
from workbench.domain.subjects import AdjustmentSubject, EvidenceSubject
from workbench.errors import WorkbenchError
from workbench.evidence_files import (
    NO_FILES_SEEN,
    EvidenceOnDisk,
    FileState,
    find_file,
    findings_of_evidence,
    hash_of_file,
    look_at_evidence,
    path_to_keep,
    possible_places,
)
from workbench.files import Stamp
from workbench.phrases import ENGLISH, Phrase
from workbench.progress import Cancelled
from workbench.store import load, save
from workbench.wording import message_of

SUBJECT = AdjustmentSubject(ECL)
ONE = EvidenceId("1")


def seen(shown: Evidence, folder: Path | None, before: EvidenceOnDisk = NO_FILES_SEEN) -> EvidenceOnDisk:
    return look_at_evidence(Map({shown.id: shown}), folder, before)


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "closing" / "papers" / "函证 1.pdf"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"confirmed" * 1_000_000)
    return path


def test_a_file_is_unchanged_changed_missing(paper: Path) -> None:
    folder = paper.parents[1]
    shown = file(SUBJECT, path_to_keep(paper, folder), sha256=hash_of_file(paper))
    assert shown.content == "papers/函证 1.pdf"
    first = seen(shown, folder)
    assert first.files[ONE] == (FileState.UNCHANGED, paper, shown.sha256)
    os.utime(paper, ns=(1, 1))
    assert seen(shown, folder, first).files[ONE].state is FileState.UNCHANGED
    paper.write_bytes(b"another")
    changed = seen(shown, folder, first)
    assert changed.files[ONE] == (FileState.CHANGED, paper, hash_of_file(paper))
    assert find_file(shown, folder) == paper
    paper.unlink()
    assert seen(shown, folder, changed).files[ONE] == (FileState.MISSING, None, "")
    paper.mkdir()
    assert seen(shown, folder).files[ONE].state is FileState.MISSING


def test_a_file_that_was_not_written_since_is_not_read_again(paper: Path) -> None:
    shown = file(SUBJECT, str(paper), sha256=HASH)
    status = paper.stat()
    before = EvidenceOnDisk({}, {paper: Stamp(status.st_mtime_ns, status.st_size, status.st_ino)}, {paper: HASH})
    assert seen(shown, None, before).files[ONE].state is FileState.UNCHANGED


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_says_so(paper: Path) -> None:
    paper.chmod(0)
    assert seen(file(SUBJECT, str(paper)), None).files[ONE] == (FileState.UNREADABLE, paper, "")


def test_a_path_is_relative_only_within_the_folder_of_the_project(tmp_path: Path) -> None:
    folder = tmp_path / "closing"
    assert path_to_keep(folder / "a" / "b.pdf", folder) == "a/b.pdf"
    assert path_to_keep(tmp_path / "b.pdf", folder) == str(tmp_path / "b.pdf")
    assert path_to_keep(folder / "b.pdf", None) == str(folder / "b.pdf")


def test_what_was_moved_with_the_project_is_found_beside_it(paper: Path, tmp_path: Path) -> None:
    shown = file(SUBJECT, path_to_keep(paper, None), sha256=hash_of_file(paper))
    moved = paper.parents[1].rename(tmp_path / "moved")
    assert seen(shown, moved).files[ONE] == (FileState.UNCHANGED, moved / "papers" / paper.name, shown.sha256)
    from_windows = replace(shown, content=f"C:\\Users\\Li\\closing\\papers\\{paper.name}")
    assert seen(from_windows, moved).files[ONE].state is FileState.UNCHANGED


@pytest.mark.parametrize(
    "content",
    ["../secret.pdf", "papers/../../secret.pdf", "//server/share/x.pdf", "\\\\server\\share\\x.pdf", "a\x00b", ""],
)
def test_a_project_from_anywhere_makes_nothing_look_outside_its_folder(content: str, tmp_path: Path) -> None:
    (tmp_path / "secret.pdf").write_bytes(b"secret")
    folder = tmp_path / "closing"
    folder.mkdir()
    assert all(folder == place or folder in place.parents for place in possible_places(content, folder))
    assert seen(file(SUBJECT, content), folder).files[ONE].path is None


def test_a_device_is_no_file() -> None:
    for path in (Path("/dev/zero"), Path("/no/such/file"), Path.cwd()):
        with pytest.raises(WorkbenchError, match="is not there, or is no file"):
            hash_of_file(path)


def test_reading_a_large_file_can_be_stopped(paper: Path) -> None:
    class Stopped:
        steps = 0

        def step(self, done: int, total: int, what: Phrase | str) -> None:
            self.steps += 1
            if self.steps == 3:
                raise Cancelled

    stopped = Stopped()
    with pytest.raises(Cancelled):
        hash_of_file(paper, stopped)
    assert stopped.steps == 3


def test_the_findings_say_what_happened_to_which_evidence(qifu_project: Project, tmp_path: Path) -> None:
    project = qifu_project
    for number, path in enumerate(("changed.pdf", "gone.pdf", "//server/share/x.pdf", "same.pdf"), 1):
        content = path if path.startswith("//") else str(tmp_path / path)
        sha256 = HASH
        if path in ("changed.pdf", "same.pdf"):
            (tmp_path / path).write_bytes(path.encode())
            sha256 = hash_of_file(tmp_path / path) if path == "same.pdf" else HASH
        project = AddEvidence(file(SUBJECT, content, str(number), sha256)).apply(project)
    project = AddEvidence(link(SUBJECT, key="5")).apply(project)
    found = findings_of_evidence(project, look_at_evidence(project.evidence, None))
    of = "evidence for Expected credit losses, net of tax,"
    look_again, put_back = "Look at it, then take it as it is now.", "Put it back, or choose where it is now."
    assert [(finding.status, message_of(finding, ENGLISH)) for finding in found] == [
        (FindingStatus.WARNING, f"{tmp_path / 'changed.pdf'}, {of} has changed since it was added. {look_again}"),
        (FindingStatus.WARNING, f"{tmp_path / 'gone.pdf'}, {of} is no longer there. {put_back}"),
        (FindingStatus.INFORMATION, f"//server/share/x.pdf, {of} is on another computer and was not compared."),
    ]
    assert [finding.subject for finding in found] == [EvidenceSubject(key) for key in "123"]


def test_the_command_line_says_it_too(workbench: Workbench, qifu_project: Project, paper: Path) -> None:
    path = paper.parents[1] / "closing.recon"
    shown = file(SUBJECT, "papers/函证 1.pdf", sha256=hash_of_file(paper))
    save(AddEvidence(shown).apply(qifu_project), path)
    assert load(path).evidence == Map({ONE: shown})
    paper.write_bytes(b"x")
    (finding,) = [each for each in workbench("check", path, "--json").json["findings"] if "evidence" in each["check"]]
    assert (finding["check"], finding["subject"], finding["status"]) == ("evidence-files", "evidence:1", "warning")
