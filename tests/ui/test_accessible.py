"""What a screen reader finds, and what the keyboard reaches: named controls, rows by caption, states in words."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.ui.accessible_tree import unnamed_headings, without_name
from tests.ui.shared_windows import as_it_was
from tests.ui.test_journeys import KEY, at
from tests.ui.test_reach import MOST_TABS, with_keyboard
from workbench.ui.shell.workspace import Workspace

EVERY_PANEL = (
    *("Statements", "Adjustments", "Charts", "Scenarios", "Checks", "ToDo", "Figure", "Journal", "Entries"),
    *("Completeness", "Notes", "Comments", "Review", "History", "Sources", "Find"),
)
NAMES = Qt.ItemDataRole.AccessibleTextRole


@pytest.fixture
def workspace(qifu_in_window: Workspace) -> Iterator[Workspace]:
    yield from as_it_was(qifu_in_window)


def heading(model: QAbstractItemModel, section: int, orientation: Qt.Orientation) -> str:
    """Return what a screen reader calls a row or a column."""
    named = model.headerData(section, orientation, NAMES)
    return str(named or model.headerData(section, orientation, Qt.ItemDataRole.DisplayRole) or "")


def test_the_window_names_its_controls_and_tables(workspace: Workspace) -> None:
    window = workspace.window()
    assert without_name(window) == []
    assert unnamed_headings(window) == []


@pytest.mark.parametrize("title", EVERY_PANEL)
def test_every_panel_names_its_controls_and_tables(workspace: Workspace, title: str) -> None:
    workspace.show_panel(title)
    panel = workspace.docks[title]
    assert without_name(panel) == []
    assert unnamed_headings(panel) == []


def test_rows_are_called_by_what_they_show(workspace: Workspace) -> None:
    by_caption = [heading(workspace.grid.model(), row, Qt.Orientation.Vertical) for row in (1, 3)]
    assert by_caption == ["Credit driven services", "Financing income"]
    panel = workspace.adjustments_panel
    assert heading(panel.switches.model(), 2, Qt.Orientation.Vertical) == "Share-based compensation, on"
    assert heading(panel.totals_view.model(), 2, Qt.Orientation.Vertical) == "Net income"
    assert heading(panel.totals_view.model(), 0, Qt.Orientation.Horizontal) == "Total"


def test_figures_are_read_with_their_signs(workspace: Workspace) -> None:
    at(workspace, "funding_costs")
    grid, switches = workspace.grid.model(), workspace.adjustments_panel.switches.model()
    read = {grid.index(row, column).data(NAMES) for row in range(grid.rowCount()) for column in range(1, 7)}
    assert {"nil", "minus 253,007", "5,419,328"} <= read
    assert switches.index(1, 1).data(NAMES) == "minus 215,055"
    assert workspace.adjustments_panel.totals_view.model().index(0, 3).data(NAMES) == "minus 253,007"


def test_a_step_of_the_history_is_read_as_a_whole(workspace: Workspace) -> None:
    workspace.show_panel("History")
    model = workspace.history.model()
    assert model.index(0, 0).data(NAMES) == "As opened"
    workspace.adjustments_panel.adjustments.toggle(0)
    assert model.index(model.rowCount() - 1, 0).data(NAMES).endswith("on; off")


def test_a_switch_says_on_and_off(workspace: Workspace) -> None:
    model = workspace.adjustments_panel.switches.model()
    cell = model.index(0, 0)
    assert cell.data(NAMES).endswith(", on")
    workspace.adjustments_panel.adjustments.toggle(0)
    assert cell.data(NAMES).endswith(", off")
    grid = QAccessible.queryAccessibleInterface(workspace.grid)
    headings = [grid.child(number).text(QAccessible.Text.Name) for number in range(1, 6)]
    assert any(name.endswith("\noff") for name in headings)
    assert any(name.endswith("\non") for name in headings)


def controls_of(panel: QWidget) -> list[QWidget]:
    """Return what a user acts on in a panel, as far as it is shown and enabled."""
    kinds = (QAbstractButton, QLineEdit, QComboBox, QAbstractItemView, QTextEdit, QPlainTextEdit)
    return [
        widget
        for widget in (panel, *panel.findChildren(QWidget))
        if isinstance(widget, kinds)
        and not isinstance(widget, QHeaderView)
        and not isinstance(widget.parent(), QComboBox | QHeaderView)
        and widget.isVisible()
        and widget.isEnabled()
    ]


@pytest.mark.parametrize("title", EVERY_PANEL)
def test_tab_reaches_every_control_of_a_panel(qtbot: QtBot, workspace: Workspace, title: str) -> None:
    workspace.window().activateWindow()
    reached: list[QWidget] = []
    panel = workspace.docks[title].widget()
    for key in (KEY.Key_Tab, KEY.Key_Backtab):
        workspace.show_panel(title)
        for number in range(MOST_TABS):
            focus = with_keyboard()
            if focus is panel or panel.isAncestorOf(focus):
                reached.append(focus)
            elif number > 1:
                break
            qtbot.keyClick(focus, key)
    groups = [widget.group() for widget in reached if isinstance(widget, QAbstractButton) and widget.group()]
    unreached = [
        control
        for control in controls_of(panel)
        if not any(control is widget for widget in reached)  # arrow keys lead on to the others of a group
        and not (isinstance(control, QAbstractButton) and control.group() in groups)
    ]
    assert [f"{type(control).__name__} {control.accessibleName()}" for control in unreached] == []
