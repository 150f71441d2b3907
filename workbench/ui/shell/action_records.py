"""What an action and a menu are, and what an action needs from the window."""

from collections.abc import Callable
from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple, Protocol

from workbench.phrases import Phrase
from workbench.ui.toolkit.theme import Choice

if TYPE_CHECKING:
    from workbench.ui.shell.files import Files
    from workbench.ui.shell.workspace import Workspace
    from workbench.ui.toolkit.jobs import Jobs


class Window(Protocol):
    """What the actions need from the main window."""

    @property
    def files(self) -> "Files": ...
    @property
    def workspace(self) -> "Workspace | None": ...
    @property
    def jobs(self) -> "Jobs": ...
    def close(self) -> bool: ...
    def close_document(self) -> None: ...
    def focus_pane(self, step: int, /) -> None: ...
    def choose_colours(self, choice: Choice, /) -> None: ...
    def show_layouts(self) -> None: ...
    def show_shortcuts(self) -> None: ...
    def show_about(self) -> None: ...
    def show_help(self, page: str = "", /) -> None: ...
    def ask_for_preferences(self) -> None: ...
    def show_palette(self) -> None: ...


Handler = Callable[[Window], object]
UNSAID = Phrase("")
"""The title of a place that shows none."""


class Need(Enum):
    """What must be present for an action to be enabled."""

    NOTHING = auto()
    NO_IMPORT = auto()
    """The import assistant is not in front; every need below includes this."""
    DOCUMENT = auto()
    STEP_TO_UNDO = auto()
    STEP_TO_REDO = auto()


class Menu(NamedTuple):
    """A container of actions: a menu, a submenu, the toolbar, the start page or a context menu.

    A submenu comes at the end of the group ``inside``.
    """

    name: str
    title: Phrase = UNSAID
    inside: "Place | None" = None


class Place(NamedTuple):
    """Where an action or a submenu appears: in a group of ``menu``, separated by a line from the next group."""

    menu: Menu
    group: int = 1


class Action(NamedTuple):
    """One thing the user can do. Within a group, actions are in the order of ``ACTIONS``.

    ``text`` names it, with & before its mnemonic; ``short_text`` is its name in the toolbar, beside the icon.
    ``help_line`` says what it does, without a full stop. ``keys`` are portable shortcuts; menus show the first.
    """

    name: str
    text: Phrase
    help_line: Phrase
    act: Handler
    places: tuple[Place, ...]
    keys: tuple[str, ...] = ()
    icon: str = ""
    short_text: Phrase | None = None
    needs: Need = Need.DOCUMENT
    is_checkable: bool = False
