"""Lists of entries: rows with difference, line, period and amount, joined to the statements they change."""

from pathlib import Path

import pytest

from tests.importing.sheets import YEAR, Rows, findings, results, session_of, workbook
from workbench.domain.findings import Status
from workbench.importing import import_workbooks
from workbench.session import Session
from workbench.workbooks import begin_reading

INCOME: Rows = [
    ["Rho Inc"],
    ["Statement of operations"],
    ["US$ in thousands"],
    [None, "FY2023"],
    ["Revenue", 1000],
    ["Cost of sales", 600],
    ["Gross profit", 400],
    ["Operating expenses", 100],
    ["Operating income", 300],
    ["Income tax", 30],
    ["Net income", 270],
]
POSITION: Rows = [
    ["Rho Inc"],
    ["Balance sheet"],
    ["US$ in thousands"],
    [None, "31 Dec 2023"],
    ["Cash", 100],
    ["Right-of-use assets", 50],
    ["Total assets", 150],
    ["Lease liabilities", 60],
    ["Total liabilities", 60],
    ["Share capital", 40],
    ["Retained earnings", 50],
    ["Total equity", 90],
    ["Total liabilities and equity", 150],
]
AT = "2023-12-31"


def joined(folder: Path, entries: Rows) -> Session:
    return session_of(folder, {"IS": INCOME, "BS": POSITION, "Entries": entries})


def test_signed_amounts_are_effects_and_roll_up(tmp_path: Path) -> None:
    session = joined(
        tmp_path,
        [
            ["IFRS difference", "Statement", "Line item", "Period", "US$'000"],
            ["Leases", "IS", "Operating expenses", "FY2023", -7],
            ["Leases", "IS", "Operating expenses", "FY2023", 2],
            ["Pensions", "IS", "Operating expenses", "FY2023", 1],
        ],
    )
    assert results(session, YEAR)["Operating expenses"] == 96
    assert results(session, YEAR)["Net income"] == 274
    assert findings(session) == []


def test_debits_and_credits_become_the_displayed_sign_of_each_line(tmp_path: Path) -> None:
    session = joined(
        tmp_path,
        [
            ["JE", "Difference", "Account", "Date", "Debit", "Credit"],
            [1, "Leases", "Right-of-use assets", "31 Dec 2023", None, 5],
            [1, "Leases", "Retained earnings", "31 Dec 2023", 5, None],
            [2, "Leases", "Operating expenses", "FY2023", 7, None],
            [2, "Leases", "Income tax", "FY2023", None, 2],
        ],
    )
    assert results(session, YEAR)["Operating expenses"] == 107
    assert results(session, YEAR)["Net income"] == 265
    shown = {line.caption: session.results.figure(line.id, AT) for line in session.project.statements[1].lines}
    assert shown["Right-of-use assets"] == shown["Retained earnings"] == 45
    assert shown["Total assets"] == shown["Total liabilities and equity"] == 145
    assert findings(session) == []


def test_groups_name_the_difference_and_columns_the_period(tmp_path: Path) -> None:
    session = joined(
        tmp_path,
        [
            ["Account", "Statement", "Dr/Cr", "FY2023"],
            ["1. Leases"],
            ["Operating expenses", "IS", "Dr", 7],
            ["Income tax", "IS", "Cr", 2],
            ["Total leases", None, None, 5],
            ["2. Pensions"],
            ["Operating expenses", "IS", "Cr", 1],
        ],
    )
    assert [a.name for a in session.project.adjustments] == ["Leases", "Pensions"]
    assert results(session, YEAR)["Net income"] == 266


def test_a_line_that_no_table_prints_stands_before_its_total_and_has_no_figure(tmp_path: Path) -> None:
    session = joined(
        tmp_path,
        [
            ["IFRS difference", "Statement", "Line item", "Period", "Amount"],
            ["Leases", "BS", "Additional paid-in capital", "31 Dec 2023", 3],
            ["Leases", "BS", "Retained earnings", "31 Dec 2023", -3],
            ["Leases", "BS", "Contract liabilities", "31 Dec 2023", 0],
            ["Leases", "BS", "Lease liabilities", "31 Dec 2023", 0],
        ],
    )
    position = session.project.statements[1]
    captions = [line.caption for line in position.lines]
    assert captions.index("Additional paid-in capital") < captions.index("Total equity")
    assert [captions[captions.index("Contract liabilities") + 1]] == ["Lease liabilities"]
    assert session.results.figure("additional_paid_in_capital", AT) is None
    assert session.results.figure("total_equity", AT) == 90
    assert findings(session) == []


def test_hundreds_of_lines_that_no_table_prints_stand_before_their_total_as_listed(tmp_path: Path) -> None:
    table: Rows = [
        ["Balance sheet"],
        ["US$ in thousands"],
        [None, "31 Dec 2023"],
        ["Cash", 40],
        ["Equity"],
        ["Share capital", 40],
        ["Total equity", 40],
    ]
    funds = [f"Fund number {number}" for number in range(300)]
    listed = [["Leases", "BS", "Equity", fund, "31 Dec 2023", 1] for fund in funds]
    heads = ["Difference", "Statement", "Section", "Line item", "Period", "US$'000"]
    session = session_of(tmp_path, {"BS": table, "Entries": [heads, *listed]})
    captions = [line.caption for line in session.project.statements[0].lines]
    assert captions == ["Cash", "Equity", "Share capital", *funds, "Total equity"]
    assert results(session, AT)["Total equity"] == 340


def test_a_table_with_a_column_for_each_difference_is_no_list(tmp_path: Path) -> None:
    session = session_of(
        tmp_path,
        {
            "Recon": [
                ["Statement of operations, year ended December 31, 2023"],
                ["RMB in millions"],
                ["Line item", "U.S. GAAP", "Lease adjustments", "SBC adjustments", "IFRS"],
                ["Revenue", 100, 0, 0, 100],
                ["Costs", -60, 3, -5, -62],
                ["Net income", 40, 3, -5, 38],
            ]
        },
    )
    assert [a.name for a in session.project.adjustments] == ["Lease adjustments", "SBC adjustments"]
    assert results(session, YEAR)["Net income"] == 38


def test_a_repeated_caption_without_a_section_is_doubted(tmp_path: Path) -> None:
    position: Rows = [
        ["Balance sheet"],
        ["RMB in thousands"],
        [None, "31 Dec 2023"],
        ["Current assets:"],
        ["Due from related parties", 10],
        ["Total current assets", 10],
        ["Non-current assets:"],
        ["Due from related parties", 20],
        ["Total non-current assets", 20],
        ["Total assets", 30],
    ]
    entries: Rows = [
        ["Difference", "Line item", "Period", "Amount"],
        ["ECL", "Due from related parties", "31 Dec 2023", -1],
        ["ECL", "Total assets", "31 Dec 2023", -1],
    ]
    session = session_of(tmp_path, {"BS": position, "Entries": entries})
    (doubt,) = [f for f in findings(session, Status.WARNING) if f.check == "import" and "taken for" in f.message]
    assert "Due from related parties" in doubt.message
    assert "Non-current assets" in doubt.message
    assert doubt.where[0].cell == "B2"


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_statements_and_entries_may_lie_in_two_files(tmp_path: Path, suffix: str) -> None:
    statements = workbook(tmp_path, {"IS": INCOME}, "statements.xlsx")
    entries: Rows = [
        ["IFRS difference", "Statement", "Line item", "Period", "US$'000"],
        ["Leases", "IS", "Operating expenses", "FY2023", "(7)"],
        ["Leases", "IS", "Income tax", "FY2023", "1.0"],
    ]
    path = tmp_path / f"entries{suffix}"
    if suffix == ".csv":
        path.write_text("\n".join(";".join(map(str, row)) for row in entries), encoding="utf-8")
    else:
        workbook(tmp_path, {"Entries": entries}, path.name)
    session = Session(import_workbooks([begin_reading(statements), begin_reading(path)]))
    assert results(session, YEAR)["Net income"] == 276
    assert {source.name for source in session.project.sources} == {"statements.xlsx", path.name}


def test_names_that_a_number_tells_apart_are_two_differences(tmp_path: Path) -> None:
    session = joined(
        tmp_path,
        [
            ["IFRS difference", "Statement", "Line item", "Period", "US$'000"],
            ["IFRS 15 adjustment", "IS", "Revenue", "FY2023", 5],
            ["IFRS 16 adjustment", "IS", "Operating expenses", "FY2023", -2],
        ],
    )
    assert len(session.project.adjustments) == 2
    assert results(session, YEAR)["Net income"] == 277


def test_files_of_two_companies_fail_by_name(tmp_path: Path) -> None:
    one = workbook(tmp_path, {"IS": INCOME}, "one.xlsx")
    two = workbook(tmp_path, {"IS": [["Sigma Holdings Limited"], *INCOME[1:]]}, "two.xlsx")
    session = Session(import_workbooks([begin_reading(one), begin_reading(two)]))
    (fail,) = [f for f in findings(session) if f.check == "import"]
    assert "one.xlsx names Rho Inc" in fail.message
    assert "two.xlsx names Sigma Holdings Limited" in fail.message


def test_names_that_only_their_kind_joins_are_doubted(tmp_path: Path) -> None:
    recon: Rows = [
        ["Statement of operations, year ended December 31, 2023"],
        ["US$ in thousands"],
        [None, "US GAAP", "Leases", "IFRS"],
        ["Operating expenses", 100, 5, 105],
        ["Net income", 270, -5, 265],
    ]
    entries: Rows = [
        ["IFRS difference", "Statement", "Line item", "Period", "US$'000"],
        ["Lease amortization", "BS", "Lease liabilities", "31 Dec 2023", 4],
        ["Lease amortization", "BS", "Retained earnings", "31 Dec 2023", -4],
    ]
    session = session_of(tmp_path, {"IS": recon, "BS": POSITION, "Entries": entries})
    assert [a.name for a in session.project.adjustments] == ["Leases"]
    (doubt,) = [f for f in findings(session, Status.WARNING) if "both are about" in f.message]
    assert "'Lease amortization' was taken for the difference 'Leases'" in doubt.message
    assert doubt.where[0].sheet == "Entries"
