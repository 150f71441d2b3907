"""Ids, periods, amounts and maps."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.domain.amounts import decimals_of, format_exactly, format_for_reader
from workbench.domain.ids import LONGEST_ID, Ids
from workbench.domain.maps import Map
from workbench.domain.periods import Period, reporting_periods
from workbench.phrases import ENGLISH
from workbench.wording.periods import short_label


@pytest.mark.parametrize(
    ("caption", "made"),
    [
        ("Share-based compensation", "share_based_compensation"),
        ("Amounts due from related parties", "amounts_due_from_related_parties"),
        ("SHAREHOLDERS' EQUITY", "shareholders_equity"),
        ("预期信用损失", "预期信用损失"),
        ("Ｆｕｌｌ width", "full_width"),
        ("—", "line"),
    ],
)
def test_an_id_is_made_of_the_words_of_the_caption(caption: str, made: str) -> None:
    assert Ids().new(caption, "line") == made


def test_a_repeated_caption_gets_a_number_whatever_its_case() -> None:
    ids = Ids()
    assert [ids.new(text, "line") for text in ("Basic", "BASIC", "basic:")] == ["basic", "basic_2", "basic_3"]


@given(st.lists(st.text(max_size=200), max_size=30))
def test_ids_are_short_unique_without_regard_to_case_and_safe_as_names(captions: list[str]) -> None:
    ids = Ids()
    made = [ids.new(caption, "line") for caption in captions]
    assert len({each.casefold() for each in made}) == len(made)
    assert all(0 < len(each) <= LONGEST_ID for each in made)
    assert all(each.replace("_", "x").isalnum() for each in made)


@pytest.mark.parametrize(
    ("start", "end", "short"),
    [
        (date(2023, 1, 1), date(2023, 6, 30), "H1 2023"),
        (date(2023, 7, 1), date(2023, 12, 31), "H2 2023"),
        (date(2023, 4, 1), date(2023, 6, 30), "Q2 2023"),
        (date(2023, 1, 1), date(2023, 9, 30), "9M 2023"),
        (date(2023, 1, 1), date(2023, 12, 31), "FY 2023"),
        (date(2022, 4, 1), date(2023, 3, 31), "Year to 31 Mar 2023"),
        (date(2023, 2, 15), date(2023, 6, 30), "15 Feb 2023 to 30 Jun 2023"),
        (None, date(2023, 6, 30), "30 Jun 2023"),
    ],
)
def test_a_period_has_a_name_that_fits_a_tab(start: date | None, end: date, short: str) -> None:
    assert short_label(Period(start, end, ""), ENGLISH) == short


def test_a_duration_is_paired_with_the_instants_that_are_there() -> None:
    half = Period(date(2023, 1, 1), date(2023, 6, 30), "")
    opening, closing = Period(None, date(2022, 12, 31), ""), Period(None, date(2023, 6, 30), "")
    (pair,) = reporting_periods([half, opening, closing])
    assert (pair.opening, pair.closing) == ("2022-12-31", "2023-06-30")
    (alone,) = reporting_periods([half])
    assert (alone.opening, alone.closing) == (None, None)


@pytest.mark.parametrize(
    ("amount", "text", "needs"),
    [
        ("1200", "1200", 0),
        ("3.40", "3.4", 1),
        ("-0.0", "0", 0),
        ("1E+3", "1000", 0),
        ("0.253", "0.253", 3),
        ("1E-7", "0.0000001", 7),
    ],
)
def test_an_amount_is_written_without_exponent_or_noise(amount: str, text: str, needs: int) -> None:
    assert format_exactly(Decimal(amount)) == text
    assert decimals_of(Decimal(amount)) == needs


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6))
def test_a_written_amount_reads_back_exactly(amount: Decimal) -> None:
    assert Decimal(format_exactly(amount)) == amount
    assert decimals_of(amount) <= 6


def test_a_reader_sees_thousands_and_brackets() -> None:
    assert format_for_reader(Decimal("-1234567.50")) == "(1,234,567.5)"


def test_a_map_is_copied_on_change_and_never_changed() -> None:
    first = Map({"a": 1, "b": 2})
    second = first.with_items({"b": 3}).without("a", "missing")
    assert (dict(first), dict(second)) == ({"a": 1, "b": 2}, {"b": 3})
    assert first == Map([("a", 1), ("b", 2)])
    assert hash(first) == hash(Map({"b": 2, "a": 1}))
