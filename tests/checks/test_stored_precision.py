"""Figures that a calculation left long: a sum that is off by what was cut passes and says so, one digit more fails."""

from decimal import Decimal
from pathlib import Path

import pytest

from tests.found import message
from tests.importing.small_books import Cell, Rows, findings, imported
from tests.projects import project_of
from workbench.checks.comparison import Comparison, below_half_a_digit, evaluate
from workbench.checks.expressions import Constant
from workbench.domain.findings import CheckId, Finding, FindingStatus
from workbench.engine.recalculate import calculate

WITHIN = "within stored precision"


def sheet(cash: float, loans: float, total: float) -> Rows:
    lines = (("Cash", cash), ("Loans", loans), ("Total assets", total))
    rows = [[caption, Cell(amount, "0.00")] for caption, amount in lines]
    return [["Xi Inc."], ["Balance sheet"], ["EUR millions"], [None, "December 31, 2023"], *rows]


def footing(folder: Path, cash: float, loans: float, total: float) -> Finding:
    session = imported(folder, {"BS": sheet(cash, loans, total)})
    (finding,) = (each for each in findings(session, FindingStatus.PASS, FindingStatus.FAIL) if each.check == "footing")
    return finding


def test_a_total_that_is_off_by_less_than_what_was_cut_passes_and_says_so(tmp_path: Path) -> None:
    finding = footing(tmp_path, 1.11111144, 2.22222244, 3.33333388)
    assert finding.status is FindingStatus.PASS
    assert WITHIN in message(finding)
    assert finding.difference != 0


def test_a_total_of_short_figures_that_adds_up_is_not_said_to_be_within_any_precision(tmp_path: Path) -> None:
    finding = footing(tmp_path, 1.25, 2.5, 3.75)
    assert finding.status is FindingStatus.PASS
    assert WITHIN not in message(finding)


@pytest.mark.parametrize("off", [0.005, 0.01, 1])
def test_a_total_that_is_off_by_half_of_the_last_digit_shown_fails_however_long_its_figures_are(
    tmp_path: Path, off: float
) -> None:
    finding = footing(tmp_path, 1.11111144, 2.22222244, 3.33333388 + off)
    assert finding.status is FindingStatus.FAIL
    assert finding.difference is not None
    assert abs(finding.difference) >= Decimal("0.004999")


def test_a_total_of_short_figures_fails_by_one_digit(tmp_path: Path) -> None:
    finding = footing(tmp_path, 1.25, 2.5, 3.76)
    assert (finding.status, finding.difference) == (FindingStatus.FAIL, Decimal("0.01"))


@pytest.mark.parametrize(
    ("slack", "places", "difference", "passes"),
    [
        ("0", 2, "0", True),
        ("0", 2, "0.000001", False),
        ("0.000001", 2, "0.000001", True),
        ("0.000001", 2, "-0.000002", False),
        ("1", 2, "0.0049", True),
        ("1", 2, "0.005", False),
        ("1", 0, "-0.5", False),
    ],
)
def test_a_difference_passes_within_what_was_cut_and_below_half_of_the_last_digit_shown(
    slack: str, places: int, difference: str, passes: bool
) -> None:
    tolerance = below_half_a_digit(Decimal(slack), places)
    amount = Decimal("12.5")
    left, right = Constant(amount), Constant(amount - Decimal(difference))
    finding = evaluate(
        Comparison(CheckId("footing"), "Cash", left, right, tolerance), calculate(project_of({}, {}, {}))
    )
    assert (finding.status is not FindingStatus.FAIL) == passes
    assert finding.difference == Decimal(difference)
