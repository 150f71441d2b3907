"""Which headings each row of a statement stands under: a line without figures is a heading."""

from tests.importing.notation import sheet_in
from workbench.importing.assembly.sections import Caption, sections


def under_headings(text: str) -> list[str]:
    """Return each row of a drawn statement behind the headings above it, outermost first."""
    lines = list(sheet_in(text).rows.values())
    captions = [Caption(cells[0].text, len(cells) == 1, cells[0].style.indent) for cells in lines]
    return [
        " / ".join((*headings, caption.text)) for headings, caption in zip(sections(captions), captions, strict=True)
    ]


def test_a_line_stands_under_the_heading_above_it() -> None:
    assert under_headings("""
        Cash           | 40
        Current assets |
        Receivables    | 20
        Inventories    | 10
    """) == ["Cash", "Current assets", "Current assets / Receivables", "Current assets / Inventories"]


def test_headings_that_follow_one_another_nest() -> None:
    assert under_headings("""
        Assets         |
        Current assets |
        Cash           | 40
    """) == ["Assets", "Assets / Current assets", "Assets / Current assets / Cash"]


def test_headings_of_one_look_that_follow_a_line_take_one_another_s_place() -> None:
    assert under_headings("""
        Revenue  |
        Services | 40
        Expenses |
        Salaries | 20
    """) == ["Revenue", "Revenue / Services", "Expenses", "Expenses / Salaries"]


def test_a_total_is_the_last_row_under_its_heading() -> None:
    assert under_headings("""
        Current assets       |
        Cash                 | 40
        Total current assets | 40
        Goodwill             | 70
    """) == ["Current assets", "Current assets / Cash", "Current assets / Total current assets", "Goodwill"]


def test_a_total_names_its_heading_by_some_of_its_words() -> None:
    assert (
        under_headings("""
        Current assets and prepayments |
        Cash                           | 40
        Total of the prepayments       | 40
        Goodwill                       | 70
    """)[-1]
        == "Goodwill"
    )


def test_a_subtotal_ends_its_section_too() -> None:
    assert (
        under_headings("""
        Current assets          |
        Cash                    | 40
        Subtotal current assets | 40
        Goodwill                | 70
    """)[-1]
        == "Goodwill"
    )


def test_a_total_of_other_words_ends_nothing() -> None:
    assert (
        under_headings("""
        Current assets |
        Cash           | 40
        Total deposits | 40
        Receivables    | 20
    """)[-1]
        == "Current assets / Receivables"
    )


def test_a_bare_total_ends_nothing_for_it_names_nothing() -> None:
    assert (
        under_headings("""
        Current assets |
        Cash           | 40
        Total          | 40
        Receivables    | 20
    """)[-1]
        == "Current assets / Receivables"
    )


def test_a_line_of_the_words_of_a_heading_is_no_total_of_it() -> None:
    assert (
        under_headings("""
        Property and equipment  |
        Equipment               | 40
        Cars                    | 20
    """)[-1]
        == "Property and equipment / Cars"
    )


def test_a_line_named_like_its_heading_is_the_last_row_under_it() -> None:
    assert under_headings("""
        Revenue, net of value-added tax |
        Credit services                 | 40
        Revenue                         | 40
        Operating costs                 | 20
    """)[-2:] == ["Revenue, net of value-added tax / Revenue", "Operating costs"]


def test_a_line_without_a_caption_ends_nothing() -> None:
    assert (
        under_headings("""
        Current assets |
        Cash           | 40
        --             | 40
        Receivables    | 20
    """)[-1]
        == "Current assets / Receivables"
    )


def test_the_total_of_an_outer_heading_ends_what_is_open_inside_it() -> None:
    assert under_headings("""
        Equity              |
        Reserves            |
        Retained earnings   | 40
        Total equity        | 40
        Guarantees given    | 7
    """)[-2:] == ["Equity / Reserves / Total equity", "Guarantees given"]


def test_the_total_of_an_inner_heading_leaves_the_outer_one_open() -> None:
    assert under_headings("""
        Assets               |
        Current assets       |
        Cash                 | 40
        Total current assets | 40
        Goodwill             | 70
        Total assets         | 110
        Loans                | 20
    """)[-3:] == ["Assets / Goodwill", "Assets / Total assets", "Loans"]


def test_a_heading_that_looks_like_one_inside_stands_beside_that() -> None:
    assert under_headings("""
        Assets                   |
        Current assets           |
        Cash                     | 40
        Non-current assets       |
        Goodwill                 | 70
    """)[-2:] == ["Assets / Non-current assets", "Assets / Non-current assets / Goodwill"]


def test_so_does_one_that_follows_when_that_has_ended() -> None:
    assert under_headings("""
        Assets                   |
        Current assets           |
        Cash                     | 40
        Total current assets     | 40
        Non-current assets       |
        Goodwill                 | 70
    """)[-2:] == ["Assets / Non-current assets", "Assets / Non-current assets / Goodwill"]


def test_the_total_of_comprehensive_income_does_not_end_the_other_comprehensive_income() -> None:
    assert (
        under_headings("""
        Other comprehensive income |
        Translation                | 5
        Total comprehensive income | 205
        Hedges                     | 2
    """)[-1]
        == "Other comprehensive income / Hedges"
    )


def test_the_total_of_the_other_comprehensive_income_does() -> None:
    assert (
        under_headings("""
        Other comprehensive income       |
        Translation                      | 5
        Total other comprehensive income | 5
        Net income                       | 200
    """)[-1]
        == "Net income"
    )


def test_capitals_stand_above_other_headings() -> None:
    assert under_headings("""
        ASSETS         |
        Current        |
        Cash           | 40
        LIABILITIES    |
        Loans          | 20
    """)[-2:] == ["LIABILITIES", "LIABILITIES / Loans"]


def test_a_heading_with_a_colon_stands_below_one_without() -> None:
    assert under_headings("""
        Operating activities |
        Net income           | 200
        Adjustments for:     |
        Depreciation         | 20
        Changes in:          |
        Receivables          | 5
        Investing activities |
        Purchases            | 40
    """) == [
        "Operating activities",
        "Operating activities / Net income",
        "Operating activities / Adjustments for:",
        "Operating activities / Adjustments for: / Depreciation",
        "Operating activities / Changes in:",
        "Operating activities / Changes in: / Receivables",
        "Investing activities",
        "Investing activities / Purchases",
    ]


def test_a_heading_that_is_indented_stands_below_one_that_is_not() -> None:
    assert under_headings("""
        Revenue    |
        Services   | 40
        ..Licences |
        Software   | 20
        Expenses   |
        Salaries   | 30
    """)[2:] == ["Revenue / Licences", "Revenue / Licences / Software", "Expenses", "Expenses / Salaries"]


def test_a_heading_that_stands_above_all_that_is_open_ends_it() -> None:
    assert under_headings("""
        Current: |
        Cash     | 40
        ASSETS   |
        Goodwill | 70
    """)[-2:] == ["ASSETS", "ASSETS / Goodwill"]


def test_a_heading_of_a_look_between_two_open_ones_ends_the_lower_one() -> None:
    assert under_headings("""
        ASSETS         |
        Deposits:      |
        At banks       | 40
        Current assets |
        Receivables    | 20
    """)[-2:] == ["ASSETS / Current assets", "ASSETS / Current assets / Receivables"]


def test_a_heading_that_looks_like_an_ended_one_inside_ends_what_was_opened_since() -> None:
    assert under_headings("""
        Assets               |
        Current assets       |
        Cash                 | 40
        Total current assets | 40
        Deposits:            |
        At banks             | 20
        Non-current assets   |
        Goodwill             | 70
    """)[-3:] == [
        "Assets / Deposits: / At banks",
        "Assets / Non-current assets",
        "Assets / Non-current assets / Goodwill",
    ]


def test_capitals_right_below_a_heading_do_not_keep_it_open() -> None:
    assert under_headings("""
        Assets      |
        CURRENT     |
        Cash        | 40
        Liabilities |
        Loans       | 20
    """)[-2:] == ["Liabilities", "Liabilities / Loans"]


def test_a_caption_of_which_no_indent_is_known_has_none() -> None:
    assert sections([Caption("Revenue", True, 0), Caption("Services", False), Caption("Costs", True)])[-1] == ()
