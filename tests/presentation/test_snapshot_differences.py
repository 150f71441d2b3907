"""What a table must show anew after a step: no more than moved, and all that moved."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.projects import CLOSING, project_of, projects
from workbench.commands import (
    Command,
    EditEntries,
    EditFigures,
    RenameAdjustment,
    RenameLine,
    RestateTotal,
    SetReconciled,
    SetTotal,
)
from workbench.domain.maps import Map
from workbench.domain.project import Project
from workbench.engine import Engine
from workbench.presentation.snapshot_differences import (
    edited_lines,
    have_same_layout,
    is_moved_by_edit,
    is_moved_by_switches,
)
from workbench.presentation.statement_table import StatementTable

ONE = (Decimal(1), Decimal(1))
FIGURES = {"cash": ONE, "loans": ONE, "assets": (Decimal(2), Decimal(2)), "debt": ONE}
BEFORE = project_of(FIGURES, {"assets": (("cash", 1), ("loans", 1))}, {"losses": {("loans", CLOSING): Decimal(-4)}})


def table_of(project: Project, only: frozenset[str] | None = None) -> StatementTable:
    return StatementTable(Engine().results(project), project.statements[0], CLOSING, only)


def edited(command: Command, only: frozenset[str] | None = None) -> frozenset[str] | None:
    return edited_lines(table_of(BEFORE, only), Engine().results(command.apply(BEFORE)))


def test_a_part_that_was_typed_over_moves_the_totals_above_it_and_no_more() -> None:
    assert edited(EditFigures({("cash", CLOSING): Decimal(5)})) == frozenset(("cash", "assets"))


def test_an_entry_moves_its_line_and_the_totals_above() -> None:
    assert edited(EditEntries("losses", {("cash", CLOSING): Decimal(5)})) == frozenset(("cash", "assets"))


def test_nothing_moves_in_a_statement_where_another_was_edited() -> None:
    other = replace(BEFORE.statements[0], id="other", lines=(), totals=(), figures=Map())
    both = replace(BEFORE, statements=(*BEFORE.statements, other))
    renamed = replace(other, title="Another title")
    after = Engine().results(replace(both, statements=(*BEFORE.statements, renamed)))
    assert edited_lines(table_of(both), after) == frozenset()


@pytest.mark.parametrize(
    "command",
    [
        RenameLine("cash", "Money"),
        RenameAdjustment("losses", "Expected losses"),
        SetTotal("assets", (("cash", 1),)),
        RestateTotal("assets", CLOSING, Decimal(9)),
        EditFigures({("cash", CLOSING): Decimal("0.5")}),
    ],
    ids=["caption", "adjustment", "parts", "remainder", "decimals"],
)
def test_after_more_than_an_edit_of_figures_anything_may_differ(command: Command) -> None:
    assert edited(command) is None


def test_a_period_that_is_no_longer_reconciled_may_differ_anywhere() -> None:
    nil = project_of(FIGURES, {}, {})
    after = SetReconciled("position", CLOSING, reconciled=False).apply(nil)
    assert edited_lines(table_of(nil), Engine().results(after)) is None


def test_a_line_that_the_table_leaves_out_makes_it_another_table() -> None:
    affected = frozenset(("loans", "assets"))
    assert edited(EditEntries("losses", {("loans", CLOSING): Decimal(5)}), affected) == affected
    assert edited(EditEntries("losses", {("debt", CLOSING): Decimal(5)}), affected) is None


def test_what_follows_from_other_lines_moves_with_any_of_them() -> None:
    made = project_of({"part": ONE, "total": (Decimal(3), Decimal(3))}, {"total": (("part", 1),)}, {"nil": {}})
    table = table_of(made)
    moved = [str(row.caption) for row in table.rows if is_moved_by_switches(table, row, ["nil"])]
    assert moved == ["Unexplained difference in Total"]
    assert [str(row.caption) for row in table.rows if is_moved_by_edit(row, frozenset())] == moved
    assert all(is_moved_by_edit(row, None) for row in table.rows)


def test_other_texts_leave_every_row_in_place_and_another_remainder_does_not() -> None:
    table = table_of(BEFORE)
    assert have_same_layout(table, table_of(RenameLine("cash", "Money").apply(BEFORE)))
    assert not have_same_layout(table, table_of(RestateTotal("assets", CLOSING, Decimal(9)).apply(BEFORE)))


@given(projects(), st.data())
def test_rows_that_a_switch_does_not_move_show_what_they_showed(project: Project, data: st.DataObject) -> None:
    keys = sorted(project.adjustment_by_id)
    switched = data.draw(st.sets(st.sampled_from(keys))) if keys else set()
    before = table_of(project)
    after = before.with_results(before.results.with_enabled(project.enabled ^ switched), before.statement)
    for row in after.rows:
        if not is_moved_by_switches(after, row, switched):
            assert [before.amount(row, c) for c in before.columns] == [after.amount(row, c) for c in after.columns]


@given(projects(), st.data())
def test_rows_that_an_edit_does_not_name_show_what_they_showed(project: Project, data: st.DataObject) -> None:
    statement = project.statements[0]
    line = data.draw(st.sampled_from([line.id for line in statement.lines if line.id not in statement.total_of]))
    command = EditFigures({(line, CLOSING): Decimal(data.draw(st.integers(-99, 99)))})
    before, results = table_of(project), Engine().results(command.apply(project))
    lines = edited_lines(before, results)
    after = before.with_results(results, results.project.statements[0])
    for row in before.rows if lines is not None else ():
        if not is_moved_by_edit(row, lines):
            assert [before.amount(row, c) for c in before.columns] == [after.amount(row, c) for c in after.columns]
