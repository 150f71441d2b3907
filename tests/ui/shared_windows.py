"""A window that the tests of a module share: opening one takes longer than most of what is tried in it."""

import gc
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QDialog
from shiboken6 import isValid

from workbench.domain.project import Project
from workbench.presentation.compared_columns import WITH_PERIOD_BEFORE
from workbench.presentation.line_filter import EVERY_LINE
from workbench.session import Session
from workbench.ui.context.document import Document
from workbench.ui.shell.window import MainWindow
from workbench.ui.shell.workspace import Workspace
from workbench.ui.toolkit.settings import Settings
from workbench.ui.toolkit.theme import Theme

MILLISECONDS = 30_000
"""How long a window may take until checks and chart are there."""


def opened_once(project: Project, theme: Theme, settings: Path) -> Iterator[Workspace]:
    """Yield a project in a window of its own, with checks and chart; then take the window away."""
    window = MainWindow(Settings(settings), theme)
    window.resize(1600, 1000)
    window.show()
    loop = QEventLoop()
    window.settled.connect(loop.quit)
    QTimer.singleShot(MILLISECONDS, loop, loop.quit)
    window.files.show(Document(Session(project), None, "test.xlsx"))
    loop.exec()
    assert window.workspace is not None
    yield window.workspace
    window.files.close()
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.processEvents()
    gc.collect()
    assert not isValid(window), "the window is still there"


def as_it_was(workspace: Workspace) -> Iterator[Workspace]:
    """Yield the workspace; then take back whatever was done in it, and show what it showed."""
    session, view_state = workspace.document.session, workspace.view_state
    statement, period, project = view_state.statement.id, view_state.period, session.project
    yield workspace
    for dialog in [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, QDialog)]:
        dialog.close()
    workspace.finish_editing()
    while session.step_to_undo:
        session.undo()
    assert session.project is project
    if workspace.pages.is_split:
        workspace.pages.toggle_split()
    view_state.show_comparison(False)
    view_state.compare(WITH_PERIOD_BEFORE)
    view_state.filter_lines(EVERY_LINE)
    view_state.show_statement(statement)
    view_state.show_period(period)
    workspace.status.refuse("")
    workspace.status.clearMessage()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
