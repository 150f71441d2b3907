"""Which line is proposed as a total, with which signs, and where a new line is likely to count."""

from decimal import Decimal

import pytest

from tests.projects import project_of
from workbench.domain.project import Project
from workbench.domain.statements import Statement
from workbench.presentation.likely_totals import (
    candidates_for_total,
    likely_place_in_total,
    likely_total,
    sum_of_parts,
)

FIGURES = {
    "revenue": (10, 20), "costs": (4, 7), "profit": (6, 13), "tax": (1, 2), "net": (5, 11), "memo": (None, None),
}  # fmt: skip


def statement_of(totals: dict[str, tuple[tuple[str, int], ...]] | None = None) -> Statement:
    figures = {key: tuple(None if it is None else Decimal(it) for it in row) for key, row in FIGURES.items()}
    return project_of(figures, totals or {}, {}).statements[0]


@pytest.mark.parametrize(
    ("selected", "likely"),
    [
        (["revenue", "costs", "profit"], ("profit", (("revenue", 1), ("costs", -1)))),
        (["revenue", "costs"], ("profit", (("revenue", 1), ("costs", -1)))),
        (["profit", "tax", "net"], ("net", (("profit", 1), ("tax", -1)))),
        (["costs", "tax"], None),
        (["net", "memo"], None),
        (["memo"], None),
    ],
)
def test_figures_decide_which_line_is_the_total(selected: list[str], likely: object) -> None:
    assert likely_total(statement_of(), selected) == likely


def test_without_figures_the_last_line_is_if_it_is_a_total_already() -> None:
    project: Project = project_of(
        dict.fromkeys(("cash", "loans", "assets"), (None, None)), {"assets": (("cash", 1),)}, {}
    )
    assert likely_total(project.statements[0], ["cash", "loans", "assets"]) == ("assets", (("cash", 1), ("loans", 1)))
    assert likely_total(project.statements[0], ["cash", "loans"]) is None


def test_many_parts_are_only_added() -> None:
    figures = {f"line_{number}": (Decimal(1), Decimal(1)) for number in range(10)} | {"sum": (Decimal(8), Decimal(8))}
    statement = project_of(figures, {}, {}).statements[0]
    assert likely_total(statement, list(figures)) is None


def test_the_candidates_are_selected_or_beside() -> None:
    statement = statement_of()
    assert candidates_for_total(statement, ["costs", "profit"]) == ("profit", "costs", "tax", "revenue")
    assert candidates_for_total(statement, ["costs"]) == ("profit", "revenue")


def test_blank_parts_have_no_sum() -> None:
    statement = statement_of()
    assert sum_of_parts(statement, [("memo", 1)], statement.periods[0]) is None
    assert sum_of_parts(statement, [("memo", 1), ("costs", -1)], statement.periods[0]) == -4


@pytest.mark.parametrize(
    ("beside", "is_above", "place"),
    [
        ("costs", False, ("profit", -1)),
        ("revenue", True, ("profit", 1)),
        ("profit", True, ("profit", -1)),
        ("profit", False, ("net", 1)),
        ("net", False, None),
        ("memo", True, None),
    ],
)
def test_a_line_is_likely_to_count_where_its_neighbour_does(beside: str, is_above: bool, place: object) -> None:
    totals = {"profit": (("revenue", 1), ("costs", -1)), "net": (("profit", 1), ("tax", -1))}
    assert likely_place_in_total(statement_of(totals), beside, is_above=is_above) == place


def test_the_first_line_of_a_section_counts_as_those_below_it(qifu_project: Project) -> None:
    statement = qifu_project.statement_by_id["financial_position"]
    assert likely_place_in_total(statement, "current_assets", is_above=False) == ("total_current_assets", 1)
    assert likely_place_in_total(statement, "current_assets", is_above=True) is None
    operations = qifu_project.statement_by_id["operations"]
    assert likely_place_in_total(operations, "platform_services", is_above=False) == ("platform_services", 1)
