"""Finding: texts, places, actions, what a figure consists of."""

from tests.real_keys.desk import CAPTION, Desk
from tests.real_keys.lines import CAPITAL_HEAVY, CREDIT_DRIVEN, FINANCING, OTHER_FEES, RELEASING


def traces(desk: Desk) -> None:
    desk.start_at(CREDIT_DRIVEN)
    desk.keys("ctrl+bracketleft")
    parts = (CAPITAL_HEAVY, FINANCING, RELEASING, OTHER_FEES)
    desk.holds("Ctrl+[ leads to a part", lambda: desk.current().split(" / ")[0] in parts, desk.current)
    desk.start_at(FINANCING)
    desk.keys("ctrl+bracketright")
    desk.sees("Ctrl+] leads to the total", desk.current, desk.at(CREDIT_DRIVEN))


def finds_everywhere(desk: Desk) -> None:
    desk.start_at(FINANCING)
    desk.keys("ctrl+f")
    desk.types("Restricted cash")
    desk.holds("what is found is listed", lambda: desk.reads("restricted cash"))
    desk.keys("Return")
    desk.holds("Enter leads to another statement", lambda: desk.statement() != "operations", desk.current)
    desk.holds("to a line called so", lambda: "restricted_cash" in desk.current(), desk.current)
    first = desk.current()
    desk.keys("F3")
    desk.changes("F3 leads to the next", desk.current, first)


def finds(desk: Desk) -> None:
    finds_everywhere(desk)
    desk.keys("Escape")
    first = desk.current()
    desk.keys("shift+F4")
    desk.changes("so does Shift+F4", desk.current, first)


def replaces(desk: Desk) -> None:
    desk.start_at(FINANCING)
    desk.keys("ctrl+h")
    if not desk.holds("Ctrl+H asks for both texts", desk.takes_text, desk.focus):
        return
    desk.types("Provision for", "Tab")
    desk.types("Allowance for")
    desk.holds("a preview", lambda: desk.reads("Allowance for loans receivable"))
    all_of_them = desk.button("Replace all") or desk.button("Replace")
    if desk.holds("all can be replaced", lambda: all_of_them) and all_of_them:
        desk.click_on(all_of_them)
        caption = desk.showing(("provision_for_loans_receivable", CAPTION))
        desk.sees("the captions", caption, ["Allowance for loans receivable"])
        desk.keys("Escape", "ctrl+z")
        desk.sees("one step back", caption, ["Provision for loans receivable"])


def palette(desk: Desk) -> None:
    desk.start_at(FINANCING)
    desk.keys("ctrl+k")
    if desk.holds("Ctrl+K asks what to do", desk.takes_text, desk.focus):
        desk.types("Affected lines", "Return")
        desk.holds("the action is done", lambda: desk.workspace.view_state.shows_affected)


def filters(desk: Desk) -> None:
    desk.start_at(FINANCING)
    before = len(desk.rows_shown())
    desk.keys("ctrl+shift+l")
    fields = desk.fields(desk.workspace.page)
    if desk.holds("Ctrl+Shift+L opens a filter", lambda: fields or desk.fields(desk.workspace.page), desk.focus):
        desk.types("provision")
        desk.holds("fewer lines", lambda: len(desk.rows_shown()) < before / 2, lambda: len(desk.rows_shown()))
        desk.holds("those called so", lambda: "provision_for_loans_receivable" in desk.rows_shown())
