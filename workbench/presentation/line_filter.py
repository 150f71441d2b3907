"""Which lines of a statement are shown: all, or those that a filter keeps, with the totals above them."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import chain
from typing import NamedTuple

from workbench.domain.findings import Finding, FindingStatus
from workbench.domain.ids import LineId
from workbench.domain.periods import PeriodId
from workbench.domain.project import Project
from workbench.domain.sources import FigureRole
from workbench.domain.statements import Line, LineRole, LineUnit, Statement
from workbench.domain.subjects import FigureSubject, LineSubject
from workbench.engine import Results
from workbench.presentation.figure_proofs import FigureProofs
from workbench.presentation.figure_sources import differs_from_a_source
from workbench.presentation.statement_table import (
    REPORTED_COLUMN,
    RESULT_COLUMN,
    Column,
    ColumnKind,
    Row,
    StatementTable,
)


class LinesShown(StrEnum):
    """The kind of lines shown."""

    ALL = "all"
    AFFECTED = "affected"
    """Those that a difference affects."""
    CHANGED = "changed"
    """Those whose figure differs from its source, or whose figure or effect was changed since the project was opened,
    and the totals that this moves."""
    UNPROVEN = "unproven"
    """Those with a figure that nothing proves."""
    FAILING = "failing"
    """Those with a figure that a failed check compares."""

    @property
    def follows_checks(self) -> bool:
        return self in (LinesShown.UNPROVEN, LinesShown.FAILING)


class LineFilter(NamedTuple):
    """``words``: every one of them is in the captions of the lines shown; empty: any caption."""

    shown: LinesShown = LinesShown.ALL
    words: str = ""

    @property
    def is_on(self) -> bool:
        return self.shown is not LinesShown.ALL or bool(self.words.strip())


EVERY_LINE = LineFilter()


class Verdicts(NamedTuple):
    """What the checks found last. ``proofs``: None until they have run."""

    proofs: FigureProofs | None
    findings: tuple[Finding, ...]


def lines_kept(
    line_filter: LineFilter, results: Results, statement: Statement, period: PeriodId, opened: Project, found: Verdicts
) -> frozenset[LineId] | None:
    """Return the lines that a filter keeps in a period, with the totals above them; None if it keeps all.

    ``opened``: the project as it was opened.
    """
    if not line_filter.is_on:
        return None
    match line_filter.shown:
        case LinesShown.ALL:
            kept = frozenset(line.id for line in statement.lines if line.role is not LineRole.HEADING)
        case LinesShown.AFFECTED:
            kept = _with_ratios(statement, results.moved_lines(statement, period))
            kept |= _with_other_results(results.with_all_on(), statement, period)
        case LinesShown.CHANGED:
            kept = frozenset(_changed_lines(results.project, statement, period, opened))
        case LinesShown.UNPROVEN:
            kept = frozenset(_unproven_lines(results, statement, period, found.proofs) if found.proofs else ())
        case LinesShown.FAILING:
            kept = frozenset(_failing_lines(results.project, statement, period, found.findings))
    if words := line_filter.words.casefold().split():
        kept = frozenset(line for line in kept if _has_words(statement.line_by_id[line], words))
    return _with_totals(statement, kept)


def number_of_lines(statement: Statement) -> int:
    """Return how many lines a statement has, headings left out."""
    return sum(line.role is not LineRole.HEADING for line in statement.lines)


def number_of_lines_shown(table: StatementTable) -> int:
    """Return how many of them a table shows."""
    return sum(row.remainder is None and not row.is_heading for row in table.rows)


def _with_totals(statement: Statement, lines: frozenset[LineId]) -> frozenset[LineId]:
    """Return ``lines`` and every total above one of them."""
    found, open_lines = set(lines), list(lines)
    while open_lines:
        for total, _ in statement.graph.totals_above(open_lines.pop()):
            if total not in found:
                found.add(total)
                open_lines.append(total)
    return frozenset(found)


def _with_ratios(statement: Statement, lines: frozenset[LineId]) -> frozenset[LineId]:
    """Return ``lines`` and the per-share amounts and margins that are calculated from one of them."""
    return lines | {ratio.line for ratio in statement.ratios if ratio.numerator in lines or ratio.denominator in lines}


def _with_other_results(complete: Results, statement: Statement, period: PeriodId) -> frozenset[LineId]:
    """Return the lines that are no money, and of which a source states another result than was reported."""
    others = (line.id for line in statement.lines if line.unit is not LineUnit.MONEY)
    ends = ((line, statement.figure(line, period), complete.printed_result(line, period)) for line in others)
    return frozenset(line for line, reported, result in ends if None not in (reported, result) and reported != result)


def _has_words(line: Line, words: Iterable[str]) -> bool:
    """True if one of the captions of a line contains every word."""
    captions = [caption.casefold() for caption in (line.name, line.caption, line.target_caption) if caption]
    return any(all(word in caption for word in words) for caption in captions)


def _changed_lines(project: Project, statement: Statement, period: PeriodId, opened: Project) -> Iterator[LineId]:
    for line in statement.lines:
        if differs_from_a_source(project, statement, (line.id, period)):
            yield from statement.graph.with_totals_above(line.id)
    for edited in _edited_lines(project, statement, period, opened):
        if edited in statement.line_by_id:
            yield from statement.graph.with_totals_above(edited)


def _edited_lines(project: Project, statement: Statement, period: PeriodId, opened: Project) -> Iterator[LineId]:
    """Yield the lines with another figure or effect in the period than the project had when it was opened."""
    before = opened.statement_by_id.get(statement.id)
    if before is None:
        return
    for line in statement.figures.differing_keys(before.figures):
        was = before.figure(line, period) if period in before.column_of else None
        if was != statement.figure(line, period):
            yield line
    removed = [one for one in opened.adjustments if one.id not in project.adjustment_by_id]
    for line, effect_period in chain.from_iterable(adjustment.effects for adjustment in removed):
        if effect_period == period:
            yield line
    for adjustment in project.adjustments:
        known = opened.adjustment_by_id.get(adjustment.id)
        if known is adjustment:
            continue
        cells = adjustment.effects.differing_keys(known.effects) if known else adjustment.effects
        for line, effect_period in cells:
            if effect_period == period:
                yield line


def _unproven_lines(results: Results, statement: Statement, period: PeriodId, proofs: FigureProofs) -> Iterator[LineId]:
    """Yield the lines with an unproven figure. Asks only about cells that state one: a statement has many more."""
    table, project = StatementTable(results, statement, period), results.project
    sources = project.source_figures.by_line_and_period
    effects = {adjustment.id: adjustment.effects for adjustment in project.adjustments_of(statement, period)}
    for line in statement.lines:
        row, cell = Row(line, len(line.section)), (line.id, period)
        columns = [REPORTED_COLUMN, *(Column(ColumnKind.EFFECT, key) for key, at in effects.items() if cell in at)]
        for figure in sources.get(cell, ()):
            if figure.role is FigureRole.RESULT:
                columns.append(RESULT_COLUMN)
            elif figure.role is FigureRole.ADJUSTMENT and figure.adjustment in effects:
                columns.append(Column(ColumnKind.EFFECT, figure.adjustment))
        if any(proofs.is_unproven(table, row, column) for column in columns):
            yield line.id


def _failing_lines(
    project: Project, statement: Statement, period: PeriodId, findings: Iterable[Finding]
) -> Iterator[LineId]:
    """Yield the lines whose figures failed checks compare: those they are about, and those of the cells they name."""
    by_place = project.source_figures.by_source_cell
    for finding in findings:
        if finding.status is not FindingStatus.FAIL:
            continue
        match finding.subject:
            case FigureSubject(statement=of, line=line, period=at) if of == statement.id and at == period:
                yield from (line,) if line in statement.line_by_id else ()
            case LineSubject(of, line) if of == statement.id and line in statement.line_by_id:
                yield line
        for place in finding.where:
            figure = by_place.get(place)
            if figure and figure.period == period and figure.line in statement.line_by_id:
                yield figure.line
