"""What a file must be before it is believed: a database as ``save`` writes it, in which nothing computes."""

import re
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path

from workbench.errors import WorkbenchError
from workbench.store.schema import APPLICATION_ID, MAJOR, MINORS_PER_MAJOR, SINCE_MINOR, TABLES

LARGEST_FILE = 500_000_000
"""Three times what the largest book takes that the window is made for."""
MOST_ROWS = 3_000_000
"""Of all tables; each takes some 5 µs to read and 250 bytes to keep. 20,000 lines in 12 periods with 50 differences
have 1.7 million where each figure and effect is stated in a cell."""
LEAST_BYTES, BYTES_PER_ROW = 20_000_000, 1_000
"""What a file may take for so many rows, ten times what ours does: a text may be four times as long in memory."""
LONGEST_TEXT = 4_000_000
"""Bytes of a row. A cell of Excel's holds 32,767 characters; the areas of a scattered sheet are what is longest."""
LONGEST_DEFINITION = 10_000
"""Bytes of a row while only definitions are read: ten times our longest."""
STEPS_AT_A_TIME = 1_000
STEPS_FOR_DEFINITIONS = 50_000
"""SQLite takes some ten for each of ours; thousands of tables, or tables without end, take more."""
LEAST_STEPS, STEPS_PER_BYTE = 1_000_000, 2
"""What reading may take: some six times what a file of that size needs."""
LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: LONGEST_DEFINITION,
    sqlite3.SQLITE_LIMIT_FUNCTION_ARG: 0,  # no function may be called, wherever a definition hides it
    sqlite3.SQLITE_LIMIT_COLUMN: 100,
    sqlite3.SQLITE_LIMIT_VDBE_OP: 100_000,
}
"""What the definitions of a stranger may ask for."""

HEADER = 100
MAGIC = b"SQLite format 3\x00"
WRITTEN_SO = (
    (18, b"\x01\x01", "another program has set it to keep its changes in a second file"),
    (56, b"\x00\x00\x00\x01", "its text is not stored as UTF-8"),
)
"""What the header of a file of ours holds where, and what is wrong where it does not."""

COLUMN = r"[a-z]\w*(?: TEXT| INTEGER)?(?: PRIMARY KEY)?(?: NOT NULL)?(?: REFERENCES \w+)?"
KEY = r"PRIMARY KEY \(\w+(?:, \w+)*\)"
APPENDED = rf"(?:, {COLUMN})*"
OTHER_TABLE = rf"{COLUMN}{APPENDED}(?:, {KEY})?"
"""Of a newer minor format: columns that are stored and not computed."""


@contextmanager
def open_examined(path: Path) -> Iterator[tuple[sqlite3.Connection, int]]:
    """Give the database at ``path`` and its minor format; nothing is written, there or beside it.

    Raises WorkbenchError where it is missing, no ordinary file, too large, none of ours or of a newer format;
    ValueError or sqlite3.Error where it is damaged or tampered with.
    """
    size = _refuse_other_files(path)
    # immutable: a journal beside it is a stranger's, for no file of ours is ever written in its place
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as database:
        for limit, most in LIMITS.items():
            database.setlimit(limit, most)
        _allow(database, STEPS_FOR_DEFINITIONS)
        minor = _minor_format(database, path)
        _refuse_strange_definitions(database, minor)
        database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_TEXT)
        _allow(database, LEAST_STEPS + STEPS_PER_BYTE * size)
        _refuse_damage(database)
        _refuse_too_much(database, size)
        yield database, minor


def _allow(database: sqlite3.Connection, steps: int) -> None:
    """Interrupt whatever takes more than so many steps from now on."""
    calls, most = count(), steps // STEPS_AT_A_TIME
    database.set_progress_handler(lambda: next(calls) > most, STEPS_AT_A_TIME)


def _refuse_other_files(path: Path) -> int:
    """Return the size of the project file at ``path``."""
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):  # reading a pipe would wait for ever
            raise _none_of_ours(path, "it is a folder" if stat.S_ISDIR(about.st_mode) else "it is no ordinary file")
        with path.open("rb") as file:
            header = file.read(HEADER)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise WorkbenchError(f"{path} cannot be opened: {reason}. Check the path, or open another file.") from None
    if not header.startswith(MAGIC):
        raise _none_of_ours(path, "it is no project file of this program" if header else "it is empty")
    if about.st_size > LARGEST_FILE:
        raise _none_of_ours(path, f"it is larger than {LARGEST_FILE // 1_000_000} MB, which no project is")
    if len(header) < HEADER:
        raise ValueError("it is cut off within its first bytes")
    for place, bytes_of_ours, problem in WRITTEN_SO:
        if header[place : place + len(bytes_of_ours)] != bytes_of_ours:
            raise WorkbenchError(f"{path} cannot be opened: {problem}. Open a backup, or import the workbooks again.")
    return about.st_size


def _none_of_ours(path: Path, problem: str) -> WorkbenchError:
    return WorkbenchError(f"{path} cannot be opened: {problem}. Open a .recon file, or import a workbook.")


def _minor_format(database: sqlite3.Connection, path: Path) -> int:
    database.execute("PRAGMA trusted_schema = OFF")
    database.execute("PRAGMA cell_size_check = ON")
    (application,) = database.execute("PRAGMA application_id").fetchone()
    if application != APPLICATION_ID:
        raise _none_of_ours(path, "it is a database of another program")
    (version,) = database.execute("PRAGMA user_version").fetchone()
    major, minor = divmod(int(version), MINORS_PER_MAJOR)
    if major > MAJOR:
        raise WorkbenchError(
            f"{path} cannot be opened: a newer version of this program saved it. Install that version to open it."
        )
    if major < MAJOR:
        raise ValueError(f"there is no format {version}")
    return minor


def _refuse_strange_definitions(database: sqlite3.Connection, minor: int) -> None:
    """A view, a trigger or a computed column would be code of a stranger; a newer minor format adds what is stored."""
    found = set()
    for kind, name, definition in database.execute("SELECT type, name, sql FROM sqlite_master"):
        if kind == "index" and definition is None:  # of a primary key
            continue
        if kind != "table" or SINCE_MINOR.get(name, 0) > minor or not _definition_of(name).fullmatch(definition):
            raise ValueError(f"{kind} {name} does not belong in it")
        found.add(name)
    missing = [table for table in TABLES if table not in found and SINCE_MINOR.get(table, 0) <= minor]
    if missing:
        raise ValueError(f"table {missing[0]} is missing")


def _definition_of(table: str) -> re.Pattern[str]:
    """What defines ``table`` as we write it, with the columns that a newer minor format may append."""
    if table not in TABLES:
        return re.compile(rf"CREATE TABLE {re.escape(table)} \({OTHER_TABLE}\)(?: STRICT)?", re.ASCII)
    ours = [re.escape(definition) for definition in TABLES[table]]
    keys = [f", {definition}" for definition in ours if definition.startswith("PRIMARY")]
    columns = ", ".join(definition for definition in ours if not definition.startswith("PRIMARY"))
    return re.compile(rf"CREATE TABLE {table} \({columns}{APPENDED}{''.join(keys)}\) STRICT", re.ASCII)


def _refuse_damage(database: sqlite3.Connection) -> None:
    (verdict,) = database.execute("PRAGMA quick_check(1)").fetchone()
    if verdict != "ok":
        raise ValueError(verdict)
    if broken := database.execute("PRAGMA foreign_key_check").fetchone():
        raise ValueError(f"row {broken[1]} of table {broken[0]} refers to nothing")


def _refuse_too_much(database: sqlite3.Connection, size: int) -> None:
    tables = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    rows = sum(database.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for (table,) in tables)
    if rows > MOST_ROWS:
        raise ValueError(f"its {rows:,} rows are more than any project has")
    if size > LEAST_BYTES + BYTES_PER_ROW * rows:
        raise ValueError(f"its {rows:,} rows hold more text than any project's")
