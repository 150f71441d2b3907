"""A total that its source does not state has no result: in JSON, the review workbook, the report and the table."""

import json
from pathlib import Path

import openpyxl
import pytest

from tests.conftest import Workbench
from tests.importing.small_books import Rows, workbook

STATED, UNSTATED = "2024-01-01/2024-06-30", "2025-01-01/2025-06-30"
HEADS: list[object] = [None, "Amounts as reported under U.S. GAAP", "Leases", "Amounts under IFRS"]
ROWS: Rows = [
    ["Harbour Pharma"],
    ["US$'000"],
    ["Six months ended June 30, 2025"],
    HEADS,
    ["Revenue", 500, 3, 503],
    ["Operating expenses", -370, 5, -365],
    [],
    ["Six months ended June 30, 2024"],
    HEADS,
    ["Revenue", 400, 2, 402],
    ["Operating expenses", -290, 4, -286],
    ["*Net income", 110, 6, 116],
]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return workbook(tmp_path, {"Recon": ROWS})


def test_json_gives_a_result_only_where_one_is_stated(book: Path, workbench: Workbench, tmp_path: Path) -> None:
    assert workbench("reconcile", book, f"--json={tmp_path / 'figures.json'}").status == 0
    answer = json.loads((tmp_path / "figures.json").read_text(encoding="utf-8"))
    (net,) = [line for line in answer["statements"][0]["lines"] if line["caption"] == "Net income"]
    assert net["figures"][STATED]["result"] == 116
    assert net["figures"].get(UNSTATED, {}).get("result") is None


def test_the_report_and_the_lead_schedules_print_none(book: Path, workbench: Workbench, tmp_path: Path) -> None:
    outcome = workbench("reconcile", book, "-o", tmp_path / "review.xlsx")
    assert outcome.status == 0
    assert "138" not in outcome.output
    review = openpyxl.load_workbook(tmp_path / "review.xlsx", data_only=True)
    shown = [str(cell.value) for row in review["Lead"].iter_rows() for cell in row if cell.value is not None]
    assert "138" not in shown


def test_the_statement_of_the_review_workbook_leaves_the_result_blank(
    book: Path, workbench: Workbench, tmp_path: Path
) -> None:
    assert workbench("reconcile", book, "-o", tmp_path / "review.xlsx").status == 0
    review = openpyxl.load_workbook(tmp_path / "review.xlsx", data_only=True)
    found = {
        sheet.title: [cell.value for cell in row[1:4]]
        for sheet in review
        for row in sheet.iter_rows()
        if sheet.title.startswith("IS") and row[0].value == "Net income"
    }
    assert found == {"IS H1 2024": [110, 6, 116], "IS H1 2025": [None, 8, None]}


def test_the_long_table_has_no_result_of_it(book: Path, workbench: Workbench, tmp_path: Path) -> None:
    assert workbench("table", book, "-o", tmp_path / "figures.csv").status == 0
    rows = (tmp_path / "figures.csv").read_text(encoding="utf-8").splitlines()
    assert not any("Net income" in row and "138" in row for row in rows)
    assert any("Net income" in row and "116" in row for row in rows)
