"""Finding a text in all statements with real keys: the list, the count, the walk from hit to hit, the marks."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.published import H1_2022, H1_2023
from tests.ui.shared_windows import as_it_was
from tests.ui.test_journeys import KEY
from workbench.commands import EditFigures, RenameAdjustment, WriteNote
from workbench.domain.project import Project
from workbench.presentation.statement_table import ColumnKind
from workbench.ui.shell.window import MainWindow
from workbench.ui.shell.workspace import Workspace
from workbench.ui.statement.hits_model import COLUMN, FIGURE, LINE, PERIOD, STATEMENT

EIR = "effective_interest_rate_on_loans_receivable"
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def workspace(qifu_in_window: Workspace) -> Iterator[Workspace]:
    panel = qifu_in_window.find_panel
    for _ in as_it_was(qifu_in_window):
        qifu_in_window.window().activateWindow()
        qifu_in_window.grid.go_to(0, 1)
        yield qifu_in_window
        panel.text.clear()
        panel.places.setCurrentIndex(0)
        for box in (panel.whole, panel.case, panel.here):
            box.setChecked(False)
        panel.seek()
        panel.closed.emit()


def window_of(workspace: Workspace) -> MainWindow:
    window = workspace.window()
    assert isinstance(window, MainWindow)
    return window


def find(qtbot: QtBot, workspace: Workspace, text: str) -> None:
    """Type a text into the panel, and wait until everything is found."""
    window_of(workspace).act("find")
    panel = workspace.find_panel
    panel.text.clear()
    if text.isascii():
        qtbot.keyClicks(panel.text, text)
    else:  # no key types it
        panel.text.insert(text)
    qtbot.wait(1)  # what is typed in one go is sought once
    qtbot.waitUntil(lambda: panel.finder.sought.text == text and not panel.finder.is_running, timeout=10_000)
    qtbot.wait(1)


def rows(workspace: Workspace, *columns: int) -> list[tuple[str, ...]]:
    hits = workspace.find_panel.hits
    return [tuple(hits.index(row, column).data() for column in columns) for row in range(hits.rowCount())]


def outcome(workspace: Workspace) -> str:
    return workspace.find_panel._outcome.text


def place(workspace: Workspace) -> tuple[str, str, str]:
    """Return the statement, the line and the heading of the column of the current cell."""
    model, index = workspace.grid.current_model(), workspace.grid.currentIndex()
    return model.statement.id, model.rows[index.row()].line.id, model.heading(index.column()).name


def test_a_figure_is_found_however_it_is_typed(qtbot: QtBot, workspace: Workspace) -> None:
    for typed in ("253,007", "(253,007)", "-253007", "253007", "–253,007", "2 53 007"):
        find(qtbot, workspace, typed)
        assert ("Financing income", "Operations", "H1 2023", "(253,007)") in rows(
            workspace, LINE, STATEMENT, PERIOD, FIGURE
        ), typed


def test_every_statement_and_period_is_searched_and_the_one_in_front_first(qtbot: QtBot, workspace: Workspace) -> None:
    find(qtbot, workspace, "restricted cash")
    statements = [statement for (statement,) in rows(workspace, STATEMENT)]
    assert {"Financial position", "Cash flows"} <= {*statements}
    workspace.view_state.show_statement("cash_flows")
    find(qtbot, workspace, "restricted cash")
    assert rows(workspace, STATEMENT)[0] == ("Cash flows",)
    find(qtbot, workspace, "2,023,199")
    assert {period for (period,) in rows(workspace, PERIOD)} == {"H1 2023"}
    earlier = workspace.document.session.project.statement_by_id["operations"].figure("net_income", H1_2022)
    find(qtbot, workspace, str(earlier))
    assert ("H1 2022",) in rows(workspace, PERIOD)


def test_f3_walks_through_all_hits_across_statements_and_periods_and_around(qtbot: QtBot, workspace: Workspace) -> None:
    find(qtbot, workspace, "net income")
    count, panel = len(rows(workspace, LINE)), workspace.find_panel
    assert count > 3
    seen = []
    workspace.grid.setFocus()
    for number in range(count):
        window_of(workspace).act("find_next")
        assert outcome(workspace) == f"{number + 1} of {count}"
        seen.append(place(workspace))
        assert panel.view.currentIndex().row() == number
        assert panel.view.visualRect(panel.view.currentIndex()).intersects(panel.view.viewport().rect())
        assert QApplication.focusWidget() is workspace.grid
    assert len({statement for statement, _, _ in seen}) > 1
    window_of(workspace).act("find_next")
    assert place(workspace) == seen[0], "around"
    window_of(workspace).act("find_previous")
    assert place(workspace) == seen[-1]
    panel.begin()
    qtbot.keyClick(panel.text, KEY.Key_Return, SHIFT)
    assert place(workspace) == seen[-2]
    assert panel.text.hasFocus()


def test_the_walk_goes_on_from_the_cell_to_which_the_user_has_gone(qtbot: QtBot, workspace: Workspace) -> None:
    find(qtbot, workspace, "other services")
    grid, model = workspace.grid, workspace.grid.current_model()
    second = model.row_of("other_services_fees_2")
    assert second is not None
    grid.go_to(second - 1, 2)
    window_of(workspace).act("find_next")
    assert place(workspace)[1] == "other_services_fees_2"
    grid.go_to(second - 1, 2)
    window_of(workspace).act("find_previous")
    assert place(workspace)[1] == "other_services_fees"


def test_enter_goes_to_the_first_hit_as_soon_as_it_is_known(qtbot: QtBot, workspace: Workspace) -> None:
    window_of(workspace).act("find")
    qtbot.keyClicks(workspace.find_panel.text, "-253007")
    qtbot.keyClick(workspace.find_panel.text, KEY.Key_Return)
    model = workspace.grid.current_model()
    column = model.column_of(ColumnKind.EFFECT, EIR)
    qtbot.waitUntil(lambda: workspace.grid.currentIndex().column() == column, timeout=5_000)
    assert place(workspace)[1] == "credit_driven_services"
    assert workspace.find_panel.text.hasFocus()


def test_what_is_chosen_in_the_list_is_shown_and_enter_goes_there(qtbot: QtBot, workspace: Workspace) -> None:
    find(qtbot, workspace, "restricted cash")
    panel = workspace.find_panel
    qtbot.keyClick(panel.text, KEY.Key_Down)
    assert panel.view.hasFocus()
    at_first = place(workspace)
    qtbot.keyClick(panel.view, KEY.Key_Down)
    assert panel.view.hasFocus()
    assert place(workspace) != at_first
    here = place(workspace)
    qtbot.keyClick(panel.view, KEY.Key_Return)
    assert place(workspace) == here


def test_a_hit_under_a_folded_heading_and_among_lines_that_are_not_affected_is_shown(
    qtbot: QtBot, workspace: Workspace
) -> None:
    workspace.grid.toggle_fold(0)
    find(qtbot, workspace, "referral services")
    window_of(workspace).act("find_next")
    row = workspace.grid.currentIndex().row()
    assert place(workspace)[1] == "referral_services_fees"
    assert not workspace.grid.isRowHidden(row)
    workspace.view_state.toggle_affected()
    window_of(workspace).act("find_next")
    assert place(workspace)[1] == "referral_services_fees"


def test_the_whole_cell_the_case_and_one_statement(qtbot: QtBot, workspace: Workspace) -> None:
    panel = workspace.find_panel
    find(qtbot, workspace, "net income")
    parts = len(rows(workspace, LINE))
    panel.whole.click()
    qtbot.waitUntil(lambda: not panel.finder.is_running and panel.finder.sought.is_whole)
    qtbot.wait(1)
    assert {caption.casefold() for (caption,) in rows(workspace, LINE)} == {"net income"}
    assert len(rows(workspace, LINE)) < parts
    panel.case.click()
    qtbot.waitUntil(lambda: not panel.finder.is_running and panel.finder.sought.matches_case)
    qtbot.wait(1)
    assert rows(workspace, LINE) == []
    assert outcome(workspace) == "Nothing found"
    panel.case.click()
    panel.whole.click()
    panel.here.click()
    qtbot.waitUntil(lambda: not panel.finder.is_running and panel.finder.sought.only == "operations")
    qtbot.wait(1)
    assert {statement for (statement,) in rows(workspace, STATEMENT)} == {"Operations"}
    workspace.view_state.show_statement("comprehensive_income")
    qtbot.waitUntil(lambda: panel.finder.sought.only == "comprehensive_income" and not panel.finder.is_running)
    qtbot.wait(1)
    assert {statement for (statement,) in rows(workspace, STATEMENT)} == {"Comprehensive income"}


def test_figures_alone_and_captions_alone(qtbot: QtBot, workspace: Workspace) -> None:
    panel = workspace.find_panel
    panel.places.setCurrentText("Figures")
    find(qtbot, workspace, "2")
    assert "Caption" not in {column for (column,) in rows(workspace, COLUMN)}
    panel.places.setCurrentText("Captions")
    find(qtbot, workspace, "loans")
    assert {column for (column,) in rows(workspace, COLUMN)} == {"Caption"}


def test_notes_names_and_comments_are_found(qtbot: QtBot, workspace: Workspace) -> None:
    session = workspace.document.session
    session.execute(WriteNote("Interest is *unwound* over the life of the loan"))
    find(qtbot, workspace, "unwound")
    assert rows(workspace, LINE, STATEMENT) == [("Interest is *unwound* over the life of the loan", "Note")]
    workspace.find_panel.step(1)
    assert workspace.notes.isVisible()
    find(qtbot, workspace, "share-based comp")
    assert ("Share-based compensation", "Difference") in rows(workspace, LINE, STATEMENT)


def test_the_list_follows_an_edit_and_an_undo(qtbot: QtBot, workspace: Workspace) -> None:
    find(qtbot, workspace, "777,123")
    assert rows(workspace, LINE) == []
    session, panel = workspace.document.session, workspace.find_panel
    session.execute(EditFigures({("funding_costs", H1_2023): Decimal(777_123)}))
    qtbot.waitUntil(lambda: ("Funding costs",) in rows(workspace, LINE), timeout=5_000)
    session.undo()
    qtbot.waitUntil(lambda: not panel.finder.is_running and rows(workspace, LINE) == [], timeout=5_000)


def test_matches_are_marked_until_the_panel_is_closed(qtbot: QtBot, workspace: Workspace) -> None:
    find(qtbot, workspace, "253,007")
    qtbot.wait(5)
    model = workspace.grid.current_model()
    column = model.column_of(ColumnKind.EFFECT, EIR)
    marked = workspace.grid._delegate.found
    row = model.row_of("financing_income")
    assert row is not None
    assert column is not None
    assert (row, column) in marked
    assert len(marked) == 5
    workspace.view_state.show_period("2022-01-01/2022-06-30")
    qtbot.wait(5)
    assert workspace.grid._delegate.found == frozenset()
    workspace.view_state.show_period(H1_2023)
    qtbot.wait(5)
    assert workspace.grid._delegate.found == marked
    workspace.show_panel("Find")
    workspace.show_panel("Checks")
    window_of(workspace).act("find")
    qtbot.keyClick(workspace.find_panel.text, KEY.Key_Escape)
    qtbot.wait(5)
    assert workspace.grid._delegate.found == frozenset()
    assert workspace.grid.hasFocus()
    assert not workspace.docks["Find"].isVisible()
    assert workspace.checks.isVisible(), "what was in front before"


def test_odd_texts_are_found_as_they_are(qtbot: QtBot, workspace: Workspace) -> None:
    session = workspace.document.session
    adjustment = session.project.adjustments[0]
    session.execute(RenameAdjustment(adjustment.id, "Leases {0} 😀 שלום"))
    for typed in ("{0}", "😀", "שלום"):
        find(qtbot, workspace, typed)
        assert rows(workspace, LINE) == [("Leases {0} 😀 שלום",)]
    for typed in ("(", "[", "\\", "%s", "*", "0)"):
        find(qtbot, workspace, typed)


def test_a_search_that_is_typed_over_is_dropped(qtbot: QtBot, workspace: Workspace, qifu_project: Project) -> None:
    find(qtbot, workspace, "253,007")
    panel = workspace.find_panel
    qtbot.keyClicks(panel.text, "9")
    qtbot.keyClick(panel.text, KEY.Key_Return)
    qtbot.waitUntil(lambda: not panel.finder.is_running and outcome(workspace) == "Nothing found", timeout=5_000)
    assert qifu_project is workspace.document.session.project
