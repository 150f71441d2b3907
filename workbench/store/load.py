"""Loading a project file, which is examined before it is trusted."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from workbench.domain.adjustments import TYPED, Adjustment, BroughtForward, EntryId, JournalEntry, Leg
from workbench.domain.appendix import Acceptance, AppendixText, Quote
from workbench.domain.comments import Comment, Comments, Reply
from workbench.domain.comparatives import Comparative, Comparatives
from workbench.domain.completeness import Completeness, Consideration
from workbench.domain.cross_references import CrossReference, CrossReferences, WorkingPaper
from workbench.domain.evidence import AllEvidence, Evidence
from workbench.domain.findings import Finding
from workbench.domain.frameworks import Framework, Frameworks
from workbench.domain.ids import AdjustmentId, LineId, StatementId
from workbench.domain.import_layouts import ImportLayout
from workbench.domain.import_report import CellsUsed, ImportReport, Inference
from workbench.domain.maps import Map
from workbench.domain.open_items import OpenItem
from workbench.domain.periods import Period, PeriodId
from workbench.domain.project import Project
from workbench.domain.scenarios import Scenarios
from workbench.domain.sources import CellRef, SourceFigure, SourceFigures, SourceFile
from workbench.domain.statements import Line, Ratio, Row, Statement, Total
from workbench.domain.subjects import PROJECT, KindSubject, Subject
from workbench.domain.ticks import Tick
from workbench.domain.trail import Alteration, Trail, TrailEntry
from workbench.domain.uncorrected import Uncorrected
from workbench.domain.workings import WorkedCell, Working, Workings
from workbench.errors import WorkbenchError
from workbench.phrases import Phrase, Value, phrase
from workbench.progress import SILENT, Progress
from workbench.store.damage import Damage
from workbench.store.examine import Format, open_examined
from workbench.store.records import NO_DETAIL, fingerprint
from workbench.store.relations import refuse_contradictions
from workbench.store.schema import FINGERPRINT, MAJOR, MINOR, PROJECT_KEYS, TABLES, columns
from workbench.store.schema_1 import TRUE_OR_FALSE
from workbench.store.upgrades import upgrade_rows
from workbench.store.values import READERS

PLAIN_REASONS = {
    "string or blob too big": phrase("it contains a text or definition longer than this program writes"),
    "too many arguments on function": phrase("one of its tables is computed instead of stored"),
    "interrupted": phrase("it takes more work to read than its size explains"),
    "Could not decode to UTF-8": phrase("a text in it is not UTF-8"),
}
"""SQLite's messages about files made by another program, in plain words."""
ROWS_PER_STEP = 2_000
R = TypeVar("R")
LONGEST_DETAIL = 160
"""The most characters of SQLite's message in a sentence that also says what to do."""


class DamagedFile(WorkbenchError):
    """A file that is not as this program wrote it; ``problem``: what is wrong with it."""

    def __init__(self, path: Path, problem: Phrase | str) -> None:
        super().__init__(
            phrase(
                "{path} cannot be opened: it is damaged ({problem}). Open a backup, or import the workbooks again.",
                path=str(path),
                problem=problem,
            )
        )
        self.problem = problem


@dataclass(frozen=True, slots=True)
class StoredProject:
    """A project as stored in its file. ``unknown``: tables and columns of the file that this version does not know."""

    project: Project
    unknown: tuple[str, ...] = ()


def load(path: Path, progress: Progress = SILENT) -> Project:
    """Return the project saved at ``path``; nothing is changed there or beside it.

    Raises WorkbenchError if the file is missing, another program's, tampered with, damaged, or of a newer format.
    """
    return read(path, progress).project


def read(path: Path, progress: Progress = SILENT) -> StoredProject:
    """Return the project saved at ``path``, and what in the file this version does not know. Raises like ``load``."""
    try:
        with open_examined(path) as (database, file_format):
            project = _Reader(_rows_of(database, file_format, progress), progress).project()
            return StoredProject(project, file_format.unknown)
    except LookupError as error:
        raise DamagedFile(path, phrase("it refers to {name}, which is missing", name=_shorten(str(error)))) from None
    except (sqlite3.Error, ValueError, TypeError, MemoryError) as error:
        raise DamagedFile(path, _problem_of(error)) from None


def _problem_of(error: Exception) -> Phrase | str:
    """Return what is wrong with a file: in our words, or otherwise in those of Python or SQLite."""
    reason = " ".join(str(error).removeprefix("*** in database main ***").split())
    if not reason:
        return phrase("it takes too much memory to read")
    plain_reasons = (plain_words for words, plain_words in PLAIN_REASONS.items() if words in reason)
    in_our_words = _shorten_values(error.sentence) if isinstance(error, Damage) else _shorten(reason).rstrip(".")
    return next(plain_reasons, in_our_words)


def _shorten_values(sentence: Phrase) -> Phrase:
    """Return the sentence with the values quoted from a file shortened and printable."""

    def shorten(value: Value) -> Value:
        if isinstance(value, Phrase):
            return _shorten_values(value)
        return _shorten(value) if isinstance(value, str) else value

    return sentence._replace(values=tuple((name, shorten(value)) for name, value in sentence.values))


def _sentence_of(error: ValueError) -> Phrase | str:
    return error.sentence if isinstance(error, Damage) else str(error)


def _shorten(detail: str) -> str:
    return "".join(character if character.isprintable() else "?" for character in detail[:LONGEST_DETAIL])


RowsOf = Callable[[str], Iterable[tuple[Any, ...]]]
"""The rows of a table, in order, by its name."""


def _rows_of(database: sqlite3.Connection, file_format: Format, progress: Progress) -> RowsOf:
    """Return the rows of the file in the current format. Raises Damage if they are not those that were saved."""

    def stored_rows(table: str) -> Iterator[tuple[Any, ...]]:
        names = columns(file_format.tables[table])
        number = 0
        try:
            for number, row in enumerate(  # noqa: B007 - named where reading fails
                database.execute(f"SELECT {', '.join(names)} FROM {table} ORDER BY rowid"), 1
            ):
                yield row
        except sqlite3.Error as error:
            raise Damage(
                phrase("table {table}, after row {row}: {problem}", table=table, row=number, problem=str(error))
            ) from None

    def hashed_rows(table: str) -> Iterable[tuple[Any, ...]]:
        rows = stored_rows(table)
        return rows if file_format.major == MAJOR else _as_format_1_hashed(table, rows, file_format)

    for key, tables in file_format.tables_by_fingerprint.items():
        _compare_fingerprint(hashed_rows, tables, key)
    if (file_format.major, file_format.minor) >= (MAJOR, MINOR):
        return stored_rows
    rows = {table: list(stored_rows(table)) for table in file_format.tables}
    up_to_date = upgrade_rows(rows, file_format.major, file_format.minor)
    return lambda table: up_to_date[table]


def _compare_fingerprint(rows_of: RowsOf, tables: Iterable[str], key: str) -> None:
    """Raise Damage if the rows are not those over which the fingerprint ``key`` was taken."""
    values: dict[str, str] = dict(rows_of("project"))
    if key not in values:
        raise Damage(phrase("table project lacks the {key}", key=key))

    def rows_to_hash(table: str) -> Iterable[tuple[Any, ...]]:
        return (row for row in rows_of(table) if table != "project" or not row[0].startswith(FINGERPRINT))

    if fingerprint(rows_to_hash, tables) != values[key]:
        raise Damage(phrase("its contents are not those that were saved"))


def _as_format_1_hashed(table: str, rows: Iterable[tuple[Any, ...]], file_format: Format) -> Iterator[tuple[Any, ...]]:
    names = columns(file_format.tables[table])
    flags = [position for position, name in enumerate(names) if name in TRUE_OR_FALSE]
    for row in rows:
        values = list(row)
        for position in flags:
            values[position] = bool(values[position])
        yield tuple(values)


class _Reader:
    """Builds the project from its rows; a dangling reference raises LookupError, a wrong value ValueError."""

    def __init__(self, rows_of: RowsOf, progress: Progress) -> None:
        self._rows_of = rows_of
        self._progress = progress

    def _rows(self, table: str) -> Iterator[list[Any]]:
        names = columns(TABLES[table])
        readers = [(position, READERS[name]) for position, name in enumerate(names) if name in READERS]
        number = 0
        try:
            for number, row in enumerate(self._rows_of(table), 1):
                if number % ROWS_PER_STEP == 1:
                    self._progress.step(0, 0, phrase("Opening the project"))
                values = list(row)
                for position, read_value in readers:
                    if values[position] is not None:
                        values[position] = read_value(values[position])
                yield values
        except ValueError as error:
            raise Damage(
                phrase("table {table}, row {row}: {problem}", table=table, row=number, problem=_sentence_of(error))
            ) from None

    def project(self) -> Project:
        values = dict(self._rows("project"))
        if missing := [key for key in PROJECT_KEYS if key not in values]:
            raise Damage(phrase("table project lacks the {key}", key=missing[0]))
        periods = {key: Period(first, last, label) for key, first, last, label in self._rows("period")}
        for key, period in periods.items():
            if period.id != key:
                raise Damage(phrase("period {period} does not match its dates", period=key))
        statements = self._statements()
        adjustments, enabled = self._adjustments()
        project = Project(
            entity=values["entity"],
            frameworks=self._frameworks(values["framework_from"], values["framework_to"]),
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
            completeness=self._completeness(),
            trail=self._trail(),
            comparatives=self._comparatives(),
            note=self._reconciliation_note(),
            evidence=self._evidence(),
            comments=self._comments(),
            scenarios=self._scenarios(),
            layouts=Map({key: ImportLayout(*layout) for key, *layout in self._rows("layout")}),
            workings=self._workings(),
            ticks=Map({key: Tick(key, *tick) for key, *tick in self._rows("tick")}),
            own_signs=Map(self._by_id("own_sign")),
            cross_references=self._cross_references(),
            open_items=Map({key: OpenItem(key, *item) for key, *item in self._rows("open_item")}),
            uncorrected=Map({key: Uncorrected(key, *left) for key, *left in self._rows("uncorrected")}),
            thresholds=Map(dict(self._rows("threshold"))),
            texts=Map({kind: AppendixText(*written) for kind, *written in self._rows("appendix_text")}),
            quotes=Map(_records_by_key(Quote, self._rows("quote"))),
            acceptances=Map(_records_by_key(Acceptance, self._rows("acceptance"))),
        )
        refuse_contradictions(project)
        return project

    def _frameworks(self, source: str, target: str) -> Frameworks:
        said = {end: rest for end, *rest in self._rows("framework")}
        return Frameworks(Framework(source, *said["source"]), Framework(target, *said["target"]))

    def _sources(self) -> tuple[SourceFile, ...]:
        return tuple(SourceFile(*source) for source in self._rows("source"))

    def _scale(self, text: str) -> int:
        try:
            return int(READERS["scale"](text))
        except ValueError as error:
            raise Damage(phrase("table project: {problem}", problem=_sentence_of(error))) from None

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
                share_scale=share_scale,
            )
            for key, kind, title, share_scale in self._rows("statement")
        )

    def _lines(self) -> dict[StatementId, list[Line]]:
        lines_by_statement: dict[StatementId, list[Line]] = {}
        captions, later_concepts = self._by_id("target_caption"), self._by_id("concept_said")
        for key, statement, *attributes in self._rows("line"):
            attributes.append(captions.pop(key, ""))
            line = Line(key, *attributes)
            if key in later_concepts:
                if line.concept:
                    raise Damage(phrase("{line} has two concepts", line=key))
                line = replace(line, concept=later_concepts.pop(key))
            lines_by_statement.setdefault(statement, []).append(line)
        _refuse_dangling(captions)
        _refuse_dangling(later_concepts)
        return lines_by_statement

    def _totals(self) -> Iterator[Total]:
        parts = _group_rows(self._rows("part"))
        for line, evidence, partial in self._rows("total"):
            parts_of_total = tuple((part, weight) for part, weight in parts.get(line, ()))
            yield Total(line, parts_of_total, evidence, partial)

    def _ratios(self) -> Iterator[Ratio]:
        for ratio in self._rows("ratio"):
            yield Ratio(*ratio)

    def _adjustments(self) -> tuple[tuple[Adjustment, ...], frozenset[AdjustmentId]]:
        entries, stated_for = self._entries(), _group_rows(self._rows("stated_for"))
        unknown = _group_rows(self._rows("unknown_effect"))
        adjustments, enabled, natures = [], set(), self._by_id("nature_said")
        details = {key: tuple(detail) for key, *detail in self._rows("adjustment_detail")}
        for key, name, note, standard_from, standard_to, _, is_enabled in self._rows("adjustment"):
            if is_enabled:
                enabled.add(key)
            readiness, kind, group = details.pop(key, NO_DETAIL)
            adjustments.append(
                Adjustment(
                    id=key,
                    name=name,
                    note=note,
                    standards=(standard_from, standard_to),
                    nature=natures.pop(key, None),
                    entries=Map(entries.get(key, {})),
                    stated_for=frozenset((statement, period) for statement, period in stated_for.get(key, ())),
                    unknown=frozenset((line, period) for line, period in unknown.get(key, ())),
                    readiness=readiness,
                    kind=kind,
                    group=group,
                )
            )
        _refuse_dangling(natures)
        _refuse_dangling(details)
        return tuple(adjustments), frozenset(enabled)

    def _by_id(self, table: str) -> dict[str, Any]:
        """Return the value of each id, in a table of two columns."""
        return dict(self._rows(table))

    def _entries(self) -> dict[AdjustmentId, dict[EntryId, JournalEntry]]:
        legs: dict[tuple[AdjustmentId, EntryId], list[Leg]] = {}
        for adjustment, entry, *leg in self._rows("leg"):
            legs.setdefault((adjustment, entry), []).append(Leg(*leg))
        entries: dict[AdjustmentId, dict[EntryId, JournalEntry]] = {}
        carried = {(adjustment, key): BroughtForward(*rest) for adjustment, key, *rest in self._rows("brought_forward")}
        for adjustment, key, memo, reference, origin in self._rows("entry"):
            if origin == TYPED:
                origin = carried.pop((adjustment, key), TYPED)
            legs_of_entry = tuple(legs.pop((adjustment, key)))
            entries.setdefault(adjustment, {})[key] = JournalEntry(key, legs_of_entry, memo, reference, origin)
        if legs:
            raise Damage(phrase("a leg belongs to no entry"))
        if carried:
            raise Damage(phrase("an entry that was brought forward is missing"))
        return entries

    def _source_figures(self) -> SourceFigures:
        return SourceFigures(
            SourceFigure(line, period, role, adjustment_or_currency, amount, CellRef(file, sheet, cell), *rest)
            for line, period, role, adjustment_or_currency, amount, file, sheet, cell, *rest in self._rows(
                "source_figure"
            )
        )

    def _findings(self) -> tuple[Finding, ...]:
        places = _group_rows(self._rows("finding_place"))
        return tuple(
            Finding(
                check, status, fact, difference, tuple(CellRef(*place) for place in places.get(number, ())), subject
            )
            for number, check, status, fact, difference, subject in self._rows("finding")
        )

    def _completeness(self) -> Completeness:
        carried = {tuple(key) for key in self._rows("carried_consideration")}
        considered = {
            (kind, period): Consideration(conclusion, reason, by, at, amount, (kind, period) in carried)
            for kind, period, conclusion, amount, reason, by, at in self._rows("consideration")
        }
        if carried - considered.keys():
            raise Damage(phrase("a conclusion that was carried is missing"))
        return Map(considered)

    def _comparatives(self) -> Comparatives:
        rows = self._rows("comparative")
        return Map({(statement, period): Comparative(*comparative) for statement, period, *comparative in rows})

    def _reconciliation_note(self) -> str:
        notes = [note for (note,) in self._rows("reconciliation_note")]
        if len(notes) > 1:
            raise Damage(phrase("the reconciliation has two notes"))
        return notes[0] if notes else ""

    def _evidence(self) -> AllEvidence:
        return Map({key: Evidence(key, *shown) for key, *shown in self._rows("evidence")})

    def _comments(self) -> Comments:
        replies = _group_rows(self._rows("reply"))
        comments = {
            key: Comment(key, subject, text, by, at, tuple(Reply(*reply) for reply in replies.pop(key, ())), is_open)
            for key, subject, text, by, at, is_open in self._rows("comment")
        }
        _refuse_dangling(replies)
        return Map(comments)

    def _scenarios(self) -> Scenarios:
        switches = _group_rows(self._rows("scenario_switch"))
        scenarios = {name: frozenset(key for (key,) in switches.pop(name, ())) for (name,) in self._rows("scenario")}
        _refuse_dangling(switches)
        return Map(scenarios)

    def _workings(self) -> Workings:
        rows = self._rows("working")
        return Map({WorkedCell(line, period, key): Working(*working) for line, period, key, *working in rows})

    def _cross_references(self) -> CrossReferences:
        references = {}
        for key, subject, leads_to, paper, *rest in self._rows("cross_reference"):
            if (leads_to is None) == (paper is None):
                raise Damage(phrase("cross reference {id} does not lead to one place", id=key))
            references[key] = CrossReference(key, subject, leads_to or WorkingPaper(paper), *rest)
        return Map(references)

    def _trail(self) -> Trail:
        alterations = self._alterations()
        return Trail.of(
            TrailEntry(fact, at, by, tuple(alterations.get(number, ()))) for number, at, by, fact in self._rows("step")
        )

    def _alterations(self) -> dict[int, list[Alteration]]:
        """Return the alterations of each step; of a later format's subject where the tables of those say so."""
        subjects: dict[tuple[int, int], Subject] = {
            (step, place): KindSubject(*kind) for step, place, *kind in self._rows("kind_altered")
        }
        for table in ("subject_altered", "review_subject_altered", "text_altered"):
            subjects.update({(step, place): subject for step, place, subject in self._rows(table)})
        alterations: dict[int, list[Alteration]] = {}
        for step, about, *altered in self._rows("alteration"):
            members = alterations.setdefault(step, [])
            subject = subjects.pop((step, len(members)), about) if about == PROJECT else about
            members.append(Alteration(subject, *altered))
        if subjects:
            raise Damage(phrase("what was altered belongs to no alteration"))
        return alterations

    def _import_report(self) -> ImportReport:
        cells = tuple(CellsUsed(*cells_used) for cells_used in self._rows("cells_used"))
        inferences = tuple(
            Inference(
                stage, subject, taken_for, evidence, alternatives, None if file is None else CellRef(file, *place)
            )
            for stage, subject, taken_for, evidence, alternatives, file, *place in self._rows("inference")
        )
        return ImportReport(cells, inferences)


def _records_by_key(kind: Callable[..., R], rows: Iterable[list[Any]]) -> dict[Any, tuple[R, ...]]:
    """Return the records of each key, in their order."""
    return {key: tuple(kind(*row) for row in group) for key, group in _group_rows(rows).items()}


def _group_rows(rows: Iterable[list[Any]]) -> dict[Any, list[tuple[Any, ...]]]:
    """Return the other columns of each row, grouped by the first, in order."""
    groups: dict[Any, list[tuple[Any, ...]]] = {}
    for key, *columns_behind in rows:
        groups.setdefault(key, []).append(tuple(columns_behind))
    return groups


def _refuse_dangling(values: dict[str, Any]) -> None:
    """Raise LookupError if values are left of ids that are not there."""
    for key in values:
        raise LookupError(key)


OnLine = TypeVar("OnLine", Total, Ratio)


def _group_by_statement(
    records: Iterator[OnLine], statement_of: dict[LineId, StatementId]
) -> dict[StatementId, list[OnLine]]:
    groups: dict[StatementId, list[OnLine]] = {}
    for record in records:
        groups.setdefault(statement_of[record.line], []).append(record)
    return groups


def _figures_in_order(line: LineId, periods: tuple[PeriodId, ...], figures_of_line: list[tuple[Any, ...]]) -> Row:
    if tuple(period for period, _ in figures_of_line) != periods:
        raise Damage(phrase("{line} has figures for periods that its statement does not have", line=line))
    return tuple(amount for _, amount in figures_of_line)
