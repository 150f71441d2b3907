"""Each cell of a review workbook altered, one at a time: does ``verify`` name it, and does merging tell of it?

python3 packaging/bootstrap.py sweep altered [WORKBOOK...]
"""

import sys
import tempfile
from pathlib import Path

from tests.exporting.books import session_of
from tests.exporting.chinese_book import chinese_book
from tests.published import HUTCHMED
from tests.returning.altered import cells_of, unnoticed
from tests.returning.cases import book_of
from tests.reviews import with_review
from workbench.session import Session


def main(arguments: list[str]) -> int:
    """Judge the workbooks that are named, or two small ones, with everything that reviewers leave."""
    missed = judged = 0
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        for path in map(Path, arguments) if arguments else (HUTCHMED, chinese_book(folder)):
            book = book_of(path.stem, Session(with_review(session_of(path).project)), folder)
            cells = cells_of(book)
            of_book = 0
            for found in unnoticed(book, cells):
                of_book += 1
                print(f"    {found.by} MISSED {found.sheet}!{found.cell}: {found.was[:60]}", flush=True)
            print(f"{path.name}: {len(cells):,} cells, {of_book} missed", flush=True)
            judged, missed = judged + len(cells), missed + of_book
    print(f"{judged:,} cells altered, {missed} missed")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
