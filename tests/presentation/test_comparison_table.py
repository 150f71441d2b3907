"""A comparison shows what is published for each period, and the change from one to another."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.projects import CLOSING, OPENING, project_of
from tests.published import ADJUSTMENTS, DEC_2022, H1_2023, JUN_2023, Q2_2023, SBC
from workbench.domain.maps import Map
from workbench.domain.project import Project
from workbench.domain.statements import LineUnit
from workbench.engine import Engine
from workbench.phrases import ENGLISH
from workbench.presentation.compared_columns import (
    ChangeColumn,
    ComparedColumn,
    Comparison,
    Preset,
    compared_columns,
)
from workbench.presentation.comparison_table import (
    NOT_MEANINGFUL,
    ComparisonTable,
    Share,
    change,
    change_in_percent,
    comparison_of,
)
from workbench.presentation.statement_table import ColumnKind, Row, StatementTable
from workbench.presentation.states import ColumnState

REPORTED, RESULT = ColumnKind.AS_REPORTED, ColumnKind.RESULT


def compare(project: Project, statement: str, period: str, comparison: Comparison | None = None) -> ComparisonTable:
    results, of = Engine().results(project), project.statement_by_id[statement]
    columns = compared_columns(project, of, period, comparison or Comparison())
    return comparison_of(StatementTable(results, of, period), columns)


def row_of(table: StatementTable, line: str) -> Row:
    return next(row for row in table.rows if row.line.id == line and row.remainder is None)


def figures(table: ComparisonTable, line: str) -> list[int | None]:
    amounts = (table.shown_amount(row_of(table, line), column) for column in table.columns[1:])
    return [None if amount is None else int(amount) for amount in amounts]


def test_net_income_of_two_half_years_is_as_published_under_both_frameworks(qifu_project: Project) -> None:
    assert figures(compare(qifu_project, "operations", H1_2023), "net_income") == [
        2149313, 2023199, -126114, None, 2218642, 1746887, -471755, None,
    ]  # fmt: skip


def test_total_assets_of_two_dates_are_as_published_under_both_frameworks(qifu_project: Project) -> None:
    assert figures(compare(qifu_project, "financial_position", JUN_2023), "total_assets") == [
        40343170, 43402113, 3058943, None, 36592393, 39949115, 3356722, None,
    ]  # fmt: skip


def test_the_percent_of_a_change_is_of_where_it_started(qifu_project: Project) -> None:
    table = compare(qifu_project, "operations", H1_2023)
    columns = [column for column in table.columns if column.kind is ColumnKind.CHANGE_IN_PERCENT]
    shares = [
        table.share(row_of(table, "net_income"), column) for column in columns if isinstance(column, ChangeColumn)
    ]
    assert [round(share.percent, 1) for share in shares if share and share.percent] == [
        Decimal("-5.9"), Decimal("-21.3"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("start", "end", "amount", "share"),
    [
        (100, 110, 10, Share(Decimal(10))),
        (-100, -110, -10, Share(Decimal(-10))),
        (-100, -90, 10, Share(Decimal(10))),
        (100, 0, -100, Share(Decimal(-100))),
        (100, 100, 0, Share(Decimal(0))),
        (0, 0, 0, Share(Decimal(0))),
        (0, 5, 5, NOT_MEANINGFUL),
        (-5, 5, 10, NOT_MEANINGFUL),
        (5, -5, -10, NOT_MEANINGFUL),
        (None, 5, None, NOT_MEANINGFUL),
        (5, None, None, None),
        (None, None, None, None),
    ],
)
def test_a_change_never_guesses(start: int | None, end: int | None, amount: int | None, share: Share | None) -> None:
    before, after = (None if figure is None else Decimal(figure) for figure in (start, end))
    assert change(before, after) == (None if amount is None else Decimal(amount))
    assert change_in_percent(before, after) == share


def test_a_period_without_a_reconciliation_has_no_result_and_no_change_of_it(qifu_project: Project) -> None:
    table = compare(qifu_project, "operations", Q2_2023)
    results = [column for column in table.columns if column.kind is RESULT]
    assert [table.state(column) for column in results] == [ColumnState.NOT_RECONCILED] * 2
    assert figures(table, "net_income")[4:] == [None] * 4
    percent = table.columns[-1]
    assert isinstance(percent, ChangeColumn)
    assert table.share(row_of(table, "net_income"), percent) is None


def test_an_unknown_figure_has_no_change() -> None:
    made = project_of({"cash": (Decimal(5), Decimal(7))}, {}, {}, ())
    statement = replace(
        made.statements[0], unknown=frozenset({("cash", OPENING)}), figures=Map({"cash": (None, Decimal(7))})
    )
    table = compare(replace(made, statements=(statement,)), statement.id, CLOSING)
    amount, percent = table.columns[3:5]
    assert isinstance(percent, ChangeColumn)
    assert table.amount(row_of(table, "cash"), amount) is None
    assert table.share(row_of(table, "cash"), percent) is None
    assert table.is_unknown(row_of(table, "cash"), table.columns[1])


def test_a_percentage_changes_in_points_and_has_no_percent_of_its_own(qifu_project: Project) -> None:
    table = compare(qifu_project, "non_gaap", H1_2023)
    row = next(row for row in table.rows if row.line.unit is LineUnit.PERCENT)
    start, end, amount, percent = table.columns[1:5]
    assert isinstance(percent, ChangeColumn)
    ends = table.amount(row, end), table.amount(row, start)
    assert table.amount(row, amount) == change(*reversed(ends))
    assert table.share(row, percent) is None


def test_a_scenario_has_its_own_switches(qifu_project: Project) -> None:
    project = replace(qifu_project, scenarios=Map({"Without": frozenset(ADJUSTMENTS) - {SBC}}))
    table = compare(project, "operations", H1_2023, Comparison(Preset.SCENARIO, "Without"))
    assert figures(table, "net_income") == [1746887 - 49337, 1746887, 49337, None]
    assert table.state(table.columns[1]) is ColumnState.ILLUSTRATIVE
    assert table.heading(table.columns[1], ENGLISH).name == "Without\nH1 2023"


def test_results_follow_the_switches_and_those_of_a_scenario_do_not(qifu_project: Project) -> None:
    project = replace(qifu_project, scenarios=Map({"All": frozenset(ADJUSTMENTS)}))
    table = compare(project, "operations", H1_2023, Comparison(Preset.SCENARIO, "All"))
    assert figures(table, "net_income")[:2] == [1746887, 1746887]
    off = table.results.with_enabled(())
    switched = table.with_results(off, table.statement)
    assert figures(switched, "net_income")[:2] == [1746887, 2023199]
    assert switched.rows is table.rows


def test_headings_name_column_and_period_and_a_change_says_since_when(qifu_project: Project) -> None:
    table = compare(qifu_project, "operations", H1_2023)
    headings = [table.heading(column, ENGLISH) for column in table.columns]
    assert headings[1] == ("US GAAP\nH1 2022", "as reported")
    assert headings[3] == ("Change", "since H1 2022")
    assert headings[4] == ("Change %", "")
    frameworks = compare(qifu_project, "operations", H1_2023, Comparison(Preset.FRAMEWORKS))
    assert frameworks.heading(frameworks.columns[3], ENGLISH) == ("Change", "US GAAP to IFRS")


def test_rows_are_those_of_the_statement_itself(qifu_project: Project) -> None:
    results, statement = Engine().results(qifu_project), qifu_project.statement_by_id["operations"]
    shown = StatementTable(results, statement, H1_2023)
    assert comparison_of(shown, compared_columns(qifu_project, statement, H1_2023, Comparison())).rows is shown.rows


def test_a_remainder_of_another_period_has_a_row_and_is_nil_in_the_one_shown() -> None:
    figures_of = {
        "cash": (Decimal(1), Decimal(10)),
        "loans": (Decimal(1), Decimal(20)),
        "assets": (Decimal(5), Decimal(30)),
    }
    made = project_of(figures_of, {"assets": (("cash", 1), ("loans", 1))}, {}, ())
    table = compare(made, made.statements[0].id, CLOSING)
    assert not any(row.remainder for row in StatementTable(table.results, table.statement, CLOSING).rows)
    remainder = next(row for row in table.rows if row.remainder)
    assert table.rows.index(remainder) == 2
    assert [table.amount(remainder, column) for column in table.columns[1:4]] == [3, 0, -3]


def test_each_cell_knows_the_one_of_the_statement_that_it_shows(qifu_project: Project) -> None:
    table = compare(qifu_project, "financial_position", JUN_2023)
    row = row_of(table, "total_assets")
    cell = table.source_cell(row, table.columns[1])
    assert cell
    assert (cell.table.period, cell.column.kind) == (DEC_2022, REPORTED)
    assert table.source_cell(row, table.columns[3]) is None
    earlier = ComparedColumn(RESULT, period=DEC_2022)
    assert table.amount(row, earlier) == Decimal(36592393)
