"""Excel's habits and the tasks of a closing, each tried with real keys and a real mouse under a window manager."""

import sys
from collections.abc import Sequence

from tests.real_keys.display import display, missing_packages
from tests.real_keys.habits import HABITS
from tests.real_keys.tasks import TASKS
from tests.real_keys.trials import Bench, Row, Verdict
from workbench.ui.shell.application import application_of
from workbench.ui.toolkit.theme import Choice, Theme

LEAST_HABITS, LEAST_TASKS = 76, 48


def main() -> int:
    """Try every row, or those whose name contains an argument; print what works, what differs and why."""
    if packages := missing_packages():
        print(f"Not tried: this needs a display of its own. sudo apt-get install {' '.join(packages)}")
        return 1
    wanted = sys.argv[1:]
    with display() as give_up:
        application = application_of(["sweep"])
        bench = Bench(application, Theme(application, Choice.LIGHT), give_up)
        habits = _print_table(bench, "habit", _chosen(HABITS, wanted))
        tasks = _print_table(bench, "task", _chosen(TASKS, wanted))
    return 0 if wanted or (habits >= LEAST_HABITS and tasks >= LEAST_TASKS) else 1


def _chosen(rows: Sequence[Row], wanted: Sequence[str]) -> Sequence[Row]:
    return [row for row in rows if not wanted or any(part in row.name for part in wanted)]


def _print_table(bench: Bench, kind: str, rows: Sequence[Row]) -> int:
    """Print the verdicts as they come; return how many rows work."""
    verdicts: list[Verdict] = []
    print(f"| {kind} | | steps | note |\n|---|---|---|---|")
    for verdict in bench.attempts(rows):
        verdicts.append(verdict)
        print(f"| {verdict.row.name} | {verdict.mark} | {verdict.steps} | {verdict.note} |", flush=True)
    marks = [verdict.mark for verdict in verdicts]
    print(f"\n{len(marks)}: works {marks.count('W')}, differs {marks.count('D')}, missing {marks.count('M')}\n")
    return marks.count("W")


if __name__ == "__main__":
    sys.exit(main())
