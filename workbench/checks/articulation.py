"""Checks between statements: the same net income, differences that roll forward, cash of the balance sheet."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from workbench.checks.check import Check, CheckItems
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
from workbench.domain.findings import CheckId, Finding, FindingStatus
from workbench.domain.ids import LineId
from workbench.domain.periods import PeriodId, ReportingPeriod, reporting_periods
from workbench.domain.project import Project
from workbench.domain.statements import Concept, Line, Statement, StatementKind
from workbench.engine import Results

NET_INCOME, ROLL_FORWARD, CASH = CheckId("net-income"), CheckId("roll-forward"), CheckId("cash")
ONLY_EQUITY = "; only total equity is known, so other movements may explain a difference"


def compare_statements(project: Project, check: CheckId, what: str, left: Expression, right: Expression) -> Comparison:
    """Return the comparison of two expressions; the line of the first figure gives the decimals shown."""
    figures = tuple(figures_in(left)) + tuple(figures_in(right))
    tolerance = tolerance_of(project, figures, project.line(figures[0].line).decimals_shown)
    return Comparison(check, what, left, right, tolerance)


def compare_net_income(results: Results) -> CheckItems:
    """Compare net income of operations with that of comprehensive income and of the non-GAAP table, in every column."""
    project = results.project
    for operations in project.of_kind(StatementKind.OPERATIONS):
        own_line = operations.line_with(Concept.NET_INCOME)
        for kind in (StatementKind.COMPREHENSIVE_INCOME, StatementKind.NON_GAAP):
            for other in project.of_kind(kind):
                other_line = other.line_with(Concept.NET_INCOME)
                if own_line is None or other_line is None:
                    yield not_applicable(NET_INCOME, f"{operations.title} and {other.title}", "one shows no net income")
                    continue
                if kind is StatementKind.NON_GAAP and other.line_with(Concept.REVENUE) is not None:
                    reason = "it reconciles revenue to another measure"
                    yield not_applicable(NET_INCOME, f"{operations.title} and {other.title}", reason)
                    continue
                yield from _compare_two_net_incomes(results, (operations, own_line), (other, other_line))


def _compare_two_net_incomes(
    results: Results, own_side: tuple[Statement, Line], other_side: tuple[Statement, Line]
) -> CheckItems:
    project, (operations, own_line), (other, other_line) = results.project, own_side, other_side
    for period in operations.periods:
        name = f"Net income = that of {other.title}, {period_label(project, period)}"
        if period not in other.periods:
            yield not_applicable(NET_INCOME, name, "it does not show this period")
            continue
        if operations.figure(own_line.id, period) is None or other.figure(other_line.id, period) is None:
            yield not_applicable(NET_INCOME, name, "one of them is blank")
        else:
            left, right = as_reported(other_line.id, period), as_reported(own_line.id, period)
            yield compare_statements(project, NET_INCOME, f"{name}, {project.frameworks[0]}", left, right)
        for currency in project.source_figures.translated_into:
            left, right = translation(other_line.id, period, currency), translation(own_line.id, period, currency)
            if figure_amount(results, left) is not None and figure_amount(results, right) is not None:
                yield compare_statements(project, NET_INCOME, f"{name}, {currency}", left, right)
        lines = (own_line.id, other_line.id)
        if period in operations.reconciled & other.reconciled and all(
            may_have_result(results, line, period) for line in lines
        ):
            left, right = result(other_line.id, period), result(own_line.id, period)
            comparison = compare_statements(project, NET_INCOME, f"{name}, {project.frameworks[1]}", left, right)
            yield replace(comparison, unless_on=doubtful_adjustments(results, lines, period))


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
    name = f"{adjustment.name}, {period_label(project, period.duration)}"
    opening, closing = period.opening, period.closing
    income = operations.line_with(Concept.ATTRIBUTABLE_NET_INCOME) or operations.line_with(Concept.NET_INCOME)
    reason = _reason_not_comparable(operations, income, position, period)
    if reason or position is None or income is None or opening is None or closing is None:
        yield not_applicable(ROLL_FORWARD, name, reason)
        return
    retained = position.line_with(Concept.RETAINED_EARNINGS)
    line = retained or position.line_with(Concept.TOTAL_EQUITY)
    assert line is not None
    income = _income_that_moved_equity(results, operations, adjustment, period, line) or income
    opening_effect, closing_effect = (effect(adjustment.id, line.id, date) for date in (opening, closing))
    income_effect = effect(adjustment.id, income.id, period.duration)
    if any(figure_amount(results, figure) is None for figure in (opening_effect, income_effect, closing_effect)):
        yield not_applicable(ROLL_FORWARD, name, "an effect is not known")
        return
    amounts = [format_for_reader(amount_of(figure, results)) for figure in (opening_effect, income_effect)]
    what = f"{name}: {line.name} {amounts[0]} + net income {amounts[1]} = closing"
    comparison = compare_statements(
        project, ROLL_FORWARD, what, closing_effect, sum_of((opening_effect, income_effect))
    )
    yield comparison if retained else replace(comparison, what=what + ONLY_EQUITY, broken_status=FindingStatus.WARNING)
    if retained:
        for date in (opening, closing):
            yield from _compare_with_paid_in_capital(results, adjustment, position, date)


def _income_that_moved_equity(
    results: Results, operations: Statement, adjustment: Adjustment, period: ReportingPeriod, equity: Line
) -> Line | None:
    """Return the income line whose effect equals the change in equity: attributable net income, else net income."""
    lines = (operations.line_with(Concept.ATTRIBUTABLE_NET_INCOME), operations.line_with(Concept.NET_INCOME))
    assert period.opening is not None
    assert period.closing is not None
    opening_effect, closing_effect = (
        results.effect(adjustment.id, equity.id, date) for date in (period.opening, period.closing)
    )
    return next(
        (
            line
            for line in lines
            if line and results.effect(adjustment.id, line.id, period.duration) == closing_effect - opening_effect
        ),
        None,
    )


def _reason_not_comparable(
    operations: Statement, income: Line | None, position: Statement | None, period: ReportingPeriod
) -> str:
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


def _compare_with_paid_in_capital(
    results: Results, adjustment: Adjustment, position: Statement, date: PeriodId
) -> CheckItems:
    """Compare an effect on retained earnings that leaves total equity alone with its mirror in paid-in capital."""
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
    expected = Sum(((effect(adjustment.id, retained.id, date), -1),))
    yield compare_statements(project, ROLL_FORWARD, name, effect(adjustment.id, capital.id, date), expected)


def compare_cash(results: Results) -> CheckItems:
    """Compare cash at the end and the beginning of the cash flows with the balance sheet at these dates.

    That is cash and restricted cash, or cash alone if the cash flows lead to that in most columns.
    """
    project = results.project
    position = next(project.of_kind(StatementKind.FINANCIAL_POSITION), None)
    for flows in project.of_kind(StatementKind.CASH_FLOWS):
        ends: list[tuple[Line, PeriodId, PeriodId, str]] = []
        for period in _reporting_periods(project, flows, position):
            for concept, date, end in (
                (Concept.CASH_AT_BEGINNING, period.opening, "beginning"),
                (Concept.CASH_AT_END, period.closing, "end"),
            ):
                name = f"Cash at the {end}, {period_label(project, period.duration)}"
                flow = flows.line_with(concept)
                if flow is None:
                    yield not_applicable(CASH, name, "the cash flows do not show it")
                elif position is None or date is None:
                    yield not_applicable(CASH, name, "there is no balance sheet at that date")
                else:
                    ends.append((flow, period.duration, date, name))
        if position is not None:
            cash_lines = _cash_lines(results, position, ends)
            for flow, duration, date, name in ends:
                yield from _compare_cash_at(results, flow, cash_lines, (duration, date), name)


def _cash_lines(
    results: Results, position: Statement, ends: Iterable[tuple[Line, PeriodId, PeriodId, str]]
) -> list[LineId]:
    """Return the lines of the balance sheet that cash flows lead to: with restricted cash, if most columns agree."""
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
    results: Results, flow: Line, cash_lines: list[LineId], dates: tuple[PeriodId, PeriodId], name: str
) -> Iterator[Comparison | Finding]:
    project, (duration, date) = results.project, dates
    columns: list[tuple[str, Figure, list[Figure]]] = [
        (project.frameworks[0], as_reported(flow.id, duration), [as_reported(line, date) for line in cash_lines])
    ]
    for currency in project.source_figures.translated_into:
        cash_flow = translation(flow.id, duration, currency)
        if figure_amount(results, cash_flow) is not None:
            columns.append((currency, cash_flow, [translation(line, date, currency) for line in cash_lines]))
    for heading, cash_flow, parts in columns:
        figures = (cash_flow, *parts)
        if not cash_lines or any(figure_amount(results, figure) is None for figure in figures):
            reason = "the balance sheet does not show cash in this column"
            yield not_applicable(CASH, f"{name}, {heading}", reason)
        else:
            yield compare_statements(project, CASH, f"{name}, {heading}", cash_flow, sum_of(parts))


CHECKS = (
    Check(NET_INCOME, compare_net_income, follows_switches=True),
    Check(ROLL_FORWARD, compare_roll_forward),
    Check(CASH, compare_cash),
)
