"""Which figures are proven, and how many are unproven.

A figure is proven if it is compared with another figure, whatever the outcome. A comparison with its own source cell,
or with figures that the program calculates from it, proves nothing.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from workbench.checks.expressions import Figure, effect
from workbench.domain.ids import StatementId
from workbench.domain.project import Project
from workbench.domain.sources import FigureRole
from workbench.domain.statements import FigureKey
from workbench.engine import Results
from workbench.engine.whole_tables import CellSet, WholeTables


@dataclass(frozen=True, slots=True)
class Proof:
    """The figures that are compared with another one: ``figures``, and as reported ``footed_cells`` of each statement.

    ``unproven``: the number of all other figures.
    """

    figures: frozenset[Figure]
    footed_cells: Mapping[StatementId, CellSet]
    unproven: int

    def is_proven(self, figure: Figure) -> bool:
        cell = (figure.line, figure.period)
        return figure in self.figures or (
            figure.role is FigureRole.AS_REPORTED and any(cell in cells for cells in self.footed_cells.values())
        )


def build_proof(results: Results, compared_figures: set[Figure]) -> Proof:
    """Return the proof, given the figures that checks compare singly; those that foot are found on arrays."""
    project = results.project
    figures = frozenset(compared_figures.union(_entries_behind(project, compared_figures)))
    footed_cells = {
        statement.id: WholeTables(results, statement).cells_footing_as_reported() for statement in project.statements
    }
    number = sum(_unproven_flags(project, figures), _number_of_unproven_entries(project, figures))
    by_statement: dict[StatementId, list[FigureKey]] = {statement.id: [] for statement in project.statements}
    for figure in figures:
        if figure.role is FigureRole.AS_REPORTED:
            by_statement[project.statement_of(figure.line).id].append((figure.line, figure.period))
    number += sum(cells.number_of_figures_outside(by_statement[key]) for key, cells in footed_cells.items())
    return Proof(figures, footed_cells, number)


def needs_proof(project: Project, figure: Figure) -> bool:
    """True for a figure that is stated or typed; nil needs no proof, nor does a calculated figure."""
    line, period, role, adjustment_or_currency = figure
    if role is FigureRole.AS_REPORTED:
        return bool(project.statement_of(line).figure(line, period))
    if role is FigureRole.ADJUSTMENT and (line, period) in project.adjustment_by_id[figure.adjustment].effects:
        return True
    return any(
        source_figure.amount
        for source_figure in project.source_figures.figures_for(line, period, role, adjustment_or_currency)
    )


def unstated_totals_above(project: Project, figure: Figure) -> Iterator[Figure]:
    """Yield the effects on totals above that include this effect and that no source states; their proof proves it."""
    line, period, role, adjustment_or_currency = figure
    if role is FigureRole.ADJUSTMENT:
        for total in project.statement_of(line).graph.with_totals_above(line) - {line}:
            if not project.source_figures.figures_for(total, period, role, adjustment_or_currency):
                yield effect(figure.adjustment, total, period)


def _entries_behind(project: Project, compared_figures: Iterable[Figure]) -> Iterator[Figure]:
    """Yield the effects behind each compared effect on a total that no source states; its proof proves them."""
    for figure in compared_figures:
        line, period, role, adjustment_or_currency = figure
        if role is FigureRole.ADJUSTMENT and not project.source_figures.figures_for(
            line, period, role, adjustment_or_currency
        ):
            graph = project.statement_of(line).graph
            yield from (
                effect(figure.adjustment, leaf.line, period)
                for leaf in (graph.leaves(line) if graph.is_total(line) else ())
            )


def _number_of_unproven_entries(project: Project, proven_figures: frozenset[Figure]) -> int:
    """Return the number of entries that are not proven."""
    adjustments = project.adjustment_by_id
    proven_entries = sum(
        (figure.line, figure.period) in adjustments[figure.adjustment].effects
        for figure in proven_figures
        if figure.role is FigureRole.ADJUSTMENT
    )
    return sum(len(adjustment.effects) for adjustment in project.adjustments) - proven_entries


def _unproven_flags(project: Project, proven_figures: frozenset[Figure]) -> Iterator[bool]:
    """Yield, for each non-nil figure stated, True if not proven; except figures as reported and entries."""
    adjustments = project.adjustment_by_id
    for cell, source_figures in project.source_figures.by_line_and_period.items():
        for figure in {
            Figure(*cell, source_figure.role, source_figure.adjustment_or_currency)
            for source_figure in source_figures
            if source_figure.amount
        }:
            is_entered = figure.role is FigureRole.ADJUSTMENT and cell in adjustments[figure.adjustment].effects
            if figure.role not in (FigureRole.AS_REPORTED, FigureRole.ENTRY) and not is_entered:
                yield figure not in proven_figures
