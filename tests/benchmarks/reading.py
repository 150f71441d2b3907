"""Large workbooks on their way in, beside a bare openpyxl load of the same file in the same minutes."""

import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from tests.benchmarks.measuring import Measurement, median_seconds
from workbench.errors import ImportRefused
from workbench.importing import import_workbooks
from workbench.workbooks import begin_reading

TIMES = 3
ROWS, COLUMNS = 20_000, 20
FEW_ROWS, MANY_COLUMNS, ALL_COLUMNS = 12, 4_000, 16_384
ENTRIES, FEW_LINES, MANY_LINES = 150_000, 200, 20_000
LOADS_FOR_COLUMNS, LOADS_FOR_A_ROW, LOADS_FOR_ENTRIES = 4, 2, 3
LOADS_FOR_ENDS = 15
"""Where every column may be an end of a reconciliation, each is tried with those near it."""
TIMES_AS_LONG = 5
"""So many times the import of 4,000 columns may that of 16,384 take, which are 4.1 times as many."""
DIFFERENCES = ("Leases", "Share-based compensation", "Revenue recognition", "Expected credit losses")
YEARS = (2019, 2020, 2021, 2022)
ONE_LOAD = "import sys, openpyxl; openpyxl.load_workbook(sys.argv[1])"


def large_workbook() -> Iterator[Measurement]:
    """The budgets, of 20,000 x 20 cells: reading takes 1.2 bare loads, the whole import 2.5."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.xlsx"
        _write(path, lambda sheet: _balance_sheet(sheet, ROWS, COLUMNS, lambda n: f"December 31, {2000 + n}"))
        load_seconds = _load_seconds(path)
        read_seconds = median_seconds(lambda: begin_reading(path).workbook(), TIMES)
        import_seconds = median_seconds(lambda: import_workbooks([begin_reading(path)]), TIMES)
    yield Measurement("a bare openpyxl load, 20,000 x 20 cells", load_seconds * 1000, "ms")
    yield Measurement("  the same read with formulas and looks, in bare loads", read_seconds / load_seconds, "x", 1.2)
    yield Measurement("  the same imported, in bare loads", import_seconds / load_seconds, "x", 2.5)


def many_columns() -> Iterator[Measurement]:
    """The budgets: a few bare loads, however the columns are headed, and no more for each of four times as many."""
    for headed, heading, loads in (
        ("days", _day, LOADS_FOR_COLUMNS),
        ("words", lambda number: f"Heading number {number}", LOADS_FOR_COLUMNS),
        ("ends", lambda number: f"As reported {number}" if number % 2 else "IFRS", LOADS_FOR_ENDS),
    ):
        seconds = []
        for columns in (MANY_COLUMNS, ALL_COLUMNS):
            load, taken = _seconds(lambda sheet, c=columns, h=heading: _balance_sheet(sheet, FEW_ROWS, c, h))  # type: ignore[misc]
            seconds.append(taken)
            yield Measurement(f"{columns:,} columns headed by {headed}, imported", taken * 1000, "ms")
            yield Measurement("  the same in bare loads", taken / load, "x", loads)
        yield Measurement(f"  16,384 columns beside 4,000, {headed}", seconds[1] / seconds[0], "x", TIMES_AS_LONG)
    load, taken = _seconds(lambda sheet: sheet.write_row(0, 0, range(ALL_COLUMNS)))
    yield Measurement("one row of 16,384 cells, in bare loads", taken / load, "x", LOADS_FOR_A_ROW)


def many_entries() -> Iterator[Measurement]:
    """The budget: three bare loads, on few lines or on many."""
    for lines in (FEW_LINES, MANY_LINES):
        load, taken = _seconds(lambda sheet, n=lines: _list_of_entries(sheet, n))  # type: ignore[misc]
        yield Measurement(f"150,000 entries on {lines:,} lines, imported", taken * 1000, "ms")
        yield Measurement("  the same in bare loads", taken / load, "x", LOADS_FOR_ENTRIES)


def _seconds(fill: Callable[[Worksheet], object]) -> tuple[float, float]:
    """Return how long a bare load of a workbook takes, and how long its import; one without a statement is refused."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.xlsx"
        _write(path, fill)

        def taken_in() -> None:
            with suppress(ImportRefused):
                import_workbooks([begin_reading(path)])

        return _load_seconds(path), median_seconds(taken_in, TIMES)


def _load_seconds(path: Path) -> float:
    load = [sys.executable, "-c", ONE_LOAD, str(path)]
    return median_seconds(lambda: subprocess.run(load, check=True), TIMES)


def _write(path: Path, fill: Callable[[Worksheet], object]) -> None:
    with xlsxwriter.Workbook(path) as book:
        fill(book.add_worksheet("Balance sheet"))


def _day(number: int) -> str:
    day = date(1990, 1, 1) + timedelta(days=2 * number)
    return f"{day:%B} {day.day}, {day.year}"


def _balance_sheet(sheet: Worksheet, rows: int, columns: int, heading: Callable[[int], str]) -> None:
    """Write a balance sheet of a caption and a figure for each of many headings."""
    sheet.write_string(0, 0, "Consolidated balance sheets (RMB in thousands)")
    for column in range(1, columns):
        sheet.write_string(1, column, heading(column))
    for row in range(2, rows):
        sheet.write_string(row, 0, f"Receivable number {row}")
        for column in range(1, columns):
            sheet.write_number(row, column, row * 1_000 + column / 4)


def _list_of_entries(sheet: Worksheet, lines: int) -> None:
    """Write a list of entries of four differences in four periods, on one line after another."""
    sheet.write_row(0, 0, ("Difference", "Statement", "Line item", "Period", "Amount"))
    for number in range(ENTRIES):
        turn, line = divmod(number, lines)
        difference, year = DIFFERENCES[(turn + line) % 4], YEARS[(turn + line // 4) % 4]
        words = difference, "Balance sheet", f"Receivable from customer {line}", f"December 31, {year}"
        sheet.write_row(1 + number, 0, (*words, 1_000 + number))
