"""What each check says of the reference case, and of figures that do not hold."""

from collections import Counter
from dataclasses import replace
from decimal import Decimal

import pytest

from tests.found import all_findings, message
from tests.projects import OPENING, project_of
from workbench.checks import CHECKS
from workbench.checks.balance import CHECK as BALANCE
from workbench.domain.findings import Finding, FindingStatus
from workbench.domain.project import Project
from workbench.domain.sources import FigureRole, SourceFigures
from workbench.domain.statements import Concept, Line, Statement
from workbench.engine.recalculate import calculate
from workbench.session import Session


def counts(findings: tuple[Finding, ...], check: str) -> dict[str, int]:
    return dict(Counter(f.status.value for f in findings if f.check == check))


@pytest.mark.parametrize(
    ("check", "expected"),
    [
        ("agreement-of-sources", {"pass": 76}),
        ("stated-once", {"information": 731}),
        ("cross-cast", {"pass": 75}),
        ("result-of-row", {"information": 147}),
        ("effects-as-entered", {"information": 122}),
        ("footing", {"pass": 248, "information": 42, "not-applicable": 3}),
        ("balance", {"pass": 11, "information": 2}),
        ("net-income", {"pass": 12}),
        ("roll-forward", {"pass": 6, "not-applicable": 12}),
        ("cash", {"pass": 5, "not-applicable": 6}),
        ("ratio", {"pass": 34}),
        ("result-of-ratio", {"information": 4}),
        ("same-measure", {"pass": 18}),
        ("per-share-and-per-ads", {"pass": 26}),
        ("share-counts", {"pass": 4}),
        ("translation", {"pass": 103}),
        ("periods", {}),
    ],
)
def test_the_filing_passes_every_check_that_applies(qifu: Session, check: str, expected: dict[str, int]) -> None:
    assert counts(all_findings(qifu.results), check) == expected


def test_every_not_applicable_has_its_reason(qifu: Session) -> None:
    reasons = Counter(
        (f.check, message(f).split("not applicable, ")[1])
        for f in all_findings(qifu.results)
        if f.status is FindingStatus.NOT_APPLICABLE
    )
    assert reasons == {
        ("footing", "the sources print only affected parts; the remainder is (51,753)"): 1,
        ("footing", "the sources print only affected parts; the remainder is (42,949)"): 1,
        ("footing", "no source prints the parts in this currency"): 1,
        ("roll-forward", "the period is not reconciled"): 8,
        ("roll-forward", "there is no balance sheet at its beginning or end"): 4,
        ("cash", "there is no balance sheet at that date"): 5,
        ("cash", "the balance sheet does not show cash in this column"): 1,
    }


def test_the_differences_roll_forward_exactly_as_the_filing_shows(qifu: Session) -> None:
    rolled = [
        message(f) for f in all_findings(qifu.results) if f.check == "roll-forward" and f.status is FindingStatus.PASS
    ]
    assert any("Retained earnings 1,001,037 + net income 25,217 = closing: 1,026,254" in message for message in rolled)
    assert any("offset in paid-in capital: 21,695" in message for message in rolled)


def without_stated(project: Project, meaning: Concept) -> Project:
    statement = next(s for s in project.statements if s.line_with(meaning))
    lines = tuple(replace(line, concept=None) if line.concept is meaning else line for line in statement.lines)
    changed = replace(statement, lines=lines)
    return replace(project, statements=tuple(changed if s is statement else s for s in project.statements))


def test_where_only_total_equity_is_known_a_difference_is_a_warning_with_its_amount(qifu_project: Project) -> None:
    project = without_stated(qifu_project, Concept.RETAINED_EARNINGS)
    findings = [f for f in all_findings(calculate(project)) if f.check == "roll-forward"]
    warned = {message(f).split(",")[0]: f.difference for f in findings if f.status is FindingStatus.WARNING}
    assert warned == {"Share-based compensation": Decimal(-49_337)}
    assert sum(f.status is FindingStatus.PASS for f in findings) == 3


def test_switching_off_a_difference_keeps_checks_on_published_figures(qifu: Session) -> None:
    results = qifu.results.with_enabled([])
    assert all(finding.status is not FindingStatus.FAIL for finding in all_findings(results))
    assert counts(all_findings(results), "cross-cast") == {"pass": 75}


def test_a_result_computed_from_its_own_row_is_said_to_be_by_formula(qifu_project: Project) -> None:
    stated = SourceFigures(
        one._replace(formula="=B11+SUM(C11:F11)") if one.cell.cell == "G11" and one.role is FigureRole.RESULT else one
        for one in qifu_project.source_figures
    )
    findings = all_findings(calculate(replace(qifu_project, source_figures=stated)))
    by_formula = [f for f in findings if f.check == "cross-cast" and "by formula" in message(f)]
    assert len(by_formula) == 4
    assert {f.status for f in by_formula} == {FindingStatus.PASS}


def test_a_share_count_repeated_in_another_currency_must_be_the_same(qifu_project: Project) -> None:
    stated = SourceFigures(
        one._replace(amount=Decimal(1)) if one.line == "basic_3" and one.role is FigureRole.TRANSLATION else one
        for one in qifu_project.source_figures
    )
    failing = [
        f
        for f in all_findings(calculate(replace(qifu_project, source_figures=stated)))
        if f.status is FindingStatus.FAIL
    ]
    assert {f.where[-1].cell for f in failing} >= {"D43", "G43"}


def test_a_balance_sheet_that_does_not_balance_fails_by_the_difference() -> None:
    project = project_of(
        {
            "assets": (Decimal(10), Decimal(10)),
            "liabilities": (Decimal(4), Decimal(4)),
            "equity": (Decimal(6), Decimal(5)),
        },
        {},
        {"ecl": {("assets", OPENING): Decimal(1)}},
    )
    meanings = {
        "assets": Concept.TOTAL_ASSETS,
        "liabilities": Concept.TOTAL_LIABILITIES,
        "equity": Concept.TOTAL_EQUITY,
    }
    statement: Statement = project.statements[0]
    lines: tuple[Line, ...] = tuple(replace(line, concept=meanings[line.id]) for line in statement.lines)
    project = replace(project, statements=(replace(statement, lines=lines),))
    found = {message(f).split(":")[0]: f.difference for f in BALANCE.findings(calculate(project)) if f.difference}
    assert found == {
        "Assets = liabilities + equity, December 31, 2022, Ecl": 1,
        "Assets = liabilities + equity, December 31, 2022, IFRS": 1,
        "Assets = liabilities + equity, June 30, 2023, US GAAP": 1,
        "Assets = liabilities + equity, June 30, 2023, IFRS": 1,
    }


SILENT = [
    "carried-forward",
    "interim-periods",
    "presentation",
    "reclassification",
    "error-corrections",
    "notes",
    "periods",
]
"""The checks for which the reference case gives no occasion: nothing was rolled forward, and no nature is said."""


def test_each_other_check_says_something_of_the_reference_case(qifu: Session) -> None:
    assert [check.name for check in CHECKS if not any(True for _ in check.compare(qifu.results))] == SILENT
