"""The files of evidence on disk: where they are kept, and whether they are still what they were when they were added.

A file stays where it is; the project knows its path and the SHA-256 of its bytes.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from enum import StrEnum
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import NamedTuple

from workbench.domain.evidence import AllEvidence, Evidence, EvidenceId, EvidenceKind
from workbench.domain.facts import fact
from workbench.domain.findings import EVIDENCE_FILES, Finding, FindingStatus
from workbench.domain.project import Project
from workbench.domain.subject_names import name_of_subject
from workbench.domain.subjects import EvidenceSubject
from workbench.errors import WorkbenchError
from workbench.files import Stamp, stamp
from workbench.phrases import phrase
from workbench.progress import SILENT, Progress

OF_ANOTHER_COMPUTER = ("//", "\\\\")
CHUNK = 1 << 20
MEGABYTE = 1 << 20
MOST_FOLDERS_BESIDE = 3
"""How many folders of an absolute path are looked for beside the project, if they were moved there together."""


class FileState(StrEnum):
    """How a file of evidence is now."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    MISSING = "missing"
    UNREADABLE = "unreadable"
    ELSEWHERE = "elsewhere"
    """On another computer, where a project from anywhere must not make this one look."""


STATUSES = {
    FileState.CHANGED: FindingStatus.WARNING,
    FileState.MISSING: FindingStatus.WARNING,
    FileState.UNREADABLE: FindingStatus.WARNING,
    FileState.ELSEWHERE: FindingStatus.INFORMATION,
}
"""The status of the finding about a file in a state; an unchanged one needs none."""


class FileSeen(NamedTuple):
    """A file of evidence as it is now. ``path``: where it is; None if it is nowhere. ``sha256``: of its bytes now."""

    state: FileState
    path: Path | None = None
    sha256: str = ""


class EvidenceOnDisk(NamedTuple):
    """What was seen of all files of evidence; ``hashes`` and ``stamps`` by path, so that none is read twice."""

    files: Mapping[EvidenceId, FileSeen]
    stamps: Mapping[Path, Stamp]
    hashes: Mapping[Path, str]


NO_FILES_SEEN = EvidenceOnDisk({}, {}, {})


def path_to_keep(path: Path, project_folder: Path | None) -> str:
    """Return the path under which a file is kept: relative to the project's folder if it is in there, else absolute.

    ``project_folder``: None for a project that is not saved yet.
    """
    path = path.absolute()
    if project_folder is not None:
        with suppress(ValueError):
            return path.relative_to(project_folder.absolute()).as_posix()
    return str(path)


def hash_of_file(path: Path, progress: Progress = SILENT) -> str:
    """Return the SHA-256 of a file's bytes, in hexadecimal digits.

    Raises WorkbenchError if there is no such file, or it cannot be read; Cancelled if the user stops it.
    """
    if not _is_file(path):
        raise WorkbenchError("{path} is not there, or is no file. Choose a file.", path=str(path))
    digest, size = hashlib.sha256(), path.stat().st_size
    try:
        with path.open("rb") as opened:
            for done in range(0, size, CHUNK):  # a file without a size, as the system has some, would never end
                progress.step(done // MEGABYTE, size // MEGABYTE, phrase("Reading {file}", file=path.name))
                digest.update(opened.read(CHUNK))
    except OSError as error:
        raise WorkbenchError(
            "{path} cannot be read: {reason}. Choose another file.", path=str(path), reason=error.strerror or str(error)
        ) from None
    return digest.hexdigest()


def possible_places(content: str, project_folder: Path | None) -> Iterator[Path]:
    """Yield the paths at which a file of evidence may be: where it was, and beside the project, if both were moved.

    A project may come from an untrusted sender: nothing is looked for above the project's folder by a relative path,
    and nothing on another computer.
    """
    if content.startswith(OF_ANOTHER_COMPUTER) or "\x00" in content:
        return
    windows, posix = PureWindowsPath(content), PurePosixPath(content)
    if not windows.drive and not windows.root:
        if project_folder is not None and ".." not in windows.parts:
            yield project_folder / posix
        return
    if Path(content).is_absolute():
        yield Path(content)
    if project_folder is not None and ".." not in windows.parts:
        parts = windows.parts[1:]
        for folders in range(1, min(len(parts), MOST_FOLDERS_BESIDE) + 1):
            yield project_folder.joinpath(*parts[-folders:])


def find_file(evidence: Evidence, project_folder: Path | None) -> Path | None:
    """Return where a file of evidence is, whatever its contents; None if it is nowhere."""
    return next((place for place in possible_places(evidence.content, project_folder) if _is_file(place)), None)


def look_at_evidence(
    evidence: AllEvidence,
    project_folder: Path | None,
    before: EvidenceOnDisk = NO_FILES_SEEN,
    progress: Progress = SILENT,
) -> EvidenceOnDisk:
    """Return how the files of ``evidence`` are now; only files whose stamp differs from ``before`` are read."""
    files: dict[EvidenceId, FileSeen] = {}
    stamps: dict[Path, Stamp] = {}
    hashes: dict[Path, str] = {}

    def hash_now(path: Path) -> str:
        if path not in hashes:
            now = stamp(path)
            is_known = now is not None and before.stamps.get(path) == now
            hashes[path] = before.hashes[path] if is_known else hash_of_file(path, progress)
            if now is not None:
                stamps[path] = now
        return hashes[path]

    for key, shown in evidence.items():
        if shown.kind is EvidenceKind.FILE:
            files[key] = _look_at(shown, [*possible_places(shown.content, project_folder)], hash_now)
    return EvidenceOnDisk(files, stamps, hashes)


def _look_at(shown: Evidence, places: list[Path], hash_now: Callable[[Path], str]) -> FileSeen:
    if shown.content.startswith(OF_ANOTHER_COMPUTER):
        return FileSeen(FileState.ELSEWHERE)
    seen = FileSeen(FileState.MISSING)
    for place in filter(_is_file, places):
        try:
            sha256 = hash_now(place)
        except WorkbenchError:
            found = FileSeen(FileState.UNREADABLE, place)
        else:
            state = FileState.UNCHANGED if sha256 == shown.sha256 else FileState.CHANGED
            found = FileSeen(state, place, sha256)
        if found.state is FileState.UNCHANGED:
            return found
        seen = found if seen.path is None else seen
    return seen


def findings_of_evidence(project: Project, seen: EvidenceOnDisk) -> tuple[Finding, ...]:
    """Return a finding for each file of evidence that has changed, is missing, or could not be looked at."""
    return tuple(
        Finding(
            EVIDENCE_FILES,
            STATUSES[file.state],
            fact(
                f"evidence-{file.state.value}",
                path=shown.content,
                subject=name_of_subject(project, shown.subject),
            ),
            subject=EvidenceSubject(key),
        )
        for key, shown in project.evidence.items()
        if (file := seen.files.get(key)) and file.state in STATUSES
    )


def _is_file(path: Path) -> bool:
    with suppress(OSError):
        return path.is_file()
    return False
