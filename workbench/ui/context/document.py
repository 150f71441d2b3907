"""An open project: its session, and the file that it is kept in."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.clock import present_time
from workbench.files import Stamp, stamp
from workbench.phrases import Phrase

if TYPE_CHECKING:
    from workbench.domain.findings import Finding
    from workbench.domain.project import Project
    from workbench.file_lock import FileLock
    from workbench.session import Session
    from workbench.session.recovery import RecoveryJournal


@dataclass
class Document:
    """``path`` is None until it is saved; ``saved_at`` is when it was last saved in this run of the program.

    ``stamp`` is that of the file as it was last read or written here. ``source_findings``: findings about the
    files that it was imported from, as they were when it was opened. ``read_only``: why its file is not written to;
    saved under another name it no longer is. ``lock`` tells other windows that the file is open here.
    ``recovery``: the session's journal, where one is kept. ``is_recovered``: what it holds is in no file of its own: a
    backup, or what a killed process left; it counts as modified until it is saved.
    """

    session: "Session"
    path: Path | None
    name: str
    stamp: Stamp | None = None
    saved_at: datetime | None = None
    source_findings: "tuple[Finding, ...]" = ()
    read_only: Phrase | None = None
    lock: "FileLock | None" = None
    recovery: "RecoveryJournal | None" = None
    is_recovered: bool = False

    def mark_saved(self, project: "Project", path: Path, saved_stamp: Stamp | None) -> None:
        """Record that ``project``, a snapshot of the session, was saved to ``path``."""
        self.belong_to(path, path.name, saved_stamp)
        self.session.mark_saved(project)
        self.saved_at = present_time()
        self.read_only, self.is_recovered = None, False

    def belong_to(self, path: Path | None, name: str, file_stamp: Stamp | None) -> None:
        """Take ``path`` as its file, of which ``file_stamp`` is known; None for a document that has none yet."""
        self.path, self.name, self.stamp = path, name, file_stamp
        if self.recovery:
            from workbench.session.recovery import FileOfDocument

            self.recovery.describe(FileOfDocument(name, path, file_stamp))

    def hold(self, lock: "FileLock | None") -> None:
        """Hold ``lock`` in place of the present one, which is released."""
        if self.lock and self.lock is not lock:
            self.lock.release()
        self.lock = lock

    @property
    def folder(self) -> Path | None:
        """The folder of its file, in which its sources may lie too; None until it is saved."""
        return self.path.parent if self.path else None

    @property
    def changed_on_disk(self) -> bool:
        """True where the file is no longer the one that was read or written here: something else wrote it."""
        now = stamp(self.path) if self.path else None
        return now is not None and now != self.stamp

    @property
    def is_modified(self) -> bool:
        return self.is_recovered or not self.session.is_saved

    def close(self) -> None:
        """Let other windows have its file, and end its recovery: it is saved, or the user gave it up."""
        self.hold(None)
        if self.recovery:
            self.recovery.delete()
