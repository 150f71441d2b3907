"""The reporting periods of the lead schedules: for each, the sheets and lines of profit and of equity at both ends."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from workbench.checks.articulation import income_that_moved_equity
from workbench.domain.ids import AdjustmentId, LineId
from workbench.domain.periods import PeriodId, ReportingPeriod, lateness, reporting_periods
from workbench.domain.project import Project
from workbench.domain.statements import Concept, Line, StatementKind
from workbench.engine import Results
from workbench.exporting.formulas import signed_sum
from workbench.exporting.reconciled_sheet import ReconciledSheet

OF_PROFIT = (StatementKind.OPERATIONS, StatementKind.NET_INCOME_BRIDGE)
OF_EQUITY = (StatementKind.FINANCIAL_POSITION, StatementKind.EQUITY_BRIDGE)
ENDS = ((Concept.NET_INCOME, Concept.TOTAL_EQUITY), (Concept.ATTRIBUTABLE_NET_INCOME, Concept.ATTRIBUTABLE_EQUITY))
"""Profit and the equity that it moves, the whole before the share of the owners."""
MOVED_BY_PROFIT = frozenset((Concept.RETAINED_EARNINGS, Concept.NCI))
"""The parts of equity that profit moves; what moves any other part went to equity directly."""


@dataclass(frozen=True)
class LeadFigure:
    """One line on one reconciled sheet: the column of a lead schedule."""

    sheet: ReconciledSheet
    line: Line

    def as_reported(self) -> Decimal | None:
        return self.sheet.statement.figure(self.line.id, self.sheet.period)

    def effect(self, results: Results, adjustment: AdjustmentId) -> Decimal | None:
        """Return an effect on the line; None if it is not stated for the period, or not known."""
        if not self.is_stated(adjustment) or not results.is_effect_known(adjustment, self.line.id, self.sheet.period):
            return None
        return results.effect(adjustment, self.line.id, self.sheet.period)

    def is_stated(self, adjustment: AdjustmentId) -> bool:
        return adjustment in {known.id for known in self.sheet.adjustments}

    def cell(self, column: int) -> str:
        return self.sheet.cell(self.line.id, column)


@dataclass(frozen=True)
class LeadPeriod:
    """What a lead schedule shows of a reporting period; None for what no sheet reconciles."""

    period: ReportingPeriod
    opening: LeadFigure | None
    profit: LeadFigure | None
    closing: LeadFigure | None
    pre_tax: LeadFigure | None

    @property
    def period_named(self) -> PeriodId:
        """The period that names the schedule: the duration, or the date if no flows are reconciled."""
        if self.profit is None and self.period.closing is not None and self.closing is not None:
            return self.period.closing
        return self.period.duration

    def direct_lines(self) -> dict[LineId, int]:
        """The parts of equity that profit does not move, each with its weight in equity; none without both dates."""
        if self.opening is None or self.closing is None:
            return {}
        statement, equity = self.closing.sheet.statement, self.closing.line.id
        return {
            leaf.line: weight
            for leaf, weight in statement.graph.leaves(equity).items()
            if not statement.graph.is_total(leaf.line)
            and leaf.line != equity
            and statement.line_by_id[leaf.line].concept not in MOVED_BY_PROFIT
        }

    def direct_effect(self, results: Results, adjustment: AdjustmentId) -> tuple[Decimal, str | None]:
        """Return what moved a difference on the parts of equity that profit does not move; its formula.

        To that belongs what the statement of operations charges to equity below net income, such as accretion.
        """
        terms = [
            (figure.sheet, line, sign * weight)
            for line, weight in self.direct_lines().items()
            for figure, sign in ((self.closing, 1), (self.opening, -1))
            if figure is not None and figure.is_stated(adjustment)
        ]
        if self.profit is not None:
            charged = self._charged_to_equity(results, adjustment)
            terms += [(self.profit.sheet, line, weight) for line, weight in charged.items()]
        effects = (weight * results.effect(adjustment, line, sheet.period) for sheet, line, weight in terms)
        cells = [(sheet.cell(line, sheet.column_of(adjustment)), weight) for sheet, line, weight in terms]
        return sum(effects, Decimal(0)), f"={signed_sum(cells)}" if cells else None

    def _charged_to_equity(self, results: Results, adjustment: AdjustmentId) -> dict[LineId, int]:
        """Return the lines between net income and its attributable part, but for the share of minorities.

        None unless retained earnings move by attributable income: equity may have borne nothing of them.
        """
        if self.profit is None or self.opening is None or self.closing is None or not self.profit.is_stated(adjustment):
            return {}
        operations, position = self.profit.sheet.statement, self.closing.sheet.statement
        attributable, retained = (
            operations.line_with(Concept.ATTRIBUTABLE_NET_INCOME), position.line_with(Concept.RETAINED_EARNINGS)
        )  # fmt: skip
        if attributable is None or retained is None:
            return {}
        parts = dict(operations.graph.parts(attributable.id))
        income = income_that_moved_equity(results, operations, adjustment, self.period, retained)
        if income != attributable or parts.get(self.profit.line.id) != 1:
            return {}
        minorities = operations.line_with(Concept.NCI_SHARE_OF_INCOME)
        others = {self.profit.line.id, *((minorities.id,) if minorities else ())}
        return {line: weight for line, weight in parts.items() if line not in others}


def lead_periods(project: Project, sheets: Sequence[ReconciledSheet]) -> tuple[LeadPeriod, ...]:
    """Return the reporting periods that have a schedule, the latest and longest first."""
    found = [_lead_period(sheets, pair) for pair in reporting_periods(project.periods.values())]
    found = [lead for lead in found if lead.profit or (lead.closing and not _is_shown(lead, found))]
    shown = {lead.period.closing for lead in found} | {lead.period.opening for lead in found if lead.opening}
    dates = dict.fromkeys(sheet.period for sheet in sheets if project.periods[sheet.period].is_instant)
    alone = [_lead_period(sheets, ReportingPeriod(date, None, date)) for date in dates if date not in shown]
    leads = [*found, *(lead for lead in alone if lead.closing)]
    return tuple(sorted(leads, key=lambda lead: lateness(project.periods[lead.period_named])))


def _is_shown(lead: LeadPeriod, others: Iterable[LeadPeriod]) -> bool:
    """True if equity at the end of a period without flows stands in the schedule of one with flows."""
    return any(other.profit and lead.period.closing in (other.period.closing, other.period.opening) for other in others)


def _lead_period(sheets: Sequence[ReconciledSheet], pair: ReportingPeriod) -> LeadPeriod:
    for of_profit, of_equity in ENDS:
        profit = _figure(sheets, OF_PROFIT, pair.duration, of_profit)
        closing = _figure(sheets, OF_EQUITY, pair.closing, of_equity)
        if profit or closing:
            opening = _figure(sheets, OF_EQUITY, pair.opening, of_equity) if profit else None
            pre_tax = _figure(sheets, OF_PROFIT, pair.duration, Concept.PRE_TAX_INCOME)
            return LeadPeriod(pair, opening if closing else None, profit, closing, pre_tax)
    return LeadPeriod(pair, None, None, None, None)


def _figure(
    sheets: Sequence[ReconciledSheet],
    kinds: tuple[StatementKind, ...],
    period: PeriodId | None,
    concept: Concept,
) -> LeadFigure | None:
    for kind in kinds:
        for sheet in sheets:
            if sheet.statement.kind is kind and sheet.period == period:
                line = sheet.statement.line_with(concept)
                if line is not None and line.id in sheet.row_of:
                    return LeadFigure(sheet, line)
    return None
