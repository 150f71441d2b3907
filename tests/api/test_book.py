"""A book: it never changes, names are found as on the command line, and each change is a step of the project."""

import pickle
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from tests.api.samples import STEMS, sample_book
from tests.conftest import Workbench
from tests.published import ECL, EIR, GUARANTEE, H1_2023, JUN_2023, SBC
from workbench.api.book import Book
from workbench.errors import WorkbenchError
from workbench.phrases import ENGLISH
from workbench.wording import say_fact

DAY = date(2023, 6, 30)
BOTH_SIDES = [
    {"line": "Prepaid expenses and other assets", "period": "30 Jun 2023", "amount": 120},
    {"line": "Retained earnings", "period": "30 Jun 2023", "amount": 120},
]


def on(book: Book) -> set[str]:
    return set(book.project.enabled)


def test_each_change_gives_another_book_and_leaves_this_one_as_it_was(book: Book) -> None:
    project, totals = book.project, book.totals()
    assert on(book.off("share-based")) == {ECL, EIR, GUARANTEE}
    assert on(book.off("share-based", "GUARANTEE")) == {ECL, EIR}
    assert on(book.only("guarantee")) == {GUARANTEE}
    assert on(book.all_off().on(SBC)) == {SBC}
    assert on(book.only("guarantee").all_on()) == on(book)
    book.adjust("Leases", BOTH_SIDES)
    assert book.project is project
    assert book.totals().equals(totals)
    with pytest.raises(AttributeError, match="cannot assign"):
        book.project = project  # type: ignore[misc]


def test_what_stays_is_shared_and_what_changes_nothing_is_the_same_book(book: Book) -> None:
    assert book.all_on() is book
    assert book.off() is book
    off = book.off("share-based")
    assert off.project.statements is book.project.statements
    assert off.project.adjustments is book.project.adjustments
    assert off.results is off.results
    assert off.checks_run is off.checks_run


def test_a_book_says_whose_it_is(book: Book) -> None:
    assert (book.entity, book.currency, book.scale) == ("Qifu Technology, Inc.", "RMB", 1000)
    assert book.frameworks == ("US GAAP", "IFRS")
    assert (book.is_complete, book.off("guarantee").is_complete) == (True, False)
    assert book.light == "All 618 checks pass"


@pytest.mark.parametrize("name", ["operations", "Operations", "IS", "condensed consolidated statements of operations"])
def test_a_statement_is_found_by_kind_name_or_part_of_its_title(book: Book, name: str) -> None:
    assert book.statement(name, "H1 2023").attrs["statement"] == "operations"


@pytest.mark.parametrize("name", ["financial-position", "financial_position", "financial position", "BS", "balance"])
def test_the_balance_sheet_is_found_under_all_its_names(book: Book, name: str) -> None:
    assert book.statement(name, JUN_2023).attrs["statement"] == "financial_position"


@pytest.mark.parametrize(
    "period",
    [
        JUN_2023,
        "30 Jun 2023",
        "June 30, 2023",
        "june 30",
        "2023",
        date(2023, 6, 30),
        datetime(2023, 6, 30, 12, tzinfo=UTC),
    ],
)
def test_a_period_is_found_by_id_label_part_or_date(book: Book, period: str | date) -> None:
    assert book.statement("financial position", period).attrs["period"] == JUN_2023


@pytest.mark.parametrize("period", [H1_2023, "H1 2023", "h1  2023", "Six months ended June 30, 2023"])
def test_a_duration_is_found_by_its_short_label_and_its_long_one(book: Book, period: str) -> None:
    assert book.statement("operations", period).attrs["period"] == H1_2023


@pytest.mark.parametrize(
    ("statement", "period", "said"),
    [
        ("equity", "H1 2023", "'equity' matches no statement. Choose one of: operations; financial_position;"),
        ("consolidated", "H1 2023", "matches more than one statement. Choose one of: operations; financial_position;"),
        ("operations", "2023", "matches more than one period of operations. Choose one of: Q2 2023; H1 2023."),
        (
            "operations",
            "H2 2023",
            "matches no period of operations. Choose one of: Q2 2022; Q2 2023; H1 2022;",
        ),
        ("operations", DAY, "'2023-06-30' matches no period of operations"),
        ("operations", None, "operations has more than one period. Choose one of: Q2 2022;"),
    ],
)
def test_a_name_that_is_none_or_several_is_refused_with_the_choices(
    book: Book, statement: str, period: str | date | None, said: str
) -> None:
    with pytest.raises(WorkbenchError) as refused:
        book.statement(statement, period)
    assert said in str(refused.value)


def test_the_only_period_of_a_statement_need_not_be_named() -> None:
    from tests.benchmarks.books import book as project_of_one_period

    assert len(Book(project_of_one_period(40, 1, 1, 0.5)).statement("book")) == 42


def test_the_command_line_switches_as_a_book_does(workbench: Workbench) -> None:
    book = sample_book("autohome-bridge")
    for arguments, same in (
        (("--off", "preferred"), book.off("preferred")),
        (("--only", "lease", "--only", "share-based", "--off", "lease"), book.only("share-based")),
    ):
        answer = workbench("reconcile", book.files.read[0], *arguments, "--json").json
        assert {known["id"] for known in answer["adjustments"] if known["enabled"]} == on(same)
    with pytest.raises(WorkbenchError) as refused:
        book.off("e")
    assert workbench("reconcile", book.files.read[0], "--off", "e").errors == f"workbench: {refused.value}\n"


@pytest.mark.parametrize("stem", STEMS)
def test_totals_of_every_sample_are_those_of_the_command_line(stem: str, workbench: Workbench) -> None:
    book = sample_book(stem)
    printed = workbench("reconcile", book.files.read[0]).output
    for total in book.totals(exact=False)[["as_reported", "result"]].to_numpy().flatten():
        assert f"{abs(total):,.0f}" in printed


def test_changes_are_steps_with_the_users_name_and_are_saved_with_the_project(book: Book, tmp_path: object) -> None:
    named = Book(book.project, by="Ann Li")
    changed = named.off("guarantee").only("share-based", "guarantee").adjust("Leases", BOTH_SIDES)
    steps = [(say_fact(step.description, ENGLISH), step.by) for step in changed.project.trail]
    assert steps == [
        ("Switch off Financial guarantee, net of tax", "Ann Li"),
        ("Switch on 2 of 4 differences", "Ann Li"),
        ("Add Leases", "Ann Li"),
    ]


def test_a_book_can_be_handed_to_another_process(book: Book) -> None:
    changed = book.adjust("Leases", BOTH_SIDES)
    for _ in range(600):
        changed = changed.off("leases").on("leases")
    again = pickle.loads(pickle.dumps(changed))
    assert again.project == changed.project
    assert again.totals().equals(changed.totals())


def test_results_follow_each_change_as_those_of_a_fresh_start(book: Book) -> None:
    changed = book.off("share-based").adjust("Leases", BOTH_SIDES).on("share-based")
    assert changed.results.has_same_figures(Book(changed.project).results)
    assert changed.results.figure("total_assets", JUN_2023) == Decimal(39_949_115 + 120)
