"""Agreement of sources: a figure that several places state is the same in all of them.

Two families: *agreed with another source* proves a figure; *stated once* only confirms that it is still the figure of
its own cell, and proves nothing.
"""

from collections import Counter
from collections.abc import Container, Iterable, Iterator
from decimal import Decimal
from enum import StrEnum
from itertools import islice

from workbench.checks.check import Check, CheckItems, Tally, add_tallies, findings_of, tally_of
from workbench.checks.comparison import Comparison, below_half_a_digit
from workbench.checks.expressions import Expression, Figure, SourceCell, as_reported, figure_amount, sum_of
from workbench.checks.subjects import describe_figure, period_label, subject_of_figure
from workbench.domain.facts import Fact, fact
from workbench.domain.findings import CheckId, FindingStatus
from workbench.domain.project import Project
from workbench.domain.sources import FigureRole, SourceFigure
from workbench.domain.statements import FigureKey, Line, LineUnit, Statement
from workbench.engine import Results

AGREED, ONCE = CheckId("agreement-of-sources"), CheckId("stated-once")
STATED_ONCE = fact("stated-once")
FIGURES_AT_ONCE = 500
REPEATED = frozenset((LineUnit.SHARES, LineUnit.PERCENT))
"""The units that another currency's column repeats unchanged."""
Source = tuple[SourceFigure, ...]
"""What states a figure: one cell, or the entries of one list that add up to an effect."""


class Agreement(StrEnum):
    AGREED = "agreed"
    DISAGREES = "disagrees"
    STATED_ONCE = "stated-once"


def agreement_of(project: Project, statement: Statement, cell: FigureKey) -> Agreement | None:
    """Return how the sources of one figure as reported agree, without restated ones; None if none states it.

    An edited figure disagrees with its source until it is restored.
    """
    sources = [source for source in project.as_reported_sources(cell) if source.cell not in project.restated]
    if not sources:
        return None
    figure = statement.figure(*cell)
    if not all(_agrees(project, as_reported(*cell), figure, (source,)) for source in sources):
        return Agreement.DISAGREES
    return Agreement.AGREED if len(sources) > 1 else Agreement.STATED_ONCE


def tolerance_between(project: Project, one: SourceFigure, other: SourceFigure) -> Decimal:
    """Return by how much two cells that state a figure as reported may differ because digits were cut off."""
    slack = one.slack + other.slack
    return below_half_a_digit(slack, project.line(one.line).decimals_shown) if slack else slack


def compare_sources(results: Results) -> CheckItems:
    """Compare every figure, effect, translation and result with each other place that states it."""
    project = results.project
    for line, figure, sources in _figures_with_sources(results, project.source_figures.repeated_cells):
        for source in sources[1:]:
            yield _comparison_with(project, AGREED, line, figure, _left_expression(figure, sources), source)
    yield from _compare_repeats_in_currencies(results)


def compare_with_own_cell(results: Results) -> CheckItems:
    """Compare every figure that only one place states with that place, to tell whether it has been edited."""
    project = results.project
    return (
        _own_cell_comparison(project, line, figure, source) for line, figure, source in _figures_stated_once(results)
    )


def comparison_with_own_cell(results: Results, stated: SourceFigure) -> Comparison | None:
    """Return the comparison with ``stated`` if it is the first cell of the only source of its figure, else None."""
    project = results.project
    for figure, sources in _sources_by_figure(
        project, project.source_figures.by_line_and_period[stated.line, stated.period]
    ):
        is_own_cell = len(sources) == 1 and sources[0][0] is stated
        if is_own_cell and figure.role is not FigureRole.RESULT and _may_be_compared(results, figure):
            return _own_cell_comparison(project, project.line(stated.line), figure, sources[0])
    return None


def tally_own_cells(results: Results) -> Iterator[Tally]:
    """Yield the tallies of ``compare_with_own_cell`` without making objects for figures that agree."""
    figures_stated_once = _figures_stated_once(results)
    while batch := tuple(islice(figures_stated_once, FIGURES_AT_ONCE)):
        mismatches = [
            _own_cell_comparison(results.project, line, figure, source)
            for line, figure, source in batch
            if figure_amount(results, figure) != _amount_of(source)
        ]
        matches = Tally(Counter({FindingStatus.INFORMATION: len(batch) - len(mismatches)}))
        yield add_tallies((matches, tally_of(findings_of(mismatches, results))))


def _figures_stated_once(results: Results) -> Iterator[tuple[Line, Figure, Source]]:
    """Yield each figure that only one place states; not printed results, which are compared with calculated ones."""
    for line, figure, sources in _figures_with_sources(results):
        if len(sources) == 1 and figure.role is not FigureRole.RESULT:
            yield line, figure, sources[0]


def _figures_with_sources(
    results: Results, cells: Container[FigureKey] | None = None
) -> Iterator[tuple[Line, Figure, list[Source]]]:
    """Yield each figure of ``cells``, or of all if None, with its sources; the one it was taken from first."""
    project = results.project
    for statement in project.statements:
        for line in statement.lines:
            for period in statement.periods:
                source_figures = project.source_figures.by_line_and_period.get((line.id, period))
                if source_figures and (cells is None or (line.id, period) in cells):
                    for figure, sources in _sources_by_figure(project, source_figures):
                        if _may_be_compared(results, figure):
                            yield line, figure, _with_own_source_first(results, figure, sources)


def _sources_by_figure(
    project: Project, source_figures: Iterable[SourceFigure]
) -> Iterator[tuple[Figure, list[Source]]]:
    """Yield the sources of one cell by the figure that they state, without those that the user declared restated."""
    sources_by_figure: dict[Figure, list[Source]] = {}
    entry_lists: dict[tuple[Figure, str, str], list[SourceFigure]] = {}
    for source_figure in source_figures:
        if source_figure.role is FigureRole.ENTRY:
            figure = Figure(
                source_figure.line, source_figure.period, FigureRole.ADJUSTMENT, source_figure.adjustment_or_currency
            )
            entry_lists.setdefault((figure, source_figure.cell.file, source_figure.cell.sheet), []).append(
                source_figure
            )
        elif source_figure.amount is not None and source_figure.cell not in project.restated:
            figure = Figure(
                source_figure.line, source_figure.period, source_figure.role, source_figure.adjustment_or_currency
            )
            sources_by_figure.setdefault(figure, []).append((source_figure,))
    for (figure, _, _), entries in entry_lists.items():
        if all(entry.amount is not None for entry in entries):
            sources_by_figure.setdefault(figure, []).append(tuple(entries))
    return iter(sources_by_figure.items())


def _may_be_compared(results: Results, figure: Figure) -> bool:
    """False for an effect that includes an error in a part, and is therefore unknown even if a source states it."""
    if figure.role is not FigureRole.ADJUSTMENT:
        return True
    return results.is_effect_known(figure.adjustment, figure.line, figure.period)


def _with_own_source_first(results: Results, figure: Figure, sources: list[Source]) -> list[Source]:
    """Return the sources, first the one that the figure was taken from: same amount, if possible in the primary one."""
    if len(sources) == 1:
        return sources
    amount = figure_amount(results, figure) if figure.role is not FigureRole.RESULT else None  # results follow switches
    return sorted(sources, key=lambda source: (_amount_of(source) != amount, not source[0].is_primary))


def _left_expression(figure: Figure, sources: list[Source]) -> Expression:
    """Return what the other sources are compared with: the project's figure, or the first printed result."""
    return figure if figure.role is not FigureRole.RESULT else SourceCell(sources[0][0])


def _amount_of(source: Source) -> Decimal:
    return sum((source_figure.amount for source_figure in source if source_figure.amount is not None), Decimal(0))


def _own_cell_comparison(project: Project, line: Line, figure: Figure, source: Source) -> Comparison:
    """Return the comparison of a figure with the only place that states it."""
    return _comparison_with(project, ONCE, line, figure, figure, source)


def _comparison_with(
    project: Project, check: CheckId, line: Line, figure: Figure, left: Expression, source: Source
) -> Comparison:
    is_own = check == ONCE
    return Comparison(
        check,
        _describe(project, line, figure, source),
        left,
        sum_of(SourceCell(source_figure) for source_figure in source),
        _tolerance(project, figure, source),
        proves=not is_own,
        why_unproven=STATED_ONCE,
        subject=subject_of_figure(project, figure),
    )


def _describe(project: Project, line: Line, figure: Figure, source: Source) -> Fact:
    stated = fact("figure-in-cell", figure=_describe_figure(project, line, figure), cell=str(source[0].cell))
    is_computed = any(source_figure.formula for source_figure in source)
    return fact("printed-by-formula", what=stated) if is_computed else stated


def _describe_figure(project: Project, line: Line, figure: Figure) -> Fact:
    """Return the fact that names a figure, with its column unless it is as reported."""
    match figure.role:
        case FigureRole.ADJUSTMENT:
            column = project.adjustment_by_id[figure.adjustment].name
        case FigureRole.TRANSLATION:
            column = figure.adjustment_or_currency
        case FigureRole.RESULT:
            column = project.frameworks.target.label
        case _:
            return fact("figure-of-period", line=line.name, period=period_label(project, figure.period))
    return describe_figure(project, line.name, figure.period, column)


def _tolerance(project: Project, figure: Figure, source: Source) -> Decimal:
    slack = sum((source_figure.slack for source_figure in source), Decimal(0))
    if not slack:
        return slack
    slack += project.slack((figure.line, figure.period), figure.role, figure.adjustment_or_currency)
    return below_half_a_digit(slack, project.line(figure.line).decimals_shown)


def _agrees(project: Project, figure: Figure, amount: Decimal | None, source: Source) -> bool:
    """True if a source states the figure, or one that differs by no more than the digits cut off both."""
    stated_amount = _amount_of(source)
    return amount == stated_amount or (
        amount is not None and abs(amount - stated_amount) <= _tolerance(project, figure, source)
    )


def _compare_repeats_in_currencies(results: Results) -> CheckItems:
    """Compare share counts and percentages with the columns of other currencies that repeat them."""
    project = results.project
    for statement in project.statements:
        for line in statement.lines:
            if line.unit not in REPEATED:
                continue
            for period in statement.periods:
                if statement.figure(line.id, period) is None:
                    continue
                for currency in project.source_figures.translated_into:
                    for source_figure in project.source_figures.figures_for(
                        line.id, period, FigureRole.TRANSLATION, currency
                    ):
                        if source_figure.amount is not None:
                            yield _comparison_with_repeat(project, line, source_figure)


def _comparison_with_repeat(project: Project, line: Line, repeat: SourceFigure) -> Comparison:
    label, figure = period_label(project, repeat.period), as_reported(line.id, repeat.period)
    what = fact("repeated-in-currency", line=line.name, period=label, currency=repeat.adjustment_or_currency)
    return Comparison(AGREED, what, figure, SourceCell(repeat), subject=subject_of_figure(project, figure))


CHECKS = (
    Check(AGREED, compare_sources),
    Check(ONCE, compare_with_own_cell, tally_quickly=tally_own_cells, proves=lambda _: iter(())),
)
