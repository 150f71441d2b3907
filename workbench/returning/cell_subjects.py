"""What each cell of a returned workbook is about."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from workbench.domain.ids import AdjustmentId
from workbench.domain.sources import FigureRole
from workbench.domain.subjects import (
    PROJECT,
    AdjustmentSubject,
    EntrySubject,
    FigureSubject,
    LineSubject,
    StatementSubject,
    Subject,
)
from workbench.returning.found_rows import FoundSheet
from workbench.returning.listed_entries import EntryReader
from workbench.returning.own_map import MappedRow

ROLES = frozenset(role.value for role in FigureRole)


@dataclass
class CellSubjects:
    """``found``: the sheets of statements by their present name; ``rows``: differences by sheet and row."""

    found: dict[str, FoundSheet] = field(default_factory=dict)
    rows: dict[tuple[str, int], AdjustmentId] = field(default_factory=dict)
    entries: tuple[str, EntryReader] | None = None

    def at(self, sheet: str, row: int, column: int) -> Subject:
        """Return what a cell is about; the whole reconciliation if nothing else."""
        if found := self.found.get(sheet):
            return _on_statement(found, row, column)
        if self.entries and self.entries[0] == sheet and (entry := self.entries[1].entry_at(row)):
            return EntrySubject(*entry)
        adjustment = self.rows.get((sheet, row))
        return AdjustmentSubject(adjustment) if adjustment else PROJECT

    def add_rows(self, sheet: str, rows: Mapping[AdjustmentId, int]) -> None:
        """Take the rows of differences on a sheet."""
        self.rows |= {(sheet, row): adjustment for adjustment, row in rows.items()}


def _on_statement(found: FoundSheet, row: int, column: int) -> Subject:
    mapped = found.mapped_row_at.get(row)
    if mapped is not None:
        return subject_in(found, mapped, found.mapped_column_at.get(column))
    known = found.mapped.columns.get(found.mapped_column_at.get(column, 0))
    if known is not None and row < min(found.mapped_row_at, default=0):
        if known.role == FigureRole.ADJUSTMENT:
            return AdjustmentSubject(AdjustmentId(known.adjustment_or_currency))
        if known.role in ROLES:
            return StatementSubject(found.mapped.statement, known.period)
    return StatementSubject(found.mapped.statement, found.mapped.period)


def subject_in(found: FoundSheet, row: MappedRow, column: int | None) -> Subject:
    """Return what a cell is about, by its row and column in the map; without a column, its row.

    What stands in the column of ticks is about the result beside it, and what is on a remainder about its total.
    """
    statement, line = found.mapped.statement, row.line
    known = found.mapped.columns.get(column or 0)
    if known is None or row.kind != "line" or known.role not in (*ROLES, "tick"):
        return LineSubject(statement, line)
    role = FigureRole.RESULT if known.role == "tick" else FigureRole(known.role)
    return FigureSubject(statement, line, known.period, role, known.adjustment_or_currency)
