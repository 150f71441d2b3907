"""Project files that somebody tampered with: each maker turns one good file into a hostile one."""

import os
import random
import socket
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal
from itertools import count
from json import dumps
from pathlib import Path
from typing import Any

from workbench.codec import encode
from workbench.commands import Consider, EditFigures, MarkRestated, SwitchAdjustment
from workbench.domain.adjustments import (
    TYPED,
    BroughtForward,
    Computed,
    FromSource,
    LegKind,
    Nature,
    Origin,
    Readiness,
    Returned,
)
from workbench.domain.comments import Comment, CommentId, Reply
from workbench.domain.comparatives import Comparative
from workbench.domain.completeness import Conclusion, Consideration
from workbench.domain.cross_references import CrossReference, CrossReferenceId, WorkingPaper
from workbench.domain.evidence import Evidence, EvidenceId, EvidenceKind
from workbench.domain.facts import Told, fact
from workbench.domain.findings import CheckId, Finding, FindingStatus
from workbench.domain.frameworks import Framework, Frameworks
from workbench.domain.ids import AdjustmentId, LineId, StatementId
from workbench.domain.import_layouts import ImportLayout
from workbench.domain.maps import Map
from workbench.domain.open_items import OpenItem, OpenItemId, OpenItemStatus
from workbench.domain.project import Project
from workbench.domain.statements import Concept
from workbench.domain.subjects import PROJECT, AdjustmentSubject, CommentSubject, EvidenceSubject, OpenItemSubject
from workbench.domain.thresholds import FixedThreshold, ShareOfFigure, ShareOfOverall, ThresholdKind
from workbench.domain.ticks import Tick, TickId
from workbench.domain.trail import Alteration, TrailEntry
from workbench.domain.uncorrected import Uncorrected, UncorrectedId
from workbench.domain.workings import WorkedCell, Working
from workbench.session import Session
from workbench.store import load, save
from workbench.store.examine import THIS_FORMAT, Format
from workbench.store.records import fingerprint
from workbench.store.schema import FINGERPRINT, TABLES, Tables, columns
from workbench.store.schema_1 import LAST_MINOR_OF_1, TABLES_OF_1, TRUE_OR_FALSE
from workbench.wording.alterations import ATTRIBUTES

Maker = Callable[[Path], None]
"""Changes the good project file that lies at the path."""

H1_2022, H1_2023 = "2022-01-01/2022-06-30", "2023-01-01/2023-06-30"
NOW = datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)
DATA = Path(__file__).parent / "data"
GOOD_OF_1 = DATA / "format-1.3.recon"
"""A good file of the last minor format of major format 1."""
MOST_STEPS = 5_000_000
ENCODING, PAGE_SIZE, FREE_LIST, RESERVED, VERSIONS = 56, 16, 32, 20, 18
"""Where the header of a database says what."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How a major format stores what both store, in the words of SQL.

    ``nothing_said``: a sentence or fact that says nothing. ``of_statement``, ``of_line``, ``of_source_figure``: the
    values behind those that the other format has too.
    """

    tables: Tables
    source_figure: str
    inference: str
    stated_for: str
    nothing_said: str
    of_statement: str
    of_line: str
    of_source_figure: str

    @property
    def other_statement(self) -> str:
        return f"INSERT INTO statement VALUES ('other', 'other', 'Other'{self.of_statement})"

    @property
    def last_format(self) -> Format:
        """The last minor format of this major one."""
        return Format(1, LAST_MINOR_OF_1) if self is FORMAT_1 else THIS_FORMAT

    @property
    def other_line(self) -> str:
        values = f"'elsewhere', 'other', 'Elsewhere', '[]', 'line', 'money', 0, NULL, '[]'{self.of_line}"
        return f"INSERT INTO line VALUES ({values})"

    def lines_of(self, statement: str) -> str:
        """Return what inserts the line ``l<n>`` of ``statement`` for each n."""
        return f"INSERT INTO line SELECT 'l' || n, {statement}, '', '[]', 'line', 'money', 0, NULL, '[]'{self.of_line}"

    def effect(self, adjustment: str, line: str, period: str, amount: str) -> tuple[str, ...]:
        """Return what selects an effect for a SELECT on n, or for one row: an entry, and the leg of it."""
        if self is FORMAT_1:
            return (f"INSERT INTO entry SELECT {adjustment}, {line}, {period}, {amount}",)
        return (
            f"INSERT INTO entry SELECT {adjustment}, 'late', '', '', '{_origin(TYPED)}'",
            f"INSERT INTO leg SELECT {adjustment}, 'late', {line}, {period}, {amount}, 'measurement'",
        )

    def finding(self, number: str, difference: str) -> str:
        """Return what selects a finding."""
        if self is FORMAT_1:
            return f"INSERT INTO finding SELECT {number}, 'XC-01', 'fail', '', {difference}"
        said = _told(fact("remark", text=""))
        return f"INSERT INTO finding SELECT {number}, 'cash', 'fail', '{said}', {difference}, 'project'"

    def slack(self, amount: str) -> str:
        """Return what gives the first figure of a source some slack."""
        if self is FORMAT_1:
            return f"INSERT OR REPLACE INTO slack VALUES (0, {amount})"
        return f"UPDATE source_figure SET slack = {amount} WHERE rowid = 1"

    def share_scale(self, scale: str) -> str:
        """Return what gives the first statement a scale of shares."""
        if self is FORMAT_1:
            return f"INSERT OR REPLACE INTO share_scale SELECT id, {scale} FROM statement LIMIT 1"
        return f"UPDATE statement SET share_scale = {scale} WHERE rowid = 1"

    def shown_decimals(self, decimals: str) -> str:
        """Return what gives the first line a number of decimals to show."""
        if self is FORMAT_1:
            return f"INSERT OR REPLACE INTO shown_decimals SELECT id, {decimals} FROM line LIMIT 1"
        return f"UPDATE line SET shown_decimals = {decimals} WHERE rowid = 1"


def _told(told: Told) -> str:
    return encode(told, Told)


def _origin(origin: Origin) -> str:
    return encode(origin, Origin)


FORMAT_1 = Layout(TABLES_OF_1, "stated", "guess", "covered", "''", "", "", "")
FORMAT_2 = Layout(TABLES, "source_figure", "inference", "stated_for", "'\"\"'", ", 1", ", NULL", ", '0'")


def write_good_project(path: Path) -> None:
    """Write a real company's project in the present format, with something in every table."""
    save(good_project(), path)


def good_project() -> Project:
    """Return the project of the good file of format 1 after some steps, with entries of every origin."""
    session = Session(load(GOOD_OF_1), by="Jo", clock=lambda: NOW)
    cells = [figure.cell for figure in session.project.source_figures]
    session.execute(SwitchAdjustment("share_based_compensation", on=False))
    session.execute(EditFigures({("financing_income", H1_2023): Decimal("0.5")}))
    session.execute(MarkRestated(cells[3], "corrected in the annual report"))
    below = Consideration(Conclusion.BELOW_THRESHOLD, "three small leases", "Jo", NOW, Decimal("12.5"))
    session.execute(Consider("leases", H1_2023, below))
    project = session.project
    about = Alteration(CommentSubject("c1"), "comment", "", "why?", "why not?")
    raised = Alteration(OpenItemSubject("3"), "item answer", "Open item 3", "", "as agreed")
    trail = project.trail.followed_by(TrailEntry(fact("remark", text="said"), NOW, "Jo", (about, raised)))
    carried = Consideration(Conclusion.NIL, "none", "Jo", NOW, is_carried=True)
    considered = project.completeness.with_items({("pensions", H1_2022): carried})
    project = replace(project, trail=trail, completeness=considered)
    first, *others = project.adjustments
    origins: tuple[Origin, ...] = (
        TYPED,
        FromSource(cells[0]),
        Computed("leases", ("1", "2"), "a + b", "abc"),
        Returned("b.xlsx", cells[1]),
        BroughtForward("h1-2022.recon", H1_2023, ("a", "b")),
    )
    entries = [
        replace(entry, origin=origin, memo="as the lessor says")
        for entry, origin in zip(first.entries.values(), origins, strict=False)
    ]
    net_of_tax = replace(entries[0], legs=(*entries[0].legs, replace(entries[0].legs[0], kind=LegKind.TAX)))
    first = first.with_entries({entry.id: entry for entry in (*entries, net_of_tax)})
    findings = (
        Finding(CheckId("cash"), FindingStatus.FAIL, fact("remark", text="it is open"), Decimal("1.5"), (cells[2],)),
    )
    first = first.with_attributes(
        nature=Nature.PRESENTATION, readiness=Readiness.DRAFT, kind="expected_credit_losses", group="Loans"
    )
    statement, *other_statements = project.statements
    line, *other_lines = statement.lines
    line = replace(line, target_caption="Revenue", concept=Concept.OTHER_COMPREHENSIVE_INCOME)
    statement = replace(statement, lines=(line, *other_lines))
    return replace(
        project,
        frameworks=Frameworks(Framework("IAS 1", "Old", "As presented"), Framework("IFRS 18")),
        statements=(statement, *other_statements),
        adjustments=(first, *others),
        import_findings=findings,
        **_closing(first.id, statement.id),
        **_left_by_reviewers(first.id),
    )


def _left_by_reviewers(adjustment: AdjustmentId) -> dict[str, Any]:
    """Return what only format 2.5 has, something in every table of it."""
    subject = AdjustmentSubject(adjustment)
    ticks = (
        Tick(TickId("1"), "✓", subject, "Jo", NOW),
        Tick(TickId("2"), "TB", subject, "Al", NOW, is_everywhere=True),
    )
    references = (
        CrossReference(CrossReferenceId("1"), subject, PROJECT, "Jo", NOW, "the whole"),
        CrossReference(CrossReferenceId("2"), subject, WorkingPaper("B-12"), "Jo", NOW),
    )
    items = (
        OpenItem(OpenItemId("1"), "Which rate?", "Jo", NOW),
        OpenItem(
            OpenItemId("3"), "Signed?", "Jo", NOW, "Al", Decimal("-12.5"), OpenItemStatus.ANSWERED, "yes", subject
        ),
    )
    left = Uncorrected(UncorrectedId("1"), "Rounding", H1_2023, "small", "Jo", NOW, Decimal("1.5"))
    return {
        "ticks": Map({tick.id: tick for tick in ticks}),
        "own_signs": Map({"TB": "trial balance"}),
        "cross_references": Map({reference.id: reference for reference in references}),
        "open_items": Map({item.id: item for item in items}),
        "uncorrected": Map({left.id: left}),
        "thresholds": Map(
            {
                ThresholdKind.OVERALL: ShareOfFigure(Decimal("0.5"), LineId("net_income"), H1_2023),
                ThresholdKind.PERFORMANCE: ShareOfOverall(Decimal(75)),
                ThresholdKind.TRIVIAL: FixedThreshold(Decimal("2.5")),
            }
        ),
    }


def _closing(adjustment: AdjustmentId, statement: StatementId) -> dict[str, Any]:
    """Return what only formats 2.3 and 2.4 have, something in every table of theirs."""
    subject, replies = AdjustmentSubject(adjustment), (Reply("because", "Al", NOW), Reply("done", "Jo", NOW))
    shown = (
        Evidence(EvidenceId("e1"), subject, EvidenceKind.FILE, "a/lease.pdf", "Jo", NOW, "Lease", "12–14", "ab" * 32),
        Evidence(EvidenceId("e2"), PROJECT, EvidenceKind.REMARK, "seen by the auditor", "Jo", NOW),
    )
    said = (
        Comment(CommentId("c1"), subject, "why?", "Jo", NOW, replies, is_open=False),
        Comment(CommentId("c2"), EvidenceSubject("e1"), "where?", "Jo", NOW),
    )
    return {
        "comparatives": Map({(statement, H1_2023): Comparative("h1-2022.recon", "restated")}),
        "note": "All of it.",
        "evidence": Map({evidence.id: evidence for evidence in shown}),
        "comments": Map({comment.id: comment for comment in said}),
        "scenarios": Map({"none": frozenset(), "one": frozenset({adjustment})}),
        "layouts": Map({"abc": ImportLayout("a.xlsx", "IS", NOW, "[]")}),
        "workings": Map({WorkedCell(LineId("any"), H1_2023, adjustment): Working("=1+2", Decimal(3))}),
    }


def repair_fingerprint(path: Path) -> None:
    """Write the fingerprints anew over what the tables hold now, as whoever knows the format can."""
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        begun = count()
        database.set_progress_handler(lambda: next(begun) > 0, MOST_STEPS)  # a view may have rows without end
        layout = layout_of(database)
        keys = {key for (key,) in database.execute("SELECT key FROM project")}
        for key, tables in layout.last_format.tables_by_fingerprint.items():
            if key in keys:
                digest = fingerprint(lambda table: _rows(database, layout.tables, table), tables)
                database.execute("UPDATE project SET value = ? WHERE key = ?", (digest, key))


def layout_of(database: sqlite3.Connection) -> Layout:
    """Return the layout of the format that a file says it has; the present one if it says neither."""
    (version,) = database.execute("PRAGMA user_version").fetchone()
    return FORMAT_1 if version // 1000 == 1 else FORMAT_2


def _rows(database: sqlite3.Connection, tables: Tables, table: str) -> Iterator[tuple[object, ...]]:
    names = columns(tables[table])
    flags = TRUE_OR_FALSE if tables is TABLES_OF_1 else ()
    for row in database.execute(f"SELECT {', '.join(names)} FROM {table} ORDER BY rowid"):
        if table != "project" or not row[0].startswith(FINGERPRINT):
            yield tuple(bool(value) if name in flags else value for name, value in zip(names, row, strict=True))


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


def _amount_columns(layout: Layout) -> dict[str, str]:
    """Return what sets the amount :value in each place that holds one."""
    of_effects = "entry" if layout is FORMAT_1 else "leg"
    return {
        "figure": "UPDATE figure SET amount = :value WHERE rowid = 1",
        "effect": f"UPDATE {of_effects} SET amount = :value WHERE rowid = 1",
        "factor": f"INSERT INTO ratio SELECT id, id, id, :value, {layout.nothing_said} FROM line LIMIT 1",
        "source figure": f"UPDATE {layout.source_figure} SET amount = :value WHERE rowid = 1",
        "difference": layout.finding("count(*)", ":value") + " FROM finding",
        "slack": layout.slack(":value"),
        **({"estimate": "UPDATE consideration SET amount = :value"} if layout is FORMAT_2 else {}),
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


def _integers(layout: Layout) -> Iterator[tuple[str, str]]:
    """Yield each column of numbers with what sets it to one that it may not hold."""
    for number in (-1, 31, 10**12, 2**62):
        yield f"decimals {number:.0e}", f"UPDATE line SET decimals = {number} WHERE rowid = 2"
    for number in (-1, 10**12):
        yield f"shown_decimals {number:.0e}", layout.shown_decimals(str(number))
    for number in (0, 2, 10**18):
        yield f"weight {number:.0e}", f"UPDATE part SET weight = {number} WHERE rowid = 1"
    for number in (0, -1000, 7, 2**62):
        yield f"share_scale {number:.0e}", layout.share_scale(str(number))
    yield "count -1e+00", "UPDATE cells_used SET count = -1 WHERE rowid = 1"
    yield "size -1e+00", "UPDATE source SET size = -1"


LONG = "replace(hex(zeroblob(30000000)), '0', 'x')"
"""A text of 60 million characters, which is too long; SQLite makes it, so that no process of the tests holds it."""
FIRST_PERIOD = "(SELECT id FROM period WHERE rowid = 1)"


def _period(layout: Layout, key: str, first: str | None, last: str) -> Maker:
    """The maker that lets the first period be another one, wherever it is named."""
    renamed = (
        f"UPDATE {table} SET period = :key WHERE period = {FIRST_PERIOD}"
        for table, definitions in layout.tables.items()
        if "period" in columns(definitions)
    )
    changed = "UPDATE period SET id = :key, first_day = :first, last_day = :last WHERE rowid = 1"
    return _sql(*renamed, changed, key=key, first=first, last=last)


def _periods(layout: Layout) -> Iterator[tuple[str, Maker]]:
    for key, first, last in (
        ("9999-12-31", None, "9999-12-31"),
        ("0001-01-01/0001-12-31", "0001-01-01", "0001-12-31"),
        ("2023-12-31/2023-01-01", "2023-12-31", "2023-01-01"),
        ("2021-11-30", None, "10000-01-01"),
        ("never", None, "2021-11-30"),
        ("2021-02-31", None, "2021-02-31"),
    ):
        yield f"period {key}: {first} to {last}", _period(layout, key, first, last)


def _cells(layout: Layout) -> Iterator[tuple[str, Maker]]:
    amount_columns = _amount_columns(layout)
    for called, value in NO_AMOUNTS.items():
        for column in amount_columns if called in ALL_COLUMNS else ("figure",):
            yield f"{column}: {called}", _sql(amount_columns[column], value=value)
    for column, statement in amount_columns.items():
        yield f"{column}: 300 digits", _sql(statement, value=LARGE)
    for scale in SCALES:
        yield (
            f"scale '{scale[:6]}' of {len(scale)}",
            _sql("UPDATE project SET value = :value WHERE key = 'scale'", value=scale),
        )
    for called, statement in _integers(layout):
        yield called, _sql(statement)
    for called, text in NO_LISTS.items():
        yield f"section: {called}", _sql("UPDATE line SET section = :value WHERE rowid = 1", value=text)
    raw, evidence = f"{layout.source_figure}.raw", f"{layout.inference}.evidence"
    for column in ("line.caption", "period.label", "statement.title", raw, evidence, "project.value"):
        table, name = column.split(".")
        yield f"{column}: long", _sql(f"UPDATE {table} SET {name} = {LONG} WHERE rowid = 1")
    shouted = f"\N{GRINNING FACE}{'x' * 3_900_000}"
    for called, rows in (("a dozen", 12), ("four", 4)):
        changed = f"UPDATE {layout.source_figure} SET raw = :value WHERE rowid <= {rows}"
        yield f"{called} long texts", _sql(changed, value=shouted)
    yield "caption: no UTF-8", _sql("UPDATE line SET caption = CAST(x'ff80c0' AS TEXT) WHERE rowid = 1")
    yield "caption: half a character", _sql("UPDATE line SET caption = CAST(x'eda080' AS TEXT) WHERE rowid = 1")
    yield "role: none", _sql("UPDATE line SET role = 'king' WHERE rowid = 1")
    yield (
        "concept: none",
        _sql("UPDATE line SET %s = 'king' WHERE rowid = 1" % ("meaning" if layout is FORMAT_1 else "concept")),
    )


# ---- what refers to what

FIRST = "(SELECT id FROM [table] WHERE rowid = 1)"
LATE_ADJUSTMENT = "INSERT INTO adjustment VALUES ('late', '', '', '', '', 'measurement', 1)"


def _counted(number: int, insert: str) -> str:
    """Return ``insert`` (of a SELECT on n) for each n from 1 to ``number``."""
    count = f"WITH RECURSIVE count(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM count WHERE n < {number})"
    return f"{count} {insert} FROM count"


def _references(layout: Layout) -> Iterator[tuple[str, Maker]]:
    other_statement, other_line = layout.other_statement, layout.other_line
    yield "reference to nothing", _sql("UPDATE part SET line = 'nowhere' WHERE rowid = 1")
    yield "statement of a line is none", _sql("UPDATE line SET statement = 'nowhere' WHERE rowid = 1")
    yield "a total of itself", _sql("UPDATE part SET line = total WHERE rowid = 1")
    yield (
        "a circle of totals",
        _sql(
            other_statement,
            _counted(2, layout.lines_of("'other'")),
            _counted(2, f"INSERT INTO total SELECT 'l' || n, {layout.nothing_said}, 0"),
            _counted(2, "INSERT INTO part SELECT 'l' || n, 'l' || (3 - n), 1"),
        ),
    )
    yield (
        "a part of another statement",
        _sql(other_statement, other_line, "UPDATE part SET line = 'elsewhere' WHERE rowid = 1"),
    )
    yield (
        "a ratio of another statement",
        _sql(
            other_statement,
            other_line,
            f"INSERT INTO ratio SELECT 'elsewhere', id, id, '1', {layout.nothing_said} FROM line WHERE rowid = 1",
        ),
    )
    yield (
        "an effect in a period its statement lacks",
        _sql(
            other_statement, other_line, LATE_ADJUSTMENT, *layout.effect("'late'", "'elsewhere'", FIRST_PERIOD, "'1'")
        ),
    )
    yield "an effect on no line", _sql(LATE_ADJUSTMENT, *layout.effect("'late'", "'nowhere'", FIRST_PERIOD, "'1'"))
    for table in ("unknown_figure", "unknown_effect"):
        key = "" if table == "unknown_figure" else "adjustment.id, "
        yield (
            f"{table} in a period its statement lacks",
            _sql(
                other_statement,
                other_line,
                f"INSERT INTO {table} SELECT {key}'elsewhere', period.id FROM adjustment, period LIMIT 1",
            ),
        )
    yield (
        "stated for a period its statement lacks",
        _sql(
            other_statement,
            LATE_ADJUSTMENT,
            f"INSERT INTO {layout.stated_for} SELECT 'late', 'other', {FIRST_PERIOD}",
        ),
    )
    of_effects = "entry" if layout is FORMAT_1 else "leg"
    yield "an amount finer than its line", _sql("UPDATE figure SET amount = '1.123456' WHERE rowid = 1")
    yield "an effect finer than its line", _sql(f"UPDATE {of_effects} SET amount = '1.123456' WHERE rowid = 1")
    yield "figures in another order", _sql("UPDATE figure SET rowid = -rowid")
    if layout is FORMAT_1:
        yield "slack of nothing stated", _sql("INSERT INTO slack VALUES (123456789, '0.5')")
    yield "an id that is none", _renamed(layout, "adjustment", "=cmd|x!A0")
    yield "a long id", _renamed(layout, "statement", "x" * 61)
    for key in ("scale", "entity", *layout.last_format.tables_by_fingerprint):
        yield f"no {key}", _sql("DELETE FROM project WHERE key = :key", key=key)
    yield "a stranger's fingerprint", _sql("INSERT INTO project VALUES ('fingerprint_9.9', 'x')")
    yield "a stranger's key", _sql("INSERT INTO project VALUES ('colour', 'x')")


def _renamed(layout: Layout, table: str, key: str) -> Maker:
    """The maker that gives the first row of ``table`` another id, wherever it is named."""
    others = (
        f"UPDATE {other} SET {table} = :key WHERE {table} = {FIRST}"
        for other, definitions in layout.tables.items()
        if table in columns(definitions)
    )
    changed = (*others, "UPDATE [table] SET id = :key WHERE rowid = 1")
    return _sql(*(statement.replace("[table]", table) for statement in changed), key=key)


# ---- facts, entries and steps, which format 2 added

TOLD_COLUMNS = (
    "finding.fact",
    "step.fact",
    "total.evidence",
    "inference.taken_for",
    "inference.inferred_from",
    "cells_used.why",
)
RECORD_COLUMNS = (*TOLD_COLUMNS, "inference.alternatives", "entry.origin", "alteration.old")
"""Columns of JSON, each of another record."""
NO_RECORDS = {
    "no JSON": "{",
    "nothing": "",
    "nested lists": "[" * 100_000,
    "closed nested lists": "[" * 100_000 + "]" * 100_000,
    "a truth": "true",
    "a fraction": "1.5",
    "no number": "NaN",
    "an object": '{"a": "b"}',
    "a record of another kind": '{"is": "switch-adjustment", "adjustment": "a", "on": true}',
    "a tag that is no text": '{"is": ["typed"]}',
    "a number of a million digits": "9" * 1_000_000,
}
NO_FACTS = {
    "a key that is no text": '{"fact": 7}',
    "a truth in it": '{"fact": "remark", "text": true}',
    "a fraction in it": '{"fact": "remark", "text": 1.5}',
    "a huge exponent": '{"fact": "remark", "text": {"amount": "1E+999999999"}}',
    "an exponent of many digits": f'{{"fact": "remark", "text": {{"amount": "1E+{"9" * 100_000}"}}}}',
    "a large exponent": '{"fact": "remark", "text": {"amount": "1E+999"}}',
    "a million digits": f'{{"fact": "remark", "text": {{"amount": "{"9" * 1_000_000}"}}}}',
    "no number": '{"fact": "remark", "text": {"amount": "NaN"}}',
    "an amount and more": '{"fact": "remark", "text": {"amount": "1", "unit": "kg"}}',
    "half a character": '{"fact": "remark", "text": "\\ud800"}',
    "a name of half a character": '{"fact": "remark", "text": "", "\\ud800": 1}',
    "a key of half a character": '{"fact": "\\ud800"}',
    "a known key without its values": '{"fact": "switch-on"}',
    "a number that is none": '{"fact": "paste", "count": "many"}',
    "a scale that is none": '{"fact": "scale-in-words", "scale": {"amount": "1"}}',
    "nested a hundred deep": '{"fact": "remark", "text": ' * 100 + '""' + "}" * 100,
    "nested 50,000 deep": '{"fact": "remark", "text": ' * 50_000 + '""' + "}" * 50_000,
    "lists a hundred deep": f'{{"fact": "remark", "text": {"[" * 100}{"]" * 100}}}',
}
FACTS = {
    "a key that nobody knows": '{"fact": "king"}',
    "values of another kind": '{"fact": "remark", "text": [1, ["a", {"amount": "1E+400"}]]}',
    "a format of its own": '{"fact": "remark", "text": "{0.__class__:>999999999}"}',
}
"""What can be read; whoever says it must bear it."""
NO_MOMENTS = {
    "no offset": "2024-05-06T07:08:09",
    "no moment": "yesterday",
    "a day": "2024-05-06",
    "nothing": "",
    "before the first day": "0001-01-01T00:00:00+14:00",
    "behind the last day": "9999-12-31T23:59:59-14:00",
    "an offset of days": "2024-05-06T07:08:09+99:00",
    "a long one": f"2024-05-06T07:08:09.{'1' * 100_000}+00:00",
}
NO_SUBJECTS = ("", "king", "figure", "figure:a:b:c:king", "line:a", "project:x", "source:a:b:c:d", ":" * 100_000)


def _facts(layout: Layout) -> Iterator[tuple[str, Maker]]:
    if layout is FORMAT_1:
        return
    for called, text in NO_RECORDS.items():
        for column in RECORD_COLUMNS:
            yield f"{column}: {called}", _set(column, text)
    for called, text in NO_FACTS.items():
        for column in TOLD_COLUMNS if called == "a huge exponent" else TOLD_COLUMNS[:1]:
            yield f"{column}: {called}", _set(column, text)
    for called, text in FACTS.items():
        for column in TOLD_COLUMNS:
            yield f"{column}: {called}", _set(column, text)
    yield "finding.fact: plain text", _set("finding.fact", '"it is open"')
    many = dumps([{"fact": "remark", "text": ""}] * 120_000)
    yield "inference.alternatives: many facts", _set("inference.alternatives", many)
    yield "alteration.old: a huge exponent", _set("alteration.old", '{"amount": "1E+999999999"}')
    yield "alteration.new: a million digits", _set("alteration.new", f'{{"amount": "{"9" * 1_000_000}"}}')


def _set(column: str, text: str) -> Maker:
    """The maker that writes ``text`` into the first row of ``table.column``."""
    table, name = column.split(".")
    row = f"(SELECT min(rowid) FROM {table})"
    return _sql(f"UPDATE {table} SET {name} = :value WHERE rowid = {row}", value=text)


ODD_VALUES = (
    '""', "7", '"king"', '{"amount":"1.5"}', '{"fact":"king"}', '{"fact":"remark","text":"x"}',
    "[]", "[1]", "[0,1]", '["a"]', '["a","b"]', "[[],[]]", '[["a","b"],1]', '[1,["a",-1]]', "[1,[[],2]]", '["a",1,[]]',
)  # fmt: skip
"""Of alterations, in JSON."""
CONSIDERED = 3
"""The number of the step of the good project that records a conclusion."""


def _entries_and_steps(layout: Layout) -> Iterator[tuple[str, Maker]]:
    if layout is FORMAT_1:
        return
    entry = f"SELECT id, 'empty', '', '', '{_origin(TYPED)}' FROM adjustment LIMIT 1"
    yield "an entry without legs", _sql(f"INSERT INTO entry {entry}")
    first = "FROM leg WHERE rowid = 1"
    yield "a leg of no entry", _sql(f"INSERT INTO leg SELECT adjustment, 'x', line, period, amount, leg_kind {first}")
    yield "a leg of no adjustment", _sql("UPDATE leg SET adjustment = 'nowhere' WHERE rowid = 1")
    yield "a leg on no line", _sql("UPDATE leg SET line = 'nowhere' WHERE rowid = 1")
    yield "a leg of no kind", _sql(f"INSERT INTO leg SELECT adjustment, entry_id, line, period, amount, 'king' {first}")
    if layout is FORMAT_2:
        yield "an end that is none", _sql("UPDATE framework SET which_end = 'middle' WHERE rowid = 1")
        yield "an end that is missing", _sql("DELETE FROM framework WHERE rowid = 1")
        yield "a caption of no line", _sql("INSERT INTO target_caption VALUES ('nowhere', 'Nothing')")
        yield "a nature of no difference", _sql("INSERT INTO nature_said VALUES ('nobody', 'presentation')")
        yield "a nature that is none", _sql("UPDATE nature_said SET nature = 'king'")
        yield from _details_and_conclusions()
        yield from _what_a_closing_needs()
        yield from _what_reviewers_leave()
    yield "a nature for an origin", _set("entry.origin", '"measurement"')
    yield "an origin that lacks its cell", _set("entry.origin", '{"is": "from-source"}')
    yield "an origin with more than it has", _set("entry.origin", '{"is": "typed", "by": "Jo"}')
    yield (
        "an entry of a strange name",
        _sql(
            "UPDATE entry SET entry_id = char(27) || '[2J' WHERE rowid = 1",
            "UPDATE leg SET entry_id = char(27) || '[2J' WHERE rowid = 1",
        ),
    )
    first_leg = ", ".join(f"(SELECT {name} FROM leg WHERE rowid = 1)" for name in columns(TABLES["leg"]))
    yield "a leg that is there 100,000 times", _sql(_counted(100_000, f"INSERT INTO leg SELECT {first_leg}"))
    for called, text in NO_MOMENTS.items():
        yield f"step.done_at: {called}", _set("step.done_at", text)
        yield f"consideration.done_at: {called}", _set("consideration.done_at", text)
    for number, key in enumerate(NO_SUBJECTS):
        yield f"finding.about: no subject, {number}", _set("finding.about", key)
        yield f"alteration.about: no subject, {number}", _set("alteration.about", key)
    yield "steps out of order", _sql("UPDATE step SET number = -number")
    yield (
        "steps with gaps",
        _sql(
            "UPDATE step SET number = number * 1000000000",
            "UPDATE alteration SET step = step * 1000000000",
            "UPDATE kind_altered SET step = step * 1000000000",
            "UPDATE subject_altered SET step = step * 1000000000",
            "UPDATE review_subject_altered SET step = step * 1000000000",
        ),
    )
    yield "an alteration of no step", _sql("UPDATE alteration SET step = 77 WHERE rowid = 1")
    steps = f"INSERT INTO step SELECT n + 10, '2024-05-06T07:08:09+00:00', '', '{_told(fact('remark', text=''))}'"
    yield "100,000 steps", _sql(_counted(100_000, steps))
    altered = "INSERT INTO alteration SELECT 0, 'project', '', '', '1', '2', ''"
    yield "100,000 alterations", _sql(_counted(100_000, altered))
    odd = (
        f"INSERT INTO alteration VALUES (0, '{about}', '{attribute}', '', '{value}', NULL, '')"
        for attribute in ATTRIBUTES
        for about in ("project", "line:operations:nowhere", "statement:nowhere:never", "entry:nobody:x")
        for value in ODD_VALUES
    )
    yield "values of every shape for every attribute", _sql("BEGIN", *odd, "COMMIT")


def _details_and_conclusions() -> Iterator[tuple[str, Maker]]:
    """What only format 2.2 has."""
    yield "a detail of no difference", _sql("INSERT INTO adjustment_detail VALUES ('nobody', 'ready', '', '')")
    yield "a readiness that is none", _sql("UPDATE adjustment_detail SET readiness = 'king'")
    yield "a conclusion that is none", _sql("UPDATE consideration SET conclusion = 'king'")
    yield "a conclusion for no period", _sql("UPDATE consideration SET period = 'nowhere'")
    yield "below the threshold, without an amount", _sql("UPDATE consideration SET amount = NULL")
    yield "nil, with an amount", _sql("UPDATE consideration SET conclusion = 'nil'")
    yield "a concept of no line", _sql("INSERT INTO concept_said VALUES ('nowhere', 'deferred_tax_assets')")
    yield "a concept that is none, in its own table", _sql("UPDATE concept_said SET concept = 'king'")
    yield "two concepts of a line", _sql("INSERT INTO concept_said SELECT id, 'cash' FROM line WHERE concept NOT NULL")
    yield "a kind of an alteration that is not there", _sql("UPDATE kind_altered SET place = 7")
    yield "a kind of an alteration before the first", _sql("UPDATE kind_altered SET place = -1")
    yield "a kind of an alteration of something else", _sql("UPDATE kind_altered SET step = 0")
    yield "a kind altered in no step", _sql("UPDATE kind_altered SET step = 77")
    strange = "char(27) || '[2J{0.__class__}'"
    yield (
        "kinds and groups of strange names",
        _sql(
            f"UPDATE adjustment_detail SET difference_kind = {strange}, group_name = {strange}",
            f"UPDATE consideration SET difference_kind = {strange}",
            f"UPDATE carried_consideration SET difference_kind = {strange}",
            f"UPDATE kind_altered SET difference_kind = {strange}, period = {strange}",
        ),
    )
    many = "INSERT INTO consideration SELECT 'k' || n, (SELECT id FROM period), 'nil', NULL, '', '', "
    yield "100,000 conclusions", _sql(_counted(100_000, f"{many}'{NOW.isoformat()}'"))
    altered = f"INSERT INTO alteration SELECT {CONSIDERED}, 'project', '', '', '1', '2', ''"
    kinds = f"INSERT INTO kind_altered SELECT {CONSIDERED}, n, 'k', ''"
    yield "50,000 kinds altered", _sql(_counted(50_000, altered), _counted(50_000, kinds))


def _what_a_closing_needs() -> Iterator[tuple[str, Maker]]:
    """What only format 2.3 has."""
    yield "a comparative of no statement", _sql("UPDATE comparative SET statement = 'nowhere'")
    yield "a comparative of no period", _sql("UPDATE comparative SET period = '1999-12-31'")
    yield "an entry brought forward that is not there", _sql("UPDATE brought_forward SET entry_id = 'nowhere'")
    yield "entries that are no words", _sql("UPDATE brought_forward SET entries = '[1]'")
    yield "a conclusion carried that is not there", _sql("UPDATE carried_consideration SET difference_kind = 'nobody'")
    yield "two notes on the reconciliation", _sql("INSERT INTO reconciliation_note VALUES ('another')")
    yield "evidence of a kind that is none", _sql("UPDATE evidence SET evidence_kind = 'king'")
    yield "evidence of no subject", _sql("UPDATE evidence SET about = 'king'")
    yield "a reply to no comment", _sql("UPDATE reply SET comment_id = 'nowhere'")
    yield "a scenario of no difference", _sql("UPDATE scenario_switch SET adjustment = 'nobody'")
    yield "a switch of no scenario", _sql("UPDATE scenario_switch SET name = 'nowhere'")
    yield "a subject of an alteration that is not there", _sql("UPDATE subject_altered SET place = 7")
    yield "a subject of an alteration that is none", _sql("UPDATE subject_altered SET subject = 'king'")
    for table in ("evidence", "comment", "reply", "layout"):
        yield f"{table}.done_at: no time", _set(f"{table}.done_at", "yesterday")
    strange = "char(27) || '[2J{0.__class__}'"
    yield (
        "texts of strange characters",
        _sql(
            f"UPDATE evidence SET content = {strange}, caption = {strange}, pages = {strange}, sha256 = {strange}",
            f"UPDATE comment SET comment_text = {strange}, done_by = {strange}",
            f"UPDATE reconciliation_note SET note = {strange}",
            f"UPDATE layout SET corrections = {strange}",
            f"UPDATE comparative SET held_by = {strange}, unlocked = {strange}",
        ),
    )
    yield "a working of no line", _sql("UPDATE working SET line = 'nowhere'")
    yield "a working of strange characters", _sql(f"UPDATE working SET typed = {strange}")
    yield "a working without end", _sql("UPDATE working SET typed = '=' || hex(zeroblob(1000000))")
    yield "a working that comes to nothing", _set("working.amount", "king")
    said = f"INSERT INTO comment SELECT 'k' || n, 'project', 'why?', 'Jo', '{NOW.isoformat()}', 1"
    yield "100,000 comments", _sql(_counted(100_000, said))


def _what_reviewers_leave() -> Iterator[tuple[str, Maker]]:
    """What only format 2.5 has."""
    yield "a tick with a sign that means nothing", _sql("DELETE FROM own_sign")
    yield "a tick on a tick", _sql("UPDATE tick SET about = 'tick:1'")
    yield "a tick on no subject", _sql("UPDATE tick SET about = 'king'")
    yield "a comment on a tick", _sql("UPDATE comment SET about = 'tick:1'")
    yield "a cross reference to nowhere", _sql("UPDATE cross_reference SET leads_to = NULL, working_paper = NULL")
    yield (
        "a cross reference to two places",
        _sql("UPDATE cross_reference SET leads_to = 'project', working_paper = 'B'"),
    )
    yield "a cross reference to no subject", _sql("UPDATE cross_reference SET leads_to = 'king'")
    yield "an open item of no status", _sql("UPDATE open_item SET item_status = 'king'")
    yield "a threshold of no kind", _sql("UPDATE threshold SET threshold_kind = 'king' WHERE rowid = 1")
    yield "a threshold that is none", _sql("UPDATE threshold SET threshold = '{}'")
    yield (
        "an overall threshold of itself",
        _sql(
            "UPDATE threshold SET threshold_kind = 'other' WHERE threshold_kind = 'overall'",
            "UPDATE threshold SET threshold_kind = 'overall' WHERE threshold_kind = 'performance'",
            "DELETE FROM threshold WHERE threshold_kind = 'other'",
        ),
    )
    yield "a threshold of a strange line", _sql("UPDATE threshold SET threshold = replace(threshold, 'net_income', '')")
    yield "a subject that a reviewer left, altered nowhere", _sql("UPDATE review_subject_altered SET place = 7")
    yield "a subject that a reviewer left and is none", _sql("UPDATE review_subject_altered SET subject = 'king'")
    for column in ("open_item.amount", "uncorrected.profit", "uncorrected.equity"):
        yield f"{column}: no amount", _set(column, "king")
    for table in ("tick", "cross_reference", "open_item", "uncorrected"):
        yield f"{table}.done_at: no time", _set(f"{table}.done_at", "yesterday")
    strange = "char(27) || '[2J{0.__class__}'"
    yield (
        "what reviewers leave in strange characters",
        _sql(
            f"UPDATE tick SET done_by = {strange}",
            f"UPDATE own_sign SET meaning = {strange}",
            f"UPDATE cross_reference SET remark = {strange}",
            f"UPDATE cross_reference SET working_paper = {strange} WHERE leads_to IS NULL",
            f"UPDATE open_item SET item_text = {strange}, raised_by = {strange}, answer = {strange}",
            f"UPDATE uncorrected SET uncorrected_text = {strange}, period = {strange}, reason = {strange}",
        ),
    )
    ticked = f"INSERT INTO tick SELECT 'k' || n, '^', 'adjustment:' || n, 'Jo', '{NOW.isoformat()}', 1"
    yield "100,000 ticks", _sql(_counted(100_000, ticked))


# ---- much of it


def _amounts_of_work(layout: Layout) -> Iterator[tuple[str, Maker]]:
    other_statement, other_line, lines = layout.other_statement, layout.other_line, layout.lines_of("'other'")
    periods = "INSERT INTO period SELECT date('2100-01-01', n || ' days'), NULL, date('2100-01-01', n || ' days'), ''"
    shown = "INSERT INTO statement_period SELECT 'other', date('2100-01-01', n || ' days'), 0"
    statements = f"INSERT INTO statement SELECT 's' || n, 'other', ''{layout.of_statement}"
    totals = f"INSERT INTO total SELECT 'l' || n, {layout.nothing_said}, 0"
    adjustments = "INSERT INTO adjustment SELECT 'a' || n, '', '', '', '', 'measurement', 1"
    yield "four million rows", _sql(_counted(4_000_000, "INSERT INTO restated SELECT n, '', '', ''"))
    more = _counted(4_000_000, "INSERT INTO more SELECT n")
    yield "four million rows of a newer format", _sql("CREATE TABLE more (x)", more)
    yield (
        "100,000 periods",
        _sql(other_statement, other_line, _counted(100_000, periods), _counted(100_000, shown)),
    )
    yield "statements times differences", _sql(_counted(1_000, statements), _counted(1_000, adjustments))
    yield "20,000 differences", _sql(_counted(20_000, adjustments))
    yield "5,000 differences", _sql(_counted(5_000, adjustments))
    findings = layout.finding("n - 1 + (SELECT count(*) FROM finding)", "'1'")
    yield "100,000 findings", _sql(_counted(100_000, findings))
    yield (
        "lines times periods",
        _sql(other_statement, _counted(20_000, lines), _counted(20_000, periods), _counted(20_000, shown)),
    )
    yield "statements times lines", _sql(_counted(6_000, statements), _counted(6_000, layout.lines_of("'s' || n")))
    yield (
        "totals times differences",
        _sql(
            other_statement,
            other_line,
            _counted(5_000, lines),
            _counted(5_000, totals),
            _counted(5_000, "INSERT INTO part SELECT 'l' || n, 'elsewhere', 1"),
            _counted(1, periods),
            _counted(1, shown),
            _counted(5_000, adjustments),
            *(_counted(5_000, insert) for insert in layout.effect("'a' || n", "'elsewhere'", "'2100-01-02'", "'1'")),
        ),
    )
    yield "totals 20,000 deep", _deep_totals(layout, 20_000, "SELECT 'l' || (n + 1), 'l' || n, 1")
    twice = "SELECT 'l' || ((n + 3) / 2), 'l' || ((n + 1) / 2), 1 - n % 2 * 2"
    yield "totals 60 deep, each twice in the next", _deep_totals(layout, 60, twice, 120)


def _deep_totals(layout: Layout, depth: int, parts: str, number_of_parts: int = 0) -> Maker:
    """The maker of totals each of which is made of the one before, with slack in the first line."""
    count_of_parts = number_of_parts or depth
    as_reported = "as reported" if layout is FORMAT_1 else "as-reported"
    of_slack = "SELECT max(rowid) - 2, '0.5' FROM stated"
    last_rows = "rowid = (SELECT max(rowid) - 1 FROM source_figure)"
    return _sql(
        layout.other_statement,
        "INSERT INTO period VALUES ('2100-01-02', NULL, '2100-01-02', '')",
        "INSERT INTO statement_period VALUES ('other', '2100-01-02', 1)",
        _counted(depth + 1, layout.lines_of("'other'")),
        _counted(depth, f"INSERT INTO total SELECT 'l' || (n + 1), {layout.nothing_said}, 0"),
        _counted(count_of_parts, f"INSERT INTO part {parts}"),
        _counted(depth + 1, "INSERT INTO figure SELECT 'l' || n, '2100-01-02', '0'"),
        "INSERT INTO adjustment VALUES ('deep', '', '', '', '', 'measurement', 1)",
        f"INSERT INTO {layout.stated_for} VALUES ('deep', 'other', '2100-01-02')",
        _counted(
            2,
            f"INSERT INTO {layout.source_figure} SELECT CASE n WHEN 1 THEN 'l1' ELSE 'l{depth + 1}' END, '2100-01-02',"
            f" CASE n WHEN 1 THEN '{as_reported}' ELSE 'result' END, '', '1', '', '', '', '', NULL, 0, 0"
            f"{layout.of_source_figure}",
        ),
        f"INSERT INTO slack {of_slack}"
        if layout is FORMAT_1
        else f"UPDATE source_figure SET slack = '0.5' WHERE {last_rows}",
    )


# ---- what tables are


SLOW = "length(hex(zeroblob(400000000)))"
ENDLESS = f"'{'a' * 4000}' NOT LIKE '{'%a' * 200}b'"


def _schemas(layout: Layout) -> Iterator[tuple[str, Maker]]:
    yield from _columns(layout)
    yield from _tables(layout)
    yield from _objects()
    yield from _statistics()
    yield from _format_numbers(layout)


def _stage_column(layout: Layout) -> str:
    return "step" if layout is FORMAT_1 else "stage"


def _columns(layout: Layout) -> Iterator[tuple[str, Maker]]:
    """What the columns of a table are: computed, checked, of another collation or type."""
    first, inference = "caption TEXT NOT NULL", layout.inference
    for kind in ("VIRTUAL", "STORED"):
        computed = f"evidence TEXT AS (hex(zeroblob(9000000))) {kind}"
        yield f"a generated column, {kind}", _redefined(inference, "evidence TEXT NOT NULL", computed)
    joined = f"evidence TEXT AS ({_stage_column(layout)} || taken_for) VIRTUAL"
    yield "a generated column without a function", _redefined(inference, "evidence TEXT NOT NULL", joined)
    yield "an appended generated column", _sql(f"ALTER TABLE line ADD COLUMN more TEXT AS ({SLOW})")
    yield "an expensive check", _redefined("line", first, f"caption TEXT NOT NULL CHECK ({SLOW} > 0)")
    yield "a check that never ends", _redefined("line", first, f"caption TEXT NOT NULL CHECK ({ENDLESS})")
    yield "a definition of no letters", _redefined(inference, "CREATE", "\x12\x1b[2J")
    yield "a default", _redefined("line", first, f"caption TEXT NOT NULL DEFAULT ({SLOW})")
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


def _tables(layout: Layout) -> Iterator[tuple[str, Maker]]:
    """Which tables there are, how many, and how they are kept."""
    inference = layout.inference
    keyed = f"{', '.join(layout.tables[inference])}, PRIMARY KEY ({_stage_column(layout)}, taken_for)"
    yield "without rowids", _sql(f"DROP TABLE {inference}", f"CREATE TABLE {inference} ({keyed}) STRICT, WITHOUT ROWID")
    yield "a key that finds what is not there", _taken_from_under_its_key
    yield "a sequence", _sql("CREATE TABLE more (x INTEGER PRIMARY KEY AUTOINCREMENT)")
    yield "2,000 columns, 2,000 times", _many_columns
    for tables in (1_000, 20_000):
        more = (f"CREATE TABLE more_{number} (x)" for number in range(tables))
        yield f"{tables:,} tables", _sql("BEGIN", *more, "COMMIT")
    yield "a table of a newer format", _sql("CREATE TABLE more (x)")
    yield "a column of a newer format", _sql("ALTER TABLE line ADD COLUMN colour TEXT")
    same_root = "SET rootpage = (SELECT rootpage FROM sqlite_master WHERE name = 'line')"
    yield "two tables in one place", _sql(f"UPDATE sqlite_master {same_root} WHERE name = 'restated'")
    yield "one table missing", _sql(f"DROP TABLE {layout.source_figure}")
    double = _sql("UPDATE line SET id = (SELECT id FROM line LIMIT 1) WHERE rowid = 2")
    unlock = _sql(
        "UPDATE sqlite_master SET sql = replace(sql, 'id TEXT PRIMARY KEY', 'id TEXT') WHERE name = 'line'",
        "DELETE FROM sqlite_master WHERE name LIKE 'sqlite_autoindex_line%'",
    )
    lock = _sql("UPDATE sqlite_master SET sql = replace(sql, '(id TEXT', '(id TEXT PRIMARY KEY') WHERE name = 'line'")
    yield "a doubled key", _then(unlock, double, lock)


def _objects() -> Iterator[tuple[str, Maker]]:
    """Views, triggers, virtual tables and indexes, which a project has none of."""
    yield "a view", _sql("CREATE VIEW gift AS SELECT * FROM line")
    rows = "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c)"
    endless = f"CREATE VIEW restated AS {rows} SELECT n AS file, n AS sheet, n AS cell, n AS reason FROM c"
    yield "a view for a table", _sql("DROP TABLE restated", endless)
    yield "a trigger", _sql("CREATE TRIGGER gift AFTER INSERT ON line BEGIN DELETE FROM line; END")
    for module in ("fts5(x)", "rtree(a, b, c)", "dbstat"):
        yield f"a virtual table, {module}", _sql(f"CREATE VIRTUAL TABLE gift USING {module}")
    virtual = "CREATE VIRTUAL TABLE restated USING fts5(file, sheet, cell, reason)"
    yield "a virtual table for a table", _sql("DROP TABLE restated", virtual)
    yield "an index on an expression", _sql("CREATE INDEX gift ON line (caption || id)")
    yield "a partial index", _sql("CREATE INDEX gift ON line (caption) WHERE role = 'line'")


def _statistics() -> Iterator[tuple[str, Maker]]:
    yield "statistics", _sql("ANALYZE", "UPDATE sqlite_stat1 SET stat = '1 0 0 9999999999999999999'")
    computed = f"CREATE TABLE sqlite_stat1(tbl, idx, stat AS ({ENDLESS}))"
    restated = "UPDATE sqlite_master SET sql = :computed WHERE name = 'sqlite_stat1'"
    yield "statistics that are computed", _sql("ANALYZE", restated, computed=computed)


def _format_numbers(layout: Layout) -> Iterator[tuple[str, Maker]]:
    major = 1 if layout is FORMAT_1 else 2
    yield "a newer minor format", _sql(f"PRAGMA user_version = {major}007")
    for older in (1000, 1001, 1002) if layout is FORMAT_1 else (1003,):
        yield f"an older format than its tables, {older}", _sql(f"PRAGMA user_version = {older}")
    if layout is FORMAT_1:
        yield "a newer format than its tables", _sql("PRAGMA user_version = 2000")
    for version in (-1, -2_000_000_000, 0, 3000, 2_000_000_000):
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


def _files(layout: Layout) -> Iterator[tuple[str, Maker]]:
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
    yield "a free list in a circle", lambda path: _free_list_in_a_circle(path, layout)
    for name, content in (("-journal", _stale_journal), ("-wal", _foreign_wal), ("-shm", lambda _: bytes(32_768))):
        yield f"a stranger's {name}", _beside(name, content)
        yield f"a stranger's {name}, and a header for it", _then(_beside(name, content), _bytes(VERSIONS, b"\2\2"))
    yield "the tree of tables in a circle", _schema_in_a_circle
    yield "a tree in a circle", lambda path: _tree_in_a_circle(path, layout)
    yield "trees that share their leaves", lambda path: _shared_leaves(path, layout)
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


def _free_list_in_a_circle(path: Path, layout: Layout) -> None:
    _sql(f"DROP TABLE {layout.source_figure}")(path)
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


def _tree_in_a_circle(path: Path, layout: Layout) -> None:
    root, whole = _root(path, layout.source_figure), bytearray(path.read_bytes())
    whole[_page(whole, root) : _page(whole, root) + 4096] = _interior(400, root)
    path.write_bytes(whole)


def _shared_leaves(path: Path, layout: Layout) -> None:
    """A tree 15 pages deep, each page 400 times in the one above: rows without end in 60 kB."""
    leaf, root, whole = _root(path, "restated"), _root(path, layout.source_figure), bytearray(path.read_bytes())
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


MAKERS = (_cells, _periods, _references, _facts, _entries_and_steps, _amounts_of_work, _schemas, _files)


def _makers(layout: Layout) -> dict[str, Maker]:
    return {name: maker for makers in MAKERS for name, maker in makers(layout)}


HOSTILE, HOSTILE_OF_1 = _makers(FORMAT_2), _makers(FORMAT_1)
"""Every maker by the name of what it does, for a good file of the present format and for one of format 1."""


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
        tables = layout_of(database).tables
        table = chance.choice(list(tables))
        rows = [row for (row,) in database.execute(f"SELECT rowid FROM {table}")]
        if rows:
            return table, chance.choice(columns(tables[table])), chance.choice(rows)


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
