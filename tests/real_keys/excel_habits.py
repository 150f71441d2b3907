"""The habits that hands bring along from Excel: what the keys and gestures should do, tried one by one."""

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QHeaderView, QLineEdit, QTableView, QWidget

from tests.real_keys.desk import (
    CAPTION,
    ECL,
    EIR,
    GUARANTEE,
    REPORTED,
    RESULT,
    SBC,
    Desk,
    on_screen,
)
from tests.real_keys.hands import spin
from tests.real_keys.trials import Row
from workbench.ui.toolkit.lazy_refresh import is_seen

FINANCING, RELEASING, OTHER_FEES = (
    "financing_income",
    "revenue_from_releasing_of_guarantee_liabilities",
    "other_services_fees",
)
CAPITAL_HEAVY = "loan_facilitation_and_servicing_fees_capital_heavy"
CREDIT_DRIVEN, PLATFORM, REFERRAL = "credit_driven_services", "platform_services", "referral_services_fees"
REVENUE, COSTS = "total_net_revenue", "total_operating_costs_and_expenses"
LAST = "diluted_3"
FUNDING, SELLING, GENERAL = "funding_costs", "sales_and_marketing", "general_and_administrative"
NARROW_SPACE, FULL_WIDTH = "\u202f", "\uff11\uff0c\uff12\uff13\uff14"

# ---- moving


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


# ---- selecting


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
    desk.hands.drag(desk.heading_spot(ECL).center(), desk.heading_spot(SBC).center())
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
    headers = [header for view in desk.grid.parentWidget().findChildren(QTableView) if (header := view.verticalHeader())]
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


# ---- typing


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
    desk.holds("a click puts the figure into the working", lambda: "2368374" in desk.editor().replace(",", ""), desk.editor)
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


# ---- the line above the grid


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


# ---- clipboard


def copies(desk: Desk) -> None:
    desk.start_with((FINANCING, REPORTED), (RELEASING, EIR))
    desk.keys("ctrl+c")
    copied = [line.split("\t") for line in desk.copied().rstrip("\n").splitlines()]
    figures = [[text.replace(",", "") for text in line] for line in copied]
    desk.holds("rows and columns, exact", lambda: [line[0] for line in figures] == ["2254620", "2368374"], lambda: copied)
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
    shown = lambda: [desk.shown(line, column) for line in (FINANCING, RELEASING) for column in (REPORTED, ECL)]  # noqa: E731
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
    shown = lambda: [desk.shown(RELEASING), desk.shown(OTHER_FEES)]  # noqa: E731
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
    from datetime import date

    desk.start_at(RELEASING, CAPTION)
    desk.keys("F2", "End")
    desk.keys("ctrl+semicolon")
    desk.holds("Ctrl+;: today's date in a text", lambda: str(date.today().year) in desk.editor(), desk.editor)
    desk.keys("Escape")


# ---- steps


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


def traces(desk: Desk) -> None:
    desk.start_at(CREDIT_DRIVEN)
    desk.keys("ctrl+bracketleft")
    parts = (CAPITAL_HEAVY, FINANCING, RELEASING, OTHER_FEES)
    desk.holds("Ctrl+[ leads to a part", lambda: desk.current().split(" / ")[0] in parts, desk.current)
    desk.start_at(FINANCING)
    desk.keys("ctrl+bracketright")
    desk.sees("Ctrl+] leads to the total", desk.current, desk.at(CREDIT_DRIVEN))


def shows_formulas(desk: Desk) -> None:
    desk.start_at(FINANCING)
    desk.types("=2,254,620+1000", "Return")
    desk.keys("ctrl+grave")
    desk.holds("cells show their workings", lambda: "2,254,620+1000" in desk.shown(FINANCING), lambda: desk.shown(FINANCING))
    desk.keys("ctrl+grave")
    desk.sees("and figures again", lambda: desk.shown(FINANCING), "2,255,620")


# ---- finding


def finds(desk: Desk) -> None:
    desk.start_at(FINANCING)
    desk.keys("ctrl+f")
    desk.types("Restricted cash")
    desk.holds("what is found is listed with its number", lambda: desk.reads("restricted cash"))
    desk.keys("Return")
    desk.holds("Enter leads to another statement", lambda: desk.statement() != "operations", desk.current)
    desk.holds("to a line called so", lambda: "restricted_cash" in desk.current(), desk.current)
    first = desk.current()
    desk.keys("Escape", "shift+F4")
    desk.holds("Shift+F4 leads to the next", lambda: desk.current() != first, desk.current)


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
        caption = lambda: desk.shown("provision_for_loans_receivable", CAPTION)  # noqa: E731
        desk.sees("the captions", caption, "Allowance for loans receivable")
        desk.keys("Escape", "ctrl+z")
        desk.sees("one step back", caption, "Provision for loans receivable")


def next_sheet(desk: Desk) -> None:
    desk.keys("ctrl+Next")
    desk.sees("Ctrl+PgDn", desk.statement, "financial_position")
    desk.keys("ctrl+Prior")
    desk.sees("Ctrl+PgUp", desk.statement, "operations")


def next_window(desk: Desk) -> None:
    desk.start_at(FINANCING)
    before = _front_panels(desk)
    desk.keys("ctrl+Tab")
    desk.holds("Ctrl+Tab shows the next panel", lambda: _front_panels(desk) != before, lambda: _front_panels(desk))
    desk.keys("ctrl+shift+Tab")
    desk.sees("Ctrl+Shift+Tab shows the one before", lambda: _front_panels(desk), before)
    desk.sees("no cell has changed", desk.current, desk.at(FINANCING))


def _front_panels(desk: Desk) -> list[str]:
    docks = desk.workspace.docks.items()
    return [name for name, dock in docks if is_seen(dock.widget())]


def panes(desk: Desk) -> None:
    desk.start_at(FINANCING)
    seen = [desk.focus()]
    for _ in range(12):
        desk.keys("F6")
        seen.append(desk.focus())
        if seen[-1] == seen[0]:
            break
    desk.holds("F6 goes around every part of the window", lambda: len(set(seen)) >= 4 and seen[-1] == seen[0], lambda: seen)
    desk.keys("F6", "shift+F6")
    desk.sees("Shift+F6 goes back", desk.focus, seen[0])


# ---- dialogs and looks


def comments(desk: Desk) -> None:
    desk.start_at(FINANCING)
    desk.keys("shift+F2")
    if desk.holds("Shift+F2 asks for a comment", desk.dialog, desk.focus):
        desk.types("Agreed to the filing")
        desk.keys("ctrl+Return")
        if desk.dialog():
            desk.keys("Tab", "Return")
        desk.sees("it is kept", lambda: [comment.text for comment in desk.project.comments.values()], ["Agreed to the filing"])


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


def palette(desk: Desk) -> None:
    desk.start_at(FINANCING)
    desk.keys("ctrl+k")
    if desk.holds("Ctrl+K asks what to do", desk.takes_text, desk.focus):
        desk.types("Affected lines", "Return")
        desk.holds("the action is done", lambda: desk.workspace.view_state.only_affected)


def number_formats(desk: Desk) -> None:
    desk.start_at("investment_loss")
    action = desk.action("preferences")
    if not desk.holds("there are preferences", lambda: action) or action is None:
        return
    desk.keys(_xdotool_key(action.shortcut().toString()))
    dialog = desk.the_dialog()
    if desk.holds("they open", desk.dialog) and dialog is not None:
        negatives = [box for box in dialog.findChildren(QComboBox) if "egative" in box.accessibleName()]
        if desk.holds("negatives can be chosen", lambda: negatives):
            negatives[0].setFocus()
            desk.keys("Down")
            desk.keys("Return")
            desk.holds("the grid follows", lambda: desk.shown("investment_loss") != "(30,112)")


def _xdotool_key(shortcut: str) -> str:
    names = {"Ctrl": "ctrl", "Shift": "shift", "Alt": "alt", ",": "comma", ".": "period", ";": "semicolon"}
    return "+".join(names.get(part, part.lower() if len(part) == 1 else part) for part in shortcut.split("+"))


def column_widths(desk: Desk) -> None:
    desk.start_at(FINANCING)
    number = desk.place(FINANCING, ECL)[1]
    before, spot = desk.grid.columnWidth(number), desk.heading_spot(ECL)
    edge = QPoint(spot.right(), spot.center().y())
    desk.hands.drag(edge, edge + QPoint(60, 0))
    desk.holds("a drag widens", lambda: desk.grid.columnWidth(number) > before + 30, lambda: desk.grid.columnWidth(number))
    spot = desk.heading_spot(ECL)
    desk.hands.click(QPoint(spot.right(), spot.center().y()), times=2)
    desk.holds("a double click fits", lambda: abs(desk.grid.columnWidth(number) - before) <= 2, lambda: desk.grid.columnWidth(number))


def hides_columns(desk: Desk) -> None:
    desk.start_at(FINANCING)
    menu = desk.menu_at(desk.heading_spot(ECL).center(), "Hide")
    if desk.holds("the heading's menu can hide the column", lambda: any(one.startswith("Hide") for one in menu), lambda: menu):
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
    by_drag = lambda: desk.heading_spot(EIR).left() < desk.heading_spot(ECL).left()  # noqa: E731
    if not spin(500, by_drag):
        desk.menu_at(desk.heading_spot(EIR).center(), "Move left")
    desk.holds("the column is in front of its neighbour", by_drag)


def frozen(desk: Desk) -> None:
    desk.window.resize(900, 700)
    spin(300)
    desk.start_at(FINANCING)
    desk.keys("ctrl+Right", "Left")
    left = on_screen(desk.grid.viewport(), desk.grid.viewport().rect()).left()
    captions = [view for view in desk.grid.findChildren(QTableView) if view.isVisible()]
    desk.holds("captions stay at the left", lambda: any(on_screen(view, view.rect()).left() <= left + 40 for view in captions))
    desk.keys("ctrl+Home", "Right", "Down", "Right")
    desk.holds("the result stays at the right", lambda: any(view.accessibleName() == "Result" for view in captions if view.isVisible()) or desk.grid.horizontalScrollBar().maximum() == 0)


def splits(desk: Desk) -> None:
    desk.start_at(FINANCING)
    before = len(_grids(desk))
    desk.keys("ctrl+alt+s")
    desk.sees("Ctrl+Alt+S shows a second statement", lambda: len(_grids(desk)), before + 1)
    desk.keys("ctrl+alt+s")
    desk.sees("and takes it away", lambda: len(_grids(desk)), before)


def _grids(desk: Desk) -> list[QWidget]:
    from workbench.ui.statement.statement_grid import StatementGrid

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
    size = lambda: round(desk.grid.font().pointSizeF(), 2)  # noqa: E731
    before = size()
    desk.hands.wheel(desk.spot(FINANCING, EIR).center(), -1, holding="ctrl")
    desk.holds("Ctrl+wheel", lambda: size() > before, size)
    desk.hands.wheel(desk.spot(FINANCING, EIR).center(), 1, holding="ctrl")
    desk.sees("and back", size, before)
    for name, claim in (("zoom_in", lambda: size() > before), ("zoom_out", lambda: size() == before)):
        action = desk.action(name)
        assert action is not None
        key = action.shortcut().toString()
        plus = {"Ctrl++": "ctrl+equal", "Ctrl+-": "ctrl+minus", "Ctrl+Alt++": "ctrl+alt+equal", "Ctrl+Alt+-": "ctrl+alt+minus"}
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


def filters(desk: Desk) -> None:
    desk.start_at(FINANCING)
    before = len(desk.rows_shown())
    desk.keys("ctrl+shift+l")
    fields = desk.fields(desk.workspace.page)
    if desk.holds("Ctrl+Shift+L opens a filter", lambda: fields or desk.fields(desk.workspace.page), desk.focus):
        desk.types("provision")
        desk.holds("fewer lines", lambda: len(desk.rows_shown()) < before / 2, lambda: len(desk.rows_shown()))
        desk.holds("those called so", lambda: "provision_for_loans_receivable" in desk.rows_shown())


def menu_of_a_cell(desk: Desk) -> None:
    desk.start_at(FINANCING)
    menu = desk.menu_of(FINANCING, REPORTED)
    for entry in ("Cut", "Copy", "Paste", "Clear", "Fill down", "Comment", "Explain"):
        desk.holds(f"{entry} is in the menu", lambda: any(one.startswith(entry) for one in menu), lambda: menu)
    desk.holds("its source is in the menu", lambda: any("source" in one.casefold() for one in menu), lambda: menu)


def menus_elsewhere(desk: Desk) -> None:
    desk.start_at(FINANCING)
    menu = desk.menu_of(FINANCING, CAPTION)
    desk.holds("a caption", lambda: any("Insert line" in entry for entry in menu), lambda: menu)
    desk.holds("a heading", lambda: desk.menu_at(desk.heading_spot(ECL).center()))
    switches = desk.workspace.adjustments_panel.switches
    spot = on_screen(switches.viewport(), switches.viewport().rect())
    desk.holds("a difference", lambda: desk.menu_at(QPoint(spot.center().x(), spot.top() + 14)))
    bridge = desk.workspace.bridge
    desk.holds("the chart", lambda: desk.menu_at(on_screen(bridge, bridge.rect()).center()))


def menus_by_key(desk: Desk) -> None:
    desk.start_at(FINANCING)
    desk.holds("the Menu key", lambda: "Copy" in desk.menu_after(lambda: desk.keys("Menu")))
    desk.holds("Shift+F10", lambda: "Copy" in desk.menu_after(lambda: desk.keys("shift+F10")))
    desk.keys("Escape")
    menu = desk.menu_after(lambda: desk.keys("alt+f"))
    desk.holds("Alt+F", lambda: any(entry.startswith("Save") for entry in menu), lambda: menu)
    desk.keys("Escape")


def status_sums(desk: Desk) -> None:
    desk.start_with((FINANCING, REPORTED), (OTHER_FEES, REPORTED))
    for part in ("4,712,652", "1,570,884", "Count 3", "2,368,374", "89,658"):
        desk.holds(f"the status bar says {part}", lambda: part in desk.status(), desk.status)


# ---- files


def saves(desk: Desk) -> None:
    target = desk.folder / "closing.recon"
    desk.start_at(FINANCING)
    desk.types("5", "Return")
    desk.keys("ctrl+s")
    desk.types(str(target), "Return")
    desk.holds("Ctrl+S asks where, and saves", target.exists)
    desk.keys("F12")
    other = desk.folder / "other.recon"
    desk.keys("ctrl+a")
    desk.types(str(other), "Return")
    desk.holds("F12 saves under another name", other.exists)
    desk.keys("ctrl+o")
    desk.types(str(target), "Return")
    desk.holds("Ctrl+O opens", lambda: "closing" in desk.window.windowTitle(), desk.window.windowTitle)
    desk.keys("ctrl+w")
    desk.holds("Ctrl+W closes", lambda: desk.window.workspace is None)


def new_print_chart(desk: Desk) -> None:
    desk.start_at(REVENUE)
    desk.keys("ctrl+n")
    desk.holds("Ctrl+N asks for a new project", desk.dialog)
    desk.keys("Escape", "ctrl+p")
    desk.holds("Ctrl+P shows what will be printed", lambda: "rint" in desk.dialog(), desk.dialog)
    desk.keys("Escape")
    for key in ("F11", "alt+F1"):
        desk.workspace.show_panel("Checks")
        desk.grid.setFocus()
        before = _front_panels(desk)
        desk.keys(key)
        desk.holds(f"{key} shows a chart", lambda: _front_panels(desk) != before or "hart" in desk.dialog())
        desk.keys("Escape")


def closing_asks(desk: Desk) -> None:
    desk.start_at(FINANCING)
    desk.types("5", "Return")
    desk.keys("alt+F4")
    desk.holds("Alt+F4 asks", lambda: desk.button("Save"), desk.dialog)
    desk.keys("Escape")
    desk.holds("Esc stays", desk.window.isVisible)


def recovers(desk: Desk) -> None:
    from tests.real_keys.killed import kill_after_typing

    steps = kill_after_typing(desk)
    desk.holds("a killed program leaves its steps", lambda: steps)
    desk.window.look_for_remains()
    desk.holds("the next one offers them", lambda: desk.button("Recover"))
    if button := desk.button("Recover"):
        desk.click_on(button)
        spin(5_000, lambda: desk.window.workspace is not None)
        desk.sees("the figure is there", lambda: desk.shown(FINANCING), "777")


def commits_on_leaving(desk: Desk) -> None:
    desk.start_at(FINANCING)
    desk.types("5")
    desk.click(REFERRAL, REPORTED)
    desk.sees("a click elsewhere", lambda: desk.shown(FINANCING), "5")
    desk.types("6", "ctrl+Next")
    desk.sees("Ctrl+PgDn", desk.statement, "financial_position")
    desk.start_at(FINANCING)
    desk.sees("what was typed is there", lambda: desk.shown(REFERRAL), "6")
    target = desk.folder / "closing.recon"
    desk.types("7", "ctrl+s")
    desk.sees("Ctrl+S", lambda: desk.shown(FINANCING), "7")
    desk.types(str(target), "Return")
    desk.holds("and saves", target.exists)
    desk.types("abc", "ctrl+s")
    desk.holds("what is refused is not saved", lambda: desk.status() and desk.editor() == "abc", desk.status)
    desk.keys("Escape")


HABITS = (
    Row("arrows", "the active cell moves by one", arrows),
    Row("Ctrl+arrows", "to the edge of the filled cells", jumps_to_edges),
    Row("Ctrl+Home / Ctrl+End", "to the first and to the last cell", corners_of_the_sheet),
    Row("Home", "to the beginning of the row", home),
    Row("End", "End mode: the next arrow leads to the edge", end_mode),
    Row("PgUp/PgDn", "a page up and down", pages),
    Row(
        "Alt+PgDn", "a page to the right", pages_of_periods,
        counterpart="a statement is as wide as its differences: the next columns to the right are another period",
    ),
    Row("Enter / Shift+Enter", "down and up", enter),
    Row("Tab / Shift+Tab", "right and left", tab),
    Row("Tab, Tab, Enter returns to first column", "below the cell where tabbing began", tab_tab_enter),
    Row("Shift+arrows", "the selection grows, the active cell stays at the anchor", anchor_stays),
    Row("Ctrl+Shift+arrows, Ctrl+Shift+End", "the selection reaches the edge, or the last cell", selects_to_edges),
    Row("Shift+click, drag", "a block", selects_by_mouse),
    Row("Ctrl+click several cells", "several areas, and their sum", several_cells),
    Row("Shift+Space / Ctrl+Space / Ctrl+A", "row, column, everything", whole_rows_and_columns),
    Row("click heading selects column; drag over headings; Ctrl+click headings", "whole columns", headings_select),
    Row("click row number", "the whole row", row_number),
    Row("F8 extend", "arrows extend the selection until F8 or Esc", extend_mode),
    Row("Ctrl+. corners", "the active cell goes around the corners of the selection", corners_of_the_selection),
    Row("Ctrl+Backspace scroll to active", "the active cell is on screen again", scroll_to_active),
    Row("Enter / Tab cycle inside a selection", "the active cell goes around inside it", cycles_inside),
    Row("type to replace", "what is typed replaces the figure", type_to_replace),
    Row("F2", "edits in place, the caret at the end", edit_in_place),
    Row("double click edits", "edits in place", double_click_edits),
    Row("Esc", "gives up the edit", escape),
    Row("Up/Down commit while typing", "accepted, and on to the next cell", up_and_down_commit),
    Row("Left/Right commit while typing", "accepted, and on to the next cell; after F2 the caret moves", left_and_right_commit),
    Row("Ctrl+Enter fills selection", "every selected cell; the selection stays", fills_the_selection),
    Row("Del", "makes blank, also several", delete),
    Row("Backspace", "empties the cell and edits it", backspace),
    Row("`=a+b*c/(d)`", "exact", arithmetic),
    Row("formula kept for later", "F2 shows the working again", formula_kept),
    Row(
        "`=A1`, `=SUM()`, point with mouse", "a figure pointed at enters the working", points_with_the_mouse,
        counterpart="a line has a name, no address; totals add up by themselves, and Alt+= makes one",
    ),
    Row("`+5+6`, `5k`, `10%`", "read as a working", short_workings),
    Row("`(1,234)`, `-5`, `–5`, `—`, `1e3`, full-width digits", "read as amounts", spellings_of_amounts),
    Row("`1 234`", "read as 1,234, with any kind of space", spaces_in_amounts),
    Row("formula bar", "a line above the grid shows and edits what the cell contains", formula_bar),
    Row("name box, Ctrl+G, F5", "goes to what is named", name_box),
    Row("Ctrl+C as TSV, exact", "rows and columns for Excel", copies),
    Row("copy several areas of one column", "one below the other", copies_several_areas),
    Row("Ctrl+X", "moves", cuts),
    Row("Ctrl+V TSV", "pastes a block as one step", pastes),
    Row("too wide paste", "refused with the reason", too_wide_paste),
    Row("paste HTML only", "pastes the table", pastes_html),
    Row("paste special Ctrl+Alt+V, Ctrl+Shift+V", "values, add, reversed sign", paste_special),
    Row("Enter pastes after copy", "once", enter_pastes),
    Row("Ctrl+D / Ctrl+R", "fills down and right", fills_by_keys),
    Row("fill handle", "a drag of the corner fills", fill_handle),
    Row("drag cells to move", "a drag of the border moves", drags_cells),
    Row("Ctrl+' / Ctrl+;", "what stands above; today's date", copies_from_above_and_dates),
    Row("Ctrl+Z / Ctrl+Y", "a step back and forth, and what it changed is shown", undo_and_redo),
    Row("F4 repeat", "the last act again, here", repeats),
    Row("Alt+=", "a sum", auto_sum, counterpart="a total of the selected lines, which goes on adding up"),
    Row("Ctrl+[ / Ctrl+]", "to what a figure consists of, and to what it is part of", traces),
    Row("Ctrl+` show formulas", "cells show their workings", shows_formulas),
    Row("Ctrl+F", "a list over all statements; Shift+F4 the next", finds),
    Row("Ctrl+H", "replaces, with a preview", replaces),
    Row("Ctrl+PgUp/PgDn", "the next statement", next_sheet),
    Row("Ctrl+Tab", "the next window", next_window, counterpart="one project has one window: the next panel in it"),
    Row("F6 / Shift+F6", "the next pane and the one before", panes),
    Row("Shift+F2 comment", "a comment on the cell", comments),
    Row(
        "Ctrl+1 format", "switches the first difference", switches_by_number,
        reason="Ctrl+1 to Ctrl+9 switch a difference, what is done most; how figures look is chosen in the preferences",
    ),
    Row(
        "Ctrl+B, Ctrl+I formats", "nothing bold; Ctrl+I imports", no_bold,
        reason="what a line is decides how it looks: totals are bold by themselves; Ctrl+I imports",
    ),
    Row("Ctrl+K", "asks what to do", palette, counterpart="links are made as evidence; Ctrl+K finds every action"),
    Row("number formats, decimals", "chosen in the preferences", number_formats, counterpart="for every statement at once"),
    Row("column resize, double click fits", "a drag widens, a double click fits", column_widths),
    Row("hide/unhide columns, Ctrl+0/Ctrl+9", "hidden, and shown again", hides_columns, counterpart="in the menu of the heading: Ctrl+9 switches a difference, Ctrl+0 fits the columns"),
    Row("move columns", "a drag of the heading moves the column", moves_columns),
    Row("freeze panes", "captions and headings stay in view", frozen, counterpart="captions, headings and the result always stay in view"),
    Row("split, new window", "two statements beside each other", splits),
    Row("group/outline (Alt+Shift+arrows)", "folds and unfolds; lines go into and out of a section", outline),
    Row("Ctrl+wheel, Ctrl++/−", "zooms", zooms),
    Row("insert/delete row (Ctrl+Shift++, Ctrl+−)", "asks, then inserts or deletes", inserts_and_deletes_rows),
    Row("filter Ctrl+Shift+L, sort", "only the lines that match", filters, counterpart="lines are not sorted: their order is that of the statement"),
    Row("right click on a cell", "what can be done with it", menu_of_a_cell),
    Row("right click on caption, heading, chart, difference", "what can be done with it", menus_elsewhere),
    Row("Menu key / Alt+letters", "the menu of the cell; the menus of the window", menus_by_key),
    Row("status sums", "sum, average, count, least and greatest", status_sums),
    Row("Ctrl+S, F12, Ctrl+O, Ctrl+W", "saves, saves as, opens, closes", saves),
    Row("Ctrl+N, Ctrl+P, F11/Alt+F1", "new, print, chart", new_print_chart),
    Row("Alt+F4 asks", "nothing is lost", closing_asks),
    Row("autosave, recovery", "after a kill every step is offered", recovers, book=None),
    Row("commit of an open edit on Ctrl+S, Ctrl+PgDn, click elsewhere", "accepted; what is refused holds up the save", commits_on_leaving),
)  # fmt: skip
