"""What may be typed into a cell, and how figures are written."""

from decimal import Decimal

import pytest

from workbench.domain.statements import Line, LineUnit
from workbench.typed_amounts import NotAnAmount, parse_typed_amount
from workbench.ui.toolkit.number_format import format_amount, format_for_typing

MONEY = Line("line", "Line")
PERCENT = Line("margin", "Margin", unit=LineUnit.PERCENT, decimals=3)
EPS = Line("eps", "Basic", unit=LineUnit.PER_SHARE, decimals=2)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1,234", "1234"), ("(1,234)", "-1234"), ("-1234", "-1234"), ("−1,234", "-1234"), ("1.234e3", "1234"),
        ("=1200-34.5", "1165.5"), ("=2*(3+4)/7", "2"), ("=-5+-1", "-6"), ("—", "0"), ("-", "0"), ("１２３", "123"),
        ("=0.1+0.2", "0.3"), (" 12 ", "12"),
    ],
)  # fmt: skip
def test_amounts_are_understood_exactly(text: str, amount: str) -> None:
    assert parse_typed_amount(text, MONEY) == Decimal(amount)


@pytest.mark.parametrize(
    "text",
    [
        "x", "12 apples", "1,23", "=", "=1+", "=(1", "=1/0", "=10/3", "=__import__('os')", "5%", "1e99", "9" * 19,
        "900¹", "½", "①", "\u00ad1,234", "1\u2062000", "--5", "-5-", "+-5", "+(5)", "-5 DR", "(5", "900a", "2016a",
        "=" + "(" * 3000 + "1" + ")" * 3000,
    ],
)  # fmt: skip
def test_anything_else_is_refused_with_a_reason(text: str) -> None:
    with pytest.raises(NotAnAmount) as refused:
        parse_typed_amount(text, MONEY)
    assert str(refused.value).endswith(".")


@pytest.mark.parametrize("text", ["24.1", "0.241", "=12+12.1"])
def test_a_percentage_needs_its_sign(text: str) -> None:
    with pytest.raises(NotAnAmount, match="percent sign"):
        parse_typed_amount(text, PERCENT)
    assert parse_typed_amount("24.1%", PERCENT) == parse_typed_amount("=12%+12.1%", PERCENT) == Decimal("0.241")
    assert parse_typed_amount("0", PERCENT) == 0


def test_blank_is_not_zero() -> None:
    assert parse_typed_amount("", MONEY) is None
    assert format_amount(None, MONEY) == ""
    assert format_amount(Decimal(0), MONEY) == "—"


def test_units_are_written_their_own_way() -> None:
    assert format_amount(Decimal("-1234567"), MONEY) == "(1,234,567)"
    assert format_amount(Decimal("0.269"), PERCENT) == "26.9%"
    assert format_amount(Decimal("6.3"), EPS) == "6.30"
    assert format_for_typing(Decimal("0.269"), PERCENT) == "26.9%"
    assert parse_typed_amount("26.9%", PERCENT) == Decimal("0.269")


@pytest.mark.parametrize(("text", "word"), [("1000k", "thousand"), ("1.2m", "million"), ("(3bn)", "billion")])
def test_an_abbreviated_amount_is_refused_by_name_in_the_unit_of_the_sheet(text: str, word: str) -> None:
    with pytest.raises(NotAnAmount, match=rf"'{word}' is ambiguous because the sheet is already in thousands\."):
        parse_typed_amount(text, MONEY, 1_000)
