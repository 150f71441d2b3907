"""Tables that print their lines for several companies, scenarios or segments: one set is read, the others are said."""

from pathlib import Path

import pytest

from tests.found import message
from tests.importing.small_books import INCOME, POSITION, YEAR, YEAR_BEFORE, Rows, findings, grown, imported, reported
from workbench.domain.findings import FindingStatus
from workbench.domain.statements import StatementKind

READ = {YEAR_BEFORE: grown(INCOME, 1), YEAR: grown(INCOME, 0)}


def lines(name: str, number: int) -> list[list[object]]:
    return [[name, caption, grown(INCOME, number)[caption], grown(INCOME, number + 1)[caption]] for caption in INCOME]


@pytest.mark.parametrize(
    ("head", "read", "other"),
    [
        ("Scenario", "Actual", "Budget"),
        ("Company", "Alpha", "Beta"),
        ("ticker", "AAA", "BBB"),
        ("Currency", "EUR", "USD"),
        ("Basis", "IFRS", "US GAAP"),
        ("Segment", "Total", "Retail"),
    ],
)
@pytest.mark.parametrize("is_last", [False, True], ids=["before the captions", "behind them"])
def test_one_set_is_read_and_the_other_said(tmp_path: Path, head: str, read: str, other: str, *, is_last: bool) -> None:
    sets = {read: 0, other: 5}
    order = reversed(sets) if read in ("Actual", "Total") else sets  # known wherever they stand; else the first is read
    rows = [[head, "Line item", 2023, 2022], *(row for name in order for row in lines(name, sets[name]))]
    if is_last:
        rows = [[caption, name, *figures] for name, caption, *figures in rows]
    session = imported(tmp_path, {"IS": rows})
    assert reported(session) == READ
    (doubt,) = [f for f in findings(session, FindingStatus.WARNING) if "repeats the lines of" in message(f)]
    assert f"'{read}'" in message(doubt)
    assert f"'{other}'" in message(doubt)


def test_headings_that_say_actual_and_budget_divide_a_table(tmp_path: Path) -> None:
    figures = [[caption, *rest] for _, caption, *rest in lines("", 0)]
    planned = [[caption, *rest] for _, caption, *rest in lines("", 5)]
    rows: Rows = [["Income statement"], [None, "2023", "2022"], ["Actual"], *figures, ["Budget"], *planned]
    session = imported(tmp_path, {"IS": rows})
    assert {period: {k: of[k] for k in INCOME} for period, of in reported(session).items()} == READ
    assert any("'Budget'" in message(finding) for finding in findings(session, FindingStatus.WARNING))


@pytest.mark.parametrize(
    ("one", "other"), [("Current", "Non-current"), ("Inflow", "Outflow"), ("流动", "非流动"), ("Assets", "Liabilities")]
)
def test_sections_with_lines_of_one_name_stay_one_statement(tmp_path: Path, one: str, other: str) -> None:
    captions = ("Lease liabilities", "Borrowings", "Contract liabilities")
    rows = [[section, caption, 10, 9] for section in (one, other) for caption in captions]
    session = imported(tmp_path, {"BS": [["Class", "Item", "31 Dec 2023", "31 Dec 2022"], *rows]})
    (statement,) = session.project.statements
    assert len(statement.lines) == 2 * len(captions)


def test_what_repeats_nothing_stays_beside_a_set_that_does(tmp_path: Path) -> None:
    notes = [["Notes", "Auditors' fee", 3, 2], ["Notes", "Rent", 5, 4]]
    rows: Rows = [["Scenario", "Item", 2023, 2022], *lines("Actual", 0), *lines("Budget", 5), *notes]
    session = imported(tmp_path, {"IS": rows})
    assert reported(session)[YEAR] == {**grown(INCOME, 0), "Auditors' fee": 3, "Rent": 5}


def test_a_column_of_statements_divides_nothing_that_repeats(tmp_path: Path) -> None:
    income = [["Income statement", caption, *figures] for _, caption, *figures in lines("", 0)]
    position = [["Balance sheet", caption, amount, amount] for caption, amount in POSITION.items()]
    session = imported(tmp_path, {"FS": [["Statement", "Item", 2023, 2022], *income, *position]})
    assert reported(session) == READ
    assert reported(session, StatementKind.FINANCIAL_POSITION)["2023-12-31"] == POSITION
