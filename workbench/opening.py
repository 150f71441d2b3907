"""Opening files of any kind the program knows: a project by itself, or the workbooks of one import."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from workbench.errors import WorkbenchError
from workbench.progress import SILENT, Progress

if TYPE_CHECKING:
    from workbench.domain.findings import Finding
    from workbench.domain.project import Project
    from workbench.domain.sources import SourceFile
    from workbench.workbooks import PendingRead

PROJECT_SUFFIX = ".recon"
LONGEST_PASSWORD = 255
"""Excel takes no longer one."""
NO_PASSWORDS: Mapping[Path, str] = MappingProxyType({})


class Opening:
    """Files on their way in: workbooks are already being read in processes of their own; ``project`` waits for them."""

    def __init__(self, paths: Sequence[Path], passwords: Mapping[Path, str] = NO_PASSWORDS) -> None:
        """``passwords``: those of files that have one, as far as they are known.

        Raises WorkbenchError where there is nothing to read, or the files do not go together.
        """
        self._project_file = _project_file(paths)
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
        """Return what the files state. Raises WorkbenchError in one sentence where one of them cannot be used.

        That is PasswordNeeded where the password of one is missing or wrong.
        """
        if self._project_file:
            from workbench.store import load

            return load(self._project_file, progress)
        from workbench.importing import import_workbooks

        return import_workbooks(self._reads, progress)

    def cancel(self) -> None:
        for read in self._reads:
            read.cancel()


def changed_sources(project: "Project", project_file: Path) -> "tuple[Finding, ...]":
    """Return a warning for each source that is no longer what was imported, or no longer where it was.

    Reading a source takes as long as its bytes do.
    """
    from workbench.domain.findings import SOURCE_FILES, Finding, FindingStatus
    from workbench.domain.sources import CellRef

    found = ((source.name, _what_became_of(source, project_file.absolute().parent)) for source in project.sources)
    return tuple(
        Finding(SOURCE_FILES, FindingStatus.WARNING, said, None, (CellRef(name, ""),)) for name, said in found if said
    )


def _what_became_of(source: "SourceFile", beside: Path) -> str:
    """Return in a sentence what became of a source; nothing where it is the same, or nobody knows where it was."""
    from workbench.exporting.targets import holds, places_of

    places = places_of(source, beside)
    present = [place for place in places if place.is_file()]
    if any(holds(path, source) for path in present):
        return ""
    if present:
        return f"{present[0]} has changed since it was imported. Import it again to see what differs."
    if source.folder and Path(source.folder) / source.name in places:  # what was not looked for is not gone
        return (
            f"{source.name} is no longer in {source.folder}. Put it back, or next to the project, to compare it again."
        )
    return ""


def _project_file(paths: Sequence[Path]) -> Path | None:
    projects = [path for path in paths if is_project_file(path)]
    if projects and len(paths) > 1:
        raise WorkbenchError(f"{projects[0]} is a project and is opened by itself. Import only workbooks together.")
    return projects[0] if projects else None


def refuse_unreadable(path: Path) -> None:
    """Raise WorkbenchError where ``path`` is no file that the program opens, before a window is."""
    if not is_project_file(path):
        from workbench.workbooks import begin_reading

        begin_reading(path).cancel()
    elif not path.is_file():
        raise WorkbenchError(f"{path} cannot be opened: there is no such file. Check the path.")


def is_project_file(path: Path) -> bool:
    return path.suffix.lower() == PROJECT_SUFFIX
