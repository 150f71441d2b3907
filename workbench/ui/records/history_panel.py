"""The audit trail in the window, where the user can go back to a step and forward again."""

from datetime import UTC, datetime

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView, QWidget

from workbench.session import Session
from workbench.ui.context.session_signals import SessionSignals
from workbench.ui.records.history_model import HistoryModel, Part, say_moment
from workbench.ui.toolkit.language import tr
from workbench.ui.toolkit.lazy_refresh import LazyRefresh
from workbench.ui.toolkit.panel_table import EnterKey
from workbench.ui.toolkit.theme import figures_font

WIDTHS = {Part.BY: 110, Part.WAS: 130, Part.NOW: 130, Part.REASON: 200}
WIDEST_MOMENT = datetime(2026, 12, 30, tzinfo=UTC)
BESIDE_MOMENT = 36
"""The room for the arrow that unfolds a step, and for the margins."""


class HistoryPanel(QTreeView):
    """The steps, including those of earlier sessions; Enter or a double-click goes to a step of this session."""

    def __init__(self, session: Session, signals: SessionSignals, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._model = HistoryModel(session, self)
        self.setModel(self._model)
        self.setAccessibleName(tr("History"))
        self.setFont(figures_font(self.font()))
        self.setUniformRowHeights(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setExpandsOnDoubleClick(False)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(Part.STEP, QHeaderView.ResizeMode.Stretch)
        bold = self.font()
        bold.setBold(True)
        width_of_moment = QFontMetrics(bold).horizontalAdvance(say_moment(WIDEST_MOMENT)) + BESIDE_MOMENT
        for part, width in ((Part.WHEN, width_of_moment), *WIDTHS.items()):
            self.setColumnWidth(part, width)
        self._lazy_refresh = LazyRefresh(self, self._refresh)
        signals.changed.connect(lambda _: self._lazy_refresh.request())
        EnterKey(self, self._on_chosen)

    def _refresh(self) -> None:
        self._model.refresh()
        self.scrollTo(self._model.index(self._model.present_row, 0))

    def _on_chosen(self, index: QModelIndex) -> None:
        wanted = self._model.steps_at(index)
        if wanted is None:
            return
        steps = wanted - self._session.steps_done
        for _ in range(abs(steps)):
            if steps > 0:
                self._session.redo()
            else:
                self._session.undo()
