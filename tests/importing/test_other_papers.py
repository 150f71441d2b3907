"""Sheets of accounts that are no statement: a trial balance is named, and never read for one."""

from pathlib import Path

import pytest

from tests.importing.small_books import INCOME, YEAR, Rows, grown, imported, reported, results, table
from workbench.errors import ImportRefused

ACCOUNTS: Rows = [[1000, "Cash", 500, None], [2000, "Payables", None, 200], [3000, "Capital", None, 300]]
STATEMENT = table([["Harbour Ltd"], ["Income statement"], ["EUR thousands"], [None, "2023"]], (0,))


def trial_balance(title: str, *heads: str) -> Rows:
    return [["Harbour Ltd"], [title], ["December 31, 2023"], heads, *ACCOUNTS]


TRIAL_BALANCES = [
    trial_balance("Trial balance", "No.", "Name", "Debit", "Credit"),
    trial_balance("TB at year end", "Nominal", "Name", "Dr", "Cr"),
    trial_balance("Accounts", "Account code", "Name", "Debit", "Credit"),
    trial_balance("试算平衡表", "科目编码", "科目", "借方", "贷方"),
    trial_balance("科目餘額表", "科目編碼", "科目", "借方", "貸方"),
]


@pytest.mark.parametrize("rows", TRIAL_BALANCES)
def test_a_trial_balance_is_refused_by_its_name(tmp_path: Path, rows: Rows) -> None:
    with pytest.raises(ImportRefused, match="Sheet 'Accounts' contains a trial balance"):
        imported(tmp_path, {"Accounts": rows})


@pytest.mark.parametrize("rows", TRIAL_BALANCES)
def test_beside_a_statement_it_brings_in_no_line(tmp_path: Path, rows: Rows) -> None:
    session = imported(tmp_path, {"Accounts": rows, "PL": STATEMENT})
    assert reported(session) == {YEAR: grown(INCOME, 0)}
    assert len(session.project.statements) == 1


def test_a_tab_may_call_it_so(tmp_path: Path) -> None:
    rows: Rows = [["Harbour Ltd"], ["Name", "Debit", "Credit"], *(account[1:] for account in ACCOUNTS)]
    with pytest.raises(ImportRefused, match="contains a trial balance"):
        imported(tmp_path, {"TB": rows})


def test_a_list_of_entries_with_two_sides_that_mentions_a_trial_balance_is_read(tmp_path: Path) -> None:
    rows: Rows = [
        ["Entries proposed from the trial balance of the company, before those of January that nobody has seen yet"],
        ["Difference", "Statement", "Line item", "Period", "Debit", "Credit"],
        ["Leases", "Income statement", "Selling expenses", "2023", None, 20],
        ["Leases", "Income statement", "Income tax", "2023", 5, None],
    ]
    session = imported(tmp_path, {"PL": STATEMENT, "Entries": rows})
    assert [adjustment.name for adjustment in session.project.adjustments] == ["Leases"]
    shown = results(session, YEAR)
    assert [shown[each] for each in ("Selling expenses", "Income tax")] == [-130, -55]
