"""The help of one main window: opened where it fits, closed with the window, reached from every dialog."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QWidget

from workbench.state_folder import BACKUPS
from workbench.ui.shell.actions import ACTION_BY_NAME
from workbench.ui.toolkit.language import language_of_window, tr
from workbench.ui.toolkit.settings import Settings
from workbench.ui.toolkit.theme import Theme

if TYPE_CHECKING:
    from workbench.ui.help.help_window import HelpWindow

OF_DIALOG = "help_of_dialog"


class HelpDesk(QObject):
    """``shown`` is the window of the help while it is open.

    Each dialog gets the key of the help with the focus: that of the main window does not reach dialogs.
    """

    def __init__(self, settings: Settings, theme: Theme, state_folder: Path | None, window: QMainWindow) -> None:
        super().__init__(window)
        self._settings = settings
        self._theme = theme
        self._state_folder = state_folder
        self._window = window
        self.shown: HelpWindow | None = None

    def watch_dialogs(self) -> None:
        """Give each dialog of the window the key of the help from now on."""
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus_changed)

    def show(self, page: str = "") -> None:
        """Show a page; without a name, the one that fits where the focus is."""
        from workbench.ui.shell.help_places import page_for

        page = page or page_for(QApplication.focusWidget())
        if self.shown is None:
            self.shown = self._open()
            self.shown.closed.connect(self._forget)
        self.shown.show_page(page)
        self.shown.show()
        self.shown.raise_()
        self.shown.activateWindow()

    def close(self) -> None:
        if self.shown is not None:
            self.shown.close()

    def _open(self) -> "HelpWindow":
        from workbench.ui.help.help_window import HelpWindow
        from workbench.ui.help.pages import read_pages

        window = HelpWindow(read_pages(language_of_window(), self.fill), self._settings, self._theme)
        window.setWindowIcon(self._window.windowIcon())
        return window

    def _forget(self) -> None:
        self.shown = None

    def fill(self, kind: str, name: str) -> str:
        """Return what stands for a placeholder: what an action is called, or where the program keeps its files."""
        from workbench.ui.shell.action_names import in_help

        if kind != "folder":
            return in_help(kind, name)
        settings, state = self._settings.path_beside("window.ini"), self._state_folder
        folders = {
            "settings": settings.parent if settings else None,
            "state": state,
            "backups": state / BACKUPS if state else None,
        }
        return f"`{folder}`" if (folder := folders[name]) else tr("(nothing is kept in this window)")

    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        dialog = now.window() if now is not None else None
        if isinstance(dialog, QDialog) and self._is_ours(dialog) and not dialog.findChild(QShortcut, OF_DIALOG):
            shortcut = QShortcut(QKeySequence(ACTION_BY_NAME["help"].keys[0]), dialog)
            shortcut.setObjectName(OF_DIALOG)
            shortcut.activated.connect(self.show)

    def _is_ours(self, dialog: QWidget) -> bool:
        """True for a dialog that the main window, or a dialog of it, has opened."""
        above = dialog.parentWidget()
        while above is not None and above is not self._window:
            above = above.parentWidget()
        return above is not None
