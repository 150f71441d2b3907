"""The bridge: from as reported, over each difference, to the result; what is off leads nowhere."""

from dataclasses import replace
from decimal import Decimal

from tests.projects import CLOSING, OPENING, balance_sheet, project_of
from tests.published import H1_2023
from workbench.domain.project import Project
from workbench.domain.statements import Concept
from workbench.engine.recalculate import calculate
from workbench.phrases import ENGLISH
from workbench.presentation.bridge import BridgeStep, EquityView, bridge, equity_bridge, equity_views
from workbench.presentation.statement_table import ColumnKind

FIGURES = {"equity": (Decimal(100), Decimal(-50))}
EQUITY, IFRS_EQUITY = Decimal(20_885_567), Decimal(21_747_683)
"""At June 30, 2023, as Qifu published them."""
ENTRIES = {
    "up": {("equity", CLOSING): Decimal(80), ("equity", OPENING): Decimal(-250)},
    "nil": {("equity", OPENING): Decimal(1)},
    "down": {("equity", CLOSING): Decimal(-10)},
}


def with_concept(project: Project) -> Project:
    """Return the project, whose line of equity says so by its concept and not by its caption."""
    (statement,) = project.statements
    lines = tuple(replace(line, caption="Whatever", concept=Concept.TOTAL_EQUITY) for line in statement.lines)
    return replace(project, statements=(replace(statement, lines=lines),))


def levels_of(steps: tuple[BridgeStep, ...]) -> list[tuple[int, int]]:
    return [(int(step.start), int(step.end)) for step in steps]


def levels(enabled: tuple[str, ...]) -> list[tuple[int, int]]:
    project = project_of(FIGURES, {}, ENTRIES, enabled)
    return levels_of(bridge(calculate(project), "equity", CLOSING, ENGLISH))


def test_steps_cross_zero_and_nil_steps_stand_still() -> None:
    assert levels(("up", "nil", "down")) == [(0, -50), (-50, 30), (30, 30), (30, 20), (0, 20)]


def test_a_difference_that_is_off_leads_nowhere() -> None:
    assert levels(("down",)) == [(0, -50), (-50, 30), (-50, -50), (-50, -60), (0, -60)]


def test_a_figure_that_is_not_known_has_no_bridge() -> None:
    project = project_of({"equity": (None, Decimal(1))}, {}, {}, unknown=[("equity", OPENING)])
    assert bridge(calculate(project), "equity", OPENING, ENGLISH) == ()


def test_a_quotient_has_one_step_for_all_differences(qifu_project: Project) -> None:
    results = calculate(qifu_project)
    for enabled, end in ((qifu_project.enabled, Decimal("5.43")), (frozenset(), Decimal("6.29"))):
        steps = bridge(results.with_enabled(enabled), "basic", H1_2023, ENGLISH)
        assert [step.name for step in steps[1:-1]] == ["All differences that are on"]
        assert [step.end for step in steps] == [Decimal("6.29"), end, end]
        assert steps[1].amount == end - Decimal("6.29")


def test_an_effect_that_is_not_known_is_a_step_that_is_not_known() -> None:
    sheet = balance_sheet({"known": (None, {"cash": 5}), "doubtful": (None, {"land": 7})}, unknown="cash")
    known, doubtful = sheet.adjustments
    project = replace(
        sheet, adjustments=(known.with_attributes(unknown=frozenset()), doubtful), enabled=frozenset({"known"})
    )
    for line in ("cash", "assets"):
        steps = bridge(calculate(project), line, CLOSING, ENGLISH)
        assert [(int(step.amount), step.is_known) for step in steps] == [(0, True), (5, True), (0, False), (5, True)]
    (statement,) = project.statements
    equity = replace(statement.line_by_id["assets"], concept=Concept.TOTAL_EQUITY)
    view = EquityView(equity, CLOSING, OPENING)
    assert [step.is_known for step in equity_bridge(calculate(project), view, ENGLISH)][-2:] == [False, True]


def test_every_step_knows_its_cell() -> None:
    steps = bridge(calculate(project_of(FIGURES, {}, ENTRIES)), "equity", CLOSING, ENGLISH)
    assert [step.column.kind for step in steps] == [
        ColumnKind.AS_REPORTED, *([ColumnKind.EFFECT] * 3), ColumnKind.RESULT,
    ]  # fmt: skip
    assert [step.adjustment for step in steps] == ["", "up", "nil", "down", ""]


def test_equity_is_found_by_its_concept_at_each_date_and_between_two() -> None:
    assert equity_views(project_of(FIGURES, {}, ENTRIES)) == ()
    views = equity_views(with_concept(project_of(FIGURES, {}, ENTRIES)))
    assert [(view.closing, view.opening) for view in views] == [(CLOSING, None), (CLOSING, OPENING), (OPENING, None)]


def test_equity_moves_by_what_was_reported_and_by_each_difference() -> None:
    project = with_concept(project_of(FIGURES, {}, ENTRIES, ("up", "down")))
    view = EquityView(project.line("equity"), CLOSING, OPENING)
    steps = equity_bridge(calculate(project), view, ENGLISH)
    assert levels_of(steps) == [(0, -150), (-150, -300), (-300, 30), (30, 29), (30, 20), (0, 20)]
    assert [step.name for step in steps] == [
        "selected, 31 Dec 2022", "Movement under US GAAP", "Up", "Nil", "Down", "selected, 30 Jun 2023",
    ]  # fmt: skip
    assert steps[0].period == OPENING
    assert {step.period for step in steps[1:]} == {CLOSING}


def test_published_equity_is_reached_from_the_balance_before(qifu_project: Project) -> None:
    results = calculate(qifu_project)
    latest, movement = equity_views(qifu_project)[:2]
    assert [step.end for step in equity_bridge(results, latest, ENGLISH)][::5] == [EQUITY, IFRS_EQUITY]
    steps = equity_bridge(results, movement, ENGLISH)
    assert steps[0].end + sum(step.amount for step in steps[1:-1]) == steps[-1].end == IFRS_EQUITY
    net_income = bridge(results, "net_income", H1_2023, ENGLISH)
    moved = {step.adjustment: step.amount for step in steps if step.adjustment}
    of_income = {step.adjustment: step.amount for step in net_income if step.adjustment}
    # equity takes back what share-based compensation adds to income
    assert [key for key in of_income if of_income[key] != moved[key]] == ["share_based_compensation"]
