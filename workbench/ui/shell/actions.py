"""Every action as data: the menus, the toolbar and the sheet of shortcuts are built from this table."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QToolBar, QToolButton, QWidget

from workbench.ui.toolkit.icons import icon
from workbench.ui.toolkit.theme import Theme


class Spec(NamedTuple):
    """One action. ``keys`` are portable shortcuts; ``needs`` says what must be there for it to be offered."""

    text: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    tip: str = ""
    needs: str = "document"
    checkable: bool = False


SPECS = {
    "import": Spec("&Import…", ("Ctrl+I",), "import", "Look at one or several workbooks and import them", "free"),
    "import_again": Spec("Import a&gain…", (), "", "Import the sources anew: what differs is shown first"),
    "layouts": Spec("Remembered &layouts…", (), "", "See and forget corrections kept for next time", "free"),
    "open": Spec("&Open project…", ("Ctrl+O",), "open", "Open a project that was saved", "free"),
    "sample": Spec("Open the &sample", (), "sample", "Qifu Technology, Form 6-K of August 2023", "free"),
    "save": Spec("&Save", ("Ctrl+S",), "save", "Save the project"),
    "save_as": Spec("Save &as…", ("Ctrl+Shift+S", "F12"), "", "Save the project under another name"),
    "export": Spec("&Export review workbook…", ("Ctrl+E",), "export", "Write a workbook whose switches work by itself"),
    "close": Spec("&Close", ("Ctrl+W",), "", "Close the project"),
    "quit": Spec("&Quit", ("Ctrl+Q",), "", "", ""),
    "undo": Spec("&Undo", ("Ctrl+Z",), "undo", "", "undo"),
    "redo": Spec("&Redo", ("Ctrl+Y", "Ctrl+Shift+Z"), "redo", "", "redo"),
    "cut": Spec("Cu&t", ("Ctrl+X",)),
    "copy": Spec("&Copy", ("Ctrl+C",), "", "Copy the selected figures for Excel"),
    "paste": Spec("&Paste", ("Ctrl+V",), "", "Paste figures as one step"),
    "clear": Spec("Clea&r", (), "", "Make the selected figures blank (Del)"),
    "fill_down": Spec("Fill &down", ("Ctrl+D",)),
    "fill_right": Spec("Fill ri&ght", ("Ctrl+R",)),
    "select_all": Spec("Select &all", ("Ctrl+A",)),
    "find": Spec("&Find…", ("Ctrl+F",), "find", "Find a line or a figure"),
    "find_next": Spec("Find &next", ("F3",)),
    "find_previous": Spec("Find pre&vious", ("Shift+F3",)),
    "next_statement": Spec("&Next statement", ("Ctrl+PgDown",)),
    "previous_statement": Spec("&Previous statement", ("Ctrl+PgUp",)),
    "affected": Spec("&Affected lines only", ("Ctrl+L",), "", "", "document", True),
    "unproven": Spec("Show &unproven figures", ("Ctrl+U",), "", "Mark what nothing proves", "document", True),
    "next_pane": Spec("Next p&ane", ("F6",), "", "Move the keyboard to the next part of the window"),
    "previous_pane": Spec("Previous pan&e", ("Shift+F6",), "", "Move the keyboard to the part before"),
    "period": Spec("Choose the p&eriod", ("Alt+Down",), "", "Open the list of periods"),
    "zoom_in": Spec("Zoom &in", ("Ctrl++", "Ctrl+=")),
    "zoom_out": Spec("Zoom &out", ("Ctrl+-",)),
    "fit_columns": Spec("Fit &columns", ("Ctrl+0",)),
    "theme_system": Spec("As the &system", (), "", "", "", True),
    "theme_light": Spec("&Light", (), "", "", "", True),
    "theme_dark": Spec("&Dark", (), "", "", "", True),
    "theme_contrast": Spec("High &contrast", (), "", "", "", True),
    "all_on": Spec("All differences &on", ("Ctrl+Shift+A",)),
    "all_off": Spec("All differences o&ff", ("Ctrl+Shift+O",)),
    "restate": Spec("&Restate this total…", (), "", "Give a total another figure: what its parts leave over changes"),
    "mark_restated": Spec("&Mark a source as restated…", (), "", "Say why a source's figure was superseded"),
    "reconciled": Spec("This period is re&conciled", (), "", "Nil included: silence is none", "document", True),
    "explain": Spec("&Explain this figure", ("Ctrl+Return",), "", "Where it comes from and what moved it"),
    "checks": Spec("&Show checks", ("Ctrl+K",)),
    "failing": Spec("Show what &fails", ("Ctrl+Shift+K",)),
    "shortcuts": Spec("&Keyboard shortcuts", ("F1",), "", "", ""),
    "about": Spec("&About", (), "", "", ""),
}  # fmt: skip

MENUS: dict[str, tuple[str, ...]] = {
    "&File": (
        "import", "import_again", "layouts", "", "open", "sample", "recent", "", "save", "save_as", "export", "",
        "close", "quit",
    ),
    "&Edit": (
        "undo", "redo", "", "cut", "copy", "paste", "clear", "", "fill_down", "fill_right", "select_all", "",
        "find", "find_next", "find_previous",
    ),
    "&View": (
        "previous_statement", "next_statement", "period", "affected", "unproven", "", "next_pane", "previous_pane", "",
        "panels", "", "zoom_in", "zoom_out",
        "fit_columns", "", "colours",
    ),
    "&Reconciliation": (
        "differences", "", "all_on", "all_off", "", "restate", "mark_restated", "reconciled", "", "explain",
    ),
    "&Checks": ("checks", "failing"),
    "&Help": ("shortcuts", "about"),
}  # fmt: skip
"""An empty name is a line between; a name that is no action is a menu of its own, filled by the window."""

SUBMENUS = {"recent": "&Recent files", "panels": "&Panels", "colours": "&Colours", "differences": "&Differences"}
COLOURS = ("theme_system", "theme_light", "theme_dark", "theme_contrast")
TOOLBAR = ("import", "open", "save", "export", "", "undo", "redo", "")
TOOLBAR_TEXTS = {"import": "Import", "open": "Open", "save": "Save", "export": "Export"}
CONTEXT = ("copy", "paste", "clear", "restate", "mark_restated", "explain")
GRID_KEYS = (
    ("Arrows", "Move"), ("Ctrl+arrows", "To the edge of the filled cells"), ("Shift+arrows", "Select"),
    ("Ctrl+Home, Ctrl+End", "First and last cell"), ("Shift+Space, Ctrl+Space", "Select the row, the column"),
    ("F2, or type", "Edit; Esc leaves the cell as it was"), ("Enter, Tab", "Go down, right; with Shift up, left"),
    ("Left, Right", "Take over what is typed and go on; after F2 move in the text"),
    ("Enter, Tab in a selection", "Go round in it"), ("Ctrl+Enter while typing", "Put it into every selected cell"),
    ("Del", "Make blank"), ("Space", "Fold or unfold a section; in the list of differences: switch"),
    ("F2 in the list of differences", "Rename"), ("Enter on a button", "Press it"),
    ("Ctrl+1 … Ctrl+9", "Switch the first … ninth difference"), ("Ctrl+wheel", "Zoom"),
    ("Enter, Esc", "In the import assistant: the next page, give up the import"),
)  # fmt: skip
"""Keys that belong to the grid rather than to an action, for the sheet of shortcuts."""

Handlers = Mapping[str, Callable[[], object]]


class Actions:
    """The window's actions by name, built once."""

    def __init__(self, act: Callable[[str], None], theme: Theme, parent: QWidget) -> None:
        """``act`` is called with the name of the action that was chosen."""
        self._theme = theme
        self.by_name = {name: self._built(name, spec, act, parent) for name, spec in SPECS.items()}
        self.menus: dict[str, QMenu] = {}
        self.submenus: dict[str, QMenu] = {}
        self._present: frozenset[str] | None = None

    def _built(self, name: str, spec: Spec, act: Callable[[str], None], parent: QWidget) -> QAction:
        action = QAction(spec.text, parent)
        action.setObjectName(name)
        action.setShortcuts([QKeySequence(keys) for keys in spec.keys])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setCheckable(spec.checkable)
        plain = spec.text.replace("&", "").rstrip("…")
        keys = f" ({spec.keys[0]})" if spec.keys else ""
        action.setToolTip(f"{spec.tip or plain}{keys}")
        action.setStatusTip(spec.tip)
        if spec.icon:
            action.setIcon(icon(spec.icon, self._theme))
        action.triggered.connect(lambda: act(name))
        parent.addAction(action)
        return action

    def fill_menus(self, bar: QMenuBar) -> None:
        """Put every action into its menu; the submenus are left empty for the window to fill."""
        for title, names in MENUS.items():
            menu = self.menus[title] = bar.addMenu(title)
            for name in names:
                if not name:
                    menu.addSeparator()
                elif name in SUBMENUS:
                    self.submenus[name] = menu.addMenu(SUBMENUS[name])
                else:
                    menu.addAction(self.by_name[name])

    def fill_toolbar(self, bar: QToolBar) -> None:
        for name in TOOLBAR:
            if not name:
                bar.addSeparator()
                continue
            action = self.by_name[name]
            if name in TOOLBAR_TEXTS:
                action.setIconText(TOOLBAR_TEXTS[name])
            bar.addAction(action)
            button = bar.widgetForAction(action)
            if name in TOOLBAR_TEXTS and isinstance(button, QToolButton):
                button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)

    def enable(self, present: frozenset[str]) -> None:
        """Offer the actions whose needs are ``present``."""
        if present != self._present:
            self._present = present
            for name, spec in SPECS.items():
                self.by_name[name].setEnabled(not spec.needs or spec.needs in present)
