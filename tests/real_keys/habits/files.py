"""Opening, saving, leaving, and what is left of a killed program."""

from tests.real_keys.desk import REPORTED, Desk
from tests.real_keys.hands import spin
from tests.real_keys.killed import kill_after_typing
from tests.real_keys.lines import FINANCING, REFERRAL, REVENUE


def saves(desk: Desk) -> None:
    target = desk.folder / "closing.recon"
    desk.start_at(FINANCING)
    desk.types("5", "Return")
    desk.keys("ctrl+s")
    desk.types(str(target), "Return")
    desk.holds("Ctrl+S asks where, and saves", target.exists)
    desk.keys("F12")
    other = desk.folder / "other.recon"
    desk.keys("ctrl+a")
    desk.types(str(other), "Return")
    desk.holds("F12 saves under another name", other.exists)
    desk.keys("ctrl+o")
    desk.types(str(target), "Return")
    desk.holds("Ctrl+O opens", lambda: "closing" in desk.window.windowTitle(), desk.window.windowTitle)
    desk.keys("ctrl+w")
    desk.holds("Ctrl+W closes", lambda: desk.window.workspace is None)


def new_print_chart(desk: Desk) -> None:
    desk.start_at(REVENUE)
    desk.keys("ctrl+n")
    desk.holds("Ctrl+N asks for a new project", desk.dialog)
    desk.keys("Escape", "ctrl+p")
    desk.holds("Ctrl+P shows what will be printed", lambda: "rint" in desk.dialog(), desk.dialog)
    desk.keys("Escape")
    for key in ("F11", "alt+F1"):
        desk.workspace.show_panel("Checks")
        desk.grid.setFocus()
        before = desk.front_panels()
        desk.keys(key)
        desk.changes(f"{key} shows a chart", desk.front_panels, before)
        desk.keys("Escape")


def closing_asks(desk: Desk) -> None:
    desk.start_at(FINANCING)
    desk.types("5", "Return")
    desk.keys("alt+F4")
    desk.holds("Alt+F4 asks", lambda: desk.button("Save"), desk.dialog)
    desk.keys("Escape")
    desk.holds("Esc stays", desk.window.isVisible)


def recovers(desk: Desk) -> None:
    steps = kill_after_typing(desk)
    desk.holds("a killed program leaves its steps", lambda: steps)
    desk.window.look_for_remains()
    desk.holds("the next one offers them", lambda: desk.button("Recover"))
    if button := desk.button("Recover"):
        desk.click_on(button)
        spin(5_000, lambda: desk.window.workspace is not None)
        desk.sees("the figure is there", lambda: desk.shown(FINANCING), "777")


def commits_on_leaving(desk: Desk) -> None:
    desk.start_at(FINANCING)
    desk.types("5")
    desk.click(REFERRAL, REPORTED)
    desk.sees("a click elsewhere", lambda: desk.shown(FINANCING), "5")
    desk.types("6", "ctrl+Next")
    desk.sees("Ctrl+PgDn", desk.statement, "financial_position")
    desk.start_at(FINANCING)
    desk.sees("what was typed is there", lambda: desk.shown(REFERRAL), "6")
    target = desk.folder / "closing.recon"
    desk.types("7", "ctrl+s")
    desk.sees("Ctrl+S", lambda: desk.shown(FINANCING), "7")
    desk.types(str(target), "Return")
    desk.holds("and saves", target.exists)
    desk.types("abc", "ctrl+s")
    desk.holds("what is refused is not saved", lambda: desk.status() and desk.editor() == "abc", desk.status)
    desk.keys("Escape")
