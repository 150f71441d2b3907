"""What keeps project files safe: the lock that other windows see, and the backup of what a save replaces."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.phrases import Phrase, phrase
from workbench.state_folder import BACKUPS, LOCKS

if TYPE_CHECKING:
    from workbench.backups import Backup
    from workbench.file_lock import FileLock, Holder
    from workbench.ui.context.document import Document


class OpenAs(Enum):
    """How a project file is opened; the last two are for a file that is open elsewhere."""

    OWN = auto()
    READ_ONLY = auto()
    COPY = auto()


class Safekeeping:
    """Locks and backups of one window. Everything but ``say_held`` may wait for a disk, so call it in jobs."""

    def __init__(self, folder: Path | None) -> None:
        """``folder``: the program's own; without it, there are no locks or backups."""
        self._folder = folder

    # ---- locks

    def open(
        self, path: Path, load: Callable[[], "Document"], open_as: OpenAs, present: "Document | None"
    ) -> "Document | Holder":
        """Return what ``load`` reads of the project file at ``path``, with its lock, or who holds the file.

        ``present``: the document of this window, whose own lock is not an obstacle. Raises what ``load`` raises.
        """
        from workbench.file_lock import Holder

        lock = self._take(path, present) if open_as is not OpenAs.COPY else None
        if isinstance(lock, Holder) and open_as is OpenAs.OWN:
            return lock
        try:
            document = load()
        except BaseException:
            _let_go(lock, present)
            raise
        if open_as is OpenAs.COPY:
            document.belong_to(None, name_of_copy(path), None)
        elif isinstance(lock, Holder):
            document.read_only = say_held(path, lock)
        else:
            document.lock = lock
        return document

    def hold(self, document: "Document", present: "Document | None") -> None:
        """Lock the file of a recovered document; make it read-only if another window has the file open."""
        from workbench.file_lock import Holder

        lock = self._take(document.path, present) if document.path else None
        if document.path and isinstance(lock, Holder):
            document.read_only = say_held(document.path, lock)
        elif not isinstance(lock, Holder):
            document.lock = lock

    @contextmanager
    def hold_for_saving(self, document: "Document", path: Path) -> "Iterator[FileLock | None]":
        """Yield the lock of ``path`` for saving ``document`` there; release it if the block raises.

        Raises WorkbenchError if another window has that file open.
        """
        from workbench.errors import WorkbenchError
        from workbench.file_lock import Holder

        lock = self._take(path, document)
        if isinstance(lock, Holder):
            raise WorkbenchError("{held} Save under another name.", held=say_held(path, lock))
        try:
            yield lock
        except BaseException:
            _let_go(lock, document)
            raise

    def _take(self, path: Path, present: "Document | None") -> "FileLock | Holder | None":
        if self._folder is None:
            return None
        from workbench.clock import present_time
        from workbench.file_lock import take_lock

        own = present.lock if present else None
        if own and own.project_file == path.resolve() and own.is_held:
            return own
        return take_lock(path, self._folder / LOCKS, present_time())

    # ---- backups

    def backups_of(self, path: Path | None) -> "tuple[Backup, ...]":
        """Return the backups of the project file at ``path``, latest first."""
        from workbench.backups import backups_of

        return backups_of(path, self._folder / BACKUPS) if path and self._folder else ()

    def keep_backup(self, path: Path, *, is_own_work: bool, most: int) -> Phrase | None:
        """Back up the file at ``path`` before a save replaces it; return why that failed, None if it did not.

        ``is_own_work``: this window wrote the file. ``most``: how many backups stay.
        """
        if self._folder is None:
            return None
        from workbench.backups import keep_backup_if_possible
        from workbench.clock import present_time

        folder, now = self._folder / BACKUPS, present_time()
        return keep_backup_if_possible(path, folder, now, is_own_work=is_own_work, most=most)

    def open_backup(self, path: Path, load: Callable[[], "Document"], present: "Document | None") -> "Document":
        """Return the document that ``load`` reads from a backup, as an unsaved version of the project file at ``path``.

        If another window has that file open, it is a copy to be saved under another name. Raises what ``load`` raises.
        """
        from workbench.file_lock import Holder
        from workbench.files import stamp
        from workbench.opening import changed_sources

        document = load()
        document.is_in_no_file = True
        document.source_findings = changed_sources(document.session.project, path)
        lock = self._take(path, present)
        if isinstance(lock, Holder):
            document.belong_to(None, name_of_copy(path), None)
        else:
            document.belong_to(path, path.name, stamp(path))
            document.lock = lock
        return document


def _let_go(lock: "FileLock | Holder | None", present: "Document | None") -> None:
    from workbench.file_lock import FileLock

    if isinstance(lock, FileLock) and (present is None or present.lock is not lock):
        lock.release()


def name_of_copy(path: Path) -> str:
    """Return ``Copy of name.recon``, in the language of the window."""
    from workbench.ui.toolkit.language import tr

    return tr("Copy of {file}", file=path.name)


def say_held(path: Path, holder: "Holder") -> Phrase:
    """Return who has the project file at ``path`` open, where, and since when."""
    import platform

    from workbench.file_lock import user_name
    from workbench.ui.toolkit.dates import format_moment

    since = format_moment(holder.since.astimezone())
    if not holder.host:
        return phrase("{file} has been open elsewhere since {since}.", file=path.name, since=since)
    if (holder.host, holder.user) == (platform.node(), user_name()):
        return phrase("{file} has been open in another window since {since}.", file=path.name, since=since)
    return phrase(
        "{user} has had {file} open on {host} since {since}.",
        user=holder.user or holder.host,
        file=path.name,
        host=holder.host,
        since=since,
    )
