"""Where a place that was found is, and where what is to do is done."""

from workbench.checks.check import ALARMS
from workbench.domain.adjustments import EntryId
from workbench.domain.comments import CommentId
from workbench.domain.findings import CheckId, FindingStatus
from workbench.domain.periods import PeriodId
from workbench.domain.subjects import PROJECT, CommentSubject, EntrySubject
from workbench.presentation.closing import ToDo, ToDoKind
from workbench.search.places import Place, PlaceKind
from workbench.ui.shell.workspace import Workspace
from workbench.ui.toolkit.language import window_words
from workbench.wording.names import name_of_check


def go_to_place(workspace: Workspace, place: Place) -> None:
    """Show a place: its statement, its period in the statement in front, its line, or what a check found first."""
    match place.kind:
        case PlaceKind.PERIOD:
            _show_period(workspace, place.period)
        case PlaceKind.CHECK:
            _show_check(workspace, place.check)
        case PlaceKind.STATEMENT:
            workspace.view_state.show_statement(place.statement)
            workspace.grid.setFocus()
        case PlaceKind.SCENARIO:
            workspace.show_panel("Scenarios")
            workspace.scenarios.choose(place.key)
        case _ if place.subject:
            workspace.go_to(place.subject)


def _show_period(workspace: Workspace, period: PeriodId) -> None:
    """Show a period; the statement in front stays if it has that period."""
    view_state = workspace.view_state
    if period not in view_state.statement.periods:
        statements = workspace.document.session.project.statements
        view_state.show_statement(next(statement.id for statement in statements if period in statement.periods))
    view_state.show_period(period)
    workspace.grid.setFocus()


def _show_check(workspace: Workspace, check: CheckId) -> None:
    """Go to the first figure at which a check fails, or warns; list what it found."""
    workspace.checks.show_results(frozenset(FindingStatus))
    workspace.checks.text.setText(name_of_check(check, window_words()))
    workspace.show_panel("Checks")
    alarms = [
        finding for finding in workspace.checks_run.findings if finding.check == check and finding.status in ALARMS
    ]
    if first := min(alarms, key=lambda finding: finding.status is not FindingStatus.FAIL, default=None):
        workspace.show_finding(first)


def lead_to(workspace: Workspace, item: ToDo) -> None:
    """Show the subject of an item, and the panel in which it is worked on."""
    match item.kind, item.subject:
        case ToDoKind.EMPTY_NOTE, subject:
            workspace.show_note(subject)
        case ToDoKind.OPEN_ENTRY, EntrySubject(adjustment, entry):
            workspace.show_panel("Journal")
            workspace.give_room_below()
            workspace.journal.begin(adjustment, entry=EntryId(entry))
        case ToDoKind.COMMENT, CommentSubject(comment):
            workspace.go_to(workspace.document.session.project.comments[CommentId(comment)].subject)
            workspace.go_to(item.subject)
        case ToDoKind.MISSING_EVIDENCE, subject:
            workspace.go_to(subject)
            workspace.show_panel("Comments")
        case _, subject:
            if item.finding and workspace.show_finding(item.finding):
                return
            if item.finding and subject == PROJECT:
                workspace.show_panel("Checks")
            else:
                workspace.go_to(subject)
