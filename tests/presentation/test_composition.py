"""The composition of a difference: the lines that it moves, the largest first, totals apart from their parts."""

from decimal import Decimal

from tests.projects import CLOSING, OPENING, balance_sheet, project_of
from tests.published import H1_2023
from workbench.domain.project import Project
from workbench.engine.recalculate import calculate
from workbench.phrases import ENGLISH
from workbench.presentation.composition import composition

FIGURES = {name: (Decimal(100), Decimal(100)) for name in ("cash", "loans", "land", "assets")}
TOTALS = {"assets": (("cash", 1), ("loans", 1), ("land", 1))}
ENTRIES = {
    "move": {
        ("cash", CLOSING): Decimal(5),
        ("loans", CLOSING): Decimal(-30),
        ("land", CLOSING): Decimal(20),
        ("land", OPENING): Decimal(7),
    }
}


def lines_of(project: Project, most: int = 14) -> list[tuple[str, int]]:
    made_of = composition(calculate(project), "move", "position", CLOSING, ENGLISH, most)
    return [(line.name, int(line.amount)) for line in made_of.lines]


def test_the_lines_with_entries_are_listed_by_size_without_their_totals() -> None:
    assert lines_of(project_of(FIGURES, TOTALS, ENTRIES)) == [("Loans", -30), ("Land", 20), ("Cash", 5)]


def test_what_the_parts_of_a_total_leave_open_is_a_line_of_its_own() -> None:
    entries = {"move": {**ENTRIES["move"], ("assets", CLOSING): Decimal(9)}}
    assert ("Assets, not by its parts", 9) in lines_of(project_of(FIGURES, TOTALS, entries))


def test_small_lines_are_gathered_and_nothing_is_lost() -> None:
    gathered = lines_of(project_of(FIGURES, TOTALS, ENTRIES), most=2)
    assert gathered == [("Loans", -30), ("2 other lines, together", 25)]


def test_a_difference_that_is_off_says_so() -> None:
    results = calculate(project_of(FIGURES, TOTALS, ENTRIES, enabled=()))
    assert not composition(results, "move", "position", CLOSING, ENGLISH).is_on


def test_lines_whose_effect_is_not_known_are_counted_and_not_drawn() -> None:
    project = balance_sheet({"move": (None, {"cash": 5, "land": 7})}, unknown="cash")
    made_of = composition(calculate(project), "move", "position", CLOSING, ENGLISH)
    assert [(line.line, int(line.amount)) for line in made_of.lines] == [("land", 7)]
    assert made_of.unknown == 1


def test_a_published_difference_is_made_of_its_entries(qifu_project: Project) -> None:
    results = calculate(qifu_project)
    made_of = composition(results, "share_based_compensation", "operations", H1_2023, ENGLISH)
    assert [(line.line, int(line.amount)) for line in made_of.lines] == [
        ("general_and_administrative", -32_662),
        ("facilitation_origination_and_servicing", -14_561),
        ("sales_and_marketing", -2_114),
    ]
