"""Layouts of tables: side by side, names over several rows, columns beside the ends, breakdowns, drafts, units."""

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from tests.found import message, said
from tests.importing.small_books import YEAR, Rows, findings, results, session_of, workbook
from workbench.domain.findings import FindingStatus
from workbench.domain.import_report import CellUse
from workbench.domain.statements import StatementKind
from workbench.importing import import_workbooks
from workbench.session import Session
from workbench.workbooks import begin_reading

RECON: Rows = [
    ["Statement of operations, year ended December 31, 2023"],
    ["RMB in thousands"],
    [None, "US GAAP", "Leases", "Pensions", "IFRS"],
    ["Revenue", 1000, 0, 0, 1000],
    ["Costs", -600, 30, -20, -590],
    ["Net income", 400, 30, -20, 410],
]
FY2022 = "2022-01-01/2022-12-31"


def test_tables_side_by_side_are_read_each_with_its_own_captions(tmp_path: Path) -> None:
    other = [list(row) for row in RECON]
    other[0] = ["Statement of operations, year ended December 31, 2022"]
    width = 6
    rows = [[*row, *[None] * (width - len(row)), *more] for row, more in zip(RECON, other, strict=True)]
    session = session_of(tmp_path, {"Recon": rows})
    assert results(session, YEAR)["Net income"] == results(session, FY2022)["Net income"] == 410
    assert findings(session, FindingStatus.FAIL) == []


def test_names_over_several_rows_are_put_together(tmp_path: Path) -> None:
    rows = [
        *RECON[:2],
        [None, None, "Fair value", None, None],
        [None, "US GAAP", "change of", "Share-based", "IFRS"],
        [None, "(as reported)", "preferred shares", "compensation", "(adjusted)"],
        *RECON[3:],
    ]
    session = session_of(tmp_path, {"Recon": rows})
    names = [a.name for a in session.project.adjustments]
    assert names == ["Fair value change of preferred shares", "Share-based compensation"]


@pytest.mark.parametrize(
    ("heading", "figures"),
    [
        ("Check", (0, 0, 0)),
        ("Difference", (0, 10, 10)),
        ("Total adjustments", (0, 10, 10)),
        ("Per 20-F", (1000, -590, 410)),
    ],
)
def test_columns_beside_a_reconciliation_are_no_differences(
    tmp_path: Path, heading: str, figures: tuple[int, ...]
) -> None:
    rows = [*RECON[:2], [*RECON[2], heading], *([*row, f] for row, f in zip(RECON[3:], figures, strict=True))]
    session = session_of(tmp_path, {"Recon": rows})
    assert [a.name for a in session.project.adjustments] == ["Leases", "Pensions"]
    assert findings(session) == []


@pytest.mark.parametrize("name", ["Changes in fair value", "Effects under IFRS 9", "Change of control put"])
def test_a_difference_is_one_whatever_its_name_where_the_figures_need_it(tmp_path: Path, name: str) -> None:
    rows = [*RECON[:2], [None, "US GAAP", name, "Pensions", "IFRS"], *RECON[3:]]
    session = session_of(tmp_path, {"Recon": rows})
    assert len(session.project.adjustments) == 2
    assert results(session, YEAR)["Net income"] == 410
    assert findings(session) == []


def test_a_breakdown_by_segment_does_not_replace_the_statement(tmp_path: Path) -> None:
    segments: Rows = [
        ["Note 21 Segment information"],
        ["RMB in thousands"],
        [None, "Year ended December 31, 2023", "Year ended December 31, 2023", "Year ended December 31, 2023"],
        [None, "China", "Europe", "Total"],
        ["Revenue", 700, 300, 1000],
        ["Costs", -400, -200, -600],
    ]
    session = session_of(tmp_path, {"Segments": segments, "Recon": RECON})
    operations = next(session.project.of_kind(StatementKind.OPERATIONS))
    assert operations.figure("revenue", YEAR) == 1000
    assert findings(session) == []


def test_a_draft_on_a_hidden_sheet_neither_rules_nor_contradicts(tmp_path: Path) -> None:
    draft = [list(row) for row in RECON]
    draft[4] = ["Costs", -500, 30, -20, -490]
    path = workbook(tmp_path, {"Draft": draft, "Recon": RECON})
    book = openpyxl.load_workbook(path)
    book["Draft"].sheet_state = "hidden"
    book.save(path)
    session = Session(import_workbooks([begin_reading(path)]))
    assert results(session, YEAR)["Costs"] == -590
    assert findings(session) == []
    assert any("hidden table" in message(f) for f in findings(session, FindingStatus.WARNING))


def test_tables_in_two_scales_are_brought_to_that_of_most_rows(tmp_path: Path) -> None:
    primary: Rows = [
        ["Statement of operations"],
        ["RMB in millions"],
        [None, "FY2022"],
        ["Revenue", "0.9"],
        ["Costs", "(0.5)"],
    ]
    session = session_of(tmp_path, {"Recon": RECON, "IS": primary})
    operations = session.project.statements[0]
    assert session.project.scale == 1000
    assert operations.figure("revenue", FY2022) == 900
    assert operations.figure("costs", FY2022) == -500
    assert any("units of 1,000,000" in message(f) for f in findings(session, FindingStatus.INFORMATION))


def test_a_table_that_prints_costs_with_the_other_sign_is_turned_and_a_single_slip_is_not(tmp_path: Path) -> None:
    primary: Rows = [
        ["Statement of operations"],
        ["RMB in thousands"],
        [None, "FY2023"],
        ["Revenue", 1000],
        ["Costs", 600],
        ["Marketing", 100],
        ["Net income", 300],
    ]
    recon: Rows = [
        *RECON[:3],
        ["Revenue", 1000, 0, 0, 1000],
        ["Costs", -600, 30, -20, -590],
        ["Marketing", -100, 0, 0, -100],
        ["Net income", 300, 30, -20, 310],
    ]
    session = session_of(tmp_path, {"IS": primary, "Recon": recon})
    assert results(session, YEAR)["Costs"] == 590
    assert results(session, YEAR)["Net income"] == 310
    assert findings(session) == []
    slipped = [list(row) for row in recon]
    slipped[5] = ["Marketing", 100, 0, 0, 100]
    slipped[4] = ["Costs", 600, -30, 20, 590]
    slipped[3] = ["Revenue", -1000, 0, 0, -1000]
    fails = findings(session_of(tmp_path, {"IS": primary, "Recon": slipped}))
    assert any("Revenue" in message(f) and f.check == "agreement-of-sources" for f in fails)


def test_restated_figures_rule_over_those_previously_reported(tmp_path: Path) -> None:
    rows: Rows = [
        ["Statement of operations"],
        ["RMB in thousands"],
        [None, "FY2022", "FY2022", "FY2023"],
        [None, "As previously reported", "As restated", None],
        ["Revenue", 90, 95, 100],
        ["Net income", 9, 14, 10],
    ]
    session = session_of(tmp_path, {"IS": rows})
    assert session.project.statements[0].figure("revenue", FY2022) == 95
    assert any(
        "same period" in message(f) and f.where[0].cell == "B5" for f in findings(session, FindingStatus.WARNING)
    )


EUROPEAN: Rows = [
    ["Bilanz AG"],
    ["Statement of operations, year ended December 31, 2023"],
    ["EUR in thousands"],
    [None, "US GAAP", "Leases", "IFRS"],
    ["Revenue", "1.000.000,50", "—", "1.000.000,50"],
    ["Costs", "-600.000,25", "30,5", "-599.969,75"],
    ["Net income", "400.000,25", "30,5", "400.030,75"],
]


def test_separators_are_decided_per_column_by_what_proves_them(tmp_path: Path) -> None:
    session = session_of(tmp_path, {"GuV": EUROPEAN})
    assert results(session, YEAR)["Net income"] == Decimal("400030.75")
    assert findings(session) == []


def test_what_could_be_a_thousand_or_one_and_a_bit_is_doubted_by_its_cells(tmp_path: Path) -> None:
    rows: Rows = [*EUROPEAN[:3], [None, "FY2023"], ["Revenue", "1.234"], ["Net income", "1.234"]]
    session = session_of(tmp_path, {"GuV": rows})
    (doubt,) = [f for f in findings(session, FindingStatus.WARNING) if "point or a decimal comma" in message(f)]
    assert {ref.cell for ref in doubt.where} == {"B5", "B6"}


def test_every_cell_is_in_exactly_one_class(tmp_path: Path) -> None:
    rows = [list(row) for row in RECON]
    rows[3].append("a remark")
    rows.append([None])
    rows.append(["Footnote: audited", None, 77])
    session = session_of(tmp_path, {"Recon": rows, "Scratch": [[1, "x"], [" "]]})
    counts = session.project.import_report.counts()
    filled = {"Recon": sum(v is not None for row in rows for v in row), "Scratch": 3}
    assert {sheet: total.total() for (_, sheet), total in counts.items()} == filled
    assert counts["book.xlsx", "Recon"][CellUse.FIGURE] >= 12
    reasons = {said(cells.reason) for cells in session.project.import_report.cells if cells.use is CellUse.IGNORED}
    assert "contains only spaces" in reasons
    assert "" not in reasons
