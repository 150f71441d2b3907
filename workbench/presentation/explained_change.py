"""What moved the key totals between two snapshots: each alteration with its own contribution, exact to the unit."""

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from workbench.commands.alteration_kinds import KINDS
from workbench.commands.altered_values import UNFIT
from workbench.domain.facts import Fact
from workbench.domain.periods import PeriodId, lateness
from workbench.domain.project import Project
from workbench.domain.statements import Concept, FigureKey, Line, Statement
from workbench.domain.trail import Alteration, net_alterations
from workbench.engine import Engine, Results

EXPLAINED = (
    Concept.REVENUE,
    Concept.OPERATING_INCOME,
    Concept.PRE_TAX_INCOME,
    Concept.INCOME_TAX,
    Concept.NET_INCOME,
    Concept.ATTRIBUTABLE_NET_INCOME,
    Concept.OTHER_COMPREHENSIVE_INCOME,
    Concept.COMPREHENSIVE_INCOME,
    Concept.TOTAL_ASSETS,
    Concept.TOTAL_LIABILITIES,
    Concept.ATTRIBUTABLE_EQUITY,
    Concept.TOTAL_EQUITY,
)
"""The totals whose moves are explained."""
MOST_ALTERATIONS = 200
"""More alterations of one step are not told apart: a paste of thousands of figures is one cause."""
ZERO = Decimal(0)
Figures = dict[FigureKey, Decimal | None]
"""The key totals of a snapshot; None for one that is blank, unknown or not reconciled."""


@dataclass(frozen=True, slots=True)
class Cause:
    """What moved totals: one alteration, or a whole ``step`` whose alterations cannot be told apart.

    ``contributions``: by how much it moved each total that it moved; one that is blank counts as 0.
    """

    contributions: Mapping[FigureKey, Decimal]
    altered: Alteration | None = None
    step: Fact | None = None


@dataclass(frozen=True, slots=True)
class MovedTotal:
    """A key total that is another than before. ``causes``: those that moved it; they add up to ``moved_by``."""

    statement: Statement
    line: Line
    concept: Concept
    period: PeriodId
    before: Decimal | None
    after: Decimal | None
    causes: tuple[Cause, ...]

    @property
    def cell(self) -> FigureKey:
        return self.line.id, self.period

    @property
    def moved_by(self) -> Decimal:
        return (self.after or ZERO) - (self.before or ZERO)


@dataclass(frozen=True, slots=True)
class ExplainedChange:
    """What happened between two snapshots. ``causes``: all of them, also those that moved no key total.

    ``unmoved``: how many key totals did not move.
    """

    before: Project
    after: Project
    moved: tuple[MovedTotal, ...]
    causes: tuple[Cause, ...]
    unmoved: int


def explain_change(snapshots: Iterable[Project], results: Results | None = None) -> ExplainedChange:
    """Return why the key totals of the last of ``snapshots`` are not those of the first; each is a step further.

    They are gone through more than once. ``results``: of some snapshot of the same project, to be faster. Raises
    ValueError without a snapshot.
    """
    work = explain_in_slices(snapshots, results)
    while True:
        try:
            next(work)
        except StopIteration as done:
            explained: ExplainedChange = done.value
            return explained


def moves_between(before: Results, after: Results) -> tuple[MovedTotal, ...]:
    """Return the key totals that differ between two states, the latest period first, without their causes."""
    cells = _cells_by_key(before.project, after.project)
    old, new = _figures_of(before, cells), _figures_of(after, cells)
    return tuple(MovedTotal(*cell, old[key], new[key], ()) for key, cell in cells.items() if old[key] != new[key])


def explain_in_slices(
    snapshots: Iterable[Project], results: Results | None = None
) -> Generator[None, None, ExplainedChange]:
    """Do what ``explain_change`` does and return the same, pausing at each yield."""
    first, *others = _ends(snapshots)
    last = others[0] if others else first
    start = Engine(results).results(first)
    cells = _cells_by_key(first, last)
    before, after = _figures_of(start, cells), _figures_of(Engine(start).results(last), cells)
    yield
    steps = list(last.trail)[len(first.trail) :]
    net = list(net_alterations(altered for step in steps for altered in step.alterations))
    causes = None
    if len(net) <= MOST_ALTERATIONS:
        causes = yield from _tell_apart(start, net, after)
    if causes is None:
        causes = yield from _step_by_step(snapshots, start, before)
    moved = tuple(
        MovedTotal(*cell, before[key], after[key], tuple(cause for cause in causes if key in cause.contributions))
        for key, cell in cells.items()
        if before[key] != after[key]
    )
    unmoved = sum(1 for key in cells if before[key] == after[key] is not None)
    return ExplainedChange(first, last, moved, tuple(causes), unmoved)


def _ends(snapshots: Iterable[Project]) -> list[Project]:
    """Return the first snapshot, and the last if there are more."""
    ends: list[Project] = []
    for snapshot in snapshots:
        ends[1:] = [snapshot] if ends else []
        ends = ends or [snapshot]
    if not ends:
        raise ValueError("there is nothing to explain without a snapshot")
    return ends


def _step_by_step(
    snapshots: Iterable[Project], results: Results, figures: Figures
) -> Generator[None, None, list[Cause]]:
    """Return what each step moves, told apart by what it altered where that is possible.

    ``results``: of the first snapshot, with its ``figures``.
    """
    causes: list[Cause] = []
    engine = Engine(results)
    for snapshot in snapshots:
        if snapshot is results.project:
            continue
        step, following = snapshot.trail.last, engine.results(snapshot)
        wanted, apart = _figures_of(following, figures), None
        if len(step.alterations) <= MOST_ALTERATIONS:
            apart = yield from _tell_apart(results, step.alterations, wanted)
        causes += [Cause(_moves(figures, wanted), step=step.description)] if apart is None else apart
        results, figures = following, wanted
        yield
    return list(_by_attribute(causes))


def _tell_apart(
    results: Results, alterations: Sequence[Alteration], wanted: Figures
) -> Generator[None, None, list[Cause] | None]:
    """Return what each alteration moves, made one after another; None if they do not lead to ``wanted`` like this."""
    engine, project, figures = Engine(results), results.project, _figures_of(results, wanted)
    causes: list[Cause] = []
    for altered in alterations:
        try:
            project = KINDS[altered.attribute].edit(project, altered).apply(project)
            moved = _figures_of(engine.results(project), wanted)
        except UNFIT:
            return None
        causes.append(Cause(_moves(figures, moved), altered))
        figures = moved
        yield
    return causes if figures == wanted else None


def _by_attribute(causes: Iterable[Cause]) -> Iterator[Cause]:
    """Yield the causes, with all alterations of one attribute of one subject together."""
    by_key: dict[object, Cause] = {}
    for number, cause in enumerate(causes):
        key = cause.altered.key if cause.altered else number
        known = by_key.get(key)
        if known is None or known.altered is None or cause.altered is None:
            by_key[key] = cause
            continue
        cells = {**known.contributions, **cause.contributions}
        sums = {cell: known.contributions.get(cell, ZERO) + cause.contributions.get(cell, ZERO) for cell in cells}
        merged = replace(cause.altered, old=known.altered.old)
        by_key[key] = Cause({cell: amount for cell, amount in sums.items() if amount}, merged)
    for cause in by_key.values():
        if cause.contributions or cause.altered is None or cause.altered.old != cause.altered.new:
            yield cause


def _figures_of(results: Results, cells: Iterable[FigureKey]) -> Figures:
    """Return the results in ``cells``; None also for a line that is not there."""
    lines = {line for statement in results.project.statements for line in statement.line_by_id}
    return {(line, period): results.figure(line, period) if line in lines else None for line, period in cells}


def _cells_by_key(*projects: Project) -> dict[FigureKey, tuple[Statement, Line, Concept, PeriodId]]:
    """Return the key totals of any of ``projects``, the latest period first; of one line, the last project's."""
    periods = {key: period for project in projects for key, period in project.periods.items()}
    cells = [
        (statement, line, concept, period)
        for project in projects
        for statement in project.statements
        for concept in EXPLAINED
        if (line := statement.line_with(concept))
        for period in statement.periods
    ]
    in_order = sorted(cells, key=lambda cell: lateness(periods[cell[3]]))
    return {(line.id, period): (statement, line, concept, period) for statement, line, concept, period in in_order}


def _moves(before: Figures, after: Figures) -> dict[FigureKey, Decimal]:
    """Return by how much each total moved; one that is blank counts as 0."""
    moves = {cell: (after[cell] or ZERO) - (figure or ZERO) for cell, figure in before.items()}
    return {cell: amount for cell, amount in moves.items() if amount}
