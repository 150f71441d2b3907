"""Where a step changed something, so that undoing it shows it."""

from typing import NamedTuple

from workbench.domain.ids import LineId
from workbench.domain.periods import PeriodId
from workbench.domain.project import Project
from workbench.domain.statements import Statement
from workbench.presentation.statement_table import ColumnKind


class ChangedPlace(NamedTuple):
    """One cell of a grid; ``period`` is empty where the change is the same in every one."""

    line: LineId
    period: PeriodId
    kind: ColumnKind
    adjustment: str = ""


def changed_place(before: Project, after: Project) -> ChangedPlace | None:
    """Return the first cell in which two snapshots differ; None where they differ in nothing that a grid shows.

    A figure that was typed goes before the totals that moved with it.
    """
    known = after.statement_by_id
    for one in before.statements:
        other = known.get(one.id)
        if other is not None and other is not one and (place := _in_statement(one, other)):
            return place
    return _in_entries(before, after) or _in_sources(before, after)


def _in_statement(before: Statement, after: Statement) -> ChangedPlace | None:
    if before.periods == after.periods and (lines := after.figures.differing(before.figures)):
        line = next((each for each in lines if each not in after.total_of), lines[0])
        return ChangedPlace(line, _period(before, after, line), ColumnKind.AS_REPORTED)
    for one, other in zip(before.lines, after.lines, strict=False):
        if one.id == other.id and one.caption != other.caption:
            return ChangedPlace(one.id, "", ColumnKind.CAPTION)
    if after.lines and (reconciled := before.reconciled ^ after.reconciled):
        return ChangedPlace(after.lines[0].id, min(reconciled), ColumnKind.CAPTION)
    return None


def _period(before: Statement, after: Statement, line: LineId) -> PeriodId:
    periods = (period for period in after.periods if before.figure(line, period) != after.figure(line, period))
    return next(periods, "")


def _in_entries(before: Project, after: Project) -> ChangedPlace | None:
    known = after.adjustment_by_id
    for one in before.adjustments:
        other = known.get(one.id)
        if other is not None and (cells := other.entries.differing(one.entries)):
            line, period = cells[0]
            return ChangedPlace(line, period, ColumnKind.EFFECT, one.id)
    return None


def _in_sources(before: Project, after: Project) -> ChangedPlace | None:
    for cell in after.restated.differing(before.restated):
        if one := after.source_figures.by_place.get(cell):
            return ChangedPlace(one.line, one.period, ColumnKind.AS_REPORTED)
    return None
