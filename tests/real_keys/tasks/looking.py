"""Looking: where a figure comes from, what it consists of, other periods, charts, checks, comments."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QTableView

from tests.real_keys.desk import Desk, on_screen
from tests.real_keys.hands import spin
from tests.real_keys.lines import CREDIT_DRIVEN, FINANCING, PLATFORM, REFERRAL, REVENUE


def change_the_period(desk: Desk) -> None:
    for panel in ("Charts", "Sources"):
        desk.workspace.show_panel(panel)
        desk.start_at(FINANCING)
        before = desk.period()
        desk.keys("alt+Down", "Down", "Return")
        desk.changes(f"another period, with {panel} below", desk.period, before)
        desk.holds("the grid has the focus again", lambda: "Grid" in desk.focus(), desk.focus)


def trace_a_total(desk: Desk) -> None:
    desk.start_at(REVENUE)
    desk.keys("ctrl+Return")
    figure = desk.workspace.figure
    desk.holds("its parts", lambda: desk.reads("Platform services", figure), lambda: desk.texts(figure))
    desk.holds("with their amounts", lambda: desk.reads("2,094,170", figure), lambda: desk.texts(figure))
    desk.start_at(REVENUE)
    desk.keys("ctrl+bracketleft")
    desk.holds(
        "Ctrl+[ leads to a part", lambda: desk.current().split(" / ")[0] in (CREDIT_DRIVEN, PLATFORM), desk.current
    )


def see_the_source(desk: Desk) -> None:
    desk.start_at(FINANCING)
    desk.keys("ctrl+Return")
    figure = desk.workspace.figure
    desk.holds("file, sheet and cell", lambda: desk.reads("qifu-h1-2023.xlsx", figure), lambda: desk.texts(figure))
    desk.holds(
        "what stands around it there", lambda: desk.reads("Credit driven services", figure), lambda: desk.texts(figure)
    )


def comment_and_prove(desk: Desk) -> None:
    desk.start_at(FINANCING)
    desk.keys("shift+F2")
    desk.types("Agreed to the filing")
    desk.keys("ctrl+Return")
    desk.sees("a comment", lambda: len(desk.project.comments), 1)
    proof = desk.folder / "letter.txt"
    proof.write_text("confirmed")
    desk.start_at(FINANCING)
    desk.keys("ctrl+shift+e")
    if desk.holds("evidence is asked for", desk.dialog):
        desk.keys("Tab")
        desk.types(str(proof), "Return")
        desk.sees("evidence", lambda: len(desk.project.evidence), 1)


def compare_periods(desk: Desk) -> None:
    desk.start_at(FINANCING)
    desk.keys("ctrl+alt+c")
    if desk.dialog():
        desk.keys("Return")
    desk.holds(
        "two periods beside each other",
        lambda: any("2022" in text for text in _visible_headings(desk)),
        lambda: _visible_headings(desk),
    )
    desk.holds(
        "the change, in percent too",
        lambda: any("%" in text for text in _visible_headings(desk)),
        lambda: _visible_headings(desk),
    )


def _visible_headings(desk: Desk) -> list[str]:
    return [
        " ".join(str(view.model().headerData(column, Qt.Orientation.Horizontal)).split())
        for view in desk.workspace.page.findChildren(QTableView)
        if view.isVisible() and view.model() is not None
        for column in range(view.model().columnCount())
        if not view.isColumnHidden(column)
    ]


def only_affected(desk: Desk) -> None:
    desk.start_at(FINANCING)
    before = len(desk.rows_shown())
    desk.keys("ctrl+l")
    desk.holds("fewer lines", lambda: len(desk.rows_shown()) < before / 2 + 1, lambda: len(desk.rows_shown()))
    desk.keys("ctrl+l")
    desk.sees("all again", lambda: len(desk.rows_shown()), before)


def see_the_bridge(desk: Desk) -> None:
    desk.start_at(FINANCING)
    desk.keys("F11")
    bridge = desk.workspace.charts
    desk.holds("the bridge of this line", lambda: desk.reads("Financing income", bridge), lambda: desk.texts(bridge))


def keep_the_chart(desk: Desk) -> None:
    bridge = desk.workspace.charts
    menu = desk.menu_at(on_screen(bridge, bridge.rect()).center(), "Copy")
    desk.holds("it can be copied", lambda: any(one.startswith("Copy") for one in menu), lambda: menu)
    desk.holds("another program can paste it", lambda: "PNG" in desk.copied("image/png")[:8])
    desk.holds("it can be saved", lambda: any("ave" in one for one in menu), lambda: menu)


def follow_a_failing_check(desk: Desk) -> None:
    desk.start_at(FINANCING)
    desk.types("5", "Return")
    spin(2000, lambda: not desk.workspace.checks_run.is_running)
    desk.start_at(REFERRAL)
    desk.keys("ctrl+alt+k")
    desk.holds(
        "the checks have the focus",
        lambda: desk.workspace.checks.isVisible() and desk.workspace.checks.isAncestorOf(QApplication.focusWidget()),
        desk.focus,
    )
    desk.keys("Down", "Return")
    desk.holds("Enter leads to a figure that fails", lambda: desk.current() != desk.at(REFERRAL), desk.current)
