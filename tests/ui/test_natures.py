"""The nature of a difference: by menu, by context menu, by keyboard; what is marked, and who says it afterwards."""

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from tests.published import ADJUSTMENTS, EIR, GUARANTEE
from tests.ui.test_history import texts
from tests.ui.test_journeys import KEY
from tests.ui.test_reach import with_keyboard
from workbench.commands import RenameAdjustment
from workbench.domain.adjustments import Nature
from workbench.presentation.statement_table import ColumnKind
from workbench.ui.records.history_model import HistoryModel, Part
from workbench.ui.shell.action_lists.menus import NATURES
from workbench.ui.shell.window import MainWindow
from workbench.ui.shell.workspace import Workspace

ACTIONS = {
    "nature_measurement": Nature.MEASUREMENT,
    "nature_reclassification": Nature.RECLASSIFICATION,
    "nature_presentation": Nature.PRESENTATION,
    "nature_error_correction": Nature.ERROR_CORRECTION,
    "nature_unknown": None,
}


def choose(workspace: Workspace, row: int) -> None:
    panel = workspace.adjustments_panel
    panel.switches.setCurrentIndex(panel.adjustments.index(row, 0))


def nature_of(workspace: Workspace, key: str) -> Nature | None:
    return workspace.document.session.project.adjustment_by_id[key].nature


def marked(window: MainWindow) -> list[str]:
    """Return which natures are checked, in the menu and in the context menu: both have the same actions."""
    return [action.objectName() for action in window.submenu(NATURES.name).actions() if action.isChecked()]


def test_each_action_sets_a_nature_and_is_then_marked(window: MainWindow, workspace: Workspace) -> None:
    choose(workspace, 1)
    assert marked(window) == ["nature_unknown"]
    for name, nature in ACTIONS.items():
        window.action(name).trigger()
        assert nature_of(workspace, EIR) is nature
        assert marked(window) == [name]
    for _ in ACTIONS:
        window.act("undo")
    assert workspace.document.session.step_to_undo is None
    assert marked(window) == ["nature_unknown"]


def test_the_mark_follows_the_selected_difference(window: MainWindow, workspace: Workspace) -> None:
    choose(workspace, 1)
    window.act("nature_presentation")
    choose(workspace, 2)
    assert marked(window) == ["nature_unknown"]
    choose(workspace, 1)
    assert marked(window) == ["nature_presentation"]


def test_choosing_the_nature_that_it_has_is_no_step_and_keeps_its_mark(
    window: MainWindow, workspace: Workspace
) -> None:
    choose(workspace, 1)
    window.action("nature_unknown").trigger()
    assert workspace.document.session.step_to_undo is None
    assert marked(window) == ["nature_unknown"]


def test_without_a_selected_difference_the_status_bar_says_what_to_select(
    window: MainWindow, workspace: Workspace
) -> None:
    workspace.adjustments_panel.switches.clearSelection()
    workspace.adjustments_panel.switches.setCurrentIndex(workspace.adjustments_panel.adjustments.index(-1, -1))
    window.action("nature_presentation").trigger()
    assert workspace.status.refusal == "Select a difference in the list of differences first."
    assert marked(window) == []


@pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard", extend=True)
def test_the_context_menu_of_the_list_sets_the_nature_with_the_keyboard_alone(
    qtbot: QtBot, window: MainWindow, workspace: Workspace
) -> None:
    window.activateWindow()
    switches = workspace.adjustments_panel.switches
    switches.setFocus()
    qtbot.keyClick(switches, KEY.Key_Down)
    offered: list[str] = []

    def answer() -> None:
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        qtbot.keyClick(menu, KEY.Key_N)
        natures = QApplication.activePopupWidget()
        assert isinstance(natures, QMenu)
        offered.extend(action.text() for action in natures.actions() if not action.isSeparator())
        qtbot.keyClick(natures, KEY.Key_P)

    QTimer.singleShot(0, answer)
    at = switches.visualRect(switches.currentIndex()).center()
    QApplication.sendEvent(
        switches.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, switches.mapToGlobal(at))
    )
    assert offered == ["&Measurement", "&Reclassification", "&Presentation", "&Error correction", "U&nknown"]
    assert nature_of(workspace, EIR) is Nature.PRESENTATION


def test_the_corrected_error_stays_selected_at_the_end_of_the_list_and_the_keyboard_with_it(
    qtbot: QtBot, window: MainWindow, workspace: Workspace
) -> None:
    window.activateWindow()
    panel = workspace.adjustments_panel
    panel.switches.setFocus()
    choose(workspace, 1)
    window.act("nature_error_correction")
    assert panel.switches.currentIndex().row() == 3
    assert panel.switches.chosen is not None
    assert panel.switches.chosen.id == EIR
    assert with_keyboard() is panel.switches
    qtbot.keyClick(panel.switches, KEY.Key_Space)
    assert EIR not in workspace.document.session.project.enabled
    window.act("nature_unknown")
    assert nature_of(workspace, EIR) is None


def test_a_corrected_error_is_named_so_wherever_it_stands_last(
    qtbot: QtBot, window: MainWindow, workspace: Workspace
) -> None:
    choose(workspace, 3)
    window.act("nature_error_correction")
    name = "Financial guarantee, net of tax (error correction)"
    panel, model = workspace.adjustments_panel, workspace.grid.current_model()
    assert panel.adjustments.text(3, 0) == name
    column = model.column_of(ColumnKind.EFFECT, GUARANTEE)
    assert column == model.columnCount() - 2
    assert model.heading(column).name == name
    workspace.show_panel("Charts")
    chart = workspace.charts.chart
    assert chart is not None
    qtbot.waitUntil(lambda: chart.text_at(4).startswith(name), timeout=5_000)
    history = workspace.history.model()
    assert isinstance(history, HistoryModel)
    history.refresh()
    assert texts(history, Part.STEP, Part.WAS, Part.NOW)[-1] == (
        "Set the nature of Financial guarantee, net of tax", "—", "error correction",
    )  # fmt: skip


def test_a_row_is_as_tall_as_the_name_that_a_step_gives_it(workspace: Workspace, window: MainWindow) -> None:
    panel = workspace.adjustments_panel
    before = panel.switches.rowHeight(2)
    long = "Share-based compensation of employees, consultants and others who provide similar services " * 2
    workspace.document.session.execute(RenameAdjustment(ADJUSTMENTS[2], long))
    assert panel.switches.rowHeight(2) > 2 * before
    workspace.document.session.undo()
    assert panel.switches.rowHeight(2) == before
