"""Which lines make up each total: the decisions of one module, each on a statement of a few lines."""

import pytest

from tests.importing.notation import FoundTotal, made_of, totals_on
from workbench.phrases import Phrase

# ---- runs of lines above


def test_a_total_is_the_run_of_lines_just_above_that_adds_up_to_it() -> None:
    assert made_of("""
        Balance sheet   | 2023 | 2022
        Goodwill        | 70   | 60
        Property        | 30   | 20
        Total assets    | 100  | 80
    """) == {"Total assets": "+ Goodwill + Property"}


def test_the_next_total_takes_a_subtotal_in_place_of_its_parts() -> None:
    assert made_of("""
        Balance sheet            | 2023 | 2022
        Cash                     | 40   | 30
        Receivables              | 20   | 10
        Total current assets     | 60   | 40
        Goodwill                 | 70   | 60
        Property                 | 30   | 20
        Total non-current assets | 100  | 80
        Total assets             | 160  | 120
    """) == {
        "Total current assets": "+ Cash + Receivables",
        "Total non-current assets": "+ Goodwill + Property",
        "Total assets": "+ Total current assets + Total non-current assets",
    }


def test_a_subtotal_that_nothing_names_a_total_is_one_where_every_column_proves_it() -> None:
    assert made_of("""
        Income statement  | 2023  | 2022
        Subscriptions     | 700   | 600
        Licences          | 300   | 300
        Revenue           | 1,000 | 900
        Salaries          | (400) | (350)
        Result of trading | 600   | 550
    """) == {"Revenue": "+ Subscriptions + Licences", "Result of trading": "+ Revenue + Salaries"}


def test_a_line_that_adds_up_in_one_of_two_years_is_no_subtotal() -> None:
    assert (
        made_of("""
        Income statement  | 2023  | 2022
        Subscriptions     | 700   | 600
        Licences          | 300   | 300
        Services          | 1,000 | 950
    """)
        == {}
    )


def test_a_line_that_adds_up_in_the_only_column_is_no_subtotal() -> None:
    assert (
        made_of("""
        Income statement  | 2023
        Subscriptions     | 700
        Licences          | 300
        Services          | 1,000
    """)
        == {}
    )


def test_a_total_with_one_wrong_cell_of_three_is_still_that_total() -> None:
    assert totals_on("""
        Balance sheet   | 2023 | 2022 | 2021
        Goodwill        | 70   | 60   | 50
        Property        | 30   | 20   | 10
        Total assets    | 100  | 81   | 60
    """) == {"Total assets": FoundTotal("+ Goodwill + Property", "foots in 2 of 3 columns")}


def test_the_first_column_may_be_the_wrong_one() -> None:
    assert totals_on("""
        Income statement | 2023  | 2022 | 2021
        Revenue          | 1,000 | 900  | 800
        Cost of sales    | (600) | (500) | (450)
        Gross profit     | 500   | 400  | 350
    """) == {"Gross profit": FoundTotal("+ Revenue + Cost of sales", "foots in 2 of 3 columns")}


def test_a_total_may_have_a_single_part() -> None:
    assert made_of("""
        Balance sheet             | 2023 | 2022
        Bonds                     | 70   | 60
        Total long-term debt      | 70   | 60
        Trade payables            | 30   | 20
        Total current liabilities | 30   | 20
        Total liabilities         | 100  | 80
    """) == {
        "Total long-term debt": "+ Bonds",
        "Total current liabilities": "+ Trade payables",
        "Total liabilities": "+ Total long-term debt + Total current liabilities",
    }


def test_the_nils_that_a_section_begins_with_belong_to_its_total() -> None:
    assert made_of("""
        Balance sheet         | 2023 | 2022
        Cash                  | 5    | 5
        Non-current assets:   |      |
        Deposits              | 0    | 0
        Goodwill              | 70   | 60
        Property              | 30   | 20
        Total non-current     | 100  | 80
    """) == {"Total non-current": "+ Deposits + Goodwill + Property"}


def test_the_nils_of_another_section_do_not() -> None:
    assert made_of("""
        Balance sheet         | 2023 | 2022
        Current assets:       |      |
        Deposits              | 0    | 0
        Non-current assets:   |      |
        Goodwill              | 70   | 60
        Property              | 30   | 20
        Total non-current     | 100  | 80
    """) == {"Total non-current": "+ Goodwill + Property"}


def test_a_nil_subtotal_in_the_section_is_none_of_the_nils_that_it_begins_with() -> None:
    assert made_of("""
        Balance sheet         | 2023 | 2022
        Non-current assets:   |      |
        Deposits              | 0    | 0
        Total deposits        | 0    | 0
        Goodwill              | 70   | 60
        Property              | 30   | 20
        Total non-current     | 100  | 80
    """) == {"Total non-current": "+ Goodwill + Property"}


def test_nils_prove_no_total() -> None:
    assert (
        made_of("""
        Balance sheet  | 2023 | 2022
        Deposits       | 0    | 0
        Total deposits | 0    | 0
        Goodwill       | 70   | 60
    """)
        == {}
    )


def test_a_total_may_be_nil_in_a_year_in_which_its_parts_are_not() -> None:
    assert made_of("""
        Balance sheet  | 2023 | 2022
        Deposits       | 5    | 30
        Overdrafts     | (5)  | (20)
        With banks     | 0    | 10
    """) == {"With banks": "+ Deposits + Overdrafts"}


def test_a_line_that_is_blank_in_a_year_is_a_part_all_the_same() -> None:
    assert made_of("""
        Balance sheet       | 2023 | 2022
        Goodwill            | 70   | 60
        Licences            |      | 5
        Property            | 30   | 20
        Assets of the group | 100  | 85
    """) == {"Assets of the group": "+ Goodwill + Licences + Property"}


def test_of_two_runs_that_miss_as_often_the_shorter_one_is_the_total() -> None:
    assert made_of("""
        Balance sheet | 2023 | 2022 | 2021
        Licences      | 0    | 0    | 7
        Goodwill      | 70   | 60   | 50
        Property      | 30   | 20   | 10
        Total assets  | 100  | 80   | 61
    """) == {"Total assets": "+ Goodwill + Property"}


def test_a_longer_run_that_misses_less_often_is_the_total() -> None:
    assert made_of("""
        Balance sheet | 2023 | 2022 | 2021
        Licences      | 0    | 0    | 7
        Goodwill      | 70   | 60   | 50
        Property      | 30   | 20   | 10
        Total assets  | 100  | 80   | 67
    """) == {"Total assets": "+ Licences + Goodwill + Property"}


def lines_that_add_up(caption: str, count: int, turned: int, total: str) -> str:
    """Return a statement of so many lines, of which as many behind the first are subtracted from the total below."""
    rows, sums = [f"{caption} | 2023 | 2022"], [0, 0]
    for number in range(count):
        amounts = [3 ** (number % 9) + number + year for year in (0, 7)]
        sign = -1 if 0 < number <= turned else 1
        sums = [before + sign * amount for before, amount in zip(sums, amounts, strict=True)]
        rows.append(f"Line {chr(65 + number // 26)}{chr(65 + number % 26)} | {amounts[0]} | {amounts[1]}")
    return "\n".join([*rows, f"{total} | {sums[0]} | {sums[1]}"])


@pytest.mark.parametrize(
    ("statement", "count", "turned", "total", "is_found"),
    [
        ("Balance sheet", 60, 0, "Total assets", True),
        ("Balance sheet", 61, 0, "Total assets", False),
        ("Income statement", 14, 1, "Total result", True),
        ("Income statement", 15, 1, "Total result", False),
        ("Income statement", 6, 1, "Result", True),
        ("Income statement", 7, 1, "Result", False),
        ("Income statement", 9, 3, "Total result", True),
        ("Income statement", 9, 4, "Total result", False),
    ],
    ids=[
        "sixty lines",
        "more than are looked at",
        "fourteen of which one is subtracted",
        "more than signs are sought in",
        "six above a line that nothing calls a total",
        "more above such a line",
        "three that are subtracted",
        "more would be luck",
    ],
)
def test_a_total_is_looked_for_in_so_many_lines(
    statement: str, count: int, turned: int, total: str, is_found: bool
) -> None:
    assert (total in made_of(lines_that_add_up(statement, count, turned, total))) is is_found


@pytest.mark.parametrize(("years", "wrong", "is_found"), [(6, 2, True), (9, 3, False)])
def test_the_columns_that_lead_to_a_total_are_the_first_three(years: int, wrong: int, is_found: bool) -> None:
    goodwill, land = [50 + year for year in range(years)], [20 + year * year for year in range(years)]
    total = [one + other + (year < wrong) for year, (one, other) in enumerate(zip(goodwill, land, strict=True))]
    columns = {"Goodwill": goodwill, "Land": land, "Assets in total": total}
    lines = [" | ".join([caption, *map(str, amounts)]) for caption, amounts in columns.items()]
    heads = " | ".join(["Balance sheet", *(str(2023 - year) for year in range(years))])
    text = "\n".join([heads, *lines])
    assert ("Assets in total" in made_of(text)) is is_found


def test_a_row_of_nils_is_no_subtotal_of_nils() -> None:
    assert (
        made_of("""
        Income statement  | 2023  | 2022
        Dividends         | 0     | 0
        Royalties         | 0     | 0
        Grants            | 0     | 0
    """)
        == {}
    )


# ---- costs and signs


def test_costs_that_are_printed_positive_are_subtracted() -> None:
    assert made_of("""
        Income statement | 2023  | 2022
        Revenue          | 1,000 | 900
        Cost of sales    | 600   | 500
        Gross profit     | 400   | 400
        Staff expenses   | 150   | 120
        Rent expenses    | 50    | 60
        Operating profit | 200   | 220
    """) == {
        "Gross profit": "+ Revenue - Cost of sales",
        "Operating profit": "+ Gross profit - Staff expenses - Rent expenses",
    }


def test_costs_that_are_printed_negative_are_added() -> None:
    assert made_of("""
        Income statement | 2023  | 2022
        Revenue          | 1,000 | 900
        Cost of sales    | (600) | (500)
        Gross profit     | 400   | 400
    """) == {"Gross profit": "+ Revenue + Cost of sales"}


def test_within_one_statement_signs_may_be_mixed() -> None:
    assert made_of("""
        Income statement     | 2023  | 2022
        Operating profit     | 200   | 220
        Interest income      | 10    | 5
        Interest expense     | 30    | 25
        Income before tax    | 180   | 200
        Income tax           | (40)  | (50)
        Net income           | 140   | 150
    """) == {
        "Income before tax": "+ Operating profit + Interest income - Interest expense",
        "Net income": "+ Income before tax + Income tax",
    }


def test_more_costs_are_subtracted_than_chance_would_explain_for_their_names_tell() -> None:
    assert made_of("""
        Income statement  | 2023  | 2022
        Gross profit      | 1,000 | 900
        Staff expenses    | 110   | 101
        Grants            | 31    | 37
        Rent expenses     | 120   | 107
        Travel expenses   | 130   | 109
        Royalties         | 41    | 43
        Research expenses | 140   | 113
        Other income      | 17    | 23
        Operating profit  | 589   | 573
    """) == {
        "Operating profit": "+ Gross profit - Staff expenses + Grants - Rent expenses - Travel expenses + Royalties "
        "- Research expenses + Other income"
    }


def test_all_lines_but_the_first_and_one_more_may_be_subtracted() -> None:
    assert made_of("""
        Income statement | 2023  | 2022
        Gross margin     | 1,000 | 900
        Staff            | 110   | 101
        Rent             | 120   | 107
        Travel           | 130   | 109
        Royalties        | 41    | 43
        Research         | 140   | 113
        Energy           | 17    | 23
        Operating profit | 524   | 490
    """) == {"Operating profit": "+ Gross margin - Staff - Rent - Travel + Royalties - Research - Energy"}


def test_the_first_line_is_never_subtracted() -> None:
    assert (
        made_of("""
        Income statement | 2023 | 2022
        Handed on        | 5    | 20
        Received         | 30   | 60
        Total kept       | 25   | 40
    """)
        == {}
    )


def test_a_result_may_be_nil_in_a_year_in_which_nothing_is_left() -> None:
    assert made_of("""
        Income statement | 2023 | 2022
        Fees received    |      | 7
        Received         | 5    | 23
        Handed on        | 5    | 20
        Kept             | 0    | 10
    """) == {"Kept": "+ Fees received + Received - Handed on"}


def test_one_line_of_the_other_sign_is_no_part() -> None:
    assert (
        made_of("""
        Income statement | 2023 | 2022
        Cost of sales    | 60   | 50
        Total costs      | (60) | (50)
    """)
        == {}
    )


def test_a_line_that_no_word_calls_a_cost_may_be_subtracted() -> None:
    assert made_of("""
        Income statement  | 2023  | 2022
        Gross billings    | 1,000 | 900
        Rebates           | 70    | 60
        Total net revenue | 930   | 840
    """) == {"Total net revenue": "+ Gross billings - Rebates"}


def test_a_line_that_was_a_gain_in_the_second_year_is_subtracted_in_both() -> None:
    assert made_of("""
        Income statement     | 2023  | 2022
        Operating profit     | 200   | 220
        Impairment (release) | 30    | (25)
        Income before tax    | 170   | 245
    """) == {"Income before tax": "+ Operating profit - Impairment (release)"}


def test_on_a_balance_sheet_nothing_is_subtracted_to_reach_a_total() -> None:
    assert (
        made_of("""
        Balance sheet     | 2023 | 2022
        Share capital     | 100  | 90
        Treasury costs    | 30   | 20
        Total equity      | 70   | 70
    """)
        == {}
    )


def test_nor_where_a_year_without_the_deduction_adds_up() -> None:
    assert (
        made_of("""
        Balance sheet     | 2023 | 2022 | 2021
        Share capital     | 100  | 90   | 50
        Treasury costs    | 30   | 20   | 0
        Total equity      | 70   | 70   | 50
    """)
        == {}
    )


def test_a_share_in_the_result_is_not_the_result_less_the_other_share() -> None:
    assert made_of("""
        Income statement                                   | 2023  | 2022
        Revenue                                            | 1,000 | 900
        Cost of sales                                      | 600   | 500
        Net income                                         | 400   | 400
        Net income attributable to non-controlling interests | 30    | 20
        Net income attributable to the company             | 370   | 380
    """) == {"Net income": "+ Revenue - Cost of sales"}


# ---- formulas


def test_a_formula_tells_what_a_total_adds_up() -> None:
    assert totals_on("""
        Balance sheet   | 2023          | 2022
        Goodwill        | 70            | 60
        Property        | 30            | 20
        Total assets    | =B2+B3 → 100  | 80
    """) == {"Total assets": FoundTotal("+ Goodwill + Property", "formula Sheet 1!B4, foots in 2 of 2 columns")}


def test_what_a_formula_adds_up_as_reported_is_a_total_whatever_its_proof() -> None:
    assert totals_on("""
        Balance sheet   | 2023             | 2022
        Goodwill        | 70               | 60
        Software        | 5                | 5
        Property        | 30               | 20
        Total assets    | =SUM(B2,B4) → 100 | 91
    """) == {"Total assets": FoundTotal("+ Goodwill + Property", "formula Sheet 1!B5, foots in 1 of 2 columns")}


def test_a_formula_that_leaves_a_nil_of_its_own_sheet_out_is_not_completed() -> None:
    assert made_of("""
        Balance sheet   | 2023          | 2022
        Goodwill        | 70            | 60
        Software        | 0             | 0
        Property        | 30            | 20
        Total assets    | =B2+B4 → 100  | 80
    """) == {"Total assets": "+ Goodwill + Property"}


def test_a_total_is_no_part_of_a_part_of_it() -> None:
    assert made_of("""
        Balance sheet        | 2023      | 2022
        Assets               | =B3 → 100 | =C3 → 80
        Total current assets | 100       | 80
    """) == {"Assets": "+ Total current assets"}


def test_nor_does_a_formula_make_it_one() -> None:
    assert made_of("""
        Balance sheet        | 2023      | 2022
        Assets               | =B3 → 100 | =C3 → 80
        Total current assets | =B2 → 100 | =C2 → 80
    """) == {"Assets": "+ Total current assets"}


def test_a_formula_may_subtract() -> None:
    assert made_of("""
        Income statement  | 2023          | 2022
        Gross billings    | 1,000         | 900
        Handed on         | 700           | 600
        Kept              | =B2-B3 → 300  | =C2-C3 → 300
    """) == {"Kept": "+ Gross billings - Handed on"}


def test_a_formula_across_columns_tells_nothing_of_a_total() -> None:
    assert (
        made_of("""
        Income statement  | 2023          | 2022
        Billings          | 1,000         | 900
        Growth            | =B2-C2 → 100  |
    """)
        == {}
    )


def test_a_formula_over_a_heading_and_share_counts_takes_the_amounts_of_money() -> None:
    assert made_of("""
        Balance sheet             | 2023              | 2022
        Shares issued             | 7                 | 7
        Capital                   | 30                | 20
        Reserves                  | 70                | 60
        Total equity              | =SUM(B2:B4) → 107 | 80
    """) == {"Total equity": "+ Capital + Reserves"}


def test_a_line_that_only_the_reconciliation_prints_joins_the_parts_that_a_formula_cannot_know() -> None:
    published = """
        Income statement | 2023
        Revenue          | 1,000
        Cost of sales    | (600)
        Gross profit     | =B2+B3 → 400
    """
    reconciliation = """
        Reconciliation of income statement  | 2023    | 2023   | 2023
                                            | US GAAP | Leases | IFRS
        Revenue                             | 1,000   |        | 1,000
        Depreciation of right-of-use assets |         | (10)   | (10)
        Cost of sales                       | (600)   |        | (600)
        Gross profit                        | 400     | (10)   | 390
    """
    assert totals_on(published, reconciliation) == {
        "Gross profit": FoundTotal(
            "+ Revenue + Depreciation of right-of-use assets + Cost of sales",
            "formula Sheet 1!B4, foots in 3 of 3 columns",
        )
    }


def test_the_line_that_joins_stands_in_the_section_in_which_the_formula_begins() -> None:
    published = """
        Balance sheet | 2023-12-31
        Assets        |
        Current:      |
        Cash          | 40
        Long-term:    |
        Goodwill      | 70
        Total assets  | =B4+B6 → 110
    """
    reconciliation = """
        Reconciliation of balance sheet | 2023-12-31 | 2023-12-31 | 2023-12-31
                                        | US GAAP    | Leases     | IFRS
        Assets                          |            |            |
        Current:                        |            |            |
        Cash                            | 40         |            | 40
        Deposits                        | 0          | 3          | 3
        Long-term:                      |            |            |
        Goodwill                        | 70         |            | 70
        Total assets                    | 110        | 3          | 113
    """
    assert made_of(published, reconciliation)["Total assets"] == "+ Cash + Deposits + Goodwill"


def test_a_formula_in_a_column_of_results_is_believed_where_the_figures_bear_it_out() -> None:
    lines = """
        Reconciliation of income statement | 2023    | 2023 | 2023
                                           | US GAAP | Fees | IFRS
        Interest earned                    | 1,000   | 10   | 1,010
        Fees earned                        | 200     |      | 200
        Total earned                       | {0}     | 10   | =D3+D4 → 1,210
    """
    assert totals_on(lines.format("1,200")) == {
        "Total earned": FoundTotal("+ Interest earned + Fees earned", "formula Sheet 1!D5, foots in 3 of 3 columns")
    }


# ---- net amounts


def test_what_is_left_of_an_asset_is_its_cost_less_what_is_deducted_from_it() -> None:
    assert made_of("""
        Balance sheet                  | 2023 | 2022
        Cash                           | 50   | 40
        Property                       | 300  | 280
        Less: accumulated depreciation | 90   | 80
        Less: impairment               | 10   | 5
        Property, net                  | 200  | 195
        Total assets                   | 250  | 235
    """) == {
        "Property, net": "+ Property - Less: accumulated depreciation - Less: impairment",
        "Total assets": "+ Cash + Property, net",
    }


def test_a_net_amount_that_does_not_come_out_in_every_column_is_not_made_of_its_deductions() -> None:
    assert (
        made_of("""
        Balance sheet                  | 2023 | 2022
        Property                       | 300  | 280
        Less: accumulated depreciation | 90   | 80
        Property, net                  | 210  | 201
    """)
        == {}
    )


def test_the_cost_of_an_asset_is_the_line_just_above_its_deductions() -> None:
    assert made_of("""
        Balance sheet                  | 2023 | 2022
        Cash                           | 50   | 40
        Receivables                    | 20   | 10
        Property                       | 300  | 280
        Less: accumulated depreciation | 90   | 80
        Property, net                  | 210  | 200
    """) == {"Property, net": "+ Property - Less: accumulated depreciation"}


def test_a_net_amount_without_deductions_is_not_the_line_above_it() -> None:
    assert (
        made_of("""
        Balance sheet | 2023 | 2022
        Property      | 210  | 200
        Land, net     | 210  | 200
    """)
        == {}
    )


def test_deductions_from_nothing_leave_nothing() -> None:
    assert (
        made_of("""
        Balance sheet                  | 2023 | 2022
        Less: accumulated depreciation | 90   | 80
        Property, net                  | 210  | 200
    """)
        == {}
    )


def test_a_line_not_called_net_is_not_what_deductions_leave() -> None:
    assert (
        made_of("""
        Balance sheet                  | 2023 | 2022
        Property                       | 300  | 280
        Less: accumulated depreciation | 90   | 80
        Goodwill                       | 210  | 200
    """)
        == {}
    )


def test_net_assets_are_total_assets_less_total_liabilities() -> None:
    assert made_of("""
        Balance sheet     | 2023 | 2022
        Pledged           | 7    | 7
        Cash              | 100  | 90
        Property          | 200  | 190
        Total assets      | 300  | 280
        Loans             | 80   | 70
        Payables          | 20   | 20
        Total liabilities | 100  | 90
        Net assets        | 200  | 190
    """) == {
        "Total assets": "+ Cash + Property",
        "Total liabilities": "+ Loans + Payables",
        "Net assets": "+ Total assets - Total liabilities",
    }


def test_so_they_are_where_neither_total_shows_its_parts() -> None:
    assert made_of("""
        Balance sheet     | 2023 | 2022
        Total assets      | 300  | 280
        Total liabilities | 100  | 90
        Net assets        | 200  | 190
    """) == {"Net assets": "+ Total assets - Total liabilities"}


def test_net_assets_that_assets_less_liabilities_miss_are_made_of_nothing() -> None:
    assert (
        made_of("""
        Balance sheet     | 2023 | 2022
        Total assets      | 300  | 280
        Total liabilities | 100  | 90
        Net assets        | 200  | 191
    """)
        == {}
    )


def test_net_assets_are_not_the_difference_of_any_two_lines() -> None:
    assert (
        made_of("""
        Balance sheet     | 2023 | 2022
        Total assets      | 300  | 280
        Retained earnings | 100  | 90
        Net assets        | 200  | 190
    """)
        == {}
    )


# ---- lines that say something of another


def test_what_a_line_says_it_is_part_of_is_counted_once() -> None:
    assert made_of("""
        Balance sheet       | 2023 | 2022
        Cash                | 300  | 280
        of which restricted | 110  | 90
        Receivables         | 200  | 190
        Total assets        | 500  | 470
    """) == {"Total assets": "+ Cash + Receivables"}


def test_a_total_is_divided_by_what_it_says_it_includes_and_the_rest_just_below() -> None:
    assert made_of("""
        Income statement        | 2023 | 2022
        Royalties               | 1    | 2
        Licences                | 5    | 4
        Rent                    | 9    | 7
        Costs                   | 300  | 280
        of which: raw materials | 110  | 90
        energy                  | 70   | 60
        staff                   | 120  | 130
        Sponsoring              | 7    | 6
    """) == {"Costs": "+ of which: raw materials + energy + staff"}


def test_the_rest_may_be_one_line() -> None:
    assert made_of("""
        Income statement        | 2023 | 2022
        Royalties               | 1    | 2
        Costs                   | 300  | 280
        of which: raw materials | 110  | 90
        other                   | 190  | 190
    """) == {"Costs": "+ of which: raw materials + other"}


def test_what_is_all_of_a_line_does_not_divide_it() -> None:
    assert (
        made_of("""
        Income statement        | 2023 | 2022
        Royalties               | 1    | 2
        Costs                   | 300  | 280
        of which: raw materials | 300  | 280
    """)
        == {}
    )


def test_two_lines_that_are_each_said_to_be_part_of_another_divide_nothing() -> None:
    assert (
        made_of("""
        Income statement        | 2023 | 2022
        Costs                   | 300  | 280
        of which: raw materials | 180  | 150
        of which: abroad        | 120  | 130
    """)
        == {}
    )


# ---- totals before their parts


def test_a_bold_total_may_stand_before_its_parts() -> None:
    assert made_of("""
        Income statement | 2023 | 2022
        *Revenue         | 300  | 280
        Services         | 100  | 90
        Goods            | 200  | 190
        *Costs           | 70   | 60
        Staff            | 40   | 30
        Rent             | 30   | 30
    """) == {"Revenue": "+ Services + Goods", "Costs": "+ Staff + Rent"}


def test_a_total_may_stand_before_parts_that_are_indented_below_it() -> None:
    assert made_of("""
        Income statement | 2023 | 2022
        Interest         | 7    | 6
        Grants           | 5    | 4
        Royalties        | 9    | 7
        Revenue          | 300  | 280
        ..Services       | 100  | 90
        ..Goods          | 200  | 190
    """) == {"Revenue": "+ Services + Goods"}


def test_a_line_that_looks_like_those_below_it_does_not_lead_them() -> None:
    assert "Revenue" not in made_of("""
        Income statement | 2023 | 2022
        Revenue          | 300  | 280
        Services         | 100  | 90
        Goods            | 200  | 190
    """)


def test_parts_below_are_indented_all_of_them() -> None:
    assert (
        made_of("""
        Balance sheet | 2023 | 2022
        Assets        | 300  | 280
        ..Cash        | 100  | 90
        Property      | 200  | 190
    """)
        == {}
    )


def test_a_bold_line_is_not_the_one_line_below_it() -> None:
    assert (
        made_of("""
        Balance sheet | 2023 | 2022
        *Assets       | 300  | 280
        Property      | 300  | 280
    """)
        == {}
    )


def test_parts_below_end_where_the_look_says_that_another_total_begins() -> None:
    assert (
        made_of("""
        Balance sheet | 2023 | 2022
        *Assets       | 300  | 280
        Cash          | 100  | 90
        *Property     | 200  | 190
    """)
        == {}
    )


# ---- comprehensive income


def test_net_income_counts_in_the_owners_share_and_in_comprehensive_income() -> None:
    assert made_of("""
        Income statement                                     | 2023 | 2022
        Income before tax                                    | 250  | 230
        Income tax                                           | (50) | (40)
        Net income                                           | 200  | 190
        Net income attributable to non-controlling interests | (20) | (10)
        Net income attributable to the company               | 180  | 180
        Foreign currency translation                         | 5    | (6)
        Hedges                                               | 2    | 1
        Total comprehensive income                           | 207  | 185
    """) == {
        "Net income": "+ Income before tax + Income tax",
        "Net income attributable to the company": "+ Net income + Net income attributable to non-controlling interests",
        "Total comprehensive income": "+ Net income + Foreign currency translation + Hedges",
    }


def test_comprehensive_income_passes_over_the_shares_in_net_income() -> None:
    assert made_of("""
        Income statement                                     | 2023 | 2022
        Income before tax                                    | 250  | 230
        Income tax                                           | (50) | (40)
        Net income                                           | 200  | 190
        Net income attributable to non-controlling interests | 20   | 10
        Foreign currency translation                         | 5    | (6)
        Total comprehensive income                           | 205  | 184
    """) == {
        "Net income": "+ Income before tax + Income tax",
        "Total comprehensive income": "+ Net income + Foreign currency translation",
    }


UP_TO_THE_OWNERS_SHARE = """
    Income statement                                     | 2023 | 2022
    Income before tax                                    | 250  | 230
    Income tax                                           | (50) | (40)
    Net income                                           | 200  | 190
    Net income attributable to non-controlling interests | (20) | (10)
    Net income attributable to the company               | 180  | 180
"""


def test_comprehensive_income_is_not_net_income_alone() -> None:
    text = f"{UP_TO_THE_OWNERS_SHARE}Total comprehensive income | 200 | 190"
    assert "Total comprehensive income" not in made_of(text)


def test_no_other_total_counts_net_income_in_again() -> None:
    text = f"{UP_TO_THE_OWNERS_SHARE}Foreign currency translation | 5 | (6)\nTotal growth | 205 | 184"
    assert "Total growth" not in made_of(text)


# ---- tables of affected lines


def test_a_total_of_affected_lines_is_made_of_those_whose_effects_foot_and_of_what_is_not_shown() -> None:
    assert totals_on("""
        Reconciliation of balance sheet | 2023-12-31 | 2023-12-31 | 2023-12-31 | 2023-12-31
                                        | US GAAP    | Leases     | Guarantees | IFRS
        Assets:                         |            |            |            |
        Loans receivable                | 1,000      | 20         |            | 1,020
        Deferred tax assets             | 50         | (5)        | (30)       | 15
        Total assets                    | 9,000      | 15         | (30)       | 8,985
    """) == {
        "Total assets": FoundTotal(
            "+ Loans receivable + Deferred tax assets + …", "its effects foot in 2 columns; the rest is not shown"
        )
    }


def test_an_effect_that_does_not_foot_leaves_the_total_without_parts() -> None:
    assert (
        made_of("""
        Reconciliation of balance sheet | 2023-12-31 | 2023-12-31 | 2023-12-31 | 2023-12-31
                                        | US GAAP    | Leases     | Guarantees | IFRS
        Assets:                         |            |            |            |
        Loans receivable                | 1,000      | 20         |            | 1,020
        Deferred tax assets             | 50         | (5)        | (30)       | 15
        Total assets                    | 9,000      | 15         | (31)       | 8,984
    """)
        == {}
    )


def test_what_is_not_shown_must_be_the_same_under_both_frameworks() -> None:
    assert (
        made_of("""
        Reconciliation of balance sheet | 2023-12-31 | 2023-12-31 | 2023-12-31 | 2023-12-31
                                        | US GAAP    | Leases     | Guarantees | IFRS
        Assets:                         |            |            |            |
        Loans receivable                | 1,000      | 20         |            | 1,020
        Deferred tax assets             | 50         | (5)        | (30)       | 15
        Total assets                    | 9,000      | 15         | (30)       | 9,985
    """)
        == {}
    )


def test_a_line_that_no_effect_names_a_total_is_none_in_a_table_of_affected_lines() -> None:
    assert (
        made_of("""
        Reconciliation of balance sheet | 2023-12-31 | 2023-12-31 | 2023-12-31 | 2023-12-31
                                        | US GAAP    | Leases     | Guarantees | IFRS
        Loans receivable                | 1,000      | 20         |            | 1,020
        Deferred tax assets             | 50         | (5)        | (30)       | 15
        Goodwill                        | 9,000      | 15         | (30)       | 8,985
    """)
        == {}
    )


def test_effects_on_costs_that_are_printed_positive_are_subtracted() -> None:
    assert made_of("""
        Reconciliation of income statement | 2023    | 2023   | 2023       | 2023
                                           | US GAAP | Leases | Guarantees | IFRS
        Commission earned                  | 900     |        | 30         | 930
        Rent expenses                      | 200     | (20)   |            | 180
        Provision for losses               | 50      |        | 10         | 60
        Operating income                   | 1,900   | 20     | 20         | 1,940
    """) == {"Operating income": "+ Commission earned - Rent expenses - Provision for losses + …"}


def test_of_several_runs_of_affected_lines_the_longest_is_taken() -> None:
    assert made_of("""
        Reconciliation of balance sheet | 2023-12-31 | 2023-12-31 | 2023-12-31
                                        | US GAAP    | Leases     | IFRS
        Assets:                         |            |            |
        Goodwill                        | 400        |            | 400
        Loans receivable                | 1,000      | 20         | 1,020
        Deferred tax assets             | 50         | (5)        | 45
        Total assets                    | 9,000      | 15         | 9,015
    """) == {"Total assets": "+ Goodwill + Loans receivable + Deferred tax assets + …"}


def test_of_runs_with_a_subtotal_the_shortest_is_taken() -> None:
    assert made_of("""
        Reconciliation of income statement | 2023    | 2023   | 2023       | 2023
                                           | US GAAP | Leases | Guarantees | IFRS
        Gains                              | 300     | 0      |            | 300
        Operating income                   | 700     | 20     | 5          | 725
        Interest expenses                  | 60      | 8      |            | 68
        Net income                         | 800     | 12     | 5          | 817
    """) == {"Net income": "+ Operating income - Interest expenses + …"}


def test_so_it_is_where_the_subtotal_has_parts_and_another_name() -> None:
    assert made_of("""
        Reconciliation of income statement | 2023    | 2023   | 2023       | 2023
                                           | US GAAP | Leases | Guarantees | IFRS
        Gains                              | 300     | 0      |            | 300
        *Revenue                           | 2,000   | 20     | 5          | 2,025
        ..Services                         | 900     | 20     |            | 920
        ..Goods                            | 800     |        | 5          | 805
        Interest expenses                  | 60      | 8      |            | 68
        Net income                         | 800     | 12     | 5          | 817
    """) == {
        "Revenue": "+ Services + Goods + …",
        "Net income": "+ Revenue - Interest expenses + …",
    }


def test_lines_of_another_section_are_not_among_those_that_foot() -> None:
    assert made_of("""
        Reconciliation of balance sheet | 2023-12-31 | 2023-12-31 | 2023-12-31
                                        | US GAAP    | Leases     | IFRS
        Assets:                         |            |            |
        Loans receivable                | 1,000      | 0          | 1,000
        Equity:                         |            |            |
        Share premium                   | 500        | 0          | 500
        Retained earnings               | 100        | 20         | 120
        Total equity                    | 9,000      | 20         | 9,020
    """) == {"Total equity": "+ Share premium + Retained earnings + …"}


def test_but_a_subtotal_of_another_section_is() -> None:
    assert made_of("""
        Reconciliation of income statement | 2023    | 2023   | 2023
                                           | US GAAP | Leases | IFRS
        Revenue:                           |         |        |
        Services                           | 900     | 20     | 920
        Total revenue                      | 2,000   | 20     | 2,020
        Costs:                             |         |        |
        Rent expenses                      | 200     | 5      | 205
        Operating income                   | 700     | 15     | 715
    """) == {"Total revenue": "+ Services + …", "Operating income": "+ Total revenue - Rent expenses + …"}


def test_a_line_that_no_word_calls_a_total_is_not_made_of_those_below_it() -> None:
    assert (
        made_of("""
        Reconciliation of balance sheet | 2023-12-31 | 2023-12-31 | 2023-12-31
                                        | US GAAP    | Leases     | IFRS
        Loans receivable                | 1,000      | 20         | 1,020
        Deposits                        | 700        | 20         | 720
    """)
        == {}
    )


def test_affected_lines_below_a_total_end_at_the_next_total() -> None:
    assert (
        made_of("""
        Reconciliation of income statement | 2023    | 2023   | 2023       | 2023
                                           | US GAAP | Leases | Guarantees | IFRS
        Total revenue                      | 2,000   | 20     | 5          | 2,025
        Services                           | 900     | 20     |            | 920
        Goods                              | 800     |        | 5          | 805
        Total gains                        | 50      | 0      |            | 50
        Sponsoring                         | 7       | 0      |            | 7
    """)["Total revenue"]
        == "+ Services + Goods + …"
    )


def test_and_at_the_next_heading() -> None:
    assert made_of("""
        Reconciliation of income statement | 2023    | 2023   | 2023       | 2023
                                           | US GAAP | Leases | Guarantees | IFRS
        Total revenue                      | 2,000   | 20     | 5          | 2,025
        Services                           | 900     | 20     |            | 920
        Goods                              | 800     |        | 5          | 805
        Gains:                             |         |        |            |
        Sponsoring                         | 7       | 0      |            | 7
    """) == {"Total revenue": "+ Services + Goods + …"}


def test_a_total_before_its_affected_lines_is_made_of_them() -> None:
    assert made_of("""
        Reconciliation of income statement | 2023    | 2023   | 2023       | 2023
                                           | US GAAP | Leases | Guarantees | IFRS
        Total revenue                      | 2,000   | 25     | 5          | 2,030
        Services                           | 900     | 20     |            | 920
        Goods                              | 800     | 5      | 5          | 810
    """) == {"Total revenue": "+ Services + Goods + …"}


def test_a_subtotal_between_affected_lines_and_their_total_counts_once() -> None:
    assert made_of("""
        Reconciliation of income statement | 2023    | 2023   | 2023
                                           | US GAAP | Leases | IFRS
        Platform services                  | 600     |        | 600
        Credit driven services             | 1,500   | 25     | 1,525
        Financing income                   | 900     | 25     | 925
        Total revenue                      | 2,000   | 25     | 2,025
    """) == {
        "Credit driven services": "+ Financing income + …",
        "Total revenue": "+ Credit driven services + …",
    }


def test_a_line_of_another_section_that_moves_alike_is_no_subtotal() -> None:
    assert made_of("""
        Reconciliation of income statement | 2023    | 2023   | 2023
                                           | US GAAP | Leases | IFRS
        Platform:                          |         |        |
        Referral services                  | 1,500   | 25     | 1,525
        Credit:                            |         |        |
        Financing income                   | 900     | 25     | 925
        Total revenue                      | 2,000   | 25     | 2,025
    """) == {"Total revenue": "+ Financing income + …"}


def test_a_line_that_moves_alike_in_one_column_alone_is_no_subtotal() -> None:
    assert made_of("""
        Reconciliation of income statement | 2023    | 2023   | 2023  | 2023
                                           | US GAAP | Leases | Fees  | IFRS
        Credit driven services             | 1,500   | 25     | 4     | 1,529
        Financing income                   | 900     | 25     |       | 925
        Total revenue                      | 2,000   | 25     |       | 2,025
    """) == {"Total revenue": "+ Financing income + …"}


def test_where_no_result_is_printed_the_effects_alone_tell() -> None:
    assert made_of("""
        Reconciliation of balance sheet | 2023-12-31 | 2023-12-31 | 2023-12-31 | 2023-12-31
                                        | US GAAP    | Leases     | Guarantees | IFRS
        Assets:                         |            |            |            |
        Loans receivable                | 1,000      | 20         |            | 1,020
        Deferred tax assets             | 50         | (5)        | (30)       | 15
        Total assets                    | 9,000      | 15         | (30)       |
    """) == {"Total assets": "+ Loans receivable + Deferred tax assets + …"}


def test_a_year_without_a_column_of_results_says_nothing_of_what_is_not_shown() -> None:
    assert made_of("""
        Reconciliation of balance sheet | 2023-12-31 | 2023-12-31 | 2023-12-31 | 2022-12-31 | 2022-12-31
                                        | US GAAP    | Leases     | IFRS       | US GAAP    | Leases
        Assets:                         |            |            |            |            |
        Loans receivable                | 1,000      | 20         | 1,020      | 900        | 10
        Total assets                    | 9,000      | 20         | 9,020      | 8,000      | 10
    """) == {"Total assets": "+ Loans receivable + …"}


@pytest.mark.parametrize(("total", "is_found"), [("8,997", True), ("8,990", False)])
def test_a_line_that_the_source_framework_does_not_have_is_nil_there(total: str, is_found: bool) -> None:
    text = f"""
        Reconciliation of balance sheet | 2023-12-31 | 2023-12-31 | 2023-12-31
                                        | US GAAP    | Leases     | IFRS
        Assets:                         |            |            |
        Loans receivable                | 1,000      | (6)        | 994
        Right-of-use assets             |            | 3          | 3
        Total assets                    | 9,000      | (3)        | {total}
    """
    assert (made_of(text) == {"Total assets": "+ Loans receivable + Right-of-use assets + …"}) is is_found


def test_a_line_of_which_only_the_effect_is_printed_says_nothing_of_what_is_not_shown() -> None:
    assert made_of("""
        Reconciliation of balance sheet | 2023-12-31 | 2023-12-31 | 2023-12-31
                                        | US GAAP    | Leases     | IFRS
        Assets:                         |            |            |
        Loans receivable                | 1,000      | (6)        | 994
        Right-of-use assets             |            | 3          |
        Total assets                    | 9,000      | (3)        | 8,997
    """) == {"Total assets": "+ Loans receivable + Right-of-use assets + …"}


def test_a_total_that_was_nil_may_be_moved() -> None:
    assert made_of("""
        Reconciliation of balance sheet | 2023-12-31 | 2023-12-31 | 2023-12-31
                                        | US GAAP    | Options    | IFRS
        Derivatives:                    |            |            |
        Options written                 | 30         | 20         | 50
        Total derivatives               | 0          | 20         | 20
    """) == {"Total derivatives": "+ Options written + …"}


def test_a_total_of_which_one_effect_in_five_misses_has_its_parts_all_the_same() -> None:
    assert made_of("""
        Balance sheet    | 2023-12-31 | 2023-12-31 | 2023-12-31 | 2023-12-31 | 2023-12-31 | 2023-12-31 | 2023-12-31
                         | US GAAP    | Leases     | Options    | Grants     | Losses     | Fees       | IFRS
        Assets:          |            |            |            |            |            |            |
        Loans receivable | 1,000      | 20         | 7          |            | 3          |            | 1,030
        Deferred tax     | 50         | (5)        | 1          | 2          |            | 6          | 54
        Total assets     | 9,000      | 15         | 8          | 2          | 4          | 6          | 9,034
    """) == {"Total assets": "+ Loans receivable + Deferred tax + …"}


def test_one_of_which_one_in_four_misses_has_none() -> None:
    assert (
        made_of("""
        Balance sheet    | 2023-12-31 | 2023-12-31 | 2023-12-31 | 2023-12-31 | 2023-12-31 | 2023-12-31
                         | US GAAP    | Leases     | Options    | Grants     | Losses     | IFRS
        Assets:          |            |            |            |            |            |
        Loans receivable | 1,000      | 20         | 7          |            | 3          | 1,030
        Deferred tax     | 50         | (5)        | 1          | 2          |            | 48
        Total assets     | 9,000      | 15         | 8          | 2          | 4          | 9,028
    """)
        == {}
    )


TWO_YEARS = """
    Reconciliation of balance sheet | 2023-12-31 | 2023-12-31 | 2023-12-31 | 2022-12-31 | 2022-12-31 | 2022-12-31
                                    | US GAAP    | Leases     | IFRS       | US GAAP    | Leases     | IFRS
    Assets:                         |            |            |            |            |            |
    Loans receivable                | 1,000      | 20         | 1,020      | 900        | 10         | 910
    Total assets                    | 9,000      | 20         | {0}        | 8,000      | {1}        | {2}
"""


def test_what_is_not_shown_may_differ_in_one_of_two_years_where_effects_foot() -> None:
    assert made_of(TWO_YEARS.format("9,020", "10", "8,011")) == {"Total assets": "+ Loans receivable + …"}
    assert made_of(TWO_YEARS.format("9,021", "10", "8,011")) == {}


def test_effects_may_miss_in_one_of_two_years_where_what_is_not_shown_never_differs() -> None:
    assert made_of(TWO_YEARS.format("9,020", "11", "8,010")) == {"Total assets": "+ Loans receivable + …"}
    assert made_of(TWO_YEARS.format("9,021", "11", "8,010")) == {}


def test_a_published_total_whose_lines_only_the_reconciliation_prints_may_leave_a_rest() -> None:
    published = """
        Balance sheet    | 2023-12-31
        Reserves         | 5,000
        Total equity     | 9,000
        Guarantees given | 7
    """
    reconciliation = """
        Reconciliation of balance sheet | 2023-12-31 | 2023-12-31 | 2023-12-31
                                        | US GAAP    | Leases     | IFRS
        Equity:                         |            |            |
        Paid-in capital                 | 500        | 5          | 505
        Retained earnings               | 100        | 20         | 120
        Total equity                    | 9,000      | 25         | 9,025
    """
    assert made_of(published, reconciliation)["Total equity"] == "+ Paid-in capital + Retained earnings + …"


def test_in_published_statements_nothing_may_be_left_out() -> None:
    published = """
        Balance sheet       | 2023-12-31
        Assets:             |
        Loans receivable    | 1,000
        Deferred tax assets | 50
        Total assets        | 9,000
    """
    reconciliation = """
        Reconciliation of balance sheet | 2023-12-31 | 2023-12-31 | 2023-12-31 | 2023-12-31
                                        | US GAAP    | Leases     | Guarantees | IFRS
        Assets:                         |            |            |            |
        Loans receivable                | 1,000      | 20         |            | 1,020
        Deferred tax assets             | 50         | (5)        | (30)       | 15
        Total assets                    | 9,000      | 15         | (30)       | 8,985
    """
    assert totals_on(published, reconciliation) == {}


# ---- what a caption declares


def test_a_declared_total_that_misses_half_of_its_columns_is_the_total_all_the_same() -> None:
    assert totals_on("""
        Balance sheet        | 2023 | 2022
        Cash                 | 40   | 30
        Receivables          | 20   | 10
        Total current assets | 61   | 40
    """) == {
        "Total current assets": FoundTotal(
            "+ Cash + Receivables", "called a total by its caption, foots in 1 of 2 columns"
        )
    }


def test_a_subtotal_by_another_name_that_misses_half_of_its_columns_is_none() -> None:
    assert (
        made_of("""
        Income statement | 2023  | 2022
        Revenue          | 1,000 | 900
        Cost of sales    | (600) | (500)
        Gross profit     | 401   | 400
    """)
        == {}
    )


def test_a_declared_total_that_adds_up_nowhere_in_several_columns_is_made_of_nothing() -> None:
    assert (
        made_of("""
        Balance sheet        | 2023 | 2022
        Cash                 | 40   | 30
        Receivables          | 20   | 10
        Total current assets | 61   | 41
    """)
        == {}
    )


def test_so_it_is_where_signs_may_turn() -> None:
    assert (
        made_of("""
        Income statement | 2023 | 2022
        Services         | 40   | 30
        Goods            | 20   | 10
        Total revenue    | 61   | 41
    """)
        == {}
    )


def test_a_declared_total_that_is_the_line_above_it_in_half_of_its_columns_is_made_of_nothing() -> None:
    assert (
        made_of("""
        Balance sheet | 2023 | 2022
        Loans         | 40   | 30
        Total loans   | 40   | 31
    """)
        == {}
    )


def test_a_declared_total_in_a_table_of_affected_lines_is_no_wrong_figure() -> None:
    assert (
        made_of("""
        Reconciliation of balance sheet | 2023-12-31 | 2023-12-31 | 2023-12-31
                                        | US GAAP    | Leases     | IFRS
        Cash                            | 40         |            | 40
        Receivables                     | 20         |            | 20
        Total current assets            | 60         | 1          | 61
    """)
        == {}
    )


def test_a_declared_total_of_the_only_column_is_made_of_the_lines_above_it_though_they_miss_it() -> None:
    assert totals_on("""
        Balance sheet        | 2023
        Cash                 | 40
        Receivables          | 20
        Total current assets | 61
    """) == {
        "Total current assets": FoundTotal(
            "+ Cash + Receivables", "called a total by its caption; the lines above it do not add up to it"
        )
    }


def test_a_declared_total_of_the_only_column_takes_the_deductions_above_it() -> None:
    assert totals_on("""
        Balance sheet         | 2023
        Share capital         | 100
        Less: treasury shares | 10
        Retained earnings     | 60
        Total equity          | 150
    """) == {
        "Total equity": FoundTotal(
            "+ Share capital - Less: treasury shares + Retained earnings",
            "called a total by its caption; the lines above it add up to it",
        )
    }


def test_a_declared_total_of_the_only_column_takes_the_lines_of_its_section() -> None:
    assert made_of("""
        Balance sheet        | 2023
        Loans to staff       | 7
        Current assets:      |
        Cash                 | 40
        Receivables          | 20
        Total current assets | 61
    """) == {"Total current assets": "+ Cash + Receivables"}


def test_a_result_of_the_only_column_is_the_line_above_its_costs_less_these() -> None:
    assert totals_on("""
        Income statement | 2023
        Interest         | 7
        Revenue          | 100
        Cost of sales    | 60
        Gross profit     | 45
    """) == {
        "Gross profit": FoundTotal(
            "+ Revenue - Cost of sales", "called a total by its caption; the lines above it do not add up to it"
        )
    }


def test_a_cost_that_is_printed_negative_is_added_to_the_result_of_the_only_column() -> None:
    assert made_of("""
        Income statement | 2023
        Revenue          | 100
        Cost of sales    | (60)
        Gross profit     | 45
    """) == {"Gross profit": "+ Revenue + Cost of sales"}


def test_totals_of_the_only_column_that_show_no_parts_are_no_parts_of_another() -> None:
    assert (
        made_of("""
        Balance sheet     | 2023
        Total assets      | 100
        Total liabilities | 60
        Total equity      | 40
    """)
        == {}
    )


def test_but_the_lines_between_them_are() -> None:
    assert made_of("""
        Balance sheet | 2023
        Total assets  | 100
        Share capital | 60
        Reserves      | 30
        Total equity  | 95
    """) == {"Total equity": "+ Share capital + Reserves"}


def test_a_total_of_the_only_column_that_shows_its_parts_is_a_part_of_the_next() -> None:
    assert made_of("""
        Balance sheet        | 2023
        Cash                 | 40
        Receivables          | 20
        Total current assets | 60
        Goodwill             | 70
        Total assets         | 131
    """) == {"Total current assets": "+ Cash + Receivables", "Total assets": "+ Total current assets + Goodwill"}


@pytest.mark.parametrize(("reserves", "equity"), [("60", "150"), (None, "90")])
def test_a_total_of_the_only_column_may_be_the_last_lines_above_it_with_their_deductions(
    reserves: str | None, equity: str
) -> None:
    lines = ["Cash | 40", "Share capital | 100", "Less: treasury shares | 10"]
    lines += [f"Reserves | {reserves}"] if reserves else []
    made = "+ Share capital - Less: treasury shares" + (" + Reserves" if reserves else "")
    assert made_of("\n".join(["Balance sheet | 2023", *lines, f"Total equity | {equity}"])) == {"Total equity": made}


def test_a_total_less_something_declares_nothing_in_the_only_column() -> None:
    assert (
        made_of("""
        Balance sheet                         | 2023
        Goodwill                              | 300
        Cash                                  | 70
        Total assets less current liabilities | 371
    """)
        == {}
    )


def test_a_result_without_costs_above_it_is_made_of_nothing_in_the_only_column() -> None:
    assert (
        made_of("""
        Income statement | 2023
        Revenue          | 100
        Gross profit     | 45
    """)
        == {}
    )


def test_nor_is_one_with_nothing_but_costs_above_it() -> None:
    assert (
        made_of("""
        Income statement | 2023
        Cost of sales    | 60
        Gross profit     | 45
    """)
        == {}
    )


def test_a_cost_of_one_is_a_cost() -> None:
    assert made_of("""
        Income statement | 2023
        Revenue          | 3
        Cost of sales    | 1
        Gross profit     | 2.5
    """) == {"Gross profit": "+ Revenue - Cost of sales"}


def test_a_share_in_the_only_result_is_no_result_after_costs() -> None:
    assert (
        made_of("""
        Income statement                       | 2023
        Revenue                                | 100
        Cost of sales                          | 60
        Net income attributable to the company | 45
    """)
        == {}
    )


def test_beside_a_list_of_entries_a_total_of_the_only_column_declares_nothing() -> None:
    statement = """
        Balance sheet        | 2023-12-31
        Cash                 | 40
        Receivables          | 20
        Total current assets | 90
    """
    entries = """
        Difference | Statement     | Line        | Period     | Amount
        Losses     | Balance sheet | Receivables | 2023-12-31 | (5)
        Losses     | Balance sheet | Cash        | 2023-12-31 | 5
    """
    assert made_of(statement, entries) == {}


def test_in_the_only_column_the_name_of_a_section_is_as_good_as_total() -> None:
    assert made_of("""
        Balance sheet       | 2023
        Trade payables      | 40
        Current liabilities | 40
        Loans               | 60
        Provisions          | 20
        Other liabilities   | 80
    """) == {"Current liabilities": "+ Trade payables"}


# ---- what proves, and what does not


def test_a_table_that_leaves_a_subtotal_out_proves_the_total_by_its_parts() -> None:
    published = """
        Balance sheet            | 2023-12-31
        Cash                     | 40
        Receivables              | 20
        Total current assets     | 60
        Goodwill                 | 70
        Total assets             | 130
    """
    reconciliation = """
        Reconciliation of balance sheet | 2023-12-31 | 2023-12-31 | 2023-12-31
                                        | US GAAP    | Losses     | IFRS
        Receivables                     | 20         | (5)        | 15
        Goodwill                        | 70         | 9          | 79
        Total assets                    | 130        | 4          | 134
    """
    assert totals_on(published, reconciliation)["Total assets"] == FoundTotal(
        "+ Total current assets + Goodwill", "foots in 3 of 3 columns"
    )


def with_effects(of_total: list[int], of_cash: int, result: str) -> str:
    """Return a reconciliation in which cash bears each effect, and the total what is said."""
    days = " | ".join(["2023-12-31"] * (len(of_total) + 2))
    names = " | ".join(f"Difference {letter}" for letter, _ in zip("ABCDEFG", of_total, strict=False))
    cash, total = " | ".join([str(of_cash)] * len(of_total)), " | ".join(map(str, of_total))
    return f"""
        Reconciliation of balance sheet | {days}
                                        | US GAAP | {names} | IFRS
        Cash                            | 40 | {cash} | {40 + of_cash * len(of_total)}
        Receivables                     | 20 |{" |" * len(of_total)} 20
        Total of both                   | 60 | {total} | {result}
    """


def test_effects_in_wrong_places_do_not_undo_a_total_whose_figures_add_up() -> None:
    assert totals_on(with_effects([5, 5, 5, 4, 4, 4], 5, "90")) == {
        "Total of both": FoundTotal("+ Cash + Receivables", "foots in 5 of 8 columns")
    }


@pytest.mark.parametrize(
    ("of_total", "result"),
    [([5, 5, 5, 4, 4, 4, 4], "95"), ([5, 5, 5, 4, 4, 4], "91"), ([5, 5, 5, 4, 4, 4], "")],
    ids=["most effects in wrong places", "a figure that misses", "figures in one column alone"],
)
def test_they_do_where_less_speaks_for_it(of_total: list[int], result: str) -> None:
    assert made_of(with_effects(of_total, 5, result)) == {}


def test_a_column_in_which_a_part_cannot_be_read_proves_nothing() -> None:
    assert totals_on("""
        Balance sheet        | 2023 | 2022 | 2021
        Cash                 | 40   | 30   | #N/A
        Receivables          | 20   | 10   | 7
        Total current assets | 60   | 40   | 7
    """) == {"Total current assets": FoundTotal("+ Cash + Receivables", "foots in 2 of 2 columns")}


def test_but_it_does_where_only_another_line_cannot_be_read() -> None:
    assert totals_on("""
        Balance sheet        | 2023 | 2022 | 2021
        Cash                 | 40   | 30   | 5
        Receivables          | 20   | 10   | 7
        Total current assets | 60   | 40   | 12
        Goodwill             | 60   | 40   | #N/A
    """) == {"Total current assets": FoundTotal("+ Cash + Receivables", "foots in 3 of 3 columns")}


def test_figures_that_were_cut_may_miss_their_total_by_what_was_cut() -> None:
    assert totals_on("""
        Balance sheet        | 2023         | 2022
        Cash                 | 40.33333333  | 30.33333333
        Receivables          | 20.33333333  | 10.33333333
        Total current assets | 60.66666666  | 40.66666666
    """) == {"Total current assets": FoundTotal("+ Cash + Receivables", "foots in 2 of 2 columns")}


def test_figures_that_were_not_cut_may_not_miss_their_total_by_as_little() -> None:
    assert (
        made_of("""
        Income statement | 2023      | 2022
        Services         | 40.333333 | 30
        Goods            | 20.333333 | 10
        Revenue          | 60.666667 | 40
    """)
        == {}
    )


def test_shares_and_percentages_are_no_parts_of_a_total() -> None:
    assert made_of("""
        Income statement                 | 2023 | 2022
        Services                         | 40   | 30
        Gross margin                     | 25%  | 20%
        Weighted average shares (basic)  | 7    | 6
        Goods                            | 20   | 10
        Total revenue                    | 60   | 40
    """) == {"Total revenue": "+ Services + Goods"}


def test_progress_is_told_every_fifty_rows() -> None:
    told: list[tuple[int, int]] = []

    class Watched:
        def step(self, done: int, total: int, what: Phrase | str) -> None:
            told.append((done, total))

    lines = "\n".join(f"Line number {number} | {number} | {number + 7}" for number in range(1, 121))
    totals_on(
        f"""
        Balance sheet | 2023 | 2022
        {lines}
    """,
        progress=Watched(),
    )
    assert told == [(0, 120), (50, 120), (100, 120)]
