"""The list of differences: added, described, moved, dragged, grouped, deleted; nothing is lost, all is taken back."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLineEdit, QMessageBox
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.exporting.made_up import made_up
from tests.journals.books import E1, LEASES, Y1, books, draft
from tests.ui.mouse_wheel import turn_wheel
from tests.ui.shared_windows import as_it_was, opened_once
from tests.ui.voucher_typing import KEY, Typist
from tests.whole_program import use_everywhere
from workbench.commands import (
    AddAdjustment,
    AnyCommand,
    DescribeAdjustment,
    GroupAdjustments,
    PostEntries,
    RenameAdjustment,
    SetNature,
)
from workbench.domain.adjustments import Adjustment, Nature, Readiness
from workbench.domain.project import Project
from workbench.errors import WorkbenchError
from workbench.presentation.statement_table import ColumnKind
from workbench.session import Session
from workbench.ui.adjustments.adjustment_model import CHECKED, NAME, ON_EQUITY, ON_INCOME, PARTLY, UNCHECKED, list_rows
from workbench.ui.adjustments.difference_dialog import DifferenceDialog
from workbench.ui.adjustments.group_dialog import GroupDialog
from workbench.ui.adjustments.list_moves import drop_rows, move_rows
from workbench.ui.adjustments.switch_delegates import switch_rect
from workbench.ui.shell.action_lists.menus import DIFFERENCES
from workbench.ui.shell.difference_actions import say_what_hangs_on
from workbench.ui.shell.window import MainWindow
from workbench.ui.shell.workspace import Workspace
from workbench.ui.toolkit.edit_dialog import EditDialog
from workbench.ui.toolkit.theme import Theme

Dialog = TypeVar("Dialog", bound=QDialog)
ALT, SHIFT, CONTROL = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)
SELECT_FIRST = "Select a difference in the list of differences first."
NOT_POSTED = "This entry is not posted yet. Post it, or discard it with Esc."


def differences() -> Project:
    """Return a small book with three differences: +120 on income and equity, -30 on both, and one that is nil."""
    project = books()
    for key, name in (("pensions", "Pensions"), ("options", "Options")):
        project = AddAdjustment(Adjustment(key, name)).apply(project)
    for key, amount in ((LEASES, 120), ("pensions", -30)):
        legs = draft(
            ("right of use", E1, str(amount)),
            ("lease cost", Y1, str(-amount)),
            ("retained earnings", E1, str(amount)),
        )
        entry = legs.entry(project)
        project = PostEntries(key, (entry,)).apply(project)
    return project


@pytest.fixture(scope="module")
def in_window(theme: Theme, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    yield from opened_once(differences(), theme, tmp_path_factory.mktemp("differences") / "window.ini")


@pytest.fixture
def workspace(in_window: Workspace) -> Iterator[Workspace]:
    """The small book with the first of three differences chosen, the keyboard in their list."""
    in_window.view_state.show_period(Y1)
    in_window.window().activateWindow()
    switches = in_window.adjustments_panel.switches
    for shown in as_it_was(in_window):
        switches.choose(LEASES)
        switches.setFocus()
        yield shown
        shown.journal.controller.discard()


@pytest.fixture
def window(workspace: Workspace) -> MainWindow:
    made = workspace.window()
    assert isinstance(made, MainWindow)
    return made


@pytest.fixture
def typist(workspace: Workspace) -> Typist:
    return Typist(workspace)


def rows(workspace: Workspace) -> list[str]:
    """Return the list as it is read: members of a group set in."""
    model = workspace.adjustments_panel.adjustments
    return [
        ("  " if row.group and not row.is_heading else "") + model.text(number, NAME)
        for number, row in enumerate(model.rows)
    ]


def chosen(workspace: Workspace) -> list[str]:
    return [adjustment.id for adjustment in workspace.adjustments_panel.switches.all_chosen]


def select(workspace: Workspace, *numbers: int) -> None:
    """Select rows of the list, the first of them current."""
    switches, model = workspace.adjustments_panel.switches, workspace.adjustments_panel.adjustments
    switches.setCurrentIndex(model.index(numbers[0], NAME))
    for number in numbers[1:]:
        switches.selectionModel().select(
            model.index(number, NAME),
            switches.selectionModel().SelectionFlag.Select | switches.selectionModel().SelectionFlag.Rows,
        )


def dialog(kind: type[Dialog]) -> Dialog:
    found = QApplication.activeModalWidget()
    assert isinstance(found, kind)
    return found


def has_keyboard(workspace: Workspace) -> bool:
    return workspace.window().focusWidget() is workspace.adjustments_panel.switches


def group(workspace: Workspace, *keys: str, name: str = "Staff") -> None:
    workspace.document.session.execute(GroupAdjustments(keys, name))


def grid_columns(workspace: Workspace) -> list[str]:
    columns = workspace.grid.current_model().columns
    return [column.adjustment for column in columns if column.kind is ColumnKind.EFFECT]


def test_the_model_is_sound(workspace: Workspace, qtmodeltester: ModelTester) -> None:
    group(workspace, LEASES, "pensions")
    qtmodeltester.check(workspace.adjustments_panel.adjustments)


# ---- added and described


@pytest.mark.parametrize(("key", "modifiers"), [(KEY.Key_Insert, None), (KEY.Key_Plus, None), (KEY.Key_Plus, SHIFT)])
def test_a_difference_is_added_by_its_name_alone(
    workspace: Workspace, typist: Typist, key: Qt.Key, modifiers: Qt.KeyboardModifier | None
) -> None:
    session = workspace.document.session
    before, totals = session.project, session.results.figure("net income", Y1)
    typist.press(key, modifiers or Qt.KeyboardModifier.NoModifier)
    typist.type("Warranties")
    typist.press(KEY.Key_Return)
    assert rows(workspace) == ["Leases", "Pensions", "Options", "Warranties · draft"]
    assert chosen(workspace) == ["warranties"]
    assert has_keyboard(workspace)
    assert session.results.figure("net income", Y1) == totals
    assert grid_columns(workspace)[-1] == "warranties"
    session.undo()
    assert session.project is before
    assert has_keyboard(workspace)


def test_a_name_is_given_once(workspace: Workspace, typist: Typist) -> None:
    before = workspace.document.session.project
    typist.press(KEY.Key_Insert)
    typist.type("leases ")
    typist.press(KEY.Key_Return)
    assert dialog(DifferenceDialog).refusal.text() == "There is already a difference 'Leases'. Choose another name."
    typist.press(KEY.Key_Escape)
    assert has_keyboard(workspace)
    select(workspace, 1)
    typist.press(KEY.Key_F2)
    typist.type("LEASES")
    typist.press(KEY.Key_Return)
    assert workspace.status.refusal == "There is already a difference 'Leases'. Choose another name."
    assert workspace.document.session.project is before


def test_the_wheel_changes_no_detail(window: MainWindow, workspace: Workspace) -> None:
    for action in ("difference_details", "group_differences", "new_from_catalogue"):
        window.act(action)
        form = dialog(EditDialog)
        combos = form.findChildren(QComboBox)
        before = [combo.currentIndex() for combo in combos]
        for combo in combos:
            turn_wheel(combo)
        assert [combo.currentIndex() for combo in combos] == before, action
        form.reject()


def test_the_details_of_a_difference_are_one_step(workspace: Workspace, typist: Typist) -> None:
    session = workspace.document.session
    before = session.project
    typist.press(KEY.Key_Return, ALT)
    details = dialog(DifferenceDialog)
    details.group.setCurrentText("Assets")
    details.nature.setCurrentIndex(details.nature.findData(Nature.MEASUREMENT))
    details.readiness.setCurrentIndex(details.readiness.findData(Readiness.DRAFT))
    details.standards[0].setText("ASC 842")
    details.standards[1].setText("IFRS 16")
    details.note.setPlainText("Why.")
    typist.type("Rent")
    typist.press(KEY.Key_Return)
    known = session.project.adjustment_by_id[LEASES]
    assert (known.name, known.group, known.note, known.standards) == ("Rent", "Assets", "Why.", ("ASC 842", "IFRS 16"))
    assert rows(workspace) == ["Assets", "  Rent · draft", "Pensions", "Options"]
    model = workspace.adjustments_panel.adjustments
    assert model.data(model.index(1, NAME), Qt.ItemDataRole.ToolTipRole) == "Rent\nASC 842 → IFRS 16\nMeasurement"
    assert chosen(workspace) == [LEASES]
    assert has_keyboard(workspace)
    session.undo()
    assert session.project is before
    assert rows(workspace)[0] == "Leases"


def test_details_that_were_only_looked_at_are_no_step(workspace: Workspace, typist: Typist) -> None:
    typist.press(KEY.Key_Return, ALT)
    typist.press(KEY.Key_Return)
    assert QApplication.activeModalWidget() is None
    assert workspace.document.session.step_to_undo is None


def test_a_kind_that_a_later_version_knows_is_kept(workspace: Workspace, typist: Typist) -> None:
    workspace.document.session.execute(DescribeAdjustment(LEASES, ("", ""), "", Readiness.READY, "of_the_future"))
    described = workspace.document.session.project
    typist.press(KEY.Key_Return, ALT)
    assert dialog(DifferenceDialog).kind.currentText() == "of_the_future"
    typist.press(KEY.Key_Return)
    assert workspace.document.session.project is described


def test_f2_and_enter_rename_and_do_nothing_else(workspace: Workspace, typist: Typist) -> None:
    typist.press(KEY.Key_F2)
    typist.type("Rent")
    typist.press(KEY.Key_Return)
    assert rows(workspace)[0] == "Rent"
    assert has_keyboard(workspace), "Enter in the editor of a name does not open the entries"
    typist.press(KEY.Key_F2)
    typist.type("no")
    typist.press(KEY.Key_Escape)
    assert rows(workspace)[0] == "Rent"


def test_the_status_is_marked_in_the_menu_and_in_the_list(window: MainWindow, workspace: Workspace) -> None:
    assert window.action("ready").isChecked()
    window.act("ready")
    assert rows(workspace)[0] == "Leases · draft"
    assert not window.action("ready").isChecked()
    window.act("ready")
    assert rows(workspace)[0] == "Leases"


def test_a_copy_has_the_entries_and_is_a_draft(window: MainWindow, workspace: Workspace) -> None:
    session = workspace.document.session
    before = session.project
    window.act("duplicate_difference")
    model = workspace.adjustments_panel.adjustments
    assert rows(workspace)[-1] == "Leases (copy) · draft"
    assert chosen(workspace) == ["leases_copy"]
    assert [model.text(3, column) for column in (ON_INCOME, ON_EQUITY)] == ["120", "120"]
    assert session.results.figure("net income", Y1) == 210
    workspace.adjustments_panel.switches.choose(LEASES)
    window.act("duplicate_difference")
    assert rows(workspace)[-1] == "Leases (copy 2) · draft"
    session.undo()
    session.undo()
    assert session.project is before


# ---- moved


def test_alt_and_arrows_move_a_difference_and_its_column(workspace: Workspace, typist: Typist) -> None:
    before = workspace.document.session.project
    typist.press(KEY.Key_Down, ALT)
    assert rows(workspace) == ["Pensions", "Leases", "Options"]
    assert grid_columns(workspace) == ["pensions", LEASES]
    assert chosen(workspace) == [LEASES]
    assert has_keyboard(workspace)
    typist.press(KEY.Key_Down, ALT)
    typist.press(KEY.Key_Down, ALT)
    assert rows(workspace) == ["Pensions", "Options", "Leases"]
    typist.press(KEY.Key_Up, ALT)
    assert rows(workspace) == ["Pensions", "Leases", "Options"]
    for _ in range(3):
        workspace.document.session.undo()
    assert workspace.document.session.project is before
    assert workspace.document.session.step_to_undo is None, "where there is no place beyond, nothing is a step"


def test_several_move_together(workspace: Workspace, typist: Typist) -> None:
    typist.press(KEY.Key_Down, SHIFT)
    typist.press(KEY.Key_Down, ALT)
    assert rows(workspace) == ["Options", "Leases", "Pensions"]
    assert chosen(workspace) == [LEASES, "pensions"]


def test_a_member_moves_within_its_group_and_a_group_as_a_whole(workspace: Workspace, typist: Typist) -> None:
    group(workspace, LEASES, "pensions")
    assert rows(workspace) == ["Staff", "  Leases", "  Pensions", "Options"]
    typist.press(KEY.Key_Down, ALT)
    assert rows(workspace) == ["Staff", "  Pensions", "  Leases", "Options"]
    typist.press(KEY.Key_Down, ALT)
    assert rows(workspace) == ["Staff", "  Pensions", "  Leases", "Options"]
    select(workspace, 0)
    typist.press(KEY.Key_Down, ALT)
    assert rows(workspace) == ["Options", "Staff", "  Pensions", "  Leases"]
    assert workspace.adjustments_panel.switches.chosen_rows == [1], "the group is still chosen"


def test_a_correction_of_an_error_stays_behind_the_others(workspace: Workspace, typist: Typist) -> None:
    workspace.document.session.execute(SetNature(LEASES, Nature.ERROR_CORRECTION))
    assert rows(workspace) == ["Pensions", "Options", "Leases (error correction)"]
    typist.press(KEY.Key_Up, ALT)
    assert rows(workspace) == ["Pensions", "Options", "Leases (error correction)"]


# ---- dragged


def drop(workspace: Workspace, target: int | None, *, is_below: bool = False) -> list[str]:
    workspace.adjustments_panel.switches.dropped.emit(target, is_below)
    return rows(workspace)


def test_rows_can_be_dragged_between_others(workspace: Workspace) -> None:
    model = workspace.adjustments_panel.adjustments
    group(workspace, LEASES)
    for row in range(model.rowCount()):
        assert model.flags(model.index(row, NAME)) & Qt.ItemFlag.ItemIsDragEnabled
        assert not model.flags(model.index(row, NAME)) & Qt.ItemFlag.ItemIsDropEnabled
    assert model.flags(model.index(-1, -1)) & Qt.ItemFlag.ItemIsDropEnabled
    assert model.supportedDropActions() is Qt.DropAction.MoveAction


def test_a_difference_is_dropped_above_below_and_at_the_end(workspace: Workspace) -> None:
    select(workspace, 2)
    assert drop(workspace, 0) == ["Options", "Leases", "Pensions"]
    assert drop(workspace, 1, is_below=True) == ["Leases", "Options", "Pensions"]
    assert drop(workspace, None) == ["Leases", "Pensions", "Options"]
    assert drop(workspace, 2) == ["Leases", "Pensions", "Options"]
    assert chosen(workspace) == ["options"]


def test_a_difference_is_dropped_into_a_group_and_out_of_it(workspace: Workspace) -> None:
    session = workspace.document.session
    group(workspace, LEASES)
    before = session.project
    select(workspace, 3)
    assert drop(workspace, 0, is_below=True) == ["Staff", "  Options", "  Leases", "Pensions"]
    assert chosen(workspace) == ["options"]
    assert drop(workspace, 2, is_below=True) == ["Staff", "  Leases", "  Options", "Pensions"]
    assert drop(workspace, 0) == ["Options", "Staff", "  Leases", "Pensions"]
    assert drop(workspace, 2) == ["Staff", "  Options", "  Leases", "Pensions"]
    assert drop(workspace, 3, is_below=True) == ["Staff", "  Leases", "Pensions", "Options"]
    for _ in range(5):
        session.undo()
    assert session.project is before


def test_a_group_is_dropped_as_a_whole(workspace: Workspace) -> None:
    group(workspace, LEASES, "pensions")
    select(workspace, 0, 1)
    assert drop(workspace, None) == ["Options", "Staff", "  Leases", "  Pensions"]
    assert workspace.document.session.project.adjustment_by_id[LEASES].group == "Staff"


def test_why_a_correction_stays_at_the_end_is_said(workspace: Workspace) -> None:
    workspace.document.session.execute(SetNature("options", Nature.ERROR_CORRECTION))
    select(workspace, 2)
    assert drop(workspace, 0) == ["Leases", "Pensions", "Options (error correction)"]
    assert workspace.status.refusal == "Corrections of errors stay at the end of the list."
    select(workspace, 0)
    assert drop(workspace, 2, is_below=True) == ["Pensions", "Leases", "Options (error correction)"]


@pytest.mark.parametrize("across", [2, 12, 24])
def test_a_click_anywhere_on_a_switch_toggles_it_once(qtbot: QtBot, workspace: Workspace, across: int) -> None:
    switches = workspace.adjustments_panel.switches
    area = switch_rect(switches.visualRect(workspace.adjustments_panel.adjustments.index(1, NAME)))
    at = QPoint(area.left() + across, area.center().y())
    qtbot.mouseClick(switches.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert workspace.document.session.project.enabled == {LEASES, "options"}


def test_pressing_a_switch_drags_nothing(qtbot: QtBot, workspace: Workspace) -> None:
    switches = workspace.adjustments_panel.switches
    at = switches.visualRect(workspace.adjustments_panel.adjustments.index(1, NAME)).topLeft() + QPoint(20, 14)
    qtbot.mousePress(switches.viewport(), Qt.MouseButton.LeftButton, pos=at)
    switches.startDrag(Qt.DropAction.MoveAction)  # would wait for the mouse
    qtbot.mouseRelease(switches.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert workspace.document.session.project.enabled == {LEASES, "options"}


# ---- grouped


def test_selected_differences_are_grouped_and_ungrouped(
    window: MainWindow, workspace: Workspace, typist: Typist
) -> None:
    before = workspace.document.session.project
    select(workspace, 0, 2)
    window.act("group_differences")
    typist.press(KEY.Key_Return)
    assert dialog(GroupDialog).refusal.text() == "A group needs a name. Enter one, or cancel and choose Ungroup."
    typist.type("Staff")
    typist.press(KEY.Key_Return)
    assert rows(workspace) == ["Staff", "  Leases", "  Options", "Pensions"]
    assert chosen(workspace) == [LEASES, "options"]
    assert has_keyboard(workspace)
    window.act("ungroup_differences")
    assert rows(workspace) == ["Leases", "Options", "Pensions"]
    assert chosen(workspace) == [LEASES, "options"]
    workspace.document.session.undo()
    workspace.document.session.undo()
    assert workspace.document.session.project is before


def test_one_switch_is_that_of_all_members(workspace: Workspace, typist: Typist) -> None:
    session, model = workspace.document.session, workspace.adjustments_panel.adjustments
    group(workspace, LEASES, "pensions")
    select(workspace, 0)
    before = session.project
    assert model.state(0) is CHECKED
    typist.press(KEY.Key_Space)
    assert session.project.enabled == {"options"}
    assert model.state(0) is UNCHECKED
    assert session.results.figure("net income", Y1) == 0
    select(workspace, 2)
    typist.press(KEY.Key_Space)
    assert model.state(0) is PARTLY
    assert session.results.figure("net income", Y1) == -30
    select(workspace, 0)
    typist.press(KEY.Key_Space)
    assert model.state(0) is CHECKED, "a group that is partly on is switched on"
    for _ in range(3):
        session.undo()
    assert session.project is before


def test_a_group_shows_the_sum_of_its_members_and_reads_as_one(workspace: Workspace) -> None:
    model = workspace.adjustments_panel.adjustments
    group(workspace, LEASES, "pensions")
    workspace.adjustments_panel.toggle("pensions")
    assert [model.text(0, column) for column in (ON_INCOME, ON_EQUITY)] == ["90", "90"]
    read = Qt.ItemDataRole.AccessibleTextRole
    assert model.data(model.index(0, NAME), read) == "Staff: 2 differences, partly on"
    assert model.data(model.index(1, NAME), read) == "Leases, on"
    tip = Qt.ItemDataRole.ToolTipRole
    assert model.data(model.index(0, NAME), tip) == "Staff\n2 differences"
    assert model.data(model.index(0, ON_INCOME), tip) == "Staff: effect on net income, FY 2024: 90"


def test_a_group_is_renamed_but_never_to_nothing(workspace: Workspace, typist: Typist) -> None:
    group(workspace, LEASES, "pensions")
    grouped = workspace.document.session.project
    select(workspace, 0)
    typist.press(KEY.Key_F2)
    typist.type(" ")
    typist.press(KEY.Key_Return)
    assert workspace.status.refusal == "A group needs a name. Enter one, or choose Ungroup."
    assert workspace.document.session.project is grouped
    typist.press(KEY.Key_F2)
    typist.type("People")
    typist.press(KEY.Key_Return)
    assert rows(workspace) == ["People", "  Leases", "  Pensions", "Options"]
    assert workspace.adjustments_panel.switches.chosen_rows == [0]
    assert workspace.status.refusal == "", "what was refused before is past"


def test_the_name_of_a_group_is_no_difference(window: MainWindow, workspace: Workspace, typist: Typist) -> None:
    group(workspace, "pensions", "options")
    select(workspace, 1)
    grouped = workspace.document.session.project
    for action in ("difference_details", "duplicate_difference", "ready", "nature_measurement"):
        window.act(action)
        assert workspace.status.refusal == SELECT_FIRST
        assert workspace.document.session.project is grouped
        workspace.status.refuse("")
    typist.press(KEY.Key_Return)
    assert workspace.journal.difference.currentText() == "Pensions", "its first member's entries are shown"


# ---- deleted


def test_one_on_which_nothing_hangs_goes_at_once_and_the_next_is_chosen(workspace: Workspace, typist: Typist) -> None:
    session = workspace.document.session
    session.execute(AddAdjustment(Adjustment("warranties", "Warranties")))
    before = session.project
    select(workspace, 2)
    typist.press(KEY.Key_Delete)
    assert rows(workspace) == ["Leases", "Pensions", "Warranties"]
    assert chosen(workspace) == ["warranties"]
    typist.press(KEY.Key_Delete)
    assert chosen(workspace) == ["pensions"], "the last, since none comes after"
    assert has_keyboard(workspace)
    session.undo()
    session.undo()
    assert session.project is before


def test_what_hangs_on_a_difference_is_asked_about(workspace: Workspace, typist: Typist) -> None:
    session = workspace.document.session
    session.execute(DescribeAdjustment(LEASES, ("", ""), "Why.", Readiness.READY, ""))
    before = session.project
    typist.press(KEY.Key_Delete)
    box = dialog(QMessageBox)
    assert box.text() == "Delete Leases?"
    assert box.informativeText().splitlines()[1:] == ["•  1 journal entry", "•  its note"]
    typist.press(KEY.Key_Escape)
    assert session.project is before
    assert has_keyboard(workspace)
    typist.press(KEY.Key_Delete)
    typist.press(KEY.Key_Return)
    assert rows(workspace) == ["Pensions", "Options"]
    assert has_keyboard(workspace)
    assert session.results.figure("net income", Y1) == -30
    session.undo()
    assert session.project is before


def test_several_are_deleted_together_after_asking(window: MainWindow, workspace: Workspace, typist: Typist) -> None:
    before = workspace.document.session.project
    select(workspace, 1, 2)
    typist.press(KEY.Key_Delete)
    box = dialog(QMessageBox)
    assert box.text() == "Delete Pensions; Options?"
    assert box.informativeText().splitlines()[1:] == ["•  1 journal entry"]
    typist.press(KEY.Key_Return)
    assert rows(workspace) == ["Leases"]
    window.submenu("edit").aboutToShow.emit()
    assert window.action("undo").text() == "&Undo Delete 2 differences"
    workspace.document.session.undo()
    assert workspace.document.session.project is before


def test_a_group_is_deleted_with_its_members(workspace: Workspace, typist: Typist) -> None:
    group(workspace, "pensions", "options")
    select(workspace, 1)
    typist.press(KEY.Key_Delete)
    assert dialog(QMessageBox).text() == "Delete Pensions; Options?"
    typist.press(KEY.Key_Return)
    assert rows(workspace) == ["Leases"]


def test_the_cells_of_a_source_are_asked_about(qifu_project: Project) -> None:
    known = qifu_project.adjustments
    assert list(say_what_hangs_on(qifu_project, known[:1]))[1:] == ["the cells of its sources", "its note"]
    assert list(say_what_hangs_on(qifu_project, known))[1:] == ["the cells of their sources", "4 notes"]


def test_a_difference_stays_while_its_entry_is_being_written(
    window: MainWindow, workspace: Workspace, typist: Typist
) -> None:
    before = workspace.document.session.project
    typist.press(KEY.Key_Return)
    typist.type_row("right of", debit="7")
    workspace.adjustments_panel.switches.setFocus()
    typist.press(KEY.Key_Delete)
    assert workspace.status.refusal == NOT_POSTED
    assert workspace.document.session.settled is before
    assert workspace.journal.legs.text(0, 2) == "7"
    workspace.adjustments_panel.switches.choose("options")
    workspace.adjustments_panel.switches.setFocus()
    typist.press(KEY.Key_Delete)
    assert rows(workspace) == ["Leases", "Pensions"], "another one can be deleted meanwhile"
    group(workspace, LEASES, "pensions")
    assert workspace.journal.legs.text(0, 2) == "7"
    assert workspace.journal.difference.currentText() == "Leases"
    window.act("new_from_catalogue")
    assert QApplication.activeModalWidget() is None
    assert workspace.status.refusal == NOT_POSTED


def test_panels_behind_others_show_what_is_left(workspace: Workspace, typist: Typist) -> None:
    """A panel that comes to the front is first painted as it was: with entries of a difference that is gone."""
    for panel in ("Entries", "Journal", "Completeness"):
        workspace.show_panel(panel)
        QApplication.processEvents()
    workspace.adjustments_panel.switches.setFocus()
    typist.press(KEY.Key_Delete)
    typist.press(KEY.Key_Return)
    for panel in ("Entries", "Journal"):
        workspace.show_panel(panel)
        QApplication.processEvents()
        QApplication.processEvents()
    entries = workspace.entries.view.model()
    assert {str(entries.index(row, 0).data()) for row in range(entries.rowCount())} == {"Pensions"}
    assert workspace.journal.difference.currentText() == "Pensions"


# ---- an empty list


def test_in_an_empty_list_each_action_says_what_is_missing(
    window: MainWindow, workspace: Workspace, typist: Typist
) -> None:
    select(workspace, 0, 1, 2)
    typist.press(KEY.Key_Delete)
    typist.press(KEY.Key_Return)
    assert rows(workspace) == []
    assert workspace.adjustments_panel.switches.text_if_empty.startswith("No differences yet. Add one with ")
    for action in ("difference_details", "duplicate_difference", "group_differences", "ungroup_differences", "ready"):
        window.act(action)
        assert workspace.status.refusal == SELECT_FIRST
        workspace.status.refuse("")
    for action in ("difference_up", "all_on", "all_off"):
        window.act(action)
    assert not window.submenu(DIFFERENCES.name).isEnabled()
    typist.press(KEY.Key_Insert)
    typist.type("Leases")
    typist.press(KEY.Key_Return)
    assert rows(workspace) == ["Leases · draft"]
    assert window.submenu(DIFFERENCES.name).isEnabled()


def test_control_and_space_selects_and_switches_nothing(workspace: Workspace, typist: Typist) -> None:
    typist.press(KEY.Key_Down, CONTROL)
    typist.press(KEY.Key_Space, CONTROL)
    assert chosen(workspace) == [LEASES, "pensions"]
    assert workspace.document.session.project.is_complete


# ---- whatever is done, no difference is lost or doubled, and all of it is taken back


NAMES = tuple("abcdefg")
Steps = Sequence[tuple[str, tuple[int, ...], int, bool]]


@st.composite
def listed(draw: st.DrawFn) -> Project:
    """Return a project with up to seven differences, some in groups, some corrections of errors."""
    project = books()
    for name in NAMES[: draw(st.integers(0, len(NAMES)))]:
        project = AddAdjustment(Adjustment(name, name.upper())).apply(project)
        if draw(st.booleans()):
            project = GroupAdjustments((name,), draw(st.sampled_from(("One", "Two")))).apply(project)
        if draw(st.booleans()):
            project = SetNature(name, Nature.ERROR_CORRECTION).apply(project)
    return project


STEPS = st.lists(
    st.tuples(
        st.sampled_from(("up", "down", "drop", "end", "group", "ungroup", "rename")),
        st.tuples(st.integers(0, 20), st.integers(0, 20)),
        st.integers(0, 20),
        st.booleans(),
    ),
    max_size=8,
)


def command_of(project: Project, kind: str, numbers: tuple[int, ...], target: int, *, is_below: bool) -> AnyCommand:
    known = list_rows(project.adjustments)
    picked = {number % len(known) for number in numbers}
    keys = tuple(member.id for number in sorted(picked) for member in known[number].members)
    match kind:
        case "up" | "down":
            return move_rows(known, picked, -1 if kind == "up" else 1)
        case "drop":
            return drop_rows(project, known, picked, target % len(known), is_below=is_below)
        case "end":
            return drop_rows(project, known, picked, None, is_below=is_below)
        case "rename":
            return RenameAdjustment(keys[0], NAMES[target % len(NAMES)].upper())
    return GroupAdjustments(keys, "Two" if kind == "group" else "")


@given(listed(), STEPS)
def test_no_sequence_of_moves_loses_or_doubles_a_difference(project: Project, steps: Steps) -> None:
    session = Session(project)
    for kind, numbers, target, is_below in steps:
        try:
            session.execute(command_of(session.project, kind, numbers, target, is_below=is_below))
        except WorkbenchError:
            assert kind == "rename", "another one has the name"
        now = session.project.adjustments
        assert sorted(known.id for known in now) == sorted(known.id for known in project.adjustments)
        corrections = [known.nature is Nature.ERROR_CORRECTION for known in now]
        assert corrections == sorted(corrections), "corrections of errors stand last"
        headings = [(row.group, row.members[0].nature) for row in list_rows(now) if row.is_heading]
        assert len(headings) == len(set(headings)), "a group stands together"
        assert session.project.enabled == project.enabled
    while session.step_to_undo:
        session.undo()
    assert session.project is project


@given(listed(), st.tuples(st.integers(0, 20), st.integers(0, 20)), st.sampled_from((-1, 1)))
def test_a_move_that_has_room_is_undone_by_the_opposite_move(
    project: Project, numbers: tuple[int, ...], by: int
) -> None:
    known = list_rows(project.adjustments)
    picked = {numbers[0] % len(known)}
    moved = move_rows(known, picked, by).apply(project)
    if moved is project:
        return
    after = list_rows(moved.adjustments)
    (row,) = picked
    keys = {member.id for member in known[row].members}
    again = next(
        number
        for number, there in enumerate(after)
        if there.is_heading == known[row].is_heading and keys == {member.id for member in there.members}
    )
    assert move_rows(after, {again}, -by).apply(moved).adjustments == project.adjustments


def test_the_whole_program_works_after_any_of_it(tmp_path: Path) -> None:
    (project,) = made_up(1, 5)
    session = Session(project)
    keys = tuple(project.adjustment_by_id)
    for command in (
        GroupAdjustments(keys[:2], "A <group> & more"),
        move_rows(list_rows(project.adjustments), {0}, 1),
        SetNature(keys[0], Nature.ERROR_CORRECTION),
    ):
        session.execute(command)
        use_everywhere(session, tmp_path)


def test_an_editor_of_a_name_keeps_its_keys(workspace: Workspace, typist: Typist) -> None:
    typist.press(KEY.Key_F2)
    assert isinstance(typist.focus, QLineEdit)
    typist.type("A+B")
    typist.press(KEY.Key_Delete)
    typist.press(KEY.Key_Return)
    assert rows(workspace) == ["A+B", "Pensions", "Options"]
