"""What the actions are called in texts: where they are in the menus, and their keys."""

from collections.abc import Iterator

from workbench.phrases import listing
from workbench.ui.shell.action_lists.menus import BAR, SUBMENUS
from workbench.ui.shell.action_records import Action, Menu
from workbench.ui.shell.actions import ACTION_BY_NAME, ACTIONS
from workbench.ui.shell.shortcuts import OTHER_KEYS
from workbench.ui.shell.start_page import text_without_key
from workbench.ui.toolkit.language import tr, window_words

BETWEEN = " > "


def menus_of(action: Action) -> tuple[Menu, ...]:
    """Return the menus that lead to an action, from the menu bar on."""
    menu: Menu | None = next(place.menu for place in action.places if place.menu in (*BAR, *SUBMENUS))
    menus: list[Menu] = []
    while menu is not None:
        menus.insert(0, menu)
        menu = menu.inside.menu if menu.inside else None
    return tuple(menus)


def path_of(action: Action) -> str:
    """Return where an action is in the menus: ``Edit > Find…``."""
    return BETWEEN.join((*(text_without_key(tr(menu.title)) for menu in menus_of(action)), _name(action)))


def in_help(kind: str, name: str) -> str:
    """Return what stands for a placeholder of the help: the path and the keys of an action, or a table of keys.

    Raises KeyError if there is no such placeholder.
    """
    match kind:
        case "action":
            action = ACTION_BY_NAME[name]
            keys = f" ({_keys(action)})" if action.keys else ""
            return f"**{path_of(action)}**{keys}"
        case "menu":
            return f"**{path_of(ACTION_BY_NAME[name])}**"
        case "keys":
            return _keys(ACTION_BY_NAME[name])
        case "table":
            return "\n".join({"commands": _commands, "other-keys": _other_keys}[name]())
    raise KeyError(kind)


def _name(action: Action) -> str:
    return text_without_key(tr(action.text))


def _keys(action: Action) -> str:
    if not action.keys:
        raise KeyError(action.name)
    return listing([as_code(keys) for keys in action.keys], window_words())


def as_code(keys: str) -> str:
    """Return keys as Markdown sets code, also if a backtick is among them."""
    return f"`` {keys} ``" if "`" in keys else f"`{keys}`"


def _commands() -> Iterator[str]:
    """Yield a table of every action for each menu of the menu bar."""
    for menu in BAR:
        yield f"\n## {text_without_key(tr(menu.title))}\n"
        yield f"| {tr('Command')} | {tr('Keys')} | {tr('What it does')} |"
        yield "| --- | --- | --- |"
        for action in ACTIONS:
            menus = menus_of(action)
            if menus[0] == menu:
                path = BETWEEN.join((*(text_without_key(tr(inner.title)) for inner in menus[1:]), _name(action)))
                yield _row(path, _keys(action) if action.keys else "", tr(action.help_line))


def _other_keys() -> Iterator[str]:
    """Yield a table of the keys without an action."""
    yield f"| {tr('Keys')} | {tr('What they do')} |"
    yield "| --- | --- |"
    for other in OTHER_KEYS:
        yield _row(tr(other.keys), tr(other.help_line))


def _row(*cells: str) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
