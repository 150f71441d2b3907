"""Agreement of sources: a figure that several places state is the same in all of them.

Two families: *agreed with another source* proves a figure; *stated once* only says that it is still the one which its
own cell states, and proves nothing.
"""

from collections import Counter
from collections.abc import Container, Iterable, Iterator
from decimal import Decimal
from enum import StrEnum
from itertools import islice

from workbench.checks.check import Check, Look, Tally, found_by, in_all, tally_of
from workbench.checks.comparison import Comparison, below_half_a_digit, period_label
from workbench.checks.expressions import Expression, Figure, SourceCell, as_reported, figure_amount, sum_of
from workbench.domain.findings import Status
from workbench.domain.project import Project
from workbench.domain.sources import Says, Stated
from workbench.domain.statements import Cell, Line, Statement, Unit
from workbench.engine import Results

AGREED, ONCE = "agreement of sources", "stated once"
FIGURES_AT_ONCE = 500
REPEATED = frozenset((Unit.SHARES, Unit.PERCENT))
"""What stands in another currency's column as it is: no money."""
Sources = tuple[Stated, ...]
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


def agreed(results: Results) -> Look:
    """Compare every figure with each other place that states it: as reported, an effect, a translation, a result."""
    project = results.project
    for line, figure, sources in _stated_figures(results, project.stated.repeated):
        for source in sources[1:]:
            yield _with(project, AGREED, line, figure, _left(figure, sources), source)
    yield from _repeated(results)


def stated_once(results: Results) -> Look:
    """Compare every figure that one place alone states with that place: has it been edited?"""
    return (_own(results.project, *one) for one in _stated_once(results))


def stated_once_at(results: Results, stated: Stated) -> Comparison | None:
    """Return the comparison of a figure that one place alone states, at the first cell of that place; else None."""
    project = results.project
    for figure, sources in _by_figure(project, project.stated.by_cell[stated.line, stated.period]):
        is_here = len(sources) == 1 and sources[0][0] is stated
        if is_here and figure.says is not Says.RESULT and _may_be_compared(results, figure):
            return _own(project, project.line(stated.line), figure, sources[0])
    return None


def once_quickly(results: Results) -> Iterator[Tally]:
    """Yield the tallies of ``stated_once`` without an object for what holds."""
    stated = _stated_once(results)
    while some := tuple(islice(stated, FIGURES_AT_ONCE)):
        differing = [one for one in some if figure_amount(results, one[1]) != _amount(one[2])]
        held = Tally(Counter({Status.INFORMATION: len(some) - len(differing)}))
        found = found_by((_own(results.project, *one) for one in differing), results)
        yield in_all((held, tally_of(found)))


def _stated_once(results: Results) -> Iterator[tuple[Line, Figure, Sources]]:
    """Yield each figure that the project keeps and one place states; a printed result is compared with what is here."""
    for line, figure, sources in _stated_figures(results):
        if len(sources) == 1 and figure.says is not Says.RESULT:
            yield line, figure, sources[0]


def _stated_figures(
    results: Results, cells: Container[Cell] | None = None
) -> Iterator[tuple[Line, Figure, list[Sources]]]:
    """Yield each figure, of some ``cells`` or of all, with what states it; the place it was taken from first."""
    project = results.project
    for statement in project.statements:
        for line in statement.lines:
            for period in statement.periods:
                everything = project.stated.by_cell.get((line.id, period))
                if everything and (cells is None or (line.id, period) in cells):
                    for figure, sources in _by_figure(project, everything):
                        if _may_be_compared(results, figure):
                            yield line, figure, _own_first(results, figure, sources)


def _by_figure(project: Project, everything: Iterable[Stated]) -> Iterator[tuple[Figure, list[Sources]]]:
    """Yield the sources of one cell by what they state; those that the user declared restated are left out."""
    found: dict[Figure, list[Sources]] = {}
    lists: dict[tuple[Figure, str, str], list[Stated]] = {}
    for stated in everything:
        if stated.says is Says.ENTRY:
            figure = Figure(stated.line, stated.period, Says.ADJUSTMENT, stated.of)
            lists.setdefault((figure, stated.cell.file, stated.cell.sheet), []).append(stated)
        elif stated.amount is not None and stated.cell not in project.restated:
            figure = Figure(stated.line, stated.period, stated.says, stated.of)
            found.setdefault(figure, []).append((stated,))
    for (figure, _, _), entries in lists.items():
        if all(entry.amount is not None for entry in entries):
            found.setdefault(figure, []).append(tuple(entries))
    return iter(found.items())


def _may_be_compared(results: Results, figure: Figure) -> bool:
    """False for an effect that is an error somewhere below: its sources say more than is known."""
    if figure.says is not Says.ADJUSTMENT:
        return True
    return results.is_effect_known(figure.of, figure.line, figure.period)


def _own_first(results: Results, figure: Figure, sources: list[Sources]) -> list[Sources]:
    """Return the sources with that first which the figure was taken from: its amount, in the primary statement."""
    if len(sources) == 1:
        return sources
    amount = figure_amount(results, figure) if figure.says is not Says.RESULT else None  # results follow switches
    return sorted(sources, key=lambda source: (_amount(source) != amount, not source[0].primary))


def _left(figure: Figure, sources: list[Sources]) -> Expression:
    """Return what is compared: the project's figure; of printed results, the first."""
    return figure if figure.says is not Says.RESULT else SourceCell(sources[0][0])


def _amount(source: Sources) -> Decimal:
    return sum((stated.amount for stated in source if stated.amount is not None), Decimal(0))


def _own(project: Project, line: Line, figure: Figure, source: Sources) -> Comparison:
    """Compare a figure with the one place that states it."""
    return _with(project, ONCE, line, figure, figure, source)


def _with(project: Project, check: str, line: Line, figure: Figure, left: Expression, source: Sources) -> Comparison:
    heading = {
        Says.ADJUSTMENT: f", {project.adjustment_by_id[figure.of].name}" if figure.says is Says.ADJUSTMENT else "",
        Says.TRANSLATION: f", {figure.of}",
        Says.RESULT: f", {project.frameworks[1]}",
    }.get(figure.says, "")
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
    slack += project.slack((figure.line, figure.period), figure.says, figure.of)
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
                for currency in project.stated.translated_into:
                    for stated in project.stated.stated_for(line.id, period, Says.TRANSLATION, currency):
                        if stated.amount is not None:
                            what = f"{line.name}, {period_label(project, period)}: repeated in the {currency} column"
                            figure = as_reported(line.id, period)
                            yield Comparison(AGREED, what, figure, SourceCell(stated))


CHECKS = (Check(AGREED, agreed), Check(ONCE, stated_once, quickly=once_quickly, proves=lambda _: iter(())))
