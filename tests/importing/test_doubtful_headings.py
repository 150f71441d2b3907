"""Headings that another heading or the figures contradict: what was taken as written is said to be doubtful."""

from pathlib import Path

import pytest

from tests.found import message
from tests.importing.small_books import Rows, findings, imported
from workbench.domain.findings import Finding, FindingStatus
from workbench.session import Session

INCOME: tuple[tuple[str, int, int], ...] = (
    ("Revenue", 1000, 1100),
    ("Cost of sales", -600, -640),
    ("Gross profit", 400, 460),
    ("Income tax", -100, -120),
    ("Net income", 300, 340),
)


def income(currencies: tuple[str, ...], years: tuple[str, ...], title: str = "(RMB and USD in thousands)") -> Rows:
    """Return a statement with a column for each currency and year; what is in USD is a fifth."""
    rows: list[list[object]] = [["Alpha plc"], ["Income statement"], [title], [None, *years], [None, *currencies]]
    for caption, first, second in INCOME:
        amounts = {"2022": first, "2023": second}
        fifth = {"USD": 5}
        rows.append(
            [caption, *(amounts[year[-4:]] // fifth.get(code, 1) for code, year in zip(currencies, years, strict=True))]
        )
    return rows


def warned(session: Session, words: str) -> list[Finding]:
    return [
        finding for finding in findings(session, FindingStatus.WARNING, FindingStatus.FAIL) if words in message(finding)
    ]


YEARS = ("Year ended December 31, 2022", "Year ended December 31, 2023", "Year ended December 31, 2023")


def test_headings_that_agree_are_not_doubted(tmp_path: Path) -> None:
    session = imported(tmp_path, {"IS": income(("RMB", "RMB", "USD"), YEARS)})
    assert warned(session, "heading") == warned(session, "title names") == []


def test_a_column_in_a_currency_that_the_title_does_not_name_is_doubted_at_its_cells(tmp_path: Path) -> None:
    session = imported(tmp_path, {"IS": income(("RMB", "RMB", "HKD"), YEARS)})
    (finding,) = warned(session, "a column is headed HKD, but the title names only RMB and USD")
    assert finding.where[0].cell[0] == "D"


def test_a_translation_of_a_period_that_no_column_states_is_doubted_with_the_column_beside_it(tmp_path: Path) -> None:
    years = (*YEARS[:2], "Year ended December 31, 2022")
    figures = income(("RMB", "RMB", "USD"), years)
    headed = [list(row) for row in figures]
    headed[3][3] = "Year ended December 31, 2024"
    (finding,) = warned(
        imported(tmp_path, {"IS": headed}), "translates no other column, because none states that period"
    )
    assert {ref.cell[0] for ref in finding.where} == {"C", "D"}


def test_a_row_that_stands_twice_with_the_same_figures_is_doubted_at_both(tmp_path: Path) -> None:
    rows = list(income(("RMB", "RMB", "USD"), YEARS))
    (finding,) = warned(imported(tmp_path, {"IS": [*rows[:6], rows[5], *rows[6:]]}), "appears twice")
    assert "rows 6 and 7: 'Revenue'" in message(finding)
    assert sorted(ref.cell for ref in finding.where) == ["B6", "B7", "C6", "C7", "D6", "D7"]


@pytest.mark.parametrize("scale", ["thousands", "millions"])
def test_a_cover_in_another_scale_than_all_tables_is_doubted(tmp_path: Path, scale: str) -> None:
    cover: Rows = [["Company", "Alpha plc"], ["Currency", "RMB"], ["Units", f"RMB in {scale}"]]
    session = imported(tmp_path, {"Cover": cover, "IS": income(("RMB", "RMB", "USD"), YEARS)})
    assert bool(warned(session, "The cover states amounts in millions")) == (scale == "millions")


def test_two_differences_of_one_table_with_one_name_are_doubted(tmp_path: Path) -> None:
    rows: Rows = [
        ["Alpha plc"],
        ["Reconciliation of income, year ended December 31, 2023"],
        ["RMB in thousands"],
        [None, "As reported under U.S. GAAP", "Leases", "Leases", "As reported under IFRS"],
        ["Revenue", 1000, None, None, 1000],
        ["Rent", -200, 30, -5, -175],
        ["Net income", 800, 30, -5, 825],
    ]
    (finding,) = warned(imported(tmp_path, {"Recon": rows}), "two columns are headed 'Leases'")
    assert {ref.cell[0] for ref in finding.where} == {"C", "D"}
