"""A statement compiled: parts before totals, one scale for what adds up, effects at every total, and what is reused."""

import random
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.projects import CLOSING, OPENING, entries_of, project_of, projects
from workbench.domain.adjustments import Adjustment
from workbench.domain.ids import LineId
from workbench.domain.maps import Map
from workbench.domain.project import Project
from workbench.domain.statements import FigureKey, Statement
from workbench.engine.compiled_statement import (
    FEW_ENTRIES,
    CircularTotal,
    CompiledStatement,
    Contribution,
    FigureTooLarge,
    compile_statement,
    compile_structure,
)

Entries = Mapping[str, Mapping[FigureKey, Decimal]]
Figures = dict[LineId, tuple[Decimal | None, Decimal | None]]

BALANCE: Figures = {
    "equity": (Decimal(100), Decimal(120)),
    "net": (Decimal(100), Decimal(120)),
    "assets": (Decimal(150), Decimal(180)),
    "cash": (Decimal(100), Decimal(110)),
    "loans": (Decimal(50), Decimal(70)),
    "debts": (Decimal(50), Decimal(60)),
    "memo": (Decimal(7), None),
}
TOTALS = {
    "equity": (("net", 1),),
    "net": (("assets", 1), ("debts", -1)),
    "assets": (("cash", 1), ("loans", 1)),
}
"""Printed from the top down: every total stands before its parts."""
LARGEST = 2**62
UNDER_LARGEST = LARGEST - 512
"""The next number below that a double tells from it."""


def balance(entries: Entries | None = None, decimals: Mapping[LineId, int] | None = None) -> Project:
    return with_decimals(project_of(BALANCE, TOTALS, entries or {}), decimals or {})


def ones(*lines: LineId) -> Figures:
    return dict.fromkeys(lines, (Decimal(1), None))


def with_decimals(project: Project, decimals: Mapping[LineId, int]) -> Project:
    statement = project.statements[0]
    lines = tuple(replace(line, decimals=decimals.get(line.id, line.decimals)) for line in statement.lines)
    return replace(project, statements=(replace(statement, lines=lines),))


def compile_first(project: Project, previous: CompiledStatement | None = None) -> CompiledStatement:
    """Return the first statement of a project, compiled, from an earlier state where one is given."""
    return compile_statement(project.statements[0], project.adjustments, previous)


def with_statement(project: Project, **changes: object) -> Project:
    return replace(project, statements=(replace(project.statements[0], **changes),))


def with_entries(project: Project, key: str, cells: Mapping[FigureKey, Decimal]) -> Project:
    entries = entries_of(cells)
    return replace(
        project,
        adjustments=tuple(replace(a, entries=entries) if a.id == key else a for a in project.adjustments),
    )


def effects(plan: CompiledStatement, adjustment: str, period: str = CLOSING) -> dict[LineId, Decimal]:
    """Return what an adjustment adds to each line, nil left out."""
    contribution = plan.contributions[adjustment]
    amounts = {line.id: contribution.effect_at(plan.position((line.id, period))) for line in plan.statement.lines}
    return {line: plan.decimal(line, amount) for line, amount in amounts.items() if amount}


def obvious(project: Project, adjustment: Adjustment, line: LineId, period: str) -> Decimal:
    """The definition: what is entered on a line, and the effects on its parts by their weights."""
    entered = adjustment.effects.get((line, period), Decimal(0))
    below = (weight * obvious(project, adjustment, part, period) for part, weight in parts_of(project, line))
    return sum(below, entered)


def parts_of(project: Project, line: LineId) -> tuple[tuple[LineId, int], ...]:
    total = project.statements[0].total_of.get(line)
    return total.parts if total else ()


def assert_same(plan: CompiledStatement, other: CompiledStatement) -> None:
    """Both hold the same figures, effects and movements, cell by cell."""
    assert plan.structure.decimals == other.structure.decimals
    assert plan.as_reported.tolist() == other.as_reported.tolist()
    assert plan.max_movement.tolist() == other.max_movement.tolist()
    assert plan.contributions.keys() == other.contributions.keys()
    everywhere = range(len(plan.as_reported))
    for key, contribution in plan.contributions.items():
        assert [contribution.effect_at(place) for place in everywhere] == [
            other.contributions[key].effect_at(p) for p in everywhere
        ]


# ---- structure


def test_every_part_is_added_up_before_its_total_whatever_is_printed_first() -> None:
    structure = compile_structure(balance().statements[0])
    assert [structure.lines[row].id for row, _, _ in structure.steps] == ["assets", "net", "equity"]


def test_a_step_adds_its_parts_with_their_weights() -> None:
    structure = compile_structure(balance().statements[0])
    parts = {structure.lines[row].id: (rows.tolist(), weights.tolist()) for row, rows, weights in structure.steps}
    row = structure.row_of
    assert parts["assets"] == ([row["cash"], row["loans"]], [1, 1])
    assert parts["net"] == ([row["assets"], row["debts"]], [1, -1])


def test_lines_are_numbered_as_they_are_printed() -> None:
    assert list(compile_structure(balance().statements[0]).row_of.items()) == [
        (line, number) for number, line in enumerate(BALANCE)
    ]


def test_lines_that_add_up_share_the_scale_of_the_finest_of_them_and_others_keep_their_own() -> None:
    structure = compile_structure(balance(decimals={"debts": 2, "cash": 1, "memo": 3}).statements[0])
    decimals = dict(zip(BALANCE, structure.decimals, strict=True))
    assert decimals == dict.fromkeys(BALANCE, 2) | {"memo": 3}


def test_totals_that_share_no_line_share_no_scale() -> None:
    project = project_of(ones(*"abcd"), {"a": (("b", 1),), "c": (("d", 1),)}, {})
    structure = compile_structure(with_decimals(project, {"b": 2, "d": 1}).statements[0])
    assert structure.decimals == (2, 2, 1, 1)


def test_a_circle_of_totals_is_refused_by_the_names_of_its_lines() -> None:
    project = project_of(ones(*"ab"), {"a": (("b", 1),), "b": (("a", 1),)}, {})
    with pytest.raises(CircularTotal) as refused:
        compile_first(project)
    assert str(refused.value) in {
        f"Balance sheet: a total is a part of itself: {way}. Remove one of these parts."
        for way in ("A → B → A", "B → A → B")
    }


# ---- figures


def test_figures_are_whole_numbers_of_the_smallest_unit_and_a_blank_is_nil() -> None:
    project = with_decimals(balance(), {"memo": 2})
    plan = compile_first(project)
    assert plan.as_reported[plan.position(("memo", OPENING))] == 700
    assert plan.as_reported[plan.position(("memo", CLOSING))] == 0
    assert plan.as_reported[plan.position(("loans", CLOSING))] == 70


def test_a_number_of_smallest_units_is_told_as_an_amount_of_its_line() -> None:
    plan = compile_first(balance(decimals={"memo": 2, "cash": 1}))
    assert plan.decimal("memo", -705) == Decimal("-7.05")
    assert plan.decimal("equity", 705) == Decimal("70.5")


def test_a_line_without_figures_is_nil() -> None:
    project = balance()
    figures = Map({line: row for line, row in project.statements[0].figures.items() if line != "cash"})
    plan = compile_first(with_statement(project, figures=figures))
    assert plan.as_reported[plan.position(("cash", OPENING))] == 0


def test_a_figure_with_more_decimals_than_its_line_is_a_fault_of_the_program() -> None:
    project = project_of({"cash": (Decimal("1.25"), None)}, {}, {}, decimals=1)
    with pytest.raises(ValueError, match=r"cash: 1\.25 needs more than the line's 1 decimals"):
        compile_first(project)


def test_zeros_behind_the_last_decimal_are_no_decimals() -> None:
    plan = compile_first(project_of({"cash": (Decimal("1.50"), None)}, {}, {}, decimals=1))
    assert plan.as_reported.tolist() == [15, 0]


# ---- effects


def test_an_effect_reaches_every_total_above_it_with_its_weight() -> None:
    plan = compile_first(balance({"ecl": {("loans", CLOSING): Decimal(-4), ("debts", CLOSING): Decimal(3)}}))
    assert effects(plan, "ecl") == {"loans": -4, "assets": -4, "debts": 3, "net": -7, "equity": -7}
    assert effects(plan, "ecl", OPENING) == {}


def test_an_effect_on_a_total_adds_to_those_on_its_parts() -> None:
    plan = compile_first(balance({"ecl": {("cash", CLOSING): Decimal(1), ("assets", CLOSING): Decimal(10)}}))
    assert effects(plan, "ecl") == {"cash": 1, "assets": 11, "net": 11, "equity": 11}


def test_effects_that_cancel_move_their_parts_and_not_their_total() -> None:
    plan = compile_first(balance({"ecl": {("cash", CLOSING): Decimal(5), ("loans", CLOSING): Decimal(-5)}}))
    assert effects(plan, "ecl") == {"cash": 5, "loans": -5}


def test_a_line_that_counts_in_a_total_in_two_ways_counts_twice() -> None:
    totals = {"b": (("a", 1),), "c": (("a", 1), ("b", 1))}
    project = project_of(ones(*"abc"), totals, {"ecl": {("a", CLOSING): Decimal(3)}})
    assert effects(compile_first(project), "ecl") == {"a": 3, "b": 3, "c": 6}


def test_an_effect_in_a_finer_unit_is_told_in_the_unit_of_what_adds_up() -> None:
    plan = compile_first(balance({"ecl": {("loans", CLOSING): Decimal(-4)}}, decimals={"cash": 2}))
    assert effects(plan, "ecl")["equity"] == Decimal(-4)
    assert plan.contributions["ecl"].effect_at(plan.position(("equity", CLOSING))) == -400


def test_what_an_adjustment_enters_on_lines_of_another_statement_is_not_of_this_one() -> None:
    project = with_entries(balance({"ecl": {}}), "ecl", {("elsewhere", CLOSING): Decimal(9)})
    contribution = compile_first(project).contributions["ecl"]
    assert (len(contribution.amounts), contribution.magnitude) == (0, 0)


def test_entries_on_another_statement_do_not_hide_those_on_this_one() -> None:
    cells = {("elsewhere", CLOSING): Decimal(9), ("cash", CLOSING): Decimal(2)}
    plan = compile_first(with_entries(balance({"ecl": {}}), "ecl", cells))
    assert effects(plan, "ecl") == {"cash": 2, "assets": 2, "net": 2, "equity": 2}


@settings(max_examples=25, deadline=None)
@given(projects())
def test_every_effect_agrees_with_the_obvious_definition(project: Project) -> None:
    plan = compile_first(project)
    for adjustment in project.adjustments:
        for line in project.statements[0].line_by_id:
            for period in (OPENING, CLOSING):
                at = plan.contributions[adjustment.id].effect_at(plan.position((line, period)))
                assert plan.decimal(line, at) == obvious(project, adjustment, line, period)


def sparse() -> Contribution:
    return compile_first(balance({"ecl": {("memo", CLOSING): Decimal(5)}})).contributions["ecl"]


def dense() -> Contribution:
    return compile_first(balance({"ecl": {("cash", CLOSING): Decimal(5)}})).contributions["ecl"]


@pytest.mark.parametrize(("number", "is_table"), [(3, False), (4, True)])
def test_few_moved_cells_are_kept_as_a_list_and_a_quarter_of_them_as_a_table(number: int, *, is_table: bool) -> None:
    cells = {(line, OPENING): Decimal(1) for line in "abcd"[:number]}
    contribution = compile_first(project_of(ones(*"abcdefgh"), {}, {"ecl": cells})).contributions["ecl"]
    assert (contribution.cells is None) == is_table


@pytest.mark.parametrize("contribution", [sparse(), dense()], ids=["a list", "a table"])
def test_switching_on_adds_and_switching_off_takes_away_again(contribution: Contribution) -> None:
    before = np.arange(14, dtype=np.int64)
    on = contribution.add(before)
    assert before.tolist() == list(range(14))
    assert [int(new - old) for new, old in zip(on, before, strict=True)] == [
        contribution.effect_at(p) for p in range(14)
    ]
    off = contribution.subtract(on)
    assert off.tolist() == list(range(14))
    assert on.tolist() != off.tolist()
    contribution.add_in_place(off)
    assert off.tolist() == on.tolist()


@pytest.mark.parametrize("contribution", [sparse(), dense()], ids=["a list", "a table"])
def test_the_cells_that_an_adjustment_moves_are_those_with_an_effect(contribution: Contribution) -> None:
    assert contribution.moved_positions.tolist() == [place for place in range(14) if contribution.effect_at(place)]
    assert len(contribution.moved_positions) in (1, 4)


def test_a_cell_behind_the_last_one_moved_has_no_effect() -> None:
    project = balance({"ecl": {("memo", OPENING): Decimal(5)}})
    contribution = compile_first(project).contributions["ecl"]
    assert [contribution.effect_at(place) for place in (11, 12, 13)] == [0, 5, 0]


# ---- what is reused


ENTRIES: Entries = {
    "ecl": {("loans", CLOSING): Decimal(-4)},
    "leases": {("cash", OPENING): Decimal(2), ("debts", OPENING): Decimal(3)},
}


def test_what_did_not_change_is_the_same_object() -> None:
    project = balance(ENTRIES)
    before = compile_first(project)
    after = compile_first(project, before)
    assert after.structure is before.structure
    assert after.as_reported is before.as_reported
    assert after.contributions is before.contributions
    assert after.max_movement is before.max_movement


def test_an_edited_figure_changes_its_own_row_alone() -> None:
    project = balance(ENTRIES)
    before = compile_first(project)
    held = before.as_reported.copy()
    figures = project.statements[0].figures.with_items({"cash": (Decimal(1), None)})
    edited = with_statement(project, figures=figures)
    after = compile_first(edited, before)
    assert after.contributions is before.contributions
    assert before.as_reported.tolist() == held.tolist()
    assert_same(after, compile_first(edited))
    assert np.flatnonzero(after.as_reported != before.as_reported).tolist() == [6, 7]


def test_a_row_that_is_taken_away_is_nil() -> None:
    project = balance(ENTRIES)
    figures = Map({line: row for line, row in project.statements[0].figures.items() if line != "cash"})
    after = compile_first(with_statement(project, figures=figures), compile_first(project))
    assert after.as_reported[after.position(("cash", CLOSING))] == 0


def test_an_edited_adjustment_leaves_the_others_the_same_objects() -> None:
    project = balance(ENTRIES)
    before = compile_first(project)
    edited = with_entries(project, "ecl", {("loans", CLOSING): Decimal(-9), ("memo", OPENING): Decimal(1)})
    after = compile_first(edited, before)
    assert after.contributions["leases"] is before.contributions["leases"]
    assert effects(after, "ecl") == {"loans": -9, "assets": -9, "net": -9, "equity": -9}
    assert_same(after, compile_first(edited))


def test_an_adjustment_that_comes_or_goes_leaves_the_others_the_same_objects() -> None:
    project = balance(ENTRIES)
    before = compile_first(project)
    fewer = replace(project, adjustments=project.adjustments[:1])
    after = compile_first(fewer, before)
    assert after.contributions == {"ecl": before.contributions["ecl"]}
    assert_same(after, compile_first(fewer))
    assert_same(compile_first(project, after), before)


def test_another_caption_keeps_the_steps_and_takes_the_new_lines() -> None:
    project = balance(ENTRIES)
    before = compile_first(project)
    lines = tuple(replace(line, caption="Money") if line.id == "cash" else line for line in project.statements[0].lines)
    after = compile_first(with_statement(project, lines=lines), before)
    assert after.structure.lines is lines
    assert after.structure.steps is before.structure.steps
    assert after.contributions is before.contributions


def test_more_decimals_scale_up_what_was_compiled() -> None:
    project = balance(ENTRIES)
    finer = with_decimals(project, {"cash": 2, "memo": 1})
    after = compile_first(finer, compile_first(project))
    assert_same(after, compile_first(finer))
    assert after.as_reported[after.position(("cash", OPENING))] == 10_000
    assert after.as_reported[after.position(("memo", OPENING))] == 70
    assert after.contributions["ecl"].effects is finer.adjustments[0].effects


def test_decimals_are_added_to_those_that_a_line_had() -> None:
    project = balance(ENTRIES, {"cash": 1, "memo": 1})
    finer = with_decimals(project, {"cash": 3})
    after = compile_first(finer, compile_first(project))
    assert_same(after, compile_first(finer))
    assert after.as_reported[after.position(("cash", OPENING))] == 100_000


def test_a_list_of_moved_cells_is_scaled_by_the_decimals_of_its_own_lines() -> None:
    project = balance({"ecl": {("memo", CLOSING): Decimal(5)}})
    finer = with_decimals(project, {"memo": 2, "cash": 1})
    after = compile_first(finer, compile_first(project))
    assert after.contributions["ecl"].cells is not None
    assert effects(after, "ecl") == {"memo": 5}
    assert after.contributions["ecl"].effect_at(after.position(("memo", CLOSING))) == 500


def test_scaled_effects_are_as_large_as_before_in_the_smaller_unit() -> None:
    project = balance({"ecl": {("memo", CLOSING): Decimal(5)}})
    before = compile_first(project)
    after = compile_first(with_decimals(project, {"memo": 2}), before)
    assert (before.contributions["ecl"].magnitude, after.contributions["ecl"].magnitude) == (5, 500)


@pytest.mark.parametrize(
    "change",
    [
        lambda project: with_statement(project, totals=project.statements[0].totals[:1]),
        lambda project: with_statement(project, lines=project.statements[0].lines[::-1]),
        lambda project: with_statement(project, periods=project.statements[0].periods[::-1]),
    ],
    ids=["other totals", "another order of lines", "another order of periods"],
)
def test_whatever_else_changes_is_compiled_anew(change: Callable[[Project], Project]) -> None:
    project = balance(ENTRIES)
    changed = change(project)
    before = compile_first(project)
    after = compile_first(changed, before)
    assert after.structure.steps is not before.structure.steps
    assert_same(after, compile_first(changed))


def test_fewer_decimals_are_compiled_anew() -> None:
    project = balance(ENTRIES, {"memo": 1})
    coarser = with_decimals(project, {"memo": 0})
    assert_same(compile_first(coarser, compile_first(project)), compile_first(coarser))


def test_a_line_that_is_added_is_compiled_anew() -> None:
    project = balance(ENTRIES)
    line = replace(project.statements[0].lines[0], id="new", caption="New")
    longer = with_statement(project, lines=(*project.statements[0].lines, line))
    assert_same(compile_first(longer, compile_first(project)), compile_first(longer))


@st.composite
def edits(draw: st.DrawFn) -> tuple[Project, Project]:
    """Two states of one project: figures and entries may differ, lines and totals do not."""
    project = draw(projects())
    statement = project.statements[0]
    decimals = statement.lines[0].decimals
    amounts = st.integers(-(10**9), 10**9).map(lambda units: Decimal(units).scaleb(-decimals))
    row = st.tuples(st.none() | amounts, st.none() | amounts)
    lines = st.sampled_from([line.id for line in statement.lines])
    figures = statement.figures.with_items(draw(st.dictionaries(lines, row, max_size=3)))
    edited = with_statement(project, figures=figures)
    cells = st.tuples(lines, st.sampled_from((OPENING, CLOSING)))
    for adjustment in project.adjustments:
        if draw(st.booleans()):
            edited = with_entries(edited, adjustment.id, draw(st.dictionaries(cells, amounts.filter(bool), max_size=4)))
    return project, edited


@settings(max_examples=25, deadline=None)
@given(edits())
def test_what_is_compiled_from_an_earlier_state_is_what_is_compiled_afresh(states: tuple[Project, Project]) -> None:
    project, edited = states
    assert_same(compile_first(edited, compile_first(project)), compile_first(edited))


def wide(number: int) -> Project:
    """Return a statement of so many lines below one total, with one entry on each of them."""
    lines = [LineId(f"line_{place}") for place in range(number)]
    cells = {(line, CLOSING): Decimal(place + 1) for place, line in enumerate(lines)}
    return project_of(ones("total", *lines), {"total": tuple((line, 1) for line in lines)}, {"ecl": cells})


@pytest.mark.parametrize("number", [FEW_ENTRIES, FEW_ENTRIES + 1])
def test_few_edited_entries_and_many_come_to_the_same(number: int) -> None:
    project = wide(number)
    cells = {(f"line_{place}", CLOSING): Decimal(-place - 1) for place in range(number)}
    edited = with_entries(project, "ecl", cells)
    assert_same(compile_first(edited, compile_first(project)), compile_first(edited))


def test_the_magnitude_of_edited_entries_counts_what_was_and_what_is() -> None:
    project = balance({"ecl": {("memo", CLOSING): Decimal(5)}})
    edited = with_entries(project, "ecl", {("memo", CLOSING): Decimal(-7), ("cash", CLOSING): Decimal(1)})
    after = compile_first(edited, compile_first(project))
    assert after.contributions["ecl"].magnitude == 5 + 5 + 7  # on the memo, where most came together


# ---- what does not fit


def single(amount: int, entries: Entries | None = None) -> Project:
    return project_of({"cash": (Decimal(amount), None)}, {}, entries or {})


@pytest.mark.parametrize("amount", [UNDER_LARGEST, -UNDER_LARGEST])
def test_a_figure_below_the_largest_sum_is_compiled(amount: int) -> None:
    assert compile_first(single(amount)).as_reported.tolist() == [amount, 0]


@pytest.mark.parametrize("amount", [LARGEST, -LARGEST, LARGEST - 1])
def test_a_figure_that_reaches_the_largest_sum_is_refused_by_name(amount: int) -> None:
    with pytest.raises(FigureTooLarge) as refused:
        compile_first(single(amount))
    assert str(refused.value) == (
        "'Cash': the figures need more than 18 digits and cannot be added exactly. Check the amount in the cell and "
        "the scale of the statement."
    )


@pytest.mark.parametrize("sign", [1, -1])
def test_a_figure_that_some_state_of_the_switches_moves_too_far_is_refused(sign: int) -> None:
    half = LARGEST // 2
    cells = {"ecl": {("cash", OPENING): Decimal(sign * half)}}
    with pytest.raises(FigureTooLarge, match="'Cash'"):
        compile_first(single(half, cells))
    assert compile_first(single(half - 512, cells)).max_movement.tolist() == [half, 0]


def test_adjustments_that_cancel_are_refused_where_one_alone_moves_too_far() -> None:
    third = Decimal(LARGEST // 2)
    cells = {"up": {("cash", OPENING): third}, "down": {("cash", OPENING): -third}}
    with pytest.raises(FigureTooLarge, match="'Cash'"):
        compile_first(single(0, cells))


def test_parts_that_cancel_in_their_total_are_refused_where_they_come_too_far_on_the_way() -> None:
    half = Decimal(LARGEST // 2)
    totals = {"total": (("a", 1), ("b", 1))}
    cells = {"ecl": {("a", OPENING): half, ("b", OPENING): -half}}
    with pytest.raises(FigureTooLarge, match="'Total'"):
        compile_first(project_of(ones("a", "b", "total"), totals, cells))


def test_parts_that_are_taken_from_a_total_come_as_far_as_those_that_are_added() -> None:
    half = Decimal(LARGEST // 2)
    totals = {"total": (("a", 1), ("b", -1))}
    cells = {"ecl": {("a", OPENING): half, ("b", OPENING): half}}
    with pytest.raises(FigureTooLarge, match="'Total'"):
        compile_first(project_of(ones("a", "b", "total"), totals, cells))


def test_an_edited_figure_that_is_too_large_is_refused() -> None:
    project = single(1)
    edited = single(UNDER_LARGEST, {"ecl": {("cash", OPENING): Decimal(512)}})
    before = compile_first(project)
    with pytest.raises(FigureTooLarge):
        compile_first(edited, before)


def test_an_added_adjustment_that_moves_a_figure_too_far_is_refused_although_no_figure_was_edited() -> None:
    project = single(UNDER_LARGEST, {"ecl": {}})
    before = compile_first(project)
    with pytest.raises(FigureTooLarge):
        compile_first(with_entries(project, "ecl", {("cash", OPENING): Decimal(512)}), before)


def test_entries_edited_back_and_forth_are_compiled_anew_before_their_history_does_not_fit() -> None:
    quarter = LARGEST // 4
    project = single(0, {"ecl": {("cash", OPENING): Decimal(quarter)}})
    plan = compile_first(project)
    for sign in (-1, 1, -1, 1):
        project = with_entries(project, "ecl", {("cash", OPENING): Decimal(sign * quarter)})
        plan = compile_first(project, plan)
    assert plan.contributions["ecl"].magnitude < LARGEST
    assert_same(plan, compile_first(project))


def test_decimals_with_which_the_figures_still_fit_scale_them_and_others_are_refused() -> None:
    tenth = LARGEST // 10 - 512
    project = single(tenth)
    plan = compile_first(with_decimals(project, {"cash": 1}), compile_first(project))
    assert plan.as_reported.tolist() == [tenth * 10, 0]
    with pytest.raises(FigureTooLarge):
        compile_first(with_decimals(project, {"cash": 2}), compile_first(project))


def test_decimals_with_which_an_effect_does_not_fit_are_refused() -> None:
    project = single(0, {"ecl": {("cash", OPENING): Decimal(LARGEST // 10)}})
    with pytest.raises(FigureTooLarge):
        compile_first(with_decimals(project, {"cash": 1}), compile_first(project))


def test_decimals_with_which_effects_come_too_far_on_their_way_up_are_refused() -> None:
    amount = Decimal(LARGEST // 16)
    cells = {"ecl": {("a", OPENING): amount, ("b", OPENING): -amount}}
    project = project_of(ones("a", "b", "total"), {"total": (("a", 1), ("b", 1))}, cells)
    with pytest.raises(FigureTooLarge, match="'Total'"):
        compile_first(with_decimals(project, {"a": 1}), compile_first(project))


def test_decimals_with_which_one_line_does_not_fit_are_refused_whatever_the_others_have() -> None:
    project = project_of({"cash": (Decimal(LARGEST // 10), None), "memo": (Decimal(7), None)}, {}, {})
    with pytest.raises(FigureTooLarge, match="'Cash'"):
        compile_first(with_decimals(project, {"cash": 1}), compile_first(project))


def test_decimals_of_one_line_do_not_refuse_another_that_keeps_its_own() -> None:
    project = project_of({"cash": (Decimal(UNDER_LARGEST), None), "memo": (Decimal(7), None)}, {}, {})
    finer = with_decimals(project, {"memo": 2})
    assert_same(compile_first(finer, compile_first(project)), compile_first(finer))


def test_a_random_walk_of_edits_ends_where_compiling_afresh_does() -> None:
    chance = random.Random(20230630)
    project = balance(ENTRIES)
    plan = compile_first(project)
    lines = list(BALANCE)
    for _ in range(60):
        cells = {(chance.choice(lines), chance.choice((OPENING, CLOSING))): Decimal(chance.randint(1, 99))}
        project = with_entries(project, chance.choice(("ecl", "leases")), cells)
        plan = compile_first(project, plan)
    assert_same(plan, compile_first(project))


def test_a_statement_is_kept_with_what_was_compiled_of_it() -> None:
    project = balance()
    statement: Statement = project.statements[0]
    assert compile_first(project).statement is statement
