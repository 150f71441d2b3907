"""What a number format shows of a number or of a day, as a spreadsheet would paint it."""

from datetime import date
from decimal import Decimal

import pytest

from workbench.workbooks.number_formats import (
    decimals_of_format,
    format_date,
    replacement_text,
    scale_of_format,
    section_of,
)


@pytest.mark.parametrize(
    ("number_format", "scale"),
    [
        ("#,##0", 1),
        ("#,##0,", 1_000),
        ("#,##0.0,", 1_000),
        ("#,##0,,", 1_000_000),
        ('0.0,,"m"', 1_000_000),
        ("_(* #,##0,_);_(* (#,##0,);_(* -_)", 1_000),
        ('#,##0" ,"', 1),
        ("General", 1),
    ],
)
def test_commas_behind_the_digits_divide_by_thousands(number_format: str, scale: int) -> None:
    assert scale_of_format(number_format, Decimal(1_500_000)) == scale


def test_a_format_divides_only_the_numbers_that_its_part_is_of() -> None:
    in_millions_if_large = '[>=1000000]0.0,,"m";[>=1000]0.0,"k";0'
    assert [scale_of_format(in_millions_if_large, Decimal(each)) for each in (2_000_000, 2_000, 2)] == [
        1_000_000,
        1_000,
        1,
    ]


@pytest.mark.parametrize(
    ("number_format", "number", "text"),
    [
        ("#,##0", "1000", None),
        ('#,##0" million"', "1000", None),
        ("$#,##0.00", "1000", None),
        ("#,##0;(#,##0)", "-1000", None),
        ("(#,##0)", "400", "(400)"),
        ("(#,##0)", "-400", None),
        ('"1,500"', "1000", "1,500"),
        ('0"00"', "15", "1500"),
        ('#,##0;-#,##0;"-"', "0", None),
        ('#,##0;-#,##0;"n.a."', "0", "n.a."),
        ('"n.m."', "7", "n.m."),
        (";;;", "7", ""),
        (";;;", "0", None),
    ],
)
def test_a_format_that_shows_another_figure_than_is_held_is_found(
    number_format: str, number: str, text: str | None
) -> None:
    assert replacement_text(number_format, Decimal(number)) == text


@pytest.mark.parametrize(
    ("number_format", "before", "behind"),
    [
        ('"Q"0', "Q", ""),
        ('0"A"', "", "A"),
        ("0\\E", "", "E"),
        ('"RMB "#,##0" mn"', "RMB ", " mn"),
        ("[$€-407]#,##0", "€", ""),
        ("[Red]#,##0", "", ""),
        ('#,##0" ; "', "", " ; "),
    ],
)
def test_the_words_round_the_digits_are_told(number_format: str, before: str, behind: str) -> None:
    section = section_of(number_format, Decimal(1))
    assert (section.before, section.behind) == (before, behind)


@pytest.mark.parametrize(
    ("number_format", "decimals"),
    [("0", 0), ("#,##0.00", 2), ("0.0%", 1), ("0.0##", 3), ("#,##0.0,", 1), ("General", None), ('"n.m."', None)],
)
def test_a_format_says_how_many_decimals_are_shown_or_nothing_of_them(number_format: str, decimals: int | None) -> None:
    assert decimals_of_format(number_format) == decimals


@pytest.mark.parametrize(
    ("number_format", "shown"),
    [
        ("mmm", "Mar 2024"),
        ("mmmm", "March 2024"),
        ("mmm-yy", "Mar-24"),
        ('mmm-yy"E"', "Mar-24E"),
        ('yyyy"A"', "2024A"),
        ("yyyy", "2024"),
        ("d mmmm yyyy", "1 March 2024"),
        ("mmm d, yyyy", "Mar 1, 2024"),
        ("dd/mm/yyyy", "2024-03-01"),
        ("m/d/yy", "2024-03-01"),
        ("yyyy-mm-dd hh:mm", "2024-03-01"),
        ("General", "2024-03-01"),
    ],
)
def test_a_day_reads_as_its_format_shows_it_and_in_full_where_it_shows_digits_alone(
    number_format: str, shown: str
) -> None:
    assert format_date(number_format, date(2024, 3, 1)) == shown
