"""Run every benchmark, print what was measured against its budget, exit 1 where one is over."""

import sys
from collections.abc import Callable, Iterator

from tests.benchmarks import appendix, checks, command, engine, exports, frames, journal, reading, start, window
from tests.benchmarks.measuring import Measurement

BENCHMARKS: tuple[Callable[[], Iterator[Measurement]], ...] = (
    engine.toggles,
    engine.million_toggles,
    command.to_json,
    exports.memory,
    exports.writing,
    appendix.appendix,
    frames.statement_of_large_book,
    checks.whole_book,
    reading.large_workbook,
    reading.many_columns,
    reading.many_entries,
    start.first_paint,
    start.opening,
    window.painting,
    window.memory,
    journal.writing,
)


def main() -> int:
    over = 0
    for benchmark in BENCHMARKS:
        for measurement in benchmark():
            over += not measurement.is_within_budget
            print(measurement, flush=True)
    print("all within budget" if not over else f"{over} over budget")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
