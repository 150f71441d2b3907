"""The review workbook in every state of its switches shows what the program shows, by LibreOffice's calculation."""

import random
from pathlib import Path

from tests.answers import answer_of
from tests.exporting.books import books, exported, session_of
from tests.exporting.made_up import made_up
from tests.exporting.states import all_states, some_of, with_switches, wrong_in, wrong_in_state
from tests.oracle import Oracle
from workbench.session import Session

STATES_OF_A_BOOK = 2
MADE_UP = 12


def test_each_book_recalculates_to_what_it_stores_and_each_state_to_its_json(oracle: Oracle, tmp_path: Path) -> None:
    sessions = [session_of(path) for path in books(tmp_path)]
    assert wrong_in_some_states(sessions, oracle, tmp_path) == []


def test_any_project_recalculates_to_its_states(oracle: Oracle, tmp_path: Path) -> None:
    sessions = [Session(project) for project in made_up(MADE_UP, 6)]
    assert wrong_in_some_states(sessions, oracle, tmp_path) == []


def wrong_in_some_states(sessions: list[Session], oracle: Oracle, folder: Path) -> list[str]:
    chance = random.Random(20_230_630)
    cases = [(session, some_of(all_states(session.project), STATES_OF_A_BOOK, chance)) for session in sessions]
    return list(wrong_in(cases, oracle, folder))


def test_a_wrong_stored_state_is_found(oracle: Oracle, tmp_path: Path) -> None:
    session = session_of(next(books(tmp_path)))
    some, *_ = all_states(session.project)[1:]
    copy = with_switches(exported(session, tmp_path), tmp_path / "copy.xlsx", session.project, some)
    (shown,) = oracle.recalculated([copy], tmp_path)
    assert list(wrong_in_state(shown, answer_of(session.results)))
