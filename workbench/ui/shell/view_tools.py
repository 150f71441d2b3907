"""The toolbar's controls for an open document: the period, and affected lines or the full statement."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QToolButton, QWidget
from shiboken6 import isValid

from workbench.domain.periods import PeriodId
from workbench.presentation.line_filter import EVERY_LINE, LineFilter, LinesShown
from workbench.presentation.states import HELD_BY_NONE, NOT_RECONCILED, is_held_by_none
from workbench.session import Change, Session
from workbench.ui.context.session_signals import SessionSignals
from workbench.ui.context.view_state import ViewState, periods_listed
from workbench.ui.toolkit.field_combo import FieldCombo
from workbench.ui.toolkit.language import tr, window_words
from workbench.wording.periods import short_label


class PeriodList(FieldCombo):
    """Returns the focus, once the list is closed, to the widget that had it before."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._opened_from: QWidget | None = None

    def open(self) -> None:
        """Open the list and give it the focus."""
        self._opened_from = QApplication.focusWidget()
        self.setFocus()
        self.showPopup()

    def hidePopup(self) -> None:
        super().hidePopup()
        caller, self._opened_from = self._opened_from, None
        if caller is not None and isValid(caller) and caller.isVisible():
            caller.setFocus()


class ViewTools(QWidget):
    """Follows the view state and changes it."""

    def __init__(self, session: Session, signals: SessionSignals, view_state: ViewState, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._view_state = view_state
        self.periods = PeriodList(self)
        self.periods.setAccessibleName(tr("Period"))
        self.periods.setToolTip(tr("Period of the statement (Alt+Down opens the list)"))
        self.periods.setSizeAdjustPolicy(FieldCombo.SizeAdjustPolicy.AdjustToContents)
        self.affected, self.full = QToolButton(self), QToolButton(self)
        self.affected.setText(tr("Affected lines"))
        self.affected.setToolTip(tr("Show the lines affected by a difference, and their totals"))
        self.full.setText(tr("Full statement"))
        self.full.setToolTip(tr("Show every line"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(6, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.periods)
        layout.addSpacing(8)
        for button in (self.affected, self.full):
            button.setObjectName("choice")
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            layout.addWidget(button)
        self.periods.activated.connect(self._on_period_chosen)
        self.affected.clicked.connect(lambda: self._filter(LineFilter(LinesShown.AFFECTED)))
        self.full.clicked.connect(lambda: self._filter(EVERY_LINE))
        view_state.changed.connect(self._show)
        signals.changed.connect(self._on_session_changed)
        self._show()

    def _show(self) -> None:
        statement = self._view_state.statement
        newest_first = periods_listed(self._session.project, statement)
        texts = [self._describe(key) for key in newest_first]
        if texts != [self.periods.itemText(row) for row in range(self.periods.count())]:
            self.periods.clear()
            for text, key in zip(texts, newest_first, strict=True):
                self.periods.addItem(text, key)
        self.periods.setCurrentIndex(newest_first.index(self._view_state.period))
        self._mark_lines()

    def _filter(self, line_filter: LineFilter) -> None:
        self._view_state.filter_lines(line_filter)
        self._mark_lines()  # a click has changed the mark of the button already

    def _mark_lines(self) -> None:
        """Check the button that says which lines are shown; none while another filter is on."""
        self.affected.setChecked(self._view_state.shows_affected)
        self.full.setChecked(not self._view_state.line_filter.is_on)

    def _describe(self, period: PeriodId) -> str:
        label = short_label(self._session.project.periods[period], window_words())
        if period in self._view_state.statement.reconciled:
            return label
        statement = self._view_state.statement.id
        state = HELD_BY_NONE if is_held_by_none(self._session.project, statement, period) else NOT_RECONCILED
        return tr("{period}   ({state})", period=label, state=state)

    def _on_session_changed(self, change: Change) -> None:
        if not change.is_switch:
            self._show()

    def _on_period_chosen(self, row: int) -> None:
        self._view_state.show_period(self.periods.itemData(row))
