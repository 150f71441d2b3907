"""A bar across a page with a message and buttons for what can be done about it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget


class Banner(QFrame):
    """A message on its own background with buttons beside it; hidden while there is no message."""

    def __init__(self, style_name: str, parent: QWidget) -> None:
        """``style_name``: its name in the style sheet, ``question`` or ``refused``."""
        super().__init__(parent)
        self.setObjectName(style_name)
        self.message = QLabel(self)
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self.message.setWordWrap(True)
        self.message.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.message.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.message.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 6, 8, 6)
        self._row.setSpacing(8)
        self._row.addWidget(self.message, 1)
        self.buttons: list[QPushButton] = []
        self.hide()

    def show_message(self, text: str, offers: Sequence[tuple[str, Callable[[], object]]] = ()) -> None:
        """Show ``text`` with a button for each offer (label and action); hide if ``text`` is empty."""
        self.message.setText(text)
        for button in self.buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = []
        for label, act in offers:
            button = QPushButton(label, self)
            button.setAutoDefault(True)
            button.clicked.connect(lambda _=False, act=act: act())
            self._row.addWidget(button)
            self.buttons.append(button)
        self.setVisible(bool(text))
