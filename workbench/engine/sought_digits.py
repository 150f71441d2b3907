"""Which figures of a statement may contain certain digits: a column at once, where formatting a million is slow."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from workbench.domain.ids import AdjustmentId
from workbench.domain.periods import PeriodId
from workbench.domain.statements import Statement
from workbench.engine.compiled_statement import IntArray
from workbench.engine.recalculate import Results

Mask = NDArray[np.bool_]

LARGEST = 2**62
"""Larger magnitudes are not scaled up: they are taken to contain the digits."""


class SoughtDigits:
    """Finds the lines whose figures contain ``digits`` one after another, exactly or rounded to ``places``.

    It never misses one, whatever the decimal point and leading zeros, but may find others: whoever shows the figures
    looks at their text. ``places``: for each line in printed order, the decimals of its unit that are shown.
    """

    def __init__(self, results: Results, statement: Statement, digits: str, places: Sequence[int]) -> None:
        self._compiled = results.compiled_statement(statement)
        self._table = results.table_of(statement)
        self._statement = statement
        decimals: IntArray = np.array(self._compiled.structure.decimals, dtype=np.int64)
        self._missing: IntArray = np.array(places, dtype=np.int64) - decimals
        self._effects: dict[AdjustmentId, IntArray] = {}
        """The cells of the effects that contain the digits, of the adjustments that were searched."""
        significant = digits.lstrip("0")
        self._length, self._sought = len(significant), int(significant or "0")

    def in_figures_as_reported(self, period: PeriodId) -> list[int]:
        return self._rows_of_column(self._compiled.as_reported, period)

    def in_results(self, period: PeriodId) -> list[int]:
        """Return the rows of the table of results; those of ratios are not in it."""
        return self._rows_of_column(self._table, period)

    def in_effects(self, adjustment: AdjustmentId, period: PeriodId) -> list[int]:
        """Return the rows that an adjustment moves by such an amount; the first period finds those of all."""
        column, width = self._statement.column_of[period], len(self._statement.periods)
        contribution = self._compiled.contributions[adjustment]
        if contribution.cells is None:
            return self._rows_of_column(contribution.amounts, period)
        if adjustment not in self._effects:
            has_digits = self._have_digits(contribution.cells // width, contribution.amounts)
            self._effects[adjustment] = contribution.cells[has_digits]
        cells = self._effects[adjustment]
        rows: list[int] = (cells[cells % width == column] // width).tolist()
        return rows

    def _rows_of_column(self, table: IntArray, period: PeriodId) -> list[int]:
        figures = table[self._statement.column_of[period] :: len(self._statement.periods)]
        rows: list[int] = np.flatnonzero(self._have_digits(np.arange(len(figures)), figures)).tolist()
        return rows

    def _have_digits(self, rows: IntArray, figures: IntArray) -> Mask:
        """Tell which figures, each on one of ``rows``, contain the digits; none that is nil."""
        magnitudes, missing = np.abs(figures), self._missing[rows]
        has_digits = self._contain(magnitudes)
        for places in np.unique(missing[missing != 0]).tolist():
            are_so = missing == places
            has_digits[are_so] |= self._contain_when_shown(magnitudes[are_so], places)
        found: Mask = has_digits & (figures != 0)
        return found

    def _contain_when_shown(self, magnitudes: IntArray, places: int) -> Mask:
        """Tell which amounts contain the digits once they are shown with ``places`` more decimals, or rounded."""
        if places < 0:
            unit = 10**-places
            return self._contain((magnitudes + unit // 2) // unit)
        are_too_large = magnitudes >= LARGEST // 10**places
        scaled: IntArray = np.where(are_too_large, 0, magnitudes) * 10**places
        has_digits: Mask = self._contain(scaled) | are_too_large
        return has_digits

    def _contain(self, magnitudes: IntArray) -> Mask:
        found: Mask = np.zeros(len(magnitudes), dtype=np.bool_)
        if not self._length:
            return np.ones(len(magnitudes), dtype=np.bool_)
        window, rest = 10**self._length, magnitudes
        while len(rest) and rest.max() >= self._sought:
            found |= rest % window == self._sought
            rest = rest // 10
        return found
