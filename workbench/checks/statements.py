"""Checks within one statement: rows cross-cast, columns foot, the balance sheet balances."""

import re
from collections.abc import Iterator
from decimal import Decimal

from workbench.checks.comparing import (
    Precision,
    cells,
    compared,
    not_applicable,
    period_label,
    precision_of,
    translated,
)
from workbench.domain.amounts import grouped
from workbench.domain.findings import Finding, Status
from workbench.domain.ids import LineId
from workbench.domain.periods import PeriodId
from workbench.domain.project import Project
from workbench.domain.sources import CellRef, Says, Stated
from workbench.domain.statements import Kind, Meaning, Role, Statement, Total
from workbench.engine import Results

CROSS_CAST, FOOTING, BALANCE = "cross-cast", "footing", "balance"
REFERENCE = re.compile(r"\$?[A-Z]{1,3}\$?(\d+)", re.IGNORECASE)


def cross_cast(project: Project, _results: Results) -> Iterator[Finding]:
    """On every row of a reconciliation: as reported + all adjustments = the result that the row prints.

    In a bridge the figures of a line stand in one column instead.
    """
    upright = _in_bridges(project)
    rows: dict[tuple[str, str, str, LineId, PeriodId], list[Stated]] = {}
    for one in project.stated:
        if not one.primary and one.says is not Says.ENTRY:
            along = _column_of(one.cell) if (one.cell.sheet, one.line) in upright else _row_of(one.cell)
            rows.setdefault((one.cell.file, one.cell.sheet, along, one.line, one.period), []).append(one)
    for (_, sheet, _, line, period), stated in rows.items():
        result = next((one for one in stated if one.says is Says.RESULT), None)
        name = f"{project.line(line).name}, {period_label(project, period)} ({sheet})"
        if result is None:
            yield not_applicable(CROSS_CAST, name, "the row prints no result")
            continue
        parts = [one for one in stated if one.says in (Says.AS_REPORTED, Says.ADJUSTMENT)]
        if project.line(line).unit.is_ratio and not any(one.amount for one in parts if one.says is Says.ADJUSTMENT):
            yield not_applicable(CROSS_CAST, name, "a ratio is no sum, and the row states no difference")
            continue
        broken = next((one for one in (*parts, result) if one.amount is None), None)
        if broken or result.amount is None:
            yield not_applicable(CROSS_CAST, name, f"{broken.cell if broken else result.cell} holds no amount")
            continue
        if _computed_from_row(result):
            name += ", by formula"
        total = sum((one.amount for one in parts if one.amount is not None), Decimal(0))
        slack = sum((one.slack for one in (*parts, result)), Decimal(0))
        where = [*(one.cell for one in parts), result.cell]
        precision = Precision(slack, project.line(line).places)
        yield compared(CROSS_CAST, name, result.amount, total, where, precision)


def _in_bridges(project: Project) -> set[tuple[str, LineId]]:
    """Return the (sheet, line) whose figure as reported and result stand in one column: a bridge states them."""
    reported = {
        (one.cell.sheet, one.line, one.period, _column_of(one.cell)): _row_of(one.cell)
        for one in project.stated
        if one.says is Says.AS_REPORTED and not one.primary
    }
    return {
        (one.cell.sheet, one.line)
        for one in project.stated
        if one.says is Says.RESULT
        and reported.get((one.cell.sheet, one.line, one.period, _column_of(one.cell)), _row_of(one.cell))
        != _row_of(one.cell)
    }


def _row_of(cell: CellRef) -> str:
    return "".join(character for character in cell.cell if character.isdigit())


def _column_of(cell: CellRef) -> str:
    return "".join(character for character in cell.cell if character.isalpha())


def _computed_from_row(result: Stated) -> bool:
    """True where the printed result is itself a formula over its own row: then it proves nothing about the print."""
    if not result.formula:
        return False
    rows = set(REFERENCE.findall(result.formula))
    return rows == {_row_of(result.cell)}


def footing(project: Project, results: Results) -> Iterator[Finding]:
    """Every total = the weighted sum of its parts, in every column: as reported, adjustment, result, translation.

    A line that calls itself a total and adds up nothing is a warning: nothing proves it.
    """
    for statement in project.statements:
        yield from _unproven_totals(project, statement)
        for total in statement.totals:
            for period in statement.periods:
                name = f"{statement.line_by_id[total.line].name}, {period_label(project, period)}"
                yield _footing_as_reported(project, statement, total, period, name)
                if period in statement.reconciled:
                    for adjustment in project.adjustments_of(statement, period):
                        yield _footing_of_effect(
                            project, results, total, period, adjustment.id, f"{name}, {adjustment.name}"
                        )
                    yield _footing_of_result(project, results, total, period, f"{name}, {project.frameworks[1]}")
                for currency in project.stated.translated_into:
                    if finding := _footing_of_translation(project, total, period, currency, f"{name}, {currency}"):
                        yield finding


def _unproven_totals(project: Project, statement: Statement) -> Iterator[Finding]:
    """Yield one finding for all totals of a statement that nothing adds up to."""
    unproven = [line for line in statement.lines if line.role is Role.TOTAL and line.id not in statement.total_of]
    if not unproven:
        return
    stated = (project.as_reported_sources((line.id, period)) for line in unproven for period in statement.periods)
    where = tuple(one.cell for sources in stated for one in sources)
    which = "it; nothing proves this total" if len(unproven) == 1 else "them; nothing proves these totals"
    message = f"{', '.join(line.name for line in unproven)}: no lines were found that add up to {which}"
    yield Finding(FOOTING, Status.WARNING, message, None, where)


def _members(total: Total) -> list[LineId]:
    return [total.line, *(part for part, _ in total.parts)]


def _sum(total: Total, amounts: dict[LineId, Decimal | None]) -> Decimal:
    return sum((weight * (amounts[part] or Decimal(0)) for part, weight in total.parts), Decimal(0))


def _footing_as_reported(project: Project, statement: Statement, total: Total, period: PeriodId, name: str) -> Finding:
    amounts = {line: statement.figure(line, period) for line in _members(total)}
    amount = amounts[total.line]
    what = f"{name}, {project.frameworks[0]}"
    if amount is None or all(amounts[part] is None for part, _ in total.parts):
        return not_applicable(FOOTING, what, "the total or all its parts are blank")
    if any((part, period) in statement.unknown for part, _ in total.parts):
        return not_applicable(FOOTING, what, "the figure of a part is unknown")
    if total.partial:
        rest = grouped(amount - _sum(total, amounts))
        return not_applicable(FOOTING, what, f"the sources print only affected parts; the rest is {rest}")
    precision = precision_of(project, ((line, period) for line in amounts))
    where = cells(project, amounts, period, Says.AS_REPORTED)
    return compared(FOOTING, what, amount, _sum(total, amounts), where, precision)


def _footing_of_effect(
    project: Project, results: Results, total: Total, period: PeriodId, adjustment: str, name: str
) -> Finding:
    effect = results.effect(adjustment, total.line, period)
    unallocated = results.unallocated(adjustment, total.line, period)
    where = cells(project, _members(total), period, Says.ADJUSTMENT, adjustment)
    return compared(FOOTING, name, effect, effect - unallocated, where)


def _footing_of_result(project: Project, results: Results, total: Total, period: PeriodId, name: str) -> Finding:
    amounts = {line: results.figure(line, period) for line in _members(total)}
    amount = amounts[total.line]
    if amount is None or all(amounts[part] is None for part, _ in total.parts):
        return not_applicable(FOOTING, name, "the total or all its parts are blank")
    if not all(results.is_known(part, period) for part, _ in total.parts):
        return not_applicable(FOOTING, name, "the figure of a part is unknown")
    rest = (results.remainder(total.line, period) or Decimal(0)) if total.partial else Decimal(0)
    where = cells(project, amounts, period, Says.RESULT)
    precision = precision_of(project, ((line, period) for line in amounts), Says.RESULT)
    return compared(FOOTING, name, amount, _sum(total, amounts) + rest, where, precision)


def _footing_of_translation(
    project: Project, total: Total, period: PeriodId, currency: str, name: str
) -> Finding | None:
    amounts = {line: translated(project, line, period, currency) for line in _members(total)}
    amount = amounts[total.line]
    if amount is None:
        return None
    if total.partial or all(amounts[part] is None for part, _ in total.parts):
        return not_applicable(FOOTING, name, "no source prints the parts in this currency")
    where = cells(project, amounts, period, Says.TRANSLATION, currency)
    precision = precision_of(project, ((line, period) for line in amounts), Says.TRANSLATION, currency)
    return compared(FOOTING, name, amount, _sum(total, amounts), where, precision)


def balance(project: Project, results: Results) -> Iterator[Finding]:
    """Assets = liabilities + equity: as reported, each adjustment, result, translation."""
    for statement in project.of_kind(Kind.FINANCIAL_POSITION):
        assets, sides = statement.meaning(Meaning.TOTAL_ASSETS), claims_on_assets(statement)
        if assets is None or not sides:
            reason = "it shows no total assets, or no total of liabilities and equity"
            yield not_applicable(BALANCE, statement.title, reason)
            continue
        for period in statement.periods:
            for heading, says, of in _printed_columns(project, statement, period):
                lines = (assets.id, *sides)
                amounts = [_amount(results, statement, line, period, says, of) for line in lines]
                what = f"Assets = liabilities + equity, {period_label(project, period)}, {heading}"
                total, claims = amounts[0], [amount for amount in amounts[1:] if amount is not None]
                if total is None or len(claims) < len(sides):
                    if says is not Says.TRANSLATION or total is not None:
                        yield not_applicable(BALANCE, what, "one side is blank")
                else:
                    where = cells(project, lines, period, says, of)
                    precision = precision_of(project, ((line, period) for line in lines), says, of)
                    yield compared(BALANCE, what, total, sum(claims, Decimal(0)), where, precision)


def _printed_columns(project: Project, statement: Statement, period: PeriodId) -> Iterator[tuple[str, Says, str]]:
    """Yield (heading, what it states, of what) of every column that the statement may have for a period."""
    yield project.frameworks[0], Says.AS_REPORTED, ""
    if period in statement.reconciled:
        for adjustment in project.adjustments_of(statement, period):
            yield adjustment.name, Says.ADJUSTMENT, adjustment.id
        yield project.frameworks[1], Says.RESULT, ""
    for currency in project.stated.translated_into:
        yield currency, Says.TRANSLATION, currency


def _amount(
    results: Results, statement: Statement, line: LineId, period: PeriodId, says: Says, of: str
) -> Decimal | None:
    match says:
        case Says.AS_REPORTED:
            return statement.figure(line, period)
        case Says.ADJUSTMENT | Says.ENTRY:
            return results.effect(of, line, period)
        case Says.RESULT:
            return results.figure(line, period)
        case Says.TRANSLATION:
            return translated(results.project, line, period, of)


def claims_on_assets(statement: Statement) -> list[LineId]:
    """Return the lines that together claim all assets: liabilities, mezzanine and equity, else their printed sum.

    The parts count where they add up to the printed sum, as reported, in most periods; else one of them is not known.
    """
    liabilities, equity = statement.meaning(Meaning.TOTAL_LIABILITIES), statement.meaning(Meaning.TOTAL_EQUITY)
    both = statement.meaning(Meaning.TOTAL_LIABILITIES_AND_EQUITY)
    if not (liabilities and equity):
        return [both.id] if both else []
    sides = [liabilities.id, *(line.id for line in statement.all_meaning(Meaning.MEZZANINE_EQUITY)), equity.id]
    if both is None:
        return sides
    sums = [(statement.figure(both.id, p), [statement.figure(side, p) for side in sides]) for p in statement.periods]
    agreeing = sum(total == sum(part or 0 for part in parts) for total, parts in sums)
    return sides if agreeing * 2 >= len(sums) else [both.id]
