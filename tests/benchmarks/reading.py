"""A large workbook on its way in, beside a bare openpyxl load of the same file in the same minutes."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import xlsxwriter

from tests.benchmarks.measuring import Measurement, median_seconds
from workbench.importing import import_workbooks
from workbench.workbooks import begin_reading

TIMES = 3
ROWS, COLUMNS = 20_000, 20
ONE_LOAD = "import sys, openpyxl; openpyxl.load_workbook(sys.argv[1])"


def large_workbook() -> Iterator[Measurement]:
    """The budgets, of 20,000 x 20 cells: reading takes 1.2 bare loads, the whole import 2.5."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.xlsx"
        _write(path)
        load = [sys.executable, "-c", ONE_LOAD, str(path)]
        load_seconds = median_seconds(lambda: subprocess.run(load, check=True), TIMES)
        read_seconds = median_seconds(lambda: begin_reading(path).workbook(), TIMES)
        import_seconds = median_seconds(lambda: import_workbooks([begin_reading(path)]), TIMES)
    yield Measurement("a bare openpyxl load, 20,000 x 20 cells", load_seconds * 1000, "ms")
    yield Measurement("  the same read with formulas and looks, in bare loads", read_seconds / load_seconds, "x", 1.2)
    yield Measurement("  the same imported, in bare loads", import_seconds / load_seconds, "x", 2.5)


def _write(path: Path) -> None:
    """Write a balance sheet of a caption and a figure for each of many years."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Balance sheet")
        sheet.write_string(0, 0, "Consolidated balance sheets (RMB in thousands)")
        for column in range(1, COLUMNS):
            sheet.write_string(1, column, f"December 31, {2000 + column}")
        for row in range(2, ROWS):
            sheet.write_string(row, 0, f"Receivable number {row}")
            for column in range(1, COLUMNS):
                sheet.write_number(row, column, row * 1_000 + column / 4)
