"""The text of a note as it is typed: keys for bold, italic and lists; fields and doubtful figures are colored."""

import re
from collections.abc import Iterator

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from workbench.notes.reading import ReadNote
from workbench.notes.replacing import Replacement
from workbench.ui.toolkit.theme import Theme

BOLD, ITALIC = "**", "*"
BULLET, NUMBER = "- ", "1. "
ITEM = re.compile(r"(?:[-*•]|\d{1,3}[.)])[ \t]+")
KEYS = {
    QKeySequence("Ctrl+B"): "bold_wanted",
    QKeySequence("Ctrl+I"): "italic_wanted",
    QKeySequence("Ctrl+Shift+L"): "list_wanted",
    QKeySequence("Ctrl+Shift+F"): "field_wanted",
    QKeySequence("Ctrl+M"): "conversion_wanted",
    QKeySequence("Ctrl+Return"): "finished",
    QKeySequence("Ctrl+Enter"): "finished",
    QKeySequence("Esc"): "discarded",
}
"""The signal that each key gives while the focus is in the text, whatever the key does elsewhere."""
STAYS = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.MenuBarFocusReason)
"""Why the focus may leave without the text being finished: a menu or a dialog was opened."""


class NoteEditor(QPlainTextEdit):
    """``finished`` says that the text is to be kept, ``discarded`` that it is not."""

    bold_wanted = Signal()
    italic_wanted = Signal()
    list_wanted = Signal()
    field_wanted = Signal()
    conversion_wanted = Signal()
    finished = Signal()
    discarded = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.highlighter = NoteHighlighter(theme, self.document())
        self.bold_wanted.connect(lambda: self.surround(BOLD))
        self.italic_wanted.connect(lambda: self.surround(ITALIC))
        self.list_wanted.connect(lambda: self.toggle_list(BULLET))

    def show_note(self, note: str) -> None:
        """Show a note, whose edits begin anew; the cursor stays if it is shown already."""
        if self.toPlainText() == note:
            self.document().clearUndoRedoStacks()
        else:
            self.setPlainText(note)

    def type_over(self, note: str) -> None:
        """Put a note in the place of the whole text, as one edit that can be undone."""
        cursor = self.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(note)

    def surround(self, mark: str) -> None:
        """Put ``mark`` on both sides of the selection, or take it away; without one, type between two marks."""
        cursor = self.textCursor()
        first, last = cursor.selectionStart(), cursor.selectionEnd()
        chosen = cursor.selectedText()
        if self._is_between(first, last, mark):
            self._select(first - len(mark), last + len(mark))
            self.textCursor().insertText(chosen)
            self._select(first - len(mark), last - len(mark))
            return
        cursor.insertText(f"{mark}{chosen}{mark}")
        self._select(first + len(mark), last + len(mark))

    def _is_between(self, first: int, last: int, mark: str) -> bool:
        """True if ``mark`` stands on both sides of a selection: one star, or three, but not two, for italic."""
        before = self._text_between(first - len(BOLD + ITALIC), first)
        after = self._text_between(last, last + len(BOLD + ITALIC))
        stars = min(len(before) - len(before.rstrip(ITALIC)), len(after) - len(after.lstrip(ITALIC)))
        return stars >= len(mark) and (mark == BOLD or stars != len(BOLD))

    def _text_between(self, first: int, last: int) -> str:
        cursor = QTextCursor(self.document())
        cursor.setPosition(max(first, 0))
        cursor.setPosition(min(last, self.document().characterCount() - 1), QTextCursor.MoveMode.KeepAnchor)
        return cursor.selectedText()

    def toggle_list(self, beginning: str) -> None:
        """Make the selected lines items of a list, or plain lines if all of them are items."""
        cursor = self.textCursor()
        document = self.document()
        first = document.findBlock(cursor.selectionStart())
        last = document.findBlock(cursor.selectionEnd())
        lines = [document.findBlockByNumber(row).text() for row in range(first.blockNumber(), last.blockNumber() + 1)]
        are_items = all(ITEM.match(line) for line in lines)
        plain_lines = [ITEM.sub("", line, count=1) for line in lines]
        items = plain_lines if are_items else list(_items(plain_lines, beginning))
        cursor.setPosition(first.position())
        cursor.setPosition(last.position() + len(last.text()), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText("\n".join(items))

    def replace(self, replacement: Replacement) -> None:
        """Put a text in the place of another, as one edit that can be undone."""
        note = self.toPlainText()
        cursor = self.textCursor()
        cursor.setPosition(units_before(note, replacement.start))
        cursor.setPosition(units_before(note, replacement.end), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(replacement.text)
        self.setTextCursor(cursor)

    @property
    def place(self) -> int:
        """The position of the cursor in the note, in characters."""
        return len(
            self.toPlainText().encode("utf-16-le")[: 2 * self.textCursor().position()].decode("utf-16-le", "ignore")
        )

    def _select(self, first: int, last: int) -> None:
        cursor = self.textCursor()
        cursor.setPosition(first)
        cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    # ---- keys

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if _signal_of(event):
                event.accept()
                return True
            if event.matches(QKeySequence.StandardKey.Undo) and not self.document().isUndoAvailable():
                event.ignore()  # the window undoes a step then
                return False
            if event.matches(QKeySequence.StandardKey.Redo) and not self.document().isRedoAvailable():
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if name := _signal_of(event):
            getattr(self, name).emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in STAYS:
            self.finished.emit()


def _signal_of(event: QKeyEvent) -> str | None:
    combination = event.keyCombination()
    if event.key() == Qt.Key.Key_Enter:
        return KEYS.get(QKeySequence("Ctrl+Enter")) if event.modifiers() & Qt.KeyboardModifier.ControlModifier else None
    return KEYS.get(QKeySequence(combination))


def _items(lines: list[str], beginning: str) -> Iterator[str]:
    for number, line in enumerate(lines, 1):
        yield (f"{number}. " if beginning == NUMBER else beginning) + line


def units_before(note: str, place: int) -> int:
    """Return Qt's position of a character: it counts those beyond the basic plane twice."""
    return len(note[:place].encode("utf-16-le")) // 2


class NoteHighlighter(QSyntaxHighlighter):
    """Colors the fields of a note, and underlines broken ones and typed figures that are wrong."""

    def __init__(self, theme: Theme, document: QTextDocument) -> None:
        super().__init__(document)
        self._theme = theme
        self._marks: list[tuple[int, int, QTextCharFormat]] = []

    def show_marks(self, note: str, read: ReadNote) -> None:
        """Mark what a note reads as."""
        self._marks = []
        for said in read.pieces:
            if said.is_field:
                last = said.piece.start + len(said.piece.text)
                self._add(
                    note, said.piece.start, last, self._format("bad" if said.broken else "typed", bool(said.broken))
                )
        for checked in read.stale:
            self._add(note, checked.typed.start, checked.typed.end, self._format("", is_wrong=True))
        self.rehighlight()

    def _add(self, note: str, first: int, last: int, text_format: QTextCharFormat) -> None:
        self._marks.append((units_before(note, first), units_before(note, last), text_format))

    def _format(self, colour: str, is_wrong: bool) -> QTextCharFormat:
        text_format = QTextCharFormat()
        if colour:
            text_format.setForeground(QColor(self._theme.colour(colour)))
        if is_wrong:
            text_format.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            text_format.setUnderlineColor(QColor(self._theme.colour("bad")))
        return text_format

    def highlightBlock(self, text: str) -> None:
        start = self.currentBlock().position()
        end = start + units_before(text, len(text))
        for first, last, text_format in self._marks:
            if first < end and last > start:
                self.setFormat(max(first, start) - start, min(last, end) - max(first, start), text_format)
