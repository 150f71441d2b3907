"""Period headings that the figures contradict.

Differences roll forward from a date other than the one in the heading, or two statements show the same measure for
different periods.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from workbench.checks.check import Check, CheckItems
from workbench.checks.subjects import period_label
from workbench.domain.facts import fact
from workbench.domain.findings import CheckId, Finding, FindingStatus
from workbench.domain.ids import LineId
from workbench.domain.periods import Period, PeriodId, short_name_of_period
from workbench.domain.project import Project
from workbench.domain.sources import CellRef
from workbench.domain.statements import Concept, Statement, StatementKind
from workbench.domain.subjects import StatementSubject
from workbench.engine import Results

NAME = CheckId("periods")
LEAST_ROLLED = 2
"""One difference may roll forward from a wrong date by chance; two do not."""
MOST_CELLS = 12
CELLS_OF_TWO_MEASURES = 4
"""Two measures in two statements; a single measure may be the same in two periods by chance."""
MEASURES = (
    Concept.NET_INCOME,
    Concept.ATTRIBUTABLE_NET_INCOME,
    Concept.REVENUE,
    Concept.OPERATING_INCOME,
    Concept.COMPREHENSIVE_INCOME,
)


def compare_dates(results: Results) -> CheckItems:
    """Yield a finding for each heading that cannot be right; the others are not confirmed, so they yield none."""
    yield from _find_wrong_dates(results)
    yield from _find_wrong_periods(results.project)


def _find_wrong_dates(results: Results) -> Iterator[Finding]:
    """Yield a finding for each balance sheet whose differences roll forward as if it had another date."""
    project = results.project
    position = next(project.of_kind(StatementKind.FINANCIAL_POSITION), None)
    equity = (
        position.line_with(Concept.RETAINED_EARNINGS) or position.line_with(Concept.TOTAL_EQUITY) if position else None
    )
    for operations in project.of_kind(StatementKind.OPERATIONS):
        income = operations.line_with(Concept.ATTRIBUTABLE_NET_INCOME) or operations.line_with(Concept.NET_INCOME)
        if position is None or equity is None or income is None:
            continue
        for duration in operations.periods:
            if duration not in operations.reconciled:
                continue
            for opening, closing, doubtful_date, presumed_date in _balance_sheet_pairs(
                project, position, project.periods[duration]
            ):
                if _all_roll(results, (equity.id, income.id), duration, opening, closing):
                    wrong_date = fact(
                        "rolls-forward-from-other-date",
                        heading=period_label(project, doubtful_date),
                        period=period_label(project, duration),
                        date=short_name_of_period(Period(None, presumed_date, "")),
                    )
                    where = _cells_of(project, position, doubtful_date)
                    subject = StatementSubject(position.id, doubtful_date)
                    yield Finding(NAME, FindingStatus.FAIL, wrong_date, None, where, subject)


def _balance_sheet_pairs(
    project: Project, position: Statement, duration: Period
) -> Iterator[tuple[PeriodId, PeriodId, PeriodId, date]]:
    """Yield (opening, closing, the one in doubt, its presumed date) if exactly one end of ``duration`` is missing."""
    if duration.start is None:
        return
    period_at = {project.periods[period].end: period for period in position.periods if period in position.reconciled}
    opening, closing = duration.start - timedelta(days=1), duration.end
    others = [period for day, period in period_at.items() if day not in (opening, closing)]
    if opening not in period_at and closing in period_at:
        yield from ((other, period_at[closing], other, opening) for other in others)
    if opening in period_at and closing not in period_at:
        yield from ((period_at[opening], other, other, closing) for other in others)


def _all_roll(
    results: Results, lines: tuple[LineId, LineId], duration: PeriodId, opening: PeriodId, closing: PeriodId
) -> bool:
    """True if every difference rolls forward, and at least LEAST_ROLLED of them move income and equity."""
    equity, income = lines
    moving = 0
    for adjustment in results.project.adjustments:
        opening_effect, closing_effect = (
            results.effect(adjustment.id, equity, period) for period in (opening, closing)
        )
        income_effect = results.effect(adjustment.id, income, duration)
        if opening_effect + income_effect != closing_effect:
            return False
        moving += bool(income_effect and closing_effect)
    return moving >= LEAST_ROLLED


def _find_wrong_periods(project: Project) -> Iterator[Finding]:
    """Yield a finding for each period of a statement that repeats operations for another period of that length."""
    operations = next(project.of_kind(StatementKind.OPERATIONS), None)
    if operations is None:
        return
    for other in project.statements:
        for period, repeated_period in _periods_only_in_one(project, other, operations):
            if where := _cells_of_same_measures(project, operations, other, repeated_period, period):
                wrong_period = fact(
                    "same-for-other-period",
                    statement=other.title_fact,
                    period=period_label(project, period),
                    other=operations.title_fact,
                    other_period=period_label(project, repeated_period),
                )
                status = (
                    FindingStatus.FAIL
                    if len({cell.cell for cell in where}) >= CELLS_OF_TWO_MEASURES
                    else FindingStatus.WARNING
                )
                yield Finding(NAME, status, wrong_period, None, where, StatementSubject(other.id, period))


def _periods_only_in_one(
    project: Project, statement: Statement, other: Statement
) -> Iterator[tuple[PeriodId, PeriodId]]:
    """Yield each period that only ``statement`` has with each period of the same length that only ``other`` has."""
    for own_period in statement.periods:
        for other_period in other.periods if own_period not in other.periods else ():
            if (
                other_period not in statement.periods
                and project.periods[own_period].months == project.periods[other_period].months
            ):
                yield own_period, other_period


def _cells_of_same_measures(
    project: Project, operations: Statement, other: Statement, repeated_period: PeriodId, period: PeriodId
) -> tuple[CellRef, ...]:
    """Return the cells of the measures that both state; empty if one of them differs, or there is none."""
    cells: list[CellRef] = []
    for concept in MEASURES:
        own_line, other_line = operations.line_with(concept), other.line_with(concept)
        if own_line is None or other_line is None:
            continue
        figure, repeated_figure = operations.figure(own_line.id, repeated_period), other.figure(other_line.id, period)
        if not figure or not repeated_figure:
            continue
        if figure != repeated_figure:
            return ()
        places = ((other_line.id, period), (own_line.id, repeated_period))
        cells += [source.cell for cell in places for source in project.as_reported_sources(cell)]
    return tuple(dict.fromkeys(cells))


def _cells_of(project: Project, statement: Statement, period: PeriodId) -> tuple[CellRef, ...]:
    """Return the cells of the first MOST_CELLS source figures of a period."""
    cells = (
        source.cell
        for line in statement.lines
        for source in project.source_figures.by_line_and_period.get((line.id, period), ())
    )
    return tuple(dict.fromkeys(cells))[:MOST_CELLS]


CHECK = Check(NAME, compare_dates)
