"""Tables of drawn sheets: what is a title, what heads the columns, what is a line, and where the next table begins."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.found import said
from tests.importing.notation import amounts_on, sheet_in
from tests.importing.sheets.reading import headings_of, lines_of, tables_in, tables_on, titles_of, with_formats
from tests.importing.sheets.reading import table_in as table
from workbench.importing.sheets.corrections import RowRole
from workbench.importing.sheets.tables import (
    have_most_lines_of,
    heading_lines,
    heading_text,
    is_about_the_table,
    is_year,
    table_row,
    tables,
)
from workbench.workbooks import CellKind, CellStyle, SheetCell


def cell(text: str, number_format: str = "General", kind: CellKind = CellKind.NUMBER) -> SheetCell:
    value: Decimal | date | str = text
    if kind is CellKind.NUMBER:
        value = Decimal(text)
    elif kind is CellKind.DATE:
        value = date.fromisoformat(text)
    return SheetCell(1, 1, kind, value, text, None, CellStyle(number_format))


# ---- titles, headings, lines


def test_words_above_the_years_are_titles_and_rows_with_figures_are_lines() -> None:
    found = table("""
        Income statement
        USD thousands
                | 2023  | 2022
        Revenue | 1,000 | 900
        Costs   | (600) | (500)
    """)
    assert titles_of(found) == ["Income statement", "USD thousands"]
    assert headings_of(found) == ["2023 | 2022"]
    assert lines_of(found) == ["Revenue | 1000 | 900", "Costs | -600 | -500"]


def test_a_sheet_without_amounts_beside_words_has_no_table() -> None:
    assert tables_in("Income statement\nUSD thousands | in this file") == []


def test_words_among_the_lines_head_those_below_them() -> None:
    found = table("""
                | 2023
        Assets
        Cash    | 10
        Debts
        Loans   | 7
    """)
    assert [row.caption for row in found.rows if row.is_heading] == ["Assets", "Debts"]


def test_commitments_without_a_figure_are_a_line_and_head_nothing() -> None:
    found = table("""
                                      | 2023
        Loans                         | 7
        Commitments and contingencies
        Capital                       | 3
    """)
    assert not any(row.is_heading for row in found.rows)


def test_words_below_the_last_figures_are_no_lines() -> None:
    found = table("""
                | 2023
        Cash    | 10
        Loans   | 7
        The notes are part of these statements.
    """)
    assert lines_of(found) == ["Cash | 10", "Loans | 7"]
    assert [cell.text for cell in found.trailing] == ["The notes are part of these statements."]


def test_what_stands_bold_or_after_an_indent_keeps_it() -> None:
    found = table("""
                       | 2023
        *Assets
        ..Cash         | 10
        ..*Total cash  | 10
    """)
    assert lines_of(found) == ["*Assets", "..Cash | 10", "..*Total cash | 10"]


@pytest.mark.parametrize(
    ("text", "column", "indent"),
    [("Cash", 1, 0), ("    Cash", 1, 2), ("\u3000\u3000Cash", 1, 1), ("Cash", 3, 2), ("  Cash", 2, 2)],
)
def test_blanks_before_a_caption_and_columns_right_of_the_captions_indent_it(
    text: str, column: int, indent: int
) -> None:
    caption = SheetCell(5, column, CellKind.TEXT, text, text, None, CellStyle())
    row = table_row(5, caption, caption_column=1)
    assert (row.caption, row.indent) == ("Cash", indent)


def test_a_caption_left_of_the_others_is_not_indented_less_than_nothing() -> None:
    caption = SheetCell(5, 1, CellKind.TEXT, "Cash", "Cash", None, CellStyle())
    assert table_row(5, caption, caption_column=3).indent == 0


def test_an_indent_of_the_cell_counts_and_the_blanks_in_it_do_not_add_to_it() -> None:
    caption = SheetCell(5, 1, CellKind.TEXT, "    Cash", "    Cash", None, CellStyle(indent=1))
    assert table_row(5, caption, caption_column=1).indent == 1


def test_a_caption_stands_without_its_note_and_on_one_line() -> None:
    caption = SheetCell(5, 1, CellKind.TEXT, "", "Trade\nreceivables (Note 5)", None, CellStyle())
    assert table_row(5, caption).caption == "Trade receivables"


def test_a_row_of_figures_alone_is_a_line_without_a_caption() -> None:
    found = table("""
                | 2023 | 2022
        Cash    | 10   | 9
                | 10   | 8
    """)
    assert lines_of(found) == ["Cash | 10 | 9", " | 10 | 8"]


def test_an_error_is_a_figure_that_nobody_knows_and_words_beside_the_figures_are_none() -> None:
    found = table("""
                | 2023 | 2022
        Cash    | #N/A | see note 4
        Loans   | 7    | 8
    """)
    assert lines_of(found) == ["Cash | ? |", "Loans | 7 | 8"]
    assert [cell.text for cell in found.rows[0].others] == ["see note 4"]


def test_hidden_and_struck_out_rows_are_drafts() -> None:
    found = table("""
                | 2023 | 2022
        Cash    | 10   | 9
        # Plan  | 11   | 10
        Loans   | ~7   | ~8
        Debts   | ~7   | 8
    """)
    assert [said(row.draft) for row in found.rows] == ["", "hidden", "struck out", ""]


def test_a_line_without_figures_is_struck_out_with_its_caption() -> None:
    found = table("""
                  | 2023 | 2022
        ~Goodwill | n/a  | n/a
        Brands    | ~n/a | n/a
        Cash      | 10   | 9
    """)
    assert [said(row.draft) for row in found.rows] == ["struck out", "", ""]


def test_a_hidden_row_that_is_struck_out_is_hidden() -> None:
    found = table("""
                | 2023
        Cash    | 10
        # Loans | ~7
    """)
    assert lines_of(found)[1] == "# Loans | 7"


# ---- which column captions the lines


def test_the_numbers_of_items_before_their_captions_are_neither() -> None:
    found = table("""
              |             | 2023
        (i)   | Cash        | 10
        (ii)  | Receivables | 7
        (iii) | Inventories | 5
    """)
    assert lines_of(found) == ["Cash | 10", "Receivables | 7", "Inventories | 5"]


def test_a_row_of_an_item_s_number_alone_says_nothing() -> None:
    found = table("""
              |             | 2023
        (i)   | Cash        | 10
        (ii)  |
        (iii) | Inventories | 5
    """)
    assert lines_of(found) == ["Cash | 10", "Inventories | 5"]


def test_the_numbers_of_accounts_before_their_captions_do_not_caption_the_lines() -> None:
    found = table("""
             |       | 2023
        1001 | Cash  | 10
        1002 | Loans | 7
        1003 | Land  | 5
    """)
    assert [row.caption for row in found.rows] == ["Cash", "Loans", "Land"]


def test_what_heads_lines_in_the_column_of_their_captions_is_not_indented() -> None:
    found = table("""
              |             | 2023
              | Assets      |
        (i)   | Cash        | 10
              | Debts       |
        (ii)  | Loans       | 7
    """)
    assert lines_of(found) == ["Assets", "Cash | 10", "Debts", "Loans | 7"]


def test_words_left_of_the_captions_are_titles_and_a_number_there_says_nothing() -> None:
    found = table("""
        Balance sheet
        7
              |             | 2023
        (i)   | Cash        | 10
        (ii)  | Loans       | 7
        12
    """)
    assert titles_of(found) == ["Balance sheet", "2023"]
    assert found.trailing == []


def test_single_letters_may_caption_lines_and_head_them() -> None:
    found = table("""
                | 2023
        Revenue | 9
        A       | 10
        II
        B       | 7
        Costs   | 5
    """)
    assert lines_of(found) == ["Revenue | 9", "A | 10", "II", "B | 7", "Costs | 5"]


def test_a_day_in_the_column_of_captions_captions_nothing() -> None:
    found = table("""
                   | Price | Yield
        Opening    | 10    | 3
        2023-12-29 | 11    | 4
        Closing    | 12    | 5
    """)
    assert [row.caption for row in found.rows] == ["Opening", "", "Closing"]


def test_the_names_of_groups_repeated_beside_the_captions_are_not_the_captions() -> None:
    found = table("""
               |          | 2023
        Assets | Cash     | 10
        Assets | Loans    | 7
        Debts  | Payables | 4
        Debts  | Bonds    | 3
    """)
    assert [row.caption for row in found.rows] == ["Cash", "Loans", "Payables", "Bonds"]


def test_captions_may_repeat_as_long_as_three_in_five_differ() -> None:
    found = table("""
                     |           | 2023
        Loans        | in banks  | 10
        Loans        | to others | 7
        Related part | acquired  | 5
        Related part | to trade  | 4
        Bonds        | issued    | 3
    """)
    assert [row.caption for row in found.rows] == ["Loans", "Loans", "Related part", "Related part", "Bonds"]


def test_remarks_that_differ_from_line_to_line_beside_the_captions_are_not_the_captions() -> None:
    found = table("""
                 |           | 2023
        Cash     | in banks  | 10
        Loans    | to others | 7
        Goodwill | acquired  | 5
        Payables | to trade  | 4
        Bonds    | issued    | 3
    """)
    assert [row.caption for row in found.rows] == ["Cash", "Loans", "Goodwill", "Payables", "Bonds"]


def test_of_three_lines_nobody_can_tell_that_a_text_repeats_so_the_first_words_caption_them() -> None:
    found = table("""
               |          | 2023
        Assets | Cash     | 10
        Assets | Loans    | 7
        Assets | Goodwill | 5
    """)
    assert {row.caption for row in found.rows} == {"Assets"}


def test_a_line_may_be_captioned_right_of_the_column_of_captions() -> None:
    found = table("""
               |          | 2023
        Assets |          | 20
               | Cash     | 10
        Debts  |          | 7
        Equity |          | 13
    """)
    assert lines_of(found) == ["Assets | 20", "..Cash | 10", "Debts | 7", "Equity | 13"]


def test_words_behind_the_figures_and_numbers_of_items_before_them_are_no_captions() -> None:
    found = table("""
               |     | 2023 |
        Assets |     | 20   |
               |     | 13   | restated
               | (a) | 10   |
        Equity |     | 7    |
    """)
    assert lines_of(found) == ["Assets | 20", " | 13", " | 10", "Equity | 7"]
    assert [cell.text for cell in found.rows[1].others] == ["restated"]


def test_words_before_years_head_a_column_themselves() -> None:
    found = table("""
               | Segment | 2023 | 2022
        Assets | Bank    | 20   | 19
        Equity | Bank    | 13   | 12
        Debts  | Bank    | 7    | 7
    """)
    assert (titles_of(found), headings_of(found)) == ([], ["Segment | 2023 | 2022"])


def test_words_before_figures_of_which_one_looks_like_a_year_caption_them() -> None:
    found = table("""
               |      | FY23 | FY22
        Assets |      | 2020 | 19
               | Cash | 2010 | 7
        Equity |      | 13   | 12
    """)
    assert [row.caption for row in found.rows] == ["Assets", "Cash", "Equity"]


def test_a_note_is_no_caption_of_the_figures_beside_it() -> None:
    found = table("""
               |      | 2023
        Assets |      | 20
               | Note | 10
        Equity |      | 13
    """)
    assert [row.caption for row in found.rows] == ["Assets", "", "Equity"]


def test_lines_that_a_program_named_are_spelled_in_words() -> None:
    found = table("""
                       | 2023
        costOfRevenue  | 600
        netIncome      | 400
        Goodwill       | 7
    """)
    assert [row.caption for row in found.rows] == ["Cost of revenue", "Net income", "Goodwill"]


def test_names_of_a_program_are_spelled_in_words_where_half_of_them_are_several() -> None:
    found = table("""
                      | 2023
        costOfRevenue | 600
        Goodwill      | 400
        Line items of the balance sheet
                      | 9
        netIncome     | 5
        Inventories   | 7
    """)
    assert [row.caption for row in found.rows] == [
        "Cost of revenue",
        "Goodwill",
        "Line items of the balance sheet",
        "",
        "Net income",
        "Inventories",
    ]


def test_one_odd_name_among_names_of_one_word_stays_as_it_is() -> None:
    found = table("""
                 | 2023
        YouTube  | 600
        Search   | 400
        Cloud    | 7
    """)
    assert [row.caption for row in found.rows] == ["YouTube", "Search", "Cloud"]


def test_names_of_a_program_among_captions_in_words_stay_as_they_are() -> None:
    found = table("""
                      | 2023
        costOfRevenue | 600
        netIncome     | 400
        Cash in hand  | 7
    """)
    assert [row.caption for row in found.rows] == ["costOfRevenue", "netIncome", "Cash in hand"]


# ---- what heads columns


def test_words_and_units_over_the_columns_are_heading_rows_too() -> None:
    found = table("""
                | Audited   | Unaudited
                | 2023      | 2022
                | USD 1,000 | USD 1,000
        Revenue | 1,000     | 900
    """)
    assert headings_of(found) == ["Audited | Unaudited", "2023 | 2022", "USD 1,000 | USD 1,000"]


def test_a_unit_written_as_an_amount_below_figures_is_no_heading() -> None:
    found = table("""
                | 2023      | 2022
        Revenue | 1,000     | 900
                | USD 1,000 | USD 1,000
    """)
    assert headings_of(found) == ["2023 | 2022"]


def test_a_unit_written_as_an_amount_beside_a_caption_or_another_amount_is_a_figure() -> None:
    found = table("""
                | FY23      | FY22
        Loan    | USD 1,000 | USD 1,000
                | USD 1,000 | 7
        Revenue | 1,000     | 900
    """)
    assert lines_of(found) == ["Loan | 1000 | 1000", " | 1000 | 7", "Revenue | 1000 | 900"]


def test_years_over_years_head_columns() -> None:
    found = table("""
                | 2023  | 2022
                | 2024  | 2023
        Revenue | 1,000 | 900
    """)
    assert headings_of(found) == ["2023 | 2022", "2024 | 2023"]


def test_names_beside_a_corner_below_the_headings_head_columns_too() -> None:
    found = table("""
                | FY23  | FY23
        Items   | Group | Company
        Revenue | 1,000 | 900
        Costs   | 600   | 500
    """)
    assert headings_of(found) == ["FY23 | FY23", "Items | Group | Company"]


def test_units_beside_a_corner_head_columns_where_no_heading_stands_above() -> None:
    found = table("""
        Items   | RMB   | USD
        Revenue | 1,000 | 900
        Costs   | 600   | 500
    """)
    assert headings_of(found) == ["Items | RMB | USD"]


def test_years_one_after_another_beside_a_caption_head_columns() -> None:
    found = table("""
        USD mn  | 2023 | 2022
        Revenue | 1,000 | 900
    """)
    assert headings_of(found) == ["USD mn | 2023 | 2022"]
    assert titles_of(found) == ["USD mn"]


@pytest.mark.parametrize("title", ["Reconciliation of profit", "Balance sheet", "RMB thousands", "FY2023"])
def test_a_title_beside_years_that_lie_apart_heads_them(title: str) -> None:
    found = table(f"""
        {title}    | 2019 | 2023
        Net income | 400  | 500
        Leases     | 3    | 4
    """)
    assert lines_of(found) == ["Net income | 400 | 500", "Leases | 3 | 4"]


def test_a_line_whose_figures_look_like_years_apart_is_a_line() -> None:
    found = table("""
                | FY23 | FY22
        Stores  | 2010 | 2005
        Lines   | 2010 | 7.5
        Revenue | 1000 | 900
    """)
    assert lines_of(found) == ["Stores | 2010 | 2005", "Lines | 2010 | 7.5", "Revenue | 1000 | 900"]


def test_a_corner_beside_two_figures_that_look_like_years_apart_is_a_line() -> None:
    assert headings_of(table("Lines | 2010 | 2005\nRevenue | 1000 | 900")) == []


def test_a_line_whose_figures_look_in_part_like_years_one_after_another_is_a_line() -> None:
    found = table("""
                | FY23 | FY22 | FY21
        Stores  | 2010 | 2009 | 2001
        Revenue | 1000 | 900  | 800
    """)
    assert lines_of(found)[0] == "Stores | 2010 | 2009 | 2001"


def test_a_corner_and_one_year_head_the_one_column() -> None:
    assert headings_of(table("Account | 2023\nCash | 10\nLoans | 7")) == ["Account | 2023"]


def test_one_figure_that_looks_like_a_year_below_a_title_that_names_the_year_is_a_line() -> None:
    found = table("""
        Balance sheet at 31 December 2023
        Cash  | 2010
        Loans | 7
    """)
    assert lines_of(found) == ["Cash | 2010", "Loans | 7"]


def test_one_figure_that_looks_like_a_year_below_the_headings_is_a_line() -> None:
    found = table("""
              | 2023
        Cash  | 2010
        Loans | 7
    """)
    assert lines_of(found) == ["Cash | 2010", "Loans | 7"]


@pytest.mark.parametrize("above", ["", "Harbour Ltd\nBalance sheet at 31 December 2023\n", " | Group\n"])
def test_a_corner_and_one_year_head_the_one_column_below_titles_and_headings(above: str) -> None:
    assert headings_of(table(f"{above}Account | 2023\nCash | 10\nLoans | 7"))[-1] == "Account | 2023"


def test_a_name_and_one_year_head_the_one_column_where_no_title_names_a_year() -> None:
    assert headings_of(table("Balance sheet\nHarbour | 2023\nCash | 10")) == ["Harbour | 2023"]


def test_a_year_in_any_title_makes_a_name_and_one_figure_a_line() -> None:
    found = table("""
        Harbour Ltd
        Balance sheet at 31 December 2023
        RMB thousands
        Cash  | 2010
        Loans | 7
    """)
    assert headings_of(found) == []


def test_a_corner_right_below_figures_is_a_line() -> None:
    found = table("""
              | FY23
        Cash  | 10
        Lines | 2010
    """)
    assert lines_of(found) == ["Cash | 10", "Lines | 2010"]


def test_a_name_and_one_year_below_a_new_title_are_a_line() -> None:
    found = table("""
              | FY23
        Cash  | 10
        Branches of the bank
        Hong Kong | 2010
    """)
    assert lines_of(found) == ["Cash | 10", "Branches of the bank", "Hong Kong | 2010"]


def test_a_name_and_one_figure_that_looks_like_a_year_below_names_over_columns_are_a_line() -> None:
    found = table("""
              | Group
        Cash  | 2010
        Loans | 7
    """)
    assert lines_of(found) == ["Cash | 2010", "Loans | 7"]


def test_a_corner_below_a_new_title_heads_the_next_table() -> None:
    found = tables_in("""
        Account | 2023
        Cash    | 10
        Revenue of the year
        Account | 2023
        Sales   | 7
    """)
    assert [lines_of(part) for part in found] == [["Cash | 10"], ["Sales | 7"]]


@pytest.mark.parametrize(
    ("figures", "is_heading"),
    [
        ("2023 | 2022", True),
        ("1990 | 1991", True),
        ("2100 | 2099", True),
        ("1989 | 1990", False),
        ("2101 | 2100", False),
        ("2010 | 2005", False),
        ("2023 | 2022 | 2001", False),
        ("2023 | 7", False),
        ("2023.5 | 2022", False),
        ("2023", False),
    ],
)
def test_amounts_that_a_format_shows_as_such_are_years_where_all_follow_one_another(
    figures: str, *, is_heading: bool
) -> None:
    text = f"""
                | {figures}
        Revenue | 10 | 9 | 8
        Costs   | 6  | 5 | 4
    """
    (found,) = tables_on(with_formats(sheet_in(text), B1="#,##0", C1="#,##0", D1="#,##0"))
    assert (titles_of(found), headings_of(found)) == ([], [figures] if is_heading else [])


@pytest.mark.parametrize(
    ("heads", "is_heading"),
    [
        ("20231231 | 20221231", True),
        ("20231331 | 20221331", False),  # no month 13
        ("2023123 | 2022123", False),
        ("20231231 | 7", False),
    ],
)
def test_days_in_eight_digits_head_columns(heads: str, is_heading: bool) -> None:
    found = table(f"""
                | {heads}
        Revenue | 1,000 | 900
    """)
    assert bool(headings_of(found)) == is_heading


def test_days_in_digits_beside_words_that_name_dates_head_columns_and_beside_others_are_a_line() -> None:
    headed = table("报告日期 | 20231231 | 20221231\nRevenue | 1,000 | 900")
    assert headings_of(headed) == ["报告日期 | 20231231 | 20221231"]
    line = table("Invoice | 20231231 | 20221231\nRevenue | 1,000 | 900")
    assert lines_of(line)[0] == "Invoice | 20231231 | 20221231"


def test_days_in_digits_below_figures_are_a_line() -> None:
    found = table("""
                | FY23  | FY22
        Revenue | 1,000 | 900
                | 20231231 | 20221231
    """)
    assert lines_of(found)[1] == " | 20231231 | 20221231"


def test_words_that_say_that_there_is_no_figure_are_a_line_below_the_headings() -> None:
    found = table("""
                 | 2023 | 2022
        Goodwill | n/a  | n/a
        Cash     | 10   | 9
    """)
    assert headings_of(found) == ["2023 | 2022"]
    assert [row.caption for row in found.rows] == ["Goodwill", "Cash"]


@pytest.mark.parametrize("corner", ["Currency", "RMB thousands"])
def test_units_beside_the_word_for_them_or_a_unit_head_columns(corner: str) -> None:
    found = table(f"""
                 | 2023 | 2022
        {corner} | RMB  | USD
        Cash     | 10   | 9
    """)
    assert headings_of(found) == ["2023 | 2022", f"{corner} | RMB | USD"]


def test_a_year_beside_words_for_the_other_column_heads_it() -> None:
    found = table("""
        Balance sheet at 31 December 2023
        Harbour | 2023  | 31 December 2022
        Revenue | 1,000 | 900
    """)
    assert headings_of(found) == ["Harbour | 2023 | 31 December 2022"]


# ---- titles beside something


@pytest.mark.parametrize(
    "row", ["Income statement | $mm", "Balance sheet | As at December", "Income statement | USD | thousands"]
)
def test_a_title_with_its_unit_or_period_beside_it_is_a_title(row: str) -> None:
    found = table(f"{row}\n | FY23 | FY22\nRevenue | 1,000 | 900")
    assert titles_of(found) == row.split(" | ")


@pytest.mark.parametrize(
    "row",
    [
        "Balance sheet | As at December 2023",
        "Balance sheet | As at December | As at June",
        "Income statement | Group",
        "Income statement | USD | Group",
        "Costs | $mm",
    ],
)
def test_a_title_with_a_year_or_a_name_beside_it_heads_columns(row: str) -> None:
    found = table(f"{row}\nRevenue | 1,000 | 7\nWages | 900 | 8")
    assert headings_of(found) == [row]


def test_a_length_and_its_last_day_in_two_cells_are_the_period_of_the_table() -> None:
    found = table("""
        Six months ended | 2023-06-30
                         | RMB
        Revenue          | 1,000
    """)
    assert titles_of(found) == ["Six months ended", "2023-06-30"]
    assert headings_of(found) == ["RMB"]


def test_what_stands_before_a_length_and_its_last_day_is_a_title_with_them() -> None:
    found = table("Harbour Ltd | Six months ended | 2023-06-30\nRevenue | 1,000\nWages | 900")
    assert (titles_of(found), headings_of(found)) == (["Harbour Ltd", "Six months ended", "2023-06-30"], [])


@pytest.mark.parametrize(
    "row",
    [
        "Six months ended June 30 | 2023-06-30",
        "Six months ended | Group",
        "Result | 2023-06-30",
        "Six months | 30 June 2023 to",
    ],
)
def test_two_cells_that_are_no_length_and_its_last_day_head_columns(row: str) -> None:
    found = table(f"{row}\nRevenue | 1,000\nWages | 900")
    assert headings_of(found) == [row]


def test_a_title_that_stands_over_the_figures_alone_is_a_title() -> None:
    found = table("""
             | Balance sheet
             | RMB thousands
             | 31 December 2023
             | Results of 2023
             | Group
        Cash | 10
    """)
    assert titles_of(found) == ["Balance sheet", "RMB thousands", "31 December 2023"]
    assert headings_of(found) == ["Results of 2023", "Group"]


def test_a_period_merged_over_columns_heads_these_and_a_merged_title_is_one() -> None:
    sheet = sheet_in("""
             | Balance sheet
             | FY2023
             | Group         | Company
        Cash | 10            | 9
    """)
    (found,) = tables_on(replace(sheet, merged=((1, 2, 1, 3), (2, 2, 2, 3))))
    assert titles_of(found) == ["Balance sheet"]
    assert headings_of(found) == ["FY2023", "Group | Company"]


@pytest.mark.parametrize(
    "row",
    [
        "Client: | Harbour Ltd",
        "编制单位：港口公司 | 2023年度 | 单位：元",
        "编制单位：港口公司 | 单位：元 | 2023年度",
        "Reporting date | 2023-12-31",
        "Currency | RMB",
    ],
)
def test_a_label_and_what_it_says_are_about_the_whole_table(row: str) -> None:
    found = table(f"{row}\n | FY23 | FY22\nRevenue | 1,000 | 900")
    assert titles_of(found) == row.split(" | ")
    assert headings_of(found) == ["FY23 | FY22"]


@pytest.mark.parametrize(
    "row",
    [
        "Period | 2023 | 2022",
        "Period | 2023-01-01 to",
        "Currency | 7",
        "Currency | RMB | USD",
        "单位：元 | 2023 | 2022",
        "单位：元 | 2023年度 | 2022年度",
    ],
)
def test_a_label_beside_several_periods_or_units_a_number_or_half_a_range_is_none(row: str) -> None:
    assert titles_of(table(f"{row}\nRevenue | 1,000 | 900")) != row.split(" | ")


@pytest.mark.parametrize("above", ["", " | FY23 | FY22\n"])
def test_a_label_below_figures_is_no_title(above: str) -> None:
    found = table(f"{above}Revenue | 1,000 | 900\nClient: | Harbour Ltd\nCosts | 7 | 8")
    assert titles_of(found) == []


def test_a_label_that_the_user_calls_a_heading_heads_columns() -> None:
    found = table("Currency | RMB\nRevenue | 1,000\nCosts | 600", {1: RowRole.HEADING})
    assert headings_of(found) == ["Currency | RMB"]


def test_a_label_below_headings_is_no_title() -> None:
    found = table("""
                | FY23  | FY22
        Units:  | thousands
        Revenue | 1,000 | 900
    """)
    assert titles_of(found) == ["Units:"]
    assert headings_of(found) == ["FY23 | FY22", "Units: | thousands"]


def test_a_label_that_the_user_calls_a_line_is_one() -> None:
    found = table(" | FY23 | FY22\nRevenue | 1,000 | 900\nYear end | 7 | 8", {3: RowRole.LINE})
    assert lines_of(found)[1] == "Year end | 7 | 8"


def test_a_year_beside_names_over_columns_is_a_title() -> None:
    found = table("""
        2023    | Group | Company
        Revenue | 1,000 | 900
        Costs   | 600   | 500
    """)
    assert titles_of(found) == ["2023"]
    assert headings_of(found) == ["2023 | Group | Company"]


@pytest.mark.parametrize(
    "row", ["Filing date | 2024-02-07", "cik | 1413329", "Last updated on | 2024-02-07", "Valuation date | 2024-02-07"]
)
def test_what_a_program_says_of_the_file_is_passed_over(row: str) -> None:
    found = table(f"{row}\n | FY23 | FY22\nRevenue | 1,000 | 900")
    assert (titles_of(found), headings_of(found)) == ([], ["FY23 | FY22"])
    assert lines_of(found) == ["Revenue | 1000 | 900"]


@pytest.mark.parametrize(
    ("row", "line"), [("Published on | 12 | 13", "Published on | 12 | 13"), ("Published on | 0 | -", None)]
)
def test_the_name_of_a_day_beside_amounts_is_a_line(row: str, line: str | None) -> None:
    found = lines_of(table(f" | FY23 | FY22\nRevenue | 1,000 | 900\n{row}"))
    assert found[1:] == ([line] if line else [])


@pytest.mark.parametrize("row", ["Symbol | FY23 | FY22", "Link | 2023 | 2022", "Symbol | FY23 | Group"])
def test_periods_beside_the_name_of_an_identifier_head_columns(row: str) -> None:
    assert headings_of(table(f"{row}\nRevenue | 1,000 | 900")) == [row]


def test_several_valuation_dates_are_those_of_the_columns() -> None:
    row = "Valuation date | 2023-12-31 | 2022-12-31"
    assert headings_of(table(f"{row}\nRevenue | 1,000 | 900")) == [row]


def test_a_number_beside_names_over_columns_is_no_title() -> None:
    found = table("""
        7       | Group | Company
        Revenue | 1,000 | 900
        Costs   | 600   | 500
    """)
    assert (titles_of(found), headings_of(found)) == ([], ["7 | Group | Company"])


def test_a_section_right_above_the_first_line_of_a_table_without_headings_heads_it() -> None:
    found = table("""
        Harbour Ltd
        Assets
        Cash  | 10
        Loans | 7
    """)
    assert titles_of(found) == ["Harbour Ltd"]
    assert lines_of(found) == ["Assets", "Cash | 10", "Loans | 7"]


@pytest.mark.parametrize(
    "above", ["Assets\n ", "Assets of the group", "Assets\n | FY23"], ids=["apart", "another name", "under headings"]
)
def test_a_title_that_stands_apart_or_names_no_section_stays_a_title(above: str) -> None:
    found = table(f"{above}\nCash | 10\nLoans | 7")
    assert lines_of(found) == ["Cash | 10", "Loans | 7"]


def test_what_the_user_calls_a_title_heads_no_lines() -> None:
    under_headings = table(" | Group\nAssets\nCash | 10\nLoans | 7", {2: RowRole.TITLE})
    assert (titles_of(under_headings), lines_of(under_headings)) == (["Assets"], ["Cash | 10", "Loans | 7"])
    among_lines = table("Cash | 10\nAssets\nLoans | 7", {2: RowRole.TITLE})
    assert (titles_of(among_lines), lines_of(among_lines)) == (["Assets"], ["Cash | 10", "Loans | 7"])


def test_the_name_of_a_statement_right_above_the_first_line_stays_a_title() -> None:
    found = table("Operating income\nCash | 10\nLoans | 7")
    assert lines_of(found)[0] == "Operating income"
    named = table("Cash flows\nCash | 10\nLoans | 7")
    assert titles_of(named) == ["Cash flows"]


def test_a_unit_or_a_period_between_headings_and_lines_is_about_the_table() -> None:
    found = table("""
             | Group | Company
        31 December 2023
        RMB thousands
        Assets
        Cash | 10    | 9
    """)
    assert titles_of(found) == ["31 December 2023", "RMB thousands"]
    assert lines_of(found) == ["Assets", "Cash | 10 | 9"]


# ---- where a table ends


def test_a_title_and_years_below_figures_begin_the_next_table() -> None:
    first, second = tables_in("""
        Income statement
                | 2023  | 2022
        Revenue | 1,000 | 900
        Balance sheet
                | 2023  | 2022
        Cash    | 10    | 9
    """)
    assert (titles_of(first), lines_of(first)) == (["Income statement"], ["Revenue | 1000 | 900"])
    assert (titles_of(second), lines_of(second)) == (["Balance sheet"], ["Cash | 10 | 9"])
    assert first.trailing == []


def test_a_title_with_its_unit_beside_it_goes_with_the_next_table() -> None:
    _, second = tables_in("""
                | 2023  | 2022
        Revenue | 1,000 | 900
        Balance sheet | $mm
                | 2023  | 2022
        Cash    | 10    | 9
    """)
    assert titles_of(second) == ["Balance sheet", "$mm"]


def test_years_printed_again_right_below_figures_only_repeat_the_headings() -> None:
    found = table("""
                | 2023  | 2022
        Revenue | 1,000 | 900
                | 2023  | 2022
        Costs   | (600) | (500)
    """)
    assert lines_of(found) == ["Revenue | 1000 | 900", "Costs | -600 | -500"]
    assert [cell.text for cell in found.repeated] == ["2023", "2022"]


def test_other_years_right_below_figures_are_a_line_without_a_caption() -> None:
    found = table("""
                | 2023  | 2022
        Revenue | 1,000 | 900
                | 2021  | 2020
    """)
    assert lines_of(found)[1] == " | 2021 | 2020"
    assert found.repeated == []


def test_years_below_a_row_without_figures_begin_the_next_table() -> None:
    found = tables_in("""
                | 2023  | 2022
        Revenue | 1,000 | 900
        Balance sheet
                | 2021  | 2020
        Cash    | 10    | 9
    """)
    assert [headings_of(part) for part in found] == [["2023 | 2022"], ["2021 | 2020"]]


def test_a_period_alone_below_figures_begins_the_same_table_for_that_period() -> None:
    first, second = tables_in("""
                | US GAAP | Leases | IFRS
        FY2022
        Revenue | 100     | 5      | 105
        FY2023
        Revenue | 110     | 6      | 116
    """)
    assert (titles_of(first), headings_of(first)) == (["FY2022"], ["US GAAP | Leases | IFRS"])
    assert (titles_of(second), headings_of(second)) == (["FY2023"], ["US GAAP | Leases | IFRS"])
    assert lines_of(second) == ["Revenue | 110 | 6 | 116"]


def test_a_part_of_no_year_alone_below_figures_heads_lines() -> None:
    found = table("""
                | US GAAP | IFRS
        Revenue | 100     | 105
        Fourth quarter
        Cash    | 110     | 116
    """)
    assert lines_of(found) == ["Revenue | 100 | 105", "Fourth quarter", "Cash | 110 | 116"]


def test_a_title_above_a_period_alone_goes_with_it() -> None:
    first, second = tables_in("""
                | US GAAP | IFRS
        Revenue | 100     | 105
        Balance sheet
        FY2023
        Cash    | 110     | 116
    """)
    assert titles_of(second) == ["Balance sheet", "FY2023"]
    assert first.trailing == []


def test_headings_that_name_years_do_not_go_on_below_a_period_alone() -> None:
    _, second = tables_in("""
                | Group | Group
                | FY21  | audited
        Revenue | 100   | 105
        FY2023
        Cash    | 110   | 116
    """)
    assert headings_of(second) == ["Group | Group"]


def test_headings_of_its_own_take_the_place_of_those_above_a_period_alone() -> None:
    _, second = tables_in("""
                | US GAAP | IFRS
        Revenue | 100     | 105
        FY2023
                | Group   | Company
                | RMB     | RMB
        Cash    | 110     | 116
    """)
    assert headings_of(second) == ["Group | Company", "RMB | RMB"]


def test_two_cells_with_a_period_below_figures_are_no_period_alone() -> None:
    found = table("""
                | US GAAP | IFRS
        Revenue | 100     | 105
        FY2023 was a good year
        Cash    | 110     | 116
    """)
    assert lines_of(found)[1] == "FY2023 was a good year"


def test_a_last_day_alone_below_figures_begins_a_table_with_the_years_above() -> None:
    _, second = tables_in("""
              | Year ended December 31,
              | 2023 | 2022
        Sales | 100  | 90
              | As at December 31,
        Cash  | 10   | 9
    """)
    assert headings_of(second) == ["As at December 31,", "2023 | 2022"]


def test_headings_below_such_a_day_join_those_years() -> None:
    _, second = tables_in("""
              | 2023 | 2022
        Sales | 100  | 90
              | As at December 31,
              | RMB  | RMB
        Cash  | 10   | 9
    """)
    assert headings_of(second) == ["As at December 31,", "2023 | 2022", "RMB | RMB"]


def test_a_length_alone_below_figures_does_not_take_the_years_above() -> None:
    _, second = tables_in("""
              | 2023 | 2022
        Sales | 100  | 90
              | Six months
        Cash  | 10   | 9
    """)
    assert headings_of(second) == ["Six months"]


@pytest.mark.parametrize("heads", ["31 December 2021 | Group", "31 December | 30 June"])
def test_days_below_figures_that_are_no_last_day_of_these_years_head_their_columns_alone(heads: str) -> None:
    _, second = tables_in(f" | 2023 | 2022\nSales | 100 | 90\n | {heads}\nCash | 10 | 9")
    assert headings_of(second) == [heads]


def test_a_day_of_a_named_year_alone_below_figures_is_the_title_of_the_next_table() -> None:
    _, second = tables_in(" | 2023 | 2022\nSales | 100 | 90\n | 31 December 2021\nCash | 10 | 9")
    assert (titles_of(second), headings_of(second)) == (["31 December 2021"], [])


@pytest.mark.parametrize("words", ["31 December 2021", "IFRS", "2021-12-31"])
def test_words_over_columns_below_figures_begin_a_table_where_they_name_a_day_or_a_framework(words: str) -> None:
    found = tables_in(f"""
              | 2023 | 2022
        Sales | 100  | 90
              | {words}
        Cash  | 10   | 9
    """)
    assert len(found) == 2


def test_words_over_columns_below_figures_that_name_no_day_begin_nothing() -> None:
    found = tables_in("""
              | 2023 | 2022
        Sales | 100  | 90
        Group | see page 4
        Cash  | 10   | 9
    """)
    assert [lines_of(part) for part in found] == [["Sales | 100 | 90", "Group", "Cash | 10 | 9"]]


@pytest.mark.parametrize(
    ("beside", "number"), [("FY2023", 2), ("Fourth quarter", 1), ("Results of 2023", 1), ("Region", 1)]
)
def test_a_period_beside_words_below_figures_begins_a_table(beside: str, number: int) -> None:
    found = tables_in(f"""
              | Group | Company
        Sales | 100  | 90
        {beside} | Group | Company
        Cash  | 10   | 9
    """)
    assert len(found) == number


# ---- what the user said of rows


DOUBTED = """
            | 2023 | 2022
    Memo    | 2023 | 2022
    Sales   | 100  | 90
"""


def test_a_row_said_to_be_a_line_is_one() -> None:
    assert lines_of(table(DOUBTED, {2: RowRole.LINE})) == ["Memo | 2023 | 2022", "Sales | 100 | 90"]


def test_a_row_said_to_head_columns_heads_them() -> None:
    found = tables_in(
        """
                | 2023 | 2022
        Sales   | 100  | 90
        Memo    | 7    | 8
        Cash    | 10   | 9
    """,
        {3: RowRole.HEADING},
    )
    assert headings_of(found[1]) == ["Memo | 7 | 8"]


def test_a_row_said_to_be_a_title_is_one_with_its_words_alone() -> None:
    found = table(DOUBTED, {2: RowRole.TITLE})
    assert titles_of(found) == ["Memo"]
    assert headings_of(found) == ["2023 | 2022"]


def test_a_row_said_to_be_a_note_is_nothing_else() -> None:
    found = table(DOUBTED, {2: RowRole.NOTE})
    assert (titles_of(found), lines_of(found)) == ([], ["Sales | 100 | 90"])


def test_a_row_said_to_head_lines_does_so_whatever_figures_it_has() -> None:
    found = table(DOUBTED, {2: RowRole.SECTION})
    assert lines_of(found) == ["Memo", "Sales | 100 | 90"]
    assert found.rows[0].is_heading


def test_figures_without_a_caption_head_no_lines_whatever_the_user_says() -> None:
    found = table(" | FY23\nSales | 100\n | 90", {3: RowRole.SECTION})
    assert lines_of(found) == ["Sales | 100", " | 90"]


def test_what_a_program_says_of_the_file_is_a_line_where_the_user_says_so() -> None:
    found = table(
        """
        Symbol | 700 | 388
        Sales  | 100 | 90
    """,
        {1: RowRole.LINE},
    )
    assert lines_of(found) == ["Symbol | 700 | 388", "Sales | 100 | 90"]


# ---- single texts and cells


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        (cell("2016", '0"A"'), "2016A"),
        (cell("16", '"FY"0'), "FY16"),
        (cell("2016"), "2016"),
        (cell("2023-12-31", "mmm-yy", CellKind.DATE), "Dec-23"),
        (cell("2023-12-31", "yyyy-mm-dd", CellKind.DATE), "2023-12-31"),
        (cell("q1_2023", kind=CellKind.TEXT), "q1 2023"),
        (cell("Year\nended", kind=CellKind.TEXT), "Year ended"),
    ],
)
def test_a_heading_is_read_as_it_is_shown(heading: SheetCell, text: str) -> None:
    assert heading_text(heading) == text


def test_wide_blanks_divide_a_title_into_lines_and_a_number_is_one() -> None:
    assert heading_lines(cell("Harbour Ltd      RMB thousands\n2023", kind=CellKind.TEXT)) == [
        "Harbour Ltd",
        "RMB thousands",
        "2023",
    ]
    assert heading_lines(cell("2016", '0"A"')) == ["2016A"]


@pytest.mark.parametrize(
    ("number", "number_format", "expected"),
    [
        ("2016", "General", True),
        ("2016", "0", True),
        ("16", '"FY"0', True),
        ("2016", '0"A"', True),
        ("2016", "#,##0", False),
        ("2016", "0.00", False),
        ("2016", "#", False),
        ("2016", "[<2000]#;0", True),
        ("1990", "General", True),
        ("2100", "General", True),
        ("1989", "General", False),
        ("2101", "General", False),
        ("16", '0"x"', False),
    ],
)
def test_a_number_is_a_year_by_its_digits_and_its_format(number: str, number_format: str, expected: bool) -> None:
    assert is_year(cell(number, number_format)) == expected


def test_a_year_written_as_text_is_one_whatever_its_format() -> None:
    assert is_year(cell("2016", "#,##0", CellKind.TEXT))
    assert not is_year(cell("2016A", kind=CellKind.TEXT))
    assert not is_year(cell("FY\n2016", kind=CellKind.TEXT))


@pytest.mark.parametrize("text", ["RMB thousands", "US$'000", "RMB", "31 December 2023", "FY2023"])
def test_a_unit_a_currency_and_a_period_are_about_the_table(text: str) -> None:
    assert is_about_the_table(text)


@pytest.mark.parametrize("text", ["Assets", "31 December", "Catch-up of FY2023", "RMB bonds of the year 2023"])
def test_names_and_days_of_no_year_are_not_about_the_table(text: str) -> None:
    assert not is_about_the_table(text)


def test_two_tables_have_most_lines_in_common_from_three_in_five_on() -> None:
    rows = table("Alpha | 1\nBeta | 2\nGamma | 3\nDelta | 4\nEpsilon | 5").rows
    assert have_most_lines_of(rows, rows[:3])
    assert not have_most_lines_of(rows, rows[:2])
    assert have_most_lines_of(rows[:2], rows)


def test_words_and_headings_do_not_count_as_lines_in_common() -> None:
    mine = table("Alpha | 1\nBeta | 2\nAssets\nGamma | 3").rows
    assert not have_most_lines_of(mine, [row for row in mine if row.caption in ("Assets", "Alpha")])


def test_only_cells_that_state_an_amount_are_figures() -> None:
    sheet = sheet_in(" | FY23 | FY22\nCash | 10 | 9")
    some = {place: reading for place, reading in amounts_on(sheet).items() if place != (2, 3)}
    (found,) = tables(sheet, some, {})
    assert lines_of(found) == ["Cash | 10"]
