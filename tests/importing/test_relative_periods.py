"""Headings that say when only beside others: this year, 上期金额, the month beside the year to date."""

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
    table,
)
from workbench.domain.findings import FindingStatus
from workbench.domain.statements import StatementKind
from workbench.errors import ImportRefused
from workbench.importing.sheets.relative_periods import is_relative


@pytest.mark.parametrize(
    ("current", "before"),
    [
        ("This year", "Last year"),
        ("Current year", "Prior year"),
        ("Current financial year", "Previous financial year"),
        ("Current period", "Comparatives"),
        ("CY", "PY"),
        ("本期金额", "上期金额"),
        ("本年发生额", "上年同期"),
        ("本期金額", "上期金額"),
    ],
)
def test_this_year_is_the_period_of_the_title_and_last_year_the_one_before(
    tmp_path: Path, current: str, before: str
) -> None:
    heads: Rows = [["Harbour Ltd"], ["Income statement"], ["Year ended 31 March 2024"], [None, current, before]]
    session = imported(tmp_path, {"IS": table(heads, (0, 1))})
    assert reported(session) == {
        "2022-04-01/2023-03-31": grown(INCOME, 1),
        "2023-04-01/2024-03-31": grown(INCOME, 0),
    }


@pytest.mark.parametrize(
    ("current", "before"), [("Current year", "Prior year"), ("期末余额", "年初余额"), ("期末數", "期初數")]
)
def test_on_a_balance_sheet_they_are_its_day_and_the_end_of_the_year_before(
    tmp_path: Path, current: str, before: str
) -> None:
    heads: Rows = [["Harbour Ltd"], ["Balance sheet"], ["30 June 2023"], [None, current, before]]
    session = imported(tmp_path, {"BS": table(heads, (0, 1), POSITION)})
    assert reported(session, StatementKind.FINANCIAL_POSITION) == {
        "2022-12-31": grown(POSITION, 1),
        "2023-06-30": grown(POSITION, 0),
    }
    assert findings(session) == []


@pytest.mark.parametrize(
    ("month", "to_date"),
    [("This month", "YTD"), ("Current month", "Year to date"), ("本月金额", "本年累计金额"), ("本月數", "本年累計數")],
)
def test_a_month_stands_beside_the_year_to_date(tmp_path: Path, month: str, to_date: str) -> None:
    heads: Rows = [["Harbour Ltd"], ["Income statement"], ["June 2023"], [None, month, to_date]]
    session = imported(tmp_path, {"IS": table(heads, (0, 4))})
    assert reported(session) == {
        "2023-06-01/2023-06-30": grown(INCOME, 0),
        "2023-01-01/2023-06-30": grown(INCOME, 4),
    }


@pytest.mark.parametrize(
    ("heads", "ends"),
    [
        (("Mar 23", "Mar 22"), ("2022-03-31", "2023-03-31")),
        (("Jun '23", "Mar '23"), ("2023-03-31", "2023-06-30")),
        (("Dec. 23", "Jun. 23", "Dec. 22"), ("2022-12-31", "2023-06-30", "2023-12-31")),
    ],
)
def test_a_month_and_two_digits_are_a_month_of_a_year_where_no_year_is_said(
    tmp_path: Path, heads: tuple[str, ...], ends: tuple[str, ...]
) -> None:
    rows = table([["Harbour Ltd"], ["Balance sheet"], [None, *heads]], range(len(heads)), POSITION)
    found = reported(imported(tmp_path, {"BS": rows}), StatementKind.FINANCIAL_POSITION)
    assert sorted(found) == list(ends)
    assert [found[end]["Cash"] for end in ends] == [grown(POSITION, n)["Cash"] for n in reversed(range(len(heads)))]


MONTH_AND_YEAR = {"2023-12-01/2023-12-31": 0, "2022-12-01/2022-12-31": 2, YEAR: 3, YEAR_BEFORE: 5}


@pytest.mark.parametrize(
    "heads",
    [
        [[None, "Month", None, None, "Year to date"], [None, *("Actual", "Budget", "Prior year") * 2]],
        [[None, *["Month"] * 3, *["YTD"] * 3], [None, *("Actual", "Budget", "Last year") * 2]],
        [[None, "Month Actual", "Month Budget", "Month PY", "YTD Actual", "YTD Budget", "YTD PY"]],
    ],
    ids=["spans", "words over each column", "in one cell"],
)
def test_actual_figures_stand_beside_a_plan_and_the_year_before(tmp_path: Path, heads: Rows) -> None:
    rows = table([["Harbour Ltd"], ["Income statement"], ["December 2023"], *heads], range(6))
    session = imported(tmp_path, {"IS": rows})
    assert reported(session) == {period: grown(INCOME, number) for period, number in MONTH_AND_YEAR.items()}
    assert any("Budget" in message(finding) for finding in findings(session, FindingStatus.WARNING))


@pytest.mark.parametrize("title", ["Year ended 31 December 2023", "For the year to 31 December 2023"])
def test_actual_is_the_period_of_the_title(tmp_path: Path, title: str) -> None:
    heads: Rows = [["Harbour Ltd"], ["Income statement"], [title], [None, "Actual", "Budget", "Prior Year"]]
    session = imported(tmp_path, {"IS": table(heads, (0, 5, 1))})
    assert reported(session) == {YEAR_BEFORE: grown(INCOME, 1), YEAR: grown(INCOME, 0)}


def test_without_a_period_in_any_title_this_year_is_refused_by_its_words(tmp_path: Path) -> None:
    with pytest.raises(ImportRefused, match="This year"):
        imported(tmp_path, {"IS": table([["Harbour Ltd"], ["Income statement"], [None, "This year", "x"]], (0, 1))})


def test_years_in_the_headings_themselves_need_no_title(tmp_path: Path) -> None:
    heads: Rows = [["Harbour Ltd"], ["Income statement"], [None, "Current year", "Prior year"], [None, 2023, 2022]]
    assert list(reported(imported(tmp_path, {"IS": table(heads, (0, 1))}))) == [YEAR_BEFORE, YEAR]


@pytest.mark.parametrize("text", ["This year's plan", "Last year end", "Change", "2023", "Priority", "Month"])
def test_other_words_are_no_relative_periods(text: str) -> None:
    assert not is_relative(text)
