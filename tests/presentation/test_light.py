"""The outcome of the checks in words, wherever it is shown."""

import pytest

from tests.translation.pseudo_language import english_in, pseudo_language
from workbench.phrases import ENGLISH
from workbench.presentation.light import Light


@pytest.mark.parametrize(
    ("light", "beside", "short", "line"),
    [
        (Light(0, 0, 0), "Nothing could be checked", "Nothing could be checked", "checks: nothing could be checked"),
        (
            Light(1, 0, 1, 1),
            "All 1 checks pass, 1 figure unproven",
            "1 check passes, 1 warning, 1 figure unproven",
            "checks: 1 of 1 pass (all pass, 1 figure unproven, 1 warning)",
        ),
        (
            Light(1476, 0, 1200, 2, 3),
            "All 1476 checks pass, 1,200 figures unproven",
            "1,476 checks pass, 2 warnings, 1,200 figures unproven",
            "checks: 1476 of 1476 pass (all pass, 1,200 figures unproven, 2 warnings, 3 not applicable)",
        ),
        (
            Light(1475, 1, 0),
            "1 of 1476 checks FAIL",
            "1 of 1,476 checks fail",
            "checks: 1475 of 1476 pass (1 FAIL)",
        ),
    ],
)
def test_the_outcome_is_said_at_every_length(light: Light, beside: str, short: str, line: str) -> None:
    assert (light.in_words(ENGLISH), light.in_short(ENGLISH), light.in_a_line(ENGLISH)) == (beside, short, line)
    words = pseudo_language()
    for text in (light.in_words(words), light.in_short(words), light.in_a_line(words)):
        assert not english_in(text)
