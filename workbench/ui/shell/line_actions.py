"""Actions on the lines of the statement that is shown, on its periods, and on statements."""

from collections.abc import Sequence

from workbench.commands import CompoundCommand, SetConcept
from workbench.commands.line_moves import steps_of
from workbench.domain.facts import fact
from workbench.domain.ids import LineId
from workbench.domain.statements import Concept, Line, LineRole
from workbench.errors import WorkbenchError
from workbench.phrases import listing, running_text
from workbench.presentation.likely_totals import can_be_added_up
from workbench.presentation.line_concepts import followers_of
from workbench.presentation.statement_table import CAPTION_COLUMN
from workbench.ui.shell.document_actions import act_on_cells
from workbench.ui.shell.period_dialog import PeriodDialog
from workbench.ui.shell.statement_dialog import StatementDialog
from workbench.ui.shell.workspace import Workspace
from workbench.ui.statement.delete_lines_dialog import DeleteLinesDialog
from workbench.ui.statement.insert_dialogs import InsertHeadingDialog, InsertLineDialog
from workbench.ui.statement.line_details_dialog import LineDetailsDialog
from workbench.ui.statement.previewed_dialog import Edited, PreviewedDialog
from workbench.ui.statement.selected_lines import current_line, selected_lines
from workbench.ui.statement.statement_grid import StatementGrid
from workbench.ui.statement.total_dialog import TotalDialog
from workbench.ui.toolkit.language import tr, window_words
from workbench.ui.toolkit.refusals import say_refusal
from workbench.wording.names import name_of_concept


def _what_is_edited(workspace: Workspace) -> Edited:
    session, view_state = workspace.document.session, workspace.view_state
    statement = session.settled.statement_by_id[view_state.statement.id]
    return Edited(session, statement, view_state.period, workspace.document.source_findings)


def _lines(workspace: Workspace) -> tuple[Line, ...]:
    """Return the selected lines; if there are none, say what to select."""
    lines = selected_lines(workspace.grid)
    if not lines:
        workspace.status.refuse(tr("Select a line of the statement first."))
    return lines


def _current(workspace: Workspace) -> Line | None:
    """Return the current line; if there is none, say what to select."""
    line = current_line(workspace.grid)
    if line is None:
        workspace.status.refuse(tr("Select a line of the statement first."))
    return line


# ---- lines that come and go


def insert_line(workspace: Workspace, *, is_above: bool) -> InsertLineDialog | None:
    """Ask for a line above or below the current one, then go to it; the first line of a statement needs no other."""
    edited = _what_is_edited(workspace)
    beside = _current(workspace) if edited.statement.lines else None
    if beside is None and edited.statement.lines:
        return None
    dialog = InsertLineDialog(edited, beside, workspace, is_above=is_above)
    _open_then_go_to_new_line(workspace, dialog)
    return dialog


def insert_heading(workspace: Workspace) -> InsertHeadingDialog | None:
    """Ask for a heading above the selected lines, then go to it."""
    edited = _what_is_edited(workspace)
    lines = _lines(workspace) if edited.statement.lines else ()
    if not lines and edited.statement.lines:
        return None
    dialog = InsertHeadingDialog(edited, lines, workspace)
    _open_then_go_to_new_line(workspace, dialog)
    return dialog


def _open_then_go_to_new_line(workspace: Workspace, dialog: PreviewedDialog) -> None:
    known = dialog.statement.line_by_id

    def go() -> None:
        lines = workspace.document.session.settled.statement_by_id[dialog.statement.id].line_by_id
        for line in [line for line in lines if line not in known]:
            _go_to(workspace, line)

    dialog.accepted.connect(go)
    dialog.open()


def _go_to(workspace: Workspace, line: LineId) -> None:
    """Go to a line, in the column that is current, so that a figure can be typed at once."""
    index, columns = workspace.grid.currentIndex(), workspace.grid.current_model().columns
    column = columns[index.column()] if index.isValid() else CAPTION_COLUMN
    workspace.show_cell(line, workspace.view_state.period, column.kind, column.adjustment)


def rename_line(workspace: Workspace) -> None:
    """Open the editor of the current caption."""
    grid = workspace.grid
    if _current(workspace) is not None:
        grid.rename_line(grid.currentIndex().row())


def delete_lines(workspace: Workspace) -> DeleteLinesDialog | None:
    """Ask whether to delete the selected lines, showing what follows; then go to the line that stands there."""
    edited, lines = _what_is_edited(workspace), _lines(workspace)
    if not lines:
        return None
    dialog = DeleteLinesDialog(edited, lines, workspace)
    gone = {line.id for line in lines}
    place = edited.statement.place_of[lines[-1].id]
    after = [line.id for line in (*edited.statement.lines[place:], *reversed(edited.statement.lines[:place]))]
    neighbour = next((line for line in after if line not in gone), None)
    if neighbour is not None:
        dialog.accepted.connect(lambda: _go_to(workspace, neighbour))
    dialog.open()
    return dialog


# ---- their place


def move_lines(workspace: Workspace, way: str) -> None:
    """Move the selected lines one step, ``way``: "up", "down", "in" or "out"; they stay selected."""
    act_on_cells(workspace, lambda grid: _move(workspace, grid, way))


def _move(workspace: Workspace, grid: StatementGrid, way: str) -> None:
    lines = _lines(workspace)
    if not lines:
        return
    session = workspace.document.session
    try:
        edits = steps_of(session.settled, [line.id for line in lines], way)
        many = fact("place-lines", count=len(edits))
        session.execute(edits[0] if len(edits) == 1 else CompoundCommand(many, edits))
    except WorkbenchError as error:
        workspace.status.refuse(say_refusal(error))
        return
    _select(grid, lines)
    moved = session.settled.line(lines[0].id)
    if moved.section != lines[0].section:
        workspace.status.show_message(_describe_section(moved))


def _select(grid: StatementGrid, lines: Sequence[Line]) -> None:
    """Select the rows of lines, from the first to the last, in the current column."""
    model, column = grid.current_model(), max(grid.currentIndex().column(), 0)
    rows = [row for line in lines if (row := model.row_of(line.id)) is not None]
    if rows:
        grid.go_to(rows[0], column)
    if len(rows) > 1:
        grid.moves.extend_to(rows[-1], column)


def _describe_section(line: Line) -> str:
    if not line.section:
        return tr("'{line}' is now in no section.", line=line.name)
    return tr("'{line}' is now in '{section}'.", line=line.name, section=line.section[-1])


# ---- totals and details


def make_total(workspace: Workspace) -> TotalDialog | None:
    """Ask which line is the total of the selected ones."""
    lines = [line for line in _lines(workspace) if can_be_added_up(line)]
    if not lines:
        if selected_lines(workspace.grid):
            workspace.status.refuse(tr("Only amounts of money add up. Select the lines that are to be added up."))
        return None
    dialog = TotalDialog(_what_is_edited(workspace), lines, workspace)
    _open_then_go_to_new_line(workspace, dialog)
    return dialog


def edit_parts(workspace: Workspace) -> TotalDialog | None:
    """Ask for the parts of the current total."""
    edited, line = _what_is_edited(workspace), current_line(workspace.grid)
    if line is None or line.id not in edited.statement.total_of:
        workspace.status.refuse(tr("Select a total first. To make one, select its parts: Statement > Make a total"))
        return None
    dialog = TotalDialog(edited, (), workspace, total=line)
    dialog.open()
    return dialog


def edit_details(workspace: Workspace) -> LineDetailsDialog | None:
    """Ask for the unit, the decimals and the target caption of the current line."""
    line = _current(workspace)
    if line is None:
        return None
    if line.role is LineRole.HEADING:
        workspace.status.refuse(tr("'{caption}' is a heading and has no figures.", caption=line.name))
        return None
    dialog = LineDetailsDialog(_what_is_edited(workspace), line, workspace)
    dialog.open()
    return dialog


def set_concept(workspace: Workspace, concept: Concept | None) -> None:
    """Set the concept of the current line, and say what follows from it."""
    line = _current(workspace)
    if line is None:
        return
    edited, edit = _what_is_edited(workspace), SetConcept(line.id, concept)
    losing = edit.lines_that_lose_it(edited.statement)
    if workspace.execute(edit):
        workspace.status.show_message(_describe_concept(edited, line, concept, losing))


def _describe_concept(edited: Edited, line: Line, concept: Concept | None, losing: Sequence[Line]) -> str:
    """Return what a line is now, what follows it, and which line is that no longer."""
    words = window_words()
    if concept is None:
        return tr("'{line}' has no concept now.", line=line.name)
    sentences = [tr("'{line}' is now {concept}.", line=line.name, concept=name_of_concept(concept, words))]
    sentences += [tr("'{line}' no longer has this concept.", line=other.name) for other in losing]
    if followers := followers_of(concept, edited.statement.kind):
        sentences.append(tr("Derived from it: {followers}.", followers=listing(followers, words)))
    return running_text(sentences, words)


# ---- periods and statements


def new_period(workspace: Workspace) -> PeriodDialog:
    """Ask for a period and the statements that show it; then show it."""
    dialog = PeriodDialog(workspace.document.session, workspace)

    def show() -> None:
        shown = workspace.view_state.statement
        for period in (dialog.period, dialog.closing):
            if period.id in shown.periods:
                workspace.view_state.show_period(period.id)
                return

    dialog.accepted.connect(show)
    dialog.open()
    return dialog


def new_statement(workspace: Workspace) -> StatementDialog:
    """Ask for a statement; then show it."""
    dialog = StatementDialog(workspace.document.session, workspace)

    def show() -> None:
        workspace.view_state.show_statement(workspace.document.session.settled.statements[-1].id)
        workspace.grid.setFocus()

    dialog.accepted.connect(show)
    dialog.open()
    return dialog
