"""Every state of the switches of every sample, recalculated by LibreOffice, against the JSON of that state.

Then the workbooks of tests/cases/faults that state differences, and projects that nobody would write.
"""

import random
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.exporting.books import books, session_of
from tests.exporting.made_here import add_difference
from tests.exporting.made_up import made_up
from tests.exporting.states import State, all_states, some_of, wrong_in
from tests.oracle import Oracle
from workbench.errors import WorkbenchError
from workbench.session import Session

FAULTS = Path(__file__).parents[1] / "cases" / "faults"
MOST_STATES_OF_A_BOOK = 64
"""Every sample has fewer; a book with more differences would take hours."""
MADE_UP_AT_ONCE, TURNS, STATES_OF_ONE_MADE_UP = 20, 15, 8
Cases = Sequence[tuple[Session, Sequence[State]]]


def cases(named: Sequence[Path], folder: Path) -> Iterator[tuple[str, Cases]]:
    """Yield what is judged together, with what it is called: a book, or a number of made-up projects."""
    for path in named or [*books(folder), *sorted(FAULTS.glob("*.xlsx"))]:
        try:
            session = session_of(path)
        except WorkbenchError:
            continue  # what an import refuses has no states
        if session.project.is_reconciled:
            yield path.name, [(session, all_states(session.project)[:MOST_STATES_OF_A_BOOK])]
            entries = add_difference(session)
            made_here = [(session, all_states(session.project)[:MOST_STATES_OF_A_BOOK])]
            yield f"{path.name}, with a difference made here of {entries} entries", made_here
    chance = random.Random(1)
    for turn in range(0 if named else TURNS):
        sessions = [Session(project) for project in made_up(MADE_UP_AT_ONCE, turn)]
        states = [some_of(all_states(session.project), STATES_OF_ONE_MADE_UP, chance) for session in sessions]
        yield f"made-up projects, {turn + 1}", list(zip(sessions, states, strict=True))


def main(arguments: list[str]) -> int:
    """Judge all of them, or the workbooks that are named."""
    soffice = shutil.which("soffice")
    if soffice is None:
        print("LibreOffice is missing, and nothing else recalculates.")
        return 2
    failed = states = 0
    with tempfile.TemporaryDirectory() as made:
        oracle = Oracle(soffice, Path(made))
        for number, (name, judged) in enumerate(cases([Path(each) for each in arguments], Path(made))):
            folder = Path(made) / str(number)
            folder.mkdir()
            wrong = list(wrong_in(judged, oracle, folder))
            here = sum(len(some) for _, some in judged)
            print(f"{name}: {here} states", *(f"    WRONG {each}" for each in wrong), sep="\n", flush=True)
            failed += len(wrong)
            states += here
            shutil.rmtree(folder)
    print(f"{states} states, {failed} wrong")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
