"""The panel of the review: open items, uncorrected differences against the thresholds, ticks and cross references."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from workbench.domain.periods import PeriodId
from workbench.domain.project import Project
from workbench.domain.subjects import (
    PROJECT,
    CrossReferenceSubject,
    OpenItemSubject,
    Subject,
    TickSubject,
    UncorrectedSubject,
)
from workbench.phrases import listing, phrase
from workbench.presentation.thresholds import (
    ThresholdAmounts,
    UncorrectedSum,
    passed_threshold,
    sums_by_period,
    threshold_amounts,
)
from workbench.session import Session
from workbench.ui.context.session_signals import SessionSignals
from workbench.ui.records.review_lists import HEADINGS, LISTS, Listed, ReviewList, ReviewModel, format_free
from workbench.ui.toolkit.choice_combo import ChoiceCombo
from workbench.ui.toolkit.filter_bar import FilterField
from workbench.ui.toolkit.language import tr, tr_count, window_words
from workbench.ui.toolkit.lazy_refresh import LazyRefresh
from workbench.ui.toolkit.panel_table import EnterKey, PanelTable, make_plain, set_widths
from workbench.ui.toolkit.status_label import StatusLabel
from workbench.ui.toolkit.theme import Theme
from workbench.wording.names import name_of_threshold, with_capital
from workbench.wording.periods import short_label

TITLES = {
    ReviewList.ITEMS: phrase("Open items"),
    ReviewList.UNCORRECTED: phrase("Uncorrected differences"),
    ReviewList.TICKS: phrase("Ticks"),
    ReviewList.REFERENCES: phrase("Cross references"),
}
IF_EMPTY = {
    ReviewList.ITEMS: phrase("No open items yet. Press Ctrl+Shift+I to raise one about what is selected."),
    ReviewList.UNCORRECTED: phrase("No difference is left uncorrected. Press Ctrl+Shift+D to record one."),
    ReviewList.TICKS: phrase("No ticks yet. Press Ctrl+Shift+T to tick what is selected."),
    ReviewList.REFERENCES: phrase("No cross references yet. Press Ctrl+Shift+R to refer from what is selected."),
}
NEW = {
    ReviewList.ITEMS: ("open_item", phrase("Open item…")),
    ReviewList.UNCORRECTED: ("uncorrected", phrase("Uncorrected…")),
    ReviewList.TICKS: ("tick", phrase("Tick…")),
    ReviewList.REFERENCES: ("cross_reference", phrase("Cross reference…")),
}
"""The action that adds to a list, and the text of its button."""
LIST_OF = {
    OpenItemSubject: ReviewList.ITEMS,
    UncorrectedSubject: ReviewList.UNCORRECTED,
    TickSubject: ReviewList.TICKS,
    CrossReferenceSubject: ReviewList.REFERENCES,
}
KEYS = {
    Qt.Key.Key_F2: "edit_review",
    Qt.Key.Key_Delete: "delete_review",
    Qt.Key.Key_Space: "close_item",
}
"""The actions that keys of the lists ask for; Insert adds to the list."""
LEAST_FILTER, WIDEST_COUNT = 110, 999
SELECT = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows


class ReviewTable(PanelTable):
    """One list; ``action_wanted`` carries the name of an action that a key asks for."""

    action_wanted = Signal(str)

    def __init__(self, shown: ReviewList, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.shown = shown
        self.listing = ReviewModel(shown, theme, self)
        headings = HEADINGS[shown]
        make_plain(self, self.listing, headings.wide, tr(TITLES[shown]))
        set_widths(self, headings.widths)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = {**KEYS, Qt.Key.Key_Insert: NEW[self.shown][0]}
        name = keys.get(Qt.Key(event.key())) if event.modifiers() == Qt.KeyboardModifier.NoModifier else None
        if name is None:
            super().keyPressEvent(event)
        else:
            self.action_wanted.emit(name)


class ReviewPanel(QWidget):
    """``chosen`` carries the subject to lead to, ``action_wanted`` the name of an action that a key asks for."""

    chosen = Signal(object)
    action_wanted = Signal(str)

    def __init__(self, session: Session, signals: SessionSignals, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session, self._theme = session, theme
        self.choice = ChoiceCombo({shown: tr(title) for shown, title in TITLES.items()}, self)
        self.choice.setAccessibleName(tr("What is listed"))
        self.only_open = QCheckBox(tr("Not closed only"), self)
        self.only_open.setToolTip(tr("Show only open items that nobody has closed"))
        self.text = FilterField(tr("Filter the list"), tr("Filter by text or name"), self)
        self.text.setMinimumWidth(LEAST_FILTER)
        self.count = StatusLabel(_describe_items(WIDEST_COUNT, WIDEST_COUNT), theme, self)
        self.summary = QLabel(self)
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self.summary.setWordWrap(True)
        self.summary.setContentsMargins(12, 0, 12, 6)
        self.thresholds = QPushButton(tr("Thresholds…"), self)
        self.thresholds.setToolTip(tr("Set from which amount on a difference matters"))
        self.thresholds.clicked.connect(lambda: self.action_wanted.emit("thresholds"))
        self.add = QPushButton(self)
        self.add.clicked.connect(lambda: self.action_wanted.emit(NEW[self.choice.chosen][0]))
        self.tables = {shown: ReviewTable(shown, theme, self) for shown in ReviewList}
        self._stack = QStackedWidget(self)
        for table in self.tables.values():
            self._stack.addWidget(table)
            table.action_wanted.connect(self.action_wanted)
            EnterKey(table, self._on_entered)
        self._lay_out()
        self.setFocusProxy(self.table)
        self._lazy_refresh = LazyRefresh(self._stack, self._refresh)
        signals.changed.connect(lambda _: self._lazy_refresh.request())
        signals.restyled.connect(self._lazy_refresh.request)
        for changed in (self.choice.currentIndexChanged, self.only_open.toggled, self.text.textChanged):
            changed.connect(lambda *_: self._refresh())
        self._show_list()

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(8, 6, 8, 6)
        bar.setSpacing(6)
        bar.addWidget(self.choice)
        bar.addWidget(self.only_open)
        bar.addWidget(self.text, 1)
        bar.addWidget(self.count)
        bar.addWidget(self.thresholds)
        bar.addWidget(self.add)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(bar)
        layout.addWidget(self.summary)
        layout.addWidget(self._stack, 1)

    # ---- what it shows

    @property
    def table(self) -> ReviewTable:
        """The list in front."""
        return self.tables[self.choice.chosen]

    @property
    def current(self) -> Subject | None:
        """What is current in the list in front, if it is still there."""
        listed = self._current
        return listed.subject if listed else None

    @property
    def _current(self) -> Listed | None:
        return self.table.listing.row_at(self.table.currentIndex())

    def show_list(self, shown: ReviewList) -> None:
        """Bring a list to the front."""
        self.choice.choose(shown)

    def choose(self, wanted: Subject) -> None:
        """Bring something to the front and make it current, whatever the filters hide."""
        self.show_list(LIST_OF[type(wanted)])
        self._refresh()
        if not self.table.listing.index_of(wanted).isValid():
            self.only_open.setChecked(False)
            self.text.clear()
        self.table.selectionModel().setCurrentIndex(self.table.listing.index_of(wanted), SELECT)
        self.table.setFocus()

    def _show_list(self) -> None:
        shown = self.choice.chosen
        self._stack.setCurrentWidget(self.table)
        self.setFocusProxy(self.table)
        self.only_open.setVisible(shown is ReviewList.ITEMS)
        self.count.setVisible(shown is ReviewList.ITEMS)
        for widget in (self.thresholds, self.summary):
            widget.setVisible(shown is ReviewList.UNCORRECTED)
        self.add.setText(tr(NEW[shown][1]))

    def _refresh(self) -> None:
        self._show_list()
        project, table = self._session.project, self.table
        kept, row = self.current, max(table.currentIndex().row(), 0)
        listed = LISTS[table.shown](project)
        table.listing.show_listed([one for one in listed if self._is_wanted(one)])
        table.text_if_empty = tr("Nothing matches.") if listed else tr(IF_EMPTY[table.shown])
        index = table.listing.index_of(kept) if kept else QModelIndex()
        if not index.isValid() and table.listing.rowCount():
            index = table.listing.index(min(row, table.listing.rowCount() - 1), 0)
        table.selectionModel().setCurrentIndex(index, SELECT)
        table.viewport().update()
        self._show_summary(project, listed)

    def _is_wanted(self, listed: Listed) -> bool:
        if listed.is_done and self.only_open.isChecked():
            return False
        wanted = self.text.text().casefold().strip()
        return not wanted or any(wanted in text.casefold() for text in listed.texts)

    def _show_summary(self, project: Project, listed: Sequence[Listed]) -> None:
        match self.table.shown:
            case ReviewList.ITEMS:
                still_open = sum(not item.is_done for item in listed)
                self.count.show_message(_describe_items(still_open, len(listed)) if listed else "")
            case ReviewList.UNCORRECTED:
                self.summary.setText(self._describe_sums(project))

    def _describe_sums(self, project: Project) -> str:
        """Say what is left unadjusted in each period, and which threshold it exceeds; then the thresholds."""
        amounts, words = threshold_amounts(self._session.results), window_words()
        known = [
            tr("{threshold} {amount}", threshold=name_of_threshold(kind, words), amount=format_free(amount))
            for kind, amount in amounts.items()
            if amount is not None
        ]
        sums = sums_by_period(project.uncorrected)
        parts = [_describe_sum(project, period, summed, amounts) for period, summed in sums.items()]
        thresholds = listing(known, words, may_have_commas=True) if known else tr("No threshold is set.")
        return "\n".join((*filter(None, (" · ".join(parts),)), with_capital(thresholds)))

    def _on_entered(self, _: QModelIndex) -> None:
        listed = self._current
        if listed is None:
            return
        if listed.about == PROJECT:
            self.action_wanted.emit("edit_review")
        else:
            self.chosen.emit(listed.about)


def _describe_items(still_open: int, items: int) -> str:
    return tr("{open} of {items} still open", open=still_open, items=items)


def _describe_sum(project: Project, period: PeriodId, summed: UncorrectedSum, amounts: ThresholdAmounts) -> str:
    """Return ``H1 2023: profit (120), equity 0, 1 effect unknown, more than clearly trivial``."""
    words = window_words()
    known = project.periods.get(period)
    parts = [
        tr("profit {amount}", amount=format_free(summed.profit)),
        tr("equity {amount}", amount=format_free(summed.equity)),
    ]
    if summed.unknown:
        parts.append(tr_count("{count} effect unknown", "{count} effects unknown", summed.unknown))
    if passed := passed_threshold(summed.size, amounts):
        parts.append(tr("more than {threshold}", threshold=name_of_threshold(passed, words)))
    label = short_label(known, words) if known else period
    return tr("{period}: {sums}", period=label, sums=listing(parts, words))
