"""The panel of completeness: what is open is seen and asked about, a conclusion has its reason and its author."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester

from tests.journals.books import E1, LEASES, Y1, books, draft
from tests.ui.mouse_wheel import turn_wheel
from tests.ui.shared_windows import as_it_was, opened_once
from tests.ui.voucher_typing import KEY, Typist
from workbench.catalogue.differences import kinds
from workbench.commands import AddPeriod, Consider, DescribeAdjustment, PostEntries, SetReconciled
from workbench.domain.completeness import Conclusion, Consideration
from workbench.domain.ids import KindId
from workbench.domain.maps import Map
from workbench.domain.periods import Period
from workbench.domain.project import Project
from workbench.session import Session
from workbench.ui.records.completeness_model import KIND, CompletenessModel, explain
from workbench.ui.records.completeness_panel import CompletenessPanel
from workbench.ui.records.consideration_dialog import ConsiderationDialog
from workbench.ui.shell.document_actions import copy
from workbench.ui.shell.workspace import Workspace
from workbench.ui.toolkit.theme import Theme

LEASES_KIND = KindId("leases")
NIL = Consideration(Conclusion.NIL, "None held", "A. Analyst", datetime(2026, 1, 2, 9, 30, tzinfo=UTC))
ALL_KINDS = len(kinds())


def with_leases_adjusted() -> Project:
    """Return the small book, its leases adjusted and of their kind, so that one year is reconciled."""
    project = books()
    entry = draft(("right of use", E1, "120"), ("lease cost", Y1, "-120"), ("retained earnings", E1, "120"))
    project = PostEntries(LEASES, (entry.entry(project),)).apply(project)
    known = project.adjustment_by_id[LEASES]
    return DescribeAdjustment(LEASES, ("", ""), "", known.readiness, LEASES_KIND).apply(project)


@pytest.fixture(scope="module")
def in_window(theme: Theme, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    yield from opened_once(with_leases_adjusted(), theme, tmp_path_factory.mktemp("kinds") / "window.ini")


@pytest.fixture
def workspace(in_window: Workspace) -> Iterator[Workspace]:
    """The small book with the panel of completeness in front, share-based compensation current."""
    in_window.window().activateWindow()
    for shown in as_it_was(in_window):
        shown.show_panel("Completeness")
        panel = shown.completeness
        panel.only_open.setChecked(False)
        panel.text.clear()
        QApplication.processEvents()
        panel.view.setCurrentIndex(panel.view.model().index(0, panel.model.columnCount() - 1))
        yield shown


@pytest.fixture
def panel(workspace: Workspace) -> CompletenessPanel:
    return workspace.completeness


@pytest.fixture
def typist(workspace: Workspace) -> Typist:
    return Typist(workspace)


def listed(panel: CompletenessPanel) -> list[str]:
    model = panel.view.model()
    return [str(model.index(row, KIND).data()) for row in range(model.rowCount())]


def answers(panel: CompletenessPanel, row: int) -> list[str]:
    model = panel.view.model()
    return [str(model.index(row, column).data()) for column in range(KIND, model.columnCount())]


def count(panel: CompletenessPanel) -> str:
    return panel.count.text


def asked(typist: Typist) -> ConsiderationDialog:
    """Press Enter on the current answer; return the dialog that opens."""
    typist.press(KEY.Key_Return)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ConsiderationDialog)
    return dialog


def conclude(dialog: ConsiderationDialog, conclusion: Conclusion | None, reason: str = "", amount: str = "") -> None:
    dialog.conclusion.setCurrentIndex(dialog.conclusion.findData(conclusion))
    dialog.reason.setText(reason)
    dialog.amount.setText(amount)
    dialog.accept()


def has_keyboard(panel: CompletenessPanel) -> bool:
    return panel.window().focusWidget() is panel.view


# ---- what it shows


def test_the_model_is_sound(panel: CompletenessPanel, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(panel.model)
    qtmodeltester.check(panel.view.model())


def test_each_kind_is_listed_with_its_standards_and_an_answer_for_each_moment(panel: CompletenessPanel) -> None:
    assert len(listed(panel)) == ALL_KINDS
    headings = [panel.model.headerData(column, Qt.Orientation.Horizontal) for column in range(3)]
    assert headings == ["Kind of difference", "Standards", "FY 2024"]
    assert answers(panel, 0) == ["Share-based compensation", "ASC 718 → IFRS 2", "open"]
    assert answers(panel, 1) == ["Leases", "ASC 842 → IFRS 16", "adjusted"]
    assert count(panel) == f"{ALL_KINDS - 1} of {ALL_KINDS} open in the latest period"


def test_the_tip_of_an_answer_says_why(panel: CompletenessPanel, workspace: Workspace) -> None:
    workspace.document.session.execute(Consider(LEASES_KIND, Y1, NIL))
    (moment,) = panel.model.moments
    assert explain(panel.model.answer(0, moment)) == "Nobody has considered this yet."
    assert explain(panel.model.answer(1, moment)) == ("Entries of Leases\nnil\nNone held\nA. Analyst, 2026-01-02 09:30")
    workspace.document.session.undo()
    assert explain(panel.model.answer(1, moment)) == "Entries of Leases"


def test_the_selected_cells_are_copied(panel: CompletenessPanel, workspace: Workspace) -> None:
    panel.view.setCurrentIndex(panel.view.model().index(listed(panel).index("Leases"), KIND))
    panel.view.setFocus()
    QGuiApplication.clipboard().clear()
    copy(workspace)
    assert QGuiApplication.clipboard().text() == "Leases\n"


def test_it_follows_what_is_posted_and_undone(panel: CompletenessPanel, workspace: Workspace) -> None:
    session = workspace.document.session
    known = session.project.adjustment_by_id[LEASES]
    session.execute(DescribeAdjustment(LEASES, ("", ""), "", known.readiness, KindId("share_based_compensation")))
    assert [answers(panel, row)[-1] for row in (0, 1)] == ["adjusted", "open"]
    session.undo()
    assert [answers(panel, row)[-1] for row in (0, 1)] == ["open", "adjusted"]


def test_a_period_that_is_undone_behind_another_tab_does_no_harm(
    panel: CompletenessPanel, workspace: Workspace
) -> None:
    session = workspace.document.session
    year = Period(date(2027, 1, 1), date(2027, 12, 31), "Year 2027")
    session.execute(AddPeriod(year, ("operations",)))
    session.execute(SetReconciled("operations", year.id, True))
    assert panel.model.headerData(3, Qt.Orientation.Horizontal) == "FY 2027"
    workspace.show_panel("Checks")
    QApplication.processEvents()
    session.undo()
    session.undo()
    workspace.show_panel("Completeness")
    QApplication.processEvents()
    QApplication.processEvents()
    assert panel.model.columnCount() == 3


# ---- what the user concludes


def test_a_conclusion_is_typed_with_the_keyboard_alone(
    panel: CompletenessPanel, workspace: Workspace, typist: Typist
) -> None:
    session = workspace.document.session
    before = session.project
    dialog = asked(typist)
    assert "Share-based compensation, FY 2024. Nobody has considered this yet." in dialog.about.text()
    typist.press(KEY.Key_Down)
    typist.press(KEY.Key_Down)
    typist.press(KEY.Key_Tab)
    typist.type("No awards")
    typist.press(KEY.Key_Return)
    assert answers(panel, 0)[-1] == "nil"
    assert has_keyboard(panel)
    assert panel.view.currentIndex().row() == 0
    assert session.project.adjustments == before.adjustments, "a conclusion changes no figure"
    session.undo()
    assert session.project is before
    assert answers(panel, 0)[-1] == "open"


def test_a_conclusion_needs_its_reason_and_a_small_one_its_amount(
    panel: CompletenessPanel, workspace: Workspace, typist: Typist
) -> None:
    dialog = asked(typist)
    assert dialog.amount.isHidden()
    conclude(dialog, Conclusion.NOT_APPLICABLE)
    assert "needs a reason" in dialog.refusal.text()
    conclude(dialog, Conclusion.BELOW_THRESHOLD, "Small")
    assert "needs its estimated amount" in dialog.refusal.text()
    assert not dialog.amount.isHidden()
    for wrong in ("n/a", "12%"):
        conclude(dialog, Conclusion.BELOW_THRESHOLD, "Small", wrong)
        assert dialog.refusal.text() == f"'{wrong}' is not an amount. Enter a number such as 1,234."
    assert workspace.document.session.step_to_undo is None
    conclude(dialog, Conclusion.BELOW_THRESHOLD, "Small", "1,200")
    assert answers(panel, 0)[-1] == "below the threshold (1,200)"
    again = asked(typist)
    assert again.amount.text() == "1200"
    conclude(again, None)
    assert answers(panel, 0)[-1] == "open"


def test_adjusted_needs_an_entry_or_a_reason(panel: CompletenessPanel, workspace: Workspace, typist: Typist) -> None:
    dialog = asked(typist)
    dialog.conclusion.setCurrentIndex(dialog.conclusion.findData(Conclusion.ADJUSTED))
    dialog.accept()
    assert dialog.refusal.text() == "This period has no entry of this kind. Post one, or give the reason: where it is."
    dialog.reason.setText("Within expected credit losses")
    dialog.accept()
    assert answers(panel, 0)[-1] == "adjusted"


def test_an_amount_is_forgotten_with_the_conclusion_that_had_it(
    panel: CompletenessPanel, workspace: Workspace, typist: Typist
) -> None:
    conclude(asked(typist), Conclusion.BELOW_THRESHOLD, "Small", "1,200")
    dialog = asked(typist)
    dialog.conclusion.setCurrentIndex(dialog.conclusion.findData(Conclusion.NIL))
    dialog.accept()
    assert answers(panel, 0)[-1] == "nil"


def test_a_conclusion_that_was_only_looked_at_keeps_its_author(
    panel: CompletenessPanel, workspace: Workspace, typist: Typist
) -> None:
    session = workspace.document.session
    session.execute(Consider(LEASES_KIND, Y1, NIL))
    considered = session.project
    panel.view.setCurrentIndex(panel.view.model().index(1, 2))
    asked(typist)
    typist.press(KEY.Key_Return)
    assert QApplication.activeModalWidget() is None
    assert session.project is considered
    conclude(asked(typist), Conclusion.NIL, "None held any more")
    now = session.project.completeness[LEASES_KIND, Y1]
    assert (now.reason, now.by) == ("None held any more", session.by)


def test_the_wheel_changes_no_conclusion(panel: CompletenessPanel, typist: Typist) -> None:
    dialog = asked(typist)
    turn_wheel(dialog.conclusion)
    assert dialog.conclusion.currentIndex() == 0
    dialog.reject()


def test_cancel_concludes_nothing(panel: CompletenessPanel, workspace: Workspace, typist: Typist) -> None:
    dialog = asked(typist)
    dialog.reason.setText("forgotten")
    typist.press(KEY.Key_Escape)
    assert workspace.document.session.step_to_undo is None
    assert has_keyboard(panel)


def test_the_name_of_a_kind_asks_about_the_latest_period(
    panel: CompletenessPanel, workspace: Workspace, typist: Typist
) -> None:
    panel.view.setCurrentIndex(panel.view.model().index(0, KIND))
    dialog = asked(typist)
    assert "FY 2024" in dialog.about.text()
    dialog.reject()


# ---- filtered, and empty


def test_kinds_are_found_by_name_and_standard_and_by_being_open(panel: CompletenessPanel, workspace: Workspace) -> None:
    panel.text.setText("ifrs 16")
    assert listed(panel) == ["Leases", "Sale and leaseback"]
    panel.only_open.setChecked(True)
    assert listed(panel) == ["Sale and leaseback"]
    panel.text.setText("no such kind")
    assert listed(panel) == []
    assert panel.view.text_if_empty == "No kind of difference matches."
    panel.text.clear()
    assert len(listed(panel)) == ALL_KINDS - 1


def test_a_kind_that_was_answered_leaves_the_open_ones_and_the_keyboard_stays(
    panel: CompletenessPanel, workspace: Workspace, typist: Typist
) -> None:
    panel.only_open.setChecked(True)
    panel.view.setCurrentIndex(panel.view.model().index(0, 2))
    conclude(asked(typist), Conclusion.NIL, "No awards")
    assert listed(panel)[0] == "Expected credit losses"
    assert panel.view.currentIndex().row() == 0
    assert has_keyboard(panel)


def test_without_periods_there_is_nothing_to_consider(theme: Theme, workspace: Workspace) -> None:
    nothing = replace(books(), statements=(), adjustments=(), enabled=frozenset(), periods=Map())
    model = CompletenessModel(Session(nothing), theme, workspace)
    assert model.moments == ()
    assert model.rowCount() == 0
    model.deleteLater()


def test_while_nothing_is_reconciled_every_year_is_listed(theme: Theme, workspace: Workspace) -> None:
    model = CompletenessModel(Session(books()), theme, workspace)
    headings = [model.headerData(column, Qt.Orientation.Horizontal) for column in range(2, model.columnCount())]
    assert headings == ["31 Dec 2023", "FY 2024", "FY 2025", "FY 2026"]
    model.deleteLater()
