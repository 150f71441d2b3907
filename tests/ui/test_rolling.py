"""The next period by keyboard: roll forward from two projects, import the new workbook, paste the entries."""

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from tests.posted_journals import HALF_YEAR, JOURNALS, primary_project, primary_workbook, table_of
from tests.published import DEC_2022, H1_2022, H1_2023, JUN_2023, RECONCILIATIONS, rows_of
from tests.rolling.earlier_projects import FY_2022_FILE, H1_2022_FILE, fy_2022, h1_2022
from tests.rolling.test_roll_forward import NOTE
from tests.ui.voucher_typing import Typist
from workbench.checks import run_checks
from workbench.commands import EditFigures
from workbench.domain.findings import FindingStatus
from workbench.presentation.statement_table import ColumnKind
from workbench.store import load, save
from workbench.ui.journal.paste_dialog import PasteDialog
from workbench.ui.shell.roll_dialog import RollDialog
from workbench.ui.shell.window import MainWindow
from workbench.ui.shell.workspace import Workspace
from workbench.ui.statement.comparative_dialogs import ComparativeDialog

MILLISECONDS = 30_000
KEY = Qt.Key


def press(qtbot: QtBot, *keys: Qt.Key) -> None:
    """Press keys where the keyboard is: in the dialog in front, else in the window."""
    for key in keys:
        front = QApplication.activeModalWidget() or QApplication.activeWindow()
        widget = QApplication.focusWidget() or (front.focusWidget() if front else None)
        assert widget is not None
        qtbot.keyClick(widget, key)


def idle(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=MILLISECONDS)


def opened_in(window: MainWindow) -> Workspace:
    assert window.workspace is not None
    return window.workspace


def roll_dialog(qtbot: QtBot, window: MainWindow) -> RollDialog:
    window.act("roll_forward")
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), RollDialog), timeout=MILLISECONDS)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, RollDialog)
    settled(qtbot, dialog)
    return dialog


def choose_in(qtbot: QtBot, dialog: RollDialog, path: Path) -> None:
    """Type the path of one more project into the dialog that Add opens."""
    dialog.add_button.setFocus()
    press(qtbot, KEY.Key_Space)
    (chooser,) = dialog.findChildren(QFileDialog)
    field = chooser.findChild(QLineEdit, "fileNameEdit")
    assert isinstance(field, QLineEdit)
    field.setText(str(path))
    qtbot.keyClick(field, KEY.Key_Return)
    qtbot.waitUntil(lambda: dialog.projects.count() == 2, timeout=MILLISECONDS)


def settled(qtbot: QtBot, dialog: RollDialog) -> None:
    """Wait until the dialog shows what comes of the form."""
    qtbot.waitUntil(lambda: dialog.rolled is not None or dialog.refusal.isVisible(), timeout=MILLISECONDS)


def type_period(qtbot: QtBot, dialog: RollDialog, text: str) -> None:
    field = dialog.period.lineEdit()
    assert field is not None
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, text)
    settled(qtbot, dialog)


def accepted(qtbot: QtBot, window: MainWindow, dialog: RollDialog) -> Workspace:
    """Press Enter, and return the window's new document once it is shown."""
    before = window.workspace

    def is_shown() -> bool:
        now = window.workspace
        return now is not None and now is not before and now.isVisible() and "Journal" in now.docks

    qtbot.keyClick(dialog.period, KEY.Key_Return)
    qtbot.waitUntil(is_shown, timeout=MILLISECONDS)
    idle(qtbot, window)
    return opened_in(window)


def test_enter_takes_what_the_dialog_opens_with(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "FY 2022.recon"
    save(fy_2022(), path)
    window.files.open([path])
    qtbot.waitUntil(lambda: window.workspace is not None, timeout=MILLISECONDS)
    idle(qtbot, window)
    dialog = roll_dialog(qtbot, window)
    offered = dialog.period.currentText()
    rolled = accepted(qtbot, window, dialog)
    assert rolled.view_state.period in rolled.document.session.project.periods
    assert offered == "Q1 2023"
    assert any("2023-03-31" in period for period in rolled.document.session.project.periods)


def import_by_keyboard(qtbot: QtBot, window: MainWindow, path: Path) -> list[str]:
    """Import a workbook through all pages, and return what the assistant says of changes to the open project."""
    window.activateWindow()
    window.files.import_wanted.emit([path])
    assistant = window.assistant
    assert assistant is not None
    qtbot.waitUntil(lambda: not assistant.controller.is_busy, timeout=MILLISECONDS)
    press(qtbot, KEY.Key_Return, KEY.Key_Return)
    changes = [str(change.kind) for change in assistant.controller.changes or ()]
    press(qtbot, KEY.Key_Return)
    qtbot.waitUntil(lambda: window.assistant is None, timeout=MILLISECONDS)
    idle(qtbot, window)
    qtbot.waitUntil(lambda: opened_in(window).isVisible(), timeout=MILLISECONDS)
    return changes


def paste_entries(window: MainWindow, workspace: Workspace) -> None:
    typist = Typist(workspace)
    switches = workspace.adjustments_panel.switches
    for row, adjustment in enumerate(workspace.document.session.project.adjustments):
        switches.setFocus()
        switches.setCurrentIndex(switches.model().index(row, 0))
        window.act("journal")
        entries = [entry for entry in JOURNALS if entry.difference == adjustment.name and entry.period == HALF_YEAR]
        QGuiApplication.clipboard().setText("\n".join("\t".join(cells[1:]) for cells in table_of(entries)))
        window.act("paste_journal")
        assert isinstance(QApplication.activeModalWidget(), PasteDialog)
        typist.press(KEY.Key_Return)
        assert QApplication.activeModalWidget() is None


def write_note(qtbot: QtBot, workspace: Workspace, note: str) -> None:
    """Type a note on share-based compensation: down the list of notes, into the text, and Ctrl+Enter."""
    typist = Typist(workspace)
    workspace.show_panel("Notes")
    notes = workspace.notes
    qtbot.waitUntil(lambda: notes.notes.count() > 1, timeout=MILLISECONDS)  # it is filled once it is seen
    notes.notes.setFocus()
    typist.press(KEY.Key_Home)
    while not notes.notes.currentItem().text().startswith("Share-based"):
        typist.press(KEY.Key_Down)
    while not notes.editor.hasFocus():
        typist.press(KEY.Key_Tab)
    typist.press(KEY.Key_A, Qt.KeyboardModifier.ControlModifier)
    typist.type(note)
    typist.press(KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)


def unlike_the_filing(workspace: Workspace) -> list[str]:
    """Return the rows of the four published tables that the window's project has otherwise."""
    results, project = workspace.document.session.results, workspace.document.session.project
    found = []
    for case, (_, period) in RECONCILIATIONS.items():
        (shown,) = [known for known in project.statements if period in known.column_of]
        lines = iter(line for line in shown.lines if line.id in shown.figures)
        for row in rows_of(case):
            line = next(line for line in lines if row.label in (line.caption, *line.aliases))
            effects = [results.effect(adjustment.id, line.id, period) for adjustment in project.adjustments]
            figures = (shown.figure(line.id, period), *effects, results.figure(line.id, period))
            if [amount or 0 for amount in figures] != [amount or 0 for amount in row.values]:
                found.append(f"{case}: {row.label}")
    return found


def test_the_half_year_is_made_from_the_earlier_projects_and_the_new_workbook(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    first, second = tmp_path / H1_2022_FILE, tmp_path / FY_2022_FILE
    save(h1_2022(), first)
    save(fy_2022(), second)
    workbook = tmp_path / "qifu-h1-2023.xlsx"
    workbook.write_bytes(primary_workbook())
    with qtbot.waitSignal(window.settled, timeout=MILLISECONDS):
        window.files.open([second])
    dialog = roll_dialog(qtbot, window)
    choose_in(qtbot, dialog, first)
    type_period(qtbot, dialog, "H1 2023")
    amounts = [item.text(2) for item in dialog.openings.findItems("*", Qt.MatchFlag.MatchWildcard)]
    assert amounts == ["1,001,037", "(105,304)", "(71,032)", "292,032"]
    assert f"31 Dec 2022: from {FY_2022_FILE}, locked" in dialog.outcome.toPlainText()
    workspace = accepted(qtbot, window, dialog)
    assert workspace.document.is_modified
    assert {period for shown in workspace.document.session.project.statements for period in shown.periods} == {
        H1_2022, H1_2023, DEC_2022, JUN_2023,
    }  # fmt: skip
    changes = import_by_keyboard(qtbot, window, workbook)
    assert set(changes) == {"new"}
    workspace = opened_in(window)
    paste_entries(window, workspace)
    assert unlike_the_filing(workspace) == []
    session = workspace.document.session
    write_note(qtbot, workspace, NOTE)
    assert session.project.adjustment_by_id["share_based_compensation"].note == NOTE
    assert "a loss of RMB13,140 thousand" in workspace.notes.preview.toPlainText()
    assert "a gain of RMB49,337 thousand" in workspace.notes.preview.toPlainText()
    assert run_checks(session.results).counts[FindingStatus.FAIL] == 0

    saved = tmp_path / "qifu-h1-2023.recon"
    window.files.save_to(saved)
    idle(qtbot, window)
    assert load(saved) == session.project
    dialog = roll_dialog(qtbot, window)
    type_period(qtbot, dialog, "FY 2023")
    assert "Year ended December 31, 2022: no project holds this period." in dialog.outcome.toPlainText()
    workspace = accepted(qtbot, window, dialog)
    workspace.view_state.show_statement("operations")
    workspace.view_state.show_period("2022-01-01/2022-12-31")
    model = workspace.grid.current_model()
    assert model.heading(model.column_of(ColumnKind.RESULT) or 0)[1] == "no project holds this period"
    assert workspace.page.state.text == "No project holds this period"
    assert {model.display(row, 1).text for row in range(model.rowCount())} == {""}


@pytest.fixture
def rolled(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> Workspace:
    """The window on a project that was rolled to the half-year 2023, with its workbook imported."""
    from tests.rolling.test_roll_forward import rolled_half_year
    from workbench.rolling.new_workbook import with_new_workbook

    path = tmp_path / "rolled.recon"
    save(with_new_workbook(rolled_half_year().project, primary_project()), path)
    with qtbot.waitSignal(window.settled, timeout=MILLISECONDS):
        window.files.open([path])
    return opened_in(window)


def test_a_comparative_says_so_and_refuses_to_be_typed_over(
    qtbot: QtBot, window: MainWindow, rolled: Workspace
) -> None:
    assert rolled.show_cell("cash_and_cash_equivalents", DEC_2022, ColumnKind.AS_REPORTED)
    model, before = rolled.grid.current_model(), rolled.document.session.project
    assert model.heading(1)[1] == "as published, locked"
    qtbot.keyClicks(rolled.grid, "5")
    assert rolled.document.session.project is before
    assert "31 Dec 2022 is locked" in rolled.status.refusal
    window.act("take_new_comparatives")
    assert "No workbook differs from this column" in rolled.status.refusal
    window.act("unlock_comparative")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ComparativeDialog)
    qtbot.keyClick(dialog.reason, KEY.Key_Return)
    assert dialog.refusal.text() == "The reviewer will ask for the reason. Enter it in a few words."
    qtbot.keyClicks(dialog.reason, "an error")
    qtbot.keyClick(dialog.reason, KEY.Key_Return)
    assert model.heading(1)[1] == "as reported"
    rolled.grid.setFocus()
    qtbot.keyClicks(rolled.grid, "5")
    press(qtbot, KEY.Key_Return)
    qtbot.waitUntil(
        lambda: (
            rolled.document.session.project.statement_of("cash_and_cash_equivalents").figure(
                "cash_and_cash_equivalents", DEC_2022
            )
            == Decimal(5)
        ),
        timeout=MILLISECONDS,
    )
    window.act("unlock_comparative")
    assert model.heading(1)[1] == "as published, locked"
    window.act("undo")
    window.act("undo")
    window.act("undo")
    assert rolled.document.session.project == before


def test_what_is_edited_while_a_workbook_is_being_taken_in_stays(
    qtbot: QtBot, window: MainWindow, rolled: Workspace, tmp_path: Path
) -> None:
    window.files.recovery_folder = tmp_path / "recovery"
    window.files.take_import(primary_project(), frozenset(), [], lambda: None)
    cell = ("cash_and_cash_equivalents", JUN_2023)
    rolled.document.session.execute(EditFigures({cell: Decimal(5)}))
    idle(qtbot, window)
    project = opened_in(window).document.session.project
    assert [step.description.key for step in project.trail] == ["edit", "import"]
    assert project.statement_of(cell[0]).figure(*cell) == 5


def test_an_entry_is_carried_otherwise_than_all(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / FY_2022_FILE
    save(fy_2022(), path)
    with qtbot.waitSignal(window.settled, timeout=MILLISECONDS):
        window.files.open([path])
    dialog = roll_dialog(qtbot, window)
    dialog.openings.setFocus()
    first = next(iter(dialog.choices.singly), None)
    assert first is None
    assert dialog.rolled is not None
    opening = dialog.rolled.openings[2]
    combo = dialog.openings.itemWidget(dialog.openings.topLevelItem(2), 3)
    combo.setFocus()
    press(qtbot, KEY.Key_Down, KEY.Key_Down)
    settled(qtbot, dialog)
    assert dict(dialog.choices.singly) == {opening.key: "exclude"}
    assert "Share-based compensation, Share-based compensation: left out" in dialog.outcome.toPlainText()
    type_period(qtbot, dialog, "never")
    assert "'never' is not a period." in dialog.refusal.text()
    press(qtbot, KEY.Key_Return)
    assert dialog.isVisible()
    press(qtbot, KEY.Key_Escape)
