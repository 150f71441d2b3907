"""Whole journeys through the real window, as an analyst makes them."""

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QMessageBox
from pytestqt.qtbot import QtBot

from tests.published import CHECKS_THAT_PASS, H1_2023
from workbench.commands import EditFigures
from workbench.presentation.statement_table import ColumnKind
from workbench.session import Session
from workbench.store import load, save
from workbench.ui.shell.window import MainWindow
from workbench.ui.shell.workspace import Workspace
from workbench.ui.toolkit.lazy_refresh import is_seen

MILLISECONDS = 30_000
KEY, SHIFT, CONTROL = Qt.Key, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def idle(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=MILLISECONDS)


def at(workspace: Workspace, line: str, kind: ColumnKind = ColumnKind.AS_REPORTED, adjustment: str = "") -> None:
    assert workspace.show_cell(line, H1_2023, kind, adjustment)


def result(workspace: Workspace, line: str) -> Decimal | None:
    return workspace.document.session.results.figure(line, H1_2023)


def opened_in(window: MainWindow) -> Workspace:
    assert window.workspace is not None
    return window.workspace


def the_box() -> QMessageBox:
    """Return the one message that is shown."""
    shown = [each for each in QApplication.topLevelWidgets() if isinstance(each, QMessageBox) and each.isVisible()]
    (box,) = shown
    return box


def editor_of(workspace: Workspace) -> QLineEdit:
    (editor,) = [each for each in workspace.grid.findChildren(QLineEdit, "cellEditor") if each.isVisible()]
    return editor


TIME = re.compile(r"\b\d\d:\d\d\b")
"""When a workbook was written, which it says of itself."""


def cells_of(path: Path) -> list[list[object]]:
    book = openpyxl.load_workbook(path)
    shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    return [[TIME.sub("", str(cell.value)) for row in sheet.iter_rows() for cell in row] for sheet in shown]


def test_import_switch_edit_undo_save_reopen_export(
    qtbot: QtBot, window: MainWindow, qifu_path: Path, tmp_path: Path, workbench: Callable[..., object]
) -> None:
    with qtbot.waitSignal(window.settled, timeout=MILLISECONDS):
        window.files.open([qifu_path])
    workspace = opened_in(window)
    assert result(workspace, "net_income") == 1_746_887

    workspace.adjustments_panel.switches.setFocus()
    for expected in (1_721_670, 1_936_725, 1_887_388, 2_023_199):
        qtbot.keyClick(workspace.adjustments_panel.switches, KEY.Key_Space)
        assert result(workspace, "net_income") == expected
        qtbot.keyClick(workspace.adjustments_panel.switches, KEY.Key_Down)
    window.act("all_on")
    assert result(workspace, "net_income") == 1_746_887

    at(workspace, "financing_income")
    before = _current(workspace)[0]
    qtbot.keyClicks(workspace.grid, "=")
    editor = editor_of(workspace)
    qtbot.keyClicks(editor, "2,254,620+1000")
    qtbot.keyClick(editor, KEY.Key_Return)
    qtbot.waitUntil(lambda: result(workspace, "net_income") == 1_747_887, timeout=5_000)
    assert _current(workspace)[0] == before + 1
    assert window.isWindowModified()
    window.act("undo")
    assert result(workspace, "net_income") == 1_746_887

    saved = tmp_path / "qifu.recon"
    window.files.save_to(saved)
    idle(qtbot, window)
    assert not window.isWindowModified()
    assert Session(load(saved)).results.has_same_figures(workspace.document.session.results)
    window.files.open([saved])
    qtbot.waitUntil(lambda: window.workspace not in (None, workspace), timeout=MILLISECONDS)
    idle(qtbot, window)
    window.files.export_to(tmp_path / "window.xlsx")
    idle(qtbot, window)
    workbench("reconcile", qifu_path, "-o", tmp_path / "headless.xlsx")
    assert cells_of(tmp_path / "window.xlsx") == cells_of(tmp_path / "headless.xlsx")


def test_the_window_opens_without_freezing(qtbot: QtBot, window: MainWindow, qifu_path: Path) -> None:
    assert window.workspace is None
    assert window.start_page.isVisible()
    with qtbot.waitSignal(window.settled, timeout=MILLISECONDS):
        window.files.open([qifu_path])
    workspace = opened_in(window)
    assert workspace.status.light_text == f"{CHECKS_THAT_PASS} checks pass"


def test_what_is_no_amount_is_refused_in_place(qtbot: QtBot, workspace: Workspace) -> None:
    at(workspace, "financing_income")
    qtbot.keyClicks(workspace.grid, "x")
    editor = editor_of(workspace)
    assert editor.text() == "x"
    qtbot.keyClick(editor, KEY.Key_Return)
    assert editor.isVisible()
    assert editor.property("refused")
    qtbot.keyClick(editor, KEY.Key_Escape)
    assert workspace.document.session.step_to_undo is None


def test_a_total_says_what_it_is_made_of_instead_of_opening(qtbot: QtBot, workspace: Workspace) -> None:
    at(workspace, "total_net_revenue")
    qtbot.keyClicks(workspace.grid, "5")
    assert workspace.grid.findChild(QLineEdit, "cellEditor") is None
    assert workspace.status.refusal.endswith("Total net revenue = Credit driven services + Platform services")
    qtbot.keyClick(workspace.grid, KEY.Key_Down)
    assert workspace.status.refusal == ""


def test_one_paste_from_excel_is_one_step(workspace: Workspace) -> None:
    at(workspace, "facilitation_origination_and_servicing")
    QGuiApplication.clipboard().setText("1,288,331\r\n324,248\r\n(858,663)\r\n")
    workspace.grid.edits.paste()
    session = workspace.document.session
    statement = session.project.statement_by_id["operations"]
    assert statement.figure("sales_and_marketing", H1_2023) == -858_663
    assert statement.figure("facilitation_origination_and_servicing", H1_2023) == 1_288_331
    session.undo()
    assert session.is_saved


def test_a_paste_that_does_not_fit_changes_nothing(workspace: Workspace) -> None:
    at(workspace, "financing_income")
    QGuiApplication.clipboard().setText("1\n2\nabc\n")
    workspace.grid.edits.paste()
    assert "Nothing was pasted" in workspace.status.refusal
    assert workspace.document.session.step_to_undo is None


def test_copied_figures_are_exact_and_come_back(workspace: Workspace) -> None:
    at(workspace, "financing_income", ColumnKind.EFFECT, "effective_interest_rate_on_loans_receivable")
    workspace.grid.edits.copy()
    assert QGuiApplication.clipboard().text() == "-253007\n"
    workspace.grid.selectRow(workspace.grid.currentIndex().row())
    workspace.grid.edits.copy()
    assert QGuiApplication.clipboard().text() == "Financing income\t2254620\t0\t-253007\t0\t0\t2001613\n"


def test_the_selection_is_added_up_exactly(qtbot: QtBot, workspace: Workspace) -> None:
    at(workspace, "funding_costs")
    qtbot.keyClick(workspace.grid, KEY.Key_Down, SHIFT)
    expected = "Sum 1,182,911     Average 591,455.5     Count 2     Difference 534,415"
    qtbot.waitUntil(lambda: workspace.status.selection_text == expected, timeout=5_000)


def test_excels_keys_move(qtbot: QtBot, workspace: Workspace) -> None:
    grid = workspace.grid
    at(workspace, "facilitation_origination_and_servicing")
    row = grid.currentIndex().row()
    qtbot.keyClick(grid, KEY.Key_Down, CONTROL)
    assert grid.current_model().rows[grid.currentIndex().row()].line.id != "funding_costs"
    qtbot.keyClick(grid, KEY.Key_Up, CONTROL)
    qtbot.keyClick(grid, KEY.Key_Right, CONTROL)
    assert grid.currentIndex().column() == grid.current_model().columnCount() - 1
    qtbot.keyClick(grid, KEY.Key_Home, CONTROL)
    assert grid.currentIndex().row() == 0
    at(workspace, "facilitation_origination_and_servicing")
    qtbot.keyClick(grid, KEY.Key_Return)
    assert grid.currentIndex().row() == row + 1
    qtbot.keyClick(grid, KEY.Key_Return, SHIFT)
    assert grid.currentIndex().row() == row
    qtbot.keyClick(grid, KEY.Key_Space, SHIFT)
    assert len(list(grid.selected_places())) == grid.current_model().columnCount()


def test_a_paste_over_figures_and_differences_is_one_step(workspace: Workspace) -> None:
    at(workspace, "funding_costs")
    QGuiApplication.clipboard().setText("324,249\t7\t(8)\n")
    workspace.grid.edits.paste()
    session = workspace.document.session
    effect = session.results.effect
    assert session.project.statement_by_id["operations"].figure("funding_costs", H1_2023) == 324_249
    assert effect("expected_credit_losses", "funding_costs", H1_2023) == 7
    assert effect("effective_interest_rate_on_loans_receivable", "funding_costs", H1_2023) == -8
    session.undo()
    assert session.is_saved


def test_a_failing_check_leads_to_its_figure(qtbot: QtBot, workspace: Workspace) -> None:
    at(workspace, "funding_costs")
    model = workspace.grid.current_model()
    model.setData(workspace.grid.currentIndex(), "1")
    qtbot.waitUntil(lambda: "fail" in workspace.status.light_text, timeout=5_000)
    workspace.view_state.show_statement("cash_flows")
    workspace.show_panel("Checks")
    qtbot.keyClick(workspace.checks.view, KEY.Key_Home, CONTROL)
    workspace.checks.view.setCurrentIndex(workspace.checks.view.model().index(0, 0))
    qtbot.keyClick(workspace.checks.view, KEY.Key_Return)
    assert workspace.view_state.statement.id == "operations"
    assert workspace.grid.current_model().display(*_current(workspace)).is_edited


def _current(workspace: Workspace) -> tuple[int, int]:
    index = workspace.grid.currentIndex()
    return index.row(), index.column()


def test_dropped_files_are_opened_and_others_are_not(
    qtbot: QtBot, window: MainWindow, qifu_path: Path, tmp_path: Path
) -> None:
    def drop(path: Path) -> None:
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(path))])
        action, buttons = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
        window.dropEvent(QDropEvent(QPointF(QPoint(9, 9)), action, mime, buttons, Qt.KeyboardModifier.NoModifier))

    drop(tmp_path / "notes.pdf")
    assert not window.jobs.running
    with qtbot.waitSignal(window.settled, timeout=MILLISECONDS):
        drop(qifu_path)
    assert window.workspace is not None


def test_unsaved_work_is_asked_about(qtbot: QtBot, window: MainWindow, workspace: Workspace) -> None:
    workspace.adjustments_panel.adjustments.toggle(0)
    window.close()
    box = the_box()
    assert "Save your work on test.xlsx as a project?" in box.text()
    assert window.isVisible()
    box.button(QMessageBox.StandardButton.Cancel).click()
    qtbot.wait(50)
    assert window.workspace is workspace


def test_a_wrong_file_is_refused_with_a_sentence_and_what_was_open_stays(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, tmp_path: Path
) -> None:
    wrong = tmp_path / "notes.recon"
    wrong.write_text("my notes")
    window.files.open([wrong])
    idle(qtbot, window)
    box = the_box()
    assert "not a project file" in box.informativeText()
    box.accept()
    qtbot.wait(50)
    assert window.workspace is workspace


def test_a_source_is_never_written_to(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, qifu_path: Path, tmp_path: Path
) -> None:
    source = tmp_path / "source.xlsx"
    source.write_bytes(qifu_path.read_bytes())
    window.files.export_to(source)
    idle(qtbot, window)
    box = the_box()
    assert "sources are never overwritten" in box.informativeText()
    box.accept()
    window.files.save_to(source)
    idle(qtbot, window)
    box = the_box()
    assert "source.xlsx does not end in .recon" in box.informativeText()
    box.accept()
    qtbot.wait(50)
    assert source.read_bytes() == qifu_path.read_bytes()


@pytest.mark.parametrize(
    "name", ["shortcuts", "about", "restate", "mark_restated", "import", "open", "save_as", "export"]
)
def test_every_dialog_opens_and_closes_without_blocking(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, name: str
) -> None:
    at(workspace, "total_net_revenue")
    window.act(name)
    dialogs = [each for each in QApplication.topLevelWidgets() if each is not window and each.isVisible()]
    assert dialogs
    for dialog in dialogs:
        dialog.close()
    qtbot.wait(50)
    assert window.workspace is workspace


def test_a_restated_total_moves_what_stands_above(workspace: Workspace) -> None:
    from workbench.ui.shell.document_actions import ask_to_restate

    at(workspace, "total_net_revenue")
    dialog = ask_to_restate(workspace)
    assert dialog is not None
    dialog.amount.setText("seven")
    dialog.accept()
    assert dialog.refusal.isVisible()
    dialog.amount.setText("7,513,499")
    dialog.accept()
    assert "needs a reason" in dialog.refusal.text()
    dialog.reason.setText("note 3")
    dialog.accept()
    assert result(workspace, "net_income") == 1_746_888
    assert [row.remainder.as_reported for row in workspace.grid.current_model().rows if row.remainder] == [1]


def test_what_somebody_else_saved_is_not_overwritten_unasked(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, tmp_path: Path
) -> None:
    shared, own = tmp_path / "shared.recon", tmp_path / "own.recon"
    window.files.save_to(shared)
    idle(qtbot, window)
    theirs = Session(load(shared))
    theirs.execute(EditFigures({("funding_costs", H1_2023): Decimal(1)}))
    save(theirs.project, shared)
    workspace.adjustments_panel.adjustments.toggle(0)
    window.act("save")
    box = the_box()
    assert "shared.recon has been saved by someone else" in box.text()
    box.button(QMessageBox.StandardButton.Cancel).click()
    idle(qtbot, window)
    assert load(shared) == theirs.project
    window.files.save_to(own)
    idle(qtbot, window)
    workspace.adjustments_panel.adjustments.toggle(1)
    window.act("save")
    idle(qtbot, window)
    assert load(own) == workspace.document.session.project
    qtbot.wait(50)


@pytest.mark.usefixtures("workspace")
def test_a_file_of_a_newer_version_is_read_only(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    newer, own = tmp_path / "newer.recon", tmp_path / "own.recon"
    window.files.save_to(newer)
    idle(qtbot, window)
    with closing(sqlite3.connect(newer)) as database:
        database.execute("ALTER TABLE line ADD COLUMN colour TEXT")
    before = newer.read_bytes()
    with qtbot.waitSignal(window.settled, timeout=MILLISECONDS):
        window.files.open([newer])
    assert "(read-only)" in window.windowTitle()
    opened_in(window).adjustments_panel.adjustments.toggle(0)
    window.act("save")
    box = the_box()
    assert "It was saved by a newer version of this program" in box.informativeText()
    assert "line.colour" in box.informativeText()
    box.button(QMessageBox.StandardButton.Cancel).click()
    window.files.save_to(newer)  # as if the user named it again
    idle(qtbot, window)
    box = the_box()
    assert "Save under another name." in box.informativeText()
    box.button(QMessageBox.StandardButton.Ok).click()
    assert newer.read_bytes() == before
    window.files.save_to(own)
    idle(qtbot, window)
    assert "read-only" not in window.windowTitle()
    assert load(own) == opened_in(window).document.session.project
    assert newer.read_bytes() == before
    qtbot.wait(50)


def test_work_done_while_another_file_is_read_is_asked_about(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, qifu_path: Path
) -> None:
    window.files.open([qifu_path])
    workspace.adjustments_panel.adjustments.toggle(0)
    idle(qtbot, window)
    box = the_box()
    assert window.workspace is workspace
    box.button(QMessageBox.StandardButton.Cancel).click()
    qtbot.wait(50)
    assert window.workspace is workspace


def test_work_done_while_it_is_saved_is_asked_about(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, tmp_path: Path
) -> None:
    target = tmp_path / "mine.recon"
    window.files.save_to(target)
    idle(qtbot, window)
    workspace.adjustments_panel.adjustments.toggle(0)
    window.close()
    box = the_box()
    box.button(QMessageBox.StandardButton.Save).click()
    workspace.adjustments_panel.adjustments.toggle(1)
    idle(qtbot, window)
    box = the_box()
    assert "Save the changes to mine.recon?" in box.text()
    assert window.isVisible()
    box.button(QMessageBox.StandardButton.Save).click()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=MILLISECONDS)
    assert load(target).enabled == workspace.document.session.project.enabled


def test_closing_waits_until_a_save_is_whole(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, tmp_path: Path
) -> None:
    window.files.save_to(tmp_path / "late.recon")
    window.close()
    assert load(tmp_path / "late.recon") == workspace.document.session.project


def test_every_panel_is_filled_when_it_comes_to_the_front(qtbot: QtBot, workspace: Workspace) -> None:
    workspace.show_panel("Entries")
    qtbot.waitUntil(lambda: workspace.entries.view.model().rowCount() == 10, timeout=5_000)
    workspace.show_panel("Notes")
    qtbot.waitUntil(
        lambda: (
            "Share-based compensation"
            in [workspace.notes.notes.item(row).text() for row in range(workspace.notes.notes.count())]
        ),
        timeout=5_000,
    )
    workspace.show_panel("Checks")
    qtbot.waitUntil(lambda: workspace.checks.view.model().rowCount() > 400, timeout=5_000)


def test_tab_does_not_lead_into_panels_behind(qtbot: QtBot, workspace: Workspace) -> None:
    workspace.show_panel("Charts")
    qtbot.wait(50)
    for title in ("Checks", "Scenarios", "Entries", "Notes", "History"):
        assert not workspace.docks[title].widget().isEnabled(), title
    workspace.show_panel("History")
    qtbot.wait(50)
    assert workspace.history.hasFocus()
    assert not workspace.charts.isEnabled()


def test_the_panels_menu_brings_a_panel_to_the_front_and_hides_it(
    qtbot: QtBot, window: MainWindow, workspace: Workspace
) -> None:
    for expected in (True, False, True):
        window.submenu("panels").aboutToShow.emit()
        (action,) = [each for each in window.submenu("panels").actions() if each.text() == "History"]
        action.trigger()
        qtbot.wait(50)
        assert is_seen(workspace.history) is expected


def test_a_name_being_typed_is_saved(qtbot: QtBot, window: MainWindow, workspace: Workspace, tmp_path: Path) -> None:
    window.files.save_to(tmp_path / "names.recon")
    idle(qtbot, window)
    workspace.adjustments_panel.switches.setFocus()
    qtbot.keyClick(workspace.adjustments_panel.switches, KEY.Key_F2)
    (editor,) = workspace.adjustments_panel.switches.findChildren(QLineEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, "Credit losses")
    window.act("save")
    idle(qtbot, window)
    assert load(tmp_path / "names.recon").adjustments[0].name == "Credit losses"


def test_too_long_a_name_is_refused_with_a_sentence(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, tmp_path: Path
) -> None:
    window.files.save_to(tmp_path / f"{'a' * 250}.recon")
    idle(qtbot, window)
    box = the_box()
    assert "cannot be written" in box.informativeText()
    box.accept()
    long = tmp_path / f"{'季' * 80}.recon"
    window.files.save_to(long)
    idle(qtbot, window)
    assert load(long) == workspace.document.session.project
