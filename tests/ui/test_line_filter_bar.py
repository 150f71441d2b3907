"""The bar that filters lines: chosen, typed into and cleared as a user would, with the grid and the comparison."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.published import H1_2023
from tests.ui.shared_windows import as_it_was
from tests.ui.test_journeys import KEY, at
from workbench.commands import EditFigures
from workbench.presentation.line_filter import EVERY_LINE, LinesShown
from workbench.ui.shell.window import MainWindow
from workbench.ui.shell.workspace import Workspace
from workbench.ui.statement.line_filter_bar import LineFilterBar
from workbench.ui.statement.statement_model import CHECKS_ARE_RUNNING, NO_ROWS


@pytest.fixture
def qifu(qifu_in_window: Workspace) -> Iterator[Workspace]:
    yield from as_it_was(qifu_in_window)


def window_of(workspace: Workspace) -> MainWindow:
    window = workspace.window()
    assert isinstance(window, MainWindow)
    window.activateWindow()
    return window


def begun(workspace: Workspace) -> LineFilterBar:
    window_of(workspace).act("filter_lines")
    return workspace.page.filter_bar


def lines(workspace: Workspace) -> list[str]:
    return [row.line.id for row in workspace.grid.current_model().rows if not row.is_heading]


def test_words_leave_the_lines_that_have_them_and_esc_brings_all_back(qtbot: QtBot, qifu: Workspace) -> None:
    everything = lines(qifu)
    assert not qifu.page.filter_bar.isVisible()
    bar = begun(qifu)
    qtbot.waitUntil(bar.words.hasFocus)
    qtbot.keyClicks(bar.words, "funding")
    assert lines(qifu)[0] == "funding_costs"
    assert set(lines(qifu)) == {"funding_costs", *lines(qifu)[1:]}
    assert bar.count.text() == f"{len(lines(qifu))} of 35 lines"
    assert len(lines(qifu)) < 8
    qtbot.keyClick(bar.words, KEY.Key_Escape)
    assert lines(qifu) == everything
    assert bar.isVisible()
    qtbot.keyClick(bar.words, KEY.Key_Escape)
    assert not bar.isVisible()
    assert QApplication.focusWidget() is qifu.grid


def test_enter_goes_to_the_lines_that_are_left(qtbot: QtBot, qifu: Workspace) -> None:
    bar = begun(qifu)
    qtbot.keyClicks(bar.words, "tax")
    qtbot.keyClick(bar.words, KEY.Key_Return)
    assert QApplication.focusWidget() is qifu.grid
    assert bar.isVisible()


def test_affected_lines_only_is_one_of_the_filters(qifu: Workspace) -> None:
    window = window_of(qifu)
    window.act("affected")
    bar = qifu.page.filter_bar
    assert bar.isVisible()
    assert bar.choices[LinesShown.AFFECTED].isChecked()
    assert qifu.view_tools.affected.isChecked()
    assert window.action("affected").isChecked()
    bar.choices[LinesShown.UNPROVEN].click()
    assert not qifu.view_tools.affected.isChecked()
    assert not qifu.view_tools.full.isChecked()
    assert not window.action("affected").isChecked()
    qifu.view_tools.full.click()
    assert qifu.view_state.line_filter == EVERY_LINE
    assert not window.action("affected").isChecked()


def test_a_changed_line_appears_as_soon_as_it_is_edited_and_stays_when_that_is_undone(qifu: Workspace) -> None:
    qifu.view_state.show_lines(LinesShown.CHANGED)
    assert lines(qifu) == []
    assert qifu.grid.current_model().why_no_rows == NO_ROWS[LinesShown.CHANGED]
    qifu.document.session.execute(EditFigures({("funding_costs", H1_2023): Decimal(1)}))
    assert "funding_costs" in lines(qifu)
    qifu.undo()
    assert "funding_costs" in lines(qifu)
    qifu.view_state.show_lines(LinesShown.AFFECTED)
    qifu.view_state.show_lines(LinesShown.CHANGED)
    assert lines(qifu) == []


def test_failing_lines_follow_the_checks_once_these_have_run(qtbot: QtBot, qifu: Workspace) -> None:
    qifu.view_state.show_lines(LinesShown.FAILING)
    assert lines(qifu) == []
    qifu.document.session.execute(EditFigures({("funding_costs", H1_2023): Decimal(1)}))
    assert lines(qifu) == []
    qtbot.waitUntil(lambda: not qifu.checks_run.is_running, timeout=20_000)
    assert "funding_costs" in lines(qifu)
    assert qifu.page.filter_bar.count.text() == f"{len(lines(qifu))} of 35 lines"
    qifu.document.session.undo()
    qtbot.waitUntil(lambda: not qifu.checks_run.is_running, timeout=20_000)
    assert lines(qifu) == []


def test_unproven_lines_are_those_that_are_marked(qtbot: QtBot, qifu: Workspace) -> None:
    qtbot.waitUntil(lambda: not qifu.checks_run.is_running, timeout=20_000)
    qifu.view_state.show_statement("non_gaap")
    qifu.view_state.mark_unproven(True)
    model = qifu.grid.current_model()
    marked = {
        row.line.id
        for number, row in enumerate(model.rows)
        if any(model.is_unproven(number, column) for column in range(1, model.columnCount()))
    }
    qifu.view_state.show_lines(LinesShown.UNPROVEN)
    assert set(lines(qifu)) >= marked
    statement = model.statement
    assert set(lines(qifu)) == {above for line in marked for above in statement.graph.with_totals_above(line)}
    qifu.view_state.mark_unproven(False)


def test_lines_do_not_vanish_under_an_open_editor(qtbot: QtBot, qifu: Workspace) -> None:
    qifu.view_state.show_lines(LinesShown.FAILING)
    qifu.document.session.execute(EditFigures({("funding_costs", H1_2023): Decimal(1)}))
    qtbot.waitUntil(lambda: "funding_costs" in lines(qifu), timeout=20_000)
    at(qifu, "funding_costs")
    qtbot.keyClicks(qifu.grid, "7")
    assert qifu.grid.is_editing
    qifu.document.session.undo()
    qtbot.waitUntil(lambda: not qifu.checks_run.is_running, timeout=20_000)
    assert qifu.grid.is_editing
    editor = QApplication.focusWidget()
    assert editor is not None
    qtbot.keyClick(editor, KEY.Key_Escape)


def test_what_the_checks_have_not_found_yet_is_said_to_follow(qifu: Workspace) -> None:
    qifu.document.session.execute(EditFigures({("funding_costs", H1_2023): Decimal(1)}))
    assert qifu.checks_run.is_running
    qifu.view_state.show_statement("comprehensive_income")
    qifu.view_state.show_lines(LinesShown.UNPROVEN)
    assert qifu.grid.current_model().why_no_rows in (CHECKS_ARE_RUNNING, NO_ROWS[LinesShown.UNPROVEN])


def test_a_place_that_the_filter_hides_is_shown_all_the_same(qifu: Workspace) -> None:
    begun(qifu).words.setText("tax")
    assert qifu.show_cell("funding_costs", H1_2023, qifu.grid.current_model().columns[1].kind)
    assert qifu.view_state.line_filter == EVERY_LINE
    assert qifu.page.filter_bar.words.text() == ""


def test_the_comparison_shows_the_lines_that_the_filter_keeps(qifu: Workspace) -> None:
    qifu.page.compare(True)
    begun(qifu).words.setText("funding")
    assert lines(qifu)[0] == "funding_costs"
    assert len(lines(qifu)) < 8
    assert qifu.page.filter_bar.count.text() == f"{len(lines(qifu))} of 35 lines"
    qifu.page.filter_bar.remove()
    assert len(lines(qifu)) == 35


@pytest.mark.parametrize(("name", "level", "depths"), [("outline_1", 1, {0, 1}), ("outline_2", 2, {0, 1, 2})])
def test_outline_levels_leave_the_total_of_what_they_collapse(
    qifu: Workspace, name: str, level: int, depths: set[int]
) -> None:
    window = window_of(qifu)
    qifu.view_state.show_statement("financial_position")
    window.act(name)
    model = qifu.grid.current_model()
    visible = [model.rows[row] for row in qifu.grid.visible_rows()]
    assert {row.depth for row in visible} == depths
    assert all(row.total for row in visible if row.depth >= level)
    assert "total_assets" in [row.line.id for row in visible]
    window.act("outline_all")
    assert len(qifu.grid.visible_rows()) == model.rowCount()


def test_space_still_opens_a_row_that_a_level_collapsed(qtbot: QtBot, qifu: Workspace) -> None:
    window_of(qifu).act("outline_1")
    qifu.grid.setFocus()
    qifu.grid.moves.go(0, 1)
    before = len(qifu.grid.visible_rows())
    qtbot.keyClick(qifu.grid, KEY.Key_Space)
    assert len(qifu.grid.visible_rows()) > before
    qtbot.keyClick(qifu.grid, KEY.Key_Space)
    assert len(qifu.grid.visible_rows()) == before, "also without a level, the total stays in sight"
    window_of(qifu).act("outline_all")


def test_alt_page_keys_go_through_the_periods_of_the_list_and_stop_at_its_ends(qtbot: QtBot, qifu: Workspace) -> None:
    window = window_of(qifu)
    listed = [qifu.view_tools.periods.itemData(row) for row in range(qifu.view_tools.periods.count())]
    qifu.view_state.show_period(listed[0])
    qifu.grid.setFocus()
    for period in listed[1:]:
        qtbot.keyClick(window, KEY.Key_PageDown, Qt.KeyboardModifier.AltModifier)
        assert qifu.view_state.period == period
    window.act("next_period")
    assert qifu.view_state.period == listed[-1]
    assert qifu.status.currentMessage() == "This is the last period of the list."
    window.act("previous_period")
    assert qifu.view_state.period == listed[-2]
