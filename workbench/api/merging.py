"""Merging another file into a book: what only that changed is taken, what is asked is left."""

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from workbench.engine import Engine
from workbench.merging import Merge, Merged, merged, taking
from workbench.session import Session

if TYPE_CHECKING:
    from workbench.api.book import Book


class Accepted(StrEnum):
    """What is taken of a merge: nothing, or all that is not asked."""

    NONE = "none"
    ALL = "all"


def merge_into(book: "Book", merge: Merge) -> tuple["Book", Merged]:
    """Return the book after one step that takes everything of ``merge`` that is not asked, and what that is."""
    outcome = merged(book.project, merge, taking(merge.offered))
    if outcome.command is None:
        return book, outcome
    session = Session(book.project, by=book.by, engine=Engine(book.results))
    session.execute(outcome.command)
    return replace(book, project=session.project), outcome
