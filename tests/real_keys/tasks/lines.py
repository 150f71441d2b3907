"""Lines: captions, concepts, totals, adding and moving."""

from tests.real_keys.desk import CAPTION, Desk
from tests.real_keys.hands import spin
from tests.real_keys.lines import CREDIT_DRIVEN, FUNDING


def change_a_caption(desk: Desk) -> None:
    desk.start_at(FUNDING, CAPTION)
    desk.keys("F2")
    desk.types(" of loans", "Return")
    desk.sees("the caption", lambda: desk.shown(FUNDING, CAPTION), "Funding costs of loans")


def say_the_concept(desk: Desk) -> None:
    desk.start_at(FUNDING)
    desk.choose("Statement", "Concept", "Income tax")
    spin(200)
    if not desk.undoable():
        desk.outcome.failed.append(f"nothing was done: {desk.status()}")
    desk.holds("it is one step", desk.undoable, desk.status)


def say_the_parts(desk: Desk) -> None:
    desk.start_at(CREDIT_DRIVEN)
    if desk.choose("Statement", "Parts of this total"):
        desk.holds("its parts are shown", lambda: desk.dialog() and desk.reads("Financing income", desk.the_dialog()))
        desk.keys("Escape")


def add_move_and_delete_lines(desk: Desk) -> None:
    desk.start_at(FUNDING)
    desk.keys("alt+shift+Insert")
    desk.types("Impairment", "Return")
    if desk.dialog():
        desk.keys("Return")

    def captions() -> list[str]:
        return [row.line.caption for row in desk.model.rows]

    desk.holds("a line below", lambda: "Impairment" in captions(), desk.dialog)
    desk.keys("alt+shift+Down")
    desk.holds("it moves down", lambda: captions().index("Impairment") > captions().index("Sales and marketing"))
    desk.keys("alt+shift+Delete")
    desk.holds("it asks", desk.dialog)
    desk.keys("Return")
    desk.holds("it is gone", lambda: "Impairment" not in captions())
