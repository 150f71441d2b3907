"""The appendix in the window: texts written, pages that follow, failing checks accepted, and all ways out."""

import zipfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import docx
import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from tests.appendices import steps_of_texts
from tests.published import H1_2023
from tests.ui.shared_windows import as_it_was
from workbench.api.verifying import verify
from workbench.commands import EditFigures, SwitchAdjustment, WriteText
from workbench.domain.appendix import AppendixText, TextKind
from workbench.domain.findings import FindingStatus
from workbench.domain.subjects import TextSubject
from workbench.progress import SILENT
from workbench.ui.printing.pages import Pages
from workbench.ui.printing.pdf_file import usual_page
from workbench.ui.publishing.appendix_window import AppendixWindow, Way
from workbench.ui.shell.acceptance_actions import AcceptanceDialog, accept, withdraw
from workbench.ui.shell.copied_views import copy_as_markdown, copy_table
from workbench.ui.shell.printing_actions import printing_of
from workbench.ui.shell.publishing_actions import show_appendix
from workbench.ui.shell.window import MainWindow
from workbench.ui.shell.workspace import Workspace

MILLISECONDS = 10_000
FINANCING = ("financing_income", H1_2023)


@pytest.fixture
def workspace(qifu_in_window: Workspace) -> Iterator[Workspace]:
    for shown in as_it_was(qifu_in_window):
        shown.window().activateWindow()
        yield shown


@pytest.fixture
def window(workspace: Workspace) -> MainWindow:
    shown = workspace.window()
    assert isinstance(shown, MainWindow)
    return shown


@pytest.fixture
def appendix(window: MainWindow, workspace: Workspace, qtbot: QtBot) -> Iterator[AppendixWindow]:
    shown = show_appendix(window, workspace)
    assert shown is not None
    qtbot.waitUntil(lambda: shown.view.pages is not None, timeout=MILLISECONDS)
    yield shown
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=MILLISECONDS)
    shown.close()


def settled(qtbot: QtBot, workspace: Workspace) -> None:
    qtbot.waitUntil(lambda: not workspace.checks_run.is_running, timeout=MILLISECONDS)


def causes_in(appendix: AppendixWindow) -> str:
    return appendix.causes.toPlainText()


def write_all(qtbot: QtBot, workspace: Workspace) -> None:
    for step in steps_of_texts():
        workspace.execute(step)
    settled(qtbot, workspace)


def test_it_says_what_prevents_it_and_leads_there(appendix: AppendixWindow, workspace: Workspace) -> None:
    assert causes_in(appendix).startswith("6 matters prevent publication")
    appendix.causes.anchorClicked.emit(QUrl("cause:3"))
    assert workspace.notes.notes.currentItem().text() == "Appendix: Procedures and results"


def test_its_pages_follow_what_is_typed_and_written(
    appendix: AppendixWindow, workspace: Workspace, qtbot: QtBot
) -> None:
    workspace.show_note(TextSubject("basis"))
    QTest.keyClicks(workspace.notes.editor, "For readers of IFRSs.")

    def shows_it() -> None:
        assert appendix.view.pages is not None
        assert "For readers of IFRSs." in list(appendix.view.pages.document.all_texts())

    qtbot.waitUntil(shows_it, timeout=MILLISECONDS)
    assert workspace.notes.finish_editing()
    assert workspace.document.session.project.texts[TextKind.BASIS] == AppendixText("For readers of IFRSs.")
    qtbot.waitUntil(lambda: causes_in(appendix).startswith("5 matters"), timeout=MILLISECONDS)


def test_no_engagement_is_answered_with_a_click(workspace: Workspace) -> None:
    workspace.show_note(TextSubject("procedures"))
    assert workspace.notes.leave_out.text() == "No engagement"
    workspace.notes.leave_out.click()
    assert workspace.document.session.project.texts[TextKind.PROCEDURES].is_left_out
    assert not workspace.notes.editor.isEnabled()
    workspace.notes.leave_out.click()
    assert TextKind.PROCEDURES not in workspace.document.session.project.texts


def test_a_changed_figure_is_marked_until_it_is_confirmed(workspace: Workspace, qtbot: QtBot) -> None:
    workspace.show_note(TextSubject("basis"))
    workspace.notes.editor.insertPlainText("It was {{ as_reported(financing_income, H1 2023) }}.")
    assert workspace.notes.finish_editing()
    workspace.execute(EditFigures({FINANCING: Decimal(2_254_621)}))
    settled(qtbot, workspace)
    assert "said 2,254,620 when this was last read, and says 2,254,621 now" in workspace.notes.preview.toPlainText()
    found = [each for each in workspace.checks_run.findings if each.subject == TextSubject("basis")]
    assert [each.status for each in found] == [FindingStatus.WARNING]
    workspace.notes.preview.anchorClicked.emit(QUrl("confirm"))
    assert "when this was last read" not in workspace.notes.preview.toPlainText()


def test_a_failing_check_is_accepted_by_name_and_reason(
    appendix: AppendixWindow, workspace: Workspace, qtbot: QtBot
) -> None:
    write_all(qtbot, workspace)
    workspace.execute(EditFigures({FINANCING: Decimal(2_255_620)}))
    settled(qtbot, workspace)
    workspace.show_panel("Checks")
    assert accept(workspace) is None, "nothing is selected"
    failing = [each for each in workspace.checks_run.findings if each.status is FindingStatus.FAIL]
    for row in range(len(failing)):
        workspace.checks.view.selectRow(row)
        dialog = accept(workspace)
        assert isinstance(dialog, AcceptanceDialog)
        dialog.by.setText("Li Na")
        dialog.accept()
        assert dialog.isVisible(), "a reason is asked for"
        dialog.words.setPlainText("rounding")
        dialog.accept()
    assert "Accepted by Li Na" in workspace.checks.whole.text()
    qtbot.waitUntil(lambda: causes_in(appendix).startswith("Nothing prevents"), timeout=MILLISECONDS)
    withdraw(workspace)
    qtbot.waitUntil(lambda: causes_in(appendix).startswith("1 matter prevents"), timeout=MILLISECONDS)


def choose_file(qtbot: QtBot, path: Path) -> None:
    """Name the file in the dialog that asks for it."""
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), QFileDialog), timeout=MILLISECONDS)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit(str(path))
    dialog.close()


def test_it_is_refused_until_it_may_leave_and_a_draft_leaves_every_way(
    appendix: AppendixWindow, workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    appendix.ask(Way.WORD)
    assert appendix.refusal.text().startswith("The appendix cannot be published yet.")
    appendix.draft.setChecked(True)
    assert appendix.refusal.isHidden()
    for way, name in ((Way.WORD, "a.docx"), (Way.PDF, "a.pdf"), (Way.BUNDLE, "a.zip")):
        path = tmp_path / name
        appendix.ask(way)
        choose_file(qtbot, path)
        qtbot.waitUntil(path.exists, timeout=MILLISECONDS)
    assert len(docx.Document(str(tmp_path / "a.docx")).tables) == 4
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
    assert zipfile.is_zipfile(tmp_path / "a.zip")
    assert not verify(tmp_path / "a.zip").deviations


def test_written_and_complete_it_leaves_without_a_mark(
    appendix: AppendixWindow, workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    write_all(qtbot, workspace)
    qtbot.waitUntil(lambda: causes_in(appendix).startswith("Nothing prevents"), timeout=MILLISECONDS)
    appendix.ask(Way.WORD)
    choose_file(qtbot, tmp_path / "a.docx")
    qtbot.waitUntil((tmp_path / "a.docx").exists, timeout=MILLISECONDS)
    assert docx.Document(str(tmp_path / "a.docx")).core_properties.content_status == ""
    workspace.execute(SwitchAdjustment("share_based_compensation", on=False))
    qtbot.waitUntil(lambda: causes_in(appendix).startswith("1 matter prevents"), timeout=MILLISECONDS)
    appendix.ask(Way.WORD)
    assert appendix.refusal.isVisible()


def test_nothing_leaves_while_checks_that_would_fail_still_run(
    appendix: AppendixWindow, window: MainWindow, workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    write_all(qtbot, workspace)
    qtbot.waitUntil(lambda: causes_in(appendix).startswith("Nothing prevents"), timeout=MILLISECONDS)
    workspace.execute(EditFigures({FINANCING: Decimal(1)}))
    appendix.ask(Way.WORD)
    choose_file(qtbot, tmp_path / "a.docx")
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=MILLISECONDS)
    assert not (tmp_path / "a.docx").exists()
    qtbot.waitUntil(lambda: "matters prevent publication" in causes_in(appendix), timeout=MILLISECONDS)


def test_a_bundle_is_of_the_state_in_which_it_was_asked_for(
    appendix: AppendixWindow, workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    appendix.draft.setChecked(True)
    appendix.ask(Way.BUNDLE)
    workspace.execute(EditFigures({FINANCING: Decimal(1)}))
    choose_file(qtbot, tmp_path / "b.zip")
    qtbot.waitUntil((tmp_path / "b.zip").exists, timeout=MILLISECONDS)
    verification = verify(tmp_path / "b.zip")
    assert verification.is_reproduced, verification.deviations


def test_the_pages_show_a_draft_that_is_wanted(appendix: AppendixWindow, workspace: Workspace, qtbot: QtBot) -> None:
    write_all(qtbot, workspace)
    qtbot.waitUntil(lambda: causes_in(appendix).startswith("Nothing prevents"), timeout=MILLISECONDS)

    def watermark() -> str | None:
        assert appendix.view.pages is not None
        draft = appendix.view.pages.document.draft
        return draft.watermark if draft else None

    assert watermark() is None
    appendix.draft.setChecked(True)
    qtbot.waitUntil(lambda: watermark() == "Draft", timeout=MILLISECONDS)


def test_pages_are_turned_with_the_keyboard_and_enlarged(appendix: AppendixWindow) -> None:
    view = appendix.view
    QTest.keyClick(view, Qt.Key.Key_End)
    assert appendix.place.text() == "page 6 of 6"
    QTest.keyClick(view, Qt.Key.Key_Home)
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    assert view.page == 2
    before = view.verticalScrollBar().maximum()
    view.zoom_by(1.5)
    assert view.verticalScrollBar().maximum() > before


def test_what_reconciles_nothing_has_no_appendix(window: MainWindow, workspace: Workspace) -> None:
    assert show_appendix(window, workspace) is not None
    again = show_appendix(window, workspace)
    assert again is workspace.findChild(AppendixWindow), "there is one window"
    assert again is not None
    again.close()


# ---- whole tables, copied and printed


def test_the_statement_is_copied_for_excel_word_and_markdown(workspace: Workspace) -> None:
    workspace.grid.setFocus()
    copy_table(workspace)
    data = QGuiApplication.clipboard().mimeData()
    assert data is not None
    lines = data.text().splitlines()
    assert lines[0].split("\t")[1] == "US GAAP"
    assert any(line.startswith("Financing income\t2254620\t0\t-253007") for line in lines)
    assert '<td align="right">2,254,620</td>' in data.html() or "2,254,620" in data.html()
    copy_as_markdown(workspace)
    text = QGuiApplication.clipboard().text()
    assert text.startswith("**Unaudited Condensed Consolidated Statements of Operations, ")
    assert "| 2,254,620 | — | (253,007) |" in text


@pytest.mark.parametrize("panel", ["Checks", "Entries", "Review", "Completeness", "History"])
def test_lists_are_copied_and_printed_whole(panel: str, workspace: Workspace, qtbot: QtBot) -> None:
    workspace.show_panel(panel)
    shown = workspace.docks[panel].widget()
    assert shown is not None
    shown.setFocus()
    copy_table(workspace)
    copied = QGuiApplication.clipboard().text()
    assert copied.count("\n") >= 1
    printing = printing_of(workspace)
    assert printing is not None
    pages = Pages(printing.prepare(SILENT), workspace.font(), usual_page())
    assert pages.number >= 1
    assert pages.text is not None
    for cell in copied.splitlines()[0].split("\t"):
        assert cell in pages.text.toPlainText()


def test_a_text_is_left_as_it_is_when_it_is_only_looked_at(workspace: Workspace) -> None:
    workspace.execute(WriteText(TextKind.CLOSING, AppendixText("End.")))
    before = workspace.document.session.project
    workspace.show_note(TextSubject("closing"))
    workspace.show_note(TextSubject("basis"))
    assert workspace.document.session.project is before
