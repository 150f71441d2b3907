"""Checks between statements: the same net income, differences that roll forward, cash of the balance sheet."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from workbench.checks.check import Check, CheckItems
from workbench.checks.comparison import EFFECT_UNKNOWN, Comparison, not_applicable, tolerance_of
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
from workbench.checks.subjects import period_label, subject_of_figure
from workbench.domain.adjustments import Adjustment
from workbench.domain.facts import Fact, fact
from workbench.domain.findings import CheckId, Finding, FindingStatus
from workbench.domain.ids import AdjustmentId, LineId
from workbench.domain.periods import PeriodId, ReportingPeriod, reporting_periods
from workbench.domain.project import Project
from workbench.domain.statements import Concept, Line, Statement, StatementKind
from workbench.domain.subjects import AdjustmentSubject, StatementSubject
from workbench.engine import Results

NET_INCOME, ROLL_FORWARD, CASH = CheckId("net-income"), CheckId("roll-forward"), CheckId("cash")


def compare_statements(project: Project, check: CheckId, what: Fact, left: Expression, right: Expression) -> Comparison:
    """Return the comparison of two expressions; the first figure is its subject, and gives the decimals shown."""
    figures = tuple(figures_in(left)) + tuple(figures_in(right))
    tolerance = tolerance_of(project, figures, project.line(figures[0].line).decimals_shown)
    return Comparison(check, what, left, right, tolerance, subject=subject_of_figure(project, figures[0]))


def compare_net_income(results: Results) -> CheckItems:
    """Compare net income of operations with that of comprehensive income and of the non-GAAP table, in every column."""
    project = results.project
    for operations in project.of_kind(StatementKind.OPERATIONS):
        own_line = operations.line_with(Concept.NET_INCOME)
        for kind in (StatementKind.COMPREHENSIVE_INCOME, StatementKind.NON_GAAP):
            for other in project.of_kind(kind):
                other_line = other.line_with(Concept.NET_INCOME)
                if own_line is None or other_line is None:
                    yield _without_net_income(operations, other, fact("one-shows-no-net-income"))
                    continue
                if kind is StatementKind.NON_GAAP and other.line_with(Concept.REVENUE) is not None:
                    yield _without_net_income(operations, other, fact("reconciles-revenue"))
                    continue
                yield from _compare_two_net_incomes(results, (operations, own_line), (other, other_line))


def _without_net_income(operations: Statement, other: Statement, reason: Fact) -> Finding:
    statements = fact("two-statements", statement=operations.title_fact, other=other.title_fact)
    return not_applicable(NET_INCOME, statements, reason, StatementSubject(other.id))


def _compare_two_net_incomes(
    results: Results, own_side: tuple[Statement, Line], other_side: tuple[Statement, Line]
) -> CheckItems:
    project, (operations, own_line), (other, other_line) = results.project, own_side, other_side
    for period in operations.periods:
        name = fact("net-income-as-in", statement=other.title_fact, period=period_label(project, period))
        if period not in other.periods:
            subject = subject_of_figure(project, as_reported(own_line.id, period))
            yield not_applicable(NET_INCOME, name, fact("period-not-shown"), subject)
            continue
        left, right = as_reported(other_line.id, period), as_reported(own_line.id, period)
        if operations.figure(own_line.id, period) is None or other.figure(other_line.id, period) is None:
            yield not_applicable(NET_INCOME, name, fact("one-is-blank"), subject_of_figure(project, left))
        else:
            yield compare_statements(
                project, NET_INCOME, _in_column(name, project.frameworks.source.label), left, right
            )
        for currency in project.source_figures.translated_into:
            left, right = translation(other_line.id, period, currency), translation(own_line.id, period, currency)
            if figure_amount(results, left) is not None and figure_amount(results, right) is not None:
                yield compare_statements(project, NET_INCOME, _in_column(name, currency), left, right)
        lines = (own_line.id, other_line.id)
        if period in operations.reconciled & other.reconciled and all(
            may_have_result(results, line, period) for line in lines
        ):
            left, right = result(other_line.id, period), result(own_line.id, period)
            what = _in_column(name, project.frameworks.target.label)
            comparison = compare_statements(project, NET_INCOME, what, left, right)
            yield replace(comparison, unless_on=doubtful_adjustments(results, lines, period))


def _in_column(what: Fact, column: str) -> Fact:
    """Return ``what`` with the heading of the column in which it is compared."""
    return fact("compared-in-column", what=what, column=column)


def compare_roll_forward(results: Results) -> CheckItems:
    """Compare, for each adjustment, opening effect on equity + effect on attributable net income with closing effect.

    On retained earnings it holds exactly; if only total equity is known, other movements may explain a difference.
    """
    project = results.project
    position = next(project.of_kind(StatementKind.FINANCIAL_POSITION), None)
    for operations in project.of_kind(StatementKind.OPERATIONS):
        for period in _reporting_periods(project, operations, position):
            for adjustment in project.adjustments:
                yield from _compare_roll_forward_of(results, adjustment, operations, position, period)


def _reporting_periods(project: Project, flows: Statement, position: Statement | None) -> tuple[ReportingPeriod, ...]:
    """Pair the durations of one statement with the instants of another."""
    return reporting_periods(
        project.periods[period] for period in (*flows.periods, *(position.periods if position else ()))
    )


def _compare_roll_forward_of(
    results: Results,
    adjustment: Adjustment,
    operations: Statement,
    position: Statement | None,
    period: ReportingPeriod,
) -> CheckItems:
    project = results.project
    name = fact("difference-in-period", difference=adjustment.name, period=period_label(project, period.duration))
    opening, closing = period.opening, period.closing
    income = operations.line_with(Concept.ATTRIBUTABLE_NET_INCOME) or operations.line_with(Concept.NET_INCOME)
    reason = _reason_not_comparable(operations, income, position, period)
    if reason is not None:
        yield not_applicable(ROLL_FORWARD, name, reason, AdjustmentSubject(adjustment.id))
        return
    assert position is not None
    assert income is not None
    assert opening is not None
    assert closing is not None
    retained = position.line_with(Concept.RETAINED_EARNINGS)
    line = retained or position.line_with(Concept.TOTAL_EQUITY)
    assert line is not None
    income = income_that_moved_equity(results, operations, adjustment.id, period, line) or income
    opening_effect, closing_effect = (effect(adjustment.id, line.id, date) for date in (opening, closing))
    income_effect = effect(adjustment.id, income.id, period.duration)
    if any(figure_amount(results, figure) is None for figure in (opening_effect, income_effect, closing_effect)):
        yield not_applicable(ROLL_FORWARD, name, EFFECT_UNKNOWN, subject_of_figure(project, closing_effect))
        return
    amounts = (amount_of(opening_effect, results), amount_of(income_effect, results))
    what = fact("rolls-forward", what=name, line=line.name, opening=amounts[0], income=amounts[1])
    comparison = compare_statements(
        project, ROLL_FORWARD, what, closing_effect, sum_of((opening_effect, income_effect))
    )
    yield (
        comparison
        if retained
        else replace(comparison, what=fact("only-equity-known", what=what), broken_status=FindingStatus.WARNING)
    )
    if retained:
        for date in (opening, closing):
            yield from _compare_with_paid_in_capital(results, adjustment, position, date)


def income_that_moved_equity(
    results: Results, operations: Statement, adjustment: AdjustmentId, period: ReportingPeriod, equity: Line
) -> Line | None:
    """Return the income line whose effect equals the change in equity: attributable net income, else net income."""
    lines = (operations.line_with(Concept.ATTRIBUTABLE_NET_INCOME), operations.line_with(Concept.NET_INCOME))
    assert period.opening is not None
    assert period.closing is not None
    opening_effect, closing_effect = (
        results.effect(adjustment, equity.id, date) for date in (period.opening, period.closing)
    )
    return next(
        (
            line
            for line in lines
            if line and results.effect(adjustment, line.id, period.duration) == closing_effect - opening_effect
        ),
        None,
    )


def _reason_not_comparable(
    operations: Statement, income: Line | None, position: Statement | None, period: ReportingPeriod
) -> Fact | None:
    if income is None:
        return fact("no-line-of-net-income")
    if period.duration not in operations.reconciled:
        return fact("period-not-reconciled")
    if position is None or (period.opening is None and period.closing is None):
        return fact("no-balance-sheet-at-either-end")
    if period.opening is None:
        return fact("no-balance-sheet-at-beginning")
    if period.closing is None:
        return fact("no-balance-sheet-at-end")
    if not {period.opening, period.closing} <= position.reconciled:
        return fact("balance-sheet-not-reconciled")
    if not (position.line_with(Concept.RETAINED_EARNINGS) or position.line_with(Concept.TOTAL_EQUITY)):
        return fact("no-line-of-equity")
    return None


def _compare_with_paid_in_capital(
    results: Results, adjustment: Adjustment, position: Statement, date: PeriodId
) -> CheckItems:
    """Compare an equity-neutral effect on retained earnings with its offset in paid-in capital."""
    retained, equity = position.line_with(Concept.RETAINED_EARNINGS), position.line_with(Concept.TOTAL_EQUITY)
    capital = position.line_with(Concept.PAID_IN_CAPITAL)
    if retained is None or equity is None:
        return
    if not results.effect(adjustment.id, retained.id, date) or results.effect(adjustment.id, equity.id, date):
        return
    project = results.project
    name = fact("mirrored-in-capital", difference=adjustment.name, period=period_label(project, date))
    retained_effect = effect(adjustment.id, retained.id, date)
    if capital is None:
        subject = subject_of_figure(project, retained_effect)
        yield not_applicable(ROLL_FORWARD, name, fact("no-line-of-capital"), subject)
        return
    expected = Sum(((retained_effect, -1),))
    yield compare_statements(project, ROLL_FORWARD, name, effect(adjustment.id, capital.id, date), expected)


def compare_cash(results: Results) -> CheckItems:
    """Compare cash at the end and the beginning of the cash flows with the balance sheet at these dates.

    That is cash and restricted cash, or cash alone if the cash flows reconcile to that in most columns.
    """
    project = results.project
    position = next(project.of_kind(StatementKind.FINANCIAL_POSITION), None)
    for flows in project.of_kind(StatementKind.CASH_FLOWS):
        ends: list[tuple[Line, PeriodId, PeriodId, Fact]] = []
        for period in _reporting_periods(project, flows, position):
            label = period_label(project, period.duration)
            for concept, date, name in (
                (Concept.CASH_AT_BEGINNING, period.opening, fact("cash-at-beginning", period=label)),
                (Concept.CASH_AT_END, period.closing, fact("cash-at-end", period=label)),
            ):
                flow = flows.line_with(concept)
                if flow is None:
                    subject = StatementSubject(flows.id, period.duration)
                    yield not_applicable(CASH, name, fact("cash-not-shown"), subject)
                elif position is None or date is None:
                    flow_subject = subject_of_figure(project, as_reported(flow.id, period.duration))
                    yield not_applicable(CASH, name, fact("no-balance-sheet-at-date"), flow_subject)
                else:
                    ends.append((flow, period.duration, date, name))
        if position is not None:
            cash_lines = _cash_lines(results, position, ends)
            for flow, duration, date, name in ends:
                yield from _compare_cash_at(results, flow, cash_lines, (duration, date), name)


def _cash_lines(
    results: Results, position: Statement, ends: Iterable[tuple[Line, PeriodId, PeriodId, Fact]]
) -> list[LineId]:
    """Return the balance sheet lines that cash flows reconcile to: with restricted cash, if most columns agree."""
    cash = [line.id for line in position.lines_with(Concept.CASH)]
    restricted = [line.id for line in position.lines_with(Concept.RESTRICTED_CASH)]
    candidates = [lines for lines in ([*cash, *restricted], cash) if lines]

    def count_agreements(lines: list[LineId]) -> int:
        return sum(
            amount_of(as_reported(flow.id, duration), results)
            == amount_of(sum_of(as_reported(line, date) for line in lines), results)
            for flow, duration, date, _ in ends
        )

    return max(candidates, key=count_agreements, default=[])


def _compare_cash_at(
    results: Results, flow: Line, cash_lines: list[LineId], dates: tuple[PeriodId, PeriodId], name: Fact
) -> Iterator[Comparison | Finding]:
    project, (duration, date) = results.project, dates
    columns: list[tuple[str, Figure, list[Figure]]] = [
        (
            project.frameworks.source.label,
            as_reported(flow.id, duration),
            [as_reported(line, date) for line in cash_lines],
        )
    ]
    for currency in project.source_figures.translated_into:
        cash_flow = translation(flow.id, duration, currency)
        if figure_amount(results, cash_flow) is not None:
            columns.append((currency, cash_flow, [translation(line, date, currency) for line in cash_lines]))
    for heading, cash_flow, parts in columns:
        figures = (cash_flow, *parts)
        if not cash_lines or any(figure_amount(results, figure) is None for figure in figures):
            subject = subject_of_figure(project, cash_flow)
            yield not_applicable(CASH, _in_column(name, heading), fact("no-cash-in-column"), subject)
        else:
            yield compare_statements(project, CASH, _in_column(name, heading), cash_flow, sum_of(parts))


CHECKS = (
    Check(NET_INCOME, compare_net_income, follows_switches=True),
    Check(ROLL_FORWARD, compare_roll_forward),
    Check(CASH, compare_cash),
)
