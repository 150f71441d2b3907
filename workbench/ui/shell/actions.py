"""The actions of the window, a record each; menus, toolbar, start page and the sheet of shortcuts are built from them.

Only what is listed as it comes has none: recent files, panels, the differences of a document.

The window shows all of them before a document is open: what only a document needs is imported where an action acts.
"""

from collections.abc import Callable
from enum import Enum, auto
from types import ModuleType
from typing import TYPE_CHECKING, NamedTuple, Protocol

from workbench.ui.toolkit.theme import Choice

if TYPE_CHECKING:
    from workbench.ui.shell.files import Files
    from workbench.ui.shell.workspace import Workspace
    from workbench.ui.statement.statement_grid import StatementGrid


class Window(Protocol):
    """What the actions ask of the main window."""

    @property
    def files(self) -> "Files": ...
    @property
    def workspace(self) -> "Workspace | None": ...
    def close(self) -> bool: ...
    def close_document(self) -> None: ...
    def focus_pane(self, step: int, /) -> None: ...
    def choose_colours(self, choice: Choice, /) -> None: ...
    def show_layouts(self) -> None: ...
    def show_shortcuts(self) -> None: ...
    def show_about(self) -> None: ...
    def ask_for_user_name(self) -> None: ...


Handler = Callable[[Window], object]


class Need(Enum):
    """What must be there for an action to be offered."""

    NOTHING = auto()
    NO_IMPORT = auto()
    """The import assistant is not in front; every need below includes that."""
    DOCUMENT = auto()
    STEP_TO_UNDO = auto()
    STEP_TO_REDO = auto()


class Menu(NamedTuple):
    """What actions stand in: a menu of the bar or inside another, the toolbar, the start page, a context menu.

    A menu inside another stands at the end of the group ``inside``.
    """

    name: str
    title: str = ""
    inside: "Place | None" = None


class Place(NamedTuple):
    """Where an action or a menu stands: in a group of ``menu``, which a line separates from the next."""

    menu: Menu
    group: int = 1


class Action(NamedTuple):
    """One thing that the user can ask for. Within a group, actions stand in the order of ``ACTIONS``.

    ``text`` names it, with & before the letter that chooses it; ``short_text`` does so in the toolbar, beside the icon.
    ``help_line`` says what it does, without a full stop. ``keys`` are portable shortcuts; menus show the first.
    """

    name: str
    text: str
    help_line: str
    act: Handler
    places: tuple[Place, ...]
    keys: tuple[str, ...] = ()
    icon: str = ""
    short_text: str = ""
    needs: Need = Need.DOCUMENT
    is_checkable: bool = False


class OtherKeys(NamedTuple):
    """Keys of what has no record: cells and lists answer to them, the switches of differences, the import assistant."""

    keys: str
    help_line: str


# ---- what actions act on


def on_document(act: Callable[["Workspace"], object]) -> Handler:
    """Return a handler that does ``act`` to the open document; nothing where none is open."""

    def handle(window: Window) -> None:
        if window.workspace is not None:
            act(window.workspace)

    return handle


def _document_actions() -> ModuleType:
    """Return what acts on a document in more than one call; imported late, with all that a document needs."""
    from workbench.ui.shell import document_actions

    return document_actions


def on_cells(act: Callable[["StatementGrid"], object]) -> Handler:
    """Return a handler that does ``act`` to the cells of the statement, unless the keyboard is elsewhere."""
    return on_document(lambda workspace: _document_actions().act_on_cells(workspace, act))


# ---- where actions stand

FILE = Menu("file", "&File")
EDIT = Menu("edit", "&Edit")
VIEW = Menu("view", "&View")
RECONCILIATION = Menu("reconciliation", "&Reconciliation")
CHECKS = Menu("checks", "&Checks")
HELP = Menu("help", "&Help")
RECENT = Menu("recent", "&Recent files", Place(FILE, 2))
PANELS = Menu("panels", "&Panels", Place(VIEW, 3))
COLOURS = Menu("colours", "&Colours", Place(VIEW, 5))
DIFFERENCES = Menu("differences", "&Differences", Place(RECONCILIATION, 1))
TOOLBAR = Menu("toolbar")
START_PAGE = Menu("start_page")
GRID = Menu("grid")
"""The context menu of the statement's cells."""

BAR = (FILE, EDIT, VIEW, RECONCILIATION, CHECKS, HELP)
SUBMENUS = (RECENT, PANELS, COLOURS, DIFFERENCES)

# ---- the actions

ACTIONS = (
    # File
    Action(
        "import", "&Import…", "Preview one or more workbooks and import them",
        lambda window: window.files.ask_for_workbooks(),
        (Place(FILE, 1), Place(TOOLBAR, 1), Place(START_PAGE)),
        keys=("Ctrl+I",), icon="import", short_text="Import", needs=Need.NO_IMPORT,
    ),
    Action(
        "import_again", "Import a&gain…", "Read the sources again; what differs is shown first",
        lambda window: window.files.import_again(),
        (Place(FILE, 1),),
    ),
    Action(
        "layouts", "Remembered &layouts…", "Show the corrections kept for next time, and forget them",
        lambda window: window.show_layouts(),
        (Place(FILE, 1),), needs=Need.NO_IMPORT,
    ),
    Action(
        "open", "&Open project…", "Open a project that was saved",
        lambda window: window.files.ask_for_project(),
        (Place(FILE, 2), Place(TOOLBAR, 1), Place(START_PAGE)),
        keys=("Ctrl+O",), icon="open", short_text="Open", needs=Need.NO_IMPORT,
    ),
    Action(
        "sample", "Open the &sample", "Qifu Technology, Form 6-K of August 2023",
        lambda window: window.files.open_sample(),
        (Place(FILE, 2), Place(START_PAGE)), icon="sample", needs=Need.NO_IMPORT,
    ),
    Action(
        "save", "&Save", "Save the project",
        lambda window: window.files.save(),
        (Place(FILE, 3), Place(TOOLBAR, 1)), keys=("Ctrl+S",), icon="save", short_text="Save",
    ),
    Action(
        "save_as", "Save &as…", "Save the project under another name",
        lambda window: window.files.save_as(),
        (Place(FILE, 3),), keys=("Ctrl+Shift+S", "F12"),
    ),
    Action(
        "export", "&Export review workbook…", "Write a review workbook whose switches work without this program",
        lambda window: window.files.export(),
        (Place(FILE, 3), Place(TOOLBAR, 1)), keys=("Ctrl+E",), icon="export", short_text="Export",
    ),
    Action(
        "close", "&Close", "Close the project",
        lambda window: window.files.when_safe(window.close_document),
        (Place(FILE, 4),), keys=("Ctrl+W",),
    ),
    Action(
        "quit", "&Quit", "Close the window and end the program",
        lambda window: window.close(),
        (Place(FILE, 4),), keys=("Ctrl+Q",), needs=Need.NOTHING,
    ),
    # Edit
    Action(
        "undo", "&Undo", "Undo the last step and show what it had changed",
        on_document(lambda workspace: workspace.undo()),
        (Place(EDIT, 1), Place(TOOLBAR, 2)), keys=("Ctrl+Z",), icon="undo", needs=Need.STEP_TO_UNDO,
    ),
    Action(
        "redo", "&Redo", "Redo the step that was undone and show what it changes",
        on_document(lambda workspace: workspace.redo()),
        (Place(EDIT, 1), Place(TOOLBAR, 2)), keys=("Ctrl+Y", "Ctrl+Shift+Z"), icon="redo", needs=Need.STEP_TO_REDO,
    ),
    Action(
        "cut", "Cu&t", "Copy the selected figures for Excel and make them blank",
        on_cells(lambda grid: grid.edits.cut()),
        (Place(EDIT, 2),), keys=("Ctrl+X",),
    ),
    Action(
        "copy", "&Copy", "Copy the selected figures for Excel",
        on_document(lambda workspace: _document_actions().copy(workspace)),
        (Place(EDIT, 2), Place(GRID)), keys=("Ctrl+C",),
    ),
    Action(
        "paste", "&Paste", "Paste figures as one step",
        on_cells(lambda grid: grid.edits.paste()),
        (Place(EDIT, 2), Place(GRID)), keys=("Ctrl+V",),
    ),
    Action(
        "clear", "Clea&r", "Make the selected figures blank (Del)",
        on_cells(lambda grid: grid.edits.clear()),
        (Place(EDIT, 2), Place(GRID)),
    ),
    Action(
        "fill_down", "Fill &down", "Fill the selected cells with the figures above them",
        on_cells(lambda grid: grid.edits.fill_down()),
        (Place(EDIT, 3),), keys=("Ctrl+D",),
    ),
    Action(
        "fill_right", "Fill ri&ght", "Fill the selected cells with the figures to their left",
        on_cells(lambda grid: grid.edits.fill_right()),
        (Place(EDIT, 3),), keys=("Ctrl+R",),
    ),
    Action(
        "select_all", "Select &all", "Select every cell of the statement",
        on_cells(lambda grid: grid.selectAll()),
        (Place(EDIT, 3),), keys=("Ctrl+A",),
    ),
    Action(
        "find", "&Find…", "Find a line or a figure",
        on_document(lambda workspace: workspace.page.find_bar.begin()),
        (Place(EDIT, 4),), keys=("Ctrl+F",), icon="find",
    ),
    Action(
        "find_next", "Find &next", "Go to the next line or figure that matches",
        on_document(lambda workspace: workspace.page.find_bar.find_again(1)),
        (Place(EDIT, 4),), keys=("F3",),
    ),
    Action(
        "find_previous", "Find pre&vious", "Go to the previous line or figure that matches",
        on_document(lambda workspace: workspace.page.find_bar.find_again(-1)),
        (Place(EDIT, 4),), keys=("Shift+F3",),
    ),
    Action(
        "user_name", "&User name…", "Say by whose name your steps are recorded",
        lambda window: window.ask_for_user_name(),
        (Place(EDIT, 5),), needs=Need.NOTHING,
    ),
    # View
    Action(
        "previous_statement", "&Previous statement", "Show the previous statement",
        on_document(lambda workspace: workspace.view_state.show_neighbour(-1)),
        (Place(VIEW, 1),), keys=("Ctrl+PgUp",),
    ),
    Action(
        "next_statement", "&Next statement", "Show the next statement",
        on_document(lambda workspace: workspace.view_state.show_neighbour(1)),
        (Place(VIEW, 1),), keys=("Ctrl+PgDown",),
    ),
    Action(
        "period", "Choose the p&eriod", "Open the list of periods",
        on_document(lambda workspace: workspace.view_tools.periods.open()),
        (Place(VIEW, 1),), keys=("Alt+Down",),
    ),
    Action(
        "affected", "&Affected lines only", "Show only the lines that a difference moves, and their totals",
        on_document(lambda workspace: workspace.view_state.show_only_affected(not workspace.view_state.only_affected)),
        (Place(VIEW, 1),), keys=("Ctrl+L",), is_checkable=True,
    ),
    Action(
        "unproven", "Show &unproven figures", "Mark the figures that nothing proves",
        on_document(lambda workspace: workspace.view_state.mark_unproven(not workspace.view_state.marks_unproven)),
        (Place(VIEW, 1),), keys=("Ctrl+U",), is_checkable=True,
    ),
    Action(
        "next_pane", "Next p&ane", "Move the keyboard to the next part of the window",
        lambda window: window.focus_pane(1),
        (Place(VIEW, 2),), keys=("F6",),
    ),
    Action(
        "previous_pane", "Previous pan&e", "Move the keyboard to the part before",
        lambda window: window.focus_pane(-1),
        (Place(VIEW, 2),), keys=("Shift+F6",),
    ),
    Action(
        "zoom_in", "Zoom &in", "Show the statements larger",
        on_document(lambda workspace: workspace.page.zoom(1)),
        (Place(VIEW, 4),), keys=("Ctrl++", "Ctrl+="),
    ),
    Action(
        "zoom_out", "Zoom &out", "Show the statements smaller",
        on_document(lambda workspace: workspace.page.zoom(-1)),
        (Place(VIEW, 4),), keys=("Ctrl+-",),
    ),
    Action(
        "fit_columns", "Fit &columns", "Make the columns as wide as their figures need",
        on_document(lambda workspace: workspace.grid.fit_columns()),
        (Place(VIEW, 4),), keys=("Ctrl+0",),
    ),
    Action(
        "theme_system", "As the &system", "Use light or dark colours, whichever the desktop uses",
        lambda window: window.choose_colours(Choice.SYSTEM),
        (Place(COLOURS),), needs=Need.NOTHING, is_checkable=True,
    ),
    Action(
        "theme_light", "&Light", "Use light colours",
        lambda window: window.choose_colours(Choice.LIGHT),
        (Place(COLOURS),), needs=Need.NOTHING, is_checkable=True,
    ),
    Action(
        "theme_dark", "&Dark", "Use dark colours",
        lambda window: window.choose_colours(Choice.DARK),
        (Place(COLOURS),), needs=Need.NOTHING, is_checkable=True,
    ),
    Action(
        "theme_contrast", "High &contrast", "Use colours of high contrast",
        lambda window: window.choose_colours(Choice.CONTRAST),
        (Place(COLOURS),), needs=Need.NOTHING, is_checkable=True,
    ),
    # Reconciliation
    Action(
        "all_on", "All differences &on", "Switch every difference on",
        on_document(lambda workspace: workspace.adjustments_panel.switch_all_on()),
        (Place(RECONCILIATION, 2),), keys=("Ctrl+Shift+A",),
    ),
    Action(
        "all_off", "All differences o&ff", "Switch every difference off, leaving the figures as reported",
        on_document(lambda workspace: workspace.adjustments_panel.switch_all_off()),
        (Place(RECONCILIATION, 2),), keys=("Ctrl+Shift+O",),
    ),
    Action(
        "restate", "&Restate this total…", "Give a total another figure; what its parts leave over changes accordingly",
        on_document(lambda workspace: _document_actions().ask_to_restate(workspace)),
        (Place(RECONCILIATION, 3), Place(GRID)),
    ),
    Action(
        "mark_restated", "&Mark a source as restated…", "Record why a source's figure was superseded",
        on_document(lambda workspace: _document_actions().ask_to_mark_restated(workspace)),
        (Place(RECONCILIATION, 3), Place(GRID)),
    ),
    Action(
        "reconciled", "This period is re&conciled", "All its differences are recorded; any not listed are nil",
        on_document(lambda workspace: workspace.toggle_reconciled()),
        (Place(RECONCILIATION, 3),), is_checkable=True,
    ),
    Action(
        "explain", "&Explain this figure", "Show where this figure comes from and what moved it",
        on_document(lambda workspace: workspace.show_panel("Figure")),
        (Place(RECONCILIATION, 4), Place(GRID)), keys=("Ctrl+Return",),
    ),
    # Checks
    Action(
        "checks", "&Show checks", "Show what the checks found",
        on_document(lambda workspace: workspace.show_panel("Checks")),
        (Place(CHECKS),), keys=("Ctrl+K",),
    ),
    Action(
        "failing", "Show what &fails", "Show only the checks that fail or warn",
        on_document(lambda workspace: _document_actions().show_failing(workspace)),
        (Place(CHECKS),), keys=("Ctrl+Shift+K",),
    ),
    # Help
    Action(
        "shortcuts", "&Keyboard shortcuts", "List the keys and what they do",
        lambda window: window.show_shortcuts(),
        (Place(HELP),), keys=("F1",), needs=Need.NOTHING,
    ),
    Action(
        "about", "&About", "Show the version, and what to know about the figures",
        lambda window: window.show_about(),
        (Place(HELP),), needs=Need.NOTHING,
    ),
)  # fmt: skip
ACTION_BY_NAME = {action.name: action for action in ACTIONS}

OTHER_KEYS = (
    OtherKeys("Arrows", "Move"),
    OtherKeys("Ctrl+arrows", "To the edge of the filled cells"),
    OtherKeys("Shift+arrows", "Select"),
    OtherKeys("Ctrl+Home, Ctrl+End", "First and last cell"),
    OtherKeys("Shift+Space, Ctrl+Space", "Select the row, the column"),
    OtherKeys("F2, or type", "Edit; Esc leaves the cell as it was"),
    OtherKeys("Enter, Tab", "Go down, right; with Shift up, left"),
    OtherKeys("Left, Right", "Take over what is typed and go on; after F2 move in the text"),
    OtherKeys("Enter, Tab in a selection", "Go round in it"),
    OtherKeys("Ctrl+Enter while typing", "Put it into every selected cell"),
    OtherKeys("Del", "Make blank"),
    OtherKeys("Space", "Fold or unfold a section; in the list of adjustments: switch"),
    OtherKeys("F2 in the list of adjustments", "Rename"),
    OtherKeys("Enter on a button", "Press it"),
    OtherKeys("Ctrl+1 … Ctrl+9", "Switch the first … ninth difference"),
    OtherKeys("Ctrl+wheel", "Zoom"),
    OtherKeys("Enter, Esc", "In the import assistant: the next page, give up the import"),
)
"""What the sheet of shortcuts lists before the keys of the actions."""


class Group(NamedTuple):
    """What stands between two lines of a menu: actions, and below them the menus inside it."""

    actions: list[Action]
    submenus: list[Menu]


def groups_of(menu: Menu) -> list[Group]:
    """Return what stands in ``menu``, from top to bottom."""
    actions = [(place.group, action) for action in ACTIONS for place in action.places if place.menu == menu]
    submenus = [(place.group, inner) for inner in SUBMENUS if (place := inner.inside) and place.menu == menu]
    numbers = sorted({number for number, _ in (*actions, *submenus)})
    return [
        Group(
            [action for group, action in actions if group == number],
            [inner for group, inner in submenus if group == number],
        )
        for number in numbers
    ]


def actions_in(menu: Menu) -> list[Action]:
    """Return the actions that stand in ``menu``, from top to bottom."""
    return [action for group in groups_of(menu) for action in group.actions]
