"""How amounts per share and margins are made, proven by their own figures."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.found import said
from tests.importing.notation import amounts_on, sheet_in
from workbench.domain.amounts import decimals_of
from workbench.domain.ids import Ids
from workbench.domain.maps import Map
from workbench.domain.statements import Line, Statement, StatementKind
from workbench.importing.assembly.ratios import largest_share_count, with_ratios
from workbench.importing.language.concepts import concept_of
from workbench.importing.language.vocabulary import unit_of

THOUSANDS, MILLIONS = 1_000, 1_000_000


def statement_in(text: str) -> Statement:
    """Return an income statement: its first line heads the columns, each further one is a line with its figures."""
    sheet = sheet_in(text)
    amounts = amounts_on(sheet)
    (_, heading), *below = sheet.rows.items()
    periods = {cell.column: cell.text for cell in heading}
    ids = Ids()
    lines, figures = [], {}
    for row, cells in below:
        caption, is_percent = cells[0].text, any("%" in cell.style.number_format for cell in cells)
        of_row = tuple(amounts[row, column].amount if (row, column) in amounts else None for column in periods)
        line = Line(ids.new(caption, "line"), caption, unit=unit_of(caption, (), is_percent))
        decimals = max(decimals_of(amount) for amount in of_row if amount is not None)
        concept, _ = concept_of(line, StatementKind.OPERATIONS) or (None, "")
        lines.append(replace(line, decimals=decimals, concept=concept))
        figures[line.id] = of_row
    return Statement(
        "operations", StatementKind.OPERATIONS, "", tuple(periods.values()), tuple(lines), figures=Map(figures)
    )


def ratios_in(text: str, scale: int = 1, share_scale: int | None = 1, unproven: int | None = None) -> dict[str, str]:
    """Return how each ratio is made, by caption: ``Net income / Basic shares``, with its factor where that is not 1."""
    statement = with_ratios(statement_in(text), scale, share_scale, unproven)
    captions = {line.id: line.caption for line in statement.lines}
    return {
        captions[ratio.line]: f"{captions[ratio.numerator]} / {captions[ratio.denominator]}"
        + (f" x {ratio.factor:f}" if ratio.factor != 1 else "")
        for ratio in statement.ratios
    }


def share_scale_in(text: str, scale: int, share_scale: int | None = None, unproven: int | None = None) -> int:
    return with_ratios(statement_in(text), scale, share_scale, unproven).share_scale


# ---- amounts per share


def test_an_amount_per_share_is_net_income_over_the_shares_that_give_it() -> None:
    assert ratios_in("""
                                     | 2023 | 2022
        Net income                   | 400  | 300
        Weighted average shares      | 200  | 150
        Earnings per share           | 2.00 | 2.00
    """) == {"Earnings per share": "Net income / Weighted average shares"}


def test_basic_and_diluted_amounts_have_the_share_counts_that_give_them() -> None:
    assert ratios_in("""
                                         | 2023 | 2022
        Net income                       | 400  | 300
        Weighted average shares, basic   | 160  | 150
        Weighted average shares, diluted | 200  | 160
        Earnings per share, basic        | 2.5  | 2.0
        Earnings per share, diluted      | 2.0  | 1.9
    """) == {
        "Earnings per share, basic": "Net income / Weighted average shares, basic",
        "Earnings per share, diluted": "Net income / Weighted average shares, diluted",
    }


def test_the_owners_share_in_net_income_is_divided_where_it_is_printed() -> None:
    assert ratios_in("""
                                               | 2023 | 2022
        Net income                             | 400  | 300
        Net income attributable to the company | 400  | 300
        Weighted average shares, basic         | 200  | 150
        Earnings per share, basic              | 2.0  | 2.0
    """) == {"Earnings per share, basic": "Net income attributable to the company / Weighted average shares, basic"}


def test_the_numerator_that_fails_nowhere_is_taken_before_one_that_fails_once() -> None:
    assert ratios_in("""
                                               | 2023 | 2022 | 2021
        Net income                             | 500  | 300  | 120
        Net income attributable to the company | 500  | 300  | 100
        Weighted average shares, basic         | 200  | 150  | 100
        Earnings per share, basic              | 2.5  | 2.0  | 1.2
    """) == {"Earnings per share, basic": "Net income / Weighted average shares, basic"}


def test_an_amount_per_ads_is_made_of_the_number_of_adss() -> None:
    assert ratios_in("""
                                       | 2023 | 2022
        Net income                     | 400  | 300
        Weighted average shares, basic | 200  | 150
        Weighted average ADSs, basic   | 100  | 75
        Earnings per share, basic      | 2.0  | 2.0
        Earnings per ADS, basic        | 4.0  | 4.0
    """) == {
        "Earnings per share, basic": "Net income / Weighted average shares, basic",
        "Earnings per ADS, basic": "Net income / Weighted average ADSs, basic",
    }


def test_money_in_thousands_over_whole_shares_has_the_factor_thousand() -> None:
    assert ratios_in(
        """
                                       | 2023    | 2022
        Net income                     | 400     | 300
        Weighted average shares, basic | 200,000 | 150,000
        Earnings per share, basic      | 2.0     | 2.0
        """,
        scale=THOUSANDS,
    ) == {"Earnings per share, basic": "Net income / Weighted average shares, basic x 1000"}


def test_money_in_thousands_over_shares_in_millions_has_the_factor_one_thousandth() -> None:
    assert ratios_in(
        """
                                       | 2023    | 2022
        Net income                     | 400,000 | 300,000
        Weighted average shares, basic | 200     | 150
        Earnings per share, basic      | 2.0     | 2.0
        """,
        scale=THOUSANDS,
        share_scale=MILLIONS,
    ) == {"Earnings per share, basic": "Net income / Weighted average shares, basic x 0.001"}


def test_a_quotient_is_rounded_half_up_at_the_decimals_that_are_printed() -> None:
    assert ratios_in("""
                                       | 2023 | 2022
        Net income                     | 1    | (1)
        Weighted average shares, basic | 8    | 8
        Earnings per share, basic      | 0.13 | (0.13)
    """)


def test_an_amount_that_no_quotient_gives_has_no_relation() -> None:
    assert (
        ratios_in("""
                                       | 2023 | 2022
        Net income                     | 400  | 300
        Weighted average shares, basic | 200  | 150
        Earnings per share, basic      | 2.1  | 2.2
    """)
        == {}
    )


def test_net_income_over_money_is_no_amount_per_share() -> None:
    assert (
        ratios_in("""
                                       | 2023 | 2022
        Net income                     | 400  | 300
        Revenue                        | 200  | 150
        Earnings per share, basic      | 2.0  | 2.0
    """)
        == {}
    )


def test_one_wrong_figure_of_three_leaves_the_relation_and_says_so() -> None:
    statement = with_ratios(
        statement_in("""
                                           | 2023 | 2022 | 2021
            Net income                     | 400  | 300  | 100
            Weighted average shares, basic | 200  | 150  | 100
            Earnings per share, basic      | 2.0  | 2.0  | 1.1
        """),
        1,
        1,
        None,
    )
    assert [said(ratio.evidence) for ratio in statement.ratios] == [
        "Net income / Weighted average shares, basic gives the printed figure in 2 of 3 periods"
    ]


def test_one_wrong_figure_of_two_leaves_no_relation() -> None:
    assert (
        ratios_in("""
                                       | 2023 | 2022
        Net income                     | 400  | 300
        Weighted average shares, basic | 200  | 150
        Earnings per share, basic      | 2.0  | 2.1
    """)
        == {}
    )


@pytest.mark.parametrize(
    "of_2022",
    ["300 | 150 | ", " | 150 | 2.0", "300 | | 2.0", "300 | 0 | 2.0"],
    ids=["no amount per share", "no income", "no shares", "nil shares"],
)
def test_a_period_that_lacks_one_of_the_three_figures_says_nothing(of_2022: str) -> None:
    income, shares, per_share = of_2022.split("|")
    assert ratios_in(f"""
                                       | 2023 | 2022
        Net income                     | 400  | {income}
        Weighted average shares, basic | 200  | {shares}
        Earnings per share, basic      | 2.0  | {per_share}
    """) == {"Earnings per share, basic": "Net income / Weighted average shares, basic"}


def test_figures_in_no_common_period_prove_nothing() -> None:
    assert (
        ratios_in("""
                                       | 2023 | 2022
        Net income                     | 400  |
        Weighted average shares, basic |      | 200
        Earnings per share, basic      | 2.0  | 2.0
    """)
        == {}
    )


# ---- margins


def test_a_margin_is_a_result_over_revenue() -> None:
    assert ratios_in("""
                         | 2023  | 2022
        Revenue          | 1,000 | 900
        Operating income | 250   | 180
        Net income       | 200   | 90
        Net margin       | 20%   | 10%
        Operating margin | 25%   | 20%
    """) == {"Net margin": "Net income / Revenue", "Operating margin": "Operating income / Revenue"}


def test_a_margin_has_no_factor_whatever_the_scales() -> None:
    assert ratios_in(
        """
                   | 2023  | 2022
        Revenue    | 1,000 | 900
        Net income | 200   | 90
        Net margin | 20%   | 10%
        """,
        scale=THOUSANDS,
    ) == {"Net margin": "Net income / Revenue"}


def test_a_percentage_of_a_line_that_stands_for_nothing_known_is_not_explained() -> None:
    assert (
        ratios_in("""
                         | 2023  | 2022
        Revenue          | 1,000 | 900
        Sponsoring       | 200   | 90
        Share in revenue | 20%   | 10%
    """)
        == {}
    )


def test_all_of_revenue_is_no_margin() -> None:
    assert (
        ratios_in("""
                         | 2023  | 2022
        Revenue          | 1,000 | 900
        Payout ratio     | 100%  | 100%
    """)
        == {}
    )


def test_a_margin_needs_revenue() -> None:
    assert (
        ratios_in("""
                   | 2023  | 2022
        Net income | 200   | 90
        Net margin | 20%   | 10%
    """)
        == {}
    )


def test_shares_per_unit_of_revenue_are_no_margin() -> None:
    assert (
        ratios_in("""
                                       | 2023  | 2022
        Revenue                        | 1,000 | 900
        Weighted average shares, basic | 200   | 90
        Net margin                     | 20%   | 10%
    """)
        == {}
    )


def test_amounts_of_money_have_no_relation() -> None:
    assert (
        ratios_in("""
                                       | 2023 | 2022
        Net income                     | 400  | 300
        Weighted average shares, basic | 200  | 150
        Dividends                      | 2    | 2
    """)
        == {}
    )


# ---- the scale of share counts


@pytest.mark.parametrize(("shares", "share_scale"), [("200,000,000", 1), ("200,000", THOUSANDS), ("200", MILLIONS)])
def test_amounts_per_share_tell_the_scale_of_share_counts_that_nothing_states(shares: str, share_scale: int) -> None:
    assert (
        share_scale_in(
            f"""
                                           | 2023
            Net income                     | 400,000
            Weighted average shares, basic | {shares}
            Earnings per share, basic      | 2.0
            """,
            scale=THOUSANDS,
        )
        == share_scale
    )


def test_with_the_scale_that_they_tell_the_amounts_per_share_are_proven() -> None:
    assert ratios_in(
        """
                                       | 2023
        Net income                     | 400
        Weighted average shares, basic | 200
        Earnings per share, basic      | 2.0
        """,
        share_scale=None,
    ) == {"Earnings per share, basic": "Net income / Weighted average shares, basic"}


NOTHING_PROVEN = """
                                   | 2023    | 2022
    Revenue                        | 900,000 | 800,000
    Net income                     | 450,000 | 400,000
    Net margin                     | 50%     | 50%
    Weighted average shares, basic | 200     | 999,999
    Earnings per share, basic      | 7.0     | 7.0
"""


def test_a_scale_that_is_stated_holds_though_another_one_would_prove_the_amounts_per_share() -> None:
    text = """
                                       | 2023
        Net income                     | 400,000
        Weighted average shares, basic | 200,000
        Earnings per share, basic      | 2.0
    """
    assert ratios_in(text, scale=THOUSANDS, share_scale=1) == {}
    assert share_scale_in(text, scale=THOUSANDS, share_scale=1) == 1


def test_a_scale_that_is_stated_is_the_statement_s_where_it_proves_the_amounts_per_share() -> None:
    text = """
                                       | 2023
        Net income                     | 400,000
        Weighted average shares, basic | 200,000
        Earnings per share, basic      | 2.0
    """
    assert share_scale_in(text, scale=THOUSANDS, share_scale=THOUSANDS) == THOUSANDS


def test_where_nothing_proves_a_scale_it_is_the_one_that_the_unit_line_allows() -> None:
    assert share_scale_in(NOTHING_PROVEN, scale=THOUSANDS, unproven=THOUSANDS) == THOUSANDS


def test_unless_no_company_has_so_many_shares() -> None:
    assert share_scale_in(NOTHING_PROVEN, scale=THOUSANDS, unproven=MILLIONS) == MILLIONS
    assert share_scale_in(NOTHING_PROVEN.replace("999,999", "1,000,000"), scale=THOUSANDS, unproven=MILLIONS) == 1


def test_a_statement_without_share_counts_has_them_in_no_scale() -> None:
    assert (
        share_scale_in(
            """
                   | 2023
        Net income | 400
    """,
            scale=THOUSANDS,
            unproven=THOUSANDS,
        )
        == 1
    )


def test_a_margin_is_proven_whatever_the_scale_of_share_counts() -> None:
    assert ratios_in(NOTHING_PROVEN, THOUSANDS, None, THOUSANDS) == {"Net margin": "Net income / Revenue"}
    assert ratios_in(NOTHING_PROVEN, THOUSANDS, THOUSANDS) == {"Net margin": "Net income / Revenue"}


def test_the_largest_share_count_is_that_of_any_line_and_period() -> None:
    statement = statement_in("""
                                         | 2023 | 2022
        Net income                       | 900  | 800
        Weighted average shares, basic   | 200  | 250
        Weighted average shares, diluted | 210  |
    """)
    assert largest_share_count(statement) == Decimal(250)


def test_where_no_shares_are_counted_the_largest_count_is_nil() -> None:
    assert (
        largest_share_count(
            statement_in("""
                   | 2023
        Net income | 400
    """)
        )
        == 0
    )
