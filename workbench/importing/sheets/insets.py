"""Inset columns: parts stand in an inner column, their totals in the next one. Both are one column of figures."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from workbench.importing.sheets.headings import Headings
from workbench.importing.sheets.tables import TableRow

Rows = list[TableRow]
LONGEST_RUN = 200
"""So many parts at most stand inside before their total."""


def with_insets_folded(rows: Sequence[TableRow], headings: Headings) -> tuple[Rows, dict[int, tuple[str, ...]]]:
    """Return the rows with the figures of inset columns in the column that totals them, and the headings without those.

    The figures prove it: no line stands in both columns, and what stands outside adds up what stands inside above it.
    Such a line is a total, whatever it is called.
    """
    kept, above = list(rows), dict(headings)
    outer: int | None = None
    for inner in sorted(headings, reverse=True):  # the outermost totals add up what is total already
        sums: set[int] = set()
        if outer is not None and _may_be_one(above[inner], above[outer]):
            sums = _sums_of_what_stands_inside(kept, inner, outer)
        if outer is None or not sums:
            outer = inner
            continue
        kept = [folded for place, row in enumerate(kept) for folded in _folded(row, inner, outer, place in sums)]
        above[outer] = above[outer] or above[inner]
        del above[inner]
    return kept, above


def _may_be_one(inner: tuple[str, ...], outer: tuple[str, ...]) -> bool:
    return not inner or not outer or inner == outer


def _sums_of_what_stands_inside(rows: Sequence[TableRow], inner: int, outer: int) -> set[int]:
    """Return the places of the rows whose figure outside is the sum of those inside since the last such row.

    No place where some line has two figures else.
    """
    run: list[Decimal] = []
    sums: set[int] = set()
    for place, row in enumerate(rows):
        inside, outside = _amount(row, inner), _amount(row, outer)
        if inside is not None:
            run.append(inside)
        if outside is None:
            continue
        is_sum = _ends_with_what_adds_up(run, outside)
        if inside is not None and not is_sum:
            return set()
        if is_sum:
            sums.add(place)
            run = []
    return sums


def _ends_with_what_adds_up(run: Sequence[Decimal], total: Decimal) -> bool:
    """True where the last figures of a run make a total: as a sum, or as what is left of the first after the others."""
    everything = Decimal(0)
    for place, part in enumerate(reversed(run[-LONGEST_RUN:])):
        everything += part
        if place and total in (everything, 2 * part - everything):
            return True
    return False


def _amount(row: TableRow, index: int) -> Decimal | None:
    reading = row.readings.get(index)
    return reading.amount if reading else None


def _folded(row: TableRow, inner: int, outer: int, has_sum: bool) -> Rows:
    """Return a row with its inner figure in the outer column; where it also holds their sum, that as a row below it.

    A sum is set bold, as totals are.
    """
    if inner not in row.readings:
        return [replace(row, bold=row.bold or has_sum)]
    others = {index: reading for index, reading in row.readings.items() if index not in (inner, outer)}
    line = replace(row, readings={**others, outer: row.readings[inner]}, indent=row.indent + 1)
    if outer not in row.readings:
        return [line]
    return [line, TableRow(row.row, "", bold=True, indent=row.indent, readings={outer: row.readings[outer]})]
