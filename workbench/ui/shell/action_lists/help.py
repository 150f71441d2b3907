"""Help: the Help menu."""

from workbench.phrases import phrase
from workbench.ui.shell.action_lists.menus import HELP
from workbench.ui.shell.action_records import Action, Need, Place

ACTIONS = (
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
