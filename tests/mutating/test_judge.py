"""What counts as reported: a finding that is new, and that points at a row or column of the slip."""

from decimal import Decimal
from random import Random

import pytest

from tests.mutating.amounts import with_amount
from tests.mutating.books import sample_named
from tests.mutating.judge import Answer, Judge, points_at
from tests.mutating.kinds import KIND_BY_NAME
from tests.mutating.places import Place, filled
from tests.mutating.slips import Slip, typed_over
from workbench.domain.facts import remark
from workbench.domain.findings import CheckId, Finding, FindingStatus
from workbench.domain.sources import CellRef

BOOK = "hutchmed-h1-2024.xlsx"
SHEET = "US GAAP vs IFRS"


def retyped(row: int, column: int, amount: int) -> Slip:
    book, place = sample_named(BOOK), Place(SHEET, row, column)
    return typed_over(book, place, {place: with_amount(filled(book.workbook, place), Decimal(amount))})


def found_at(cell: str, sheet: str = SHEET) -> Finding:
    return Finding(CheckId("check"), FindingStatus.FAIL, remark("message"), None, (CellRef(BOOK, sheet, cell),))


@pytest.mark.parametrize(
    ("cell", "sheet", "expected"),
    [
        ("C9", SHEET, True),
        ("F9", SHEET, True),
        ("C13", SHEET, True),
        ("F13", SHEET, False),
        ("C9", "Another", False),
        ("", SHEET, False),
    ],
)
def test_a_finding_points_at_a_figure_by_its_row_or_its_column(cell: str, sheet: str, expected: bool) -> None:
    assert points_at(found_at(cell, sheet), retyped(9, 3, -1)) is expected


def test_a_finding_points_at_a_heading_by_what_it_heads_or_by_the_whole_sheet() -> None:
    book = sample_named(BOOK)
    slip = KIND_BY_NAME["name of a difference"].make(book, Place(SHEET, 7, 4), Random(1))
    assert slip is not None
    assert points_at(found_at("D10"), slip)
    assert points_at(found_at(""), slip)
    assert not points_at(found_at("E10"), slip)


def test_a_wrong_figure_is_reported_and_the_same_figure_is_not() -> None:
    judge = Judge(sample_named(BOOK))
    assert judge.judged(retyped(9, 3, -151_682)).answer is Answer.REPORTED
    assert judge.judged(retyped(9, 3, -151_681)).answer is Answer.SILENT


def test_a_finding_that_passed_in_the_original_is_new_where_it_fails() -> None:
    """The number of shares that the dollar column repeats is worded alike, whether it agrees or not."""
    book, place = sample_named("qifu-h1-2023.xlsx"), Place("IS", 44, 3)
    slip = typed_over(book, place, {place: with_amount(filled(book.workbook, place), Decimal(330_908_585))})
    assert Judge(book).judged(slip).answer is Answer.REPORTED
