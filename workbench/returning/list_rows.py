"""The rows of a list as they stand on a sheet now, told from those that were written by their digests."""

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cached_property

from workbench.domain.amounts import decimal_as_stored
from workbench.exporting.row_digests import Content, digest_of_row
from workbench.returning.cell_values import text_of
from workbench.returning.own_map import ListedRow, MappedSheet
from workbench.workbooks import Sheet, SheetCell


class ListRows:
    def __init__(self, mapped: MappedSheet, sheet: Sheet) -> None:
        self._mapped = mapped
        self._sheet = sheet
        self._formulas_without_result = {(row, column) for row, column, _ in sheet.blank_formulas}

    def reaches(self, cell: SheetCell) -> bool:
        """True for a cell among the rows of the list, or below them."""
        return cell.row >= self._first and cell.column <= self._last_column

    def is_as_written(self, row: int, listed: ListedRow) -> bool:
        """True if a row holds what ``listed`` says."""
        return self.digest_of(row, listed.columns) == listed.digest

    def digest_of(self, row: int, columns: Iterable[int]) -> str:
        """Return the digest of what a row holds in some columns."""
        return digest_of_row(self._content(row, column) for column in columns)

    def below(self) -> Iterator[int]:
        """Yield the rows below the list in which something stands that was not written there."""
        last = max(self._mapped.listed, default=0)
        for row in sorted(self._sheet.rows) if last else ():
            if row > last and self._is_filled(row) and not self._was_written(row):
                yield row

    def find_altered(self) -> list[int]:
        """Return the rows that are as none of those written; where a row stands does not matter."""
        return self._compared[0]

    @property
    def missing(self) -> int:
        """How many of the rows that were written are neither there nor altered."""
        return self._compared[1]

    @cached_property
    def _compared(self) -> tuple[list[int], int]:
        expected = Counter((listed.columns, listed.digest) for listed in self._mapped.listed.values())
        patterns = {columns for columns, _ in expected}
        altered = []
        for row in sorted(self._sheet.rows):
            if row < self._first or not self._is_filled(row) or self._was_written(row):
                continue
            found = ((columns, self.digest_of(row, columns)) for columns in patterns)
            known = next((each for each in found if expected[each] > 0), None)
            if known is None:
                altered.append(row)
            else:
                expected[known] -= 1
        return altered, max(expected.total() - len(altered), 0)

    def _is_filled(self, row: int) -> bool:
        return any(self._content(row, column) for column in range(1, self._last_column + 1))

    @cached_property
    def _first(self) -> int:
        return min(self._mapped.listed, default=1)

    @cached_property
    def _last_column(self) -> int:
        return max((column for listed in self._mapped.listed.values() for column in listed.columns), default=0)

    def _was_written(self, row: int) -> bool:
        """True for a row outside the list that the map knows."""
        return row not in self._mapped.listed and row in self._rows_outside

    @cached_property
    def _rows_outside(self) -> set[int]:
        return {row for row, _ in self._mapped.texts} | {row.row for row in self._mapped.rows}

    def _content(self, row: int, column: int) -> Content:
        """Return what a cell holds; a formula is none of what was written."""
        cell = self._sheet.at.get((row, column))
        if cell is None:
            return "=" if (row, column) in self._formulas_without_result else None
        if cell.formula is not None:
            return f"={cell.formula}"
        return decimal_as_stored(cell.value) if isinstance(cell.value, Decimal) else text_of(cell)
