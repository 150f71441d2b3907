"""Steps: back, forth, once more."""

from tests.real_keys.desk import REPORTED, Desk
from tests.real_keys.lines import FINANCING, FUNDING, GENERAL, OTHER_FEES, REFERRAL, REVENUE


def undo_and_redo(desk: Desk) -> None:
    desk.start_at(FINANCING)
    desk.types("5", "Return")
    desk.keys("ctrl+Next", "ctrl+z")
    desk.sees("undone, and shown", lambda: (desk.statement(), desk.current()), ("operations", desk.at(FINANCING)))
    desk.sees("the figure", lambda: desk.shown(FINANCING), "2,254,620")
    desk.keys("ctrl+Next", "ctrl+y")
    desk.sees("redone, and shown", lambda: (desk.statement(), desk.shown(FINANCING)), ("operations", "5"))


def repeats(desk: Desk) -> None:
    desk.start_at(FINANCING)
    desk.keys("Delete")
    desk.start_at(REFERRAL)
    desk.keys("F4")
    desk.sees("F4 clears this one, too", lambda: desk.amount(REFERRAL), None)
    desk.start_at(FINANCING)
    desk.types("123", "Return")
    desk.start_at(OTHER_FEES)
    desk.keys("F4")
    desk.sees("F4 types it again", lambda: desk.shown(OTHER_FEES), "123")


def auto_sum(desk: Desk) -> None:
    desk.start_with((FUNDING, REPORTED), (GENERAL, REPORTED))
    before = len(desk.model.rows)
    desk.keys("alt+equal")
    if desk.dialog():
        desk.types("Costs of distribution", "Return")
    desk.sees("a total of the three lines", lambda: len(desk.model.rows), before + 1)
    desk.sees("it adds up", lambda: desk.shown(_line_called(desk, "Costs of distribution")), "1,400,557")


def _line_called(desk: Desk, caption: str) -> str:
    return next((row.line.id for row in desk.model.rows if row.line.caption == caption), REVENUE)
