"""What is shown and how: the View menu."""

from workbench.phrases import phrase
from workbench.ui.shell.action_lists.handlers import document_actions, on_document
from workbench.ui.shell.action_lists.menus import COLOURS, VIEW
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
        on_document(lambda workspace: workspace.view_state.show_only_affected(not workspace.view_state.only_affected)),
        (Place(VIEW, 1),), keys=("Ctrl+L",), is_checkable=True,
    ),
    Action(
        "unproven", phrase("Show &unproven figures"), phrase("Mark the figures that nothing proves"),
        on_document(lambda workspace: workspace.view_state.mark_unproven(not workspace.view_state.marks_unproven)),
        (Place(VIEW, 1),), keys=("Ctrl+U",), is_checkable=True,
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
        "charts", phrase("C&hart of the current cell"), phrase("Show the chart of the current cell and follow it"),
        on_document(lambda workspace: document_actions().show_charts(workspace)),
        (Place(VIEW, 3),), keys=("F11", "Alt+F1"),
    ),
    Action(
        "zoom_in", phrase("Zoom &in"), phrase("Enlarge the statements"),
        on_document(lambda workspace: workspace.page.zoom(1)),
        (Place(VIEW, 4),), keys=("Ctrl++", "Ctrl+="),
    ),
    Action(
        "zoom_out", phrase("Zoom &out"), phrase("Reduce the statements"),
        on_document(lambda workspace: workspace.page.zoom(-1)),
        (Place(VIEW, 4),), keys=("Ctrl+-",),
    ),
    Action(
        "fit_columns", phrase("&Fit columns"), phrase("Fit the columns to their figures"),
        on_document(lambda workspace: workspace.grid.fit_columns()),
        (Place(VIEW, 4),), keys=("Ctrl+0",),
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
