"""Recovery in the window: steps are written down, what a kill left is offered, a signal ends it without a question."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from tests.session.edited import SMALL, make_book
from tests.ui.conftest import own_threads
from tests.ui.shared_windows import MILLISECONDS
from workbench.commands import RenameLine, TakeImport
from workbench.domain.project import Project
from workbench.session.recovery import FileOfDocument, begin, left_behind
from workbench.session.session import Session
from workbench.store import load, save
from workbench.ui.shell.keeping import system_user_name
from workbench.ui.shell.left_behind import CompareDialog
from workbench.ui.shell.preferences_dialog import PreferencesDialog
from workbench.ui.shell.window import MainWindow
from workbench.ui.toolkit.settings import Settings
from workbench.ui.toolkit.theme import Theme

BOOK = make_book(*SMALL)
RENAME = RenameLine("line_1", "Interest")
AT_WORK = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from workbench.ui.shell import application, window
from workbench.ui.shell.endings import Endings
from workbench.commands import RenameLine

class Editing(window.MainWindow):
    def __init__(self, *arguments, **named):
        super().__init__(*arguments, **named)
        self.settled.connect(self.edit)

    def edit(self):
        self.settled.disconnect()
        self.files.document.session.execute(RenameLine("line_1", "Interest"))
        QTimer.singleShot(200, self.wait)

    def wait(self):
        print("at work", flush=True)
        if sys.argv[2] == "log out":
            QApplication.instance().findChild(Endings).end(0)

application.MainWindow = Editing
sys.exit(application.open_window(Path(sys.argv[1]), ""))
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "state" / "recovery"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "book.recon"
    save(BOOK, path)
    return path


@pytest.fixture
def window(qtbot: QtBot, theme: Theme, settings: Settings, folder: Path) -> Iterator[MainWindow]:
    """An empty window that writes steps down; after the test it is gone with its threads."""
    threads = own_threads()
    made = MainWindow(settings, theme, state_folder=folder.parent)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.files.close()
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert own_threads() <= threads


@pytest.fixture
def open_file(qtbot: QtBot, window: MainWindow, file: Path) -> Callable[[], Session]:
    def open_it() -> Session:
        with qtbot.waitSignal(window.settled, timeout=MILLISECONDS):
            window.files.open([file])
        assert window.files.document
        return window.files.document.session

    return open_it


def leave_behind(folder: Path, file: Path) -> Project:
    """Leave what a killed program would: one step that is not in ``file``; return the project after it."""
    journal = begin(folder, BOOK, FileOfDocument(file.name, file))
    session = Session(BOOK, journal=journal)
    session.execute(RENAME)
    journal.close()
    return session.project


def choose(qtbot: QtBot, text: str) -> None:
    """Press the button ``text`` of the message box or the dialog in front."""

    def button() -> QPushButton:
        dialog = QApplication.activeModalWidget()
        assert dialog
        (wanted,) = [button for button in dialog.findChildren(QPushButton) if button.text().replace("&", "") == text]
        return wanted

    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None, timeout=MILLISECONDS)
    button().click()


def shown(window: MainWindow, text: str) -> QPushButton:
    (button,) = [button for button in window.findChildren(QPushButton) if button.text() == text and button.isVisible()]
    return button


def offers(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.jobs.ended, timeout=MILLISECONDS):
        window.look_for_remains()


# ---- writing down


def test_steps_are_written_down_with_the_user_s_name_until_the_document_is_closed(
    window: MainWindow, folder: Path, settings: Settings, open_file: Callable[[], Session]
) -> None:
    session = open_file()
    session.execute(RENAME)
    assert session.project.trail.last.by == system_user_name()
    window.ask_for_preferences()
    (dialog,) = window.findChildren(PreferencesDialog)
    dialog.name.setText(" A. Analyst ")
    dialog.accept()
    session.execute(RenameLine("line_1", "Fees"))
    assert session.project.trail.last.by == "A. Analyst"
    assert settings.text("user_name", "") == "A. Analyst"
    assert len(list(folder.glob("*/events-1"))) == 1
    settings.set_text("user_name", "")
    window.files.follow_user_name()
    assert session.by == system_user_name()
    window.close_document()
    assert list(folder.iterdir()) == []


def test_saving_is_written_down(
    qtbot: QtBot, window: MainWindow, folder: Path, tmp_path: Path, open_file: Callable[[], Session]
) -> None:
    session = open_file()
    session.execute(RENAME)
    with qtbot.waitSignal(window.files.saved, timeout=MILLISECONDS):
        window.files.save_to(tmp_path / "other.recon")
    session.execute(RenameLine("line_1", "Fees"))
    window.files.leave()
    (left,) = left_behind(folder)
    assert (left.steps, left.file.path) == (1, tmp_path / "other.recon")


def test_an_import_is_kept_in_a_job_and_taken_over_once(
    qtbot: QtBot, window: MainWindow, folder: Path, open_file: Callable[[], Session]
) -> None:
    session = open_file()
    imported, taken = make_book(*SMALL, "Imported Ltd"), []
    for _ in range(2):
        window.files.take_import(imported, frozenset(), [], lambda: taken.append(session.project))
    qtbot.waitUntil(lambda: bool(taken), timeout=MILLISECONDS)
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=MILLISECONDS)
    assert len(taken) == 1
    assert window.files.document
    assert window.files.document.session.project.entity == "Imported Ltd"
    assert len([path for path in folder.iterdir() if path.is_dir()]) == 1
    window.files.document.session.execute(TakeImport(make_book(*SMALL, "Other Ltd")))


def test_where_nothing_can_be_written_steps_stand_and_a_banner_says_so(
    qtbot: QtBot, window: MainWindow, folder: Path, open_file: Callable[[], Session]
) -> None:
    folder.parent.write_text("no folder")
    session = open_file()
    session.execute(RENAME)
    assert session.project.line("line_1").caption == "Interest"
    assert window._banner
    assert window._banner.message.text() == "Recovery is off: Not a directory. Save often."
    assert window._banner.isVisible()
    window.close_document()
    assert not window._banner.isVisible()


def test_a_disk_that_fills_up_shows_the_banner(
    qtbot: QtBot, window: MainWindow, open_file: Callable[[], Session]
) -> None:
    session = open_file()
    document = window.files.document
    assert document
    assert document.recovery
    document.recovery._fail(OSError(28, "No space left on device"))
    session.execute(RENAME)
    assert window._banner
    assert window._banner.message.text() == "Recovery is off: No space left on device. Save often."


# ---- what was left behind


def test_what_was_left_is_listed_and_recovered_as_unsaved_work(
    qtbot: QtBot, window: MainWindow, folder: Path, file: Path
) -> None:
    project = leave_behind(folder, file)
    offers(qtbot, window)
    with qtbot.waitSignal(window.settled, timeout=MILLISECONDS):
        shown(window, "Recover").click()
    document = window.files.document
    assert document
    assert (document.session.project, document.path, document.is_modified) == (project, file, True)
    assert document.lock is not None
    assert document.lock.is_held
    assert not [button for button in window.findChildren(QPushButton) if button.text() == "Recover"]
    document.session.undo()
    assert document.is_modified
    with qtbot.waitSignal(window.files.saved, timeout=MILLISECONDS):
        window.files.save_to(file)
    assert not document.is_modified
    window.close_document()
    assert list(folder.iterdir()) == []


def test_what_differs_from_the_file_is_shown_before_it_is_decided(
    qtbot: QtBot, window: MainWindow, folder: Path, file: Path
) -> None:
    leave_behind(folder, file)
    offers(qtbot, window)
    shown(window, "Compare…").click()
    qtbot.waitUntil(lambda: bool(window.findChildren(CompareDialog)), timeout=MILLISECONDS)
    (dialog,) = window.findChildren(CompareDialog)
    model = dialog.table.model()
    assert [[model.index(row, column).data() for column in range(4)] for row in range(model.rowCount())] == [
        ["line_1", "Caption", "line_1", "Interest"]
    ]
    dialog.discard_button.click()
    choose(qtbot, "Discard")
    assert list(folder.iterdir()) == []
    assert load(file) == BOOK


def test_nothing_left_shows_nothing(qtbot: QtBot, window: MainWindow, folder: Path) -> None:
    folder.mkdir(parents=True)
    offers(qtbot, window)
    assert window._remains is None


def test_a_base_that_is_gone_is_said(qtbot: QtBot, window: MainWindow, folder: Path, file: Path) -> None:
    leave_behind(folder, file)
    for base in folder.glob("*/base.recon"):
        base.unlink()
    offers(qtbot, window)
    shown(window, "Recover").click()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None, timeout=MILLISECONDS)
    box = QApplication.activeModalWidget()
    assert isinstance(box, QMessageBox)
    assert box.text() == "book.recon was not recovered"
    box.close()
    assert shown(window, "Recover")


# ---- ended from outside


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL, None])
def test_a_signal_ends_an_idle_window_at_once_and_its_work_can_be_recovered(
    tmp_path: Path, file: Path, number: signal.Signals | None
) -> None:
    """None stands for the log-out."""
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "WORKBENCH_SETTINGS": str(tmp_path / "window.ini"),
        "WORKBENCH_STATE": str(tmp_path / "state"),
    }
    command = [sys.executable, "-c", AT_WORK, str(file), "" if number else "log out"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "at work\n"
        if number:
            time.sleep(0.2)  # for the window to be idle
            process.send_signal(number)
        status = process.wait(MILLISECONDS / 1000)
    assert status == {signal.SIGKILL: -signal.SIGKILL, None: 0}.get(number, 128 + (number or 0))
    (left,) = left_behind(tmp_path / "state" / "recovery")
    assert (left.steps, left.file.path) == (1, file)
