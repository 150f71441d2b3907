"""An open document: its views of one session. Only arranges them; each view reads what it shows."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QChildEvent, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QDockWidget,
    QMainWindow,
    QTabBar,
    QTabWidget,
    QWidget,
)

from workbench.checks.check import ALARMS
from workbench.checks.notes import NAME as NOTES
from workbench.commands import AnyCommand, SetReconciled
from workbench.domain.adjustments import EntryId, Leg
from workbench.domain.findings import CheckId, Finding, FindingStatus
from workbench.domain.ids import NO_ADJUSTMENT, AdjustmentId, LineId, StatementId
from workbench.domain.periods import PeriodId
from workbench.domain.project import Project
from workbench.domain.sources import CellRef, FigureRole
from workbench.domain.subject_names import has_subject, name_of_subject
from workbench.domain.subjects import (
    PROJECT,
    AdjustmentSubject,
    CommentSubject,
    CrossReferenceSubject,
    EntrySubject,
    EvidenceSubject,
    KindSubject,
    LineSubject,
    OpenItemSubject,
    ScenarioSubject,
    SourceSubject,
    Subject,
    TextSubject,
    TickSubject,
    UncorrectedSubject,
)
from workbench.errors import WorkbenchError
from workbench.opening import is_project_file, read_source
from workbench.phrases import phrase
from workbench.presentation.line_filter import EVERY_LINE
from workbench.presentation.remarks import subject_of_cell
from workbench.presentation.statement_table import ColumnKind
from workbench.search.hits import Hit, HitKind
from workbench.search.places import Place, PlaceKind
from workbench.session import Change, Way
from workbench.ui.adjustments.adjustments_panel import AdjustmentsPanel
from workbench.ui.adjustments.scenarios_panel import ScenariosPanel
from workbench.ui.adjustments.totals_model import KeyLine
from workbench.ui.charts.charts_panel import ChartsPanel
from workbench.ui.checks.check_run import CheckRun
from workbench.ui.checks.checks_panel import ChecksPanel
from workbench.ui.context.document import Document
from workbench.ui.context.session_signals import SessionSignals
from workbench.ui.context.view_state import ViewState
from workbench.ui.journal.journal_panel import JournalPanel
from workbench.ui.records.comments_panel import CommentsPanel
from workbench.ui.records.completeness_panel import CompletenessPanel
from workbench.ui.records.entries_panel import EntriesPanel
from workbench.ui.records.history_panel import HistoryPanel
from workbench.ui.records.notes_panel import NotesPanel
from workbench.ui.records.review_lists import ReviewList
from workbench.ui.records.review_panel import ReviewPanel
from workbench.ui.records.to_do_panel import ToDoPanel
from workbench.ui.shell.changed_place import (
    ChangedPlace,
    find_changed_item,
    find_changed_note,
    find_changed_place,
    place_of_subject,
)
from workbench.ui.shell.evidence_watch import EvidenceWatch
from workbench.ui.shell.panes import Pane
from workbench.ui.shell.status_line import StatusLine
from workbench.ui.shell.view_tools import ViewTools
from workbench.ui.sources.sources_panel import SourcesPanel
from workbench.ui.statement.figure_panel import FigurePanel
from workbench.ui.statement.find_panel import FindPanel
from workbench.ui.statement.statement_grid import StatementGrid
from workbench.ui.statement.statement_page import StatementPage
from workbench.ui.statement.statement_pages import StatementPages
from workbench.ui.statement.statements_list import StatementsList
from workbench.ui.toolkit.jobs import Jobs
from workbench.ui.toolkit.language import tr, tr_fact
from workbench.ui.toolkit.lazy_refresh import is_seen
from workbench.ui.toolkit.refusals import say_refusal
from workbench.ui.toolkit.theme import Theme

if TYPE_CHECKING:
    from workbench.catalogue.differences import KindOfDifference
    from workbench.domain.facts import Fact
    from workbench.domain.ledger import Moment
    from workbench.presentation.completeness import KindAnswer

SHARE_TO_WORK_IN = 42
"""The share of the height, in percent, that the entry editor needs."""
SHARE_OF_FIGURE = 32
"""The share of the height, in percent, of the panel on the current figure, below the differences."""
LEAST_STATEMENTS, LEAST_ADJUSTMENTS, LEAST_BELOW, LEAST_PAGE = 120, 306, 140, 240
PANEL_TITLES = {
    "Statements": phrase("Statements"),
    "Adjustments": phrase("Differences"),
    "Charts": phrase("Charts"),
    "Scenarios": phrase("Scenarios"),
    "Checks": phrase("Checks"),
    "ToDo": phrase("To do"),
    "Figure": phrase("Figure"),
    "Journal": phrase("Entry editor"),
    "Entries": phrase("Entries"),
    "Completeness": phrase("Completeness"),
    "Notes": phrase("Notes"),
    "Comments": phrase("Comments"),
    "Review": phrase("Review"),
    "History": phrase("History"),
    "Sources": phrase("Sources"),
    "Find": phrase("Find"),
}
"""The title of each panel, by the name under which its position is saved."""
COLUMN_OF_ROLE = {
    FigureRole.AS_REPORTED: ColumnKind.AS_REPORTED,
    FigureRole.TRANSLATION: ColumnKind.AS_REPORTED,
    FigureRole.ADJUSTMENT: ColumnKind.EFFECT,
    FigureRole.RESULT: ColumnKind.RESULT,
    FigureRole.ENTRY: ColumnKind.EFFECT,
}


class Workspace(QMainWindow):
    """``message`` carries a message for the status bar; ``changed`` says that the session or the view state changed.

    ``replaced``: the session now holds another import, so new views must replace these.
    """

    message = Signal(str)
    changed = Signal()
    replaced = Signal()
    import_again_wanted = Signal()
    action_wanted = Signal(str)
    """Carries the name of an action that a key or a double-click in a view asks for."""
    evidence_dropped = Signal(object)
    """Carries the paths of files that are to become evidence."""

    def __init__(self, document: Document, theme: Theme, jobs: Jobs, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowFlags(Qt.WindowType.Widget)
        self.document = document
        self._jobs = jobs
        self.theme = theme
        self._session = session = document.session
        self.signals = signals = SessionSignals(session, self)
        first_view = ViewState(session, signals, self)
        self.checks_run = CheckRun(session, signals, self, document.source_findings)
        self.pages = StatementPages(session, signals, first_view, self.checks_run, theme, self)
        self.view_state = view_state = self.pages.view_state
        self.statements = StatementsList(session, signals, view_state, theme, self)
        self.adjustments_panel = AdjustmentsPanel(session, signals, view_state, theme, self)
        self.charts = ChartsPanel(session, signals, view_state, theme, self)
        self.scenarios = ScenariosPanel(session, signals, theme, self)
        self.checks = ChecksPanel(self.checks_run, theme, self)
        self.to_do = ToDoPanel(session, self.checks_run, theme, self)
        self.figure = FigurePanel(self.checks_run, self)
        self.journal = JournalPanel(session, signals, view_state, theme, self)
        self.entries = EntriesPanel(session, signals, view_state, self)
        self.completeness = CompletenessPanel(session, signals, theme, self)
        self.notes = NotesPanel(session, signals, theme, self)
        self.comments = CommentsPanel(session, signals, theme, self)
        self.review = ReviewPanel(session, signals, theme, self)
        self.ticks_everywhere = False
        """Whether the next tick holds wherever the figure is shown."""
        self.evidence_watch = EvidenceWatch(document, signals, self.checks_run, jobs, self)
        self.subject: Subject = PROJECT
        """What was selected last: what a comment would be about."""
        self.history = HistoryPanel(session, signals, self)
        self.sources = SourcesPanel(session, document.source_findings, self)
        self.find_panel = FindPanel(session, signals, view_state, lambda: self.grid, theme, self)
        self._in_front_before_finding = ""
        self.status = StatusLine(session, signals, self.checks_run, theme, self)
        self.view_tools = ViewTools(session, signals, view_state, self)
        self.docks: dict[str, QDockWidget] = {}
        self._before_alone = QByteArray()
        """The arrangement of the panels before they were put away."""
        self.statements.setMinimumWidth(LEAST_STATEMENTS)
        self.adjustments_panel.setMinimumWidth(LEAST_ADJUSTMENTS)
        self._connect()

    def arrange(self) -> None:
        """Put every view in its place; separate from creating them, because both at once would take noticeably long."""
        self.setDockNestingEnabled(True)
        self.setTabPosition(Qt.DockWidgetArea.BottomDockWidgetArea, QTabWidget.TabPosition.North)
        self.setCorner(Qt.Corner.BottomLeftCorner, Qt.DockWidgetArea.BottomDockWidgetArea)
        self.setCorner(Qt.Corner.BottomRightCorner, Qt.DockWidgetArea.RightDockWidgetArea)
        self.setCentralWidget(self.pages)
        self.setStatusBar(self.status)
        left, right = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea
        below = Qt.DockWidgetArea.BottomDockWidgetArea
        self._dock("Statements", self.statements, left)
        self._dock("Adjustments", self.adjustments_panel, right)
        self._dock("Figure", self.figure, right)
        tabs = {
            "Charts": self.charts,
            "Scenarios": self.scenarios,
            "Checks": self.checks,
            "ToDo": self.to_do,
            "Journal": self.journal,
            "Entries": self.entries,
            "Completeness": self.completeness,
            "Notes": self.notes,
            "Comments": self.comments,
            "Review": self.review,
            "History": self.history,
            "Sources": self.sources,
            "Find": self.find_panel,
        }
        for name, panel in tabs.items():
            self._dock(name, panel, below)
            if name != "Charts":
                self.tabifyDockWidget(self.docks["Charts"], self.docks[name])
        self.docks["Charts"].raise_()
        self.docks["Find"].hide()
        self._first_arrangement = self.saveState()

    def _share_out(self) -> None:
        """Set the widths of the panels and the height of the charts; Qt ignores this until the window has its size."""
        sides = [self.docks["Statements"], self.docks["Adjustments"]]
        statements = _clamp(LEAST_STATEMENTS, self.width() // 9, 190)
        widths = [statements, _clamp(LEAST_ADJUSTMENTS, self.width() * 29 // 100, 430)]
        self.resizeDocks(sides, widths, Qt.Orientation.Horizontal)
        below = _clamp(LEAST_BELOW, self.height() // 4, 320)
        self.resizeDocks([self.docks["Charts"]], [below], Qt.Orientation.Vertical)
        figure = self.height() * SHARE_OF_FIGURE // 100
        self.resizeDocks(
            [self.docks["Adjustments"], self.docks["Figure"]], [self.height() - figure, figure], Qt.Orientation.Vertical
        )
        self._fit_tabs()

    def _fit_tabs(self) -> None:
        """Scroll the tabs of panels where there is no room for all; Qt would shorten their names to a letter."""
        for tabs in self.findChildren(QTabBar):
            tabs.setElideMode(Qt.TextElideMode.ElideNone)
            tabs.setUsesScrollButtons(True)
            tabs.setAccessibleName(tr("Panels"))

    def childEvent(self, event: QChildEvent) -> None:
        """Qt makes the bars of tabs while it lays out."""
        super().childEvent(event)
        if event.polished() and isinstance(event.child(), QTabBar):
            self._fit_tabs()

    def _dock(self, name: str, panel: QWidget, area: Qt.DockWidgetArea) -> None:
        dock = QDockWidget(tr(PANEL_TITLES[name]), self)
        dock.setObjectName(name)
        dock.setWidget(panel)
        dock.setTitleBarWidget(QWidget(dock))  # its tab or its content says what it is
        dock.topLevelChanged.connect(lambda is_floating: _set_title_bar(dock, is_floating=is_floating))
        dock.visibilityChanged.connect(panel.setEnabled)  # else Tab would enter hidden panels and keys act there unseen
        self.addDockWidget(area, dock)
        self.docks[name] = dock

    def _connect(self) -> None:
        self.signals.changed.connect(self.changed)
        self.signals.replaced.connect(self.replaced)
        self.sources.again_wanted.connect(self.import_again_wanted)
        self.view_state.changed.connect(self.changed)
        self.view_state.compared.connect(self.changed)
        self.pages.message.connect(self.status.show_message)
        self.pages.refused.connect(self.status.refuse)
        self.adjustments_panel.refused.connect(self.status.refuse)
        self.adjustments_panel.chosen_changed.connect(self._on_difference_chosen)
        self.adjustments_panel.action_wanted.connect(self.action_wanted)
        self.adjustments_panel.total_chosen.connect(self._on_total_chosen)
        self.scenarios.refused.connect(self.status.refuse)
        self.scenarios.message.connect(self.status.show_message)
        self.pages.journal_wanted.connect(lambda: self.action_wanted.emit("journal"))
        self.pages.place_wanted.connect(self.go_to_place)
        self.journal.refused.connect(self.status.refuse)
        self.journal.message.connect(self.status.show_message)
        self._offered = (False, False)
        self.journal.controller.edited.connect(self._on_draft_edited)
        self.journal.controller.changed.connect(self._on_draft_edited)
        self.pages.chosen.connect(self._on_chosen)
        self.charts.message.connect(self.status.show_message)
        self.charts.save_wanted.connect(lambda: self.action_wanted.emit("save_picture"))
        self.signals.changed.connect(self._on_session_changed)
        self.checks.chosen.connect(self._on_finding_chosen)
        self.to_do.counted.connect(self._on_counted)
        self.entries.chosen.connect(self._on_entry_chosen)
        self.entries.refused.connect(self.status.refuse)
        self.completeness.refused.connect(self.status.refuse)
        self.completeness.chosen.connect(self._on_kind_chosen)
        self.comments.chosen.connect(self.go_to)
        self.comments.action_wanted.connect(self.action_wanted)
        self.review.chosen.connect(self.go_to)
        self.review.action_wanted.connect(self.action_wanted)
        self.comments.files_dropped.connect(self.evidence_dropped)
        self.evidence_watch.changed.connect(lambda: self.comments.show_files(self.evidence_watch.seen))
        self.entries.selected.connect(self._on_selected)
        self.completeness.selected.connect(self._on_selected)
        self.notes.refused.connect(self.status.refuse)
        self.notes.message.connect(self.status.show_message)
        self.history.message.connect(self.status.show_message)
        self.find_panel.closed.connect(self._end_finding)
        self.find_panel.replace_wanted.connect(lambda: self.action_wanted.emit("replace"))
        self.find_panel.finder.chosen.connect(self.show_hit)
        self.figure.cell_wanted.connect(lambda place: self.grid.go_to(*place))
        self.figure.entry_wanted.connect(lambda place: self.show_entry(*place))
        self.figure.source_wanted.connect(self._read_source)
        self.status.checks_wanted.connect(lambda: self.show_panel("Checks"))
        self._on_chosen()

    def end(self) -> None:
        """Stop following the session, before this is deleted."""
        self.journal.controller.close()
        self.evidence_watch.end()
        self.signals.end()
        self.charts.end()

    @property
    def page(self) -> StatementPage:
        """The page of a statement that had the focus last."""
        return self.pages.leading

    @property
    def grid(self) -> StatementGrid:
        """The grid on that page: of a statement, or of a comparison of its columns."""
        return self.page.grid

    def arrangement(self) -> QByteArray:
        return self.saveState()

    def arrange_as(self, state: QByteArray) -> None:
        """Restore the layout of the panels; if none was saved, or it makes no sense, use the default."""
        if state.isEmpty() or not self.restoreState(state):
            self.reset_arrangement()
        self.docks["Find"].hide()

    def reset_arrangement(self) -> None:
        """Put every panel back where it is in a new window."""
        self.restoreState(self._first_arrangement)
        self._share_out()

    def restyle(self) -> None:
        """Write every figure the way the user now prefers."""
        self.signals.restyled.emit()
        for view in self.findChildren(QAbstractItemView):  # most read what they show when they paint it
            view.viewport().update()
        self.page.figure_line.show_cell(self.grid)
        self.status.refresh_selection(self.grid)
        self._show_figure()

    # ---- navigation

    def panes(self) -> list[Pane]:
        """Return the parts that the focus moves through: statements, grid, differences, totals and the panel below."""
        panels = (dock.widget() for dock in self.docks.values())
        below = [panel for panel in panels if panel not in self._side_panels and is_seen(panel)]
        panes = (
            Pane(self.statements, self.statements),
            *(pane for page in self.pages.visible_pages for pane in _panes_of(page)),
            Pane(self.adjustments_panel.switches_area, self.adjustments_panel.switches),
            Pane(self.adjustments_panel.totals_view, self.adjustments_panel.totals_view),
            *(Pane(panel, panel) for panel in below),
        )
        return [pane for pane in panes if pane.whole.isVisible()]

    @property
    def _side_panels(self) -> tuple[QWidget, ...]:
        return (self.statements, self.adjustments_panel)

    def show_panel(self, name: str) -> None:
        self.docks[name].show()
        self.docks[name].raise_()
        self.docks[name].widget().setEnabled(True)
        self.docks[name].widget().setFocus()

    def give_room_below(self) -> None:
        """Make the panels below high enough to work in."""
        wanted = self.height() * SHARE_TO_WORK_IN // 100
        if self.docks["Journal"].height() < wanted:
            self.resizeDocks([self.docks["Journal"]], [wanted], Qt.Orientation.Vertical)

    def toggle_split(self) -> None:
        """Show a second statement, or take it away; panels below leave both some lines, if they can."""
        self.pages.toggle_split()
        lacking = 2 * LEAST_PAGE - self.pages.height() if self.pages.is_stacked else 0
        seen = next((self.docks[name] for name in self._panels_below if is_seen(self.docks[name].widget())), None)
        if lacking > 0 and seen is not None:
            self.resizeDocks([seen], [max(seen.height() - lacking, LEAST_BELOW)], Qt.Orientation.Vertical)

    @property
    def _panels_below(self) -> list[str]:
        """The names of the panels below the statement."""
        bottom = Qt.DockWidgetArea.BottomDockWidgetArea
        return [name for name, dock in self.docks.items() if self.dockWidgetArea(dock) == bottom]

    def show_neighbouring_panel(self, by: int) -> None:
        """Show the next (+1) or the previous (-1) of the panels below the statement."""
        below = self._panels_below
        open_ones = [name for name in below if not self.docks[name].isHidden()] or below
        seen = [name for name in open_ones if is_seen(self.docks[name].widget())]
        at = open_ones.index(seen[0]) if seen else -by
        self.show_panel(open_ones[(at + by) % len(open_ones)])

    def toggle_panels(self) -> None:
        """Put every panel away, so that the statement has the window; or bring them back."""
        if any(dock.isVisible() for dock in self.docks.values()):
            self._before_alone = self.saveState()
            for dock in self.docks.values():
                dock.hide()
            self.grid.setFocus()
        else:
            self.arrange_as(self._before_alone)

    def is_open(self, name: str) -> bool:
        """True for a panel that the user has not put away, also behind the tab of another."""
        return not self.docks[name].isHidden()

    def toggle_panel(self, name: str) -> None:
        """Hide a visible panel; bring any other to the front."""
        if is_seen(self.docks[name].widget()):
            self.docks[name].hide()
        else:
            self.show_panel(name)

    def finish_editing(self) -> bool:
        """Accept the contents of an open editor of a figure or a name; False if they are refused and it stays open."""
        if not (self.pages.finish_editing() and self.journal.finish_editing() and self.notes.finish_editing()):
            return False
        if self.adjustments_panel.switches.isAncestorOf(QApplication.focusWidget() or self):
            self.adjustments_panel.switches.setFocus()  # an editor that loses the focus commits its contents
        return True

    def may_leave_entry(self) -> bool:
        """True unless an entry is still being written; then show it, and say what to do with it."""
        if self.journal.controller.is_edited:
            self.show_panel("Journal")
        return self.journal.controller.may_leave()

    @property
    def step_to_undo(self) -> "Fact | None":
        """The step that ``undo`` would undo; None if it would undo an edit of the entry that is being written."""
        return None if self.journal.controller.can_undo else self._session.step_to_undo

    @property
    def step_to_redo(self) -> "Fact | None":
        return None if self.journal.controller.can_redo else self._session.step_to_redo

    @property
    def can_undo(self) -> bool:
        return self.journal.controller.can_undo or self._session.step_to_undo is not None

    @property
    def can_redo(self) -> bool:
        return self.journal.controller.can_redo or self._session.step_to_redo is not None

    def undo(self) -> None:
        """Undo what was done last: an edit of the entry that is being written, or a step, to show what it changed."""
        if self.journal.controller.can_undo:
            self.journal.controller.undo()
            return
        self.notes.finish_editing()  # what is being typed is the last step then
        label = self._session.step_to_undo
        self._step(self._session.undo, tr("Undone: {step}", step=tr_fact(label)) if label else "")

    def redo(self) -> None:
        """Redo what was undone last, and show what it changes."""
        if self.journal.controller.can_redo:
            self.journal.controller.redo()
            return
        self.notes.finish_editing()
        label = self._session.step_to_redo
        self._step(self._session.redo, tr("Redone: {step}", step=tr_fact(label)) if label else "")

    def _step(self, step: Callable[[], None], outcome: str) -> None:
        before, focus = self._session.project, QApplication.focusWidget()
        step()
        if self.page.isVisible():
            self._show_changed(before, self._session.project)
            if focus is not None and not self.page.isAncestorOf(focus) and focus.isVisible():
                focus.setFocus()  # the keyboard stays in the panel where it was
            elif focus is not None:
                self.grid.setFocus()
        if outcome:
            self.status.show_message(outcome)

    def _show_changed(self, before: Project, after: Project) -> None:
        """Show where two snapshots differ: the first cell of a grid, or else the item of a panel."""
        place = find_changed_place(before, after, self.view_state.statement.id)
        item = find_changed_item(before, after)
        if place is not None:
            self._show_place(place)
            if isinstance(item, CommentSubject | EvidenceSubject | CrossReferenceSubject | OpenItemSubject):
                self.go_to(item)
        elif note := find_changed_note(before, after):
            self.show_note(note)
        elif isinstance(item, EntrySubject):
            self.go_to(item)
            self.show_panel("Entries")
            self.entries.choose(item)
        elif item is not None:
            self.go_to(item)
        elif before.thresholds != after.thresholds or before.uncorrected != after.uncorrected:
            self.show_panel("Review")
            self.review.show_list(ReviewList.UNCORRECTED)

    def _show_place(self, place: ChangedPlace) -> None:
        """Show a cell; the caption of its line if its column is not there any more."""
        period = place.period or self.view_state.period_of(self._session.project.statement_of(place.line).id)
        if not self.show_cell(place.line, period, place.kind, place.adjustment):
            self.show_cell(place.line, period, ColumnKind.CAPTION)

    def show_cell(
        self,
        line: LineId,
        period: PeriodId,
        kind: ColumnKind,
        adjustment: AdjustmentId = NO_ADJUSTMENT,
        *,
        of_remainder: bool = False,
    ) -> bool:
        """Bring a figure, or that of the remainder of a total, on screen and make it current.

        False if no grid shows it.
        """
        statement = self._session.project.statement_of(line)
        self.view_state.show_statement(statement.id)
        self.view_state.show_period(period)
        if self.page.is_comparing and self.grid.current_model().column_of(kind, adjustment) is None:
            self.view_state.show_comparison(False)
        if adjustment in self.view_state.hidden:
            self.view_state.hide(self.view_state.hidden - {adjustment})
        if self.grid.current_model().row_of(line, of_remainder=of_remainder) is None:
            self.view_state.filter_lines(EVERY_LINE)
        model = self.grid.current_model()
        row, column = model.row_of(line, of_remainder=of_remainder), model.column_of(kind, adjustment)
        if row is not None and column is not None:
            self.grid.go_to(row, column)
        return row is not None and column is not None

    def begin_finding(self) -> None:
        """Show the panel that finds a text, in front of the panel below."""
        if not is_seen(self.find_panel):
            seen = (name for name in self._panels_below if is_seen(self.docks[name].widget()))
            self._in_front_before_finding = next(seen, "")
        self.show_panel("Find")
        self.find_panel.begin()

    def find_again(self, by: int) -> None:
        """Go to the next (+1) or previous (-1) hit; if nothing has been sought yet, ask what to find."""
        if self.find_panel.text.text():
            self.find_panel.step(by)
        else:
            self.begin_finding()

    def _end_finding(self) -> None:
        """Hide the panel that finds a text, and show what it was in front of."""
        self.docks["Find"].hide()
        if before := self.docks.get(self._in_front_before_finding):
            before.raise_()
        self.grid.setFocus()

    def show_hit(self, hit: Hit) -> None:
        """Show what a search found; the keyboard stays in the panel that finds, if the hit is in a statement."""
        focus = QApplication.focusWidget()
        match hit.kind:
            case HitKind.NOTE:
                self.show_note(hit.subject)
                return
            case HitKind.NAME | HitKind.COMMENT | HitKind.MEMO:
                self.go_to(hit.subject)
                return
        period = hit.period or self.view_state.period_of(hit.statement)
        self.show_cell(hit.line, period, hit.column.kind, hit.column.adjustment, of_remainder=hit.is_of_remainder)
        if focus is not None and self.find_panel.isAncestorOf(focus):
            focus.setFocus()

    def go_to_place(self, place: Place) -> None:
        """Show a place that was chosen by its name."""
        match place.kind:
            case PlaceKind.PERIOD:
                self._show_period(place.period)
            case PlaceKind.SCENARIO:
                self.show_panel("Scenarios")
                self.scenarios.choose(place.key)
            case PlaceKind.CHECK:
                self.show_panel("Checks")
                self.checks.show_check(place.check)
                self._show_failure(place.check)
            case PlaceKind.STATEMENT:
                self.view_state.show_statement(StatementId(place.key))
                self.grid.setFocus()
            case PlaceKind.LINE:
                period = self.view_state.period_of(place.statement)
                self.show_cell(LineId(place.key), period, ColumnKind.AS_REPORTED)
            case _:
                assert place.subject is not None
                self.go_to(place.subject)

    def _show_failure(self, check: CheckId) -> None:
        """Show the first figure at which a check fails, or else warns."""
        found = [finding for finding in self.checks_run.findings if finding.check == check]
        alarms = [finding for finding in found if finding.status in ALARMS]
        if first := min(alarms, key=lambda finding: finding.status is not FindingStatus.FAIL, default=None):
            self.show_finding(first)

    def _show_period(self, period: PeriodId) -> None:
        """Show a period, in the first statement that has it if the present one has not."""
        statements = self._session.project.statements
        if period not in self.view_state.statement.periods:
            self.view_state.show_statement(next(other.id for other in statements if period in other.periods))
        self.view_state.show_period(period)
        self.grid.setFocus()

    def go_to(self, subject: Subject) -> None:
        """Show a subject where it is; if it is nowhere, say so."""
        project = self._session.project
        if not has_subject(project, subject):
            self.status.show_message(tr_fact(name_of_subject(project, subject)))
            return
        if place := place_of_subject(project, subject):
            self._show_place(place)
            return
        match subject:
            case AdjustmentSubject(adjustment):
                self.docks["Adjustments"].show()
                self.adjustments_panel.switches.choose(adjustment)
                self.adjustments_panel.switches.setFocus()
            case KindSubject(kind, period):
                self.show_panel("Completeness")
                self.completeness.choose(kind, period)
            case SourceSubject():
                self.show_panel("Sources")
            case ScenarioSubject(scenario):
                self.show_panel("Scenarios")
                self.scenarios.choose(scenario)
            case CommentSubject() | EvidenceSubject():
                self.show_panel("Comments")
                self.comments.choose(subject)
            case TextSubject():
                self.show_note(subject)
            case OpenItemSubject() | UncorrectedSubject() | TickSubject() | CrossReferenceSubject():
                self.show_panel("Review")
                self.review.choose(subject)
            case _:
                self.status.show_message(tr("This is about the whole reconciliation."))

    def _on_finding_chosen(self, finding: Finding) -> None:
        if not self.show_finding(finding):
            self.status.show_message(tr("This finding is not about a figure in a statement."))

    def show_finding(self, finding: Finding) -> bool:
        """Bring the first figure that a finding names on screen; False if no statement has it."""
        if isinstance(finding.subject, EvidenceSubject):
            self.go_to(finding.subject)
            return True
        by_place = self._session.project.source_figures.by_source_cell
        for place in finding.where:
            if figure := by_place.get(place):
                adjustment = figure.adjustment if figure.role.is_of_an_adjustment else NO_ADJUSTMENT
                return self.show_cell(figure.line, figure.period, COLUMN_OF_ROLE[figure.role], adjustment)
        if finding.check == NOTES:
            self.show_note(finding.subject)
            return True
        return False

    def _on_counted(self, number: int) -> None:
        """Say on the tab how much is to do."""
        title = tr("To do {number}", number=number) if number else tr(PANEL_TITLES["ToDo"])
        if "ToDo" in self.docks and self.docks["ToDo"].windowTitle() != title:
            self.docks["ToDo"].setWindowTitle(title)

    def show_note(self, subject: Subject) -> None:
        """Show the note on a difference, a text of the appendix, or the note on the reconciliation, to be edited."""
        self.show_panel("Notes")
        self.notes.show_note(subject)

    def show_entry(self, adjustment: AdjustmentId, entry: EntryId) -> None:
        """Show an entry in the editor."""
        self.show_panel("Journal")
        self.give_room_below()
        self.journal.begin(adjustment, entry=entry)

    def _read_source(self, cell: CellRef) -> None:
        """Read a source again, to show its cells among their neighbors."""
        source = next((source for source in self._session.project.sources if source.name == cell.file), None)
        if source is None or is_project_file(Path(source.name)):
            self.status.refuse(tr("{file} is not a workbook but an earlier project.", file=cell.file))
            return
        self._jobs.start(
            tr("Reading {file}", file=cell.file),
            lambda progress: read_source(source, self.document.folder, progress),
            self.figure.show_source,
            self.status.refuse,
        )

    def _on_entry_chosen(self, chosen: tuple[AdjustmentId, Leg]) -> None:
        adjustment, leg = chosen
        self.show_cell(leg.line, leg.period, ColumnKind.EFFECT, adjustment)

    def _on_total_chosen(self, total: KeyLine) -> None:
        self.show_cell(total.line.id, total.period, ColumnKind.AS_REPORTED)

    def _on_kind_chosen(self, chosen: "tuple[KindOfDifference, Moment, KindAnswer]") -> None:
        from workbench.ui.records.consideration_dialog import ConsiderationDialog

        kind, moment, answer = chosen
        period = moment.period, self.journal.controller.label_of(moment)
        ConsiderationDialog(kind, period, answer, self._session.execute, self._session.by, self).open()

    def _on_difference_chosen(self) -> None:
        self.status.refuse("")
        chosen = self.adjustments_panel.switches.chosen
        if chosen and self.adjustments_panel.switches.hasFocus():
            self._on_selected(AdjustmentSubject(chosen.id))
        self.changed.emit()

    def _on_chosen(self) -> None:
        self.status.refuse("")  # a user who moves on has seen it
        self.status.move_on()
        self.status.show_selection(self.grid)
        self._show_figure()
        index, model = self.grid.currentIndex(), self.grid.current_model()
        if not index.isValid():
            return
        cell = model.source_cell(index.row(), index.column())
        if cell is not None:
            self.charts.follow(cell.row, cell.column)
        if not self._is_selected_elsewhere:
            self._choose_difference(model.columns[index.column()].adjustment)
            if cell is None:  # a change is about its line
                self._on_selected(LineSubject(model.statement.id, model.rows[index.row()].line.id))
            else:
                self._on_selected(subject_of_cell(model.statement, cell.table.period, cell.row, cell.column))

    def _choose_difference(self, adjustment: AdjustmentId) -> None:
        """Select the difference of the current column in the list, which actions on the selected difference act on."""
        switches = self.adjustments_panel.switches
        chosen = switches.chosen
        if adjustment and (chosen is None or chosen.id != adjustment):
            switches.choose(adjustment)

    @property
    def _is_selected_elsewhere(self) -> bool:
        """True while the focus is in another list of subjects: the grid may move along with a choice there."""
        lists = (self.adjustments_panel.switches, self.entries.view, self.completeness.view)
        return any(view.hasFocus() for view in lists)

    def _on_selected(self, subject: Subject) -> None:
        self.subject = subject
        self.comments.follow(subject)

    def _on_session_changed(self, change: Change) -> None:
        if change.way is not Way.TRIED:
            self.status.refuse("")  # what was refused before this step is past
            self.status.move_on()
        self.status.refresh_selection(self.grid)
        if change.is_switch:
            self.figure.follow_switch()
        else:
            self._show_figure()

    def _on_draft_edited(self) -> None:
        """Follow whether it can be undone and redone; a memo changes nothing else that is shown."""
        before, self._offered = self._offered, (self.can_undo, self.can_redo)
        if before != self._offered:
            self.changed.emit()

    def _show_figure(self) -> None:
        index = self.grid.currentIndex()
        if index.isValid():
            self.figure.show_cell(self.grid.current_model(), index.row(), index.column())
        else:
            self.figure.show_none()

    # ---- edits

    def toggle_reconciled(self) -> None:
        """Mark the statement and period shown as reconciled, nil included, or remove the mark."""
        statement, period = self.view_state.statement, self.view_state.period
        self.execute(SetReconciled(statement.id, period, period not in statement.reconciled))

    def execute(self, command: AnyCommand) -> bool:
        """Execute ``command``, or say why it cannot be done; return whether it was done."""
        try:
            self._session.execute(command)
        except WorkbenchError as error:
            self.status.refuse(say_refusal(error))
            return False
        return True


def _panes_of(page: StatementPage) -> tuple[Pane, ...]:
    """Return the parts of a page: what is compared, if it is, and the grid."""
    return Pane(page.comparison_bar, page.comparison_bar.presets), Pane(page, page.grid)


def _clamp(least: int, value: int, most: int) -> int:
    return max(least, min(value, most))


def _set_title_bar(dock: QDockWidget, *, is_floating: bool) -> None:
    """Show a title bar on a floating panel only."""
    dock.setTitleBarWidget(None if is_floating else QWidget(dock))  # type: ignore[arg-type]
