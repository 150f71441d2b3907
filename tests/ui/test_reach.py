"""Every part of the window is reached with the keyboard alone, and read out by name; it fits its screen."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

from tests.benchmarks.books import book
from tests.ui.shared_windows import MILLISECONDS
from tests.ui.test_journeys import KEY, at
from workbench.session import Session
from workbench.ui.charts.axes import wrap_text
from workbench.ui.context.document import Document
from workbench.ui.shell.window import MainWindow
from workbench.ui.shell.workspace import Workspace
from workbench.ui.statement.column_widths import LEAST_CAPTIONS
from workbench.ui.statement.frozen_column import FrozenColumn
from workbench.ui.toolkit.settings import Settings
from workbench.ui.toolkit.theme import CONTRAST, DARK, LIGHT, Colours, Theme

MOST_TABS = 15
PANELS = ("Charts", "Scenarios", "ToDo", "Checks", "Figure", "Entries", "Notes", "History", "Sources", "Find")


def with_keyboard() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


@pytest.fixture
def large(qtbot: QtBot, window: MainWindow) -> Workspace:
    """A book of 300 lines and 20 differences."""
    with qtbot.waitSignal(window.settled, timeout=MILLISECONDS):
        window.files.show(Document(Session(book(300, 2, 20, 0.1)), None, "large"))
    assert window.workspace is not None
    return window.workspace


@pytest.mark.parametrize("title", PANELS)
def test_tab_leads_out_of_every_panel(qtbot: QtBot, window: MainWindow, workspace: Workspace, title: str) -> None:
    window.activateWindow()
    workspace.show_panel(title)
    panel = workspace.docks[title].widget()
    for _ in range(MOST_TABS):
        qtbot.keyClick(with_keyboard(), KEY.Key_Tab)
        if with_keyboard() is not panel and not panel.isAncestorOf(with_keyboard()):
            return
    pytest.fail(f"Tab stays in {title}")


@pytest.mark.parametrize(("name", "step"), [("next_pane", 1), ("previous_pane", -1)])
def test_f6_goes_through_all_panes_and_round(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, name: str, step: int
) -> None:
    window.activateWindow()
    at(workspace, "funding_costs")
    workspace.grid.setFocus()
    order = [
        window.toolbar,
        workspace.statements,
        workspace.page,
        workspace.adjustments_panel.switches_area,
        workspace.adjustments_panel.totals_view,
        workspace.figure,
        workspace.charts,
    ]
    start = order.index(workspace.page)
    for number in range(1, len(order) + 1):
        window.act(name)
        pane = order[(start + step * number) % len(order)]
        assert pane is with_keyboard() or pane.isAncestorOf(with_keyboard()), number
    assert with_keyboard() is workspace.grid


@pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard", extend=True)
def test_alt_down_opens_the_periods_and_gives_the_keyboard_back(
    qtbot: QtBot, window: MainWindow, workspace: Workspace
) -> None:
    window.activateWindow()
    workspace.grid.setFocus()
    periods = workspace.view_tools.periods
    window.act("period")
    assert periods.view().isVisible()
    periods.hidePopup()
    assert with_keyboard() is workspace.grid


def test_enter_presses_the_button_that_has_the_keyboard(qtbot: QtBot, window: MainWindow, workspace: Workspace) -> None:
    window.activateWindow()
    workspace.view_tools.affected.setFocus()
    qtbot.keyClick(workspace.view_tools.affected, KEY.Key_Return)
    assert workspace.view_state.shows_affected


def test_rows_and_columns_are_read_out_by_name(workspace: Workspace) -> None:
    model = workspace.grid.current_model()
    row = model.row_of("funding_costs")
    assert row is not None
    assert model.headerData(row, Qt.Orientation.Vertical) == "Funding costs"
    differences = workspace.adjustments_panel.adjustments
    assert differences.headerData(0, Qt.Orientation.Horizontal, Qt.ItemDataRole.AccessibleDescriptionRole) is None
    spoken = differences.data(differences.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Expected credit losses, net of tax, on"
    assert workspace.adjustments_panel.switches.accessibleName() == "Differences"
    assert [field for field in workspace.findChildren(QLineEdit) if not field.accessibleName()] == []


def test_a_document_is_closed_while_its_chart_has_the_keyboard(window: MainWindow, workspace: Workspace) -> None:
    window.activateWindow()
    window.act("charts")
    assert with_keyboard() is workspace.charts.chart
    window.act("close")
    assert window.workspace is None


# ---- room


def test_the_result_stays_at_the_right_edge_wherever_the_differences_are_scrolled(large: Workspace) -> None:
    grid = large.grid
    result = next(view for view in grid.findChildren(FrozenColumn) if view.objectName() == "frozenResult")
    assert result.isVisible()
    for place in (0, grid.horizontalScrollBar().maximum() // 2, grid.horizontalScrollBar().maximum()):
        grid.horizontalScrollBar().setValue(place)
        assert result.geometry().right() == grid.viewport().geometry().right()
    last = grid.current_model().columnCount() - 2
    grid.go_to(5, last)
    cell = grid.visualRect(grid.current_model().index(5, last))
    assert cell.right() <= grid.viewport().width() - result.width()


def test_the_result_is_laid_over_nothing_where_all_columns_fit(workspace: Workspace) -> None:
    result = next(view for view in workspace.grid.findChildren(FrozenColumn) if view.objectName() == "frozenResult")
    assert not result.isVisible()


@pytest.mark.parametrize("wide", [False, True])
def test_fourteen_lines_are_seen_on_a_small_screen(
    qtbot: QtBot, window: MainWindow, request: pytest.FixtureRequest, wide: bool
) -> None:
    workspace: Workspace = request.getfixturevalue("large" if wide else "workspace")
    window.resize(1270, 678)  # 1280 x 720 less what the desktop draws around it
    workspace.arrange_as(Settings(None).state("panels"))
    qtbot.wait(50)
    assert window.width() <= 1280
    grid = workspace.grid
    assert grid.viewport().height() // grid.rowHeight(0) >= 14
    assert wide or grid.columnWidth(0) >= LEAST_CAPTIONS


def test_a_window_lies_on_its_screen_from_the_start(qtbot: QtBot, theme: Theme, settings: Settings) -> None:
    window = MainWindow(settings, theme)
    qtbot.addWidget(window)
    room = window.screen().availableGeometry()
    assert window.width() < room.width()
    assert window.height() < room.height()


@pytest.mark.parametrize("colours", [LIGHT, DARK, CONTRAST])
def test_what_is_disabled_looks_weaker_than_what_is_muted(colours: Colours) -> None:
    assert contrast(colours.disabled, colours.base) < contrast(colours.muted, colours.base)


def contrast(one: str, other: str) -> float:
    """Return the ratio of two colours' luminances, the larger over the smaller, as WCAG 2.1 has it."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_names_of_twenty_bars_are_wrapped_and_cut_at_their_end(large: Workspace) -> None:
    metrics = QTableView().fontMetrics()
    lines = wrap_text("Difference 02, credit losses of loans", metrics, metrics.horizontalAdvance("Difference 02,"), 2)
    assert lines[0] == "Difference 02,"
    assert lines[1].startswith("cred")
    assert lines[1].endswith("…")
    chart = large.charts.chart
    assert chart is not None
    assert "Difference 19" in chart.accessibleDescription()
