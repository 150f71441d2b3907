"""A statement of a large book as a frame: made column by column, beside asking for the same figures one by one."""

from collections.abc import Iterator

from tests.benchmarks.books import book
from tests.benchmarks.measuring import Measurement, median_seconds
from workbench.api.book import Book
from workbench.presentation.statement_table import RESULT_COLUMN, StatementTable

TIMES = 3
LINES, PERIODS, DIFFERENCES, SHARE_TOUCHED = 20_000, 12, 50, 0.05


def statement_of_large_book() -> Iterator[Measurement]:
    large = Book(book(LINES, PERIODS, DIFFERENCES, SHARE_TOUCHED))
    (statement,) = large.project.statements
    period = statement.periods[-1]
    columns = len(large.statement(statement.id, period).columns)  # pandas is loaded, and what is kept is there
    table = StatementTable(large.results, statement, period)
    effects = [column for column in table.columns if column.adjustment][:2]
    asked = (*effects, RESULT_COLUMN)
    singly = median_seconds(
        lambda: [[table.figure(line, column) for line in statement.lines] for column in asked], TIMES
    )
    at_once = median_seconds(lambda: large.statement(statement.id, period), TIMES)
    yield Measurement(f"frame of a statement, {LINES:,} lines x {columns} columns", at_once * 1000, "ms")
    yield Measurement(
        "  the same, in times of asking cell by cell", at_once / (singly / len(asked) * DIFFERENCES), "x", 0.3
    )
