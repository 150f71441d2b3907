"""No cell of a review workbook is altered unnoticed. A sample; ``tests/sweeps/altered.py`` takes every cell."""

import random
from pathlib import Path

from tests.exporting.books import session_of
from tests.published import HUTCHMED
from tests.returning.altered import cells_of, unnoticed
from tests.returning.cases import book_of
from tests.reviews import with_review
from workbench.session import Session

SAMPLED = 60


def test_no_cell_is_altered_unnoticed(tmp_path: Path) -> None:
    book = book_of("reviewed", Session(with_review(session_of(HUTCHMED).project)), tmp_path)
    chosen = random.Random(20_230_630).sample(cells_of(book), SAMPLED)
    assert list(unnoticed(book, chosen)) == []
