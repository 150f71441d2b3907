"""Statements as other programs and vendors export them: the periods, the unit and the lines that must be read."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import process_time

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
    made_of,
    reported,
    table,
)
from workbench.domain.findings import FindingStatus
from workbench.domain.statements import StatementKind

DURATIONS = {
    "Q1": "2023-01-01/2023-03-31",
    "H1": "2023-01-01/2023-06-30",
    "9M": "2023-01-01/2023-09-30",
    "H1 before": "2022-01-01/2022-06-30",
    "9M before": "2022-01-01/2022-09-30",
    "Q3": "2023-07-01/2023-09-30",
    "Q3 before": "2022-07-01/2022-09-30",
}
LAST_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
NAMED: Rows = [["Harbour Ltd"], ["Income statement"]]


def month(number: int) -> str:
    return f"2023-{number:02}-01/2023-{number:02}-{LAST_DAYS[number - 1]}"


@dataclass(frozen=True)
class Layout:
    """Headings over a statement. ``columns``: what stands in each column, by number; None leaves it blank.

    ``periods``: what must be read, by the number of its column. ``unit``: currency and scale.
    """

    name: str
    heads: Rows
    columns: tuple[int | None, ...]
    periods: dict[str, int]
    unit: tuple[str, int] = ("", 1)
    titles: Rows = (("Harbour Ltd",), ("Income statement",))
    lines: tuple[tuple[str, int], ...] = tuple(INCOME.items())

    def __str__(self) -> str:
        return self.name


def of_position(layout: Layout) -> bool:
    return layout.lines[0][0] in POSITION


TWO_YEARS = {YEAR: 0, YEAR_BEFORE: 1}
HALF_YEARS = {DURATIONS["H1"]: 0, DURATIONS["H1 before"]: 1}
SIX_COLUMNS = (3, 4, 0, 5, 6, 1)
"""The figures before exceptional items, those items, and the total, of each of two years."""
BALANCE_SHEET: Rows = [["Harbour Ltd"], ["Balance sheet"]]
OF_POSITION = tuple(POSITION.items())

STATUSES: dict[str, Rows] = {
    "above the years": [[None, "A", "A", "E"], [None, 2022, 2023, 2024]],
    "below the years": [[None, 2022, 2023, 2024], [None, "A", "A", "E"]],
    "as words": [[None, 2022, 2023, 2024], [None, "Hist.", "Hist.", "Proj."]],
    "over its columns alone": [[None, None, None, "Forecast period"], [None, 2022, 2023, 2024]],
}


def over_years(text: str) -> dict[str, Rows]:
    return {"over the years": [[text], [None, "2023", "2022"]], "beside the years": [[text, 2023, 2022]]}


LAYOUTS = [
    Layout(
        "QuickBooks, months of a year and their total",
        [["January - December 2023"], [None, *(f"{each} 2023" for each in MONTHS), "Total"]],
        tuple(range(13)),
        {**{month(number): number - 1 for number in range(1, 13)}, YEAR: 12},
    ),
    Layout(
        "QuickBooks Desktop, months of a quarter in two digits",
        [["January through March 2023"], [None, "Jan 23", "Feb 23", "Mar 23", "TOTAL"]],
        (0, 1, 2, 3),
        {month(1): 0, month(2): 1, month(3): 2, DURATIONS["Q1"]: 3},
    ),
    Layout(
        "months under the title of their year",
        [["Year ended 31 December 2023"], ["£000"], [None, "Jan-23", "Feb-23", "Mar-23"]],
        (0, 1, 2),
        {month(1): 0, month(2): 1, month(3): 2},
        ("GBP", 1000),
    ),
    Layout(
        "Capital IQ, lengths above days in one cell",
        [["In Millions of USD"], ["For the Fiscal Period Ending", "12 months\nDec-31-2022", "12 months\nDec-31-2023"]],
        (1, 0),
        TWO_YEARS,
        ("USD", 10**6),
    ),
    Layout(
        "Capital IQ, days of a balance sheet",
        [["In Millions of USD"], ["Balance Sheet as of:", "Dec-31-2022", "Dec-31-2023"]],
        (1, 0),
        {"2022-12-31": 1, "2023-12-31": 0},
        ("USD", 10**6),
        BALANCE_SHEET,
        OF_POSITION,
    ),
    Layout(
        "Wind, reports of the quarters",
        [["单位：百万元"], ["报告期", "2023一季报", "2023中报", "2023三季报", "2023年报"]],
        (0, 1, 2, 3),
        {DURATIONS["Q1"]: 0, DURATIONS["H1"]: 1, DURATIONS["9M"]: 2, YEAR: 3},
        ("RMB", 10**6),
    ),
    Layout(
        "Chinese form of an income statement",
        [["编制单位：华东机械有限公司", "2023年度", None, "单位：元"], ["项目", "附注", "本期金额", "上期金额"]],
        (None, 0, 1),
        TWO_YEARS,
        ("RMB", 1),
        [["利润表"]],
    ),
    Layout(
        "Chinese form of a month and the year to date, with numbers of lines",
        [["编制单位：北方贸易有限公司", "2023年12月", None, "单位：元"], ["项目", "行次", "本月金额", "本年累计金额"]],
        (7, 0, 1),
        {month(12): 0, YEAR: 1},
        ("RMB", 1),
        [["利润表"]],
    ),
    Layout(
        "Chinese form of a balance sheet",
        [["编制单位：华东机械有限公司", "2023年12月31日", "单位：人民币元"], ["项目", "期末余额", "年初余额"]],
        (0, 1),
        {"2022-12-31": 1, "2023-12-31": 0},
        ("RMB", 1),
        [["资产负债表"]],
        OF_POSITION,
    ),
    Layout(
        "Moneycontrol, months of years over their lengths",
        [["Rs crore"], [None, "Mar 23", "Mar 22"], [None, "12 mths", "12 mths"]],
        (0, 1),
        {"2022-04-01/2023-03-31": 0, "2021-04-01/2022-03-31": 1},
        ("INR", 10**7),
    ),
    Layout(
        "Morningstar, years that end in September",
        [["Fiscal year ends in September. USD in millions except per share data."], [None, "2021-09", "2022-09"]],
        (1, 0),
        {"2020-10-01/2021-09-30": 1, "2021-10-01/2022-09-30": 0},
        ("USD", 10**6),
    ),
    Layout(
        "weeks of a retailer",
        [["For the 52 weeks ended 25 February 2023"], [None, "2023", "2022"], [None, "£m", "£m"]],
        (0, 1),
        {"2022-02-27/2023-02-25": 0, "2021-02-28/2022-02-26": 1},
        ("GBP", 10**6),
    ),
    Layout(
        "spans that stand over the middle of their columns, in two rows",
        [
            ["(in thousands of US$)"],
            [None, None, "Three months ended", None, None, "Nine months ended"],
            [None, None, "September 30", None, None, "September 30"],
            [None, "2023", None, "2022", None, "2023", None, "2022"],
        ],
        (0, None, 1, None, 2, None, 3),
        {DURATIONS["Q3"]: 0, DURATIONS["Q3 before"]: 1, DURATIONS["9M"]: 2, DURATIONS["9M before"]: 3},
        ("USD", 1000),
    ),
    Layout(
        "spans that stand over the first of their columns, in two rows",
        [
            ["(in thousands of US$)"],
            [None, "Three months ended", None, "Nine months ended", None],
            [None, "September 30", None, "September 30", None],
            [None, "2023", "2022", "2023", "2022"],
        ],
        (0, 1, 2, 3),
        {DURATIONS["Q3"]: 0, DURATIONS["Q3 before"]: 1, DURATIONS["9M"]: 2, DURATIONS["9M before"]: 3},
        ("USD", 1000),
    ),
    Layout(
        "the company beside its group",
        [
            [None, "The Company", None, "The Group", None],
            [None, "2023", "2022", "2023", "2022"],
            [None, *["RM'000"] * 4],
        ],
        (5, 6, 0, 1),
        {"2022-12-31": 1, "2023-12-31": 0},
        ("MYR", 1000),
        BALANCE_SHEET,
        OF_POSITION,
    ),
    *(
        Layout(
            f"results before exceptional items, {how}",
            [
                ["£m"],
                [None, *years],
                [None, *["Before exceptional items", "Exceptional items", "Total"] * 2],
            ],
            SIX_COLUMNS,
            TWO_YEARS,
            ("GBP", 10**6),
        )
        for how, years in (
            ("each year once", ["2023", None, None, "2022", None, None]),
            ("each year over every column", [*["2023"] * 3, *["2022"] * 3]),
        )
    ),
    Layout(
        "two groups of unequal width beside notes, each named once",
        [
            ["£m"],
            [None, None, "52 weeks ended 25 February 2023", None, None, "52 weeks ended 26 February 2022", None],
            [None, "Notes", "Before adjusting items", "Adjusting items", "Total", "Before adjusting items", "Total"],
        ],
        (9, 3, 4, 0, 5, 1),
        {"2022-02-27/2023-02-25": 0, "2021-02-28/2022-02-26": 1},
        ("GBP", 10**6),
    ),
    Layout(
        "names of a program, quarters and the year",
        [["line_item", "q1_2023", "q2_2023", "fy_2023", "budget_2023"]],
        (1, 2, 0, 5),
        {DURATIONS["Q1"]: 1, "2023-04-01/2023-06-30": 2, YEAR: 0},
        titles=(),
    ),
    Layout(
        "names of a program, amounts of years with their unit and their change",
        [[None, "amount_2023_usd_m", "amount_2022_usd_m", "pct_change_2023"]],
        (0, 1, 5),
        TWO_YEARS,
        ("USD", 10**6),
    ),
    Layout(
        "actual figures beside a budget and what is over it",
        [["USD"], [None, "2023", None, None, None], [None, "Actual", "Budget", "over Budget", "% of Budget"]],
        (0, 5, 6, 7),
        {YEAR: 0},
        ("USD", 1),
    ),
    Layout(
        "Bursa Malaysia, quarters and the year to date",
        [
            [None, "CURRENT YEAR QUARTER", "PRECEDING YEAR CORRESPONDING QUARTER",
             "CURRENT YEAR TO DATE", "PRECEDING YEAR CORRESPONDING PERIOD"],
            [None, "30.06.2023", "30.06.2022", "30.06.2023", "30.06.2022"],
            [None, *["RM'000"] * 4],
        ],
        (0, 1, 2, 3),
        {"2023-04-01/2023-06-30": 0, "2022-04-01/2022-06-30": 1, DURATIONS["H1"]: 2, DURATIONS["H1 before"]: 3},
        ("MYR", 1000),
    ),
    Layout(
        "changes between the periods beside them",
        [["EUR m"], [None, "4Q23", "4Q22", "4Q23 x 4Q22", "2023", "2022", "2023 vs 2022", "CAGR FY21-23"]],
        (0, 1, 5, 2, 3, 6, 7),
        {"2023-10-01/2023-12-31": 0, "2022-10-01/2022-12-31": 1, YEAR: 2, YEAR_BEFORE: 3},
        ("EUR", 10**6),
    ),
    *(
        Layout(
            f"'{name}' beside the days on which periods end",
            [["EUR m"], ["Period End Date", "2023-09-30", "2022-09-30"], [name, "2023-11-13", "2022-11-14"]],
            (0, 1),
            {"2022-10-01/2023-09-30": 0, "2021-10-01/2022-09-30": 1},
            ("EUR", 10**6),
        )
        for name in ("Filing Date", "fillingDate", "Source Date", "acceptedDate", "Announcement date", "公告日期")
    ),
    Layout(
        "a price, and the day on which it was taken, above the years",
        [["Share price date", None, date(2024, 2, 9)], ["EUR m"], [None, "2023", "2022"]],
        (0, 1),
        TWO_YEARS,
        ("EUR", 10**6),
    ),
    *(
        Layout(f"letters of a status, {how}", [["USD thousands"], *rows], (1, 0, 5), TWO_YEARS, ("USD", 1000))
        for how, rows in STATUSES.items()
    ),
    *(
        Layout(
            f"first and last days in two rows, as {how}",
            [["USD thousands"], ["Period start", *first], ["Period end", *last]],
            (0, 1),
            HALF_YEARS,
            ("USD", 1000),
        )
        for how, first, last in (
            ("text", ["1 Jan 2023", "1 Jan 2022"], ["30 Jun 2023", "30 Jun 2022"]),
            ("dates", [date(2023, 1, 1), date(2022, 1, 1)], [date(2023, 6, 30), date(2022, 6, 30)]),
        )
    ),
    *(
        Layout(f"'{text}' {where}", rows, (0, 1), periods)
        for text, periods in (
            ("For the six months ended 30 June", HALF_YEARS),
            ("Six months to 30 June (unaudited)", HALF_YEARS),
            ("Three months ended March 31", {DURATIONS["Q1"]: 0, "2022-01-01/2022-03-31": 1}),
            ("Nine months ended 30 September", {DURATIONS["9M"]: 0, DURATIONS["9M before"]: 1}),
        )
        for where, rows in over_years(text).items()
    ),
    *(
        Layout(f"'{text}' over years", [[text], [None, 2023, 2022]], (0, 1), TWO_YEARS)
        for text in (
            "Last updated: 12 Jan 2024", "Printed on 15 Jan 2024", "Run date: 01/15/2024",
            "Report date: 15 January 2024", "Exported 2024-01-15 10:22", "Approved by the board on 15 March 2024",
            "15 January 2024", "IFRS 16 adopted 1 January 2019", "Next update: Q2 2024", "31 December 2023",
        )
    ),
]  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS, ids=str)
def test_each_column_is_read_for_its_period_in_its_unit(tmp_path: Path, layout: Layout) -> None:
    lines = dict(layout.lines)
    session = imported(tmp_path, {"Sheet1": table([*layout.titles, *layout.heads], layout.columns, lines)})
    kind = StatementKind.FINANCIAL_POSITION if of_position(layout) else StatementKind.OPERATIONS
    assert reported(session, kind) == {period: grown(lines, column) for period, column in layout.periods.items()}
    assert (session.project.currency, session.project.scale) == layout.unit
    assert findings(session) == []


@pytest.mark.parametrize(
    ("heads", "named"),
    [
        ([[None, "A", "A", "E"], [None, 2022, 2023, 2024]], "2024"),
        ([[None, "2022", "2023", "TTM"]], "TTM"),
        ([[None, "2022", "2023", "2023"], [None, "Total", "Total", "Before exceptional items"]], "exceptional"),
    ],
)
def test_a_column_that_is_left_out_is_named(tmp_path: Path, heads: Rows, named: str) -> None:
    session = imported(tmp_path, {"Sheet1": table([*NAMED, *heads], (1, 0, 5))})
    assert list(reported(session)) == [YEAR_BEFORE, YEAR]
    said = [f for f in findings(session, FindingStatus.WARNING, FindingStatus.INFORMATION) if "column D" in message(f)]
    assert any(named in message(finding) for finding in said)


def test_that_weeks_were_counted_back_is_said(tmp_path: Path) -> None:
    heads: Rows = [*NAMED, ["For the 52 weeks ended 25 February 2023"], [None, "2023", "2022"]]
    session = imported(tmp_path, {"Sheet1": table(heads, (0, 1))})
    assert any("counted back in weeks" in message(f) for f in findings(session, *FindingStatus))


def test_both_sides_of_a_chinese_balance_sheet_are_one_statement(tmp_path: Path) -> None:
    rows: Rows = [
        ["资产负债表"],
        ["编制单位：北方贸易有限公司", None, None, "2023年12月31日", None, None, None, "单位：元"],
        ["资产", "行次", "期末余额", "年初余额", "负债和所有者权益", "行次", "期末余额", "年初余额"],
        ["货币资金", 1, 200, 190, "应付账款", 30, 130, 120],
        ["应收账款", 2, 150, 140, "长期借款", 31, 300, 290],
        ["固定资产", 3, 650, 600, "负债合计", 32, 430, 410],
        [None, None, None, None, "实收资本", 33, 400, 400],
        [None, None, None, None, "未分配利润", 34, 170, 120],
        [None, None, None, None, "所有者权益合计", 35, 570, 520],
        ["资产总计", 10, 1000, 930, "负债和所有者权益总计", 40, 1000, 930],
    ]
    session = imported(tmp_path, {"Sheet1": rows})
    now, before = (reported(session, StatementKind.FINANCIAL_POSITION)[day] for day in ("2023-12-31", "2022-12-31"))
    assert [now[each] for each in ("货币资金", "资产总计", "长期借款", "所有者权益合计")] == [200, 1000, 300, 570]
    assert [before[each] for each in ("货币资金", "资产总计", "长期借款", "所有者权益合计")] == [190, 930, 290, 520]
    assert session.project.entity == "北方贸易有限公司"
    assert findings(session) == []
    assert any(f.check == "balance" for f in findings(session, FindingStatus.PASS))


def test_yen_are_the_currency_where_dollars_stand_beside_them_for_convenience(tmp_path: Path) -> None:
    units = ["Millions of yen", "Millions of yen", "Thousands of U.S. dollars"]
    rows = table([["Harbour K.K."], ["Income statement"], [None, *units], [None, "2023", "2022", "2023"]], (0, 1, 5))
    session = imported(tmp_path, {"Sheet1": rows})
    project = session.project
    assert project.currency == "JPY"
    in_millions = {
        period: {caption: (amount or 0) * project.scale / 10**6 for caption, amount in figures.items()}
        for period, figures in reported(session).items()
    }
    assert in_millions == {YEAR_BEFORE: grown(INCOME, 1), YEAR: grown(INCOME, 0)}


@pytest.mark.parametrize("is_with_position", [True, False])
def test_a_column_of_groups_is_not_taken_for_the_captions(tmp_path: Path, is_with_position: bool) -> None:
    groups = (("IS", INCOME), ("BS", POSITION)) if is_with_position else (("IS", INCOME),)
    rows = [
        [group, caption, grown(lines, 1)[caption], grown(lines, 0)[caption]]
        for group, lines in groups
        for caption in lines
    ]
    session = imported(tmp_path, {"S": [["Harbour Ltd"], ["USD thousands"], ["Statement", "Line", 2022, 2023], *rows]})
    assert reported(session) == {YEAR_BEFORE: grown(INCOME, 1), YEAR: grown(INCOME, 0)}
    if is_with_position:
        assert reported(session, StatementKind.FINANCIAL_POSITION) == {
            "2022-12-31": grown(POSITION, 1),
            "2023-12-31": grown(POSITION, 0),
        }
    assert findings(session) == []


def test_a_row_of_years_printed_once_more_among_the_lines_is_no_line(tmp_path: Path) -> None:
    rows = table([*NAMED, [None, 2023, 2022]], (0, 1))
    rows.insert(6, [None, 2023, 2022])
    session = imported(tmp_path, {"S": rows})
    assert reported(session) == {YEAR_BEFORE: grown(INCOME, 1), YEAR: grown(INCOME, 0)}
    assert not findings(session)


NUMBERS: dict[str, tuple[object, ...]] = {
    "roman": ("I", "II", "III", "IV", "V", "VI", "VII"),
    "in brackets": ("(a)", "(b)", "(c)", "(i)", "(ii)", "(iii)", "(iv)"),
    "with points": ("A.1", "A.2", "A.3", "B.1", "B.2", "B.3", "C"),
    "as text": ("1", "2", "3", "4", "5", "6", "7"),
    "Chinese": ("一", "二", "三", "四", "五", "六", "七"),
}


@pytest.mark.parametrize("numbers", NUMBERS.values(), ids=NUMBERS)
@pytest.mark.parametrize("head", [None, "Sr. No."])
def test_the_numbers_of_items_are_not_their_captions(
    tmp_path: Path, numbers: tuple[object, ...], head: str | None
) -> None:
    lines = [
        [number, caption, amount, amount] for number, (caption, amount) in zip(numbers, INCOME.items(), strict=True)
    ]
    section = ["A", "Continuing operations"]
    session = imported(tmp_path, {"S": [*NAMED, [head, "Particulars", "2023", "2022"], section, *lines]})
    assert reported(session) == {YEAR_BEFORE: {section[1]: None, **INCOME}, YEAR: {section[1]: None, **INCOME}}
    assert not any("outside the tables" in message(finding) for finding in findings(session, *FindingStatus))


@pytest.mark.parametrize("day", ["As at 31 December", "於十二月三十一日"])
def test_a_day_alone_below_takes_the_years_from_above(tmp_path: Path, day: str) -> None:
    income = table([["Financial summary"], [None, "Year ended 31 December"], [None, 2023, 2022]], (0, 1))
    position = table([[None, day]], (0, 1), POSITION)
    session = imported(tmp_path, {"S": [*income, *position]})
    assert list(reported(session)) == [YEAR_BEFORE, YEAR]
    assert list(reported(session, StatementKind.FINANCIAL_POSITION)) == ["2022-12-31", "2023-12-31"]


def test_names_of_a_program_are_spelled_out_and_understood(tmp_path: Path) -> None:
    lines = {"totalRevenue": 300, "costOfRevenue": -180, "grossProfit": 120, "netIncome": 90, "BasicEPS": "1.20"}
    figures = [[name, amount, amount] for name, amount in lines.items()]
    heads: Rows = [["date", "2023-12-31", "2022-12-31"], ["cik", 1413329, 1413329]]
    session = imported(tmp_path, {"S": [*heads, *figures, ["link", *["https://example.org/a"] * 2]]})
    captions = ["Total revenue", "Cost of revenue", "Gross profit", "Net income", "Basic EPS"]
    assert [line.caption for line in session.project.statements[0].lines] == captions
    assert made_of(session.project.statements[0])["Gross profit"] == "+ Total revenue + Cost of revenue"


def test_words_beside_a_caption_that_is_no_line_are_no_lost_figures(tmp_path: Path) -> None:
    heads: Rows = [*NAMED, [None, "2023", "2022"]]
    rows = [*table(heads, (0, 1)), ["Auditor's opinion", "Unqualified", "Unqualified"]]
    session = imported(tmp_path, {"S": rows})
    assert findings(session) == []
    rows = [*table(heads, (0, 1)), ["Trade receivables", "pending", "pending"]]
    assert len(findings(imported(tmp_path, {"S": rows}))) == 2


@pytest.mark.parametrize("captions", [("A", "B"), ("LIC", "LRC"), ("VI", "VII")])
def test_a_caption_may_look_like_a_number(tmp_path: Path, captions: tuple[str, str]) -> None:
    rows = [[caption, amount, amount] for caption, amount in zip(captions, (400, 600), strict=True)]
    session = imported(tmp_path, {"S": [*NAMED, [None, "2023", "2022"], *rows, ["Total equity", 1000, 1000]]})
    assert [line.caption for line in session.project.statements[0].lines] == [*captions, "Total equity"]


def test_the_names_of_brands_stay_as_they_are_printed(tmp_path: Path) -> None:
    rows = [
        [caption, amount, amount] for caption, amount in (("YouTube", 600), ("Advertising", 400), ("Revenue", 1000))
    ]
    session = imported(tmp_path, {"S": [*NAMED, [None, "2023", "2022"], *rows]})
    assert [line.caption for line in session.project.statements[0].lines] == ["YouTube", "Advertising", "Revenue"]


def test_an_unreadable_line_among_others_stays_unknown(tmp_path: Path) -> None:
    lines = table([*NAMED, [None, "2023", "2022"]], (0, 1))
    lines.insert(5, ["Restoration fund", "to be confirmed", "to be confirmed"])
    assert len(findings(imported(tmp_path, {"S": lines}))) == 2


@pytest.mark.parametrize("name", ["Valuation date", "Last fiscal year end"])
def test_such_a_day_in_each_column_heads_it(tmp_path: Path, name: str) -> None:
    heads: Rows = [["Balance sheet"], [name, "30 June 2023", "30 June 2022"]]
    session = imported(tmp_path, {"S": table(heads, (0, 1), POSITION)})
    assert list(reported(session, StatementKind.FINANCIAL_POSITION)) == ["2022-06-30", "2023-06-30"]


def test_nils_belong_to_the_total_of_their_section(tmp_path: Path) -> None:
    lines = {
        "Cash": 350,
        "Total current assets": 350,
        "Investments": 0,
        "Property": 650,
        "Total non-current assets": 650,
    }
    heads: Rows = [["Balance sheet"], [None, "31 Dec 2023", "31 Dec 2022"]]
    session = imported(tmp_path, {"S": table(heads, (0, 1), {**lines, "Total assets": 1000})})
    assert made_of(session.project.statements[0]) == {
        "Total current assets": "+ Cash",
        "Total non-current assets": "+ Investments + Property",
        "Total assets": "+ Total current assets + Total non-current assets",
    }


@pytest.mark.parametrize("columns", [(0,), (0, 1)], ids=["one year", "two years"])
def test_net_position_is_assets_less_liabilities(tmp_path: Path, columns: tuple[int, ...]) -> None:
    lines = {"Cash": 800, "Total assets": 800, "Payables": 300, "Total liabilities": 300, "Total net position": 500}
    heads: Rows = [["Statement of net position"], [None, "31 Dec 2023", "31 Dec 2022"][: len(columns) + 1]]
    session = imported(tmp_path, {"S": table(heads, columns, lines)})
    assert made_of(session.project.statements[0])["Total net position"] == "+ Total assets - Total liabilities"
    assert findings(session) == []


def test_tax_on_comprehensive_income_is_no_total(tmp_path: Path) -> None:
    lines = {
        "Profit for the period": 2184,
        "Remeasurements of pensions": 1684,
        "Fair value losses": -368,
        "Tax on components of other comprehensive income": 1,
        "Other comprehensive profit (loss) for the period, net of tax": 1317,
        "Total comprehensive income (loss) for the period": 3501,
    }
    heads: Rows = [["Statement of comprehensive income"], [None, "Year ended 31 March 2018"]]
    session = imported(tmp_path, {"S": [*heads, *([caption, amount] for caption, amount in lines.items())]})
    assert findings(session) == []
    assert "Tax on components of other comprehensive income" not in made_of(session.project.statements[0])


def test_funds_from_operations_are_not_the_income_statement(tmp_path: Path) -> None:
    income = table([["Income statement"], [None, "2023", "2022"]], (0, 1))
    funds: Rows = [["Calculation of FFO"], [None, "2023", "2022"], ["Net income", 200, 220], ["Depreciation", 50, 55]]
    session = imported(tmp_path, {"IS": income, "FFO": [*funds, ["Funds from operations", 250, 275]]})
    assert set(reported(session)[YEAR]) == set(INCOME)
    assert reported(session, StatementKind.NON_GAAP)[YEAR]["Funds from operations"] == 250


def test_a_line_of_nils_is_no_total_by_accident(tmp_path: Path) -> None:
    heads: Rows = [*NAMED, [None, "2023", "2022"]]
    rows = [*table(heads, (0, 1)), ["Diluted result", 200, 220], ["Rent expense, supplemental", 0, 0]]
    totals = made_of(imported(tmp_path, {"S": rows}).project.statements[0])
    assert "Rent expense, supplemental" not in totals


def test_notes_without_a_heading_do_not_take_the_year_beside_them(tmp_path: Path) -> None:
    figures = [[caption, 3, amount, amount] for caption, amount in INCOME.items()]
    session = imported(tmp_path, {"S": [*NAMED, [None, None, "2023", "2022"], *figures]})
    assert reported(session) == {YEAR_BEFORE: INCOME, YEAR: INCOME}


def test_a_comparative_of_a_long_year_is_a_year_of_52_weeks(tmp_path: Path) -> None:
    heads: Rows = [*NAMED, ["For the 53 weeks ended 4 March 2023"], [None, "2023", "2022"]]
    session = imported(tmp_path, {"S": table(heads, (0, 1))})
    assert list(reported(session)) == ["2021-02-28/2022-02-26", "2022-02-27/2023-03-04"]


def test_what_cannot_be_read_is_not_nil_in_the_proof_of_a_total(tmp_path: Path) -> None:
    rows = table([*NAMED, [None, "2023", "2022"]], (0, 1))
    rows[3] = ["Revenue", "1000?", 1100]
    session = imported(tmp_path, {"S": rows})
    (statement,) = session.project.statements
    assert made_of(statement)["Gross profit"] == "+ Revenue + Cost of sales"


def test_a_page_of_words_in_a_cell_delays_nothing(tmp_path: Path) -> None:
    rows = table([*NAMED, [None, "2023", "2022"]], (0, 1))
    rows += [["see-\n note " * 3000, 1, 2], ["a" + " " * 30_000 + "b", 3, 4]]
    before = process_time()
    imported(tmp_path, {"S": rows})
    assert process_time() - before < 5


def test_sheets_with_details_of_an_edgar_report_are_said(tmp_path: Path) -> None:
    head = "CONSOLIDATED BALANCE SHEETS{} - USD ($) $ in Thousands"
    position = table([[head.format(""), "Dec. 31, 2023", "Dec. 31, 2022"]], (0, 1), POSITION)
    details: Rows = [[head.format(" (Parenthetical)"), "Dec. 31, 2023"], ["Allowance for credit losses", 300]]
    session = imported(tmp_path, {"Balance sheets": position, "Details": details})
    assert list(reported(session, StatementKind.FINANCIAL_POSITION)) == ["2022-12-31", "2023-12-31"]
    (said,) = [f for f in findings(session, FindingStatus.INFORMATION) if "details of an EDGAR report" in message(f)]
    assert "'Details'" in message(said)


def test_net_income_by_a_measure_of_its_own_is_not_that_of_the_statement(tmp_path: Path) -> None:
    income = table([["GAAP income statement"], [None, "2023", "2022"]], (0, 1))
    adjusted = table([["Non-GAAP income statement"], [None, "2023", "2022"]], (3, 4))
    session = imported(tmp_path, {"GAAP": income, "Non-GAAP": adjusted})
    assert reported(session, StatementKind.NON_GAAP)[YEAR] == grown(INCOME, 3)
    assert findings(session) == []
