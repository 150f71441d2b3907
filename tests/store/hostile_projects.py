"""Project files that somebody tampered with: each maker turns one good file into a hostile one."""

import os
import random
import socket
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import replace
from hashlib import sha256
from itertools import count
from json import dumps
from pathlib import Path

from workbench.store import load, save
from workbench.store.records import FINGERPRINTS
from workbench.store.schema import SINCE_MINOR, TABLES, columns

Maker = Callable[[Path], None]
"""Changes the good project file that lies at the path."""

DATA = Path(__file__).parent / "data"
MOST_STEPS = 5_000_000
YES_OR_NO = {"reconciled", "partial", "enabled", "evaluated", "is_primary"}
ENCODING, PAGE_SIZE, FREE_LIST, RESERVED, VERSIONS = 56, 16, 32, 20, 18
"""Where the header of a database says what."""


def write_good_project(path: Path) -> None:
    """Write a real company's project in the present format, with the report of another one's import."""
    report = load(DATA / "format-1.1.recon").import_report
    save(replace(load(DATA / "format-1.0.recon"), import_report=report), path)


def repair_fingerprint(path: Path) -> None:
    """Write the fingerprints anew over what the tables hold now, as whoever knows the format can."""
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        begun = count()
        database.set_progress_handler(lambda: next(begun) > 0, MOST_STEPS)  # a view may have rows without end
        for minor, key in enumerate(FINGERPRINTS):
            digest = sha256()
            for table in (each for each in TABLES if SINCE_MINOR.get(each, 0) == minor):
                digest.update(table.encode())
                for row in _rows(database, table):
                    digest.update(dumps(row).encode())
            database.execute("UPDATE project SET value = ? WHERE key = ?", (digest.hexdigest(), key))


def _rows(database: sqlite3.Connection, table: str) -> Iterator[list[object]]:
    names = columns(table)
    for row in database.execute(f"SELECT {', '.join(names)} FROM {table} ORDER BY rowid"):
        if table != "project" or row[0] not in FINGERPRINTS:
            yield [bool(value) if name in YES_OR_NO else value for name, value in zip(names, row, strict=True)]


# ---- makers of makers


def _sql(*statements: str, **values: object) -> Maker:
    """The maker that runs ``statements``, without regard to what the format promises."""

    def make(path: Path) -> None:
        with closing(sqlite3.connect(path, isolation_level=None)) as database:
            database.execute("PRAGMA writable_schema = ON")
            for statement in statements:
                used = {name: value for name, value in values.items() if f":{name}" in statement}
                database.execute(statement, used)

    return make


def _redefined(table: str, before: str, after: str, *statements: str) -> Maker:
    """The maker that lets the definition of ``table`` say ``after`` where it said ``before``."""
    change = "UPDATE sqlite_master SET sql = replace(sql, :before, :after) WHERE name = :changed"
    return _then(_sql(change, before=before, after=after, changed=table), _sql(*statements))


def _then(*makers: Maker) -> Maker:
    def make(path: Path) -> None:
        for each in makers:
            each(path)

    return make


def _bytes(at: int, changed: bytes) -> Maker:
    def make(path: Path) -> None:
        whole = bytearray(path.read_bytes())
        whole[at : at + len(changed)] = changed
        path.write_bytes(whole)

    return make


def _content(content: Callable[[Path], bytes]) -> Maker:
    def make(path: Path) -> None:
        path.write_bytes(content(path))

    return make


def _beside(suffix: str, content: Callable[[Path], bytes]) -> Maker:
    def make(path: Path) -> None:
        Path(f"{path}{suffix}").write_bytes(content(path))

    return make


def _in_its_place(put: Callable[[Path], object]) -> Maker:
    def make(path: Path) -> None:
        path.unlink()
        put(path)

    return make


def _with_page_size(size: int, *before: str) -> Maker:
    return _sql(*before, f"PRAGMA page_size = {size}", "VACUUM")


def _cut(share: float) -> Maker:
    def make(path: Path) -> None:
        os.truncate(path, int(path.stat().st_size * share))

    return make


def _sparse(size: int) -> Maker:
    def make(path: Path) -> None:
        os.truncate(path, size)
        _bytes_in_place(path, 28, (size // 4096).to_bytes(4, "big"))

    return make


def _bytes_in_place(path: Path, at: int, changed: bytes) -> None:
    with path.open("rb+") as file:
        file.seek(at)
        file.write(changed)


def _listen(path: Path) -> None:
    assert sys.platform != "win32", "there are no such files on Windows"
    with closing(socket.socket(socket.AF_UNIX)) as listener:
        listener.bind(str(path))


# ---- what stands in cells

AMOUNT_COLUMNS = {
    "figure": "UPDATE figure SET amount = :value WHERE rowid = 1",
    "entry": "UPDATE entry SET amount = :value WHERE rowid = 1",
    "factor": "INSERT INTO ratio SELECT id, id, id, :value, '' FROM line LIMIT 1",
    "stated": "UPDATE stated SET amount = :value WHERE rowid = 1",
    "difference": "INSERT INTO finding SELECT count(*), 'XC-01', 'fail', '', :value FROM finding",
    "slack": "INSERT OR REPLACE INTO slack VALUES (0, :value)",
}
NO_AMOUNTS = {
    "a huge exponent": "1E+999999999",
    "a tiny exponent": "1E-999999999",
    "a large exponent": "1E+3000000",
    "any exponent": "1E+5",
    "a million digits": "9" * 1_000_000,
    "a million decimals": f"0.{'1' * 1_000_000}",
    "no number": "NaN",
    "a signalling one": "sNaN123",
    "no end": "-Infinity",
    "underscores": "1_000",
    "Arabic digits": "١٢٣",
    "full-width digits": "１２３",
    "a space": " 1",
    "a line end": "1\n",
    "a plus": "+1",
    "nothing": "",
    "minus nothing": "-0",
    "leading zeros": "007",
    "trailing zeros": "7.10",
    "no digit after the point": "7.",
    "no digit before it": ".7",
    "hexadecimal": "0x10",
    "a NUL": "1\0",
    "words": "twelve",
}
LARGE = "9" * 300
"""More than can be added up, and less than a spreadsheet may hold."""
ALL_COLUMNS = ("a huge exponent", "a large exponent", "a million digits", "no number")
"""What is tried in every column that holds amounts; the others in one of them."""
SCALES = ("0", "-1000", "1" + "0" * 400, "1e9", "0x10", "7", "1_000", " 1000", "１０００", "", "1000.0", "9" * 5_000)
NO_LISTS = {
    "nested lists": "[" * 100_000,
    "closed nested lists": "[" * 100_000 + "]" * 100_000,
    "many lists": f"[{','.join(['[]'] * 1_000_000)}]",
    "many words": dumps([""] * 900_000),
    "an object": '{"a": "b"}',
    "numbers": "[1, 2]",
    "a number of a million digits": f"[{'9' * 1_000_000}]",
    "half a character": '["\\ud800"]',
    "no end": '["a"',
    "no value": "NaN",
}
INTEGERS = {
    "decimals": "UPDATE line SET decimals = {} WHERE rowid = 2",
    "shown_decimals": "INSERT OR REPLACE INTO shown_decimals SELECT id, {} FROM line LIMIT 1",
    "weight": "UPDATE part SET weight = {} WHERE rowid = 1",
    "share_scale": "INSERT OR REPLACE INTO share_scale SELECT id, {} FROM statement LIMIT 1",
    "count": "UPDATE cells_used SET count = {} WHERE rowid = 1",
    "size": "UPDATE source SET size = {}",
}
NO_INTEGERS = {
    "decimals": (-1, 31, 10**12, 2**62),
    "shown_decimals": (-1, 10**12),
    "weight": (0, 2, 10**18),
    "share_scale": (0, -1000, 7, 2**62),
    "count": (-1,),
    "size": (-1,),
}
LONG = 60_000_000
"""Characters of a text that is too long."""
FIRST_PERIOD = "(SELECT id FROM period WHERE rowid = 1)"
PERIOD_COLUMNS = ("statement_period", "figure", "unknown_figure", "entry", "covered", "unknown_effect", "stated")


def _period(key: str, first: str | None, last: str) -> Maker:
    """The maker that lets the first period be another one, wherever it is named."""
    renamed = (f"UPDATE {table} SET period = :key WHERE period = {FIRST_PERIOD}" for table in PERIOD_COLUMNS)
    changed = "UPDATE period SET id = :key, first_day = :first, last_day = :last WHERE rowid = 1"
    return _sql(*renamed, changed, key=key, first=first, last=last)


def _periods() -> Iterator[tuple[str, Maker]]:
    for key, first, last in (
        ("9999-12-31", None, "9999-12-31"),
        ("0001-01-01/0001-12-31", "0001-01-01", "0001-12-31"),
        ("2023-12-31/2023-01-01", "2023-12-31", "2023-01-01"),
        ("2021-11-30", None, "10000-01-01"),
        ("never", None, "2021-11-30"),
        ("2021-02-31", None, "2021-02-31"),
    ):
        yield f"period {key}: {first} to {last}", _period(key, first, last)


def _cells() -> Iterator[tuple[str, Maker]]:
    for called, value in NO_AMOUNTS.items():
        for column in AMOUNT_COLUMNS if called in ALL_COLUMNS else ("figure",):
            yield f"{column}: {called}", _sql(AMOUNT_COLUMNS[column], value=value)
    for column, statement in AMOUNT_COLUMNS.items():
        yield f"{column}: 300 digits", _sql(statement, value=LARGE)
    for scale in SCALES:
        yield (
            f"scale '{scale[:6]}' of {len(scale)}",
            _sql("UPDATE project SET value = :value WHERE key = 'scale'", value=scale),
        )
    for column, numbers in NO_INTEGERS.items():
        for number in numbers:
            yield f"{column} {number:.0e}", _sql(INTEGERS[column].format(number))
    for called, text in NO_LISTS.items():
        yield f"section: {called}", _sql("UPDATE line SET section = :value WHERE rowid = 1", value=text)
    for column in ("line.caption", "period.label", "statement.title", "stated.raw", "guess.evidence", "project.value"):
        table, name = column.split(".")
        yield f"{column}: long", _sql(f"UPDATE {table} SET {name} = :value WHERE rowid = 1", value="x" * LONG)
    shouted = f"\N{GRINNING FACE}{'x' * 3_900_000}"
    yield "a dozen long texts", _sql("UPDATE stated SET raw = :value WHERE rowid < 13", value=shouted)
    yield "four long texts", _sql("UPDATE stated SET raw = :value WHERE rowid < 5", value=shouted)
    yield "caption: no UTF-8", _sql("UPDATE line SET caption = CAST(x'ff80c0' AS TEXT) WHERE rowid = 1")
    yield "caption: half a character", _sql("UPDATE line SET caption = CAST(x'eda080' AS TEXT) WHERE rowid = 1")
    yield "role: none", _sql("UPDATE line SET role = 'king' WHERE rowid = 1")


# ---- what refers to what

FIRST_LINE = "(SELECT id FROM line WHERE rowid = 1)"
FIRST = "(SELECT id FROM [table] WHERE rowid = 1)"
OTHER_STATEMENT = "INSERT INTO statement VALUES ('other', 'other', 'Other')"
OTHER_LINES = "INSERT INTO line SELECT 'l' || n, 'other', '', '[]', 'line', 'money', 0, NULL, '[]'"
LATE_ADJUSTMENT = "INSERT INTO adjustment VALUES ('late', '', '', '', '', 'measurement', 1)"
OTHER_LINE = "INSERT INTO line VALUES ('elsewhere', 'other', 'Elsewhere', '[]', 'line', 'money', 0, NULL, '[]')"


def _counted(number: int, insert: str) -> str:
    """Return ``insert`` (of a SELECT on n) for each n from 1 to ``number``."""
    count = f"WITH RECURSIVE count(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM count WHERE n < {number})"
    return f"{count} {insert} FROM count"


def _references() -> Iterator[tuple[str, Maker]]:
    yield "reference to nothing", _sql("UPDATE part SET line = 'nowhere' WHERE rowid = 1")
    yield "statement of a line is none", _sql("UPDATE line SET statement = 'nowhere' WHERE rowid = 1")
    yield "a total of itself", _sql("UPDATE part SET line = total WHERE rowid = 1")
    yield (
        "a circle of totals",
        _sql(
            OTHER_STATEMENT,
            _counted(2, OTHER_LINES),
            _counted(2, "INSERT INTO total SELECT 'l' || n, '', 0"),
            _counted(2, "INSERT INTO part SELECT 'l' || n, 'l' || (3 - n), 1"),
        ),
    )
    yield (
        "a part of another statement",
        _sql(OTHER_STATEMENT, OTHER_LINE, "UPDATE part SET line = 'elsewhere' WHERE rowid = 1"),
    )
    yield (
        "a ratio of another statement",
        _sql(
            OTHER_STATEMENT,
            OTHER_LINE,
            "INSERT INTO ratio SELECT 'elsewhere', id, id, '1', '' FROM line WHERE rowid = 1",
        ),
    )
    yield (
        "an entry in a period its statement lacks",
        _sql(
            OTHER_STATEMENT,
            OTHER_LINE,
            LATE_ADJUSTMENT,
            f"INSERT INTO entry SELECT 'late', 'elsewhere', {FIRST_PERIOD}, '1'",
        ),
    )
    for table in ("unknown_figure", "unknown_effect"):
        key = "" if table == "unknown_figure" else "adjustment.id, "
        yield (
            f"{table} in a period its statement lacks",
            _sql(
                OTHER_STATEMENT,
                OTHER_LINE,
                f"INSERT INTO {table} SELECT {key}'elsewhere', period.id FROM adjustment, period LIMIT 1",
            ),
        )
    yield (
        "covered: a period its statement lacks",
        _sql(
            OTHER_STATEMENT,
            LATE_ADJUSTMENT,
            f"INSERT INTO covered SELECT 'late', 'other', {FIRST_PERIOD}",
        ),
    )
    yield "an amount finer than its line", _sql("UPDATE figure SET amount = '1.123456' WHERE rowid = 1")
    yield "an entry finer than its line", _sql("UPDATE entry SET amount = '1.123456' WHERE rowid = 1")
    yield "figures in another order", _sql("UPDATE figure SET rowid = -rowid")
    yield "slack of nothing stated", _sql("INSERT INTO slack VALUES (123456789, '0.5')")
    yield "an id that is none", _renamed("adjustment", "=cmd|x!A0")
    yield "a long id", _renamed("statement", "x" * 61)
    for key in ("scale", "entity", *FINGERPRINTS):
        yield f"no {key}", _sql("DELETE FROM project WHERE key = :key", key=key)
    yield "a stranger's key", _sql("INSERT INTO project VALUES ('fingerprint_9.9', 'x')")


def _renamed(table: str, key: str) -> Maker:
    """The maker that gives the first row of ``table`` another id, wherever it is named."""
    others = (f"UPDATE {each} SET {table} = :key WHERE {table} = {FIRST}" for each in TABLES if table in columns(each))
    changed = (*others, "UPDATE [table] SET id = :key WHERE rowid = 1")
    return _sql(*(statement.replace("[table]", table) for statement in changed), key=key)


# ---- much of it


def _amounts_of_work() -> Iterator[tuple[str, Maker]]:
    periods = "INSERT INTO period SELECT date('2100-01-01', n || ' days'), NULL, date('2100-01-01', n || ' days'), ''"
    shown = "INSERT INTO statement_period SELECT 'other', date('2100-01-01', n || ' days'), 0"
    statements = "INSERT INTO statement SELECT 's' || n, 'other', ''"
    totals = "INSERT INTO total SELECT 'l' || n, '', 0"
    adjustments = "INSERT INTO adjustment SELECT 'a' || n, '', '', '', '', 'measurement', 1"
    yield "four million rows", _sql(_counted(4_000_000, "INSERT INTO restated SELECT n, '', '', ''"))
    more = _counted(4_000_000, "INSERT INTO more SELECT n")
    yield "four million rows of a newer format", _sql("CREATE TABLE more (x)", more)
    yield (
        "100,000 periods",
        _sql(OTHER_STATEMENT, OTHER_LINE, _counted(100_000, periods), _counted(100_000, shown)),
    )
    yield "statements times differences", _sql(_counted(1_000, statements), _counted(1_000, adjustments))
    yield "20,000 differences", _sql(_counted(20_000, adjustments))
    yield "5,000 differences", _sql(_counted(5_000, adjustments))
    numbered = "n - 1 + (SELECT count(*) FROM finding)"
    findings = f"INSERT INTO finding SELECT {numbered}, 'XC-01', 'fail', '', '1'"
    yield "100,000 findings", _sql(_counted(100_000, findings))
    yield (
        "lines times periods",
        _sql(OTHER_STATEMENT, _counted(20_000, OTHER_LINES), _counted(20_000, periods), _counted(20_000, shown)),
    )
    yield (
        "statements times lines",
        _sql(
            _counted(6_000, statements),
            _counted(6_000, OTHER_LINES.replace("'other'", "'s' || n")),
        ),
    )
    yield (
        "totals times differences",
        _sql(
            OTHER_STATEMENT,
            OTHER_LINE,
            _counted(5_000, OTHER_LINES),
            _counted(5_000, totals),
            _counted(5_000, "INSERT INTO part SELECT 'l' || n, 'elsewhere', 1"),
            _counted(1, periods),
            _counted(1, shown),
            _counted(5_000, adjustments),
            _counted(5_000, "INSERT INTO entry SELECT 'a' || n, 'elsewhere', '2100-01-02', '1'"),
        ),
    )
    yield "totals 20,000 deep", _deep_totals(20_000, "SELECT 'l' || (n + 1), 'l' || n, 1")
    twice = "SELECT 'l' || ((n + 3) / 2), 'l' || ((n + 1) / 2), 1 - n % 2 * 2"
    yield "totals 60 deep, each twice in the next", _deep_totals(60, twice, 120)


def _deep_totals(depth: int, parts: str, number_of_parts: int = 0) -> Maker:
    """The maker of totals each of which is made of the one before, with slack in the first line."""
    count_of_parts = number_of_parts or depth
    return _sql(
        OTHER_STATEMENT,
        "INSERT INTO period VALUES ('2100-01-02', NULL, '2100-01-02', '')",
        "INSERT INTO statement_period VALUES ('other', '2100-01-02', 1)",
        _counted(depth + 1, OTHER_LINES),
        _counted(depth, "INSERT INTO total SELECT 'l' || (n + 1), '', 0"),
        _counted(count_of_parts, f"INSERT INTO part {parts}"),
        _counted(depth + 1, "INSERT INTO figure SELECT 'l' || n, '2100-01-02', '0'"),
        "INSERT INTO adjustment VALUES ('deep', '', '', '', '', 'measurement', 1)",
        "INSERT INTO covered VALUES ('deep', 'other', '2100-01-02')",
        _counted(
            2,
            f"INSERT INTO stated SELECT CASE n WHEN 1 THEN 'l1' ELSE 'l{depth + 1}' END, '2100-01-02',"
            " CASE n WHEN 1 THEN 'as reported' ELSE 'result' END, '', '1', '', '', '', '', NULL, 0, 0",
        ),
        "INSERT INTO slack SELECT max(rowid) - 2, '0.5' FROM stated",
    )


# ---- what tables are


def _schemas() -> Iterator[tuple[str, Maker]]:
    first = "caption TEXT NOT NULL"
    slow = "length(hex(zeroblob(400000000)))"
    for kind in ("VIRTUAL", "STORED"):
        computed = f"evidence TEXT AS (hex(zeroblob(9000000))) {kind}"
        yield f"a generated column, {kind}", _redefined("guess", "evidence TEXT NOT NULL", computed)
    joined = "evidence TEXT AS (step || subject) VIRTUAL"
    yield "a generated column without a function", _redefined("guess", "evidence TEXT NOT NULL", joined)
    yield "an appended generated column", _sql(f"ALTER TABLE line ADD COLUMN more TEXT AS ({slow})")
    yield "an expensive check", _redefined("line", first, f"caption TEXT NOT NULL CHECK ({slow} > 0)")
    like = f"'{'a' * 4000}' NOT LIKE '{'%a' * 200}b'"
    yield "a check that never ends", _redefined("line", first, f"caption TEXT NOT NULL CHECK ({like})")
    yield "a definition of no letters", _redefined("guess", "CREATE", "\x12\x1b[2J")
    yield "a default", _redefined("line", first, f"caption TEXT NOT NULL DEFAULT ({slow})")
    yield "another collation", _redefined("line", first, "caption TEXT NOT NULL COLLATE NOCASE")
    yield "not strict", _redefined("line", ") STRICT", ")", "UPDATE line SET caption = x'00ff' WHERE rowid = 1")
    yield "strict again", _redefined(
        "line", ") STRICT", ")", "UPDATE line SET caption = x'00ff' WHERE rowid = 1",
        "UPDATE sqlite_master SET sql = sql || ' STRICT' WHERE name = 'line'",
    )  # fmt: skip
    for kind, value in (("a number", "1.5"), ("bytes", "x'31'")):
        yield f"{kind} for an amount", _redefined(
            "figure", "amount TEXT", "amount ANY", f"UPDATE figure SET amount = {value} WHERE rowid = 1",
            "UPDATE sqlite_master SET sql = replace(sql, 'amount ANY', 'amount TEXT') WHERE name = 'figure'",
        )  # fmt: skip
    keyed = f"CREATE TABLE guess ({', '.join(TABLES['guess'])}, PRIMARY KEY (step, subject)) STRICT, WITHOUT ROWID"
    yield "without rowids", _sql("DROP TABLE guess", keyed)
    yield "a view", _sql("CREATE VIEW gift AS SELECT * FROM line")
    rows = "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c)"
    endless = f"CREATE VIEW restated AS {rows} SELECT n AS file, n AS sheet, n AS cell, n AS reason FROM c"
    yield "a view for a table", _sql("DROP TABLE restated", endless)
    yield "a trigger", _sql("CREATE TRIGGER gift AFTER INSERT ON line BEGIN DELETE FROM line; END")
    for module in ("fts5(x)", "rtree(a, b, c)", "dbstat"):
        yield f"a virtual table, {module}", _sql(f"CREATE VIRTUAL TABLE gift USING {module}")
    virtual = "CREATE VIRTUAL TABLE restated USING fts5(file, sheet, cell, reason)"
    yield "a virtual table for a table", _sql("DROP TABLE restated", virtual)
    yield "a key that finds what is not there", _taken_from_under_its_key
    yield "an index on an expression", _sql("CREATE INDEX gift ON line (caption || id)")
    yield "a partial index", _sql("CREATE INDEX gift ON line (caption) WHERE role = 'line'")
    yield "statistics", _sql("ANALYZE", "UPDATE sqlite_stat1 SET stat = '1 0 0 9999999999999999999'")
    computed = f"CREATE TABLE sqlite_stat1(tbl, idx, stat AS ({like}))"
    restated = "UPDATE sqlite_master SET sql = :computed WHERE name = 'sqlite_stat1'"
    yield "statistics that are computed", _sql("ANALYZE", restated, computed=computed)
    yield "a sequence", _sql("CREATE TABLE more (x INTEGER PRIMARY KEY AUTOINCREMENT)")
    yield "2,000 columns, 2,000 times", _many_columns
    for tables in (1_000, 20_000):
        more = (f"CREATE TABLE more_{number} (x)" for number in range(tables))
        yield f"{tables:,} tables", _sql("BEGIN", *more, "COMMIT")
    yield "a table of a newer format", _sql("CREATE TABLE more (x)", "ALTER TABLE line ADD COLUMN colour TEXT")
    same_root = "SET rootpage = (SELECT rootpage FROM sqlite_master WHERE name = 'line')"
    yield "two tables in one place", _sql(f"UPDATE sqlite_master {same_root} WHERE name = 'restated'")
    yield "one table missing", _sql("DROP TABLE stated")
    doubled = "UPDATE line SET id = (SELECT id FROM line LIMIT 1) WHERE rowid = 2"
    yield (
        "a doubled key",
        _then(
            _sql(
                "UPDATE sqlite_master SET sql = replace(sql, 'id TEXT PRIMARY KEY', 'id TEXT') WHERE name = 'line'",
                "DELETE FROM sqlite_master WHERE name LIKE 'sqlite_autoindex_line%'",
            ),
            _sql(doubled),
            _sql("UPDATE sqlite_master SET sql = replace(sql, '(id TEXT', '(id TEXT PRIMARY KEY') WHERE name = 'line'"),
        ),
    )
    yield "an older format than its tables", _sql("PRAGMA user_version = 1000")
    for version in (-1, -2_000_000_000, 0, 2000, 2_000_000_000):
        yield f"format {version}", _sql(f"PRAGMA user_version = {version}")
    yield "another program's", _sql("PRAGMA application_id = 7")


def _taken_from_under_its_key(path: Path) -> None:
    """Take a period out of its table, and leave it in the index by which references are checked."""
    forget = "UPDATE sqlite_master SET sql = replace(sql, 'id TEXT PRIMARY KEY', 'id TEXT') WHERE name = 'period'"
    index = "WHERE name = 'sqlite_autoindex_period_1'"
    with closing(sqlite3.connect(path)) as database:
        (root,) = database.execute(f"SELECT rootpage FROM sqlite_master {index}").fetchone()
    _sql(forget, f"DELETE FROM sqlite_master {index}")(path)
    _sql("DELETE FROM period WHERE rowid = 1")(path)
    _sql(
        "INSERT INTO sqlite_master VALUES ('index', 'sqlite_autoindex_period_1', 'period', :root, NULL)",
        "UPDATE sqlite_master SET sql = replace(sql, '(id TEXT', '(id TEXT PRIMARY KEY') WHERE name = 'period'",
        root=root,
    )(path)


def _many_columns(path: Path) -> None:
    names = ",".join(f"c{number}" for number in range(2_000))
    _sql("BEGIN", *(f"CREATE TABLE more_{number} ({names})" for number in range(2_000)), "COMMIT")(path)


# ---- what files are


def _files() -> Iterator[tuple[str, Maker]]:
    yield "empty", _content(lambda _: b"")
    yield "zeros", _content(lambda _: bytes(100_000))
    yield "a text", _content(lambda _: b"my notes")
    yield "only its first bytes", _content(lambda _: b"SQLite format 3\0")
    yield "only its header", _content(lambda path: path.read_bytes()[:100])
    for share in (0.1, 0.5, 0.9, 0.99):
        yield f"cut at {share:.0%}", _cut(share)
    yield "20 GB of nothing", _sparse(20_000_000_000)
    yield "100 MB of nothing", _sparse(100_000_000)
    yield "write-ahead header", _bytes(VERSIONS, b"\2\2")
    yield "unknown file versions", _bytes(VERSIONS, b"\3\3")
    yield "UTF-16", _bytes(ENCODING, b"\0\0\0\2")
    yield "no encoding", _bytes(ENCODING, b"\0\0\0\x09")
    yield "reserved bytes", _bytes(RESERVED, b"\xff")
    for size in (b"\0\0", b"\0\1", b"\2\0", b"\x10\1", b"\xff\xff"):
        yield f"page size {size.hex()}", _bytes(PAGE_SIZE, size)
    for pages in (512, 65_536):
        yield f"pages of {pages}", _with_page_size(pages)
    yield "auto_vacuum", _with_page_size(4096, "PRAGMA auto_vacuum = FULL")
    yield "a free list that ends nowhere", _bytes(FREE_LIST, b"\x7f\xff\xff\xff\0\0\0\1")
    yield "a free list in a circle", _free_list_in_a_circle
    for name, content in (("-journal", _stale_journal), ("-wal", _foreign_wal), ("-shm", lambda _: bytes(32_768))):
        yield f"a stranger's {name}", _beside(name, content)
        yield f"a stranger's {name}, and a header for it", _then(_beside(name, content), _bytes(VERSIONS, b"\2\2"))
    yield "the tree of tables in a circle", _schema_in_a_circle
    yield "a tree in a circle", _tree_in_a_circle
    yield "trees that share their leaves", _shared_leaves
    if sys.platform != "win32":
        yield "a pipe", _in_its_place(os.mkfifo)
        yield "a socket", _in_its_place(_listen)
        yield "/dev/zero", _in_its_place(lambda path: path.symlink_to("/dev/zero"))
        yield "/dev/null", _in_its_place(lambda path: path.symlink_to("/dev/null"))
        yield "a circle of links", _in_its_place(lambda path: path.symlink_to(path.name))
    yield "a folder", _in_its_place(Path.mkdir)
    yield "nothing", _in_its_place(lambda _: None)


def _page(whole: bytearray, number: int) -> int:
    """Return where a page begins; pages count from 1."""
    return (number - 1) * int.from_bytes(whole[16:18], "big")


def _free_list_in_a_circle(path: Path) -> None:
    _sql("DROP TABLE stated")(path)
    whole = bytearray(path.read_bytes())
    trunk = int.from_bytes(whole[32:36], "big")
    whole[_page(whole, trunk) : _page(whole, trunk) + 4] = trunk.to_bytes(4, "big")
    path.write_bytes(whole)


def _stale_journal(path: Path) -> bytes:
    """A journal that SQLite would roll back into the file: it holds a page of zeros for the first one."""
    magic, page = bytes.fromhex("d9d505f920a163d7"), bytes(4096)
    pages = path.stat().st_size // 4096
    header = magic + (1).to_bytes(4, "big") + bytes(4) + pages.to_bytes(4, "big") + (512).to_bytes(4, "big")
    return (header + (4096).to_bytes(4, "big")).ljust(512, b"\0") + (1).to_bytes(4, "big") + page + bytes(4)


def _foreign_wal(_: Path) -> bytes:
    return bytes.fromhex("377f0682002de218000010000000000000000000000000000000000000000000") + bytes(4120)


def _root(path: Path, table: str) -> int:
    with closing(sqlite3.connect(path)) as database:
        (root,) = database.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    return int(root)


def _interior(children: int, child: int) -> bytes:
    """A page above others, all of them the same ``child``."""
    cells = [4096 - 6 * number for number in range(1, children + 1)]
    head = b"\x05" + bytes(2) + children.to_bytes(2, "big") + cells[-1].to_bytes(2, "big") + b"\0"
    pointers = b"".join(cell.to_bytes(2, "big") for cell in cells)
    body = child.to_bytes(4, "big") + b"\x7f\0"
    start = head + child.to_bytes(4, "big") + pointers
    return start + bytes(cells[-1] - len(start)) + body * children


def _tree_in_a_circle(path: Path) -> None:
    root, whole = _root(path, "stated"), bytearray(path.read_bytes())
    whole[_page(whole, root) : _page(whole, root) + 4096] = _interior(400, root)
    path.write_bytes(whole)


def _shared_leaves(path: Path) -> None:
    """A tree 15 pages deep, each page 400 times in the one above: rows without end in 60 kB."""
    leaf, root, whole = _root(path, "restated"), _root(path, "stated"), bytearray(path.read_bytes())
    pages = len(whole) // 4096
    for _ in range(15):
        whole += _interior(400, leaf)
        pages += 1
        leaf = pages
    whole[_page(whole, root) : _page(whole, root) + 4096] = _interior(400, leaf)
    whole[28:32] = pages.to_bytes(4, "big")
    path.write_bytes(whole)


def _schema_in_a_circle(path: Path) -> None:
    """The tree that holds the definitions of the tables, on page 1, leads to itself through page 2."""
    whole = bytearray(path.read_bytes())
    whole[4096:8192] = _interior(400, 2)
    page = _interior(1, 2)
    whole[100:112] = page[:12]
    whole[112:114] = page[12:14]
    whole[4090:4096] = page[4090:]
    path.write_bytes(whole)


HOSTILE: dict[str, Maker] = {
    name: maker
    for makers in (_cells, _periods, _references, _amounts_of_work, _schemas, _files)
    for name, maker in makers()
}
"""Every maker by the name of what it does."""


# ---- by chance


def tamper(path: Path, chance: random.Random) -> str:
    """Change the good project at ``path`` somehow, and return what was done."""
    ways = (_flip_bits, _flip_a_byte, _cut_somewhere, _blank_a_page, _swap_values, _set_a_value)
    return chance.choice(ways)(path, chance)


def _flip_bits(path: Path, chance: random.Random) -> str:
    whole = bytearray(path.read_bytes())
    for _ in range(chance.randint(1, 20)):
        whole[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
    path.write_bytes(whole)
    return "bits flipped"


def _flip_a_byte(path: Path, chance: random.Random) -> str:
    """In the first two pages: the header and the definitions of the tables."""
    whole = bytearray(path.read_bytes())
    whole[chance.randrange(8192)] = chance.randrange(256)
    path.write_bytes(whole)
    return "a byte of the first pages changed"


def _cut_somewhere(path: Path, chance: random.Random) -> str:
    os.truncate(path, chance.randrange(path.stat().st_size))
    return "cut somewhere"


def _blank_a_page(path: Path, chance: random.Random) -> str:
    pages = path.stat().st_size // 4096
    whole = bytearray(path.read_bytes())
    one, other = chance.randrange(pages) * 4096, chance.randrange(pages) * 4096
    whole[one : one + 4096] = chance.choice((bytes(4096), whole[other : other + 4096]))
    path.write_bytes(whole)
    return "a page overwritten"


def _cell(database: sqlite3.Connection, chance: random.Random) -> tuple[str, str, int]:
    """Return a table that has rows, a column of it and the number of a row."""
    while True:
        table = chance.choice(list(TABLES))
        rows = [row for (row,) in database.execute(f"SELECT rowid FROM {table}")]
        if rows:
            return table, chance.choice(columns(table)), chance.choice(rows)


def _swap_values(path: Path, chance: random.Random) -> str:
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        table, column, row = _cell(database, chance)
        other = f"(SELECT {column} FROM {table} ORDER BY (rowid * 7919) % {chance.randint(2, 1000)} LIMIT 1)"
        database.execute(f"UPDATE OR REPLACE {table} SET {column} = {other} WHERE rowid = {row}")
    return "a value of another row"


def _set_a_value(path: Path, chance: random.Random) -> str:
    odd = (None, "", "0", "-1", "1E+400", "[]", "nowhere", 0, -1, 7, 2**40, "\0", "2023-06-30", "x" * 100_000)
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        table, column, row = _cell(database, chance)
        with suppress(sqlite3.Error):  # a value of another type
            database.execute(f"UPDATE OR REPLACE {table} SET {column} = ? WHERE rowid = {row}", (chance.choice(odd),))
    return "an odd value"
