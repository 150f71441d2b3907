"""Files of two companies, or of two currencies, in one import: it fails, and no totals of both together are told."""

from pathlib import Path

import openpyxl
import pytest

from tests.conftest import Workbench
from tests.found import message
from tests.importing.small_books import Rows, findings, imported, workbook
from tests.importing.test_entry_lists import INCOME
from workbench.importing import import_workbooks
from workbench.session import Session
from workbench.workbooks import begin_reading

COMPANIES = ("belong to 2 companies", "one.xlsx names Rho Inc", "two.xlsx names Sigma Holdings Limited")
CURRENCIES = ("are in 2 currencies", "one.xlsx names USD", "two.xlsx names EUR")
SAID = pytest.mark.parametrize("said", [COMPANIES, CURRENCIES], ids=lambda said: said[0])


@pytest.fixture
def paths(tmp_path: Path, said: tuple[str, ...]) -> list[Path]:
    other: Rows = [["Sigma Holdings Limited"], *INCOME[1:]]
    if said is CURRENCIES:
        other = [*INCOME[:2], ["EUR in thousands"], *INCOME[3:]]
    return [workbook(tmp_path, {"IS": rows}, name) for rows, name in ((INCOME, "one.xlsx"), (other, "two.xlsx"))]


@SAID
def test_files_that_do_not_belong_together_fail_by_name(paths: list[Path], said: tuple[str, ...]) -> None:
    session = Session(import_workbooks([begin_reading(path) for path in paths]))
    (fail,) = [f for f in findings(session) if f.check == "one-entity"]
    assert message(fail) == f"The files {said[0]} ({said[1]} and {said[2]}). Import them separately."
    assert [cell.file for cell in fail.where] == ["one.xlsx", "two.xlsx"]


@SAID
def test_their_totals_are_not_printed_and_the_reason_is(
    paths: list[Path], said: tuple[str, ...], workbench: Workbench
) -> None:
    outcome = workbench("reconcile", *paths)
    assert outcome.status == 1
    _, reason, checks = outcome.output.splitlines()
    assert reason.startswith(f"No totals are shown, because the files {said[0]} (")
    assert checks.startswith("checks: ")


@SAID
def test_the_lead_schedule_of_the_review_workbook_says_why_it_shows_no_totals(
    tmp_path: Path, paths: list[Path], said: tuple[str, ...], workbench: Workbench
) -> None:
    entries: Rows = [
        ["Difference", "Statement", "Line item", "Period", "Amount"],
        ["Leases", "IS", "Operating expenses", "FY2023", 7],
        ["Leases", "IS", "Income tax", "FY2023", -2],
    ]
    paths.append(workbook(tmp_path, {"Entries": entries}, "entries.xlsx"))
    assert workbench("reconcile", *paths, "-o", tmp_path / "review.xlsx").status == 1
    lead = openpyxl.load_workbook(tmp_path / "review.xlsx")["Lead"]
    texts = [str(cell.value) for row in lead.iter_rows() for cell in row if cell.value]
    assert not any(text.startswith("Key totals") for text in texts)
    assert [said[1] in text for text in texts if text.startswith("No totals are shown")] == [True]


def sheet_of(company: str, years: tuple[int, int]) -> Rows:
    rows: Rows = [["Revenue", 100, 90], ["Costs", -60, -50], ["Net income", 40, 40]]
    return [[company], ["Income statement"], ["USD thousands"], [None, *years], *rows]


def test_sheets_of_two_companies_in_one_file_fail_by_name(tmp_path: Path) -> None:
    sheets = {"A": sheet_of("Alpha Industries Ltd", (2023, 2022)), "Z": sheet_of("Zephyr Foods Inc.", (2021, 2020))}
    session = imported(tmp_path, sheets)
    (fail,) = findings(session)
    said = "Sheets 'A' and 'Z' of book.xlsx belong to 2 companies (Alpha Industries Ltd and Zephyr Foods Inc.)"
    assert message(fail) == f"{said}. Import them separately."
    assert [cell.sheet for cell in fail.where] == ["A", "Z"]


@pytest.mark.parametrize("second", ["Alpha Industries Limited", "ALPHA INDUSTRIES LTD and its subsidiaries"])
def test_one_company_in_two_spellings_is_one(tmp_path: Path, second: str) -> None:
    sheets = {"A": sheet_of("Alpha Industries Ltd", (2023, 2022)), "Z": sheet_of(second, (2021, 2020))}
    assert not findings(imported(tmp_path, sheets))
