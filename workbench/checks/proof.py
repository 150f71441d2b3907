"""What proves each figure: which comparisons it takes part in; and how many figures nothing proves.

A figure is proven where it is compared with another one, whatever comes of it. Where it is compared with nothing but
the cell that it was taken from, or follows from others by the program's own arithmetic, nothing is proven.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from workbench.checks.expressions import Figure, effect
from workbench.domain.ids import StatementId
from workbench.domain.project import Project
from workbench.domain.sources import FigureRole
from workbench.domain.statements import Cell
from workbench.engine import Results
from workbench.engine.whole_tables import Cells, WholeTables


@dataclass(frozen=True, slots=True)
class Proof:
    """What is compared with another figure: ``figures``, and as reported what ``footed`` holds of each statement.

    ``unproven``: how many figures there are beside them.
    """

    figures: frozenset[Figure]
    footed: Mapping[StatementId, Cells]
    unproven: int

    def is_proven(self, figure: Figure) -> bool:
        cell = (figure.line, figure.period)
        return figure in self.figures or (
            figure.role is FigureRole.AS_REPORTED and any(cell in cells for cells in self.footed.values())
        )


def proof_by(results: Results, compared: set[Figure]) -> Proof:
    """Return what is proven, where ``compared`` holds what checks compare but for that of which whole tables tell."""
    project = results.project
    figures = frozenset(compared.union(_entries_behind(project, compared)))
    footed = {statement.id: WholeTables(results, statement).footed_as_reported() for statement in project.statements}
    number = sum(_number_stated(project, figures), _number_entered(project, figures))
    by_statement: dict[StatementId, list[Cell]] = {statement.id: [] for statement in project.statements}
    for figure in figures:
        if figure.role is FigureRole.AS_REPORTED:
            by_statement[project.statement_of(figure.line).id].append((figure.line, figure.period))
    number += sum(cells.number_of_figures_outside(by_statement[key]) for key, cells in footed.items())
    return Proof(figures, footed, number)


def needs_proof(project: Project, figure: Figure) -> bool:
    """True for what a source states or somebody typed; nil needs no proof, nor does what is worked out from others."""
    line, period, role, adjustment_or_currency = figure
    if role is FigureRole.AS_REPORTED:
        return bool(project.statement_of(line).figure(line, period))
    if role is FigureRole.ADJUSTMENT and (line, period) in project.adjustment_by_id[adjustment_or_currency].entries:
        return True
    return any(
        stated.amount for stated in project.source_figures.figures_for(line, period, role, adjustment_or_currency)
    )


def unstated_totals_above(project: Project, figure: Figure) -> Iterator[Figure]:
    """Yield the effects on totals that an effect makes up with others and no source states: they prove it."""
    line, period, role, adjustment_or_currency = figure
    if role is FigureRole.ADJUSTMENT:
        for total in project.statement_of(line).graph.with_totals_above(line) - {line}:
            if not project.source_figures.figures_for(total, period, role, adjustment_or_currency):
                yield effect(adjustment_or_currency, total, period)


def _entries_behind(project: Project, compared: Iterable[Figure]) -> Iterator[Figure]:
    """Yield the effects that make up an effect on a total which no source states: what proves that proves them."""
    for figure in compared:
        line, period, role, adjustment_or_currency = figure
        if role is FigureRole.ADJUSTMENT and not project.source_figures.figures_for(
            line, period, role, adjustment_or_currency
        ):
            graph = project.statement_of(line).graph
            yield from (
                effect(adjustment_or_currency, leaf.line, period)
                for leaf in (graph.leaves(line) if graph.is_total(line) else ())
            )


def _number_entered(project: Project, proven: frozenset[Figure]) -> int:
    """Return how many entries are not proven."""
    adjustments = project.adjustment_by_id
    proven_entries = sum(
        (figure.line, figure.period) in adjustments[figure.adjustment_or_currency].entries
        for figure in proven
        if figure.role is FigureRole.ADJUSTMENT
    )
    return sum(len(adjustment.entries) for adjustment in project.adjustments) - proven_entries


def _number_stated(project: Project, proven: frozenset[Figure]) -> Iterator[bool]:
    """Yield, of what sources state beside figures as reported and entries, whether it is not proven; nil left out."""
    adjustments = project.adjustment_by_id
    for cell, everything in project.source_figures.by_cell.items():
        for figure in {
            Figure(*cell, stated.role, stated.adjustment_or_currency) for stated in everything if stated.amount
        }:
            is_entered = (
                figure.role is FigureRole.ADJUSTMENT and cell in adjustments[figure.adjustment_or_currency].entries
            )
            if figure.role not in (FigureRole.AS_REPORTED, FigureRole.ENTRY) and not is_entered:
                yield figure not in proven
