"""Explaining steps of the history, by keyboard: what moved the key totals, as text to copy."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.published import ECL, SBC
from tests.ui.shared_windows import as_it_was
from workbench.commands import RenameLine, SwitchAdjustment
from workbench.session import Session
from workbench.ui.records.explanation_dialog import ExplanationDialog, Span
from workbench.ui.shell.document_actions import explain_steps
from workbench.ui.shell.workspace import Workspace

KEY, SHIFT, CONTROL = Qt.Key, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
SBC_OFF = "net income H1 2023 moved by (49,337): Share-based compensation off"


@pytest.fixture
def workspace(qifu_in_window: Workspace) -> Iterator[Workspace]:
    """The reference case after three steps, with its history in front."""
    qifu_in_window.window().activateWindow()
    for shown in as_it_was(qifu_in_window):
        session = shown.document.session
        session.execute(SwitchAdjustment(SBC, on=False))
        session.execute(RenameLine("financing_income", "Interest"))
        session.execute(SwitchAdjustment(ECL, on=False))
        shown.show_panel("History")
        for _ in range(3):
            QApplication.processEvents()
        shown.history.clearSelection()
        yield shown


def explained(qtbot: QtBot, workspace: Workspace) -> ExplanationDialog:
    dialog = explain_steps(workspace)
    assert dialog is not None
    qtbot.waitUntil(dialog.copy_button.isEnabled)
    return dialog


def select(qtbot: QtBot, workspace: Workspace, row: int, times: int = 0) -> None:
    history = workspace.history
    history.setCurrentIndex(history.model().index(row, 0))
    for _ in range(times):
        qtbot.keyClick(history, KEY.Key_Down, SHIFT)


def test_a_step_is_explained_and_copied(qtbot: QtBot, workspace: Workspace) -> None:
    select(qtbot, workspace, 1)
    dialog = explained(qtbot, workspace)
    assert not dialog.isModal(), "the window can be worked in meanwhile"
    assert dialog.title.text().startswith("Switch off Share-based compensation, ")
    assert SBC_OFF in dialog.view.toPlainText()
    qtbot.keyClick(dialog, KEY.Key_C, Qt.KeyboardModifier.AltModifier)
    dialog.copy()
    copied = QGuiApplication.clipboard().text()
    assert SBC_OFF in copied.splitlines()
    assert copied.startswith(dialog.title.text())
    qtbot.keyClick(dialog, KEY.Key_Escape)
    assert not dialog.isVisible()


def test_what_lies_between_two_selected_steps_is_explained(qtbot: QtBot, workspace: Workspace) -> None:
    select(qtbot, workspace, 1, times=2)
    dialog = explained(qtbot, workspace)
    first, last = dialog.title.text().splitlines()
    assert first.startswith("From: Switch off Share-based compensation, ")
    assert last.startswith("To: Switch off Expected credit losses, net of tax, ")
    assert "net income H1 2023 moved by (25,217): Expected credit losses, net of tax off" in dialog.text
    assert "Financing income, Caption: Financing income → Interest" in dialog.text
    assert "Share-based" not in dialog.text, "that was before"


def test_the_row_of_the_project_as_opened_explains_all_steps_since(qtbot: QtBot, workspace: Workspace) -> None:
    select(qtbot, workspace, 0)
    dialog = explained(qtbot, workspace)
    assert dialog.title.text() == "Since the project was opened"
    both = "Share-based compensation off: (49,337); Expected credit losses, net of tax off: (25,217)"
    assert f"net income H1 2023 moved by (74,554): {both}" in dialog.text


def test_without_a_selection_the_last_step_is_explained_also_one_that_moved_nothing(
    qtbot: QtBot, workspace: Workspace
) -> None:
    workspace.document.session.undo()
    QApplication.processEvents()
    dialog = explained(qtbot, workspace)
    assert dialog.title.text().startswith("Rename Financing income, ")
    assert "No key total moved." in dialog.text


def test_an_undone_step_is_explained_too(qtbot: QtBot, workspace: Workspace) -> None:
    for _ in range(3):
        workspace.document.session.undo()
    QApplication.processEvents()
    select(qtbot, workspace, 1)
    assert SBC_OFF in explained(qtbot, workspace).text
    workspace.history.clearSelection()
    select(qtbot, workspace, 0)
    assert explain_steps(workspace) is None
    assert workspace.status.refusal == "There is nothing to explain yet. Select a step in the history."


def test_a_step_of_an_earlier_session_says_what_it_altered(qtbot: QtBot, workspace: Workspace) -> None:
    later = Session(workspace.document.session.project)
    dialog = ExplanationDialog(later, Span("Earlier", later.earlier_steps, None), workspace)
    qtbot.waitUntil(dialog.copy_button.isEnabled)
    assert dialog.text.splitlines() == [
        "Earlier sessions",
        "This was done in an earlier session. What it altered is known, but not the totals it moved.",
        "Share-based compensation off",
        "Financing income, Caption: Financing income → Interest",
        "Expected credit losses, net of tax off",
    ]
    dialog.close()


def test_the_history_offers_it_with_its_key(workspace: Workspace) -> None:
    (action,) = workspace.history.actions()
    assert action.text() == "E&xplain the selected steps"
    assert action.shortcut().toString() == "Ctrl+Shift+X"
