"""Every action has a handler, a menu and a help line; what the window offers is built from their records."""

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QLabel, QMenu, QPushButton, QTableWidget, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.shared_windows import MILLISECONDS
from tests.ui.test_action_dialogs import OPENS_A_DIALOG, visible_dialogs
from tests.ui.test_journeys import at, opened_in
from workbench.phrases import ENGLISH
from workbench.ui.shell.action_lists.menus import (
    BAR,
    COLOURS,
    DIFFERENCE,
    DIFFERENCES,
    ENTRY,
    EXPORT_IN,
    GRID,
    NATURES,
    PANELS,
    RECENT,
    START_PAGE,
    SUBMENUS,
    SUBMENUS_OF_CONTEXT_MENUS,
    TOOLBAR,
)
from workbench.ui.shell.action_lists.menus import LINE as LINE_MENU
from workbench.ui.shell.action_records import Action, Menu, Need
from workbench.ui.shell.actions import ACTION_BY_NAME, ACTIONS
from workbench.ui.shell.palette import Palette
from workbench.ui.shell.shortcuts import OTHER_KEYS, ShortcutsDialog
from workbench.ui.shell.window import MainWindow
from workbench.ui.shell.workspace import Workspace
from workbench.ui.toolkit.settings import Settings
from workbench.ui.toolkit.theme import Choice, Theme
from workbench.wording import say_fact

LINE = ""
"""Stands for a line between two groups."""
LEAVES_THE_DOCUMENT = ("import_again", "sample", "close", "quit")
STARTED = """
import sys
from workbench.ui.shell.application import application_of
from workbench.ui.shell.window import MainWindow
from workbench.ui.toolkit.settings import Settings
from workbench.ui.toolkit.theme import Choice, Theme
application = application_of(["workbench"])
window = MainWindow(Settings(None), Theme(application, Choice.LIGHT))
window.show()
application.processEvents()
print(*sorted(name for name in sys.modules if name.startswith("workbench.")))
"""


def name_of(action: QAction) -> str:
    """Return the name of an action, the title of a menu, or ``LINE``."""
    submenu = action.menu()
    if isinstance(submenu, QMenu):
        return submenu.title()
    return LINE if action.isSeparator() else action.objectName()


def names_in(widget: QWidget) -> list[str]:
    return [name_of(action) for action in widget.actions()]


def expected_in(menu: Menu) -> list[str]:
    """Return what stands in ``menu``: the actions of each group in the order of the table, then its menus, a line."""
    entries = [
        *((place.group, action.name) for action in ACTIONS for place in action.places if place.menu == menu),
        *(
            (inner.inside.group, str(inner.title))
            for inner in (*SUBMENUS, *SUBMENUS_OF_CONTEXT_MENUS)
            if inner.inside and inner.inside.menu == menu
        ),
    ]
    names: list[str] = []
    for group in sorted({group for group, _ in entries}):
        names += [LINE, *(name for entry_group, name in entries if entry_group == group)]
    return names[1:]


# ---- the records


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.name)
def test_every_action_has_a_handler_a_menu_and_a_help_line(action: Action) -> None:
    assert callable(action.act)
    assert len([place for place in action.places if place.menu in (*BAR, *SUBMENUS)]) == 1
    assert len(set(action.places)) == len(action.places)
    assert re.fullmatch(r"[A-Z][^\n]+[\w)]", str(action.help_line)), "a sentence without a full stop"


@pytest.mark.parametrize("action", [action for action in ACTIONS if action.short_text], ids=lambda action: action.name)
def test_a_short_text_is_of_an_action_with_an_icon_in_the_toolbar(action: Action) -> None:
    assert TOOLBAR in [place.menu for place in action.places]
    assert action.icon


def test_names_are_unique() -> None:
    assert len(ACTION_BY_NAME) == len(ACTIONS)
    menus = (*BAR, *SUBMENUS, *SUBMENUS_OF_CONTEXT_MENUS, TOOLBAR, START_PAGE, GRID)
    assert len({menu.name for menu in menus}) == len(menus)


def test_no_two_actions_that_are_offered_at_once_share_a_key(
    qtbot: QtBot, window: MainWindow, workspace: Workspace
) -> None:
    workspace.adjustments_panel.adjustments.toggle(0)
    workspace.adjustments_panel.adjustments.toggle(1)
    workspace.undo()
    offered = [action for action in window.findChildren(QAction) if action.isEnabled()]
    assert {action.objectName() for action in offered} >= set(ACTION_BY_NAME)
    counts = Counter(keys.toString() for action in offered for keys in action.shortcuts())
    assert [keys for keys, count in counts.items() if count > 1] == []
    assert "" not in counts
    assert len(counts) == sum(len(action.keys) for action in ACTIONS) + len(
        workspace.document.session.project.adjustments
    )


def test_what_only_a_document_needs_is_not_imported_before_one_is_open() -> None:
    outcome = subprocess.run([sys.executable, "-c", STARTED], capture_output=True, text=True, check=True)
    modules = outcome.stdout.split()
    assert "workbench.ui.shell.actions" in modules
    assert {name.split(".")[2] for name in modules if name.startswith("workbench.ui.")} == {"shell", "toolkit"}
    assert not {"workbench.ui.shell.workspace", "workbench.ui.shell.document_actions"} & set(modules)
    assert not {"workbench.wording", "workbench.domain", "workbench.presentation"} & set(modules)


# ---- what the window makes of them


def test_every_menu_lists_its_actions_in_order(window: MainWindow) -> None:
    assert names_in(window.menuBar()) == [str(menu.title) for menu in BAR]
    for menu, action in zip(BAR, window.menuBar().actions(), strict=True):
        widget = action.menu()
        assert isinstance(widget, QMenu)
        widget.aboutToShow.emit()  # they are filled when one of them is first opened
        assert names_in(widget) == expected_in(menu)
    assert names_in(window.submenu("colours")) == expected_in(COLOURS)


def test_lines_stand_between_groups_and_a_menu_at_the_end_of_its_group(window: MainWindow) -> None:
    assert names_in(window.submenu("file")) == [
        "new", "roll_forward", "import", "import_again", "merge", "layouts", LINE,
        "open", "sample", "&Recent files", LINE,
        "save", "save_as", "restore", "export", "appendix", "anonymise", str(EXPORT_IN.title), LINE,
        "print", "save_pdf", "save_picture", LINE, "close", "quit",
    ]  # fmt: skip


def test_the_toolbar_has_texts_beside_the_icons_that_need_them(window: MainWindow) -> None:
    assert names_in(window.toolbar) == [*expected_in(TOOLBAR), LINE]
    buttons = [window.toolbar.widgetForAction(window.action(name)) for name in ("import", "undo")]
    assert [button.text() for button in buttons if isinstance(button, QToolButton)] == ["Import", "Undo"]
    assert [button.toolButtonStyle().name for button in buttons if isinstance(button, QToolButton)] == [
        "ToolButtonTextBesideIcon",
        "ToolButtonIconOnly",
    ]


def test_the_start_page_offers_four_steps_with_their_help_lines(window: MainWindow) -> None:
    steps = [action for action in ACTIONS if START_PAGE in [place.menu for place in action.places]]
    buttons = window.start_page.findChildren(QPushButton, "step")
    assert [button.text() for button in buttons] == [
        "Import…", "New project…", "Roll forward…", "Open project…", "Open the sample",
    ]  # fmt: skip
    texts = [label.text() for label in window.start_page.findChildren(QLabel)]
    assert [step.name for step in steps if str(step.help_line) not in texts] == []


def test_the_context_menus_of_cells_and_captions_list_their_actions(window: MainWindow, workspace: Workspace) -> None:
    assert names_in(window.submenu(GRID.name)) == expected_in(GRID)
    assert names_in(window.submenu(LINE_MENU.name)) == expected_in(LINE_MENU)


def test_tips_say_what_an_action_does_and_its_first_key(window: MainWindow) -> None:
    assert window.action("save_as").toolTip() == "Save the project under another name (Ctrl+Shift+S)"
    assert window.action("about").toolTip() == str(ACTION_BY_NAME["about"].help_line)
    for action in ACTIONS:
        assert window.action(action.name).statusTip() == str(action.help_line)


def test_the_sheet_of_shortcuts_lists_every_key(qtbot: QtBot, window: MainWindow) -> None:
    sheet = ShortcutsDialog(window)
    table = sheet.findChild(QTableWidget)
    assert isinstance(table, QTableWidget)
    rows = []
    for row in range(table.rowCount()):
        keys, line = table.item(row, 0), table.item(row, 1)
        assert keys
        assert line
        rows.append((keys.text(), line.text()))
    assert rows[: len(OTHER_KEYS)] == [(str(other.keys), str(other.help_line)) for other in OTHER_KEYS]
    with_keys = [action for action in ACTIONS if action.keys]
    assert rows[len(OTHER_KEYS) :] == [(", ".join(action.keys), str(action.help_line)) for action in with_keys]
    sheet.close()
    qtbot.wait(50)


def test_every_key_is_one_that_qt_knows() -> None:
    for action in ACTIONS:
        for keys in action.keys:
            assert QKeySequence(keys).toString() == keys


# ---- what is offered


def test_actions_are_offered_once_what_they_need_is_there(
    window: MainWindow, workspace: Workspace, qifu_path: Path
) -> None:
    def needs_met() -> set[Need]:
        met = {action.needs for action in ACTIONS if window.action(action.name).isEnabled()}
        assert not met & {action.needs for action in ACTIONS if not window.action(action.name).isEnabled()}
        return met

    with_document = {Need.NOTHING, Need.NO_IMPORT, Need.DOCUMENT}
    assert needs_met() == with_document
    workspace.adjustments_panel.adjustments.toggle(0)
    assert needs_met() == with_document | {Need.STEP_TO_UNDO}
    workspace.undo()
    assert needs_met() == with_document | {Need.STEP_TO_REDO}
    window.files.import_wanted.emit([qifu_path])
    assert needs_met() == {Need.NOTHING}
    assert window.assistant is not None
    window.assistant.give_up()
    window.close_document()
    assert needs_met() == {Need.NOTHING, Need.NO_IMPORT}


def test_the_differences_have_a_menu_with_keys_and_marks(window: MainWindow, workspace: Workspace) -> None:
    menu = window.submenu(DIFFERENCES.name)
    adjustments = workspace.document.session.project.adjustments
    assert [action.text() for action in menu.actions()] == [adjustment.name for adjustment in adjustments]
    keys = [action.shortcut().toString() for action in menu.actions()]
    assert keys == [f"Ctrl+{number}" for number in range(1, len(adjustments) + 1)]
    menu.actions()[1].trigger()
    menu.aboutToShow.emit()
    assert [action.isChecked() for action in menu.actions()] == [number != 1 for number in range(len(adjustments))]


def test_submenus_of_a_document_open_only_with_one(window: MainWindow, workspace: Workspace) -> None:
    submenus = (DIFFERENCES, DIFFERENCE, NATURES, ENTRY, PANELS)
    assert all(window.submenu(menu.name).isEnabled() for menu in submenus)
    window.close_document()
    assert not any(window.submenu(menu.name).isEnabled() for menu in submenus)


def test_the_panels_have_a_menu_that_is_empty_without_a_document(window: MainWindow, workspace: Workspace) -> None:
    menu = window.submenu(PANELS.name)
    menu.aboutToShow.emit()
    *panels, line, only_statement, following, previous, reset = menu.actions()
    assert [action.text() for action in panels] == [dock.windowTitle() for dock in workspace.docks.values()]
    named = [name_of(action) for action in (line, only_statement, following, previous, reset)]
    assert named == [LINE, "only_statement", "next_panel", "previous_panel", "reset_panels"]
    assert menu.actions()[1].text() == "Differences"
    window.close_document()
    menu.aboutToShow.emit()
    assert menu.actions() == []


def test_recent_files_are_listed_when_their_menu_opens(window: MainWindow, settings: Settings, tmp_path: Path) -> None:
    menu = window.submenu(RECENT.name)
    menu.aboutToShow.emit()
    assert not menu.isEnabled()
    settings.add_recent_file(tmp_path / "R&D.recon")
    menu.aboutToShow.emit()
    assert menu.isEnabled()
    assert [action.text() for action in menu.actions()] == [str(tmp_path / "R&&D.recon")]


def test_the_edit_menu_names_the_step_that_would_be_undone(window: MainWindow, workspace: Workspace) -> None:
    _, edit, *_ = window.menuBar().actions()
    workspace.adjustments_panel.adjustments.toggle(0)
    widget = edit.menu()
    assert isinstance(widget, QMenu)
    widget.aboutToShow.emit()
    assert window.action("undo").text() == f"&Undo {say_fact(workspace.document.session.step_to_undo or '', ENGLISH)}"
    assert window.action("redo").text() == "&Redo"


# ---- what they do


@pytest.fixture
def light_again(theme: Theme) -> Iterator[None]:
    """The colours of all tests, whatever a test chooses."""
    yield
    theme.choose(Choice.LIGHT)


@pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard", extend=True)
@pytest.mark.usefixtures("light_again")
def test_every_action_that_asks_nothing_acts_on_an_open_document(window: MainWindow, workspace: Workspace) -> None:
    at(workspace, "funding_costs")
    workspace.grid.setFocus()
    for action in ACTIONS:
        if action.name not in (*OPENS_A_DIALOG, *LEAVES_THE_DOCUMENT):
            window.act(action.name)
            workspace.view_tools.periods.hidePopup()
            assert visible_dialogs(window) == [], action.name
    assert window.workspace is workspace


def test_the_sample_takes_the_place_of_the_document(qtbot: QtBot, window: MainWindow, workspace: Workspace) -> None:
    with qtbot.waitSignal(window.settled, timeout=MILLISECONDS):
        window.act("sample")
    assert opened_in(window) is not workspace


def test_importing_again_shows_the_assistant(qtbot: QtBot, window: MainWindow, workspace: Workspace) -> None:
    window.act("import_again")
    assert window.assistant is not None
    window.assistant.give_up()
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=MILLISECONDS)
    assert window.workspace is workspace


def test_closing_leaves_the_start_page(window: MainWindow, workspace: Workspace) -> None:
    window.act("close")
    assert window.workspace is None
    assert window.files.document is None


def test_quitting_closes_the_window(window: MainWindow, workspace: Workspace) -> None:
    window.act("quit")
    assert not window.isVisible()


def test_an_action_of_a_document_does_nothing_without_one(window: MainWindow) -> None:
    for action in ACTIONS:
        if action.needs in (Need.DOCUMENT, Need.STEP_TO_UNDO, Need.STEP_TO_REDO):
            window.act(action.name)
    assert visible_dialogs(window) == []
    assert window.workspace is None


def test_the_palette_works_on_the_start_page(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    window._settings.add_recent_file(tmp_path / "Half year.rwb")
    window.activateWindow()
    window.act("palette")
    palette = window.findChild(Palette)
    assert isinstance(palette, Palette)
    entries = {entry.key: entry for entry in palette.model.entries}
    assert entries["action save"].why_not == "Open a project first"
    assert entries["action open"].why_not == ""
    assert "Half year.rwb" in [entry.name for entry in palette.model.entries]
    qtbot.keyClicks(palette.text, "about")
    qtbot.keyClick(palette.text, Qt.Key.Key_Return)
    assert not palette.isVisible()
    (dialog,) = [dialog for dialog in window.findChildren(QDialog) if dialog.isVisible()]
    dialog.close()
