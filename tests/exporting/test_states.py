"""The review workbook in every state of its switches shows what the program shows, by LibreOffice's calculation."""

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.answers import answer_of
from tests.exporting.books import books, exported, session_of
from tests.exporting.states import all_states, differences, with_switches, wrong_in_state
from tests.oracle import Oracle, shown_by
from tests.projects import projects
from workbench.domain.project import Project
from workbench.session import Session

STATES_OF_A_BOOK = 2
MADE_UP = 12


def wrong_in(sessions: list[Session], oracle: Oracle, folder: Path) -> Iterator[str]:
    """Yield what a recalculation changes in each export, and what is wrong in some states of each, in one process."""
    chance = random.Random(20_230_630)
    reviews = [exported(session, folder, f"review-{number}.xlsx") for number, session in enumerate(sessions)]
    states = [
        chance.sample(all_states(s.project), min(STATES_OF_A_BOOK, 2 ** len(s.project.adjustments))) for s in sessions
    ]
    copies = [
        with_switches(review, folder / f"{review.stem}-{number}.xlsx", session.project, on)
        for session, review, some in zip(sessions, reviews, states, strict=True)
        for number, on in enumerate(some)
    ]
    shown = oracle.recalculated([*reviews, *copies], folder)
    for review, cells in zip(reviews, shown, strict=False):
        yield from (f"{review.name}: {each}" for each in differences(shown_by(review), cells))
    of_states = iter(shown[len(reviews) :])
    for session, review, some in zip(sessions, reviews, states, strict=True):
        for on in some:
            answer = answer_of(session.results.with_enabled(on))
            yield from (f"{review.name}, {sorted(on)}: {each}" for each in wrong_in_state(next(of_states), answer))


def test_each_book_recalculates_to_what_it_stores_and_each_state_to_its_json(oracle: Oracle, tmp_path: Path) -> None:
    sessions = [session_of(path) for path in books(tmp_path)]
    assert list(wrong_in(sessions, oracle, tmp_path)) == []


def test_a_wrong_stored_state_is_found(oracle: Oracle, tmp_path: Path) -> None:
    session = session_of(next(books(tmp_path)))
    some, *_ = all_states(session.project)[1:]
    copy = with_switches(exported(session, tmp_path), tmp_path / "copy.xlsx", session.project, some)
    (shown,) = oracle.recalculated([copy], tmp_path)
    assert list(wrong_in_state(shown, answer_of(session.results)))


def test_any_project_recalculates_to_its_states(oracle: Oracle, tmp_path: Path) -> None:
    """Totals of totals, blanks, lines that nobody states, effects that are errors."""
    sessions = [Session(project) for project in made_up(MADE_UP, 6)]
    assert list(wrong_in(sessions, oracle, tmp_path)) == []


def made_up(number: int, start: int) -> list[Project]:
    found: list[Project] = []

    @seed(start)
    @settings(
        max_examples=number, deadline=None, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(projects())
    def collect(project: Project) -> None:
        found.append(with_gaps(project, random.Random(len(found))))

    collect()
    return found[:number]


def with_gaps(project: Project, chance: random.Random) -> Project:
    """Return the project with half of its blank figures stated by nobody, and some effects that are errors."""
    (statement,) = project.statements
    cells = [(line.id, period) for line in statement.lines for period in statement.periods]
    unknown = {cell for cell in cells if statement.figure(*cell) is None and chance.random() < 0.5}
    adjustments = tuple(
        replace(
            each,
            unknown=frozenset(chance.sample(cells, 1)) - each.entries.keys() if chance.random() < 0.3 else frozenset(),
        )
        for each in project.adjustments
    )
    return replace(
        project,
        statements=(replace(statement, unknown=frozenset(unknown)),),
        adjustments=adjustments,
        enabled=frozenset(),
    )
