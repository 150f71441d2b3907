"""Every fault of the disk that a save can meet: after each the file is the old one or the new one, and whole.

Each call of SQLite on the file and of Python on files fails in turn, in each way in which it can: a full disk, a broken
one, a write cut short, lost or changed, with and without a word. Over an old file, a file of format 1, and where there
was none.
"""

import shutil
import sys
import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

from tests.store.faults import all_faults, calls_of_a_save, wrongs_of
from tests.store.hostile_projects import GOOD_OF_1, good_project
from workbench.store import save


def main() -> int:
    project = replace(good_project(), entity="Another")
    met, failed = Counter[str](), 0
    with tempfile.TemporaryDirectory() as folder:
        present, path = Path(folder, "old.recon"), Path(folder, "work", "project.recon")
        save(good_project(), present)
        olds = {"over an old file": present, "over a file of format 1": GOOD_OF_1, "where there was none": None}
        for where, old in olds.items():
            for _ in range(2):  # the first save of a process reads modules too
                _lay(old, path)
                calls = calls_of_a_save(project, path)
            for fault in all_faults(calls):
                _lay(old, path)
                wrong = wrongs_of(fault, project, path)
                met[fault.call] += 1
                failed += bool(wrong)
                if wrong:
                    print(f"{where}, {fault}: WRONG {', '.join(wrong)}", flush=True)
            print(f"{where}: {len(all_faults(calls))} faults", flush=True)
    print(", ".join(f"{number:,} of {call}" for call, number in met.most_common()))
    print(f"{met.total():,} faults, {failed} wrong")
    return 1 if failed else 0


def _lay(old: Path | None, path: Path) -> None:
    """Have a folder of its own hold the old file, or nothing."""
    shutil.rmtree(path.parent, ignore_errors=True)
    path.parent.mkdir()
    if old:
        shutil.copy(old, path)


if __name__ == "__main__":
    sys.exit(main())
