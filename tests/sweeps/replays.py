"""Random sessions of every command, with undo and redo: 2,000 of them calculated, made again, kept and undone."""

import sys
import tempfile
from pathlib import Path

from tests.session.test_replay import faults_of_session
from workbench.importing import import_workbooks
from workbench.resources import sample
from workbench.workbooks import begin_reading

SESSIONS = 2_000


def main(arguments: list[str]) -> int:
    """Play as many sessions as is said, 2,000 if nothing is; print what is wrong with any."""
    number = int(arguments[0]) if arguments else SESSIONS
    project = import_workbooks([begin_reading(sample())])
    wrong, steps = 0, 0
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(number):
            faults, steps_of_session = faults_of_session(project, seed, Path(folder))
            steps += steps_of_session
            wrong += bool(faults)
            for fault in faults:
                print(f"session {seed}: {fault}", flush=True)
    print(f"{number:,} sessions, {steps:,} steps in force at their ends, {wrong} with faults")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
