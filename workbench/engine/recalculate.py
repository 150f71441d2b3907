"""Results: every figure under the target framework with the adjustments that are on."""

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
"""Digits carried while dividing, so that a ratio is rounded once, from a practically exact quotient."""


class Results:
    """The figures of one snapshot: results, effects of adjustments, remainders of totals. Exact decimals."""

    def __init__(
        self, project: Project, compiled: dict[StatementId, CompiledStatement], figures: dict[StatementId, IntArray]
    ) -> None:
        self.project = project
        self._compiled_statements = compiled
        self._figures = figures

    def figure(self, line: LineId, period: PeriodId) -> Decimal | None:
        """Return the result; None if the period is not reconciled, or the figure is unknown, or blank and not moved."""
        statement = self.project.statement_of(line)
        if period not in statement.reconciled or not self.is_known(line, period):
            return None
        line_item = statement.line_by_id[line]
        if line_item.unit.is_ratio:
            return self._result_of_ratio(statement, line_item, period)
        if statement.figure(line, period) is None and not self._is_moved(statement, line, period):
            return None
        return self._figure_in_table(statement, line, period)

    def effect(self, adjustment: AdjustmentId, line: LineId, period: PeriodId) -> Decimal:
        """Return the effect of ``adjustment`` on the line when on, in the line's displayed sign; 0 if nil."""
        compiled = self._compiled_of(line)
        return compiled.decimal(line, compiled.contributions[adjustment].effect_at(compiled.position((line, period))))

    def figures_of_lines(self, statement: Statement, period: PeriodId) -> list[Decimal | None]:
        """Return ``figure`` of every line in printed order: a column at once, where asking cell by cell is slow."""
        if period not in statement.reconciled:
            return [None] * len(statement.lines)
        compiled = self._compiled_statements[statement.id]
        unknown = {line for line, unknown_period in statement.unknown if unknown_period == period}
        unknown |= self._lines_not_known(statement, period, self._doubtful_adjustments)
        moved = {row for adjustment in self.project.enabled for row in compiled.effects_in_period(adjustment, period)}
        figures: list[Decimal | None] = []
        for row, (line, amount) in enumerate(zip(statement.lines, self._column(statement, period), strict=True)):
            if line.id in unknown:
                figures.append(None)
            elif line.unit.is_ratio:
                figures.append(self._result_of_ratio(statement, line, period))
            elif row not in moved and statement.figure(line.id, period) is None:
                figures.append(None)
            else:
                figures.append(amount)
        return figures

    def effects_of_lines(
        self, adjustment: AdjustmentId, statement: Statement, period: PeriodId
    ) -> list[Decimal | None]:
        """Return ``effect`` on every line in printed order, None where it is not known: a column at once."""
        compiled = self._compiled_statements[statement.id]
        unknown = self._lines_not_known(statement, period, (adjustment,))
        decimals = compiled.structure.decimals
        nil = {places: Decimal(0).scaleb(-places) for places in set(decimals)}
        effects: list[Decimal | None] = [nil[places] for places in decimals]
        for row, units in compiled.effects_in_period(adjustment, period).items():
            effects[row] = Decimal(units).scaleb(-decimals[row])
        for line in unknown:
            effects[statement.place_of[line]] = None
        return effects

    def unallocated_effect(self, adjustment: AdjustmentId, total: LineId, period: PeriodId) -> Decimal:
        """Return the part of the effect on a total that the total's parts do not explain."""
        return self.project.adjustment_by_id[adjustment].effects.get((total, period), Decimal(0))

    def remainder(self, total: LineId, period: PeriodId) -> Decimal | None:
        """Return the total as reported less the weighted sum of its parts; None if the total is blank.

        Blank parts count as 0. 0 if no more remains than was cut off these figures when they were read.
        """
        statement = self.project.statement_of(total)
        amount = statement.figure(total, period)
        if amount is None:
            return None
        parts = statement.total_of[total].parts
        remainder = amount - sum((weight * (statement.figure(part, period) or 0) for part, weight in parts), Decimal(0))
        if remainder and self.project.source_figures.cut_by_line_and_period:
            cells = [(line, period) for line in (total, *(part for part, _ in parts))]
            slack = sum((self.project.slack(cell) for cell in cells), Decimal(0))
            return Decimal(0) if abs(remainder) <= slack else remainder
        return remainder

    def moved_lines(self, statement: Statement, period: PeriodId) -> frozenset[LineId]:
        """Return the lines, totals included, that any adjustment affects in the period, whether on, off or unknown."""
        compiled, column, width = (
            self._compiled_statements[statement.id],
            statement.column_of[period],
            len(statement.periods),
        )
        rows: set[int] = set()
        unknown: set[LineId] = set()
        for adjustment, contribution in compiled.contributions.items():
            positions = contribution.moved_positions
            rows.update((positions[positions % width == column] // width).tolist())
            for unknown_line, unknown_period in self.project.adjustment_by_id[adjustment].unknown:
                if unknown_period == period and unknown_line in statement.line_by_id:
                    unknown |= statement.graph.with_totals_above(unknown_line)
        return frozenset(compiled.structure.lines[row].id for row in rows) | unknown

    def with_enabled(self, enabled: Iterable[AdjustmentId]) -> "Results":
        """Return the results of the same figures with exactly these adjustments on."""
        wanted = frozenset(enabled)
        return self if wanted == self.project.enabled else self.with_switches(replace(self.project, enabled=wanted))

    def with_switches(self, project: Project) -> "Results":
        """Return the results of ``project``, which differs from this one's only in its switches."""
        off, on = self.project.enabled - project.enabled, project.enabled - self.project.enabled
        figures = {}
        for key, compiled in self._compiled_statements.items():
            table = self._figures[key]
            for adjustment in off:
                table = compiled.contributions[adjustment].subtract(table)
            for adjustment in on:
                table = compiled.contributions[adjustment].add(table)
            figures[key] = table
        return Results(project, self._compiled_statements, figures)

    def with_all_on(self) -> "Results":
        """Return the results with every adjustment on, which checks compare with published figures."""
        return self.with_enabled(self.project.adjustment_by_id)

    def has_same_figures(self, other: "Results") -> bool:
        """True if all figures of both are identical, bit for bit."""
        return self._figures.keys() == other._figures.keys() and all(
            table.tobytes() == other._figures[key].tobytes() for key, table in self._figures.items()
        )

    def is_known(self, line: LineId, period: PeriodId) -> bool:
        """False if no source states the figure, or if it or an effect that is on is an error."""
        if (line, period) in self.project.statement_of(line).unknown:
            return False
        return all(self.is_effect_known(adjustment, line, period) for adjustment in self._doubtful_adjustments)

    @cached_property
    def _doubtful_adjustments(self) -> tuple[AdjustmentId, ...]:
        """The adjustments that are on and have an error in some cell."""
        return tuple(
            adjustment.id
            for adjustment in self.project.adjustments
            if adjustment.unknown and adjustment.id in self.project.enabled
        )

    def is_effect_known(self, adjustment: AdjustmentId, line: LineId, period: PeriodId) -> bool:
        """False for a line where the source holds an error, and for every total above it."""
        unknown = self.project.adjustment_by_id[adjustment].unknown
        if not unknown:
            return True
        statement = self.project.statement_of(line)
        return not any(
            unknown_period == period and line in statement.graph.with_totals_above(unknown_line)
            for unknown_line, unknown_period in unknown
            if unknown_line in statement.line_by_id
        )

    def _lines_not_known(
        self, statement: Statement, period: PeriodId, adjustments: Iterable[AdjustmentId]
    ) -> set[LineId]:
        """Return the lines for which ``is_effect_known`` is false of one of ``adjustments``."""
        return {
            reached_line
            for adjustment in adjustments
            for line, unknown_period in self.project.adjustment_by_id[adjustment].unknown
            if unknown_period == period and line in statement.line_by_id
            for reached_line in statement.graph.with_totals_above(line)
        }

    def decimals(self, line: LineId) -> int:
        """Return the most decimals that a line, or any line connected with it by totals, needs."""
        structure = self._compiled_of(line).structure
        return structure.decimals[structure.row_of[line]]

    def compiled_statement(self, statement: Statement) -> CompiledStatement:
        """Return the compiled form of a statement."""
        return self._compiled_statements[statement.id]

    def table_of(self, statement: Statement) -> IntArray:
        """Return the results of a statement, (lines, periods) flattened, minor units; a cell without a result too."""
        return self._figures[statement.id]

    def _compiled_of(self, line: LineId) -> CompiledStatement:
        return self._compiled_statements[self.project.statement_of(line).id]

    def _figure_in_table(self, statement: Statement, line: LineId, period: PeriodId) -> Decimal:
        compiled = self._compiled_statements[statement.id]
        return compiled.decimal(line, int(self._figures[statement.id][compiled.position((line, period))]))

    def _column(self, statement: Statement, period: PeriodId) -> list[Decimal]:
        compiled = self._compiled_statements[statement.id]
        units = self._figures[statement.id][statement.column_of[period] :: len(statement.periods)].tolist()
        return [
            Decimal(amount).scaleb(-places) for amount, places in zip(units, compiled.structure.decimals, strict=True)
        ]

    def _is_moved(self, statement: Statement, line: LineId, period: PeriodId) -> bool:
        compiled = self._compiled_statements[statement.id]
        position = compiled.position((line, period))
        return any(compiled.contributions[adjustment].effect_at(position) for adjustment in self.project.enabled)

    def _result_of_ratio(self, statement: Statement, line: Line, period: PeriodId) -> Decimal | None:
        """Return what a source prints, else what the ratio's own entries give, else the quotient; None if unknown.

        If no adjustment that is on moves the statement in this period, the figure is the one as reported.
        """
        if not self._is_statement_moved(statement, period):
            return statement.figure(line.id, period)
        ratio = self.ratio_at(line.id, period)
        printed = self.printed_result(line.id, period)
        if printed is not None:
            return printed
        if self._has_entries(line.id, period):
            return self._figure_in_table(statement, line.id, period)
        return self._calculate_ratio(ratio, line, period) if ratio else None

    def ratio_at(self, line: LineId, period: PeriodId) -> Ratio | None:
        """Return the ratio of a line; None if unknown, or if it does not give the figure as reported.

        The numerator of a diluted amount may include the interest of convertible notes in one period and not in
        another.
        """
        statement = self.project.statement_of(line)
        ratio = next((ratio for ratio in statement.ratios if ratio.line == line), None)
        if ratio is None:
            return None
        terms = (line, ratio.numerator, ratio.denominator)
        figure, numerator, denominator = (statement.figure(term, period) for term in terms)
        if figure is None or numerator is None or not denominator:
            return ratio
        calculated = quotient(numerator * ratio.factor, denominator, statement.line_by_id[line].decimals)
        return ratio if calculated == figure else None

    def printed_result(self, line: LineId, period: PeriodId) -> Decimal | None:
        """Return the result that a source prints for a ratio; None if a difference is off or the numerator changed."""
        if not self.project.is_complete:
            return None
        ratio = next((ratio for ratio in self.project.statement_of(line).ratios if ratio.line == line), None)
        numerator = self._stated_result(ratio.numerator, period) if ratio else None
        if ratio and numerator is not None and numerator != self.figure(ratio.numerator, period):
            return None
        return self._stated_result(line, period)

    def _stated_result(self, line: LineId, period: PeriodId) -> Decimal | None:
        figures = self.project.source_figures.by_line_and_period.get((line, period), ())
        return next((figure.amount for figure in figures if figure.role is FigureRole.RESULT), None)

    def _has_entries(self, line: LineId, period: PeriodId) -> bool:
        """True if a difference that is on has an entry on this very line."""
        adjustments = self.project.adjustment_by_id
        return any((line, period) in adjustments[adjustment].effects for adjustment in self.project.enabled)

    def _is_statement_moved(self, statement: Statement, period: PeriodId) -> bool:
        compiled, column, width = (
            self._compiled_statements[statement.id],
            statement.column_of[period],
            len(statement.periods),
        )
        return any(
            bool((compiled.contributions[adjustment].moved_positions % width == column).any())
            for adjustment in self.project.enabled
        )

    def _calculate_ratio(self, ratio: Ratio, line: Line, period: PeriodId) -> Decimal | None:
        numerator, denominator = self.figure(ratio.numerator, period), self.figure(ratio.denominator, period)
        if numerator is None or not denominator:
            return None
        return quotient(numerator * ratio.factor, denominator, line.decimals)


def quotient(numerator: Decimal, denominator: Decimal, decimals: int) -> Decimal:
    """Return numerator / denominator, rounded once, halves away from zero. ``denominator`` is not 0."""
    return PRECISE.quantize(PRECISE.divide(numerator, denominator), Decimal(1).scaleb(-decimals))


class Engine:
    """Turns snapshots into results. Remembers the last ones, so that a switch costs one addition per statement."""

    def __init__(self, last: Results | None = None) -> None:
        self._last = last

    def results(self, project: Project) -> Results:
        """Return the results of ``project``. Raises CircularTotal or FigureTooLarge; then the last results are kept."""
        last = self._last
        if last and last.project.statements is project.statements and last.project.adjustments is project.adjustments:
            results = last.with_switches(project)
        else:
            results = calculate(project, last)
        self._last = results
        return results


def calculate(project: Project, last: Results | None = None) -> Results:
    """Compile and add up everything, reusing from ``last`` what did not change."""
    compiled, figures = {}, {}
    for statement in project.statements:
        previous = last._compiled_statements.get(statement.id) if last else None
        recompiled = compiled[statement.id] = compile_statement(statement, project.adjustments, previous)
        is_alike = previous is not None and recompiled.structure.row_of is previous.structure.row_of
        if last and previous and is_alike and project.enabled == last.project.enabled:
            figures[statement.id] = _carry_forward(last._figures[statement.id], previous, recompiled, project.enabled)
        else:
            figures[statement.id] = _add_up(recompiled, project.enabled)
    return Results(project, compiled, figures)


def _add_up(compiled: CompiledStatement, enabled: Iterable[AdjustmentId]) -> IntArray:
    figures = compiled.as_reported.copy()
    for adjustment in enabled:
        compiled.contributions[adjustment].add_in_place(figures)
    return figures


def _carry_forward(
    figures: IntArray, before: CompiledStatement, after: CompiledStatement, enabled: Iterable[AdjustmentId]
) -> IntArray:
    """Return the figures of ``after``, given ``figures`` of ``before``; both have the same structure."""
    if after.as_reported is not before.as_reported:
        figures = figures + (after.as_reported - before.as_reported)
    for adjustment in enabled if after.contributions is not before.contributions else ():
        old, new = before.contributions[adjustment], after.contributions[adjustment]
        if old is not new:
            figures = new.add(old.subtract(figures))
    return figures
