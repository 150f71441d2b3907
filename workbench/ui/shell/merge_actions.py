"""Merging another file into the open project: chosen, read, then accepted or refused item by item."""

from workbench.merging import Merge, Merged
from workbench.ui.assistant.merge_dialog import MergeDialog
from workbench.ui.shell.action_records import Window
from workbench.ui.shell.workspace import Workspace
from workbench.ui.toolkit.language import tr_count


def ask_to_merge(window: Window, workspace: Workspace) -> None:
    """Let the user choose a file, then what of it is taken."""
    window.files.ask_to_merge(lambda merge: show_merge(workspace, merge))


def show_merge(workspace: Workspace, merge: Merge) -> MergeDialog:
    """Open the dialog in which each proposal of ``merge`` is accepted or refused; what is accepted is one step."""
    session = workspace.document.session

    def take(outcome: Merged) -> None:
        assert outcome.command is not None, "something was accepted"
        session.execute(outcome.command)
        workspace.status.show_message(
            tr_count(
                "{count:,} change merged from {file}",
                "{count:,} changes merged from {file}",
                len(outcome.taken),
                file=merge.file,
            )
        )

    dialog = MergeDialog(session.settled_results, merge, workspace.theme, take, workspace)
    dialog.open()
    return dialog
