"""The center of the window: the entity, the unit, whether figures are illustrative, and the grid."""

from collections.abc import Mapping

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from workbench.domain.ids import StatementId
from workbench.presentation.states import (
    WHY_HELD_BY_NONE,
    WHY_NOT_RECONCILED,
    illustrative_label,
    is_held_by_none,
    state_of,
)
from workbench.presentation.units import money_unit
from workbench.session import Change, Session
from workbench.ui.context.session_signals import SessionSignals
from workbench.ui.context.view_state import ViewState
from workbench.ui.statement.grid_menus import MenuPlace
from workbench.ui.statement.statement_grid import StatementGrid
from workbench.ui.statement.statement_model import StatementModel
from workbench.ui.statement.unproven_legend import UnprovenLegend
from workbench.ui.statement.unproven_marks import UnprovenMarks
from workbench.ui.toolkit.elided_label import ElidedLabel
from workbench.ui.toolkit.language import tr, window_words
from workbench.ui.toolkit.status_label import StatusLabel
from workbench.ui.toolkit.theme import Theme
from workbench.wording.periods import label as label_of_period
from workbench.wording.titles import title_of

GridMenus = Mapping[MenuPlace, QMenu]
WIDEST_NUMBER = "00"
"""The widest number of differences in the label of an illustrative state."""
LEAST_ZOOM, MOST_ZOOM = -5, 9
"""In steps of a tenth, from two thirds to more than twice the normal size."""


class StatementPage(QWidget):
    """Keeps a grid for each statement viewed, with its own selection, collapsed rows and position.

    ``message`` carries a message for the user, ``refused`` why something is refused, empty once that no longer applies;
    ``chosen`` says that the statement, the selection or the current cell has changed.
    """

    message = Signal(str)
    refused = Signal(str)
    chosen = Signal()
    journal_wanted = Signal()
    """An effect was double-clicked: its entries are to be shown."""

    def __init__(
        self,
        session: Session,
        signals: SessionSignals,
        view_state: ViewState,
        marks: UnprovenMarks,
        theme: Theme,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self._signals = signals
        self._view_state = view_state
        self._marks = marks
        self._theme = theme
        self._grids: dict[StatementId, StatementGrid] = {}
        self._menus: GridMenus | None = None
        self._zoom = 0
        self._title, self._about = ElidedLabel(self), ElidedLabel(self)
        self._title.setObjectName("statementTitle")
        self._about.setObjectName("quiet")
        self.legend = UnprovenLegend(marks, theme, self)
        widest = illustrative_label(WIDEST_NUMBER, WIDEST_NUMBER, window_words())
        self.state = StatusLabel(widest, theme, self, filled=True)
        self._stack = QStackedWidget(self)
        self._lay_out()
        view_state.changed.connect(self._show_statement)
        signals.changed.connect(self._on_session_changed)
        marks.changed.connect(self._count_unproven)
        self._show_statement()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self._title, 1)
        top.addWidget(self.state, 0, Qt.AlignmentFlag.AlignVCenter)
        head = QVBoxLayout()
        head.setContentsMargins(12, 5, 12, 5)
        head.setSpacing(0)
        below = QHBoxLayout()
        below.addWidget(self._about, 1)
        below.addWidget(self.legend, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addLayout(top)
        head.addLayout(below)
        line = QFrame(self)
        line.setObjectName("line")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(line)
        layout.addWidget(self._stack, 1)

    @property
    def grid(self) -> StatementGrid:
        """The grid of the current statement."""
        return self._grids[self._view_state.statement.id]

    def _show_statement(self) -> None:
        statement = self._view_state.statement.id
        had_focus = any(grid.hasFocus() for grid in self._grids.values())
        for gone in self._grids.keys() - self._session.project.statement_by_id.keys():
            self._remove_grid(gone)
        if statement not in self._grids:
            model = StatementModel(self._session, self._signals, self._view_state, self._marks, statement, self)
            grid = StatementGrid(model, self._theme, self._stack)
            grid.message.connect(self.message)
            grid.refused.connect(self.refused)
            grid.chosen.connect(self.chosen)
            grid.zoom_wanted.connect(self.zoom)
            grid.journal_wanted.connect(self.journal_wanted)
            grid.zoom_to(self._zoom)
            grid.menu_wanted.connect(self._show_menu)
            self._stack.addWidget(grid)
            self._grids[statement] = grid
        self._stack.setCurrentWidget(self._grids[statement])
        if had_focus:
            self._grids[statement].setFocus()
        self._show_titles()
        self._count_unproven()
        self.chosen.emit()

    def zoom(self, steps: int) -> None:
        """Enlarge (+1) or reduce (-1) every statement by a tenth."""
        self._zoom = min(max(self._zoom + steps, LEAST_ZOOM), MOST_ZOOM)
        for grid in self._grids.values():
            grid.zoom_to(self._zoom)

    def _remove_grid(self, statement: StatementId) -> None:
        """Remove the grid of a statement that is gone, and stop its model from following the session."""
        grid = self._grids.pop(statement)
        model = grid.current_model()
        model.end()
        self._stack.removeWidget(grid)
        for ended in (grid, model):
            ended.deleteLater()

    def offer_menus(self, menus: GridMenus) -> None:
        """Show ``menus`` on a right click, and where the keyboard asks for a menu."""
        self._menus = menus

    def _show_menu(self, place: MenuPlace, at: QPoint) -> None:
        if self._menus is not None:
            self._menus[place].popup(at)

    def _count_unproven(self) -> None:
        self.legend.count(self.grid.current_model())

    def _on_session_changed(self, change: Change) -> None:
        self._count_unproven()
        if change.is_switch:
            self._show_state()
        else:
            self._show_titles()

    def _show_titles(self) -> None:
        project, statement = self._session.project, self._view_state.statement
        self._title.setText(title_of(statement, window_words()))
        words, period = window_words(), project.periods[self._view_state.period]
        about = (project.entity, label_of_period(period, words), money_unit(project, words), tr("unaudited"))
        self._about.setText("  ·  ".join(part for part in about if part))
        self._show_state()

    def _show_state(self) -> None:
        """Show whether the figures are illustrative."""
        project = self._session.project
        is_reconciled = self._view_state.period in self._view_state.statement.reconciled
        if is_reconciled:
            label = state_of(project).illustrative_label(window_words())
            self.state.setToolTip("")
            self.state.show_message(label, ink="warning", fill="warning_fill")
        else:
            is_empty = is_held_by_none(project, self._view_state.statement.id, self._view_state.period)
            self.state.setToolTip(tr(WHY_HELD_BY_NONE if is_empty else WHY_NOT_RECONCILED))
            self.state.show_message(tr("No project holds this period") if is_empty else tr("Not reconciled"))
