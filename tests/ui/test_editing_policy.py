"""Which cells may be typed into, and what is said of the others."""

from decimal import Decimal

import pytest

from tests.projects import CLOSING, project_of
from workbench.engine import Engine
from workbench.presentation.statement_table import Row, StatementTable
from workbench.ui.statement.editing_policy import describe_total, is_editable, why_not_editable

FIGURES = {"cash": (Decimal(1), Decimal(10)), "debt": (Decimal(1), Decimal(20)), "net": (Decimal(0), Decimal(-15))}
BOOK = project_of(FIGURES, {"net": (("cash", 1), ("debt", -1))}, {"losses": {("debt", CLOSING): Decimal(-4)}})
CAPTION, REPORTED, EFFECT, RESULT = range(4)
TABLE = StatementTable(Engine().results(BOOK), BOOK.statements[0], CLOSING)


def row_of(caption: str) -> Row:
    return next(row for row in TABLE.rows if str(row.caption) == caption)


@pytest.mark.parametrize("caption", ["Cash", "Debt"])
def test_of_a_line_the_caption_the_figure_and_its_effects_may_be_typed_over(caption: str) -> None:
    may_be_typed = [is_editable(TABLE, row_of(caption), column) for column in TABLE.columns]
    assert may_be_typed == [True, True, True, False]


def test_of_a_total_the_caption_alone_may_be_typed_over() -> None:
    assert [is_editable(TABLE, row_of("Net"), column) for column in TABLE.columns] == [True, False, False, False]


def test_a_reason_is_given_for_exactly_the_cells_that_may_not_be_typed_into() -> None:
    for row in TABLE.rows:
        for column in TABLE.columns:
            assert bool(why_not_editable(TABLE, row, column)) is not is_editable(TABLE, row, column)


@pytest.mark.parametrize(
    ("caption", "number", "reason"),
    [
        ("Cash", RESULT, "IFRS is calculated: as reported plus the differences that are on."),
        ("Net", REPORTED, "This total is calculated: edit a part, or restate the total. Net = Cash − Debt"),
        ("Unexplained difference in Net", CAPTION, "The caption of a remainder cannot be changed."),
        (
            "Unexplained difference in Net",
            EFFECT,
            "Unexplained difference in Net is a remainder: the total as reported less the parts shown.",
        ),
    ],
)
def test_the_reason_says_what_is_calculated_from_what(caption: str, number: int, reason: str) -> None:
    assert str(why_not_editable(TABLE, row_of(caption), TABLE.columns[number])) == reason


def test_a_line_that_is_no_total_is_described_by_its_caption() -> None:
    assert describe_total(TABLE.statement, row_of("Cash")) == "Cash"
