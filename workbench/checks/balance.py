"""Balance: assets = liabilities + equity, as reported, in each adjustment, the result, a translation."""

from collections.abc import Iterator

from workbench.checks.check import Check, CheckItems
from workbench.checks.comparison import Comparison, not_applicable, tolerance_of
from workbench.checks.expressions import (
    Figure,
    as_reported,
    effect,
    figure_amount,
    result,
    sum_of,
    translation,
)
from workbench.checks.states import doubtful_adjustments, may_have_result
from workbench.checks.subjects import period_label, subject_of_figure
from workbench.domain.facts import fact
from workbench.domain.findings import CheckId
from workbench.domain.ids import LineId
from workbench.domain.periods import PeriodId
from workbench.domain.project import Project
from workbench.domain.sources import FigureRole
from workbench.domain.statements import Concept, Statement, StatementKind
from workbench.domain.subjects import StatementSubject
from workbench.engine import Results

NAME = CheckId("balance")
NO_TOTALS, ONE_SIDE_BLANK = fact("no-total-of-assets-or-claims"), fact("one-side-blank")
FIGURE_UNKNOWN = fact("figure-unknown")
NO_LINE = LineId("")
"""Of a figure that represents its column."""


def compare_balance(results: Results) -> CheckItems:
    for statement in results.project.of_kind(StatementKind.FINANCIAL_POSITION):
        assets, sides = statement.line_with(Concept.TOTAL_ASSETS), claims_on_assets(statement)
        if assets is None or not sides:
            yield not_applicable(NAME, statement.title_fact, NO_TOTALS, StatementSubject(statement.id))
            continue
        for period in statement.periods:
            for heading, column in _printed_columns(results.project, statement, period):
                yield from _compare_sides(results, (assets.id, *sides), column, heading)


def _compare_sides(results: Results, lines: tuple[LineId, ...], column: Figure, heading: str) -> CheckItems:
    project, period = results.project, column.period
    what = fact("assets-are-claimed", period=period_label(project, period), column=heading)
    total, *claims = figures = [column._replace(line=line) for line in lines]
    if column.role is FigureRole.TRANSLATION and figure_amount(results, total) is None:
        return
    subject = subject_of_figure(project, total)
    if not (_is_shown(results, total) and any(_is_shown(results, claim) for claim in claims)):
        yield not_applicable(NAME, what, ONE_SIDE_BLANK, subject)
        return
    if any(not _is_known(results, claim) for claim in claims):
        yield not_applicable(NAME, what, FIGURE_UNKNOWN, subject)
        return
    tolerance = tolerance_of(project, figures, project.line(lines[0]).decimals_shown)
    doubtful = doubtful_adjustments(results, lines, period) if column.role is FigureRole.RESULT else ()
    yield Comparison(NAME, what, total, sum_of(claims), tolerance, unless_on=doubtful, subject=subject)


def _is_shown(results: Results, figure: Figure) -> bool:
    """True if a figure is shown in some state of the switches."""
    if figure.role is FigureRole.RESULT:
        return may_have_result(results, figure.line, figure.period)
    return figure_amount(results, figure) is not None


def _is_known(results: Results, figure: Figure) -> bool:
    """True if a figure is shown, or is blank in a printed row and therefore nil."""
    if figure.role is FigureRole.ADJUSTMENT:
        return results.is_effect_known(figure.adjustment, figure.line, figure.period)
    if figure.role is FigureRole.TRANSLATION:
        return figure_amount(results, figure) is not None
    return (figure.line, figure.period) not in results.project.statement_of(figure.line).unknown


def _printed_columns(project: Project, statement: Statement, period: PeriodId) -> Iterator[tuple[str, Figure]]:
    """Yield the heading of every column that the statement may have for a period, with a figure without a line."""
    yield project.frameworks.source.label, as_reported(NO_LINE, period)
    if period in statement.reconciled:
        for adjustment in project.adjustments_of(statement, period):
            yield adjustment.name, effect(adjustment.id, NO_LINE, period)
        yield project.frameworks.target.label, result(NO_LINE, period)
    for currency in project.source_figures.translated_into:
        yield currency, translation(NO_LINE, period, currency)


def claims_on_assets(statement: Statement) -> list[LineId]:
    """Return the lines that together equal total assets: liabilities, mezzanine and equity, else their printed sum.

    The parts are used if they add up to the printed sum, as reported, in at least half of the periods; otherwise a part
    is missing.
    """
    liabilities, equity = statement.line_with(Concept.TOTAL_LIABILITIES), statement.line_with(Concept.TOTAL_EQUITY)
    both = statement.line_with(Concept.TOTAL_LIABILITIES_AND_EQUITY)
    if not (liabilities and equity):
        return [both.id] if both else []
    sides = [liabilities.id, *(line.id for line in statement.lines_with(Concept.MEZZANINE_EQUITY)), equity.id]
    if both is None:
        return sides
    sums = [
        (statement.figure(both.id, period), [statement.figure(line, period) for line in sides])
        for period in statement.periods
    ]
    agreeing = sum(total == sum(part or 0 for part in parts) for total, parts in sums)
    return sides if agreeing * 2 >= len(sums) else [both.id]


CHECK = Check(NAME, compare_balance, follows_switches=True)
