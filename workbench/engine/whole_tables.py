"""Relations over whole tables as arrays: which totals foot, and which results follow from the switches.

A book of 20,000 lines, 12 periods and 50 adjustments has 624,000 sums: as objects they take twenty seconds, so here
they are counted, and only those that fail are named.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from workbench.domain.ids import AdjustmentId
from workbench.domain.periods import PeriodId
from workbench.domain.statements import FigureKey, LineRole, Statement
from workbench.engine.compiled_statement import LARGEST_SUM, CompiledStatement, Contribution, IntArray
from workbench.engine.recalculate import Results

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class ColumnVerdict:
    """The outcome of one relation over one column of a statement.

    ``held``, ``not_applicable``: numbers of cells. ``broken``: cells whose figures differ, if only by cut digits, and
    which therefore have to be checked singly.
    """

    held: int
    not_applicable: int
    broken: tuple[FigureKey, ...]


class CellSet:
    """A set of cells of one statement."""

    def __init__(self, compiled: CompiledStatement, mask: Mask) -> None:
        self._compiled_statement = compiled
        self._mask = mask

    def __contains__(self, cell: FigureKey) -> bool:
        is_here = cell[0] in self._compiled_statement.structure.row_of
        return is_here and bool(self._mask.reshape(-1)[self._compiled_statement.position(cell)])

    def number_of_figures_outside(self, others: Iterable[FigureKey]) -> int:
        """Return how many figures as reported, other than nil, are neither in this set nor among ``others``."""
        mask = self._mask.reshape(-1).copy()
        for cell in others:
            mask[self._compiled_statement.position(cell)] = True
        return int(np.count_nonzero(self._compiled_statement.as_reported[~mask]))


class WholeTables:
    """The figures of one statement under ``results`` as arrays of (lines, periods), minor units."""

    def __init__(self, results: Results, statement: Statement) -> None:
        self._results = results
        self._project = results.project
        self._statement = statement
        self._compiled_statement = results.compiled_statement(statement)
        self._shape = len(statement.lines), len(statement.periods)
        self._totals = [total for total in statement.totals if total.parts]
        row_of = self._compiled_statement.structure.row_of
        parts = [(row_of[part], weight) for total in self._totals for part, weight in total.parts]
        self._rows: IntArray = np.array([row_of[total.line] for total in self._totals], dtype=np.int64)
        self._parts: IntArray = np.array([row for row, _ in parts], dtype=np.int64)
        self._weights: IntArray = np.array([weight for _, weight in parts], dtype=np.int64)
        lengths = np.array([0, *(len(total.parts) for total in self._totals)][:-1], dtype=np.int64)
        self._starts: IntArray = np.cumsum(lengths)
        self._is_partial: Mask = np.array([total.partial for total in self._totals], dtype=np.bool_)

    # ---- relations

    def footing_as_reported(self) -> ColumnVerdict:
        """Compare totals as reported with the sums of their parts.

        Not applicable to a partial total, nor if the total or all parts are blank. A total with an unknown part is
        broken if it differs, else not applicable.
        """
        doubtful = self._totals_to_foot & self._any_part(self._unknown_cells)
        differences = self._footing_differences(self._as_reported)
        return self._count_verdicts(differences, self._totals_with_known_parts, doubtful=doubtful)

    def cells_footing_as_reported(self) -> CellSet:
        """Return the totals whose parts can be added up as reported, with these parts."""
        comparable = self._totals_with_known_parts
        cells = np.zeros(self._shape, dtype=np.bool_)
        cells[self._rows] = comparable
        ends = np.append(self._starts[1:], len(self._parts)) if self._totals else self._starts
        for first, end, columns in zip(self._starts.tolist(), ends.tolist(), comparable, strict=True):
            cells[self._parts[first:end]] |= columns
        return CellSet(self._compiled_statement, cells)

    @property
    def _totals_with_known_parts(self) -> Mask:
        return self._totals_to_foot & ~self._any_part(self._unknown_cells)

    @property
    def _totals_to_foot(self) -> Mask:
        are_blank = self._blank_cells[self._rows] | self._all_parts(self._blank_cells)
        to_foot: Mask = ~are_blank & ~self._is_partial[:, None]
        return to_foot

    def footing_of_effect(self, adjustment: AdjustmentId) -> ColumnVerdict:
        """Compare effects on totals with the sums of those on their parts, in the periods of the adjustment."""
        doubtful = self._doubtful_effects(adjustment)
        comparable = ~doubtful[self._rows] & ~self._any_part(doubtful)
        differences = self._footing_differences(self._effects_of(adjustment))
        return self._count_verdicts(differences, comparable, self._periods_of(adjustment))

    def footing_of_result(self) -> ColumnVerdict:
        """Compare results of totals with the sums of those of their parts, plus a partial total's remainder.

        Not applicable if only one side is blank as reported: such a difference does not depend on the switches.
        """
        are_blank, is_blank = self._all_parts(self._blank_cells), self._blank_cells[self._rows]
        are_moved = self._any_part(self._moved_cells)
        comparable = np.where(is_blank, are_blank & are_moved, ~are_blank | (self._is_partial[:, None] & are_moved))
        comparable &= self._may_have_result[self._rows] & ~self._any_part(self._unknown_cells)
        doubtful = self._doubtful_results
        comparable &= ~doubtful[self._rows] & ~self._any_part(doubtful)
        differences = self._footing_differences(np.where(self._has_result, self._figures, 0))
        differences -= np.where(self._is_partial[:, None], self._footing_differences(self._as_reported), 0)
        return self._count_verdicts(differences, comparable, self._reconciled_periods)

    def results_of_rows(self) -> ColumnVerdict:
        """Compare results with as reported plus the effects that are on, for every line other than ratios."""
        expected = self._as_reported.copy()
        for adjustment in self._project.enabled:
            expected += self._effects_of(adjustment)
        comparable = self._may_have_result & self._is_summed[:, None]
        broken = comparable & ~self._doubtful_results & (np.where(self._has_result, self._figures, 0) != expected)
        comparable = comparable & self._reconciled_periods
        broken &= comparable
        held = comparable & ~self._doubtful_results & ~broken
        lines, periods = self._statement.lines, self._statement.periods
        cells = tuple((lines[row].id, periods[column]) for row, column in np.argwhere(broken).tolist())
        return ColumnVerdict(int(held.sum()), int((comparable & self._doubtful_results).sum()), cells)

    # ---- masks

    @cached_property
    def _as_reported(self) -> IntArray:
        return self._compiled_statement.as_reported.reshape(self._shape)

    @cached_property
    def _figures(self) -> IntArray:
        return self._results.table_of(self._statement).reshape(self._shape)

    @cached_property
    def _blank_cells(self) -> Mask:
        blank = np.ones(self._shape, dtype=np.bool_)
        row_of = self._compiled_statement.structure.row_of
        for line, figures in self._statement.figures.items():
            blank[row_of[line]] = [figure is None for figure in figures]
        return blank

    @cached_property
    def _unknown_cells(self) -> Mask:
        return self._mask_of(iter(self._statement.unknown))

    @cached_property
    def _moved_cells(self) -> Mask:
        """Cells that any adjustment moves, on or off."""
        return self._cells_moved_by(self._project.adjustment_by_id)

    @cached_property
    def _may_have_result(self) -> Mask:
        return (~self._blank_cells | self._moved_cells) & ~self._unknown_cells

    @cached_property
    def _has_result(self) -> Mask:
        return (~self._blank_cells | self._cells_moved_by(self._project.enabled)) & ~self._unknown_cells

    @cached_property
    def _reconciled_periods(self) -> Mask:
        return np.array([period in self._statement.reconciled for period in self._statement.periods], dtype=np.bool_)

    @cached_property
    def _is_summed(self) -> Mask:
        return np.array(
            [line.role is not LineRole.HEADING and not line.unit.is_ratio for line in self._statement.lines],
            dtype=np.bool_,
        )

    @cached_property
    def _doubtful_results(self) -> Mask:
        """Cells whose result includes an effect that is an error in its source."""
        doubtful = np.zeros(self._shape, dtype=np.bool_)
        for adjustment in self._project.enabled:
            doubtful |= self._doubtful_effects(adjustment)
        return doubtful

    def _doubtful_effects(self, adjustment: AdjustmentId) -> Mask:
        unknown = self._project.adjustment_by_id[adjustment].unknown
        return self._mask_of(
            (affected_line, period)
            for line, period in unknown
            if line in self._statement.line_by_id
            for affected_line in self._statement.graph.with_totals_above(line)
        )

    def _mask_of(self, cells: Iterator[FigureKey]) -> Mask:
        mask = np.zeros(self._shape, dtype=np.bool_)
        flat = mask.reshape(-1)
        for cell in cells:
            flat[self._compiled_statement.position(cell)] = True
        return mask

    def _cells_moved_by(self, adjustments: Iterable[AdjustmentId]) -> Mask:
        mask = np.zeros(self._shape, dtype=np.bool_)
        flat = mask.reshape(-1)
        for adjustment in adjustments:
            flat[self._compiled_statement.contributions[adjustment].moved_positions] = True
        return mask

    def _periods_of(self, adjustment: AdjustmentId) -> Mask:
        """The periods for which the adjustment is stated."""
        stated_for = self._project.adjustment_by_id[adjustment].stated_for
        is_stated = [(self._statement.id, period) in stated_for for period in self._statement.periods]
        return np.array(is_stated, dtype=np.bool_) & self._reconciled_periods

    # ---- sums

    def _effects_of(self, adjustment: AdjustmentId) -> IntArray:
        contribution: Contribution = self._compiled_statement.contributions[adjustment]
        effects = np.zeros(self._shape[0] * self._shape[1], dtype=np.int64)
        contribution.add_in_place(effects)
        return effects.reshape(self._shape)

    def _footing_differences(self, table: IntArray) -> IntArray:
        """Return each total less the sum of its parts, (totals, periods), minor units; exact however large the sums."""
        if not self._totals:
            return np.zeros((0, self._shape[1]), dtype=np.int64)
        most_added = 1 + max(sum(abs(weight) for _, weight in total.parts) for total in self._totals)
        if float(np.abs(table).max(initial=0)) * most_added >= LARGEST_SUM:
            table = table.astype(object)  # Python's integers do not wrap
        weighted = table[self._parts] * self._weights[:, None]
        differences: IntArray = table[self._rows] - np.add.reduceat(weighted, self._starts, axis=0)
        return differences

    def _any_part(self, mask: Mask) -> Mask:
        return self._reduce_parts(np.logical_or, mask)

    def _all_parts(self, mask: Mask) -> Mask:
        return self._reduce_parts(np.logical_and, mask)

    def _reduce_parts(self, operation: np.ufunc, mask: Mask) -> Mask:
        if not self._totals:
            return np.zeros((0, self._shape[1]), dtype=np.bool_)
        reduced: Mask = operation.reduceat(mask[self._parts], self._starts, axis=0)
        return reduced

    def _count_verdicts(
        self,
        difference: IntArray,
        comparable: Mask,
        columns: Mask | None = None,
        doubtful: Mask | None = None,
    ) -> ColumnVerdict:
        """Return the outcome over all totals; all arrays are (totals, periods).

        ``columns``: the periods to count, all if None. ``doubtful``: further cells that are comparable if they differ.
        """
        if columns is not None:
            difference, comparable = difference[:, columns], comparable[:, columns]
        if doubtful is not None:
            comparable = comparable | (doubtful & (difference != 0))
        broken = comparable & (difference != 0)
        periods: list[PeriodId] = [
            period for number, period in enumerate(self._statement.periods) if columns is None or columns[number]
        ]
        cells = tuple((self._totals[total].line, periods[column]) for total, column in np.argwhere(broken).tolist())
        return ColumnVerdict(int(comparable.sum()) - len(cells), int((~comparable).sum()), cells)
