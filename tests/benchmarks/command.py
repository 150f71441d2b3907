"""The whole job: from the command to its JSON, beside what merely loading the file costs."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.measuring import Measurement, median_seconds
from workbench.resources import sample

TIMES = 9
TWO_LOADS = (
    "import sys, openpyxl; [openpyxl.load_workbook(sys.argv[1], data_only=results) for results in (False, True)]"
)


def to_json() -> Iterator[Measurement]:
    """The budget: three times a bare Python process that loads the file twice with openpyxl."""
    program = Path(sys.executable).with_name("workbench")
    job = [str(program), "reconcile", str(sample()), "--json"]
    loads = [sys.executable, "-c", TWO_LOADS, str(sample())]

    def run(command: list[str]) -> None:
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)

    run(job)
    run(loads)
    job_seconds, load_seconds = (median_seconds(lambda c=command: run(c), TIMES) for command in (job, loads))  # type: ignore[misc]
    yield Measurement("command to JSON, the reference case", job_seconds * 1000, "ms")
    yield Measurement("  the same in processes that load the file twice", job_seconds / load_seconds, "x", 3)
