"""Relations that no caption tells, found by figures: where they hold elsewhere and not here, they fail here."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest

from tests.found import all_findings, message
from workbench.domain.findings import Finding, FindingStatus
from workbench.domain.maps import Map
from workbench.domain.project import Project
from workbench.domain.sources import CellRef, FigureRole, SourceFigures
from workbench.domain.statements import Line
from workbench.engine.recalculate import calculate
from workbench.session import Session


def with_amount(project: Project, sheet: str, cell: str, amount: str) -> Project:
    """Return the project as it would be had one cell of its workbook held another amount."""
    place = next(ref for ref in project.source_figures.by_source_cell if ref.sheet == sheet and ref.cell == cell)
    stated = project.source_figures.by_source_cell[place]
    changed = SourceFigures(
        one._replace(amount=Decimal(amount), raw=amount) if one.cell == place else one for one in project.source_figures
    )
    project = replace(project, source_figures=changed)
    if stated.role is not FigureRole.AS_REPORTED or not stated.is_primary:
        return project
    statement = project.statement_of(stated.line)
    row = list(statement.figures[stated.line])
    row[statement.column_of[stated.period]] = Decimal(amount)
    figures = statement.figures.with_items({stated.line: tuple(row)})
    lines = tuple(_wide_enough(line, Decimal(amount)) if line.id == stated.line else line for line in statement.lines)
    edited = replace(statement, figures=Map(figures), lines=lines)
    return replace(project, statements=tuple(edited if each is statement else each for each in project.statements))


def _wide_enough(line: Line, amount: Decimal) -> Line:
    exponent = amount.as_tuple().exponent
    assert isinstance(exponent, int)
    return replace(line, decimals=max(line.decimals, -exponent))


def failing(project: Project) -> dict[str, list[Finding]]:
    found: dict[str, list[Finding]] = {}
    for finding in all_findings(calculate(project)):
        if finding.status is FindingStatus.FAIL:
            found.setdefault(finding.check, []).append(finding)
    return found


@pytest.mark.parametrize(
    ("sheet", "cell", "amount", "check"),
    [
        ("IS", "F37", "6.92", "ratio"),
        ("IS", "F38", "6.144", "ratio"),
        ("IS", "F41", "12.26", "per-share-and-per-ads"),
        ("IS", "F44", "341118889", "ratio"),
        ("IS", "F44", "231118889", "share-counts"),
        ("Non-GAAP", "B12", "0.234", "ratio"),
        ("Non-GAAP", "B18", "159937276", "per-share-and-per-ads"),
        ("Non-GAAP", "B19", "6.21", "same-measure"),
        ("Non-GAAP", "B20", "6.24", "ratio"),
        ("Non-GAAP", "B26", "0.235", "ratio"),
        ("IS", "D19", "60149", "translation"),
        ("IS", "D41", "0.82", "translation"),
    ],
)
def test_one_wrong_figure_fails_at_its_cell(
    qifu_project: Project, sheet: str, cell: str, amount: str, check: str
) -> None:
    found = failing(with_amount(qifu_project, sheet, cell, amount))
    assert any(ref.cell == cell and ref.sheet == sheet for finding in found[check] for ref in finding.where)


def test_a_share_count_that_is_less_diluted_than_basic_fails_with_the_shares_that_are_missing(
    qifu_project: Project,
) -> None:
    (finding,) = failing(with_amount(qifu_project, "IS", "F44", "322978322"))["share-counts"]
    assert finding.difference == -1
    assert "expected at least 322,978,323" in message(finding)


def test_a_translated_line_may_be_off_by_one_so_that_its_total_foots_and_not_by_two(qifu_project: Project) -> None:
    # 436,486 / 7.2513 = 60,194
    assert "translation" not in failing(with_amount(qifu_project, "IS", "D19", "60195"))
    (finding,) = failing(with_amount(qifu_project, "IS", "D19", "60196"))["translation"]
    assert "USD at 7.2513: 60,196, expected 60,194, difference 2" in message(finding)


def test_the_rate_is_the_one_that_most_figures_give(qifu_project: Project) -> None:
    rates = {message(f).split("USD at ")[1].split(":")[0] for f in findings_of(qifu_project, "translation")}
    assert rates == {"7.2513"}


def findings_of(project: Project, check: str) -> list[Finding]:
    return [finding for finding in all_findings(calculate(project)) if finding.check == check]


def test_where_translations_follow_no_rate_nothing_is_compared(qifu_project: Project) -> None:
    stated = SourceFigures(
        one._replace(amount=one.amount + 100 * number)
        if one.role is FigureRole.TRANSLATION and one.amount is not None
        else one
        for number, one in enumerate(qifu_project.source_figures)
    )
    found = findings_of(replace(qifu_project, source_figures=stated), "translation")
    assert {finding.status for finding in found} == {FindingStatus.NOT_APPLICABLE}


def test_a_diluted_amount_whose_numerator_carries_interest_in_every_period_is_no_ratio(qifu_project: Project) -> None:
    changes: Mapping[str, str] = {"B38": "3.01", "C38": "3.27", "E38": "6.69", "F38": "6.09"}
    project = qifu_project
    for cell, amount in changes.items():
        project = with_amount(project, "IS", cell, amount)
    named = {message(finding).split(" (")[0] for finding in findings_of(project, "ratio")}
    assert "Basic" in named
    assert "Diluted" not in named


def test_a_margin_that_is_wrong_in_one_of_four_periods_is_still_a_margin(qifu: Session) -> None:
    project = with_amount(qifu.project, "Non-GAAP", "C36", "0.281")
    ratios = [
        finding for finding in findings_of(project, "ratio") if message(finding).startswith("GAAP net income margin")
    ]
    statuses = [finding.status for finding in ratios]
    assert statuses.count(FindingStatus.FAIL) == 1
    assert statuses.count(FindingStatus.PASS) == 3


def test_a_finding_names_the_cells_of_the_figures_that_it_compares(qifu_project: Project) -> None:
    finding = next(
        f
        for f in findings_of(qifu_project, "ratio")
        if message(f).startswith("Basic (Net income per ordinary share")
        and "Six months ended June 30, 2023" in message(f)
    )
    places = {f"{ref.sheet}!{ref.cell}" for ref in finding.where}
    assert {"IS!F37", "IS!F35", "IS!F43"} <= places
    assert all(isinstance(ref, CellRef) for ref in finding.where)
