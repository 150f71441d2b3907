"""Places found by what a person types: statements, periods, lines, differences, scenarios and checks."""

from dataclasses import replace

import pytest

from workbench.commands import KeepScenario, RenameLine
from workbench.domain.ids import LineId, StatementId
from workbench.domain.project import Project
from workbench.domain.subjects import AdjustmentSubject, LineSubject, StatementSubject
from workbench.languages import words_in
from workbench.phrases import ENGLISH
from workbench.search.places import PlaceFinder, PlaceKind


@pytest.fixture(scope="module")
def finder(qifu_project: Project) -> PlaceFinder:
    return PlaceFinder(qifu_project, ENGLISH)


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("cash flows", PlaceKind.STATEMENT, "Cash flows"),
        ("fin pos", PlaceKind.STATEMENT, "Financial position"),
        ("h1 2022", PlaceKind.PERIOD, "H1 2022"),
        ("June 30, 2023", PlaceKind.PERIOD, "30 Jun 2023"),
        ("2023-06-30", PlaceKind.PERIOD, "30 Jun 2023"),
        ("total assets", PlaceKind.LINE, "TOTAL ASSETS"),
        ("tot cur liab", PlaceKind.LINE, "Total current liabilities"),
        ("dta", PlaceKind.LINE, "Deferred tax assets"),
        ("固定资产", PlaceKind.LINE, "Property and equipment, net"),
        ("share-based", PlaceKind.DIFFERENCE, "Share-based compensation"),
        ("footing", PlaceKind.CHECK, "Footing"),
        ("ballance", PlaceKind.CHECK, "Balance"),
    ],
)
def test_a_place_is_found_by_what_is_typed(finder: PlaceFinder, text: str, kind: PlaceKind, name: str) -> None:
    found = finder.search(text)
    assert (kind, name) in [(place.kind, place.name) for place in found]
    assert [place.score for place in found] == sorted((place.score for place in found), reverse=True)


def test_the_whole_name_comes_first_whatever_it_is(finder: PlaceFinder) -> None:
    for text, name in (
        ("cash flows", "Cash flows"),
        ("h1 2023", "H1 2023"),
        ("total equity", "TOTAL EQUITY"),
        ("footing", "Footing"),
    ):
        assert finder.search(text)[0].name == name


def test_a_heading_and_a_total_are_found_with_where_they_are(finder: PlaceFinder, qifu_project: Project) -> None:
    place = next(place for place in finder.search("total current assets") if place.kind is PlaceKind.LINE)
    assert place.subject == LineSubject(place.statement, LineId(place.key))
    assert LineId(place.key) in qifu_project.statement_by_id[place.statement].line_by_id
    assert place.inside.startswith("Financial position")


def test_where_a_place_is(finder: PlaceFinder, qifu_project: Project) -> None:
    statement = qifu_project.statements[0]
    assert finder.search("operations")[0].subject == StatementSubject(statement.id)
    difference = qifu_project.adjustments[0]
    found = finder.search(difference.name, kinds=(PlaceKind.DIFFERENCE,))
    assert found[0].subject == AdjustmentSubject(difference.id)
    assert finder.search("footing", kinds=(PlaceKind.CHECK,))[0].check == "footing"
    assert finder.search("h1 2023", kinds=(PlaceKind.PERIOD,))[0].period == "2023-01-01/2023-06-30"


def test_only_the_kinds_asked_for_are_found(finder: PlaceFinder) -> None:
    assert {place.kind for place in finder.search("a", kinds=(PlaceKind.LINE,))} == {PlaceKind.LINE}
    assert PlaceKind.LINE not in {place.kind for place in finder.search("cash", kinds=(PlaceKind.STATEMENT,))}


def test_a_former_caption_and_a_scenario_are_found(qifu_project: Project, finder: PlaceFinder) -> None:
    line = qifu_project.statements[0].lines[-1]
    project = RenameLine(line.id, "Something {else} 😀").apply(qifu_project)
    project = KeepScenario("Without tax", frozenset()).apply(project)
    later = PlaceFinder(project, ENGLISH, finder)
    assert line.id in [place.key for place in later.search(line.caption)]
    assert later.search("{else}")[0].name == "Something {else} 😀"
    assert later.search("without t")[0].kind is PlaceKind.SCENARIO


def test_nothing_is_found_by_nothing_and_by_signs(finder: PlaceFinder) -> None:
    for text in ("", "   ", "()", "\x00", "\u202e"):
        assert finder.search(text) == ()
    assert finder.search("x" * 100_000) == ()


def test_names_are_in_the_language_of_the_window(qifu_project: Project) -> None:
    finder = PlaceFinder(qifu_project, words_in("zh_CN"))
    statement = finder.search("现金流量", kinds=(PlaceKind.STATEMENT,))[0]
    assert finder.project.statement_by_id[StatementId(statement.key)].kind == "cash-flows"


def test_what_was_prepared_in_steps_finds_the_same(qifu_project: Project, finder: PlaceFinder) -> None:
    prepared = PlaceFinder(replace(qifu_project), ENGLISH)
    steps = list(prepared.preparing())
    assert len(steps) > 100
    assert prepared.search("net") == finder.search("net")
