"""Every state of the switches of every sample, recalculated by LibreOffice, against the JSON of that state."""

import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.answers import answer_of
from tests.exporting.books import books, exported, session_of
from tests.exporting.states import all_states, differences, with_switches, wrong_in_state
from tests.oracle import Oracle, shown_by

MOST_STATES_OF_A_BOOK = 64
"""Every sample has fewer; a book with more differences would take hours."""


def wrong_in_book(path: Path, oracle: Oracle, folder: Path) -> Iterator[str]:
    """Yield what is wrong in some state, and what a recalculation of the export as it stands changes."""
    session = session_of(path)
    states = all_states(session.project)[:MOST_STATES_OF_A_BOOK]
    review = exported(session, folder)
    copies = [
        with_switches(review, folder / f"state-{number}.xlsx", session.project, on) for number, on in enumerate(states)
    ]
    shown, *by_state = oracle.recalculated([review, *copies], folder)
    for sheet, ref, stored, found in differences(shown_by(review), shown):
        yield f"as exported: {sheet}!{ref} stores {stored}, recalculates to {found}"
    for on, cells in zip(states, by_state, strict=True):
        for wrong in wrong_in_state(cells, answer_of(session.results.with_enabled(on))):
            yield f"{sorted(on)}: {wrong}"
    print(f"{path.name}: {len(states)} states, {sum(map(len, shown.values())):,} cells recalculated in each")


def main(arguments: list[str]) -> int:
    """Judge the samples, or the workbooks that are named."""
    soffice = shutil.which("soffice")
    if soffice is None:
        print("LibreOffice is missing, and nothing else recalculates.")
        return 2
    failed = 0
    with tempfile.TemporaryDirectory() as made:
        oracle = Oracle(soffice, Path(made))
        for number, path in enumerate([Path(name) for name in arguments] or [*books(Path(made))]):
            folder = Path(made) / str(number)
            folder.mkdir()
            for wrong in wrong_in_book(path, oracle, folder):
                failed += 1
                print(f"WRONG {path.name}: {wrong}")
    print(f"{failed} wrong" if failed else "every recalculated result equals the JSON of its state")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
