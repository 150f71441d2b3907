"""Reading is safe, and one pass gives what two loads would."""

import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

from workbench.errors import ImportRefused
from workbench.workbooks import (
    CellKind,
    PendingRead,
    SourceWorkbook,
    begin_reading,
    column_letter,
    limits,
    position,
    reading,
)
from workbench.workbooks.limits import CpuClock
from workbench.workbooks.messages import unpack_phrase

WORKSHEET = "xl/worksheets/sheet1.xml"


def read(path: Path) -> SourceWorkbook:
    return begin_reading(path).workbook()


def small_workbook(path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"], sheet["B1"] = "caption", 1
    book.save(path)
    return path


def with_part(source: Path, target: Path, name: str, change: Callable[[bytes], bytes]) -> Path:
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            content = old.read(part)
            new.writestr(part.filename, change(content) if part.filename == name else content)
    return target


def test_hostile_xml_is_never_parsed_without_protection() -> None:
    assert openpyxl.DEFUSEDXML
    assert not openpyxl.LXML


def last_words_of_a_child(path: Path, before: str, environment: dict[str, str]) -> tuple[str, str]:
    """Return how a child with lxml within reach ends that does ``before`` at its start."""
    assert find_spec("lxml")
    command = [
        sys.executable,
        "-c",
        f"{before}\nfrom workbench.workbooks import child\nchild.read_in_child({str(path)!r})",
    ]
    outcome = subprocess.run(command, env=os.environ | environment, capture_output=True, text=True, check=True)
    *_, last = outcome.stdout.splitlines()
    kind, reason = json.loads(last)
    return kind, str(unpack_phrase(reason))


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml"])
def test_entities_that_the_first_scan_would_miss_are_refused_though_lxml_is_installed(
    tmp_path: Path, part: str
) -> None:
    declaration = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    hostile = with_part(
        small_workbook(tmp_path / "plain.xlsx"),
        tmp_path / "hostile.xlsx",
        part,
        lambda xml: declaration + re.sub(rb"<\?xml.*?\?>", b"", xml),
    )
    blind = "from workbench.workbooks import prescan; prescan.DOCTYPES = ()"
    kind, reason = last_words_of_a_child(hostile, blind, reading.WITHOUT_LXML)
    assert (kind, "declares entities, which no workbook needs" in reason) == ("refused", True)


def test_nothing_is_parsed_where_lxml_would_parse_it(tmp_path: Path) -> None:
    path = small_workbook(tmp_path / "book.xlsx")
    kind, reason = last_words_of_a_child(path, "", {"OPENPYXL_LXML": "True"})
    assert (kind, reason.startswith("lxml would parse it without protection")) == ("refused", True)


def test_a_workbook_is_read_where_lxml_is_wanted_for_other_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENPYXL_LXML", "True")
    assert read(small_workbook(tmp_path / "book.xlsx")).sheets


def agrees_with_two_loads(path: Path) -> int:
    """Compare every cell with openpyxl's own two loads (formulas, results); return how many were compared."""
    formulas, results = openpyxl.load_workbook(path), openpyxl.load_workbook(path, data_only=True)
    compared = 0
    for sheet in read(path).sheets:
        for cell in sheet.cells:
            formula, result = formulas[sheet.name][cell.ref].value, results[sheet.name][cell.ref].value
            if isinstance(formula, ArrayFormula | DataTableFormula):
                formula = getattr(formula, "text", None) or "=(data table)"
            if type(results[sheet.name][cell.ref]).__name__ == "MergedCell":
                continue
            assert cell.formula == (formula if formulas[sheet.name][cell.ref].data_type == "f" else None), cell
            assert (cell.kind is CellKind.NO_RESULT) == (result is None), cell
            if isinstance(cell.value, Decimal):
                assert cell.value == Decimal(repr(result)), cell
            elif isinstance(cell.value, date):
                assert cell.text == result.isoformat(), cell
            elif cell.kind is CellKind.TEXT:
                assert cell.value == str(result), cell
            compared += 1
    stored = sum(c.value is not None for ws in formulas.worksheets for row in ws.iter_rows() for c in row)
    assert compared >= stored
    return compared


def test_one_pass_reads_what_two_loads_read(qifu_path: Path) -> None:
    assert agrees_with_two_loads(qifu_path) > 1_300


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(
    "name",
    [
        "phpspreadsheet/tests__data__Reader__XLSX__1904_Calendar.xlsx",
        "phpspreadsheet/tests__data__Reader__XLSX__PageSetup.xlsx",
        "edgar/tests__fixtures__attachments__aapl__20250329__Financial_Report.xlsx",
        "poi/test-data__spreadsheet__45544.xlsx",
        "poi/test-data__spreadsheet__49156.xlsx",
        "poi/test-data__spreadsheet__WithChartSheet.xlsx",
        "poi/test-data__spreadsheet__60509.xlsx",
    ],
)
def test_one_pass_reads_what_two_loads_read_of_public_workbooks(corpus: Path, name: str) -> None:
    assert agrees_with_two_loads(corpus / name) > 0


def test_hidden_sheets_are_known_as_hidden(corpus: Path) -> None:
    hidden = read(corpus / "phpspreadsheet/tests__data__Reader__XLSX__HiddenSheet.xlsx")
    assert {sheet.state for sheet in hidden.sheets} == {"visible", "hidden"}


def test_cells_carry_kind_value_formula_and_look(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"], sheet["B1"], sheet["C1"] = 0.1, datetime(2023, 6, 30), True  # noqa: DTZ001
    sheet["A2"], sheet["B2"], sheet["C2"] = "#REF!", "=SUM(A1:A9)", "text"
    sheet["B2"].number_format = "0.0%"
    sheet["C2"].font = Font(bold=True)
    sheet["C2"].alignment = Alignment(indent=2)
    sheet.merge_cells("D1:F2")
    sheet["D1"] = "over"
    sheet.row_dimensions[9].hidden = True
    sheet.column_dimensions["H"].hidden = True
    book.save(tmp_path / "cells.xlsx")
    (found,) = read(tmp_path / "cells.xlsx").sheets
    by_ref = {cell.ref: cell for cell in found.cells}
    assert by_ref["A1"].value == Decimal("0.1")
    assert by_ref["B1"].value == date(2023, 6, 30)
    assert by_ref["C1"].kind is CellKind.BOOLEAN
    assert (by_ref["A2"].kind, by_ref["A2"].text) == (CellKind.ERROR, "#REF!")
    assert (by_ref["B2"].kind, by_ref["B2"].formula) == (CellKind.NO_RESULT, "=SUM(A1:A9)")
    assert by_ref["B2"].style.number_format == "0.0%"
    assert (by_ref["C2"].style.bold, by_ref["C2"].style.indent) == (True, 2)
    assert list(found.span(by_ref["D1"])) == [4, 5, 6]
    assert 9 in found.hidden_rows
    assert 8 in found.hidden_columns


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"just text, no archive", "not an Excel workbook"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "the reader could not interpret it"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"), "password-protected"),
    ],
)
def test_what_is_no_workbook_is_refused_with_its_reason(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "file.xlsx"
    path.write_bytes(content)
    with pytest.raises(ImportRefused, match=reason):
        read(path)


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
    ],
    ids=["external entity", "entities that multiply"],
)
def test_a_document_type_is_refused(tmp_path: Path, declaration: str) -> None:
    source = small_workbook(tmp_path / "plain.xlsx")
    hostile = with_part(
        source,
        tmp_path / "hostile.xlsx",
        WORKSHEET,
        lambda xml: xml.replace(b"<worksheet", declaration.encode() + b"<worksheet", 1),
    )
    with pytest.raises(ImportRefused, match="declares a document type"):
        read(hostile)


def test_a_part_that_inflates_without_measure_is_refused_unread(tmp_path: Path) -> None:
    source = small_workbook(tmp_path / "plain.xlsx")
    bomb = with_part(source, tmp_path / "bomb.xlsx", WORKSHEET, lambda xml: xml + b" " * 3_000_000)
    with pytest.raises(ImportRefused, match="100 times its size"):
        read(bomb)


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", [WORKSHEET, "../../outside.xml"])
def test_a_part_named_twice_or_outside_the_archive_is_refused(tmp_path: Path, name: str) -> None:
    path = small_workbook(tmp_path / "plain.xlsx")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(name, "<x/>")
    with pytest.raises(ImportRefused, match="its archive names"):
        read(path)


def test_a_cell_beyond_the_last_row_is_refused(tmp_path: Path) -> None:
    source = small_workbook(tmp_path / "plain.xlsx")
    beyond = with_part(
        source,
        tmp_path / "beyond.xlsx",
        WORKSHEET,
        lambda xml: xml.replace(b'r="B1"', b'r="B4000000"').replace(b'<row r="1"', b'<row r="4000000"'),
    )
    with pytest.raises(ImportRefused, match="outside Excel's limits"):
        read(beyond)


def test_a_merged_range_over_the_whole_sheet_costs_nothing(tmp_path: Path) -> None:
    everything = b'<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    source = small_workbook(tmp_path / "plain.xlsx")
    merged = with_part(
        source,
        tmp_path / "merged.xlsx",
        WORKSHEET,
        lambda xml: xml.replace(b"</sheetData>", b"</sheetData>" + everything),
    )
    (sheet,) = read(merged).sheets
    assert [cell.ref for cell in sheet.cells] == ["A1", "B1"]


@pytest.mark.parametrize(
    ("name", "reason"), [("missing.xlsx", "no such file"), ("folder.xlsx", "folder"), ("x" * 300, "too long")]
)
def test_what_is_not_a_file_is_refused(tmp_path: Path, name: str, reason: str) -> None:
    (tmp_path / "folder.xlsx").mkdir()
    with pytest.raises(ImportRefused, match=reason):
        begin_reading(tmp_path / name)


def test_another_kind_of_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "figures.pdf").write_text("a,b")
    with pytest.raises(ImportRefused, match=r"only workbooks \(\.xlsx"):
        begin_reading(tmp_path / "figures.pdf")


def test_a_reader_that_never_ends_is_stopped(qifu_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workbench.workbooks.reading.SECONDS_TO_READ", 0)
    with pytest.raises(ImportRefused, match=r"took more than \d+ minutes; save the sheets that you need"):
        begin_reading(qifu_path).workbook()


def child_that(does: str, cpu_seconds: CpuClock = limits.cpu_seconds) -> PendingRead:
    """Return the reading of a file by a child that does something else."""
    script = f"import os, time\nfrom workbench.workbooks import limits\n{does}"
    child = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE)
    return PendingRead(Path("book.xlsx"), child, cpu_seconds=cpu_seconds)


STARTS = """print(f'["started", {os.getpid()}]', flush=True)\n"""


@pytest.mark.parametrize("told", ["", '["sheet","Cash","visible"]\n["cells",[]', '["complete"'])
def test_a_reader_that_dies_on_its_way_is_a_refusal(told: str) -> None:
    with pytest.raises(ImportRefused, match=r"^book.xlsx cannot be read: the reader stopped, because the file is"):
        child_that(f"{STARTS}print({told!r}, end='', flush=True); os._exit(9)").workbook()


def test_a_reader_that_cannot_be_started_is_not_blamed_on_the_file() -> None:
    with pytest.raises(ImportRefused, match="could not be started; reinstall the program"):
        child_that("os._exit(1)").workbook()


def test_a_program_that_was_frozen_into_one_file_reads_with_itself(
    qifu_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[list[str]] = []

    def start(command: list[str], **_: object) -> None:
        started.append(command)
        raise OSError

    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", "/opt/workbench")
    monkeypatch.setattr("workbench.workbooks.reading.subprocess.Popen", start)
    with pytest.raises(ImportRefused, match="could not be started"):
        begin_reading(qifu_path)
    assert started == [["/opt/workbench", "--read-in-child", str(qifu_path)]]


def test_a_child_loads_nothing_of_the_command_line_nor_of_the_window(qifu_path: Path) -> None:
    script = (
        f"import sys; sys.argv = ['workbench', '--read-in-child', {str(qifu_path)!r}]\n"
        "from workbench.__main__ import main; main()\n"
        "print(*sorted({'argparse', 'ctypes', 'PySide6', 'workbench.cli', 'workbench.ui'} & set(sys.modules)))"
    )
    outcome = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    complete, loaded = outcome.stdout.splitlines()[-2:]
    assert (complete.startswith('["complete",'), loaded) == (True, "")


def test_a_program_that_is_not_there_any_more_cannot_be_started(
    qifu_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(ImportRefused, match="could not be started; reinstall the program"):
        begin_reading(qifu_path)


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are set on Linux and macOS")
def test_a_reader_that_takes_too_much_processor_time_is_stopped_and_told_as_such() -> None:
    endless = f"limits.CPU_SECONDS = 1; limits.bound_this_process()\n{STARTS}while True: pass"
    with pytest.raises(ImportRefused, match="seconds of processor time to read; save the sheets that you need"):
        child_that(endless).workbook()


def test_a_reader_that_waits_for_a_busy_computer_is_not_stopped(qifu_path: Path) -> None:
    slow = f'{STARTS}time.sleep(1.5)\nprint(\'["refused", ["phrase", "it is empty", "", {{}}]]\')'
    with pytest.raises(ImportRefused, match="it is empty"):
        child_that(slow, lambda _: 0.1).workbook()


def test_where_a_process_cannot_bound_itself_its_processor_time_is_watched() -> None:
    asked = []

    def clock(process: int) -> float:
        asked.append(process)
        return limits.CPU_SECONDS + 0.1

    pending = child_that(f"{STARTS}time.sleep(60)", clock)
    with pytest.raises(ImportRefused, match="seconds of processor time"):
        pending.workbook()
    assert asked == [pending._process.pid]
    assert pending._process.poll() is not None


@pytest.mark.skipif(sys.platform != "win32", reason="elsewhere a process bounds itself")
def test_windows_tells_the_processor_time_of_a_process() -> None:
    assert (limits.cpu_seconds(os.getpid()) or 0) > 0


def test_a_name_with_a_line_break_does_not_break_the_sentence(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title, sheet["B1"] = "Cash", 1
    book.save(tmp_path / "plain.xlsx")
    named = with_part(
        tmp_path / "plain.xlsx",
        tmp_path / "named.xlsx",
        "xl/workbook.xml",
        lambda xml: xml.replace(b'name="Cash"', b'name="Cash&#10;flow"'),
    )
    beyond = with_part(named, tmp_path / "beyond.xlsx", WORKSHEET, lambda xml: xml.replace(b'r="B1"', b'r="B4000000"'))
    with pytest.raises(ImportRefused, match=r"^beyond.xlsx cannot be read: sheet 'Cash flow' .*$"):
        read(beyond)


def test_what_is_kept_of_a_file_is_of_the_bytes_that_were_read(tmp_path: Path) -> None:
    path = small_workbook(tmp_path / "book.xlsx")
    content = path.read_bytes()
    pending = begin_reading(path)
    pending._ended.wait()
    path.write_bytes(b"somebody writes another file while this one is waited for")
    workbook = pending.workbook()
    assert (workbook.sha256, workbook.size) == (sha256(content).hexdigest(), len(content))


def test_a_file_that_goes_before_it_is_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = small_workbook(tmp_path / "book.xlsx")
    start = subprocess.Popen

    def start_too_late(*arguments: Any, **settings: Any) -> "subprocess.Popen[bytes]":
        path.unlink()
        return start(*arguments, **settings)

    monkeypatch.setattr("workbench.workbooks.reading.subprocess.Popen", start_too_late)
    with pytest.raises(ImportRefused, match="No such file or directory; check that it is still there"):
        read(path)


def test_a_read_that_is_cancelled_leaves_no_process(qifu_path: Path) -> None:
    pending = begin_reading(qifu_path)
    pending.cancel()
    assert pending._process.poll() is not None


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are set on Linux and macOS")
def test_a_reader_that_wants_too_much_memory_is_stopped() -> None:
    script = (
        f"from workbench.workbooks import limits; limits.bound_this_process();b = bytearray({limits.MEMORY_LIMIT + 1})"
    )
    outcome = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert "MemoryError" in outcome.stderr


def test_every_hostile_file_ends_in_a_reading_or_one_sentence(corpus: Path) -> None:
    refused = {}
    for path in sorted((corpus / "hostile").iterdir()):
        try:
            read(path)
        except ImportRefused as refusal:
            refused[path.name] = str(refusal)
    assert {"xxe_file.xlsx", "billion_laughs.xlsx", "quadratic_blowup.xlsx"} <= refused.keys()
    assert {name for name in refused if name.startswith("bomb_")} == {
        "bomb_1GiB_one_text.xlsx",
        "bomb_rows_500MB.xlsx",
        "bomb_whitespace_1GiB.xlsx",
    }
    assert all("\n" not in reason and reason.startswith(name) for name, reason in refused.items())


@pytest.mark.parametrize(("column", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (16384, "XFD")])
def test_columns_have_letters_and_back(column: int, letters: str) -> None:
    assert column_letter(column) == letters
    assert position(f"${letters}$12") == (12, column)
