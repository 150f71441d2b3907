"""What a nature implies is checked, on figures that hold and on figures that do not."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.found import all_findings, message
from tests.importing.judging import read_here
from tests.projects import balance_sheet
from workbench.checks.natures import CHECKS
from workbench.commands import SwitchTo
from workbench.domain.adjustments import Nature
from workbench.domain.findings import Finding, FindingStatus
from workbench.domain.project import Project
from workbench.engine.recalculate import calculate
from workbench.importing import project_from
from workbench.session import Session

PASS, FAIL, INFORMATION = FindingStatus.PASS, FindingStatus.FAIL, FindingStatus.INFORMATION
NOT_APPLICABLE = FindingStatus.NOT_APPLICABLE
SHAPES = Path(__file__).parent.parent / "cases" / "shapes"
AMOUNTS = st.integers(-(10**6), 10**6)


def found_in(project: Project) -> list[Finding]:
    results = calculate(project)
    return [finding for check in CHECKS for finding in check.findings(results)]


def leases(nature: Nature | None, entries: Mapping[str, int]) -> Project:
    return balance_sheet({"leases": (nature, entries)})


def the_verdict(project: Project) -> tuple[FindingStatus, str]:
    (finding,) = found_in(project)
    return finding.status, message(finding)


def without_concepts(project: Project) -> Project:
    (statement,) = project.statements
    lines = tuple(replace(line, concept=None) for line in statement.lines)
    return replace(project, statements=(replace(statement, lines=lines),))


@pytest.mark.parametrize("nature", [None, Nature.MEASUREMENT])
def test_a_measurement_implies_nothing_and_neither_does_a_nature_that_nobody_says(nature: Nature | None) -> None:
    assert found_in(leases(nature, {"cash": 5})) == []


# ---- presentation


def test_a_presentation_difference_leaves_equity_unchanged() -> None:
    within_assets = leases(Nature.PRESENTATION, {"cash": 5, "loans": -4})
    assert the_verdict(within_assets) == (PASS, "Leases leaves Equity unchanged, June 30, 2023: 0")


@given(AMOUNTS, AMOUNTS)
def test_a_presentation_difference_that_moves_equity_fails_by_its_amount(capital: int, reserves: int) -> None:
    (finding,) = found_in(leases(Nature.PRESENTATION, {"capital": capital, "reserves": reserves}))
    moved = capital + reserves
    assert (finding.status, finding.difference) == (FAIL if moved else PASS, Decimal(moved))


def test_what_fails_is_said_with_its_amount_whether_the_difference_is_on_or_off() -> None:
    project = leases(Nature.PRESENTATION, {"cash": 5, "reserves": 5})
    said = "Leases leaves Equity unchanged, June 30, 2023: 5, expected 0, difference 5"
    assert the_verdict(project) == (FAIL, said)
    assert the_verdict(SwitchTo(frozenset()).apply(project)) == (FAIL, said)


def test_where_neither_profit_nor_equity_is_shown_there_is_nothing_to_leave_unchanged() -> None:
    said = (
        "Leases: presentation leaves income and equity unchanged: not applicable, "
        "no statement that it affects shows income or equity"
    )
    assert the_verdict(without_concepts(leases(Nature.PRESENTATION, {"cash": 5}))) == (NOT_APPLICABLE, said)


def test_a_table_that_adds_up_everywhere_still_fails_where_its_presentation_moves_profit(tmp_path: Path) -> None:
    """A leg was left out and every sum worked out anew: rows and columns agree, and only the nature tells."""
    book = openpyxl.load_workbook(SHAPES / "s1_ifrs18_transition.xlsx")
    sheet = book.worksheets[0]
    assert (sheet["A17"].value, sheet["E17"].value) == ("Interest on pension liabilities", -3)
    typed = {"E17": 0, "F17": 0, "E19": 3, "F19": 341, "E21": 3, "F21": 261}
    for cell, amount in typed.items():
        sheet[cell] = amount
    book.save(tmp_path / "slip.xlsx")
    results = Session(project_from([read_here(tmp_path / "slip.xlsx")])).results
    failing = [finding for finding in all_findings(results) if finding.status is FAIL]
    said = "Interest on pensions leaves Profit for the year unchanged, Year ended December 31, 2026: 3, "
    assert [message(finding) for finding in failing] == [f"{said}expected 0, difference 3"]


# ---- reclassification


def test_a_reclassification_leaves_the_totals_that_hold_all_its_legs_unchanged() -> None:
    across = leases(Nature.RECLASSIFICATION, {"loans": 5, "depreciation": 5})
    assert the_verdict(across) == (PASS, "Leases leaves Assets unchanged, June 30, 2023: 0")
    within = found_in(leases(Nature.RECLASSIFICATION, {"loans": 5, "cash": -5}))
    assert [message(finding) for finding in within] == [
        "Leases leaves Current unchanged, June 30, 2023: 0",
        "Leases leaves Assets unchanged, June 30, 2023: 0",
    ]


@given(AMOUNTS.filter(bool), AMOUNTS.filter(bool), AMOUNTS.filter(bool), AMOUNTS)
def test_legs_that_cancel_in_a_total_pass_and_legs_off_by_an_amount_fail(
    cash: int, land: int, depreciation: int, off: int
) -> None:
    entries = {"cash": cash, "land": land, "depreciation": depreciation, "loans": depreciation - cash - land + off}
    (finding,) = found_in(leases(Nature.RECLASSIFICATION, entries))
    assert (finding.status, finding.difference) == (FAIL if off else PASS, Decimal(off))


def test_a_single_leg_moves_every_total_above_it() -> None:
    found = found_in(leases(Nature.RECLASSIFICATION, {"depreciation": 5}))
    assert [(finding.status, finding.difference) for finding in found] == [(FAIL, Decimal(-5))] * 2


def test_lines_of_no_common_total_are_not_compared() -> None:
    said = (
        "Leases, June 30, 2023: a reclassification leaves the totals above it unchanged: not applicable, "
        "no total includes all of its lines"
    )
    assert the_verdict(leases(Nature.RECLASSIFICATION, {"cash": 5, "capital": 5})) == (NOT_APPLICABLE, said)


def test_a_reclassification_of_nothing_is_not_compared() -> None:
    assert found_in(leases(Nature.RECLASSIFICATION, {})) == []


@pytest.mark.parametrize("nature", [Nature.PRESENTATION, Nature.RECLASSIFICATION])
def test_an_effect_that_is_not_known_is_not_compared(nature: Nature) -> None:
    project = balance_sheet({"leases": (nature, {"capital": 5})}, unknown="reserves")
    said = "Leases leaves Equity unchanged, June 30, 2023: not applicable, an effect is unknown"
    assert the_verdict(project) == (NOT_APPLICABLE, said)


# ---- corrections of errors


@given(AMOUNTS, AMOUNTS)
def test_a_correction_is_information_whatever_it_moves(capital: int, reserves: int) -> None:
    (finding,) = found_in(leases(Nature.ERROR_CORRECTION, {"capital": capital, "reserves": reserves, "cash": 7}))
    assert (finding.status, finding.difference) == (INFORMATION, Decimal(capital + reserves))


def test_corrections_are_listed_apart() -> None:
    project = balance_sheet(
        {"leases": (None, {"reserves": 1}), "a slip": (Nature.ERROR_CORRECTION, {"cash": 5, "reserves": 5})}
    )
    said = "Error correction, listed separately: Equity, June 30, 2023, A slip: 5"
    assert the_verdict(project) == (INFORMATION, said)
    assert the_verdict(SwitchTo(frozenset()).apply(project)) == (INFORMATION, said)


def test_a_correction_where_neither_profit_nor_equity_is_shown_is_listed_by_name() -> None:
    project = without_concepts(leases(Nature.ERROR_CORRECTION, {"cash": 5}))
    assert the_verdict(project) == (
        INFORMATION,
        "Leases: an error correction that no line of income or equity shows",
    )


def test_of_a_correction_whose_effect_is_not_known_no_amount_is_listed() -> None:
    project = balance_sheet({"leases": (Nature.ERROR_CORRECTION, {"capital": 5})}, unknown="reserves")
    said = "Equity, June 30, 2023, Leases: not applicable, an effect is unknown"
    assert the_verdict(project) == (NOT_APPLICABLE, said)
