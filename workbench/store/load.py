"""Loading a project file, which is examined before it is trusted."""

import sqlite3
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from workbench.domain.adjustments import Adjustment, Entry
from workbench.domain.facts import remark
from workbench.domain.findings import Finding
from workbench.domain.import_report import CellsUsed, ImportReport, Inference
from workbench.domain.maps import Map
from workbench.domain.periods import Period
from workbench.domain.project import Project
from workbench.domain.sources import CellRef, SourceFigure, SourceFigures, SourceFile
from workbench.domain.statements import FigureKey, Line, Ratio, Row, Statement, Total
from workbench.errors import WorkbenchError
from workbench.progress import SILENT, Progress
from workbench.store.examine import open_examined
from workbench.store.records import FINGERPRINTS, fingerprint
from workbench.store.relations import refuse_contradictions
from workbench.store.schema import SINCE_MINOR, columns
from workbench.store.told_text import read_told
from workbench.store.values import READERS

PROJECT_KEYS = ("entity", "framework_from", "framework_to", "currency", "scale")
PLAIN_REASONS = {
    "string or blob too big": "a text or a definition in it is longer than any of ours",
    "too many arguments on function": "one of its tables is computed",
    "interrupted": "it takes more work to read than its size explains",
    "Could not decode to UTF-8": "a text in it is not UTF-8",
}
"""SQLite's messages on files that another program made, in plain words."""
ROWS_PER_STEP = 2_000
LONGEST_DETAIL = 160
"""The most characters of SQLite's message in a sentence that also says what to do."""


def load(path: Path, progress: Progress = SILENT) -> Project:
    """Return the project saved at ``path``; nothing is changed there or beside it.

    Raises WorkbenchError if the file is missing, another program's, tampered with, damaged, or of a newer format.
    """
    try:
        with open_examined(path) as (database, minor):
            return _Reader(database, minor, progress).project()
    except LookupError as error:
        raise _damage_error(path, f"{error} is named and is not there") from None
    except (sqlite3.Error, ValueError, TypeError, MemoryError) as error:
        raise _damage_error(path, str(error)) from None


def _damage_error(path: Path, problem: str) -> WorkbenchError:
    reason = " ".join(problem.removeprefix("*** in database main ***").split()) or "it takes too much memory to read"
    plain_reason = next((plain_words for words, plain_words in PLAIN_REASONS.items() if words in reason), reason)
    detail = "".join(
        character if character.isprintable() else "?" for character in plain_reason[:LONGEST_DETAIL]
    ).rstrip(".")
    return WorkbenchError(
        f"{path} cannot be opened: it is damaged ({detail}). Open a backup, or import the workbooks again."
    )


class _Reader:
    """Reads the tables and builds the project; a dangling reference raises LookupError, a wrong value ValueError."""

    def __init__(self, database: sqlite3.Connection, minor: int, progress: Progress) -> None:
        self._database = database
        self._minor = minor
        self._progress = progress

    def _rows(self, table: str) -> Iterator[list[Any]]:
        if SINCE_MINOR.get(table, 0) > self._minor:
            return
        query = f"SELECT {', '.join(columns(table))} FROM {table} ORDER BY rowid"
        readers = [(position, READERS[name]) for position, name in enumerate(columns(table)) if name in READERS]
        number = 0
        try:
            for number, row in enumerate(self._database.execute(query), 1):
                if number % ROWS_PER_STEP == 1:
                    self._progress.step(0, 0, "Opening the project")
                values = list(row)
                for position, read in readers:
                    if values[position] is not None:
                        values[position] = read(values[position])
                yield values
        except ValueError as error:
            raise ValueError(f"table {table}, row {number}: {error}") from None
        except sqlite3.Error as error:
            raise ValueError(f"table {table}, behind row {number}: {error}") from None

    def project(self) -> Project:
        values = dict(self._rows("project"))
        fingerprints = FINGERPRINTS[: self._minor + 1]
        if missing := [key for key in (*PROJECT_KEYS, *fingerprints) if key not in values]:
            raise ValueError(f"table project does not say the {missing[0]}")
        periods = {key: Period(first, last, label) for key, first, last, label in self._rows("period")}
        for key, period in periods.items():
            if period.id != key:
                raise ValueError(f"period {key} is not what its dates say")
        statements = self._statements()
        adjustments, enabled = self._adjustments()
        project = Project(
            entity=values["entity"],
            frameworks=(values["framework_from"], values["framework_to"]),
            currency=values["currency"],
            scale=self._scale(values["scale"]),
            periods=Map(periods),
            statements=statements,
            adjustments=adjustments,
            enabled=enabled,
            sources=self._sources(),
            source_figures=self._source_figures(),
            restated=Map({CellRef(*place): reason for *place, reason in self._rows("restated")}),
            import_findings=self._findings(),
            import_report=self._import_report(),
        )
        for minor, key in enumerate(fingerprints):
            if fingerprint(project, minor) != values[key]:
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
        periods, lines = _group_rows(self._rows("statement_period")), self._lines()
        statement_of = {line.id: statement for statement, members in lines.items() for line in members}
        totals = _group_by_statement(self._totals(), statement_of)
        ratios = _group_by_statement(self._ratios(), statement_of)
        figures = _group_rows(
            [statement_of[line], line, figures_of_line]
            for line, figures_of_line in _group_rows(self._rows("figure")).items()
        )
        unknown = _group_rows([statement_of[line], line, period] for line, period in self._rows("unknown_figure"))
        share_scales = dict(self._rows("share_scale"))
        return tuple(
            Statement(
                id=key,
                kind=kind,
                title=title,
                periods=(statement_periods := tuple(period for period, _ in periods.get(key, ()))),
                lines=tuple(lines.get(key, ())),
                totals=tuple(totals.get(key, ())),
                ratios=tuple(ratios.get(key, ())),
                figures=Map(
                    {
                        line: _figures_in_order(line, statement_periods, figures_of_line)
                        for line, figures_of_line in figures.get(key, ())
                    }
                ),
                reconciled=frozenset(period for period, is_reconciled in periods.get(key, ()) if is_reconciled),
                unknown=frozenset((line, period) for line, period in unknown.get(key, ())),
                share_scale=share_scales.get(key, 1),
            )
            for key, kind, title in self._rows("statement")
        )

    def _lines(self) -> dict[str, list[Line]]:
        lines_by_statement: dict[str, list[Line]] = {}
        shown_decimals = dict(self._rows("shown_decimals"))
        for key, statement, caption, section, role, unit, decimals, concept, aliases in self._rows("line"):
            attributes = role, unit, decimals, concept, aliases
            line = Line(key, caption, section, *attributes, shown_decimals.get(key))
            lines_by_statement.setdefault(statement, []).append(line)
        return lines_by_statement

    def _totals(self) -> Iterator[Total]:
        parts = _group_rows(self._rows("part"))
        for line, evidence, partial in self._rows("total"):
            parts_of_total = tuple((part, weight) for part, weight in parts.get(line, ()))
            yield Total(line, parts_of_total, read_told(evidence), partial)

    def _ratios(self) -> Iterator[Ratio]:
        for line, numerator, denominator, factor, evidence in self._rows("ratio"):
            yield Ratio(line, numerator, denominator, factor, read_told(evidence))

    def _adjustments(self) -> tuple[tuple[Adjustment, ...], frozenset[str]]:
        entries, stated_for = _group_rows(self._rows("entry")), _group_rows(self._rows("covered"))
        unknown = _group_rows(self._rows("unknown_effect"))
        adjustments, enabled = [], set()
        for key, name, note, standard_from, standard_to, nature, is_enabled in self._rows("adjustment"):
            if is_enabled:
                enabled.add(key)
            entries_by_cell: dict[FigureKey, Entry] = {
                (line, period): Entry(line, period, amount) for line, period, amount in entries.get(key, ())
            }
            adjustments.append(
                Adjustment(
                    id=key,
                    name=name,
                    note=note,
                    standards=(standard_from, standard_to),
                    nature=nature,
                    entries=Map(entries_by_cell),
                    stated_for=frozenset((statement, period) for statement, period in stated_for.get(key, ())),
                    unknown=frozenset((line, period) for line, period in unknown.get(key, ())),
                )
            )
        return tuple(adjustments), frozenset(enabled)

    def _source_figures(self) -> SourceFigures:
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
        places = _group_rows(self._rows("finding_place"))
        return tuple(
            Finding(
                check, status, remark(message), difference, tuple(CellRef(*place) for place in places.get(number, ()))
            )
            for number, check, status, message, difference in self._rows("finding")
        )

    def _import_report(self) -> ImportReport:
        cells = tuple(
            CellsUsed(file, sheet, use, read_told(reason), areas, count)
            for file, sheet, use, reason, areas, count in self._rows("cells_used")
        )
        inferences = tuple(
            Inference(
                stage,
                read_told(subject),
                read_told(taken_for),
                read_told(evidence),
                tuple(map(read_told, alternatives)),
                None if file is None else CellRef(file, *place),
            )
            for stage, subject, taken_for, evidence, alternatives, file, *place in self._rows("guess")
        )
        return ImportReport(cells, inferences)


def _group_rows(rows: Iterable[list[Any]]) -> dict[Any, list[tuple[Any, ...]]]:
    """Return the other columns of each row, grouped by the first, in order."""
    groups: dict[Any, list[tuple[Any, ...]]] = {}
    for key, *columns_behind in rows:
        groups.setdefault(key, []).append(tuple(columns_behind))
    return groups


OnLine = TypeVar("OnLine", Total, Ratio)


def _group_by_statement(records: Iterator[OnLine], statement_of: dict[str, str]) -> dict[str, list[OnLine]]:
    groups: dict[str, list[OnLine]] = {}
    for record in records:
        groups.setdefault(statement_of[record.line], []).append(record)
    return groups


def _figures_in_order(line: str, periods: tuple[str, ...], figures_of_line: list[tuple[Any, ...]]) -> Row:
    if tuple(period for period, _ in figures_of_line) != periods:
        raise ValueError(f"{line} has figures for other periods than its statement")
    return tuple(amount for _, amount in figures_of_line)
