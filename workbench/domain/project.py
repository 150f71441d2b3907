"""The snapshot: everything that the user can edit, in one value that never changes."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from workbench.domain.adjustments import Adjustment
from workbench.domain.findings import Finding
from workbench.domain.ids import AdjustmentId, LineId, StatementId
from workbench.domain.import_report import ImportReport
from workbench.domain.maps import Map
from workbench.domain.periods import Period, PeriodId
from workbench.domain.sources import CellRef, FigureRole, SourceFigure, SourceFigures, SourceFile
from workbench.domain.statements import Cell, Line, Statement, StatementKind


@dataclass(frozen=True)
class Project:
    """One entity's statements under the framework ``frameworks[0]`` and the differences that lead to ``frameworks[1]``.

    ``scale``: what one unit of money stands for (1000 for thousands). ``enabled``: the adjustments that are on.
    ``restated``: source cells that the user declared restated, with the reason.
    ``import_findings``: what was noticed while reading the sources. ``import_report``: what became of each cell.
    """

    entity: str
    frameworks: tuple[str, str]
    currency: str
    scale: int
    periods: Map[PeriodId, Period]
    statements: tuple[Statement, ...]
    adjustments: tuple[Adjustment, ...] = ()
    enabled: frozenset[AdjustmentId] = frozenset()
    sources: tuple[SourceFile, ...] = ()
    source_figures: SourceFigures = SourceFigures()
    restated: Map[CellRef, str] = Map()
    import_findings: tuple[Finding, ...] = ()
    import_report: ImportReport = ImportReport()

    @property
    def is_complete(self) -> bool:
        """True where every adjustment is on; every other state is illustrative."""
        return len(self.enabled) == len(self.adjustments)

    @property
    def is_reconciled(self) -> bool:
        """True where differences are stated, nil included, for some statement and period."""
        return any(statement.reconciled for statement in self.statements)

    @cached_property
    def statement_by_id(self) -> dict[StatementId, Statement]:
        return {statement.id: statement for statement in self.statements}

    @cached_property
    def adjustment_by_id(self) -> dict[AdjustmentId, Adjustment]:
        return {adjustment.id: adjustment for adjustment in self.adjustments}

    def as_reported_sources(self, cell: Cell) -> tuple[SourceFigure, ...]:
        """Return what sources state of a figure as reported, the published primary statement first."""
        stated = (one for one in self.source_figures.by_cell.get(cell, ()) if one.role is FigureRole.AS_REPORTED)
        return tuple(sorted((one for one in stated if one.amount is not None), key=lambda one: not one.primary))

    def slack(self, cell: Cell, role: FigureRole = FigureRole.AS_REPORTED, adjustment_or_currency: str = "") -> Decimal:
        """Return by how much a figure, an effect or a result may be off because what was stored was cut; mostly 0."""
        if not self.source_figures.cut_by_cell:
            return Decimal(0)
        match role:
            case FigureRole.AS_REPORTED:
                figure = self.statement_of(cell[0]).figure(*cell)
                return next(
                    (one.slack for one in self._cut(cell, role, adjustment_or_currency) if one.amount == figure),
                    Decimal(0),
                )
            case FigureRole.ADJUSTMENT | FigureRole.ENTRY:
                return self._slack_of_effect(self.statement_of(cell[0]), cell, adjustment_or_currency)
            case FigureRole.RESULT:
                effects = (self.slack(cell, FigureRole.ADJUSTMENT, adjustment) for adjustment in self.enabled)
                return sum(effects, self.slack(cell))
            case FigureRole.TRANSLATION:
                return next((one.slack for one in self._cut(cell, role, adjustment_or_currency)), Decimal(0))

    def _cut(self, cell: Cell, role: FigureRole, adjustment_or_currency: str) -> Iterator[SourceFigure]:
        return (
            one
            for one in self.source_figures.cut_by_cell.get(cell, ())
            if one.role is role and one.adjustment_or_currency == adjustment_or_currency
        )

    def _slack_of_effect(self, statement: Statement, cell: Cell, adjustment: AdjustmentId) -> Decimal:
        """The effect on a total is rolled up from its parts, and off by as much as they are together."""
        line, period = cell
        stated = (
            figure
            for part, _ in statement.graph.ways_down(line)
            if not statement.graph.is_total(part)
            for role in (FigureRole.ADJUSTMENT, FigureRole.ENTRY)
            for figure in self._cut((part, period), role, adjustment)
        )
        return sum((figure.slack for figure in stated), Decimal(0))

    def statement_of(self, line: LineId) -> Statement:
        """Return the statement that ``line`` stands in; KeyError where there is none."""
        for statement in self.statements:
            if line in statement.line_by_id:
                return statement
        raise KeyError(line)

    def line(self, line: LineId) -> Line:
        return self.statement_of(line).line_by_id[line]

    def of_kind(self, kind: StatementKind) -> Iterator[Statement]:
        return (statement for statement in self.statements if statement.kind is kind)

    def adjustments_of(self, statement: Statement, period: PeriodId) -> tuple[Adjustment, ...]:
        """Return the adjustments that a source states for this statement and period, nil included."""
        return tuple(a for a in self.adjustments if (statement.id, period) in a.stated_for)
