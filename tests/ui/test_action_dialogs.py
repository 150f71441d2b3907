"""Every action that asks opens one dialog, in a window that the tests share."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.accessible_tree import unnamed_headings, without_name
from tests.ui.shared_windows import as_it_was
from tests.ui.test_journeys import at
from workbench.languages import LANGUAGES
from workbench.ui.shell.window import MainWindow
from workbench.ui.shell.workspace import Workspace

OPENS_A_DIALOG = (
    "import", "merge", "layouts", "open", "save", "save_as", "restore", "anonymise", "appendix", "export",
    "preferences",
    "restate",
    "mark_restated", "project_details", "shortcuts", "about", *(f"export_in_{code}" for code in LANGUAGES),
    "new_difference", "new_from_catalogue", "difference_details", "delete_difference", "group_differences",
    "tax", "indirect_tax", "minorities", "balance_entry", "reclassify",
    "new", "insert_line_above", "insert_line_below", "insert_heading", "delete_lines", "make_total", "parts",
    "line_details", "new_period", "new_statement", "roll_forward", "comment", "evidence", "keep_scenario",
    "explain_steps", "paste_special", "help", "first_hour", "whats_new", "replace", "print", "save_pdf", "save_picture",
    "tick", "signs", "cross_reference", "open_item", "uncorrected", "thresholds",
)  # fmt: skip


def visible_dialogs(window: MainWindow) -> list[QWidget]:
    return [widget for widget in QApplication.topLevelWidgets() if widget is not window and widget.isVisible()]


@pytest.fixture
def workspace(qifu_in_window: Workspace) -> Iterator[Workspace]:
    """The reference case, as it was opened."""
    yield from as_it_was(qifu_in_window)


@pytest.fixture
def window(workspace: Workspace) -> MainWindow:
    shown = workspace.window()
    assert isinstance(shown, MainWindow)
    return shown


@pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard", extend=True)
@pytest.mark.parametrize("name", OPENS_A_DIALOG)
def test_every_action_that_asks_opens_one_dialog(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, name: str
) -> None:
    at(workspace, "total_net_revenue")
    workspace.adjustments_panel.adjustments.toggle(0)  # a step that can be explained
    window.act(name)
    dialogs = visible_dialogs(window)
    assert len(dialogs) == 1
    assert without_name(dialogs[0]) == []
    assert unnamed_headings(dialogs[0]) == []
    dialogs[0].close()
    qtbot.wait(50)
