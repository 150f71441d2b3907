"""What follows from an entry: its result in equity, and the entry at a later date."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.journals.books import E1, Y1, books
from tests.posted_journals import JOURNALS, primary_project, table_of
from tests.published import DEC_2022, H1_2022, H1_2023, JUN_2023
from workbench.domain.adjustments import EntryId, JournalEntry, Leg, LegKind
from workbench.domain.ledger import Ledger
from workbench.domain.maps import Map
from workbench.domain.periods import Period
from workbench.domain.project import Project
from workbench.domain.statements import Concept, Line
from workbench.errors import WorkbenchError
from workbench.journals.files import posting_of
from workbench.journals.following import brought_forward, why_open, with_result_in_equity
from workbench.journals.lines import LineFinder
from workbench.journals.pasted import read_journal
from workbench.journals.posting import entries_of
from workbench.journals.sheets import EntryOfFile
from workbench.languages import words_in
from workbench.phrases import ENGLISH, say

LOANS, COST, RETAINED, NCI = (
    "loans_receivable_net",
    "sales_and_marketing",
    "retained_earnings",
    "noncontrolling_interests",
)
SHARE_OF_OTHERS = "net_loss_attributable_to_noncontrolling_interests"


@pytest.fixture(scope="module")
def project() -> Project:
    return primary_project()


@pytest.fixture(scope="module")
def ledger(project: Project) -> Ledger:
    return Ledger(project)


def entry(*legs: tuple[str, str, int], memo: str = "", reference: str = "") -> JournalEntry:
    return JournalEntry(
        EntryId("entry"), tuple(Leg(line, period, Decimal(amount)) for line, period, amount in legs), memo, reference
    )


def legs_of(made: JournalEntry) -> list[tuple[str, str, int]]:
    return [(leg.line, leg.period, int(leg.amount)) for leg in made.legs]


# ---- the result in equity


def test_a_result_that_balances_is_taken_up_in_retained_earnings(ledger: Ledger) -> None:
    classic = entry((LOANS, JUN_2023, -100), (COST, H1_2023, 100))
    taken_up = with_result_in_equity(classic, ledger)
    assert legs_of(taken_up) == [*legs_of(classic), (RETAINED, JUN_2023, -100)]
    assert taken_up.legs[-1].kind is LegKind.EQUITY
    (balance,) = ledger.balances(taken_up.legs)
    assert not balance.open_amount
    assert not balance.falls_into_equity
    assert with_result_in_equity(taken_up, ledger) is taken_up


def test_other_comprehensive_income_falls_into_its_accumulation_alone() -> None:
    """Without such a line on the balance sheet the entry stays open, and nothing falls into retained earnings."""
    known = books()
    in_oci = entry(("right of use", E1, 100), ("fair value changes", Y1, 60), ("revenue", Y1, 40))
    taken_up = with_result_in_equity(in_oci, Ledger(known))
    assert legs_of(taken_up)[3:] == [("retained earnings", E1, 40), ("accumulated oci", E1, 60)]
    position = known.statement_by_id["position"]
    lines = tuple(replace(line, concept=None) if line.id == "accumulated oci" else line for line in position.lines)
    statements = tuple(replace(kept, lines=lines) if kept is position else kept for kept in known.statements)
    ledger = Ledger(replace(known, statements=statements))
    assert with_result_in_equity(in_oci, ledger) is in_oci
    (balance,) = ledger.balances(in_oci.legs)
    assert balance.falls_into_equity
    table = [["Difference", "Period", "Line", "Amount"]]
    table += [["Fair value", leg.period, leg.line, str(leg.amount)] for leg in in_oci.legs]
    (read,) = read_journal(table, ledger.project, LineFinder(ledger.project))
    with pytest.raises(
        WorkbenchError,
        match=r"60 of the result belongs in accumulated other .*\. Set the concept",
    ):
        posting_of(ledger.project, [EntryOfFile("e.csv", "", read)], unbalanced=False)


@pytest.mark.parametrize(
    "legs",
    [
        [(LOANS, JUN_2023, 5), (RETAINED, JUN_2023, 5)],
        [(LOANS, JUN_2023, 100), (COST, H1_2023, 90)],
        [(COST, H1_2023, 90)],
        [(COST, H1_2022, 90), ("general_and_administrative", H1_2022, -90)],
    ],
    ids=["no result", "does not balance", "one-sided", "balances within the result"],
)
def test_any_other_entry_stays_as_it_is(ledger: Ledger, legs: list[tuple[str, str, int]]) -> None:
    other = entry(*legs)
    assert with_result_in_equity(other, ledger) is other


@pytest.mark.parametrize(
    ("legs", "added"),
    [
        (
            [("interest", Y1, -10), ("fair value changes", Y1, -10)],
            [("retained earnings", 10), ("accumulated oci", -10)],
        ),
        ([("minorities' share", Y1, 20)], [("retained earnings", -20), ("minorities", 20)]),
    ],
    ids=["recycled from other comprehensive income", "the share of minorities alone"],
)
def test_a_result_of_parts_that_add_up_to_nil_is_taken_up_in_each_part(
    legs: list[tuple[str, str, int]], added: list[tuple[str, int]]
) -> None:
    ledger = Ledger(books())
    taken_up = with_result_in_equity(entry(*legs), ledger)
    assert legs_of(taken_up)[len(legs) :] == [(line, E1, amount) for line, amount in added]
    assert with_result_in_equity(taken_up, ledger) is taken_up
    assert why_open(taken_up, ledger) is None


@pytest.mark.parametrize(
    ("opening", "cost"), [(-100, -100), (1001, 30)], ids=["an opening amount that reverses", "with the opening amount"]
)
def test_a_result_is_taken_up_beside_an_opening_amount(opening: int, cost: int) -> None:
    """The entry has the amount of the opening on retained earnings, too, which is no result of the period."""
    ledger = Ledger(books())
    raw = entry(("right of use", E1, opening - cost), ("retained earnings", E1, opening), ("lease cost", Y1, cost))
    assert why_open(raw, ledger) is None
    taken_up = with_result_in_equity(raw, ledger)
    assert legs_of(taken_up)[3:] == [("retained earnings", E1, -cost)]
    assert why_open(taken_up, ledger) is None
    (balance,) = ledger.balances(taken_up.legs)
    assert balance.open_once_posted == 0
    assert balance.of_earlier_periods == opening
    assert with_result_in_equity(taken_up, ledger) is taken_up


def test_what_owners_are_charged_with_falls_into_retained_earnings() -> None:
    """Accretion of mezzanine equity stands between net income and what owners get, as the share of minorities does."""
    ledger = Ledger(with_accretion())
    undone = entry(("lease liability", E1, -30), ("accretion", Y1, -30))
    assert why_open(undone, ledger) is None
    assert legs_of(with_result_in_equity(undone, ledger))[2:] == [("retained earnings", E1, 30)]
    shared = entry(("lease liability", E1, -30), ("accretion", Y1, -30), ("minorities' share", Y1, 5))
    assert legs_of(with_result_in_equity(shared, ledger))[3:] == [("retained earnings", E1, 25), ("minorities", E1, 5)]


def with_accretion() -> Project:
    """Return the books with a charge to owners between net income and the attributable income."""
    known = books()
    operations = known.statement_by_id["operations"]
    lines = (*operations.lines[:-1], Line("accretion", "Accretion of mezzanine equity"), operations.lines[-1])
    totals = tuple(
        replace(total, parts=(*total.parts, ("accretion", -1))) if total.line == "attributable" else total
        for total in operations.totals
    )
    figures = operations.figures.with_items({"accretion": (Decimal(0),) * len(operations.periods)})
    changed = replace(operations, lines=lines, totals=totals, figures=figures)
    return replace(known, statements=(changed, *known.statements[1:]))


def test_what_others_share_in_falls_to_them(ledger: Ledger) -> None:
    shared = entry((LOANS, JUN_2023, -100), (COST, H1_2023, 100), (SHARE_OF_OTHERS, H1_2023, 20))
    added = with_result_in_equity(shared, ledger).legs[3:]
    assert [(leg.line, int(leg.amount), leg.kind) for leg in added] == [
        (RETAINED, -80, LegKind.EQUITY),
        (NCI, -20, LegKind.NCI),
    ]


@pytest.mark.parametrize("of_quarter", [100, 40])
def test_each_date_takes_up_its_own_result_and_none_twice(qifu_project: Project, of_quarter: int) -> None:
    """The half-year is answered by the balance sheet at its end; the quarter in it stands alone."""
    quarter, ledger = "2023-04-01/2023-06-30", Ledger(qifu_project)
    both = entry((LOANS, JUN_2023, -100), (COST, H1_2023, 100), (COST, quarter, of_quarter))
    assert why_open(both, ledger) is None
    assert [balance.is_one_sided for balance in ledger.balances(both.legs)] == [False, True]
    assert legs_of(with_result_in_equity(both, ledger))[3:] == [(RETAINED, JUN_2023, -100)]
    alone = entry((LOANS, JUN_2023, -40), (COST, quarter, 40))
    assert legs_of(with_result_in_equity(alone, ledger))[2:] == [(RETAINED, JUN_2023, -40)]


def test_what_minorities_share_falls_into_no_line_but_theirs(project: Project) -> None:
    position = project.statement_by_id["financial_position"]
    lines = tuple(replace(line, concept=None) if line.id == NCI else line for line in position.lines)
    bare = replace(project, statements=(project.statement_by_id["operations"], replace(position, lines=lines)))
    shared = entry((LOANS, JUN_2023, -100), (COST, H1_2023, 100), (SHARE_OF_OTHERS, H1_2023, 20))
    ledger = Ledger(bare)
    assert with_result_in_equity(shared, ledger) is shared
    reason = why_open(shared, ledger)
    assert reason
    assert say(reason.problem, ENGLISH) == (
        "H1 2023: (20) of the result belongs in NCI, but no line on the balance sheet has it"
    )


def test_without_the_line_the_entry_stays_as_it_is(project: Project) -> None:
    position = project.statement_by_id["financial_position"]
    lines = tuple(
        replace(line, concept=None) if line.concept is Concept.RETAINED_EARNINGS else line for line in position.lines
    )
    operations = project.statement_by_id["operations"]
    bare = replace(project, statements=(operations, replace(position, lines=lines)))
    classic = entry((LOANS, JUN_2023, -100), (COST, H1_2023, 100))
    assert with_result_in_equity(classic, Ledger(bare)) is classic


# ---- brought forward


def test_an_opening_entry_stands_at_a_later_date(project: Project, ledger: Ledger) -> None:
    opening = entries_of(read_journal(table_of(JOURNALS[:1]), project, LineFinder(project)), project, ledger)[0]
    forward = brought_forward(opening, ledger, JUN_2023)
    assert legs_of(forward) == [(line, JUN_2023, amount) for line, _, amount in legs_of(opening)]
    assert [leg.kind for leg in forward.legs] == [leg.kind for leg in opening.legs]
    assert forward.memo == "Allowance under IFRS 9, brought forward from 31 Dec 2022"
    assert forward.reference == opening.reference == "ECL-1"
    assert forward.id == f"loans_receivable_net_non_current {JUN_2023}"
    again = brought_forward(opening, ledger, JUN_2023, taken={forward.id})
    assert again.id == f"loans_receivable_net_non_current {JUN_2023} 2"
    assert brought_forward(replace(opening, memo=""), ledger, JUN_2023).memo == "Brought forward from 31 Dec 2022"


def test_the_result_of_the_period_has_fallen_into_retained_earnings(project: Project) -> None:
    later = "2023-12-31"
    position = project.statement_by_id["financial_position"]
    figures = {line: (*row, None) for line, row in position.figures.items()}
    grown = replace(position, periods=(*position.periods, later), figures=Map(figures))
    periods = project.periods.with_items({later: Period(None, date(2023, 12, 31), "December 31, 2023")})
    ledger = Ledger(replace(project, statements=(project.statement_by_id["operations"], grown), periods=periods))
    classic = entry((LOANS, JUN_2023, -100), (COST, H1_2023, 100), (LOANS, DEC_2022, 7), (RETAINED, DEC_2022, 7))
    forward = brought_forward(classic, ledger, later, words=words_in("zh_CN"))
    assert legs_of(forward) == [(LOANS, later, -100), (RETAINED, later, -100)]
    assert "30" in forward.memo


@pytest.mark.parametrize(
    ("legs", "to", "said"),
    [
        ([(COST, H1_2023, 90)], JUN_2023, "no balance sheet amounts"),
        ([(LOANS, JUN_2023, 90)], DEC_2022, "to a later date"),
        ([(LOANS, DEC_2022, 90)], H1_2023, "to a later date"),
    ],
)
def test_what_cannot_be_brought_forward_is_refused(
    ledger: Ledger, legs: list[tuple[str, str, int]], to: str, said: str
) -> None:
    with pytest.raises(WorkbenchError, match=said):
        brought_forward(entry(*legs), ledger, to)
