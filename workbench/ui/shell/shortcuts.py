"""The list of shortcuts: keys without an action, then those of the actions."""

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from workbench.phrases import Phrase, listing, phrase
from workbench.ui.shell.actions import ACTIONS
from workbench.ui.toolkit.language import tr, window_words
from workbench.ui.toolkit.screen_room import resize_on_screen

SIZE = (620, 640)


class OtherKeys(NamedTuple):
    """Keys without an action: those of cells, lists, the switches of differences and the import assistant."""

    keys: Phrase
    help_line: Phrase


OTHER_KEYS = (
    OtherKeys(phrase("Arrows"), phrase("Move")),
    OtherKeys(phrase("Ctrl+arrows"), phrase("Move to the edge of the filled cells")),
    OtherKeys(phrase("Shift+arrows"), phrase("Select")),
    OtherKeys(phrase("Ctrl+Home, Ctrl+End"), phrase("Move to the first or last cell")),
    OtherKeys(phrase("Shift+Space, Ctrl+Space"), phrase("Select the row or the column")),
    OtherKeys(phrase("F2, or type"), phrase("Edit; Esc cancels the edit")),
    OtherKeys(phrase("Enter, Tab"), phrase("Move down or right; with Shift, up or left")),
    OtherKeys(phrase("Left, Right"), phrase("Accept what you typed and move on; after F2, move within the text")),
    OtherKeys(phrase("Enter, Tab in a selection"), phrase("Move through the selected cells")),
    OtherKeys(phrase("Ctrl+Enter while typing"), phrase("Enter it in every selected cell")),
    OtherKeys(phrase("Del"), phrase("Clear")),
    OtherKeys(phrase("Backspace"), phrase("Edit an empty cell; Esc brings the figure back")),
    OtherKeys(phrase("End, then an arrow or Home"), phrase("Move to the edge of the filled cells, or to the end")),
    OtherKeys(phrase("Ctrl+."), phrase("Move to the next corner of the selection")),
    OtherKeys(phrase("Enter after copying"), phrase("Paste once")),
    OtherKeys(phrase("= and a click"), phrase("Put the figure of a cell into the formula")),
    OtherKeys(phrase("Ctrl+; while typing"), phrase("Insert the date of today")),
    OtherKeys(phrase("Drag of the corner, of the edge of the selection"), phrase("Fill; move the figures")),
    OtherKeys(phrase("Shift+drag of a heading"), phrase("Move the selected column of a difference")),
    OtherKeys(phrase("Menu, Shift+F10"), phrase("On a figure: its menu; on a caption: the menu of the line")),
    OtherKeys(
        phrase("Space, +, − in the parts of a total"), phrase("Add a line, subtract it, or take it out of the total")
    ),
    OtherKeys(
        phrase("Space"), phrase("Collapse or expand a section; in the list of differences, switch one on or off")
    ),
    OtherKeys(phrase("F2 in the list of differences"), phrase("Rename")),
    OtherKeys(phrase("Insert, + in the list of differences"), phrase("Add a difference")),
    OtherKeys(phrase("Del in the list of differences"), phrase("Delete")),
    OtherKeys(phrase("Alt+Up, Alt+Down in the list of differences"), phrase("Move up or down")),
    OtherKeys(phrase("Enter, Alt+Enter in the list of differences"), phrase("Show its entries, or its details")),
    OtherKeys(phrase("Enter, Tab in the entry editor"), phrase("Next row, next amount; Enter on the blank row: Post")),
    OtherKeys(phrase("Alt+PgUp, Alt+PgDown in the entry editor"), phrase("Show the previous or next period")),
    OtherKeys(phrase("Ctrl+Del in the entry editor"), phrase("Delete the selected rows")),
    OtherKeys(phrase("Esc in the entry editor"), phrase("Discard what is not posted")),
    OtherKeys(phrase("Enter, F2, Del, Insert in the scenarios"), phrase("Apply, rename, delete, or keep one")),
    OtherKeys(phrase("Ctrl+B, Ctrl+I, Ctrl+Shift+L in a note"), phrase("Bold, italic, a list")),
    OtherKeys(phrase("Ctrl+Shift+F, Ctrl+M in a note"), phrase("Insert a field; make a typed figure a field")),
    OtherKeys(phrase("Ctrl+Enter, Esc in a note"), phrase("Keep what you typed, or take it back")),
    OtherKeys(phrase("Enter on a button"), phrase("Press it")),
    OtherKeys(phrase("Ctrl+1 … Ctrl+9"), phrase("Switch the first to ninth difference on or off")),
    OtherKeys(phrase("Ctrl+wheel"), phrase("Zoom")),
    OtherKeys(phrase("Enter, Esc"), phrase("In the import assistant: go to the next page, or cancel the import")),
)
"""What the list shows before the keys of the actions."""


class ShortcutsDialog(QDialog):
    """Lists the keyboard shortcuts: those of the grid first, then every action that has keys."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Keyboard shortcuts"))
        resize_on_screen(self, *SIZE)
        with_keys = [action for action in ACTIONS if action.keys]
        self._rows = [
            *((tr(other.keys), tr(other.help_line)) for other in OTHER_KEYS),
            *((listing(action.keys, window_words()), tr(action.help_line)) for action in with_keys),
        ]
        self.filter = QLineEdit(self)
        self.filter.setPlaceholderText(tr("Filter keys and what they do"))
        self.filter.setAccessibleName(tr("Filter keys and what they do"))
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self._on_filtered)
        self.table = self._table()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.filter)
        layout.addWidget(self.table)
        layout.addWidget(buttons)

    def _table(self) -> QTableWidget:
        table = QTableWidget(len(self._rows), 2, self)
        table.setAccessibleName(tr("Keyboard shortcuts"))
        table.setHorizontalHeaderLabels([tr("Keys"), tr("What they do")])
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        table.horizontalHeader().setStretchLastSection(True)
        table.setColumnWidth(0, 220)
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        for number, row in enumerate(self._rows):
            for column, text in enumerate(row):
                table.setItem(number, column, QTableWidgetItem(text))
        return table

    def _on_filtered(self, text: str) -> None:
        """Show the rows in which every word of ``text`` occurs."""
        words = text.casefold().split()
        for number, row in enumerate(self._rows):
            whole = " ".join(row).casefold()
            self.table.setRowHidden(number, not all(word in whole for word in words))
