"""Writing a file so that it is whole or not there: beside the target first, then in its place."""

import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from workbench.errors import WorkbenchError


class Stamp(NamedTuple):
    """When a file was last written, its size, and which one of its name it is: another file has another one."""

    written: int
    size: int
    number: int


LONGEST_START = 100
"""Bytes of the target's name in that of the temporary file, which must not be too long where the target's is not."""
LEFTOVER = ".workbench.part"
"""Ends the name of a temporary file: nobody else's does."""
ON_THE_WAY = ".d"
"""Ends the name of the folder beside a temporary file, for what is written on the way."""
PERMISSIONS = 0o777


def stamp(path: Path) -> Stamp | None:
    """Return the stamp of the file at ``path``; None where there is none."""
    try:
        now = path.stat()
    except OSError:
        return None
    return Stamp(now.st_mtime_ns, now.st_size, now.st_ino)


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Give a temporary file beside ``target``; after the block it takes the target's place, unless one was raised.

    An existing file keeps its permissions. Raises WorkbenchError where the folder is missing, or the file is
    write-protected or cannot be written; the old file then stays as it was.
    """
    try:
        permissions = _permissions(target)
        remove_leftovers(target.parent)
        handle, name = tempfile.mkstemp(prefix=_prefix(target), suffix=LEFTOVER, dir=target.parent)
    except OSError as error:
        raise _refusal(target, error) from None
    temporary = Path(name)
    try:
        _lock(handle)
        yield temporary
        with temporary.open("rb+") as file:
            os.fsync(file.fileno())
        temporary.chmod(permissions)
        temporary.replace(target)
        _sync_folder(target.parent)
    except OSError as error:
        raise _refusal(target, error) from None
    finally:
        os.close(handle)
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


@contextmanager
def on_the_way(temporary: Path) -> Iterator[Path]:
    """Give a folder beside a temporary file for what is written on the way to it; afterwards it is gone."""
    folder = temporary.with_name(temporary.name + ON_THE_WAY)
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def remove_leftovers(folder: Path) -> None:
    """Remove what killed processes left of files that they were writing to ``folder``; others may still be at work."""
    with suppress(OSError):
        for path in folder.glob(f".*{LEFTOVER}"):
            with suppress(OSError):
                if _is_left_over(path):
                    path.unlink()
                    shutil.rmtree(path.with_name(path.name + ON_THE_WAY), ignore_errors=True)


def _permissions(target: Path) -> int:
    """Return what the new file may be used for: what the old one may, else what the user's new files may."""
    try:
        permissions = stat.S_IMODE(target.stat().st_mode) & PERMISSIONS
    except FileNotFoundError:
        return 0o666 & ~_umask()
    if not permissions & stat.S_IWUSR:
        raise WorkbenchError(f"{target} is write-protected. Nothing was changed there. Name another file.")
    return permissions


def _prefix(target: Path) -> str:
    return f".{os.fsdecode(os.fsencode(target.name)[:LONGEST_START])}."


if os.name == "nt":

    def _lock(handle: int) -> None:
        """Do nothing: Windows removes no file that is open."""

    def _is_left_over(path: Path) -> bool:
        return path.is_file()
else:
    import fcntl

    def _lock(handle: int) -> None:
        """Hold the file for as long as this process is at work on it, and lives."""
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _is_left_over(path: Path) -> bool:
        """True where no living process holds the file; of a pipe or a link of that name nobody's work is lost."""
        if not stat.S_ISREG(path.lstat().st_mode):
            return False
        handle = os.open(path, os.O_RDONLY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        finally:
            os.close(handle)
        return True


def _refusal(target: Path, error: OSError) -> WorkbenchError:
    return WorkbenchError(f"{target} cannot be written: {error.strerror or error}. Nothing was changed there.")


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows cannot open a folder
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
