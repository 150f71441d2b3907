"""All checks of a large book: what they cost the processor, and the memory that they take beside the project."""

import subprocess
import sys
import time
from collections.abc import Iterator

from tests.benchmarks.books import book
from tests.benchmarks.exports import most_kilobytes
from tests.benchmarks.measuring import Measurement
from workbench.engine.recalculate import calculate

LINES, PERIODS, DIFFERENCES, TOUCHED = 20_000, 12, 50, 0.05


def whole_book() -> Iterator[Measurement]:
    """In a process of its own, for the memory. None of its totals foots: that costs most."""
    done = subprocess.run([sys.executable, "-m", "tests.benchmarks.checks"], check=True, capture_output=True, text=True)
    seconds, megabytes = map(float, done.stdout.split())
    yield Measurement("all checks, 20,000 x 12 x 50: processor", seconds, "s", 1)
    yield Measurement("  memory beside the project", megabytes, "MB", 200)


def main() -> None:
    """Run all checks once, and print seconds and megabytes."""
    from workbench.checks import CHECKS, add_tallies, proof

    results = calculate(book(LINES, PERIODS, DIFFERENCES, TOUCHED))
    before, start = most_kilobytes(), time.process_time()
    tally = add_tallies(check.tally(results) for check in CHECKS)
    unproven = proof(results).unproven
    seconds = time.process_time() - start
    assert tally.counts.total() > LINES * PERIODS
    assert unproven
    print(seconds, (most_kilobytes() - before) / 1024)


if __name__ == "__main__":
    main()
