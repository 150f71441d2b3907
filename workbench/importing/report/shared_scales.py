"""Whether statements are in the scales they say: told by the figures that they share."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from decimal import Decimal
from itertools import combinations

from workbench.domain.amounts import scale_in_words
from workbench.domain.findings import Finding, FindingStatus
from workbench.domain.sources import CellRef, FigureRole
from workbench.domain.statements import Concept, Line, LineUnit, Statement, StatementKind
from workbench.importing.assembly.build import Built
from workbench.importing.assembly.ratios import largest_share_count
from workbench.importing.language.vocabulary import normalise
from workbench.importing.report.import_findings import CHECK

FACTORS = tuple(Decimal(10) ** power for power in (3, 6, 9))
DIGITS_THAT_TELL = 3
"""A figure of fewer digits is a thousandth of another by chance."""
FEWEST_SHARES = 1_000_000
"""A company that reports in thousands or millions has more shares."""
FLOWS = (StatementKind.OPERATIONS, StatementKind.CASH_FLOWS, StatementKind.COMPREHENSIVE_INCOME, StatementKind.NON_GAAP)


def shared_scale_findings(built: Sequence[Built]) -> Iterator[Finding]:
    """Yield where one statement prints a figure of another a thousand or a million times as large."""
    for one, other in combinations(built, 2):
        alike, apart = 0, []
        for mine, theirs, amount, its in (
            *_shared(one.statement, other.statement),
            *_beside_a_balance_sheet(one, other),
        ):
            if amount == its:
                alike += 1
            elif factor := _factor(amount, its):
                apart.append((mine, theirs, factor))
        if apart and not alike:
            mine, theirs, factor = apart[0]
            message = (
                f"'{mine.name}' in '{one.statement.title}' and in '{other.statement.title}' differ by the factor "
                f"{factor:,}: one of them is in another scale than was taken. Say its unit, import again."
            )
            where = (*_places(one, mine), *_places(other, theirs))
            yield Finding(CHECK, FindingStatus.FAIL, message, None, where)


def share_count_findings(built: Iterable[Built], scale: int) -> Iterator[Finding]:
    """Yield in which statements nothing but the unit line of money, or nothing at all, says how shares are counted."""
    for one in built:
        statement = one.statement
        line = next((line for line in statement.lines if line.unit is LineUnit.SHARES), None)
        if line is None or one.share_scale_is_said or scale == 1 or statement.ratios:
            continue
        if statement.share_scale > 1:
            taken = scale_in_words(statement.share_scale)
            message = (
                f"'{line.name}' in '{statement.title}': share counts were taken in {taken}, as money is, because the "
                "unit line excludes only amounts per share."
            )
            yield Finding(CHECK, FindingStatus.INFORMATION, message, None, tuple(_places(one, line)))
        elif 0 < largest_share_count(statement) < FEWEST_SHARES:
            message = (
                f"'{line.name}' in '{statement.title}': nothing says whether share counts are in units, thousands or "
                "millions; units were assumed. Say it in their caption, for example '(in millions)', and import again."
            )
            yield Finding(CHECK, FindingStatus.WARNING, message, None, tuple(_places(one, line)))


def _shared(one: Statement, other: Statement) -> Iterator[tuple[Line, Line, Decimal, Decimal]]:
    """Yield the lines that two statements have in common, with a figure of each: the same flow in the same period."""
    if not (one.kind in FLOWS and other.kind in FLOWS):
        return
    names = {_name(line): line for line in reversed(other.lines) if line.unit is LineUnit.MONEY}
    for line in one.lines:
        twin = names.get(_name(line)) if line.unit is LineUnit.MONEY and line.caption else None
        for period in one.periods if twin else ():
            if twin and period in other.column_of:
                amount, its = one.figure(line.id, period), other.figure(twin.id, period)
                if amount and its:
                    yield line, twin, amount, its


def _beside_a_balance_sheet(one: Built, other: Built) -> Iterator[tuple[Line, Line, Decimal, Decimal]]:
    """Yield what flows and a balance sheet have in common: closing cash, and net income as retained earnings moved."""
    flows, position = (other, one) if one.statement.kind is StatementKind.FINANCIAL_POSITION else (one, other)
    if position.statement.kind is not StatementKind.FINANCIAL_POSITION or flows.statement.kind not in FLOWS:
        return
    closing, cash = flows.statement.line_with(Concept.CASH_AT_END), position.statement.line_with(Concept.CASH)
    earned, kept = (
        flows.statement.line_with(Concept.NET_INCOME),
        position.statement.line_with(Concept.RETAINED_EARNINGS),
    )
    dates = {position.periods[each].end: each for each in position.statement.periods}
    for period in flows.statement.periods:
        start, end = flows.periods[period].start, flows.periods[period].end
        before = dates.get(start - timedelta(days=1)) if start else None
        if closing and cash and end in dates:
            amount, its = flows.statement.figure(closing.id, period), position.statement.figure(cash.id, dates[end])
            if amount and its:
                yield closing, cash, amount, its
        if earned and kept and before and end in dates:
            amount = flows.statement.figure(earned.id, period)
            now, then = (position.statement.figure(kept.id, each) for each in (dates[end], before))
            if amount and now is not None and then is not None and now != then:
                yield earned, kept, amount, now - then


def _name(line: Line) -> Concept | str:
    return line.concept or normalise(line.caption)


def _factor(amount: Decimal, its: Decimal) -> int | None:
    """Return by how many thousands one amount is another, rounded as it is printed; None where it is not."""
    small, large = sorted((abs(amount), abs(its)))
    for factor in FACTORS:
        is_rounded = abs(small * factor - large) * 2 <= factor
        if is_rounded and len(small.normalize().as_tuple().digits) >= DIGITS_THAT_TELL:
            return int(factor)
    return None


def _places(built: Built, line: Line) -> Iterable[CellRef]:
    return [one.cell for one in built.stated if one.line == line.id and one.role is FigureRole.AS_REPORTED][:1]
