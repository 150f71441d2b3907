"""The appendix of every sample in every state of its switches: is each figure of its tables that of the results?

Then figures are changed after a text quoted them, one in each of 300 projects: is the text told of?

python3 packaging/bootstrap.py sweep appendix [WORKBOOK...]
"""

import sys
import tempfile
from dataclasses import replace
from itertools import combinations
from pathlib import Path

from tests.exporting.appendix.states import figures_otherwise
from tests.exporting.books import books
from tests.notes.test_quoting import ALARMS, alarms_on, mutants
from workbench.api.reading import read
from workbench.resources import sample

MUTANTS = 300


def main(arguments: list[str]) -> int:
    """Judge all books, or the workbooks that are named."""
    wrong = 0
    with tempfile.TemporaryDirectory() as made:
        sources = Path(made, "sources")
        sources.mkdir()
        for path in map(Path, arguments) if arguments else books(sources):
            project = read(path).project
            names = [known.id for known in project.adjustments]
            states = [on for number in range(len(names) + 1) for on in combinations(names, number)]
            figures = of_book = 0
            for on in states:
                printed, otherwise = figures_otherwise(replace(project, enabled=frozenset(on)), Path(made, "a.docx"))
                figures, of_book = figures + printed, of_book + bool(otherwise)
                for what in otherwise:
                    print(f"    {on}: {what}", flush=True)
            print(f"{path.name}: {len(states)} states, {figures:,} figures, {of_book} states wrong", flush=True)
            wrong += of_book
    missed = 0
    for text, before, after in mutants(read(sample()).project, MUTANTS):
        is_found = not ALARMS & set(alarms_on(before)) and bool(ALARMS & set(alarms_on(after)))
        missed += not is_found
        if not is_found:
            print(f"    MISSED {text}", flush=True)
    print(f"{MUTANTS} figures changed after they were quoted, {missed} missed")
    return 1 if wrong or missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
