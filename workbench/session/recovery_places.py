"""Where recovery files are: a folder for each open document, locked by its process for as long as that runs.

Folder and lock are named after computer and process: if the file system has no locks, the process is looked up.
"""

import errno
import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from workbench.files import host_name, is_alive

LOCK_SUFFIX = ".lock"
OWNER = re.compile(r"([\w-]*)\+(\d+)\+\w+$")
SECONDS_AT_WORK = 86_400
"""How long a document of another computer must go without a write before it counts as left behind."""
PRIVATE_FOLDER, PRIVATE_FILE = 0o700, 0o600
HELD = {errno.EACCES, errno.EAGAIN, errno.EDEADLK}
"""The errors that mean that another process holds a lock; others mean that there are no locks here."""


class Place:
    """The folder of one document, ours until it is released or removed."""

    def __init__(self, folder: Path, lock: int) -> None:
        """``lock``: the descriptor of the locked file beside ``folder``."""
        self.folder = folder
        self._lock = lock

    def release(self) -> None:
        """Release the folder for others to claim."""
        os.close(self._lock)

    def remove(self) -> None:
        """Delete the folder and its contents."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.release()
        with suppress(OSError):
            _lock_beside(self.folder).unlink()


def make_place(parent: Path) -> Place:
    """Return a new folder in ``parent``, private to the user. Raises OSError."""
    parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    parent.chmod(PRIVATE_FOLDER)
    lock, name = tempfile.mkstemp(prefix=f"{host_name()}+{os.getpid()}+", suffix=LOCK_SUFFIX, dir=parent)
    folder = Path(name.removesuffix(LOCK_SUFFIX))
    try:
        _take(lock)
        folder.mkdir(mode=PRIVATE_FOLDER)
    except OSError:
        os.close(lock)
        raise
    return Place(folder, lock)


def places_left(parent: Path) -> Iterator[Path]:
    """Yield the folders in ``parent``, whoever holds them; none if ``parent`` cannot be read."""
    with suppress(OSError):
        for path in sorted(parent.iterdir()):
            if OWNER.fullmatch(path.name) and path.is_dir():
                yield path


def claim_place(folder: Path) -> Place | None:
    """Return ``folder`` as ours if its process is gone; None if that is running, or if this is unknown."""
    owner = OWNER.fullmatch(folder.name)
    try:
        if owner is None or (owner[1] != host_name() and not _is_old(folder)):
            return None
        lock = os.open(_lock_beside(folder), os.O_RDWR | os.O_CREAT, PRIVATE_FILE)
    except OSError:
        return None
    try:
        if (_take(lock) or _is_gone(int(owner[2]))) and folder.is_dir():  # else another claimed and removed it
            return Place(folder, lock)
    except OSError:
        pass
    os.close(lock)
    return None


def _lock_beside(folder: Path) -> Path:
    return folder.with_name(folder.name + LOCK_SUFFIX)


def _take(lock: int) -> bool:
    """Lock a file; False if its file system has no locks. Raises OSError if another process holds it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(lock, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in HELD:
            raise
        return False
    return True


def _is_gone(process: int) -> bool:
    return os.name != "nt" and not is_alive(process)


def _is_old(folder: Path) -> bool:
    return time.time() - max(path.stat().st_mtime for path in (folder, *folder.iterdir())) > SECONDS_AT_WORK
