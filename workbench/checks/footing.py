"""Footing: every total = the weighted sum of its parts, as reported, in each adjustment, the result, a translation."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import partial

from workbench.checks.check import (
    Check,
    CheckItems,
    LazyFindings,
    Tally,
    add_tallies,
    findings_of,
    proven_figures_in,
    tally_of,
)
from workbench.checks.comparison import EFFECT_UNKNOWN, Comparison, not_applicable, tolerance_of
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
from workbench.checks.subjects import describe_figure, subject_of_figure
from workbench.domain.facts import Fact, fact
from workbench.domain.findings import CheckId, Finding, FindingStatus
from workbench.domain.ids import AdjustmentId, LineId
from workbench.domain.periods import PeriodId
from workbench.domain.sources import FigureRole
from workbench.domain.statements import FigureKey, LineRole, LineUnit, Statement, Total
from workbench.domain.subjects import StatementSubject
from workbench.engine import Results
from workbench.engine.whole_tables import ColumnVerdict, WholeTables

NAME = CheckId("footing")
BLANK, UNKNOWN = fact("total-or-parts-blank"), fact("part-unknown")
Column = Callable[[LineId], Figure]
Compare = Callable[[Results, Statement, Total, PeriodId], Comparison | Finding]


def compare_totals(results: Results) -> CheckItems:
    """Compare every total with its parts; warn of totals without parts, because nothing proves them."""
    project = results.project
    for statement in project.statements:
        yield from _warn_of_totals_without_parts(results, statement)
        for total in statement.totals:
            for period in statement.periods:
                yield compare_as_reported(results, statement, total, period)
                if period in statement.reconciled:
                    for adjustment in project.adjustments_of(statement, period):
                        yield compare_effect(results, statement, total, period, adjustment.id)
                    yield compare_result(results, statement, total, period)
                yield from _compare_translations(results, statement, total, period)


def tally_totals(results: Results) -> Iterator[Tally]:
    """Yield the tallies of ``compare_totals``, calculated on arrays: only failures become objects."""
    for statement in results.project.statements:
        yield from _tally_statement(results, statement)


def _tally_statement(results: Results, statement: Statement) -> Iterator[Tally]:
    tables = WholeTables(results, statement)
    yield tally_of(_warn_of_totals_without_parts(results, statement))
    verdicts = tables.footing_as_reported()
    yield _tally_verdicts(results, statement, verdicts, compare_as_reported, verdicts.held)
    if statement.reconciled:
        printed = _cells_of_printed_effects(results, statement)
        for adjustment in results.project.adjustments:
            verdicts_on_effects = tables.footing_of_effect(adjustment.id)
            proving = len(printed[adjustment.id].difference(verdicts_on_effects.broken))
            yield _tally_verdicts(
                results, statement, verdicts_on_effects, partial(compare_effect, adjustment=adjustment.id), proving
            )
        yield _tally_verdicts(results, statement, tables.footing_of_result(), compare_result, proving=0)
    if results.project.source_figures.translated_into:
        cells = ((total, period) for total in statement.totals for period in statement.periods)
        items = (item for cell in cells for item in _compare_translations(results, statement, *cell))
        yield tally_of(findings_of(items, results))


def _cells_of_printed_effects(results: Results, statement: Statement) -> defaultdict[AdjustmentId, set[FigureKey]]:
    """Return the totals, by difference, whose effect a source prints too, so that footing proves it."""
    cells: defaultdict[AdjustmentId, set[FigureKey]] = defaultdict(set)
    for total in statement.totals:
        for period in statement.periods:
            for adjustment, _ in _printed_effects(results, statement, total, period):
                cells[adjustment].add((total.line, period))
    return cells


def _printed_effects(
    results: Results, statement: Statement, total: Total, period: PeriodId
) -> Iterator[tuple[AdjustmentId, Comparison]]:
    """Yield the comparisons of those effects on a total that a source prints."""
    figures = (
        results.project.source_figures.by_line_and_period.get((total.line, period), ())
        if period in statement.reconciled
        else ()
    )
    for adjustment in dict.fromkeys(figure.adjustment for figure in figures if figure.role is FigureRole.ADJUSTMENT):
        comparison = compare_effect(results, statement, total, period, adjustment)
        if isinstance(comparison, Comparison):
            yield adjustment, comparison


def _is_printed(results: Results, total: Total, period: PeriodId, adjustment: AdjustmentId) -> bool:
    return bool(results.project.source_figures.figures_for(total.line, period, FigureRole.ADJUSTMENT, adjustment))


def _tally_verdicts(
    results: Results, statement: Statement, verdicts: ColumnVerdict, compare: Compare, proving: int
) -> Tally:
    """Return the tally of ``verdicts``; differences that may be within tolerance are compared singly with ``compare``.

    ``proving``: how many of those that hold prove something.
    """

    def failures() -> Iterator[Finding]:
        cells = verdicts.broken
        compared = (compare(results, statement, statement.total_of[line], period) for line, period in cells)
        return findings_of(compared, results)

    counts = Counter({FindingStatus.PASS: proving, FindingStatus.INFORMATION: verdicts.held - proving})
    counts[FindingStatus.NOT_APPLICABLE] = verdicts.not_applicable
    if statement.unknown or results.project.source_figures.cut_by_line_and_period:
        return add_tallies((Tally(counts), tally_of(failures())))
    counts[FindingStatus.FAIL] = len(verdicts.broken)
    return Tally(counts, LazyFindings(failures))


def _warn_of_totals_without_parts(results: Results, statement: Statement) -> Iterator[Finding]:
    """Yield one finding for all totals of a statement without parts."""
    totals = (line for line in statement.lines if line.role is LineRole.TOTAL and line.unit is LineUnit.MONEY)
    unproven = [line for line in totals if line.id not in statement.total_of]
    if not unproven:
        return
    project = results.project
    figures = (
        project.source_figures.by_line_and_period.get((line.id, period), ())
        for line in unproven
        for period in statement.periods
    )
    where = tuple(dict.fromkeys(figure.cell for figures_of_cell in figures for figure in figures_of_cell))
    names = tuple(line.name for line in unproven)
    without_parts = fact("totals-without-parts", lines=names, count=len(names))
    yield Finding(NAME, FindingStatus.WARNING, without_parts, None, where, StatementSubject(statement.id))


def compare_as_reported(results: Results, statement: Statement, total: Total, period: PeriodId) -> Comparison | Finding:
    what = _describe(results, total, period, results.project.frameworks.source.label)
    subject = subject_of_figure(results.project, as_reported(total.line, period))
    if statement.figure(total.line, period) is None or all(
        statement.figure(part, period) is None for part, _ in total.parts
    ):
        return not_applicable(NAME, what, BLANK, subject)
    if any((part, period) in statement.unknown for part, _ in total.parts):
        remainder = results.remainder(total.line, period)
        if remainder and not total.partial:
            return _warn_of_missing_part(results, what, total, remainder, period)
        return not_applicable(NAME, what, UNKNOWN, subject)
    if total.partial:
        rest = results.remainder(total.line, period) or Decimal(0)
        return not_applicable(NAME, what, fact("only-affected-parts", rest=rest), subject)
    return _footing_comparison(results, what, total, lambda line: as_reported(line, period))


def _warn_of_missing_part(results: Results, what: Fact, total: Total, remainder: Decimal, period: PeriodId) -> Finding:
    """Return the warning that the figure of a part, which no source states, is missing from a total."""
    project = results.project
    where = tuple(project.source_figures.cells_for(members(total), period, FigureRole.AS_REPORTED))
    subject = subject_of_figure(project, as_reported(total.line, period))
    missing_part = fact("part-missing", what=what, missing=remainder)
    return Finding(NAME, FindingStatus.WARNING, missing_part, None, where, subject)


def compare_effect(
    results: Results, statement: Statement, total: Total, period: PeriodId, adjustment: AdjustmentId
) -> Comparison | Finding:
    what = _describe(results, total, period, results.project.adjustment_by_id[adjustment].name)
    if not all(results.is_effect_known(adjustment, line, period) for line in members(total)):
        subject = subject_of_figure(results.project, effect(adjustment, total.line, period))
        return not_applicable(NAME, what, EFFECT_UNKNOWN, subject)
    proves = _is_printed(results, total, period, adjustment)
    return _footing_comparison(results, what, total, lambda line: effect(adjustment, line, period), proves=proves)


def compare_result(results: Results, statement: Statement, total: Total, period: PeriodId) -> Comparison | Finding:
    what = _describe(results, total, period, results.project.frameworks.target.label)
    subject = subject_of_figure(results.project, result(total.line, period))
    if any((part, period) in statement.unknown for part, _ in total.parts):
        return not_applicable(NAME, what, UNKNOWN, subject)
    if not _may_be_compared(results, statement, total, period):
        return not_applicable(NAME, what, BLANK, subject)
    remainders = (Remainder(total.line, period),) if total.partial else ()
    doubtful = doubtful_adjustments(results, members(total), period)
    return _footing_comparison(results, what, total, lambda line: result(line, period), remainders, doubtful)


def _may_be_compared(results: Results, statement: Statement, total: Total, period: PeriodId) -> bool:
    """False if only one side is blank as reported: such a difference does not depend on the switches."""
    if not may_have_result(results, total.line, period):
        return False
    are_blank = all(statement.figure(part, period) is None for part, _ in total.parts)
    are_moved = any(is_moved(results, part, period) for part, _ in total.parts)
    if statement.figure(total.line, period) is None:
        return are_blank and are_moved
    return not are_blank or (total.partial and are_moved)


def _compare_translations(
    results: Results, statement: Statement, total: Total, period: PeriodId
) -> Iterator[Comparison | Finding]:
    for currency in results.project.source_figures.translated_into:
        column = partial(translation, period=period, currency=currency)
        if figure_amount(results, column(total.line)) is None:
            continue
        what = _describe(results, total, period, currency)
        if total.partial or all(figure_amount(results, column(part)) is None for part, _ in total.parts):
            subject = subject_of_figure(results.project, column(total.line))
            yield not_applicable(NAME, what, fact("no-parts-in-currency"), subject)
        else:
            yield _footing_comparison(results, what, total, column)


def _footing_comparison(
    results: Results,
    what: Fact,
    total: Total,
    column: Column,
    remainders: tuple[Expression, ...] = (),
    unless_on: tuple[AdjustmentId, ...] = (),
    proves: bool = True,
) -> Comparison:
    project, lines = results.project, members(total)
    parts = (*((column(part), weight) for part, weight in total.parts), *((remainder, 1) for remainder in remainders))
    tolerance = tolerance_of(project, map(column, lines), project.line(total.line).decimals_shown)
    left, right = column(total.line), Sum(parts)
    subject = subject_of_figure(project, left)
    return Comparison(NAME, what, left, right, tolerance, unless_on=unless_on, proves=proves, subject=subject)


def _describe(results: Results, total: Total, period: PeriodId, heading: str) -> Fact:
    return describe_figure(results.project, results.project.line(total.line).name, period, heading)


def members(total: Total) -> list[LineId]:
    """Return the total and its parts."""
    return [total.line, *(part for part, _ in total.parts)]


def proven_figures_as_reported(results: Results) -> Iterator[Figure]:
    """Yield the figures as reported that footing proves, the same as ``WholeTables.cells_footing_as_reported``."""
    for statement in results.project.statements:
        for total in statement.totals:
            for period in statement.periods:
                yield from proven_figures_in([compare_as_reported(results, statement, total, period)])


def proven_figures(results: Results) -> Iterator[Figure]:
    """Yield the other figures that footing proves: translations, and effects that a source also states on the total."""
    for statement in results.project.statements:
        for total in statement.totals:
            for period in statement.periods:
                printed = _printed_effects(results, statement, total, period)
                yield from proven_figures_in(comparison for _, comparison in printed)
                yield from proven_figures_in(_compare_translations(results, statement, total, period))


CHECK = Check(
    NAME,
    compare_totals,
    follows_switches=True,
    tally_quickly=tally_totals,
    proves=proven_figures,
    proves_in_tables=proven_figures_as_reported,
)
