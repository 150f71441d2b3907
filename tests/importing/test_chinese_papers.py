"""Statements as they are printed in the PRC, Hong Kong and Taiwan: years, units, halves of a sheet, parents, banks."""

from decimal import Decimal
from pathlib import Path

import pytest

from tests.found import message
from tests.importing.small_books import YEAR, YEAR_BEFORE, Rows, findings, imported, made_of, reported
from workbench.domain.findings import FindingStatus
from workbench.domain.statements import LineUnit, StatementKind

TAIWAN = {"營業收入": 1000, "營業成本": -600, "營業毛利": 400}
LINES = {"营业收入": 1000, "营业成本": -600, "营业利润": 400}
YEARS = {YEAR_BEFORE: {caption: 2 * amount for caption, amount in LINES.items()}, YEAR: LINES}


def two(lines: dict[str, int]) -> list[list[object]]:
    """Return lines with a figure of the year, and twice as much of the year before."""
    return [[caption, amount, 2 * amount] for caption, amount in lines.items()]


@pytest.mark.parametrize(
    ("heads", "periods"),
    [
        (("民國113年度", "民國112年度"), ("2023-01-01/2023-12-31", "2024-01-01/2024-12-31")),
        (("113年度", "112年度"), ("2023-01-01/2023-12-31", "2024-01-01/2024-12-31")),
        (
            ("民國113年1月1日至12月31日", "民國112年1月1日至12月31日"),
            ("2023-01-01/2023-12-31", "2024-01-01/2024-12-31"),
        ),
        (("113年第2季", "112年第2季"), ("2023-04-01/2023-06-30", "2024-04-01/2024-06-30")),
    ],
)
@pytest.mark.parametrize("unit", ["單位：新台幣仟元", "單位：新臺幣千元", "綜合損益表 單位：新台幣仟元"])
def test_taiwan_counts_years_of_the_republic_and_thousands_in_its_own_words(
    tmp_path: Path, heads: tuple[str, str], periods: tuple[str, str], unit: str
) -> None:
    session = imported(tmp_path, {"損益表": [["合併綜合損益表"], [unit], ["會計項目", *heads], *two(TAIWAN)]})
    project = session.project
    assert tuple(reported(session)) == periods
    assert (project.currency, project.scale, project.entity) == ("TWD", 1000, "")


def test_a_range_may_name_its_year_once(tmp_path: Path) -> None:
    heads = ("2023年1月1日至12月31日", "2022年1月1日至12月31日")
    assert reported(imported(tmp_path, {"利润表": [["利润表"], ["项目", *heads], *two(LINES)]})) == YEARS


@pytest.mark.parametrize(
    ("group", "alone"),
    [("合并利润表", "母公司利润表"), ("3、合并利润表", "4、母公司利润表"), ("綜合損益表", "本公司損益表")],
)
def test_the_parent_below_its_group_is_left_out(tmp_path: Path, group: str, alone: str) -> None:
    heads = ["项目", "2023年度", "2022年度"]
    parent = [[caption, 9, 9] for caption in ("一、营业收入", "减：营业成本", "三、营业利润")]
    session = imported(tmp_path, {"利润表": [[group], heads, *two(LINES), [], [alone], heads, *parent]})
    assert reported(session) == YEARS
    assert any(
        "for the parent company only" in message(finding) for finding in findings(session, FindingStatus.WARNING)
    )


@pytest.mark.parametrize(("group", "alone"), [("本集团", "本行"), ("合并", "公司"), ("本集團", "本公司")])
def test_columns_of_the_company_alone_are_left_out_by_name(tmp_path: Path, group: str, alone: str) -> None:
    figures = [[caption, amount, 2 * amount, 7, 7] for caption, amount in LINES.items()]
    rows: Rows = [["利润表"], [None, group, None, alone], [None, *("2023年度", "2022年度") * 2], *figures]
    session = imported(tmp_path, {"利润表": rows})
    assert reported(session) == YEARS
    assert any("for the parent company only" in message(finding) for finding in findings(session, *FindingStatus))


def test_two_measures_are_led_from_one_framework_to_the_other_in_every_period(tmp_path: Path) -> None:
    rows: Rows = [
        ["境内外会计准则下会计数据差异"],
        ["单位:千元 币种:人民币"],
        [None, "净利润", None, "净资产"],
        [None, "2014年度", "2013年度", "2014年12月31日", "2013年12月31日"],
        ["按中国会计准则", 3782, 3318, 54340, 54154],
        ["递延税项", -11, 10, 92, 103],
        ["按国际会计准则", 3771, 3328, 54432, 54257],
    ]
    session = imported(tmp_path, {"差异": rows})
    income, equity = session.project.statements
    assert (income.kind, equity.kind) == (StatementKind.NET_INCOME_BRIDGE, StatementKind.EQUITY_BRIDGE)
    for statement, moved in ((income, (3328, 3771)), (equity, (54257, 54432))):
        assert [session.results.figure(statement.lines[0].id, period) for period in statement.periods] == list(moved)


@pytest.mark.parametrize(
    ("rows", "unit"),
    [
        (
            [["利润表"], [None, "2023年度", "2022年度"], *two({f"{c}(万元)": a for c, a in LINES.items()})],
            ("RMB", 10_000),
        ),
        ([["报表日期", "20231231", "20221231"], ["单位", "万元", "万元"], *two(LINES)], ("RMB", 10_000)),
        ([["报表日期", 20231231, 20221231], ["单位", "元", "元"], *two(LINES)], ("", 1)),
        (
            [[None, "unit", "2023年度", "2022年度"], *([c, "百万元", a, b] for c, a, b in two(LINES))],
            ("RMB", 1_000_000),
        ),
    ],
)
def test_units_stand_in_captions_in_corners_and_in_a_column(tmp_path: Path, rows: Rows, unit: tuple[str, int]) -> None:
    session = imported(tmp_path, {"表": rows})
    assert (session.project.currency, session.project.scale) == unit
    assert [list(of.values()) for of in reported(session).values()] == [list(of.values()) for of in YEARS.values()]


def test_total_costs_are_divided_below_and_what_is_of_which_is_counted_once(tmp_path: Path) -> None:
    lines = {
        "一、营业总收入": 1000,
        "其中：营业收入": 1000,
        "二、营业总成本": 600,
        "其中：营业成本": 400,
        "销售费用": 150,
        "管理费用": 50,
        "三、营业利润": 400,
    }
    session = imported(tmp_path, {"利润表": [["利润表"], ["项目", "2023年度", "2022年度"], *two(lines)]})
    assert made_of(session.project.statements[0]) == {
        "二、营业总成本": "+ 其中：营业成本 + 销售费用 + 管理费用",
        "三、营业利润": "+ 一、营业总收入 - 二、营业总成本",
    }


def test_the_year_to_date_of_the_year_before_stands_beside_that_of_this_year(tmp_path: Path) -> None:
    rows: Rows = [["利润表"], ["2023年6月"], ["项目", "本年累计金额", "上年同期累计"], *two(LINES)]
    assert list(reported(imported(tmp_path, {"利润表": rows}))) == ["2022-01-01/2022-06-30", "2023-01-01/2023-06-30"]


def test_a_measure_goes_by_its_name_without_the_standards_it_follows(tmp_path: Path) -> None:
    rows: Rows = [
        ["差异"],
        [None, "2006年", "2005年"],
        ["按中国会计准则及制度编制的财务报表的净利润", 1000, 900],
        ["借款利息资本化", 10, 20],
        ["按国际财务报告准则编制的财务报表的净利润", 1010, 920],
    ]
    (statement,) = imported(tmp_path, {"差异": rows}).project.statements
    assert [line.caption for line in statement.lines] == ["净利润"]


def test_a_table_of_key_figures_divides_into_flows_and_balances(tmp_path: Path) -> None:
    figures = {"营业收入": 1168, "净利润": 310, "总资产": 3312, "总负债": 1656}
    rows: Rows = [["人民币百万元"], [None, "2023年", "2022年"], *two(figures), ["经营活动产生的现金流量净额", 313, 626]]
    session = imported(tmp_path, {"摘要": rows})
    assert list(reported(session)) == [YEAR_BEFORE, YEAR]
    assert {"总资产", "总负债"} <= reported(session, StatementKind.FINANCIAL_POSITION)["2023-12-31"].keys()
    (doubt,) = [f for f in findings(session, FindingStatus.WARNING) if "among balances" in message(f)]
    assert "经营活动产生的现金流量净额" in message(doubt)


def test_a_minority_may_have_its_share_of_the_profit_before_the_balances_begin(tmp_path: Path) -> None:
    profit = {"收入": 100, "毛利": 40, "期内盈利": 30, "本公司拥有人": 28, "少数股东权益": 2}
    position = {"资产总值": 500, "负债总额": -200, "资产净值": 300}
    rows: Rows = [["财务摘要"], [None, "2023年", "2022年"], *two(profit), *two(position)]
    session = imported(tmp_path, {"摘要": rows})
    assert reported(session)[YEAR] == profit
    assert reported(session, StatementKind.FINANCIAL_POSITION)["2023-12-31"] == position


def test_what_supplements_the_cash_flows_beside_them_is_left_out_and_the_unit_line_serves_both(tmp_path: Path) -> None:
    rows: Rows = [
        ["现金流量表"],
        ["2006年度", None, None, "单位：人民币元"],
        ["项目", "金额", "补充资料", "金额"],
        ["销售商品收到的现金", 11700, "净利润", 1200],
        ["购买商品支付的现金", -9200, "固定资产折旧", 800],
        ["经营活动产生的现金流量净额", 2500, "经营活动产生的现金流量净额", 2500],
        ["现金及现金等价物净增加额", 2500, "现金及现金等价物净增加额", 2500],
    ]
    session = imported(tmp_path, {"现金流量表": rows})
    (flows,) = reported(session, StatementKind.CASH_FLOWS).values()
    assert flows == {str(row[0]): row[1] for row in rows[3:]}
    assert (session.project.currency, session.project.scale) == ("RMB", 1)
    assert any("supplementary" in message(finding) for finding in findings(session, FindingStatus.WARNING))


def test_cents_below_the_name_of_an_amount_per_share_are_its_unit(tmp_path: Path) -> None:
    rows: Rows = [
        ["綜合損益表"],
        ["港幣千元"],
        [None, "2023年", "2022年"],
        *two({"收益": 1000, "銷售成本": -600, "毛利": 400}),
        ["每股虧損", "港仙", "港仙"],
        ["基本及攤薄", "(1.26)", "(5.33)"],
    ]
    session = imported(tmp_path, {"損益表": rows})
    line = session.project.statements[0].lines[-1]
    assert (line.unit, reported(session)[YEAR]["基本及攤薄"]) == (LineUnit.PER_SHARE, Decimal("-1.26"))
    assert findings(session) == []


@pytest.mark.parametrize(
    "text", ["單位：新台幣仟元", "公司负责人：张三", "财务摘要", "主要财务指标", "2023年业绩快报", "4、母公司"]
)
def test_what_is_no_name_is_no_entity(tmp_path: Path, text: str) -> None:
    session = imported(tmp_path, {"利润表": [[text], ["利润表"], [None, "2023年度", "2022年度"], *two(LINES)]})
    assert session.project.entity == ""
