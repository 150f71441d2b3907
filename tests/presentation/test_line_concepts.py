"""The concepts that a line can have, and what is said to follow them: as the program itself reads them."""

import ast
from pathlib import Path

import pytest

import workbench.checks
from tests.projects import project_of
from workbench.domain.project import Project
from workbench.domain.statements import Concept, Line, LineRole, LineUnit, StatementKind
from workbench.importing.language.concepts import CONCEPT_PATTERNS
from workbench.presentation.line_concepts import CHECKS_THAT_FOLLOW, OF_MONEY, concepts_of, followers_of
from workbench.wording.names import CHECKS

NO_FINDER = {"dates.py"}
"""Modules of checks that read a concept for other reasons than to find what they compare."""


@pytest.mark.parametrize(("concept", "kinds"), [(concept, kinds) for concept, kinds, _ in CONCEPT_PATTERNS])
def test_whatever_an_import_may_conclude_can_be_chosen(concept: Concept, kinds: frozenset[StatementKind]) -> None:
    line = Line("line", "Line")
    assert [kind for kind in (StatementKind.OPERATIONS, StatementKind.FINANCIAL_POSITION) if kind in kinds
            and concept not in concepts_of(line, kind)] == []  # fmt: skip


def test_every_kind_of_statement_has_concepts_and_every_concept_a_kind() -> None:
    assert set(OF_MONEY) == set(StatementKind)
    others = {Concept.BASIC_EPS, Concept.DILUTED_EPS, Concept.BASIC_SHARES, Concept.DILUTED_SHARES}
    assert {concept for concepts in OF_MONEY.values() for concept in concepts} == set(Concept) - others


def test_a_line_has_the_concepts_of_its_unit_and_keeps_the_one_that_it_has() -> None:
    per_share = Line("eps", "Basic", unit=LineUnit.PER_SHARE, concept=Concept.REVENUE)
    assert concepts_of(per_share, StatementKind.OPERATIONS) == (Concept.REVENUE, Concept.BASIC_EPS, Concept.DILUTED_EPS)
    assert concepts_of(Line("margin", "Margin", unit=LineUnit.PERCENT), StatementKind.OPERATIONS) == ()
    assert concepts_of(Line("assets", "ASSETS", role=LineRole.HEADING), StatementKind.FINANCIAL_POSITION) == ()


def test_every_concept_of_the_reference_case_can_be_chosen(qifu_project: Project) -> None:
    for statement in qifu_project.statements:
        for line in statement.lines:
            if line.concept:
                unset = Line(line.id, line.caption, unit=line.unit)
                assert line.concept in concepts_of(unset, statement.kind), line.id


def test_the_concepts_that_checks_read_are_said_to_be_followed() -> None:
    read = set()
    for path in Path(workbench.checks.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Attribute(value=ast.Name(id="Concept"), attr=name) if path.name not in NO_FINDER:
                    read.add(Concept[name])
    assert set(CHECKS_THAT_FOLLOW) == read
    assert {check for checks in CHECKS_THAT_FOLLOW.values() for check in checks} <= set(CHECKS)


def test_what_follows_net_income_is_named() -> None:
    followers = [str(name) for name in followers_of(Concept.NET_INCOME, StatementKind.OPERATIONS)]
    assert followers == [
        "key totals", "net income", "roll-forward", "interim periods", "ratio", "same measure", "presentation",
    ]  # fmt: skip
    elsewhere = [str(name) for name in followers_of(Concept.NET_INCOME, StatementKind.CASH_FLOWS)]
    assert "roll-forward" not in elsewhere
    followers = [str(name) for name in followers_of(Concept.INCOME_TAX, StatementKind.OPERATIONS)]
    assert followers == ["interim periods", "kinds of entries"]
    assert project_of({}, {}, {}).statements[0].line_with(Concept.NET_INCOME) is None
