"""A spreadsheet's habits in the grid: its keys, its drags, and the line above it."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.published import EIR, H1_2023
from tests.ui.shared_windows import as_it_was
from tests.ui.test_journeys import KEY, at, editor_of
from workbench.domain.statements import LineUnit
from workbench.presentation.statement_table import ColumnKind
from workbench.ui.shell.window import MainWindow
from workbench.ui.shell.workspace import Workspace
from workbench.ui.statement.clipboard import PasteWay
from workbench.ui.statement.paste_special_dialog import PasteSpecialDialog

CONTROL, SHIFT, NONE = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.NoModifier,
)
LEFT = Qt.MouseButton.LeftButton
FUNDING, SALES, FACILITATION = "funding_costs", "sales_and_marketing", "facilitation_origination_and_servicing"


@pytest.fixture
def workspace(qifu_in_window: Workspace) -> Iterator[Workspace]:
    """The reference case in the shared window, with the keyboard in the grid."""
    qifu_in_window.window().activateWindow()
    for shown in as_it_was(qifu_in_window):
        shown.grid.setFocus()
        shown.grid.scrollToTop()
        shown.grid.edits.forget_copied()
        yield shown


@pytest.fixture
def window(workspace: Workspace) -> MainWindow:
    shown = workspace.window()
    assert isinstance(shown, MainWindow)
    return shown


def figure(workspace: Workspace, line: str) -> object:
    return workspace.document.session.project.statement_by_id["operations"].figure(line, H1_2023)


def press(qtbot: QtBot, workspace: Workspace, *keys: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    for key in keys:
        qtbot.keyClick(workspace.grid, key, modifiers)


def type_in(qtbot: QtBot, workspace: Workspace, text: str) -> None:
    """Type into the current cell and press Enter."""
    qtbot.keyClick(workspace.grid, text[0])
    editor = editor_of(workspace)
    qtbot.keyClicks(editor, text[1:])
    qtbot.keyClick(editor, KEY.Key_Return)
    qtbot.wait(10)  # an editor is closed after its key


def place(workspace: Workspace) -> tuple[str, int]:
    """Return the line and the column of the current cell."""
    index = workspace.grid.currentIndex()
    return workspace.grid.current_model().rows[index.row()].line.id, index.column()


def selected(workspace: Workspace) -> set[tuple[str, int]]:
    rows = workspace.grid.current_model().rows
    return {(rows[row].line.id, column) for row, column in workspace.grid.selected_places()}


def middle(workspace: Workspace, line: str, column: int = 1) -> QPoint:
    row = workspace.grid.current_model().row_of(line)
    assert row is not None
    return workspace.grid.visualRect(workspace.grid.current_model().index(row, column)).center()


def told_above(workspace: Workspace) -> tuple[str, str]:
    """Return what the line above the grid says: where, and the working."""
    QApplication.processEvents()  # it follows the models
    line = workspace.page.figure_line
    return line.place.text(), line.working.text()


# ---- the keys


def test_end_waits_for_the_key_that_says_where_to(qtbot: QtBot, workspace: Workspace) -> None:
    at(workspace, FUNDING)
    press(qtbot, workspace, KEY.Key_End)
    assert place(workspace) == (FUNDING, 1)
    press(qtbot, workspace, KEY.Key_Right)
    assert place(workspace)[1] == workspace.grid.current_model().columnCount() - 1
    press(qtbot, workspace, KEY.Key_End, KEY.Key_Home)
    assert workspace.grid.currentIndex().row() == workspace.grid.visible_rows()[-1]


def test_f8_extends_until_it_is_pressed_again(qtbot: QtBot, window: MainWindow, workspace: Workspace) -> None:
    at(workspace, FUNDING)
    window.act("extend")
    press(qtbot, workspace, KEY.Key_Down, KEY.Key_Right)
    assert len(selected(workspace)) == 4
    press(qtbot, workspace, KEY.Key_Escape, KEY.Key_Down)
    assert len(selected(workspace)) == 1


def test_tab_along_a_row_then_enter_returns_below_where_it_began(qtbot: QtBot, workspace: Workspace) -> None:
    at(workspace, FUNDING)
    press(qtbot, workspace, KEY.Key_Tab, KEY.Key_Tab, KEY.Key_Return)
    assert place(workspace) == (SALES, 1)
    press(qtbot, workspace, KEY.Key_Return)
    assert place(workspace) == ("general_and_administrative", 1)


def test_the_corners_of_a_selection_are_visited_in_turn(qtbot: QtBot, workspace: Workspace) -> None:
    at(workspace, FUNDING)
    press(qtbot, workspace, KEY.Key_Down, KEY.Key_Right, modifiers=SHIFT)
    corners = []
    for _ in range(4):
        press(qtbot, workspace, KEY.Key_Period, modifiers=CONTROL)
        corners.append(place(workspace))
    assert corners == [(FUNDING, 2), (SALES, 2), (SALES, 1), (FUNDING, 1)]
    assert len(selected(workspace)) == 4


def test_backspace_opens_an_empty_editor_that_escape_leaves(qtbot: QtBot, workspace: Workspace) -> None:
    at(workspace, FUNDING)
    press(qtbot, workspace, KEY.Key_Backspace)
    assert editor_of(workspace).text() == ""
    qtbot.keyClick(editor_of(workspace), KEY.Key_Escape)
    assert figure(workspace, FUNDING) == 324_248


def test_enter_pastes_once_what_was_copied(qtbot: QtBot, workspace: Workspace) -> None:
    at(workspace, FUNDING)
    workspace.grid.edits.copy()
    press(qtbot, workspace, KEY.Key_Down, KEY.Key_Return)
    assert (figure(workspace, SALES), place(workspace)) == (324_248, (SALES, 1))
    press(qtbot, workspace, KEY.Key_Return)
    assert place(workspace) == ("general_and_administrative", 1)
    assert figure(workspace, "general_and_administrative") == 217_646


def test_what_something_else_copied_since_is_not_pasted_by_enter(qtbot: QtBot, workspace: Workspace) -> None:
    at(workspace, FUNDING)
    workspace.grid.edits.copy()
    QGuiApplication.clipboard().setText("5")
    press(qtbot, workspace, KEY.Key_Return)
    assert (figure(workspace, FUNDING), place(workspace)) == (324_248, (SALES, 1))


@pytest.mark.parametrize(
    ("way", "amount"),
    [
        (PasteWay.ALL, 5), (PasteWay.VALUES, 5), (PasteWay.REVERSED, -5), (PasteWay.ADDED, 324_253),
        (PasteWay.SUBTRACTED, 324_243),
    ],
)  # fmt: skip
def test_paste_special_says_what_becomes_of_the_figure(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, way: PasteWay, amount: int
) -> None:
    QGuiApplication.clipboard().setText("5")
    at(workspace, FUNDING)
    window.act("paste_special")
    (dialog,) = workspace.findChildren(PasteSpecialDialog)
    dialog.ways[way].setChecked(True)
    dialog.accept()
    assert figure(workspace, FUNDING) == amount
    workspace.undo()
    assert figure(workspace, FUNDING) == 324_248
    QApplication.sendPostedEvents(None, 52)  # deferred deletions


def test_f4_repeats_the_last_edit_elsewhere(qtbot: QtBot, window: MainWindow, workspace: Workspace) -> None:
    at(workspace, FUNDING)
    type_in(qtbot, workspace, "123")
    window.act("repeat")
    assert figure(workspace, SALES) == 123
    press(qtbot, workspace, KEY.Key_Delete)
    at(workspace, "general_and_administrative")
    window.act("repeat")
    assert figure(workspace, "general_and_administrative") is None


def test_copy_from_above_edits_what_stands_there(qtbot: QtBot, window: MainWindow, workspace: Workspace) -> None:
    at(workspace, FUNDING)
    type_in(qtbot, workspace, "=300000+24248")
    window.act("copy_from_above")
    assert editor_of(workspace).text() == "=300000+24248"
    qtbot.keyClick(editor_of(workspace), KEY.Key_Return)
    qtbot.wait(10)
    assert figure(workspace, SALES) == 324_248


def test_parts_and_dependents_are_selected(window: MainWindow, workspace: Workspace) -> None:
    at(workspace, "credit_driven_services")
    window.act("show_parts")
    assert {line for line, _ in selected(workspace)} == {
        "loan_facilitation_and_servicing_fees_capital_heavy", "financing_income",
        "revenue_from_releasing_of_guarantee_liabilities", "other_services_fees",
    }  # fmt: skip
    at(workspace, "financing_income")
    window.act("show_dependents")
    last = workspace.grid.current_model().columnCount() - 1
    assert selected(workspace) == {("credit_driven_services", 1), ("financing_income", last)}
    workspace.show_cell("financing_income", H1_2023, ColumnKind.RESULT)
    window.act("show_parts")
    assert {column for _, column in selected(workspace)} == {1, workspace.grid.current_model().column_of(*_eir())}


def _eir() -> tuple[ColumnKind, str]:
    return ColumnKind.EFFECT, EIR


def test_whole_rows_are_inserted_and_deleted_by_the_keys_that_else_zoom(
    qtbot: QtBot, window: MainWindow, workspace: Workspace
) -> None:
    at(workspace, FUNDING)
    press(qtbot, workspace, KEY.Key_Space, modifiers=SHIFT)
    for name, title in (("zoom_in", "Insert a line"), ("zoom_out", "Delete")):
        window.act(name)
        dialogs = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible() and widget is not window]
        assert [title in dialog.windowTitle() for dialog in dialogs] == [True]
        dialogs[0].close()
        qtbot.wait(50)


# ---- the mouse


def drag(qtbot: QtBot, workspace: Workspace, start: QPoint, end: QPoint) -> None:
    viewport = workspace.grid.viewport()
    qtbot.mousePress(viewport, LEFT, pos=start)
    qtbot.mouseMove(viewport, (start + end) / 2)
    qtbot.mouseMove(viewport, end)
    qtbot.mouseRelease(viewport, LEFT, pos=end)


def test_the_corner_of_the_selection_fills(qtbot: QtBot, workspace: Workspace) -> None:
    at(workspace, FACILITATION)
    row = workspace.grid.currentIndex()
    corner = workspace.grid.visualRect(row).bottomRight() - QPoint(2, 2)
    drag(qtbot, workspace, corner, middle(workspace, SALES))
    assert (figure(workspace, FUNDING), figure(workspace, SALES)) == (1_288_330, 1_288_330)
    workspace.undo()
    assert (figure(workspace, FUNDING), figure(workspace, SALES)) == (324_248, 858_663)


def test_the_border_of_the_selection_moves_it(qtbot: QtBot, workspace: Workspace) -> None:
    at(workspace, FUNDING)
    type_in(qtbot, workspace, "=1+2")
    at(workspace, FUNDING)
    cell = workspace.grid.visualRect(workspace.grid.currentIndex())
    drag(qtbot, workspace, QPoint(cell.center().x(), cell.top() + 1), middle(workspace, SALES))
    assert (figure(workspace, FUNDING), figure(workspace, SALES)) == (None, 3)
    at(workspace, SALES)
    assert told_above(workspace)[1] == "=1+2"
    workspace.undo()
    assert (figure(workspace, FUNDING), figure(workspace, SALES)) == (3, 858_663)


def test_nothing_moves_onto_a_total(qtbot: QtBot, workspace: Workspace) -> None:
    at(workspace, "other_services_fees")
    cell = workspace.grid.visualRect(workspace.grid.currentIndex())
    drag(qtbot, workspace, QPoint(cell.center().x(), cell.top() + 1), middle(workspace, "platform_services"))
    assert workspace.document.session.step_to_undo is None
    assert "Platform services" in workspace.status.refusal


def test_a_click_on_the_number_of_a_row_selects_it(qtbot: QtBot, workspace: Workspace) -> None:
    headings, row = workspace.grid.verticalHeader(), workspace.grid.current_model().row_of(FUNDING)
    assert row is not None
    at = QPoint(5, headings.sectionViewportPosition(row) + 5)
    qtbot.mouseClick(headings.viewport(), LEFT, pos=at)
    assert workspace.grid.has_whole_rows
    assert {line for line, _ in selected(workspace)} == {FUNDING}


def test_the_column_of_a_difference_is_hidden_and_shown(window: MainWindow, workspace: Workspace) -> None:
    model = workspace.grid.current_model()
    workspace.show_cell("financing_income", H1_2023, ColumnKind.EFFECT, EIR)
    window.act("hide_column")
    assert model.column_of(ColumnKind.EFFECT, EIR) is None
    assert workspace.show_cell("financing_income", H1_2023, ColumnKind.EFFECT, EIR), "going there shows it again"
    window.act("hide_column")
    window.act("show_columns")
    assert model.column_of(ColumnKind.EFFECT, EIR) is not None
    at(workspace, FUNDING)
    window.act("hide_column")
    assert "The other columns always stay" in workspace.status.refusal


# ---- the line above the grid


def test_it_says_where_one_is_and_how_the_figure_is_worked_out(qtbot: QtBot, workspace: Workspace) -> None:
    at(workspace, "financing_income")
    assert told_above(workspace) == ("Financing income › US GAAP", "2254620")
    type_in(qtbot, workspace, "=2,254,620+1000")
    at(workspace, "financing_income")
    assert told_above(workspace)[1] == "=2,254,620+1000"
    workspace.show_cell("financing_income", H1_2023, ColumnKind.RESULT)
    assert told_above(workspace) == ("Financing income › IFRS", "= 2,255,620 − 253,007")
    at(workspace, "credit_driven_services")
    assert told_above(workspace)[1].startswith(
        "= Loan facilitation and servicing fees-capital heavy + Financing income"
    )


def test_the_working_is_edited_in_the_cell_and_above_it(qtbot: QtBot, window: MainWindow, workspace: Workspace) -> None:
    at(workspace, "financing_income")
    type_in(qtbot, workspace, "=2,254,620+1000")
    at(workspace, "financing_income")
    press(qtbot, workspace, KEY.Key_F2)
    assert editor_of(workspace).text() == "=2,254,620+1000"
    qtbot.keyClick(editor_of(workspace), KEY.Key_Escape)
    told_above(workspace)
    window.act("edit_working")
    working = workspace.page.figure_line.working
    qtbot.keyClicks(working, "+1")
    qtbot.keyClick(working, KEY.Key_Return)
    assert figure(workspace, "financing_income") == 2_255_621
    assert (workspace.grid.hasFocus(), place(workspace)[0]) == (True, "revenue_from_releasing_of_guarantee_liabilities")


def test_what_is_refused_above_the_grid_stays_there_until_escape(qtbot: QtBot, workspace: Workspace) -> None:
    at(workspace, FUNDING)
    told_above(workspace)
    line = workspace.page.figure_line
    line.begin()
    line.working.selectAll()
    qtbot.keyClicks(line.working, "=1+king")
    qtbot.keyClick(line.working, KEY.Key_Return)
    assert "cannot be calculated" in workspace.status.refusal
    assert not workspace.finish_editing()
    qtbot.keyClick(line.working, KEY.Key_Escape)
    assert (workspace.status.refusal, told_above(workspace)[1], figure(workspace, FUNDING)) == ("", "324248", 324_248)


def test_a_click_puts_a_figure_into_the_formula_that_is_typed(qtbot: QtBot, workspace: Workspace) -> None:
    at(workspace, FUNDING)
    qtbot.keyClick(workspace.grid, "=")
    qtbot.mouseClick(workspace.grid.viewport(), LEFT, pos=middle(workspace, SALES))
    editor = editor_of(workspace)
    qtbot.keyClicks(editor, "-")
    qtbot.mouseClick(workspace.grid.viewport(), LEFT, pos=middle(workspace, "investment_loss"))
    assert editor.text() == "=858663-(-30112)"
    qtbot.keyClick(editor, KEY.Key_Return)
    qtbot.wait(10)
    assert figure(workspace, FUNDING) == 888_775
    at(workspace, FUNDING)
    told_above(workspace)
    line = workspace.page.figure_line
    line.begin()
    qtbot.keyClicks(line.working, "+")
    qtbot.mouseClick(workspace.grid.viewport(), LEFT, pos=middle(workspace, SALES))
    assert line.working.text() == "=858663-(-30112)+858663"
    qtbot.keyClick(line.working, KEY.Key_Escape)


def test_the_name_box_goes_to_what_is_typed(qtbot: QtBot, window: MainWindow, workspace: Workspace) -> None:
    box = workspace.page.figure_line.place
    for typed, statement, line in (
        ("restr cash", "cash_flows", None), ("tot ass", "financial_position", "total_assets"),
    ):  # fmt: skip
        window.act("go_to")
        qtbot.keyClicks(box, typed)
        assert box.suggestions.isVisible()
        qtbot.keyClick(box, KEY.Key_Return)
        assert workspace.grid.hasFocus()
        if line:
            assert (workspace.view_state.statement.id, place(workspace)) == (statement, (line, 1))
    window.act("go_to")
    qtbot.keyClicks(box, "H1 2022")
    qtbot.keyClick(box, KEY.Key_Return)
    assert workspace.view_state.period == "2022-01-01/2022-06-30"


def test_workings_are_shown_in_place_of_figures(qtbot: QtBot, window: MainWindow, workspace: Workspace) -> None:
    at(workspace, FUNDING)
    type_in(qtbot, workspace, "=300000+24248")
    model = workspace.grid.current_model()
    row = model.row_of(FUNDING)
    assert row is not None
    window.act("workings")
    assert model.display(row, 1).text == "=300000+24248"
    window.act("workings")
    assert model.display(row, 1).text == "324,248"


def test_what_is_copied_brings_its_working_along(qtbot: QtBot, window: MainWindow, workspace: Workspace) -> None:
    at(workspace, FUNDING)
    type_in(qtbot, workspace, "=300000+24248")
    at(workspace, FUNDING)
    workspace.grid.edits.copy()
    mime = QGuiApplication.clipboard().mimeData()
    assert mime is not None
    assert "<td align='right'>324,248</td>" in mime.html()
    for name, working in (("paste", "=300000+24248"), ("paste_values", "324248")):
        at(workspace, SALES)
        window.act(name)
        assert (figure(workspace, SALES), told_above(workspace)[1]) == (324_248, working)


def test_the_panel_beside_the_grid_leads_to_parts_and_totals(qtbot: QtBot, workspace: Workspace) -> None:
    at(workspace, "credit_driven_services")
    QApplication.processEvents()
    told = workspace.figure.toPlainText()
    assert "Made of" in told and "2,254,620" in told and "Total net revenue" in told  # noqa: PT018
    row = workspace.grid.current_model().row_of("financing_income")
    workspace.figure.anchorClicked.emit(f"cell:{row}:1")
    assert place(workspace) == ("financing_income", 1)


def test_a_selected_column_is_dragged_by_its_heading_with_shift(qtbot: QtBot, workspace: Workspace) -> None:
    grid, heading = workspace.grid, workspace.grid.horizontalHeader()
    at(workspace, FUNDING)
    second = heading.sectionViewportPosition(3) + heading.sectionSize(3) // 2
    qtbot.mouseClick(heading.viewport(), LEFT, pos=QPoint(second, 20))
    names = [adjustment.id for adjustment in workspace.document.session.project.adjustments]
    qtbot.mousePress(heading.viewport(), LEFT, SHIFT, pos=QPoint(second, 20))
    qtbot.mouseMove(heading.viewport(), QPoint(heading.sectionViewportPosition(2) + 5, 20))
    qtbot.mouseRelease(heading.viewport(), LEFT, pos=QPoint(heading.sectionViewportPosition(2) + 5, 20))
    moved = [adjustment.id for adjustment in workspace.document.session.project.adjustments]
    assert moved == [names[1], names[0], *names[2:]]
    assert [column.adjustment for column in grid.current_model().columns[2:4]] == moved[:2]
    workspace.undo()
    assert [column.adjustment for column in grid.current_model().columns[2:4]] == names[:2]


def test_the_panel_shows_the_cell_of_a_source_in_its_sheet(qtbot: QtBot, workspace: Workspace) -> None:
    at(workspace, "financing_income")
    QApplication.processEvents()
    source = workspace.document.session.project.as_reported_sources(("financing_income", H1_2023))[0].cell
    assert f"Show {source} in its sheet" in workspace.figure.toPlainText()
    workspace.figure.anchorClicked.emit(f"source:{source.file}:{source.sheet}:{source.cell}")
    qtbot.waitUntil(lambda: "Revenue from releasing" in workspace.figure.toPlainText(), timeout=60_000)
    assert "2,368,374" in workspace.figure.toPlainText(), "the figure below it in the sheet"


def test_pasted_captions_say_where_the_figures_go(workspace: Workspace) -> None:
    at(workspace, "credit_driven_services")
    QGuiApplication.clipboard().setText("Sales & marketing\t2,000\nFunding cost\t1,000\nIncome from operations\t5\n")
    workspace.grid.edits.paste()
    assert (figure(workspace, FUNDING), figure(workspace, SALES)) == (1_000, 2_000)
    assert figure(workspace, "credit_driven_services") == 5_419_328
    workspace.undo()
    QGuiApplication.clipboard().setText("Funding cost\t1,000\nGoodwill\t2,000\n")
    workspace.grid.edits.paste()
    assert "No single line shown here is called 'Goodwill'" in workspace.status.refusal
    assert figure(workspace, FUNDING) == 324_248


@pytest.mark.parametrize("caption", ["Net income per ADS - basic", "Income from the operations", "Income (loss)"])
def test_a_pasted_caption_is_never_guessed(workspace: Workspace, caption: str) -> None:
    at(workspace, FUNDING)
    QGuiApplication.clipboard().setText(f"{caption}\t1,000")
    workspace.grid.edits.paste()
    assert f"No single line shown here is called '{caption}'" in workspace.status.refusal
    assert workspace.document.session.step_to_undo is None


def test_one_pasted_row_with_its_caption_fills_one_column(workspace: Workspace) -> None:
    at(workspace, SALES)
    before = workspace.document.session.project
    QGuiApplication.clipboard().setText("Funding cost\t1,000")
    workspace.grid.edits.paste()
    after = workspace.document.session.project
    assert (figure(workspace, FUNDING), figure(workspace, SALES)) == (1_000, 858_663)
    assert [each.effects for each in after.adjustments] == [each.effects for each in before.adjustments]


def test_workings_that_are_pasted_by_caption_stay_with_their_figures(qtbot: QtBot, workspace: Workspace) -> None:
    at(workspace, "financing_income")
    type_in(qtbot, workspace, "=700000+6676")
    workspace.show_cell("financing_income", H1_2023, ColumnKind.CAPTION)
    press(qtbot, workspace, KEY.Key_Right, KEY.Key_Right, modifiers=SHIFT)
    workspace.grid.edits.copy()
    at(workspace, FUNDING)
    workspace.grid.edits.paste()
    workings = workspace.document.session.project.workings
    assert [(cell.line, cell.adjustment, kept.typed) for cell, kept in workings.items()] == [
        ("financing_income", "", "=700000+6676")
    ]


def test_captions_are_not_dragged(qtbot: QtBot, workspace: Workspace) -> None:
    workspace.show_cell(FUNDING, H1_2023, ColumnKind.CAPTION)
    press(qtbot, workspace, KEY.Key_Right, modifiers=SHIFT)
    cell = workspace.grid.visualRect(workspace.grid.currentIndex())
    drag(qtbot, workspace, QPoint(cell.center().x(), cell.bottom()), middle(workspace, SALES))
    assert workspace.document.session.step_to_undo is None


def test_what_is_replaced_by_moving_is_said(qtbot: QtBot, workspace: Workspace) -> None:
    at(workspace, FUNDING)
    cell = workspace.grid.visualRect(workspace.grid.currentIndex())
    drag(qtbot, workspace, QPoint(cell.center().x(), cell.top() + 1), middle(workspace, SALES))
    assert "Figures that were replaced: 1" in workspace.status.currentMessage()


def test_escape_ends_a_drag(qtbot: QtBot, workspace: Workspace) -> None:
    at(workspace, FACILITATION)
    corner = workspace.grid.visualRect(workspace.grid.currentIndex()).bottomRight() - QPoint(2, 2)
    viewport = workspace.grid.viewport()
    qtbot.mousePress(viewport, LEFT, pos=corner)
    qtbot.mouseMove(viewport, middle(workspace, SALES))
    press(qtbot, workspace, KEY.Key_Escape)
    qtbot.mouseRelease(viewport, LEFT, pos=middle(workspace, SALES))
    assert workspace.document.session.step_to_undo is None


def test_escape_takes_what_was_typed_out_of_the_line_above(qtbot: QtBot, workspace: Workspace) -> None:
    at(workspace, FUNDING)
    told_above(workspace)
    qtbot.keyClick(workspace.grid, "9")
    qtbot.keyClick(editor_of(workspace), "8")
    assert told_above(workspace)[1] == "98"
    qtbot.keyClick(editor_of(workspace), KEY.Key_Escape)
    qtbot.wait(10)
    assert told_above(workspace)[1] == "324248"


def test_the_keyboard_leaves_a_working_that_is_only_read(
    qtbot: QtBot, window: MainWindow, workspace: Workspace
) -> None:
    at(workspace, "credit_driven_services")
    told_above(workspace)
    window.act("edit_working")
    working = workspace.page.figure_line.working
    qtbot.keyClick(working, KEY.Key_Home)
    qtbot.keyClick(working, KEY.Key_Right)
    qtbot.keyClick(working, KEY.Key_Escape)
    assert workspace.grid.hasFocus()


def test_a_figure_in_another_unit_is_not_filled_or_moved(workspace: Workspace) -> None:
    workspace.view_state.show_statement("non_gaap")
    model = workspace.grid.current_model()
    percent = next(number for number, row in enumerate(model.rows) if row.line.unit is not LineUnit.MONEY)
    money = next(number for number, row in enumerate(model.rows) if row.line.unit is LineUnit.MONEY)
    before = [model.display(percent, column).text for column in range(1, model.columnCount())]
    workspace.grid.edits.fill_to(([money], [1]), ([money, percent], [1]))
    workspace.grid.edits.move_to(([money], [1]), ([percent], [1]))
    assert [model.display(percent, column).text for column in range(1, model.columnCount())] == before
    assert workspace.document.session.step_to_undo is None
