"""A disk that fails: at any call of SQLite on its file, or of Python on files, the next save meets a fault."""

import errno
import io
import os
import sqlite3
import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import apsw

from tests.store.measured import is_a_sentence
from workbench.domain.project import Project
from workbench.errors import WorkbenchError
from workbench.store import load
from workbench.store.save import Connect, Database, save

FULL, BROKEN, HALF, HALF_UNSAID, LOST, CHANGED = "full", "broken", "half", "half, unsaid", "lost", "changed"
"""The disk is full; it fails; a write is cut short, or cut short, lost or changed without a word."""
OF_WRITES = (FULL, BROKEN, HALF, HALF_UNSAID, LOST, CHANGED)
DATABASE_FAULTS = {
    "xOpen": (BROKEN,),
    "xRead": (BROKEN,),
    "xWrite": OF_WRITES,
    "xTruncate": (BROKEN,),
    "xFileSize": (BROKEN,),
    "xLock": (BROKEN,),
    "xUnlock": (BROKEN,),
    "xClose": (BROKEN,),
}
"""What can go wrong at each call of SQLite on the file."""
ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES)
FILE_CALLS = ("stat", "lstat", "open", "close", "fsync", "replace", "chmod", "chown", "unlink", "scandir", "io.open")
"""The calls of Python on files that can fail, with any of the errors."""


@dataclass(frozen=True, slots=True)
class Fault:
    """The ``number``-th of the calls of a name goes wrong; ``kind``: how, or the number of the system's error."""

    call: str
    number: int
    kind: str | int

    def __str__(self) -> str:
        kind = errno.errorcode[self.kind] if isinstance(self.kind, int) else self.kind
        return f"{self.call} {self.number}: {kind}"


class Disk:
    """Counts the calls by their names, and lets the one fail that ``fault`` names."""

    def __init__(self, fault: Fault | None = None) -> None:
        self.calls: Counter[str] = Counter()
        self._fault = fault

    def kind_of_next(self, call: str) -> str | int | None:
        """Count one call; return how it goes wrong, None where it does not."""
        self.calls[call] += 1
        fault = self._fault
        return fault.kind if fault and (fault.call, fault.number) == (call, self.calls[call]) else None


# ---- under SQLite


def connect_over(disk: Disk) -> Connect:
    """Return what opens databases whose files lie on ``disk``."""

    def connect(path: Path) -> Database:
        return _Translated(disk, path)

    return connect


class _Translated:
    """A database of apsw with the errors of sqlite3."""

    def __init__(self, disk: Disk, path: Path) -> None:
        self._files = _FailingFiles(disk)
        with _errors_of_sqlite3():
            self._database = apsw.Connection(str(path), vfs=self._files.name)

    def execute(self, statement: str, values: Sequence[Any] = (), /) -> object:
        with _errors_of_sqlite3():
            return list(self._database.execute(statement, values))

    def executemany(self, statement: str, rows: Any, /) -> object:
        with _errors_of_sqlite3():
            return list(self._database.executemany(statement, rows))

    def close(self) -> None:
        with _errors_of_sqlite3():
            try:
                self._database.close()
            finally:
                self._files.unregister()


@contextmanager
def _errors_of_sqlite3() -> Iterator[None]:
    try:
        yield
    except apsw.NoMemError as error:
        raise MemoryError from error
    except (apsw.CorruptError, apsw.NotADBError) as error:
        raise sqlite3.DatabaseError(str(error)) from None
    except apsw.Error as error:
        raise sqlite3.OperationalError(str(error)) from None


class _FailingFiles(apsw.VFS):
    def __init__(self, disk: Disk) -> None:
        self.name = f"failing-{uuid.uuid4().hex}"
        self._disk = disk
        super().__init__(self.name, "")

    def xOpen(self, name: Any, flags: list[int]) -> "_FailingFile":  # noqa: N802 - apsw's name
        if self._disk.kind_of_next("xOpen"):
            raise apsw.CantOpenError("unable to open database file")
        return _FailingFile(self._disk, name, flags)


class _FailingFile(apsw.VFSFile):
    def __init__(self, disk: Disk, name: Any, flags: list[int]) -> None:
        self._disk = disk
        super().__init__("", name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802 - apsw's name
        match self._disk.kind_of_next("xWrite"):
            case "full":
                raise apsw.FullError("database or disk is full")
            case "broken":
                raise apsw.IOError("disk I/O error")
            case "half":
                super().xWrite(data[: len(data) // 2], offset)
                raise apsw.FullError("database or disk is full")
            case "half, unsaid":
                super().xWrite(data[: len(data) // 2], offset)
            case "lost":
                pass
            case "changed":
                middle = len(data) // 2
                super().xWrite(data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :], offset)
            case _:
                super().xWrite(data, offset)

    def xRead(self, amount: int, offset: int) -> bytes:  # noqa: N802 - apsw's name
        self._fail_at("xRead")
        return super().xRead(amount, offset)

    def xTruncate(self, newsize: int) -> None:  # noqa: N802 - apsw's name
        self._fail_at("xTruncate")
        super().xTruncate(newsize)

    def xFileSize(self) -> int:  # noqa: N802 - apsw's name
        self._fail_at("xFileSize")
        return super().xFileSize()

    def xLock(self, level: int) -> None:  # noqa: N802 - apsw's name
        self._fail_at("xLock")
        super().xLock(level)

    def xUnlock(self, level: int) -> None:  # noqa: N802 - apsw's name
        super().xUnlock(level)
        self._fail_at("xUnlock")

    def xClose(self) -> None:  # noqa: N802 - apsw's name
        super().xClose()
        self._fail_at("xClose")

    def _fail_at(self, call: str) -> None:
        if self._disk.kind_of_next(call):
            raise apsw.IOError("disk I/O error")


# ---- under Python


@contextmanager
def calls_over(disk: Disk) -> Iterator[None]:
    """Have Python's calls on files go to ``disk`` within the block."""
    originals = [(*_place_of(call), call) for call in FILE_CALLS if hasattr(*_place_of(call))]
    wrapped = [(module, name, getattr(module, name)) for module, name, _ in originals]
    for module, name, call in originals:
        setattr(module, name, _failing(disk, call, getattr(module, name)))
    try:
        yield
    finally:
        for module, name, original in wrapped:
            setattr(module, name, original)


def _place_of(call: str) -> tuple[Any, str]:
    return (io, "open") if call == "io.open" else (os, call)


def _failing(disk: Disk, call: str, original: Callable[..., Any]) -> Callable[..., Any]:
    def perform(*values: Any, **named: Any) -> Any:
        kind = disk.kind_of_next(call)
        if isinstance(kind, int):
            if call == "close":  # what fails to close is closed
                original(*values, **named)
            raise OSError(kind, os.strerror(kind), str(values[0]) if values else None)
        return original(*values, **named)

    return perform


# ---- a save that meets a fault


def calls_of_a_save(project: Project, path: Path) -> Counter[str]:
    """Return how often a save of ``project`` to ``path`` makes each call."""
    disk = Disk()
    with calls_over(disk):
        save(project, path, connect=connect_over(disk))
    return disk.calls


def all_faults(calls: Counter[str]) -> list[Fault]:
    """Return every fault that a save with these numbers of calls can meet."""
    kinds: dict[str, Sequence[str | int]] = {**DATABASE_FAULTS, **dict.fromkeys(FILE_CALLS, ERRORS)}
    return [
        Fault(call, number, kind)
        for call, kinds_of_call in kinds.items()
        for number in range(1, calls[call] + 1)
        for kind in kinds_of_call
    ]


def wrongs_of(fault: Fault, project: Project, path: Path) -> list[str]:
    """Save ``project`` to ``path`` over what is there, meet ``fault``, and return what must not be."""
    before = path.read_bytes() if path.exists() else None
    disk, refusal = Disk(fault), None
    try:
        with calls_over(disk):
            save(project, path, connect=connect_over(disk))
    except WorkbenchError as error:
        refusal = str(error)
    except BaseException as error:
        return [f"raised {type(error).__name__}: {error}"]
    after = path.read_bytes() if path.exists() else None
    others = [other.name for other in path.parent.iterdir() if other != path]
    found = {
        "said, but not in one sentence": refusal is not None and not is_a_sentence(refusal),
        "refused, and the file is another": refusal is not None and after != before,
        "not refused, and not saved": refusal is None and not _holds(path, project),
        "a temporary file is left": bool(others) and fault.call != "unlink",
        "the fault was not met": disk.calls[fault.call] < fault.number,
    }
    return [wrong for wrong, is_so in found.items() if is_so]


def _holds(path: Path, project: Project) -> bool:
    try:
        return load(path) == project
    except WorkbenchError:
        return False
