"""Where a step changed something, so that undo can show it."""

from typing import NamedTuple

from workbench.domain.ids import NO_ADJUSTMENT, AdjustmentId, LineId
from workbench.domain.periods import ALL_PERIODS, PeriodId
from workbench.domain.project import Project
from workbench.domain.statements import Statement
from workbench.presentation.statement_table import ColumnKind


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
    for statement in before.statements:
        changed = after.statement_by_id.get(statement.id)
        if changed is not None and changed is not statement and (place := _find_in_statement(statement, changed)):
            return place
    return _find_in_entries(before, after) or _find_in_sources(before, after)


def _find_in_statement(before: Statement, after: Statement) -> ChangedPlace | None:
    if before.periods == after.periods and (lines := after.figures.differing_keys(before.figures)):
        line = next((line for line in lines if line not in after.total_of), lines[0])
        return ChangedPlace(line, _find_period(before, after, line), ColumnKind.AS_REPORTED)
    for old, new in zip(before.lines, after.lines, strict=False):
        if old.id == new.id and old.caption != new.caption:
            return ChangedPlace(old.id, ALL_PERIODS, ColumnKind.CAPTION)
    if after.lines and (reconciled := before.reconciled ^ after.reconciled):
        return ChangedPlace(after.lines[0].id, min(reconciled), ColumnKind.CAPTION)
    return None


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
