"""Where what is to do is done, and where a bar of a chart leads."""

from typing import TYPE_CHECKING

from workbench.domain.adjustments import EntryId
from workbench.domain.comments import CommentId
from workbench.domain.open_items import OpenItemId
from workbench.domain.subjects import PROJECT, CommentSubject, EntrySubject, OpenItemSubject
from workbench.presentation.closing import ToDo, ToDoKind
from workbench.presentation.statement_table import ColumnKind
from workbench.ui.shell.workspace import Workspace
from workbench.ui.toolkit.language import tr, window_words
from workbench.wording.names import name_of_difference

if TYPE_CHECKING:
    from workbench.ui.charts.chart_points import ChartPlace


def lead_to(workspace: Workspace, item: ToDo) -> None:
    """Show the subject of an item, and the panel in which it is worked on."""
    match item.kind, item.subject:
        case ToDoKind.EMPTY_NOTE | ToDoKind.OPEN_TEXT, subject:
            workspace.show_note(subject)
        case ToDoKind.OPEN_ENTRY, EntrySubject(adjustment, entry):
            workspace.show_entry(adjustment, EntryId(entry))
        case ToDoKind.COMMENT, CommentSubject(comment):
            workspace.go_to(workspace.document.session.project.comments[CommentId(comment)].subject)
            workspace.go_to(item.subject)
        case ToDoKind.OPEN_ITEM, OpenItemSubject(open_item):
            workspace.go_to(workspace.document.session.project.open_items[OpenItemId(open_item)].subject)
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


def lead_to_point(workspace: Workspace, place: "ChartPlace") -> None:
    """Show the cell for which a bar of a chart stands, and the entries of its difference that made it."""
    project = workspace.document.session.project
    adjustment, statement = place.column.adjustment, workspace.view_state.statement
    if place.line is not None:
        statement = project.statement_of(place.line)
        workspace.show_cell(place.line, place.period, place.column.kind, adjustment)
    if place.column.kind is not ColumnKind.EFFECT:
        return
    lines = {place.line, *statement.graph.below(place.line)} if place.line else statement.line_by_id.keys()
    if workspace.entries.choose_on(adjustment, lines):
        workspace.show_panel("Entries")
    else:
        name = name_of_difference(project.adjustment_by_id[adjustment], window_words())
        workspace.status.show_message(tr("{difference} has no entries here.", difference=name))
