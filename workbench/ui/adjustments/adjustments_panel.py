"""The panel of differences: each with its switch and effects, and below them the totals that follow."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from workbench.commands import AnyCommand, SwitchTo
from workbench.domain.adjustments import is_correction
from workbench.domain.ids import AdjustmentId
from workbench.errors import WorkbenchError
from workbench.presentation.key_totals import why_no_totals
from workbench.presentation.states import state_of
from workbench.session import Session
from workbench.ui.adjustments.adjustment_model import AdjustmentModel
from workbench.ui.adjustments.list_moves import drop_rows, move_rows
from workbench.ui.adjustments.switch_delegates import TotalsDelegate
from workbench.ui.adjustments.switches import Switches
from workbench.ui.adjustments.totals_model import AS_REPORTED, DIFFERENCE, RESULT, SHARE, TotalsModel
from workbench.ui.context.session_signals import SessionSignals
from workbench.ui.context.view_state import ViewState
from workbench.ui.toolkit.language import tr, window_words
from workbench.ui.toolkit.number_format import make_room_for_decimals
from workbench.ui.toolkit.panel_table import EnterKey, height_of_rows, plain_table
from workbench.ui.toolkit.refusals import say_refusal
from workbench.ui.toolkit.status_label import StatusLabel
from workbench.ui.toolkit.theme import Theme

TOTALS_FONT = 0.94
WIDEST_FIGURE, WIDEST_DIFFERENCE, WIDEST_SHARE = "00,000,000", "(00,000,000)", "(00.0)"
ROOM_BESIDE_HEADING = "00"
FEWEST_PIXELS_FOR_SHARES = 380


class AdjustmentsPanel(QWidget):
    """Switches above, live totals below.

    ``total_chosen`` carries the KeyLine of the total to show in its statement.
    """

    refused = Signal(str)
    chosen_changed = Signal()
    action_wanted = Signal(str)
    total_chosen = Signal(object)

    def __init__(
        self, session: Session, signals: SessionSignals, view_state: ViewState, theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self.switches_area = QWidget(self)
        """The switches with their buttons."""
        self.adjustments = AdjustmentModel(session, signals, view_state, self)
        self.totals = TotalsModel(session, signals, view_state, self)
        self.switches = Switches(self.adjustments, theme, self)
        self.totals_view = plain_table(self.totals, 0, tr("Totals under both frameworks"), self)
        font = self.totals_view.font()
        font.setPointSizeF(font.pointSizeF() * TOTALS_FONT)
        self.totals_view.setFont(font)
        self.totals_view.horizontalHeader().setFont(font)
        self.totals_view.setItemDelegate(TotalsDelegate(self.totals, theme, self.totals_view))
        EnterKey(self.totals_view, lambda _: self.go_to_total())
        self._fit_columns_of_totals()
        self.no_totals = QLabel(self)
        self.no_totals.setObjectName("quiet")
        self.no_totals.setTextFormat(Qt.TextFormat.PlainText)
        self.no_totals.setWordWrap(True)
        self.no_totals.setContentsMargins(10, 0, 8, 6)
        total = len(session.project.adjustments)
        states = (tr("none stated"), _describe_state(total, total))
        self._state = StatusLabel(max(states, key=self.fontMetrics().horizontalAdvance), theme, self)
        self._lay_out()
        self.totals.modelReset.connect(self._fit_totals)
        self.totals.headerDataChanged.connect(self._fit_columns_of_totals)
        self.totals_view.horizontalHeader().geometriesChanged.connect(self._fit_totals)
        self._fit_totals()
        signals.changed.connect(self._on_changed)
        signals.restyled.connect(self._on_restyled)
        self.adjustments.refused.connect(self.refused)
        self.switches.selectionModel().currentRowChanged.connect(self.chosen_changed)
        self.switches.action_wanted.connect(self.action_wanted)
        self.switches.dropped.connect(self._on_dropped)
        self._on_changed()

    def _fit_columns_of_totals(self) -> None:
        """Make each column as wide as its figures and every heading it may have as differences are switched."""
        width = self.totals_view.fontMetrics().horizontalAdvance
        for column, texts in {
            AS_REPORTED: (make_room_for_decimals(WIDEST_FIGURE), *self._heading_lines(AS_REPORTED)),
            RESULT: (make_room_for_decimals(WIDEST_FIGURE), *self._heading_lines(RESULT)),
            DIFFERENCE: (make_room_for_decimals(WIDEST_DIFFERENCE), *self._heading_lines(DIFFERENCE)),
            SHARE: (WIDEST_SHARE,),
        }.items():
            self.totals_view.setColumnWidth(column, max(map(width, texts)) + (20 if column == SHARE else 12))

    def _on_restyled(self) -> None:
        self._fit_columns_of_totals()
        self.switches.fit_effects()

    def _heading_lines(self, column: int) -> list[str]:
        headings = self.totals.possible_headings(column)
        return [line + ROOM_BESIDE_HEADING for heading in headings for line in heading.splitlines()]

    def _lay_out(self) -> None:
        heads = QHBoxLayout()
        heads.setContentsMargins(10, 8, 8, 4)
        title = QLabel(tr("Differences"), self)
        title.setObjectName("sectionTitle")
        heads.addWidget(title)
        heads.addWidget(self._state)
        heads.addStretch(1)
        heads.setSpacing(6)
        for text, switch, tip in (
            (tr("All on"), self.switch_all_on, tr("Switch every difference on")),
            (
                tr("All off"),
                self.switch_all_off,
                tr("Switch every difference off, leaving the figures as reported"),
            ),
        ):
            button = QPushButton(text, self)
            button.setToolTip(tip)
            button.clicked.connect(switch)
            heads.addWidget(button)
        title_below = QLabel(tr("Totals"), self)
        title_below.setObjectName("sectionTitle")
        below = QHBoxLayout()
        below.setContentsMargins(10, 10, 8, 6)
        below.addWidget(title_below)
        switching = QVBoxLayout(self.switches_area)
        switching.setContentsMargins(0, 0, 0, 0)
        switching.setSpacing(0)
        switching.addLayout(heads)
        switching.addWidget(self.switches)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.switches_area, 1)
        layout.addLayout(below)
        layout.addWidget(self.no_totals)
        layout.addWidget(self.totals_view)

    def _fit_totals(self) -> None:
        """Limit the totals to the height of their rows; the switches get the rest."""
        self.totals_view.setMaximumHeight(height_of_rows(self.totals_view, self.totals.rowCount()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Hide the percentages if the names of the totals would be cut."""
        super().resizeEvent(event)
        self.totals_view.setColumnHidden(SHARE, self.width() < FEWEST_PIXELS_FOR_SHARES)

    def go_to_total(self) -> None:
        """Ask for the statement and the line of the current total."""
        if (row := self.totals_view.currentIndex().row()) >= 0:
            self.total_chosen.emit(self.totals.key_lines[row])

    def toggle(self, adjustment: AdjustmentId) -> None:
        """Switch a difference on or off."""
        row = self.adjustments.row_of(adjustment)
        if row is not None:
            self.adjustments.toggle(row)

    def move_chosen(self, by: int) -> None:
        """Move the selected differences and groups up (-1) or down (+1); beyond an end, they stay."""
        if rows := self.switches.chosen_rows:
            self._execute(move_rows(self.adjustments.rows, rows, by))

    def _on_dropped(self, target: int | None, is_below: bool) -> None:
        """Move the dragged differences and groups to where they were dropped."""
        chosen, rows = self.switches.chosen_rows, self.adjustments.rows
        if not chosen:
            return
        self._execute(drop_rows(self._session.project, rows, chosen, target, is_below=is_below))
        going_and_there = [rows[number].members[0] for number in (*chosen, target) if number is not None]
        if len(set(map(is_correction, going_and_there))) > 1:
            self.refused.emit(tr("Corrections of errors stay at the end of the list."))

    def _execute(self, command: AnyCommand) -> None:
        try:
            self._session.execute(command)
        except WorkbenchError as error:
            self.refused.emit(say_refusal(error))

    def switch_all_on(self) -> None:
        self._session.execute(SwitchTo(frozenset(self._session.project.adjustment_by_id)))

    def switch_all_off(self) -> None:
        self._session.execute(SwitchTo(frozenset()))

    def _on_changed(self) -> None:
        project = self._session.project
        on, total = len(project.enabled), len(project.adjustments)
        self._state.show_message(_describe_state(on, total) if total else tr("none stated"))
        self._state.setToolTip(state_of(project).illustrative_label(window_words()))
        reason = why_no_totals(project, window_words())
        self.no_totals.setText(reason)
        self.no_totals.setVisible(bool(reason))


def _describe_state(on: int, total: int) -> str:
    return tr("{on} of {total} on", on=on, total=total)
