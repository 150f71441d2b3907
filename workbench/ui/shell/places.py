"""Where the subjects of to-do items are in the window."""

from workbench.domain.adjustments import EntryId
from workbench.domain.ids import NO_ADJUSTMENT, AdjustmentId, LineId
from workbench.domain.periods import ALL_PERIODS, PeriodId
from workbench.domain.subjects import (
    AdjustmentSubject,
    EntrySubject,
    FigureSubject,
    KindSubject,
    LineSubject,
    StatementSubject,
    Subject,
)
from workbench.presentation.closing import ToDo, ToDoKind
from workbench.presentation.statement_table import ColumnKind
from workbench.ui.shell.workspace import COLUMN_OF_ROLE, Workspace

PANEL_OF_KIND = {
    ToDoKind.FAILING_CHECK: "Checks",
    ToDoKind.DISAGREEING_SOURCES: "Checks",
    ToDoKind.WARNING: "Checks",
    ToDoKind.MISSING_EVIDENCE: "Comments",
    ToDoKind.COMMENT: "Comments",
}
"""The panel in which an item is worked on; all others are worked on where their subject is."""


def lead_to(workspace: Workspace, item: ToDo) -> None:
    """Show the subject of an item, and the panel in which it is worked on."""
    if item.kind is ToDoKind.EMPTY_NOTE:
        workspace.show_note(item.subject)
        return
    is_shown = _show_finding(workspace, item) or show_subject(workspace, item.subject)
    panel = PANEL_OF_KIND.get(item.kind, "")
    if panel in workspace.docks and not (is_shown and panel == "Checks"):
        workspace.show_panel(panel)


def _show_finding(workspace: Workspace, item: ToDo) -> bool:
    return item.finding is not None and workspace.show_finding(item.finding)


def show_subject(workspace: Workspace, subject: Subject) -> bool:
    """Bring a subject on screen; False if no view shows it."""
    project = workspace.document.session.project
    match subject:
        case FigureSubject(line=line, period=period, role=role):
            adjustment = subject.adjustment if role.is_of_an_adjustment else NO_ADJUSTMENT
            return _show_line(workspace, line, period, COLUMN_OF_ROLE[role], adjustment)
        case LineSubject(line=line):
            return _show_line(workspace, line, ALL_PERIODS, ColumnKind.CAPTION, NO_ADJUSTMENT)
        case StatementSubject(statement, period):
            if statement not in project.statement_by_id:
                return False
            workspace.view_state.show_statement(statement)
            if period in project.statement_by_id[statement].column_of:
                workspace.view_state.show_period(period)
            workspace.grid.setFocus()
            return True
        case AdjustmentSubject(adjustment) | EntrySubject(adjustment) if adjustment not in project.adjustment_by_id:
            return False
        case AdjustmentSubject(adjustment):
            workspace.adjustments_panel.switches.choose(adjustment)
            workspace.adjustments_panel.switches.setFocus()
            return True
        case EntrySubject(adjustment, entry):
            workspace.show_panel("Journal")
            workspace.give_room_below()
            return workspace.journal.begin(adjustment, entry=EntryId(entry))
        case KindSubject(kind, period):
            workspace.show_panel("Completeness")
            workspace.completeness.show_answer(kind, period)
            return True
    return False


def _show_line(
    workspace: Workspace, line: LineId, period: PeriodId, kind: ColumnKind, adjustment: AdjustmentId
) -> bool:
    """Show a cell of a line, in the present period if the line has no such period; False if it is not there."""
    project = workspace.document.session.project
    statement = next((known for known in project.statements if line in known.line_by_id), None)
    if statement is None:
        return False
    shown = period if period in statement.column_of else workspace.view_state.period_of(statement.id)
    return workspace.show_cell(line, shown, kind, adjustment)
