"""A project without figures: its statements have the periods that they can show, and ids of their own."""

from collections.abc import Sequence

import pytest

from workbench.catalogue.empty_project import empty_project, empty_statement
from workbench.domain.frameworks import Framework, Frameworks
from workbench.domain.periods import PeriodId, period_of
from workbench.domain.project import Project
from workbench.domain.statements import StatementKind
from workbench.engine import Engine

PERIODS = [period_of(PeriodId(key)) for key in ("2025-12-31", "2026-06-30", "2026-01-01/2026-06-30")]
ENDS = Frameworks(Framework("Previous standards"), Framework("New standards"))
KINDS = [kind for kind in StatementKind if kind is not StatementKind.OTHER]


def begun(language: str = "en", kinds: Sequence[StatementKind] = KINDS) -> Project:
    return empty_project("Example Ltd", "EUR", 1_000, ENDS, kinds, PERIODS, language)


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_every_kind_of_statement_is_there_with_its_own_lines(language: str) -> None:
    project = begun(language)
    assert [statement.kind for statement in project.statements] == KINDS
    for statement in project.statements:
        assert all(project.periods[period].is_instant == statement.kind.shows_balances for period in statement.periods)
    lines = [line for statement in project.statements for line in statement.line_by_id]
    assert len(lines) == len(set(lines))
    results = Engine().results(project)
    assert results.figure(lines[0], project.statements[0].periods[0]) is None


def test_a_statement_that_shows_none_of_the_periods_is_left_out() -> None:
    flows = [period for period in PERIODS if not period.is_instant]
    kinds = [StatementKind.OPERATIONS, StatementKind.FINANCIAL_POSITION]
    project = empty_project("", "", 1, ENDS, kinds, flows, "en")
    assert [statement.kind for statement in project.statements] == [StatementKind.OPERATIONS]


def test_another_statement_of_the_same_kind_has_other_ids() -> None:
    project = begun(kinds=[StatementKind.OPERATIONS])
    other = empty_statement(StatementKind.OPERATIONS, "en", project.statements[0].periods, project.statements, 1_000)
    assert other.id == "operations_2"
    assert not other.line_by_id.keys() & project.statements[0].line_by_id.keys()
    plain = empty_statement(StatementKind.OTHER, "en", project.statements[0].periods, project.statements, 1_000)
    assert (plain.id, plain.title, plain.lines) == ("other", "", ())
