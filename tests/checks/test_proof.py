"""What proves a figure, and how many figures nothing proves."""

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given

from tests.conftest import Workbench
from tests.importing.small_books import Rows, imported
from tests.projects import OPENING, project_of, projects
from workbench import resources
from workbench.checks import CHECKS, Check, proof, run_checks
from workbench.checks.check import proven_figures_in
from workbench.checks.expressions import as_reported, effect, result
from workbench.checks.proof import needs_proof, unstated_totals_above
from workbench.domain.findings import FindingStatus
from workbench.domain.project import Project
from workbench.domain.sources import CellRef, FigureRole, SourceFigure, SourceFigures
from workbench.engine import Engine
from workbench.engine.recalculate import calculate
from workbench.opening import Opening
from workbench.phrases import ENGLISH
from workbench.presentation.light import light_of
from workbench.resources import sample
from workbench.session import Session

H1_2022, H1_2023 = "2022-01-01/2022-06-30", "2023-01-01/2023-06-30"
CREDIT = "expected_credit_losses"
ENTRIES = sample().with_name("qifu-adjustment-entries.xlsx")


def test_every_figure_of_the_reference_case_is_proven_whatever_is_on(qifu: Session) -> None:
    assert proof(qifu.results).unproven == 0
    assert proof(qifu.results.with_enabled([])).unproven == 0


def test_entries_of_a_period_without_balance_sheets_are_unproven_and_the_exit_status_is_0(workbench: Workbench) -> None:
    outcome = workbench("check", ENTRIES)
    assert outcome.status == 0
    assert outcome.output.splitlines()[-1].startswith("checks: 201 of 201 pass (all pass, 10 figures unproven, ")
    assert workbench("reconcile", ENTRIES, "--json").json["unproven"] == 10


def test_entries_are_proven_by_the_totals_that_they_make_up(tmp_path: Path) -> None:
    from workbench.importing import import_workbooks
    from workbench.workbooks import begin_reading

    session = Session(import_workbooks([begin_reading(ENTRIES)]))
    found = proof(session.results)
    (tax,) = (line for line in session.project.statements[0].lines if line.name == "Income taxes expense")
    assert found.is_proven(effect("effective_interest_rate_on_loans_receivable", tax.id, H1_2023))
    assert not found.is_proven(effect("effective_interest_rate_on_loans_receivable", tax.id, H1_2022))


def test_a_book_in_which_nothing_is_compared_with_another_figure_does_not_pass(tmp_path: Path) -> None:
    rows: Rows = [["Alpha plc"], ["RMB in thousands"], [None, "FY2023"], ["Rent", 100], ["Interest", 7]]
    session = imported(tmp_path, {"Income statement": rows})
    found = run_checks(session.results)
    assert not any(finding.status in (FindingStatus.PASS, FindingStatus.FAIL) for finding in found.findings)
    assert light_of(found.counts, found.unproven).in_words(ENGLISH) == "Nothing could be checked, 2 figures unproven"


def test_a_figure_that_agrees_with_its_own_cell_alone_is_not_proven() -> None:
    project = project_of({"cash": (Decimal(5), None)}, {}, {})
    one = SourceFigure("cash", OPENING, FigureRole.AS_REPORTED, "", Decimal(5), CellRef("a.xlsx", "BS", "B1"), "5")
    results = calculate(replace(project, source_figures=SourceFigures([one])))
    assert proof(results).unproven == 1
    other = one._replace(cell=CellRef("a.xlsx", "Recon", "B1"))
    results = calculate(replace(project, source_figures=SourceFigures([one, other])))
    assert proof(results).unproven == 0
    assert proof(results).is_proven(as_reported("cash", OPENING))


def test_a_total_proves_its_parts_and_is_proven_by_them() -> None:
    figures = {"cash": (Decimal(5), Decimal(6)), "loans": (Decimal(1), None), "assets": (Decimal(6), None)}
    results = calculate(project_of(figures, {"assets": (("cash", 1), ("loans", 1))}, {}))
    found = proof(results)
    assert all(found.is_proven(as_reported(line, OPENING)) for line in figures)
    assert found.unproven == 1  # the cash of the other date, whose total is blank


@pytest.fixture(scope="module")
def entries_project() -> Project:
    return Opening([resources.root() / "samples" / "qifu-adjustment-entries.xlsx"]).project()


@given(projects())
def test_as_many_figures_are_unproven_as_need_a_proof_and_have_none(project: Project) -> None:
    found = proof(Engine().results(project))
    cells = [
        (line.id, period)
        for statement in project.statements
        for line in statement.lines
        for period in statement.periods
    ]
    figures = [as_reported(*cell) for cell in cells] + [result(*cell) for cell in cells]
    figures += [effect(adjustment.id, *cell) for adjustment in project.adjustments for cell in cells]
    assert found.unproven == sum(needs_proof(project, each) and not found.is_proven(each) for each in figures)


@given(projects())
def test_what_is_proven_is_so_in_every_state_of_the_switches(project: Project) -> None:
    every = frozenset(adjustment.id for adjustment in project.adjustments)
    states = [proof(calculate(replace(project, enabled=enabled))) for enabled in (every, frozenset())]
    assert (states[0].figures, states[0].unproven) == (states[1].figures, states[1].unproven)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
def test_the_quick_way_proves_each_figure_as_often_as_looking_does(qifu: Session, check: Check) -> None:
    assert Counter(check.proven_figures(qifu.results)) == Counter(proven_figures_in(check.compare(qifu.results)))


def test_entries_of_a_period_whose_equity_nobody_states_are_unproven(entries_project: Project) -> None:
    found = proof(Engine().results(entries_project))
    unproven = {
        (adjustment.id, cell)
        for adjustment in entries_project.adjustments
        for cell in adjustment.effects
        if not found.is_proven(effect(adjustment.id, *cell))
    }
    assert found.unproven == len(unproven) == 10
    assert {period for _, (_, period) in unproven} == {H1_2022}


def test_an_entry_makes_up_the_effects_on_totals_that_no_source_states(
    entries_project: Project, qifu_project: Project
) -> None:
    on_taxes = effect(CREDIT, "income_taxes_expense", H1_2022)
    assert effect(CREDIT, "net_income", H1_2022) in set(unstated_totals_above(entries_project, on_taxes))
    assert effect(CREDIT, "net_income", H1_2022) not in set(unstated_totals_above(qifu_project, on_taxes))
