"""Lines that the frameworks call differently: both captions are shown and found, and only the first is edited."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.importing.judging import read_here
from tests.ui.shared_windows import MILLISECONDS
from tests.ui.test_journeys import KEY
from workbench.domain.project import Project
from workbench.importing import project_from
from workbench.ui.shell.window import MainWindow
from workbench.ui.shell.workspace import Workspace

SHAPES = Path(__file__).parent.parent / "cases" / "shapes"


@pytest.fixture
def japanese(opened: Callable[[Project], Workspace]) -> Workspace:
    """A reconciliation of equity whose second column of captions is that of the target."""
    return opened(project_from([read_here(SHAPES / "s2_jgaap_two_captions.xlsx")]))


def captions(workspace: Workspace) -> list[str]:
    model = workspace.grid.current_model()
    return [model.display(row, 0).text for row in range(model.rowCount())]


def editor_of_captions(workspace: Workspace) -> QLineEdit:
    (editor,) = [field for field in workspace.grid.findChildren(QLineEdit, "cellEditor") if field.isVisible()]
    return editor


def test_both_captions_are_shown_where_they_differ(japanese: Workspace) -> None:
    shown = captions(japanese)
    assert "Cash and deposits / Cash and cash equivalents" in shown
    assert "Net assets / Equity" in shown, "a heading too"
    assert {"Goodwill", "Other financial assets"} <= {*shown}, "one for both, and one that only the target prints"
    model = japanese.grid.current_model()
    row = shown.index("Cash and deposits / Cash and cash equivalents")
    assert model.headerData(row, Qt.Orientation.Vertical) == shown[row]


@pytest.mark.parametrize("wanted", ["Cash and cash equiv", "cash and dep", "equivalents"])
def test_a_line_is_found_by_either_caption(qtbot: QtBot, japanese: Workspace, wanted: str) -> None:
    grid = japanese.grid
    japanese.begin_finding()
    qtbot.keyClicks(japanese.find_panel.text, wanted)
    qtbot.keyClick(japanese.find_panel.text, KEY.Key_Return)
    model = grid.current_model()
    qtbot.waitUntil(
        lambda: model.rows[grid.currentIndex().row()].line.caption == "Cash and deposits", timeout=MILLISECONDS
    )


def test_only_the_first_caption_is_edited(qtbot: QtBot, window: MainWindow, japanese: Workspace) -> None:
    window.activateWindow()
    grid, session = japanese.grid, japanese.document.session
    row = captions(japanese).index("Cash and deposits / Cash and cash equivalents")
    grid.go_to(row, 0)
    qtbot.keyClick(grid, KEY.Key_F2)
    editor = editor_of_captions(japanese)
    assert editor.text() == "Cash and deposits"
    editor.selectAll()
    qtbot.keyClicks(editor, "Cash in hand")
    qtbot.keyClick(editor, KEY.Key_Return)
    qtbot.waitUntil(lambda: captions(japanese)[row] == "Cash in hand / Cash and cash equivalents", timeout=5_000)
    line = session.project.line(grid.current_model().rows[row].line.id)
    assert (line.caption, line.target_caption) == ("Cash in hand", "Cash and cash equivalents")
    window.act("undo")
    assert captions(japanese)[row] == "Cash and deposits / Cash and cash equivalents"


def test_a_line_renamed_as_the_target_calls_it_has_one_caption(japanese: Workspace) -> None:
    row = captions(japanese).index("Capital stock / Share capital")
    model = japanese.grid.current_model()
    assert model.setData(model.index(row, 0), "Share capital")
    assert captions(japanese)[row] == "Share capital"
