"""An open project: its session, and the file it is kept in."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.files import Stamp, stamp

if TYPE_CHECKING:
    from workbench.domain.findings import Finding
    from workbench.domain.project import Project
    from workbench.session import Session


@dataclass
class Document:
    """``path`` is None until it is saved; ``saved_at`` is when that was, in this run of the program.

    ``stamp`` is that of the file as it was read or written here. ``of_sources``: what became of the files that it was
    imported from, when it was opened.
    """

    session: "Session"
    path: Path | None
    name: str
    stamp: Stamp | None = None
    saved_at: datetime | None = None
    of_sources: "tuple[Finding, ...]" = ()

    def mark_saved(self, project: "Project", path: Path, written: Stamp | None) -> None:
        """Remember that ``project``, a snapshot of the session, now stands in ``path``."""
        self.session.mark_saved(project)
        self.path, self.name, self.stamp = path, path.name, written
        self.saved_at = datetime.now().astimezone()

    @property
    def folder(self) -> Path | None:
        """Where its file is, and perhaps the sources beside it; None until it is saved."""
        return self.path.parent if self.path else None

    @property
    def changed_on_disk(self) -> bool:
        """True where the file is no longer the one that was read or written here: somebody else wrote it."""
        now = stamp(self.path) if self.path else None
        return now is not None and now != self.stamp

    @property
    def is_modified(self) -> bool:
        return not self.session.is_saved
