"""Agreement of sources: a figure that several places state is the same in all of them.

Two families: *agreed with another source* proves a figure; *stated once* only says that it is still the one which its
own cell states, and proves nothing.
"""

from collections import Counter
from collections.abc import Container, Iterable, Iterator
from decimal import Decimal
from enum import StrEnum
from itertools import islice

from workbench.checks.check import Check, Look, Tally, add_tallies, findings_of, tally_of
from workbench.checks.comparison import Comparison, below_half_a_digit, period_label
from workbench.checks.expressions import Expression, Figure, SourceCell, as_reported, figure_amount, sum_of
from workbench.domain.findings import FindingStatus
from workbench.domain.project import Project
from workbench.domain.sources import FigureRole, SourceFigure
from workbench.domain.statements import Cell, Line, LineUnit, Statement
from workbench.engine import Results

AGREED, ONCE = "agreement of sources", "stated once"
FIGURES_AT_ONCE = 500
REPEATED = frozenset((LineUnit.SHARES, LineUnit.PERCENT))
"""What stands in another currency's column as it is: no money."""
Sources = tuple[SourceFigure, ...]
"""What states a figure: one cell, or the entries of one list that an effect is made of."""


class Agreement(StrEnum):
    AGREED = "agreed"
    DISAGREES = "disagrees"
    STATED_ONCE = "stated-once"


def agreement_of(project: Project, statement: Statement, cell: Cell) -> Agreement | None:
    """Return how the sources of one figure as reported agree, restated ones left out; None where none states it.

    An edited figure disagrees with its source until it is restored.
    """
    sources = [source for source in project.as_reported_sources(cell) if source.cell not in project.restated]
    if not sources:
        return None
    figure = statement.figure(*cell)
    if not all(_agrees(project, as_reported(*cell), figure, (source,)) for source in sources):
        return Agreement.DISAGREES
    return Agreement.AGREED if len(sources) > 1 else Agreement.STATED_ONCE


def compare_sources(results: Results) -> Look:
    """Compare every figure with each other place that states it: as reported, an effect, a translation, a result."""
    project = results.project
    for line, figure, sources in _stated_figures(results, project.source_figures.repeated_cells):
        for source in sources[1:]:
            yield _with(project, AGREED, line, figure, _left(figure, sources), source)
    yield from _repeated(results)


def compare_with_own_cell(results: Results) -> Look:
    """Compare every figure that one place alone states with that place: has it been edited?"""
    return (_own(results.project, *one) for one in _stated_once(results))


def comparison_with_own_cell(results: Results, stated: SourceFigure) -> Comparison | None:
    """Return the comparison of a figure that one place alone states, at the first cell of that place; else None."""
    project = results.project
    for figure, sources in _by_figure(project, project.source_figures.by_cell[stated.line, stated.period]):
        is_here = len(sources) == 1 and sources[0][0] is stated
        if is_here and figure.role is not FigureRole.RESULT and _may_be_compared(results, figure):
            return _own(project, project.line(stated.line), figure, sources[0])
    return None


def tally_own_cells(results: Results) -> Iterator[Tally]:
    """Yield the tallies of ``stated_once`` without an object for what holds."""
    stated = _stated_once(results)
    while some := tuple(islice(stated, FIGURES_AT_ONCE)):
        differing = [one for one in some if figure_amount(results, one[1]) != _amount(one[2])]
        held = Tally(Counter({FindingStatus.INFORMATION: len(some) - len(differing)}))
        found = findings_of((_own(results.project, *one) for one in differing), results)
        yield add_tallies((held, tally_of(found)))


def _stated_once(results: Results) -> Iterator[tuple[Line, Figure, Sources]]:
    """Yield each figure that the project keeps and one place states; a printed result is compared with what is here."""
    for line, figure, sources in _stated_figures(results):
        if len(sources) == 1 and figure.role is not FigureRole.RESULT:
            yield line, figure, sources[0]


def _stated_figures(
    results: Results, cells: Container[Cell] | None = None
) -> Iterator[tuple[Line, Figure, list[Sources]]]:
    """Yield each figure, of some ``cells`` or of all, with what states it; the place it was taken from first."""
    project = results.project
    for statement in project.statements:
        for line in statement.lines:
            for period in statement.periods:
                everything = project.source_figures.by_cell.get((line.id, period))
                if everything and (cells is None or (line.id, period) in cells):
                    for figure, sources in _by_figure(project, everything):
                        if _may_be_compared(results, figure):
                            yield line, figure, _own_first(results, figure, sources)


def _by_figure(project: Project, everything: Iterable[SourceFigure]) -> Iterator[tuple[Figure, list[Sources]]]:
    """Yield the sources of one cell by what they state; those that the user declared restated are left out."""
    found: dict[Figure, list[Sources]] = {}
    lists: dict[tuple[Figure, str, str], list[SourceFigure]] = {}
    for stated in everything:
        if stated.role is FigureRole.ENTRY:
            figure = Figure(stated.line, stated.period, FigureRole.ADJUSTMENT, stated.adjustment_or_currency)
            lists.setdefault((figure, stated.cell.file, stated.cell.sheet), []).append(stated)
        elif stated.amount is not None and stated.cell not in project.restated:
            figure = Figure(stated.line, stated.period, stated.role, stated.adjustment_or_currency)
            found.setdefault(figure, []).append((stated,))
    for (figure, _, _), entries in lists.items():
        if all(entry.amount is not None for entry in entries):
            found.setdefault(figure, []).append(tuple(entries))
    return iter(found.items())


def _may_be_compared(results: Results, figure: Figure) -> bool:
    """False for an effect that is an error somewhere below: its sources say more than is known."""
    if figure.role is not FigureRole.ADJUSTMENT:
        return True
    return results.is_effect_known(figure.adjustment_or_currency, figure.line, figure.period)


def _own_first(results: Results, figure: Figure, sources: list[Sources]) -> list[Sources]:
    """Return the sources with that first which the figure was taken from: its amount, in the primary statement."""
    if len(sources) == 1:
        return sources
    amount = figure_amount(results, figure) if figure.role is not FigureRole.RESULT else None  # results follow switches
    return sorted(sources, key=lambda source: (_amount(source) != amount, not source[0].primary))


def _left(figure: Figure, sources: list[Sources]) -> Expression:
    """Return what is compared: the project's figure; of printed results, the first."""
    return figure if figure.role is not FigureRole.RESULT else SourceCell(sources[0][0])


def _amount(source: Sources) -> Decimal:
    return sum((stated.amount for stated in source if stated.amount is not None), Decimal(0))


def _own(project: Project, line: Line, figure: Figure, source: Sources) -> Comparison:
    """Compare a figure with the one place that states it."""
    return _with(project, ONCE, line, figure, figure, source)


def _with(project: Project, check: str, line: Line, figure: Figure, left: Expression, source: Sources) -> Comparison:
    heading = {
        FigureRole.ADJUSTMENT: f", {project.adjustment_by_id[figure.adjustment_or_currency].name}"
        if figure.role is FigureRole.ADJUSTMENT
        else "",
        FigureRole.TRANSLATION: f", {figure.adjustment_or_currency}",
        FigureRole.RESULT: f", {project.frameworks[1]}",
    }.get(figure.role, "")
    how = ", by formula" if any(stated.formula for stated in source) else ""
    what = f"{line.name}, {period_label(project, figure.period)}{heading} = {source[0].cell}{how}"
    is_own = check == ONCE
    return Comparison(
        check,
        what,
        left,
        sum_of(SourceCell(stated) for stated in source),
        _tolerance(project, figure, source),
        proves=not is_own,
        why_unproven="stated once",
    )


def _tolerance(project: Project, figure: Figure, source: Sources) -> Decimal:
    slack = sum((stated.slack for stated in source), Decimal(0))
    if not slack:
        return slack
    slack += project.slack((figure.line, figure.period), figure.role, figure.adjustment_or_currency)
    return below_half_a_digit(slack, project.line(figure.line).places)


def _agrees(project: Project, figure: Figure, amount: Decimal | None, source: Sources) -> bool:
    """True where a source states the figure, or one that differs by no more than what was cut of them."""
    stated = _amount(source)
    return amount == stated or (amount is not None and abs(amount - stated) <= _tolerance(project, figure, source))


def _repeated(results: Results) -> Look:
    """Compare a share count or a percentage that another currency's column repeats."""
    project = results.project
    for statement in project.statements:
        for line in statement.lines:
            if line.unit not in REPEATED:
                continue
            for period in statement.periods:
                if statement.figure(line.id, period) is None:
                    continue
                for currency in project.source_figures.translated_into:
                    for stated in project.source_figures.figures_for(line.id, period, FigureRole.TRANSLATION, currency):
                        if stated.amount is not None:
                            what = f"{line.name}, {period_label(project, period)}: repeated in the {currency} column"
                            figure = as_reported(line.id, period)
                            yield Comparison(AGREED, what, figure, SourceCell(stated))


CHECKS = (
    Check(AGREED, compare_sources),
    Check(ONCE, compare_with_own_cell, tally_quickly=tally_own_cells, proves=lambda _: iter(())),
)
