"""What reviewers do in LibreOffice, saved in each of its formats: each has its one meaning. A seeded part.

An unchanged copy has none. The sweep does everything on every book.
"""

import random
import shutil
from pathlib import Path

import pytest

from tests.exporting.books import session_of
from tests.exporting.chinese_book import chinese_book
from tests.oracle import Oracle
from tests.returning.cases import Book, Case, book_of, cases_of, wrong_in
from tests.returning.office_reviewer import FILTERS, OfficeReviewer, Work
from workbench.returning import read_returned

SEED = 19
CASES = {".xlsx": 2, ".ods": 1}
"""So many are done in each format."""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    folder = tmp_path_factory.mktemp("books")
    return book_of("chinese", session_of(chinese_book(folder)), folder)


def test_what_a_reviewer_does_in_a_spreadsheet_program_has_one_meaning(
    book: Book, oracle: Oracle, tmp_path: Path
) -> None:
    soffice = shutil.which("soffice")
    assert soffice, "the oracle found it"
    chance = random.Random(SEED)
    everything = list(cases_of(book))
    chosen: list[tuple[str, Case]] = [(suffix, everything[0]) for suffix in FILTERS]
    for suffix, number in CASES.items():
        possible = [case for case in everything[1:] if suffix == ".xlsx" or case.in_values]
        chosen += [(suffix, case) for case in chance.sample(possible, number)]
    works = [
        Work(book.review, case.steps, tmp_path / f"edited-{number}{suffix}")
        for number, (suffix, case) in enumerate(chosen)
    ]
    OfficeReviewer(soffice, tmp_path).carry_out(works)
    wrong: list[str] = []
    for work, (suffix, case) in zip(works, chosen, strict=True):
        wrong += wrong_in(case, read_returned(book.project, work.saved_as), says_values=suffix != ".xlsx")
    assert wrong == []
