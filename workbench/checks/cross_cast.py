"""Cross-cast: on every row, as reported + differences = result, both as the sources print it and as calculated here."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from workbench.checks.check import Check, CheckItems, LazyFindings, Tally, findings_of
from workbench.checks.comparison import Comparison, below_half_a_digit, not_applicable
from workbench.checks.expressions import (
    EnteredEffects,
    Figure,
    SourceCell,
    SwitchedEffects,
    as_reported,
    effect,
    figure_amount,
    result,
    sum_of,
)
from workbench.checks.states import doubtful_adjustments, may_have_result
from workbench.checks.subjects import period_label, subject_of_figure
from workbench.domain.facts import Fact, fact
from workbench.domain.findings import CheckId, Finding, FindingStatus
from workbench.domain.ids import LineId
from workbench.domain.periods import PeriodId
from workbench.domain.project import Project
from workbench.domain.sources import CellRef, FigureRole, SourceFigure
from workbench.domain.statements import Line, LineRole, Statement
from workbench.engine import Results
from workbench.engine.whole_tables import WholeTables

PRINTED, ROWS, ENTERED = CheckId("cross-cast"), CheckId("result-of-row"), CheckId("effects-as-entered")
REFERENCE = re.compile(r"\$?[A-Z]{1,3}\$?(\d+)", re.IGNORECASE)
Row = tuple[str, str, str, LineId, PeriodId]


def compare_printed_rows(results: Results) -> CheckItems:
    """Compare, on every row of a reconciliation, the printed result with the figures that lead to it.

    The project's own figures are used if the row states the same amounts, so that the review workbook proves what it
    shows. In a bridge the figures of a line are in one column instead.
    """
    project = results.project
    bridge_lines = _lines_in_bridges(project)
    rows: dict[Row, list[SourceFigure]] = {}
    for figure in project.source_figures:
        if not figure.is_primary and figure.role is not FigureRole.ENTRY:
            is_in_bridge = (figure.cell.file, figure.cell.sheet, figure.line) in bridge_lines
            row_or_column = _column_of(figure.cell) if is_in_bridge else _row_of(figure.cell)
            row = (figure.cell.file, figure.cell.sheet, row_or_column, figure.line, figure.period)
            rows.setdefault(row, []).append(figure)
    for (_, sheet, _, line, period), printed in rows.items():
        name = fact("row-of-sheet", line=project.line(line).name, period=period_label(project, period), sheet=sheet)
        if project.statement_of(line).kind.is_bridge and _lacks_an_end(printed):
            yield _warn_of_missing_end(project, name, printed)
        else:
            yield _compare_printed_row(results, name, printed)


def _lacks_an_end(figures: list[SourceFigure]) -> bool:
    """True if a bridge states differences but not both its opening and its closing figure."""
    ends = {
        figure.role
        for figure in figures
        if figure.amount is not None and figure.role in (FigureRole.AS_REPORTED, FigureRole.RESULT)
    }
    return len(ends) < 2 and any(figure.amount for figure in figures if figure.role is FigureRole.ADJUSTMENT)


def _warn_of_missing_end(project: Project, name: Fact, figures: list[SourceFigure]) -> Finding:
    where = tuple(figure.cell for figure in figures)
    subject = subject_of_figure(project, result(figures[0].line, figures[0].period))
    return Finding(PRINTED, FindingStatus.WARNING, fact("bridge-lacks-an-end", what=name), None, where, subject)


def _compare_printed_row(results: Results, name: Fact, row: list[SourceFigure]) -> Comparison | Finding:
    project = results.project
    line = project.line(row[0].line)
    subject = subject_of_figure(project, result(line.id, row[0].period))
    printed = next((figure for figure in row if figure.role is FigureRole.RESULT), None)
    if printed is None:
        return not_applicable(PRINTED, name, fact("row-prints-no-result"), subject)
    parts = [figure for figure in row if figure.role in (FigureRole.AS_REPORTED, FigureRole.ADJUSTMENT)]
    if line.unit.is_ratio and not any(figure.amount for figure in parts if figure.role is FigureRole.ADJUSTMENT):
        return not_applicable(PRINTED, name, fact("ratio-without-difference"), subject)
    without_amount = next((figure for figure in (*parts, printed) if figure.amount is None), None)
    if without_amount:
        return not_applicable(PRINTED, name, fact("cell-holds-no-amount", cell=str(without_amount.cell)), subject)
    what = fact("printed-by-formula", what=name) if _is_computed_from_row(printed) else name
    slack = sum((figure.slack for figure in (*parts, printed)), Decimal(0))
    tolerance = below_half_a_digit(slack, line.decimals_shown)
    terms = [_term_of(results, figure) for figure in parts]
    expected = sum_of((*terms, *_effects_left_out(results, printed, terms)))
    return Comparison(PRINTED, what, SourceCell(printed), expected, tolerance, subject=subject)


def _term_of(results: Results, source_figure: SourceFigure) -> Figure | SourceCell:
    """Return the project's own figure if it has the amount of the cell, else the cell."""
    source = SourceCell(source_figure)
    return source.figure if figure_amount(results, source.figure) == source_figure.amount else source


def _effects_left_out(
    results: Results, printed: SourceFigure, terms: Sequence[Figure | SourceCell]
) -> Iterator[Figure]:
    """Yield the nil effects that the row omits; if ``terms`` is empty, all figures that lead to its result."""
    project, line, period = results.project, printed.line, printed.period
    printed_adjustments = {
        term.figure.adjustment_or_currency if isinstance(term, SourceCell) else term.adjustment_or_currency
        for term in terms
    }
    if not terms:
        yield as_reported(line, period)
    for adjustment in project.adjustments_of(project.statement_of(line), period):
        is_known = results.is_effect_known(adjustment.id, line, period)
        is_left_out = adjustment.id not in printed_adjustments and not (
            terms and results.effect(adjustment.id, line, period)
        )
        if is_known and is_left_out:
            yield effect(adjustment.id, line, period)


def _lines_in_bridges(project: Project) -> set[tuple[str, str, LineId]]:
    """Return the (file, sheet, line) of bridges: figure as reported and result are in different rows of one column."""
    reported_rows = {
        _column_key(figure): _row_of(figure.cell)
        for figure in project.source_figures
        if figure.role is FigureRole.AS_REPORTED and not figure.is_primary
    }
    return {
        (figure.cell.file, figure.cell.sheet, figure.line)
        for figure in project.source_figures
        if figure.role is FigureRole.RESULT
        and reported_rows.get(_column_key(figure), _row_of(figure.cell)) != _row_of(figure.cell)
    }


def _column_key(figure: SourceFigure) -> tuple[str, str, LineId, PeriodId, str]:
    return figure.cell.file, figure.cell.sheet, figure.line, figure.period, _column_of(figure.cell)


def _row_of(cell: CellRef) -> str:
    return "".join(character for character in cell.cell if character.isdigit())


def _column_of(cell: CellRef) -> str:
    return "".join(character for character in cell.cell if character.isalpha())


def _is_computed_from_row(printed: SourceFigure) -> bool:
    """True if the printed result is a formula over its own row, and therefore agrees by construction."""
    if not printed.formula:
        return False
    rows = set(REFERENCE.findall(printed.formula))
    return rows == {_row_of(printed.cell)}


def compare_results_of_rows(results: Results) -> CheckItems:
    """Compare each result with the figure as reported and the effects of the differences that are on."""
    for statement in results.project.statements:
        for line in statement.lines:
            for period in statement.periods if is_summed(line) else ():
                if period in statement.reconciled and may_have_result(results, line.id, period):
                    yield result_of_row(results, line, period)


def compare_effects(results: Results) -> CheckItems:
    """Compare the effects on each line other than totals with the entries there."""
    for statement in results.project.statements:
        for line in statement.lines:
            for period in statement.periods if may_carry_entries(statement, line) else ():
                if period in statement.reconciled and results.project.adjustments_of(statement, period):
                    yield effects_of_line(results, line, period)


def may_carry_entries(statement: Statement, line: Line) -> bool:
    """False for headings, and for totals, whose effects are rolled up from their parts."""
    return line.role is not LineRole.HEADING and not statement.graph.is_total(line.id)


def effects_of_line(results: Results, line: Line, period: PeriodId) -> Comparison:
    project = results.project
    adjustments = project.adjustments_of(project.statement_of(line.id), period)
    what = fact("effects-are-entries", line=line.name, period=period_label(project, period))
    effects = sum_of(effect(adjustment.id, line.id, period) for adjustment in adjustments)
    subject = subject_of_figure(project, result(line.id, period))
    return Comparison(ENTERED, what, effects, EnteredEffects(line.id, period), proves=False, subject=subject)


def tally_effects(results: Results) -> Iterator[Tally]:
    """Yield the tallies of ``compare_effects``, all of which hold because effects are sums of entries."""
    for statement in results.project.statements:
        lines = sum(may_carry_entries(statement, line) for line in statement.lines)
        periods = (period for period in statement.periods if period in statement.reconciled)
        number = lines * sum(bool(results.project.adjustments_of(statement, period)) for period in periods)
        yield Tally(Counter({FindingStatus.INFORMATION: number}))


def is_summed(line: Line) -> bool:
    """False for headings, and for ratios, which are not sums."""
    return line.role is not LineRole.HEADING and not line.unit.is_ratio


def result_of_row(results: Results, line: Line, period: PeriodId) -> Comparison:
    project, figure = results.project, result(line.id, period)
    what = fact("result-of-row", line=line.name, period=period_label(project, period))
    expected = sum_of((as_reported(line.id, period), SwitchedEffects(line.id, period)))
    doubtful = doubtful_adjustments(results, [line.id], period)
    subject = subject_of_figure(project, figure)
    return Comparison(ROWS, what, figure, expected, unless_on=doubtful, proves=False, subject=subject)


def tally_rows(results: Results) -> Iterator[Tally]:
    """Yield the tallies of ``compare_results_of_rows``, calculated on arrays."""
    return (_tally_rows_of(results, statement) for statement in results.project.statements)


def _tally_rows_of(results: Results, statement: Statement) -> Tally:
    verdicts = WholeTables(results, statement).results_of_rows()

    def failures() -> Iterator[Finding]:
        cells = verdicts.broken
        return findings_of(
            (result_of_row(results, statement.line_by_id[line], period) for line, period in cells), results
        )

    counts = Counter({FindingStatus.INFORMATION: verdicts.held, FindingStatus.NOT_APPLICABLE: verdicts.not_applicable})
    counts[FindingStatus.FAIL] = len(verdicts.broken)
    return Tally(counts, LazyFindings(failures))


CHECKS = (
    Check(PRINTED, compare_printed_rows),
    Check(ROWS, compare_results_of_rows, follows_switches=True, tally_quickly=tally_rows, proves=lambda _: iter(())),
    Check(ENTERED, compare_effects, tally_quickly=tally_effects, proves=lambda _: iter(())),
)
