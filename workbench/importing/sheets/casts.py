"""Whether the rows of a table lead from one end of a reconciliation to the other: first + all differences = last."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from workbench.domain.frameworks import Framework, Frameworks
from workbench.importing.sheets.tables import TableRow

PASSES_PER_FAILED_ROW = 4
"""Ends that name no framework must add up on so many rows for each on which they do not."""
ENOUGH_ROWS = 2
"""On so many rows a column must add up before it counts as an unnamed end of a reconciliation, or as a sum."""
End = tuple[int, Framework]
"""One end of a reconciliation: its column, and the framework of its figures."""


@dataclass(frozen=True, slots=True)
class ReconciliationColumns:
    """The two ends of a reconciliation, and the columns of its differences, on whichever side of the ends."""

    as_reported: End
    result: End
    differences: tuple[int, ...]

    @property
    def frameworks(self) -> Frameworks:
        return Frameworks(self.as_reported[1], self.result[1])


class Casts(NamedTuple):
    """On how many rows the differences lead from end to end, nil differences apart, and on how many they do not."""

    passes: int
    fails: int

    @property
    def surplus(self) -> int:
        """How many more rows add up than not; 0 if that does not prove ends that no framework names."""
        is_proof = self.passes >= max(ENOUGH_ROWS, PASSES_PER_FAILED_ROW * self.fails)
        return self.passes - self.fails if is_proof else 0


def count_casts(rows: Iterable[TableRow], ends: ReconciliationColumns) -> Casts:
    """Count the rows of both ends; one on which neither end states anything is no row of theirs."""
    first, last = ends.as_reported[0], ends.result[0]
    passes = fails = 0
    for row in rows:
        if first not in row.readings and last not in row.readings:
            continue
        movement = sum((amount_in(row, index) for index in ends.differences), Decimal(0))
        if amount_in(row, first) + movement != amount_in(row, last):
            fails += 1
        elif movement:
            passes += 1
    return Casts(passes, fails)


def count_casts_without_each(rows: Iterable[TableRow], ends: ReconciliationColumns) -> Counter[int]:
    """Count, for each difference, the rows on which first + all other differences = last."""
    casts: Counter[int] = Counter()
    for row in rows:
        difference_of_ends = amount_in(row, ends.result[0]) - amount_in(row, ends.as_reported[0])
        if difference_of_ends:
            amounts = {index: amount_in(row, index) for index in ends.differences}
            excess = sum(amounts.values(), Decimal(0)) - difference_of_ends
            casts.update(index for index, amount in amounts.items() if amount == excess)
    return casts


def amount_in(row: TableRow, column: int) -> Decimal:
    """Return the amount of a row in a column; nil where it states none."""
    reading = row.readings.get(column)
    return (reading.amount if reading else None) or Decimal(0)
