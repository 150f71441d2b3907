"""Opening the files that the program reads: one project, or the workbooks of one import."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from workbench.errors import WorkbenchError
from workbench.progress import SILENT, Progress

if TYPE_CHECKING:
    from workbench.domain.facts import Fact
    from workbench.domain.findings import Finding
    from workbench.domain.project import Project
    from workbench.domain.sources import SourceFile
    from workbench.files import Stamp
    from workbench.merging import Merge
    from workbench.rolling.held_projects import HeldProject
    from workbench.workbooks import PendingRead
    from workbench.workbooks.sheets import SourceWorkbook

PROJECT_SUFFIX = ".recon"
LONGEST_PASSWORD = 255
"""The most characters that Excel allows."""
NO_PASSWORDS: Mapping[Path, str] = MappingProxyType({})


class Opening:
    """Files being opened: workbooks are read at once, in processes of their own; ``project`` waits for them."""

    def __init__(self, paths: Sequence[Path], passwords: Mapping[Path, str] = NO_PASSWORDS) -> None:
        """``passwords``: the known passwords of protected files.

        Raises WorkbenchError if a file cannot be read, or the files do not belong together.
        """
        self.unknown: tuple[str, ...] = ()
        """What this version does not know in a project saved by a newer one, once it is read."""
        self._project_file = _single_project(paths)
        self._reads: list[PendingRead] = []
        if self._project_file:
            return
        from workbench.workbooks import begin_reading

        try:
            for path in paths:
                self._reads.append(begin_reading(path, passwords.get(path, "")))
        except WorkbenchError:
            self.cancel()
            raise

    def project(self, progress: Progress = SILENT) -> "Project":
        """Return the project of the files. Raises WorkbenchError if one of them cannot be used.

        That is PasswordNeeded if the password of one is missing or wrong.
        """
        if self._project_file:
            from workbench.store import read

            stored = read(self._project_file, progress)
            self.unknown = stored.unknown
            return stored.project
        from workbench.importing import import_workbooks

        return import_workbooks(self._reads, progress)

    def cancel(self) -> None:
        for read in self._reads:
            read.cancel()


def changed_sources(project: "Project", project_file: Path) -> "tuple[Finding, ...]":
    """Return a warning for each source that has changed since the import, or is no longer where it was.

    Reads every source from disk, byte by byte.
    """
    from workbench.domain.findings import SOURCE_FILES, Finding, FindingStatus
    from workbench.domain.sources import CellRef
    from workbench.domain.subjects import SourceSubject

    changes = (
        (CellRef(source.name, ""), _change(source, project_file.absolute().parent)) for source in project.sources
    )
    return tuple(
        Finding(SOURCE_FILES, FindingStatus.WARNING, change, None, (file,), SourceSubject(file))
        for file, change in changes
        if change
    )


def changed_evidence(project: "Project", project_file: Path) -> "tuple[Finding, ...]":
    """Return a finding for each file of evidence that has changed since it was added, or is no longer there.

    Reads every such file from disk, byte by byte.
    """
    if not project.evidence:
        return ()
    from workbench.evidence_files import findings_of_evidence, look_at_evidence

    return findings_of_evidence(project, look_at_evidence(project.evidence, project_file.absolute().parent))


def _change(source: "SourceFile", project_folder: Path) -> "Fact | None":
    """Return how a source has changed; None if it has not, or its folder is unknown."""
    from workbench.domain.facts import fact
    from workbench.exporting.output_files import is_copy_of, possible_paths

    places = possible_paths(source, project_folder)
    present = [place for place in places if _is_file(place)]
    if any(is_copy_of(path, source) for path in present):
        return None
    if present:
        key = "earlier-project-changed" if is_project_file(present[0]) else "source-changed"
        return fact(key, path=str(present[0]))
    if source.folder and Path(source.folder) / source.name in places:  # otherwise it was not looked for
        return fact("source-missing", file=source.name, folder=source.folder)
    return None


class SourcesOnDisk(NamedTuple):
    """What is where the sources of a project may be: each file's stamp, and whether it is as imported.

    ``changed``: a file for each source of which no file is as imported. A missing source is not among them: it may
    be away for a moment, while it is saved.
    """

    stamps: "Mapping[Path, Stamp]"
    are_copies: Mapping[Path, bool]
    changed: tuple[Path, ...]


NOTHING_SEEN = SourcesOnDisk({}, {}, ())


def look_at_sources(
    project: "Project", project_folder: Path | None, before: SourcesOnDisk = NOTHING_SEEN
) -> SourcesOnDisk:
    """Return the state of the sources of ``project`` on disk; only files whose stamp differs from ``before`` are read.

    ``before`` must be of the same project.
    """
    from workbench.exporting.output_files import is_copy_of, possible_paths
    from workbench.files import stamp

    stamps: dict[Path, Stamp] = {}
    are_copies: dict[Path, bool] = {}
    changed: list[Path] = []
    for source in project.imported_sources:
        present: list[Path] = []
        for path in possible_paths(source, project_folder):
            now = stamp(path) if _is_file(path) else None
            if now is not None:
                present.append(path)
                is_known = path in before.are_copies and before.stamps[path] == now
                stamps[path] = now
                are_copies[path] = before.are_copies[path] if is_known else is_copy_of(path, source)
        if present and not any(are_copies[path] for path in present):
            changed.append(present[0])
    return SourcesOnDisk(stamps, are_copies, tuple(changed))


def read_source(source: "SourceFile", project_folder: Path | None, progress: Progress = SILENT) -> "SourceWorkbook":
    """Return a source of a project, read again from disk.

    Raises WorkbenchError if no file is as it was imported, or if it is protected by a password.
    """
    from workbench.exporting.output_files import is_copy_of, possible_paths
    from workbench.workbooks import begin_reading

    for path in possible_paths(source, project_folder):
        if _is_file(path) and is_copy_of(path, source):
            return begin_reading(path).workbook(progress)
    raise WorkbenchError(
        "{file} is not where it was, or it has changed since. Put the file that was imported back.", file=source.name
    )


def _is_file(path: Path) -> bool:
    with suppress(OSError):
        return path.is_file()
    return False


def _single_project(paths: Sequence[Path]) -> Path | None:
    projects = [path for path in paths if is_project_file(path)]
    if projects and len(paths) > 1:
        raise WorkbenchError(
            "{path} is a project. Open it by itself; only workbooks can be imported together.", path=str(projects[0])
        )
    return projects[0] if projects else None


def refuse_unreadable(path: Path) -> None:
    """Raise WorkbenchError if ``path`` is not a file that the program can open."""
    if not is_project_file(path):
        from workbench.workbooks import begin_reading

        begin_reading(path).cancel()
    elif not path.is_file():
        raise WorkbenchError("{path} cannot be opened: there is no such file. Check the path.", path=str(path))


def is_project_file(path: Path) -> bool:
    return path.suffix.lower() == PROJECT_SUFFIX


def read_merge(project: "Project", path: Path, progress: Progress = SILENT) -> "Merge":
    """Return what the file at ``path``, a copy of ``project`` or a review workbook of it, has otherwise.

    Raises WorkbenchError if it cannot be read, or has nothing in common with ``project``.
    """
    if not is_project_file(path):
        from workbench.returning import read_returned

        return read_returned(project, path, progress)
    from workbench.merging import merge_of_project
    from workbench.store import load

    return merge_of_project(project, load(path, progress), path.name, progress)


def read_held(path: Path, progress: Progress = SILENT) -> "HeldProject":
    """Return the project at ``path`` as one that a roll-forward takes from. Raises WorkbenchError if it is none."""
    from hashlib import sha256

    from workbench.domain.sources import SourceFile
    from workbench.rolling.held_projects import HeldProject
    from workbench.store import load

    if not is_project_file(path):
        raise WorkbenchError("{path} is not a project. Only projects (.recon) are rolled forward.", path=str(path))
    project = load(path, progress)
    content = path.read_bytes()
    folder = str(path.absolute().parent)
    return HeldProject(project, SourceFile(path.name, sha256(content).hexdigest(), len(content), (), folder))
