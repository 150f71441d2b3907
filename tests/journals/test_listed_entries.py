"""Journal entries in every output: JSON, long table, review workbook, frame."""

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
from pyarrow import parquet

from tests.answers import text_of
from tests.conftest import Workbench
from tests.exporting.books import exported
from tests.posted_journals import ECL, HALF_YEAR, JOURNALS, Row, csv_of, primary_project, table_of
from tests.published import DEC_2022, H1_2023, JUN_2023
from workbench.api.book import Book
from workbench.domain.adjustments import EntryId, FromSource, JournalEntry, Leg
from workbench.domain.ledger import Ledger
from workbench.domain.sources import CellRef
from workbench.exporting.figures_json import entry_as_json
from workbench.exporting.listing_sheets import ENTERED_AMOUNT, FIRST_ENTRY_ROW
from workbench.exporting.table import ENTRIES, long_csv, long_table, write_long_table
from workbench.phrases import ENGLISH
from workbench.presentation.journal_entries import listed_legs, open_amount
from workbench.session import Session

COLUMNS = [
    "adjustment", "adjustment_name", "entry_id", "statement", "period", "line", "caption", "section", "amount", "debit",
    "credit", "kind", "memo", "reference", "origin", "file", "sheet", "cell",
]  # fmt: skip
FLOW = "net_cash_provided_by_operating_activities"


@pytest.fixture(scope="module")
def posted(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """The primary statements with the journals of the first difference, one of them open by 5."""
    path = csv_of(table_of(JOURNALS[:2]), tmp_path_factory.mktemp("posted") / "e.csv")
    book = Book(primary_project()).adjust_from(path)
    lone = JOURNALS[1]._replace(number="ECL-3", period=HALF_YEAR, rows=[Row("Deferred tax assets", 5)] * 2, memo="lone")
    return book.adjust_from(csv_of(table_of([lone]), path), unbalanced=True)


def test_json_lists_the_entries_of_each_difference_beside_its_effects(workbench: Workbench, qifu_path: Path) -> None:
    for adjustment in workbench("reconcile", qifu_path, "--json").json["adjustments"]:
        described = ["id", "name", "note", "note_read", "nature", "kind", "status", "group"]
        assert list(adjustment) == [*described, "enabled", "effects", "entries"]
        for entry in adjustment["entries"]:
            assert list(entry) == ["id", "memo", "reference", "origin", "open", "legs"]
            assert list(entry["origin"]) == ["kind", "file", "sheet", "cell"]
            assert (entry["origin"]["kind"], entry["open"]) == ("source", False), "what a cell states is part of one"
            (leg,) = entry["legs"]
            assert list(leg) == ["statement", "line", "period", "amount", "kind"]


def test_an_entry_of_several_legs_is_written_whole(posted: Book) -> None:
    ledger = Ledger(posted.project)
    entries = posted.project.adjustments[0].entries.values()
    answers = [json.loads(text_of(entry_as_json(entry, ledger)), parse_int=Decimal) for entry in entries]
    assert [(entry["reference"], len(entry["legs"]), entry["open"]) for entry in answers] == [
        ("ECL-1", 4, False),
        ("ECL-1", 4, False),
        ("ECL-2", 7, False),
        ("ECL-3", 2, True),
    ]
    assert answers[0]["origin"] == {"kind": "source", "file": "e.csv", "cell": "D2"}


def test_the_table_of_entries_has_a_row_for_each_leg(posted: Book, tmp_path: Path) -> None:
    frame = long_table(posted.results, ENGLISH, ENTRIES)
    assert list(frame.columns) == COLUMNS
    assert len(frame) == 17
    assert dict(frame.iloc[2]) | {"entry_id": ""} == {
        "adjustment": "expected_credit_losses_net_of_tax",
        "adjustment_name": ECL,
        "entry_id": "",
        "statement": "financial_position",
        "period": DEC_2022,
        "line": "guarantee_liabilities_contingent",
        "caption": "Guarantee liabilities-contingent",
        "section": "LIABILITIES AND EQUITY › Current liabilities:",
        "amount": Decimal(-790950),
        "debit": Decimal(790950),
        "credit": None,
        "kind": "measurement",
        "memo": "Allowance under IFRS 9",
        "reference": "ECL-1",
        "origin": "source",
        "file": "e.csv",
        "sheet": None,
        "cell": "D2",
    }
    read = pd.read_csv(io.StringIO(long_csv(posted.results, ENGLISH, ENTRIES)), dtype=str, keep_default_na=False)
    assert read["amount"].tolist() == [str(amount) for amount in frame["amount"]]
    write_long_table(tmp_path / "t.parquet", posted.results, ".parquet", ENGLISH, ENTRIES)
    assert parquet.read_table(tmp_path / "t.parquet").column("credit").to_pylist() == frame["credit"].tolist()
    write_long_table(tmp_path / "t.xlsx", posted.results, ".xlsx", ENGLISH, ENTRIES)
    sheet = openpyxl.load_workbook(tmp_path / "t.xlsx")["Entries"]
    assert [cell.value for cell in sheet[1]] == COLUMNS
    assert [row[8].value for row in sheet.iter_rows(min_row=2)] == [int(amount) for amount in frame["amount"]]


def test_the_command_line_writes_the_table_of_entries(workbench: Workbench, qifu_path: Path, tmp_path: Path) -> None:
    printed = workbench("table", qifu_path, "--entries")
    assert printed.output.splitlines()[0] == ",".join(COLUMNS)
    assert workbench("table", "--entries", qifu_path, "-o", tmp_path / "t.csv").status == 0
    assert (tmp_path / "t.csv").read_text(encoding="utf-8") == printed.output


def rows_of(sheet: Any) -> Iterator[dict[str, Any]]:
    headings = [cell.value for cell in sheet[FIRST_ENTRY_ROW - 1]]
    for row in sheet.iter_rows(min_row=FIRST_ENTRY_ROW, values_only=True):
        yield dict(zip(headings, row, strict=True))


def test_the_review_workbook_numbers_entries_and_shows_their_sides(posted: Book, tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(exported(Session(posted.project), tmp_path))["Entries"]
    assert sheet.cell(FIRST_ENTRY_ROW - 1, ENTERED_AMOUNT).value == "Amount"
    rows = list(rows_of(sheet))
    assert [row["Entry"] for row in rows] == [1] * 4 + [2] * 4 + [3] * 7 + [4] * 2
    assert [(row["Amount"], row["Debit"], row["Credit"]) for row in rows[:4]] == [
        (137155, 137155, None),
        (72932, 72932, None),
        (-790950, 790950, None),
        (1001037, None, 1001037),
    ]
    assert [row["Open amount"] for row in rows] == [None] * 15 + [10, 10]
    assert {(row["Origin"], row["Stated in"]) for row in rows[:8]} == {("source", "e.csv!D2")}
    assert {row["Reference"] for row in rows} == {"ECL-1", "ECL-2", "ECL-3"}


def test_the_frame_has_debits_credits_and_what_is_open(posted: Book) -> None:
    entries = posted.entries()
    assert [entries[column][2] for column in ("amount", "debit", "credit")] == [-790950, 790950, None]
    assert list(entries["open"]) == [False] * 15 + [True] * 2
    assert str(posted.entries(exact=False)["credit"].dtype) == "float64"


def test_a_line_in_no_account_has_neither_debit_nor_credit(qifu: Session) -> None:
    adjustment = qifu.project.adjustments[0]
    period = "2023-01-01/2023-06-30"
    entry = JournalEntry(EntryId("flow"), (Leg(FLOW, period, Decimal(5)),))
    changed = adjustment.with_entries({entry.id: entry})
    listed = [leg for leg in listed_legs(replace(qifu.project, adjustments=(changed,))) if leg.entry is entry]
    assert [(leg.debit, leg.debit_and_credit, bool(leg.open_amount)) for leg in listed] == [(None, (None, None), False)]


def test_a_typed_amount_alone_is_open_but_one_that_a_cell_states_is_not(qifu: Session) -> None:
    ledger = Ledger(qifu.project)
    typed = JournalEntry(EntryId("typed"), (Leg("loans_receivable_net", JUN_2023, Decimal(5)),))
    assert open_amount(typed, ledger) == 5
    stated = next(iter(qifu.project.adjustments[0].entries.values()))
    assert open_amount(stated, ledger) == 0
    posted_from_file = replace(typed, origin=FromSource(CellRef("journal.csv", "", "A2")))
    assert open_amount(posted_from_file, ledger) == 5
    untaken = replace(typed, legs=(*typed.legs, Leg("funding_costs", H1_2023, Decimal(-5))))
    assert open_amount(untaken, ledger) == 5
