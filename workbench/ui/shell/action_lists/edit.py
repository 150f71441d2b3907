"""Steps, cells and what is found: the Edit menu."""

from workbench.phrases import phrase
from workbench.ui.shell.action_lists.handlers import copied_views, document_actions, grid_actions, on_cells, on_document
from workbench.ui.shell.action_lists.menus import EDIT, ENTRIES, FILL, FINDINGS, GO, GRID, TOOLBAR, TOTALS
from workbench.ui.shell.action_records import Action, Need, Place

ACTIONS = (
    Action(
        "undo", phrase("&Undo"), phrase("Undo the last step and show what it changed"),
        on_document(lambda workspace: workspace.undo()),
        (Place(EDIT, 1), Place(TOOLBAR, 2)), keys=("Ctrl+Z",), icon="undo", needs=Need.STEP_TO_UNDO,
    ),
    Action(
        "redo", phrase("&Redo"), phrase("Redo the undone step and show what it changes"),
        on_document(lambda workspace: workspace.redo()),
        (Place(EDIT, 1), Place(TOOLBAR, 2)), keys=("Ctrl+Y", "Ctrl+Shift+Z"), icon="redo", needs=Need.STEP_TO_REDO,
    ),
    Action(
        "cut", phrase("Cu&t"), phrase("Copy the selected figures for Excel and clear them"),
        on_cells(lambda grid: grid.edits.cut()),
        (Place(EDIT, 2), Place(GRID)), keys=("Ctrl+X",),
    ),
    Action(
        "copy", phrase("&Copy"), phrase("Copy the selected figures for Excel"),
        on_document(lambda workspace: document_actions().copy(workspace)),
        (Place(EDIT, 2), Place(GRID), Place(ENTRIES, 3), Place(FINDINGS, 3), Place(TOTALS, 3)), keys=("Ctrl+C",),
    ),
    Action(
        "copy_table", phrase("Copy t&he whole table"),
        phrase("Copy all rows of the statement, chart or list for Excel and Word"),
        on_document(lambda workspace: copied_views().copy_table(workspace)),
        (Place(EDIT, 2), Place(ENTRIES, 3), Place(FINDINGS, 3), Place(TOTALS, 3)), keys=("Ctrl+Alt+T",),
    ),
    Action(
        "copy_markdown", phrase("Copy as Mar&kdown"),
        phrase("Copy all rows of the statement, chart or list as Markdown"),
        on_document(lambda workspace: copied_views().copy_as_markdown(workspace)),
        (Place(EDIT, 2),), keys=("Ctrl+Alt+M",),
    ),
    Action(
        "paste", phrase("&Paste"), phrase("Paste figures as one step"),
        on_cells(lambda grid: grid.edits.paste()),
        (Place(EDIT, 2), Place(GRID)), keys=("Ctrl+V",),
    ),
    Action(
        "paste_values", phrase("Paste am&ounts"), phrase("Paste the amounts alone, without the working typed for each"),
        on_cells(lambda grid: grid_actions().paste_amounts(grid)),
        (Place(EDIT, 2),), keys=("Ctrl+Shift+V",),
    ),
    Action(
        "paste_special", phrase("Paste &special…"), phrase("Paste with the other sign, or add or subtract"),
        on_document(lambda workspace: grid_actions().ask_how_to_paste(workspace)),
        (Place(EDIT, 2),), keys=("Ctrl+Alt+V",),
    ),
    Action(
        "clear", phrase("C&lear"), phrase("Clear the selected figures (Del)"),
        on_cells(lambda grid: grid.edits.clear()),
        (Place(EDIT, 2), Place(GRID)),
    ),
    Action(
        "fill_down", phrase("Fill &down"), phrase("Fill the selected cells with the figures above them"),
        on_cells(lambda grid: grid.edits.fill_down()),
        (Place(FILL), Place(GRID)), keys=("Ctrl+D",),
    ),
    Action(
        "fill_right", phrase("Fill &right"), phrase("Fill the selected cells with the figures to their left"),
        on_cells(lambda grid: grid.edits.fill_right()),
        (Place(FILL),), keys=("Ctrl+R",),
    ),
    Action(
        "copy_from_above", phrase("Copy from &above"), phrase("Edit the current cell, beginning with what is above it"),
        on_cells(lambda grid: grid_actions().copy_from_above(grid)),
        (Place(FILL),), keys=("Ctrl+'",),
    ),
    Action(
        "repeat", phrase("R&epeat"), phrase("Do to the selected cells what was last done to others"),
        on_document(lambda workspace: workspace.page.repeat()),
        (Place(FILL),), keys=("F4",),
    ),
    Action(
        "edit_working", phrase("Edit the &working"), phrase("Edit the current figure in the line above the statement"),
        on_document(lambda workspace: workspace.page.figure_line.begin()),
        (Place(EDIT, 3),), keys=("Ctrl+F2",),
    ),
    Action(
        "extend", phrase("E&xtend the selection"), phrase("Let arrow keys and clicks extend the selection"),
        on_document(lambda workspace: workspace.grid.keys.toggle_extending()),
        (Place(EDIT, 3),), keys=("F8",),
    ),
    Action(
        "select_all", phrase("Select &all"), phrase("Select every cell of the statement"),
        on_cells(lambda grid: grid.selectAll()),
        (Place(EDIT, 3),), keys=("Ctrl+A",),
    ),
    Action(
        "find", phrase("&Find…"), phrase("Find a caption, a figure or a text in all statements and periods"),
        on_document(lambda workspace: workspace.begin_finding()),
        (Place(EDIT, 4),), keys=("Ctrl+F",), icon="find",
    ),
    Action(
        "find_next", phrase("Find &next"), phrase("Go to the next caption, figure or text that matches"),
        on_document(lambda workspace: workspace.find_again(1)),
        (Place(EDIT, 4),), keys=("F3", "Shift+F4"),
    ),
    Action(
        "find_previous", phrase("Find pre&vious"), phrase("Go to the previous caption, figure or text that matches"),
        on_document(lambda workspace: workspace.find_again(-1)),
        (Place(EDIT, 4),), keys=("Shift+F3", "Ctrl+Shift+F4"),
    ),
    Action(
        "replace", phrase("Fin&d and replace…"),
        phrase("Replace a text in captions, or a figure by another, after a look at what would change"),
        on_document(lambda workspace: document_actions().replace(workspace)),
        (Place(EDIT, 4),), keys=("Ctrl+H",),
    ),
    Action(
        "palette", phrase("Find actions and places &by name…"),
        phrase("Type what to do or where to go: an action, a statement, a line, a period, a difference, a check"),
        lambda window: window.show_palette(),
        (Place(EDIT, 4),), keys=("Ctrl+K",), needs=Need.NOTHING,
    ),
    Action(
        "go_to", phrase("By &name…"), phrase("Go to a line, statement, period, difference or check by its name"),
        on_document(lambda workspace: workspace.page.figure_line.place.begin()),
        (Place(GO),), keys=("Ctrl+G", "F5"),
    ),
    Action(
        "show_parts", phrase("Its p&arts"), phrase("Select the figures that the current one is made of"),
        on_document(lambda workspace: grid_actions().show_parts(workspace)),
        (Place(GO), Place(GRID)), keys=("Ctrl+[",),
    ),
    Action(
        "show_dependents", phrase("What it is part &of"),
        phrase("Select the totals and the result that the current figure is part of"),
        on_document(lambda workspace: grid_actions().show_dependents(workspace)),
        (Place(GO), Place(GRID)), keys=("Ctrl+]",),
    ),
    Action(
        "show_current", phrase("The current &cell"), phrase("Bring the current cell back on screen"),
        on_document(lambda workspace: workspace.grid.show_current()),
        (Place(GO),), keys=("Ctrl+Backspace",),
    ),
    Action(
        "project_details", phrase("Pro&ject details…"),
        phrase("Edit the entity, the currency, the unit and the names of both frameworks"),
        on_document(lambda workspace: document_actions().ask_for_project_details(workspace)),
        (Place(EDIT, 5),),
    ),
    Action(
        "preferences", phrase("Pr&eferences…"),
        phrase("Choose colors, numbers, the language, your name and how many backups are kept"),
        lambda window: window.ask_for_preferences(),
        (Place(EDIT, 5),), keys=("Ctrl+,",), needs=Need.NOTHING,
    ),
)  # fmt: skip
