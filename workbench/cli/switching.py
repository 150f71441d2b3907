"""The switches that a request names."""

import argparse
from typing import TYPE_CHECKING

from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from workbench.api.book import Book


def switch(book: "Book", options: argparse.Namespace) -> "Book":
    """Return ``book`` with the switches asked for. Raises WorkbenchError if two options both say what is on."""
    if options.scenario is not None and options.only:
        raise WorkbenchError("--scenario and --only both say which differences are on. Leave one of them out.")
    if options.scenario is not None:
        book = book.scenario(options.scenario)
    elif options.only:
        book = book.only(*options.only)
    elif options.off:
        book = book.all_on()
    return book.off(*options.off)
