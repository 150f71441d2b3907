"""Opening the files that the program reads: one project, or the workbooks of one import."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from workbench.errors import WorkbenchError
from workbench.progress import SILENT, Progress

if TYPE_CHECKING:
    from workbench.domain.facts import Fact
    from workbench.domain.findings import Finding
    from workbench.domain.project import Project
    from workbench.domain.sources import SourceFile
    from workbench.workbooks import PendingRead

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
        """What this version does not know of a project that a newer one saved, once it is read."""
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


def _change(source: "SourceFile", project_folder: Path) -> "Fact | None":
    """Return how a source has changed; None if it has not, or its folder is unknown."""
    from workbench.domain.facts import fact
    from workbench.exporting.output_files import is_copy_of, possible_paths

    places = possible_paths(source, project_folder)
    present = [place for place in places if place.is_file()]
    if any(is_copy_of(path, source) for path in present):
        return None
    if present:
        return fact("source-changed", path=str(present[0]))
    if source.folder and Path(source.folder) / source.name in places:  # else it was not looked for
        return fact("source-missing", file=source.name, folder=source.folder)
    return None


def _single_project(paths: Sequence[Path]) -> Path | None:
    projects = [path for path in paths if is_project_file(path)]
    if projects and len(paths) > 1:
        raise WorkbenchError(
            "{path} is a project and is opened by itself. Import only workbooks together.", path=str(projects[0])
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
