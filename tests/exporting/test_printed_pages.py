"""The pages that LibreOffice prints: how many there are of the sheets to print, and how large their letters are."""

import re
import zlib

import pytest

from tests.exporting.books import books, exported, session_of
from tests.exporting.planned import planned
from tests.oracle import Oracle
from workbench.exporting.page_setup import SMALLEST_PRINT
from workbench.resources import sample
from workbench.session import Session

MOST_PAGES = 18
NOTES = "Notes"
"""The last sheet of the print set."""


@pytest.fixture(scope="module")
def pdfs(oracle: Oracle, tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Session, bytes]]:
    """The pages of every book, by its name."""
    folder = tmp_path_factory.mktemp("printed")
    sessions = {path.name: session_of(path) for path in books(folder)}
    reviews = [exported(session, folder, f"review-{name}") for name, session in sessions.items()]
    pages = oracle.saved_as("pdf", reviews, folder / "pages")
    return {name: (session, path.read_bytes()) for (name, session), path in zip(sessions.items(), pages, strict=True)}


def test_letters_are_never_smaller_than_a_reader_needs(pdfs: dict[str, tuple[Session, bytes]]) -> None:
    for name, (session, pdf) in pdfs.items():
        number = pages_of_print_set(session, pdf)
        sizes = sizes_by_page(pdf)[:number]
        assert len(sizes) == number, name
        assert min(min(page) for page in sizes) >= SMALLEST_PRINT - 0.01, name


def test_the_print_set_of_the_reference_case_is_short(pdfs: dict[str, tuple[Session, bytes]]) -> None:
    assert pages_of_print_set(*pdfs[sample().name]) <= MOST_PAGES


def pages_of_print_set(session: Session, pdf: bytes) -> int:
    """Return the number of pages from the first sheet to the notes; LibreOffice marks the first page of each sheet."""
    marks = re.findall(rb"/Title<FEFF([0-9A-F]+)>\s*/Dest\[(\d+) 0 R", pdf)
    first_page = {bytes.fromhex(title.decode()).decode("utf-16-be"): int(page) for title, page in marks}
    kids = re.search(rb"/Kids\[([^\]]+)\]", pdf)
    assert kids
    number_of = {int(page): number for number, page in enumerate(re.findall(rb"(\d+) 0 R", kids[1]))}
    names = [sheet.name for sheet in planned(session.results).layout.sheets]
    return number_of[first_page[names[names.index(NOTES) + 1]]]


def sizes_by_page(pdf: bytes) -> list[set[float]]:
    """Return the sizes of the letters on each page, in points."""
    pages = []
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            drawn = zlib.decompress(stream)
        except zlib.error:
            continue
        if b"BT" in drawn and b" Tf" in drawn:
            pages.append({float(size) for size in re.findall(rb"/F\d+ ([\d.]+) Tf", drawn)})
    return pages
