"""Where a step changed something, so that undo can show it."""

from typing import NamedTuple

from workbench.domain.comments import Comment
from workbench.domain.evidence import Evidence
from workbench.domain.ids import NO_ADJUSTMENT, AdjustmentId, LineId
from workbench.domain.periods import ALL_PERIODS, PeriodId
from workbench.domain.project import Project
from workbench.domain.statements import Statement
from workbench.domain.subject_names import has_subject
from workbench.domain.subjects import (
    PROJECT,
    AdjustmentSubject,
    EntrySubject,
    FigureSubject,
    LineSubject,
    SourceSubject,
    StatementSubject,
    Subject,
)
from workbench.presentation.remarks import cells_of
from workbench.presentation.statement_table import Column, ColumnKind


class ChangedPlace(NamedTuple):
    """One cell of a grid; ``period`` is empty if the change is the same in every period."""

    line: LineId
    period: PeriodId
    kind: ColumnKind
    adjustment: AdjustmentId = NO_ADJUSTMENT


def find_changed_place(before: Project, after: Project) -> ChangedPlace | None:
    """Return the first cell in which two snapshots differ; None if no grid shows a difference.

    A figure that was typed comes before the totals that moved with it.
    """
    for statement in after.statements:
        known = before.statement_by_id.get(statement.id)
        if known is None and statement.lines:
            return ChangedPlace(statement.lines[0].id, ALL_PERIODS, ColumnKind.CAPTION)
        if known is not None and known is not statement and (place := _find_in_statement(known, statement)):
            return place
    return _find_in_entries(before, after) or _find_in_sources(before, after) or _find_in_remarks(before, after)


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


def _find_in_remarks(before: Project, after: Project) -> ChangedPlace | None:
    comments, evidence = (after.comments, before.comments), (after.evidence, before.evidence)
    remarks: tuple[Comment | Evidence, ...] = (
        *(comments[0].get(key) or comments[1][key] for key in comments[0].differing_keys(comments[1])),
        *(evidence[0].get(key) or evidence[1][key] for key in evidence[0].differing_keys(evidence[1])),
    )
    places = (place_of_subject(after, remark.subject) for remark in remarks)
    return next(filter(None, places), None)


def find_changed_note(before: Project, after: Project) -> Subject | None:
    """Return what the first note is on in which two snapshots differ; None if all are the same."""
    if before.note != after.note:
        return PROJECT
    for adjustment in after.adjustments:
        known = before.adjustment_by_id.get(adjustment.id)
        if known is not None and known.note != adjustment.note:
            return AdjustmentSubject(adjustment.id)
    return None


def _find_in_statement(before: Statement, after: Statement) -> ChangedPlace | None:
    if place := _find_in_lines(before, after) or _find_in_periods(before, after):
        return place
    if before.periods == after.periods and (lines := after.figures.differing_keys(before.figures)):
        line = next((line for line in lines if line not in after.total_of), lines[0])
        return ChangedPlace(line, _find_period(before, after, line), ColumnKind.AS_REPORTED)
    for old, new in zip(before.lines, after.lines, strict=False):
        if old.id == new.id and old.caption != new.caption:
            return ChangedPlace(old.id, ALL_PERIODS, ColumnKind.CAPTION)
    if after.lines and (reconciled := before.reconciled ^ after.reconciled):
        return ChangedPlace(after.lines[0].id, min(reconciled), ColumnKind.CAPTION)
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
    return ChangedPlace(changed, ALL_PERIODS, ColumnKind.CAPTION) if changed else None


def _find_in_periods(before: Statement, after: Statement) -> ChangedPlace | None:
    new = [period for period in after.periods if period not in before.column_of]
    return ChangedPlace(after.lines[0].id, new[0], ColumnKind.AS_REPORTED) if new and after.lines else None


def _find_period(before: Statement, after: Statement, line: LineId) -> PeriodId:
    periods = (period for period in after.periods if before.figure(line, period) != after.figure(line, period))
    return next(periods, ALL_PERIODS)


def _find_in_entries(before: Project, after: Project) -> ChangedPlace | None:
    for adjustment in before.adjustments:
        changed = after.adjustment_by_id.get(adjustment.id)
        if changed is not None and (cells := changed.effects.differing_keys(adjustment.effects)):
            line, period = cells[0]
            return ChangedPlace(line, period, ColumnKind.EFFECT, adjustment.id)
    return None


def _find_in_sources(before: Project, after: Project) -> ChangedPlace | None:
    for cell in after.restated.differing_keys(before.restated):
        if figure := after.source_figures.by_source_cell.get(cell):
            return ChangedPlace(figure.line, figure.period, ColumnKind.AS_REPORTED)
    return None
