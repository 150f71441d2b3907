"""Columns side by side in the window: as published, followed through switches, copied, and led back from."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.published import H1_2022, H1_2023, SBC
from tests.remarks import comment
from tests.ui.shared_windows import as_it_was
from tests.ui.test_journeys import KEY, at
from tests.ui.test_line_filter_bar import window_of
from workbench.commands import AddComment, EditFigures, KeepScenario, SwitchAdjustment
from workbench.domain.comments import CommentId
from workbench.domain.sources import FigureRole
from workbench.domain.statements import LineUnit
from workbench.domain.subjects import FigureSubject, LineSubject
from workbench.presentation.compared_columns import WITH_PERIOD_BEFORE, ChangeColumn, Comparison, Preset
from workbench.presentation.remarks import Mark
from workbench.presentation.statement_table import ColumnKind
from workbench.ui.shell.workspace import Workspace
from workbench.ui.statement.comparison_grid import ComparisonGrid
from workbench.ui.toolkit.item_roles import TOOL_TIP


@pytest.fixture
def qifu(qifu_in_window: Workspace) -> Iterator[Workspace]:
    yield from as_it_was(qifu_in_window)


def compared(workspace: Workspace) -> ComparisonGrid:
    """Begin to compare as the menu does."""
    window_of(workspace).act("compare")
    grid = workspace.grid
    assert isinstance(grid, ComparisonGrid)
    return grid


def shown(workspace: Workspace, line: str) -> list[str]:
    model = workspace.grid.current_model()
    row = model.row_of(line)
    assert row is not None
    return [model.display(row, column).text for column in range(1, model.columnCount())]


def go(workspace: Workspace, line: str, column: int) -> None:
    row = workspace.grid.current_model().row_of(line)
    assert row is not None
    workspace.grid.go_to(row, column)


def test_two_half_years_stand_side_by_side_as_published(qifu: Workspace) -> None:
    compared(qifu)
    assert shown(qifu, "net_income") == [
        "2,149,313", "2,023,199", "(126,114)", "(5.9%)", "2,218,642", "1,746,887", "(471,755)", "(21.3%)",
    ]  # fmt: skip
    assert shown(qifu, "foreign_exchange_loss_gain")[:4] == ["(86,658)", "3,830", "90,488", "n.m."]
    assert window_of(qifu).action("compare").isChecked()
    window_of(qifu).act("compare")
    assert not isinstance(qifu.grid, ComparisonGrid)
    assert not qifu.page.comparison_bar.isVisible()


def test_a_column_compared_with_itself_is_said_to_be_the_same(qifu: Workspace) -> None:
    compared(qifu)
    bar = qifu.page.comparison_bar
    for columns in (bar.start, bar.end):
        columns.setCurrentIndex(1)
        columns.activated.emit(1)
    assert bar.note_text == "Both columns are the same. Choose another."
    qifu.view_state.compare(WITH_PERIOD_BEFORE)
    assert bar.note_text == ""


def test_a_percentage_changes_in_points(qifu: Workspace) -> None:
    qifu.view_state.show_statement("non_gaap")
    compared(qifu)
    model = qifu.grid.current_model()
    rows = [number for number, row in enumerate(model.rows) if row.line.unit is LineUnit.PERCENT]
    texts = [model.display(row, 3).text for row in rows]
    assert texts == ["1.6 pts", "1.9 pts", "1.2 pts", "1.5 pts"]
    assert qifu.grid.accessibleName() == "Unaudited Reconciliations of GAAP and Non-GAAP Results, compared"


def test_a_switch_changes_results_and_what_follows_from_them_alone(qifu: Workspace) -> None:
    compared(qifu)
    before = shown(qifu, "net_income")
    qifu.document.session.execute(SwitchAdjustment(SBC, False))
    after = shown(qifu, "net_income")
    assert after[:4] == before[:4]
    assert after[4:] == ["2,231,782", "1,697,550", "(534,232)", "(23.9%)"]
    assert qifu.grid.current_model().heading(5).name == "US GAAP with selected differences\nH1 2022"


def test_what_happens_while_it_is_not_shown_is_there_once_it_is(qifu: Workspace) -> None:
    compared(qifu)
    qifu.page.compare(False)
    qifu.document.session.execute(SwitchAdjustment(SBC, False))
    qifu.document.session.execute(EditFigures({("interest_income_net", H1_2022): Decimal(68_189)}))
    qifu.page.compare(True)
    assert shown(qifu, "net_income")[5] == "1,697,550"
    assert shown(qifu, "interest_income_net")[:3] == ["68,189", "120,624", "52,435"]


def test_the_bar_offers_what_can_be_compared(qtbot: QtBot, qifu: Workspace) -> None:
    qifu.document.session.execute(KeepScenario("Without SBC", qifu.document.session.project.enabled - {SBC}))
    compared(qifu)
    bar = qifu.page.comparison_bar
    names = [bar.presets.itemText(row) for row in range(bar.presets.count())]
    assert names == [
        "This period and the one before",
        "This period and a year earlier",
        "US GAAP and IFRS",
        "All periods of this length",
        "Two columns",
        "Scenario 'Without SBC' and the present switches",
    ]
    bar.presets.setFocus()
    for _ in names[1:]:
        qtbot.keyClick(bar.presets, KEY.Key_Down)
    assert qifu.view_state.comparison == Comparison(Preset.SCENARIO, "Without SBC")
    assert shown(qifu, "net_income") == ["1,697,550", "1,746,887", "49,337", "2.9%"]
    assert (bar.start.currentText(), bar.end.currentText()) == ("H1 2023: scenario 'Without SBC'", "H1 2023: IFRS")


def test_any_two_columns_are_picked_with_the_keyboard(qtbot: QtBot, qifu: Workspace) -> None:
    compared(qifu)
    qifu.view_state.compare(Comparison(Preset.TWO_COLUMNS))
    bar = qifu.page.comparison_bar
    assert (bar.start.currentText(), bar.end.currentText()) == ("H1 2022: US GAAP", "H1 2023: US GAAP")
    bar.end.setFocus()
    qtbot.keyClick(bar.end, KEY.Key_Down)
    assert bar.end.currentText() == "H1 2023: IFRS"
    assert shown(qifu, "net_income") == ["2,149,313", "1,746,887", "(402,426)", "(18.7%)"]


def test_f6_leads_to_what_is_compared_and_esc_back(qtbot: QtBot, qifu: Workspace) -> None:
    grid = compared(qifu)
    qtbot.waitUntil(grid.hasFocus)
    window_of(qifu).act("previous_pane")
    assert qifu.page.comparison_bar.presets.hasFocus()
    qtbot.keyClick(qifu.page.comparison_bar.presets, KEY.Key_Tab)
    assert qifu.page.comparison_bar.start.hasFocus()
    qtbot.keyClick(qifu.page.comparison_bar.start, KEY.Key_Escape)
    assert grid.hasFocus()


def test_a_period_without_a_partner_is_shown_alone_and_this_is_said(qifu: Workspace) -> None:
    qifu.view_state.show_period(H1_2022)
    compared(qifu)
    assert shown(qifu, "net_income") == ["2,149,313", "2,218,642"]
    assert qifu.page.comparison_bar.note_text == "There is no other period of this length."
    qifu.view_state.show_period(H1_2023)
    assert len(shown(qifu, "net_income")) == 8
    assert qifu.page.comparison_bar.note_text == ""


@pytest.mark.parametrize("preset", list(Preset))
def test_a_period_that_is_not_reconciled_shows_no_result_and_says_so(qifu: Workspace, preset: Preset) -> None:
    qifu.view_state.show_statement("cash_flows")
    compared(qifu)
    qifu.view_state.compare(Comparison(preset))
    model = qifu.grid.current_model()
    results = [number for number, column in enumerate(model.columns) if column.kind is ColumnKind.RESULT]
    assert {model.heading(number).state for number in results} <= {"not reconciled"}
    assert not any(model.display(row, number).text for number in results for row in range(model.rowCount()))


@pytest.mark.parametrize("lead", ["enter", "ctrl enter", "double click"])
def test_a_compared_figure_leads_to_its_period_and_column(qtbot: QtBot, qifu: Workspace, lead: str) -> None:
    grid = compared(qifu)
    go(qifu, "funding_costs", 5)
    if lead == "enter":
        qtbot.keyClick(grid, KEY.Key_Return)
    elif lead == "ctrl enter":
        window_of(qifu).act("explain")
    else:
        place = grid.visualRect(grid.currentIndex()).center()
        qtbot.mouseDClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    model, index = qifu.grid.current_model(), qifu.grid.currentIndex()
    assert not qifu.page.is_comparing
    assert (model.period, model.rows[index.row()].line.id) == (H1_2022, "funding_costs")
    assert model.columns[index.column()].kind is ColumnKind.RESULT


def test_the_current_line_and_what_is_collapsed_stay_when_comparing(qifu: Workspace) -> None:
    at(qifu, "funding_costs")
    qifu.grid.toggle_fold(0)
    grid = compared(qifu)
    assert grid.current_model().rows[grid.currentIndex().row()].line.id == "funding_costs"
    assert grid.is_folded(0)
    go(qifu, "net_income", 1)
    grid.toggle_fold(0)
    qifu.page.compare(False)
    assert qifu.grid.current_model().rows[qifu.grid.currentIndex().row()].line.id == "net_income"
    assert not qifu.grid.is_folded(0)


def test_figures_are_added_up_and_copied_exactly(qtbot: QtBot, qifu: Workspace) -> None:
    grid = compared(qifu)
    go(qifu, "net_income", 1)
    for _ in range(3):
        grid.moves.extend(0, 1)
    qtbot.waitUntil(lambda: qifu.status.selection_text != "")
    assert qifu.status.selection_text.startswith("Sum 4,046,398")
    window_of(qifu).act("copy")
    assert QGuiApplication.clipboard().text() == "2149313\t2023199\t-126114\t-5.9%\n"


def test_compared_figures_are_not_edited_and_the_reason_says_where_they_are(qtbot: QtBot, qifu: Workspace) -> None:
    grid = compared(qifu)
    go(qifu, "funding_costs", 2)
    steps = qifu.document.session.steps_done
    qtbot.keyClicks(grid, "7")
    assert "Press Enter to go to this one in the statement" in qifu.status.refusal
    qtbot.keyClick(grid, KEY.Key_Delete)
    assert qifu.document.session.steps_done == steps


def test_the_figure_panel_and_remarks_are_about_the_period_of_the_column(qtbot: QtBot, qifu: Workspace) -> None:
    session = qifu.document.session
    subject = FigureSubject("operations", "funding_costs", H1_2022, FigureRole.AS_REPORTED)
    session.execute(AddComment(replace(comment(subject), id=CommentId("1"))))
    grid = compared(qifu)
    go(qifu, "funding_costs", 1)
    model = grid.current_model()
    assert qifu.subject == subject
    assert model.mark(grid.currentIndex().row(), 1) is Mark.OPEN
    assert model.mark(grid.currentIndex().row(), 2) is Mark.NONE
    qifu.show_panel("Figure")
    qtbot.waitUntil(lambda: "June 30, 2022" in qifu.figure.toPlainText())
    assert "227,630" in qifu.figure.toPlainText()
    grid.setFocus()
    go(qifu, "funding_costs", 3)
    assert qifu.subject == LineSubject("operations", "funding_costs")
    assert model.data(grid.currentIndex(), TOOL_TIP) == ""
    qifu.show_panel("Charts")


def test_a_place_that_is_not_compared_is_shown_in_its_statement(qifu: Workspace) -> None:
    compared(qifu)
    assert qifu.show_cell("funding_costs", H1_2023, ColumnKind.AS_REPORTED)
    assert qifu.page.is_comparing
    assert qifu.show_cell("funding_costs", H1_2023, ColumnKind.EFFECT, SBC)
    assert not qifu.page.is_comparing


def test_every_statement_is_compared_as_soon_as_it_is_shown(qifu: Workspace) -> None:
    compared(qifu)
    for statement in qifu.document.session.project.statements:
        qifu.view_state.show_statement(statement.id)
        assert isinstance(qifu.grid, ComparisonGrid)
        columns = qifu.grid.current_model().columns
        assert any(isinstance(column, ChangeColumn) for column in columns)


def test_the_model_keeps_the_rules_through_switches_edits_and_undo(qifu: Workspace, qtmodeltester: ModelTester) -> None:
    model = compared(qifu).current_model()
    qtmodeltester.check(model)
    session = qifu.document.session
    session.execute(SwitchAdjustment(SBC, False))
    session.execute(EditFigures({("funding_costs", H1_2023): Decimal(1)}))
    qifu.view_state.compare(Comparison(Preset.ALL_PERIODS))
    qifu.view_state.mark_unproven(True)
    session.undo()
    qifu.view_state.mark_unproven(False)
    assert shown(qifu, "funding_costs")[1] == "324,248"
    assert QApplication.focusWidget() is not None
