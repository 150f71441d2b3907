"""Checks between statements: one net income, differences that roll forward, cash that is there."""

from collections.abc import Iterator
from decimal import Decimal

from workbench.checks.comparing import cells, compared, not_applicable, period_label, precision_of, translated
from workbench.domain.adjustments import Adjustment
from workbench.domain.amounts import grouped
from workbench.domain.findings import Finding, Status
from workbench.domain.periods import PeriodId, ReportingPeriod, reporting_periods
from workbench.domain.project import Project
from workbench.domain.sources import Says
from workbench.domain.statements import Kind, Line, Meaning, Statement
from workbench.engine import Results

NET_INCOME, ROLL_FORWARD, CASH = "net income", "roll-forward", "cash"


def net_income(project: Project, results: Results) -> Iterator[Finding]:
    """Net income of operations = of comprehensive income = of the non-GAAP table, in every period and currency."""
    for operations in project.of_kind(Kind.OPERATIONS):
        mine = operations.meaning(Meaning.NET_INCOME)
        for kind in (Kind.COMPREHENSIVE_INCOME, Kind.NON_GAAP):
            for other in project.of_kind(kind):
                theirs = other.meaning(Meaning.NET_INCOME)
                if mine is None or theirs is None:
                    yield not_applicable(NET_INCOME, f"{operations.title} and {other.title}", "one shows no net income")
                    continue
                if kind is Kind.NON_GAAP and other.meaning(Meaning.REVENUE) is not None:
                    why = "it reconciles revenue to another measure"
                    yield not_applicable(NET_INCOME, f"{operations.title} and {other.title}", why)
                    continue
                yield from _same_net_income(project, results, (operations, mine), (other, theirs))


def _same_net_income(
    project: Project, results: Results, here: tuple[Statement, Line], there: tuple[Statement, Line]
) -> Iterator[Finding]:
    (operations, mine), (other, theirs) = here, there
    both = (mine.id, theirs.id)
    for period in operations.periods:
        name = f"Net income = that of {other.kind.value}, {period_label(project, period)}"
        if period not in other.periods:
            yield not_applicable(NET_INCOME, name, "it does not show this period")
            continue
        both_here = [(line, period) for line in both]
        one, two = operations.figure(mine.id, period), other.figure(theirs.id, period)
        if one is None or two is None:
            yield not_applicable(NET_INCOME, name, "one of them is blank")
        else:
            where = cells(project, both, period, Says.AS_REPORTED)
            precision = precision_of(project, both_here)
            yield compared(NET_INCOME, f"{name}, {project.frameworks[0]}", two, one, where, precision)
        for currency in project.stated.translated_into:
            one, two = (translated(project, line, period, currency) for line in both)
            if one is not None and two is not None:
                where = cells(project, both, period, Says.TRANSLATION, currency)
                precision = precision_of(project, both_here, Says.TRANSLATION, currency)
                yield compared(NET_INCOME, f"{name}, {currency}", two, one, where, precision)
        if period in operations.reconciled and period in other.reconciled:
            one, two = results.figure(mine.id, period), results.figure(theirs.id, period)
            if one is not None and two is not None:
                where = cells(project, both, period, Says.RESULT)
                precision = precision_of(project, both_here, Says.RESULT)
                yield compared(NET_INCOME, f"{name}, {project.frameworks[1]}", two, one, where, precision)


def roll_forward(project: Project, results: Results) -> Iterator[Finding]:
    """Opening effect on equity + effect on the period's attributable net income = closing effect, per adjustment.

    On retained earnings it holds exactly; where only total equity is known, other movements may explain a difference.
    """
    position = next(project.of_kind(Kind.FINANCIAL_POSITION), None)
    for operations in project.of_kind(Kind.OPERATIONS):
        income = operations.meaning(Meaning.ATTRIBUTABLE_NET_INCOME) or operations.meaning(Meaning.NET_INCOME)
        for period in _reporting_periods(project, operations, position):
            for adjustment in project.adjustments:
                yield from _rolled(project, results, adjustment, (operations, income), position, period)


def _reporting_periods(project: Project, over: Statement, at: Statement | None) -> tuple[ReportingPeriod, ...]:
    """Pair the durations of one statement with the instants of another."""
    return reporting_periods(project.periods[period] for period in (*over.periods, *(at.periods if at else ())))


def _rolled(
    project: Project,
    results: Results,
    adjustment: Adjustment,
    earned: tuple[Statement, Line | None],
    position: Statement | None,
    period: ReportingPeriod,
) -> Iterator[Finding]:
    operations, income = earned
    name = f"{adjustment.name}, {period_label(project, period.duration)}"
    opening, closing = period.opening, period.closing
    reason = _why_not(operations, income, position, period)
    if reason or position is None or income is None or opening is None or closing is None:
        yield not_applicable(ROLL_FORWARD, name, reason)
        return
    retained, equity = position.meaning(Meaning.RETAINED_EARNINGS), position.meaning(Meaning.TOTAL_EQUITY)
    line = retained or equity
    assert line is not None
    before, after = (results.effect(adjustment.id, line.id, date) for date in (opening, closing))
    income = _earned(operations, results, adjustment, period.duration, after - before) or income
    earned_effect = results.effect(adjustment.id, income.id, period.duration)
    where = [
        *cells(project, [line.id], opening, Says.ADJUSTMENT, adjustment.id),
        *cells(project, [income.id], period.duration, Says.ADJUSTMENT, adjustment.id),
        *cells(project, [line.id], closing, Says.ADJUSTMENT, adjustment.id),
    ]
    what = f"{name}: {line.name} {grouped(before)} + net income {grouped(earned_effect)} = closing"
    terms = ((line.id, closing), (line.id, opening), (income.id, period.duration))
    precision = precision_of(project, terms, Says.ADJUSTMENT, adjustment.id)
    finding = compared(ROLL_FORWARD, what, after, before + earned_effect, where, precision)
    if retained is None and finding.status is Status.FAIL:
        message = f"{finding.message}; only total equity is known, so other movements may explain it"
        finding = Finding(ROLL_FORWARD, Status.WARNING, message, finding.difference, finding.where)
    yield finding
    if retained:
        for date in (opening, closing):
            yield from _mirrored(project, results, adjustment, position, date)


def _earned(
    operations: Statement, results: Results, adjustment: Adjustment, period: PeriodId, moved: Decimal
) -> Line | None:
    """Return the line of income whose effect moved equity: after accretion, or before it where equity bears it."""
    lines = (operations.meaning(Meaning.ATTRIBUTABLE_NET_INCOME), operations.meaning(Meaning.NET_INCOME))
    return next((line for line in lines if line and results.effect(adjustment.id, line.id, period) == moved), None)


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
    if not (position.meaning(Meaning.RETAINED_EARNINGS) or position.meaning(Meaning.TOTAL_EQUITY)):
        return "no line shows retained earnings or total equity"
    return ""


def _mirrored(
    project: Project, results: Results, adjustment: Adjustment, position: Statement, date: PeriodId
) -> Iterator[Finding]:
    """An adjustment that moves retained earnings but not total equity stands the other way round in paid-in capital."""
    retained, equity = position.meaning(Meaning.RETAINED_EARNINGS), position.meaning(Meaning.TOTAL_EQUITY)
    capital = position.meaning(Meaning.PAID_IN_CAPITAL)
    if retained is None or equity is None:
        return
    moved = results.effect(adjustment.id, retained.id, date)
    if not moved or results.effect(adjustment.id, equity.id, date):
        return
    name = f"{adjustment.name}, {period_label(project, date)}: equity-neutral, mirrored in paid-in capital"
    if capital is None:
        yield not_applicable(ROLL_FORWARD, name, "no line shows paid-in capital")
        return
    where = cells(project, [retained.id, capital.id], date, Says.ADJUSTMENT, adjustment.id)
    precision = precision_of(project, ((capital.id, date), (retained.id, date)), Says.ADJUSTMENT, adjustment.id)
    yield compared(ROLL_FORWARD, name, results.effect(adjustment.id, capital.id, date), -moved, where, precision)


def cash(project: Project, _results: Results) -> Iterator[Finding]:
    """Cash at the end and the beginning of the cash flows = cash + restricted cash on the balance sheet."""
    position = next(project.of_kind(Kind.FINANCIAL_POSITION), None)
    for flows in project.of_kind(Kind.CASH_FLOWS):
        for period in _reporting_periods(project, flows, position):
            for meaning, date, when in (
                (Meaning.CASH_AT_BEGINNING, period.opening, "beginning"),
                (Meaning.CASH_AT_END, period.closing, "end"),
            ):
                name = f"Cash at the {when}, {period_label(project, period.duration)}"
                flow = flows.meaning(meaning)
                if flow is None:
                    yield not_applicable(CASH, name, "the cash flows do not show it")
                elif position is None or date is None:
                    yield not_applicable(CASH, name, "there is no balance sheet at that date")
                else:
                    yield from _same_cash(project, (flows, flow), position, (period.duration, date), name)


def _same_cash(
    project: Project, shown: tuple[Statement, Line], position: Statement, at: tuple[PeriodId, PeriodId], name: str
) -> Iterator[Finding]:
    flows, flow = shown
    duration, date = at
    held = position.all_meaning(Meaning.CASH, Meaning.RESTRICTED_CASH)
    columns = [(project.frameworks[0], flows.figure(flow.id, duration), [position.figure(x.id, date) for x in held])]
    columns += [
        (currency, amount, [translated(project, x.id, date, currency) for x in held])
        for currency in project.stated.translated_into
        if (amount := translated(project, flow.id, duration, currency)) is not None
    ]
    for heading, amount, parts in columns:
        if amount is None or not held or any(part is None for part in parts):
            yield not_applicable(CASH, f"{name}, {heading}", "the balance sheet does not show cash in this column")
            continue
        says = Says.AS_REPORTED if heading == project.frameworks[0] else Says.TRANSLATION
        of = "" if says is Says.AS_REPORTED else heading
        where = [*cells(project, [flow.id], duration, says, of), *cells(project, [x.id for x in held], date, says, of)]
        total = sum((part for part in parts if part is not None), Decimal(0))
        terms = ((flow.id, duration), *((x.id, date) for x in held))
        yield compared(CASH, f"{name}, {heading}", amount, total, where, precision_of(project, terms, says, of))
