"""The snapshot: everything that the user can edit, in one immutable value."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from workbench.domain.adjustments import Adjustment
from workbench.domain.appendix import Acceptances, AppendixTexts, Quotes
from workbench.domain.comments import Comments
from workbench.domain.comparatives import Comparative, Comparatives
from workbench.domain.completeness import Completeness
from workbench.domain.cross_references import CrossReferences
from workbench.domain.evidence import AllEvidence
from workbench.domain.findings import Finding
from workbench.domain.frameworks import Frameworks
from workbench.domain.ids import AdjustmentId, LineId, StatementId
from workbench.domain.import_layouts import ImportLayouts
from workbench.domain.import_report import ImportReport
from workbench.domain.maps import Map
from workbench.domain.open_items import OpenItems
from workbench.domain.periods import Period, PeriodId
from workbench.domain.scenarios import Scenarios
from workbench.domain.sources import CellRef, FigureRole, SourceFigure, SourceFigures, SourceFile
from workbench.domain.statements import FigureKey, Line, Statement, StatementKind
from workbench.domain.subjects import AdjustmentSubject, FigureSubject, LineSubject
from workbench.domain.thresholds import Thresholds
from workbench.domain.ticks import OwnSigns, Ticks
from workbench.domain.trail import NO_STEPS, Trail
from workbench.domain.uncorrected import AllUncorrected
from workbench.domain.workings import WorkedCell, Workings


@dataclass(frozen=True)
class Project:
    """One entity's statements under one framework, and the differences that lead to another.

    ``scale``: what one unit of money stands for (1000 for thousands). ``enabled``: the adjustments that are on.
    ``restated``: source cells that the user declared restated, with the reason.
    ``import_findings``: what reading the sources found. ``import_report``: what each cell was read as.
    ``completeness``: what was concluded about kinds of differences. ``trail``: the steps that led to this snapshot.
    ``comparatives``: the columns that a roll-forward took over. ``note``: on the reconciliation as a whole.
    ``workings``: the arithmetic that was typed for figures and effects. ``own_signs``: the user's own signs for ticks.
    ``uncorrected``: what was found and left unadjusted. ``thresholds``: from which amount on a difference matters.
    ``texts``: of the published appendix. ``quotes``: the figures that texts and notes said when they were last read.
    ``acceptances``: failing checks that somebody accepted.
    """

    entity: str
    frameworks: Frameworks
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
    completeness: Completeness = Map()
    trail: Trail = NO_STEPS
    comparatives: Comparatives = Map()
    note: str = ""
    evidence: AllEvidence = Map()
    comments: Comments = Map()
    scenarios: Scenarios = Map()
    layouts: ImportLayouts = Map()
    workings: Workings = Map()
    ticks: Ticks = Map()
    own_signs: OwnSigns = Map()
    cross_references: CrossReferences = Map()
    open_items: OpenItems = Map()
    uncorrected: AllUncorrected = Map()
    thresholds: Thresholds = Map()
    texts: AppendixTexts = Map()
    quotes: Quotes = Map()
    acceptances: Acceptances = Map()

    @property
    def is_complete(self) -> bool:
        """True if every adjustment is on; any other state is illustrative."""
        return len(self.enabled) == len(self.adjustments)

    @property
    def is_reconciled(self) -> bool:
        """True if differences are stated, nil included, for some statement and period."""
        return any(statement.reconciled for statement in self.statements)

    @cached_property
    def statement_by_id(self) -> dict[StatementId, Statement]:
        return {statement.id: statement for statement in self.statements}

    @cached_property
    def adjustment_by_id(self) -> dict[AdjustmentId, Adjustment]:
        return {adjustment.id: adjustment for adjustment in self.adjustments}

    @cached_property
    def former_names(self) -> dict[AdjustmentId, str]:
        """What the differences that steps altered were last called, also those that are no longer there."""
        return {
            altered.subject.adjustment: altered.name
            for step in self.trail
            for altered in step.alterations
            if isinstance(altered.subject, AdjustmentSubject)
        }

    @cached_property
    def former_captions(self) -> dict[LineId, str]:
        """What the lines that steps altered were last called, also those that are no longer there."""
        return {
            altered.subject.line: altered.name
            for step in self.trail
            for altered in step.alterations
            if isinstance(altered.subject, LineSubject | FigureSubject)
        }

    @property
    def imported_sources(self) -> tuple[SourceFile, ...]:
        """The files that were imported, without the earlier projects from which comparatives were taken."""
        return tuple(source for source in self.sources if source.name not in self.earlier_files)

    @cached_property
    def earlier_files(self) -> frozenset[str]:
        """The names of the earlier projects from which comparatives were taken."""
        return frozenset(comparative.held_by for comparative in self.comparatives.values() if comparative.held_by)

    def comparative(self, statement: StatementId, period: PeriodId) -> Comparative | None:
        """Return what is known of a column that a roll-forward took over; None if it is of the project's own."""
        return self.comparatives.get((statement, period))

    def working(self, cell: WorkedCell) -> str | None:
        """Return the arithmetic that was typed for a figure or an effect; None if it is no longer its amount."""
        working = self.workings.get(cell)
        if working is None:
            return None
        key = cell.line, cell.period
        amount: Decimal | None
        if cell.adjustment:
            adjustment = self.adjustment_by_id.get(cell.adjustment)
            amount = adjustment.effects.get(key, Decimal(0)) if adjustment else None
        else:
            statement = next((other for other in self.statements if cell.line in other.line_by_id), None)
            amount = statement.figure(*key) if statement and cell.period in statement.column_of else None
        return working.typed if amount == working.amount else None

    def is_locked(self, statement: StatementId, period: PeriodId) -> bool:
        """Return whether a column stays as an earlier project published it."""
        comparative = self.comparative(statement, period)
        return comparative is not None and comparative.is_locked

    def as_reported_sources(self, cell: FigureKey) -> tuple[SourceFigure, ...]:
        """Return the amounts that sources state for a figure as reported, the published primary statement's first."""
        figures = (
            figure
            for figure in self.source_figures.by_line_and_period.get(cell, ())
            if figure.role is FigureRole.AS_REPORTED and figure.amount is not None
        )
        return tuple(sorted(figures, key=lambda figure: not figure.is_primary))

    def slack(
        self, cell: FigureKey, role: FigureRole = FigureRole.AS_REPORTED, adjustment_or_currency: str = ""
    ) -> Decimal:
        """Return by how much a figure, an effect or a result may be off because digits were cut; usually 0."""
        if not self.source_figures.cut_by_line_and_period:
            return Decimal(0)
        match role:
            case FigureRole.AS_REPORTED:
                figure = self.statement_of(cell[0]).figure(*cell)
                cut_figures = self._cut_figures(cell, role, adjustment_or_currency)
                return next((cut.slack for cut in cut_figures if cut.amount == figure), Decimal(0))
            case FigureRole.ADJUSTMENT | FigureRole.ENTRY:
                return self._slack_of_effect(self.statement_of(cell[0]), cell, AdjustmentId(adjustment_or_currency))
            case FigureRole.RESULT:
                effects = (self.slack(cell, FigureRole.ADJUSTMENT, adjustment) for adjustment in self.enabled)
                return sum(effects, self.slack(cell))
            case FigureRole.TRANSLATION:
                cut_figures = self._cut_figures(cell, role, adjustment_or_currency)
                return next((cut.slack for cut in cut_figures), Decimal(0))

    def _cut_figures(self, cell: FigureKey, role: FigureRole, adjustment_or_currency: str) -> Iterator[SourceFigure]:
        return (
            figure
            for figure in self.source_figures.cut_by_line_and_period.get(cell, ())
            if figure.role is role and figure.adjustment_or_currency == adjustment_or_currency
        )

    def _slack_of_effect(self, statement: Statement, cell: FigureKey, adjustment: AdjustmentId) -> Decimal:
        """Return the sum of the slacks of the effects on a line's leaves, from which its effect is rolled up."""
        line, period = cell
        cut_figures = (
            figure
            for part, _ in statement.graph.ways_down(line)
            if not statement.graph.is_total(part)
            for role in (FigureRole.ADJUSTMENT, FigureRole.ENTRY)
            for figure in self._cut_figures((part, period), role, adjustment)
        )
        return sum((figure.slack for figure in cut_figures), Decimal(0))

    def statement_of(self, line: LineId) -> Statement:
        """Return the statement of ``line``. Raises KeyError if there is none."""
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
        return tuple(adjustment for adjustment in self.adjustments if (statement.id, period) in adjustment.stated_for)
