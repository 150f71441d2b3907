"""The import assistant in the real window, with real files: what a user sees and does, by keyboard where it can be."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu, QMessageBox
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from workbench import resources
from workbench.ui.assistant.assistant import Assistant
from workbench.ui.main_window import MainWindow

KEY = Qt.Key
MILLISECONDS = 30_000
PASTED = resources.root() / "samples" / "qifu-99.2-pasted.xlsx"
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
    qtbot.waitUntil(lambda: not assistant.drafting.is_busy, timeout=MILLISECONDS)


def rows_of(model: QAbstractItemModel) -> list[list[str]]:
    return [
        [str(model.index(row, column).data() or "") for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def sources_of(assistant: Assistant) -> list[tuple[int, str, str]]:
    """Return the tree of files as a reader sees it: depth, name, what was recognised."""
    found: list[tuple[int, str, str]] = []
    model = assistant.files.model

    def walk(parent: object, depth: int) -> None:
        for row in range(model.rowCount(parent)):  # type: ignore[arg-type]
            name, about = (model.index(row, column, parent) for column in (0, 1))  # type: ignore[arg-type]
            found.append((depth, name.data(), about.data()))
            walk(name, depth + 1)

    from PySide6.QtCore import QModelIndex

    walk(QModelIndex(), 0)
    return found


def test_a_workbook_is_imported_by_keyboard_through_all_pages(qtbot: QtBot, window: MainWindow, begin: Begin) -> None:
    assistant = begin(PASTED)
    assert sources_of(assistant)[:2] == [(0, "qifu-99.2-pasted.xlsx", "1 sheet, 10 KB"), (1, "Sheet1", "4 tables")]
    assert (2, "Statement of operations", "2 reconciliations, H1 2022, H1 2023; 15 lines") in sources_of(assistant)
    assert window.files.document is None
    press(qtbot, KEY.Key_Return)
    assert assistant.page == TABLES
    assert assistant.tables.view.hasFocus()
    press(qtbot, KEY.Key_Down)
    assert assistant.tables.view.place is not None
    press(qtbot, KEY.Key_Return)
    assert assistant.page == OUTCOME
    assert rows_of(assistant.outcome.statements)[0] == ["Statement of operations", "H1 2022, H1 2023", "15", "6"]
    assert window.files.document is None  # nothing is built before Import
    with qtbot.waitSignal(window.settled, timeout=MILLISECONDS):
        press(qtbot, KEY.Key_Return)
    assert window.assistant is None
    assert window.workspace is not None
    assert window.workspace.isVisible()
    session = window.workspace.document.session
    assert session.results.figure("net_income", "2023-01-01/2023-06-30") == 1_746_887


def press(qtbot: QtBot, key: Qt.Key) -> None:
    """Press a key where the keyboard is."""
    widget = QApplication.focusWidget()
    assert widget is not None
    qtbot.keyClick(widget, key)
