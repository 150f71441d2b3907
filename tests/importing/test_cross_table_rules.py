"""What one table decides for another: the group beside the company alone, drafts on hidden sheets, days in lists."""

from pathlib import Path

import pytest

from tests.found import message
from tests.importing.small_books import (
    INCOME,
    POSITION,
    YEAR,
    YEAR_BEFORE,
    Rows,
    findings,
    grown,
    imported,
    reported,
    results,
    table,
)
from workbench.domain.findings import FindingStatus
from workbench.domain.statements import StatementKind

GROUP, ALONE = (0, 1), (5, 6)
OF_THE_GROUP = {YEAR_BEFORE: grown(INCOME, 1), YEAR: grown(INCOME, 0)}


def income(title: str, columns: tuple[int, int], heads: tuple[str, str] = ("2023", "2022")) -> Rows:
    return table([["Harbour Ltd"], [title], ["EUR thousands"], [None, *heads]], columns)


@pytest.mark.parametrize(
    ("group", "alone"),
    [
        ("Consolidated income statement", "Standalone income statement"),
        ("Group income statement", "Company only income statement"),
        ("Consolidated income statement", "Unconsolidated income statement"),
        ("Consolidated income statement", "Income statement of the parent company"),
        ("合并利润表", "母公司利润表"),
        ("合併利潤表", "母公司利潤表"),
    ],
)
@pytest.mark.parametrize("is_group_first", [True, False])
def test_the_statement_of_the_group_is_taken_and_that_of_the_company_alone_is_named(
    tmp_path: Path, group: str, alone: str, is_group_first: bool
) -> None:
    sheets = [("A", income(group, GROUP)), ("B", income(alone, ALONE))]
    session = imported(tmp_path, dict(sheets if is_group_first else sheets[::-1]))
    assert reported(session) == OF_THE_GROUP
    (said,) = (f for f in findings(session, FindingStatus.WARNING) if "for the parent company only" in message(f))
    assert [(ref.sheet, ref.cell) for ref in said.where] == [("B", "A5")]
    assert findings(session) == []


def test_a_company_alone_without_its_group_is_taken(tmp_path: Path) -> None:
    session = imported(tmp_path, {"A": income("Standalone income statement", ALONE)})
    assert reported(session)[YEAR] == grown(INCOME, 5)
    assert not [f for f in findings(session, FindingStatus.WARNING) if "alone" in message(f)]


def test_the_company_alone_is_taken_for_years_that_the_group_does_not_report(tmp_path: Path) -> None:
    older = income("Standalone income statement", ALONE, ("2021", "2020"))
    session = imported(tmp_path, {"A": income("Consolidated income statement", GROUP), "B": older})
    assert len(reported(session)) == 4


@pytest.mark.parametrize(
    ("heads", "columns"),
    [
        ([None, "The Company", None, "The Group", None], (*ALONE, *GROUP)),
        ([None, "The Group", None, "The Company", None], (*GROUP, *ALONE)),
        ([None, "Group", "Group", "Company", "Company"], (*GROUP, *ALONE)),
    ],
)
def test_columns_of_the_group_are_taken_beside_those_of_the_company(
    tmp_path: Path, heads: list[object], columns: tuple[int, ...]
) -> None:
    rows: Rows = [["Harbour Ltd"], ["Balance sheet"], heads, [None, 2023, 2022, 2023, 2022], [None, *["RM'000"] * 4]]
    session = imported(tmp_path, {"BS": table(rows, columns, POSITION)})
    assert reported(session, StatementKind.FINANCIAL_POSITION) == {
        "2022-12-31": grown(POSITION, 1),
        "2023-12-31": grown(POSITION, 0),
    }
    assert (session.project.currency, session.project.scale) == ("MYR", 1000)
    assert any("Company" in message(f) for f in findings(session, FindingStatus.WARNING, FindingStatus.INFORMATION))


def test_a_hidden_draft_of_a_visible_statement_is_left_out_and_named(tmp_path: Path) -> None:
    sheets = {"Draft": income("Income statement", ALONE), "IS": income("Income statement", GROUP)}
    session = imported(tmp_path, sheets, hidden=("Draft",))
    assert reported(session) == OF_THE_GROUP
    (said,) = (f for f in findings(session, FindingStatus.WARNING) if "hidden table" in message(f))
    assert {ref.sheet for ref in said.where} == {"Draft"}
    assert findings(session) == []


def test_the_same_sheet_in_plain_sight_contradicts_and_fails(tmp_path: Path) -> None:
    sheets = {"Draft": income("Income statement", ALONE), "IS": income("Income statement", GROUP)}
    assert findings(imported(tmp_path, sheets)) != []


def test_a_hidden_statement_that_no_visible_one_repeats_is_taken(tmp_path: Path) -> None:
    older = income("Income statement", ALONE, ("2021", "2020"))
    session = imported(tmp_path, {"Old": older, "IS": income("Income statement", GROUP)}, hidden=("Old",))
    assert reported(session)["2021-01-01/2021-12-31"] == grown(INCOME, 5)
    assert reported(session)[YEAR] == grown(INCOME, 0)


def test_a_day_in_a_list_of_entries_is_the_period_of_the_statement_that_ends_on_it(tmp_path: Path) -> None:
    entries: Rows = [
        ["Adjustments"],
        ["Difference", "Statement", "Line item", "Date", "Amount"],
        ["Leases", "Income statement", "Selling expenses", "2023-12-31", 20],
        ["Leases", "Income statement", "Income tax", "2023-12-31", -5],
    ]
    session = imported(tmp_path, {"IS": income("Income statement", GROUP), "Entries": entries})
    shown = results(session, YEAR)
    assert [shown[each] for each in ("Selling expenses", "Income tax", "Net income")] == [-130, -55, 215]
