"""The keyboard and the mouse on real cells: nothing typed is lost, and nothing is done to a cell that is not chosen."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from PySide6.QtCore import QItemSelectionModel, QMimeData, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.published import ECL, H1_2023, SBC
from tests.ui.shared_windows import as_it_was
from tests.ui.test_journeys import KEY, at, editor_of
from workbench.commands import EditFigures, MarkRestated, RestateTotal
from workbench.domain.statements import Line, LineUnit
from workbench.presentation.line_filter import EVERY_LINE, LinesShown
from workbench.presentation.statement_table import ColumnKind
from workbench.ui.adjustments.switch_delegates import name_rect, switch_rect
from workbench.ui.shell.document_actions import ask_to_restate
from workbench.ui.shell.window import MainWindow
from workbench.ui.shell.workspace import Workspace
from workbench.ui.statement.captions import Captions
from workbench.ui.statement.editing_policy import is_editable
from workbench.ui.statement.figure_explanation import explain

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier

SELECT = QItemSelectionModel.SelectionFlag.Select


@pytest.fixture
def workspace(qifu_in_window: Workspace) -> Iterator[Workspace]:
    """The reference case in the shared window: the keyboard in the grid, its top shown, nothing folded away."""
    qifu_in_window.window().activateWindow()
    for shown in as_it_was(qifu_in_window):
        shown.grid.setFocus()
        shown.grid.go_to(0, 1)
        shown.grid.scrollToTop()
        yield shown
        for row in filter(shown.grid.is_folded, range(shown.grid.current_model().rowCount())):
            shown.grid.toggle_fold(row)


@pytest.fixture
def window(workspace: Workspace) -> MainWindow:
    shown = workspace.window()
    assert isinstance(shown, MainWindow)
    return shown


def figure(workspace: Workspace, line: str) -> Decimal | None:
    return workspace.document.session.project.statement_by_id["operations"].figure(line, H1_2023)


def current_line(workspace: Workspace) -> Line:
    grid = workspace.grid
    return grid.current_model().rows[grid.currentIndex().row()].line


def type_over(qtbot: QtBot, workspace: Workspace, text: str) -> None:
    """Type into the current cell: the first key opens the editor, which then has the keyboard."""
    qtbot.keyClick(workspace.grid, text[0])
    qtbot.keyClicks(editor_of(workspace), text[1:])


def enter(qtbot: QtBot, editor: QLineEdit) -> None:
    qtbot.keyClick(editor, KEY.Key_Return)
    qtbot.wait(10)  # an editor is closed after its key


def paste(workspace: Workspace, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    workspace.grid.edits.paste()


@pytest.mark.parametrize("key", [KEY.Key_Up, KEY.Key_Down, KEY.Key_Home, KEY.Key_End, KEY.Key_Right])
def test_ctrl_with_a_key_takes_the_selection_along(qtbot: QtBot, workspace: Workspace, key: Qt.Key) -> None:
    at(workspace, "sales_and_marketing")
    qtbot.keyClick(workspace.grid, key, CONTROL)
    index = workspace.grid.currentIndex()
    assert list(workspace.grid.selected_places()) == [(index.row(), index.column())]
    qtbot.keyClick(workspace.grid, KEY.Key_Delete)
    assert figure(workspace, "sales_and_marketing") == 858_663


def test_a_blank_row_in_a_paste_makes_one_row_blank_and_no_others(workspace: Workspace) -> None:
    at(workspace, "facilitation_origination_and_servicing")
    paste(workspace, "5\r\n\r\n")
    assert figure(workspace, "facilitation_origination_and_servicing") == 5
    assert figure(workspace, "funding_costs") is None
    assert figure(workspace, "sales_and_marketing") == 858_663


def test_several_blocks_are_not_pasted_into_nor_filled(workspace: Workspace) -> None:
    grid, selection = workspace.grid, workspace.grid.selectionModel()
    for row, column in ((13, 1), (15, 3)):
        selection.select(grid.current_model().index(row, column), selection.SelectionFlag.Select)
    paste(workspace, "5")
    grid.edits.fill_down()
    assert workspace.document.session.step_to_undo is None


def test_filling_down_repeats_what_stands_above(qtbot: QtBot, window: MainWindow, workspace: Workspace) -> None:
    at(workspace, "funding_costs")
    window.act("fill_down")
    assert figure(workspace, "funding_costs") == figure(workspace, "facilitation_origination_and_servicing")
    workspace.document.session.undo()
    at(workspace, "funding_costs")
    qtbot.keyClick(workspace.grid, KEY.Key_Space, SHIFT)
    window.act("fill_right")
    assert workspace.document.session.results.effect(ECL, "funding_costs", H1_2023) == 324_248
    assert figure(workspace, "funding_costs") == 324_248


@pytest.mark.parametrize("leave", ["save", "affected", "next_statement", "quit"])
def test_nothing_is_done_while_what_is_being_typed_is_refused(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, leave: str
) -> None:
    at(workspace, "funding_costs")
    type_over(qtbot, workspace, "12 apples")
    window.act(leave)
    assert editor_of(workspace).text() == "12 apples"
    assert window.isVisible()
    assert not workspace.view_state.shows_affected
    assert not window.action("affected").isChecked()
    qtbot.keyClick(editor_of(workspace), KEY.Key_Escape)


def test_leaving_a_refused_cell_by_arrow_or_click_keeps_it_open(qtbot: QtBot, workspace: Workspace) -> None:
    at(workspace, "funding_costs")
    type_over(qtbot, workspace, "abc")
    editor = editor_of(workspace)
    for key in (KEY.Key_Down, KEY.Key_PageDown):
        qtbot.keyClick(editor, key)
        assert (editor.isVisible(), editor.text()) == (True, "abc")
    below = workspace.grid.visualRect(workspace.grid.current_model().index(19, 1)).center()
    qtbot.mouseClick(workspace.grid.viewport(), Qt.MouseButton.LeftButton, pos=below)
    assert (editor.isVisible(), editor.text()) == (True, "abc")
    editor.selectAll()
    qtbot.keyClicks(editor, "5")
    qtbot.mouseClick(workspace.grid.viewport(), Qt.MouseButton.LeftButton, pos=below)
    assert figure(workspace, "funding_costs") == 5
    assert workspace.grid.currentIndex().row() == 19


def test_an_arrow_takes_over_what_was_typed_and_moves(qtbot: QtBot, workspace: Workspace) -> None:
    at(workspace, "funding_costs")
    type_over(qtbot, workspace, "5")
    qtbot.keyClick(editor_of(workspace), KEY.Key_Down)
    assert figure(workspace, "funding_costs") == 5
    assert current_line(workspace).id == "sales_and_marketing"


def test_a_caption_is_edited_where_it_is_seen(qtbot: QtBot, workspace: Workspace) -> None:
    at(workspace, "funding_costs")
    qtbot.keyClick(workspace.grid, KEY.Key_Left)
    qtbot.keyClick(workspace.grid, KEY.Key_F2)
    editor = editor_of(workspace)
    assert not editor.visibleRegion().isEmpty()
    assert editor.text() == "Funding costs"
    editor.selectAll()
    qtbot.keyClicks(editor, "Cost of funding")
    enter(qtbot, editor)
    assert workspace.document.session.project.line("funding_costs").caption == "Cost of funding"
    assert current_line(workspace).id == "sales_and_marketing"


def test_a_figure_with_more_decimals_leaves_the_keyboard_where_it_goes(qtbot: QtBot, workspace: Workspace) -> None:
    at(workspace, "funding_costs")
    type_over(qtbot, workspace, "12.5")
    enter(qtbot, editor_of(workspace))
    assert figure(workspace, "funding_costs") == Decimal("12.5")
    assert current_line(workspace).id == "sales_and_marketing"


def test_an_affected_line_stays_though_its_last_effect_is_taken_away(qtbot: QtBot, workspace: Workspace) -> None:
    workspace.view_state.show_lines(LinesShown.AFFECTED)
    at(workspace, "facilitation_origination_and_servicing", ColumnKind.EFFECT, SBC)
    type_over(qtbot, workspace, "0")
    enter(qtbot, editor_of(workspace))
    type_over(qtbot, workspace, "-99")
    enter(qtbot, editor_of(workspace))
    effect = workspace.document.session.results.effect
    assert effect(SBC, "facilitation_origination_and_servicing", H1_2023) == 0
    assert effect(SBC, "sales_and_marketing", H1_2023) == -99
    workspace.view_state.filter_lines(EVERY_LINE)
    workspace.view_state.show_lines(LinesShown.AFFECTED)
    assert workspace.grid.current_model().row_of("facilitation_origination_and_servicing") is None


def test_what_is_folded_away_is_not_current(qtbot: QtBot, workspace: Workspace) -> None:
    at(workspace, "funding_costs")
    grid = workspace.grid
    heading = next(row for row in range(grid.currentIndex().row(), -1, -1) if grid.current_model().rows[row].is_heading)
    grid.toggle_fold(heading)
    assert grid.currentIndex().row() == heading
    for key in (KEY.Key_Tab, KEY.Key_Return):
        qtbot.keyClick(grid, key)
        assert not grid.isRowHidden(grid.currentIndex().row())
    qtbot.keyClick(grid, KEY.Key_Up, CONTROL)
    assert not grid.isRowHidden(grid.currentIndex().row())


def test_a_statement_without_affected_lines_takes_every_key(
    qtbot: QtBot, window: MainWindow, workspace: Workspace
) -> None:
    workspace.show_panel("Figure")
    workspace.view_state.show_statement("cash_flows")
    workspace.view_state.show_lines(LinesShown.AFFECTED)
    assert workspace.grid.current_model().rowCount() == 0
    for key in (KEY.Key_Space, KEY.Key_Delete, KEY.Key_Return, KEY.Key_F2, KEY.Key_Down):
        qtbot.keyClick(workspace.grid, key)
        qtbot.keyClick(workspace.grid, key, CONTROL)
    for name in ("cut", "paste", "fill_down", "explain", "restate", "find_next"):
        window.act(name)
    assert workspace.document.session.step_to_undo is None


def test_the_history_in_front_follows_every_step(workspace: Workspace) -> None:
    workspace.show_panel("History")
    workspace.adjustments_panel.adjustments.toggle(0)
    workspace.document.session.execute(EditFigures({("funding_costs", H1_2023): Decimal(1)}))
    assert workspace.history.model().rowCount() >= 2


def test_the_sum_of_the_selection_follows_a_switch(qtbot: QtBot, workspace: Workspace) -> None:
    at(workspace, "financing_income", ColumnKind.RESULT)
    qtbot.keyClick(workspace.grid, KEY.Key_Down, SHIFT)
    qtbot.waitUntil(lambda: "Sum 4,369,987" in workspace.status.selection_text, timeout=5_000)
    workspace.adjustments_panel.adjustments.toggle(1)
    qtbot.waitUntil(lambda: "Sum 4,622,994" in workspace.status.selection_text, timeout=5_000)


def test_copy_is_of_the_panel_that_has_the_keyboard(qtbot: QtBot, window: MainWindow, workspace: Workspace) -> None:
    at(workspace, "funding_costs")
    totals = workspace.adjustments_panel.totals_view
    totals.setFocus()
    totals.selectRow(2)
    window.act("copy")
    assert QGuiApplication.clipboard().text() == "Net income\t2,023,199\t1,746,887\t(276,312)\t(13.7)\n"
    window.act("cut")
    assert workspace.document.session.step_to_undo is None
    totals.clearSelection()
    window.act("copy")
    assert QGuiApplication.clipboard().text().startswith("Net income"), "nothing is selected, so nothing is copied"


def test_a_restated_source_shows_what_the_parts_now_leave_over(workspace: Workspace) -> None:
    session = workspace.document.session
    stated = next(
        each for each in session.project.as_reported_sources(("financing_income", H1_2023)) if each.amount == 2_254_620
    )
    before = [row.line.id for row in workspace.grid.current_model().rows if row.remainder]
    session.execute(MarkRestated(stated.cell, "superseded"))
    session.undo()
    assert [row.line.id for row in workspace.grid.current_model().rows if row.remainder] == before


def test_a_chosen_bridge_stays_in_another_period(workspace: Workspace) -> None:
    charts = workspace.charts
    net_income = next(line for line in charts.bar.lines.search("net income") if line.line.name == "Net income")
    charts.bar.line_chosen.emit(net_income)
    workspace.view_state.show_period("2022-01-01/2022-06-30")
    assert (charts.bar.lines.text(), charts.bar.periods.currentText()) == ("Net income", "H1 2022")
    assert not charts.bar.follows.isChecked()


def test_a_click_on_a_triangle_folds(qtbot: QtBot, workspace: Workspace) -> None:
    captions = workspace.grid.findChild(Captions)
    assert captions is not None
    middle = workspace.grid.rowHeight(0) // 2
    qtbot.mouseClick(captions.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(10, middle))
    assert workspace.grid.isRowHidden(1)
    qtbot.mouseClick(captions.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(10, middle))
    assert not workspace.grid.isRowHidden(1)


# ---- a refused editor


def refused_editor(qtbot: QtBot, workspace: Workspace) -> QLineEdit:
    at(workspace, "sales_and_marketing")
    type_over(qtbot, workspace, "xyz")
    editor = editor_of(workspace)
    qtbot.keyClick(editor, KEY.Key_Return)
    assert "is not an amount" in workspace.status.refusal
    return editor


def test_a_refused_editor_keeps_the_keyboard_wherever_is_clicked(qtbot: QtBot, workspace: Workspace) -> None:
    editor = refused_editor(qtbot, workspace)
    workspace.window().activateWindow()
    grid, switches = workspace.grid, workspace.adjustments_panel.switches
    below = grid.visualRect(grid.current_model().index(grid.currentIndex().row() + 2, 1)).center()
    for view, place in ((grid, below), (switches, switches.visualRect(switches.model().index(1, 0)).center())):
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
        qtbot.wait(10)
        assert editor.isVisible()
        assert editor.text() == "xyz"
    qtbot.mouseClick(workspace.statements.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(40, 80))
    assert workspace.view_state.statement.id == "operations"
    assert workspace.document.session.step_to_undo is None
    editor.setText("459")
    enter(qtbot, editor)
    assert workspace.status.refusal == ""
    assert figure(workspace, "sales_and_marketing") == 459


def test_what_is_typed_leads_to_no_other_row(qtbot: QtBot, workspace: Workspace) -> None:
    at(workspace, "total_net_revenue")
    before = workspace.grid.currentIndex()
    workspace.grid.keyboardSearch("s")
    qtbot.keyClicks(workspace.grid, "net")
    assert workspace.grid.currentIndex() == before
    view = workspace.entries.view
    view.keyboardSearch("net")
    assert view.currentIndex().row() <= 0


# ---- what is typed


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1 234", 1234), ("1\u00a0234", 1234), ("1\u202f234", 1234), ("1'234", 1234), ("1’234", 1234), ("RMB 5", 5),
        ("$ 1,234", 1234), ("5 CR", -5), ("5 DR", 5), ("1,234-", -1234), ("( 1,234 )", -1234), ("1\u200b234", 1234),
    ],
)  # fmt: skip
def test_typed_and_pasted_amounts_are_read_as_an_import_reads_them(
    qtbot: QtBot, workspace: Workspace, text: str, amount: int
) -> None:
    at(workspace, "sales_and_marketing")
    editor = workspace.grid
    qtbot.keyClick(editor, KEY.Key_F2)
    editor_of(workspace).setText(text)
    enter(qtbot, editor_of(workspace))
    assert figure(workspace, "sales_and_marketing") == amount
    at(workspace, "funding_costs")
    paste(workspace, text)
    assert figure(workspace, "funding_costs") == amount


def test_a_table_of_nothing_but_html_is_pasted(workspace: Workspace) -> None:
    held = QMimeData()
    cells = "<tr><td>7</td></tr><tr><td><b>(1,234)</b></td></tr><tr><td>&nbsp;</td></tr>"
    held.setHtml(f"<html><style>td {{color: red}}</style><body><p>Costs</p><table>{cells}</table></body></html>")
    QGuiApplication.clipboard().setMimeData(held)
    at(workspace, "facilitation_origination_and_servicing")
    workspace.grid.edits.paste()
    assert figure(workspace, "facilitation_origination_and_servicing") == 7
    assert figure(workspace, "funding_costs") == -1234
    assert figure(workspace, "sales_and_marketing") is None


def test_an_invisible_character_is_named(workspace: Workspace) -> None:
    at(workspace, "funding_costs")
    paste(workspace, "12\x0734")
    assert "invisible character U+0007" in workspace.status.refusal


# ---- several cells


def select_block(workspace: Workspace, rows: int) -> None:
    at(workspace, "facilitation_origination_and_servicing")
    workspace.grid.moves.extend(rows - 1, 0)


def test_ctrl_enter_fills_the_selection_as_one_step(qtbot: QtBot, workspace: Workspace) -> None:
    select_block(workspace, 3)
    type_over(qtbot, workspace, "77")
    qtbot.keyClick(editor_of(workspace), KEY.Key_Return, CONTROL)
    qtbot.wait(10)
    for line in ("facilitation_origination_and_servicing", "funding_costs", "sales_and_marketing"):
        assert figure(workspace, line) == 77
    assert len(list(workspace.grid.selected_places())) == 3
    workspace.document.session.undo()
    assert workspace.document.session.is_saved


def test_enter_goes_round_in_a_selection_and_the_current_cell_stays_its_anchor(
    qtbot: QtBot, workspace: Workspace
) -> None:
    select_block(workspace, 3)
    for amount in "123":
        qtbot.keyClick(workspace.grid, amount)
        enter(qtbot, editor_of(workspace))
    lines = ("facilitation_origination_and_servicing", "funding_costs", "sales_and_marketing")
    assert [figure(workspace, line) for line in lines] == [1, 2, 3]
    assert current_line(workspace).id == lines[0]
    assert len(list(workspace.grid.selected_places())) == 3


def test_tab_and_enter_go_round_in_several_areas_and_back(qtbot: QtBot, workspace: Workspace) -> None:
    grid, model = workspace.grid, workspace.grid.current_model()
    grid.go_to(13, 2)
    for row, column in ((13, 3), (14, 2), (14, 3), (20, 1)):
        grid.selectionModel().select(model.index(row, column), SELECT)
    seen = []
    for _ in range(5):
        qtbot.keyClick(grid, KEY.Key_Tab)
        seen.append((grid.currentIndex().row(), grid.currentIndex().column()))
    assert set(seen) == {(13, 2), (13, 3), (14, 2), (14, 3), (20, 1)}
    assert seen[-1] == (13, 2)
    qtbot.keyClick(grid, KEY.Key_Backtab)
    assert (grid.currentIndex().row(), grid.currentIndex().column()) == seen[-2]
    assert len(list(grid.selected_places())) == 5


def test_enter_goes_on_in_a_selection_of_everything(qtbot: QtBot, workspace: Workspace) -> None:
    grid = workspace.grid
    at(workspace, "funding_costs")
    grid.selectAll()
    current = grid.currentIndex()
    qtbot.keyClick(grid, KEY.Key_Return)
    assert (grid.currentIndex().row(), grid.currentIndex().column()) == (current.row() + 1, current.column())


def test_shift_with_arrows_takes_back_what_it_added(qtbot: QtBot, workspace: Workspace) -> None:
    at(workspace, "funding_costs")
    for key in (KEY.Key_Down, KEY.Key_Down, KEY.Key_Up, KEY.Key_Right):
        qtbot.keyClick(workspace.grid, key, SHIFT)
    assert len(list(workspace.grid.selected_places())) == 4
    assert current_line(workspace).id == "funding_costs"


# ---- the caret


def test_f2_puts_the_caret_at_the_end_and_arrows_move_it(qtbot: QtBot, workspace: Workspace) -> None:
    at(workspace, "financing_income")
    qtbot.keyClick(workspace.grid, KEY.Key_F2)
    editor = editor_of(workspace)
    assert (editor.selectedText(), editor.cursorPosition()) == ("", len("2254620"))
    qtbot.keyClick(editor, KEY.Key_Left)
    qtbot.keyClicks(editor, "9")
    enter(qtbot, editor)
    assert figure(workspace, "financing_income") == 22_546_290


@pytest.mark.parametrize(("key", "column"), [(KEY.Key_Right, 3), (KEY.Key_Left, 1)])
def test_arrows_take_over_what_is_typed_over(qtbot: QtBot, workspace: Workspace, key: Qt.Key, column: int) -> None:
    at(workspace, "sales_and_marketing", ColumnKind.EFFECT, ECL)
    type_over(qtbot, workspace, "500")
    qtbot.keyClick(editor_of(workspace), key)
    qtbot.wait(10)
    project = workspace.document.session.project
    assert project.adjustment_by_id[ECL].effects["sales_and_marketing", H1_2023] == 500
    assert workspace.grid.currentIndex().column() == column


# ---- undo, decimals, reasons, names


def test_undo_and_redo_show_what_they_changed(workspace: Workspace, window: MainWindow) -> None:
    at(workspace, "funding_costs")
    workspace.document.session.execute(EditFigures({("funding_costs", H1_2023): Decimal(1)}))
    workspace.view_state.show_statement("financial_position")
    window.act("undo")
    assert workspace.view_state.statement.id == "operations"
    assert current_line(workspace).id == "funding_costs"
    at(workspace, "financing_income")
    window.act("redo")
    assert current_line(workspace).id == "funding_costs"


def test_figures_of_one_statement_have_as_many_decimals(workspace: Workspace) -> None:
    workspace.document.session.execute(EditFigures({("funding_costs", H1_2023): Decimal("1.5")}))
    model = workspace.grid.current_model()
    row = model.row_of("financing_income")
    assert row is not None
    assert model.display(row, 1).text == "2,254,620.0"
    workspace.document.session.undo()
    assert model.display(row, 1).text == "2,254,620"


def test_a_reason_for_restating_is_told_of_the_total(workspace: Workspace) -> None:
    workspace.document.session.execute(RestateTotal("total_net_revenue", H1_2023, Decimal(7_513_499), "see note 3"))
    at(workspace, "total_net_revenue")
    model, row = workspace.grid.current_model(), workspace.grid.currentIndex().row()
    explanation = explain(model, row, 1, workspace.checks_run)
    assert "restated for H1 2023: see note 3" in explanation


def test_dialogs_open_on_their_field(qtbot: QtBot, workspace: Workspace) -> None:
    at(workspace, "total_net_revenue")
    dialog = ask_to_restate(workspace)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.focusWidget() is dialog.amount)
    assert dialog.amount.selectedText() == "7513498"
    dialog.reject()


def test_a_double_click_on_a_name_renames_and_the_switch_alone_switches(qtbot: QtBot, workspace: Workspace) -> None:
    switches, session = workspace.adjustments_panel.switches, workspace.document.session
    cell = switches.visualRect(switches.model().index(0, 0))
    effect = switches.visualRect(switches.model().index(0, 1)).center()
    for place in (effect, name_rect(cell).center()):
        qtbot.mouseClick(switches.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert session.step_to_undo is None
    qtbot.mouseDClick(switches.viewport(), Qt.MouseButton.LeftButton, pos=name_rect(cell).center())
    assert session.step_to_undo is None
    assert switches.findChildren(QLineEdit)
    qtbot.keyClick(switches.findChildren(QLineEdit)[0], KEY.Key_Escape)
    qtbot.mouseClick(switches.viewport(), Qt.MouseButton.LeftButton, pos=switch_rect(cell).center())
    assert ECL not in session.project.enabled


def test_a_fill_that_is_refused_keeps_what_was_typed(qtbot: QtBot, workspace: Workspace) -> None:
    workspace.view_state.show_statement("non_gaap")
    model, grid = workspace.grid.current_model(), workspace.grid
    percent = next(n for n, row in enumerate(model.rows) if row.line.unit is LineUnit.PERCENT)
    money = next(
        number
        for number in range(percent, -1, -1)
        if is_editable(model.table, model.rows[number], model.columns[1])
        and model.rows[number].line.unit is LineUnit.MONEY
    )
    grid.go_to(money, 1)
    grid.moves.extend_to(percent, 1)
    type_over(qtbot, workspace, "5")
    editor = editor_of(workspace)
    qtbot.keyClick(editor, KEY.Key_Return, CONTROL)
    assert editor.isVisible()
    assert "percent sign" in workspace.status.refusal
    assert workspace.document.session.step_to_undo is None


def test_a_selection_whose_corner_is_folded_away_goes_on_from_the_current_cell(
    qtbot: QtBot, workspace: Workspace
) -> None:
    grid = workspace.grid
    grid.go_to(0, 0)
    for key, modifier in (
        (KEY.Key_Down, SHIFT),
        (KEY.Key_Down, SHIFT),
        (KEY.Key_Space, Qt.KeyboardModifier.NoModifier),
    ):
        qtbot.keyClick(grid, key, modifier)
    for key in (KEY.Key_Down, KEY.Key_PageDown):
        qtbot.keyClick(grid, key, SHIFT)
    qtbot.keyClick(grid, KEY.Key_Down, CONTROL | SHIFT)
    assert grid.currentIndex().row() == 0
