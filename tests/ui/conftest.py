"""A real window for each test, and what it must not leave behind."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import gc
import logging
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QThreadPool, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.ui.shared_windows import MILLISECONDS, opened_once
from workbench.domain.project import Project
from workbench.session import Session
from workbench.ui.context.document import Document
from workbench.ui.shell.window import MainWindow
from workbench.ui.shell.workspace import Workspace
from workbench.ui.toolkit.settings import Settings
from workbench.ui.toolkit.theme import Choice, Theme


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp, Choice.LIGHT)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "window.ini")


def own_threads() -> int:
    """Count the threads that Python started: of a pool's, which have ended with it, it keeps an entry."""
    return sum(1 for thread in threading.enumerate() if not thread.name.startswith("Dummy"))


@pytest.fixture
def state_folder(tmp_path: Path) -> Path:
    """Where the window keeps locks, backups and its log."""
    return tmp_path / "state"


@pytest.fixture
def window(qtbot: QtBot, theme: Theme, settings: Settings, state_folder: Path) -> Iterator[MainWindow]:
    """An empty window; after the test it is gone with its widgets, timers and threads."""
    threads = own_threads()
    made = MainWindow(settings, theme, state_folder=state_folder)
    made.resize(1600, 1000)
    made.show()
    qtbot.waitExposed(made)
    yield made
    if made.workspace:
        made.workspace.journal.controller.close()  # an entry that is still being written would keep the window open
    made.files.close()
    made.close()
    timers = made.findChildren(QTimer)
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.processEvents()
    gc.collect()
    assert not isValid(made), "the window is still there"
    assert not QApplication.topLevelWidgets(), "widgets were left behind"
    assert QThreadPool.globalInstance().activeThreadCount() == 0
    assert own_threads() <= threads, "threads were left behind"
    assert not [timer for timer in timers if isValid(timer)], "timers were left behind"


@pytest.fixture(scope="module")
def qifu_in_window(
    theme: Theme, qifu_project: Project, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Workspace]:
    """The reference case in a window that the tests of a module share."""
    yield from opened_once(qifu_project, theme, tmp_path_factory.mktemp("qifu") / "window.ini")


@pytest.fixture
def opened(qtbot: QtBot, window: MainWindow) -> Callable[[Project], Workspace]:
    """Open a project in the window and wait until checks and chart are there."""

    def open_project(project: Project) -> Workspace:
        with qtbot.waitSignal(window.settled, timeout=MILLISECONDS):
            window.files.show(Document(Session(project), None, "test.xlsx"))
        assert window.workspace is not None
        return window.workspace

    return open_project


@pytest.fixture
def workspace(opened: Callable[[Project], Workspace], qifu_project: Project) -> Workspace:
    """The reference case in a window, operations of H1 2023 in front."""
    return opened(qifu_project)


@pytest.fixture(autouse=True)
def no_unexpected_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A warning in the log fails the test."""
    yield
    told = [record for record in caplog.get_records("call") if record.levelno >= logging.WARNING]
    assert not told, told
