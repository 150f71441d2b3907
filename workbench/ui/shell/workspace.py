"""An open document: its views of one session. Only arranges them; each view reads what it shows."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtWidgets import QApplication, QDockWidget, QMainWindow, QTabWidget, QWidget

from workbench.checks.notes import NAME as NOTES
from workbench.commands import AnyCommand, SetReconciled
from workbench.domain.adjustments import Leg
from workbench.domain.findings import Finding
from workbench.domain.ids import NO_ADJUSTMENT, AdjustmentId, LineId, StatementId
from workbench.domain.periods import PeriodId
from workbench.domain.sources import CellRef, FigureRole
from workbench.domain.subject_names import has_subject, name_of_subject
from workbench.domain.subjects import (
    PROJECT,
    AdjustmentSubject,
    CommentSubject,
    EvidenceSubject,
    KindSubject,
    SourceSubject,
    Subject,
)
from workbench.errors import WorkbenchError
from workbench.opening import is_project_file, read_source
from workbench.phrases import phrase
from workbench.presentation.line_filter import EVERY_LINE
from workbench.presentation.remarks import subject_of_cell
from workbench.presentation.statement_table import ColumnKind
from workbench.search.places import Place, PlaceKind
from workbench.session import Change, Way
from workbench.ui.adjustments.adjustments_panel import AdjustmentsPanel
from workbench.ui.adjustments.scenarios_panel import ScenariosPanel
from workbench.ui.charts.bridge_panel import BridgePanel
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
from workbench.ui.records.to_do_panel import ToDoPanel
from workbench.ui.shell.changed_place import find_changed_note, find_changed_place, place_of_subject
from workbench.ui.shell.evidence_watch import EvidenceWatch
from workbench.ui.shell.panes import Pane
from workbench.ui.shell.status_line import StatusLine
from workbench.ui.shell.view_tools import ViewTools
from workbench.ui.sources.sources_panel import SourcesPanel
from workbench.ui.statement.figure_panel import FigurePanel
from workbench.ui.statement.figure_story import EntryPlace
from workbench.ui.statement.statement_grid import StatementGrid
from workbench.ui.statement.statement_page import StatementPage
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
LEAST_STATEMENTS, LEAST_ADJUSTMENTS, LEAST_BELOW = 120, 290, 140
PANEL_TITLES = {
    "Statements": phrase("Statements"),
    "Adjustments": phrase("Differences"),
    "Bridge": phrase("Bridge"),
    "Scenarios": phrase("Scenarios"),
    "Checks": phrase("Checks"),
    "ToDo": phrase("To do"),
    "Figure": phrase("Figure"),
    "Journal": phrase("Entry editor"),
    "Entries": phrase("Entries"),
    "Completeness": phrase("Completeness"),
    "Notes": phrase("Notes"),
    "Comments": phrase("Comments"),
    "History": phrase("History"),
    "Sources": phrase("Sources"),
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
        self._session = session = document.session
        self.signals = signals = SessionSignals(session, self)
        self.view_state = view_state = ViewState(session, signals, self)
        self.checks_run = CheckRun(session, signals, self, document.source_findings)
        self.page = StatementPage(session, signals, view_state, self.checks_run, theme, self)
        self.statements = StatementsList(session, signals, view_state, theme, self)
        self.adjustments_panel = AdjustmentsPanel(session, signals, view_state, theme, self)
        self.bridge = BridgePanel(session, signals, view_state, self.adjustments_panel.totals, theme, self)
        self.scenarios = ScenariosPanel(session, signals, theme, self)
        self.checks = ChecksPanel(self.checks_run, theme, self)
        self.to_do = ToDoPanel(session, self.checks_run, theme, self)
        self.figure = FigurePanel(self.checks_run, self)
        self.journal = JournalPanel(session, signals, view_state, theme, self)
        self.entries = EntriesPanel(session, signals, view_state, self)
        self.completeness = CompletenessPanel(session, signals, theme, self)
        self.notes = NotesPanel(session, signals, theme, self)
        self.comments = CommentsPanel(session, signals, theme, self)
        self.evidence_watch = EvidenceWatch(document, signals, self.checks_run, jobs, self)
        self.subject: Subject = PROJECT
        """What was selected last: what a comment would be about."""
        self.history = HistoryPanel(session, signals, self)
        self.sources = SourcesPanel(session, document.source_findings, self)
        self.status = StatusLine(session, signals, self.checks_run, theme, self)
        self.view_tools = ViewTools(session, signals, view_state, self)
        self.docks: dict[str, QDockWidget] = {}
        self.statements.setMinimumWidth(LEAST_STATEMENTS)
        self.adjustments_panel.setMinimumWidth(LEAST_ADJUSTMENTS)
        self._connect()

    def arrange(self) -> None:
        """Put every view in its place; separate from creating them, because both at once would take noticeably long."""
        self.setDockNestingEnabled(True)
        self.setTabPosition(Qt.DockWidgetArea.BottomDockWidgetArea, QTabWidget.TabPosition.North)
        self.setCorner(Qt.Corner.BottomLeftCorner, Qt.DockWidgetArea.BottomDockWidgetArea)
        self.setCorner(Qt.Corner.BottomRightCorner, Qt.DockWidgetArea.RightDockWidgetArea)
        self.setCentralWidget(self.page)
        self.setStatusBar(self.status)
        left, right = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea
        below = Qt.DockWidgetArea.BottomDockWidgetArea
        self._dock("Statements", self.statements, left)
        self._dock("Adjustments", self.adjustments_panel, right)
        self._dock("Figure", self.figure, right)
        tabs = {
            "Bridge": self.bridge,
            "Scenarios": self.scenarios,
            "Checks": self.checks,
            "ToDo": self.to_do,
            "Journal": self.journal,
            "Entries": self.entries,
            "Completeness": self.completeness,
            "Notes": self.notes,
            "Comments": self.comments,
            "History": self.history,
            "Sources": self.sources,
        }
        for name, panel in tabs.items():
            self._dock(name, panel, below)
            if name != "Bridge":
                self.tabifyDockWidget(self.docks["Bridge"], self.docks[name])
        self.docks["Bridge"].raise_()

    def _share_out(self) -> None:
        """Set the widths of the panels and the height of the bridge; Qt ignores this until the window has its size."""
        sides = [self.docks["Statements"], self.docks["Adjustments"]]
        statements = _clamp(LEAST_STATEMENTS, self.width() // 9, 190)
        widths = [statements, _clamp(LEAST_ADJUSTMENTS, self.width() // 4, 430)]
        self.resizeDocks(sides, widths, Qt.Orientation.Horizontal)
        below = _clamp(LEAST_BELOW, self.height() // 4, 320)
        self.resizeDocks([self.docks["Bridge"]], [below], Qt.Orientation.Vertical)
        figure = self.height() * SHARE_OF_FIGURE // 100
        self.resizeDocks(
            [self.docks["Adjustments"], self.docks["Figure"]], [self.height() - figure, figure], Qt.Orientation.Vertical
        )

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
        self.page.message.connect(self.status.show_message)
        self.page.refused.connect(self.status.refuse)
        self.adjustments_panel.refused.connect(self.status.refuse)
        self.adjustments_panel.chosen_changed.connect(self._on_difference_chosen)
        self.adjustments_panel.action_wanted.connect(self.action_wanted)
        self.scenarios.refused.connect(self.status.refuse)
        self.scenarios.message.connect(self.status.show_message)
        self.page.journal_wanted.connect(lambda: self.action_wanted.emit("journal"))
        self.page.place_wanted.connect(self.go_to_place)
        self.journal.refused.connect(self.status.refuse)
        self.journal.message.connect(self.status.show_message)
        self._offered = (False, False)
        self.journal.controller.edited.connect(self._on_draft_edited)
        self.journal.controller.changed.connect(self._on_draft_edited)
        self.page.chosen.connect(self._on_chosen)
        self.signals.changed.connect(self._on_session_changed)
        self.checks.chosen.connect(self._on_finding_chosen)
        self.to_do.counted.connect(self._on_counted)
        self.entries.chosen.connect(self._on_entry_chosen)
        self.entries.refused.connect(self.status.refuse)
        self.completeness.refused.connect(self.status.refuse)
        self.completeness.chosen.connect(self._on_kind_chosen)
        self.comments.chosen.connect(self.go_to)
        self.comments.action_wanted.connect(self.action_wanted)
        self.comments.files_dropped.connect(self.evidence_dropped)
        self.evidence_watch.changed.connect(lambda: self.comments.show_files(self.evidence_watch.seen))
        self.entries.selected.connect(self._on_selected)
        self.completeness.selected.connect(self._on_selected)
        self.notes.refused.connect(self.status.refuse)
        self.figure.cell_wanted.connect(lambda place: self.grid.go_to(*place))
        self.figure.entry_wanted.connect(self._show_entry)
        self.figure.source_wanted.connect(self._read_source)
        self.status.checks_wanted.connect(lambda: self.show_panel("Checks"))
        self._on_chosen()

    def end(self) -> None:
        """Stop following the session, before this is deleted."""
        self.journal.controller.close()
        self.evidence_watch.end()
        self.signals.end()
        self.bridge.end()

    @property
    def grid(self) -> StatementGrid:
        return self.page.grid

    def arrangement(self) -> QByteArray:
        return self.saveState()

    def arrange_as(self, state: QByteArray) -> None:
        """Restore the layout of the panels; if none was saved, use the default."""
        if state.isEmpty() or not self.restoreState(state):
            self._share_out()

    # ---- navigation

    def panes(self) -> list[Pane]:
        """Return the parts that the focus moves through: statements, grid, differences, totals and the panel below."""
        panels = (dock.widget() for dock in self.docks.values())
        below = [panel for panel in panels if panel not in self._side_panels and is_seen(panel)]
        panes = (
            Pane(self.statements, self.statements),
            Pane(self.page, self.grid),
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

    def show_neighbouring_panel(self, by: int) -> None:
        """Show the next (+1) or the previous (-1) of the panels below the statement."""
        bottom = Qt.DockWidgetArea.BottomDockWidgetArea
        below = [name for name, dock in self.docks.items() if self.dockWidgetArea(dock) == bottom]
        open_ones = [name for name in below if not self.docks[name].isHidden()] or below
        seen = [name for name in open_ones if is_seen(self.docks[name].widget())]
        at = open_ones.index(seen[0]) if seen else -by
        self.show_panel(open_ones[(at + by) % len(open_ones)])

    def toggle_panel(self, name: str) -> None:
        """Hide a visible panel; bring any other to the front."""
        if is_seen(self.docks[name].widget()):
            self.docks[name].hide()
        else:
            self.show_panel(name)

    def finish_editing(self) -> bool:
        """Accept the contents of an open editor of a figure or a name; False if they are refused and it stays open."""
        if not (self.page.finish_editing() and self.journal.finish_editing() and self.notes.finish_editing()):
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
        before = self._session.project
        step()
        place = find_changed_place(before, self._session.project)
        if place is None and (note := find_changed_note(before, self._session.project)):
            self.docks["Notes"].raise_()
            self.notes.show_note(note)
        if place is not None and self.page.isVisible():
            period = place.period or self.view_state.period_of(self._session.project.statement_of(place.line).id)
            self.show_cell(place.line, period, place.kind, place.adjustment)
        if outcome:
            self.status.show_message(outcome)

    def show_cell(
        self, line: LineId, period: PeriodId, kind: ColumnKind, adjustment: AdjustmentId = NO_ADJUSTMENT
    ) -> bool:
        """Bring a figure on screen and make it current; False if no grid shows it."""
        statement = self._session.project.statement_of(line)
        self.view_state.show_statement(statement.id)
        self.view_state.show_period(period)
        if adjustment in self.view_state.hidden:
            self.view_state.hide(self.view_state.hidden - {adjustment})
        if self.grid.current_model().row_of(line) is None:
            self.view_state.filter_lines(EVERY_LINE)
        model = self.grid.current_model()
        row, column = model.row_of(line), model.column_of(kind, adjustment)
        if row is not None and column is not None:
            self.grid.go_to(row, column)
        return row is not None and column is not None

    def go_to_place(self, place: Place) -> None:
        """Show a place that was chosen by its name."""
        match place.kind:
            case PlaceKind.PERIOD:
                self._show_period(place.period)
            case PlaceKind.SCENARIO:
                self.show_panel("Scenarios")
            case PlaceKind.CHECK:
                self.show_panel("Checks")
                self.checks.show_check(place.check)
            case PlaceKind.STATEMENT:
                self.view_state.show_statement(StatementId(place.key))
                self.grid.setFocus()
            case PlaceKind.LINE:
                period = self.view_state.period_of(place.statement)
                self.show_cell(LineId(place.key), period, ColumnKind.AS_REPORTED)
            case _:
                assert place.subject is not None
                self.go_to(place.subject)

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
            period = place.period or self.view_state.period_of(project.statement_of(place.line).id)
            self.show_cell(place.line, period, place.kind, place.adjustment)
            return
        match subject:
            case AdjustmentSubject(adjustment):
                self.adjustments_panel.switches.choose(adjustment)
                self.adjustments_panel.switches.setFocus()
            case KindSubject(kind, period):
                self.show_panel("Completeness")
                self.completeness.choose(kind, period)
            case SourceSubject():
                self.show_panel("Sources")
            case CommentSubject() | EvidenceSubject():
                self.show_panel("Comments")
                self.comments.choose(subject)
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
        """Show the note on a difference, or that on the reconciliation, with the focus in its text."""
        self.show_panel("Notes")
        self.notes.show_note(subject)

    def _show_entry(self, place: EntryPlace) -> None:
        """Show an entry in the editor."""
        self.show_panel("Journal")
        self.give_room_below()
        self.journal.begin(place.adjustment, entry=place.entry)

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
        self.status.show_selection(self.grid)
        self._show_figure()
        index, model = self.grid.currentIndex(), self.grid.current_model()
        if index.isValid() and not self._is_selected_elsewhere:
            row, column = model.rows[index.row()], model.columns[index.column()]
            self._on_selected(subject_of_cell(model.statement, model.period, row, column))

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
        self.status.refresh_selection(self.grid)
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


def _clamp(least: int, value: int, most: int) -> int:
    return max(least, min(value, most))


def _set_title_bar(dock: QDockWidget, *, is_floating: bool) -> None:
    """Show a title bar on a floating panel only."""
    dock.setTitleBarWidget(None if is_floating else QWidget(dock))  # type: ignore[arg-type]
