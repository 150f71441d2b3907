"""The to-do list in the window: live, counted on its tab, each item leading to its place, by keyboard."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.published import ADJUSTMENTS, ECL, H1_2023, SBC
from tests.ui.shared_windows import as_it_was, opened_once
from workbench.commands import EditFigures, PostEntries, SetReconciled, SwitchAdjustment
from workbench.domain.adjustments import JournalEntry, Leg
from workbench.domain.comments import Comment
from workbench.domain.completeness import Completeness, Conclusion, Consideration
from workbench.domain.ids import KindId
from workbench.domain.maps import Map
from workbench.domain.project import Project
from workbench.domain.subjects import LineSubject
from workbench.presentation.closing import ToDoKind
from workbench.ui.records.completeness_panel import CompletenessPanel
from workbench.ui.records.to_do_panel import ToDoPanel
from workbench.ui.shell.workspace import Workspace
from workbench.ui.toolkit.item_roles import DECORATION
from workbench.ui.toolkit.lazy_refresh import is_seen
from workbench.ui.toolkit.theme import Theme

KEY = Qt.Key
AT = datetime(2026, 3, 5, 9, 5, tzinfo=UTC)
LEASES, PENSIONS = KindId("leases"), KindId("pensions")
CARRIED = Consideration(Conclusion.NIL, "none held", "Jo", AT, is_carried=True)


def with_carried_conclusions(project: Project) -> Project:
    """Return the reference case with two conclusions that a roll-forward carried, and a question that is open."""
    question = Comment("c1", LineSubject("operations", "funding_costs"), "Which loans?", "Ann", AT)
    completeness: Completeness = Map({(LEASES, H1_2023): CARRIED, (PENSIONS, H1_2023): CARRIED})
    return replace(project, completeness=completeness, comments=Map({"c1": question}))


@pytest.fixture(scope="module")
def in_window(theme: Theme, qifu_project: Project, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    settings = tmp_path_factory.mktemp("to-do") / "window.ini"
    yield from opened_once(with_carried_conclusions(qifu_project), theme, settings)


@pytest.fixture
def workspace(qtbot: QtBot, in_window: Workspace) -> Iterator[Workspace]:
    in_window.window().activateWindow()
    for shown in as_it_was(in_window):
        shown.show_panel("ToDo")
        counted(qtbot, shown)
        yield shown
        shown.journal.controller.discard()


@pytest.fixture
def panel(workspace: Workspace) -> ToDoPanel:
    return workspace.to_do


def counted(qtbot: QtBot, workspace: Workspace) -> str:
    """Wait until checks and list are complete; return what the tab says."""
    panel = workspace.to_do
    qtbot.waitUntil(lambda: not workspace.checks_run.is_running and not panel.is_looking, timeout=10_000)
    return workspace.docks["ToDo"].windowTitle()


def rows(panel: ToDoPanel) -> dict[str, list[str]]:
    model = panel.model
    headings = [model.index(row, 0) for row in range(model.rowCount())]
    return {
        str(heading.data()): [str(model.index(row, 0, heading).data()) for row in range(model.rowCount(heading))]
        for heading in headings
    }


def find(panel: ToDoPanel, kind: ToDoKind, row: int = 0) -> QModelIndex:
    headings = (panel.model.index(number, 0) for number in range(panel.model.rowCount()))
    for heading in headings:
        item = panel.model.item(heading)
        if item and item.kind is kind:
            return panel.model.index(row, 0, heading)
    pytest.fail(f"nothing of {kind}")


def press_enter(qtbot: QtBot, panel: ToDoPanel, kind: ToDoKind, row: int = 0) -> None:
    panel.view.setFocus()
    panel.view.setCurrentIndex(find(panel, kind, row))
    qtbot.keyClick(panel.view, KEY.Key_Return)


def test_the_list_follows_every_step_and_its_tab_counts(qtbot: QtBot, workspace: Workspace, panel: ToDoPanel) -> None:
    session = workspace.document.session
    assert counted(qtbot, workspace) == "To do 15"
    assert list(rows(panel)) == [
        "Not reconciled (4)",
        "Open texts of the appendix (1)",
        "Open completeness (3)",
        "Carried conclusions (1)",
        "Open comments (1)",
        "Without evidence (4)",
        "Without a note (1)",
    ]
    session.execute(SwitchAdjustment(SBC, on=False))
    assert counted(qtbot, workspace) == "To do 16"
    assert rows(panel)["Differences switched off (1)"] == ["Share-based compensation is off"]
    workspace.show_panel("Charts")
    session.execute(SetReconciled("cash_flows", H1_2023, reconciled=True))
    assert counted(qtbot, workspace) == "To do 15", "also while another panel is in front"
    assert all(panel.model.index(row, 0).data(DECORATION) for row in range(panel.model.rowCount()))
    assert workspace.to_do.count.text == "15 items"


def test_each_item_leads_to_its_place(qtbot: QtBot, workspace: Workspace, panel: ToDoPanel) -> None:
    session = workspace.document.session
    session.execute(SwitchAdjustment(ECL, on=False))
    session.execute(EditFigures({("financing_income", H1_2023): Decimal(2_255_620)}))
    session.execute(PostEntries(SBC, (JournalEntry("e1", (Leg("funding_costs", H1_2023, Decimal(7)),), "Lease"),)))
    counted(qtbot, workspace)
    press_enter(qtbot, panel, ToDoKind.UNRECONCILED)
    assert (workspace.view_state.statement.id, workspace.view_state.period) == ("cash_flows", H1_2023)
    press_enter(qtbot, panel, ToDoKind.DISAGREEING_SOURCES)
    assert workspace.view_state.statement.id == "operations"
    row, column = workspace.grid.currentIndex().row(), workspace.grid.currentIndex().column()
    assert workspace.grid.current_model().rows[row].line.name == "Credit driven services"
    assert column == 1
    press_enter(qtbot, panel, ToDoKind.COMMENT)
    row = workspace.grid.currentIndex().row()
    assert workspace.grid.current_model().rows[row].line.id == "funding_costs"
    press_enter(qtbot, panel, ToDoKind.SWITCHED_OFF)
    chosen = workspace.adjustments_panel.switches.chosen
    assert chosen is not None
    assert chosen.id == ECL
    press_enter(qtbot, panel, ToDoKind.OPEN_ENTRY)
    assert is_seen(workspace.journal)
    draft = workspace.journal.controller.draft
    assert draft is not None
    assert (draft.adjustment, draft.memo) == (SBC, "Lease")
    workspace.show_panel("ToDo")
    press_enter(qtbot, panel, ToDoKind.OPEN_QUESTIONS)
    completeness = workspace.completeness
    assert is_seen(completeness)
    assert completeness.view.currentIndex().data() == "open"
    workspace.show_panel("ToDo")
    press_enter(qtbot, panel, ToDoKind.EMPTY_NOTE)
    assert is_seen(workspace.docks["Notes"].widget())


def test_the_list_is_copied_as_text(workspace: Workspace, panel: ToDoPanel) -> None:
    panel.copy()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0] == "Not reconciled (4)"
    assert "  Not answered: Which loans?" in lines
    assert len(lines) == 15 + 7


def test_an_empty_list_says_that_nothing_is_missing(workspace: Workspace, panel: ToDoPanel) -> None:
    panel.model.show_items(())
    panel.view.viewport().update()
    QApplication.processEvents()
    assert panel.view.text_if_empty == "Nothing is missing."
    panel.look_again()


def test_the_place_in_the_list_stays_when_an_item_goes(qtbot: QtBot, workspace: Workspace, panel: ToDoPanel) -> None:
    panel.view.setCurrentIndex(find(panel, ToDoKind.UNRECONCILED, row=1))
    workspace.document.session.execute(SetReconciled("cash_flows", H1_2023, reconciled=True))
    counted(qtbot, workspace)
    assert panel.view.currentIndex().parent().row() == 0
    assert panel.view.currentIndex().row() == 1


def test_carried_conclusions_are_shown_and_confirmed(qtbot: QtBot, workspace: Workspace, panel: ToDoPanel) -> None:
    session, completeness = workspace.document.session, workspace.completeness
    session.by = "Ann"
    press_enter(qtbot, panel, ToDoKind.TO_CONFIRM)
    assert str(completeness.view.currentIndex().data()) == "nil, to be confirmed"
    confirm, confirm_all = completeness.view.actions()
    assert confirm.shortcut().toString() == "Ctrl+Shift+C"
    confirm.trigger()
    first = kind_of_current(completeness)
    known = session.project.completeness[first, H1_2023]
    assert (known.is_carried, known.by, known.reason) == (False, "Ann", "none held")
    confirm.trigger()
    assert workspace.status.refusal == "Select a conclusion that is to be confirmed first."
    confirm_all.trigger()
    assert not any(known.is_carried for known in session.project.completeness.values())
    step = session.step_to_undo
    assert step is not None
    assert (step.key, step["count"]) == ("confirm-conclusions", 1)
    confirm_all.trigger()
    assert workspace.status.refusal == "No conclusion of this period is to be confirmed."
    counted(qtbot, workspace)
    assert "Carried conclusions (1)" not in rows(panel)
    session.by = ""


def kind_of_current(completeness: CompletenessPanel) -> KindId:
    return {"Leases": LEASES, "Pensions": PENSIONS}.get(
        str(completeness.view.currentIndex().siblingAtColumn(0).data()), PENSIONS
    )


def test_the_model_keeps_the_rules(panel: ToDoPanel, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(panel.model)
    assert len(ADJUSTMENTS) == 4
