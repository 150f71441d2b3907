"""Footing: every total = the weighted sum of its parts, as reported, in each adjustment, the result, a translation."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import partial

from workbench.checks.check import Check, Lazily, Look, Tally, add_tallies, figures_proven, findings_of, tally_of
from workbench.checks.comparison import Comparison, not_applicable, period_label, tolerance_of
from workbench.checks.expressions import (
    Expression,
    Figure,
    Remainder,
    Sum,
    as_reported,
    effect,
    figure_amount,
    result,
    translation,
)
from workbench.checks.states import doubtful_adjustments, is_moved, may_have_result
from workbench.domain.amounts import format_for_reader
from workbench.domain.findings import Finding, FindingStatus
from workbench.domain.ids import AdjustmentId, LineId
from workbench.domain.periods import PeriodId
from workbench.domain.sources import FigureRole
from workbench.domain.statements import Cell, LineRole, LineUnit, Statement, Total
from workbench.engine import Results
from workbench.engine.whole_tables import Verdicts, WholeTables

NAME = "footing"
BLANK = "the total or all its parts are blank"
UNKNOWN = "the figure of a part is unknown"
Column = Callable[[LineId], Figure]
Compare = Callable[[Results, Statement, Total, PeriodId], Comparison | Finding]


def compare_totals(results: Results) -> Look:
    """Look at every total of every statement; one that adds up nothing is a warning, for nothing proves it."""
    project = results.project
    for statement in project.statements:
        yield from _totals_of_nothing(results, statement)
        for total in statement.totals:
            for period in statement.periods:
                yield as_reported_foots(results, statement, total, period)
                if period in statement.reconciled:
                    for adjustment in project.adjustments_of(statement, period):
                        yield effect_foots(results, statement, total, period, adjustment.id)
                    yield result_foots(results, statement, total, period)
                yield from _translations(results, statement, total, period)


def tally_totals(results: Results) -> Iterator[Tally]:
    """Yield the tallies of ``look`` by way of arrays: only what fails becomes an object."""
    for statement in results.project.statements:
        yield from _tallies(results, statement)


def _tallies(results: Results, statement: Statement) -> Iterator[Tally]:
    tables = WholeTables(results, statement)
    yield tally_of(_totals_of_nothing(results, statement))
    figures = tables.footing_as_reported()
    yield _tally(results, statement, figures, as_reported_foots, figures.held)
    if statement.reconciled:
        printed = _cells_of_printed_effects(results, statement)
        for adjustment in results.project.adjustments:
            effects = tables.footing_of_effect(adjustment.id)
            proving = len(printed[adjustment.id].difference(effects.broken))
            yield _tally(results, statement, effects, partial(effect_foots, adjustment=adjustment.id), proving)
        yield _tally(results, statement, tables.footing_of_result(), result_foots, proving=0)
    if results.project.source_figures.translated_into:
        cells = ((total, period) for total in statement.totals for period in statement.periods)
        looked_at = (one for cell in cells for one in _translations(results, statement, *cell))
        yield tally_of(findings_of(looked_at, results))


def _cells_of_printed_effects(results: Results, statement: Statement) -> defaultdict[AdjustmentId, set[Cell]]:
    """Return, for each difference, on which totals a source prints its effect too: there footing proves something."""
    found: defaultdict[AdjustmentId, set[Cell]] = defaultdict(set)
    for total in statement.totals:
        for period in statement.periods:
            for adjustment, _ in _printed_effects(results, statement, total, period):
                found[adjustment].add((total.line, period))
    return found


def _printed_effects(
    results: Results, statement: Statement, total: Total, period: PeriodId
) -> Iterator[tuple[AdjustmentId, Comparison]]:
    """Yield the comparisons of those effects on a total that a source prints."""
    stated = (
        results.project.source_figures.by_cell.get((total.line, period), ()) if period in statement.reconciled else ()
    )
    for adjustment in dict.fromkeys(
        source.adjustment_or_currency for source in stated if source.role is FigureRole.ADJUSTMENT
    ):
        comparison = effect_foots(results, statement, total, period, adjustment)
        if isinstance(comparison, Comparison):
            yield adjustment, comparison


def _is_printed(results: Results, total: Total, period: PeriodId, adjustment: AdjustmentId) -> bool:
    return bool(results.project.source_figures.figures_for(total.line, period, FigureRole.ADJUSTMENT, adjustment))


def _tally(results: Results, statement: Statement, verdicts: Verdicts, compare: Compare, proving: int) -> Tally:
    """Return a tally in which what differs fails; where it may agree within stored precision, it is looked at.

    ``proving``: how many of those that hold prove something.
    """

    def broken() -> Iterator[Finding]:
        cells = verdicts.broken
        compared = (compare(results, statement, statement.total_of[line], period) for line, period in cells)
        return findings_of(compared, results)

    counts = Counter({FindingStatus.PASS: proving, FindingStatus.INFORMATION: verdicts.held - proving})
    counts[FindingStatus.NOT_APPLICABLE] = verdicts.not_applicable
    if statement.unknown or results.project.source_figures.cut_by_cell:
        return add_tallies((Tally(counts), tally_of(broken())))
    counts[FindingStatus.FAIL] = len(verdicts.broken)
    return Tally(counts, Lazily(broken))


def _totals_of_nothing(results: Results, statement: Statement) -> Iterator[Finding]:
    """Yield one finding for all totals of a statement that nothing adds up to."""
    totals = (line for line in statement.lines if line.role is LineRole.TOTAL and line.unit is LineUnit.MONEY)
    unproven = [line for line in totals if line.id not in statement.total_of]
    if not unproven:
        return
    project = results.project
    stated = (
        project.source_figures.by_cell.get((line.id, period), ()) for line in unproven for period in statement.periods
    )
    where = tuple(dict.fromkeys(source.cell for sources in stated for source in sources))
    which = "it; nothing proves this total" if len(unproven) == 1 else "them; nothing proves these totals"
    message = f"{', '.join(line.name for line in unproven)}: no lines were found that add up to {which}"
    yield Finding(NAME, FindingStatus.WARNING, message, None, where)


def as_reported_foots(results: Results, statement: Statement, total: Total, period: PeriodId) -> Comparison | Finding:
    what = _what(results, total, period, results.project.frameworks[0])
    if statement.figure(total.line, period) is None or all(
        statement.figure(part, period) is None for part, _ in total.parts
    ):
        return not_applicable(NAME, what, BLANK)
    if any((part, period) in statement.unknown for part, _ in total.parts):
        left = results.remainder(total.line, period)
        if left and not total.partial:
            return _short(results, what, total, left, period)
        return not_applicable(NAME, what, UNKNOWN)
    if total.partial:
        rest = format_for_reader(results.remainder(total.line, period) or Decimal(0))
        return not_applicable(NAME, what, f"the sources print only affected parts; the rest is {rest}")
    return _foots(results, what, total, lambda line: as_reported(line, period))


def _short(results: Results, what: str, total: Total, left: Decimal, period: PeriodId) -> Finding:
    """Return the warning that a total needs the figure of a part that no source states."""
    message = f"{what}: a part is blank, and {format_for_reader(left)} is missing. Check the blank cells of this column"
    where = results.project.source_figures.cells_for(members(total), period, FigureRole.AS_REPORTED)
    return Finding(NAME, FindingStatus.WARNING, message, None, tuple(where))


def effect_foots(
    results: Results, statement: Statement, total: Total, period: PeriodId, adjustment: AdjustmentId
) -> Comparison | Finding:
    what = _what(results, total, period, results.project.adjustment_by_id[adjustment].name)
    if not all(results.is_effect_known(adjustment, line, period) for line in members(total)):
        return not_applicable(NAME, what, "an effect is not known")
    proves = _is_printed(results, total, period, adjustment)
    return _foots(results, what, total, lambda line: effect(adjustment, line, period), proves=proves)


def result_foots(results: Results, statement: Statement, total: Total, period: PeriodId) -> Comparison | Finding:
    what = _what(results, total, period, results.project.frameworks[1])
    if any((part, period) in statement.unknown for part, _ in total.parts):
        return not_applicable(NAME, what, UNKNOWN)
    if not _may_be_compared(results, statement, total, period):
        return not_applicable(NAME, what, BLANK)
    left_out = (Remainder(total.line, period),) if total.partial else ()
    doubted = doubtful_adjustments(results, members(total), period)
    return _foots(results, what, total, lambda line: result(line, period), left_out, doubted)


def _may_be_compared(results: Results, statement: Statement, total: Total, period: PeriodId) -> bool:
    """False where only one side is blank as reported: what differs there differs whatever is switched."""
    if not may_have_result(results, total.line, period):
        return False
    are_blank = all(statement.figure(part, period) is None for part, _ in total.parts)
    are_moved = any(is_moved(results, part, period) for part, _ in total.parts)
    if statement.figure(total.line, period) is None:
        return are_blank and are_moved
    return not are_blank or (total.partial and are_moved)


def _translations(
    results: Results, statement: Statement, total: Total, period: PeriodId
) -> Iterator[Comparison | Finding]:
    for currency in results.project.source_figures.translated_into:
        column = partial(translation, period=period, currency=currency)
        if figure_amount(results, column(total.line)) is None:
            continue
        what = _what(results, total, period, currency)
        if total.partial or all(figure_amount(results, column(part)) is None for part, _ in total.parts):
            yield not_applicable(NAME, what, "no source prints the parts in this currency")
        else:
            yield _foots(results, what, total, column)


def _foots(
    results: Results,
    what: str,
    total: Total,
    column: Column,
    left_out: tuple[Expression, ...] = (),
    unless_on: tuple[AdjustmentId, ...] = (),
    proves: bool = True,
) -> Comparison:
    project, lines = results.project, members(total)
    parts = (*((column(part), weight) for part, weight in total.parts), *((each, 1) for each in left_out))
    tolerance = tolerance_of(project, map(column, lines), project.line(total.line).places)
    left, right = column(total.line), Sum(parts)
    return Comparison(NAME, what, left, right, tolerance, unless_on=unless_on, proves=proves)


def _what(results: Results, total: Total, period: PeriodId, heading: str) -> str:
    project = results.project
    return f"{project.line(total.line).name}, {period_label(project, period)}, {heading}"


def members(total: Total) -> list[LineId]:
    """Return the total and its parts."""
    return [total.line, *(part for part, _ in total.parts)]


def proven_as_reported(results: Results) -> Iterator[Figure]:
    """Yield the figures as reported that footing proves: ``WholeTables.footed_as_reported``, one by one."""
    for statement in results.project.statements:
        for total in statement.totals:
            for period in statement.periods:
                yield from figures_proven([as_reported_foots(results, statement, total, period)])


def proven(results: Results) -> Iterator[Figure]:
    """Yield what else footing proves: translations, and effects that a source states on the total as well."""
    for statement in results.project.statements:
        for total in statement.totals:
            for period in statement.periods:
                printed = _printed_effects(results, statement, total, period)
                yield from figures_proven(comparison for _, comparison in printed)
                yield from figures_proven(_translations(results, statement, total, period))


CHECK = Check(
    NAME,
    compare_totals,
    follows_switches=True,
    tally_quickly=tally_totals,
    proves=proven,
    proves_in_tables=proven_as_reported,
)
