"""Periods of which only the last day is named: how long they are by runs of dates, by figures, by law."""

from pathlib import Path

import pytest

from tests.found import message
from tests.importing.small_books import INCOME, YEAR, YEAR_BEFORE, Rows, findings, imported, reported, table
from workbench.domain.findings import FindingStatus
from workbench.errors import ImportRefused

NAMED: Rows = [["Harbour Ltd"], ["Income statement"]]
IN_CHINESE = {"营业收入": 1000, "营业成本": -600, "营业利润": 400, "所得税费用": -100, "净利润": 300}
QUARTERS = ["2022-03-31", "2022-06-30", "2022-09-30", "2022-12-31", "2023-03-31", "2023-06-30"]
TO_DATE = [f"{day[:4]}-01-01/{day}" for day in QUARTERS]
ALONE = [
    "2022-01-01/2022-03-31",
    "2022-04-01/2022-06-30",
    "2022-07-01/2022-09-30",
    "2022-10-01/2022-12-31",
    "2023-01-01/2023-03-31",
    "2023-04-01/2023-06-30",
]
GROWING, LEVEL = (1, 2, 3, 4, 1, 2), (10, 11, 9, 12, 11, 10)
"""What the quarters state beside the first: of the year to date, and each alone."""


def statement(heads: Rows, times: tuple[int, ...], lines: dict[str, int] = INCOME) -> list[list[object]]:
    rows = [[caption, *(amount * each for each in times)] for caption, amount in lines.items()]
    return [*map(list, heads), *rows]


def said(session: object, text: str) -> bool:
    return any(text in message(finding) for finding in findings(session, *FindingStatus))


@pytest.mark.parametrize("lines", [INCOME, IN_CHINESE], ids=["in English", "in Chinese"])
@pytest.mark.parametrize("is_backwards", [False, True], ids=["ascending", "descending"])
def test_figures_that_grow_over_each_year_are_of_the_year_to_date(
    tmp_path: Path, lines: dict[str, int], *, is_backwards: bool
) -> None:
    days, times = (QUARTERS[::-1], GROWING[::-1]) if is_backwards else (QUARTERS, GROWING)
    session = imported(tmp_path, {"IS": statement([*NAMED, [None, *days]], times, lines)})
    first = next(iter(lines))
    assert {period: of[first] for period, of in reported(session).items()} == dict(
        zip(TO_DATE, (1000 * each for each in GROWING), strict=True)
    )
    assert said(session, "the figures grow over each year")


@pytest.mark.parametrize("times", [(10, 13, 17, 22, 26, 30), (10, 12, 13, 16, 12, 13)], ids=["growing", "seasonal"])
def test_quarters_that_grow_stay_quarters(tmp_path: Path, times: tuple[int, ...]) -> None:
    session = imported(tmp_path, {"IS": statement([*NAMED, [None, *QUARTERS]], times)})
    assert list(reported(session)) == ALONE


def test_two_quarters_alone_tell_nothing_of_the_year_to_date(tmp_path: Path) -> None:
    session = imported(tmp_path, {"IS": statement([*NAMED, [None, "2023-06-30", "2023-03-31"]], (2, 1))})
    assert list(reported(session)) == ["2023-01-01/2023-03-31", "2023-04-01/2023-06-30"]


def test_a_quarter_beside_the_one_before_and_that_of_last_year_is_one(tmp_path: Path) -> None:
    days = ["Dec 31, 2023", "Sep 30, 2023", "Dec 31, 2022"]
    session = imported(tmp_path, {"IS": statement([*NAMED, [None, *days]], (10, 11, 9))})
    assert [session.project.periods[period].months for period in reported(session)] == [3, 3, 3]


def test_the_quarters_of_a_companys_year_fall_in_two_calendar_years(tmp_path: Path) -> None:
    title = "For the year ended July 1, 2023"
    rows = statement(
        [*NAMED, [title], [None, "Quarter Ended"], [None, "October 1", "December 31", "July 1"]], (1, 2, 3)
    )
    found = list(reported(imported(tmp_path, {"IS": rows})))
    assert [period[-10:] for period in found] == ["2022-10-01", "2022-12-31", "2023-07-01"]


@pytest.mark.parametrize(
    ("heads", "periods"),
    [
        (["FY 2024", "FY 2023"], ["2022-07-01/2022-09-30", "2023-07-01/2023-09-30"]),
        (["2023", "2022"], ["2022-07-01/2022-09-30", "2023-07-01/2023-09-30"]),
    ],
)
def test_a_fiscal_year_over_a_quarter_is_the_companys(tmp_path: Path, heads: list[str], periods: list[str]) -> None:
    above = [*NAMED, ["Fiscal year ends June 30"], [None, "Three months ended September 30"], [None, *heads]]
    assert list(reported(imported(tmp_path, {"IS": statement(above, (1, 2))}))) == periods


@pytest.mark.parametrize("lines", [INCOME, IN_CHINESE], ids=["in English", "in Chinese"])
def test_figures_that_do_not_grow_are_of_quarters(tmp_path: Path, lines: dict[str, int]) -> None:
    session = imported(tmp_path, {"IS": statement([*NAMED, [None, *QUARTERS]], LEVEL, lines)})
    assert list(reported(session)) == ALONE


@pytest.mark.parametrize(
    ("days", "periods"),
    [
        (["2023年9月30日", "2022年9月30日"], ["2022-01-01/2022-09-30", "2023-01-01/2023-09-30"]),
        (["2023-09-30", "2022-12-31", "2021-12-31"], ["2021-01-01/2021-12-31", YEAR_BEFORE, "2023-01-01/2023-09-30"]),
        (["20231231", "20221231"], [YEAR_BEFORE, YEAR]),
    ],
)
def test_in_the_prc_a_day_ends_the_year_to_date(tmp_path: Path, days: list[str], periods: list[str]) -> None:
    rows = statement([["合并利润表"], ["单位：元"], ["报告日期", *days]], (10, 11, 12)[: len(days)], IN_CHINESE)
    session = imported(tmp_path, {"利润表": rows})
    assert sorted(reported(session)) == sorted(periods)
    assert said(session, "as in PRC statements")


def test_a_year_to_september_stays_one_where_no_law_says_otherwise(tmp_path: Path) -> None:
    heads: Rows = [["利润表"], ["单位：千港元"], [None, "2023年9月30日", "2022年9月30日"]]
    session = imported(tmp_path, {"利润表": statement(heads, (10, 11), IN_CHINESE)})
    assert list(reported(session)) == ["2021-10-01/2022-09-30", "2022-10-01/2023-09-30"]


def test_a_half_year_beside_years_is_not_guessed(tmp_path: Path) -> None:
    with pytest.raises(ImportRefused, match="names a date but not the length of its period"):
        imported(tmp_path, {"IS": table([*NAMED, [None, "2020-06-30", "2019-12-31", "2018-12-31"]], (0, 1, 2))})


@pytest.mark.parametrize(
    ("quarters", "years"),
    [
        (["2018-12-31", "2018-09-30", "2018-06-30", "2018-03-31"], ["2018-12-31", "2017-12-31", "2016-12-31"]),
        (["Sep 2023", "Dec 2023", "Mar 2024", "Jun 2024"], ["Mar 2022", "Mar 2023"]),
    ],
)
def test_quarters_and_years_side_by_side_are_each_as_long_as_they_are_apart(
    tmp_path: Path, quarters: list[str], years: list[str]
) -> None:
    heads: Rows = [*NAMED, [None, *quarters, *years]]
    session = imported(tmp_path, {"IS": table(heads, range(len(quarters) + len(years)))})
    lengths = [session.project.periods[period].months for period in reported(session)]
    assert sorted(lengths) == [3] * len(quarters) + [12] * len(years)


def test_a_year_to_date_that_is_the_sum_of_its_months_begins_with_them(tmp_path: Path) -> None:
    heads: Rows = [*NAMED, ["For the 3 months ended 30 September 2023"], [None, "Sep", "Aug", "Jul", "YTD"]]
    rows = [[caption, amount, amount, amount, 3 * amount] for caption, amount in INCOME.items()]
    session = imported(tmp_path, {"P&L": [*map(list, heads), *rows]})
    assert "2023-07-01/2023-09-30" in reported(session)
    rows = [[caption, amount, amount, amount, 9 * amount] for caption, amount in INCOME.items()]
    session = imported(tmp_path, {"P&L": [*map(list, heads), *rows]})
    assert "2023-01-01/2023-09-30" in reported(session)
