"""Saving a book as a project, as the window saves: with its lock, and with a backup of what it replaces."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.api.outputs import FORCE
from workbench.clock import present_time
from workbench.domain.project import Project
from workbench.errors import WorkbenchError
from workbench.files import Stamp, stamp
from workbench.opening import is_project_file
from workbench.phrases import Phrase, phrase, phrase_of_list
from workbench.state_folder import BACKUPS, LOCKS, state_folder

if TYPE_CHECKING:
    from workbench.file_lock import Holder


class KnownFiles:
    """The files of one reading, shared by every book that comes of it.

    Like a window, they remember what each project file held when it was last read or written here. ``unknown``: what a
    newer version of the program put into the project that was read, and this version does not know.
    """

    def __init__(self, read: Sequence[Path] = ()) -> None:
        self.read = tuple(read)
        self._seen = {path.resolve(): stamp(path) for path in read if is_project_file(path)}
        self._written: dict[Path, Stamp | None] = {}
        self.unknown: tuple[str, ...] = ()

    @property
    def folder(self) -> Path | None:
        """Where sources may lie, besides where they were imported from; None if no file was read."""
        return self.read[0].absolute().parent if self.read else None

    @property
    def workbooks(self) -> tuple[Path, ...]:
        """The files that are never written to: all but a project."""
        return tuple(path for path in self.read if not is_project_file(path))

    def save(self, project: Project, path: Path, *, force: bool) -> tuple[Phrase, ...]:
        """Write ``project`` to ``path``, an absolute one, and return what was not kept, although it was saved.

        ``force``: also over what another has written there since it was read here. Raises WorkbenchError if that may
        not or cannot be done.
        """
        losses: list[Phrase] = []
        with self.saving(project, path, force=force, said=losses.append):
            pass
        return tuple(losses)

    @contextmanager
    def saving(
        self,
        project: Project,
        path: Path,
        *,
        force: bool,
        said: Callable[[Phrase], object],
        instead: Phrase = FORCE,
    ) -> Iterator[None]:
        """Write ``project`` beside ``path``, where it is put after the block unless that raises; see ``save``.

        ``said``: called with each thing that was not kept. ``instead``: what the user can do about changes by another.
        """
        from workbench import store
        from workbench.backups import keep_backup_if_possible
        from workbench.file_lock import Holder, take_lock

        lock = take_lock(path, state_folder() / LOCKS, present_time())
        if isinstance(lock, Holder):
            raise _refusal_of_held(path, lock)
        try:
            present = stamp(path)
            if present and not force and self._seen.get(path, present) != present:
                raise WorkbenchError(
                    "{path} has been changed since it was read, and the changes would be lost. {instead}",
                    path=str(path),
                    instead=instead,
                )
            with store.saving(project, path):
                yield
                is_own_work = present is not None and self._written.get(path) == present
                reason = keep_backup_if_possible(
                    path, state_folder() / BACKUPS, present_time(), is_own_work=is_own_work
                )
        finally:
            lock.release()
        self._seen[path] = self._written[path] = stamp(path)
        for loss in self._losses(path, reason):
            said(loss)

    def _losses(self, path: Path, why_no_backup: Phrase | None) -> Iterator[Phrase]:
        if why_no_backup:
            yield phrase("Saved to {path}, but without a backup: {reason}", path=str(path), reason=why_no_backup)
        if self.unknown:
            yield phrase(
                "Saved to {path}, but without what a newer version of this program added: {unknown}",
                path=str(path),
                unknown=phrase_of_list(self.unknown),
            )


def _refusal_of_held(path: Path, holder: "Holder") -> WorkbenchError:
    since = f"{holder.since.astimezone():%Y-%m-%d %H:%M}"
    if not holder.host:
        return WorkbenchError(
            "{path} has been open elsewhere since {since}. Close it there, or save under another name.",
            path=str(path),
            since=since,
        )
    return WorkbenchError(
        "{path} has been open on {host} since {since} ({user}). Close it there, or save under another name.",
        path=str(path),
        host=holder.host,
        since=since,
        user=holder.user,
    )
