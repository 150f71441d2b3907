"""Lists of entries folded into a statement: which line an entry is on, and where a line stands that nobody prints."""

from decimal import Decimal

import pytest

from tests.found import said
from tests.importing.notation import Drawn, lines_of, rows_of, statement_of
from workbench.domain.sources import FigureRole

POSITION = """
    Balance sheet                    | 2023-12-31
    Current assets:                  |
    Cash                             | 40
    Amounts due from related parties | 20
    Total current assets             | 60
    Non-current assets:              |
    Goodwill                         | 70
    Amounts due from related parties | 7
    Total non-current assets         | 77
    Equity:                          |
    Share capital                    | 100
    Total equity                     | 137
"""


def entries_of(*entries: str, head: str = "Line | Amount") -> str:
    """Return a list of entries of one difference on the balance sheet, of which each says its line and its amount."""
    lines = [f"Losses | Balance sheet | 2023-12-31 | {entry}" for entry in entries]
    return "\n".join([f"Difference | Statement | Period | {head}", *lines])


def in_sections(*entries: str) -> str:
    return entries_of(*entries, head="Section | Line | Amount")


def doubts_on(*sheets: Drawn) -> dict[str, str]:
    """Return what was decided on thin evidence, and on which, by the name that the list has."""
    decided = statement_of(*sheets).decisions
    return {
        said(doubt.subject): f"{said(doubt.taken_for)}: {said(doubt.evidence)}"
        for doubt in decided
        if doubt.is_doubtful
    }


def place_of(line: str, *sheets: Drawn) -> tuple[str, str]:
    """Return the captions before and behind a line, "" at either end."""
    captions = ["", *(row.caption for row in statement_of(*sheets).rows), ""]
    at = captions.index(line)
    return captions[at - 1], captions[at + 1]


# ---- the line that an entry names


def test_an_entry_stands_on_the_line_of_its_name_in_whatever_order() -> None:
    assert rows_of(statement_of(POSITION, entries_of("Share capital | 3", "GOODWILL | (5)"))) == lines_of("""
        Current assets:
        Cash                             | 40
        Amounts due from related parties | 20
        Total current assets             | 60
        Non-current assets:
        Goodwill / GOODWILL              | 70  | (5)
        Amounts due from related parties | 7
        Total non-current assets         | 77
        Equity:
        Share capital                    | 100 | 3
        Total equity                     | 137
    """)


def test_of_two_lines_of_one_name_the_section_tells() -> None:
    entries = in_sections(
        "Non-current assets | Amounts due from related parties | 2",
        "Current assets | Amounts due from related parties | 1",
    )
    assert rows_of(statement_of(POSITION, entries))[2:7:4] == [
        "Amounts due from related parties | 20 | 1",
        "Amounts due from related parties | 7 | 2",
    ]
    assert doubts_on(POSITION, entries) == {}


def test_or_the_section_within_the_name() -> None:
    entries = entries_of("Non-current assets: amounts due from related parties | 2", "Cash | 1")
    assert rows_of(statement_of(POSITION, entries))[6].endswith("| 7 | 2")
    assert doubts_on(POSITION, entries) == {}


def test_where_no_section_tells_it_is_the_first_one_and_that_is_said() -> None:
    entries = entries_of("Amounts due from related parties | 2", "Cash | 1")
    statement = statement_of(POSITION, entries)
    (decision,) = statement.decisions
    assert rows_of(statement)[2] == "Amounts due from related parties | 20 | 2"
    assert (said(decision.taken_for), tuple(map(said, decision.alternatives)), decision.is_doubtful) == (
        "the line under 'Current assets:'",
        ("'Amounts due from related parties' under 'Non-current assets:'",),
        True,
    )
    assert (
        said(decision.evidence)
        == "the first of several lines with this caption; stating its section would identify the line"
    )
    assert str(decision.where) == "book.xlsx!Sheet 2!D2"


def test_a_section_that_no_line_of_the_name_stands_in_does_not_keep_the_entry_from_its_line() -> None:
    entries = in_sections("Long-term | Goodwill | 2", "Current assets | Cash | 1")
    assert "Goodwill | 70 | 2" in rows_of(statement_of(POSITION, entries))


def test_a_section_may_be_one_letter_in_twenty_off() -> None:
    position = POSITION.replace("Non-current assets:", "Property and vessels")
    entries = in_sections(
        "Property and vassels | Amounts due from related parties | 2",
        "Current assets | Cash | 1",
    )
    assert rows_of(statement_of(position, entries))[6] == "Amounts due from related parties | 7 | 2"
    assert doubts_on(position, entries) == {}


def test_another_name_of_the_same_concept_is_the_line() -> None:
    entries = entries_of("Goodwill | 2", "Cash and cash equivalents | 1")
    assert rows_of(statement_of(POSITION, entries))[1] == "Cash / Cash and cash equivalents | 40 | 1"
    assert doubts_on(POSITION, entries) == {}


def test_an_own_name_is_nearer_than_another_name_of_the_same_concept() -> None:
    position = POSITION.replace("Goodwill  ", "Cash and cash equivalents")
    entries = entries_of("Cash and cash equivalents | 2", "Share capital | 1")
    assert "Cash | 40" in rows_of(statement_of(position, entries))


def test_a_caption_in_two_languages_is_found_by_either_name() -> None:
    position = POSITION.replace("Goodwill  ", "Goodwill 商誉")
    assert "Goodwill 商誉 / 商誉 | 70 | 2" in rows_of(statement_of(position, entries_of("商誉 | 2", "Cash | 1")))


def test_an_entry_in_two_languages_finds_either_name() -> None:
    entries = entries_of("Goodwill 商誉 | 2", "Cash | 1")
    assert "Goodwill / Goodwill 商誉 | 70 | 2" in rows_of(statement_of(POSITION, entries))


def test_a_name_that_is_only_alike_is_the_line_and_that_is_said() -> None:
    entries = entries_of("Good-will | 2", "Cash | 1")
    assert "Goodwill / Good-will | 70 | 2" in rows_of(statement_of(POSITION, entries))
    assert doubts_on(POSITION, entries) == {"Good-will": "the line 'Goodwill': the captions are similar"}


def test_a_name_that_hardly_differs_is_the_line_and_nothing_is_said() -> None:
    position = POSITION.replace("Goodwill  ", "Goodwill acquired in business combinations")
    entries = entries_of("Goodwill acquired in business combination | 2", "Cash | 1")
    assert any(row.endswith("combination | 70 | 2") for row in rows_of(statement_of(position, entries)))
    assert doubts_on(position, entries) == {}


def test_of_two_lines_that_are_alike_the_more_alike_one_is_meant() -> None:
    position = POSITION.replace("Share capital", "Ordinary share capital").replace(
        "Goodwill", "Ordinary shares capitals"
    )
    entries = entries_of("Ordinary share capitals | 2", "Cash | 1")
    statement = rows_of(statement_of(position, entries))
    assert "Ordinary shares capitals / Ordinary share capitals | 70 | 2" in statement


def test_a_heading_is_no_line() -> None:
    entries = entries_of("Equity: | 2", "Cash | 1")
    statement = statement_of(POSITION, entries)
    assert [row.is_heading for row in statement.rows if row.caption == "Equity:"] == [False, True]


def test_all_spellings_of_a_line_are_its_names() -> None:
    reconciliation = """
        Reconciliation of balance sheet | 2023-12-31 | 2023-12-31 | 2023-12-31
                                        | US GAAP    | Leases     | IFRS
        Cash and bank balances          | 40         | 1          | 41
        Goodwill                        | 70         |            | 70
    """
    position = POSITION.replace("Cash  ", "Cash and balances at bank")
    rows = rows_of(statement_of(position, reconciliation, entries_of("Cash and bank balances | 2", "Goodwill | 1")))
    assert rows[1] == "Cash and balances at bank / Cash and bank balances | 40 | 1 | 41 | 2"


# ---- where a line stands that no table prints


def test_a_line_that_no_table_prints_stands_before_the_total_of_its_section() -> None:
    entries = in_sections("Current assets | Cash | 1", "Non-current assets | Right-of-use assets | 2")
    assert place_of("Right-of-use assets", POSITION, entries) == (
        "Amounts due from related parties",
        "Total non-current assets",
    )
    assert doubts_on(POSITION, entries) == {}


def test_or_behind_the_last_line_of_its_section_where_no_total_ends_it() -> None:
    position = POSITION.replace("Total non-current assets         | 77", "").replace("Equity:  ", "Reserves:")
    entries = in_sections("Current assets | Cash | 1", "Non-current assets | Right-of-use assets | 2")
    assert place_of("Right-of-use assets", position, entries) == ("Amounts due from related parties", "Reserves:")


def test_the_place_is_said_with_its_evidence() -> None:
    entries = in_sections("Current assets | Cash | 1", "Non-current assets | Right-of-use assets | 2")
    (decision,) = statement_of(POSITION, entries).decisions
    assert decision.subject == "Right-of-use assets"
    assert said(decision.taken_for) == "a line before 'Total non-current assets'"
    assert said(decision.evidence) == "no table prints it; its section or its parts show its place"
    assert str(decision.where) == "book.xlsx!Sheet 2!E3"


def test_a_line_stands_before_the_one_that_follows_it_in_its_section_of_the_list() -> None:
    entries = in_sections(
        "Current assets | Contract assets | 1", "Current assets | Amounts due from related parties | 2"
    )
    assert place_of("Contract assets", POSITION, entries) == ("Cash", "Amounts due from related parties")
    assert doubts_on(POSITION, entries) == {}


def test_what_follows_in_another_section_does_not_tell() -> None:
    entries = in_sections("Non-current assets | Right-of-use assets | 1", "Current assets | Cash | 2")
    assert place_of("Right-of-use assets", POSITION, entries)[1] == "Total non-current assets"


def test_nor_does_what_follows_on_another_day() -> None:
    position = POSITION.replace("2023-12-31", "2023-12-31 | 2022-12-31")
    entries = """
        Difference | Statement     | Period     | Section        | Line            | Amount
        Losses     | Balance sheet | 2023-12-31 | Current assets | Contract assets | 1
        Losses     | Balance sheet | 2022-12-31 | Current assets | Cash            | 2
    """
    assert place_of("Contract assets", position, entries)[1] == "Total current assets"


def test_a_line_that_stood_there_before_does_not_follow() -> None:
    entries = in_sections(
        "Current assets | Cash | 1", "Current assets | Contract assets | 2", "Non-current assets | Goodwill | 2"
    )
    assert place_of("Contract assets", POSITION, entries)[1] == "Total current assets"


def test_a_line_that_is_listed_twice_follows_where_it_is_listed_again() -> None:
    entries = """
        Difference | Statement     | Period     | Section        | Line            | Amount
        Losses     | Balance sheet | 2023-12-31 | Current assets | Cash            | 1
        Losses     | Balance sheet | 2023-12-31 | Current assets | Contract assets | 2
        Leases     | Balance sheet | 2023-12-31 | Current assets | Cash            | 3
    """
    assert place_of("Contract assets", POSITION, entries)[1] == "Cash"


def test_lines_that_no_table_prints_keep_the_order_of_the_list() -> None:
    entries = in_sections(
        "Non-current assets | Right-of-use assets | 1",
        "Non-current assets | Deferred tax assets | 2",
        "Non-current assets | Goodwill | 3",
        "Non-current assets | Contract costs | 4",
        "Non-current assets | Prepaid rent | 5",
    )
    assert [row.caption for row in statement_of(POSITION, entries).rows][4:11] == [
        "Non-current assets:",
        "Right-of-use assets",
        "Deferred tax assets",
        "Goodwill",
        "Amounts due from related parties",
        "Contract costs",
        "Prepaid rent",
    ]


def test_lines_of_a_section_that_no_table_prints_stand_together() -> None:
    entries = in_sections(
        "Liabilities | Lease liabilities | 1",
        "Current assets | Cash | 3",
        "Liabilities | Contract liabilities | 2",
    )
    assert place_of("Contract liabilities", POSITION, entries)[0] == "Lease liabilities"


def test_a_line_that_came_into_another_section_does_not_end_this_one() -> None:
    entries = in_sections(
        "Current assets | Contract assets | 1",
        "Non-current assets | Right-of-use assets | 2",
        "Current assets | Contract costs | 3",
    )
    assert place_of("Contract costs", POSITION, entries) == ("Contract assets", "Total current assets")


def test_a_part_of_equity_stands_before_the_total_of_equity() -> None:
    entries = entries_of("Cash | 1", "Retained earnings | 2")
    assert place_of("Retained earnings", POSITION, entries) == ("Share capital", "Total equity")
    assert doubts_on(POSITION, entries) == {}


@pytest.mark.parametrize("total", ["Total shareholders' deficit", "所有者权益合计"])
def test_whatever_the_total_of_equity_is_called(total: str) -> None:
    position = POSITION.replace("Total equity", total)
    entries = entries_of("Cash | 1", "Retained earnings | 2")
    assert place_of("Retained earnings", position, entries)[1] == total


@pytest.mark.parametrize("line", ["Total liabilities and equity", "Equity instruments", "Total of the rest"])
def test_what_is_not_the_total_of_equity_does_not_tell(line: str) -> None:
    position = POSITION.replace("Total equity", line).replace("Equity:", "Others:")
    entries = entries_of("Cash | 1", "Retained earnings | 2")
    assert place_of("Retained earnings", position, entries)[0] == "Cash"


def test_a_heading_of_equity_is_not_its_total() -> None:
    position = POSITION.replace("Equity:", "Total equity:").replace("Total equity  ", "Sum of the above")
    entries = entries_of("Cash | 1", "Retained earnings | 2")
    assert place_of("Retained earnings", position, entries)[0] == "Cash"


def test_another_line_that_nothing_places_stands_behind_the_one_before_it_in_the_list() -> None:
    entries = entries_of("Goodwill | 1", "Prepaid royalties | 2")
    assert place_of("Prepaid royalties", POSITION, entries) == ("Goodwill", "Amounts due from related parties")
    assert doubts_on(POSITION, entries) == {
        "Prepaid royalties": (
            "a line before 'Amounts due from related parties': no table prints it, and nothing shows its place"
        )
    }


def test_a_line_that_only_follows_another_one_in_a_list_without_sections_is_in_doubt() -> None:
    entries = entries_of("Prepaid royalties | 2", "Goodwill | 1")
    assert place_of("Prepaid royalties", POSITION, entries) == ("Non-current assets:", "Goodwill")
    assert list(doubts_on(POSITION, entries)) == ["Prepaid royalties"]


def test_a_list_of_lines_that_no_table_prints_ends_the_statement() -> None:
    entries = in_sections("Liabilities | Prepaid royalties | 2", "Liabilities | Lease liabilities | 1")
    assert [row.caption for row in statement_of(POSITION, entries).rows][-2:] == [
        "Prepaid royalties",
        "Lease liabilities",
    ]
    assert doubts_on(POSITION, entries)["Prepaid royalties"].startswith("a line at the end: ")


def test_a_total_that_no_table_prints_stands_behind_the_line_before_it() -> None:
    entries = in_sections(
        "Non-current assets | Goodwill | 1",
        "Non-current assets | Total intangible assets | 1",
        "Non-current assets | Amounts due from related parties | 2",
    )
    position = POSITION.replace("Amounts due", "Software | 1\nAmounts due")
    assert place_of("Total intangible assets", position, entries) == ("Goodwill", "Software")
    assert doubts_on(position, entries) == {}


def test_a_total_at_the_head_of_a_list_has_no_line_before_it() -> None:
    entries = in_sections("Non-current assets | Total intangible assets | 1", "Non-current assets | Goodwill | 1")
    assert place_of("Total intangible assets", POSITION, entries)[1] == "Goodwill"


def test_many_lines_may_stand_before_one_another() -> None:
    names = [f"Licence {chr(65 + number // 26)}{chr(65 + number % 26)}" for number in range(300)]
    entries = in_sections(*(f"Non-current assets | {name} | 1" for name in names), "Non-current assets | Goodwill | 1")
    assert [row.caption for row in statement_of(POSITION, entries).rows][5:306] == [*names, "Goodwill"]


def test_a_line_that_no_table_prints_is_known_by_its_entries() -> None:
    entries = in_sections("Current assets | Cash | 1", "Non-current assets | Right-of-use assets | 2")
    known = {row.caption: row for row in statement_of(POSITION, entries).rows if row.is_known_by_entries}
    assert list(known) == ["Right-of-use assets"]
    assert known["Right-of-use assets"].section_in_list == "Non-current assets"
    assert not known["Right-of-use assets"].is_heading
    assert (known["Right-of-use assets"].bold, known["Right-of-use assets"].indent) == (False, 0)


# ---- the amounts


def test_entries_on_one_line_stay_entries_of_their_own() -> None:
    entries = """
        Difference | Statement     | Period     | Line     | Amount
        Losses     | Balance sheet | 2023-12-31 | Goodwill | 1
        Leases     | Balance sheet | 2023-12-31 | Cash     | 5
        Losses     | Balance sheet | 2023-12-31 | goodwill | 2
    """
    figures = [figure for row in statement_of(POSITION, entries).rows for figure in row.figures]
    assert [
        f"{figure.adjustment_or_currency} {figure.amount} in {figure.reading.cell.ref}"
        for figure in figures
        if figure.role is FigureRole.ENTRY
    ] == ["Leases 5 in E3", "Losses 1 in E2", "Losses 2 in E4"]


def test_two_lists_are_folded_in_one_after_the_other() -> None:
    one, other = entries_of("Goodwill | 1", "Prepaid rent | 2"), entries_of("Prepaid rent | 3", "Goodwill | 4")
    rows = rows_of(statement_of(POSITION, one, other))
    assert "Goodwill | 70 | 1 ≠ 4" in rows
    assert "Prepaid rent |  | 2 ≠ 3" in rows


def test_debits_and_credits_are_debit_less_credit_until_the_side_of_the_line_is_known() -> None:
    entries = entries_of("Goodwill | 5 |", "Share capital | | 3", head="Line | Debit | Credit")
    figures = [
        figure for row in statement_of(POSITION, entries).rows for figure in row.figures if figure.is_debit_less_credit
    ]
    assert [figure.amount for figure in figures] == [5, -3]


def test_a_signed_amount_is_in_the_sign_of_its_line() -> None:
    figures = [
        figure
        for row in statement_of(POSITION, entries_of("Goodwill | 5", "Cash | (3)")).rows
        for figure in row.figures
    ]
    assert not any(figure.is_debit_less_credit for figure in figures)
    assert not any(figure.is_primary for figure in figures if figure.role is FigureRole.ENTRY)


def test_an_entry_that_cannot_be_read_is_unknown() -> None:
    assert "Goodwill | 70 | ?" in rows_of(statement_of(POSITION, entries_of("Goodwill | #N/A", "Cash | (3)")))


def test_entries_in_another_scale_are_brought_to_the_project_s() -> None:
    entries = "RMB in millions\n" + entries_of("Goodwill | 0.005", "Cash | (3)")
    rows = rows_of(statement_of(POSITION.replace("Current", "RMB in thousands |\nCurrent", 1), entries, scale=1000))
    assert "Goodwill | 70 | 5" in rows
    assert "Cash | 40 | (3,000)" in rows


def test_entries_in_no_scale_are_in_the_project_s() -> None:
    position = POSITION.replace("Current", "RMB in thousands |\nCurrent", 1)
    assert "Goodwill | 70 | 5" in rows_of(statement_of(position, entries_of("Goodwill | 5", "Cash | (3)"), scale=1000))


def test_what_is_cut_of_a_credit_counts_on_its_side() -> None:
    entries = entries_of("Goodwill | 5 |", "Share capital | | 3.33333333", head="Line | Debit | Credit")
    (figure,) = (figure for row in statement_of(POSITION, entries).rows for figure in row.figures if figure.cut_off)
    assert (figure.amount, figure.cut_off, figure.slack) == (
        Decimal("-3.333333"),
        Decimal("-0.00000033"),
        Decimal("0.0000005"),
    )
