"""What is shown and how: the View menu."""

from workbench.phrases import phrase
from workbench.ui.shell.action_lists.handlers import grid_actions, on_document
from workbench.ui.shell.action_lists.menus import COLOURS, COLUMN, VIEW
from workbench.ui.shell.action_records import Action, Need, Place
from workbench.ui.toolkit.theme import Choice

ACTIONS = (
    Action(
        "previous_statement", phrase("P&revious statement"), phrase("Show the previous statement"),
        on_document(lambda workspace: workspace.view_state.show_neighbour(-1)),
        (Place(VIEW, 1),), keys=("Ctrl+PgUp",),
    ),
    Action(
        "next_statement", phrase("&Next statement"), phrase("Show the next statement"),
        on_document(lambda workspace: workspace.view_state.show_neighbour(1)),
        (Place(VIEW, 1),), keys=("Ctrl+PgDown",),
    ),
    Action(
        "period", phrase("Choose &the period"), phrase("Open the list of periods"),
        on_document(lambda workspace: workspace.view_tools.periods.open()),
        (Place(VIEW, 1),), keys=("Alt+Down",),
    ),
    Action(
        "affected", phrase("&Affected lines only"),
        phrase("Show only the lines affected by a difference, and their totals"),
        on_document(lambda workspace: workspace.view_state.toggle_affected()),
        (Place(VIEW, 1),), keys=("Ctrl+L",), is_checkable=True,
    ),
    Action(
        "unproven", phrase("Show &unproven figures"), phrase("Mark the figures that nothing proves"),
        on_document(lambda workspace: workspace.view_state.mark_unproven(not workspace.view_state.marks_unproven)),
        (Place(VIEW, 1),), keys=("Ctrl+U",), is_checkable=True,
    ),
    Action(
        "workings", phrase("Show wor&kings"), phrase("Show the arithmetic that was typed for figures in their place"),
        on_document(lambda workspace: workspace.view_state.show_workings(not workspace.view_state.shows_workings)),
        (Place(VIEW, 1),), keys=("Ctrl+`",), is_checkable=True,
    ),
    Action(
        "show_current", phrase("Scroll to the current cel&l"), phrase("Bring the current cell back on screen"),
        on_document(lambda workspace: workspace.grid.show_current()),
        (Place(VIEW, 1),), keys=("Ctrl+Backspace",),
    ),
    Action(
        "next_pane", phrase("N&ext pane"), phrase("Move the focus to the next part of the window"),
        lambda window: window.focus_pane(1),
        (Place(VIEW, 2),), keys=("F6",),
    ),
    Action(
        "previous_pane", phrase("Pre&vious pane"), phrase("Move the focus to the previous part of the window"),
        lambda window: window.focus_pane(-1),
        (Place(VIEW, 2),), keys=("Shift+F6",),
    ),
    Action(
        "next_panel", phrase("Next panel"), phrase("Show the next panel below the statement"),
        on_document(lambda workspace: workspace.show_neighbouring_panel(1)),
        (Place(VIEW, 2),), keys=("Ctrl+Tab",),
    ),
    Action(
        "previous_panel", phrase("Previous panel"), phrase("Show the previous panel below the statement"),
        on_document(lambda workspace: workspace.show_neighbouring_panel(-1)),
        (Place(VIEW, 2),), keys=("Ctrl+Shift+Tab",),
    ),
    Action(
        "zoom_in", phrase("Zoom &in"), phrase("Enlarge the statements; with a whole row selected, insert a line"),
        on_document(lambda workspace: grid_actions().enlarge(workspace)),
        (Place(VIEW, 4),), keys=("Ctrl++", "Ctrl+="),
    ),
    Action(
        "zoom_out", phrase("Zoom &out"), phrase("Reduce the statements; with whole rows selected, delete lines"),
        on_document(lambda workspace: grid_actions().reduce(workspace)),
        (Place(VIEW, 4),), keys=("Ctrl+-",),
    ),
    Action(
        "fit_columns", phrase("&Fit columns"), phrase("Fit the columns to their figures"),
        on_document(lambda workspace: workspace.grid.take_widths({})),
        (Place(VIEW, 4),), keys=("Ctrl+0",),
    ),
    Action(
        "hide_column", phrase("&Hide the column"), phrase("Hide the selected columns of differences; nothing changes"),
        on_document(lambda workspace: grid_actions().hide_column(workspace)),
        (Place(COLUMN),),
    ),
    Action(
        "show_columns", phrase("Show all &columns"), phrase("Show the columns that were hidden"),
        on_document(lambda workspace: workspace.view_state.hide(frozenset())),
        (Place(COLUMN),), keys=("Ctrl+Shift+0",),
    ),
    Action(
        "theme_system", phrase("Match the &system"), phrase("Use light or dark colors to match the system"),
        lambda window: window.choose_colours(Choice.SYSTEM),
        (Place(COLOURS),), needs=Need.NOTHING, is_checkable=True,
    ),
    Action(
        "theme_light", phrase("&Light"), phrase("Use light colors"),
        lambda window: window.choose_colours(Choice.LIGHT),
        (Place(COLOURS),), needs=Need.NOTHING, is_checkable=True,
    ),
    Action(
        "theme_dark", phrase("&Dark"), phrase("Use dark colors"),
        lambda window: window.choose_colours(Choice.DARK),
        (Place(COLOURS),), needs=Need.NOTHING, is_checkable=True,
    ),
    Action(
        "theme_contrast", phrase("High &contrast"), phrase("Use high-contrast colors"),
        lambda window: window.choose_colours(Choice.CONTRAST),
        (Place(COLOURS),), needs=Need.NOTHING, is_checkable=True,
    ),
)  # fmt: skip
