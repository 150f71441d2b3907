"""Cells of review workbooks altered, one at a time: does ``verify`` name each, and does merging tell of it?

Of each book all cells, or as many as ``MOST`` by chance; with all differences on, and with one off.

python3 packaging/bootstrap.py sweep altered [WORKBOOK...]
"""

import random
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.exporting.books import books, session_of
from tests.returning.altered import cells_of, unnoticed
from tests.returning.cases import book_of
from tests.reviews import with_review
from workbench.commands import SwitchAdjustment
from workbench.session import Session

MOST = 3_000


def main(arguments: list[str]) -> int:
    """Judge all books, or the workbooks that are named, each with everything that reviewers leave."""
    missed = judged = 0
    with tempfile.TemporaryDirectory() as made:
        sources, folder = Path(made, "sources"), Path(made)
        sources.mkdir()
        for path in map(Path, arguments) if arguments else books(sources):
            for state, session in _states(path):
                book = book_of(path.stem, session, folder)
                cells = cells_of(book)
                chosen = random.Random(path.stem).sample(cells, min(MOST, len(cells)))
                of_state = 0
                for found in unnoticed(book, chosen):
                    of_state += 1
                    print(f"    {found.by} MISSED {found.sheet}!{found.cell}: {found.was[:60]}", flush=True)
                print(f"{path.name}, {state}: {len(chosen):,} of {len(cells):,} cells, {of_state} missed", flush=True)
                judged, missed = judged + len(chosen), missed + of_state
    print(f"{judged:,} cells altered, {missed} missed")
    return 1 if missed else 0


def _states(path: Path) -> Iterator[tuple[str, Session]]:
    session = Session(with_review(session_of(path).project))
    yield "all on", session
    session.execute(SwitchAdjustment(session.project.adjustments[0].id, on=False))
    yield "one off", session


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
