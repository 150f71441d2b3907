"""Loading a project file: examined before it is believed."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, TypeVar

from workbench.domain.adjustments import Adjustment, Entry, Nature
from workbench.domain.findings import Finding, Status
from workbench.domain.import_report import CellsUsed, Guess, ImportReport, Step, Use
from workbench.domain.maps import Map
from workbench.domain.periods import Period
from workbench.domain.project import Project
from workbench.domain.sources import CellRef, Says, SourceFile, Stated, StatedFigures
from workbench.domain.statements import Cell, Kind, Line, Meaning, Ratio, Role, Row, Statement, Total, Unit
from workbench.errors import WorkbenchError
from workbench.progress import SILENT, Progress
from workbench.store.records import FINGERPRINTS, fingerprint
from workbench.store.schema import APPLICATION_ID, MAJOR, MINORS_PER_MAJOR, SINCE_MINOR, TABLES, columns

SQLITE_HEADER = b"SQLite format 3\x00"
ROWS_PER_STEP = 2_000


def load(path: Path, progress: Progress = SILENT) -> Project:
    """Return the project that was saved to ``path``.

    Raises WorkbenchError where the file is missing, none of ours, damaged, or of a newer format.
    """
    try:
        with path.open("rb") as file:
            header = file.read(len(SQLITE_HEADER))
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise WorkbenchError(f"{path} cannot be opened: {reason}.") from None
    if header != SQLITE_HEADER:
        problem = "it is empty" if not header else "it is no project file of this program"
        raise WorkbenchError(f"{path} cannot be opened: {problem}. Open a .recon file, or import a workbook.")
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as database:
            return _project(database, path, progress)
    except (sqlite3.Error, ValueError, KeyError, IndexError, TypeError, InvalidOperation, RecursionError) as error:
        raise _damaged(path, error) from None


def _damaged(path: Path, error: Exception) -> WorkbenchError:
    detail = " ".join(str(error).split())[:120]
    return WorkbenchError(
        f"{path} cannot be opened: it is damaged ({detail}). Open a backup, or import the workbooks again."
    )


def _project(database: sqlite3.Connection, path: Path, progress: Progress) -> Project:
    database.execute("PRAGMA trusted_schema = OFF")
    database.execute("PRAGMA cell_size_check = ON")
    (application,) = database.execute("PRAGMA application_id").fetchone()
    if application != APPLICATION_ID:
        raise WorkbenchError(
            f"{path} cannot be opened: it is a database of another program. Open a .recon file, or import a workbook."
        )
    (version,) = database.execute("PRAGMA user_version").fetchone()
    if version // MINORS_PER_MAJOR > MAJOR:
        raise WorkbenchError(
            f"{path} cannot be opened: a newer version of this program saved it. Install that version to open it."
        )
    (verdict,) = database.execute("PRAGMA quick_check(1)").fetchone()
    if verdict != "ok":
        raise ValueError(verdict)
    minor = version % MINORS_PER_MAJOR
    _refuse_unknown_objects(database, minor)
    if broken := database.execute("PRAGMA foreign_key_check").fetchone():
        raise ValueError(f"row {broken[1]} of {broken[0]} refers to nothing")
    return _Reader(database, minor, progress).project()


def _refuse_unknown_objects(database: sqlite3.Connection, minor: int) -> None:
    """A view or a trigger would be code of a stranger; additions of a newer minor format are tables."""
    found = dict(database.execute("SELECT name, type FROM sqlite_master WHERE type NOT IN ('index')").fetchall())
    strange = [name for name, kind in found.items() if kind != "table"]
    missing = [table for table in TABLES if table not in found and SINCE_MINOR.get(table, 0) <= minor]
    if strange or missing:
        raise ValueError(f"{strange[0]} does not belong in it" if strange else f"table {missing[0]} is missing")


def _amount(text: str | None) -> Decimal | None:
    return None if text is None else _given(text)


def _given(text: str) -> Decimal:
    amount = Decimal(text)
    if not amount.is_finite():
        raise ValueError(f"{text} is no amount")
    return amount


def _texts(text: str) -> tuple[str, ...]:
    words = json.loads(text)
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise ValueError("a list of words was expected")
    return tuple(words)


class _Reader:
    """Reads the tables and puts the records together; a reference that leads nowhere is an error."""

    def __init__(self, database: sqlite3.Connection, minor: int, progress: Progress) -> None:
        self._database = database
        self._minor = minor
        self._progress = progress

    def _rows(self, table: str) -> Iterator[tuple[Any, ...]]:
        if SINCE_MINOR.get(table, 0) > self._minor:
            return
        query = f"SELECT {', '.join(columns(table))} FROM {table} ORDER BY rowid"
        for number, row in enumerate(self._database.execute(query)):
            if number % ROWS_PER_STEP == 0:
                self._progress.step(0, 0, "Opening the project")
            yield row

    def project(self) -> Project:
        about = dict(self._rows("project"))
        periods = {
            key: Period(date.fromisoformat(first) if first else None, date.fromisoformat(last), label)
            for key, first, last, label in self._rows("period")
        }
        for key, period in periods.items():
            if period.id != key:
                raise ValueError(f"period {key} is not what its dates say")
        statements = self._statements()
        adjustments, enabled = self._adjustments()
        project = Project(
            entity=about["entity"],
            frameworks=(about["framework_from"], about["framework_to"]),
            currency=about["currency"],
            scale=int(about["scale"]),
            periods=Map(periods),
            statements=statements,
            adjustments=adjustments,
            enabled=enabled,
            sources=tuple(
                SourceFile(name, sha256, size, _texts(sheets)) for name, sha256, size, sheets in self._rows("source")
            ),
            stated=self._stated(),
            restated=Map({CellRef(*place): reason for *place, reason in self._rows("restated")}),
            import_findings=self._findings(),
            import_report=self._report(),
        )
        for minor, key in enumerate(FINGERPRINTS[: self._minor + 1]):
            if fingerprint(project, minor) != about[key]:
                raise ValueError("its content is not what was saved")
        return project

    def _statements(self) -> tuple[Statement, ...]:
        periods, reconciled = _grouped(self._rows("statement_period")), set[tuple[str, str]]()
        for statement, cells in periods.items():
            reconciled.update((statement, period) for period, is_reconciled in cells if is_reconciled)
        lines = self._lines()
        statement_of = {line.id: statement for statement, members in lines.items() for line in members}
        totals = _by_statement(self._totals(), statement_of)
        ratios = _by_statement(self._ratios(), statement_of)
        figures = _grouped(self._rows("figure"))
        unknown = [(line, period) for line, period in self._rows("unknown_figure")]
        share_scales = dict(self._rows("share_scale"))
        return tuple(
            Statement(
                id=key,
                kind=Kind(kind),
                title=title,
                periods=(order := tuple(period for period, _ in periods.get(key, ()))),
                lines=tuple(lines.get(key, ())),
                totals=tuple(totals.get(key, ())),
                ratios=tuple(ratios.get(key, ())),
                figures=Map({line: _row(order, cells) for line, cells in figures.items() if statement_of[line] == key}),
                reconciled=frozenset(period for statement, period in reconciled if statement == key),
                unknown=frozenset(cell for cell in unknown if statement_of[cell[0]] == key),
                share_scale=share_scales.get(key, 1),
            )
            for key, kind, title in self._rows("statement")
        )

    def _lines(self) -> dict[str, list[Line]]:
        found: dict[str, list[Line]] = {}
        shown_decimals = dict(self._rows("shown_decimals"))
        for key, statement, caption, section, role, unit, decimals, meaning, also_called in self._rows("line"):
            what = Role(role), Unit(unit), decimals, Meaning(meaning) if meaning else None
            names = _texts(also_called)
            line = Line(key, caption, _texts(section), *what, names, shown_decimals.get(key))
            found.setdefault(statement, []).append(line)
        return found

    def _totals(self) -> Iterator[Total]:
        parts = _grouped(self._rows("part"))
        for line, evidence, partial in self._rows("total"):
            made_of = tuple((part, weight) for part, weight in parts.get(line, ()))
            if any(weight not in (1, -1) for _, weight in made_of):
                raise ValueError(f"the parts of {line} have wrong weights")
            yield Total(line, made_of, evidence, bool(partial))

    def _ratios(self) -> Iterator[Ratio]:
        for line, numerator, denominator, factor, evidence in self._rows("ratio"):
            yield Ratio(line, numerator, denominator, _given(factor), evidence)

    def _adjustments(self) -> tuple[tuple[Adjustment, ...], frozenset[str]]:
        entries, covered = _grouped(self._rows("entry")), _grouped(self._rows("covered"))
        unknown = _grouped(self._rows("unknown_effect"))
        found, enabled = [], set()
        for key, name, note, standard_from, standard_to, nature, is_enabled in self._rows("adjustment"):
            if is_enabled:
                enabled.add(key)
            mine: dict[Cell, Entry] = {
                (line, period): Entry(line, period, _given(amount)) for line, period, amount in entries.get(key, ())
            }
            found.append(
                Adjustment(
                    id=key,
                    name=name,
                    note=note,
                    standards=(standard_from, standard_to),
                    nature=Nature(nature),
                    entries=Map(mine),
                    covers=frozenset((statement, period) for statement, period in covered.get(key, ())),
                    unknown=frozenset((line, period) for line, period in unknown.get(key, ())),
                )
            )
        return tuple(found), frozenset(enabled)

    def _stated(self) -> StatedFigures:
        slacks = {number: _given(amount) for number, amount in self._rows("slack")}
        return StatedFigures(
            Stated(
                line,
                period,
                Says(says),
                of,
                _amount(amount),
                CellRef(*place),
                raw,
                formula,
                bool(done),
                bool(first),
                slacks.get(number, Decimal(0)),
            )
            for number, (line, period, says, of, amount, *place, raw, formula, done, first) in enumerate(
                self._rows("stated")
            )
        )

    def _findings(self) -> tuple[Finding, ...]:
        places = _grouped(self._rows("finding_place"))
        return tuple(
            Finding(
                check,
                Status(status),
                message,
                _amount(difference),
                tuple(CellRef(*at) for at in places.get(number, ())),
            )
            for number, check, status, message, difference in self._rows("finding")
        )

    def _report(self) -> ImportReport:
        cells = tuple(
            CellsUsed(file, sheet, Use(use), reason, _texts(areas), count)
            for file, sheet, use, reason, areas, count in self._rows("cells_used")
        )
        guesses = tuple(
            Guess(
                Step(step),
                subject,
                taken_for,
                evidence,
                _texts(rivals),
                None if file is None else CellRef(file, *place),
            )
            for step, subject, taken_for, evidence, rivals, file, *place in self._rows("guess")
        )
        return ImportReport(cells, guesses)


def _grouped(rows: Iterator[tuple[Any, ...]]) -> dict[Any, list[tuple[Any, ...]]]:
    """Return the rows by their first column, in order."""
    found: dict[Any, list[tuple[Any, ...]]] = {}
    for key, *rest in rows:
        found.setdefault(key, []).append(tuple(rest))
    return found


OnLine = TypeVar("OnLine", Total, Ratio)


def _by_statement(records: Iterator[OnLine], statement_of: dict[str, str]) -> dict[str, list[OnLine]]:
    found: dict[str, list[OnLine]] = {}
    for record in records:
        found.setdefault(statement_of[record.line], []).append(record)
    return found


def _row(periods: tuple[str, ...], cells: list[tuple[Any, ...]]) -> Row:
    if tuple(period for period, _ in cells) != periods:
        raise ValueError("a line has figures for other periods than its statement")
    return tuple(_amount(amount) for _, amount in cells)
