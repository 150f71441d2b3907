"""Differences: switching, adding, entering, naming, ordering."""

from PySide6.QtCore import QPoint

from tests.real_keys.desk import ECL, EIR, RESULT, SBC, Desk, on_screen
from tests.real_keys.hands import spin
from tests.real_keys.lines import COSTS, FINANCING, FUNDING, REVENUE, SELLING
from workbench.domain.adjustments import Nature


def switch_by_key(desk: Desk) -> None:
    desk.keys("ctrl+2")
    desk.holds("off", lambda: EIR not in desk.project.enabled)
    desk.sees("the figures follow", lambda: desk.shown(FINANCING, RESULT), "2,254,620")
    desk.keys("ctrl+2")
    desk.holds("on", lambda: EIR in desk.project.enabled)
    for _ in range(8):
        if "Differences" in desk.focus():
            break
        desk.keys("F6")
    desk.keys("Home", "Down", "Down", "space")
    desk.holds("any of a long list, with its arrows and Space", lambda: SBC not in desk.project.enabled)


def _row_of_difference(desk: Desk, number: int) -> QPoint:
    switches = desk.workspace.adjustments_panel.switches
    area = on_screen(switches.viewport(), switches.visualRect(switches.model().index(number, 0)))
    return QPoint(area.left() + 22, area.center().y())


def switch_by_mouse(desk: Desk) -> None:
    desk.hands.click(_row_of_difference(desk, 0))
    desk.holds("off", lambda: ECL not in desk.project.enabled)
    desk.hands.click(_row_of_difference(desk, 0))
    desk.holds("on", lambda: ECL in desk.project.enabled)
    desk.hands.click(_row_of_difference(desk, 1) + QPoint(120, 0), times=2)
    desk.keys("Escape")
    desk.holds("a double click on its name switches nothing", lambda: EIR in desk.project.enabled)


def all_off_and_on(desk: Desk) -> None:
    desk.keys("ctrl+shift+o")
    desk.sees("all off", lambda: len(desk.project.enabled), 0)
    desk.sees("as reported", lambda: desk.shown(REVENUE, RESULT), "7,513,498")
    desk.keys("ctrl+shift+a")
    desk.sees("all on", lambda: len(desk.project.enabled), 4)


def add_a_difference(desk: Desk) -> None:
    desk.start_at(FINANCING)
    if not desk.choose("Reconciliation", "New difference"):
        return
    desk.types("Leases", "Return")
    if not desk.holds("it is there", lambda: len(desk.project.adjustments) == 5, desk.dialog):
        return
    desk.keys("F7")
    desk.types("general and", "Return")
    desk.types("1000", "Return")
    desk.types("property and", "Return", "Tab")
    desk.types("1000", "Return")
    journal = desk.workspace.journal
    desk.holds(
        "both rows stand in the editor",
        lambda: desk.reads("Property and equipment", journal),
        lambda: desk.texts(journal),
    )
    if desk.choose("Reconciliation", "Journal entry", "Add to the entry", "Tax at a rate"):
        desk.types("15%", "Return")
        if desk.dialog():
            desk.keys("Return")
        desk.holds("deferred tax is added", lambda: desk.reads("Deferred tax", journal), lambda: desk.texts(journal))
    desk.keys("F9")
    leases = desk.project.adjustments[-1]
    desk.holds(
        "posted", lambda: desk.project.adjustments[-1].entries, lambda: desk.status() or desk.texts(journal)[-8:]
    )
    desk.sees("with its result in equity", lambda: desk.amount("net_income", leases.id), -850)


def type_entries_in_a_column(desk: Desk) -> None:
    desk.start_at(FUNDING, SBC)
    desk.types("100", "Return")
    desk.types("-50", "Return")
    desk.sees("both", lambda: [desk.shown(FUNDING, SBC), desk.shown(SELLING, SBC)], ["100", "(50)"])
    desk.holds("the total moves", lambda: desk.shown(COSTS, SBC) != "(49,337)")


def reclassify(desk: Desk) -> None:
    desk.start_at(FINANCING)
    if desk.choose("Reconciliation", "New difference"):
        desk.types("Presentation of fees", "Return")
        desk.choose("Reconciliation", "Nature of the selected difference", "Reclassification")
        desk.sees("its nature", lambda: desk.project.adjustments[-1].nature, Nature.RECLASSIFICATION)


def rename_a_difference(desk: Desk) -> None:
    desk.hands.click(_row_of_difference(desk, 1) + QPoint(120, 0))
    desk.keys("F2")
    desk.types("Effective interest", "Return")
    desk.sees("the name, with its space", lambda: desk.project.adjustments[1].name, "Effective interest")
    desk.holds("nothing was switched", lambda: len(desk.project.enabled) == 4)


def reorder_and_delete_differences(desk: Desk) -> None:
    desk.hands.click(_row_of_difference(desk, 0) + QPoint(120, 0))
    desk.keys("alt+Down")
    desk.sees("moved down", lambda: desk.project.adjustments[1].id, ECL)
    desk.keys("Delete")
    desk.holds("it asks", desk.dialog)
    desk.keys("Return")
    desk.sees("deleted", lambda: len(desk.project.adjustments), 3)
    desk.keys("ctrl+z")
    desk.sees("one step back", lambda: len(desk.project.adjustments), 4)


def write_a_note(desk: Desk) -> None:
    desk.hands.click(_row_of_difference(desk, 0) + QPoint(120, 0))
    desk.keys("alt+Return")
    dialog = desk.the_dialog()
    if desk.holds("the details open", desk.dialog) and dialog is not None:
        standards = [field for field in desk.fields(dialog) if field.accessibleName().startswith("Standard")]
        if desk.holds("standards have fields", lambda: standards):
            desk.click_on(standards[1])
            desk.keys("ctrl+a")
            desk.types("IFRS 9 5.5", "Tab")
            desk.keys("ctrl+a")
            desk.types("Expected losses of twelve months")
            desk.keys("ctrl+Return")
            if desk.dialog():
                desk.keys("Tab", "Return")
            desk.sees("the standard", lambda: desk.project.adjustments[0].standards[1], "IFRS 9 5.5")
            desk.sees("the note", lambda: desk.project.adjustments[0].note, "Expected losses of twelve months")


def reconcile_a_period(desk: Desk) -> None:
    desk.workspace.view_state.show_statement("cash_flows")
    spin(100)
    desk.choose("Reconciliation", "This period is reconciled")
    desk.holds("the differences have columns", lambda: desk.model.columnCount() > 4, lambda: desk.model.columnCount())
    desk.grid.setFocus()
    desk.start_at("net_cash_used_in_investing_activities", ECL, statement="cash_flows")
    desk.types("100", "Return")
    investing = "net_cash_used_in_investing_activities"
    desk.holds("the result follows", lambda: desk.amount(investing, RESULT) == (desk.amount(investing) or 0) + 100)
