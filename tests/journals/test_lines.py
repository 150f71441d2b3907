"""Lines found by what people type and by what files call them: which, in which order, and how soon."""

import random
from dataclasses import replace
from time import perf_counter

import pytest

from workbench.domain.ledger import Ledger
from workbench.domain.project import Project
from workbench.domain.statements import Line, LineRole
from workbench.journals.lines import LineFinder, LineMatch
from workbench.phrases import ENGLISH
from workbench.wording import say_fact

RELATED, RELATED_LATER = "amounts_due_from_related_parties", "amounts_due_from_related_parties_2"
LOANS, LOANS_LATER = "loans_receivable_net", "loans_receivable_net_non_current"
PROPERTY, RETAINED = "property_and_equipment_net", "retained_earnings"


@pytest.fixture(scope="module")
def finder(qifu_project: Project) -> LineFinder:
    return LineFinder(qifu_project)


def ids(matches: tuple[LineMatch, ...]) -> list[str]:
    return [match.line.id for match in matches]


# ---- what a person types


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("RETAINED", RETAINED),
        ("retained_earnings", RETAINED),
        ("loan rec noncur", LOANS_LATER),
        ("net loans", LOANS),
        ("ceivable fin prov", "provision_for_financial_assets_receivable"),
        ("dta", "deferred_tax_assets"),
        ("ppe", PROPERTY),
        ("固定资产", PROPERTY),
        ("遞延所得稅資產", "deferred_tax_assets"),
        ("related non-current", RELATED_LATER),
        ("1122 loans", LOANS),
        ("recievable net", LOANS),
        ("loansreceivable", LOANS),
        ("income tax expense", "income_taxes_expense"),
    ],
)
def test_a_line_is_found_by_what_is_typed(finder: LineFinder, text: str, first: str) -> None:
    assert ids(finder.search(text))[0] == first


def test_the_best_comes_first_and_none_twice(finder: LineFinder) -> None:
    for text in ("guarantee", "a", "tax", "net", "non-current"):
        found = finder.search(text, most=8)
        assert 0 < len(found) <= 8
        assert len(set(ids(found))) == len(found)
        assert all(0 <= match.score <= 100 for match in found)
    assert ids(finder.search("guarantee"))[:2] == [
        "guarantee_liabilities_contingent",
        "guarantee_liabilities_stand_ready",
    ]


def test_accounts_come_before_lines_that_are_found_in_the_same_way(finder: LineFinder, qifu_project: Project) -> None:
    ledger = Ledger(qifu_project)
    for text in ("provision", "other", "net", "income"):
        begins = [match for match in finder.search(text, most=40) if match.evidence.key == "line-begins-with"]
        are_accounts = [ledger.account(match.line.id) is not None for match in begins]
        assert are_accounts == sorted(are_accounts, reverse=True)
        for is_account in (True, False):
            scores = [match.score for match, known in zip(begins, are_accounts, strict=True) if known is is_account]
            assert scores == sorted(scores, reverse=True)
    mixed = [ledger.account(match.line.id) is not None for match in finder.search("share", most=40)]
    assert mixed[0] is False, "what begins so is found before what merely has the word"


def test_headings_and_totals_with_parts_are_never_found(finder: LineFinder, qifu_project: Project) -> None:
    for text in ("total", "total assets", "assets", "current assets", "income from operations"):
        for match in finder.search(text, most=50):
            statement = qifu_project.statement_by_id[match.statement]
            assert match.line.role is not LineRole.HEADING
            assert match.line.id not in statement.total_of


@pytest.mark.parametrize("text", ["", "  ", "()", "zzzzqqqq", "x" * 5000])
def test_what_names_nothing_finds_nothing(finder: LineFinder, text: str) -> None:
    assert finder.search(text) == finder.match(text) == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Retained earnings", "the same caption"),
        ("income tax expense", "another spelling of its caption"),
        ("固定资产", "another name of the same line"),
        ("retained", "its caption begins with 'retained'"),
        ("dta", "its initials are 'dta'"),
        ("tax deferred", "its caption has these words"),
        ("related noncurrent", "its caption and section have these words"),
        ("loansreceivable", "a similar caption (85 of 100)"),
    ],
)
def test_each_says_how_it_was_found(finder: LineFinder, text: str, said: str) -> None:
    assert say_fact(finder.search(text)[0].evidence, ENGLISH) == said


# ---- what a file names


@pytest.mark.parametrize(
    ("account", "section", "lines"),
    [
        ("Retained earnings", "", [RETAINED]),
        ("retained_earnings", "", [RETAINED]),
        ("  RETAINED   earnings ", "", [RETAINED]),
        ("1122 Loans receivable, net", "", [LOANS]),
        ("4104未分配利润", "", [RETAINED]),
        ("Income tax expense", "", ["income_taxes_expense"]),
        ("Loans receivable, net-noncurrent", "", [LOANS_LATER]),
        ("Financial asset receivable, net", "", ["financial_assets_receivable_net"]),
        ("Provision for financial assets re", "", ["provision_for_financial_assets_receivable"]),
        # a caption that is repeated
        (RELATED, "", [RELATED]),
        ("Amounts due from related parties", "", [RELATED, RELATED_LATER]),
        ("Amounts due from related parties", "Non-current assets", [RELATED_LATER]),
        ("Amounts due from related parties", "current", [RELATED]),
        ("Amounts due from related parties", "非流动资产", [RELATED_LATER]),
        ("Amounts due from related parties", "Equity", [RELATED, RELATED_LATER]),
        ("Amounts due from related parties (non-current)", "", [RELATED_LATER]),
        ("Amounts due from related parties, current", "", [RELATED]),
        ("Amounts due from related parties - non-current", "", [RELATED_LATER]),
        ("Non-current assets › Amounts due from related parties", "", [RELATED_LATER]),
        ("Amount due from related party (non-current)", "", [RELATED_LATER]),
        # several that begin so
        ("Loans receivable", "", [LOANS, LOANS_LATER]),
        ("Loans receivable (non-current)", "", [LOANS_LATER]),
        ("Guarantee liabilities", "", ["guarantee_liabilities_stand_ready", "guarantee_liabilities_contingent"]),
        # none
        ("Goodwill", "", []),
        ("Loans", "", []),
        ("Total assets", "", []),
        ("Current assets:", "", []),
        ("Net income", "", []),
    ],
)
def test_a_file_names_one_line_several_or_none(
    finder: LineFinder, account: str, section: str, lines: list[str]
) -> None:
    assert ids(finder.match(account, section)) == lines


def test_in_a_statement_only_its_lines_are_meant(finder: LineFinder, qifu_project: Project) -> None:
    flows = qifu_project.statement_by_id["cash_flows"]
    assert {match.statement for match in finder.match("Share-based compensation", statement=flows)} <= {"cash_flows"}
    assert finder.match("Retained earnings", statement=flows) == ()


def test_a_target_caption_and_a_number_in_a_name_count(qifu_project: Project) -> None:
    position = qifu_project.statement_by_id["financial_position"]
    renamed = {RETAINED: "Accumulated profits", LOANS: "Series A notes", LOANS_LATER: "Series B notes"}
    lines = tuple(
        replace(line, target_caption=renamed[line.id]) if line.id in renamed else line for line in position.lines
    )
    finder = LineFinder(replace(qifu_project, statements=(replace(position, lines=lines),)))
    (match,) = finder.match("accumulated profits")
    assert say_fact(match.evidence, ENGLISH) == "its target caption, Accumulated profits"
    assert ids(finder.match("Series B note")) == [LOANS_LATER]


def test_a_total_that_is_meant_is_told(finder: LineFinder) -> None:
    total = finder.line_without_legs("Total assets")
    assert total is not None
    assert total.id == "total_assets"
    assert finder.line_without_legs("Retained earnings") is None


# ---- how soon


def test_a_later_finder_keeps_what_has_not_changed(finder: LineFinder, qifu_project: Project) -> None:
    first = qifu_project.statements[0]
    lines = tuple(replace(line, decimals=2) for line in first.lines)
    later = LineFinder(
        replace(qifu_project, statements=(replace(first, lines=lines), *qifu_project.statements[1:])), finder
    )
    assert later._lines["financial_position"] is finder._lines["financial_position"]
    assert later._lines[first.id]._names is finder._lines[first.id]._names
    assert later.search("retained")[0].line.id == RETAINED
    assert {match.line.decimals for match in later.search("provision")} == {2}


WORDS = [
    "loans", "receivable", "net", "current", "deposits", "payable", "trade", "other", "accrued", "expenses", "tax",
    "deferred", "income", "assets", "guarantee", "revenue", "services", "fees", "contract", "property", "equipment",
    "lease", "goodwill", "intangible", "inventory", "provision", "interest", "share",
]  # fmt: skip
SECONDS = 0.02
"""A search takes at most half as long where nothing else runs."""


def test_twenty_thousand_lines_are_searched_in_a_moment(qifu_project: Project) -> None:
    draw = random.Random(5)
    made = tuple(
        Line(f"line_{number}", f"{' '.join(draw.choices(WORDS, k=draw.randint(2, 7)))} {draw.randint(1, 99_999)}")
        for number in range(20_000)
    )
    position = qifu_project.statement_by_id["financial_position"]
    finder = LineFinder(replace(qifu_project, statements=(replace(position, lines=(*made, *position.lines)),)))
    finder.search("zzzz")  # the first search prepares the others
    for text in ("a", "loans", "loan rec 1", "ppe", "贷款", "recievable", "net tax share lease", "e", "zzzz"):
        times = []
        for _ in range(5):
            start = perf_counter()
            finder.search(text)
            times.append(perf_counter() - start)
        assert min(times) < SECONDS, text
