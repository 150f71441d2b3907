"""Cross-cast: on every row, as reported and all differences = the result, as the sources print it and as it is here."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from workbench.checks.check import Check, Lazily, Look, Tally, findings_of
from workbench.checks.comparison import Comparison, below_half_a_digit, not_applicable, period_label
from workbench.checks.expressions import (
    Entered,
    Figure,
    SourceCell,
    Switched,
    as_reported,
    effect,
    figure_amount,
    result,
    sum_of,
)
from workbench.checks.states import doubtful_adjustments, may_have_result
from workbench.domain.findings import Finding, FindingStatus
from workbench.domain.ids import LineId
from workbench.domain.periods import PeriodId
from workbench.domain.project import Project
from workbench.domain.sources import CellRef, FigureRole, SourceFigure
from workbench.domain.statements import Line, LineRole, Statement
from workbench.engine import Results
from workbench.engine.whole_tables import WholeTables

PRINTED, ROWS, ENTERED = "cross-cast", "result of a row", "effects as entered"
REFERENCE = re.compile(r"\$?[A-Z]{1,3}\$?(\d+)", re.IGNORECASE)
Row = tuple[str, str, str, LineId, PeriodId]


def compare_printed_rows(results: Results) -> Look:
    """Compare, on every row of a reconciliation, the result that it prints with the figures that lead to it.

    These are the project's own where the row states just them, so that the review workbook proves what it shows. In a
    bridge the figures of a line stand in one column instead.
    """
    project = results.project
    upright = _in_bridges(project)
    rows: dict[Row, list[SourceFigure]] = {}
    for stated in project.source_figures:
        if not stated.primary and stated.role is not FigureRole.ENTRY:
            is_upright = (stated.cell.file, stated.cell.sheet, stated.line) in upright
            along = _column_of(stated.cell) if is_upright else _row_of(stated.cell)
            row = (stated.cell.file, stated.cell.sheet, along, stated.line, stated.period)
            rows.setdefault(row, []).append(stated)
    for (_, sheet, _, line, period), printed in rows.items():
        name = f"{project.line(line).name}, {period_label(project, period)} ({sheet})"
        if project.statement_of(line).kind.is_bridge and _lacks_an_end(printed):
            yield _without_an_end(name, printed)
        else:
            yield _as_printed(results, name, printed)


def _lacks_an_end(stated: list[SourceFigure]) -> bool:
    """True for what states differences, and not both what they lead from and what they lead to."""
    ends = {
        one.role for one in stated if one.amount is not None and one.role in (FigureRole.AS_REPORTED, FigureRole.RESULT)
    }
    return len(ends) < 2 and any(one.amount for one in stated if one.role is FigureRole.ADJUSTMENT)


def _without_an_end(name: str, stated: list[SourceFigure]) -> Finding:
    message = f"{name}: the bridge has no opening or no closing figure. Check its first and last rows"
    return Finding(PRINTED, FindingStatus.WARNING, message, None, tuple(one.cell for one in stated))


def _as_printed(results: Results, name: str, row: list[SourceFigure]) -> Comparison | Finding:
    project = results.project
    line = project.line(row[0].line)
    printed = next((stated for stated in row if stated.role is FigureRole.RESULT), None)
    if printed is None:
        return not_applicable(PRINTED, name, "the row prints no result")
    parts = [stated for stated in row if stated.role in (FigureRole.AS_REPORTED, FigureRole.ADJUSTMENT)]
    if line.unit.is_ratio and not any(stated.amount for stated in parts if stated.role is FigureRole.ADJUSTMENT):
        return not_applicable(PRINTED, name, "a ratio is no sum, and the row states no difference")
    broken = next((stated for stated in (*parts, printed) if stated.amount is None), None)
    if broken:
        return not_applicable(PRINTED, name, f"{broken.cell} holds no amount")
    if _is_computed_from_row(printed):
        name += ", by formula"
    slack = sum((stated.slack for stated in (*parts, printed)), Decimal(0))
    tolerance = below_half_a_digit(slack, line.places)
    terms = [_term(results, stated) for stated in parts]
    expected = sum_of((*terms, *_left_out(results, printed, terms)))
    return Comparison(PRINTED, name, SourceCell(printed), expected, tolerance)


def _term(results: Results, stated: SourceFigure) -> Figure | SourceCell:
    """Return the project's own figure, where it is the one that the cell states; else what the cell states."""
    source = SourceCell(stated)
    return source.figure if figure_amount(results, source.figure) == stated.amount else source


def _left_out(results: Results, printed: SourceFigure, stated: Sequence[Figure | SourceCell]) -> Iterator[Figure]:
    """Yield the effects that the row leaves out, which are nil; where it prints no others, all that leads to it."""
    project, line, period = results.project, printed.line, printed.period
    known = {
        term.figure.adjustment_or_currency if isinstance(term, SourceCell) else term.adjustment_or_currency
        for term in stated
    }
    if not stated:
        yield as_reported(line, period)
    for adjustment in project.adjustments_of(project.statement_of(line), period):
        is_known = results.is_effect_known(adjustment.id, line, period)
        is_left_out = adjustment.id not in known and not (stated and results.effect(adjustment.id, line, period))
        if is_known and is_left_out:
            yield effect(adjustment.id, line, period)


def _in_bridges(project: Project) -> set[tuple[str, str, LineId]]:
    """Return the (file, sheet, line) whose figure as reported and result stand in one column: a bridge states them."""
    reported = {
        _under(stated): _row_of(stated.cell)
        for stated in project.source_figures
        if stated.role is FigureRole.AS_REPORTED and not stated.primary
    }
    return {
        (stated.cell.file, stated.cell.sheet, stated.line)
        for stated in project.source_figures
        if stated.role is FigureRole.RESULT
        and reported.get(_under(stated), _row_of(stated.cell)) != _row_of(stated.cell)
    }


def _under(stated: SourceFigure) -> tuple[str, str, LineId, PeriodId, str]:
    return stated.cell.file, stated.cell.sheet, stated.line, stated.period, _column_of(stated.cell)


def _row_of(cell: CellRef) -> str:
    return "".join(character for character in cell.cell if character.isdigit())


def _column_of(cell: CellRef) -> str:
    return "".join(character for character in cell.cell if character.isalpha())


def _is_computed_from_row(printed: SourceFigure) -> bool:
    """True where the printed result is itself a formula over its own row: then it proves nothing about the print."""
    if not printed.formula:
        return False
    rows = set(REFERENCE.findall(printed.formula))
    return rows == {_row_of(printed.cell)}


def compare_results_of_rows(results: Results) -> Look:
    """Compare each result with the figure as reported and the effects of the differences that are on."""
    for statement in results.project.statements:
        for line in statement.lines:
            for period in statement.periods if is_summed(line) else ():
                if period in statement.reconciled and may_have_result(results, line.id, period):
                    yield result_of_row(results, line, period)


def compare_effects(results: Results) -> Look:
    """Compare the effects on each line that is no total with what is entered there: nothing, where nothing is."""
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
    what = f"{line.name}, {period_label(project, period)}: all effects = entries"
    effects = sum_of(effect(adjustment.id, line.id, period) for adjustment in adjustments)
    return Comparison(ENTERED, what, effects, Entered(line.id, period), proves=False)


def tally_effects(results: Results) -> Iterator[Tally]:
    """Yield the tallies of ``effects_as_entered``: effects are made of entries, so that all of them hold."""
    for statement in results.project.statements:
        lines = sum(may_carry_entries(statement, line) for line in statement.lines)
        periods = (period for period in statement.periods if period in statement.reconciled)
        number = lines * sum(bool(results.project.adjustments_of(statement, period)) for period in periods)
        yield Tally(Counter({FindingStatus.INFORMATION: number}))


def is_summed(line: Line) -> bool:
    """False for headings, and for ratios, which are no sums."""
    return line.role is not LineRole.HEADING and not line.unit.is_ratio


def result_of_row(results: Results, line: Line, period: PeriodId) -> Comparison:
    what = f"{line.name}, {period_label(results.project, period)}: as reported + the differences that are on"
    expected = sum_of((as_reported(line.id, period), Switched(line.id, period)))
    doubted = doubtful_adjustments(results, [line.id], period)
    return Comparison(ROWS, what, result(line.id, period), expected, unless_on=doubted, proves=False)


def tally_rows(results: Results) -> Iterator[Tally]:
    """Yield the tallies of ``results_of_rows`` by way of arrays."""
    return (_rows_quickly(results, statement) for statement in results.project.statements)


def _rows_quickly(results: Results, statement: Statement) -> Tally:
    verdicts = WholeTables(results, statement).results_of_rows()

    def broken() -> Iterator[Finding]:
        cells = verdicts.broken
        return findings_of(
            (result_of_row(results, statement.line_by_id[line], period) for line, period in cells), results
        )

    counts = Counter({FindingStatus.INFORMATION: verdicts.held, FindingStatus.NOT_APPLICABLE: verdicts.not_applicable})
    counts[FindingStatus.FAIL] = len(verdicts.broken)
    return Tally(counts, Lazily(broken))


CHECKS = (
    Check(PRINTED, compare_printed_rows),
    Check(ROWS, compare_results_of_rows, follows_switches=True, tally_quickly=tally_rows, proves=lambda _: iter(())),
    Check(ENTERED, compare_effects, tally_quickly=tally_effects, proves=lambda _: iter(())),
)
