"""Selecting cells, rows and columns, and what the status bar makes of them."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QHeaderView, QTableView

from tests.real_keys.desk import ECL, EIR, GUARANTEE, REPORTED, Desk, on_screen
from tests.real_keys.lines import CAPITAL_HEAVY, FINANCING, OTHER_FEES, REFERRAL, RELEASING, REVENUE
from workbench.ui.toolkit.lazy_refresh import is_seen


def anchor_stays(desk: Desk) -> None:
    desk.start_at(FINANCING)
    desk.keys("shift+Right", "shift+Down")
    desk.sees("the selection grows", desk.selected_size, "2 × 2, 4 cells")
    desk.sees("the active cell stays at the anchor", desk.current, desk.at(FINANCING))


def selects_to_edges(desk: Desk) -> None:
    desk.start_at(CAPITAL_HEAVY)
    desk.keys("ctrl+shift+Right")
    desk.sees("Ctrl+Shift+Right", desk.selected_size, "1 × 6, 6 cells")
    desk.start_at(CAPITAL_HEAVY)
    desk.keys("ctrl+shift+Down")
    desk.sees("Ctrl+Shift+Down", desk.selected_size, "9 × 1, 9 cells")
    desk.start_at(CAPITAL_HEAVY)
    desk.keys("ctrl+shift+End")
    rows = len(desk.rows_shown()) - desk.place(CAPITAL_HEAVY)[0]
    desk.sees("Ctrl+Shift+End", desk.selected_size, f"{rows} × 6, {rows * 6} cells")


def selects_by_mouse(desk: Desk) -> None:
    desk.start_at(FINANCING)
    desk.click(FINANCING, REPORTED)
    desk.click(OTHER_FEES, EIR, holding="shift")
    desk.sees("Shift+click", desk.selected_size, "3 × 3, 9 cells")
    desk.hands.drag(desk.spot(REFERRAL).center(), desk.spot(REVENUE, ECL).center())
    desk.sees("drag", desk.selected_size, "3 × 2, 6 cells")
    desk.sees("the active cell is where the drag began", desk.current, desk.at(REFERRAL))


def several_cells(desk: Desk) -> None:
    desk.start_at(FINANCING)
    desk.click(FINANCING, REPORTED)
    desk.click(OTHER_FEES, REPORTED, holding="ctrl")
    desk.click(REFERRAL, REPORTED, holding="ctrl")
    desk.sees("three cells", desk.selected_size, "3 × 1, 3 cells")
    desk.holds("their sum", lambda: "2,613,618" in desk.status(), desk.status)


def whole_rows_and_columns(desk: Desk) -> None:
    rows = len(desk.model.rows)
    desk.start_at(FINANCING)
    desk.keys("shift+space")
    desk.sees("Shift+Space: the row", desk.selected_size, "1 × 7, 7 cells")
    desk.start_at(FINANCING)
    desk.keys("ctrl+space")
    desk.sees("Ctrl+Space: the column", desk.selected_size, f"{rows} × 1, {rows} cells")
    desk.keys("ctrl+a")
    desk.sees("Ctrl+A: everything", desk.selected_size, f"{rows} × 7, {rows * 7} cells")


def headings_select(desk: Desk) -> None:
    rows = len(desk.model.rows)
    desk.start_at(FINANCING)
    desk.hands.click(desk.heading_spot(ECL).center())
    desk.sees("a click: the column", desk.selected_size, f"{rows} × 1, {rows} cells")
    desk.hands.drag(desk.heading_spot(EIR).center(), desk.heading_spot(GUARANTEE).center())
    desk.sees("a drag: three columns", desk.selected_size, f"{rows} × 3, {rows * 3} cells")
    desk.hands.click(desk.heading_spot(REPORTED).center())
    desk.hands.click(desk.heading_spot(GUARANTEE).center(), holding="ctrl")
    desk.sees("Ctrl+click: a second column", desk.selected_size, f"{rows} × 2, {rows * 2} cells")


def row_number(desk: Desk) -> None:
    desk.start_at(FINANCING)
    numbers = _row_headings(desk)
    if desk.holds("the rows have headings to click on", lambda: numbers):
        spot = desk.spot(FINANCING, ECL)
        left = on_screen(numbers[0], numbers[0].rect())
        desk.hands.click(QPoint(left.center().x(), spot.center().y()))
        desk.sees("a click selects the row", desk.selected_size, "1 × 7, 7 cells")
        below = desk.spot(OTHER_FEES, ECL)
        desk.hands.drag(QPoint(left.center().x(), spot.center().y()), QPoint(left.center().x(), below.center().y()))
        desk.sees("a drag selects three rows", desk.selected_size, "3 × 7, 21 cells")


def _row_headings(desk: Desk) -> list[QHeaderView]:
    headers = [view.verticalHeader() for view in desk.workspace.page.findChildren(QTableView)]
    return [header for header in headers if is_seen(header)]


def extend_mode(desk: Desk) -> None:
    desk.start_at(FINANCING)
    desk.keys("F8", "Right", "Down")
    desk.sees("arrows extend after F8", desk.selected_size, "2 × 2, 4 cells")
    desk.holds("the status bar says so", lambda: "xtend" in desk.status(), desk.status)
    desk.keys("F8", "Down")
    desk.sees("F8 again ends it", desk.selected_size, "1 × 1, 1 cells")


def corners_of_the_selection(desk: Desk) -> None:
    desk.start_with((FINANCING, REPORTED), (OTHER_FEES, EIR))
    seen = []
    for _ in range(4):
        desk.keys("ctrl+period")
        seen.append(desk.current())
    corners = [desk.at(FINANCING, EIR), desk.at(OTHER_FEES, EIR), desk.at(OTHER_FEES), desk.at(FINANCING)]
    desk.sees("the active cell goes around the corners", lambda: seen, corners)
    desk.sees("the selection stays", desk.selected_size, "3 × 3, 9 cells")


def scroll_to_active(desk: Desk) -> None:
    desk.start_at(FINANCING)
    desk.hands.wheel(desk.spot(FINANCING, EIR).center(), 15)
    bar = desk.grid.verticalScrollBar()
    desk.holds("the wheel scrolls away", lambda: bar.value() > desk.place(FINANCING)[0])
    desk.keys("ctrl+BackSpace")
    desk.holds("the active cell is on screen again", lambda: _is_in_view(desk), lambda: f"row {bar.value()} on top")
    desk.sees("it is still the active cell", desk.current, desk.at(FINANCING))


def _is_in_view(desk: Desk) -> bool:
    return desk.grid.viewport().rect().contains(desk.grid.visualRect(desk.grid.currentIndex()).center())


def cycles_inside(desk: Desk) -> None:
    desk.start_with((FINANCING, REPORTED), (RELEASING, ECL))
    for key, line, column in (
        ("Tab", FINANCING, ECL),
        ("Tab", RELEASING, REPORTED),
        ("shift+Tab", FINANCING, ECL),
        ("Return", RELEASING, ECL),
        ("Return", FINANCING, REPORTED),
    ):
        desk.keys(key)
        desk.sees(f"{key} inside the selection", desk.current, desk.at(line, column))
    desk.sees("the selection stays", desk.selected_size, "2 × 2, 4 cells")


def status_sums(desk: Desk) -> None:
    desk.start_with((FINANCING, REPORTED), (OTHER_FEES, REPORTED))
    desk.says("4,712,652", "1,570,884", "Count 3", "2,368,374", "89,658")
