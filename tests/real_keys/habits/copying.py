"""Copying, pasting, filling and dragging."""

from datetime import UTC, datetime

from PySide6.QtCore import QPoint

from tests.real_keys.desk import CAPTION, ECL, EIR, GUARANTEE, REPORTED, Desk
from tests.real_keys.lines import FINANCING, OTHER_FEES, REFERRAL, RELEASING


def copies(desk: Desk) -> None:
    desk.start_with((FINANCING, REPORTED), (RELEASING, EIR))
    desk.keys("ctrl+c")
    copied = [line.split("\t") for line in desk.copied().rstrip("\n").splitlines()]
    figures = [[text.replace(",", "") for text in line] for line in copied]
    desk.holds(
        "rows and columns, exact", lambda: [line[0] for line in figures] == ["2254620", "2368374"], lambda: copied
    )
    desk.holds("the effect beside it", lambda: "253007" in figures[0][2], lambda: copied)


def copies_several_areas(desk: Desk) -> None:
    desk.start_at(FINANCING)
    desk.click(FINANCING, REPORTED)
    desk.click(OTHER_FEES, REPORTED, holding="ctrl")
    desk.click(REFERRAL, REPORTED, holding="ctrl")
    desk.keys("ctrl+c")
    desk.sees("three lines", lambda: desk.copied().replace(",", "").split(), ["2254620", "89658", "269340"])


def cuts(desk: Desk) -> None:
    desk.start_at(FINANCING)
    desk.keys("ctrl+x")
    desk.sees("copied", lambda: desk.copied().strip().replace(",", ""), "2254620")
    desk.start_at(RELEASING)
    desk.keys("ctrl+v")
    desk.sees("pasted", lambda: desk.shown(RELEASING), "2,254,620")
    desk.sees("no longer in its old place", lambda: desk.amount(FINANCING), None)


def pastes(desk: Desk) -> None:
    desk.start_at(FINANCING)
    desk.give("1,000\t5\n2,000\t(6)\n")
    desk.keys("ctrl+v")
    shown = desk.showing(*((line, column) for line in (FINANCING, RELEASING) for column in (REPORTED, ECL)))
    desk.sees("four figures", shown, ["1,000", "5", "2,000", "(6)"])
    desk.keys("ctrl+z")
    desk.sees("one step back", lambda: desk.shown(RELEASING), "2,368,374")


def too_wide_paste(desk: Desk) -> None:
    desk.start_at(FINANCING, GUARANTEE)
    desk.give("1\t2\t3\t4\n")
    desk.keys("ctrl+v")
    desk.holds("refused with the reason", lambda: "othing was pasted" in desk.status(), desk.status)
    desk.sees("nothing has changed", lambda: desk.amount(FINANCING, GUARANTEE), 0)


def pastes_html(desk: Desk) -> None:
    desk.start_at(FINANCING)
    desk.give("<table><tr><td>1,000</td></tr><tr><td>(2,000)</td></tr></table>", "text/html")
    desk.keys("ctrl+v")
    desk.sees("both", lambda: [desk.shown(FINANCING), desk.shown(RELEASING)], ["1,000", "(2,000)"])


def paste_special(desk: Desk) -> None:
    desk.start_at(OTHER_FEES)
    desk.keys("ctrl+c")
    desk.start_at(FINANCING)
    desk.keys("ctrl+alt+v")
    if desk.holds("Ctrl+Alt+V asks how", desk.dialog):
        choice = desk.button("Add", desk.the_dialog())
        if desk.holds("Add is offered", lambda: choice) and choice:
            desk.holds("so are values and the reversed sign", lambda: desk.reads("value") and desk.reads("sign"))
            desk.click_on(choice)
            desk.keys("Return")
            desk.sees("the figure is added", lambda: desk.shown(FINANCING), "2,344,278")
    desk.keys("Escape")
    desk.start_at(REFERRAL)
    desk.keys("ctrl+shift+v")
    desk.sees("Ctrl+Shift+V pastes the value", lambda: desk.shown(REFERRAL), "89,658")


def enter_pastes(desk: Desk) -> None:
    desk.start_at(OTHER_FEES)
    desk.keys("ctrl+c")
    desk.click(FINANCING, REPORTED)
    desk.keys("Return")
    desk.sees("pasted", lambda: desk.shown(FINANCING), "89,658")
    desk.sees("the active cell stays", desk.current, desk.at(FINANCING))
    desk.keys("Return")
    desk.sees("only once: then Enter goes down", desk.current, desk.at(RELEASING))


def fills_by_keys(desk: Desk) -> None:
    desk.start_with((FINANCING, REPORTED), (OTHER_FEES, REPORTED))
    desk.keys("ctrl+d")
    desk.sees("Ctrl+D", lambda: desk.shown(OTHER_FEES), "2,254,620")
    desk.start_with((FINANCING, REPORTED), (FINANCING, ECL))
    desk.keys("ctrl+r")
    desk.sees("Ctrl+R", lambda: desk.shown(FINANCING, ECL), "2,254,620")


def fill_handle(desk: Desk) -> None:
    desk.start_at(FINANCING)
    desk.hands.drag(desk.spot(FINANCING).bottomRight(), desk.spot(OTHER_FEES).center())
    shown = desk.showing((RELEASING, REPORTED), (OTHER_FEES, REPORTED))
    desk.sees("a drag of the corner fills", shown, ["2,254,620", "2,254,620"])
    desk.keys("ctrl+z")
    desk.sees("one step back", lambda: desk.shown(OTHER_FEES), "89,658")


def drags_cells(desk: Desk) -> None:
    desk.start_at(FINANCING)
    edge = desk.spot(FINANCING)
    desk.hands.drag(QPoint(edge.left() + 20, edge.bottom()), desk.spot(REFERRAL).center())
    desk.sees("a drag of the border moves the figure", lambda: desk.shown(REFERRAL), "2,254,620")
    desk.sees("its old place is blank", lambda: desk.amount(FINANCING), None)
    desk.keys("ctrl+z")
    desk.sees("one step back", lambda: desk.shown(REFERRAL), "269,340")


def copies_from_above_and_dates(desk: Desk) -> None:
    desk.start_at(RELEASING)
    desk.keys("ctrl+apostrophe")
    if desk.editor() != "closed":
        desk.keys("Return")
    desk.sees("Ctrl+': the figure above", lambda: desk.shown(RELEASING), "2,254,620")
    desk.start_at(RELEASING, CAPTION)
    desk.keys("F2", "End")
    desk.keys("ctrl+semicolon")
    desk.holds("Ctrl+;: today's date in a text", lambda: str(datetime.now(UTC).year) in desk.editor(), desk.editor)
    desk.keys("Escape")
