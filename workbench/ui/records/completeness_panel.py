"""The panel of completeness: each kind of difference in each period is adjusted, nil, small, inapplicable, or open."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QCheckBox, QWidget

from workbench.catalogue.differences import KindOfDifference, kinds
from workbench.clock import present_time
from workbench.commands import CompoundCommand
from workbench.domain.facts import fact
from workbench.domain.ids import KindId
from workbench.domain.ledger import Moment
from workbench.domain.periods import PeriodId, short_name_of_period
from workbench.domain.subjects import KindSubject
from workbench.presentation.completeness import KindAnswer, confirmation
from workbench.session import Change, Session
from workbench.ui.context.session_signals import SessionSignals
from workbench.ui.records.completeness_model import (
    FIRST_MOMENT,
    KIND,
    STANDARDS,
    CompletenessFilter,
    CompletenessModel,
)
from workbench.ui.toolkit.filter_bar import FilterField, lay_out_below_bar
from workbench.ui.toolkit.language import tr
from workbench.ui.toolkit.lazy_refresh import LazyRefresh
from workbench.ui.toolkit.panel_table import EnterKey, plain_table, set_widths
from workbench.ui.toolkit.status_label import StatusLabel
from workbench.ui.toolkit.theme import Theme

STANDARDS_WIDTH, MOMENT_WIDTH = 190, 170
WIDEST_COUNT = 99


class CompletenessPanel(QWidget):
    """``chosen`` carries the kind, the moment and the present answer that the user wants to change.

    ``selected`` carries the kind and the period that the user moves to, ``refused`` why nothing was confirmed.
    """

    chosen = Signal(object)
    selected = Signal(object)
    refused = Signal(str)

    def __init__(self, session: Session, signals: SessionSignals, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self.model = CompletenessModel(session, theme, self)
        self._filter = CompletenessFilter(self.model, self)
        self.view = plain_table(self._filter, KIND, tr("Kinds of differences by period"), self)
        self.view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.only_open = QCheckBox(tr("Open only"), self)
        self.text = FilterField(tr("Filter the kinds of differences"), tr("Filter by name or standard"), self)
        self.count = StatusLabel(_describe_count(WIDEST_COUNT, WIDEST_COUNT), theme, self)
        lay_out_below_bar(self, (self.only_open, self.text, self.count), self.view)
        self.setFocusProxy(self.view)
        EnterKey(self.view, self._on_chosen)
        self.view.selectionModel().currentChanged.connect(self._on_current_changed)
        self._lazy_refresh = LazyRefresh(self.view.viewport(), self._refresh)
        signals.changed.connect(self._on_session_changed)
        for changed in (self.only_open.toggled, self.text.textChanged):
            changed.connect(lambda *_: self._show_filtered())

    def _on_session_changed(self, change: Change) -> None:
        if not change.is_switch and not change.is_remark:
            self._lazy_refresh.request()

    def _refresh(self) -> None:
        place = self.view.currentIndex().row(), self.view.currentIndex().column()
        self.model.refresh()
        moments = dict.fromkeys(range(FIRST_MOMENT, self.model.columnCount()), MOMENT_WIDTH)
        set_widths(self.view, {STANDARDS: STANDARDS_WIDTH} | moments)
        self._show_filtered()
        latest = self.model.columnCount() - 1
        row, column = max(place[0], 0), place[1] if place[1] >= FIRST_MOMENT else latest
        self.view.setCurrentIndex(self._filter.index(min(row, self._filter.rowCount() - 1), column))

    def confirm(self) -> None:
        """Confirm the current conclusion for its period; say so if it is none that a roll-forward carried."""
        kind, moment, answer = self._current
        if moment and answer and answer.is_to_confirm:
            self._session.execute(confirmation(kind.id, moment, answer, self._session.by, present_time()))
        else:
            self.refused.emit(tr("Select a conclusion that is to be confirmed first."))

    def confirm_all(self) -> None:
        """Confirm every carried conclusion of the current period, in one step; say so if there is none."""
        _, moment, _ = self._current
        answers = {kind.id: self.model.answer_of(kind.id, moment) for kind in kinds()} if moment else {}
        confirmations = tuple(
            confirmation(kind, moment, answer, self._session.by, present_time())
            for kind, answer in answers.items()
            if moment and answer.is_to_confirm
        )
        if moment is None or not confirmations:
            self.refused.emit(tr("No conclusion of this period is to be confirmed."))
            return
        period = short_name_of_period(self._session.project.periods[moment.period])
        step = fact("confirm-conclusions", count=len(confirmations), period=period)
        self._session.execute(CompoundCommand(step, confirmations))

    def _show_filtered(self) -> None:
        self._filter.show_only(only_open=self.only_open.isChecked(), text=self.text.text())
        moments = self.model.moments
        self.count.show_message(_describe_count(self.model.count_open(moments[-1]), len(kinds())) if moments else "")
        self.view.text_if_empty = tr("No kind of difference matches.") if moments else tr("No periods yet")

    def choose(self, kind: KindId, period: PeriodId) -> None:
        """Make the answer for a kind in a period current, whatever the filters hide."""
        self._refresh()
        self.only_open.setChecked(False)
        self.text.clear()
        places = [
            number for number, moment in enumerate(self.model.moments) if period in (moment.duration, moment.instant)
        ]
        for row in range(self.model.rowCount()):
            if self.model.kind(row).id == kind and places:
                index = self.model.index(row, FIRST_MOMENT + places[0])
                self.view.setCurrentIndex(self._filter.mapFromSource(index))

    def _on_current_changed(self, index: QModelIndex) -> None:
        moments = self.model.moments
        if index.isValid() and moments and self.view.hasFocus():
            kind = self.model.kind(self._filter.mapToSource(index).row())
            self.selected.emit(KindSubject(kind.id, self._moment_at(index).period))

    def _moment_at(self, index: QModelIndex) -> Moment:
        column = self._filter.mapToSource(index).column()
        moments = self.model.moments
        return moments[column - FIRST_MOMENT] if column >= FIRST_MOMENT else moments[-1]

    def _on_chosen(self, index: QModelIndex) -> None:
        kind, moment, answer = self._at(index)
        if moment:
            chosen: tuple[KindOfDifference, Moment, KindAnswer | None] = (kind, moment, answer)
            self.chosen.emit(chosen)

    @property
    def _current(self) -> tuple[KindOfDifference, Moment | None, KindAnswer | None]:
        return self._at(self.view.currentIndex())

    def _at(self, index: QModelIndex) -> tuple[KindOfDifference, Moment | None, KindAnswer | None]:
        """Return the kind, the moment, by default the latest, and the answer of a cell; no moment without periods."""
        source, moments = self._filter.mapToSource(index), self.model.moments
        kind = self.model.kind(max(source.row(), 0))
        if not moments:
            return kind, None, None
        moment = self._moment_at(index)
        return kind, moment, self.model.answer_of(kind.id, moment)


def _describe_count(open_kinds: int, kinds: int) -> str:
    return tr("{open} of {kinds} open in the latest period", open=open_kinds, kinds=kinds)
