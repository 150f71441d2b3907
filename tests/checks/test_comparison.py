"""Comparisons: what both sides come to, how far they may be apart, what is said of it, and where it stands."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

import pytest

from tests.found import message
from tests.projects import CLOSING, OPENING, project_of
from workbench.checks.comparison import (
    FINEST,
    Comparison,
    Relation,
    below_half_a_digit,
    evaluate,
    is_met,
    not_applicable,
    source_cells_of,
    status_of,
    tolerance_of,
)
from workbench.checks.expressions import (
    MOST_DECIMALS,
    Constant,
    EnteredEffects,
    Expression,
    Figure,
    Product,
    Quotient,
    Remainder,
    Rounded,
    SourceCell,
    Sum,
    SwitchedEffects,
    amount_of,
    as_reported,
    decimals_needed,
    effect,
    figure_amount,
    figures_in,
    result,
    sum_of,
    terms_in,
    translation,
)
from workbench.checks.subjects import period_label, subject_of_figure
from workbench.domain.facts import remark
from workbench.domain.findings import CheckId, Finding, FindingStatus
from workbench.domain.project import Project
from workbench.domain.sources import CellRef, FigureRole, SourceFigure, SourceFigures
from workbench.domain.subjects import FigureSubject, StatementSubject
from workbench.engine import Results
from workbench.engine.recalculate import calculate
from workbench.phrases import ENGLISH
from workbench.wording import say_fact

PASS, FAIL, INFORMATION = FindingStatus.PASS, FindingStatus.FAIL, FindingStatus.INFORMATION
NOT_APPLICABLE = FindingStatus.NOT_APPLICABLE
FOOTING, CASH = CheckId("footing"), CheckId("cash")
TEN, THREE, NIL = Constant(Decimal(10)), Constant(Decimal(3)), Constant(Decimal(0))
BLANK = as_reported("notes", CLOSING)
"""A figure that the statement leaves blank."""


def source(line: str, role: FigureRole, amount: str | None, cell: str, of: str = "", slack: str = "0") -> SourceFigure:
    """Return what a cell of the sheet ``BS`` states of a line on the closing date."""
    stated = None if amount is None else Decimal(amount)
    return SourceFigure(line, CLOSING, role, of, stated, CellRef("a.xlsx", "BS", cell), "", slack=Decimal(slack))


STATED = (
    source("cash", FigureRole.AS_REPORTED, "10.5", "B1"),
    source("loans", FigureRole.AS_REPORTED, "20", "B2"),
    source("assets", FigureRole.AS_REPORTED, "35", "B3"),
    source("assets", FigureRole.AS_REPORTED, "35", "H3"),
    source("assets", FigureRole.RESULT, "28.5", "D3"),
    source("loans", FigureRole.ADJUSTMENT, "-4", "C2", "ecl"),
    source("loans", FigureRole.ENTRY, "-4", "J9", "ecl"),
    source("cash", FigureRole.TRANSLATION, "1.5", "E1", "USD"),
)


def project(enabled: Iterable[str] = ("ecl", "leases"), stated: Iterable[SourceFigure] = STATED) -> Project:
    """Return assets of 35 on the closing date, of which cash and loans make up 30.5, with two differences."""
    made = project_of(
        {
            "cash": (None, Decimal("10.5")),
            "loans": (None, Decimal(20)),
            "assets": (None, Decimal(35)),
            "notes": (None, None),
        },
        {"assets": (("cash", 1), ("loans", 1))},
        {"ecl": {("loans", CLOSING): Decimal(-4)}, "leases": {("cash", CLOSING): Decimal("-2.5")}},
        enabled,
        decimals=1,
    )
    return replace(made, source_figures=SourceFigures(stated))


def results(enabled: Iterable[str] = ("ecl", "leases")) -> Results:
    return calculate(project(enabled))


def of_amounts(left: str, right: str, tolerance: str = "0", **more: object) -> Comparison:
    """Return the comparison of two amounts, of which a figure that is stated takes part in the left one."""
    figure = as_reported("cash", CLOSING)
    return Comparison(
        FOOTING,
        "Cash",
        Sum(((Constant(Decimal(left)), 1), (figure, 1), (figure, -1))),
        Constant(Decimal(right)),
        Decimal(tolerance),
        **more,
    )


def finding_of(comparison: Comparison, enabled: Iterable[str] = ("ecl", "leases")) -> Finding:
    """Return what a comparison finds while these differences are on; its status alone is the same."""
    finding = evaluate(comparison, results(enabled))
    assert finding.status is status_of(comparison, results(enabled))
    return finding


# ---- what comes of it


def test_two_equal_amounts_pass_and_the_amount_is_said() -> None:
    finding = finding_of(of_amounts("1234.5", "1234.50"))
    assert (finding.check, finding.status, message(finding)) == (FOOTING, PASS, "Cash: 1,234.5")
    assert finding.difference == 0


@pytest.mark.parametrize(("left", "difference"), [("12", "2"), ("8", "-2")])
def test_two_amounts_that_differ_fail_by_the_left_less_the_right(left: str, difference: str) -> None:
    finding = finding_of(of_amounts(left, "10"))
    assert (finding.status, finding.difference) == (FAIL, Decimal(difference))


def test_of_a_difference_both_amounts_are_said_and_negative_ones_in_brackets() -> None:
    assert message(finding_of(of_amounts("8", "1010"))) == "Cash: 8, expected 1,010, difference (1,002)"


def test_what_is_found_of_a_difference_may_be_less_than_a_failure() -> None:
    assert finding_of(of_amounts("8", "10", broken_status=FindingStatus.WARNING)).status is FindingStatus.WARNING


@pytest.mark.parametrize(
    ("left", "status"), [("10.2", PASS), ("9.8", PASS), ("10.21", FAIL), ("9.79", FAIL), ("10", PASS)]
)
def test_amounts_that_are_apart_by_no_more_than_the_tolerance_agree(left: str, status: FindingStatus) -> None:
    assert finding_of(of_amounts(left, "10", "0.2")).status is status


def test_a_difference_that_is_tolerated_is_said_with_its_reason() -> None:
    cut = of_amounts("9.8", "10", "0.2")
    assert message(finding_of(cut)) == "Cash: 9.8, within stored precision (difference (0.2))"
    rounded = of_amounts("10.2", "10", "0.2", why_apart=remark("printed rounded"))
    assert message(finding_of(rounded)) == "Cash: 10.2, printed rounded (difference 0.2)"


def test_amounts_that_agree_to_the_last_digit_are_not_said_to_be_apart() -> None:
    assert message(finding_of(of_amounts("10", "10", "0.2"))) == "Cash: 10"


# ---- at least


@pytest.mark.parametrize(
    ("left", "status"), [("10", PASS), ("11", PASS), ("1000", PASS), ("9.8", PASS), ("9.79", FAIL)]
)
def test_what_must_be_at_least_another_amount_may_be_more_and_less_by_the_tolerance(
    left: str, status: FindingStatus
) -> None:
    assert finding_of(of_amounts(left, "10", "0.2", relation=Relation.AT_LEAST)).status is status


def test_of_what_is_not_at_least_the_other_amount_that_is_said() -> None:
    finding = finding_of(of_amounts("8", "10", relation=Relation.AT_LEAST))
    assert message(finding) == "Cash: 8, expected at least 10, difference (2)"


def test_of_what_is_more_than_another_amount_no_difference_is_said() -> None:
    assert message(finding_of(of_amounts("12", "10", relation=Relation.AT_LEAST))) == "Cash: 12"


def test_whether_a_difference_is_tolerated_is_told_without_a_project() -> None:
    equal = of_amounts("0", "0", "0.5")
    assert [is_met(equal, Decimal(difference)) for difference in ("-0.6", "-0.5", "0", "0.5", "0.6")] == [
        False, True, True, True, False,
    ]  # fmt: skip


# ---- what proves something


def test_what_is_compared_with_nothing_that_is_stated_passes_nothing() -> None:
    finding = finding_of(Comparison(FOOTING, "Cash", Constant(Decimal(1)), Constant(Decimal(1))))
    assert (finding.status, message(finding)) == (INFORMATION, "Cash: 1, calculated here")


def test_what_proves_nothing_says_why_instead_of_how_far_both_are_apart() -> None:
    comparison = of_amounts("10.2", "10", "0.2", proves=False, why_unproven=remark("taken from this cell"))
    finding = finding_of(comparison)
    assert (finding.status, message(finding)) == (INFORMATION, "Cash: 10.2, taken from this cell")
    assert list(comparison.proven_figures) == []


def test_what_proves_nothing_fails_where_it_does_not_hold() -> None:
    assert finding_of(of_amounts("8", "10", proves=False)).status is FAIL


def test_a_comparison_proves_what_is_stated_on_either_side_and_no_result() -> None:
    cash, loans = as_reported("cash", CLOSING), effect("ecl", "loans", CLOSING)
    entry = SourceCell(STATED[6])
    left = Sum(((cash, 1), (result("assets", CLOSING), 1), (Constant(Decimal(1)), 1)))
    right = Product((entry, Remainder("assets", CLOSING), SwitchedEffects("cash", CLOSING)))
    comparison = Comparison(FOOTING, "Cash", left, Quotient(right, loans))
    assert list(comparison.proven_figures) == [cash, loans, loans]
    assert comparison.met_status is PASS


def test_results_alone_prove_nothing() -> None:
    figure = result("assets", CLOSING)
    assert Comparison(FOOTING, "Cash", figure, figure).met_status is INFORMATION


# ---- why not now


def test_while_an_effect_that_is_an_error_in_its_source_is_on_nothing_is_compared() -> None:
    comparison = of_amounts("8", "10", unless_on=("tax", "ecl"))
    finding = finding_of(comparison)
    assert (finding.status, message(finding)) == (
        NOT_APPLICABLE,
        "Cash: not applicable, an effect that is switched on is unknown",
    )
    assert (finding.difference, finding.where) == (None, ())
    assert finding_of(comparison, ("leases",)).status is FAIL


def test_what_holds_of_every_difference_together_is_compared_only_while_all_are_on() -> None:
    comparison = of_amounts("8", "10", only_complete=True)
    assert finding_of(comparison).status is FAIL
    finding = finding_of(comparison, ("leases",))
    assert (finding.status, message(finding)) == (NOT_APPLICABLE, "Cash: not applicable, not all differences are on")


def test_what_does_not_need_every_difference_is_compared_with_some() -> None:
    assert finding_of(of_amounts("10", "10"), ("leases",)).status is PASS


def test_an_effect_that_is_not_known_is_said_before_those_that_are_off() -> None:
    comparison = of_amounts("8", "10", unless_on=("ecl",), only_complete=True)
    assert "is unknown" in message(finding_of(comparison, ("ecl",)))


def test_what_is_not_applicable_says_its_reason_and_no_difference() -> None:
    june = StatementSubject("position", CLOSING)
    finding = not_applicable(CASH, "Cash of June", remark("there is no balance sheet"), june)
    assert message(finding) == "Cash of June: not applicable, there is no balance sheet"
    assert finding == Finding(CASH, NOT_APPLICABLE, finding.fact, subject=june)


# ---- what it is about


def test_a_finding_is_about_what_its_comparison_examines() -> None:
    cash = subject_of_figure(project(), as_reported("cash", CLOSING))
    assert cash == FigureSubject("position", "cash", CLOSING, FigureRole.AS_REPORTED)
    told = [
        finding_of(of_amounts("10", "10", subject=cash)),
        finding_of(of_amounts("8", "10", subject=cash)),
        finding_of(of_amounts("8", "10", relation=Relation.AT_LEAST, subject=cash)),
        finding_of(of_amounts("8", "10", unless_on=("ecl",), subject=cash)),
    ]
    assert [finding.fact.key for finding in told] == ["holds", "broken", "short-of", "not-applicable"]
    assert {finding.subject for finding in told} == {cash}


def test_amounts_are_kept_as_amounts_for_whoever_says_them() -> None:
    broken = finding_of(of_amounts("8", "1010")).fact
    amounts = {"left": Decimal(8), "right": Decimal(1010), "difference": Decimal(-1002)}
    assert dict(broken.values) == {"what": "Cash", **amounts}


# ---- where it stands


def cells(left: Expression, right: Expression = NIL) -> list[str]:
    return [place.cell for place in source_cells_of(Comparison(FOOTING, "Assets", left, right), project())]


def test_a_comparison_stands_where_the_sources_state_its_figures_each_cell_once() -> None:
    total, cash = as_reported("assets", CLOSING), as_reported("cash", CLOSING)
    assert cells(Sum(((cash, 1), (total, 1))), Sum(((total, 1), (cash, 1)))) == ["B1", "B3", "H3"]


def test_a_source_s_cell_stands_where_it_is() -> None:
    assert cells(SourceCell(STATED[3]), as_reported("assets", CLOSING)) == ["H3", "B3"]


def test_a_result_and_a_translation_stand_where_they_are_printed() -> None:
    assert cells(result("assets", CLOSING), translation("cash", CLOSING, "USD")) == ["D3", "E1"]


def test_a_remainder_stands_where_its_total_does() -> None:
    assert cells(Remainder("assets", CLOSING)) == ["B3", "H3"]


def test_an_effect_stands_with_the_entries_that_it_is_made_of() -> None:
    assert cells(effect("ecl", "loans", CLOSING)) == ["C2", "J9"]


def test_an_effect_on_a_total_that_no_source_states_stands_where_those_on_its_parts_do() -> None:
    assert cells(effect("ecl", "assets", CLOSING)) == ["C2", "J9"]


def test_a_figure_as_reported_that_no_source_states_stands_nowhere() -> None:
    assert cells(as_reported("assets", OPENING), translation("assets", CLOSING, "USD")) == []


def test_constants_and_switches_stand_nowhere() -> None:
    assert cells(Constant(Decimal(1)), SwitchedEffects("cash", CLOSING)) == []


def test_a_finding_tells_where_its_comparison_stands() -> None:
    comparison = Comparison(FOOTING, "Cash", as_reported("cash", CLOSING), Constant(Decimal(1)))
    assert finding_of(comparison).where == (CellRef("a.xlsx", "BS", "B1"),)


# ---- how far figures may be apart


def test_figures_that_were_cut_may_be_apart_by_what_was_cut_of_them() -> None:
    stated = [
        source("cash", FigureRole.AS_REPORTED, "10.5", "B1", slack="0.001"),
        source("loans", FigureRole.AS_REPORTED, "20", "B2", slack="0.002"),
        source("loans", FigureRole.ADJUSTMENT, "-4", "C2", "ecl", slack="0.004"),
    ]
    figures = [as_reported("cash", CLOSING), as_reported("loans", CLOSING)]
    assert tolerance_of(project(stated=stated), figures, 1) == Decimal("0.003")
    assert tolerance_of(project(stated=stated), [*figures, effect("ecl", "loans", CLOSING)], 1) == Decimal("0.007")


def test_figures_that_were_not_cut_may_not_be_apart() -> None:
    assert tolerance_of(project(), [as_reported("cash", CLOSING)], 1) == 0


def test_however_much_was_cut_half_of_the_last_digit_shown_is_a_difference() -> None:
    assert below_half_a_digit(Decimal(1), 2) == Decimal("0.005") - FINEST
    assert below_half_a_digit(Decimal(1), 0) == Decimal("0.5") - FINEST
    assert below_half_a_digit(Decimal("0.0049"), 2) == Decimal("0.0049")
    assert Decimal(0) < FINEST < Decimal(1).scaleb(-MOST_DECIMALS)


def test_figures_that_were_cut_by_much_are_told_apart_by_half_of_the_last_digit_shown() -> None:
    stated = [source("cash", FigureRole.AS_REPORTED, "10.5", "B1", slack="3")]
    assert tolerance_of(project(stated=stated), [as_reported("cash", CLOSING)], 1) == Decimal("0.05") - FINEST


def test_a_period_is_called_as_it_is_labelled() -> None:
    assert say_fact(period_label(project(), CLOSING), ENGLISH) == "June 30, 2023"


# ---- what expressions come to


@pytest.mark.parametrize(
    ("figure", "amount"),
    [
        (as_reported("cash", CLOSING), "10.5"),
        (as_reported("cash", OPENING), None),
        (effect("leases", "cash", CLOSING), "-2.5"),
        (effect("leases", "assets", CLOSING), "-2.5"),
        (effect("leases", "loans", CLOSING), "0"),
        (Figure("loans", CLOSING, FigureRole.ENTRY, "ecl"), "-4"),
        (result("assets", CLOSING), "28.5"),
        (result("assets", OPENING), None),
        (translation("cash", CLOSING, "USD"), "1.5"),
        (translation("cash", CLOSING, "EUR"), None),
    ],
)
def test_a_figure_is_what_its_column_shows_in_the_present_state(figure: Figure, amount: str | None) -> None:
    assert figure_amount(results(), figure) == (None if amount is None else Decimal(amount))


def test_an_effect_that_is_an_error_in_its_source_is_no_amount() -> None:
    made = project()
    ecl, leases = made.adjustments
    broken = replace(made, adjustments=(replace(ecl, unknown=frozenset({("cash", CLOSING)})), leases))
    assert figure_amount(calculate(broken), effect("ecl", "assets", CLOSING)) is None
    assert figure_amount(calculate(broken), effect("leases", "assets", CLOSING)) == Decimal("-2.5")


@pytest.mark.parametrize(
    ("expression", "amount"),
    [
        (BLANK, "0"),
        (SourceCell(source("cash", FigureRole.AS_REPORTED, None, "B1")), "0"),
        (SourceCell(STATED[0]), "10.5"),
        (Remainder("assets", CLOSING), "4.5"),
        (Remainder("assets", OPENING), "0"),
        (SwitchedEffects("assets", CLOSING), "-6.5"),
        (SwitchedEffects("assets", OPENING), "0"),
        (EnteredEffects("loans", CLOSING), "-4"),
        (EnteredEffects("assets", CLOSING), "0"),
        (TEN, "10"),
        (Sum(((TEN, 1), (THREE, -1), (BLANK, 1))), "7"),
        (Sum(()), "0"),
        (Product((TEN, THREE, THREE)), "90"),
        (Product((TEN, BLANK)), "0"),
        (Product(()), "1"),
        (Quotient(THREE, TEN), "0.3"),
        (Quotient(TEN, NIL), "0"),
        (Quotient(TEN, BLANK), "0"),
        (Quotient(BLANK, TEN), "0"),
        (Rounded(Constant(Decimal("2.345")), 2), "2.35"),
        (Rounded(Constant(Decimal("-2.345")), 2), "-2.35"),
        (Rounded(Constant(Decimal("2.344")), 2), "2.34"),
        (Rounded(Constant(Decimal("2.5")), 0), "3"),
        (Rounded(Quotient(TEN, THREE), 3), "3.333"),
    ],
)
def test_an_expression_comes_to_what_a_spreadsheet_makes_of_it(expression: Expression, amount: str) -> None:
    assert amount_of(expression, results()) == Decimal(amount)


def test_what_is_switched_follows_the_switches_and_what_is_entered_does_not() -> None:
    assert amount_of(SwitchedEffects("assets", CLOSING), results(["ecl"])) == -4
    assert amount_of(EnteredEffects("loans", CLOSING), results([])) == -4
    assert amount_of(result("assets", CLOSING), results(["ecl"])) == 31


def test_a_quotient_is_carried_to_more_digits_than_any_figure_keeps() -> None:
    third = amount_of(Quotient(TEN, THREE), results())
    assert abs(third * 3 - 10) < FINEST


def test_a_product_of_long_numbers_keeps_every_digit() -> None:
    long = Constant(Decimal("123456789.123456789"))
    assert amount_of(Product((long, long)), results()) == Decimal("15241578780673678.515622620750190521")


def test_the_sum_of_one_expression_is_that_one() -> None:
    assert sum_of([TEN]) is TEN
    assert sum_of([TEN, THREE]) == Sum(((TEN, 1), (THREE, 1)))
    assert sum_of([]) == Sum(())


# ---- how many decimals they need


@pytest.mark.parametrize(
    ("expression", "decimals"),
    [
        (as_reported("cash", CLOSING), 1),
        (SwitchedEffects("assets", CLOSING), 1),
        (EnteredEffects("assets", CLOSING), 1),
        (Remainder("assets", CLOSING), 1),
        (SourceCell(source("cash", FigureRole.AS_REPORTED, "10.125", "B1")), 3),
        (SourceCell(source("cash", FigureRole.AS_REPORTED, "10", "B1")), 1),
        (SourceCell(source("cash", FigureRole.AS_REPORTED, None, "B1")), 1),
        (Constant(Decimal("0.250")), 2),
        (Sum(((TEN, 1), (Constant(Decimal("0.25")), -1), (THREE, 1))), 2),
        (Sum(()), 0),
        (Product((Constant(Decimal("0.5")), Constant(Decimal("0.25")))), 3),
        (Quotient(TEN, THREE), MOST_DECIMALS),
        (Rounded(Quotient(TEN, THREE), 4), 4),
    ],
)
def test_an_expression_needs_as_many_decimals_as_it_may_come_to(expression: Expression, decimals: int) -> None:
    assert decimals_needed(expression, results()) == decimals


# ---- what they are made of


def test_the_terms_of_an_expression_come_in_the_order_in_which_it_is_written() -> None:
    cash, loans = as_reported("cash", CLOSING), as_reported("loans", CLOSING)
    written = Sum(((Quotient(cash, TEN), 1), (Rounded(Product((THREE, loans)), 2), -1), (NIL, 1)))
    assert list(terms_in(written)) == [cash, TEN, THREE, loans, NIL]


def test_the_figures_of_an_expression_are_also_those_that_cells_state() -> None:
    written = Sum(
        ((SourceCell(STATED[0]), 1), (TEN, 1), (result("loans", CLOSING), 1), (SwitchedEffects("cash", CLOSING), 1))
    )
    assert list(figures_in(written)) == [as_reported("cash", CLOSING), result("loans", CLOSING)]


def test_a_cell_with_an_entry_states_an_effect_of_its_difference() -> None:
    assert SourceCell(STATED[6]).figure == effect("ecl", "loans", CLOSING)
    assert SourceCell(STATED[7]).figure == translation("cash", CLOSING, "USD")
