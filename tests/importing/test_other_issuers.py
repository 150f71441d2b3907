"""Workbooks of other issuers: invented but consistent figures in the layouts that analysts use."""

from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from tests.found import message
from tests.importing.small_books import YEAR, Rows, findings, made_of, results, session_of, workbook
from workbench.domain.findings import CheckId, FindingStatus
from workbench.domain.statements import Concept
from workbench.importing import import_workbooks
from workbench.importing.language.vocabulary import is_unit_line, scale_in
from workbench.session import Session
from workbench.workbooks import begin_reading

COSTS_POSITIVE: Rows = [
    ["Kappa Ltd"],
    ["Reconciliation of the income statement, year ended December 31, 2023"],
    ["HK$'000"],
    [None, "IFRS", "IFRS 16", "IFRS 9", "US GAAP"],
    ["Sales", 1000, 0, 0, 1000],
    ["Cost of sales", 600, -1, 0, 599],
    ["Gross margin", 400, 1, 0, 401],
    ["Research", 100, 6, 0, 106],
    ["Impairment", 20, 0, 15, 35],
    ["Operating profit", 280, -5, -15, 260],
    ["Interest", 30, 9, 0, 39],
    ["Profit before tax", 250, -14, -15, 221],
    ["Taxes", 60, -3, -2, 55],
    ["Profit for the year", 190, -11, -13, 166],
]


def test_costs_that_are_printed_positive_are_subtracted_whatever_the_look(tmp_path: Path) -> None:
    session = session_of(tmp_path, {"PL": COSTS_POSITIVE})
    assert made_of(session.project.statements[0]) == {
        "Gross margin": "+ Sales - Cost of sales",
        "Operating profit": "+ Gross margin - Research - Impairment",
        "Profit before tax": "+ Operating profit - Interest",
        "Profit for the year": "+ Profit before tax - Taxes",
    }
    assert findings(session) == []


def test_a_difference_may_be_named_by_a_standard_and_the_direction_be_the_reverse(tmp_path: Path) -> None:
    project = session_of(tmp_path, {"PL": COSTS_POSITIVE}).project
    assert [framework.name for framework in project.frameworks] == ["IFRS", "US GAAP"]
    assert [a.name for a in project.adjustments] == ["IFRS 16", "IFRS 9"]
    assert (project.currency, project.scale) == ("HKD", 1000)


def test_two_periods_side_by_side_are_two_reconciliations(tmp_path: Path) -> None:
    session = session_of(
        tmp_path,
        {
            "PL": [
                ["Eps Ltd"],
                ["Statement of operations"],
                ["(in thousands of EUR)"],
                [None, *["Year ended December 31, 2023"] * 4, *["Year ended December 31, 2022"] * 4],
                [None, *["US GAAP", "Leases", "Goodwill", "IFRS"] * 2],
                ["Revenue", 1000, 0, 0, 1000, 900, 0, 0, 900],
                ["Operating costs", -600, 40, 10, -550, -500, 20, 5, -475],
                ["Operating profit", 400, 40, 10, 450, 400, 20, 5, 425],
            ]
        },
    )
    assert [a.name for a in session.project.adjustments] == ["Leases", "Goodwill"]
    assert results(session, YEAR)["Operating profit"] == 450
    assert results(session, "2022-01-01/2022-12-31")["Operating profit"] == 425
    assert findings(session, FindingStatus.FAIL, FindingStatus.WARNING) == []


def test_columns_of_notes_changes_and_sums_are_no_figures_and_are_named(tmp_path: Path) -> None:
    session = session_of(
        tmp_path,
        {
            "IS": [
                ["Iota Ltd"],
                ["Income statement for the years ended December 31"],
                ["USD thousands"],
                [None, "Note", "2023", "2022", "Change", "% change"],
                ["Revenue", 4, 100, 90, 10, "11%"],
                ["Costs", 5, -60, -50, -10, "20%"],
                ["Net income", None, 40, 40, 0, "0%"],
            ],
            "Rec": [
                ["Reconciliation of the income statement, year ended December 31, 2023"],
                [None, "US GAAP", "Leases", "Pensions", "Total adjustments", "IFRS"],
                ["Costs", -60, 3, 4, 7, -53],
                ["Net income", 40, 3, 4, 7, 47],
            ],
        },
    )
    project = session.project
    assert [a.name for a in project.adjustments] == ["Leases", "Pensions"]
    assert results(session, YEAR)["Net income"] == 47
    assert project.statements[0].figure("revenue", "2022-01-01/2022-12-31") == 90
    left_out = [[(ref.sheet, ref.cell) for ref in f.where] for f in project.import_findings if "column" in message(f)]
    notes = [("IS", f"{column}{row}") for column in "BEF" for row in (5, 6, 7)]
    assert left_out == [[place for place in notes if place != ("IS", "B7")], [("Rec", "E3"), ("Rec", "E4")]]
    assert findings(session, FindingStatus.FAIL, FindingStatus.WARNING) == []


@pytest.mark.parametrize("text", ["1.2.3", "CR -10", "see note", "12,34,5"])
def test_what_is_no_number_is_unknown_and_fails_by_name(tmp_path: Path, text: str) -> None:
    rows = [list(row) for row in COSTS_POSITIVE]
    rows[5][1] = text
    session = session_of(tmp_path, {"PL": rows})
    assert results(session, YEAR)["Cost of sales"] is None
    (fail,) = [f for f in findings(session) if f.check == "import"]
    assert f"'{text}' is not a number" in message(fail)
    assert fail.where[0].cell == "B6"
    assert "Cost of sales" in [line.caption for line in session.project.statements[0].lines]


@pytest.mark.parametrize(("text", "figure"), [("600*", 600), ("600 (a)", 600), ("(600)", -600), ("n/a", None)])
def test_marks_beside_a_figure_and_words_for_none_are_understood(tmp_path: Path, text: str, figure: int | None) -> None:
    rows = [list(row) for row in COSTS_POSITIVE]
    rows[5][1] = text
    session = session_of(tmp_path, {"PL": rows})
    assert session.project.statements[0].figure("cost_of_sales", YEAR) == figure
    assert [f for f in findings(session) if f.check == "import"] == []


BALANCE: Rows = [
    ["Nu Inc."],
    ["Balance sheet"],
    ["RMB million"],
    [None, datetime(2023, 6, 30), datetime(2022, 12, 31)],  # noqa: DTZ001
    ["Cash", 100, 90],
    ["Restricted cash", 10, 8],
    ["Loans", 890, 802],
    ["Total assets", 1000, 900],
    ["Deposits", 600, 560],
    ["Total liabilities", 600, 560],
    ["Redeemable non-controlling interests", 100, 90],
    ["Share capital, par value US$0.0001 per share", 50, 50],
    ["Retained earnings", 250, 200],
    ["Total equity", 300, 250],
    ["Total liabilities, mezzanine equity and equity", 1000, 900],
]


def test_dates_in_cells_head_columns_and_mezzanine_equity_balances(tmp_path: Path) -> None:
    session = session_of(tmp_path, {"BS": BALANCE})
    statement = session.project.statements[0]
    assert set(statement.periods) == {"2023-06-30", "2022-12-31"}
    assert (session.project.currency, session.project.scale) == ("RMB", 1_000_000)
    assert made_of(statement)["Total equity"] == "+ Share capital, par value US$0.0001 per share + Retained earnings"
    assert findings(session, FindingStatus.FAIL, FindingStatus.WARNING) == []
    passes = [f.check for f in findings(session, FindingStatus.PASS)]
    assert passes.count(CheckId("balance")) == 2


@pytest.mark.parametrize("row", [4, 6, 7, 12, 13])
def test_one_wrong_cell_in_one_period_leaves_the_total_a_total_that_fails_to_foot(tmp_path: Path, row: int) -> None:
    rows = [list(each) for each in BALANCE]
    rows[row][1] = int(str(rows[row][1])) + 1
    session = session_of(tmp_path, {"BS": rows})
    assert {f.check for f in findings(session)} & {"footing", "balance"}


def test_a_formula_that_does_not_give_its_stored_result_fails_to_foot(tmp_path: Path) -> None:
    """A total typed over its formula's result in one place only is what reviewers look for."""
    rows = [list(each) for each in BALANCE]
    rows[7][1], rows[7][2] = "=B5+B6", "=C5+C6"
    session = session_of(tmp_path, {"BS": rows})
    assert made_of(session.project.statements[0])["Total assets"] == "+ Cash + Restricted cash"
    assert any(f.check == "balance" for f in findings(session))


def test_a_figure_with_too_many_digits_is_unknown_itself_alone(tmp_path: Path) -> None:
    rows = [list(each) for each in BALANCE]
    rows[6][1] = "12345678901234567890"
    session = session_of(tmp_path, {"BS": rows})
    (fail,) = [f for f in findings(session) if f.check == "import"]
    assert "12345678901234567890 has more than 15 digits" in message(fail)
    assert fail.where[0].cell == "B7"
    statement = session.project.statements[0]
    assert statement.figure("loans", "2023-06-30") is None
    assert statement.figure("loans", "2022-12-31") == 802


def test_a_total_of_one_period_that_misses_its_parts_fails_and_of_several_is_a_warning(tmp_path: Path) -> None:
    rows: Rows = [
        ["Xi"],
        ["Balance sheet"],
        ["RMB million"],
        [None, "June 30, 2023", "June 30, 2022"],
        ["Loans", 5, 6],
        ["Total assets", 9, 8],
    ]
    (fail,) = findings(session_of(tmp_path, {"BS": [row[:2] for row in rows]}))
    assert "Total assets" in message(fail)
    assert fail.difference == 4
    (warning,) = findings(session_of(tmp_path, {"BS": rows}), FindingStatus.WARNING)
    assert "Total assets: no lines were found" in message(warning)


def test_a_line_known_only_by_entries_has_no_result_and_its_total_is_right(tmp_path: Path) -> None:
    session = session_of(
        tmp_path,
        {
            "BS": [
                ["Xi Inc."],
                ["Reconciliation of the balance sheet as of December 31, 2023"],
                ["RMB in thousands"],
                [None, "US GAAP", "ECL", "IFRS"],
                ["Loans", 900, -50, 850],
                ["Total assets", 900, -50, 850],
                ["Total liabilities", 600, 0, 600],
                ["Retained earnings", None, -50, None],
                ["Total equity", 300, -50, 250],
            ]
        },
    )
    shown = results(session, "2023-12-31")
    assert shown["Retained earnings"] is None
    assert shown["Total equity"] == 250
    assert made_of(session.project.statements[0])["Total equity"] == "+ Retained earnings"
    assert findings(session) == []


def test_files_that_share_a_sheet_name_keep_their_own_provenance(tmp_path: Path) -> None:
    one = workbook(tmp_path, {"Sheet1": BALANCE}, "one.xlsx")
    rows = [list(each) for each in BALANCE]
    rows[3] = [None, "June 30, 2021", "December 31, 2020"]
    two = workbook(tmp_path, {"Sheet1": rows}, "two.xlsx")
    project = import_workbooks([begin_reading(one), begin_reading(two)])
    files = {stated.period: stated.cell.file for stated in project.source_figures}
    assert files == {
        "2023-06-30": "one.xlsx",
        "2022-12-31": "one.xlsx",
        "2021-06-30": "two.xlsx",
        "2020-12-31": "two.xlsx",
    }


def test_differences_of_one_table_are_never_merged_and_a_nil_one_is_kept(tmp_path: Path) -> None:
    rows: Rows = [
        ["Nu Inc."],
        ["Statement of operations, year ended December 31, 2023"],
        ["RMB in thousands"],
        [None, "US GAAP", "ECL", "Ecl", "Leases", "IFRS"],
        ["Revenue", 100, 5, 6, None, 111],
        ["Costs", -60, 0, 1, None, -59],
        ["Net income", 40, 5, 7, None, 52],
    ]
    session = session_of(tmp_path, {"PL": rows})
    assert [(a.id, a.name) for a in session.project.adjustments] == [
        ("ecl", "ECL"),
        ("ecl_2", "Ecl"),
        ("leases", "Leases"),
    ]
    assert results(session, YEAR)["Net income"] == 52
    assert findings(session) == []


def test_a_result_repeated_in_another_currency_is_no_difference(tmp_path: Path) -> None:
    rows: Rows = [
        ["Gamma Inc."],
        ["Statement of operations, year ended December 31, 2023"],
        ["in thousands"],
        [None, "US GAAP", "Leases", "IFRS", "IFRS"],
        [None, "RMB", "RMB", "RMB", "US$"],
        ["Revenues", 7000, 0, 7000, 1000],
        ["Interest", -700, -140, -840, -120],
        ["Net income", 6300, -140, 6160, 880],
    ]
    session = session_of(tmp_path, {"PL": rows})
    assert [a.name for a in session.project.adjustments] == ["Leases"]
    assert results(session, YEAR)["Net income"] == 6160
    assert any("another currency" in message(f) for f in session.project.import_findings)


@pytest.mark.parametrize("heading", ["IFRS adjustments", "Total adjustments", "Adjustments"])
def test_differences_that_are_printed_as_one_sum_are_one_difference(tmp_path: Path, heading: str) -> None:
    rows: Rows = [
        ["Gamma Inc."],
        ["Statement of operations, year ended December 31, 2023"],
        ["RMB in thousands"],
        [None, "US GAAP", heading, "IFRS"],
        ["Revenues", 7000, 0, 7000],
        ["Interest", -700, -140, -840],
        ["Net income", 6300, -140, 6160],
    ]
    session = session_of(tmp_path, {"PL": rows})
    assert [a.name for a in session.project.adjustments] == [heading]
    assert results(session, YEAR)["Net income"] == 6160
    assert findings(session, FindingStatus.FAIL, FindingStatus.WARNING) == []


def test_captions_in_two_columns_are_one_list_with_indentation(tmp_path: Path) -> None:
    rows: Rows = [
        ["Nu Inc."],
        ["Balance sheet"],
        ["RMB million"],
        [None, None, "June 30, 2023", "December 31, 2022"],
        ["Assets"],
        [None, "Cash", 100, 90],
        [None, "Loans", 900, 810],
        [None, "Property", 10, 5],
        ["Total assets", None, 1010, 905],
    ]
    session = session_of(tmp_path, {"BS": rows})
    statement = session.project.statements[0]
    assert made_of(statement) == {"Total assets": "+ Cash + Loans + Property"}
    assert statement.line_with(Concept.TOTAL_ASSETS) is not None


def test_binary_noise_of_a_sum_does_not_reach_the_figures(tmp_path: Path) -> None:
    """0.1 + 0.2 is stored as 0.30000000000000004; the cells it adds up say 0.3."""
    import xlsxwriter

    path = tmp_path / "noise.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("BS")
        for row, text in enumerate(("Nu", "Balance sheet", "EUR millions")):
            sheet.write_string(row, 0, text)
        sheet.write_string(3, 1, "June 30, 2023")
        for row, (caption, amount) in enumerate((("Cash", 0.1), ("Loans", 0.2)), 4):
            sheet.write_string(row, 0, caption)
            sheet.write_number(row, 1, amount)
        sheet.write_string(6, 0, "Total assets")
        sheet.write_formula(6, 1, "=B5+B6", None, 0.1 + 0.2)
    session = Session(import_workbooks([begin_reading(path)]))
    assert session.project.statements[0].figure("total_assets", "2023-06-30") == Decimal("0.3")
    assert findings(session) == []


@pytest.mark.parametrize(
    ("line", "scale"),
    [
        ("(RMB in thousands)", 1000),
        ("USD millions", 10**6),
        ("CHF million", 10**6),
        ("(RMB mn)", 10**6),
        ("HK$'000", 1000),
        ("US$'000, except per share data", 1000),
        ("(Amounts in thousands of RMB and USD except shares and per share data)", 1000),
        ("人民币千元", 1000),
        ("单位：百万元", 10**6),
    ],
)
def test_a_unit_line_is_known_by_its_scale_and_currency(line: str, scale: int) -> None:
    assert is_unit_line(line)
    assert scale_in(line) == scale


@pytest.mark.parametrize("line", ["Qifu Technology, Inc.", "Thousand Oaks Holdings plc annual report", "Balance sheet"])
def test_other_title_lines_are_no_unit_lines(line: str) -> None:
    assert not is_unit_line(line)


def test_a_unit_that_nothing_names_is_a_warning(tmp_path: Path) -> None:
    rows = [row for row in BALANCE if row != ["RMB million"]]
    assumed = [message(f) for f in findings(session_of(tmp_path, {"BS": rows}), FindingStatus.WARNING)]
    assert any("No unit line" in message for message in assumed)
    assert any("No currency was found" in message for message in assumed)
