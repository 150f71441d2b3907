"""Amounts to their last digit: what a cell holds, what is kept of it, and how it is written."""

from decimal import Decimal

import pytest

from workbench.domain.amounts import (
    TOO_LARGE,
    CutAmount,
    cut_to_decimals,
    decimal_as_stored,
    decimals_of,
    format_exactly,
    format_for_reader,
    half_a_digit,
    round_half_up,
)


@pytest.mark.parametrize(
    ("held", "meant"),
    [
        ("12566.745000000003", "12566.745"),
        ("0.30000000000000004", "0.3"),
        ("-1234.4999999999998", "-1234.5"),
        ("123456789012345", "123456789012345"),
        ("0.1", "0.1"),
    ],
)
def test_binary_noise_behind_fifteen_digits_is_no_part_of_a_figure(held: str, meant: str) -> None:
    assert decimal_as_stored(Decimal(held)) == Decimal(meant)


@pytest.mark.parametrize(
    ("amount", "decimals", "shorter"),
    [
        ("1.0000005", 6, "1.000001"),
        ("-1.0000005", 6, "-1.000001"),
        ("1.0000004", 6, "1"),
        ("0.3333333333333", 12, "0.333333333333"),
        ("2.5", 0, "3"),
        ("999999999.9999999", 6, "1000000000"),
    ],
)
def test_halves_are_rounded_away_from_nil(amount: str, decimals: int, shorter: str) -> None:
    assert round_half_up(Decimal(amount), decimals) == Decimal(shorter)


@pytest.mark.parametrize("amount", ["0", "12", "-3.25", "1200.000000", "1E+3"])
def test_a_figure_that_is_short_enough_is_kept_as_it_is_and_exact(amount: str) -> None:
    figure = cut_to_decimals(Decimal(amount), 6)
    assert figure == CutAmount(Decimal(amount))


@pytest.mark.parametrize(("amount", "decimals"), [("1.23456789", 6), ("-0.0000004", 6), ("0.12345678901234", 12)])
def test_what_is_cut_off_a_long_figure_makes_it_whole_again_and_is_within_its_slack(amount: str, decimals: int) -> None:
    figure = cut_to_decimals(Decimal(amount), decimals)
    assert figure.amount + figure.cut == Decimal(amount)
    assert 0 < abs(figure.cut) <= figure.slack == half_a_digit(decimals)
    assert decimals_of(figure.amount) <= decimals


@pytest.mark.parametrize(("decimals", "half"), [(0, "0.5"), (1, "0.05"), (2, "0.005"), (6, "0.0000005")])
def test_half_of_the_last_digit(decimals: int, half: str) -> None:
    assert half_a_digit(decimals) == Decimal(half)


@pytest.mark.parametrize(
    ("amount", "decimals"), [("1200", 0), ("3.40", 1), ("0.000", 0), ("1E+3", 0), ("-0.05", 2), ("1.10E-3", 4)]
)
def test_the_decimals_that_a_figure_needs_leave_out_trailing_noughts(amount: str, decimals: int) -> None:
    assert decimals_of(Decimal(amount)) == decimals


@pytest.mark.parametrize(
    ("amount", "exact", "read"),
    [("1E+3", "1000", "1,000"), ("-1234.50", "-1234.5", "(1,234.5)"), ("-0.0", "0", "0"), ("0.001", "0.001", "0.001")],
)
def test_amounts_are_written_without_exponents_and_without_losing_a_digit(amount: str, exact: str, read: str) -> None:
    assert format_exactly(Decimal(amount)) == exact
    assert format_for_reader(Decimal(amount)) == read


def test_the_largest_figure_that_is_told_to_its_last_unit_has_fifteen_digits() -> None:
    assert decimal_as_stored(TOO_LARGE - 1) == TOO_LARGE - 1
    assert decimal_as_stored(TOO_LARGE * 10 + 1) != TOO_LARGE * 10 + 1
