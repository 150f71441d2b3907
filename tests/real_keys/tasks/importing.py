"""Importing: what becomes a project, what is refused, and what is corrected on the way."""

from pathlib import Path

import openpyxl
from PySide6.QtWidgets import QAbstractButton, QApplication

from tests.real_keys.desk import Desk, on_screen
from tests.real_keys.hands import spin
from tests.real_keys.lines import FINANCING
from tests.real_keys.trials import SAMPLE
from workbench.resources import root

MILLISECONDS_TO_READ = 30_000


def start_with_the_sample(desk: Desk) -> None:
    for _ in range(8):
        desk.keys("Tab")
        focus = QApplication.focusWidget()
        if isinstance(focus, QAbstractButton) and "sample" in focus.text():
            break
    desk.keys("Return")
    spin(MILLISECONDS_TO_READ, lambda: desk.window.workspace is not None)
    desk.holds("the sample is open", lambda: desk.window.workspace, desk.focus)


def _import(desk: Desk, path: Path) -> None:
    """Press Ctrl+I, type the path, and wait for the assistant to have read it."""
    desk.keys("ctrl+i")
    desk.types(str(path), "Return")
    spin(MILLISECONDS_TO_READ, lambda: _is_read(desk))
    spin(100)


def _is_read(desk: Desk) -> bool:
    return desk.window.assistant is not None and not desk.window.assistant.controller.is_busy


def _finish_import(desk: Desk) -> None:
    """Press Enter through the pages of the assistant."""
    for _ in range(6):
        if desk.window.assistant is None:
            break
        desk.keys("Return")
        spin(MILLISECONDS_TO_READ, lambda: desk.window.assistant is None or _is_read(desk))
    spin(MILLISECONDS_TO_READ, lambda: desk.window.workspace is not None)
    spin(300)


def import_a_workbook(desk: Desk) -> None:
    _import(desk, root() / "samples" / SAMPLE)
    _finish_import(desk)
    if desk.holds("the workbook is open", lambda: desk.window.workspace):
        desk.sees("its figures", lambda: desk.shown(FINANCING), "2,254,620")


def import_what_is_no_workbook(desk: Desk) -> None:
    files = {name: desk.folder / name for name in ("wrong.xlsx", "cut.xlsx", "empty.xlsx", "paper.pdf", "notes.txt")}
    files["wrong.xlsx"].write_text("my notes")
    files["cut.xlsx"].write_bytes((root() / "samples" / SAMPLE).read_bytes()[:4000])
    openpyxl.Workbook().save(files["empty.xlsx"])
    files["paper.pdf"].write_bytes(b"%PDF-1.4\n%%EOF\n")
    files["notes.txt"].write_text("Revenue 1,000\n")
    for name, path in files.items():
        _import(desk, path)
        if desk.holds(f"{name}: the assistant says why", lambda: _refusal(desk), desk.dialog):
            desk.keys("Return", "Return", "Return")
            desk.holds(f"{name}: there is no way on", lambda: desk.window.workspace is None)
        desk.sees(f"{name}: no dialog", desk.dialog, "")
        desk.keys("Escape")
        spin(500, lambda: desk.window.assistant is None)


def _refusal(desk: Desk) -> str:
    """Return why the files are refused on the first page of the assistant."""
    assistant = desk.window.assistant
    return assistant.files.refusal.message.text() if assistant else ""


def import_transposed(desk: Desk) -> None:
    path = desk.folder / "across.xlsx"
    book = openpyxl.Workbook()
    sheet = book.create_sheet("Statement", 0)
    rows = (
        ("Example Ltd: statement of operations (RMB in thousands)",),
        ("", "Revenue", "Cost of sales", "Gross profit", "Income tax expense", "Net income"),
        ("FY 2022", 1000, -600, 400, -100, 300),
        ("FY 2023", 1200, -700, 500, -120, 380),
    )
    for row in rows:
        sheet.append(row)
    book.save(path)
    _import(desk, path)
    assistant = desk.window.assistant
    if assistant is None or not desk.holds("it is read", lambda: assistant):
        return
    desk.keys("Return")
    if "FY 2022" not in " ".join(desk.texts(assistant.outcome)):
        view = assistant.tables.view
        at = on_screen(view.viewport(), view.visualRect(view.model().index(2, 1))).center()
        desk.menu_at(at, "Cells", "Line items are in columns")
        spin(MILLISECONDS_TO_READ, lambda: _is_read(desk))
    _finish_import(desk)
    if desk.holds("it can be opened", lambda: desk.window.workspace):
        captions = [row.line.caption for row in desk.model.rows]
        desk.holds("each line is a row", lambda: "Cost of sales" in captions, lambda: captions)
        desk.sees("in two periods", lambda: len(desk.workspace.view_state.statement.periods), 2)


def import_a_comparative(desk: Desk) -> None:
    path = desk.folder / "comparative.xlsx"
    book = openpyxl.Workbook()
    sheet = book.create_sheet("Statement", 0)
    rows = (
        ("Example Ltd",),
        ("Statement of operations, RMB in thousands",),
        ("", "H1 FY24", "H1 FY23"),
        ("Revenue", 1200, 1000),
        ("Cost of sales", -700, -600),
        ("Gross profit", 500, 400),
        ("Income tax expense", -120, -100),
        ("Net income", 380, 300),
    )
    for row in rows:
        sheet.append(row)
    book.save(path)
    _import(desk, path)
    _finish_import(desk)
    if desk.holds("it can be opened", lambda: desk.window.workspace, desk.focus):
        desk.sees("both columns are periods", lambda: len(desk.workspace.view_state.statement.periods), 2)


def correct_by_pointing(desk: Desk) -> None:
    _import(desk, root() / "samples" / "qifu-99.2-pasted.xlsx")
    desk.keys("alt+t")
    desk.types("Kappa Ltd", "Return")
    spin(MILLISECONDS_TO_READ, lambda: _is_read(desk))
    desk.keys("Tab", "ctrl+a")
    desk.types("euro", "Tab")
    spin(MILLISECONDS_TO_READ, lambda: _is_read(desk))
    desk.keys("Down")
    spin(MILLISECONDS_TO_READ, lambda: _is_read(desk))
    assistant = desk.window.assistant
    if desk.holds("the assistant is there", lambda: assistant):
        assert assistant is not None
        desk.sees("all three are taken", assistant.outcome.summary.text, "Kappa Ltd: US GAAP → IFRS, EUR in millions")
        view = assistant.tables.view
        desk.keys("Return")
        desk.holds("Enter leads to the tables", view.isVisible, desk.focus)
        menu = desk.menu_at(on_screen(view.viewport(), view.visualRect(view.model().index(9, 1))).center(), "Cells")
        desk.holds(
            "a framework and a unit can be pointed at", lambda: any("Amounts" in one for one in menu), lambda: menu
        )
