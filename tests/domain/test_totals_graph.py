"""Totals and their parts: up, down, in order, in groups, flat."""

from decimal import Decimal

import pytest
from hypothesis import given

from tests.projects import CLOSING, project_of, projects
from workbench.domain.project import Project
from workbench.domain.totals_graph import Circle, Leaf, TotalsGraph
from workbench.engine import CircularTotal, Engine, compile_structure

LEVELS = 100_000

ASSETS = TotalsGraph(
    {
        "assets": (("current", 1), ("fixed", 1)),
        "current": (("cash", 1), ("receivables", 1)),
        "net receivables": (("receivables", 1), ("allowance", -1)),
    },
    others=("cash", "memo"),
)


def test_a_part_knows_the_totals_it_counts_in() -> None:
    assert ASSETS.totals_above("receivables") == (("current", 1), ("net receivables", 1))
    assert ASSETS.totals_above("assets") == ()
    assert ASSETS.with_totals_above("cash") == {"cash", "current", "assets"}


def test_a_total_knows_its_parts_and_all_below_them() -> None:
    assert ASSETS.is_total("current")
    assert not ASSETS.is_total("cash")
    assert ASSETS.parts("cash") == ()
    assert ASSETS.below("assets") == {"current", "fixed", "cash", "receivables"}


def test_every_part_precedes_its_total_and_no_line_is_left_out() -> None:
    order = ASSETS.parts_before_totals
    assert sorted(order) == sorted({*ASSETS.below("assets"), "assets", "allowance", "net receivables", "memo"})
    for total in ("assets", "current", "net receivables"):
        assert all(order.index(part) < order.index(total) for part, _ in ASSETS.parts(total))


def test_lines_that_totals_join_are_one_group_and_others_stand_alone() -> None:
    groups = {frozenset(group) for group in TotalsGraph({"sum": (("a", 1),), "of sums": (("b", 1),)}, "cab").groups}
    assert groups == {frozenset(("sum", "a")), frozenset(("of sums", "b")), frozenset("c")}
    assert {len(group) for group in ASSETS.groups} == {7, 1}


TWICE = TotalsGraph({"gross": (("sales", 1), ("costs", -1)), "net": (("gross", 1), ("sales", -1))})


def test_a_line_that_counts_twice_goes_each_way_with_its_weight() -> None:
    assert sorted(TWICE.ways_up("sales")) == [("gross", 1), ("net", -1), ("net", 1), ("sales", 1)]
    assert sorted(TWICE.ways_down("net")) == [("costs", -1), ("gross", 1), ("net", 1), ("sales", -1), ("sales", 1)]


def test_a_total_that_passes_nothing_on_ends_the_way_up() -> None:
    assert sorted(TWICE.ways_up("sales", lambda total: total != "gross")) == [("net", -1), ("sales", 1)]


def test_the_leaves_of_a_total_are_lines_and_what_each_total_leaves_over_with_net_weights() -> None:
    assert TWICE.leaves("net") == {Leaf("costs"): -1, Leaf("gross", True): 1, Leaf("net", True): 1}
    assert TWICE.leaves("sales") == {Leaf("sales"): 1}


def test_a_circle_is_named_all_the_way_round() -> None:
    circle = TotalsGraph({"a": (("b", 1),), "b": (("c", 1), ("d", 1)), "c": (("a", 1),)})
    with pytest.raises(Circle) as caught:
        _ = circle.parts_before_totals
    lines = caught.value.lines
    assert lines[0] == lines[-1]
    assert set(lines) == {"a", "b", "c"}
    with pytest.raises(Circle):
        circle.ways_up("d")
    with pytest.raises(Circle):
        circle.leaves("a")


def test_the_engine_says_in_which_statement_a_circle_is() -> None:
    nothing = (None, None)
    project = project_of({"a": nothing, "b": nothing}, {"a": (("b", 1),), "b": (("a", 1),)}, {})
    with pytest.raises(
        CircularTotal, match=r"^Balance sheet: a total is a part of itself: .* Remove one of these parts"
    ):
        compile_structure(project.statements[0])


def test_a_hundred_thousand_levels_are_climbed_up_and_down() -> None:
    tower = TotalsGraph({level + 1: ((level, 1),) for level in range(LEVELS)})
    assert tower.parts_before_totals == tuple(range(LEVELS + 1))
    assert len(tower.below(LEVELS)) == len(tower.with_totals_above(0)) - 1 == LEVELS
    assert len(list(tower.ways_up(0))) == len(list(tower.ways_down(LEVELS))) == LEVELS + 1
    assert len(tower.groups[0]) == len(tower.leaves(LEVELS)) == LEVELS + 1


@given(projects())
def test_the_leaves_add_up_to_each_figure_as_reported(project: Project) -> None:
    statement, results = project.statements[0], Engine().results(project)
    for line in statement.lines:
        leaves = statement.graph.leaves(line.id)
        if all(statement.figure(total, CLOSING) is not None for total in statement.graph.below(line.id) | {line.id}):
            amounts = (
                weight * ((results.remainder if leaf.is_remainder else statement.figure)(leaf.line, CLOSING) or 0)
                for leaf, weight in leaves.items()
            )
            assert sum(amounts, Decimal(0)) == statement.figure(line.id, CLOSING)
