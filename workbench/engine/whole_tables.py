"""Relations over whole tables as arrays: which totals foot, and which results are what the switches make of them.

A book of 20,000 lines, 12 periods and 50 adjustments has 624,000 sums: as objects they take twenty seconds, so here
they are counted, and only those that fail have names.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from workbench.domain.ids import AdjustmentId
from workbench.domain.periods import PeriodId
from workbench.domain.statements import Cell, LineRole, Statement
from workbench.engine.compiled_statement import LARGEST_SUM, CompiledStatement, Contribution, IntArray
from workbench.engine.recalculate import Results

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What became of one relation in one column of a statement.

    ``held``, ``not_applicable``: how many cells; ``broken``: those to be looked at singly, for their figures differ, be
    it by what was cut of them.
    """

    held: int
    not_applicable: int
    broken: tuple[Cell, ...]


class Cells:
    """Some cells of one statement."""

    def __init__(self, plan: CompiledStatement, mask: Mask) -> None:
        self._plan = plan
        self._mask = mask

    def __contains__(self, cell: Cell) -> bool:
        return cell[0] in self._plan.structure.row_of and bool(self._mask.reshape(-1)[self._plan.position(cell)])

    def number_of_figures_outside(self, others: Iterable[Cell]) -> int:
        """Return how many figures as reported, nil left out, are neither here nor among ``others``."""
        mask = self._mask.reshape(-1).copy()
        for cell in others:
            mask[self._plan.position(cell)] = True
        return int(np.count_nonzero(self._plan.as_reported[~mask]))


class WholeTables:
    """The figures of one statement under ``results`` as arrays of (lines, periods), minor units."""

    def __init__(self, results: Results, statement: Statement) -> None:
        self._results = results
        self._project = results.project
        self._statement = statement
        self._plan = results.compiled(statement)
        self._shape = len(statement.lines), len(statement.periods)
        self._totals = [total for total in statement.totals if total.parts]
        row_of = self._plan.structure.row_of
        parts = [(row_of[part], weight) for total in self._totals for part, weight in total.parts]
        self._rows: IntArray = np.array([row_of[total.line] for total in self._totals], dtype=np.int64)
        self._parts: IntArray = np.array([row for row, _ in parts], dtype=np.int64)
        self._weights: IntArray = np.array([weight for _, weight in parts], dtype=np.int64)
        lengths = np.array([0, *(len(total.parts) for total in self._totals)][:-1], dtype=np.int64)
        self._starts: IntArray = np.cumsum(lengths)
        self._is_partial: Mask = np.array([total.partial for total in self._totals], dtype=np.bool_)

    # ---- relations

    def footing_as_reported(self) -> Verdicts:
        """Total = sum of parts as reported; not where the total or all parts are blank, or one is not known."""
        doubtful = self._whole_as_reported & self._any_part(self._unknown)
        return self._verdicts(self._left_over(self._as_reported), self._comparable_as_reported, doubtful=doubtful)

    def footed_as_reported(self) -> Cells:
        """Return every total whose parts can be added up as reported, and these parts."""
        comparable = self._comparable_as_reported
        cells = np.zeros(self._shape, dtype=np.bool_)
        cells[self._rows] = comparable
        ends = np.append(self._starts[1:], len(self._parts)) if self._totals else self._starts
        for first, end, columns in zip(self._starts.tolist(), ends.tolist(), comparable, strict=True):
            cells[self._parts[first:end]] |= columns
        return Cells(self._plan, cells)

    @property
    def _comparable_as_reported(self) -> Mask:
        return self._whole_as_reported & ~self._any_part(self._unknown)

    @property
    def _whole_as_reported(self) -> Mask:
        comparable: Mask = ~self._blank[self._rows] & ~self._all_parts(self._blank) & ~self._is_partial[:, None]
        return comparable

    def footing_of_effect(self, adjustment: AdjustmentId) -> Verdicts:
        """Effect on the total = sum of the effects on its parts, in every period for which the adjustment is stated."""
        doubtful = self._doubtful(adjustment)
        comparable = ~doubtful[self._rows] & ~self._any_part(doubtful)
        return self._verdicts(self._left_over(self._effects(adjustment)), comparable, self._columns(adjustment))

    def footing_of_result(self) -> Verdicts:
        """Result of the total = sum of the results of its parts and what the sources leave out as reported.

        Not where only one side is blank as reported: what differs there differs whatever is switched.
        """
        of_parts, is_blank = self._all_parts(self._blank), self._blank[self._rows]
        are_moved = self._any_part(self._moved)
        comparable = np.where(is_blank, of_parts & are_moved, ~of_parts | (self._is_partial[:, None] & are_moved))
        comparable &= self._may_have_result[self._rows] & ~self._any_part(self._unknown)
        doubtful = self._doubted
        comparable &= ~doubtful[self._rows] & ~self._any_part(doubtful)
        left_over = self._left_over(np.where(self._has_result, self._figures, 0))
        left_over -= np.where(self._is_partial[:, None], self._left_over(self._as_reported), 0)
        return self._verdicts(left_over, comparable, self._reconciled)

    def results_of_rows(self) -> Verdicts:
        """Result = as reported + the effects that are on, on every line that is no ratio."""
        expected = self._as_reported.copy()
        for adjustment in self._project.enabled:
            expected += self._effects(adjustment)
        comparable = self._may_have_result & self._is_summed[:, None]
        broken = comparable & ~self._doubted & (np.where(self._has_result, self._figures, 0) != expected)
        comparable = comparable & self._reconciled
        broken &= comparable
        held = comparable & ~self._doubted & ~broken
        lines, periods = self._statement.lines, self._statement.periods
        cells = tuple((lines[row].id, periods[column]) for row, column in np.argwhere(broken).tolist())
        return Verdicts(int(held.sum()), int((comparable & self._doubted).sum()), cells)

    # ---- masks

    @cached_property
    def _as_reported(self) -> IntArray:
        return self._plan.as_reported.reshape(self._shape)

    @cached_property
    def _figures(self) -> IntArray:
        return self._results.table_of(self._statement).reshape(self._shape)

    @cached_property
    def _blank(self) -> Mask:
        blank = np.ones(self._shape, dtype=np.bool_)
        row_of = self._plan.structure.row_of
        for line, figures in self._statement.figures.items():
            blank[row_of[line]] = [figure is None for figure in figures]
        return blank

    @cached_property
    def _unknown(self) -> Mask:
        return self._mask(iter(self._statement.unknown))

    @cached_property
    def _moved(self) -> Mask:
        """What some adjustment moves, on or off."""
        return self._touched(self._project.adjustment_by_id)

    @cached_property
    def _may_have_result(self) -> Mask:
        return (~self._blank | self._moved) & ~self._unknown

    @cached_property
    def _has_result(self) -> Mask:
        return (~self._blank | self._touched(self._project.enabled)) & ~self._unknown

    @cached_property
    def _reconciled(self) -> Mask:
        return np.array([period in self._statement.reconciled for period in self._statement.periods], dtype=np.bool_)

    @cached_property
    def _is_summed(self) -> Mask:
        return np.array(
            [line.role is not LineRole.HEADING and not line.unit.is_ratio for line in self._statement.lines],
            dtype=np.bool_,
        )

    @cached_property
    def _doubted(self) -> Mask:
        """Cells that rest on an effect that is on and an error in its source."""
        doubted = np.zeros(self._shape, dtype=np.bool_)
        for adjustment in self._project.enabled:
            doubted |= self._doubtful(adjustment)
        return doubted

    def _doubtful(self, adjustment: AdjustmentId) -> Mask:
        unknown = self._project.adjustment_by_id[adjustment].unknown
        return self._mask(
            (above, period)
            for line, period in unknown
            if line in self._statement.line_by_id
            for above in self._statement.graph.with_totals_above(line)
        )

    def _mask(self, cells: Iterator[Cell]) -> Mask:
        mask = np.zeros(self._shape, dtype=np.bool_)
        flat = mask.reshape(-1)
        for cell in cells:
            flat[self._plan.position(cell)] = True
        return mask

    def _touched(self, adjustments: Iterable[AdjustmentId]) -> Mask:
        touched = np.zeros(self._shape, dtype=np.bool_)
        flat = touched.reshape(-1)
        for adjustment in adjustments:
            flat[self._plan.contributions[adjustment].touched] = True
        return touched

    def _columns(self, adjustment: AdjustmentId) -> Mask:
        """The periods for which the adjustment is stated."""
        covers = self._project.adjustment_by_id[adjustment].stated_for
        here = [(self._statement.id, period) in covers for period in self._statement.periods]
        return np.array(here, dtype=np.bool_) & self._reconciled

    # ---- sums

    def _effects(self, adjustment: AdjustmentId) -> IntArray:
        contribution: Contribution = self._plan.contributions[adjustment]
        effects = np.zeros(self._shape[0] * self._shape[1], dtype=np.int64)
        contribution.add_into(effects)
        return effects.reshape(self._shape)

    def _left_over(self, table: IntArray) -> IntArray:
        """Return of each total what its parts do not explain, (totals, periods); exact, whatever the sums come to."""
        if not self._totals:
            return np.zeros((0, self._shape[1]), dtype=np.int64)
        most_added = 1 + max(sum(abs(weight) for _, weight in total.parts) for total in self._totals)
        if float(np.abs(table).max(initial=0)) * most_added >= LARGEST_SUM:
            table = table.astype(object)  # Python's integers do not wrap
        weighted = table[self._parts] * self._weights[:, None]
        left_over: IntArray = table[self._rows] - np.add.reduceat(weighted, self._starts, axis=0)
        return left_over

    def _any_part(self, mask: Mask) -> Mask:
        return self._of_parts(np.logical_or, mask)

    def _all_parts(self, mask: Mask) -> Mask:
        return self._of_parts(np.logical_and, mask)

    def _of_parts(self, over: np.ufunc, mask: Mask) -> Mask:
        if not self._totals:
            return np.zeros((0, self._shape[1]), dtype=np.bool_)
        found: Mask = over.reduceat(mask[self._parts], self._starts, axis=0)
        return found

    def _verdicts(
        self,
        difference: IntArray,
        comparable: Mask,
        columns: Mask | None = None,
        doubtful: Mask | None = None,
    ) -> Verdicts:
        """``columns``: the periods that have such a column. ``doubtful``: cells to be looked at where they differ."""
        if columns is not None:
            difference, comparable = difference[:, columns], comparable[:, columns]
        if doubtful is not None:
            comparable = comparable | (doubtful & (difference != 0))
        broken = comparable & (difference != 0)
        periods: list[PeriodId] = [
            period for number, period in enumerate(self._statement.periods) if columns is None or columns[number]
        ]
        cells = tuple((self._totals[total].line, periods[column]) for total, column in np.argwhere(broken).tolist())
        return Verdicts(int(comparable.sum()) - len(cells), int((~comparable).sum()), cells)
