"""An open project: its session, and the file it is kept in."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.domain.project import Project
    from workbench.session import Session


@dataclass
class Document:
    """``path`` is None until it is saved; ``saved_at`` is when that was, in this run of the program."""

    session: "Session"
    path: Path | None
    name: str
    saved_at: datetime | None = None

    def mark_saved(self, project: "Project", path: Path) -> None:
        """Remember that ``project``, a snapshot of the session, now stands in ``path``."""
        self.session.mark_saved(project)
        self.path, self.name = path, path.name
        self.saved_at = datetime.now().astimezone()

    @property
    def is_modified(self) -> bool:
        return not self.session.is_saved
