"""Headings of periods that figures contradict.

A difference rolls forward from a date that is headed as another one; a measure stands under one period here and under
another one there.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from workbench.checks.check import Check, Look
from workbench.checks.comparison import period_label
from workbench.domain.findings import Finding, FindingStatus
from workbench.domain.ids import LineId
from workbench.domain.periods import Period, PeriodId
from workbench.domain.project import Project
from workbench.domain.sources import CellRef
from workbench.domain.statements import Concept, Statement, StatementKind
from workbench.engine import Results

NAME = "periods"
LEAST_ROLLED = 2
"""One difference may roll forward from a wrong date by chance; two do not."""
MOST_CELLS = 12
CELLS_OF_TWO_MEASURES = 4
"""Each of two measures in both statements; one measure alone may be the same in two periods by chance."""
MEASURES = (
    Concept.NET_INCOME,
    Concept.ATTRIBUTABLE_NET_INCOME,
    Concept.REVENUE,
    Concept.OPERATING_INCOME,
    Concept.COMPREHENSIVE_INCOME,
)


def compare_dates(results: Results) -> Look:
    """Yield the headings that cannot be right; those that may be are not named, for there is nothing to compare."""
    yield from _rolled_from_another_date(results)
    yield from _under_another_period(results.project)


def _rolled_from_another_date(results: Results) -> Iterator[Finding]:
    """Yield each balance sheet from which the differences roll forward as if it were of another date."""
    project = results.project
    position = next(project.of_kind(StatementKind.FINANCIAL_POSITION), None)
    equity = position and (position.line_with(Concept.RETAINED_EARNINGS) or position.line_with(Concept.TOTAL_EQUITY))
    for operations in project.of_kind(StatementKind.OPERATIONS):
        income = operations.line_with(Concept.ATTRIBUTABLE_NET_INCOME) or operations.line_with(Concept.NET_INCOME)
        if position is None or equity is None or income is None:
            continue
        for duration in operations.periods:
            if duration not in operations.reconciled:
                continue
            for opening, closing, wrong, right in _pairs(project, position, project.periods[duration]):
                if _all_roll(results, (equity.id, income.id), duration, opening, closing):
                    message = (
                        f"The balance sheet headed {period_label(project, wrong)} rolls forward over "
                        f"{period_label(project, duration)} as if dated {Period(None, right, '').short_label}. "
                        "Check its heading"
                    )
                    yield Finding(NAME, FindingStatus.FAIL, message, None, _cells_of(project, position, wrong))


def _pairs(
    project: Project, position: Statement, duration: Period
) -> Iterator[tuple[PeriodId, PeriodId, PeriodId, date]]:
    """Yield (opening, closing, which of both is doubted, the date that it should bear) where one of them is missing."""
    if duration.start is None:
        return
    at = {project.periods[period].end: period for period in position.periods if period in position.reconciled}
    opening, closing = duration.start - timedelta(days=1), duration.end
    others = [period for day, period in at.items() if day not in (opening, closing)]
    if opening not in at and closing in at:
        yield from ((other, at[closing], other, opening) for other in others)
    if opening in at and closing not in at:
        yield from ((at[opening], other, other, closing) for other in others)


def _all_roll(
    results: Results, lines: tuple[LineId, LineId], duration: PeriodId, opening: PeriodId, closing: PeriodId
) -> bool:
    """True where every difference that moves income or equity rolls forward, and enough of them do."""
    equity, income = lines
    rolled = 0
    for adjustment in results.project.adjustments:
        before, after = (results.effect(adjustment.id, equity, period) for period in (opening, closing))
        earned = results.effect(adjustment.id, income, duration)
        if before + earned != after:
            return False
        rolled += bool(earned and after)
    return rolled >= LEAST_ROLLED


def _under_another_period(project: Project) -> Iterator[Finding]:
    """Yield each period of a statement in which it repeats what operations state for another period of that length."""
    operations = next(project.of_kind(StatementKind.OPERATIONS), None)
    if operations is None:
        return
    for other in project.statements:
        for period, rival in _only_in_one(project, other, operations):
            if where := _same_measures(project, operations, other, rival, period):
                message = (
                    f"'{other.title}' states for {period_label(project, period)} what '{operations.title}' states for "
                    f"{period_label(project, rival)}. Check the headings"
                )
                status = (
                    FindingStatus.FAIL
                    if len({cell.cell for cell in where}) >= CELLS_OF_TWO_MEASURES
                    else FindingStatus.WARNING
                )
                yield Finding(NAME, status, message, None, where)


def _only_in_one(project: Project, one: Statement, two: Statement) -> Iterator[tuple[PeriodId, PeriodId]]:
    """Yield each period that only the one statement has beside each as long that only the other has."""
    for mine in one.periods:
        for theirs in two.periods if mine not in two.periods else ():
            if theirs not in one.periods and project.periods[mine].months == project.periods[theirs].months:
                yield mine, theirs


def _same_measures(
    project: Project, operations: Statement, other: Statement, rival: PeriodId, period: PeriodId
) -> tuple[CellRef, ...]:
    """Return where both state the same measures; nothing where one of them differs, or none is there."""
    cells: list[CellRef] = []
    for meaning in MEASURES:
        mine, theirs = operations.line_with(meaning), other.line_with(meaning)
        if mine is None or theirs is None:
            continue
        figure, repeated = operations.figure(mine.id, rival), other.figure(theirs.id, period)
        if not figure or not repeated:
            continue
        if figure != repeated:
            return ()
        places = ((theirs.id, period), (mine.id, rival))
        cells += [source.cell for cell in places for source in project.as_reported_sources(cell)]
    return tuple(dict.fromkeys(cells))


def _cells_of(project: Project, statement: Statement, period: PeriodId) -> tuple[CellRef, ...]:
    """Return the cells that state the first figures of a period, whatever they state."""
    cells = (
        source.cell for line in statement.lines for source in project.source_figures.by_cell.get((line.id, period), ())
    )
    return tuple(dict.fromkeys(cells))[:MOST_CELLS]


CHECK = Check(NAME, compare_dates)
