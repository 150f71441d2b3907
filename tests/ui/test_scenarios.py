"""The panel of scenarios: key totals under each set of switches side by side, by keyboard alone."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.published import ADJUSTMENTS, ECL, H1_2023, SBC
from tests.ui.shared_windows import as_it_was
from workbench.commands import EditFigures, KeepScenario, SwitchAdjustment
from workbench.domain.maps import Map
from workbench.ui.adjustments.scenario_dialog import ScenarioDialog
from workbench.ui.adjustments.scenarios_panel import ScenariosPanel
from workbench.ui.shell.difference_actions import keep_scenario
from workbench.ui.shell.workspace import Workspace

KEY = Qt.Key
WITHOUT_SBC = frozenset(ADJUSTMENTS) - {SBC}
NAME = "Without Share-based compensation"


@pytest.fixture
def workspace(qifu_in_window: Workspace) -> Iterator[Workspace]:
    qifu_in_window.window().activateWindow()
    for shown in as_it_was(qifu_in_window):
        shown.show_panel("Scenarios")
        QApplication.processEvents()
        yield shown
        QApplication.processEvents()


@pytest.fixture
def panel(workspace: Workspace) -> ScenariosPanel:
    return workspace.scenarios


def row_of_net_income(panel: ScenariosPanel) -> int:
    return next(row for row in range(panel.model.rowCount()) if shown(panel, row)[:2] == ["Net income", "H1 2023"])


def shown(panel: ScenariosPanel, row: int) -> list[str]:
    return [str(panel.model.index(row, column).data()) for column in range(panel.model.columnCount())]


def headings(panel: ScenariosPanel) -> list[str]:
    columns = range(panel.model.columnCount())
    return [str(panel.model.headerData(column, Qt.Orientation.Horizontal)).replace("\n", " ") for column in columns]


def dialog() -> ScenarioDialog:
    found = QApplication.activeModalWidget()
    assert isinstance(found, ScenarioDialog)
    return found


def test_switches_are_kept_compared_applied_renamed_and_deleted_by_keyboard(
    qtbot: QtBot, workspace: Workspace, panel: ScenariosPanel
) -> None:
    session = workspace.document.session
    session.execute(SwitchAdjustment(SBC, on=False))
    qtbot.keyClick(panel.view, KEY.Key_Insert)
    assert dialog().name.text() == NAME, "what is off is proposed as its name"
    assert "Off: Share-based compensation" in dialog().about.text()
    qtbot.keyClick(dialog().name, KEY.Key_Return)
    assert session.project.scenarios == Map({NAME: WITHOUT_SBC})
    session.execute(SwitchAdjustment(SBC, on=True))
    assert headings(panel)[2:] == [
        "US GAAP, as reported",
        "IFRS, complete",
        "As now",
        "from IFRS",
        "Without Share- based compensation",
        "from IFRS",
    ]
    figures = ["2,023,199", "1,746,887", "1,746,887", "—", "1,697,550", "(49,337)"]
    row = row_of_net_income(panel)
    assert shown(panel, row)[2:] == figures
    assert panel.now.text == "Now: All 4 differences are on"
    panel.view.setCurrentIndex(panel.model.index(row, 6))
    qtbot.keyClick(panel.view, KEY.Key_Return)
    assert session.project.enabled == WITHOUT_SBC
    assert shown(panel, row)[4:6] == ["1,697,550", "(49,337)"]
    assert panel.now.text == f"Now: {NAME}"
    qtbot.keyClick(panel.view, KEY.Key_F2)
    dialog().name.setText("No SBC")
    qtbot.keyClick(dialog().name, KEY.Key_Return)
    assert list(session.project.scenarios) == ["No SBC"]
    assert panel.chosen is not None
    assert panel.chosen.name == "No SBC"
    qtbot.keyClick(panel.view, KEY.Key_Delete)
    assert not session.project.scenarios
    assert len(headings(panel)) == 6
    workspace.undo()
    assert list(session.project.scenarios) == ["No SBC"]


def test_both_ends_can_be_applied_but_not_renamed(qtbot: QtBot, workspace: Workspace, panel: ScenariosPanel) -> None:
    session = workspace.document.session
    panel.view.setCurrentIndex(panel.model.index(0, 2))
    qtbot.keyClick(panel.view, KEY.Key_Return)
    assert session.project.enabled == frozenset()
    for key in (KEY.Key_F2, KEY.Key_Delete):
        qtbot.keyClick(panel.view, key)
        assert workspace.status.refusal == "First select a figure in the column of a scenario that you keep."
    panel.view.setCurrentIndex(panel.model.index(0, 0))
    qtbot.keyClick(panel.view, KEY.Key_Return)
    assert workspace.status.refusal == "Select a figure in the column of a scenario first."
    panel.view.setCurrentIndex(panel.model.index(0, 3))
    qtbot.keyClick(panel.view, KEY.Key_Return)
    assert session.project.enabled == frozenset(ADJUSTMENTS)


def test_a_name_that_is_taken_is_refused_in_place(qtbot: QtBot, workspace: Workspace, panel: ScenariosPanel) -> None:
    workspace.document.session.execute(KeepScenario("Loans", frozenset((ECL,))))
    keep_scenario(workspace)
    dialog().name.setText("LOANS")
    qtbot.keyClick(dialog().name, KEY.Key_Return)
    assert dialog().refusal.text() == "There is already a scenario 'Loans'. Choose another name."
    dialog().reject()


def test_the_table_is_copied_with_its_headings(workspace: Workspace, panel: ScenariosPanel) -> None:
    workspace.document.session.execute(KeepScenario("=Loans", frozenset((ECL,))))
    panel.copy_table()
    first, *rows = QGuiApplication.clipboard().text().splitlines()
    assert first.split("\t")[-2:] == ["'=Loans", "'=Loans, from IFRS"]
    assert len(rows) == panel.model.rowCount()
    assert rows[row_of_net_income(panel)].split("\t")[:3] == ["Net income", "H1 2023", "2,023,199"]


def test_behind_another_tab_nothing_is_calculated(workspace: Workspace, panel: ScenariosPanel) -> None:
    session, row = workspace.document.session, row_of_net_income(panel)
    workspace.show_panel("Charts")
    QApplication.processEvents()
    session.execute(KeepScenario("Loans", frozenset((ECL,))))
    session.execute(EditFigures({("financing_income", H1_2023): Decimal(2_255_620)}))
    assert len(headings(panel)) == 6
    workspace.show_panel("Scenarios")
    for _ in range(3):
        QApplication.processEvents()
    assert len(headings(panel)) == 8
    assert shown(panel, row)[2] == "2,024,199"


def test_the_model_keeps_the_rules(workspace: Workspace, panel: ScenariosPanel, qtmodeltester: ModelTester) -> None:
    workspace.document.session.execute(KeepScenario("Loans", frozenset((ECL,))))
    qtmodeltester.check(panel.model)
