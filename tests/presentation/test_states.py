"""The state of the switches, in the words that window, command line, table and workbook share."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from tests.projects import CLOSING, project_of
from workbench.domain.ids import LineId
from workbench.domain.project import Project
from workbench.phrases import ENGLISH
from workbench.presentation.states import State, all_on_in_words, illustrative_state_in_words, state_of

ENTRIES = {key: {(LineId("equity"), CLOSING): Decimal(1)} for key in ("leases", "tax")}


def project(enabled: Iterable[str], entries: Iterable[str] = ENTRIES) -> Project:
    return project_of({"equity": (None, Decimal(10))}, {}, {key: ENTRIES[key] for key in entries}, enabled)


def words(state: State) -> tuple[str, str, str, str]:
    return (
        state.in_words(ENGLISH),
        state.illustrative_in_words(ENGLISH),
        state.result_heading(ENGLISH),
        state.short_result_heading(ENGLISH),
    )


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
    assert state_of(project((), ())).in_words(ENGLISH) == "No differences are stated"


def test_where_nothing_is_reconciled_switches_do_not_matter() -> None:
    stated = project(["tax"])
    statement = replace(stated.statements[0], reconciled=frozenset())
    assert state_of(replace(stated, statements=(statement,))).in_words(ENGLISH) == "No period is reconciled"


def test_the_headings_of_every_state_are_known_beforehand() -> None:
    for enabled in ([], ["tax"], ENTRIES):
        state = state_of(project(enabled))
        assert (state.complete_heading, state.partial_heading(ENGLISH)) == ("IFRS", "US GAAP with selected differences")
        assert state.result_heading(ENGLISH) in (state.complete_heading, state.partial_heading(ENGLISH))


def test_of_one_difference_the_words_speak_of_one() -> None:
    assert words(state_of(project(["tax"], ["tax"]))) == ("The only difference is on", "", "IFRS", "IFRS")
    assert state_of(project([], ["tax"])).in_words(ENGLISH) == "Illustrative: 0 of 1 difference"


def test_with_every_difference_off_the_result_is_illustrative_too() -> None:
    state = state_of(project([]))
    assert (state.is_complete, state.in_words(ENGLISH)) == (False, "Illustrative: 0 of 2 differences")


def test_numbers_that_a_formula_gives_are_said_like_those_that_are_known() -> None:
    assert illustrative_state_in_words("B7", "3", ENGLISH) == "illustrative: B7 of 3 differences"
    assert (
        illustrative_state_in_words("B7", "1", ENGLISH)
        == illustrative_state_in_words("B7", 1, ENGLISH)
        == "illustrative: B7 of 1 difference"
    )


def test_all_that_are_on_are_counted_from_two_on() -> None:
    assert (all_on_in_words(1, ENGLISH), all_on_in_words(2, ENGLISH)) == (
        "The only difference is on",
        "All 2 differences are on",
    )


def test_without_differences_the_result_is_under_the_second_framework() -> None:
    state = state_of(project((), ()))
    assert (state.is_complete, state.illustrative_in_words(ENGLISH), state.short_result_heading(ENGLISH)) == (
        True,
        "",
        "IFRS",
    )


def test_where_some_statement_is_reconciled_the_words_speak_of_the_switches() -> None:
    stated = project(["tax"])
    other = replace(stated.statements[0], id="other", lines=(), reconciled=frozenset())
    assert state_of(replace(stated, statements=(other, *stated.statements))).is_reconciled


def test_a_project_without_differences_has_nothing_to_switch_whether_it_is_reconciled_or_not() -> None:
    bare = project((), ())
    statement = replace(bare.statements[0], reconciled=frozenset())
    assert state_of(replace(bare, statements=(statement,))).in_words(ENGLISH) == "No differences are stated"
