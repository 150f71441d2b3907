"""Writing a file so that it is whole or not there: beside the target first, then in its place."""

import os
import platform
import re
import shutil
import stat
import tempfile
import time
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


LONGEST_START, LONGEST_HOST = 80, 40
"""Bytes of the target's and of the computer's name in that of the temporary file, which must not be too long."""
LEFTOVER = ".workbench.part"
"""Ends the name of a temporary file: nobody else's does."""
WRITER = re.compile(rf"\.([\w-]*)\+(\d+)\+\w+{re.escape(LEFTOVER)}$")
"""The computer and the process that write it, in its name: a lock on the file itself would keep network folders out."""
ON_THE_WAY = ".d"
"""Ends the name of the folder beside a temporary file, for what is written on the way."""
SECONDS_AT_WORK = 86_400
"""So long another computer, or one that tells nothing of its processes, may be at work on a file."""
PERMISSIONS, OF_THE_GROUP = 0o777, 0o070


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

    A link stays, and what it leads to is replaced. An existing file keeps its group and its permissions. Raises
    WorkbenchError where the folder is missing, or the file is write-protected or cannot be written; the old file then
    stays as it was.
    """
    try:
        target = target.resolve()
        before = _refuse_protected(target)
        remove_leftovers(target.parent)
        handle, name = tempfile.mkstemp(prefix=_prefix(target), suffix=LEFTOVER, dir=target.parent)
        os.close(handle)
    except OSError as error:
        raise _refusal(target, error) from None
    temporary = Path(name)
    try:
        yield temporary
        with temporary.open("rb+") as file:
            os.fsync(file.fileno())
        _give_rights(temporary, before)
        temporary.replace(target)
        _sync_folder(target.parent)
    except OSError as error:
        raise _refusal(target, error) from None
    finally:
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


def _is_left_over(path: Path) -> bool:
    """True where the process that was writing the file is gone, or was at it longer than any takes."""
    written_by = WRITER.search(path.name)
    if written_by is None or not stat.S_ISREG(path.lstat().st_mode):
        return False
    if written_by[1] == _host() and os.name != "nt":  # Windows tells nothing of a process without ending it
        return not _is_alive(int(written_by[2]))
    return time.time() - path.lstat().st_mtime > SECONDS_AT_WORK


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        pass
    return True


def _host() -> str:
    return re.sub(r"[^A-Za-z0-9-]", "", platform.node())[:LONGEST_HOST]


def _prefix(target: Path) -> str:
    start = os.fsencode(target.name)[:LONGEST_START].decode(errors="ignore")
    return f".{start}.{_host()}+{os.getpid()}+"


def _refuse_protected(target: Path) -> os.stat_result | None:
    """Return what the old file is like; None where there is none."""
    try:
        before = target.stat()
    except FileNotFoundError:
        return None
    if not before.st_mode & stat.S_IWUSR or not os.access(target, os.W_OK):
        raise WorkbenchError(f"{target} is write-protected. Nothing was changed there. Name another file.")
    return before


def _give_rights(temporary: Path, before: os.stat_result | None) -> None:
    """Let the new file be used by those who may use the old one, else by those who may use what the user makes."""
    if before is None:
        temporary.chmod(0o666 & ~_umask())
        return
    permissions = stat.S_IMODE(before.st_mode) & PERMISSIONS
    if os.name != "nt":
        try:
            os.chown(temporary, before.st_uid if os.geteuid() == 0 else -1, before.st_gid)
        except OSError:  # the rights of one group are not for another
            permissions &= ~OF_THE_GROUP
    temporary.chmod(permissions)


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
