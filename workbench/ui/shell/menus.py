"""The menus and the toolbar, built from the action records; they follow what is open."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QMenuBar, QToolBar, QToolButton, QWidget

from workbench.ui.shell.action_lists.menus import (
    BAR,
    COLOURS,
    COLUMN,
    CONCEPT,
    CONCEPT_OF_LINE,
    DIFFERENCE,
    DIFFERENCES,
    EDIT,
    ENTRY,
    EXPORT_IN,
    GRID,
    LINE,
    NATURES,
    OUTLINE,
    PANELS,
    RECENT,
    TOOLBAR,
)
from workbench.ui.shell.action_records import Action, Menu, Need
from workbench.ui.shell.actions import ACTION_BY_NAME, ACTIONS, actions_in, groups_of
from workbench.ui.shell.files import Files
from workbench.ui.toolkit.icons import icon
from workbench.ui.toolkit.language import tr, tr_fact
from workbench.ui.toolkit.settings import Settings
from workbench.ui.toolkit.switch_keys import MOST_SWITCH_KEYS
from workbench.ui.toolkit.theme import Theme

if TYPE_CHECKING:
    from workbench.domain.facts import Fact
    from workbench.domain.ids import AdjustmentId
    from workbench.ui.shell.workspace import Workspace
    from workbench.ui.statement.grid_menus import MenuPlace

TEXT_BESIDE_ICON = 2
"""``Qt.ToolButtonStyle`` as a number: importing the namespace ``Qt`` takes a tenth of the time to the first paint."""


class Menus(QObject):
    """The actions of one window, their menus, and the menus that list files, panels and differences.

    ``act`` is called with the name of the chosen action. Until they are first needed, only the actions of the toolbar
    and of the start page are made: all of them take a tenth of the time to the first paint.
    """

    def __init__(
        self, window: QMainWindow, files: Files, settings: Settings, theme: Theme, act: Callable[[str], None]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._files = files
        self._settings = settings
        self._theme = theme
        self._act = act
        self._workspace: Workspace | None = None
        self._is_importing = False
        self._present: frozenset[Need] | None = None
        self._difference_names: tuple[tuple[str, AdjustmentId], ...] = ()
        self._menus: dict[str, QMenu] = {}
        self._actions: dict[str, QAction] = {}
        self._is_complete = False

    def _make(self, action: Action) -> QAction:
        """Return the Qt action of a record, made when it is first asked for."""
        if made := self._actions.get(action.name):
            return made
        help_line = tr(action.help_line)
        qt_action = self._actions[action.name] = QAction(tr(action.text), self._window)
        qt_action.setObjectName(action.name)
        qt_action.setShortcuts([QKeySequence(keys) for keys in action.keys])
        qt_action.setCheckable(action.is_checkable)
        qt_action.setToolTip(tr("{help} ({keys})", help=help_line, keys=action.keys[0]) if action.keys else help_line)
        qt_action.setStatusTip(help_line)
        if action.icon:
            qt_action.setIcon(icon(action.icon, self._theme))
        qt_action.triggered.connect(lambda: self._act(action.name))
        qt_action.setEnabled(self._present is None or action.needs in self._present)
        self._window.addAction(qt_action)
        return qt_action

    def action(self, name: str) -> QAction:
        self.complete()
        return self._actions[name]

    def actions_in(self, menu: Menu) -> list[QAction]:
        return [self._make(action) for action in actions_in(menu)]

    def menu(self, name: str) -> QMenu:
        self.complete()
        return self._menus[name]

    # ---- filling

    def fill_bar(self, bar: QMenuBar) -> None:
        """Put the menus into ``bar``; they are filled once the window has been painted, or one of them is opened."""
        for menu in BAR:
            widget = self._menus[menu.name] = bar.addMenu(tr(menu.title))
            widget.aboutToShow.connect(self.complete)

    def complete(self) -> None:
        """Make the remaining actions and fill the menus."""
        if self._is_complete:
            return
        self._is_complete = True
        for action in ACTIONS:
            self._make(action)
        for menu in BAR:
            self._fill(menu, self._menus[menu.name])
        colours = QActionGroup(self)
        for colour in self.actions_in(COLOURS):
            colours.addAction(colour)
        self.menu(EDIT.name).aboutToShow.connect(self._name_steps)
        self.menu(RECENT.name).aboutToShow.connect(self._list_recent_files)
        self.menu(DIFFERENCES.name).aboutToShow.connect(self._mark_differences)
        self.menu(PANELS.name).aboutToShow.connect(self._list_panels)
        self._theme.changed.connect(self._mark_colours)
        self._list_recent_files()
        self._mark_colours()
        self._offer_menus()

    def grid_menus(self) -> "dict[MenuPlace, QMenu]":
        """Return the menus of the statement's cells, captions and headings, made when they are first needed."""
        from workbench.ui.statement.grid_menus import MenuPlace

        if GRID.name not in self._menus:
            self._fill(GRID, QMenu(self._window))
            for menu in (CONCEPT, CONCEPT_OF_LINE):
                self.menu(menu.name).aboutToShow.connect(lambda menu=menu: self._list_concepts(menu))
            self.menu(COLUMN.name).aboutToShow.connect(self._list_column)
        places = {MenuPlace.CELL: GRID, MenuPlace.LINE: LINE, MenuPlace.COLUMN: COLUMN}
        return {place: self.menu(menu.name) for place, menu in places.items()}

    def _list_concepts(self, menu: Menu) -> None:
        from workbench.ui.shell.statement_menus import list_concepts

        if self._workspace is not None:
            list_concepts(self.menu(menu.name), self._workspace)

    def _list_column(self) -> None:
        from workbench.ui.shell.statement_menus import list_column

        if self._workspace is not None:
            list_column(self.menu(COLUMN.name), self._workspace, self.action, self.menu(NATURES.name))

    def _fill(self, menu: Menu, widget: QMenu) -> None:
        self._menus[menu.name] = widget
        for number, group in enumerate(groups_of(menu)):
            if number:
                widget.addSeparator()
            widget.addActions([self._make(action) for action in group.actions])
            for submenu in group.submenus:
                self._fill(submenu, widget.addMenu(tr(submenu.title)))

    def offer_on(self, view: QWidget, menu: Menu) -> None:
        """Make ``menu`` the context menu of a view."""
        from PySide6.QtCore import Qt

        for number, group in enumerate(groups_of(menu)):
            if number:
                separator = QAction(view)
                separator.setSeparator(True)
                view.addAction(separator)
            view.addActions([self._make(action) for action in group.actions])
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def fill_toolbar(self, bar: QToolBar) -> None:
        """Put the actions into ``bar``; a line follows the last group too, before the tools of an open document."""
        for group in groups_of(TOOLBAR):
            for action in group.actions:
                qt_action = self._make(action)
                bar.addAction(qt_action)
                button = bar.widgetForAction(qt_action)
                if action.short_text and isinstance(button, QToolButton):
                    qt_action.setIconText(tr(action.short_text))
                    button.setProperty("toolButtonStyle", TEXT_BESIDE_ICON)
            bar.addSeparator()

    # ---- following what is open

    def follow(self, workspace: "Workspace | None", *, is_importing: bool) -> None:
        """Enable what can be done now, and check what is on."""
        self._workspace, self._is_importing = workspace, is_importing
        present = {Need.NOTHING} if is_importing else {Need.NOTHING, Need.NO_IMPORT}
        if workspace is not None and not is_importing:
            present |= {Need.DOCUMENT}
            present |= {Need.STEP_TO_UNDO} if workspace.can_undo else set()
            present |= {Need.STEP_TO_REDO} if workspace.can_redo else set()
            self._mark_view(workspace)
            self._mark_nature(workspace)
            self._list_differences(workspace)
        self._offer(frozenset(present))
        if self._is_complete:
            self._offer_menus()

    def _offer(self, present: frozenset[Need]) -> None:
        """Enable the actions whose needs are ``present``."""
        if present != self._present:
            self._present = present
            for name, action in self._actions.items():
                action.setEnabled(ACTION_BY_NAME[name].needs in present)

    def _offer_menus(self) -> None:
        """Enable the menus in which something can be chosen."""
        has_document = self._present is not None and Need.DOCUMENT in self._present
        for menu in (EXPORT_IN, OUTLINE, PANELS, DIFFERENCE, NATURES, ENTRY, CONCEPT, COLUMN):
            self._menus[menu.name].setEnabled(has_document)
        self._menus[DIFFERENCES.name].setEnabled(has_document and bool(self._difference_names))
        self._menus[RECENT.name].setEnabled(bool(self._settings.recent_files) and not self._is_importing)

    def forget_document(self) -> None:
        """Clear the lists of a document that is no longer shown."""
        self._workspace = None
        self._difference_names = ()
        self.complete()
        for menu in (PANELS, DIFFERENCES, CONCEPT, COLUMN):
            self.menu(menu.name).clear()

    def _mark_view(self, workspace: "Workspace") -> None:
        view_state = workspace.view_state
        self.action("affected").setChecked(view_state.shows_affected)
        self.action("unproven").setChecked(view_state.marks_unproven)
        self.action("compare").setChecked(view_state.is_comparing)
        self.action("split").setChecked(workspace.pages.is_split)
        self.action("same_period").setChecked(workspace.pages.is_linked)
        self.action("workings").setChecked(view_state.shows_workings)
        self.action("reconciled").setChecked(view_state.period in view_state.statement.reconciled)

    def _mark_nature(self, workspace: "Workspace") -> None:
        """Say in the menu what the nature of the chosen difference is."""
        chosen = workspace.adjustments_panel.switches.chosen
        nature = (chosen.nature.value.replace("-", "_") if chosen.nature else "unknown") if chosen else ""
        self.action("ready").setChecked(chosen is not None and chosen.readiness.value == "ready")
        for action in self.actions_in(NATURES):
            action.setChecked(action.objectName() == f"nature_{nature}")

    def _mark_colours(self) -> None:
        self.action(f"theme_{self._theme.choice.value}").setChecked(True)

    def _name_steps(self) -> None:
        """Show in the menu what would be undone and redone."""
        workspace = self._workspace
        undo, redo = (workspace.step_to_undo, workspace.step_to_redo) if workspace else (None, None)
        undo_text, redo_text = ACTION_BY_NAME["undo"].text, ACTION_BY_NAME["redo"].text
        self.action("undo").setText(tr("&Undo {step}", step=_name_step(undo)) if undo else tr(undo_text))
        self.action("redo").setText(tr("&Redo {step}", step=_name_step(redo)) if redo else tr(redo_text))

    # ---- dynamic menus

    def _list_recent_files(self) -> None:
        menu = self.menu(RECENT.name)
        menu.clear()
        for path in self._settings.recent_files:
            action = menu.addAction(as_menu_text(str(path)))
            action.triggered.connect(lambda _=False, path=path: self._files.open([path]))
        menu.setEnabled(bool(self._settings.recent_files) and not self._is_importing)

    def _list_panels(self) -> None:
        """List the panels; those that are open are checked, behind another, too."""
        menu, workspace = self.menu(PANELS.name), self._workspace
        menu.clear()
        if workspace is None:
            return
        for name, dock in workspace.docks.items():
            action = menu.addAction(dock.windowTitle())
            action.setCheckable(True)
            action.setChecked(workspace.is_open(name))
            action.triggered.connect(lambda _=False, name=name: workspace.toggle_panel(name))
        menu.addSeparator()
        menu.addActions(self.actions_in(PANELS))

    def _list_differences(self, workspace: "Workspace") -> None:
        """List every difference; the first nine have keys."""
        menu = self.menu(DIFFERENCES.name)
        adjustments = workspace.document.session.project.adjustments
        names = tuple((adjustment.name, adjustment.id) for adjustment in adjustments)
        if names == self._difference_names:
            return
        self._difference_names = names
        menu.clear()
        for row, (name, key) in enumerate(names):
            action = menu.addAction(as_menu_text(name))
            action.setCheckable(True)
            action.triggered.connect(lambda _=False, key=key: workspace.adjustments_panel.toggle(key))
            if row < MOST_SWITCH_KEYS:
                action.setShortcut(QKeySequence(f"Ctrl+{row + 1}"))

    def _mark_differences(self) -> None:
        """Show in the menu which differences are on."""
        if self._workspace is not None:
            project = self._workspace.document.session.project
            for action, adjustment in zip(self.menu(DIFFERENCES.name).actions(), project.adjustments, strict=True):
                action.setChecked(adjustment.id in project.enabled)


def _name_step(step: "Fact") -> str:
    return as_menu_text(tr_fact(step))


def as_menu_text(text: str) -> str:
    """Return ``text`` as a menu shows it: a single & would underline what follows."""
    return text.replace("&", "&&")
