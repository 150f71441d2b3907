"""How totals are made where a statement has one column, and no other column can prove them."""

from pathlib import Path

import pytest

from tests.found import message
from tests.importing.small_books import findings, imported, made_of
from workbench.domain.findings import Finding
from workbench.session import Session

Lines = dict[str, int]

NET_ASSETS: Lines = {
    "Intangible assets": 100,
    "Tangible assets": 200,
    "Fixed assets": 300,
    "Stocks": 50,
    "Debtors": 60,
    "Cash": 40,
    "Current assets": 150,
    "Creditors: amounts falling due within one year": -80,
    "Net current assets": 70,
    "Total assets less current liabilities": 370,
    "Creditors: amounts falling due after more than one year": -100,
    "Net assets": 270,
}
OF_WHICH: Lines = {
    "Cash": 100,
    "of which restricted": 20,
    "Receivables": 50,
    "Total current assets": 150,
    "Property": 50,
    "Total assets": 200,
}
LESS_DEPRECIATION: Lines = {
    "Property": 300,
    "Less: accumulated depreciation": 100,
    "Property, net": 200,
    "Cash": 150,
    "Total assets": 350,
}
LESS_TREASURY_SHARES: Lines = {
    "Share capital": 100,
    "Less: treasury shares": 10,
    "Retained earnings": 60,
    "Total equity": 150,
}
SECTIONS: Lines = {
    "Intangible assets": 50,
    "Property": 100,
    "Non-current assets": 150,
    "Inventories": 30,
    "Receivables": 20,
    "Cash": 10,
    "Current assets": 60,
    "Total assets": 210,
    "Share capital": 50,
    "Reserves": 40,
    "Equity": 90,
    "Provisions": 20,
    "Loans": 60,
    "Non-current liabilities": 80,
    "Trade payables": 40,
    "Current liabilities": 40,
    "Total equity and liabilities": 210,
}
IN_CHINESE: Lines = {
    "存货": 30,
    "货币资金": 20,
    "流动资产合计": 50,
    "固定资产": 100,
    "减：累计折旧": 30,
    "固定资产净值": 70,
    "资产总计": 120,
}
COSTS_POSITIVE: Lines = {
    "Revenue": 100,
    "Cost of sales": 60,
    "Gross profit": 40,
    "Administrative expenses": 10,
    "Operating profit": 30,
    "Income tax": 5,
    "Net income": 25,
}


def of_one_column(folder: Path, lines: Lines) -> Session:
    title = "Income statement" if "Revenue" in lines else "Balance sheet"
    rows = [[caption, amount] for caption, amount in lines.items()]
    return imported(folder, {"S": [["Harbour Ltd"], [f"{title}, £m"], [None, 2023], *rows]})


@pytest.mark.parametrize(
    ("lines", "made"),
    [
        (
            NET_ASSETS,
            {
                "Fixed assets": "+ Intangible assets + Tangible assets",
                "Current assets": "+ Stocks + Debtors + Cash",
            },
        ),
        (
            OF_WHICH,
            {"Total current assets": "+ Cash + Receivables", "Total assets": "+ Total current assets + Property"},
        ),
        (
            LESS_DEPRECIATION,
            {
                "Property, net": "+ Property - Less: accumulated depreciation",
                "Total assets": "+ Property, net + Cash",
            },
        ),
        (LESS_TREASURY_SHARES, {"Total equity": "+ Share capital - Less: treasury shares + Retained earnings"}),
        (
            SECTIONS,
            {
                "Non-current assets": "+ Intangible assets + Property",
                "Current assets": "+ Inventories + Receivables + Cash",
                "Total assets": "+ Non-current assets + Current assets",
                "Equity": "+ Share capital + Reserves",
                "Non-current liabilities": "+ Provisions + Loans",
                "Current liabilities": "+ Trade payables",
                "Total equity and liabilities": "+ Equity + Non-current liabilities + Current liabilities",
            },
        ),
        (
            IN_CHINESE,
            {
                "流动资产合计": "+ 存货 + 货币资金",
                "固定资产净值": "+ 固定资产 - 减：累计折旧",
                "资产总计": "+ 流动资产合计 + 固定资产净值",
            },
        ),
        (
            COSTS_POSITIVE,
            {
                "Gross profit": "+ Revenue - Cost of sales",
                "Operating profit": "+ Gross profit - Administrative expenses",
                "Net income": "+ Operating profit - Income tax",
            },
        ),
    ],
)
def test_totals_are_made_of_their_parts_and_nothing_fails(tmp_path: Path, lines: Lines, made: dict[str, str]) -> None:
    session = of_one_column(tmp_path, lines)
    assert made_of(session.project.statements[0]) == made
    assert findings(session) == []


def failures(folder: Path, lines: Lines, caption: str, off: int) -> list[Finding]:
    return findings(of_one_column(folder, {**lines, caption: lines[caption] + off}))


@pytest.mark.parametrize("off", [-30, -1, 7])
@pytest.mark.parametrize(
    ("lines", "total"),
    [
        (OF_WHICH, "Total current assets"),
        (OF_WHICH, "Total assets"),
        (LESS_DEPRECIATION, "Total assets"),
        (LESS_TREASURY_SHARES, "Total equity"),
        (SECTIONS, "Total assets"),
    ],
)
def test_a_total_that_misses_its_parts_fails_by_name(tmp_path: Path, lines: Lines, total: str, off: int) -> None:
    failing = {message(finding).split(",")[0]: finding.difference for finding in failures(tmp_path, lines, total, off)}
    assert failing.get(total) == off


@pytest.mark.parametrize(
    ("lines", "part"),
    [(OF_WHICH, "Cash"), (LESS_TREASURY_SHARES, "Less: treasury shares"), (SECTIONS, "Inventories")],
)
def test_a_part_that_is_off_makes_some_total_fail(tmp_path: Path, lines: Lines, part: str) -> None:
    assert failures(tmp_path, lines, part, 7)


def test_a_total_of_claims_that_is_off_fails_against_its_parts_and_against_the_assets(tmp_path: Path) -> None:
    failing = failures(tmp_path, SECTIONS, "Total equity and liabilities", 7)
    assert {finding.check for finding in failing} == {"footing", "balance"}


def test_a_part_that_is_said_to_be_one_of_another_line_may_be_anything(tmp_path: Path) -> None:
    assert failures(tmp_path, OF_WHICH, "of which restricted", 7) == []


@pytest.mark.parametrize(
    ("lines", "wrong", "made"),
    [
        ({"Revenue": 100, "Cost of sales": -60, "Gross profit": 45}, "Gross profit", "45, expected 40"),
        ({"Revenue": 100, "Cost of sales": 60, "Gross profit": 45}, "Gross profit", "45, expected 40"),
        (
            {"货币资金": 20, "存货": 30, "流动资产合计": 57, "固定资产": 70, "资产总计": 127},
            "流动资产合计",
            "57, expected 50",
        ),
    ],
)
def test_a_result_and_a_chinese_total_that_miss_their_parts_fail(
    tmp_path: Path, lines: Lines, wrong: str, made: str
) -> None:
    (fail,) = findings(of_one_column(tmp_path, lines))
    assert message(fail).startswith(f"{wrong}, ")
    assert made in message(fail)


def test_totals_that_show_no_parts_are_no_parts_of_one_another(tmp_path: Path) -> None:
    assert not findings(of_one_column(tmp_path, {"Total assets": 100, "Total liabilities": 60, "Total equity": 40}))
