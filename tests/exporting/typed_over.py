"""Single cells of a review workbook typed over, as a reviewer's slip would: the light must turn red."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from tests.exporting.planned import Planned, with_numbers
from tests.exporting.verdicts import light_in
from tests.oracle import Shown
from workbench.exporting.layout import relative_reference

MORE = 887
"""What is typed is so much more than what stands there."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A cell that holds a figure."""

    sheet: str
    cell: str
    amount: Decimal


def figures_of(plan: Planned) -> Iterator[Typed]:
    """Yield every figure of the reconciled sheets: as reported, each effect, the result; remainders too."""
    for sheet in plan.places.reconciled_sheets:
        columns = {one.place.column for one in plan.figures() if one.place.sheet == sheet.sheet.name}
        rows = {*sheet.row_of.values(), *sheet.remainder_row_of.values()}
        for (row, column), cell in sheet.sheet.cells.items():
            if row in rows and column in columns and isinstance(cell.value, Decimal):
                yield Typed(sheet.sheet.name, relative_reference(row, column), cell.value)


def with_typed(source: Path, target: Path, typed: Typed) -> Path:
    """Write the workbook with a number in the place of what the cell holds, be it a formula."""
    return with_numbers(source, target, [(typed.sheet, typed.cell, typed.amount + MORE)])


def is_red(shown: Shown) -> bool:
    return "FAIL" in light_in(shown)
