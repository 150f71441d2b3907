"""How many decimals the figures of each line keep and show: what lies beyond 15 digits of its sums cannot be added."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workbench.domain.amounts import SIGNIFICANT_DIGITS, decimals_of
from workbench.domain.statements import LineUnit
from workbench.domain.totals_graph import TotalsGraph
from workbench.importing.assembly.merge import MergedRow
from workbench.workbooks import decimals_shown

DECIMALS_OF_CUT_FIGURES = {LineUnit.MONEY: 2, LineUnit.SHARES: 2, LineUnit.PER_SHARE: 4, LineUnit.PERCENT: 4}
"""What a reader is shown of figures that a calculation left long, where the sheet's own format does not say."""
DECIMALS_OF_A_PERCENTAGE = 2


@dataclass(frozen=True, slots=True)
class Decimals:
    """``needed`` by a line's figures; ``shown`` of them to a reader, None for all."""

    needed: int
    shown: int | None


def keep_what_adds_up(rows: Sequence[MergedRow], units: Sequence[LineUnit], totals: TotalsGraph[int]) -> list[Decimals]:
    """Cut the figures of ``rows`` where their sums would need more than 15 digits; return the decimals of each row.

    Lines that totals join keep as many decimals as leave the largest figure among them 15 digits.
    """
    decimals = [Decimals(0, None)] * len(rows)
    for group in totals.groups:
        _cut(group, rows, max(units[index].most_decimals for index in group))
        was_cut = any(claim.cut for index in group for claim in rows[index].figures)
        for index in group:
            needed = _needed(rows[index], units[index])
            shown = min(_shown(rows[index], units[index]), needed) if was_cut else needed
            decimals[index] = Decimals(needed, shown if shown < needed else None)
    return decimals


def _cut(group: Iterable[int], rows: Sequence[MergedRow], kept: int) -> None:
    """Cut the figures of a group that keep more decimals than their largest leaves room for; ``kept``: so many."""
    amounts = [claim.amount for index in group for claim in rows[index].figures if claim.amount]
    digits = max(max(map(abs, amounts)).adjusted() + 1, 0) if amounts else 0
    most = max(SIGNIFICANT_DIGITS - digits, 0)
    if most < kept:
        for index in group:
            rows[index].figures = [claim.with_decimals(most) for claim in rows[index].figures]


def _needed(row: MergedRow, unit: LineUnit) -> int:
    needed = max((decimals_of(claim.amount) for claim in row.figures if claim.amount is not None), default=0)
    return max(needed, _formatted(row) or 0) if unit.is_ratio else needed


def _shown(row: MergedRow, unit: LineUnit) -> int:
    formatted = _formatted(row)
    return DECIMALS_OF_CUT_FIGURES[unit] if formatted is None else formatted


def _formatted(row: MergedRow) -> int | None:
    """Return the decimals that the cells of a line show; a percentage of 0.0% is a fraction of three decimals."""
    formats = {claim.reading.cell.style.number_format for claim in row.figures}
    said = [(decimals, form) for form in formats if (decimals := decimals_shown(form)) is not None]
    return max((decimals + (DECIMALS_OF_A_PERCENTAGE if "%" in form else 0) for decimals, form in said), default=None)
