"""Vertical bridges: a measure led from one framework to the other, a row for each difference."""

from decimal import Decimal
from pathlib import Path

import pytest

from tests.found import message
from tests.importing.small_books import YEAR, Rows, findings, results, session_of
from workbench.domain.findings import FindingStatus
from workbench.domain.statements import StatementKind
from workbench.importing.language.frameworks import measure_in

FY2022 = "2022-01-01/2022-12-31"
BRIDGE: Rows = [
    ["Omicron Ltd"],
    ["(RMB in thousands)"],
    [None, "Year ended December 31, 2023", "Year ended December 31, 2022"],
    ["Net loss as reported under U.S. GAAP", -1000, -900],
    ["IFRSs adjustments:"],
    ["(1) Share-based compensation (Note a)", -10, -20],
    ["(2) Leases (Note b)", 5, 6],
    [None, -5, -14],
    ["Net loss under IFRSs", -1005, -914],
]


def test_rows_are_differences_and_an_unlabelled_subtotal_is_none(tmp_path: Path) -> None:
    session = session_of(tmp_path, {"Bridge": BRIDGE})
    (statement,) = session.project.statements
    assert statement.kind is StatementKind.NET_INCOME_BRIDGE
    assert [line.caption for line in statement.lines] == ["Net loss"]
    assert [a.name for a in session.project.adjustments] == ["Share-based compensation", "Leases"]
    assert results(session, YEAR) == {"Net loss": Decimal(-1005)}
    assert results(session, FY2022) == {"Net loss": Decimal(-914)}
    assert findings(session, FindingStatus.FAIL, FindingStatus.WARNING) == []


def test_a_wrong_cell_leaves_the_bridge_a_bridge_that_fails_by_its_cells(tmp_path: Path) -> None:
    rows = [list(row) for row in BRIDGE]
    rows[6][1] = 6
    session = session_of(tmp_path, {"Bridge": rows})
    assert session.project.statements[0].kind is StatementKind.NET_INCOME_BRIDGE
    (fail,) = findings(session)
    assert fail.check == "cross-cast"
    assert fail.difference == -1
    assert {ref.cell for ref in fail.where} == {"B4", "B6", "B7", "B9"}


def test_what_is_deducted_is_subtracted_where_that_adds_up(tmp_path: Path) -> None:
    rows: Rows = [
        ["RMB in thousands"],
        [None, "FY2023"],
        ["Net income under U.S. GAAP", 100],
        ["Add: Leases", 5],
        ["Less: Share-based compensation", 20],
        ["Net income under IFRS", 85],
    ]
    session = session_of(tmp_path, {"Bridge": rows})
    effects = {a.name: session.results.effect(a.id, "net_income", YEAR) for a in session.project.adjustments}
    assert effects == {"Leases": 5, "Share-based compensation": -20}


def test_rows_that_divide_the_one_above_are_no_differences(tmp_path: Path) -> None:
    rows: Rows = [
        ["RMB in thousands"],
        [None, "FY2023"],
        ["Net income under U.S. GAAP", 100],
        ["Leases", 5],
        ["of which: depreciation", -20],
        ["of which: lease cost", 25],
        ["Net income under IFRS", 105],
    ]
    session = session_of(tmp_path, {"Bridge": rows})
    assert [a.name for a in session.project.adjustments] == ["Leases"]
    assert findings(session) == []


@pytest.mark.parametrize(
    "rows",
    [
        [["Net loss"], ["Under U.S. GAAP", -1000], ["Leases", 5], ["Under IFRS", -995]],
        [["Reconciliation of net loss"], ["U.S. GAAP", -1000], ["Leases", 5], ["IFRS", -995]],
    ],
)
def test_the_measure_may_stand_above_the_rows(tmp_path: Path, rows: Rows) -> None:
    session = session_of(tmp_path, {"Bridge": [["RMB in thousands"], rows[0][:1], [None, "FY2023"], *rows]})
    (statement,) = session.project.statements
    assert statement.kind is StatementKind.NET_INCOME_BRIDGE
    assert results(session, YEAR) == {statement.lines[0].caption: Decimal(-995)}
    assert statement.lines[0].caption.casefold() == "net loss"


def test_two_frameworks_that_nothing_leads_between_are_said(tmp_path: Path) -> None:
    rows: Rows = [["RMB in thousands"], [None, "FY2023"], ["Net income - US GAAP", 100], ["Net income - IFRS", 90]]
    session = session_of(tmp_path, {"Summary": rows})
    assert [s.kind for s in session.project.statements] == [StatementKind.OTHER]
    assert any("name two frameworks" in message(f) for f in findings(session, FindingStatus.WARNING))


@pytest.mark.parametrize(
    ("caption", "measure"),
    [
        ("Net income as reported under U.S. GAAP", "Net income"),
        ("Total equity in accordance with IFRSs", "Total equity"),
        (
            "Net loss attributable to ordinary shareholders (U.S. GAAP)",
            "Net loss attributable to ordinary shareholders",
        ),
        ("Total equity as reported under U.S. GAAP¹", "Total equity"),
        ("根據美國公認會計準則呈報的淨虧損", "净亏损"),
        ("Under IFRS", ""),
    ],
)
def test_the_measure_is_what_is_left_without_the_framework(caption: str, measure: str) -> None:
    assert measure_in(caption) == measure
