"""Files of two companies, or of two currencies, in one import: it fails, and no totals of both together are told."""

from pathlib import Path

import openpyxl
import pytest

from tests.conftest import Workbench
from tests.importing.sheets import Rows, findings, workbook
from tests.importing.test_entry_lists import INCOME
from workbench.importing import import_workbooks
from workbench.session import Session
from workbench.workbooks import begin_reading

COMPANIES = ("companies", "one.xlsx names Rho Inc", "two.xlsx names Sigma Holdings Limited")
CURRENCIES = ("currencies", "one.xlsx names USD", "two.xlsx names EUR")
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
    (fail,) = [f for f in findings(session) if f.check == "one entity"]
    assert fail.message == f"The files are of 2 {said[0]}, {said[1]} and {said[2]}: import them apart."
    assert [cell.file for cell in fail.where] == ["one.xlsx", "two.xlsx"]


@SAID
def test_their_totals_are_not_printed_and_the_reason_is(
    paths: list[Path], said: tuple[str, ...], workbench: Workbench
) -> None:
    outcome = workbench("reconcile", *paths)
    assert outcome.status == 1
    _, reason, checks = outcome.output.splitlines()
    assert reason.startswith(f"No totals are shown, because the files are of 2 {said[0]}, ")
    assert checks.startswith("checks: ")


@SAID
def test_the_summary_of_the_review_workbook_says_why_it_shows_no_totals(
    tmp_path: Path, paths: list[Path], said: tuple[str, ...], workbench: Workbench
) -> None:
    entries: Rows = [
        ["Difference", "Statement", "Line item", "Period", "Amount"],
        ["Leases", "IS", "Operating expenses", "FY2023", 7],
        ["Leases", "IS", "Income tax", "FY2023", -2],
    ]
    paths.append(workbook(tmp_path, {"Entries": entries}, "entries.xlsx"))
    assert workbench("reconcile", *paths, "-o", tmp_path / "review.xlsx").status == 1
    texts = [str(cell.value) for cell in openpyxl.load_workbook(tmp_path / "review.xlsx")["Summary"]["A"]]
    assert not any(text.startswith("Key totals") for text in texts)
    assert [said[1] in text for text in texts if text.startswith("No totals are shown")] == [True]
