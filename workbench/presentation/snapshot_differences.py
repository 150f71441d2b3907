"""What the table of one statement shows differently after a step: which rows moved, and whether they stay in place."""

from collections.abc import Iterable
from dataclasses import replace

from workbench.domain.ids import AdjustmentId, LineId
from workbench.domain.project import Project
from workbench.domain.statements import Statement
from workbench.engine import Results
from workbench.presentation.remainders import remainder_of
from workbench.presentation.statement_table import Row, StatementTable


def lines_edited(before: StatementTable, after: Results) -> frozenset[LineId] | None:
    """Return the lines whose figures or effects changed, with the totals that moved.

    None where more changed than that: what lines there are, how totals are made, what is reconciled or known, what
    parts leave over, an adjustment beside its entries, or a line that the table does not show.
    """
    then, now = before.statement, after.project.statement_by_id[before.statement.id]
    if then.lines is not now.lines or then.totals is not now.totals or then.periods is not now.periods:
        return None
    if (then.reconciled, then.unknown) != (now.reconciled, now.unknown):
        return None
    moved = _lines_with_other_effects(now, before.results.project, after.project)
    if moved is None or (before.only is not None and not moved <= before.only):
        return None
    edited = moved.union(now.figures.differing(then.figures))
    return edited if _remainders_stay(before, after, now, edited) else None


def is_moved_by_edit(row: Row, lines: frozenset[LineId] | None) -> bool:
    """True where a row may show other figures now that ``lines`` were edited; None: now that anything may differ."""
    return lines is None or _is_derived(row) or row.line.id in lines


def is_moved_by_switches(table: StatementTable, row: Row, switched: Iterable[AdjustmentId]) -> bool:
    """True where a row may show another result now that some adjustments were switched."""
    results, line, period = table.results, row.line.id, table.period
    return _is_derived(row) or any(
        results.effect(adjustment, line, period) or not results.is_effect_known(adjustment, line, period)
        for adjustment in switched
    )


def stay_in_place(before: StatementTable, after: StatementTable) -> bool:
    """True where two tables have the same columns, and the same rows but for what is written in them."""
    return before.columns == after.columns and [_place(row) for row in before.rows] == [
        _place(row) for row in after.rows
    ]


def _place(row: Row) -> tuple[object, ...]:
    """What is seen of a row beside its texts."""
    return row.line.id, row.depth, row.remainder is None, row.is_heading, row.rule, row.is_final, row.last_child


def _is_derived(row: Row) -> bool:
    """True for what follows from other lines: what a total's parts leave over, and ratios."""
    return row.remainder is not None or row.line.unit.is_ratio


def _lines_with_other_effects(statement: Statement, before: Project, after: Project) -> frozenset[LineId] | None:
    """Return the lines on which some adjustment now has another effect; None where more than entries changed."""
    if len(before.adjustments) != len(after.adjustments):
        return None
    lines: set[LineId] = set()
    for then, now in zip(before.adjustments, after.adjustments, strict=True):
        if then is now:
            continue
        if then != replace(now, entries=then.entries):
            return None
        for line, _ in now.entries.differing(then.entries):
            if line in statement.line_by_id:
                lines |= statement.graph.with_totals_above(line)
    return frozenset(lines)


def _remainders_stay(before: StatementTable, after: Results, statement: Statement, edited: Iterable[LineId]) -> bool:
    """Typing over a part keeps what the totals' parts leave over; restating a total or a source does not."""
    graph = statement.graph
    totals = {line for line in edited if graph.is_total(line)}
    totals.update(total for line in edited for total, _ in graph.totals_above(line))
    return all(
        remainder_of(after, statement, statement.total_of[total], before.period) == before.remainders.get(total)
        for total in totals
    )
