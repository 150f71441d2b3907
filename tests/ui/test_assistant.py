"""The import assistant in the real window, with real files: what a user sees and does, by keyboard where it can be."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QItemSelectionModel, QModelIndex, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QMessageBox
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.conftest import Workbench
from tests.published import H1_2023
from tests.ui.accessible_tree import unnamed_headings, without_name
from tests.ui.mouse_wheel import turn_wheel
from workbench import resources
from workbench.commands import EditEntries, RenameLine
from workbench.domain.findings import FindingStatus
from workbench.domain.project import Project
from workbench.domain.sources import CellRef, FigureRole
from workbench.domain.statements import StatementKind
from workbench.importing.report.draft import Question
from workbench.importing.report.layout_store import LayoutStore
from workbench.importing.sheets.corrections import (
    WHOLE_IMPORT,
    Area,
    IgnoreArea,
    SetColumnRole,
    SetCurrency,
    SetEntity,
    SetLinesAcross,
    SetScale,
    SetTotalParts,
)
from workbench.phrases import ENGLISH
from workbench.ui.assistant.assistant import Assistant
from workbench.ui.assistant.cell_colours import CellColour
from workbench.ui.assistant.column_dialog import ColumnDialog
from workbench.ui.assistant.layouts_dialog import LayoutsDialog
from workbench.ui.shell.window import MainWindow
from workbench.ui.shell.workspace import Workspace
from workbench.ui.toolkit.language import tr_fact
from workbench.ui.toolkit.theme import Choice, Theme
from workbench.wording import say_fact

KEY = Qt.Key
MILLISECONDS = 30_000
SAMPLES = resources.root() / "samples"
PASTED = SAMPLES / "qifu-99.2-pasted.xlsx"
SHEET = ("qifu-99.2-pasted.xlsx", "Sheet1")
FILES, TABLES, OUTCOME = range(3)

Begin = Callable[..., Assistant]


@pytest.fixture
def begin(qtbot: QtBot, window: MainWindow) -> Begin:
    """Open the assistant on files and wait until it has read them."""

    def begin_with(*paths: Path) -> Assistant:
        window.files.import_wanted.emit(list(paths))
        assert window.assistant is not None
        ready(qtbot, window.assistant)
        return window.assistant

    return begin_with


def ready(qtbot: QtBot, assistant: Assistant) -> None:
    qtbot.waitUntil(lambda: not assistant.controller.is_busy, timeout=MILLISECONDS)


def press(qtbot: QtBot, key: Qt.Key) -> None:
    """Press a key where the keyboard is."""
    widget = QApplication.focusWidget()
    assert widget is not None
    qtbot.keyClick(widget, key)


def rows_of(model: QAbstractItemModel) -> list[list[str]]:
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
    return [
        [str(model.index(row, column).data() or "") for column in range(columns)] for row in range(model.rowCount())
    ]


def sources_of(assistant: Assistant) -> list[tuple[int, str, str]]:
    """Return the tree of files as a reader sees it: depth, name, what was recognised."""
    found: list[tuple[int, str, str]] = []
    model = assistant.files.model

    def walk(parent: QModelIndex, depth: int) -> None:
        for row in range(model.rowCount(parent)):
            name, about = (model.index(row, column, parent) for column in (0, 1))
            found.append((depth, name.data(), about.data()))
            walk(name, depth + 1)

    walk(QModelIndex(), 0)
    return found


def the_box() -> QMessageBox:
    """Return the one message that is shown."""
    (box,) = [each for each in QApplication.topLevelWidgets() if isinstance(each, QMessageBox) and each.isVisible()]
    return box


def the_dialog(kind: type[QDialog], window: MainWindow) -> QDialog:
    (dialog,) = [each for each in window.findChildren(kind) if each.isVisible()]
    return dialog


def choose(menu: QMenu, text: str) -> None:
    """Open a menu as pointing does, and choose what begins with ``text``."""
    menu.aboutToShow.emit()
    (action,) = [each for each in menu.actions() if each.text().replace("&", "").startswith(text)]
    action.trigger()


def submenu(menu: QMenu, text: str) -> QMenu:
    """Return the menu that opens from what begins with ``text``."""
    (found,) = [each.menu() for each in menu.actions() if each.text().replace("&", "").startswith(text)]
    assert isinstance(found, QMenu)
    return found


def sheet_of(folder: Path, *rows: Sequence[object]) -> Path:
    """Write a workbook of one sheet."""
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(list(row))
    book.save(folder / "book.xlsx")
    return folder / "book.xlsx"


def take(qtbot: QtBot, window: MainWindow, assistant: Assistant) -> Workspace:
    """Go to the last page and import."""
    assistant.show_page(OUTCOME)
    with qtbot.waitSignal(window.settled, timeout=MILLISECONDS):
        assistant.advance()
    assert window.assistant is None
    assert window.workspace is not None
    return window.workspace


def changed_copy(folder: Path, name: str = PASTED.name, cell: str = "C17", value: str = "(200,000)") -> Path:
    """Return a copy of the pasted workbook in which one cell is another."""
    book = openpyxl.load_workbook(PASTED)
    book["Sheet1"][cell] = value
    folder.mkdir(exist_ok=True)
    book.save(folder / name)
    return folder / name


# ---- a whole import


def test_a_workbook_is_imported_by_keyboard_through_all_pages(qtbot: QtBot, window: MainWindow, begin: Begin) -> None:
    assistant = begin(PASTED)
    assert sources_of(assistant)[:2] == [(0, "qifu-99.2-pasted.xlsx", "1 sheet, 10 KB"), (1, "Sheet1", "4 tables")]
    assert (2, "Statement of operations", "2 reconciliations, H1 2022, H1 2023; 15 lines") in sources_of(assistant)
    assert window.files.document is None
    press(qtbot, KEY.Key_Return)
    assert assistant.page == TABLES
    assert assistant.tables.view.hasFocus()
    press(qtbot, KEY.Key_Down)
    press(qtbot, KEY.Key_Return)
    assert assistant.page == OUTCOME
    assert rows_of(assistant.outcome.statements)[0] == ["Operations", "H1 2022, H1 2023", "", "15", "7"]
    assert rows_of(assistant.outcome.adjustments)[2][0] == "Share-based compensation"
    assert assistant.outcome.cell_counts.text().startswith("621 cells: 450 figures, ")
    assert window.files.document is None  # nothing is built until Import
    with qtbot.waitSignal(window.settled, timeout=MILLISECONDS):
        press(qtbot, KEY.Key_Return)
    assert window.assistant is None
    assert window.workspace is not None
    assert window.workspace.isVisible()
    session = window.workspace.document.session
    assert session.results.figure("net_income", H1_2023) == 1_746_887


def test_every_page_names_its_controls_and_tables(qtbot: QtBot, window: MainWindow, begin: Begin) -> None:
    assert without_name(window) == []  # the start page
    assistant = begin(PASTED)
    for page in (FILES, TABLES, OUTCOME):
        assert assistant.page == page
        assert without_name(assistant) == []
        assert unnamed_headings(assistant) == []
        if page != OUTCOME:
            press(qtbot, KEY.Key_Return)


def test_several_files_are_one_import(qtbot: QtBot, window: MainWindow, begin: Begin) -> None:
    assistant = begin(SAMPLES / "qifu-h1-2023.xlsx")
    assistant.add([SAMPLES / "qifu-adjustment-entries.xlsx"])
    ready(qtbot, assistant)
    assert [name for depth, name, _ in sources_of(assistant) if depth == 0] == [
        "qifu-h1-2023.xlsx",
        "qifu-adjustment-entries.xlsx",
    ]
    workspace = take(qtbot, window, assistant)
    assert [each.name for each in workspace.document.session.project.sources] == [
        "qifu-h1-2023.xlsx",
        "qifu-adjustment-entries.xlsx",
    ]


def test_a_file_is_taken_out_again(qtbot: QtBot, begin: Begin) -> None:
    assistant = begin(PASTED, SAMPLES / "qifu-h1-2023.xlsx")
    assistant.files.view.setCurrentIndex(assistant.files.model.index(0, 0))
    assistant.files.remove_button.click()
    ready(qtbot, assistant)
    assert [name for depth, name, _ in sources_of(assistant) if depth == 0] == ["qifu-h1-2023.xlsx"]
    assert assistant.controller.draft is not None
    assert [each.file for each in assistant.controller.draft.sheets[:1]] == ["qifu-h1-2023.xlsx"]


def test_a_sheet_is_left_out_by_its_check_box(qtbot: QtBot, begin: Begin) -> None:
    assistant = begin(SAMPLES / "qifu-h1-2023.xlsx")
    view, model = assistant.files.view, assistant.files.model
    (row,) = [row for row in range(11) if model.index(row, 0, model.index(0, 0)).data() == "Recon IS 1H22"]
    view.setCurrentIndex(model.index(row, 0, model.index(0, 0)))
    view.setFocus()
    press(qtbot, KEY.Key_Space)
    ready(qtbot, assistant)
    assert assistant.controller.corrections["qifu-h1-2023.xlsx", "Recon IS 1H22"]
    assert not [
        each
        for each in sources_of(assistant)
        if each[1:] == ("Statement of operations", "1 reconciliation, H1 2022; 15 lines")
    ]
    assert rows_of(assistant.outcome.statements)[0][1] == "H1 2023"
    assert rows_of(assistant.outcome.ignored_cells)[0][1:] == ["122", "ignored at your request"]
    press(qtbot, KEY.Key_Space)
    ready(qtbot, assistant)
    assert rows_of(assistant.outcome.statements)[0][1] == "H1 2022, H1 2023"


def test_a_hidden_sheet_is_called_hidden(qtbot: QtBot, begin: Begin, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(SAMPLES / "qifu-h1-2023.xlsx")
    book["Recon IS 1H22"].sheet_state = "hidden"
    book.save(tmp_path / "hidden.xlsx")
    assert (1, "Recon IS 1H22", "Hidden sheet. 1 table") in sources_of(begin(tmp_path / "hidden.xlsx"))


# ---- what cannot be imported


def test_a_wrong_file_is_refused_in_one_sentence_on_the_first_page(qtbot: QtBot, begin: Begin, tmp_path: Path) -> None:
    wrong = tmp_path / "notes.xlsx"
    wrong.write_text("my notes")
    assistant = begin(wrong)
    assert assistant.files.refusal.isVisible()
    assert assistant.files.refusal.message.text().startswith("notes.xlsx cannot be read: ")
    assert "\n" not in assistant.files.refusal.message.text()
    assert sources_of(assistant) == [(0, "notes.xlsx", "cannot be read")]
    assert not assistant.next.isEnabled()
    assistant.advance()
    assert assistant.page == FILES
    assistant.add([PASTED, PASTED, tmp_path / "absent.xlsx", tmp_path / "notes.docx"])
    ready(qtbot, assistant)
    assert assistant.next.isEnabled()
    told = assistant.files.refusal.message.text().splitlines()
    assert "qifu-99.2-pasted.xlsx is given twice. Give each file once, and rename files that share a name." in told
    assert len(told) == 4


def test_a_review_workbook_is_refused_on_the_first_page(begin: Begin, tmp_path: Path, workbench: Workbench) -> None:
    review = tmp_path / "review.xlsx"
    assert workbench("reconcile", PASTED, "-o", review).status == 0
    assistant = begin(review)
    assert assistant.files.refusal.message.text().startswith("review.xlsx cannot be imported: it is a review workbook")
    assert not assistant.next.isEnabled()


def test_a_workbook_without_a_statement_cannot_be_gone_on_with(qtbot: QtBot, begin: Begin, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "Nothing here"
    book.save(tmp_path / "empty.xlsx")
    assistant = begin(tmp_path / "empty.xlsx")
    assert "no statement was found" in assistant.files.refusal.message.text()
    assistant.show_page(TABLES)
    assistant.advance()
    assert assistant.page == TABLES
    assert not assistant.next.isEnabled()


# ---- giving up


@pytest.mark.parametrize("page", [FILES, TABLES, OUTCOME])
def test_giving_up_at_any_page_leaves_everything_as_it_was(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, begin: Begin, page: int
) -> None:
    before = workspace.document.session.project
    assistant = begin(PASTED)
    assistant.show_page(page)
    assert not workspace.isVisible()
    press(qtbot, KEY.Key_Escape)
    assert window.assistant is None
    assert window.workspace is workspace
    assert workspace.isVisible()
    assert workspace.document.session.project is before
    assert not workspace.document.is_modified
    assert not window.jobs.running


def test_giving_up_asks_where_corrections_would_be_lost(qtbot: QtBot, window: MainWindow, begin: Begin) -> None:
    assistant = begin(PASTED)
    assistant.controller.correct(SHEET, IgnoreArea(Area(26, 1, 49, 7)))
    ready(qtbot, assistant)
    press(qtbot, KEY.Key_Escape)
    box = the_box()
    assert box.text() == "Cancel this import?"
    (stay,) = [button for button in box.buttons() if button.text() == "Continue import"]
    stay.click()
    assert window.assistant is assistant
    window.close()
    assert window.isVisible()
    (leave,) = [button for button in the_box().buttons() if button.text() == "Cancel import"]
    leave.click()
    assert window.assistant is None
    assert window.start_page.isVisible()


def test_reading_is_stopped_at_once(qtbot: QtBot, window: MainWindow) -> None:
    window.files.import_wanted.emit([PASTED])
    assistant = window.assistant
    assert assistant is not None
    window.job_bar.stop.click()
    ready(qtbot, assistant)
    assert "was stopped" in assistant.files.refusal.message.text()
    window.files.import_wanted.emit([SAMPLES / "qifu-h1-2023.xlsx"])
    ready(qtbot, assistant)
    assert assistant.controller.draft is not None


def test_giving_up_while_files_are_read_leaves_no_job(qtbot: QtBot, window: MainWindow) -> None:
    window.files.import_wanted.emit([PASTED])
    assert window.assistant is not None
    window.assistant.give_up()
    assert window.assistant is None
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=MILLISECONDS)
    assert window.start_page.isVisible()


def test_document_actions_rest_while_the_assistant_is_open(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, begin: Begin
) -> None:
    assert window.action("export").isEnabled()
    assistant = begin(PASTED)
    for name in ("import", "import_again", "open", "save", "export", "undo", "paste"):
        assert not window.action(name).isEnabled(), name
    before = workspace.document.session.project
    widget = QApplication.focusWidget()
    assert widget is not None
    qtbot.keyClick(widget, KEY.Key_1, Qt.KeyboardModifier.ControlModifier)  # switches the first difference, else
    assert workspace.document.session.project is before
    assistant.give_up()
    assert window.action("export").isEnabled()
    assert window.action("import").isEnabled()


# ---- pointing


def test_the_inspector_says_what_a_cell_was_read_as_and_why(begin: Begin) -> None:
    assistant = begin(PASTED)
    assistant.show_page(TABLES)
    assistant.tables.view.go_to(9, 4)
    told = assistant.tables.inspector.description.toPlainText()
    assert "D9" in told
    assert "(14,945)" in told
    assert "Read as: figure" in told
    assert "Statement of operations" in told
    assert "difference: Effective interest rate on loans receivable, net of tax, H1 2022" in told
    header = assistant.tables.view.sheet_model.headerData(3, Qt.Orientation.Horizontal)
    assert header == "D\ndifference"


def test_a_table_is_jumped_to_from_the_list(qtbot: QtBot, begin: Begin) -> None:
    assistant = begin(PASTED)
    assistant.show_page(TABLES)
    tables_list = assistant.tables.tables_list
    names = [str(row[0]).splitlines()[0] for row in rows_of(tables_list.model())]
    assert names == [
        "Sheet1",
        "Operations, H1 2022",
        "Operations, H1 2023",
        "Financial position, 31 Dec 2022",
        "Financial position, 30 Jun 2023",
    ]
    tables_list.setFocus()
    tables_list.setCurrentIndex(tables_list.model().index(3, 0))
    assert assistant.controller.draft is not None
    area = assistant.controller.draft.sheets[0].detected[2].area
    assert assistant.tables.view.place == (area.top, area.left)
    assert tables_list.currentIndex().row() == 3


def test_a_correction_by_pointing_changes_the_draft_is_remembered_offered_and_forgotten(
    qtbot: QtBot, window: MainWindow, begin: Begin, tmp_path: Path
) -> None:
    assistant = begin(PASTED)
    assistant.show_page(TABLES)
    assistant.tables.view.go_to(12, 4)
    choose(assistant.tables.menus.columns, "No figures")
    assert assistant.controller.is_busy
    assert assistant.tables.view.sheet_model.overlay is not None  # the old marks stay until the new ones are there
    ready(qtbot, assistant)
    assert rows_of(assistant.tables.inspector.corrections) == [["D7:D23 contains no figures"]]
    view = assistant.tables.view.sheet_model
    mark = view.mark(12, 4)
    assert mark is not None
    assert mark.use.value == "ignored"
    take(qtbot, window, assistant)

    next_half = begin(changed_copy(tmp_path / "next", "next-half.xlsx"))
    assert next_half.files.use_remembered.isVisible()
    assert next_half.files.use_remembered.text() == "&Use the 1 correction remembered for this layout (Sheet1)"
    assert next_half.files.use_remembered.isChecked()
    assert rows_of(next_half.tables.inspector.corrections) == [["D7:D23 contains no figures (remembered)"]]
    next_half.files.use_remembered.click()
    ready(qtbot, next_half)
    assert rows_of(next_half.tables.inspector.corrections) == []
    next_half.files.use_remembered.click()
    ready(qtbot, next_half)

    next_half.files.layouts_button.click()
    dialog = the_dialog(LayoutsDialog, window)
    assert isinstance(dialog, LayoutsDialog)
    assert "D7:D23 contains no figures" in dialog.list.item(0).text()
    dialog.forget_button.click()
    assert dialog.list.count() == 0
    dialog.reject()
    assert not next_half.files.use_remembered.isVisible()
    next_half.controller.corrections = {}
    next_half.give_up()
    assert not begin(PASTED).files.use_remembered.isVisible()


def test_a_correction_is_taken_back(qtbot: QtBot, begin: Begin) -> None:
    assistant = begin(PASTED)
    assistant.show_page(TABLES)
    assistant.tables.view.go_to(40, 2)
    choose(assistant.tables.menus.areas, "Ignore the table A33:G49")
    ready(qtbot, assistant)
    assert rows_of(assistant.outcome.statements)[0][1] == "H1 2022"
    inspector = assistant.tables.inspector
    inspector.list.setCurrentIndex(inspector.corrections.index(0, 0))
    inspector.take_back_button.click()
    ready(qtbot, assistant)
    assert rows_of(inspector.corrections) == []
    assert rows_of(assistant.outcome.statements)[0][1] == "H1 2022, H1 2023"


def test_a_total_is_pointed_at_with_its_parts_and_the_signs_follow_from_the_figures(qtbot: QtBot, begin: Begin) -> None:
    assistant = begin(PASTED)
    assistant.show_page(TABLES)
    view = assistant.tables.view
    view.go_to(10, 1)
    add = QItemSelectionModel.SelectionFlag.Select
    for row in (10, 18):
        view.selectionModel().select(view.sheet_model.index(row - 1, 0), add)
    view.selectionModel().setCurrentIndex(view.sheet_model.index(18, 0), add)
    choose(assistant.tables.menus.rows, "Row 19 is the total of rows 10 and 18")
    ready(qtbot, assistant)
    assert assistant.controller.corrections[SHEET] == (SetTotalParts(19, ((10, 1), (18, -1))),)
    assert rows_of(assistant.tables.inspector.corrections) == [["Row 19 is the total of rows 10 and −18"]]


def test_totals_that_are_said_to_be_parts_of_each_other_are_refused_until_one_is_taken_back(
    qtbot: QtBot, begin: Begin
) -> None:
    assistant = begin(PASTED)
    assistant.show_page(TABLES)
    for said in (SetTotalParts(19, ((10, 1),)), SetTotalParts(10, ((19, 1),))):
        assistant.controller.correct(SHEET, said)
        ready(qtbot, assistant)
    told = assistant.tables.question.message.text()
    assert told.startswith("A total cannot be a part of itself: ")
    assert told.endswith("Remove one of these parts.")
    inspector = assistant.tables.inspector
    inspector.list.setCurrentIndex(inspector.corrections.index(1, 0))
    inspector.take_back_button.click()
    ready(qtbot, assistant)
    assert assistant.tables.question.isHidden()


def test_a_difference_is_named_in_a_dialog(qtbot: QtBot, window: MainWindow, begin: Begin) -> None:
    assistant = begin(PASTED)
    assistant.show_page(TABLES)
    assistant.tables.view.go_to(12, 5)
    choose(assistant.tables.menus.columns, "Another difference")
    dialog = the_dialog(ColumnDialog, window)
    assert isinstance(dialog, ColumnDialog)
    dialog.subject_field.clear()
    dialog.accept()
    assert dialog.refusal.text() == "Enter a name for the difference."
    dialog.period.setText("some day")
    dialog.subject_field.setText("Leases")
    dialog.accept()
    assert "is not a recognized period" in dialog.refusal.text()
    dialog.period.clear()
    qtbot.keyClick(dialog.subject_field, KEY.Key_Return)
    ready(qtbot, assistant)
    assert assistant.controller.corrections[SHEET] == (
        SetColumnRole(Area(7, 5, 23, 5), FigureRole.ADJUSTMENT, "Leases"),
    )
    assert "Leases" in [row[0] for row in rows_of(assistant.outcome.adjustments)]


def test_a_table_is_said_to_be_another_statement(qtbot: QtBot, begin: Begin) -> None:
    assistant = begin(PASTED)
    assistant.show_page(TABLES)
    assistant.tables.view.go_to(10, 2)
    menu = assistant.tables.menus.areas
    menu.aboutToShow.emit()
    kinds = submenu(menu, "Type of the table at A7:G23")
    assert [each.text() for each in kinds.actions() if each.isChecked()] == ["Statement of operations"]
    (other,) = [each for each in kinds.actions() if each.text() == "Statement of cash flows"]
    other.trigger()
    ready(qtbot, assistant)
    assert assistant.controller.draft is not None
    assert StatementKind.CASH_FLOWS in [block.kind for block in assistant.controller.draft.sheets[0].detected]


def test_a_question_is_asked_on_top_and_answered_by_a_button(qtbot: QtBot, begin: Begin, tmp_path: Path) -> None:
    path = tmp_path / "doubtful.csv"
    path.write_text(
        "Statement of operations;;\n;H1 2023;H1 2022\nRevenue;1.234;2.345\nCosts;1.111;1.222\nNet income;123;1.123\n"
    )
    assistant = begin(path)
    assistant.show_page(TABLES)
    draft = assistant.controller.draft
    assert draft is not None
    question: Question = draft.questions[0]
    strip = assistant.tables.question
    assert strip.isVisible()
    assert strip.message.text().startswith(tr_fact(question.text))
    assert [button.text() for button in strip.buttons][:-1] == [tr_fact(label) for label, _ in question.answers]
    strip.buttons[1].click()
    ready(qtbot, assistant)
    assert assistant.controller.corrections[question.sheet] == (question.answers[1][1],)
    assert assistant.controller.draft is not None
    assert question not in assistant.controller.draft.questions


def test_the_newest_correction_wins(qtbot: QtBot, begin: Begin) -> None:
    assistant = begin(PASTED)
    for top in (26, 50, 89):
        assistant.controller.correct(SHEET, IgnoreArea(Area(top, 1, top + 20, 7)))
    ready(qtbot, assistant)
    assert assistant.controller.draft is not None
    assert assistant.controller.draft.corrections == assistant.controller.corrections
    assert len(assistant.controller.corrections[SHEET]) == 3


# ---- the period above a column


ODD = (
    ("Kappa Ltd",),
    ("Statement of operations, RMB in thousands",),
    (None, "FY2023", "Col. 2", "Q2"),
    ("Revenue", 1000, 900, 80),
    ("Costs", -600, -500, -40),
    ("Net income", 400, 400, 40),
)


def test_a_column_whose_heading_says_the_period_asks_nothing(qtbot: QtBot, window: MainWindow, begin: Begin) -> None:
    assistant = begin(PASTED)
    assistant.show_page(TABLES)
    assistant.tables.view.go_to(12, 4)
    choose(assistant.tables.menus.columns, "As reported")
    assert not [each for each in window.findChildren(ColumnDialog) if each.isVisible()]
    assert assistant.controller.corrections[SHEET] == (SetColumnRole(Area(7, 4, 23, 4), FigureRole.AS_REPORTED),)
    ready(qtbot, assistant)


def test_the_period_is_asked_for_where_no_heading_says_it(
    qtbot: QtBot, window: MainWindow, begin: Begin, tmp_path: Path
) -> None:
    assistant = begin(sheet_of(tmp_path, *ODD))
    assistant.show_page(TABLES)
    assistant.tables.view.go_to(5, 3)
    choose(assistant.tables.menus.columns, "As reported")
    dialog = the_dialog(ColumnDialog, window)
    assert isinstance(dialog, ColumnDialog)
    assert dialog.focusWidget() is dialog.period
    dialog.accept()
    assert dialog.refusal.text().startswith("Enter a period, such as ")
    dialog.period.setText("foo")
    dialog.accept()
    assert dialog.refusal.text() == (
        "'foo' is not a recognized period. "
        "Enter a period such as 'Six months ended June 30, 2023', 'FY2023' or 'H1 2023'."
    )
    dialog.period.setText("31 Dec 2022")
    dialog.accept()
    assert dialog.refusal.text().startswith("'31 Dec 2022' is a single date, but this table covers periods of time.")
    dialog.period.setText("FY2022")
    qtbot.keyClick(dialog.period, KEY.Key_Return)
    ready(qtbot, assistant)
    assert assistant.controller.corrections["book.xlsx", "Sheet"] == (
        SetColumnRole(Area(4, 3, 6, 3), FigureRole.AS_REPORTED, period="FY2022"),
    )
    assert rows_of(assistant.outcome.statements)[0][1:3] == ["", "FY 2022, FY 2023"]
    choose(assistant.tables.menus.columns, "The result")  # what was said is not forgotten
    again = the_dialog(ColumnDialog, window)
    assert isinstance(again, ColumnDialog)
    assert again.period.text() == "Year ended December 31, 2022"
    again.reject()


def test_what_of_a_period_stands_above_is_there_to_be_completed(
    window: MainWindow, begin: Begin, tmp_path: Path
) -> None:
    assistant = begin(sheet_of(tmp_path, *ODD))
    assistant.show_page(TABLES)
    assistant.tables.view.go_to(5, 4)
    choose(assistant.tables.menus.columns, "As reported")
    dialog = the_dialog(ColumnDialog, window)
    assert isinstance(dialog, ColumnDialog)
    assert dialog.period.text() == "Q2"
    dialog.reject()
    assistant.tables.view.go_to(5, 2)
    choose(assistant.tables.menus.columns, "For another period")
    dialog = the_dialog(ColumnDialog, window)
    assert isinstance(dialog, ColumnDialog)
    assert dialog.period.text() == "Year ended December 31, 2023"
    dialog.reject()


def test_of_several_columns_only_those_without_a_period_take_what_is_typed(
    qtbot: QtBot, window: MainWindow, begin: Begin, tmp_path: Path
) -> None:
    assistant = begin(sheet_of(tmp_path, *ODD))
    assistant.show_page(TABLES)
    view = assistant.tables.view
    view.go_to(5, 2)
    view.selectionModel().select(view.sheet_model.index(4, 2), QItemSelectionModel.SelectionFlag.Select)
    choose(assistant.tables.menus.columns, "As reported")
    dialog = the_dialog(ColumnDialog, window)
    assert isinstance(dialog, ColumnDialog)
    dialog.period.setText("FY2022")
    dialog.accept()
    ready(qtbot, assistant)
    assert assistant.controller.corrections["book.xlsx", "Sheet"] == (
        SetColumnRole(Area(4, 2, 6, 2), FigureRole.AS_REPORTED),
        SetColumnRole(Area(4, 3, 6, 3), FigureRole.AS_REPORTED, period="FY2022"),
    )


def test_why_nothing_can_be_imported_stands_beside_the_sheet_too(begin: Begin, tmp_path: Path) -> None:
    assistant = begin(sheet_of(tmp_path, *ACROSS))
    assistant.show_page(TABLES)
    told = assistant.tables.question.message.text()
    assert told.startswith("book.xlsx: no statement was found.")
    assert told.endswith("specify what its columns contain, or that its line items are in columns.")


def test_a_finding_names_areas_not_every_cell(begin: Begin, tmp_path: Path) -> None:
    assistant = begin(sheet_of(tmp_path, *ODD))
    assistant.show_page(OUTCOME)
    outcome = assistant.outcome
    places = set()
    for row in range(outcome.findings.rowCount()):
        outcome.findings_view.setCurrentIndex(outcome.findings.index(row, 0))
        places.add(outcome.full_text.text().rsplit("  ", 1)[1])
    assert "book.xlsx!Sheet!C4:D6" in places


def test_words_alone_in_their_row_run_on_as_in_a_spreadsheet(begin: Begin, tmp_path: Path) -> None:
    assistant = begin(sheet_of(tmp_path, *ODD))
    assistant.show_page(TABLES)
    view = assistant.tables.view
    assert [view.sheet_model.lone_text(row) is not None for row in range(1, 7)] == [True, True, *[False] * 4]
    assert len({view.rowHeight(row) for row in (0, 1, 3)}) == 1
    assert sum(
        view.columnWidth(column) for column in range(view.sheet_model.columnCount())
    ) > view.fontMetrics().horizontalAdvance("Statement of operations, RMB in thousands")


# ---- lines across, units


ACROSS = (
    ("RMB in thousands",),
    ("Year", "Fees", "Wages", "Surplus"),
    ("FY2022", 900, -500, 400),
    ("FY2023", 1000, -600, 400),
)


def test_lines_are_said_to_run_across(qtbot: QtBot, begin: Begin, tmp_path: Path) -> None:
    assistant = begin(sheet_of(tmp_path, *ACROSS))
    assistant.show_page(TABLES)
    tables = assistant.tables
    tables.view.go_to(3, 2)
    choose(tables.menus.areas, "Line items are in columns")
    ready(qtbot, assistant)
    (said,) = assistant.controller.corrections["book.xlsx", "Sheet"]
    assert isinstance(said, SetLinesAcross)
    assert rows_of(tables.inspector.corrections) == [[f"In {said.area}, line items are in columns"]]
    assert rows_of(assistant.outcome.statements)[0][2] == "FY 2022, FY 2023"
    assert "Row 3: as reported, FY 2022" in tables.inspector.description.toPlainText()
    assert tables.view.sheet_model.headerData(2, Qt.Orientation.Horizontal) == "C\n"
    tables.menus.columns.aboutToShow.emit()
    (only,) = tables.menus.columns.actions()
    assert (only.isEnabled(), only.text()) == (False, "Each column here is a line item, and each row a period")


def test_the_unit_of_a_table_is_said(qtbot: QtBot, begin: Begin) -> None:
    assistant = begin(PASTED)
    assistant.show_page(TABLES)
    assistant.tables.view.go_to(10, 2)
    menu = assistant.tables.menus.areas
    menu.aboutToShow.emit()
    scales = submenu(menu, "Amounts at A7:G23 are in")
    assert [each.text() for each in scales.actions()] == ["whole units", "thousands", "millions", "billions"]
    assert [each.text() for each in scales.actions() if each.isChecked()] == ["thousands"]
    scales.actions()[2].trigger()
    ready(qtbot, assistant)
    assert assistant.controller.corrections[SHEET] == (SetScale(1_000_000, Area(7, 1, 23, 7)),)
    assert rows_of(assistant.tables.inspector.corrections) == [["The table at A7:G23 is in millions"]]


# ---- entity, currency and scale of the whole import


def test_what_the_files_say_of_the_whole_import_stands_on_the_first_page(begin: Begin) -> None:
    whole = begin(PASTED).files.whole_import
    fields = whole.entity.text(), whole.currency.currentText(), whole.scale.currentText()
    assert fields == ("", "RMB", "thousands")
    assert whole.message.text() == "No file states the entity. Fill this in here."
    named = {field.accessibleName() for field in (whole.entity, whole.currency, whole.scale)}
    assert named == {"Entity", "Currency", "Amounts in"}


def test_entity_currency_and_scale_are_said_by_keyboard_and_taken_back(
    qtbot: QtBot, window: MainWindow, begin: Begin
) -> None:
    assistant = begin(PASTED)
    whole, inspector = assistant.files.whole_import, assistant.tables.inspector
    qtbot.keyClick(window, KEY.Key_T, Qt.KeyboardModifier.AltModifier)
    assert whole.entity.hasFocus()
    qtbot.keyClicks(whole.entity, "Kappa Ltd")
    press(qtbot, KEY.Key_Return)
    ready(qtbot, assistant)
    assert assistant.page == FILES  # Enter ends the typing, and no more
    press(qtbot, KEY.Key_Tab)
    assert whole.currency.hasFocus()
    whole.code.selectAll()
    qtbot.keyClicks(whole.currency, "euro")
    press(qtbot, KEY.Key_Tab)
    ready(qtbot, assistant)
    assert whole.currency.currentText() == "EUR"
    assert whole.scale.hasFocus()
    press(qtbot, KEY.Key_Down)
    ready(qtbot, assistant)
    assert assistant.controller.corrections[WHOLE_IMPORT] == (
        SetEntity("Kappa Ltd"),
        SetCurrency("EUR"),
        SetScale(1_000_000),
    )
    assert assistant.outcome.summary.text() == "Kappa Ltd: US GAAP → IFRS, EUR in millions"
    assert whole.message.text() == "The files state: no entity; RMB; thousands."
    assert rows_of(inspector.corrections) == [
        ["The entity is Kappa Ltd"],
        ["The currency is EUR"],
        ["Amounts are in millions where a table states no unit"],
    ]
    press(qtbot, KEY.Key_Up)  # back to what was read
    ready(qtbot, assistant)
    whole.entity.setFocus()
    whole.entity.selectAll()
    press(qtbot, KEY.Key_Delete)
    press(qtbot, KEY.Key_Return)
    ready(qtbot, assistant)
    assert assistant.controller.corrections[WHOLE_IMPORT] == (SetCurrency("EUR"),)
    inspector.list.setCurrentIndex(inspector.corrections.index(0, 0))
    inspector.take_back_button.click()
    ready(qtbot, assistant)
    assert not assistant.controller.has_own_corrections
    assert whole.currency.currentText() == "RMB"
    press(qtbot, KEY.Key_Return)
    assert assistant.page == TABLES


def test_a_currency_that_is_not_understood_is_refused_in_place(qtbot: QtBot, begin: Begin) -> None:
    assistant = begin(PASTED)
    whole = assistant.files.whole_import
    whole.currency.setFocus()
    whole.code.selectAll()
    qtbot.keyClicks(whole.currency, "sestertii")
    press(qtbot, KEY.Key_Tab)
    assert whole.message.text() == "'sestertii' is not a recognized currency. Enter its code, such as USD."
    assert WHOLE_IMPORT not in assistant.controller.corrections
    whole.currency.setFocus()
    press(qtbot, KEY.Key_Escape)
    assert whole.currency.currentText() == "RMB"
    assert assistant.isVisible()


def test_the_wheel_changes_no_unit(qtbot: QtBot, begin: Begin) -> None:
    assistant = begin(PASTED)
    scale = assistant.files.whole_import.scale
    turn_wheel(scale)
    assert scale.currentText() == "thousands"
    assert assistant.controller.corrections == {}


def test_what_is_said_of_the_whole_import_is_not_remembered(
    qtbot: QtBot, window: MainWindow, begin: Begin, tmp_path: Path
) -> None:
    assistant = begin(PASTED)
    assistant.controller.correct(WHOLE_IMPORT, SetEntity("Kappa Ltd"))
    ready(qtbot, assistant)
    assert take(qtbot, window, assistant).document.session.project.entity == "Kappa Ltd"
    again = begin(changed_copy(tmp_path / "next", "next-half.xlsx"))
    assert again.controller.corrections == {}
    assert not again.files.use_remembered.isVisible()


def test_what_was_said_of_files_that_are_gone_is_gone(qtbot: QtBot, begin: Begin) -> None:
    assistant = begin(PASTED)
    assistant.controller.correct(WHOLE_IMPORT, SetEntity("Kappa Ltd"))
    ready(qtbot, assistant)
    assistant.files.remove_button.click()
    assert assistant.controller.corrections == {}
    assert not assistant.files.whole_import.isEnabled()


# ---- importing again


def test_a_changed_source_is_compared_cell_by_cell_and_taken_back_in_one_step(
    qtbot: QtBot, window: MainWindow, begin: Begin, tmp_path: Path
) -> None:
    workspace = take(qtbot, window, begin(PASTED))
    session = workspace.document.session
    before = session.project
    assistant = begin(changed_copy(tmp_path / "new"))
    assistant.show_page(OUTCOME)
    assert assistant.outcome.changes_view.isVisible()
    assert [
        "Changed",
        "Sheet1!C17",
        "Provision for contingent liabilities, H1 2022, Expected credit losses, net of tax",
        "(223,702)",
        "(200,000)",
    ] in rows_of(assistant.outcome.changes)
    assert assistant.outcome.changes_heading.text().startswith("Changes to the open project (")
    fails = [each for each in rows_of(assistant.outcome.findings) if each[0] == "Fail"]
    assert fails
    assert rows_of(assistant.outcome.findings)[: len(fails)] == fails  # what fails stands first
    assert session.project is before
    after = take(qtbot, window, assistant)
    assert after.document.session is session
    assert say_fact(session.step_to_undo or "", ENGLISH) == "Import qifu-99.2-pasted.xlsx"
    assert session.project.source_figures.by_source_cell[CellRef(*SHEET, "C17")].raw == "(200,000)"
    with qtbot.waitSignal(window.settled, timeout=MILLISECONDS):
        window.act("undo")
    assert session.project is before
    assert window.workspace is not None
    assert window.workspace.grid.current_model().rowCount() > 10
    with qtbot.waitSignal(window.settled, timeout=MILLISECONDS):
        window.act("redo")
    assert session.project is not before


def test_what_the_user_did_is_asked_about_where_the_file_contradicts_it(
    qtbot: QtBot, window: MainWindow, begin: Begin, tmp_path: Path
) -> None:
    workspace = take(qtbot, window, begin(PASTED))
    session = workspace.document.session
    figure = session.project.source_figures.by_source_cell[CellRef(*SHEET, "C17")]
    cell, adjustment = (figure.line, figure.period), figure.adjustment_or_currency
    session.execute(EditEntries(adjustment, {cell: Decimal(-210_000)}))
    session.execute(RenameLine(figure.line, "Contingent liabilities"))
    for keeps_own, amount in ((True, -210_000), (False, -200_000)):
        again = begin(changed_copy(tmp_path / str(keeps_own)))
        again.show_page(OUTCOME)
        view = again.outcome.collisions
        assert view.isVisible()
        assert rows_of(view.model) == [
            [
                "Provision for contingent liabilities, H1 2022, Expected credit losses, net of tax",
                "Effect",
                "(223,702)",
                "(200,000)",
                "(210,000)",
                "Choose",
            ]
        ]
        assert not again.next.isEnabled()
        qtbot.mouseClick(view.keep_own if keeps_own else view.take_theirs, Qt.MouseButton.LeftButton)
        assert rows_of(view.model)[0][-1] == ("Yours" if keeps_own else "From the files")
        take(qtbot, window, again)
        assert session.project.adjustment_by_id[adjustment].effects[cell] == amount
        assert session.project.line(figure.line).caption == "Contingent liabilities"
        with qtbot.waitSignal(window.settled, timeout=MILLISECONDS):
            window.act("undo")


def test_the_history_leads_back_beyond_an_import(
    qtbot: QtBot, window: MainWindow, begin: Begin, tmp_path: Path
) -> None:
    workspace = take(qtbot, window, begin(PASTED))
    session = workspace.document.session
    before = session.project
    workspace.adjustments_panel.adjustments.toggle(1)
    again = take(qtbot, window, begin(changed_copy(tmp_path / "new")))
    again.adjustments_panel.adjustments.toggle(0)
    assert len(session.history) == 3
    again.show_panel("History")
    again.history.setCurrentIndex(again.history.model().index(0, 0))
    with qtbot.waitSignal(window.settled, timeout=MILLISECONDS):
        press(qtbot, KEY.Key_Return)
    assert session.project is before
    assert window.workspace is not None
    assert "checks pass" in window.workspace.status.light_text


def test_the_same_source_again_differs_in_nothing(qtbot: QtBot, window: MainWindow, begin: Begin) -> None:
    take(qtbot, window, begin(PASTED))
    assert window.workspace is not None
    window.workspace.show_panel("Sources")
    qtbot.mouseClick(window.workspace.sources.import_again, Qt.MouseButton.LeftButton)
    assistant = window.assistant
    assert assistant is not None
    ready(qtbot, assistant)
    assert [name for depth, name, _ in sources_of(assistant) if depth == 0] == [PASTED.name]
    assistant.show_page(OUTCOME)
    assert assistant.outcome.changes_heading.text() == "No changes to the open project"
    assert not assistant.outcome.changes_view.isVisible()


def test_other_files_make_another_document_once_changes_are_safe(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, begin: Begin
) -> None:
    workspace.adjustments_panel.adjustments.toggle(0)
    assistant = begin(SAMPLES / "hutchmed-h1-2024.xlsx")
    assistant.show_page(OUTCOME)
    assert assistant.outcome.changes_heading.text() == "This becomes a project of its own; the open one is closed"
    assistant.advance()
    box = the_box()
    box.button(QMessageBox.StandardButton.Cancel).click()
    assert window.assistant is assistant
    assistant.advance()
    with qtbot.waitSignal(window.settled, timeout=MILLISECONDS):
        the_box().button(QMessageBox.StandardButton.Discard).click()
    assert window.assistant is None
    assert window.workspace is not workspace
    assert window.files.document is not None
    assert window.files.document.name == "hutchmed-h1-2024.xlsx"


# ---- the report


def test_the_sources_panel_tells_the_class_of_every_cell(
    qtbot: QtBot, opened: Callable[[Project], Workspace], qifu_project: Project
) -> None:
    workspace = opened(qifu_project)
    workspace.show_panel("Sources")
    panel = workspace.sources
    qtbot.waitUntil(lambda: panel.cells.rowCount() == 1)
    file = panel.cells.index(0, 0)
    assert file.data() == "qifu-h1-2023.xlsx"
    assert qifu_project.sources[0].sha256 in panel.cells.index(0, 2).data()
    sheets = [panel.cells.index(row, 0, file).data() for row in range(panel.cells.rowCount(file))]
    assert sheets == list(qifu_project.sources[0].sheets)
    total = sum(each.count for each in qifu_project.import_report.cells)
    assert panel.cells.index(0, 1).data() == f"{total:,}"
    assert panel.inferences.rowCount() == len(qifu_project.import_report.inferences)
    panel.text.setText("foots in")
    assert 0 < panel.view.model().rowCount() < panel.inferences.rowCount()
    press(qtbot, KEY.Key_Return)
    assert workspace.document.session.project is qifu_project


# ---- looks and rules


def test_every_model_of_the_assistant_keeps_the_rules(qtbot: QtBot, begin: Begin, qtmodeltester: ModelTester) -> None:
    assistant = begin(PASTED)
    models = (
        assistant.files.model,
        assistant.tables.view.sheet_model,
        assistant.tables.tables_list.model(),
        assistant.tables.inspector.corrections,
        assistant.outcome.statements,
        assistant.outcome.changes,
        assistant.outcome.findings,
    )
    for model in models:
        qtmodeltester.check(model)
    assistant.controller.correct(SHEET, IgnoreArea(Area(33, 1, 49, 7)))
    assistant.add([SAMPLES / "qifu-h1-2023.xlsx"])
    ready(qtbot, assistant)
    assistant.controller.remove(0)
    ready(qtbot, assistant)
    assert assistant.files.model.rowCount() == 1  # what the testers watched went through all of it
    for model in models:
        qtmodeltester.check(model)


@pytest.mark.parametrize("choice", list(Choice))
def test_every_page_is_drawn_in_every_theme(qtbot: QtBot, begin: Begin, theme: Theme, choice: Choice) -> None:
    assistant = begin(PASTED)
    theme.choose(choice)
    try:
        for page in (FILES, TABLES, OUTCOME):
            assistant.show_page(page)
            assert not assistant.grab().isNull()
    finally:
        theme.choose(Choice.LIGHT)


def test_findings_that_only_inform_are_shown_when_asked_for(begin: Begin) -> None:
    assistant = begin(PASTED)
    assistant.show_page(OUTCOME)
    outcome = assistant.outcome
    before = outcome.findings.rowCount()
    assert all(outcome.findings.finding(row).status is not FindingStatus.INFORMATION for row in range(before))
    outcome.show_information.click()
    assert outcome.findings.rowCount() > before


@pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard", extend=True)
def test_pointing_works_with_the_keyboard_alone(qtbot: QtBot, window: MainWindow, begin: Begin) -> None:
    assistant = begin(PASTED)
    press(qtbot, KEY.Key_Return)
    view = assistant.tables.view
    assert view.hasFocus()
    view.go_to(9, 2)
    press(qtbot, KEY.Key_Down)
    assert view.place == (10, 2)
    at = view.visualRect(view.currentIndex()).center()
    middle = QPoint(400, 300)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, middle, view.viewport().mapToGlobal(middle))
    QApplication.sendEvent(view.viewport(), event)
    assert view.place == (10, 2)  # where a keyboard's menu would be, nobody pointed
    menu = assistant.tables.menus.context_menu
    assert [each.text().replace("&", "") for each in menu.actions()] == ["Row 10", "Column B", "Cells B10"]
    menu.close()
    qtbot.keyClick(view, KEY.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert [each.text().replace("&", "") for each in assistant.tables.inspector.buttons] == [
        "Rows 10 to 11 …",
        "Column B …",
        "Cells B10:B11 …",
    ]
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at + QPoint(0, 200), view.viewport().mapToGlobal(at))
    QApplication.sendEvent(view.viewport(), event)
    assert view.place != (11, 2)
    menu.close()
    qtbot.keyClick(window, KEY.Key_W, Qt.KeyboardModifier.AltModifier)
    rows = assistant.tables.menus.rows
    assert rows.isVisible()
    assert [each.text().replace("&", "") for each in rows.actions() if each.isEnabled() and each.text()][:2] == [
        "Heads the columns",
        "Is a line",
    ]
    rows.close()


def test_a_correction_is_taken_back_with_del_and_enter_goes_on(qtbot: QtBot, begin: Begin) -> None:
    assistant = begin(PASTED)
    assistant.controller.correct(SHEET, IgnoreArea(Area(26, 1, 26, 1)))
    ready(qtbot, assistant)
    assistant.show_page(TABLES)
    inspector = assistant.tables.inspector
    inspector.list.setCurrentIndex(inspector.corrections.index(0, 0))
    inspector.list.setFocus()
    press(qtbot, KEY.Key_Delete)
    ready(qtbot, assistant)
    assert rows_of(inspector.corrections) == []
    assistant.tables.view.setFocus()
    press(qtbot, KEY.Key_Return)
    assert assistant.page == OUTCOME


def test_a_memory_that_cannot_be_written_is_told_and_the_import_stands(
    qtbot: QtBot, window: MainWindow, begin: Begin, tmp_path: Path
) -> None:
    assistant = begin(PASTED)
    assistant.controller.correct(SHEET, IgnoreArea(Area(26, 1, 26, 1)))
    ready(qtbot, assistant)
    assistant.controller.layout_store = LayoutStore(tmp_path / "absent" / "layouts.json")
    told: list[str] = []
    assistant.message.connect(told.append)
    workspace = take(qtbot, window, assistant)
    assert workspace.document.session.project.sources[0].name == PASTED.name
    assert len(told) == 1
    assert "cannot be written" in told[0]


def test_figures_stand_where_they_stand_in_a_spreadsheet(begin: Begin) -> None:
    assistant = begin(SAMPLES / "qifu-h1-2023.xlsx")
    tables = assistant.tables
    assistant.show_page(TABLES)
    overlay = assistant.controller.overlays["qifu-h1-2023.xlsx", "Recon IS 1H23"]
    tables._go_to(overlay.draft.key, 10, 2)
    model = tables.view.sheet_model
    shown = [model.index(row - 1, column - 1).data() for row in (10, 11) for column in (1, 2, 4)]
    assert shown == ["Credit driven services", "5,419,328", "(253,007)", "Financing income", "2,254,620", "(253,007)"]
    right = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    assert model.index(9, 1).data(Qt.ItemDataRole.TextAlignmentRole) == right
    assert model.cell_colour(10, 2) is CellColour.FIGURE
    assert model.cell_colour(10, 4) is CellColour.EFFECT
    assert model.headerData(9, Qt.Orientation.Vertical) == "10"
