"""Typing into the entry editor as a person does: every key goes to the widget that has the focus."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from workbench.ui.shell.workspace import Workspace

KEY = Qt.Key
NO_KEYS = Qt.KeyboardModifier.NoModifier


@dataclass
class Typist:
    """Types keys, one after another, and counts them."""

    qtbot: QtBot
    workspace: Workspace
    keys: int = 0

    @property
    def focus(self) -> QWidget:
        """The widget that gets the keys: in front of all, else where the window last had the focus."""
        window = QApplication.activeModalWidget() or self.workspace.window()
        if not window.isActiveWindow():
            window.activateWindow()
            self.qtbot.waitUntil(window.isActiveWindow)
        return window.focusWidget() or window

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO_KEYS) -> None:
        self.keys += 1
        self.qtbot.keyClick(self.focus, key, modifiers)
        QApplication.processEvents()  # Enter closes an editor in the next turn of the event loop

    def type(self, text: str) -> None:
        """Type a text, key by key."""
        for character in text:
            self.keys += 1
            self.qtbot.keyClicks(self.focus, character)
            QApplication.processEvents()

    def type_row(self, line: str, debit: str = "", credit: str = "") -> None:
        """Type one row: part of a caption, Enter to take the first line found, the amount, Enter."""
        self.type(line)
        self.press(KEY.Key_Return)
        if credit:
            self.press(KEY.Key_Tab)
        self.type(debit or credit)
        self.press(KEY.Key_Return)

    def post(self) -> None:
        """Press Enter on the blank row, and on Post."""
        self.press(KEY.Key_Return)
        self.press(KEY.Key_Return)
