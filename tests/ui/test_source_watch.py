"""A source that changes on disk while its project is open is noticed, and imported again where the user wants it."""

import os
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from tests.published import H1_2023
from tests.remarks import comment, file
from tests.ui.shared_windows import MILLISECONDS
from tests.ui.test_journeys import idle, opened_in
from workbench.commands import AddComment, AddEvidence
from workbench.domain.project import Project
from workbench.domain.subjects import PROJECT
from workbench.evidence_files import hash_of_file
from workbench.opening import NOTHING_SEEN, look_at_sources
from workbench.presentation.statement_table import ColumnKind
from workbench.session import Session
from workbench.store import load, save
from workbench.ui.context.document import Document
from workbench.ui.shell.source_watch import SourceWatch
from workbench.ui.shell.window import MainWindow

pytestmark = pytest.mark.long


@pytest.fixture
def source(tmp_path: Path, qifu_path: Path) -> Path:
    path = tmp_path / "papers" / "qifu.xlsx"
    path.parent.mkdir()
    path.write_bytes(qifu_path.read_bytes())
    return path


def edit(path: Path) -> None:
    """Change a cell as a spreadsheet program does: another file takes the place of the old one."""
    book = openpyxl.load_workbook(path)
    book.worksheets[0].cell(200, 50, "a remark")
    beside = path.with_name("beside.tmp")
    book.save(beside)
    beside.replace(path)


def open_in(qtbot: QtBot, window: MainWindow, path: Path) -> SourceWatch:
    with qtbot.waitSignal(window.settled, timeout=MILLISECONDS):
        window.files.open([path])
    qtbot.waitUntil(lambda: window.source_watch is not None, timeout=MILLISECONDS)
    idle(qtbot, window)
    assert window.source_watch is not None
    return window.source_watch


def come_to_the_front(qtbot: QtBot, window: MainWindow) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    application.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    idle(qtbot, window)


def test_a_source_that_is_written_is_imported_again(qtbot: QtBot, window: MainWindow, source: Path) -> None:
    watch = open_in(qtbot, window, source)
    assert not watch.banner.isVisible()
    edit(source)
    qtbot.waitUntil(watch.banner.isVisible, timeout=MILLISECONDS)
    assert watch.banner.message.text() == "qifu.xlsx has changed on disk since it was imported."
    assert [button.text() for button in watch.banner.buttons] == ["Import again", "Not now"]
    watch.banner.buttons[0].click()
    assistant = window.assistant
    assert assistant is not None
    assert not watch.banner.isVisible()
    qtbot.waitUntil(lambda: not assistant.controller.is_busy, timeout=MILLISECONDS)
    with qtbot.waitSignal(window.settled, timeout=MILLISECONDS):
        assistant._accept()
    qtbot.waitUntil(lambda: window.source_watch not in (None, watch), timeout=MILLISECONDS)
    idle(qtbot, window)
    assert window.source_watch is not None
    assert not window.source_watch.banner.isVisible()
    qtbot.wait(50)


def test_who_does_not_want_it_now_is_asked_when_it_changes_again(
    qtbot: QtBot, window: MainWindow, source: Path
) -> None:
    watch = open_in(qtbot, window, source)
    edit(source)
    come_to_the_front(qtbot, window)
    assert watch.banner.isVisible()
    watch.banner.buttons[1].click()
    assert not watch.banner.isVisible()
    come_to_the_front(qtbot, window)
    assert not watch.banner.isVisible()
    edit(source)
    come_to_the_front(qtbot, window)
    assert watch.banner.isVisible()


def test_what_was_imported_and_lies_there_again_or_is_away_is_no_change(
    qtbot: QtBot, window: MainWindow, source: Path, qifu_path: Path
) -> None:
    watch = open_in(qtbot, window, source)
    edit(source)
    come_to_the_front(qtbot, window)
    source.write_bytes(qifu_path.read_bytes())
    come_to_the_front(qtbot, window)
    assert not watch.banner.isVisible()
    source.unlink()
    come_to_the_front(qtbot, window)
    assert not watch.banner.isVisible()


def test_a_source_that_had_changed_before_its_project_was_opened_is_offered(
    qtbot: QtBot, window: MainWindow, source: Path
) -> None:
    open_in(qtbot, window, source)
    project_file = source.with_name("qifu.recon")
    window.files.save_to(project_file)
    idle(qtbot, window)
    window.close_document()
    edit(source)
    watch = open_in(qtbot, window, project_file)
    assert watch.banner.isVisible()
    window.activateWindow()
    opened_in(window).grid.setFocus()
    panes = [window.focusWidget()]
    for _ in range(2):
        window.act("previous_pane")
        panes.append(window.focusWidget())
    assert watch.banner.buttons[0] in panes


def test_the_watch_ends_with_its_document(qtbot: QtBot, window: MainWindow, source: Path) -> None:
    watch = open_in(qtbot, window, source)
    destroyed: list[bool] = []
    watch.destroyed.connect(lambda: destroyed.append(True))
    edit(source)
    window.close_document()
    come_to_the_front(qtbot, window)
    qtbot.waitUntil(lambda: destroyed == [True], timeout=MILLISECONDS)
    assert window.source_watch is None


def test_only_what_has_another_stamp_is_read(qifu: Session, tmp_path: Path, qifu_path: Path) -> None:
    folder = tmp_path / "project"
    folder.mkdir()
    save(qifu.project, folder / "p.recon")
    project = load(folder / "p.recon")
    (original,) = look_at_sources(project, folder).stamps
    copy = folder / original.name
    copy.write_bytes(qifu_path.read_bytes())
    first = look_at_sources(project, folder)
    assert first.are_copies == {copy: True, original: True}
    status = copy.stat()
    copy.write_bytes(b"x" * status.st_size)
    os.utime(copy, ns=(status.st_mtime_ns, status.st_mtime_ns))
    assert look_at_sources(project, folder, first) == first
    assert look_at_sources(project, folder, NOTHING_SEEN).are_copies[copy] is False


def test_evidence_is_found_from_wherever_the_project_is_saved(
    qtbot: QtBot, window: MainWindow, qifu_project: Project, tmp_path: Path
) -> None:
    paper = tmp_path / "closing" / "letter.pdf"
    paper.parent.mkdir()
    paper.write_bytes(b"letter")
    session = Session(AddEvidence(file(PROJECT, str(paper), sha256=hash_of_file(paper))).apply(qifu_project))
    with qtbot.waitSignal(window.settled, timeout=MILLISECONDS):
        window.files.show(Document(session, None, "closing"))

    def content_after_saving_to(folder: Path) -> str:
        window.files.save_to(folder / "closing.recon")
        idle(qtbot, window)
        assert load(folder / "closing.recon") == session.project if folder.is_dir() else True
        (shown,) = session.project.evidence.values()
        return shown.content

    assert content_after_saving_to(paper.parent) == "letter.pdf"
    assert session.is_saved
    assert content_after_saving_to(tmp_path) == "closing/letter.pdf"
    steps = session.steps_done
    assert content_after_saving_to(tmp_path / "no such folder") == "closing/letter.pdf"
    assert session.steps_done == steps
    for dialog in window.findChildren(QDialog):
        dialog.close()


def test_a_folder_that_is_moved_with_its_project_keeps_its_evidence(
    qtbot: QtBot, window: MainWindow, qifu_project: Project, tmp_path: Path
) -> None:
    folder = tmp_path / "closing"
    (folder / "papers").mkdir(parents=True)
    (folder / "papers" / "letter.pdf").write_bytes(b"letter")
    path = folder / "closing.recon"
    document = Document(Session(qifu_project), path, path.name)
    with qtbot.waitSignal(window.settled, timeout=MILLISECONDS):
        window.files.show(document)
    assert window.workspace is not None
    window.workspace.show_cell("financing_income", H1_2023, ColumnKind.AS_REPORTED)
    window.workspace.comments.files_dropped.emit([folder / "papers" / "letter.pdf"])
    idle(qtbot, window)
    (made,) = document.session.project.evidence.values()
    assert made.content == "papers/letter.pdf"
    document.session.execute(AddComment(comment(PROJECT)))
    save(document.session.project, path)
    document.session.mark_saved(document.session.project)
    moved = folder.rename(tmp_path / "moved")
    assert load(moved / path.name) == document.session.project
    with qtbot.waitSignal(window.settled, timeout=MILLISECONDS):
        window.files.open([moved / path.name])
    idle(qtbot, window)
    workspace = window.workspace
    workspace.show_panel("Comments")
    workspace.comments.show_all()
    model = workspace.comments.table.model()
    assert [model.index(0, column).data() for column in (0, 2)] == ["letter.pdf", "unchanged"]
