"""The cell of each figure in the review workbook, for the formulas of its checks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from workbench.checks.comparison import Comparison
from workbench.checks.expressions import (
    Constant,
    EnteredEffects,
    Figure,
    Remainder,
    SourceCell,
    SwitchedEffects,
    Term,
    result,
    terms_in,
)
from workbench.domain.ids import AdjustmentId, LineId, StatementId
from workbench.domain.project import Project
from workbench.domain.sources import CellRef, FigureRole
from workbench.domain.statements import FigureKey, Scope
from workbench.exporting.check_formulas import Place
from workbench.exporting.layout import PlannedSheet
from workbench.exporting.listing_sheets import ENTERED_AMOUNT, STATED_AMOUNT
from workbench.exporting.reconciled_sheet import AS_REPORTED, ReconciledSheet
from workbench.exporting.switches import Switches
from workbench.exporting.unreconciled_sheet import StatementSheet


@dataclass(frozen=True)
class WorkbookPlaces:
    """The sheets that hold figures.

    ``source_rows``: the row of each (cell, line) on ``sources``; ``entry_rows``: the rows of each cell on ``entries``.
    """

    project: Project
    reconciled_sheets: tuple[ReconciledSheet, ...]
    statement_sheets: tuple[StatementSheet, ...]
    sources: PlannedSheet
    source_rows: Mapping[tuple[CellRef, LineId], int]
    entries: PlannedSheet
    entry_rows: Mapping[FigureKey, tuple[int, ...]]
    switches: Switches

    def figure(self, figure: Figure) -> Place | None:
        statement, currency = self.project.statement_of(figure.line), ""
        reconciled_sheet = self.reconciled_at.get((statement.id, figure.period))
        if figure.role is FigureRole.TRANSLATION:
            reconciled_sheet, currency = None, figure.adjustment_or_currency
        if reconciled_sheet is None:
            statement_sheet = self._statement_sheet_of.get(statement.id)
            if statement_sheet is None or (figure.period, currency) not in statement_sheet.column_of:
                return None
            return Place(
                statement_sheet.sheet.name,
                statement_sheet.column_of[figure.period, currency],
                statement_sheet.row_of[figure.line],
            )
        if figure.role is FigureRole.ADJUSTMENT and figure.adjustment not in {
            adjustment.id for adjustment in reconciled_sheet.adjustments
        }:
            return None  # no source states the adjustment for this period: nil
        return Place(
            reconciled_sheet.sheet.name, self._column(reconciled_sheet, figure), reconciled_sheet.row_of[figure.line]
        )

    def _column(self, reconciled_sheet: ReconciledSheet, figure: Figure) -> int:
        match figure.role:
            case FigureRole.ADJUSTMENT:
                return reconciled_sheet.column_of(figure.adjustment)
            case FigureRole.RESULT:
                return reconciled_sheet.result
        return AS_REPORTED

    def source(self, source: SourceCell) -> Place:
        source_figure = source.source_figure
        return Place(self.sources.name, STATED_AMOUNT, self.source_rows[source_figure.cell, source_figure.line])

    def remainder(self, remainder: Remainder) -> Place | None:
        reconciled_sheet = self.reconciled_at[self.project.statement_of(remainder.total).id, remainder.period]
        row = reconciled_sheet.remainder_row_of.get(remainder.total)
        return Place(reconciled_sheet.sheet.name, AS_REPORTED, row) if row else None

    def entry_cells(self, entered: EnteredEffects) -> Iterable[Place]:
        rows = self.entry_rows.get((entered.line, entered.period), ())
        return [Place(self.entries.name, ENTERED_AMOUNT, row) for row in rows]

    def of_comparison(self, comparison: Comparison) -> Place | None:
        """Return the cell that a comparison is about first; None if no sheet shows a figure of it."""
        terms = (*terms_in(comparison.left), *terms_in(comparison.right))
        return next((place for term in terms if (place := self._of_term(term))), None)

    def _of_term(self, term: Term) -> Place | None:
        """Return the cell of a term: that of its figure, even if a source or a list states it too."""
        match term:
            case Figure():
                return self.figure(term)
            case SourceCell():
                return self.figure(term.figure) or self.source(term)
            case Remainder():
                return self.remainder(term)
            case SwitchedEffects(line, period):
                return self.figure(result(line, period))
            case EnteredEffects():
                return next(iter(self.entry_cells(term)), None)
            case Constant():
                return None

    def switched_effects(self, switched: SwitchedEffects) -> str:
        reconciled_sheet = self.reconciled_at[self.project.statement_of(switched.line).id, switched.period]
        return reconciled_sheet.switched_effects(switched.line)

    def switch(self, adjustment: AdjustmentId) -> str:
        return self.switches.cells[adjustment]

    @property
    def all_on(self) -> str:
        return self.switches.all_on

    @cached_property
    def reconciled_at(self) -> dict[Scope, ReconciledSheet]:
        return {
            (reconciled_sheet.statement.id, reconciled_sheet.period): reconciled_sheet
            for reconciled_sheet in self.reconciled_sheets
        }

    @cached_property
    def _statement_sheet_of(self) -> dict[StatementId, StatementSheet]:
        return {statement_sheet.statement.id: statement_sheet for statement_sheet in self.statement_sheets}
