"""Typing into cells and into the line above them: figures, workings, captions."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLineEdit, QWidget

from tests.real_keys.desk import ECL, REPORTED, Desk
from tests.real_keys.lines import CREDIT_DRIVEN, FINANCING, FUNDING, OTHER_FEES, RELEASING

NARROW_SPACE, FULL_WIDTH = "\u202f", "\uff11\uff0c\uff12\uff13\uff14"


def type_to_replace(desk: Desk) -> None:
    desk.start_at(FINANCING)
    desk.types("5", "Return")
    desk.sees("the figure", lambda: desk.shown(FINANCING), "5")
    desk.sees("its total", lambda: desk.shown(CREDIT_DRIVEN), "3,164,713")


def edit_in_place(desk: Desk) -> None:
    desk.start_at(FINANCING)
    desk.keys("F2")
    desk.holds("the editor opens", lambda: desk.editor() != "closed")
    desk.types("0", "Return")
    desk.sees("what is typed is added at the end", lambda: desk.shown(FINANCING), "22,546,200")


def double_click_edits(desk: Desk) -> None:
    desk.start_at(FINANCING)
    desk.click(FINANCING, REPORTED, times=2)
    desk.holds("the editor opens", lambda: desk.editor() != "closed")
    desk.keys("End")
    desk.types("0", "Return")
    desk.sees("nothing was selected to be typed over", lambda: desk.shown(FINANCING), "22,546,200")


def escape(desk: Desk) -> None:
    desk.start_at(FINANCING)
    desk.types("5", "Escape")
    desk.sees("the figure stays", lambda: desk.shown(FINANCING), "2,254,620")
    desk.sees("the editor is closed", desk.editor, "closed")


def up_and_down_commit(desk: Desk) -> None:
    desk.start_at(FINANCING)
    desk.types("5", "Down")
    desk.sees("Down", lambda: (desk.shown(FINANCING), desk.current()), ("5", desk.at(RELEASING)))
    desk.types("6", "Up")
    desk.sees("Up", lambda: (desk.shown(RELEASING), desk.current()), ("6", desk.at(FINANCING)))


def left_and_right_commit(desk: Desk) -> None:
    desk.start_at(FINANCING)
    desk.types("5", "Right")
    desk.sees("Right", lambda: (desk.shown(FINANCING), desk.current()), ("5", desk.at(FINANCING, ECL)))
    desk.types("6", "Left")
    desk.sees("Left", lambda: (desk.shown(FINANCING, ECL), desk.current()), ("6", desk.at(FINANCING)))
    desk.keys("F2", "Left")
    desk.types("7", "Return")
    desk.sees("in an editor opened with F2 they move the caret", lambda: desk.shown(FINANCING), "75")


def fills_the_selection(desk: Desk) -> None:
    desk.start_with((FINANCING, REPORTED), (OTHER_FEES, REPORTED))
    desk.types("7", "ctrl+Return")
    lines = (FINANCING, RELEASING, OTHER_FEES)
    desk.sees("every selected cell", lambda: [desk.shown(line) for line in lines], ["7", "7", "7"])
    desk.sees("the active cell stays", desk.current, desk.at(FINANCING))
    desk.sees("the selection stays", desk.selected_size, "3 × 1, 3 cells")


def delete(desk: Desk) -> None:
    desk.start_with((FINANCING, REPORTED), (RELEASING, REPORTED))
    desk.keys("Delete")
    desk.sees("both are blank", lambda: [desk.amount(line) for line in (FINANCING, RELEASING)], [None, None])
    desk.keys("ctrl+z")
    desk.sees("one step", lambda: desk.shown(FINANCING), "2,254,620")


def backspace(desk: Desk) -> None:
    desk.start_at(FINANCING)
    desk.keys("BackSpace")
    desk.sees("an empty editor opens", desk.editor, "")
    desk.keys("Escape")
    desk.sees("Esc brings the figure back", lambda: desk.shown(FINANCING), "2,254,620")


def arithmetic(desk: Desk) -> None:
    desk.start_at(FINANCING)
    desk.types("=2,254,620+1000*2/(4)", "Return")
    desk.sees("exact", lambda: desk.shown(FINANCING), "2,255,120")
    desk.types("=1/3", "Return")
    desk.holds("what does not come out even is refused with the reason", lambda: len(desk.status()) > 20, desk.status)
    desk.keys("Escape")


def formula_kept(desk: Desk) -> None:
    desk.start_at(FINANCING)
    desk.types("=2,254,620+1000", "Return")
    desk.sees("the result", lambda: desk.shown(FINANCING), "2,255,620")
    desk.keys("Up", "F2")
    desk.sees("F2 shows the working", desk.editor, "=2,254,620+1000")
    desk.keys("Escape")
    desk.holds("it stands above the grid", lambda: any("2,254,620+1000" in text for text in _above(desk)))


def points_with_the_mouse(desk: Desk) -> None:
    desk.start_at(FINANCING)
    desk.types("=")
    desk.click(RELEASING, REPORTED)
    desk.holds(
        "a click puts the figure into the working", lambda: "2368374" in desk.editor().replace(",", ""), desk.editor
    )
    desk.types("+1000", "Return")
    desk.sees("the sum", lambda: desk.shown(FINANCING), "2,369,374")
    desk.types("=SUM(A1)", "Return")
    desk.holds("what only a sheet has is refused with what to do", lambda: len(desk.status()) > 20, desk.status)
    desk.keys("Escape")
    desk.sees("the figures stay", lambda: desk.shown(RELEASING), "2,368,374")


def short_workings(desk: Desk) -> None:
    desk.start_at(FINANCING)
    desk.types("+5+6", "Return")
    desk.sees("+5+6", lambda: desk.shown(FINANCING), "11")
    desk.keys("Escape")
    desk.start_at(RELEASING)
    desk.types("=2,000*10%", "Return")
    desk.sees("=2,000*10%", lambda: desk.shown(RELEASING), "200")
    desk.keys("Escape")
    desk.start_at(OTHER_FEES)
    desk.types("5k", "Return")
    desk.holds("5k is read, or refused with the reason", lambda: desk.shown(OTHER_FEES) == "5,000" or desk.status())
    desk.keys("Escape")


def spellings_of_amounts(desk: Desk) -> None:
    spellings = (
        ("(1,234)", "(1,234)"), ("-5", "(5)"), ("–5", "(5)"), ("1e3", "1,000"), (FULL_WIDTH, "1,234"), ("—", "—"),
    )  # fmt: skip
    for typed, shown in spellings:
        desk.start_at(FINANCING)
        desk.types(typed, "Return")
        desk.sees(typed, lambda: desk.shown(FINANCING), shown)
        desk.keys("Escape")


def spaces_in_amounts(desk: Desk) -> None:
    for space in ("\u00a0", NARROW_SPACE, " "):
        desk.start_at(FINANCING)
        desk.give(f"1{space}234")
        desk.keys("ctrl+v")
        desk.sees(f"pasted with U+{ord(space):04X}", lambda: desk.shown(FINANCING), "1,234")
        desk.sees("no dialog", desk.dialog, "")
        desk.keys("ctrl+z")
    desk.start_at(FINANCING)
    desk.types("1 234", "Return")
    desk.sees("typed", lambda: desk.shown(FINANCING), "1,234")


def _above(desk: Desk) -> list[str]:
    """Return the texts above the grid, in the page."""
    top = desk.grid.mapToGlobal(QPoint(0, 0)).y()
    page = desk.workspace.page
    return [
        text
        for widget in page.findChildren(QWidget)
        if widget.isVisible() and not desk.grid.isAncestorOf(widget) and widget.mapToGlobal(QPoint(0, 0)).y() < top
        for text in desk.texts(widget)
    ]


def _fields_above(desk: Desk) -> list[QLineEdit]:
    top = desk.grid.mapToGlobal(QPoint(0, 0)).y()
    fields = [field for field in desk.fields(desk.workspace.page) if field.mapToGlobal(QPoint(0, 0)).y() < top]
    return sorted(fields, key=lambda field: field.width())


def formula_bar(desk: Desk) -> None:
    desk.start_at(FINANCING)
    desk.holds("it names the line", lambda: any("Financing income" in text for text in _above(desk)))
    fields = _fields_above(desk)
    if desk.holds("there is a line to edit above the grid", lambda: fields):
        desk.click_on(fields[-1])
        desk.keys("ctrl+a")
        desk.types("=1000+234", "Return")
        desk.sees("typed there, it is in the cell", lambda: desk.shown(FINANCING), "1,234")
        desk.start_at(FINANCING)
        desk.holds("the working is shown", lambda: any("=1000+234" in text for text in _above(desk)))
    desk.start_at(RELEASING)
    desk.holds("it follows the current cell", lambda: any("Revenue from releasing" in text for text in _above(desk)))


def name_box(desk: Desk) -> None:
    desk.start_at(FINANCING)
    for key in ("ctrl+g", "F5"):
        desk.keys(key)
        if desk.holds(f"{key} opens a field", desk.takes_text, desk.focus):
            desk.types("Funding costs", "Return")
            desk.sees("a line by its name", lambda: desk.current().split(" / ")[0], FUNDING)
        desk.start_at(FINANCING)
    desk.keys("ctrl+g")
    desk.types("Cash flows", "Return")
    desk.sees("a statement by its name", desk.statement, "cash_flows")


def shows_formulas(desk: Desk) -> None:
    desk.start_at(FINANCING)
    desk.types("=2,254,620+1000", "Return")
    desk.keys("ctrl+grave")
    desk.holds(
        "cells show their workings", lambda: "2,254,620+1000" in desk.shown(FINANCING), lambda: desk.shown(FINANCING)
    )
    desk.keys("ctrl+grave")
    desk.sees("and figures again", lambda: desk.shown(FINANCING), "2,255,620")
