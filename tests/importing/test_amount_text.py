"""Amounts as people type and paste them."""

from decimal import Decimal

import pytest

from workbench.amount_text import amount_in


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1,234", "1234"),
        ("(1,234)", "-1234"),
        ("-1234", "-1234"),
        ("−1,234.50", "-1234.5"),
        ("1,234-", "-1234"),
        (" 12\u00a0345 ", "12345"),
        ("１２３", "123"),
        ("RMB 1,234", "1234"),
        ("$(12)", "-12"),
        ("($12)", "-12"),
        ("25.3%", "0.253"),
        ("—", "0"),
        ("-", "0"),
        ("n.a.", None),
        ("1,23", None),
        ("1.234.567", None),
        ("Note 3", None),
        ("900¹", "900"),
        ("(900)²", "-900"),
        ("12½", None),
        ("(36.574)%", "-0.36574"),
        ("2,827,248 (51.6%)", "2827248"),
        ("(1,234) (5.2%)", "-1234"),
        ("(36.574%)", "-0.36574"),
        ("", None),
    ],
)
def test_an_amount_is_read_exactly_or_not_at_all(text: str, amount: str | None) -> None:
    assert amount_in(text) == (None if amount is None else Decimal(amount))
