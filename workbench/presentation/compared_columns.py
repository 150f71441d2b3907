"""What is compared: columns of a statement in periods and scenarios, and the change from one to another."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from workbench.domain.periods import ALL_PERIODS, Period, PeriodId, lateness
from workbench.domain.project import Project
from workbench.domain.statements import Statement
from workbench.presentation.statement_table import (
    CAPTION_COLUMN,
    REPORTED_COLUMN,
    RESULT_COLUMN,
    Column,
    ColumnKind,
)

DAYS_APART = 8
"""By how much two periods of one length, or two ends a year apart, may differ: years of 52 and 53 weeks do."""


@dataclass(frozen=True, slots=True)
class ComparedColumn(Column):
    """A column of figures in one period. ``scenario``: whose switches give the result; empty: the present ones."""

    period: PeriodId = ALL_PERIODS
    scenario: str = ""

    @property
    def source(self) -> Column:
        """The column of the statement in that period."""
        return Column(self.kind, self.adjustment)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeColumn(Column):
    """The change from one column to another, as an amount or in percent."""

    start: ComparedColumn
    end: ComparedColumn


class Preset(StrEnum):
    """What is put side by side."""

    PERIOD_BEFORE = "period-before"
    """A period and the one before of the same length, as reported and under the target framework."""
    YEAR_BEFORE = "year-before"
    """A period and the one that ended a year earlier."""
    FRAMEWORKS = "frameworks"
    """Both frameworks in one period."""
    SCENARIO = "scenario"
    """The result under a scenario and under the present switches."""
    ALL_PERIODS = "all-periods"
    """Every period of the same length, the earliest first."""
    TWO_COLUMNS = "two-columns"
    """Two columns that the user picks."""


class Comparison(NamedTuple):
    """``scenario``: the one of the preset, if it has one. ``start`` and ``end``: picked, else those of the preset."""

    preset: Preset = Preset.PERIOD_BEFORE
    scenario: str = ""
    start: ComparedColumn | None = None
    end: ComparedColumn | None = None


WITH_PERIOD_BEFORE = Comparison()


def period_before(project: Project, statement: Statement, period: PeriodId) -> PeriodId | None:
    """Return the last period of the same length that ended before this one; None if there is none."""
    end = project.periods[period].end
    earlier = [key for key in periods_as_long(project, statement, period) if project.periods[key].end < end]
    return earlier[-1] if earlier else None


def period_a_year_before(project: Project, statement: Statement, period: PeriodId) -> PeriodId | None:
    """Return the period of the same length that ended a year before this one; None if there is none."""
    wanted = _year_before(project.periods[period].end)
    for key in periods_as_long(project, statement, period):
        if abs(project.periods[key].end - wanted) < timedelta(DAYS_APART):
            return key
    return None


def periods_as_long(project: Project, statement: Statement, period: PeriodId) -> list[PeriodId]:
    """Return the periods of a statement that are as long as one of them, itself included, the earliest first."""
    length = _length(project.periods[period])
    periods = sorted(statement.periods, key=lambda key: lateness(project.periods[key]), reverse=True)
    return [key for key in periods if _is_as_long(_length(project.periods[key]), length)]


def choosable_columns(project: Project, statement: Statement) -> tuple[ComparedColumn, ...]:
    """Return every column that can be compared, the latest period first; of each period as reported first."""
    periods = sorted(statement.periods, key=lambda key: lateness(project.periods[key]))
    return tuple(column for period in periods for column in _columns_of(project, statement, period))


def compared_columns(
    project: Project, statement: Statement, period: PeriodId, comparison: Comparison
) -> tuple[Column, ...]:
    """Return the columns of a comparison, captions first: figures, and after each pair the change between them.

    ``period``: the one shown. What the statement does not have is left out; so is the change then.
    """
    pairs = list(_pairs(project, statement, period, comparison))
    picked = picked_pair(project, statement, period, comparison)
    if comparison.preset is Preset.TWO_COLUMNS:
        return (CAPTION_COLUMN, *dict.fromkeys(picked or ()), *(_changes(*picked) if picked else ()))
    if comparison.preset is Preset.ALL_PERIODS:
        figures: list[Column] = list(_all_periods(project, statement, period))
        figures = list(dict.fromkeys((*figures, *(picked or ()))))
        return (CAPTION_COLUMN, *figures, *(_changes(*picked) if picked else ()))
    columns: list[Column] = [CAPTION_COLUMN]
    for pair in pairs:
        columns += [column for column in pair if column not in columns]
        if len(pair) == 2 and not _is_picked(comparison):
            columns += _changes(*pair)
    if _is_picked(comparison) and picked:
        columns = [*dict.fromkeys((*columns, *picked)), *_changes(*picked)]
    return tuple(columns)


def picked_pair(
    project: Project, statement: Statement, period: PeriodId, comparison: Comparison
) -> tuple[ComparedColumn, ComparedColumn] | None:
    """Return the columns between which the change is shown first: those picked, else the preset's; None if none."""
    pairs = list(_pairs(project, statement, period, comparison))
    first = next((pair for pair in pairs if len(pair) == 2), None)
    start, end = first if first else (None, None)
    if _has_column(project, statement, comparison.start):
        start = comparison.start
    if _has_column(project, statement, comparison.end):
        end = comparison.end
    return (start, end) if start and end else None


def lacks_partner(project: Project, statement: Statement, period: PeriodId, comparison: Comparison) -> bool:
    """True if there is no period or scenario to compare with, so that nothing changes from one to the other."""
    return picked_pair(project, statement, period, comparison) is None


def _is_picked(comparison: Comparison) -> bool:
    return comparison.start is not None or comparison.end is not None


def _changes(start: ComparedColumn, end: ComparedColumn) -> tuple[Column, ...]:
    """Return the columns of a change; none from a column to itself."""
    if start == end:
        return ()
    return (
        ChangeColumn(ColumnKind.CHANGE, start=start, end=end),
        ChangeColumn(ColumnKind.CHANGE_IN_PERCENT, start=start, end=end),
    )


def _pairs(
    project: Project, statement: Statement, period: PeriodId, comparison: Comparison
) -> Iterator[tuple[ComparedColumn, ...]]:
    """Yield what a preset puts side by side: pairs of columns; single ones, if there is nothing to compare with."""
    reported, result = _at(REPORTED_COLUMN, period), _at(RESULT_COLUMN, period)
    match comparison.preset:
        case Preset.FRAMEWORKS:
            yield reported, result
        case Preset.SCENARIO if comparison.scenario in project.scenarios:
            yield _at(RESULT_COLUMN, period, comparison.scenario), result
        case Preset.SCENARIO:
            yield (result,)
        case Preset.YEAR_BEFORE:
            yield from _beside(period_a_year_before(project, statement, period), reported, result)
        case _:
            yield from _beside(period_before(project, statement, period), reported, result)


def _beside(earlier: PeriodId | None, *columns: ComparedColumn) -> Iterator[tuple[ComparedColumn, ...]]:
    for column in columns:
        yield (_at(column.source, earlier), column) if earlier else (column,)


def _all_periods(project: Project, statement: Statement, period: PeriodId) -> Iterator[ComparedColumn]:
    """Yield every period as reported, then the result of every reconciled one."""
    periods = periods_as_long(project, statement, period)
    yield from (_at(REPORTED_COLUMN, key) for key in periods)
    yield from (_at(RESULT_COLUMN, key) for key in periods if key in statement.reconciled)


def _columns_of(project: Project, statement: Statement, period: PeriodId) -> Iterator[ComparedColumn]:
    yield _at(REPORTED_COLUMN, period)
    if period not in statement.reconciled:
        return
    yield _at(RESULT_COLUMN, period)
    for adjustment in project.adjustments_of(statement, period):
        yield _at(Column(ColumnKind.EFFECT, adjustment.id), period)
    for scenario in project.scenarios:
        yield _at(RESULT_COLUMN, period, scenario)


def _at(column: Column, period: PeriodId, scenario: str = "") -> ComparedColumn:
    return ComparedColumn(column.kind, column.adjustment, period, scenario)


def _has_column(project: Project, statement: Statement, column: ComparedColumn | None) -> bool:
    """True if a column that was picked is, or still is, one of the statement."""
    return (
        column is not None
        and column.period in statement.column_of
        and column in tuple(_columns_of(project, statement, column.period))
    )


def _length(period: Period) -> int:
    """Return the length of a duration in days; 0 for an instant."""
    return (period.end - period.start).days + 1 if period.start else 0


def _is_as_long(days: int, others_days: int) -> bool:
    return bool(days) == bool(others_days) and abs(days - others_days) < DAYS_APART


def _year_before(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year - 1, day=28)
