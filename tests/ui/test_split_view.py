"""Two statements at once: the one with the focus leads, both show what the session holds, and one goes away again."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.published import H1_2022, H1_2023, JUN_2023
from tests.ui.shared_windows import as_it_was
from tests.ui.test_editing import enter, type_over
from tests.ui.test_journeys import KEY, at, editor_of
from tests.ui.test_line_filter_bar import window_of
from workbench.commands import EditFigures
from workbench.presentation.line_filter import EVERY_LINE, LinesShown
from workbench.presentation.statement_table import ColumnKind
from workbench.ui.shell.workspace import Workspace
from workbench.ui.statement.statement_page import StatementPage


@pytest.fixture
def qifu(qifu_in_window: Workspace) -> Iterator[Workspace]:
    yield from as_it_was(qifu_in_window)


def split(workspace: Workspace) -> tuple[StatementPage, StatementPage]:
    """Split the view as the menu does; the second page has the focus."""
    size = workspace.window().size()
    window_of(workspace).act("split")
    first, second = workspace.pages.visible_pages
    QApplication.processEvents()
    assert workspace.window().size() == size, "the window has grown"
    return first, second


def test_the_second_page_shows_the_next_statement_and_leads(qtbot: QtBot, qifu: Workspace) -> None:
    at(qifu, "funding_costs")
    first, second = split(qifu)
    assert qifu.page is second
    assert qifu.grid is second.grid
    assert (first.view_state.statement.id, second.view_state.statement.id) == ("operations", "financial_position")
    assert second.view_state.period == JUN_2023
    assert qifu.view_state.statement.id == "financial_position"
    assert qifu.view_tools.periods.currentData() == JUN_2023
    assert window_of(qifu).action("split").isChecked()
    qtbot.waitUntil(second.grid.hasFocus)


def test_f6_goes_from_one_page_to_the_other_and_the_window_follows(qtbot: QtBot, qifu: Workspace) -> None:
    first, second = split(qifu)
    qtbot.waitUntil(second.grid.hasFocus)
    qtbot.keyClick(second.grid, KEY.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert first.grid.hasFocus()
    assert qifu.page is first
    assert qifu.view_state.statement.id == "operations"
    assert qifu.view_tools.periods.currentData() == H1_2023
    at(qifu, "funding_costs")
    qifu.show_panel("Figure")
    qtbot.waitUntil(lambda: "Funding costs" in qifu.figure.toPlainText())
    second.grid.setFocus()
    qtbot.waitUntil(lambda: "Funding costs" not in qifu.figure.toPlainText())
    qifu.show_panel("Charts")


def test_a_statement_chosen_elsewhere_is_shown_on_the_page_that_leads(qifu: Workspace) -> None:
    first, second = split(qifu)
    qifu.view_state.show_statement("cash_flows")
    assert second.view_state.statement.id == "cash_flows"
    assert first.view_state.statement.id == "operations"
    first.grid.setFocus()
    assert qifu.show_cell("total_assets", JUN_2023, ColumnKind.AS_REPORTED)
    assert first.view_state.statement.id == "financial_position"
    assert second.view_state.statement.id == "cash_flows"


def test_both_pages_show_one_period_until_they_are_told_not_to(qifu: Workspace) -> None:
    first, second = split(qifu)
    qifu.view_state.show_statement("operations")
    qifu.view_state.show_period(H1_2022)
    assert first.view_state.period == H1_2022
    window_of(qifu).act("same_period")
    qifu.view_state.show_period(H1_2023)
    assert (first.view_state.period, second.view_state.period) == (H1_2022, H1_2023)
    window_of(qifu).act("same_period")
    assert first.view_state.period == H1_2023


def test_each_page_has_its_own_filter_and_comparison(qifu: Workspace) -> None:
    first, second = split(qifu)
    qifu.view_state.show_lines(LinesShown.AFFECTED)
    qifu.page.compare(True)
    assert first.view_state.line_filter == EVERY_LINE
    assert not first.is_comparing
    assert second.is_comparing
    first.grid.setFocus()
    assert not window_of(qifu).action("compare").isChecked()
    assert not window_of(qifu).action("affected").isChecked()


def test_an_edit_on_one_page_is_seen_on_the_other(qtbot: QtBot, qifu: Workspace) -> None:
    first, second = split(qifu)
    qifu.view_state.show_statement("operations")
    qtbot.waitUntil(second.grid.hasFocus)
    at(qifu, "funding_costs")
    type_over(qtbot, qifu, "5")
    enter(qtbot, editor_of(qifu))
    model = first.grid.current_model()
    row = model.row_of("funding_costs")
    assert row is not None
    assert model.display(row, 1).text == "5"
    qifu.undo()
    assert model.display(row, 1).text == "324,248"


def test_a_refused_figure_keeps_its_page(qtbot: QtBot, qifu: Workspace) -> None:
    _, second = split(qifu)
    qtbot.waitUntil(second.grid.hasFocus)
    type_over(qtbot, qifu, "7x")
    window_of(qifu).act("split")
    assert qifu.pages.is_split
    qtbot.keyClick(editor_of(qifu), KEY.Key_Escape)
    qtbot.wait(10)
    window_of(qifu).act("split")
    assert not qifu.pages.is_split


def test_closing_returns_to_the_first_page(qtbot: QtBot, qifu: Workspace) -> None:
    first, second = split(qifu)
    second.close_button.click()
    assert qifu.pages.visible_pages == (first,)
    assert qifu.page is first
    assert qifu.view_state.statement.id == "operations"
    assert not window_of(qifu).action("split").isChecked()
    qifu.document.session.execute(EditFigures({("funding_costs", H1_2023): Decimal(1)}))
    qtbot.waitUntil(lambda: not qifu.checks_run.is_running, timeout=20_000)
    split(qifu)
    assert len(qifu.pages.visible_pages) == 2
