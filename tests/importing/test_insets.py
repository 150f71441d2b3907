"""Parts in an inner column and their totals in the next one, as in accounts that are set by hand."""

from pathlib import Path

from tests.found import message
from tests.importing.small_books import YEAR, Rows, findings, imported, made_of, reported
from workbench.domain.findings import FindingStatus

HEADS: Rows = [["Nu Ltd"], ["Income statement"], ["EUR thousands"]]


def test_parts_that_stand_inside_their_totals_are_one_column_with_them(tmp_path: Path) -> None:
    session = imported(
        tmp_path,
        {
            "PL": [
                *HEADS,
                [None, None, "2023"],
                ["Sales of goods", 600, None],
                ["Sales of services", 400, None],
                ["Total revenue", None, 1000],
                ["Wages", -300, None],
                ["Rent", -100, None],
                ["Total costs", None, -400],
                ["Net income", None, 600],
            ]
        },
    )
    assert list(reported(session)) == [YEAR]
    assert reported(session)[YEAR]["Wages"] == -300
    assert made_of(session.project.statements[0]) == {
        "Total revenue": "+ Sales of goods + Sales of services",
        "Total costs": "+ Wages + Rent",
        "Net income": "+ Total revenue + Total costs",
    }
    assert findings(session) == []


def test_a_sum_of_what_stands_inside_is_a_total_whatever_it_is_called(tmp_path: Path) -> None:
    session = imported(
        tmp_path,
        {
            "PL": [
                *HEADS,
                [None, None, "2023"],
                ["Sales of goods", 600, None],
                ["Services", 400, None],
                ["Revenue", None, 1000],
                ["Materials", -200, None],
                ["Bought-in services", -35, None],
                ["Cost of sales", None, -235],
                ["Gross profit", None, 765],
                ["Wages", -120, None],
                ["Social security", -26, None],
                ["Personnel expenses", None, -146],
                ["Operating profit", None, 619],
                ["Income tax", None, -119],
                ["Net income", None, 500],
            ]
        },
    )
    assert made_of(session.project.statements[0]) == {
        "Revenue": "+ Sales of goods + Services",
        "Cost of sales": "+ Materials + Bought-in services",
        "Gross profit": "+ Revenue + Cost of sales",
        "Personnel expenses": "+ Wages + Social security",
        "Operating profit": "+ Gross profit + Personnel expenses",
        "Net income": "+ Operating profit + Income tax",
    }
    assert findings(session) == []


def test_a_sum_beside_the_last_of_its_parts_is_a_total_below_them(tmp_path: Path) -> None:
    session = imported(
        tmp_path,
        {
            "PL": [
                *HEADS,
                [None, None, "2023"],
                ["Sales of goods", 600, None],
                ["Sales of services", 400, 1000],
                ["Wages", -300, None],
                ["Rent", -100, -400],
                ["Net income", None, 600],
            ]
        },
    )
    shown = reported(session)[YEAR]
    assert [shown[each] for each in ("Sales of services", "Rent", "Net income")] == [400, -100, 600]
    assert findings(session) == []


def test_a_line_that_has_two_figures_keeps_the_columns_apart_and_one_is_named(tmp_path: Path) -> None:
    rows: Rows = [
        ["Sales of goods", 600, None],
        ["Sales of services", 400, None],
        ["Total revenue", None, 1000],
        ["Wages", -300, -250],
    ]
    session = imported(tmp_path, {"PL": [*HEADS, [None, "2023", "2023"], *rows]})
    assert reported(session)[YEAR]["Wages"] == -300
    assert any("column C ('2023')" in message(f) for f in findings(session, FindingStatus.WARNING))


def test_two_years_side_by_side_are_not_taken_for_an_inner_column(tmp_path: Path) -> None:
    rows = [["Sales", 600, 500], ["Wages", -300, -200], ["Net income", 300, 300]]
    session = imported(tmp_path, {"PL": [*HEADS, [None, "2022", "2023"], *rows]})
    assert [figures["Sales"] for figures in reported(session).values()] == [600, 500]
