"""Review workbooks that come back: everything that reviewers do, by a script and in LibreOffice, in each format.

Unchanged copies of every book, also as SheetJS saves them, where node and its packages can be had, mean nothing.

python3 packaging/bootstrap.py sweep returns [WORKBOOK...]
"""

import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.exporting.books import books, session_of
from tests.node_packages import PackageMissingError
from tests.oracle import Oracle
from tests.returning.cases import Book, Case, book_of, cases_of, wrong_in
from tests.returning.office_reviewer import OfficeReviewer, Work
from tests.returning.script_reviewer import carry_out
from tests.returning.sheetjs import SheetJS
from workbench.errors import WorkbenchError
from workbench.returning import read_returned

COPIES = {".xlsx": "xlsx:Calc MS Excel 2007 XML", ".xls": "xls:MS Excel 97", ".ods": "ods"}
NOTHING = Case("an unchanged copy", ())
AT_ONCE = 12
EDITED = ("hutchmed-h1-2024.xlsx", "qifu-99.2-pasted.xlsx", "book.xlsx")
"""The books on which everything is done; of the others, only copies come back."""


def main(arguments: list[str]) -> int:
    """Judge all books, or the workbooks that are named."""
    soffice = shutil.which("soffice")
    if soffice is None:
        print("LibreOffice is missing, and no reviewer works without it.")
        return 2
    failed = judged = 0
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        oracle, office = Oracle(soffice, folder / "oracle"), OfficeReviewer(soffice, folder)
        library = _library(folder)
        for path in map(Path, arguments) if arguments else books(folder):
            book = book_of(path.stem, session_of(path), folder)
            found = list(_of_copies(book, oracle, library, folder))
            if arguments or path.name in EDITED:
                found += [*_by_script(book, folder), *_in_office(book, office, folder)]
            wrong = [each for one in found for each in one]
            print(f"{path.name}: {len(found)} came back, {len(wrong)} wrong", *wrong, sep="\n    ", flush=True)
            judged, failed = judged + len(found), failed + len(wrong)
    print(f"{judged} workbooks came back, {failed} wrong")
    return 1 if failed else 0


def _library(folder: Path) -> SheetJS | None:
    try:
        return SheetJS(folder / "modules")
    except PackageMissingError as error:
        print(f"No SheetJS: {error}")
        return None


def _of_copies(book: Book, oracle: Oracle, library: SheetJS | None, folder: Path) -> Iterator[list[str]]:
    yield _judged(book, NOTHING, book.review)
    for kind in COPIES.values():
        (copy,) = oracle.saved_as(kind, [book.review], folder / "copies")
        yield _judged(book, NOTHING, copy)
    if library is not None:
        yield _judged(book, NOTHING, library.saved_as(".xlsx", book.review, folder / "library"))


def _by_script(book: Book, folder: Path) -> Iterator[list[str]]:
    for case in cases_of(book):
        yield _judged(book, case, carry_out(book.review, case.steps, folder / "edited.xlsx"))


def _in_office(book: Book, office: OfficeReviewer, folder: Path) -> Iterator[list[str]]:
    for suffix in COPIES:
        cases = [case for case in cases_of(book) if suffix == ".xlsx" or case.in_values]
        for start in range(0, len(cases), AT_ONCE):
            yield from _done_in_office(book, office, folder, suffix, cases[start : start + AT_ONCE])


def _done_in_office(
    book: Book, office: OfficeReviewer, folder: Path, suffix: str, cases: Sequence[Case]
) -> Iterator[list[str]]:
    works = [Work(book.review, case.steps, folder / f"{number}{suffix}") for number, case in enumerate(cases)]
    office.carry_out(works)
    for case, work in zip(cases, works, strict=True):
        yield _judged(book, case, work.saved_as)


def _judged(book: Book, case: Case, path: Path) -> list[str]:
    try:
        merge = read_returned(book.project, path)
    except WorkbenchError as refused:
        return [f"{path.suffix} {case.name}: {refused}"]
    return [f"{path.suffix} {each}" for each in wrong_in(case, merge, says_values=path.suffix != ".xlsx")]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
