"""An open project: its session and its file."""

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

    ``stamp`` is that of the file as last read or written here. ``source_findings``: findings about its source files
    when it was opened. ``read_only``: why its file is not written to; saving under another name clears this. ``lock``
    tells other windows that the file is open here. ``recovery``: the session's journal, if one is kept.
    ``is_in_no_file``: it was begun without a file, imported with corrections, or came from a backup or from what a
    killed process left behind, so it counts as modified until it is saved.
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
    is_in_no_file: bool = False

    def mark_saved(self, project: "Project", path: Path, saved_stamp: Stamp | None) -> None:
        """Record that ``project``, a snapshot of the session, has been saved to ``path``."""
        self.belong_to(path, path.name, saved_stamp)
        self.session.mark_saved(project)
        self.saved_at = present_time()
        self.read_only, self.is_in_no_file = None, False

    def belong_to(self, path: Path | None, name: str, file_stamp: Stamp | None) -> None:
        """Make ``path`` its file, with the stamp ``file_stamp``; None for a document that has no file yet."""
        self.path, self.name, self.stamp = path, name, file_stamp
        if self.recovery:
            from workbench.session.recovery import FileOfDocument

            self.recovery.describe(FileOfDocument(name, path, file_stamp))

    def hold(self, lock: "FileLock | None") -> None:
        """Hold ``lock`` and release the current one."""
        if self.lock and self.lock is not lock:
            self.lock.release()
        self.lock = lock

    @property
    def folder(self) -> Path | None:
        """The folder of its file, where its sources may also be; None until it is saved."""
        return self.path.parent if self.path else None

    @property
    def changed_on_disk(self) -> bool:
        """True if something else has written the file since it was read or written here."""
        now = stamp(self.path) if self.path else None
        return now is not None and now != self.stamp

    @property
    def is_modified(self) -> bool:
        return self.is_in_no_file or not self.session.is_saved

    def close(self) -> None:
        """Release its file and end its recovery: it has been saved, or the user has discarded it."""
        self.hold(None)
        if self.recovery:
            self.recovery.delete()
