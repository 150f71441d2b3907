"""The program's own review workbooks are refused as sources, by any of their marks and in every format."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook.defined_name import DefinedName

from tests.conftest import Workbench
from tests.importing.expected import FIVE_WORKBOOKS
from tests.importing.layouts import sample_folder
from tests.oracle import Oracle, shown_by
from tests.test_cli import assert_refused
from tests.translation.pseudo_language import pseudo_language
from workbench.engine import Engine
from workbench.exporting.workbook import write_review_workbook
from workbench.importing import import_workbooks
from workbench.phrases import ENGLISH
from workbench.workbooks import begin_reading

pytestmark = pytest.mark.long

SMALL = 2
"""The number of the last samples, which are small."""
REASON = (
    "cannot be imported: it is a review workbook written by this program, so its differences would be counted twice. "
    "Open its project and merge it there, or import the source workbooks."
)


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The review workbooks of the five samples."""
    folder = tmp_path_factory.mktemp("exports")
    paths = []
    for stem in FIVE_WORKBOOKS:
        results = Engine().results(import_workbooks([begin_reading(sample_folder() / f"{stem}.xlsx")]))
        paths.append(folder / f"{stem}-review.xlsx")
        write_review_workbook(paths[-1], results, ENGLISH)
    return paths


def test_a_review_workbook_is_refused_alone_and_beside_its_source(exports: list[Path], workbench: Workbench) -> None:
    for path in exports:
        assert_refused(workbench("reconcile", path), f"{path.name} {REASON}")
        assert_refused(
            workbench("check", sample_folder() / path.name.replace("-review", ""), path), f"{path.name} {REASON}"
        )


@pytest.mark.parametrize("kind", ["ods", "xls", "csv", "xlsx:Calc MS Excel 2007 XML"])
def test_a_copy_that_another_program_saved_is_refused(
    oracle: Oracle, exports: list[Path], tmp_path: Path, workbench: Workbench, kind: str
) -> None:
    for path in oracle.saved_as(kind, exports[-SMALL:], tmp_path / "copies"):
        assert_refused(workbench("reconcile", path), f"{path.name} {REASON}")


def test_each_sheet_saved_as_text_is_refused(exports: list[Path], tmp_path: Path, workbench: Workbench) -> None:
    for title, cells in shown_by(exports[-1]).items():
        path = tmp_path / f"{title}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([[value] for value in cells.values()])
        assert_refused(workbench("reconcile", path), f"{path.name} {REASON}")


def without_marks_in_cells(book: openpyxl.Workbook) -> None:
    for sheet in book:
        sheet.delete_rows(1, 3)


def without_property(book: openpyxl.Workbook) -> None:
    properties: Any = book
    del properties.custom_doc_props["Written by"]


def without_names(book: openpyxl.Workbook) -> None:
    book.defined_names.clear()


MARKS = (without_marks_in_cells, without_property, without_names)


@pytest.mark.parametrize("kept", MARKS, ids=lambda mark: mark.__name__.replace("without", "only"))
def test_any_one_of_the_marks_is_enough(
    exports: list[Path], tmp_path: Path, workbench: Workbench, kept: Callable[[openpyxl.Workbook], None]
) -> None:
    book = openpyxl.load_workbook(exports[-1])
    for take_away in MARKS:
        if take_away is not kept:
            take_away(book)
    book.save(tmp_path / "copy.xlsx")
    assert_refused(workbench("reconcile", tmp_path / "copy.xlsx"), f"copy.xlsx {REASON}")


@pytest.mark.parametrize("kept", MARKS, ids=lambda mark: mark.__name__.replace("without", "only"))
def test_any_one_of_the_marks_is_enough_in_another_language(
    tmp_path: Path, workbench: Workbench, kept: Callable[[openpyxl.Workbook], None]
) -> None:
    results = Engine().results(import_workbooks([begin_reading(sample_folder() / f"{FIVE_WORKBOOKS[-1]}.xlsx")]))
    write_review_workbook(tmp_path / "review.xlsx", results, pseudo_language())
    book = openpyxl.load_workbook(tmp_path / "review.xlsx")
    for take_away in MARKS:
        if take_away is not kept:
            take_away(book)
    book.save(tmp_path / "copy.xlsx")
    assert_refused(workbench("reconcile", tmp_path / "copy.xlsx"), f"copy.xlsx {REASON}")


def test_names_of_an_analyst_that_look_alike_are_no_mark(tmp_path: Path, workbench: Workbench) -> None:
    book = openpyxl.load_workbook(sample_folder() / "hutchmed-h1-2024.xlsx")
    book.create_sheet("Summary")["B2"] = 1
    book.defined_names["switch_case"] = DefinedName("switch_case", attr_text="Summary!$B$2")
    book.save(tmp_path / "own.xlsx")
    assert workbench("reconcile", tmp_path / "own.xlsx").status == 0


@pytest.mark.parametrize("stem", FIVE_WORKBOOKS)
def test_the_analysts_own_workbooks_are_read(workbench: Workbench, stem: str) -> None:
    assert workbench("reconcile", sample_folder() / f"{stem}.xlsx").status == 0
