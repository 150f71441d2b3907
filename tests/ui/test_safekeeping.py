"""No work is lost: what a save replaces can be opened again, and two windows do not write over one another."""

import json
import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from tests.published import H1_2023
from tests.ui.shared_windows import MILLISECONDS
from tests.ui.test_editing import type_over
from tests.ui.test_journeys import at, idle, opened_in, the_box
from workbench.backups import backups_of
from workbench.domain.project import Project
from workbench.evidence_files import FileState
from workbench.phrases import phrase
from workbench.state_folder import BACKUPS
from workbench.store import load, save
from workbench.ui.shell.backups_dialog import BackupsDialog
from workbench.ui.shell.lock_signs import LockSigns
from workbench.ui.shell.window import MainWindow
from workbench.ui.shell.workspace import Workspace

NOON = datetime(2026, 11, 26, 12, 0, 0).astimezone()


def lock_beside(path: Path) -> Path:
    return path.with_name(f".{path.name}.workbench.lock")


def hold_elsewhere(path: Path) -> None:
    """Write the lock of a window on another computer."""
    values = {"user": "ann", "host": "elsewhere", "process": 7, "since": NOON.isoformat(), "started": "", "token": "t"}
    lock_beside(path).write_text(json.dumps(values))


def press(qtbot: QtBot, text: str) -> None:
    """Press the button ``text`` of the message that is shown."""
    (button,) = [button for button in the_box().buttons() if button.text() == text]
    button.click()
    qtbot.wait(50)


def open_in(qtbot: QtBot, window: MainWindow, path: Path) -> Workspace:
    with qtbot.waitSignal(window.settled, timeout=MILLISECONDS):
        window.files.open([path])
    return opened_in(window)


@pytest.fixture
def saved(tmp_path: Path, qifu_project: Project) -> Path:
    path = tmp_path / "books" / "qifu.recon"
    path.parent.mkdir()
    save(qifu_project, path)
    return path


@pytest.fixture
def choose_backup(qtbot: QtBot, window: MainWindow) -> Callable[[int], None]:
    """Open the backup in a row of the dialog that is shown."""

    def choose(row: int) -> None:
        (dialog,) = window.findChildren(BackupsDialog)
        dialog.list.setCurrentRow(row)
        before = window.files.document
        dialog.open_button.click()
        qtbot.waitUntil(lambda: window.files.document is not before, timeout=MILLISECONDS)
        qtbot.waitUntil(window.isWindowModified, timeout=MILLISECONDS)
        idle(qtbot, window)

    return choose


# ---- backups


def test_a_save_keeps_what_it_replaces_and_a_backup_becomes_the_project_once_it_is_saved(
    qtbot: QtBot, window: MainWindow, saved: Path, state_folder: Path, choose_backup: Callable[[int], None]
) -> None:
    first = saved.read_bytes()
    workspace = open_in(qtbot, window, saved)
    workspace.adjustments_panel.adjustments.toggle(0)
    window.act("save")
    idle(qtbot, window)
    (backup,) = backups_of(saved, state_folder / BACKUPS)
    assert backup.path.read_bytes() == first
    second = saved.read_bytes()

    window.act("restore")
    choose_backup(0)
    document = window.files.document
    assert document is not None
    assert document.path == saved
    assert document.session.project == load(backup.path)
    assert window.isWindowModified()
    assert saved.read_bytes() == second
    assert lock_beside(saved).exists()
    window.act("save")
    idle(qtbot, window)
    assert not window.isWindowModified()
    assert load(saved) == load(backup.path)


def test_saving_twice_within_a_minute_keeps_one_backup(
    qtbot: QtBot, window: MainWindow, saved: Path, state_folder: Path
) -> None:
    workspace = open_in(qtbot, window, saved)
    for number in range(3):
        workspace.adjustments_panel.adjustments.toggle(number)
        window.act("save")
        idle(qtbot, window)
    assert len(backups_of(saved, state_folder / BACKUPS)) == 1


def test_a_damaged_project_offers_its_backups(
    qtbot: QtBot,
    window: MainWindow,
    saved: Path,
    state_folder: Path,
    choose_backup: Callable[[int], None],
) -> None:
    open_in(qtbot, window, saved)
    window.files.save_to(saved)
    idle(qtbot, window)
    window.close_document()
    saved.write_bytes(saved.read_bytes()[:5_000])
    window.files.open([saved])
    idle(qtbot, window)
    assert "damaged" in the_box().informativeText()
    assert not lock_beside(saved).exists()
    press(qtbot, "Restore a backup…")
    choose_backup(0)
    window.files.save()
    idle(qtbot, window)
    assert load(saved)
    assert len(backups_of(saved, state_folder / BACKUPS)) == 2


def test_a_project_without_backups_says_so(qtbot: QtBot, window: MainWindow, saved: Path) -> None:
    open_in(qtbot, window, saved)
    window.act("restore")
    (dialog,) = window.findChildren(BackupsDialog)
    assert not dialog.open_button.isEnabled()
    dialog.close()
    qtbot.wait(50)


def test_where_no_backup_can_be_kept_the_save_is_done_and_says_so(
    qtbot: QtBot, window: MainWindow, saved: Path, state_folder: Path
) -> None:
    workspace = open_in(qtbot, window, saved)
    (state_folder / BACKUPS).parent.mkdir(exist_ok=True)
    (state_folder / BACKUPS).write_text("in the way")
    messages: list[str] = []
    window.files.message.connect(messages.append)
    workspace.adjustments_panel.adjustments.toggle(0)
    window.act("save")
    idle(qtbot, window)
    assert load(saved) == workspace.document.session.project
    assert "but without a backup:" in messages[-1]


# ---- the lock


def test_an_open_project_has_a_lock_until_it_is_closed(
    qtbot: QtBot, window: MainWindow, saved: Path, tmp_path: Path
) -> None:
    open_in(qtbot, window, saved)
    assert lock_beside(saved).exists()
    assert window.files.findChildren(LockSigns)
    open_in(qtbot, window, saved)
    assert lock_beside(saved).exists()
    other = tmp_path / "other.recon"
    window.files.save_to(other)
    idle(qtbot, window)
    assert not lock_beside(saved).exists()
    assert lock_beside(other).exists()
    window.act("close")
    assert not lock_beside(other).exists()


def test_a_lock_goes_with_the_window_and_with_the_document_that_nobody_wants(
    qtbot: QtBot, window: MainWindow, saved: Path, tmp_path: Path, qifu_project: Project
) -> None:
    other = tmp_path / "other.recon"
    save(qifu_project, other)
    workspace = open_in(qtbot, window, saved)
    window.files.open([other])
    workspace.adjustments_panel.adjustments.toggle(0)
    idle(qtbot, window)
    press(qtbot, "Cancel")
    assert not lock_beside(other).exists()
    workspace.undo()
    window.close()
    assert not lock_beside(saved).exists()


def test_a_project_that_is_open_elsewhere_is_opened_read_only(
    qtbot: QtBot, window: MainWindow, saved: Path, tmp_path: Path
) -> None:
    hold_elsewhere(saved)
    held = lock_beside(saved).read_bytes()
    window.files.open([saved])
    idle(qtbot, window)
    assert the_box().text() == "qifu.recon is open elsewhere"
    assert "ann has had qifu.recon open on elsewhere since 26 Nov 2026 12:00." in the_box().informativeText()
    with qtbot.waitSignal(window.settled, timeout=MILLISECONDS):
        press(qtbot, "Open read-only")
    workspace, before = opened_in(window), saved.read_bytes()
    assert window.windowTitle() == "qifu.recon[*] (read-only) — Reconciliation Workbench"
    workspace.adjustments_panel.adjustments.toggle(0)
    window.act("save")
    assert "Save it under another name." in the_box().informativeText()
    press(qtbot, "Save as…")
    (dialog,) = window.findChildren(QFileDialog)
    assert Path(dialog.selectedFiles()[0]).name == "Copy of qifu.recon"
    dialog.close()
    window.files.save_to(saved)
    idle(qtbot, window)
    assert "ann has had qifu.recon open" in the_box().informativeText()
    the_box().accept()
    qtbot.wait(50)
    assert saved.read_bytes() == before
    window.files.save_to(tmp_path / "own.recon")
    idle(qtbot, window)
    assert window.windowTitle() == "own.recon[*] — Reconciliation Workbench"
    assert workspace.document.read_only is None
    window.close_document()
    assert lock_beside(saved).read_bytes() == held


def test_a_project_that_is_open_elsewhere_is_worked_on_as_a_copy(qtbot: QtBot, window: MainWindow, saved: Path) -> None:
    hold_elsewhere(saved)
    window.files.open([saved])
    idle(qtbot, window)
    with qtbot.waitSignal(window.settled, timeout=MILLISECONDS):
        press(qtbot, "Open a copy")
    document = opened_in(window).document
    assert (document.name, document.path, document.read_only) == ("Copy of qifu.recon", None, None)
    assert not document.is_modified


def test_nothing_is_opened_where_neither_is_wanted(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, saved: Path
) -> None:
    hold_elsewhere(saved)
    window.files.open([saved])
    idle(qtbot, window)
    press(qtbot, "Cancel")
    assert window.workspace is workspace


def test_what_a_killed_window_left_is_taken_over_silently(qtbot: QtBot, window: MainWindow, saved: Path) -> None:
    hold_elsewhere(saved)
    os.utime(lock_beside(saved), (1, 1))
    assert open_in(qtbot, window, saved).document.read_only is None


def test_a_project_is_read_only_for_whatever_reason(qtbot: QtBot, window: MainWindow, saved: Path) -> None:
    workspace = open_in(qtbot, window, saved)
    workspace.document.read_only = phrase("It was saved by a newer version of this program.")
    window.act("save")
    assert "It was saved by a newer version of this program." in the_box().informativeText()
    press(qtbot, "Cancel")
    workspace.adjustments_panel.adjustments.toggle(0)
    window.close()
    the_box().button(QMessageBox.StandardButton.Save).click()
    assert "It was saved by a newer version of this program." in the_box().informativeText()
    press(qtbot, "Cancel")
    assert window.isVisible()


def test_the_copy_of_a_backup_has_no_file_where_another_window_has_it(
    qtbot: QtBot, window: MainWindow, saved: Path, choose_backup: Callable[[int], None]
) -> None:
    open_in(qtbot, window, saved)
    window.files.save_to(saved)
    idle(qtbot, window)
    hold_elsewhere(saved)
    window.act("restore")
    choose_backup(0)
    document = window.files.document
    assert document is not None
    assert (document.path, document.is_modified) == (None, True)


def test_saving_takes_over_what_is_being_typed(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, tmp_path: Path
) -> None:
    window.files.save_to(tmp_path / "typed.recon")
    idle(qtbot, window)
    at(workspace, "funding_costs")
    type_over(qtbot, workspace, "777")
    window.act("save")
    idle(qtbot, window)
    saved = load(tmp_path / "typed.recon").statement_by_id["operations"]
    assert saved.figure("funding_costs", H1_2023) == 777


# ---- evidence


def test_a_file_beside_the_project_is_there_after_the_first_save(
    qtbot: QtBot, window: MainWindow, opened: Callable[[Project], Workspace], qifu_project: Project, tmp_path: Path
) -> None:
    workspace, paper = opened(qifu_project), tmp_path / "lease.pdf"
    paper.write_bytes(b"signed")
    workspace.evidence_dropped.emit([paper])
    idle(qtbot, window)
    with qtbot.waitSignal(window.files.saved):
        window.files.save_to(tmp_path / "first.recon")
    idle(qtbot, window)
    ((key, evidence),) = workspace.document.session.project.evidence.items()
    assert evidence.content == "lease.pdf"
    assert workspace.evidence_watch.seen.files[key].state is FileState.UNCHANGED
