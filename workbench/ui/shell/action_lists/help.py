"""Help: the Help menu."""

from workbench.phrases import phrase
from workbench.ui.shell.action_lists.menus import HELP
from workbench.ui.shell.action_records import Action, Need, Place

ACTIONS = (
    Action(
        "shortcuts", phrase("&Keyboard shortcuts"), phrase("List the keyboard shortcuts"),
        lambda window: window.show_shortcuts(),
        (Place(HELP),), keys=("F1",), needs=Need.NOTHING,
    ),
    Action(
        "about", phrase("&About"), phrase("Show the version and notes on the figures"),
        lambda window: window.show_about(),
        (Place(HELP),), needs=Need.NOTHING,
    ),
)  # fmt: skip
