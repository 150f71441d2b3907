"""Every book recalculated by LibreOffice as exported, in many states of its switches, and with numbers typed into it.

The states: all off, all on, each switch alone, each pair. What is typed: another figure as reported, or another effect.
Then HyperFormula, where node and its packages can be had, recalculates three of the books in three states.

python3 packaging/bootstrap.py sweep oracle [WORKBOOK...]
"""

import random
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from itertools import chain, combinations
from pathlib import Path

import xlsxwriter

from tests.answers import answer_of
from tests.exporting.books import books, exported, session_of
from tests.exporting.planned import planned
from tests.exporting.states import State, differences, with_switches, wrong_in_state
from tests.exporting.synthetic_book import synthetic_book
from tests.exporting.typed_inputs import edits_of, wrong_after
from tests.exporting.verdicts import wrong_verdicts
from tests.node_packages import PackageMissingError
from tests.oracle import Oracle, Shown, shown_by
from tests.second_engine import SecondEngine, wrong_by
from workbench.domain.project import Project
from workbench.session import Session

EDITS = 20
AT_ONCE = 12
"""So many files are recalculated in one process, and their cells kept."""
OF_SECOND_ENGINE = 3


def main(arguments: list[str]) -> int:
    """Judge all books, or the workbooks that are named."""
    soffice = shutil.which("soffice")
    if soffice is None:
        print("LibreOffice is missing, and nothing else recalculates.")
        return 2
    failed = judged = 0
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        oracle = Oracle(soffice, folder)
        sessions = [(path.name, session_of(path)) for path in (map(Path, arguments) if arguments else books(folder))]
        if not arguments:
            sessions.append(("the synthetic book", Session(synthetic_book())))
        for name, session in sessions:
            wrong = 0
            for number, found in _judged(session, oracle, folder):
                judged += number
                wrong += len(found)
                print(*(f"    WRONG {each}" for each in found), sep="\n", end="\n" if found else "", flush=True)
            print(f"{name}: {wrong} wrong", flush=True)
            failed += wrong
        failed += _by_second_engine(sessions, folder)
    print(f"{judged} workbooks, {failed} wrong")
    return 1 if failed else 0


def states_of(project: Project) -> list[State]:
    """Return all on, all off, each switch alone, each pair; each state once."""
    ids = list(project.adjustment_by_id)
    some = chain.from_iterable(combinations(ids, size) for size in (1, 2))
    return list(dict.fromkeys((frozenset(ids), frozenset[str](), *map(frozenset, some))))


def _judged(session: Session, oracle: Oracle, folder: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield the number of workbooks that were recalculated in one process, and what is wrong in them."""
    plan, review = planned(session.results), exported(session, folder)
    (shown,) = oracle.recalculated([review], folder)
    yield 1, [f"as exported: {each}" for each in differences(shown_by(review), shown)]
    states = states_of(session.project)
    for start in range(0, len(states), AT_ONCE):
        some = states[start : start + AT_ONCE]
        copies = [with_switches(review, folder / f"state-{number}.xlsx", on) for number, on in enumerate(some)]
        yield len(some), list(_wrong_in_states(session, some, oracle.recalculated(copies, folder)))
    edits = edits_of(session.project, plan, EDITS, random.Random(1))
    for start in range(0, len(edits), AT_ONCE):
        typed = edits[start : start + AT_ONCE]
        copies = [edit.written(review, folder / f"edit-{number}.xlsx") for number, edit in enumerate(typed)]
        yield len(typed), list(wrong_after(typed, oracle.recalculated(copies, folder), session.project, plan))


def _wrong_in_states(session: Session, states: Sequence[State], shown: Sequence[Shown]) -> Iterator[str]:
    plan = planned(session.results)
    for on, cells in zip(states, shown, strict=True):
        results = session.results.with_enabled(on)
        wrong = chain(wrong_in_state(cells, answer_of(results), plan), wrong_verdicts(cells, results))
        yield from (f"{sorted(on)}: {each}" for each in wrong)


def _by_second_engine(sessions: Sequence[tuple[str, Session]], folder: Path) -> int:
    """Return how many results another engine calculates otherwise: in the smallest, a middling and the largest book."""
    try:
        engine = SecondEngine(folder / "modules")
    except PackageMissingError as error:
        print(f"No second engine: {error}")
        return 0
    if not list(wrong_by(engine, _with_wrong_result(folder / "wrong.xlsx"))):
        print("The second engine finds nothing wrong in a wrong result.")
        return 1
    failed = 0
    by_size = sorted(sessions, key=lambda named: sum(len(each.lines) for each in named[1].project.statements))
    for name, session in {each[0]: each for each in (by_size[0], by_size[len(by_size) // 2], by_size[-1])}.values():
        ids = list(session.project.adjustment_by_id)
        for on in (frozenset(ids), frozenset[str](), frozenset(ids[::2])):
            of_state = Session(session.results.with_enabled(on).project)
            wrong = list(wrong_by(engine, exported(of_state, folder, "second.xlsx")))
            print(
                f"{name}, {len(on)} on, by the second engine: {len(wrong)} wrong", *wrong[:20], sep="\n    ", flush=True
            )
            failed += len(wrong)
    return failed


def _with_wrong_result(path: Path) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("S")
        sheet.write_number("A1", 2)
        sheet.write_formula("A2", "=A1+1", None, 999)
    return path


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
