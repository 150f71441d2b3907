"""What each column of a drawn table states: as reported, a difference, a result, a translation, or why it does not."""

from datetime import date

import pytest

from tests.found import said
from tests.importing.sheets.reading import (
    column_number,
    columns_of_statement,
    describe,
    primary_columns_in,
    read_reconciliations,
    read_table,
    reconciled_columns_in,
    reconciliations_in,
)
from workbench.domain.frameworks import Framework
from workbench.domain.periods import Period
from workbench.domain.sources import FigureRole
from workbench.domain.statements import StatementKind
from workbench.importing.language.period_text import PeriodDefaults, PeriodWords
from workbench.importing.sheets.casts import ReconciliationColumns
from workbench.importing.sheets.columns import (
    Column,
    ColumnsRead,
    LeftOut,
    keep_reported_columns,
    read_primary_columns,
    read_reconciliation_columns,
    why_not_in_reconciliation,
)

POSITION, EQUITY = StatementKind.FINANCIAL_POSITION, StatementKind.CHANGES_IN_EQUITY
FY2023 = Period(date(2023, 1, 1), date(2023, 12, 31), "Year ended December 31, 2023")
NOT_REPORTED = said(LeftOut.NOT_REPORTED.fact)
HIDDEN_D = frozenset({column_number("D")})


# ---- which columns a reconciliation leads from, and to


def test_a_reconciliation_leads_from_the_first_framework_over_the_differences_to_the_other() -> None:
    assert reconciliations_in("""
                | US GAAP | Leases | Tax | IFRS
        Revenue | 100     | 5      |     | 105
        Net     | 40      | 5      | -1  | 44
    """) == ["B US GAAP + C D = E IFRS"]


def test_the_figures_tell_in_which_direction_it_leads() -> None:
    assert reconciliations_in("""
                | US GAAP | Leases | Tax | IFRS
        Revenue | 105     | 5      |     | 100
        Net     | 44      | 5      | -1  | 40
    """) == ["E IFRS + C D = B US GAAP"]


def test_it_leads_from_ifrs_where_that_stands_first_and_the_figures_agree() -> None:
    assert reconciliations_in("""
                | IFRS | Leases | US GAAP
        Revenue | 100  | 5      | 105
        Net     | 40   | 5      | 45
    """) == ["B IFRS + C = D US GAAP"]


def test_the_differences_may_stand_behind_both_ends() -> None:
    assert reconciliations_in("""
                | US GAAP | IFRS | Leases | Tax
        Revenue | 100     | 105  | 5      |
        Net     | 40      | 44   | 5      | -1
    """) == ["B US GAAP + D E = C IFRS"]


def test_two_columns_are_no_reconciliation() -> None:
    assert (
        reconciliations_in("""
                | US GAAP | IFRS
        Revenue | 100     | 105
        Net     | 40      | 45
    """)
        == []
    )


def test_a_column_of_notes_is_no_difference() -> None:
    assert reconciliations_in("""
                | US GAAP | Note | Leases | IFRS
        Revenue | 100     | 7    | 5      | 105
        Net     | 40      | 8    | 5      | 45
    """) == ["B US GAAP + D = E IFRS"]


def test_a_column_of_notes_is_no_difference_of_either_of_two_reconciliations() -> None:
    assert reconciliations_in("""
                | FY2023  | FY2023 | FY2023 | FY2023 | FY2022  | FY2022 | FY2022 | FY2022
                | US GAAP | Note   | Leases | IFRS   | US GAAP | Note   | Leases | IFRS
        Revenue | 100     | 7      | 5      | 105    | 90      | 7      | 4      | 94
        Net     | 40      | 8      | 5      | 45     | 30      | 8      | 4      | 34
    """) == ["B US GAAP + D = E IFRS", "F US GAAP + H = I IFRS"]


def test_changes_are_the_difference_where_nothing_else_stands_between() -> None:
    assert reconciliations_in("""
                | US GAAP | Change | IFRS
        Revenue | 100     | 5      | 105
        Net     | 40      | 5      | 45
    """) == ["B US GAAP + C = D IFRS"]


def test_changes_are_a_difference_beside_others_where_the_rows_add_up_only_with_them() -> None:
    assert reconciliations_in("""
                | US GAAP | Leases | Change in policy | Changes | IFRS
        Revenue | 100     | 5      |                  | 2       | 107
        Net     | 40      | 5      |                  | 2       | 47
        Assets  | 40      |        | 1                |         | 41
    """) == ["B US GAAP + C D E = F IFRS"]


def test_reconciliations_of_two_periods_stand_side_by_side() -> None:
    assert reconciliations_in("""
                | FY2023  | FY2023 | FY2023 | FY2022  | FY2022 | FY2022
                | US GAAP | Leases | IFRS   | US GAAP | Leases | IFRS
        Revenue | 100     | 5      | 105    | 90      | 4      | 94
    """) == ["B US GAAP + C = D IFRS", "E US GAAP + F = G IFRS"]


def test_of_a_chain_of_frameworks_each_column_is_in_one_reconciliation() -> None:
    assert reconciliations_in("""
                | US GAAP | Leases | IFRS | Tax | HKFRS | Names | PRC GAAP
        Revenue | 100     | 5      | 105  | 1   | 106   | 2     | 108
        Net     | 40      | 5      | 45   | 1   | 46    | 2     | 48
    """) == ["B US GAAP + C = D IFRS", "F HKFRS + G = H PRC GAAP"]


def test_of_neighbouring_columns_of_one_framework_the_nearer_is_the_end() -> None:
    assert reconciliations_in("""
                | US GAAP | US GAAP | Leases | IFRS
                | FY2022  | FY2023  | FY2023 | FY2023
        Revenue | 90      | 100     | 5      | 105
        Net     | 30      | 40      | 5      | 45
    """) == ["C US GAAP + D = E IFRS"]


def test_a_difference_that_is_named_with_a_framework_is_no_end() -> None:
    assert reconciliations_in("""
                | US GAAP | Classification of warrants under IFRS | IFRS
        Revenue | 100     | 5                                     | 105
    """) == ["B US GAAP + C = D IFRS"]


def test_ends_may_be_named_with_more_than_their_framework_where_both_are() -> None:
    assert reconciliations_in("""
                | Group turnover US GAAP | Leases | Group turnover IFRS
        Revenue | 100                    | 5      | 105
    """) == ["B US GAAP + C = D IFRS"]


def test_adjustments_to_a_framework_are_no_end() -> None:
    assert reconciliations_in("""
                | US GAAP | IFRS adjustments | IFRS
        Revenue | 100     | 5                | 105
    """) == ["B US GAAP + C = D IFRS"]


def test_as_reported_below_the_name_of_a_framework_is_of_that_framework() -> None:
    assert reconciliations_in("""
                | US GAAP     | Leases | IFRS
                | As reported | RMB    | As reported
        Revenue | 100         | 5      | 105
    """) == ["B US GAAP + C = D IFRS"]


def test_a_name_below_the_name_of_a_framework_is_a_difference() -> None:
    assert reconciliations_in("""
                | US GAAP | Under IFRS | Under IFRS | IFRS
                |         | Leases     | Tax        | Total
        Revenue | 100     | 5          |            | 105
        Net     | 40      | 5          | -1         | 44
    """) == ["B US GAAP + C D = E IFRS"]


def test_as_reported_below_adjustments_to_a_framework_is_not_of_that_framework() -> None:
    assert reconciliations_in("""
                | US GAAP | IFRS adjustments | IFRS
                |         | As reported      |
        Revenue | 100     | 5                | 105
    """) == ["B US GAAP + C = D IFRS"]


TITLED = """
    Reconciliation from U.S. GAAP to IFRS, year 2023
            | {0}     | Leases | {1}
    Revenue | 100     | 5      | 105
    Net     | 40      | 5      | {2}
"""


def test_titles_name_the_frameworks_where_headings_say_only_as_reported_and_as_adjusted() -> None:
    assert reconciliations_in(TITLED.format("As reported", "As adjusted", 45)) == ["B US GAAP + C = D IFRS"]


@pytest.mark.parametrize(("first", "last", "net"), [("As reported", "As adjusted", 44), ("Group", "As adjusted", 45)])
def test_titles_name_no_ends_where_figures_or_headings_do_not_bear_them_out(first: str, last: str, net: int) -> None:
    assert reconciliations_in(TITLED.format(first, last, net)) == []


def test_without_titles_as_reported_and_as_adjusted_name_no_framework() -> None:
    assert (
        reconciliations_in("""
                | As reported | Leases | As adjusted
        Revenue | 100         | 5      | 105
        Net     | 40          | 5      | 45
    """)
        == []
    )


def test_two_columns_under_a_title_of_two_frameworks_are_no_reconciliation() -> None:
    assert (
        reconciliations_in("""
        Reconciliation from U.S. GAAP to IFRS, year 2023
                | As reported | As adjusted
        Revenue | 100         | 100
        Net     | 40          | 40
    """)
        == []
    )


def test_a_column_as_reported_that_adds_up_is_the_end_that_no_heading_names() -> None:
    assert reconciliations_in("""
                | As reported | Leases | IFRS
        Revenue | 100         | 5      | 105
        Net     | 40          | 5      | 45
    """) == ["B As reported + C = D IFRS"]


def test_a_column_as_reported_may_stand_behind_another_period() -> None:
    assert reconciliations_in("""
                | FY2022 | As reported | Leases | IFRS
        Revenue | 90     | 100         | 5      | 105
        Net     | 30     | 40          | 5      | 45
    """) == ["C As reported + D = E IFRS"]


def test_each_of_two_reconciliations_has_the_end_that_no_heading_names_before_it() -> None:
    assert reconciliations_in("""
                | As reported | Leases | IFRS | As reported | Leases | IFRS
        Revenue | 100         | 5      | 105  | 90          | 4      | 94
        Net     | 40          | 5      | 45   | 30          | 4      | 34
    """) == ["B As reported + C = D IFRS", "E As reported + F = G IFRS"]


@pytest.mark.parametrize(
    ("heads", "figures"),
    [
        ("Prior books | Local books | Leases | IFRS", "90 | 100 | 5 | 105"),
        ("IFRS | Leases | Local books | Prior books", "100 | 5 | 105 | 90"),
    ],
)
def test_neither_the_first_nor_the_last_column_by_any_name_is_an_end_because_another_adds_up(
    heads: str, figures: str
) -> None:
    assert reconciliations_in(f" | {heads}\nRevenue | {figures}\nAssets | {figures}") == []


def test_a_first_column_by_any_name_that_adds_up_is_the_end_that_no_heading_names() -> None:
    assert reconciliations_in("""
                | Local books | Leases | US GAAP
        Revenue | 100         | 5      | 105
        Net     | 40          | 5      | 45
    """) == ["B Local books + C = D US GAAP"]


def test_a_last_column_that_adds_up_is_the_end_that_no_heading_names() -> None:
    assert reconciliations_in("""
                | IFRS | Leases | Tax | Group books
        Revenue | 100  | 5      |     | 105
        Net     | 40   | 5      | -1  | 44
    """) == ["B IFRS + C D = E Group books"]


def test_an_end_that_no_heading_names_may_stand_before_what_leads_to_it() -> None:
    assert reconciliations_in("""
                | Local books | Leases | IFRS
        Revenue | 105         | 5      | 100
        Net     | 45          | 5      | 40
    """) == ["D IFRS + C = B Local books"]


def test_a_basis_of_accounting_is_called_as_the_heading_calls_it() -> None:
    assert reconciliations_in("""
                | Tax basis | Leases | IFRS
        Revenue | 100       | 5      | 105
        Net     | 40        | 5      | 45
    """) == ["B Tax basis + C = D IFRS"]


def test_what_leads_to_another_framework_is_called_as_its_heading_calls_it() -> None:
    assert reconciliations_in("""
                | As reported | Leases | HKFRS
        Revenue | 100         | 5      | 105
        Net     | 40          | 5      | 45
    """) == ["B As reported + C = D HKFRS"]


def test_an_end_that_no_heading_names_must_add_up_on_two_rows() -> None:
    assert (
        reconciliations_in("""
                | As reported | Leases | IFRS
        Revenue | 100         | 5      | 105
        Net     | 40          | 5      | 44
    """)
        == []
    )


def test_a_row_without_differences_proves_no_end() -> None:
    assert (
        reconciliations_in("""
                | As reported | Leases | IFRS
        Revenue | 100         | 5      | 105
        Cash    | 40          |        | 40
        Capital | 30          | 0      | 30
    """)
        == []
    )


def test_a_column_of_a_period_alone_is_no_end() -> None:
    assert (
        reconciliations_in("""
                | 2022 | 2021 | IFRS 2023
        Revenue | 100  | 5    | 105
        Net     | 40   | 5    | 45
    """)
        == []
    )


ADJUSTED = """
    {0}
            | IFRS | Impairment | Adjusted result
    Revenue | 100  | 5          | 105
    Net     | 40   | 5          | 45
"""


def test_a_company_s_own_measure_is_no_end_of_another_framework() -> None:
    assert reconciliations_in(ADJUSTED.format("Year 2023")) == []


def test_a_company_s_own_measure_is_an_end_where_a_title_names_both_frameworks() -> None:
    assert reconciliations_in(ADJUSTED.format("From IFRS to US GAAP, year 2023")) == ["B IFRS + C = D Adjusted result"]


def test_a_translation_is_no_end() -> None:
    assert reconciliations_in("""
                | US GAAP | Leases | IFRS | IFRS
                | RMB     | RMB    | RMB  | USD
        Revenue | 100     | 5      | 105  | 15
        Net     | 40      | 5      | 45   | 6
    """) == ["B US GAAP + C = D IFRS"]


@pytest.mark.parametrize("first", ["US GAAP", "As reported"])
def test_a_translation_beside_an_end_is_not_that_end(first: str) -> None:
    found = reconciled_columns_in(f"""
        Year 2023
                | {first} | {first} | Leases | IFRS
                | RMB     | USD     | RMB    | RMB
        Revenue | 100     | 15      | 5      | 105
        Net     | 40      | 6       | 5      | 45
    """)
    assert [found[0], *found[2:]] == [
        "B: as reported, FY 2023",
        "D: difference Leases, FY 2023",
        "E: result, FY 2023",
    ]


def test_a_reconciliation_knows_the_frameworks_that_it_leads_between() -> None:
    ends = ReconciliationColumns((5, Framework("IFRS")), (2, Framework("US GAAP")), (3,))
    assert ends.frameworks == (Framework("IFRS"), Framework("US GAAP"))


def test_a_translation_is_not_what_leads_to_an_end_that_no_heading_names() -> None:
    assert reconciliations_in("""
                | As reported | Leases | IFRS | As reported
                | RMB         | RMB    | RMB  | USD
        Revenue | 100         | 5      | 105  | 15
        Net     | 40          | 5      | 45   | 6
    """) == ["B As reported + C = D IFRS"]


# ---- what the columns of a reconciliation state


def test_each_column_of_a_reconciliation_has_the_period_of_the_title() -> None:
    assert reconciled_columns_in("""
        Year ended December 31, 2023
                | US GAAP | Leases | Tax | IFRS
        Revenue | 100     | 5      |     | 105
        Net     | 40      | 5      | -1  | 44
    """) == [
        "B: as reported, FY 2023",
        "C: difference Leases, FY 2023",
        "D: difference Tax, FY 2023",
        "E: result, FY 2023",
    ]


def test_the_title_with_a_year_names_the_period_whatever_other_titles_say() -> None:
    headings = {2: ("US GAAP",), 3: ("Leases",), 4: ("IFRS",)}
    ends = ReconciliationColumns((2, Framework("US GAAP")), (4, Framework("IFRS")), (3,))
    titles = ["Six months", "Year ended December 31, 2023", "Harbour Ltd"]
    read = read_reconciliation_columns(headings, ends, StatementKind.OPERATIONS, PeriodDefaults(), titles, [], ())
    assert describe(read)[0] == "B: as reported, FY 2023"


def test_two_headings_may_say_the_period_together() -> None:
    assert (
        reconciled_columns_in("""
                | Year ended June 30, | Year ended June 30, | Year ended June 30,
                | 2023                | 2023                | 2023
                | US GAAP             | Leases              | IFRS
        Revenue | 100                 | 5                   | 105
    """)[2]
        == "D: result, Year to 30 Jun 2023"
    )


def test_a_transition_leads_overnight_to_its_day() -> None:
    assert reconciled_columns_in(
        """
              | December 31, 2022 |        | January 1, 2023
              | US GAAP           | Leases | IFRS
        Cash  | 100               | 5      | 105
    """,
        POSITION,
    ) == [
        "B: as reported, 1 Jan 2023",
        "C: difference Leases, 1 Jan 2023",
        "D: result, 1 Jan 2023",
    ]


def test_a_period_of_its_own_rules_over_that_of_the_title() -> None:
    assert reconciled_columns_in("""
        Year ended December 31, 2023
                | FY2022  | FY2022 | FY2022
                | US GAAP | Leases | IFRS
        Revenue | 100     | 5      | 105
    """) == ["B: as reported, FY 2022", "C: difference Leases, FY 2022", "D: result, FY 2022"]


def test_what_names_no_period_has_that_of_the_columns_beside_it() -> None:
    assert (
        reconciled_columns_in("""
        Year ended December 31, 2023
                | FY2022  |        |
                | US GAAP | Catch-up of FY2021 | IFRS
        Revenue | 100     | 5      | 105
    """)[1]
        == "C: difference Catch-up of FY2021, FY 2022"
    )


def test_on_a_balance_sheet_they_show_a_day() -> None:
    assert (
        reconciled_columns_in(
            """
        As of December 31, 2023
              | US GAAP | Leases | IFRS
        Cash  | 100     | 5      | 105
    """,
            POSITION,
        )[0]
        == "B: as reported, 31 Dec 2023"
    )


def test_without_any_period_nothing_is_taken() -> None:
    assert reconciled_columns_in("""
                | US GAAP | Leases | IFRS
        Revenue | 100     | 5      | 105
    """) == [f"{letter}: {said(LeftOut.NO_PERIOD.fact)}" for letter in "BCD"]


def test_a_column_that_is_called_the_total_of_the_differences_is_left_out() -> None:
    assert (
        reconciled_columns_in("""
        Year 2023
                | US GAAP | Leases | Tax | Total adjustments | IFRS
        Revenue | 100     | 5      |     | 5                 | 105
        Net     | 40      | 5      | -1  | 4                 | 44
    """)[3]
        == "E: adds up the differences beside it"
    )


def test_a_total_of_the_differences_is_left_out_by_its_name_where_no_row_proves_it() -> None:
    assert (
        reconciled_columns_in("""
        Year 2023
                | US GAAP | Leases | Tax | Total adjustments | IFRS
        Revenue | 100     | 5      | 2   | 6                 | 107
    """)[3]
        == "E: adds up the differences beside it"
    )


@pytest.mark.parametrize("name", ["Total adjustments to IFRS", "Net adjustments", "Subtotal"])
def test_a_sum_of_the_differences_may_be_called_in_several_ways(name: str) -> None:
    assert (
        reconciled_columns_in(f"""
        Year 2023
                | US GAAP | Leases | Tax | {name} | IFRS
        Revenue | 100     | 5      | 2   | 6      | 107
    """)[3]
        == "E: adds up the differences beside it"
    )


def test_the_name_of_a_sum_may_stand_above_its_unit() -> None:
    assert (
        reconciled_columns_in("""
        Year 2023
                | US GAAP | Leases | Tax | Net adjustments | IFRS
                | RMB     | RMB    | RMB | RMB             | RMB
        Revenue | 100     | 5      | 2   | 6               | 107
    """)[3]
        == "E: adds up the differences beside it"
    )


SUMMED = """
    Year 2023
            | US GAAP | Leases | Tax | Standards | IFRS
    Revenue | 100     | 5      | 2   | 7         | 107
    Net     | 40      | 5      | -1  | 4         | {0}
"""


def test_a_column_by_another_name_that_adds_up_those_beside_it_on_two_rows_is_left_out() -> None:
    assert reconciled_columns_in(SUMMED.format(44))[3] == "E: adds up the differences beside it"


def test_what_adds_up_those_beside_it_on_one_row_alone_is_a_difference() -> None:
    assert reconciled_columns_in(SUMMED.format(41))[3] == "E: difference Standards, FY 2023"


def test_of_two_columns_that_are_alike_the_one_that_is_named_a_sum_is_left_out() -> None:
    assert reconciled_columns_in("""
        Year 2023
                | US GAAP | Total effects | Leases | IFRS
        Revenue | 100     | 5             | 5      | 105
        Net     | 40      | 5             | 5      | 45
    """)[1:3] == ["C: adds up the differences beside it", "D: difference Leases, FY 2023"]


def test_of_two_columns_that_are_alike_without_such_a_name_the_right_one_is_left_out() -> None:
    assert reconciled_columns_in("""
        Year 2023
                | US GAAP | Leases | Standards | IFRS
        Revenue | 100     | 5      | 5         | 105
        Net     | 40      | 5      | 5         | 45
    """)[1:3] == ["C: difference Leases, FY 2023", "D: adds up the differences beside it"]


def test_a_difference_of_the_ends_is_left_out_although_the_others_do_not_explain_all_of_it() -> None:
    assert (
        reconciled_columns_in("""
        Year 2023
                | US GAAP | Leases | Difference | IFRS
        Revenue | 100     | 5      | 7          | 107
        Net     | 40      | 5      | 6          | 46
    """)[2]
        == "D: adds up the differences beside it"
    )


def test_what_is_called_difference_and_is_not_that_of_the_ends_is_one_of_them() -> None:
    assert (
        reconciled_columns_in("""
        Year 2023
                | US GAAP | Leases | Difference | IFRS
        Revenue | 100     | 5      | 2          | 107
        Net     | 40      | 5      | 1          | 46
        Cash    | 30      |        | 3          | 33
    """)[2]
        == "D: difference Difference, FY 2023"
    )


def test_a_difference_that_is_nil_throughout_is_not_that_of_the_ends() -> None:
    assert (
        reconciled_columns_in("""
        Year 2023
                | US GAAP | Leases | Difference | IFRS
        Revenue | 100     | 5      |            | 105
        Net     | 40      |        | 0          | 40
    """)[2]
        == "D: difference Difference, FY 2023"
    )


def test_the_only_column_between_the_ends_names_no_difference_without_a_heading() -> None:
    assert (
        reconciled_columns_in("""
        Year 2023
                | US GAAP |   | IFRS
        Revenue | 100     | 5 | 105
    """)[1]
        == "C: names no difference"
    )


@pytest.mark.parametrize("heading", ["Leases (Note 4)", "Leases RMB'000", "(1) Leases"])
def test_the_only_column_between_the_ends_is_called_without_its_note_and_its_unit(heading: str) -> None:
    assert (
        reconciled_columns_in(f"""
        Year 2023
                | US GAAP | {heading} | IFRS
        Revenue | 100     | 5         | 105
    """)[1]
        == "C: difference Leases, FY 2023"
    )


@pytest.mark.parametrize("name", ["Total adjustments", "Difference", "Effects of transition"])
def test_the_only_column_between_the_ends_is_the_difference_whatever_it_is_called(name: str) -> None:
    assert (
        reconciled_columns_in(f"""
        Year 2023
                | US GAAP | {name} | IFRS
        Revenue | 100     | 5      | 105
        Net     | 40      | 5      | 45
    """)[1]
        == f"C: difference {name}, FY 2023"
    )


def test_the_only_column_between_the_ends_may_be_called_by_what_spans_it() -> None:
    assert (
        reconciled_columns_in("""
        Year 2023
                | US GAAP | Adjustments to IFRS | IFRS
        Revenue | 100     | 5                   | 105
    """)[1]
        == "C: difference Adjustments to IFRS, FY 2023"
    )


def test_a_column_among_others_that_only_a_period_heads_names_no_difference() -> None:
    assert (
        reconciled_columns_in("""
        Year 2023
                | US GAAP | Leases | FY2023 | IFRS
        Revenue | 100     | 5      | 2      | 107
    """)[2]
        == "D: names no difference"
    )


def test_a_column_among_others_without_a_heading_names_no_difference() -> None:
    assert (
        reconciled_columns_in("""
        Year 2023
                | US GAAP | Leases |        | IFRS
        Revenue | 100     | 5      | 2      | 107
    """)[2]
        == "D: names no difference"
    )


def test_a_difference_is_called_without_its_note_and_its_unit() -> None:
    assert reconciled_columns_in("""
        Year 2023
                | US GAAP | Leases (Note 4) | Tax RMB'000 | IFRS
        Revenue | 100     | 5               | 2           | 107
    """)[1:3] == ["C: difference Leases, FY 2023", "D: difference Tax, FY 2023"]


def test_what_only_spans_differences_names_one_among_others_without_its_note() -> None:
    assert (
        reconciled_columns_in("""
        Year 2023
                | US GAAP | Leases | Reconciling to IFRS (Note 5) | IFRS
        Revenue | 100     | 5      | 2                            | 107
    """)[2]
        == "D: difference Reconciling to IFRS, FY 2023"
    )


def test_a_difference_in_another_currency_is_a_translation() -> None:
    assert (
        reconciled_columns_in("""
        Year 2023
                | US GAAP | Leases | Leases | IFRS
                | RMB     | RMB    | USD    | RMB
        Revenue | 100     | 5      | 1      | 105
    """)[2]
        == "D: repeats amounts in another currency"
    )


def test_the_currency_above_a_column_goes_with_it() -> None:
    (read,) = read_reconciliations("""
        Year 2023
                | US GAAP | Leases | IFRS
                | RMB     |        | RMB
        Revenue | 100     | 5      | 105
    """)
    assert [column.currency for column in read.columns] == ["RMB", "", "RMB"]


DRAFTED = """
    Year 2023
            | US GAAP | Leases | Tax | IFRS
    Revenue | 100     | 5      | 2   | {0}
"""


def test_a_hidden_difference_without_which_the_rows_add_up_is_left_out() -> None:
    assert reconciled_columns_in(DRAFTED.format(105), hidden=HIDDEN_D)[2] == f"D: {said(LeftOut.HIDDEN.fact)}"


def test_a_hidden_difference_with_which_the_rows_add_up_is_one() -> None:
    assert reconciled_columns_in(DRAFTED.format(107), hidden=HIDDEN_D)[2] == "D: difference Tax, FY 2023"


def test_a_hidden_difference_that_nothing_tells_from_the_others_is_one() -> None:
    assert reconciled_columns_in(DRAFTED.format(109), hidden=HIDDEN_D)[2] == "D: difference Tax, FY 2023"


def test_a_hidden_draft_is_not_among_what_a_sum_adds_up() -> None:
    assert reconciled_columns_in(
        """
        Year 2023
                | US GAAP | Leases | Draft | Tax | Standards | IFRS
        Revenue | 100     | 5      | 9     | 2   | 7         | 107
        Net     | 40      | 5      | 9     | -1  | 4         | 44
        Assets  | 40      | 5      | 9     |     |           | 45
    """,
        hidden=HIDDEN_D,
    )[2:5] == [
        f"D: {said(LeftOut.HIDDEN.fact)}",
        "E: difference Tax, FY 2023",
        "F: adds up the differences beside it",
    ]


@pytest.mark.parametrize(
    ("heading", "reason"),
    [("USD", LeftOut.TRANSLATION), ("Note", LeftOut.NOTES), ("RMB", LeftOut.NO_RECONCILIATION)],
)
def test_a_column_beside_a_reconciliation_is_left_out_for_its_heading(heading: str, reason: LeftOut) -> None:
    headings = {2: ("US GAAP", "RMB"), 3: ("Leases",), 4: ("IFRS", "RMB"), 5: ("Group", heading)}
    assert why_not_in_reconciliation(headings, 5) is reason


# ---- primary statements


def test_each_column_of_a_primary_statement_is_as_reported_for_its_period() -> None:
    assert primary_columns_in("""
                | 2023 | 2022
        Revenue | 100  | 90
    """) == ["B: as reported, FY 2023", "C: as reported, FY 2022"]


def test_a_balance_sheet_shows_days() -> None:
    assert primary_columns_in(
        """
             | 2023 | June 30, 2023
        Cash | 100  | 90
    """,
        POSITION,
    ) == ["B: as reported, 31 Dec 2023", "C: as reported, 30 Jun 2023"]


def test_a_company_s_year_may_end_in_another_month() -> None:
    assert primary_columns_in(
        """
                | FY2023 | FY2022
        Revenue | 100    | 90
    """,
        year_end=6,
    ) == ["B: as reported, Year to 30 Jun 2023", "C: as reported, Year to 30 Jun 2022"]


@pytest.mark.parametrize("heading", ["Note", "% change", "YoY", "Variance"])
def test_notes_and_changes_state_nothing(heading: str) -> None:
    assert (
        primary_columns_in(f"""
                | 2023 | {heading}
        Revenue | 100  | 90
    """)[1]
        == "C: is a column of notes or changes"
    )


def test_changes_of_a_period_state_nothing() -> None:
    assert (
        primary_columns_in("""
                | 2023 | 2022 | 2023
                | RMB  | RMB  | Change
        Revenue | 100  | 90   | 10
        Costs   | 10   | 9    | 1
    """)[2]
        == "D: is a column of notes or changes"
    )


@pytest.mark.parametrize("heading", ["2024 Budget", "2024E", "FY24 Forecast", "LTM", "Consensus"])
def test_what_nobody_reported_is_left_out(heading: str) -> None:
    assert (
        primary_columns_in(f"""
                | 2023 | {heading}
        Revenue | 100  | 90
    """)[1]
        == f"C: {NOT_REPORTED}"
    )


def test_a_budget_that_is_headed_as_notes_is_no_reported_figure_in_the_first_place() -> None:
    assert (
        primary_columns_in("""
                | 2023 | Budget
                | 2023 | Change
        Revenue | 100  | 90
    """)[1]
        == f"C: {NOT_REPORTED}"
    )


def test_a_column_that_names_no_period_among_some_that_do_is_left_out() -> None:
    assert (
        primary_columns_in("""
                | 2023 | Region
        Revenue | 100  | 90
    """)[1]
        == "C: names no period"
    )


def test_a_column_that_names_no_period_among_some_that_do_is_not_of_the_title_s() -> None:
    assert primary_columns_in("""
        Year ended December 31, 2023
                | 2022 | Region
        Revenue | 100  | 90
        Costs   | 10   | 9
    """) == ["B: as reported, FY 2022", "C: names no period"]


def test_where_no_column_names_a_period_they_are_of_the_title_s() -> None:
    assert (
        primary_columns_in("""
        Year ended December 31, 2023
                | Group | Note
        Revenue | 100   | 7
    """)[0]
        == "B: as reported, FY 2023"
    )


def test_a_column_that_names_no_period_in_a_statement_of_changes_in_equity_is_a_component() -> None:
    assert (
        primary_columns_in(
            """
                   | 2023 | Retained earnings
        Net income | 100  | 90
    """,
            EQUITY,
        )[1]
        == "C: is a component of equity, not a period"
    )


def test_a_day_on_a_statement_of_flows_does_not_say_how_long_its_period_is() -> None:
    assert (
        primary_columns_in("""
                | December 31, 2023 | FY2022
        Revenue | 100               | 90
    """)[0]
        == "B: names a date but not the length of its period"
    )


def test_a_day_in_a_statement_of_changes_in_equity_has_no_length_either() -> None:
    assert (
        primary_columns_in(
            """
                   | December 31, 2023 | FY2022
        Net income | 100               | 90
    """,
            EQUITY,
        )[0]
        == "B: names a date but not the length of its period"
    )


def test_a_day_that_can_be_read_in_two_ways_is_not_guessed() -> None:
    assert (
        primary_columns_in(
            """
              | 03/04/2023 | 2022
        Cash  | 100        | 90
        Loans | 7          | 8
    """,
            POSITION,
        )[0]
        == "B: names a period that can be read in two ways"
    )


def test_without_a_year_a_column_is_as_unclear_as_the_title() -> None:
    headings = {2: ("Group",), 3: ("2022",)}
    when = PeriodDefaults(PeriodWords(is_unclear=True))
    read = read_primary_columns(headings, POSITION, when, "", [])
    assert describe(read) == ["B: names a period that can be read in two ways", "C: as reported, 31 Dec 2022"]


def test_a_day_without_a_length_is_not_unclear_because_the_title_is() -> None:
    headings = {2: ("December 31, 2023",)}
    unclear = PeriodDefaults(PeriodWords(is_unclear=True))
    read = read_primary_columns(headings, StatementKind.OPERATIONS, unclear, "", [])
    assert describe(read) == ["B: names a date but not the length of its period"]


PAPER = """
            | 2023年9月30日 | 2022年9月30日
    营业收入 | 100           | 90
    营业成本 | 60            | 50
"""


def test_days_of_a_paper_of_the_prc_end_the_year_to_date() -> None:
    assert primary_columns_in(PAPER, currency="RMB")[0] == "B: as reported, 9M 2023"


def test_days_of_a_paper_in_another_currency_are_as_long_as_they_are_apart() -> None:
    assert primary_columns_in(PAPER, currency="HKD")[0] == "B: as reported, Year to 30 Sep 2023"


@pytest.mark.parametrize(
    ("currency", "of_unit_line", "said"), [("", "HKD", "Year to 30 Sep 2023"), ("RMB", "HKD", "9M 2023")]
)
def test_the_unit_line_names_the_currency_of_a_paper_where_nothing_else_does(
    currency: str, of_unit_line: str, said: str
) -> None:
    table = read_table(PAPER)
    read = read_primary_columns(
        table.headings,
        StatementKind.OPERATIONS,
        PeriodDefaults(),
        currency,
        table.rows,
        currency_of_unit_line=of_unit_line,
    )
    assert describe(read)[0] == f"B: as reported, {said}"


def test_days_one_year_apart_end_years_and_that_is_said() -> None:
    read = columns_of_statement("""
                | 2023-12-31 | 2022-12-31
        Revenue | 100        | 90
    """)
    assert describe(read) == ["B: as reported, FY 2023", "C: as reported, FY 2022"]
    assert said(read.conclusion).startswith("no heading states the length of the periods")


def test_nothing_is_concluded_where_headings_say_all() -> None:
    assert columns_of_statement(" | 2023 | 2022\nRevenue | 100 | 90").conclusion == ""


def test_a_column_headed_as_notes_does_not_tell_how_long_periods_are() -> None:
    assert (
        primary_columns_in("""
                | 2023-12-31 | Change 2022-12-31
        Revenue | 100        | 90
    """)[0]
        == "B: names a date but not the length of its period"
    )


# ---- one period in several columns


def test_of_two_columns_for_one_period_the_first_counts() -> None:
    assert primary_columns_in("""
                | 2023 | FY2023
        Revenue | 100  | 90
    """) == ["B: as reported, FY 2023", "C: has the same period and currency as another"]


def test_of_two_columns_for_one_period_the_visible_one_counts() -> None:
    assert primary_columns_in(
        """
                | 2023 | FY2023
        Revenue | 100  | 90
    """,
        hidden={2},
    ) == [f"B: {said(LeftOut.HIDDEN.fact)}", "C: as reported, FY 2023"]


def test_a_hidden_column_alone_for_its_period_counts() -> None:
    assert primary_columns_in(
        """
                | 2023 | 2022
        Revenue | 100  | 90
    """,
        hidden={3},
    ) == ["B: as reported, FY 2023", "C: as reported, FY 2022"]


@pytest.mark.parametrize("heading", ["As previously reported", "Originally reported"])
def test_a_period_as_it_was_before_it_was_restated_gives_way(heading: str) -> None:
    assert primary_columns_in(f"""
                | 2022      | 2022
                | {heading} | As restated
        Revenue | 100       | 90
    """) == ["B: has the same period and currency as another", "C: as reported, FY 2022"]


def test_columns_stand_from_left_to_right_whichever_was_chosen_first() -> None:
    read = columns_of_statement("""
                | 2022                   | 2023
                | As previously reported | Reported
        Revenue | 100                    | 90
        Costs   | 10                     | 9
    """)
    assert [column.index for column in read.columns] == [2, 3]


def test_segments_of_one_period_give_way_to_their_total() -> None:
    assert primary_columns_in("""
                | FY2023  | FY2023    | FY2023
                | Banking | Insurance | Total
        Revenue | 60      | 40        | 100
    """) == ["B: is one part of a breakdown", "C: is one part of a breakdown", "D: as reported, FY 2023"]


def test_segments_without_a_total_state_nothing_of_the_company() -> None:
    assert primary_columns_in("""
                | FY2023  | FY2023
                | Banking | Insurance
        Revenue | 60      | 40
    """) == ["B: is one part of a breakdown", "C: is one part of a breakdown"]


def test_segments_of_one_period_say_nothing_of_another() -> None:
    assert (
        primary_columns_in("""
                | FY2023  | FY2023    | FY2022
                | Banking | Insurance | Holding
        Revenue | 60      | 40        | 90
    """)[2]
        == "D: as reported, FY 2022"
    )


def test_a_hidden_segment_does_not_make_a_breakdown() -> None:
    assert primary_columns_in(
        """
                | FY2023  | FY2023
                | Banking | Insurance
        Revenue | 60      | 40
    """,
        hidden={3},
    ) == ["B: as reported, FY 2023", f"C: {said(LeftOut.HIDDEN.fact)}"]


def test_names_that_are_repeated_for_one_period_divide_nothing() -> None:
    assert (
        primary_columns_in("""
                | FY2023  | FY2023  | FY2023
                | Banking | Banking | Insurance
        Revenue | 60      | 60      | 40
    """)[0]
        == "B: as reported, FY 2023"
    )


def test_a_column_without_a_name_is_the_whole_of_those_that_have_one() -> None:
    assert primary_columns_in("""
                | FY2023 | FY2023  | FY2023    | FY2023
                |        | Banking | Insurance | Insurance
        Revenue | 100    | 60      | 40        | 40
    """) == ["B: as reported, FY 2023", *(f"{letter}: is one part of a breakdown" for letter in "CDE")]


def test_the_company_alone_gives_way_to_its_group() -> None:
    assert primary_columns_in("""
                | FY2023  | FY2023
                | Company | Group
        Revenue | 60      | 100
    """) == ["B: is for the parent company only, beside the consolidated figures", "C: as reported, FY 2023"]


def test_an_adjusted_measure_gives_way_to_what_was_reported() -> None:
    assert primary_columns_in("""
                | FY2023   | FY2023   | FY2023
                | Reported | Adjusted | Core
        Revenue | 100      | 110      | 105
    """)[1:] == [f"{letter}: states an adjusted measure beside the reported figures" for letter in "CD"]


# ---- translations


def test_a_column_in_another_currency_is_a_translation() -> None:
    assert primary_columns_in("""
                | 2023 | 2022 | 2023
                | RMB  | RMB  | USD
        Revenue | 100  | 90   | 15
    """) == ["B: as reported, FY 2023", "C: as reported, FY 2022", "D: translation USD, FY 2023"]


def test_the_currency_of_most_periods_is_the_statement_s() -> None:
    assert primary_columns_in("""
                | 2023 | 2023 | 2022
                | USD  | RMB  | RMB
        Revenue | 15   | 100  | 90
    """) == ["B: translation USD, FY 2023", "C: as reported, FY 2023", "D: as reported, FY 2022"]


def test_periods_count_once_for_a_currency_that_repeats_them() -> None:
    assert (
        primary_columns_in("""
                | 2023 | FY2023 | FY 2023 | 2023 | 2022
                | USD  | USD    | USD     | RMB  | RMB
        Revenue | 15   | 15     | 15      | 100  | 90
        Costs   | 6    | 6      | 6       | 40   | 30
    """)[0]
        == "B: translation USD, FY 2023"
    )


def test_of_as_many_periods_in_either_the_first_currency_is_the_statement_s() -> None:
    assert primary_columns_in("""
                | 2023 | 2023
                | USD  | RMB
        Revenue | 15   | 100
    """) == ["B: as reported, FY 2023", "C: translation RMB, FY 2023"]


def test_the_entity_s_currency_is_the_statement_s_however_few_periods_are_in_it() -> None:
    assert primary_columns_in(
        """
                | 2023 | 2022 | 2023
                | RMB  | RMB  | USD
        Revenue | 100  | 90   | 15
    """,
        currency="USD",
    ) == ["B: translation RMB, FY 2023", "C: translation RMB, FY 2022", "D: as reported, FY 2023"]


def test_an_entity_s_currency_that_no_column_names_is_not_the_statement_s() -> None:
    assert primary_columns_in(
        """
                | 2023 | 2022
                | RMB  | RMB
        Revenue | 100  | 90
    """,
        currency="EUR",
    ) == ["B: as reported, FY 2023", "C: as reported, FY 2022"]


@pytest.mark.parametrize(("currency", "code"), [("HKD", "HKD"), ("", "USD")])
def test_a_bare_dollar_is_the_entity_s_own_else_that_of_the_united_states(currency: str, code: str) -> None:
    read = columns_of_statement(
        """
                | 2023 | 2022
                | $    | $
        Revenue | 100  | 90
    """,
        currency=currency,
    )
    assert [column.currency for column in read.columns] == [code, code]


def test_a_dollar_in_a_name_is_no_currency() -> None:
    read = columns_of_statement("""
                | 2023                | 2022
                | Change of $ amounts of | Group
        Revenue | 100                 | 90
    """)
    assert [column.currency for column in read.columns] == ["", ""]


def test_the_lowest_heading_names_the_currency() -> None:
    read = columns_of_statement("""
                | RMB  | RMB
                | 2023 | 2022
                | USD  | USD
        Revenue | 100  | 90
    """)
    assert [column.currency for column in read.columns] == ["USD", "USD"]


# ---- totals of periods


def test_a_total_behind_months_is_of_all_of_them() -> None:
    read = columns_of_statement("""
                | Jan 2023 | Feb 2023 | Mar 2023 | Total
        Revenue | 30       | 30       | 40       | 100
        Costs   | 10       | 10       | 10       | 30
    """)
    assert describe(read)[3] == "E: as reported, Q1 2023"
    assert read.columns[3].period.label == "Three months ended March 31, 2023"


@pytest.mark.parametrize("heads", ["Q1 2023 | Q2 2023", "Q2 2023 | Q1 2023"])
def test_a_total_behind_quarters_is_of_both_whichever_stands_first(heads: str) -> None:
    assert (
        primary_columns_in(f"""
                | {heads} | Total
        Revenue | 30      | 30 | 60
    """)[2]
        == "D: as reported, H1 2023"
    )


def test_a_total_adds_up_the_run_before_it_and_no_further() -> None:
    assert (
        primary_columns_in("""
                | FY2022 | Q1 2023 | Q2 2023 | Total
        Revenue | 90     | 30      | 30      | 60
    """)[3]
        == "E: as reported, H1 2023"
    )


def test_a_total_adds_up_nothing_across_a_gap() -> None:
    assert (
        primary_columns_in("""
                | Q1 2023 | Q3 2023 | Total
        Revenue | 30      | 30      | 60
    """)[2]
        == "D: names no period"
    )


def test_a_total_adds_up_no_periods_that_are_in_no_order() -> None:
    assert (
        primary_columns_in("""
                | Q2 2023 | Q1 2023 | Q2 2023 | Total
        Revenue | 30      | 30      | 30      | 60
    """)[3]
        == "E: names no period"
    )


def test_a_total_behind_a_single_period_is_of_none() -> None:
    assert (
        primary_columns_in("""
                | FY2022 | Q1 2023 | Total
        Revenue | 90     | 30      | 30
    """)[2]
        == "D: names no period"
    )


def test_a_total_is_of_the_periods_before_it_alone() -> None:
    assert (
        primary_columns_in("""
                | Q1 2023 | Q2 2023 | Total | Q3 2023
        Revenue | 30      | 30      | 60    | 30
    """)[2]
        == "D: as reported, H1 2023"
    )


@pytest.mark.parametrize(("heading", "said"), [("YTD 2023", "as reported, H1 2023"), ("Sum", "names no period")])
def test_what_is_to_date_or_a_total_adds_up_periods_and_nothing_else_does(heading: str, said: str) -> None:
    assert (
        primary_columns_in(
            f"""
                | Q1 2023 | Q2 2023 | {heading}
        Revenue | 30      | 30      | 60
    """,
            year_end=12,
        )[2]
        == f"D: {said}"
    )


def test_a_total_with_its_unit_adds_up_periods_too() -> None:
    assert (
        primary_columns_in("""
                | Q1 2023 | Q2 2023 | Total
                | RMB     | RMB     | RMB
        Revenue | 30      | 30      | 60
        Costs   | 10      | 10      | 20
    """)[2]
        == "D: as reported, H1 2023"
    )


def test_a_year_to_date_of_another_year_does_not_add_up_those_before_it() -> None:
    assert (
        primary_columns_in("""
                | Q1 2023 | Q2 2023 | YTD 2022
        Revenue | 30      | 30      | 60
        Costs   | 10      | 10      | 20
    """)[2]
        == "D: names no period"
    )


def test_a_year_to_date_is_of_the_year_in_which_it_ends() -> None:
    assert (
        primary_columns_in("""
                | Q3 2022 | Q4 2022 | Q1 2023 | YTD 2023
        Revenue | 30      | 30      | 30      | 90
        Costs   | 10      | 10      | 10      | 30
    """)[3]
        == "E: as reported, 1 Jul 2022 to 31 Mar 2023"
    )


def test_days_on_a_balance_sheet_have_no_total() -> None:
    assert (
        primary_columns_in(
            """
             | January 31, 2023 | February 28, 2023 | Total
        Cash | 30               | 30                | 60
    """,
            POSITION,
        )[2]
        == "D: names no period"
    )


def test_what_was_taken_as_a_total_is_said() -> None:
    read = columns_of_statement("""
                | Q1 2023 | Q2 2023 | Total
        Revenue | 30      | 30      | 60
    """)
    assert said(read.conclusion) == "'Total' was read as the total of the periods before it"


def test_how_long_periods_are_is_said_before_that_something_was_taken_as_their_total() -> None:
    read = columns_of_statement("""
                | 2023-03-31 | 2023-06-30 | Total
        Revenue | 30         | 30         | 60
        Costs   | 10         | 10         | 20
    """)
    assert describe(read)[2] == "D: as reported, H1 2023"
    assert said(read.conclusion).startswith("no heading states the length of the periods")


TO_DATE = """
    Three months ended September 30, 2023
            | July 2023 | August 2023 | September 2023 | YTD
    Revenue | 30        | 30          | 40             | {0}
    Costs   | 10        | 10          | 10             | {1}
"""


def test_a_year_to_date_that_adds_up_the_months_before_it_begins_with_them() -> None:
    assert primary_columns_in(TO_DATE.format(100, 30))[3] == "E: as reported, Q3 2023"


def test_a_year_to_date_that_does_not_add_up_on_every_row_begins_with_the_company_s_year() -> None:
    assert primary_columns_in(TO_DATE.format(100, 90))[3] == "E: as reported, 9M 2023"


def test_a_year_to_date_that_one_row_alone_adds_up_begins_with_the_company_s_year() -> None:
    assert primary_columns_in(TO_DATE.format(100, ""))[3] == "E: as reported, 9M 2023"


def test_rows_that_do_not_state_every_month_tell_nothing_of_the_year_to_date() -> None:
    assert (
        primary_columns_in(
            TO_DATE.format(100, 30)
            + """
    Tax     | 5         |             | 5              | 99
    Grants  | 5         | 5           | 5              |
    """
        )[3]
        == "E: as reported, Q3 2023"
    )


def test_a_total_of_the_range_that_the_title_names_is_of_that_range() -> None:
    assert (
        primary_columns_in("""
        Year ended June 30, 2023
                | September | Total
        Revenue | 30        | 60
    """)[1]
        == "C: as reported, Year to 30 Jun 2023"
    )


def test_a_total_with_its_unit_is_of_the_range_that_the_title_names_too() -> None:
    assert (
        primary_columns_in("""
        Year ended June 30, 2023
                | September | Total
                | RMB       | RMB
        Revenue | 30        | 60
        Costs   | 10        | 20
    """)[1]
        == "C: as reported, Year to 30 Jun 2023"
    )


def test_a_column_that_is_no_total_is_not_of_the_range_that_the_title_names() -> None:
    assert (
        primary_columns_in("""
        Year ended June 30, 2023
                | September | Region
        Revenue | 30        | 60
        Costs   | 10        | 20
    """)[1]
        == "C: names no period"
    )


def test_a_total_beside_a_month_is_of_no_range_where_the_title_names_only_a_year() -> None:
    assert (
        primary_columns_in("""
        Figures of 2023
                | September | Total
        Revenue | 30        | 60
        Costs   | 10        | 20
    """)[1]
        == "C: names no period"
    )


def test_a_month_of_a_range_may_lie_in_the_year_before() -> None:
    headings = {2: ("September",), 3: ("June",)}
    when = PeriodDefaults(PeriodWords(months=12, month=6, year=2023))
    assert describe(read_primary_columns(headings, POSITION, when, "", [])) == [
        "B: as reported, 30 Sep 2022",
        "C: as reported, 30 Jun 2023",
    ]


def test_that_other_years_were_counted_back_in_weeks_is_said() -> None:
    read = columns_of_statement("""
        52 weeks ended September 30, 2023
                | 2023 | 2022
        Revenue | 100  | 90
    """)
    assert describe(read) == ["B: as reported, 2 Oct 2022 to 30 Sep 2023", "C: as reported, 3 Oct 2021 to 1 Oct 2022"]
    assert said(read.conclusion) == "only one year-end date is given; the other years were counted back in weeks"


def test_nothing_was_counted_back_in_weeks_where_every_column_names_its_last_day() -> None:
    read = columns_of_statement("""
        52 weeks ended September 30, 2023
                | September 30, 2023 | October 1, 2022
        Revenue | 100                | 90
        Costs   | 10                 | 9
    """)
    assert describe(read)[1] == "C: as reported, 3 Oct 2021 to 1 Oct 2022"
    assert said(read.conclusion) == ""


# ---- words that nobody understands, budgets, scales


def test_words_over_some_columns_that_nobody_understands_are_said() -> None:
    read = columns_of_statement("""
                | 2023 | 2022 zzz
        Revenue | 100  | 90
    """)
    assert read.odd_words == {3: "zzz"}


def test_the_same_words_over_all_columns_are_not_odd() -> None:
    read = columns_of_statement("""
                | 2023 zzz | 2022 zzz
        Revenue | 100      | 90
    """)
    assert read.odd_words == {}


def test_words_over_a_translation_are_not_odd() -> None:
    read = columns_of_statement("""
                | 2023 | 2022 | 2023 zzz
                | RMB  | RMB  | USD
        Revenue | 100  | 90   | 15
    """)
    assert read.odd_words == {}


def test_of_a_budget_the_columns_that_are_called_actual_stay() -> None:
    read = keep_reported_columns(
        columns_of_statement("""
                    | 2022A | 2023 Actual | 2024 | Note
            Revenue | 90    | 100         | 110  | 7
            Costs   | 9     | 10          | 11   | 8
        """)
    )
    assert describe(read) == [
        "B: as reported, FY 2022",
        "C: as reported, FY 2023",
        f"D: {NOT_REPORTED}",
        "E: is a column of notes or changes",
    ]


@pytest.mark.parametrize(
    ("headings", "scale"),
    [
        (("2023", "RMB thousands"), 1000),
        (("RMB millions", "2023", "RMB thousands"), 1000),
        (("RMB millions", "2023"), 1_000_000),
        (("Year ended 31 March 2023 £000",), 1000),
        (("2023",), None),
        (("2023", "Group in thousands of small and larger and larger pieces"), None),
    ],
)
def test_the_lowest_heading_with_a_unit_names_the_scale_of_a_column(
    headings: tuple[str, ...], scale: int | None
) -> None:
    assert Column(2, FigureRole.AS_REPORTED, "", FY2023, headings).scale == scale


def test_only_what_has_no_figures_of_its_own_is_left_out_without_a_doubt() -> None:
    assert {reason for reason in LeftOut if reason.is_doubtful} == {
        LeftOut.NO_PERIOD,
        LeftOut.UNCLEAR,
        LeftOut.NO_LENGTH,
        LeftOut.NOT_REPORTED,
        LeftOut.NO_DIFFERENCE,
        LeftOut.NO_RECONCILIATION,
        LeftOut.SAME_COLUMN,
        LeftOut.HIDDEN,
    }


def test_what_was_left_out_before_stays_so() -> None:
    read = ColumnsRead([Column(2, FigureRole.AS_REPORTED, "", FY2023, ("2023",))], {3: LeftOut.NOTES}, "said")
    assert keep_reported_columns(read) == ColumnsRead([], {2: LeftOut.NOT_REPORTED, 3: LeftOut.NOTES}, "said")
