"""Random sessions with undo and redo, made again from what they wrote down: 2,000 of them, bit for bit."""

import sys

from tests.session.test_replay import played_and_made_again
from workbench.codec import encode
from workbench.domain.project import Project
from workbench.importing import import_workbooks
from workbench.resources import sample
from workbench.workbooks import begin_reading

SESSIONS = 2_000


def main(arguments: list[str]) -> int:
    """Play as many sessions as is said, 2,000 if nothing is; print those that differ."""
    number = int(arguments[0]) if arguments else SESSIONS
    project = import_workbooks([begin_reading(sample())])
    differ, steps = [], 0
    for seed in range(number):
        session, again = played_and_made_again(project, seed)
        steps += session.steps_done
        if encode(session.project, Project) != encode(again.project, Project) or session.history != again.history:
            differ.append(seed)
    print(f"{number:,} sessions, {steps:,} steps in force at their ends, {len(differ)} differ {differ or ''}")
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
