"""Scenarios side by side: the totals of each set of switches are those of the engine, calculated once."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.projects import projects
from tests.published import ADJUSTMENTS, DEC_2022, ECL, EIR, H1_2022, H1_2023, JUN_2023, SBC
from workbench.commands import EditFigures, KeepScenario
from workbench.domain.project import Project
from workbench.domain.statements import Concept
from workbench.engine import Engine
from workbench.engine.recalculate import calculate
from workbench.presentation.scenarios import (
    ScenarioKind,
    ScenarioTotals,
    compared_totals,
    differences_off,
    scenarios_of,
)
from workbench.session import Session

NET_INCOME = ("net_income", H1_2023)


def test_the_latest_period_comes_first(qifu_project: Project) -> None:
    cells = list(compared_totals(qifu_project))
    assert list(dict.fromkeys(period for _, period in cells)) == [H1_2023, JUN_2023, DEC_2022, H1_2022]
    assert [line.concept for line, period in cells if period == JUN_2023] == [
        Concept.TOTAL_ASSETS,
        Concept.TOTAL_LIABILITIES,
        Concept.TOTAL_EQUITY,
    ]


def test_both_ends_now_and_what_is_kept_stand_side_by_side(qifu: Session) -> None:
    qifu.execute(KeepScenario("Without SBC", frozenset(ADJUSTMENTS) - {SBC}))
    cached, results = ScenarioTotals(), qifu.results
    scenarios = scenarios_of(qifu.project)
    assert [scenario.kind for scenario in scenarios] == [
        ScenarioKind.AS_REPORTED,
        ScenarioKind.COMPLETE,
        ScenarioKind.NOW,
        ScenarioKind.KEPT,
    ]
    totals = [cached.totals(results, scenario.on)[NET_INCOME] for scenario in scenarios]
    assert totals == [2_023_199, 1_746_887, 1_746_887, 1_697_550]
    assert [adjustment.id for adjustment in differences_off(qifu.project, scenarios[-1])] == [SBC]


def test_totals_are_calculated_once_until_a_figure_changes(qifu: Session) -> None:
    cached, loans = ScenarioTotals(), frozenset((ECL, EIR))
    first = cached.totals(qifu.results, loans)
    switched = Engine(qifu.results).results(replace(qifu.project, enabled=frozenset()))
    assert cached.totals(switched, loans) is first
    qifu.execute(EditFigures({("financing_income", H1_2023): Decimal(2_255_620)}))
    assert cached.totals(qifu.results, loans)[NET_INCOME] == (first[NET_INCOME] or 0) + 1_000


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_each_total_is_that_of_a_calculation_from_scratch(data: st.DataObject) -> None:
    project = data.draw(projects())
    (statement,) = project.statements
    concepts = (Concept.TOTAL_ASSETS, Concept.TOTAL_EQUITY)
    lines = tuple(replace(line, concept=concept) for line, concept in zip(statement.lines, concepts, strict=False))
    project = replace(project, statements=(replace(statement, lines=(*lines, *statement.lines[2:])),))
    cached, results = ScenarioTotals(), calculate(project)
    for _ in range(4):
        on = frozenset(data.draw(st.sets(st.sampled_from(sorted(project.adjustment_by_id) or [""]))) - {""})
        fresh = calculate(replace(project, enabled=on))
        expected = {(line.id, period): fresh.figure(line.id, period) for line, period in compared_totals(project)}
        assert cached.totals(results, on) == expected
        results = Engine(results).results(replace(project, enabled=on))
