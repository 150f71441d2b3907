"""Lines inserted, deleted, moved, added up and described, by keyboard and menu, with the effect shown first."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLineEdit, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.projects import CLOSING, OPENING, project_of
from tests.published import H1_2023, JUN_2023, SBC
from tests.ui.shared_windows import as_it_was, opened_once
from tests.ui.test_editing import enter
from tests.ui.test_journeys import KEY, at, editor_of
from workbench.commands import EditFigures
from workbench.domain.project import Project
from workbench.domain.statements import Concept, LineRole, LineUnit, Statement
from workbench.presentation.statement_table import ColumnKind
from workbench.ui.shell.action_lists.menus import COLUMN, CONCEPT_OF_LINE, GRID
from workbench.ui.shell.action_lists.menus import LINE as LINE_MENU
from workbench.ui.shell.window import MainWindow
from workbench.ui.shell.workspace import Workspace
from workbench.ui.statement.captions import Captions
from workbench.ui.statement.delete_lines_dialog import DeleteLinesDialog
from workbench.ui.statement.grid_heading import GridHeading
from workbench.ui.statement.insert_dialogs import InsertHeadingDialog, InsertLineDialog
from workbench.ui.statement.line_details_dialog import LineDetailsDialog
from workbench.ui.statement.previewed_dialog import PreviewedDialog
from workbench.ui.statement.selected_lines import current_line, selected_lines
from workbench.ui.statement.total_dialog import TotalDialog
from workbench.ui.toolkit.theme import Theme

Dialog = TypeVar("Dialog", bound=PreviewedDialog)
ALT_SHIFT = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
OK, CANCEL = QDialogButtonBox.StandardButton.Ok, QDialogButtonBox.StandardButton.Cancel
COSTS = "Operating costs and expenses:"
TOTAL_COSTS = "total_operating_costs_and_expenses"
NO_MENU_GRABS = pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard", extend=True)
TYPED = {
    "cash": (Decimal(1), Decimal(3)), "loans": (Decimal(2), Decimal(4)), "assets": (Decimal(3), Decimal(7)),
    "debt": (Decimal(1), Decimal(2)), "net": (Decimal(2), Decimal(5)), "memo": (None, None),
}  # fmt: skip


@pytest.fixture(scope="module")
def typed_in_window(theme: Theme, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    totals = {"assets": (("cash", 1), ("loans", 1))}
    project = project_of(TYPED, totals, {"losses": {("loans", CLOSING): Decimal(-1)}})
    yield from opened_once(project, theme, tmp_path_factory.mktemp("typed") / "window.ini")


@pytest.fixture
def workspace(qifu_in_window: Workspace) -> Iterator[Workspace]:
    """The reference case, operations of H1 2023 in front."""
    yield from as_it_was(qifu_in_window)


@pytest.fixture
def typed(typed_in_window: Workspace) -> Iterator[Workspace]:
    """A balance sheet that no source states, with a difference on loans."""
    yield from as_it_was(typed_in_window)


@pytest.fixture
def window(request: pytest.FixtureRequest) -> MainWindow:
    """The window of the workspace that a test asks for."""
    shown: Workspace = request.getfixturevalue("typed" if "typed" in request.fixturenames else "workspace")
    made = shown.window()
    assert isinstance(made, MainWindow)
    return made


def statement(workspace: Workspace) -> Statement:
    return workspace.document.session.project.statement_by_id[workspace.view_state.statement.id]


def ids(workspace: Workspace) -> list[str]:
    return [line.id for line in statement(workspace).lines]


def go(workspace: Workspace, line: str, kind: ColumnKind = ColumnKind.CAPTION) -> None:
    assert workspace.show_cell(line, workspace.view_state.period, kind)


def select(workspace: Workspace, first: str, last: str) -> None:
    go(workspace, first, ColumnKind.AS_REPORTED)
    row = workspace.grid.current_model().row_of(last)
    assert row is not None
    workspace.grid.moves.extend_to(row, 1)


def press(qtbot: QtBot, window: MainWindow, key: Qt.Key, modifiers: Qt.KeyboardModifier = ALT_SHIFT) -> None:
    """Press a key of the statement, which has the keyboard."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=5_000)
    workspace = window.workspace
    assert workspace
    workspace.grid.setFocus()
    qtbot.keyClick(workspace.grid, key, modifiers)


def opened_dialog(workspace: Workspace) -> PreviewedDialog:
    (dialog,) = [each for each in workspace.findChildren(PreviewedDialog) if each.isVisible()]
    return dialog


def the(workspace: Workspace, kind: type[Dialog]) -> Dialog:
    (dialog,) = [each for each in workspace.findChildren(kind) if each.isVisible()]
    return dialog


def checked(qtbot: QtBot, dialog: PreviewedDialog) -> str:
    """Return what the dialog says of the checks, once they have run."""
    qtbot.waitUntil(lambda: dialog.preview.checks.text() != "Running checks …", timeout=5_000)
    return dialog.preview.checks.text()


def undone_is(window: MainWindow, workspace: Workspace, before: Project) -> bool:
    window.act("undo")
    return workspace.document.session.project is before


# ---- moving


@pytest.mark.parametrize(("key", "back"), [(KEY.Key_Up, KEY.Key_Down), (KEY.Key_Down, KEY.Key_Up)])
def test_a_line_moves_past_its_neighbour_and_back(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, key: Qt.Key, back: Qt.Key
) -> None:
    before, order = workspace.document.session.project, ids(workspace)
    go(workspace, "funding_costs")
    press(qtbot, window, key)
    moved = ids(workspace).index("funding_costs") - order.index("funding_costs")
    assert moved == (-1 if key is KEY.Key_Up else 1)
    line = current_line(workspace.grid)
    assert line
    assert line.id == "funding_costs"
    press(qtbot, window, back)
    assert ids(workspace) == order
    window.act("undo")
    assert undone_is(window, workspace, before)


def test_crossing_a_heading_leaves_its_section_and_the_status_line_says_so(
    qtbot: QtBot, window: MainWindow, workspace: Workspace
) -> None:
    go(workspace, "facilitation_origination_and_servicing")
    press(qtbot, window, KEY.Key_Up)
    line = statement(workspace).line_by_id["facilitation_origination_and_servicing"]
    assert line.section == ()
    assert workspace.status.currentMessage() == "'Facilitation, origination and servicing' is now in no section."
    press(qtbot, window, KEY.Key_Down)
    assert workspace.status.currentMessage() == f"'Facilitation, origination and servicing' is now in '{COSTS}'."


def test_indent_and_outdent_change_the_section(qtbot: QtBot, window: MainWindow, workspace: Workspace) -> None:
    before = workspace.document.session.project
    go(workspace, "income_from_operations")
    press(qtbot, window, KEY.Key_Right)
    assert statement(workspace).line_by_id["income_from_operations"].section == (COSTS,)
    press(qtbot, window, KEY.Key_Left)
    assert statement(workspace).line_by_id["income_from_operations"].section == ()
    press(qtbot, window, KEY.Key_Left)
    assert workspace.status.refusal == "'Income from operations' is not in a section."
    window.act("undo")
    assert undone_is(window, workspace, before)


def test_several_lines_move_as_one_step_and_stay_selected(
    qtbot: QtBot, window: MainWindow, workspace: Workspace
) -> None:
    session = workspace.document.session
    before = session.project
    select(workspace, "funding_costs", "general_and_administrative")
    press(qtbot, window, KEY.Key_Down)
    order = ids(workspace)
    assert order[order.index("provision_for_loans_receivable") + 1 :][:3] == [
        "funding_costs", "sales_and_marketing", "general_and_administrative",
    ]  # fmt: skip
    assert [line.id for line in selected_lines(workspace.grid)] == order[order.index("funding_costs") :][:3]
    assert undone_is(window, workspace, before)
    assert session.step_to_undo is None


def test_a_remainder_is_no_line_to_move(window: MainWindow, workspace: Workspace) -> None:
    workspace.view_state.show_statement("financial_position")
    grid = workspace.grid
    row = next(number for number, row in enumerate(grid.current_model().rows) if row.remainder)
    grid.go_to(row, 0)
    for name in ("line_up", "delete_lines", "insert_line_above", "line_details", "rename_line"):
        workspace.status.refuse("")
        window.act(name)
        assert workspace.status.refusal == "Select a line of the statement first.", name
    assert workspace.document.session.step_to_undo is None


def test_lines_are_not_moved_while_the_keyboard_is_elsewhere(window: MainWindow, workspace: Workspace) -> None:
    window.activateWindow()
    go(workspace, "funding_costs")
    workspace.adjustments_panel.switches.setFocus()
    window.act("line_up")
    assert workspace.document.session.step_to_undo is None
    assert workspace.status.currentMessage() == "Nothing was changed. Select cells of the statement first."


def test_renaming_opens_the_editor_of_the_caption(qtbot: QtBot, window: MainWindow, workspace: Workspace) -> None:
    at(workspace, "funding_costs")
    window.act("rename_line")
    editor = editor_of(workspace)
    assert editor.text() == "Funding costs"
    editor.selectAll()
    qtbot.keyClicks(editor, "  ")
    qtbot.keyClick(editor, KEY.Key_Return)
    assert workspace.status.refusal == "A line needs a caption. Enter one."
    editor.selectAll()
    qtbot.keyClicks(editor, "Interest")
    enter(qtbot, editor)
    assert statement(workspace).line_by_id["funding_costs"].caption == "Interest"


# ---- inserting


def test_a_line_is_inserted_where_it_counts_as_its_neighbour_does(
    qtbot: QtBot, window: MainWindow, workspace: Workspace
) -> None:
    session = workspace.document.session
    before = session.project
    go(workspace, "funding_costs")
    press(qtbot, window, KEY.Key_Insert)
    dialog = the(workspace, InsertLineDialog)
    assert (dialog.total.currentText(), dialog.sign.currentText()) == ("Total operating costs and expenses", "added")
    qtbot.keyClicks(dialog.caption, "Bank  charges")
    assert dialog.preview.summary.text() == "No other figure changes."
    assert checked(qtbot, dialog) == "No check fails, now or after this edit."
    qtbot.keyClick(dialog.caption, KEY.Key_Return)
    line = session.project.line("bank_charges")
    assert (line.caption, line.section) == ("Bank charges", (COSTS,))
    assert ids(workspace).index("bank_charges") == ids(workspace).index("funding_costs") + 1
    parts = [part for part, _ in statement(workspace).total_of[TOTAL_COSTS].parts]
    assert parts.index("bank_charges") == parts.index("funding_costs") + 1
    current = current_line(workspace.grid)
    assert current is line
    assert undone_is(window, workspace, before)
    assert (current_line(workspace.grid) or line).id == "sales_and_marketing"


def test_a_line_without_a_caption_is_refused_in_the_dialog(
    qtbot: QtBot, window: MainWindow, workspace: Workspace
) -> None:
    go(workspace, "total_operating_costs_and_expenses")
    window.act("insert_line_above")
    dialog = the(workspace, InsertLineDialog)
    assert dialog.total.currentText() == "Total operating costs and expenses", "between the total and its parts"
    assert dialog.preview.summary.text() == "A line needs a caption. Enter one."
    assert not dialog.refusal.isVisible()
    qtbot.keyClick(dialog.caption, KEY.Key_Return)
    assert dialog.isVisible()
    assert dialog.refusal.text() == "A line needs a caption. Enter one."
    dialog.caption.setText("Shares")
    assert not dialog.refusal.isVisible()
    dialog.unit.setCurrentIndex(2)
    assert not dialog.total.isEnabled()
    dialog.accept()
    shares = statement(workspace).line_by_id["shares"]
    assert shares.unit is LineUnit.SHARES
    assert statement(workspace).graph.totals_above("shares") == ()


def test_a_subtracted_line_keeps_the_other_parts(qtbot: QtBot, window: MainWindow, typed: Workspace) -> None:
    go(typed, "loans")
    window.act("insert_line_below")
    dialog = the(typed, InsertLineDialog)
    dialog.caption.setText("Allowance")
    dialog.sign.setCurrentIndex(1)
    dialog.accept()
    assert statement(typed).total_of["assets"].parts == (("cash", 1), ("loans", 1), ("allowance", -1))
    typed.document.session.execute(EditFigures({("allowance", CLOSING): Decimal(1)}))
    assert statement(typed).figure("assets", CLOSING) == 6


def test_a_heading_takes_the_selected_lines(qtbot: QtBot, window: MainWindow, typed: Workspace) -> None:
    before = typed.document.session.project
    select(typed, "cash", "assets")
    window.act("insert_heading")
    dialog = the(typed, InsertHeadingDialog)
    assert dialog.takes_lines.text() == "Put the 3 selected lines under it"
    assert dialog.takes_lines.isChecked()
    qtbot.keyClicks(dialog.caption, "Assets")
    qtbot.keyClick(dialog.caption, KEY.Key_Return)
    assert ids(typed)[:4] == ["assets_2", "cash", "loans", "assets"]
    assert [line.section for line in statement(typed).lines] == [(), *[("Assets",)] * 3, (), (), ()]
    assert statement(typed).lines[0].role is LineRole.HEADING
    assert undone_is(window, typed, before)


# ---- deleting


def test_a_line_that_a_source_states_is_not_deleted_and_the_dialog_says_why(
    qtbot: QtBot, window: MainWindow, workspace: Workspace
) -> None:
    go(workspace, "funding_costs")
    press(qtbot, window, KEY.Key_Delete)
    dialog = the(workspace, DeleteLinesDialog)
    assert dialog.refusal.isVisible()
    assert dialog.refusal.text().startswith("'Funding costs' is stated in qifu-h1-2023.xlsx!")
    assert not dialog.buttons.button(OK).isEnabled()
    qtbot.keyClick(dialog, KEY.Key_Escape)
    assert workspace.document.session.step_to_undo is None


def test_what_a_deletion_changes_is_shown_before_it_is_done(qtbot: QtBot, window: MainWindow, typed: Workspace) -> None:
    session = typed.document.session
    before = session.project
    go(typed, "cash")
    press(qtbot, window, KEY.Key_Delete)
    dialog = the(typed, DeleteLinesDialog)
    assert dialog.preview.rows == [
        ("Unexplained difference in Assets", "30 Jun 2023, US GAAP", "blank", "3"),
        ("Unexplained difference in Assets", "31 Dec 2022, US GAAP", "blank", "1"),
    ]
    assert checked(qtbot, dialog).startswith("Failing checks: 0 now, 4 after this edit\nWould fail: Assets,")
    assert session.project is before, "only tried out"
    qtbot.keyClick(dialog, KEY.Key_Return)
    assert "cash" not in ids(typed)
    assert (current_line(typed.grid) or statement(typed).lines[-1]).id == "loans"
    assert undone_is(window, typed, before)


def test_several_lines_are_deleted_as_one_step(qtbot: QtBot, window: MainWindow, typed: Workspace) -> None:
    before = typed.document.session.project
    select(typed, "debt", "memo")
    window.act("delete_lines")
    dialog = the(typed, DeleteLinesDialog)
    assert dialog.windowTitle() == "Delete 3 lines"
    dialog.accept()
    assert ids(typed) == ["cash", "loans", "assets"]
    assert undone_is(window, typed, before)


def test_a_line_with_entries_is_not_deleted(window: MainWindow, typed: Workspace) -> None:
    go(typed, "loans")
    window.act("delete_lines")
    dialog = the(typed, DeleteLinesDialog)
    assert dialog.refusal.text() == "'Loans' has entries of 'Losses'. Remove them first."
    dialog.reject()


# ---- totals


def test_the_selected_lines_become_a_total_on_a_new_line_that_has_their_sum(
    qtbot: QtBot, window: MainWindow, workspace: Workspace
) -> None:
    session = workspace.document.session
    before = session.project
    select(workspace, "funding_costs", "general_and_administrative")
    press(qtbot, window, KEY.Key_Equal, Qt.KeyboardModifier.AltModifier)
    dialog = the(workspace, TotalDialog)
    assert dialog.total.currentText() == "A new line below them"
    assert dialog.sum.text() == "H1 2023: the parts add up to 1,400,557."
    qtbot.keyClicks(dialog.caption, "Other costs")
    assert dialog.preview.rows[0] == ("Other costs", "H1 2023, US GAAP", "blank", "1,400,557")
    assert ("Other costs", "H1 2023, Share-based compensation", "blank", "(34,776)") in dialog.preview.rows
    qtbot.keyClick(dialog.caption, KEY.Key_Return)
    shown = statement(workspace)
    assert shown.total_of["other_costs"].parts == (
        ("funding_costs", 1), ("sales_and_marketing", 1), ("general_and_administrative", 1),
    )  # fmt: skip
    assert shown.figure("other_costs", H1_2023) == 1_400_557
    assert session.results.figure("other_costs", H1_2023) == 1_365_781
    assert session.results.unallocated_effect(SBC, "other_costs", H1_2023) == 0
    assert ids(workspace).index("other_costs") == ids(workspace).index("general_and_administrative") + 1
    assert undone_is(window, workspace, before)


def test_the_line_that_the_others_make_up_is_proposed_as_their_total_with_signs(
    window: MainWindow, typed: Workspace
) -> None:
    select(typed, "assets", "net")
    window.act("make_total")
    dialog = the(typed, TotalDialog)
    assert dialog.total.currentText() == "Net"
    assert dialog.model.parts == (("assets", 1), ("debt", -1))
    assert not dialog.caption.isVisible()
    dialog.accept()
    assert statement(typed).total_of["net"].parts == (("assets", 1), ("debt", -1))
    assert typed.document.session.results.figure("net", CLOSING) == 4, "the difference reaches it"


def test_a_blank_line_that_becomes_a_total_has_the_sum_of_its_parts(window: MainWindow, typed: Workspace) -> None:
    select(typed, "debt", "memo")
    window.act("make_total")
    dialog = the(typed, TotalDialog)
    dialog.total.setCurrentIndex(dialog.total.findText("Memo"))
    dialog.accept()
    assert [statement(typed).figure("memo", period) for period in (OPENING, CLOSING)] == [3, 7]


def test_signs_are_changed_with_the_keyboard_and_a_circle_is_refused_in_the_dialog(
    qtbot: QtBot, window: MainWindow, workspace: Workspace
) -> None:
    go(workspace, "total_net_revenue")
    window.act("parts")
    dialog = the(workspace, TotalDialog)
    table, model = dialog.table, dialog.model
    table.setCurrentIndex(model.index(1, 0))
    signs = []
    for key in (KEY.Key_Space, KEY.Key_Space, KEY.Key_Minus, KEY.Key_Plus, KEY.Key_Delete):
        qtbot.keyClick(table, key)
        signs.append(model.index(1, 0).data())
    assert signs == ["−", "", "−", "+", ""]
    spoken = model.index(1, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Platform services: not a part"
    assert dialog.sum.text() == "H1 2023: the parts add up to 5,419,328; the total as reported is 7,513,498."
    dialog.shows_all.click()
    names = [str(model.index(row, 1).data()).strip() for row in range(model.rowCount())]
    assert "Total net revenue" not in names
    model.set_weight(names.index("Net income"), 1)
    dialog.accept()
    assert dialog.isVisible()
    assert "a total is a part of itself: Total net revenue" in dialog.refusal.text()
    dialog.reject()
    assert workspace.document.session.step_to_undo is None


def test_a_total_without_parts_is_a_line_again(window: MainWindow, typed: Workspace) -> None:
    go(typed, "assets")
    window.act("parts")
    dialog = the(typed, TotalDialog)
    for row in range(dialog.model.rowCount()):
        dialog.model.set_weight(row, 0)
    dialog.accept()
    assert statement(typed).totals == ()


def test_what_cannot_be_added_up_is_said(window: MainWindow, workspace: Workspace) -> None:
    go(workspace, "basic")
    window.act("make_total")
    assert workspace.status.refusal == "Only amounts of money add up. Select the lines that are to be added up."
    window.act("parts")
    assert workspace.status.refusal.startswith("Select a total first.")


def test_a_new_total_needs_parts(window: MainWindow, typed: Workspace) -> None:
    go(typed, "debt")
    window.act("make_total")
    dialog = the(typed, TotalDialog)
    dialog.total.setCurrentIndex(0)
    dialog.caption.setText("Nothing")
    dialog.model.set_weight(0, 0)
    dialog.accept()
    assert dialog.refusal.text() == "A new total needs parts. Choose at least one."
    dialog.reject()


# ---- details


def test_decimals_are_those_of_all_amounts_and_fewer_than_needed_are_refused(
    qtbot: QtBot, window: MainWindow, typed: Workspace
) -> None:
    session = typed.document.session
    session.execute(EditFigures({("debt", CLOSING): Decimal("2.25")}))
    before = session.project
    go(typed, "debt")
    window.act("line_details")
    dialog = the(typed, LineDetailsDialog)
    assert dialog.decimals.currentText() == "2"
    dialog.decimals.setCurrentIndex(4)
    assert dialog.preview.summary.text() == "All amounts of money in 'Balance sheet' would show 4 decimals."
    dialog.decimals.setCurrentIndex(1)
    assert dialog.preview.summary.text() == "'Debt' has figures with decimals. Show at least 2."
    dialog.accept()
    assert dialog.refusal.text() == "'Debt' has figures with decimals. Show at least 2."
    dialog.decimals.setCurrentIndex(3)
    qtbot.keyClicks(dialog.target_caption, "Borrowings")
    qtbot.keyClick(dialog.target_caption, KEY.Key_Return)
    line = session.project.line("debt")
    assert (line.decimals, line.target_caption) == (3, "Borrowings")
    assert undone_is(window, typed, before)


def test_the_unit_of_a_line_is_changed_and_that_of_a_part_is_refused(window: MainWindow, typed: Workspace) -> None:
    go(typed, "debt")
    window.act("line_details")
    dialog = the(typed, LineDetailsDialog)
    dialog.unit.setCurrentIndex(1)
    assert dialog.preview.rows == [
        ("Debt", "30 Jun 2023, IFRS", "2", "blank"), ("Debt", "31 Dec 2022, IFRS", "1", "1")
    ][:1]  # fmt: skip
    dialog.accept()
    assert typed.document.session.project.line("debt").unit is LineUnit.PER_SHARE
    go(typed, "cash")
    window.act("line_details")
    dialog = the(typed, LineDetailsDialog)
    dialog.unit.setCurrentIndex(3)
    dialog.accept()
    assert dialog.refusal.text().startswith("'Cash' is a total of money, or counts in one.")
    dialog.reject()


def test_a_percentage_has_the_decimals_that_are_seen(window: MainWindow, workspace: Workspace) -> None:
    workspace.view_state.show_statement("non_gaap")
    go(workspace, "gaap_net_income_margin")
    window.act("line_details")
    dialog = the(workspace, LineDetailsDialog)
    assert dialog.decimals.currentText() == "1"
    dialog.decimals.setCurrentIndex(2)
    dialog.accept()
    assert statement(workspace).line_by_id["gaap_net_income_margin"].decimals == 4


def test_a_heading_has_no_details_and_no_concept(window: MainWindow, workspace: Workspace) -> None:
    go(workspace, "operating_costs_and_expenses")
    window.act("line_details")
    assert workspace.status.refusal == f"'{COSTS}' is a heading and has no figures."
    menu = window.submenu(CONCEPT_OF_LINE.name)
    menu.aboutToShow.emit()
    assert [(action.text(), action.isEnabled()) for action in menu.actions()] == [("No concept fits this line", False)]


def test_a_concept_is_chosen_from_the_menu_and_what_follows_is_said(window: MainWindow, workspace: Workspace) -> None:
    session = workspace.document.session
    before = session.project
    go(workspace, "income_before_income_tax_expense")
    menu = window.submenu(CONCEPT_OF_LINE.name)
    menu.aboutToShow.emit()
    entries = {action.text(): action for action in menu.actions()}
    assert [text for text, action in entries.items() if action.isChecked()] == ["Pre-tax income"]
    entries["Net income"].trigger()
    line = session.project.line("income_before_income_tax_expense")
    assert line.concept is Concept.NET_INCOME
    assert workspace.status.currentMessage() == (
        "'Income before income tax expense' is now net income. 'Net income' no longer has this concept. "
        "Derived from it: key totals, net income, roll-forward, interim periods, ratio, same measure, presentation."
    )
    assert workspace.adjustments_panel.totals.index(2, 1).data() == "2,468,424"
    menu.aboutToShow.emit()
    {action.text(): action for action in menu.actions()}["&None"].trigger()
    assert session.project.line("income_before_income_tax_expense").concept is None
    window.act("undo")
    assert undone_is(window, workspace, before)


# ---- menus on captions, cells and headings


def ask_for_menu(widget: QWidget, at_point: QPoint, reason: QContextMenuEvent.Reason) -> None:
    QApplication.sendEvent(widget, QContextMenuEvent(reason, at_point, widget.mapToGlobal(at_point)))


def shown_menu() -> QMenu:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


@NO_MENU_GRABS
def test_a_right_click_on_a_caption_shows_the_menu_of_its_line(
    qtbot: QtBot, window: MainWindow, workspace: Workspace
) -> None:
    (captions,) = workspace.grid.findChildren(Captions)
    row = workspace.grid.current_model().row_of("sales_and_marketing")
    assert row is not None
    point = captions.visualRect(workspace.grid.current_model().index(row, 0)).center()
    qtbot.mouseClick(captions.viewport(), Qt.MouseButton.RightButton, pos=point)
    ask_for_menu(captions.viewport(), point, QContextMenuEvent.Reason.Mouse)
    assert shown_menu() is window.submenu(LINE_MENU.name)
    assert (current_line(workspace.grid) or statement(workspace).lines[0]).id == "sales_and_marketing"
    qtbot.keyClick(shown_menu(), KEY.Key_U)
    assert ids(workspace).index("sales_and_marketing") < ids(workspace).index("funding_costs")


@NO_MENU_GRABS
@pytest.mark.parametrize(("kind", "menu"), [(ColumnKind.CAPTION, LINE_MENU.name), (ColumnKind.AS_REPORTED, GRID.name)])
def test_the_menu_key_shows_the_menu_of_the_line_or_of_the_cell(
    window: MainWindow, workspace: Workspace, kind: ColumnKind, menu: str
) -> None:
    grid = workspace.grid
    go(workspace, "funding_costs", kind)
    point = grid.visualRect(grid.currentIndex()).center()
    ask_for_menu(grid.viewport(), point, QContextMenuEvent.Reason.Keyboard)
    assert shown_menu() is window.submenu(menu)
    shown_menu().close()
    assert window.submenu(LINE_MENU.name).menuAction() in window.submenu(GRID.name).actions()


def column_menu_of(window: MainWindow, workspace: Workspace, column: int) -> dict[str, Callable[[], None]]:
    heading = workspace.grid.horizontalHeader()
    assert isinstance(heading, GridHeading)
    point = QPoint(heading.sectionViewportPosition(column) + 4, 4)
    ask_for_menu(heading.viewport(), point, QContextMenuEvent.Reason.Mouse)
    menu = shown_menu()
    assert menu is window.submenu(COLUMN.name)
    menu.close()
    return {action.text(): action.trigger for action in menu.actions() if not action.isSeparator()}


@NO_MENU_GRABS
def test_the_heading_of_a_difference_offers_its_switch_its_name_and_its_details(
    window: MainWindow, workspace: Workspace
) -> None:
    window.activateWindow()
    column = workspace.grid.current_model().column_of(ColumnKind.EFFECT, SBC)
    assert column is not None
    offered = column_menu_of(window, workspace, column)
    assert [*offered][:5] == [
        "Switched &on", "Rena&me", "&Nature of the selected difference", "Det&ails…", "Entr&ies of the difference",
    ]  # fmt: skip
    assert workspace.adjustments_panel.switches.chosen is not None
    assert workspace.adjustments_panel.switches.chosen.id == SBC
    offered["Switched &on"]()
    assert SBC not in workspace.document.session.project.enabled
    offered["Rena&me"]()
    switches = workspace.adjustments_panel.switches
    (editor,) = [field for field in switches.findChildren(QLineEdit) if field.isVisible()]
    assert editor.text() == "Share-based compensation"


@NO_MENU_GRABS
def test_the_heading_of_figures_offers_periods_and_widths(window: MainWindow, workspace: Workspace) -> None:
    offered = column_menu_of(window, workspace, 1)
    assert [*offered] == [
        "Pro&ject details…", "New p&eriod…", "This period is re&conciled", "Fit this col&umn", "&Fit columns",
        "&Hide the column", "Sho&w all columns",
    ]  # fmt: skip
    workspace.grid.setColumnWidth(1, 200)
    offered["Fit this col&umn"]()
    assert workspace.grid.columnWidth(1) < 200


# ---- the dialogs


@pytest.mark.parametrize("name", ["insert_line_below", "delete_lines", "parts", "line_details", "insert_heading"])
def test_every_field_has_a_name_and_tab_reaches_it(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, name: str
) -> None:
    window.activateWindow()
    go(workspace, "total_net_revenue")
    window.act(name)
    dialog = opened_dialog(workspace)
    dialog.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog, timeout=5_000)
    fields = [
        field
        for field in dialog.findChildren(QWidget)
        if field.isVisible() and field.isEnabled() and field.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    unnamed = [
        field
        for field in fields
        if not isinstance(field, QPushButton)
        and not field.accessibleName()
        and not getattr(field, "text", lambda: "")()
        and dialog.form.labelForField(field) is None
    ]
    assert unnamed == []
    reached = set()
    for _ in range(2 * len(fields)):
        focus = QApplication.focusWidget()
        assert focus is not None
        reached.add(focus)
        qtbot.keyClick(focus, KEY.Key_Tab)
    assert {field for field in fields if not isinstance(field, QPushButton)} <= reached
    dialog.reject()


def test_of_a_large_project_the_effect_is_shown_when_it_is_asked_for_and_the_checks_run_later(
    window: MainWindow, typed: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workbench.presentation.edit_preview.MOST_FIGURES_CHECKED", 5)
    go(typed, "cash")
    window.act("delete_lines")
    dialog = the(typed, DeleteLinesDialog)
    assert dialog.preview.summary.text().startswith("In a project of this size")
    assert dialog.preview.rows == []
    dialog.preview.ask.click()
    assert len(dialog.preview.rows) == 2
    assert not dialog.preview.ask.isVisible()
    assert dialog.preview.checks.text() == "The checks of a project of this size run after the edit."
    dialog.reject()


def test_more_than_a_dozen_figures_are_counted(qtbot: QtBot, window: MainWindow, workspace: Workspace) -> None:
    workspace.view_state.show_statement("financial_position")
    workspace.view_state.show_period(JUN_2023)
    go(workspace, "total_assets")
    window.act("parts")
    dialog = the(workspace, TotalDialog)
    dialog.model.set_weight(0, 0)
    assert len(dialog.preview.rows) <= 12
    more = len(dialog.preview.rows) == 12
    assert dialog.preview.more.isVisible() == more
    dialog.reject()
