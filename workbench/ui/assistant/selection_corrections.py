"""What pointing at rows, columns and areas of a sheet says: corrections, made from what is selected."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import product

from workbench.importing.sheets.corrections import Area, SetTotalParts
from workbench.ui.assistant.sheet_overlay import TablePlacement

MOST_SIGNS_TRIED = 12


def column_area(table: Area | None, row: int, left: int, right: int) -> Area:
    """Return the columns ``left`` to ``right`` of a table; of ``row`` alone where there is none."""
    return Area(table.top, left, table.bottom, right) if table else Area(row, left, row, right)


def total_of(table: TablePlacement | None, row: int, parts: Sequence[int]) -> SetTotalParts:
    """Return the correction "``row`` is the total of ``parts``", each part with the sign with which all columns foot.

    Where none does, every part adds.
    """
    signs = _signs(table, row, parts) if table and len(parts) <= MOST_SIGNS_TRIED else None
    return SetTotalParts(row, tuple(zip(parts, signs or [1] * len(parts), strict=True)))


def _signs(table: TablePlacement, row: int, parts: Sequence[int]) -> tuple[int, ...] | None:
    amounts = {each.row: {c: r.amount for c, r in each.readings.items()} for each in table.rows}
    total = amounts.get(row, {})
    for signs in product((1, -1), repeat=len(parts)):
        sums = (
            sum(
                (sign * (amounts.get(part, {}).get(c) or Decimal(0)) for part, sign in zip(parts, signs, strict=True)),
                Decimal(0),
            )
            for c in total
        )
        if total and all(
            amount == summed for amount, summed in zip((a or Decimal(0) for a in total.values()), sums, strict=True)
        ):
            return signs
    return None
