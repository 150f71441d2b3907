"""The review workbook, judged by LibreOffice: it recalculates to what it stores, in every state of the switches."""

import json
import re
import shutil
import zipfile
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from itertools import product
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from tests.conftest import Workbench
from tests.oracle import Oracle, Shown, shown_by
from tests.published import ADJUSTMENTS, H1_2023, RECONCILIATIONS, statement
from workbench.checks import all_findings
from workbench.commands import EditFigures, SetReconciled, SwitchTo
from workbench.domain.ids import AdjustmentId
from workbench.domain.sources import Says, StatedFigures
from workbench.exporting.figures_json import figures_json
from workbench.exporting.workbook import is_review_workbook, safe_text, write_review_workbook
from workbench.importing import project_from
from workbench.session import Session
from workbench.workbooks import SourceWorkbook

SHEET_OF = {
    "qifu-h12022-recon-pl": "IS H1 2022",
    "qifu-h12023-recon-pl": "IS H1 2023",
    "qifu-20221231-recon-bs": "BS 31 Dec 2022",
    "qifu-20230630-recon-bs": "BS 30 Jun 2023",
}
FIRST_SWITCH_ROW, FIRST_ROW = 8, 9
DECIMALS_OF_THE_FINEST_UNIT = 10


def exported(session: Session, folder: Path, name: str = "review.xlsx") -> Path:
    path = folder / name
    write_review_workbook(path, session.results, all_findings(session.results))
    return path


def rounded(value: object) -> object:
    """Compare numbers at ten decimals: finer than any unit, coarser than binary noise."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Decimal(repr(value)).quantize(Decimal(1).scaleb(-DECIMALS_OF_THE_FINEST_UNIT), ROUND_HALF_UP).normalize()
    return value


def differences(one: Shown, other: Shown) -> list[tuple[str, str, object, object]]:
    return [
        (sheet, ref, one[sheet].get(ref), other[sheet].get(ref))
        for sheet in one
        for ref in {*one[sheet], *other[sheet]}
        if rounded(one[sheet].get(ref)) != rounded(other[sheet].get(ref))
    ]


def test_the_oracle_corrects_a_wrong_stored_result(oracle: Oracle, tmp_path: Path) -> None:
    path = tmp_path / "wrong.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("S")
        sheet.write_number("A1", 2)
        sheet.write_formula("A2", "=A1+1", None, 999)
    assert shown_by(path)["S"]["A2"] == 999
    (shown,) = oracle.recalculated([path], tmp_path)
    assert shown["S"]["A2"] == 3


def test_a_hard_recalculation_changes_no_cell(oracle: Oracle, qifu: Session, tmp_path: Path) -> None:
    path = exported(qifu, tmp_path)
    (shown,) = oracle.recalculated([path], tmp_path)
    stored = shown_by(path)
    assert sum(len(cells) for cells in stored.values()) > 10_000
    assert differences(stored, shown) == []


def test_a_partial_state_and_an_edited_figure_recalculate_to_what_is_stored(
    oracle: Oracle, qifu: Session, tmp_path: Path
) -> None:
    qifu.execute(SwitchTo(frozenset({"expected_credit_losses"})))
    qifu.execute(EditFigures({("financing_income", H1_2023): Decimal(2_254_720)}))
    path = exported(qifu, tmp_path)
    (shown,) = oracle.recalculated([path], tmp_path)
    assert differences(shown_by(path), shown) == []
    for sheet, cells in shown.items():
        said = f"{cells.get('A2')} {cells.get('A4')}"
        assert "Illustrative: 1 of 4 differences" in said, sheet
        assert "checks FAIL" in said, sheet
    assert shown["IS H1 2023"]["G6"] == "US GAAP with selected differences"


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
    stated = StatedFigures(
        one._replace(amount=Decimal(1)) if one.line == "basic_3" and one.says is Says.TRANSLATION else one
        for one in qifu.project.stated
    )
    book = openpyxl.load_workbook(exported(Session(replace(qifu.project, stated=stated)), tmp_path), data_only=True)
    assert "checks FAIL" in str(book["Summary"]["A5"].value)


def with_switches(source: Path, target: Path, on: tuple[bool, ...]) -> Path:
    """Set the switch cells in the file itself, as a reviewer's spreadsheet would, and touch nothing else."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            content = old.read(part)
            if part.filename == "xl/worksheets/sheet1.xml":
                text = content.decode()
                for row, is_on in enumerate(on, FIRST_SWITCH_ROW):
                    text, times = re.subn(rf'(<c r="B{row}"[^>]*><v>)[01](</v>)', rf"\g<1>{int(is_on)}\g<2>", text)
                    assert times == 1
                content = text.encode()
            new.writestr(part.filename, content)
    return target


def test_each_state_of_the_switches_in_the_workbook_equals_the_json_of_that_state(
    oracle: Oracle, qifu: Session, tmp_path: Path
) -> None:
    states = list(product((True, False), repeat=len(ADJUSTMENTS)))
    path = exported(qifu, tmp_path)
    copies = [with_switches(path, tmp_path / f"state-{number}.xlsx", on) for number, on in enumerate(states)]
    for on, shown in zip(states, oracle.recalculated(copies, tmp_path), strict=True):
        enabled = frozenset(key for key, is_on in zip(ADJUSTMENTS, on, strict=True) if is_on)
        answer = answer_in_state(qifu, enabled)
        for case, (kind, period) in RECONCILIATIONS.items():
            assert_sheet_equals(shown[SHEET_OF[case]], statement(answer, kind)["lines"], period)
        assert "FAIL" not in str(shown["Checks"].values())


def answer_in_state(session: Session, enabled: frozenset[AdjustmentId]) -> Any:
    text = figures_json(session.results.with_enabled(enabled), ())
    return json.loads(text, parse_float=Decimal, parse_int=Decimal)


def assert_sheet_equals(cells: dict[str, object], lines: list[Any], period: str) -> None:
    row = FIRST_ROW
    for line in lines:
        while cells.get(f"A{row}", "") != line["caption"]:
            assert str(cells.get(f"A{row}")).startswith("Other, not shown")
            row += 1
        if line["role"] != "heading":
            figure = line["figures"][period]
            assert rounded(cells.get(f"B{row}")) == rounded_decimal(figure["as_reported"]), line["caption"]
            assert rounded(cells.get(f"G{row}")) == rounded_decimal(figure["result"]), line["caption"]
        row += 1


def rounded_decimal(amount: Decimal | None) -> Decimal | None:
    return None if amount is None else amount.normalize()


def test_results_are_formulas_over_the_row_and_its_switches(qifu: Session, tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(exported(qifu, tmp_path))["IS H1 2023"]
    row = next(cell.row for cell in sheet["A"] if cell.value == "Financing income")
    assert sheet[f"G{row}"].value == f"=B{row}+SUMPRODUCT(C{row}:F{row},C$7:F$7)"
    total = next(cell.row for cell in sheet["A"] if cell.value == "Total net revenue")
    assert str(sheet[f"G{total}"].value).startswith("=SUM(")
    assert sheet["C7"].value == "='Summary'!$B$8"


def test_each_switch_has_a_defined_name_and_takes_only_0_or_1(qifu: Session, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(exported(qifu, tmp_path))
    names = {name: book.defined_names[name].attr_text for name in book.defined_names}
    assert names == {f"switch_{key}": f"'Summary'!$B${row}" for row, key in enumerate(ADJUSTMENTS, FIRST_SWITCH_ROW)}
    (rule,) = {str(rule.formula1) for rule in book["Summary"].data_validations.dataValidation}
    assert rule == '"0,1"'


def test_there_is_a_sheet_for_each_reconciled_period_and_for_each_statement_beside_them(
    qifu: Session, tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(exported(qifu, tmp_path))
    reconciled, others = list(SHEET_OF.values()), ["IS other columns", "BS other columns", "CF", "OCI", "Non-GAAP"]
    assert book.sheetnames == ["Summary", *reconciled, *others, "Entries", "Checks", "Notes", "Sources"]


def test_sources_list_every_stated_cell_and_the_fingerprint_of_the_file(qifu: Session, tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(exported(qifu, tmp_path))["Sources"]
    assert qifu.project.sources[0].sha256 in {cell.value for cell in sheet["G"]}
    listed = {(row[1].value, row[2].value) for row in sheet.iter_rows(min_row=7)}
    assert {(one.cell.sheet, one.cell.cell) for one in qifu.project.stated} <= listed


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
    assert all(cell.data_type == "s" and cell.hyperlink is None for cell in cells)


@pytest.mark.parametrize(
    ("text", "safe"),
    [("a\x07b", "a\ufffdb"), ("a\ud800b", "a\ufffdb"), ("tab\tand\nline", "tab\tand\nline")],
)
def test_what_a_spreadsheet_cannot_hold_is_replaced(text: str, safe: str) -> None:
    assert safe_text(text) == safe


def test_a_text_longer_than_a_cell_is_cut_and_says_so() -> None:
    cut = safe_text("x" * 40_000)
    assert len(cut) == 32_767
    assert cut.endswith("(cut: longer than a cell)")


def test_a_review_workbook_knows_its_own(qifu: Session, tmp_path: Path, qifu_path: Path) -> None:
    assert is_review_workbook(exported(qifu, tmp_path))
    assert not is_review_workbook(qifu_path)
    (tmp_path / "text.xlsx").write_text("no archive")
    assert not is_review_workbook(tmp_path / "text.xlsx")


def test_the_source_is_never_written_to(qifu_path: Path, tmp_path: Path, workbench: Workbench) -> None:
    copy = Path(shutil.copy(qifu_path, tmp_path / "source.xlsx"))
    before = (copy.read_bytes(), copy.stat().st_mtime_ns)
    assert workbench("reconcile", copy, "-o", tmp_path / "review.xlsx").status == 0
    assert (copy.read_bytes(), copy.stat().st_mtime_ns) == before


def test_statements_without_any_difference_are_exported_too(qifu_workbook: SourceWorkbook, tmp_path: Path) -> None:
    primary = tuple(sheet for sheet in qifu_workbook.sheets if not sheet.name.startswith("Recon"))
    session = Session(project_from([replace(qifu_workbook, sheets=primary)]))
    book = openpyxl.load_workbook(exported(session, tmp_path), data_only=True)
    assert book["Summary"]["A4"].value == "No differences are stated"
    assert book["BS"]["A1"].value == "Qifu Technology, Inc."
