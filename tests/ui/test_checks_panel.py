"""The Checks panel says what it does not list, and what its choices mean."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.test_painting import settle
from workbench.domain.findings import FindingStatus
from workbench.ui.checks import check_run
from workbench.ui.shell.workspace import Workspace


def test_of_a_large_book_the_panel_says_that_passes_are_not_listed(
    qtbot: QtBot, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace.show_panel("Checks")
    note, light = workspace.checks.passes_not_listed, workspace.status.light_text
    assert not note.isVisible()
    monkeypatch.setattr(check_run, "MOST_LISTED", 10)
    workspace.checks_run.start()
    settle(qtbot, workspace)
    assert note.isVisible()
    assert note.text() == "Passes are not listed for a project of this size"
    assert workspace.status.light_text == light
    assert FindingStatus.PASS not in {finding.status for finding in workspace.checks_run.findings}


def test_what_proves_nothing_comes_last_and_is_explained(workspace: Workspace) -> None:
    findings, statuses = workspace.checks.findings, workspace.checks.statuses
    last = findings.finding(findings.rowCount() - 1)
    assert last.status is FindingStatus.INFORMATION
    information = statuses.findText("Information")
    assert "stated only once or calculated here" in statuses.itemData(information, Qt.ItemDataRole.ToolTipRole)
