"""Entries in debit and credit, brought to the sign in which their lines are printed.

Drawn: a statement with what is reported, and a debit and a credit on each line that has one.
"""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from tests.importing.notation import FILE, amounts_on, sheet_in
from workbench.domain.periods import Period
from workbench.domain.sources import FigureRole
from workbench.domain.statements import StatementKind
from workbench.domain.totals_graph import TotalsGraph
from workbench.importing.assembly.debit_credit import turn_to_displayed_sign
from workbench.importing.assembly.merge import CellFigure, MergedRow, set_sections
from workbench.importing.sheets.readings import Reading
from workbench.workbooks import Sheet

REPORTED, DEBIT, CREDIT = 2, 3, 4
Totals = Mapping[str, str]
NO_TOTALS: Totals = {}


def entries_on_the_balance_sheet(text: str, **said_sections: str) -> dict[str, int]:
    return _entries(text, StatementKind.FINANCIAL_POSITION, NO_TOTALS, said_sections)


def entries_in_the_result(text: str, totals: Totals = NO_TOTALS) -> dict[str, int]:
    return _entries(text, StatementKind.OPERATIONS, totals, {})


def _entries(text: str, kind: StatementKind, totals: Totals, said_sections: Mapping[str, str]) -> dict[str, int]:
    """Return the entry on each line that has one, in the sign in which the line is printed."""
    rows = _rows(sheet_in(text))
    for row in rows:
        row.section_in_list = said_sections.get(row.caption, "")
    place_of = {row.caption: place for place, row in enumerate(rows)}
    parts = {
        place_of[total]: tuple((place_of[part.strip()], 1 if sign == "+" else -1) for sign, part in _terms(made_of))
        for total, made_of in totals.items()
    }
    turn_to_displayed_sign(rows, kind, TotalsGraph(parts, range(len(rows))))
    assert not any(figure.is_debit_less_credit for row in rows for figure in row.figures)
    return {
        row.caption: int(figure.amount)
        for row in rows
        for figure in row.figures
        if figure.role is FigureRole.ENTRY and figure.amount is not None
    }


def _terms(made_of: str) -> list[tuple[str, str]]:
    return re.findall(r"([+-]) ([^+-]+)", made_of)


def _rows(sheet: Sheet) -> list[MergedRow]:
    amounts = amounts_on(sheet)
    rows = []
    for number, cells in sheet.rows.items():
        readings = {
            column: amounts[number, column] for column in (REPORTED, DEBIT, CREDIT) if (number, column) in amounts
        }
        row = MergedRow([cells[0].text], is_heading=not readings, bold=False, indent=0)
        row.figures = [_figure(column, reading) for column, reading in readings.items()]
        rows.append(row)
    set_sections(rows)
    return rows


def _figure(column: int, reading: Reading) -> CellFigure:
    is_entry = column != REPORTED
    amount = reading.amount
    return CellFigure(
        Period(None, date(2023, 12, 31), "2023"),
        FigureRole.ENTRY if is_entry else FigureRole.AS_REPORTED,
        "Leases" if is_entry else "",
        -amount if amount is not None and column == CREDIT else amount,
        reading,
        FILE,
        "Journal",
        is_primary=False,
        is_debit_less_credit=is_entry,
    )


# ---- the balance sheet


def test_assets_stand_on_the_debit_side_up_to_their_total_and_claims_on_the_credit_side() -> None:
    assert entries_on_the_balance_sheet("""
        Goodwill          | 70  | 5 |
        Licences          | 30  |   | 2
        Total assets      | 100 | 3 |
        Loans             | 60  | 4 |
        Retained earnings | 40  |   | 7
    """) == {"Goodwill": 5, "Licences": -2, "Total assets": 3, "Loans": -4, "Retained earnings": 7}


def test_the_total_of_assets_may_have_another_name_in_the_catalogue() -> None:
    assert entries_on_the_balance_sheet("""
        商誉     | 70 | 5 |
        资产总计 | 70 |   |
        借款     | 60 | 4 |
    """) == {"商誉": 5, "借款": -4}


def test_a_heading_called_total_assets_ends_nothing() -> None:
    assert (
        entries_on_the_balance_sheet("""
        Total assets  |    |   |
        Goodwill      | 70 | 5 |
        Sum of assets | 70 |   |
        Loans         | 60 | 4 |
    """)["Goodwill"]
        == 5
    )


def test_where_no_total_of_assets_is_printed_an_asset_is_told_by_its_name() -> None:
    assert entries_on_the_balance_sheet("""
        Deferred tax assets      | 70 | 5 |
        Loans receivable         | 70 | 5 |
        Deferred tax liabilities | 60 | 4 |
        Share premium            | 60 | 4 |
    """) == {
        "Deferred tax assets": 5,
        "Loans receivable": 5,
        "Deferred tax liabilities": -4,
        "Share premium": -4,
    }


def test_or_by_its_heading() -> None:
    assert entries_on_the_balance_sheet("""
        Assets   |    |   |
        Goodwill | 70 | 5 |
        Equity   |    |   |
        Reserves | 60 | 4 |
    """) == {"Goodwill": 5, "Reserves": -4}


def test_or_by_what_a_list_calls_its_section() -> None:
    assert entries_on_the_balance_sheet(
        """
        Goodwill | | 5 |
        Reserves | | 4 |
        """,
        Goodwill="Non-current assets",
        Reserves="Equity",
    ) == {"Goodwill": 5, "Reserves": -4}


def test_a_liability_for_assets_is_a_liability() -> None:
    assert entries_on_the_balance_sheet("Lease liabilities on assets in use | 60 | 4 |") == {
        "Lease liabilities on assets in use": -4
    }


# ---- the result


def test_a_debit_lowers_revenue_and_raises_a_cost_that_is_printed_positive() -> None:
    assert entries_in_the_result(
        """
        Revenue       | 1,000 | 5 |
        Cost of sales | 600   | 3 |
        Gross profit  | 400   | 8 |
        """,
        {"Gross profit": "+ Revenue - Cost of sales"},
    ) == {"Revenue": -5, "Cost of sales": 3, "Gross profit": -8}


def test_a_debit_lowers_a_cost_that_is_printed_negative() -> None:
    assert entries_in_the_result(
        """
        Revenue       | 1,000 |   |
        Cost of sales | (600) | 3 |
        Gross profit  | 400   |   |
        """,
        {"Gross profit": "+ Revenue + Cost of sales"},
    ) == {"Cost of sales": -3}


def test_a_line_counts_in_the_last_total_that_it_leads_to() -> None:
    assert entries_in_the_result(
        """
        Salaries         | 40  | 3 |
        Pension refunds  | 10  | 2 |
        Staff, net       | 30  |   |
        Gross margin     | 90  |   |
        Operating profit | 60  |   |
        """,
        {"Staff, net": "+ Salaries - Pension refunds", "Operating profit": "+ Gross margin - Staff, net"},
    ) == {"Salaries": 3, "Pension refunds": -2}


def test_of_two_totals_that_a_line_is_a_part_of_the_last_one_tells() -> None:
    assert entries_in_the_result(
        """
        Salaries         | 40  | 3 |
        Staff            | 40  |   |
        Operating profit | 60  |   |
        """,
        {"Staff": "+ Salaries", "Operating profit": "- Salaries"},
    ) == {"Salaries": 3}


def test_a_cost_in_no_total_counts_as_its_own_figures_are_printed() -> None:
    assert entries_in_the_result("""
        Rent expenses       | 40   | 3 |
        Energy expenses     | (40) | 3 |
        Interest received   | 40   | 3 |
    """) == {"Rent expenses": 3, "Energy expenses": -3, "Interest received": -3}


def test_figures_below_one_tell_as_much() -> None:
    assert entries_in_the_result("""
        Rent expenses       | 0.4   | 3 |
        Energy expenses     | (0.4) | 3 |
    """) == {"Rent expenses": 3, "Energy expenses": -3}


def test_a_cost_that_nothing_reports_is_taken_as_positive() -> None:
    assert entries_in_the_result("""
        Rent expenses   | | 3 |
        Energy expenses | |   | 2
    """) == {"Rent expenses": 3, "Energy expenses": -2}


# ---- what stays


def test_an_entry_in_the_sign_of_its_line_stays_as_it_is() -> None:
    rows = _rows(sheet_in("Loans | 60 | 4 | 9"))
    rows[0].figures = [
        figure._replace(is_debit_less_credit=False) if figure.amount == Decimal(4) else figure
        for figure in rows[0].figures
    ]
    turn_to_displayed_sign(rows, StatementKind.FINANCIAL_POSITION, TotalsGraph({}))
    assert [figure.amount for figure in rows[0].figures] == [60, 4, 9]


def test_what_was_cut_turns_with_its_amount() -> None:
    rows = _rows(sheet_in("Loans | 60 | 4 |"))
    rows[0].figures = [figure._replace(cut_off=Decimal("0.3")) for figure in rows[0].figures]
    turn_to_displayed_sign(rows, StatementKind.FINANCIAL_POSITION, TotalsGraph({}))
    assert [(figure.amount, figure.cut_off) for figure in rows[0].figures] == [
        (Decimal(60), Decimal("0.3")),
        (Decimal(-4), Decimal("-0.3")),
    ]


def test_an_entry_that_cannot_be_read_stays_unknown() -> None:
    rows = _rows(sheet_in("Loans | 60 | #N/A |"))
    turn_to_displayed_sign(rows, StatementKind.FINANCIAL_POSITION, TotalsGraph({}))
    assert [figure.amount for figure in rows[0].figures] == [60, None]
