"""The tasks of a half-year closing, each carried out with real keys, or the mouse where that is the way."""

from decimal import Decimal
from pathlib import Path

import openpyxl
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit

from tests.real_keys.desk import CAPTION, ECL, EIR, REPORTED, RESULT, SBC, Desk, on_screen
from tests.real_keys.excel_habits import (
    CREDIT_DRIVEN,
    FINANCING,
    FUNDING,
    GENERAL,
    OTHER_FEES,
    PLATFORM,
    REFERRAL,
    RELEASING,
    REVENUE,
    SELLING,
    fills_by_keys,
    finds,
    formula_bar,
    formula_kept,
    name_box,
    next_sheet,
    pastes,
    pastes_html,
    recovers,
    replaces,
    spaces_in_amounts,
    status_sums,
    undo_and_redo,
)
from tests.real_keys.hands import spin
from tests.real_keys.trials import SAMPLE, Row
from workbench.resources import root
from workbench.store import load

MILLISECONDS_TO_READ, MILLISECONDS_TO_WRITE = 30_000, 20_000
EPS = "basic"

# ---- files in


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
        assistant = desk.window.assistant
        if desk.holds(f"{name}: the assistant says why", lambda: assistant and len(assistant.files.refusal.message.text()) > 20, desk.dialog):
            assert assistant is not None
            desk.keys("Return", "Return", "Return")
            desk.holds(f"{name}: there is no way on", lambda: desk.window.workspace is None)
        desk.sees(f"{name}: no dialog", desk.dialog, "")
        desk.keys("Escape")
        spin(500, lambda: desk.window.assistant is None)


def import_transposed(desk: Desk) -> None:
    path = desk.folder / "across.xlsx"
    book = openpyxl.Workbook()
    rows = (
        ("Example Ltd: statement of operations (RMB in thousands)",),
        ("", "Revenue", "Cost of sales", "Gross profit", "Income tax expense", "Net income"),
        ("FY 2022", 1000, -600, 400, -100, 300),
        ("FY 2023", 1200, -700, 500, -120, 380),
    )
    for row in rows:
        book.active.append(row)
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
        book.active.append(row)
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
        desk.holds("a framework and a unit can be pointed at", lambda: any("Amounts" in one for one in menu), lambda: menu)


# ---- differences


def switch_by_key(desk: Desk) -> None:
    desk.keys("ctrl+2")
    desk.holds("off", lambda: EIR not in desk.project.enabled)
    desk.sees("the figures follow", lambda: desk.shown(FINANCING, RESULT), "2,254,620")
    desk.keys("ctrl+2")
    desk.holds("on", lambda: EIR in desk.project.enabled)
    for _ in range(8):
        if "Differences" in desk.focus():
            break
        desk.keys("F6")
    desk.keys("Home", "Down", "Down", "space")
    desk.holds("any of a long list, with its arrows and Space", lambda: SBC not in desk.project.enabled)


def _row_of_difference(desk: Desk, number: int) -> QPoint:
    switches = desk.workspace.adjustments_panel.switches
    area = on_screen(switches.viewport(), switches.visualRect(switches.model().index(number, 0)))
    return QPoint(area.left() + 22, area.center().y())


def switch_by_mouse(desk: Desk) -> None:
    desk.hands.click(_row_of_difference(desk, 0))
    desk.holds("off", lambda: ECL not in desk.project.enabled)
    desk.hands.click(_row_of_difference(desk, 0))
    desk.holds("on", lambda: ECL in desk.project.enabled)
    desk.hands.click(_row_of_difference(desk, 1) + QPoint(120, 0), times=2)
    desk.keys("Escape")
    desk.holds("a double click on its name switches nothing", lambda: EIR in desk.project.enabled)


def all_off_and_on(desk: Desk) -> None:
    desk.keys("ctrl+shift+o")
    desk.sees("all off", lambda: len(desk.project.enabled), 0)
    desk.sees("as reported", lambda: desk.shown(REVENUE, RESULT), "7,513,498")
    desk.keys("ctrl+shift+a")
    desk.sees("all on", lambda: len(desk.project.enabled), 4)


# ---- figures


def edit_a_figure(desk: Desk) -> None:
    desk.start_at(FINANCING)
    desk.types("3,000,000", "Return")
    desk.sees("the figure", lambda: desk.shown(FINANCING), "3,000,000")
    desk.sees("every total", lambda: desk.shown(REVENUE), "8,258,878")
    formula_bar(desk)


def arithmetic_is_kept(desk: Desk) -> None:
    formula_kept(desk)
    desk.start_at(RELEASING)
    desk.types("+5+6", "Return")
    desk.sees("+5+6", lambda: desk.shown(RELEASING), "11")
    desk.keys("Escape")


def paste_decorated(desk: Desk) -> None:
    for text, shown in (("$ 1,234", "1,234"), ("RMB 5", "5"), ("5-", "(5)"), ("5 CR", "")):
        desk.start_at(FINANCING)
        desk.give(text)
        desk.keys("ctrl+v")
        if shown:
            desk.sees(text, lambda: desk.shown(FINANCING), shown)
        else:
            desk.holds(f"{text}: read, or refused with the reason", lambda: desk.shown(FINANCING) in ("5", "(5)") or "pasted" in desk.status(), desk.status)
        desk.keys("ctrl+z")


def paste_with_captions(desk: Desk) -> None:
    desk.start_at(FUNDING, CAPTION)
    desk.give("Funding cost\t1,000\nSales & marketing\t2,000\nGeneral and administrative expenses\t3,000\n")
    desk.keys("ctrl+v")
    if desk.dialog():
        desk.keys("Return")
    desk.sees(
        "each figure at its caption", lambda: [desk.shown(line) for line in (FUNDING, SELLING, GENERAL)], ["1,000", "2,000", "3,000"]
    )


def change_the_period(desk: Desk) -> None:
    for panel in ("Bridge", "Sources"):
        desk.workspace.show_panel(panel)
        desk.start_at(FINANCING)
        before = desk.period()
        desk.keys("alt+Down", "Down", "Return")
        desk.holds(f"another period, with {panel} below", lambda: desk.period() != before, desk.period)
        desk.holds("the grid has the focus again", lambda: "Grid" in desk.focus(), desk.focus)


def trace_a_total(desk: Desk) -> None:
    desk.start_at(REVENUE)
    desk.keys("ctrl+Return")
    figure = desk.workspace.figure
    desk.holds("its parts", lambda: desk.reads("Platform services", figure), lambda: desk.texts(figure))
    desk.holds("with their amounts", lambda: desk.reads("2,094,170", figure), lambda: desk.texts(figure))
    desk.start_at(REVENUE)
    desk.keys("ctrl+bracketleft")
    desk.holds("Ctrl+[ leads to a part", lambda: desk.current().split(" / ")[0] in (CREDIT_DRIVEN, PLATFORM), desk.current)


def see_the_source(desk: Desk) -> None:
    desk.start_at(FINANCING)
    desk.keys("ctrl+Return")
    figure = desk.workspace.figure
    desk.holds("file, sheet and cell", lambda: desk.reads("qifu-h1-2023.xlsx", figure), lambda: desk.texts(figure))
    desk.holds("what stands around it there", lambda: desk.reads("Credit driven services", figure), lambda: desk.texts(figure))


def restate_a_total(desk: Desk) -> None:
    desk.start_at(COSTS_TOTAL)
    if desk.choose("Reconciliation", "Restate this total"):
        desk.types("5,400,000", "Tab")
        desk.types("corrected in the annual report", "Return")
        desk.sees("the total", lambda: desk.shown(COSTS_TOTAL), "5,400,000")


COSTS_TOTAL = "total_operating_costs_and_expenses"


def mark_a_restated_source(desk: Desk) -> None:
    desk.start_at(FINANCING)
    if desk.choose("Reconciliation", "Mark a source as restated"):
        desk.holds("it asks why", desk.dialog)
        desk.types("superseded by 6-K/A", "Return")
        desk.keys("ctrl+Return")
        desk.holds("the figure says so", lambda: desk.reads("superseded by 6-K/A", desk.workspace.figure), lambda: desk.texts(desk.workspace.figure))


# ---- lines


def change_a_caption(desk: Desk) -> None:
    desk.start_at(FUNDING, CAPTION)
    desk.keys("F2")
    desk.types(" of loans", "Return")
    desk.sees("the caption", lambda: desk.shown(FUNDING, CAPTION), "Funding costs of loans")


def say_the_concept(desk: Desk) -> None:
    desk.start_at(FUNDING)
    desk.choose("Statement", "Concept", "Income tax")
    spin(200)
    if not desk.undoable():
        desk.outcome.failed.append(f"nothing was done: {desk.status()}")
    desk.holds("it is one step", desk.undoable, desk.status)


def say_the_parts(desk: Desk) -> None:
    desk.start_at(CREDIT_DRIVEN)
    if desk.choose("Statement", "Parts of this total"):
        desk.holds("its parts are shown", lambda: desk.dialog() and desk.reads("Financing income", desk.the_dialog()))
        desk.keys("Escape")


def add_move_and_delete_lines(desk: Desk) -> None:
    desk.start_at(FUNDING)
    desk.keys("alt+shift+Insert")
    desk.types("Impairment", "Return")
    if desk.dialog():
        desk.keys("Return")
    captions = lambda: [row.line.caption for row in desk.model.rows]  # noqa: E731
    desk.holds("a line below", lambda: "Impairment" in captions(), desk.dialog)
    desk.keys("alt+shift+Down")
    desk.holds("it moves down", lambda: captions().index("Impairment") > captions().index("Sales and marketing"))
    desk.keys("alt+shift+Delete")
    desk.holds("it asks", desk.dialog)
    desk.keys("Return")
    desk.holds("it is gone", lambda: "Impairment" not in captions())


# ---- new differences


def add_a_difference(desk: Desk) -> None:
    desk.start_at(FINANCING)
    if not desk.choose("Reconciliation", "New difference"):
        return
    desk.types("Leases", "Return")
    if not desk.holds("it is there", lambda: len(desk.project.adjustments) == 5, desk.dialog):
        return
    desk.keys("F7")
    row = lambda line, amount, side: (desk.types(line, "Return"), desk.keys(*side), desk.types(amount, "Return"))  # noqa: E731
    row("general and", "1000", ())
    row("property and", "1000", ("Tab",))
    journal = desk.workspace.journal
    desk.holds("both rows stand in the editor", lambda: desk.reads("Property and equipment", journal), lambda: desk.texts(journal))
    if desk.choose("Reconciliation", "Journal entry", "Add to the entry", "Tax at a rate"):
        desk.types("15%", "Return")
        if desk.dialog():
            desk.keys("Return")
        desk.holds("deferred tax is added", lambda: desk.reads("Deferred tax", journal), lambda: desk.texts(journal))
    desk.keys("F9")
    leases = desk.project.adjustments[-1]
    desk.holds("posted", lambda: desk.project.adjustments[-1].entries, lambda: desk.status() or desk.texts(journal)[-8:])
    desk.sees("with its result in equity", lambda: desk.amount("net_income", leases.id), Decimal(-850))


def type_entries_in_a_column(desk: Desk) -> None:
    desk.start_at(FUNDING, SBC)
    desk.types("100", "Return")
    desk.types("-50", "Return")
    desk.sees("both", lambda: [desk.shown(FUNDING, SBC), desk.shown(SELLING, SBC)], ["100", "(50)"])
    desk.holds("the total moves", lambda: desk.shown(COSTS_TOTAL, SBC) != "(49,337)")


def reclassify(desk: Desk) -> None:
    desk.start_at(FINANCING)
    if desk.choose("Reconciliation", "New difference"):
        desk.types("Presentation of fees", "Return")
        desk.choose("Reconciliation", "Nature of the selected difference", "Reclassification")
        nature = lambda: desk.project.adjustments[-1].nature  # noqa: E731
        desk.holds("it is a reclassification", lambda: nature() and nature().name == "RECLASSIFICATION", nature)


def rename_a_difference(desk: Desk) -> None:
    desk.hands.click(_row_of_difference(desk, 1) + QPoint(120, 0))
    desk.keys("F2")
    desk.types("Effective interest", "Return")
    desk.sees("the name, with its space", lambda: desk.project.adjustments[1].name, "Effective interest")
    desk.holds("nothing was switched", lambda: len(desk.project.enabled) == 4)


def reorder_and_delete_differences(desk: Desk) -> None:
    desk.hands.click(_row_of_difference(desk, 0) + QPoint(120, 0))
    desk.keys("alt+Down")
    desk.sees("moved down", lambda: desk.project.adjustments[1].id, ECL)
    desk.keys("Delete")
    desk.holds("it asks", desk.dialog)
    desk.keys("Return")
    desk.sees("deleted", lambda: len(desk.project.adjustments), 3)
    desk.keys("ctrl+z")
    desk.sees("one step back", lambda: len(desk.project.adjustments), 4)


def write_a_note(desk: Desk) -> None:
    desk.hands.click(_row_of_difference(desk, 0) + QPoint(120, 0))
    desk.keys("alt+Return")
    dialog = desk.the_dialog()
    if desk.holds("the details open", desk.dialog) and dialog is not None:
        standards = [field for field in desk.fields(dialog) if field.accessibleName().startswith("Standard")]
        if desk.holds("standards have fields", lambda: standards):
            desk.click_on(standards[1])
            desk.keys("ctrl+a")
            desk.types("IFRS 9 5.5", "Tab")
            desk.keys("ctrl+a")
            desk.types("Expected losses of twelve months")
            desk.keys("ctrl+Return")
            if desk.dialog():
                desk.keys("Tab", "Return")
            known = lambda: desk.project.adjustments[0]  # noqa: E731
            desk.sees("both are kept", lambda: (known().standards[1], known().note), ("IFRS 9 5.5", "Expected losses of twelve months"))


def comment_and_prove(desk: Desk) -> None:
    desk.start_at(FINANCING)
    desk.keys("shift+F2")
    desk.types("Agreed to the filing")
    desk.keys("ctrl+Return")
    desk.sees("a comment", lambda: len(desk.project.comments), 1)
    proof = desk.folder / "letter.txt"
    proof.write_text("confirmed")
    desk.start_at(FINANCING)
    desk.keys("ctrl+shift+e")
    if desk.holds("evidence is asked for", desk.dialog):
        desk.keys("Tab")
        desk.types(str(proof), "Return")
        desk.sees("evidence", lambda: len(desk.project.evidence), 1)


def reconcile_a_period(desk: Desk) -> None:
    desk.workspace.view_state.show_statement("cash_flows")
    spin(100)
    desk.choose("Reconciliation", "This period is reconciled")
    desk.holds("the differences have columns", lambda: desk.model.columnCount() > 4, lambda: desk.model.columnCount())
    desk.grid.setFocus()
    desk.start_at("net_cash_used_in_investing_activities", ECL, statement="cash_flows")
    desk.types("100", "Return")
    investing = "net_cash_used_in_investing_activities"
    desk.holds("the result follows", lambda: desk.amount(investing, RESULT) == desk.amount(investing) + 100)


# ---- looking


def compare_periods(desk: Desk) -> None:
    desk.start_at(FINANCING)
    desk.keys("ctrl+alt+c")
    if desk.dialog():
        desk.keys("Return")
    desk.holds("two periods beside each other", lambda: any("2022" in text for text in _visible_headings(desk)), lambda: _visible_headings(desk))
    desk.holds("the change, in percent too", lambda: any("%" in text for text in _visible_headings(desk)), lambda: _visible_headings(desk))


def _visible_headings(desk: Desk) -> list[str]:
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QTableView

    return [
        " ".join(str(view.model().headerData(column, Qt.Orientation.Horizontal)).split())
        for view in desk.workspace.page.findChildren(QTableView)
        if view.isVisible() and view.model() is not None
        for column in range(view.model().columnCount())
        if not view.isColumnHidden(column)
    ]


def only_affected(desk: Desk) -> None:
    desk.start_at(FINANCING)
    before = len(desk.rows_shown())
    desk.keys("ctrl+l")
    desk.holds("fewer lines", lambda: len(desk.rows_shown()) < before / 2 + 1, lambda: len(desk.rows_shown()))
    desk.keys("ctrl+l")
    desk.sees("all again", lambda: len(desk.rows_shown()), before)


def see_the_bridge(desk: Desk) -> None:
    desk.start_at(FINANCING)
    desk.keys("F11")
    bridge = desk.workspace.bridge
    desk.holds("the bridge of this line", lambda: desk.reads("Financing income", bridge), lambda: desk.texts(bridge))


def keep_the_chart(desk: Desk) -> None:
    bridge = desk.workspace.bridge
    menu = desk.menu_at(on_screen(bridge, bridge.rect()).center(), "Copy")
    desk.holds("it can be copied", lambda: any(one.startswith("Copy") for one in menu), lambda: menu)
    desk.holds("another program can paste it", lambda: "PNG" in desk.copied("image/png")[:8])
    desk.holds("it can be saved", lambda: any("ave" in one for one in menu), lambda: menu)


def print_it(desk: Desk) -> None:
    desk.start_at(FINANCING)
    desk.keys("ctrl+p")
    if desk.holds("a preview", desk.dialog):
        pdf = desk.button("Save as PDF") or desk.button("PDF")
        desk.holds("a PDF can be made", lambda: pdf, lambda: desk.texts(desk.the_dialog()))
        if pdf is not None:
            target = desk.folder / "operations.pdf"
            desk.click_on(pdf)
            desk.keys("ctrl+a")
            desk.types(str(target), "Return")
            spin(MILLISECONDS_TO_WRITE, target.exists)
            desk.holds("it is written", target.exists)


def export(desk: Desk) -> None:
    desk.start_at(FINANCING)
    desk.types("5", "Return")
    desk.keys("ctrl+e", "ctrl+a")
    target = desk.folder / "review.xlsx"
    desk.types(str(target), "Return")
    spin(MILLISECONDS_TO_WRITE, target.exists)
    if desk.holds("the workbook is written", target.exists):
        sheets = openpyxl.load_workbook(target, read_only=True).sheetnames
        desk.holds("with what was changed", lambda: "Changes" in sheets, lambda: sheets)


def see_who_changed_what(desk: Desk) -> None:
    desk.start_at(FINANCING)
    desk.types("5", "Return")
    target = desk.folder / "closing.recon"
    desk.keys("ctrl+s")
    desk.types(str(target), "Return")
    spin(MILLISECONDS_TO_WRITE, target.exists)
    desk.keys("ctrl+o")
    desk.types(str(target), "Return")
    spin(MILLISECONDS_TO_READ, lambda: "closing" in desk.window.windowTitle())
    spin(1000)
    desk.choose("View", "Panels", "History")
    history = desk.workspace.history
    for what in ("Financing income", "2,254,620"):
        desk.holds(f"after opening again the history tells {what}", lambda: desk.reads(what, history), lambda: desk.texts(history))
    desk.holds("and who", lambda: desk.reads(desk.window.files.user_name, history), lambda: desk.texts(history))


def follow_a_failing_check(desk: Desk) -> None:
    desk.start_at(FINANCING)
    desk.types("5", "Return")
    spin(2000, lambda: not desk.workspace.checks_run.is_running)
    desk.start_at(REFERRAL)
    desk.keys("ctrl+alt+k")
    desk.holds("the checks have the focus", lambda: desk.workspace.checks.isVisible() and desk.workspace.checks.isAncestorOf(QApplication.focusWidget()), desk.focus)
    desk.keys("Down", "Return")
    desk.holds("Enter leads to a figure that fails", lambda: desk.current() != desk.at(REFERRAL), desk.current)


def two_people(desk: Desk) -> None:
    from workbench.ui.shell.window import MainWindow
    from workbench.ui.toolkit.settings import Settings

    target = desk.folder / "closing.recon"
    desk.keys("ctrl+s")
    desk.types(str(target), "Return")
    desk.holds("saved", target.exists)
    other = MainWindow(Settings(None), desk.window._theme, state_folder=desk.folder / "elsewhere")
    other.show()
    other.files.open([target])
    desk.holds("whoever opens it next is told that it is open elsewhere", lambda: desk.reads("open elsewhere"), desk.dialog)
    desk.keys("Escape")
    other.files.close()
    other.close()


def roll_forward(desk: Desk) -> None:
    target = desk.folder / "h1-2023.recon"
    desk.keys("ctrl+s")
    desk.types(str(target), "Return")
    spin(MILLISECONDS_TO_WRITE, target.exists)
    desk.choose("File", "Roll forward")
    if desk.holds("roll forward asks from what", desk.dialog):
        if accept := desk.button("OK", desk.the_dialog()):
            desk.click_on(accept)
        spin(MILLISECONDS_TO_READ, lambda: not desk.dialog())
        desk.holds("the next period is there", lambda: "h1-2023" not in desk.window.windowTitle(), lambda: desk.window.windowTitle() + desk.dialog())
    desk.keys("Escape", "ctrl+n")
    if desk.button("Discard") is not None:
        desk.click_on(desk.button("Discard"))
    desk.holds("a new project can be begun", lambda: "ew project" in desk.dialog(), desk.dialog)


TASKS = (
    Row("1 start, open the sample", "the sample with the keyboard alone", start_with_the_sample, book=None),
    Row("2 import a workbook", "Enter through all pages", import_a_workbook, book=None),
    Row("3 import a wrong / damaged / empty / PDF / text file", "refused in one sentence", import_what_is_no_workbook, book=None),
    Row("4 import a transposed table", "lines across are read, or said to be", import_transposed, book=None),
    Row("5 add the comparative column that was ignored", "both columns are periods", import_a_comparative, book=None),
    Row("6 correct entity, currency, scale, unit, framework by pointing", "taken at once", correct_by_pointing, book=None),
    Row("7 switch a difference, keyboard", "one key; any of many with arrows and Space", switch_by_key),
    Row("8 switch, mouse", "one click on the switch, and nothing by accident", switch_by_mouse),
    Row("9 all on / all off", "one key each", all_off_and_on),
    Row("10 edit a figure", "typed, with its whole content in view", edit_a_figure),
    Row("11 arithmetic", "the working is kept", arithmetic_is_kept),
    Row("12 paste a block from Excel (TSV)", "one step", pastes),
    Row("13 paste HTML-only clipboard", "as from Excel", pastes_html),
    Row("14 paste `$ 1,234`, `RMB 5`, `5-`, `5 CR`", "read as amounts", paste_decorated),
    Row("15 paste or type `1 234`", "read as an amount", spaces_in_amounts),
    Row("16 paste a block with captions", "figures go to the lines of those captions", paste_with_captions),
    Row("17 fill down / right", "by key", fills_by_keys),
    Row("18 undo / redo", "what changed is shown", undo_and_redo),
    Row("19 find", "in every statement", finds),
    Row("20 find and replace", "with a preview", replaces),
    Row("21 go to a line / cell", "by name", name_box),
    Row("22 jump between statements", "one key", next_sheet),
    Row("23 change the period", "by key, whatever panel is below", change_the_period),
    Row("24 select ranges, look at sums", "exact, with least and greatest", status_sums),
    Row("25 trace a total", "parts with amounts, and the way to them", trace_a_total),
    Row("26 see where a figure comes from", "file, sheet, cell and what stands around it", see_the_source),
    Row("27 restate a total", "with its reason", restate_a_total),
    Row("28 mark a source as restated", "with its reason", mark_a_restated_source),
    Row("29 change a caption", "in place", change_a_caption),
    Row("30 say what a line means", "one step", say_the_concept),
    Row("31 say how a total is made", "its parts and signs", say_the_parts),
    Row("32 add a line / delete / move a line", "by key", add_move_and_delete_lines),
    Row("33 add a new difference with entries incl. tax and equity leg", "posted if it balances", add_a_difference),
    Row("34 type entries of an existing difference on several lines", "in its column", type_entries_in_a_column),
    Row("35 create a reclassification", "its nature is said", reclassify),
    Row("36 rename a difference", "in place, and nothing is switched", rename_a_difference),
    Row("37 reorder / delete a difference", "by key, with Undo", reorder_and_delete_differences),
    Row("38 write or edit a note; standards", "in the details", write_a_note),
    Row("39 comment on a cell, tick mark, sign-off, evidence attachment", "kept with the figure", comment_and_prove),
    Row("40 mark a period as reconciled and type entries", "its differences have columns", reconcile_a_period),
    Row("41 compare periods side by side", "with the change", compare_periods),
    Row("42 affected lines only", "one key", only_affected),
    Row("43 view the bridge", "of any line", see_the_bridge),
    Row("44 copy / save the chart", "as a picture", keep_the_chart),
    Row("45 print / PDF", "with a preview", print_it),
    Row("46 export the review workbook", "with the changes", export),
    Row("47 see who changed what, when", "after opening again, too", see_who_changed_what),
    Row("48 failing checks → figure", "Enter leads there", follow_a_failing_check),
    Row("49 save; two people on one file", "the second is told", two_people),
    Row("50 recover after a crash", "nothing is lost", recovers, book=None),
    Row("51 roll forward to the next period, new blank project", "both can be begun", roll_forward),
)  # fmt: skip
