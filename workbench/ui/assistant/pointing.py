"""What pointing at rows, columns and areas of a sheet says: corrections, made from what is selected."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import product

from workbench.importing.blocks import Block
from workbench.importing.corrections import Area, TotalIs

WHOLE_SHEET = Area(1, 1, 1_048_576, 16_384)
"""Every cell that a sheet of a workbook can have."""
MOST_SIGNS_TRIED = 12


def block_at(blocks: Sequence[Block], row: int, column: int) -> Block | None:
    """Return the table whose captions and figures surround a cell; None where it stands in none."""
    return next((block for block in blocks if block.area.holds(row, column)), None)


def nearest_block(blocks: Sequence[Block], row: int, column: int) -> Block | None:
    """Return the table that a cell stands in, else the first one below it: it may be one of its headings."""
    at = block_at(blocks, row, column)
    below = (block for block in blocks if block.area.top > row and block.area.left <= column <= block.area.right)
    return at or min(below, key=lambda block: block.area.top, default=None)


def column_area(blocks: Sequence[Block], row: int, left: int, right: int) -> Area:
    """Return the columns ``left`` to ``right`` of the table at ``row``; of the row alone where there is no table."""
    block = nearest_block(blocks, row, left)
    area = block.area if block else Area(row, left, row, right)
    return Area(area.top, left, area.bottom, right)


def total_of(block: Block | None, row: int, parts: Sequence[int]) -> TotalIs:
    """Return the correction "``row`` is the total of ``parts``", each part with the sign with which all columns foot.

    Where none does, every part adds.
    """
    signs = _signs(block, row, parts) if block and len(parts) <= MOST_SIGNS_TRIED else None
    return TotalIs(row, tuple(zip(parts, signs or [1] * len(parts), strict=True)))


def _signs(block: Block, row: int, parts: Sequence[int]) -> tuple[int, ...] | None:
    amounts = {each.row: {c: r.amount for c, r in each.readings.items()} for each in block.rows}
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
