"""Writing a file so that it is whole or not there: beside the target first, then in its place."""

import glob
import os
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


LONGEST_START = 100
"""Bytes of the target's name in that of the temporary file, which must not be too long where the target's is not."""
LEFTOVER = ".part"
SECONDS_AT_WORK = 3600


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

    Raises WorkbenchError where the folder is missing or the file cannot be written; the old file then stays as it was.
    """
    try:
        _remove_leftovers(target)
        handle, name = tempfile.mkstemp(prefix=_prefix(target), suffix=LEFTOVER, dir=target.parent)
        os.close(handle)
    except OSError as error:
        raise _refusal(target, error) from None
    temporary = Path(name)
    try:
        yield temporary
        with temporary.open("rb+") as file:
            os.fsync(file.fileno())
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(target)
        _sync_folder(target.parent)
    except OSError as error:
        raise _refusal(target, error) from None
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _prefix(target: Path) -> str:
    start = target.name.encode()[:LONGEST_START].decode(errors="ignore")
    return f".{start}."


def _remove_leftovers(target: Path) -> None:
    """Remove what a killed process left of an earlier attempt, unless it may still be at work."""
    for path in target.parent.glob(f"{glob.escape(_prefix(target))}*{LEFTOVER}"):
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > SECONDS_AT_WORK:
                path.unlink()


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
