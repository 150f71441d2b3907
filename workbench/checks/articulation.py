"""Checks between statements: one net income, differences that roll forward, cash that is there."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from workbench.checks.check import Check, Look
from workbench.checks.comparison import (
    Comparison,
    not_applicable,
    period_label,
    tolerance_of,
)
from workbench.checks.expressions import (
    Expression,
    Figure,
    Sum,
    amount_of,
    as_reported,
    effect,
    figure_amount,
    figures_in,
    result,
    sum_of,
    translation,
)
from workbench.checks.states import doubtful_adjustments, may_have_result
from workbench.domain.adjustments import Adjustment
from workbench.domain.amounts import format_for_reader
from workbench.domain.findings import Finding, FindingStatus
from workbench.domain.ids import LineId
from workbench.domain.periods import PeriodId, ReportingPeriod, reporting_periods
from workbench.domain.project import Project
from workbench.domain.statements import Concept, Line, Statement, StatementKind
from workbench.engine import Results

NET_INCOME, ROLL_FORWARD, CASH = "net income", "roll-forward", "cash"
ONLY_EQUITY = "; only total equity is known, so other movements may explain a difference"


def compare_statements(project: Project, check: str, what: str, left: Expression, right: Expression) -> Comparison:
    """Return the comparison of two expressions of whole figures, the first of which says how exactly they are shown."""
    figures = tuple(figures_in(left)) + tuple(figures_in(right))
    tolerance = tolerance_of(project, figures, project.line(figures[0].line).places)
    return Comparison(check, what, left, right, tolerance)


def net_income(results: Results) -> Look:
    """Compare net income of operations with that of comprehensive income and of the non-GAAP table, in every column."""
    project = results.project
    for operations in project.of_kind(StatementKind.OPERATIONS):
        mine = operations.line_with(Concept.NET_INCOME)
        for kind in (StatementKind.COMPREHENSIVE_INCOME, StatementKind.NON_GAAP):
            for other in project.of_kind(kind):
                theirs = other.line_with(Concept.NET_INCOME)
                if mine is None or theirs is None:
                    yield not_applicable(NET_INCOME, f"{operations.title} and {other.title}", "one shows no net income")
                    continue
                if kind is StatementKind.NON_GAAP and other.line_with(Concept.REVENUE) is not None:
                    why = "it reconciles revenue to another measure"
                    yield not_applicable(NET_INCOME, f"{operations.title} and {other.title}", why)
                    continue
                yield from _same_net_income(results, (operations, mine), (other, theirs))


def _same_net_income(results: Results, here: tuple[Statement, Line], there: tuple[Statement, Line]) -> Look:
    project, (operations, mine), (other, theirs) = results.project, here, there
    for period in operations.periods:
        name = f"Net income = that of {other.title}, {period_label(project, period)}"
        if period not in other.periods:
            yield not_applicable(NET_INCOME, name, "it does not show this period")
            continue
        if operations.figure(mine.id, period) is None or other.figure(theirs.id, period) is None:
            yield not_applicable(NET_INCOME, name, "one of them is blank")
        else:
            left, right = as_reported(theirs.id, period), as_reported(mine.id, period)
            yield compare_statements(project, NET_INCOME, f"{name}, {project.frameworks[0]}", left, right)
        for currency in project.source_figures.translated_into:
            left, right = translation(theirs.id, period, currency), translation(mine.id, period, currency)
            if figure_amount(results, left) is not None and figure_amount(results, right) is not None:
                yield compare_statements(project, NET_INCOME, f"{name}, {currency}", left, right)
        both = (mine.id, theirs.id)
        if period in operations.reconciled & other.reconciled and all(
            may_have_result(results, line, period) for line in both
        ):
            left, right = result(theirs.id, period), result(mine.id, period)
            comparison = compare_statements(project, NET_INCOME, f"{name}, {project.frameworks[1]}", left, right)
            yield replace(comparison, unless_on=doubtful_adjustments(results, both, period))


def roll_forward(results: Results) -> Look:
    """Compare, for each adjustment, opening effect on equity + effect on attributable net income with closing effect.

    On retained earnings it holds exactly; where only total equity is known, other movements may explain a difference.
    """
    project = results.project
    position = next(project.of_kind(StatementKind.FINANCIAL_POSITION), None)
    for operations in project.of_kind(StatementKind.OPERATIONS):
        for period in _reporting_periods(project, operations, position):
            for adjustment in project.adjustments:
                yield from _rolled(results, adjustment, operations, position, period)


def _reporting_periods(project: Project, over: Statement, at: Statement | None) -> tuple[ReportingPeriod, ...]:
    """Pair the durations of one statement with the instants of another."""
    return reporting_periods(project.periods[period] for period in (*over.periods, *(at.periods if at else ())))


def _rolled(
    results: Results,
    adjustment: Adjustment,
    operations: Statement,
    position: Statement | None,
    period: ReportingPeriod,
) -> Look:
    project = results.project
    name = f"{adjustment.name}, {period_label(project, period.duration)}"
    opening, closing = period.opening, period.closing
    income = operations.line_with(Concept.ATTRIBUTABLE_NET_INCOME) or operations.line_with(Concept.NET_INCOME)
    reason = _why_not(operations, income, position, period)
    if reason or position is None or income is None or opening is None or closing is None:
        yield not_applicable(ROLL_FORWARD, name, reason)
        return
    retained = position.line_with(Concept.RETAINED_EARNINGS)
    line = retained or position.line_with(Concept.TOTAL_EQUITY)
    assert line is not None
    income = _earned(results, operations, adjustment, period, line) or income
    before, after = (effect(adjustment.id, line.id, date) for date in (opening, closing))
    earned = effect(adjustment.id, income.id, period.duration)
    if any(figure_amount(results, figure) is None for figure in (before, earned, after)):
        yield not_applicable(ROLL_FORWARD, name, "an effect is not known")
        return
    amounts = [format_for_reader(amount_of(figure, results)) for figure in (before, earned)]
    what = f"{name}: {line.name} {amounts[0]} + net income {amounts[1]} = closing"
    comparison = compare_statements(project, ROLL_FORWARD, what, after, sum_of((before, earned)))
    yield comparison if retained else replace(comparison, what=what + ONLY_EQUITY, broken=FindingStatus.WARNING)
    if retained:
        for date in (opening, closing):
            yield from _mirrored(results, adjustment, position, date)


def _earned(
    results: Results, operations: Statement, adjustment: Adjustment, period: ReportingPeriod, equity: Line
) -> Line | None:
    """Return the line of income whose effect moved equity: after accretion, or before it where equity bears it."""
    lines = (operations.line_with(Concept.ATTRIBUTABLE_NET_INCOME), operations.line_with(Concept.NET_INCOME))
    assert period.opening is not None
    assert period.closing is not None
    before, after = (results.effect(adjustment.id, equity.id, date) for date in (period.opening, period.closing))
    return next(
        (line for line in lines if line and results.effect(adjustment.id, line.id, period.duration) == after - before),
        None,
    )


def _why_not(operations: Statement, income: Line | None, position: Statement | None, period: ReportingPeriod) -> str:
    if income is None:
        return "no line shows net income"
    if period.duration not in operations.reconciled:
        return "the period is not reconciled"
    if position is None or (period.opening is None and period.closing is None):
        return "there is no balance sheet at its beginning or end"
    if period.opening is None or period.closing is None:
        return f"there is no balance sheet at its {'beginning' if period.opening is None else 'end'}"
    if not {period.opening, period.closing} <= position.reconciled:
        return "a balance sheet at its beginning or end is not reconciled"
    if not (position.line_with(Concept.RETAINED_EARNINGS) or position.line_with(Concept.TOTAL_EQUITY)):
        return "no line shows retained earnings or total equity"
    return ""


def _mirrored(results: Results, adjustment: Adjustment, position: Statement, date: PeriodId) -> Look:
    """An adjustment that moves retained earnings but not total equity stands the other way round in paid-in capital."""
    retained, equity = position.line_with(Concept.RETAINED_EARNINGS), position.line_with(Concept.TOTAL_EQUITY)
    capital = position.line_with(Concept.PAID_IN_CAPITAL)
    if retained is None or equity is None:
        return
    if not results.effect(adjustment.id, retained.id, date) or results.effect(adjustment.id, equity.id, date):
        return
    project = results.project
    name = f"{adjustment.name}, {period_label(project, date)}: equity-neutral, mirrored in paid-in capital"
    if capital is None:
        yield not_applicable(ROLL_FORWARD, name, "no line shows paid-in capital")
        return
    moved = Sum(((effect(adjustment.id, retained.id, date), -1),))
    yield compare_statements(project, ROLL_FORWARD, name, effect(adjustment.id, capital.id, date), moved)


def cash(results: Results) -> Look:
    """Compare cash at the end and the beginning of the cash flows with what the balance sheet shows at these dates.

    That is cash and restricted cash; cash alone, where the cash flows end with that in most columns.
    """
    project = results.project
    position = next(project.of_kind(StatementKind.FINANCIAL_POSITION), None)
    for flows in project.of_kind(StatementKind.CASH_FLOWS):
        ends: list[tuple[Line, PeriodId, PeriodId, str]] = []
        for period in _reporting_periods(project, flows, position):
            for meaning, date, when in (
                (Concept.CASH_AT_BEGINNING, period.opening, "beginning"),
                (Concept.CASH_AT_END, period.closing, "end"),
            ):
                name = f"Cash at the {when}, {period_label(project, period.duration)}"
                flow = flows.line_with(meaning)
                if flow is None:
                    yield not_applicable(CASH, name, "the cash flows do not show it")
                elif position is None or date is None:
                    yield not_applicable(CASH, name, "there is no balance sheet at that date")
                else:
                    ends.append((flow, period.duration, date, name))
        if position is not None:
            held = _cash_held(results, position, ends)
            for flow, duration, date, name in ends:
                yield from _same_cash(results, flow, held, (duration, date), name)


def _cash_held(
    results: Results, position: Statement, ends: Iterable[tuple[Line, PeriodId, PeriodId, str]]
) -> list[LineId]:
    """Return the lines of the balance sheet that cash flows lead to: with restricted cash, unless most do not."""
    cash = [line.id for line in position.lines_with(Concept.CASH)]
    restricted = [line.id for line in position.lines_with(Concept.RESTRICTED_CASH)]
    ways = [held for held in ([*cash, *restricted], cash) if held]

    def agreeing(held: list[LineId]) -> int:
        return sum(
            amount_of(as_reported(flow.id, duration), results)
            == amount_of(sum_of(as_reported(line, date) for line in held), results)
            for flow, duration, date, _ in ends
        )

    return max(ways, key=agreeing, default=[])


def _same_cash(
    results: Results, flow: Line, held: list[LineId], at: tuple[PeriodId, PeriodId], name: str
) -> Iterator[Comparison | Finding]:
    project, (duration, date) = results.project, at
    columns: list[tuple[str, Figure, list[Figure]]] = [
        (project.frameworks[0], as_reported(flow.id, duration), [as_reported(line, date) for line in held])
    ]
    for currency in project.source_figures.translated_into:
        shown = translation(flow.id, duration, currency)
        if figure_amount(results, shown) is not None:
            columns.append((currency, shown, [translation(line, date, currency) for line in held]))
    for heading, shown, parts in columns:
        figures = (shown, *parts)
        if not held or any(figure_amount(results, figure) is None for figure in figures):
            reason = "the balance sheet does not show cash in this column"
            yield not_applicable(CASH, f"{name}, {heading}", reason)
        else:
            yield compare_statements(project, CASH, f"{name}, {heading}", shown, sum_of(parts))


CHECKS = (
    Check(NET_INCOME, net_income, follows_switches=True),
    Check(ROLL_FORWARD, roll_forward),
    Check(CASH, cash),
)
