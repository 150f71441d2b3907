"""Inset columns: parts are in an inner column, their totals in the next; both form one column of figures."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from workbench.importing.sheets.headings import Headings
from workbench.importing.sheets.tables import TableRow

Rows = list[TableRow]
LONGEST_RUN = 200
"""The most inner figures before a total that are tried as its parts."""


def fold_insets(rows: Sequence[TableRow], headings: Headings) -> tuple[Rows, dict[int, tuple[str, ...]]]:
    """Return the rows with the figures of inset columns in the column that totals them, and the headings without those.

    The figures prove it: no line is in both columns, and an outer figure adds up the inner ones above it. Such a line
    is a total, whatever it is called.
    """
    kept, above = list(rows), dict(headings)
    outer: int | None = None
    for inner in sorted(headings, reverse=True):  # the outermost totals add up other totals
        sums: set[int] = set()
        if outer is not None and _may_be_one_column(above[inner], above[outer]):
            sums = _rows_with_sums_of_inner_figures(kept, inner, outer)
        if outer is None or not sums:
            outer = inner
            continue
        kept = [
            folded_row for place, row in enumerate(kept) for folded_row in _fold_row(row, inner, outer, place in sums)
        ]
        above[outer] = above[outer] or above[inner]
        del above[inner]
    return kept, above


def _may_be_one_column(inner: tuple[str, ...], outer: tuple[str, ...]) -> bool:
    return not inner or not outer or inner == outer


def _rows_with_sums_of_inner_figures(rows: Sequence[TableRow], inner: int, outer: int) -> set[int]:
    """Return the places of the rows whose outer figure is the sum of the inner ones since the last such row.

    Empty if any other row has figures in both columns.
    """
    inner_figures: list[Decimal] = []
    sums: set[int] = set()
    for place, row in enumerate(rows):
        inner_amount, outer_amount = _amount(row, inner), _amount(row, outer)
        if inner_amount is not None:
            inner_figures.append(inner_amount)
        if outer_amount is None:
            continue
        is_sum = _ends_with_what_adds_up(inner_figures, outer_amount)
        if inner_amount is not None and not is_sum:
            return set()
        if is_sum:
            sums.add(place)
            inner_figures = []
    return sums


def _ends_with_what_adds_up(inner_figures: Sequence[Decimal], total: Decimal) -> bool:
    """True if the last figures make a total: as their sum, or as the first of them less the others."""
    sum_so_far = Decimal(0)
    for place, part in enumerate(reversed(inner_figures[-LONGEST_RUN:])):
        sum_so_far += part
        if place and total in (sum_so_far, 2 * part - sum_so_far):
            return True
    return False


def _amount(row: TableRow, index: int) -> Decimal | None:
    reading = row.readings.get(index)
    return reading.amount if reading else None


def _fold_row(row: TableRow, inner: int, outer: int, has_sum: bool) -> Rows:
    """Return a row with its inner figure in the outer column; if it also has a sum, the sum in a row below it.

    A sum is made bold, as totals are.
    """
    if inner not in row.readings:
        return [replace(row, bold=row.bold or has_sum)]
    others = {index: reading for index, reading in row.readings.items() if index not in (inner, outer)}
    line = replace(row, readings={**others, outer: row.readings[inner]}, indent=row.indent + 1)
    if outer not in row.readings:
        return [line]
    return [line, TableRow(row.row, "", bold=True, indent=row.indent, readings={outer: row.readings[outer]})]
