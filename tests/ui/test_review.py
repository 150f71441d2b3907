"""The review in the window: ticks in the grid, the lists of the panel, and the dialogs, by keyboard."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import TypeVar

import pytest
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from tests.published import ECL, EIR, H1_2023
from tests.reviews import answered, item, left, reference, tick
from tests.ui.shared_windows import as_it_was
from tests.ui.voucher_typing import CONTROL, KEY, SHIFT, Typist
from workbench.commands import (
    AddCrossReference,
    AddOpenItem,
    AddTick,
    AddUncorrected,
    KeepSign,
    RemoveUncorrected,
    SetThreshold,
)
from workbench.domain.cross_references import CrossReferenceId, WorkingPaper
from workbench.domain.open_items import OpenItemId, OpenItemStatus
from workbench.domain.sources import FigureRole
from workbench.domain.subjects import (
    AdjustmentSubject,
    CrossReferenceSubject,
    FigureSubject,
    LineSubject,
    OpenItemSubject,
    TickSubject,
    UncorrectedSubject,
)
from workbench.domain.thresholds import FixedThreshold, ShareOfFigure, ShareOfOverall, ThresholdKind
from workbench.domain.uncorrected import UncorrectedId
from workbench.presentation.statement_table import ColumnKind
from workbench.session import Session
from workbench.ui.records.review_dialogs import (
    CrossReferenceDialog,
    OpenItemDialog,
    SignsDialog,
    TargetKind,
    UncorrectedDialog,
)
from workbench.ui.records.review_lists import ReviewList
from workbench.ui.records.review_panel import ReviewPanel
from workbench.ui.records.thresholds_dialog import ThresholdsDialog, Way
from workbench.ui.shell.review_actions import ask_for_sign, ask_for_thresholds, offer_ticks
from workbench.ui.shell.workspace import Workspace
from workbench.ui.toolkit.item_roles import DESCRIPTION, TOOL_TIP
from workbench.ui.toolkit.lazy_refresh import is_seen

Dialog = TypeVar("Dialog", bound=QDialog)
FINANCING = FigureSubject("operations", "financing_income", H1_2023, FigureRole.AS_REPORTED)
NAME = "Financing income, H1 2023, US GAAP"
NET_INCOME = replace(FINANCING, line="net_income")
no_keyboard = pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard", extend=True)


@pytest.fixture
def workspace(qifu_in_window: Workspace) -> Iterator[Workspace]:
    """The reference case with the review in front, financing income current, nothing left yet."""
    qifu_in_window.window().activateWindow()
    for shown in as_it_was(qifu_in_window):
        shown.document.session.by = "Li Na"
        shown.show_panel("Review")
        shown.review.only_open.setChecked(False)
        shown.review.text.clear()
        shown.review.show_list(ReviewList.ITEMS)
        assert shown.show_cell(FINANCING.line, H1_2023, ColumnKind.AS_REPORTED)
        shown.grid.setFocus()
        yield shown
        shown.ticks_everywhere = False


@pytest.fixture
def panel(workspace: Workspace) -> ReviewPanel:
    return workspace.review


@pytest.fixture
def session(workspace: Workspace) -> Session:
    return workspace.document.session


@pytest.fixture
def typist(workspace: Workspace) -> Typist:
    return Typist(workspace)


def dialog_of(kind: type[Dialog]) -> Dialog:
    (dialog,) = [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, kind) and widget.isVisible()]
    return dialog


def rows(panel: ReviewPanel) -> list[list[str]]:
    model = panel.table.model()
    return [
        [model.index(row, column).data() for column in range(model.columnCount())] for row in range(model.rowCount())
    ]


def signs_at(workspace: Workspace, line: str, column: int = 1) -> tuple[str, ...]:
    model = workspace.grid.current_model()
    row = model.row_of(line)
    assert row is not None
    return model.tick_signs(row, column)


def choose_sign(workspace: Workspace, sign: str) -> None:
    """Choose a sign of the menu of ticks for what is selected."""
    menu = offer_ticks(workspace)
    assert menu is not None
    next(action for action in menu.actions() if f" {sign} " in action.text()).trigger()
    menu.close()


# ---- ticks in the grid


@no_keyboard
def test_a_tick_is_put_on_a_figure_and_taken_off_again(workspace: Workspace, session: Session) -> None:
    choose_sign(workspace, "✓")
    (made,) = session.project.ticks.values()
    assert (made.subject, made.sign, made.by, made.is_everywhere) == (FINANCING, "✓", "Li Na", False)
    assert signs_at(workspace, FINANCING.line) == ("✓",)
    choose_sign(workspace, "✗")
    assert signs_at(workspace, FINANCING.line) == ("✓", "✗")
    menu = offer_ticks(workspace)
    assert menu is not None
    assert [action.isChecked() for action in menu.actions()[:6]] == [True, False, False, False, True, False]
    menu.close()
    choose_sign(workspace, "✓")
    assert signs_at(workspace, FINANCING.line) == ("✗",)


@no_keyboard
def test_all_selected_figures_are_ticked_in_one_step(workspace: Workspace, session: Session) -> None:
    grid, model = workspace.grid, workspace.grid.current_model()
    index = grid.currentIndex()
    grid.setCurrentIndex(index)
    grid.selectionModel().select(
        model.index(index.row() + 2, index.column()), grid.selectionModel().SelectionFlag.Select
    )
    steps = session.steps_done
    choose_sign(workspace, "^")
    assert session.steps_done == steps + 1
    assert len(session.project.ticks) == 2
    choose_sign(workspace, "^")
    assert not session.project.ticks
    session.undo()
    assert len(session.project.ticks) == 2


@no_keyboard
def test_the_keyboard_opens_the_signs_and_a_digit_chooses_one(
    workspace: Workspace, typist: Typist, session: Session
) -> None:
    typist.press(KEY.Key_T, CONTROL | SHIFT)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    QApplication.processEvents()
    QTest.keyClick(menu, KEY.Key_3)
    assert [made.sign for made in session.project.ticks.values()] == ["↔"]


@no_keyboard
def test_a_tick_that_holds_everywhere_is_on_the_same_figure_elsewhere(workspace: Workspace, session: Session) -> None:
    assert workspace.show_cell(NET_INCOME.line, H1_2023, ColumnKind.AS_REPORTED)
    choose_sign(workspace, "✓")
    menu = offer_ticks(workspace)
    assert menu is not None
    next(action for action in menu.actions() if "Wherever" in action.text().replace("&", "")).trigger()
    menu.close()
    assert next(iter(session.project.ticks.values())).is_everywhere
    workspace.view_state.show_statement("comprehensive_income")
    model = workspace.grid.current_model()
    assert [model.rows[row].line.name for row in range(model.rowCount()) if model.tick_signs(row, 1)] == ["Net income"]


def test_a_cell_says_its_ticks(qtbot: QtBot, workspace: Workspace, session: Session) -> None:
    session.execute(KeepSign("TB", "agreed <b>to</b> the trial balance"))
    session.execute(AddTick(tick(FINANCING, "TB")))
    session.execute(AddTick(tick(LineSubject("operations", FINANCING.line), "○", "2")))
    index = workspace.grid.currentIndex()
    assert "TB agreed &lt;b&gt;to&lt;/b&gt; the trial balance (Li Na)" in index.data(TOOL_TIP)
    assert "agreed <b>to</b> the trial balance" in index.data(DESCRIPTION)
    assert signs_at(workspace, FINANCING.line, 0) == ("○",)
    session.execute(AddCrossReference(reference(FINANCING)))
    session.execute(AddOpenItem(item(FINANCING)))
    workspace.show_panel("Figure")
    qtbot.waitUntil(lambda: "Open item 1 (open)" in workspace.figure.toPlainText())
    assert "Cross reference: Working paper B-12 · see there" in workspace.figure.toPlainText()


def test_a_tick_is_drawn_at_the_left_of_its_figure_and_makes_room(workspace: Workspace, session: Session) -> None:
    grid = workspace.grid

    def left_half() -> QImage:
        rect = grid.visualRect(grid.currentIndex())
        return grid.viewport().grab(rect.adjusted(2, 2, -rect.width() // 2, -2)).toImage()

    before, width = left_half(), grid.columnWidth(1)
    session.execute(AddTick(tick(FINANCING)))
    assert left_half() != before
    for number, sign in enumerate("^↔≈✗○", 2):
        session.execute(AddTick(tick(FINANCING, sign, str(number))))
    assert grid.columnWidth(1) > width


# ---- open items


def test_an_open_item_is_raised_answered_closed_and_deleted_by_keyboard(
    panel: ReviewPanel, typist: Typist, session: Session
) -> None:
    typist.press(KEY.Key_I, CONTROL | SHIFT)
    dialog = dialog_of(OpenItemDialog)
    assert dialog.on.currentText() == NAME
    assert dialog.raised_by.text() == "Li Na"
    typist.type("Which rate?")
    dialog.for_whom.setText("Zhang Wei")
    dialog.amount.setText("=1,000+250.5")
    typist.press(KEY.Key_Return, CONTROL)
    (made,) = session.project.open_items.values()
    assert (made.subject, made.text, made.amount) == (FINANCING, "Which rate?", Decimal("1250.5"))
    (row,) = rows(panel)
    assert row[:8] == ["1", "Which rate?", "Li Na", "Zhang Wei", "1,250.5", "open", "", NAME]
    assert panel.count.text == "1 of 1 still open"
    panel.table.setFocus()
    typist.press(KEY.Key_F2)
    dialog = dialog_of(OpenItemDialog)
    dialog.answer.setPlainText("4.35%")
    assert dialog.status.chosen is OpenItemStatus.ANSWERED
    dialog.accept()
    assert rows(panel)[0][5:7] == ["answered", "4.35%"]
    panel.table.setFocus()
    typist.press(KEY.Key_Space)
    assert session.project.open_items[OpenItemId("1")].status is OpenItemStatus.CLOSED
    panel.only_open.setChecked(True)
    assert rows(panel) == []
    assert panel.table.text_if_empty == "Nothing matches."
    panel.only_open.setChecked(False)
    panel.table.setFocus()
    typist.press(KEY.Key_Space)
    assert session.project.open_items[OpenItemId("1")].status is OpenItemStatus.ANSWERED
    typist.press(KEY.Key_Delete)
    assert not session.project.open_items


def test_enter_leads_to_what_an_item_is_about(workspace: Workspace, panel: ReviewPanel, typist: Typist) -> None:
    workspace.document.session.execute(AddOpenItem(item(NET_INCOME)))
    panel.table.setFocus()
    typist.press(KEY.Key_Return)
    assert workspace.grid.hasFocus()
    model, index = workspace.grid.current_model(), workspace.grid.currentIndex()
    assert model.rows[index.row()].line.id == "net_income"


def test_of_an_item_about_the_whole_enter_opens_its_dialog(workspace: Workspace, typist: Typist) -> None:
    workspace.document.session.execute(AddOpenItem(answered(key="1")))
    workspace.review.table.setFocus()
    typist.press(KEY.Key_Return)
    assert dialog_of(OpenItemDialog).answer.toPlainText() == "I do"


def test_what_was_typed_is_lost_only_by_two_presses_of_esc(typist: Typist, session: Session) -> None:
    session.execute(AddOpenItem(item()))
    typist.workspace.review.table.setFocus()
    typist.press(KEY.Key_F2)
    dialog = dialog_of(OpenItemDialog)
    typist.type("The rate of the trust")
    typist.press(KEY.Key_Escape)
    assert dialog.isVisible()
    typist.press(KEY.Key_Escape)
    assert not [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, OpenItemDialog)]
    assert session.project.open_items[OpenItemId("1")].answer == ""


def test_what_is_refused_is_said_in_the_dialog(typist: Typist, session: Session) -> None:
    typist.press(KEY.Key_I, CONTROL | SHIFT)
    dialog = dialog_of(OpenItemDialog)
    dialog.accept()
    assert dialog.refusal.text() == "The text is empty. Enter it."
    dialog.words.setPlainText("x")
    dialog.amount.setText("much")
    dialog.accept()
    assert "is not an amount" in dialog.refusal.text()
    assert not session.project.open_items


# ---- uncorrected differences and thresholds


def test_what_is_left_unadjusted_is_summed_against_the_thresholds(
    panel: ReviewPanel, typist: Typist, session: Session
) -> None:
    panel.show_list(ReviewList.UNCORRECTED)
    assert panel.summary.text() == "No threshold is set."
    typist.press(KEY.Key_D, CONTROL | SHIFT)
    dialog = dialog_of(UncorrectedDialog)
    assert dialog.period.currentText() == "H1 2023"
    dialog.words.setText("Accrual of rent")
    dialog.profit.setText("(120)")
    dialog.accept()
    assert dialog.refusal.text().startswith("The difference needs the reason why it is left")
    dialog.reason.setText("small")
    dialog.accept()
    (made,) = session.project.uncorrected.values()
    assert (made.profit, made.equity, made.period, made.by) == (Decimal(-120), None, H1_2023, "Li Na")
    assert rows(panel)[0][:6] == ["1", "Accrual of rent", "H1 2023", "(120)", "unknown", "small"]
    session.execute(SetThreshold(ThresholdKind.TRIVIAL, FixedThreshold(Decimal(100))))
    assert panel.summary.text() == (
        "H1 2023: profit (120), equity 0, 1 effect unknown, more than clearly trivial\nClearly trivial 100"
    )
    panel.table.setFocus()
    typist.press(KEY.Key_F2)
    dialog_of(UncorrectedDialog).equity.setText("-120")
    dialog_of(UncorrectedDialog).accept()
    assert rows(panel)[0][4] == "(120)"
    panel.table.setFocus()
    typist.press(KEY.Key_Delete)
    assert rows(panel) == []


def test_thresholds_are_set_with_live_amounts_in_one_step(workspace: Workspace, session: Session) -> None:
    dialog = ask_for_thresholds(workspace)
    overall, performance, trivial = dialog.rows.values()
    assert overall.line.itemText(0).startswith("Income before income tax expense")
    overall.way.choose(Way.OF_FIGURE)
    overall.line.setCurrentIndex(next(n for n in range(99) if overall.line.itemText(n).startswith("Net income ")))
    assert overall.period.currentText() == "H1 2023"
    overall.number.setText("0.5")
    assert overall.comes_to.text() == "8,734.44"
    performance.way.choose(Way.OF_OVERALL)
    performance.number.setText("75%")
    assert performance.comes_to.text() == "6,550.83"
    trivial.way.choose(Way.AMOUNT)
    dialog.accept()
    assert dialog.refusal.text().startswith("A threshold lacks its amount")
    trivial.number.setText("500")
    steps = session.steps_done
    dialog.accept()
    assert session.steps_done == steps + 1
    assert session.project.thresholds == {
        ThresholdKind.OVERALL: ShareOfFigure(Decimal("0.5"), "net_income", H1_2023),
        ThresholdKind.PERFORMANCE: ShareOfOverall(Decimal(75)),
        ThresholdKind.TRIVIAL: FixedThreshold(Decimal(500)),
    }
    again = ask_for_thresholds(workspace)
    assert [row.way.chosen for row in again.rows.values()] == [Way.OF_FIGURE, Way.OF_OVERALL, Way.AMOUNT]
    assert again.rows[ThresholdKind.OVERALL].comes_to.text() == "8,734.44"
    again.rows[ThresholdKind.TRIVIAL].way.choose(Way.NONE)
    again.accept()
    assert ThresholdKind.TRIVIAL not in session.project.thresholds
    assert isinstance(ask_for_thresholds(workspace), ThresholdsDialog)


# ---- cross references and signs


def test_a_cross_reference_leads_to_a_paper_then_to_a_figure(
    workspace: Workspace, panel: ReviewPanel, typist: Typist, session: Session
) -> None:
    panel.show_list(ReviewList.REFERENCES)
    typist.press(KEY.Key_R, CONTROL | SHIFT)
    assert dialog_of(CrossReferenceDialog).on.currentText() == NAME
    typist.type("B-12")
    typist.press(KEY.Key_Return)
    key = CrossReferenceId("1")
    assert session.project.cross_references[key].target == WorkingPaper("B-12")
    assert rows(panel)[0][:2] == [NAME, "Working paper B-12"]
    for kind, target, name in (
        (TargetKind.DIFFERENCE, AdjustmentSubject(ECL), "Expected credit losses, net of tax"),
        (TargetKind.FIGURE, replace(NET_INCOME, role=FigureRole.RESULT), "Net income, H1 2023, IFRS"),
    ):
        panel.table.setFocus()
        typist.press(KEY.Key_F2)
        dialog = dialog_of(CrossReferenceDialog)
        dialog.kind.choose(kind)
        if kind is TargetKind.FIGURE:
            dialog.line.setCurrentIndex(dialog.line.findData("net_income"))
            dialog.period.setCurrentIndex(dialog.period.findData(H1_2023))
            dialog.column.choose(FigureRole.RESULT)
        dialog.accept()
        assert session.project.cross_references[key].target == target
        assert rows(panel)[0][1] == name
    panel.table.setFocus()
    typist.press(KEY.Key_Return)
    model, index = workspace.grid.current_model(), workspace.grid.currentIndex()
    assert (model.rows[index.row()].line.id, model.columns[index.column()].kind) == ("net_income", ColumnKind.RESULT)


def test_a_sign_of_ones_own_is_kept_changed_and_deleted(workspace: Workspace, session: Session) -> None:
    dialog = ask_for_sign(workspace)
    dialog.sign.setText("✓")
    dialog.meaning.setText("x")
    dialog.accept()
    assert dialog.refusal.text().startswith("'✓' is a sign of every project")
    dialog.sign.setText("TB")
    dialog.meaning.setText("trial balance")
    dialog.accept()
    session.execute(AddTick(tick(FINANCING, "TB")))
    dialog = ask_for_sign(workspace)
    assert isinstance(dialog, SignsDialog)
    dialog.choice.choose("TB")
    assert not dialog.sign.isEnabled()
    dialog.delete.click()
    assert dialog.refusal.text() == "There are ticks with the sign 'TB'. Take them off first."
    dialog.meaning.setText("ledger")
    dialog.accept()
    assert session.project.own_signs == {"TB": "ledger"}


# ---- the panel


def test_each_list_is_shown_filtered_and_remembers_its_place(panel: ReviewPanel, session: Session) -> None:
    session.execute(AddTick(tick(FINANCING)))
    session.execute(AddTick(tick(AdjustmentSubject(EIR), "✗", "2")))
    panel.show_list(ReviewList.TICKS)
    assert [row[:4] for row in rows(panel)] == [
        ["✓", NAME, "agreed to the published statement or source", "where it stands"],
        ["✗", "Effective interest rate on loans receivable, net of tax", "exception", "where it stands"],
    ]
    panel.text.setText("exception")
    assert len(rows(panel)) == 1
    panel.text.clear()
    panel.choose(TickSubject("2"))
    assert panel.current == TickSubject("2")
    assert panel.add.text() == "Tick…"


def test_undo_shows_what_was_left(workspace: Workspace, panel: ReviewPanel, session: Session) -> None:
    session.execute(AddUncorrected(left(H1_2023)))
    session.execute(AddUncorrected(left(H1_2023, "2")))
    session.execute(RemoveUncorrected(UncorrectedId("2")))
    workspace.show_panel("Charts")
    workspace.undo()
    assert is_seen(panel)
    assert panel.current == UncorrectedSubject("2")
    session.execute(SetThreshold(ThresholdKind.OVERALL, FixedThreshold(Decimal(7))))
    workspace.show_panel("Charts")
    panel.show_list(ReviewList.TICKS)
    workspace.undo()
    assert is_seen(panel)
    assert panel.choice.chosen is ReviewList.UNCORRECTED
    session.execute(AddTick(tick(NET_INCOME)))
    workspace.view_state.show_statement("comprehensive_income")
    workspace.undo()
    model, index = workspace.grid.current_model(), workspace.grid.currentIndex()
    assert model.rows[index.row()].line.id == "net_income"


def test_each_thing_left_can_be_gone_to(workspace: Workspace, panel: ReviewPanel, session: Session) -> None:
    for command in (
        AddTick(tick(FINANCING)),
        AddOpenItem(item()),
        AddUncorrected(left(H1_2023)),
        AddCrossReference(reference(FINANCING)),
    ):
        session.execute(command)
    for subject in (TickSubject("1"), OpenItemSubject("1"), UncorrectedSubject("1"), CrossReferenceSubject("1")):
        workspace.show_panel("Charts")
        workspace.go_to(subject)
        assert is_seen(panel)
        assert panel.current == subject


@pytest.mark.parametrize("name", ["edit_review", "close_item", "delete_review"])
def test_without_a_current_row_an_action_says_so(workspace: Workspace, name: str) -> None:
    workspace.show_panel("Charts")
    workspace.action_wanted.emit(name)
    assert is_seen(workspace.review)
    assert workspace.status.refusal.startswith("Select ")
