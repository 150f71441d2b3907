"""The five samples as books, in the states that matter."""

from collections.abc import Iterator
from functools import cache

import workbench
from tests.importing.expected import FIVE_WORKBOOKS
from workbench.api.book import Book
from workbench.resources import root

STEMS = FIVE_WORKBOOKS


@cache
def sample_book(stem: str) -> Book:
    """Return one of the samples; books never change, so that every test may have the same."""
    return workbench.read(root() / "samples" / f"{stem}.xlsx")


def states(book: Book) -> Iterator[Book]:
    """Yield the book with every difference on, with one off, with none."""
    yield book
    yield book.off(book.project.adjustments[-1].name)
    yield book.all_off()
