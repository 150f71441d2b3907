"""The second reader gives the values of .xls, .xlsb and .ods, says what it does not see, and refuses what is locked."""

import shutil
import struct
import subprocess
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.oracle import Oracle
from tests.workbooks.locked import compound_file
from tests.workbooks.remarks import remarks
from workbench.errors import ImportRefused, PasswordNeeded
from workbench.workbooks import CellKind, SourceWorkbook, begin_reading

Converted = Callable[[str], SourceWorkbook]
VALUES_ONLY = "Only values were read"


@pytest.fixture(scope="module")
def converted(oracle: Oracle, tmp_path_factory: pytest.TempPathFactory) -> Converted:
    """One workbook with a cell of each kind, as LibreOffice writes it in another format."""
    folder = tmp_path_factory.mktemp("converted")
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    sheet = book.active
    assert sheet is not None
    sheet.title = "Balance"
    sheet["B3"], sheet["C3"], sheet["D3"] = "Cash", 5, 0.1
    sheet["B4"], sheet["C4"] = date(2023, 6, 30), datetime(2023, 6, 30, 12, 30)  # noqa: DTZ001
    sheet["B5"], sheet["C5"] = "=C3+1", "=1/0"
    sheet["B6"], sheet["C6"] = True, 1e20
    sheet["B8"] = "over two columns"
    sheet.merge_cells("B8:C8")
    hidden = book.create_sheet("Working")
    hidden["A1"] = 1
    hidden.sheet_state = "hidden"
    book.save(folder / "book.xlsx")
    soffice = shutil.which("soffice")
    assert soffice

    def convert(suffix: str) -> SourceWorkbook:
        command = [soffice, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore",
                   "--convert-to", suffix, "--outdir", str(folder), str(folder / "book.xlsx")]  # fmt: skip
        if not (folder / f"book.{suffix}").exists():
            subprocess.run(command, check=True, capture_output=True, timeout=240)
        return begin_reading(folder / f"book.{suffix}").workbook()

    return convert


@pytest.mark.parametrize("suffix", ["xls", "ods"])
def test_values_arrive_as_the_shortest_text_that_means_them(converted: Converted, suffix: str) -> None:
    texts = {cell.ref: cell.text for cell in converted(suffix).sheets[0].cells}
    assert texts["B3"] == "Cash"
    assert texts["C3"] == "5"
    assert texts["D3"] == "0.1"
    assert texts["B5"] == "6"
    assert texts["C6"] == "1e+20"


@pytest.mark.parametrize("suffix", ["xls", "ods"])
def test_dates_of_the_1904_system_are_right_in_every_format(converted: Converted, suffix: str) -> None:
    cells = {cell.ref: cell for cell in converted(suffix).sheets[0].cells}
    assert (cells["B4"].kind, cells["B4"].value) == (CellKind.DATE, date(2023, 6, 30))
    assert cells["C4"].text == "2023-06-30T12:30:00"


@pytest.mark.parametrize("suffix", ["xls", "ods"])
def test_what_the_second_reader_does_not_see_is_said(converted: Converted, suffix: str) -> None:
    workbook = converted(suffix)
    assert [warning.startswith(VALUES_ONLY) for warning in remarks(workbook)] == [True]
    assert "C5" not in {cell.ref for cell in workbook.sheets[0].cells}
    assert all(cell.formula is None for cell in workbook.sheets[0].cells)


@pytest.mark.parametrize("suffix", ["xls", "ods"])
def test_a_hidden_sheet_is_known_as_hidden(converted: Converted, suffix: str) -> None:
    assert [(sheet.name, sheet.state) for sheet in converted(suffix).sheets] == [
        ("Balance", "visible"),
        ("Working", "hidden"),
    ]


def test_merged_cells_of_an_old_workbook_are_known(converted: Converted) -> None:
    sheet = converted("xls").sheets[0]
    assert list(sheet.span(sheet.at[8, 2])) == [2, 3]


def test_a_new_workbook_under_an_old_name_keeps_its_formulas(tmp_path: Path, qifu_path: Path) -> None:
    disguised = shutil.copyfile(qifu_path, tmp_path / "results.xls")
    assert begin_reading(disguised).workbook().sheets == begin_reading(qifu_path).workbook().sheets


def record(kind: int, content: bytes = b"") -> bytes:
    """One record of a binary workbook (.xlsb): its number and its size take seven bits a byte."""
    numbers = b""
    for number in (kind, len(content)):
        while number > 0x7F:
            numbers += bytes([number & 0x7F | 0x80])
            number >>= 7
        numbers += bytes([number])
    return numbers + content


def wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def binary_workbook(path: Path) -> Path:
    """Write the least that is an .xlsb: sheet 'Data', A1 'Cash', B1 12.5, C1 an error."""
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts: dict[str, bytes] = {
        "[Content_Types].xml": b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "xl/_rels/workbook.bin.rels": (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
            f'Id="rId1" Type="{relations}/worksheet" Target="worksheets/sheet1.bin"/></Relationships>'
        ).encode(),
        "xl/workbook.bin": record(0x83)
        + record(0x8F)
        + record(0x9C, struct.pack("<II", 0, 1) + wide("rId1") + wide("Data"))
        + record(0x90)
        + record(0x84),
        "xl/worksheets/sheet1.bin": record(0x81)
        + record(0x94, struct.pack("<IIII", 0, 0, 0, 2))
        + record(0x91)
        + record(0x00, struct.pack("<I", 0) + bytes(13))
        + record(0x06, struct.pack("<II", 0, 0) + wide("Cash"))
        + record(0x05, struct.pack("<IId", 1, 0, 12.5))
        + record(0x03, struct.pack("<IIB", 2, 0, 0x07))
        + record(0x92)
        + record(0x82),
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def test_a_binary_workbook_is_read_for_its_values(tmp_path: Path) -> None:
    workbook = begin_reading(binary_workbook(tmp_path / "book.xlsb")).workbook()
    (sheet,) = workbook.sheets
    assert (sheet.name, [(cell.ref, cell.value) for cell in sheet.cells]) == (
        "Data",
        [("A1", "Cash"), ("B1", Decimal("12.5"))],
    )
    assert remarks(workbook)[0].startswith(VALUES_ONLY)


def test_an_old_workbook_with_a_password_is_named_as_such(tmp_path: Path) -> None:
    begin = struct.pack("<HHHHHHII", 0x0809, 16, 0x0600, 0x0005, 0, 0, 0, 0x0600)
    password = struct.pack("<HH", 0x002F, 54) + bytes([1, 0, 1, 0, 1, 0]) + bytes(48)
    (tmp_path / "locked.xls").write_bytes(compound_file(begin + password))
    with pytest.raises(PasswordNeeded, match="password-protected; give the password"):
        begin_reading(tmp_path / "locked.xls").workbook()


def test_an_open_document_with_a_password_is_named_as_such(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "locked.ods", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", bytes(range(256)))
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>'
            "</manifest:manifest>",
        )
    with pytest.raises(ImportRefused, match="password-protected; remove the password"):
        begin_reading(tmp_path / "locked.ods").workbook()


def open_document(path: Path, declares_type: str) -> Path:
    """Write the least that is an .ods, with a part that declares a document type."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "content.xml",
            '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
            'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
            'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
            '<table:table table:name="Data"><table:table-row><table:table-cell office:value-type="float" '
            'office:value="12.5"><text:p>12.5</text:p></table:table-cell></table:table-row></table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
        for part in {"META-INF/manifest.xml", declares_type}:
            archive.writestr(part, '<!DOCTYPE x SYSTEM "x.dtd"><x/>' if part == declares_type else "<x/>")
    return path


@pytest.mark.parametrize("part", ["Basic/script-lc.xml", "Pictures/logo.svg", "META-INF/manifest.xml"])
def test_macros_and_drawings_of_an_open_document_may_declare_a_document_type(tmp_path: Path, part: str) -> None:
    (sheet,) = begin_reading(open_document(tmp_path / "book.ods", part)).workbook().sheets
    assert [cell.value for cell in sheet.cells] == [Decimal("12.5")]


def test_other_parts_of_an_open_document_may_not_declare_a_document_type(tmp_path: Path) -> None:
    with pytest.raises(ImportRefused, match="declares a document type"):
        begin_reading(open_document(tmp_path / "book.ods", "styles.xml")).workbook()


@pytest.mark.parametrize("suffix", [".xls", ".xlsb", ".ods"])
def test_a_bomb_in_another_format_is_refused_unread(tmp_path: Path, suffix: str) -> None:
    part = "content.xml" if suffix == ".ods" else "xl/workbook.bin"
    with zipfile.ZipFile(tmp_path / f"bomb{suffix}", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(part, bytes(3_000_000))
    with pytest.raises(ImportRefused, match="100 times its size"):
        begin_reading(tmp_path / f"bomb{suffix}").workbook()


def test_an_archive_without_a_workbook_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "photos.xls", "w") as archive:
        archive.writestr("photo.jpg", b"\xff\xd8")
    with pytest.raises(ImportRefused, match="an archive without a workbook in it"):
        begin_reading(tmp_path / "photos.xls").workbook()


def test_a_workbook_that_the_first_reader_fails_on_is_read_for_its_values(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"], sheet["B1"] = "Cash", 12.5
    book.save(tmp_path / "whole.xlsx")
    with zipfile.ZipFile(tmp_path / "whole.xlsx") as whole, zipfile.ZipFile(tmp_path / "broken.xlsx", "w") as broken:
        for name in whole.namelist():
            broken.writestr(name, b"<Types/>" if name == "[Content_Types].xml" else whole.read(name))
    workbook = begin_reading(tmp_path / "broken.xlsx").workbook()
    assert [cell.value for cell in workbook.sheets[0].cells] == ["Cash", Decimal("12.5")]
    assert remarks(workbook)[0].startswith(VALUES_ONLY)
    assert remarks(workbook)[1].startswith("The file is damaged")
