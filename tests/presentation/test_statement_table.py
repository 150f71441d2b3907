"""The statement as a table: which rows and columns there are, and what stands where they meet."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given

from tests.projects import CLOSING, OPENING, obvious_effect, obvious_result, project_of, projects
from workbench.domain.project import Project
from workbench.domain.statements import Line, LineRole, LineUnit
from workbench.engine import Engine
from workbench.presentation.statement_table import REPORTED_COLUMN, RESULT_COLUMN, Row, StatementTable

FIGURES: Mapping[str, tuple[Decimal | None, Decimal | None]] = {
    "cash": (Decimal(1), Decimal(10)),
    "loans": (Decimal(1), Decimal(20)),
    "assets": (Decimal(2), Decimal(35)),
}
TOTALS = {"assets": (("cash", 1), ("loans", 1))}
ENTRIES = {
    "losses": {("loans", CLOSING): Decimal(-4)},
    "leases": {("assets", CLOSING): Decimal(3)},
}


def project(enabled: tuple[str, ...] = ("losses", "leases"), **changes: object) -> Project:
    made = project_of(FIGURES, TOTALS, ENTRIES, enabled)
    return replace(made, statements=(replace(made.statements[0], **changes),))  # type: ignore[arg-type]


def table_of(made: Project, period: str = CLOSING, only: frozenset[str] | None = None) -> StatementTable:
    return StatementTable(Engine().results(made), made.statements[0], period, only)


def written(table: StatementTable) -> list[list[object]]:
    """Return the table as a reader sees it, figures as integers."""
    return [
        [row.caption, *(None if (a := table.shown_amount(row, c)) is None else int(a) for c in table.columns[1:])]
        for row in table.rows
    ]


def row(table: StatementTable, line: str) -> Row:
    return next(row for row in table.rows if row.line.id == line and row.remainder is None)


def test_each_line_crosses_each_column_and_a_remainder_stands_below_the_last_part() -> None:
    assert written(table_of(project())) == [
        ["Cash", 10, 0, 0, 10],
        ["Loans", 20, -4, 0, 16],
        ["Unexplained difference in Assets", 5, 0, 3, 8],
        ["Assets", 35, -4, 3, 34],
    ]


def test_what_is_off_keeps_its_column_and_leaves_the_result() -> None:
    table = table_of(project(("leases",)))
    assert written(table)[1] == ["Loans", 20, -4, 0, 20]
    assert [tuple(table.heading(column)) for column in table.columns] == [
        ("RMB in thousands", ""),
        ("US GAAP", "as reported"),
        ("Losses", "off"),
        ("Leases", "on"),
        ("US GAAP with selected differences", "illustrative"),
    ]
    assert table.possible_names(RESULT_COLUMN) == ("IFRS", "US GAAP with selected differences")


def test_a_period_that_is_not_reconciled_has_no_result() -> None:
    table = table_of(project(reconciled=frozenset((OPENING,))))
    assert table.heading(RESULT_COLUMN) == ("IFRS", "not reconciled")
    assert table.figure_columns == (REPORTED_COLUMN,)
    assert {table.amount(row, RESULT_COLUMN) for row in table.rows} == {None}
    assert not any(table.is_unknown(row, RESULT_COLUMN) for row in table.rows)


def test_where_an_effect_is_an_error_it_and_the_results_it_reaches_are_unknown() -> None:
    made = project()
    losses, leases = made.adjustments
    table = table_of(replace(made, adjustments=(replace(losses, unknown=frozenset({("cash", CLOSING)})), leases)))
    effect = table.columns[2]
    assert effect.adjustment == "losses"
    for line, is_unknown in (("cash", True), ("loans", False), ("assets", True)):
        assert table.is_unknown(row(table, line), effect) is is_unknown
        assert table.is_unknown(row(table, line), RESULT_COLUMN) is is_unknown
        assert (table.amount(row(table, line), effect) is None) is is_unknown


def test_a_figure_that_nobody_stated_is_unknown_and_one_that_is_blank_is_not() -> None:
    figures = {**FIGURES, "cash": (None, None), "loans": (None, None)}
    made = project_of(figures, TOTALS, ENTRIES, unknown=[("cash", CLOSING)])
    table = table_of(made)
    assert table.is_unknown(row(table, "cash"), REPORTED_COLUMN)
    assert table.is_unknown(row(table, "cash"), RESULT_COLUMN)
    assert not table.is_unknown(row(table, "loans"), REPORTED_COLUMN)


@pytest.mark.parametrize(
    ("unit", "shown"), [(LineUnit.MONEY, Decimal(0)), (LineUnit.SHARES, None), (LineUnit.PER_SHARE, None)]
)
def test_a_nil_effect_is_shown_of_money_alone(unit: LineUnit, shown: Decimal | None) -> None:
    made = project()
    lines = tuple(replace(line, unit=unit) if line.id == "cash" else line for line in made.statements[0].lines)
    table = table_of(replace(made, statements=(replace(made.statements[0], lines=lines, totals=()),)))
    effect = table.columns[2]
    assert table.shown_amount(row(table, "cash"), effect) == shown
    assert table.figure(row(table, "cash").line, effect) == 0


def sectioned() -> Project:
    """Return a statement with two headings: of assets, and of what nothing stands under."""
    made = project_of(FIGURES, TOTALS, ENTRIES)
    cash, loans, assets = made.statements[0].lines
    lines = (
        Line("assets_heading", "Assets", role=LineRole.HEADING),
        replace(cash, section=("Assets",)),
        replace(loans, section=("Assets",)),
        replace(assets, section=("Assets",)),
        Line("other_heading", "Other", role=LineRole.HEADING),
    )
    return replace(made, statements=(replace(made.statements[0], lines=lines),))


def test_rows_know_their_place_in_the_tree() -> None:
    table = table_of(sectioned())
    assert [(row.depth, row.is_heading, row.has_rule_above, row.is_final, row.last_child) for row in table.rows] == [
        (0, True, False, False, 4),
        (1, False, False, False, 1),
        (1, False, False, False, 2),
        (1, False, False, False, 3),
        (1, False, True, True, 4),
        (0, True, False, False, 5),
    ]
    assert table.amount(table.rows[0], REPORTED_COLUMN) is None


def test_of_some_lines_the_headings_above_them_stay_and_the_empty_ones_go() -> None:
    table = table_of(sectioned(), only=frozenset(("loans",)))
    assert [row.caption for row in table.rows] == ["Assets", "Loans"]


def test_with_other_results_rows_and_columns_are_the_same_objects() -> None:
    made = project()
    table = table_of(made)
    rows, columns = table.rows, table.columns
    off = table.results.with_enabled(())
    switched = table.with_results(off, made.statements[0])
    assert switched.rows is rows
    assert switched.columns is columns
    assert switched.amount(row(switched, "loans"), RESULT_COLUMN) == 20


def test_a_figure_is_worked_out_without_the_rows() -> None:
    table = table_of(project())
    assert table.figure(table.statement.line_by_id["loans"], RESULT_COLUMN) == 16
    assert "rows" not in vars(table)


@given(projects())
def test_every_cell_is_what_its_definition_says(made: Project) -> None:
    table = table_of(made)
    for line in made.statements[0].lines:
        for column in table.figure_columns:
            if column.adjustment:
                assert table.figure(line, column) == obvious_effect(made, column.adjustment, line.id, CLOSING)
        assert table.figure(line, REPORTED_COLUMN) == made.statements[0].figure(line.id, CLOSING)
        assert table.figure(line, RESULT_COLUMN) == obvious_result(made, line.id, CLOSING)


@given(projects())
def test_in_every_column_parts_and_remainder_add_up_to_the_total(made: Project) -> None:
    table, statement = table_of(made), made.statements[0]
    left_over = {row.line.id: row for row in table.rows if row.remainder}
    for total in statement.totals:
        if statement.figure(total.line, CLOSING) is None:
            continue
        for column in table.figure_columns:
            parts = (weight * (table.figure(statement.line_by_id[part], column) or 0) for part, weight in total.parts)
            remainder = table.amount(left_over[total.line], column) if total.line in left_over else None
            assert table.figure(statement.line_by_id[total.line], column) == sum(parts, remainder or Decimal(0))
