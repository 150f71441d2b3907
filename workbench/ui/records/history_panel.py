"""The audit trail in the window, where the user can go back to a step and forward again."""

from datetime import UTC, datetime

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView, QWidget

from workbench.session import Session
from workbench.ui.context.session_signals import SessionSignals
from workbench.ui.records.explanation_dialog import ExplanationDialog, Span
from workbench.ui.records.history_model import HistoryModel, Part, say_moment, text_of_step
from workbench.ui.toolkit.language import tr, tr_count
from workbench.ui.toolkit.lazy_refresh import LazyRefresh
from workbench.ui.toolkit.panel_table import EnterKey
from workbench.ui.toolkit.theme import figures_font

WIDTHS = {Part.BY: 110, Part.WAS: 130, Part.NOW: 130, Part.REASON: 200}
WIDEST_MOMENT = datetime(2026, 12, 30, tzinfo=UTC)
BESIDE_MOMENT = 36
"""The room for the arrow that unfolds a step, and for the margins."""


class HistoryPanel(QTreeView):
    """The steps, including those of earlier sessions; Enter or a double-click goes to a step of this session.

    Several can be selected, to explain what moved the totals between them. ``message`` carries what the next edit would
    do to the steps after the one that it went to.
    """

    message = Signal(str)

    def __init__(self, session: Session, signals: SessionSignals, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._model = HistoryModel(session, self)
        self.setModel(self._model)
        self.setAccessibleName(tr("History"))
        self.setFont(figures_font(self.font()))
        self.setUniformRowHeights(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
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

    def explain(self, parent: QWidget) -> ExplanationDialog | None:
        """Explain the selected step, or what moved between the first and the last that are selected.

        None if there is no step.
        """
        if self._lazy_refresh.is_stale:
            self._refresh()
        span = self._selected_span()
        if span is None:
            return None
        dialog = ExplanationDialog(self._session, span, parent)
        dialog.show()
        return dialog

    def _selected_span(self) -> Span | None:
        """Return what is selected; the last step if nothing is, and None if there is none."""
        rows = sorted({self._model.row_of_step(index) for index in self.selectedIndexes()})
        if not rows:
            rows = [self._model.present_row]
        first, last = rows[0], rows[-1]
        if first == last:
            return self._span_of_one(last)
        title = tr("From: {first}\nTo: {last}", first=self._name_of(first), last=self._name_of(last))
        return self._span(title, first, last)

    def _span_of_one(self, row: int) -> Span | None:
        """Return the span of a step; of all steps since the project was opened for the row of that."""
        if self._model.rows[row].step is not None:
            return self._span(self._name_of(row), row - 1, row)
        if row == self._model.present_row:
            return None
        return self._span(tr("Since the project was opened"), row, self._model.present_row)

    def _span(self, title: str, first: int, last: int) -> Span:
        """Return the span from the state at one row to that at another."""
        shown = self._model.rows
        earlier = [entry.step for entry in shown[first + 1 : last + 1] if entry.step and entry.steps is None]
        start, end = (shown[first].steps if first >= 0 else None) or 0, shown[last].steps
        return Span(title, earlier, (start, end) if end else None)

    def _name_of(self, row: int) -> str:
        step = self._model.rows[row].step
        return ", ".join(filter(None, (text_of_step(step, Part.STEP), text_of_step(step, Part.WHEN))))

    def _on_chosen(self, index: QModelIndex) -> None:
        wanted = self._model.steps_at(index)
        if wanted is None:
            return
        steps = wanted - self._session.steps_done
        undone = max(row.steps or 0 for row in self._model.rows) - wanted
        for _ in range(abs(steps)):
            if steps > 0:
                self._session.redo()
            else:
                self._session.undo()
        if undone:
            self.message.emit(
                tr_count(
                    "The project is as it was after this step. The next edit drops the step after it.",
                    "The project is as it was after this step. The next edit drops the {count} steps after it.",
                    undone,
                )
            )
