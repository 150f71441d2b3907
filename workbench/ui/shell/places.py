"""Where what is to do is done: the subject of an item, and the panel in which it is worked on."""

from workbench.domain.adjustments import EntryId
from workbench.domain.comments import CommentId
from workbench.domain.subjects import PROJECT, CommentSubject, EntrySubject
from workbench.presentation.closing import ToDo, ToDoKind
from workbench.ui.shell.workspace import Workspace


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
