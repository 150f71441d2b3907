"""The trend of a line: periods of one length, both frameworks, and which periods are not reconciled."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from tests.projects import CLOSING, OPENING, project_of
from tests.published import H1_2022, H1_2023
from workbench.domain.maps import Map
from workbench.domain.periods import Period
from workbench.domain.project import Project
from workbench.engine.recalculate import calculate
from workbench.presentation.trend import trend

FIGURES = {"cash": (Decimal(100), Decimal(150))}
ENTRIES = {"up": {("cash", CLOSING): Decimal(20)}, "down": {("cash", CLOSING): Decimal(-50)}}


def test_periods_of_one_length_follow_one_another(qifu_project: Project) -> None:
    points = trend(calculate(qifu_project), "net_income", H1_2023)
    assert [(point.period, point.is_reconciled) for point in points] == [(H1_2022, True), (H1_2023, True)]
    assert points[1].as_reported == Decimal(2_023_199)
    assert points[1].result == Decimal(1_746_887)


def test_a_period_that_is_not_reconciled_has_no_result() -> None:
    project = project_of(FIGURES, {}, ENTRIES)
    (statement,) = project.statements
    partly = replace(project, statements=(replace(statement, reconciled=frozenset((CLOSING,))),))
    before, after = trend(calculate(partly), "cash", CLOSING)
    assert (before.period, before.as_reported, before.result, before.is_reconciled) == (
        OPENING,
        Decimal(100),
        None,
        False,
    )
    assert (after.as_reported, after.result, after.is_reconciled) == (Decimal(150), Decimal(120), True)


def test_years_of_52_and_53_weeks_are_of_one_length() -> None:
    ends = [date(2022, 12, 31), date(2023, 12, 30), date(2024, 12, 28)]
    starts = [date(2021, 12, 26), date(2023, 1, 1), date(2023, 12, 31)]
    years = [Period(start, end, "52 weeks") for start, end in zip(starts, ends, strict=True)]
    assert {year.months for year in years} != {12}
    project = project_of(FIGURES, {}, {})
    (statement,) = project.statements
    figures = Map({"cash": (Decimal(60), Decimal(100), Decimal(150))})
    keys = tuple(year.id for year in years)
    yearly = replace(statement, periods=keys, figures=figures, reconciled=frozenset())
    results = calculate(replace(project, periods=Map({year.id: year for year in years}), statements=(yearly,)))
    for like in keys:
        assert [point.period for point in trend(results, "cash", like)] == list(keys)


def test_the_bounds_hold_whatever_is_switched() -> None:
    results = calculate(project_of(FIGURES, {}, ENTRIES))
    for enabled in ((), ("up",), ("down",), ("up", "down")):
        point = trend(results.with_enabled(enabled), "cash", CLOSING)[-1]
        assert (point.least, point.most) == (Decimal(100), Decimal(170))
        assert point.result is not None
        assert 100 <= point.result <= 170


def test_periods_without_figures_at_the_ends_are_left_out() -> None:
    results = calculate(project_of({"cash": (None, Decimal(1)), "loans": (None, None)}, {}, {}))
    assert [point.period for point in trend(results, "cash", OPENING)] == [CLOSING]
    assert trend(results, "loans", OPENING) == ()
