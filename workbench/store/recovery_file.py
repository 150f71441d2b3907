"""The recovery file: the events of one open document, appended one by one, so a killed program loses none.

A small SQLite database on a local disk. What ``append`` has written survives a kill; what ``sync`` has
written survives a power failure. Each event has a checksum over itself and all before it, so what is read is what was
written, up to the first damage.
"""

import os
import sqlite3
import threading
import zlib
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

Connect: TypeAlias = Callable[[Path], sqlite3.Connection]

TABLES = (
    "CREATE TABLE document (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
    "CREATE TABLE event (number INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT",
)
CHECKSUM_DIGITS = 8
MODE = 0o600
"""A recovery file holds the user's work, and no one else may read it."""


class RecoveryFileError(OSError):
    """The file cannot be written; the message is the system's reason."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """The contents of a recovery file. ``is_damaged``: something after these events can no longer be read."""

    document: Mapping[str, str] = field(default_factory=dict)
    events: tuple[str, ...] = ()
    is_damaged: bool = False


def connect(path: Path) -> sqlite3.Connection:
    """Return a connection to the database at ``path`` in which every statement is a transaction of its own."""
    database = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = NORMAL")  # a commit does not wait for the disk
    database.execute("PRAGMA wal_autocheckpoint = 0")  # nor does it copy anything: ``sync`` does
    database.execute("PRAGMA trusted_schema = OFF")
    database.execute("PRAGMA cell_size_check = ON")
    return database


class RecoveryFile:
    """An open recovery file. One thread appends; another may sync meanwhile."""

    def __init__(self, path: Path, events: Sequence[str] = (), *, connect: Connect = connect) -> None:
        """Open the file that holds ``events``; create it if it does not exist. Raises RecoveryFileError."""
        self._path = path
        self._connect = connect
        self._checksum = 0
        self._syncing = threading.Lock()
        self._is_closed = False
        try:
            is_new = not path.exists()
            os.close(os.open(path, os.O_RDWR | os.O_CREAT, MODE))
            self._database = connect(path)
            for table in TABLES if is_new else ():
                self._database.execute(table)
        except (sqlite3.Error, OSError) as error:
            raise RecoveryFileError(_reason(error)) from error
        for event in events:
            self._checksum = _checksum(event, self._checksum)

    def append(self, event: str) -> None:
        """Write one event after the others. Raises RecoveryFileError."""
        checksum = _checksum(event, self._checksum)
        self._execute("INSERT INTO event (text) VALUES (?)", f"{checksum:0{CHECKSUM_DIGITS}x}{event}")
        self._checksum = checksum

    def describe(self, document: Mapping[str, str]) -> None:
        """Write what is known of the document, key by key, replacing earlier values. Raises RecoveryFileError."""
        for key, value in document.items():
            self._execute("INSERT OR REPLACE INTO document VALUES (?, ?)", key, value)

    def _execute(self, statement: str, *values: str) -> None:
        try:
            self._database.execute(statement, values)
        except (sqlite3.Error, ValueError) as error:  # ValueError: half a surrogate pair, which cannot be stored
            raise RecoveryFileError(_reason(error)) from error

    def sync(self) -> None:
        """Sync to disk what is written, however long that takes: call it in a thread. Raises RecoveryFileError.

        Does nothing if the file is closed.
        """
        with self._syncing:
            if self._is_closed:
                return
            try:
                with closing(self._connect(self._path)) as database:
                    database.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()  # does not block appending
            except (sqlite3.Error, OSError) as error:
                raise RecoveryFileError(_reason(error)) from error

    def close(self) -> None:
        """Close the file, synced if the disk allows it."""
        with self._syncing:
            self._is_closed = True
            with suppress(sqlite3.Error):  # what is written stays beside the database, where ``read`` finds it
                self._database.close()


def read(path: Path, *, connect: Connect = connect) -> Recorded:
    """Return the contents of the file at ``path`` up to the first damage, whatever happened to it.

    No process may still be writing it.
    """
    document: dict[str, str] = {}
    events: list[str] = []
    if not path.is_file():
        return Recorded()
    try:
        with closing(connect(path)) as database:
            document.update(database.execute("SELECT key, value FROM document"))
            checksum = 0
            for number, text in database.execute("SELECT number, text FROM event ORDER BY number"):
                event = text[CHECKSUM_DIGITS:]
                checksum = _checksum(event, checksum)
                if number != len(events) + 1 or text[:CHECKSUM_DIGITS] != f"{checksum:0{CHECKSUM_DIGITS}x}":
                    return Recorded(document, tuple(events), is_damaged=True)
                events.append(event)
    except (sqlite3.Error, OSError, ValueError, TypeError, AttributeError):
        return Recorded(document, tuple(events), is_damaged=True)
    return Recorded(document, tuple(events))


def _checksum(event: str, before: int) -> int:
    return zlib.crc32(event.encode("utf-8", "surrogatepass"), before)


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
