"""Actions on what is shown that take more than one call."""

from PySide6.QtWidgets import QApplication

from workbench.ui.shell.workspace import Workspace
from workbench.ui.toolkit.language import tr


def show_neighbouring_period(workspace: Workspace, by: int) -> None:
    """Go to the next (+1) or the previous (-1) period of the list; say if none is left.

    In the entry editor, that is the period of the entry.
    """
    focus = QApplication.focusWidget()
    if focus is not None and workspace.journal.isAncestorOf(focus):
        workspace.journal.show_neighbour(by)
        return
    if not workspace.view_state.show_neighbouring_period(by):
        last, first = tr("This is the last period of the list."), tr("This is the first period of the list.")
        workspace.status.show_message(last if by > 0 else first)


def show_figure(workspace: Workspace) -> None:
    """Say where the current figure comes from; from a comparison, go to it in its statement first."""
    focus = QApplication.focusWidget()
    if workspace.page.is_comparing and focus is not None and workspace.page.isAncestorOf(focus):
        workspace.page.lead_to_current()
    else:
        workspace.show_panel("Figure")
