"""The palette: every action, statement, line, period, difference, check and panel by its name, with the keyboard."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.published import H1_2022, H1_2023, SBC
from tests.ui.shared_windows import as_it_was
from tests.ui.test_journeys import KEY
from workbench.commands import EditFigures, KeepScenario
from workbench.ui.adjustments.catalogue_dialog import CatalogueDialog
from workbench.ui.shell.actions import ACTIONS
from workbench.ui.shell.palette import Palette
from workbench.ui.shell.window import MainWindow
from workbench.ui.shell.workspace import Workspace
from workbench.ui.toolkit.lazy_refresh import is_seen

TOTAL_COSTS = "total_operating_costs_and_expenses"


@pytest.fixture
def workspace(qifu_in_window: Workspace) -> Iterator[Workspace]:
    for _ in as_it_was(qifu_in_window):
        qifu_in_window.window().activateWindow()
        qifu_in_window.grid.setFocus()
        yield qifu_in_window
        if palette := qifu_in_window.window().findChild(Palette):
            palette.dismiss()
            palette._used = []


def window_of(workspace: Workspace) -> MainWindow:
    window = workspace.window()
    assert isinstance(window, MainWindow)
    return window


def opened(window: MainWindow) -> Palette:
    window.act("palette")
    palette = window.findChild(Palette)
    assert isinstance(palette, Palette)
    assert palette.isVisible()
    return palette


def typed(qtbot: QtBot, window: MainWindow, text: str) -> Palette:
    """Open the palette, and type a text once the names of lines are known."""
    palette = opened(window)
    qtbot.waitUntil(lambda: not palette._reading.is_running, timeout=10_000)
    qtbot.keyClicks(palette.text, text)
    return palette


def names(palette: Palette) -> list[str]:
    return [entry.name for entry in palette.model.entries]


def choose(qtbot: QtBot, window: MainWindow, text: str, name: str, where: str = "") -> None:
    """Type a text, go down to an entry and press Enter."""
    palette = typed(qtbot, window, text)
    wanted = next(
        number
        for number, entry in enumerate(palette.model.entries)
        if entry.name == name and entry.where.startswith(where)
    )
    for _ in range(wanted):
        qtbot.keyClick(palette.text, KEY.Key_Down)
    qtbot.keyClick(palette.text, KEY.Key_Return)
    assert not palette.isVisible()


def test_it_lists_every_action_with_its_menu_and_keys(workspace: Workspace) -> None:
    palette = opened(window_of(workspace))
    entries = {entry.key: entry for entry in palette.model.entries}
    assert {f"action {action.name}" for action in ACTIONS} <= {*entries}
    assert (entries["action find"].name, entries["action find"].where, entries["action find"].keys) == (
        "Find…",
        "Edit",
        "Ctrl+F",
    )
    assert entries["action theme_dark"].where.startswith("View › Colors")
    assert "&" not in "".join(names(palette)).replace("&&", "")


def test_what_is_not_offered_now_says_why_and_does_nothing(qtbot: QtBot, workspace: Workspace) -> None:
    palette = typed(qtbot, window_of(workspace), "undo")
    first = palette.model.entries[0]
    assert (first.name, first.why_not) == ("Undo", "There is nothing to undo")
    assert palette.model.index(0, 1).data() == "There is nothing to undo"
    qtbot.keyClick(palette.text, KEY.Key_Return)
    assert palette.isVisible()
    qtbot.keyClick(palette.text, KEY.Key_Escape)
    assert not palette.isVisible()
    assert QApplication.focusWidget() is workspace.grid


def test_enter_does_it_where_the_keyboard_was(qtbot: QtBot, workspace: Workspace) -> None:
    window = window_of(workspace)
    choose(qtbot, window, "affec lin", "Affected lines only")
    assert workspace.view_state.shows_affected
    palette = typed(qtbot, window, "affec lin")
    assert palette.model.entries[0].where == "View, on"
    palette.dismiss()
    workspace.grid.go_to(3, 1)
    choose(qtbot, window, "select all", "Select all")
    assert len(list(workspace.grid.selected_places())) > 20


def test_it_goes_to_a_statement_a_period_a_line_and_a_difference(qtbot: QtBot, workspace: Workspace) -> None:
    window = window_of(workspace)
    choose(qtbot, window, "cash fl", "Cash flows")
    assert workspace.view_state.statement.id == "cash_flows"
    choose(qtbot, window, "opera", "Operations", "Statement")
    choose(qtbot, window, "h1 2022", "H1 2022")
    assert (workspace.view_state.statement.id, workspace.view_state.period) == ("operations", H1_2022)
    choose(qtbot, window, "dec 2022", "31 Dec 2022")
    assert (workspace.view_state.statement.id, workspace.view_state.period) == ("financial_position", "2022-12-31")
    choose(qtbot, window, "funding", "Funding costs")
    index = workspace.grid.currentIndex()
    assert workspace.grid.current_model().rows[index.row()].line.id == "funding_costs"
    assert workspace.grid.hasFocus()
    choose(qtbot, window, "share-b", "Share-based compensation", "Difference")
    chosen = workspace.adjustments_panel.switches.chosen
    assert chosen is not None
    assert chosen.id == SBC


def test_it_switches_a_difference_and_applies_a_scenario(qtbot: QtBot, workspace: Workspace) -> None:
    window, session = window_of(workspace), workspace.document.session
    choose(qtbot, window, "switch share", "Switch off Share-based compensation")
    assert SBC not in session.project.enabled
    choose(qtbot, window, "share", "Switch on Share-based compensation")
    assert SBC in session.project.enabled
    session.execute(KeepScenario("Only pay", frozenset({SBC})))
    choose(qtbot, window, "only pay", "Only pay")
    assert session.project.enabled == {SBC}


def test_a_check_leads_to_what_it_found_first(qtbot: QtBot, workspace: Workspace) -> None:
    window = window_of(workspace)
    workspace.document.session.execute(EditFigures({("funding_costs", H1_2023): Decimal(1)}))
    qtbot.waitUntil(lambda: "fail" in workspace.status.light_text, timeout=10_000)
    workspace.view_state.show_statement("cash_flows")
    palette = typed(qtbot, window, "agreement")
    entry = palette.model.entries[0]
    assert entry.name == "Agreement of sources"
    assert "failure" in entry.where
    qtbot.keyClick(palette.text, KEY.Key_Return)
    assert is_seen(workspace.checks)
    index = workspace.grid.currentIndex()
    assert workspace.grid.current_model().rows[index.row()].line.id in ("funding_costs", TOTAL_COSTS)
    workspace.checks.text.clear()
    workspace.show_panel("Charts")


def test_a_panel_is_shown(qtbot: QtBot, workspace: Workspace) -> None:
    choose(qtbot, window_of(workspace), "history", "History", "Panel")
    assert is_seen(workspace.history)
    workspace.show_panel("Charts")


def test_a_kind_of_the_catalogue_opens_it_there(qtbot: QtBot, workspace: Workspace) -> None:
    choose(qtbot, window_of(workspace), "IFRS 16", "Leases", "New difference")
    dialog = workspace.findChild(CatalogueDialog)
    assert dialog is not None
    assert dialog.kind is not None
    assert (dialog.kind.name, dialog.name.text()) == ("leases", "Leases")
    dialog.reject()


def test_what_was_chosen_last_comes_first(qtbot: QtBot, workspace: Workspace) -> None:
    window = window_of(workspace)
    choose(qtbot, window, "funding", "Funding costs")
    choose(qtbot, window, "fit col", "Fit columns")
    palette = opened(window)
    assert names(palette)[:2] == ["Fit columns", "Funding costs"]
    assert window._settings.text("palette", "") in ("fit_columns", ""), "of what is found in a project, nothing is kept"


def test_it_is_left_by_a_click_elsewhere_and_takes_the_mouse(qtbot: QtBot, workspace: Workspace) -> None:
    window = window_of(workspace)
    palette = opened(window)
    workspace.grid.setFocus()
    assert not palette.isVisible()
    palette = typed(qtbot, window, "affec lin")
    place = palette.view.visualRect(palette.model.index(0, 0)).center()
    qtbot.mouseClick(palette.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert workspace.view_state.shows_affected


def test_nothing_odd_that_is_typed_breaks_it(qtbot: QtBot, workspace: Workspace) -> None:
    palette = opened(window_of(workspace))
    for text in ("{0}", "%s", "😀", "שלום", "&", "(", "x" * 3_000, "\\"):
        palette.text.setText(text)
    assert palette.text.accessibleName()
    assert palette.view.accessibleName()
