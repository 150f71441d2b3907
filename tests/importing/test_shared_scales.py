"""One figure in two statements that say different scales: a factor of a thousand between them is a failure."""

from pathlib import Path

import pytest

from tests.found import message
from tests.importing.small_books import Rows, findings, imported
from workbench.domain.findings import Finding


def books(net_income: int, profit: int, unit: str = "EUR thousands") -> dict[str, Rows]:
    """An income statement, and a cash flow statement that begins with its net income."""
    return {
        "IS": [
            ["Xi Ltd"],
            ["Income statement"],
            [unit],
            [None, "2023"],
            ["Revenue", net_income * 3],
            ["Costs", -net_income * 2],
            ["Net income", net_income],
        ],
        "CF": [
            ["Xi Ltd"],
            ["Cash flow statement"],
            ["EUR thousands"],
            [None, "2023"],
            ["Net income", profit],
            ["Depreciation", 70],
            ["Net cash from operating activities", profit + 70],
        ],
    }


def said_of_scales(folder: Path, sheets: dict[str, Rows]) -> list[Finding]:
    return [finding for finding in findings(imported(folder, sheets)) if "factor" in message(finding)]


@pytest.mark.parametrize(
    ("net_income", "profit", "factor"),
    [
        (1234000, 1234, "1,000"),
        (1234, 1234000, "1,000"),
        (1234400, 1234, "1,000"),
        (1234567000, 1234567, "1,000"),
        (1234567, 1234567 * 10**6, "1,000,000"),
    ],
)
def test_a_figure_a_thousand_times_itself_fails_and_names_both_statements(
    tmp_path: Path, net_income: int, profit: int, factor: str
) -> None:
    (said,) = said_of_scales(tmp_path, books(net_income, profit))
    assert f"by a factor of {factor} between" in message(said)
    assert [(ref.sheet, ref.cell) for ref in said.where] == [("IS", "B7"), ("CF", "B5")]


@pytest.mark.parametrize(
    ("net_income", "profit"), [(1234, 1234), (12000, 12), (1234000, 1235), (1234, 987), (1235000, 1234)]
)
def test_the_same_figure_another_one_and_one_of_few_digits_say_nothing_of_scales(
    tmp_path: Path, net_income: int, profit: int
) -> None:
    assert said_of_scales(tmp_path, books(net_income, profit)) == []


def test_statements_in_the_scales_that_they_say_are_brought_together_and_agree(tmp_path: Path) -> None:
    assert said_of_scales(tmp_path, books(1234, 1234000, unit="EUR millions")) == []


@pytest.mark.parametrize(("closing", "earned", "is_said"), [(345, 100, False), (345_000, 100_000, True)])
def test_flows_are_compared_with_the_balance_sheet_too(
    tmp_path: Path, closing: int, earned: int, is_said: bool
) -> None:
    position: Rows = [
        ["Xi Ltd"],
        ["Balance sheet"],
        ["EUR thousands"],
        [None, "2023", "2022"],
        ["Cash", 345, 245],
        ["Total assets", 345, 245],
        ["Retained earnings", 345, 245],
        ["Total equity", 345, 245],
        ["Total liabilities and equity", 345, 245],
    ]
    flows: Rows = [
        ["Xi Ltd"],
        ["Cash flow statement"],
        ["EUR thousands"],
        [None, "2023"],
        ["Net income", earned],
        ["Net increase in cash", earned],
        ["Cash at beginning of year", closing - earned],
        ["Cash at end of year", closing],
    ]
    assert bool(said_of_scales(tmp_path, {"BS": position, "CF": flows})) == is_said
