"""The entry editor: rows typed like a voucher, two views of the same amounts, posting, helpers, pasting."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester

from tests.journals.books import E0, E1, Y1, books
from tests.ui.voucher_typing import KEY, SHIFT, Typist
from workbench.commands import InsertLine, PostEntries, RemoveAdjustment, RemoveLine, SetConcept
from workbench.domain.ids import LineId
from workbench.domain.maps import Map
from workbench.domain.project import Project
from workbench.domain.statements import Line
from workbench.ui.adjustments.difference_dialog import DifferenceDialog
from workbench.ui.journal.draft_model import LINE
from workbench.ui.journal.helper_dialogs import MomentDialog, TaxDialog
from workbench.ui.journal.journal_panel import JournalPanel
from workbench.ui.journal.paste_dialog import PasteDialog
from workbench.ui.records.entries_model import EntriesModel, Part
from workbench.ui.shell.window import MainWindow
from workbench.ui.shell.workspace import Workspace

LEASES = "leases"
DEBIT, CREDIT = 2, 3


@pytest.fixture
def workspace(opened: Callable[[Project], Workspace]) -> Workspace:
    """The books of a small company with one difference that has no entries, its editor open."""
    shown = opened(books())
    shown.view_state.show_period(Y1)
    shown.window().activateWindow()
    shown.adjustments_panel.switches.setFocus()
    shown.action_wanted.emit("journal")
    return shown


@pytest.fixture
def typist(workspace: Workspace) -> Typist:
    return Typist(workspace)


def effects(workspace: Workspace) -> dict[tuple[str, str], str]:
    """Return the effects of the difference that are shown, as text."""
    (adjustment,) = workspace.document.session.project.adjustments
    return {cell: str(amount) for cell, amount in adjustment.effects.items()}


def type_balanced(typist: Typist) -> None:
    typist.type_row("right of", debit="120")
    typist.type_row("lease co", credit="120")


def last_dialog() -> object:
    return QApplication.activeModalWidget()


def test_the_model_is_sound(workspace: Workspace, typist: Typist, qtmodeltester: ModelTester) -> None:
    type_balanced(typist)
    qtmodeltester.check(workspace.journal.legs)
    qtmodeltester.check(workspace.journal.entries)


def test_totals_follow_what_is_typed_before_it_is_posted(workspace: Workspace, typist: Typist) -> None:
    session = workspace.document.session
    before = session.settled
    type_balanced(typist)
    assert session.results.effect(LEASES, "net income", Y1) == 120
    assert session.results.effect(LEASES, "total equity", E1) == 120
    assert workspace.adjustments_panel.adjustments.text(0, 1) == "120"
    assert session.settled is before
    assert session.step_to_undo is None
    assert workspace.journal.strip.texts() == [
        "FY 2024: balances; profit 120 is transferred to equity when posted  ·  debits 120, credits 120"
    ]
    typist.press(KEY.Key_Escape)
    assert session.project is before


def test_posting_is_one_step_with_the_result_in_equity(workspace: Workspace, typist: Typist) -> None:
    session = workspace.document.session
    before = session.project
    type_balanced(typist)
    typist.post()
    assert effects(workspace) == {
        ("right of use", E1): "120",
        ("lease cost", Y1): "-120",
        ("retained earnings", E1): "120",
    }
    assert session.step_to_undo is not None
    assert workspace.journal.entries.texts(0)[1:] == ("FY 2024", "120", "balances")
    session.undo()
    assert session.project is before


def test_a_result_that_no_line_takes_up_is_posted_only_as_open(workspace: Workspace, typist: Typist) -> None:
    session, panel = workspace.document.session, workspace.journal
    session.execute(SetConcept("retained earnings", None))
    before = session.project
    type_balanced(typist)
    assert panel.strip.texts()[0].startswith("FY 2024: 120 stays open: no line has the concept retained earnings")
    typist.press(KEY.Key_F9)
    assert session.settled is before
    assert workspace.status.refusal.startswith("FY 2024: 120 of the result belongs in retained")
    typist.press(KEY.Key_F9, SHIFT)
    assert panel.entries.texts(0)[2:] == ("120", "open: 120")


def test_undo_takes_back_what_was_typed_last(window: MainWindow, workspace: Workspace, typist: Typist) -> None:
    type_balanced(typist)
    window.act("undo")
    assert effects(workspace) == {("right of use", E1): "120"}
    assert workspace.document.session.step_to_undo is None


def test_the_key_of_undo_takes_back_an_edit_before_any_step(
    window: MainWindow, workspace: Workspace, typist: Typist
) -> None:
    panel = workspace.journal
    assert not window.action("undo").isEnabled()
    panel.memo.setFocus()
    panel.controller.edit_with(lambda draft: replace(draft, memo="rent"))
    assert window.action("undo").isEnabled()
    panel.table.begin_row()
    type_balanced(typist)
    assert panel.strip.toolTip() == panel.strip.texts()[0]
    typist.press(KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert effects(workspace) == {("right of use", E1): "120"}
    while window.action("undo").isEnabled():
        window.act("undo")
    assert not panel.controller.is_edited


def test_both_views_show_the_same_amounts(workspace: Workspace, typist: Typist) -> None:
    type_balanced(typist)
    panel = workspace.journal
    shown = [[panel.legs.text(row, column) for column in (DEBIT, CREDIT)] for row in (0, 1)]
    assert shown == [["120", ""], ["", "120"]]
    panel.view_button.click()
    assert [panel.legs.text(row, DEBIT) for row in (0, 1)] == ["120", "(120)"]
    panel.table.go_to(1, DEBIT)
    panel.legs.setData(panel.legs.index(1, DEBIT), "-5")
    panel.view_button.click()
    assert panel.legs.text(1, CREDIT) == "5"


def test_periods_stand_side_by_side(workspace: Workspace, typist: Typist) -> None:
    panel = workspace.journal
    typist.type_row("right of", debit="120")
    opening = next(moment for moment in panel.controller.ledger.moments if moment.instant == E0)
    panel.toggle_moment(opening)
    assert [column.heading for column in panel.legs.columns[2:6]] == [
        "31 Dec 2023\nDebit",
        "31 Dec 2023\nCredit",
        "FY 2024\nDebit",
        "FY 2024\nCredit",
    ]
    panel.legs.setData(panel.legs.index(0, CREDIT), "7")
    assert effects(workspace) == {
        ("right of use", E1): "120",
        ("right of use", E0): "-7",
    }


def test_an_entry_is_opened_changed_and_deleted(workspace: Workspace, typist: Typist) -> None:
    type_balanced(typist)
    typist.post()
    panel = workspace.journal
    panel.entry_list.setFocus()
    panel.entry_list.selectRow(0)
    typist.press(KEY.Key_Return)
    assert panel.legs.text(2, LINE) == "Retained earnings"
    for row, column in ((0, DEBIT), (1, CREDIT), (2, CREDIT)):
        panel.legs.setData(panel.legs.index(row, column), "90")
    panel.post()
    assert effects(workspace)["lease cost", Y1] == "-90"
    assert len(workspace.document.session.project.adjustments[0].entries) == 1
    panel.begin(LEASES, entry=panel.entries.entry(0).id)
    panel.controller.delete()
    assert effects(workspace) == {}


def test_f7_on_an_effect_shows_its_entry(window: MainWindow, workspace: Workspace, typist: Typist) -> None:
    type_balanced(typist)
    typist.post()
    grid = workspace.grid
    model = grid.current_model()
    row = model.row_of("lease cost")
    assert row is not None
    grid.go_to(row, 2)
    window.act("journal")
    draft = workspace.journal.controller.draft
    assert draft is not None
    assert draft.posted is not None
    assert draft.posted.legs[0].line == "right of use"
    workspace.journal.new_entry()
    other = model.row_of("depreciation")
    assert other is not None
    grid.go_to(other, 2)
    grid.journal_wanted.emit()
    assert workspace.journal.legs.text(0, LINE) == "Depreciation"


# ---- what is being written follows the steps made beside it


def test_another_line_keeps_the_side_and_the_amounts_of_hidden_periods(workspace: Workspace, typist: Typist) -> None:
    panel = workspace.journal
    opening = next(moment for moment in panel.controller.ledger.moments if moment.instant == E0)
    typist.type_row("right of", debit="120")
    panel.toggle_moment(opening)
    panel.legs.setData(panel.legs.index(0, DEBIT), "7")
    panel.toggle_moment(opening)
    panel.legs.set_text(0, "Retained earnings")
    assert [panel.legs.text(0, column) for column in (LINE, DEBIT, CREDIT)] == ["Retained earnings", "120", ""]
    assert effects(workspace) == {("retained earnings", E1): "-120", ("retained earnings", E0): "-7"}
    panel.view_button.click()
    panel.legs.set_text(0, "Right of use")
    assert panel.legs.text(0, DEBIT) == "(120)"


def test_a_draft_loses_the_lines_and_periods_that_go(window: MainWindow, workspace: Workspace, typist: Typist) -> None:
    session, panel = workspace.document.session, workspace.journal
    window.act("new_period")
    typist.press(KEY.Key_Return)
    panel.table.begin_row()
    type_balanced(typist)
    session.undo()  # as a step of the history does
    assert panel.controller.draft is not None
    assert [leg.amounts for leg in panel.controller.draft.legs] == [Map(), Map()]
    panel.post()
    assert "needs at least one line with an amount" in workspace.status.refusal
    panel.show_neighbour(-1)
    for column in (DEBIT, CREDIT):
        panel.legs.setData(panel.legs.index(column - DEBIT, column), "5")
    session.execute(RemoveLine(LineId("fair value changes")))
    session.execute(InsertLine(session.settled.statements[0].id, Line(LineId("other costs"), "Other costs"), None))
    panel.legs.set_text(1, "Other costs")
    session.undo()
    for _ in range(4):
        workspace.undo()
    assert {leg.line for leg in panel.controller.draft.legs} <= {"right of use", "lease cost", None}


def test_discarding_returns_to_the_entry_as_it_is_now(workspace: Workspace, typist: Typist) -> None:
    session, panel = workspace.document.session, workspace.journal
    type_balanced(typist)
    typist.post()
    (posted,) = session.settled.adjustments[0].entries.values()
    panel.begin(LEASES, entry=posted.id)
    panel.legs.setData(panel.legs.index(0, DEBIT), "90")
    session.execute(PostEntries(LEASES, (replace(posted, memo="checked"),)))
    panel.discard()
    assert (panel.memo.text(), panel.legs.text(0, DEBIT)) == ("checked", "120")
    panel.legs.setData(panel.legs.index(0, DEBIT), "91")
    session.undo()
    session.undo()
    workspace.undo()
    assert not panel.controller.is_edited
    assert panel.controller.draft is not None
    assert panel.controller.draft.is_blank
    assert session.project is session.settled


def test_a_copy_of_a_difference_is_without_what_is_being_written(
    window: MainWindow, workspace: Workspace, typist: Typist
) -> None:
    type_balanced(typist)
    window.act("duplicate_difference")
    assert [adjustment.entries for adjustment in workspace.document.session.settled.adjustments] == [Map(), Map()]


def test_the_list_of_entries_describes_what_is_posted(workspace: Workspace, typist: Typist) -> None:
    type_balanced(typist)
    listed = EntriesModel(workspace.document.session, workspace.view_state, workspace)
    refused: list[str] = []
    listed.refused.connect(refused.append)
    listed.refresh()
    assert not listed.setData(listed.index(0, Part.MEMO), "checked")
    assert refused == ["This entry is not posted yet. Post it, or discard it with Esc."]
    typist.post()
    (posted,) = workspace.document.session.settled.adjustments[0].entries
    workspace.journal.begin(LEASES, entry=posted)
    workspace.journal.controller.edit_with(lambda draft: replace(draft, reference="V 1"))
    listed.refresh()
    assert listed.setData(listed.index(0, Part.MEMO), "checked")
    described = workspace.document.session.settled.adjustments[0].entries[posted]
    assert (described.memo, described.reference) == ("checked", "")


# ---- wrong input is refused in place, and nothing is lost


def type_unknown_account(typist: Typist) -> None:
    typist.type("no such thing at all")
    typist.press(KEY.Key_Return)


def type_amount_without_line(typist: Typist) -> None:
    typist.press(KEY.Key_Tab)
    typist.type("5")
    typist.press(KEY.Key_Return)


def type_into(line: str, text: str) -> Callable[[Typist], None]:
    def type_row(typist: Typist) -> None:
        typist.type(line)
        typist.press(KEY.Key_Return)
        typist.type(text)
        typist.press(KEY.Key_Return)

    return type_row


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (type_amount_without_line, "Choose the line first"),
        (type_into("lease co", "n/a"), "'n/a' is not an amount"),
        (type_into("lease co", "12%"), "'12%' is not an amount"),
        (type_into("lease co", "1,2k"), "'thousand' is ambiguous"),
        (type_into("lease co", "=1/0"), "division by zero"),
        (type_into("lease co", "1234567890123456789"), "more than 18 digits"),
        (type_into("net income again", "5"), "neither debit nor credit"),
    ],
)
def test_what_cannot_be_an_amount_stays_in_its_editor(
    workspace: Workspace, typist: Typist, wrong: Callable[[Typist], None], said: str
) -> None:
    type_balanced(typist)
    before = effects(workspace)
    wrong(typist)
    assert said in workspace.status.refusal
    assert workspace.journal.table.open_editor() is not None
    assert effects(workspace) == before
    typist.press(KEY.Key_Escape)
    assert workspace.status.refusal == ""


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (type_unknown_account, "Row 3: 'no such thing at all' is not a line. Choose one."),
        (lambda typist: typist.type_row("depreciation", debit="7"), "FY 2024: debits exceed credits by 7."),
        (lambda typist: typist.type_row("depreciation", credit="7"), "FY 2024: credits exceed debits by 7."),
    ],
)
def test_an_entry_that_is_not_complete_is_not_posted(
    workspace: Workspace, typist: Typist, wrong: Callable[[Typist], None], said: str
) -> None:
    type_balanced(typist)
    wrong(typist)
    draft = workspace.journal.controller.draft
    workspace.journal.post()
    assert said in workspace.status.refusal
    assert workspace.journal.controller.draft == draft
    assert workspace.document.session.step_to_undo is None


def test_a_blank_entry_is_not_posted(workspace: Workspace) -> None:
    panel = workspace.journal
    panel.memo.setText("only a memo")
    panel.memo.textEdited.emit("only a memo")
    panel.post()
    assert "needs at least one line with an amount" in workspace.status.refusal
    assert panel.memo.text() == "only a memo"


def test_what_is_open_can_be_posted_and_is_said_to_be(workspace: Workspace, typist: Typist) -> None:
    typist.type_row("lease co", debit="7")
    workspace.journal.post_as_open()
    assert workspace.journal.entries.texts(0)[3] == "open: 7"
    assert workspace.status.currentMessage() == "Posted as open: 7 has no other side."


def test_what_is_being_written_is_not_lost_by_leaving(window: MainWindow, workspace: Workspace, typist: Typist) -> None:
    type_balanced(typist)
    window.act("close")
    assert window.workspace is workspace
    assert "Post it, or discard it with Esc" in workspace.status.refusal
    workspace.journal.discard()
    window.files.document.session.mark_saved(window.files.document.session.settled)  # type: ignore[union-attr]
    window.act("close")
    assert window.workspace is None


def test_the_difference_may_go_while_an_entry_is_written(workspace: Workspace, typist: Typist) -> None:
    type_balanced(typist)
    workspace.document.session.execute(RemoveAdjustment(LEASES))
    assert workspace.journal.controller.draft is None
    assert workspace.document.session.project is workspace.document.session.settled
    assert not workspace.journal.splitter.isEnabled()


# ---- helpers


def helper(window: MainWindow, name: str) -> TaxDialog:
    window.act(name)
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    return dialog  # type: ignore[return-value]


def test_tax_at_a_rate_is_added_and_can_be_edited(window: MainWindow, workspace: Workspace, typist: Typist) -> None:
    type_balanced(typist)
    dialog = helper(window, "tax")
    dialog.rate.setText("25")
    dialog.accept()
    assert "'25' could mean 25% or a fraction" in dialog.refusal.text()
    dialog.rate.setText("25%")
    dialog.accept()
    rows = [[workspace.journal.legs.text(row, column) for column in (LINE, DEBIT, CREDIT)] for row in (2, 3)]
    assert rows == [["Deferred tax", "", "30"], ["Income tax", "30", ""]]
    workspace.journal.legs.setData(workspace.journal.legs.index(3, DEBIT), "31")
    assert workspace.journal.strip.texts()[0].startswith("FY 2024: 1 debit open")


@pytest.mark.parametrize(
    ("text", "said"), [("-5%", "between 0% and 100%"), ("abc", "'abc' is not a rate"), ("", "is not")]
)
def test_a_wrong_rate_is_refused_in_the_dialog(
    window: MainWindow, workspace: Workspace, typist: Typist, text: str, said: str
) -> None:
    type_balanced(typist)
    draft = workspace.journal.controller.draft
    dialog = helper(window, "minorities")
    dialog.share.setText(text)  # type: ignore[attr-defined]
    dialog.accept()
    assert said in dialog.refusal.text()
    assert workspace.journal.controller.draft is draft
    dialog.reject()


def test_an_entry_is_brought_forward_copied_and_reversed(
    window: MainWindow, workspace: Workspace, typist: Typist
) -> None:
    panel = workspace.journal
    typist.press(KEY.Key_PageUp, Qt.KeyboardModifier.AltModifier)
    typist.type_row("right of", debit="50")
    typist.type_row("retained", credit="50")
    typist.post()
    window.act("bring_forward")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, MomentDialog)
    assert [dialog.moment.itemText(number) for number in range(dialog.moment.count())] == [
        "31 Dec 2024",
        "31 Dec 2025",
        "31 Dec 2026",
    ]
    assert dialog.moment.currentText() == "31 Dec 2024"
    dialog.accept()
    assert effects(workspace)["right of use", E1] == "50"
    assert [panel.entries.texts(row)[0] for row in (0, 1)] == [
        "Right of use",
        "Brought forward from 31 Dec 2023",
    ]
    panel.begin(LEASES, entry=panel.entries.entry(1).id)
    panel.reverse()
    assert [panel.legs.text(0, column) for column in (DEBIT, CREDIT)] == ["", "50"]
    panel.post()
    assert effects(workspace)["right of use", E1] == "0"


# ---- pasting


JOURNAL = """Account\tDr\tCr\tText
Right of use\t120.00\t\tRight of use
Interest or so\t\t20\t
Sundries\t\t100\t
"""


def paste(window: MainWindow, text: str) -> PasteDialog | None:
    QGuiApplication.clipboard().setText(text)
    window.act("paste_journal")
    dialog = QApplication.activeModalWidget()
    return dialog if isinstance(dialog, PasteDialog) else None


def test_a_pasted_journal_asks_what_is_not_certain(window: MainWindow, workspace: Workspace) -> None:
    dialog = paste(window, JOURNAL)
    assert dialog is not None
    evidence = [str(dialog.table.model().index(row, 3).data()) for row in range(3)]
    assert evidence == ["the same caption", "no such line: choose one", "no such line: choose one"]
    dialog.accept()
    assert "Row 3: No line matches 'Interest or so', or several do." in dialog.refusal.text()
    dialog.choices[3].setCurrentIndex(1)
    dialog.choices[4].addItem("Lease cost", "lease cost")
    dialog.choices[4].setCurrentIndex(dialog.choices[4].count() - 1)
    dialog.accept()
    assert effects(workspace) == {
        ("right of use", E1): "120.00",
        ("interest", Y1): "-20",
        ("lease cost", Y1): "-100",
        ("retained earnings", E1): "120",
    }


def test_a_pasted_journal_that_does_not_balance_is_refused_or_open(window: MainWindow, workspace: Workspace) -> None:
    dialog = paste(window, "Account\tDr\tCr\nLease cost\t\t9\nDepreciation\t4\t\n")
    assert dialog is not None
    dialog.accept()
    assert "credits exceed debits by 5" in dialog.refusal.text()
    assert effects(workspace) == {}
    dialog.if_open.setCurrentIndex(1)
    dialog.accept()
    assert effects(workspace)["lease cost", Y1] == "-9"


def test_a_clipboard_without_a_journal_is_refused(window: MainWindow, workspace: Workspace) -> None:
    assert paste(window, "") is None
    assert "The clipboard holds no journal" in workspace.status.refusal


def test_the_kind_of_a_row_can_be_chosen(workspace: Workspace, typist: Typist) -> None:
    type_balanced(typist)
    panel: JournalPanel = workspace.journal
    panel.legs.setData(panel.legs.index(0, panel.legs.kind_column), "reclassification")
    assert panel.legs.text(0, panel.legs.kind_column) == "reclassification"
    panel.legs.setData(panel.legs.index(0, panel.legs.kind_column), "")
    assert panel.legs.text(0, panel.legs.kind_column) == "measurement"
    assert Decimal(effects(workspace)["right of use", E1]) == 120


def test_a_new_difference_is_of_the_kind_that_its_name_says(workspace: Workspace, typist: Typist) -> None:
    workspace.adjustments_panel.switches.setFocus()
    typist.press(KEY.Key_Insert)
    typist.type("Share-based compensation")
    typist.press(KEY.Key_Return)
    typist.press(KEY.Key_Insert)
    typist.type("Share-based payments")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, DifferenceDialog)
    dialog.kind.setFocus()
    typist.press(KEY.Key_Home)
    dialog.name.setText("")
    dialog.name.setFocus()
    typist.type("Share-based payments of 2026")
    typist.press(KEY.Key_Return)
    added = workspace.document.session.project.adjustments[-2:]
    assert [adjustment.kind for adjustment in added] == ["share_based_compensation", ""]
