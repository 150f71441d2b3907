"""Several statements under one row of headings, and a few lines of each in a summary."""

from pathlib import Path

import pytest

from tests.importing.small_books import INCOME, POSITION, Rows, findings, grown, imported, reported, table
from workbench.domain.statements import StatementKind
from workbench.session import Session

CASH_FLOWS = {
    "Profit for the year": 200,
    "Depreciation": 100,
    "Net cash from operating activities": 300,
    "Purchase of equipment": -200,
    "Net cash used in investing activities": -200,
    "Net increase in cash": 100,
}
HEADS: Rows = [["Harbour Ltd"], ["EUR thousands"], [None, 2023, 2022]]
IN_ORDER = (StatementKind.OPERATIONS, StatementKind.FINANCIAL_POSITION, StatementKind.CASH_FLOWS)
LINES = dict(zip(IN_ORDER, (INCOME, POSITION, CASH_FLOWS), strict=True))


def stacked(*parts: tuple[Rows, StatementKind]) -> Rows:
    rows = list(HEADS)
    for between, kind in parts:
        rows += table(between, (0, 1), LINES[kind])
    return rows


def assert_each_has_its_own(session: Session) -> None:
    assert [statement.kind for statement in session.project.statements] == list(IN_ORDER)
    for kind, lines in LINES.items():
        assert list(reported(session, kind).values()) == [grown(lines, 1), grown(lines, 0)]
    assert findings(session) == []


@pytest.mark.parametrize(
    "titles",
    [
        ("Income statement", "Balance sheet", "Cash flow statement"),
        ("Profit and loss account", "Consolidated balance sheets", "Statement of cash flows"),
        ("合并利润表", "合并资产负债表", "合并现金流量表"),
    ],
)
def test_titles_among_the_lines_begin_another_statement(tmp_path: Path, titles: tuple[str, ...]) -> None:
    parts = [([[], [title]], kind) for title, kind in zip(titles, IN_ORDER, strict=True)]
    assert_each_has_its_own(imported(tmp_path, {"All": stacked(*parts)}))


def test_titles_alone_tell_statements_of_which_no_line_is_known(tmp_path: Path) -> None:
    rows: Rows = [*HEADS, ["Income statement"], ["Alpha", 3, 4], ["Beta", 5, 6], ["Balance sheet"], ["Gamma", 7, 8]]
    session = imported(tmp_path, {"All": rows})
    assert reported(session)["2023-01-01/2023-12-31"] == {"Alpha": 3, "Beta": 5}
    assert reported(session, StatementKind.FINANCIAL_POSITION)["2023-12-31"] == {"Gamma": 7}


@pytest.mark.parametrize("gap", [[], [[]]])
def test_where_no_title_stands_the_lines_tell_where_another_statement_begins(tmp_path: Path, gap: Rows) -> None:
    assert_each_has_its_own(imported(tmp_path, {"All": stacked(*((gap, kind) for kind in IN_ORDER))}))


def test_a_title_with_its_unit_beside_it_begins_another_statement(tmp_path: Path) -> None:
    """Each statement has headings of its own: ``Cash flow statement | $mm`` is a title all the same."""
    rows: list[object] = [["Harbour Ltd"]]
    for title, kind in zip(("Income statement", "Balance sheet", "Cash flow statement"), IN_ORDER, strict=True):
        rows += table([[], [title, "$mm"], [None, "2023A", "2022A"]], (0, 1), LINES[kind])
    session = imported(tmp_path, {"All": rows})
    assert_each_has_its_own(session)
    assert (session.project.currency, session.project.scale) == ("USD", 10**6)


def test_sections_of_a_cash_flow_statement_begin_no_other_statement(tmp_path: Path) -> None:
    rows: Rows = [
        *HEADS,
        ["Cash flow statement"],
        ["Cash flows from operating activities"],
        ["Profit for the year", 200, 180],
        ["Depreciation", 100, 90],
        ["Net cash from operating activities", 300, 270],
        ["Cash flows from investing activities"],
        ["Purchase of equipment", -200, -100],
        ["Net cash used in investing activities", -200, -100],
        ["Net increase in cash", 100, 170],
    ]
    session = imported(tmp_path, {"CF": rows})
    assert [statement.kind for statement in session.project.statements] == [StatementKind.CASH_FLOWS]
    assert findings(session) == []


def test_a_summary_is_divided_where_single_lines_stand_for_a_statement(tmp_path: Path) -> None:
    rows: Rows = [
        ["Harbour Ltd"],
        ["Summary financials, USD thousands"],
        [None, 2022, 2023],
        ["Revenue", 1000, 1137],
        ["Net income", 200, 210],
        ["Total assets", 900, 950],
        ["Operating cash flow", 250, 260],
        ["Capex", -100, -110],
    ]
    session = imported(tmp_path, {"Summary": rows})
    assert [list(reported(session, kind)) for kind in (StatementKind.OPERATIONS, StatementKind.FINANCIAL_POSITION)] == [
        ["2022-01-01/2022-12-31", "2023-01-01/2023-12-31"],
        ["2022-12-31", "2023-12-31"],
    ]
    assert reported(session, StatementKind.FINANCIAL_POSITION)["2023-12-31"] == {"Total assets": 950}
    assert reported(session, StatementKind.CASH_FLOWS)["2023-01-01/2023-12-31"] == {
        "Operating cash flow": 260,
        "Capex": -110,
    }
