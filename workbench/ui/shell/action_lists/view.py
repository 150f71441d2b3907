"""What is shown and how: the View menu."""

from workbench.phrases import phrase
from workbench.ui.shell.action_lists.handlers import document_actions, grid_actions, on_document, view_actions
from workbench.ui.shell.action_lists.menus import COLOURS, COLUMN, OUTLINE, PANELS, TOTALS, VIEW
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
        "next_period", phrase("Next perio&d"), phrase("Show the statement in the next period of the list"),
        on_document(lambda workspace: view_actions().show_neighbouring_period(workspace, 1)),
        (Place(VIEW, 1),), keys=("Alt+PgDown",),
    ),
    Action(
        "previous_period", phrase("Previou&s period"), phrase("Show the statement in the previous period of the list"),
        on_document(lambda workspace: view_actions().show_neighbouring_period(workspace, -1)),
        (Place(VIEW, 1),), keys=("Alt+PgUp",),
    ),
    Action(
        "filter_lines", phrase("Filter t&he lines…"),
        phrase("Show only changed, unproven or failing lines, or those with certain words"),
        on_document(lambda workspace: workspace.page.filter_bar.begin()),
        (Place(VIEW, 1),), keys=("Ctrl+Shift+L",),
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
        "outline_1", phrase("Level &1"), phrase("Collapse the statement to its outermost level"),
        on_document(lambda workspace: workspace.grid.fold_to_level(1)),
        (Place(OUTLINE),), keys=("Ctrl+Alt+1",),
    ),
    Action(
        "outline_2", phrase("Level &2"), phrase("Collapse the statement to its first two levels"),
        on_document(lambda workspace: workspace.grid.fold_to_level(2)),
        (Place(OUTLINE),), keys=("Ctrl+Alt+2",),
    ),
    Action(
        "outline_3", phrase("Level &3"), phrase("Collapse the statement to its first three levels"),
        on_document(lambda workspace: workspace.grid.fold_to_level(3)),
        (Place(OUTLINE),), keys=("Ctrl+Alt+3",),
    ),
    Action(
        "outline_all", phrase("&All levels"), phrase("Expand every row"),
        on_document(lambda workspace: workspace.grid.fold_to_level(None)),
        (Place(OUTLINE),), keys=("Ctrl+Alt+0",),
    ),
    Action(
        "compare", phrase("Co&mpare"), phrase("Show periods, frameworks or scenarios side by side, with the change"),
        on_document(lambda workspace: workspace.page.compare(not workspace.page.is_comparing)),
        (Place(VIEW, 2),), keys=("Ctrl+Alt+C",), is_checkable=True,
    ),
    Action(
        "split", phrase("Split vie&w"), phrase("Show a second statement beside this one"),
        on_document(lambda workspace: workspace.toggle_split()),
        (Place(VIEW, 2),), keys=("Ctrl+Alt+S",), is_checkable=True,
    ),
    Action(
        "same_period", phrase("Same period in &both"), phrase("Show both halves of a split view in the same period"),
        on_document(lambda workspace: workspace.pages.toggle_link()),
        (Place(VIEW, 2),), is_checkable=True,
    ),
    Action(
        "workings", phrase("Show wor&kings"), phrase("Show the arithmetic that was typed for figures in their place"),
        on_document(lambda workspace: workspace.view_state.show_workings(not workspace.view_state.shows_workings)),
        (Place(VIEW, 1),), keys=("Ctrl+`",), is_checkable=True,
    ),
    Action(
        "next_pane", phrase("Ne&xt part of the window"), phrase("Move the focus to the next part of the window"),
        lambda window: window.focus_pane(1),
        (Place(VIEW, 2),), keys=("F6",),
    ),
    Action(
        "previous_pane", phrase("Pre&vious part of the window"),
        phrase("Move the focus to the previous part of the window"),
        lambda window: window.focus_pane(-1),
        (Place(VIEW, 2),), keys=("Shift+F6",),
    ),
    Action(
        "only_statement", phrase("&Only the statement"), phrase("Put every panel away, or bring them back"),
        on_document(lambda workspace: workspace.toggle_panels()),
        (Place(PANELS),), keys=("Ctrl+Alt+P",),
    ),
    Action(
        "reset_panels", phrase("&Reset the layout"), phrase("Put every panel back in its first place and size"),
        on_document(lambda workspace: workspace.reset_arrangement()),
        (Place(PANELS, 2),),
    ),
    Action(
        "next_panel", phrase("&Next tab"), phrase("Show the next panel below the statement"),
        on_document(lambda workspace: workspace.show_neighbouring_panel(1)),
        (Place(PANELS),), keys=("Ctrl+Tab",),
    ),
    Action(
        "previous_panel", phrase("&Previous tab"), phrase("Show the previous panel below the statement"),
        on_document(lambda workspace: workspace.show_neighbouring_panel(-1)),
        (Place(PANELS),), keys=("Ctrl+Shift+Tab",),
    ),
    Action(
        "charts", phrase("Chart of th&e current cell"), phrase("Show the chart of the current cell and follow it"),
        on_document(lambda workspace: document_actions().show_charts(workspace)),
        (Place(VIEW, 3), Place(TOTALS)), keys=("F11", "Alt+F1"),
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
        "show_columns", phrase("Sho&w all columns"), phrase("Show the columns that were hidden"),
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
