"""Results: every figure under the second framework for the adjustments that are on."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import cached_property

from workbench.domain.ids import AdjustmentId, LineId, StatementId
from workbench.domain.periods import PeriodId
from workbench.domain.project import Project
from workbench.domain.sources import FigureRole
from workbench.domain.statements import Line, Ratio, Statement
from workbench.engine.compiled_statement import CompiledStatement, IntArray, compile_statement

PRECISE = Context(prec=50, rounding=ROUND_HALF_UP)
"""Digits carried while dividing, so that the one rounding of a ratio starts from the exact quotient."""


class Results:
    """Answers what a line shows, how an adjustment moves it and what a total's parts leave over. Exact decimals."""

    def __init__(
        self, project: Project, plans: dict[StatementId, CompiledStatement], figures: dict[StatementId, IntArray]
    ) -> None:
        self.project = project
        self._plans = plans
        self._figures = figures

    def figure(self, line: LineId, period: PeriodId) -> Decimal | None:
        """Return the result; None where the period is not reconciled, the figure is unknown, or blank and unmoved."""
        statement = self.project.statement_of(line)
        if period not in statement.reconciled or not self.is_known(line, period):
            return None
        the_line = statement.line_by_id[line]
        if the_line.unit.is_ratio:
            return self._ratio(statement, the_line, period)
        if statement.figure(line, period) is None and not self._is_moved(statement, line, period):
            return None
        return self._sum(statement, line, period)

    def effect(self, adjustment: AdjustmentId, line: LineId, period: PeriodId) -> Decimal:
        """Return what ``adjustment`` adds to the line when on, in the line's displayed sign; 0 where nil."""
        plan = self._plan_of(line)
        return plan.decimal(line, plan.contributions[adjustment].at(plan.position((line, period))))

    def unallocated_effect(self, adjustment: AdjustmentId, total: LineId, period: PeriodId) -> Decimal:
        """Return the part of the effect on a total that the total's parts do not explain."""
        entry = self.project.adjustment_by_id[adjustment].entries.get((total, period))
        return entry.amount if entry else Decimal(0)

    def remainder(self, total: LineId, period: PeriodId) -> Decimal | None:
        """Return as reported less the weighted sum of the parts that are there; None where the total is blank.

        0 where no more is left than what was cut of these figures when they were read.
        """
        statement = self.project.statement_of(total)
        amount = statement.figure(total, period)
        if amount is None:
            return None
        parts = statement.total_of[total].parts
        left = amount - sum((weight * (statement.figure(part, period) or 0) for part, weight in parts), Decimal(0))
        if left and self.project.source_figures.cut_by_cell:
            cells = [(line, period) for line in (total, *(part for part, _ in parts))]
            slack = sum((self.project.slack(cell) for cell in cells), Decimal(0))
            return Decimal(0) if abs(left) <= slack else left
        return left

    def moved_lines(self, statement: Statement, period: PeriodId) -> frozenset[LineId]:
        """Return the lines, totals included, that some adjustment moves in the period, on or off, known or not."""
        plan, column, width = self._plans[statement.id], statement.column_of[period], len(statement.periods)
        rows: set[int] = set()
        unknown: set[LineId] = set()
        for adjustment, contribution in plan.contributions.items():
            touched = contribution.touched
            rows.update((touched[touched % width == column] // width).tolist())
            for broken, when in self.project.adjustment_by_id[adjustment].unknown:
                if when == period and broken in statement.line_by_id:
                    unknown |= statement.graph.with_totals_above(broken)
        return frozenset(plan.structure.lines[row].id for row in rows) | unknown

    def with_enabled(self, enabled: Iterable[AdjustmentId]) -> "Results":
        """Return the results of the same figures with exactly these adjustments on."""
        wanted = frozenset(enabled)
        return self if wanted == self.project.enabled else self.with_switches(replace(self.project, enabled=wanted))

    def with_switches(self, project: Project) -> "Results":
        """Return the results of ``project``, which differs from this one's in its switches alone."""
        off, on = self.project.enabled - project.enabled, project.enabled - self.project.enabled
        figures = {}
        for key, plan in self._plans.items():
            table = self._figures[key]
            for adjustment in off:
                table = plan.contributions[adjustment].taken_from(table)
            for adjustment in on:
                table = plan.contributions[adjustment].added_to(table)
            figures[key] = table
        return Results(project, self._plans, figures)

    def with_all_on(self) -> "Results":
        """Return the results of the full set: what checks on published figures compare."""
        return self.with_enabled(self.project.adjustment_by_id)

    def same_figures(self, other: "Results") -> bool:
        """True where every figure of both is the same, bit for bit."""
        return self._figures.keys() == other._figures.keys() and all(
            table.tobytes() == other._figures[key].tobytes() for key, table in self._figures.items()
        )

    def is_known(self, line: LineId, period: PeriodId) -> bool:
        """False where nobody stated the figure, or where it or an effect that is on is an error."""
        if (line, period) in self.project.statement_of(line).unknown:
            return False
        return all(self.is_effect_known(adjustment, line, period) for adjustment in self._doubtful)

    @cached_property
    def _doubtful(self) -> tuple[AdjustmentId, ...]:
        """The adjustments that are on and hold an error somewhere."""
        return tuple(a.id for a in self.project.adjustments if a.unknown and a.id in self.project.enabled)

    def is_effect_known(self, adjustment: AdjustmentId, line: LineId, period: PeriodId) -> bool:
        """False on a line, and on every total above it, for which the source holds an error."""
        unknown = self.project.adjustment_by_id[adjustment].unknown
        if not unknown:
            return True
        statement = self.project.statement_of(line)
        return not any(
            when == period and line in statement.graph.with_totals_above(broken)
            for broken, when in unknown
            if broken in statement.line_by_id
        )

    def decimals(self, line: LineId) -> int:
        """Return how many decimals a line's figures need, and those of all lines that it adds up with."""
        structure = self._plan_of(line).structure
        return structure.decimals[structure.row_of[line]]

    def compiled(self, statement: Statement) -> CompiledStatement:
        """Return the statement as it was compiled."""
        return self._plans[statement.id]

    def table_of(self, statement: Statement) -> IntArray:
        """Return every result of a statement, (lines, periods) flattened, minor units; also where there is none."""
        return self._figures[statement.id]

    def _plan_of(self, line: LineId) -> CompiledStatement:
        return self._plans[self.project.statement_of(line).id]

    def _sum(self, statement: Statement, line: LineId, period: PeriodId) -> Decimal:
        plan = self._plans[statement.id]
        return plan.decimal(line, int(self._figures[statement.id][plan.position((line, period))]))

    def _is_moved(self, statement: Statement, line: LineId, period: PeriodId) -> bool:
        plan = self._plans[statement.id]
        position = plan.position((line, period))
        return any(plan.contributions[adjustment].at(position) for adjustment in self.project.enabled)

    def _ratio(self, statement: Statement, line: Line, period: PeriodId) -> Decimal | None:
        """A ratio's result is what a source prints or its own entries give, else derived, else unknown.

        Where nothing that is on moves the statement in this period, the figure is still the one as reported.
        """
        if not self._statement_is_moved(statement, period):
            return statement.figure(line.id, period)
        ratio = self.ratio_at(line.id, period)
        printed = self.printed_result(line.id, period)
        if printed is not None:
            return printed
        if self._has_entries(line.id, period):
            return self._sum(statement, line.id, period)
        return self._derived(ratio, line, period) if ratio else None

    def ratio_at(self, line: LineId, period: PeriodId) -> Ratio | None:
        """Return how a ratio is made; None where that is not known, or does not give its figure as reported.

        The numerator of a diluted amount may carry the interest of convertible notes, in one period and not in another.
        """
        statement = self.project.statement_of(line)
        ratio = next((ratio for ratio in statement.ratios if ratio.line == line), None)
        if ratio is None:
            return None
        cells = (line, ratio.numerator, ratio.denominator)
        figure, numerator, denominator = (statement.figure(each, period) for each in cells)
        if figure is None or numerator is None or not denominator:
            return ratio
        made = quotient(numerator * ratio.factor, denominator, statement.line_by_id[line].decimals)
        return ratio if made == figure else None

    def printed_result(self, line: LineId, period: PeriodId) -> Decimal | None:
        """Return what a source prints for a ratio with every difference on, while what it rests on still holds."""
        if not self.project.is_complete:
            return None
        ratio = next((ratio for ratio in self.project.statement_of(line).ratios if ratio.line == line), None)
        above = self._stated_result(ratio.numerator, period) if ratio else None
        if ratio and above is not None and above != self.figure(ratio.numerator, period):
            return None
        return self._stated_result(line, period)

    def _stated_result(self, line: LineId, period: PeriodId) -> Decimal | None:
        stated = self.project.source_figures.by_cell.get((line, period), ())
        return next((each.amount for each in stated if each.role is FigureRole.RESULT), None)

    def _has_entries(self, line: LineId, period: PeriodId) -> bool:
        """True where a difference that is on enters something on this very line."""
        adjustments = self.project.adjustment_by_id
        return any((line, period) in adjustments[each].entries for each in self.project.enabled)

    def _statement_is_moved(self, statement: Statement, period: PeriodId) -> bool:
        plan, column, width = self._plans[statement.id], statement.column_of[period], len(statement.periods)
        return any(
            bool((plan.contributions[adjustment].touched % width == column).any())
            for adjustment in self.project.enabled
        )

    def _derived(self, ratio: Ratio, line: Line, period: PeriodId) -> Decimal | None:
        numerator, denominator = self.figure(ratio.numerator, period), self.figure(ratio.denominator, period)
        if numerator is None or not denominator:
            return None
        return quotient(numerator * ratio.factor, denominator, line.decimals)


def quotient(numerator: Decimal, denominator: Decimal, decimals: int) -> Decimal:
    """Return numerator / denominator rounded once, half away from zero."""
    return PRECISE.quantize(PRECISE.divide(numerator, denominator), Decimal(1).scaleb(-decimals))


class Engine:
    """Turns snapshots into results. Remembers the last ones: a toggle and an edit cost one addition per statement."""

    def __init__(self) -> None:
        self._last: Results | None = None

    def results(self, project: Project) -> Results:
        """Return the results of ``project``. Raises CircularTotal or FigureTooLarge, and then remembers nothing new."""
        last = self._last
        if last and last.project.statements is project.statements and last.project.adjustments is project.adjustments:
            results = last.with_switches(project)
        else:
            results = calculate(project, last)
        self._last = results
        return results


def calculate(project: Project, last: Results | None = None) -> Results:
    """Compile and add up everything; afresh, or taking over from ``last`` results what did not change."""
    plans, figures = {}, {}
    for statement in project.statements:
        known = last._plans.get(statement.id) if last else None
        plan = plans[statement.id] = compile_statement(statement, project.adjustments, known)
        is_alike = known is not None and plan.structure.steps is known.structure.steps
        if last and known and is_alike and project.enabled == last.project.enabled:
            figures[statement.id] = _carry_forward(last._figures[statement.id], known, plan, project.enabled)
        else:
            figures[statement.id] = _add_up(plan, project.enabled)
    return Results(project, plans, figures)


def _add_up(plan: CompiledStatement, enabled: Iterable[AdjustmentId]) -> IntArray:
    figures = plan.as_reported.copy()
    for adjustment in enabled:
        plan.contributions[adjustment].add_into(figures)
    return figures


def _carry_forward(
    figures: IntArray, before: CompiledStatement, after: CompiledStatement, enabled: Iterable[AdjustmentId]
) -> IntArray:
    """Return ``figures``, which are those of ``before``, as those of ``after``: both have one structure."""
    if after.as_reported is not before.as_reported:
        figures = figures + (after.as_reported - before.as_reported)
    for adjustment in enabled if after.contributions is not before.contributions else ():
        old, new = before.contributions[adjustment], after.contributions[adjustment]
        if old is not new:
            figures = new.added_to(old.taken_from(figures))
    return figures
