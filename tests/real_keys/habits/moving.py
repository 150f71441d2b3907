"""Moving about: in the grid, between statements, between the parts of the window."""

from tests.real_keys.desk import CAPTION, ECL, EIR, REPORTED, RESULT, SBC, Desk
from tests.real_keys.lines import CREDIT_DRIVEN, FINANCING, LAST, OTHER_FEES, RELEASING, REVENUE


def arrows(desk: Desk) -> None:
    desk.start_at(FINANCING)
    for key, line, column in (
        ("Down", RELEASING, REPORTED),
        ("Right", RELEASING, ECL),
        ("Up", FINANCING, ECL),
        ("Left", FINANCING, REPORTED),
    ):
        desk.keys(key)
        desk.sees(key, desk.current, desk.at(line, column))


def jumps_to_edges(desk: Desk) -> None:
    desk.start_at(OTHER_FEES)
    for key, line, column in (
        ("ctrl+Up", CREDIT_DRIVEN, REPORTED),
        ("ctrl+Down", REVENUE, REPORTED),
        ("ctrl+Right", REVENUE, RESULT),
    ):
        desk.keys(key)
        desk.sees(key, desk.current, desk.at(line, column))
    desk.keys("ctrl+Left")
    desk.holds("Ctrl+Left leads back along the row", lambda: desk.current() == desk.at(REVENUE, CAPTION))


def corners_of_the_sheet(desk: Desk) -> None:
    desk.start_at(OTHER_FEES, EIR)
    desk.keys("ctrl+Home")
    desk.holds("the first row", lambda: desk.grid.currentIndex().row() == 0, desk.current)
    desk.keys("ctrl+End")
    desk.sees("the last cell", desk.current, desk.at(LAST, RESULT))


def home(desk: Desk) -> None:
    desk.start_at(FINANCING, SBC)
    desk.keys("Home")
    desk.holds("the beginning of the row", lambda: desk.current().startswith(f"{FINANCING} / c"), desk.current)


def end_mode(desk: Desk) -> None:
    desk.start_at(OTHER_FEES)
    desk.keys("End")
    desk.sees("End alone stays and waits", desk.current, desk.at(OTHER_FEES))
    desk.keys("Up")
    desk.sees("then Up leads to the edge", desk.current, desk.at(CREDIT_DRIVEN))
    desk.keys("End", "Right")
    desk.sees("End, Right leads to the last column", desk.current, desk.at(CREDIT_DRIVEN, RESULT))
    desk.start_at(FINANCING)
    desk.keys("Right")
    desk.sees("the mode is over after one move", desk.current, desk.at(FINANCING, ECL))


def pages(desk: Desk) -> None:
    desk.start_at(FINANCING)
    before = desk.grid.currentIndex().row()
    desk.keys("Next")
    desk.holds("a page down", lambda: desk.grid.currentIndex().row() - before > 5, desk.current)
    desk.keys("Prior")
    desk.holds("a page up", lambda: desk.grid.currentIndex().row() <= before, desk.current)


def pages_of_periods(desk: Desk) -> None:
    desk.start_at(FINANCING)
    first = desk.period()
    desk.keys("alt+Next")
    desk.holds("Alt+PgDn shows another period", lambda: desk.period() != first, desk.period)
    desk.keys("alt+Prior")
    desk.sees("Alt+PgUp shows the first again", desk.period, first)


def enter(desk: Desk) -> None:
    desk.start_at(FINANCING)
    desk.keys("Return")
    desk.sees("Enter goes down", desk.current, desk.at(RELEASING))
    desk.keys("shift+Return")
    desk.sees("Shift+Enter goes up", desk.current, desk.at(FINANCING))


def tab(desk: Desk) -> None:
    desk.start_at(FINANCING)
    desk.keys("Tab")
    desk.sees("Tab goes right", desk.current, desk.at(FINANCING, ECL))
    desk.keys("shift+Tab")
    desk.sees("Shift+Tab goes left", desk.current, desk.at(FINANCING))


def tab_tab_enter(desk: Desk) -> None:
    desk.start_at(FINANCING)
    desk.keys("Tab", "Tab", "Return")
    desk.sees("Enter returns to the first column", desk.current, desk.at(RELEASING))


def next_sheet(desk: Desk) -> None:
    desk.keys("ctrl+Next")
    desk.sees("Ctrl+PgDn", desk.statement, "financial_position")
    desk.keys("ctrl+Prior")
    desk.sees("Ctrl+PgUp", desk.statement, "operations")


def next_window(desk: Desk) -> None:
    desk.start_at(FINANCING)
    before = desk.front_panels()
    desk.keys("ctrl+Tab")
    desk.holds("Ctrl+Tab shows the next panel", lambda: desk.front_panels() != before, desk.front_panels)
    desk.keys("ctrl+shift+Tab")
    desk.sees("Ctrl+Shift+Tab shows the one before", lambda: desk.front_panels(), before)
    desk.sees("no cell has changed", desk.current, desk.at(FINANCING))


def panes(desk: Desk) -> None:
    desk.start_at(FINANCING)
    seen = [desk.focus()]
    for _ in range(12):
        desk.keys("F6")
        seen.append(desk.focus())
        if seen[-1] == seen[0]:
            break
    desk.holds(
        "F6 goes around every part of the window", lambda: len(set(seen)) >= 4 and seen[-1] == seen[0], lambda: seen
    )
    desk.keys("F6", "shift+F6")
    desk.sees("Shift+F6 goes back", desk.focus, seen[0])
