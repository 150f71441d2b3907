"""Whatever the statement, its figures, the differences and the checks show is said in the language of the window."""

from collections.abc import Iterable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from tests.published import H1_2023
from tests.translation.data import data_of
from tests.translation.pseudo_language import OPENING, english_in, pseudo_language
from tests.ui.shared_windows import as_it_was
from tests.ui.shown_texts import english_among, texts_in, texts_of_table, texts_on
from workbench.phrases import ENGLISH
from workbench.presentation.statement_table import ColumnKind
from workbench.ui.shell.window import MainWindow
from workbench.ui.shell.workspace import Workspace
from workbench.ui.statement.restate_dialogs import RestateDialog, RestatedSourceDialog
from workbench.ui.toolkit.language import speak


@pytest.fixture(autouse=True, scope="module")
def made_up_language() -> Iterator[None]:
    """Have the window speak the made-up language from before it is there."""
    speak(pseudo_language())
    yield
    speak(ENGLISH)


@pytest.fixture
def workspace(qifu_in_window: Workspace) -> Iterator[Workspace]:
    """The reference case in the window that the tests share, with the results of every check shown."""
    for shown in as_it_was(qifu_in_window):
        yield shown
        shown.checks.statuses.setCurrentIndex(0)


@pytest.fixture
def window(workspace: Workspace) -> MainWindow:
    shown = workspace.window()
    assert isinstance(shown, MainWindow)
    return shown


def assert_nothing_is_english(workspace: Workspace, texts: Iterable[str]) -> None:
    assert not english_among(texts, data_of(workspace.document.session.project))


@pytest.mark.parametrize("statement", ["operations", "financial_position", "cash_flows"])
def test_the_grid_its_headings_and_tool_tips(workspace: Workspace, statement: str) -> None:
    workspace.view_state.show_statement(statement)
    for _ in ("every difference on", "some"):
        assert_nothing_is_english(workspace, texts_of_table(workspace.grid.current_model()))
        assert_nothing_is_english(workspace, texts_on(workspace.page))
        workspace.adjustments_panel.adjustments.toggle(1)


def test_a_remainder_is_a_phrase_about_its_total(workspace: Workspace) -> None:
    workspace.view_state.show_statement("financial_position")
    model = workspace.grid.current_model()
    row = next(number for number, row in enumerate(model.rows) if row.remainder)
    assert model.display(row, 0).text.startswith(OPENING)
    total = model.rows[row].line.name
    assert total in model.display(row, 0).text


def test_unproven_figures_and_what_is_found(qtbot: QtBot, window: MainWindow, workspace: Workspace) -> None:
    window.act("unproven")
    qtbot.waitUntil(workspace.page.legend.isVisible, timeout=5_000)
    window.act("find")
    qtbot.keyClicks(workspace.find_panel.text, "253,007")
    qtbot.waitUntil(lambda: bool(workspace.find_panel.hits.rowCount()), timeout=5_000)
    assert_nothing_is_english(workspace, texts_on(workspace.page))
    assert_nothing_is_english(workspace, texts_on(workspace.find_panel))
    assert workspace.page.legend.text.startswith(OPENING)
    qtbot.keyClick(workspace.find_panel.text, Qt.Key.Key_Escape)
    window.act("unproven")


@pytest.mark.parametrize(
    "kind", [kind for kind in ColumnKind if kind not in (ColumnKind.CHANGE, ColumnKind.CHANGE_IN_PERCENT)]
)
def test_the_figure_panel(workspace: Workspace, kind: ColumnKind) -> None:
    workspace.show_panel("Figure")
    workspace.adjustments_panel.adjustments.toggle(1)
    for line in ("financing_income", "net_income", "funding_costs"):
        for adjustment in workspace.document.session.project.adjustments if kind is ColumnKind.EFFECT else (None,):
            assert workspace.show_cell(line, H1_2023, kind, adjustment.id if adjustment else "")
            assert_nothing_is_english(workspace, texts_on(workspace.figure))


def test_the_checks_panel(workspace: Workspace) -> None:
    workspace.show_panel("Checks")
    assert_nothing_is_english(workspace, texts_on(workspace.checks))
    assert_nothing_is_english(workspace, texts_of_table(workspace.checks.view.model()))


def test_the_results_shown_are_chosen_in_any_language(workspace: Workspace) -> None:
    everything = workspace.checks.view.model().rowCount()
    workspace.checks.statuses.setCurrentIndex(3)
    assert 0 < workspace.checks.view.model().rowCount() < everything


def test_differences_totals_and_statements(workspace: Workspace) -> None:
    panel = workspace.adjustments_panel
    for _ in ("every difference on", "some"):
        assert_nothing_is_english(workspace, texts_on(panel))
        assert_nothing_is_english(workspace, texts_of_table(panel.adjustments))
        assert_nothing_is_english(workspace, texts_of_table(panel.totals))
        panel.adjustments.toggle(0)
    assert_nothing_is_english(workspace, texts_on(workspace.statements))
    assert_nothing_is_english(workspace, texts_in(workspace.statements.model()))


@pytest.mark.parametrize("text", ["abc", "1,234k", "=1/0", "=10/3", "9" * 19, "2\u00ad", "1" * 130])
def test_why_a_typed_amount_is_refused(workspace: Workspace, text: str) -> None:
    model = workspace.grid.current_model()
    row = model.row_of("financing_income")
    assert row is not None
    reasons: list[str] = []
    model.refused.connect(reasons.append)
    assert not model.setData(model.index(row, 1), text)
    assert [english_in(reason, (text, "00AD")) for reason in reasons] == [[]]


@pytest.mark.parametrize("copied", ["abc", "1\t2\t3\t4\t5\t6\t7\t8", "12", "Caption\t1"])
def test_what_is_said_of_a_paste(workspace: Workspace, copied: str) -> None:
    messages: list[str] = []
    grid = workspace.grid
    grid.edits.message.connect(messages.append)
    grid.edits.refused.connect(messages.append)
    grid.go_to(grid.currentIndex().row(), 0 if copied.startswith("Caption") else 1)
    QGuiApplication.clipboard().setText(copied)
    grid.edits.paste()
    assert len(messages) == 1
    assert not english_in(messages[0], {*data_of(workspace.document.session.project), "abc", "Caption"})


def test_the_dialogs_that_restate(workspace: Workspace) -> None:
    project = workspace.document.session.project
    line = project.line("net_income")
    sources = project.as_reported_sources((line.id, H1_2023))
    restate = RestateDialog(line, "", None, 1, lambda _amount, _reason: None, workspace)
    restate.accept()
    mark = RestatedSourceDialog(line, sources, {}, lambda _cell, _reason: None, workspace)
    for dialog in (restate, mark):
        assert_nothing_is_english(workspace, texts_on(dialog))
        dialog.close()
