"""The bridge: from as reported, over each difference, to the result; what is off leads nowhere."""

from decimal import Decimal

from tests.projects import CLOSING, OPENING, project_of
from workbench.engine.recalculate import calculate
from workbench.phrases import ENGLISH
from workbench.presentation.bridge import bridge

FIGURES = {"equity": (Decimal(100), Decimal(-50))}
ENTRIES = {
    "up": {("equity", CLOSING): Decimal(80), ("equity", OPENING): Decimal(-250)},
    "nil": {("equity", OPENING): Decimal(1)},
    "down": {("equity", CLOSING): Decimal(-10)},
}


def levels(enabled: tuple[str, ...]) -> list[tuple[int, int]]:
    project = project_of(FIGURES, {}, ENTRIES, enabled)
    return [(int(step.start), int(step.end)) for step in bridge(calculate(project), "equity", CLOSING, ENGLISH)]


def test_steps_cross_zero_and_nil_steps_stand_still() -> None:
    assert levels(("up", "nil", "down")) == [(0, -50), (-50, 30), (30, 30), (30, 20), (0, 20)]


def test_a_difference_that_is_off_leads_nowhere() -> None:
    assert levels(("down",)) == [(0, -50), (-50, 30), (-50, -50), (-50, -60), (0, -60)]


def test_a_figure_that_is_not_known_has_no_bridge() -> None:
    project = project_of({"equity": (None, Decimal(1))}, {}, {}, unknown=[("equity", OPENING)])
    assert bridge(calculate(project), "equity", OPENING, ENGLISH) == ()
