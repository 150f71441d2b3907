"""Corrections built from the rows, columns and areas selected in a sheet."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import product

from workbench.importing.sheets.corrections import Area, SetTotalParts
from workbench.ui.assistant.sheet_overlay import TablePlacement

MOST_SIGNS_TRIED = 12


def column_area(table_area: Area | None, row: int, left: int, right: int) -> Area:
    """Return columns ``left`` to ``right`` of the table in ``table_area`` or, without a table, of ``row`` alone."""
    return Area(table_area.top, left, table_area.bottom, right) if table_area else Area(row, left, row, right)


def total_of(placement: TablePlacement | None, row: int, parts: Sequence[int]) -> SetTotalParts:
    """Return the correction that ``row`` is the total of ``parts``, with the signs that make every column foot.

    If no signs do, every part is added.
    """
    signs = _footing_signs(placement, row, parts) if placement and len(parts) <= MOST_SIGNS_TRIED else None
    return SetTotalParts(row, tuple(zip(parts, signs or [1] * len(parts), strict=True)))


def _footing_signs(placement: TablePlacement, row: int, parts: Sequence[int]) -> tuple[int, ...] | None:
    """Return the first signs, 1 or -1 for each part, that make every column foot; blanks count as zero."""
    amounts = {
        table_row.row: {column: reading.amount or Decimal(0) for column, reading in table_row.readings.items()}
        for table_row in placement.rows
    }
    total = amounts.get(row, {})
    for signs in product((1, -1), repeat=len(parts)):
        sums = (
            sum(
                (sign * amounts.get(part, {}).get(column, Decimal(0)) for part, sign in zip(parts, signs, strict=True)),
                Decimal(0),
            )
            for column in total
        )
        if total and all(amount == part_sum for amount, part_sum in zip(total.values(), sums, strict=True)):
            return signs
    return None
