"""Tables of one statement folded into one list of rows: which rows are one line, in which order, sign and scale."""

import random
from collections.abc import Sequence
from decimal import Decimal

import pytest

from tests.found import said
from tests.importing.notation import Drawn, lines_of, rows_of, sheet_in, statement_of
from workbench.domain.import_report import InferenceStage
from workbench.domain.sources import FigureRole
from workbench.importing.assembly.merge import CellFigure, MergedRow, MergedStatement
from workbench.importing.sheets.tables import HIDDEN

PUBLISHED = """
    Balance sheet     | 2023-12-31 | 2022-12-31
    Cash              | 40         | 30
    Receivables       | 20         | 10
    Goodwill          | 70         | 60
    Total assets      | 130        | 100
"""


def remarks_on(*sheets: Drawn) -> list[str]:
    """Return what was decided, as ``subject: outcome (evidence)``."""
    return [
        f"{said(decision.subject)}: {said(decision.taken_for)} ({said(decision.evidence)})"
        for decision in statement_of(*sheets).decisions
    ]


def row_called(caption: str, statement: MergedStatement) -> MergedRow:
    return next(row for row in statement.rows if row.caption == caption)


def figure_of(row: MergedRow, number: int = 0) -> CellFigure:
    return row.figures[number]


# ---- one line or two


def test_a_line_that_two_tables_print_is_one_line_with_the_figures_of_both() -> None:
    before = """
        Balance sheet     | 2021-12-31
        Cash              | 25
        Goodwill          | 55
    """
    assert rows_of(statement_of(PUBLISHED, before)) == lines_of("""
        Cash         | 40  | 30  | 25
        Receivables  | 20  | 10
        Goodwill     | 70  | 60  | 55
        Total assets | 130 | 100
    """)


def test_sources_that_disagree_are_both_kept_on_the_line() -> None:
    reconciliation = """
        Reconciliation of balance sheet | 2023-12-31 | 2023-12-31 | 2023-12-31
                                        | US GAAP    | Losses     | IFRS
        Cash                            | 40         |            | 40
        Receivables                     | 21         | (5)        | 16
        Goodwill                        | 70         |            | 70
    """
    assert rows_of(statement_of(PUBLISHED, reconciliation)) == lines_of("""
        Cash         | 40      | 30  |     | 40
        Receivables  | 20 ≠ 21 | 10  | (5) | 16
        Goodwill     | 70      | 60  |     | 70
        Total assets | 130     | 100
    """)


def test_a_spelling_that_hardly_differs_is_the_same_line_though_the_figures_differ() -> None:
    one = """
        Balance sheet                    | 2023 | 2022
        Cash                             | 40   | 30
        Accrued expenses and liabilities | 7    | 6
    """
    other = """
        Balance sheet                   | 2023 | 2022
        Cash                            | 40   | 30
        Accrued expense and liabilities | 8    | 5
    """
    assert rows_of(statement_of(one, other)) == lines_of("""
        Cash                                                               | 40    | 30
        Accrued expenses and liabilities / Accrued expense and liabilities | 7 ≠ 8 | 6 ≠ 5
    """)
    (remark,) = remarks_on(one, other)
    assert remark == (
        "Accrued expense and liabilities: the line 'Accrued expenses and liabilities' (the captions are similar and "
        "in the same order)"
    )


@pytest.mark.parametrize("figure", ["7", ""], ids=["a line", "a heading"])
def test_one_letter_in_twenty_makes_no_other_line(figure: str) -> None:
    one = f"""
        Balance sheet        | 2023
        Cash                 | 40
        Property and vessels | {figure}
        Goodwill             | 70
    """
    other = one.replace("2023", "2022").replace("vessels", "vassels")
    assert [row.captions for row in statement_of(one, other).rows] == [
        ["Cash"],
        ["Property and vessels", "Property and vassels"],
        ["Goodwill"],
    ]


def test_a_caption_that_drifted_is_the_same_line_where_all_figures_agree() -> None:
    one = """
        Balance sheet            | 2023 | 2022
        Cash                     | 40   | 30
        Prepayments and deposits | 7    | 6
    """
    other = """
        Balance sheet    | 2023 | 2022
        Cash             | 40   | 30
        Prepaid deposits | 7    | 6
        Loans            | 1    | 1
    """
    assert rows_of(statement_of(one, other)) == lines_of("""
        Cash                                        | 40 | 30
        Prepaid deposits / Prepayments and deposits | 7  | 6
        Loans                                       | 1  | 1
    """)
    assert remarks_on(one, other) == [
        "Prepayments and deposits: the line 'Prepaid deposits' (figures of 2 periods agree)"
    ]


def test_a_caption_that_drifted_is_another_line_where_a_figure_differs() -> None:
    one = """
        Balance sheet            | 2023 | 2022
        Cash                     | 40   | 30
        Prepayments and deposits | 7    | 6
    """
    other = """
        Balance sheet    | 2023 | 2022
        Cash             | 40   | 30
        Prepaid deposits | 7    | 5
        Loans            | 1    | 1
    """
    assert rows_of(statement_of(one, other)) == lines_of("""
        Cash                     | 40 | 30
        Prepaid deposits         | 7  | 5
        Loans                    | 1  | 1
        Prepayments and deposits | 7  | 6
    """)


def test_captions_that_have_little_in_common_are_two_lines_though_all_figures_agree() -> None:
    one = """
        Balance sheet | 2023 | 2022
        Cash          | 40   | 30
        Land          | 7    | 6
    """
    other = """
        Balance sheet | 2023 | 2022
        Cash          | 40   | 30
        Licences      | 7    | 6
        Loans         | 1    | 1
    """
    assert rows_of(statement_of(one, other)) == lines_of("""
        Cash     | 40 | 30
        Licences | 7  | 6
        Loans    | 1  | 1
        Land     | 7  | 6
    """)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Revenue", "Turnover"),
        ("Net income", "Profit for the year"),
        ("Total Harbour Company equity", "Total shareholders' equity"),
    ],
)
def test_two_names_of_one_concept_are_one_line_where_figures_agree(one: str, other: str) -> None:
    first = f"""
        Income statement | 2023 | 2022
        Interest         | 1    | 2
        {one}            | 900  | 800
        Fees             | 3    | 4
    """
    second = f"""
        Income statement | 2023 | 2022
        Interest         | 1    | 2
        {other}          | 900  | {{0}}
    """
    assert f"{one} / {other} | 900 | 800" in rows_of(statement_of(first, second.format(800)))
    assert f"{one} | 900 | 800" in rows_of(statement_of(first, second.format(801)))


@pytest.mark.parametrize(
    ("one", "other"),
    [("Series A preferred shares", "Series B preferred shares"), ("Bonds due in 2027", "Bonds due in 2029")],
)
def test_names_that_a_letter_or_a_number_tells_apart_are_two_lines_though_all_figures_agree(
    one: str, other: str
) -> None:
    first = f"""
        Balance sheet                           | 2023 | 2022
        Cash                                    | 40   | 30
        {one} at redemption value, net of costs | 7    | 6
        Loans                                   | 1    | 1
    """
    second = f"""
        Balance sheet                             | 2023 | 2022
        Cash                                      | 40   | 30
        {other} at redemption value, net of costs | 7    | 6
    """
    assert len(rows_of(statement_of(first, second))) == 4


def test_a_caption_in_two_languages_is_the_line_of_either_name() -> None:
    one = """
        Balance sheet | 2023 | 2022
        Cash          | 40   | 30
        Goodwill 商誉   | 7    | 6
        Loans         | 1    | 1
    """
    other = """
        Balance sheet | 2023 | 2022
        Cash          | 40   | 30
        商誉            | 8    | 6
    """
    assert rows_of(statement_of(one, other))[1] == "Goodwill 商誉 / 商誉 | 7 ≠ 8 | 6"


def test_a_heading_is_no_line_though_it_is_called_so() -> None:
    one = """
        Balance sheet | 2023 | 2022
        Equity        |      |
        Share capital | 40   | 30
        Reserves      | 7    | 6
    """
    other = """
        Balance sheet | 2023 | 2022
        Equity        | 47   | 36
        Loans         | 1    | 1
    """
    assert rows_of(statement_of(one, other)) == lines_of("""
        Equity
        Share capital | 40 | 30
        Reserves      | 7  | 6
        Equity        | 47 | 36
        Loans         | 1  | 1
    """)


@pytest.mark.parametrize("other", ["Goodwill", "Total liabilities", "Sponsoring"])
def test_names_of_two_concepts_are_two_lines_though_all_figures_agree(other: str) -> None:
    one = """
        Balance sheet | 2023 | 2022
        Loans         | 1    | 1
        Cash          | 40   | 30
        Gifts         | 2    | 2
    """
    assert "Cash | 40 | 30" in rows_of(
        statement_of(
            one,
            f"""
        Balance sheet | 2023 | 2022
        Loans         | 1    | 1
        {other}       | 40   | 30
    """,
        )
    )


def test_a_caption_that_drifted_is_the_same_line_where_all_figures_have_the_other_sign() -> None:
    one = """
        Income statement               | 2023 | 2022
        Selling and marketing expenses | 150  | 120
        Fees                           | 3    | 4
    """
    other = """
        Income statement            | 2023  | 2022
        Sales and marketing expense | (150) | {0}
    """
    assert rows_of(statement_of(one, other.format("(120)")))[0].startswith("Selling and marketing expenses / Sales")
    assert rows_of(statement_of(one, other.format("(121)")))[0] == "Selling and marketing expenses | 150 | 120"


def test_nil_is_no_figure_of_the_other_sign() -> None:
    one = """
        Income statement               | 2023 | 2022
        Selling and marketing expenses | 150  | 0
        Fees                           | 3    | 4
    """
    other = """
        Income statement            | 2023  | 2022
        Sales and marketing expense | (150) | (1)
    """
    assert rows_of(statement_of(one, other))[0] == "Selling and marketing expenses | 150 | 0"


def test_what_both_tables_print_once_is_one_line_for_certain_whatever_else_the_figures_suggest() -> None:
    one = """
        Balance sheet            | 2023 | 2022
        Gifts                    | 2    | 2
        Prepayments and deposits | 7    | 6
        Loans to staff           | 9    | 9
        Cash                     | 40   | 30
    """
    other = """
        Balance sheet    | 2023 | 2022
        Gifts            | 2    | 2
        Loans to staff   | 1    | 1
        Prepaid deposits | 7    | 6
        Cash             | 40   | 30
    """
    assert rows_of(statement_of(one, other)) == lines_of("""
        Gifts                    | 2     | 2
        Prepayments and deposits | 7     | 6
        Loans to staff           | 9 ≠ 1 | 9 ≠ 1
        Prepaid deposits         | 7     | 6
        Cash                     | 40    | 30
    """)


def test_a_line_without_a_caption_is_that_without_a_caption() -> None:
    one = """
        Balance sheet | 2023 | 2022
        Cash          | 40   | 30
        Loans         | 20   | 10
                      | 60   | 40
        Gifts         | 2    | 2
    """
    other = """
        Balance sheet | 2021
        Cash          | 1
        Loans         | 2
                      | 3
    """
    assert rows_of(statement_of(one, other))[2] == " | 60 | 40 | 3"


# ---- captions that repeat


TWO_OF_ONE_NAME = """
    Balance sheet                    | 2023-12-31 | 2022-12-31
    Current assets                   |            |
    Cash                             | 40         | 30
    Amounts due from related parties | 20         | 10
    Non-current assets               |            |
    Goodwill                         | 70         | 60
    Amounts due from related parties | 7          | 6
"""


def test_of_two_lines_of_one_name_the_figure_tells_which_is_meant() -> None:
    reconciliation = """
        Reconciliation of balance sheet  | 2023-12-31 | 2023-12-31 | 2023-12-31
                                         | US GAAP    | Losses     | IFRS
        Cash                             | 40         |            | 40
        Amounts due from related parties | {0}        | (1)        | {1}
    """
    first = rows_of(statement_of(TWO_OF_ONE_NAME, reconciliation.format(20, 19)))
    last = rows_of(statement_of(TWO_OF_ONE_NAME, reconciliation.format(7, 6)))
    assert first[2] == "Amounts due from related parties | 20 | 10 | (1) | 19"
    assert last[5] == "Amounts due from related parties | 7 | 6 | (1) | 6"


def test_of_two_lines_of_one_name_the_section_tells_where_no_figure_does() -> None:
    reconciliation = """
        Reconciliation of balance sheet  | 2023-12-31 | 2023-12-31 | 2023-12-31
                                         | US GAAP    | Losses     | IFRS
        {0}                              |            |            |
        Amounts due from related parties | 99         | (1)        | 98
    """
    first = rows_of(statement_of(TWO_OF_ONE_NAME, reconciliation.format("Current assets")))
    last = rows_of(statement_of(TWO_OF_ONE_NAME, reconciliation.format("Non-current assets")))
    assert first[2] == "Amounts due from related parties | 20 ≠ 99 | 10 | (1) | 98"
    assert last[5] == "Amounts due from related parties | 7 ≠ 99 | 6 | (1) | 98"


def test_both_lines_of_one_name_keep_their_order() -> None:
    reconciliation = """
        Reconciliation of balance sheet  | 2023-12-31 | 2023-12-31 | 2023-12-31
                                         | US GAAP    | Losses     | IFRS
        Amounts due from related parties | 21         | (1)        | 20
        Goodwill                         | 70         |            | 70
        Amounts due from related parties | 8          | (2)        | 6
    """
    assert rows_of(statement_of(TWO_OF_ONE_NAME, reconciliation))[2::3] == [
        "Amounts due from related parties | 20 ≠ 21 | 10 | (1) | 20",
        "Amounts due from related parties | 7 ≠ 8 | 6 | (2) | 6",
    ]


def test_of_two_lines_of_one_name_in_the_reconciliation_the_figure_tells_which_is_published() -> None:
    published = """
        Balance sheet | 2023-12-31 | 2022-12-31
        Cash          | 40         | 30
        Deposits      | 7          | 6
        Gifts         | 2          | 2
    """
    reconciliation = """
        Reconciliation of balance sheet  | 2023-12-31 | 2023-12-31 | 2023-12-31
                                         | US GAAP    | Losses     | IFRS
        Cash                             | 40         |            | 40
        Deposits                         | 0          | 20         | 20
        Deposits                         | 7          | (1)        | 6
    """
    assert rows_of(statement_of(published, reconciliation))[1:3] == [
        "Deposits | 0 |  | 20 | 20",
        "Deposits | 7 | 6 | (1) | 6",
    ]


def table_of(captions: Sequence[str], amounts: Sequence[int], year: int) -> str:
    lines = [f"{caption} | {amount}" for caption, amount in zip(captions, amounts, strict=True)]
    return "\n".join([f"Balance sheet | {year}", *lines])


def longest_common(one: Sequence[int], other: Sequence[int]) -> int:
    """Return how many items at most stand in both series in the same order, by the obvious definition."""
    if not one or not other:
        return 0
    both = 1 + longest_common(one[1:], other[1:]) if one[0] == other[0] else 0
    return max(both, longest_common(one[1:], other), longest_common(one, other[1:]))


@pytest.mark.parametrize("seed", range(30))
def test_lines_whose_figures_alone_tell_them_apart_are_joined_as_often_as_their_order_lets(seed: int) -> None:
    chance = random.Random(seed)
    upper, lower = ([chance.randint(11, 14) for _ in range(length)] for length in (5, 4))
    other_upper, other_lower = ([chance.randint(11, 14) for _ in range(length)] for length in (3, 4))
    one = table_of(
        ["Cash", *["Prepayments and deposits"] * 5, "Goodwill", *["Prepayments and deposits"] * 4],
        [1, *upper, 5, *lower],
        2023,
    )
    other = table_of(
        [*["Prepaid deposits"] * 3, "Goodwill", *["Prepaid deposits"] * 4], [*other_upper, 5, *other_lower], 2023
    )
    rows = rows_of(statement_of(one, other))
    joined = longest_common(upper, other_upper) + longest_common(lower, other_lower)
    assert len(rows) == 11 + 7 - joined
    assert not any("≠" in row for row in rows)
    assert [row.split("| ")[1] for row in rows if "Prepayments" in row] == list(map(str, (*upper, *lower)))
    assert [row.split("| ")[1] for row in rows if "Prepaid" in row] == list(map(str, (*other_upper, *other_lower)))


@pytest.mark.parametrize("seed", range(10))
def test_lines_of_two_orders_are_joined_as_often_as_both_orders_let(seed: int) -> None:
    captions = ["Cash", "Goodwill", "Inventories", "Land", "Machines", "Patents", "Vehicles"]
    other = random.Random(seed).sample(captions, len(captions))
    places = [captions.index(caption) for caption in other]
    rows = statement_of(table_of([*captions, "Loans"], range(8), 2023), table_of(other, range(7), 2022)).rows
    assert len(rows) == 8 + 7 - longest_common(range(7), places)
    assert [row.caption for row in rows if any(figure.period.end.year == 2022 for figure in row.figures)] == other


# ---- order


def test_a_line_that_only_the_reconciliation_prints_stands_before_the_next_line_that_both_print() -> None:
    reconciliation = """
        Reconciliation of balance sheet | 2023-12-31 | 2023-12-31 | 2023-12-31
                                        | US GAAP    | Leases     | IFRS
        Cash                            | 40         |            | 40
        Contract assets                 | 0          | 3          | 3
        Right-of-use assets             | 0          | 5          | 5
        Total assets                    | 130        | 8          | 138
        Shares held by trusts           | 0          | 1          | 1
    """
    assert [row.caption for row in statement_of(PUBLISHED, reconciliation).rows] == [
        "Cash",
        "Receivables",
        "Goodwill",
        "Contract assets",
        "Right-of-use assets",
        "Total assets",
        "Shares held by trusts",
    ]


def test_order_and_captions_are_those_of_the_published_statement_wherever_it_stands() -> None:
    reconciliation = """
        Reconciliation of balance sheet | 2023-12-31 | 2023-12-31 | 2023-12-31
                                        | US GAAP    | Losses     | IFRS
        Goodwill                        | 70         |            | 70
        Trade receivables               | 20         | (5)        | 15
        Cash and cash equivalents       | 40         |            | 40
        Bank balances                   | 1          |            | 1
        TOTAL ASSETS                    | 130        | (5)        | 125
    """
    captions = [row.captions for row in statement_of(reconciliation, PUBLISHED).rows]
    assert captions[-1] == ["Total assets", "TOTAL ASSETS"]
    assert [names[0] for names in captions if names[0] in PUBLISHED] == [
        "Cash",
        "Receivables",
        "Goodwill",
        "Total assets",
    ]


def test_of_two_published_tables_the_one_with_more_rows_comes_first() -> None:
    short = """
        Balance sheet | 2021
        Goodwill      | 55
        Total assets  | 80
    """
    assert [row.caption for row in statement_of(short, PUBLISHED).rows] == [
        "Cash",
        "Receivables",
        "Goodwill",
        "Total assets",
    ]


def test_what_a_hidden_sheet_holds_comes_last() -> None:
    hidden = sheet_in(
        """
        Balance sheet   | 2023-12-31
        Cash at bank    | 40
        Goodwill, gross | 70
        Licences        | 7
        Loans           | 6
        Total assets    | 130
        """,
        "Old",
        state="hidden",
    )
    assert statement_of(hidden, PUBLISHED).rows[0].caption == "Cash"


def test_headings_that_only_one_table_prints_are_kept() -> None:
    with_headings = """
        Balance sheet | 2021-12-31
        Current:      |
        Cash          | 25
        Receivables   | 5
    """
    assert rows_of(statement_of(PUBLISHED, with_headings)) == lines_of("""
        Current:
        Cash         | 40  | 30  | 25
        Receivables  | 20  | 10  | 5
        Goodwill     | 70  | 60
        Total assets | 130 | 100
    """)


def test_lines_stand_under_the_headings_of_the_statement_that_was_put_together() -> None:
    with_headings = """
        Balance sheet | 2021-12-31
        Current:      |
        Cash          | 25
    """
    assert row_called("Receivables", statement_of(PUBLISHED, with_headings)).section == ("Current:",)


def test_a_table_that_two_rows_cross_over_keeps_the_longest_common_order() -> None:
    other = """
        Balance sheet     | 2021-12-31
        Total assets      | 70
        Cash              | 25
        Receivables       | 5
        Goodwill          | 40
    """
    assert rows_of(statement_of(PUBLISHED, other)) == lines_of("""
        Total assets |     |     | 70
        Cash         | 40  | 30  | 25
        Receivables  | 20  | 10  | 5
        Goodwill     | 70  | 60  | 40
        Total assets | 130 | 100
    """)


# ---- page breaks


def test_a_table_that_a_page_break_cut_in_two_is_one_table() -> None:
    cut = """
        Balance sheet                    | 2023-12-31 | 2022-12-31
        Current assets                   |            |
        Cash                             | 40         | 30
        Amounts due from related parties | 20         | 10
                                         |            |
        Balance sheet (continued)        | 2023-12-31 | 2022-12-31
        Non-current assets               |            |
        Goodwill                         | 70         | 60
        Property                         | 5          | 4
        Amounts due from related parties | 7          | 6
    """
    assert rows_of(statement_of(cut)) == lines_of("""
        Current assets
        Cash                             | 40 | 30
        Amounts due from related parties | 20 | 10
        Non-current assets
        Goodwill                         | 70 | 60
        Property                         | 5  | 4
        Amounts due from related parties | 7  | 6
    """)


def test_columns_in_another_order_behind_the_page_break_keep_their_periods() -> None:
    cut = """
        Balance sheet             | 2023-12-31 | 2022-12-31
        Cash                      | 40         | 30
        Receivables               | 20         | 10
                                  |            |
        Balance sheet (continued) | 2022-12-31 | 2023-12-31
        Goodwill                  | 60         | 70
        Property                  | 4          | 5
    """
    assert rows_of(statement_of(cut)) == lines_of("""
        Cash        | 40 | 30
        Receivables | 20 | 10
        Goodwill    | 70 | 60
        Property    | 5  | 4
    """)


def test_a_second_table_of_the_same_lines_is_no_second_page() -> None:
    twice = """
        Balance sheet  | 2023-12-31 | 2022-12-31
        Cash           | 40         | 30
        Receivables    | 20         | 10
                       |            |
        Balance sheet  | 2023-12-31 | 2022-12-31
        Cash           | 41         | 30
        Receivables    | 20         | 10
    """
    assert rows_of(statement_of(twice)) == lines_of("""
        Cash        | 40 ≠ 41 | 30
        Receivables | 20      | 10
    """)


BEFORE_THE_BREAK = """
    Balance sheet | 2023-12-31 | 2022-12-31
    Cash          | 40         | 30
    Deposits      | 1          | 2
    Receivables   | 20         | 10
    Loans         | 3          | 4
                  |            |
"""


def test_two_lines_of_five_may_be_called_as_on_the_page_before() -> None:
    behind = """
        Balance sheet | 2023-12-31 | 2022-12-31
        Goodwill      | 7          | 6
        Land          | 5          | 6
        Patents       | 8          | 9
        Deposits      | 1          | 1
        Loans         | 2          | 2
    """
    assert len(statement_of(BEFORE_THE_BREAK + behind).rows) == 9


def test_where_more_are_it_is_another_table() -> None:
    behind = """
        Balance sheet | 2023-12-31 | 2022-12-31
        Goodwill      | 7          | 6
        Land          | 5          | 6
        Deposits      | 1          | 1
        Loans         | 2          | 2
    """
    assert len(statement_of(BEFORE_THE_BREAK + behind).rows) == 6


def test_a_table_that_begins_with_the_same_line_is_no_second_page() -> None:
    behind = """
        Balance sheet | 2023-12-31 | 2022-12-31
        Cash          | 7          | 6
        Land          | 5          | 6
        Patents       | 8          | 9
        Goodwill      | 1          | 1
    """
    assert rows_of(statement_of(BEFORE_THE_BREAK + behind))[0] == "Cash | 40 ≠ 7 | 30 ≠ 6"


def test_one_line_is_no_second_page() -> None:
    before = """
        Balance sheet            | 2023-12-31 | 2022-12-31
        Cash                     | 40         | 30
        Prepayments and deposits | 7          | 6
                                 |            |

    """
    behind = """
        Balance sheet    | 2023-12-31 | 2022-12-31
        Prepaid deposits | 7          | 6
    """
    assert rows_of(statement_of(before + behind))[1] == "Prepayments and deposits / Prepaid deposits | 7 | 6"


# ---- signs


COSTS_POSITIVE = """
    Income statement | 2023  | 2022
    Revenue          | 1,000 | 900
    Cost of sales    | 600   | 500
    Selling expenses | 150   | 120
    Operating profit | 250   | 280
"""


def test_a_table_that_prints_costs_with_the_other_sign_is_turned() -> None:
    reconciliation = """
        Reconciliation of income statement | 2023    | 2023   | 2023
                                           | US GAAP | Leases | IFRS
        Revenue                            | 1,000   |        | 1,000
        Cost of sales                      | (600)   | 3      | (597)
        Selling expenses                   | (150)   | (1)    | (151)
        Operating profit                   | 250     | 2      | 252
    """
    statement = statement_of(COSTS_POSITIVE, reconciliation)
    assert rows_of(statement) == lines_of("""
        Revenue          | 1,000 | 900 |     | 1,000
        Cost of sales    | 600   | 500 | (3) | 597
        Selling expenses | 150   | 120 | 1   | 151
        Operating profit | 250   | 280 | 2   | 252
    """)
    (decision,) = statement.decisions
    assert said(decision.subject) == "Signs of sheet 'Sheet 2'"
    assert said(decision.evidence) == "2 rows such as 'Cost of sales' are printed with the opposite sign elsewhere"
    assert decision.stage is InferenceStage.SIGN
    assert str(decision.where) == "book.xlsx!Sheet 2!B4"


def test_costs_that_only_the_turned_table_prints_are_turned_with_it() -> None:
    reconciliation = """
        Reconciliation of income statement | 2023    | 2023   | 2023
                                           | US GAAP | Leases | IFRS
        Cost of sales                      | (600)   | 3      | (597)
        Interest expenses                  | 0       | (7)    | (7)
        Interest earned                    | 0       | 4      | 4
        Selling expenses                   | (150)   | (1)    | (151)
        Operating profit                   | 250     | (1)    | 249
    """
    rows = rows_of(statement_of(COSTS_POSITIVE, reconciliation))
    assert "Interest expenses | 0 |  | 7 | 7" in rows
    assert "Interest earned | 0 |  | 4 | 4" in rows


def test_though_a_cost_that_disagrees_tells_nothing_of_its_sign() -> None:
    reconciliation = """
        Reconciliation of income statement | 2023    | 2023   | 2023
                                           | US GAAP | Leases | IFRS
        Revenue                            | (1,000) | 3      | (997)
        Cost of sales                      | 601     | 3      | 604
        Interest expenses                  | (2)     | (7)    | (9)
        Operating profit                   | (250)   | (1)    | (251)
    """
    assert "Interest expenses | 2 |  | 7 | 9" in rows_of(statement_of(COSTS_POSITIVE, reconciliation))


def test_but_not_where_another_cost_kept_its_sign() -> None:
    reconciliation = """
        Reconciliation of income statement | 2023    | 2023   | 2023
                                           | US GAAP | Leases | IFRS
        Revenue                            | (1,000) | 3      | (997)
        Cost of sales                      | 600     | 3      | 603
        Interest expenses                  | 2       | 7      | 9
        Operating profit                   | (250)   | (1)    | (251)
    """
    assert "Interest expenses | 2 |  | 7 | 9" in rows_of(statement_of(COSTS_POSITIVE, reconciliation))


def test_one_row_of_the_other_sign_is_a_slip_and_stays() -> None:
    reconciliation = """
        Reconciliation of income statement | 2023    | 2023   | 2023
                                           | US GAAP | Leases | IFRS
        Revenue                            | 1,000   |        | 1,000
        Cost of sales                      | (600)   | 3      | (597)
        Selling expenses                   | 150     |        | 150
    """
    statement = statement_of(COSTS_POSITIVE, reconciliation)
    assert rows_of(statement)[1] == "Cost of sales | 600 ≠ (600) | 500 | 3 | (597)"
    assert statement.decisions == []


def test_rows_of_which_one_period_alone_has_the_other_sign_are_not_turned() -> None:
    other = """
        Income statement | 2023  | 2022
        Cost of sales    | (600) | 500
        Selling expenses | (150) | 120
    """
    assert rows_of(statement_of(COSTS_POSITIVE, other))[1:3] == [
        "Cost of sales | 600 ≠ (600) | 500",
        "Selling expenses | 150 ≠ (150) | 120",
    ]


# ---- scales


def test_amounts_of_another_scale_are_brought_to_the_project_s() -> None:
    in_millions = """
        Balance sheet   | 2021-12-31
        RMB in millions |
        Cash            | 0.025
        Goodwill        | 55
    """
    in_thousands = PUBLISHED.replace("Cash ", "RMB in thousands | |\n Cash ", 1)
    assert rows_of(statement_of(in_thousands, in_millions, scale=1000)) == lines_of("""
        Cash         | 40  | 30  | 25
        Receivables  | 20  | 10
        Goodwill     | 70  | 60  | 55,000
        Total assets | 130 | 100
    """)


def test_a_column_may_be_in_a_scale_of_its_own() -> None:
    assert rows_of(
        statement_of(
            """
            Balance sheet |            |
                          | 2023-12-31 | 2022-12-31
                          | RMB'000    | RMB million
            Cash          | 40         | 0.03
            Goodwill      | 70         | 0.06
            """,
            scale=1000,
        )
    ) == lines_of("""
        Cash     | 40 | 30
        Goodwill | 70 | 60
    """)


def test_amounts_per_share_and_percentages_are_in_no_scale() -> None:
    assert rows_of(
        statement_of(
            """
            Income statement   | 2023 | 2022
            RMB in millions    |      |
            Revenue            | 2    | 1
            Earnings per share | 0.25 | 0.20
            Net margin         | 25%  | 20%
            """,
            scale=1000,
        )
    ) == lines_of("""
        Revenue            | 2,000 | 1,000
        Earnings per share | 0.25  | 0.2
        Net margin         | 0.25  | 0.2
    """)


def test_share_counts_are_brought_to_the_scale_of_the_statement_s() -> None:
    assert rows_of(
        statement_of(
            """
            Income statement                         | 2023 | 2022
            RMB in thousands, shares in millions     |      |
            Revenue                                  | 900  | 800
            Weighted average number of shares, basic | 7    | 6
            """,
            scale=1000,
            share_scale=1000,
        )
    ) == lines_of("""
        Revenue                                  | 900   | 800
        Weighted average number of shares, basic | 7,000 | 6,000
    """)


# ---- percentages


def test_a_percentage_is_a_fraction_however_it_is_written() -> None:
    assert rows_of(
        statement_of("""
            Income statement | 2023  | 2022
            Revenue          | 900   | 800
            Gross margin (%) | 40.2  | 38.5
            Net margin       | 25%   | 20%
        """)
    )[1:] == lines_of("""
        Gross margin (%) | 0.402 | 0.385
        Net margin       | 0.25  | 0.2
    """)


def test_a_fraction_that_its_caption_calls_a_percentage_stays_one() -> None:
    assert (
        rows_of(
            statement_of("""
            Income statement | 2023  | 2022
            Revenue          | 900   | 800
            Gross margin (%) | 0.402 | 0.385
        """)
        )[1]
        == "Gross margin (%) | 0.402 | 0.385"
    )


def test_beside_points_a_cell_that_shows_its_sign_is_no_point() -> None:
    assert (
        rows_of(
            statement_of("""
            Income statement | 2023  | 2022
            Revenue          | 900   | 800
            Gross margin (%) | 40.2  | 38.5%
        """)
        )[1]
        == "Gross margin (%) | 0.402 | 0.385"
    )


def test_one_small_percentage_among_points_is_in_points_too() -> None:
    assert (
        rows_of(
            statement_of("""
            Income statement     | 2023  | 2022
            Revenue              | 900   | 800
            Gross margin (%)     | 40.2  | 38.5
            Operating margin (%) | 20.2  | 18.5
            Tax rate (%)         | 0.5   | 0.2
        """)
        )[3]
        == "Tax rate (%) | 0.005 | 0.002"
    )


@pytest.mark.parametrize(
    ("margins", "read"),
    [
        (["40.2", "0.5"], ["0.402", "0.005"]),
        (["1.5", "0.4", "0.3"], ["1.5", "0.4", "0.3"]),
        (["1.5"], ["0.015"]),
        (["1"], ["1"]),
        (["40.2", "38.5%", "37%", "36%"], ["0.402", "0.385", "0.37", "0.36"]),
    ],
    ids=["half of them in points", "fewer", "more than one", "all of it", "signs beside it"],
)
def test_whether_percentages_are_in_points_is_what_most_lines_say(margins: list[str], read: list[str]) -> None:
    lines = [f"Margin of shop {letter} (%) | {margin}" for letter, margin in zip("ABCD", margins, strict=False)]
    rows = rows_of(statement_of("\n".join(["Income statement | 2023", "Revenue | 900", *lines])))
    assert [row.split(" | ")[1] for row in rows[1:]] == read


def test_lines_under_a_heading_of_percentages_are_percentages() -> None:
    statement = statement_of("""
        Income statement           | 2023  | 2022
        Revenue                    | 900   | 800
        As a percentage of revenue |       |
        Gross profit               | 40.2  | 38.5
    """)
    assert rows_of(statement)[2] == "Gross profit | 0.402 | 0.385"
    assert [row.is_percent for row in statement.rows] == [False, False, True]


@pytest.mark.parametrize(("of_2023", "is_percent"), [("0.25", True), ("1", True), ("1.5", False), ("25%", True)])
def test_what_is_called_a_rate_is_a_percentage_where_it_is_at_most_one(of_2023: str, is_percent: bool) -> None:
    statement = statement_of(f"""
        Income statement   | 2023      | 2022
        Revenue            | 900       | 800
        Effective tax rate | {of_2023} | 0.2
    """)
    assert row_called("Effective tax rate", statement).is_percent is is_percent


def test_a_line_that_is_no_rate_is_money_though_its_figures_are_small() -> None:
    statement = statement_of("""
        Income statement | 2023 | 2022
        Revenue          | 0.9  | 0.8
        Fees             | 0.2  | 0.1
    """)
    assert not row_called("Fees", statement).is_percent


def test_a_text_with_a_sign_behind_it_shows_a_percentage() -> None:
    statement = statement_of("""
        Income statement | 2023  | 2022
        Revenue          | 900   | 800
        Fees of it       | '25 % | '(20%)
    """)
    assert row_called("Fees of it", statement).is_percent
    assert rows_of(statement)[1] == "Fees of it | 0.25 | (0.2)"


def test_a_text_without_one_shows_none() -> None:
    statement = statement_of("""
        Income statement | 2023 | 2022
        Revenue          | 900  | 800
        Fees of it       | '25  | '(20)
    """)
    assert not row_called("Fees of it", statement).is_percent


# ---- what is cut, and what cannot be told


def test_money_keeps_six_decimals_and_knows_what_was_cut() -> None:
    figure = figure_of(
        statement_of("""
        Balance sheet | 2023        | 2022
        Cash          | 40.33333333 | 30
        Loans         | 1           | 1
    """).rows[0]
    )
    assert (figure.amount, figure.cut_off, figure.slack) == (
        Decimal("40.333333"),
        Decimal("0.00000033"),
        Decimal("0.0000005"),
    )


def test_what_was_cut_is_brought_to_the_project_s_scale_with_the_amount() -> None:
    text = """
        Balance sheet   | 2023        | 2022
        RMB in millions |             |
        Cash            | 40.33333333 | 30
        Loans           | 1           | 1
    """
    figure = figure_of(statement_of(text, scale=1000).rows[0])
    assert (figure.amount, figure.cut_off, figure.slack) == (
        Decimal("40333.333"),
        Decimal("0.00033"),
        Decimal("0.0005"),
    )


def test_a_figure_of_which_nothing_is_said_was_not_cut() -> None:
    read = figure_of(statement_of(PUBLISHED).rows[0])
    made = CellFigure(*read[:9])
    assert (made.slack, made.cut_off, made.is_debit_less_credit) == (Decimal(0), Decimal(0), False)


def test_amounts_per_share_keep_twelve_decimals() -> None:
    text = """
        Income statement   | 2023           | 2022
        Revenue            | 9              | 8
        Earnings per share | 0.123456789012 | 0.2
    """
    assert figure_of(statement_of(text).rows[1]).amount == Decimal("0.123456789012")


def test_fewer_decimals_are_rounded_from_what_was_read_and_not_from_what_was_kept() -> None:
    figure = figure_of(
        statement_of("""
        Balance sheet | 2023       | 2022
        Cash          | 0.44444449 | 30
        Loans         | 1          | 1
    """).rows[0]
    )
    assert figure.amount == Decimal("0.444444")
    assert figure.with_decimals(6) is figure
    shorter = figure._replace(amount=Decimal("0.45"), cut_off=Decimal("-0.001")).with_decimals(1)
    assert (shorter.amount, shorter.cut_off, shorter.slack) == (Decimal("0.4"), Decimal("0.049"), Decimal("0.05"))


def test_a_figure_with_the_other_sign_had_as_much_cut_on_the_other_side() -> None:
    figure = figure_of(
        statement_of("""
        Balance sheet | 2023        | 2022
        Cash          | 40.33333333 | 30
        Loans         | 1           | 1
    """).rows[0]
    )
    assert figure.with_other_sign().amount == Decimal("-40.333333")
    assert figure.with_other_sign().cut_off == Decimal("-0.00000033")


def test_what_cannot_be_read_is_unknown_with_either_sign_and_any_decimals() -> None:
    figure = figure_of(
        statement_of("""
        Balance sheet | 2023 | 2022
        Cash          | #N/A | 30
        Loans         | 1    | 1
    """).rows[0]
    )
    assert figure.amount is None
    assert figure.with_other_sign().amount is None
    assert figure.with_decimals(0) is figure


def test_a_figure_too_large_to_be_told_to_its_last_digit_is_unknown() -> None:
    rows = rows_of(
        statement_of("""
            Balance sheet | 2023                  | 2022
            Cash          | 1,000,000,000,000,000 | 999,999,999,999,999
            Loans         | 1                     | 1
        """)
    )
    assert rows[0] == "Cash | ? | 999,999,999,999,999"


def test_so_is_one_that_becomes_so_in_the_project_s_scale() -> None:
    text = """
        Balance sheet   | 2023              | 2022
        RMB in millions |                   |
        Cash            | 1,000,000,000,000 | 999,999,999,999
        Loans           | 1                 | 1
    """
    assert rows_of(statement_of(text, scale=1000))[0] == "Cash | ? | 999,999,999,999,000"


# ---- what a row remembers


def test_a_line_is_printed_for_the_periods_of_its_tables_be_it_blank() -> None:
    statement = statement_of(
        """
            Balance sheet | 2023 | 2022
            Cash          | 40   | 30
            Loans         | 1    |
        """,
        """
            Balance sheet | 2021 | 2020
            Cash          | 20   | 10
            Gifts         | 1    | 1
        """,
    )
    assert sorted(row_called("Cash", statement).printed_for) == ["2020-12-31", "2021-12-31", "2022-12-31", "2023-12-31"]
    assert sorted(row_called("Loans", statement).printed_for) == ["2022-12-31", "2023-12-31"]


def test_a_line_that_a_visible_table_prints_is_no_draft() -> None:
    hidden_row = """
        Balance sheet | 2023 | 2022
        Cash          | 40   | 30
        # Loans       | 1    | 1
        Gifts         | 2    | 2
    """
    assert row_called("Loans", statement_of(hidden_row)).draft == HIDDEN
    assert (
        row_called(
            "Loans",
            statement_of(
                hidden_row,
                """
        Balance sheet | 2021
        Cash          | 20
        Loans         | 1
    """,
            ),
        ).draft
        == ""
    )


def test_a_line_that_one_table_prints_bold_is_bold() -> None:
    one = """
        Balance sheet | 2023 | 2022
        Cash          | 40   | 30
        Loans         | 1    | 1
        Gifts         | 2    | 2
    """
    assert row_called(
        "Loans",
        statement_of(
            one,
            """
        Balance sheet | 2021
        Cash          | 20
        *Loans        | 1
    """,
        ),
    ).bold
    assert not row_called(
        "Cash",
        statement_of(
            one,
            """
        Balance sheet | 2021
        Cash          | 20
        *Loans        | 1
    """,
        ),
    ).bold


def test_figures_of_a_reconciliation_are_not_the_published_ones() -> None:
    reconciliation = """
        Reconciliation of balance sheet | 2023-12-31 | 2023-12-31 | 2023-12-31
                                        | US GAAP    | Leases     | IFRS
        Cash                            | 40         |            | 40
        Right-of-use assets             | 0          | 5          | 5
    """
    statement = statement_of(PUBLISHED, reconciliation)
    assert row_called("Cash", statement).is_in_primary
    assert not row_called("Right-of-use assets", statement).is_in_primary
    assert not row_called("Right-of-use assets", statement).is_known_by_entries


def test_a_figure_knows_its_cell() -> None:
    figure = figure_of(row_called("Cash", statement_of(PUBLISHED)), 1)
    assert str(figure.ref) == "book.xlsx!Sheet 1!C2"
    assert figure.place == ("book.xlsx", "Sheet 1", 2)
    assert figure.role is FigureRole.AS_REPORTED
