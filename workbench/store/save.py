"""Saving a project: a new database beside the old file is read back, compared, and put in its place."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Protocol

from workbench.domain.project import Project
from workbench.errors import WorkbenchError
from workbench.files import replacing
from workbench.phrases import phrase
from workbench.progress import SILENT, Progress
from workbench.store.examine import THIS_FORMAT, refuse_overwriting
from workbench.store.load import DamagedFile, load
from workbench.store.records import RECORDS, Record, fingerprint
from workbench.store.schema import APPLICATION_ID, TABLES, VERSION

ROWS_AT_ONCE = 2_000
"""Rows written in one step, few enough not to delay the window."""


class Database(Protocol):
    """What saving needs of a database."""

    def execute(self, statement: str, values: Sequence[Any] = ..., /) -> object: ...
    def executemany(self, statement: str, rows: Iterable[Sequence[Any]], /) -> object: ...
    def close(self) -> None: ...


Connect = Callable[[Path], Database]
"""Opens the database at a path, in which every statement outside a transaction is one; raises sqlite3.Error."""


def _connect(path: Path) -> Database:
    return sqlite3.connect(path, isolation_level=None)


def save(project: Project, path: Path, progress: Progress = SILENT, connect: Connect = _connect) -> None:
    """Write ``project`` to ``path``, so that the file is always either the whole old one or the whole new one.

    Raises WorkbenchError if it cannot be written, does not read back as the same project, or would overwrite a project
    saved by a newer version with data that this one does not know; the old file then stays as it was.
    """
    with saving(project, path, progress, connect):
        pass


@contextmanager
def saving(project: Project, path: Path, progress: Progress = SILENT, connect: Connect = _connect) -> Iterator[None]:
    """Write ``project`` beside ``path``, where it is put after the block unless that raises; see ``save``."""
    refuse_overwriting(path)
    with replacing(path) as temporary:
        try:
            _write(project, temporary, progress, connect)
        except (sqlite3.Error, MemoryError) as error:  # usually a full disk
            raise WorkbenchError(
                "{path} cannot be written: {reason}. The existing file is unchanged.",
                path=str(path),
                reason=str(error) or phrase("it takes too much memory"),
            ) from None
        progress.step(len(TABLES), len(TABLES) + 1, phrase("Verifying what was written"))
        if _read_back(temporary, path) != project:
            raise _unlike(path)
        yield


def _read_back(temporary: Path, path: Path) -> Project:
    try:
        return load(temporary)
    except DamagedFile as error:
        raise WorkbenchError(
            "{path} cannot be written: it does not read back as it was written ({problem}). The existing file is "
            "unchanged. Save to another disk.",
            path=str(path),
            problem=error.problem,
        ) from None
    except WorkbenchError:  # it does not even begin like a file of ours
        raise _unlike(path) from None


def _unlike(path: Path) -> WorkbenchError:
    return WorkbenchError(
        "{path} cannot be written: it does not read back as it was written. The existing file is unchanged. Save to "
        "another disk.",
        path=str(path),
    )


def _write(project: Project, path: Path, progress: Progress, connect: Connect) -> None:
    with closing(connect(path)) as database:
        database.execute("PRAGMA journal_mode = MEMORY")  # no other process sees this file before it is complete
        database.execute("PRAGMA synchronous = OFF")  # ``replacing`` writes it through once, at the end
        database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        database.execute(f"PRAGMA user_version = {VERSION}")
        database.execute("BEGIN")
        for table, definitions in TABLES.items():
            database.execute(f"CREATE TABLE {table} ({', '.join(definitions)}) STRICT")
        for number, (table, records_of) in enumerate(RECORDS.items()):
            for records in _batches(records_of(project)):
                progress.step(number, len(TABLES) + 1, phrase("Writing the project"))
                places = ", ".join("?" * len(records[0]))
                database.executemany(f"INSERT INTO {table} VALUES ({places})", records)
        for key, tables in THIS_FORMAT.tables_by_fingerprint.items():
            digest = fingerprint(lambda table: RECORDS[table](project), tables)
            database.execute("INSERT INTO project VALUES (?, ?)", (key, digest))
        database.execute("COMMIT")


def _batches(records: Iterable[Record]) -> Iterator[list[Record]]:
    batch: list[Record] = []
    for record in records:
        batch.append(record)
        if len(batch) == ROWS_AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch
