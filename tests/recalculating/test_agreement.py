"""A stored result is what was calculated, or it is not: as far as a binary number can tell."""

from decimal import Decimal

import pytest

from workbench.recalculating import ErrorValue, Value, agrees

THIRD = Decimal(1) / 3


@pytest.mark.parametrize(
    ("stored", "calculated"),
    [
        (Decimal("0.333333333333333"), THIRD),
        (Decimal("-5.6843418860808E-14"), Decimal(0)),
        (Decimal("1234567890123.45"), Decimal("1234567890123.4502")),
        ("", None),
        (None, ""),
        (ErrorValue.DIVISION, ErrorValue.DIVISION),
        ("pass", "pass"),
    ],
)
def test_agrees(stored: Value, calculated: Value) -> None:
    assert agrees(stored, calculated)


@pytest.mark.parametrize(
    ("stored", "calculated"),
    [
        (Decimal("0.33334"), THIRD),
        (Decimal(1_000_001), Decimal(1_000_000)),
        (Decimal("123456789012345"), Decimal("123456789012346")),
        (Decimal(0), None),
        (None, Decimal(0)),
        (False, Decimal(0)),
        (True, Decimal(1)),
        ("pass", "FAIL"),
        ("12", Decimal(12)),
        (ErrorValue.VALUE, ErrorValue.DIVISION),
    ],
)
def test_does_not_agree(stored: Value, calculated: Value) -> None:
    assert not agrees(stored, calculated)
