"""HyperFormula, a second engine that calculates a workbook's formulas.

It knows nothing of files: values and formulas are read by openpyxl, and handed to it by node.
"""

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.cell.cell import Cell

from tests.exporting.states import rounded
from tests.node_packages import NodePackage
from workbench.exporting.layout import relative_reference

PACKAGE = "hyperformula@3.5.0"
LACKING = "FIXED("
"""A function that it does not know: sentences with a number are not compared."""
SCRIPT = Path(__file__).with_suffix(".mjs")


class SecondEngine:
    """Fetched into a folder; raises PackageMissingError where that cannot be."""

    def __init__(self, modules: Path) -> None:
        self._package = NodePackage.fetched(PACKAGE, SCRIPT, modules)

    def calculated(self, review: Path) -> dict[str, list[list[Any]]]:
        """Return what each cell comes to, by sheet, row and column, both from 0."""
        book = openpyxl.load_workbook(review)
        sheets = {sheet.title: [[_as_input(cell) for cell in row] for row in sheet.iter_rows()] for sheet in book}
        output = self._package.output(given=json.dumps({"sheets": sheets}))
        found: dict[str, list[list[Any]]] = json.loads(output, parse_float=Decimal)
        return found


def wrong_by(engine: SecondEngine, review: Path) -> Iterator[str]:
    """Yield each formula whose stored result is not what the engine calculates."""
    calculated = engine.calculated(review)
    formulas = openpyxl.load_workbook(review)
    for sheet in openpyxl.load_workbook(review, data_only=True):
        for row in sheet.iter_rows():
            for cell in row:
                assert isinstance(cell, Cell)
                formula = formulas[sheet.title][cell.coordinate]
                if formula.data_type == "f" and LACKING not in str(formula.value):
                    found = _at(calculated[sheet.title], cell.row - 1, cell.column - 1)
                    if rounded(found) != rounded("" if cell.value is None else cell.value):
                        place = f"{sheet.title}!{relative_reference(cell.row, cell.column)}"
                        yield f"{place} stores {cell.value!r}, calculated: {found!r} by {formula.value}"


def _as_input(cell: Any) -> Any:
    """Return a value or a formula as the engine takes it: an apostrophe makes whatever follows a text."""
    if cell.data_type == "s":
        return f"'{cell.value}"
    return cell.value


def _at(rows: list[list[Any]], row: int, column: int) -> Any:
    """Return a value; blank cells at the end of rows are left out, and are blank texts to whoever compares."""
    found = rows[row][column] if row < len(rows) and column < len(rows[row]) else None
    return "" if found is None else found
