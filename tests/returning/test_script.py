"""What reviewers do, done by a script that keeps no results: each has its one meaning. A seeded part."""

import random
from pathlib import Path

import pytest

from tests.exporting.books import session_of
from tests.exporting.chinese_book import chinese_book
from tests.returning.cases import Book, book_of, cases_of, wrong_in
from tests.returning.script_reviewer import carry_out
from workbench.domain.project import Project
from workbench.returning import read_returned
from workbench.session import Session

CASES = 3
"""Of each book."""


@pytest.fixture(scope="module")
def books(qifu_project: Project, tmp_path_factory: pytest.TempPathFactory) -> list[Book]:
    folder = tmp_path_factory.mktemp("books")
    return [
        book_of("chinese", session_of(chinese_book(folder)), folder),
        book_of("qifu", Session(qifu_project), folder),
    ]


@pytest.mark.parametrize("number", [0, 1])
def test_what_a_reviewer_does_has_one_meaning(books: list[Book], number: int, tmp_path: Path) -> None:
    book = books[number]
    cases = random.Random(number).sample(list(cases_of(book)), CASES)
    wrong: list[str] = []
    for case in cases:
        edited = carry_out(book.review, case.steps, tmp_path / "edited.xlsx")
        wrong += wrong_in(case, read_returned(book.project, edited))
    assert wrong == []
