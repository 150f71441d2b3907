"""Actions on the cells of the statement that is shown, as in a spreadsheet."""

from collections.abc import Callable

from workbench.presentation.statement_table import ColumnKind
from workbench.ui.shell.line_actions import delete_lines, insert_line
from workbench.ui.shell.workspace import Workspace
from workbench.ui.statement.clipboard import PasteWay
from workbench.ui.statement.figure_links import dependents_of_cell, parts_of_cell
from workbench.ui.statement.paste_special_dialog import PasteSpecialDialog
from workbench.ui.statement.statement_grid import StatementGrid
from workbench.ui.statement.statement_model import StatementModel
from workbench.ui.statement.typed_edits import Place
from workbench.ui.toolkit.language import tr

Links = Callable[[StatementModel, int, int], list[Place]]


def show_parts(workspace: Workspace) -> None:
    """Select the figures that the current one is made of."""
    _select_linked(workspace, parts_of_cell, tr("This figure is made of no other in this statement."))


def show_dependents(workspace: Workspace) -> None:
    """Select the figures that the current one is part of."""
    _select_linked(workspace, dependents_of_cell, tr("No other figure in this statement is made of this one."))


def _select_linked(workspace: Workspace, links: Links, otherwise: str) -> None:
    grid = workspace.grid
    index, model = grid.currentIndex(), grid.current_model()
    places = links(model, index.row(), index.column()) if index.isValid() else []
    if not places:
        workspace.status.refuse(otherwise)
        return
    grid.unfold_to(*(row for row, _ in places))
    grid.moves.select_places(places)
    grid.setFocus()


def ask_how_to_paste(workspace: Workspace) -> PasteSpecialDialog:
    """Ask what to do with the copied figures, then paste them."""
    dialog = PasteSpecialDialog(workspace.grid.edits.paste, workspace)
    dialog.open()
    return dialog


def paste_amounts(grid: StatementGrid) -> None:
    grid.edits.paste(PasteWay.VALUES)


def copy_from_above(grid: StatementGrid) -> None:
    """Put what stands in the cell above into the current one, in its editor."""
    index = grid.currentIndex()
    above = [row for row in grid.visible_rows() if row < index.row()][-1:]
    if not index.isValid() or not above or index.column() == 0 or grid.edits.say_why_not(index):
        return
    model = grid.current_model()
    grid.edit_with(model.working(above[0], index.column()) or model.typed_text(above[0], index.column()))


def hide_column(workspace: Workspace) -> None:
    """Hide the columns of the differences that are selected."""
    grid, view_state = workspace.grid, workspace.view_state
    columns = grid.current_model().columns
    chosen = {number for area in grid.selected_areas() for number in range(area.left(), area.right() + 1)}
    hidden = {columns[number].adjustment for number in chosen if columns[number].kind is ColumnKind.EFFECT}
    if not hidden:
        workspace.status.refuse(tr("Select the column of a difference first. The other columns always stay."))
        return
    view_state.hide(view_state.hidden | hidden)
    workspace.status.show_message(tr("Hidden. To show it again: Statement > Column > Show all columns"))


def enlarge(workspace: Workspace) -> None:
    """Zoom in; with a whole row selected, insert a line, as a spreadsheet does."""
    if workspace.grid.has_whole_rows:
        insert_line(workspace, is_above=True)
    else:
        workspace.page.zoom(1)


def reduce(workspace: Workspace) -> None:
    """Zoom out; with whole rows selected, ask to delete their lines, as a spreadsheet does."""
    if workspace.grid.has_whole_rows:
        delete_lines(workspace)
    else:
        workspace.page.zoom(-1)
