"""Workbooks as analysts keep them, each with what it states, made of nothing that the importer knows.

python -m tests.importing.analyst_books [-v] [-d] [-w] [part of a family's or a workbook's name...]

prints how many are read; ``-v``: what differs; ``-d``: what the workbooks state; ``-w``: writes them into a new folder.
"""

import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from tests.importing.analyst_bridges import reconciliations
from tests.importing.analyst_judging import dumped, judged, show
from tests.importing.analyst_layouts import exports, hidden_and_formats, odd_columns, transposed
from tests.importing.analyst_periods import dates, quarters_and_years, ranges, three_under_one
from tests.importing.analyst_sheets import AnalystBook
from tests.importing.analyst_units import noise, units

FAMILIES: dict[str, Callable[[], Iterator[AnalystBook]]] = {
    "quarters and years": quarters_and_years,
    "three statements, one heading row": three_under_one,
    "ranges in titles": ranges,
    "dates over flows": dates,
    "inset exports": exports,
    "units": units,
    "computed figures": noise,
    "lines across": transposed,
    "hidden, struck out, formats": hidden_and_formats,
    "odd columns": odd_columns,
    "reconciliations": reconciliations,
}


def all_books() -> Iterator[AnalystBook]:
    return (book for family in FAMILIES.values() for book in family())


def asked_for(words: Sequence[str]) -> list[AnalystBook]:
    return [
        book
        for book in all_books()
        if not words or any(word.casefold() in f"{book.family}: {book.name}".casefold() for word in words)
    ]


def main(arguments: Sequence[str]) -> None:
    books = asked_for([argument for argument in arguments if not argument.startswith("-")])
    if "-d" in arguments:
        sys.stdout.write("".join(map(dumped, books)))
    if "-w" in arguments:
        folder = Path(tempfile.mkdtemp(prefix="analyst-books-"))
        for number, each in enumerate(books):
            (folder / f"{number:03}.xlsx").write_bytes(each.content)
        sys.stdout.write(f"{len(books)} workbooks are in {folder}\n")
    show([judged(each) for each in books], at_length="-v" in arguments)


if __name__ == "__main__":
    main(sys.argv[1:])
