"""Files with a password in the real window: asked for, asked for again, or left alone."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLineEdit, QMessageBox
from pytestqt.qtbot import QtBot

from tests.published import H1_2023
from tests.workbooks.locked import PASSWORD, locked
from workbench import resources
from workbench.commands import SwitchTo
from workbench.ui.assistant.password_dialog import PasswordDialog
from workbench.ui.shell.window import MainWindow
from workbench.ui.shell.workspace import Workspace

MILLISECONDS = 30_000
PASTED = resources.root() / "samples" / "qifu-99.2-pasted.xlsx"


@pytest.fixture
def locked_path(qifu_path: Path, tmp_path: Path) -> Path:
    return locked(qifu_path, tmp_path / "R&D locked.xlsx")


def asked(qtbot: QtBot, window: MainWindow) -> PasswordDialog:
    """Return the one dialog that asks for a password, once it does."""

    def shown() -> list[PasswordDialog]:
        return [each for each in window.findChildren(PasswordDialog) if each.isVisible()]

    qtbot.waitUntil(lambda: len(shown()) == 1, timeout=MILLISECONDS)
    return shown()[0]


def answer(dialog: PasswordDialog, *passwords: str) -> None:
    """Type a password for each file, and press OK."""
    for field, password in zip(dialog.fields.values(), passwords, strict=True):
        field.setText(password)
    dialog.findChildren(QDialogButtonBox)[0].button(QDialogButtonBox.StandardButton.Ok).click()


def test_a_file_with_a_password_is_opened_once_it_is_given(qtbot: QtBot, window: MainWindow, locked_path: Path) -> None:
    window.files.open([locked_path])
    dialog = asked(qtbot, window)
    (field,) = dialog.fields.values()
    assert field.echoMode() is QLineEdit.EchoMode.Password
    assert dialog.focusWidget() is field
    assert dialog.form.labelForField(field).text() == "R&D locked.xlsx"  # type: ignore[attr-defined]
    assert dialog.refusal.isHidden()
    with qtbot.waitSignal(window.settled, timeout=MILLISECONDS):
        answer(dialog, PASSWORD)
    assert window.workspace is not None
    assert window.workspace.document.session.results.figure("net_income", H1_2023) == 1_746_887


def test_a_wrong_password_is_asked_for_again(qtbot: QtBot, window: MainWindow, locked_path: Path) -> None:
    window.files.open([locked_path])
    dialog = asked(qtbot, window)
    answer(dialog, "fjord")
    qtbot.waitUntil(lambda: asked(qtbot, window) is not dialog, timeout=MILLISECONDS)
    again = asked(qtbot, window)
    assert again.refusal.text().startswith("The password does not open R&D locked.xlsx.")
    assert again.fields[locked_path].text() == ""
    with qtbot.waitSignal(window.settled, timeout=MILLISECONDS):
        answer(again, PASSWORD)


def test_no_password_is_no_answer(qtbot: QtBot, window: MainWindow, locked_path: Path) -> None:
    window.files.open([locked_path])
    dialog = asked(qtbot, window)
    answer(dialog, "")
    assert dialog.isVisible()
    assert dialog.refusal.text() == "Enter the password. The file cannot be read without it."
    dialog.reject()


def test_who_does_not_know_the_password_goes_on_with_what_was_open(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, locked_path: Path
) -> None:
    before = workspace.document.session.project
    window.files.open([locked_path])
    qtbot.keyClick(asked(qtbot, window), Qt.Key.Key_Escape)
    assert window.workspace is workspace
    assert workspace.document.session.project is before
    assert not window.jobs.running
    assert not [each for each in QApplication.topLevelWidgets() if isinstance(each, QMessageBox) and each.isVisible()]


def test_work_done_before_the_password_is_asked_for_is_asked_about(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, locked_path: Path
) -> None:
    window.files.open([locked_path])
    workspace.document.session.execute(SwitchTo(frozenset()))
    answer(asked(qtbot, window), PASSWORD)

    def boxes() -> list[QMessageBox]:
        return [each for each in QApplication.topLevelWidgets() if isinstance(each, QMessageBox) and each.isVisible()]

    qtbot.waitUntil(lambda: len(boxes()) == 1, timeout=MILLISECONDS)
    assert boxes()[0].text().startswith("Save your work on")
    boxes()[0].button(QMessageBox.StandardButton.Cancel).click()
    assert window.workspace is workspace
    workspace.document.session.undo()


def test_an_import_asks_for_all_its_passwords_at_once_and_again_for_those_that_are_wrong(
    qtbot: QtBot, window: MainWindow, locked_path: Path, tmp_path: Path
) -> None:
    other = locked(PASTED, tmp_path / "other.xlsx", "another")
    window.files.import_wanted.emit([locked_path, other])
    assistant = window.assistant
    assert assistant is not None
    first = asked(qtbot, window)
    assert list(first.fields) == [locked_path, other]
    answer(first, PASSWORD, "wrong")
    qtbot.waitUntil(lambda: asked(qtbot, window) is not first, timeout=MILLISECONDS)
    second = asked(qtbot, window)
    assert list(second.fields) == [other]
    assert "does not open other.xlsx" in second.refusal.text()
    second.reject()
    qtbot.waitUntil(lambda: not assistant.controller.is_busy, timeout=MILLISECONDS)
    assert assistant.files.refusal.message.text().startswith("other.xlsx cannot be read: it is password-protected")
    assert assistant.controller.draft is not None
    assert [workbook.name for workbook in assistant.controller.draft.workbooks] == ["R&D locked.xlsx"]
    assert assistant.controller._passwords == {}


def test_an_import_whose_password_nobody_knows_leaves_everything_as_it_was(
    qtbot: QtBot, window: MainWindow, locked_path: Path
) -> None:
    window.files.import_wanted.emit([locked_path])
    asked(qtbot, window).reject()
    assert window.assistant is not None
    window.assistant.give_up()
    assert window.start_page.isVisible()
    assert not window.jobs.running


def test_an_import_that_is_given_up_takes_its_question_along(
    qtbot: QtBot, window: MainWindow, locked_path: Path
) -> None:
    window.files.import_wanted.emit([locked_path])
    asked(qtbot, window)
    window.close()
    assert window.assistant is None
