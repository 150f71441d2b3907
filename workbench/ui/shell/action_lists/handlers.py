"""What actions apply to.

The window shows all actions before a document is open, so what only a document needs is imported when an action runs.
"""

from collections.abc import Callable
from types import ModuleType
from typing import TYPE_CHECKING

from workbench.ui.shell.action_records import Handler, Window

if TYPE_CHECKING:
    from workbench.ui.journal.journal_panel import JournalPanel
    from workbench.ui.shell.workspace import Workspace
    from workbench.ui.statement.statement_grid import StatementGrid


def on_document(act: Callable[["Workspace"], object]) -> Handler:
    """Return a handler that applies ``act`` to the open document, if any."""

    def handle(window: Window) -> None:
        if window.workspace is not None:
            act(window.workspace)

    return handle


def on_view(act: Callable[[Window, "Workspace"], object]) -> Handler:
    """Return a handler that applies ``act`` to the window and its open document, if any."""

    def handle(window: Window) -> None:
        if window.workspace is not None:
            act(window, window.workspace)

    return handle


def document_actions() -> ModuleType:
    """Return the module of longer document actions; imported late, because it imports all that a document needs."""
    from workbench.ui.shell import document_actions

    return document_actions


def difference_actions() -> ModuleType:
    from workbench.ui.shell import difference_actions

    return difference_actions


def comparative_actions() -> ModuleType:
    from workbench.ui.shell import comparative_actions

    return comparative_actions


def journal_actions() -> ModuleType:
    from workbench.ui.shell import journal_actions

    return journal_actions


def remark_actions() -> ModuleType:
    from workbench.ui.shell import remark_actions

    return remark_actions


def merge_actions() -> ModuleType:
    from workbench.ui.shell import merge_actions

    return merge_actions


def review_actions() -> ModuleType:
    from workbench.ui.shell import review_actions

    return review_actions


def line_actions() -> ModuleType:
    from workbench.ui.shell import line_actions

    return line_actions


def view_actions() -> ModuleType:
    from workbench.ui.shell import view_actions

    return view_actions


def printing_actions() -> ModuleType:
    from workbench.ui.shell import printing_actions

    return printing_actions


def copied_views() -> ModuleType:
    from workbench.ui.shell import copied_views

    return copied_views


def acceptance_actions() -> ModuleType:
    from workbench.ui.shell import acceptance_actions

    return acceptance_actions


def publishing_actions() -> ModuleType:
    from workbench.ui.shell import publishing_actions

    return publishing_actions


def grid_actions() -> ModuleType:
    from workbench.ui.shell import grid_actions

    return grid_actions


def in_editor(act: Callable[["JournalPanel"], object]) -> Handler:
    """Return a handler that applies ``act`` to the entry editor, shown first if it is hidden."""
    return on_document(lambda workspace: journal_actions().in_editor(workspace, act))


def on_cells(act: Callable[["StatementGrid"], object]) -> Handler:
    """Return a handler that applies ``act`` to the cells of the statement, unless the focus is elsewhere."""
    return on_document(lambda workspace: document_actions().act_on_cells(workspace, act))
