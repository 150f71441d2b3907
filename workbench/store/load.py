"""Loading a project file: examined before it is believed."""

import sqlite3
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from workbench.domain.adjustments import Adjustment, Entry
from workbench.domain.findings import Finding
from workbench.domain.import_report import CellsUsed, ImportReport, Inference
from workbench.domain.maps import Map
from workbench.domain.periods import Period
from workbench.domain.project import Project
from workbench.domain.sources import CellRef, SourceFigure, SourceFigures, SourceFile
from workbench.domain.statements import Cell, Line, Ratio, Row, Statement, Total
from workbench.errors import WorkbenchError
from workbench.progress import SILENT, Progress
from workbench.store.examine import open_examined
from workbench.store.records import FINGERPRINTS, fingerprint
from workbench.store.relations import refuse_contradictions
from workbench.store.schema import SINCE_MINOR, columns
from workbench.store.values import READERS

SAID_OF_A_PROJECT = ("entity", "framework_from", "framework_to", "currency", "scale")
SAID_PLAINLY = {
    "string or blob too big": "a text or a definition in it is longer than any of ours",
    "too many arguments on function": "one of its tables is computed",
    "interrupted": "it takes more work to read than its size explains",
    "Could not decode to UTF-8": "a text in it is not UTF-8",
}
"""What SQLite says of files that others made, for whoever opens them."""
ROWS_PER_STEP = 2_000
LONGEST_DETAIL = 160
"""Characters of what is wrong, in a sentence that says what to do as well."""


def load(path: Path, progress: Progress = SILENT) -> Project:
    """Return the project that was saved to ``path``; nothing is changed there or beside it.

    Raises WorkbenchError where the file is missing, none of ours, tampered with, damaged, or of a newer format.
    """
    try:
        with open_examined(path) as (database, minor):
            return _Reader(database, minor, progress).project()
    except LookupError as error:
        raise _damaged(path, f"{error} is named and is not there") from None
    except (sqlite3.Error, ValueError, TypeError, MemoryError) as error:
        raise _damaged(path, str(error)) from None


def _damaged(path: Path, problem: str) -> WorkbenchError:
    said = " ".join(problem.removeprefix("*** in database main ***").split()) or "it takes too much memory to read"
    plainly = next((plain for words, plain in SAID_PLAINLY.items() if words in said), said)
    detail = "".join(letter if letter.isprintable() else "?" for letter in plainly[:LONGEST_DETAIL]).rstrip(".")
    return WorkbenchError(
        f"{path} cannot be opened: it is damaged ({detail}). Open a backup, or import the workbooks again."
    )


class _Reader:
    """Reads the tables and puts the records together; a reference that leads nowhere is an error."""

    def __init__(self, database: sqlite3.Connection, minor: int, progress: Progress) -> None:
        self._database = database
        self._minor = minor
        self._progress = progress

    def _rows(self, table: str) -> Iterator[list[Any]]:
        if SINCE_MINOR.get(table, 0) > self._minor:
            return
        query = f"SELECT {', '.join(columns(table))} FROM {table} ORDER BY rowid"
        readers = [(at, READERS[name]) for at, name in enumerate(columns(table)) if name in READERS]
        number = 0
        try:
            for number, row in enumerate(self._database.execute(query), 1):
                if number % ROWS_PER_STEP == 1:
                    self._progress.step(0, 0, "Opening the project")
                values = list(row)
                for at, read in readers:
                    if values[at] is not None:
                        values[at] = read(values[at])
                yield values
        except ValueError as error:
            raise ValueError(f"table {table}, row {number}: {error}") from None
        except sqlite3.Error as error:
            raise ValueError(f"table {table}, behind row {number}: {error}") from None

    def project(self) -> Project:
        about = dict(self._rows("project"))
        fingerprints = FINGERPRINTS[: self._minor + 1]
        if missing := [key for key in (*SAID_OF_A_PROJECT, *fingerprints) if key not in about]:
            raise ValueError(f"table project does not say the {missing[0]}")
        periods = {key: Period(first, last, label) for key, first, last, label in self._rows("period")}
        for key, period in periods.items():
            if period.id != key:
                raise ValueError(f"period {key} is not what its dates say")
        statements = self._statements()
        adjustments, enabled = self._adjustments()
        project = Project(
            entity=about["entity"],
            frameworks=(about["framework_from"], about["framework_to"]),
            currency=about["currency"],
            scale=self._scale(about["scale"]),
            periods=Map(periods),
            statements=statements,
            adjustments=adjustments,
            enabled=enabled,
            sources=self._sources(),
            source_figures=self._stated(),
            restated=Map({CellRef(*place): reason for *place, reason in self._rows("restated")}),
            import_findings=self._findings(),
            import_report=self._report(),
        )
        for minor, key in enumerate(fingerprints):
            if fingerprint(project, minor) != about[key]:
                raise ValueError("its content is not what was saved")
        refuse_contradictions(project)
        return project

    def _sources(self) -> tuple[SourceFile, ...]:
        folders = dict(self._rows("source_folder"))
        return tuple(
            SourceFile(name, sha256, size, sheets, folders.get(name, ""))
            for name, sha256, size, sheets in self._rows("source")
        )

    def _scale(self, text: str) -> int:
        try:
            return int(READERS["scale"](text))
        except ValueError as error:
            raise ValueError(f"table project: {error}") from None

    def _statements(self) -> tuple[Statement, ...]:
        periods, lines = _grouped(self._rows("statement_period")), self._lines()
        statement_of = {line.id: statement for statement, members in lines.items() for line in members}
        totals = _by_statement(self._totals(), statement_of)
        ratios = _by_statement(self._ratios(), statement_of)
        figures = _grouped([statement_of[line], line, cells] for line, cells in _grouped(self._rows("figure")).items())
        unknown = _grouped([statement_of[line], line, period] for line, period in self._rows("unknown_figure"))
        share_scales = dict(self._rows("share_scale"))
        return tuple(
            Statement(
                id=key,
                kind=kind,
                title=title,
                periods=(order := tuple(period for period, _ in periods.get(key, ()))),
                lines=tuple(lines.get(key, ())),
                totals=tuple(totals.get(key, ())),
                ratios=tuple(ratios.get(key, ())),
                figures=Map({line: _row(line, order, cells) for line, cells in figures.get(key, ())}),
                reconciled=frozenset(period for period, is_reconciled in periods.get(key, ()) if is_reconciled),
                unknown=frozenset((line, period) for line, period in unknown.get(key, ())),
                share_scale=share_scales.get(key, 1),
            )
            for key, kind, title in self._rows("statement")
        )

    def _lines(self) -> dict[str, list[Line]]:
        found: dict[str, list[Line]] = {}
        shown_decimals = dict(self._rows("shown_decimals"))
        for key, statement, caption, section, role, unit, decimals, meaning, also_called in self._rows("line"):
            what = role, unit, decimals, meaning, also_called
            line = Line(key, caption, section, *what, shown_decimals.get(key))
            found.setdefault(statement, []).append(line)
        return found

    def _totals(self) -> Iterator[Total]:
        parts = _grouped(self._rows("part"))
        for line, evidence, partial in self._rows("total"):
            made_of = tuple((part, weight) for part, weight in parts.get(line, ()))
            yield Total(line, made_of, evidence, partial)

    def _ratios(self) -> Iterator[Ratio]:
        for ratio in self._rows("ratio"):
            yield Ratio(*ratio)

    def _adjustments(self) -> tuple[tuple[Adjustment, ...], frozenset[str]]:
        entries, covered = _grouped(self._rows("entry")), _grouped(self._rows("covered"))
        unknown = _grouped(self._rows("unknown_effect"))
        found, enabled = [], set()
        for key, name, note, standard_from, standard_to, nature, is_enabled in self._rows("adjustment"):
            if is_enabled:
                enabled.add(key)
            mine: dict[Cell, Entry] = {
                (line, period): Entry(line, period, amount) for line, period, amount in entries.get(key, ())
            }
            found.append(
                Adjustment(
                    id=key,
                    name=name,
                    note=note,
                    standards=(standard_from, standard_to),
                    nature=nature,
                    entries=Map(mine),
                    stated_for=frozenset((statement, period) for statement, period in covered.get(key, ())),
                    unknown=frozenset((line, period) for line, period in unknown.get(key, ())),
                )
            )
        return tuple(found), frozenset(enabled)

    def _stated(self) -> SourceFigures:
        slacks = dict(self._rows("slack"))
        return SourceFigures(
            SourceFigure(
                line,
                period,
                role,
                adjustment_or_currency,
                amount,
                CellRef(*place),
                raw,
                formula,
                evaluated,
                primary,
                slacks.get(number, Decimal(0)),
            )
            for number, (
                line,
                period,
                role,
                adjustment_or_currency,
                amount,
                *place,
                raw,
                formula,
                evaluated,
                primary,
            ) in enumerate(self._rows("stated"))
        )

    def _findings(self) -> tuple[Finding, ...]:
        places = _grouped(self._rows("finding_place"))
        return tuple(
            Finding(check, status, message, difference, tuple(CellRef(*at) for at in places.get(number, ())))
            for number, check, status, message, difference in self._rows("finding")
        )

    def _report(self) -> ImportReport:
        cells = tuple(CellsUsed(*used) for used in self._rows("cells_used"))
        guesses = tuple(
            Inference(step, subject, taken_for, evidence, rivals, None if file is None else CellRef(file, *place))
            for step, subject, taken_for, evidence, rivals, file, *place in self._rows("guess")
        )
        return ImportReport(cells, guesses)


def _grouped(rows: Iterable[list[Any]]) -> dict[Any, list[tuple[Any, ...]]]:
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


def _row(line: str, periods: tuple[str, ...], cells: list[tuple[Any, ...]]) -> Row:
    if tuple(period for period, _ in cells) != periods:
        raise ValueError(f"{line} has figures for other periods than its statement")
    return tuple(amount for _, amount in cells)
