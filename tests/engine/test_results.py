"""The engine agrees with the obvious definition, exactly, whatever the tree, the entries and the switches."""

import random
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.projects import CLOSING, OPENING, obvious_effect, obvious_result, project_of, projects
from tests.published import ADJUSTMENTS, H1_2023, JUN_2023
from workbench.commands import InsertLine, RemoveLine
from workbench.domain.project import Project
from workbench.domain.statements import Line
from workbench.engine import CircularTotal, Engine, FigureTooLarge
from workbench.engine.recalculate import calculate
from workbench.session import Session


@given(projects())
def test_every_result_agrees_with_the_obvious_definition(project: Project) -> None:
    results = Engine().results(project)
    for line in project.statements[0].lines:
        for period in (OPENING, CLOSING):
            assert results.figure(line.id, period) == obvious_result(project, line.id, period)
            for adjustment in project.adjustment_by_id:
                assert results.effect(adjustment, line.id, period) == obvious_effect(
                    project, adjustment, line.id, period
                )


@given(projects())
def test_all_off_is_as_reported(project: Project) -> None:
    results = Engine().results(replace(project, enabled=frozenset()))
    for line in project.statements[0].lines:
        for period in (OPENING, CLOSING):
            assert results.figure(line.id, period) == project.statements[0].figure(line.id, period)


@given(projects(), st.randoms())
def test_the_order_of_switching_never_matters(project: Project, chance: random.Random) -> None:
    engine = Engine()
    engine.results(project)
    for _ in range(20):
        if not project.adjustments:
            break
        one = chance.choice(project.adjustments).id
        project = replace(project, enabled=project.enabled ^ {one})
        switched = engine.results(project)
    else:
        assert switched.has_same_figures(calculate(project))


@given(projects())
def test_a_remainder_is_what_the_parts_leave_and_no_switch_moves_it(project: Project) -> None:
    statement = project.statements[0]
    on, off = (Engine().results(replace(project, enabled=e)) for e in (project.enabled, frozenset[str]()))
    for total in statement.totals:
        figure = statement.figure(total.line, OPENING)
        parts = sum((w * (statement.figure(part, OPENING) or 0) for part, w in total.parts), Decimal(0))
        assert on.remainder(total.line, OPENING) == off.remainder(total.line, OPENING)
        assert on.remainder(total.line, OPENING) == (None if figure is None else figure - parts)


@given(projects(), st.data())
def test_a_column_at_once_is_the_same_as_cell_by_cell(project: Project, data: st.DataObject) -> None:
    (statement,) = project.statements
    cells = st.tuples(st.sampled_from([line.id for line in statement.lines]), st.sampled_from((OPENING, CLOSING)))
    doubted = tuple(
        replace(adjustment, unknown=frozenset(data.draw(st.sets(cells, max_size=2))))
        for adjustment in project.adjustments
    )
    changed = replace(statement, unknown=frozenset(data.draw(st.sets(cells, max_size=2))))
    results = Engine().results(replace(project, adjustments=doubted, statements=(changed,)))
    for period in (OPENING, CLOSING):
        assert results.figures_of_lines(changed, period) == [results.figure(line.id, period) for line in changed.lines]
        for adjustment in doubted:
            assert results.effects_of_lines(adjustment.id, changed, period) == [
                results.effect(adjustment.id, line.id, period)
                if results.is_effect_known(adjustment.id, line.id, period)
                else None
                for line in changed.lines
            ]


@pytest.mark.parametrize("enabled", [(), ADJUSTMENTS[:1], ADJUSTMENTS])
def test_a_column_of_the_reference_case_holds_its_ratios_too(qifu: Session, enabled: tuple[str, ...]) -> None:
    results = qifu.results.with_enabled(enabled)
    for statement in qifu.project.statements:
        for period in statement.periods:
            assert results.figures_of_lines(statement, period) == [
                results.figure(line.id, period) for line in statement.lines
            ]


def test_an_effect_reaches_every_total_above_with_its_weight() -> None:
    project = project_of(
        {"revenue": (Decimal(100), None), "costs": (Decimal(60), None), "profit": (Decimal(40), None)},
        {"profit": (("revenue", 1), ("costs", -1))},
        {"ecl": {("costs", OPENING): Decimal(5)}},
    )
    results = Engine().results(project)
    assert results.figure("profit", OPENING) == 35
    assert results.effect("ecl", "profit", OPENING) == -5


def test_blank_with_nothing_on_stays_blank_and_blank_plus_effects_is_their_sum() -> None:
    project = project_of({"contract": (None, None)}, {}, {"guarantee": {("contract", CLOSING): Decimal(7)}})
    results = Engine().results(project)
    assert results.figure("contract", OPENING) is None
    assert results.figure("contract", CLOSING) == 7
    assert results.with_enabled(()).figure("contract", CLOSING) is None


def test_a_line_known_only_by_entries_has_no_result_but_its_total_is_right() -> None:
    project = project_of(
        {"retained": (None, None), "equity": (Decimal(50), Decimal(50))},
        {"equity": (("retained", 1),)},
        {"ecl": {("retained", OPENING): Decimal(3)}},
        unknown=[("retained", OPENING), ("retained", CLOSING)],
    )
    results = Engine().results(project)
    assert results.figure("retained", OPENING) is None
    assert results.effect("ecl", "retained", OPENING) == 3
    assert results.figure("equity", OPENING) == 53


def test_effects_that_cancel_give_zero_not_blank() -> None:
    cell = ("line", OPENING)
    project = project_of({"line": (None, None)}, {}, {"a": {cell: Decimal(4)}, "b": {cell: Decimal(-4)}})
    assert Engine().results(project).figure(*cell) == 0


def test_a_line_that_comes_or_goes_where_nothing_adds_up_is_calculated_anew() -> None:
    """Without totals, the steps of two structures are the same empty tuple."""
    figures = {"cash": (Decimal(1), Decimal(2)), "loans": (Decimal(3), Decimal(4))}
    project = project_of(figures, {}, {"leases": {("loans", CLOSING): Decimal(5)}})
    (statement,) = project.statements
    reordered = replace(statement, lines=statement.lines[::-1])
    fewer = replace(statement, lines=statement.lines[:1], figures=statement.figures.without("loans"))
    without = (project.adjustments[0].with_entries({}, project.adjustments[0].entries),)
    engine = Engine()
    for changed in (
        project,
        replace(project, statements=(reordered,)),
        replace(project, statements=(fewer,), adjustments=without),
        project,
    ):
        assert engine.results(changed).has_same_figures(calculate(changed))


def test_a_circle_of_totals_is_refused_by_name() -> None:
    project = project_of({"a": (Decimal(1), None), "b": (Decimal(1), None)}, {"a": (("b", 1),), "b": (("a", 1),)}, {})
    with pytest.raises(CircularTotal, match=r"A → B → A|B → A → B"):
        Engine().results(project)


@pytest.mark.parametrize("amount", [Decimal(10) ** 18 * 5, -(Decimal(10) ** 25), Decimal("0.5")])
def test_a_figure_that_integers_cannot_carry_is_refused_by_name(amount: Decimal) -> None:
    decimals = 0 if amount == amount.to_integral_value() else 19
    project = project_of({"cash": (amount, None)}, {}, {}, decimals=decimals)
    with pytest.raises(FigureTooLarge, match="'Cash'"):
        Engine().results(project)


def test_a_sum_that_would_wrap_silently_is_refused_although_each_figure_fits() -> None:
    amount = Decimal(2**61)
    project = project_of(
        {"a": (Decimal(0), None), "b": (Decimal(0), None), "total": (Decimal(0), None)},
        {"total": (("a", 1), ("b", 1))},
        {"x": {("a", OPENING): amount, ("b", OPENING): amount}},
    )
    with pytest.raises(FigureTooLarge, match="'Total'"):
        Engine().results(project)


def test_a_figure_that_fits_is_carried_exactly() -> None:
    amount = Decimal("123456789012345.67")
    project = project_of({"a": (amount, None)}, {}, {"x": {("a", OPENING): Decimal("0.01")}}, decimals=2)
    assert Engine().results(project).figure("a", OPENING) == Decimal("123456789012345.68")


def test_ten_thousand_random_toggles_return_the_same_bits(qifu: Session) -> None:
    chance = random.Random(20230630)
    engine, project = Engine(), qifu.project
    for _ in range(10_000):
        project = replace(project, enabled=project.enabled ^ {chance.choice(ADJUSTMENTS)})
        results = engine.results(project)
    assert results.has_same_figures(calculate(project))
    project = replace(project, enabled=frozenset(ADJUSTMENTS))
    assert engine.results(project).has_same_figures(calculate(qifu.project))


def test_earnings_per_share_are_derived_while_something_moves_income_and_as_reported_otherwise(qifu: Session) -> None:
    results = qifu.results
    assert results.figure("basic", H1_2023) == Decimal("5.43")
    assert results.with_enabled([]).figure("basic", H1_2023) == Decimal("6.29")
    assert results.with_enabled([]).figure("basic_2", H1_2023) == Decimal("12.58")
    assert results.figure("basic_2", H1_2023) is None
    assert results.figure("basic_3", H1_2023) == 322_978_323


def test_a_period_that_is_not_reconciled_has_no_result(qifu: Session) -> None:
    assert qifu.results.figure("net_income_2", H1_2023) is None
    assert qifu.results.figure("total_equity", JUN_2023) == 21_747_683


def test_a_statement_without_totals_can_lose_a_line_and_gain_one() -> None:
    ones = (Decimal(1), Decimal(2))
    project = project_of({"cash": ones, "debt": ones}, {}, {"losses": {("cash", CLOSING): Decimal(-1)}})
    engine = Engine()
    engine.results(project)
    alone = RemoveLine("debt").apply(project)
    assert engine.results(alone).figure("cash", CLOSING) == 1
    longer = InsertLine("position", Line("land", "Land"), None).apply(alone)
    assert engine.results(longer).figure("cash", CLOSING) == 1
