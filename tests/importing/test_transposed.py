"""Tables whose lines run across: each row is a period."""

from decimal import Decimal
from pathlib import Path

import pytest

from tests.found import message
from tests.importing.small_books import INCOME, YEAR, YEAR_BEFORE, Rows, findings, grown, imported, reported
from workbench.domain.findings import FindingStatus
from workbench.errors import ImportRefused
from workbench.session import Session

LATER, EARLIER = grown(INCOME, 0), grown(INCOME, 1)


def across(first: str, rows: dict[object, dict[str, int]]) -> Rows:
    lines = [[period, *figures.values()] for period, figures in rows.items()]
    return [["Income statement, EUR thousands"], [first, *INCOME], *lines]


def imported_rows(folder: Path, rows: Rows) -> Session:
    return imported(folder, {"IS": rows})


@pytest.mark.parametrize("first", [None, "Year", "Fiscal year ended"])
@pytest.mark.parametrize("periods", [(2023, 2022), ("FY2023", "FY2022"), ("Year ended December 31, 2023", "FY22")])
def test_rows_of_years_under_lines_are_read_as_columns_are(
    tmp_path: Path, first: str, periods: tuple[object, object]
) -> None:
    session = imported_rows(tmp_path, across(first, {periods[0]: LATER, periods[1]: EARLIER}))
    assert reported(session) == {YEAR_BEFORE: EARLIER, YEAR: LATER}
    assert (session.project.currency, session.project.scale) == ("EUR", 1000)
    assert findings(session) == []


def test_words_may_stand_between_the_period_and_the_figures(tmp_path: Path) -> None:
    heads = ["fiscalDateEnding", "reportedCurrency", "totalRevenue", "costOfRevenue", "grossProfit"]
    rows: Rows = [heads, ["2022-12-31", "CHF", 300, 180, 120], ["2021-12-31", "CHF", 280, 170, 110]]
    session = imported_rows(tmp_path, rows)
    assert reported(session)[YEAR_BEFORE] == {"Total revenue": 300, "Cost of revenue": 180, "Gross profit": 120}
    assert session.project.currency == "CHF"
    assert findings(session) == []


def test_each_figure_keeps_its_own_cell(tmp_path: Path) -> None:
    session = imported_rows(tmp_path, across("Year", {2023: LATER, 2022: EARLIER}))
    (cost,) = (s for s in session.project.source_figures if s.line == "cost_of_sales" and s.period == YEAR_BEFORE)
    assert (cost.cell.cell, cost.amount) == ("C4", Decimal(EARLIER["Cost of sales"]))


def test_a_row_of_a_forecast_is_left_out_and_named(tmp_path: Path) -> None:
    session = imported_rows(tmp_path, across("Year", {2023: LATER, 2022: EARLIER, "2024E": grown(INCOME, 5)}))
    assert list(reported(session)) == [YEAR_BEFORE, YEAR]
    assert any("row 5 ('2024E')" in message(f) for f in findings(session, FindingStatus.WARNING))


def test_a_total_that_does_not_add_up_in_one_row_fails_there(tmp_path: Path) -> None:
    wrong = {**LATER, "Gross profit": LATER["Gross profit"] + 7}
    session = imported_rows(tmp_path, across("Year", {2023: wrong, 2022: EARLIER, 2021: grown(INCOME, 2)}))
    failing = [f for f in findings(session) if "Gross profit" in message(f)]
    assert [f.difference for f in failing] == [7]
    assert {"D3"} == {ref.cell for f in failing for ref in f.where} & {"D3", "D4", "D5"}


@pytest.mark.parametrize("periods", [("2023-12-29", "2023-12-30"), (2023, 2022)])
def test_prices_by_day_or_year_are_no_statement(tmp_path: Path, periods: tuple[object, object]) -> None:
    rows: Rows = [["Prices, EUR"], ["Date", "Oil", "Gas", "Coal"], [periods[0], 10, 12, 9], [periods[1], 11, 13, 10]]
    with pytest.raises(ImportRefused):
        imported_rows(tmp_path, rows)
