"""The window's actions, one record each; menus, toolbar, start page and the list of shortcuts are built from them.

Only dynamic lists have no records: recent files, panels and the differences of a document.

The window shows all actions before a document is open, so what only a document needs is imported when an action runs.
"""

from collections.abc import Callable
from types import ModuleType
from typing import TYPE_CHECKING, NamedTuple

from workbench.languages import LANGUAGES, Language, words_in
from workbench.phrases import phrase
from workbench.ui.shell.action_records import Action, Handler, Menu, Need, Place, Window
from workbench.ui.toolkit.theme import Choice

if TYPE_CHECKING:
    from workbench.ui.journal.journal_panel import JournalPanel
    from workbench.ui.shell.workspace import Workspace
    from workbench.ui.statement.statement_grid import StatementGrid

# ---- what actions apply to


def on_document(act: Callable[["Workspace"], object]) -> Handler:
    """Return a handler that applies ``act`` to the open document, if any."""

    def handle(window: Window) -> None:
        if window.workspace is not None:
            act(window.workspace)

    return handle


def _document_actions() -> ModuleType:
    """Return the module of longer document actions; imported late, because it imports all that a document needs."""
    from workbench.ui.shell import document_actions

    return document_actions


def _difference_actions() -> ModuleType:
    from workbench.ui.shell import difference_actions

    return difference_actions


def _comparative_actions() -> ModuleType:
    from workbench.ui.shell import comparative_actions

    return comparative_actions


def _journal_actions() -> ModuleType:
    from workbench.ui.shell import journal_actions

    return journal_actions


def _remark_actions() -> ModuleType:
    from workbench.ui.shell import remark_actions

    return remark_actions


def _line_actions() -> ModuleType:
    from workbench.ui.shell import line_actions

    return line_actions


def in_editor(act: Callable[["JournalPanel"], object]) -> Handler:
    """Return a handler that applies ``act`` to the entry editor, shown first if it is hidden."""
    return on_document(lambda workspace: _journal_actions().in_editor(workspace, act))


def on_cells(act: Callable[["StatementGrid"], object]) -> Handler:
    """Return a handler that applies ``act`` to the cells of the statement, unless the focus is elsewhere."""
    return on_document(lambda workspace: _document_actions().act_on_cells(workspace, act))


# ---- where actions appear

FILE = Menu("file", phrase("&File"))
EDIT = Menu("edit", phrase("&Edit"))
VIEW = Menu("view", phrase("&View"))
STATEMENT = Menu("statement", phrase("&Statement"))
RECONCILIATION = Menu("reconciliation", phrase("&Reconciliation"))
CHECKS = Menu("checks", phrase("&Checks"))
HELP = Menu("help", phrase("&Help"))
RECENT = Menu("recent", phrase("&Recent files"), Place(FILE, 2))
EXPORT_IN = Menu("export_in", phrase("Export review workbook i&n"), Place(FILE, 3))
PANELS = Menu("panels", phrase("&Panels"), Place(VIEW, 3))
COLOURS = Menu("colours", phrase("&Colors"), Place(VIEW, 5))
DIFFERENCES = Menu("differences", phrase("&Differences"), Place(RECONCILIATION, 1))
NATURES = Menu("natures", phrase("&Nature of the selected difference"), Place(RECONCILIATION, 1))
"""Also in the context menu of the list of differences."""
DIFFERENCE = Menu("difference", phrase("&Selected difference"), Place(RECONCILIATION, 1))
ENTRY = Menu("entry", phrase("&Journal entry"), Place(RECONCILIATION, 2))
ENTRY_HELPERS = Menu("entry_helpers", phrase("&Add to the entry"), Place(ENTRY, 2))
REMARKS = Menu("remarks", phrase("Comments and e&vidence"), Place(RECONCILIATION, 2))
COMMENTS_MENU, EVIDENCE_MENU = Menu("comments"), Menu("evidence")
"""The context menus of the list of comments and of that of evidence."""
CONCEPT = Menu("concept", phrase("&Concept"), Place(STATEMENT, 5))
COLUMN = Menu("column", phrase("Colu&mn"), Place(STATEMENT, 6))
"""Also the context menu of the heading of a column."""
TOOLBAR = Menu("toolbar")
START_PAGE = Menu("start_page")
GRID = Menu("grid")
"""The context menu of the statement's cells."""
LINE = Menu("line", phrase("Li&ne"), Place(GRID, 2))
"""The context menu of the statement's captions."""
CONCEPT_OF_LINE = Menu("concept_of_line", phrase("&Concept"), Place(LINE, 5))
COMPLETENESS = Menu("completeness")
"""The context menu of what was concluded."""
HISTORY = Menu("history")
"""The context menu of the steps."""
SWITCHES = Menu("switches")
"""The context menu of the list of differences."""

BAR = (FILE, EDIT, VIEW, STATEMENT, RECONCILIATION, CHECKS, HELP)
SUBMENUS = (
    RECENT, EXPORT_IN, PANELS, COLOURS, CONCEPT, COLUMN, DIFFERENCES, DIFFERENCE, NATURES, ENTRY, ENTRY_HELPERS,
    REMARKS,
)  # fmt: skip
SUBMENUS_OF_CONTEXT_MENUS = (LINE, CONCEPT_OF_LINE)

# ---- the actions


def _export_in(code: str, language: Language) -> Action:
    """Return the action that exports in a language, by the name that its readers know."""
    name, draft = phrase("{language}…", language=language.name), phrase("{language} (draft)…", language=language.name)
    return Action(
        f"export_in_{code}", draft if language.is_draft else name,
        phrase("Write the review workbook in {language}", language=language.name),
        lambda window: window.files.export(words_in(code)),
        (Place(EXPORT_IN),),
    )  # fmt: skip


ACTIONS = (
    # File
    Action(
        "new", phrase("Ne&w project…"), phrase("Begin with empty statements and type or paste the figures"),
        lambda window: window.files.ask_for_new_project(),
        (Place(FILE, 1), Place(START_PAGE, 2)), keys=("Ctrl+N",), icon="new", needs=Need.NO_IMPORT,
    ),
    Action(
        "roll_forward", phrase("Roll &forward…"), phrase("Make the project of the next period from earlier ones"),
        lambda window: window.files.ask_to_roll_forward(),
        (Place(FILE, 1), Place(START_PAGE, 2)), needs=Need.NO_IMPORT,
    ),
    Action(
        "import", phrase("&Import…"), phrase("Preview one or more workbooks and import them"),
        lambda window: window.files.ask_for_workbooks(),
        (Place(FILE, 1), Place(TOOLBAR, 1), Place(START_PAGE, 1)),
        keys=("Ctrl+I",), icon="import", short_text=phrase("Import"), needs=Need.NO_IMPORT,
    ),
    Action(
        "import_again", phrase("Import a&gain…"), phrase("Read the sources again and review what has changed"),
        lambda window: window.files.import_again(),
        (Place(FILE, 1),),
    ),
    Action(
        "layouts", phrase("Remembered &layouts…"), phrase("View or forget the corrections kept for next time"),
        lambda window: window.show_layouts(),
        (Place(FILE, 1),), needs=Need.NO_IMPORT,
    ),
    Action(
        "open", phrase("&Open project…"), phrase("Open a saved project"),
        lambda window: window.files.ask_for_project(),
        (Place(FILE, 2), Place(TOOLBAR, 1), Place(START_PAGE, 3)),
        keys=("Ctrl+O",), icon="open", short_text=phrase("Open"), needs=Need.NO_IMPORT,
    ),
    Action(
        "sample", phrase("Open the sa&mple"), phrase("Qifu Technology, Form 6-K of August 2023"),
        lambda window: window.files.open_sample(),
        (Place(FILE, 2), Place(START_PAGE, 3)), icon="sample", needs=Need.NO_IMPORT,
    ),
    Action(
        "save", phrase("&Save"), phrase("Save the project"),
        lambda window: window.files.save(),
        (Place(FILE, 3), Place(TOOLBAR, 1)), keys=("Ctrl+S",), icon="save", short_text=phrase("Save"),
    ),
    Action(
        "save_as", phrase("Save &as…"), phrase("Save the project under another name"),
        lambda window: window.files.save_as(),
        (Place(FILE, 3),), keys=("Ctrl+Shift+S", "F12"),
    ),
    Action(
        "restore", phrase("Restore a &backup…"), phrase("Open an earlier version of the project"),
        lambda window: window.files.restore_backup(),
        (Place(FILE, 3),),
    ),
    Action(
        "export", phrase("&Export review workbook…"),
        phrase("Write a review workbook whose switches work without this program"),
        lambda window: window.files.export(),
        (Place(FILE, 3), Place(TOOLBAR, 1)), keys=("Ctrl+E",), icon="export", short_text=phrase("Export"),
    ),
    *(_export_in(code, language) for code, language in LANGUAGES.items()),
    Action(
        "close", phrase("&Close"), phrase("Close the project"),
        lambda window: window.files.when_safe(window.close_document),
        (Place(FILE, 4),), keys=("Ctrl+W",),
    ),
    Action(
        "quit", phrase("&Quit"), phrase("Close the window and quit the program"),
        lambda window: window.close(),
        (Place(FILE, 4),), keys=("Ctrl+Q",), needs=Need.NOTHING,
    ),
    # Edit
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
        (Place(EDIT, 2),), keys=("Ctrl+X",),
    ),
    Action(
        "copy", phrase("&Copy"), phrase("Copy the selected figures for Excel"),
        on_document(lambda workspace: _document_actions().copy(workspace)),
        (Place(EDIT, 2), Place(GRID)), keys=("Ctrl+C",),
    ),
    Action(
        "paste", phrase("&Paste"), phrase("Paste figures as one step"),
        on_cells(lambda grid: grid.edits.paste()),
        (Place(EDIT, 2), Place(GRID)), keys=("Ctrl+V",),
    ),
    Action(
        "clear", phrase("C&lear"), phrase("Clear the selected figures (Del)"),
        on_cells(lambda grid: grid.edits.clear()),
        (Place(EDIT, 2), Place(GRID)),
    ),
    Action(
        "fill_down", phrase("Fill &down"), phrase("Fill the selected cells with the figures above them"),
        on_cells(lambda grid: grid.edits.fill_down()),
        (Place(EDIT, 3),), keys=("Ctrl+D",),
    ),
    Action(
        "fill_right", phrase("Fill ri&ght"), phrase("Fill the selected cells with the figures to their left"),
        on_cells(lambda grid: grid.edits.fill_right()),
        (Place(EDIT, 3),), keys=("Ctrl+R",),
    ),
    Action(
        "select_all", phrase("Select &all"), phrase("Select every cell of the statement"),
        on_cells(lambda grid: grid.selectAll()),
        (Place(EDIT, 3),), keys=("Ctrl+A",),
    ),
    Action(
        "find", phrase("&Find…"), phrase("Find a line or a figure"),
        on_document(lambda workspace: workspace.page.find_bar.begin()),
        (Place(EDIT, 4),), keys=("Ctrl+F",), icon="find",
    ),
    Action(
        "find_next", phrase("Find &next"), phrase("Go to the next line or figure that matches"),
        on_document(lambda workspace: workspace.page.find_bar.find_again(1)),
        (Place(EDIT, 4),), keys=("F3",),
    ),
    Action(
        "find_previous", phrase("Find pre&vious"), phrase("Go to the previous line or figure that matches"),
        on_document(lambda workspace: workspace.page.find_bar.find_again(-1)),
        (Place(EDIT, 4),), keys=("Shift+F3",),
    ),
    Action(
        "project_details", phrase("Pro&ject details…"),
        phrase("Edit the entity, the currency, the unit and the names of both frameworks"),
        on_document(lambda workspace: _document_actions().ask_for_project_details(workspace)),
        (Place(EDIT, 5),),
    ),
    Action(
        "preferences", phrase("Pr&eferences…"),
        phrase("Choose colors, numbers, the language, your name and how many backups are kept"),
        lambda window: window.ask_for_preferences(),
        (Place(EDIT, 5),), keys=("Ctrl+,",), needs=Need.NOTHING,
    ),
    # View
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
        "reset_panels", phrase("&Reset the layout"), phrase("Put every panel back in its first place and size"),
        on_document(lambda workspace: workspace.reset_arrangement()),
        (Place(PANELS, 2),),
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
    # Statement
    Action(
        "insert_line_above", phrase("Insert line &above…"), phrase("Insert a line above the current one"),
        on_document(lambda workspace: _line_actions().insert_line(workspace, is_above=True)),
        (Place(STATEMENT, 1), Place(LINE, 1)),
    ),
    Action(
        "insert_line_below", phrase("Insert line &below…"), phrase("Insert a line below the current one"),
        on_document(lambda workspace: _line_actions().insert_line(workspace, is_above=False)),
        (Place(STATEMENT, 1), Place(LINE, 1)), keys=("Alt+Shift+Ins",),
    ),
    Action(
        "insert_heading", phrase("Insert &heading…"),
        phrase("Insert a heading above the selected lines, which may go under it"),
        on_document(lambda workspace: _line_actions().insert_heading(workspace)),
        (Place(STATEMENT, 1), Place(LINE, 1)),
    ),
    Action(
        "rename_line", phrase("Re&name"), phrase("Edit the caption of the current line (F2 on the caption)"),
        on_document(lambda workspace: _line_actions().rename_line(workspace)),
        (Place(STATEMENT, 2), Place(LINE, 2)),
    ),
    Action(
        "delete_lines", phrase("&Delete line…"),
        phrase("Delete the selected lines, after showing what would change"),
        on_document(lambda workspace: _line_actions().delete_lines(workspace)),
        (Place(STATEMENT, 2), Place(LINE, 2)), keys=("Alt+Shift+Del",),
    ),
    Action(
        "line_up", phrase("Move &up"), phrase("Move the selected lines up, past a line or the edge of a section"),
        on_document(lambda workspace: _line_actions().move_lines(workspace, "up")),
        (Place(STATEMENT, 3), Place(LINE, 3)), keys=("Alt+Shift+Up",),
    ),
    Action(
        "line_down", phrase("Move do&wn"), phrase("Move the selected lines down, past a line or the edge of a section"),
        on_document(lambda workspace: _line_actions().move_lines(workspace, "down")),
        (Place(STATEMENT, 3), Place(LINE, 3)), keys=("Alt+Shift+Down",),
    ),
    Action(
        "indent_line", phrase("&Indent"), phrase("Put the selected lines under the heading just above them"),
        on_document(lambda workspace: _line_actions().move_lines(workspace, "in")),
        (Place(STATEMENT, 3), Place(LINE, 3)), keys=("Alt+Shift+Right",),
    ),
    Action(
        "outdent_line", phrase("&Outdent"), phrase("Take the selected lines out of their innermost section"),
        on_document(lambda workspace: _line_actions().move_lines(workspace, "out")),
        (Place(STATEMENT, 3), Place(LINE, 3)), keys=("Alt+Shift+Left",),
    ),
    Action(
        "make_total", phrase("Make a &total of the selected lines…"),
        phrase("Choose the line that is their total, or insert one"),
        on_document(lambda workspace: _line_actions().make_total(workspace)),
        (Place(STATEMENT, 4), Place(LINE, 4)), keys=("Alt+=",),
    ),
    Action(
        "parts", phrase("&Parts of this total…"), phrase("Choose the parts of the current total and their signs"),
        on_document(lambda workspace: _line_actions().edit_parts(workspace)),
        (Place(STATEMENT, 4), Place(LINE, 4)),
    ),
    Action(
        "line_details", phrase("&Line details…"),
        phrase("Edit the unit, the decimals and the caption under the target framework"),
        on_document(lambda workspace: _line_actions().edit_details(workspace)),
        (Place(STATEMENT, 5), Place(LINE, 5)),
    ),
    Action(
        "new_period", phrase("New p&eriod…"), phrase("Add a period to the statements"),
        on_document(lambda workspace: _line_actions().new_period(workspace)),
        (Place(STATEMENT, 6),),
    ),
    Action(
        "new_statement", phrase("New &statement…"), phrase("Add a statement with its usual lines"),
        on_document(lambda workspace: _line_actions().new_statement(workspace)),
        (Place(STATEMENT, 6),),
    ),
    # Reconciliation
    Action(
        "all_on", phrase("All differences &on"), phrase("Switch every difference on"),
        on_document(lambda workspace: workspace.adjustments_panel.switch_all_on()),
        (Place(RECONCILIATION, 3),), keys=("Ctrl+Shift+A",),
    ),
    Action(
        "all_off", phrase("All differences o&ff"),
        phrase("Switch every difference off, leaving the figures as reported"),
        on_document(lambda workspace: workspace.adjustments_panel.switch_all_off()),
        (Place(RECONCILIATION, 3),), keys=("Ctrl+Shift+O",),
    ),
    Action(
        "keep_scenario", phrase("&Keep as a scenario…"), phrase("Keep the present switches under a name"),
        on_document(lambda workspace: _difference_actions().keep_scenario(workspace)),
        (Place(RECONCILIATION, 3),), keys=("Ctrl+Shift+P",),
    ),
    Action(
        "scenarios", phrase("Scenar&ios"), phrase("Show the key totals under each scenario side by side"),
        on_document(lambda workspace: workspace.show_panel("Scenarios")),
        (Place(RECONCILIATION, 3),),
    ),
    Action(
        "new_difference", phrase("Ne&w difference…"), phrase("Add a difference between the frameworks"),
        on_document(lambda workspace: _difference_actions().add(workspace)),
        (Place(RECONCILIATION, 1), Place(SWITCHES)),
    ),
    Action(
        "new_from_catalogue", phrase("New from the ca&talog…"),
        phrase("Add a difference of a common kind, with the entries that it usually has"),
        on_document(lambda workspace: _difference_actions().add_from_catalogue(workspace)),
        (Place(RECONCILIATION, 1), Place(SWITCHES)),
    ),
    Action(
        "unlock_comparative", phrase("Un&lock comparatives…"),
        phrase("Let the figures of an earlier project be edited, or lock them again"),
        on_document(lambda workspace: _comparative_actions().unlock(workspace)),
        (Place(RECONCILIATION, 4),),
    ),
    Action(
        "take_new_comparatives", phrase("Take the new com&paratives…"),
        phrase("Replace what was published last with what the new workbook states, for a reason"),
        on_document(lambda workspace: _comparative_actions().take_new_comparatives(workspace)),
        (Place(RECONCILIATION, 4),),
    ),
    Action(
        "difference_details", phrase("Det&ails…"),
        phrase("Edit the name, the group, the nature, the standards, the status and the note"),
        on_document(lambda workspace: _difference_actions().edit_details(workspace)),
        (Place(DIFFERENCE, 1), Place(SWITCHES, 2)),
    ),
    Action(
        "ready", phrase("Read&y for review"), phrase("The selected difference is ready; otherwise it is a draft"),
        on_document(lambda workspace: _difference_actions().toggle_ready(workspace)),
        (Place(DIFFERENCE, 1), Place(SWITCHES, 2)), is_checkable=True,
    ),
    Action(
        "duplicate_difference", phrase("Dup&licate"), phrase("Add a copy of the selected difference with its entries"),
        on_document(lambda workspace: _difference_actions().duplicate(workspace)),
        (Place(DIFFERENCE, 1), Place(SWITCHES, 2)),
    ),
    Action(
        "group_differences", phrase("&Group…"), phrase("List the selected differences under one switch"),
        on_document(lambda workspace: _difference_actions().ask_for_group(workspace)),
        (Place(DIFFERENCE, 2), Place(SWITCHES, 2)),
    ),
    Action(
        "ungroup_differences", phrase("Ungr&oup"), phrase("Take the selected differences out of their group"),
        on_document(lambda workspace: _difference_actions().ungroup(workspace)),
        (Place(DIFFERENCE, 2), Place(SWITCHES, 2)),
    ),
    Action(
        "difference_up", phrase("Move &up"), phrase("Move the selected difference or group up in the list"),
        on_document(lambda workspace: workspace.adjustments_panel.move_chosen(-1)),
        (Place(DIFFERENCE, 3), Place(SWITCHES, 2)),
    ),
    Action(
        "difference_down", phrase("Mo&ve down"), phrase("Move the selected difference or group down in the list"),
        on_document(lambda workspace: workspace.adjustments_panel.move_chosen(1)),
        (Place(DIFFERENCE, 3), Place(SWITCHES, 2)),
    ),
    Action(
        "delete_difference", phrase("&Delete…"), phrase("Delete the selected difference with its entries"),
        on_document(lambda workspace: _difference_actions().delete(workspace)),
        (Place(DIFFERENCE, 4), Place(SWITCHES, 2)),
    ),
    Action(
        "journal", phrase("Entr&ies of the difference"),
        phrase("Write journal entries of the selected difference, or of the current effect"),
        on_document(lambda workspace: _journal_actions().show(workspace)),
        (Place(ENTRY, 1), Place(SWITCHES), Place(GRID)), keys=("F7",),
    ),
    Action(
        "new_entry", phrase("&New entry"), phrase("Begin another entry of the same difference"),
        in_editor(lambda panel: panel.new_entry()), (Place(ENTRY, 1),), keys=("Ctrl+Shift+N",),
    ),
    Action(
        "paste_journal", phrase("&Paste a journal…"),
        phrase("Paste entries copied from Excel or an accounting system: account, debit, credit, text"),
        on_document(lambda workspace: _journal_actions().paste(workspace)),
        (Place(ENTRY, 1),), keys=("Ctrl+Shift+J",),
    ),
    Action(
        "post_entry", phrase("P&ost"), phrase("Post the entry if it balances"),
        in_editor(lambda panel: panel.post()), (Place(ENTRY, 1),), keys=("F9",),
    ),
    Action(
        "post_open_entry", phrase("Post as open"), phrase("Post the entry although it does not balance"),
        in_editor(lambda panel: panel.post_as_open()), (Place(ENTRY, 1),), keys=("Shift+F9",),
    ),
    Action(
        "tax", phrase("&Tax at a rate…"), phrase("Add deferred tax and the tax on the result"),
        on_document(lambda workspace: _journal_actions().ask_for_tax(workspace)), (Place(ENTRY_HELPERS),),
    ),
    Action(
        "indirect_tax", phrase("&Indirect tax (VAT)…"), phrase("Take the indirect tax out of an amount"),
        on_document(lambda workspace: _journal_actions().ask_for_indirect_tax(workspace)), (Place(ENTRY_HELPERS),),
    ),
    Action(
        "minorities", phrase("&Non-controlling interests…"), phrase("Add their share of the result"),
        on_document(lambda workspace: _journal_actions().ask_for_minorities(workspace)), (Place(ENTRY_HELPERS),),
    ),
    Action(
        "balance_entry", phrase("&Balancing line…"),
        phrase("Put what is open on retained earnings, paid-in capital, OCI or another line"),
        on_document(lambda workspace: _journal_actions().ask_for_balancing(workspace)), (Place(ENTRY_HELPERS),),
    ),
    Action(
        "reclassify", phrase("&Reclassification…"), phrase("Move an amount between two lines"),
        on_document(lambda workspace: _journal_actions().ask_for_reclassification(workspace)),
        (Place(ENTRY_HELPERS),),
    ),
    Action(
        "reverse_entry", phrase("&Reverse"), phrase("Begin a new entry with every amount in the other sign"),
        in_editor(lambda panel: panel.reverse()), (Place(ENTRY, 3),),
    ),
    Action(
        "copy_entry", phrase("&Copy to another period…"), phrase("Begin a new entry with the amounts of this one"),
        on_document(lambda workspace: _journal_actions().ask_where_to_copy(workspace)), (Place(ENTRY, 3),),
    ),
    Action(
        "bring_forward", phrase("&Bring forward…"), phrase("Post the balance sheet amounts at a later date, too"),
        on_document(lambda workspace: _journal_actions().ask_where_to_bring_forward(workspace)),
        (Place(ENTRY, 3),), keys=("Ctrl+Shift+B",),
    ),
    Action(
        "delete_entry", phrase("&Delete entry"), phrase("Delete the entry that is shown"),
        in_editor(lambda panel: panel.controller.delete()), (Place(ENTRY, 4),),
    ),
    Action(
        "nature_measurement", phrase("&Measurement"), phrase("The selected difference measures items differently"),
        on_document(lambda workspace: _difference_actions().set_nature(workspace, "measurement")),
        (Place(NATURES),), is_checkable=True,
    ),
    Action(
        "nature_reclassification", phrase("&Reclassification"),
        phrase("The selected difference moves amounts between lines; the totals above them stay unchanged"),
        on_document(lambda workspace: _difference_actions().set_nature(workspace, "reclassification")),
        (Place(NATURES),), is_checkable=True,
    ),
    Action(
        "nature_presentation", phrase("&Presentation"),
        phrase("The selected difference affects presentation only; income and equity stay unchanged"),
        on_document(lambda workspace: _difference_actions().set_nature(workspace, "presentation")),
        (Place(NATURES),), is_checkable=True,
    ),
    Action(
        "nature_error_correction", phrase("&Error correction"),
        phrase("The selected difference corrects an error and is listed separately"),
        on_document(lambda workspace: _difference_actions().set_nature(workspace, "error-correction")),
        (Place(NATURES),), is_checkable=True,
    ),
    Action(
        "nature_unknown", phrase("U&nknown"), phrase("The nature of the selected difference is unknown"),
        on_document(lambda workspace: _difference_actions().set_nature(workspace, "")),
        (Place(NATURES),), is_checkable=True,
    ),
    Action(
        "restate", phrase("&Restate this total…"),
        phrase("Enter a different figure for a total; its remainder changes to match"),
        on_document(lambda workspace: _document_actions().ask_to_restate(workspace)),
        (Place(RECONCILIATION, 4), Place(GRID)),
    ),
    Action(
        "mark_restated", phrase("&Mark a source as restated…"), phrase("Record why a source's figure was superseded"),
        on_document(lambda workspace: _document_actions().ask_to_mark_restated(workspace)),
        (Place(RECONCILIATION, 4), Place(GRID)),
    ),
    Action(
        "reconciled", phrase("This period is re&conciled"),
        phrase("All its differences are recorded; any not listed are zero"),
        on_document(lambda workspace: workspace.toggle_reconciled()),
        (Place(RECONCILIATION, 4),), is_checkable=True,
    ),
    Action(
        "explain", phrase("&Explain this figure"), phrase("Show where this figure comes from and what changed it"),
        on_document(lambda workspace: workspace.show_panel("Figure")),
        (Place(RECONCILIATION, 5), Place(GRID)), keys=("Ctrl+Return",),
    ),
    Action(
        "comment", phrase("Comment on thi&s…"), phrase("Comment on the current figure, line, difference or entry"),
        on_document(lambda workspace: _remark_actions().add_comment(workspace)),
        (Place(REMARKS, 1), Place(COMMENTS_MENU, 1), Place(GRID, 3), Place(LINE, 6), Place(SWITCHES, 3)),
        keys=("Shift+F2",),
    ),
    Action(
        "answer_comment", phrase("&Answer…"), phrase("Answer the current comment"),
        on_document(lambda workspace: _remark_actions().answer_comment(workspace)),
        (Place(REMARKS, 1), Place(COMMENTS_MENU, 1)), keys=("Ctrl+Shift+F2",),
    ),
    Action(
        "edit_comment", phrase("Edit the &words…"), phrase("Word the current comment differently (F2 in the list)"),
        on_document(lambda workspace: _remark_actions().edit_comment(workspace)),
        (Place(REMARKS, 1), Place(COMMENTS_MENU, 1)),
    ),
    Action(
        "close_comment", phrase("C&lose or reopen"), phrase("Close the current comment, or reopen it"),
        on_document(lambda workspace: _remark_actions().close_comment(workspace)),
        (Place(REMARKS, 1), Place(COMMENTS_MENU, 1)),
    ),
    Action(
        "delete_comment", phrase("&Delete the comment"), phrase("Delete the current comment with its answers"),
        on_document(lambda workspace: _remark_actions().delete_comment(workspace)),
        (Place(REMARKS, 1), Place(COMMENTS_MENU, 2)),
    ),
    Action(
        "evidence", phrase("Add evidence &for this…"),
        phrase("Add a file, a link or a remark as evidence of what is selected"),
        on_document(lambda workspace: _remark_actions().add_evidence(workspace)),
        (Place(REMARKS, 2), Place(EVIDENCE_MENU, 1), Place(GRID, 3), Place(LINE, 6), Place(SWITCHES, 3)),
        keys=("Ctrl+Shift+E",),
    ),
    Action(
        "open_evidence", phrase("&Open the evidence"), phrase("Open the file or the page of the current evidence"),
        on_document(lambda workspace: _remark_actions().open_evidence(workspace)),
        (Place(REMARKS, 2), Place(EVIDENCE_MENU, 1)), keys=("Ctrl+Shift+Return",),
    ),
    Action(
        "edit_evidence", phrase("&Edit the evidence…"),
        phrase("Edit the name, the pages or the path of the current evidence"),
        on_document(lambda workspace: _remark_actions().edit_evidence(workspace)),
        (Place(REMARKS, 2), Place(EVIDENCE_MENU, 1)),
    ),
    Action(
        "take_evidence", phrase("&Take the changed file"),
        phrase("Accept the file of the current evidence as it is now"),
        on_document(lambda workspace: _remark_actions().take_evidence(workspace)),
        (Place(REMARKS, 2), Place(EVIDENCE_MENU, 1)),
    ),
    Action(
        "delete_evidence", phrase("Delete the ev&idence"), phrase("Delete the current evidence; its file stays"),
        on_document(lambda workspace: _remark_actions().delete_evidence(workspace)),
        (Place(REMARKS, 2), Place(EVIDENCE_MENU, 2)),
    ),
    Action(
        "all_comments", phrase("S&how all"), phrase("List every comment and all evidence"),
        on_document(lambda workspace: _remark_actions().show_all(workspace)),
        (Place(REMARKS, 3),), keys=("Ctrl+Shift+M",),
    ),
    Action(
        "explain_steps", phrase("E&xplain the selected steps"),
        phrase("Explain what moved the totals in the selected step of the history, or between two"),
        on_document(lambda workspace: _document_actions().explain_steps(workspace)),
        (Place(RECONCILIATION, 5), Place(HISTORY)), keys=("Ctrl+Shift+X",),
    ),
    Action(
        "confirm_conclusion", phrase("Confirm the concl&usion"),
        phrase("Confirm the selected conclusion, which was carried from an earlier period"),
        on_document(lambda workspace: workspace.completeness.confirm()),
        (Place(RECONCILIATION, 4), Place(COMPLETENESS)), keys=("Ctrl+Shift+C",),
    ),
    Action(
        "confirm_conclusions", phrase("Confirm all conclusions of the period"),
        phrase("Confirm every carried conclusion of the selected period"),
        on_document(lambda workspace: workspace.completeness.confirm_all()),
        (Place(RECONCILIATION, 4), Place(COMPLETENESS)),
    ),
    # Checks
    Action(
        "checks", phrase("&Show checks"), phrase("Show the results of the checks"),
        on_document(lambda workspace: workspace.show_panel("Checks")),
        (Place(CHECKS),), keys=("Ctrl+K",),
    ),
    Action(
        "failing", phrase("Show &failures"), phrase("Show only failures and warnings"),
        on_document(lambda workspace: _document_actions().show_failing(workspace)),
        (Place(CHECKS),), keys=("Ctrl+Shift+K",),
    ),
    Action(
        "to_do", phrase("&To do"), phrase("Show what is missing until publication"),
        on_document(lambda workspace: workspace.show_panel("ToDo")),
        (Place(CHECKS),), keys=("Ctrl+T",),
    ),
    # Help
    Action(
        "help", phrase("&Help"), phrase("Open the help at the page that fits"),
        lambda window: window.show_help(),
        (Place(HELP, 1),), keys=("F1",), needs=Need.NOTHING,
    ),
    Action(
        "first_hour", phrase("The &first hour"), phrase("Learn the program with the sample, step by step"),
        lambda window: window.show_help("first-hour"),
        (Place(HELP, 1),), needs=Need.NOTHING,
    ),
    Action(
        "shortcuts", phrase("&Keyboard shortcuts"), phrase("List the keyboard shortcuts"),
        lambda window: window.show_shortcuts(),
        (Place(HELP, 1),), keys=("Ctrl+F1",), needs=Need.NOTHING,
    ),
    Action(
        "whats_new", phrase("What's &new"), phrase("Show what has changed in each version"),
        lambda window: window.show_help("whats-new"),
        (Place(HELP, 2),), needs=Need.NOTHING,
    ),
    Action(
        "about", phrase("&About"), phrase("Show the versions and the licenses of the program and its libraries"),
        lambda window: window.show_about(),
        (Place(HELP, 2),), needs=Need.NOTHING,
    ),
)  # fmt: skip
ACTION_BY_NAME = {action.name: action for action in ACTIONS}


class Group(NamedTuple):
    """The actions between two separators of a menu, followed by its submenus."""

    actions: list[Action]
    submenus: list[Menu]


def groups_of(menu: Menu) -> list[Group]:
    """Return the groups of ``menu``, top to bottom."""
    actions = [(place.group, action) for action in ACTIONS for place in action.places if place.menu == menu]
    inner_menus = (*SUBMENUS, *SUBMENUS_OF_CONTEXT_MENUS)
    submenus = [(place.group, inner) for inner in inner_menus if (place := inner.inside) and place.menu == menu]
    numbers = sorted({number for number, _ in (*actions, *submenus)})
    return [
        Group(
            [action for group, action in actions if group == number],
            [inner for group, inner in submenus if group == number],
        )
        for number in numbers
    ]


def actions_in(menu: Menu) -> list[Action]:
    """Return the actions of ``menu``, top to bottom."""
    return [action for group in groups_of(menu) for action in group.actions]
