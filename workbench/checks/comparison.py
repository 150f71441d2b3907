"""One comparison: two expressions, how they must stand to each other, and how far they may be apart."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from workbench.checks.expressions import (
    ZERO,
    Expression,
    Figure,
    Remainder,
    SourceCell,
    amount_of,
    terms_in,
)
from workbench.domain.amounts import format_for_reader, half_a_digit
from workbench.domain.findings import Finding, FindingStatus
from workbench.domain.ids import AdjustmentId
from workbench.domain.periods import PeriodId
from workbench.domain.project import Project
from workbench.domain.sources import CellRef, FigureRole
from workbench.engine import Results

FINEST = Decimal("1e-13")
"""Finer than the last digit that any figure keeps."""


class Relation(Enum):
    EQUAL = "="
    AT_LEAST = "≥"


@dataclass(frozen=True, slots=True)
class Comparison:
    """``left`` is what is looked at, ``right`` what it is expected to be.

    ``tolerance``: by how much both may differ: 0 unless figures were cut when they were read, or printed rounded.
    ``unless_on``: adjustments whose effect here is an error in its source:
    while one of them is on, nothing can be compared. ``broken``: what is found where both differ.
    ``proves``: False where a figure is compared with nothing but the cell that it was taken from, or with what the
    program makes of the very same figures.
    ``only_complete``: it can be compared only while every difference is on. ``why_apart``, ``why_unproven``: what is
    said of a difference that is tolerated, and of what holds and proves nothing.
    """

    check: str
    what: str
    left: Expression
    right: Expression
    tolerance: Decimal = ZERO
    relation: Relation = Relation.EQUAL
    unless_on: tuple[AdjustmentId, ...] = ()
    broken: FindingStatus = FindingStatus.FAIL
    proves: bool = True
    why_unproven: str = "calculated here"
    only_complete: bool = False
    why_apart: str = "within stored precision"

    @property
    def holds(self) -> FindingStatus:
        """What is found where both agree: a pass only where that proves something."""
        return FindingStatus.PASS if any(True for _ in self.proven) else FindingStatus.INFORMATION

    @property
    def proven(self) -> Iterator[Figure]:
        """Yield the figures that this comparison proves: what is stated, not what the program works out."""
        if self.proves:
            for term in (*terms_in(self.left), *terms_in(self.right)):
                if isinstance(term, SourceCell):
                    yield term.figure
                elif isinstance(term, Figure) and term.role is not FigureRole.RESULT:
                    yield term


def evaluate(comparison: Comparison, results: Results) -> Finding:
    """Return what a comparison finds in the present state; the difference is left less right."""
    what = comparison.what
    if reason := _why_not_now(comparison, results):
        return not_applicable(comparison.check, what, reason)
    left, right = amount_of(comparison.left, results), amount_of(comparison.right, results)
    difference = left - right
    if is_met(comparison, difference):
        status, message = comparison.holds, f"{what}: {format_for_reader(left)}"
        if status is FindingStatus.INFORMATION:
            message += f", {comparison.why_unproven}"
        elif difference and comparison.relation is Relation.EQUAL:
            message += f", {comparison.why_apart} (difference {format_for_reader(difference)})"
    else:
        expected = "at least " if comparison.relation is Relation.AT_LEAST else ""
        compared = f"{format_for_reader(left)}, expected {expected}{format_for_reader(right)}"
        message = f"{what}: {compared}, difference {format_for_reader(difference)}"
        status = comparison.broken
    return Finding(comparison.check, status, message, difference, places_of(comparison, results.project))


def status_of(comparison: Comparison, results: Results) -> FindingStatus:
    """Return the status of what ``evaluate`` finds, and nothing of what it says."""
    if _why_not_now(comparison, results):
        return FindingStatus.NOT_APPLICABLE
    difference = amount_of(comparison.left, results) - amount_of(comparison.right, results)
    return comparison.holds if is_met(comparison, difference) else comparison.broken


def _why_not_now(comparison: Comparison, results: Results) -> str:
    """Return why nothing can be compared in the present state; empty where it can."""
    if any(adjustment in results.project.enabled for adjustment in comparison.unless_on):
        return "an effect that is on is not known"
    if comparison.only_complete and not results.project.is_complete:
        return "not all differences are on"
    return ""


def is_met(comparison: Comparison, difference: Decimal) -> bool:
    if comparison.relation is Relation.AT_LEAST:
        return difference >= -comparison.tolerance
    return abs(difference) <= comparison.tolerance


def places_of(comparison: Comparison, project: Project) -> tuple[CellRef, ...]:
    """Return the cells of the sources that state what is compared, each once."""
    found: dict[CellRef, None] = {}
    for term in (*terms_in(comparison.left), *terms_in(comparison.right)):
        if isinstance(term, SourceCell):
            found[term.stated.cell] = None
        elif isinstance(term, Figure):
            found.update(dict.fromkeys(_cells_of(project, term)))
        elif isinstance(term, Remainder):
            cells = project.source_figures.cells_for((term.total,), term.period, FigureRole.AS_REPORTED)
            found.update(dict.fromkeys(cells))
    return tuple(found)


def _cells_of(project: Project, figure: Figure) -> list[CellRef]:
    """Return where the sources state a figure; where none states an effect on a total, those on its parts."""
    line, period, role, adjustment_or_currency = figure
    cells = project.source_figures.cells_for((line,), period, role, adjustment_or_currency)
    if cells or role is not FigureRole.ADJUSTMENT:
        return cells
    return project.source_figures.cells_for(
        project.statement_of(line).graph.below(line), period, role, adjustment_or_currency
    )


def tolerance_of(project: Project, figures: Iterable[Figure], places: int) -> Decimal:
    """Return how far figures may be apart that were cut when they were read: less than half of what a reader is shown.

    ``places``: the decimals that a reader is shown.
    """
    if not project.source_figures.cut_by_cell:
        return ZERO
    slack = sum((project.slack((one.line, one.period), one.role, one.adjustment_or_currency) for one in figures), ZERO)
    return below_half_a_digit(slack, places)


def below_half_a_digit(slack: Decimal, places: int) -> Decimal:
    """Return ``slack``, but less than half of the last of so many decimals: that is always a difference."""
    return min(slack, half_a_digit(places) - FINEST)


def not_applicable(check: str, what: str, reason: str) -> Finding:
    return Finding(check, FindingStatus.NOT_APPLICABLE, f"{what}: not applicable, {reason}")


def period_label(project: Project, period: PeriodId) -> str:
    return project.periods[period].label
