"""What is put side by side: periods of one length, frameworks, scenarios, and any two columns."""

from dataclasses import replace
from datetime import date

import pytest

from tests.published import DEC_2022, H1_2022, H1_2023, JUN_2023, Q2_2022, Q2_2023, SBC
from workbench.domain.maps import Map
from workbench.domain.periods import Period, PeriodId
from workbench.domain.project import Project
from workbench.domain.statements import Statement
from workbench.presentation.compared_columns import (
    ChangeColumn,
    ComparedColumn,
    Comparison,
    Preset,
    choosable_columns,
    compared_columns,
    lacks_partner,
    period_a_year_before,
    period_before,
    periods_as_long,
    picked_pair,
)
from workbench.presentation.statement_table import Column, ColumnKind

REPORTED, RESULT, EFFECT = ColumnKind.AS_REPORTED, ColumnKind.RESULT, ColumnKind.EFFECT
OF_CHANGE = ("change", "%")


def operations(project: Project) -> Statement:
    return project.statement_by_id["operations"]


def names(columns: tuple[Column, ...]) -> list[object]:
    """Return the columns after the captions: (kind, period) of figures, what a change is between."""
    return [
        OF_CHANGE[column.kind is ColumnKind.CHANGE_IN_PERCENT]
        if isinstance(column, ChangeColumn)
        else (column.kind, column.period)
        for column in columns[1:]
        if isinstance(column, ChangeColumn | ComparedColumn)
    ]


def test_a_period_is_compared_with_the_last_one_of_its_length(qifu_project: Project) -> None:
    statement = operations(qifu_project)
    assert period_before(qifu_project, statement, H1_2023) == H1_2022
    assert period_before(qifu_project, statement, Q2_2023) == Q2_2022
    assert period_before(qifu_project, statement, H1_2022) is None
    assert periods_as_long(qifu_project, statement, Q2_2023) == [Q2_2022, Q2_2023]


@pytest.mark.parametrize("preset", [Preset.TWO_COLUMNS, Preset.PERIOD_BEFORE, Preset.ALL_PERIODS])
def test_a_column_picked_twice_stands_once_and_does_not_change(qifu_project: Project, preset: Preset) -> None:
    picked = ComparedColumn(RESULT, period=H1_2023)
    comparison = Comparison(preset, start=picked, end=picked)
    columns = compared_columns(qifu_project, operations(qifu_project), H1_2023, comparison)
    assert columns.count(picked) == 1
    assert not any(isinstance(column, ChangeColumn) for column in columns)


def test_a_balance_sheet_has_a_date_before_but_none_a_year_earlier(qifu_project: Project) -> None:
    statement = qifu_project.statement_by_id["financial_position"]
    assert period_before(qifu_project, statement, JUN_2023) == DEC_2022
    assert period_a_year_before(qifu_project, statement, JUN_2023) is None


@pytest.mark.parametrize(
    ("start", "end"),
    [(date(2023, 1, 1), date(2023, 12, 31)), (date(2023, 1, 1), date(2023, 12, 26))],
    ids=["calendar years", "a year of 52 weeks"],
)
def test_a_year_earlier_may_end_some_days_earlier_or_later(qifu_project: Project, start: date, end: date) -> None:
    year, before = Period(start, end, ""), Period(date(2022, 1, 1), date(2022, 12, 31), "")
    project = replace(qifu_project, periods=Map({period.id: period for period in (year, before)}))
    statement = replace(operations(qifu_project), periods=(year.id, before.id), reconciled=frozenset())
    assert period_a_year_before(project, statement, year.id) == before.id


def test_leap_days_have_a_day_a_year_before(qifu_project: Project) -> None:
    leap, before = Period(None, date(2024, 2, 29), ""), Period(None, date(2023, 2, 28), "")
    project = replace(qifu_project, periods=Map({period.id: period for period in (leap, before)}))
    statement = replace(operations(qifu_project), periods=(leap.id, before.id), reconciled=frozenset())
    assert period_a_year_before(project, statement, leap.id) == before.id


def test_the_period_before_is_shown_under_both_frameworks_each_with_its_change(qifu_project: Project) -> None:
    columns = compared_columns(qifu_project, operations(qifu_project), H1_2023, Comparison())
    assert names(columns) == [
        (REPORTED, H1_2022), (REPORTED, H1_2023), *OF_CHANGE, (RESULT, H1_2022), (RESULT, H1_2023), *OF_CHANGE,
    ]  # fmt: skip


def test_without_a_period_before_the_one_shown_stands_alone(qifu_project: Project) -> None:
    statement, comparison = operations(qifu_project), Comparison()
    assert names(compared_columns(qifu_project, statement, H1_2022, comparison)) == [
        (REPORTED, H1_2022), (RESULT, H1_2022),
    ]  # fmt: skip
    assert lacks_partner(qifu_project, statement, H1_2022, comparison)
    assert not lacks_partner(qifu_project, statement, H1_2023, comparison)


def test_frameworks_are_compared_within_a_period(qifu_project: Project) -> None:
    columns = compared_columns(qifu_project, operations(qifu_project), H1_2023, Comparison(Preset.FRAMEWORKS))
    assert names(columns) == [(REPORTED, H1_2023), (RESULT, H1_2023), *OF_CHANGE]


def test_a_scenario_is_compared_with_the_present_switches(qifu_project: Project) -> None:
    project = replace(qifu_project, scenarios=Map({"Without": qifu_project.enabled - {SBC}}))
    comparison = Comparison(Preset.SCENARIO, "Without")
    columns = compared_columns(project, operations(project), H1_2023, comparison)
    assert [column.scenario for column in columns[1:3] if isinstance(column, ComparedColumn)] == ["Without", ""]
    deleted = compared_columns(qifu_project, operations(qifu_project), H1_2023, comparison)
    assert names(deleted) == [(RESULT, H1_2023)]


def test_all_periods_of_a_length_are_shown_the_earliest_first(qifu_project: Project) -> None:
    columns = compared_columns(qifu_project, operations(qifu_project), Q2_2023, Comparison(Preset.ALL_PERIODS))
    assert names(columns) == [(REPORTED, Q2_2022), (REPORTED, Q2_2023), *OF_CHANGE]


def test_any_two_columns_can_be_picked(qifu_project: Project) -> None:
    statement = operations(qifu_project)
    effect = ComparedColumn(EFFECT, SBC, H1_2022)
    quarter = ComparedColumn(REPORTED, period=PeriodId(Q2_2023))
    assert {effect, quarter} <= set(choosable_columns(qifu_project, statement))
    picked = Comparison(Preset.TWO_COLUMNS, start=effect, end=quarter)
    assert names(compared_columns(qifu_project, statement, H1_2023, picked)) == [
        (EFFECT, H1_2022), (REPORTED, Q2_2023), *OF_CHANGE,
    ]  # fmt: skip


def test_what_is_picked_joins_the_columns_of_a_preset_and_alone_has_a_change(qifu_project: Project) -> None:
    picked = Comparison(start=ComparedColumn(REPORTED, period=PeriodId(Q2_2023)))
    columns = compared_columns(qifu_project, operations(qifu_project), H1_2023, picked)
    assert names(columns)[-3:] == [(REPORTED, Q2_2023), *OF_CHANGE]
    assert names(columns).count("change") == 1


def test_a_picked_column_that_the_statement_lacks_does_not_count(qifu_project: Project) -> None:
    statement = qifu_project.statement_by_id["financial_position"]
    elsewhere = Comparison(start=ComparedColumn(REPORTED, period=PeriodId(Q2_2023)))
    pair = picked_pair(qifu_project, statement, JUN_2023, elsewhere)
    assert pair
    assert pair[0].period == DEC_2022


def test_effects_and_results_can_be_picked_in_reconciled_periods_alone(qifu_project: Project) -> None:
    columns = choosable_columns(qifu_project, operations(qifu_project))
    assert [column.kind for column in columns if column.period == Q2_2023] == [REPORTED]
    assert [column.kind for column in columns if column.period == H1_2023] == [REPORTED, RESULT, *[EFFECT] * 4]
