"""Journals as they are pasted and kept: headings, habits of other programs, and what keeps a row from being posted."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.posted_journals import ECL, JOURNALS, OPENING, SBC, primary_project, table_of
from tests.published import DEC_2022, H1_2023, JUN_2023
from workbench.domain.adjustments import LegKind, Nature
from workbench.domain.ids import LineId
from workbench.domain.ledger import Ledger, Moment
from workbench.domain.maps import Map
from workbench.domain.project import Project
from workbench.domain.statements import LineRole, LineUnit
from workbench.errors import WorkbenchError
from workbench.journals.columns import heads_journal
from workbench.journals.lines import LineFinder
from workbench.journals.pasted import ReadEntry, ReadLeg, read_journal
from workbench.journals.posting import entries_of

LOANS, RETAINED = "Loans receivable, net", "Retained earnings"
CLASSIC = [["Account", "Debit", "Credit"], [LOANS, "1,200", ""], [RETAINED, "", "1,200"]]
AT_CLOSING, IN_HALF_YEAR = Moment(None, JUN_2023), Moment(H1_2023, JUN_2023)


@pytest.fixture(scope="module")
def project() -> Project:
    return primary_project()


@pytest.fixture(scope="module")
def finder(project: Project) -> LineFinder:
    return LineFinder(project)


def read(finder: LineFinder, rows: list[list[str]]) -> tuple[ReadEntry, ...]:
    return read_journal(rows, finder.project, finder)


def pasted(finder: LineFinder, text: str) -> tuple[ReadEntry, ...]:
    """Read a table written with bars between its cells."""
    return read(finder, [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()])


def debits(entry: ReadEntry) -> list[tuple[str, int]]:
    return [(leg.account, int(leg.debit)) for leg in entry.legs if leg.debit is not None]


def only_leg(finder: LineFinder, text: str) -> ReadLeg:
    ((leg,),) = (entry.legs for entry in pasted(finder, text))
    return leg


# ---- headings


@pytest.mark.parametrize(
    "headings",
    [
        ("Account", "Debit", "Credit"),
        ("Line item", "Dr", "Cr"),
        ("Caption", "Dr.", "Cr."),
        ("ACCOUNT NAME", "Debit (RMB'000)", "Credit (RMB'000)"),
        ("Particulars", "Debit amount RMB thousands", "Credit"),
        ("科目", "借方", "贷方"),
        ("报表项目", "借方金额（千元）", "貸方金額"),
        ("项目", "借", "贷"),
    ],
)
def test_usual_headings_are_understood(finder: LineFinder, headings: tuple[str, str, str]) -> None:
    (entry,) = read(finder, [list(headings), *CLASSIC[1:]])
    assert debits(entry) == [(LOANS, 1200), (RETAINED, -1200)]


def test_columns_may_stand_in_any_order_below_titles_and_beside_others(finder: LineFinder) -> None:
    (entry,) = pasted(
        finder,
        """
        Journal of Qifu | | | | | | |
        (RMB in thousands) | | | | | | |
        Credit | Prepared by | 摘要 | Date | Voucher no. | Line | Debit | Working paper
         | JH | allowance | 30/06/2023 | JV 7 | Loans receivable, net | 5 | A-1
        5 | JH | allowance | 30/06/2023 | JV 7 | Retained earnings | | A-2
        """,
    )
    assert (entry.row, entry.key, entry.memo, entry.reference) == (4, "JV 7", "allowance", "A-1, A-2")
    assert [(leg.row, leg.column, int(leg.debit or 0), leg.period_text) for leg in entry.legs] == [
        (4, 6, 5, "30/06/2023"),
        (5, 6, -5, "30/06/2023"),
    ]


def test_a_column_of_amounts_is_in_the_lines_own_signs(finder: LineFinder, project: Project) -> None:
    (entry,) = pasted(finder, f"Line | Effect \n {LOANS} | (250) \n {RETAINED} | (250)")
    assert [(leg.debit, str(leg.displayed)) for leg in entry.legs] == [(None, "-250"), (None, "-250")]
    (posted,) = entries_of((entry,), project, Ledger(project), AT_CLOSING)
    assert [(leg.line, leg.period, int(leg.amount)) for leg in posted.legs] == [
        ("loans_receivable_net", JUN_2023, -250),
        ("retained_earnings", JUN_2023, -250),
    ]


def test_amounts_may_stand_in_a_column_for_each_period(finder: LineFinder, project: Project) -> None:
    entries = pasted(
        finder,
        """
        Line | 31 Dec 2022 | 30 Jun 2023
        Loans receivable, net | -10 | -30
        Retained earnings | -10 | -30
        """,
    )
    posted = entries_of(entries, project, Ledger(project))
    assert [[(leg.period, int(leg.amount)) for leg in entry.legs] for entry in posted] == [
        [(DEC_2022, -10), (DEC_2022, -10)],
        [(JUN_2023, -30), (JUN_2023, -30)],
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Account | Dr/Cr | Amount \n {loans} | Dr | 7 \n {retained} | Cr | 7",
        "Account | 方向 | 金额 \n {loans} | 借 | 7 \n {retained} | 贷 | 7",
        "Account | Amount \n {loans} | 7 DR \n {retained} | 7 CR",
        "Account | Amount \n Dr {loans} | 7 \n Cr. {retained} | 7",
        "Account | Dr/Cr | Amount \n {loans} | Dr | 7 DR \n {retained} | Cr | 7 CR",
        "科目 | 金额 \n 借：{loans} | 7 \n 贷：{retained} | 7",
        "Account | Debit | Credit \n Dr {loans} | 7 DR | - \n   Cr {retained} | 0 | 7 CR",
    ],
)
def test_the_side_may_stand_beside_the_amount_or_before_the_name(finder: LineFinder, text: str) -> None:
    (entry,) = pasted(finder, text.format(loans=LOANS, retained=RETAINED))
    assert debits(entry) == [(LOANS, 7), (RETAINED, -7)]
    assert [leg.problem for leg in entry.legs] == [None, None]


@pytest.mark.parametrize(
    "text",
    [
        "{loans} | 7 | \n {retained} | | 7",
        "1122 | {loans} | 7 | \n 4104 | {retained} | | 7",
        "{loans} | 7 | 0 | allowance \n {retained} | - | 7 | allowance \n Total | 7 | 7 |",
        "30 Jun 2023 | {loans} | 7 | \n 30 Jun 2023 | {retained} | | 7",
        "{loans} | 7 DR \n {retained} | 7 CR",
    ],
)
def test_without_headings_what_is_certain_is_read(finder: LineFinder, text: str) -> None:
    (entry,) = pasted(finder, text.format(loans=LOANS, retained=RETAINED))
    assert [int(leg.debit or 0) for leg in entry.legs] == [7, -7]
    assert [leg.line.line.caption for leg in entry.legs if leg.line] == [LOANS, RETAINED]


@pytest.mark.parametrize(
    "text",
    [
        "{loans} | 7 \n {retained} | -7",
        "{loans} | 7 | 7 \n {retained} | 7 | 7",
        "{loans} | 7 | -7",
        "{loans} | 7 | | 3 \n {retained} | | 7 | 4",
        "Goodwill | a remark | 7 | \n Brand | a remark | | 7",
    ],
)
def test_without_headings_what_may_mean_two_things_is_refused(finder: LineFinder, text: str) -> None:
    with pytest.raises(WorkbenchError, match="Nothing says what the columns of the journal hold"):
        pasted(finder, text.format(loans=LOANS, retained=RETAINED))


@pytest.mark.parametrize(
    ("headings", "said"),
    [
        ("Account | Debit | Debit", "cannot be told apart"),
        ("Account | Amount | Effect", "cannot be told apart"),
        ("Account | Debit (RMB million) | Credit", "in thousands. Convert"),
        ("Account | Debit (USD) | Credit (USD)", "in RMB. Convert"),
    ],
)
def test_headings_that_contradict_are_refused(finder: LineFinder, headings: str, said: str) -> None:
    with pytest.raises(WorkbenchError, match=said):
        pasted(finder, f"{headings} \n {LOANS} | 7 |")


def test_a_unit_above_the_table_must_be_the_projects(finder: LineFinder) -> None:
    with pytest.raises(WorkbenchError, match="RMB in millions"):
        pasted(finder, f"(RMB in millions) | | \n Account | Debit | Credit \n {LOANS} | 7 | ")


@pytest.mark.parametrize(
    ("headings", "cells", "period"),
    [
        ("Document date | Posting date", "30 Jun 2023 | 31 Dec 2022", "31 Dec 2022"),
        ("凭证日期 | 记账日期", "2023-06-30 | 2022-12-31", "2022-12-31"),
        ("Fiscal year | Period", "2022 | 6", "6"),
    ],
)
def test_of_several_dates_that_of_posting_counts(finder: LineFinder, headings: str, cells: str, period: str) -> None:
    """A year alone is not enough where a part of it is stated, too."""
    leg = only_leg(finder, f"{headings} | Account | Debit \n {cells} | {LOANS} | 7")
    assert leg.period_text == period
    assert bool(leg.problem) is (period == "6")


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("1.234", "1.234", "'1.234' could mean 1234 or a fraction. Enter 1234, or 1.2340."),
        ("(1.234)", "200", "'(1.234)' could mean 1234 or a fraction"),
        ("1.234", "12.5", ""),
        ("1.2340", "200", ""),
        ("=1.234", "200", ""),
        ("1,234", "200", ""),
    ],
)
def test_a_point_before_three_digits_may_stand_between_thousands(
    finder: LineFinder, first: str, second: str, said: str
) -> None:
    (entry,) = pasted(finder, f"Account | Debit | Credit \n {LOANS} | {first} | \n {RETAINED} | | {second}")
    assert said in str(entry.legs[0].problem or "")
    assert bool(entry.legs[0].problem) is bool(said)


def test_only_money_shows_whether_a_point_precedes_decimals(project: Project) -> None:
    position = project.statement_of(LineId("loans_receivable_net"))
    rate = replace(position.lines[-1], id=LineId("rate"), unit=LineUnit.PERCENT, role=LineRole.LINE)
    figures = Map({**position.figures, rate.id: (Decimal("0.123"),) * len(position.periods)})
    with_rate = replace(position, lines=(*position.lines, rate), figures=figures)
    others = [with_rate if known is position else known for known in project.statements]
    (entry,) = pasted(
        LineFinder(replace(project, statements=tuple(others))),
        f"Account | Debit | Credit \n {LOANS} | 1.234 | \n {RETAINED} | | 1.234",
    )
    assert "'1.234' could mean 1234 or a fraction" in str(entry.legs[0].problem)


@pytest.mark.parametrize(
    ("amounts", "said"),
    [
        (("100 | | 100", "| 100 | 100"), ""),
        (("100 | | 100", "| 100 | -100"), ""),
        (("100 | | 250", "| 100 | 100"), "'250' differs from the debit or credit beside it. Correct one of them"),
        (("100 | | -100", "| 100 | 100"), "'-100' differs from the debit or credit beside it."),
        (("100 | | x", "| 100 | 100"), "'x' is not an amount"),
    ],
)
@pytest.mark.parametrize("heading", ["Amount", "H1 2023"])
def test_an_amount_beside_a_debit_agrees_with_it(
    finder: LineFinder, amounts: tuple[str, str], said: str, heading: str
) -> None:
    first, second = amounts
    (entry,) = pasted(finder, f"Account | Debit | Credit | {heading} \n {LOANS} | {first} \n {RETAINED} | {second}")
    leg = entry.legs[0]
    assert said in str(leg.problem or "")
    assert bool(leg.problem) is bool(said)
    if not said:
        assert debits(entry) == [(LOANS, 100), (RETAINED, -100)]
        assert leg.period_text == ("" if heading == "Amount" else heading)


def test_a_debit_beside_amounts_of_two_periods_is_doubted(finder: LineFinder) -> None:
    leg = only_leg(finder, f"Account | Debit | H1 2023 | H1 2022 \n {LOANS} | 5 | 5 | 5")
    assert "amounts of several periods" in str(leg.problem)


@pytest.mark.parametrize(
    ("amounts", "read", "said"),
    [
        (("100 | S", "-100 | H"), [100, -100], ""),
        (("100 | S", "100 | H"), [100, -100], ""),
        (("100 | Dr", "-100 | Cr"), [100, -100], ""),
        (("-100 | S", "-100 | H"), [], "'-100' is negative and called a credit, which may mean a debit."),
        (("100 | H", "-100 | H"), [], "'-100' is negative and called a credit"),
    ],
)
def test_a_sign_beside_a_side_agrees_with_it(
    finder: LineFinder, amounts: tuple[str, str], read: list[int], said: str
) -> None:
    first, second = amounts
    (entry,) = pasted(finder, f"Account | Amount | D/C \n {LOANS} | {first} \n {RETAINED} | {second}")
    assert said in str(entry.legs[1].problem or "")
    if not said:
        assert [debit for _, debit in debits(entry)] == read
        assert [leg.problem for leg in entry.legs] == [None, None]


def test_the_sum_that_is_wrong_is_named(finder: LineFinder) -> None:
    (entry,) = pasted(finder, f"Account | Debit | Credit \n {LOANS} | 5 | \n {RETAINED} | | 5 \n Total | 5 | 6")
    assert (entry.legs[2].row, entry.legs[2].column) == (4, 3)
    assert "6 is not the sum of the rows above." in str(entry.legs[2].problem)


@pytest.mark.parametrize("heading", ["IFRS difference", "US GAAP adjustments", "Difference"])
@pytest.mark.parametrize("unit", ["RMB'000", "in thousands", "Amount"])
def test_a_framework_may_head_differences_and_a_unit_amounts(finder: LineFinder, heading: str, unit: str) -> None:
    (entry,) = pasted(finder, f"{heading} | Line item | Period | {unit} \n Leases | {LOANS} | H1 2023 | 5")
    assert (entry.difference, str(entry.legs[0].displayed)) == ("Leases", "5")


@pytest.mark.parametrize(("headings", "is_doubted"), [("Debit | Credit", True), ("Effect | Memo", False)])
def test_an_entry_with_an_uncertain_line_is_complete_once_its_sides_are_equal(
    finder: LineFinder, headings: str, is_doubted: bool
) -> None:
    (entry,) = pasted(
        finder,
        f"""
        Entry | Line | {headings}
        1 | Amounts due from related parties | 5 |
        1 | Retained earnings | {"| 5" if is_doubted else "5 |"}

        1 | Deferred tax assets | 5 |
        """,
    )
    assert bool(entry.legs[2].problem) is is_doubted


def test_a_statement_with_units_above_its_columns_is_no_journal() -> None:
    assert not heads_journal([["Item", "Note", "RMB'000", "RMB'000"], ["Revenue", "1", "5", "4"]])
    assert heads_journal([["IFRS difference", "Item", "RMB'000"], ["Leases", "Revenue", "5"]])


# ---- which rows are one entry


def test_rows_of_an_entry_may_follow_in_another_block_until_it_is_complete(finder: LineFinder) -> None:
    (entry,) = pasted(
        finder,
        """
        Entry | Period | Line | Effect
        1 | H1 2023 | Provision for loans receivable | -5

        1 | H1 2023 | Loans receivable, net | 5

        1 | H1 2023 | Retained earnings | 5
        """,
    )
    problems = [str(leg.problem or "").partition(" without")[0] for leg in entry.legs]
    assert problems == ["", "", "Entry 1 is complete"]


def test_blank_rows_and_sums_separate_entries_without_numbers(finder: LineFinder) -> None:
    entries = pasted(
        finder,
        """
        Account | Debit | Credit
        Loans receivable, net | 5 |
        Retained earnings | | 5

        Deferred tax assets | 2 |
        Retained earnings | | 2
        Total | 2 | 2
        Other tax payable | 3 |
        Retained earnings | | 3
        合计 | 10 | 10
        """,
    )
    assert [(entry.row, len(entry.legs), [str(note) for note in entry.notes]) for entry in entries] == [
        (2, 2, []),
        (5, 2, ["Row 7 is the sum of the rows above, and was left out."]),
        (8, 2, ["Row 10 is the sum of the rows above, and was left out."]),
    ]


def test_sums_may_follow_one_another_and_count_what_is_written(finder: LineFinder) -> None:
    entries = pasted(
        finder,
        """
        Account | Debit | Credit
        Loans receivable, net | 7 |
        Deferred tax assets | (2) |
        Retained earnings | | 5
        Total | 5 | 5
        Other tax payable | 3 |
        Retained earnings | | 3
        | 3 | 3
        Grand total | 8 | 8
        """,
    )
    assert [[str(note).split()[1] for note in entry.notes] for entry in entries] == [["5"], ["8", "9"]]
    assert [len(entry.legs) for entry in entries] == [3, 2]


def test_a_row_without_account_begins_the_entry_below(finder: LineFinder) -> None:
    first, second = pasted(
        finder,
        """
        Difference | Entry | Account | Debit | Credit | Reference | b/f to
        ECL | 1 | | | | WP 3 | 30 Jun 2023
        | | Loans receivable, net | 5 | | |
        | | Retained earnings | | 5 | |
        SBC | 2 | Graded vesting | | | |
        | | Retained earnings | 4 | | |
        | | Additional paid-in capital | | 4 | |
        """,
    )
    assert (first.difference, first.reference, first.brought_forward_to, first.memo) == (
        "ECL",
        "WP 3",
        "30 Jun 2023",
        "",
    )
    assert (second.difference, second.key, second.brought_forward_to, len(second.legs)) == ("SBC", "2", "", 3)
    assert "no amount" in str(second.legs[0].problem), "words beside a number and a difference may be an account"


def test_numbers_join_rows_wherever_they_stand(finder: LineFinder) -> None:
    entries = pasted(
        finder,
        """
        No. | Account | Debit | Credit
        1 | Loans receivable, net | 5 |
        2 | Deferred tax assets | 2 |

        1 | Retained earnings | | 5
        2 | Retained earnings | | 2
        """,
    )
    assert [(entry.key, debits(entry)) for entry in entries] == [
        ("1", [(LOANS, 5), (RETAINED, -5)]),
        ("2", [("Deferred tax assets", 2), (RETAINED, -2)]),
    ]


def test_numbers_of_rows_are_none_of_entries(finder: LineFinder) -> None:
    (entry,) = pasted(finder, f"No. | Account | Debit | Credit \n 1 | {LOANS} | 5 | \n 2 | {RETAINED} | | 5")
    assert (entry.key, len(entry.legs)) == ("", 2)


def test_differences_and_dates_separate_entries_and_repeat_below(finder: LineFinder) -> None:
    entries = pasted(
        finder,
        """
        Difference | Period | Account | Debit | Credit | Brought forward to
        ECL | 31 Dec 2022 | Loans receivable, net | 5 | | 30 Jun 2023
        | | Retained earnings | | 5 |
        | H1 2023 | Loans receivable, net | 1 | |
        | 30 Jun 2023 | Retained earnings | | 1 |
        SBC | 31 Dec 2022 | Additional paid-in capital | | 4 |
        | | Retained earnings | 4 | |
        """,
    )
    assert [(entry.difference, entry.brought_forward_to, len(entry.legs)) for entry in entries] == [
        ("ECL", "30 Jun 2023", 2),
        ("ECL", "", 2),
        ("SBC", "", 2),
    ]


def test_words_between_the_legs_are_its_memo(finder: LineFinder) -> None:
    entries = pasted(
        finder,
        """
        Account | Debit | Credit
        Allowance at the date of transition | |
        Loans receivable, net | 5 |
        Retained earnings | | 5
        (to record the allowance under IFRS 9) | |

        Deferred tax assets | 2 |
        Retained earnings | | 2
        """,
    )
    assert [entry.memo for entry in entries] == [
        "Allowance at the date of transition; (to record the allowance under IFRS 9)",
        "",
    ]


def test_a_row_may_only_say_what_the_rows_below_belong_to(finder: LineFinder) -> None:
    (entry,) = pasted(
        finder,
        f"Difference | Entry | Account | Debit | Credit \n ECL | 4 | | | \n | | {LOANS} | 5 | \n | | {RETAINED} | | 5",
    )
    assert (entry.difference, entry.key, len(entry.legs)) == ("ECL", "4", 2)


def test_headings_may_be_repeated_in_another_order(finder: LineFinder) -> None:
    entries = pasted(
        finder,
        f"Account | Debit | Credit \n {LOANS} | 5 | \n {RETAINED} | | 5 \n Account | Credit | Debit \n {LOANS} | 5 | ",
    )
    assert [debits(entry) for entry in entries] == [[(LOANS, 5), (RETAINED, -5)], [(LOANS, -5)]]


# ---- accounts


def test_an_account_that_is_unknown_or_may_be_several_keeps_its_row(finder: LineFinder) -> None:
    (entry,) = pasted(
        finder,
        """
        Code | Account | Debit | Credit
        1122 | Loans receivable, net | 9 |
        1221 | Amounts due from related parties | 1 |
        1711 | Goodwill | | 10
        """,
    )
    assert [(leg.account, len(leg.matches), leg.problem) for leg in entry.legs] == [
        ("1122 Loans receivable, net", 1, None),
        ("1221 Amounts due from related parties", 2, None),
        ("1711 Goodwill", 0, None),
    ]


def test_two_columns_of_accounts_are_codes_and_names(finder: LineFinder) -> None:
    leg = only_leg(finder, "Account | Account description | Debit | Credit \n 1122 | Retained earnings | 9 |")
    assert leg.account == "1122 Retained earnings"
    assert leg.line is not None


def test_a_line_of_the_statements_prevails_over_an_account_of_the_books(finder: LineFinder) -> None:
    leg = only_leg(finder, "Account | Line item | Debit | Credit \n Loss allowance | Loans receivable, net | 9 |")
    assert leg.account == LOANS


def test_a_statement_and_a_section_choose_among_repeated_captions(finder: LineFinder) -> None:
    leg = only_leg(
        finder,
        "Statement | Section | Line | Debit | Credit \n BS | Non-current | Amounts due from related parties | 9 |",
    )
    assert leg.line is not None
    assert leg.line.line.id == "amounts_due_from_related_parties_2"
    leg = only_leg(finder, "Statement | Line | Debit | Credit \n P&L | Retained earnings | 9 |")
    assert leg.matches == ()


# ---- what cannot be posted


@pytest.mark.parametrize(
    ("row", "column", "said"),
    [
        ("{loans} | n/a | | |", 2, "'n/a' is not an amount"),
        ("{loans} | | 1.5m | |", 3, "ambiguous because the sheet is already in thousands"),
        ("{loans} | 5 | 6 | |", 3, "Both a debit and a credit are entered"),
        ("{loans} | 5 CR | | |", 2, "stands in the column of the other side"),
        ("{loans} | | | H1 2023 |", 2, "The row has no amount"),
        (" | 5 | | | a memo", 1, "no account"),
        ("Total assets | 5 | | |", 1, "'TOTAL ASSETS' is a heading or a total"),
        ("Current assets: | 5 | | |", 1, "is a heading or a total"),
        ("Basic | 5 | | |", 1, ""),
        (
            "{loans} | 5 | | H2 2023 |",
            4,
            "'H2 2023' is not a period in these statements. Choose one of: 31 Dec 2022, 30 Jun",
        ),
        (
            "Sales and marketing | 5 | | 31 Dec 2022 |",
            4,
            "31 Dec 2022 is a date; this line needs a period. Choose one of: H1 2022, H1 2023",
        ),
        ("Total | 12 | | |", 2, "12 is not the sum of the rows above"),
    ],
)
def test_what_keeps_a_row_from_being_posted_is_said_with_its_place(
    finder: LineFinder, row: str, column: int, said: str
) -> None:
    text = f"Account | Debit | Credit | Period | Memo \n {RETAINED} | 5 | | 30 Jun 2023 | \n {row.format(loans=LOANS)}"
    leg = [leg for entry in pasted(finder, text) for leg in entry.legs][-1]
    assert (leg.row, leg.column) == (3, column)
    assert said in str(leg.problem or "")
    assert bool(leg.problem) is bool(said)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Account | Dr/Cr | Amount \n {loans} | ? | 5", "'?' is neither debit nor credit"),
        ("Account | Dr/Cr | Amount \n {loans} | Dr | 5 CR", "stands in the column of the other side"),
        ("Account | Kind | Amount \n {loans} | strange | 5", "'strange' is not a kind of leg"),
        ("Account | Currency | Debit \n {loans} | USD | 5", "'USD': the amounts of this project are in RMB"),
        ("科目 | 币种 | 借方 \n {loans} | 美元 | 5", "'美元': the amounts of this project are in RMB"),
        ("Account | Debit \n {loans} | $5", "'$5': the amounts of this project are in RMB"),
        ("Account | Currency | Debit \n {loans} | CNY | ¥5", ""),
        ("Account | Currency | Debit (RMB) \n {loans} | USD | 5", ""),
        ("Account | Debit | Credit \n Weighted | 5 |", ""),
    ],
)
def test_sides_and_kinds_must_be_known(finder: LineFinder, text: str, said: str) -> None:
    assert said in str(only_leg(finder, text.format(loans=LOANS)).problem or "")


def test_a_line_in_no_account_takes_an_effect_but_no_debit(qifu_project: Project) -> None:
    finder = LineFinder(qifu_project)
    name = "Net cash provided by operating activities"
    assert [match.statement for match in finder.match(name)] == ["cash_flows"]
    leg = only_leg(finder, f"Line | Debit | Credit \n {name} | 5 |")
    assert "is neither debited nor credited" in str(leg.problem)
    entries = pasted(finder, f"Line | Period | Effect \n {name} | H1 2023 | 5")
    (posted,) = entries_of(entries, qifu_project, Ledger(qifu_project))
    assert [(leg.period, int(leg.amount)) for leg in posted.legs] == [(H1_2023, 5)]


def test_an_entry_brought_forward_to_two_dates_is_doubted(finder: LineFinder) -> None:
    text = (
        f"No | Line | Debit | Credit | b/f to \n 1 | {LOANS} | 5 | | 30 Jun 2023 \n 1 | {RETAINED} | | 5 | 31 Dec 2022"
    )
    (entry,) = pasted(finder, text)
    assert "brought forward to 30 Jun 2023, too" in str(entry.legs[1].problem)


@pytest.mark.parametrize("rows", [[], [[]], [["", " "], [""]]])
def test_nothing_is_read_of_nothing(finder: LineFinder, rows: list[list[str]]) -> None:
    assert read(finder, rows) == ()


# ---- journal entries


def test_legs_take_the_displayed_sign_the_period_and_the_kind_of_their_lines(
    finder: LineFinder, project: Project
) -> None:
    (entry,) = entries_of(read(finder, table_of(JOURNALS[1:2])), project, Ledger(project))
    assert [(leg.line, leg.period, int(leg.amount), leg.kind) for leg in entry.legs] == [
        ("loans_receivable_net_non_current", JUN_2023, 116729, LegKind.MEASUREMENT),
        ("deferred_tax_assets", JUN_2023, -4451, LegKind.TAX),
        ("guarantee_liabilities_contingent", JUN_2023, 87061, LegKind.MEASUREMENT),
        ("provision_for_loans_receivable", H1_2023, -116729, LegKind.MEASUREMENT),
        ("provision_for_contingent_liabilities", H1_2023, 87062, LegKind.MEASUREMENT),
        ("income_taxes_expense", H1_2023, -4450, LegKind.TAX),
    ]
    assert (entry.memo, entry.reference) == ("Change of the allowance", "ECL-2")


def test_kinds_are_as_stated_or_as_the_nature_tells(finder: LineFinder, project: Project) -> None:
    text = (
        f"Line | Debit | Credit | Kind \n {LOANS} | 5 | | NCI \n Other tax payable | | 5 | \n {RETAINED} | | 0 | 权益"
    )
    (entry,) = entries_of(pasted(finder, text), project, Ledger(project), IN_HALF_YEAR, nature=Nature.RECLASSIFICATION)
    assert [leg.kind for leg in entry.legs] == [LegKind.NCI, LegKind.TAX]
    (entry,) = entries_of(pasted(finder, text), project, Ledger(project), Moment(None, DEC_2022))
    assert {leg.period for leg in entry.legs} == {DEC_2022}


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("H1 2023", JUN_2023),
        ("2023-01-01/2023-06-30", JUN_2023),
        ("Six months ended June 30, 2023", JUN_2023),
        ("2023年上半年", JUN_2023),
        ("30/06/2023", JUN_2023),
        ("2023-06", JUN_2023),
        ("31 Dec 2022", DEC_2022),
        ("Dec-22", DEC_2022),
        ("2022年12月31日", DEC_2022),
    ],
)
def test_a_period_is_named_in_any_notation(finder: LineFinder, project: Project, text: str, period: str) -> None:
    entries = pasted(finder, f"Line | Period | Debit | Credit \n {LOANS} | {text} | 5 |")
    (entry,) = entries_of(entries, project, Ledger(project))
    assert [leg.period for leg in entry.legs] == [period]


def test_a_date_is_that_of_the_only_period_that_ends_then(finder: LineFinder, qifu_project: Project) -> None:
    text = "Line | Date | Debit | Credit \n Sales and marketing | 2023-06-30 | 5 |"
    (entry,) = entries_of(pasted(finder, text), finder.project, Ledger(finder.project))
    assert [leg.period for leg in entry.legs] == [H1_2023]
    leg = only_leg(LineFinder(qifu_project), text)
    assert "2023-06-30 is a date; this line needs a period. Choose one of: Q2 2022, Q2 2023, H1 2022, H1 2023" in str(
        leg.problem
    )


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([["Goodwill", "5", ""]], "Row 2: No line matches 'Goodwill', or several do. Choose one."),
        (
            [["Amounts due from related parties", "5", ""]],
            "No line matches 'Amounts due from related parties', or several do.",
        ),
        ([[LOANS, "x", ""]], "Row 2: 'x' is not an amount."),
        ([[LOANS, "0", ""]], "Row 2: The entry has no amounts."),
        ([["Sales and marketing", "5", ""]], "Row 2: 'Sales and marketing' needs a period. Choose one of: H1 2022, H1"),
    ],
)
def test_what_is_not_settled_makes_no_entry(
    finder: LineFinder, project: Project, rows: list[list[str]], said: str
) -> None:
    with pytest.raises(WorkbenchError) as refused:
        entries_of(read(finder, [CLASSIC[0], *rows]), project, Ledger(project), Moment(None, DEC_2022))
    assert said in str(refused.value)


def test_a_line_may_be_chosen_for_a_row(finder: LineFinder, project: Project) -> None:
    entries = read(finder, [CLASSIC[0], ["Goodwill", "5", ""], [RETAINED, "", "5"]])
    chosen = {2: "intangible_assets"}
    (entry,) = entries_of(
        entries, project, Ledger(project), AT_CLOSING, chosen=chosen, taken={"intangible_assets " + JUN_2023}
    )
    assert [leg.line for leg in entry.legs] == ["intangible_assets", "retained_earnings"]
    assert entry.id == f"intangible_assets {JUN_2023} 2"


def test_the_journals_of_the_reference_case_are_read_whole(finder: LineFinder) -> None:
    entries = read(finder, table_of())
    assert [(entry.difference, entry.key, len(entry.legs)) for entry in entries] == [
        (known.difference, known.number, len(known.rows)) for known in JOURNALS
    ]
    assert all(leg.line and not leg.problem for entry in entries for leg in entry.legs)
    assert {entry.brought_forward_to for entry in entries if entry.legs[0].period_text == OPENING} == {"30 Jun 2023"}
    amounts = [leg.debit for entry in entries for leg in entry.legs if leg.debit is not None]
    assert sum(amounts) == Decimal(0)
    assert {entry.difference for entry in entries} > {ECL, SBC}
