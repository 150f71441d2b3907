"""The entry editor: the entries of a difference on the left, the rows of one on the right, how they balance below."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import QEvent, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from workbench.domain.adjustments import EntryId
from workbench.domain.ids import AdjustmentId, LineId
from workbench.domain.ledger import Moment
from workbench.domain.periods import ReportingPeriod
from workbench.errors import WorkbenchError
from workbench.journals.drafts import Draft, DraftLeg
from workbench.journals.helpers import copied_to, reversed_draft
from workbench.session import Change, Session
from workbench.session.session import Way
from workbench.ui.context.session_signals import SessionSignals
from workbench.ui.context.view_state import ViewState
from workbench.ui.journal.balance_strip import BalanceStrip
from workbench.ui.journal.draft_controller import DraftController
from workbench.ui.journal.draft_model import LINE, DraftModel
from workbench.ui.journal.entry_list import EntryListModel, Part
from workbench.ui.journal.leg_table import LegTable
from workbench.ui.toolkit.field_combo import FieldCombo
from workbench.ui.toolkit.language import tr
from workbench.ui.toolkit.lazy_refresh import LazyRefresh
from workbench.ui.toolkit.panel_table import EnterKey, plain_table, set_widths
from workbench.ui.toolkit.refusals import say_refusal
from workbench.ui.toolkit.theme import Theme

WIDTHS = {Part.PERIOD: 110, Part.AMOUNT: 90, Part.STATE: 100}
LIST_WIDTH, LEAST_DIFFERENCE, REFERENCE_WIDTH, LEAST_HEIGHT = 400, 190, 130, 100
INDENT_OF_TEXT = 12


class TextOfEntry(QLineEdit):
    """A text of the entry, which is undone with the rest of it and not by the field itself."""

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride:
            keys = QKeySequence.StandardKey
            if event.matches(keys.Undo) or event.matches(keys.Redo):
                return False
        return super().event(event)


class JournalPanel(QWidget):
    """``refused`` carries why something is refused, empty once that no longer applies; ``message`` what was done."""

    refused = Signal(str)
    message = Signal(str)

    def __init__(
        self, session: Session, signals: SessionSignals, view_state: ViewState, theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self._view_state = view_state
        self.theme = theme
        self.controller = DraftController(session, signals, self)
        self.legs = DraftModel(session, self.controller, self)
        self.table = LegTable(self.legs, self.controller, theme, self)
        self.entries = EntryListModel(self.controller, self)
        self.entry_list = plain_table(self.entries, Part.NAME, tr("Entries of the difference"), self)
        self.entry_list.text_if_empty = tr("No entries yet")
        self.strip = BalanceStrip(self.controller, theme, self)
        self.difference = FieldCombo(self)
        self.memo, self.reference = TextOfEntry(self), TextOfEntry(self)
        self.post_button = QPushButton(tr("Post"), self)
        self.open_button = QPushButton(tr("Post as open"), self)
        self.discard_button = QPushButton(tr("Discard"), self)
        self.view_button, self.add_button, self.entry_button = (QToolButton(self) for _ in range(3))
        self.periods_button = QToolButton(self)
        self._period_shown: ReportingPeriod | None = None
        self._lay_out()
        self._lazy_refresh = LazyRefresh(self.table.viewport(), self._refresh)
        self._connect(signals)

    # ---- layout

    def _lay_out(self) -> None:
        self.difference.setMinimumWidth(LEAST_DIFFERENCE)
        self.difference.setAccessibleName(tr("Difference"))
        self.memo.setPlaceholderText(tr("Memo: what the entry records"))
        self.memo.setAccessibleName(tr("Memo"))
        self.reference.setPlaceholderText(tr("Reference"))
        self.reference.setAccessibleName(tr("Reference"))
        self.reference.setMaximumWidth(REFERENCE_WIDTH)
        self.open_button.setToolTip(tr("Post the entry although it does not balance; it is marked as open"))
        self.discard_button.setToolTip(tr("Discard what is not posted (Esc)"))
        self.view_button.setObjectName("choice")
        self.view_button.setText(tr("Debit / credit"))
        self.view_button.setToolTip(tr("Show debits and credits, or amounts in the sign of their line"))
        self.view_button.setCheckable(True)
        self.view_button.setChecked(True)
        for menu_button, text in (
            (self.periods_button, tr("Periods")),
            (self.add_button, tr("Add")),
            (self.entry_button, tr("Entry")),
        ):
            menu_button.setText(text)
            menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
            menu_button.setMenu(QMenu(menu_button))
        set_widths(self.entry_list, WIDTHS)
        top = QHBoxLayout()
        top.setContentsMargins(10, 6, 8, 6)
        top.setSpacing(6)
        top.addWidget(self.difference, 1)
        top.addWidget(self.memo, 2)
        top.addWidget(self.reference)
        for tool in (self.view_button, self.periods_button, self.add_button, self.entry_button):
            top.addWidget(tool)
        bottom = QHBoxLayout()
        bottom.setContentsMargins(0, 4, 8, 6)
        bottom.setSpacing(6)
        bottom.addWidget(self.strip, 1)
        for button in (self.discard_button, self.open_button, self.post_button):
            bottom.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        right = QWidget(self)
        right.setObjectName("paper")
        rows = QVBoxLayout(right)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.table, 1)
        rows.addLayout(bottom)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.addWidget(self.entry_list)
        self.splitter.addWidget(right)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([LIST_WIDTH, 3 * LIST_WIDTH])
        self.nothing = QLabel(
            tr(
                "There is no difference yet. Add one with Reconciliation > New difference…, or press Insert in the "
                "list of differences."
            ),
            self,
        )
        self.nothing.setObjectName("quiet")
        self.nothing.setWordWrap(True)
        self.nothing.setIndent(INDENT_OF_TEXT)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(self.nothing)
        layout.addWidget(self.splitter, 1)
        self.setFocusProxy(self.table)
        tools = (self.view_button, self.periods_button, self.add_button, self.entry_button)
        buttons = (self.discard_button, self.open_button, self.post_button)
        in_order = (self.difference, self.memo, self.reference, *tools, self.entry_list, self.table, *buttons)
        for before, after in pairwise(in_order):
            self.setTabOrder(before, after)

    def minimumSizeHint(self) -> QSize:
        """Leave the statements their room in a small window; the panel is made higher when it is used."""
        return QSize(super().minimumSizeHint().width(), LEAST_HEIGHT)

    def _connect(self, signals: SessionSignals) -> None:
        controller = self.controller
        controller.changed.connect(self._on_draft_changed)
        controller.edited.connect(self._on_draft_edited)
        controller.refused.connect(self.refused)
        controller.said.connect(self._on_said)
        self.table.refused.connect(self.refused)
        self.table.finished.connect(self._on_rows_finished)
        self.difference.activated.connect(self._on_difference_chosen)
        self.memo.textEdited.connect(
            lambda text: controller.edit_with(lambda draft: replace(draft, memo=text), field="memo")
        )
        self.reference.textEdited.connect(
            lambda text: controller.edit_with(lambda draft: replace(draft, reference=text), field="reference")
        )
        self.post_button.clicked.connect(self.post)
        self.open_button.clicked.connect(self.post_as_open)
        self.discard_button.clicked.connect(self.discard)
        self.view_button.toggled.connect(lambda on: self.legs.show_debit_credit(is_debit_credit=on))
        self.periods_button.menu().aboutToShow.connect(self._list_moments)
        EnterKey(self.entry_list, self._on_entry_chosen)
        signals.changed.connect(self._on_session_changed)
        self._view_state.changed.connect(self._on_view_state_changed)
        self._on_draft_changed()

    def add_menu_actions(self, helpers: Sequence[QAction], entry: Sequence[QAction]) -> None:
        """Offer actions in the menus of the buttons *Add* and *Entry*."""
        self.add_button.menu().addActions(list(helpers))
        self.entry_button.menu().addActions(list(entry))

    # ---- what is shown

    def begin(self, adjustment: AdjustmentId, line: LineId | None = None, entry: EntryId | None = None) -> bool:
        """Write an entry of a difference: an existing one, or a new one with a row of ``line``.

        False if the present draft is not posted yet.
        """
        if not self.controller.open(adjustment, entry):
            self.table.setFocus()
            return False
        self._show_present_moment()
        self.table.begin_row()
        if line is not None and entry is None:
            row = self.legs.rowCount() - 1
            self.legs.set_line(row, line)
            self.table.go_to(row, min(self._first_amount(row), self.legs.kind_column))
        return True

    def begin_with_cell(self, adjustment: AdjustmentId, line: LineId, period: str) -> bool:
        """Show the entry behind an effect: the only one there, else a new one that begins with the line."""
        known = self._session.settled.adjustment_by_id[adjustment]
        entries = [entry for entry in known.entries_on((line, period)) if len(entry.legs) > 1]  # type: ignore[arg-type]
        return self.begin(adjustment, line, entries[0].id if len(entries) == 1 else None)

    def _first_amount(self, row: int) -> int:
        """Return the first column of amounts in which a row has a period."""
        line = self.legs.leg(row).line
        return next(
            (
                number
                for number, column in enumerate(self.legs.columns)
                if column.moment is not None and (line is None or self.legs.period_of(line, column.moment) is not None)
            ),
            LINE,
        )

    def _show_present_moment(self) -> None:
        """Show the moment of the window's period, and those of the draft."""
        chosen = self._period_shown = self._view_state.reporting_period
        periods = {chosen.duration or None, chosen.closing} - {None}
        draft = self.controller.draft
        used = {period for leg in draft.legs for period in leg.amounts} if draft else set()
        known = self.controller.ledger.project.periods
        durations = {key for key in used if key in known and not known[key].is_instant}
        shown = tuple(
            moment
            for moment in self.controller.ledger.moments
            if moment.period in (durations or periods)
            or (moment.duration is None and moment.instant in used | periods)
            or (not durations and moment.instant in used)
        )
        self._show_moments(shown[-2:] if not used else shown)

    def _show_moments(self, moments: tuple[Moment, ...]) -> None:
        if moments != self.legs.moments:
            self.legs.show_moments(moments)

    def _list_moments(self) -> None:
        """Offer every moment as a column."""
        menu = self.periods_button.menu()
        menu.clear()
        for moment in self.controller.ledger.moments:
            action = menu.addAction(self.controller.label_of(moment))
            action.setCheckable(True)
            action.setChecked(moment in self.legs.moments)
            action.triggered.connect(lambda _=False, moment=moment: self.toggle_moment(moment))

    def show_neighbour(self, by: int) -> None:
        """Show the moment before (-1) or after (+1) those that are shown, in place of them."""
        moments, shown = self.controller.ledger.moments, self.legs.moments
        if shown:
            at = moments.index(shown[-1] if by > 0 else shown[0]) + by
            if 0 <= at < len(moments):
                self._show_moments((moments[at],))

    def toggle_moment(self, moment: Moment) -> None:
        """Show a moment as a column, or hide it; at least one stays."""
        chosen = set(self.legs.moments) ^ {moment}
        if chosen:
            self._show_moments(tuple(known for known in self.controller.ledger.moments if known in chosen))

    # ---- what the user does

    def new_entry(self) -> None:
        """Begin a new entry of the same difference."""
        draft = self.controller.draft
        if draft and self.finish_editing() and self.controller.may_leave() and self.controller.open(draft.adjustment):
            self.table.begin_row()

    def post(self) -> None:
        if self.finish_editing() and self.controller.post():
            self.table.begin_row()

    def post_as_open(self) -> None:
        if self.finish_editing() and self.controller.post(as_open=True):
            self.table.begin_row()

    def discard(self) -> None:
        self.refused.emit("")
        self.controller.discard()
        self.table.begin_row()

    def reverse(self) -> None:
        """Begin a new entry with every amount of the present one in the other sign."""
        try:
            self._begin_copy(reversed_draft)
        except WorkbenchError as error:
            self.refused.emit(say_refusal(error))

    def copy_to(self, source: Moment, target: Moment) -> None:
        """Begin a new entry with the amounts of one moment at another.

        Raises WorkbenchError if there are none, or if the present draft is not posted yet.
        """
        draft = self.controller.draft
        if draft is not None:
            copied = copied_to(draft, source, target)
            self._begin_copy(lambda _: copied)
            self._show_moments((target,))

    def _begin_copy(self, change: Callable[[Draft], Draft]) -> None:
        draft = self.controller.draft
        if draft is None or not self.finish_editing():
            return
        self.controller.refuse_to_leave()
        copied = change(draft)
        self.controller.open(draft.adjustment)
        self.controller.edit(copied)

    def add_proposed(self, adjustment: AdjustmentId, legs: tuple[DraftLeg, ...], memo: str) -> None:
        """Begin an entry of a difference with rows whose amounts are still to be filled in."""
        if self.begin(adjustment):
            self.controller.edit(Draft(adjustment, legs, memo))
            self.table.go_to(0, LINE if self.legs.leg(0).line is None else self._first_amount(0))

    def finish_editing(self) -> bool:
        """Accept the contents of an open editor; False if they are refused and it stays open."""
        return self.table.finish_editing()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.controller.is_edited:
            self.discard()
        else:
            super().keyPressEvent(event)

    # ---- following

    def _on_rows_finished(self) -> None:
        """Enter on the blank row: go to *Post*, which Enter presses."""
        self.post_button.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_said(self, text: str) -> None:
        self.refused.emit("")
        self.message.emit(text)

    def _on_difference_chosen(self) -> None:
        if not self.controller.open(AdjustmentId(self.difference.currentData())):
            self._show_difference()
        self._show_present_moment()

    def _on_entry_chosen(self, index: QModelIndex) -> None:
        draft = self.controller.draft
        if (
            draft
            and self.finish_editing()
            and self.controller.open(draft.adjustment, self.entries.entry(index.row()).id)
        ):
            self._show_present_moment()
            self.table.setFocus()
            self.table.go_to(0, LINE)

    def _on_draft_changed(self) -> None:
        self._on_draft_edited()
        self._lazy_refresh.request()

    def _on_draft_edited(self) -> None:
        draft, is_edited = self.controller.draft, self.controller.is_edited
        for field, text in (
            (self.memo, draft.memo if draft else ""),
            (self.reference, draft.reference if draft else ""),
        ):
            if field.text() != text:
                field.setText(text)
        self.post_button.setEnabled(is_edited)
        self.discard_button.setEnabled(is_edited)
        self.open_button.setEnabled(is_edited and any(map(self.controller.is_open, self.controller.balances)))

    def _on_session_changed(self, change: Change) -> None:
        if not change.is_switch:
            if change.way is not Way.TRIED and not set(self.legs.moments) <= set(self.controller.ledger.moments):
                self._show_present_moment()
            self._lazy_refresh.request()

    def _on_view_state_changed(self) -> None:
        is_another = self._view_state.reporting_period != self._period_shown
        if is_another and not self.controller.is_edited:
            self._show_present_moment()

    def _refresh(self) -> None:
        """List the differences and the entries as they are now; begin with the first difference."""
        project = self._session.settled
        has_any = bool(project.adjustments)
        if self.controller.draft is None and has_any:
            self.controller.open(project.adjustments[0].id)
            self._show_present_moment()
        self.nothing.setVisible(not has_any)
        self.splitter.setEnabled(has_any)
        names = [(adjustment.name, adjustment.id) for adjustment in project.adjustments]
        if names != [
            (self.difference.itemText(n), self.difference.itemData(n)) for n in range(self.difference.count())
        ]:
            self.difference.clear()
            for name, key in names:
                self.difference.addItem(name, key)
        self._show_difference()
        self.entries.refresh()
        draft = self.controller.draft
        row = self.entries.row_of(draft.posted.id) if draft and draft.posted else None
        if row is None:
            self.entry_list.clearSelection()
        else:
            self.entry_list.selectRow(row)

    def _show_difference(self) -> None:
        draft = self.controller.draft
        self.difference.setCurrentIndex(self.difference.findData(draft.adjustment) if draft else -1)
