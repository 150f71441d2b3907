"""Lines, totals, periods and statements: the Statement menu."""

from workbench.phrases import phrase
from workbench.ui.shell.action_lists.handlers import line_actions, on_document
from workbench.ui.shell.action_lists.menus import LINE, STATEMENT
from workbench.ui.shell.action_records import Action, Place

ACTIONS = (
    Action(
        "insert_line_above", phrase("Insert line &above…"), phrase("Insert a line above the current one"),
        on_document(lambda workspace: line_actions().insert_line(workspace, is_above=True)),
        (Place(STATEMENT, 1), Place(LINE, 1)),
    ),
    Action(
        "insert_line_below", phrase("Insert line &below…"), phrase("Insert a line below the current one"),
        on_document(lambda workspace: line_actions().insert_line(workspace, is_above=False)),
        (Place(STATEMENT, 1), Place(LINE, 1)), keys=("Alt+Shift+Ins",),
    ),
    Action(
        "insert_heading", phrase("Insert &heading…"),
        phrase("Insert a heading above the selected lines, which may go under it"),
        on_document(lambda workspace: line_actions().insert_heading(workspace)),
        (Place(STATEMENT, 1), Place(LINE, 1)),
    ),
    Action(
        "rename_line", phrase("Re&name"), phrase("Edit the caption of the current line (F2 on the caption)"),
        on_document(lambda workspace: line_actions().rename_line(workspace)),
        (Place(STATEMENT, 2), Place(LINE, 2)),
    ),
    Action(
        "delete_lines", phrase("&Delete line…"),
        phrase("Delete the selected lines, after showing what would change"),
        on_document(lambda workspace: line_actions().delete_lines(workspace)),
        (Place(STATEMENT, 2), Place(LINE, 2)), keys=("Alt+Shift+Del",),
    ),
    Action(
        "line_up", phrase("Move &up"), phrase("Move the selected lines up, past a line or the edge of a section"),
        on_document(lambda workspace: line_actions().move_lines(workspace, "up")),
        (Place(STATEMENT, 3), Place(LINE, 3)), keys=("Alt+Shift+Up",),
    ),
    Action(
        "line_down", phrase("Move do&wn"), phrase("Move the selected lines down, past a line or the edge of a section"),
        on_document(lambda workspace: line_actions().move_lines(workspace, "down")),
        (Place(STATEMENT, 3), Place(LINE, 3)), keys=("Alt+Shift+Down",),
    ),
    Action(
        "indent_line", phrase("&Indent"), phrase("Put the selected lines under the heading just above them"),
        on_document(lambda workspace: line_actions().move_lines(workspace, "in")),
        (Place(STATEMENT, 3), Place(LINE, 3)), keys=("Alt+Shift+Right",),
    ),
    Action(
        "outdent_line", phrase("&Outdent"), phrase("Take the selected lines out of their innermost section"),
        on_document(lambda workspace: line_actions().move_lines(workspace, "out")),
        (Place(STATEMENT, 3), Place(LINE, 3)), keys=("Alt+Shift+Left",),
    ),
    Action(
        "make_total", phrase("Make a &total of the selected lines…"),
        phrase("Choose the line that is their total, or insert one"),
        on_document(lambda workspace: line_actions().make_total(workspace)),
        (Place(STATEMENT, 4), Place(LINE, 4)), keys=("Alt+=",),
    ),
    Action(
        "parts", phrase("&Parts of this total…"), phrase("Choose the parts of the current total and their signs"),
        on_document(lambda workspace: line_actions().edit_parts(workspace)),
        (Place(STATEMENT, 4), Place(LINE, 4)),
    ),
    Action(
        "line_details", phrase("&Line details…"),
        phrase("Edit the unit, the decimals and the caption under the target framework"),
        on_document(lambda workspace: line_actions().edit_details(workspace)),
        (Place(STATEMENT, 5), Place(LINE, 5)),
    ),
    Action(
        "new_period", phrase("New p&eriod…"), phrase("Add a period to the statements"),
        on_document(lambda workspace: line_actions().new_period(workspace)),
        (Place(STATEMENT, 6),),
    ),
    Action(
        "new_statement", phrase("New &statement…"), phrase("Add a statement with its usual lines"),
        on_document(lambda workspace: line_actions().new_statement(workspace)),
        (Place(STATEMENT, 6),),
    ),
)  # fmt: skip
