"""Whether statements are in the scales that they state, judged by figures they share."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from decimal import Decimal
from itertools import combinations

from workbench.domain.facts import fact
from workbench.domain.findings import Finding, FindingStatus
from workbench.domain.sources import CellRef, FigureRole
from workbench.domain.statements import Concept, Line, LineUnit, Statement, StatementKind
from workbench.domain.subjects import StatementSubject
from workbench.importing.assembly.build import BuiltStatement
from workbench.importing.assembly.ratios import largest_share_count
from workbench.importing.language.common_facts import scale_fact
from workbench.importing.language.vocabulary import normalise
from workbench.importing.report.findings import CHECK

FACTORS = tuple(Decimal(10) ** power for power in (3, 6, 9))
"""The factors by which figures differ if one of them is in a wrong scale."""
DIGITS_THAT_TELL = 3
"""A figure with fewer digits may be a thousandth of another by coincidence."""
FEWEST_SHARES = 1_000_000
"""A company that reports in thousands or millions has at least this many shares."""
FLOWS = (StatementKind.OPERATIONS, StatementKind.CASH_FLOWS, StatementKind.COMPREHENSIVE_INCOME, StatementKind.NON_GAAP)


def shared_scale_findings(built: Sequence[BuiltStatement]) -> Iterator[Finding]:
    """Yield pairs of statements of which one prints a figure of the other at a thousand times its size or more."""
    for first, second in combinations(built, 2):
        equal_figures, differing_lines = 0, []
        for line, twin, amount, amount_of_twin in (
            *_shared_figures(first.statement, second.statement),
            *_figures_on_balance_sheet(first, second),
        ):
            if amount == amount_of_twin:
                equal_figures += 1
            elif factor := _factor(amount, amount_of_twin):
                differing_lines.append((line, twin, factor))
        if differing_lines and not equal_figures:
            line, twin, factor = differing_lines[0]
            told = fact(
                "statements-in-other-scales",
                line=line.name,
                statement=first.statement.title,
                other_statement=second.statement.title,
                factor=factor,
            )
            where = (*_places(first, line), *_places(second, twin))
            yield Finding(CHECK, FindingStatus.FAIL, told, None, where, StatementSubject(first.statement.id))


def share_count_findings(statements: Iterable[BuiltStatement], scale: int) -> Iterator[Finding]:
    """Yield statements whose share counts have no scale of their own: read in that of money, or as units."""
    for built in statements:
        statement = built.statement
        line = next((line for line in statement.lines if line.unit is LineUnit.SHARES), None)
        if line is None or built.has_share_scale or scale == 1 or statement.ratios:
            continue
        where, subject = tuple(_places(built, line)), StatementSubject(statement.id)
        if statement.share_scale > 1:
            told = fact(
                "share-counts-in-scale-of-money",
                line=line.name,
                statement=statement.title,
                scale=scale_fact(statement.share_scale),
            )
            yield Finding(CHECK, FindingStatus.INFORMATION, told, None, where, subject)
        elif 0 < largest_share_count(statement) < FEWEST_SHARES:
            told = fact("share-counts-without-scale", line=line.name, statement=statement.title)
            yield Finding(CHECK, FindingStatus.WARNING, told, None, where, subject)


def _shared_figures(statement: Statement, other: Statement) -> Iterator[tuple[Line, Line, Decimal, Decimal]]:
    """Yield lines that two statements have in common, with a figure of each: the same flow in the same period."""
    if not (statement.kind in FLOWS and other.kind in FLOWS):
        return
    names = {_concept_or_name(line): line for line in reversed(other.lines) if line.unit is LineUnit.MONEY}
    for line in statement.lines:
        twin = names.get(_concept_or_name(line)) if line.unit is LineUnit.MONEY and line.caption else None
        for period in statement.periods if twin else ():
            if twin and period in other.column_of:
                amount, amount_of_twin = statement.figure(line.id, period), other.figure(twin.id, period)
                if amount and amount_of_twin:
                    yield line, twin, amount, amount_of_twin


def _figures_on_balance_sheet(
    first: BuiltStatement, second: BuiltStatement
) -> Iterator[tuple[Line, Line, Decimal, Decimal]]:
    """Yield what a flow statement shares with a balance sheet: closing cash; the change in retained earnings."""
    flows, position = (second, first) if first.statement.kind is StatementKind.FINANCIAL_POSITION else (first, second)
    if position.statement.kind is not StatementKind.FINANCIAL_POSITION or flows.statement.kind not in FLOWS:
        return
    closing, cash = flows.statement.line_with(Concept.CASH_AT_END), position.statement.line_with(Concept.CASH)
    earned, kept = (
        flows.statement.line_with(Concept.NET_INCOME),
        position.statement.line_with(Concept.RETAINED_EARNINGS),
    )
    period_ending = {position.periods[instant].end: instant for instant in position.statement.periods}
    for period in flows.statement.periods:
        start, end = flows.periods[period].start, flows.periods[period].end
        before = period_ending.get(start - timedelta(days=1)) if start else None
        if closing and cash and end in period_ending:
            amount, balance = (
                flows.statement.figure(closing.id, period),
                position.statement.figure(cash.id, period_ending[end]),
            )
            if amount and balance:
                yield closing, cash, amount, balance
        if earned and kept and before and end in period_ending:
            amount = flows.statement.figure(earned.id, period)
            now, then = (position.statement.figure(kept.id, instant) for instant in (period_ending[end], before))
            if amount and now is not None and then is not None and now != then:
                yield earned, kept, amount, now - then


def _concept_or_name(line: Line) -> Concept | str:
    return line.concept or normalise(line.caption)


def _factor(amount: Decimal, other_amount: Decimal) -> int | None:
    """Return by which of ``FACTORS`` one amount is the other, rounded as it is printed; None if by none of them."""
    small, large = sorted((abs(amount), abs(other_amount)))
    for factor in FACTORS:
        is_rounded = abs(small * factor - large) * 2 <= factor
        if is_rounded and len(small.normalize().as_tuple().digits) >= DIGITS_THAT_TELL:
            return int(factor)
    return None


def _places(built: BuiltStatement, line: Line) -> Iterable[CellRef]:
    figures = [
        figure for figure in built.source_figures if figure.line == line.id and figure.role is FigureRole.AS_REPORTED
    ]
    return [figure.cell for figure in figures[:1]]
