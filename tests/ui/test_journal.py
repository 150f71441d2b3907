"""The entry editor: rows typed like a voucher, two views of the same amounts, posting, helpers, pasting."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget
from pytestqt.modeltest import ModelTester

from tests.journals.books import E0, E1, Y1, Y2, books
from tests.ui.mouse_wheel import turn_wheel
from tests.ui.shared_windows import as_it_was, opened_once
from tests.ui.voucher_typing import CONTROL, KEY, SHIFT, Typist
from workbench.commands import (
    AddAdjustment,
    InsertLine,
    PostEntries,
    RemoveAdjustment,
    RemoveLine,
    RenameLine,
    SetConcept,
)
from workbench.domain.adjustments import Adjustment
from workbench.domain.ids import AdjustmentId, LineId
from workbench.domain.maps import Map
from workbench.domain.statements import Line
from workbench.journals.drafts import Draft, DraftLeg
from workbench.languages import words_in
from workbench.presentation.line_filter import LinesShown
from workbench.session import Change
from workbench.ui.adjustments.difference_dialog import DifferenceDialog
from workbench.ui.journal.balance_strip import MOST_LINES
from workbench.ui.journal.draft_model import LINE
from workbench.ui.journal.helper_dialogs import MomentDialog, ReclassificationDialog, TaxDialog
from workbench.ui.journal.journal_panel import JournalPanel
from workbench.ui.journal.paste_dialog import DIFFERENCE, EVIDENCE, PasteDialog
from workbench.ui.records.entries_model import EntriesModel, Part
from workbench.ui.shell.window import MainWindow
from workbench.ui.shell.workspace import Workspace
from workbench.ui.toolkit.language import speak
from workbench.ui.toolkit.refusing_delegate import open_editor
from workbench.ui.toolkit.theme import Theme

LEASES = "leases"
DEBIT, CREDIT = 2, 3


@pytest.fixture(scope="module")
def books_in_window(theme: Theme, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    yield from opened_once(books(), theme, tmp_path_factory.mktemp("books") / "window.ini")


@pytest.fixture
def workspace(books_in_window: Workspace) -> Iterator[Workspace]:
    """The books of a small company with one difference that has no entries, its editor open."""
    for shown in as_it_was(books_in_window):
        shown.journal.view_button.setChecked(True)
        yield in_editor(shown)
        shown.journal.table.finish_editing()
        shown.journal.controller.close()


@pytest.fixture
def alone(theme: Theme, tmp_path: Path) -> Iterator[Workspace]:
    """The same in a window of its own, in which nothing was undone before and which may be closed."""
    for shown in opened_once(books(), theme, tmp_path / "window.ini"):
        yield in_editor(shown)


def in_editor(shown: Workspace) -> Workspace:
    shown.view_state.show_period(Y1)
    shown.window().activateWindow()
    shown.adjustments_panel.switches.setFocus()
    shown.action_wanted.emit("journal")
    return shown


@pytest.fixture
def window(workspace: Workspace) -> MainWindow:
    return window_of(workspace)


def window_of(workspace: Workspace) -> MainWindow:
    shown_in = workspace.window()
    assert isinstance(shown_in, MainWindow)
    return shown_in


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
        "FY 2024: balances; profit 120 goes to equity  ·  debits 120, credits 120"
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
    assert workspace.status.currentMessage() == "Posted. 120 was transferred to Retained earnings."
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


def test_an_entry_is_opened_changed_and_deleted(window: MainWindow, workspace: Workspace, typist: Typist) -> None:
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
    panel.legs.setData(panel.legs.index(0, DEBIT), "80")
    window.act("delete_entry")
    assert workspace.status.refusal == "This entry is not posted yet. Post it, or discard it with Esc."
    assert panel.legs.text(0, DEBIT) == "80"
    panel.discard()
    window.act("delete_entry")
    assert effects(workspace) == {}


def test_f7_on_an_effect_shows_its_entry(window: MainWindow, workspace: Workspace, typist: Typist) -> None:
    assert workspace.docks["Journal"].windowTitle() == "Entry editor"
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


# ---- undo and redo, among the steps made beside it


def rows(workspace: Workspace) -> list[list[str]]:
    """Return what the rows of the draft show."""
    legs = workspace.journal.legs
    return [[legs.text(row, column) for column in (LINE, DEBIT, CREDIT)] for row in range(legs.rowCount() - 1)]


BALANCED = [["Right of use", "120", ""], ["Lease cost", "", "120"]]


def test_what_is_undone_in_an_entry_can_be_redone(alone: Workspace) -> None:
    workspace, window, typist = alone, window_of(alone), Typist(alone)
    type_balanced(typist)
    while window.action("undo").isEnabled():
        window.act("undo")
    assert rows(workspace) == []
    while window.action("redo").isEnabled():
        window.act("redo")
    assert rows(workspace) == BALANCED
    assert workspace.document.session.results.effect(LEASES, "net income", Y1) == 120
    window.act("undo")
    workspace.journal.table.go_to(2, DEBIT)
    typist.press(KEY.Key_Delete)
    assert window.action("redo").isEnabled()  # clearing what is blank changes nothing
    workspace.journal.legs.setData(workspace.journal.legs.index(0, DEBIT), "7")
    assert not window.action("redo").isEnabled()


def test_a_text_is_undone_as_a_whole_from_its_own_field(
    window: MainWindow, workspace: Workspace, typist: Typist
) -> None:
    panel = workspace.journal
    type_balanced(typist)
    panel.memo.setFocus()
    typist.type("rent of 2024")
    panel.reference.setFocus()
    typist.type("V 1")
    typist.press(KEY.Key_Z, CONTROL)
    assert (panel.memo.text(), panel.reference.text()) == ("rent of 2024", "")
    typist.press(KEY.Key_Z, CONTROL)
    assert panel.memo.text() == ""
    assert rows(workspace) == BALANCED
    typist.press(KEY.Key_Y, CONTROL)
    assert panel.memo.text() == "rent of 2024"


def test_a_text_recalculates_nothing(workspace: Workspace, typist: Typist) -> None:
    type_balanced(typist)
    changes: list[Change] = []
    workspace.signals.changed.connect(changes.append)
    workspace.journal.memo.setFocus()
    typist.type("rent")
    assert changes == []
    workspace.journal.post()
    (posted,) = workspace.document.session.project.adjustments[0].entries.values()
    assert posted.memo == "rent"


def test_clearing_cells_is_one_edit(workspace: Workspace, typist: Typist) -> None:
    panel = workspace.journal
    type_balanced(typist)
    changes: list[Change] = []
    workspace.signals.changed.connect(changes.append)
    panel.table.go_to(0, DEBIT)
    for row, column in ((0, CREDIT), (1, DEBIT), (1, CREDIT), (2, DEBIT)):
        panel.table.selectionModel().select(panel.legs.index(row, column), QItemSelectionModel.SelectionFlag.Select)
    panel.table.clear()
    assert rows(workspace) == [["Right of use", "", ""], ["Lease cost", "", ""]]
    assert len(changes) == 1
    workspace.undo()
    assert rows(workspace) == BALANCED


def test_undo_takes_back_what_was_done_last_edit_or_step(
    window: MainWindow, workspace: Workspace, typist: Typist
) -> None:
    session, panel = workspace.document.session, workspace.journal
    type_balanced(typist)
    session.execute(RenameLine(LineId("depreciation"), "Wear"))
    window.submenu("edit").aboutToShow.emit()
    assert window.action("undo").text() != "&Undo"
    workspace.undo()
    assert session.step_to_undo is None
    assert rows(workspace) == BALANCED
    workspace.redo()
    panel.legs.setData(panel.legs.index(0, DEBIT), "7")
    window.submenu("edit").aboutToShow.emit()
    assert window.action("undo").text() == "&Undo"
    for _ in range(3):
        workspace.undo()
    assert (rows(workspace)[1][CREDIT - 1], session.step_to_undo) == ("", None)
    workspace.redo()
    assert (rows(workspace), session.step_to_undo) == (BALANCED, None)
    workspace.redo()
    assert (rows(workspace), session.step_to_undo is None) == (BALANCED, False)
    workspace.redo()
    assert rows(workspace)[0] == ["Right of use", "7", ""]
    assert not window.action("redo").isEnabled()


def test_what_is_discarded_returns_with_undo(window: MainWindow, workspace: Workspace, typist: Typist) -> None:
    session = workspace.document.session
    workspace.journal.memo.setFocus()
    typist.type("rent")
    workspace.journal.table.begin_row()
    type_balanced(typist)
    for discard in (lambda: typist.press(KEY.Key_Escape), lambda: window.act("delete_entry")):
        discard()
        assert workspace.status.currentMessage() == "What was not posted is discarded. Ctrl+Z brings it back."
        assert rows(workspace) == []
        assert session.project is session.settled
        workspace.adjustments_panel.toggle(LEASES)
        workspace.undo()
        typist.press(KEY.Key_Z, CONTROL)
        assert (rows(workspace), workspace.journal.memo.text()) == (BALANCED, "rent")
        assert session.project is not session.settled


# ---- an entry that is being written is not overwritten


def test_a_row_that_only_begins_an_entry_is_left_without_a_word(workspace: Workspace) -> None:
    workspace.journal.begin(LEASES, "depreciation")
    assert rows(workspace) == [["Depreciation", "", ""]]
    assert workspace.journal.controller.may_leave()
    assert workspace.status.refusal == ""


def test_another_effect_begins_a_row_of_the_entry_that_is_written(workspace: Workspace, typist: Typist) -> None:
    type_balanced(typist)
    workspace.journal.begin(LEASES, "depreciation")
    assert rows(workspace) == [*BALANCED, ["Depreciation", "", ""]]
    index = workspace.journal.table.currentIndex()
    assert (index.row(), index.column()) == (2, DEBIT)


def test_a_new_entry_or_a_copy_is_refused_while_one_is_written(
    window: MainWindow, workspace: Workspace, typist: Typist
) -> None:
    panel = workspace.journal
    said = "This entry is not posted yet. Post it, or discard it with Esc."
    type_balanced(typist)
    for action in ("new_entry", "reverse_entry"):
        workspace.status.refuse("")
        window.act(action)
        assert workspace.status.refusal == said
    shown = panel.legs.moments
    window.act("copy_entry")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, MomentDialog)
    dialog.accept()
    assert dialog.refusal.text() == said
    assert (rows(workspace), panel.legs.moments) == (BALANCED, shown)
    dialog.reject()


# ---- what is shown follows what is done


def test_columns_stay_as_chosen_until_another_period_is_shown(workspace: Workspace) -> None:
    panel = workspace.journal
    before = panel.legs.moments
    panel.show_neighbour(-1)
    chosen = panel.legs.moments
    assert chosen != before
    workspace.view_state.mark_unproven(True)
    workspace.view_state.show_lines(LinesShown.AFFECTED)
    assert panel.legs.moments == chosen
    workspace.view_state.show_period(Y2)
    workspace.view_state.show_period(Y1)
    assert panel.legs.moments == before


def test_the_list_of_entries_follows_names_and_concepts(workspace: Workspace, typist: Typist) -> None:
    session, panel = workspace.document.session, workspace.journal
    type_balanced(typist)
    typist.post()
    assert panel.entries.texts(0)[0] == "Right of use"
    session.execute(RenameLine(LineId("right of use"), "Leased assets"))
    QApplication.processEvents()
    assert panel.entries.texts(0)[0] == "Leased assets"


def test_an_open_moment_is_shown_among_many(workspace: Workspace) -> None:
    panel = workspace.journal
    moments = panel.controller.ledger.moments
    instants = [moment.instant for moment in moments if moment.instant]
    assert len(instants) > MOST_LINES
    sides = {"right of use": Decimal(5), "deferred tax": Decimal(-5)}
    legs = [
        DraftLeg(line, LineId(line), Map(dict.fromkeys(instants[line == "deferred tax" :], amount)))
        for line, amount in sides.items()
    ]
    panel.controller.edit(Draft(LEASES, tuple(legs)))
    shown = panel.strip.visible_balances()
    assert [panel.controller.is_open(balance) for balance in shown] == [True, False, False]
    assert shown[1:] == list(panel.controller.balances[-2:])


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
    assert open_editor(workspace.journal.table) is not None
    assert effects(workspace) == before
    typist.press(KEY.Key_Escape)
    assert workspace.status.refusal == ""


def type_refused_amount(workspace: Workspace, typist: Typist) -> QLineEdit:
    """Type what is no amount over the debit of the first row."""
    type_balanced(typist)
    workspace.journal.table.go_to(0, DEBIT)
    typist.type("99x")
    editor = open_editor(workspace.journal.table)
    assert editor is not None
    return editor


def click(widget: QWidget, at: QPoint | None = None) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at or widget.rect().center())
    QApplication.processEvents()


def test_a_click_leaves_no_refused_amount(workspace: Workspace, typist: Typist) -> None:
    panel = workspace.journal
    editor = type_refused_amount(workspace, typist)
    other_cell = panel.table.visualRect(panel.legs.index(1, LINE)).center()
    for widget, at in (
        (panel.post_button, None),
        (panel.memo, None),
        (panel.table.viewport(), other_cell),
        (workspace.grid.viewport(), None),
    ):
        click(widget, at)
        assert (open_editor(panel.table), editor.text()) == (editor, "99x")
        assert "'99x' is not an amount" in workspace.status.refusal
    assert workspace.document.session.step_to_undo is None
    panel.memo.setFocus()
    QApplication.processEvents()
    assert typist.focus is editor


def test_what_is_typed_after_a_click_goes_where_was_clicked(workspace: Workspace, typist: Typist) -> None:
    panel = workspace.journal
    type_balanced(typist)
    panel.table.go_to(0, DEBIT)
    typist.type("90")
    click(panel.memo)
    typist.type("rent")
    assert (panel.legs.text(0, DEBIT), panel.memo.text()) == ("90", "rent")


def test_an_amount_that_no_column_can_hold_may_be_left_blank(workspace: Workspace, typist: Typist) -> None:
    panel = workspace.journal
    typist.type("net income again")
    typist.press(KEY.Key_Return)
    panel.table.go_to(0, DEBIT)
    typist.press(KEY.Key_F2)
    typist.press(KEY.Key_Return)
    assert (open_editor(panel.table), workspace.status.refusal) == (None, "")


def test_a_line_is_picked_with_the_mouse(workspace: Workspace, typist: Typist) -> None:
    table = workspace.journal.table
    suggestions = table.delegate.suggestions
    type_balanced(typist)
    for row, typed in ((2, "depr"), (3, "inter")):
        table.go_to(row, LINE)
        typist.type(typed)
        click(suggestions.viewport(), suggestions.visualItemRect(suggestions.item(0)).center())
        assert workspace.journal.legs.leg(row).line is not None
        assert (table.currentIndex().row(), table.currentIndex().column()) == (row, DEBIT)
        assert open_editor(table) is None


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
    assert workspace.status.currentMessage() == "Posted as open: 7 remains unbalanced."


def test_what_is_being_written_is_not_lost_by_leaving(alone: Workspace) -> None:
    workspace, window = alone, window_of(alone)
    type_balanced(Typist(alone))
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


def test_a_period_that_the_statement_lacks_is_refused(window: MainWindow, workspace: Workspace, typist: Typist) -> None:
    panel = workspace.journal
    opening = next(moment for moment in panel.controller.ledger.moments if moment.instant == E0)
    panel.toggle_moment(opening)
    dialog = helper(window, "reclassify")
    assert isinstance(dialog, ReclassificationDialog)
    dialog.source.setCurrentIndex(dialog.source.findText("Lease cost", Qt.MatchFlag.MatchStartsWith))
    dialog.moment.choose(opening)
    dialog.amount.setText("5")
    dialog.accept()
    said = "The statement of 'Lease cost' has no figures for this period. Choose another period."
    assert dialog.refusal.text() == said
    dialog.reject()


def test_the_wheel_changes_no_choice_in_a_form(window: MainWindow, workspace: Workspace, typist: Typist) -> None:
    type_balanced(typist)
    for action in ("tax", "indirect_tax", "reclassify"):
        dialog = helper(window, action)
        combos = dialog.findChildren(QComboBox)
        for combo in combos:
            combo.setCurrentIndex(0)
            turn_wheel(combo)
        assert [combo.currentIndex() for combo in combos] == [0] * len(combos), action
        dialog.reject()


def test_opening_deferred_tax_is_typed_like_any_amount(
    window: MainWindow, workspace: Workspace, typist: Typist
) -> None:
    type_balanced(typist)
    dialog = helper(window, "tax")
    dialog.rate.setText("25%")
    dialog.opening.setText("25%")
    dialog.accept()
    assert "'25%' is not an amount" in dialog.refusal.text()
    dialog.opening.setText("=10+5")
    dialog.accept()
    assert workspace.journal.legs.text(2, CREDIT) == "15"


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
    panel.begin(LEASES, entry=panel.entries.entry(0).id)
    speak(words_in("zh_CN"))
    try:
        panel.controller.bring_forward(panel.controller.later_dates[-1])
    finally:
        speak(words_in("en"))
    *_, brought = workspace.document.session.settled.adjustments[0].entries.values()
    assert "Brought forward" not in brought.memo


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
    evidence = [str(dialog.table.model().index(row, EVIDENCE).data()) for row in range(3)]
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


def test_an_account_pasted_twice_is_asked_once(window: MainWindow, workspace: Workspace) -> None:
    pasted = paste(
        window, "Account\tDr\tCr\nLease or so\t5\t\nLease or so\t\t3\nInterest or so\t\t1\nLease or so\t\t1\n"
    )
    assert pasted is not None
    first, second, other, last = pasted.choices.values()
    QTest.keyClick(first, KEY.Key_Down)
    assert [choice.currentIndex() for choice in (second, other, last)] == [1, 0, 1]
    QTest.keyClick(second, KEY.Key_Up)
    QTest.keyClick(first, KEY.Key_Up)
    QTest.keyClick(first, KEY.Key_Down)
    assert [choice.currentIndex() for choice in (second, last)] == [0, 1], "what was chosen in a row stays there"


def test_the_wheel_changes_no_choice_of_a_pasted_journal(window: MainWindow, workspace: Workspace) -> None:
    pasted = paste(window, JOURNAL)
    assert pasted is not None
    turn_wheel(pasted.choices[3])
    turn_wheel(pasted.if_open)
    assert (pasted.choices[3].currentIndex(), pasted.if_open.currentIndex()) == (0, 0)


def test_a_pasted_entry_goes_to_the_difference_that_it_names(window: MainWindow, workspace: Workspace) -> None:
    session = workspace.document.session
    session.execute(AddAdjustment(Adjustment(AdjustmentId("other"), "Share-based compensation")))
    named = "Difference\tAccount\tDr\tCr\nShare-based compensation\tLease cost\t9\t\n\tDepreciation\t\t9\n"
    own = "\t\t\t\nLeases\tLease cost\t\t4\n\tDepreciation\t4\t\n"
    dialog = paste(window, named + own)
    assert dialog is not None
    assert [dialog.table.model().index(row, DIFFERENCE).data() for row in (0, 2)] == [
        "Share-based compensation",
        "Leases",
    ]
    dialog.accept()
    steps = session.steps_done
    posted = {adjustment.id: adjustment.effects for adjustment in session.project.adjustments}
    assert {line: int(effect) for (line, _), effect in posted["other"].items()} == {"lease cost": 9, "depreciation": -9}
    assert {line: int(effect) for (line, _), effect in posted[LEASES].items()} == {"lease cost": -4, "depreciation": 4}
    assert workspace.status.currentMessage() == "2 entries were posted to Share-based compensation; Leases."
    workspace.undo()
    assert session.steps_done == steps - 1
    assert not session.project.adjustment_by_id[LEASES].effects


def test_a_pasted_entry_of_an_unknown_difference_is_refused(window: MainWindow, workspace: Workspace) -> None:
    dialog = paste(window, "Difference\tAccount\tDr\tCr\nHedging\tLease cost\t9\t\n\tDepreciation\t\t9\n")
    assert dialog is not None
    dialog.accept()
    assert dialog.refusal.text() == (
        "Row 2: no difference is called 'Hedging'. Correct the name, or add the difference first."
    )
    assert effects(workspace) == {}
    dialog.reject()


def test_a_row_without_a_line_is_offered_every_line(window: MainWindow, workspace: Workspace) -> None:
    dialog = paste(window, "Account\tDr\tCr\nZzz\t5\t\nLease cost\t\t5\n")
    assert dialog is not None
    (choice,) = dialog.choices.values()
    offered = {choice.itemData(number) for number in range(1, choice.count())}
    assert {"lease cost", "depreciation", "interest"} <= offered
    dialog.reject()


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
