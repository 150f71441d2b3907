"""Workbooks as analysts keep them: read right, or not read and said so; never read wrongly in silence."""

from collections import Counter

import pytest

from tests.importing.analyst_books import FAMILIES, all_books
from tests.importing.analyst_judging import judged
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
