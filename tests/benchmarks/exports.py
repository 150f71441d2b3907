"""The memory that the two large exports take, in processes of their own."""

import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from tests.benchmarks.books import book
from tests.benchmarks.measuring import Measurement
from workbench.domain.project import Project
from workbench.domain.sources import CellRef, FigureRole, SourceFigure, SourceFigures, SourceFile
from workbench.session import Session
from workbench.workbooks import column_letter

SHEETS, LINES, DIFFERENCES = 60, 300, 8
CELLS = (20_000, 20)
"""Lines and periods of the book that is written as JSON."""
FILE = "book.xlsx"
FIRST_ROW, AS_REPORTED = 5, 2


def memory() -> Iterator[Measurement]:
    yield Measurement("review workbook, 60 sheets x 300 x 8, stated: memory", _megabytes("workbook"), "MB", 400)
    yield Measurement("JSON of 400,000 figures x 8: memory", _megabytes("json"), "MB", 500)


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
    """Write one of the exports, and print the megabytes that this process took at most."""
    from workbench.exporting.figures_json import write_figures_json
    from workbench.exporting.workbook import write_review_workbook
    from workbench.phrases import ENGLISH

    with tempfile.TemporaryDirectory() as folder:
        if what == "workbook":
            results = Session(stated(book(LINES, SHEETS, DIFFERENCES, 1))).results
            write_review_workbook(Path(folder) / "review.xlsx", results, ENGLISH)
        else:
            results = Session(book(*CELLS, DIFFERENCES, 0.05)).results
            with (Path(folder) / "figures.json").open("w", encoding="utf-8") as file:
                write_figures_json(results, (), 0, file.write)
    print(most_kilobytes() / 1024)


def most_kilobytes() -> int:
    """Return what this process took at most. The usual figure also counts, on Linux, what its parent had."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    (line,) = [line for line in status.read_text().splitlines() if line.startswith("VmHWM:")]
    return int(line.split()[1])


if __name__ == "__main__":
    main(sys.argv[1])
