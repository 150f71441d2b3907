"""The cells of a workbook that are recalculated: constants, and formulas without their results."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from workbench.domain.amounts import decimal_as_stored
from workbench.recalculating.values import ErrorValue, Value
from workbench.workbooks import CellKind, SheetCell, SourceWorkbook


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula as a file holds it, with its equals sign."""

    text: str


@dataclass(frozen=True, slots=True)
class Undefined:
    """A constant that no formula of ours reads: a date, whose number depends on the file, or an unknown error."""


Content = Value | Formula | Undefined
CellPlace = tuple[str, int, int]
"""Sheet, row and column, counted from 1."""


@dataclass(frozen=True)
class WorkbookCells:
    """``names``: each defined name with what it refers to. ``sheets``: all of them, since some may have no cells."""

    sheets: tuple[str, ...]
    cells: Mapping[CellPlace, Content]
    names: Mapping[str, str]


def cells_of(workbook: SourceWorkbook) -> WorkbookCells:
    """Return the cells of a workbook that was read."""
    return WorkbookCells(
        tuple(sheet.name for sheet in workbook.sheets), dict(_cells_of(workbook)), dict(workbook.names)
    )


def _cells_of(workbook: SourceWorkbook) -> Iterator[tuple[CellPlace, Content]]:
    for sheet in workbook.sheets:
        for cell in sheet.cells:
            content = value_of(cell) if cell.formula is None else Formula(cell.formula)
            yield (sheet.name, cell.row, cell.column), content
        for row, column, formula in sheet.blank_formulas:
            yield (sheet.name, row, column), Formula(formula)


def value_of(cell: SheetCell) -> Value | Undefined:
    """Return what a cell holds, or what is stored as its result; a number as the 15 digits that a cell keeps."""
    match cell.value:
        case str() if cell.kind is CellKind.ERROR:
            return ERRORS.get(cell.value, Undefined())
        case None | bool() | str():
            return cell.value
        case Decimal():
            return decimal_as_stored(cell.value)
    return Undefined()


ERRORS = {error.value: error for error in ErrorValue}
