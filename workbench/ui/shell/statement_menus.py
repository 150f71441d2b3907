"""The menus that list what fits the current cell of the statement: the concepts of its line, what its column offers."""

from collections.abc import Callable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from workbench.domain.ids import AdjustmentId
from workbench.domain.statements import Concept
from workbench.presentation.line_concepts import concepts_of
from workbench.presentation.statement_table import Column, ColumnKind
from workbench.ui.shell.line_actions import set_concept
from workbench.ui.shell.workspace import Workspace
from workbench.ui.statement.selected_lines import current_line
from workbench.ui.toolkit.language import tr, window_words
from workbench.wording.names import name_of_concept, with_capital

FindAction = Callable[[str], QAction]
"""Returns the action of a name."""


def list_concepts(menu: QMenu, workspace: Workspace) -> None:
    """List the concepts that the current line can have; the one that it has is checked."""
    menu.clear()
    line, statement = current_line(workspace.grid), workspace.view_state.statement
    concepts = concepts_of(line, statement.kind) if line else ()
    if line is None or not concepts:
        menu.addAction(tr("No concept fits this line")).setEnabled(False)
        return

    def choose(concept: Concept | None) -> None:
        if workspace.finish_editing():
            set_concept(workspace, concept)

    def offer(text: str, concept: Concept | None) -> None:
        action = menu.addAction(text)
        action.setCheckable(True)
        action.setChecked(line.concept is concept)
        action.triggered.connect(lambda: choose(concept))

    for concept in concepts:
        offer(with_capital(name_of_concept(concept, window_words())), concept)
    menu.addSeparator()
    offer(tr("&None"), None)


def list_column(menu: QMenu, workspace: Workspace, action: FindAction, natures: QMenu) -> None:
    """List what can be done with the column of the current cell; a difference becomes the selected one."""
    menu.clear()
    grid = workspace.grid
    index, columns = grid.currentIndex(), grid.current_model().columns
    number = index.column() if index.isValid() else 0
    column = columns[number]
    if column.kind is ColumnKind.EFFECT:
        _list_difference(menu, workspace, column, action, natures)
    elif column.kind is not ColumnKind.CAPTION:
        menu.addAction(action("project_details"))
        menu.addSeparator()
    menu.addAction(action("new_period"))
    menu.addAction(action("reconciled"))
    menu.addSeparator()
    menu.addAction(tr("Fit this col&umn")).triggered.connect(lambda: grid.fit_column(number))
    menu.addAction(action("fit_columns"))
    menu.addAction(action("hide_column"))
    menu.addAction(action("show_columns"))


def _list_difference(menu: QMenu, workspace: Workspace, column: Column, action: FindAction, natures: QMenu) -> None:
    panel, adjustment = workspace.adjustments_panel, column.adjustment
    panel.switches.choose(adjustment)
    switch = menu.addAction(tr("Switched &on"))
    switch.setCheckable(True)
    switch.setChecked(adjustment in workspace.document.session.project.enabled)
    switch.triggered.connect(lambda: _toggle(workspace, adjustment))
    menu.addAction(action("rename_difference"))
    menu.addMenu(natures)
    menu.addAction(action("difference_details"))
    menu.addAction(action("journal"))
    menu.addSeparator()
    for text, by in ((tr("Move &left"), -1), (tr("Move ri&ght"), 1)):
        menu.addAction(text).triggered.connect(lambda _=False, by=by: _move(workspace, by))
    menu.addSeparator()


def _toggle(workspace: Workspace, adjustment: AdjustmentId) -> None:
    if workspace.finish_editing():
        workspace.adjustments_panel.toggle(adjustment)


def _move(workspace: Workspace, by: int) -> None:
    """Move the chosen difference in the list, and its column with it."""
    if workspace.finish_editing():
        workspace.adjustments_panel.move_chosen(by)
