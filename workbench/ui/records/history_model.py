"""The steps of the session as a list."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QObject, Qt
from PySide6.QtGui import QFont

from workbench.phrases import say
from workbench.session import Session
from workbench.ui.toolkit.item_roles import DISPLAY, NOWHERE, Index
from workbench.ui.toolkit.language import tr, window_words

FONT = int(Qt.ItemDataRole.FontRole)


class HistoryModel(QAbstractListModel):
    """The steps of the session after the import, oldest first, the present one bold, undone ones in italics.

    It is brought up to date by ``refresh`` alone.
    """

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._steps = session.history

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._steps) + 1

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if not index.isValid():
            return None
        if role == DISPLAY:
            return say(self._steps[index.row() - 1], window_words()) if index.row() else tr("As opened")
        if role == FONT:
            font = QFont()
            font.setBold(index.row() == self._session.steps_done)
            font.setItalic(index.row() > self._session.steps_done)
            return font
        return None

    def refresh(self) -> None:
        self.beginResetModel()
        self._steps = self._session.history
        self.endResetModel()
