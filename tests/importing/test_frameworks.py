"""Both ends of a reconciliation go by the names that the file gives them."""

from pathlib import Path

import pytest

from tests.found import message
from tests.importing.small_books import YEAR, Rows, findings, imported, reported
from workbench.domain.findings import FindingStatus
from workbench.domain.project import Project

ENDS = [
    ("U.S. GAAP", "IFRSs", ("US GAAP", "IFRS")),
    ("GAAP", "IFRS", ("US GAAP", "IFRS")),
    ("UK GAAP", "IFRS", ("UK GAAP", "IFRS")),
    ("FRS 102", "IFRS", ("FRS 102", "IFRS")),
    ("FRS 101", "FRS 102", ("FRS 101", "FRS 102")),
    ("HGB", "IFRS", ("HGB", "IFRS")),
    ("German GAAP (HGB)", "IFRS", ("German GAAP (HGB)", "IFRS")),
    ("Dutch GAAP", "IFRS", ("Dutch GAAP", "IFRS")),
    ("Previous GAAP", "IFRS", ("Previous GAAP", "IFRS")),
    ("Indian GAAP", "Ind AS", ("Indian GAAP", "Ind AS")),
    ("Ind AS", "US GAAP", ("Ind AS", "US GAAP")),
    ("K-GAAP", "K-IFRS", ("K-GAAP", "K-IFRS")),
    ("ROC GAAP", "TIFRS", ("ROC GAAP", "TIFRS")),
    ("Swiss GAAP FER", "IFRS", ("Swiss GAAP FER", "IFRS")),
    ("Statutory", "IFRS", ("Statutory", "IFRS")),
    ("Tax basis", "U.S. GAAP", ("Tax basis", "US GAAP")),
    ("中国企业会计准则", "国际财务报告准则", ("中国企业会计准则", "IFRS")),
]


def names_of(project: Project) -> tuple[str, ...]:
    return tuple(framework.name for framework in project.frameworks)


def test_what_names_no_framework_is_called_as_its_heading_calls_it(tmp_path: Path) -> None:
    rows: Rows = [
        ["Balance sheet, 31 December 2014"],
        ["GBP thousands"],
        [None, "As previously stated", "Effect of transition", "FRS 102"],
        ["Fixed assets", 480, 20, 500],
        ["Current assets", 250, 5, 255],
        ["Net assets", 730, 25, 755],
    ]
    assert names_of(imported(tmp_path, {"FTA": rows}).project) == ("As previously stated", "FRS 102")


@pytest.mark.parametrize(
    ("heads", "read"),
    [
        (["IFRS", "Amortization", "Impairments", "Core"], 0),
        (["U.S. GAAP", "Restructuring", "Impairments", "Adjusted"], 0),
        (["IFRS results", "Amortization", "Impairments", "Core results"], 0),
        (["Adjusted", "Adjusting items", "Impairments", "Statutory"], 3),
    ],
)
def test_a_measure_of_the_companys_own_is_no_framework(tmp_path: Path, heads: list[str], read: int) -> None:
    rows: Rows = [
        ["Income statement, year ended 31 December 2023"],
        ["EUR millions"],
        [None, *heads],
        ["Revenue", 100, None, 5, 105],
        ["Cost of sales", -60, 3, None, -57],
        ["Gross profit", 40, 3, 5, 48],
    ]
    session = imported(tmp_path, {"IS": rows})
    assert session.project.adjustments == ()
    assert reported(session) == {YEAR: {str(row[0]): row[1 + read] for row in rows[3:]}}
    assert any("adjusted measure" in message(finding) for finding in findings(session, *FindingStatus))


@pytest.mark.parametrize(("first", "last", "named"), ENDS, ids=[f"{first} to {last}" for first, last, _ in ENDS])
def test_the_ends_are_named_as_the_file_names_them(
    tmp_path: Path, first: str, last: str, named: tuple[str, str]
) -> None:
    rows: Rows = [
        ["Harbour Ltd"],
        ["Reconciliation of profit and loss, year ended 31 December 2023"],
        ["EUR thousands"],
        [None, first, "Leases", "Revenue timing", last],
        ["Turnover", 1000, None, 20, 1020],
        ["Cost of sales", -400, 5, None, -395],
        ["Gross profit", 600, 5, 20, 625],
    ]
    project = imported(tmp_path, {"Recon": rows}).project
    assert names_of(project) == named
    assert [adjustment.name for adjustment in project.adjustments] == ["Leases", "Revenue timing"]
