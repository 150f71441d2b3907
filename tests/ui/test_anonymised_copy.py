"""File > Save an anonymized copy…: what the dialog says, and what is saved."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from tests.ui.shared_windows import as_it_was
from workbench.store.load import load
from workbench.ui.shell.anonymise_dialog import AnonymiseDialog
from workbench.ui.shell.window import MainWindow
from workbench.ui.shell.workspace import Workspace


@pytest.fixture
def window(qifu_in_window: Workspace) -> Iterator[MainWindow]:
    for workspace in as_it_was(qifu_in_window):
        shown = workspace.window()
        assert isinstance(shown, MainWindow)
        yield shown


def test_it_says_what_is_replaced_kept_and_left_out_before_it_asks_where(qtbot: QtBot, window: MainWindow) -> None:
    window.act("anonymise")
    (dialog,) = [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, AnonymiseDialog)]
    said = "\n".join(label.text() for label in dialog.findChildren(QLabel))
    for word in ("Every figure", "Every name", "history", "Periods and their dates", "currency"):
        assert word in said
    dialog.save_button.click()
    (chooser,) = [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, QFileDialog)]
    proposed = chooser.selectedFiles()[0]
    assert Path(proposed).name == "anonymized.recon"  # not the company's name
    chooser.close()


def test_the_copy_is_written_and_the_project_stays(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    assert window.workspace is not None
    session = window.workspace.document.session
    before, target, said = session.project, tmp_path / "fault.recon", list[str]()
    window.files.message.connect(said.append)
    window.files.save_anonymised_copy(target)
    qtbot.waitUntil(lambda: bool(said), timeout=20_000)
    assert said == [f"Saved an anonymized copy to {target}. All checks say the same of it"]
    assert session.project is before
    assert window.workspace.document.session is session
    assert load(target).entity == "Company"


def test_the_project_itself_is_not_overwritten(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    assert window.workspace is not None
    document = window.workspace.document
    own, document.path = document.path, tmp_path / "own.recon"
    try:
        window.files.save_anonymised_copy(tmp_path / "own.recon")
        qtbot.waitUntil(lambda: "is the project itself" in shown_texts(), timeout=20_000)
    finally:
        document.path = own
    assert not (tmp_path / "own.recon").exists()
    for box in QApplication.topLevelWidgets():
        if box is not window and box.isVisible():
            box.close()


def shown_texts() -> str:
    boxes = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    return "\n".join(label.text() for box in boxes for label in box.findChildren(QLabel))
