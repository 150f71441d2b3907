"""The panel of entries; choosing one shows its cell in the grid, F2 edits its memo or reference."""

from collections.abc import Collection

from PySide6.QtCore import (
    QModelIndex,
    Signal,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QVBoxLayout, QWidget

from workbench.domain.ids import AdjustmentId, LineId
from workbench.domain.subjects import EntrySubject
from workbench.session import Change, Session
from workbench.ui.context.session_signals import SessionSignals
from workbench.ui.context.view_state import ViewState
from workbench.ui.records.entries_model import EntriesModel, Part
from workbench.ui.toolkit.language import tr
from workbench.ui.toolkit.lazy_refresh import LazyRefresh
from workbench.ui.toolkit.panel_table import EnterKey, plain_table, set_widths

WIDTHS = {Part.ADJUSTMENT: 200, Part.AMOUNT: 90, Part.STATE: 50, Part.KIND: 110, Part.REFERENCE: 90}
"""The line and the memo share the rest."""


class EntriesPanel(QWidget):
    """``chosen`` carries the adjustment and the leg to show in the grid; ``refused`` a sentence.

    ``selected`` carries the entry that the user moves to.
    """

    chosen = Signal(object)
    selected = Signal(object)
    refused = Signal(str)

    def __init__(self, session: Session, signals: SessionSignals, view_state: ViewState, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = EntriesModel(session, view_state, self)
        self._model.refused.connect(self.refused)
        self.view = plain_table(self._model, Part.LINE, tr("Entries of the differences"), self)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        set_widths(self.view, WIDTHS)
        self.view.horizontalHeader().setSectionResizeMode(Part.MEMO, QHeaderView.ResizeMode.Stretch)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
        self.setFocusProxy(self.view)
        EnterKey(self.view, self._on_chosen)
        self.view.selectionModel().currentRowChanged.connect(self._on_current_changed)
        self._lazy_refresh = LazyRefresh(self.view.viewport(), self._model.refresh)
        signals.changed.connect(self._on_session_changed)
        view_state.changed.connect(self._lazy_refresh.request)

    def choose(self, entry: EntrySubject) -> None:
        """Make the first leg of an entry current, if the statement and period in front list it."""
        self._lazy_refresh.refresh_now()
        rows = (row for row in range(self._model.rowCount()) if self._model.entry_subject(row) == entry)
        if (row := next(rows, None)) is not None:
            self.view.selectRow(row)

    def choose_on(self, adjustment: AdjustmentId, lines: Collection[LineId]) -> bool:
        """Go to the first entry of a difference on one of ``lines``; False if there is none."""
        self._lazy_refresh.refresh_now()
        row = self._model.row_of(adjustment, lines)
        if row is not None:
            self.view.selectRow(row)
            self.view.scrollTo(self._model.index(row, Part.LINE))
        return row is not None

    def go_to_figure(self) -> None:
        """Ask for the figure of the current leg."""
        if (index := self.view.currentIndex()).isValid():
            self._on_chosen(index)

    def edit_memo(self) -> None:
        """Open the editor of the memo of the current entry; say so if there is none."""
        index = self._model.index(self.view.currentIndex().row(), Part.MEMO)
        if self.view.isVisible() and index.isValid():
            self.view.setFocus()
            self.view.setCurrentIndex(index)
            self.view.edit(index)
        else:
            self.refused.emit(tr("Select an entry in the list of entries first."))

    @property
    def current(self) -> EntrySubject | None:
        """The entry of the current row."""
        row = self.view.currentIndex().row()
        return self._model.entry_subject(row) if row >= 0 else None

    def _on_session_changed(self, change: Change) -> None:
        if change.is_switch:
            self._lazy_refresh.request_instead(self._model.refresh_states)
        elif not change.is_remark:
            self._lazy_refresh.request()

    def _on_current_changed(self, index: QModelIndex) -> None:
        if index.isValid() and self.view.hasFocus():
            self.selected.emit(self._model.entry_subject(index.row()))

    def _on_chosen(self, index: QModelIndex) -> None:
        self.chosen.emit((self._model.adjustment_of(index.row()), self._model.leg(index.row())))
