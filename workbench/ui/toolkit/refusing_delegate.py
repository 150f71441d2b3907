"""An editor in a cell that keeps what was typed, and the keyboard, while that is refused."""

from PySide6.QtCore import QEvent, QObject, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QStyledItemDelegate, QWidget

from workbench.ui.toolkit.item_roles import EDIT, Index

EDITOR = "cellEditor"
"""The object name of every open editor."""
COMMITTING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
PRESSES = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)
STAYS = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
"""Reasons why an editor loses the focus to another window and gets it back when that closes."""


def open_editor(view: QWidget) -> QLineEdit | None:
    """Return the open editor in a view or in one overlaid on it."""
    return next((editor for editor in view.findChildren(QLineEdit, EDITOR) if editor.isVisible()), None)


class RefusingDelegate(QStyledItemDelegate):
    """Opens editors that are left by no key and no click while their contents are refused.

    ``refusing`` carries why the editor's contents are refused; empty once they are accepted.
    """

    refusing = Signal(str)

    def why_refused(self, index: Index, text: str) -> str:
        """Return why ``text`` cannot be entered in a cell; empty if it can."""
        raise NotImplementedError

    def open_guarded(self, parent: QWidget, index: Index) -> QLineEdit:
        """Return a new editor of a cell."""
        editor = QLineEdit(parent)
        editor.setObjectName(EDITOR)
        editor.setFrame(False)
        editor.setProperty("cell", QPersistentModelIndex(index))
        _Guard(editor, self)
        return editor

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Keep the editor open, and say why, while its contents are refused."""
        if isinstance(editor, QLineEdit):
            if isinstance(event, QKeyEvent):
                if self.act_on_key(editor, event):
                    return True
            elif (
                event.type() is QEvent.Type.FocusOut
                and editor.isVisible()
                and (self.takes_clicks(editor) or self.is_refused(editor))
            ):
                if isinstance(event, QFocusEvent) and event.reason() not in STAYS:
                    QTimer.singleShot(0, editor, editor.setFocus)
                return True
        return super().eventFilter(editor, event)

    def act_on_key(self, editor: QLineEdit, event: QKeyEvent) -> bool:
        """Handle a key that leaves the editor; False if the key is the editor's own, or Qt closes it."""
        return event.type() is QEvent.Type.KeyPress and event.key() in COMMITTING and self.is_refused(editor)

    def finish(self, editor: QLineEdit) -> bool:
        """Accept the contents of ``editor`` and close it; False if they are refused and it stays open."""
        if self.is_refused(editor):
            return False
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, self.EndEditHint.NoHint)
        return True

    def is_refused(self, editor: QLineEdit) -> bool:
        """True if the contents of an editor were changed to what cannot be entered, which is said."""
        index = editor.property("cell")
        if not index.isValid():
            return False
        is_changed = editor.text() != index.data(EDIT)
        reason = self.why_refused(index, editor.text()) if is_changed else ""
        self.show_refusal(editor, reason)
        return bool(reason)

    def takes_clicks(self, editor: QLineEdit) -> bool:
        """True if a click elsewhere adds to the contents of an editor, which are therefore incomplete."""
        return False

    def show_refusal(self, editor: QLineEdit, reason: str) -> None:
        editor.setProperty("refused", bool(reason))
        editor.setAccessibleDescription(reason)
        editor.style().polish(editor)
        self.refusing.emit(reason)


class _Guard(QObject):
    """While an editor's contents are refused, blocks clicks elsewhere in its window so that it stays open."""

    def __init__(self, editor: QLineEdit, delegate: RefusingDelegate) -> None:
        super().__init__(editor)
        self._editor = editor
        self._delegate = delegate
        application = QApplication.instance()
        assert application is not None
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        editor = self._editor
        if event.type() not in PRESSES or not isinstance(watched, QWidget) or not editor.isVisible():
            return False
        is_elsewhere = watched is not editor and watched.window() is editor.window()
        if is_elsewhere and not self._delegate.takes_clicks(editor) and self._delegate.is_refused(editor):
            editor.setFocus()
            return True
        return False
