"""Formulas of the review workbook: what each is, to the letter, and what LibreOffice makes of it."""

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from tests.oracle import Oracle
from workbench.exporting.formulas import (
    Effects,
    quotient,
    ratio,
    reference_keeping_blank,
    row_result,
    row_result_of_blank,
    text_formula,
    total,
    total_result,
    unless_on,
)

C_TO_E = Effects(3, 5, switch_row=2)
"""The differences of the sheet below, in columns C to E, with their switches in row 2."""
NONE = Effects(3, 2, switch_row=2)
ALL_ON = "C2+D2+E2=3"

SHEET: dict[str, int | str] = {
    "C2": 1, "D2": 0, "E2": 1,
    "B5": 100, "C5": 5, "D5": 7, "E5": -2, "F5": 103,
    "B6": 60, "D6": 4, "E6": 1,
    "D7": 4, "F7": '=""',
    "B8": 40, "C8": 5, "D8": 3, "E8": -3, "F8": 42,
    "C9": 2, "D9": 9, "E9": -2,
    "C10": 2, "D10": 9, "E10": 1,
}  # fmt: skip
"""A sheet with the switches of C and E on: lines in rows 5 to 10, as reported in column B, results in column F."""


# ---- sums


@pytest.mark.parametrize(
    ("parts", "formula"),
    [
        ([], "=0"),
        ([(5, 1)], "=SUM(B5)"),
        ([(5, 1), (6, 1), (7, 1)], "=SUM(B5:B7)"),
        ([(7, 1), (5, 1), (6, 1)], "=SUM(B5:B7)"),
        ([(5, 1), (7, 1), (8, 1)], "=SUM(B5,B7:B8)"),
        ([(5, 1), (6, -1)], "=SUM(B5)-SUM(B6)"),
        ([(5, -1), (6, -1)], "=-SUM(B5:B6)"),
        ([(5, -1), (6, 1), (8, -1)], "=SUM(B6)-SUM(B5,B8)"),
    ],
)
def test_a_total_is_what_is_added_less_what_is_taken_away(parts: list[tuple[int, int]], formula: str) -> None:
    assert total(2, parts) == formula


def test_a_total_stands_in_the_column_of_its_parts() -> None:
    assert total(28, [(5, 1), (6, 1)]) == "=SUM(AB5:AB6)"


def test_a_sum_takes_250_arguments_and_a_longer_one_goes_on_in_another() -> None:
    rows = range(1, 502, 2)
    assert total(2, [(row, 1) for row in rows[:-1]]).count("SUM(") == 1
    assert total(2, [(row, 1) for row in rows]).endswith(",B499)+SUM(B501)")


def test_a_long_sum_of_what_is_taken_away_takes_all_of_it_away() -> None:
    text = total(2, [(row, -1) for row in range(1, 502, 2)])
    assert text.startswith("=-SUM(B1,")
    assert text.endswith(",B499)-SUM(B501)")


# ---- results of rows


def test_the_effects_that_are_on_are_the_products_of_effects_and_switches() -> None:
    assert C_TO_E.sum_switched_on(5) == "SUMPRODUCT($C$5:$E$5,$C$2:$E$2)"


def test_the_effects_that_are_on_and_not_nil_are_counted() -> None:
    assert C_TO_E.count_switched_on(5) == "SUMPRODUCT(--($C$5:$E$5<>0),$C$2:$E$2)"


def test_there_are_effects_where_the_last_column_is_not_before_the_first() -> None:
    assert bool(Effects(3, 3, 2))
    assert not NONE


def test_a_result_is_what_was_reported_and_the_effects_that_are_on() -> None:
    assert row_result(5, 2, C_TO_E) == "=B5+SUMPRODUCT($C$5:$E$5,$C$2:$E$2)"


def test_a_result_in_a_period_without_differences_is_what_was_reported() -> None:
    assert row_result(5, 2, NONE) == "=B5"


def test_a_result_of_a_blank_is_blank_until_an_effect_that_is_on_moves_it() -> None:
    assert row_result_of_blank(5, C_TO_E) == (
        '=IF(SUMPRODUCT(--($C$5:$E$5<>0),$C$2:$E$2)=0,"",SUMPRODUCT($C$5:$E$5,$C$2:$E$2))'
    )


def test_a_total_s_result_is_the_sum_of_its_parts_results() -> None:
    assert total_result(6, [(5, 1), (6, -1)], (), C_TO_E) == "=SUM(F5)-SUM(F6)"


def test_a_part_without_a_result_counts_in_a_total_with_its_effects_and_its_weight() -> None:
    parts = [(5, 1), (6, 1), (8, -1)]
    assert total_result(6, parts, {6, 8}, C_TO_E) == (
        "=SUM(F5:F6)-SUM(F8)+SUMPRODUCT($C$6:$E$6,$C$2:$E$2)-SUMPRODUCT($C$8:$E$8,$C$2:$E$2)"
    )


# ---- what nobody knows


def test_a_formula_is_blank_while_a_doubted_effect_is_on() -> None:
    assert unless_on(["C2", "D2"], "=B5+1") == '=IF(C2+D2>0,"",B5+1)'


def test_without_a_doubted_effect_a_formula_stays_as_it_is() -> None:
    assert unless_on([], "=B5+1") == "=B5+1"


def test_a_reference_to_what_may_be_blank_stays_blank() -> None:
    assert reference_keeping_blank("B5", may_be_blank=True) == '=IF(B5="","",B5)'
    assert reference_keeping_blank("B5", may_be_blank=False) == "=B5"


# ---- ratios


def test_a_quotient_is_rounded_once_and_blank_where_a_figure_is_or_nothing_is_to_divide_by() -> None:
    assert quotient("B5", "B6", Decimal("1000"), 2) == 'IF(COUNT(B5,B6)<2,"",IF(B6=0,"",ROUND(B5*1000/B6,2)))'


def test_a_quotient_has_its_factor_to_the_last_digit_and_without_an_exponent() -> None:
    assert "*0.0000001/" in quotient("B5", "B6", Decimal("1E-7"), 2)


def test_a_ratio_that_nothing_moves_is_as_reported() -> None:
    assert ratio("B5", [], "B6/B8", Decimal(3), ALL_ON) == "=B5"


def test_a_blank_ratio_that_nothing_moves_stays_blank() -> None:
    assert ratio("", [], "B6/B8", Decimal(3), ALL_ON) is None


def test_a_ratio_is_derived_while_something_moves_its_statement() -> None:
    assert ratio("B5", ["C2", "E2"], "B6/B8", None, ALL_ON) == "=IF(C2+E2=0,B5,B6/B8)"


def test_a_ratio_that_the_source_prints_is_that_where_all_is_on_and_derived_elsewhere() -> None:
    assert ratio("B5", ["C2"], "B6/B8", Decimal("5.43"), ALL_ON) == "=IF(C2=0,B5,IF(C2+D2+E2=3,5.43,B6/B8))"


def test_a_ratio_of_nil_that_the_source_prints_is_printed() -> None:
    assert ratio("B5", ["C2"], "B6/B8", Decimal("0.00"), ALL_ON) == "=IF(C2=0,B5,IF(C2+D2+E2=3,0,B6/B8))"


def test_a_blank_ratio_is_derived_while_something_moves_its_statement_and_else_blank() -> None:
    assert ratio("", ["C2"], "B6/B8", None, ALL_ON) == '=IF(C2=0,"",B6/B8)'


# ---- in a spreadsheet


def quotient_of(numerator: str, denominator: str) -> str:
    return f"={quotient(numerator, denominator, Decimal(10), 1)}"


WORKED_OUT: dict[str, tuple[str | None, object]] = {
    "a sum passes over blank texts": (total(6, [(5, 1), (7, 1), (8, -1)]), 61),
    "an effect that is off does not count": (row_result(5, 2, C_TO_E), 103),
    "an effect that is blank counts as nil": (row_result(6, 2, C_TO_E), 61),
    "a blank that nothing moves stays blank": (row_result_of_blank(7, C_TO_E), None),
    "a blank that effects move, which cancel, is nil": (row_result_of_blank(9, C_TO_E), 0),
    "a part without a result counts with its effects": (total_result(6, [(5, 1), (10, -1)], {10}, C_TO_E), 100),
    "known while the doubted effect is off": (unless_on(["D2"], "=B5"), 100),
    "unknown while the doubted effect is on": (unless_on(["D2", "E2"], "=B5"), None),
    "a reference to a blank stays blank": (reference_keeping_blank("F7", may_be_blank=True), None),
    "a reference to a figure is that figure": (reference_keeping_blank("B5", may_be_blank=True), 100),
    "a quotient is rounded half up": (quotient_of("B5", "B8"), 25),
    "a quotient of a blank is blank": (quotient_of("F7", "B8"), None),
    "a quotient by a blank is blank": (quotient_of("B5", "F7"), None),
    "a quotient by nil is blank": (quotient_of("B5", "D2"), None),
    "a ratio is derived while something moves it": (ratio("B5", ["C2", "D2"], "B6/B8", Decimal(9), ALL_ON), 1.5),
    "a ratio is printed where all is on": (ratio("B5", ["C2"], "B6/B8", Decimal(9), "C2+E2=2"), 9),
    "a ratio is as reported where nothing is on": (ratio("B5", ["D2"], "B6/B8", Decimal(9), ALL_ON), 100),
}


def test_libreoffice_works_out_what_the_formulas_mean(oracle: Oracle, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    for place, value in SHEET.items():
        book.active[place] = value
    for row, (formula, _) in enumerate(WORKED_OUT.values(), 20):
        book.active[f"A{row}"] = formula
    book.save(tmp_path / "formulas.xlsx")
    (shown,) = oracle.recalculated([tmp_path / "formulas.xlsx"], tmp_path)
    cells = shown[book.active.title]
    found = {what: cells.get(f"A{row}") for row, what in enumerate(WORKED_OUT, 20)}
    assert found == {what: expected for what, (_, expected) in WORKED_OUT.items()}


def test_a_sentence_becomes_a_formula_in_whatever_order_a_language_names_its_numbers() -> None:
    def english(on: str, number: str) -> str:
        return f'"{on}" of {number}'

    def other(on: str, number: str) -> str:
        return f"{number}: {on}"

    assert text_formula(english, on="A1", number="B1+1") == '""""&A1&""" of "&B1+1'
    assert text_formula(other, on="A1", number="B1+1") == '""&B1+1&": "&A1'
