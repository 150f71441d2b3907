"""Open XML workbooks are read as Excel means them, also where a program wrote them oddly."""

import zipfile
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.styles import Font
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.workbooks.remarks import remarks
from workbench.errors import ImportRefused
from workbench.phrases import Phrase
from workbench.progress import Cancelled
from workbench.workbooks import CellKind, SheetCell, SourceWorkbook, begin_reading

JUNE = date(2023, 6, 30)
MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONSHIPS = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEET = "xl/worksheets/sheet1.xml"


def read(path: Path) -> SourceWorkbook:
    return begin_reading(path).workbook()


def cells(path: Path) -> dict[str, SheetCell]:
    (sheet,) = read(path).sheets
    return {cell.ref: cell for cell in sheet.cells}


def statement(path: Path) -> Path:
    """Write a bold caption, a date, a figure, a formula without result and an error."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"], sheet["B1"], sheet["A2"], sheet["B2"] = "Total assets", JUNE, "Cash", 12.5
    sheet["B3"], sheet["B4"] = "=SUM(B2:B2)", "#REF!"
    sheet["A1"].font = Font(bold=True)
    book.save(path)
    return path


Change = Callable[[str, bytes], tuple[str, bytes]]


def rewritten(source: Path, change: Change) -> Path:
    """Return a copy of a workbook, each part of which went through ``change``: its name, its content."""
    target = source.with_name("changed.xlsx")
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(*change(name, old.read(name)))
    return target


def with_sheet(source: Path, old: bytes, new: bytes) -> Path:
    return rewritten(source, lambda name, content: (name, content.replace(old, new) if name == SHEET else content))


@pytest.mark.parametrize("day", [date(1904, 1, 2), date(1999, 12, 31), JUNE])
def test_dates_of_the_1904_system_are_right_as_openpyxl_writes_them(tmp_path: Path, day: date) -> None:
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = day
    book.save(tmp_path / "mac.xlsx")
    assert cells(tmp_path / "mac.xlsx")["A1"].value == day


def test_dates_of_the_1904_system_are_right_as_xlsxwriter_writes_them(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "mac.xlsx", {"date_1904": True}) as book:
        look = book.add_format({"num_format": "d mmm yyyy hh:mm"})
        book.add_worksheet().write_datetime("A1", datetime(2023, 6, 30, 12, 30), look)  # noqa: DTZ001
    cell = cells(tmp_path / "mac.xlsx")["A1"]
    assert (cell.value, cell.text) == (JUNE, "2023-06-30T12:30:00")


def test_strict_open_xml_is_read_with_formulas_errors_and_looks(tmp_path: Path) -> None:
    plain = statement(tmp_path / "plain.xlsx")
    strict = rewritten(
        plain,
        lambda name, content: (
            name,
            content.replace(MAIN, b"http://purl.oclc.org/ooxml/spreadsheetml/main").replace(
                RELATIONSHIPS, b"http://purl.oclc.org/ooxml/officeDocument/relationships"
            ),
        ),
    )
    assert read(strict).sheets == read(plain).sheets
    assert remarks(read(strict)) == []


def test_parts_named_with_windows_separators_and_in_another_case_are_found(tmp_path: Path) -> None:
    plain = statement(tmp_path / "plain.xlsx")
    odd = rewritten(plain, lambda name, content: (name.replace("/", "\\").lower(), content))
    assert read(odd).sheets == read(plain).sheets


def test_styles_that_openpyxl_refuses_do_not_keep_cells_from_being_read(tmp_path: Path) -> None:
    def spoil(name: str, content: bytes) -> tuple[str, bytes]:
        return name, content.replace(b"<fill>", b"<fill/><fill>")

    broken = rewritten(statement(tmp_path / "plain.xlsx"), spoil)
    with pytest.raises(TypeError):
        openpyxl.load_workbook(broken)
    found = cells(broken)
    assert (found["A1"].style.bold, found["B1"].value, found["B3"].formula) == (True, JUNE, "=SUM(B2:B2)")


def test_a_formula_whose_result_is_an_empty_text_is_blank_and_not_unknown(tmp_path: Path) -> None:
    source = statement(tmp_path / "plain.xlsx")
    calculated = with_sheet(
        source, b'<c r="B3"><f>SUM(B2:B2)</f><v />', b'<c r="B3" t="str"><f>IF(B2=0,B2,"")</f><v></v>'
    )
    assert cells(source)["B3"].kind is CellKind.NO_RESULT
    assert "B3" not in cells(calculated)


def test_line_breaks_that_are_written_as_escapes_are_line_breaks(tmp_path: Path) -> None:
    source = statement(tmp_path / "plain.xlsx")
    escaped = rewritten(source, lambda name, content: (name, content.replace(b"Total assets", b"Total_x000D_\nassets")))
    assert cells(escaped)["A1"].text == "Total\r\nassets"


def test_how_a_text_is_pronounced_is_no_part_of_it(tmp_path: Path) -> None:
    source = statement(tmp_path / "plain.xlsx")
    pronounced = rewritten(
        source,
        lambda name, content: (
            name,
            content.replace(
                b"<t>Total assets</t>",
                b'<r><t>Total </t></r><r><t>assets</t></r><rPh sb="0" eb="1"><t>aloud</t></rPh>',
            ),
        ),
    )
    assert cells(pronounced)["A1"].text == "Total assets"


def test_a_sheet_whose_cells_are_missing_is_left_out_and_said_so(tmp_path: Path) -> None:
    source = statement(tmp_path / "plain.xlsx")
    headless = rewritten(source, lambda name, content: (name.replace("sheet1", "elsewhere"), content))
    workbook = read(headless)
    assert workbook.sheets == ()
    assert remarks(workbook) == ["Sheet 'Sheet' is listed in the file, but its cells are missing; it was left out."]


def test_a_date_that_no_calendar_has_counts_as_an_error_and_is_said(tmp_path: Path) -> None:
    source = statement(tmp_path / "plain.xlsx")
    with zipfile.ZipFile(source) as archive:
        serial = archive.read(SHEET).partition(b'<c r="B1"')[2].partition(b"<v>")[2].partition(b"</v>")[0]
    late = with_sheet(source, b"<v>" + serial + b"</v>", b"<v>99999999</v>")
    workbook = read(late)
    assert workbook.sheets[0].at[1, 2].text == "#VALUE!"
    assert remarks(workbook)[0].startswith("Sheet 'Sheet', cell B1: 99999999 is formatted as a date")


def test_a_cell_that_no_reader_can_read_is_named(tmp_path: Path) -> None:
    damaged = with_sheet(statement(tmp_path / "plain.xlsx"), b"<v>12.5</v>", b"<v>twelve</v>")
    with pytest.raises(ImportRefused, match="sheet 'Sheet', cell B2: 'twelve' does not match the type of the cell"):
        read(damaged)


def test_a_sheet_that_is_broken_off_is_named(tmp_path: Path) -> None:
    source = statement(tmp_path / "plain.xlsx")
    broken = rewritten(source, lambda name, content: (name, content[:-40] if name == SHEET else content))
    with pytest.raises(ImportRefused, match=f"its part '{SHEET}' is broken"):
        read(broken)


def test_a_number_beyond_what_a_double_holds_counts_as_an_error(tmp_path: Path) -> None:
    endless = with_sheet(statement(tmp_path / "plain.xlsx"), b"<v>12.5</v>", b"<v>1e999</v>")
    assert cells(endless)["B2"].kind is CellKind.ERROR


class StopAt:
    """Progress whose user has had enough at the ``last`` step."""

    def __init__(self, last: int) -> None:
        self._left = last
        self.seen: list[tuple[int, int]] = []

    def step(self, done: int, total: int, what: Phrase | str) -> None:
        self.seen.append((done, total))
        self._left -= 1
        if not self._left:
            raise Cancelled


def large(path: Path) -> Path:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for row in range(3_000):
            sheet.write_row(row, 0, [row + column / 4 for column in range(10)])
    return path


def test_progress_tells_how_much_of_the_sheets_is_read(tmp_path: Path) -> None:
    progress = StopAt(10_000)
    begin_reading(large(tmp_path / "large.xlsx")).workbook(progress)
    shares = [done / total for done, total in progress.seen if total]
    assert shares == sorted(shares)
    assert len(set(shares)) > 3
    assert shares[-1] == 1


@pytest.mark.parametrize("last", [1, 2, 5])
def test_a_read_that_is_cancelled_on_its_way_leaves_no_process(tmp_path: Path, last: int) -> None:
    pending = begin_reading(large(tmp_path / "large.xlsx"))
    with pytest.raises(Cancelled):
        pending.workbook(StopAt(last))
    assert pending._process.poll() is not None
    assert pending._ended.is_set()


def test_figures_keep_every_digit_that_the_file_has(tmp_path: Path) -> None:
    precise = with_sheet(statement(tmp_path / "plain.xlsx"), b"<v>12.5</v>", b"<v>123456789012345.67</v>")
    assert cells(precise)["B2"].value == Decimal("123456789012345.67")
