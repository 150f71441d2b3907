"""Which statement a drawn table is: by its own titles, by those of its sheet, by its lines; and what else it may be."""

import pytest

from tests.found import said
from tests.importing.sheets.reading import read_table
from workbench.domain.statements import StatementKind
from workbench.importing.sheets.kinds import KindInference, kind_of, kinds_of_line

OPERATIONS, POSITION, CASH_FLOWS = (
    StatementKind.OPERATIONS,
    StatementKind.FINANCIAL_POSITION,
    StatementKind.CASH_FLOWS,
)
COMPREHENSIVE, OTHER = StatementKind.COMPREHENSIVE_INCOME, StatementKind.OTHER


def inference(text: str = "", *titles: str, sheet: str = "") -> KindInference:
    """Return what a table with these lines is under some titles of its own, on a sheet of this name, in words."""
    rows = read_table(f" | FY2023 | FY2022\n{text}").rows if text else []
    found = kind_of(titles, [sheet] if sheet else [], rows)
    return KindInference(found.kind, said(found.evidence), tuple(map(said, found.alternatives)))


INCOME = """
    Revenue       | 100 | 90
    Cost of sales | -60 | -50
    Gross profit  | 40  | 40
"""
BALANCES = """
    Trade receivables | 100 | 90
    Total assets      | 100 | 90
    Trade payables    | 60  | 50
    Total liabilities | 60  | 50
"""
FLOWS = """
    Net cash used in operating activities | -5 | -6
    Purchases of equipment                | -7 | -8
    Dividends paid                        | -1 | -1
"""
NAMES = """
    Alpha | 1 | 2
    Beta  | 3 | 4
"""


# ---- by titles


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Consolidated statements of operations", OPERATIONS),
        ("Income statement", OPERATIONS),
        ("Profit and loss account", OPERATIONS),
        ("合并利润表", OPERATIONS),
        ("Consolidated balance sheets", POSITION),
        ("Statement of financial position", POSITION),
        ("资产负债表", POSITION),
        ("Statements of cash flows", CASH_FLOWS),
        ("现金流量表", CASH_FLOWS),
        ("Statements of comprehensive income", COMPREHENSIVE),
        ("Statement of changes in shareholders' equity", StatementKind.CHANGES_IN_EQUITY),
        ("Reconciliation of non-GAAP measures", StatementKind.NON_GAAP),
        ("BS Dec 2022", POSITION),
    ],
)
def test_a_title_names_the_statement(title: str, kind: StatementKind) -> None:
    assert inference(NAMES, title) == KindInference(kind, f"'{title}'")


def test_the_title_nearest_to_the_table_rules() -> None:
    assert inference(NAMES, "Income statement", "RMB thousands", "Balance sheet").kind is POSITION


def test_a_title_of_its_own_rules_over_the_name_of_the_sheet() -> None:
    assert inference(NAMES, "Balance sheet", sheet="Income statement").kind is POSITION


def test_a_title_of_its_own_rules_over_the_lines_which_are_named_beside_it() -> None:
    found = inference(INCOME, "Balance sheet")
    assert (found.kind, found.evidence) == (POSITION, "'Balance sheet'")
    assert found.alternatives == ("operations, for lines such as 'Revenue'",)


def test_without_titles_or_lines_that_tell_nothing_names_the_statement() -> None:
    assert inference(NAMES) == KindInference(OTHER, "no title names the statement")


@pytest.mark.parametrize(
    "title", ["Revenue by segment", "Note 12 Income statement items", "Balance sheet by region", "Cash flows 分部"]
)
def test_a_breakdown_is_no_statement_whatever_it_names(title: str) -> None:
    assert inference(INCOME, title) == KindInference(OTHER, "its title names a breakdown")


def test_the_name_of_a_sheet_that_says_breakdown_does_not_make_one() -> None:
    assert inference(INCOME, sheet="Segments").kind is OPERATIONS


# ---- a title that names several statements


def test_of_several_statements_in_one_title_the_one_that_most_lines_speak_for_rules() -> None:
    title = "Balance sheet, income statement and cash flows"
    assert inference(INCOME, title).kind is OPERATIONS
    assert inference(BALANCES, title).kind is POSITION
    assert inference(FLOWS, title).kind is CASH_FLOWS


def test_of_several_statements_of_which_lines_do_not_tell_one_the_first_rules_whatever_the_lines() -> None:
    title = "Non-GAAP measures and the balance sheet"
    assert inference(BALANCES, title).kind is StatementKind.NON_GAAP


def test_lines_of_operations_make_an_income_statement_of_one_that_is_titled_comprehensive() -> None:
    title = "Statements of comprehensive income"
    assert inference(INCOME, title) == KindInference(OPERATIONS, f"'{title}', with lines such as 'Revenue'")


def test_two_lines_of_operations_alone_are_enough_for_that_and_one_is_not() -> None:
    title = "Statements of comprehensive income"
    assert inference("Cost of sales | 1 | 2\nGross profit | 3 | 4", title).kind is OPERATIONS
    assert inference("Cost of sales | 1 | 2\nTranslation adjustment | 3 | 4", title).kind is COMPREHENSIVE


def test_an_income_statement_that_is_titled_comprehensive_has_the_other_lines_as_rivals() -> None:
    lines = INCOME + "    Foreign currency translation adjustment | 1 | 2"
    assert inference(lines, "Statements of comprehensive income").alternatives == (
        "comprehensive income, for lines such as 'Foreign currency translation adjustment'",
    )


# ---- by the name of the sheet


def test_the_name_of_the_sheet_names_the_statement_where_the_lines_allow_it() -> None:
    assert inference(BALANCES, sheet="BS") == KindInference(POSITION, "'BS'")


def test_the_name_of_the_sheet_names_it_where_no_line_tells() -> None:
    assert inference(NAMES, sheet="BS").kind is POSITION


def test_lines_of_another_statement_rule_over_the_name_of_the_sheet() -> None:
    found = inference(INCOME, sheet="BS")
    assert (found.kind, found.evidence) == (OPERATIONS, "lines such as 'Revenue'")


def test_a_single_line_of_another_statement_does_not_contradict_the_name_of_the_sheet() -> None:
    found = inference("Cost of sales | 1 | 2\nAlpha | 3 | 4", sheet="BS")
    assert (found.kind, found.alternatives) == (POSITION, ("operations, for lines such as 'Cost of sales'",))


def test_a_line_that_stands_in_three_statements_contradicts_the_name_of_a_fourth() -> None:
    assert inference("Net income | 1 | 2\nAlpha | 3 | 4", sheet="BS").kind is OPERATIONS


def test_a_line_of_its_own_is_enough_for_the_name_of_the_sheet() -> None:
    assert inference(INCOME + "    Trade receivables | 1 | 2", sheet="BS").kind is POSITION


def test_a_table_with_a_title_of_its_own_is_not_what_the_sheet_is_called_where_no_line_is_of_that() -> None:
    assert inference(NAMES, "Number of stores", sheet="BS").kind is OTHER


@pytest.mark.parametrize("title", ["RMB thousands", "31 December 2023", "(1)", "A to Z"])
def test_a_unit_or_a_period_is_no_title_of_its_own(title: str) -> None:
    assert inference(NAMES, title, sheet="BS").kind is POSITION


def test_a_title_is_one_from_words_of_four_letters_on() -> None:
    assert inference(NAMES, "Tax", sheet="BS").kind is POSITION
    assert inference(NAMES, "Team", sheet="BS").kind is OTHER


def test_the_name_of_a_sheet_may_announce_what_no_line_tells_of() -> None:
    assert inference(INCOME, "Number of stores", sheet="Changes in equity").kind is StatementKind.CHANGES_IN_EQUITY


# ---- by lines


@pytest.mark.parametrize(("lines", "kind"), [(INCOME, OPERATIONS), (BALANCES, POSITION), (FLOWS, CASH_FLOWS)])
def test_lines_tell_the_statement_where_nothing_names_it(lines: str, kind: StatementKind) -> None:
    assert inference(lines).kind is kind


def test_the_statement_that_most_lines_speak_for_rules_and_the_others_are_its_rivals() -> None:
    found = inference(INCOME + "    Trade receivables | 1 | 2")
    assert found == KindInference(
        OPERATIONS, "lines such as 'Revenue'", ("financial position, for lines such as 'Trade receivables'",)
    )


def test_rivals_stand_in_the_order_of_the_lines_that_speak_for_them() -> None:
    found = inference(BALANCES + INCOME + "    Dividends paid | 1 | 2", "Changes in equity")
    assert [said(rival).split(",")[0] for rival in found.alternatives] == [
        "financial position",
        "operations",
        "cash flows",
    ]


def test_a_line_that_stands_in_one_statement_alone_speaks_twice() -> None:
    assert kinds_of_line("Net income") == (OPERATIONS, COMPREHENSIVE, CASH_FLOWS)
    assert inference("Net income | 1 | 2\nTrade receivables | 1 | 2").kind is POSITION


def test_revenue_is_named_as_evidence_before_other_lines() -> None:
    assert inference("Cost of sales | 1 | 2\nTotal revenues | 3 | 4\nGross profit | 2 | 2").evidence == (
        "lines such as 'Total revenues'"
    )


def test_without_revenue_the_first_line_is_named_as_evidence() -> None:
    assert inference("Cost of sales | 1 | 2\nGross profit | 2 | 2").evidence == "lines such as 'Cost of sales'"


@pytest.mark.parametrize(
    ("caption", "kinds"),
    [
        ("Trade receivables", (POSITION,)),
        ("Research expenses", (OPERATIONS,)),
        ("Purchases of equipment", (CASH_FLOWS,)),
        ("Unrealised loss before reclassification to comprehensive income", (OPERATIONS,)),
        ("Share of other comprehensive income of ventures", (COMPREHENSIVE,)),
        ("paymentsForEquipment", (CASH_FLOWS,)),
        ("其他應付負債", (POSITION,)),
        ("Alpha", ()),
    ],
)
def test_a_line_tells_by_its_words_in_which_statement_it_stands(caption: str, kinds: tuple[StatementKind, ...]) -> None:
    assert kinds_of_line(caption) == kinds
