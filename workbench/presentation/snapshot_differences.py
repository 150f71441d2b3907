"""What changes in the table of one statement after a step: which rows moved, and whether they stay in place."""

from collections.abc import Iterable

from workbench.domain.ids import AdjustmentId, LineId
from workbench.domain.project import Project
from workbench.domain.statements import Statement
from workbench.engine import Results
from workbench.presentation.remainders import remainder_of
from workbench.presentation.statement_table import Row, StatementTable


def edited_lines(before: StatementTable, after: Results) -> frozenset[LineId] | None:
    """Return the lines whose figures or effects changed, with the totals that moved.

    None if more changed: lines, parts of totals, reconciled periods, unknown cells, remainders, anything of an
    adjustment other than its entries, or a line that the table does not show.
    """
    statement_before, statement_after = before.statement, after.project.statement_by_id[before.statement.id]
    if (
        statement_before.lines is not statement_after.lines
        or statement_before.totals is not statement_after.totals
        or statement_before.periods is not statement_after.periods
    ):
        return None
    if (statement_before.reconciled, statement_before.unknown) != (statement_after.reconciled, statement_after.unknown):
        return None
    moved = _lines_with_other_effects(statement_after, before.results.project, after.project)
    if moved is None or (before.only is not None and not moved <= before.only):
        return None
    edited = moved.union(statement_after.figures.differing_keys(statement_before.figures))
    return edited if _remainders_stay(before, after, statement_after, edited) else None


def is_moved_by_edit(row: Row, lines: frozenset[LineId] | None) -> bool:
    """True if a row may show other figures after ``lines`` were edited; None: after any change."""
    return lines is None or _is_derived(row) or row.line.id in lines


def is_moved_by_switches(table: StatementTable, row: Row, switched: Iterable[AdjustmentId]) -> bool:
    """True if a row may show another result after some adjustments were switched."""
    results, line, period = table.results, row.line.id, table.period
    return _is_derived(row) or any(
        results.effect(adjustment, line, period) or not results.is_effect_known(adjustment, line, period)
        for adjustment in switched
    )


def have_same_layout(before: StatementTable, after: StatementTable) -> bool:
    """True if two tables have the same columns, and the same rows apart from their texts and figures."""
    if before.columns != after.columns:
        return False
    return before.rows is after.rows or [*map(_visible_structure, before.rows)] == [
        *map(_visible_structure, after.rows)
    ]


def _visible_structure(row: Row) -> tuple[object, ...]:
    """Return everything visible in a row other than its texts and figures."""
    return (
        row.line.id,
        row.depth,
        row.remainder is None,
        row.is_heading,
        row.has_rule_above,
        row.is_final,
        row.last_child,
    )


def _is_derived(row: Row) -> bool:
    """True for rows that depend on other lines: remainders and ratios."""
    return row.remainder is not None or row.line.unit.is_ratio


def _lines_with_other_effects(statement: Statement, before: Project, after: Project) -> frozenset[LineId] | None:
    """Return the lines on which some adjustment has another effect; None if more than entries changed."""
    if len(before.adjustments) != len(after.adjustments):
        return None
    lines: set[LineId] = set()
    for adjustment_before, adjustment_after in zip(before.adjustments, after.adjustments, strict=True):
        if adjustment_before is adjustment_after:
            continue
        if adjustment_before != adjustment_after.with_attributes(entries=adjustment_before.entries):
            return None
        for line, _ in adjustment_after.effects.differing_keys(adjustment_before.effects):
            if line in statement.line_by_id:
                lines |= statement.graph.with_totals_above(line)
    return frozenset(lines)


def _remainders_stay(before: StatementTable, after: Results, statement: Statement, edited: Iterable[LineId]) -> bool:
    """True unless a remainder changed: editing a part keeps remainders; restating a total or a source does not."""
    graph = statement.graph
    totals = {line for line in edited if graph.is_total(line)}
    totals.update(total for line in edited for total, _ in graph.totals_above(line))
    return all(
        remainder_of(after, statement, statement.total_of[total], before.period) == before.remainders.get(total)
        for total in totals
    )
