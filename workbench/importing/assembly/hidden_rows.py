"""Hidden and struck-out rows: left out if the rest adds up without them, else part of the statement."""

from collections.abc import Callable, Iterable, Sequence

from workbench.domain.facts import fact
from workbench.domain.statements import LineUnit
from workbench.importing.assembly.merge import MergedRow
from workbench.importing.assembly.rollup import TotalRelation
from workbench.importing.sheets.detected import SheetReport
from workbench.importing.sheets.marks import USE_OF, Mark, shared_mark

Relate = Callable[[Sequence[MergedRow], Sequence[LineUnit]], list[TotalRelation]]
"""Finds the parts of the totals among some rows."""


def drafts_among(
    rows: Sequence[MergedRow], units: Sequence[LineUnit], total_relations: Sequence[TotalRelation], relate: Relate
) -> list[MergedRow]:
    """Return the rows hidden or struck out that no total needs.

    ``total_relations``: the totals with those rows included. A row is a draft if it is not part of a total, and some
    total adds up the lines around it.
    """
    rows_needed = {part for relation in total_relations for part, _ in relation.parts} | {
        relation.total for relation in total_relations
    }
    candidates = [index for index, row in enumerate(rows) if row.draft and row.figures and index not in rows_needed]
    if not candidates:
        return []
    kept = sorted(set(range(len(rows))).difference(candidates))
    relations_without = relate([rows[index] for index in kept], [units[index] for index in kept])
    spans = [
        (min(kept[part] for part, _ in relation.parts), kept[relation.total])
        for relation in relations_without
        if not relation.is_partial
    ]
    return [rows[index] for index in candidates if any(first < index < total for first, total in spans)]


def mark_drafts(reports: Iterable[SheetReport], drafts: Iterable[MergedRow]) -> None:
    """Mark the cells of hidden and struck-out rows that were left out, because the rest adds up without them."""
    marks = {(report.file, report.sheet.name): report.marks for report in reports}
    for row in drafts:
        why = fact("draft-row", kept=row.draft)
        for figure in row.figures:
            place = figure.reading.cell.row, figure.reading.cell.column
            marks[figure.file, figure.sheet][place] = shared_mark(Mark.IGNORED, USE_OF[Mark.IGNORED], why)
