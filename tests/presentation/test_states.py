"""The state of the switches, in the words that window, command line, table and workbook share."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from tests.projects import CLOSING, project_of
from workbench.domain.project import Project
from workbench.presentation.states import State, state_of

ENTRIES = {key: {("equity", CLOSING): Decimal(1)} for key in ("leases", "tax")}


def project(enabled: Iterable[str], entries: Iterable[str] = ENTRIES) -> Project:
    return project_of({"equity": (None, Decimal(10))}, {}, {key: ENTRIES[key] for key in entries}, enabled)


def words(state: State) -> tuple[str, str, str, str]:
    return state.in_words, state.illustrative_in_words, state.result_heading, state.short_result_heading


def test_with_every_difference_on_the_result_is_under_the_second_framework() -> None:
    assert words(state_of(project(ENTRIES))) == ("All 2 differences are on", "", "IFRS", "IFRS")


def test_with_some_on_it_is_illustrative_and_still_under_the_first() -> None:
    assert words(state_of(project(["tax"]))) == (
        "Illustrative: 1 of 2 differences",
        "illustrative: 1 of 2 differences",
        "US GAAP with selected differences",
        "selected",
    )


def test_without_differences_nothing_is_said_of_switches() -> None:
    assert state_of(project((), ())).in_words == "No differences are stated"


def test_where_nothing_is_reconciled_switches_do_not_matter() -> None:
    stated = project(["tax"])
    statement = replace(stated.statements[0], reconciled=frozenset())
    assert state_of(replace(stated, statements=(statement,))).in_words == "Nothing is reconciled"


def test_the_headings_of_every_state_are_known_beforehand() -> None:
    for enabled in ([], ["tax"], ENTRIES):
        state = state_of(project(enabled))
        assert (state.complete_heading, state.partial_heading) == ("IFRS", "US GAAP with selected differences")
        assert state.result_heading in (state.complete_heading, state.partial_heading)
