"""What of a heading is no reported figure, and what of it nobody understands."""

import pytest

from workbench.importing.sheets.headings import not_understood, states_no_report, title_of_no_report

NOBODY_REPORTED = (
    "2018 Budget", "4Q23E", "FY24(E)", "2024 Fcst", "FC 2024", "2024 Latest estimate", "2024 LE", "BUD2024", "E2024",
    "RF2 2024", "2024 Guidance (mid)", "2024PF", "2024 Base case", "TTM", "Current/LTM", "Consensus", "2024 Street",
    "预算",
)  # fmt: skip
REPORTED = ("2016A", "2017 Actual", "FY2023", "Change in estimates", "Pension plan", "2023 (restated)", "June 30, 2023")


@pytest.mark.parametrize("text", NOBODY_REPORTED)
def test_what_is_planned_or_expected_is_no_reported_figure(text: str) -> None:
    assert states_no_report(text)


@pytest.mark.parametrize("text", REPORTED)
def test_what_was_reported_and_names_of_differences_are_not_taken_for_it(text: str) -> None:
    assert not states_no_report(text)


def test_a_title_speaks_for_all_columns_but_for_those_that_are_called_actual() -> None:
    assert title_of_no_report(["Harbour Ltd", "Budgeted income statement 2024"]) == "Budgeted income statement 2024"
    assert title_of_no_report(["Historical and projected results"]) == ""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2024 zzz", "zzz"),
        ("2023 restated", ""),
        ("2023 RMB'000", ""),
        ("Year ended 31 March 2023 £000", ""),
        ("Note", ""),
    ],
)
def test_words_beside_a_period_that_nobody_understands_are_named(text: str, words: str) -> None:
    assert not_understood(text) == words
