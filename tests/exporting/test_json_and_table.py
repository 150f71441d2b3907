"""The answer as JSON and as a long table: exact, complete, and only what it says."""

import io
import json
from decimal import Decimal

import pandas as pd
import pytest

from tests.answers import text_of
from tests.published import GUARANTEE, H1_2023
from workbench.exporting.figures_json import Json
from workbench.exporting.table import long_csv, long_table
from workbench.session import Session


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("1E+3"), "1000"),
        (Decimal("0.1"), "0.1"),
        (Decimal("12345678901234567890.10"), "12345678901234567890.1"),
        (None, "null"),
        (True, "true"),
        ("“IFRS”\n", '"“IFRS”\\n"'),
        ([], "[]"),
        ({}, "{}"),
    ],
)
def test_values_are_written_exactly(value: Json, text: str) -> None:
    assert text_of(value) == text + "\n"


def test_nested_values_are_json() -> None:
    value: Json = {"a": [Decimal("1.50"), {"b": None}], "c": ()}
    assert json.loads(text_of(value)) == {"a": [1.5, {"b": None}], "c": []}


def test_the_table_has_a_row_for_each_figure_of_each_column(qifu: Session) -> None:
    frame = long_table(qifu.results)
    assert list(frame.columns) == [
        "statement", "period", "line", "caption", "meaning", "unit", "framework_or_adjustment", "amount", "sources",
    ]  # fmt: skip
    income = frame[(frame["line"] == "financing_income") & (frame["period"] == H1_2023)]
    amounts = dict(zip(income["framework_or_adjustment"], income["amount"], strict=True))
    assert amounts["US GAAP"] == Decimal(2_254_620)
    assert amounts["IFRS"] == Decimal(2_001_613)
    assert amounts[GUARANTEE] == 0
    assert set(income["sources"]) >= {"qifu-h1-2023.xlsx!IS!F9; qifu-h1-2023.xlsx!Recon IS 1H23!B11"}


def test_the_csv_reads_back_as_the_frame(qifu: Session) -> None:
    frame = long_table(qifu.results)
    read = pd.read_csv(io.StringIO(long_csv(qifu.results)), dtype=str, keep_default_na=False)
    assert len(read) == len(frame)
    amounts = [None if text == "" else Decimal(text) for text in read["amount"]]
    assert amounts == list(frame["amount"])


def test_a_partial_state_is_headed_illustrative(qifu: Session) -> None:
    frame = long_table(qifu.results.with_enabled([GUARANTEE]))
    headings = set(frame["framework_or_adjustment"])
    assert "IFRS" not in headings
    assert "US GAAP with selected differences (illustrative: 1 of 4 differences)" in headings
