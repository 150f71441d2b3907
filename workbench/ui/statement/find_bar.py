"""The bar that finds a caption or a figure in the statement: Ctrl+F opens it, Enter finds the next, Esc closes it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from workbench.ui.toolkit.icons import icon
from workbench.ui.toolkit.language import tr
from workbench.ui.toolkit.theme import Theme


class FindBar(QWidget):
    """``wanted`` carries (text, +1 or -1); ``closed`` returns the focus to the grid."""

    wanted = Signal(object)
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.text = QLineEdit(self)
        self.text.setPlaceholderText(tr("Find a line or a figure"))
        self.text.setAccessibleName(tr("Find"))
        self.text.setClearButtonEnabled(True)
        self._outcome = QLabel(self)
        self._outcome.setObjectName("quiet")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 5, 8, 5)
        layout.addWidget(self.text, 1)
        layout.addWidget(self._outcome, 1)
        for name, tip, act in (
            ("up", tr("Find previous"), lambda: self._find(-1)),
            ("down", tr("Find next"), lambda: self._find(1)),
            ("close", tr("Close"), self._close),
        ):
            button = QToolButton(self)
            button.setIcon(icon(name, theme))
            button.setToolTip(tip)
            button.clicked.connect(act)
            layout.addWidget(button)
        self.text.returnPressed.connect(lambda: self._find(1))
        self.hide()

    def begin(self) -> None:
        self.show()
        self.text.setFocus()
        self.text.selectAll()

    def find_again(self, step: int) -> None:
        """Find the next or previous match without going to the bar; open it if nothing has been searched for."""
        if self.text.text():
            self._find(step)
        else:
            self.begin()

    def show_outcome(self, *, is_found: bool) -> None:
        self._outcome.setText("" if is_found else tr("Not found in this statement."))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._close()
        else:
            super().keyPressEvent(event)

    def _find(self, step: int) -> None:
        self.wanted.emit((self.text.text(), step))

    def _close(self) -> None:
        self.hide()
        self.closed.emit()
