"""What is said of the columns that the user has hidden."""

from workbench.domain.project import Project
from workbench.ui.context.view_state import ViewState
from workbench.ui.toolkit.language import tr_count


def say_hidden(project: Project, view_state: ViewState) -> str:
    """Return how many differences of the statement have no column now; empty if all have, or columns are compared."""
    if not view_state.hidden or view_state.is_comparing:
        return ""
    shown = project.adjustments_of(view_state.statement, view_state.period)
    hidden = sum(each.id in view_state.hidden for each in shown)
    return tr_count("{count} difference not shown", "{count} differences not shown", hidden) if hidden else ""
