"""A project is shown as it was last seen: its hidden columns, and the widths that the user gave."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.published import EIR, SBC
from tests.ui.shared_windows import MILLISECONDS
from tests.ui.test_journeys import opened_in
from workbench import read
from workbench.resources import sample
from workbench.ui.shell.window import MainWindow
from workbench.ui.shell.workspace import Workspace
from workbench.ui.toolkit.settings import Settings
from workbench.ui.toolkit.theme import Choice, Theme


def opened(qtbot: QtBot, settings: Path, file: Path) -> tuple[MainWindow, Workspace]:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    window = MainWindow(Settings(settings), Theme(application, Choice.LIGHT))
    qtbot.addWidget(window)
    window.show()
    with qtbot.waitSignal(window.settled, timeout=MILLISECONDS):
        window.files.open([file])
    return window, opened_in(window)


@pytest.mark.parametrize("kept", ["", '[{"hidden": 1}]'])
def test_columns_and_widths_are_as_they_were_left(qtbot: QtBot, tmp_path: Path, kept: str) -> None:
    settings, file = tmp_path / "window.ini", tmp_path / "qifu.recon"
    read(str(sample())).save(file)
    if kept:
        (tmp_path / "views.json").write_text(kept)
    window, workspace = opened(qtbot, settings, file)
    workspace.view_state.hide(frozenset({EIR}))
    workspace.grid.setColumnWidth(0, 333)
    window.close()
    _, again = opened(qtbot, settings, file)
    names = [column.adjustment for column in again.grid.current_model().columns]
    assert EIR not in names
    assert SBC in names
    assert again.grid.columnWidth(0) == 333
    again.grid.take_widths({})
    assert again.grid.columnWidth(0) != 333
