"""What a workbook says of itself: who reports, in which currency and scale, and when its year ends."""

from datetime import date
from pathlib import Path

import pytest

from tests.found import message
from tests.importing.small_books import INCOME, POSITION, Cell, Rows, findings, grown, imported, reported, table
from workbench.domain.findings import FindingStatus
from workbench.domain.statements import StatementKind
from workbench.session import Session


def under(*titles: str, heads: tuple[object, ...] = ("2023",)) -> Rows:
    return table([*([title] for title in titles), [None, *heads]], range(len(heads)))


ENDS = (date(2023, 9, 30), date(2022, 9, 30))


def two(lines: dict[str, int]) -> Rows:
    return table([], (0, 1), lines)


def of(folder: Path, rows: Rows) -> Session:
    return imported(folder, {"S": rows})


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Harbour Ltd Income Statement", "Harbour Ltd"),
        ("Harbour Ltd: Income statement (US$m)", "Harbour Ltd"),
        ("Harbour Ltd | Income statement | USD million", "Harbour Ltd"),
        ("Harbour Ltd, Year ended 31 December 2023", "Harbour Ltd"),
        ("Harbour Ltd - Income statement - FY2023", "Harbour Ltd"),
        ("Harbour Holdings plc Consolidated Income Statement", "Harbour Holdings plc"),
        ("示例有限公司利润表", "示例有限公司"),
        ("示例控股集团合并利润表", "示例控股集团"),
        ("Harbour Ltd and subsidiaries", "Harbour Ltd and subsidiaries"),
        ("Income statement of Harbour Ltd", "Harbour Ltd"),
        ("示例集团合并利润表", "示例集团"),
        ("示例集團合併利潤表", "示例集團"),
    ],
)
def test_a_title_that_begins_with_a_name_gives_the_name_alone(tmp_path: Path, title: str, name: str) -> None:
    assert of(tmp_path, under(title)).project.entity == name


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Company: Harbour Ltd", "Harbour Ltd"),
        ("Name of company: Harbour Ltd", "Harbour Ltd"),
        ("Client: Harbour", "Harbour"),
        ("Reporting entity: Harbour", "Harbour"),
        ("编制单位：示例有限公司", "示例有限公司"),
        ("核算单位:示例有限公司", "示例有限公司"),
        ("編製單位：香港示例有限公司", "香港示例有限公司"),
    ],
)
def test_a_label_is_no_part_of_a_name_and_finds_it_among_other_lines(tmp_path: Path, label: str, name: str) -> None:
    assert of(tmp_path, under("Prepared by: J Smith", label, "Income statement")).project.entity == name


def test_a_name_may_stand_in_the_cell_beside_its_label(tmp_path: Path) -> None:
    heads: Rows = [["Client name:", "Harbour Ltd"], ["Year end:", "31 December 2023"], ["Income statement"]]
    session = of(tmp_path, table([*heads, [None, 2023, 2022]], (0, 1)))
    assert session.project.entity == "Harbour Ltd"
    assert [figures["Revenue"] for figures in reported(session).values()] == [1100, 1000]


@pytest.mark.parametrize(
    "title",
    [
        "Operating results", "Five-year record", "Financial highlights", "Table 3", "Accrual basis",
        "Prepared by: J Smith", "Prepared by J. Smith", "Version 3.2", "Company Registration No. 01234567",
        "Group", "The Group", "Year end:", "Key Financials (Consolidated)", "Balance sheet", "EUR thousands",
        "Sheet1", "附录", "Revenue", "PROFIT & LOSS", "STRATEGIC REPORT", "Source:", "Company code 1000", "line_item",
        "Year to", "Item 6. Selected Financial Data", "Quarters",
    ],
)  # fmt: skip
def test_what_no_company_is_called_leaves_the_name_open_and_that_is_said(tmp_path: Path, title: str) -> None:
    session = of(tmp_path, under(title, "Income statement"))
    assert session.project.entity == ""
    assert any("No entity was found" in message(f) for f in findings(session, FindingStatus.WARNING))


def test_a_company_is_found_below_such_lines(tmp_path: Path) -> None:
    titles = ("Company Registration No. 01234567", "Version 3.2", "Harbour Ltd", "Income statement")
    assert of(tmp_path, under(*titles)).project.entity == "Harbour Ltd"


def test_a_name_is_what_most_sheets_share(tmp_path: Path) -> None:
    sheets = {
        tab: under(name, "Income statement") for tab, name in (("A", "Norden"), ("B", "Harbour"), ("C", "Harbour"))
    }
    assert imported(tmp_path, sheets).project.entity == "Harbour"


def test_one_cell_may_hold_name_period_and_unit(tmp_path: Path) -> None:
    rows = under("利润表", "编制单位：华东机械有限公司　　2023年度　　单位：元", heads=("本期金额", "上期金额"))
    session = of(tmp_path, rows)
    project = session.project
    assert (project.entity, project.currency, project.scale) == ("华东机械有限公司", "RMB", 1)
    assert reported(session) == {
        "2022-01-01/2022-12-31": grown(INCOME, 1),
        "2023-01-01/2023-12-31": grown(INCOME, 0),
    }


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("Entity", "Harbour"),
        ("Company name", "Harbour"),
        ("公司名称", "Harbour"),
        ("Entity Registrant Name", "Harbour"),
    ],
)
def test_a_cover_names_the_company_whatever_the_titles_say(tmp_path: Path, key: str, value: str) -> None:
    cover: Rows = [[key, value], ["Currency", "CHF"], ["Amounts in", "thousands"]]
    project = imported(tmp_path, {"Cover": cover, "S": under("Norden Ltd", "Income statement")}).project
    assert (project.entity, project.currency, project.scale) == ("Harbour", "CHF", 1000)


@pytest.mark.parametrize(
    ("said", "month"),
    [
        ("Fiscal year ends in September", "09-30"),
        ("Fiscal year ends June 30", "06-30"),
        ("Year end 30 June", "06-30"),
        ("Financial year end: March", "03-31"),
        ("FYE 30 June", "06-30"),
        ("Y/E 31 March", "03-31"),
        ("(Rs crore) March YE", "03-31"),
        ("June year end", "06-30"),
        ("FYE 31-Mar", "03-31"),
        ("FYE 31/03", "03-31"),
        ("Y/E 30/06", "06-30"),
        ("Fiscal year ended 2/3/2024 and 1/28/2023", "12-31"),
    ],
)
def test_a_line_says_when_the_year_ends(tmp_path: Path, said: str, month: str) -> None:
    session = of(tmp_path, under("Harbour Ltd", "Income statement", said, heads=("FY2023", "FY2022")))
    assert [period[-5:] for period in reported(session)] == [month, month]
    assert {period[11:15] for period in reported(session)} == {"2022", "2023"}


def test_days_beside_a_label_say_when_years_end_for_every_statement(tmp_path: Path) -> None:
    income: Rows = [["Income statement"], [None, 2023, 2022], ["Fiscal year end date", *ENDS], *two(INCOME)]
    position: Rows = [["Balance sheet"], [None, 2023, 2022], *two(POSITION)]
    session = of(tmp_path, [*income, [], *position])
    assert list(reported(session)) == ["2021-10-01/2022-09-30", "2022-10-01/2023-09-30"]
    assert list(reported(session, StatementKind.FINANCIAL_POSITION)) == ["2022-09-30", "2023-09-30"]


def test_days_of_which_the_year_is_shown_say_when_years_end(tmp_path: Path) -> None:
    heads = [Cell(day, "yyyy") for day in ENDS]
    session = of(tmp_path, [["Income statement"], [None, *heads], *two(INCOME)])
    assert list(reported(session)) == ["2021-10-01/2022-09-30", "2022-10-01/2023-09-30"]


def test_a_label_names_the_currency_whatever_dollar_the_columns_show(tmp_path: Path) -> None:
    rows: Rows = [
        ["Currency: Malaysian Ringgit (MYR)"],
        ["Income statement"],
        [None, "2023", "2022"],
        [None, *["$'000"] * 2],
    ]
    session = of(tmp_path, [*rows, *two(INCOME)])
    assert (session.project.currency, session.project.scale, session.project.entity) == ("MYR", 1000, "")


@pytest.mark.parametrize("title", ["Acme Corp - Income statement ($m)", "Acme Corp - Income statement (US$ million)"])
def test_a_title_with_a_dash_is_no_head_of_an_edgar_report(tmp_path: Path, title: str) -> None:
    session = of(tmp_path, [[title], [None, "2023", "2022"], *two(INCOME)])
    assert (session.project.currency, session.project.scale, session.project.entity) == ("USD", 10**6, "Acme Corp")


@pytest.mark.parametrize("where", ["in the title", "over each column"])
def test_whose_dollar_is_meant_is_said_wherever_the_sign_stands(tmp_path: Path, where: str) -> None:
    unit: Rows = [["$'000"]] if where == "in the title" else [[None, "$'000", "$'000"]]
    session = of(tmp_path, [["Income statement"], *unit, [None, 2023, 2022], *two(INCOME)])
    assert (session.project.currency, session.project.scale) == ("USD", 1000)
    said = [message(f) for f in findings(session, FindingStatus.INFORMATION) if "was read as" in message(f)]
    assert said == ["'$' or 'dollars' was read as USD; no source states which currency is meant."]


@pytest.mark.parametrize(
    ("unit", "currency", "is_said"),
    [("¥ millions", "RMB", True), ("RMB millions (¥)", "RMB", False), ("¥ millions (yen)", "JPY", False)],
)
def test_a_sign_of_two_currencies_is_taken_for_one_and_that_is_said(
    tmp_path: Path, unit: str, currency: str, is_said: bool
) -> None:
    session = of(tmp_path, under("Harbour Ltd", "Income statement", unit))
    assert session.project.currency == currency
    said = [message(f) for f in findings(session, FindingStatus.INFORMATION) if "was read as" in message(f)]
    assert said == (["'¥' was read as RMB; no source states which currency is meant."] if is_said else [])
