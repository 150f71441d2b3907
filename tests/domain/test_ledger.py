"""Debit and credit: the side of every line that is in an account, and what is open of an entry."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from tests.importing.expected import FIVE_WORKBOOKS
from tests.importing.layouts import sample_folder
from tests.journals.books import E0, E1, E2, Y1, Y2, books
from tests.projects import project_of
from tests.published import ADJUSTMENTS, DEC_2022, H1_2022, H1_2023, JUN_2023, Q2_2022, Q2_2023
from tests.published_journals import JOURNALS, Debits
from workbench.commands import InsertLine, RenameLine, SetTotal
from workbench.domain.adjustments import Leg
from workbench.domain.ids import LineId
from workbench.domain.ledger import Balance, Ledger, Moment, Place
from workbench.domain.periods import PeriodId
from workbench.domain.project import Project
from workbench.domain.statements import Concept, Line, LineRole, LineUnit, Statement, StatementKind
from workbench.engine import Results
from workbench.engine.recalculate import calculate
from workbench.importing import import_workbooks
from workbench.workbooks import begin_reading

SHAPES = Path(__file__).parents[1] / "cases" / "shapes"
COSTS = (
    *("facilitation_origination_and_servicing", "funding_costs", "sales_and_marketing", "general_and_administrative"),
    *("provision_for_loans_receivable", "provision_for_financial_assets_receivable"),
    *("provision_for_accounts_receivable_and_contract_assets", "provision_for_contingent_liabilities"),
    "total_operating_costs_and_expenses",
)
"""What the reference case prints as positive amounts that lower its income."""


def sides(project: Project, statement: Statement) -> dict[LineId, int]:
    """Return +1 for each line whose displayed amounts are debits, and -1 for credits."""
    return {line: account.debit_sign for line, account in Ledger(project).accounts(statement).items()}


# ---- the sides of lines


def test_what_lowers_income_is_a_debit_and_all_else_of_the_result_a_credit(qifu_project: Project) -> None:
    operations = qifu_project.statement_by_id["operations"]
    found = sides(qifu_project, operations)
    assert {line for line, sign in found.items() if sign == 1} == set(COSTS)
    assert found["income_taxes_expense"] == -1, "it is printed as a negative amount"
    assert found.keys() == {
        line.id for line in operations.lines if line.unit is LineUnit.MONEY and line.role is not LineRole.HEADING
    }


def test_assets_are_debits_and_what_claims_them_credits(qifu_project: Project) -> None:
    position = qifu_project.statement_by_id["financial_position"]
    of_assets = {"ASSETS": 1, "LIABILITIES AND EQUITY": -1}
    assert sides(qifu_project, position) == {
        line.id: of_assets[line.section[0]] for line in position.lines if line.role is not LineRole.HEADING
    }
    equity = {line for line, account in Ledger(qifu_project).accounts(position).items() if account.is_equity}
    assert equity == {
        line.id for line in position.lines if line.section[-1:] == ("SHAREHOLDERS' EQUITY",)
    }  # its total, and the total with the minorities', too
    takes_up = {line for line, account in Ledger(qifu_project).accounts(position).items() if account.takes_up_result}
    assert takes_up == {"retained_earnings", "noncontrolling_interests"}


def test_other_comprehensive_income_is_apart_from_net_income(qifu_project: Project) -> None:
    statement = qifu_project.statement_by_id["comprehensive_income"]
    accounts = Ledger(qifu_project).accounts(statement)
    assert {account.place for account in accounts.values()} == {Place.OTHER_COMPREHENSIVE_INCOME}
    income = statement.line_with(Concept.NET_INCOME)
    assert income is not None
    assert income.id not in accounts


@pytest.mark.parametrize("statement", ["cash_flows", "non_gaap"])
def test_cash_flows_and_measures_are_in_no_account(qifu_project: Project, statement: str) -> None:
    assert sides(qifu_project, qifu_project.statement_by_id[statement]) == {}
    line = qifu_project.statement_by_id[statement].lines[-1].id
    assert Ledger(qifu_project).debit(Leg(line, H1_2023, Decimal(5))) is None


SAMPLES = [*(sample_folder() / f"{stem}.xlsx" for stem in FIVE_WORKBOOKS), *sorted(SHAPES.glob("*.xlsx"))]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: str(path.stem))
def test_the_books_of_a_sample_balance(path: Path) -> None:
    """Debits are credits at each date; those of the result come to its loss. What no line prints is a remainder."""
    results = calculate(import_workbooks([begin_reading(path)]))
    ledger = Ledger(results.project)
    balanced = [
        (statement.id, period, _debits(results, ledger, statement, period))
        for statement in results.project.statements
        if ledger.accounts(statement) and statement.kind is not StatementKind.COMPREHENSIVE_INCOME
        for period in statement.periods
    ]
    assert [each for each in balanced if each[2]] == []
    assert len(balanced) == BALANCED.get(path.stem, 0)


BALANCED = {
    "qifu-h1-2023": 6,
    "qifu-adjustment-entries": 6,
    "qifu-99.2-pasted": 4,
    "hutchmed-h1-2024": 2,
    "s1_ifrs18_transition": 1,
    "s1c_previously_reported_restated": 1,
    "s2_jgaap_two_captions": 1,
    "s4_before_after": 1,
}
"""The statements, each once for each period, that have accounts: bridges have none, nor has a table without income."""


def _debits(results: Results, ledger: Ledger, statement: Statement, period: PeriodId) -> Decimal:
    """Return debits less credits of all lines but totals and of what no line prints; of the result, with the profit."""
    debits = Decimal(0)
    for line, account in ledger.accounts(statement).items():
        if account.place is not Place.SHARE_OF_RESULT:
            is_total = line in statement.total_of
            amount = results.remainder(line, period) if is_total else statement.figure(line, period)
            debits += account.debit_sign * (amount or Decimal(0))
    income = statement.line_with(Concept.NET_INCOME)
    return debits + ((statement.figure(income.id, period) if income else None) or Decimal(0))


# ---- a small company's books


def test_a_line_counts_as_its_totals_say_with_its_weight() -> None:
    project = books()
    assert sides(project, project.statements[0]) == {
        "revenue": -1, "lease cost": 1, "depreciation": 1, "interest": 1, "income before tax": -1,
        "income tax": 1, "net income": -1, "minorities' share": 1, "attributable": -1,
    }  # fmt: skip
    assert sides(project, project.statements[1]) == {
        "right of use": 1, "deferred tax": 1, "total assets": 1,
        "tax payable": -1, "lease liability": -1, "total liabilities": -1,
        "paid-in capital": -1, "accumulated oci": -1, "retained earnings": -1, "minorities": -1,
        "total equity": -1, "total claims": -1,
    }  # fmt: skip
    assert sides(project, project.statements[2]) == {
        "fair value changes": -1, "other comprehensive": -1, "comprehensive income": -1,
    }  # fmt: skip


def test_a_contra_asset_is_a_credit_and_a_deficit_within_equity_a_debit() -> None:
    project = books()
    project = InsertLine("position", Line("impairment", "Impairment"), "deferred tax").apply(project)
    parts = (("right of use", 1), ("deferred tax", 1), ("impairment", -1))
    project = SetTotal("total assets", parts).apply(project)
    project = InsertLine("position", Line("deficit", "Deficit"), "minorities").apply(project)
    project = SetTotal("total equity", (("paid-in capital", 1), ("deficit", -1))).apply(project)
    found = sides(project, project.statements[1])
    assert (found["impairment"], found["deficit"], found["retained earnings"]) == (-1, 1, -1)


def test_a_line_in_no_total_stands_on_the_side_on_which_it_is_printed() -> None:
    project = books()
    project = InsertLine("position", Line("goodwill", "Goodwill"), "right of use").apply(project)
    project = InsertLine("position", Line("provision", "Provision"), "tax payable").apply(project)
    found = sides(project, project.statements[1])
    assert (found["goodwill"], found["provision"]) == (1, -1)


def test_headings_shares_and_a_balance_sheet_without_total_assets_have_no_side() -> None:
    project = books()
    heading = Line("heading", "Assets", role=LineRole.HEADING)
    shares = Line("shares", "Shares", unit=LineUnit.SHARES)
    for line in (heading, shares):
        project = InsertLine("position", line, None).apply(project)
    assert not {"heading", "shares"} & sides(project, project.statements[1]).keys()
    plain = project_of({"cash": (Decimal(1), Decimal(2))}, {}, {})
    assert sides(plain, plain.statements[0]) == {}
    assert Ledger(plain).account("cash") is None


def test_a_result_that_ends_in_the_attributable_income_is_a_result_all_the_same() -> None:
    statement = books().statements[0]
    lines = tuple(replace(line, concept=None) if line.id == "net income" else line for line in statement.lines)
    project = replace(books(), statements=(replace(statement, lines=lines),))
    accounts = Ledger(project).accounts(project.statements[0])
    assert accounts["revenue"].place is Place.RESULT
    assert accounts["lease cost"].debit_sign == 1


# ---- the columns of a journal


def test_the_columns_are_periods_with_the_date_at_their_end_and_dates_that_end_none(qifu_project: Project) -> None:
    assert Ledger(qifu_project).moments == (
        Moment(H1_2022, None),
        Moment(Q2_2022, None),
        Moment(None, DEC_2022),
        Moment(H1_2023, JUN_2023),
        Moment(Q2_2023, JUN_2023),
    )


def test_a_bridge_alone_which_has_no_accounts_has_its_own_periods() -> None:
    project = import_workbooks([begin_reading(sample_folder() / "autohome-bridge.xlsx")])
    assert Ledger(project).moments == (
        Moment("2023-01-01/2023-12-31", "2023-12-31"),
        Moment("2024-01-01/2024-12-31", "2024-12-31"),
    )


def test_a_ledger_keeps_the_accounts_of_statements_that_did_not_change(qifu_project: Project) -> None:
    before = Ledger(qifu_project)
    known = [before.accounts(statement) for statement in qifu_project.statements[:2]]
    renamed = RenameLine("loans_receivable_net", "Loans").apply(qifu_project)
    after = Ledger(renamed, before)
    assert after.accounts(renamed.statements[0]) is known[0]
    assert after.accounts(renamed.statements[1]) is not known[1]
    assert after.account("loans_receivable_net").line.caption == "Loans"  # type: ignore[union-attr]


# ---- what is open of an entry


def legs_of(project: Project, debits: Debits) -> tuple[Leg, ...]:
    """Return the legs with these debits: in H1 2023 and at its end."""
    ledger = Ledger(project)
    periods = {"operations": H1_2023, "financial_position": JUN_2023}
    return tuple(
        Leg(line, periods[project.statement_of(line).id], Decimal(account.debit_sign * debit))
        for line, debit in debits.items()
        for account in (ledger.account(line),)
        if account
    )


def told(balance: Balance) -> tuple[int, int, bool]:
    return int(balance.open_amount), int(balance.result), balance.falls_into_equity


@pytest.mark.parametrize("key", ADJUSTMENTS)
def test_the_published_journals_balance(qifu_project: Project, key: str) -> None:
    journal, ledger = JOURNALS[key], Ledger(qifu_project)
    opening = tuple(replace(leg, period=DEC_2022) for leg in legs_of(qifu_project, journal.opening))
    (balance,) = ledger.balances(opening)
    size = Decimal(sum(debit for debit in journal.opening.values() if debit > 0))
    assert (balance.moment, balance.debited, balance.credited) == (Moment(None, DEC_2022), size, size)
    assert told(balance) == (0, 0, False)
    of_period = legs_of(qifu_project, journal.of_period)
    (balance,) = ledger.balances(of_period)
    assert balance.moment == Moment(H1_2023, JUN_2023)
    assert told(balance) == (0, journal.result, True)
    taken_up = Leg("retained_earnings", JUN_2023, Decimal(journal.result))
    (balance,) = ledger.balances((*of_period, taken_up))
    assert told(balance) == (0, journal.result, False)


@pytest.mark.parametrize("key", ADJUSTMENTS)
def test_they_come_to_the_effects_that_the_filing_prints(qifu_project: Project, key: str) -> None:
    journal, effects = JOURNALS[key], qifu_project.adjustment_by_id[key].effects
    closing = {"retained_earnings": -journal.result}
    for debits in (journal.opening, journal.of_period):
        for line, debit in debits.items():
            closing[line] = closing.get(line, 0) + debit
    printed = {line: amount for (line, period), amount in effects.items() if period in (H1_2023, JUN_2023)}
    assert {leg.line: leg.amount for leg in legs_of(qifu_project, closing) if leg.amount} == printed


def leg(line: str, period: str, amount: int) -> Leg:
    return Leg(line, period, Decimal(amount))


@pytest.mark.parametrize(
    ("legs", "open_amount", "falls_into_equity"),
    [
        ((leg("right of use", E1, 5), leg("lease liability", E1, 5)), 0, False),
        ((leg("right of use", E1, 5), leg("lease liability", E1, 3)), 2, False),
        ((leg("right of use", E1, 5),), 5, False),
        ((leg("lease cost", Y1, -5), leg("right of use", E1, 5)), 0, True),
        ((leg("lease cost", Y1, -5), leg("right of use", E1, 4)), -1, False),
        ((leg("lease cost", Y1, -5), leg("right of use", E1, 5), leg("retained earnings", E1, 5)), 0, False),
        ((leg("lease cost", Y1, -5), leg("right of use", E1, 5), leg("retained earnings", E1, 4)), 1, False),
        ((leg("lease cost", Y1, -5), leg("depreciation", Y1, 5)), 0, False),
        ((leg("lease cost", Y1, -5),), -5, False),
        ((leg("fair value changes", Y1, 5), leg("right of use", E1, 5), leg("accumulated oci", E1, 5)), 0, False),
        ((leg("lease cost", Y1, -5), leg("minorities' share", Y1, 1), leg("right of use", E1, 5)), 0, True),
    ],
)
def test_what_is_open(legs: tuple[Leg, ...], open_amount: int, *, falls_into_equity: bool) -> None:
    (balance,) = Ledger(books()).balances(legs)
    assert (int(balance.open_amount), balance.falls_into_equity) == (open_amount, falls_into_equity)
    assert not balance.is_one_sided


def test_nothing_is_open_of_nothing() -> None:
    assert Ledger(books()).balances(()) == ()


def test_a_result_without_a_balance_sheet_at_its_end_stands_alone(qifu_project: Project) -> None:
    (balance,) = Ledger(qifu_project).balances([Leg("funding_costs", H1_2022, Decimal(5))])
    assert (balance.moment, balance.result, balance.open_amount) == (Moment(H1_2022, None), -5, 0)
    assert balance.is_one_sided


def test_each_moment_of_an_entry_is_judged_alone_by_date() -> None:
    legs = (leg("right of use", E2, 7), leg("lease cost", Y1, -5), leg("right of use", E1, 5), leg("interest", Y2, 1))
    first, second = Ledger(books()).balances(legs)
    assert (first.moment, *told(first)) == (Moment(Y1, E1), 0, 5, True)
    assert (second.moment, *told(second)) == (Moment(Y2, E2), 8, -1, False)
    (opening,) = Ledger(books()).balances([leg("right of use", E0, 3)])
    assert opening.moment == Moment(None, E0)
