"""One comparison: two expressions, the relation between them, and a tolerance."""

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
from workbench.domain.amounts import half_a_digit
from workbench.domain.facts import Fact, Told, fact
from workbench.domain.findings import CheckId, Finding, FindingStatus
from workbench.domain.ids import AdjustmentId
from workbench.domain.project import Project
from workbench.domain.sources import CellRef, FigureRole
from workbench.domain.subjects import PROJECT, Subject
from workbench.engine import Results

FINEST = Decimal("1e-13")
"""Smaller than the last digit of any figure."""
CALCULATED_HERE, WITHIN_STORED_PRECISION = fact("calculated-here"), fact("within-stored-precision")
UNKNOWN_EFFECT_IS_ON, NOT_ALL_ARE_ON = fact("unknown-effect-is-on"), fact("not-all-differences-are-on")
EFFECT_UNKNOWN = fact("effect-unknown")


class Relation(Enum):
    EQUAL = "equal"
    AT_LEAST = "at-least"


@dataclass(frozen=True, slots=True)
class Comparison:
    """``left`` is tested; ``right`` is what it should equal, or at least reach. ``what`` names both.

    ``tolerance``: by how much they may differ; 0 unless figures were cut when they were read, or printed rounded.
    ``unless_on``: adjustments whose effect here is an error in its source; while one of them is on, nothing can be
    compared. ``broken_status``: the status if the relation does not hold.
    ``proves``: False if a figure is only compared with its own cell, or with what the program calculates from the very
    same figures.
    ``only_complete``: applicable only while every difference is on. ``why_apart``, ``why_unproven``: the facts that
    explain a tolerated difference, and a comparison that holds but proves nothing. ``subject``: what is examined.
    """

    check: CheckId
    what: Told
    left: Expression
    right: Expression
    tolerance: Decimal = ZERO
    relation: Relation = Relation.EQUAL
    unless_on: tuple[AdjustmentId, ...] = ()
    broken_status: FindingStatus = FindingStatus.FAIL
    proves: bool = True
    why_unproven: Fact = CALCULATED_HERE
    only_complete: bool = False
    why_apart: Fact = WITHIN_STORED_PRECISION
    subject: Subject = PROJECT

    @property
    def met_status(self) -> FindingStatus:
        """The status if the relation holds: a pass only if that proves something."""
        return FindingStatus.PASS if any(True for _ in self.proven_figures) else FindingStatus.INFORMATION

    @property
    def proven_figures(self) -> Iterator[Figure]:
        """Yield the figures that this comparison proves: stated ones, not those that the program calculates."""
        if self.proves:
            for term in (*terms_in(self.left), *terms_in(self.right)):
                if isinstance(term, SourceCell):
                    yield term.figure
                elif isinstance(term, Figure) and term.role is not FigureRole.RESULT:
                    yield term


def evaluate(comparison: Comparison, results: Results) -> Finding:
    """Return the finding in the current state; its difference is left less right."""
    if reason := _reason_not_comparable(comparison, results):
        return not_applicable(comparison.check, comparison.what, reason, comparison.subject)
    left, right = amount_of(comparison.left, results), amount_of(comparison.right, results)
    difference = left - right
    if is_met(comparison, difference):
        status = comparison.met_status
        finding_fact = _fact_if_met(comparison, left, difference, proves=status is not FindingStatus.INFORMATION)
    else:
        status, finding_fact = comparison.broken_status, _fact_if_broken(comparison, left, right)
    where = source_cells_of(comparison, results.project)
    return Finding(comparison.check, status, finding_fact, difference, where, comparison.subject)


def _fact_if_met(comparison: Comparison, left: Decimal, difference: Decimal, *, proves: bool) -> Fact:
    what = comparison.what
    if not proves:
        return fact("holds-unproven", what=what, amount=left, why=comparison.why_unproven)
    if difference and comparison.relation is Relation.EQUAL:
        return fact("holds-apart", what=what, amount=left, why=comparison.why_apart, difference=difference)
    return fact("holds", what=what, amount=left)


def _fact_if_broken(comparison: Comparison, left: Decimal, right: Decimal) -> Fact:
    what, difference = comparison.what, left - right
    if comparison.relation is Relation.AT_LEAST:
        return fact("short-of", what=what, left=left, right=right, difference=difference)
    return fact("broken", what=what, left=left, right=right, difference=difference)


def status_of(comparison: Comparison, results: Results) -> FindingStatus:
    """Return the status of the finding of ``evaluate``, without its fact."""
    if _reason_not_comparable(comparison, results):
        return FindingStatus.NOT_APPLICABLE
    difference = amount_of(comparison.left, results) - amount_of(comparison.right, results)
    return comparison.met_status if is_met(comparison, difference) else comparison.broken_status


def _reason_not_comparable(comparison: Comparison, results: Results) -> Fact | None:
    """Return why the comparison is impossible in the current state; None if it is possible."""
    if any(adjustment in results.project.enabled for adjustment in comparison.unless_on):
        return UNKNOWN_EFFECT_IS_ON
    if comparison.only_complete and not results.project.is_complete:
        return NOT_ALL_ARE_ON
    return None


def is_met(comparison: Comparison, difference: Decimal) -> bool:
    if comparison.relation is Relation.AT_LEAST:
        return difference >= -comparison.tolerance
    return abs(difference) <= comparison.tolerance


def source_cells_of(comparison: Comparison, project: Project) -> tuple[CellRef, ...]:
    """Return the source cells of every figure compared, each once."""
    cells: dict[CellRef, None] = {}
    for term in (*terms_in(comparison.left), *terms_in(comparison.right)):
        if isinstance(term, SourceCell):
            cells[term.source_figure.cell] = None
        elif isinstance(term, Figure):
            cells.update(dict.fromkeys(_cells_of(project, term)))
        elif isinstance(term, Remainder):
            remainder_cells = project.source_figures.cells_for((term.total,), term.period, FigureRole.AS_REPORTED)
            cells.update(dict.fromkeys(remainder_cells))
    return tuple(cells)


def _cells_of(project: Project, figure: Figure) -> list[CellRef]:
    """Return the source cells of a figure; for an effect on a total that no source states, those on its parts."""
    line, period, role, adjustment_or_currency = figure
    cells = project.source_figures.cells_for((line,), period, role, adjustment_or_currency)
    if cells or role is not FigureRole.ADJUSTMENT:
        return cells
    statement = project.statement_of(line)
    parts = sorted(statement.graph.below(line), key=statement.place_of.__getitem__)
    return project.source_figures.cells_for(parts, period, role, adjustment_or_currency)


def tolerance_of(project: Project, figures: Iterable[Figure], places: int) -> Decimal:
    """Return by how much figures may differ because they were cut when they were read; 0 in most projects.

    ``places``: the decimals shown to a reader; the tolerance is less than half of the last of them.
    """
    if not project.source_figures.cut_by_line_and_period:
        return ZERO
    slacks = (
        project.slack((figure.line, figure.period), figure.role, figure.adjustment_or_currency) for figure in figures
    )
    slack = sum(slacks, ZERO)
    return below_half_a_digit(slack, places)


def below_half_a_digit(slack: Decimal, places: int) -> Decimal:
    """Return ``slack``, limited to just below half of the last of ``places`` decimals, which is always a difference."""
    return min(slack, half_a_digit(places) - FINEST)


def not_applicable(check: CheckId, what: Told, reason: Fact, subject: Subject) -> Finding:
    """Return the finding that ``what`` cannot be compared, for a reason."""
    why = fact("not-applicable", what=what, reason=reason)
    return Finding(check, FindingStatus.NOT_APPLICABLE, why, subject=subject)
