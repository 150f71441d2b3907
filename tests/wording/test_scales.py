"""Scales by the names that people give them, alone and in sentences."""

import pytest

from workbench.domain.amounts import SCALES
from workbench.domain.facts import fact
from workbench.phrases import ENGLISH
from workbench.wording import name_of_scale, say_fact, scales


@pytest.mark.parametrize(
    ("scale", "words"),
    [(1, "whole units"), (1_000, "thousands"), (10**7, "crores"), (10**8, "hundred millions"), (500, "units of 500")],
)
def test_scales_are_named_as_people_name_them(scale: int, words: str) -> None:
    assert name_of_scale(scale, ENGLISH) == words
    assert say_fact(fact("scale-in-words", scale=scale), ENGLISH) == words


def test_every_scale_that_has_a_name_is_given_it() -> None:
    assert tuple(scales.SCALES) == SCALES
