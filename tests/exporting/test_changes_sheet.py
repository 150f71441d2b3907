"""The Changes sheet: what the user altered, in the figures of its lines, and nothing of the switches."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl

from tests.exporting.books import exported
from tests.published import ECL, H1_2023
from workbench.commands import (
    DescribeAdjustment,
    DescribeEntry,
    EditEntries,
    EditFigures,
    RenameLine,
    RestateTotal,
    SwitchAdjustment,
)
from workbench.domain.project import Project
from workbench.exporting.sheet_headers import FIRST_ROW
from workbench.session import Session

FINANCING, SALES = ("financing_income", H1_2023), ("sales_and_marketing", H1_2023)
AT = datetime(2023, 8, 1, 9, 5, tzinfo=UTC)


def changes(session: Session, folder: Path) -> list[tuple[object, ...]]:
    """Return the rows of the sheet below its headings, without blank ones."""
    sheet = openpyxl.load_workbook(exported(session, folder))["Changes"]
    return [row for row in sheet.iter_rows(min_row=FIRST_ROW, max_col=8, values_only=True) if any(row)]


def test_every_change_is_listed_with_who_and_why_and_switches_are_not(qifu_project: Project, tmp_path: Path) -> None:
    session = Session(qifu_project, by="Li Na", clock=lambda: AT)
    entry = next(iter(qifu_project.adjustment_by_id[ECL].entries))
    for command in (
        EditFigures({FINANCING: Decimal(2_255_620)}),
        SwitchAdjustment(ECL, on=False),
        EditEntries(ECL, {SALES: Decimal(500)}),
        RestateTotal("net_income", H1_2023, Decimal(2_000_000), "audit"),
        RenameLine("financing_income", "Interest"),
        DescribeEntry(ECL, entry, "stage 3", "JV 17"),
    ):
        session.execute(command)
    rows = changes(session, tmp_path)
    assert {row[:2] for row in rows[:-1]} == {("2023-08-01 09:05", "Li Na")}
    assert [row[3:] for row in rows[:-1]] == [
        ("Financing income, H1 2023", "Figure as reported", 2_254_620, 2_255_620, None),
        ("Sales and marketing, H1 2023, Expected credit losses, net of tax", "Effect", 0, 500, None),
        ("Net income, H1 2023", "Restated total", 2_024_199, 2_000_000, "audit"),
        ("Financing income", "Caption", "Financing income", "Interest", None),
        ("Expected credit losses, net of tax", "Memo", "—", "stage 3", None),
        ("Expected credit losses, net of tax", "Reference", "—", "JV 17", None),
    ]
    assert str(rows[-1][0]).startswith("Switches are not listed")


def test_a_long_text_takes_several_lines(qifu: Session, tmp_path: Path) -> None:
    note = "ASC 326 books lifetime losses at origination, IFRS 9 those of twelve months until risk has increased."
    for text in ("short", note):
        qifu.execute(replace(DescribeAdjustment.of(qifu.project.adjustment_by_id[ECL]), note=text))
    sheet = openpyxl.load_workbook(exported(qifu, tmp_path))["Changes"]
    assert [sheet.cell(row, 7).value for row in (FIRST_ROW, FIRST_ROW + 1)] == ["short", note]
    assert sheet.cell(FIRST_ROW + 1, 7).alignment.wrap_text
    first, second = (sheet.row_dimensions[row].height or 0 for row in (FIRST_ROW, FIRST_ROW + 1))
    assert first > second == 3 * 14, "the note of the file is longer, and stands in the first row as what was"


def test_without_changes_it_says_so(qifu: Session, tmp_path: Path) -> None:
    assert changes(qifu, tmp_path) == [("Nothing has been changed since the import.", *[None] * 7)]


def test_what_a_file_wrote_into_a_caption_stays_text(qifu_project: Project, tmp_path: Path) -> None:
    session = Session(qifu_project, by="=cmd|x!A0")
    session.execute(RenameLine("financing_income", '=HYPERLINK("http://example.com")'))
    sheet = openpyxl.load_workbook(exported(session, tmp_path))["Changes"]
    assert {cell.data_type for row in sheet.iter_rows(min_row=FIRST_ROW) for cell in row if cell.value} == {"s"}
