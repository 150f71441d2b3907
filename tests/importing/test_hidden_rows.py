"""Rows and columns that a sheet hides or strikes out: taken out only where the rest adds up without them."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.found import message
from tests.importing.small_books import YEAR, Cell, Rows, findings, imported, reported, results
from workbench.domain.findings import FindingStatus
from workbench.session import Session

HEADS: Rows = [["Xi Ltd"], ["Income statement"], ["EUR thousands"], [None, "2023", "2022"]]
LICENCES, ROW_OF_THE_DRAFT = "Sales of licences", 7


def struck_out(*values: object) -> tuple[Cell, ...]:
    return tuple(Cell(value, struck=True) for value in values)


def with_a_row(draft: Sequence[object], total: int) -> Rows:
    return [
        *HEADS,
        ["Sales of goods", 600, 500],
        ["Sales of services", 400, 300],
        [*draft],
        ["Total revenue", total, 800 + total - 1000],
    ]


def said_of_drafts(session: Session) -> list[str]:
    words = ("hidden", "struck out", "Struck-out")
    return [message(f) for f in findings(session, FindingStatus.WARNING) if any(word in message(f) for word in words)]


def test_a_hidden_row_that_the_total_leaves_out_is_no_line_and_is_named(tmp_path: Path) -> None:
    session = imported(tmp_path, {"PL": with_a_row((LICENCES, 50, 50), 1000)}, hidden=(ROW_OF_THE_DRAFT,))
    assert LICENCES not in reported(session)[YEAR]
    assert reported(session)[YEAR]["Total revenue"] == 1000
    (said,) = said_of_drafts(session)
    assert LICENCES in said
    assert findings(session) == []


def test_a_struck_out_row_that_the_total_leaves_out_is_no_line_and_is_named(tmp_path: Path) -> None:
    session = imported(tmp_path, {"PL": with_a_row(struck_out(LICENCES, 50, 50), 1000)})
    assert LICENCES not in reported(session)[YEAR]
    (said,) = said_of_drafts(session)
    assert LICENCES in said


@pytest.mark.parametrize("is_struck", [True, False])
def test_a_row_that_the_total_needs_stays_however_it_is_kept_from_its_readers(tmp_path: Path, is_struck: bool) -> None:
    draft = struck_out(LICENCES, 50, 50) if is_struck else (LICENCES, 50, 50)
    hidden = () if is_struck else (ROW_OF_THE_DRAFT,)
    session = imported(tmp_path, {"PL": with_a_row(draft, 1050)}, hidden)
    assert reported(session)[YEAR][LICENCES] == 50
    assert findings(session) == []


def test_a_row_of_which_one_figure_alone_is_struck_out_is_a_line(tmp_path: Path) -> None:
    session = imported(tmp_path, {"PL": with_a_row((LICENCES, 50, *struck_out(50)), 1050)})
    assert reported(session)[YEAR][LICENCES] == 50
    assert said_of_drafts(session) == []


def test_struck_out_rows_of_a_table_without_totals_stay_and_are_named(tmp_path: Path) -> None:
    draft = struck_out(LICENCES, 50, 50)
    rows: Rows = [*HEADS, ["Sales of goods", 600, 500], ["Cost of sales", -7, -8], draft]
    session = imported(tmp_path, {"PL": rows})
    assert reported(session)[YEAR][LICENCES] == 50
    (said,) = said_of_drafts(session)
    assert "were imported" in said


def reconciliation(hidden_effect: object, result: int) -> Rows:
    return [
        ["Xi Ltd"],
        ["Reconciliation of the income statement, year ended December 31, 2023"],
        ["EUR thousands"],
        [None, "US GAAP", "Leases", "Pensions", "IFRS"],
        ["Revenue", 1000, 0, 0, 1000],
        ["Costs", -600, -10, hidden_effect, result - 1000],
        ["Net income", 400, -10, hidden_effect, result],
    ]


def test_a_hidden_column_without_which_the_rows_add_up_is_no_difference_and_is_named(tmp_path: Path) -> None:
    session = imported(tmp_path, {"PL": reconciliation(-5, 390)}, hidden=("D",))
    assert [a.name for a in session.project.adjustments] == ["Leases"]
    assert results(session, YEAR)["Net income"] == 390
    assert any("'Pensions'" in said and "hidden" in said for said in said_of_drafts(session))


def test_a_struck_out_column_without_which_the_rows_add_up_is_no_difference(tmp_path: Path) -> None:
    rows = [list(row) for row in reconciliation(-5, 390)]
    for row in rows[4:]:
        (row[3],) = struck_out(row[3])
    session = imported(tmp_path, {"PL": rows})
    assert [a.name for a in session.project.adjustments] == ["Leases"]


def test_a_hidden_column_that_the_results_need_is_a_difference(tmp_path: Path) -> None:
    session = imported(tmp_path, {"PL": reconciliation(-5, 385)}, hidden=("D",))
    assert [a.name for a in session.project.adjustments] == ["Leases", "Pensions"]
    assert results(session, YEAR)["Net income"] == 385
    assert findings(session) == []
