"""A project and its results as pandas frames, made column by column.

A frame has the same columns whatever is switched on, and whatever the frameworks are called.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pandas as pd

from workbench.checks import ChecksRun
from workbench.checks.check import ALARMS
from workbench.domain.adjustments import LegKind, Nature
from workbench.domain.comments import Comment, Reply
from workbench.domain.cross_references import WorkingPaper
from workbench.domain.evidence import EvidenceKind
from workbench.domain.findings import FindingStatus
from workbench.domain.ids import AdjustmentId, LineId, StatementId
from workbench.domain.open_items import OpenItemStatus
from workbench.domain.periods import Period, PeriodId
from workbench.domain.project import Project
from workbench.domain.sources import CellRef, FigureRole
from workbench.domain.statements import Concept, Line, LineRole, LineUnit, Statement, StatementKind
from workbench.domain.subject_names import name_of_subject
from workbench.domain.subjects import Subject
from workbench.domain.thresholds import FixedThreshold, ShareOfFigure, Threshold, ThresholdKind
from workbench.engine import Results
from workbench.exporting.table import AMOUNT, long_table
from workbench.phrases import ENGLISH, say
from workbench.presentation.journal_entries import OriginKind, kind_of_origin, listed_legs, place_of_origin
from workbench.presentation.key_totals import key_totals
from workbench.presentation.statement_table import REPORTED_COLUMN, RESULT_COLUMN, Column, StatementTable
from workbench.presentation.states import state_of
from workbench.presentation.thresholds import threshold_amounts
from workbench.presentation.ticks import meaning_of
from workbench.wording import message_of, say_fact
from workbench.wording.names import name_of_threshold, with_capital
from workbench.wording.periods import label, short_label

AS_REPORTED, RESULT, DIFFERENCE = "as_reported", "result", "difference"
BESIDE_DIFFERENCES = frozenset(
    ("statement", "period", "line", "caption", "target_caption", "section", "role", "unit", "concept")
) | {AS_REPORTED, RESULT, DIFFERENCE}
"""The columns that stand beside those of the differences, which are named by their ids."""
REMAINDER = "remainder"
"""The role of a row that no source prints: what the parts of a total leave of it."""
ID_OF_REMAINDER = "{total}:remainder"
"""The id of such a row; no line has a colon in its own."""
BETWEEN_HEADINGS, BETWEEN_CELLS = " › ", "; "

Columns = dict[str, Any]


def names_of_columns(project: Project) -> dict[AdjustmentId, str]:
    """Return the name of the column of each difference: its id, with an underscore if another column is called so."""
    return {
        adjustment.id: f"{adjustment.id}_" if adjustment.id in BESIDE_DIFFERENCES else adjustment.id
        for adjustment in project.adjustments
    }


# ---- figures


def frame_of_totals(results: Results, *, exact: bool) -> pd.DataFrame:
    project, lines = results.project, _lines_by_id(results.project)
    rows = [(period, total) for period, totals in key_totals(results).items() for total in totals]
    columns: Columns = {
        "statement": _statements(project, (lines[total.line][0].id for _, total in rows)),
        "period": _periods(project, (period for period, _ in rows)),
        "line": _texts(total.line for _, total in rows),
        "caption": _texts(total.name for _, total in rows),
        "concept": _concepts(lines[total.line][1] for _, total in rows),
        AS_REPORTED: _amounts((total.as_reported for _, total in rows), exact=exact),
    }
    for adjustment, name in names_of_columns(project).items():
        stated_for = project.adjustment_by_id[adjustment].stated_for
        effects = (
            results.effect(adjustment, total.line, period)
            if (lines[total.line][0].id, period) in stated_for
            and results.is_effect_known(adjustment, total.line, period)
            else None
            for period, total in rows
        )
        columns[name] = _amounts(effects, exact=exact)
    columns[RESULT] = _amounts((total.result for _, total in rows), exact=exact)
    columns[DIFFERENCE] = _amounts((total.difference for _, total in rows), exact=exact)
    return _frame(project, columns)


def frame_of_statement(results: Results, statement: Statement, period: PeriodId, *, exact: bool) -> pd.DataFrame:
    project, names = results.project, names_of_columns(results.project)
    table = StatementTable(results, statement, period)
    rows, figures = table.rows, _Rows(table).figures
    columns: Columns = {
        "caption": _texts(say(row.caption, ENGLISH) for row in rows),
        "target_caption": _texts(None if row.remainder else row.line.target_caption or None for row in rows),
        "section": _texts(BETWEEN_HEADINGS.join(row.line.section) for row in rows),
        "role": _categories((REMAINDER if row.remainder else row.line.role for row in rows), (*LineRole, REMAINDER)),
        "unit": _categories((None if row.is_heading else row.line.unit for row in rows), LineUnit),
        "concept": _concepts(None if row.remainder else row.line for row in rows),
        AS_REPORTED: _amounts(figures(REPORTED_COLUMN), exact=exact),
    }
    for column in table.columns:
        if column.adjustment:
            columns[names[column.adjustment]] = _amounts(figures(column), exact=exact)
    columns[RESULT] = _amounts(figures(RESULT_COLUMN), exact=exact)
    ids = [ID_OF_REMAINDER.format(total=row.line.id) if row.remainder else row.line.id for row in rows]
    frame = _frame(project, columns, pd.Index(_texts(ids), name="line"))
    frame.attrs |= {
        "statement": str(statement.id),
        "title": statement.title,
        "period": str(period),
        "label": label(project.periods[period], ENGLISH),
        "reconciled": table.is_reconciled,
    }
    return frame


class _Rows:
    """The rows of a table, and where their figures stand among those of the statement's lines."""

    def __init__(self, table: StatementTable) -> None:
        self._table = table
        self._places = [table.statement.place_of[row.line.id] for row in table.rows]
        self._others = [(number, row) for number, row in enumerate(table.rows) if row.remainder or row.is_heading]

    def figures(self, column: Column) -> list[Decimal | None]:
        of_lines = self._table.figures(column)
        figures = [of_lines[place] for place in self._places]
        for number, row in self._others:
            figures[number] = self._table.amount(row, column)
        return figures


def frame_of_table(results: Results, *, exact: bool) -> pd.DataFrame:
    """The long table, with the columns that it has in files."""
    project = results.project
    table = long_table(results, ENGLISH)
    headings = dict.fromkeys(table["framework_or_adjustment"])
    return _frame(
        project,
        {
            "statement": _statements(project, table["statement"]),
            "period": _periods(project, table["period"]),
            "line": _texts(table["line"]),
            "caption": _texts(table["caption"]),
            "concept": _categories(table["concept"], Concept),
            "unit": _categories(table["unit"], LineUnit),
            "framework_or_adjustment": _categories(table["framework_or_adjustment"], headings),
            AMOUNT: _amounts(table[AMOUNT], exact=exact),
            "sources": _texts(table["sources"]),
        },
    )


# ---- what the figures come from, and what the checks say


def frame_of_entries(project: Project, *, exact: bool) -> pd.DataFrame:
    rows = list(listed_legs(project))
    return _frame(
        project,
        {
            "adjustment": _adjustments(project, (row.adjustment.id for row in rows)),
            "entry": _texts(row.entry.id for row in rows),
            "statement": _statements(project, (row.statement.id for row in rows)),
            "line": _texts(row.leg.line for row in rows),
            "caption": _texts(row.line.name for row in rows),
            "period": _periods(project, (row.leg.period for row in rows)),
            AMOUNT: _amounts((row.leg.amount for row in rows), exact=exact),
            "debit": _amounts((row.debit_and_credit[0] for row in rows), exact=exact),
            "credit": _amounts((row.debit_and_credit[1] for row in rows), exact=exact),
            "open": pd.array([bool(row.open_amount) for row in rows], dtype="bool"),
            "kind": _categories((row.leg.kind for row in rows), LegKind),
            "memo": _texts(row.entry.memo for row in rows),
            "reference": _texts(row.entry.reference for row in rows),
            "origin": _categories((kind_of_origin(row.entry.origin) for row in rows), OriginKind),
            **_columns_of_places([place_of_origin(row.entry.origin) for row in rows]),
        },
    )


def frame_of_sources(project: Project, *, exact: bool) -> pd.DataFrame:
    lines, figures = _lines_by_id(project), project.source_figures
    return _frame(
        project,
        {
            "statement": _statements(project, (lines[figure.line][0].id for figure in figures)),
            "line": _texts(figure.line for figure in figures),
            "caption": _texts(lines[figure.line][1].name for figure in figures),
            "period": _periods(project, (figure.period for figure in figures)),
            "role": _categories((figure.role for figure in figures), FigureRole),
            "adjustment": _adjustments(
                project, (figure.adjustment if figure.role.is_of_an_adjustment else None for figure in figures)
            ),
            "currency": _categories(
                (
                    figure.adjustment_or_currency if figure.role is FigureRole.TRANSLATION else None
                    for figure in figures
                ),
                figures.translated_into,
            ),
            AMOUNT: _amounts((figure.amount for figure in figures), exact=exact),
            **_columns_of_places([figure.cell for figure in figures]),
            "text": _texts(figure.raw for figure in figures),
            "formula": _texts(figure.formula for figure in figures),
            "primary": pd.array([figure.is_primary for figure in figures], dtype="bool"),
            "restated": _texts(project.restated.get(figure.cell) for figure in figures),
        },
    )


def frame_of_findings(checks_run: ChecksRun, statuses: Sequence[FindingStatus], *, exact: bool) -> pd.DataFrame:
    """Only the findings with one of ``statuses``; warnings and failures are kept, all others are made anew."""
    alarms = (alarm for tally in checks_run.tallies.values() for alarm in tally.alarms)
    findings = alarms if ALARMS.issuperset(statuses) else checks_run.findings
    rows = [finding for finding in findings if finding.status in statuses]
    return _frame(
        checks_run.results.project,
        {
            "check": _categories((finding.check for finding in rows), checks_run.tallies),
            "subject": _texts(finding.subject.key for finding in rows),
            "status": _categories((finding.status for finding in rows), FindingStatus),
            "message": _texts(message_of(finding, ENGLISH) for finding in rows),
            DIFFERENCE: _amounts((finding.difference for finding in rows), exact=exact),
            "places": _texts(BETWEEN_CELLS.join(map(str, finding.where)) for finding in rows),
        },
    )


# ---- what was said


def frame_of_comments(project: Project) -> pd.DataFrame:
    """A row for each comment, and one for each answer to it."""
    rows: list[tuple[Comment, int, Comment | Reply]] = [
        (comment, number, said)
        for comment in project.comments.values()
        for number, said in enumerate(_sayings_of(comment))
    ]
    return _frame(
        project,
        {
            "comment": _texts(comment.id for comment, _, _ in rows),
            "answer": pd.array([number for _, number, _ in rows], dtype="int64"),
            "subject": _texts(comment.subject.key for comment, _, _ in rows),
            "name": _texts(_name(project, comment.subject) for comment, _, _ in rows),
            "text": _texts(said.text for _, _, said in rows),
            "by": _texts(said.by or None for _, _, said in rows),
            "at": _moments(said.at for _, _, said in rows),
            "open": pd.array([comment.is_open for comment, _, _ in rows], dtype="bool"),
        },
    )


def _sayings_of(comment: Comment) -> tuple[Comment | Reply, ...]:
    return comment, *comment.replies


def frame_of_evidence(project: Project) -> pd.DataFrame:
    rows = list(project.evidence.values())
    return _frame(
        project,
        {
            "evidence": _texts(shown.id for shown in rows),
            "subject": _texts(shown.subject.key for shown in rows),
            "name": _texts(_name(project, shown.subject) for shown in rows),
            "kind": _categories((shown.kind for shown in rows), EvidenceKind),
            "content": _texts(shown.content for shown in rows),
            "caption": _texts(shown.caption or None for shown in rows),
            "pages": _texts(shown.pages or None for shown in rows),
            "sha256": _texts(shown.sha256 or None for shown in rows),
            "by": _texts(shown.by or None for shown in rows),
            "at": _moments(shown.at for shown in rows),
        },
    )


def frame_of_ticks(project: Project) -> pd.DataFrame:
    rows = list(project.ticks.values())
    return _frame(
        project,
        {
            "tick": _texts(tick.id for tick in rows),
            "sign": _texts(tick.sign for tick in rows),
            "meaning": _texts(meaning_of(project, tick.sign, ENGLISH) for tick in rows),
            "subject": _texts(tick.subject.key for tick in rows),
            "name": _texts(_name(project, tick.subject) for tick in rows),
            "everywhere": pd.array([tick.is_everywhere for tick in rows], dtype="bool"),
            "by": _texts(tick.by or None for tick in rows),
            "at": _moments(tick.at for tick in rows),
        },
    )


def frame_of_cross_references(project: Project) -> pd.DataFrame:
    rows = list(project.cross_references.values())
    papers = [row.target.reference if isinstance(row.target, WorkingPaper) else None for row in rows]
    subjects = [None if isinstance(row.target, WorkingPaper) else row.target for row in rows]
    return _frame(
        project,
        {
            "reference": _texts(row.id for row in rows),
            "subject": _texts(row.subject.key for row in rows),
            "name": _texts(_name(project, row.subject) for row in rows),
            "leads_to": _texts(subject.key if subject else None for subject in subjects),
            "target": _texts(_name(project, subject) if subject else None for subject in subjects),
            "working_paper": _texts(papers),
            "remark": _texts(row.remark or None for row in rows),
            "by": _texts(row.by or None for row in rows),
            "at": _moments(row.at for row in rows),
        },
    )


def frame_of_open_items(project: Project, *, exact: bool) -> pd.DataFrame:
    rows = list(project.open_items.values())
    return _frame(
        project,
        {
            "number": _texts(item.id for item in rows),
            "subject": _texts(item.subject.key for item in rows),
            "name": _texts(_name(project, item.subject) for item in rows),
            "text": _texts(item.text for item in rows),
            "raised_by": _texts(item.raised_by or None for item in rows),
            "for_whom": _texts(item.for_whom or None for item in rows),
            AMOUNT: _amounts((item.amount for item in rows), exact=exact),
            "status": _categories((item.status for item in rows), OpenItemStatus),
            "answer": _texts(item.answer or None for item in rows),
            "at": _moments(item.at for item in rows),
        },
    )


def frame_of_uncorrected_differences(project: Project, *, exact: bool) -> pd.DataFrame:
    """An effect that nobody knows is missing, which is not nil."""
    rows = list(project.uncorrected.values())
    return _frame(
        project,
        {
            "number": _texts(left.id for left in rows),
            "text": _texts(left.text for left in rows),
            "period": _texts(left.period for left in rows),
            "profit": _amounts((left.profit for left in rows), exact=exact),
            "equity": _amounts((left.equity for left in rows), exact=exact),
            "reason": _texts(left.reason for left in rows),
            "by": _texts(left.by or None for left in rows),
            "at": _moments(left.at for left in rows),
        },
    )


def frame_of_thresholds(results: Results, *, exact: bool) -> pd.DataFrame:
    """A row for each threshold, set or not."""
    project, amounts = results.project, threshold_amounts(results)
    known = [project.thresholds.get(kind) for kind in ThresholdKind]
    bases = [base if isinstance(base, ShareOfFigure) else None for base in known]
    columns = {
        "name": _texts(with_capital(name_of_threshold(kind, ENGLISH)) for kind in ThresholdKind),
        AMOUNT: _amounts((amounts[kind] for kind in ThresholdKind), exact=exact),
        "percent": _amounts(map(_percent_of, known), exact=exact),
        "line": _texts(base.line if base else None for base in bases),
        "period": _texts(base.period if base else None for base in bases),
    }
    return _frame(project, columns, pd.Index(_texts(kind.value for kind in ThresholdKind), name="threshold"))


def _percent_of(threshold: Threshold | None) -> Decimal | None:
    return None if threshold is None or isinstance(threshold, FixedThreshold) else threshold.percent


def _name(project: Project, subject: Subject) -> str:
    return say_fact(name_of_subject(project, subject), ENGLISH)


# ---- what there is


def frame_of_adjustments(project: Project) -> pd.DataFrame:
    adjustments = project.adjustments
    columns = {
        "name": _texts(adjustment.name for adjustment in adjustments),
        "on": pd.array([adjustment.id in project.enabled for adjustment in adjustments], dtype="bool"),
        "nature": _categories((adjustment.nature for adjustment in adjustments), Nature),
        "entries": pd.array([len(adjustment.entries) for adjustment in adjustments], dtype="int64"),
        "source_standard": _texts(adjustment.standards[0] for adjustment in adjustments),
        "target_standard": _texts(adjustment.standards[1] for adjustment in adjustments),
        "note": _texts(adjustment.note for adjustment in adjustments),
    }
    ids = _adjustments(project, (adjustment.id for adjustment in adjustments))
    return _frame(project, columns, pd.CategoricalIndex(ids, name="adjustment"))


def frame_of_periods(project: Project) -> pd.DataFrame:
    periods = _by_date(project)
    reconciled = {period for statement in project.statements for period in statement.reconciled}
    columns = {
        "label": _texts(label(period, ENGLISH) for period in periods),
        "short_label": _texts(short_label(period, ENGLISH) for period in periods),
        "start": _days(period.start for period in periods),
        "end": _days(period.end for period in periods),
        "months": pd.array([period.months for period in periods], dtype="int64"),
        "instant": pd.array([period.is_instant for period in periods], dtype="bool"),
        "reconciled": pd.array([period.id in reconciled for period in periods], dtype="bool"),
    }
    ids = _periods(project, (period.id for period in periods))
    return _frame(project, columns, pd.CategoricalIndex(ids, name="period"))


def frame_of_statements(project: Project) -> pd.DataFrame:
    rows = [(statement, period) for statement in project.statements for period in statement.periods]
    return _frame(
        project,
        {
            "statement": _statements(project, (statement.id for statement, _ in rows)),
            "kind": _categories((statement.kind for statement, _ in rows), StatementKind),
            "title": _texts(statement.title for statement, _ in rows),
            "period": _periods(project, (period for _, period in rows)),
            "label": _texts(short_label(project.periods[period], ENGLISH) for _, period in rows),
            "lines": pd.array([len(statement.lines) for statement, _ in rows], dtype="int64"),
            "reconciled": pd.array([period in statement.reconciled for statement, period in rows], dtype="bool"),
        },
    )


# ---- columns


def _frame(project: Project, columns: Columns, index: "pd.Index[Any] | None" = None) -> pd.DataFrame:
    """Return the frame of ``columns``, with whose figures they are in ``attrs``: plain text, numbers, dictionaries."""
    frame = pd.DataFrame(columns, index=index)
    names, state = names_of_columns(project), state_of(project)
    frame.attrs = {
        "entity": project.entity,
        "currency": project.currency,
        "scale": project.scale,
        "source_framework": project.frameworks.source.name,
        "target_framework": project.frameworks.target.name,
        "complete": project.is_complete,
        "state": state.in_words(ENGLISH),
        "switches": {names[adjustment.id]: adjustment.id in project.enabled for adjustment in project.adjustments},
        "names": {names[adjustment.id]: adjustment.name for adjustment in project.adjustments},
    }
    return frame


def _amounts(amounts: Iterable[Decimal | None], *, exact: bool) -> Any:
    if exact:
        return pd.array(list(amounts), dtype="object")
    return pd.array([float("nan") if amount is None else float(amount) for amount in amounts], dtype="float64")


def _texts(texts: Iterable[str | None]) -> Any:
    return pd.array(list(texts), dtype="str")


def _days(days: Iterable[date | None]) -> Any:
    return pd.array([pd.NaT if day is None else pd.Timestamp(day) for day in days], dtype="datetime64[s]")


def _moments(moments: Iterable[datetime]) -> Any:
    """Return a column of moments, all in UTC."""
    return pd.array([pd.Timestamp(moment).tz_convert("UTC") for moment in moments], dtype="datetime64[us, UTC]")


def _categories(keys: Iterable[str | None], known: Iterable[str]) -> Any:
    """Return a categorical of plain text; its categories are all that are ``known``, in their order."""
    return pd.Categorical([None if key is None else str(key) for key in keys], categories=[str(key) for key in known])


def _statements(project: Project, ids: Iterable[StatementId]) -> Any:
    return _categories(ids, (statement.id for statement in project.statements))


def _periods(project: Project, ids: Iterable[PeriodId]) -> Any:
    return _categories(ids, (period.id for period in _by_date(project)))


def _adjustments(project: Project, ids: Iterable[AdjustmentId | None]) -> Any:
    return _categories(ids, (adjustment.id for adjustment in project.adjustments))


def _concepts(lines: Iterable[Line | None]) -> Any:
    return _categories((line.concept if line else None for line in lines), Concept)


def _columns_of_places(places: Sequence[CellRef]) -> Columns:
    """Return the columns ``file``, ``sheet`` and ``cell``; what is empty is missing."""
    files = [place.file or None for place in places]
    sheets = [place.sheet or None for place in places]
    return {
        "file": _categories(files, filter(None, dict.fromkeys(files))),
        "sheet": _categories(sheets, filter(None, dict.fromkeys(sheets))),
        "cell": _texts(place.cell or None for place in places),
    }


def _by_date(project: Project) -> list[Period]:
    """Return the periods by their ends, of those the longest first, an instant last."""
    return sorted(project.periods.values(), key=lambda period: (period.end, period.start or period.end))


def _lines_by_id(project: Project) -> Mapping[LineId, tuple[Statement, Line]]:
    return {line.id: (statement, line) for statement in project.statements for line in statement.lines}
