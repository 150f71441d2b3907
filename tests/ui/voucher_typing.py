"""Typing into the entry editor as a person does: every key goes to the widget that has the focus."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from workbench.ui.shell.workspace import Workspace

KEY = Qt.Key
NO_KEYS, ALT, CONTROL, SHIFT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


@dataclass
class Typist:
    """Types keys, one after another, and counts them."""

    workspace: Workspace
    keys: int = 0

    @property
    def focus(self) -> QWidget:
        """The widget that gets the keys: in front of all, else where the window last had the focus."""
        window = QApplication.activeModalWidget() or self.workspace.window()
        if not window.isActiveWindow():
            window.activateWindow()
            QTest.qWaitForWindowActive(window)
        return window.focusWidget() or window

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO_KEYS) -> None:
        self.keys += 1
        QTest.keyClick(self.focus, key, modifiers)
        QApplication.processEvents()  # Enter closes an editor in the next turn of the event loop

    def type(self, text: str) -> None:
        """Type a text, key by key."""
        for character in text:
            self.keys += 1
            QTest.keyClicks(self.focus, character)
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
