"""Opening = closing at the last year end: what a roll-forward carried of each difference, against what stood there."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from workbench.checks.check import Check, CheckItems
from workbench.checks.comparison import EFFECT_UNKNOWN, Comparison, not_applicable
from workbench.checks.expressions import Constant, effect, figure_amount
from workbench.checks.subjects import period_label
from workbench.domain.adjustments import Adjustment, BroughtForward, EntryId, FromSource
from workbench.domain.facts import fact
from workbench.domain.findings import CheckId, FindingStatus
from workbench.domain.periods import PeriodId
from workbench.domain.project import Project
from workbench.domain.statements import Concept, FigureKey, Line, Statement, StatementKind
from workbench.domain.subjects import AdjustmentSubject
from workbench.engine import Results

CARRIED = CheckId("carried-forward")
EQUITY = (Concept.RETAINED_EARNINGS, Concept.ATTRIBUTABLE_EQUITY, Concept.TOTAL_EQUITY)
"""The lines on which it is proven, the first that the balance sheet has."""


class Carrying(NamedTuple):
    """From which date of which balance sheet, or reconciliation of equity, amounts were carried, and to which."""

    position: Statement
    opening: PeriodId
    closing: PeriodId


def carrying(project: Project) -> Carrying | None:
    """Return what was carried from where to where; None in a project that was not rolled forward."""
    positions = (StatementKind.FINANCIAL_POSITION, StatementKind.EQUITY_BRIDGE)
    for position in (statement for kind in positions for statement in project.of_kind(kind)):
        taken = [period for period in position.periods if project.comparative(position.id, period)]
        own = [period for period in position.periods if period not in taken]
        if taken and own:
            by_end = {period: project.periods[period].end for period in (*taken, *own)}
            return Carrying(position, min(taken, key=by_end.__getitem__), max(own, key=by_end.__getitem__))
    return None


def compare_carried(results: Results) -> CheckItems:
    """Compare, for each difference, what was carried to equity with its effect there at the opening.

    A difference that was left out, reversed or carried as nil is a warning: it is to be seen, and may be right. Where
    a workbook states the closing effects of one, nothing is carried any longer, and its roll-forward proves them.
    """
    project = results.project
    carried = carrying(project)
    line = line_of_equity(carried.position) if carried else None
    if carried is None or line is None:
        return
    for adjustment in project.adjustments:
        stood = effect(adjustment.id, line.id, carried.opening)
        period = period_label(project, carried.opening)
        what = fact("carried-from", difference=adjustment.name, line=line.name, period=period)
        amounts = list(_carried_amounts(adjustment, carried, line))
        if not amounts and _is_stated_at_closing(adjustment, carried):
            continue
        amount = sum(amounts, Decimal(0))
        subject = AdjustmentSubject(adjustment.id)
        if figure_amount(results, stood) is None:
            yield not_applicable(CARRIED, what, EFFECT_UNKNOWN, subject)
        elif amount or figure_amount(results, stood):
            yield Comparison(
                CARRIED, what, Constant(amount), stood, broken_status=FindingStatus.WARNING, subject=subject
            )


def line_of_equity(position: Statement) -> Line | None:
    """Return the line on which it is proven what was carried."""
    return next((line for concept in EQUITY if (line := position.line_with(concept))), None)


def _carried_amounts(adjustment: Adjustment, carried: Carrying, line: Line) -> Iterator[Decimal]:
    for entry, place, weight in _carried_legs(adjustment, carried, line):
        yield weight * adjustment.entries[entry].legs[place].amount


def _carried_legs(adjustment: Adjustment, carried: Carrying, line: Line) -> Iterator[tuple[EntryId, int, int]]:
    """Yield the legs that were carried to a line of equity: their entries, their places in these, their weights."""
    weights = dict(carried.position.graph.ways_down(line.id))
    for entry in adjustment.entries.values():
        if isinstance(entry.origin, BroughtForward) and entry.origin.period == carried.opening:
            for place, leg in enumerate(entry.legs):
                if leg.period == carried.closing and leg.line in weights:
                    yield entry.id, place, weights[leg.line]


def carried_legs(project: Project) -> Iterator[tuple[Adjustment, list[tuple[EntryId, int, int]], FigureKey]]:
    """Yield, for each difference that was carried, its legs there, and the figure whose effect they carry."""
    carried = carrying(project)
    line = line_of_equity(carried.position) if carried else None
    for adjustment in project.adjustments if carried and line else ():
        assert carried is not None
        assert line is not None
        if legs := list(_carried_legs(adjustment, carried, line)):
            yield adjustment, legs, (line.id, carried.opening)


def _is_stated_at_closing(adjustment: Adjustment, carried: Carrying) -> bool:
    """Return whether a source states effects of a difference at the closing."""
    lines = carried.position.line_by_id
    stated = (entry for entry in adjustment.entries.values() if isinstance(entry.origin, FromSource))
    return any(leg.period == carried.closing and leg.line in lines for entry in stated for leg in entry.legs)


CHECK = Check(CARRIED, compare_carried)
