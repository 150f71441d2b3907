"""The journals of the reference case, its primary statements without a difference, and files made of both.

The journals are derived from the published tables. For each difference there is an entry at 31 Dec 2022, which is
brought forward to 30 Jun 2023, and one of the half-year.
"""

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import openpyxl

from tests.importing.small_books import Rows, workbook
from tests.published import CASES
from workbench.domain.project import Project
from workbench.importing import import_workbooks
from workbench.workbooks import begin_reading

ECL, EIR = "Expected credit losses, net of tax", "Effective interest rate on loans receivable, net of tax"
SBC, GUARANTEE = "Share-based compensation", "Financial guarantee, net of tax"
CURRENT, LATER = "Current assets", "Non-current assets"
OPENING, HALF_YEAR, CLOSING = "31 Dec 2022", "H1 2023", "30 Jun 2023"


class Row(NamedTuple):
    """One row of a journal."""

    account: str
    debit: int = 0
    credit: int = 0
    section: str = ""


class Entry(NamedTuple):
    """One entry of a journal; ``forward``: the date to which it is brought forward, or ""."""

    difference: str
    number: str
    period: str
    memo: str
    rows: Sequence[Row]
    forward: str = ""


JOURNALS = (
    Entry(
        ECL, "ECL-1", OPENING, "Allowance under IFRS 9", (
            Row("Loans receivable, net-noncurrent", 137155),
            Row("Deferred tax assets", 72932),
            Row("Guarantee liabilities-contingent", 790950),
            Row("Retained earnings", 0, 1001037),
        ), CLOSING,
    ),
    Entry(
        ECL, "ECL-2", HALF_YEAR, "Change of the allowance", (
            Row("Loans receivable, net-noncurrent", 116729),
            Row("Deferred tax assets", 0, 4451),
            Row("Guarantee liabilities-contingent", 0, 87061),
            Row("Provision for loans receivable", 0, 116729),
            Row("Provision for contingent liabilities", 87062),
            Row("Income tax expense", 4450),
        ),
    ),
    Entry(
        EIR, "EIR-1", OPENING, "Fees over the life of loans", (
            Row("Loans receivable, net", 0, 88430),
            Row("Loans receivable, net-noncurrent", 0, 44120),
            Row("Other tax payable", 7502),
            Row("Deferred tax liabilities", 19744),
            Row("Retained earnings", 105304),
        ), CLOSING,
    ),
    Entry(
        EIR, "EIR-2", HALF_YEAR, "Fees of the half-year", (
            Row("Loans receivable, net", 0, 253075),
            Row("Loans receivable, net-noncurrent", 0, 15112),
            Row("Other tax payable", 15180),
            Row("Deferred tax liabilities", 37952),
            Row("Financing income", 253007),
            Row("Income tax expense", 0, 37952),
        ),
    ),
    Entry(
        SBC, "SBC-1", OPENING, "Graded vesting", (
            Row("Additional paid-in capital", 0, 71032),
            Row("Retained earnings", 71032),
        ), CLOSING,
    ),
    Entry(
        SBC, "SBC-2", HALF_YEAR, "Expense of the half-year", (
            Row("Additional paid-in capital", 49337),
            Row("Facilitation, origination and servicing", 0, 14561),
            Row("Sales and marketing", 0, 2114),
            Row("General and administrative", 0, 32662),
        ),
    ),
    Entry(
        GUARANTEE, "FG-1", OPENING, "Premiums as they are received", (
            Row("Financial assets receivable, net", 0, 2966528),
            Row("Amounts due from related parties", 0, 33296, CURRENT),
            Row("Financial assets receivable, net-noncurrent", 0, 688843),
            Row("Amounts due from related parties", 0, 6720, LATER),
            Row("Deferred tax assets", 0, 132927),
            Row("Guarantee liabilities-stand ready", 4120346),
            Row("Retained earnings", 0, 292032),
        ), CLOSING,
    ),
    Entry(
        GUARANTEE, "FG-2", HALF_YEAR, "Premiums of the half-year", (
            Row("Financial assets receivable, net", 268774),
            Row("Amounts due from related parties", 0, 7498, CURRENT),
            Row("Financial assets receivable, net-noncurrent", 166392),
            Row("Amounts due from related parties (non-current)", 2053),
            Row("Deferred tax assets", 23967),
            Row("Guarantee liabilities-stand ready", 0, 268654),
            Row("Contract liabilities", 0, 320845),
            Row("Provision for financial assets receivable", 159778),
            Row("Income tax expense", 0, 23967),
        ),
    ),
)  # fmt: skip
HEADINGS = (
    "Difference", "Entry", "Period", "Account", "Section", "Debit", "Credit", "Memo", "Brought forward to",
)  # fmt: skip
Table = list[list[str]]


def table_of(entries: Sequence[Entry] = JOURNALS, **other_headings: str) -> Table:
    """Return entries as rows of texts, as they are pasted. ``other_headings``: by the usual one, in lower case."""
    return [
        [other_headings.get(heading.split()[0].lower(), heading) for heading in HEADINGS],
        *(list(row) for entry in entries for row in _rows_of(entry)),
    ]


def _rows_of(entry: Entry) -> Iterator[tuple[str, ...]]:
    for row in entry.rows:
        amounts = (f"{amount:,}" if amount else "" for amount in (row.debit, row.credit))
        yield (
            entry.difference, entry.number, entry.period, row.account, row.section, *amounts, entry.memo, entry.forward
        )  # fmt: skip


def csv_of(table: Table, path: Path) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(table)
    return path


def workbook_of(path: Path, entries: Sequence[Entry] = JOURNALS) -> Path:
    """Write entries as an analyst keeps them: a cover, and a sheet for each difference, with amounts as numbers."""
    book = openpyxl.Workbook()
    cover = book.active
    assert cover is not None
    cover.title = "Cover"
    cover["A1"] = "IFRS journals, half-year 2023"
    for number, difference in enumerate(dict.fromkeys(entry.difference for entry in entries), 1):
        sheet = book.create_sheet(f"Journal {number}")
        sheet.append([difference])
        sheet.append(["(RMB in thousands)"])
        sheet.append([])
        sheet.append(list(HEADINGS))
        for entry in entries:
            if entry.difference == difference:
                for row, texts in zip(entry.rows, _rows_of(entry), strict=True):
                    cells: list[object] = [text or None for text in texts]
                    cells[5:7] = [row.debit or None, row.credit or None]
                    sheet.append(cells)
    book.save(path)
    return path


# ---- the primary statements


CONTRACT, PAID_IN, RETAINED, OTHERS = (
    "Contract liabilities", "Additional paid-in capital", "Retained earnings", "Other components of equity",
)  # fmt: skip
BELOW_LIABILITIES, BELOW_EQUITY = "Guarantee liabilities-stand ready", "TOTAL QIFU TECHNOLOGY INC EQUITY"


def _lines_of_the_reconciliation() -> Mapping[str, Mapping[str, Sequence[int]]]:
    """Return the lines of the balance sheet that only the reconciliation prints, and the rest, by the line below."""
    figures = {
        caption: [
            next(row["values"][0] for row in _published(case) if row["label"] == caption)
            for case in ("qifu-20221231-recon-bs", "qifu-20230630-recon-bs")
        ]
        for caption in (PAID_IN, RETAINED)
    }
    total = next(row["values"] for row in _published("qifu-991-balance-sheet") if row["label"] == BELOW_EQUITY)
    others = [total[column] - figures[PAID_IN][column] - figures[RETAINED][column] for column in (0, 1)]
    return {BELOW_LIABILITIES: {CONTRACT: (0, 0)}, BELOW_EQUITY: {**figures, OTHERS: others}}


def statements() -> dict[str, Rows]:
    """Return the sheets of the primary statements: two half-years, two balance sheets."""
    operations: list[Sequence[object]] = [
        ["Qifu Technology, Inc."],
        ["Unaudited Condensed Consolidated Statements of Operations"],
        ["(RMB in thousands except shares and per share data)"],
        [None, "Six months ended June 30, 2022", "Six months ended June 30, 2023"],
        *([_caption(row), *row["values"][:2]] for row in _published("qifu-991-operations-h1")),
    ]
    position: list[Sequence[object]] = [
        ["Qifu Technology, Inc."],
        ["Unaudited Condensed Consolidated Balance Sheets"],
        ["(RMB in thousands)"],
        [None, "December 31, 2022", "June 30, 2023"],
    ]
    only_reconciled = _lines_of_the_reconciliation()
    for row in _published("qifu-991-balance-sheet"):
        position += [[caption, *figures] for caption, figures in only_reconciled.get(row["label"], {}).items()]
        position.append([_caption(row), *row["values"][:2]])
    return {"IS": operations, "BS": position}


def _caption(row: Any) -> str:
    """Return the caption of a row; of totals and headings in bold."""
    return row["label"] if row["kind"] == "line" else f"*{row['label']}"


def _published(case: str) -> list[Any]:
    rows: list[Any] = json.loads((CASES / f"{case}.json").read_text(encoding="utf-8"))["rows"]
    return rows


@cache
def primary_workbook() -> bytes:
    """Return the workbook of the primary statements."""
    with TemporaryDirectory() as folder:
        return workbook(Path(folder), statements()).read_bytes()


@cache
def primary_project() -> Project:
    """Return the project of the primary statements, without any difference."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "qifu.xlsx"
        path.write_bytes(primary_workbook())
        return import_workbooks([begin_reading(path)])
