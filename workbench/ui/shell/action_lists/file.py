"""Projects and files: the File menu."""

from workbench.languages import LANGUAGES, Language, words_in
from workbench.phrases import phrase
from workbench.ui.shell.action_lists.handlers import merge_actions, on_view, printing_actions, publishing_actions
from workbench.ui.shell.action_lists.menus import EXPORT_IN, FILE, START_PAGE, TOOLBAR
from workbench.ui.shell.action_records import Action, Need, Place


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
    Action(
        "new", phrase("Ne&w project…"), phrase("Begin with empty statements and type or paste the figures"),
        lambda window: window.files.ask_for_new_project(),
        (Place(FILE, 1), Place(START_PAGE, 2)), keys=("Ctrl+N",), icon="new", needs=Need.NO_IMPORT,
    ),
    Action(
        "roll_forward", phrase("Roll &forward…"), phrase("Make the project of the next period from earlier ones"),
        lambda window: window.files.ask_to_roll_forward(),
        (Place(FILE, 1), Place(START_PAGE, 2)), icon="roll", needs=Need.NO_IMPORT,
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
        "merge", phrase("Merge ano&ther file…"),
        phrase("Take what somebody else changed in a copy of the project, or in its review workbook"),
        on_view(lambda window, workspace: merge_actions().ask_to_merge(window, workspace)),
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
    Action(
        "appendix", phrase("Appendi&x…"),
        phrase("Show the appendix as published, and save it as Word, PDF or evidence bundle"),
        on_view(lambda window, workspace: publishing_actions().show_appendix(window, workspace)),
        (Place(FILE, 3),), keys=("Ctrl+Alt+X",),
    ),
    Action(
        "anonymise", phrase("Save an anon&ymized copy…"),
        phrase("Save a copy with other figures and names, for reporting a fault"),
        lambda window: window.files.ask_for_anonymised_copy(),
        (Place(FILE, 3),),
    ),
    *(_export_in(code, language) for code, language in LANGUAGES.items()),
    Action(
        "print", phrase("&Print…"),
        phrase("Preview and print the statement, or the chart, list or text with the keyboard"),
        on_view(lambda window, workspace: printing_actions().preview(window, workspace)),
        (Place(FILE, 4),), keys=("Ctrl+P",),
    ),
    Action(
        "save_pdf", phrase("Save as P&DF…"),
        phrase("Save the statement, or the chart, list or text with the keyboard, as PDF"),
        on_view(lambda window, workspace: printing_actions().save_pdf(window, workspace)),
        (Place(FILE, 4),),
    ),
    Action(
        "save_picture", phrase("Save the chart as a pict&ure…"), phrase("Save the chart as PNG or SVG"),
        on_view(lambda window, workspace: printing_actions().ask_where_to_save_picture(window, workspace)),
        (Place(FILE, 4),),
    ),
    Action(
        "close", phrase("&Close"), phrase("Close the project"),
        lambda window: window.files.when_safe(window.close_document),
        (Place(FILE, 5),), keys=("Ctrl+W",),
    ),
    Action(
        "quit", phrase("&Quit"), phrase("Close the window and quit the program"),
        lambda window: window.close(),
        (Place(FILE, 5),), keys=("Ctrl+Q",), needs=Need.NOTHING,
    ),
)  # fmt: skip
