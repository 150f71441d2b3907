"""The review workbook in every state of its switches shows what the program shows, by LibreOffice's calculation.

Figures, and what the checks say of them: each verdict, each count, the light.
"""

import random
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from tests.answers import answer_of
from tests.exporting.books import books, exported, session_of
from tests.exporting.chinese_book import chinese_book
from tests.exporting.made_here import add_difference
from tests.exporting.made_up import HALF_YEAR, made_up, with_operations
from tests.exporting.planned import planned
from tests.exporting.states import State, all_states, some_of, with_switches, wrong_in, wrong_in_state
from tests.exporting.typed_over import figures_of, is_red, with_typed
from tests.exporting.verdicts import CHECKS_OF_ALL, listed_checks, wrong_verdicts
from tests.found import all_findings, message
from tests.oracle import Oracle, shown_by
from tests.projects import CLOSING, balance_sheet, entries_of, project_of
from workbench.commands import KeepScenario
from workbench.domain.adjustments import Nature
from workbench.domain.findings import FindingStatus
from workbench.domain.project import Project
from workbench.domain.statements import Concept
from workbench.exporting.checks_sheet import CHECK, VERDICT, WHAT
from workbench.resources import sample
from workbench.session import Session
from workbench.workbooks import column_letter

pytestmark = pytest.mark.long

SHAPES = Path(__file__).parent.parent / "cases" / "shapes"
BOOKS_IN_A_STATE, STATES_OF_A_BOOK, STATES_OF_NATURES, SHAPES_IN_A_STATE, TYPED_OVER = 2, 1, 2, 2, 1
MADE_UP = 2


def test_each_book_recalculates_to_what_it_stores_and_some_states_to_their_json(oracle: Oracle, tmp_path: Path) -> None:
    sessions = [session_of(path) for path in books(tmp_path)]
    for session in sessions:
        keep_scenarios(session)
    cases = with_a_state_of_some(sessions, BOOKS_IN_A_STATE, random.Random(20_230_630))
    assert list(wrong_in(cases, oracle, tmp_path)) == []


def with_a_state_of_some(
    sessions: Sequence[Session], number: int, chance: random.Random
) -> list[tuple[Session, list[State]]]:
    """Return every book, ``number`` of them with a state in which not all differences are on."""
    chosen = chance.sample(range(len(sessions)), number)
    return [
        (session, some_of(all_states(session.project)[1:], int(place in chosen), chance))
        for place, session in enumerate(sessions)
    ]


def keep_scenarios(session: Session) -> None:
    """Keep two sets of switches, whose sheet is recalculated with the others."""
    ids = tuple(session.project.adjustment_by_id)
    session.execute(KeepScenario("first half", frozenset(ids[: len(ids) // 2])))
    session.execute(KeepScenario("all but the first", frozenset(ids[1:])))


def test_a_difference_made_here_recalculates_as_those_of_the_file(oracle: Oracle, tmp_path: Path) -> None:
    session = session_of(sample().with_name("qifu-99.2-pasted.xlsx"))
    assert add_difference(session) == 3
    assert wrong_in_some_states([session], oracle, tmp_path) == []


def test_any_project_recalculates_to_its_states(oracle: Oracle, tmp_path: Path) -> None:
    sessions = [Session(project) for project in made_up(MADE_UP, 6)]
    assert wrong_in_some_states(sessions, oracle, tmp_path) == []


def test_other_frameworks_and_natures_recalculate_to_their_states(oracle: Oracle, tmp_path: Path) -> None:
    """Of the natures, one holds, one fails by 5 in every state, and one is never more than information."""
    natures = Session(
        balance_sheet(
            {
                "leases": (Nature.RECLASSIFICATION, {"cash": 3, "loans": -3}),
                "layout": (Nature.PRESENTATION, {"cash": 5, "reserves": 5}),
                "slip": (Nature.ERROR_CORRECTION, {"land": 2, "reserves": 2}),
            }
        )
    )
    chance = random.Random(20_230_630)
    shapes = [session_of(path) for path in sorted(SHAPES.glob("*.xlsx"))]
    in_a_state = with_a_state_of_some(shapes, SHAPES_IN_A_STATE, chance)
    of_natures = some_of(all_states(natures.project), STATES_OF_NATURES, chance)
    assert list(wrong_in([(natures, of_natures), *in_a_state], oracle, tmp_path)) == []
    rows = listed_checks(shown_by(tmp_path / "review-0.xlsx"))
    assert [(row[WHAT], row[VERDICT]) for row in rows if row[CHECK] in ("presentation", "reclassification")] == [
        ("Layout leaves Equity unchanged, June 30, 2023", "FAIL"),
        ("Leases leaves Current unchanged, June 30, 2023", "pass"),
        ("Leases leaves Assets unchanged, June 30, 2023", "pass"),
    ]


def wrong_in_some_states(sessions: list[Session], oracle: Oracle, folder: Path) -> list[str]:
    chance = random.Random(20_230_630)
    cases = [(session, some_of(all_states(session.project), STATES_OF_A_BOOK, chance)) for session in sessions]
    return list(wrong_in(cases, oracle, folder))


def test_accretion_that_equity_bears_rolls_forward_in_the_program_and_in_its_workbook(
    oracle: Oracle, tmp_path: Path
) -> None:
    """Net income moves retained earnings by 10; the 3 of accretion, which stand before attributable income, do not."""
    session = Session(with_accretion())
    (finding,) = (
        f for f in all_findings(session.results) if f.check == "roll-forward" and f.status is FindingStatus.PASS
    )
    assert "Retained 0 + net income 10 = closing: 10" in message(finding)
    assert wrong_in_some_states([session], oracle, tmp_path) == []
    (shown,) = oracle.recalculated([exported(session, tmp_path)], tmp_path)
    assert [row[VERDICT] for row in listed_checks(shown) if row[CHECK] == "roll-forward"] == ["pass"]


def with_accretion() -> Project:
    """Return a project whose one difference earns 10, of which 3 are accretion that does not reach equity."""
    position = project_of(
        {"retained": (Decimal(100), Decimal(150))}, {}, {"leases": {("retained", CLOSING): Decimal(10)}}
    )
    lines = tuple(replace(line, concept=Concept.RETAINED_EARNINGS) for line in position.statements[0].lines)
    position = replace(position, statements=(replace(position.statements[0], lines=lines),))
    project = with_operations(position, random.Random(1))
    entries = {("costs", HALF_YEAR.id): Decimal(-10), ("accretion", HALF_YEAR.id): Decimal(3)}
    (leases,) = project.adjustments
    entered = position.adjustments[0].with_entries(entries_of(entries)).entries
    return replace(project, adjustments=(replace(leases, entries=entered),))


def test_a_figure_typed_over_turns_the_light_red(oracle: Oracle, tmp_path: Path) -> None:
    sessions = [session_of(path) for path in (next(books(tmp_path)), chinese_book(tmp_path))]
    reviews = [exported(session, tmp_path, f"review-{number}.xlsx") for number, session in enumerate(sessions)]
    chance = random.Random(20_230_630)
    cases = [
        (review, typed)
        for session, review in zip(sessions, reviews, strict=True)
        for typed in chance.sample(list(figures_of(planned(session.results))), TYPED_OVER)
    ]
    copies = [with_typed(each, tmp_path / f"{number}.xlsx", typed) for number, (each, typed) in enumerate(cases)]
    shown = oracle.recalculated(copies, tmp_path)
    assert [typed for (_, typed), cells in zip(cases, shown, strict=True) if not is_red(cells)] == []


def test_a_wrong_verdict_is_found(oracle: Oracle, tmp_path: Path) -> None:
    session = session_of(next(books(tmp_path)))
    (shown,) = oracle.recalculated([exported(session, tmp_path)], tmp_path)
    assert list(wrong_verdicts(shown, session.results)) == []
    verdicts = shown[CHECKS_OF_ALL]
    verdicts[
        next(ref for ref, text in verdicts.items() if text == "pass" and ref.startswith(column_letter(VERDICT)))
    ] = "FAIL"
    assert list(wrong_verdicts(shown, session.results))


def test_a_wrong_stored_state_is_found(oracle: Oracle, tmp_path: Path) -> None:
    session = session_of(next(books(tmp_path)))
    some, *_ = all_states(session.project)[1:]
    copy = with_switches(exported(session, tmp_path), tmp_path / "copy.xlsx", some)
    (shown,) = oracle.recalculated([copy], tmp_path)
    assert list(wrong_in_state(shown, answer_of(session.results), planned(session.results)))
