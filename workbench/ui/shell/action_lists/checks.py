"""Checks and what is to do: the Checks menu."""

from workbench.phrases import phrase
from workbench.ui.shell.action_lists.handlers import document_actions, on_document
from workbench.ui.shell.action_lists.menus import CHECKS, FINDINGS
from workbench.ui.shell.action_records import Action, Place

ACTIONS = (
    Action(
        "checks", phrase("&Show checks"), phrase("Show the results of the checks"),
        on_document(lambda workspace: workspace.show_panel("Checks")),
        (Place(CHECKS),), keys=("Ctrl+Shift+K",),
    ),
    Action(
        "failing", phrase("Show &failures"), phrase("Show only failures and warnings"),
        on_document(lambda workspace: document_actions().show_failing(workspace)),
        (Place(CHECKS), Place(FINDINGS, 2)), keys=("Ctrl+Alt+K",),
    ),
    Action(
        "to_do", phrase("&To do"), phrase("Show what is missing until publication"),
        on_document(lambda workspace: workspace.show_panel("ToDo")),
        (Place(CHECKS),), keys=("Ctrl+T",),
    ),
)  # fmt: skip
