"""The window's actions, one record each; menus, toolbar, start page and the list of shortcuts are built from them.

Only dynamic lists have no records: recent files, panels and the differences of a document.
"""

from typing import NamedTuple

from workbench.ui.shell.action_lists.checks import ACTIONS as CHECKS
from workbench.ui.shell.action_lists.edit import ACTIONS as EDIT
from workbench.ui.shell.action_lists.file import ACTIONS as FILE
from workbench.ui.shell.action_lists.help import ACTIONS as HELP
from workbench.ui.shell.action_lists.menus import SUBMENUS, SUBMENUS_OF_CONTEXT_MENUS
from workbench.ui.shell.action_lists.reconciliation import ACTIONS as RECONCILIATION
from workbench.ui.shell.action_lists.statement import ACTIONS as STATEMENT
from workbench.ui.shell.action_lists.view import ACTIONS as VIEW
from workbench.ui.shell.action_records import Action, Menu

ACTIONS: tuple[Action, ...] = (
    *FILE,
    *EDIT,
    *VIEW,
    *STATEMENT,
    *RECONCILIATION,
    *CHECKS,
    *HELP,
)
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
