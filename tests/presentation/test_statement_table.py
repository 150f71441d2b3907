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
from workbench.phrases import ENGLISH
from workbench.presentation.statement_table import (
    CAPTION_COLUMN,
    REPORTED_COLUMN,
    RESULT_COLUMN,
    ColumnKind,
    Row,
    StatementTable,
    stands_below_its_parts,
)

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
    return replace(made, statements=(replace(made.statements[0], **changes),))


def table_of(made: Project, period: str = CLOSING, only: frozenset[str] | None = None) -> StatementTable:
    return StatementTable(Engine().results(made), made.statements[0], period, only)


def written(table: StatementTable) -> list[list[object]]:
    """Return the table as a reader sees it, figures as integers."""
    return [
        [str(row.caption), *(None if (a := table.shown_amount(row, c)) is None else int(a) for c in table.columns[1:])]
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
    assert [tuple(table.heading(column, ENGLISH)) for column in table.columns] == [
        ("RMB in thousands", ""),
        ("US GAAP", "as reported"),
        ("Losses", "off"),
        ("Leases", "on"),
        ("US GAAP with selected differences", "illustrative"),
    ]
    assert table.possible_names(RESULT_COLUMN, ENGLISH) == ("IFRS", "US GAAP with selected differences")


def test_a_period_that_is_not_reconciled_has_no_result() -> None:
    table = table_of(project(reconciled=frozenset((OPENING,))))
    assert table.heading(RESULT_COLUMN, ENGLISH) == ("IFRS", "not reconciled")
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


def sections_in_sections(left_over: int = 0) -> Project:
    """Return assets in two sections, one within the other, below the total of all; each total leaves so much over."""
    figures = {
        "net": (None, Decimal(35 + 3 * left_over)),
        "cash": (None, Decimal(10)),
        "loans": (None, Decimal(20)),
        "current": (None, Decimal(30 + left_over)),
        "land": (None, Decimal(5)),
        "assets": (None, Decimal(35 + 2 * left_over)),
    }
    totals = {
        "net": (("assets", 1),),
        "current": (("cash", 1), ("loans", 1)),
        "assets": (("current", 1), ("land", 1)),
    }
    made = project_of(figures, totals, {})
    net, cash, loans, current, land, assets = made.statements[0].lines
    lines = (
        net,
        Line("assets_heading", "Assets", role=LineRole.HEADING),
        Line("current_heading", "Current", section=("Assets",), role=LineRole.HEADING),
        replace(cash, section=("Assets", "Current")),
        replace(loans, section=("Assets", "Current")),
        replace(current, section=("Assets",)),
        replace(land, section=("Assets",)),
        assets,
    )
    return replace(made, statements=(replace(made.statements[0], lines=lines),))


def test_a_section_within_a_section_folds_with_it_and_alone() -> None:
    rows = table_of(sections_in_sections()).rows
    folded = {
        row.line.id: [child.line.id for child in rows[number + 1 : row.last_child + 1]]
        for number, row in enumerate(rows)
    }
    assert {line: below for line, below in folded.items() if below} == {
        "assets_heading": ["current_heading", "cash", "loans", "current", "land"],
        "current_heading": ["cash", "loans"],
    }


def test_a_row_that_stands_in_no_table_yet_has_no_last_child() -> None:
    assert Row(Line("cash", "Cash"), 0).last_child == -1


def test_lines_stand_as_deep_as_their_sections_and_a_remainder_as_deep_as_what_is_above_it() -> None:
    depths = [(str(row.caption), row.depth) for row in table_of(sections_in_sections(left_over=1)).rows]
    assert depths == [
        ("Net", 0),
        ("Assets", 0),
        ("Current", 1),
        ("Cash", 2),
        ("Loans", 2),
        ("Unexplained difference in Current", 2),
        ("Current", 1),
        ("Land", 1),
        ("Unexplained difference in Assets", 1),
        ("Assets", 0),
        ("Unexplained difference in Net", 0),
    ]


def test_a_rule_is_drawn_above_a_total_that_stands_below_a_part_and_above_no_other_row() -> None:
    table = table_of(sections_in_sections())
    assert [row.line.id for row in table.rows if row.has_rule_above] == ["current", "assets"]
    assert [stands_below_its_parts(table.statement, line) for line in ("net", "assets", "cash")] == [False, True, False]


def test_a_total_is_final_where_it_stands_below_its_parts_and_counts_in_no_other() -> None:
    made = sections_in_sections()
    statement = made.statements[0]
    without_net = replace(statement, totals=tuple(total for total in statement.totals if total.line != "net"))
    assert [row.line.id for row in table_of(made).rows if row.is_final] == []
    final = table_of(replace(made, statements=(without_net,))).rows
    assert [row.line.id for row in final if row.is_final] == ["assets"]


def test_a_row_knows_how_its_total_is_made() -> None:
    table = table_of(sections_in_sections())
    made = {row.line.id: row.total for row in table.rows if row.total}
    assert made == table.statement.total_of


def test_of_some_lines_a_remainder_is_shown_with_its_own_total_alone() -> None:
    made = project()
    assert [str(row.caption) for row in table_of(made, only=frozenset(("assets",))).rows] == [
        "Unexplained difference in Assets",
        "Assets",
    ]
    assert [str(row.caption) for row in table_of(made, only=frozenset(("cash", "loans"))).rows] == ["Cash", "Loans"]


def test_of_some_lines_every_heading_above_them_stays() -> None:
    table = table_of(sections_in_sections(), only=frozenset(("cash",)))
    assert [str(row.caption) for row in table.rows] == ["Assets", "Current", "Cash"]


def test_of_some_lines_the_heading_of_others_above_them_goes() -> None:
    table = table_of(sections_in_sections(), only=frozenset(("land", "assets")))
    assert [str(row.caption) for row in table.rows] == ["Assets", "Land", "Assets"]


def test_of_no_lines_no_heading_stays_and_of_all_lines_empty_ones_do() -> None:
    assert table_of(sectioned(), only=frozenset()).rows == ()
    assert [str(row.caption) for row in table_of(sectioned()).rows if row.is_heading] == ["Assets", "Other"]


def test_remainders_are_found_by_their_totals() -> None:
    table = table_of(project())
    assert {line: remainder.as_reported for line, remainder in table.remainders.items()} == {"assets": 5}
    assert not next(row for row in table.rows if row.remainder).is_heading


def test_a_remainder_has_the_effects_that_are_entered_on_its_total_and_its_result_those_that_are_on() -> None:
    table = table_of(project(("losses",)))
    remainder = next(row for row in table.rows if row.remainder)
    assert [table.amount(remainder, column) for column in table.columns] == [None, 5, 0, 3, 5]
    assert table.shown_amount(remainder, table.columns[2]) == 0
    assert not table.is_unknown(remainder, CAPTION_COLUMN)


def test_a_nil_remainder_of_an_effect_is_shown_whatever_the_unit_of_its_total() -> None:
    made = project()
    lines = tuple(replace(line, unit=LineUnit.SHARES) for line in made.statements[0].lines)
    table = table_of(replace(made, statements=(replace(made.statements[0], lines=lines),)))
    remainder = next(row for row in table.rows if row.remainder)
    assert table.shown_amount(remainder, table.columns[2]) == 0


def test_an_effect_on_a_share_count_is_shown() -> None:
    made = project_of({"shares": (None, Decimal(100))}, {}, {"losses": {("shares", CLOSING): Decimal(-4)}})
    lines = (replace(made.statements[0].lines[0], unit=LineUnit.SHARES),)
    table = table_of(replace(made, statements=(replace(made.statements[0], lines=lines),)))
    assert table.shown_amount(row(table, "shares"), table.columns[2]) == -4


def test_a_nil_figure_as_reported_is_shown_of_share_counts_too() -> None:
    made = project_of({**FIGURES, "cash": (None, Decimal(0))}, TOTALS, ENTRIES)
    lines = tuple(replace(line, unit=LineUnit.SHARES) for line in made.statements[0].lines)
    table = table_of(replace(made, statements=(replace(made.statements[0], lines=lines),)))
    assert table.shown_amount(row(table, "cash"), REPORTED_COLUMN) == 0


def test_only_differences_that_are_stated_for_the_period_have_a_column() -> None:
    made = project()
    losses, leases = made.adjustments
    stated = frozenset({("position", OPENING)})
    table = table_of(replace(made, adjustments=(replace(losses, stated_for=stated), leases)))
    assert [column.kind for column in table.columns] == [
        ColumnKind.CAPTION,
        ColumnKind.AS_REPORTED,
        ColumnKind.EFFECT,
        ColumnKind.RESULT,
    ]
    assert table.columns[2].adjustment == "leases"
    assert table.figure_columns == table.columns[1:]


def test_with_every_difference_on_the_result_is_headed_like_what_was_reported() -> None:
    table = table_of(project())
    assert table.heading(RESULT_COLUMN, ENGLISH) == ("IFRS", "as reported")
    assert table.possible_names(REPORTED_COLUMN, ENGLISH) == ("US GAAP",)
    assert table.possible_names(table.columns[2], ENGLISH) == ("Losses",)


def test_in_a_period_that_is_not_reconciled_the_result_has_one_name_whatever_is_on() -> None:
    table = table_of(project(("leases",), reconciled=frozenset((OPENING,))))
    assert table.possible_names(RESULT_COLUMN, ENGLISH) == ("IFRS",)


def test_a_heading_has_no_figures_and_is_not_unknown() -> None:
    made = sectioned()
    unknown = frozenset({("assets_heading", CLOSING)})
    table = table_of(replace(made, statements=(replace(made.statements[0], unknown=unknown),)))
    assert {table.amount(table.rows[0], column) for column in table.columns} == {None}
    assert not table.is_unknown(table.rows[0], REPORTED_COLUMN)


def test_a_caption_is_no_figure_and_always_known() -> None:
    table = table_of(project())
    cash = row(table, "cash")
    assert table.figure(cash.line, CAPTION_COLUMN) is None
    assert table.is_known(cash.line, CAPTION_COLUMN)


def test_a_result_is_known_unless_its_period_is_reconciled_and_nobody_stated_the_figure() -> None:
    unknown = frozenset({("cash", CLOSING)})
    reconciled = table_of(project(unknown=unknown))
    assert not reconciled.is_known(row(reconciled, "cash").line, RESULT_COLUMN)
    assert reconciled.is_known(row(reconciled, "loans").line, RESULT_COLUMN)
    other = table_of(project(unknown=unknown, reconciled=frozenset((OPENING,))))
    assert other.is_known(row(other, "cash").line, RESULT_COLUMN)


def test_what_is_known_by_a_figure_is_not_unknown_although_nobody_states_it() -> None:
    table = table_of(project(unknown=frozenset({("cash", CLOSING)})))
    assert not table.is_unknown(row(table, "cash"), REPORTED_COLUMN)
    assert not table.is_known(row(table, "cash").line, REPORTED_COLUMN)
    assert table.is_known(row(table, "cash").line, table.columns[2])


def test_the_same_rows_with_other_results_are_those_of_the_same_lines() -> None:
    table = table_of(project(), only=frozenset(("cash",)))
    switched = table.with_results(table.results, table.statement)
    assert (switched.only, switched.period) == (table.only, CLOSING)
    assert [shown.caption for shown in switched.rows] == ["Cash"]


def test_of_some_lines_the_headings_above_them_stay_and_the_empty_ones_go() -> None:
    table = table_of(sectioned(), only=frozenset(("loans",)))
    assert [str(row.caption) for row in table.rows] == ["Assets", "Loans"]


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
