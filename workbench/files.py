"""Writes a file whole or not at all: first beside the target, then in its place; and says where that may be."""

import os
import platform
import re
import shutil
import stat
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from workbench.errors import WorkbenchError


class Stamp(NamedTuple):
    """The identity of a file's content: time of the last write in ns, size in bytes, inode number."""

    written: int
    size: int
    number: int


LONGEST_START, LONGEST_HOST = 80, 40
"""The most bytes of the target's and of the computer's name in the name of the temporary file."""
LEFTOVER = ".workbench.part"
"""The end of a temporary file's name, unlike any other program's."""
WRITER = re.compile(rf"\.([\w-]*)\+(\d+)\+\w+{re.escape(LEFTOVER)}$")
"""The writing computer and process, in the file's name: locks do not work in every network folder."""
SCRATCH_SUFFIX = ".d"
"""The end of the name of the folder beside a temporary file, for intermediate files."""
SECONDS_AT_WORK = 86_400
"""How long a process that cannot be examined, on another computer or on Windows, may be at work on a file."""
PERMISSIONS, OF_THE_GROUP = 0o777, 0o070


def stamp(path: Path) -> Stamp | None:
    """Return the stamp of the file at ``path``; None if there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return Stamp(status.st_mtime_ns, status.st_size, status.st_ino)


def output_path(name: str) -> Path:
    """Return the absolute path of the output ``name``. Raises WorkbenchError if it is not usable."""
    if not name.strip():
        raise WorkbenchError("The path of an output is empty. Name the file to write.")
    try:
        return Path(name).resolve()
    except (OSError, RuntimeError, ValueError) as error:
        raise WorkbenchError(
            "{path} cannot be written: {reason}. Choose another path.", path=name, reason=str(error)
        ) from None


def refuse_as_output(path: Path, inputs: Iterable[Path | None]) -> None:
    """Raise WorkbenchError if ``path`` cannot be written as a file, or is one of ``inputs``; None is no file."""
    try:
        if path.is_dir():
            raise WorkbenchError("{path} is a folder. Name the file to write.", path=str(path))
        if path.exists() and not path.is_file():
            raise WorkbenchError(
                "{path} is not a regular file and would be overwritten. Choose another path.", path=str(path)
            )
        if not path.parent.is_dir():
            raise WorkbenchError(
                "{path} cannot be written: there is no folder '{folder}'. Create it first.",
                path=str(path),
                folder=str(path.parent),
            )
        for source in filter(None, inputs):
            is_same_file = path.exists() and source.exists() and path.samefile(source)
            if is_same_file or path == source.resolve():
                raise WorkbenchError(
                    "{path} is one of the inputs, which are never overwritten. Choose another path.", path=str(path)
                )
    except (OSError, RuntimeError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise WorkbenchError(
            "{path} cannot be written: {reason}. Choose another path.", path=str(path), reason=str(reason)
        ) from None


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Yield a temporary file beside ``target``; after the block it replaces the target, unless the block raises.

    A link stays, and the file it leads to is replaced. An existing file keeps its group and its permissions. Raises
    WorkbenchError if the folder is missing, or the file is write-protected or cannot be written; the old file then
    stays as it was.
    """
    try:
        target = target.resolve()
        old_status = _refuse_protected(target)
        remove_leftovers(target.parent)
        handle, name = tempfile.mkstemp(prefix=_prefix(target), suffix=LEFTOVER, dir=target.parent)
    except (OSError, RuntimeError) as error:  # RuntimeError: a link leads to itself
        raise _refusal(target, error) from None
    temporary = Path(name)
    try:
        os.close(handle)
        yield temporary
        sync_file(temporary)
        _grant_permissions(temporary, old_status)
        temporary.replace(target)
        with suppress(OSError):  # the new file is there and can no longer be refused
            sync_folder(target.parent)
    except OSError as error:
        raise _refusal(target, error) from None
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


@contextmanager
def scratch_folder(temporary: Path) -> Iterator[Path]:
    """Yield a folder beside a temporary file for intermediate files; it is removed after the block."""
    folder = temporary.with_name(temporary.name + SCRATCH_SUFFIX)
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def remove_leftovers(folder: Path) -> None:
    """Remove temporary files left in ``folder`` by killed processes, but none of a process still at work."""
    with suppress(OSError):
        for path in folder.glob(f".*{LEFTOVER}"):
            with suppress(OSError):
                if _is_left_over(path):
                    path.unlink()
                    shutil.rmtree(path.with_name(path.name + SCRATCH_SUFFIX), ignore_errors=True)


def _is_left_over(path: Path) -> bool:
    """True if the process that was writing the file is gone, or started longer ago than any takes."""
    writer = WRITER.search(path.name)
    if writer is None or not stat.S_ISREG(path.lstat().st_mode):
        return False
    if writer[1] == host_name() and os.name != "nt":  # on Windows, os.kill would end the process
        return not is_alive(int(writer[2]))
    return time.time() - path.lstat().st_mtime > SECONDS_AT_WORK


def is_alive(process: int) -> bool:
    """True if there is a process of this number on this computer. Not for Windows, where asking would end it."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        pass
    return True


def host_name() -> str:
    """Return the name of this computer as it stands in names of files."""
    return re.sub(r"[^A-Za-z0-9-]", "", platform.node())[:LONGEST_HOST]


def _prefix(target: Path) -> str:
    start = os.fsencode(target.name)[:LONGEST_START].decode(errors="ignore")
    return f".{start}.{host_name()}+{os.getpid()}+"


def _refuse_protected(target: Path) -> os.stat_result | None:
    """Return the status of the old file; None if there is none. Raises WorkbenchError if it is write-protected."""
    try:
        old_status = target.stat()
    except FileNotFoundError:
        return None
    if not old_status.st_mode & stat.S_IWUSR or not os.access(target, os.W_OK):
        raise WorkbenchError("{path} is write-protected; nothing was changed. Choose another path.", path=str(target))
    return old_status


def _grant_permissions(temporary: Path, old_status: os.stat_result | None) -> None:
    """Give the new file the group and permissions of the old one, or those of any file that the user creates."""
    if old_status is None:
        temporary.chmod(0o666 & ~_umask())
        return
    permissions = stat.S_IMODE(old_status.st_mode) & PERMISSIONS
    if os.name != "nt":
        try:
            os.chown(temporary, old_status.st_uid if os.geteuid() == 0 else -1, old_status.st_gid)
        except OSError:  # the file stays in another group, which must not get this group's permissions
            permissions &= ~OF_THE_GROUP
    temporary.chmod(permissions)


def _refusal(target: Path, error: OSError | RuntimeError) -> WorkbenchError:
    return WorkbenchError(
        "{path} cannot be written: {reason}. Nothing was changed.",
        path=str(target),
        reason=str(getattr(error, "strerror", None) or error),
    )


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def sync_file(path: Path) -> None:
    """Sync what the file holds to disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Sync the names of the files in ``folder`` to disk."""
    if os.name == "nt":  # Windows cannot open a folder
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
