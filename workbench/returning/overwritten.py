"""Formulas in place of which a figure was typed, or another formula: known by evaluating ours over what the file holds.

What a file stores as a result is not trusted to be one: programs that do not calculate leave old results behind.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from workbench.domain.ids import AdjustmentId
from workbench.domain.sources import FigureRole
from workbench.exporting.reconciled_sheet import SWITCH_ROW
from workbench.recalculating import (
    CellPlace,
    Content,
    Formula,
    NotOurs,
    Recalculation,
    WorkbookCells,
    agrees,
    cells_of,
)
from workbench.recalculating.parsing import Area, areas_in, parse
from workbench.returning.cell_values import number_in, number_of
from workbench.returning.found_rows import FoundSheet
from workbench.returning.own_map import OwnMap
from workbench.workbooks import CellKind, SheetCell, SourceWorkbook

ResultOf = Callable[[str, SheetCell], Decimal | None]
"""Returns what the formula in a cell of a sheet comes to, for which the file has no result; None if that is unknown."""
Cell = tuple[int, int]
"""A row and a column of the map."""


@dataclass(frozen=True, slots=True)
class Overwritten:
    """``typed``: the number that stands there now; ``expected``: what our formula comes to, None for a blank."""

    typed: Decimal
    expected: Decimal | None


class SheetFormulas:
    """The formulas of one sheet over what the file holds.

    ``switches``: as they are set in the file. ``typed_texts``: the amounts that were typed as texts.
    """

    def __init__(
        self,
        own: OwnMap,
        found: FoundSheet,
        switches: Mapping[AdjustmentId, bool],
        typed_texts: Mapping[Cell, Decimal],
    ) -> None:
        self._found = found
        self._cells: dict[CellPlace, Content] = {}
        name = found.mapped.name
        for switch in own.switches:
            state = Decimal(switches.get(switch.adjustment, switch.is_on))
            self._cells[switch.sheet, switch.row, switch.column] = state
            for known in found.mapped.columns.values():
                if known.role == FigureRole.ADJUSTMENT and known.adjustment_or_currency == switch.adjustment:
                    self._cells[name, SWITCH_ROW, known.column] = state
        self._sheets = tuple({name, *(switch.sheet for switch in own.switches)})
        for row in found.mapped.rows:
            for column, text in row.values.items():
                if formula := row.formulas.get(column):
                    self._cells[name, row.row, column] = Formula(formula)
                    continue
                is_found = row.row in found.row_of and column in found.column_of
                number = number_of(found.cell(row.row, column)) if is_found else number_in(text)
                number = typed_texts.get((row.row, column), number)
                if number is not None:
                    self._cells[name, row.row, column] = number
        self._calculated: dict[Cell, Decimal] | None = None

    def value(self, row: int, column: int) -> Decimal | None:
        """Return what a cell comes to, with the figures that were typed over others; None if it is no number."""
        return self._values().get((row, column))

    def overwritten(self, candidates: Mapping[Cell, Decimal]) -> dict[Cell, Overwritten]:
        """Return which of the numbers are not what our formulas come to, those first on which others depend.

        A number that stood there at export was not typed; nor is one that follows from another that was.
        """
        found: dict[Cell, Overwritten] = {}
        while True:
            values = self._values()
            differing = {
                cell: values.get(cell)
                for cell, number in candidates.items()
                if cell not in found and not _is_shown(values.get(cell), number)
            }
            if not differing:
                return found
            first = [cell for cell in differing if not self._reads(cell, differing)] or list(differing)
            for cell in first:
                found[cell] = Overwritten(candidates[cell], differing[cell])
                self._calculated = None
                self._cells[self._found.mapped.name, *cell] = candidates[cell]

    def _values(self) -> dict[Cell, Decimal]:
        if self._calculated is not None:
            return self._calculated
        name = self._found.mapped.name
        recalculation = Recalculation(WorkbookCells(self._sheets, self._cells, {}))
        values: dict[Cell, Decimal] = {}
        for sheet, row, column in self._cells:
            if sheet != name:
                continue
            try:
                value = recalculation.value(sheet, row, column)
            except NotOurs:
                continue
            if isinstance(value, Decimal):
                values[row, column] = value
        self._calculated = values
        return values

    def _reads(self, cell: Cell, others: Iterable[Cell]) -> bool:
        """True if a formula depends on one of ``others``, directly or not."""
        sought = {*others} - {cell}
        waiting, seen = [cell], {cell}
        while waiting:
            for read in self._read_by(waiting.pop()):
                if read in sought:
                    return True
                if read not in seen:
                    seen.add(read)
                    waiting.append(read)
        return False

    def _read_by(self, cell: Cell) -> Iterator[Cell]:
        content = self._cells.get((self._found.mapped.name, *cell))
        if not isinstance(content, Formula):
            return
        for area in areas_in(parse(content.text)):
            if isinstance(area, Area) and area.sheet is None:
                for row in range(area.first_row, area.last_row + 1):
                    for column in range(area.first_column, area.last_column + 1):
                        yield row, column


def _is_shown(value: Decimal | None, number: Decimal) -> bool:
    return value is not None and agrees(number, value)


def typed_numbers(found: FoundSheet, calculated: ResultOf, *, is_values_only: bool) -> dict[Cell, Decimal]:
    """Return the numbers in cells that held a formula at export, where that formula may no longer be there.

    Without formulas in the file, that is every cell; but rows that were sorted leave totals behind that are of no rows.
    ``calculated``: what another formula comes to for which the file has no result.
    """
    if is_values_only and not _rows_are_in_order(found):
        return {}
    numbers: dict[Cell, Decimal] = {}
    for row in found.rows_found:
        for column, formula in row.formulas.items():
            cell = found.cell(row.row, column)
            if cell is None or cell.kind is CellKind.TEXT:
                continue
            if cell.formula is not None and not is_another_formula(formula, cell, is_in_order=found.is_in_order):
                continue
            number = calculated(found.sheet.name, cell) if cell.kind is CellKind.NO_RESULT else number_of(cell)
            if number is not None and number_in(row.values[column]) != number:
                numbers[row.row, column] = number
    return numbers


def _rows_are_in_order(found: FoundSheet) -> bool:
    rows = [found.row_of[row.row] for row in found.rows_found]
    return rows == sorted(rows)


def is_another_formula(ours: str, cell: SheetCell, *, is_in_order: bool) -> bool:
    """True if a cell holds another formula than ours, however its program writes it.

    Once rows or columns have moved, references move with them, and only the rest of the formula is compared.
    """
    try:
        one, other = parse(ours), parse(cell.formula or "")
    except NotOurs:
        return True
    return one != other if is_in_order else _without_places(one) != _without_places(other)


def _without_places(node: object) -> object:
    """Return a tree in which no area says where it is."""
    if isinstance(node, Area):
        return "area"
    if isinstance(node, tuple):
        return tuple(_without_places(part) for part in node)
    if hasattr(node, "__dataclass_fields__"):
        return type(node).__name__, *(_without_places(getattr(node, name)) for name in node.__dataclass_fields__)
    return node


def results_in(workbook: SourceWorkbook) -> ResultOf:
    """Return what calculates a formula of the file over all that the file holds, once it is asked to."""
    calculations: list[Recalculation] = []

    def result(sheet: str, cell: SheetCell) -> Decimal | None:
        if not calculations:
            calculations.append(Recalculation(cells_of(workbook)))
        try:
            value = calculations[0].value(sheet, cell.row, cell.column)
        except NotOurs:
            return None
        return value if isinstance(value, Decimal) else None

    return result
