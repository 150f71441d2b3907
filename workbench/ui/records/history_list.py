"""The history as a list, in which the user goes back to a step and forward again."""

from PySide6.QtCore import (
    QModelIndex,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QWidget,
)

from workbench.session import Session
from workbench.ui.context.session_signals import SessionSignals
from workbench.ui.records.history_model import HistoryModel
from workbench.ui.toolkit.language import tr
from workbench.ui.toolkit.lazy_refresh import LazyRefresh
from workbench.ui.toolkit.panel_table import EnterKey


class HistoryList(QListView):
    """The steps so far; Enter or a double click goes back or forward to one."""

    def __init__(self, session: Session, signals: SessionSignals, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        model = HistoryModel(session, self)
        self.setModel(model)
        self.setAccessibleName(tr("History"))
        self._lazy_refresh = LazyRefresh(self, model.refresh)
        signals.changed.connect(lambda _: self._lazy_refresh.request())
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        EnterKey(self, self._on_chosen)

    def _on_chosen(self, index: QModelIndex) -> None:
        steps = index.row() - self._session.steps_done
        for _ in range(abs(steps)):
            if steps > 0:
                self._session.redo()
            else:
                self._session.undo()
