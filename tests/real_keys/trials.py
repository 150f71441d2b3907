"""Trying the rows of a table, each in a fresh window, and what came of it."""

import faulthandler
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Timer
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from tests.real_keys.desk import Desk, Outcome
from tests.real_keys.hands import PULSE, Arrivals, Hands, Pulse, spin
from workbench.domain.project import Project
from workbench.importing import import_workbooks
from workbench.resources import root
from workbench.ui.shell.window import MainWindow
from workbench.ui.toolkit.settings import Settings
from workbench.ui.toolkit.theme import Theme
from workbench.workbooks import begin_reading

SAMPLE = "qifu-h1-2023.xlsx"
SIZE = (1600, 1000)
MILLISECONDS_TO_SETTLE, MILLISECONDS_TO_COME_FORWARD, SECONDS_STUCK = 30_000, 5_000, 150


class Row(NamedTuple):
    """A row of a table: its name there, what should be seen, and how it is tried.

    ``counterpart``: what stands here for Excel's own way, where that way makes no sense. ``reason``: why nothing does,
    or why the keys do something else on purpose; the trial then tries what they do instead.
    """

    name: str
    expectation: str
    trial: Callable[[Desk], object]
    counterpart: str = ""
    reason: str = ""
    book: str | None = SAMPLE
    """The sample in the window; None: the window has just been opened, without a document."""


class Verdict(NamedTuple):
    """What came of a row: ``works``, ``differs`` or ``missing``; how, in a note; steps; what failed, word by word."""

    row: Row
    mark: str
    steps: int
    done: str
    failed: Sequence[str]
    seconds: float

    @property
    def note(self) -> str:
        """Why a row differs or is missing, or what stands for it."""
        return "; ".join(filter(None, (*self.failed, self.row.counterpart, self.row.reason)))


class Bench:
    """Opens the windows in which rows are tried."""

    def __init__(self, application: QApplication, theme: Theme, give_up: Callable[[], None]) -> None:
        """``give_up`` ends everything, when a row has stood still for too long."""
        self._theme = theme
        self._give_up = give_up
        self._arrivals = Arrivals()
        PULSE.append(Pulse())
        self._projects: dict[str, Project] = {}
        application.installEventFilter(self._arrivals)

    def attempts(self, rows: Sequence[Row]) -> Iterator[Verdict]:
        """Try the rows, one after another."""
        for row in rows:
            watch = Timer(SECONDS_STUCK, self._say_where_it_stands)
            watch.start()
            verdict = self._attempt(row)
            watch.cancel()
            yield verdict

    def _say_where_it_stands(self) -> None:
        faulthandler.dump_traceback()
        self._give_up()

    def _attempt(self, row: Row) -> Verdict:
        started = time.perf_counter()
        with TemporaryDirectory() as folder:
            stuck = PULSE[0].stuck
            window, hands = self._window(row.book, Path(folder)), Hands(self._arrivals)
            desk = Desk(window, hands, Path(folder))
            sys.excepthook = partial(_note_fault, desk.outcome)
            try:
                row.trial(desk)
            except Exception as error:  # a row that cannot go on must not stop the others
                desk.outcome.failed.append(f"could not go on: {type(error).__name__}: {error}")
            if PULSE[0].stuck > stuck:
                desk.outcome.failed.append("the window stood still behind a menu or a dialog")
            _take_away(desk.window)
            sys.excepthook = sys.__excepthook__
        held, failed = desk.outcome.held, desk.outcome.failed
        mark = "W" if not failed else ("D" if held else "M")
        if row.reason:
            mark = "D"
        return Verdict(row, mark, hands.steps, " ".join(hands.done), failed, time.perf_counter() - started)

    def _window(self, book: str | None, folder: Path) -> MainWindow:
        window = MainWindow(Settings(folder / "window.ini"), self._theme, state_folder=folder / "state")
        window.resize(*SIZE)
        window.show()
        spin(MILLISECONDS_TO_COME_FORWARD, window.isActiveWindow)
        if book is not None:
            loop = QEventLoop()
            window.settled.connect(loop.quit)
            QTimer.singleShot(MILLISECONDS_TO_SETTLE, loop, loop.quit)
            window.files.show(window.files.keeping.document_of(self._project(book), book))
            loop.exec()
            assert window.workspace is not None
            window.workspace.grid.setFocus()
        window.activateWindow()
        spin(MILLISECONDS_TO_COME_FORWARD, window.isActiveWindow)
        spin(50)
        return window

    def _project(self, book: str) -> Project:
        if book not in self._projects:
            self._projects[book] = import_workbooks([begin_reading(root() / "samples" / book)])
        return self._projects[book]


def _note_fault(outcome: Outcome, _kind: type[BaseException], fault: BaseException, _trace: object) -> None:
    """Note an exception that reached the event loop; the program shows a dialog then."""
    outcome.failed.append(f"the program failed: {type(fault).__name__}: {fault}")


def _take_away(window: MainWindow) -> None:
    for popup in iter(QApplication.activePopupWidget, None):
        popup.close()
    for top in QApplication.topLevelWidgets():
        if top is not window and top.isVisible():
            top.close()
    window.files.close()
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    spin(30)
