"""Where each figure stands in the review workbook, for the formulas of its checks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from workbench.checks.expressions import Entered, Figure, Remainder, SourceCell, Switched
from workbench.domain.ids import AdjustmentId, LineId, StatementId
from workbench.domain.periods import PeriodId
from workbench.domain.project import Project
from workbench.domain.sources import CellRef, FigureRole
from workbench.domain.statements import Cell
from workbench.exporting.check_formulas import Place
from workbench.exporting.layout import PlannedSheet
from workbench.exporting.listing_sheets import ENTERED_AMOUNT, STATED_AMOUNT
from workbench.exporting.reconciled_sheet import AS_REPORTED, ReconciledSheet
from workbench.exporting.statement_sheet import StatementSheet
from workbench.exporting.switches import Switches


@dataclass(frozen=True)
class WorkbookPlaces:
    """The sheets that hold figures.

    ``source_rows``: the row of each (cell, line) on ``sources``; ``entry_rows``: the rows of each cell on ``entries``.
    """

    project: Project
    reconciled: tuple[ReconciledSheet, ...]
    others: tuple[StatementSheet, ...]
    sources: PlannedSheet
    source_rows: Mapping[tuple[CellRef, LineId], int]
    entries: PlannedSheet
    entry_rows: Mapping[Cell, tuple[int, ...]]
    switches: Switches

    def figure(self, figure: Figure) -> Place | None:
        statement, currency = self.project.statement_of(figure.line), ""
        planned = self.reconciled_at.get((statement.id, figure.period))
        if figure.role is FigureRole.TRANSLATION:
            planned, currency = None, figure.adjustment_or_currency
        if planned is None:
            other = self._other_at.get(statement.id)
            if other is None or (figure.period, currency) not in other.column_of:
                return None
            return Place(other.sheet.name, other.column_of[figure.period, currency], other.row_of[figure.line])
        if figure.role is FigureRole.ADJUSTMENT and figure.adjustment_or_currency not in {
            adjustment.id for adjustment in planned.adjustments
        }:
            return None  # nothing is stated of it for this period: nil
        return Place(planned.sheet.name, self._column(planned, figure), planned.row_of[figure.line])

    def _column(self, planned: ReconciledSheet, figure: Figure) -> int:
        match figure.role:
            case FigureRole.ADJUSTMENT:
                return planned.column_of(figure.adjustment_or_currency)
            case FigureRole.RESULT:
                return planned.result
        return AS_REPORTED

    def source(self, source: SourceCell) -> Place:
        stated = source.stated
        return Place(self.sources.name, STATED_AMOUNT, self.source_rows[stated.cell, stated.line])

    def remainder(self, remainder: Remainder) -> Place | None:
        planned = self.reconciled_at[self.project.statement_of(remainder.total).id, remainder.period]
        row = planned.remainder_row_of.get(remainder.total)
        return Place(planned.sheet.name, AS_REPORTED, row) if row else None

    def entered(self, entered: Entered) -> Iterable[Place]:
        rows = self.entry_rows.get((entered.line, entered.period), ())
        return [Place(self.entries.name, ENTERED_AMOUNT, row) for row in rows]

    def switched(self, switched: Switched) -> str:
        planned = self.reconciled_at[self.project.statement_of(switched.line).id, switched.period]
        return planned.switched(switched.line)

    def switch(self, adjustment: AdjustmentId) -> str:
        return self.switches.cells[adjustment]

    @property
    def all_on(self) -> str:
        return self.switches.all_on

    @cached_property
    def reconciled_at(self) -> dict[tuple[StatementId, PeriodId], ReconciledSheet]:
        return {(planned.statement.id, planned.period): planned for planned in self.reconciled}

    @cached_property
    def _other_at(self) -> dict[StatementId, StatementSheet]:
        return {other.statement.id: other for other in self.others}
