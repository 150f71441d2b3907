"""The list of shortcuts, built from the action records and the grid's keys."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from workbench.phrases import listing
from workbench.ui.shell.actions import ACTIONS, OTHER_KEYS
from workbench.ui.toolkit.language import tr, window_words

SIZE = (620, 640)


class ShortcutsDialog(QDialog):
    """Lists the keyboard shortcuts: those of the grid first, then every action that has keys."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Keyboard shortcuts"))
        self.resize(*SIZE)
        with_keys = [action for action in ACTIONS if action.keys]
        rows = [
            *((tr(other.keys), tr(other.help_line)) for other in OTHER_KEYS),
            *((listing(action.keys, window_words()), tr(action.help_line)) for action in with_keys),
        ]
        table = QTableWidget(len(rows), 2, self)
        table.setHorizontalHeaderLabels([tr("Keys"), tr("What they do")])
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        table.horizontalHeader().setStretchLastSection(True)
        table.setColumnWidth(0, 220)
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                table.setItem(number, column, QTableWidgetItem(text))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(table)
        layout.addWidget(buttons)
