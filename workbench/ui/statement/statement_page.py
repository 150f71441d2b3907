"""The center of the window: the entity, the unit, whether figures are illustrative, and the grid."""

from collections.abc import Mapping

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from workbench.domain.ids import StatementId
from workbench.presentation.line_filter import number_of_lines, number_of_lines_shown
from workbench.presentation.states import (
    WHY_HELD_BY_NONE,
    WHY_NOT_RECONCILED,
    illustrative_label,
    is_held_by_none,
    state_of,
)
from workbench.presentation.units import money_unit
from workbench.search.places import Place, PlaceFinder
from workbench.session import Change, Session
from workbench.ui.checks.check_run import CheckRun
from workbench.ui.context.session_signals import SessionSignals
from workbench.ui.context.view_state import ViewState
from workbench.ui.statement.figure_line import FigureLine
from workbench.ui.statement.find_bar import FindBar
from workbench.ui.statement.grid_edits import Repeat
from workbench.ui.statement.grid_menus import MenuPlace
from workbench.ui.statement.kept_lines import KeptLines
from workbench.ui.statement.line_filter_bar import LineFilterBar
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
    place_wanted = Signal(object)
    """Carries the Place to which the name box is to lead."""

    def __init__(
        self,
        session: Session,
        signals: SessionSignals,
        view_state: ViewState,
        run: CheckRun,
        theme: Theme,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self._signals = signals
        self.view_state = view_state
        self._marks = UnprovenMarks(run, view_state, self)
        self._kept_lines = KeptLines(session, run, view_state, self)
        self._theme = theme
        self._grids: dict[StatementId, StatementGrid] = {}
        self._menus: GridMenus | None = None
        self._zoom = 0
        self._title, self._about = ElidedLabel(self), ElidedLabel(self)
        self._title.setObjectName("statementTitle")
        self._about.setObjectName("quiet")
        self.legend = UnprovenLegend(self._marks, theme, self)
        widest = illustrative_label(WIDEST_NUMBER, WIDEST_NUMBER, window_words())
        self.state = StatusLabel(widest, theme, self, filled=True)
        self._stack = QStackedWidget(self)
        self.figure_line = FigureLine(self._find_places, self)
        self._figure_changed = QTimer(self, singleShot=True)
        """Fires once the models have followed what the figure line is to show."""
        self._finder: PlaceFinder | None = None
        self._repeat: Repeat | None = None
        self.filter_bar = LineFilterBar(view_state, theme, self)
        self.find_bar = FindBar(theme, self)
        self._lay_out()
        view_state.changed.connect(self._show_statement)
        signals.changed.connect(self._on_session_changed)
        self._marks.changed.connect(self._count_unproven)
        self._kept_lines.changed.connect(self._follow_checks)
        self.filter_bar.left.connect(lambda: self.grid.setFocus())
        self.figure_line.refused.connect(self.refused)
        self.figure_line.place.chosen.connect(self.place_wanted)
        self.figure_line.place.left.connect(lambda: self.grid.setFocus())
        self._figure_changed.timeout.connect(lambda: self.figure_line.show_cell(self.grid))
        self.chosen.connect(self._figure_changed.start)
        self.find_bar.wanted.connect(self._on_find)
        self.find_bar.closed.connect(lambda: self.grid.setFocus())
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
        layout.addWidget(self.figure_line)
        layout.addWidget(line)
        layout.addWidget(self.filter_bar)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.find_bar)

    @property
    def grid(self) -> StatementGrid:
        """The grid of the current statement."""
        return self._grids[self.view_state.statement.id]

    def _show_statement(self) -> None:
        statement = self.view_state.statement.id
        had_focus = any(grid.hasFocus() for grid in self._grids.values())
        for gone in self._grids.keys() - self._session.project.statement_by_id.keys():
            self._remove_grid(gone)
        if statement not in self._grids:
            model = StatementModel(
                self._session, self._signals, self.view_state, self._marks, self._kept_lines, statement, self
            )
            grid = StatementGrid(model, self._theme, self._stack)
            grid.message.connect(self.message)
            grid.refused.connect(self.refused)
            grid.chosen.connect(self.chosen)
            grid.zoom_wanted.connect(self.zoom)
            grid.journal_wanted.connect(self.journal_wanted)
            grid.zoom_to(self._zoom)
            grid.menu_wanted.connect(self._show_menu)
            grid.editing.connect(self.figure_line.mirror)
            model.dataChanged.connect(self._figure_changed.start)
            grid.edits.done.connect(self._remember)
            self._stack.addWidget(grid)
            self._grids[statement] = grid
        self._stack.setCurrentWidget(self._grids[statement])
        if had_focus:
            self._grids[statement].setFocus()
        self._show_titles()
        self._count_unproven()
        self._count_lines()
        self.chosen.emit()

    def _find_places(self, text: str) -> tuple[Place, ...]:
        project = self._session.project
        if self._finder is None or self._finder.project is not project:
            self._finder = PlaceFinder(project, window_words(), self._finder)
        return self._finder.search(text)

    def _remember(self, repeat: Repeat) -> None:
        self._repeat = repeat

    def repeat(self) -> None:
        """Do to the selection what was last done to cells."""
        if self._repeat is None:
            self.refused.emit(tr("There is nothing to repeat yet. Edit a figure first."))
        else:
            self._repeat(self.grid.edits)

    def finish_editing(self) -> bool:
        """Accept what is being typed into a cell or above the grid; False if it is refused and stays."""
        return self.figure_line.finish_editing() and self.grid.finish_editing()

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

    def _follow_checks(self) -> None:
        """Show the lines that the filter keeps now; not under an open editor, after which the checks run again."""
        for grid in self._grids.values():
            if not grid.is_editing:
                grid.current_model().follow_checks()
        self._count_lines()

    def _count_lines(self) -> None:
        """Say how many lines the filter leaves."""
        if self.view_state.line_filter.is_on:
            table = self.grid.current_model().table
            self.filter_bar.show_count(number_of_lines_shown(table), number_of_lines(table.statement))

    def _on_session_changed(self, change: Change) -> None:
        self._count_unproven()
        if change.is_switch:
            self._show_state()
        else:
            self._show_titles()
            self._count_lines()

    def _show_titles(self) -> None:
        project, statement = self._session.project, self.view_state.statement
        self._title.setText(title_of(statement, window_words()))
        words, period = window_words(), project.periods[self.view_state.period]
        about = (project.entity, label_of_period(period, words), money_unit(project, words), tr("unaudited"))
        self._about.setText("  ·  ".join(part for part in about if part))
        self._show_state()

    def _show_state(self) -> None:
        """Show whether the figures are illustrative."""
        project = self._session.project
        is_reconciled = self.view_state.period in self.view_state.statement.reconciled
        if is_reconciled:
            label = state_of(project).illustrative_label(window_words())
            self.state.setToolTip("")
            self.state.show_message(label, ink="warning", fill="warning_fill")
        else:
            is_empty = is_held_by_none(project, self.view_state.statement.id, self.view_state.period)
            self.state.setToolTip(tr(WHY_HELD_BY_NONE if is_empty else WHY_NOT_RECONCILED))
            self.state.show_message(tr("No project holds this period") if is_empty else tr("Not reconciled"))

    def _on_find(self, wanted: tuple[str, int]) -> None:
        is_found = self.grid.find_text(*wanted)
        self.find_bar.show_outcome(is_found=is_found)
        if is_found:
            self.find_bar.text.setFocus()
