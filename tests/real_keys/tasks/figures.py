"""Figures: typing and pasting them, restating a total, marking a source."""

from tests.real_keys.desk import CAPTION, Desk
from tests.real_keys.habits.entering import formula_bar, formula_kept
from tests.real_keys.lines import COSTS, FINANCING, FUNDING, GENERAL, RELEASING, REVENUE, SELLING


def edit_a_figure(desk: Desk) -> None:
    desk.start_at(FINANCING)
    desk.types("3,000,000", "Return")
    desk.sees("the figure", lambda: desk.shown(FINANCING), "3,000,000")
    desk.sees("every total", lambda: desk.shown(REVENUE), "8,258,878")
    formula_bar(desk)


def arithmetic_is_kept(desk: Desk) -> None:
    formula_kept(desk)
    desk.start_at(RELEASING)
    desk.types("+5+6", "Return")
    desk.sees("+5+6", lambda: desk.shown(RELEASING), "11")
    desk.keys("Escape")


def paste_decorated(desk: Desk) -> None:
    for text, shown in (("$ 1,234", "1,234"), ("RMB 5", "5"), ("5-", "(5)"), ("5 CR", "")):
        desk.start_at(FINANCING)
        desk.give(text)
        desk.keys("ctrl+v")
        if shown:
            desk.sees(text, lambda: desk.shown(FINANCING), shown)
        else:
            desk.holds(
                f"{text}: read, or refused with the reason",
                lambda: desk.shown(FINANCING) in ("5", "(5)") or "pasted" in desk.status(),
                desk.status,
            )
        desk.keys("ctrl+z")


def paste_with_captions(desk: Desk) -> None:
    desk.start_at(FUNDING, CAPTION)
    desk.give("Funding cost\t1,000\nSales & marketing\t2,000\nGeneral and administrative expenses\t3,000\n")
    desk.keys("ctrl+v")
    if desk.dialog():
        desk.keys("Return")
    desk.sees(
        "each figure at its caption",
        lambda: [desk.shown(line) for line in (FUNDING, SELLING, GENERAL)],
        ["1,000", "2,000", "3,000"],
    )
    desk.holds("if not, the reason is said", desk.status)


def restate_a_total(desk: Desk) -> None:
    desk.start_at(COSTS)
    if desk.choose("Reconciliation", "Restate this total"):
        desk.types("5,400,000", "Tab")
        desk.types("corrected in the annual report", "Return")
        desk.sees("the total", lambda: desk.shown(COSTS), "5,400,000")


def mark_a_restated_source(desk: Desk) -> None:
    desk.start_at(FINANCING)
    if desk.choose("Reconciliation", "Mark a source as restated"):
        desk.holds("it asks why", desk.dialog)
        desk.types("superseded by 6-K/A", "Return")
        desk.keys("ctrl+Return")
        desk.holds(
            "the figure says so",
            lambda: desk.reads("superseded by 6-K/A", desk.workspace.figure),
            lambda: desk.texts(desk.workspace.figure),
        )
