"""Workbooks as analysts keep them: read right, or not read and said so; never read wrongly in silence."""

from collections import Counter
from collections.abc import Callable
from copy import copy
from dataclasses import replace
from decimal import Decimal

import pytest

from tests.importing.analyst_books import FAMILIES, all_books, asked_for
from tests.importing.analyst_judging import judged
from tests.importing.analyst_sheets import AnalystBook, Figure
from tests.importing.judging import Judgement, Verdict

READ_OUTRIGHT = 0.9
"""The share of workbooks in which every figure must be right."""


@pytest.fixture(scope="module")
def everything() -> dict[str, list[Judgement]]:
    """What was judged so far, by family."""
    return {}


def judged_family(everything: dict[str, list[Judgement]], family: str) -> list[Judgement]:
    if family not in everything:
        everything[family] = [judged(book) for book in FAMILIES[family]()]
    return everything[family]


@pytest.mark.parametrize("family", FAMILIES)
def test_no_figure_is_wrong_in_silence(everything: dict[str, list[Judgement]], family: str) -> None:
    found = judged_family(everything, family)
    wrong = [(each.name, *each.differences[:2]) for each in found if each.verdict is Verdict.WRONG]
    assert wrong == []


def test_nearly_every_workbook_is_read_outright(everything: dict[str, list[Judgement]]) -> None:
    found = [each for family in FAMILIES for each in judged_family(everything, family)]
    right = sum(each.verdict is Verdict.RIGHT for each in found)
    others = [f"{each.verdict}: {each.name}" for each in found if each.verdict is not Verdict.RIGHT]
    assert right >= READ_OUTRIGHT * len(found), f"{right} of {len(found)}; not right: {others}"


def test_workbooks_have_names_of_their_own() -> None:
    names = Counter((book.family, book.name) for book in all_books())
    assert [name for name, times in names.items() if times > 1] == []
    assert {family for family, _ in names} == set(FAMILIES)
    assert len(names) >= 60


Figures = list[Figure]


@pytest.fixture(scope="module")
def plain_book() -> AnalystBook:
    return asked_for(["(Expressed in millions of Renminbi)"])[0]


def test_a_plain_workbook_is_read(plain_book: AnalystBook) -> None:
    assert judged(plain_book).verdict is Verdict.RIGHT


@pytest.mark.parametrize(
    "change",
    [
        lambda figures: [replace(figures[0], amount=figures[0].amount + Decimal("0.000001")), *figures[1:]],
        lambda figures: [replace(figures[0], period="2020-01-01/2020-12-31"), *figures[1:]],
        lambda figures: [replace(figures[0], caption="Goodwill"), *figures[1:]],
        lambda figures: [replace(figures[0], unit="shares"), *figures[1:]],
        lambda figures: [replace(figures[0], result=figures[0].amount), *figures[1:]],
        lambda figures: [replace(figures[0], effects=(("Leases", Decimal(1)),)), *figures[1:]],
        lambda figures: figures[1:],
        lambda figures: [*figures, replace(figures[0], row=99)],
    ],
    ids=["amount", "period", "caption", "unit", "result", "effect", "not stated", "missing"],
)
def test_the_judge_sees_one_figure_that_differs(plain_book: AnalystBook, change: Callable[[Figures], Figures]) -> None:
    book = copy(plain_book)
    book.figures = change(book.figures)
    judgement = judged(book)
    assert (judgement.verdict, len(judgement.differences)) == (Verdict.WRONG, 1)


def test_the_judge_sees_what_is_not_said(plain_book: AnalystBook) -> None:
    book = copy(plain_book)
    book.told = ["something else"]
    assert judged(book).differences == ("nothing says 'something else'",)
