"""The notes: written by keyboard, with fields; how they read beside them; findings lead to them."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextCharFormat
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.shared_windows import as_it_was
from tests.ui.voucher_typing import CONTROL, KEY, NO_KEYS, SHIFT
from workbench.commands import EditEntries, RenameAdjustment, WriteNote
from workbench.domain.findings import FindingStatus
from workbench.domain.subjects import PROJECT, AdjustmentSubject
from workbench.notes.fields import How
from workbench.session import Session
from workbench.ui.records.field_dialog import FieldDialog
from workbench.ui.records.notes_panel import NotesPanel
from workbench.ui.shell.workspace import Workspace

SBC = "share_based_compensation"
FIELD = '{{ effect("Share-based compensation", net_income, H1 2022) | gain }}'


@pytest.fixture
def workspace(qifu_in_window: Workspace) -> Iterator[Workspace]:
    for shown in as_it_was(qifu_in_window):
        shown.window().activateWindow()
        yield shown


@pytest.fixture
def notes(workspace: Workspace) -> NotesPanel:
    """The panel with the note on share-based compensation in front, all of its text selected."""
    workspace.show_note(AdjustmentSubject(SBC))
    workspace.notes.editor.selectAll()
    return workspace.notes


def session_of(workspace: Workspace) -> Session:
    return workspace.document.session


def note_of(workspace: Workspace) -> str:
    return session_of(workspace).project.adjustment_by_id[SBC].note


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = NO_KEYS) -> None:
    QTest.keyClick(with_keyboard(), key, modifiers)


def write(text: str) -> None:
    QTest.keyClicks(with_keyboard(), text)


def with_keyboard() -> QWidget:
    """Return the widget that gets the keys: of the dialog in front, if there is one."""
    dialog = QApplication.activeModalWidget()
    focus = dialog.focusWidget() if dialog else QApplication.focusWidget()
    assert focus is not None
    return focus


def underlined(notes: NotesPanel) -> list[str]:
    """Return what is underlined as wrong in the first line of the text."""
    block = notes.editor.document().firstBlock()
    utf16 = block.text().encode("utf-16-le")
    wave = QTextCharFormat.UnderlineStyle.WaveUnderline
    return [
        utf16[2 * mark.start : 2 * (mark.start + mark.length)].decode("utf-16-le")
        for mark in block.layout().formats()
        if mark.format.underlineStyle() is wave
    ]


def test_a_note_is_read_while_it_is_typed_and_is_one_step(workspace: Workspace, notes: NotesPanel) -> None:
    before = note_of(workspace)
    write(f"It was {FIELD}.")
    assert "It was a loss of RMB13,140 thousand." in notes.preview.toPlainText()
    assert note_of(workspace) == before
    press(KEY.Key_Return, CONTROL)
    assert note_of(workspace) == f"It was {FIELD}."
    assert QApplication.focusWidget() is notes.editor
    press(KEY.Key_Z, CONTROL)
    assert note_of(workspace) == before
    assert notes.editor.toPlainText() == before
    press(KEY.Key_Y, CONTROL)
    assert note_of(workspace) == f"It was {FIELD}."


def test_typing_is_undone_before_steps_are(workspace: Workspace, notes: NotesPanel) -> None:
    before = note_of(workspace)
    write("gone")
    press(KEY.Key_Z, CONTROL)
    assert notes.editor.toPlainText() == before
    assert session_of(workspace).step_to_undo is None


def test_escape_takes_back_what_was_typed(workspace: Workspace, notes: NotesPanel) -> None:
    before = note_of(workspace)
    write("gone")
    press(KEY.Key_Escape)
    assert notes.editor.toPlainText() == before
    assert workspace.status.currentMessage() == "What was typed is discarded. Ctrl+Z brings it back."
    assert session_of(workspace).step_to_undo is None
    press(KEY.Key_Z, CONTROL)
    assert notes.editor.toPlainText() == "gone"
    press(KEY.Key_Escape)


def test_leaving_the_text_keeps_it(workspace: Workspace, notes: NotesPanel) -> None:
    write("kept")
    workspace.grid.setFocus()
    assert note_of(workspace) == "kept"


def test_another_note_is_chosen_with_the_arrows(workspace: Workspace, notes: NotesPanel) -> None:
    write("kept")
    notes.notes.setFocus()
    press(KEY.Key_Home)
    assert note_of(workspace) == "kept"
    press(KEY.Key_Tab)
    notes.editor.setFocus()
    write("On the whole.")
    press(KEY.Key_Return, CONTROL)
    assert session_of(workspace).project.note == "On the whole."
    assert "Note on the reconciliation" in notes.preview.toPlainText()


def test_saving_keeps_what_is_being_typed(workspace: Workspace, notes: NotesPanel) -> None:
    write("kept")
    assert workspace.finish_editing()
    assert note_of(workspace) == "kept"


def test_bold_italic_and_lists_by_keyboard(notes: NotesPanel) -> None:
    press(KEY.Key_B, CONTROL)
    assert notes.editor.toPlainText().startswith("**")
    press(KEY.Key_B, CONTROL)
    assert not notes.editor.toPlainText().startswith("**")
    notes.editor.selectAll()
    write("plain ")
    press(KEY.Key_B, CONTROL)
    write("bold")
    press(KEY.Key_End)
    write(" ")
    press(KEY.Key_I, CONTROL)
    write("slanted")
    press(KEY.Key_End)
    press(KEY.Key_Return)
    write("one")
    press(KEY.Key_L, CONTROL | SHIFT)
    assert notes.editor.toPlainText() == "plain **bold** *slanted*\n- one"
    html = notes.preview.toHtml()
    assert "font-weight" in html
    assert "font-style:italic" in html
    assert "<li" in html
    press(KEY.Key_L, CONTROL | SHIFT)
    assert notes.editor.toPlainText().endswith("\none")
    notes.numbers.click()
    assert notes.editor.toPlainText().endswith("\n1. one")


def test_a_broken_field_and_a_stale_figure_are_underlined_and_explained(notes: NotesPanel) -> None:
    broken = '{{ result("Goodwill", H1 2023) }}'
    notes.editor.insertPlainText(f"\U0001f600 A {broken} and RMB13,141 thousand.")
    assert underlined(notes) == [broken, "RMB13,141 thousand"]
    shown = notes.preview.toPlainText()
    assert "no statement has a line 'Goodwill'" in shown
    assert "No figure of the project equals RMB13,141 thousand." in shown
    assert notes.notes.currentItem().toolTip() == "A field shows no figure"


def test_a_typed_figure_becomes_a_field(workspace: Workspace, notes: NotesPanel) -> None:
    write("The effects are a loss of RMB13,140 and a gain of RMB49,337 thousand.")
    assert notes.convert.isEnabled()
    press(KEY.Key_M, CONTROL)
    press(KEY.Key_M, CONTROL)
    second = FIELD.replace("2022", "2023")
    assert notes.editor.toPlainText() in (
        f"The effects are {FIELD} and {second}.",
        f"The effects are {second} and {FIELD}.",
    )
    assert (
        "The effects are a loss of RMB13,140 thousand and a gain of RMB49,337 thousand." in notes.preview.toPlainText()
    )
    assert not notes.convert.isEnabled()
    press(KEY.Key_Z, CONTROL)
    assert "RMB" in notes.editor.toPlainText()


def test_the_link_beside_a_figure_makes_it_a_field(notes: NotesPanel) -> None:
    write("(13,140)")
    notes.preview.anchorClicked.emit(QUrl("field:0"))
    assert notes.editor.toPlainText() == FIELD.replace(" | gain", "")


def field_dialog() -> FieldDialog:
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, FieldDialog)
    return dialog


def test_a_field_is_inserted_by_keyboard(workspace: Workspace, notes: NotesPanel) -> None:
    write("It was ")
    press(KEY.Key_F, CONTROL | SHIFT)
    dialog = field_dialog()
    assert dialog.says.text() == "a gain of RMB49,337 thousand"
    for _ in range(3):
        press(KEY.Key_Tab)
    press(KEY.Key_H)  # H1 2022, the first period that begins so
    assert dialog.period.currentText() == "H1 2022"
    assert dialog.says.text() == "a loss of RMB13,140 thousand"
    press(KEY.Key_Return)
    assert notes.editor.toPlainText() == f"It was {FIELD}"
    assert note_of(workspace) != f"It was {FIELD}"
    press(KEY.Key_Return, CONTROL)
    assert note_of(workspace) == f"It was {FIELD}"


def test_the_dialog_shows_each_way_and_refuses_what_says_nothing(notes: NotesPanel) -> None:
    notes.insert_field()
    dialog = field_dialog()
    said = {}
    for number, how in enumerate(How):
        dialog.way.setCurrentIndex(dialog.way.findData(how))
        said[how] = dialog.says.text()
        assert dialog.says.text(), number
    assert said[How.INCREASE_IN] == "an increase in net income of RMB49,337 thousand"
    assert said[How.PERCENT] == "2.4%"
    dialog.scale.setCurrentIndex(dialog.scale.findData(1_000_000))
    dialog.decimals.setCurrentIndex(dialog.decimals.findData(2))
    dialog.way.setCurrentIndex(dialog.way.findData(How.GAIN))
    assert dialog.says.text() == "a gain of RMB49.34 million"
    dialog.since.setCurrentIndex(dialog.since.findText("H1 2022"))
    assert dialog.says.text() == "a gain of RMB62.48 million"
    dialog.figure.setCurrentIndex(dialog.figure.findText("Effect of all differences"))
    assert dialog.code.text() == "{{ total_effect(net_income, H1 2023 vs H1 2022) | gain, in millions 2 }}"
    dialog.period.setCurrentIndex(dialog.period.findText("Q2 2023"))
    assert "is not reconciled" in dialog.says.text()
    dialog.accept()
    assert "is not reconciled" in dialog.refusal.text()
    assert dialog.isVisible()
    dialog.reject()


def test_notes_follow_the_project_and_switches_rewrite_nothing(workspace: Workspace, notes: NotesPanel) -> None:
    write(f"It was {FIELD}.")
    press(KEY.Key_Return, CONTROL)
    workspace.adjustments_panel.switches.model().setData(
        workspace.adjustments_panel.switches.model().index(2, 0),
        Qt.CheckState.Unchecked,
        Qt.ItemDataRole.CheckStateRole,
    )
    assert "a loss of RMB13,140 thousand" in notes.preview.toPlainText()
    session_of(workspace).execute(EditEntries(SBC, {("general_and_administrative", "2022-01-01/2022-06-30"): 0}))
    assert "a loss of RMB10,445 thousand" in notes.preview.toPlainText()
    session_of(workspace).execute(RenameAdjustment(SBC, "Share awards"))
    assert "is now called 'Share awards'" in notes.preview.toPlainText()


def test_a_finding_leads_to_its_note(qtbot: object, workspace: Workspace) -> None:
    session_of(workspace).execute(WriteNote("It was RMB13,141 thousand."))
    while workspace.checks_run.is_running:
        QApplication.processEvents()
    (finding,) = (found for found in workspace.checks_run.findings if found.check == "notes")
    assert (finding.status, finding.subject) == (FindingStatus.WARNING, PROJECT)
    assert "1 warning" in workspace.status.light_text
    workspace.checks.chosen.emit(finding)
    assert workspace.docks["Notes"].widget().isVisible()
    assert workspace.notes.editor.toPlainText() == "It was RMB13,141 thousand."
    assert workspace.notes.notes.currentRow() == 0
