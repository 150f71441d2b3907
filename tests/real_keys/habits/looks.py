"""How a statement is shown: columns, folding, zoom, windows; and the dialogs that other programs have for it."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QComboBox, QListWidget, QTableView, QWidget

from tests.real_keys.desk import ECL, EIR, Desk, on_screen
from tests.real_keys.hands import spin
from tests.real_keys.lines import CREDIT_DRIVEN, FINANCING, FUNDING
from workbench.ui.statement.statement_grid import StatementGrid
from workbench.ui.toolkit.lazy_refresh import is_seen


def comments(desk: Desk) -> None:
    desk.start_at(FINANCING)
    desk.keys("shift+F2")
    if desk.holds("Shift+F2 asks for a comment", desk.dialog, desk.focus):
        desk.types("Agreed to the filing")
        desk.keys("ctrl+Return")
        if desk.dialog():
            desk.keys("Tab", "Return")
        desk.sees(
            "it is kept", lambda: [comment.text for comment in desk.project.comments.values()], ["Agreed to the filing"]
        )


def switches_by_number(desk: Desk) -> None:
    desk.start_at(FINANCING)
    desk.keys("ctrl+1")
    desk.holds("Ctrl+1 switches the first difference", lambda: ECL not in desk.project.enabled)


def no_bold(desk: Desk) -> None:
    desk.start_at(FINANCING)
    desk.keys("ctrl+b")
    desk.sees("Ctrl+B changes no figure", lambda: desk.shown(FINANCING), "2,254,620")
    desk.keys("ctrl+i")
    desk.holds("Ctrl+I asks what to import", lambda: "mport" in desk.dialog(), desk.dialog)
    desk.keys("Escape")


def number_formats(desk: Desk) -> None:
    desk.start_at("investment_loss")
    desk.keys("ctrl+comma")
    if desk.holds("Ctrl+, opens the preferences", lambda: "references" in desk.dialog(), desk.dialog):
        pages = desk.the_dialog()
        assert pages is not None
        desk.click_item(pages.findChildren(QListWidget)[0], "Numbers")
        negatives = next(box for box in pages.findChildren(QComboBox) if box.currentText() == "In brackets")
        desk.tab_to(negatives)
        desk.keys("Down")
        desk.changes("negatives are shown otherwise", lambda: desk.shown("investment_loss"), "(30,112)")
        desk.keys("Return")
        desk.sees("and stay so", desk.dialog, "")
        desk.changes("in the grid", lambda: desk.shown("investment_loss"), "(30,112)")


def _xdotool_key(shortcut: str) -> str:
    names = {"Ctrl": "ctrl", "Shift": "shift", "Alt": "alt", ",": "comma", ".": "period", ";": "semicolon"}
    return "+".join(names.get(part, part.lower() if len(part) == 1 else part) for part in shortcut.split("+"))


def column_widths(desk: Desk) -> None:
    desk.start_at(FINANCING)
    number = desk.place(FINANCING, ECL)[1]
    before, spot = desk.grid.columnWidth(number), desk.heading_spot(ECL)
    edge = QPoint(spot.right(), spot.center().y())
    desk.hands.drag(edge, edge + QPoint(60, 0))
    desk.holds(
        "a drag widens", lambda: desk.grid.columnWidth(number) > before + 30, lambda: desk.grid.columnWidth(number)
    )
    spot = desk.heading_spot(ECL)
    desk.hands.click(QPoint(spot.right(), spot.center().y()), times=2)
    desk.holds(
        "a double click fits",
        lambda: abs(desk.grid.columnWidth(number) - before) <= 2,
        lambda: desk.grid.columnWidth(number),
    )


def hides_columns(desk: Desk) -> None:
    desk.start_at(FINANCING)
    menu = desk.menu_at(desk.heading_spot(ECL).center(), "Hide")
    if desk.holds(
        "the heading's menu can hide the column", lambda: any(one.startswith("Hide") for one in menu), lambda: menu
    ):
        desk.holds("it is hidden", lambda: _is_column_hidden(desk, ECL))
        menu = desk.menu_at(desk.heading_spot(EIR).center(), "Show")
        desk.holds("and shown again", lambda: not _is_column_hidden(desk, ECL), lambda: menu)


def _is_column_hidden(desk: Desk, column: str) -> bool:
    names = [desk.name_of_column(number) for number in range(desk.model.columnCount())]
    return column not in names or desk.grid.isColumnHidden(names.index(column))


def moves_columns(desk: Desk) -> None:
    desk.start_at(FINANCING)
    desk.hands.click(desk.heading_spot(EIR).center())
    desk.hands.drag(desk.heading_spot(EIR).center(), desk.heading_spot(ECL).center() - QPoint(30, 0))

    def is_in_front() -> bool:
        return desk.heading_spot(EIR).left() < desk.heading_spot(ECL).left()

    if not spin(500, is_in_front):
        desk.menu_at(desk.heading_spot(EIR).center(), "Move left")
    desk.holds("the column is in front of its neighbor", is_in_front)


def frozen(desk: Desk) -> None:
    desk.window.resize(900, 700)
    spin(300)
    desk.start_at(FINANCING)
    desk.keys("ctrl+Right", "Left")
    left = on_screen(desk.grid.viewport(), desk.grid.viewport().rect()).left()
    captions = [view for view in desk.grid.findChildren(QTableView) if view.isVisible()]
    desk.holds(
        "captions stay at the left", lambda: any(on_screen(view, view.rect()).left() <= left + 40 for view in captions)
    )
    desk.keys("ctrl+Home", "Right", "Down", "Right")
    desk.holds(
        "the result stays at the right",
        lambda: (
            any(view.accessibleName() == "Result" for view in captions if view.isVisible())
            or desk.grid.horizontalScrollBar().maximum() == 0
        ),
    )


def splits(desk: Desk) -> None:
    desk.start_at(FINANCING)
    before = len(_grids(desk))
    desk.keys("ctrl+alt+s")
    desk.sees("Ctrl+Alt+S shows a second statement", lambda: len(_grids(desk)), before + 1)
    desk.keys("ctrl+alt+s")
    desk.sees("and takes it away", lambda: len(_grids(desk)), before)


def _grids(desk: Desk) -> list[QWidget]:
    grids = desk.window.findChildren(StatementGrid)
    return [grid for grid in grids if is_seen(grid)]


def outline(desk: Desk) -> None:
    desk.start_at(CREDIT_DRIVEN)
    desk.keys("space")
    desk.holds("Space folds what a line consists of", lambda: FINANCING not in desk.rows_shown())
    desk.keys("space")
    desk.holds("and unfolds it", lambda: FINANCING in desk.rows_shown())
    desk.start_at("provision_for_contingent_liabilities")
    desk.keys("alt+shift+Left")
    desk.holds("Alt+Shift+Left takes a line out of its section", desk.undoable, desk.status)


def zooms(desk: Desk) -> None:
    desk.start_at(FINANCING)

    def size() -> float:
        return round(desk.grid.font().pointSizeF(), 2)

    before = size()
    desk.hands.wheel(desk.spot(FINANCING, EIR).center(), -1, holding="ctrl")
    desk.holds("Ctrl+wheel", lambda: size() > before, size)
    desk.hands.wheel(desk.spot(FINANCING, EIR).center(), 1, holding="ctrl")
    desk.sees("and back", size, before)
    for name, claim in (("zoom_in", lambda: size() > before), ("zoom_out", lambda: size() == before)):
        action = desk.action(name)
        assert action is not None
        key = action.shortcut().toString()
        plus = {
            "Ctrl++": "ctrl+equal",
            "Ctrl+-": "ctrl+minus",
            "Ctrl+Alt++": "ctrl+alt+equal",
            "Ctrl+Alt+-": "ctrl+alt+minus",
        }
        desk.keys(plus.get(key, _xdotool_key(key)))
        desk.holds(key, claim, size)


def inserts_and_deletes_rows(desk: Desk) -> None:
    desk.start_at(FUNDING)
    before = len(desk.model.rows)
    desk.keys("shift+space", "ctrl+shift+equal")
    if desk.holds("with a whole row selected, Ctrl++ asks for the new line", desk.dialog):
        desk.types("Impairment", "Return")
        desk.sees("it is there", lambda: len(desk.model.rows), before + 1)
        desk.keys("shift+space", "ctrl+minus")
        if desk.holds("Ctrl+− asks before it deletes", desk.dialog):
            desk.keys("Return")
            desk.sees("it is gone", lambda: len(desk.model.rows), before)
