"""A line across a page that says something and offers what can be done about it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget


class Banner(QFrame):
    """Words on a fill of their own, and buttons beside them; not there while it has nothing to say."""

    def __init__(self, look: str, parent: QWidget) -> None:
        """``look``: the name in the style sheet: ``question`` or ``refused``."""
        super().__init__(parent)
        self.setObjectName(look)
        self.words = QLabel(self)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.words.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 6, 8, 6)
        self._row.setSpacing(8)
        self._row.addWidget(self.words, 1)
        self.buttons: list[QPushButton] = []
        self.hide()

    def show_message(self, words: str, offers: Sequence[tuple[str, Callable[[], object]]] = ()) -> None:
        """Show ``words`` with a button for each offer; hide where there are none."""
        self.words.setText(words)
        for button in self.buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = []
        for text, act in offers:
            button = QPushButton(text, self)
            button.setAutoDefault(True)
            button.clicked.connect(lambda _=False, act=act: act())
            self._row.addWidget(button)
            self.buttons.append(button)
        self.setVisible(bool(words))
