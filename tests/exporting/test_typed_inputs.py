"""A number typed into an input cell of a review workbook moves what it moves in the project; the light turns red."""

import random
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.exporting.books import exported, session_of
from tests.exporting.chinese_book import chinese_book
from tests.exporting.planned import planned
from tests.exporting.typed_inputs import Edit, edits_of, wrong_after
from tests.oracle import Oracle
from tests.published import HUTCHMED
from workbench.session import Session

pytestmark = pytest.mark.long

EDITS = 2
SEED = 20_230_630


def test_what_is_typed_moves_the_same_figures_as_in_the_project(oracle: Oracle, tmp_path: Path) -> None:
    paths = (HUTCHMED, chinese_book(tmp_path))
    sessions = [session_of(path) for path in paths]
    plans = [planned(session.results) for session in sessions]
    edits = [
        edits_of(session.project, plan, EDITS, random.Random(SEED))
        for session, plan in zip(sessions, plans, strict=True)
    ]
    copies = [copy for number, session in enumerate(sessions) for copy in _typed(session, edits[number], tmp_path)]
    shown = iter(oracle.recalculated(copies, tmp_path))
    for session, plan, typed in zip(sessions, plans, edits, strict=True):
        of_session = [next(shown) for _ in typed]
        assert list(wrong_after(typed, of_session, session.project, plan)) == []


def _typed(session: Session, edits: Sequence[Edit], folder: Path) -> list[Path]:
    review = exported(session, folder, f"{session.project.entity}.xlsx")
    return [edit.written(review, folder / f"{review.stem}-{number}.xlsx") for number, edit in enumerate(edits)]
