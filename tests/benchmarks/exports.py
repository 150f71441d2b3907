"""The memory that large exports take, in processes of their own; and a review workbook beside a bare one."""

import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import xlsxwriter

from tests.benchmarks.books import book
from tests.benchmarks.measuring import Measurement, median_seconds
from workbench.clock import present_time
from workbench.domain.project import Project
from workbench.domain.sources import CellRef, FigureRole, SourceFigure, SourceFigures, SourceFile
from workbench.exporting.figures_json import write_figures_json
from workbench.exporting.layout import Value, WorkbookLayout
from workbench.exporting.review_workbook import lay_out_review_workbook
from workbench.exporting.workbook import write_review_workbook
from workbench.exporting.writable_text import LONGEST_TEXT
from workbench.phrases import ENGLISH
from workbench.session import Session
from workbench.workbooks import column_letter

SHEETS, LINES, DIFFERENCES = 60, 300, 8
CELLS = (20_000, 20)
"""Lines and periods of the book that is written as JSON."""
LARGE, LARGE_DIFFERENCES, LARGE_SHARE = (20_000, 1), 20, 0.1
"""Lines and periods of the largest reconciliation, and the share of its lines that each difference touches."""
USUAL, USUAL_DIFFERENCES, TIMES = (600, 1), 12, 3
BARE_WRITES = 3
FILE = "book.xlsx"
FIRST_ROW, AS_REPORTED = 5, 2
Cell = tuple[int, int, float | str | None, str | None, str]


def memory() -> Iterator[Measurement]:
    yield Measurement("review workbook, 60 sheets x 300 x 8, stated: memory", _megabytes("workbook"), "MB", 400)
    yield Measurement("JSON of 400,000 figures x 8: memory", _megabytes("json"), "MB", 500)
    yield Measurement("review workbook, 20,000 x 20: memory above the start", _megabytes("large"), "MB", 300)


def writing() -> Iterator[Measurement]:
    """The budget: three times what XlsxWriter takes for the same cells without anything around them."""
    results = Session(book(*USUAL, USUAL_DIFFERENCES, 1)).results
    cells = list(_cells_of(lay_out_review_workbook(results, present_time(), ENGLISH)))
    with tempfile.TemporaryDirectory() as folder:
        bare_seconds = median_seconds(lambda: _write_bare(Path(folder) / "bare.xlsx", cells), TIMES)
        seconds = median_seconds(lambda: write_review_workbook(Path(folder) / FILE, results, ENGLISH), TIMES)
    yield Measurement("review workbook, 600 x 12", seconds, "s")
    yield Measurement("  in bare writes of the same cells", seconds / bare_seconds, "x", BARE_WRITES)


def _cells_of(layout: WorkbookLayout) -> Iterator[tuple[str, list[Cell]]]:
    """Yield the name of each sheet, and its cells: row and column from 0, value, formula, number format."""
    for sheet in layout.sheets:
        yield (
            sheet.name,
            [
                (row - 1, column - 1, _bare_value(cell.value), cell.formula, cell.cell_format.number_format)
                for row, column, cell in sheet.cells_in_order()
            ],
        )


def _bare_value(value: Value) -> float | str | None:
    return value or None if isinstance(value, str | None) else float(value)


def _write_bare(path: Path, sheets: Sequence[tuple[str, Sequence[Cell]]]) -> None:
    with xlsxwriter.Workbook(str(path)) as workbook:
        formats = {
            number_format: workbook.add_format({"num_format": number_format} if number_format else {})
            for number_format in {cell[-1] for _, cells in sheets for cell in cells}
        }
        for name, cells in sheets:
            sheet = workbook.add_worksheet(name)
            for row, column, value, formula, number_format in cells:
                if formula is not None:
                    sheet.write_formula(row, column, formula, formats[number_format], "" if value is None else value)
                elif value is None:
                    sheet.write_blank(row, column, None, formats[number_format])
                elif isinstance(value, str):
                    sheet.write_string(row, column, value[:LONGEST_TEXT], formats[number_format])
                else:
                    sheet.write_number(row, column, value, formats[number_format])


def _megabytes(what: str) -> float:
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.exports", what], check=True, capture_output=True, text=True
    )
    return float(done.stdout)


def stated(project: Project) -> Project:
    """Return the project as if each figure and effect stood in a cell: a sheet for each period."""
    (statement,) = project.statements
    found = []
    for period in statement.periods:
        for row, line in enumerate(statement.lines, FIRST_ROW):
            amount = statement.figure(line.id, period)
            place = CellRef(FILE, period, f"{column_letter(AS_REPORTED)}{row}")
            found.append(SourceFigure(line.id, period, FigureRole.AS_REPORTED, "", amount, place, str(amount)))
            for column, adjustment in enumerate(project.adjustments, AS_REPORTED + 1):
                if effect := adjustment.effects.get((line.id, period)):
                    place = CellRef(FILE, period, f"{column_letter(column)}{row}")
                    said = FigureRole.ADJUSTMENT, adjustment.id, effect, place, str(effect)
                    found.append(SourceFigure(line.id, period, *said))
    source = SourceFile(FILE, "0" * 64, 1, statement.periods)
    return replace(project, source_figures=SourceFigures(found), sources=(source,))


def main(what: str) -> None:
    """Write one of the exports, and print the megabytes that this process took at most; of a large one, the rise."""
    before = 0
    with tempfile.TemporaryDirectory() as folder:
        if what == "workbook":
            results = Session(stated(book(LINES, SHEETS, DIFFERENCES, 1))).results
            write_review_workbook(Path(folder) / "review.xlsx", results, ENGLISH)
        elif what == "large":
            results = Session(book(*LARGE, LARGE_DIFFERENCES, LARGE_SHARE)).results
            before = most_kilobytes()
            write_review_workbook(Path(folder) / "review.xlsx", results, ENGLISH)
        else:
            results = Session(book(*CELLS, DIFFERENCES, 0.05)).results
            with (Path(folder) / "figures.json").open("w", encoding="utf-8") as file:
                write_figures_json(results, (), 0, file.write)
    print((most_kilobytes() - before) / 1024)


def most_kilobytes() -> int:
    """Return what this process took at most. The usual figure also counts, on Linux, what its parent had."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    (line,) = [line for line in status.read_text().splitlines() if line.startswith("VmHWM:")]
    return int(line.split()[1])


if __name__ == "__main__":
    main(sys.argv[1])
