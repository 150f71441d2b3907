"""The review workbook, judged by LibreOffice: it recalculates to what it stores, in every state of the switches."""

import re
import shutil
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from tests.conftest import Workbench
from tests.exporting.books import exported, session_of
from tests.exporting.states import differences
from tests.importing.small_books import Rows, imported
from tests.oracle import Oracle, shown_by
from tests.published import ADJUSTMENTS, CHECKS_THAT_PASS, H1_2023, HUTCHMED
from workbench.commands import EditFigures, SetReconciled, SwitchTo
from workbench.domain.facts import remark
from workbench.domain.findings import ONE_ENTITY, Finding, FindingStatus
from workbench.domain.review_workbook_marks import MAP_SHEET
from workbench.exporting.checks_sheet import FIRST_ROW as FIRST_CHECK_ROW
from workbench.exporting.layout import LINE_HEIGHT
from workbench.exporting.output_files import is_marked
from workbench.exporting.reconciled_sheet import HEADING_ROW, SWITCH_ROW
from workbench.exporting.switches import FIRST_SWITCH_ROW
from workbench.exporting.writable_text import text_in_cell
from workbench.importing import project_from
from workbench.phrases import ENGLISH
from workbench.session import Session
from workbench.workbooks import SourceWorkbook

SHEET_OF = {
    "qifu-h12022-recon-pl": "IS H1 2022",
    "qifu-h12023-recon-pl": "IS H1 2023",
    "qifu-20221231-recon-bs": "BS 31 Dec 2022",
    "qifu-20230630-recon-bs": "BS 30 Jun 2023",
}


def test_the_oracle_corrects_a_wrong_stored_result(oracle: Oracle, tmp_path: Path) -> None:
    path = tmp_path / "wrong.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("S")
        sheet.write_number("A1", 2)
        sheet.write_formula("A2", "=A1+1", None, 999)
    assert shown_by(path)["S"]["A2"] == 999
    (shown,) = oracle.recalculated([path], tmp_path)
    assert shown["S"]["A2"] == 3


def test_a_partial_state_and_an_edited_figure_recalculate_to_what_is_stored(oracle: Oracle, tmp_path: Path) -> None:
    session = session_of(HUTCHMED)
    session.execute(SwitchTo(frozenset({"lease_amortization"})))
    session.execute(EditFigures({("selling_expenses", H1_2023): Decimal(-26_400)}))
    path = exported(session, tmp_path)
    (shown,) = oracle.recalculated([path], tmp_path)
    assert differences(shown_by(path), shown) == []
    assert shown.pop(MAP_SHEET)
    for sheet, cells in shown.items():
        said = f"{cells.get('A2')} {cells.get('A4')}"
        assert "Illustrative: 1 of 2 differences" in said, sheet
        assert "checks FAIL" in said, sheet
    assert shown["IS H1 2024"][f"E{HEADING_ROW}"] == "US GAAP with selected differences"


def test_a_period_declared_nil_recalculates_to_its_figures_as_reported(
    oracle: Oracle, qifu: Session, tmp_path: Path
) -> None:
    qifu.execute(SetReconciled("cash_flows", H1_2023, reconciled=True))
    path = exported(qifu, tmp_path)
    (shown,) = oracle.recalculated([path], tmp_path)
    assert differences(shown_by(path), shown) == []
    sheet = shown["CF H1 2023"]
    row = next(ref[1:] for ref, value in sheet.items() if value == "Net cash provided by operating activities")
    assert (sheet[f"B{row}"], sheet[f"G{row}"]) == (3_522_666, 3_522_666)


def test_a_failure_that_no_formula_can_show_is_said_on_the_checks_sheet(qifu: Session, tmp_path: Path) -> None:
    strangers = Finding(ONE_ENTITY, FindingStatus.FAIL, remark("The files belong to 2 companies"))
    project = replace(qifu.project, import_findings=(strangers,))
    book = openpyxl.load_workbook(exported(Session(project), tmp_path), data_only=True)
    assert f"1 of {CHECKS_THAT_PASS + 1} checks FAIL" in str(book["Lead"]["A5"].value)
    said = [str(row[1].value) for row in book["Checks"].iter_rows(min_row=FIRST_CHECK_ROW) if row[5].value == "FAIL"]
    assert [text for text in said if text.endswith("it stays FAIL however the switches are set.)")] == said


def test_results_are_formulas_over_the_row_and_its_switches(qifu_review_book: openpyxl.Workbook) -> None:
    sheet = qifu_review_book["IS H1 2023"]
    row = next(cell.row for cell in sheet["A"] if cell.value == "Financing income")
    assert sheet[f"G{row}"].value == f"=B{row}+SUMPRODUCT($C${row}:$F${row},$C${SWITCH_ROW}:$F${SWITCH_ROW})"
    total = next(cell.row for cell in sheet["A"] if cell.value == "Total net revenue")
    assert str(sheet[f"G{total}"].value).startswith("=SUM(")
    assert sheet[f"C{SWITCH_ROW}"].value == "=IF('Lead'!$C$9=1,1,0)"


def test_each_switch_has_a_defined_name_and_takes_only_0_or_1(qifu_review_book: openpyxl.Workbook) -> None:
    names = {
        name: qifu_review_book.defined_names[name].attr_text
        for name in qifu_review_book.defined_names
        if name.startswith("switch_")
    }
    assert names == {f"switch_{key}": f"'Lead'!$C${row}" for row, key in enumerate(ADJUSTMENTS, FIRST_SWITCH_ROW)}
    rules = qifu_review_book["Lead"].data_validations.dataValidation
    assert {(rule.formula1, rule.allowBlank, rule.showErrorMessage) for rule in rules} == {('"0,1"', False, True)}


def test_there_is_a_sheet_for_each_reconciled_period_and_for_each_statement_beside_them(
    qifu_review_book: openpyxl.Workbook,
) -> None:
    reconciled = list(SHEET_OF.values())
    differences = [name for name in qifu_review_book.sheetnames if re.match(r"D\d\b", name)]
    assert len(differences) == 4
    assert qifu_review_book.sheetnames == [
        *("Lead", "Lead H1 2022", *reconciled, *differences, "Completeness"),
        *(f"Tie-out {name}" for name in reconciled),
        *("Arithmetic", "Notes", "Open items", "Uncorrected differences"),
        *("IS quarters and USD", "BS USD", "CF", "OCI", "Non-GAAP"),
        *("Entries", "Checks", "Sources", "Changes", "How to read", MAP_SHEET),
    ]


def test_sources_list_every_stated_cell_and_the_fingerprint_of_the_file(
    qifu_review_book: openpyxl.Workbook, qifu: Session
) -> None:
    sheet = qifu_review_book["Sources"]
    assert qifu.project.sources[0].sha256 in {cell.value for cell in sheet["G"]}
    listed = {(row[1].value, row[2].value) for row in sheet.iter_rows(min_row=10)}
    assert {(one.cell.sheet, one.cell.cell) for one in qifu.project.source_figures} <= listed


def test_text_from_a_source_never_becomes_a_formula_or_a_link(
    qifu_path: Path, tmp_path: Path, workbench: Workbench
) -> None:
    book = openpyxl.load_workbook(qifu_path)
    evil = '=HYPERLINK("http://example.invalid","Funding costs")'
    for name in ("IS", "Recon IS 1H22", "Recon IS 1H23"):
        for cell in book[name]["A"]:
            if cell.value == "Sales and marketing":
                cell.value, cell.data_type = evil, "s"
    book.save(tmp_path / "evil.xlsx")
    assert workbench("reconcile", tmp_path / "evil.xlsx", "-o", tmp_path / "review.xlsx").status == 0
    review = openpyxl.load_workbook(tmp_path / "review.xlsx")
    cells = [cell for sheet in review for row in sheet.iter_rows() for cell in row if cell.value == evil]
    assert cells
    assert all(cell.data_type == "s" for cell in cells)
    links = [cell.hyperlink for cell in cells if cell.hyperlink]
    assert all(link.target is None and str(link.location).startswith("'IS H1 202") for link in links)


@pytest.mark.parametrize(
    ("text", "safe"),
    [("a\x07b", "a\ufffdb"), ("a\ud800b", "a\ufffdb"), ("tab\tand\nline", "tab\tand\nline")],
)
def test_what_a_spreadsheet_cannot_hold_is_replaced(text: str, safe: str) -> None:
    assert text_in_cell(text, ENGLISH) == safe


def test_a_text_longer_than_a_cell_is_cut_and_says_so() -> None:
    cut = text_in_cell("x" * 40_000, ENGLISH)
    assert len(cut) == 32_767
    assert cut.endswith("(cut: longer than a cell)")


def test_a_review_workbook_knows_its_own(qifu_review: Path, tmp_path: Path, qifu_path: Path) -> None:
    assert is_marked(qifu_review)
    assert not is_marked(qifu_path)
    (tmp_path / "text.xlsx").write_text("no archive")
    assert not is_marked(tmp_path / "text.xlsx")


def test_the_source_is_never_written_to(qifu_path: Path, tmp_path: Path, workbench: Workbench) -> None:
    copy = Path(shutil.copy(qifu_path, tmp_path / "source.xlsx"))
    before = (copy.read_bytes(), copy.stat().st_mtime_ns)
    assert workbench("reconcile", copy, "-o", tmp_path / "review.xlsx").status == 0
    assert (copy.read_bytes(), copy.stat().st_mtime_ns) == before


def test_statements_without_any_difference_are_exported_too(qifu_workbook: SourceWorkbook, tmp_path: Path) -> None:
    primary = tuple(sheet for sheet in qifu_workbook.sheets if not sheet.name.startswith("Recon"))
    session = Session(project_from([replace(qifu_workbook, sheets=primary)]))
    book = openpyxl.load_workbook(exported(session, tmp_path), data_only=True)
    assert book["Lead"]["A4"].value == "No differences are stated"
    assert book["BS"]["A1"].value == "Qifu Technology, Inc."


def test_a_difference_that_is_off_is_grey(qifu_review_book: openpyxl.Workbook) -> None:
    rules = {
        str(area.sqref): rule.formula
        for area in qifu_review_book["IS H1 2023"].conditional_formatting
        for rule in area.rules
    }
    grey = {area: formula for area, formula in rules.items() if formula == [f"C${SWITCH_ROW}=0"]}
    (area,) = grey
    assert area.startswith(f"C{HEADING_ROW}:F")
    assert ["$C9<>1"] in [
        rule.formula for each in qifu_review_book["Lead"].conditional_formatting for rule in each.rules
    ]


def test_what_nobody_reconciled_says_so(qifu_review: Path) -> None:
    shown = shown_by(qifu_review)
    assert shown["IS H1 2023"]["A4"] == "All 4 differences are on"
    for name in ("CF", "OCI", "IS quarters and USD"):
        assert shown[name]["A4"] == "Not reconciled: no differences are stated for these columns"


def test_a_long_caption_has_room_in_its_row_and_a_chinese_one_twice_as_much(tmp_path: Path) -> None:
    english = "Provision for loans, net of tax"
    chinese = "以摊余成本计量的金融资产以及合同资产的信用减值损失"
    heads = [None, "As reported under U.S. GAAP", "Leases", "As reported under IFRS"]
    rows: Rows = [
        ["Harbour Ltd"], ["Year ended December 31, 2023"], heads,
        ["Revenue", 100, None, 100], [english, -20, None, -20], [chinese, -30, 5, -25], ["Net income", 50, 5, 55],
    ]  # fmt: skip
    book = openpyxl.load_workbook(exported(imported(tmp_path, {"Recon": rows}), tmp_path))
    cells = [row[0] for row in book.worksheets[1].iter_rows(max_col=1)]
    heights = {cell.value: book.worksheets[1].row_dimensions[cell.row or 0].height for cell in cells}
    assert len(english) > len(chinese)
    assert (heights[english], heights[chinese]) == (None, pytest.approx(2 * LINE_HEIGHT, abs=0.5))


def test_a_figure_that_is_blank_as_reported_is_blank_on_the_lead_schedule_too(tmp_path: Path) -> None:
    heads = [None, "As reported under U.S. GAAP", "Leases", "As reported under IFRS"]
    rows: Rows = [
        ["Harbour Ltd"], ["Year ended December 31, 2023"], heads,
        ["Revenue", 500, None, 500], ["Operating income", None, 7, 7], ["Net income", 90, 7, 97],
    ]  # fmt: skip
    review = exported(imported(tmp_path, {"Recon": rows}), tmp_path)
    shown, written = (openpyxl.load_workbook(review, data_only=only)["Lead"] for only in (True, False))
    (row,) = [row for row in shown.iter_rows() if row[1].value == "Operating income"]
    assert [cell.value for cell in row[3:7]] == [None, 7, None, None]
    assert written.cell(row[0].row or 0, 4).value is None


def test_markup_in_a_source_stays_text(qifu: Session, tmp_path: Path) -> None:
    odd = "<r><t>Lease</t></r>"
    project = replace(qifu.project, entity=odd)
    book = openpyxl.load_workbook(exported(Session(project), tmp_path))
    assert str(book["Lead"]["A1"].value).strip() == odd


def test_a_sheet_says_that_it_is_as_wide_as_its_cells(qifu_review: Path) -> None:
    with zipfile.ZipFile(qifu_review) as archive:
        sheets = [archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
    extents = [re.search(r'<dimension ref="([^"]*)"', sheet) for sheet in sheets]
    assert all(extent and "XFD" not in extent[1] for extent in extents)
