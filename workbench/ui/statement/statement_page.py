"""The center of the window: the entity, the unit, whether figures are illustrative, and the grid."""

from collections.abc import Mapping
from typing import TypeVar

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from workbench.domain.ids import StatementId
from workbench.presentation.line_filter import number_of_lines, number_of_lines_shown
from workbench.presentation.statement_table import Column, SourceCell
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
from workbench.ui.statement.comparison_bar import ComparisonBar
from workbench.ui.statement.comparison_grid import ComparisonGrid
from workbench.ui.statement.comparison_model import ComparisonModel
from workbench.ui.statement.figure_line import FigureLine
from workbench.ui.statement.grid_edits import Repeat
from workbench.ui.statement.grid_menus import MenuPlace
from workbench.ui.statement.hidden_columns import say_hidden
from workbench.ui.statement.kept_lines import KeptLines
from workbench.ui.statement.line_filter_bar import LineFilterBar
from workbench.ui.statement.statement_grid import StatementGrid
from workbench.ui.statement.statement_model import StatementModel
from workbench.ui.statement.unproven_legend import UnprovenLegend
from workbench.ui.statement.unproven_marks import UnprovenMarks
from workbench.ui.toolkit.elided_label import ElidedLabel
from workbench.ui.toolkit.icons import icon
from workbench.ui.toolkit.language import tr, window_words
from workbench.ui.toolkit.preferences import LEAST_ZOOM, MOST_ZOOM
from workbench.ui.toolkit.status_label import StatusLabel
from workbench.ui.toolkit.theme import Theme
from workbench.wording.periods import label as label_of_period
from workbench.wording.titles import title_of

GridMenus = Mapping[MenuPlace, QMenu]
Grid = TypeVar("Grid", bound=StatementGrid)
WIDEST_NUMBER = "00"
"""The widest number of differences in the label of an illustrative state."""
CLOSE_SIDE = 16
"""In pixels: no higher than the title, so that the pages of a split view are alike."""


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
        self._comparisons: dict[StatementId, ComparisonGrid] = {}
        """The grids that compare columns of a statement, each made when it is first wanted."""
        self._menus: GridMenus | None = None
        self._zoom = 0
        self._title, self._about = ElidedLabel(self), ElidedLabel(self)
        self._title.setObjectName("statementTitle")
        self._about.setObjectName("quiet")
        self.legend = UnprovenLegend(self._marks, theme, self)
        widest = illustrative_label(WIDEST_NUMBER, WIDEST_NUMBER, window_words())
        self.state = StatusLabel(widest, theme, self, filled=True)
        self.close_button = QToolButton(self)
        self.close_button.setIcon(icon("close", theme))
        self.close_button.setToolTip(tr("Close this statement"))
        self.close_button.setAccessibleName(tr("Close this statement"))
        self.close_button.setAutoRaise(True)
        self.close_button.setObjectName("small")
        self.close_button.setIconSize(QSize(CLOSE_SIDE, CLOSE_SIDE))
        self.close_button.hide()
        self._line = QFrame(self)
        self._line.setObjectName("line")
        self._stack = QStackedWidget(self)
        self.figure_line = FigureLine(self._find_places, self)
        self._figure_changed = QTimer(self, singleShot=True)
        """Fires once the models have followed what the figure line is to show."""
        self._finder: PlaceFinder | None = None
        self._repeat: Repeat | None = None
        self._widths: dict[StatementId, dict[Column, int]] = {}
        """The widths that columns had when the project was last seen, by statement."""
        self.filter_bar = LineFilterBar(view_state, theme, self)
        self.comparison_bar = ComparisonBar(session, signals, view_state, theme, self)
        self._lay_out()
        view_state.changed.connect(self._show_statement)
        view_state.compared.connect(self._show_statement)
        signals.changed.connect(self._on_session_changed)
        self._marks.changed.connect(self._count_unproven)
        self._kept_lines.changed.connect(self._follow_checks)
        self.filter_bar.left.connect(lambda: self.grid.setFocus())
        self.comparison_bar.ended.connect(lambda: self.compare(False))
        self.comparison_bar.left.connect(lambda: self.grid.setFocus())
        self.figure_line.refused.connect(self.refused)
        self.figure_line.place.chosen.connect(self.place_wanted)
        self.figure_line.place.left.connect(lambda: self.grid.setFocus())
        self._figure_changed.timeout.connect(lambda: self.figure_line.show_cell(self.grid))
        self.chosen.connect(self._figure_changed.start)
        self._show_statement()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self._title, 1)
        top.addWidget(self.state, 0, Qt.AlignmentFlag.AlignVCenter)
        top.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignVCenter)
        head = QVBoxLayout()
        head.setContentsMargins(12, 5, 12, 5)
        head.setSpacing(0)
        below = QHBoxLayout()
        below.addWidget(self._about, 1)
        below.addWidget(self.legend, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addLayout(top)
        head.addLayout(below)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self.figure_line)
        layout.addWidget(self._line)
        layout.addWidget(self.comparison_bar)
        layout.addWidget(self.filter_bar)
        layout.addWidget(self._stack, 1)

    @property
    def grid(self) -> StatementGrid:
        """The grid of the current statement, or the one that compares its columns."""
        grids = self._comparisons if self.view_state.is_comparing else self._grids
        return grids[self.view_state.statement.id]

    def _show_statement(self) -> None:
        statement = self.view_state.statement.id
        had_focus = any(grid.hasFocus() for grid in self._all_grids())
        for gone in self._grids.keys() - self._session.project.statement_by_id.keys():
            self._remove_grid(gone)
        if statement not in self._grids:
            model = StatementModel(
                self._session, self._signals, self.view_state, self._marks, self._kept_lines, statement, self
            )
            grid = self._grids[statement] = self._add_grid(StatementGrid(model, self._theme, self._stack))
            grid.take_widths(self._widths.get(statement, {}))
            model.modelReset.connect(self._count_lines)
        if self.view_state.is_comparing:
            self._show_comparison(statement)
        elif self._stack.currentWidget() in self._comparisons.values():
            self._leave_comparison(statement)
        self._stack.setCurrentWidget(self.grid)
        if had_focus:
            self.grid.setFocus()
        self._show_titles()
        self._count_unproven()
        self._count_lines()
        self.chosen.emit()

    def mark_leading(self, is_leading: bool) -> None:
        """Show by the line below the title whether this is the page, of two, that the rest of the window follows."""
        self._line.setObjectName("leading" if is_leading else "line")
        self.style().unpolish(self._line)  # looks up the style of the new name
        self.style().polish(self._line)

    def end(self) -> None:
        """Stop following the session, before this is deleted."""
        for grid in self._all_grids():
            grid.current_model().end()

    def _find_places(self, text: str) -> tuple[Place, ...]:
        project = self._session.project
        if self._finder is None or self._finder.project is not project:
            self._finder = PlaceFinder(project, window_words(), self._finder)
        return self._finder.search(text)

    def _remember(self, repeat: Repeat) -> None:
        self._repeat = repeat

    def own_widths(self) -> dict[StatementId, dict[Column, int]]:
        """Return the widths that the user gave to columns, by statement."""
        widths = {**self._widths, **{statement: grid.own_widths for statement, grid in self._grids.items()}}
        return {statement: columns for statement, columns in widths.items() if columns}

    def take_widths(self, widths: Mapping[StatementId, Mapping[Column, int]]) -> None:
        """Give columns the widths that the user once gave them, also in statements that are shown later."""
        self._widths = {statement: dict(columns) for statement, columns in widths.items()}
        for statement, grid in self._grids.items():
            grid.take_widths(self._widths.get(statement, {}))

    def repeat(self) -> None:
        """Do to the selection what was last done to cells."""
        if self._repeat is None:
            self.refused.emit(tr("There is nothing to repeat yet. Edit a figure first."))
        else:
            self._repeat(self.grid.edits)

    def finish_editing(self) -> bool:
        """Accept what is being typed into a cell or above the grid; False if it is refused and stays."""
        return self.figure_line.finish_editing() and self.grid.finish_editing()

    def _add_grid(self, grid: Grid) -> Grid:
        grid.message.connect(self.message)
        grid.refused.connect(self.refused)
        grid.chosen.connect(self.chosen)
        grid.zoom_wanted.connect(self.zoom)
        grid.journal_wanted.connect(self.journal_wanted)
        grid.zoom_to(self._zoom)
        grid.menu_wanted.connect(self._show_menu)
        grid.editing.connect(self.figure_line.mirror)
        grid.current_model().dataChanged.connect(self._figure_changed.start)
        grid.edits.done.connect(self._remember)
        self._stack.addWidget(grid)
        return grid

    def _all_grids(self) -> tuple[StatementGrid, ...]:
        return (*self._grids.values(), *self._comparisons.values())

    # ---- comparing

    @property
    def is_comparing(self) -> bool:
        return self.view_state.is_comparing

    def compare(self, is_shown: bool) -> None:
        """Show columns side by side in place of the statement's own, or these again; the current line stays."""
        self.view_state.show_comparison(is_shown)
        self.grid.setFocus()

    def lead_to_current(self) -> None:
        """From a comparison, go to the current figure in its statement."""
        if isinstance(grid := self.grid, ComparisonGrid):
            grid.lead_to_current()

    def _show_comparison(self, statement: StatementId) -> None:
        own = self._grids[statement]
        if statement not in self._comparisons:
            model = ComparisonModel(
                self._session,
                self._signals,
                self.view_state,
                self._marks,
                self._kept_lines,
                own.current_model(),
                self,
            )
            made = self._comparisons[statement] = self._add_grid(ComparisonGrid(model, self._theme, self._stack))
            made.goal_wanted.connect(self._lead_to)
        grid = self._comparisons[statement]
        if self._stack.currentWidget() is not grid:
            self._rest_comparisons()
            grid.current_model().follow()
            _take_place(grid, own)

    def _leave_comparison(self, statement: StatementId) -> None:
        self._rest_comparisons()
        if statement in self._comparisons:
            _take_place(self._grids[statement], self._comparisons[statement])

    def _rest_comparisons(self) -> None:
        for grid in self._comparisons.values():
            grid.current_model().rest()

    def _lead_to(self, goal: SourceCell) -> None:
        """Show the figure that a comparison shows, in its own statement and period."""
        self.view_state.show_comparison(False)
        self.view_state.show_period(goal.table.period)
        model = self.grid.current_model()
        row, column = model.row_of(goal.row.line.id), model.column_of(goal.column.kind, goal.column.adjustment)
        if row is not None and column is not None:
            self.grid.go_to(row, column)

    def zoom(self, steps: int) -> None:
        """Enlarge (+1) or reduce (-1) every statement by a tenth."""
        self.zoom_to(self._zoom + steps)

    def zoom_to(self, steps: int) -> None:
        """Show every statement this many steps larger (positive) or smaller than normal."""
        self._zoom = min(max(steps, LEAST_ZOOM), MOST_ZOOM)
        for grid in self._all_grids():
            grid.zoom_to(self._zoom)

    def _remove_grid(self, statement: StatementId) -> None:
        """Remove the grids of a statement that is gone, and stop its model from following the session."""
        for grids in (self._comparisons, self._grids):
            grid = grids.pop(statement, None)
            if grid is not None:
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
        if not self.view_state.line_filter.is_on:
            self.filter_bar.forget_count()
        else:
            table = self._grids[self.view_state.statement.id].current_model().table  # a comparison has its rows
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
        about = (
            project.entity,
            label_of_period(period, words),
            money_unit(project, words),
            tr("unaudited"),
            say_hidden(project, self.view_state),
        )
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


def _take_place(grid: StatementGrid, other: StatementGrid) -> None:
    """Collapse the same rows of a statement as another grid of it, and go to the line that is current there."""
    grid.fold(other.folded)
    index = other.currentIndex()
    if not index.isValid():
        return
    row = grid.current_model().row_of(other.current_model().rows[index.row()].line.id)
    if row is not None and row != grid.currentIndex().row():
        column = _column_like(grid, other, row)
        grid.moves.go(row, column)
        at = other.verticalScrollBar().value()
        QTimer.singleShot(0, grid, lambda: _scroll(grid, at))  # it has its size only once it is shown


def _scroll(grid: StatementGrid, at: int) -> None:
    grid.verticalScrollBar().setValue(at)
    grid.scrollTo(grid.currentIndex())


def _column_like(grid: StatementGrid, other: StatementGrid, row: int) -> int:
    """Return the column that shows what is current in another grid, or else the same period; else the current one."""
    index, model = other.currentIndex(), grid.current_model()
    wanted = other.current_model().source_cell(index.row(), index.column())
    cells = {column: model.source_cell(row, column) for column in range(1, model.columnCount())}
    alike = {
        column: cell for column, cell in cells.items() if wanted and cell and cell.table.period == wanted.table.period
    }
    same = (column for column, cell in alike.items() if wanted and cell.column == wanted.column)
    return next(same, next(iter(alike), max(grid.currentIndex().column(), 1)))
