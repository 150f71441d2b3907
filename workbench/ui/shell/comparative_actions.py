"""Actions on the comparatives of a project that was rolled forward."""

from workbench.commands import UnlockComparative
from workbench.rolling.restating import is_restatable
from workbench.ui.shell.workspace import Workspace
from workbench.ui.statement.comparative_dialogs import ComparativeDialog, restating_dialog, unlocking_dialog
from workbench.ui.toolkit.language import tr


def unlock(workspace: Workspace) -> ComparativeDialog | None:
    """Ask why the column that is shown may be edited; lock it again if it is unlocked."""
    session, view_state = workspace.document.session, workspace.view_state
    statement, period = view_state.statement.id, view_state.period
    comparative = session.settled.comparative(statement, period)
    if comparative is None or not comparative.held_by:
        workspace.status.refuse(tr("This column is not a comparative of an earlier project."))
        return None
    if comparative.unlocked:
        workspace.execute(UnlockComparative(statement, period, ""))
        return None
    dialog = unlocking_dialog(session, statement, period, workspace)
    dialog.open()
    return dialog


def take_new_comparatives(workspace: Workspace) -> ComparativeDialog | None:
    """Ask why what was published last was restated, and take what the new workbook states."""
    session, view_state = workspace.document.session, workspace.view_state
    statement, period = view_state.statement.id, view_state.period
    if not is_restatable(session.settled, statement, period):
        workspace.status.refuse(tr("No workbook differs from this column as it was published."))
        return None
    dialog = restating_dialog(session, statement, period, workspace)
    dialog.open()
    return dialog
