"""Where a step changed something, so that undo and redo can show it: a cell of a grid, or an item of a panel."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeAlias, TypeVar

from workbench.domain.comments import Comment
from workbench.domain.cross_references import CrossReference
from workbench.domain.evidence import Evidence
from workbench.domain.ids import NO_ADJUSTMENT, AdjustmentId, LineId, StatementId
from workbench.domain.maps import Map
from workbench.domain.open_items import OpenItem
from workbench.domain.periods import ALL_PERIODS, PeriodId
from workbench.domain.project import Project
from workbench.domain.statements import Statement
from workbench.domain.subject_names import has_subject
from workbench.domain.subjects import (
    PROJECT,
    AdjustmentSubject,
    CommentSubject,
    CrossReferenceSubject,
    EntrySubject,
    EvidenceSubject,
    FigureSubject,
    KindSubject,
    LineSubject,
    OpenItemSubject,
    ScenarioSubject,
    SourceSubject,
    StatementSubject,
    Subject,
    TickSubject,
    UncorrectedSubject,
)
from workbench.domain.ticks import Tick
from workbench.presentation.remarks import cells_of
from workbench.presentation.statement_table import Column, ColumnKind

Key = TypeVar("Key")
Member = TypeVar("Member")
Remark: TypeAlias = Comment | Evidence | Tick | CrossReference | OpenItem
DESCRIBED = ("name", "nature", "standards", "readiness", "kind", "group")
"""What is said of a difference besides its entries and its note."""


class ChangedPlace(NamedTuple):
    """One cell of a grid; ``period`` is empty if the change is the same in every period."""

    line: LineId
    period: PeriodId
    kind: ColumnKind
    adjustment: AdjustmentId = NO_ADJUSTMENT


# ---- in the grids


def find_changed_place(before: Project, after: Project, in_front: StatementId) -> ChangedPlace | None:
    """Return the first cell in which two snapshots differ; None if no grid shows a difference.

    The statement ``in_front`` comes first, and a figure that was typed comes before the totals that moved with it.
    """
    for statement in sorted(after.statements, key=lambda statement: statement.id != in_front):
        known = before.statement_by_id.get(statement.id)
        if known is None and statement.lines:
            return ChangedPlace(statement.lines[0].id, ALL_PERIODS, ColumnKind.CAPTION)
        if known is not None and known is not statement and (place := _find_in_statement(known, statement)):
            return place
    return (
        _find_in_entries(before, after)
        or _find_in_workings(before, after)
        or _find_in_sources(before, after)
        or _find_in_comparatives(before, after)
        or _find_in_remarks(before, after)
    )


def place_of_subject(project: Project, subject: Subject) -> ChangedPlace | None:
    """Return the cell of a grid that shows a subject; None if no grid does."""
    if not has_subject(project, subject):
        return None
    match subject:
        case StatementSubject(statement, period) if lines := project.statement_by_id[statement].lines:
            return ChangedPlace(lines[0].id, period, ColumnKind.AS_REPORTED if period else ColumnKind.CAPTION)
        case SourceSubject(place) if figure := project.source_figures.by_source_cell.get(place):
            return ChangedPlace(figure.line, figure.period, ColumnKind.AS_REPORTED)
        case FigureSubject() | LineSubject() | EntrySubject():
            cells = cells_of(project, subject)
            return next((ChangedPlace(line, period, *_parts(column)) for line, period, column in cells), None)
    return None


def _parts(column: Column) -> tuple[ColumnKind, AdjustmentId]:
    return column.kind, column.adjustment


def _find_in_statement(before: Statement, after: Statement) -> ChangedPlace | None:
    return (
        _find_in_captions(before, after)
        or _find_in_lines(before, after)
        or _find_in_periods(before, after)
        or _find_in_figures(before, after)
        or _find_in_details(before, after)
        or _find_in_reconciled(before, after)
    )


def _find_in_captions(before: Statement, after: Statement) -> ChangedPlace | None:
    """Return a line with another caption: the sections of the lines under a heading follow its caption."""
    if before.lines is after.lines:
        return None
    for line in after.lines:
        known = before.line_by_id.get(line.id)
        if known is not None and known.caption != line.caption:
            return _caption(line.id)
    return None


def _find_in_lines(before: Statement, after: Statement) -> ChangedPlace | None:
    """Return the line that came or was moved; where one went, the line that stands there now."""
    if before.lines is after.lines or not after.lines:
        return None
    here = [line.id for line in after.lines if line.id in before.place_of]
    there = [line.id for line in before.lines if line.id in after.place_of]
    new = [line.id for line in after.lines if line.id not in before.place_of]
    gone = [place for place, line in enumerate(before.lines) if line.id not in after.place_of]
    moved = [line for line, other in zip(here, there, strict=True) if line != other]
    left = [line for line in here if before.line_by_id[line].section != after.line_by_id[line].section]
    places = [after.lines[min(place, len(after.lines) - 1)].id for place in gone]
    changed = next(iter((*new, *places, *left, *moved)), None)
    return _caption(changed) if changed else None


def _find_in_periods(before: Statement, after: Statement) -> ChangedPlace | None:
    """Return the first cell of a period that came; where one went, the first caption."""
    if before.periods == after.periods or not after.lines:
        return None
    first, new = after.lines[0].id, [period for period in after.periods if period not in before.column_of]
    return ChangedPlace(first, new[0], ColumnKind.AS_REPORTED) if new else _caption(first)


def _find_in_figures(before: Statement, after: Statement) -> ChangedPlace | None:
    lines = after.figures.differing_keys(before.figures)
    if not lines:
        return None
    line = next((line for line in lines if line not in after.total_of), lines[0])
    return ChangedPlace(line, _find_period(before, after, line), ColumnKind.AS_REPORTED)


def _find_period(before: Statement, after: Statement, line: LineId) -> PeriodId:
    periods = (period for period in after.periods if before.figure(line, period) != after.figure(line, period))
    return next(periods, ALL_PERIODS)


def _find_in_details(before: Statement, after: Statement) -> ChangedPlace | None:
    """Return a line with other parts, another concept, unit or target caption."""
    if before.totals is not after.totals:
        totals = (*after.totals, *before.totals)
        changed = [total.line for total in totals if before.total_of.get(total.line) != after.total_of.get(total.line)]
        if changed:
            return _caption(changed[0])
    pairs = zip(before.lines, after.lines, strict=False) if before.lines is not after.lines else ()
    return next((_caption(line.id) for known, line in pairs if known != line), None)


def _find_in_reconciled(before: Statement, after: Statement) -> ChangedPlace | None:
    reconciled = before.reconciled ^ after.reconciled
    return ChangedPlace(after.lines[0].id, min(reconciled), ColumnKind.CAPTION) if after.lines and reconciled else None


def _find_in_entries(before: Project, after: Project) -> ChangedPlace | None:
    for adjustment in before.adjustments:
        changed = after.adjustment_by_id.get(adjustment.id)
        if changed is None or changed.entries is adjustment.entries:
            continue
        for cell in changed.effects.differing_keys(adjustment.effects):
            if changed.effects.get(cell) != adjustment.effects.get(cell):
                return ChangedPlace(*cell, ColumnKind.EFFECT, adjustment.id)
    return None


def _find_in_workings(before: Project, after: Project) -> ChangedPlace | None:
    """Return the first figure that was typed otherwise; its amount is the same."""
    for line, period, adjustment in after.workings.differing_keys(before.workings):
        return ChangedPlace(line, period, ColumnKind.EFFECT if adjustment else ColumnKind.AS_REPORTED, adjustment)
    return None


def _find_in_sources(before: Project, after: Project) -> ChangedPlace | None:
    for cell in after.restated.differing_keys(before.restated):
        if figure := after.source_figures.by_source_cell.get(cell):
            return ChangedPlace(figure.line, figure.period, ColumnKind.AS_REPORTED)
    return None


def _find_in_comparatives(before: Project, after: Project) -> ChangedPlace | None:
    """Return the first cell of a column that was locked or unlocked."""
    for statement, period in after.comparatives.differing_keys(before.comparatives):
        if place := place_of_subject(after, StatementSubject(statement, period)):
            return place
    return None


def _find_in_remarks(before: Project, after: Project) -> ChangedPlace | None:
    places = (place_of_subject(after, remark.subject) for remark in _changed_remarks(before, after))
    return next(filter(None, places), None)


def _changed_remarks(before: Project, after: Project) -> Iterator[Remark]:
    """Yield the comments, the evidence and what reviewers left that were changed, also what is gone."""
    yield from _changed_members(before.comments, after.comments)
    yield from _changed_members(before.evidence, after.evidence)
    yield from _changed_members(before.ticks, after.ticks)
    yield from _changed_members(before.cross_references, after.cross_references)
    yield from _changed_members(before.open_items, after.open_items)


def _changed_members(before: Map[Key, Member], after: Map[Key, Member]) -> Iterator[Member]:
    for key in after.differing_keys(before):
        yield after[key] if key in after else before[key]


def _caption(line: LineId) -> ChangedPlace:
    return ChangedPlace(line, ALL_PERIODS, ColumnKind.CAPTION)


# ---- in the panels


def find_changed_note(before: Project, after: Project) -> Subject | None:
    """Return what the first note is on in which two snapshots differ; None if all are the same."""
    if before.note != after.note:
        return PROJECT
    for adjustment in after.adjustments:
        known = before.adjustment_by_id.get(adjustment.id)
        if known is not None and known.note != adjustment.note:
            return AdjustmentSubject(adjustment.id)
    return None


def find_changed_item(before: Project, after: Project) -> Subject | None:
    """Return the first item of a list that was changed; where one went, what stands there or is near now.

    Comments, evidence and what reviewers left, entries, differences, conclusions and scenarios. None if all are the
    same.
    """
    subjects = (
        *_changed_comments(before, after),
        *map(UncorrectedSubject, after.uncorrected.differing_keys(before.uncorrected)),
        *_described_differences(before, after),
        *_changed_entries(before, after),
        *_changed_differences(before, after),
        *_changed_answers(before, after),
        *_changed_scenarios(before, after),
    )
    return next((subject for subject in subjects if has_subject(after, subject)), None)


def _changed_comments(before: Project, after: Project) -> Iterator[Subject]:
    for remark in _changed_remarks(before, after):
        yield _subject_of_remark(remark)
        yield remark.subject


def _subject_of_remark(remark: Remark) -> Subject:
    match remark:
        case Comment(key):
            return CommentSubject(key)
        case Evidence(key):
            return EvidenceSubject(key)
        case Tick(key):
            return TickSubject(key)
        case CrossReference(key):
            return CrossReferenceSubject(key)
        case OpenItem(key):
            return OpenItemSubject(key)


def _described_differences(before: Project, after: Project) -> Iterator[Subject]:
    """Yield the differences of which something else than the entries was changed; their kinds follow its nature."""
    for adjustment in after.adjustments:
        known = before.adjustment_by_id.get(adjustment.id)
        if known is not None and any(getattr(known, name) != getattr(adjustment, name) for name in DESCRIBED):
            yield AdjustmentSubject(adjustment.id)


def _changed_entries(before: Project, after: Project) -> Iterator[Subject]:
    for adjustment in after.adjustments:
        known = before.adjustment_by_id.get(adjustment.id)
        if known is not None and known is not adjustment:
            for entry in adjustment.entries.differing_keys(known.entries):
                yield EntrySubject(adjustment.id, entry)


def _changed_differences(before: Project, after: Project) -> Iterator[Subject]:
    """Yield the differences that came, changed or were switched; then what stands where one went, or was moved."""
    if before.adjustments is not after.adjustments:
        for adjustment in after.adjustments:
            if before.adjustment_by_id.get(adjustment.id) is not adjustment:
                yield AdjustmentSubject(adjustment.id)
        now = [adjustment.id for adjustment in after.adjustments]
        for place, adjustment in enumerate(before.adjustments):
            if now and (place >= len(now) or now[place] != adjustment.id):
                yield AdjustmentSubject(now[min(place, len(now) - 1)])
    yield from _in_order(after, before.enabled ^ after.enabled)


def _in_order(project: Project, adjustments: Iterable[AdjustmentId]) -> Iterator[Subject]:
    wanted = frozenset(adjustments)
    return (AdjustmentSubject(adjustment.id) for adjustment in project.adjustments if adjustment.id in wanted)


def _changed_answers(before: Project, after: Project) -> Iterator[Subject]:
    return (KindSubject(*considered) for considered in after.completeness.differing_keys(before.completeness))


def _changed_scenarios(before: Project, after: Project) -> Iterator[Subject]:
    """Yield the scenarios that came or changed; then, where one went, the first that there is."""
    yield from map(ScenarioSubject, after.scenarios.differing_keys(before.scenarios))
    if after.scenarios is not before.scenarios:
        yield from map(ScenarioSubject, after.scenarios)
