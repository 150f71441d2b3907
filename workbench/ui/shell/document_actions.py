"""Actions on an open document that take more than one call."""

from collections.abc import Callable

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QTableView, QTextEdit

from workbench.commands import MarkRestated, RestateTotal
from workbench.ui.charts.contents import ChartKind
from workbench.ui.checks.checks_panel import FAILS_AND_WARNINGS
from workbench.ui.records.explanation_dialog import ExplanationDialog
from workbench.ui.shell.focus_places import panel_with_keyboard
from workbench.ui.shell.project_details import ProjectDetailsDialog
from workbench.ui.shell.workspace import Workspace
from workbench.ui.statement.replace_dialog import ReplaceDialog
from workbench.ui.statement.restate_dialogs import RestateDialog, RestatedSourceDialog
from workbench.ui.statement.statement_grid import StatementGrid
from workbench.ui.toolkit.language import tr, window_words
from workbench.ui.toolkit.panel_table import selection_as_text
from workbench.wording.periods import short_label


def act_on_cells(workspace: Workspace, act: Callable[[StatementGrid], object]) -> None:
    """Apply ``act`` to the statement's cells, unless the focus is elsewhere and the user would not see the effect."""
    if panel_with_keyboard(workspace):
        workspace.status.show_message(tr("Nothing was changed. Select cells of the statement first."))
    else:
        act(workspace.grid)


def copy(workspace: Workspace) -> None:
    """Copy the selection: the statement's cells, or the cells, the text or the picture of the panel with the focus."""
    panel = panel_with_keyboard(workspace)
    if panel is None:
        workspace.grid.edits.copy()
    elif workspace.charts.has_keyboard():
        workspace.charts.copy_picture()
    elif isinstance(panel, QTableView):
        if text := selection_as_text(panel):
            QGuiApplication.clipboard().setText(text)
    elif isinstance(panel, QTextEdit):
        panel.copy()


def replace(workspace: Workspace) -> ReplaceDialog:
    """Open the dialog that replaces what was sought last, or bring it to the front."""
    dialog = workspace.findChild(ReplaceDialog)
    if dialog is None:
        session, signals, view_state = workspace.document.session, workspace.signals, workspace.view_state
        dialog = ReplaceDialog(session, signals, view_state, lambda: workspace.grid, workspace.theme, workspace)
        dialog.chosen.connect(workspace.show_hit)
        dialog.message.connect(workspace.status.show_message)
    dialog.begin(workspace.find_panel.sought)
    return dialog


def go_to_figure(workspace: Workspace) -> None:
    """Go from the list with the keyboard to the figure of its current row; say so if no such list has it."""
    lists = {
        workspace.entries.view: workspace.entries.go_to_figure,
        workspace.checks.view: workspace.checks.go_to_figure,
        workspace.adjustments_panel.totals_view: workspace.adjustments_panel.go_to_total,
    }
    go = next((go for view, go in lists.items() if view.hasFocus() and view.currentIndex().isValid()), None)
    if go is None:
        workspace.status.refuse(tr("Select an entry, a result of a check or a total in its list first."))
    else:
        go()


def show_charts(workspace: Workspace) -> None:
    """Show the chart of the current cell, or of the total selected in the list of totals, with the keyboard in it."""
    if workspace.adjustments_panel.totals_view.hasFocus():
        workspace.adjustments_panel.go_to_total()
    workspace.show_panel("Charts")
    if workspace.charts.kind is ChartKind.EQUITY:  # which is of no line
        workspace.charts.show_kind(ChartKind.BRIDGE)
    workspace.charts.show_current()
    workspace.charts.focus_chart()


def show_failing(workspace: Workspace) -> None:
    workspace.checks.show_results(FAILS_AND_WARNINGS)
    workspace.show_panel("Checks")


def explain_steps(workspace: Workspace) -> ExplanationDialog | None:
    """Explain the selected steps of the history, the last step if none is selected; say so if there is none."""
    dialog = workspace.history.explain(workspace)
    if dialog is None:
        workspace.status.refuse(tr("There is nothing to explain yet. Select a step in the history."))
    return dialog


def ask_to_restate(workspace: Workspace) -> RestateDialog | None:
    """Open the dialog for the current total; if there is none, say what to select."""
    model, index = workspace.grid.current_model(), workspace.grid.currentIndex()
    row = model.rows[index.row()] if index.isValid() else None
    if row is None or row.total is None or row.remainder:
        workspace.status.refuse(tr("Select a total first. Only totals can be restated; type over any other figure."))
        return None
    line, period = row.line, model.cell(index)[1]
    current = model.statement.figure(line.id, period)
    project = workspace.document.session.project
    label = short_label(project.periods[period], window_words())
    dialog = RestateDialog(
        line,
        label,
        current,
        project.scale,
        lambda amount, reason: workspace.execute(RestateTotal(line.id, period, amount, reason)),
        workspace,
    )
    dialog.open()
    return dialog


def ask_for_project_details(workspace: Workspace) -> ProjectDetailsDialog:
    """Open the dialog for the entity, the unit and the frameworks."""
    session = workspace.document.session
    dialog = ProjectDetailsDialog(session.project, session.execute, workspace)
    dialog.open()
    return dialog


def ask_to_mark_restated(workspace: Workspace) -> RestatedSourceDialog | None:
    """Open the dialog for the sources of the current figure; if it has none, say so."""
    project = workspace.document.session.project
    index = workspace.grid.currentIndex()
    model = workspace.grid.current_model()
    sources = project.as_reported_sources(model.cell(index)) if index.isValid() else ()
    if not sources:
        workspace.status.refuse(tr("Select a figure that a source states as reported."))
        return None
    line = model.rows[index.row()].line
    dialog = RestatedSourceDialog(
        line,
        sources,
        dict(project.restated),
        lambda cell, reason: workspace.execute(MarkRestated(cell, reason)),
        workspace,
    )
    dialog.open()
    return dialog
