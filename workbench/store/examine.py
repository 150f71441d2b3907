"""Examining a file before it is trusted: it must be a database as written by ``save``, with nothing executable."""

import re
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

from workbench.errors import WorkbenchError
from workbench.phrases import Phrase, phrase, phrase_of_list
from workbench.store.damage import Damage
from workbench.store.schema import (
    APPLICATION_ID,
    FINGERPRINT,
    FINGERPRINTS,
    MAJOR,
    MINOR,
    MINORS_PER_MAJOR,
    PROJECT_KEYS,
    SINCE_MINOR,
    TABLES,
    Tables,
)
from workbench.store.schema_1 import FINGERPRINTS_OF_1, LAST_MINOR_OF_1, SINCE_MINOR_OF_1, TABLES_OF_1

LARGEST_FILE = 500_000_000
"""Three times the size of the largest book that the window is designed for."""
MOST_ROWS = 3_000_000
"""Of all tables; each takes about 5 µs to read and 250 bytes to keep. 20,000 lines in 12 periods with 50 differences
have 1.7 million if each figure and effect is stated in a cell."""
LEAST_BYTES, BYTES_PER_ROW = 20_000_000, 1_000
"""The bytes that a file may use for its rows, ten times as many as it needs: a text may be four times as long in
memory."""
OLDEST_MAJOR = 1
MOST_NAMED, LONGEST_NAME = 3, 60
"""How many unknown tables, columns and keys a message names, and the most characters of each."""
LONGEST_TEXT = 4_000_000
"""Bytes of a row. A cell of Excel holds 32,767 characters; the areas of a scattered sheet are longest."""
LONGEST_DEFINITION = 10_000
"""Bytes of a row while only definitions are read: ten times the longest that the program writes."""
STEPS_AT_A_TIME = 1_000
STEPS_FOR_DEFINITIONS = 50_000
"""SQLite takes about ten for each table that the program writes; thousands of tables, or endless ones, take more."""
LEAST_STEPS, STEPS_PER_BYTE = 1_000_000, 2
"""The steps that reading may take: about six times as many as a file of this size needs."""
LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: LONGEST_DEFINITION,
    sqlite3.SQLITE_LIMIT_FUNCTION_ARG: 0,  # no function may be called, wherever a definition hides it
    sqlite3.SQLITE_LIMIT_COLUMN: 100,
    sqlite3.SQLITE_LIMIT_VDBE_OP: 100_000,
}
"""The limits on definitions, which may be hostile."""

FAILED_READS = ("SQLITE_IOERR", "SQLITE_CANTOPEN", "SQLITE_PERM")
"""The beginnings of the names of SQLite's errors when the system denies it access."""

HEADER = 100
MAGIC = b"SQLite format 3\x00"
HEADER_BYTES = (
    (18, b"\x01\x01", phrase("another program has set it to keep its changes in a second file")),
    (56, b"\x00\x00\x00\x01", phrase("its text is not stored as UTF-8")),
)
"""(offset, bytes, problem): the header of a file that the program wrote, and the problem if it differs."""

COLUMN = r"[a-z]\w*(?: TEXT| INTEGER)?(?: PRIMARY KEY)?(?: NOT NULL)?(?: REFERENCES \w+)?"
KEY = r"PRIMARY KEY \(\w+(?:, \w+)*\)"
APPENDED = rf"(?:, {COLUMN})*"
OTHER_TABLE = rf"{COLUMN}{APPENDED}(?:, {KEY})?"
"""A table of a newer minor format, with stored rather than computed columns."""


@dataclass(frozen=True, slots=True)
class Format:
    """The format of a file. ``unknown``: tables, columns (``table.column``) and keys that this version does not know.

    For a newer minor format without any of these, it names the format itself: ``format 2.7``.
    """

    major: int
    minor: int
    unknown: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"format {self.major}.{self.minor}"

    @property
    def is_newer(self) -> bool:
        """True for a minor format later than the last that this version knows of its major format."""
        return self.minor > (MINOR if self.major == MAJOR else LAST_MINOR_OF_1)

    @property
    def tables(self) -> Tables:
        """The tables of a file of this format that this version knows."""
        return {table: self._all_tables[table] for tables in self.tables_by_fingerprint.values() for table in tables}

    @property
    def later_tables(self) -> frozenset[str]:
        """The tables that only a later minor format has."""
        return frozenset(self._all_tables) - frozenset(self.tables)

    @property
    def tables_by_fingerprint(self) -> dict[str, list[str]]:
        """The tables that the format has, by the key of the fingerprint over those that each minor format added."""
        keys = FINGERPRINTS if self.major == MAJOR else FINGERPRINTS_OF_1
        since = SINCE_MINOR if self.major == MAJOR else SINCE_MINOR_OF_1
        return {
            key: [table for table in self._all_tables if since.get(table, 0) == minor]
            for minor, key in enumerate(keys[: self.minor + 1])
        }

    @property
    def _all_tables(self) -> Tables:
        """The tables of the last minor format that this version knows of the major one."""
        return TABLES if self.major == MAJOR else TABLES_OF_1


THIS_FORMAT = Format(MAJOR, MINOR)


class UnreadableFile(WorkbenchError):
    """A file that the system does not let this program read; ``reason``: the system's message."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            phrase(
                "{path} cannot be opened: {reason}. Check the path, or open another file.",
                path=str(path),
                reason=reason,
            )
        )
        self.reason = reason


class NewerFormat(WorkbenchError):
    """A file of a newer major format, which only a newer version of this program can read."""

    def __init__(self, path: Path, file_format: "Format") -> None:
        super().__init__(
            phrase(
                "{path} cannot be opened: a newer version of this program saved it. Install that version to open it.",
                path=str(path),
            )
        )
        self.file_format = file_format


@contextmanager
def open_examined(path: Path) -> Iterator[tuple[sqlite3.Connection, Format]]:
    """Yield the database at ``path`` and its format; nothing is written, there or beside it.

    Raises WorkbenchError if it is missing, not a regular file, too large, another program's or of a newer format;
    ValueError or sqlite3.Error if it is damaged or tampered with.
    """
    with _open_defined(path) as (database, file_format, size):
        _refuse_damage(database)
        _refuse_too_much(database, size)
        yield database, _with_unknown_keys(file_format, database)


@contextmanager
def _open_defined(path: Path) -> Iterator[tuple[sqlite3.Connection, Format, int]]:
    """Yield the database, its format and its size in bytes; only its definitions are examined."""
    size = _refuse_other_files(path)
    # immutable: a journal beside it cannot be this program's, which never writes a project file in place
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as database:
        for limit, largest in LIMITS.items():
            database.setlimit(limit, largest)
        _limit_steps(database, STEPS_FOR_DEFINITIONS)
        file_format = _check_format(database, path)
        unknown = _refuse_strange_definitions(database, file_format)
        database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_TEXT)
        _limit_steps(database, LEAST_STEPS + STEPS_PER_BYTE * size)
        yield database, replace(file_format, unknown=unknown), size


def _with_unknown_keys(file_format: Format, database: sqlite3.Connection) -> Format:
    """Return the format with the project keys that this version does not know; at least its number if it is newer."""
    keys = [key for (key,) in database.execute("SELECT key FROM project") if not _is_known(key)]
    unknown = tuple(_shorten(part) for part in (*file_format.unknown, *(f"project.{key}" for key in keys)))
    return replace(file_format, unknown=unknown or ((str(file_format),) if file_format.is_newer else ()))


def _shorten(part: str) -> str:
    return "".join(character if character.isprintable() else "?" for character in part[:LONGEST_NAME])


def _is_known(key: str) -> bool:
    return key in PROJECT_KEYS or key.startswith(FINGERPRINT)


def refuse_overwriting(path: Path) -> None:
    """Raise WorkbenchError if ``path`` is a project with data that this version does not know and would lose.

    Also if the system does not let it be read, because its contents are then unknown.
    """
    try:
        unknown = _unknown_parts(path)
    except UnreadableFile as error:
        raise WorkbenchError(
            "{path} cannot be written, because it cannot be checked first: {reason}. Save under another name.",
            path=str(path),
            reason=error.reason,
        ) from None
    if unknown:
        raise WorkbenchError(
            "{path} was saved by a newer version of this program and contains data unknown to this version "
            "({unknown}). It was left unchanged. Save under another name.",
            path=str(path),
            unknown=phrase_of_list(unknown[:MOST_NAMED]),
        )


def _unknown_parts(path: Path) -> tuple[str, ...]:
    """Return what in the project at ``path`` this version does not know; nothing if there is none, or it is damaged.

    Raises UnreadableFile.
    """
    try:
        if not path.is_file():
            return ()
        with _open_defined(path) as (database, file_format, _):
            return _with_unknown_keys(file_format, database).unknown
    except NewerFormat as newer:
        return (str(newer.file_format),)
    except UnreadableFile:
        raise
    except OSError as error:
        raise UnreadableFile(path, error.strerror or str(error)) from None
    except sqlite3.OperationalError as error:
        if error.sqlite_errorname.startswith(FAILED_READS):
            raise UnreadableFile(path, str(error)) from None
        return ()
    except (WorkbenchError, ValueError, LookupError, TypeError, MemoryError, sqlite3.Error):
        return ()


def _limit_steps(database: sqlite3.Connection, steps: int) -> None:
    """Interrupt ``database`` after this many more ``steps``."""
    calls, most_calls = count(), steps // STEPS_AT_A_TIME
    database.set_progress_handler(lambda: next(calls) > most_calls, STEPS_AT_A_TIME)


def _refuse_other_files(path: Path) -> int:
    """Return the size of the file at ``path`` in bytes. Raises WorkbenchError if it is not a project file."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):  # reading a pipe would wait forever
            is_folder = stat.S_ISDIR(status.st_mode)
            raise _not_a_project(path, phrase("it is a folder") if is_folder else phrase("it is not a regular file"))
        with path.open("rb") as file:
            header = file.read(HEADER)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise UnreadableFile(path, str(reason)) from None
    if not header.startswith(MAGIC):
        is_other = phrase("it is not a project file of this program")
        raise _not_a_project(path, is_other if header else phrase("it is empty"))
    if status.st_size > LARGEST_FILE:
        raise _not_a_project(
            path, phrase("it is larger than {size} MB, the limit for a project", size=LARGEST_FILE // 1_000_000)
        )
    if len(header) < HEADER:
        raise Damage(phrase("it ends within its first bytes"))
    for start, expected, problem in HEADER_BYTES:
        if header[start : start + len(expected)] != expected:
            raise WorkbenchError(
                "{path} cannot be opened: {problem}. Open a backup, or import the workbooks again.",
                path=str(path),
                problem=problem,
            )
    return status.st_size


def _not_a_project(path: Path, problem: Phrase) -> WorkbenchError:
    return WorkbenchError(
        "{path} cannot be opened: {problem}. Open a .recon file, or import a workbook.", path=str(path), problem=problem
    )


def _check_format(database: sqlite3.Connection, path: Path) -> Format:
    """Return the format. Raises WorkbenchError for another program's database or a newer major format."""
    database.execute("PRAGMA trusted_schema = OFF")
    database.execute("PRAGMA cell_size_check = ON")
    (application,) = database.execute("PRAGMA application_id").fetchone()
    if application != APPLICATION_ID:
        raise _not_a_project(path, phrase("it is a database of another program"))
    (version,) = database.execute("PRAGMA user_version").fetchone()
    major, minor = divmod(int(version), MINORS_PER_MAJOR)
    if major > MAJOR:
        raise NewerFormat(path, Format(major, minor))
    if major < OLDEST_MAJOR:
        raise Damage(phrase("it states format {version}, which does not exist", version=int(version)))
    return Format(major, minor)


def _refuse_strange_definitions(database: sqlite3.Connection, file_format: Format) -> tuple[str, ...]:
    """Return the tables and columns that the format does not have: a newer minor one may have added stored ones.

    Raises ValueError for a view, trigger or computed column, which would be foreign code, a missing table, or a table
    that only a later minor format has.
    """
    tables = file_format.tables
    later_tables = file_format.later_tables
    known_tables = set()
    unknown: list[str] = []
    for kind, name, definition in database.execute("SELECT type, name, sql FROM sqlite_master"):
        if kind == "index" and definition is None:  # of a primary key
            continue
        match = _definition_of(name, tables).fullmatch(definition) if kind == "table" else None
        if match is None or name in later_tables:
            raise Damage(phrase("it contains {kind} {name}, which does not belong there", kind=kind, name=name))
        known_tables.add(name)
        if name not in tables:
            unknown.append(name)
        else:
            added = re.findall(r", ([a-z]\w*)", match["appended"])
            unknown += [f"{name}.{column}" for column in added]
    missing = [table for table in tables if table not in known_tables]
    if missing:
        raise Damage(phrase("table {table} is missing", table=missing[0]))
    return tuple(unknown)


def _definition_of(table: str, tables: Tables) -> re.Pattern[str]:
    """Return the pattern of the definition of ``table``, with columns that a newer minor format may have appended."""
    if table not in tables:
        return re.compile(rf"CREATE TABLE {re.escape(table)} \({OTHER_TABLE}\)(?: STRICT)?", re.ASCII)
    definitions = [re.escape(definition) for definition in tables[table]]
    primary_keys = [f", {definition}" for definition in definitions if definition.startswith("PRIMARY")]
    columns = ", ".join(definition for definition in definitions if not definition.startswith("PRIMARY"))
    return re.compile(
        rf"CREATE TABLE {table} \({columns}(?P<appended>{APPENDED}){''.join(primary_keys)}\) STRICT", re.ASCII
    )


def _refuse_damage(database: sqlite3.Connection) -> None:
    (verdict,) = database.execute("PRAGMA quick_check(1)").fetchone()
    if verdict != "ok":
        raise ValueError(verdict)
    if broken := database.execute("PRAGMA foreign_key_check").fetchone():
        raise Damage(phrase("row {row} of table {table} refers to a missing row", row=str(broken[1]), table=broken[0]))


def _refuse_too_much(database: sqlite3.Connection, size: int) -> None:
    tables = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    rows = sum(database.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for (table,) in tables)
    if rows > MOST_ROWS:
        raise Damage(phrase("it has {rows:,} rows, more than any project has", rows=rows))
    if size > LEAST_BYTES + BYTES_PER_ROW * rows:
        raise Damage(phrase("its {rows:,} rows contain more text than any project's", rows=rows))
