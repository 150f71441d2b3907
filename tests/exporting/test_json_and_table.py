"""The answer as JSON and as a long table: exact, complete, and only what it says."""

import io
import json
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from pyarrow import parquet

from tests.answers import text_of
from tests.exporting.books import session_of
from tests.exporting.chinese_book import chinese_book
from tests.importing.small_books import Rows, imported
from tests.projects import CLOSING, project_of
from tests.published import GUARANTEE, H1_2023
from workbench.errors import WorkbenchError
from workbench.exporting.figures_json import Json
from workbench.exporting.table import long_csv, long_table, write_long_table
from workbench.exporting.text_report import key_totals_table
from workbench.phrases import ENGLISH
from workbench.plain_text import text_width
from workbench.session import Session


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("1E+3"), "1000"),
        (Decimal("0.1"), "0.1"),
        (Decimal("12345678901234567890.10"), "12345678901234567890.1"),
        (None, "null"),
        (True, "true"),
        ("“IFRS”\n", '"“IFRS”\\n"'),
        ([], "[]"),
        ({}, "{}"),
    ],
)
def test_values_are_written_exactly(value: Json, text: str) -> None:
    assert text_of(value) == text + "\n"


def test_nested_values_are_json() -> None:
    value: Json = {"a": [Decimal("1.50"), {"b": None}], "c": ()}
    assert json.loads(text_of(value)) == {"a": [1.5, {"b": None}], "c": []}


def test_the_table_has_a_row_for_each_figure_of_each_column(qifu: Session) -> None:
    frame = long_table(qifu.results, ENGLISH)
    assert list(frame.columns) == [
        "statement", "period", "line", "caption", "concept", "unit", "framework_or_adjustment", "amount", "sources",
    ]  # fmt: skip
    income = frame[(frame["line"] == "financing_income") & (frame["period"] == H1_2023)]
    amounts = dict(zip(income["framework_or_adjustment"], income["amount"], strict=True))
    assert amounts["US GAAP"] == Decimal(2_254_620)
    assert amounts["IFRS"] == Decimal(2_001_613)
    assert amounts[GUARANTEE] == 0
    assert set(income["sources"]) >= {"qifu-h1-2023.xlsx!IS!F9; qifu-h1-2023.xlsx!Recon IS 1H23!B11"}


def test_the_csv_reads_back_as_the_frame(qifu: Session) -> None:
    frame = long_table(qifu.results, ENGLISH)
    read = pd.read_csv(io.StringIO(long_csv(qifu.results, ENGLISH)), dtype=str, keep_default_na=False)
    assert len(read) == len(frame)
    amounts = [None if text == "" else Decimal(text) for text in read["amount"]]
    assert amounts == list(frame["amount"])


def test_a_partial_state_is_headed_illustrative(qifu: Session) -> None:
    frame = long_table(qifu.results.with_enabled([GUARANTEE]), ENGLISH)
    headings = set(frame["framework_or_adjustment"])
    assert "IFRS" not in headings
    assert "US GAAP with selected differences (illustrative: 1 of 4 differences)" in headings


def test_an_effect_that_nobody_knows_is_blank_on_its_line_and_on_the_totals_above() -> None:
    figures = {key: (Decimal(1), Decimal(2)) for key in ("part", "total", "other")}
    project = project_of(figures, {"total": (("part", 1),)}, {"leases": {("other", CLOSING): Decimal(5)}})
    (leases,) = project.adjustments
    doubted = replace(project, adjustments=(replace(leases, unknown=frozenset({("part", CLOSING)})),))
    frame = long_table(Session(doubted).results, ENGLISH)
    effects = frame[(frame["framework_or_adjustment"] == "leases") & (frame["period"] == CLOSING)]
    assert dict(zip(effects["line"], effects["amount"], strict=True)) == {"part": None, "total": None, "other": 5}


def strange(qifu: Session) -> Session:
    """Return the session with captions that a spreadsheet would run, or a terminal obey."""
    odd = dict(zip(("financing_income", "net_income", "basic", "funding_costs"), ODD, strict=True))
    statements = tuple(
        replace(each, lines=tuple(replace(line, caption=odd.get(line.id, line.caption)) for line in each.lines))
        for each in qifu.project.statements
    )
    return Session(replace(qifu.project, statements=statements))


ODD = ("=cmd|' /C calc'!A0", "@SUM(1+1)", "\x1b]0;title\x07Basic", "- less: funding")


def test_a_spreadsheet_runs_nothing_of_the_csv_and_a_terminal_obeys_nothing(qifu: Session) -> None:
    read = pd.read_csv(io.StringIO(long_csv(strange(qifu).results, ENGLISH)), dtype=str, keep_default_na=False)
    captions = set(read["caption"])
    assert {"'" + ODD[0], "'" + ODD[1], "'" + ODD[3], "\ufffd]0;title\ufffdBasic"} <= captions
    assert {Decimal(text) for text in read["amount"] if text} & {Decimal(-253_007)}


def test_what_was_neutralised_is_read_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "figures.csv"
    path.write_text(
        "Harbour Ltd,,\nRMB in thousands,,\n,2023,2022\nRevenue,500,400\n'-Rent,-90,'-80\nNet income,410,320\n"
    )
    (statement,) = session_of(path).project.statements
    assert [line.caption for line in statement.lines] == ["Revenue", "-Rent", "Net income"]
    assert set(statement.figures[statement.lines[1].id]) == {Decimal(-90), Decimal(-80)}


def test_a_workbook_of_figures_keeps_its_texts(qifu: Session, tmp_path: Path) -> None:
    write_long_table(tmp_path / "t.xlsx", strange(qifu).results, ".xlsx", ENGLISH)
    sheet = openpyxl.load_workbook(tmp_path / "t.xlsx")["Figures"]
    rows = {row[3].value: row for row in sheet.iter_rows(min_row=2)}
    assert rows[ODD[0]][3].data_type == "s"
    frame = long_table(qifu.results, ENGLISH)
    assert sheet.max_row == len(frame) + 1


def test_parquet_holds_exact_decimals(qifu: Session, tmp_path: Path) -> None:
    write_long_table(tmp_path / "t.parquet", qifu.results, ".parquet", ENGLISH)
    read = parquet.read_table(tmp_path / "t.parquet")
    assert [str(field.type) for field in read.schema if field.name != "amount"] == ["string"] * 8
    assert str(read.schema.field("amount").type).startswith("decimal128(38, ")
    assert read.column("amount").to_pylist() == list(long_table(qifu.results, ENGLISH)["amount"])


def test_without_the_extra_parquet_is_refused_with_the_line_that_installs_it(
    qifu: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(WorkbenchError, match=r'pip install "reconciliation-workbench\[parquet\]"'):
        write_long_table(tmp_path / "t.parquet", qifu.results, ".parquet", ENGLISH)


def test_the_report_aligns_wide_characters(tmp_path: Path) -> None:
    lines = key_totals_table(session_of(chinese_book(tmp_path)).results, ENGLISH)
    ends = {text_width(line) for line in lines[1:]}
    assert len(lines) > 6
    assert len(ends) == 1
    assert any("净利润" in line for line in lines)


def test_a_report_without_reconciliation_says_so(tmp_path: Path) -> None:
    rows: Rows = [
        ["Harbour Ltd"],
        ["RMB in thousands"],
        [None, "2023"],
        ["Revenue", 5],
        ["Costs", -3],
        ["Net income", 2],
    ]
    lines = key_totals_table(imported(tmp_path, {"IS": rows}).results, ENGLISH)
    assert lines[1] == "No differences are stated: no figures are stated under IFRS."
