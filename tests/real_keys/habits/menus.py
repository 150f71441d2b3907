"""Menus, by mouse and by key."""

from PySide6.QtCore import QPoint

from tests.real_keys.desk import CAPTION, ECL, REPORTED, Desk, on_screen
from tests.real_keys.lines import FINANCING


def menu_of_a_cell(desk: Desk) -> None:
    desk.start_at(FINANCING)
    menu = desk.menu_of(FINANCING, REPORTED)
    desk.offers(menu, "Cut", "Copy", "Paste", "Clear", "Fill down", "Comment", "Explain")
    desk.holds("its source is in the menu", lambda: any("source" in one.casefold() for one in menu), lambda: menu)


def menus_elsewhere(desk: Desk) -> None:
    desk.start_at(FINANCING)
    menu = desk.menu_of(FINANCING, CAPTION)
    desk.holds("a caption", lambda: any("Insert line" in entry for entry in menu), lambda: menu)
    desk.holds("a heading", lambda: desk.menu_at(desk.heading_spot(ECL).center()))
    switches = desk.workspace.adjustments_panel.switches
    spot = on_screen(switches.viewport(), switches.viewport().rect())
    desk.holds("a difference", lambda: desk.menu_at(QPoint(spot.center().x(), spot.top() + 14)))
    bridge = desk.workspace.charts
    desk.holds("the chart", lambda: desk.menu_at(on_screen(bridge, bridge.rect()).center()))


def menus_by_key(desk: Desk) -> None:
    desk.start_at(FINANCING)
    desk.holds("the Menu key", lambda: "Copy" in desk.menu_after(lambda: desk.keys("Menu")))
    desk.holds("Shift+F10", lambda: "Copy" in desk.menu_after(lambda: desk.keys("shift+F10")))
    desk.keys("Escape")
    menu = desk.menu_after(lambda: desk.keys("alt+f"))
    desk.holds("Alt+F", lambda: any(entry.startswith("Save") for entry in menu), lambda: menu)
    desk.keys("Escape")
