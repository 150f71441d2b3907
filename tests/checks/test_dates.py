"""Headings of periods that figures contradict: a date from which no difference rolls forward, a year of nobody else."""

from dataclasses import replace
from datetime import date

import pytest

from tests.found import all_findings, message
from tests.projects import entries_of
from workbench.domain.findings import Finding, FindingStatus
from workbench.domain.maps import Map
from workbench.domain.periods import Period, PeriodId
from workbench.domain.project import Project
from workbench.domain.sources import SourceFigures
from workbench.domain.statements import StatementKind
from workbench.engine.recalculate import calculate

OPENING, CLOSING, H1_2022 = "2022-12-31", "2023-06-30", "2022-01-01/2022-06-30"


def headed(project: Project, kind: StatementKind, was: PeriodId, now: Period) -> Project:
    """Return the project as if one statement headed a period otherwise."""
    statement = next(project.of_kind(kind))

    def moved(line: str, period: PeriodId) -> PeriodId:
        return now.id if period == was and line in statement.line_by_id else period

    periods = tuple(now.id if period == was else period for period in statement.periods)
    reconciled = frozenset(now.id if period == was else period for period in statement.reconciled)
    changed = replace(statement, periods=periods, reconciled=reconciled)
    adjustments = tuple(
        replace(
            adjustment,
            entries=entries_of(
                {(line, moved(line, period)): amount for (line, period), amount in adjustment.effects.items()}
            ),
            stated_for=frozenset(
                (key, now.id) if key == statement.id and period == was else (key, period)
                for key, period in adjustment.stated_for
            ),
        )
        for adjustment in project.adjustments
    )
    return replace(
        project,
        periods=Map({**project.periods, now.id: now}),
        statements=tuple(changed if each is statement else each for each in project.statements),
        adjustments=adjustments,
        source_figures=SourceFigures(
            one._replace(period=moved(one.line, one.period)) for one in project.source_figures
        ),
    )


def found(project: Project) -> list[Finding]:
    return [finding for finding in all_findings(calculate(project)) if finding.check == "periods"]


def test_right_headings_are_not_doubted(qifu_project: Project) -> None:
    assert found(qifu_project) == []


@pytest.mark.parametrize(
    ("was", "now", "right"),
    [
        (OPENING, Period(None, date(2023, 12, 31), "December 31, 2023"), "31 Dec 2022"),
        (CLOSING, Period(None, date(2024, 6, 30), "June 30, 2024"), "30 Jun 2023"),
    ],
)
def test_a_balance_sheet_from_which_all_differences_roll_forward_as_from_another_date_fails(
    qifu_project: Project, was: PeriodId, now: Period, right: str
) -> None:
    (finding,) = found(headed(qifu_project, StatementKind.FINANCIAL_POSITION, was, now))
    assert finding.status is FindingStatus.FAIL
    assert message(finding).startswith(f"The balance sheet headed {now.label} rolls forward over ")
    assert f" as if dated {right}. " in message(finding)
    assert finding.where


def test_a_table_that_states_another_years_income_fails_with_the_cells_of_both(qifu_project: Project) -> None:
    year = Period(date(2021, 1, 1), date(2021, 6, 30), "Six months ended June 30, 2021")
    (finding,) = found(headed(qifu_project, StatementKind.COMPREHENSIVE_INCOME, H1_2022, year))
    assert "states the same figures for Six months ended June 30, 2021 as" in message(finding)
    assert {ref.sheet for ref in finding.where} >= {"OCI", "IS"}
