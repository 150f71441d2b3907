"""Where the keyboard is can be seen, and what a field shows of a long text."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QFocusEvent, QImage, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.published import EIR
from tests.ui.shared_windows import as_it_was
from tests.ui.test_journeys import KEY, at
from workbench.commands import EditEntries, EditFigures
from workbench.domain.ids import LineId
from workbench.presentation.statement_table import ColumnKind
from workbench.ui.shell.window import MainWindow
from workbench.ui.shell.workspace import Workspace
from workbench.ui.statement.figure_explanation import explain
from workbench.ui.statement.figure_story import story_of
from workbench.ui.statement.painting import EDITED_SIDE
from workbench.ui.toolkit.date_field import DateField
from workbench.ui.toolkit.elided_field import ElidedField

LONG = "= Loan facilitation and servicing fees + Financing income + Revenue from releasing of guarantee liabilities"


@pytest.fixture
def workspace(qifu_in_window: Workspace) -> Iterator[Workspace]:
    for _ in as_it_was(qifu_in_window):
        qifu_in_window.window().activateWindow()
        qifu_in_window.grid.setFocus()
        yield qifu_in_window


def window_of(workspace: Workspace) -> MainWindow:
    window = workspace.window()
    assert isinstance(window, MainWindow)
    return window


def picture_of(widget: QWidget) -> QImage:
    return widget.grab().toImage()


def test_every_part_of_the_window_shows_that_it_has_the_keyboard(qtbot: QtBot, workspace: Workspace) -> None:
    window, seen = window_of(workspace), []
    while (focus := QApplication.focusWidget()) not in seen:
        assert focus is not None
        with_keyboard = picture_of(focus)
        seen.append(focus)
        window.focus_pane(1)
        qtbot.wait(1)
        assert picture_of(focus) != with_keyboard, f"{focus} looks the same with the keyboard and without"
    assert len(seen) >= 6


def test_the_frame_of_the_current_cell_stays_strong_while_a_menu_is_open(workspace: Workspace) -> None:
    at(workspace, "funding_costs")
    strong = picture_of(workspace.grid.viewport())
    QApplication.sendEvent(workspace.grid, QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.PopupFocusReason))
    assert picture_of(workspace.grid.viewport()) == strong
    QApplication.sendEvent(workspace.grid, QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.TabFocusReason))
    assert picture_of(workspace.grid.viewport()) != strong
    workspace.grid.setFocus()


def test_a_field_shows_that_a_text_goes_on(qtbot: QtBot) -> None:
    field = ElidedField(LONG)
    qtbot.addWidget(field)
    field.resize(200, 24)
    field.setCursorPosition(0)
    cut = picture_of(field)
    field.setText(LONG[:30])
    short = picture_of(field)
    field.setText(field.fontMetrics().elidedText(LONG, Qt.TextElideMode.ElideRight, 180))
    assert "…" in field.text()
    assert cut != short
    field.setText(LONG[: len(field.text()) - 1])
    assert cut != picture_of(field), "the ellipsis is drawn"


def test_one_click_on_the_name_box_selects_what_is_there(qtbot: QtBot, workspace: Workspace) -> None:
    box = workspace.page.figure_line.place
    at(workspace, "funding_costs")
    qtbot.waitUntil(lambda: box.text().startswith("Funding costs"))
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(60, 8))
    assert box.selectedText() == box.text() != ""
    qtbot.keyClicks(box, "good")
    assert box.text() == "good"
    qtbot.keyClick(box, KEY.Key_Escape)


def test_alt_and_down_are_for_the_list_that_has_the_keyboard(workspace: Workspace) -> None:
    window_of(workspace).act("compare")
    pressed = QKeyEvent(QEvent.Type.ShortcutOverride, KEY.Key_Down, Qt.KeyboardModifier.AltModifier)
    pressed.ignore()
    QApplication.sendEvent(workspace.page.comparison_bar.presets, pressed)
    assert pressed.isAccepted(), "else the action of these keys would open the list of periods"


def test_the_figures_of_a_difference_that_is_off_are_muted(workspace: Workspace) -> None:
    at(workspace, "general_and_administrative")
    model = workspace.grid.current_model()
    adjustments = workspace.document.session.project.adjustments
    assert model.off == frozenset()
    workspace.adjustments_panel.toggle(adjustments[2].id)
    (column,) = model.off
    assert model.columns[column].adjustment == adjustments[2].id
    workspace.adjustments_panel.toggle(adjustments[2].id)
    assert model.off == frozenset()


def test_a_figure_without_room_is_no_part_of_itself(qtbot: QtBot, workspace: Workspace) -> None:
    grid, model = workspace.grid, workspace.grid.current_model()
    at(workspace, "financing_income")
    column = grid.currentIndex().column()
    row = grid.currentIndex().row()
    cell = grid.visualRect(grid.currentIndex())
    whole = grid.viewport().grab(cell).toImage()
    grid.setColumnWidth(column, 48)
    assert grid.viewport().grab(grid.visualRect(grid.currentIndex())).toImage() != whole
    narrow = grid.viewport().grab(grid.visualRect(grid.currentIndex())).toImage()
    session = workspace.document.session
    session.execute(EditFigures({(model.rows[row].line.id, model.period): Decimal(987_654)}))
    other = grid.viewport().grab(grid.visualRect(grid.currentIndex())).toImage()
    mark = narrow.width() - EDITED_SIDE - 1
    assert narrow.copy(0, 0, mark, narrow.height()) == other.copy(0, 0, mark, narrow.height()), "both are an ellipsis"
    workspace.undo()
    grid.fit_column(column)


def test_the_list_of_differences_follows_the_column(workspace: Workspace) -> None:
    adjustments = workspace.document.session.project.adjustments
    model, row = workspace.grid.current_model(), workspace.grid.currentIndex().row()
    for adjustment in reversed(adjustments):
        column = model.column_of(ColumnKind.EFFECT, adjustment.id)
        assert column is not None
        workspace.grid.go_to(row, column)
        chosen = workspace.adjustments_panel.switches.chosen
        assert chosen is not None
        assert chosen.id == adjustment.id


def test_the_place_returns_with_its_line(workspace: Workspace) -> None:
    at(workspace, "funding_costs")
    place = workspace.grid.currentIndex().row()
    window_of(workspace).act("affected")
    assert workspace.grid.current_model().row_of(LineId("funding_costs")) is None
    window_of(workspace).act("affected")
    assert workspace.grid.currentIndex().row() == place


def test_a_filtered_total_says_what_is_not_listed(workspace: Workspace) -> None:
    at(workspace, "credit_driven_services")
    window_of(workspace).act("affected")
    index, model = workspace.grid.currentIndex(), workspace.grid.current_model()
    assert model.rows[index.row()].line.name == "Credit driven services"
    told = story_of(model, index.row(), index.column())
    assert "3 lines that are not listed" in told
    assert "3,164,708" in told
    window_of(workspace).act("affected")


def test_a_click_on_the_frozen_result_scrolls_nothing(qtbot: QtBot, workspace: Workspace) -> None:
    window = window_of(workspace)
    size = window.size()
    window.resize(1000, 700)
    qtbot.wait(10)
    try:
        grid = workspace.grid
        assert grid.horizontalScrollBar().maximum() > 0
        grid.horizontalScrollBar().setValue(0)
        grid.go_to(grid.currentIndex().row(), grid.current_model().columnCount() - 1)
        assert grid.horizontalScrollBar().value() == 0
    finally:
        window.resize(size)


def test_a_result_that_is_not_the_published_one_is_marked_and_says_so(workspace: Workspace) -> None:
    """Also after an edit that the checks of the source's own table do not notice: another difference."""
    session = workspace.document.session
    at(workspace, "net_income")
    model = workspace.grid.current_model()
    row, result = workspace.grid.currentIndex().row(), model.columnCount() - 1
    assert not any(model.display(number, result).is_edited for number in range(model.rowCount()))
    session.execute(EditEntries(EIR, {("financing_income", model.period): Decimal(-253_000)}))
    assert model.display(row, result).is_edited
    told = explain(model, row, result, workspace.checks_run, {})
    assert "Differs from a source." in told
    assert "1,746,887" in told
    workspace.adjustments_panel.toggle(EIR)
    assert not model.display(row, result).is_edited, "no source states a partial state"
    workspace.adjustments_panel.toggle(EIR)
    workspace.undo()


def test_a_day_begins_with_its_year_from_either_side(qtbot: QtBot) -> None:
    form = QWidget()
    qtbot.addWidget(form)
    field = DateField(date(2026, 6, 30), "Last day", form)
    form.show()
    for reason in (Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.TabFocusReason):
        field.setSelectedSection(field.Section.DaySection)
        QApplication.sendEvent(field, QFocusEvent(QEvent.Type.FocusIn, reason))
        assert field.currentSection() is field.Section.YearSection
