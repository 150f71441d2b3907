"""Where the keyboard is: in the statement, or in a panel beside it."""

from PySide6.QtWidgets import QApplication, QWidget

from workbench.ui.shell.workspace import Workspace


def panel_with_keyboard(workspace: Workspace) -> QWidget | None:
    """Return the focused widget outside the statement; None if the focus is in the statement."""
    focus = QApplication.focusWidget()
    is_beside = focus is not None and workspace.isAncestorOf(focus) and not workspace.page.isAncestorOf(focus)
    return focus if is_beside else None
