"""HyperFormula, a second engine that calculates a workbook's formulas; fetched for a sweep, and no part of the program.

It knows nothing of files: values and formulas are read by openpyxl, and handed to it by node.
"""

import json
import shutil
import subprocess
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.cell.cell import Cell

from tests.exporting.states import rounded
from workbench.exporting.layout import relative_reference

PACKAGE = "hyperformula@3.5.0"
SCRIPT = Path(__file__).with_suffix(".mjs")
SECONDS_TO_FETCH, SECONDS = 120, 600


class SecondEngineMissingError(Exception):
    """Node, its packages or the network are not there."""


class SecondEngine:
    """``modules``: the folder in which the package was installed."""

    def __init__(self, node: str, modules: Path) -> None:
        self._node = node
        self._modules = modules

    @classmethod
    def fetched(cls, folder: Path) -> "SecondEngine":
        """Install the engine into ``folder``. Raises SecondEngineMissingError where that cannot be."""
        node, npm = shutil.which("node"), shutil.which("npm")
        if node is None or npm is None:
            raise SecondEngineMissingError("node and npm are not installed.")
        (folder / "package.json").write_text('{"private": true}', encoding="utf-8")
        command = [npm, "install", "--no-audit", "--no-fund", "--ignore-scripts", PACKAGE]
        try:
            done = subprocess.run(
                command, cwd=folder, capture_output=True, text=True, timeout=SECONDS_TO_FETCH, check=False
            )
        except subprocess.TimeoutExpired:
            raise SecondEngineMissingError(f"{PACKAGE} could not be fetched in time.") from None
        if done.returncode:
            raise SecondEngineMissingError(f"{PACKAGE} could not be fetched.")
        return cls(node, folder)

    def calculated(self, review: Path) -> dict[str, list[list[Any]]]:
        """Return what each cell comes to, by sheet, row and column, both from 0."""
        book = openpyxl.load_workbook(review)
        sheets = {sheet.title: [[_as_input(cell) for cell in row] for row in sheet.iter_rows()] for sheet in book}
        done = subprocess.run(
            [self._node, str(SCRIPT), str(self._modules)],
            input=json.dumps({"sheets": sheets}), capture_output=True, text=True, timeout=SECONDS, check=True,
        )  # fmt: skip
        found: dict[str, list[list[Any]]] = json.loads(done.stdout, parse_float=Decimal)
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
                if formula.data_type == "f":
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
