"""Lists of entries: rows with difference, line, period and amount, joined to the statements they change."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from tests.found import message
from tests.importing.small_books import YEAR, Rows, findings, results, session_of, workbook
from workbench.domain.findings import Finding, FindingStatus
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
    (doubt,) = [f for f in findings(session, FindingStatus.WARNING) if f.check == "import" and "read as" in message(f)]
    assert "Due from related parties" in message(doubt)
    assert "Non-current assets" in message(doubt)
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
    (doubt,) = [f for f in findings(session, FindingStatus.WARNING) if "both are about" in message(f)]
    assert "'Lease amortization' was read as the difference 'Leases'" in message(doubt)
    assert doubt.where[0].sheet == "Entries"


HEADINGS = ["IFRS difference", "Statement", "Line item", "Period", "US$'000"]
ON_PARTS_AND_TOTALS: Rows = [
    HEADINGS,
    *(
        ["Leases", "BS", line, "31 Dec 2023", amount]
        for line, amount in (
            ("Right-of-use assets", 9),
            ("Total assets", 9),
            ("Lease liabilities", 5),
            ("Total liabilities", 5),
            ("Retained earnings", 4),
            ("Total equity", 4),
            ("Total liabilities and equity", 9),
        )
    ),
]
IN_CHINESE = {
    "Balance sheet": "资产负债表",
    "Cash": "现金",
    "Right-of-use assets": "使用权资产",
    "Total assets": "资产总额",
    "Lease liabilities": "租赁负债",
    "Total liabilities": "负债总额",
    "Share capital": "股本",
    "Retained earnings": "留存收益",
    "Total equity": "权益总额",
    "Total liabilities and equity": "负债及权益总额",
    "BS": "资产负债表",
    "Leases": "租赁",
    "31 Dec 2023": "2023年12月31日",
    **dict(zip(HEADINGS, ("国际财务报告准则差异", "报表", "项目", "期间", "美元千元"), strict=True)),
}


def in_chinese(rows: Rows) -> Rows:
    return [[IN_CHINESE.get(str(value), value) for value in row] for row in rows]


def entered(session: Session) -> dict[str, Decimal]:
    """The entries of the first difference, by caption."""
    project = session.project
    return {project.line(line).caption: amount for (line, _), amount in project.adjustments[0].effects.items()}


def only_affected(rows: Rows) -> Rows:
    return [row for row in rows if row[0] not in ("Cash", "Share capital")]


@pytest.mark.parametrize("position", [POSITION, only_affected(POSITION)], ids=["full", "affected-lines"])
@pytest.mark.parametrize("written", [list, in_chinese])
def test_a_total_that_a_list_states_beside_its_parts_carries_no_entry(
    tmp_path: Path, position: Rows, written: Callable[[Rows], Rows]
) -> None:
    session = session_of(tmp_path, {"BS": written(position), "Entries": written(ON_PARTS_AND_TOTALS)})
    parts = [row[0] for row in written([["Right-of-use assets"], ["Lease liabilities"], ["Retained earnings"]])]
    assert entered(session) == dict(zip(parts, (9, 5, 4), strict=True))
    assert list(results(session, AT).values())[-1] == 159
    assert findings(session) == []


def test_a_total_that_only_the_effects_prove_is_doubted(tmp_path: Path) -> None:
    session = session_of(tmp_path, {"BS": only_affected(POSITION), "Entries": ON_PARTS_AND_TOTALS})
    doubts = [f for f in findings(session, FindingStatus.WARNING) if "'Total assets' was read as" in message(f)]
    assert [[cell.cell for cell in doubt.where] for doubt in doubts] == [["E3"]]
    assert "the total of 'Right-of-use assets' and of lines not shown" in message(doubts[0])


def test_a_total_that_no_table_prints_is_not_counted_beside_its_parts(tmp_path: Path) -> None:
    entries: Rows = [
        HEADINGS,
        ["Leases", "BS", "Right-of-use assets", "31 Dec 2023", 5],
        ["Leases", "BS", "Total non-current assets", "31 Dec 2023", 5],
        ["Leases", "BS", "Lease liabilities", "31 Dec 2023", 5],
        ["Leases", "BS", "Total non-current liabilities", "31 Dec 2023", 5],
    ]
    session = joined(tmp_path, entries)
    assert entered(session) == {"Right-of-use assets": 5, "Lease liabilities": 5}
    shown = {line.caption: session.results.figure(line.id, AT) for line in session.project.statements[1].lines}
    assert shown["Total assets"] == shown["Total liabilities and equity"] == 155
    assert shown["Total non-current assets"] is None
    assert findings(session) == []


def test_liabilities_that_move_like_assets_are_not_made_of_them(tmp_path: Path) -> None:
    entries: Rows = [
        HEADINGS,
        ["Leases", "BS", "Right-of-use assets", "31 Dec 2023", 9],
        ["Leases", "BS", "Total liabilities", "31 Dec 2023", 9],
    ]
    session = session_of(tmp_path, {"BS": only_affected(POSITION), "Entries": entries})
    assert entered(session) == {"Right-of-use assets": 9, "Total liabilities": 9}


def repeats(session: Session) -> list[Finding]:
    return [f for f in findings(session, FindingStatus.WARNING) if "more than once" in message(f)]


def test_the_same_entry_twice_in_a_list_is_a_warning_that_names_both_cells(tmp_path: Path) -> None:
    rent = ["Leases", "IS", "Operating expenses", "FY2023", -7]
    session = joined(tmp_path, [HEADINGS, rent, ["Leases", "IS", "Income tax", "FY2023", 2], rent])
    (warning,) = repeats(session)
    assert message(warning) == (
        "The same entry is listed more than once, and every occurrence was counted: 'Leases' on 'Operating "
        "expenses', Year ended December 31, 2023: (7) in book.xlsx!Entries!E2 and book.xlsx!Entries!E4. Delete the "
        "duplicates."
    )
    assert [cell.cell for cell in warning.where] == ["E2", "E4"]
    assert results(session, YEAR)["Operating expenses"] == 86


def test_a_list_that_repeats_another_is_one_warning(tmp_path: Path) -> None:
    listed = [["Leases", "IS", "Operating expenses", "FY2023", amount] for amount in range(1, 9)]
    lists: dict[str, Rows] = {"Entries": [HEADINGS, *listed], "Copy": [HEADINGS, *listed]}
    (warning,) = repeats(session_of(tmp_path, {"IS": INCOME, **lists}))
    assert message(warning).endswith("; and 5 more. Delete the duplicates.")
    assert len(warning.where) == 6
    assert {cell.sheet for cell in warning.where} == {"Entries", "Copy"}


@pytest.mark.parametrize(
    "other",
    [
        ["Leases", "IS", "Income tax", "FY2023", -7],
        ["Pensions", "IS", "Operating expenses", "FY2023", -7],
        ["Leases", "IS", "Operating expenses", "FY2022", -7],
        ["Leases", "IS", "Operating expenses", "FY2023", 7],
    ],
    ids=["line", "difference", "period", "sign"],
)
def test_an_amount_that_another_entry_repeats_is_no_repeated_entry(tmp_path: Path, other: list[object]) -> None:
    entries: Rows = [HEADINGS, ["Leases", "IS", "Operating expenses", "FY2023", -7], other]
    assert repeats(joined(tmp_path, entries)) == []
