"""The bar that filters the lines of a statement; it is there while a filter is on, or is being chosen."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from workbench.phrases import phrase
from workbench.presentation.line_filter import EVERY_LINE, LineFilter, LinesShown
from workbench.ui.context.view_state import ViewState
from workbench.ui.toolkit.filter_bar import FilterField
from workbench.ui.toolkit.icons import icon
from workbench.ui.toolkit.language import tr, tr_count
from workbench.ui.toolkit.theme import Theme

NAMES = {
    LinesShown.ALL: phrase("All lines"),
    LinesShown.AFFECTED: phrase("Affected"),
    LinesShown.CHANGED: phrase("Changed"),
    LinesShown.UNPROVEN: phrase("Unproven"),
    LinesShown.FAILING: phrase("Failing"),
}
HELP = {
    LinesShown.ALL: phrase("Show every line"),
    LinesShown.AFFECTED: phrase("Show the lines affected by a difference, and their totals"),
    LinesShown.CHANGED: phrase("Show the lines that differ from their source or were edited since opening"),
    LinesShown.UNPROVEN: phrase("Show the lines with a figure that nothing proves"),
    LinesShown.FAILING: phrase("Show the lines with a figure whose check fails"),
}
NARROWEST_FIELD, WIDEST_FIELD = 120, 320


class LineFilterBar(QWidget):
    """Follows the view state and changes it. ``left`` gives the focus back to the grid."""

    left = Signal()

    def __init__(self, view_state: ViewState, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._view_state = view_state
        self._is_begun = False
        """True while the bar is there although no filter is on yet."""
        self.choices = {shown: self._choice(shown) for shown in LinesShown}
        self.words = FilterField(tr("Words in the caption"), tr("Words in the caption"), self)
        self.words.setMinimumWidth(NARROWEST_FIELD)
        self.words.setMaximumWidth(WIDEST_FIELD)
        self.count = QLabel(self)
        self.count.setObjectName("quiet")
        close = QToolButton(self)
        close.setIcon(icon("close", theme))
        close.setToolTip(tr("Remove the filter"))
        close.setAccessibleName(tr("Remove the filter"))
        close.setAutoRaise(True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 4, 8, 4)
        layout.setSpacing(4)
        for choice in self.choices.values():
            layout.addWidget(choice)
        layout.addSpacing(8)
        layout.addWidget(self.words, 1)
        layout.addSpacing(8)
        layout.addWidget(self.count)
        layout.addStretch(1)
        layout.addWidget(close)
        self.words.textChanged.connect(self._on_words)
        close.clicked.connect(self.remove)
        view_state.changed.connect(self._show)
        self._show()

    def _choice(self, shown: LinesShown) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName("choice")
        button.setText(tr(NAMES[shown]))
        button.setToolTip(tr(HELP[shown]))
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self._choose(shown))
        return button

    def begin(self) -> None:
        """Show the bar, with the focus in the field of words."""
        self._is_begun = True
        self._show()
        self.words.setFocus()
        self.words.selectAll()

    def remove(self) -> None:
        """Show all lines again, and take the bar away."""
        self._is_begun = False
        self.left.emit()
        self._view_state.filter_lines(EVERY_LINE)
        self._show()

    def show_count(self, shown: int, number: int) -> None:
        """Say how many lines of how many are shown."""
        text = tr_count("{shown:,} of {count:,} line", "{shown:,} of {count:,} lines", number, shown=shown)
        if text != self.count.text():
            self.count.setText(text)

    def forget_count(self) -> None:
        """Say nothing of how many lines are shown: all are."""
        self.count.clear()

    def _choose(self, shown: LinesShown) -> None:
        self._is_begun = True
        self._view_state.show_lines(shown)
        self._show()

    def _on_words(self, words: str) -> None:
        self._view_state.filter_lines(LineFilter(self._view_state.line_filter.shown, words))

    def _show(self) -> None:
        line_filter = self._view_state.line_filter
        for shown, button in self.choices.items():
            button.setChecked(shown is line_filter.shown)
        if self.words.text() != line_filter.words:
            self.words.setText(line_filter.words)
        self.setVisible(line_filter.is_on or self._is_begun)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc clears the words, and without any takes the bar away; Enter goes to the lines that are left."""
        if event.key() == Qt.Key.Key_Escape:
            if self.words.text():
                self.words.clear()
            else:
                self.remove()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.words.hasFocus():
            self.left.emit()
        else:
            super().keyPressEvent(event)
