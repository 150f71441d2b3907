"""How many decimals the figures of each line keep and show: digits beyond 15 in its sums cannot be added exactly."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workbench.domain.amounts import SIGNIFICANT_DIGITS, decimals_of
from workbench.domain.statements import LineUnit
from workbench.domain.totals_graph import TotalsGraph
from workbench.importing.assembly.merge import MergedRow
from workbench.workbooks import decimals_of_format

DECIMALS_OF_CUT_FIGURES = {LineUnit.MONEY: 2, LineUnit.SHARES: 2, LineUnit.PER_SHARE: 4, LineUnit.PERCENT: 4}
"""Decimals shown for long results of a calculation, if the sheet's number format does not say."""
DECIMALS_OF_A_PERCENTAGE = 2
"""A percentage shown with some decimals is a fraction with this many more."""


@dataclass(frozen=True, slots=True)
class Decimals:
    """Decimals ``needed`` by a line's figures, and ``shown`` to a reader; None: all of them."""

    needed: int
    shown: int | None


def keep_what_adds_up(rows: Sequence[MergedRow], units: Sequence[LineUnit], totals: TotalsGraph[int]) -> list[Decimals]:
    """Cut the figures of ``rows`` if their sums would need more than 15 digits; return the decimals of each row.

    Lines connected by totals keep as many decimals as fit their largest figure into 15 digits.
    """
    decimals = [Decimals(0, None)] * len(rows)
    for group in totals.groups:
        _cut_figures(group, rows, max(units[index].most_decimals for index in group))
        was_cut = any(figure.cut_off for index in group for figure in rows[index].figures)
        for index in group:
            needed = _decimals_needed(rows[index], units[index])
            shown = min(_decimals_to_show(rows[index], units[index]), needed) if was_cut else needed
            decimals[index] = Decimals(needed, shown if shown < needed else None)
    return decimals


def _cut_figures(group: Iterable[int], rows: Sequence[MergedRow], most_decimals: int) -> None:
    """Cut the figures of a group to the decimals for which the largest leaves room; ``most_decimals``: of its units."""
    amounts = [figure.amount for index in group for figure in rows[index].figures if figure.amount]
    digits_before_point = max(max(map(abs, amounts)).adjusted() + 1, 0) if amounts else 0
    room = max(SIGNIFICANT_DIGITS - digits_before_point, 0)
    if room < most_decimals:
        for index in group:
            rows[index].figures = [figure.with_decimals(room) for figure in rows[index].figures]


def _decimals_needed(row: MergedRow, unit: LineUnit) -> int:
    needed = max((decimals_of(figure.amount) for figure in row.figures if figure.amount is not None), default=0)
    return max(needed, _decimals_of_formats(row) or 0) if unit.is_ratio else needed


def _decimals_to_show(row: MergedRow, unit: LineUnit) -> int:
    decimals_of_formats = _decimals_of_formats(row)
    return DECIMALS_OF_CUT_FIGURES[unit] if decimals_of_formats is None else decimals_of_formats


def _decimals_of_formats(row: MergedRow) -> int | None:
    """Return the decimals that the cells of a line show; a percentage of 0.0% is a fraction of three decimals."""
    formats = {figure.reading.cell.style.number_format for figure in row.figures}
    decimals_and_formats = [
        (decimals, number_format)
        for number_format in formats
        if (decimals := decimals_of_format(number_format)) is not None
    ]
    return max(
        (
            decimals + (DECIMALS_OF_A_PERCENTAGE if "%" in number_format else 0)
            for decimals, number_format in decimals_and_formats
        ),
        default=None,
    )
