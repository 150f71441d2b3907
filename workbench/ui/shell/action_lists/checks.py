"""Checks and what is to do: the Checks menu."""

from workbench.phrases import phrase
from workbench.ui.shell.action_lists.handlers import acceptance_actions, document_actions, on_document
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
        "accept", phrase("&Accept failing check…"),
        phrase("Accept the selected failing check, by name and with the reason, for the appendix to be published"),
        on_document(lambda workspace: acceptance_actions().accept(workspace)),
        (Place(CHECKS, 2), Place(FINDINGS, 2)),
    ),
    Action(
        "withdraw_acceptance", phrase("&Withdraw acceptance"),
        phrase("Let the selected failing check prevent publication again"),
        on_document(lambda workspace: acceptance_actions().withdraw(workspace)),
        (Place(CHECKS, 2), Place(FINDINGS, 2)),
    ),
    Action(
        "to_do", phrase("&To do"), phrase("Show what is missing until publication"),
        on_document(lambda workspace: workspace.show_panel("ToDo")),
        (Place(CHECKS),), keys=("Ctrl+T",),
    ),
)  # fmt: skip
